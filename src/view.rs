//! How it looks: pure drawing.

pub mod chart;
pub mod glyphs;
pub mod theme;

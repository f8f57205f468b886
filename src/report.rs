//! How results are handed over: text, Markdown, HTML, JSON, CSV and the gap chart as plain lines.
//!
//! Knows: the shapes of reports, the words around the numbers, the formats' own rules (quoting, escaping,
//! byte order marks). Everything here is pure: `&report -> bytes`. Refuses to know: files, screens, and any
//! number that [`crate::analysis`] has not released.

pub mod chart;
pub mod codebook;
mod compose;
pub mod csv;
pub mod document;
pub mod html;
pub mod incidents;
pub mod json;
pub mod markdown;
pub mod paradata;
pub mod sampling;
pub mod slips;
pub mod text;
mod words;

pub use compose::{Brief, compose};

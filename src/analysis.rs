//! What the answers mean: mergeable integer summaries, the gaps and their uncertainty, and what may be shown.
//!
//! Knows: `spec`-style formulas with their sources, degenerate cases, minimum-n rules. Refuses to know: where
//! responses are kept, how reports look, the language of the reader.

mod figure;

pub use figure::{Absent, Estimate, Value};

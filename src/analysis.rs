//! What the answers mean: mergeable integer summaries, the gaps and their uncertainty, and what may be shown.
//!
//! Knows: formulas with their sources, degenerate cases, minimum-n rules. Refuses to know: where
//! responses are kept, how reports look, the language of the reader.

pub mod disclosure;
mod figure;
mod gaps;
mod scoring;

pub use disclosure::{Disclosed, disclose};
pub use figure::{Absent, Estimate, Value};
pub use gaps::{DimensionGap, GapReport, ItemGap, PersonDimension, PersonGaps, PointSets};
pub use scoring::{Missing, Voice, gap};

//! What the answers mean: mergeable integer summaries, the gaps and their uncertainty, and what may be shown.
//!
//! Knows: formulas with their sources, degenerate cases, minimum-n rules. Refuses to know: where
//! responses are kept, how reports look, the language of the reader.

#![expect(
    clippy::many_single_char_names,
    clippy::float_cmp,
    reason = "formulas keep the letters of their sources, and exact values are compared exactly"
)]

pub mod careless;
mod comoments;
pub mod control;
pub mod disclosure;
mod dispositions;
pub mod drivers;
pub mod factors;
mod figure;
pub mod five_gaps;
mod gaps;
#[cfg(test)]
mod golden;
pub mod groups;
pub mod indicator;
pub mod journey;
pub mod kano;
pub mod paired;
pub mod planning;
pub mod priorities;
pub mod probability;
pub mod reliability;
pub mod satisfaction;
mod scoring;
pub mod series;
pub mod shares;
mod simulation;
pub mod study;
mod summary;
mod tally;
pub mod trend;
#[cfg(test)]
mod trial;

pub use comoments::Comoments;
pub use disclosure::{
    Alike, Disclosed, GroupBy, GroupName, GroupReport, GroupRow, disclose, disclose_beside,
    disclose_groups, disclose_series, disclose_study, disclose_study_beside,
};
pub use dispositions::Dispositions;
pub use figure::{Absent, Estimate, Value};
pub use gaps::{DimensionGap, GapReport, ItemGap, PersonDimension, PersonGaps, PointSets};
pub use indicator::{IndicatorPoint, IndicatorSeries, Indicators, Standing};
pub use scoring::{Missing, Voice, gap};
pub use series::SeriesReport;
pub use study::{FormReport, StudyReport};
pub use summary::{Histogram, Mismatch, Moments, Scores, Summary, Zone};
pub use tally::{Line, Tally};

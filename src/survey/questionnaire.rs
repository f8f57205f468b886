//! A study as its author wrote it, checked: dimensions and items once, and a form for each role.
//!
//! [`read()`] turns a RON file (format 1, see `questionnaires/README.md`) into a [`Questionnaire`] or into all
//! its problems with their places. What this module gives out is complete: every text exists in every
//! language offered, every condition names an earlier question, every pair has both halves.

mod advice;
mod cause;
mod check;
mod decimal;
mod decode;
mod edition;
#[cfg(test)]
pub(crate) mod generate;
mod outline;
mod path;
mod problem;
#[cfg(test)]
mod properties;
mod question;
mod read;
mod reference;
mod rules;
mod scaffold;
mod scheme;
mod script;
mod tree;
mod usual;

/// The most bytes that are read of a file.
pub const MAX_BYTES: usize = 2_000_000;

/// The most characters of one text.
pub const MAX_TEXT: usize = 2000;

pub use advice::{Advice, KIOSK_MINUTES, KIOSK_RATINGS, advice};
pub use cause::Cause;
pub use decimal::{Decimal, MAX_DECIMALS, format_decimal, parse_decimal};
pub use edition::print;
pub use outline::{BlockOutline, DimensionOutline, FormOutline, Length, Outline, outline};
pub use path::{Path, Step};
pub use problem::{MAX_PROBLEMS, Place, Problem, Problems, Severity};
pub use question::{Kind, Question, QuestionKey, Subject};
pub use read::{Reading, examine, read};
pub use reference::reference;
pub use rules::RULES;
pub use scaffold::{Start, scaffold};
pub use scheme::*;
pub(in crate::survey) use script::script_of;

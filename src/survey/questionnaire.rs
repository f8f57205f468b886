//! A study as its author wrote it, checked: dimensions and items once, and a form for each role.
//!
//! [`read`] turns a RON file (format 1, see `questionnaires/README.md`) into a [`Questionnaire`] or into all
//! its problems with their places. What this module gives out is complete: every text exists in every
//! language offered, every condition names an earlier question, every pair has both halves.

mod question;
mod scheme;
mod usual;

pub use question::{Kind, Question, QuestionKey, Subject};
pub use scheme::*;

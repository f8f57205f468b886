//! What is asked: the questionnaire, the interview that walks through it, and the record it leaves.
//!
//! Knows: studies, forms, questions, answers and the rules between them. Everything here is pure: text in,
//! values out; an event in, a new state out. Refuses to know: files, clocks, chance, screens, statistics.

pub mod draft;
pub mod import;
pub mod interview;
pub mod library;
pub mod questionnaire;
pub mod record;
pub mod selection;
pub mod session;
pub mod xlsform;

//! A study drafted from what others have written: a form of another program, or the table of an old survey.
//!
//! ```text
//! XLSForm ──┐
//!           ├─▶ Source: questions in order ── draft ──▶ Draft: a study that passes the check, and where each
//! headers ──┘                                            question of the source went
//! ```
//!
//! Knows: what pairs of expectation and perception look like, how pairs fall into dimensions, which question
//! stands for itself. Refuses to know: files, spreadsheets, and what words a person should have used.

mod assemble;
mod names;
mod pairs;
mod print;
pub(in crate::survey) mod scales;

pub use assemble::draft;
pub use print::{Remarks, commented};
pub(in crate::survey) use scales::bare as bare_scale;

use crate::language::{Locale, Localized};
use crate::survey::questionnaire::{Facet, Id, Questionnaire, Scale};

/// What a source asks, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The study's name.
    pub id: Id,
    /// Its title, in the languages of the study.
    pub title: Localized,
    /// These languages, at least one.
    pub locales: Vec<Locale>,
    /// The questions.
    pub asked: Vec<Asked>,
}

/// One question of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its name in the source: `exp_rel_1`, `E1`, or words.
    pub name: String,
    /// The groups it stands in, outermost first.
    pub groups: Vec<Group>,
    /// Its words, in all languages of the study.
    pub text: Localized,
    /// How it is answered.
    pub answer: Answer,
    /// When it is asked.
    pub when: Option<Logic>,
    /// Where it stands in the source, for a remark beside it: `row 12`.
    pub place: String,
}

/// A group of questions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    /// Its name in the source.
    pub name: String,
    /// Its heading, in all languages of the study or in none.
    pub text: Localized,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A step of a scale.
    Rating(Box<Steps>),
    /// One option, or several.
    Choice {
        /// Several.
        many: bool,
        /// The options.
        options: Vec<Offered>,
    },
    /// A whole number.
    Number {
        /// The least.
        least: i64,
        /// The greatest.
        most: i64,
    },
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// Words.
    Text {
        /// Several lines.
        long: bool,
    },
    /// Nothing: a page to read.
    Note,
}

/// A scale, and what the source calls its steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps {
    /// The scale.
    pub scale: Scale,
    /// The source's codes of the steps, from the lowest up; empty: the numbers themselves.
    pub codes: Vec<String>,
}

/// An option of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Its code in the source.
    pub code: String,
    /// Its label.
    pub text: Localized,
    /// It opens a line for words of one's own.
    pub other: bool,
    /// It excludes the others.
    pub alone: bool,
}

/// A condition on questions of the source, by their index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Logic {
    /// This code was chosen, or is the answer.
    Is(usize, String),
    /// At least this.
    AtLeast(usize, i64),
    /// At most this.
    AtMost(usize, i64),
    /// There is an answer.
    Answered(usize),
    /// All hold.
    All(Vec<Logic>),
    /// One holds.
    Any(Vec<Logic>),
    /// It does not hold.
    Not(Box<Logic>),
}

/// A drafted study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The study. It passes the check.
    pub questionnaire: Questionnaire,
    /// By question of the source: where it went.
    pub went: Vec<Went>,
    /// What an author should look at.
    pub unsure: Vec<Unsure>,
}

/// Where a question of the source went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Went {
    /// The question of this key: `expectation.promise`, `visit`.
    To(String),
    /// Nowhere, because the study has all the questions that a form may have.
    TooMany,
}

/// What was decided without being sure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsure {
    /// So many pairs of expectation and perception were told by their names, groups or words.
    Pairs(usize),
    /// Pairs were told by their order alone.
    PairsByOrder(usize),
    /// No question speaks of expectation: so many ratings are taken for perceptions.
    PerceptionsOnly(usize),
    /// Nothing is rated: an item of the program's own stands in its place, which no form asks.
    NoRatings,
    /// Twenty-two items without dimensions: divided as SERVQUAL divides them.
    ServqualDimensions,
    /// Nothing tells the dimensions: all items are in one.
    OneDimension,
    /// A question has a partner, but is asked on another condition or scale: index, and its facet.
    NoItem(usize, Option<Facet>),
    /// The condition of this question cannot be kept: it looks ahead, or at nothing that is there.
    Condition(usize),
    /// The source gives no words for these questions: their names stand in.
    Wordless(usize),
}

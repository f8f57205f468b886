//! What an interview does not accept, and why: data for the screen, words in three languages beside it.

use crate::language::Locale;
use crate::survey::questionnaire::QuestionKey;
use crate::survey::record::{Fingerprint, Outcome, Reason};

/// Why a step was not taken. Not an error: the person is told, and stays where they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The interview has ended.
    Ended(Outcome),
    /// The notice was not agreed to.
    ConsentMissing,
    /// Only at the notice.
    NotAtNotice,
    /// The question is not on the current page.
    NotOnPage(QuestionKey),
    /// The question was not shown before, or is not asked.
    NotShown(QuestionKey),
    /// An answer of another kind than the question takes.
    WrongKind,
    /// The number is not on the scale.
    OffScale {
        /// The lowest step.
        lowest: u8,
        /// The highest step.
        highest: u8,
    },
    /// Points for another number of rows than there are.
    PointsRows {
        /// How many rows there are.
        rows: usize,
        /// How many were given.
        given: usize,
    },
    /// The points do not add up.
    PointsSum {
        /// What they must add up to.
        total: u8,
        /// What they add up to.
        sum: u32,
    },
    /// There is no option of this index.
    UnknownOption(u8),
    /// No option was chosen.
    NothingChosen,
    /// Only one option may be chosen.
    OneOnly,
    /// This option excludes all others.
    NotAlone(u8),
    /// Own words were given, but no option that takes them.
    WordsWithoutOther,
    /// The number is out of bounds.
    OutOfBounds {
        /// The least accepted.
        least: i64,
        /// The greatest accepted.
        most: i64,
        /// Digits behind the point of both.
        decimals: u8,
    },
    /// Not a day of the calendar, written `2026-05-17`.
    NotADate,
    /// Not a month, written `2026-05`.
    NotAMonth,
    /// Not a time of day, written `14:30`.
    NotATime,
    /// The text is empty.
    Empty,
    /// The text is too long.
    TooLong {
        /// The most characters accepted.
        limit: usize,
    },
    /// The question does not offer this reason.
    ReasonNotOffered(Reason),
    /// The study does not offer this language.
    LanguageNotOffered(Locale),
    /// There is nothing before.
    AtStart,
    /// There is nothing after the review but the end.
    AtEnd,
    /// Not every page was shown.
    NotThrough {
        /// First question of the next page to see.
        next: QuestionKey,
    },
    /// An answer screened the person out: only the end follows.
    ScreenedOut,
    /// No soft check of this kind is waiting.
    NothingToCheck,
    /// An answer was changed after its page was left: the interviewer says why.
    ChangeUnexplained(QuestionKey),
    /// There is no interviewer: nothing is noted, nothing handed over.
    NoInterviewer,
    /// The respondent answers alone: the interviewer takes over first.
    HandedOver,
    /// Nothing was handed over.
    NotHandedOver,
}

/// Something that is likely a slip: asked once, then accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoftCheck {
    /// About which question.
    pub question: QuestionKey,
    /// What seems wrong.
    pub rule: SoftRule,
}

/// What a soft check looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SoftRule {
    /// The minimum lies above the desired level of the same item.
    MinimumAboveDesired {
        /// The minimum.
        minimum: u8,
        /// The desired level.
        desired: u8,
    },
    /// The number lies outside what is usual.
    Unusual {
        /// The number.
        value: i64,
        /// The least usual number.
        least: i64,
        /// The greatest usual number.
        most: i64,
    },
}

impl SoftRule {
    /// The rule's name in the log.
    pub fn name(self) -> &'static str {
        match self {
            Self::MinimumAboveDesired { .. } => "minimum_above_desired",
            Self::Unusual { .. } => "unusual_number",
        }
    }
}

/// Why an interview cannot begin or be taken up: for the operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CannotBegin {
    /// The header names another edition.
    OtherEdition {
        /// The edition the header names.
        header: Fingerprint,
        /// The edition that was given.
        edition: Fingerprint,
    },
    /// The edition has no form of this name.
    NoSuchForm(String),
    /// The study does not offer this language.
    LanguageNotOffered(Locale),
    /// The form has no short version.
    NoShortForm(String),
    /// The form asks nothing.
    NothingToAsk,
    /// A condition names a question that does not come before it.
    UnknownCondition {
        /// The question that stands under the condition.
        question: QuestionKey,
        /// The name that the condition uses.
        names: String,
    },
    /// The kept entries are not numbered one after another.
    OutOfSequence {
        /// The number that should follow.
        expected: u32,
        /// The number found.
        found: u32,
    },
}

impl std::fmt::Display for CannotBegin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::OtherEdition { header, edition } => write!(
                f,
                "the interview belongs to edition {header}, not to {edition}: give the edition it began with"
            ),
            Self::NoSuchForm(form) => write!(f, "the questionnaire has no form \"{form}\""),
            Self::LanguageNotOffered(locale) => {
                write!(f, "the questionnaire is not offered in {}", locale.tag())
            }
            Self::NoShortForm(form) => write!(
                f,
                "form \"{form}\" has no short version: give it `short`, or begin the full form"
            ),
            Self::NothingToAsk => f.write_str("the form asks nothing of this person"),
            Self::UnknownCondition { question, names } => write!(
                f,
                "the condition of \"{question}\" names \"{names}\", which is no option or question before it"
            ),
            Self::OutOfSequence { expected, found } => write!(
                f,
                "entry {found} stands where entry {expected} should follow: the interview's log is damaged"
            ),
        }
    }
}

impl std::error::Error for CannotBegin {}

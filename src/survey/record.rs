//! What an interview leaves behind: the header, the append-only log of entries, and the sealed response.
//!
//! An [`Entry`] is the unit of durability: the store keeps it before the screen goes on. A [`Response`] is
//! the fold of an interview's entries, packed one byte an answer in the [`Layout`] of its form. Reasons for
//! a missing answer are codes above every scale; they are never numbers on it.

mod flag;
mod layout;
mod receipt;

pub use flag::{Flag, Flags};
pub use layout::{Column, Layout, Response};
pub use receipt::{is_receipt, receipt};

use serde::{Deserialize, Serialize};

use super::questionnaire::{QuestionKey, Questionnaire, Role};
use crate::language::Locale;

/// The identity of a questionnaire's content: SHA-256 of its canonical print, in lower-case hex.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(pub String);

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A questionnaire with its identity and the text it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// The checked content.
    pub questionnaire: Questionnaire,
    /// Its identity.
    pub fingerprint: Fingerprint,
    /// The file's text, kept in the store beside the answers.
    pub source: String,
}

/// An interview's identity: a UUID, time-ordered for customers, random for anonymous sessions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct InterviewId(pub String);

impl std::fmt::Display for InterviewId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// How the interview is conducted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Mode {
    /// Started from the desk or the command line, on a staffed machine.
    Interview,
    /// On an unattended kiosk.
    Kiosk,
    /// An anonymous staff session.
    Session,
    /// Taken over from a data file.
    Import,
}

/// What is fixed when an interview begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Its identity.
    pub id: InterviewId,
    /// Which edition is asked.
    pub edition: Fingerprint,
    /// Which form of the edition.
    pub form: String,
    /// Who answers.
    pub role: Role,
    /// How it is conducted.
    pub mode: Mode,
    /// In which language it began.
    pub locale: Locale,
    /// Decides order and sampling, together with the edition alone.
    pub seed: u64,
    /// The short form.
    pub short: bool,
    /// A trial: kept in another file, never in live data.
    pub test: bool,
    /// When it began: milliseconds since 1970-01-01 UTC.
    pub started: i64,
    /// The site's name, or empty.
    pub site: String,
    /// The device's name, or empty.
    pub device: String,
    /// The wave's name, or empty.
    pub wave: String,
    /// The interviewer's name, or empty.
    pub interviewer: String,
}

/// Why there is no answer. Never a number on a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// The person does not know.
    DontKnow,
    /// The person prefers not to say.
    PreferNot,
    /// It does not apply to this person.
    DoesNotApply,
    /// There is no standard (gaps 2 and 3).
    NoStandard,
    /// Nothing is promised (gap 4).
    NoPromise,
    /// Shown and passed without an answer or a reason.
    Skipped,
    /// The program did not ask: sampled out, or ruled out by a condition.
    NotAsked,
    /// The interview ended before.
    NotReached,
    /// An error of the program, the interviewer or an import.
    Technical,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Self; 9] = [
        Self::DontKnow,
        Self::PreferNot,
        Self::DoesNotApply,
        Self::NoStandard,
        Self::NoPromise,
        Self::Skipped,
        Self::NotAsked,
        Self::NotReached,
        Self::Technical,
    ];

    /// The byte that stands for the reason in a packed response: above 100 points and every scale.
    pub fn byte(self) -> u8 {
        match self {
            Self::DontKnow => 255,
            Self::PreferNot => 254,
            Self::DoesNotApply => 253,
            Self::NotAsked => 252,
            Self::NotReached => 251,
            Self::Technical => 250,
            Self::Skipped => 249,
            Self::NoStandard => 248,
            Self::NoPromise => 247,
        }
    }

    /// The reason of a packed byte; `None` for an answer.
    pub fn from_byte(byte: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.byte() == byte)
    }

    /// The code in exports: negative, as survey archives write it (−1 don't know ... −9).
    pub fn code(self) -> i8 {
        match self {
            Self::DontKnow => -1,
            Self::PreferNot => -2,
            Self::DoesNotApply => -3,
            Self::NotAsked => -4,
            Self::NotReached => -5,
            Self::Technical => -6,
            Self::Skipped => -7,
            Self::NoStandard => -8,
            Self::NoPromise => -9,
        }
    }

    /// The word in exports and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::DontKnow => "dont_know",
            Self::PreferNot => "prefer_not",
            Self::DoesNotApply => "does_not_apply",
            Self::NotAsked => "not_asked",
            Self::NotReached => "not_reached",
            Self::Technical => "technical",
            Self::Skipped => "skipped",
            Self::NoStandard => "no_standard",
            Self::NoPromise => "no_promise",
        }
    }
}

/// The least byte of a packed response that is a reason and not an answer.
pub const FIRST_REASON: u8 = 247;

/// What a person answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// A step of the scale, as marked (reverse items not yet mirrored).
    Rating(u8),
    /// Points, one number a dimension in file order.
    Points(Vec<u8>),
    /// Indices of the chosen options in file order, ascending; and the words of an "other" option.
    Choice(
        Vec<u8>,
        #[serde(default, skip_serializing_if = "Option::is_none")] Option<String>,
    ),
    /// A whole number.
    Number(i64),
    /// Free text, a date `2026-05-17` or a time `14:30`. Cleaned, never empty.
    Text(String),
    /// A note was read.
    Read,
    /// No answer, for this reason.
    Left(Reason),
}

/// One line of an interview's log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// 0, 1, 2, ... without holes.
    pub sequence: u32,
    /// Milliseconds since the interview's start, by a clock that never jumps.
    pub at: u64,
    /// What happened.
    pub action: Action,
}

/// What happened in an interview: answers and paradata in one list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// The notice was agreed to, in this language (and with it the age, where the notice asks).
    Consented {
        /// The language in which the notice was read.
        locale: Locale,
    },
    /// A question was answered, or left with a reason.
    Answered {
        /// Which.
        question: QuestionKey,
        /// What.
        answer: Answer,
        /// What it was before, when changed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<Answer>,
        /// Why it was changed later, as the interviewer was told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<Because>,
        /// The respondent answered alone, while the interviewer had handed over.
        #[serde(default, skip_serializing_if = "is_false")]
        alone: bool,
    },
    /// The interviewer noted something about a question; an empty text takes the note away.
    Noted {
        /// About which question.
        question: QuestionKey,
        /// What. Cleaned.
        text: String,
    },
    /// The interviewer handed over: what follows the respondent answers alone.
    HandedOver,
    /// The interviewer took over again.
    TakenBack,
    /// The person went somewhere: on, back, or from the review.
    Moved {
        /// Where to.
        to: Destination,
    },
    /// The language was switched.
    Spoke {
        /// To which.
        locale: Locale,
    },
    /// A soft check asked whether an answer is right.
    Warned {
        /// About which question.
        question: QuestionKey,
        /// The check's name.
        rule: String,
    },
    /// Time without a sign of life passed: the warning came up, or was waved away.
    Idle {
        /// Whether the person came back.
        back: bool,
    },
    /// The program was started again and took the interview up.
    Resumed,
    /// Nobody can write here: questions for words of one's own are not asked.
    Unwritten,
    /// The interview ended.
    Ended {
        /// How.
        outcome: Outcome,
    },
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde's skip_serializing_if passes a reference"
)]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// Why an answer was changed after its page was left, as an interviewer tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// The interviewer had entered another answer than was given.
    EnteredWrongly,
    /// The question had been misunderstood.
    Misunderstood,
    /// The respondent thinks otherwise now.
    Reconsidered,
    /// Another reason, in words. Cleaned, never empty.
    Other(String),
}

impl Because {
    /// The reasons that need no words.
    pub const USUAL: [Self; 3] = [
        Self::EnteredWrongly,
        Self::Misunderstood,
        Self::Reconsidered,
    ];

    /// The word in exports.
    pub fn word(&self) -> &'static str {
        match self {
            Self::EnteredWrongly => "entered_wrongly",
            Self::Misunderstood => "misunderstood",
            Self::Reconsidered => "reconsidered",
            Self::Other(_) => "other",
        }
    }
}

/// Where a person can go inside an interview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Destination {
    /// The notice, to read it again.
    Notice,
    /// The page that begins with this question.
    Page(QuestionKey),
    /// The review before the end.
    Review,
}

/// How an interview ended, after the AAPOR standard definitions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Finished by the respondent.
    Complete,
    /// Left with enough answers to count.
    Partial,
    /// Left with too few.
    BreakOff,
    /// The notice was declined.
    Refused,
    /// Screened out by an answer.
    Ineligible,
    /// The person speaks none of the languages.
    LanguageBarrier,
    /// The quota of this group is full.
    QuotaFull,
    /// Left alone until the kiosk reset itself.
    TimedOut,
}

impl Outcome {
    /// All outcomes.
    pub const ALL: [Self; 8] = [
        Self::Complete,
        Self::Partial,
        Self::BreakOff,
        Self::Refused,
        Self::Ineligible,
        Self::LanguageBarrier,
        Self::QuotaFull,
        Self::TimedOut,
    ];

    /// The outcomes whose answers reports count: complete, and partial with enough of them.
    pub const COUNTED: [Self; 2] = [Self::Complete, Self::Partial];

    /// The three-digit code: AAPOR's number without its point. 0 means still open.
    pub fn code(self) -> u16 {
        match self {
            Self::Complete => 110,
            Self::Partial => 120,
            Self::BreakOff => 210,
            Self::TimedOut => 212,
            Self::Refused => 211,
            Self::LanguageBarrier => 233,
            Self::Ineligible => 411,
            Self::QuotaFull => 480,
        }
    }

    /// The word in exports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Partial => "partial",
            Self::BreakOff => "break_off",
            Self::Refused => "refused",
            Self::Ineligible => "ineligible",
            Self::LanguageBarrier => "language_barrier",
            Self::QuotaFull => "quota_full",
            Self::TimedOut => "timed_out",
        }
    }

    /// The final disposition of the AAPOR standard (2016): the code with its point. A person who walks away breaks
    /// off like one who says so.
    pub fn disposition(self) -> &'static str {
        match self {
            Self::Complete => "1.1",
            Self::Partial => "1.2",
            Self::BreakOff | Self::TimedOut => "2.12",
            Self::Refused => "2.11",
            Self::LanguageBarrier => "2.33",
            Self::Ineligible => "4.11",
            Self::QuotaFull => "4.8",
        }
    }

    /// The outcome of a code.
    pub fn from_code(code: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

//! A staff session: a group answers one form in one meeting, and nobody can tell who answered what.
//!
//! Knows: the codes that let people in, the states of a session, what of an interview may be kept, and from how many
//! on anything is counted at all. Refuses to know: where sessions are kept, and secrets.
//!
//! ```text
//! open ──close──▶ held     too few have answered: nothing is read, nothing is lost; it can be reopened
//!   │                │
//!   └────────────────┴──▶ frozen     enough: all answers enter the results at once, in no order, and stay as they are
//! ```

mod code;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use code::{Code, LENGTH, NotACode};

use super::questionnaire::{Kind, QuestionKey};
use super::record::{Action, Entry, Header, Layout, Response};

/// The most codes of one session.
pub const MOST_CODES: usize = 500;

const DAY: i64 = 86_400_000;

/// Where a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// People answer.
    Open,
    /// Closed with too few answers: they are kept sealed.
    Held,
    /// Closed: its answers are counted and its results do not change any more.
    Frozen,
}

impl State {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Open, Self::Held, Self::Frozen];

    /// The word that is kept and listed.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Held => "held",
            Self::Frozen => "frozen",
        }
    }

    /// The state of this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// How far a session is. Counts alone: who is among them is not known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Turnout {
    /// Codes that were made.
    pub codes: u64,
    /// People in the middle of it.
    pub begun: u64,
    /// People who are through.
    pub finished: u64,
}

/// Which answers a frozen result is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Those of the session.
    Own,
    /// Those of the session and all given before: the earlier ones alone are so few that the difference of the two
    /// would tell what they answered.
    Together,
}

/// What closing a session comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Verdict {
    /// So many answers are missing for a result: the session is held.
    Hold {
        /// How many.
        missing: u64,
    },
    /// The answers are counted.
    Freeze(Scope),
}

/// What closing comes to with so many answers of the session, so many to the same form outside of it (those that
/// reports count already, those that come out together with the session's), and this least number behind a figure.
///
/// Fewer than `least` are not even added to the totals: the totals before and after would tell them.
pub fn verdict(answered: u64, others: [u64; 2], least: u64) -> Verdict {
    if answered < least {
        return Verdict::Hold {
            missing: least - answered,
        };
    }
    Verdict::Freeze(if stand_apart(others, least) {
        Scope::Own
    } else {
        Scope::Together
    })
}

/// Whether what reports show less the session's own results tells nothing about few people.
fn stand_apart(others: [u64; 2], least: u64) -> bool {
    others.iter().all(|n| *n == 0 || *n >= least)
}

/// Whether the comments of so many may be read, with so many answers outside of the session.
pub fn may_read_comments(answered: u64, others: [u64; 2], least: u64) -> bool {
    answered >= least && stand_apart(others, least)
}

/// A header without what tells one person's from another's: the time of day, the machine, the interviewer.
#[must_use]
pub fn without_traces(header: Header) -> Header {
    Header {
        started: day(header.started),
        device: String::new(),
        interviewer: String::new(),
        ..header
    }
}

/// An entry without what only paradata needs: when it was made, and what an answer was before.
#[must_use]
pub fn without_paradata(entry: &Entry) -> Entry {
    let action = match &entry.action {
        Action::Answered {
            question, answer, ..
        } => Action::Answered {
            question: question.clone(),
            answer: answer.clone(),
            before: None,
            because: None,
            alone: false,
        },
        other @ (Action::Consented { .. }
        | Action::Moved { .. }
        | Action::Spoke { .. }
        | Action::Warned { .. }
        | Action::Noted { .. }
        | Action::HandedOver
        | Action::TakenBack
        | Action::Idle { .. }
        | Action::Resumed
        | Action::Unwritten
        | Action::Ended { .. }) => other.clone(),
    };
    Entry {
        sequence: entry.sequence,
        at: 0,
        action,
    }
}

/// The start of the day, in milliseconds since 1970-01-01 UTC.
pub fn day(at: i64) -> i64 {
    at - at.rem_euclid(DAY)
}

/// Whether a question asks for words of one's own: what is written there is a comment.
pub fn asks_for_words(kind: &Kind) -> bool {
    match kind {
        Kind::Text { .. } => true,
        Kind::Choice { .. }
        | Kind::Rating { .. }
        | Kind::Points { .. }
        | Kind::Number { .. }
        | Kind::Date
        | Kind::Month
        | Kind::Time
        | Kind::Note => false,
    }
}

/// What was written in answer to one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comments {
    /// The question.
    pub question: QuestionKey,
    /// The texts, in an order that says nothing about when they were written or which belong together.
    pub texts: Vec<String>,
}

/// The free texts of some responses by question, shuffled. The same seed gives the same order.
pub fn comments(layout: &Layout, responses: &[Response], seed: &[u8]) -> Vec<Comments> {
    let mut found: BTreeMap<usize, Vec<([u8; 32], String)>> = BTreeMap::new();
    for (question, text) in responses.iter().flat_map(|response| &response.texts) {
        let asked = layout.questions().get(*question);
        if !asked.is_some_and(|asked| asks_for_words(&asked.kind)) {
            continue;
        }
        let place = Sha256::new()
            .chain_update((seed.len() as u64).to_le_bytes())
            .chain_update(seed)
            .chain_update((*question as u64).to_le_bytes())
            .chain_update(text)
            .finalize()
            .into();
        let of_question = found.entry(*question).or_default();
        of_question.push((place, text.clone()));
    }
    found
        .into_iter()
        .filter_map(|(question, mut texts)| {
            texts.sort();
            Some(Comments {
                question: layout.questions().get(question)?.key.clone(),
                texts: texts.into_iter().map(|(_, text)| text).collect(),
            })
        })
        .collect()
}

/// Takes what one person wrote out of the comments: one text of each question, whoever else wrote the same.
pub fn take_out(comments: &mut Vec<Comments>, layout: &Layout, response: &Response) {
    for (question, text) in &response.texts {
        let Some(asked) = layout.questions().get(*question) else {
            continue;
        };
        for of_question in comments.iter_mut().filter(|one| one.question == asked.key) {
            if let Some(place) = of_question.texts.iter().position(|one| one == text) {
                of_question.texts.remove(place);
            }
        }
    }
    comments.retain(|one| !one.texts.is_empty());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_few_are_held_and_not_added_to_any_total() {
        assert_eq!(verdict(0, [0, 0], 5), Verdict::Hold { missing: 5 });
        assert_eq!(verdict(4, [100, 0], 5), Verdict::Hold { missing: 1 });
        assert_eq!(verdict(5, [0, 0], 5), Verdict::Freeze(Scope::Own));
    }

    #[test]
    fn few_others_are_shown_together_with_the_session_or_the_difference_would_tell_them() {
        for others in 1..5 {
            assert_eq!(verdict(8, [others, 0], 5), Verdict::Freeze(Scope::Together));
            assert_eq!(verdict(8, [5, others], 5), Verdict::Freeze(Scope::Together));
        }
        assert_eq!(verdict(8, [5, 6], 5), Verdict::Freeze(Scope::Own));
    }

    #[test]
    fn comments_need_more_people_on_both_sides() {
        assert!(may_read_comments(10, [0, 0], 10) && may_read_comments(10, [10, 0], 10));
        assert!(!may_read_comments(9, [0, 0], 10) && !may_read_comments(10, [10, 9], 10));
    }

    #[test]
    fn states_are_read_as_they_are_written() {
        for state in State::ALL {
            assert_eq!(State::parse(state.word()), Some(state));
        }
        assert_eq!(State::parse("closed"), None);
    }

    #[test]
    fn days_begin_at_midnight_also_before_1970() {
        assert_eq!(day(DAY + 5), DAY);
        assert_eq!(day(DAY), DAY);
        assert_eq!(day(-5), -DAY);
    }
}

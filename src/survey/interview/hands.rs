//! What an interviewer adds: notes, reasons for changes, and parts that the respondent answers alone.
//!
//! The interviewer hands over on a page. From then on the respondent goes on alone: forward to the end of the part,
//! back to its first page and no further; no note, no guidance. A part that begins in a block marked as
//! self-completed ends where such blocks end; any other goes on to the review. Pages for the interviewer end it in
//! any case. Then the interview rests between the two until the interviewer takes over again.

use super::{Interview, Place, Refusal, Stage};
use crate::language::{MAX_ANSWER, clean_text};
use crate::survey::questionnaire::{Block, QuestionKey};
use crate::survey::record::{Action, Because, Entry};

/// Who has the interview in hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hands {
    /// The interviewer asks and enters.
    Interviewer,
    /// The respondent answers alone: handed over, or without an interviewer at all.
    Respondent,
    /// The respondent is through with the part and gives the machine back.
    Between,
}

impl Interview {
    /// Who has the interview in hand.
    pub fn hands(&self) -> Hands {
        if self.header().interviewer.is_empty() {
            return Hands::Respondent;
        }
        match (self.handed, self.stage()) {
            (None, _) => Hands::Interviewer,
            (Some(_), Stage::Page(page)) if self.is_handed(page) => Hands::Respondent,
            (Some(_), Stage::Notice | Stage::Page(_) | Stage::Review | Stage::Ended(_)) => {
                Hands::Between
            }
        }
    }

    /// Whether the interviewer handed over and has not taken over again, even at the end.
    pub fn is_handed_over(&self) -> bool {
        self.handed.is_some()
    }

    /// What the interviewer noted about a question.
    pub fn note_on(&self, question: &QuestionKey) -> Option<&str> {
        let index = self.layout().find(question)?;
        self.notes.get(&index).map(String::as_str)
    }

    /// The questions whose present answer the respondent gave alone, in canonical order.
    pub fn self_completed(&self) -> Vec<&QuestionKey> {
        let questions = self.layout().questions().iter();
        questions
            .zip(&self.alone)
            .filter(|(_, alone)| **alone)
            .map(|(question, _)| &question.key)
            .collect()
    }

    /// Notes something about a question that was shown. An empty text takes the note away.
    pub fn note(&self, question: &QuestionKey, text: &str, at: u64) -> Result<Entry, Refusal> {
        self.open()?;
        self.in_hand()?;
        if self.header().interviewer.is_empty() {
            return Err(Refusal::NoInterviewer);
        }
        self.layout()
            .find(question)
            .and_then(|index| self.script.plan.page_of(index))
            .filter(|page| self.shown.get(*page) == Some(&true))
            .ok_or_else(|| Refusal::NotShown(question.clone()))?;
        let action = Action::Noted {
            question: question.clone(),
            text: clean_text(text, MAX_ANSWER).trim().to_owned(),
        };
        Ok(self.entry(at, action))
    }

    /// Hands over: from this page on the respondent answers alone.
    pub fn hand_over(&self, at: u64) -> Result<Entry, Refusal> {
        self.running()?;
        if self.header().interviewer.is_empty() {
            return Err(Refusal::NoInterviewer);
        }
        self.in_hand()?;
        match self.stage() {
            Stage::Page(page) if !self.is_interviewers(page) => {
                Ok(self.entry(at, Action::HandedOver))
            }
            Stage::Page(_) | Stage::Review => Err(Refusal::AtEnd),
            Stage::Notice => Err(Refusal::ConsentMissing),
            Stage::Ended(outcome) => Err(Refusal::Ended(outcome)),
        }
    }

    /// Takes over again.
    pub fn take_back(&self, at: u64) -> Result<Entry, Refusal> {
        self.running()?;
        match self.handed {
            Some(_) => Ok(self.entry(at, Action::TakenBack)),
            None => Err(Refusal::NotHandedOver),
        }
    }

    /// Refused while the respondent answers alone.
    pub(super) fn in_hand(&self) -> Result<(), Refusal> {
        match self.handed {
            Some(_) => Err(Refusal::HandedOver),
            None => Ok(()),
        }
    }

    /// Whether a page belongs to the part that was handed over.
    pub(super) fn is_handed(&self, page: usize) -> bool {
        self.handed.is_some_and(|from| {
            let planned = self.is_self_completed(from);
            from <= page
                && !self.is_interviewers(page)
                && (!planned || self.is_self_completed(page))
        })
    }

    fn is_self_completed(&self, page: usize) -> bool {
        self.block_at(page).is_some_and(Block::is_self_completed)
    }

    fn is_interviewers(&self, page: usize) -> bool {
        self.block_at(page).is_some_and(is_for_interviewer)
    }

    fn block_at(&self, page: usize) -> Option<&Block> {
        let first = self.script.plan.page(page).first()?;
        self.script.block_of(*first)
    }

    // ---- the one mutator's share ----

    pub(super) fn take_note(&mut self, question: &QuestionKey, text: &str) -> bool {
        let planned = self
            .layout()
            .find(question)
            .filter(|index| self.script.plan.page_of(*index).is_some());
        let Some(index) = planned.filter(|_| self.consented && self.handed.is_none()) else {
            return false;
        };
        if text.is_empty() {
            self.notes.remove(&index);
        } else {
            self.notes.insert(index, text.to_owned());
        }
        true
    }

    pub(super) fn take_hand_over(&mut self) -> bool {
        match (self.place, self.handed) {
            (Place::Page(page), None) if !self.header().interviewer.is_empty() => {
                self.handed = Some(page);
                true
            }
            (_, _) => false,
        }
    }
}

impl Because {
    /// The reason as it is kept: its words cleaned, and not empty.
    pub(super) fn checked(self) -> Result<Self, Refusal> {
        match self {
            Self::Other(text) => {
                let text = clean_text(&text, MAX_ANSWER).trim().to_owned();
                if text.is_empty() {
                    Err(Refusal::Empty)
                } else {
                    Ok(Self::Other(text))
                }
            }
            Self::EnteredWrongly | Self::Misunderstood | Self::Reconsidered => Ok(self),
        }
    }
}

/// Only the interviewer sees and fills it.
pub(super) fn is_for_interviewer(block: &Block) -> bool {
    matches!(block, Block::Text(text) if text.interviewer)
}

//! The deciders: what a step would record, or why it is not taken. None changes anything.

use super::{Hands, Interview, Refusal, SoftCheck, Stage, check};
use crate::language::Locale;
use crate::survey::questionnaire::QuestionKey;
use crate::survey::record::{Action, Answer, Because, Destination, Entry, Outcome};

impl Interview {
    /// Agrees to the notice, in the current language.
    pub fn consent(&self, at: u64) -> Result<Entry, Refusal> {
        match self.stage() {
            Stage::Notice => Ok(self.entry(
                at,
                Action::Consented {
                    locale: self.locale,
                },
            )),
            Stage::Page(_) | Stage::Review => Err(Refusal::NotAtNotice),
            Stage::Ended(outcome) => Err(Refusal::Ended(outcome)),
        }
    }

    /// Answers a question of the current page, or leaves it with a reason.
    ///
    /// The entry carries the answer as it will be kept: text cleaned, options in file order.
    pub fn answer(
        &self,
        question: &QuestionKey,
        answer: Answer,
        at: u64,
    ) -> Result<Entry, Refusal> {
        self.answer_because(question, answer, None, at)
    }

    /// As [`Interview::answer`], with the reason for a later change, which an interviewer must give: without it
    /// the refusal is [`Refusal::ChangeUnexplained`].
    pub fn answer_because(
        &self,
        question: &QuestionKey,
        answer: Answer,
        because: Option<Because>,
        at: u64,
    ) -> Result<Entry, Refusal> {
        let page = match self.stage() {
            Stage::Notice => return Err(Refusal::ConsentMissing),
            Stage::Page(page) => page,
            Stage::Review => return Err(Refusal::NotOnPage(question.clone())),
            Stage::Ended(outcome) => return Err(Refusal::Ended(outcome)),
        };
        let index = self
            .layout()
            .find(question)
            .filter(|index| self.script.plan.page_of(*index) == Some(page))
            .ok_or_else(|| Refusal::NotOnPage(question.clone()))?;
        let answer = check::hard(&self.script, index, answer)?;
        let before = self.answers.get(index).cloned().flatten();
        let before = before.filter(|before| *before != answer);
        let later = before.is_some() && page < self.furthest;
        let because = match (later && self.hands() == Hands::Interviewer, because) {
            (true, None) => return Err(Refusal::ChangeUnexplained(question.clone())),
            (true, Some(because)) => Some(because.checked()?),
            (false, _) => None,
        };
        Ok(self.entry(
            at,
            Action::Answered {
                question: question.clone(),
                answer,
                before,
                because,
                alone: self.handed.is_some(),
            },
        ))
    }

    /// Goes on: to the next page asked, after the last to the review. An answer that screens out ends the
    /// interview here: the entry is then the last one. Going on without an answer is allowed.
    pub fn forward(&self, at: u64) -> Result<Entry, Refusal> {
        let page = match self.stage() {
            Stage::Notice => return Err(Refusal::ConsentMissing),
            Stage::Page(page) => page,
            Stage::Review => return Err(Refusal::AtEnd),
            Stage::Ended(outcome) => return Err(Refusal::Ended(outcome)),
        };
        if self.hands() == Hands::Between {
            return Err(Refusal::HandedOver);
        }
        if self.screened_out_by(page) {
            let outcome = Outcome::Ineligible;
            return Ok(self.entry(at, Action::Ended { outcome }));
        }
        let next = self
            .next_page(page + 1)
            .or_else(|| self.first_unshown())
            .filter(|next| *next != page);
        Ok(self.moved(
            at,
            next.map_or(Destination::Review, |next| self.destination(next)),
        ))
    }

    /// Goes back: to the page before, down to the first and to the notice, and no further.
    pub fn back(&self, at: u64) -> Result<Entry, Refusal> {
        let before = match self.stage() {
            Stage::Notice => return Err(Refusal::AtStart),
            Stage::Page(page) => page,
            Stage::Review => self.script.plan.pages().len(),
            Stage::Ended(outcome) => return Err(Refusal::Ended(outcome)),
        };
        let page = (0..before).rev().find(|page| self.is_asked(*page));
        if self.handed.is_some() && page.is_none_or(|page| !self.is_handed(page)) {
            return Err(Refusal::AtStart);
        }
        match page {
            Some(page) => Ok(self.moved(at, self.destination(page))),
            None if self.form().consent.is_some() => Ok(self.moved(at, Destination::Notice)),
            None => Err(Refusal::AtStart),
        }
    }

    /// Goes to the page of a question that was shown before: from the review, or within the pages.
    pub fn go_to(&self, question: &QuestionKey, at: u64) -> Result<Entry, Refusal> {
        self.open()?;
        let page = self
            .layout()
            .find(question)
            .and_then(|index| self.script.plan.page_of(index))
            .filter(|page| self.is_asked(*page) && self.shown.get(*page) == Some(&true))
            .filter(|page| self.handed.is_none() || self.is_handed(*page))
            .ok_or_else(|| Refusal::NotShown(question.clone()))?;
        Ok(self.moved(at, self.destination(page)))
    }

    /// Goes to the review, once every page that is asked was shown.
    pub fn review(&self, at: u64) -> Result<Entry, Refusal> {
        self.open()?;
        self.in_hand()?;
        if self.screened_out() {
            return Err(Refusal::ScreenedOut);
        }
        match self.first_unshown() {
            Some(page) => Err(Refusal::NotThrough {
                next: self.key_of(page),
            }),
            None => Ok(self.moved(at, Destination::Review)),
        }
    }

    /// Switches the language. No answer changes.
    pub fn speak(&self, locale: Locale, at: u64) -> Result<Entry, Refusal> {
        self.running()?;
        if !self.questionnaire().title.has(locale) {
            return Err(Refusal::LanguageNotOffered(locale));
        }
        Ok(self.entry(at, Action::Spoke { locale }))
    }

    /// Logs that a soft check was put to the person.
    pub fn warn(&self, check: &SoftCheck, at: u64) -> Result<Entry, Refusal> {
        self.open()?;
        if !self.soft_checks().contains(check) {
            return Err(Refusal::NothingToCheck);
        }
        Ok(self.entry(
            at,
            Action::Warned {
                question: check.question.clone(),
                rule: check.rule.name().to_owned(),
            },
        ))
    }

    /// Logs that the idle warning came up (`back: false`) or was waved away (`back: true`).
    pub fn idle(&self, back: bool, at: u64) -> Result<Entry, Refusal> {
        self.running()?;
        Ok(self.entry(at, Action::Idle { back }))
    }

    /// Logs that the program took the interview up again.
    pub fn resume(&self, at: u64) -> Result<Entry, Refusal> {
        self.running()?;
        Ok(self.entry(at, Action::Resumed))
    }

    /// Logs that nobody can write here: questions for words of one's own are not asked from now on.
    pub fn without_writing(&self, at: u64) -> Result<Entry, Refusal> {
        self.running()?;
        Ok(self.entry(at, Action::Unwritten))
    }

    /// Ends the interview.
    ///
    /// - [`Outcome::Complete`] only from the review, with every page asked shown; where nothing was rated the
    ///   entry says [`Outcome::BreakOff`] instead.
    /// - [`Outcome::Partial`] and [`Outcome::BreakOff`] both mean "left": the entry says which of the two it is,
    ///   by [`Interview::outcome_if_left`].
    /// - [`Outcome::Refused`] only at the notice, or before anything was answered.
    /// - The other outcomes are the caller's to know.
    pub fn end(&self, outcome: Outcome, at: u64) -> Result<Entry, Refusal> {
        self.running()?;
        let outcome = match outcome {
            Outcome::Complete => self.completed()?,
            Outcome::Partial | Outcome::BreakOff => self.outcome_if_left(),
            Outcome::Refused => {
                let untouched = self.answers.iter().all(Option::is_none);
                if self.stage() != Stage::Notice && !untouched {
                    return Err(Refusal::NotAtNotice);
                }
                Outcome::Refused
            }
            Outcome::Ineligible
            | Outcome::LanguageBarrier
            | Outcome::QuotaFull
            | Outcome::TimedOut => outcome,
        };
        Ok(self.entry(at, Action::Ended { outcome }))
    }

    fn completed(&self) -> Result<Outcome, Refusal> {
        self.in_hand()?;
        if self.screened_out() {
            return Err(Refusal::ScreenedOut);
        }
        if let Some(page) = self.first_unshown() {
            return Err(Refusal::NotThrough {
                next: self.key_of(page),
            });
        }
        match self.stage() {
            Stage::Review if self.nothing_counts() => Ok(Outcome::BreakOff),
            Stage::Review => Ok(Outcome::Complete),
            Stage::Notice => Err(Refusal::ConsentMissing),
            Stage::Page(page) => Err(Refusal::NotThrough {
                next: self.key_of(page),
            }),
            Stage::Ended(outcome) => Err(Refusal::Ended(outcome)),
        }
    }

    pub(super) fn running(&self) -> Result<(), Refusal> {
        self.ended
            .map_or(Ok(()), |outcome| Err(Refusal::Ended(outcome)))
    }

    pub(super) fn open(&self) -> Result<(), Refusal> {
        match self.stage() {
            Stage::Notice => Err(Refusal::ConsentMissing),
            Stage::Page(_) | Stage::Review => Ok(()),
            Stage::Ended(outcome) => Err(Refusal::Ended(outcome)),
        }
    }

    /// Time never runs backwards in a log, whatever the caller's clock did over a restart.
    pub(super) fn entry(&self, at: u64, action: Action) -> Entry {
        Entry {
            sequence: self.next,
            at: at.max(self.last),
            action,
        }
    }

    fn moved(&self, at: u64, to: Destination) -> Entry {
        self.entry(at, Action::Moved { to })
    }
}

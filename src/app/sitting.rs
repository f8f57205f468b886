//! One interview on the screen: the engine, what is being done on its page, and the step being saved.
//!
//! Decide, then apply: a choice becomes entries, the entries go out to be saved, and only when they are kept
//! are they applied and the page turns. While they are being saved the choice is drawn as chosen.
//! Knows: pages, drafts, hints, retries, the moment of the last turn. Refuses to know: files, clocks, places
//! on the screen.

pub mod interviewer;
mod page;

use interviewer::Aside;
pub(super) use page::turned;
pub use page::{reason_key, ten_key};

use super::draft::Draft;
use super::event::{Effect, Fault, Moment};
use super::keyboard::Layer;
use super::target::Target;
use crate::language::Locale;
use crate::survey::interview::{Interview, QuestionView, Refusal, SoftCheck, Stage};
use crate::survey::questionnaire::{Kind, QuestionKey};
use crate::survey::record::{Action, Answer, Entry, Flag, Mode, Outcome, Response};

/// A second tap of the same finger comes this soon (milliseconds) after a page turned and is not meant for it.
const DOUBLE_TAP: u64 = 250;

/// So many presses passed over, because each was the same as the one before, are not a hand that trembles: somebody
/// hammers on the screen.
const HAMMERED: u32 = 10;

/// How long to wait before saving again after the first, second, ... failure, in milliseconds. One failure
/// more, and staff is called.
const RETRIES: [u64; 4] = [1_000, 2_000, 5_000, 10_000];

/// An interview under way.
#[derive(Debug, Clone)]
pub struct Sitting {
    interview: Interview,
    /// `at` of the log was `offset` at this moment.
    began: Moment,
    offset: u64,
    over: Over,
    cursor: Option<Target>,
    drafts: Vec<Draft>,
    hint: Option<Hint>,
    step: Option<Step>,
    turned: Moment,
    leaf: usize,
    /// Presses that were passed over because each was the same as the one before.
    repeated: u32,
    /// The last choice was made with a finger or the mouse.
    fingers: bool,
    /// The one of several ratings whose heading was pressed.
    heading: Option<usize>,
    /// What an interviewer does beside the page.
    aside: Aside,
}

/// What lies over the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// Nothing.
    Page,
    /// The languages to choose from.
    Languages,
    /// A keyboard to write with, and what its keys stand for.
    Writing(Layer),
    /// Leave or stay?
    Leaving,
    /// Is anybody there? Until this moment.
    Idle(Moment),
    /// A note of the interviewer's, being written.
    Note,
    /// Why is an answer changed?
    Why,
    /// The same, in words.
    WhyWords,
    /// Hand over to the respondent?
    HandOver,
}

/// What a person is told about their last step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// There is no answer; going on once more leaves it open.
    NothingChosen,
    /// Points are not shared out, and no reason is given.
    PointsOpen,
    /// An answer that stood here was emptied.
    Emptied,
    /// What was written is no number within its bounds.
    NoNumber {
        /// The least accepted.
        least: i64,
        /// The greatest accepted.
        most: i64,
        /// Digits behind the point of both.
        decimals: u8,
    },
    /// Not accepted, for this reason.
    Refused(Refusal),
    /// Likely a slip; going on once more keeps it.
    Slip(SoftCheck),
}

impl Hint {
    /// What was begun on a question of this kind is no answer yet.
    fn unfinished(kind: &Kind) -> Self {
        match kind {
            Kind::Points { .. } => Self::PointsOpen,
            Kind::Number {
                least,
                most,
                decimals,
            } => Self::NoNumber {
                least: *least,
                most: *most,
                decimals: *decimals,
            },
            Kind::Rating { .. }
            | Kind::Choice { .. }
            | Kind::Date
            | Kind::Month
            | Kind::Time
            | Kind::Text { .. }
            | Kind::Note => Self::Emptied,
        }
    }
}

/// Entries on their way into the store.
#[derive(Debug, Clone)]
struct Step {
    entries: Vec<Entry>,
    response: Option<Box<Response>>,
    hint: Option<Hint>,
    cursor: Option<Target>,
    saving: Saving,
}

/// How the saving goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saving {
    /// Under way.
    UnderWay {
        /// How often it has failed before.
        failures: usize,
    },
    /// It failed and will be tried again at a moment.
    Failed {
        /// How often it has failed.
        failures: usize,
        /// Why, the last time.
        fault: Fault,
        /// When it is tried again.
        again: Moment,
    },
    /// It failed too often: staff is needed.
    GivenUp {
        /// Why, the last time.
        fault: Fault,
    },
}

impl Sitting {
    /// Sits down to an interview whose log stands at `offset` milliseconds at this moment.
    pub(super) fn new(interview: Interview, now: Moment, offset: u64) -> Self {
        let mut sitting = Self {
            interview,
            began: now,
            offset,
            over: Over::Page,
            cursor: None,
            drafts: Vec::new(),
            hint: None,
            step: None,
            turned: now,
            leaf: 0,
            repeated: 0,
            fingers: false,
            heading: None,
            aside: Aside::default(),
        };
        sitting.open_page(now);
        sitting
    }

    // ---- what can be seen ----

    /// The interview as it is kept.
    pub fn interview(&self) -> &Interview {
        &self.interview
    }

    /// Whether nobody but the respondent is there.
    pub fn is_at_kiosk(&self) -> bool {
        self.interview.header().mode == Mode::Kiosk
    }

    /// Whether keys are drawn to be touched: where there may be no others, and where somebody touches.
    pub fn draws_keys(&self) -> bool {
        self.is_at_kiosk() || self.fingers
    }

    /// With what the next choice is made: a finger or the mouse, or keys.
    pub(super) fn notice_hands(&mut self, fingers: bool) {
        let drawn = self.draws_keys();
        self.fingers = fingers;
        let gone = drawn && !self.draws_keys();
        let on_key = matches!(
            self.cursor,
            Some(Target::Type(_) | Target::Erase | Target::Confirm | Target::Write)
        );
        if gone && on_key && self.over == Over::Page {
            // The keys go away, and with them the cursor: back to the line they wrote on.
            self.cursor = self.writing().map(|question| Target::Field { question });
        }
    }

    /// The question that is being written on: its place on the page.
    pub(super) fn writing(&self) -> Option<usize> {
        self.drafts.iter().position(Draft::is_written)
    }

    /// What lies over the page.
    pub fn over(&self) -> Over {
        self.over
    }

    /// What is under the cursor.
    pub fn cursor(&self) -> Option<Target> {
        self.cursor
    }

    /// The work on each question of the page, in their order.
    pub fn drafts(&self) -> &[Draft] {
        &self.drafts
    }

    /// What the person is told about their last step.
    pub fn hint(&self) -> Option<&Hint> {
        self.hint.as_ref()
    }

    /// Which part of a text too long for the screen is wanted: counted on, round and round.
    pub fn leaf(&self) -> usize {
        self.leaf
    }

    /// How the saving of the last step goes; `None` when everything is kept.
    pub fn saving(&self) -> Option<&Saving> {
        self.step.as_ref().map(|step| &step.saving)
    }

    /// The answer to draw: the one being saved, else the one kept.
    pub fn shown(&self, key: &QuestionKey) -> Option<&Answer> {
        let entries = self.step.iter().flat_map(|step| &step.entries);
        entries
            .rev()
            .find_map(|entry| match &entry.action {
                Action::Answered {
                    question, answer, ..
                } if question == key => Some(answer),
                Action::Answered { .. }
                | Action::Consented { .. }
                | Action::Moved { .. }
                | Action::Spoke { .. }
                | Action::Warned { .. }
                | Action::Idle { .. }
                | Action::Noted { .. }
                | Action::HandedOver
                | Action::TakenBack
                | Action::Resumed
                | Action::Unwritten
                | Action::Ended { .. } => None,
            })
            .or_else(|| self.interview.answer_to(key))
    }

    /// The question of the page that digits and reasons go to: the one under the cursor, else the one whose
    /// heading was pressed, else the first without an answer, else the last.
    pub fn focus(&self) -> usize {
        let under = match self.cursor {
            Some(
                Target::Step { question, .. }
                | Target::Reason { question, .. }
                | Target::Option { question, .. }
                | Target::Field { question }
                | Target::Row { question, .. }
                | Target::Change { question, .. },
            ) => Some(question),
            _ => None,
        };
        let questions = self.questions();
        under
            .or(self.heading)
            .filter(|question| *question < questions.len())
            .or_else(|| {
                questions
                    .iter()
                    .position(|view| self.shown(&view.question.key).is_none())
            })
            .unwrap_or(questions.len().saturating_sub(1))
    }

    /// How the interview ended, once its end is kept.
    pub(super) fn outcome(&self) -> Option<Outcome> {
        match self.interview.stage() {
            Stage::Ended(outcome) => Some(outcome),
            Stage::Notice | Stage::Page(_) | Stage::Review => None,
        }
    }

    /// Whether something is on its way into the store, so that further keys have to wait.
    pub(super) fn is_busy(&self) -> bool {
        self.step.is_some()
    }

    /// A press was passed over because it was the same as the one before.
    pub(super) fn pressed_again(&mut self) {
        self.repeated = self.repeated.saturating_add(1);
    }

    /// Whether a tap at this moment belongs to the page before.
    pub(super) fn is_double_tap(&self, now: Moment) -> bool {
        now.since(self.turned) < DOUBLE_TAP
    }

    fn questions(&self) -> Vec<QuestionView<'_>> {
        self.interview
            .page()
            .map(|page| page.questions)
            .unwrap_or_default()
    }

    fn at(&self, now: Moment) -> u64 {
        self.offset.saturating_add(now.since(self.began))
    }

    // ---- saving ----

    /// Sends entries out to be kept. With an ending among them the sealed response goes along.
    fn save(&mut self, entries: Vec<Entry>, hint: Option<Hint>, effects: &mut Vec<Effect>) {
        let Some(last) = entries.last() else { return };
        let ends = matches!(last.action, Action::Ended { .. });
        let response = ends.then(|| {
            let before = &entries[..entries.len() - 1];
            let mut response = self.after(before).sealed_by(last);
            if self.repeated >= HAMMERED {
                response.flags = response.flags.with(Flag::RepeatPress);
            }
            Box::new(response)
        });
        self.step = Some(Step {
            entries,
            response,
            hint,
            cursor: None,
            saving: Saving::UnderWay { failures: 0 },
        });
        effects.extend(self.effect());
    }

    fn effect(&self) -> Option<Effect> {
        let step = self.step.as_ref()?;
        let id = self.interview.header().id.clone();
        let entries = step.entries.clone();
        Some(match &step.response {
            None => Effect::Save(id, entries),
            Some(response) => Effect::Finish(id, entries, response.clone()),
        })
    }

    /// The interview as it will be once these entries are kept.
    fn after(&self, entries: &[Entry]) -> Interview {
        let mut interview = self.interview.clone();
        for entry in entries {
            interview.apply(entry);
        }
        interview
    }

    /// The entries are kept: they count now. Gives the response that was sealed with them.
    pub(super) fn kept(&mut self, now: Moment) -> Option<Box<Response>> {
        let step = self.step.take()?;
        let words = |it: &Interview| (it.stage(), it.locale(), it.asks_for_words(), it.hands());
        let before = words(&self.interview);
        for entry in &step.entries {
            self.interview.apply(entry);
        }
        let cursor = step.cursor;
        if before != words(&self.interview) {
            self.open_page(now);
        } else if cursor.is_some() {
            self.cursor = cursor;
        }
        self.hint = step.hint;
        step.response
    }

    /// Questions for words of one's own are not asked.
    pub(super) fn without_writing(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        if let Ok(entry) = self.interview.without_writing(self.at(now)) {
            self.save(vec![entry], None, effects);
        }
    }

    /// The entries could not be kept: the question stays.
    pub(super) fn lost(&mut self, fault: Fault, now: Moment) {
        let Some(step) = &mut self.step else { return };
        let failures = match &step.saving {
            Saving::UnderWay { failures } | Saving::Failed { failures, .. } => failures + 1,
            Saving::GivenUp { .. } => RETRIES.len() + 1,
        };
        step.saving = match RETRIES.get(failures - 1) {
            Some(wait) => Saving::Failed {
                failures,
                fault,
                again: now.plus(*wait),
            },
            None => Saving::GivenUp { fault },
        };
    }

    /// Saves again what failed.
    pub(super) fn try_again(&mut self, effects: &mut Vec<Effect>) {
        let Some(step) = &mut self.step else { return };
        step.saving = match &step.saving {
            Saving::UnderWay { .. } => return,
            Saving::Failed { failures, .. } => Saving::UnderWay {
                failures: *failures,
            },
            Saving::GivenUp { .. } => Saving::UnderWay { failures: 0 },
        };
        effects.extend(self.effect());
    }

    // ---- what lies over the page ----

    /// Leave or stay? Not at a kiosk: whoever has enough walks away.
    pub(super) fn ask_to_leave(&mut self) {
        if self.is_at_kiosk() || self.interview.is_handed_over() {
            return;
        }
        self.over = Over::Leaving;
        self.cursor = Some(if self.is_interviewers() {
            Target::Suspend
        } else {
            Target::Stay
        });
    }

    pub(super) fn offer_languages(&mut self) {
        self.over = Over::Languages;
        self.cursor = Some(Target::Locale(self.interview.locale()));
    }

    pub(super) fn uncover(&mut self) {
        self.over = Over::Page;
        self.cursor = self.home();
    }

    /// Nobody has done anything for a while: ask, until this moment.
    pub(super) fn ask_if_there(&mut self, until: Moment, now: Moment, effects: &mut Vec<Effect>) {
        self.over = Over::Idle(until);
        self.cursor = Some(Target::StillHere);
        if let Ok(entry) = self.interview.idle(false, self.at(now)) {
            self.save_quietly(entry, effects);
        }
    }

    /// Somebody is there after all.
    pub(super) fn is_there(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        self.uncover();
        if let Ok(entry) = self.interview.idle(true, self.at(now)) {
            self.save_quietly(entry, effects);
        }
    }

    /// Saves a note about the interview that changes nothing on the page, its hint included.
    fn save_quietly(&mut self, entry: Entry, effects: &mut Vec<Effect>) {
        let hint = self.hint.clone();
        self.save(vec![entry], hint, effects);
        if let Some(step) = &mut self.step {
            step.cursor = self.cursor;
        }
    }

    pub(super) fn end(&mut self, outcome: Outcome, now: Moment, effects: &mut Vec<Effect>) {
        self.over = Over::Page;
        if let Ok(entry) = self.interview.end(outcome, self.at(now)) {
            self.save(vec![entry], None, effects);
        }
    }

    pub(super) fn speak(&mut self, locale: Locale, now: Moment, effects: &mut Vec<Effect>) {
        self.uncover();
        if locale != self.interview.locale()
            && let Ok(entry) = self.interview.speak(locale, self.at(now))
        {
            self.save(vec![entry], None, effects);
        }
    }

    pub(super) fn note_resumed(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        let at = self.at(now);
        let Ok(entry) = self.interview.resume(at) else {
            return;
        };
        // Who takes it up from the list is the interviewer, whoever had it in hand before.
        let resumed = self.after(std::slice::from_ref(&entry));
        match resumed.take_back(at) {
            Ok(taken) => self.save(vec![entry, taken], None, effects),
            Err(_) => self.save_quietly(entry, effects),
        }
    }
}

//! From screen to screen, and what happens by itself when its moment comes.

use std::sync::Arc;

use super::desk::Desk;
use super::event::{Ask, Effect, Exit, Fault, FaultKind, Kept, Moment};
use super::sitting::{Over, Saving, Sitting};
use super::target::Target;
use super::thanks::Thanks;
use super::{App, Doing, Idle, LAST_SCREEN, Purpose, Screen, Trouble, Welcome};

/// A kiosk tries again to keep what it could not keep, after this time in milliseconds.
const TRY_AGAIN: u64 = 10_000;

use crate::survey::interview::Interview;
use crate::survey::record::{Header, InterviewId, Mode, Outcome, Response, receipt};

impl App {
    // ---- from screen to screen ----

    /// Offers the languages, or begins at once where there is only one.
    pub(super) fn welcome(&mut self, ask: Ask, mode: Mode, effects: &mut Vec<Effect>) {
        let locales = self.offered(&ask);
        self.screen = Screen::Language(Welcome {
            questions: count(&ask, mode),
            ask,
            mode,
            cursor: None,
            beginning: false,
            locales: locales.clone(),
            until: None,
        });
        if let ([only], false) = (locales.as_slice(), mode == Mode::Kiosk) {
            self.choose(Target::Locale(*only), effects);
        }
    }

    pub(super) fn began(&mut self, header: Header, effects: &mut Vec<Effect>) {
        let Screen::Language(welcome) = &self.screen else {
            return;
        };
        match Interview::begin(Arc::clone(&welcome.ask.edition), header) {
            Ok(interview) => {
                self.sit_down(interview, 0, effects);
                let asks_for_words = self.rules().is_none_or(|rules| rules.free_text);
                let now = self.now;
                if let (Screen::Interview(sitting), false) = (&mut self.screen, asks_for_words) {
                    sitting.without_writing(now, effects);
                }
            }
            Err(cannot) => self.trouble(Doing::Beginning, other(cannot.to_string())),
        }
    }

    pub(super) fn take_up(&mut self, kept: Kept, effects: &mut Vec<Effect>) {
        let offset = kept.entries.last().map_or(0, |entry| entry.at);
        match Interview::replay(kept.edition, kept.header, &kept.entries) {
            Ok(interview) => {
                self.sit_down(interview, offset, effects);
                let now = self.now;
                if let Screen::Interview(sitting) = &mut self.screen {
                    sitting.note_resumed(now, effects);
                }
            }
            Err(cannot) => self.trouble(Doing::Beginning, other(cannot.to_string())),
        }
    }

    fn sit_down(&mut self, interview: Interview, offset: u64, effects: &mut Vec<Effect>) {
        let sitting = Sitting::new(interview, self.now, offset);
        effects.extend(sitting.look_for_a_lock());
        self.screen = Screen::Interview(Box::new(sitting));
        self.seen = self.now;
    }

    pub(super) fn saved(&mut self, effects: &mut Vec<Effect>) {
        let Screen::Interview(sitting) = &mut self.screen else {
            return;
        };
        let response = sitting.kept(self.now);
        if let Some(outcome) = sitting.outcome() {
            let interview = sitting.interview().clone();
            self.locked = interview.is_handed_over();
            self.seen = self.now;
            self.ahead.clear();
            return self.thank(&interview, outcome, response.as_deref(), effects);
        }
        effects.extend(sitting.look_for_a_lock());
    }

    fn thank(
        &mut self,
        interview: &Interview,
        outcome: Outcome,
        response: Option<&Response>,
        effects: &mut Vec<Effect>,
    ) {
        if outcome == Outcome::TimedOut {
            // Nobody is there to be thanked, and nobody else may see what was answered.
            return self.close_interview(effects);
        }
        let mut thanks = Thanks::new(interview, outcome, response);
        if self.rules().is_some_and(|rules| rules.receipts) && thanks.is_answered() {
            thanks.receipt = Some(receipt(&interview.header().id));
        }
        self.screen = Screen::Thanks(Box::new(thanks));
    }

    pub(super) fn close_interview(&mut self, effects: &mut Vec<Effect>) {
        if self.locked {
            return effects.push(Effect::OpenPad);
        }
        match self.setting.purpose {
            Purpose::Contacts { .. } => self.show_contacts(effects),
            Purpose::Desk => self.show_desk(effects),
            Purpose::Kiosk { .. }
            | Purpose::Interview { .. }
            | Purpose::Preview { .. }
            | Purpose::Resume(_)
            | Purpose::Session
            | Purpose::Room
            | Purpose::Watch { .. } => effects.push(Effect::Quit(Exit::Done)),
        }
    }

    pub(super) fn show_desk(&mut self, effects: &mut Vec<Effect>) {
        self.screen = Screen::Desk(Desk::new());
        effects.push(Effect::LoadRegister);
    }

    pub(super) fn leave_results(&mut self, effects: &mut Vec<Effect>) {
        let Screen::Results(results) = &mut self.screen else {
            return;
        };
        match (results.take_thanks(), &self.setting.purpose) {
            (Some(thanks), _) => self.screen = Screen::Thanks(thanks),
            (None, Purpose::Desk) => self.show_desk(effects),
            (
                None,
                Purpose::Kiosk { .. }
                | Purpose::Interview { .. }
                | Purpose::Contacts { .. }
                | Purpose::Preview { .. }
                | Purpose::Resume(_)
                | Purpose::Session
                | Purpose::Room
                | Purpose::Watch { .. },
            ) => effects.push(Effect::Quit(Exit::Done)),
        }
    }

    // ---- trouble ----

    pub(super) fn not_saved(&mut self, fault: Fault) {
        let now = self.now;
        let Screen::Interview(sitting) = &mut self.screen else {
            return;
        };
        sitting.lost(fault, now);
        if let Some(Saving::GivenUp { fault }) = sitting.saving() {
            let fault = fault.clone();
            let sitting = sitting.clone();
            self.trouble(Doing::Saving(sitting), fault);
        }
    }

    pub(super) fn trouble(&mut self, doing: Doing, fault: Fault) {
        self.ahead.clear();
        let kiosk = self.idle().is_some();
        if kiosk && !matches!(doing, Doing::Saving(_)) {
            return self.close_for(fault);
        }
        // Counted from the last sign of life: however often it is tried again, nobody else may take it up.
        let until = kiosk.then(|| self.seen.plus(LAST_SCREEN));
        let mut trouble = Trouble {
            doing,
            fault,
            cursor: None,
            until,
            again: kiosk.then(|| self.now.plus(TRY_AGAIN)),
        };
        trouble.cursor = self.trouble_buttons(&trouble).first().copied();
        self.screen = Screen::Trouble(Box::new(trouble));
    }

    pub(super) fn try_again(&mut self, effects: &mut Vec<Effect>) {
        let Screen::Trouble(trouble) = &mut self.screen else {
            return;
        };
        if let Doing::Saving(sitting) = &trouble.doing {
            let mut sitting = sitting.clone();
            sitting.try_again(effects);
            self.screen = Screen::Interview(sitting);
        }
    }

    // ---- time ----

    /// The next moment at which something happens by itself: the caller waits no longer than that and then
    /// sends [`super::event::What::Due`]. `None`: wait for input alone.
    pub fn deadline(&self) -> Option<Moment> {
        match &self.screen {
            Screen::Interview(sitting) => match (sitting.saving(), sitting.over()) {
                (Some(Saving::Failed { again, .. }), _) => Some(self.next_second(*again)),
                (Some(Saving::UnderWay { .. } | Saving::GivenUp { .. }), _) => None,
                (None, Over::Idle(until)) => Some(self.next_second(until)),
                (
                    None,
                    Over::Page
                    | Over::Languages
                    | Over::Leaving
                    | Over::Writing(_)
                    | Over::Note
                    | Over::Why
                    | Over::WhyWords
                    | Over::HandOver,
                ) => {
                    let warn = self.idle().map(|idle| self.seen.plus(idle.warn));
                    warn.or_else(|| self.away())
                }
            },
            Screen::Thanks(_) | Screen::Results(_) => self.last_screen(),
            Screen::Trouble(trouble) => [trouble.until, trouble.again].into_iter().flatten().min(),
            Screen::Language(welcome) => welcome.until.or_else(|| self.away()),
            Screen::Closed(closed) => closed.again,
            Screen::Keypad(_) | Screen::Staff(_) => self.covers_until(),
            Screen::Door(_) | Screen::Room(_) => None,
            Screen::Desk(_) | Screen::Contacts(_) => None,
        }
    }

    /// When a kiosk closes the last screen.
    fn last_screen(&self) -> Option<Moment> {
        let rules = self.rules();
        rules.map_or_else(|| self.away(), |rules| Some(self.seen.plus(rules.thanks)))
    }

    /// The next moment at which the whole seconds left until then change.
    pub(super) fn next_second(&self, until: Moment) -> Moment {
        let left = until.since(self.now);
        let whole = left.div_ceil(1000).saturating_sub(1);
        Moment(until.0.saturating_sub(whole * 1000))
    }

    pub(super) fn idle(&self) -> Option<Idle> {
        self.rules().map(|rules| rules.idle)
    }

    /// Does what is due by now, if anything is.
    pub(super) fn due(&mut self, effects: &mut Vec<Effect>) {
        let now = self.now;
        let idle = self.idle();
        let seen = self.seen;
        let last = self.last_screen();
        let away = self.away();
        match &mut self.screen {
            Screen::Interview(sitting) => match (sitting.saving(), sitting.over(), idle) {
                (Some(Saving::Failed { again, .. }), _, _) if *again <= now => {
                    sitting.try_again(effects);
                }
                (Some(_), _, _) => {}
                (None, Over::Idle(until), _) if until <= now => {
                    sitting.end(Outcome::TimedOut, now, effects);
                }
                (None, Over::Idle(_), _) => {}
                // The machine slept through warning and all: whoever stands here now is somebody else.
                (None, _, Some(idle)) if seen.plus(idle.warn).plus(idle.close) <= now => {
                    sitting.end(Outcome::TimedOut, now, effects);
                }
                (None, _, Some(idle)) if seen.plus(idle.warn) <= now => {
                    sitting.ask_if_there(now.plus(idle.close), now, effects);
                }
                // Left open: its owner takes it up again with the code.
                (None, _, None) if away.is_some_and(|away| away <= now) => {
                    effects.push(Effect::Quit(Exit::Done));
                }
                (None, _, _) => {}
            },
            Screen::Thanks(_) | Screen::Results(_) => {
                if last.is_some_and(|last| last <= now) {
                    effects.push(Effect::Quit(Exit::Done));
                }
            }
            Screen::Trouble(trouble) => {
                if trouble.until.is_some_and(|until| until <= now) {
                    effects.push(Effect::Quit(Exit::Trouble));
                } else if trouble.again.is_some_and(|again| again <= now) {
                    self.try_again(effects);
                }
            }
            Screen::Language(welcome) => {
                if welcome.until.is_some_and(|until| until <= now) {
                    welcome.until = None;
                    effects.push(Effect::Ready);
                } else if away.is_some_and(|away| away <= now) {
                    effects.push(Effect::Quit(Exit::Done));
                }
            }
            Screen::Closed(closed) => {
                if closed.again.is_some_and(|again| again <= now) {
                    closed.again = None;
                    effects.push(Effect::Ready);
                }
            }
            Screen::Keypad(_) | Screen::Staff(_) => self.cover_due(),
            Screen::Door(_) | Screen::Room(_) => {}
            Screen::Desk(_) | Screen::Contacts(_) => {}
        }
    }
}

/// How many questions an interview of this kind asks, found by beginning one that nobody sees.
fn count(ask: &Ask, mode: Mode) -> Option<usize> {
    let study = &ask.edition.questionnaire;
    let header = Header {
        id: InterviewId(String::new()),
        edition: ask.edition.fingerprint.clone(),
        form: ask.form.clone(),
        role: study.form(&ask.form)?.role,
        mode,
        locale: study.locales().first().copied()?,
        seed: 0,
        short: ask.short,
        test: true,
        started: 0,
        site: String::new(),
        device: String::new(),
        wave: String::new(),
        interviewer: String::new(),
    };
    let interview = Interview::begin(Arc::clone(&ask.edition), header).ok()?;
    Some(interview.progress().count)
}

fn other(detail: String) -> Fault {
    Fault {
        kind: FaultKind::Other,
        detail,
    }
}

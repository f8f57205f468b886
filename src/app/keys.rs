//! What keys mean on every screen but the interview, and what a choice leads to.

use std::sync::Arc;

use super::desk::Place;
use super::event::{Ask, Beginning, Effect, Exit};
use super::input::{Input, Key};
use super::target::{Target, Way, step};
use super::thanks::Results;
use super::{App, Purpose, Screen, draft, sitting};
use crate::language::Locale;
use crate::survey::record::Mode;

impl App {
    pub(super) fn act(&mut self, input: &Input, effects: &mut Vec<Effect>) {
        if *input == Input::Key(Key::Control('c')) {
            return self.interrupt(effects);
        }
        if *input == Input::Key(Key::Function(12)) {
            return self.ask_for_keypad(effects);
        }
        if !matches!(input, Input::Resize { .. } | Input::Press { .. }) {
            self.count_press();
        }
        if matches!(self.screen, Screen::Keypad(_)) {
            return self.keypad_input(input, effects);
        }
        if matches!(self.screen, Screen::Door(_)) {
            return self.door_input(input, effects);
        }
        let now = self.now;
        if let Screen::Interview(sitting) = &mut self.screen {
            sitting.input(input, now, effects);
            return self.leave_suspended(effects);
        }
        match input {
            Input::Key(key) => self.key(*key, effects),
            Input::Wheel(turn) => self.turn_leaf(*turn),
            Input::Press { .. } | Input::Paste(_) | Input::Resize { .. } => {}
        }
    }

    /// An interview that the interviewer suspended stays open; the list has it.
    fn leave_suspended(&mut self, effects: &mut Vec<Effect>) {
        if matches!(&self.screen, Screen::Interview(sitting) if sitting.is_suspended()) {
            self.close_interview(effects);
        }
    }

    /// Ctrl-C: a kiosk pays no attention, an interview asks, the rest ends.
    fn interrupt(&mut self, effects: &mut Vec<Effect>) {
        if self.idle().is_some() || self.is_locked() {
            return;
        }
        match &mut self.screen {
            Screen::Interview(sitting) => sitting.ask_to_leave(),
            Screen::Desk(_)
            | Screen::Contacts(_)
            | Screen::Language(_)
            | Screen::Thanks(_)
            | Screen::Results(_)
            | Screen::Trouble(_)
            | Screen::Closed(_)
            | Screen::Keypad(_)
            | Screen::Staff(_)
            | Screen::Room(_) => effects.push(Effect::Quit(Exit::Done)),
            Screen::Door(_) => effects.push(Effect::Quit(Exit::Left)),
        }
    }

    /// Keys of every screen but the interview.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "a key that means nothing here does nothing"
    )]
    fn key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        let rows = self.rows();
        if self.walk(key) || self.contacts_key(key, effects) {
            return;
        }
        match key {
            Key::Enter => {
                if let Some(target) = self.cursor() {
                    self.choose(target, effects);
                }
            }
            Key::Escape | Key::Backspace => self.back(effects),
            Key::Char(' ') | Key::PageDown => self.turn_leaf(1),
            Key::PageUp => self.turn_leaf(-1),
            Key::Function(2) | Key::Char('l' | 'L') if matches!(self.screen, Screen::Desk(_)) => {
                self.choose(Target::Language, effects);
            }
            Key::Char('q' | 'Q') if matches!(self.screen, Screen::Desk(_)) => {
                self.choose(Target::Quit, effects);
            }
            Key::Char(c) => {
                let place = draft::digit(c).and_then(|n| usize::from(n).checked_sub(1));
                let listed = |target: &&Target| {
                    matches!(
                        target,
                        Target::Locale(_) | Target::Form(_) | Target::Unfinished(_)
                    )
                };
                let target = place
                    .and_then(|place| rows.iter().flatten().filter(listed).nth(place).copied());
                if let Some(target) = target {
                    self.choose(target, effects);
                }
            }
            _ => {}
        }
    }

    /// Arrows and tabs move the cursor. Whether the key was one.
    pub(super) fn walk(&mut self, key: Key) -> bool {
        let Some(way) = Way::of(key) else {
            return false;
        };
        if let Some(next) = step(&self.rows(), self.cursor(), way) {
            self.point_at(next);
        }
        true
    }

    fn back(&mut self, effects: &mut Vec<Effect>) {
        match &mut self.screen {
            Screen::Desk(desk) => desk.show_list(),
            Screen::Contacts(_) => self.leave_contacts(),
            Screen::Language(_) => match self.setting.purpose {
                Purpose::Desk => self.show_desk(effects),
                Purpose::Contacts { .. } => self.show_contacts(effects),
                Purpose::Kiosk { .. }
                | Purpose::Interview { .. }
                | Purpose::Preview { .. }
                | Purpose::Resume(_)
                | Purpose::Session
                | Purpose::Room
                | Purpose::Watch { .. } => {}
            },
            Screen::Results(_) => self.leave_results(effects),
            Screen::Staff(_) => self.choose_on_staff_page(Target::Back, effects),
            Screen::Room(room) => {
                let target = if room.sure {
                    Target::Stay
                } else {
                    Target::Leave
                };
                self.choose_in_room(target, effects);
            }
            Screen::Interview(_)
            | Screen::Thanks(_)
            | Screen::Trouble(_)
            | Screen::Closed(_)
            | Screen::Keypad(_)
            | Screen::Door(_) => {}
        }
    }

    fn point_at(&mut self, target: Target) {
        let cursor = match &mut self.screen {
            Screen::Desk(desk) => &mut desk.cursor,
            Screen::Contacts(contacts) => &mut contacts.cursor,
            Screen::Language(welcome) => &mut welcome.cursor,
            Screen::Thanks(thanks) => &mut thanks.cursor,
            Screen::Results(results) => &mut results.cursor,
            Screen::Trouble(trouble) => &mut trouble.cursor,
            Screen::Keypad(keypad) => &mut keypad.cursor,
            Screen::Staff(staff) => &mut staff.cursor,
            Screen::Door(door) => &mut door.cursor,
            Screen::Room(room) => &mut room.cursor,
            Screen::Interview(_) | Screen::Closed(_) => return,
        };
        *cursor = Some(target);
    }

    fn turn_leaf(&mut self, by: i8) {
        let leaf = match &mut self.screen {
            Screen::Thanks(thanks) => &mut thanks.leaf,
            Screen::Results(results) => &mut results.leaf,
            Screen::Room(room) => &mut room.leaf,
            Screen::Desk(desk) => {
                // The list follows its cursor: without one it follows the leaf.
                desk.cursor = None;
                &mut desk.leaf
            }
            Screen::Contacts(contacts) => {
                contacts.cursor = None;
                &mut contacts.leaf
            }
            Screen::Language(_)
            | Screen::Interview(_)
            | Screen::Trouble(_)
            | Screen::Closed(_)
            | Screen::Keypad(_)
            | Screen::Staff(_)
            | Screen::Door(_) => return,
        };
        *leaf = sitting::turned(*leaf, i32::from(by));
    }

    // ---- choices ----

    pub(super) fn choose(&mut self, target: Target, effects: &mut Vec<Effect>) {
        let now = self.now;
        let session = self.is_session();
        match (&mut self.screen, target) {
            // Left open: whoever has the code takes it up again.
            (Screen::Interview(_), Target::Leave) if session => {
                effects.push(Effect::Quit(Exit::Done));
            }
            (Screen::Interview(_), Target::TakeOver | Target::Title) => {
                if self.is_locked() {
                    effects.push(Effect::OpenPad);
                }
            }
            (Screen::Interview(sitting), target) => {
                sitting.choose(target, now, effects);
                self.leave_suspended(effects);
            }
            (Screen::Language(welcome), Target::Locale(locale)) => {
                if !welcome.beginning && welcome.locales.contains(&locale) {
                    welcome.beginning = true;
                    let (ask, mode) = (welcome.ask.clone(), welcome.mode);
                    effects.push(Effect::Begin(Beginning { ask, locale, mode }));
                }
            }
            (Screen::Thanks(thanks), Target::AllResults) => {
                if self.setting.share_results {
                    let results = Results::new(
                        Arc::clone(&thanks.edition),
                        thanks.form.clone(),
                        Some(thanks.clone()),
                    );
                    effects.push(results.load());
                    self.screen = Screen::Results(Box::new(results));
                }
            }
            (Screen::Thanks(_), Target::Done) => self.close_interview(effects),
            (Screen::Results(_), Target::Back | Target::Done) => self.leave_results(effects),
            (
                Screen::Thanks(_) | Screen::Results(_) | Screen::Desk(_) | Screen::Contacts(_),
                Target::More,
            ) => {
                self.turn_leaf(1);
            }
            (Screen::Contacts(_), target) => self.choose_contact(target, effects),
            (Screen::Trouble(_), Target::TryAgain) => self.try_again(effects),
            (Screen::Trouble(_), Target::ToDesk) => self.show_desk(effects),
            (Screen::Trouble(_), Target::Close) => effects.push(Effect::Quit(Exit::Trouble)),
            (Screen::Desk(_), target) => self.choose_at_desk(target, effects),
            (Screen::Keypad(_), target) => self.choose_on_keypad(target, effects),
            (Screen::Staff(_), target) => self.choose_on_staff_page(target, effects),
            (Screen::Door(_), target) => self.choose_at_door(target, effects),
            (Screen::Room(_), target) => self.choose_in_room(target, effects),
            (
                Screen::Language(_)
                | Screen::Thanks(_)
                | Screen::Results(_)
                | Screen::Trouble(_)
                | Screen::Closed(_),
                _,
            ) => {}
        }
    }

    /// The operator's language changes to the next one.
    pub(super) fn next_language(&mut self) {
        let all = Locale::ALL;
        let next = all.iter().position(|l| *l == self.locale).unwrap_or(0) + 1;
        self.locale = all.get(next % all.len()).copied().unwrap_or(self.locale);
    }

    fn choose_at_desk(&mut self, target: Target, effects: &mut Vec<Effect>) {
        let Screen::Desk(desk) = &mut self.screen else {
            return;
        };
        match target {
            Target::Form(_) | Target::Unfinished(_) => desk.open(target),
            Target::ToDesk | Target::Back => desk.show_list(),
            Target::Start { short } => {
                if let Some((edition, form)) = desk.form(&self.setting.studies) {
                    let ask = Ask {
                        edition: Arc::clone(edition),
                        form: form.id.to_string(),
                        short,
                    };
                    self.welcome(ask, Mode::Interview, effects);
                }
            }
            Target::Results => {
                if let Some((edition, form)) = desk.form(&self.setting.studies) {
                    let results = Results::new(Arc::clone(edition), form.id.to_string(), None);
                    effects.push(results.load());
                    self.screen = Screen::Results(Box::new(results));
                }
            }
            Target::Session => {
                if let Place::Form(index) = desk.place {
                    effects.push(Effect::Quit(Exit::Session(index)));
                }
            }
            Target::TakeUp => {
                if let Some(unfinished) = desk.unfinished() {
                    effects.push(Effect::TakeUp(unfinished.id.clone()));
                    desk.taking_up = true;
                }
            }
            Target::Language => self.next_language(),
            Target::Quit => effects.push(Effect::Quit(Exit::Done)),
            Target::Locale(_)
            | Target::Agree
            | Target::Decline
            | Target::Step { .. }
            | Target::Reason { .. }
            | Target::Option { .. }
            | Target::Column { .. }
            | Target::Field { .. }
            | Target::Row { .. }
            | Target::Change { .. }
            | Target::Unanswered(_)
            | Target::More
            | Target::Next
            | Target::Finish
            | Target::TryAgain
            | Target::Stay
            | Target::Leave
            | Target::StillHere
            | Target::AllResults
            | Target::Done
            | Target::Close
            | Target::Title
            | Target::Sign(_)
            | Target::Reopen
            | Target::Digit(_)
            | Target::Erase
            | Target::Confirm
            | Target::Type(_)
            | Target::Layer(_)
            | Target::Write
            | Target::NewContact
            | Target::Outcome(_)
            | Target::Passes
            | Target::Uncount
            | Target::Sheet
            | Target::Note
            | Target::HandOver
            | Target::Reasons
            | Target::Part
            | Target::Suspend
            | Target::Keep
            | Target::Because(_)
            | Target::TakeOver => {}
        }
    }
}

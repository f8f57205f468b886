//! The unattended kiosk: its rules, its doors, and the keypad through which alone it is left.
//!
//! Knows: when the first screen is shown and when a closed one, the presses that open the keypad, how long keypad
//! and staff page stay. Refuses to know: what the right PIN is, what time of day it is, what a disk is; the
//! shell tells.

use std::fmt;

use super::event::{Ask, Effect, Exit, Fault, Moment};
use super::input::{Input, Key};
use super::target::Target;
use super::{App, Idle, Purpose, Screen};
use crate::language::Locale;
use crate::survey::record::Mode;

/// The keypad closes by itself after this time without a sign of life, in milliseconds.
const KEYPAD: u64 = 15_000;

/// The staff page likewise.
const STAFF: u64 = 60_000;

/// What is wrong outside is looked at again after this time, in milliseconds.
const LOOK_AGAIN: u64 = 5_000;

/// Presses on the title, no longer apart than [`GESTURE`], that open the keypad.
const PRESSES: u8 = 5;
const GESTURE: u64 = 2_000;

/// Two presses on the same target within this time are one: a finger that trembles, a screen that bounces.
const REPEAT: u64 = 200;

/// The most digits that the keypad takes.
const MOST: usize = 12;

/// How a kiosk is run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// How long to wait for a sign of life.
    pub idle: Idle,
    /// How long the last screen stays, in milliseconds.
    pub thanks: u64,
    /// The languages to offer, in their order; those that the study does not have are left out, and none means
    /// all that it has.
    pub locales: Vec<Locale>,
    /// Questions for words of one's own are asked.
    pub free_text: bool,
    /// When it is open, in words for each day from Monday; `None` where it never closes.
    pub hours: Option<[String; 7]>,
    /// At the end a person gets a code by which the answers can be deleted later.
    pub receipts: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            idle: Idle::default(),
            thanks: super::LAST_SCREEN,
            locales: Vec::new(),
            free_text: true,
            hours: None,
            receipts: false,
        }
    }
}

/// Digits that nobody may read: not in a log, not in a debug print.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// These digits.
    pub fn of(digits: &str) -> Self {
        Self(digits.to_owned())
    }

    /// For the one who checks them.
    pub fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// Whether a person may begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doors {
    /// Why not; `None`: welcome.
    pub shut: Option<Shut>,
    /// In how many milliseconds to look again; `None`: not before something happens.
    pub again: Option<u64>,
}

impl Doors {
    /// Open until something happens.
    pub fn open() -> Self {
        Self {
            shut: None,
            again: None,
        }
    }

    /// Something outside is wrong: closed until it is not.
    pub fn broken(fault: Fault) -> Self {
        Self {
            shut: Some(Shut::Fault(fault)),
            again: Some(LOOK_AGAIN),
        }
    }
}

/// Why a kiosk is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shut {
    /// It is not the time of day.
    Hours,
    /// As many as are wanted have answered.
    Quota,
    /// Answers could not be kept: the staff must help.
    Fault(Fault),
}

/// What stands between a press of F12 and the staff page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pad {
    /// The digits in the order in which the keypad shows them.
    pub order: [u8; 10],
    /// What opens it.
    pub lock: Lock,
}

/// What opens the keypad.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lock {
    /// The PIN, after so many milliseconds.
    Pin {
        /// Milliseconds until a PIN is taken.
        wait: u64,
    },
    /// There is no PIN, or it cannot be read: nothing opens it.
    Missing,
    /// Nothing stands in the way: the operator wished it so.
    Free(Health),
}

/// What became of a PIN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tried {
    /// It is right.
    Right(Health),
    /// It is wrong, or came too early; so many milliseconds to wait.
    Wrong {
        /// Milliseconds until the next is taken.
        wait: u64,
    },
}

/// How the kiosk does, for the staff.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Health {
    /// When the last interview ended, in words; empty where there is none.
    pub last: String,
    /// Answered today.
    pub today: u64,
    /// Answered in the last seven days.
    pub week: u64,
    /// Answered in all, of this form.
    pub answered: u64,
    /// Begun and not answered to an end that counts, in the last seven days.
    pub left: u64,
    /// What is wrong with the store; empty where nothing is.
    pub trouble: String,
}

/// The kiosk is closed.
#[derive(Debug, Clone)]
pub struct Closed {
    /// What will be asked when it opens again.
    pub ask: Ask,
    /// Why.
    pub shut: Shut,
    /// When to look again.
    pub again: Option<Moment>,
    /// How often somebody pressed something meanwhile.
    pub presses: u32,
}

/// The keypad, over what was on the screen.
#[derive(Debug, Clone)]
pub struct Keypad {
    /// The digits in the order shown.
    pub order: [u8; 10],
    /// There is no PIN that could open it.
    pub missing: bool,
    /// Until when no PIN is taken.
    pub blocked: Option<Moment>,
    /// The last PIN was wrong.
    pub wrong: bool,
    /// What is under the cursor.
    pub cursor: Option<Target>,
    typed: String,
    checking: bool,
    under: Box<Screen>,
}

impl Keypad {
    /// How many digits are typed: as many dots are shown.
    pub fn dots(&self) -> usize {
        self.typed.len()
    }

    pub(super) fn rows(&self) -> Vec<Vec<Target>> {
        if self.missing {
            return vec![vec![Target::Back]];
        }
        let mut digits = self.order.iter().map(|digit| Target::Digit(*digit));
        let mut rows: Vec<Vec<Target>> =
            (0..3).map(|_| digits.by_ref().take(3).collect()).collect();
        let mut last = vec![Target::Erase];
        last.extend(digits);
        last.push(Target::Confirm);
        rows.push(last);
        rows.push(vec![Target::Back]);
        rows
    }

    /// What the keypad lies over.
    pub(super) fn under(&self) -> &Screen {
        &self.under
    }

    pub(super) fn is_checking(&self) -> bool {
        self.checking
    }

    fn key(key: Key, cursor: Option<Target>) -> Option<Target> {
        if let Key::Char(c) = key {
            let digit = super::draft::digit(c)?;
            return Some(Target::Digit(digit));
        }
        if key == Key::Enter {
            return cursor.or(Some(Target::Confirm));
        }
        match key {
            Key::Backspace | Key::Delete => Some(Target::Erase),
            Key::Escape => Some(Target::Back),
            Key::Char(_)
            | Key::Enter
            | Key::Tab
            | Key::BackTab
            | Key::Up
            | Key::Down
            | Key::Left
            | Key::Right
            | Key::Home
            | Key::End
            | Key::PageUp
            | Key::PageDown
            | Key::Function(_)
            | Key::Control(_)
            | Key::Alt(_) => None,
        }
    }
}

/// The page behind the keypad.
#[derive(Debug, Clone)]
pub struct Staff {
    /// How the kiosk does.
    pub health: Health,
    /// What is under the cursor.
    pub cursor: Option<Target>,
    under: Box<Screen>,
}

/// The presses on the title so far.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Presses {
    title: u8,
    last: Option<(Target, Moment)>,
}

impl Presses {
    /// Whether this press is the same one as the last. Counts it, if it is not.
    fn repeats(&mut self, target: Target, now: Moment) -> bool {
        let again = self
            .last
            .is_some_and(|(last, at)| last == target && now.since(at) < REPEAT);
        if !again {
            let on_title = target == Target::Title;
            let soon = self
                .last
                .is_some_and(|(last, at)| last == target && now.since(at) < GESTURE);
            self.title = match (on_title, soon) {
                (true, true) => self.title.saturating_add(1),
                (true, false) => 1,
                (false, _) => 0,
            };
            self.last = Some((target, now));
        }
        again
    }
}

impl App {
    /// The rules, if this is a kiosk.
    pub(super) fn rules(&self) -> Option<&Rules> {
        match &self.setting.purpose {
            Purpose::Kiosk { rules, .. } => Some(rules),
            Purpose::Desk
            | Purpose::Interview { .. }
            | Purpose::Contacts { .. }
            | Purpose::Preview { .. }
            | Purpose::Resume(_)
            | Purpose::Session
            | Purpose::Room
            | Purpose::Watch { .. } => None,
        }
    }

    /// The hours of a kiosk that closes, in words for each day from Monday.
    pub fn hours(&self) -> Option<&[String; 7]> {
        self.rules()?.hours.as_ref()
    }

    /// The languages to offer for a study, in their order.
    pub(super) fn offered(&self, ask: &Ask) -> Vec<Locale> {
        let of_study = ask.edition.questionnaire.locales();
        let wanted = self.rules().map_or(&[] as &[_], |rules| &rules.locales);
        let mut offered: Vec<Locale> = wanted.to_vec();
        offered.retain(|locale| of_study.contains(locale));
        if offered.is_empty() {
            of_study
        } else {
            offered
        }
    }

    /// The doors were looked at.
    pub(super) fn doors(&mut self, doors: Doors, effects: &mut Vec<Effect>) {
        let Purpose::Kiosk { ask, .. } = &self.setting.purpose else {
            return;
        };
        let ask = ask.clone();
        let again = doors.again.map(|again| self.now.plus(again));
        match (&mut self.screen, doors.shut) {
            (Screen::Language(welcome), None) => welcome.until = again,
            (Screen::Closed(closed), Some(shut)) => {
                closed.shut = shut;
                closed.again = again;
            }
            (Screen::Closed(_), None) => {
                self.note_presses(effects);
                self.welcome(ask, Mode::Kiosk, effects);
                if let Screen::Language(welcome) = &mut self.screen {
                    welcome.until = again;
                }
            }
            (Screen::Language(_), Some(shut)) => {
                self.ahead.clear();
                self.screen = Screen::Closed(Box::new(Closed {
                    ask,
                    shut,
                    again,
                    presses: 0,
                }));
            }
            // Somebody is in the middle of something.
            (_, _) => {}
        }
    }

    /// Closes because of a fault, and looks again by itself.
    pub(super) fn close_for(&mut self, fault: Fault) {
        if let Purpose::Kiosk { ask, .. } = &self.setting.purpose {
            self.screen = Screen::Closed(Box::new(Closed {
                ask: ask.clone(),
                shut: Shut::Fault(fault),
                again: Some(self.now.plus(LOOK_AGAIN)),
                presses: 0,
            }));
        }
    }

    /// Somebody did something at a closed kiosk.
    pub(super) fn count_press(&mut self) {
        if let Screen::Closed(closed) = &mut self.screen {
            closed.presses = closed.presses.saturating_add(1);
        }
    }

    /// Leaves word of what was pressed while it was closed: nothing that counts, but perhaps worth a thought.
    pub(super) fn note_presses(&mut self, effects: &mut Vec<Effect>) {
        if let Screen::Closed(closed) = &mut self.screen
            && closed.presses > 0
            && closed.shut == Shut::Hours
        {
            let presses = std::mem::take(&mut closed.presses);
            let detail = format!("{presses} presses while the kiosk was closed");
            effects.push(Effect::Note("out of hours", detail));
        }
    }

    // ---- presses ----

    /// Looks at a press before it is taken for what it is meant. Whether it is done with.
    pub(super) fn filters(&mut self, target: Target, effects: &mut Vec<Effect>) -> bool {
        if self.rules().is_none() {
            return false;
        }
        if self.presses.repeats(target, self.now) {
            if let Screen::Interview(sitting) = &mut self.screen {
                sitting.pressed_again();
            }
            return true;
        }
        self.count_press();
        if target != Target::Title {
            return false;
        }
        if self.presses.title >= PRESSES {
            self.presses = Presses::default();
            self.ask_for_keypad(effects);
        }
        true
    }

    /// F12, or the presses on the title.
    pub(super) fn ask_for_keypad(&mut self, effects: &mut Vec<Effect>) {
        let open = matches!(self.screen, Screen::Keypad(_) | Screen::Staff(_));
        if (self.rules().is_some() || self.is_locked()) && !open && !self.is_busy() {
            effects.push(Effect::OpenPad);
        }
    }

    // ---- keypad and staff page ----

    pub(super) fn show_keypad(&mut self, pad: Pad) {
        if self.rules().is_none() && !self.is_locked() {
            // An interviewer is about to hand over: what matters is whether there is a PIN to take over with.
            if let Screen::Interview(sitting) = &mut self.screen {
                sitting.lock_found(pad.lock != Lock::Missing);
            }
            return;
        }
        let blocked = match pad.lock {
            Lock::Free(health) => return self.show_staff(health),
            Lock::Pin { wait } => (wait > 0).then(|| self.now.plus(wait)),
            Lock::Missing => None,
        };
        let keypad = Keypad {
            order: pad.order,
            missing: pad.lock == Lock::Missing,
            blocked,
            wrong: false,
            cursor: None,
            typed: String::new(),
            checking: false,
            under: Box::new(self.screen.clone()),
        };
        self.screen = Screen::Keypad(Box::new(keypad));
    }

    pub(super) fn keypad_input(&mut self, input: &Input, effects: &mut Vec<Effect>) {
        let Screen::Keypad(keypad) = &self.screen else {
            return;
        };
        let Input::Key(key) = input else { return };
        if let Some(target) = Keypad::key(*key, keypad.cursor) {
            self.choose(target, effects);
        } else {
            self.walk(*key);
        }
    }

    pub(super) fn choose_on_keypad(&mut self, target: Target, effects: &mut Vec<Effect>) {
        let now = self.now;
        let Screen::Keypad(keypad) = &mut self.screen else {
            return;
        };
        let blocked = keypad.missing || keypad.blocked.is_some_and(|until| now < until);
        if target == Target::Back {
            return self.uncover();
        }
        if blocked || keypad.checking {
            return;
        }
        if let Target::Digit(digit) = target {
            if keypad.typed.len() < MOST {
                keypad.typed.push(char::from(b'0' + digit.min(9)));
            }
        } else if target == Target::Erase {
            keypad.typed.pop();
        } else if target == Target::Confirm && !keypad.typed.is_empty() {
            keypad.checking = true;
            effects.push(Effect::TryPin(Secret(std::mem::take(&mut keypad.typed))));
        }
    }

    pub(super) fn tried(&mut self, tried: Tried, effects: &mut Vec<Effect>) {
        let now = self.now;
        let Screen::Keypad(keypad) = &mut self.screen else {
            return;
        };
        keypad.checking = false;
        match tried {
            Tried::Right(health) => {
                let under = keypad.under.clone();
                self.screen = *under;
                if self.rules().is_some() {
                    self.show_staff(health);
                } else {
                    self.take_over(effects);
                }
            }
            Tried::Wrong { wait } => {
                keypad.wrong = true;
                keypad.cursor = None;
                keypad.blocked = (wait > 0).then(|| now.plus(wait));
            }
        }
    }

    /// The PIN was right: the machine is in the interviewer's hands again.
    fn take_over(&mut self, effects: &mut Vec<Effect>) {
        let now = self.now;
        if let Screen::Interview(sitting) = &mut self.screen {
            sitting.take_back(now, effects);
        } else if self.locked {
            self.locked = false;
            self.close_interview(effects);
        }
    }

    fn show_staff(&mut self, health: Health) {
        self.screen = Screen::Staff(Box::new(Staff {
            health,
            cursor: Some(Target::Back),
            under: Box::new(self.screen.clone()),
        }));
    }

    pub(super) fn choose_on_staff_page(&mut self, target: Target, effects: &mut Vec<Effect>) {
        if target == Target::Back {
            self.uncover();
        } else if target == Target::Leave {
            effects.push(Effect::Quit(Exit::Left));
        }
    }

    /// Back to what was under the keypad or the staff page.
    fn uncover(&mut self) {
        let under = match &self.screen {
            Screen::Keypad(keypad) => keypad.under.clone(),
            Screen::Staff(staff) => staff.under.clone(),
            Screen::Desk(_)
            | Screen::Contacts(_)
            | Screen::Language(_)
            | Screen::Interview(_)
            | Screen::Thanks(_)
            | Screen::Results(_)
            | Screen::Trouble(_)
            | Screen::Closed(_)
            | Screen::Door(_)
            | Screen::Room(_) => return,
        };
        self.screen = *under;
    }

    /// When keypad or staff page close by themselves, or a second of the wait is over.
    pub(super) fn covers_until(&self) -> Option<Moment> {
        match &self.screen {
            Screen::Keypad(keypad) => {
                let closes = self.seen.plus(KEYPAD);
                let counts = keypad
                    .blocked
                    .filter(|until| *until > self.now)
                    .map(|until| self.next_second(until));
                Some(counts.map_or(closes, |counts| counts.min(closes)))
            }
            Screen::Staff(_) => Some(self.seen.plus(STAFF)),
            Screen::Desk(_)
            | Screen::Contacts(_)
            | Screen::Language(_)
            | Screen::Interview(_)
            | Screen::Thanks(_)
            | Screen::Results(_)
            | Screen::Trouble(_)
            | Screen::Closed(_)
            | Screen::Door(_)
            | Screen::Room(_) => None,
        }
    }

    /// Closes what lies over the screen, if its time has come.
    pub(super) fn cover_due(&mut self) {
        let keypad = matches!(self.screen, Screen::Keypad(_));
        let stays = if keypad { KEYPAD } else { STAFF };
        if self.seen.plus(stays) <= self.now {
            self.uncover();
        }
    }
}

//! What the screen is doing: a pure function from events to a new state and effects.
//!
//! Knows: which screens there are and what leads from one to the next, what is being saved, typed-ahead keys,
//! idle time and retries. Time enters with each event; files, ids and chance are asked for as [`Effect`]s, and
//! their outcome comes back as an event. Refuses to know: where things stand on the screen.
//!
//! Nothing typed is lost: while something is being saved or begun, keys wait in their order. A press of the
//! finger is meant for what the person saw, so it does not wait: it is dropped.

pub mod contacts;
pub mod desk;
pub mod draft;
pub mod event;
pub mod field;
pub mod input;
pub mod keyboard;
mod keys;
pub mod kiosk;
pub mod session;
pub mod sitting;
pub mod target;
pub mod thanks;
mod turn;

use std::collections::VecDeque;
use std::sync::Arc;

use contacts::Contacts;
use desk::Desk;
use event::{Ask, Effect, Event, Exit, Fault, Kept, Moment, What};
use input::{Input, Key};
use kiosk::{Closed, Keypad, Presses, Rules, Staff};
use session::{Door, Room};
use sitting::{Saving, Sitting};
use target::Target;
use thanks::{Results, Thanks};

use crate::language::Locale;
use crate::survey::record::{Edition, Mode};

/// Keys kept while something is being saved; more are not typed by a person.
const AHEAD: usize = 256;

/// A kiosk closes the last screen by itself after this time, in milliseconds.
const LAST_SCREEN: u64 = 60_000;

/// What the program is there for.
#[derive(Debug, Clone)]
pub enum Purpose {
    /// The operator's desk, from which interviews start.
    Desk,
    /// One interview with whoever stands before the screen; then the program ends.
    Kiosk {
        /// What is asked.
        ask: Ask,
        /// How it is run.
        rules: Box<Rules>,
    },
    /// One interview on a staffed machine; then the program ends.
    Interview {
        /// What is asked.
        ask: Ask,
        /// How it is conducted.
        mode: Mode,
    },
    /// One interview after another, from an interviewer's list of contacts.
    Contacts {
        /// What is asked.
        ask: Ask,
        /// Who asks.
        interviewer: String,
    },
    /// An interview that its author tries out; nothing of it is kept. Then the program ends.
    Preview {
        /// What is asked.
        ask: Ask,
    },
    /// An interview that was not finished, taken up again; then the program ends.
    Resume(Box<Kept>),
    /// One interview of an anonymous session, behind a code; then the program ends.
    Session,
    /// The room of the one who leads a session.
    Room,
    /// The results of one form, for as long as somebody looks.
    Watch {
        /// The edition.
        edition: Arc<Edition>,
        /// The form.
        form: String,
    },
}

/// How long a kiosk waits for a sign of life, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Idle {
    /// Until it asks.
    pub warn: u64,
    /// From asking until it closes.
    pub close: u64,
}

impl Default for Idle {
    /// A minute, then twenty seconds: the least that WCAG 2.2.1 asks for.
    fn default() -> Self {
        Self {
            warn: 60_000,
            close: 20_000,
        }
    }
}

/// What stays the same while the program runs.
#[derive(Debug, Clone)]
pub struct Setting {
    /// What it is there for.
    pub purpose: Purpose,
    /// The studies on the desk.
    pub studies: Vec<Arc<Edition>>,
    /// The operator's language, and the first to be offered.
    pub locale: Locale,
    /// A respondent may see the result of all at the end.
    pub share_results: bool,
    /// Answers are trials and do not count.
    pub test: bool,
}

/// The program's state.
#[derive(Debug, Clone)]
pub struct App {
    setting: Setting,
    locale: Locale,
    screen: Screen,
    now: Moment,
    seen: Moment,
    ahead: VecDeque<Input>,
    presses: Presses,
    /// A respondent who was handed the machine has ended the interview: only the PIN leads on.
    locked: bool,
}

/// What is on the screen.
#[derive(Debug, Clone)]
pub enum Screen {
    /// The operator's desk.
    Desk(Desk),
    /// An interviewer's list of contacts.
    Contacts(Box<Contacts>),
    /// The choice of a language before an interview.
    Language(Welcome),
    /// An interview.
    Interview(Box<Sitting>),
    /// After an interview.
    Thanks(Box<Thanks>),
    /// The result of all who were asked.
    Results(Box<Results>),
    /// Something is wrong.
    Trouble(Box<Trouble>),
    /// A kiosk that takes nobody now.
    Closed(Box<Closed>),
    /// The keypad through which a kiosk is left.
    Keypad(Box<Keypad>),
    /// The page for the staff behind it.
    Staff(Box<Staff>),
    /// The door of a session, where a code lets a person in.
    Door(Box<Door>),
    /// The room of the one who leads a session.
    Room(Box<Room>),
}

/// Before an interview.
#[derive(Debug, Clone)]
pub struct Welcome {
    /// What will be asked.
    pub ask: Ask,
    /// How it will be conducted.
    pub mode: Mode,
    /// About how many questions there will be; `None` where it cannot be told.
    pub questions: Option<usize>,
    /// What is under the cursor.
    pub cursor: Option<Target>,
    /// A language was chosen and the interview is being begun.
    pub beginning: bool,
    /// The languages offered, in their order.
    pub locales: Vec<Locale>,
    /// When a kiosk looks again whether it is open.
    pub until: Option<Moment>,
}

/// Something is wrong, and a person must help.
#[derive(Debug, Clone)]
pub struct Trouble {
    /// What could not be done.
    pub doing: Doing,
    /// Why.
    pub fault: Fault,
    /// What is under the cursor.
    pub cursor: Option<Target>,
    /// When the screen closes itself.
    pub until: Option<Moment>,
    /// When it is tried again by itself.
    pub again: Option<Moment>,
}

/// What could not be done.
#[derive(Debug, Clone)]
pub enum Doing {
    /// Keep an answer: the interview is still there, and so is the answer.
    Saving(Box<Sitting>),
    /// Begin an interview.
    Beginning,
    /// Read what the store holds.
    Reading,
}

impl App {
    /// The first screen, and the effects to carry out at once.
    pub fn new(setting: Setting, now: Moment) -> (Self, Vec<Effect>) {
        let locale = setting.locale;
        let purpose = setting.purpose.clone();
        let mut app = Self {
            screen: Screen::Desk(Desk::new()),
            setting,
            locale,
            now,
            seen: now,
            ahead: VecDeque::new(),
            presses: Presses::default(),
            locked: false,
        };
        let mut effects = Vec::new();
        match purpose {
            Purpose::Desk => effects.push(Effect::LoadRegister),
            Purpose::Kiosk { ask, .. } => {
                app.welcome(ask, Mode::Kiosk, &mut effects);
                effects.push(Effect::Ready);
            }
            Purpose::Interview { ask, mode } => app.welcome(ask, mode, &mut effects),
            Purpose::Contacts { .. } => app.show_contacts(&mut effects),
            Purpose::Preview { ask } => app.welcome(ask, Mode::Interview, &mut effects),
            Purpose::Resume(kept) => app.take_up(*kept, &mut effects),
            Purpose::Session => app.screen = Screen::Door(Box::new(Door::new())),
            Purpose::Room => {
                app.screen = Screen::Room(Box::new(Room::new()));
                effects.push(Effect::LookAtSession);
            }
            Purpose::Watch { edition, form } => {
                app.screen =
                    Screen::Results(Box::new(Results::new(edition.clone(), form.clone(), None)));
                effects.push(Effect::LoadReport(edition, form));
            }
        }
        (app, effects)
    }

    // ---- what can be seen ----

    /// What is on the screen.
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// The studies on the desk.
    pub fn studies(&self) -> &[Arc<Edition>] {
        &self.setting.studies
    }

    /// Whether answers are trials.
    pub fn is_test(&self) -> bool {
        self.setting.test
    }

    /// Whether nothing of what is answered is kept.
    pub fn is_preview(&self) -> bool {
        matches!(self.setting.purpose, Purpose::Preview { .. })
    }

    /// Whether the result of all may be shown to a respondent.
    pub fn shares_results(&self) -> bool {
        self.setting.share_results
    }

    /// Whether this is an interview of an anonymous session.
    pub fn is_session(&self) -> bool {
        matches!(self.setting.purpose, Purpose::Session)
    }

    /// The moment of the last event.
    pub fn now(&self) -> Moment {
        self.now
    }

    /// The language of the screen: the respondent's in an interview, else the operator's.
    pub fn locale(&self) -> Locale {
        match &self.screen {
            Screen::Interview(sitting) => sitting.interview().locale(),
            Screen::Thanks(thanks) => thanks.locale,
            Screen::Results(results) => results.locale().unwrap_or(self.locale),
            Screen::Trouble(trouble) => match &trouble.doing {
                Doing::Saving(sitting) => sitting.interview().locale(),
                Doing::Beginning | Doing::Reading => self.locale,
            },
            Screen::Desk(_)
            | Screen::Contacts(_)
            | Screen::Language(_)
            | Screen::Closed(_)
            | Screen::Keypad(_)
            | Screen::Staff(_)
            | Screen::Door(_)
            | Screen::Room(_) => self.locale,
        }
    }

    /// Everything that can be chosen, row by row.
    pub fn rows(&self) -> Vec<Vec<Target>> {
        match &self.screen {
            Screen::Desk(desk) => desk.rows(&self.setting.studies),
            Screen::Contacts(contacts) => contacts.rows(),
            Screen::Language(welcome) => {
                let locales = welcome.locales.iter();
                locales.map(|l| vec![Target::Locale(*l)]).collect()
            }
            Screen::Interview(sitting) => match sitting.saving() {
                Some(Saving::Failed { .. }) => vec![vec![Target::TryAgain]],
                Some(Saving::UnderWay { .. } | Saving::GivenUp { .. }) | None => sitting.rows(),
            },
            Screen::Thanks(thanks) => vec![thanks.buttons(self.setting.share_results)],
            Screen::Results(results) => vec![results.buttons()],
            Screen::Trouble(trouble) => vec![self.trouble_buttons(trouble)],
            Screen::Closed(_) => Vec::new(),
            Screen::Keypad(keypad) => keypad.rows(),
            Screen::Staff(_) => vec![vec![Target::Leave, Target::Back]],
            Screen::Door(_) => Door::rows(),
            Screen::Room(room) => room.rows(),
        }
    }

    /// What is under the cursor.
    pub fn cursor(&self) -> Option<Target> {
        match &self.screen {
            Screen::Desk(desk) => desk.cursor,
            Screen::Contacts(contacts) => contacts.cursor,
            Screen::Language(welcome) => welcome.cursor,
            Screen::Interview(sitting) => sitting.cursor(),
            Screen::Thanks(thanks) => thanks.cursor,
            Screen::Results(results) => results.cursor,
            Screen::Trouble(trouble) => trouble.cursor,
            Screen::Closed(_) => None,
            Screen::Keypad(keypad) => keypad.cursor,
            Screen::Staff(staff) => staff.cursor,
            Screen::Door(door) => door.cursor,
            Screen::Room(room) => room.cursor,
        }
    }

    /// A respondent has the machine in hand, and only the interviewer's PIN leads to anything else.
    pub fn is_locked(&self) -> bool {
        fn holds(screen: &Screen) -> bool {
            match screen {
                Screen::Interview(sitting) => sitting.interview().is_handed_over(),
                Screen::Trouble(trouble) => match &trouble.doing {
                    Doing::Saving(sitting) => sitting.interview().is_handed_over(),
                    Doing::Beginning | Doing::Reading => false,
                },
                Screen::Keypad(keypad) => holds(keypad.under()),
                Screen::Desk(_)
                | Screen::Contacts(_)
                | Screen::Language(_)
                | Screen::Thanks(_)
                | Screen::Results(_)
                | Screen::Closed(_)
                | Screen::Door(_)
                | Screen::Room(_)
                | Screen::Staff(_) => false,
            }
        }
        self.locked || holds(&self.screen)
    }

    fn trouble_buttons(&self, trouble: &Trouble) -> Vec<Target> {
        let mut row = Vec::new();
        if matches!(trouble.doing, Doing::Saving(_)) {
            row.push(Target::TryAgain);
        } else if matches!(self.setting.purpose, Purpose::Desk) {
            row.push(Target::ToDesk);
        }
        if !self.is_locked() {
            row.push(Target::Close);
        }
        row
    }

    // ---- events ----

    /// Takes an event and says what is to be done.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        self.now = self.now.max(event.at);
        let mut effects = Vec::new();
        match event.what {
            What::Input(input) => self.input(input, &mut effects),
            What::Chosen(target) => {
                self.seen = self.now;
                self.press(target, &mut effects);
            }
            What::Due => self.due(&mut effects),
            What::Began(Ok(header)) => self.began(header, &mut effects),
            What::Began(Err(fault)) => self.trouble(Doing::Beginning, fault),
            What::Saved(Ok(())) => self.saved(&mut effects),
            What::Saved(Err(fault)) => self.not_saved(fault),
            What::Register(Ok(register)) => {
                if let Screen::Desk(desk) = &mut self.screen {
                    desk.take(register);
                }
            }
            What::Report(Ok(report)) => {
                if let Screen::Results(results) = &mut self.screen {
                    results.report = Some(*report);
                }
            }
            What::Contacts(Ok(sheet)) => self.take_contacts(*sheet),
            What::Contacts(Err(fault))
            | What::Register(Err(fault))
            | What::Report(Err(fault))
            | What::TakenUp(Err(fault)) => {
                self.trouble(Doing::Reading, fault);
            }
            What::TakenUp(Ok(kept)) => self.take_up(*kept, &mut effects),
            What::StoreChanged => match &self.screen {
                Screen::Desk(_) => effects.push(Effect::LoadRegister),
                Screen::Results(results) if results.is_live() => {
                    effects.push(results.load());
                }
                Screen::Results(_)
                | Screen::Contacts(_)
                | Screen::Language(_)
                | Screen::Interview(_)
                | Screen::Thanks(_)
                | Screen::Trouble(_)
                | Screen::Closed(_)
                | Screen::Keypad(_)
                | Screen::Staff(_)
                | Screen::Door(_) => {}
                Screen::Room(_) => effects.push(Effect::LookAtSession),
            },
            What::Admitted(Ok(entrance)) => self.admitted(*entrance, &mut effects),
            What::Session(Ok(sight)) => self.see_room(*sight),
            What::Admitted(Err(fault)) | What::Session(Err(fault)) => {
                self.trouble(Doing::Reading, fault);
            }
            What::Ready(doors) => self.doors(doors, &mut effects),
            What::Pad(pad) => self.show_keypad(pad),
            What::Tried(tried) => self.tried(tried, &mut effects),
            What::Closing => {
                self.note_presses(&mut effects);
                effects.push(Effect::Quit(Exit::Closed));
            }
        }
        while !self.is_busy()
            && let Some(input) = self.ahead.pop_front()
        {
            self.act(&input, &mut effects);
        }
        effects
    }

    /// Something is on its way whose outcome decides what further keys mean.
    fn is_busy(&self) -> bool {
        match &self.screen {
            Screen::Language(welcome) => welcome.beginning,
            Screen::Interview(sitting) => sitting.is_busy(),
            Screen::Desk(desk) => desk.taking_up,
            Screen::Contacts(contacts) => contacts.busy,
            Screen::Keypad(keypad) => keypad.is_checking(),
            Screen::Door(door) => door.is_asking(),
            Screen::Room(_)
            | Screen::Thanks(_)
            | Screen::Results(_)
            | Screen::Trouble(_)
            | Screen::Closed(_)
            | Screen::Staff(_) => false,
        }
    }

    fn input(&mut self, input: Input, effects: &mut Vec<Effect>) {
        if !matches!(input, Input::Resize { .. }) {
            self.seen = self.now;
        }
        if !self.is_busy() {
            return self.act(&input, effects);
        }
        if let Screen::Interview(sitting) = &mut self.screen
            && matches!(sitting.saving(), Some(Saving::Failed { .. }))
            && input == Input::Key(Key::Enter)
        {
            return sitting.try_again(effects);
        }
        let worth = match &input {
            Input::Key(_) | Input::Paste(_) => true,
            Input::Wheel(_) | Input::Press { .. } | Input::Resize { .. } => false,
        };
        if worth && self.ahead.len() < AHEAD {
            self.ahead.push_back(input);
        }
    }

    /// A press is meant for what was on the screen: while something is saved, only a retry is.
    fn press(&mut self, target: Target, effects: &mut Vec<Effect>) {
        if self.filters(target, effects) {
            return;
        }
        if self.is_busy() {
            if let (Screen::Interview(sitting), Target::TryAgain) = (&mut self.screen, target) {
                sitting.try_again(effects);
            }
            return;
        }
        if let Screen::Interview(sitting) = &self.screen
            && sitting.is_double_tap(self.now)
        {
            return;
        }
        if let Screen::Interview(sitting) = &mut self.screen {
            sitting.notice_hands(true);
        }
        self.choose(target, effects);
    }
}

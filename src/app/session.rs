//! The two places of an anonymous session: the door, where a code lets a person in, and the room of the one who leads.
//!
//! Knows: what is typed at the door, what the leader may ask for and when. Refuses to know: which codes there are, and
//! anything about a person beside that one more is through.

use std::sync::Arc;

use super::event::{Ask, Effect, Exit, Kept, Moment};
use super::field::{Field, Taken};
use super::input::{Input, Key};
use super::target::Target;
use super::{App, Screen};
use crate::report::document::Document;
use crate::survey::record::{Edition, Mode};
use crate::survey::session::{Code, LENGTH, NotACode, State, Turnout};

/// An interview that nobody goes on with is left after this time, in milliseconds: its owner takes it up again with
/// the code, and the next person does not see it. The screen after an interview likewise.
pub(super) const AWAY: u64 = 300_000;

/// What a code opens.
#[derive(Debug, Clone)]
pub enum Entrance {
    /// An interview is to be begun.
    Begin(Ask),
    /// The owner was interrupted.
    TakeUp(Box<Kept>),
    /// No open session has this code.
    Unknown,
    /// The owner has finished.
    Used,
    /// The session was closed.
    Closed,
}

/// Why nobody is let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// What was typed is no code.
    NotACode(NotACode),
    /// No open session has it.
    Unknown,
    /// Its owner has finished.
    Used,
    /// The session was closed.
    Closed,
}

/// The door.
#[derive(Debug, Clone)]
pub struct Door {
    /// What is typed so far.
    pub field: Field,
    /// Why the last code was refused.
    pub refused: Option<Refused>,
    /// What is under the cursor.
    pub cursor: Option<Target>,
    asking: bool,
}

/// Signs in a row of the door's keys.
const ROW: u8 = 8;

impl Door {
    pub(super) fn new() -> Self {
        Self {
            // Room for a hyphen and for blanks.
            field: Field::new("", 2 * LENGTH),
            refused: None,
            cursor: None,
            asking: false,
        }
    }

    pub(super) fn is_asking(&self) -> bool {
        self.asking
    }

    pub(super) fn rows() -> Vec<Vec<Target>> {
        let mut signs = (0..Code::SIGNS).map(Target::Sign);
        let mut rows: Vec<Vec<Target>> = Vec::new();
        for _ in 0..Code::SIGNS.div_ceil(ROW) {
            rows.push(signs.by_ref().take(usize::from(ROW)).collect());
        }
        rows.push(vec![Target::Erase, Target::Confirm]);
        rows
    }

    fn ask(&mut self, effects: &mut Vec<Effect>) {
        match Code::read(self.field.text()) {
            Ok(code) => {
                self.asking = true;
                effects.push(Effect::Admit(code));
            }
            Err(why) => self.refused = Some(Refused::NotACode(why)),
        }
    }
}

/// What the leader sees of a session.
#[derive(Debug, Clone)]
pub struct Sight {
    /// Its number.
    pub number: i64,
    /// What is asked.
    pub edition: Arc<Edition>,
    /// Which form of it.
    pub form: String,
    /// Where it is.
    pub state: State,
    /// How far it is.
    pub turnout: Turnout,
    /// From how many people on results appear.
    pub least: u64,
    /// From how many people on comments appear.
    pub least_for_comments: u64,
    /// How many answers are missing for a result, once it was closed with too few.
    pub missing: u64,
    /// The results, once they are frozen.
    pub results: Option<Box<Document>>,
}

/// The room of the one who leads.
#[derive(Debug, Clone)]
pub struct Room {
    /// What is seen; `None` while it is being read.
    pub sight: Option<Sight>,
    /// It is asked whether the session is to be closed.
    pub sure: bool,
    /// What is under the cursor.
    pub cursor: Option<Target>,
    /// Which part of the results is wanted.
    pub leaf: usize,
}

impl Room {
    pub(super) fn new() -> Self {
        Self {
            sight: None,
            sure: false,
            cursor: None,
            leaf: 0,
        }
    }

    /// Whether it changes while people answer.
    pub fn is_live(&self) -> bool {
        self.sight
            .as_ref()
            .is_some_and(|sight| sight.state != State::Frozen)
    }

    pub(super) fn rows(&self) -> Vec<Vec<Target>> {
        let Some(sight) = &self.sight else {
            return vec![vec![Target::Leave]];
        };
        let row = match (sight.state, self.sure) {
            (State::Open, true) => vec![Target::Stay, Target::Confirm],
            (State::Open, false) => vec![Target::Leave, Target::Finish],
            (State::Held, _) => vec![Target::Leave, Target::Reopen],
            (State::Frozen, _) => vec![Target::Leave, Target::More],
        };
        vec![row]
    }
}

impl App {
    // ---- the door ----

    pub(super) fn door_input(&mut self, input: &Input, effects: &mut Vec<Effect>) {
        let Screen::Door(door) = &mut self.screen else {
            return;
        };
        match input {
            Input::Key(Key::Escape) => effects.push(Effect::Quit(Exit::Left)),
            Input::Key(Key::Enter) => match door.cursor {
                Some(target) => self.choose_at_door(target, effects),
                None => door.ask(effects),
            },
            Input::Key(
                key @ (Key::Up | Key::Down | Key::Left | Key::Right | Key::Tab | Key::BackTab),
            ) => {
                self.walk(*key);
            }
            Input::Key(key) => {
                door.refused = None;
                // Whoever types does not walk: Enter then means the code, not what the arrows left behind.
                door.cursor = None;
                // A key that means nothing to a field means nothing here.
                let (Taken::Yes | Taken::No) = door.field.key(*key);
            }
            Input::Paste(text) => door.field.paste(text),
            Input::Wheel(_) | Input::Press { .. } | Input::Resize { .. } => {}
        }
    }

    pub(super) fn choose_at_door(&mut self, target: Target, effects: &mut Vec<Effect>) {
        let Screen::Door(door) = &mut self.screen else {
            return;
        };
        door.refused = None;
        if let Target::Sign(sign) = target {
            if let Some(sign) = Code::sign(sign) {
                let (Taken::Yes | Taken::No) = door.field.key(Key::Char(sign));
            }
            door.cursor = door.cursor.map(|_| target);
        } else if target == Target::Erase {
            let (Taken::Yes | Taken::No) = door.field.key(Key::Backspace);
        } else if target == Target::Confirm {
            door.ask(effects);
        }
    }

    pub(super) fn admitted(&mut self, entrance: Entrance, effects: &mut Vec<Effect>) {
        let Screen::Door(door) = &mut self.screen else {
            return;
        };
        door.asking = false;
        let refused = match entrance {
            Entrance::Begin(ask) => return self.welcome(ask, Mode::Session, effects),
            Entrance::TakeUp(kept) => return self.take_up(*kept, effects),
            Entrance::Unknown => Refused::Unknown,
            Entrance::Used => Refused::Used,
            Entrance::Closed => Refused::Closed,
        };
        door.refused = Some(refused);
        door.field = Field::new("", 2 * LENGTH);
    }

    /// When an interview of a session that nobody goes on with is left.
    pub(super) fn away(&self) -> Option<Moment> {
        self.is_session().then(|| self.seen.plus(AWAY))
    }

    // ---- the room ----

    pub(super) fn see_room(&mut self, sight: Sight) {
        let Screen::Room(room) = &mut self.screen else {
            return;
        };
        let before = room.sight.as_ref().map(|sight| sight.state);
        if before != Some(sight.state) {
            room.sure = false;
            room.leaf = 0;
            room.cursor = None;
        }
        room.sight = Some(sight);
    }

    pub(super) fn choose_in_room(&mut self, target: Target, effects: &mut Vec<Effect>) {
        let Screen::Room(room) = &mut self.screen else {
            return;
        };
        if !room.rows().iter().flatten().any(|known| *known == target) {
            return;
        }
        if target == Target::Leave {
            effects.push(Effect::Quit(Exit::Done));
        } else if target == Target::Finish {
            room.sure = true;
            // Nothing is closed by pressing Enter twice.
            room.cursor = Some(Target::Stay);
        } else if target == Target::Stay {
            room.sure = false;
            room.cursor = None;
        } else if target == Target::Confirm {
            effects.push(Effect::CloseSession);
        } else if target == Target::Reopen {
            effects.push(Effect::ReopenSession);
        } else if target == Target::More {
            room.leaf = room.leaf.wrapping_add(1);
        }
    }
}

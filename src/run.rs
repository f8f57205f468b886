//! The loop of the program on a screen: wait, tell the app, do what it asks, draw.
//!
//! Knows: the order of these, and what time it is. Refuses to know: what the screens are, where answers are kept,
//! how a terminal is read. The screen and the store are behind [`Console`] and [`Port`], so that a script can play
//! both.
//!
//! Disk before screen, on one thread: what a person chose is drawn as chosen, then made durable, and only
//! then the next page is drawn. All input that waits is handled before a frame is drawn.
#![expect(
    clippy::disallowed_methods,
    reason = "the shell asks the clock and draws seeds and identities"
)]

mod booth;
mod day;
mod fieldwork;
mod front;
mod hours;
mod keyhole;
mod meeting;
mod office;
pub mod pin;
mod pulse;
mod rehearsal;

pub use booth::{Booth, Quota, Setup};
pub use day::Day;
pub use front::Front;
pub use hours::{Hours, NotHours, Stretch};
pub use keyhole::PIN;
pub use meeting::{Findings, Lots, Meeting, MeetingRoom};
pub use office::{Chance, Office, Post};
pub use pulse::Pulse;
pub use rehearsal::Rehearsal;

use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::sync::Arc;

use crate::analysis::{Disclosed, GapReport};
use crate::app::contacts::{ContactSheet, Step};
use crate::app::event::{
    Ask, Beginning, Effect, Event, Exit, Fault, FaultKind, Kept, Moment, Register, What,
};
use crate::app::input::Input;
use crate::app::kiosk::{Doors, Lock, Pad, Secret, Tried};
use crate::app::session::{Entrance, Sight};
use crate::app::target::Target;
use crate::app::{App, Screen, Setting};
use crate::survey::record::{Edition, Entry, Header, InterviewId, Outcome, Response};
use crate::survey::session::Code;
use crate::terminal::Wake;

/// How often the store is asked for changes by other programs while somebody watches results, in milliseconds.
/// No other screen asks: an idle program sleeps.
const FOLLOW: u64 = 1_000;

/// The screen, its input and its clock.
pub trait Console {
    /// The time by a clock that never jumps.
    fn now(&self) -> Moment;

    /// Draws the app as it is.
    fn draw(&mut self, app: &App);

    /// What the app shows on this cell.
    fn hit(&self, app: &App, column: u16, row: u16) -> Option<Target>;

    /// Blocks until there is something to do, at the latest until then.
    fn wait(&mut self, until: Option<Moment>) -> Wake;
}

/// What the app cannot do itself.
pub trait Port {
    /// Makes a header (identity, seed, time) and keeps it, durably.
    fn begin(&mut self, beginning: &Beginning) -> Result<Header, Fault>;

    /// Makes these entries durable, all or none.
    fn save(&mut self, id: &InterviewId, entries: &[Entry]) -> Result<(), Fault>;

    /// Makes the last entries durable together with the sealed response, all or none.
    fn finish(
        &mut self,
        id: &InterviewId,
        entries: &[Entry],
        response: &Response,
    ) -> Result<(), Fault>;

    /// Counts what there is.
    fn register(&mut self) -> Result<Register, Fault>;

    /// Reports on a form.
    fn report(
        &mut self,
        edition: &Arc<Edition>,
        form: &str,
    ) -> Result<Box<Disclosed<GapReport>>, Fault>;

    /// Reads an unfinished interview.
    fn take_up(&mut self, id: &InterviewId) -> Result<Box<Kept>, Fault>;

    /// Whether another program changed the store since this was last asked.
    fn store_changed(&mut self) -> bool;

    /// A kiosk: files what strangers left, and says whether a person may begin.
    fn ready(&mut self) -> Doors {
        Doors::open()
    }

    /// An interviewer: the list and the day's sheet.
    fn contacts(&mut self, _: &Ask) -> Result<ContactSheet, Fault> {
        Err(no_contacts())
    }

    /// An interviewer: keeps a contact that ended at once like this; then the sheet.
    fn contact(&mut self, _: &Beginning, _: Outcome) -> Result<ContactSheet, Fault> {
        Err(no_contacts())
    }

    /// An interviewer: counts those who pass; then the sheet.
    fn count(&mut self, _: &Ask, _: Step) -> Result<ContactSheet, Fault> {
        Err(no_contacts())
    }

    /// A shuffled keypad, and what opens it. Without a way to check a PIN nothing does.
    fn pad(&mut self) -> Pad {
        Pad {
            order: [1, 2, 3, 4, 5, 6, 7, 8, 9, 0],
            lock: Lock::Missing,
        }
    }

    /// Checks a PIN, having written down first that it was tried.
    fn try_pin(&mut self, _: &Secret) -> Tried {
        Tried::Wrong { wait: 0 }
    }

    /// A session: what a code opens.
    fn admit(&mut self, _: Code) -> Result<Entrance, Fault> {
        Ok(Entrance::Unknown)
    }

    /// The leader of a session: how far it is.
    fn look_at_session(&mut self) -> Result<Sight, Fault> {
        Err(no_session())
    }

    /// The leader of a session: closes it, and says how it then is.
    fn close_session(&mut self) -> Result<Sight, Fault> {
        Err(no_session())
    }

    /// The leader of a session: opens it again, and says how it then is.
    fn reopen_session(&mut self) -> Result<Sight, Fault> {
        Err(no_session())
    }

    /// Adds a line to the audit trail, if it can.
    fn note(&mut self, _: &'static str, _: &str) {}

    /// The screen is drawn and nobody waits: what no answer should wait for later is done now.
    fn rest(&mut self) {}
}

fn no_session() -> Fault {
    Fault {
        kind: FaultKind::Other,
        detail: "there is no session here".to_owned(),
    }
}

fn no_contacts() -> Fault {
    Fault {
        kind: FaultKind::Other,
        detail: "contacts are kept for interviewers only".to_owned(),
    }
}

fn told(sheet: Result<ContactSheet, Fault>) -> What {
    What::Contacts(sheet.map(Box::new))
}

/// Runs the program until it ends.
pub fn run(setting: Setting, console: &mut impl Console, port: &mut impl Port) -> Exit {
    let (app, effects) = App::new(setting, console.now());
    let mut turns = Turns { app, console, port };
    match turns.run(effects) {
        ControlFlow::Break(exit) => exit,
        ControlFlow::Continue(never) => match never {},
    }
}

/// The loop has no end of its own.
enum Never {}

/// Whether a frame shows what was done before it is made durable.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// The person sees what they chose while it is being saved.
    Before,
    /// More input waits: the person is ahead of the screen.
    After,
}

struct Turns<'a, C, P> {
    app: App,
    console: &'a mut C,
    port: &'a mut P,
}

impl<C: Console, P: Port> Turns<'_, C, P> {
    fn run(&mut self, effects: Vec<Effect>) -> ControlFlow<Exit, Never> {
        self.perform(effects, Shown::Before)?;
        loop {
            // Before input is read: a person who comes after a long sleep of the machine is a new person.
            if self
                .app
                .deadline()
                .is_some_and(|due| due <= self.console.now())
            {
                self.tell(What::Due, Shown::Before)?;
            }
            if self.shows_the_store() && self.port.store_changed() {
                self.tell(What::StoreChanged, Shown::Before)?;
            }
            self.console.draw(&self.app);
            self.port.rest();
            match self.console.wait(self.until()) {
                Wake::Input(inputs) => self.take(inputs)?,
                Wake::Deadline | Wake::Redraw => {}
                Wake::Leave(_) => self.tell(What::Closing, Shown::After)?,
            }
        }
    }

    /// Whether what is on the screen changes with the store.
    fn shows_the_store(&self) -> bool {
        match self.app.screen() {
            Screen::Desk(_) => true,
            Screen::Results(results) => results.is_live(),
            Screen::Room(room) => room.is_live(),
            Screen::Contacts(_)
            | Screen::Language(_)
            | Screen::Interview(_)
            | Screen::Thanks(_)
            | Screen::Trouble(_)
            | Screen::Closed(_)
            | Screen::Keypad(_)
            | Screen::Staff(_)
            | Screen::Door(_) => false,
        }
    }

    fn until(&self) -> Option<Moment> {
        // The desk looks whenever a key is pressed; results and sessions are watched without hands.
        let watched = matches!(self.app.screen(), Screen::Results(_) | Screen::Room(_))
            && self.shows_the_store();
        let look = watched.then(|| self.console.now().plus(FOLLOW));
        [self.app.deadline(), look].into_iter().flatten().min()
    }

    fn take(&mut self, inputs: Vec<Input>) -> ControlFlow<Exit> {
        let mut waiting = inputs.len();
        for input in inputs {
            waiting -= 1;
            let shown = if waiting == 0 {
                Shown::Before
            } else {
                Shown::After
            };
            let target = match input {
                Input::Press { column, row } => self.console.hit(&self.app, column, row),
                Input::Key(_) | Input::Wheel(_) | Input::Paste(_) | Input::Resize { .. } => None,
            };
            // A press beside everything is still a sign of life.
            self.tell(target.map_or(What::Input(input), What::Chosen), shown)?;
        }
        ControlFlow::Continue(())
    }

    /// Tells the app, and does what it asks for until it asks for nothing more.
    fn tell(&mut self, what: What, shown: Shown) -> ControlFlow<Exit> {
        let effects = self.update(what);
        self.perform(effects, shown)
    }

    fn update(&mut self, what: What) -> Vec<Effect> {
        let at = self.console.now();
        self.app.update(Event { at, what })
    }

    fn perform(&mut self, effects: Vec<Effect>, shown: Shown) -> ControlFlow<Exit> {
        let mut effects = VecDeque::from(effects);
        while let Some(effect) = effects.pop_front() {
            // A kiosk's doors are looked at before anything is shown.
            let unseen = matches!(effect, Effect::Quit(_) | Effect::Ready);
            if shown == Shown::Before && !unseen {
                self.console.draw(&self.app);
            }
            let outcome = match effect {
                Effect::Begin(beginning) => What::Began(self.port.begin(&beginning)),
                Effect::Save(id, entries) => What::Saved(self.port.save(&id, &entries)),
                Effect::Finish(id, entries, response) => {
                    What::Saved(self.port.finish(&id, &entries, &response))
                }
                Effect::LoadRegister => What::Register(self.port.register()),
                Effect::LoadReport(edition, form) => {
                    What::Report(self.port.report(&edition, &form))
                }
                Effect::TakeUp(id) => What::TakenUp(self.port.take_up(&id)),
                Effect::LoadContacts(ask) => told(self.port.contacts(&ask)),
                Effect::Contact(beginning, outcome) => told(self.port.contact(&beginning, outcome)),
                Effect::Count(ask, step) => told(self.port.count(&ask, step)),
                Effect::Ready => What::Ready(self.port.ready()),
                Effect::OpenPad => What::Pad(self.port.pad()),
                Effect::TryPin(digits) => What::Tried(self.port.try_pin(&digits)),
                Effect::Admit(code) => What::Admitted(self.port.admit(code).map(Box::new)),
                Effect::LookAtSession => What::Session(self.port.look_at_session().map(Box::new)),
                Effect::CloseSession => What::Session(self.port.close_session().map(Box::new)),
                Effect::ReopenSession => What::Session(self.port.reopen_session().map(Box::new)),
                Effect::Note(what, detail) => {
                    self.port.note(what, &detail);
                    continue;
                }
                Effect::Quit(exit) => return ControlFlow::Break(exit),
            };
            let more = self.update(outcome);
            effects.extend(more);
        }
        ControlFlow::Continue(())
    }
}

//! What goes into the app and what comes out of it, as data.

use std::sync::Arc;

use super::contacts::{ContactSheet, Step};
use super::input::Input;
use super::kiosk::{Doors, Pad, Secret, Tried};
use super::session::{Entrance, Sight};
use super::target::Target;
use crate::analysis::{Disclosed, GapReport};
use crate::language::Locale;
use crate::survey::record::{
    Edition, Entry, Fingerprint, Header, InterviewId, Mode, Outcome, Response,
};
use crate::survey::session::Code;

/// A point in time: milliseconds by a clock that never jumps, from an origin of the caller's choice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub u64);

impl Moment {
    /// This moment, so many milliseconds later.
    #[must_use]
    pub fn plus(self, milliseconds: u64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    /// Milliseconds since an earlier moment; 0 if it is not earlier.
    pub fn since(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// Something happened, at a moment.
#[derive(Debug, Clone)]
pub struct Event {
    /// When.
    pub at: Moment,
    /// What.
    pub what: What,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum What {
    /// A person did something. A press of the mouse or a finger comes as [`What::Chosen`] instead.
    Input(Input),
    /// A target was pressed, as `view::hit` found it.
    Chosen(Target),
    /// The moment of `App::deadline` has come.
    Due,
    /// [`Effect::Begin`] was carried out: the header as it was kept.
    Began(Result<Header, Fault>),
    /// [`Effect::Save`] or [`Effect::Finish`] was carried out.
    Saved(Result<(), Fault>),
    /// [`Effect::LoadRegister`] was carried out.
    Register(Result<Register, Fault>),
    /// [`Effect::LoadReport`] was carried out.
    Report(Result<Box<Disclosed<GapReport>>, Fault>),
    /// [`Effect::TakeUp`] was carried out.
    TakenUp(Result<Box<Kept>, Fault>),
    /// [`Effect::Ready`] was carried out.
    Ready(Doors),
    /// [`Effect::OpenPad`] was carried out.
    Pad(Pad),
    /// [`Effect::TryPin`] was carried out.
    Tried(Tried),
    /// [`Effect::Admit`] was carried out.
    Admitted(Result<Box<Entrance>, Fault>),
    /// [`Effect::LookAtSession`], [`Effect::CloseSession`] or [`Effect::ReopenSession`] was carried out.
    Session(Result<Box<Sight>, Fault>),
    /// [`Effect::LoadContacts`], [`Effect::Contact`] or [`Effect::Count`] was carried out.
    Contacts(Result<Box<ContactSheet>, Fault>),
    /// The store has changed, perhaps by another process.
    StoreChanged,
    /// The program is asked to end: a signal, or the terminal is gone.
    Closing,
}

/// What the shell is to do. One effect at a time is under way; its outcome comes back as an event.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Make a header (identity, seed, time), keep it, and answer [`What::Began`].
    Begin(Beginning),
    /// Make these entries durable, all or none, and answer [`What::Saved`]. Draw first: the person sees what they
    /// chose while it is being saved.
    Save(InterviewId, Vec<Entry>),
    /// Make the last entries durable together with the sealed response, all or none, and answer [`What::Saved`].
    Finish(InterviewId, Vec<Entry>, Box<Response>),
    /// Count what there is, and answer [`What::Register`].
    LoadRegister,
    /// Report on a form, and answer [`What::Report`].
    LoadReport(Arc<Edition>, String),
    /// Read an unfinished interview, and answer [`What::TakenUp`].
    TakeUp(InterviewId),
    /// A kiosk: see whether a person may begin, file what strangers left, and answer [`What::Ready`].
    Ready,
    /// An interviewer: read the list and the day's sheet, and answer [`What::Contacts`].
    LoadContacts(Ask),
    /// An interviewer: keep a contact that ended at once like this, and answer [`What::Contacts`].
    Contact(Beginning, Outcome),
    /// An interviewer: count those who pass, and answer [`What::Contacts`].
    Count(Ask, Step),
    /// Shuffle the keypad, see what opens it, and answer [`What::Pad`].
    OpenPad,
    /// Check these digits, and answer [`What::Tried`].
    TryPin(Secret),
    /// A session: see what a code opens, and answer [`What::Admitted`].
    Admit(Code),
    /// The leader of a session: see how far it is, and answer [`What::Session`].
    LookAtSession,
    /// The leader of a session: close it, and answer [`What::Session`].
    CloseSession,
    /// The leader of a session: open it again, and answer [`What::Session`].
    ReopenSession,
    /// Add a line to the audit trail; nothing is answered.
    Note(&'static str, String),
    /// End the program.
    Quit(Exit),
}

/// What an interview begins with, but for identity, seed and time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beginning {
    /// What is asked.
    pub ask: Ask,
    /// In which language.
    pub locale: Locale,
    /// How it is conducted.
    pub mode: Mode,
}

/// A form of an edition, full or short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The edition.
    pub edition: Arc<Edition>,
    /// The form's name.
    pub form: String,
    /// The short form.
    pub short: bool,
}

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// An interview has come to its end, or the operator is done.
    Done,
    /// It was asked to end from outside. An interview under way stays open.
    Closed,
    /// Something is wrong that a person must put right.
    Trouble,
    /// The desk is left for a session of this form, by its place in the list of all forms.
    Session(usize),
    /// The operator left the kiosk, or somebody the door of a session.
    Left,
}

/// Something failed outside the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What kind of failure, as far as a person can do something about it.
    pub kind: FaultKind,
    /// What happened, where, and what to do: for the staff, in one line.
    pub detail: String,
}

/// What kind of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// No room.
    Full,
    /// No right to write or read.
    Forbidden,
    /// Held by another program.
    Busy,
    /// Damaged.
    Damaged,
    /// Anything else.
    Other,
}

/// What the store holds, for the operator's list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Register {
    /// Finished interviews by form.
    pub finished: Vec<Finished>,
    /// Interviews without an end.
    pub unfinished: Vec<Unfinished>,
    /// What the operator should know, in words.
    pub notices: Vec<String>,
}

/// How many interviews of a form are finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    /// The edition.
    pub edition: Fingerprint,
    /// The form.
    pub form: String,
    /// How many.
    pub n: u64,
}

/// An interview without an end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// Which.
    pub id: InterviewId,
    /// The study's title, or its name.
    pub study: String,
    /// The form.
    pub form: String,
    /// When it began, written for the operator.
    pub begun: String,
    /// How many entries it has.
    pub entries: u64,
}

/// An interview as the store keeps it.
#[derive(Debug, Clone)]
pub struct Kept {
    /// What was asked.
    pub edition: Arc<Edition>,
    /// How it began.
    pub header: Header,
    /// Its log.
    pub entries: Vec<Entry>,
}

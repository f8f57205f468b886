//! The interviewer's list: new contacts, suspended interviews, the count of those who pass, the daily sheet.
//!
//! Knows: which of its three pages is shown and what keys mean there. Every approach becomes an interview: one that
//! is conducted, or one that ends at once with its outcome, in two keys. Refuses to know: where they are kept, and
//! what day it is; the shell tells.

use super::event::{Ask, Beginning, Effect, Exit, Unfinished};
use super::input::Key;
use super::target::Target;
use super::{App, Purpose, Screen, draft};
use crate::analysis::Dispositions;
use crate::language::FieldworkPhrases;
use crate::survey::record::{Mode, Outcome};
use crate::survey::selection::Selection;

/// The outcomes of a contact that becomes no interview, in the order of their keys.
pub const OUTCOMES: [Outcome; 4] = [
    Outcome::Refused,
    Outcome::Ineligible,
    Outcome::LanguageBarrier,
    Outcome::QuotaFull,
];

/// The name of an outcome.
pub fn outcome_name(outcome: Outcome, words: &FieldworkPhrases) -> &'static str {
    match outcome {
        Outcome::Complete => words.complete,
        Outcome::Partial => words.partial,
        Outcome::BreakOff | Outcome::TimedOut => words.break_off,
        Outcome::Refused => words.refusal,
        Outcome::Ineligible => words.ineligible,
        Outcome::LanguageBarrier => words.language_barrier,
        Outcome::QuotaFull => words.quota_full,
    }
}

/// What the store holds for an interviewer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContactSheet {
    /// The day, in words.
    pub day: String,
    /// What came of this interviewer's contacts of the day.
    pub mine: Dispositions,
    /// What came of everybody's.
    pub all: Dispositions,
    /// This interviewer's suspended interviews, of any day.
    pub suspended: Vec<Unfinished>,
    /// The count of those who pass, where there is one.
    pub selection: Option<Selection>,
}

/// How the count of those who pass changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A person passes.
    Count,
    /// The last one was not to be counted.
    Uncount,
}

/// The list, or a page behind it.
#[derive(Debug, Clone)]
pub struct Contacts {
    /// What is asked.
    pub ask: Ask,
    /// The interviewer's name.
    pub interviewer: String,
    /// What the store holds; `None` while it is being read.
    pub sheet: Option<ContactSheet>,
    /// Which page is shown.
    pub place: Place,
    /// What is under the cursor.
    pub cursor: Option<Target>,
    /// Which part of a list too long for the screen is wanted.
    pub leaf: usize,
    /// The outcome that was recorded last.
    pub recorded: Option<Outcome>,
    /// Something is on its way into the store or out of it.
    pub busy: bool,
}

/// The pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// New contact, suspended interviews, the count.
    List,
    /// What came of a new contact?
    New,
    /// The daily sheet.
    Sheet,
}

impl Contacts {
    fn new(ask: Ask, interviewer: String) -> Self {
        Self {
            ask,
            interviewer,
            sheet: None,
            place: Place::List,
            cursor: Some(Target::NewContact),
            leaf: 0,
            recorded: None,
            busy: true,
        }
    }

    /// The suspended interviews.
    pub fn suspended(&self) -> &[Unfinished] {
        self.sheet.as_ref().map_or(&[], |sheet| &sheet.suspended)
    }

    /// The count of those who pass.
    pub fn selection(&self) -> Option<Selection> {
        self.sheet.as_ref()?.selection
    }

    pub(super) fn rows(&self) -> Vec<Vec<Target>> {
        match self.place {
            Place::List => {
                let suspended = (0..self.suspended().len()).map(|i| vec![Target::Unfinished(i)]);
                let mut last = Vec::new();
                if self.selection().is_some() {
                    last.extend([Target::Passes, Target::Uncount]);
                }
                last.extend([Target::Sheet, Target::Language, Target::Quit]);
                [vec![Target::NewContact]]
                    .into_iter()
                    .chain(suspended)
                    .chain([last])
                    .collect()
            }
            Place::New => {
                let outcomes = OUTCOMES.map(|outcome| vec![Target::Outcome(outcome)]);
                [vec![Target::Start { short: false }]]
                    .into_iter()
                    .chain(outcomes)
                    .chain([vec![Target::Back]])
                    .collect()
            }
            Place::Sheet => vec![vec![Target::Back]],
        }
    }

    fn show(&mut self, place: Place) {
        self.place = place;
        self.leaf = 0;
        self.cursor = Some(match place {
            Place::List => Target::NewContact,
            Place::New => Target::Start { short: false },
            Place::Sheet => Target::Back,
        });
    }

    fn key(&self, key: Key) -> Option<Target> {
        let Key::Char(c) = key else { return None };
        let place = draft::digit(c).and_then(|n| usize::from(n).checked_sub(1));
        if let Some(place) = place {
            let listed = |target: &Target| {
                matches!(
                    target,
                    Target::NewContact
                        | Target::Unfinished(_)
                        | Target::Start { .. }
                        | Target::Outcome(_)
                )
            };
            return self.rows().into_iter().flatten().filter(listed).nth(place);
        }
        if self.place != Place::List {
            return None;
        }
        match c {
            '+' | '=' | ' ' => self.selection().map(|_| Target::Passes),
            '-' => self.selection().map(|_| Target::Uncount),
            'n' | 'N' => Some(Target::NewContact),
            's' | 'S' => Some(Target::Sheet),
            'l' | 'L' => Some(Target::Language),
            'q' | 'Q' => Some(Target::Quit),
            _ => None,
        }
    }
}

impl App {
    /// The list, read anew.
    pub(super) fn show_contacts(&mut self, effects: &mut Vec<Effect>) {
        let Purpose::Contacts { ask, interviewer } = &self.setting.purpose else {
            return;
        };
        let contacts = Contacts::new(ask.clone(), interviewer.clone());
        effects.push(Effect::LoadContacts(ask.clone()));
        self.screen = Screen::Contacts(Box::new(contacts));
    }

    pub(super) fn take_contacts(&mut self, sheet: ContactSheet) {
        if let Screen::Contacts(contacts) = &mut self.screen {
            contacts.busy = false;
            contacts.sheet = Some(sheet);
        }
    }

    /// Keys of the list. Whether it was one.
    pub(super) fn contacts_key(&mut self, key: Key, effects: &mut Vec<Effect>) -> bool {
        let Screen::Contacts(contacts) = &self.screen else {
            return false;
        };
        let target = contacts.key(key);
        if let Some(target) = target {
            self.choose(target, effects);
        }
        target.is_some()
    }

    pub(super) fn leave_contacts(&mut self) {
        if let Screen::Contacts(contacts) = &mut self.screen {
            contacts.show(Place::List);
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "what the list does not show is not chosen on it"
    )]
    pub(super) fn choose_contact(&mut self, target: Target, effects: &mut Vec<Effect>) {
        let locale = self.locale;
        let Screen::Contacts(contacts) = &mut self.screen else {
            return;
        };
        let ask = contacts.ask.clone();
        match target {
            Target::NewContact => {
                contacts.recorded = None;
                contacts.show(Place::New);
            }
            Target::Sheet => contacts.show(Place::Sheet),
            Target::Back => contacts.show(Place::List),
            Target::Start { .. } => self.welcome(ask, Mode::Interview, effects),
            Target::Outcome(outcome) => {
                let offered = ask.edition.questionnaire.locales();
                let spoken = offered.contains(&locale).then_some(locale);
                if let Some(locale) = spoken.or(offered.first().copied()) {
                    contacts.show(Place::List);
                    contacts.recorded = Some(outcome);
                    contacts.busy = true;
                    let mode = Mode::Interview;
                    effects.push(Effect::Contact(Beginning { ask, locale, mode }, outcome));
                }
            }
            Target::Unfinished(place) => {
                if let Some(one) = contacts.suspended().get(place) {
                    effects.push(Effect::TakeUp(one.id.clone()));
                    contacts.busy = true;
                }
            }
            Target::Passes | Target::Uncount => {
                let step = if target == Target::Passes {
                    Step::Count
                } else {
                    Step::Uncount
                };
                contacts.recorded = None;
                contacts.busy = true;
                effects.push(Effect::Count(ask, step));
            }
            Target::Language => self.next_language(),
            Target::Quit => effects.push(Effect::Quit(Exit::Done)),
            _ => {}
        }
    }
}

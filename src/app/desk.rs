//! The operator's desk: the forms of all studies, interviews to take up again, what the store reports.

use std::sync::Arc;

use super::event::{Register, Unfinished};
use super::target::Target;
use crate::survey::questionnaire::{Form, Role};
use crate::survey::record::Edition;

/// The desk.
#[derive(Debug, Clone)]
pub struct Desk {
    /// What the store holds; `None` while it is being read.
    pub register: Option<Register>,
    /// Where on the desk one is.
    pub place: Place,
    /// What is under the cursor.
    pub cursor: Option<Target>,
    /// An interview is being read to be taken up.
    pub taking_up: bool,
    /// Which part of a list too long for the screen is wanted.
    pub leaf: usize,
}

/// Where on the desk one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Before the list of everything.
    List,
    /// At one form, by its place in the list of all forms.
    Form(usize),
    /// At one unfinished interview, by its place in the list.
    Unfinished(usize),
}

/// All forms of all studies, in the order in which the desk lists them.
pub fn forms(studies: &[Arc<Edition>]) -> impl Iterator<Item = (&Arc<Edition>, &Form)> {
    studies.iter().flat_map(|edition| {
        let forms = &edition.questionnaire.forms;
        forms.iter().map(move |form| (edition, form))
    })
}

impl Desk {
    pub(super) fn new() -> Self {
        Self {
            register: None,
            place: Place::List,
            cursor: Some(Target::Form(0)),
            taking_up: false,
            leaf: 0,
        }
    }

    /// How many interviews of a form are finished; `None` while it is not known.
    pub fn finished(&self, edition: &Edition, form: &Form) -> Option<u64> {
        let counts = &self.register.as_ref()?.finished;
        let of_form = counts
            .iter()
            .filter(|count| count.edition == edition.fingerprint && count.form == form.id.as_str());
        Some(of_form.map(|count| count.n).sum())
    }

    /// The unfinished interviews.
    pub fn all_unfinished(&self) -> &[Unfinished] {
        self.register
            .as_ref()
            .map_or(&[], |register| register.unfinished.as_slice())
    }

    /// The form one is at.
    pub fn form<'a>(&self, studies: &'a [Arc<Edition>]) -> Option<(&'a Arc<Edition>, &'a Form)> {
        match self.place {
            Place::Form(index) => forms(studies).nth(index),
            Place::List | Place::Unfinished(_) => None,
        }
    }

    /// The unfinished interview one is at.
    pub fn unfinished(&self) -> Option<&Unfinished> {
        match self.place {
            Place::Unfinished(index) => self.all_unfinished().get(index),
            Place::List | Place::Form(_) => None,
        }
    }

    pub(super) fn rows(&self, studies: &[Arc<Edition>]) -> Vec<Vec<Target>> {
        match self.place {
            Place::List => {
                let forms = (0..forms(studies).count()).map(|i| vec![Target::Form(i)]);
                let unfinished =
                    (0..self.all_unfinished().len()).map(|i| vec![Target::Unfinished(i)]);
                forms
                    .chain(unfinished)
                    .chain([vec![Target::Language, Target::Quit]])
                    .collect()
            }
            Place::Form(_) => {
                let mut rows = vec![vec![Target::Start { short: false }]];
                if self
                    .form(studies)
                    .is_some_and(|(_, form)| form.short.is_some())
                {
                    rows.push(vec![Target::Start { short: true }]);
                }
                let own = self.form(studies).map(|(_, form)| form.role);
                if own.is_some_and(|role| role != Role::Customer) {
                    rows.push(vec![Target::Session]);
                }
                rows.push(vec![Target::Results]);
                rows.push(vec![Target::ToDesk]);
                rows
            }
            Place::Unfinished(_) => vec![vec![Target::TakeUp], vec![Target::ToDesk]],
        }
    }

    pub(super) fn take(&mut self, register: Register) {
        self.register = Some(register);
        let gone = match self.place {
            Place::Unfinished(index) => index >= self.all_unfinished().len(),
            Place::List | Place::Form(_) => false,
        };
        if gone {
            self.show_list();
        }
    }

    pub(super) fn open(&mut self, target: Target) {
        if let Target::Form(index) = target {
            self.place = Place::Form(index);
            self.cursor = Some(Target::Start { short: false });
        } else if let Target::Unfinished(index) = target {
            self.place = Place::Unfinished(index);
            self.cursor = Some(Target::TakeUp);
        }
    }

    pub(super) fn show_list(&mut self) {
        self.cursor = Some(match self.place {
            Place::Form(index) => Target::Form(index),
            Place::Unfinished(index) => Target::Unfinished(index),
            Place::List => self.cursor.unwrap_or(Target::Form(0)),
        });
        self.place = Place::List;
    }
}

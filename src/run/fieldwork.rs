//! What an interviewer needs of the store: contacts, the count of those who pass, suspended interviews, the PIN.

use std::sync::Arc;

use jiff::tz::TimeZone;

use super::keyhole::{Try, running, shuffled};
use super::office::{identify, written};
use super::pin::Clocks;
use super::{Day, Office};
use crate::app::contacts::{ContactSheet, Step};
use crate::app::event::{Ask, Beginning, Fault, FaultKind, Unfinished};
use crate::app::kiosk::{Health, Lock, Pad, Secret, Tried};
use crate::store::{StoreError, Taken};
use crate::survey::interview::Interview;
use crate::survey::record::{Edition, Header, InterviewId, Mode, Outcome};
use crate::survey::selection::Selection;

impl Office {
    /// Begins to count those who pass, one of so many to be approached; goes on with a count of the same kind.
    ///
    /// # Errors
    /// When the store cannot be read or written, or for 0 and more than 1000.
    pub fn select_every(&mut self, ask: &Ask, every: u32) -> Result<(), Fault> {
        let known = self.selection(ask)?;
        if known.is_some_and(|known| known.every() == every) {
            return Ok(());
        }
        let (seed, _) = self.chance.draw(u64::MAX)?;
        let Some(selection) = Selection::begin(every, seed) else {
            return Err(refused("one of 1 to 1000 who pass can be selected"));
        };
        self.keep_selection(ask, selection)?;
        Ok(())
    }

    fn selection(&self, ask: &Ask) -> Result<Option<Selection>, StoreError> {
        let kept = self.store.value(&self.selection_name(ask))?;
        Ok(kept.as_deref().and_then(Selection::read))
    }

    fn keep_selection(&mut self, ask: &Ask, selection: Selection) -> Result<(), StoreError> {
        let name = self.selection_name(ask);
        self.store.set_value(&name, Some(&selection.written()))
    }

    /// Each interviewer has a count of their own for each study.
    fn selection_name(&self, ask: &Ask) -> String {
        let study = &ask.edition.questionnaire.id;
        format!("selection {study} {}", self.post.interviewer)
    }

    pub(super) fn step(&mut self, ask: &Ask, step: Step) -> Result<ContactSheet, Fault> {
        if let Some(selection) = self.selection(ask)? {
            let next = match step {
                Step::Count => selection.count(),
                Step::Uncount => selection.uncount(),
            };
            self.keep_selection(ask, next)?;
        }
        self.contact_sheet(ask)
    }

    pub(super) fn contact_sheet(&self, ask: &Ask) -> Result<ContactSheet, Fault> {
        let today = Day::at(self.chance.now(), &TimeZone::system())
            .ok_or_else(|| refused("the clock stands beyond the calendar"))?;
        let study = ask.edition.questionnaire.id.as_str();
        let me = self.post.interviewer.as_str();
        let mut sheet = ContactSheet {
            day: today.name,
            selection: self.selection(ask)?,
            ..ContactSheet::default()
        };
        for one in self.store.contacts(study, Some(&ask.form), &today.time)? {
            sheet.all.add(one.outcome, one.n);
            if one.interviewer == me {
                sheet.mine.add(one.outcome, one.n);
            }
        }
        for open in self.store.open_interviews()? {
            let header = open.header;
            let mine = header.mode == Mode::Interview && header.interviewer == me;
            let edition = self.store.edition(&header.edition)?;
            let of_study =
                edition.is_some_and(|edition| edition.questionnaire.id.as_str() == study);
            if mine && of_study && header.form == ask.form {
                sheet.suspended.push(Unfinished {
                    study: self.title(&header.edition)?,
                    begun: written(header.started),
                    entries: u64::from(open.entries),
                    id: header.id,
                    form: header.form,
                });
            }
        }
        Ok(sheet)
    }

    pub(super) fn keep_contact(
        &mut self,
        beginning: &Beginning,
        outcome: Outcome,
    ) -> Result<ContactSheet, Fault> {
        let header = self.header(beginning)?;
        let edition = Arc::clone(&beginning.ask.edition);
        self.record(&header, &edition, outcome)?;
        self.contact_sheet(&beginning.ask)
    }

    /// Keeps a contact that became no interview: a header and its end.
    fn record(
        &mut self,
        header: &Header,
        edition: &Arc<Edition>,
        outcome: Outcome,
    ) -> Result<(), Fault> {
        let interview = Interview::begin(Arc::clone(edition), header.clone())
            .map_err(|cause| refused(cause.to_string()))?;
        let ending = interview
            .end(outcome, 0)
            .map_err(|refusal| refused(format!("the contact cannot end so: {refusal:?}")))?;
        let response = interview.sealed_by(&ending);
        self.store.take_in(&[Taken {
            header,
            edition,
            entries: &[ending],
            response: &response,
        }])?;
        Ok(())
    }

    /// A refusal whose answers were erased is a contact all the same: it is kept anew without them.
    pub(super) fn record_refusal_of(&mut self, id: &InterviewId) -> Result<(), Fault> {
        let (header, edition, _) = self.store.load(id)?;
        self.store.erase(id, self.chance.now())?;
        if header.interviewer.is_empty() {
            return Ok(());
        }
        let (seed, identity) = self.chance.draw(self.begun)?;
        self.begun += 1;
        let header = Header {
            id: identify(header.mode, header.started, identity),
            seed,
            ..header
        };
        self.record(&header, &edition, Outcome::Refused)
    }

    // ---- the PIN ----

    fn clocks(&self) -> Clocks {
        Clocks {
            wall: self.chance.now(),
            running: running(),
        }
    }

    pub(super) fn keypad(&mut self) -> Pad {
        let clocks = self.clocks();
        let wait = self.keyhole.wait(Some(&mut self.store), clocks);
        Pad {
            order: shuffled(),
            lock: wait.map_or(Lock::Missing, |wait| Lock::Pin { wait }),
        }
    }

    pub(super) fn check(&mut self, digits: &Secret) -> Tried {
        let clocks = self.clocks();
        match self.keyhole.try_pin(digits, Some(&mut self.store), clocks) {
            Try::Right => Tried::Right(Health::default()),
            Try::Wrong { wait } => Tried::Wrong { wait },
        }
    }
}

fn refused(detail: impl Into<String>) -> Fault {
    Fault {
        kind: FaultKind::Other,
        detail: detail.into(),
    }
}

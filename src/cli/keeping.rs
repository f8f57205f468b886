//! Carrying out what the app decides: the store behind the screens.
//!
//! The store is opened when it is first needed, and again after it could not be: a screen that says "please
//! tell the staff" goes on by itself when the cause is gone.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::results::{COUNTED, gap_report};
use super::{Failure, Run};
use crate::analysis::{Disclosed, GapReport};
use crate::app::event::{Beginning, Fault, FaultKind, Finished, Kept, Register, Unfinished};
use crate::language::Locale;
use crate::run::Port;
use crate::store::{self, Filter, Store, StoreError};
use crate::survey::record::{Edition, Entry, Header, InterviewId, Response};

/// The store of one run, as the screens use it.
#[derive(Debug)]
pub(super) struct Keeping<'a> {
    run: &'a mut Run,
    store: Option<Store>,
    notices: Vec<String>,
    site: String,
    wave: String,
}

impl<'a> Keeping<'a> {
    /// Keeps answers under these names of a site and a wave.
    pub(super) fn new(run: &'a mut Run, site: String, wave: String) -> Self {
        Self {
            run,
            store: None,
            notices: Vec::new(),
            site,
            wave,
        }
    }

    fn store(&mut self) -> Result<&mut Store, Fault> {
        if self.store.is_none() {
            let (store, notices) =
                Store::open(&self.run.folders.data, self.run.opening()).map_err(fault)?;
            self.notices.extend(notices.iter().map(ToString::to_string));
            self.store = Some(store);
        }
        // It was just put there.
        self.store
            .as_mut()
            .ok_or_else(|| other("the store is closed".to_owned()))
    }
}

impl Port for Keeping<'_> {
    fn begin(&mut self, beginning: &Beginning) -> Result<Header, Fault> {
        let edition = Arc::clone(&beginning.ask.edition);
        let form = edition
            .questionnaire
            .form(&beginning.ask.form)
            .ok_or_else(|| other(format!("there is no form `{}`", beginning.ask.form)))?;
        let seed = self
            .run
            .world
            .seed()
            .map_err(|failure| other(failure.what))?;
        let header = Header {
            id: self.run.world.interview_id(beginning.mode, seed),
            edition: edition.fingerprint.clone(),
            form: form.id.to_string(),
            role: form.role,
            mode: beginning.mode,
            locale: beginning.locale,
            seed,
            short: beginning.ask.short,
            test: self.run.test,
            started: self.run.world.now(),
            site: self.site.clone(),
            device: String::new(),
            wave: self.wave.clone(),
            interviewer: String::new(),
        };
        self.store()?.begin(&header, &edition).map_err(fault)?;
        Ok(header)
    }

    fn save(&mut self, id: &InterviewId, entries: &[Entry]) -> Result<(), Fault> {
        self.store()?.save(id, entries).map_err(fault)
    }

    fn finish(
        &mut self,
        id: &InterviewId,
        entries: &[Entry],
        response: &Response,
    ) -> Result<(), Fault> {
        self.store()?.finish(id, entries, response).map_err(fault)
    }

    fn register(&mut self) -> Result<Register, Fault> {
        let store = self.store()?;
        let counts = store.counts(&Filter::default()).map_err(fault)?;
        let open = store.open_interviews().map_err(fault)?;
        let editions = store.editions().map_err(fault)?;
        let finished = counts
            .into_iter()
            .filter(|count| COUNTED.contains(&count.outcome))
            .map(|count| Finished {
                edition: count.edition,
                form: count.form,
                n: count.kept + count.retired,
            })
            .collect();
        let unfinished = open
            .into_iter()
            .map(|open| Unfinished {
                study: editions
                    .iter()
                    .find(|edition| edition.fingerprint == open.header.edition)
                    .map_or_else(String::new, |edition| study_name(edition, self.run.locale)),
                id: open.header.id,
                form: open.header.form,
                begun: local_time(open.header.started),
                entries: u64::from(open.entries),
            })
            .collect();
        Ok(Register {
            finished,
            unfinished,
            notices: self.notices.clone(),
        })
    }

    fn report(
        &mut self,
        edition: &Arc<Edition>,
        form: &str,
    ) -> Result<Box<Disclosed<GapReport>>, Fault> {
        let form = edition
            .questionnaire
            .form(form)
            .ok_or_else(|| other(format!("there is no form `{form}`")))?;
        let store = self.store()?;
        let report = gap_report(Some(store), edition, form).map_err(|failure| told(&failure))?;
        Ok(Box::new(report))
    }

    fn take_up(&mut self, id: &InterviewId) -> Result<Box<Kept>, Fault> {
        let (header, edition, entries) = self.store()?.load(id).map_err(fault)?;
        Ok(Box::new(Kept {
            edition,
            header,
            entries,
        }))
    }

    fn store_changed(&mut self) -> bool {
        self.store
            .as_mut()
            .is_some_and(|store| store.changed().unwrap_or(false))
    }
}

fn study_name(edition: &Edition, locale: Locale) -> String {
    let title = edition.questionnaire.title.get(locale);
    if title.is_empty() {
        edition.questionnaire.id.to_string()
    } else {
        title.to_owned()
    }
}

/// A time for the operator: day, hour and minute where the machine stands.
pub(super) fn local_time(milliseconds: i64) -> String {
    Timestamp::from_millisecond(milliseconds).map_or_else(
        |_| String::new(),
        |time| {
            time.to_zoned(TimeZone::system())
                .strftime("%Y-%m-%d %H:%M")
                .to_string()
        },
    )
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "it is what `map_err` hands over"
)]
fn fault(error: StoreError) -> Fault {
    let kind = match error.fault {
        store::Fault::Full => FaultKind::Full,
        store::Fault::ReadOnly | store::Fault::Denied => FaultKind::Forbidden,
        store::Fault::Locked => FaultKind::Busy,
        store::Fault::Corrupt => FaultKind::Damaged,
        store::Fault::Io
        | store::Fault::Gone
        | store::Fault::NotAFolder
        | store::Fault::IsAFolder
        | store::Fault::Foreign
        | store::Fault::Newer { .. }
        | store::Fault::Refused
        | store::Fault::Unfit => FaultKind::Other,
    };
    Fault {
        kind,
        detail: error.to_string(),
    }
}

fn told(failure: &Failure) -> Fault {
    other(failure.to_string().replace('\n', " "))
}

fn other(detail: String) -> Fault {
    Fault {
        kind: FaultKind::Other,
        detail,
    }
}

//! The store, the clock and chance as the loop's [`Port`].
//!
//! Knows: how an interview gets its identity, seed and time, what of the store an operator is told, how
//! responses become a report that may be shown. Refuses to know: screens, and what the answers mean.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::Port;
use super::keyhole::Keyhole;
use crate::analysis::{Disclosed, GapReport, Summary, disclose_beside};
use crate::app::contacts::{ContactSheet, Step};
use crate::app::event::{Ask, Beginning, Fault, FaultKind, Finished, Kept, Register, Unfinished};
use crate::app::kiosk::{Pad, Secret, Tried};
use crate::language::Locale;
use crate::store::{self, Filter, Out, Store, StoreError};
use crate::survey::record::{
    Action, Edition, Entry, Fingerprint, Header, InterviewId, Mode, Outcome, Response,
};

/// The level of intervals in results on the screen.
const LEVEL: f64 = 0.95;

/// What every interview of this run has in common.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Post {
    /// The site's name, or empty.
    pub site: String,
    /// The device's name, or empty.
    pub device: String,
    /// The wave's name, or empty.
    pub wave: String,
    /// The interviewer's name, or empty.
    pub interviewer: String,
    /// Interviews are trials.
    pub test: bool,
}

/// Where time and seeds come from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Chance {
    /// This time instead of the clock's, in milliseconds since 1970-01-01 UTC.
    pub now: Option<i64>,
    /// Everything random follows from this number, so that a run can be repeated.
    pub seed: Option<u64>,
}

impl Chance {
    /// The time, in milliseconds since 1970-01-01 UTC.
    pub fn now(&self) -> i64 {
        self.now
            .unwrap_or_else(|| jiff::Timestamp::now().as_millisecond())
    }

    /// A seed and random bytes for the interview of this number in this run.
    pub(super) fn draw(&self, number: u64) -> Result<(u64, [u8; 16]), Fault> {
        let (mut seed, mut identity) = ([0; 8], [0; 16]);
        if let Some(fixed) = self.seed {
            let digest = Sha256::new()
                .chain_update(fixed.to_le_bytes())
                .chain_update(number.to_le_bytes())
                .finalize();
            for (byte, drawn) in seed.iter_mut().chain(&mut identity).zip(digest) {
                *byte = drawn;
            }
        } else {
            for bytes in [&mut seed[..], &mut identity[..]] {
                getrandom::fill(bytes).map_err(|cause| Fault {
                    kind: FaultKind::Other,
                    detail: format!("the system gives no random numbers: {cause}"),
                })?;
            }
        }
        Ok((u64::from_le_bytes(seed), identity))
    }
}

/// The store of this run, and what it takes to begin interviews in it.
#[derive(Debug)]
pub struct Office {
    pub(super) store: Store,
    pub(super) post: Post,
    pub(super) chance: Chance,
    /// The operator's language.
    locale: Locale,
    notices: Vec<String>,
    pub(super) begun: u64,
    pub(super) keyhole: Keyhole,
    /// An interview has ended, and its answers lie in the store's log still.
    unsettled: bool,
}

impl Office {
    /// Works with this store. The notices are what its opening told.
    pub fn new(
        store: Store,
        notices: &[store::Notice],
        post: Post,
        chance: Chance,
        locale: Locale,
    ) -> Self {
        Self {
            store,
            post,
            chance,
            locale,
            notices: notices.iter().map(ToString::to_string).collect(),
            begun: 0,
            keyhole: Keyhole::default(),
            unsettled: false,
        }
    }

    /// With the hash of a PIN from the settings, in the place of the one that the store keeps.
    #[must_use]
    pub fn with_pin(self, hash: Option<String>) -> Self {
        Self {
            keyhole: Keyhole::of(hash),
            ..self
        }
    }

    /// The store itself.
    pub(super) fn store(&mut self) -> &mut Store {
        &mut self.store
    }

    /// Gives the store back.
    pub fn close(self) -> Store {
        self.store
    }

    pub(super) fn title(&self, fingerprint: &Fingerprint) -> Result<String, StoreError> {
        let edition = self.store.edition(fingerprint)?;
        Ok(edition.map_or_else(String::new, |edition| {
            let questionnaire = &edition.questionnaire;
            let title = questionnaire.title.get(self.locale);
            if title.is_empty() {
                questionnaire.id.to_string()
            } else {
                title.to_owned()
            }
        }))
    }

    fn has_answers(&self, id: &InterviewId) -> Result<bool, StoreError> {
        let (_, _, entries) = self.store.load(id)?;
        let answered = |entry: &Entry| matches!(entry.action, Action::Answered { .. });
        Ok(entries.iter().any(answered))
    }

    fn read_register(&self) -> Result<Register, StoreError> {
        let mut finished: Vec<Finished> = Vec::new();
        let counting = Filter {
            outcomes: Outcome::COUNTED.to_vec(),
            ..Filter::default()
        };
        for count in self.store.counts(&counting)? {
            let n = count.kept + count.retired;
            match finished
                .iter_mut()
                .find(|one| one.edition == count.edition && one.form == count.form)
            {
                Some(one) => one.n += n,
                None => finished.push(Finished {
                    edition: count.edition,
                    form: count.form,
                    n,
                }),
            }
        }
        let mut unfinished = Vec::new();
        for open in self.store.open_interviews()? {
            let header = open.header;
            unfinished.push(Unfinished {
                study: self.title(&header.edition)?,
                begun: written(header.started),
                entries: u64::from(open.entries),
                id: header.id,
                form: header.form,
            });
        }
        Ok(Register {
            finished,
            unfinished,
            notices: self.notices.clone(),
        })
    }
}

impl Office {
    /// The header of an interview that begins now.
    pub(super) fn header(&mut self, beginning: &Beginning) -> Result<Header, Fault> {
        let edition = &beginning.ask.edition;
        let Some(form) = edition.questionnaire.form(&beginning.ask.form) else {
            return Err(no_form(&beginning.ask.form));
        };
        let now = self.chance.now();
        let (seed, identity) = self.chance.draw(self.begun)?;
        self.begun += 1;
        Ok(Header {
            id: identify(beginning.mode, now, identity),
            edition: edition.fingerprint.clone(),
            form: beginning.ask.form.clone(),
            role: form.role,
            mode: beginning.mode,
            locale: beginning.locale,
            seed,
            short: beginning.ask.short,
            test: self.post.test,
            started: now,
            site: self.post.site.clone(),
            device: self.post.device.clone(),
            wave: self.post.wave.clone(),
            interviewer: self.post.interviewer.clone(),
        })
    }
}

impl Port for Office {
    fn begin(&mut self, beginning: &Beginning) -> Result<Header, Fault> {
        let header = self.header(beginning)?;
        self.store.begin(&header, &beginning.ask.edition)?;
        Ok(header)
    }

    fn save(&mut self, id: &InterviewId, entries: &[Entry]) -> Result<(), Fault> {
        Ok(self.store.save(id, entries)?)
    }

    fn finish(
        &mut self,
        id: &InterviewId,
        entries: &[Entry],
        response: &Response,
    ) -> Result<(), Fault> {
        self.store.finish(id, entries, response)?;
        self.unsettled = true;
        if response.outcome == Outcome::Refused && self.has_answers(id)? {
            // Consent withdrawn in the middle: what was answered under it goes at once, and leaves no trace.
            self.record_refusal_of(id)?;
        }
        Ok(())
    }

    fn register(&mut self) -> Result<Register, Fault> {
        Ok(self.read_register()?)
    }

    fn report(
        &mut self,
        edition: &Arc<Edition>,
        form: &str,
    ) -> Result<Box<Disclosed<GapReport>>, Fault> {
        let questionnaire = &edition.questionnaire;
        let Some(form) = questionnaire.form(form) else {
            return Err(no_form(form));
        };
        let counting = Filter::counting(&edition.fingerprint, form.id.as_str());
        let summary = self.store.summary(edition, form.id.as_str(), &counting)?;
        let of = |summary: &Summary| GapReport::of(questionnaire, form, summary, LEVEL);
        let last = self.store.last_release(edition, form.id.as_str())?;
        let mut before = Vec::new();
        for release in 1..last {
            let earlier = Filter {
                out: Out::With(release),
                ..counting.clone()
            };
            before.push(of(&self.store.summary(
                edition,
                form.id.as_str(),
                &earlier,
            )?));
        }
        let rules = questionnaire.disclosure;
        Ok(Box::new(disclose_beside(of(&summary), &before, rules)))
    }

    fn take_up(&mut self, id: &InterviewId) -> Result<Box<Kept>, Fault> {
        let (header, edition, entries) = self.store.load(id)?;
        Ok(Box::new(Kept {
            edition,
            header,
            entries,
        }))
    }

    fn contacts(&mut self, ask: &Ask) -> Result<ContactSheet, Fault> {
        self.contact_sheet(ask)
    }

    fn contact(&mut self, beginning: &Beginning, outcome: Outcome) -> Result<ContactSheet, Fault> {
        self.keep_contact(beginning, outcome)
    }

    fn count(&mut self, ask: &Ask, step: Step) -> Result<ContactSheet, Fault> {
        self.step(ask, step)
    }

    fn pad(&mut self) -> Pad {
        self.keypad()
    }

    fn try_pin(&mut self, digits: &Secret) -> Tried {
        self.check(digits)
    }

    fn store_changed(&mut self) -> bool {
        // A store that cannot be read says so when it is asked for something.
        self.store.changed().unwrap_or(false)
    }

    fn rest(&mut self) {
        if std::mem::take(&mut self.unsettled) {
            // Every answer is durable where it is. What the disk has to say, it says at the next one.
            let _ = self.store.settle();
        }
    }
}

/// Customers' interviews are named in the order of their beginning. From the name of an anonymous one nothing can
/// be read.
pub(super) fn identify(mode: Mode, now: i64, random: [u8; 16]) -> InterviewId {
    let uuid = match mode {
        Mode::Session => uuid::Builder::from_random_bytes(random),
        Mode::Interview | Mode::Kiosk | Mode::Import => {
            let millis = u64::try_from(now).unwrap_or_default();
            let mut rest = [0; 10];
            rest.iter_mut()
                .zip(random)
                .for_each(|(byte, drawn)| *byte = drawn);
            uuid::Builder::from_unix_timestamp_millis(millis, &rest)
        }
    };
    InterviewId(uuid.into_uuid().to_string())
}

/// A time as the operator reads it: the day and the minute where this machine stands.
pub(super) fn written(milliseconds: i64) -> String {
    jiff::Timestamp::from_millisecond(milliseconds).map_or_else(
        |_| String::new(),
        |at| {
            at.to_zoned(jiff::tz::TimeZone::system())
                .strftime("%Y-%m-%d %H:%M")
                .to_string()
        },
    )
}

fn no_form(form: &str) -> Fault {
    Fault {
        kind: FaultKind::Other,
        detail: format!("the study has no form {form:?}"),
    }
}

/// A failure of the store as the app knows it.
impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        let kind = match &error.fault {
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
            | store::Fault::NoKey
            | store::Fault::WrongKey
            | store::Fault::Refused
            | store::Fault::Unfit => FaultKind::Other,
        };
        Fault {
            kind,
            detail: error.to_string(),
        }
    }
}

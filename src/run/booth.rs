//! What an unattended kiosk needs of the world: a store that may come and go, doors, and a PIN.
//!
//! The store is opened when it is needed, and again after it could not be: a kiosk that closed because of a
//! fault opens by itself once the cause is gone. What a stranger left is filed before anybody else begins; it is
//! never taken up again. Refuses to know: screens.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::hours::{Hours, Now};
use super::keyhole::{Keyhole, Try, running, shuffled};
use super::office::written;
use super::pin::Clocks;
use super::{Chance, Office, Port, Post};
use crate::analysis::{Disclosed, GapReport};
use crate::app::event::{Ask, Beginning, Fault, Kept, Register};
use crate::app::kiosk::{Doors, Health, Lock, Pad, Secret, Shut, Tried};
use crate::language::Locale;
use crate::store::{self, Filter, Key, Opening, Store, StoreError};
use crate::survey::record::{
    Edition, Entry, Flag, Flags, Header, InterviewId, Mode, Outcome, Response,
};

/// An open kiosk looks at its doors again after this time, in milliseconds: somebody may have set the clock.
const LOOK: u64 = 600_000;

/// Two clocks that go apart by more than this have been set, in milliseconds.
const JUMP: u64 = 5_000;

/// So many finished within so many milliseconds are a burst: nobody answers as fast in turn.
const BURST: usize = 5;
const BURST_TIME: u64 = 120_000;

const DAY: i64 = 24 * 3_600_000;

/// Names under which the store keeps what a kiosk has to remember.
const CLOCKS: &str = "kiosk clocks";
const FINISHED: &str = "kiosk finished";

/// How many are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Quota {
    /// In all.
    pub total: Option<u64>,
    /// On one day.
    pub per_day: Option<u64>,
}

/// How a kiosk is set up, as far as the screen does not need to know.
#[derive(Debug, Clone)]
pub struct Setup {
    /// Where answers are kept.
    pub folder: PathBuf,
    /// What opens the answers, where they are encrypted.
    pub key: Option<Key>,
    /// What interviews have in common.
    pub post: Post,
    /// Time and seeds.
    pub chance: Chance,
    /// The operator's language.
    pub locale: Locale,
    /// What is asked.
    pub ask: Ask,
    /// When it is open.
    pub hours: Hours,
    /// How many are wanted.
    pub quota: Quota,
    /// After how many days single answers are deleted, where their notice allows more.
    pub keep_days: Option<u32>,
    /// The hash of the PIN from the settings; else that of the store holds.
    pub pin: Option<String>,
    /// No PIN is asked for.
    pub free: bool,
}

/// The kiosk's [`Port`].
#[derive(Debug)]
pub struct Booth {
    setup: Setup,
    zone: TimeZone,
    office: Option<Office>,
    /// Why it was closed, to be told once it can be written down.
    closed_for: Option<String>,
    /// What the clocks said when the interview under way was begun.
    begun: Option<Clocks>,
    /// The flags of the interview that ends: found once, however often its end has to be saved again.
    ending: Option<(InterviewId, Flags)>,
    keyhole: Keyhole,
}

impl Booth {
    /// Opens nothing yet.
    pub fn new(setup: Setup) -> Self {
        Self {
            keyhole: Keyhole::of(setup.pin.clone()),
            setup,
            zone: TimeZone::system(),
            office: None,
            closed_for: None,
            begun: None,
            ending: None,
        }
    }

    fn office(&mut self) -> Result<&mut Office, StoreError> {
        let office = match self.office.take() {
            Some(office) => office,
            None => {
                let opening = Opening {
                    test: self.setup.post.test,
                    now: self.setup.chance.now(),
                    key: self.setup.key.clone(),
                };
                let (store, notices) = Store::open(&self.setup.folder, opening)?;
                let post = self.setup.post.clone();
                Office::new(store, &notices, post, self.setup.chance, self.setup.locale)
            }
        };
        Ok(self.office.insert(office))
    }

    fn store(&mut self) -> Result<&mut Store, StoreError> {
        Ok(self.office()?.store())
    }

    /// Files what was left open at this device. Nobody takes it up again.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub fn file_strangers(&mut self) -> Result<(), StoreError> {
        let device = self.setup.post.device.clone();
        for open in self.store()?.open_interviews()? {
            let store = self.store()?;
            if open.header.mode != Mode::Kiosk || open.header.device != device {
                continue;
            }
            // Left: the interview itself says whether with enough answers to count.
            match store.file_as(&open.header.id, Outcome::BreakOff) {
                Err(error) if error.fault == store::Fault::Refused => {}
                other => other?,
            }
            let last = open.header.started.saturating_add_unsigned(open.last);
            if matches!(self.setup.hours.at(last, &self.zone), Now::Closed(_)) {
                let flags = Flags::NONE.with(Flag::OutOfHours);
                self.store()?.flag(&[open.header.id], flags)?;
            }
        }
        Ok(())
    }

    fn open_up(&mut self) -> Result<Doors, StoreError> {
        let now = self.setup.chance.now();
        self.file_strangers()?;
        self.look_at_the_clocks()?;
        let keep_days = self.setup.keep_days;
        match self.store()?.expire(keep_days, now) {
            // Another program is at work; tomorrow is another day.
            Err(error) if error.fault == store::Fault::Locked => {}
            other => drop(other?),
        }
        if let Some(cause) = self.closed_for.take() {
            let noted = self.store()?.note(now, "kiosk was closed", &cause);
            if noted.is_err() {
                self.closed_for = Some(cause);
            }
            noted?;
        }
        let (closed, until) = match self.setup.hours.at(now, &self.zone) {
            Now::Always => (false, LOOK),
            Now::Open(left) => (false, left),
            Now::Closed(left) => (true, left),
        };
        let again = Some(until.min(LOOK));
        if closed {
            let shut = Some(Shut::Hours);
            return Ok(Doors { shut, again });
        }
        if self.is_enough(now)? {
            let shut = Some(Shut::Quota);
            return Ok(Doors { shut, again });
        }
        Ok(Doors { shut: None, again })
    }

    fn counting(&self) -> Filter {
        let ask = &self.setup.ask;
        Filter::counting(&ask.edition.fingerprint, &ask.form)
    }

    fn is_enough(&mut self, now: i64) -> Result<bool, StoreError> {
        let quota = self.setup.quota;
        let filter = self.counting();
        if let Some(total) = quota.total
            && self.answered(&filter)? >= total
        {
            return Ok(true);
        }
        let Some(per_day) = quota.per_day else {
            return Ok(false);
        };
        let since = Some(midnight(now, &self.zone));
        let today = Filter { since, ..filter };
        let mut n = 0;
        self.store()?.each_packed(&today, |_, _| n += 1)?;
        Ok(n >= per_day)
    }

    fn answered(&mut self, filter: &Filter) -> Result<u64, StoreError> {
        let counts = self.store()?.counts(filter)?;
        Ok(counts.iter().map(|count| count.kept + count.retired).sum())
    }

    // ---- clocks ----

    fn clocks(&self) -> Clocks {
        Clocks {
            wall: self.setup.chance.now(),
            // A time that was fixed for a run stands still beside every other clock.
            running: self.setup.chance.now.map_or_else(running, |_| None),
        }
    }

    /// Compares the clocks with what they said last, and tells when they went apart. Writes in any case: a
    /// store that takes no writing is found out before somebody answers.
    fn look_at_the_clocks(&mut self) -> Result<(), StoreError> {
        let now = self.clocks();
        let store = self.store()?;
        let before = store.value(CLOCKS)?;
        let running = now.running.map_or("-".to_owned(), |at| at.to_string());
        store.set_value(CLOCKS, Some(&format!("{} {running}", now.wall)))?;
        let jump = before
            .as_deref()
            .and_then(read_clocks)
            .and_then(|before| jump(before, now));
        if let Some(jump) = jump {
            let direction = if jump < 0 { "back" } else { "forward" };
            let seconds = jump.unsigned_abs() / 1000;
            let detail = format!("the clock was set {direction} by about {seconds} seconds");
            store.note(now.wall, "clock", &detail)?;
        }
        Ok(())
    }

    // ---- answers worth a second look ----

    /// What can be told of an interview at the moment in which it ends.
    fn flags_at_the_end(&mut self, id: &InterviewId) -> Flags {
        if let Some((ending, flags)) = &self.ending
            && ending == id
        {
            return *flags;
        }
        let now = self.clocks();
        let closed = matches!(self.setup.hours.at(now.wall, &self.zone), Now::Closed(_));
        let set = self.begun.is_some_and(|begun| jump(begun, now).is_some());
        let flags = [(Flag::OutOfHours, closed), (Flag::ClockSet, set)];
        let flags = flags.into_iter().filter(|(_, is)| *is);
        let flags = flags.map(|(flag, _)| flag).collect();
        self.ending = Some((id.clone(), flags));
        flags
    }

    /// Flags answers that came in a burst, all of them, and leaves word of what is flagged.
    fn look_at_the_end(&mut self, response: &Response) -> Result<(), StoreError> {
        let now = self.setup.chance.now();
        let store = self.store()?;
        for flag in response.flags.iter() {
            store.note(now, "flagged", &format!("{}: {}", flag.word(), response.id))?;
        }
        if !Outcome::COUNTED.contains(&response.outcome) {
            return Ok(());
        }
        let kept = store.value(FINISHED)?.unwrap_or_default();
        let mut recent: Vec<(i64, &str)> = kept
            .split(' ')
            .filter_map(|one| one.split_once('/'))
            .filter_map(|(at, id)| Some((at.parse().ok()?, id)))
            .filter(|(at, id)| now.abs_diff(*at) < BURST_TIME && *id != response.id.0)
            .collect();
        recent.push((now, &response.id.0));
        if recent.len() >= BURST {
            let ids: Vec<InterviewId> = recent
                .iter()
                .map(|(_, id)| InterviewId((*id).to_owned()))
                .collect();
            store.flag(&ids, Flags::NONE.with(Flag::Burst))?;
            let detail = format!(
                "{} answered within {} seconds, the last of them {}",
                recent.len(),
                BURST_TIME / 1000,
                response.id
            );
            store.note(now, "burst", &detail)?;
        }
        let kept: Vec<String> = recent
            .iter()
            .rev()
            .take(BURST)
            .map(|(at, id)| format!("{at}/{id}"))
            .collect();
        store.set_value(FINISHED, Some(&kept.join(" ")))
    }

    // ---- the PIN ----

    fn wait(&mut self) -> Option<u64> {
        let clocks = self.clocks();
        let mut keyhole = std::mem::take(&mut self.keyhole);
        let wait = keyhole.wait(self.store().ok(), clocks);
        self.keyhole = keyhole;
        wait
    }

    fn check(&mut self, digits: &Secret) -> Tried {
        let clocks = self.clocks();
        let mut keyhole = std::mem::take(&mut self.keyhole);
        let tried = keyhole.try_pin(digits, self.store().ok(), clocks);
        self.keyhole = keyhole;
        match tried {
            Try::Right => Tried::Right(self.health()),
            Try::Wrong { wait } => Tried::Wrong { wait },
        }
    }

    fn health(&mut self) -> Health {
        self.read_health().unwrap_or_else(|error| Health {
            trouble: error.to_string(),
            ..Health::default()
        })
    }

    fn read_health(&mut self) -> Result<Health, StoreError> {
        let now = self.setup.chance.now();
        let today = midnight(now, &self.zone);
        let filter = self.counting();
        let answered = self.answered(&filter)?;
        let week = Filter {
            outcomes: Vec::new(),
            since: Some(now - 7 * DAY),
            ..filter
        };
        let mut health = Health {
            answered,
            ..Health::default()
        };
        let mut last = None;
        self.store()?.each_response(&week, |response| {
            if matches!(response.outcome, Outcome::Complete | Outcome::Partial) {
                health.week += 1;
                health.today += u64::from(response.started >= today);
                let ended = response.started.saturating_add_unsigned(response.duration);
                last = last.max(Some(ended));
            } else {
                health.left += 1;
            }
            ControlFlow::Continue(())
        })?;
        health.last = last.map_or_else(String::new, written);
        if let Some(cause) = &self.closed_for {
            health.trouble.clone_from(cause);
        }
        Ok(health)
    }
}

impl Port for Booth {
    fn begin(&mut self, beginning: &Beginning) -> Result<Header, Fault> {
        self.begun = Some(self.clocks());
        let begun = self.office()?.begin(beginning);
        if let Err(fault) = &begun {
            self.give_up(fault);
        }
        begun
    }

    fn save(&mut self, id: &InterviewId, entries: &[Entry]) -> Result<(), Fault> {
        self.office()?.save(id, entries)
    }

    fn finish(
        &mut self,
        id: &InterviewId,
        entries: &[Entry],
        response: &Response,
    ) -> Result<(), Fault> {
        let flags = response.flags.and(self.flags_at_the_end(id));
        let response = Response {
            flags,
            ..response.clone()
        };
        self.office()?.finish(id, entries, &response)?;
        // The answers are kept; a line about them that is not is no reason to say otherwise.
        let _ = self.look_at_the_end(&response);
        Ok(())
    }

    fn register(&mut self) -> Result<Register, Fault> {
        self.office()?.register()
    }

    fn report(
        &mut self,
        edition: &Arc<Edition>,
        form: &str,
    ) -> Result<Box<Disclosed<GapReport>>, Fault> {
        self.office()?.report(edition, form)
    }

    fn take_up(&mut self, id: &InterviewId) -> Result<Box<Kept>, Fault> {
        self.office()?.take_up(id)
    }

    fn store_changed(&mut self) -> bool {
        false
    }

    fn rest(&mut self) {
        if let Some(office) = &mut self.office {
            office.rest();
        }
    }

    fn ready(&mut self) -> Doors {
        match self.open_up() {
            Ok(doors) => doors,
            Err(error) => {
                let fault = Fault::from(error);
                self.give_up(&fault);
                Doors::broken(fault)
            }
        }
    }

    fn pad(&mut self) -> Pad {
        let order = shuffled();
        if self.setup.free {
            let lock = Lock::Free(self.health());
            return Pad { order, lock };
        }
        let lock = match self.wait() {
            Some(wait) => Lock::Pin { wait },
            None => Lock::Missing,
        };
        Pad { order, lock }
    }

    fn try_pin(&mut self, digits: &Secret) -> Tried {
        self.check(digits)
    }

    fn note(&mut self, what: &'static str, detail: &str) {
        let now = self.setup.chance.now();
        if let Ok(store) = self.store() {
            // A trail that cannot be written is told by the doors, which try to write as well.
            let _ = store.note(now, what, detail);
        }
    }
}

impl Booth {
    /// The store is closed, to be opened anew, and the cause is remembered until it can be written down.
    fn give_up(&mut self, fault: &Fault) {
        self.office = None;
        self.closed_for = Some(fault.detail.clone());
    }
}

/// What the clocks said, as it was written down.
fn read_clocks(kept: &str) -> Option<Clocks> {
    let (wall, running) = kept.split_once(' ')?;
    Some(Clocks {
        wall: wall.parse().ok()?,
        running: running.parse().ok(),
    })
}

/// By how many milliseconds the wall clock was set between two looks at the clocks; `None` if it was not.
fn jump(before: Clocks, now: Clocks) -> Option<i64> {
    let passed = now.wall.saturating_sub(before.wall);
    let jump = match (before.running, now.running) {
        (Some(before), Some(after)) if after >= before => {
            passed.saturating_sub(i64::try_from(after - before).unwrap_or(i64::MAX))
        }
        // The machine was started again: only a step back can be told.
        _ => passed.min(0),
    };
    (jump.unsigned_abs() > JUMP).then_some(jump)
}

/// The start of the day on the clock of this zone.
pub(super) fn midnight(milliseconds: i64, zone: &TimeZone) -> i64 {
    Timestamp::from_millisecond(milliseconds)
        .ok()
        .and_then(|now| now.to_zoned(zone.clone()).start_of_day().ok())
        .map_or(milliseconds - DAY, |start| {
            start.timestamp().as_millisecond()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_was_set_is_noticed() {
        let now = |wall, running| Clocks {
            wall,
            running: Some(running),
        };
        let since = |kept: &str, wall, running| {
            read_clocks(kept).and_then(|before| jump(before, now(wall, running)))
        };
        assert_eq!(since("1000000 1000", 1_060_000, 61_000), None);
        assert_eq!(since("1000000 1000", 4_660_000, 61_000), Some(3_600_000));
        assert_eq!(since("1000000 1000", 460_000, 61_000), Some(-600_000));
        assert_eq!(since("1000000 90000", 9_000_000, 100), None);
        assert_eq!(since("1000000 90000", 400_000, 100), Some(-600_000));
        assert_eq!(since("1000000 -", 400_000, 100), Some(-600_000));
        assert_eq!(since("nonsense", 0, 0), None);
    }
}

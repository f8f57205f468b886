//! How the answers come in: what a manager wants to know of a place without looking at a single answer.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use jiff::tz::TimeZone;

use super::booth::midnight;
use crate::store::{Filter, Store, StoreError};
use crate::survey::record::{Action, Destination, Mode, Outcome};

const DAY: i64 = 24 * 3_600_000;

/// The last seven days, anonymous sessions left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pulse {
    /// When the last interview ended that counts, in milliseconds since 1970-01-01 UTC.
    pub last: Option<i64>,
    /// Begun today and answered to an end that counts.
    pub today: u64,
    /// The same in seven days.
    pub week: u64,
    /// Begun and ended in seven days, however.
    pub begun: u64,
    /// How long half of those that count took at most, in milliseconds.
    pub median: Option<u64>,
    /// Where the others were left: `notice`, or the first question of the page, and how many there; most first.
    pub left_at: Vec<(String, u64)>,
}

impl Pulse {
    /// Takes the pulse of a store.
    ///
    /// # Errors
    /// When the store cannot be read or something in it was changed.
    pub fn of(store: &Store, now: i64) -> Result<Self, StoreError> {
        let today = midnight(now, &TimeZone::system());
        let week = Filter {
            since: Some(now - 7 * DAY),
            ..Filter::default()
        };
        let mut pulse = Self::default();
        let mut durations = Vec::new();
        let mut left = Vec::new();
        store.each_response(&week, |response| {
            // Of sessions nobody may know when, or how far.
            if matches!(response.mode, Mode::Session | Mode::Import) {
                return ControlFlow::Continue(());
            }
            pulse.begun += 1;
            if Outcome::COUNTED.contains(&response.outcome) {
                pulse.week += 1;
                pulse.today += u64::from(response.started >= today);
                let ended = response.started.saturating_add_unsigned(response.duration);
                pulse.last = pulse.last.max(Some(ended));
                durations.push(response.duration);
            }
            if response.outcome != Outcome::Complete {
                left.push(response.id.clone());
            }
            ControlFlow::Continue(())
        })?;
        durations.sort_unstable();
        pulse.median = durations
            .get(durations.len().saturating_sub(1) / 2)
            .copied();
        let mut places: BTreeMap<String, u64> = BTreeMap::new();
        for id in left {
            let (_, _, entries) = store.load(&id)?;
            let mut place = "notice".to_owned();
            for entry in &entries {
                match &entry.action {
                    Action::Moved {
                        to: Destination::Page(question),
                    }
                    | Action::Answered { question, .. } => place = question.to_string(),
                    Action::Moved {
                        to: Destination::Review,
                    } => "review".clone_into(&mut place),
                    Action::Moved {
                        to: Destination::Notice,
                    }
                    | Action::Consented { .. }
                    | Action::Spoke { .. }
                    | Action::Warned { .. }
                    | Action::Idle { .. }
                    | Action::Resumed
                    | Action::Unwritten
                    | Action::Noted { .. }
                    | Action::HandedOver
                    | Action::TakenBack
                    | Action::Ended { .. } => {}
                }
            }
            *places.entry(place).or_default() += 1;
        }
        pulse.left_at = places.into_iter().collect();
        pulse
            .left_at
            .sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Ok(pulse)
    }

    /// Of those begun, how many percent were answered to an end that counts; `None` without any.
    pub fn completion(&self) -> Option<u64> {
        (self.week * 100).checked_div(self.begun)
    }
}

//! The time for which single answers may be kept, applied without anybody asking for it.

use std::collections::BTreeSet;

use super::fault::StoreError;
use super::responses::Filter;
use super::{Store, Totals};
use crate::survey::questionnaire::{Consent, Questionnaire};

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// Under these names `value` keeps the day for which the work is done, and that traces may be left in the log.
const DONE: &str = "retention";
const TRACES: &str = "traces";

/// What was over is deleted; their totals stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expired {
    /// Interviews deleted, open ones among them.
    pub interviews: usize,
    /// Whether nothing of them is left in any file of the store. If not, the next call tries again.
    pub scrubbed: bool,
}

impl Store {
    /// Which interviews are over the time that their notice promised, or over `most_days` where that is shorter: one
    /// filter an edition and form.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn expired(&self, most_days: Option<u32>, now: i64) -> Result<Vec<Filter>, StoreError> {
        let mut filters = Vec::new();
        for edition in self.editions()? {
            for (form, days) in terms(&edition.questionnaire, most_days) {
                filters.push(Filter {
                    edition: Some(edition.fingerprint.clone()),
                    form: Some(form),
                    until: Some(now.saturating_sub(i64::from(days) * DAY)),
                    ..Filter::default()
                });
            }
        }
        Ok(filters)
    }

    /// Deletes what is over, once a day: called again on the same day it does nothing, except that it removes traces
    /// which another process kept it from removing before. For the time in which nobody waits.
    ///
    /// # Errors
    /// As [`Store::purge`].
    pub fn expire(&mut self, most_days: Option<u32>, now: i64) -> Result<Expired, StoreError> {
        let mut scrubbed = true;
        if self.value(TRACES)?.is_some() {
            scrubbed = self.scrub()?;
            if scrubbed {
                self.set_value(TRACES, None)?;
            }
        }
        let today = format!("{} {most_days:?}", now.div_euclid(DAY));
        if self.value(DONE)?.as_deref() == Some(&*today) {
            return Ok(Expired {
                interviews: 0,
                scrubbed,
            });
        }
        let mut interviews = 0;
        for filter in self.expired(most_days, now)? {
            let purged = self.purge(&filter, Totals::Stay, now)?;
            interviews += purged.interviews;
            if !purged.scrubbed {
                scrubbed = false;
                self.set_value(TRACES, Some("1"))?;
            }
        }
        self.set_value(DONE, Some(&today))?;
        Ok(Expired {
            interviews,
            scrubbed,
        })
    }
}

/// The forms whose answers may be kept for a time only, each with its days.
fn terms(questionnaire: &Questionnaire, most: Option<u32>) -> BTreeSet<(String, u32)> {
    let forms = questionnaire.forms.iter();
    forms
        .filter_map(|form| {
            let promised = form
                .consent
                .as_ref()
                .map(|Consent { keep_days, .. }| *keep_days);
            let days = promised.into_iter().chain(most).min()?;
            Some((form.id.to_string(), days))
        })
        .collect()
}

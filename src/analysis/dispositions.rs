//! What came of everybody who was approached, and the rates of the AAPOR standard.
//!
//! Source: American Association for Public Opinion Research, *Standard Definitions: Final Dispositions of Case
//! Codes and Outcome Rates for Surveys*, 9th edition, 2016. I complete, P partial, R refusal and break-off, NC
//! non-contact, O other, UH and UO of unknown eligibility. Whoever is approached in person is met: NC, UH and UO are
//! 0 by design, and O are the language barriers. Ineligible persons and full quotas are in no rate; suspended
//! interviews have no final disposition yet.

use super::{Absent, Value};
use crate::survey::record::Outcome;

/// How often each outcome was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Dispositions {
    counts: [u64; Outcome::ALL.len()],
    /// Interviews that were suspended and have no outcome yet.
    pub suspended: u64,
}

impl Dispositions {
    /// Counts so many approaches with this outcome; `None`: suspended.
    pub fn add(&mut self, outcome: Option<Outcome>, n: u64) {
        let Some(outcome) = outcome else {
            self.suspended += n;
            return;
        };
        let place = Outcome::ALL.iter().position(|other| *other == outcome);
        if let Some(count) = place.and_then(|place| self.counts.get_mut(place)) {
            *count += n;
        }
    }

    /// How many had this outcome.
    pub fn of(&self, outcome: Outcome) -> u64 {
        let place = Outcome::ALL.iter().position(|other| *other == outcome);
        let count = place.and_then(|place| self.counts.get(place));
        count.copied().unwrap_or(0)
    }

    /// Interviews that were broken off, by word or by walking away.
    pub fn broken_off(&self) -> u64 {
        self.of(Outcome::BreakOff) + self.of(Outcome::TimedOut)
    }

    /// Everybody who was approached, whatever came of it.
    pub fn approached(&self) -> u64 {
        self.counts.iter().sum::<u64>() + self.suspended
    }

    /// Cooperation rate 1: I / ((I + P) + R + O). AAPOR 2016, COOP1.
    pub fn cooperation(&self) -> Value {
        share(self.of(Outcome::Complete), self.eligible())
    }

    /// Refusal rate 1: R / ((I + P) + (R + NC + O) + (UH + UO)). AAPOR 2016, REF1.
    pub fn refusal(&self) -> Value {
        let refused = self.of(Outcome::Refused) + self.broken_off();
        share(refused, self.eligible())
    }

    /// I + P + R + O; with NC, UH and UO at 0 the denominator of both rates.
    fn eligible(&self) -> u64 {
        self.of(Outcome::Complete)
            + self.of(Outcome::Partial)
            + self.of(Outcome::Refused)
            + self.broken_off()
            + self.of(Outcome::LanguageBarrier)
    }
}

fn share(part: u64, whole: u64) -> Value {
    if whole == 0 {
        Err(Absent::NoData)
    } else {
        Ok(part as f64 / whole as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fifty approaches, counted by hand.
    fn fifty() -> Dispositions {
        let mut all = Dispositions::default();
        for (outcome, n) in [
            (Some(Outcome::Complete), 21),
            (Some(Outcome::Partial), 3),
            (Some(Outcome::Refused), 12),
            (Some(Outcome::BreakOff), 2),
            (Some(Outcome::TimedOut), 1),
            (Some(Outcome::LanguageBarrier), 3),
            (Some(Outcome::Ineligible), 4),
            (Some(Outcome::QuotaFull), 2),
            (None, 2),
        ] {
            all.add(outcome, n);
        }
        all
    }

    #[test]
    fn the_rates_of_fifty_approaches_equal_the_hand_count() {
        let all = fifty();
        assert_eq!(all.approached(), 50);
        assert_eq!(all.broken_off(), 3);
        // 21 / (21 + 3 + 12 + 3 + 3) and (12 + 3) / 42.
        assert_eq!(all.cooperation(), Ok(0.5));
        assert!((all.refusal().unwrap() - 15.0 / 42.0).abs() < 1e-15);
    }

    #[test]
    fn of_nobody_eligible_there_is_no_rate() {
        let mut none = Dispositions::default();
        assert_eq!(none.cooperation(), Err(Absent::NoData));
        none.add(Some(Outcome::Ineligible), 4);
        none.add(Some(Outcome::QuotaFull), 1);
        none.add(None, 1);
        assert_eq!(none.refusal(), Err(Absent::NoData));
        assert_eq!(none.approached(), 6);
    }

    #[test]
    fn sheets_add_up_in_any_order() {
        let mut one = fifty();
        one.add(Some(Outcome::Complete), 0);
        let mut parts = Dispositions::default();
        for outcome in Outcome::ALL {
            for _ in 0..fifty().of(outcome) {
                parts.add(Some(outcome), 1);
            }
        }
        parts.add(None, 2);
        assert_eq!(parts, one);
    }
}

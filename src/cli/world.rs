//! The clock, chance and ids of one run; with `--now` and `--seed` all three are fixed.
#![expect(
    clippy::disallowed_methods,
    reason = "the shell is where the clock and chance enter the program"
)]

use std::time::Instant;

use jiff::Timestamp;
use uuid::Uuid;

use super::{Failure, FailureKind};
use crate::survey::record::{InterviewId, Mode};

/// What the program cannot compute: the time, and chance.
#[derive(Debug)]
pub(super) struct World {
    began: Instant,
    fixed_now: Option<Timestamp>,
    fixed_seed: Option<u64>,
    drawn: u64,
}

impl World {
    /// A world with a fixed clock or a fixed seed where given.
    pub(super) fn new(fixed_now: Option<Timestamp>, fixed_seed: Option<u64>) -> Self {
        Self {
            began: Instant::now(),
            fixed_now,
            fixed_seed,
            drawn: 0,
        }
    }

    /// The time of day: milliseconds since 1970-01-01 UTC. A fixed clock goes on from its fixed time.
    pub(super) fn now(&self) -> i64 {
        self.fixed_now.map_or_else(
            || Timestamp::now().as_millisecond(),
            |fixed| {
                fixed
                    .as_millisecond()
                    .saturating_add_unsigned(self.elapsed())
            },
        )
    }

    /// Milliseconds since the program began, by a clock that never jumps.
    pub(super) fn elapsed(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// A new seed; with `--seed N` they are N, N + 1, ...
    pub(super) fn seed(&mut self) -> Result<u64, Failure> {
        if let Some(fixed) = self.fixed_seed {
            let seed = fixed.wrapping_add(self.drawn);
            self.drawn += 1;
            return Ok(seed);
        }
        let mut bytes = [0; 8];
        getrandom::fill(&mut bytes).map_err(|error| {
            Failure::new(
                FailureKind::Data,
                format_args!("the system gives no random numbers: {error}"),
            )
        })?;
        Ok(u64::from_le_bytes(bytes))
    }

    /// The id of a new interview: time-ordered, but random where an order would betray who sat where.
    pub(super) fn interview_id(&self, mode: Mode, seed: u64) -> InterviewId {
        let id = match (self.fixed_seed, mode) {
            (Some(_), _) => Uuid::from_u64_pair(0, seed),
            (None, Mode::Session) => Uuid::new_v4(),
            (None, Mode::Interview | Mode::Kiosk | Mode::Import) => Uuid::now_v7(),
        };
        InterviewId(id.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_world_repeats_itself() {
        let run = || {
            let mut world = World::new("2026-05-17T09:00:00Z".parse().ok(), Some(7));
            let seeds = [world.seed(), world.seed()];
            (seeds, world.interview_id(Mode::Kiosk, 7))
        };
        assert_eq!(run(), run());
        assert_eq!(run().0, [Ok(7), Ok(8)]);
    }

    #[test]
    fn a_session_has_ids_without_a_time_in_them() {
        let world = World::new(None, None);
        let version = |mode| {
            Uuid::parse_str(&world.interview_id(mode, 1).0)
                .expect("an id")
                .get_version_num()
        };
        assert_eq!(version(Mode::Session), 4);
        assert_eq!(version(Mode::Kiosk), 7);
    }
}

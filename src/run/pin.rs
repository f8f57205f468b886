//! The operator's PIN: how it is kept, and how long one has to wait after wrong ones.
//!
//! Kept is an Argon2id hash and nothing else. Guessing is slowed down by a waiting time that grows; it is written
//! down before the answer is shown, so killing the program does not shorten it, and it is held against two
//! clocks, so setting one of them forward does not either.

use std::fmt;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::app::kiosk::Secret;

/// Memory in KiB, passes and lanes: what OWASP asks for at least.
const MEMORY: u32 = 19 * 1024;
const PASSES: u32 = 2;

/// The least and the most digits.
pub const LEAST: usize = 6;
/// The most digits.
pub const MOST: usize = 12;

/// Wrong tries that cost nothing.
const FREE: u32 = 3;

/// Waiting times after that, in milliseconds; the last stays.
const WAITS: [u64; 5] = [5_000, 30_000, 120_000, 600_000, 3_600_000];

/// Why a PIN is refused when it is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAPin {
    /// Something beside digits.
    NotDigits,
    /// Fewer than six or more than twelve digits.
    Length,
    /// One digit alone, or a run such as 123456: the first that anybody tries.
    TooSimple,
}

impl fmt::Display for NotAPin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotDigits => {
                "a PIN consists of digits 0 to 9: the kiosk's keypad has no other keys"
            }
            Self::Length => "a PIN has 6 to 12 digits",
            Self::TooSimple => {
                "one digit over and over, or a run such as 123456, is the first that anybody tries"
            }
        })
    }
}

impl std::error::Error for NotAPin {}

/// Whether these digits will do.
pub fn examine(pin: &str) -> Result<(), NotAPin> {
    if !pin.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NotAPin::NotDigits);
    }
    if !(LEAST..=MOST).contains(&pin.len()) {
        return Err(NotAPin::Length);
    }
    let digits = pin.as_bytes();
    let steps = |by: i16| {
        digits
            .windows(2)
            .all(|pair| matches!(pair, [a, b] if i16::from(*b) - i16::from(*a) == by))
    };
    if [0, 1, -1].into_iter().any(steps) {
        return Err(NotAPin::TooSimple);
    }
    Ok(())
}

/// The hash of a PIN with this salt, as it is kept. `None` when the library refuses, which it has no reason to.
pub fn hash(pin: &Secret, salt: [u8; 16]) -> Option<String> {
    let params = Params::new(MEMORY, PASSES, 1, None).ok()?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash: PasswordHash = argon.hash_password_with_salt(pin.bytes(), &salt).ok()?;
    Some(hash.to_string())
}

/// Whether a text is a hash that [`verify`] can judge.
pub fn is_hash(text: &str) -> bool {
    text.starts_with("$argon2id$") && PasswordHash::new(text).is_ok()
}

/// Whether these digits are those of the hash. Takes as long whether or not they are.
pub fn verify(pin: &Secret, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(pin.bytes(), &hash)
            .is_ok()
    })
}

/// The time by two clocks, in milliseconds: one that people can set, and one that starts with the machine.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Clocks {
    /// Since 1970-01-01 UTC.
    pub wall: i64,
    /// Since the machine was started; `None` where the system does not tell.
    pub running: Option<u64>,
}

/// How often a wrong PIN was tried, and when the next try is allowed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Throttle {
    /// Wrong tries since the last right one.
    pub failures: u32,
    /// When the last of them was.
    last: Clocks,
}

impl Throttle {
    /// What was kept. Something unreadable counts as many failures: it was not written by this program.
    pub fn read(text: &str) -> Self {
        let mut numbers = text.split(' ');
        let mut next = || numbers.next();
        let parse = |(failures, wall, running): (&str, &str, &str)| {
            Some(Self {
                failures: failures.parse().ok()?,
                last: Clocks {
                    wall: wall.parse().ok()?,
                    running: running.parse().ok(),
                },
            })
        };
        let parts = (next(), next(), next());
        let found = match parts {
            (Some(failures), Some(wall), Some(running)) => parse((failures, wall, running)),
            _ => None,
        };
        found.unwrap_or(Self {
            failures: FREE + 3,
            last: Clocks::default(),
        })
    }

    /// As it is kept.
    pub fn written(&self) -> String {
        let running = self
            .last
            .running
            .map_or("-".to_owned(), |at| at.to_string());
        format!("{} {} {running}", self.failures, self.last.wall)
    }

    /// Milliseconds until the next try is allowed: by the clock by which it is later. A clock set forward opens
    /// nothing early, and one set back shuts nobody out for longer than the whole waiting time.
    pub fn wait(&self, now: Clocks) -> u64 {
        let Some(over) = self.failures.checked_sub(FREE) else {
            return 0;
        };
        let index = usize::try_from(over).unwrap_or(usize::MAX);
        let whole = WAITS.get(index).or(WAITS.last()).copied().unwrap_or(0);
        let by_wall = match u64::try_from(now.wall.saturating_sub(self.last.wall)) {
            Ok(passed) => whole.saturating_sub(passed),
            // Set back: the other clock decides, and without one it waits anew.
            Err(_) => whole,
        };
        let by_running = match (self.last.running, now.running) {
            (Some(last), Some(now)) if now >= last => Some(whole.saturating_sub(now - last)),
            // The machine was started again: since then at most so much has passed.
            (Some(_), Some(now)) => Some(whole.saturating_sub(now)),
            _ => None,
        };
        by_running.map_or(by_wall, |by_running| {
            if now.wall < self.last.wall {
                by_running
            } else {
                by_running.max(by_wall)
            }
        })
    }

    /// One try more, which counts as wrong until it turns out right.
    #[must_use]
    pub fn tried(&self, now: Clocks) -> Self {
        Self {
            failures: self.failures.saturating_add(1),
            last: now,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEAR: i64 = 366 * 24 * 3_600_000;

    fn at(wall: i64, running: u64) -> Clocks {
        Clocks {
            wall,
            running: Some(running),
        }
    }

    /// A throttle after so many failures at the clocks' zero.
    fn after(failures: u32) -> Throttle {
        let mut throttle = Throttle::default();
        for _ in 0..failures {
            throttle = throttle.tried(at(YEAR, 1_000_000));
        }
        throttle
    }

    #[test]
    fn three_tries_are_free_and_then_the_wait_grows() {
        let waits: Vec<u64> = (0..10)
            .map(|failures| after(failures).wait(at(YEAR, 1_000_000)))
            .collect();
        assert_eq!(
            waits,
            [
                0, 0, 0, 5_000, 30_000, 120_000, 600_000, 3_600_000, 3_600_000, 3_600_000
            ]
        );
    }

    #[test]
    fn a_wait_is_over_when_both_clocks_say_so() {
        let throttle = after(4);
        assert_eq!(throttle.wait(at(YEAR + 29_999, 1_029_999)), 1);
        assert_eq!(throttle.wait(at(YEAR + 30_000, 1_030_000)), 0);
    }

    #[test]
    fn a_clock_set_forward_opens_nothing_early() {
        assert_eq!(after(7).wait(at(2 * YEAR, 1_000_500)), 3_599_500);
    }

    #[test]
    fn a_clock_set_back_shuts_nobody_out_for_a_year() {
        assert_eq!(after(7).wait(at(0, 1_000_000 + 3_600_000)), 0);
        assert_eq!(after(7).wait(at(0, 1_000_000)), 3_600_000);
        let unknown = Clocks {
            wall: 0,
            running: None,
        };
        assert_eq!(after(7).wait(unknown), 3_600_000);
    }

    #[test]
    fn starting_the_machine_again_waits_at_least_as_long_as_it_runs() {
        assert_eq!(after(4).wait(at(YEAR + 1_000_000, 10_000)), 20_000);
    }

    #[test]
    fn what_is_kept_is_what_was_there_and_nonsense_is_no_way_around_it() {
        for failures in 0..9 {
            let throttle = after(failures);
            assert_eq!(Throttle::read(&throttle.written()), throttle);
        }
        for nonsense in ["", "x", "1 2", "-1 0 0"] {
            assert!(Throttle::read(nonsense).failures > FREE, "{nonsense}");
        }
    }

    #[test]
    fn only_the_right_digits_fit_the_hash_and_the_hash_shows_none() {
        let pin = Secret::of("482913");
        let kept = hash(&pin, [7; 16]).unwrap();
        assert!(
            kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{kept}"
        );
        assert!(!kept.contains("482913") && is_hash(&kept));
        assert!(verify(&pin, &kept));
        assert!(!verify(&Secret::of("482914"), &kept));
        assert!(!verify(&pin, "no hash") && !is_hash("482913"));
    }

    #[test]
    fn a_pin_that_anybody_tries_first_is_refused() {
        assert_eq!(examine("482913"), Ok(()));
        assert_eq!(examine("48291"), Err(NotAPin::Length));
        assert_eq!(examine("1234567890123"), Err(NotAPin::Length));
        assert_eq!(examine("48291a"), Err(NotAPin::NotDigits));
        for simple in ["111111", "123456", "987654"] {
            assert_eq!(examine(simple), Err(NotAPin::TooSimple), "{simple}");
        }
    }
}

//! The PIN where it is tried: its hash, and how long to wait after wrong ones. Kiosk and interviewer share both.
//!
//! A try is written down before anything is told, so killing the program does not undo it. Where it cannot be
//! written, each try waits.

use std::time::{Duration, Instant};

use super::pin::{self, Clocks, Throttle};
use crate::app::kiosk::Secret;
use crate::store::Store;

/// Where the throttle could not be written down each try waits so long, in milliseconds.
const UNKEPT_WAIT: u64 = 30_000;

/// The name under which the store keeps the hash of the PIN.
pub const PIN: &str = "kiosk pin";
const TRIES: &str = "kiosk pin tries";

/// What became of a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Try {
    Right,
    /// Wrong, or too early: so many milliseconds to wait.
    Wrong {
        wait: u64,
    },
}

/// The keyhole.
#[derive(Debug, Clone, Default)]
pub(super) struct Keyhole {
    /// The hash from the settings; else that of the store holds.
    hash: Option<String>,
    /// Until when no PIN is taken because tries cannot be written down.
    unkept: Option<Instant>,
}

impl Keyhole {
    pub(super) fn of(hash: Option<String>) -> Self {
        Self { hash, unkept: None }
    }

    /// How long to wait before a PIN is taken, in milliseconds; `None` where nothing opens.
    pub(super) fn wait(&mut self, mut store: Option<&mut Store>, clocks: Clocks) -> Option<u64> {
        let _ = self.hash(store.as_deref_mut())?;
        Some(self.wait_for(store.as_deref(), clocks))
    }

    /// Tries a PIN.
    pub(super) fn try_pin(
        &mut self,
        digits: &Secret,
        mut store: Option<&mut Store>,
        clocks: Clocks,
    ) -> Try {
        let wait = self.wait_for(store.as_deref(), clocks);
        if wait > 0 {
            return Try::Wrong { wait };
        }
        let next = throttle(store.as_deref()).unwrap_or_default().tried(clocks);
        // Written down before anything is told: to kill the program now does not undo the try.
        let kept = keep(store.as_deref_mut(), Some(next));
        let right = self
            .hash(store.as_deref_mut())
            .is_some_and(|hash| pin::verify(digits, &hash));
        if right {
            // Where it cannot be written the next try only waits longer than it had to.
            let _ = keep(store.as_deref_mut(), None);
            self.unkept = None;
            note(store, clocks, "right");
            return Try::Right;
        }
        note(store, clocks, &format!("wrong, {} in a row", next.failures));
        let wait = if kept {
            next.wait(clocks)
        } else {
            self.unkept = None;
            self.wait_unkept()
        };
        Try::Wrong { wait }
    }

    fn hash(&self, store: Option<&mut Store>) -> Option<String> {
        match &self.hash {
            Some(hash) => Some(hash.clone()),
            None => store?.value(PIN).ok()?,
        }
    }

    fn wait_for(&mut self, store: Option<&Store>, clocks: Clocks) -> u64 {
        match throttle(store) {
            Some(throttle) => throttle.wait(clocks),
            None => self.wait_unkept(),
        }
    }

    fn wait_unkept(&mut self) -> u64 {
        let until = *self
            .unkept
            .get_or_insert_with(|| Instant::now() + Duration::from_millis(UNKEPT_WAIT));
        let left = until.saturating_duration_since(Instant::now());
        u64::try_from(left.as_millis()).unwrap_or(UNKEPT_WAIT)
    }
}

/// What is known of wrong tries; `None` where the store cannot tell.
fn throttle(store: Option<&Store>) -> Option<Throttle> {
    let kept = store?.value(TRIES).ok()?;
    Some(kept.map_or_else(Throttle::default, |kept| Throttle::read(&kept)))
}

/// Whether it is written down.
fn keep(store: Option<&mut Store>, throttle: Option<Throttle>) -> bool {
    let text = throttle.map(|throttle| throttle.written());
    store.is_some_and(|store| store.set_value(TRIES, text.as_deref()).is_ok())
}

fn note(store: Option<&mut Store>, clocks: Clocks, detail: &str) {
    if let Some(store) = store {
        // A trail that cannot be written is told by the next answer that cannot be kept.
        let _ = store.note(clocks.wall, "pin", detail);
    }
}

/// Milliseconds since the machine was started, where the system tells: nobody sets this clock.
pub(super) fn running() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/uptime").ok()?;
    let (seconds, rest) = text.split_once('.')?;
    let hundredths: u64 = rest.get(..2)?.parse().ok()?;
    Some(seconds.parse::<u64>().ok()? * 1000 + hundredths * 10)
}

/// The digits in an order that nobody can foresee: marks of fingers on a screen tell nothing then.
pub(super) fn shuffled() -> [u8; 10] {
    let mut order = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0];
    let mut chance = [0; 10];
    if getrandom::fill(&mut chance).is_ok() {
        for (last, drawn) in (1..order.len()).rev().zip(chance) {
            order.swap(last, usize::from(drawn) % (last + 1));
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shuffled_keypad_has_each_digit_once() {
        let mut order = shuffled();
        order.sort_unstable();
        assert_eq!(order, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
}

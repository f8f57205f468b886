//! A kiosk's year at a stretch: the clock is made up, everything else is as in a store.
//!
//! `FIVEGAPS_SOAK=10000 cargo test --test it soak::` plays ten thousand people and holds memory and open files to
//! what they were after the first tenth; without the variable a few people show that it works.
#![cfg(target_os = "linux")]

use fivegaps::run::Port;
use fivegaps::store::Filter;

use crate::booth::{NOON, Stand, whole};

/// Five minutes from one person to the next.
const PAUSE: i64 = 5 * 60_000;

/// A tenth more than at the beginning is a leak; below this, in bytes, it is the allocator's own breathing.
const BREATH: u64 = 16 << 20;

fn people() -> u64 {
    let wanted = std::env::var("FIVEGAPS_SOAK").ok();
    wanted.and_then(|n| n.parse().ok()).unwrap_or(60)
}

/// Resident memory of this process, in bytes.
fn memory() -> u64 {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap();
    let pages: u64 = text.split(' ').nth(1).unwrap().parse().unwrap();
    pages * 4096
}

fn open_files() -> usize {
    std::fs::read_dir("/proc/self/fd").unwrap().count()
}

#[test]
fn a_year_of_people_is_kept_and_memory_stays_flat() {
    let people = people();
    let mut stand = Stand::new();
    let mut before = (memory(), open_files());
    let mut left = 0;
    let mut now = NOON;
    for n in 0..people {
        if n == people / 10 {
            before = (memory(), open_files());
        }
        now += PAUSE;
        // Every seventh goes away in the middle, and the next one's process files what they left.
        if n % 7 == 3 {
            let (mut booth, header) = stand.comes(now);
            let (entries, _) = whole(stand.edition(), &header);
            booth.save(&header.id, &entries[..5]).unwrap();
            left += 1;
        } else {
            stand.answers(now);
        }
    }
    stand.doors(now + PAUSE);
    let store = stand.store();
    let counts = store.counts(&Filter::default()).unwrap();
    let ended: u64 = counts.iter().map(|count| count.kept + count.retired).sum();
    assert_eq!(ended, people, "{left} left in the middle");
    assert_eq!(store.open_interviews().unwrap(), []);
    assert_eq!(store.check().unwrap(), []);
    if people >= 1000 {
        let after = (memory(), open_files());
        assert!(
            after.0 < before.0 + before.0 / 10 + BREATH,
            "{before:?} {after:?}"
        );
        assert!(after.1 <= before.1 + 8, "{before:?} {after:?}");
    }
}

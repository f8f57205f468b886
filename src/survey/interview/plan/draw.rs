//! Chance from a seed: the same numbers in every version of the program.
//!
//! `ChaCha8`, one stream a purpose, so that a new purpose never shifts an old one. The shuffle and the bounded
//! draw are our own: what a library's next version does cannot change which questions an old interview asked.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// What is drawn. The numbers are kept for ever.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stream {
    /// Which items the short form keeps.
    Sample,
    /// The order of items.
    Items,
    /// The order of dimensions.
    Dimensions,
    /// The order of the rows of the points question.
    Rows,
    /// The row of the Latin square of rivals.
    Rivals,
    /// Whether an incident is first asked for as a bad one.
    Valence,
    /// Which items the short form keeps of all dimensions together.
    Pool,
    /// Which modules of a split questionnaire are asked.
    Modules,
    /// Whether perceptions come before expectations or after.
    Halves,
    /// The order of statements in the battery at this place in the form.
    Statements(usize),
}

impl Stream {
    fn number(self) -> u64 {
        match self {
            Self::Sample => 0,
            Self::Items => 1,
            Self::Dimensions => 2,
            Self::Rows => 3,
            Self::Rivals => 4,
            Self::Valence => 5,
            Self::Pool => 6,
            Self::Modules => 7,
            Self::Halves => 8,
            Self::Statements(block) => 1000 + block as u64,
        }
    }
}

/// A source of chance for one purpose.
pub(super) struct Draw(ChaCha8Rng);

impl Draw {
    /// The stream of a seed.
    pub(super) fn of(seed: u64, stream: Stream) -> Self {
        let mut key = [0; 32];
        for (slot, byte) in key.iter_mut().zip(seed.to_le_bytes()) {
            *slot = byte;
        }
        let mut source = ChaCha8Rng::from_seed(key);
        source.set_stream(stream.number());
        Self(source)
    }

    /// A number from 0 to `bound` - 1, each equally likely; 0 where there is no choice.
    ///
    /// Numbers in the last, incomplete round of the modulus are thrown away: without that, small numbers
    /// would come more often.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        let bound = bound as u64;
        if bound < 2 {
            return 0;
        }
        let fair = u64::MAX - u64::MAX % bound;
        loop {
            let number = self.0.next_u64();
            if number < fair {
                // Below `bound`, which came from a usize.
                return usize::try_from(number % bound).unwrap_or(0);
            }
        }
    }

    /// The numbers 0 to `length` - 1 in a random order (Fisher and Yates 1938; Durstenfeld 1964).
    pub(super) fn permutation(&mut self, length: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..length).collect();
        for last in (1..length).rev() {
            order.swap(last, self.below(last + 1));
        }
        order
    }
}

/// One row of a Latin square balanced for what follows what (Williams 1949): of `things` rows where their
/// number is even, of twice as many where it is odd.
pub(super) fn williams_row(things: usize, row: usize) -> Vec<usize> {
    if things == 0 {
        return Vec::new();
    }
    // 0, 1, n-1, 2, n-2, ...: neighbours differ by every distance once.
    let zigzag = (0..things).map(|place| {
        if place % 2 == 1 {
            place.div_ceil(2)
        } else {
            (things - place / 2) % things
        }
    });
    let mut order: Vec<usize> = zigzag.map(|thing| (thing + row) % things).collect();
    if row >= things {
        order.reverse();
    }
    order
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn streams_never_change() {
        // Written down once: an interview of an earlier version must be taken up in the same order.
        assert_eq!(
            Draw::of(42, Stream::Items).permutation(8),
            [7, 5, 2, 1, 4, 0, 3, 6]
        );
        assert_eq!(Draw::of(42, Stream::Rows).permutation(5), [3, 4, 0, 2, 1]);
    }

    #[test]
    fn every_order_of_three_comes_equally_often() {
        let mut counts: BTreeMap<Vec<usize>, u32> = BTreeMap::new();
        for seed in 0..6000 {
            *counts
                .entry(Draw::of(seed, Stream::Items).permutation(3))
                .or_default() += 1;
        }
        assert_eq!(counts.len(), 6);
        // Five standard deviations around 1000.
        assert!(
            counts.values().all(|n| (856..=1144).contains(n)),
            "{counts:?}"
        );
    }

    #[test]
    fn a_draw_from_nothing_is_nothing() {
        let mut draw = Draw::of(1, Stream::Sample);
        assert_eq!(draw.below(0), 0);
        assert_eq!(draw.below(1), 0);
        assert!(draw.permutation(0).is_empty());
        assert!(williams_row(0, 0).is_empty());
    }

    #[test]
    fn the_square_of_rivals_is_balanced() {
        for things in 1..=7usize {
            let rows = if things.is_multiple_of(2) {
                things
            } else {
                2 * things
            };
            let mut at: BTreeMap<(usize, usize), usize> = BTreeMap::new();
            let mut follows: BTreeMap<(usize, usize), usize> = BTreeMap::new();
            for row in 0..rows {
                let order = williams_row(things, row);
                for (place, thing) in order.iter().enumerate() {
                    *at.entry((place, *thing)).or_default() += 1;
                }
                for pair in order.windows(2) {
                    *follows.entry((pair[0], pair[1])).or_default() += 1;
                }
            }
            let times = rows / things;
            assert_eq!(at.len(), things * things);
            assert!(at.values().all(|n| *n == times));
            assert_eq!(follows.len(), things * (things - 1), "{things}");
            assert!(
                follows.values().all(|n| *n == times),
                "{things}: {follows:?}"
            );
        }
    }
}

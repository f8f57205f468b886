//! Whom an interviewer approaches: every k-th of those who pass, after a start drawn by chance.
//!
//! A systematic sample (Madow & Madow 1944, Ann. Math. Stat. 15:1-24): each person who passes is counted, and the
//! interviewer's liking decides nothing. Knows: the count. Refuses to know: where it is kept, and chance; the seed
//! of the start enters.

/// The count of those who pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    every: u32,
    first: u32,
    counted: u64,
}

impl Selection {
    /// Begins to count: one of `every` (1 to 1000) is selected, the first at a place from 1 to `every` that the
    /// seed decides. `None` where `every` is none of these.
    pub fn begin(every: u32, seed: u64) -> Option<Self> {
        let first = u32::try_from(seed % u64::from(every.max(1))).ok()? + 1;
        (1..=1000).contains(&every).then_some(Self {
            every,
            first,
            counted: 0,
        })
    }

    /// One of how many is selected.
    pub fn every(&self) -> u32 {
        self.every
    }

    /// How many have passed.
    pub fn counted(&self) -> u64 {
        self.counted
    }

    /// How many of them were selected.
    pub fn selected(&self) -> u64 {
        match self.counted.checked_sub(u64::from(self.first)) {
            Some(behind) => behind / u64::from(self.every) + 1,
            None => 0,
        }
    }

    /// Whether the person who was counted last is selected.
    pub fn is_selected(&self) -> bool {
        self.left() == u64::from(self.every) && self.selected() > 0
    }

    /// How many persons from now the next one to approach is: 1 is the very next.
    pub fn left(&self) -> u64 {
        u64::from(self.first) + self.selected() * u64::from(self.every) - self.counted
    }

    /// A person passes.
    #[must_use]
    pub fn count(self) -> Self {
        Self {
            counted: self.counted.saturating_add(1).min(u64::from(u32::MAX)),
            ..self
        }
    }

    /// The last one was not to be counted.
    #[must_use]
    pub fn uncount(self) -> Self {
        Self {
            counted: self.counted.saturating_sub(1),
            ..self
        }
    }

    /// As it is kept.
    pub fn written(&self) -> String {
        format!("{} {} {}", self.every, self.first, self.counted)
    }

    /// What was kept; `None` for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let mut numbers = text.split(' ');
        let mut next = || numbers.next();
        let (every, first, counted) = (next()?, next()?, next()?);
        let read = Self {
            every: every.parse().ok()?,
            first: first.parse().ok()?,
            counted: counted.parse().ok()?,
        };
        let fits = (1..=1000).contains(&read.every)
            && (1..=read.every).contains(&read.first)
            && u32::try_from(read.counted).is_ok();
        (fits && numbers.next().is_none()).then_some(read)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_fifth_after_a_start_at_the_third() {
        let mut selection = Selection::begin(5, 7).unwrap();
        assert_eq!((selection.left(), selection.is_selected()), (3, false));
        let mut chosen = Vec::new();
        for place in 1..=14 {
            selection = selection.count();
            if selection.is_selected() {
                chosen.push(place);
            }
        }
        assert_eq!(chosen, [3, 8, 13]);
        assert_eq!((selection.selected(), selection.left()), (3, 4));
    }

    #[test]
    fn a_count_taken_back_undoes_it() {
        let selection = Selection::begin(2, 0).unwrap();
        let counted = selection.count();
        assert!(counted.is_selected());
        assert_eq!(counted.uncount(), selection);
        assert_eq!(selection.uncount(), selection);
    }

    #[test]
    fn none_or_too_many_are_no_selection() {
        assert_eq!(Selection::begin(0, 3), None);
        assert_eq!(Selection::begin(1001, 3), None);
        for text in ["", "5", "5 6 0", "0 0 0", "5 3 x", "5 3 1 1", "5 3 -1"] {
            assert_eq!(Selection::read(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn one_of_k_is_selected_wherever_it_starts_and_a_restart_changes_nothing(
            every in 1u32..=1000,
            seed: u64,
            rounds in 1u64..20,
        ) {
            let mut selection = Selection::begin(every, seed).unwrap();
            let mut chosen = 0;
            for _ in 0..rounds * u64::from(every) {
                let left = selection.left();
                selection = Selection::read(&selection.count().written()).unwrap();
                prop_assert_eq!(selection.is_selected(), left == 1);
                chosen += u64::from(selection.is_selected());
            }
            prop_assert_eq!(chosen, rounds);
            prop_assert_eq!(selection.selected(), rounds);
        }
    }
}

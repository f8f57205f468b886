//! How many persons are behind each figure of the reports beside one.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// The persons behind each figure of the neighbours, found by page and by order on the page, and the place at which
/// a report is being looked at.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    neighbours: Vec<Pages>,
    taken: RefCell<Pages>,
    page: Cell<usize>,
}

type Pages = BTreeMap<usize, Vec<u64>>;

impl Ledger {
    /// The ledger of these neighbours; `look` looks at a report as it will be looked at.
    pub(super) fn of<T: Clone>(neighbours: &[T], look: &impl Fn(&mut T, &Self)) -> Self {
        let pages = neighbours.iter().map(|neighbour| {
            let ledger = Self::default();
            look(&mut neighbour.clone(), &ledger);
            ledger.taken.into_inner()
        });
        Self {
            neighbours: pages.collect(),
            ..Self::default()
        }
    }

    /// Turns to a page: a part of a report that may be missing in another.
    pub(super) fn turn_to(&self, page: usize) {
        self.page.set(page);
    }

    /// Whether the next figure, of `n` persons, differs from that of a neighbour by fewer than `least`.
    pub(super) fn near(&self, n: u64, least: u64) -> bool {
        let page = self.page.get();
        let mut taken = self.taken.borrow_mut();
        let figures = taken.entry(page).or_default();
        let place = figures.len();
        figures.push(n);
        self.neighbours
            .iter()
            .filter_map(|pages| pages.get(&page)?.get(place))
            .any(|other| (1..least).contains(&n.abs_diff(*other)))
    }
}

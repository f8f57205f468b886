//! What may be shown: the minimum-n rules, in one place, held by the type system.
//!
//! [`Disclosed`] can only be made here; reports, charts and exports take nothing else. Threshold and
//! suppression are not differential privacy: they stop a reader from meeting single persons in small cells
//! and in differences of shown figures, not an attacker who has other data.

mod groups;
mod ledger;
mod release;
mod series;
mod study;

use ledger::Ledger;

pub use groups::{Alike, GroupBy, GroupName, GroupReport, GroupRow, Parts, disclose_groups};
pub use release::Release;
pub use series::{Periods, disclose_series};
pub use study::{disclose_study, disclose_study_beside};

use super::figure::{Absent, Estimate, Value};
use super::five_gaps::{Antecedent, Knowledge, Levels};
use super::gaps::{DimensionGap, GapReport, ItemGap};
use crate::survey::questionnaire::{Disclosure, Role};

/// A report in which every figure that may not be shown has been replaced by the reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Disclosed<T> {
    report: T,
    least: u64,
}

impl<T> Disclosed<T> {
    /// The least number of responses behind every figure.
    pub fn least(&self) -> u64 {
        self.least
    }
}

impl<T> std::ops::Deref for Disclosed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.report
    }
}

/// The least threshold that a study may set.
pub const FLOOR: u64 = 3;

/// The threshold of a study for scores, never below [`FLOOR`].
pub fn least_for_scores(rules: Disclosure) -> u64 {
    u64::from(rules.scores).max(FLOOR)
}

/// The threshold of a study for texts and crossed breakdowns, never below that for scores.
pub fn least_for_texts(rules: Disclosure) -> u64 {
    u64::from(rules.texts).max(least_for_scores(rules))
}

/// What is kept from a reader of one role's answers: figures of too few, figures whose difference from another
/// that the reader may have seen is one of too few, and with a few known persons also that they all agree. Customers
/// come and go: that they all agree tells nothing about one of them.
#[derive(Debug, Clone, Copy)]
struct Guard<'a> {
    least: u64,
    agreement: bool,
    ledger: &'a Ledger,
}

impl<'a> Guard<'a> {
    fn of(role: Role, rules: Disclosure, ledger: &'a Ledger) -> Self {
        Self {
            least: least_for_scores(rules),
            agreement: match role {
                Role::Customer => false,
                Role::Manager | Role::Staff => true,
            },
            ledger,
        }
    }

    /// Why a figure of `n` persons may not be shown. To be asked once for each figure, whatever is in it: the ledger
    /// finds figures by their order.
    fn refuses(self, n: u64) -> Option<Absent> {
        let near = self.ledger.near(n, self.least);
        if (1..self.least).contains(&n) {
            Some(Absent::TooFew)
        } else if n > 0 && near {
            Some(Absent::Protected)
        } else {
            None
        }
    }
}

/// Hides every figure with fewer than the study's least number of responses behind it, per cell and per
/// item, and in forms of managers and staff every figure that would tell that all of a few persons answered
/// alike.
pub fn disclose(report: GapReport, rules: Disclosure) -> Disclosed<GapReport> {
    disclose_beside(report, &[], rules)
}

/// The same, and hides every figure that differs by too few persons from the same figure of a neighbour: a report that
/// a reader may have seen as well, over more responses, or over those of an earlier release.
pub fn disclose_beside(
    mut report: GapReport,
    neighbours: &[GapReport],
    rules: Disclosure,
) -> Disclosed<GapReport> {
    let hide = |report: &mut GapReport, ledger: &Ledger| {
        hide_report(report, Guard::of(report.role, rules, ledger));
    };
    let ledger = Ledger::of(neighbours, &hide);
    hide(&mut report, &ledger);
    Disclosed {
        report,
        least: least_for_scores(rules),
    }
}

fn hide_report(report: &mut GapReport, guard: Guard) {
    let GapReport {
        dimensions,
        overall,
        weighted,
        weighted_rescaled,
        performance,
        performance_weighted,
        ..
    } = report;
    for figure in [
        overall,
        weighted,
        weighted_rescaled,
        performance,
        performance_weighted,
    ] {
        hide(figure, guard);
    }
    for dimension in dimensions {
        hide_dimension(dimension, guard);
    }
}

fn hide_between(gap: &mut Knowledge, first: Guard, second: Guard) {
    for dimension in &mut gap.dimensions {
        hide(&mut dimension.managers, first);
        hide(&mut dimension.customers, second);
        if let Some(reason) = first.refuses(dimension.points_n) {
            dimension.points = dimension.points.and(Err(reason));
        }
        for side in [dimension.managers.mean, dimension.customers.mean] {
            if let Err(reason) = side {
                dimension.difference = Err(reason);
                dimension.adjusted = Err(reason);
                dimension.points = Err(reason);
                gap.overall = Err(reason);
            }
        }
    }
}

fn hide_levels(levels: &mut Levels, guard: Guard) {
    for dimension in &mut levels.dimensions {
        hide(&mut dimension.level, guard);
        if let Err(reason) = dimension.level.mean {
            dimension.to_top = Err(reason);
        }
        // Few answers on the scale, but enough asked: that there is no standard may be told.
        match guard.refuses(dimension.asked) {
            Some(reason) => dimension.without = Err(reason),
            None if dimension.asked == 0 => dimension.without = Err(Absent::TooFew),
            None => {}
        }
    }
}

fn hide_antecedent(antecedent: &mut Antecedent, guard: Guard) {
    hide(&mut antecedent.score, guard);
    if let Err(reason) = antecedent.score.mean {
        antecedent.to_top = Err(reason);
    }
    if let Some(reason) = guard.refuses(antecedent.complete) {
        antecedent.reliability = antecedent.reliability.and(Err(reason));
    }
}

fn hide_dimension(dimension: &mut DimensionGap, guard: Guard) {
    for figure in [
        &mut dimension.against,
        &mut dimension.seen,
        &mut dimension.gap,
        &mut dimension.performance,
        &mut dimension.points,
    ] {
        hide(figure, guard);
    }
    for item in &mut dimension.items {
        hide_item(item, guard);
    }
}

fn hide_item(item: &mut ItemGap, guard: Guard) {
    let n = item.against_alone.n;
    for figure in [
        &mut item.against,
        &mut item.seen,
        &mut item.gap,
        &mut item.against_alone,
        &mut item.seen_alone,
    ] {
        hide(figure, guard);
    }
    item.ceiling = hide_share(item.ceiling, n, guard);
}

/// Hides an estimate of too few, and where agreement is guarded one without spread: that everyone gave the
/// same answer tells what each of them gave.
fn hide(figure: &mut Estimate, guard: Guard) {
    if let Some(reason) = guard.refuses(figure.n) {
        *figure = Estimate::absent(figure.n, reason);
    } else if guard.agreement && figure.sd == Ok(0.0) {
        *figure = Estimate::absent(figure.n, Absent::Protected);
    }
}

/// Hides a share of `n` persons when they are too few or, where that is guarded, all agree.
fn hide_share(share: Value, n: u64, guard: Guard) -> Value {
    if let Some(reason) = guard.refuses(n) {
        return share.and(Err(reason));
    }
    match share {
        Ok(_) if n < guard.least => Err(Absent::TooFew),
        Ok(share) if guard.agreement && (share >= 1.0 || share <= 0.0) => Err(Absent::Protected),
        Ok(_) | Err(_) => share,
    }
}

/// Whether a cell of a breakdown may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[must_use]
pub enum Showing {
    /// It may.
    Shown,
    /// It has too few responses.
    TooFew,
    /// Showing it would let a reader subtract his way to a cell that has too few.
    Protected,
}

impl Showing {
    /// Why the cell is hidden; `None` when it is shown.
    pub fn absent(self) -> Option<Absent> {
        match self {
            Self::Shown => None,
            Self::TooFew => Some(Absent::TooFew),
            Self::Protected => Some(Absent::Protected),
        }
    }
}

/// What of a breakdown into groups may be shown beside its total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breakdown {
    /// One entry a group, in the order given.
    pub groups: Vec<Showing>,
    /// The total over all groups.
    pub total: Showing,
}

/// Primary and secondary suppression of a breakdown by group size; see [`break_down_beside`].
pub fn break_down(sizes: &[u64], least: u64) -> Breakdown {
    break_down_beside(sizes, &[], least, least)
}

/// Primary and secondary suppression of a breakdown by group size.
///
/// Groups below the least number are hidden; while all hidden groups together hold fewer than the least
/// number, the next smallest is hidden too (total minus shown groups would describe too few). Groups
/// without any response hide nothing and are shown as empty.
///
/// A neighbour is the same breakdown as a reader may have seen it elsewhere: over more responses, or over those of
/// an earlier release. A group that differs from its neighbour by fewer than `step` is hidden, and so much beside it
/// that what is hidden does not differ by so few either.
pub fn break_down_beside(
    sizes: &[u64],
    neighbours: &[Vec<u64>],
    least: u64,
    step: u64,
) -> Breakdown {
    let few = |n: u64| (1..least).contains(&n);
    let close = |n: u64| (1..step).contains(&n);
    let beside = |neighbour: &Vec<u64>, group: usize| neighbour.get(group).copied().unwrap_or(0);
    let total: u64 = sizes.iter().fold(0, |sum, n| sum.saturating_add(*n));
    if total < least {
        return Breakdown {
            groups: vec![Showing::TooFew; sizes.len()],
            total: Showing::TooFew,
        };
    }
    let mut groups: Vec<Showing> = sizes
        .iter()
        .enumerate()
        .map(|(group, n)| {
            let near = |neighbour| close(n.abs_diff(beside(neighbour, group)));
            if few(*n) {
                Showing::TooFew
            } else if *n > 0 && neighbours.iter().any(near) {
                Showing::Protected
            } else {
                Showing::Shown
            }
        })
        .collect();
    loop {
        let hidden = || {
            let groups = groups.iter().enumerate();
            groups.filter(|(_, showing)| **showing != Showing::Shown)
        };
        let of =
            |size: &dyn Fn(usize) -> u64| -> u64 { hidden().map(|(group, _)| size(group)).sum() };
        let own = of(&|group| sizes.get(group).copied().unwrap_or(0));
        let near =
            |neighbour: &Vec<u64>| close(own.abs_diff(of(&|group| beside(neighbour, group))));
        if own == 0 || !(few(own) || neighbours.iter().any(near)) {
            break;
        }
        let next = sizes
            .iter()
            .zip(&mut groups)
            .filter(|(n, showing)| **n > 0 && **showing == Showing::Shown)
            .min_by_key(|(n, _)| **n);
        match next {
            Some((_, showing)) => *showing = Showing::Protected,
            None => break,
        }
    }
    Breakdown {
        groups,
        total: Showing::Shown,
    }
}

/// Whether a filter may be applied that keeps `kept` of the `of` responses of a group that is shown: what
/// it leaves out must not be too few either.
pub fn may_filter(kept: u64, of: u64, least: u64) -> Showing {
    let left_out = of.saturating_sub(kept);
    if kept < least {
        Showing::TooFew
    } else if left_out > 0 && left_out < least {
        Showing::Protected
    } else {
        Showing::Shown
    }
}

/// How many attributes of a person may be crossed in one table.
pub const MOST_CROSSED: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breakdowns_follow_the_worked_cases() {
        use Showing::{Protected, Shown, TooFew};
        let groups = |sizes: &[u64]| break_down(sizes, 5).groups;
        assert_eq!(groups(&[12, 9, 3]), [Shown, Protected, TooFew]);
        assert_eq!(groups(&[12, 3, 2]), [Shown, TooFew, TooFew]);
        assert_eq!(groups(&[12, 3, 1]), [Protected, TooFew, TooFew]);
        assert_eq!(groups(&[5, 5]), [Shown, Shown]);
        assert_eq!(groups(&[5, 0]), [Shown, Shown]);
        let alone = break_down(&[4], 5);
        assert_eq!((alone.groups, alone.total), (vec![TooFew], TooFew));
        assert_eq!(break_down(&[], 5).total, TooFew);
    }

    #[test]
    fn breakdowns_do_not_differ_by_too_few_from_what_was_seen_before() {
        use Showing::{Protected, Shown};
        let beside = |sizes: &[u64], before: &[u64]| {
            break_down_beside(sizes, &[before.to_vec()], 5, 5).groups
        };
        assert_eq!(beside(&[12, 9, 20], &[12, 9, 20]), [Shown, Shown, Shown]);
        assert_eq!(beside(&[12, 9, 25], &[12, 9, 20]), [Shown, Shown, Shown]);
        // One more person in the second: hidden, and with it a group that grew by enough.
        assert_eq!(
            beside(&[12, 10, 25], &[12, 9, 20]),
            [Protected, Protected, Protected]
        );
        assert_eq!(
            beside(&[18, 10, 25], &[12, 9, 20]),
            [Protected, Protected, Shown]
        );
    }

    #[test]
    fn a_filter_must_not_leave_out_too_few() {
        assert_eq!(may_filter(20, 20, 5), Showing::Shown);
        assert_eq!(may_filter(18, 20, 5), Showing::Protected);
        assert_eq!(may_filter(4, 20, 5), Showing::TooFew);
        assert_eq!(may_filter(10, 20, 5), Showing::Shown);
    }

    #[test]
    fn figures_of_too_few_are_replaced_by_the_reason() {
        let estimate = |n, sd| Estimate {
            n,
            mean: Ok(4.0),
            sd: Ok(sd),
            interval: Ok((3.0, 5.0)),
        };
        let hidden = |n, sd| {
            let mut figure = estimate(n, sd);
            let ledger = Ledger::default();
            let staff = Guard::of(Role::Staff, Disclosure::default(), &ledger);
            hide(&mut figure, staff);
            figure.mean
        };
        let ledger = Ledger::default();
        let staff = Guard::of(Role::Staff, Disclosure::default(), &ledger);
        assert_eq!(hidden(4, 1.0), Err(Absent::TooFew));
        assert_eq!(hidden(5, 1.0), Ok(4.0));
        assert_eq!(hidden(9, 0.0), Err(Absent::Protected));
        assert_eq!(hide_share(Ok(1.0), 12, staff), Err(Absent::Protected));
        assert_eq!(hide_share(Ok(0.5), 12, staff), Ok(0.5));
        assert_eq!(hide_share(Ok(0.5), 4, staff), Err(Absent::TooFew));
    }

    #[test]
    fn that_all_agree_is_told_of_customers_and_not_of_managers_and_staff() {
        use crate::analysis::Summary;
        use crate::analysis::trial::servqual;
        for (role, shown) in [
            ("Customer", Ok(6.0)),
            ("Manager", Err(Absent::Protected)),
            ("Staff", Err(Absent::Protected)),
        ] {
            let study = servqual(role, "Rate((facet: Perception, by: Dimension))");
            let form = &study.forms[0];
            let mut summary = Summary::new(&study, form);
            for _ in 0..20 {
                summary.add(&[6; 5]);
            }
            let report = GapReport::of(&study, form, &summary, 0.95);
            let report = disclose(report, Disclosure::default());
            assert_eq!(report.dimensions[0].performance.mean, shown, "{role}");
        }
    }
}

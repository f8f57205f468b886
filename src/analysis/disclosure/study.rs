//! What of a whole study's report may be shown.

use super::{
    Disclosed, Guard, Ledger, break_down, hide, hide_antecedent, hide_between, hide_levels,
    hide_report, hide_share, least_for_scores,
};
use crate::analysis::drivers::NoRegression;
use crate::analysis::figure::{Absent, Estimate};
use crate::analysis::gaps::GapReport;
use crate::analysis::satisfaction::Promoters;
use crate::analysis::series::SeriesReport;
use crate::analysis::shares::Share;
use crate::analysis::study::{
    Carelessness, Drivers, FormReport, KanoItem, Measure, Nonresponse, Scales, Single, StudyReport,
    TouchPointReport, VisitReport, WithAndWithout, ZoneShares, planes, priorities,
};
use crate::survey::questionnaire::{Against, Disclosure, Role};

/// A regression is shown from this many persons a predictor.
const PERSONS_A_PREDICTOR: u64 = 10;

/// Hides in a study's report every figure that may not be shown, by the role behind it.
pub fn disclose_study(report: StudyReport, rules: Disclosure) -> Disclosed<StudyReport> {
    disclose_study_beside(report, &[], rules)
}

/// The same, and hides every figure that differs by too few persons from the same figure of a neighbour: a report that
/// a reader may have seen as well, over more responses, or over those of an earlier release.
pub fn disclose_study_beside(
    mut report: StudyReport,
    neighbours: &[StudyReport],
    rules: Disclosure,
) -> Disclosed<StudyReport> {
    let hide = |report: &mut StudyReport, ledger: &Ledger| hide_study(report, rules, ledger);
    let ledger = Ledger::of(neighbours, &hide);
    hide(&mut report, &ledger);
    Disclosed {
        report,
        least: least_for_scores(rules),
    }
}

fn hide_study(report: &mut StudyReport, rules: Disclosure, ledger: &Ledger) {
    // Only what was disclosed by itself comes in.
    report.series = None;
    let guard = |role| Guard::of(role, rules, ledger);
    ledger.turn_to(0);
    for antecedent in &mut report.antecedents {
        hide_antecedent(antecedent, guard(Role::Staff));
    }
    ledger.turn_to(1);
    let of_form = guard(report.form.role());
    hide_form(&mut report.form, of_form);
    for (page, gap) in (2..).zip(&mut report.gaps) {
        ledger.turn_to(page);
        let first = guard(gap.of.role);
        match (&mut gap.measure, gap.against) {
            (Measure::Paired(paired), _) => hide_report(paired, first),
            (Measure::Between(between, _), Against::Facet(side)) => {
                hide_between(between, first, guard(side.role));
            }
            // No such gap is made: a comparison has two sides.
            (Measure::Between(between, _), Against::Top) => hide_between(between, first, first),
            (Measure::ToTop(levels), _) => hide_levels(levels, first),
            (Measure::NoData(_) | Measure::NotAsked(_) | Measure::OtherScale, _) => {}
        }
    }
}

impl Disclosed<StudyReport> {
    /// The same with figures over time.
    #[must_use]
    pub fn with_series(mut self, series: Option<Disclosed<SeriesReport>>) -> Self {
        self.report.series = series.map(|series| series.report);
        self
    }

    /// The gaps of the form that the sections are about, for charts.
    pub fn gap_report(&self) -> Disclosed<GapReport> {
        Disclosed {
            report: self.report.form.gaps.clone(),
            least: self.least,
        }
    }

    /// A gap whose two answers are of the same persons, for charts.
    pub fn paired(&self, index: usize) -> Option<Disclosed<GapReport>> {
        match &self.report.gaps.get(index)?.measure {
            Measure::Paired(report) => Some(Disclosed {
                report: (**report).clone(),
                least: self.least,
            }),
            Measure::Between(..)
            | Measure::ToTop(_)
            | Measure::NoData(_)
            | Measure::NotAsked(_)
            | Measure::OtherScale => None,
        }
    }
}

fn hide_form(form: &mut FormReport, guard: Guard) {
    hide_report(&mut form.gaps, guard);
    for single in &mut form.singles {
        hide_single(single, guard);
    }
    for scales in &mut form.scales {
        hide_scales(scales, guard);
    }
    if let Some(drivers) = &mut form.drivers {
        hide_drivers(drivers, guard);
    }
    for one in &mut form.evidence {
        let shown = match one.dimension {
            Some(at) => form.gaps.dimensions.get(at).map(|found| found.gap),
            None => Some(form.gaps.overall),
        };
        if let Some(Err(reason)) = shown.map(|figure| figure.mean) {
            *one = one.hidden(reason);
        }
    }
    for point in &mut form.rated.0 {
        hide(&mut point.importance, guard);
        hide(&mut point.performance, guard);
    }
    // Formed anew from what is left: a hidden gap must not be read off a product.
    let n = form.together.as_ref().map_or(0, |together| together.n);
    if let Some(reason) = guard.refuses(n) {
        form.together = Err(reason);
    }
    form.priorities = priorities(&form.gaps, form.together.as_ref().map_err(|reason| *reason));
    form.planes = planes(
        &form.gaps,
        (&form.rated.0, form.rated.1),
        form.drivers.as_ref(),
        form.cut,
    );
    for TouchPointReport { figures, .. } in &mut form.touch_points {
        hide(&mut figures.rating, guard);
        if figures.rating.mean.is_err() {
            figures.pain.share = figures.pain.share.and(figures.rating.mean.map(|_| 0.0));
        }
        hide_part(&mut figures.pain, guard);
        hide_part(&mut figures.reach, guard);
    }
    for KanoItem { kano, .. } in &mut form.kano {
        let n = kano.as_ref().map_or(0, |found| found.n);
        if let Some(reason) = guard.refuses(n) {
            *kano = Err(reason);
        }
    }
    for ZoneShares {
        n,
        inconsistent,
        shares,
        ..
    } in &mut form.zones
    {
        if let Some(reason) = guard.refuses(*n) {
            *shares = shares.and(Err(reason));
        }
        if let Some(reason) = guard.refuses(*n + inconsistent.unwrap_or(0))
            && *inconsistent != Ok(0)
        {
            *inconsistent = Err(reason);
        }
    }
    if let Some(found) = &mut form.carelessness {
        hide_carelessness(found, guard);
    }
    for Nonresponse { asked, reasons, .. } in &mut form.nonresponse {
        if *asked < guard.least {
            reasons.clear();
        }
    }
    // Last, for they are not worked out everywhere: figures are found by their order.
    if let Some(found) = form.structure.take() {
        form.structure = Some(match guard.refuses(found.n) {
            Some(reason) => found.hidden(reason),
            None => found,
        });
    }
    if let Some(visits) = &mut form.visits {
        hide_visits(visits, guard);
    }
}

fn hide_part(share: &mut Share, guard: Guard) {
    share.share = hide_share(share.share, share.n, guard);
    if let Err(reason) = share.share {
        share.interval = Err(reason);
        share.count = 0;
    }
}

/// Memories and indices of too few; of incidents every count that is too small, and the next that would tell it.
fn hide_visits(visits: &mut VisitReport, guard: Guard) {
    if let Some(memory) = &mut visits.memory
        && let Some(reason) = guard.refuses(memory.map_or(0, |found| found.n))
    {
        *memory = Err(reason);
    }
    if let Some((index, _)) = &mut visits.index {
        hide(index, guard);
    }
    for incidents in &mut visits.incidents {
        let told = incidents.kinds.each_ref().map(|kind| kind.n.unwrap_or(0));
        let none = incidents.asked.saturating_sub(told.iter().sum());
        let [good, bad] = told;
        let mut sizes = vec![Ok(good), Ok(bad), Ok(none)];
        hide_counts(&mut sizes, guard);
        for (kind, n) in incidents.kinds.iter_mut().zip(sizes) {
            kind.n = n;
            hide(&mut kind.satisfied, guard);
            hide_counts(&mut kind.places, guard);
            for followed in &mut kind.after {
                hide_counts(&mut followed.said, guard);
            }
            if let Err(reason) = n {
                kind.satisfied = Estimate::absent(0, reason);
                kind.places.fill(Err(reason));
                for followed in &mut kind.after {
                    followed.n = 0;
                    followed.said.fill(Err(reason));
                }
            }
        }
    }
}

/// Primary and secondary suppression of counts that add up to a total which is shown.
fn hide_counts(counts: &mut [Result<u64, Absent>], guard: Guard) {
    let sizes: Vec<u64> = counts.iter().map(|count| count.unwrap_or(0)).collect();
    let broken = break_down(&sizes, guard.least).groups;
    // Close to what a reader may have seen elsewhere: then none of them is told. Each is asked for, in order.
    let near: Vec<bool> = sizes
        .iter()
        .map(|n| guard.refuses(*n) == Some(Absent::Protected))
        .collect();
    let near = near.contains(&true);
    for (count, showing) in counts.iter_mut().zip(broken) {
        let near = near.then_some(Absent::Protected);
        if let Some(reason) = showing.absent().or(near) {
            *count = Err(reason);
        }
    }
}

/// A question of one's own: mean, top share, score, and the histogram from twice as many persons.
fn hide_single(single: &mut Single, guard: Guard) {
    let n = single.rated.mean.n;
    hide(&mut single.rated.mean, guard);
    hide_part(&mut single.rated.top, guard);
    let hidden = single.rated.mean.mean.err();
    if let Some(reason) = hidden {
        single.rated.top.share = Err(reason);
        single.rated.top.interval = Err(reason);
        single.rated.top.count = 0;
    }
    if let Some(Promoters {
        promoters,
        passives,
        detractors,
        score,
        error,
        interval,
        ..
    }) = &mut single.promoters
    {
        let one_class = [&*promoters, &*passives, &*detractors]
            .iter()
            .any(|class| **class == n);
        let reason = hidden.or((guard.agreement && one_class).then_some(Absent::Protected));
        if let Some(reason) = reason {
            (*promoters, *passives, *detractors) = (0, 0, 0);
            (*score, *error, *interval) = (Err(reason), Err(reason), Err(reason));
        }
    }
    if n < 2 * guard.least {
        single.histogram = single.histogram.clone().and(Err(Absent::TooFew));
    } else if let Some(reason) = hidden {
        single.histogram = Err(reason);
    }
}

fn hide_scales(scales: &mut Scales, guard: Guard) {
    let seen = &mut scales.seen;
    if let Some(reason) = guard.refuses(seen.n) {
        let none = Err(reason);
        (seen.alpha, seen.standardised) = (none, none);
        (seen.correlation, seen.omega) = (none, none);
        seen.interval = Err(reason);
        for item in &mut seen.items {
            (item.rest, item.total, item.without) = (none, none, none);
        }
    }
    let n = scales.difference.as_ref().map_or(0, |found| found.n);
    if let Some(reason) = guard.refuses(n)
        && let Some(difference) = &mut scales.difference
    {
        let none = Err(reason);
        (difference.seen, difference.against) = (none, none);
        (difference.correlation, difference.gaps) = (none, none);
        difference.difference = none;
        difference.sd = Err(reason);
    }
}

fn hide_drivers(drivers: &mut Drivers, guard: Guard) {
    let few = |n: u64, predictors: usize| {
        let least = PERSONS_A_PREDICTOR * predictors as u64;
        let few = (n < least).then_some(Absent::TooFew);
        guard.refuses(n).or(few).map(NoRegression::Absent)
    };
    for model in [&mut drivers.seen, &mut drivers.gaps] {
        let found = model.as_ref();
        let (n, predictors) = found.map_or((0, 0), |found| (found.n, found.drivers.len()));
        if let Some(reason) = few(n, predictors) {
            *model = Err(reason);
        }
    }
    if drivers.seen.is_err() {
        drivers.shares = drivers.shares.clone().and(Err(Absent::TooFew));
    }
    let n = drivers.constraint.as_ref().map_or(0, |found| found.n);
    if let Some(reason) = few(n, if n > 0 { 2 } else { 0 }) {
        drivers.constraint = Err(reason);
    }
}

/// Signs are counted from enough persons on, and a result without those set apart is shown only where their number
/// does not let a reader subtract his way to what a few of them answered.
fn hide_carelessness(found: &mut Carelessness, guard: Guard) {
    let few = |count: u64| (1..guard.least).contains(&count);
    let counts = found.signs.iter_mut().map(|(_, count)| count);
    for count in counts.chain([&mut found.apart]) {
        if count.is_ok_and(few) {
            *count = Err(Absent::TooFew);
        }
    }
    for WithAndWithout { all, kept, .. } in &mut found.results {
        if found.apart.is_err() || few(all.n.saturating_sub(kept.n)) {
            *kept = Estimate::absent(0, Absent::Protected);
        }
        hide(all, guard);
        hide(kept, guard);
    }
}

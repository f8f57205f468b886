//! What of a whole study's report may be shown.

use super::{
    Disclosed, Guard, hide, hide_antecedent, hide_between, hide_levels, hide_report, hide_share,
    least_for_scores,
};
use crate::analysis::drivers::NoRegression;
use crate::analysis::figure::{Absent, Estimate};
use crate::analysis::gaps::GapReport;
use crate::analysis::satisfaction::Promoters;
use crate::analysis::shares::Share;
use crate::analysis::study::{
    Carelessness, Drivers, FormReport, KanoItem, Measure, Nonresponse, Scales, Single, StudyReport,
    TouchPointReport, WithAndWithout, ZoneShares, planes, priorities,
};
use crate::survey::questionnaire::{Against, Disclosure, Role};

/// A regression is shown from this many persons a predictor.
const PERSONS_A_PREDICTOR: u64 = 10;

/// Hides in a study's report every figure that may not be shown, by the role behind it.
pub fn disclose_study(mut report: StudyReport, rules: Disclosure) -> Disclosed<StudyReport> {
    let guard = |role| Guard::of(role, rules);
    for gap in &mut report.gaps {
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
    for antecedent in &mut report.antecedents {
        hide_antecedent(antecedent, guard(Role::Staff));
    }
    let guard = guard(report.form.role());
    hide_form(&mut report.form, guard);
    Disclosed {
        report,
        least: least_for_scores(rules),
    }
}

impl Disclosed<StudyReport> {
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
    if let Ok(together) = &form.together
        && together.n < guard.least
    {
        form.together = Err(Absent::TooFew);
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
        if let Ok(found) = kano
            && found.n < guard.least
        {
            *kano = Err(Absent::TooFew);
        }
    }
    for ZoneShares {
        n,
        inconsistent,
        shares,
        ..
    } in &mut form.zones
    {
        if *n < guard.least {
            *shares = shares.and(Err(Absent::TooFew));
        }
        if let Ok(1..) = inconsistent
            && *n + inconsistent.unwrap_or(0) < guard.least
        {
            *inconsistent = Err(Absent::TooFew);
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
}

fn hide_part(share: &mut Share, guard: Guard) {
    share.share = hide_share(share.share, share.n, guard);
    if let Err(reason) = share.share {
        share.interval = Err(reason);
        share.count = 0;
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
    if seen.n < guard.least && seen.n > 0 {
        let none = Err(Absent::TooFew);
        (seen.alpha, seen.standardised) = (none, none);
        (seen.correlation, seen.omega) = (none, none);
        seen.interval = Err(Absent::TooFew);
        for item in &mut seen.items {
            (item.rest, item.total, item.without) = (none, none, none);
        }
    }
    if let Some(difference) = &mut scales.difference
        && difference.n < guard.least
        && difference.n > 0
    {
        let none = Err(Absent::TooFew);
        (difference.seen, difference.against) = (none, none);
        (difference.correlation, difference.gaps) = (none, none);
        difference.difference = none;
        difference.sd = Err(Absent::TooFew);
    }
}

fn hide_drivers(drivers: &mut Drivers, guard: Guard) {
    let few = |n: u64, predictors: usize| {
        let least = guard.least.max(PERSONS_A_PREDICTOR * predictors as u64);
        (n < least).then_some(NoRegression::Absent(Absent::TooFew))
    };
    for model in [&mut drivers.seen, &mut drivers.gaps] {
        if let Ok(found) = model
            && let Some(reason) = few(found.n, found.drivers.len())
        {
            *model = Err(reason);
        }
    }
    if drivers.seen.is_err() {
        drivers.shares = drivers.shares.clone().and(Err(Absent::TooFew));
    }
    if let Ok(found) = &drivers.constraint
        && let Some(reason) = few(found.n, 2)
    {
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

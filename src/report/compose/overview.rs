//! The first page, for whoever has to decide: where the service falls short, how sure that is, what to do first.
//!
//! ```text
//! In short
//!   The service falls short of what customers expect: by 0.63 points ...
//!
//! Where it falls short, and how sure that is     n    gap  how sure  of 100  first in
//!   Reliability                                299  -0.98      sure      31       97%
//!
//! What to do first
//!   Begin with Reliability: ...
//! ```

use super::{Composer, per_cent};
use crate::analysis::study::{Evidence, Priority, SingleKind};
use crate::analysis::{DimensionGap, Estimate};
use crate::language::fill;
use crate::report::document::{Part, Section, Table};
use crate::report::words::{plain, reason_words, signed};
use crate::survey::questionnaire::{Facet, Role};

/// Below this p a gap is called sure.
const SURE: f64 = 0.001;

/// With fewer persons than this nothing is called sure: the t distribution asks for more.
const ENOUGH: u64 = 20;

/// A first place held in this share of simulated samples is good enough to act on.
const FIRM: f64 = 0.8;

/// A dimension first in fewer simulated samples than this is not named as a rival for the first place.
const RIVAL: f64 = 0.05;

/// What rounds to every sample is told as more than 99 of 100.
const MOST: f64 = 0.995;

/// How many items of the first dimension are named.
const ITEMS: usize = 3;

/// How sure it is that a gap is no chance.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sureness {
    Sure,
    FairlySure,
    Chance,
}

impl Composer<'_> {
    /// The first page.
    pub(super) fn overview(&self, parts: &mut Vec<Part>) {
        let report = &self.report;
        if report.seen.is_none() {
            return;
        }
        parts.push(self.heading(Section::Overview));
        if report.n == 0 {
            parts.push(Part::Says(self.found.nobody.to_owned()));
            return;
        }
        if report.n < report.least() {
            let least = report.least().to_string();
            let text = fill(self.found.too_few, &[("least", &least)]);
            parts.push(Part::Says(text));
            return;
        }
        let expected = report
            .against
            .is_some_and(|voice| voice.facet == Facet::Expectation);
        if expected {
            parts.push(Part::Says(self.whole_in_words()));
            self.recommended(parts);
            parts.push(self.chart(report));
            self.shortfalls(parts);
            self.what_first(parts);
        } else {
            let (name, figure) = match report.against {
                Some(_) => (self.words.whole_service, &report.overall),
                None => (self.words.whole_service, &report.performance),
            };
            parts.push(Part::Says(self.sentence(name, figure, report)));
            self.recommended(parts);
            parts.push(self.chart(report));
            self.ends(parts);
        }
        self.since_last(parts);
        self.associated(parts);
        let template = match report.role {
            Role::Customer => self.found.trust_sample,
            Role::Manager | Role::Staff => self.found.trust,
        };
        let text = fill(template, &[("n", &report.n.to_string())]);
        parts.push(Part::Rule(text));
    }

    fn whole_in_words(&self) -> String {
        let (found, report) = (self.found, &self.report);
        let figure = &report.overall;
        let (Ok(mean), Ok((low, high))) = (figure.mean, figure.interval) else {
            return self.sentence(self.words.whole_service, figure, report);
        };
        let (template, low, high) = if high < 0.0 {
            (found.falls_short, plain(Some(-high)), plain(Some(-low)))
        } else if low > 0.0 {
            (found.exceeds, plain(Some(low)), plain(Some(high)))
        } else {
            (found.even, signed(Some(low)), signed(Some(high)))
        };
        let size = if high.starts_with(['+', '-']) || low.starts_with(['+', '-']) {
            signed(Some(mean))
        } else {
            plain(Some(mean.abs()))
        };
        fill(
            template,
            &[
                ("size", &size),
                ("lowest", &report.scale.0.to_string()),
                ("highest", &report.scale.1.to_string()),
                ("level", &self.level()),
                ("low", &low),
                ("high", &high),
                ("n", &figure.n.to_string()),
            ],
        )
    }

    fn recommended(&self, parts: &mut Vec<Part>) {
        let found = self.found;
        let singles = self.study.form.singles.iter();
        for promoters in singles.filter_map(|single| single.promoters) {
            let (Ok(score), Ok((low, high))) = (promoters.score, promoters.interval) else {
                continue;
            };
            let template = if low > 0.0 {
                found.promoted
            } else if high < 0.0 {
                found.advised_against
            } else {
                found.recommend_even
            };
            let whole = |value: f64| format!("{value:+.0}");
            parts.push(Part::Says(fill(
                template,
                &[
                    ("score", &whole(score)),
                    ("level", &self.level()),
                    ("low", &whole(low)),
                    ("high", &whole(high)),
                    ("n", &promoters.n.to_string()),
                ],
            )));
        }
    }

    fn sureness(&self, gap: &DimensionGap) -> Sureness {
        let evidence = self.study.form.evidence.iter();
        let own = |one: &&Evidence| one.dimension == Some(gap.dimension);
        let p = evidence.into_iter().find(own).map(|one| one.adjusted);
        match (gap.gap.interval, p) {
            (Ok((low, high)), _) if low <= 0.0 && high >= 0.0 => Sureness::Chance,
            (Ok(_), Some(Ok(p))) if p < SURE && gap.gap.n >= ENOUGH => Sureness::Sure,
            (Ok(_), _) => Sureness::FairlySure,
            (Err(_), _) => Sureness::Chance,
        }
    }

    fn sureness_words(&self, sureness: Sureness) -> &'static str {
        let [sure, fairly, chance] = self.found.sureness;
        match sureness {
            Sureness::Sure => sure,
            Sureness::FairlySure => fairly,
            Sureness::Chance => chance,
        }
    }

    /// Every dimension, the worst first, with how sure its gap is and how much it matters.
    fn shortfalls(&self, parts: &mut Vec<Part>) {
        let (words, found, report) = (self.words, self.found, &self.report);
        let form = &self.study.form;
        let total = report.points.map(|points| points.total.to_string());
        let derived = form.drivers.as_ref().and_then(|drivers| {
            let model = drivers.seen.as_ref().ok()?;
            (total.is_none() && model.r_square > 0.0).then_some(model)
        });
        let ranked = form.priorities.iter().any(|found| found.first.is_ok());
        let mut heads = vec![
            words.n.to_owned(),
            words.gap.to_owned(),
            found.sure_head.to_owned(),
        ];
        if let Some(total) = &total {
            heads.push(fill(found.matters_head, &[("total", total)]));
        } else if derived.is_some() {
            heads.push(found.matters_derived.to_owned());
        }
        if ranked {
            heads.push(found.first_head.to_owned());
        }
        let width = heads.len();
        let rule = fill(found.shortfalls_rule, &[("level", &self.level())]);
        let mut table = Table::new(found.shortfalls, Some(rule), heads);
        let mut order: Vec<&DimensionGap> = report.dimensions.iter().collect();
        let size = |gap: &DimensionGap| gap.gap.mean.unwrap_or(f64::INFINITY);
        order.sort_by(|a, b| size(a).total_cmp(&size(b)));
        for gap in order {
            let mut cells = vec![
                signed(gap.gap.mean.ok()),
                self.sureness_words(self.sureness(gap)).to_owned(),
            ];
            if total.is_some() {
                let points = gap.points.mean.ok();
                cells.push(points.map_or_else(String::new, |points| format!("{points:.0}")));
            } else if let Some(model) = derived {
                let driver = model.drivers.get(gap.dimension);
                let share = driver.map(|driver| per_cent(driver.lmg / model.r_square));
                cells.push(share.unwrap_or_default());
            }
            if ranked {
                let mut list = form.priorities.iter();
                let own = list.find(|found| found.dimension == gap.dimension);
                let first = own.and_then(|found| found.first.ok());
                cells.push(first.map_or_else(String::new, |share| format!("{}%", hundred(share))));
            }
            cells.resize(width - 1, String::new());
            table
                .rows
                .push(self.row(self.name_of(gap.dimension), &gap.gap, cells));
        }
        parts.push(Part::Table(table));
    }

    /// Where to begin, how sure its place is, which of its items are worst, and what comes next.
    fn what_first(&self, parts: &mut Vec<Part>) {
        let (found, report) = (self.found, &self.report);
        let certain = |priority: &&Priority| {
            let gap = report.dimensions.get(priority.dimension);
            gap.is_some_and(|gap| self.sureness(gap) != Sureness::Chance)
        };
        let list: Vec<&Priority> = self.study.form.priorities.iter().filter(certain).collect();
        parts.push(Part::Subheading(found.do_first.to_owned()));
        let Some((first, others)) = list.split_first() else {
            let text = if report.dimensions.iter().any(|d| d.gap.mean.is_ok()) {
                found.nothing_short
            } else {
                reason_words(crate::analysis::Absent::TooFew, self.words)
            };
            parts.push(Part::Says(text.to_owned()));
            return;
        };
        parts.push(Part::Says(self.begin(first)));
        self.place_in_words(first, others, parts);
        self.worst_items(first.dimension, parts);
        if !others.is_empty() {
            let names = self.names(others.iter().map(|found| found.dimension));
            let text = fill(found.then, &[("names", &names)]);
            parts.push(Part::Says(text));
        }
        let well = report
            .dimensions
            .iter()
            .filter(|d| d.gap.mean.is_ok_and(|mean| mean >= 0.0))
            .map(|d| d.dimension);
        let names = self.names(well);
        if !names.is_empty() {
            let text = fill(found.goes_well, &[("names", &names)]);
            parts.push(Part::Says(text));
        }
    }

    pub(super) fn names(&self, dimensions: impl Iterator<Item = usize>) -> String {
        let names: Vec<&str> = dimensions.map(|d| self.name_of(d)).collect();
        names.join(self.more.and)
    }

    fn begin(&self, first: &Priority) -> String {
        let report = &self.report;
        let name = self.name_of(first.dimension);
        let gap = report.dimensions.get(first.dimension);
        let size = gap.and_then(|gap| gap.gap.mean.ok()).unwrap_or(0.0);
        let size = plain(Some(size.abs()));
        let points = gap.and_then(|gap| gap.points.mean.ok());
        match (points, report.points) {
            (Some(points), Some(sets)) => fill(
                self.found.begin_points,
                &[
                    ("name", name),
                    ("size", &size),
                    ("points", &format!("{points:.0}")),
                    ("total", &sets.total.to_string()),
                ],
            ),
            (_, _) => fill(self.found.begin, &[("name", name), ("size", &size)]),
        }
    }

    fn place_in_words(&self, first: &Priority, others: &[&Priority], parts: &mut Vec<Part>) {
        let Ok(share) = first.first else { return };
        if others.is_empty() {
            return;
        }
        let rivals = others
            .iter()
            .filter(|other| other.first.is_ok_and(|share| share >= RIVAL))
            .map(|other| other.dimension);
        let names = self.names(rivals);
        let share_words = if share >= MOST {
            fill(self.found.more_than, &[("n", "99")])
        } else {
            hundred(share)
        };
        let text = if share >= FIRM || names.is_empty() {
            fill(self.found.first_sure, &[("share", &share_words)])
        } else {
            let values = [("share", share_words.as_str()), ("names", &names)];
            fill(self.found.first_unsure, &values)
        };
        parts.push(Part::Says(text));
    }

    fn worst_items(&self, dimension: usize, parts: &mut Vec<Part>) {
        let Some(gap) = self.report.dimensions.get(dimension) else {
            return;
        };
        let mut items: Vec<(&str, f64)> = gap
            .items
            .iter()
            .filter(|item| !item.ideal_point)
            .filter_map(|item| {
                let mean = item.gap.mean.ok().filter(|mean| *mean < 0.0)?;
                Some((self.item_name(dimension, item.item), mean))
            })
            .collect();
        if items.len() < 2 {
            return;
        }
        items.sort_by(|a, b| a.1.total_cmp(&b.1));
        let items: Vec<String> = items
            .into_iter()
            .take(ITEMS)
            .map(|(name, mean)| {
                let gap = signed(Some(mean));
                fill(self.found.item_gap, &[("name", name), ("gap", &gap)])
            })
            .collect();
        let items = items.join(self.more.and);
        let values = [("name", self.name_of(dimension)), ("items", &items)];
        parts.push(Part::Says(fill(self.found.worst_items, &values)));
    }

    /// One side only: the lowest and the highest dimension.
    fn ends(&self, parts: &mut Vec<Part>) {
        let report = &self.report;
        let figure = |d: &DimensionGap| -> Estimate {
            match report.against {
                Some(_) => d.gap,
                None => d.performance,
            }
        };
        let mut levels: Vec<(&str, f64)> = report
            .dimensions
            .iter()
            .filter_map(|d| Some((self.name_of(d.dimension), figure(d).mean.ok()?)))
            .collect();
        levels.sort_by(|a, b| a.1.total_cmp(&b.1));
        if let [(lowest, low), .., (highest, high)] = levels.as_slice() {
            let show = |mean: f64| match report.against {
                Some(_) => signed(Some(mean)),
                None => plain(Some(mean)),
            };
            for (template, name, mean) in [
                (self.found.lowest, lowest, low),
                (self.found.highest, highest, high),
            ] {
                let values = [("name", *name), ("mean", &show(*mean))];
                parts.push(Part::Says(fill(template, &values)));
            }
        }
    }

    /// What the overall rating goes with most.
    fn associated(&self, parts: &mut Vec<Part>) {
        let Some(drivers) = &self.study.form.drivers else {
            return;
        };
        let Ok(model) = &drivers.seen else { return };
        let shares = model.drivers.iter().enumerate();
        let Some((at, first)) = shares.max_by(|a, b| a.1.lmg.total_cmp(&b.1.lmg)) else {
            return;
        };
        if model.r_square <= 0.0 {
            return;
        }
        let singles = self.study.form.singles.iter();
        let kind = singles
            .into_iter()
            .find(|single| single.question == drivers.question)
            .map_or(SingleKind::Overall, |single| single.kind);
        parts.push(Part::Says(fill(
            self.found.drives,
            &[
                ("outcome", self.kind(kind)),
                ("name", self.name_of(at)),
                ("share", &per_cent(first.lmg / model.r_square)),
            ],
        )));
    }
}

/// A share of simulated samples in per cent. What never or always happened in them is still not impossible or
/// certain.
fn hundred(share: f64) -> String {
    if share <= 0.0 {
        "<1".to_owned()
    } else if share >= MOST {
        ">99".to_owned()
    } else if share < 0.005 {
        "<1".to_owned()
    } else {
        per_cent(share)
    }
}

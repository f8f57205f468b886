//! One form beyond its gaps: items, levels, importance, single questions, reliability, drivers.

use super::{Composer, p_words, per_cent, small_p, told};
use crate::analysis::drivers::{NoRegression, Regression};
use crate::analysis::study::{Drivers, Single, SingleKind};
use crate::analysis::{Estimate, Value};
use crate::language::fill;
use crate::report::document::{Bars, Part, Row, Section, Table};
use crate::report::words::{bracketed, plain, reason_words, signed};

/// Above this variance inflation factor predictors are entangled.
const ENTANGLED: f64 = 5.0;

impl Composer<'_> {
    /// Every item, with its two levels where there is a gap.
    pub(super) fn items(&self, parts: &mut Vec<Part>) {
        let (words, report) = (self.words, &self.report);
        let paired = report.against.is_some();
        if report.seen.is_none() || report.dimensions.iter().all(|d| d.items.is_empty()) {
            return;
        }
        let mut table = if paired {
            self.gap_table(report, words.by_item)
        } else {
            self.mean_table(words.by_item)
        };
        for d in &report.dimensions {
            table.rows.push(Row::heading(self.name_of(d.dimension)));
            for item in &d.items {
                let mut name = self.item_name(d.dimension, item.item).to_owned();
                if item.ideal_point {
                    name.push_str(words.ideal_point);
                }
                let row = if paired {
                    self.gap_row(&name, &item.against, &item.seen, &item.gap)
                } else {
                    self.mean_row(&name, &item.seen_alone)
                };
                table.rows.push(Row { indent: 2, ..row });
            }
        }
        parts.push(Part::Table(table));
    }

    /// What is seen, alone: always beside the gap, for it needs no comparison.
    pub(super) fn performance(&self, parts: &mut Vec<Part>) {
        let (words, report) = (self.words, &self.report);
        if report.seen.is_none() {
            return;
        }
        let seen = self.voice(report.seen);
        let mut table = self.mean_table(&fill(words.alone_heading, &[("seen", &seen)]));
        for d in &report.dimensions {
            let name = self.name_of(d.dimension);
            table.rows.push(self.mean_row(name, &d.performance));
        }
        if report.dimensions.len() > 1 {
            table
                .rows
                .push(self.mean_row(words.overall, &report.performance));
        }
        if report.points.is_some() {
            let weighted = &report.performance_weighted;
            table.rows.push(self.mean_row(words.weighted, weighted));
        }
        parts.push(Part::Table(table));
    }

    /// Points, and where to begin.
    pub(super) fn importance(&self, parts: &mut Vec<Part>) {
        let (words, more, report) = (self.words, self.more, &self.report);
        let Some(points) = report.points else { return };
        let total = points.total.to_string();
        let mut table = self.mean_table(&fill(words.points_heading, &[("total", &total)]));
        for d in &report.dimensions {
            let name = self.name_of(d.dimension);
            table.rows.push(self.mean_row(name, &d.points));
        }
        parts.push(Part::Table(table));
        let sets = |n: u64| told(n, self.study.least());
        parts.push(Part::Rule(fill(
            words.points_sets,
            &[
                ("valid", &sets(points.valid)),
                ("missing", &sets(points.missing)),
                ("other", &sets(points.other_sum)),
                ("total", &total),
            ],
        )));
        let priorities = &self.study.form.priorities;
        if priorities.is_empty() {
            return;
        }
        let derived = |dimension: usize| {
            let drivers = self.study.form.drivers.as_ref()?.seen.as_ref().ok()?;
            let share = drivers.drivers.get(dimension)?.lmg / drivers.r_square;
            (drivers.r_square > 0.0).then(|| format!("{}%", per_cent(share)))
        };
        let rule = fill(more.priorities_rule, &[("level", &self.level())]);
        let mut table = Table::new(
            more.priorities,
            Some(rule),
            vec![
                words.n.to_owned(),
                more.stated.to_owned(),
                more.derived.to_owned(),
                words.gap.to_owned(),
                more.product.to_owned(),
                self.interval_head(),
            ],
        );
        for priority in priorities {
            let Some(d) = report.dimensions.get(priority.dimension) else {
                continue;
            };
            let mut name = self.name_of(priority.dimension).to_owned();
            if priority.tied {
                name.push_str(more.tied);
            }
            let interval = priority.interval.ok();
            let cells = vec![
                plain(d.points.mean.ok()),
                derived(priority.dimension).unwrap_or_default(),
                signed(d.gap.mean.ok()),
                format!("{:.2}", priority.weight),
                interval.map_or_else(String::new, |(low, high)| format!("[{low:.2}, {high:.2}]")),
            ];
            table.rows.push(self.row(&name, &d.gap, cells));
        }
        parts.push(Part::Table(table));
    }

    fn singles(&self, wanted: impl Fn(SingleKind) -> bool) -> impl Iterator<Item = &Single> {
        let singles = self.study.form.singles.iter();
        singles.filter(move |single| wanted(single.kind))
    }

    pub(super) fn kind(&self, kind: SingleKind) -> &'static str {
        let [recommend, satisfaction, effort, overall, rating] = self.more.kinds;
        match kind {
            SingleKind::Recommend => recommend,
            SingleKind::Satisfaction => satisfaction,
            SingleKind::Effort => effort,
            SingleKind::Overall => overall,
            SingleKind::Rating => rating,
        }
    }

    /// The net promoter score with the whole histogram: different ones can give one score.
    pub(super) fn recommend(&self, parts: &mut Vec<Part>) {
        let (words, more) = (self.words, self.more);
        for (index, single) in self
            .singles(|kind| kind == SingleKind::Recommend)
            .enumerate()
        {
            if index == 0 {
                parts.push(self.heading(Section::Recommend));
            }
            parts.push(Part::Subheading(self.question_words(single.question)));
            let Some(found) = single.promoters else {
                continue;
            };
            let (score, (low, high)) = match (found.score, found.interval) {
                (Ok(score), Ok(interval)) => (score, interval),
                (Err(reason), _) | (_, Err(reason)) => {
                    let name = more.kinds.first().copied().unwrap_or_default();
                    let reason = reason_words(reason, words);
                    let values = [("name", name), ("reason", reason)];
                    parts.push(Part::Says(fill(words.says_absent, &values)));
                    continue;
                }
            };
            let whole = |value: f64| format!("{value:+.0}");
            parts.push(Part::Says(fill(
                more.says_promoters,
                &[
                    ("score", &whole(score)),
                    ("level", &self.level()),
                    ("low", &whole(low)),
                    ("high", &whole(high)),
                    ("n", &found.n.to_string()),
                ],
            )));
            let heads = vec![words.n.to_owned(), more.share.to_owned()];
            let rule = more.promoter_rule.to_owned();
            let mut table = Table::new("NPS", Some(rule), heads);
            let counts = [found.promoters, found.passives, found.detractors];
            for (name, class) in more.promoters.into_iter().zip(counts) {
                let share = per_cent(class as f64 / found.n as f64);
                let cells = vec![told(class, self.study.least()), share];
                table.rows.push(Row::new(name, cells));
            }
            parts.push(Part::Table(table));
            self.histogram(single, parts);
        }
    }

    fn histogram(&self, single: &Single, parts: &mut Vec<Part>) {
        let title = fill(self.more.histogram, &[("name", self.kind(single.kind))]);
        match &single.histogram {
            Ok(counts) => {
                let steps = (single.scale.0..=single.scale.1).map(|step| step.to_string());
                let bars = steps.zip(counts.iter().copied()).collect();
                parts.push(Part::Bars(Bars { title, bars }));
            }
            Err(_) => {
                let least = (2 * self.study.least()).to_string();
                let text = fill(self.more.histogram_hidden, &[("least", &least)]);
                parts.push(Part::Rule(text));
            }
        }
    }

    /// Every other question that stands for itself: mean and the share of its upper answers.
    pub(super) fn satisfaction(&self, parts: &mut Vec<Part>) {
        let (words, more) = (self.words, self.more);
        let all: Vec<&Single> = self.singles(|kind| kind != SingleKind::Recommend).collect();
        if all.is_empty() {
            return;
        }
        parts.push(self.heading(Section::Satisfaction));
        for single in &all {
            let name = self.kind(single.kind);
            let (rated, top) = (&single.rated, single.rated.top);
            let says = match (top.share, top.interval) {
                (Ok(share), Ok((low, high))) => fill(
                    more.says_rated,
                    &[
                        ("name", name),
                        ("share", &per_cent(share)),
                        ("from", &rated.from.to_string()),
                        ("top", &single.scale.1.to_string()),
                        ("level", &self.level()),
                        ("low", &per_cent(low)),
                        ("high", &per_cent(high)),
                        ("n", &top.n.to_string()),
                    ],
                ),
                (Err(reason), _) | (_, Err(reason)) => fill(
                    words.says_absent,
                    &[("name", name), ("reason", reason_words(reason, words))],
                ),
            };
            parts.push(Part::Says(says));
        }
        let heads = vec![
            words.n.to_owned(),
            words.mean.to_owned(),
            self.interval_head(),
            more.upper_share.to_owned(),
        ];
        let mut table = Table::new("", Some(more.rated_rule.to_owned()), heads);
        for single in &all {
            let (rated, (low, high)) = (&single.rated, single.scale);
            let kind = format!("{} ({low}..{high})", self.kind(single.kind));
            let name = self.named(&kind, &self.question_words(single.question));
            let interval = rated.mean.interval;
            let cells = vec![
                plain(rated.mean.mean.ok()),
                interval.map_or_else(|_| String::new(), levels),
                rated.top.share.map_or_else(|_| String::new(), per_cent),
            ];
            table.rows.push(self.row(&name, &rated.mean, cells));
        }
        parts.push(Part::Table(table));
        self.satisfaction_index(parts);
        for single in &all {
            if single.kind == SingleKind::Satisfaction {
                self.histogram(single, parts);
            }
        }
    }

    /// Alpha and omega of what is seen, and the reliability of the gap.
    pub(super) fn reliability(&self, parts: &mut Vec<Part>) {
        let (words, more) = (self.words, self.more);
        let scales = &self.study.form.scales;
        if scales.is_empty() {
            return;
        }
        parts.push(self.heading(Section::Reliability));
        let heads = vec![
            words.n.to_owned(),
            "alpha".to_owned(),
            self.interval_head(),
            "omega".to_owned(),
            "r_D".to_owned(),
        ];
        let mut table = Table::new("", Some(more.reliability_rule.to_owned()), heads);
        for found in scales {
            let difference = found.difference.as_ref();
            let cells = vec![
                shown(found.seen.alpha),
                found.seen.interval.map_or_else(
                    |_| String::new(),
                    |(low, high)| format!("[{}, {}]", without_zero(low), without_zero(high)),
                ),
                shown(found.seen.omega),
                difference.map_or_else(String::new, |found| shown(found.difference)),
            ];
            table.rows.push(self.row_of(
                self.name_of(found.dimension),
                found.seen.n,
                found.seen.alpha.err(),
                cells,
            ));
        }
        parts.push(Part::Table(table));
        for found in scales {
            let items = self.report.dimensions.get(found.dimension);
            let items = items.map_or(&[][..], |d| d.items.as_slice());
            // Items that are reported but kept out of sums have no place in the scale.
            let counted = items.iter().filter(|item| !item.ideal_point);
            for (item, figures) in counted.zip(&found.seen.items) {
                if let Ok(rest) = figures.rest
                    && rest < 0.0
                {
                    let name = self.item_name(found.dimension, item.item);
                    let value = without_zero(rest);
                    let values = [("name", name), ("value", value.as_str())];
                    parts.push(Part::Caution(fill(more.against_the_rest, &values)));
                }
            }
        }
    }

    /// What the overall rating is associated with.
    pub(super) fn drivers(&self, parts: &mut Vec<Part>) {
        let Some(drivers) = &self.study.form.drivers else {
            return;
        };
        parts.push(self.heading(Section::Drivers));
        match &drivers.seen {
            Ok(model) => self.model(drivers, model, parts),
            Err(reason) => parts.push(Part::Rule(self.no_regression(reason))),
        }
        self.models(drivers, parts);
    }

    fn no_regression(&self, reason: &NoRegression) -> String {
        match reason {
            NoRegression::Absent(reason) => {
                let name = self.kind(SingleKind::Overall);
                let reason = reason_words(*reason, self.words);
                let values = [("name", name), ("reason", reason)];
                fill(self.words.says_absent, &values)
            }
            NoRegression::Aliased(which) => {
                let names: Vec<&str> = which.iter().map(|d| self.name_of(*d)).collect();
                let names = names.join(self.more.and);
                fill(self.more.aliased, &[("names", &names)])
            }
        }
    }

    fn model(&self, drivers: &Drivers, model: &Regression, parts: &mut Vec<Part>) {
        let (words, more) = (self.words, self.more);
        let share = |lmg: f64| per_cent(lmg / model.r_square.max(f64::MIN_POSITIVE));
        let first = model
            .drivers
            .iter()
            .enumerate()
            .max_by(|a, b| a.1.lmg.total_cmp(&b.1.lmg));
        let kind = self
            .study
            .form
            .singles
            .iter()
            .find(|single| single.question == drivers.question)
            .map_or(SingleKind::Overall, |single| single.kind);
        if let Some((index, first)) = first {
            parts.push(Part::Says(fill(
                more.says_drivers,
                &[
                    ("r", &per_cent(model.r_square)),
                    ("outcome", self.kind(kind)),
                    ("n", &model.n.to_string()),
                    ("name", self.name_of(index)),
                    ("share", &share(first.lmg)),
                ],
            )));
        }
        let perceptions = more.models.first().copied().unwrap_or_default();
        let mut table = Table::new(
            self.kind(kind),
            Some(fill(more.drivers_rule, &[("model", perceptions)])),
            vec![
                words.n.to_owned(),
                more.share.to_owned(),
                "r".to_owned(),
                "b".to_owned(),
                self.interval_head(),
                more.p.to_owned(),
            ],
        );
        let robust = self.study.form.visits.as_ref();
        let robust = robust.and_then(|visits| visits.robust.as_deref());
        for (index, driver) in model.drivers.iter().enumerate() {
            let b = driver.coefficient;
            let (interval, p) = drivers
                .slope(robust, index, self.study.level)
                .unwrap_or((b.interval, b.p));
            table.rows.push(Row::new(
                self.name_of(index),
                vec![
                    model.n.to_string(),
                    share(driver.lmg),
                    without_zero(driver.correlation),
                    signed(Some(b.value)),
                    bracketed(Some(interval)),
                    small_p(p),
                ],
            ));
        }
        parts.push(Part::Table(table));
        self.share_intervals(drivers, parts);
        let rule = if robust.is_some() {
            self.found.robust
        } else {
            self.found.not_robust
        };
        parts.push(Part::Rule(rule.to_owned()));
    }

    /// How far the shares may move by chance, and the second way to work them out.
    fn share_intervals(&self, drivers: &Drivers, parts: &mut Vec<Part>) {
        let (Ok(model), Ok(shares)) = (&drivers.seen, &drivers.shares) else {
            return;
        };
        let (words, found) = (self.words, self.found);
        let whole = model.r_square.max(f64::MIN_POSITIVE);
        let heads = vec![
            words.n.to_owned(),
            self.more.share.to_owned(),
            self.interval_head(),
            "Johnson %".to_owned(),
            "beta".to_owned(),
            "VIF".to_owned(),
        ];
        let mut table = Table::new(
            found.shares_title,
            Some(found.shares_rule.to_owned()),
            heads,
        );
        for (index, (driver, (low, high))) in model.drivers.iter().zip(shares).enumerate() {
            let cells = vec![
                model.n.to_string(),
                per_cent(driver.lmg / whole),
                format!("[{}, {}]", per_cent(*low), per_cent(*high)),
                per_cent(driver.johnson / whole),
                without_zero(driver.beta),
                format!("{:.1}", driver.inflation),
            ];
            table.rows.push(Row::new(self.name_of(index), cells));
        }
        parts.push(Part::Table(table));
        let entangled = model.drivers.iter().enumerate();
        let entangled = entangled.filter(|(_, driver)| driver.inflation > ENTANGLED);
        let names = self.names(entangled.map(|(index, _)| index));
        if !names.is_empty() {
            let text = fill(found.entangled, &[("names", &names)]);
            parts.push(Part::Caution(text));
        }
        let suppressed = model.drivers.iter().enumerate();
        let suppressed = suppressed
            .filter(|(_, driver)| driver.coefficient.value < 0.0 && driver.correlation > 0.0);
        let names = self.names(suppressed.map(|(index, _)| index));
        if !names.is_empty() {
            let text = fill(found.suppressed, &[("names", &names)]);
            parts.push(Part::Caution(text));
        }
    }

    /// P, G, and P + E side by side.
    fn models(&self, drivers: &Drivers, parts: &mut Vec<Part>) {
        let Ok(found) = &drivers.constraint else {
            return;
        };
        let more = self.more;
        let heads = vec![self.words.n.to_owned(), "R2".to_owned()];
        let rule = more.models_rule.to_owned();
        let mut table = Table::new(more.models_title, Some(rule), heads);
        let squares = [found.seen, found.gap, found.both];
        for (name, square) in more.models.into_iter().zip(squares) {
            let cells = vec![found.n.to_string(), without_zero(square)];
            table.rows.push(Row::new(name, cells));
        }
        parts.push(Part::Table(table));
        parts.push(Part::Rule(format!(
            "b(P) = -b(E): F = {:.2}, p {}",
            found.f,
            p_words(found.p)
        )));
    }

    pub(super) fn mean_table(&self, title: &str) -> Table {
        let heads = vec![
            self.words.n.to_owned(),
            self.words.mean.to_owned(),
            self.interval_head(),
        ];
        Table::new(title, None, heads)
    }

    pub(super) fn mean_row(&self, name: &str, figure: &Estimate) -> Row {
        let interval = figure.interval.map(levels).unwrap_or_default();
        self.row(name, figure, vec![plain(figure.mean.ok()), interval])
    }
}

/// The interval of a level: without signs.
pub(super) fn levels((low, high): (f64, f64)) -> String {
    format!("[{low:.2}, {high:.2}]")
}

/// A coefficient that cannot exceed 1, as the field prints it: `.81`, `-.07`.
pub(super) fn without_zero(value: f64) -> String {
    let text = format!("{value:.2}");
    match (text.strip_prefix("0."), text.strip_prefix("-0.")) {
        (Some(part), _) => format!(".{part}"),
        (None, Some(part)) => format!("-.{part}"),
        (None, None) => text,
    }
}

fn shown(value: Value) -> String {
    value.map(without_zero).unwrap_or_default()
}

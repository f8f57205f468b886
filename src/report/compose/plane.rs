//! Importance against performance: a plot, and under it each point with its quarter.

use super::Composer;
use crate::analysis::priorities::{Placed, Plane, Quarter};
use crate::analysis::study::{CutRule, Importance, PlanePoint, PlaneReport};
use crate::language::fill;
use crate::report::document::{Part, Plot, PlotPoint, Section, Table};
use crate::report::words::plain;

impl Composer<'_> {
    /// One plane a kind of importance, stated before derived.
    pub(super) fn planes(&self, parts: &mut Vec<Part>) {
        let planes = &self.study.form.planes;
        let drawn = |plane: &&PlaneReport| plane.plane.is_ok();
        if planes.iter().filter(drawn).count() == 0 {
            return;
        }
        parts.push(self.heading(Section::Plane));
        for plane in planes.iter().filter(drawn) {
            self.plane(plane, parts);
        }
        self.disagreement(parts);
    }

    fn quarter(&self, quarter: Quarter) -> &'static str {
        let [keep, begin, low, much] = self.found.quarters;
        match quarter {
            Quarter::Keep => keep,
            Quarter::Concentrate => begin,
            Quarter::LowPriority => low,
            Quarter::Overkill => much,
        }
    }

    fn importance_name(&self, importance: Importance) -> &'static str {
        let [points, rated, derived] = self.found.importances;
        match importance {
            Importance::Points => points,
            Importance::Rated => rated,
            Importance::Derived => derived,
        }
    }

    fn plane(&self, report: &PlaneReport, parts: &mut Vec<Part>) {
        let Ok(plane) = &report.plane else { return };
        let (words, found) = (self.words, self.found);
        let name = |point: &PlanePoint| match point.item {
            Some(item) => self.item_name(point.dimension, item).to_owned(),
            None => self.name_of(point.dimension).to_owned(),
        };
        let up = self.importance_name(report.importance);
        parts.push(Part::Subheading(up.to_owned()));
        let placed = || report.points.iter().zip(&plane.points);
        let begin: Vec<String> = placed()
            .filter_map(|(point, placed)| {
                let placed = placed.as_ref().ok()?;
                (placed.quarter == Quarter::Concentrate).then(|| marked(name(point), placed))
            })
            .collect();
        if !begin.is_empty() {
            let names = begin.join(self.more.and);
            let text = fill(found.begin_here, &[("names", &names)]);
            parts.push(Part::Says(text));
        }
        // Shares are drawn and told in per cent.
        let factor = if report.most <= 1.0 { 100.0 } else { 1.0 };
        let importance = |value: f64| {
            if factor > 1.0 {
                format!("{:.0}%", value * factor)
            } else {
                plain(Some(value))
            }
        };
        let seen = self.voice(self.report.seen);
        parts.push(Part::Rule(self.plane_rule(report, plane, &importance)));
        let points = placed().enumerate().filter_map(|(at, (point, placed))| {
            let placed = placed.as_ref().ok()?;
            Some(PlotPoint {
                mark: mark(at),
                name: name(point),
                x: point.performance.mean.ok()?,
                y: point.importance.mean.ok()? * factor,
                uncertain: placed.uncertain,
            })
        });
        parts.push(Part::Plot(Plot {
            across: seen.clone(),
            up: found.importance.to_owned(),
            cut: (plane.performance, plane.importance * factor),
            corners: [
                Quarter::Concentrate,
                Quarter::Keep,
                Quarter::LowPriority,
                Quarter::Overkill,
            ]
            .map(|quarter| self.quarter(quarter).to_owned()),
            points: points.collect(),
        }));
        let heads = vec![
            words.n.to_owned(),
            found.importance.to_owned(),
            seen,
            found.quarter.to_owned(),
        ];
        let mut table = Table::new("", None, heads);
        for (at, (point, placed)) in placed().enumerate() {
            let n = persons((point, placed));
            let mean = |value: Result<f64, _>| value.map(importance).unwrap_or_default();
            let quarter = placed.as_ref().map_or_else(
                |_| String::new(),
                |placed| marked(self.quarter(placed.quarter).to_owned(), placed),
            );
            let cells = vec![
                mean(point.importance.mean),
                plain(point.performance.mean.ok()),
                quarter,
            ];
            let name = format!("{} {}", mark(at), name(point));
            let reason = placed.as_ref().err().copied();
            table.rows.push(self.row_of(&name, n, reason, cells));
        }
        parts.push(Part::Table(table));
    }

    /// What the axes are, where the plane is cut, and how many persons are behind it.
    fn plane_rule(
        &self,
        report: &PlaneReport,
        plane: &Plane,
        importance: &dyn Fn(f64) -> String,
    ) -> String {
        let [means, medians, middle] = self.found.cuts;
        let cut = match report.cut {
            CutRule::Means => means,
            CutRule::Medians => medians,
            CutRule::Middle => middle,
        };
        let placed = report.points.iter().zip(&plane.points);
        let persons = placed.filter(|(_, placed)| placed.is_ok()).map(persons);
        let (least, most) = persons.fold((u64::MAX, 0), |(low, high), n| (low.min(n), high.max(n)));
        let n = if least == most {
            least.to_string()
        } else {
            format!("{least}..{most}")
        };
        fill(
            self.found.plane_rule,
            &[
                ("across", &self.voice(self.report.seen)),
                ("up", self.importance_name(report.importance)),
                ("x", &plain(Some(plane.performance))),
                ("y", &importance(plane.importance)),
                ("cut", cut),
                ("level", &self.level()),
                ("n", &n),
            ],
        )
    }

    /// Dimensions for which stated and derived importance fall on different sides.
    fn disagreement(&self, parts: &mut Vec<Part>) {
        let planes = &self.study.form.planes;
        let of = |kind| {
            let plane = planes.iter().find(|plane| plane.importance == kind)?;
            Some((plane, plane.plane.as_ref().ok()?))
        };
        let (Some((stated, cuts)), Some((derived, other))) =
            (of(Importance::Points), of(Importance::Derived))
        else {
            return;
        };
        let high = |point: &PlanePoint, cut: f64| point.importance.mean.map(|mean| mean >= cut);
        let names: Vec<usize> = stated
            .points
            .iter()
            .zip(&derived.points)
            .filter(|(one, two)| {
                matches!(
                    (high(one, cuts.importance), high(two, other.importance)),
                    (Ok(a), Ok(b)) if a != b
                )
            })
            .map(|(one, _)| one.dimension)
            .collect();
        if !names.is_empty() {
            let names = self.names(names.into_iter());
            let text = fill(self.found.planes_disagree, &[("names", &names)]);
            parts.push(Part::Says(text));
        }
    }
}

/// How many persons stand behind both of a point's levels.
fn persons<T>((point, _): (&PlanePoint, T)) -> u64 {
    point.importance.n.min(point.performance.n)
}

/// The letter of a point: a to z, then A to Z, then a plus sign.
fn mark(at: usize) -> String {
    let letters = ('a'..='z').chain('A'..='Z');
    letters
        .into_iter()
        .nth(at)
        .map_or_else(|| "+".to_owned(), String::from)
}

fn marked(name: String, placed: &Placed) -> String {
    if placed.uncertain {
        format!("{name} ?")
    } else {
        name
    }
}

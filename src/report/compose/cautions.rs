//! What a reader must know before the numbers: each where it applies, and only there.

use super::form::without_zero;
use super::{Composer, per_cent, told};
use crate::language::fill;
use crate::report::document::Part;
use crate::survey::questionnaire::Role;
use crate::survey::record::Outcome;

/// Fewer responses than this are few.
const SMALL: u64 = 30;

/// Above this share of answers at the top, expectations sit at the ceiling.
const CEILING: f64 = 0.5;

/// Below this a difference is not reliable enough to rank by (Peter, Churchill & Brown 1993).
const RELIABLE: f64 = 0.7;

impl Composer<'_> {
    /// What a reader must know before the numbers: each where it applies, and only there.
    pub(super) fn cautions(&self, parts: &mut Vec<Part>) {
        let (more, report) = (self.more, &self.report);
        let least = self.study.least();
        let form = &self.study.form;
        let mut cautions = Vec::new();
        if report.role == Role::Customer && report.n > 0 {
            cautions.push(more.convenience.to_owned());
        }
        if (1..SMALL).contains(&report.n) {
            let n = told(report.n, least);
            cautions.push(fill(more.small, &[("n", &n)]));
        }
        let left_out = form.conduct.left_out();
        if left_out > 0 {
            cautions.push(fill(more.left_out, &[("n", &told(left_out, least))]));
        }
        let partial = form
            .conduct
            .outcomes
            .iter()
            .find(|(outcome, _)| *outcome == Outcome::Partial);
        if let Some((_, partial @ 1..)) = partial {
            cautions.push(fill(more.partial, &[("n", &told(*partial, least))]));
        }
        if form.conduct.other_editions > 0 {
            let n = told(form.conduct.other_editions, least);
            cautions.push(fill(more.other_editions, &[("n", &n)]));
        }
        if form.sampled {
            cautions.push(more.sampled.to_owned());
        }
        cautions.extend(self.ceilings());
        cautions.extend(self.unreliable());
        if let Some(Ok(found)) = form.drivers.as_ref().map(|found| &found.constraint)
            && found.seen > found.gap
        {
            let (p, g) = (format!("{:.2}", found.seen), format!("{:.2}", found.gap));
            cautions.push(fill(more.perception_wins, &[("p", &p), ("g", &g)]));
        }
        if !cautions.is_empty() {
            parts.push(Part::Heading(more.cautions.to_owned()));
            parts.extend(cautions.into_iter().map(Part::Caution));
        }
    }

    /// Items whose expectations sit at the top of the scale.
    fn ceilings(&self) -> Option<String> {
        let report = &self.report;
        report.against?;
        let items = report
            .dimensions
            .iter()
            .flat_map(|d| d.items.iter().map(move |item| (d.dimension, item)));
        let names: Vec<String> = items
            .filter_map(|(dimension, item)| {
                let share = item.ceiling.ok().filter(|share| *share > CEILING)?;
                let name = self.item_name(dimension, item.item);
                let values = [("name", name), ("share", &per_cent(share))];
                Some(fill(self.found.with_share, &values))
            })
            .collect();
        self.all_of(self.found.ceilings, &names)
    }

    /// Dimensions whose gap is not reliable enough to rank by.
    fn unreliable(&self) -> Option<String> {
        let scales = self.study.form.scales.iter();
        let names: Vec<String> = scales
            .filter_map(|scales| {
                let difference = scales.difference.as_ref()?.difference.ok();
                let r = difference.filter(|r| *r < RELIABLE)?;
                // Not to be rounded to the bound that it misses.
                let value = if r > RELIABLE - 0.005 {
                    format!("{r:.3}").trim_start_matches('0').to_owned()
                } else {
                    without_zero(r)
                };
                let values = [("name", self.name_of(scales.dimension)), ("value", &value)];
                Some(fill(self.found.with_value, &values))
            })
            .collect();
        self.all_of(self.found.unreliables, &names)
    }

    /// One sentence about all of these; none about nobody.
    fn all_of(&self, template: &str, names: &[String]) -> Option<String> {
        let names = names.join(self.more.and);
        (!names.is_empty()).then(|| fill(template, &[("names", &names)]))
    }
}

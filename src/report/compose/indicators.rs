//! The organisation's own counts, period by period, against their targets.

use super::Composer;
use crate::analysis::{IndicatorPoint, IndicatorSeries, Standing};
use crate::language::fill;
use crate::report::document::{Part, Row, Section, Table};
use crate::survey::questionnaire::{Better, Indicator};

impl Composer<'_> {
    /// Every indicator: how its newest period stands, then all periods.
    pub(super) fn indicators(&self, parts: &mut Vec<Part>) {
        let with_values: Vec<(&IndicatorSeries, &Indicator)> = self
            .study
            .indicators
            .iter()
            .filter(|series| !series.points.is_empty())
            .filter_map(|series| Some((series, series.indicator(self.questionnaire)?)))
            .collect();
        if with_values.is_empty() {
            return;
        }
        parts.push(self.heading(Section::Indicators));
        for (series, indicator) in &with_values {
            let newest = series.points.iter().enumerate().filter(|(at, point)| {
                let next = series.points.get(at + 1);
                next.is_none_or(|next| next.site != point.site)
            });
            for (_, point) in newest {
                parts.push(Part::Says(self.newest(series, indicator, point)));
            }
        }
        for (series, indicator) in &with_values {
            parts.push(Part::Table(self.periods(series, indicator)));
        }
    }

    fn newest(
        &self,
        series: &IndicatorSeries,
        indicator: &Indicator,
        point: &IndicatorPoint,
    ) -> String {
        let more = self.more;
        let template = match series.standing(point.value) {
            None => more.indicator_value,
            Some(Standing::Met) => more.indicator_met,
            Some(Standing::Near) => more.indicator_near,
            Some(Standing::Missed) => more.indicator_missed,
        };
        let value = self.with_unit(indicator, &number(series, point.value));
        let target = series.target.unwrap_or(point.value);
        let size = number(series, (point.value - target).abs());
        let values = [
            ("name", indicator.name.get(self.brief.locale)),
            ("period", &place(point)),
            ("value", &value),
            ("target", &target_of(indicator)),
            ("size", &size),
        ];
        fill(template, &values)
    }

    fn periods(&self, series: &IndicatorSeries, indicator: &Indicator) -> Table {
        let more = self.more;
        let better = match series.better {
            Better::Higher => more.indicator_directions[0],
            Better::Lower => more.indicator_directions[1],
        };
        let tolerance = indicator.tolerance.map(|tolerance| tolerance.to_string());
        let template = match (series.target, &tolerance) {
            (None, _) => more.indicator_rule,
            (Some(_), None) => more.indicator_rule_target,
            (Some(_), Some(_)) => more.indicator_rule_near,
        };
        let values = [
            ("better", better),
            ("target", &target_of(indicator)),
            ("tolerance", tolerance.as_deref().unwrap_or_default()),
        ];
        let rule = fill(template, &values);
        let title = match &indicator.unit {
            Some(unit) => self.named(
                indicator.name.get(self.brief.locale),
                unit.get(self.brief.locale),
            ),
            None => indicator.name.get(self.brief.locale).to_owned(),
        };
        let with_target = series.target.is_some();
        let heads = more
            .indicator_heads
            .iter()
            .take(if with_target { 3 } else { 1 });
        let mut table = Table::new(
            &title,
            Some(rule),
            heads.map(|head| (*head).to_owned()).collect(),
        );
        for point in &series.points {
            let mut cells = vec![number(series, point.value)];
            if let (Some(target), Some(standing)) = (series.target, series.standing(point.value)) {
                let off = point.value - target;
                let sign = if off > 0.0 { "+" } else { "" };
                cells.push(format!("{sign}{}", number(series, off)));
                let word = match standing {
                    Standing::Met => more.indicator_standings[0],
                    Standing::Near => more.indicator_standings[1],
                    Standing::Missed => more.indicator_standings[2],
                };
                cells.push(word.to_owned());
            }
            table.rows.push(Row::new(&place(point), cells));
        }
        table
    }

    fn with_unit(&self, indicator: &Indicator, number: &str) -> String {
        match &indicator.unit {
            Some(unit) => format!("{number} {}", unit.get(self.brief.locale)),
            None => number.to_owned(),
        }
    }
}

fn place(point: &IndicatorPoint) -> String {
    match (point.site.as_str(), point.period.as_str()) {
        ("", period) => period.to_owned(),
        (site, "") => site.to_owned(),
        (site, period) => format!("{site} {period}"),
    }
}

fn target_of(indicator: &Indicator) -> String {
    indicator
        .target
        .map_or_else(String::new, |target| target.to_string())
}

/// With the digits that the indicator has, or its target needs. A difference so small is none.
fn number(series: &IndicatorSeries, value: f64) -> String {
    let target = series.target.unwrap_or_default();
    let digits = (usize::from(series.decimals)..3).find(|digits| {
        let part = 10_f64.powi(i32::try_from(*digits).unwrap_or(3));
        (target * part - (target * part).round()).abs() < 1e-6
    });
    let text = format!("{value:.*}", digits.unwrap_or(3));
    match text.strip_prefix('-') {
        Some(rest) if rest.chars().all(|c| c == '0' || c == '.') => rest.to_owned(),
        Some(_) | None => text,
    }
}

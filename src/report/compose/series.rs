//! Over time: what changed, whether there is a trend, and whether the process is stable.

use super::{Composer, p_words, small_p};
use crate::analysis::control::{Rule, Standing};
use crate::analysis::series::{
    ChartKind, ControlChart, Reading, SeriesReport, Slope, Span, Subject, TimeLine,
};
use crate::language::fill;
use crate::report::document::{Part, Row, Section, Series, SeriesRow, Table};
use crate::report::words::{convention, count, plain, reason_words, signed};

/// Above this p a change may be chance.
const CHANCE: f64 = 0.05;

impl Composer<'_> {
    /// Changes between the last two periods, and trends over all.
    pub(super) fn trend(&self, parts: &mut Vec<Part>) {
        let Some(series) = &self.study.series else {
            return;
        };
        let (words, found) = (self.words, self.found);
        let shown = series.lines.iter().filter(|line| line.change.is_ok());
        let changed: Vec<&TimeLine> = shown.collect();
        let Some(first) = changed.first() else { return };
        let [wave, week, month] = found.spans;
        let span = match series.span {
            Span::Wave => wave,
            Span::Week => week,
            Span::Month => month,
        };
        let heading = self.section_name(Section::Trend);
        parts.push(Part::Heading(self.named(&heading, span)));
        parts.push(Part::Says(self.change_in_words(series, first)));
        if let Some(sentence) = self.trend_in_words(first) {
            parts.push(Part::Says(sentence));
        }
        let rule = convention(
            self.questionnaire,
            series.voices.0,
            series.voices.1,
            self.brief.locale,
        );
        parts.push(Part::Rule(rule));
        if series.span != Span::Wave {
            parts.push(Part::Rule(found.period_rule.to_owned()));
        }
        let (before, last) = first.change.map_or(("", ""), |change| {
            let (before, last) = change.between;
            (self.period(series, before), self.period(series, last))
        });
        let rule = fill(found.change_rule, &[("level", &self.level())]);
        let mut table = Table::new(
            &fill(found.change_title, &[("before", before), ("after", last)]),
            Some(rule),
            vec![
                words.n.to_owned(),
                found.before.to_owned(),
                found.after.to_owned(),
                found.change.to_owned(),
                self.interval_head(),
                self.more.p.to_owned(),
            ],
        );
        for line in &changed {
            let Ok(change) = line.change else { continue };
            let (Some(earlier), Some(later)) = (
                line.readings.get(change.between.0),
                line.readings.get(change.between.1),
            ) else {
                continue;
            };
            let show = |value: f64| difference(line.subject, value);
            let (low, high) = change.interval;
            let told = |reading: &Reading| {
                let value = reading.value().ok();
                value.map_or_else(String::new, |value| self.reading(line.subject, value))
            };
            table.rows.push(Row::new(
                &self.subject(line.subject),
                vec![
                    format!("{}/{}", earlier.n(), later.n()),
                    told(earlier),
                    told(later),
                    show(change.difference),
                    format!("[{}, {}]", show(low), show(high)),
                    change.p.map(small_p).unwrap_or_default(),
                ],
            ));
        }
        parts.push(Part::Table(table));
        self.trends(series, parts);
    }

    fn trends(&self, series: &SeriesReport, parts: &mut Vec<Part>) {
        let (words, found) = (self.words, self.found);
        let with_trend: Vec<&TimeLine> = series
            .lines
            .iter()
            .filter(|line| line.trend.is_ok())
            .collect();
        if with_trend.is_empty() {
            parts.push(Part::Rule(found.no_trend.to_owned()));
            return;
        }
        let mut table = Table::new(
            found.trend_title,
            Some(found.trend_rule.to_owned()),
            vec![
                words.n.to_owned(),
                found.per_period.to_owned(),
                "tau".to_owned(),
                "p (MK)".to_owned(),
                found.second_p.to_owned(),
            ],
        );
        for line in with_trend {
            let Ok(trend) = line.trend else { continue };
            let second = match line.slope {
                Slope::Line(line) => line.map(|line| line.p),
                Slope::Shares(shares) => shares.map(|(_, p)| p),
                Slope::None => Err(crate::analysis::Absent::NotAsked),
            };
            let n: u64 = line
                .readings
                .iter()
                .filter(|reading| reading.value().is_ok())
                .map(Reading::n)
                .sum();
            table.rows.push(Row::new(
                &self.subject(line.subject),
                vec![
                    n.to_string(),
                    difference(line.subject, trend.slope),
                    signed(Some(trend.tau)),
                    small_p(trend.p),
                    second.map(small_p).unwrap_or_default(),
                ],
            ));
        }
        parts.push(Part::Table(table));
    }

    /// One sentence for the first page.
    pub(super) fn since_last(&self, parts: &mut Vec<Part>) {
        let Some(series) = &self.study.series else {
            return;
        };
        let overall = series.lines.first();
        if let Some(line) = overall.filter(|line| line.change.is_ok()) {
            parts.push(Part::Says(self.change_in_words(series, line)));
        }
    }

    fn change_in_words(&self, series: &SeriesReport, line: &TimeLine) -> String {
        let found = self.found;
        let Ok(change) = line.change else {
            return String::new();
        };
        let template = match change.p {
            Ok(p) if p < CHANCE && change.difference > 0.0 => found.says_better,
            Ok(p) if p < CHANCE => found.says_worse,
            Ok(_) | Err(_) => found.says_unchanged,
        };
        let (before, after) = change.between;
        let show = |value: f64| difference(line.subject, value);
        fill(
            template,
            &[
                ("name", &self.subject(line.subject)),
                ("before", self.period(series, before)),
                ("after", self.period(series, after)),
                ("size", &show(change.difference)),
                ("level", &self.level()),
                ("low", &show(change.interval.0)),
                ("high", &show(change.interval.1)),
                ("p", &change.p.map(p_words).unwrap_or_default()),
            ],
        )
    }

    fn trend_in_words(&self, line: &TimeLine) -> Option<String> {
        let trend = line.trend.ok()?;
        let template = if trend.p >= CHANCE {
            self.found.says_no_trend
        } else if trend.slope > 0.0 {
            self.found.says_rises
        } else {
            self.found.says_falls
        };
        let periods = line.readings.iter().filter(|r| r.value().is_ok()).count();
        Some(fill(
            template,
            &[
                ("name", &self.subject(line.subject)),
                ("count", &periods.to_string()),
                ("size", &difference(line.subject, trend.slope)),
                ("p", &p_words(trend.p)),
            ],
        ))
    }

    /// Control charts: of the whole and of every line with a signal; of all where they were asked for.
    pub(super) fn control(&self, parts: &mut Vec<Part>) {
        let Some(series) = &self.study.series else {
            return;
        };
        let asked = self.brief.sections.contains(&Section::Control);
        let found = self.found;
        let charts: Vec<(&TimeLine, &ControlChart)> = series
            .lines
            .iter()
            .filter_map(|line| Some((line, line.chart.as_ref().ok()?)))
            .collect();
        if charts.is_empty() {
            if asked {
                parts.push(self.heading(Section::Control));
                parts.push(Part::Rule(found.no_limits.to_owned()));
            }
            return;
        }
        parts.push(self.heading(Section::Control));
        let told: Vec<_> = charts
            .into_iter()
            .enumerate()
            .filter(|(at, (_, chart))| asked || *at == 0 || !chart.signals.is_empty())
            .map(|(_, chart)| chart)
            .collect();
        let stable = told.iter().all(|(_, chart)| chart.signals.is_empty());
        if stable {
            parts.push(Part::Says(found.stable.to_owned()));
        }
        for (line, chart) in &told {
            let mut periods: Vec<usize> = chart.signals.iter().map(|(at, _)| *at).collect();
            periods.dedup();
            if periods.is_empty() {
                continue;
            }
            let names: Vec<&str> = periods.iter().map(|at| self.period(series, *at)).collect();
            let names = names.join(self.more.and);
            let values = [("name", self.subject(line.subject)), ("periods", names)];
            let values = values.each_ref().map(|(key, value)| (*key, value.as_str()));
            parts.push(Part::Says(fill(found.unstable, &values)));
        }
        parts.push(Part::Rule(found.control_rule.to_owned()));
        if let Some(because) = &series.because {
            parts.push(Part::Rule(fill(found.because, &[("why", because)])));
        }
        for (line, chart) in told {
            parts.push(Part::Rule(self.chart_rule(series, chart)));
            parts.push(Part::Series(self.control_chart(series, line, chart)));
        }
    }

    fn chart_rule(&self, series: &SeriesReport, chart: &ControlChart) -> String {
        let found = self.found;
        let [means, single, shares, widened] = found.charts;
        let kind = match chart.kind {
            ChartKind::Means => means,
            ChartKind::Individuals => single,
            ChartKind::Shares => shares,
            ChartKind::WidenedShares => widened,
        };
        let (first, last) = chart.baseline;
        let template = match chart.standing {
            Standing::Full => found.limits_full,
            Standing::Trial | Standing::Nothing => found.limits_trial,
        };
        let mut text = fill(
            template,
            &[
                ("kind", kind),
                ("first", self.period(series, first)),
                ("last", self.period(series, last)),
            ],
        );
        if let Some((mean, high)) = chart.ranges {
            let (mean, high) = (format!("{mean:.1}"), format!("{high:.1}"));
            text.push_str(&fill(found.ranges, &[("mean", &mean), ("high", &high)]));
        }
        text
    }

    fn control_chart(
        &self,
        series: &SeriesReport,
        line: &TimeLine,
        chart: &ControlChart,
    ) -> Series {
        let least = self.study.least();
        let rows = line.readings.iter().enumerate().map(|(at, reading)| {
            let limits = chart.limits.get(at).copied().flatten();
            let signals = chart.signals.iter().filter(|(place, _)| *place == at);
            let signals: Vec<&str> = signals.map(|(_, rule)| rule_number(*rule)).collect();
            let value = reading.value();
            SeriesRow {
                name: self.period(series, at).to_owned(),
                n: count(reading.n(), value.err(), least),
                value: value
                    .map(|value| (value, self.reading(line.subject, value)))
                    .map_err(|reason| reason_words(reason, self.words)),
                limits: limits.map(|limits| (limits.low, limits.centre, limits.high)),
                signal: signals.join(","),
            }
        });
        let head = match line.subject {
            Subject::Overall | Subject::Dimension(_) if series.voices.1.is_some() => self.words.gap,
            Subject::Overall | Subject::Dimension(_) | Subject::Mean(..) => self.words.mean,
            Subject::Top(..) => self.more.upper_share,
            Subject::Promoters(_) => "NPS",
        };
        Series {
            title: self.subject(line.subject),
            head: head.to_owned(),
            n: self.words.n.to_owned(),
            rows: rows.collect(),
        }
    }

    fn period<'b>(&self, series: &'b SeriesReport, at: usize) -> &'b str {
        let name = series.periods.get(at).map_or("", |(name, _)| name);
        if name.is_empty() {
            self.more.unnamed
        } else {
            name
        }
    }

    fn subject(&self, subject: Subject) -> String {
        match subject {
            Subject::Overall => self.words.overall.to_owned(),
            Subject::Dimension(dimension) => self.name_of(dimension).to_owned(),
            Subject::Mean(_, kind) => self.kind(kind).to_owned(),
            Subject::Top(_, kind) => format!("{} ({})", self.kind(kind), self.more.upper_share),
            Subject::Promoters(_) => "NPS".to_owned(),
        }
    }

    /// A value as it is told: shares in per cent, scores whole.
    fn reading(&self, subject: Subject, value: f64) -> String {
        let gap = self.report.against.is_some();
        match subject {
            Subject::Overall | Subject::Dimension(_) if gap => signed(Some(value)),
            Subject::Overall | Subject::Dimension(_) | Subject::Mean(..) => plain(Some(value)),
            Subject::Top(..) => format!("{:.0}", value * 100.0),
            Subject::Promoters(_) => format!("{value:+.0}"),
        }
    }
}

/// A change as it is told: of shares in per cent.
fn difference(subject: Subject, value: f64) -> String {
    match subject {
        Subject::Overall | Subject::Dimension(_) | Subject::Mean(..) => signed(Some(value)),
        Subject::Top(..) => format!("{:+.1}", value * 100.0),
        Subject::Promoters(_) => format!("{value:+.1}"),
    }
}

/// Nelson's number of a rule.
fn rule_number(rule: Rule) -> &'static str {
    match rule {
        Rule::Beyond => "1",
        Rule::Side => "2",
        Rule::Run => "3",
        Rule::TwoOfThree => "5",
        Rule::FourOfFive => "6",
    }
}

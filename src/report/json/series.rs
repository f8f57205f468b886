//! The part of the JSON document that tells figures over time.

use serde_json::{Value as Json, json};

use super::study::{Writer, interval, value};
use crate::analysis::SeriesReport;
use crate::analysis::control::Rule;
use crate::analysis::series::{ControlChart, Slope, Subject, TimeLine};

impl Writer<'_> {
    /// Periods and lines.
    pub(super) fn series(&self, found: &SeriesReport) -> Json {
        let periods = found
            .periods
            .iter()
            .map(|(name, n)| json!({ "name": name, "n": n.ok() }));
        let lines = found.lines.iter().map(|line| self.time_line(line));
        json!({
            "by": found.span.word(),
            "periods": periods.collect::<Vec<_>>(),
            "lines": lines.collect::<Vec<_>>(),
        })
    }

    fn time_line(&self, line: &TimeLine) -> Json {
        let (kind, about) = match line.subject {
            Subject::Overall => ("overall", None),
            Subject::Dimension(dimension) => ("dimension", Some(self.dimension(dimension))),
            Subject::Mean(_, kind) => ("mean", Some(kind.word())),
            Subject::Top(_, kind) => ("share", Some(kind.word())),
            Subject::Promoters(_) => ("nps", None),
        };
        let readings = line.readings.iter().map(|reading| {
            let mut told = value(reading.value());
            if let Some(fields) = told.as_object_mut() {
                let n = reading.value().ok().map(|_| reading.n());
                fields.insert("n".to_owned(), json!(n));
                fields.insert("interval".to_owned(), interval(reading.interval()));
            }
            told
        });
        let change = line.change.map(|change| {
            json!({
                "from": change.between.0,
                "to": change.between.1,
                "difference": change.difference,
                "interval": [change.interval.0, change.interval.1],
                "p": change.p.ok(),
            })
        });
        let trend = line.trend.map(|trend| {
            json!({
                "s": trend.s, "z": trend.z, "p": trend.p, "tau": trend.tau, "slope": trend.slope,
            })
        });
        let (straight, shares) = match line.slope {
            Slope::Line(found) => (found.ok(), None),
            Slope::Shares(found) => (None, found.ok()),
            Slope::None => (None, None),
        };
        json!({
            "kind": kind,
            "about": about,
            "readings": readings.collect::<Vec<_>>(),
            "change": change.ok(),
            "mann_kendall": trend.ok(),
            "weighted_line": straight.map(|line| {
                json!({ "slope": line.slope, "error": line.error, "t": line.t, "p": line.p })
            }),
            "cochran_armitage": shares.map(|(chi_square, p)| json!({ "chi_square": chi_square, "p": p })),
            "control": line.chart.as_ref().ok().map(control),
        })
    }
}

fn control(chart: &ControlChart) -> Json {
    let limits = chart
        .limits
        .iter()
        .map(|limits| limits.map(|l| json!([l.low, l.centre, l.high])));
    let signals = chart.signals.iter().map(|(at, rule)| {
        let number = match rule {
            Rule::Beyond => 1,
            Rule::Side => 2,
            Rule::Run => 3,
            Rule::TwoOfThree => 5,
            Rule::FourOfFive => 6,
        };
        json!({ "period": at, "nelson": number })
    });
    json!({
        "chart": chart.kind.word(),
        "baseline": [chart.baseline.0, chart.baseline.1],
        "standing": chart.standing.word(),
        "limits": limits.collect::<Vec<_>>(),
        "signals": signals.collect::<Vec<_>>(),
        "moving_range": chart.ranges.map(|(mean, high)| json!({ "mean": mean, "high": high })),
    })
}

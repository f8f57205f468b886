//! Figures over time: what changed from one period to the next, whether there is a trend, and whether the process
//! is stable.
//!
//! Knows: which test and which control chart belongs to which kind of figure. Everything is worked out from
//! figures that may be shown, so a hidden period is a hole in tests and charts alike.

use super::control::{self, FULL_BASELINE, Individuals, Limits, Rule, Standing, signals};
use super::figure::{Absent, Estimate, Value};
use super::groups::{Welch, welch_of};
use super::paired::holm;
use super::probability::normal_quantile;
use super::satisfaction::{Promoters, promoter_change};
use super::scoring::Voice;
use super::shares::{Share, share_difference, trend_of_shares};
use super::study::SingleKind;
use super::trend::{Line, MannKendall, line, mann_kendall};

/// By what time is cut into periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Span {
    /// By wave, in the order of their names.
    Wave,
    /// By week (ISO 8601, UTC).
    Week,
    /// By month (UTC).
    Month,
}

impl Span {
    /// Its word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Wave => "wave",
            Self::Week => "week",
            Self::Month => "month",
        }
    }
}

/// What a line over time is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The whole: gap, or level where nothing is held against it.
    Overall,
    /// A dimension, by its index.
    Dimension(usize),
    /// The mean of a single question, by its index in the form's layout.
    Mean(usize, SingleKind),
    /// The share of its upper answers.
    Top(usize, SingleKind),
    /// The net promoter score.
    Promoters(usize),
}

/// One period's value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reading {
    /// A mean.
    Mean(Estimate),
    /// A share of persons.
    Share(Share),
    /// A net promoter score.
    Promoters(Promoters),
}

impl Reading {
    /// The value: a mean, a share from 0 to 1, a score from -100 to 100.
    pub fn value(&self) -> Value {
        match self {
            Self::Mean(estimate) => estimate.mean,
            Self::Share(share) => share.share,
            Self::Promoters(promoters) => promoters.score,
        }
    }

    /// Its interval.
    pub fn interval(&self) -> Result<(f64, f64), Absent> {
        match self {
            Self::Mean(estimate) => estimate.interval,
            Self::Share(share) => share.interval,
            Self::Promoters(promoters) => promoters.interval,
        }
    }

    /// How many persons.
    pub fn n(&self) -> u64 {
        match self {
            Self::Mean(estimate) => estimate.n,
            Self::Share(share) => share.n,
            Self::Promoters(promoters) => promoters.n,
        }
    }
}

/// A change between two periods of different persons: later minus earlier.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// The earlier and the later period, by their places.
    pub between: (usize, usize),
    /// Later minus earlier.
    pub difference: f64,
    /// Its interval.
    pub interval: (f64, f64),
    /// Two-sided; of dimensions adjusted together (Holm 1979).
    pub p: Value,
}

/// Which control chart a line has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// Means of persons, limits by their spread inside periods.
    Means,
    /// One value a period, limits by the moving range.
    Individuals,
    /// Shares of persons, binomial limits.
    Shares,
    /// Shares whose periods differ more than persons do: limits widened (Laney 2002).
    WidenedShares,
}

impl ChartKind {
    /// Its word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Means => "x_bar",
            Self::Individuals => "i_mr",
            Self::Shares => "p",
            Self::WidenedShares => "laney_p",
        }
    }
}

/// A control chart over all periods, its limits frozen from a baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct ControlChart {
    /// Which chart.
    pub kind: ChartKind,
    /// The periods that the limits come from, by their places: first and last.
    pub baseline: (usize, usize),
    /// What the limits are worth.
    pub standing: Standing,
    /// Limits of each period.
    pub limits: Vec<Option<Limits>>,
    /// Periods that complete a pattern, and which.
    pub signals: Vec<(usize, Rule)>,
    /// The mean moving range and its upper limit, of single values.
    pub ranges: Option<(f64, f64)>,
}

/// A figure over time.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeLine {
    /// What it is about.
    pub subject: Subject,
    /// One reading a period.
    pub readings: Vec<Reading>,
    /// From the last period but one that is shown to the last.
    pub change: Result<Change, Absent>,
    /// The trend of the values (Mann-Kendall); from four periods on.
    pub trend: Result<MannKendall, Absent>,
    /// The weighted line through means, or chi-square and p of shares (Cochran-Armitage).
    pub slope: Slope,
    /// Whether it is stable.
    pub chart: Result<ControlChart, Absent>,
}

/// A second opinion on the trend, by the kind of figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Slope {
    /// Of means, weighted by n / s².
    Line(Result<Line, Absent>),
    /// Of shares: chi-square and p.
    Shares(Result<(f64, f64), Absent>),
    /// None for scores.
    None,
}

/// Figures of a form over time.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesReport {
    /// How time is cut.
    pub span: Span,
    /// The confidence level of every interval.
    pub level: f64,
    /// What is seen and what it is held against.
    pub voices: (Option<Voice>, Option<Voice>),
    /// The periods' names and sizes; the reason where a size is hidden.
    pub periods: Vec<(String, Result<u64, Absent>)>,
    /// The lines: the whole, dimensions, single questions.
    pub lines: Vec<TimeLine>,
    /// The baseline was asked for, for this reason.
    pub because: Option<String>,
}

/// How control charts are made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charting {
    /// The first and the last period of the baseline, by place; else the first twenty that are shown.
    pub baseline: Option<(usize, usize)>,
    /// Why it is not the usual one.
    pub because: Option<String>,
    /// The patterns looked for.
    pub rules: Vec<Rule>,
}

impl Default for Charting {
    fn default() -> Self {
        Self {
            baseline: None,
            because: None,
            rules: Rule::DEFAULT.to_vec(),
        }
    }
}

impl TimeLine {
    /// A line from its readings, hidden ones replaced by the reason already.
    pub(super) fn of(
        subject: Subject,
        readings: Vec<Reading>,
        charting: &Charting,
        level: f64,
    ) -> Self {
        let shown: Vec<usize> = (0..readings.len())
            .filter(|at| readings.get(*at).is_some_and(|r| r.value().is_ok()))
            .collect();
        let values: Vec<f64> = readings.iter().filter_map(|r| r.value().ok()).collect();
        Self {
            change: change(&readings, &shown, level),
            trend: mann_kendall(&values),
            slope: slope(&readings),
            chart: chart(&readings, &shown, charting),
            subject,
            readings,
        }
    }
}

/// Adjusts the changes of the dimensions together.
pub(super) fn adjust(lines: &mut [TimeLine]) {
    let of_dimension = |line: &TimeLine| matches!(line.subject, Subject::Dimension(_));
    let p = lines
        .iter()
        .filter(|line| of_dimension(line))
        .map(|line| line.change.and_then(|change| change.p));
    let adjusted = holm(&p.collect::<Vec<_>>());
    let dimensions = lines.iter_mut().filter(|line| of_dimension(line));
    for (line, adjusted) in dimensions.zip(adjusted) {
        if let Ok(change) = &mut line.change {
            change.p = adjusted;
        }
    }
}

fn change(readings: &[Reading], shown: &[usize], level: f64) -> Result<Change, Absent> {
    let [.., before, last] = shown else {
        return Err(Absent::OnlyOne);
    };
    let (Some(earlier), Some(later)) = (readings.get(*before), readings.get(*last)) else {
        return Err(Absent::NoData);
    };
    let between = (*before, *last);
    match (later, earlier) {
        (Reading::Mean(later), Reading::Mean(earlier)) => {
            let Welch {
                difference,
                interval,
                p,
                ..
            } = welch_of(later, earlier, level)?;
            Ok(Change {
                between,
                difference,
                interval,
                p: Ok(p),
            })
        }
        (Reading::Share(later), Reading::Share(earlier)) => {
            let found =
                share_difference((later.count, later.n), (earlier.count, earlier.n), level)?;
            Ok(Change {
                between,
                difference: found.difference,
                interval: found.interval,
                p: found.p,
            })
        }
        (Reading::Promoters(later), Reading::Promoters(earlier)) => {
            let (difference, _, p) = promoter_change(earlier, later)?;
            let error = later.error?.hypot(earlier.error?);
            let reach = normal_quantile(0.5 + 0.5 * level) * error;
            Ok(Change {
                between,
                difference,
                interval: (difference - reach, difference + reach),
                p: Ok(p),
            })
        }
        (Reading::Mean(_) | Reading::Share(_) | Reading::Promoters(_), _) => Err(Absent::Improper),
    }
}

fn slope(readings: &[Reading]) -> Slope {
    let places = (0u32..).map(f64::from);
    match readings.first() {
        Some(Reading::Mean(_)) => {
            let points: Vec<(f64, f64, f64)> = places
                .zip(readings)
                .filter_map(|(at, reading)| {
                    let Reading::Mean(estimate) = reading else {
                        return None;
                    };
                    let (mean, sd) = (estimate.mean.ok()?, estimate.sd.ok()?);
                    (sd > 0.0).then(|| (at, mean, estimate.n as f64 / (sd * sd)))
                })
                .collect();
            Slope::Line(line(&points))
        }
        Some(Reading::Share(_)) => {
            let points: Vec<(f64, u64, u64)> = places
                .zip(readings)
                .filter_map(|(at, reading)| match reading {
                    Reading::Share(share) if share.share.is_ok() => {
                        Some((at, share.count, share.n))
                    }
                    Reading::Share(_) | Reading::Mean(_) | Reading::Promoters(_) => None,
                })
                .collect();
            if points.len() < super::trend::LEAST_WAVES {
                return Slope::Shares(Err(Absent::TooFew));
            }
            Slope::Shares(trend_of_shares(&points))
        }
        Some(Reading::Promoters(_)) | None => Slope::None,
    }
}

/// Above this the binomial limits of shares are too narrow (Laney 2002).
const EXCESS: f64 = 1.2;

fn chart(
    readings: &[Reading],
    shown: &[usize],
    charting: &Charting,
) -> Result<ControlChart, Absent> {
    let (Some(first), Some(last)) = (shown.first(), shown.last()) else {
        return Err(Absent::NoData);
    };
    let baseline = charting.baseline.unwrap_or_else(|| {
        let end = shown.get(FULL_BASELINE - 1).unwrap_or(last);
        (*first, *end)
    });
    let inside = |at: &&usize| (baseline.0..=baseline.1).contains(*at);
    let standing = Standing::of(shown.iter().filter(inside).count());
    if standing == Standing::Nothing {
        return Err(Absent::NoFreedom);
    }
    let values: Vec<Option<f64>> = readings.iter().map(|r| r.value().ok()).collect();
    let (kind, limits, ranges) = limits(readings, &values, baseline)?;
    let signals = charting
        .rules
        .iter()
        .flat_map(|rule| {
            let found = signals(&values, &limits, *rule);
            found.into_iter().map(|at| (at, *rule))
        })
        .collect();
    Ok(ControlChart {
        kind,
        baseline,
        standing,
        limits,
        signals,
        ranges,
    })
}

type Drawn = (ChartKind, Vec<Option<Limits>>, Option<(f64, f64)>);

/// Limits of every period from those of the baseline, which is put in front of all for the charts that take
/// their first periods as such.
fn limits(
    readings: &[Reading],
    values: &[Option<f64>],
    (first, last): (usize, usize),
) -> Result<Drawn, Absent> {
    let length = (last + 1).saturating_sub(first);
    let basis = || readings.iter().skip(first).take(length);
    match readings.first() {
        Some(Reading::Mean(_)) => {
            let of = |reading: &Reading| match reading {
                Reading::Mean(e) => match (e.mean, e.sd) {
                    (Ok(mean), Ok(sd)) => (mean, sd, e.n),
                    (Err(_), _) | (_, Err(_)) => (0.0, 0.0, 0),
                },
                Reading::Share(_) | Reading::Promoters(_) => (0.0, 0.0, 0),
            };
            let waves: Vec<(f64, f64, u64)> = basis().chain(readings).map(of).collect();
            let mut limits = control::means(&waves, length)?;
            Ok((ChartKind::Means, limits.split_off(length), None))
        }
        Some(Reading::Share(_)) => {
            let of = |reading: &Reading| match reading {
                Reading::Share(share) if share.share.is_ok() => (share.count, share.n),
                Reading::Share(_) | Reading::Mean(_) | Reading::Promoters(_) => (0, 0),
            };
            let waves: Vec<(u64, u64)> = basis().chain(readings).map(of).collect();
            let mut found = control::shares(&waves, length)?;
            if found.excess.is_ok_and(|excess| excess > EXCESS) {
                let limits = found.widened.split_off(length);
                Ok((ChartKind::WidenedShares, limits, None))
            } else {
                Ok((ChartKind::Shares, found.plain.split_off(length), None))
            }
        }
        Some(Reading::Promoters(_)) => {
            let waves: Vec<Option<f64>> = values.iter().skip(first).take(length).copied().collect();
            let Individuals {
                limits,
                moving_range,
                range_high,
            } = control::individuals(&waves, length)?;
            let each = values.iter().map(|value| value.map(|_| limits)).collect();
            Ok((
                ChartKind::Individuals,
                each,
                Some((moving_range, range_high)),
            ))
        }
        None => Err(Absent::NoData),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::golden::Golden;
    use crate::analysis::shares::share;
    use crate::analysis::trial::Table;

    /// The simulated waves: means of gaps, shares of satisfied, promoters.
    fn waves() -> [Vec<Reading>; 3] {
        let table = Table::read(include_str!("../../tests/reference/data/sim_waves.csv"));
        let number = |row: &Vec<String>, name| table.cell(row, name).parse::<f64>().unwrap();
        let count = |row: &Vec<String>, name| table.cell(row, name).parse::<u64>().unwrap();
        let rows = || table.rows.iter();
        [
            rows()
                .map(|row| {
                    Reading::Mean(Estimate {
                        n: count(row, "n"),
                        mean: Ok(number(row, "gap_mean")),
                        sd: Ok(number(row, "gap_sd")),
                        interval: Err(Absent::NoData),
                    })
                })
                .collect(),
            rows()
                .map(|row| Reading::Share(share(count(row, "sat_top2"), count(row, "n"), 0.95)))
                .collect(),
            rows()
                .map(|row| {
                    let of = |name| count(row, name);
                    let (p, q, d) = (of("promoters"), of("passives"), of("detractors"));
                    Reading::Promoters(Promoters::of_counts(p, q, d, 0.95))
                })
                .collect(),
        ]
    }

    #[test]
    fn lines_over_the_simulated_waves_are_tested_and_charted_as_in_the_reference() {
        let spc = Golden::read(include_str!("../../tests/reference/golden/spc.json"));
        let tests = Golden::read(include_str!("../../tests/reference/golden/tests.json"));
        let [means, shares, promoters] = waves();
        let of = |subject, readings| TimeLine::of(subject, readings, &Charting::default(), 0.95);
        let found = of(Subject::Overall, means);
        let trend = found.trend.unwrap();
        tests.check(
            "trend.mann_kendall_S_var_z_p_tau_sen",
            &[
                trend.s,
                trend.variance,
                trend.z,
                trend.p,
                trend.tau,
                trend.slope,
            ],
        );
        let Slope::Line(Ok(line)) = found.slope else {
            panic!("means have a line");
        };
        tests.check(
            "trend.wls_slope_se_t_p",
            &[line.slope, line.error, line.t, line.p],
        );
        let chart = found.chart.unwrap();
        assert_eq!((chart.kind, chart.baseline), (ChartKind::Means, (0, 19)));
        assert_eq!(chart.standing, Standing::Full);
        let high: Vec<f64> = chart.limits.iter().map(|l| l.unwrap().high).collect();
        spc.check("spc.xbars.unequal.ucl", &high);
        let beyond: Vec<f64> = chart
            .signals
            .iter()
            .filter(|(_, rule)| *rule == Rule::Beyond)
            .map(|(at, _)| (at + 1) as f64)
            .collect();
        spc.check("spc.xbars.unequal.beyond", &beyond);
        let found = of(Subject::Top(0, SingleKind::Satisfaction), shares);
        let Slope::Shares(Ok((chi_square, p))) = found.slope else {
            panic!("shares have a trend");
        };
        tests.check("trend.cochran_armitage_chisq_p", &[chi_square, p]);
        let excess = spc.numbers("spc.laney.sigma_z")[0];
        let chart = found.chart.unwrap();
        let (kind, key) = if excess > EXCESS {
            (ChartKind::WidenedShares, "spc.laney.ucl")
        } else {
            (ChartKind::Shares, "spc.p.ucl")
        };
        assert_eq!(chart.kind, kind);
        let high: Vec<f64> = chart.limits.iter().map(|l| l.unwrap().high).collect();
        spc.check(key, &high);
        let found = of(Subject::Promoters(0), promoters);
        assert_eq!(found.chart.unwrap().kind, ChartKind::Individuals);
        assert!(matches!(found.slope, Slope::None));
    }

    #[test]
    fn a_baseline_that_was_asked_for_is_the_one_that_limits_come_from() {
        let [means, _, _] = waves();
        let charting = Charting {
            baseline: Some((20, 29)),
            ..Charting::default()
        };
        let of = |readings, charting: &Charting| {
            TimeLine::of(Subject::Overall, readings, charting, 0.95)
                .chart
                .unwrap()
        };
        let late = of(means.clone(), &charting);
        assert_eq!((late.limits.len(), late.standing), (30, Standing::Trial));
        let alone = of(means[20..].to_vec(), &Charting::default());
        assert_eq!(late.limits[20..], alone.limits[..]);
    }

    #[test]
    fn few_periods_have_a_change_and_no_trend_and_no_limits() {
        let [mut means, _, _] = waves();
        means.truncate(3);
        let found = TimeLine::of(Subject::Overall, means.clone(), &Charting::default(), 0.95);
        assert_eq!(found.trend, Err(Absent::TooFew));
        assert_eq!(found.chart, Err(Absent::NoFreedom));
        assert_eq!(found.change.unwrap().between, (1, 2));
        // A hidden period is a hole, and the change is between those that are shown.
        means[1] = Reading::Mean(Estimate::absent(0, Absent::TooFew));
        let found = TimeLine::of(Subject::Overall, means, &Charting::default(), 0.95);
        assert_eq!(found.change.unwrap().between, (0, 2));
    }
}

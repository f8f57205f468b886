//! Control charts over waves: is the process stable?
//!
//! Limits come from a baseline and stay until someone sets them anew, with a reason; points outside are
//! never taken out by the program. How much limits are worth says [`Standing`].

use super::figure::{Absent, Value};
use super::probability::log_gamma;

/// The fewest baseline waves whose limits may be shown.
pub const LEAST_BASELINE: usize = 8;
/// The fewest baseline waves whose limits are more than a trial.
pub const FULL_BASELINE: usize = 20;

/// What limits from a baseline are worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Too few waves: limits are not to be shown.
    Nothing,
    /// To be labelled trial limits.
    Trial,
    /// Enough waves.
    Full,
}

impl Standing {
    /// Its word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Trial => "trial",
            Self::Full => "full",
        }
    }

    /// The standing of limits from so many waves with a value.
    pub fn of(waves: usize) -> Self {
        match waves {
            0..LEAST_BASELINE => Self::Nothing,
            LEAST_BASELINE..FULL_BASELINE => Self::Trial,
            FULL_BASELINE.. => Self::Full,
        }
    }
}

/// The expected range of two normal values in standard deviations.
const D2: f64 = 1.128;
/// The upper limit of a moving range in mean moving ranges.
const D4: f64 = 3.267;

/// Centre and limits of one point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The centre line.
    pub centre: f64,
    /// A standard deviation of this point.
    pub sigma: f64,
    /// Lower limit: centre - 3 sigma, within what is possible.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
}

impl Limits {
    fn around(centre: f64, sigma: f64) -> Self {
        Self {
            centre,
            sigma,
            low: centre - 3.0 * sigma,
            high: centre + 3.0 * sigma,
        }
    }

    fn within(self, low: f64, high: f64) -> Self {
        Self {
            low: self.low.max(low),
            high: self.high.min(high),
            ..self
        }
    }
}

/// The chart of single values (Shewhart 1931): an index, a score, a key figure; one a wave.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Individuals {
    /// Limits of the values.
    pub limits: Limits,
    /// The mean moving range.
    pub moving_range: f64,
    /// Its upper limit.
    pub range_high: f64,
}

/// Limits of single values from the first `baseline` waves. A wave without a value is a hole; no range is
/// taken across it. Without variation the limits lie on the centre.
pub fn individuals(series: &[Option<f64>], baseline: usize) -> Result<Individuals, Absent> {
    let basis = series.get(..baseline.min(series.len())).unwrap_or_default();
    let values: Vec<f64> = basis.iter().flatten().copied().collect();
    let ranges: Vec<f64> = basis
        .windows(2)
        .filter_map(|pair| match pair {
            [Some(a), Some(b)] => Some((b - a).abs()),
            _ => None,
        })
        .collect();
    if values.is_empty() {
        return Err(Absent::NoData);
    }
    if ranges.is_empty() {
        return Err(Absent::OnlyOne);
    }
    let centre = values.iter().sum::<f64>() / values.len() as f64;
    let moving_range = ranges.iter().sum::<f64>() / ranges.len() as f64;
    Ok(Individuals {
        limits: Limits::around(centre, moving_range / D2),
        moving_range,
        range_high: D4 * moving_range,
    })
}

/// Limits of a mean per wave: (mean, standard deviation, n) of each wave, n differing. The spread is the pooled one
/// inside waves of the baseline, the centre is weighted by n. Waves without responses are holes.
pub fn means(waves: &[(f64, f64, u64)], baseline: usize) -> Result<Vec<Option<Limits>>, Absent> {
    let basis: Vec<_> = waves
        .iter()
        .take(baseline)
        .filter(|(_, _, n)| *n > 0)
        .collect();
    let n: f64 = basis.iter().map(|(_, _, n)| *n as f64).sum();
    let freedom = n - basis.len() as f64;
    if basis.is_empty() {
        return Err(Absent::NoData);
    }
    if freedom < 1.0 {
        return Err(Absent::NoFreedom);
    }
    let centre = basis
        .iter()
        .map(|(mean, _, n)| mean * *n as f64)
        .sum::<f64>()
        / n;
    let squares: f64 = basis
        .iter()
        .filter(|(_, _, n)| *n > 1)
        .map(|(_, sd, n)| sd * sd * (*n - 1) as f64)
        .sum();
    let pooled = (squares / freedom).sqrt();
    Ok(waves
        .iter()
        .map(|(_, _, n)| (*n > 0).then(|| Limits::around(centre, pooled / (*n as f64).sqrt())))
        .collect())
}

/// Limits of a share per wave.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares {
    /// The share over the baseline.
    pub centre: f64,
    /// How much more waves differ than chance makes persons differ (Laney 2002): above 1.2 with large
    /// waves the plain limits are too narrow.
    pub excess: Value,
    /// Plain limits of each wave; `None` for a hole.
    pub plain: Vec<Option<Limits>>,
    /// Limits widened by the excess (Laney's p').
    pub widened: Vec<Option<Limits>>,
}

/// Limits of shares: (count, n) of each wave.
pub fn shares(waves: &[(u64, u64)], baseline: usize) -> Result<Shares, Absent> {
    let basis = waves.get(..baseline.min(waves.len())).unwrap_or_default();
    let n: u64 = basis.iter().map(|(_, n)| n).sum();
    if n == 0 {
        return Err(Absent::NoData);
    }
    let centre = basis.iter().map(|(count, _)| count).sum::<u64>() as f64 / n as f64;
    let sigma = |n: u64| (centre * (1.0 - centre) / n as f64).sqrt();
    let scores: Vec<Option<f64>> = basis
        .iter()
        .map(|(count, n)| {
            (*n > 0 && sigma(*n) > 0.0).then(|| (*count as f64 / *n as f64 - centre) / sigma(*n))
        })
        .collect();
    let excess = individuals(&scores, scores.len()).map(|chart| chart.limits.sigma);
    let limits = |factor: f64| -> Vec<Option<Limits>> {
        waves
            .iter()
            .map(|(_, n)| {
                (*n > 0).then(|| Limits::around(centre, factor * sigma(*n)).within(0.0, 1.0))
            })
            .collect()
    };
    Ok(Shares {
        centre,
        excess,
        plain: limits(1.0),
        widened: limits(excess.unwrap_or(1.0)),
    })
}

/// The factor that takes the bias off a standard deviation of n normal values.
pub fn c4(n: u64) -> f64 {
    let n = n as f64;
    (2.0 / (n - 1.0)).sqrt() * (log_gamma(0.5 * n) - log_gamma(0.5 * (n - 1.0))).exp()
}

/// The charts of means and standard deviations for equal groups of n persons.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EqualGroups {
    /// Limits of the means.
    pub means: Limits,
    /// Limits of the standard deviations; their centre is the mean one.
    pub spreads: Limits,
}

/// Limits from the (mean, standard deviation) of groups of `n` each.
pub fn equal_groups(groups: &[(f64, f64)], n: u64) -> Result<EqualGroups, Absent> {
    if groups.is_empty() {
        return Err(Absent::NoData);
    }
    if n < 2 {
        return Err(Absent::OnlyOne);
    }
    let count = groups.len() as f64;
    let centre = groups.iter().map(|(mean, _)| mean).sum::<f64>() / count;
    let spread = groups.iter().map(|(_, sd)| sd).sum::<f64>() / count;
    let factor = c4(n);
    let sigma = spread / factor;
    Ok(EqualGroups {
        means: Limits::around(centre, sigma / (n as f64).sqrt()),
        spreads: Limits::around(spread, sigma * (1.0 - factor * factor).sqrt())
            .within(0.0, f64::INFINITY),
    })
}

/// A pattern that chance makes rarely (Nelson 1984). More rules give more false alarms: the first two are on
/// by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// 1: one point beyond three sigma.
    Beyond,
    /// 2: nine in a row on one side of the centre.
    Side,
    /// 3: six in a row rising or falling.
    Run,
    /// 5: two of three beyond two sigma, on the same side.
    TwoOfThree,
    /// 6: four of five beyond one sigma, on the same side.
    FourOfFive,
}

impl Rule {
    /// All rules.
    pub const ALL: [Self; 5] = [
        Self::Beyond,
        Self::Side,
        Self::Run,
        Self::TwoOfThree,
        Self::FourOfFive,
    ];
    /// Those that are on by default.
    pub const DEFAULT: [Self; 2] = [Self::Beyond, Self::Side];
}

/// The indices of the points that complete a pattern. A hole breaks every pattern.
pub fn signals(series: &[Option<f64>], limits: &[Option<Limits>], rule: Rule) -> Vec<usize> {
    let scores: Vec<Option<f64>> = series
        .iter()
        .zip(limits)
        .map(|(value, limits)| {
            let (value, limits) = ((*value)?, (*limits)?);
            let away = value - limits.centre;
            Some(if limits.sigma > 0.0 {
                away / limits.sigma
            } else {
                away * f64::INFINITY
            })
        })
        .map(|score| score.map(|score: f64| if score.is_nan() { 0.0 } else { score }))
        .collect();
    let values: Vec<Option<f64>> = series.to_vec();
    (0..scores.len())
        .filter(|at| completes(&scores, &values, *at, rule))
        .collect()
}

fn completes(scores: &[Option<f64>], values: &[Option<f64>], at: usize, rule: Rule) -> bool {
    let last = |of: &[Option<f64>], count: usize| -> Option<Vec<f64>> {
        let from = (at + 1).checked_sub(count)?;
        of.get(from..=at)?.iter().copied().collect()
    };
    let crowd = |count: usize, least: usize, beyond: f64| {
        let up = |score: &f64| *score > beyond;
        let down = |score: &f64| *score < -beyond;
        last(scores, count).is_some_and(|window| {
            window.iter().copied().filter(up).count() >= least
                || window.iter().copied().filter(down).count() >= least
        })
    };
    match rule {
        Rule::Beyond => crowd(1, 1, 3.0),
        Rule::Side => crowd(9, 9, 0.0),
        Rule::Run => last(values, 6).is_some_and(|window| {
            window.windows(2).all(|pair| pair[0] < pair[1])
                || window.windows(2).all(|pair| pair[0] > pair[1])
        }),
        Rule::TwoOfThree => crowd(3, 2, 2.0),
        Rule::FourOfFive => crowd(5, 4, 1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::golden::Golden;
    use crate::analysis::trial::Table;

    fn golden() -> Golden {
        Golden::read(include_str!("../../tests/reference/golden/spc.json"))
    }

    fn column<T: std::str::FromStr>(table: &Table, name: &str) -> Vec<T>
    where
        T::Err: std::fmt::Debug,
    {
        let cell = |row: &Vec<String>| table.cell(row, name).parse().unwrap();
        table.rows.iter().map(cell).collect()
    }

    fn from_one(found: Vec<usize>) -> Vec<f64> {
        found.into_iter().map(|at| (at + 1) as f64).collect()
    }

    #[test]
    fn charts_of_the_simulated_waves_agree_with_the_reference() {
        let golden = golden();
        let table = Table::read(include_str!("../../tests/reference/data/sim_waves.csv"));
        let gaps: Vec<f64> = column(&table, "gap_mean");
        let series: Vec<Option<f64>> = gaps.iter().copied().map(Some).collect();
        let chart = individuals(&series, FULL_BASELINE).unwrap();
        let limits = chart.limits;
        golden.check(
            "spc.imr.center_sigma_ucl_lcl_mrbar_mrucl",
            &[
                limits.centre,
                limits.sigma,
                limits.high,
                limits.low,
                chart.moving_range,
                chart.range_high,
            ],
        );
        let all = vec![Some(limits); series.len()];
        let rule = |rule| from_one(signals(&series, &all, rule));
        golden.check("spc.imr.beyond", &rule(Rule::Beyond));
        golden.check("spc.imr.nelson_r1", &rule(Rule::Beyond));
        golden.check("spc.imr.nelson_r2", &rule(Rule::Side));
        golden.check("spc.imr.nelson_r3", &rule(Rule::Run));
        golden.check("spc.imr.nelson_r5", &rule(Rule::TwoOfThree));
        golden.check("spc.imr.nelson_r6", &rule(Rule::FourOfFive));

        let sd: Vec<f64> = column(&table, "gap_sd");
        let n: Vec<u64> = column(&table, "n");
        let waves: Vec<(f64, f64, u64)> = (0..n.len()).map(|i| (gaps[i], sd[i], n[i])).collect();
        let limits = means(&waves, FULL_BASELINE).unwrap();
        let each = |limits: &[Option<Limits>], of: &dyn Fn(Limits) -> f64| -> Vec<f64> {
            limits.iter().map(|l| of(l.unwrap())).collect()
        };
        let first = limits[0].unwrap();
        let pooled = first.sigma * (n[0] as f64).sqrt();
        golden.check("spc.xbars.unequal.center_sp", &[first.centre, pooled]);
        golden.check("spc.xbars.unequal.ucl", &each(&limits, &|l| l.high));
        golden.check("spc.xbars.unequal.lcl", &each(&limits, &|l| l.low));
        let beyond = from_one(signals(&series, &limits, Rule::Beyond));
        golden.check("spc.xbars.unequal.beyond", &beyond);

        let top: Vec<u64> = column(&table, "sat_top2");
        let waves: Vec<(u64, u64)> = top.iter().copied().zip(n.iter().copied()).collect();
        let chart = shares(&waves, FULL_BASELINE).unwrap();
        golden.check("spc.p.pbar", &[chart.centre]);
        golden.check("spc.p.ucl", &each(&chart.plain, &|l| l.high));
        golden.check("spc.p.lcl", &each(&chart.plain, &|l| l.low));
        let series: Vec<Option<f64>> = waves
            .iter()
            .map(|(count, n)| Some(*count as f64 / *n as f64))
            .collect();
        let beyond = from_one(signals(&series, &chart.plain, Rule::Beyond));
        golden.check("spc.p.beyond", &beyond);
        golden.check("spc.laney.sigma_z", &[chart.excess.unwrap()]);
        golden.check("spc.laney.ucl", &each(&chart.widened, &|l| l.high));
        golden.check("spc.laney.lcl", &each(&chart.widened, &|l| l.low));
    }

    #[test]
    fn charts_of_equal_groups_agree_with_the_reference() {
        let golden = golden();
        let table = Table::read(include_str!("../../tests/reference/data/sim_subgroups.csv"));
        let groups: Vec<(f64, f64)> = table
            .rows
            .iter()
            .map(|row| {
                let values: Vec<f64> = row.iter().map(|cell| cell.parse().unwrap()).collect();
                let mean = values.iter().sum::<f64>() / 5.0;
                let squares: f64 = values.iter().map(|v| (v - mean).powi(2)).sum();
                (mean, (squares / 4.0).sqrt())
            })
            .collect();
        let chart = equal_groups(&groups, 5).unwrap();
        let sigma = chart.means.sigma * 5f64.sqrt();
        let a3 = 3.0 / (c4(5) * 5f64.sqrt());
        let b4 = chart.spreads.high / chart.spreads.centre;
        golden.check(
            "spc.xbars.n5",
            &[
                chart.means.centre,
                chart.spreads.centre,
                sigma,
                chart.means.high,
                chart.means.low,
                chart.spreads.high,
                chart.spreads.low,
                a3,
                0.0,
                b4,
                c4(5),
            ],
        );
        let series: Vec<Option<f64>> = groups.iter().map(|(mean, _)| Some(*mean)).collect();
        let limits = vec![Some(chart.means); series.len()];
        let beyond = from_one(signals(&series, &limits, Rule::Beyond));
        golden.check("spc.xbars.n5.beyond", &beyond);
        let factors = golden.numbers("spc.c4");
        let ours: Vec<f64> = (2..).take(factors.len()).map(c4).collect();
        golden.check("spc.c4", &ours);
    }

    #[test]
    fn holes_and_still_series_are_no_signals() {
        let still = [Some(1.0); 4];
        let chart = individuals(&still, 4).unwrap();
        assert_eq!((chart.limits.low, chart.limits.high), (1.0, 1.0));
        assert!(signals(&still, &[Some(chart.limits); 4], Rule::Beyond).is_empty());
        assert_eq!(individuals(&[Some(1.0)], 1), Err(Absent::OnlyOne));
        assert_eq!(
            individuals(&[Some(1.0), None, Some(3.0)], 3),
            Err(Absent::OnlyOne)
        );
        assert_eq!(individuals(&[], 3), Err(Absent::NoData));
        let chart = shares(&[(3, 10), (0, 0), (4, 10)], 3).unwrap();
        assert_eq!(chart.plain[1], None);
        assert_eq!(shares(&[(0, 0)], 1), Err(Absent::NoData));
        let rising: Vec<Option<f64>> = (0..6).map(|i| Some(f64::from(i))).collect();
        let limits = vec![Some(Limits::around(2.5, 10.0)); 6];
        assert_eq!(signals(&rising, &limits, Rule::Run), [5]);
    }
}

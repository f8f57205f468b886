//! Groups and waves: whether different persons differ.
//!
//! Samples come as tallies of exact values, so ranks have true ties. Groups of the same persons are
//! compared in `paired`.

use super::figure::{Absent, Estimate, Value};
use super::paired::hedges_factor;
use super::probability::{chi_square_upper, f_upper, normal_two_sided, t_quantile, t_two_sided};
use super::tally::Tally;

/// n, mean and variance of a group.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Group {
    n: f64,
    mean: f64,
    variance: f64,
}

impl Group {
    fn of(sample: &Tally) -> Result<Self, Absent> {
        Ok(Self {
            n: sample.n() as f64,
            mean: sample.mean()?,
            variance: sample.variance()?,
        })
    }

    fn of_estimate(estimate: &Estimate) -> Result<Self, Absent> {
        Ok(Self {
            n: estimate.n as f64,
            mean: estimate.mean?,
            variance: estimate.sd?.powi(2),
        })
    }

    /// The squared standard error of the mean.
    fn error(&self) -> f64 {
        self.variance / self.n
    }
}

/// Welch's (1947) test of two means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Welch {
    /// First mean minus second.
    pub difference: f64,
    /// The difference over its standard error.
    pub t: f64,
    /// Degrees of freedom after Satterthwaite (1946).
    pub freedom: f64,
    /// Two-sided.
    pub p: f64,
    /// The interval of the difference.
    pub interval: (f64, f64),
    /// The difference over the pooled standard deviation (Cohen's d).
    pub d: f64,
    /// The same without its bias in small samples (Hedges 1981).
    pub hedges: f64,
}

/// Compares the means of two groups of different persons: first minus second.
pub fn welch(first: &Tally, second: &Tally, level: f64) -> Result<Welch, Absent> {
    compare(Group::of(first)?, Group::of(second)?, level)
}

/// The same from means with their spread.
pub fn welch_of(first: &Estimate, second: &Estimate, level: f64) -> Result<Welch, Absent> {
    let (a, b) = (Group::of_estimate(first)?, Group::of_estimate(second)?);
    compare(a, b, level)
}

fn compare(a: Group, b: Group, level: f64) -> Result<Welch, Absent> {
    let square = a.error() + b.error();
    if square == 0.0 {
        return Err(Absent::NoVariance);
    }
    let freedom =
        square.powi(2) / (a.error().powi(2) / (a.n - 1.0) + b.error().powi(2) / (b.n - 1.0));
    let difference = a.mean - b.mean;
    let t = difference / square.sqrt();
    let reach = t_quantile(0.5 + 0.5 * level, freedom) * square.sqrt();
    let pooled = ((a.n - 1.0) * a.variance + (b.n - 1.0) * b.variance) / (a.n + b.n - 2.0);
    let d = difference / pooled.sqrt();
    Ok(Welch {
        difference,
        t,
        freedom,
        p: t_two_sided(t, freedom),
        interval: (difference - reach, difference + reach),
        d,
        hedges: d * hedges_factor(a.n + b.n - 2.0),
    })
}

/// A test of several groups at once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Overall {
    /// F or chi-square.
    pub statistic: f64,
    /// Degrees of freedom of the groups.
    pub between: f64,
    /// Degrees of freedom of the persons; infinite for chi-square.
    pub within: f64,
    /// Its p.
    pub p: f64,
}

/// Welch's (1951) analysis of variance, which does not take variances for equal.
pub fn welch_anova(samples: &[Tally]) -> Result<Overall, Absent> {
    let groups: Vec<Group> = samples.iter().map(Group::of).collect::<Result<_, _>>()?;
    if groups.len() < 2 {
        return Err(Absent::OnlyOne);
    }
    if groups.iter().any(|group| group.variance == 0.0) {
        return Err(Absent::NoVariance);
    }
    let k = groups.len() as f64;
    let weight = |group: &Group| 1.0 / group.error();
    let weights: f64 = groups.iter().map(weight).sum();
    let mean = groups.iter().map(|g| weight(g) * g.mean).sum::<f64>() / weights;
    let between = groups
        .iter()
        .map(|g| weight(g) * (g.mean - mean).powi(2))
        .sum::<f64>()
        / (k - 1.0);
    let spread: f64 = groups
        .iter()
        .map(|g| (1.0 - weight(g) / weights).powi(2) / (g.n - 1.0))
        .sum();
    let statistic = between / (1.0 + 2.0 * (k - 2.0) / (k * k - 1.0) * spread);
    let within = (k * k - 1.0) / (3.0 * spread);
    Ok(Overall {
        statistic,
        between: k - 1.0,
        within,
        p: f_upper(statistic, k - 1.0, within),
    })
}

/// Mann & Whitney's (1947) test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MannWhitney {
    /// Pairs in which the first group is ahead, ties counted half.
    pub u: f64,
    /// The share of such pairs: 0.5 when neither is ahead.
    pub ahead: f64,
    /// Standardised, with the variance under ties, without continuity correction.
    pub z: f64,
    /// Two-sided.
    pub p: f64,
}

/// Sums of midranks of each sample, and the sum of t³ - t over ties.
fn ranked(samples: &[Tally]) -> (Vec<f64>, f64) {
    let all = Tally::of(samples.iter().flat_map(|sample| {
        sample
            .lines()
            .iter()
            .map(|line| (line.numerator, line.denominator, line.count))
    }));
    let mut sums = vec![0.0; samples.len()];
    let (mut before, mut ties) = (0.0, 0.0);
    for line in all.lines() {
        let tied = line.count as f64;
        let rank = before + f64::midpoint(tied, 1.0);
        for (sum, sample) in sums.iter_mut().zip(samples) {
            let own = sample.lines().binary_search_by(|own| {
                let left = i128::from(own.numerator) * i128::from(line.denominator);
                left.cmp(&(i128::from(line.numerator) * i128::from(own.denominator)))
            });
            if let Some(own) = own.ok().and_then(|at| sample.lines().get(at)) {
                *sum += rank * own.count as f64;
            }
        }
        before += tied;
        ties += tied.powi(3) - tied;
    }
    (sums, ties)
}

/// Compares two groups by ranks.
pub fn mann_whitney(first: &Tally, second: &Tally) -> Result<MannWhitney, Absent> {
    let (a, b) = (first.n() as f64, second.n() as f64);
    if a == 0.0 || b == 0.0 {
        return Err(Absent::NoData);
    }
    let (sums, ties) = ranked(&[first.clone(), second.clone()]);
    let n = a + b;
    let variance = a * b / 12.0 * (n + 1.0 - ties / (n * (n - 1.0)));
    if variance <= 0.0 {
        return Err(Absent::NoVariance);
    }
    let u = sums.first().copied().unwrap_or(0.0) - a * (a + 1.0) / 2.0;
    let z = (u - a * b / 2.0) / variance.sqrt();
    Ok(MannWhitney {
        u,
        ahead: u / (a * b),
        z,
        p: normal_two_sided(z),
    })
}

/// Kruskal & Wallis's (1952) test, corrected for ties.
pub fn kruskal_wallis(samples: &[Tally]) -> Result<Overall, Absent> {
    if samples.len() < 2 {
        return Err(Absent::OnlyOne);
    }
    if samples.iter().any(|sample| sample.n() == 0) {
        return Err(Absent::NoData);
    }
    let n: f64 = samples.iter().map(|sample| sample.n() as f64).sum();
    let (sums, ties) = ranked(samples);
    let correction = 1.0 - ties / (n.powi(3) - n);
    if correction <= 0.0 {
        return Err(Absent::NoVariance);
    }
    let squares: f64 = sums
        .iter()
        .zip(samples)
        .map(|(sum, sample)| sum * sum / sample.n() as f64)
        .sum();
    let statistic = (12.0 / (n * (n + 1.0)) * squares - 3.0 * (n + 1.0)) / correction;
    let between = samples.len() as f64 - 1.0;
    Ok(Overall {
        statistic,
        between,
        within: f64::INFINITY,
        p: chi_square_upper(statistic, between),
    })
}

/// How alike the persons of one group are: ICC(1) of Shrout & Fleiss (1979), by analysis of variance. Above
/// .02 with many groups, standard errors that take persons for independent are too small.
pub fn intraclass(samples: &[Tally]) -> Value {
    let groups: Vec<&Tally> = samples.iter().filter(|sample| sample.n() > 0).collect();
    let k = groups.len() as f64;
    let n: f64 = groups.iter().map(|group| group.n() as f64).sum();
    if k < 2.0 || n <= k {
        return Err(Absent::NoFreedom);
    }
    let mut total = Tally::default();
    let (mut inside, mut sizes) = (0.0, 0.0);
    for group in &groups {
        total = total.merged(group);
        inside += group.squares()?;
        sizes += (group.n() as f64).powi(2);
    }
    let within = inside / (n - k);
    let between = (total.squares()? - inside) / (k - 1.0);
    let size = (n - sizes / n) / (k - 1.0);
    if between + (size - 1.0) * within <= 0.0 {
        return Err(Absent::NoVariance);
    }
    Ok((between - within) / (between + (size - 1.0) * within))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::golden::Golden;
    use crate::analysis::paired::holm;
    use crate::analysis::scoring::Voice;
    use crate::analysis::trial::Customers;
    use crate::survey::questionnaire::Facet;

    const SEEN: Voice = Voice {
        facet: Facet::Perception,
        rival: None,
    };
    const AGAINST: Voice = Voice {
        facet: Facet::Expectation,
        rival: None,
    };

    #[test]
    fn groups_of_the_simulated_sample_compare_as_in_the_reference() {
        let golden = Golden::read(include_str!("../../tests/reference/golden/tests.json"));
        let customers = Customers::read();
        let wave = |wave: &'static str| customers.summary(move |f, w| f == "own" && w == wave);
        let firm = |firm: &'static str| {
            let summary = customers.summary(move |f, _| f == firm);
            summary.overall_gaps(SEEN, AGAINST).unwrap()
        };
        let (one, two) = (wave("1"), wave("2"));
        let (first, second) = (
            one.overall_gaps(SEEN, AGAINST).unwrap(),
            two.overall_gaps(SEEN, AGAINST).unwrap(),
        );
        let test = welch(&second, &first, 0.95).unwrap();
        golden.check(
            "group.welch_wave2_vs_wave1",
            &[
                test.t,
                test.freedom,
                test.p,
                test.interval.0,
                test.interval.1,
                second.mean().unwrap(),
                first.mean().unwrap(),
            ],
        );
        golden.check("group.cohen_d_hedges_g", &[test.d, test.hedges]);
        let rank = mann_whitney(&second, &first).unwrap();
        golden.check("group.mwu", &[rank.u, rank.p]);
        let by_dimension: Vec<Value> = (0..5)
            .map(|index| {
                let gaps = |summary: &crate::analysis::Summary| {
                    summary.gaps(SEEN, AGAINST, index).unwrap()
                };
                Ok(welch(&gaps(&two), &gaps(&one), 0.95).unwrap().p)
            })
            .collect();
        let values = |p: &[Value]| -> Vec<f64> { p.iter().map(|p| p.unwrap()).collect() };
        golden.check("test.wave_welch_p", &values(&by_dimension));
        golden.check("test.wave_welch_holm", &values(&holm(&by_dimension)));
        let firms = [firm("own"), firm("rival1"), firm("rival2")];
        let anova = welch_anova(&firms).unwrap();
        golden.check(
            "group.welch_anova_firm",
            &[anova.statistic, anova.between, anova.within, anova.p],
        );
        let ranks = kruskal_wallis(&firms).unwrap();
        golden.check(
            "group.kruskal_firm",
            &[ranks.statistic, ranks.between, ranks.p],
        );
        let p = |a: usize, b: usize| Ok(welch(&firms[a], &firms[b], 0.95).unwrap().p);
        let pairs = [p(0, 1), p(0, 2), p(1, 2)];
        golden.check(
            "group.pairwise_welch_p_own_r1__own_r2__r1_r2",
            &values(&pairs),
        );
        golden.check("group.pairwise_welch_holm", &values(&holm(&pairs)));
    }

    #[test]
    fn groups_that_cannot_be_compared_say_why() {
        let of = |values: &[i64]| Tally::of_whole(values.iter().copied());
        let alike = of(&[4, 4, 4]);
        let test = |a: &Tally, b: &Tally| welch(a, b, 0.95);
        assert_eq!(test(&alike, &of(&[5, 5, 5])), Err(Absent::NoVariance));
        assert_eq!(test(&of(&[4]), &of(&[5, 6, 7])), Err(Absent::OnlyOne));
        assert!((test(&alike, &of(&[5, 6, 7])).unwrap().freedom - 2.0).abs() < 1e-12);
        assert_eq!(mann_whitney(&alike, &alike), Err(Absent::NoVariance));
        assert_eq!(
            kruskal_wallis(std::slice::from_ref(&alike)),
            Err(Absent::OnlyOne)
        );
        assert_eq!(intraclass(&[alike]), Err(Absent::NoFreedom));
    }

    #[test]
    fn persons_of_one_group_can_be_wholly_alike() {
        let groups = [[1, 1], [4, 4], [6, 6]].map(Tally::of_whole);
        assert!((intraclass(&groups).unwrap() - 1.0).abs() < 1e-12);
        let mixed = [[1, 5], [1, 5], [1, 5]].map(Tally::of_whole);
        assert!(intraclass(&mixed).unwrap() < 0.0);
    }
}

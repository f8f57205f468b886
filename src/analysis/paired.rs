//! Tests of gaps: a person's two answers belong together, so the test is on their difference.
//!
//! Never the two-sample test on levels, never items stacked as if they were persons.

use super::figure::{Absent, Value};
use super::probability::{log_gamma, noncentrality, normal_two_sided, t_quantile, t_two_sided};
use super::tally::Tally;

/// Student's paired t test (Student 1908) of a mean gap against 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairedT {
    /// The mean over its standard error.
    pub t: f64,
    /// Degrees of freedom: n - 1.
    pub freedom: f64,
    /// Two-sided.
    pub p: f64,
    /// The interval of the mean.
    pub interval: (f64, f64),
}

/// The t test of a sample of gaps. `NoVariance` when all gaps are equal.
pub fn paired_t(gaps: &Tally, level: f64) -> Result<PairedT, Absent> {
    let (n, mean, sd) = moments(gaps)?;
    let error = sd / n.sqrt();
    let (t, freedom) = (mean / error, n - 1.0);
    let reach = t_quantile(0.5 + 0.5 * level, freedom) * error;
    Ok(PairedT {
        t,
        freedom,
        p: t_two_sided(t, freedom),
        interval: (mean - reach, mean + reach),
    })
}

/// n, mean and a standard deviation that is not 0.
fn moments(gaps: &Tally) -> Result<(f64, f64, f64), Absent> {
    let (mean, sd) = (gaps.mean()?, gaps.sd()?);
    if sd == 0.0 {
        return Err(Absent::NoVariance);
    }
    Ok((gaps.n() as f64, mean, sd))
}

/// The size of a mean gap in standard deviations of the gap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EffectSize {
    /// Cohen's dz: mean over standard deviation (Cohen 1988). Not the d of two samples, nor `d_av`.
    pub dz: f64,
    /// dz without its bias in small samples (Hedges 1981, exact factor).
    pub hedges: f64,
    /// The interval of dz, by the noncentral t distribution.
    pub interval: (f64, f64),
}

/// The effect size of a sample of gaps.
pub fn effect_size(gaps: &Tally, level: f64) -> Result<EffectSize, Absent> {
    let (n, mean, sd) = moments(gaps)?;
    let dz = mean / sd;
    let t = dz * n.sqrt();
    let tail = 0.5 - 0.5 * level;
    let bound = |p| noncentrality(t, n - 1.0, p) / n.sqrt();
    Ok(EffectSize {
        dz,
        hedges: dz * hedges_factor(n - 1.0),
        interval: (bound(1.0 - tail), bound(tail)),
    })
}

/// Hedges' J for these degrees of freedom: what takes the bias off a standardised difference.
pub fn hedges_factor(freedom: f64) -> f64 {
    (log_gamma(0.5 * freedom) - 0.5 * (0.5 * freedom).ln() - log_gamma(0.5 * (freedom - 1.0))).exp()
}

/// What to do with gaps of 0 in the signed-rank test.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Zeros {
    /// Rank with them, then leave their ranks out (Pratt 1959): the default, because on short scales many
    /// gaps are 0 and they speak for "no difference".
    #[default]
    Pratt,
    /// Leave them out before ranking (Wilcoxon 1945): for comparison with other programs.
    Dropped,
}

/// Wilcoxon's signed-rank test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SignedRank {
    /// Gaps that are not 0.
    pub nonzero: u64,
    /// Gaps of 0.
    pub zero: u64,
    /// The sum of the ranks of positive gaps.
    pub plus: f64,
    /// The sum of the ranks of negative gaps.
    pub minus: f64,
    /// Standardised, without continuity correction; positive when positive gaps prevail.
    pub z: f64,
    /// Two-sided, by the normal approximation.
    pub p: f64,
    /// Two-sided, exact under ties too; up to 50 gaps that are not 0.
    pub exact: Option<f64>,
    /// (plus - minus) / (plus + minus): the matched-pairs rank-biserial correlation (Kerby 2014).
    pub rank_biserial: f64,
}

/// The most gaps for which the exact distribution is worked out.
const MOST_EXACT: u64 = 50;

/// One size of gap: how many are positive and negative, and twice their midrank (a whole number).
struct Tied {
    plus: u64,
    minus: u64,
    twice_rank: u64,
}

/// The signed-rank test of a sample of gaps. Ranks are of exact fractions, so ties are ties.
pub fn signed_rank(gaps: &Tally, zeros: Zeros) -> Result<SignedRank, Absent> {
    let n = gaps.n();
    if n == 0 {
        return Err(Absent::NoData);
    }
    let zero: u64 = gaps
        .lines()
        .iter()
        .filter(|line| line.numerator == 0)
        .map(|line| line.count)
        .sum();
    if zero == n {
        return Err(Absent::NoVariance);
    }
    let sizes = Tally::of(gaps.lines().iter().map(|line| {
        (
            line.numerator.saturating_abs(),
            line.denominator,
            line.count,
        )
    }));
    let mut before = 0;
    let mut tied = Vec::new();
    for size in sizes.lines() {
        if size.numerator == 0 {
            before += match zeros {
                Zeros::Pratt => size.count,
                Zeros::Dropped => 0,
            };
            continue;
        }
        let plus = gaps
            .lines()
            .iter()
            .find(|line| (line.numerator, line.denominator) == (size.numerator, size.denominator))
            .map_or(0, |line| line.count);
        tied.push(Tied {
            plus,
            minus: size.count - plus,
            twice_rank: 2 * before + size.count + 1,
        });
        before += size.count;
    }
    let sum = |of: &dyn Fn(&Tied) -> f64| tied.iter().map(of).sum::<f64>();
    let rank = |tied: &Tied| tied.twice_rank as f64 / 2.0;
    let plus = sum(&|tied| tied.plus as f64 * rank(tied));
    let minus = sum(&|tied| tied.minus as f64 * rank(tied));
    let squares = sum(&|tied| (tied.plus + tied.minus) as f64 * rank(tied).powi(2));
    // The variance is a quarter of the sum of squared ranks; without ties that is n(n + 1)(2n + 1)/24.
    let z = (plus - minus) / 2.0 / (squares / 4.0).sqrt();
    let nonzero = n - zero;
    Ok(SignedRank {
        nonzero,
        zero,
        plus,
        minus,
        z,
        p: normal_two_sided(z),
        exact: (nonzero <= MOST_EXACT).then(|| exact(&tied)),
        rank_biserial: (plus - minus) / (plus + minus),
    })
}

/// The exact two-sided p: every sign of every rank is equally likely. Counts the subsets of the doubled
/// ranks by their sum.
fn exact(tied: &[Tied]) -> f64 {
    let ranks = || {
        tied.iter().flat_map(|tied| {
            let times = usize::try_from(tied.plus + tied.minus).unwrap_or(0);
            std::iter::repeat_n(usize::try_from(tied.twice_rank).unwrap_or(0), times)
        })
    };
    let most: usize = ranks().sum();
    let mut ways = vec![0.0; most + 1];
    ways[0] = 1.0;
    for rank in ranks() {
        for sum in (rank..=most).rev() {
            ways[sum] += ways[sum - rank];
        }
    }
    let all: f64 = ways.iter().sum();
    let observed: u64 = tied.iter().map(|tied| tied.plus * tied.twice_rank).sum();
    let observed = usize::try_from(observed).unwrap_or(most);
    let lower: f64 = ways.iter().take(observed + 1).sum();
    let upper: f64 = ways.iter().skip(observed).sum();
    (2.0 * lower.min(upper) / all).min(1.0)
}

/// Holm's (1979) adjusted p values. A p that does not exist leaves the family, which gets smaller.
pub fn holm(family: &[Value]) -> Vec<Value> {
    let size = family.iter().flatten().count();
    stepwise(family, |place, p| {
        let left = size - place;
        (left as f64 * p).min(1.0)
    })
}

/// The false discovery rate of Benjamini & Hochberg (1995), as adjusted p values.
pub fn benjamini_hochberg(family: &[Value]) -> Vec<Value> {
    let mut order = ascending(family);
    let size = order.len() as f64;
    let mut adjusted = family.to_vec();
    let mut least = 1.0f64;
    while let Some((index, p)) = order.pop() {
        least = least.min(p * size / (order.len() + 1) as f64);
        if let Some(slot) = adjusted.get_mut(index) {
            *slot = Ok(least);
        }
    }
    adjusted
}

fn ascending(family: &[Value]) -> Vec<(usize, f64)> {
    let mut order: Vec<(usize, f64)> = family
        .iter()
        .enumerate()
        .filter_map(|(index, p)| Some((index, (*p).ok()?)))
        .collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    order
}

fn stepwise(family: &[Value], raise: impl Fn(usize, f64) -> f64) -> Vec<Value> {
    let mut adjusted = family.to_vec();
    let mut most = 0.0f64;
    for (place, (index, p)) in ascending(family).into_iter().enumerate() {
        most = most.max(raise(place, p));
        if let Some(slot) = adjusted.get_mut(index) {
            *slot = Ok(most);
        }
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::golden::Golden;
    use crate::analysis::scoring::Voice;
    use crate::analysis::trial::{Customers, SERVQUAL};
    use crate::survey::questionnaire::Facet;

    fn golden() -> Golden {
        Golden::read(include_str!("../../tests/reference/golden/tests.json"))
    }

    #[test]
    fn tests_of_the_simulated_gaps_agree_with_the_reference() {
        let golden = golden();
        let own = Customers::read().own();
        let (seen, against) = (Voice::of(Facet::Perception), Voice::of(Facet::Expectation));
        let mut samples: Vec<(String, Tally)> = SERVQUAL
            .iter()
            .enumerate()
            .map(|(index, (id, _))| (id.to_uppercase(), own.gaps(seen, against, index).unwrap()))
            .collect();
        samples.push(("OVERALL".into(), own.overall_gaps(seen, against).unwrap()));
        let (mut by_t, mut by_rank) = (Vec::new(), Vec::new());
        for (id, gaps) in &samples {
            let t = paired_t(gaps, 0.95).unwrap();
            let (low, high) = t.interval;
            golden.check(
                &format!("test.own.{id}.t"),
                &[t.t, t.freedom, t.p, low, high],
            );
            let size = effect_size(gaps, 0.95).unwrap();
            let about = size.dz * (1.0 - 3.0 / (4.0 * t.freedom - 1.0));
            golden.check(&format!("test.own.{id}.dz"), &[size.dz, size.hedges, about]);
            let (low, high) = size.interval;
            golden.check(&format!("test.own.{id}.dz_ci"), &[low, high]);
            let drop = signed_rank(gaps, Zeros::Dropped).unwrap();
            let half = |rank: &SignedRank| {
                // With continuity correction, to compare.
                let sd = (rank.plus - rank.minus) / 2.0 / rank.z;
                let corrected = ((rank.plus - rank.minus).abs() / 2.0 - 0.5) / sd;
                normal_two_sided(corrected)
            };
            golden.check(
                &format!("test.own.{id}.wilcoxon_drop_zero"),
                &[
                    drop.nonzero as f64,
                    drop.zero as f64,
                    drop.plus,
                    drop.minus,
                    drop.p,
                    half(&drop),
                    drop.rank_biserial,
                ],
            );
            let pratt = signed_rank(gaps, Zeros::Pratt).unwrap();
            golden.check(
                &format!("test.own.{id}.wilcoxon_pratt"),
                &[pratt.plus, pratt.minus, pratt.z.abs(), pratt.p],
            );
            by_t.push(Ok(t.p));
            by_rank.push(Ok(drop.p));
        }
        let values = |adjusted: Vec<Value>| -> Vec<f64> {
            adjusted.into_iter().map(|p| p.unwrap()).collect()
        };
        golden.check("test.own.holm_t", &values(holm(&by_t[..5])));
        golden.check("test.own.holm_w", &values(holm(&by_rank[..5])));
    }

    #[test]
    fn families_of_tests_are_adjusted_together() {
        let golden = golden();
        let family = [0.01, 0.04, 0.03, 0.005, 0.04].map(Ok);
        let values = |adjusted: Vec<Value>| -> Vec<f64> {
            adjusted.into_iter().map(|p| p.unwrap()).collect()
        };
        golden.check("test.holm_example", &values(holm(&family)));
        golden.check("test.bh_example", &values(benjamini_hochberg(&family)));
        let shrunk = holm(&[Ok(0.02), Err(Absent::OnlyOne), Ok(0.03)]);
        assert_eq!(shrunk, [Ok(0.04), Err(Absent::OnlyOne), Ok(0.04)]);
    }

    #[test]
    fn small_samples_get_the_exact_p() {
        let golden = golden();
        let exact = |gaps: &[i64]| {
            let rank = signed_rank(&Tally::of_whole(gaps.iter().copied()), Zeros::Pratt).unwrap();
            (rank.plus, rank.exact.unwrap())
        };
        let (plus, p) = exact(&[1, -2, 3, 4, 5, 6, 7, 8, 9, -10]);
        golden.check("exact.no_ties10", &[plus, p]);
        assert_eq!(exact(&[-1]), (0.0, 1.0));
        assert_eq!(exact(&[-1, -2, -3, -4, -5]), (0.0, 0.0625));
        assert_eq!(exact(&[-1; 6]), (0.0, 0.03125));
        let lower = golden.numbers("psignrank.n10");
        for (w, p) in lower.iter().enumerate().take(27) {
            // Ranks 1 to 10, the positive ones chosen greedily to add up to w.
            let mut left = i64::try_from(w).unwrap();
            let gaps: Vec<i64> = (1..=10)
                .rev()
                .map(|rank| {
                    if rank <= left {
                        left -= rank;
                        rank
                    } else {
                        -rank
                    }
                })
                .collect();
            assert_eq!(left, 0);
            assert!((exact(&gaps).1 - (2.0 * p).min(1.0)).abs() < 1e-12, "{w}");
        }
    }

    #[test]
    fn samples_without_spread_have_no_test() {
        let alike = Tally::of_whole([-1, -1, -1]);
        assert_eq!(paired_t(&alike, 0.95), Err(Absent::NoVariance));
        assert_eq!(effect_size(&alike, 0.95), Err(Absent::NoVariance));
        let none = Tally::of_whole([0, 0, 0]);
        assert_eq!(signed_rank(&none, Zeros::Pratt), Err(Absent::NoVariance));
        assert_eq!(paired_t(&Tally::default(), 0.95), Err(Absent::NoData));
        assert_eq!(paired_t(&Tally::of_whole([-1]), 0.95), Err(Absent::OnlyOne));
    }
}

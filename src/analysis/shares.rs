//! Shares of persons: intervals, differences, trends.

use super::figure::{Absent, Value};
use super::probability::{beta_quantile, chi_square_upper, normal_quantile};

/// A share with its n and an interval that never collapses.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// Persons asked who answered.
    pub n: u64,
    /// Persons counted.
    pub count: u64,
    /// count / n.
    pub share: Value,
    /// Wilson's (1927) interval.
    pub interval: Result<(f64, f64), Absent>,
}

/// The share of `count` among `n` persons, with Wilson's interval.
pub fn share(count: u64, n: u64, level: f64) -> Share {
    Share {
        n,
        count,
        share: if n == 0 || count > n {
            Err(Absent::NoData)
        } else {
            Ok(count as f64 / n as f64)
        },
        interval: wilson(count, n, level),
    }
}

fn z_of(level: f64) -> Result<f64, Absent> {
    if level > 0.0 && level < 1.0 {
        Ok(normal_quantile(0.5 + 0.5 * level))
    } else {
        Err(Absent::Improper)
    }
}

/// Wilson's (1927) score interval.
pub fn wilson(count: u64, n: u64, level: f64) -> Result<(f64, f64), Absent> {
    if n == 0 || count > n {
        return Err(Absent::NoData);
    }
    let z = z_of(level)?;
    let (k, n) = (count as f64, n as f64);
    let (p, square) = (k / n, z * z);
    let middle = (k + square / 2.0) / (n + square);
    let reach = z / (n + square) * (n * p * (1.0 - p) + square / 4.0).sqrt();
    Ok(((middle - reach).max(0.0), (middle + reach).min(1.0)))
}

/// Clopper & Pearson's (1934) interval: holds its level at least, and is wider.
pub fn clopper_pearson(count: u64, n: u64, level: f64) -> Result<(f64, f64), Absent> {
    if n == 0 || count > n {
        return Err(Absent::NoData);
    }
    z_of(level)?;
    let (k, left, tail) = (count as f64, (n - count) as f64, 0.5 - 0.5 * level);
    let low = if count == 0 {
        0.0
    } else {
        beta_quantile(tail, k, left + 1.0)
    };
    let high = if count == n {
        1.0
    } else {
        beta_quantile(1.0 - tail, k + 1.0, left)
    };
    Ok((low, high))
}

/// Two shares of different persons.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShareDifference {
    /// First minus second.
    pub difference: f64,
    /// Newcombe's (1998) hybrid of two Wilson intervals.
    pub interval: (f64, f64),
    /// Pearson's chi-square without continuity correction; `NoVariance` when all persons agree.
    pub chi_square: Value,
    /// Its p, two-sided.
    pub p: Value,
}

/// Compares two shares, each (count, n).
pub fn share_difference(
    first: (u64, u64),
    second: (u64, u64),
    level: f64,
) -> Result<ShareDifference, Absent> {
    let (low_a, high_a) = wilson(first.0, first.1, level)?;
    let (low_b, high_b) = wilson(second.0, second.1, level)?;
    let (n_a, n_b) = (first.1 as f64, second.1 as f64);
    let (a, b) = (first.0 as f64 / n_a, second.0 as f64 / n_b);
    let difference = a - b;
    let down = ((a - low_a).powi(2) + (high_b - b).powi(2)).sqrt();
    let up = ((high_a - a).powi(2) + (b - low_b).powi(2)).sqrt();
    let pooled = (first.0 as f64 + second.0 as f64) / (n_a + n_b);
    let variance = pooled * (1.0 - pooled) * (1.0 / n_a + 1.0 / n_b);
    let chi_square = if variance > 0.0 {
        Ok(difference.powi(2) / variance)
    } else {
        Err(Absent::NoVariance)
    };
    Ok(ShareDifference {
        difference,
        interval: (difference - down, difference + up),
        chi_square,
        p: chi_square.map(|chi_square| chi_square_upper(chi_square, 1.0)),
    })
}

/// Whether shares rise or fall over waves (Cochran 1954; Armitage 1955): chi-square and p. Each wave is
/// (score, count, n); waves without responses say nothing.
pub fn trend_of_shares(waves: &[(f64, u64, u64)]) -> Result<(f64, f64), Absent> {
    let waves: Vec<(f64, f64, f64)> = waves
        .iter()
        .filter(|(_, count, n)| *n > 0 && count <= n)
        .map(|(score, count, n)| (*score, *count as f64, *n as f64))
        .collect();
    let n: f64 = waves.iter().map(|(_, _, n)| n).sum();
    if waves.len() < 2 {
        return Err(Absent::OnlyOne);
    }
    let p = waves.iter().map(|(_, count, _)| count).sum::<f64>() / n;
    let mean = waves.iter().map(|(score, _, n)| score * n).sum::<f64>() / n;
    let slope: f64 = waves
        .iter()
        .map(|(score, count, n)| (score - mean) * (count - n * p))
        .sum();
    let spread: f64 = waves
        .iter()
        .map(|(score, _, n)| n * (score - mean).powi(2))
        .sum();
    let variance = p * (1.0 - p) * spread;
    if variance <= 0.0 {
        return Err(Absent::NoVariance);
    }
    let chi_square = slope * slope / variance;
    Ok((chi_square, chi_square_upper(chi_square, 1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::golden::Golden;

    #[test]
    fn shares_agree_with_the_reference() {
        let golden = Golden::read(include_str!(
            "../../tests/reference/golden/satisfaction.json"
        ));
        let pair = |(a, b): (f64, f64)| [a, b];
        for (count, n) in [(0, 12), (12, 12), (37, 90)] {
            let ours = wilson(count, n, 0.95).unwrap();
            golden.check(&format!("prop.wilson_{count}_of_{n}"), &pair(ours));
        }
        golden.check(
            "prop.cp_37_of_90",
            &pair(clopper_pearson(37, 90, 0.95).unwrap()),
        );
        let difference = share_difference((56, 70), (48, 80), 0.95).unwrap();
        let (low, high) = difference.interval;
        golden.check(
            "prop.newcombe_56_70_48_80",
            &[difference.difference, low, high],
        );
        let waves = share_difference((83, 147), (81, 146), 0.95).unwrap();
        golden.check(
            "csat.two_prop_waves",
            &[
                83.0,
                81.0,
                147.0,
                146.0,
                waves.chi_square.unwrap(),
                waves.p.unwrap(),
            ],
        );
    }

    #[test]
    fn shares_of_nobody_do_not_exist() {
        assert_eq!(share(0, 0, 0.95).share, Err(Absent::NoData));
        assert_eq!(wilson(3, 2, 0.95), Err(Absent::NoData));
        let agreed = share_difference((5, 5), (7, 7), 0.95).unwrap();
        assert_eq!(agreed.p, Err(Absent::NoVariance));
        assert_eq!(clopper_pearson(0, 4, 0.95).unwrap().0, 0.0);
        assert_eq!(trend_of_shares(&[(1.0, 2, 4)]), Err(Absent::OnlyOne));
    }
}

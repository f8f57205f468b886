//! A figure over waves: does it rise or fall? One value a wave; that waves follow one another too closely to
//! be independent is not taken into account.

use super::figure::Absent;
use super::probability::{normal_two_sided, t_two_sided};

/// Fewer waves than this have no trend, only changes from one to the next.
pub const LEAST_WAVES: usize = 4;

/// Mann's (1945) and Kendall's (1975) test with Sen's (1968) slope.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MannKendall {
    /// Pairs of waves that rise minus pairs that fall.
    pub s: f64,
    /// The variance of `s`, ties taken off.
    pub variance: f64,
    /// Standardised with continuity correction.
    pub z: f64,
    /// Two-sided.
    pub p: f64,
    /// Kendall's tau-b with time.
    pub tau: f64,
    /// The median slope over all pairs of waves, per wave.
    pub slope: f64,
}

/// The trend of a series without regard to its shape.
pub fn mann_kendall(series: &[f64]) -> Result<MannKendall, Absent> {
    if series.len() < LEAST_WAVES {
        return Err(Absent::TooFew);
    }
    let n = series.len() as f64;
    let mut s = 0.0f64;
    let mut slopes = Vec::new();
    for (i, earlier) in series.iter().enumerate() {
        for (j, later) in series.iter().enumerate().skip(i + 1) {
            s += match later.total_cmp(earlier) {
                std::cmp::Ordering::Less => -1.0,
                std::cmp::Ordering::Equal => 0.0,
                std::cmp::Ordering::Greater => 1.0,
            };
            slopes.push((later - earlier) / (j - i) as f64);
        }
    }
    let mut sorted = series.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (mut ties, mut tied_pairs) = (0.0, 0.0);
    for run in sorted.chunk_by(|a, b| a == b) {
        let t = run.len() as f64;
        ties += t * (t - 1.0) * (2.0 * t + 5.0) / 18.0;
        tied_pairs += t * (t - 1.0) / 2.0;
    }
    let variance = n * (n - 1.0) * (2.0 * n + 5.0) / 18.0 - ties;
    if variance <= 0.0 {
        return Err(Absent::NoVariance);
    }
    let z = if s == 0.0 {
        0.0
    } else {
        (s - s.signum()) / variance.sqrt()
    };
    let pairs = n * (n - 1.0) / 2.0;
    slopes.sort_by(f64::total_cmp);
    Ok(MannKendall {
        s,
        variance,
        z,
        p: normal_two_sided(z),
        tau: s / (pairs * (pairs - tied_pairs)).sqrt(),
        slope: middle(&slopes),
    })
}

fn middle(sorted: &[f64]) -> f64 {
    let half = sorted.len() / 2;
    let at = |i: usize| sorted.get(i).copied().unwrap_or(0.0);
    if sorted.len() % 2 == 1 {
        at(half)
    } else {
        0.5 * (at(half.saturating_sub(1)) + at(half))
    }
}

/// A straight line through waves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Per wave.
    pub slope: f64,
    /// The slope's standard error.
    pub error: f64,
    /// slope / error.
    pub t: f64,
    /// Two-sided, n - 2 degrees of freedom.
    pub p: f64,
}

/// The least-squares line through points (wave, value, weight); weights are n / s² of each wave, or 1.
pub fn line(points: &[(f64, f64, f64)]) -> Result<Line, Absent> {
    let points: Vec<_> = points
        .iter()
        .filter(|(_, _, weight)| *weight > 0.0)
        .collect();
    if points.len() < LEAST_WAVES {
        return Err(Absent::TooFew);
    }
    let sum = |of: &dyn Fn(f64, f64) -> f64| -> f64 {
        points
            .iter()
            .map(|(x, y, weight)| weight * of(*x, *y))
            .sum()
    };
    let whole = sum(&|_, _| 1.0);
    let (x_mean, y_mean) = (sum(&|x, _| x) / whole, sum(&|_, y| y) / whole);
    let xx = sum(&|x, _| (x - x_mean).powi(2));
    if xx <= 0.0 {
        return Err(Absent::NoVariance);
    }
    let slope = sum(&|x, y| (x - x_mean) * (y - y_mean)) / xx;
    let rest = sum(&|x, y| (y - y_mean - slope * (x - x_mean)).powi(2));
    let freedom = points.len() as f64 - 2.0;
    let error = (rest / freedom / xx).sqrt();
    if error == 0.0 {
        return Err(Absent::NoVariance);
    }
    let t = slope / error;
    Ok(Line {
        slope,
        error,
        t,
        p: t_two_sided(t, freedom),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::golden::Golden;
    use crate::analysis::shares::trend_of_shares;
    use crate::analysis::trial::Table;

    #[test]
    fn trends_of_the_simulated_waves_agree_with_the_reference() {
        let golden = Golden::read(include_str!("../../tests/reference/golden/tests.json"));
        let table = Table::read(include_str!("../../tests/reference/data/sim_waves.csv"));
        let column = |name: &str| -> Vec<f64> {
            let cell = |row: &Vec<String>| table.cell(row, name).parse().unwrap();
            table.rows.iter().map(cell).collect()
        };
        let (wave, mean, n, sd) = (
            column("wave"),
            column("gap_mean"),
            column("n"),
            column("gap_sd"),
        );
        let rank = mann_kendall(&mean).unwrap();
        golden.check(
            "trend.mann_kendall_S_var_z_p_tau_sen",
            &[rank.s, rank.variance, rank.z, rank.p, rank.tau, rank.slope],
        );
        let check = |key, points: &[(f64, f64, f64)]| {
            let line = line(points).unwrap();
            golden.check(key, &[line.slope, line.error, line.t, line.p]);
        };
        let points = |weight: &dyn Fn(usize) -> f64| -> Vec<(f64, f64, f64)> {
            (0..wave.len())
                .map(|i| (wave[i], mean[i], weight(i)))
                .collect()
        };
        check("trend.ols_slope_se_t_p", &points(&|_| 1.0));
        check(
            "trend.wls_slope_se_t_p",
            &points(&|i| n[i] / (sd[i] * sd[i])),
        );
        let shares: Vec<(f64, u64, u64)> = table
            .rows
            .iter()
            .map(|row| {
                let cell = |name| table.cell(row, name).parse::<u64>().unwrap();
                (cell("wave") as f64, cell("sat_top2"), cell("n"))
            })
            .collect();
        let (chi_square, p) = trend_of_shares(&shares).unwrap();
        golden.check("trend.cochran_armitage_chisq_p", &[chi_square, p]);
    }

    #[test]
    fn few_or_equal_waves_have_no_trend() {
        assert_eq!(mann_kendall(&[1.0, 2.0, 3.0]), Err(Absent::TooFew));
        assert_eq!(mann_kendall(&[2.0; 5]), Err(Absent::NoVariance));
        assert_eq!(line(&[(1.0, 2.0, 1.0); 5]), Err(Absent::NoVariance));
    }
}

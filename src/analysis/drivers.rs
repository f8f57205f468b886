//! What the overall rating goes with: regression on the dimensions, and how much each contributes.
//!
//! "Goes with", not "is driven by": the answers were observed, not caused. A negative coefficient beside a
//! positive correlation is collinearity, not harm.

mod robust;
mod spread;

pub use robust::Robust;
pub use spread::share_intervals;

use nalgebra::{DMatrix, DVector};

use super::comoments::{Comoments, correlation_of};
use super::factors::{inverse, spectrum};
use super::figure::Absent;
use super::probability::{f_upper, t_quantile, t_two_sided};

/// A coefficient of a regression.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coefficient {
    /// Per unit of the predictor, the others held.
    pub value: f64,
    /// Its standard error, for equal variances.
    pub error: f64,
    /// value / error.
    pub t: f64,
    /// Two-sided.
    pub p: f64,
    /// Its interval.
    pub interval: (f64, f64),
}

/// One predictor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Driver {
    /// Its coefficient.
    pub coefficient: Coefficient,
    /// The coefficient between standardised variables.
    pub beta: f64,
    /// The simple correlation with the outcome.
    pub correlation: f64,
    /// The variance inflation factor: above 5 to be noted, above 10 a warning.
    pub inflation: f64,
    /// Its share of R² (Lindeman, Merenda & Gold 1980; Shapley 1953): the average over all orders of entry.
    pub lmg: f64,
    /// Its share of R² by Johnson's (2000) relative weights.
    pub johnson: f64,
}

/// An ordinary least squares regression.
#[derive(Debug, Clone, PartialEq)]
pub struct Regression {
    /// Complete persons.
    pub n: u64,
    /// The outcome where all predictors are 0.
    pub intercept: Coefficient,
    /// One entry a predictor.
    pub drivers: Vec<Driver>,
    /// The share of the outcome's variance that goes with the predictors.
    pub r_square: f64,
    /// The same, adjusted for their number.
    pub adjusted: f64,
    /// The test that none of them does, with its degrees of freedom.
    pub f: f64,
    /// Degrees of freedom of the predictors.
    pub above: f64,
    /// Residual degrees of freedom.
    pub below: f64,
    /// The test's p.
    pub p: f64,
    /// The residual standard deviation.
    pub sigma: f64,
    /// The square root of the ratio of the greatest to the least eigenvalue of the predictors' correlations.
    pub condition: f64,
    /// (X'X)⁻¹ with the intercept first, for robust errors.
    inverse: DMatrix<f64>,
}

/// The most predictors whose orders of entry are all gone through.
const MOST_PREDICTORS: usize = 15;

/// Why there is no regression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoRegression {
    /// The data do not suffice.
    Absent(Absent),
    /// These predictors say the same as others: coefficients would be an arbitrary split.
    Aliased(Vec<usize>),
}

impl From<Absent> for NoRegression {
    fn from(reason: Absent) -> Self {
        Self::Absent(reason)
    }
}

/// The regression of the first variable on the others.
pub fn regress(moments: &Comoments, level: f64) -> Result<Regression, NoRegression> {
    let k = moments.variables().saturating_sub(1);
    let n = moments.n() as f64;
    if k == 0 || k > MOST_PREDICTORS || moments.n() < k as u64 + 2 {
        return Err(Absent::NoFreedom.into());
    }
    let covariance = moments.covariance()?;
    let correlation = correlation_of(&covariance)?;
    let means = moments.means()?;
    let among = correlation.view((1, 1), (k, k)).into_owned();
    let with = DVector::from_fn(k, |j, _| correlation[(0, j + 1)]);
    let aliased = aliased(&among);
    if !aliased.is_empty() {
        return Err(NoRegression::Aliased(aliased));
    }
    let (solved, _) = inverse(&among)?;
    let beta = &solved * &with;
    let sd = |i: usize| covariance[(i, i)].sqrt();
    let r_square = beta.dot(&with);
    let freedom = n - k as f64 - 1.0;
    let total = covariance[(0, 0)] * (n - 1.0);
    let variance = total * (1.0 - r_square).max(0.0) / freedom;
    let whole = cross_inverse(&solved, &means, &sd, n);
    let coefficient = |place: usize, value: f64| {
        let error = (variance * whole[(place, place)]).sqrt();
        let reach = t_quantile(0.5 + 0.5 * level, freedom) * error;
        Coefficient {
            value,
            error,
            t: value / error,
            p: t_two_sided(value / error, freedom),
            interval: (value - reach, value + reach),
        }
    };
    if variance <= 0.0 {
        return Err(Absent::NoVariance.into());
    }
    let slopes: Vec<f64> = (0..k).map(|j| beta[j] * sd(0) / sd(j + 1)).collect();
    let at_zero = slopes
        .iter()
        .zip(means.iter().skip(1))
        .fold(means[0], |at, (slope, mean)| at - slope * mean);
    let shares = lmg(&among, &with);
    let weights = johnson(&among, &with);
    let f = (r_square / k as f64) / ((1.0 - r_square) / freedom);
    let (eigenvalues, _) = spectrum(&among);
    let condition = match (eigenvalues.first(), eigenvalues.last()) {
        (Some(first), Some(last)) if *last > 0.0 => (first / last).sqrt(),
        (Some(_) | None, Some(_) | None) => return Err(Absent::Singular.into()),
    };
    Ok(Regression {
        n: moments.n(),
        intercept: coefficient(0, at_zero),
        drivers: (0..k)
            .map(|j| Driver {
                coefficient: coefficient(j + 1, slopes[j]),
                beta: beta[j],
                correlation: with[j],
                inflation: solved[(j, j)],
                lmg: shares[j],
                johnson: weights[j],
            })
            .collect(),
        r_square,
        adjusted: 1.0 - (1.0 - r_square) * (n - 1.0) / freedom,
        f,
        above: k as f64,
        below: freedom,
        p: f_upper(f, k as f64, freedom),
        sigma: variance.sqrt(),
        condition,
        inverse: whole,
    })
}

/// (X'X)⁻¹ with the intercept first, from the inverse of the predictors' correlations.
fn cross_inverse(
    solved: &DMatrix<f64>,
    means: &[f64],
    sd: &impl Fn(usize) -> f64,
    n: f64,
) -> DMatrix<f64> {
    let k = solved.nrows();
    let inner = DMatrix::from_fn(k, k, |i, j| {
        solved[(i, j)] / (sd(i + 1) * sd(j + 1) * (n - 1.0))
    });
    let means = DVector::from_fn(k, |j, _| means[j + 1]);
    let edge = -(&inner * &means);
    let corner = 1.0 / n - edge.dot(&means);
    DMatrix::from_fn(k + 1, k + 1, |i, j| match (i, j) {
        (0, 0) => corner,
        (0, j) => edge[j - 1],
        (i, 0) => edge[i - 1],
        (i, j) => inner[(i - 1, j - 1)],
    })
}

/// Predictors that take part in a combination without variance: each is said by the others.
fn aliased(among: &DMatrix<f64>) -> Vec<usize> {
    let (values, vectors) = spectrum(among);
    let takes_part = |j: usize| {
        values
            .iter()
            .enumerate()
            .any(|(at, value)| *value < 1e-10 && vectors[(j, at)].abs() > 1e-6)
    };
    (0..among.nrows()).filter(|j| takes_part(*j)).collect()
}

/// R² of an outcome on some of the predictors; `None` when they cannot be told apart.
fn square_of(among: &DMatrix<f64>, with: &DVector<f64>, chosen: &[usize]) -> Option<f64> {
    let size = chosen.len();
    if size == 0 {
        return Some(0.0);
    }
    let part = DMatrix::from_fn(size, size, |i, j| among[(chosen[i], chosen[j])]);
    let right = DVector::from_fn(size, |i, _| with[chosen[i]]);
    let solved = part.lu().solve(&right)?;
    Some(solved.dot(&right))
}

/// LMG: the average gain in R² over all orders of entry (Grömping 2006), by subsets.
fn lmg(among: &DMatrix<f64>, with: &DVector<f64>) -> Vec<f64> {
    let k = among.nrows();
    let squares: Vec<f64> = (0..1usize << k)
        .map(|set| {
            let chosen: Vec<usize> = (0..k).filter(|j| set >> j & 1 == 1).collect();
            square_of(among, with, &chosen).unwrap_or(0.0)
        })
        .collect();
    // |S|! (k - 1 - |S|)! / k!
    let weight: Vec<f64> = (0..k)
        .map(|size| {
            let factorial = |m: usize| (1..=m).map(|i| i as f64).product::<f64>();
            factorial(size) * factorial(k - 1 - size) / factorial(k)
        })
        .collect();
    (0..k)
        .map(|j| {
            (0..1usize << k)
                .filter(|set| set >> j & 1 == 0)
                .map(|set| {
                    weight[set.count_ones() as usize] * (squares[set | 1 << j] - squares[set])
                })
                .sum()
        })
        .collect()
}

/// Relative weights (Johnson 2000): through the symmetric square root of the correlations.
fn johnson(among: &DMatrix<f64>, with: &DVector<f64>) -> Vec<f64> {
    let (values, vectors) = spectrum(among);
    let k = values.len();
    let root = |power: f64| {
        let diagonal = DVector::from_fn(k, |j, _| values[j].max(1e-300).powf(power));
        &vectors * DMatrix::from_diagonal(&diagonal) * vectors.transpose()
    };
    let half = root(0.5);
    let onto = root(-0.5) * with;
    (0..k)
        .map(|j| (0..k).map(|i| half[(j, i)].powi(2) * onto[i].powi(2)).sum())
        .collect()
}

/// Whether the gap says all, or perception and expectation apart say more (Edwards 1994): R² of the gap, of
/// the perception, of both, and the test that their coefficients are equal and opposite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GapConstraint {
    /// Complete persons.
    pub n: u64,
    /// R² of the gap alone.
    pub gap: f64,
    /// R² of the perception alone.
    pub seen: f64,
    /// R² of perception and expectation.
    pub both: f64,
    /// F of the constraint, with 1 and n - 3 degrees of freedom.
    pub f: f64,
    /// Its p.
    pub p: f64,
    /// The coefficients of perception and expectation.
    pub slopes: (f64, f64),
}

/// Tests the gap against its two sides, from outcome, dimension gaps and perceptions over the same items.
pub fn gap_constraint(moments: &Comoments) -> Result<GapConstraint, NoRegression> {
    let d = moments.variables().saturating_sub(1) / 2;
    let outcome = vec![(0, 1)];
    let gap: Vec<(usize, i64)> = (1..=d).map(|j| (j, 1)).collect();
    let seen: Vec<(usize, i64)> = (d + 1..=2 * d).map(|j| (j, 1)).collect();
    let against: Vec<(usize, i64)> = seen
        .iter()
        .copied()
        .chain((1..=d).map(|j| (j, -1)))
        .collect();
    let fit = |predictors: &[&Vec<(usize, i64)>]| {
        let mut variables = vec![outcome.clone()];
        variables.extend(predictors.iter().map(|p| (*p).clone()));
        regress(&moments.combined(&variables), 0.95)
    };
    let (of_gap, of_seen, of_both) = (fit(&[&gap])?, fit(&[&seen])?, fit(&[&seen, &against])?);
    let freedom = of_both.below;
    let f = (of_both.r_square - of_gap.r_square) / ((1.0 - of_both.r_square) / freedom);
    // Sums over the dimensions became predictors; per unit of their mean the slope is d times as steep.
    let slope = |j: usize| {
        of_both
            .drivers
            .get(j)
            .map_or(0.0, |s| s.coefficient.value * d as f64)
    };
    Ok(GapConstraint {
        n: of_both.n,
        gap: of_gap.r_square,
        seen: of_seen.r_square,
        both: of_both.r_square,
        f,
        p: f_upper(f.max(0.0), 1.0, freedom),
        slopes: (slope(0), slope(1)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::golden::Golden;
    use crate::analysis::trial::Customers;
    use crate::survey::questionnaire::QuestionKey;
    use crate::survey::record::Layout;

    #[test]
    fn drivers_of_overall_quality_agree_with_the_reference() {
        let golden = Golden::read(include_str!("../../tests/reference/golden/regression.json"));
        let customers = Customers::read();
        let layout = Layout::of(&customers.questionnaire, customers.form());
        let question = layout.find(&QuestionKey::new("osq")).unwrap();
        let own = customers.own();
        let with_gaps = own.outcome_with_gaps(question).unwrap();
        let models = [
            ("Pdims", own.outcome_with_levels(question).unwrap(), 0),
            ("gapdims", with_gaps.selected(&[0, 1, 2, 3, 4, 5]), 1),
        ];
        for (name, moments, which) in models {
            let ours = regress(&moments, 0.95).unwrap();
            let check = |key: &str, numbers: &[f64]| {
                golden.check(&format!("reg.own.OSQ_on_{name}.{key}"), numbers);
            };
            let coefficients = || {
                let slopes = ours.drivers.iter().map(|driver| driver.coefficient);
                std::iter::once(ours.intercept).chain(slopes)
            };
            let of = |of: &dyn Fn(Coefficient) -> f64| coefficients().map(of).collect::<Vec<_>>();
            check("n", &[ours.n as f64]);
            check("coef", &of(&|c| c.value));
            check("se", &of(&|c| c.error));
            check("t", &of(&|c| c.t));
            check("p", &of(&|c| c.p));
            check("ci_low", &of(&|c| c.interval.0));
            check("ci_high", &of(&|c| c.interval.1));
            check(
                "r2_adj_F_df1_df2_p_sigma",
                &[
                    ours.r_square,
                    ours.adjusted,
                    ours.f,
                    ours.above,
                    ours.below,
                    ours.p,
                    ours.sigma,
                ],
            );
            let each =
                |of: &dyn Fn(&Driver) -> f64| ours.drivers.iter().map(of).collect::<Vec<_>>();
            check("beta_std", &each(&|d| d.beta));
            check("vif", &each(&|d| d.inflation));
            check("lmg", &each(&|d| d.lmg));
            check("johnson_rw", &each(&|d| d.johnson));
            check("zero_order_r", &each(&|d| d.correlation));
            check("condition_number", &[ours.condition]);
            let rows: Vec<(f64, Vec<f64>)> = customers
                .rows
                .iter()
                .filter(|(firm, _, _)| firm == "own")
                .filter_map(|(_, _, packed)| {
                    let scores = own.scores(question, packed)?;
                    let predictors = if which == 0 {
                        scores.levels
                    } else {
                        scores.gaps
                    };
                    Some((scores.outcome, predictors?))
                })
                .collect();
            let mut robust = Robust::of(&ours);
            for (outcome, x) in &rows {
                robust.add(*outcome, x);
            }
            check("se_hc3", &robust.errors().unwrap());
        }
        let constraint = gap_constraint(&with_gaps).unwrap();
        let wanted = golden.numbers("reg.gap_constraint");
        let ours = [
            (0, constraint.n as f64),
            (1, constraint.gap),
            (2, constraint.seen),
            (3, constraint.both),
            (5, constraint.f),
            (6, constraint.p),
            (9, constraint.slopes.0),
            (10, constraint.slopes.1),
        ];
        for (place, ours) in ours {
            assert!((ours - wanted[place]).abs() <= 1e-9 * wanted[place].abs().max(1.0));
        }
    }

    fn of_correlations(r: f64, with: [f64; 2]) -> (DMatrix<f64>, DVector<f64>) {
        (
            DMatrix::from_row_slice(2, 2, &[1.0, r, r, 1.0]),
            DVector::from_column_slice(&with),
        )
    }

    #[test]
    fn shares_of_two_predictors_come_out_as_by_hand() {
        let close = |ours: Vec<f64>, wanted: [f64; 2]| {
            for (ours, wanted) in ours.iter().zip(wanted) {
                assert!((ours - wanted).abs() < 1e-12, "{ours} {wanted}");
            }
        };
        let (among, with) = of_correlations(0.0, [0.6, 0.3]);
        close(lmg(&among, &with), [0.36, 0.09]);
        close(johnson(&among, &with), [0.36, 0.09]);
        let (among, with) = of_correlations(0.5, [0.6, 0.4]);
        close(
            lmg(&among, &with),
            [0.286_666_666_666_666_7, 0.086_666_666_666_666_68],
        );
    }

    #[test]
    fn predictors_that_say_the_same_are_named() {
        let rows: Vec<[i64; 4]> = (0..12).map(|i| [i * i % 7, i, i * 5 % 11, i]).collect();
        let moments = Comoments::of_rows(4, rows.iter().map(|row| &row[..]));
        assert_eq!(
            regress(&moments, 0.95),
            Err(NoRegression::Aliased(vec![0, 2]))
        );
        let few = Comoments::of_rows(4, rows.iter().take(4).map(|row| &row[..]));
        assert_eq!(
            regress(&few, 0.95),
            Err(NoRegression::Absent(Absent::NoFreedom))
        );
    }
}

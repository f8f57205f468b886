//! Where to begin: which dimension falls short most, weighed by its importance, and how sure its place is.

use nalgebra::{DMatrix, DVector};

use crate::analysis::figure::{Absent, Value};
use crate::analysis::gaps::GapReport;
use crate::analysis::priorities::ranking;
use crate::analysis::simulation::{Draws, SEED, quantile, root};
use crate::analysis::summary::Summary;

/// A dimension that falls short.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Priority {
    /// Index into the questionnaire's dimensions.
    pub dimension: usize,
    /// Shortfall times its share of the points; the shortfall alone where no points are asked for.
    pub weight: f64,
    /// The interval of the weight.
    pub interval: Result<(f64, f64), Absent>,
    /// It may change places with the dimension before it: in more than one of twenty simulated samples it does.
    pub tied: bool,
    /// The share of simulated samples in which it comes first.
    pub first: Value,
}

/// How the mean gaps of all dimensions, and the mean points where there are any, vary together.
#[derive(Debug, Clone, PartialEq)]
pub struct Together {
    /// Persons who have all of them.
    pub n: u64,
    /// The covariances of the means: gaps first, then points.
    covariance: DMatrix<f64>,
}

impl Together {
    /// From a form's summary.
    pub(super) fn of(summary: &Summary) -> Result<Self, Absent> {
        let moments = summary.gaps_together().ok_or(Absent::NotAsked)?;
        let n = moments.n();
        Ok(Self {
            covariance: moments.covariance()? / n as f64,
            n,
        })
    }
}

/// How many samples are simulated.
const SAMPLES: u64 = 2000;

/// More often than this, two dimensions change places.
const CHANCE: f64 = 0.05;

/// Importance times shortfall, the largest first. Intervals and places come from simulated samples: the means
/// drawn again and again from their joint normal distribution (parametric bootstrap; Efron & Tibshirani 1993).
pub(in crate::analysis) fn priorities(
    gaps: &GapReport,
    together: Result<&Together, Absent>,
) -> Vec<Priority> {
    let total = gaps.points.map(|points| f64::from(points.total.max(1)));
    let given: Vec<(Value, Value)> = gaps
        .dimensions
        .iter()
        .map(|dimension| {
            let share = match total {
                Some(total) => dimension.points.mean.map(|points| points / total),
                None => Ok(1.0),
            };
            (share, dimension.gap.mean)
        })
        .collect();
    let drawn = together.and_then(|together| simulate(&given, together, total.unwrap_or(1.0)));
    let tail = 0.5 - 0.5 * gaps.level;
    let order = ranking(&given);
    let mut before = None;
    order
        .into_iter()
        .map(|(dimension, weight)| {
            let own = |drawn: &Vec<Vec<f64>>| drawn.get(dimension).cloned().ok_or(Absent::NoData);
            let values = drawn.as_ref().map_err(|reason| *reason).and_then(own);
            let interval = values.clone().map(|mut values| {
                (
                    quantile(&mut values, tail).max(0.0),
                    quantile(&mut values, 1.0 - tail).max(0.0),
                )
            });
            let tied = before.as_ref().is_some_and(|before: &Vec<f64>| {
                values.as_ref().is_ok_and(|values| {
                    let ahead = values.iter().zip(before).filter(|(own, other)| own > other);
                    ahead.count() as f64 > CHANCE * SAMPLES as f64
                })
            });
            let tied = tied || (before.is_some() && values.is_err());
            let first = drawn
                .as_ref()
                .map_err(|reason| *reason)
                .map(|drawn| leads(drawn, dimension));
            before = Some(values.unwrap_or_default());
            Priority {
                dimension,
                weight,
                interval,
                tied,
                first,
            }
        })
        .collect()
}

/// The importance-weighted shortfall of each dimension in each simulated sample; below 0 it exceeds.
fn simulate(
    given: &[(Value, Value)],
    together: &Together,
    total: f64,
) -> Result<Vec<Vec<f64>>, Absent> {
    let dimensions = given.len();
    let weighed = together.covariance.nrows() == 2 * dimensions;
    let mut mean = Vec::with_capacity(together.covariance.nrows());
    // A dimension that is hidden or not asked takes no part, and comes never first.
    mean.extend(given.iter().map(|(_, gap)| gap.unwrap_or(f64::INFINITY)));
    if weighed {
        let points = given.iter().map(|(share, _)| share.unwrap_or(0.0) * total);
        mean.extend(points);
    }
    if mean.len() != together.covariance.nrows() {
        return Err(Absent::NotAsked);
    }
    let (mean, root) = (DVector::from_vec(mean), root(&together.covariance));
    let mut drawn = vec![Vec::with_capacity(2000); dimensions];
    for sample in 0..SAMPLES {
        let means = Draws::of(SEED, sample).around(&mean, &root);
        for (dimension, values) in drawn.iter_mut().enumerate() {
            let share = if weighed {
                (means[dimensions + dimension] / total).max(0.0)
            } else {
                1.0
            };
            let gap = means[dimension];
            values.push(if gap.is_finite() { share * -gap } else { -1.0 });
        }
    }
    Ok(drawn)
}

/// In which share of the samples a dimension is ahead of all others.
fn leads(drawn: &[Vec<f64>], dimension: usize) -> f64 {
    let Some(own) = drawn.get(dimension) else {
        return 0.0;
    };
    let ahead = own.iter().enumerate().filter(|(sample, value)| {
        let others = drawn.iter().enumerate().filter(|(at, _)| *at != dimension);
        let beaten = |values: &Vec<f64>| values.get(*sample).is_some_and(|other| other < *value);
        **value > 0.0 && others.into_iter().all(|(_, values)| beaten(values))
    });
    ahead.count() as f64 / SAMPLES as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::trial::Customers;

    fn of(wave: &'static str) -> Vec<Priority> {
        let customers = Customers::read();
        let summary = customers.summary(move |firm, w| firm == "own" && w == wave);
        let gaps = GapReport::of(&customers.questionnaire, customers.form(), &summary, 0.95);
        let together = Together::of(&summary);
        priorities(&gaps, together.as_ref().map_err(|reason| *reason))
    }

    #[test]
    fn places_are_told_with_how_sure_they_are() {
        let list = of("1");
        assert!(list.len() >= 4);
        let shares: f64 = list.iter().map(|found| found.first.unwrap()).sum();
        assert!(shares > 0.99 && shares <= 1.0 + 1e-9, "{shares}");
        for pair in list.windows(2) {
            assert!(pair[0].weight >= pair[1].weight);
        }
        for found in &list {
            let (low, high) = found.interval.unwrap();
            assert!(low <= found.weight && found.weight <= high, "{found:?}");
        }
        assert!(list[0].first.unwrap() > 0.9, "{list:?}");
        assert!(!list[0].tied);
    }

    #[test]
    fn equal_dimensions_may_change_places() {
        let together = Together {
            n: 50,
            covariance: DMatrix::identity(2, 2) * 0.01,
        };
        let given = [(Ok(1.0), Ok(-0.5)), (Ok(1.0), Ok(-0.5))];
        let drawn = simulate(&given, &together, 1.0).unwrap();
        let (one, two) = (leads(&drawn, 0), leads(&drawn, 1));
        assert!((one - 0.5).abs() < 0.04 && (one + two - 1.0).abs() < 1e-9);
        let apart = [(Ok(1.0), Ok(-0.5)), (Ok(1.0), Err(Absent::TooFew))];
        let drawn = simulate(&apart, &together, 1.0).unwrap();
        assert_eq!((leads(&drawn, 0), leads(&drawn, 1)), (1.0, 0.0));
    }
}

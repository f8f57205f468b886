//! How far the shares of R² may move by chance.

use super::lmg;
use crate::analysis::comoments::{Comoments, correlation_of};
use crate::analysis::figure::Absent;
use crate::analysis::simulation::{Draws, SEED, quantile, root};
use nalgebra::DVector;

/// With more predictors than this the work would outgrow what it tells.
const MOST: usize = 8;

/// How many samples are simulated.
const SAMPLES: u64 = 400;

/// The interval of each predictor's share of R² (LMG over R²): covariance matrices drawn again and again around
/// the one that was found (parametric bootstrap; Efron & Tibshirani 1993).
pub fn share_intervals(moments: &Comoments, level: f64) -> Result<Vec<(f64, f64)>, Absent> {
    let k = moments.variables().saturating_sub(1);
    if k == 0 || k > MOST {
        return Err(Absent::NotAsked);
    }
    let n = moments.n();
    if n < k as u64 + 2 {
        return Err(Absent::NoFreedom);
    }
    let root = root(&moments.correlation()?);
    let mut shares: Vec<Vec<f64>> = vec![Vec::new(); k];
    for sample in 0..SAMPLES {
        let scatter = Draws::of(SEED, sample).scatter((n - 1) as f64, &root);
        let Ok(drawn) = correlation_of(&scatter) else {
            continue;
        };
        let among = drawn.view((1, 1), (k, k)).into_owned();
        let with = DVector::from_fn(k, |i, _| drawn[(0, i + 1)]);
        let parts = lmg(&among, &with);
        let whole: f64 = parts.iter().sum();
        if whole > 0.0 {
            for (slot, part) in shares.iter_mut().zip(parts) {
                slot.push(part / whole);
            }
        }
    }
    let tail = 0.5 - 0.5 * level;
    Ok(shares
        .iter_mut()
        .map(|values| (quantile(values, tail), quantile(values, 1.0 - tail)))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::drivers::regress;
    use crate::analysis::trial::Customers;
    use crate::survey::questionnaire::QuestionKey;
    use crate::survey::record::Layout;

    #[test]
    fn shares_lie_inside_their_intervals_and_more_persons_narrow_them() {
        let customers = Customers::read();
        let layout = Layout::of(&customers.questionnaire, customers.form());
        let question = layout.find(&QuestionKey::new("osq")).unwrap();
        let of = |wave: Option<&'static str>| {
            let own = customers.summary(|firm, w| firm == "own" && wave.is_none_or(|x| x == w));
            let moments = own.outcome_with_levels(question).unwrap();
            let model = regress(&moments, 0.95).unwrap();
            let shares = share_intervals(&moments, 0.95).unwrap();
            for (driver, (low, high)) in model.drivers.iter().zip(&shares) {
                let share = driver.lmg / model.r_square;
                assert!(*low < share && share < *high);
            }
            shares.iter().map(|(low, high)| high - low).sum::<f64>()
        };
        assert!(of(None) < of(Some("1")));
    }
}

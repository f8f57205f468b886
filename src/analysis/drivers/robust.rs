//! Standard errors that do not take variances for equal: a second pass over persons.

use nalgebra::{DMatrix, DVector};

use super::Regression;
use crate::analysis::figure::Absent;

/// Adds up what robust standard errors take (HC3; `MacKinnon` & White 1985), one person at a time.
#[derive(Debug, Clone)]
pub struct Robust {
    /// The intercept first.
    coefficients: DVector<f64>,
    inverse: DMatrix<f64>,
    middle: Result<DMatrix<f64>, Absent>,
    n: u64,
}

impl Robust {
    /// For a regression that was found in a first pass over the same persons.
    pub fn of(model: &Regression) -> Self {
        let slopes = model.drivers.iter().map(|driver| driver.coefficient.value);
        let coefficients: Vec<f64> = std::iter::once(model.intercept.value)
            .chain(slopes)
            .collect();
        let size = coefficients.len();
        Self {
            coefficients: DVector::from_vec(coefficients),
            inverse: model.inverse.clone(),
            middle: Ok(DMatrix::zeros(size, size)),
            n: 0,
        }
    }

    /// Puts a person in: the outcome, and the predictors in their order.
    pub fn add(&mut self, outcome: f64, predictors: &[f64]) {
        let size = self.coefficients.len();
        if predictors.len() + 1 != size {
            self.middle = Err(Absent::NotAsked);
        }
        let Ok(middle) = &mut self.middle else { return };
        let x = DVector::from_fn(size, |i, _| match i.checked_sub(1) {
            None => 1.0,
            Some(at) => predictors.get(at).copied().unwrap_or(0.0),
        });
        let leverage = (x.transpose() * &self.inverse * &x)[(0, 0)];
        if leverage >= 1.0 {
            self.middle = Err(Absent::NoFreedom);
            return;
        }
        let weight = ((outcome - self.coefficients.dot(&x)) / (1.0 - leverage)).powi(2);
        *middle += weight * &x * x.transpose();
        self.n += 1;
    }

    /// How many persons were put in.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// The standard errors, intercept first.
    pub fn errors(&self) -> Result<Vec<f64>, Absent> {
        let middle = self.middle.as_ref().map_err(|reason| *reason)?;
        let whole = &self.inverse * middle * &self.inverse;
        Ok((0..whole.nrows())
            .map(|i| whole[(i, i)].max(0.0).sqrt())
            .collect())
    }
}

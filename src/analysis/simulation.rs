//! Draws from known distributions, for what has no formula: how large eigenvalues get by chance, how often a
//! dimension would come first.
//!
//! Knows: numbers drawn from a seed, each set of draws with a stream of its own, so that a result depends on the
//! seed alone and not on who draws when. Refuses to know: persons; samples enter as their means and covariances.

use nalgebra::{DMatrix, DVector};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::factors::spectrum;
use super::probability::normal_quantile;

/// The seed of everything that is simulated for a report: the same figures each time.
pub(super) const SEED: u64 = 1988;

/// A stream of draws.
pub(super) struct Draws(ChaCha8Rng);

impl Draws {
    /// The stream of this number.
    pub(super) fn of(seed: u64, stream: u64) -> Self {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        chance.set_stream(stream);
        Self(chance)
    }

    /// Between 0 and 1, neither of them.
    fn uniform(&mut self) -> f64 {
        let whole = self.0.next_u64() >> 11;
        (whole as f64 + 0.5) / (1u64 << 53) as f64
    }

    /// Standard normal.
    pub(super) fn normal(&mut self) -> f64 {
        normal_quantile(self.uniform())
    }

    /// Chi-square with at least 2 degrees of freedom, as twice a gamma variable (Marsaglia & Tsang 2000).
    fn chi_square(&mut self, freedom: f64) -> f64 {
        let d = freedom.max(2.0) / 2.0 - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = (1.0 + c * x).powi(3);
            if v > 0.0 && self.uniform().ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return 2.0 * d * v;
            }
        }
    }

    /// The sums of squares and products around the mean of a normal sample with this many degrees of freedom,
    /// whose covariance has the given root (Bartlett's 1933 decomposition): no sample is drawn.
    pub(super) fn scatter(&mut self, freedom: f64, root: &DMatrix<f64>) -> DMatrix<f64> {
        let k = root.nrows();
        let mut lower = DMatrix::<f64>::zeros(k, k);
        for i in 0..k {
            lower[(i, i)] = self.chi_square(freedom - i as f64).sqrt();
            for j in 0..i {
                lower[(i, j)] = self.normal();
            }
        }
        let half = root * lower;
        &half * half.transpose()
    }

    /// A normal vector around a mean, whose covariance has the given root.
    pub(super) fn around(&mut self, mean: &DVector<f64>, root: &DMatrix<f64>) -> DVector<f64> {
        let z = DVector::from_fn(mean.len(), |_, _| self.normal());
        mean + root * z
    }
}

/// A root of a covariance matrix: root x its transpose is the matrix, which may be singular.
pub(super) fn root(covariance: &DMatrix<f64>) -> DMatrix<f64> {
    let (values, vectors) = spectrum(covariance);
    DMatrix::from_fn(vectors.nrows(), values.len(), |i, j| {
        vectors[(i, j)] * values[j].max(0.0).sqrt()
    })
}

/// The quantile of drawn values (type 7; Hyndman & Fan 1996), which are put in order.
pub(super) fn quantile(values: &mut [f64], p: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let at = values.len().saturating_sub(1) as f64 * p;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an index below the length"
    )]
    let below = at as usize;
    let low = values.get(below).copied().unwrap_or(0.0);
    let high = values.get(below + 1).copied().unwrap_or(low);
    low + at.fract() * (high - low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scatters_have_the_mean_and_spread_of_the_distribution() {
        let covariance = DMatrix::from_row_slice(2, 2, &[4.0, 1.0, 1.0, 2.0]);
        let root = root(&covariance);
        let (freedom, sets) = (30.0, 4000u64);
        let mut sum = DMatrix::<f64>::zeros(2, 2);
        let mut square = 0.0;
        for set in 0..sets {
            let drawn = Draws::of(7, set).scatter(freedom, &root) / freedom;
            square += (drawn[(0, 0)] - 4.0).powi(2);
            sum += drawn;
        }
        let mean = sum / sets as f64;
        assert!((&mean - &covariance).amax() < 0.05, "{mean}");
        // The variance of a variance: 2 sigma^4 / freedom.
        let wanted = 2.0 * 16.0 / freedom;
        assert!((square / sets as f64 / wanted - 1.0).abs() < 0.08);
    }

    #[test]
    fn a_singular_covariance_has_a_root() {
        let covariance = DMatrix::from_row_slice(2, 2, &[1.0, -1.0, -1.0, 1.0]);
        let root = root(&covariance);
        assert!((&root * root.transpose() - covariance).amax() < 1e-12);
        let drawn = Draws::of(7, 0).around(&DVector::from_vec(vec![3.0, 5.0]), &root);
        assert!((drawn[0] + drawn[1] - 8.0).abs() < 1e-12);
    }
}

//! Parallel analysis: how large eigenvalues get by chance alone.

use nalgebra::DMatrix;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::spectrum;
use crate::analysis::comoments::correlation_of;
use crate::analysis::probability::normal_quantile;

/// Eigenvalues of correlation matrices of unrelated normal variables (Horn 1965).
#[derive(Debug, Clone, PartialEq)]
pub struct Parallel {
    /// Their means, largest first.
    pub means: Vec<f64>,
    /// Their 95th percentiles, largest first.
    pub percentiles: Vec<f64>,
}

impl Parallel {
    /// How many leading eigenvalues of the data exceed chance.
    pub fn factors(&self, eigenvalues: &[f64]) -> usize {
        eigenvalues
            .iter()
            .zip(&self.percentiles)
            .take_while(|(ours, chance)| ours > chance)
            .count()
    }
}

/// Simulates `sets` samples of `n` responses to `k` items. Depends on these numbers and the seed alone, so
/// it can be kept. Each set has its own stream: the result does not depend on who draws when.
pub fn parallel(n: usize, k: usize, sets: u64, seed: u64) -> Parallel {
    let mut eigenvalues: Vec<Vec<f64>> = vec![Vec::new(); k];
    for set in 0..sets {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        chance.set_stream(set);
        let mut draw = || {
            let whole = chance.next_u64() >> 11;
            normal_quantile((whole as f64 + 0.5) / (1u64 << 53) as f64)
        };
        let mut products = DMatrix::<f64>::zeros(k, k);
        let mut sums = vec![0.0; k];
        let mut row = vec![0.0; k];
        for _ in 0..n {
            for value in &mut row {
                *value = draw();
            }
            for (i, x) in row.iter().enumerate() {
                sums[i] += x;
                for (j, y) in row.iter().enumerate().skip(i) {
                    products[(i, j)] += x * y;
                }
            }
        }
        let size = n as f64;
        let covariance = DMatrix::from_fn(k, k, |i, j| {
            let (a, b) = (i.min(j), i.max(j));
            products[(a, b)] / size - sums[i] * sums[j] / (size * size)
        });
        if let Ok(correlation) = correlation_of(&covariance) {
            for (slot, value) in eigenvalues.iter_mut().zip(spectrum(&correlation).0) {
                slot.push(value);
            }
        }
    }
    let percentile = |values: &mut Vec<f64>| {
        values.sort_by(f64::total_cmp);
        let at = (values.len().saturating_sub(1)) as f64 * 0.95;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an index below the length"
        )]
        let below = at as usize;
        let low = values.get(below).copied().unwrap_or(0.0);
        let high = values.get(below + 1).copied().unwrap_or(low);
        low + at.fract() * (high - low)
    };
    Parallel {
        means: eigenvalues
            .iter()
            .map(|values| values.iter().sum::<f64>() / values.len().max(1) as f64)
            .collect(),
        percentiles: eigenvalues.iter_mut().map(percentile).collect(),
    }
}

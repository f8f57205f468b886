//! Parallel analysis: how large eigenvalues get by chance alone.

use nalgebra::DMatrix;

use super::spectrum;
use crate::analysis::comoments::correlation_of;
use crate::analysis::simulation::{Draws, quantile};

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

/// Simulates `sets` samples of `n` responses to `k` items; n - 1 must not be below k. Depends on these numbers and
/// the seed alone, and takes as long for a million responses as for a hundred: the matrices are drawn, not the
/// responses. Each set has its own stream: the result does not depend on who draws when.
pub fn parallel(n: u64, k: usize, sets: u64, seed: u64) -> Parallel {
    let mut eigenvalues: Vec<Vec<f64>> = vec![Vec::new(); k];
    let identity = DMatrix::<f64>::identity(k, k);
    for set in 0..sets {
        let scatter = Draws::of(seed, set).scatter(n.saturating_sub(1) as f64, &identity);
        if let Ok(correlation) = correlation_of(&scatter) {
            for (slot, value) in eigenvalues.iter_mut().zip(spectrum(&correlation).0) {
                slot.push(value);
            }
        }
    }
    Parallel {
        means: eigenvalues
            .iter()
            .map(|values| values.iter().sum::<f64>() / values.len().max(1) as f64)
            .collect(),
        percentiles: eigenvalues
            .iter_mut()
            .map(|values| quantile(values, 0.95))
            .collect(),
    }
}

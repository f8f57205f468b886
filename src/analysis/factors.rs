//! Which items go together: whether a correlation matrix can be factored, and factors of it.
//!
//! Everything derives from the correlation matrix of complete responses. Signs and order of factors are
//! arbitrary; what comes out of here is canonical (column sums positive, sums of squares descending).

mod descent;
mod parallel;
mod rotation;

pub use parallel::{Parallel, parallel};
pub use rotation::{Rotated, oblimin, promax, varimax};

use nalgebra::{DMatrix, DVector, SymmetricEigen};

use super::figure::{Absent, Value};
use super::probability::chi_square_upper;

/// Eigenvalues in descending order with their vectors as columns.
pub(crate) fn spectrum(matrix: &DMatrix<f64>) -> (Vec<f64>, DMatrix<f64>) {
    let k = matrix.nrows();
    let eigen = SymmetricEigen::new(matrix.clone());
    let mut order: Vec<usize> = (0..k).collect();
    order.sort_by(|a, b| eigen.eigenvalues[*b].total_cmp(&eigen.eigenvalues[*a]));
    let values = order.iter().map(|i| eigen.eigenvalues[*i]).collect();
    let vectors = DMatrix::from_fn(k, k, |row, column| eigen.eigenvectors[(row, order[column])]);
    (values, vectors)
}

/// Whether a correlation matrix is worth factoring.
#[derive(Debug, Clone, PartialEq)]
pub struct Adequacy {
    /// Kaiser, Meyer & Olkin's measure of sampling adequacy (Kaiser & Rice 1974), 0 to 1.
    pub kmo: Value,
    /// The same item by item.
    pub items: Vec<Value>,
    /// Bartlett's (1950) test that nothing is correlated.
    pub chi_square: f64,
    /// Its degrees of freedom.
    pub freedom: f64,
    /// Its p.
    pub p: f64,
    /// ln of the determinant.
    pub log_determinant: f64,
}

/// The adequacy of a correlation matrix of `n` complete responses. `Singular` when it has no inverse: a
/// duplicated item, or no more responses than items.
pub fn adequacy(correlation: &DMatrix<f64>, n: u64) -> Result<Adequacy, Absent> {
    let k = correlation.nrows();
    if k < 2 {
        return Err(Absent::NoData);
    }
    let (inverse, log_determinant) = inverse(correlation)?;
    let partial =
        |i: usize, j: usize| -inverse[(i, j)] / (inverse[(i, i)] * inverse[(j, j)]).sqrt();
    let mut simple = vec![0.0; k];
    let mut partials = vec![0.0; k];
    for i in 0..k {
        for j in (0..k).filter(|j| *j != i) {
            simple[i] += correlation[(i, j)].powi(2);
            partials[i] += partial(i, j).powi(2);
        }
    }
    let measure = |simple: f64, partial: f64| {
        if simple + partial > 0.0 {
            Ok(simple / (simple + partial))
        } else {
            Err(Absent::NoVariance)
        }
    };
    let (n, items) = (n as f64, k as f64);
    let chi_square = (-(n - 1.0 - (2.0 * items + 5.0) / 6.0) * log_determinant).max(0.0);
    let freedom = items * (items - 1.0) / 2.0;
    Ok(Adequacy {
        kmo: measure(simple.iter().sum(), partials.iter().sum()),
        items: simple
            .iter()
            .zip(&partials)
            .map(|(s, p)| measure(*s, *p))
            .collect(),
        chi_square,
        freedom,
        p: chi_square_upper(chi_square, freedom),
        log_determinant,
    })
}

/// The inverse and the log determinant of a positive definite matrix, by Cholesky's decomposition.
pub(crate) fn inverse(matrix: &DMatrix<f64>) -> Result<(DMatrix<f64>, f64), Absent> {
    let decomposition = matrix.clone().cholesky().ok_or(Absent::Singular)?;
    let diagonal = decomposition.l_dirty().diagonal();
    let greatest = (0..matrix.nrows())
        .map(|i| matrix[(i, i)])
        .fold(0.0, f64::max);
    if diagonal.iter().any(|d| d * d <= 1e-10 * greatest) {
        return Err(Absent::Singular);
    }
    let log_determinant = 2.0 * diagonal.iter().map(|d| d.ln()).sum::<f64>();
    Ok((decomposition.inverse(), log_determinant))
}

/// How common factors are found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Extraction {
    /// Least squared residuals (Harman & Jones 1966).
    #[default]
    MinimumResiduals,
    /// Principal axes, iterated.
    PrincipalAxes,
    /// Maximum likelihood (Lawley 1940; Jöreskog 1967).
    MaximumLikelihood,
}

/// Common factors of a correlation matrix, not rotated.
#[derive(Debug, Clone, PartialEq)]
pub struct Factors {
    /// Items by factors.
    pub loadings: DMatrix<f64>,
    /// What the factors explain of each item.
    pub communalities: Vec<f64>,
    /// What is left of each item.
    pub uniquenesses: Vec<f64>,
    /// Half the sum of squared residuals, or the likelihood's discrepancy.
    pub objective: f64,
    /// Items explained wholly or more (Heywood cases): the solution is not to be interpreted.
    pub heywood: Vec<usize>,
}

/// The least uniqueness that an estimate may take.
const LEAST_UNIQUENESS: f64 = 0.005;

/// Extracts `m` common factors.
pub fn extract(
    correlation: &DMatrix<f64>,
    m: usize,
    extraction: Extraction,
) -> Result<Factors, Absent> {
    let k = correlation.nrows();
    let freedom = (k.saturating_sub(m)).pow(2).checked_sub(k + m);
    if m == 0 || freedom.is_none() {
        return Err(Absent::NoFreedom);
    }
    let (inverse, _) = inverse(correlation)?;
    let start = DVector::from_fn(k, |i, _| 1.0 / inverse[(i, i)]);
    let (loadings, objective, heywood) = match extraction {
        Extraction::MinimumResiduals => {
            let unique = descent::minimise(&start, LEAST_UNIQUENESS, 1.0, |u| {
                let (values, vectors) = spectrum(&(correlation - DMatrix::from_diagonal(u)));
                rest(
                    &values,
                    &vectors,
                    m,
                    |value| 0.5 * value * value,
                    |value, _| -value,
                )
            });
            let reduced = correlation - DMatrix::from_diagonal(&unique);
            let (values, vectors) = spectrum(&reduced);
            let objective = values.iter().skip(m).map(|v| 0.5 * v * v).sum();
            (load(&values, &vectors, m), objective, at_bound(&unique))
        }
        Extraction::MaximumLikelihood => {
            let scaled = |u: &DVector<f64>| {
                DMatrix::from_fn(k, k, |i, j| correlation[(i, j)] / (u[i] * u[j]).sqrt())
            };
            let loss = |value: f64| value - value.max(1e-300).ln() - 1.0;
            let unique = descent::minimise(&start, LEAST_UNIQUENESS, 1.0, |u| {
                let (values, vectors) = spectrum(&scaled(u));
                rest(&values, &vectors, m, loss, |value, i| -(value - 1.0) / u[i])
            });
            let (values, vectors) = spectrum(&scaled(&unique));
            let above: Vec<f64> = values.iter().map(|value| value - 1.0).collect();
            let mut loadings = load(&above, &vectors, m);
            for (mut row, u) in loadings.row_iter_mut().zip(unique.iter()) {
                row *= u.sqrt();
            }
            let objective = values.iter().skip(m).map(|value| loss(*value)).sum();
            (loadings, objective, at_bound(&unique))
        }
        Extraction::PrincipalAxes => principal_axes(correlation, &start, m),
    };
    let loadings = canonical(&loadings);
    let communalities: Vec<f64> = loadings
        .row_iter()
        .map(|row| row.iter().map(|x| x * x).sum())
        .collect();
    Ok(Factors {
        uniquenesses: communalities.iter().map(|h| 1.0 - h).collect(),
        communalities,
        loadings,
        objective,
        heywood,
    })
}

/// The loss over the eigenvalues that the factors leave, and its gradient by uniqueness.
fn rest(
    values: &[f64],
    vectors: &DMatrix<f64>,
    m: usize,
    loss: impl Fn(f64) -> f64,
    slope: impl Fn(f64, usize) -> f64,
) -> (f64, DVector<f64>) {
    let total = values.iter().skip(m).map(|value| loss(*value)).sum();
    let gradient = DVector::from_fn(vectors.nrows(), |i, _| {
        values
            .iter()
            .enumerate()
            .skip(m)
            .map(|(j, value)| slope(*value, i) * vectors[(i, j)].powi(2))
            .sum()
    });
    (total, gradient)
}

fn load(values: &[f64], vectors: &DMatrix<f64>, m: usize) -> DMatrix<f64> {
    DMatrix::from_fn(vectors.nrows(), m, |i, j| {
        vectors[(i, j)] * values[j].max(0.0).sqrt()
    })
}

fn at_bound(unique: &DVector<f64>) -> Vec<usize> {
    let at = |u: f64| u <= LEAST_UNIQUENESS + 1e-6;
    (0..unique.len()).filter(|i| at(unique[*i])).collect()
}

/// Iterates communalities from squared multiple correlations until they stand still.
fn principal_axes(
    correlation: &DMatrix<f64>,
    start: &DVector<f64>,
    m: usize,
) -> (DMatrix<f64>, f64, Vec<usize>) {
    let mut unique = start.clone();
    let mut loadings = DMatrix::zeros(correlation.nrows(), m);
    let mut objective = 0.0;
    for _ in 0..5000 {
        let (values, vectors) = spectrum(&(correlation - DMatrix::from_diagonal(&unique)));
        loadings = load(&values, &vectors, m);
        objective = values.iter().skip(m).map(|v| 0.5 * v * v).sum();
        let next = DVector::from_fn(unique.len(), |i, _| 1.0 - loadings.row(i).norm_squared());
        let moved = (&next - &unique).amax();
        unique = next;
        if moved < 1e-10 {
            break;
        }
    }
    let heywood = (0..unique.len()).filter(|i| unique[*i] <= 0.0).collect();
    (loadings, objective, heywood)
}

/// Columns with positive sums, by descending sum of squares.
pub(crate) fn canonical(loadings: &DMatrix<f64>) -> DMatrix<f64> {
    let (order, signs) = canonical_order(loadings);
    DMatrix::from_fn(loadings.nrows(), loadings.ncols(), |i, j| {
        loadings[(i, order[j])] * signs[j]
    })
}

/// The canonical order of columns, and the sign of each column in that order.
fn canonical_order(loadings: &DMatrix<f64>) -> (Vec<usize>, Vec<f64>) {
    let mut order: Vec<usize> = (0..loadings.ncols()).collect();
    let squares = |j: usize| loadings.column(j).norm_squared();
    order.sort_by(|a, b| squares(*b).total_cmp(&squares(*a)));
    let signs = order
        .iter()
        .map(|j| {
            if loadings.column(*j).sum() < 0.0 {
                -1.0
            } else {
                1.0
            }
        })
        .collect();
    (order, signs)
}

#[cfg(test)]
mod tests;

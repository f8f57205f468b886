//! Rotation to simple structure.

use nalgebra::DMatrix;

use super::{canonical, canonical_order};
use crate::analysis::figure::Absent;

/// Rotated factors.
#[derive(Debug, Clone, PartialEq)]
pub struct Rotated {
    /// Items by factors (the pattern, for factors that correlate).
    pub loadings: DMatrix<f64>,
    /// How the factors correlate; the identity where they must not.
    pub correlations: DMatrix<f64>,
}

/// Varimax (Kaiser 1958) with Kaiser's normalisation.
pub fn varimax(loadings: &DMatrix<f64>) -> Rotated {
    let m = loadings.ncols();
    Rotated {
        loadings: canonical(&raw_varimax(loadings).0),
        correlations: DMatrix::identity(m, m),
    }
}

/// The rotated loadings and the rotation.
fn raw_varimax(loadings: &DMatrix<f64>) -> (DMatrix<f64>, DMatrix<f64>) {
    let (k, m) = loadings.shape();
    if m < 2 {
        return (loadings.clone(), DMatrix::identity(m, m));
    }
    let lengths: Vec<f64> = loadings
        .row_iter()
        .map(|row| match row.norm() {
            length if length > 0.0 => length,
            _ => 1.0,
        })
        .collect();
    let scaled = DMatrix::from_fn(k, m, |i, j| loadings[(i, j)] / lengths[i]);
    let mut turn = DMatrix::<f64>::identity(m, m);
    let mut before = 0.0;
    for _ in 0..2000 {
        let z = &scaled * &turn;
        let squares: Vec<f64> = (0..m)
            .map(|j| z.column(j).norm_squared() / k as f64)
            .collect();
        let target = DMatrix::from_fn(k, m, |i, j| z[(i, j)].powi(3) - z[(i, j)] * squares[j]);
        let svd = (scaled.transpose() * target).svd(true, true);
        let (Some(u), Some(vt)) = (svd.u, svd.v_t) else {
            break;
        };
        turn = u * vt;
        let sum = svd.singular_values.sum();
        if sum <= before * (1.0 + 1e-15) {
            break;
        }
        before = sum;
    }
    (loadings * &turn, turn)
}

/// Promax (Hendrickson & White 1964): varimax loadings to the power of 4 as the target.
pub fn promax(loadings: &DMatrix<f64>) -> Result<Rotated, Absent> {
    let m = loadings.ncols();
    if m < 2 {
        return Ok(varimax(loadings));
    }
    let (start, turn) = raw_varimax(loadings);
    let target = start.map(|v| v * v.abs().powi(3));
    let normal = (start.transpose() * &start)
        .try_inverse()
        .ok_or(Absent::Singular)?;
    let mut u = normal * start.transpose() * target;
    let lengths = (u.transpose() * &u).try_inverse().ok_or(Absent::Singular)?;
    for j in 0..m {
        let scale = lengths[(j, j)].sqrt();
        u.column_mut(j).scale_mut(scale);
    }
    let pattern = start * &u;
    let whole = turn * u;
    let correlations = (whole.transpose() * whole)
        .try_inverse()
        .ok_or(Absent::Singular)?;
    Ok(ordered(&pattern, &correlations))
}

/// Direct oblimin with gamma 0, the quartimin criterion (Jennrich & Sampson 1966), by gradient projection
/// (Jennrich 2002; Bernaards & Jennrich 2005). Starts from no turn and from varimax; the lower end wins.
pub fn oblimin(loadings: &DMatrix<f64>) -> Result<Rotated, Absent> {
    let m = loadings.ncols();
    if m < 2 {
        return Ok(varimax(loadings));
    }
    let (_, turn) = raw_varimax(loadings);
    let ends = [DMatrix::identity(m, m), turn]
        .into_iter()
        .filter_map(|start| project(loadings, start));
    let (_, pattern, correlations) = ends
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .ok_or(Absent::Singular)?;
    Ok(ordered(&pattern, &correlations))
}

type End = (f64, DMatrix<f64>, DMatrix<f64>);

fn project(loadings: &DMatrix<f64>, mut turn: DMatrix<f64>) -> Option<End> {
    let m = loadings.ncols();
    let apart = DMatrix::from_fn(m, m, |i, j| if i == j { 0.0 } else { 1.0 });
    let criterion = |pattern: &DMatrix<f64>| {
        let squares = pattern.map(|v| v * v);
        let others = &squares * &apart;
        let value = squares.component_mul(&others).sum() / 4.0;
        (value, pattern.component_mul(&others))
    };
    let place = |turn: &DMatrix<f64>| -> Option<(DMatrix<f64>, DMatrix<f64>)> {
        let inverse = turn.clone().try_inverse()?;
        Some((loadings * inverse.transpose(), inverse))
    };
    let (mut pattern, mut inverse) = place(&turn)?;
    let (mut value, mut slope) = criterion(&pattern);
    let mut length = 1.0;
    for _ in 0..5000 {
        let gradient = -(pattern.transpose() * &slope * &inverse).transpose();
        let along = (0..m).map(|j| turn.column(j).dot(&gradient.column(j)));
        let along: Vec<f64> = along.collect();
        let projected = DMatrix::from_fn(m, m, |i, j| gradient[(i, j)] - turn[(i, j)] * along[j]);
        let size = projected.norm();
        if size < 1e-10 {
            break;
        }
        length *= 2.0;
        let mut moved = false;
        for _ in 0..60 {
            let mut next = &turn - length * &projected;
            for mut column in next.column_iter_mut() {
                let norm = column.norm();
                column.unscale_mut(norm);
            }
            if let Some((next_pattern, next_inverse)) = place(&next) {
                let (next_value, next_slope) = criterion(&next_pattern);
                if value - next_value > 0.5 * size * size * length {
                    (turn, pattern, inverse) = (next, next_pattern, next_inverse);
                    (value, slope) = (next_value, next_slope);
                    moved = true;
                    break;
                }
            }
            length /= 2.0;
        }
        if !moved {
            break;
        }
    }
    Some((value, pattern, turn.transpose() * &turn))
}

fn ordered(pattern: &DMatrix<f64>, correlations: &DMatrix<f64>) -> Rotated {
    let (order, signs) = canonical_order(pattern);
    let m = pattern.ncols();
    Rotated {
        loadings: canonical(pattern),
        correlations: DMatrix::from_fn(m, m, |i, j| {
            correlations[(order[i], order[j])] * signs[i] * signs[j]
        }),
    }
}

//! The least value of a smooth function in a box.

use nalgebra::{DMatrix, DVector};

/// Minimises by quasi-Newton steps (Broyden, Fletcher, Goldfarb & Shanno 1970) in the variables that are not
/// held at a bound (Bertsekas 1982). The function gives its value and gradient.
pub(super) fn minimise(
    start: &DVector<f64>,
    low: f64,
    high: f64,
    function: impl Fn(&DVector<f64>) -> (f64, DVector<f64>),
) -> DVector<f64> {
    let k = start.len();
    let inside = |x: &DVector<f64>| x.map(|v| v.clamp(low, high));
    let mut x = inside(start);
    let (mut value, mut gradient) = function(&x);
    let mut inverse = DMatrix::<f64>::identity(k, k);
    let mut held: Vec<bool> = vec![false; k];
    for _ in 0..500 {
        let now: Vec<bool> = (0..k)
            .map(|i| (x[i] <= low && gradient[i] > 0.0) || (x[i] >= high && gradient[i] < 0.0))
            .collect();
        if now != held {
            inverse = DMatrix::identity(k, k);
            held = now;
        }
        let free = DVector::from_fn(k, |i, _| if held[i] { 0.0 } else { gradient[i] });
        if free.amax() < 1e-12 {
            break;
        }
        let mut direction = -(&inverse * &free);
        for i in (0..k).filter(|i| held[*i]) {
            direction[i] = 0.0;
        }
        if direction.dot(&free) >= 0.0 {
            inverse = DMatrix::identity(k, k);
            direction = -free.clone();
        }
        let Some((next, next_value, next_gradient)) =
            search(&x, value, &gradient, &direction, &inside, &function)
        else {
            break;
        };
        let step = &next - &x;
        let change = DVector::from_fn(k, |i, _| {
            if held[i] {
                0.0
            } else {
                next_gradient[i] - gradient[i]
            }
        });
        let curvature = step.dot(&change);
        if curvature > 1e-14 * step.norm() * change.norm() && curvature > 0.0 {
            let rho = 1.0 / curvature;
            let eye = DMatrix::<f64>::identity(k, k);
            let left = &eye - rho * &step * change.transpose();
            inverse = &left * inverse * left.transpose() + rho * &step * step.transpose();
        }
        let gained = value - next_value;
        (x, value, gradient) = (next, next_value, next_gradient);
        if gained.abs() <= 1e-16 * (1.0 + value.abs()) && step.amax() < 1e-10 {
            break;
        }
    }
    x
}

/// A step along the direction, bent at the bounds, that gains enough (Armijo 1966).
fn search(
    x: &DVector<f64>,
    value: f64,
    gradient: &DVector<f64>,
    direction: &DVector<f64>,
    inside: &impl Fn(&DVector<f64>) -> DVector<f64>,
    function: &impl Fn(&DVector<f64>) -> (f64, DVector<f64>),
) -> Option<(DVector<f64>, f64, DVector<f64>)> {
    let mut length = 1.0;
    for _ in 0..60 {
        let next = inside(&(x + length * direction));
        let (next_value, next_gradient) = function(&next);
        if next_value <= value + 1e-4 * gradient.dot(&(&next - x)) {
            return (next != *x).then_some((next, next_value, next_gradient));
        }
        length *= 0.5;
    }
    None
}

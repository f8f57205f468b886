//! Distribution functions: tails computed directly, so that a p of 1e-46 is a number and not a zero.
//!
//! The gamma and error functions are those of `statrs`; the incomplete beta function is our own, because a
//! sample of a million needs more steps of its continued fraction than a general library takes.

use std::f64::consts::{LN_2, PI, SQRT_2};

use statrs::function::erf::{erfc, erfc_inv};
use statrs::function::gamma::{gamma_lr, gamma_ur, ln_gamma};

/// P(Z <= z) of the standard normal distribution.
pub fn normal_lower(z: f64) -> f64 {
    0.5 * erfc(-z / SQRT_2)
}

/// P(Z >= z) of the standard normal distribution.
pub fn normal_upper(z: f64) -> f64 {
    normal_lower(-z)
}

/// P(|Z| >= |z|).
pub fn normal_two_sided(z: f64) -> f64 {
    (2.0 * normal_upper(z.abs())).min(1.0)
}

/// The z with P(Z <= z) = p, for 0 < p < 1.
pub fn normal_quantile(p: f64) -> f64 {
    if p > 0.5 {
        return -normal_quantile(1.0 - p);
    }
    let z = -SQRT_2 * erfc_inv(2.0 * p);
    // One step of Newton on the logarithm of the tail takes off what the approximation leaves.
    let tail = normal_lower(z);
    let density = (-0.5 * z * z).exp() / (2.0 * PI).sqrt();
    if tail > 0.0 && density > 0.0 {
        z - (tail.ln() - p.ln()) * tail / density
    } else {
        z
    }
}

/// ln of Euler's gamma function, x > 0.
pub fn log_gamma(x: f64) -> f64 {
    // Near its zeros the library's value carries only absolute precision.
    if x == 1.0 || x == 2.0 {
        0.0
    } else {
        ln_gamma(x)
    }
}

/// What Stirling's formula leaves out of ln Gamma(x), x >= 10.
fn stirling_rest(x: f64) -> f64 {
    let s = 1.0 / (x * x);
    (1.0 / 12.0 - s * (1.0 / 360.0 - s * (1.0 / 1260.0 - s * (1.0 / 1680.0 - s / 1188.0)))) / x
}

/// ln (Gamma(a + b) / Gamma(a)) without cancellation for large a.
fn log_rising(a: f64, b: f64) -> f64 {
    if a < 10.0 {
        return log_gamma(a + b) - log_gamma(a);
    }
    (a - 0.5) * (b / a).ln_1p() + b * (a + b).ln() - b + stirling_rest(a + b) - stirling_rest(a)
}

/// ln of the beta function.
fn log_beta(a: f64, b: f64) -> f64 {
    let (small, large) = if a < b { (a, b) } else { (b, a) };
    log_gamma(small) - log_rising(large, small)
}

/// The regularised incomplete beta function, lower and upper: I(x; a, b) and its complement.
///
/// `y` is 1 - x, given apart so that neither end loses digits. Lentz's continued fraction
/// (Press et al. 2007, section 6.4).
fn beta_tails(a: f64, b: f64, x: f64, y: f64) -> (f64, f64) {
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    if y <= 0.0 {
        return (1.0, 0.0);
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        let (lower, upper) = beta_tails_below(b, a, y, x);
        (upper, lower)
    } else {
        beta_tails_below(a, b, x, y)
    }
}

fn beta_tails_below(a: f64, b: f64, x: f64, y: f64) -> (f64, f64) {
    const TINY: f64 = 1e-300;
    let log_x = if x < 0.5 { x.ln() } else { (-y).ln_1p() };
    let log_y = if y < 0.5 { y.ln() } else { (-x).ln_1p() };
    let front = (a * log_x + b * log_y - log_beta(a, b)).exp() / a;
    let keep = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / keep(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    for step in 1..20_000 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / keep(1.0 + even * d);
        c = keep(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / keep(1.0 + odd * d);
        c = keep(1.0 + odd / c);
        h *= d * c;
        if (d * c - 1.0).abs() < 1e-15 {
            break;
        }
    }
    let lower = (front * h).clamp(0.0, 1.0);
    (lower, 1.0 - lower)
}

/// I(x; a, b), the distribution function of the beta distribution.
pub fn beta_lower(x: f64, a: f64, b: f64) -> f64 {
    beta_tails(a, b, x, 1.0 - x).0
}

/// The x with I(x; a, b) = p.
pub fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    bisect(0.0, 1.0, |x| beta_lower(x, a, b) - p)
}

/// P(T >= t) of Student's distribution with any positive degrees of freedom.
pub fn t_upper(t: f64, freedom: f64) -> f64 {
    let square = t * t;
    let x = freedom / (freedom + square);
    let tail = 0.5 * beta_tails(0.5 * freedom, 0.5, x, square / (freedom + square)).0;
    if t >= 0.0 { tail } else { 1.0 - tail }
}

/// P(T <= t).
pub fn t_lower(t: f64, freedom: f64) -> f64 {
    t_upper(-t, freedom)
}

/// P(|T| >= |t|).
pub fn t_two_sided(t: f64, freedom: f64) -> f64 {
    (2.0 * t_upper(t.abs(), freedom)).min(1.0)
}

/// The t with P(T <= t) = p, for 0 < p < 1.
pub fn t_quantile(p: f64, freedom: f64) -> f64 {
    if p < 0.5 {
        return -t_quantile_above(p, freedom);
    }
    t_quantile_above(1.0 - p, freedom)
}

/// The t >= 0 with P(T >= t) = q, q <= 1/2.
fn t_quantile_above(q: f64, freedom: f64) -> f64 {
    if q >= 0.5 {
        return 0.0;
    }
    let log_q = q.ln();
    let log_front = log_rising(0.5 * freedom, 0.5) - 0.5 * (freedom * PI).ln();
    // Cornish and Fisher's expansion to start with, then Newton on the logarithm of the tail. The
    // logarithm is concave there, so a start below the root goes up in steps that never overshoot.
    let z = -normal_quantile(q);
    let mut t = if freedom > 4.0 {
        z + (z.powi(3) + z) / (4.0 * freedom)
    } else {
        z
    };
    if freedom >= 1000.0 && z < 5.0 {
        return cornish_fisher(z, freedom);
    }
    for _ in 0..200 {
        let tail = t_upper(t, freedom);
        if tail <= 0.0 {
            return t;
        }
        let log_density = log_front - 0.5 * (freedom + 1.0) * (t * t / freedom).ln_1p();
        let hazard = (log_density - tail.ln()).exp();
        // In terms of ln t for heavy tails, where the tail is a power of t.
        let error = tail.ln() - log_q;
        let next = if t > 1.0 {
            t * (error / (t * hazard)).clamp(-LN_2, 2.0).exp()
        } else {
            (t + error / hazard).max(0.0)
        };
        // Each step squares the error: after one this small nothing is left of it.
        if (next - t).abs() <= 1e-9 * next.abs() {
            return next;
        }
        t = next;
    }
    t
}

/// Cornish and Fisher's expansion of the t quantile (Abramowitz & Stegun 1964, 26.7.5): its error is of the
/// order of the fifth power of 1 / freedom.
fn cornish_fisher(z: f64, freedom: f64) -> f64 {
    let w = z * z;
    let g1 = (w + 1.0) / 4.0;
    let g2 = ((5.0 * w + 16.0) * w + 3.0) / 96.0;
    let g3 = (((3.0 * w + 19.0) * w + 17.0) * w - 15.0) / 384.0;
    let g4 = ((((79.0 * w + 776.0) * w + 1482.0) * w - 1920.0) * w - 945.0) / 92160.0;
    z * (1.0 + (g1 + (g2 + (g3 + g4 / freedom) / freedom) / freedom) / freedom)
}

/// P(F <= f) with the given degrees of freedom.
pub fn f_lower(f: f64, above: f64, below: f64) -> f64 {
    f_tails(f, above, below).0
}

/// P(F >= f) with the given degrees of freedom.
pub fn f_upper(f: f64, above: f64, below: f64) -> f64 {
    f_tails(f, above, below).1
}

fn f_tails(f: f64, above: f64, below: f64) -> (f64, f64) {
    if f <= 0.0 {
        return (0.0, 1.0);
    }
    let whole = above * f + below;
    beta_tails(0.5 * above, 0.5 * below, above * f / whole, below / whole)
}

/// The f with P(F <= f) = p, for 0 < p < 1.
pub fn f_quantile(p: f64, above: f64, below: f64) -> f64 {
    // On the scale of ln f the function is smooth over its whole range.
    bisect(-700.0, 700.0, |log_f| {
        let (lower, upper) = f_tails(log_f.exp(), above, below);
        if p < 0.5 {
            lower - p
        } else {
            (1.0 - p) - upper
        }
    })
    .exp()
}

/// P(X <= x) of the chi-square distribution.
pub fn chi_square_lower(x: f64, freedom: f64) -> f64 {
    if x <= 0.0 {
        0.0
    } else {
        gamma_lr(0.5 * freedom, 0.5 * x)
    }
}

/// P(X >= x) of the chi-square distribution.
pub fn chi_square_upper(x: f64, freedom: f64) -> f64 {
    if x <= 0.0 {
        1.0
    } else {
        gamma_ur(0.5 * freedom, 0.5 * x)
    }
}

/// The x with P(X <= x) = p, for 0 < p < 1.
pub fn chi_square_quantile(p: f64, freedom: f64) -> f64 {
    bisect(-700.0, 30.0, |log_x| {
        let x = log_x.exp();
        if p < 0.5 {
            chi_square_lower(x, freedom) - p
        } else {
            (1.0 - p) - chi_square_upper(x, freedom)
        }
    })
    .exp()
}

/// P(K <= k) of the binomial distribution.
pub fn binomial_lower(k: u64, n: u64, p: f64) -> f64 {
    if k >= n {
        return 1.0;
    }
    beta_tails((n - k) as f64, k as f64 + 1.0, 1.0 - p, p).0
}

/// P(T <= t) of the noncentral t distribution: Algorithm AS 243 (Lenth 1989), with the terms of the series
/// taken outwards from their largest, so that a large noncentrality loses nothing.
pub fn noncentral_t_lower(t: f64, freedom: f64, noncentrality: f64) -> f64 {
    if t < 0.0 {
        return 1.0 - noncentral_t_lower(-t, freedom, -noncentrality);
    }
    let shift = normal_lower(-noncentrality);
    if t == 0.0 {
        return shift;
    }
    let half = 0.5 * noncentrality * noncentrality;
    let square = t * t;
    let (x, y) = (square / (square + freedom), freedom / (square + freedom));
    let b = 0.5 * freedom;
    let term = |j: f64| {
        let log_half = if half > 0.0 {
            half.ln()
        } else {
            f64::NEG_INFINITY
        };
        let power = if j == 0.0 { 0.0 } else { j * log_half };
        let p = (-half + power - log_gamma(j + 1.0)).exp();
        let q = (-half + power - log_gamma(j + 1.5)).exp() * noncentrality / SQRT_2;
        let even = if p == 0.0 {
            0.0
        } else {
            p * beta_tails(j + 0.5, b, x, y).0
        };
        let odd = if q == 0.0 {
            0.0
        } else {
            q * beta_tails(j + 1.0, b, x, y).0
        };
        even + odd
    };
    let middle = half.floor();
    let mut sum = term(middle);
    let mut j = middle;
    while j >= 1.0 && middle - j < 10_000.0 {
        j -= 1.0;
        sum += term(j);
    }
    j = middle;
    while j - middle < 10_000.0 {
        j += 1.0;
        let next = term(j);
        sum += next;
        if next.abs() <= 1e-17 * sum.abs() {
            break;
        }
    }
    (shift + 0.5 * sum).clamp(0.0, 1.0)
}

/// From so many degrees of freedom on, the noncentrality is that of the normal approximation.
const MANY: f64 = 2000.0;

/// The noncentrality under which P(T <= t) = p. It falls as the noncentrality rises. With many degrees of freedom by
/// the normal approximation of Abramowitz and Stegun (1964, equation 26.7.10): the series would take seconds.
pub fn noncentrality(t: f64, freedom: f64, p: f64) -> f64 {
    if freedom >= MANY {
        let spread = (1.0 + t * t / (2.0 * freedom)).sqrt();
        return t * (1.0 - 0.25 / freedom) - normal_quantile(p) * spread;
    }
    exact_noncentrality(t, freedom, p)
}

fn exact_noncentrality(t: f64, freedom: f64, p: f64) -> f64 {
    let reach = 10.0 + 2.0 * t.abs();
    bisect(t - reach, t + reach, |delta| {
        p - noncentral_t_lower(t, freedom, delta)
    })
}

/// The root of a rising function between two ends.
fn bisect(mut low: f64, mut high: f64, rising: impl Fn(f64) -> f64) -> f64 {
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if rising(middle) < 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::golden::Golden;

    #[test]
    fn with_many_degrees_of_freedom_the_approximation_is_as_good_as_the_series() {
        for t in [-30.0, 0.0, 2.0, 12.0, 45.0] {
            for p in [0.025, 0.975] {
                let exact = exact_noncentrality(t, MANY, p) / MANY.sqrt();
                let found = noncentrality(t, MANY, p) / MANY.sqrt();
                assert!((exact - found).abs() < 1e-4, "{t} {p}: {exact} {found}");
            }
        }
    }

    #[test]
    fn distributions_agree_with_the_reference() {
        let golden = Golden::read(include_str!(
            "../../tests/reference/golden/distributions.json"
        ));
        let each = |key: &str, of: &dyn Fn(&[f64]) -> f64| {
            let stem = key.trim_end_matches("_upper");
            let arguments = golden.rows(&format!("{stem}_args"));
            let values: Vec<f64> = arguments.iter().map(|row| of(row)).collect();
            golden.check(key, &values);
        };
        each("dist.pt", &|a| t_lower(a[0], a[1]));
        each("dist.pt_upper", &|a| t_upper(a[0], a[1]));
        each("dist.qt", &|a| t_quantile(a[0], a[1]));
        each("dist.pf", &|a| f_lower(a[0], a[1], a[2]));
        each("dist.pf_upper", &|a| f_upper(a[0], a[1], a[2]));
        each("dist.qf", &|a| f_quantile(a[0], a[1], a[2]));
        each("dist.pchisq", &|a| chi_square_lower(a[0], a[1]));
        each("dist.pchisq_upper", &|a| chi_square_upper(a[0], a[1]));
        each("dist.pbeta", &|a| beta_lower(a[0], a[1], a[2]));
        each("dist.pnct", &|a| noncentral_t_lower(a[0], a[1], a[2]));
        let normal = [
            -6.0, -3.5, -1.96, -1.0, -0.1, 0.0, 0.3, 1.2816, 2.5758, 5.0, 8.0,
        ];
        golden.check("dist.pnorm", &normal.map(normal_lower));
        golden.check("dist.pnorm_upper", &normal.map(normal_upper));
        let p = [
            1e-10,
            1e-4,
            0.005,
            0.025,
            0.1,
            0.5,
            0.8,
            0.975,
            0.9995,
            1.0 - 1e-9,
        ];
        golden.check("dist.qnorm", &p.map(normal_quantile));
        let p = [0.001, 0.025, 0.5, 0.95, 0.99, 0.999];
        golden.check("dist.qchisq_df22", &p.map(|p| chi_square_quantile(p, 22.0)));
        let x = [0.1, 0.5, 1.0, 1.5, 3.3, 10.0, 100.5, 100_000.0];
        golden.check("dist.lgamma", &x.map(log_gamma));
        let up_to: Vec<f64> = (0..=12).map(|k| binomial_lower(k, 12, 0.3)).collect();
        golden.check("dist.pbinom", &up_to);
    }

    #[test]
    fn quantiles_undo_the_distribution_function() {
        for freedom in [0.8, 1.0, 2.5, 7.0, 41.0, 999_999.0] {
            for q in [1e-12, 1e-4, 0.025, 0.3, 0.49] {
                let t = t_quantile(1.0 - q, freedom);
                assert!(
                    (t_upper(t, freedom) / q - 1.0).abs() < 1e-4,
                    "{freedom} {q} {t} {}",
                    t_upper(t, freedom)
                );
                let t = -t_quantile(q, freedom);
                assert!(
                    (t_upper(t, freedom) / q - 1.0).abs() < 1e-9,
                    "{freedom} {q} {t} {}",
                    t_upper(t, freedom)
                );
            }
        }
    }
}

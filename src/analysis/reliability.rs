//! How well the items of a scale hold together, and how reliable a difference of two scales is.
//!
//! None of these proves that a scale has one dimension.

use nalgebra::DMatrix;

use super::comoments::{Comoments, correlation_of};
use super::factors::{Extraction, extract};
use super::figure::{Absent, Value};
use super::probability::f_quantile;

/// The reliability of a sum of items, over persons who answered all of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Reliability {
    /// Complete persons.
    pub n: u64,
    /// Cronbach's (1951) alpha. Negative: probably a reverse key is missing.
    pub alpha: Value,
    /// Its interval (Feldt, Woodruff & Salih 1987).
    pub interval: Result<(f64, f64), Absent>,
    /// Alpha of the standardised items.
    pub standardised: Value,
    /// The mean correlation between items.
    pub correlation: Value,
    /// McDonald's (1999) omega of one common factor by maximum likelihood, model-implied; for two items
    /// not identified: see [`Reliability::standardised`], which then is Spearman & Brown's formula.
    pub omega: Value,
    /// One entry an item.
    pub items: Vec<ItemReliability>,
}

/// One item of a scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ItemReliability {
    /// The correlation with the sum of the other items. Negative: probably a reverse key is missing.
    pub rest: Value,
    /// The correlation with the sum of all items.
    pub total: Value,
    /// Alpha without the item; from three items.
    pub without: Value,
}

/// The reliability of the items of a block.
pub fn reliability(items: &Comoments, level: f64) -> Reliability {
    let covariance = match items.covariance() {
        Ok(covariance) if covariance.nrows() >= 2 => covariance,
        Ok(_) => return absent(items, Absent::NoFreedom),
        Err(reason) => return absent(items, reason),
    };
    let k = covariance.nrows();
    let alpha = alpha(&covariance);
    let correlation = mean_correlation(&covariance);
    Reliability {
        n: items.n(),
        alpha,
        interval: alpha.and_then(|alpha| feldt(alpha, items.n(), k, level)),
        standardised: correlation.map(|r| k as f64 * r / (1.0 + (k - 1) as f64 * r)),
        correlation,
        omega: omega(&covariance),
        items: (0..k)
            .map(|item| item_reliability(&covariance, item))
            .collect(),
    }
}

fn absent(items: &Comoments, reason: Absent) -> Reliability {
    let item = ItemReliability {
        rest: Err(reason),
        total: Err(reason),
        without: Err(reason),
    };
    Reliability {
        n: items.n(),
        alpha: Err(reason),
        interval: Err(reason),
        standardised: Err(reason),
        correlation: Err(reason),
        omega: Err(reason),
        items: vec![item; items.variables()],
    }
}

/// Cronbach's (1951) alpha of a covariance matrix: `k / (k - 1) (1 - trace / sum)`.
pub fn alpha(covariance: &DMatrix<f64>) -> Value {
    let k = covariance.nrows();
    if k < 2 {
        return Err(Absent::NoFreedom);
    }
    let total = covariance.sum();
    if total <= 0.0 {
        return Err(Absent::NoVariance);
    }
    Ok(k as f64 / (k - 1) as f64 * (1.0 - covariance.trace() / total))
}

/// Feldt, Woodruff & Salih (1987): (1 - alpha) times quantiles of F.
fn feldt(alpha: f64, n: u64, k: usize, level: f64) -> Result<(f64, f64), Absent> {
    if n < 2 || !(level > 0.0 && level < 1.0) {
        return Err(Absent::OnlyOne);
    }
    let (above, tail) = ((n - 1) as f64, 0.5 - 0.5 * level);
    let below = above * (k - 1) as f64;
    let bound = |p| 1.0 - (1.0 - alpha) * f_quantile(p, above, below);
    Ok((bound(1.0 - tail), bound(tail)))
}

fn mean_correlation(covariance: &DMatrix<f64>) -> Value {
    let correlation = correlation_of(covariance)?;
    let k = correlation.nrows() as f64;
    Ok((correlation.sum() - k) / (k * (k - 1.0)))
}

fn item_reliability(covariance: &DMatrix<f64>, item: usize) -> ItemReliability {
    let own = covariance[(item, item)];
    let with_total = covariance.column(item).sum();
    let total = covariance.sum();
    let correlate = |with: f64, variance: f64| {
        if own > 0.0 && variance > 0.0 {
            Ok(with / (own * variance).sqrt())
        } else {
            Err(Absent::NoVariance)
        }
    };
    let others = covariance.clone().remove_row(item).remove_column(item);
    ItemReliability {
        rest: correlate(with_total - own, total - 2.0 * with_total + own),
        total: correlate(with_total, total),
        without: alpha(&others),
    }
}

/// Omega of one common factor: the maximum likelihood solution of the correlations, scaled back
/// (McDonald 1999). `Improper` when an item is explained wholly (a Heywood case).
pub fn omega(covariance: &DMatrix<f64>) -> Value {
    let (loadings, unique) = one_factor(covariance, Extraction::MaximumLikelihood)?;
    let common = loadings.iter().sum::<f64>().powi(2);
    Ok(common / (common + unique.iter().sum::<f64>()))
}

/// Loadings and unique variances of one factor on the scale of the items.
fn one_factor(
    covariance: &DMatrix<f64>,
    extraction: Extraction,
) -> Result<(Vec<f64>, Vec<f64>), Absent> {
    let factors = extract(&correlation_of(covariance)?, 1, extraction)?;
    if !factors.heywood.is_empty() {
        return Err(Absent::Improper);
    }
    let variance = |i: usize| covariance[(i, i)];
    let loadings = factors.loadings.iter().enumerate();
    let unique = factors.uniquenesses.iter().enumerate();
    Ok((
        loadings.map(|(i, l)| l * variance(i).sqrt()).collect(),
        unique.map(|(i, u)| u * variance(i)).collect(),
    ))
}

/// How reliable the difference of two sums of the same items is.
#[derive(Debug, Clone, PartialEq)]
pub struct DifferenceReliability {
    /// Persons who answered all items on both sides.
    pub n: u64,
    /// Alpha of what is seen.
    pub seen: Value,
    /// Alpha of what it is held against.
    pub against: Value,
    /// How the two sums correlate.
    pub correlation: Value,
    /// The standard deviations of the two sums: seen, held against.
    pub sd: Result<(f64, f64), Absent>,
    /// The reliability of the difference (Johns 1981; Peter, Churchill & Brown 1993). Below .60 the gap of
    /// a person or a small group should not be ranked.
    pub difference: Value,
    /// Alpha of the item gaps: usually looks better, because it takes no account of the two sides' correlation.
    pub gaps: Value,
}

/// The reliability of the gaps of a dimension, from its items on both sides: first all that is seen, then
/// all it is held against.
pub fn difference_reliability(items: &Comoments) -> DifferenceReliability {
    let k = items.variables() / 2;
    let side = |from: usize| items.selected(&(from..from + k).collect::<Vec<_>>());
    let alpha_of = |items: &Comoments| items.covariance().and_then(|c| alpha(&c));
    let whole = |from: usize| (from..from + k).map(|i| (i, 1)).collect::<Vec<_>>();
    let sums = items.combined(&[whole(0), whole(k)]).covariance();
    let sd = sums.as_ref().map_err(|reason| *reason).map(|sums| {
        let sd = |i| sums[(i, i)].max(0.0).sqrt();
        (sd(0), sd(1))
    });
    let correlation = sums
        .and_then(|sums| correlation_of(&sums))
        .map(|correlation| correlation[(0, 1)]);
    let (seen, against) = (alpha_of(&side(0)), alpha_of(&side(k)));
    let pairs: Vec<Vec<(usize, i64)>> = (0..k).map(|i| vec![(i, 1), (i + k, -1)]).collect();
    DifferenceReliability {
        n: items.n(),
        seen,
        against,
        correlation,
        sd,
        difference: match (seen, against, correlation, sd) {
            (Ok(seen), Ok(against), Ok(correlation), Ok(sd)) => {
                reliability_of_difference((seen, against), correlation, sd)
            }
            (Err(reason), ..) | (_, Err(reason), ..) | (_, _, Err(reason), _) => Err(reason),
            (_, _, _, Err(reason)) => Err(reason),
        },
        gaps: alpha_of(&items.combined(&pairs)),
    }
}

/// `(sp² ap + se² ae - 2 r sp se) / (sp² + se² - 2 r sp se)` (Johns 1981): from two reliabilities, their
/// correlation and their standard deviations. Undefined when the difference does not vary.
pub fn reliability_of_difference(
    (first, second): (f64, f64),
    correlation: f64,
    (sd_first, sd_second): (f64, f64),
) -> Value {
    let shared = 2.0 * correlation * sd_first * sd_second;
    let (a, b) = (sd_first * sd_first, sd_second * sd_second);
    let variance = a + b - shared;
    if variance <= 1e-12 * (a + b) {
        return Err(Absent::NoVariance);
    }
    Ok((a * first + b * second - shared) / variance)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::golden::Golden;
    use crate::analysis::scoring::Voice;
    use crate::analysis::trial::{Customers, SERVQUAL};
    use crate::survey::questionnaire::Facet;

    fn golden() -> Golden {
        Golden::read(include_str!(
            "../../tests/reference/golden/reliability.json"
        ))
    }

    #[test]
    fn reliabilities_agree_with_the_reference() {
        let golden = golden();
        let own = Customers::read().own();
        let voices = [("P", Facet::Perception), ("E", Facet::Expectation)];
        let mut scales: Vec<(String, Comoments)> = Vec::new();
        for (index, (id, items)) in SERVQUAL.iter().enumerate() {
            let id = id.to_uppercase();
            for (name, facet) in voices {
                let items = own.dimension_items(Voice::of(facet), index).unwrap();
                scales.push((format!("rel.own.{name}.{id}"), items));
            }
            let both = own.paired_items(Some(index)).unwrap();
            let k = items.len();
            let gaps: Vec<_> = (0..k).map(|i| vec![(i, 1), (i + k, -1)]).collect();
            scales.push((format!("rel.own.G.{id}"), both.combined(&gaps)));
            let difference = difference_reliability(&both);
            let (sd_seen, sd_against) = difference.sd.unwrap();
            golden.check(
                &format!("rel.diff.{id}"),
                &[
                    difference.n as f64,
                    difference.against.unwrap(),
                    difference.seen.unwrap(),
                    difference.correlation.unwrap(),
                    sd_against,
                    sd_seen,
                    difference.difference.unwrap(),
                    difference.gaps.unwrap(),
                ],
            );
        }
        let all = own.items(Voice::of(Facet::Perception)).unwrap();
        scales.push(("rel.own.P.ALL22".into(), all));
        for (key, items) in scales {
            let ours = reliability(&items, 0.95);
            let check =
                |name: &str, numbers: &[f64]| golden.check(&format!("{key}.{name}"), numbers);
            check("n_k", &[ours.n as f64, ours.items.len() as f64]);
            check("alpha", &[ours.alpha.unwrap()]);
            let (low, high) = ours.interval.unwrap();
            check("feldt_ci", &[low, high]);
            check("alpha_std", &[ours.standardised.unwrap()]);
            check("avg_r", &[ours.correlation.unwrap()]);
            let of = |of: &dyn Fn(&ItemReliability) -> Value| -> Vec<f64> {
                ours.items.iter().map(|item| of(item).unwrap()).collect()
            };
            check("item_rest_r", &of(&|item| item.rest));
            check("item_total_r", &of(&|item| item.total));
            check("alpha_drop", &of(&|item| item.without));
            check("omega_cfa_ml", &[ours.omega.unwrap()]);
            // The reference takes variances with n.
            let with_n = (ours.n - 1) as f64 / ours.n as f64;
            let covariance = items.covariance().unwrap() * with_n;
            let (lambda, theta) = one_factor(&covariance, Extraction::MaximumLikelihood).unwrap();
            check("cfa_ml_lambda", &lambda);
            check("cfa_ml_theta", &theta);
            let correlation = items.correlation().unwrap();
            let minres = extract(&correlation, 1, Extraction::MinimumResiduals).unwrap();
            check("minres1_loadings", minres.loadings.as_slice());
            let common = minres.loadings.sum().powi(2);
            let unique: f64 = minres.uniquenesses.iter().sum();
            check("omega_minres_implied", &[common / (common + unique)]);
            check("omega_minres_observed", &[common / correlation.sum()]);
        }
    }

    fn of_rows(k: usize, rows: &[&[i64]]) -> Reliability {
        reliability(&Comoments::of_rows(k, rows.iter().copied()), 0.95)
    }

    #[test]
    fn degenerate_scales_say_why() {
        assert_eq!(
            of_rows(1, &[&[1], &[2], &[3]]).alpha,
            Err(Absent::NoFreedom)
        );
        assert_eq!(of_rows(2, &[&[1, 2]]).alpha, Err(Absent::OnlyOne));
        let alike: &[&[i64]] = &[&[3, 3], &[3, 3], &[3, 3]];
        assert_eq!(of_rows(2, alike).alpha, Err(Absent::NoVariance));
        let same: &[&[i64]] = &[&[1, 1], &[2, 2], &[3, 3]];
        assert!((of_rows(2, same).alpha.unwrap() - 1.0).abs() < 1e-12);
        let against: &[&[i64]] = &[&[1, 2], &[2, 2], &[3, 1], &[4, 1]];
        let against = of_rows(2, against);
        assert!(against.alpha.unwrap() < 0.0);
        assert!(against.items[0].rest.unwrap() < 0.0);
        let constant = of_rows(3, &[&[1, 4, 2], &[2, 4, 3], &[3, 4, 3], &[4, 4, 5]]);
        assert!(constant.alpha.is_ok());
        assert_eq!(constant.items[1].rest, Err(Absent::NoVariance));
        assert_eq!(constant.omega, Err(Absent::NoVariance));
    }

    #[test]
    fn differences_of_reliable_scales_may_be_unreliable() {
        let cases = [
            ((0.9, 0.9), 0.8, (1.0, 1.0), Ok(0.5)),
            ((0.8, 0.8), 0.0, (1.0, 2.0), Ok(0.8)),
            ((0.7, 0.7), 0.7, (1.0, 1.0), Ok(0.0)),
            ((1.0, 1.0), 1.0, (1.0, 1.0), Err(Absent::NoVariance)),
        ];
        for (reliabilities, correlation, sd, wanted) in cases {
            let ours = reliability_of_difference(reliabilities, correlation, sd);
            match (ours, wanted) {
                (Ok(ours), Ok(wanted)) => assert!((ours - wanted).abs() < 1e-12),
                (ours, wanted) => assert_eq!(ours, wanted),
            }
        }
    }
}

//! Careless answers: signs, never a verdict and never automatic deletion.
//!
//! No single sign is enough (Meade & Craig 2012; Curran 2016): a response is set apart when two of them speak,
//! rules are fixed before anyone looks, and every main result is reported with and without.

use super::comoments::Comoments;
use super::factors::inverse;
use super::figure::{Absent, Value};
use super::probability::chi_square_quantile;

/// The longest run of equal answers in the order in which they were shown; answers left out are skipped and
/// do not break a run. `None` without answers.
pub fn longest_run(shown: &[Option<u8>]) -> Option<usize> {
    let answers: Vec<u8> = shown.iter().flatten().copied().collect();
    answers.chunk_by(|a, b| a == b).map(<[u8]>::len).max()
}

/// How much a person's answers vary (Dunn, Heffner, Shook & Witt 2018): their standard deviation, n - 1.
pub fn variability(answers: &[Option<u8>]) -> Value {
    let given: Vec<f64> = answers.iter().flatten().copied().map(f64::from).collect();
    match given.len() {
        0 => Err(Absent::NoData),
        1 => Err(Absent::OnlyOne),
        n => {
            let mean = given.iter().sum::<f64>() / n as f64;
            let squares: f64 = given.iter().map(|answer| (answer - mean).powi(2)).sum();
            Ok((squares / (n - 1) as f64).sqrt())
        }
    }
}

/// Whether odd and even items of the dimensions agree within a person: the correlation of their means, brought to full length
/// by Spearman & Brown's formula. Every dimension needs both halves. Weak with few dimensions; correlations near -1 give values far
/// below.
pub fn even_odd(dimensions: &[Vec<Option<u8>>]) -> Value {
    let mean = |answers: &[Option<u8>], from: usize| -> Option<f64> {
        let given: Vec<f64> = answers
            .iter()
            .skip(from)
            .step_by(2)
            .flatten()
            .copied()
            .map(f64::from)
            .collect();
        (!given.is_empty()).then(|| given.iter().sum::<f64>() / given.len() as f64)
    };
    let pairs: Vec<(f64, f64)> = dimensions
        .iter()
        .map(|answers| Some((mean(answers, 0)?, mean(answers, 1)?)))
        .collect::<Option<_>>()
        .ok_or(Absent::NoData)?;
    if pairs.len() < 3 {
        return Err(Absent::TooFew);
    }
    let n = pairs.len() as f64;
    let (x, y) = (
        pairs.iter().map(|(x, _)| x).sum::<f64>() / n,
        pairs.iter().map(|(_, y)| y).sum::<f64>() / n,
    );
    let sum =
        |of: &dyn Fn(f64, f64) -> f64| pairs.iter().map(|(a, b)| of(a - x, b - y)).sum::<f64>();
    let (xx, yy, xy) = (sum(&|a, _| a * a), sum(&|_, b| b * b), sum(&|a, b| a * b));
    // Means of a handful of whole numbers: below this, all are equal.
    if xx < 1e-20 || yy < 1e-20 {
        return Err(Absent::NoVariance);
    }
    let r = xy / (xx * yy).sqrt();
    if 1.0 + r < 1e-12 {
        return Err(Absent::Improper);
    }
    Ok(2.0 * r / (1.0 + r))
}

/// How far complete answers lie from those of all (Mahalanobis 1936).
#[derive(Debug, Clone, PartialEq)]
pub struct Distances {
    means: Vec<f64>,
    inverse: nalgebra::DMatrix<f64>,
}

impl Distances {
    /// From the items of a block.
    pub fn of(items: &Comoments) -> Result<Self, Absent> {
        if items.n() <= items.variables() as u64 + 1 {
            return Err(Absent::NoFreedom);
        }
        let (inverse, _) = inverse(&items.covariance()?)?;
        Ok(Self {
            means: items.means()?,
            inverse,
        })
    }

    /// The squared distance of one person's answers; `None` when one is missing.
    pub fn square(&self, answers: &[Option<u8>]) -> Option<f64> {
        if answers.len() != self.means.len() {
            return None;
        }
        let away: Vec<f64> = answers
            .iter()
            .zip(&self.means)
            .map(|(answer, mean)| Some(f64::from((*answer)?) - mean))
            .collect::<Option<_>>()?;
        let away = nalgebra::DVector::from_vec(away);
        Some((away.transpose() * &self.inverse * &away)[(0, 0)])
    }

    /// The squared distance that one in a thousand exceeds, if answers were normal. Ratings are not:
    /// it flags too many, and needs a second sign beside it.
    pub fn critical(&self) -> f64 {
        chi_square_quantile(0.999, self.means.len() as f64)
    }
}

/// A sign that a response was given without care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// More than half of a block in one run.
    Straight,
    /// Less than two seconds an item (Huang et al. 2012).
    Fast,
    /// Every pair of expectation and perception equal.
    Alike,
    /// Far from the answers of all.
    Distant,
    /// Odd and even items disagree: below .30.
    Inconsistent,
    /// An attention check failed.
    Inattentive,
}

/// How many signs set a response apart.
pub const ENOUGH_SIGNS: usize = 2;

/// What the signs of a response are read from. The expectation block has no run of its own: the highest
/// answer throughout is a fair expectation.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// Perceptions in the order in which they were shown.
    pub shown: &'a [Option<u8>],
    /// Perceptions by dimension, items as in the file.
    pub dimensions: &'a [Vec<Option<u8>>],
    /// Pairs of perception and expectation.
    pub pairs: &'a [(Option<u8>, Option<u8>)],
    /// Seconds spent on the rating blocks, pauses taken off, and on how many items.
    pub pace: Option<(f64, usize)>,
    /// Whether an attention check was failed.
    pub failed_check: bool,
}

/// Reads the signs of one response; it is set apart from [`ENOUGH_SIGNS`] on.
pub fn signs(evidence: &Evidence<'_>, distances: Option<&Distances>) -> Vec<Sign> {
    let by_item: Vec<Option<u8>> = evidence.dimensions.iter().flatten().copied().collect();
    let complete: Vec<(u8, u8)> = evidence
        .pairs
        .iter()
        .filter_map(|(seen, against)| Some(((*seen)?, (*against)?)))
        .collect();
    let straight = evidence.shown.len() > 2
        && longest_run(evidence.shown).is_some_and(|run| 2 * run > evidence.shown.len());
    let fast = evidence
        .pace
        .is_some_and(|(seconds, items)| items > 0 && seconds / (items as f64) < 2.0);
    let alike = complete.len() > 2 && complete.iter().all(|(seen, against)| seen == against);
    let distant = distances.is_some_and(|distances| {
        distances
            .square(&by_item)
            .is_some_and(|square| square > distances.critical())
    });
    let inconsistent = even_odd(evidence.dimensions).is_ok_and(|value| value < 0.30);
    [
        (straight, Sign::Straight),
        (fast, Sign::Fast),
        (alike, Sign::Alike),
        (distant, Sign::Distant),
        (inconsistent, Sign::Inconsistent),
        (evidence.failed_check, Sign::Inattentive),
    ]
    .into_iter()
    .filter_map(|(speaks, sign)| speaks.then_some(sign))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::golden::Golden;
    use crate::analysis::scoring::Voice;
    use crate::analysis::trial::{Customers, SERVQUAL, Table};
    use crate::survey::questionnaire::Facet;

    fn answers(table: &Table, row: &[String], block: &str) -> Vec<Option<u8>> {
        (1..=22)
            .map(|i| table.cell(row, &format!("{block}{i}")).parse().ok())
            .collect()
    }

    fn by_dimension(answers: &[Option<u8>]) -> Vec<Vec<Option<u8>>> {
        SERVQUAL
            .iter()
            .map(|(_, items)| items.iter().map(|i| answers[i - 1]).collect())
            .collect()
    }

    #[test]
    fn signs_of_the_simulated_sample_agree_with_the_reference() {
        let text = include_str!("../../tests/reference/golden/careless.json");
        let golden = Golden::read(text);
        let whole: serde_json::Value = serde_json::from_str(text).unwrap();
        let table = Table::read(include_str!("../../tests/reference/data/sim_servqual.csv"));
        let count = whole["careless.longstring_P"]["value"]
            .as_array()
            .unwrap()
            .len();
        let rows: Vec<&Vec<String>> = table
            .rows
            .iter()
            .filter(|row| count == table.rows.len() || table.cell(row, "firm") == "own")
            .collect();
        assert_eq!(rows.len(), count);
        // Null where there is no value.
        let check = |key: &str, ours: Vec<Option<f64>>| {
            let wanted = whole[key]["value"].as_array().unwrap();
            assert_eq!(ours.len(), wanted.len());
            for (place, (ours, wanted)) in ours.into_iter().zip(wanted).enumerate() {
                match (ours, wanted.as_f64()) {
                    (Some(ours), Some(wanted)) => {
                        let off = (ours - wanted).abs();
                        assert!(
                            off <= 1e-9 * wanted.abs().max(1.0),
                            "{key}[{place}] {ours} {wanted}"
                        );
                    }
                    (ours, wanted) => assert_eq!(ours, wanted, "{key}[{place}]"),
                }
            }
        };
        let each = |of: &dyn Fn(&[String]) -> Option<f64>| -> Vec<Option<f64>> {
            rows.iter().map(|row| of(row)).collect()
        };
        for block in ["E", "P"] {
            let runs = each(&|row| longest_run(&answers(&table, row, block)).map(|run| run as f64));
            check(&format!("careless.longstring_{block}"), runs);
        }
        let spread = each(&|row| variability(&answers(&table, row, "P")).ok());
        check("careless.irv_P", spread);
        let halves = each(&|row| even_odd(&by_dimension(&answers(&table, row, "P"))).ok());
        check("careless.evenodd_P_uncapped", halves);
        let summary = Customers::read().summary(|firm, _| rows.len() == 420 || firm == "own");
        let items = summary.items(Voice::of(Facet::Perception)).unwrap();
        let distances = Distances::of(&items).unwrap();
        let squares = each(&|row| distances.square(&answers(&table, row, "P")));
        golden.check(
            "careless.mahalanobis_crit_p001_df22",
            &[distances.critical()],
        );
        let flagged = squares
            .iter()
            .flatten()
            .filter(|square| **square > distances.critical())
            .count();
        golden.check("careless.n_flag_mahal", &[flagged as f64]);
        check("careless.mahalanobis_D2_P", squares);
    }

    #[test]
    fn two_signs_set_a_response_apart() {
        let straight = vec![Some(4); 6];
        let dimensions = vec![vec![Some(4); 3]; 2];
        let pairs = vec![(Some(4), Some(4)); 6];
        let evidence = Evidence {
            shown: &straight,
            dimensions: &dimensions,
            pairs: &pairs,
            pace: Some((30.0, 6)),
            failed_check: false,
        };
        let found = signs(&evidence, None);
        assert_eq!(found, [Sign::Straight, Sign::Alike]);
        assert!(found.len() >= ENOUGH_SIGNS);
        let pairs = vec![(Some(4), Some(7)); 6];
        let found = signs(
            &Evidence {
                pairs: &pairs,
                ..evidence
            },
            None,
        );
        assert_eq!(found, [Sign::Straight]);
        assert_eq!(longest_run(&[]), None);
        assert_eq!(longest_run(&[Some(7)]), Some(1));
        let skipped = [Some(4), Some(4), Some(4), Some(5), Some(5), None, Some(5)];
        assert_eq!(longest_run(&skipped), Some(3));
        assert_eq!(variability(&[Some(4); 4]), Ok(0.0));
        assert_eq!(variability(&[Some(4)]), Err(Absent::OnlyOne));
    }
}

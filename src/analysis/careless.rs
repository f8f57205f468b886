//! Careless answers: signs, never a verdict and never automatic deletion.
//!
//! No single sign is enough (Meade & Craig 2012; Curran 2016): a response is set apart when two of them speak,
//! rules are fixed before anyone looks, and every main result is reported with and without.

mod signs;

pub use signs::{ENOUGH_SIGNS, FEWEST, Pace, Scrutiny, Sign, Signs};

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
        let pace = each(&|row| {
            let tenths: f64 = table.cell(row, "dur_s").parse().ok()?;
            let milliseconds = (tenths * 1000.0).round().to_string().parse().ok()?;
            let items = 44;
            Pace {
                milliseconds,
                items,
            }
            .seconds()
        });
        check("careless.dur_per_item", pace);
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
    fn runs_skip_what_was_left_out_and_spread_needs_two() {
        assert_eq!(longest_run(&[]), None);
        assert_eq!(longest_run(&[Some(7)]), Some(1));
        let skipped = [Some(4), Some(4), Some(4), Some(5), Some(5), None, Some(5)];
        assert_eq!(longest_run(&skipped), Some(3));
        assert_eq!(variability(&[Some(4); 4]), Ok(0.0));
        assert_eq!(variability(&[Some(4)]), Err(Absent::OnlyOne));
        assert_eq!(variability(&[]), Err(Absent::NoData));
    }
}

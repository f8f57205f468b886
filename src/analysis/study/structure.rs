//! Which items go together: whether the dimensions of the questionnaire are those of the answers.
//!
//! Knows: the order of checks (constant items out, more persons than items, a matrix with an inverse, then factors),
//! and what makes a solution unfit to be read. Factors are of what is seen: gaps are ruled by it anyway.

use nalgebra::DMatrix;

use crate::analysis::comoments::Comoments;
use crate::analysis::factors::{
    Adequacy, Extraction, adequacy, extract, oblimin, parallel, promax, spectrum, varimax,
};
use crate::analysis::figure::Absent;
use crate::analysis::probability::chi_square_upper;
use crate::analysis::scoring::Voice;
use crate::analysis::simulation::SEED;
use crate::analysis::summary::Summary;

/// How factors are turned to be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Rotation {
    /// Factors may correlate (direct oblimin, quartimin): dimensions of service do.
    #[default]
    Oblimin,
    /// Factors may correlate (promax).
    Promax,
    /// Factors must not correlate.
    Varimax,
    /// As they were found.
    None,
}

/// How items are to be gathered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FactorChoice {
    /// How many factors; else as many as parallel analysis suggests.
    pub factors: Option<usize>,
    /// How they are found.
    pub extraction: Extraction,
    /// How they are turned.
    pub rotation: Rotation,
}

/// Which items go together.
#[derive(Debug, Clone, PartialEq)]
pub struct Structure {
    /// What was rated.
    pub voice: Voice,
    /// Persons who rated every item.
    pub n: u64,
    /// The items: (dimension, item); `None` for a dimension rated as a whole.
    pub items: Vec<(usize, Option<usize>)>,
    /// Items on which everybody agrees: left out.
    pub constant: Vec<(usize, Option<usize>)>,
    /// Whether there is anything to factor.
    pub adequacy: Result<Adequacy, Absent>,
    /// The eigenvalues of the correlations, largest first.
    pub eigenvalues: Vec<f64>,
    /// What chance alone makes of them: 95th percentiles (Horn 1965).
    pub chance: Vec<f64>,
    /// How many of them exceed chance.
    pub suggested: usize,
    /// What was chosen.
    pub choice: FactorChoice,
    /// The factors.
    pub solution: Result<Solution, Absent>,
}

/// Rotated factors.
#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    /// Items by factors.
    pub pattern: Vec<Vec<f64>>,
    /// How factors correlate; the identity where they must not.
    pub correlations: Vec<Vec<f64>>,
    /// What the factors explain of each item.
    pub communalities: Vec<f64>,
    /// Items explained wholly or more (Heywood cases): then nothing of it is to be read.
    pub heywood: Vec<usize>,
    /// Sum of squared loadings of each factor.
    pub squares: Vec<f64>,
    /// For maximum likelihood: chi-square, degrees of freedom and p of the fit.
    pub fit: Option<(f64, f64, f64)>,
}

/// Samples for parallel analysis.
const SETS: u64 = 500;

impl Structure {
    /// The structure of what is seen; `None` where fewer than three items are rated.
    pub fn of(summary: &Summary, voice: Voice, choice: FactorChoice) -> Option<Self> {
        let places = summary.item_places(voice)?;
        if places.len() < 3 {
            return None;
        }
        let moments = summary.items(voice)?;
        let mut found = Self {
            voice,
            n: moments.n(),
            items: places,
            constant: Vec::new(),
            adequacy: Err(Absent::NoData),
            eigenvalues: Vec::new(),
            chance: Vec::new(),
            suggested: 0,
            choice,
            solution: Err(Absent::NoData),
        };
        if let Err(reason) = found.work_out(&moments) {
            found.solution = Err(reason);
            if found.adequacy.is_err() {
                found.adequacy = Err(reason);
            }
        }
        Some(found)
    }

    fn work_out(&mut self, moments: &Comoments) -> Result<(), Absent> {
        let covariance = moments.covariance()?;
        let (varied, constant): (Vec<usize>, Vec<usize>) =
            (0..self.items.len()).partition(|at| covariance[(*at, *at)] > 0.0);
        let of = |places: &[usize]| -> Vec<(usize, Option<usize>)> {
            let items = places.iter().map(|at| self.items.get(*at).copied());
            items.into_iter().flatten().collect()
        };
        (self.items, self.constant) = (of(&varied), of(&constant));
        let items = self.items.len();
        if items < 3 {
            return Err(Absent::NoVariance);
        }
        if self.n <= items as u64 {
            return Err(Absent::NoFreedom);
        }
        let correlation = moments.selected(&varied).correlation()?;
        self.eigenvalues = spectrum(&correlation).0;
        let chance = parallel(self.n, items, SETS, SEED);
        self.suggested = chance.factors(&self.eigenvalues);
        self.chance = chance.percentiles;
        self.adequacy = Ok(adequacy(&correlation, self.n)?);
        let factors = self.choice.factors.unwrap_or(self.suggested.max(1));
        self.solution = self.solve(&correlation, factors);
        Ok(())
    }

    fn solve(&self, correlation: &DMatrix<f64>, factors: usize) -> Result<Solution, Absent> {
        let items = correlation.nrows();
        if factors == 0 || factors >= items {
            return Err(Absent::NoFreedom);
        }
        let found = extract(correlation, factors, self.choice.extraction)?;
        let rotated = match self.choice.rotation {
            Rotation::Oblimin => oblimin(&found.loadings)?,
            Rotation::Promax => promax(&found.loadings)?,
            Rotation::Varimax => varimax(&found.loadings),
            Rotation::None => crate::analysis::factors::Rotated {
                loadings: found.loadings.clone(),
                correlations: DMatrix::identity(factors, factors),
            },
        };
        let rows = |matrix: &DMatrix<f64>| -> Vec<Vec<f64>> {
            let rows = matrix.row_iter();
            rows.map(|row| row.iter().copied().collect()).collect()
        };
        let fit = match self.choice.extraction {
            Extraction::MaximumLikelihood => {
                let (p, m, n) = (items as f64, factors as f64, self.n as f64);
                let freedom = ((p - m).powi(2) - p - m) / 2.0;
                // Bartlett's (1951) correction.
                let factor = n - 1.0 - (2.0 * p + 5.0) / 6.0 - 2.0 * m / 3.0;
                let chi_square = (factor * found.objective).max(0.0);
                (freedom > 0.0)
                    .then(|| (chi_square, freedom, chi_square_upper(chi_square, freedom)))
            }
            Extraction::MinimumResiduals | Extraction::PrincipalAxes => None,
        };
        // Of factors that correlate, what each explains with its share of the others.
        let explained = &rotated.correlations * rotated.loadings.transpose() * &rotated.loadings;
        Ok(Solution {
            squares: (0..factors).map(|j| explained[(j, j)]).collect(),
            pattern: rows(&rotated.loadings),
            correlations: rows(&rotated.correlations),
            communalities: found.communalities,
            heywood: found.heywood,
            fit,
        })
    }

    /// How many persons the same would have behind it over other responses; nothing else of it.
    #[must_use]
    pub fn counted(&self, summary: &Summary) -> Self {
        let n = summary.items(self.voice).map_or(0, |moments| moments.n());
        Self {
            n,
            ..self.clone().hidden(Absent::NoData)
        }
    }

    /// The same without any figure, for this reason.
    pub(in crate::analysis) fn hidden(self, reason: Absent) -> Self {
        Self {
            constant: Vec::new(),
            adequacy: Err(reason),
            eigenvalues: Vec::new(),
            chance: Vec::new(),
            suggested: 0,
            solution: Err(reason),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::trial::Customers;
    use crate::survey::questionnaire::Facet;

    fn of(choice: FactorChoice) -> Structure {
        let customers = Customers::read();
        let voice = Voice::of(Facet::Perception);
        Structure::of(&customers.own(), voice, choice).unwrap()
    }

    #[test]
    fn the_simulated_sample_is_as_factorable_as_in_the_reference() {
        let found = of(FactorChoice::default());
        let adequacy = found.adequacy.clone().unwrap();
        assert_eq!((found.items.len(), found.constant.len()), (22, 0));
        assert!(found.n > 150 && found.suggested >= 1);
        assert!(adequacy.kmo.unwrap() > 0.8 && adequacy.p < 1e-10);
        let solution = found.solution.unwrap();
        assert_eq!(solution.pattern.len(), 22);
        assert!(solution.heywood.is_empty());
    }

    #[test]
    fn every_way_to_find_and_to_turn_factors_keeps_what_they_explain() {
        let ways = [
            (Extraction::MinimumResiduals, Rotation::Oblimin),
            (Extraction::PrincipalAxes, Rotation::Promax),
            (Extraction::MaximumLikelihood, Rotation::Varimax),
            (Extraction::MinimumResiduals, Rotation::None),
        ];
        let customers = Customers::read();
        let moments = customers.own().items(Voice::of(Facet::Perception)).unwrap();
        let correlation = moments.correlation().unwrap();
        let blank = Structure {
            voice: Voice::of(Facet::Perception),
            n: moments.n(),
            items: Vec::new(),
            constant: Vec::new(),
            adequacy: Err(Absent::NoData),
            eigenvalues: Vec::new(),
            chance: Vec::new(),
            suggested: 0,
            choice: FactorChoice::default(),
            solution: Err(Absent::NoData),
        };
        for (extraction, rotation) in ways {
            let choice = FactorChoice {
                factors: None,
                extraction,
                rotation,
            };
            let way = Structure {
                choice,
                ..blank.clone()
            };
            let solution = way.solve(&correlation, 2).unwrap();
            // The pattern and the correlations give the communalities back.
            for (row, wanted) in solution.pattern.iter().zip(&solution.communalities) {
                let mut sum = 0.0;
                for (i, a) in row.iter().enumerate() {
                    for (j, b) in row.iter().enumerate() {
                        sum += a * b * solution.correlations[i][j];
                    }
                }
                assert!((sum - wanted).abs() < 1e-6, "{extraction:?} {rotation:?}");
            }
            let whole: f64 = solution.squares.iter().sum();
            let explained: f64 = solution.communalities.iter().sum();
            assert!((whole - explained).abs() < 1e-6);
            let likelihood = extraction == Extraction::MaximumLikelihood;
            assert_eq!(solution.fit.is_some(), likelihood);
        }
    }

    #[test]
    fn few_persons_or_too_many_factors_are_told_and_not_worked_around() {
        let customers = Customers::read();
        let voice = Voice::of(Facet::Perception);
        let mut summary = Summary::new(&customers.questionnaire, customers.form());
        let rows = customers.rows.iter().map(|(_, _, packed)| packed);
        for packed in rows.take(20) {
            summary.add(packed);
        }
        let few = Structure::of(&summary, voice, FactorChoice::default()).unwrap();
        assert_eq!(few.solution, Err(Absent::NoFreedom));
        assert_eq!(few.adequacy, Err(Absent::NoFreedom));
    }
}

//! What the signs of carelessness make of a form's results: counted, and every main result with and without the
//! responses that they set apart. Nothing is left out silently.

use super::SingleKind;
use crate::analysis::careless::{Sign, Signs};
use crate::analysis::figure::{Absent, Estimate};
use crate::analysis::gaps::GapReport;
use crate::analysis::summary::{Mismatch, Summary};
use crate::survey::questionnaire::{Form, QuestionKey, Questionnaire};
use crate::survey::record::Layout;

/// The signs of a form's responses. Undisclosed figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Carelessness {
    /// Responses that were looked at.
    pub n: u64,
    /// How many show each sign, in the order of [`Sign::ALL`]. That of the distance is looked for only beside another
    /// sign, where it decides.
    pub signs: Vec<(Sign, Result<u64, Absent>)>,
    /// How many are set apart: two signs or more.
    pub apart: Result<u64, Absent>,
    /// Whether distances from the answers of all were looked at.
    pub distances: bool,
    /// Whether the rest of the report leaves out what is set apart.
    pub excluded: bool,
    /// Every main result, of all responses and without those set apart.
    pub results: Vec<WithAndWithout>,
}

/// A main result.
#[derive(Debug, Clone, PartialEq)]
pub struct WithAndWithout {
    /// Which.
    pub what: MainResult,
    /// Of all responses.
    pub all: Estimate,
    /// Without those set apart.
    pub kept: Estimate,
}

/// A main result of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MainResult {
    /// The gap of the whole, or its level where nothing is held against it.
    Overall,
    /// The gap weighted by points.
    Weighted,
    /// The level of what is seen.
    Performance,
    /// The gap or level of a dimension, by its index.
    Dimension(usize),
    /// The mean of a question of its own: its index in the layout, its name in data, its kind.
    Single(usize, QuestionKey, SingleKind),
}

/// What was found in the responses of a form.
#[derive(Debug, Clone)]
pub struct Looked {
    /// How many responses show each combination of signs.
    pub counts: Vec<(Signs, u64)>,
    /// Of those that one sign more would set apart: how many lie far from the answers of all. `None` where
    /// distances were not looked at.
    pub distant: Option<u64>,
    /// The sums of all.
    pub all: Summary,
    /// The sums of those set apart, the distant ones among them.
    pub apart: Summary,
    /// Whether the rest of the report leaves those out.
    pub excluded: bool,
}

impl Looked {
    /// The sums without those set apart.
    ///
    /// # Errors
    /// When the two sums are not of the same form.
    pub fn kept(&self) -> Result<Summary, Mismatch> {
        let mut kept = self.all.clone();
        kept.remove(&self.apart)?;
        Ok(kept)
    }
}

impl Carelessness {
    /// Results with and without, with intervals at this level.
    ///
    /// # Errors
    /// When the two sums are not of the same form.
    pub fn of(
        questionnaire: &Questionnaire,
        form: &Form,
        looked: &Looked,
        level: f64,
    ) -> Result<Self, Mismatch> {
        let kept = looked.kept()?;
        let all = main_results(questionnaire, form, &looked.all, level);
        let without = main_results(questionnaire, form, &kept, level);
        let signs = Sign::ALL.into_iter().filter_map(|sign| {
            let found = match sign {
                Sign::Distant => looked.distant?,
                Sign::Straight
                | Sign::Flat
                | Sign::Fast
                | Sign::Alike
                | Sign::Inconsistent
                | Sign::Inattentive
                | Sign::Burst
                | Sign::Hammered
                | Sign::OutOfHours => {
                    let counts = looked.counts.iter().filter(|(signs, _)| signs.has(sign));
                    counts.map(|(_, count)| count).sum()
                }
            };
            Some((sign, Ok(found)))
        });
        Ok(Self {
            n: looked.all.n(),
            signs: signs.collect(),
            apart: Ok(looked.apart.n()),
            distances: looked.distant.is_some(),
            excluded: looked.excluded,
            results: all
                .into_iter()
                .zip(without)
                .map(|((what, all), (_, kept))| WithAndWithout { what, all, kept })
                .collect(),
        })
    }
}

fn main_results(
    questionnaire: &Questionnaire,
    form: &Form,
    summary: &Summary,
    level: f64,
) -> Vec<(MainResult, Estimate)> {
    let report = GapReport::of(questionnaire, form, summary, level);
    let paired = report.against.is_some();
    let mut results = Vec::new();
    if paired {
        results.push((MainResult::Overall, report.overall));
        if report.points.is_some() {
            results.push((MainResult::Weighted, report.weighted));
        }
    }
    results.push((MainResult::Performance, report.performance));
    for dimension in &report.dimensions {
        let figure = if paired {
            dimension.gap
        } else {
            dimension.performance
        };
        results.push((MainResult::Dimension(dimension.dimension), figure));
    }
    let layout = Layout::of(questionnaire, form);
    for (index, question) in layout.questions().iter().enumerate() {
        let Some(block) = form.ask.get(question.block) else {
            continue;
        };
        let measures = block.single().is_some_and(|single| single.expect.is_none());
        if let (true, Some(answers)) = (measures, summary.ratings(index)) {
            let what = MainResult::Single(index, question.key.clone(), SingleKind::of(block));
            results.push((what, answers.estimate(level)));
        }
    }
    results
}

//! What sums cannot tell and one look at each response can: how memory goes with moments, what incidents were told,
//! an index of satisfaction, robust errors.
//!
//! Knows: what to remember of a response, a few numbers each, in any order. Refuses to know: texts.

use crate::analysis::drivers::{NoRegression, Robust};
use crate::analysis::figure::{Absent, Estimate, Value};
use crate::analysis::journey::{Memories, Memory};
use crate::analysis::probability::{t_quantile, t_two_sided};
use crate::analysis::summary::Summary;
use crate::analysis::tally::Tally;
use crate::survey::questionnaire::{Block, Form, Kind, QuestionKey, Questionnaire};
use crate::survey::record::Layout;

use super::form::{Drivers, SingleKind, single_questions};

/// What was told of incidents of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidentKind {
    /// Persons who told of one.
    pub n: Result<u64, Absent>,
    /// How satisfied they were then.
    pub satisfied: Estimate,
    /// How many persons of those who were asked said each option, by question.
    pub after: Vec<Followed>,
    /// Where it was, by option; empty where it was not asked.
    pub places: Vec<Result<u64, Absent>>,
}

/// What came after, of one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Followed {
    /// The question's index in the form's layout.
    pub question: usize,
    /// Persons who answered.
    pub n: u64,
    /// How many of them said each option.
    pub said: Vec<Result<u64, Absent>>,
}

/// Incidents of one flow.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidentReport {
    /// Its name in data.
    pub id: String,
    /// Persons asked who answered: with an incident or without.
    pub asked: u64,
    /// The question of where it was, in the form's layout.
    pub place: Option<usize>,
    /// Good ones, then bad ones.
    pub kinds: [IncidentKind; 2],
}

/// What single responses say together. Undisclosed figures.
#[derive(Debug, Clone, PartialEq)]
pub struct VisitReport {
    /// How the memory of a visit goes with its moments.
    pub memory: Option<Result<Memory, Absent>>,
    /// Incidents.
    pub incidents: Vec<IncidentReport>,
    /// The index of satisfaction, 0 to 100, and how many questions it is made of.
    pub index: Option<(Estimate, usize)>,
    /// Robust standard errors of model P's slopes.
    pub robust: Option<Vec<f64>>,
}

/// A rating's place in a packed response.
#[derive(Debug, Clone, Copy)]
struct Place {
    offset: usize,
    scale: (u8, u8),
}

impl Place {
    fn rating(self, packed: &[u8]) -> Option<u8> {
        let (low, high) = self.scale;
        let byte = packed.get(self.offset).copied()?;
        (low..=high).contains(&byte).then_some(byte)
    }
}

#[derive(Debug, Clone)]
struct Flow {
    id: String,
    kind: usize,
    satisfied: Option<Place>,
    place: Option<(usize, usize, usize)>,
    /// Question, offset, options.
    after: Vec<(usize, usize, usize)>,
    asked: u64,
    told: [u64; 2],
    ratings: [Vec<u64>; 2],
    places: [Vec<u64>; 2],
    said: [Vec<Vec<u64>>; 2],
}

/// Looks at single responses, one after another.
#[derive(Debug, Clone)]
pub struct Visits {
    summary: Summary,
    points: Vec<Place>,
    overall: Option<Place>,
    memories: Option<Memories>,
    flows: Vec<Flow>,
    parts: Vec<Place>,
    sums: Vec<u64>,
    /// The outcome's question, how many persons model P has, and what its errors take.
    drivers: Option<(usize, u64, Robust)>,
}

impl Visits {
    /// What is to be looked at in a form's responses; `None` where sums tell all. `drivers` are those of the same
    /// responses' sums.
    pub fn of(
        questionnaire: &Questionnaire,
        form: &Form,
        drivers: Option<&Drivers>,
    ) -> Option<Self> {
        let layout = Layout::of(questionnaire, form);
        let questions = || layout.questions().iter().zip(layout.columns());
        let rating = |at: usize| {
            let question = layout.questions().get(at)?;
            let offset = layout.columns().get(at)?.offset;
            let Kind::Rating { scale, .. } = &question.kind else {
                return None;
            };
            Some(Place {
                offset,
                scale: (scale.lowest(), scale.highest()),
            })
        };
        let points: Vec<Place> = questions()
            .enumerate()
            .filter(|(_, (question, _))| {
                matches!(form.ask.get(question.block), Some(Block::TouchPoints(_)))
            })
            .filter_map(|(at, _)| rating(at))
            .collect();
        let singles = single_questions(questionnaire, form);
        let of_kind = |wanted: SingleKind| {
            let found = singles.iter().find(|(_, kind, _)| *kind == wanted);
            found.and_then(|(at, _, _)| rating(*at))
        };
        let overall = of_kind(SingleKind::Overall).or_else(|| of_kind(SingleKind::Satisfaction));
        let flows: Vec<Flow> = form
            .ask
            .iter()
            .enumerate()
            .filter_map(|(block, content)| {
                let Block::Incident(incident) = content else {
                    return None;
                };
                Flow::of(&layout, block, incident.id.as_str(), &rating)
            })
            .collect();
        let satisfaction: Vec<Place> = singles
            .iter()
            .filter(|(_, kind, _)| *kind == SingleKind::Satisfaction)
            .filter_map(|(at, _, _)| rating(*at))
            .collect();
        let one_scale = satisfaction
            .windows(2)
            .all(|pair| matches!(pair, [a, b] if a.scale == b.scale));
        let parts = if satisfaction.len() > 1 && one_scale {
            satisfaction
        } else {
            Vec::new()
        };
        let drivers = drivers.and_then(|drivers| {
            let model = drivers.seen.as_ref().ok()?;
            Some((drivers.question, model.n, Robust::of(model)))
        });
        let reach = parts.first().map_or(0, |part| {
            usize::from(part.scale.1 - part.scale.0) * parts.len() + 1
        });
        let memories = points
            .first()
            .filter(|_| points.len() > 1 && overall.is_some())
            .map(|point| Memories::new(point.scale));
        let something =
            memories.is_some() || !flows.is_empty() || !parts.is_empty() || drivers.is_some();
        something.then(|| Self {
            summary: Summary::new(questionnaire, form),
            points,
            overall,
            memories,
            flows,
            sums: vec![0; reach],
            parts,
            drivers,
        })
    }

    /// Looks at a packed response.
    pub fn add(&mut self, packed: &[u8]) {
        if let (Some(memories), Some(overall)) = (
            &mut self.memories,
            self.overall.and_then(|place| place.rating(packed)),
        ) {
            let ratings: Vec<Option<u8>> = self
                .points
                .iter()
                .map(|place| place.rating(packed))
                .collect();
            memories.add(&ratings, overall);
        }
        for flow in &mut self.flows {
            flow.add(packed);
        }
        let above: Option<usize> = self
            .parts
            .iter()
            .map(|part| Some(usize::from(part.rating(packed)? - part.scale.0)))
            .sum();
        if let (false, Some(above)) = (self.parts.is_empty(), above)
            && let Some(sum) = self.sums.get_mut(above)
        {
            *sum += 1;
        }
        if let Some((question, _, robust)) = &mut self.drivers
            && let Some(scores) = self.summary.scores(*question, packed)
            && let Some(levels) = scores.levels
        {
            robust.add(scores.outcome, &levels);
        }
    }

    /// What they say together.
    pub fn report(&self, level: f64) -> VisitReport {
        let index = self.parts.first().map(|part| {
            let reach = i64::from(part.scale.1 - part.scale.0);
            let whole = reach * i64::try_from(self.parts.len()).unwrap_or(1);
            let values = (0i64..).zip(&self.sums);
            let tally = Tally::of(values.map(|(above, count)| (100 * above, whole, *count)));
            (tally.estimate(level), self.parts.len())
        });
        VisitReport {
            memory: self.memories.as_ref().map(Memories::memory),
            incidents: self.flows.iter().map(|flow| flow.report(level)).collect(),
            index,
            robust: self.drivers.as_ref().and_then(|(_, n, robust)| {
                // Persons of whom only sums are left were not looked at: then errors are the usual ones.
                let errors = robust.errors().ok().filter(|_| robust.n() == *n)?;
                Some(errors.into_iter().skip(1).collect())
            }),
        }
    }
}

impl Flow {
    fn of(
        layout: &Layout,
        block: usize,
        id: &str,
        rating: &impl Fn(usize) -> Option<Place>,
    ) -> Option<Self> {
        let find = |step: &str| layout.find(&QuestionKey::new(format!("{id}.{step}")));
        let choice = |step: &str| {
            let at = find(step)?;
            let offset = layout.columns().get(at)?.offset;
            let question = layout.questions().get(at)?;
            let Kind::Choice { options, .. } = &question.kind else {
                return None;
            };
            (question.block == block).then_some((at, offset, options.len()))
        };
        let (_, kind, _) = choice("kind")?;
        let place = choice("where");
        let after: Vec<(usize, usize, usize)> = ["complained", "mended", "customer"]
            .into_iter()
            .filter_map(choice)
            .collect();
        let satisfied = find("satisfied").and_then(rating);
        let steps = satisfied.map_or(0, |place| usize::from(place.scale.1 - place.scale.0) + 1);
        let places = place.map_or(0, |(_, _, options)| options);
        let said: Vec<Vec<u64>> = after.iter().map(|(_, _, n)| vec![0; *n]).collect();
        Some(Self {
            id: id.to_owned(),
            kind,
            satisfied,
            place,
            after,
            asked: 0,
            told: [0; 2],
            ratings: [vec![0; steps], vec![0; steps]],
            places: [vec![0; places], vec![0; places]],
            said: [said.clone(), said],
        })
    }

    fn add(&mut self, packed: &[u8]) {
        let chosen = |offset: usize| packed.get(offset).map(|byte| usize::from(*byte));
        let step = |counts: Option<&mut Vec<u64>>, at: Option<usize>| {
            if let Some(cell) = counts.zip(at).and_then(|(counts, at)| counts.get_mut(at)) {
                *cell += 1;
            }
        };
        // Good, bad, none: in this order among the options.
        let Some(kind @ 0..=2) = chosen(self.kind) else {
            return;
        };
        self.asked += 1;
        let Some(told) = self.told.get_mut(kind) else {
            return;
        };
        *told += 1;
        let rating = self.satisfied.and_then(|place| {
            let rating = place.rating(packed)?;
            Some(usize::from(rating - place.scale.0))
        });
        step(self.ratings.get_mut(kind), rating);
        let place = self.place.and_then(|(_, offset, _)| chosen(offset));
        step(self.places.get_mut(kind), place);
        for (at, (_, offset, _)) in self.after.iter().enumerate() {
            let said = self.said.get_mut(kind).and_then(|said| said.get_mut(at));
            step(said, chosen(*offset));
        }
    }

    fn report(&self, level: f64) -> IncidentReport {
        let kind = |kind: usize| {
            let least = self.satisfied.map_or(0, |place| i64::from(place.scale.0));
            let ratings = self.ratings.get(kind).into_iter().flatten();
            let tally = Tally::of((least..).zip(ratings).map(|(value, n)| (value, 1, *n)));
            let after = self.after.iter().enumerate().map(|(at, (question, _, _))| {
                let said = self.said.get(kind).and_then(|said| said.get(at));
                let said = said.cloned().unwrap_or_default();
                Followed {
                    question: *question,
                    n: said.iter().sum(),
                    said: said.into_iter().map(Ok).collect(),
                }
            });
            IncidentKind {
                n: Ok(self.told.get(kind).copied().unwrap_or(0)),
                satisfied: tally.estimate(level),
                after: after.collect(),
                places: self
                    .places
                    .get(kind)
                    .map_or_else(Vec::new, |places| places.iter().copied().map(Ok).collect()),
            }
        };
        IncidentReport {
            id: self.id.clone(),
            asked: self.asked,
            place: self.place.map(|(question, _, _)| question),
            kinds: [kind(0), kind(1)],
        }
    }
}

impl Drivers {
    /// The interval of a slope with a robust error, and its p; as usual where there is none.
    pub fn slope(
        &self,
        robust: Option<&[f64]>,
        driver: usize,
        level: f64,
    ) -> Result<((f64, f64), f64), NoRegression> {
        let model = self.seen.as_ref().map_err(Clone::clone)?;
        let found = model.drivers.get(driver).ok_or(Absent::NoData)?.coefficient;
        let error: Value = robust
            .and_then(|errors| errors.get(driver).copied())
            .filter(|error| *error > 0.0)
            .ok_or(Absent::NoData);
        let Ok(error) = error else {
            return Ok((found.interval, found.p));
        };
        let reach = t_quantile(0.5 + 0.5 * level, model.below) * error;
        let p = t_two_sided(found.value / error, model.below);
        Ok(((found.value - reach, found.value + reach), p))
    }
}

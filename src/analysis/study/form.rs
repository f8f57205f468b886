//! What one form's answers say beyond its gaps: single questions, reliability, drivers, touch points, Kano
//! classes, and how the field work went.

use super::Carelessness;
use super::evidence::{Evidence, evidence};
use super::plane::{CutRule, PlanePoint, PlaneReport, planes, rated as rated_importance};
use super::priority::{Priority, Together, priorities};
use super::structure::Structure;
use super::visits::VisitReport;
use crate::analysis::drivers::{
    GapConstraint, NoRegression, Regression, gap_constraint, regress, share_intervals,
};
use crate::analysis::figure::Absent;
use crate::analysis::gaps::GapReport;
use crate::analysis::journey::{TouchPointFigures, touch_point};
use crate::analysis::kano::{Kano, Table, kano};
use crate::analysis::reliability::{
    DifferenceReliability, Reliability, difference_reliability, reliability,
};
use crate::analysis::satisfaction::{Promoters, Rated, rated};
use crate::analysis::scoring::Voice;
use crate::analysis::summary::Summary;
use crate::survey::questionnaire::{
    Block, Facet, Form, Kind, Question, QuestionKey, Questionnaire, Role, Subject,
};
use crate::survey::record::{Layout, Outcome, Reason};

/// One form's answers. Undisclosed figures.
#[derive(Debug, Clone, PartialEq)]
pub struct FormReport {
    /// Levels and gaps of dimensions and items, and the points.
    pub gaps: GapReport,
    /// Questions that stand for themselves: recommendation, satisfaction, ease, overall quality.
    pub singles: Vec<Single>,
    /// How well the items of each dimension hold together.
    pub scales: Vec<Scales>,
    /// What the overall rating goes with; `None` where the form has no such rating or no dimensions.
    pub drivers: Option<Drivers>,
    /// The tests of the gaps: dimensions, then the whole.
    pub evidence: Vec<Evidence>,
    /// Importance as it is rated, with its scale; empty where the form does not ask for it.
    pub rated: (Vec<PlanePoint>, (u8, u8)),
    /// Where planes of importance and performance are cut.
    pub cut: CutRule,
    /// Importance against performance, one plane a kind of importance.
    pub planes: Vec<PlaneReport>,
    /// Which items go together, where it was worked out.
    pub structure: Option<Structure>,
    /// What single responses say together, where they were looked at.
    pub visits: Option<VisitReport>,
    /// How gaps and points go up and down together.
    pub together: Result<Together, Absent>,
    /// Dimensions that fall short, by importance times shortfall, the largest first.
    pub priorities: Vec<Priority>,
    /// The moments of a visit, in order.
    pub touch_points: Vec<TouchPointReport>,
    /// What features are to customers.
    pub kano: Vec<KanoItem>,
    /// Shares of persons below, inside and above their zone of tolerance, by dimension.
    pub zones: Vec<ZoneShares>,
    /// Why answers are missing, by facet.
    pub nonresponse: Vec<Nonresponse>,
    /// Items were drawn for each person (the short form): their n differ by design.
    pub sampled: bool,
    /// How the field work went.
    pub conduct: Conduct,
    /// What the signs of carelessness make of the results; `None` where they were not looked at.
    pub carelessness: Option<Carelessness>,
}

/// How the field work went: counted, not measured.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conduct {
    /// How interviews ended, and how many so.
    pub outcomes: Vec<(Outcome, u64)>,
    /// Responses of other editions of the study, which are not added to these.
    pub other_editions: u64,
}

impl Conduct {
    /// Interviews that were begun and do not count: left with too few answers.
    pub fn left_out(&self) -> u64 {
        let left = [Outcome::BreakOff, Outcome::TimedOut];
        self.outcomes
            .iter()
            .filter(|(outcome, _)| left.contains(outcome))
            .map(|(_, count)| count)
            .sum()
    }
}

/// What kind of single question it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SingleKind {
    /// Would recommend, 0 to 10.
    Recommend,
    /// Overall satisfaction.
    Satisfaction,
    /// Ease.
    Effort,
    /// Overall quality.
    Overall,
    /// Any other rating.
    Rating,
}

impl SingleKind {
    /// Its word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Recommend => "recommend",
            Self::Satisfaction => "satisfaction",
            Self::Effort => "effort",
            Self::Overall => "overall",
            Self::Rating => "rating",
        }
    }

    /// The kind of a block that is a single question.
    pub(super) fn of(block: &Block) -> Self {
        match block {
            Block::Recommend(_) => Self::Recommend,
            Block::Satisfaction(_) => Self::Satisfaction,
            Block::Effort(_) => Self::Effort,
            Block::Overall(_) => Self::Overall,
            Block::Rating(_)
            | Block::Rate(_)
            | Block::ThreeColumn(_)
            | Block::Paired(_)
            | Block::Compare(_)
            | Block::Allocate(_)
            | Block::Choice(_)
            | Block::Battery(_)
            | Block::Kano(_)
            | Block::Incident(_)
            | Block::TouchPoints(_)
            | Block::Number(_)
            | Block::Indicator(_)
            | Block::Date(_)
            | Block::Month(_)
            | Block::Time(_)
            | Block::Text(_)
            | Block::Note(_) => Self::Rating,
        }
    }
}

/// A question that stands for itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Single {
    /// Index of the question in the form's layout.
    pub question: usize,
    /// Its name in data.
    pub key: QuestionKey,
    /// What kind it is.
    pub kind: SingleKind,
    /// The least and the greatest number of its scale.
    pub scale: (u8, u8),
    /// Mean, and the share of answers at the top of the scale.
    pub rated: Rated,
    /// The net promoter score, for recommendation alone.
    pub promoters: Option<Promoters>,
    /// How often each step was chosen, from the lowest.
    pub histogram: Result<Vec<u64>, Absent>,
}

/// How well a dimension's items hold together.
#[derive(Debug, Clone, PartialEq)]
pub struct Scales {
    /// Index into the questionnaire's dimensions.
    pub dimension: usize,
    /// Of what is seen.
    pub seen: Reliability,
    /// Of the difference, where there is one.
    pub difference: Option<DifferenceReliability>,
}

/// What the overall rating goes with.
#[derive(Debug, Clone, PartialEq)]
pub struct Drivers {
    /// Index of the question in the form's layout.
    pub question: usize,
    /// Its name in data.
    pub key: QuestionKey,
    /// On the perceptions of the dimensions (model P).
    pub seen: Result<Regression, NoRegression>,
    /// On their gaps (model G).
    pub gaps: Result<Regression, NoRegression>,
    /// The interval of each dimension's share of R² in model P.
    pub shares: Result<Vec<(f64, f64)>, Absent>,
    /// Whether perception and expectation apart say more than the gap (model P + E).
    pub constraint: Result<GapConstraint, NoRegression>,
}

/// A touch point of a journey.
#[derive(Debug, Clone, PartialEq)]
pub struct TouchPointReport {
    /// Index of the question in the form's layout.
    pub question: usize,
    /// Its name in data.
    pub key: QuestionKey,
    /// Its figures.
    pub figures: TouchPointFigures,
}

/// What a feature is to customers.
#[derive(Debug, Clone, PartialEq)]
pub struct KanoItem {
    /// Index into the questionnaire's dimensions.
    pub dimension: usize,
    /// Index into the dimension's items.
    pub item: usize,
    /// Its classes.
    pub kano: Result<Kano, Absent>,
}

/// Shares of persons by their zone of tolerance in a dimension.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ZoneShares {
    /// Index into the questionnaire's dimensions.
    pub dimension: usize,
    /// Persons with a consistent zone.
    pub n: u64,
    /// Persons with a minimum above what they desire.
    pub inconsistent: Result<u64, Absent>,
    /// Shares below, inside and above.
    pub shares: Result<[f64; 3], Absent>,
}

/// Why answers to the questions of a facet are missing, over all persons and questions.
#[derive(Debug, Clone, PartialEq)]
pub struct Nonresponse {
    /// Whose answers.
    pub voice: Voice,
    /// Questions put to persons.
    pub asked: u64,
    /// Of these, answered.
    pub answered: u64,
    /// Of these, left with a reason: counts, none of them 0.
    pub reasons: Vec<(Reason, u64)>,
}

/// Joint counts of Kano's two questions, item by item: one pass over the packed responses.
#[derive(Debug, Clone)]
pub struct KanoCounts {
    items: Vec<(usize, usize, usize, usize)>,
    joint: Vec<[[u64; 5]; 5]>,
}

impl KanoCounts {
    /// An empty count; `None` where the form asks no such questions.
    pub fn of(questionnaire: &Questionnaire, form: &Form) -> Option<Self> {
        let layout = Layout::of(questionnaire, form);
        let of = |wanted: Facet| {
            let questions = layout.questions().iter().zip(layout.columns());
            questions
                .filter_map(
                    move |(question, column)| match (&question.kind, question.subject) {
                        (
                            Kind::Rating {
                                facet: Some(facet), ..
                            },
                            Subject::Item { dimension, item },
                        ) if *facet == wanted => Some(((dimension, item), column.offset)),
                        (_, _) => None,
                    },
                )
                .collect::<Vec<_>>()
        };
        let missing = of(Facet::Dysfunctional);
        let items: Vec<(usize, usize, usize, usize)> = of(Facet::Functional)
            .into_iter()
            .filter_map(|(place, there)| {
                let (_, absent) = missing.iter().find(|(other, _)| *other == place)?;
                Some((place.0, place.1, there, *absent))
            })
            .collect();
        (!items.is_empty()).then(|| Self {
            joint: vec![[[0; 5]; 5]; items.len()],
            items,
        })
    }

    /// Puts a packed response in.
    pub fn add(&mut self, packed: &[u8]) {
        for ((_, _, there, missing), joint) in self.items.iter().zip(&mut self.joint) {
            let step = |at: usize| packed.get(at).and_then(|step| step.checked_sub(1));
            if let (Some(there), Some(missing)) = (step(*there), step(*missing))
                && let Some(cell) = joint
                    .get_mut(usize::from(there))
                    .and_then(|row| row.get_mut(usize::from(missing)))
            {
                *cell += 1;
            }
        }
    }

    fn items(&self) -> Vec<KanoItem> {
        self.items
            .iter()
            .zip(&self.joint)
            .map(|((dimension, item, _, _), joint)| KanoItem {
                dimension: *dimension,
                item: *item,
                kano: kano(&joint.map(|row| row.to_vec()), Table::default()),
            })
            .collect()
    }
}

impl FormReport {
    /// The report of a form's summary, with intervals at this level.
    pub fn of(
        questionnaire: &Questionnaire,
        form: &Form,
        summary: &Summary,
        kano: Option<&KanoCounts>,
        conduct: Conduct,
        level: f64,
    ) -> Self {
        let gaps = GapReport::of(questionnaire, form, summary, level);
        let layout = Layout::of(questionnaire, form);
        let view = View {
            form,
            layout: &layout,
            summary,
            level,
        };
        let singles = view.singles();
        let together = Together::of(summary);
        let (drivers, cut) = (view.drivers(&singles), CutRule::default());
        let scale = summary.scale(Voice::of(Facet::Importance));
        let rated = (
            rated_importance(summary, &gaps),
            scale.unwrap_or(gaps.scale),
        );
        Self {
            scales: view.scales(&gaps),
            evidence: evidence(&gaps, summary),
            planes: planes(&gaps, (&rated.0, rated.1), drivers.as_ref(), cut),
            rated,
            cut,
            structure: None,
            visits: None,
            drivers,
            priorities: priorities(&gaps, together.as_ref().map_err(|reason| *reason)),
            together,
            touch_points: view.touch_points(),
            kano: kano.map(KanoCounts::items).unwrap_or_default(),
            zones: zones(questionnaire, summary),
            nonresponse: view.nonresponse(),
            sampled: view.sampled(),
            conduct,
            carelessness: None,
            singles,
            gaps,
        }
    }

    /// A report of gaps alone: nothing else was asked.
    pub fn of_gaps(gaps: GapReport) -> Self {
        Self {
            singles: Vec::new(),
            scales: Vec::new(),
            drivers: None,
            evidence: Vec::new(),
            rated: (Vec::new(), gaps.scale),
            cut: CutRule::default(),
            planes: Vec::new(),
            structure: None,
            visits: None,
            together: Err(Absent::NotAsked),
            priorities: Vec::new(),
            touch_points: Vec::new(),
            kano: Vec::new(),
            zones: Vec::new(),
            nonresponse: Vec::new(),
            sampled: false,
            conduct: Conduct::default(),
            carelessness: None,
            gaps,
        }
    }

    /// Who answers the form.
    pub fn role(&self) -> Role {
        self.gaps.role
    }
}

struct View<'a> {
    form: &'a Form,
    layout: &'a Layout,
    summary: &'a Summary,
    level: f64,
}

/// The questions of a form that stand for themselves: their place in the layout, kind and scale. Attention checks
/// are none.
pub(in crate::analysis) fn single_questions(
    questionnaire: &Questionnaire,
    form: &Form,
) -> Vec<(usize, SingleKind, (u8, u8))> {
    let layout = Layout::of(questionnaire, form);
    let questions = layout.questions().iter().enumerate();
    questions
        .filter_map(|(index, question)| {
            let Kind::Rating { scale, .. } = &question.kind else {
                return None;
            };
            let block = form.ask.get(question.block)?;
            let scale = (scale.lowest(), scale.highest());
            let asks = block.single()?.expect.is_none();
            asks.then(|| (index, SingleKind::of(block), scale))
        })
        .collect()
}

impl View<'_> {
    fn ratings(&self) -> impl Iterator<Item = (usize, &Question, (u8, u8))> {
        let questions = self.layout.questions().iter().enumerate();
        questions.filter_map(|(index, question)| match &question.kind {
            Kind::Rating { scale, .. } => {
                Some((index, question, (scale.lowest(), scale.highest())))
            }
            Kind::Points { .. }
            | Kind::Choice { .. }
            | Kind::Number { .. }
            | Kind::Date
            | Kind::Month
            | Kind::Time
            | Kind::Text { .. }
            | Kind::Note => None,
        })
    }

    fn singles(&self) -> Vec<Single> {
        self.ratings()
            .filter_map(|(index, question, scale)| {
                let block = self.form.ask.get(question.block)?;
                // An attention check measures nothing.
                let kind = (block.single()?.expect.is_none()).then(|| SingleKind::of(block))?;
                let answers = self.summary.ratings(index)?;
                // The two highest steps are satisfied (CSAT); the upper three of seven are ease (CES 2.0).
                let steps = match kind {
                    SingleKind::Effort => 2,
                    SingleKind::Recommend
                    | SingleKind::Satisfaction
                    | SingleKind::Overall
                    | SingleKind::Rating => 1,
                };
                Some(Single {
                    question: index,
                    key: question.key.clone(),
                    kind,
                    scale,
                    rated: rated(&answers, scale.1.saturating_sub(steps), self.level),
                    promoters: (kind == SingleKind::Recommend && scale == (0, 10))
                        .then(|| Promoters::of(&answers, self.level)),
                    histogram: self
                        .summary
                        .histogram(index)
                        .map(|counts| counts.answers)
                        .ok_or(Absent::NotAsked),
                })
            })
            .collect()
    }

    fn scales(&self, gaps: &GapReport) -> Vec<Scales> {
        let Some(seen) = gaps.seen else {
            return Vec::new();
        };
        let own = self.summary.pairs().next().is_some();
        (0..gaps.dimensions.len())
            .filter_map(|dimension| {
                let items = self.summary.dimension_items(seen, dimension)?;
                if items.variables() < 2 {
                    return None;
                }
                let both = self.summary.paired_items(Some(dimension));
                Some(Scales {
                    dimension,
                    seen: reliability(&items, self.level),
                    difference: both
                        .filter(|both| own && both.variables() >= 4)
                        .map(|both| difference_reliability(&both)),
                })
            })
            .collect()
    }

    fn drivers(&self, singles: &[Single]) -> Option<Drivers> {
        let of = |kind| singles.iter().find(|single| single.kind == kind);
        let outcome = of(SingleKind::Overall)
            .or_else(|| of(SingleKind::Satisfaction))
            .or_else(|| of(SingleKind::Recommend))?;
        let none = || NoRegression::Absent(Absent::NotAsked);
        let alone = self.summary.outcome_with_levels(outcome.question)?;
        let with_gaps = self.summary.outcome_with_gaps(outcome.question);
        Some(Drivers {
            question: outcome.question,
            key: outcome.key.clone(),
            seen: regress(&alone, self.level),
            shares: share_intervals(&alone, self.level),
            gaps: with_gaps.as_ref().ok_or_else(none).and_then(|moments| {
                let dimensions = moments.variables().saturating_sub(1) / 2;
                regress(
                    &moments.selected(&(0..=dimensions).collect::<Vec<_>>()),
                    self.level,
                )
            }),
            constraint: with_gaps.as_ref().ok_or_else(none).and_then(gap_constraint),
        })
    }

    fn touch_points(&self) -> Vec<TouchPointReport> {
        self.ratings()
            .filter_map(|(index, question, scale)| {
                let Some(Block::TouchPoints(_)) = self.form.ask.get(question.block) else {
                    return None;
                };
                let answers = self.summary.ratings(index)?;
                let counts = self.summary.histogram(index)?;
                // Who never came that far in the interview cannot tell whether the point was met.
                let asked = |reason: Reason| {
                    !matches!(
                        reason,
                        Reason::NotAsked | Reason::NotReached | Reason::Technical
                    )
                };
                let left = counts.reasons.iter().filter(|(reason, _)| asked(*reason));
                let visits = answers.n() + left.map(|(_, count)| count).sum::<u64>();
                Some(TouchPointReport {
                    question: index,
                    key: question.key.clone(),
                    figures: touch_point(&answers, visits, scale, self.level),
                })
            })
            .collect()
    }

    fn nonresponse(&self) -> Vec<Nonresponse> {
        self.summary
            .voices()
            .map(|voice| {
                let mut left: Vec<(Reason, u64)> =
                    Reason::ALL.into_iter().map(|reason| (reason, 0)).collect();
                let mut answered = 0;
                for counts in self.of_voice(voice) {
                    answered += counts.answered;
                    for ((_, sum), (_, count)) in left.iter_mut().zip(&counts.reasons) {
                        *sum += count;
                    }
                }
                left.retain(|(reason, count)| *count > 0 && *reason != Reason::NotAsked);
                Nonresponse {
                    voice,
                    asked: answered + left.iter().map(|(_, count)| count).sum::<u64>(),
                    answered,
                    reasons: left,
                }
            })
            .collect()
    }

    fn of_voice(&self, voice: Voice) -> impl Iterator<Item = crate::analysis::Histogram> {
        self.ratings().filter_map(move |(index, question, _)| {
            let Kind::Rating {
                facet: Some(facet), ..
            } = &question.kind
            else {
                return None;
            };
            let rival = match question.subject {
                Subject::Rival { rival, .. } => Some(rival),
                Subject::Whole
                | Subject::Item { .. }
                | Subject::Dimension(_)
                | Subject::Part(_) => None,
            };
            (Voice {
                facet: *facet,
                rival,
            } == voice)
                .then(|| self.summary.histogram(index))
                .flatten()
        })
    }

    fn sampled(&self) -> bool {
        let drawn = |voice| {
            self.of_voice(voice).any(|counts| {
                let not_asked =
                    |(reason, count): &(Reason, u64)| *reason == Reason::NotAsked && *count > 0;
                counts.reasons.iter().any(not_asked)
            })
        };
        self.form.short.is_some() && self.summary.voices().any(drawn)
    }
}

fn zones(questionnaire: &Questionnaire, summary: &Summary) -> Vec<ZoneShares> {
    (0..questionnaire.dimensions.len())
        .filter_map(|dimension| {
            let zone = summary.zone(dimension)?;
            let n = zone.below + zone.inside + zone.above;
            let share = |count: u64| count as f64 / n as f64;
            Some(ZoneShares {
                dimension,
                n,
                inconsistent: Ok(zone.inconsistent),
                shares: if n == 0 {
                    Err(Absent::NoData)
                } else {
                    Ok([zone.below, zone.inside, zone.above].map(share))
                },
            })
        })
        .collect()
}

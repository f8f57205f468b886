//! From blocks to questions: the canonical list that interviews walk and records are packed by.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::decimal::MAX_DECIMALS;
use super::scheme::{
    Battery, Block, By, Choice, Compare, Condition, Extra, Facet, Form, Id, Incident, Indicator,
    Item, Kano, Order, Questionnaire, Rate, Scale, Single, TouchPoints,
};
use super::usual::{self, IncidentAsked};
use crate::language::Localized;

/// A question's name in logs, data and conditions: `expectation.promise`, `points`, `why`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct QuestionKey(String);

impl QuestionKey {
    /// Takes a name as it is; whether a question has it is the form's matter.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for QuestionKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The service as a whole, or nothing in particular.
    Whole,
    /// An item: indices of its dimension and of the item inside it.
    Item {
        /// Index into [`Questionnaire::dimensions`].
        dimension: usize,
        /// Index into the dimension's items.
        item: usize,
    },
    /// A dimension: index into [`Questionnaire::dimensions`].
    Dimension(usize),
    /// An item as a rival does it.
    Rival {
        /// Index into [`Questionnaire::rivals`].
        rival: usize,
        /// Index into [`Questionnaire::dimensions`].
        dimension: usize,
        /// Index into the dimension's items.
        item: usize,
    },
    /// A statement of the block's battery, a touch point, or a step of an incident.
    Part(usize),
}

/// What kind of answer a question takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A whole number on a scale, of a facet or of the question itself.
    Rating {
        /// Under which facet, if any.
        facet: Option<Facet>,
        /// The scale.
        scale: Arc<Scale>,
        /// Agreement is bad: scored reversed.
        reverse: bool,
        /// A reason of the block's own.
        extra: Option<Extra>,
    },
    /// Points over the dimensions, adding up to `total`.
    Points {
        /// The sum.
        total: u8,
        /// How many rows, one a dimension.
        rows: usize,
    },
    /// One or several of the options.
    Choice {
        /// Several may be chosen.
        many: bool,
        /// The options' names, in file order.
        options: Vec<Id>,
        /// Which options open a line for own words.
        other: Vec<bool>,
    },
    /// A whole number, of the smallest part where there are digits behind the point.
    Number {
        /// The least accepted.
        least: i64,
        /// The greatest accepted.
        most: i64,
        /// Digits behind the point: with one of them, 25 stands for 2.5.
        decimals: u8,
    },
    /// A calendar day, `2026-05-17`.
    Date,
    /// A month, `2026-05`.
    Month,
    /// A time of day, `14:30`.
    Time,
    /// Free text.
    Text {
        /// Several lines.
        long: bool,
    },
    /// Nothing to answer.
    Note,
}

/// One question of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its name.
    pub key: QuestionKey,
    /// Index of its block in [`Form::ask`].
    pub block: usize,
    /// Questions of the same group stand on one screen, as columns.
    pub group: usize,
    /// What it is about.
    pub subject: Subject,
    /// What kind of answer it takes.
    pub kind: Kind,
}

impl Block {
    /// The condition under which the block is asked.
    pub fn when(&self) -> Option<&Condition> {
        match self {
            Self::Rate(b) => b.when.as_ref(),
            Self::ThreeColumn(b) => b.when.as_ref(),
            Self::Paired(b) => b.when.as_ref(),
            Self::Compare(b) => b.when.as_ref(),
            Self::Allocate(b) => b.when.as_ref(),
            Self::Choice(b) => b.when.as_ref(),
            Self::Overall(b)
            | Self::Recommend(b)
            | Self::Satisfaction(b)
            | Self::Effort(b)
            | Self::Rating(b) => b.when.as_ref(),
            Self::Battery(b) => b.when.as_ref(),
            Self::Kano(b) => b.when.as_ref(),
            Self::Incident(b) => b.when.as_ref(),
            Self::TouchPoints(b) => b.when.as_ref(),
            Self::Number(b) => b.when.as_ref(),
            Self::Indicator(b) => b.when.as_ref(),
            Self::Date(b) | Self::Month(b) | Self::Time(b) => b.when.as_ref(),
            Self::Text(b) => b.when.as_ref(),
            Self::Note(b) => b.when.as_ref(),
        }
    }

    /// The question of a block that is one rating and nothing else.
    pub fn single(&self) -> Option<&Single> {
        match self {
            Self::Overall(single)
            | Self::Recommend(single)
            | Self::Satisfaction(single)
            | Self::Effort(single)
            | Self::Rating(single) => Some(single),
            Self::Rate(_)
            | Self::ThreeColumn(_)
            | Self::Paired(_)
            | Self::Compare(_)
            | Self::Allocate(_)
            | Self::Choice(_)
            | Self::Battery(_)
            | Self::Kano(_)
            | Self::Incident(_)
            | Self::TouchPoints(_)
            | Self::Number(_)
            | Self::Indicator(_)
            | Self::Date(_)
            | Self::Month(_)
            | Self::Time(_)
            | Self::Text(_)
            | Self::Note(_) => None,
        }
    }

    /// The block's word in the file.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Rate(_) => "Rate",
            Self::ThreeColumn(_) => "ThreeColumn",
            Self::Paired(_) => "Paired",
            Self::Compare(_) => "Compare",
            Self::Allocate(_) => "Allocate",
            Self::Choice(_) => "Choice",
            Self::Overall(_) => "Overall",
            Self::Recommend(_) => "Recommend",
            Self::Satisfaction(_) => "Satisfaction",
            Self::Effort(_) => "Effort",
            Self::Rating(_) => "Rating",
            Self::Battery(_) => "Battery",
            Self::Kano(_) => "Kano",
            Self::Incident(_) => "Incident",
            Self::TouchPoints(_) => "TouchPoints",
            Self::Number(_) => "Number",
            Self::Indicator(_) => "Indicator",
            Self::Date(_) => "Date",
            Self::Month(_) => "Month",
            Self::Time(_) => "Time",
            Self::Text(_) => "Text",
            Self::Note(_) => "Note",
        }
    }

    /// Whether the block rates facets whose differences are gaps.
    pub fn rates_facets(&self) -> bool {
        matches!(
            self,
            Self::Rate(_) | Self::ThreeColumn(_) | Self::Paired(_) | Self::Compare(_)
        )
    }

    /// The order of the block's questions.
    pub fn order(&self) -> Order {
        match self {
            Self::Rate(b) => b.order,
            Self::ThreeColumn(b) => b.order,
            Self::Paired(b) => b.order,
            Self::Compare(b) => b.order,
            Self::Allocate(b) => b.order,
            Self::Battery(b) => b.order,
            Self::Kano(b) => b.order,
            Self::Choice(_)
            | Self::Overall(_)
            | Self::Recommend(_)
            | Self::Satisfaction(_)
            | Self::Effort(_)
            | Self::Rating(_)
            | Self::Incident(_)
            | Self::TouchPoints(_)
            | Self::Number(_)
            | Self::Indicator(_)
            | Self::Date(_)
            | Self::Month(_)
            | Self::Time(_)
            | Self::Text(_)
            | Self::Note(_) => Order::Fixed,
        }
    }

    /// The words above every question of the block.
    pub fn lead(&self) -> Option<&Localized> {
        match self {
            Self::Rate(b) => b.lead.as_ref(),
            Self::ThreeColumn(b) => b.lead.as_ref(),
            Self::Paired(b) => b.lead.as_ref(),
            Self::Compare(b) => b.lead.as_ref(),
            Self::Allocate(b) => b.lead.as_ref(),
            Self::Battery(b) => b.lead.as_ref(),
            Self::Kano(b) => b.lead.as_ref(),
            Self::Incident(b) => b.lead.as_ref(),
            Self::TouchPoints(b) => b.lead.as_ref(),
            Self::Choice(_)
            | Self::Overall(_)
            | Self::Recommend(_)
            | Self::Satisfaction(_)
            | Self::Effort(_)
            | Self::Rating(_)
            | Self::Number(_)
            | Self::Indicator(_)
            | Self::Date(_)
            | Self::Month(_)
            | Self::Time(_)
            | Self::Text(_)
            | Self::Note(_) => None,
        }
    }

    /// What only an interviewer reads.
    pub fn guidance(&self) -> Option<&Localized> {
        self.for_interviewers().0
    }

    /// Whether, with an interviewer, the respondent answers the block alone.
    pub fn is_self_completed(&self) -> bool {
        self.for_interviewers().1
    }

    fn for_interviewers(&self) -> (Option<&Localized>, bool) {
        match self {
            Self::Rate(b) => (b.guidance.as_ref(), b.self_completed),
            Self::ThreeColumn(b) => (b.guidance.as_ref(), b.self_completed),
            Self::Paired(b) => (b.guidance.as_ref(), b.self_completed),
            Self::Compare(b) => (b.guidance.as_ref(), b.self_completed),
            Self::Allocate(b) => (b.guidance.as_ref(), b.self_completed),
            Self::Choice(b) => (b.guidance.as_ref(), b.self_completed),
            Self::Overall(b) => (b.guidance.as_ref(), b.self_completed),
            Self::Recommend(b) => (b.guidance.as_ref(), b.self_completed),
            Self::Satisfaction(b) => (b.guidance.as_ref(), b.self_completed),
            Self::Effort(b) => (b.guidance.as_ref(), b.self_completed),
            Self::Rating(b) => (b.guidance.as_ref(), b.self_completed),
            Self::Battery(b) => (b.guidance.as_ref(), b.self_completed),
            Self::Kano(b) => (b.guidance.as_ref(), b.self_completed),
            Self::Incident(b) => (b.guidance.as_ref(), b.self_completed),
            Self::TouchPoints(b) => (b.guidance.as_ref(), b.self_completed),
            Self::Number(b) => (b.guidance.as_ref(), b.self_completed),
            Self::Date(b) => (b.guidance.as_ref(), b.self_completed),
            Self::Time(b) => (b.guidance.as_ref(), b.self_completed),
            Self::Text(b) => (b.guidance.as_ref(), b.self_completed),
            Self::Month(b) => (b.guidance.as_ref(), b.self_completed),
            Self::Indicator(b) => (b.guidance.as_ref(), b.self_completed),
            Self::Note(b) => (b.guidance.as_ref(), b.self_completed),
        }
    }
}

impl Questionnaire {
    /// All questions of a form in canonical order: blocks as in the file, and inside a block dimensions and
    /// items as in the file. Presentation order, sampling and conditions are the interview's matter.
    pub fn questions(&self, form: &Form) -> Vec<Question> {
        let mut expansion = Expansion {
            questionnaire: self,
            questions: Vec::new(),
            block: 0,
            group: 0,
        };
        for (index, block) in form.ask.iter().enumerate() {
            expansion.block = index;
            expansion.expand(block);
        }
        expansion.questions
    }

    /// The words of a question, before placeholders are filled.
    ///
    /// Points questions have no words of their own (their block's lead says it): the result is `None`.
    pub fn words<'a>(&'a self, form: &'a Form, question: &Question) -> Option<&'a Localized> {
        let facet = match &question.kind {
            Kind::Rating { facet, .. } => *facet,
            Kind::Points { .. }
            | Kind::Choice { .. }
            | Kind::Number { .. }
            | Kind::Date
            | Kind::Month
            | Kind::Time
            | Kind::Text { .. }
            | Kind::Note => None,
        };
        match question.subject {
            Subject::Item { dimension, item }
            | Subject::Rival {
                dimension, item, ..
            } => {
                let item = self.dimensions.get(dimension)?.items.get(item)?;
                Some(
                    facet
                        .and_then(|facet| item.wording(facet))
                        .unwrap_or(&item.name),
                )
            }
            Subject::Dimension(dimension) => Some(&self.dimensions.get(dimension)?.about),
            Subject::Whole | Subject::Part(_) => {
                words_of_block(form.ask.get(question.block)?, question)
            }
        }
    }
}

impl Questionnaire {
    /// The words of an option of a choice, before placeholders are filled; options in file order.
    pub fn option_words<'a>(
        &'a self,
        form: &'a Form,
        question: &Question,
        option: usize,
    ) -> Option<&'a Localized> {
        match (form.ask.get(question.block)?, question.subject) {
            (Block::Choice(choice), _) => Some(&choice.options.get(option)?.text),
            (Block::Incident(incident), Subject::Part(part)) => {
                usual::incident_option(incident, part, option)
            }
            _ => None,
        }
    }
}

impl Question {
    /// Whether a step of an incident is asked of those alone who tell a bad one.
    pub fn is_about_failure(&self) -> bool {
        match self.subject {
            Subject::Part(part) => usual::INCIDENT
                .get(part)
                .is_some_and(|step| match step.asked {
                    IncidentAsked::Failed | IncidentAsked::FailedAfter => true,
                    IncidentAsked::Always
                    | IncidentAsked::Told
                    | IncidentAsked::Placed
                    | IncidentAsked::After => false,
                }),
            Subject::Whole
            | Subject::Item { .. }
            | Subject::Dimension(_)
            | Subject::Rival { .. } => false,
        }
    }
}

fn words_of_block<'a>(block: &'a Block, question: &Question) -> Option<&'a Localized> {
    let part = match question.subject {
        Subject::Part(part) => Some(part),
        Subject::Whole | Subject::Item { .. } | Subject::Dimension(_) | Subject::Rival { .. } => {
            None
        }
    };
    match block {
        Block::Choice(b) => Some(&b.text),
        Block::Overall(b)
        | Block::Recommend(b)
        | Block::Satisfaction(b)
        | Block::Effort(b)
        | Block::Rating(b) => Some(&b.text),
        Block::Battery(b) => Some(&b.statements.get(part?)?.text),
        Block::TouchPoints(b) => Some(&b.points.get(part?)?.text),
        Block::Incident(_) => usual::incident_words(part?),
        Block::Number(b) => Some(&b.text),
        Block::Indicator(b) => Some(&b.text),
        Block::Date(b) | Block::Month(b) | Block::Time(b) => Some(&b.text),
        Block::Text(b) => Some(&b.text),
        Block::Note(b) => Some(&b.text),
        Block::Rate(_)
        | Block::ThreeColumn(_)
        | Block::Paired(_)
        | Block::Compare(_)
        | Block::Allocate(_)
        | Block::Kano(_) => None,
    }
}

struct Expansion<'a> {
    questionnaire: &'a Questionnaire,
    questions: Vec<Question>,
    block: usize,
    group: usize,
}

impl Expansion<'_> {
    fn expand(&mut self, block: &Block) {
        match block {
            Block::Rate(b) => self.rate(b),
            Block::ThreeColumn(b) => {
                let scale = self.scale(b.scale.as_ref());
                self.columns(&[Facet::Minimum, Facet::Desired, Facet::Perception], &scale);
            }
            Block::Paired(_) => {
                let scale = self.scale(None);
                self.columns(&[Facet::Expectation, Facet::Perception], &scale);
            }
            Block::Compare(b) => self.compare(b),
            Block::Allocate(b) => self.alone(
                "points".to_owned(),
                Kind::Points {
                    total: b.points,
                    rows: self.questionnaire.dimensions.len(),
                },
            ),
            Block::Choice(b) => self.alone(b.id.to_string(), choice(b)),
            Block::Overall(b) => self.single(b, usual::overall()),
            Block::Recommend(b) => self.single(b, usual::recommend()),
            Block::Satisfaction(b) => self.single(b, usual::satisfaction()),
            Block::Effort(b) => self.single(b, usual::effort()),
            Block::Rating(b) => self.single(b, self.questionnaire.scale.clone()),
            Block::Battery(b) => self.battery(b),
            Block::Kano(b) => self.kano(b),
            Block::Incident(b) => self.incident(b),
            Block::TouchPoints(b) => self.touch_points(b),
            Block::Number(b) => {
                self.alone(
                    b.id.to_string(),
                    Kind::Number {
                        least: b.least,
                        most: b.most,
                        decimals: 0,
                    },
                );
            }
            Block::Indicator(b) => self.alone(b.id.to_string(), indicator(b)),
            Block::Date(b) => self.alone(b.id.to_string(), Kind::Date),
            Block::Month(b) => self.alone(b.id.to_string(), Kind::Month),
            Block::Time(b) => self.alone(b.id.to_string(), Kind::Time),
            Block::Text(b) => self.alone(b.id.to_string(), Kind::Text { long: b.long }),
            Block::Note(b) => self.alone(b.id.to_string(), Kind::Note),
        }
    }

    fn push(&mut self, key: String, subject: Subject, kind: Kind) {
        let question = Question {
            key: QuestionKey::new(key),
            block: self.block,
            group: self.group,
            subject,
            kind,
        };
        self.questions.push(question);
    }

    fn alone(&mut self, key: String, kind: Kind) {
        self.push(key, Subject::Whole, kind);
        self.group += 1;
    }

    fn scale(&self, own: Option<&Scale>) -> Arc<Scale> {
        Arc::new(own.unwrap_or(&self.questionnaire.scale).clone())
    }

    fn single(&mut self, single: &Single, usual: Scale) {
        let scale = Arc::new(single.scale.clone().unwrap_or(usual));
        let kind = Kind::Rating {
            facet: None,
            scale,
            reverse: false,
            extra: None,
        };
        self.alone(single.id.to_string(), kind);
    }

    fn each_item(&mut self, mut put: impl FnMut(&mut Self, usize, usize, &Item)) {
        let questionnaire = self.questionnaire;
        for (dimension, items) in questionnaire.dimensions.iter().enumerate() {
            for (item, content) in items.items.iter().enumerate() {
                put(self, dimension, item, content);
                self.group += 1;
            }
        }
    }

    fn rate(&mut self, rate: &Rate) {
        let scale = self.scale(rate.scale.as_ref());
        let kind = |reverse| Kind::Rating {
            facet: Some(rate.facet),
            scale: Arc::clone(&scale),
            reverse,
            extra: rate.extra,
        };
        match rate.by {
            By::Item => self.each_item(|this, dimension, item, content| {
                let key = format!("{}.{}", rate.facet.key(), content.id);
                this.push(
                    key,
                    Subject::Item { dimension, item },
                    kind(content.reverse),
                );
            }),
            By::Dimension => {
                for (index, dimension) in self.questionnaire.dimensions.iter().enumerate() {
                    let key = format!("{}.{}", rate.facet.key(), dimension.id);
                    self.push(key, Subject::Dimension(index), kind(false));
                    self.group += 1;
                }
            }
        }
    }

    fn columns(&mut self, facets: &[Facet], scale: &Arc<Scale>) {
        self.each_item(|this, dimension, item, content| {
            for facet in facets {
                let kind = Kind::Rating {
                    facet: Some(*facet),
                    scale: Arc::clone(scale),
                    reverse: content.reverse,
                    extra: None,
                };
                let key = format!("{}.{}", facet.key(), content.id);
                this.push(key, Subject::Item { dimension, item }, kind);
            }
        });
    }

    fn compare(&mut self, _compare: &Compare) {
        let scale = self.scale(None);
        for (rival, firm) in self.questionnaire.rivals.iter().enumerate() {
            self.each_item(|this, dimension, item, content| {
                let kind = Kind::Rating {
                    facet: Some(Facet::Rival),
                    scale: Arc::clone(&scale),
                    reverse: content.reverse,
                    extra: None,
                };
                let key = format!("rival.{}.{}", firm.id, content.id);
                this.push(
                    key,
                    Subject::Rival {
                        rival,
                        dimension,
                        item,
                    },
                    kind,
                );
            });
        }
    }

    fn battery(&mut self, battery: &Battery) {
        let scale = self.scale(battery.scale.as_ref());
        for (part, statement) in battery.statements.iter().enumerate() {
            let kind = Kind::Rating {
                facet: None,
                scale: Arc::clone(&scale),
                reverse: statement.reverse,
                extra: None,
            };
            self.push(
                format!("{}.{}", battery.id, statement.id),
                Subject::Part(part),
                kind,
            );
            self.group += 1;
        }
    }

    fn kano(&mut self, _kano: &Kano) {
        let scale = Arc::new(usual::kano());
        self.each_item(|this, dimension, item, content| {
            if content.functional.is_none() || content.dysfunctional.is_none() {
                return;
            }
            for facet in [Facet::Functional, Facet::Dysfunctional] {
                let kind = Kind::Rating {
                    facet: Some(facet),
                    scale: Arc::clone(&scale),
                    reverse: false,
                    extra: None,
                };
                let key = format!("{}.{}", facet.key(), content.id);
                this.push(key, Subject::Item { dimension, item }, kind);
                this.group += 1;
            }
        });
    }

    fn incident(&mut self, incident: &Incident) {
        let steps = usual::INCIDENT.iter().enumerate();
        for (part, step) in steps.filter(|(_, step)| step.asked.belongs(incident)) {
            let kind = usual::incident_kind(step, incident);
            let key = format!("{}.{}", incident.id, step.name);
            self.push(key, Subject::Part(part), kind);
            self.group += 1;
        }
    }

    fn touch_points(&mut self, journey: &TouchPoints) {
        let scale = self.scale(journey.scale.as_ref());
        for (part, point) in journey.points.iter().enumerate() {
            let kind = Kind::Rating {
                facet: None,
                scale: Arc::clone(&scale),
                reverse: false,
                extra: None,
            };
            self.push(
                format!("{}.{}", journey.id, point.id),
                Subject::Part(part),
                kind,
            );
            self.group += 1;
        }
    }
}

fn choice(choice: &Choice) -> Kind {
    Kind::Choice {
        many: choice.many,
        options: choice
            .options
            .iter()
            .map(|option| option.id.clone())
            .collect(),
        other: choice.options.iter().map(|option| option.other).collect(),
    }
}

fn indicator(indicator: &Indicator) -> Kind {
    let parts = 10_i64.pow(u32::from(indicator.decimals.min(MAX_DECIMALS)));
    Kind::Number {
        least: indicator.least.saturating_mul(parts),
        most: indicator.most.saturating_mul(parts),
        decimals: indicator.decimals,
    }
}

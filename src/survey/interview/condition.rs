//! When a question is asked: conditions resolved once, evaluated on the answers of now.

use std::sync::Arc;

use super::plan::Plan;
use super::refusal::CannotBegin;
use crate::survey::questionnaire::{
    Block, Condition, Form, Kind, Question, QuestionKey, Questionnaire, Subject,
};
use crate::survey::record::{Answer, Header, Layout};

/// Whether a question is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// It depends on a question still ahead.
    Open,
}

/// What a condition finds when it looks at a question.
#[derive(Debug, Clone, Copy)]
pub(super) enum Held<'a> {
    /// An answer.
    Answer(&'a Answer),
    /// No answer, and none to come.
    Nothing,
    /// No answer yet.
    Open,
}

impl<'a> Held<'a> {
    /// A reason for not answering is no answer.
    pub(super) fn of(answer: &'a Answer) -> Self {
        match answer {
            Answer::Left(_) => Self::Nothing,
            Answer::Rating(_)
            | Answer::Points(_)
            | Answer::Choice(..)
            | Answer::Number(_)
            | Answer::Text(_)
            | Answer::Read => Self::Answer(answer),
        }
    }
}

/// The rules of all questions of a form.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rules {
    /// One a question, in canonical order.
    of: Vec<Arc<Rule>>,
}

/// A condition with its names resolved to indices.
#[derive(Debug, PartialEq, Eq)]
enum Rule {
    Always,
    Never,
    Is(usize, u8),
    AtMost(usize, i64),
    AtLeast(usize, i64),
    Answered(usize),
    All(Vec<Arc<Self>>),
    Any(Vec<Arc<Self>>),
    Not(Arc<Self>),
}

impl Rules {
    /// Resolves the conditions of a form and adds the rules that come with its blocks: the flow of an incident,
    /// the rivals a person knows, what only an interviewer fills, what was sampled out.
    pub(super) fn of(
        questionnaire: &Questionnaire,
        form: &Form,
        layout: &Layout,
        plan: &Plan,
        header: &Header,
    ) -> Result<Self, CannotBegin> {
        let mut blocks = Vec::with_capacity(form.ask.len());
        let mut first = Vec::with_capacity(form.ask.len());
        for (index, block) in form.ask.iter().enumerate() {
            let start = layout.questions().iter().position(|q| q.block == index);
            let start = start.unwrap_or(layout.questions().len());
            let resolver = Resolver {
                questions: layout.questions(),
                before: start,
            };
            blocks.push(resolver.block(block, header)?);
            first.push(start);
        }
        let mut of = Vec::with_capacity(layout.questions().len());
        for (index, question) in layout.questions().iter().enumerate() {
            if plan.page_of(index).is_none() {
                of.push(Arc::new(Rule::Never));
                continue;
            }
            let resolver = Resolver {
                questions: layout.questions(),
                before: index,
            };
            let (Some(whole), Some(start), Some(block)) = (
                blocks.get(question.block),
                first.get(question.block),
                form.ask.get(question.block),
            ) else {
                of.push(Arc::new(Rule::Always));
                continue;
            };
            let own = resolver.own(questionnaire, block, *start, question)?;
            of.push(match own {
                None => Arc::clone(whole),
                Some(own) => Arc::new(Rule::All(vec![Arc::clone(whole), Arc::new(own)])),
            });
        }
        Ok(Self { of })
    }

    /// Whether each question is asked. An answer counts only while its own question is asked; `held` is looked
    /// at for questions that are. What is `spared` is not asked, whatever its rule says.
    pub(super) fn verdicts<'a>(
        &self,
        held: impl Fn(usize) -> Held<'a>,
        spared: impl Fn(usize) -> bool,
    ) -> Vec<Verdict> {
        let mut verdicts: Vec<Verdict> = Vec::with_capacity(self.of.len());
        let mut last: Option<(&Arc<Rule>, Verdict)> = None;
        for rule in &self.of {
            let verdict = match last {
                // Questions of a block share their rule.
                Some((same, verdict)) if Arc::ptr_eq(same, rule) => verdict,
                _ => rule.verdict(&|question| match verdicts.get(question) {
                    Some(Verdict::Yes) => held(question),
                    Some(Verdict::Open) => Held::Open,
                    Some(Verdict::No) | None => Held::Nothing,
                }),
            };
            last = Some((rule, verdict));
            verdicts.push(if spared(verdicts.len()) {
                Verdict::No
            } else {
                verdict
            });
        }
        verdicts
    }
}

impl Rule {
    fn verdict<'a>(&self, held: &impl Fn(usize) -> Held<'a>) -> Verdict {
        let test = |question: usize, holds: &dyn Fn(&Answer) -> bool| match held(question) {
            Held::Answer(answer) if holds(answer) => Verdict::Yes,
            Held::Answer(_) | Held::Nothing => Verdict::No,
            Held::Open => Verdict::Open,
        };
        match self {
            Self::Always => Verdict::Yes,
            Self::Never => Verdict::No,
            Self::Is(question, option) => test(
                *question,
                &|answer| matches!(answer, Answer::Choice(chosen, _) if chosen.contains(option)),
            ),
            Self::AtMost(question, most) => test(*question, &|answer| {
                number(answer).is_some_and(|n| n <= *most)
            }),
            Self::AtLeast(question, least) => test(*question, &|answer| {
                number(answer).is_some_and(|n| n >= *least)
            }),
            Self::Answered(question) => test(*question, &|_| true),
            Self::All(rules) => rules
                .iter()
                .map(|rule| rule.verdict(held))
                .fold(Verdict::Yes, Verdict::and),
            Self::Any(rules) => rules
                .iter()
                .map(|rule| rule.verdict(held).not())
                .fold(Verdict::Yes, Verdict::and)
                .not(),
            Self::Not(rule) => rule.verdict(held).not(),
        }
    }
}

impl Verdict {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Open, _) | (_, Self::Open) => Self::Open,
            (Self::Yes, Self::Yes) => Self::Yes,
        }
    }

    fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Open => Self::Open,
        }
    }
}

fn number(answer: &Answer) -> Option<i64> {
    match answer {
        Answer::Rating(value) => Some(i64::from(*value)),
        Answer::Number(value) => Some(*value),
        Answer::Points(_)
        | Answer::Choice(..)
        | Answer::Text(_)
        | Answer::Read
        | Answer::Left(_) => None,
    }
}

/// Finds what conditions name, among the questions before `before`.
struct Resolver<'a> {
    questions: &'a [Question],
    before: usize,
}

impl Resolver<'_> {
    fn block(&self, block: &Block, header: &Header) -> Result<Arc<Rule>, CannotBegin> {
        let filled_by_interviewer = matches!(block, Block::Text(text) if text.interviewer);
        if filled_by_interviewer && header.interviewer.is_empty() {
            return Ok(Arc::new(Rule::Never));
        }
        Ok(Arc::new(match block.when() {
            None => Rule::Always,
            Some(condition) => self.condition(condition)?,
        }))
    }

    /// The rule that a question has beside its block's.
    fn own(
        &self,
        questionnaire: &Questionnaire,
        block: &Block,
        start: usize,
        question: &Question,
    ) -> Result<Option<Rule>, CannotBegin> {
        match (block, question.subject) {
            (Block::Incident(_), Subject::Part(part)) if part > 0 => {
                let none = self.is(start, "none")?;
                let told = vec![
                    Arc::new(Rule::Answered(start)),
                    Arc::new(Rule::Not(Arc::new(none))),
                ];
                Ok(Some(if question.is_about_failure() {
                    self.is(start, "dissatisfying")?
                } else {
                    Rule::All(told)
                }))
            }
            (Block::Compare(compare), Subject::Rival { rival, .. }) => {
                let (Some(known), Some(rival)) = (&compare.known, questionnaire.rivals.get(rival))
                else {
                    return Ok(None);
                };
                let known = self.find(known.as_str())?;
                Ok(Some(self.is(known, rival.id.as_str())?))
            }
            _ => Ok(None),
        }
    }

    fn condition(&self, condition: &Condition) -> Result<Rule, CannotBegin> {
        let all = |conditions: &[Condition]| -> Result<Vec<Arc<Rule>>, CannotBegin> {
            conditions
                .iter()
                .map(|c| self.condition(c).map(Arc::new))
                .collect()
        };
        Ok(match condition {
            Condition::Is(key, option) => self.is(self.find(key)?, option)?,
            Condition::AtMost(key, most) => {
                let question = self.find(key)?;
                Rule::AtMost(question, self.parts(question, *most))
            }
            Condition::AtLeast(key, least) => {
                let question = self.find(key)?;
                Rule::AtLeast(question, self.parts(question, *least))
            }
            Condition::Answered(key) => Rule::Answered(self.find(key)?),
            Condition::All(conditions) => Rule::All(all(conditions)?),
            Condition::Any(conditions) => Rule::Any(all(conditions)?),
            Condition::Not(condition) => Rule::Not(Arc::new(self.condition(condition)?)),
        })
    }

    /// A whole number in the smallest part of a question's numbers.
    fn parts(&self, question: usize, whole: i64) -> i64 {
        match self.questions.get(question).map(|q| &q.kind) {
            Some(Kind::Number { decimals, .. }) => {
                whole.saturating_mul(10_i64.saturating_pow(u32::from(*decimals)))
            }
            Some(
                Kind::Rating { .. }
                | Kind::Points { .. }
                | Kind::Choice { .. }
                | Kind::Date
                | Kind::Month
                | Kind::Time
                | Kind::Text { .. }
                | Kind::Note,
            )
            | None => whole,
        }
    }

    fn find(&self, key: &str) -> Result<usize, CannotBegin> {
        let earlier = self.questions.iter().take(self.before);
        earlier
            .into_iter()
            .position(|question| question.key.as_str() == key)
            .ok_or_else(|| self.unknown(key))
    }

    fn is(&self, question: usize, option: &str) -> Result<Rule, CannotBegin> {
        let options = match self.questions.get(question).map(|q| &q.kind) {
            Some(Kind::Choice { options, .. }) => options.as_slice(),
            Some(
                Kind::Rating { .. }
                | Kind::Points { .. }
                | Kind::Number { .. }
                | Kind::Date
                | Kind::Month
                | Kind::Time
                | Kind::Text { .. }
                | Kind::Note,
            )
            | None => &[],
        };
        let index = options.iter().position(|id| id.as_str() == option);
        let index = index.and_then(|index| u8::try_from(index).ok());
        index
            .map(|index| Rule::Is(question, index))
            .ok_or_else(|| self.unknown(option))
    }

    fn unknown(&self, names: &str) -> CannotBegin {
        CannotBegin::UnknownCondition {
            question: self
                .questions
                .get(self.before)
                .map_or_else(|| QuestionKey::new(""), |question| question.key.clone()),
            names: names.to_owned(),
        }
    }
}

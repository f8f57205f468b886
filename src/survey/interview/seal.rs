//! How an interview ends: the outcome when it is left, and the sealed response.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::condition::Verdict;
use super::{CannotBegin, Interview};
use crate::survey::questionnaire::{Facet, Kind, Question, Subject};
use crate::survey::record::{Answer, Edition, Entry, Flags, Header, Outcome, Reason, Response};

/// One thing that an interview wants to know: a pair, a rating, an answer.
#[derive(Debug, Default)]
struct Unit {
    dimension: Option<usize>,
    /// Perception and what it is compared with, where the unit is a pair.
    halves: [Half; 2],
}

#[derive(Debug, Default, Clone, Copy)]
struct Half {
    planned: bool,
    rated: bool,
}

/// What was wanted, and what was got.
#[derive(Debug, Default)]
struct Tally {
    planned: usize,
    valid: usize,
    /// By dimension: how many units were valid.
    touched: BTreeMap<usize, usize>,
}

impl Tally {
    fn count(&mut self, dimension: Option<usize>, valid: bool) {
        self.planned += 1;
        self.valid += usize::from(valid);
        if let Some(dimension) = dimension {
            *self.touched.entry(dimension).or_default() += usize::from(valid);
        }
    }

    fn enough(&self) -> bool {
        self.valid > 0
            && self.valid * 2 >= self.planned
            && self.touched.values().all(|valid| *valid > 0)
    }
}

impl Interview {
    /// The outcome if the person left now: [`Outcome::Partial`] where at least half of the planned pairs are
    /// valid and every dimension has one, else [`Outcome::BreakOff`] (limits after the AAPOR standard
    /// definitions, declared here before fieldwork).
    ///
    /// A pair is an item planned both as perception and as a level to compare with (expectation, desired or
    /// minimum); it is valid when both sides were rated. Forms without pairs count their ratings of items and
    /// dimensions, else any ratings, else any answers. Planned is what this person is asked, as far as known.
    pub fn outcome_if_left(&self) -> Outcome {
        if self.tally().enough() {
            Outcome::Partial
        } else {
            Outcome::BreakOff
        }
    }

    pub(super) fn nothing_counts(&self) -> bool {
        self.tally().valid == 0
    }

    fn tally(&self) -> Tally {
        let outlook = self.outlook();
        let planned = || {
            let questions = self.layout().questions().iter().enumerate();
            questions.filter(|(index, _)| outlook.get(*index).is_some_and(|v| *v != Verdict::No))
        };
        let pairs = self.pairs(planned());
        if pairs.planned > 0 {
            return pairs;
        }
        let mut facets = Tally::default();
        let mut ratings = Tally::default();
        let mut answers = Tally::default();
        for (index, question) in planned() {
            let valid = self.is_answered(index);
            let dimension = dimension_of(question.subject);
            match &question.kind {
                Kind::Note => {}
                Kind::Rating { .. } => {
                    if dimension.is_some() {
                        facets.count(dimension, valid);
                    }
                    ratings.count(None, valid);
                    answers.count(None, valid);
                }
                Kind::Points { .. }
                | Kind::Choice { .. }
                | Kind::Number { .. }
                | Kind::Date
                | Kind::Month
                | Kind::Time
                | Kind::Text { .. } => answers.count(None, valid),
            }
        }
        [facets, ratings, answers]
            .into_iter()
            .find(|tally| tally.planned > 0)
            .unwrap_or_default()
    }

    fn pairs<'a>(&self, planned: impl Iterator<Item = (usize, &'a Question)>) -> Tally {
        let mut units: BTreeMap<(usize, usize), Unit> = BTreeMap::new();
        for (index, question) in planned {
            let (
                Subject::Item { dimension, item },
                Kind::Rating {
                    facet: Some(facet), ..
                },
            ) = (question.subject, &question.kind)
            else {
                continue;
            };
            let half = match facet {
                Facet::Perception => 0,
                Facet::Expectation | Facet::Desired | Facet::Minimum => 1,
                Facet::Importance
                | Facet::Estimate
                | Facet::Standard
                | Facet::Delivery
                | Facet::Promise
                | Facet::Rival
                | Facet::Functional
                | Facet::Dysfunctional => continue,
            };
            let unit = units.entry((dimension, item)).or_default();
            unit.dimension = Some(dimension);
            unit.halves[half].planned = true;
            unit.halves[half].rated |= self.is_answered(index);
        }
        let mut tally = Tally::default();
        for unit in units.values() {
            if unit.halves.iter().all(|half| half.planned) {
                tally.count(unit.dimension, unit.halves.iter().all(|half| half.rated));
            }
        }
        tally
    }

    /// Whether the person gave an answer; a reason for leaving the question is none.
    fn is_answered(&self, question: usize) -> bool {
        match self.answers.get(question) {
            Some(Some(Answer::Left(_)) | None) | None => false,
            Some(Some(_)) => true,
        }
    }

    /// The answers as they are sealed, one a question in canonical order.
    ///
    /// A person who declines the notice takes back what was answered: nothing of it is sealed.
    pub fn sealed_answers(&self) -> Vec<Answer> {
        let outlook = self.outlook();
        let declined = self.ended == Some(Outcome::Refused);
        let questions = self.layout().questions().iter().enumerate();
        questions
            .map(|(index, question)| {
                let verdict = outlook.get(index).copied().unwrap_or(Verdict::No);
                let answer = self.answers.get(index).and_then(Option::as_ref);
                match (verdict, answer) {
                    (Verdict::No, _) => Answer::Left(Reason::NotAsked),
                    _ if declined => Answer::Left(Reason::NotReached),
                    (Verdict::Open, _) => Answer::Left(Reason::NotReached),
                    (Verdict::Yes, Some(answer)) => answer.clone(),
                    (Verdict::Yes, None) if !self.passed(index) => Answer::Left(Reason::NotReached),
                    (Verdict::Yes, None) if question.kind == Kind::Note => Answer::Read,
                    (Verdict::Yes, None) => Answer::Left(Reason::Skipped),
                }
            })
            .collect()
    }

    /// The sealed response, `duration` milliseconds after the start. An interview still open is sealed with
    /// [`Interview::outcome_if_left`].
    pub fn seal(&self, duration: u64) -> Response {
        let header = self.header();
        let answers = self.sealed_answers();
        let texts = answers.iter().enumerate();
        let texts = texts.filter_map(|(index, answer)| match answer {
            Answer::Text(text) | Answer::Choice(_, Some(text)) => Some((index, text.clone())),
            Answer::Choice(_, None)
            | Answer::Rating(_)
            | Answer::Points(_)
            | Answer::Number(_)
            | Answer::Read
            | Answer::Left(_) => None,
        });
        Response {
            id: header.id.clone(),
            edition: header.edition.clone(),
            form: header.form.clone(),
            mode: header.mode,
            locale: self.locale,
            outcome: self.ended.unwrap_or_else(|| self.outcome_if_left()),
            started: header.started,
            duration,
            site: header.site.clone(),
            device: header.device.clone(),
            wave: header.wave.clone(),
            seed: header.seed,
            short: header.short,
            flags: Flags::NONE,
            packed: self.layout().pack(&answers),
            texts: texts.collect(),
        }
    }

    /// The response as it will be once this entry is applied: the store keeps the last entry and the response
    /// together, before either counts.
    pub fn sealed_by(&self, ending: &Entry) -> Response {
        let mut ended = self.clone();
        ended.apply(ending);
        ended.seal(ending.at)
    }
}

impl Response {
    /// The response of a kept log: the same fold as on the live screen. It lasted until its last entry.
    pub fn fold(
        edition: Arc<Edition>,
        header: Header,
        entries: &[Entry],
    ) -> Result<Self, CannotBegin> {
        let interview = Interview::replay(edition, header, entries)?;
        Ok(interview.seal(entries.last().map_or(0, |entry| entry.at)))
    }
}

/// The dimension that a question speaks of, if it speaks of one.
fn dimension_of(subject: Subject) -> Option<usize> {
    match subject {
        Subject::Item { dimension, .. }
        | Subject::Rival { dimension, .. }
        | Subject::Dimension(dimension) => Some(dimension),
        Subject::Whole | Subject::Part(_) => None,
    }
}

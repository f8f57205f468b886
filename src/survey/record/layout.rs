//! The packed form of a response: which byte is which answer.

use super::{Answer, Fingerprint, Flags, InterviewId, Mode, Outcome, Reason};
use crate::language::Locale;
use crate::survey::questionnaire::{Form, Kind, Question, QuestionKey, Questionnaire};

/// Where one question stands in a packed response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Index into [`Layout::questions`].
    pub question: usize,
    /// First byte.
    pub offset: usize,
    /// Bytes: 1 for ratings, one choice and text; one a row for points; one an option for several choices;
    /// 9 for numbers (a status byte, then the number, little-endian).
    pub width: usize,
}

/// The layout of a form's packed responses: its questions in canonical order, one after another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    questions: Vec<Question>,
    columns: Vec<Column>,
    width: usize,
}

impl Layout {
    /// The layout of a form.
    pub fn of(questionnaire: &Questionnaire, form: &Form) -> Self {
        let questions = questionnaire.questions(form);
        let mut columns = Vec::with_capacity(questions.len());
        let mut offset = 0;
        for (question, content) in questions.iter().enumerate() {
            let width = match &content.kind {
                Kind::Rating { .. }
                | Kind::Date
                | Kind::Month
                | Kind::Time
                | Kind::Text { .. }
                | Kind::Note => 1,
                Kind::Points { rows, .. } => *rows,
                Kind::Choice { many: false, .. } => 1,
                Kind::Choice {
                    many: true,
                    options,
                    ..
                } => options.len(),
                Kind::Number { .. } => 9,
            };
            columns.push(Column {
                question,
                offset,
                width,
            });
            offset += width;
        }
        Self {
            questions,
            columns,
            width: offset,
        }
    }

    /// The form's questions in canonical order.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The columns, one a question, in the same order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Bytes of a packed response.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The index of the question of this name.
    pub fn find(&self, key: &QuestionKey) -> Option<usize> {
        self.questions
            .iter()
            .position(|question| question.key == *key)
    }

    /// Packs answers, one a question in canonical order. Texts stay outside: see [`Response::texts`].
    pub fn pack(&self, answers: &[Answer]) -> Vec<u8> {
        let mut packed = Vec::with_capacity(self.width);
        for (column, answer) in self.columns.iter().zip(answers) {
            match answer {
                Answer::Left(reason) => packed.resize(packed.len() + column.width, reason.byte()),
                Answer::Rating(value) => packed.push(*value),
                Answer::Points(rows) => packed.extend_from_slice(rows),
                Answer::Choice(chosen, _)
                    if column.width == 1 && !self.is_many(column.question) =>
                {
                    packed.push(chosen.first().copied().unwrap_or(Reason::Technical.byte()));
                }
                Answer::Choice(chosen, _) => {
                    packed.extend(
                        (0..column.width).map(|option| {
                            u8::from(chosen.iter().any(|c| usize::from(*c) == option))
                        }),
                    );
                }
                Answer::Number(value) => {
                    packed.push(1);
                    packed.extend_from_slice(&value.to_le_bytes());
                }
                Answer::Text(_) | Answer::Read => packed.push(1),
            }
            // A value of the wrong kind must not shift what follows it.
            packed.resize(column.offset + column.width, Reason::Technical.byte());
        }
        packed.resize(self.width, Reason::Technical.byte());
        packed
    }

    /// The answer to a question in a packed response; texts come from `texts` (see [`Response::texts`]).
    pub fn unpack(&self, packed: &[u8], texts: &[(usize, String)], question: usize) -> Answer {
        let (Some(column), Some(content)) =
            (self.columns.get(question), self.questions.get(question))
        else {
            return Answer::Left(Reason::Technical);
        };
        let Some(bytes) = packed.get(column.offset..column.offset + column.width) else {
            return Answer::Left(Reason::Technical);
        };
        let own_text = || {
            texts
                .iter()
                .find(|(index, _)| *index == question)
                .map(|(_, text)| text.clone())
        };
        let first = bytes.first().copied().unwrap_or(Reason::Technical.byte());
        if let Some(reason) = Reason::from_byte(first) {
            return Answer::Left(reason);
        }
        match &content.kind {
            Kind::Rating { .. } => Answer::Rating(first),
            Kind::Points { .. } => Answer::Points(bytes.to_vec()),
            Kind::Choice { many: false, .. } => Answer::Choice(vec![first], own_text()),
            Kind::Choice { many: true, .. } => {
                let chosen = (0u8..)
                    .zip(bytes)
                    .filter(|(_, byte)| **byte == 1)
                    .map(|(i, _)| i);
                Answer::Choice(chosen.collect(), own_text())
            }
            Kind::Number { .. } => {
                let number = bytes
                    .get(1..9)
                    .and_then(|b| b.try_into().ok())
                    .map(i64::from_le_bytes);
                number.map_or(Answer::Left(Reason::Technical), Answer::Number)
            }
            Kind::Date | Kind::Month | Kind::Time | Kind::Text { .. } => {
                own_text().map_or(Answer::Left(Reason::Technical), Answer::Text)
            }
            Kind::Note => Answer::Read,
        }
    }

    fn is_many(&self, question: usize) -> bool {
        matches!(
            self.questions[question].kind,
            Kind::Choice { many: true, .. }
        )
    }
}

/// A sealed interview: the fold of its entries. Rebuildable from them at any time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// Which interview.
    pub id: InterviewId,
    /// Of which edition.
    pub edition: Fingerprint,
    /// Of which form.
    pub form: String,
    /// How it was conducted.
    pub mode: Mode,
    /// The language at the end.
    pub locale: Locale,
    /// How it ended.
    pub outcome: Outcome,
    /// When it began: milliseconds since 1970-01-01 UTC.
    pub started: i64,
    /// From start to end, in milliseconds.
    pub duration: u64,
    /// The site's, device's and wave's names, or empty.
    pub site: String,
    /// The device's name, or empty.
    pub device: String,
    /// The wave's name, or empty.
    pub wave: String,
    /// The seed of order and sampling.
    pub seed: u64,
    /// The short form.
    pub short: bool,
    /// What happened around it that is worth a second look. Told when it ends; not part of the fold.
    pub flags: Flags,
    /// The answers, one byte each, in the form's [`Layout`].
    pub packed: Vec<u8>,
    /// Texts by question index: free texts, dates, times and the words of "other" options.
    pub texts: Vec<(usize, String)>,
}

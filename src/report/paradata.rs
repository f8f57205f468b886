//! How interviews went, one row an entry of their logs: what was on the screen, what was answered, changed, passed
//! or asked again, and how long each step took. From these rows alone a script can rebuild the answers and
//! the order in which the questions were shown.
//!
//! Columns: see [`COLUMNS`]; the codebook explains each. `on` is where the person was before the entry, and `took_ms` the
//! time since the entry before, so the times of a question's page add up over its rows, and all rows of an
//! interview to how long it lasted. `shown` is written whenever what is on the screen changed: the keys of the
//! page's questions in the order shown (a points question with its rows, `points:d2,d1`). In the row that ends
//! an interview it lists the questions that count, in their order, and behind a bar those that were not reached:
//! the answer to one before the bar is the last one given, or it was skipped; any other question was not asked.
//! The first row of each interview, `began`, is no entry: it tells what the log begins with.
//!
//! Nothing of how a text was typed is here, because it is never kept: only the text that was handed in. Of managers and
//! staff no time is told, idle times and restarts are left out, and the rows leave under the same conditions as
//! the table of responses ([`super::csv::Table`]). Fields are quoted and made harmless as there.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::Arc;

use super::codebook::{self, Bounds};
use super::csv::{Cell, ExportError, Options, Sheet};
use crate::analysis::disclosure::Release;
use crate::language::{Localized, phrases};
use crate::survey::interview::{Interview, Stage};
use crate::survey::questionnaire::{Form, Kind, QuestionKey, Questionnaire, Role};
use crate::survey::record::{
    Action, Answer, Because, Destination, Edition, Entry, Header, Mode, Reason, Response,
};

/// The columns, in their order.
pub const COLUMNS: [&str; 20] = [
    "id",
    "form",
    "sequence",
    "action",
    "at_ms",
    "took_ms",
    "on",
    "question",
    "value",
    "other",
    "reason",
    "before",
    "before_other",
    "before_reason",
    "because",
    "alone",
    "to",
    "language",
    "detail",
    "shown",
];

/// What can stand under `action`, in the order of the codebook.
const ACTIONS: [&str; 14] = [
    "began",
    "consented",
    "answered",
    "moved",
    "spoke",
    "warned",
    "noted",
    "handed_over",
    "taken_back",
    "idle",
    "came_back",
    "resumed",
    "unwritten",
    "ended",
];

/// A kept interview with its log.
#[derive(Debug, Clone)]
pub struct Kept {
    /// What was fixed when it began.
    pub header: Header,
    /// Its edition.
    pub edition: Arc<Edition>,
    /// Its log; empty for an import.
    pub entries: Vec<Entry>,
    /// What was sealed.
    pub response: Response,
}

/// A table of log entries of one form's interviews.
pub struct Paradata<'a, W: Write> {
    out: &'a mut W,
    form: &'a Form,
    release: Release,
    options: Options,
    held: Vec<Kept>,
    begun: bool,
    rows: u64,
}

impl<'a, W: Write> Paradata<'a, W> {
    /// A table without rows. Nothing is written before it is known that something may be.
    pub fn new(
        out: &'a mut W,
        questionnaire: &Questionnaire,
        form: &'a Form,
        options: Options,
    ) -> Self {
        Self {
            out,
            form,
            release: Release::of(form.role, questionnaire.disclosure),
            options,
            held: Vec::new(),
            begun: false,
            rows: 0,
        }
    }

    /// Takes an interview in. One without a log (an import) counts for the release and has no rows.
    pub fn add(&mut self, kept: Kept) -> Result<(), ExportError> {
        if self.release.is_coarse() {
            self.held.push(kept);
            Ok(())
        } else {
            self.interview(&kept)
        }
    }

    /// Writes what was held back, if it may go out; gives the number of rows.
    pub fn end(mut self) -> Result<u64, ExportError> {
        if self.release.is_coarse() {
            let mut held = std::mem::take(&mut self.held);
            if u64::try_from(held.len()).unwrap_or(u64::MAX) < self.release.least() {
                return Err(ExportError::TooFew {
                    least: self.release.least(),
                });
            }
            // The order of arrival is the order of seats; the identities of sessions are random.
            held.sort_by(|a, b| a.header.id.cmp(&b.header.id));
            for kept in &held {
                self.interview(kept)?;
            }
        }
        self.sheet()?;
        self.out.flush()?;
        Ok(self.rows)
    }

    fn sheet(&mut self) -> io::Result<Sheet<'_, W>> {
        if self.begun {
            return Ok(Sheet::new(self.out, self.options));
        }
        self.begun = true;
        let mut sheet = Sheet::begin(self.out, self.options)?;
        sheet.row(COLUMNS.map(Cell::Word))?;
        Ok(sheet)
    }

    fn interview(&mut self, kept: &Kept) -> Result<(), ExportError> {
        if kept.header.form != self.form.id.as_str() {
            return Err(ExportError::NotOfThisForm {
                id: kept.header.id.to_string(),
            });
        }
        let coarse = self.release.is_coarse() || kept.header.mode == Mode::Session;
        let rows = rows_of(kept, coarse)?;
        let mut sheet = self.sheet()?;
        let mut written = 0;
        for row in rows {
            sheet.row(row.cells(kept))?;
            written += 1;
        }
        self.rows += written;
        Ok(())
    }
}

/// One row.
#[derive(Default)]
struct Row {
    sequence: i64,
    action: &'static str,
    at: Option<u64>,
    took: Option<u64>,
    on: String,
    question: String,
    answer: Told,
    before: Told,
    because: &'static str,
    alone: bool,
    to: String,
    language: &'static str,
    detail: String,
    shown: String,
}

/// An answer in three fields: its value, the words of an "other" option, the reason in its place.
struct Told([Cell; 3]);

impl Default for Told {
    fn default() -> Self {
        Self([Cell::Empty, Cell::Empty, Cell::Empty])
    }
}

impl Row {
    fn cells(self, kept: &Kept) -> Vec<Cell> {
        let number = |value: Option<u64>| {
            value.map_or(Cell::Empty, |value| {
                Cell::Number(i64::try_from(value).unwrap_or(i64::MAX))
            })
        };
        let mut cells = vec![
            Cell::Text(kept.header.id.to_string()),
            Cell::Text(kept.header.form.clone()),
            Cell::Number(self.sequence),
            Cell::Word(self.action),
            number(self.at),
            number(self.took),
            Cell::Text(self.on),
            Cell::Text(self.question),
        ];
        cells.extend(self.answer.0);
        cells.extend(self.before.0);
        cells.extend([
            Cell::Word(self.because),
            if self.alone {
                Cell::Number(1)
            } else {
                Cell::Empty
            },
            Cell::Text(self.to),
            Cell::Word(self.language),
            Cell::Text(self.detail),
            Cell::Text(self.shown),
        ]);
        cells
    }
}

/// The rows of an interview: its log walked through as on the day.
fn rows_of(kept: &Kept, coarse: bool) -> Result<Vec<Row>, ExportError> {
    if kept.entries.is_empty() {
        return Ok(Vec::new());
    }
    let begun = Interview::begin(Arc::clone(&kept.edition), kept.header.clone());
    let mut interview = begun.map_err(|_| ExportError::NotOfThisForm {
        id: kept.header.id.to_string(),
    })?;
    let mut shown = shown_on(&interview);
    let mut last = 0;
    let mut rows = vec![Row {
        action: "began",
        at: (!coarse).then_some(0),
        took: (!coarse).then_some(0),
        on: place_of(&interview),
        language: kept.header.locale.tag(),
        detail: if kept.header.short { "short" } else { "" }.to_owned(),
        shown: shown.clone(),
        ..Row::default()
    }];
    for entry in &kept.entries {
        // What is written about a person is nobody else's to read where persons are not told apart.
        if coarse
            && matches!(
                entry.action,
                Action::Idle { .. } | Action::Resumed | Action::Noted { .. }
            )
        {
            interview.apply(entry);
            continue;
        }
        let mut row = Row {
            sequence: i64::try_from(rows.len()).unwrap_or(i64::MAX),
            at: (!coarse).then_some(entry.at),
            took: (!coarse).then_some(entry.at.saturating_sub(last)),
            on: place_of(&interview),
            ..row_of(&entry.action, &interview)
        };
        last = entry.at;
        interview.apply(entry);
        let now = match interview.stage() {
            Stage::Ended(_) => asked(&interview, &kept.response),
            Stage::Notice | Stage::Page(_) | Stage::Review => shown_on(&interview),
        };
        if now != shown {
            row.shown.clone_from(&now);
            shown = now;
        }
        rows.push(row);
    }
    Ok(rows)
}

fn row_of(action: &Action, interview: &Interview) -> Row {
    let row = |action| Row {
        action,
        ..Row::default()
    };
    match action {
        Action::Consented { locale } => Row {
            language: locale.tag(),
            ..row("consented")
        },
        Action::Answered {
            question,
            answer,
            before,
            because,
            alone,
        } => Row {
            because: because.as_ref().map_or("", Because::word),
            alone: *alone,
            detail: match because {
                Some(Because::Other(words)) => words.clone(),
                Some(Because::EnteredWrongly | Because::Misunderstood | Because::Reconsidered)
                | None => String::new(),
            },
            question: question.to_string(),
            answer: told(interview, question, answer),
            before: before
                .as_ref()
                .map_or_else(Told::default, |before| told(interview, question, before)),
            ..row("answered")
        },
        Action::Moved { to } => Row {
            to: match to {
                Destination::Notice => "notice".to_owned(),
                Destination::Page(question) => question.to_string(),
                Destination::Review => "review".to_owned(),
            },
            ..row("moved")
        },
        Action::Spoke { locale } => Row {
            language: locale.tag(),
            ..row("spoke")
        },
        Action::Warned { question, rule } => Row {
            question: question.to_string(),
            detail: rule.clone(),
            ..row("warned")
        },
        Action::Noted { question, text } => Row {
            question: question.to_string(),
            detail: text.clone(),
            ..row("noted")
        },
        Action::HandedOver => row("handed_over"),
        Action::TakenBack => row("taken_back"),
        Action::Idle { back: false } => row("idle"),
        Action::Idle { back: true } => row("came_back"),
        Action::Resumed => row("resumed"),
        Action::Unwritten => row("unwritten"),
        Action::Ended { outcome } => Row {
            detail: outcome.word().to_owned(),
            ..row("ended")
        },
    }
}

/// An answer in the words of the table of responses: options by name, points in the order of the dimensions.
fn told(interview: &Interview, key: &QuestionKey, answer: &Answer) -> Told {
    let layout = interview.layout();
    let question = layout
        .find(key)
        .and_then(|index| layout.questions().get(index));
    let value = match answer {
        Answer::Rating(value) => Cell::Number(i64::from(*value)),
        Answer::Number(value) => Cell::Number(*value),
        Answer::Text(text) => Cell::Text(text.clone()),
        Answer::Points(points) => {
            let points: Vec<String> = points.iter().map(u8::to_string).collect();
            Cell::Text(points.join(" "))
        }
        Answer::Choice(chosen, _) => {
            let names = match question.map(|question| &question.kind) {
                Some(Kind::Choice { options, .. }) => options.as_slice(),
                Some(_) | None => &[],
            };
            let names: Vec<String> = chosen
                .iter()
                .filter_map(|option| names.get(usize::from(*option)))
                .map(ToString::to_string)
                .collect();
            Cell::Text(names.join(" "))
        }
        Answer::Read => Cell::Word("read"),
        Answer::Left(_) => Cell::Empty,
    };
    let other = if let Answer::Choice(_, Some(words)) = answer {
        Cell::Text(words.clone())
    } else {
        Cell::Empty
    };
    let reason = if let Answer::Left(reason) = answer {
        Cell::Word(reason.word())
    } else {
        Cell::Empty
    };
    Told([value, other, reason])
}

/// Where the person is: the notice, the first question of the page, the review.
fn place_of(interview: &Interview) -> String {
    match interview.stage() {
        Stage::Notice => "notice".to_owned(),
        Stage::Review => "review".to_owned(),
        Stage::Ended(_) => String::new(),
        Stage::Page(_) => interview
            .page()
            .and_then(|page| {
                page.questions
                    .first()
                    .map(|view| view.question.key.to_string())
            })
            .unwrap_or_default(),
    }
}

/// The questions on the screen, in the order shown.
fn shown_on(interview: &Interview) -> String {
    let Some(page) = interview.page() else {
        return String::new();
    };
    let dimensions = &interview.questionnaire().dimensions;
    let keys: Vec<String> = page
        .questions
        .iter()
        .map(|view| {
            let key = &view.question.key;
            if view.rows.is_empty() {
                return key.to_string();
            }
            let order = interview.row_order().iter();
            let rows: Vec<&str> = order
                .filter_map(|row| Some(dimensions.get(*row)?.id.as_str()))
                .collect();
            format!("{key}:{}", rows.join(","))
        })
        .collect();
    keys.join(" ")
}

/// The questions that count: those reached in the order shown, then a bar, then those that were not.
fn asked(interview: &Interview, response: &Response) -> String {
    let layout = interview.layout();
    let mut seen = BTreeSet::new();
    let (mut reached, mut not_reached) = (Vec::new(), Vec::new());
    for index in interview
        .order_shown()
        .into_iter()
        .chain(0..layout.questions().len())
    {
        let Some(question) = layout.questions().get(index) else {
            continue;
        };
        if !seen.insert(index) {
            continue;
        }
        let key = question.key.as_str();
        match layout.unpack(&response.packed, &response.texts, index) {
            Answer::Left(Reason::NotAsked) => {}
            Answer::Left(Reason::NotReached) => not_reached.push(key),
            Answer::Left(_)
            | Answer::Rating(_)
            | Answer::Points(_)
            | Answer::Choice(..)
            | Answer::Number(_)
            | Answer::Text(_)
            | Answer::Read => reached.push(key),
        }
    }
    if !not_reached.is_empty() {
        reached.push("|");
        reached.append(&mut not_reached);
    }
    reached.join(" ")
}

/// Writes the codebook of the table: a row a column, a row an action, a row a reason.
pub fn write_codebook(out: &mut impl Write, form: &Form, options: Options) -> io::Result<()> {
    let mut sheet = codebook::begin(out, options)?;
    let coarse = form.role != Role::Customer;
    for (index, name) in COLUMNS.iter().enumerate() {
        // Of managers and staff these stay empty.
        let kind = match *name {
            "at_ms" | "took_ms" if coarse => "empty",
            "sequence" | "at_ms" | "took_ms" => "number",
            _ => "log",
        };
        let words = codebook::in_each(|locale| at(&phrases(locale).paradata.columns, index));
        sheet.row(codebook::line(name, kind, Bounds::default(), &words))?;
    }
    for (index, action) in ACTIONS.iter().enumerate() {
        let name = format!("action={action}");
        let words: Localized =
            codebook::in_each(|locale| at(&phrases(locale).paradata.actions, index));
        sheet.row(codebook::line(&name, "value", Bounds::default(), &words))?;
    }
    codebook::reasons_of(&mut sheet, "reason")
}

fn at(words: &[&'static str], index: usize) -> String {
    words.get(index).copied().unwrap_or_default().to_owned()
}

//! Single responses as a table, one row each, and the codebook beside it.
//!
//! Columns: `id form outcome language started_utc seconds site device wave short flags`, then for each question in
//! canonical order the answer under its key, its parts under `key.part` (points by dimension, options of a
//! question with several, `key.other` for the words of an "other" option), and under `key.missing` the word
//! of the reason when there is no answer; at the end `signs set_apart`, the signs of careless answers and whether there
//! are enough of them to set the response apart. Notes have no columns. Ratings are as marked: items worded in
//! reverse are not mirrored (the codebook names them).
//!
//! Every field is quoted, lines end in CR LF, and by default a byte order mark tells spreadsheets that this is
//! UTF-8. Text that a spreadsheet would run as a formula gets an apostrophe in front: text that begins, after
//! apostrophes, blanks and invisible characters, with one of `= + - @ | %` or its full-width form, or with a tab
//! or line end. Taking one apostrophe away from each text so made gives it back ([`harmless`] never makes two
//! texts alike). Numbers are written by this program and stay as they are. [`Options::raw`] leaves text as it
//! is, for programs only.

use std::io::{self, Write};

use jiff::Timestamp;

use crate::analysis::careless::{Sign, Signs};
use crate::analysis::disclosure::Release;
pub use crate::language::harmless;
use crate::survey::questionnaire::{Form, Kind, Question, Questionnaire, format_decimal};
use crate::survey::record::{Answer, Layout, Reason, Response};

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Begins with a byte order mark, without which spreadsheets take Chinese for Western letters.
    pub mark: bool,
    /// Leaves text as it is: dangerous in a spreadsheet.
    pub raw: bool,
    /// How exactly the start of an interview is told.
    pub started: Started,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            mark: true,
            raw: false,
            started: Started::Hour,
        }
    }
}

/// How exactly the start of an interview is told, in UTC.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Started {
    /// `2026-05-17`.
    Day,
    /// `2026-05-17T14:00Z`.
    #[default]
    Hour,
    /// `2026-05-17T14:03:59Z`.
    Second,
}

/// Why nothing was written, or writing stopped.
#[derive(Debug)]
pub enum ExportError {
    /// Fewer responses than may go out together. Nothing was written.
    TooFew {
        /// The least number.
        least: u64,
    },
    /// A response of another form, or one whose packed answers have another length.
    NotOfThisForm {
        /// The interview.
        id: String,
    },
    /// The receiving end failed.
    Write(io::Error),
}

impl std::fmt::Display for ExportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooFew { least } => write!(
                f,
                "too few responses to write them out one by one: at least {least} must go together"
            ),
            Self::NotOfThisForm { id } => write!(
                f,
                "response {id} does not belong to this form; run `fivegaps doctor`"
            ),
            Self::Write(error) => write!(f, "cannot write the table: {error}"),
        }
    }
}

impl std::error::Error for ExportError {}

impl From<io::Error> for ExportError {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

/// A table of responses of one form, one row each.
///
/// What may leave is decided by the form's role and the study's rules ([`Release`]). Rows of customers stream
/// in the order given. Rows of managers and staff leave only from so many on, sorted by their random
/// identities, without device and duration and with the day alone.
pub struct Table<'a, W: Write> {
    sheet: Sheet<'a, W>,
    form: &'a Form,
    layout: Layout,
    parts: Vec<Part>,
    release: Release,
    options: Options,
    held: Vec<Response>,
    begun: bool,
    rows: u64,
}

impl<'a, W: Write> Table<'a, W> {
    /// A table without rows. Nothing is written before it is known that something may be.
    pub fn new(
        out: &'a mut W,
        questionnaire: &Questionnaire,
        form: &'a Form,
        options: Options,
    ) -> Self {
        let layout = Layout::of(questionnaire, form);
        Self {
            sheet: Sheet::new(out, options),
            form,
            parts: parts_of(questionnaire, &layout),
            layout,
            release: Release::of_form(form, questionnaire.disclosure),
            options,
            held: Vec::new(),
            begun: false,
            rows: 0,
        }
    }

    /// Takes a response in, with the signs of carelessness that were found in it.
    pub fn add(&mut self, response: &Response, signs: Signs) -> Result<(), ExportError> {
        if self.release.is_coarse() {
            self.held.push(response.clone());
            Ok(())
        } else {
            self.row(response, signs)
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
            held.sort_by(|a, b| a.id.cmp(&b.id));
            for response in &held {
                self.row(response, Signs::NONE)?;
            }
        }
        self.head()?;
        self.sheet.out.flush()?;
        Ok(self.rows)
    }

    fn head(&mut self) -> Result<(), ExportError> {
        if !self.begun {
            self.begun = true;
            self.sheet.mark()?;
            let names = FRONT.iter().map(|name| (*name).to_owned());
            let names = names.chain(self.parts.iter().map(|part| part.name.clone()));
            let names = names.chain(SIGNS.map(str::to_owned));
            self.sheet.row(names.map(Cell::Text))?;
        }
        Ok(())
    }

    fn row(&mut self, response: &Response, signs: Signs) -> Result<(), ExportError> {
        if response.form != self.form.id.as_str() || response.packed.len() != self.layout.width() {
            return Err(ExportError::NotOfThisForm {
                id: response.id.to_string(),
            });
        }
        self.head()?;
        let front = front(response, &self.release, self.options);
        let answers = answers(&self.layout, response);
        let cells = self.parts.iter().map(|part| part.cell(&answers));
        let signs = signs_of(signs, &self.release);
        self.sheet
            .row(front.into_iter().chain(cells).chain(signs))?;
        self.rows += 1;
        Ok(())
    }
}

/// Writes responses of one form as a [`Table`]; gives the number of rows.
pub fn write(
    out: &mut impl Write,
    questionnaire: &Questionnaire,
    form: &Form,
    responses: impl IntoIterator<Item = Response>,
    options: Options,
) -> Result<u64, ExportError> {
    let mut table = Table::new(out, questionnaire, form, options);
    for response in responses {
        table.add(&response, Signs::NONE)?;
    }
    table.end()
}

/// The columns before the answers.
pub(super) const FRONT: [&str; 11] = [
    "id",
    "form",
    "outcome",
    "language",
    "started_utc",
    "seconds",
    "site",
    "device",
    "wave",
    "short",
    "flags",
];

fn front(response: &Response, release: &Release, options: Options) -> Vec<Cell> {
    let coarse = release.is_coarse();
    let started = if coarse {
        Started::Day
    } else {
        options.started
    };
    let unless_coarse = |cell| if coarse { Cell::Empty } else { cell };
    vec![
        Cell::Text(response.id.to_string()),
        Cell::Text(response.form.clone()),
        Cell::Word(response.outcome.word()),
        Cell::Word(response.locale.tag()),
        Cell::Text(started_at(response.started, started)),
        unless_coarse(Cell::Number(
            i64::try_from(response.duration / 1000).unwrap_or(i64::MAX),
        )),
        Cell::Text(response.site.clone()),
        unless_coarse(Cell::Text(response.device.clone())),
        Cell::Text(response.wave.clone()),
        Cell::Number(i64::from(response.short)),
        unless_coarse(Cell::Text(response.flags.words())),
    ]
}

/// The columns after the answers: signs of carelessness, and whether they set the response apart.
pub(super) const SIGNS: [&str; 2] = ["signs", "set_apart"];

/// Signs are not read in what managers and staff answer.
fn signs_of(signs: Signs, release: &Release) -> [Cell; 2] {
    if release.is_coarse() {
        return [Cell::Empty, Cell::Empty];
    }
    let words: Vec<&str> = signs.iter().map(Sign::word).collect();
    [
        Cell::Text(words.join(" ")),
        Cell::Number(i64::from(signs.set_apart())),
    ]
}

fn started_at(milliseconds: i64, started: Started) -> String {
    let Ok(at) = Timestamp::from_millisecond(milliseconds) else {
        return String::new();
    };
    let format = match started {
        Started::Day => "%Y-%m-%d",
        Started::Hour => "%Y-%m-%dT%H:00Z",
        Started::Second => "%Y-%m-%dT%H:%M:%SZ",
    };
    at.strftime(format).to_string()
}

fn answers(layout: &Layout, response: &Response) -> Vec<Answer> {
    (0..layout.questions().len())
        .map(|question| layout.unpack(&response.packed, &response.texts, question))
        .collect()
}

/// What a column shows of a question's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shows {
    /// The number or the text.
    Value,
    /// The name of the option chosen.
    Chosen,
    /// 1 if this option was chosen, 0 if not.
    Option(u8),
    /// The words of an "other" option.
    Other,
    /// The points of this row.
    Points(usize),
    /// The reason when there is no answer.
    Missing,
}

/// One column of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Its name.
    pub(super) name: String,
    /// Index of its question.
    pub(super) question: usize,
    /// What it shows.
    pub(super) shows: Shows,
    options: Vec<String>,
    decimals: u8,
}

/// All columns of answers, in canonical order.
pub(super) fn parts_of(questionnaire: &Questionnaire, layout: &Layout) -> Vec<Part> {
    let mut parts = Vec::new();
    for (index, question) in layout.questions().iter().enumerate() {
        let decimals = match &question.kind {
            Kind::Number { decimals, .. } => *decimals,
            Kind::Rating { .. }
            | Kind::Points { .. }
            | Kind::Choice { .. }
            | Kind::Date
            | Kind::Month
            | Kind::Time
            | Kind::Text { .. }
            | Kind::Note => 0,
        };
        parts.extend(columns_of(questionnaire, question).into_iter().map(
            |(name, shows, options)| Part {
                name,
                question: index,
                shows,
                options,
                decimals,
            },
        ));
    }
    parts
}

fn columns_of(
    questionnaire: &Questionnaire,
    question: &Question,
) -> Vec<(String, Shows, Vec<String>)> {
    let key = question.key.as_str();
    let plain = |name: String, shows| (name, shows, Vec::new());
    let mut columns = match &question.kind {
        Kind::Note => return Vec::new(),
        Kind::Rating { .. }
        | Kind::Number { .. }
        | Kind::Date
        | Kind::Month
        | Kind::Time
        | Kind::Text { .. } => {
            vec![plain(key.to_owned(), Shows::Value)]
        }
        Kind::Points { rows, .. } => questionnaire
            .dimensions
            .iter()
            .take(*rows)
            .enumerate()
            .map(|(row, dimension)| plain(format!("{key}.{}", dimension.id), Shows::Points(row)))
            .collect(),
        Kind::Choice {
            many: false,
            options,
            ..
        } => {
            let names = options.iter().map(ToString::to_string).collect();
            vec![(key.to_owned(), Shows::Chosen, names)]
        }
        Kind::Choice {
            many: true,
            options,
            ..
        } => (0u8..)
            .zip(options)
            .map(|(index, option)| plain(format!("{key}.{option}"), Shows::Option(index)))
            .collect(),
    };
    if let Kind::Choice { other, .. } = &question.kind
        && other.contains(&true)
    {
        columns.push(plain(format!("{key}.other"), Shows::Other));
    }
    columns.push(plain(format!("{key}.missing"), Shows::Missing));
    columns
}

impl Part {
    fn cell(&self, answers: &[Answer]) -> Cell {
        let Some(answer) = answers.get(self.question) else {
            return Cell::Empty;
        };
        match (&self.shows, answer) {
            (Shows::Missing, Answer::Left(reason)) => Cell::Word(reason.word()),
            (Shows::Value, Answer::Rating(value)) => Cell::Number(i64::from(*value)),
            (Shows::Value, Answer::Number(value)) => Cell::Decimal(*value, self.decimals),
            (Shows::Value, Answer::Text(text)) => Cell::Text(text.clone()),
            (Shows::Points(row), Answer::Points(points)) => points
                .get(*row)
                .map_or(Cell::Empty, |points| Cell::Number(i64::from(*points))),
            (Shows::Chosen, Answer::Choice(chosen, _)) => chosen
                .first()
                .and_then(|option| self.options.get(usize::from(*option)))
                .map_or(Cell::Empty, |name| Cell::Text(name.clone())),
            (Shows::Option(option), Answer::Choice(chosen, _)) => {
                Cell::Number(i64::from(chosen.contains(option)))
            }
            (Shows::Other, Answer::Choice(_, Some(words))) => Cell::Text(words.clone()),
            (
                Shows::Value
                | Shows::Chosen
                | Shows::Option(_)
                | Shows::Other
                | Shows::Points(_)
                | Shows::Missing,
                _,
            ) => Cell::Empty,
        }
    }
}

/// One field.
pub(super) enum Cell {
    /// From people or from the study's author: made harmless.
    Text(String),
    /// A word of this program's own.
    Word(&'static str),
    /// A number.
    Number(i64),
    /// A number of smallest parts, with so many digits behind the point.
    Decimal(i64, u8),
    /// Nothing.
    Empty,
}

/// A table that is being written.
pub(super) struct Sheet<'a, W: Write> {
    out: &'a mut W,
    options: Options,
    /// Room for one row, so that a million of them take it once.
    line: String,
}

impl<'a, W: Write> Sheet<'a, W> {
    /// A sheet on which nothing is written yet.
    pub(super) fn new(out: &'a mut W, options: Options) -> Self {
        Self {
            out,
            options,
            line: String::new(),
        }
    }

    /// Begins a sheet.
    pub(super) fn begin(out: &'a mut W, options: Options) -> io::Result<Self> {
        let mut sheet = Self::new(out, options);
        sheet.mark()?;
        Ok(sheet)
    }

    fn mark(&mut self) -> io::Result<()> {
        if self.options.mark {
            self.out.write_all("\u{feff}".as_bytes())?;
        }
        Ok(())
    }

    /// Writes one row.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = Cell>) -> io::Result<()> {
        let line = &mut self.line;
        line.clear();
        for (index, cell) in cells.into_iter().enumerate() {
            if index > 0 {
                line.push(',');
            }
            line.push('"');
            match cell {
                Cell::Text(text) if self.options.raw => push_quoted(line, &text),
                Cell::Text(text) => push_quoted(line, &harmless(&text)),
                Cell::Word(word) => line.push_str(word),
                Cell::Decimal(parts, decimals @ 1..) => {
                    line.push_str(&format_decimal(parts, decimals));
                }
                Cell::Number(number) | Cell::Decimal(number, 0) => match u8::try_from(number) {
                    // Nearly every answer.
                    Ok(digit @ 0..=9) => line.push(char::from(b'0' + digit)),
                    Ok(_) | Err(_) => line.push_str(&number.to_string()),
                },
                Cell::Empty => {}
            }
            line.push('"');
        }
        line.push_str("\r\n");
        self.out.write_all(line.as_bytes())
    }
}

fn push_quoted(line: &mut String, text: &str) {
    if text.contains('"') {
        line.push_str(&text.replace('"', "\"\""));
    } else {
        line.push_str(text);
    }
}

/// The reasons with their codes, for codebooks: word and code.
pub(super) fn reasons() -> impl Iterator<Item = (&'static str, i8)> {
    Reason::ALL
        .into_iter()
        .map(|reason| (reason.word(), reason.code()))
}

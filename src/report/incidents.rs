//! Critical incidents as a table for judges: a row each, with empty columns for their codes; and what the judges
//! wrote into it.
//!
//! Knows: the columns, the categories (Bitner, Booms & Tetreault 1990; Bitner, Booms & Mohr 1994), how a judge's
//! sheet is read. Refuses to know: files, and how far judges agree (see `analysis::journey`).

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::csv::{Cell, Options, Sheet};
use crate::language::bare_of_protection;
use crate::survey::questionnaire::{Block, Form, Kind, Questionnaire};
use crate::survey::record::{Answer, Layout, Response};

/// The usual categories: code and what it means.
pub const CATEGORIES: [(&str, &str); 13] = [
    ("1a", "failure: service not available"),
    ("1b", "failure: unreasonably slow service"),
    ("1c", "failure: another core failure"),
    ("2a", "request: special needs"),
    ("2b", "request: preferences"),
    ("2c", "request: an error that the customer admits"),
    ("2d", "request: other customers disturb"),
    ("3a", "unprompted: attention paid to the customer"),
    ("3b", "unprompted: truly out of the ordinary"),
    ("3c", "unprompted: cultural norms"),
    ("3d", "unprompted: the whole of it"),
    ("3e", "unprompted: performance under adverse circumstances"),
    ("4", "the customer was the problem"),
];

/// The steps of an incident that judges read, in order.
const STEPS: [&str; 11] = [
    "when",
    "where",
    "led",
    "happened",
    "result",
    "satisfied",
    "told",
    "complained",
    "mended",
    "customer",
    "should",
];

/// One incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// The interview and the question's key, `0190...:story`.
    pub id: String,
    /// `satisfying` or `dissatisfying`.
    pub valence: String,
    steps: BTreeMap<&'static str, String>,
}

/// The incidents of a form, gathered from its responses.
#[derive(Debug)]
pub struct Incidents {
    keys: Vec<String>,
    layout: Layout,
    found: Vec<Incident>,
}

impl Incidents {
    /// The incidents of a form; `None` where it asks for none.
    pub fn of(questionnaire: &Questionnaire, form: &Form) -> Option<Self> {
        let keys: Vec<String> = form
            .ask
            .iter()
            .filter_map(|block| {
                if let Block::Incident(incident) = block {
                    Some(incident.id.to_string())
                } else {
                    None
                }
            })
            .collect();
        (!keys.is_empty()).then(|| Self {
            keys,
            layout: Layout::of(questionnaire, form),
            found: Vec::new(),
        })
    }

    /// Takes a response in.
    pub fn add(&mut self, response: &Response) {
        for key in &self.keys {
            let said = |step: &str| {
                let wanted = format!("{key}.{step}");
                let questions = self.layout.questions().iter();
                let index = questions
                    .into_iter()
                    .position(|q| q.key.as_str() == wanted)?;
                let question = self.layout.questions().get(index)?;
                let answer = self.layout.unpack(&response.packed, &response.texts, index);
                words(&question.kind, answer)
            };
            let Some(valence) = said("kind").filter(|kind| kind != "none") else {
                continue;
            };
            let steps = STEPS.into_iter();
            let steps = steps.filter_map(|step| Some((step, said(step)?)));
            self.found.push(Incident {
                id: format!("{}:{key}", response.id),
                valence,
                steps: steps.collect(),
            });
        }
    }

    /// The incidents, sorted by their ids.
    pub fn end(mut self) -> Vec<Incident> {
        self.found.sort_by(|a, b| a.id.cmp(&b.id));
        self.found
    }
}

fn words(kind: &Kind, answer: Answer) -> Option<String> {
    match (answer, kind) {
        (Answer::Choice(chosen, own), Kind::Choice { options, .. }) => own.or_else(|| {
            let option = options.get(usize::from(*chosen.first()?))?;
            Some(option.to_string())
        }),
        (Answer::Rating(value), _) => Some(value.to_string()),
        (Answer::Number(value), _) => Some(value.to_string()),
        (Answer::Text(text), _) => Some(text),
        (Answer::Choice(..) | Answer::Points(_) | Answer::Read | Answer::Left(_), _) => None,
    }
}

/// Writes a judge's sheet: a row an incident, the columns `category` and `dimension` empty.
///
/// # Errors
/// When the receiving end fails.
pub fn write(out: &mut impl Write, incidents: &[Incident], options: Options) -> io::Result<()> {
    let mut sheet = Sheet::begin(out, options)?;
    let heads = ["incident", "valence", "category", "dimension", "note"];
    sheet.row(heads.into_iter().chain(STEPS).map(Cell::Word))?;
    for incident in incidents {
        let front = [
            Cell::Text(incident.id.clone()),
            Cell::Text(incident.valence.clone()),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
        ];
        let steps = STEPS.iter().map(|step| {
            let text = incident.steps.get(step);
            text.map_or(Cell::Empty, |text| Cell::Text(text.clone()))
        });
        sheet.row(front.into_iter().chain(steps))?;
    }
    Ok(())
}

/// Writes the categories beside the sheet.
///
/// # Errors
/// When the receiving end fails.
pub fn write_categories(out: &mut impl Write, options: Options) -> io::Result<()> {
    let mut sheet = Sheet::begin(out, options)?;
    sheet.row(["category", "meaning"].map(Cell::Word))?;
    for (code, meaning) in CATEGORIES {
        sheet.row([code, meaning].map(Cell::Word))?;
    }
    Ok(())
}

/// What a judge made of an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// `satisfying` or `dissatisfying`.
    pub valence: String,
    /// The category's code, in small letters; empty where the judge gave none.
    pub category: String,
}

/// Why a judge's sheet cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetError {
    /// A column that must be there is not.
    NoColumn(&'static str),
    /// It is no table.
    NoTable(String),
    /// The same incident twice.
    Twice(String),
    /// A category that is none of the usual ones: row from 1, code.
    UnknownCategory(usize, String),
}

impl std::fmt::Display for SheetError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoColumn(name) => write!(f, "the sheet has no column `{name}`"),
            Self::NoTable(why) => write!(f, "the sheet is no table in UTF-8: {why}"),
            Self::Twice(id) => write!(f, "the sheet has incident {id} twice"),
            Self::UnknownCategory(row, code) => {
                let codes: Vec<&str> = CATEGORIES.iter().map(|(code, _)| *code).collect();
                write!(
                    f,
                    "row {row} has the category `{code}`, which is none of {}",
                    codes.join(", ")
                )
            }
        }
    }
}

/// Reads a judge's sheet: incidents with what was made of them. With `own_categories` any word is a category.
///
/// # Errors
/// When it is no such sheet.
pub fn read(text: &str, own_categories: bool) -> Result<BTreeMap<String, Judged>, SheetError> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let no_table = |error: csv::Error| SheetError::NoTable(error.to_string());
    let heads = reader.headers().map_err(no_table)?.clone();
    let column = |name: &'static str| {
        heads
            .iter()
            .position(|head| head.trim() == name)
            .ok_or(SheetError::NoColumn(name))
    };
    let (id, valence, category) = (column("incident")?, column("valence")?, column("category")?);
    let mut judged = BTreeMap::new();
    for (row, record) in reader.records().enumerate() {
        let record = record.map_err(no_table)?;
        let field = |column: usize| {
            bare_of_protection(record.get(column).unwrap_or_default().trim()).to_owned()
        };
        let code = field(category).to_lowercase();
        let known = CATEGORIES.iter().any(|(usual, _)| *usual == code);
        if !(code.is_empty() || known || own_categories) {
            return Err(SheetError::UnknownCategory(row + 1, code));
        }
        let found = Judged {
            valence: field(valence),
            category: code,
        };
        if judged.insert(field(id), found).is_some() {
            return Err(SheetError::Twice(field(id)));
        }
    }
    Ok(judged)
}

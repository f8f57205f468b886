//! From the cells of a row to the answers of a person, as the map says.

mod fitting;
mod reading;

use std::collections::{BTreeMap, HashMap};

use fitting::Fitting;
use reading::Reading;

use super::identity::{Identities, Identity};
use super::map::{Code, Map, MapError};
use super::target::targets;
use super::{cell, column_names};
use crate::language::{Locale, clean_line};
use crate::survey::questionnaire::{Block, Form, Kind, Question, Questionnaire, Role};
use crate::survey::record::{
    Answer, Edition, InterviewId, Layout, Mode, Outcome, Reason, Response,
};

/// The most characters of a site's, device's or wave's name.
const MAX_NAME: usize = 64;

/// Milliseconds.
const DAY: i64 = 86_400_000;

/// Why a cell is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Not a number where one belongs, and no word that the map knows.
    NotANumber,
    /// A fraction.
    NotWhole,
    /// Below or above what is allowed.
    Outside {
        /// The least.
        least: i64,
        /// The greatest.
        most: i64,
    },
    /// None of the options.
    NoOption,
    /// Neither yes nor no.
    NotYesNo,
    /// Not a day, or not a time.
    NotATime,
    /// None of the study's languages.
    NoLanguage,
    /// Not one of the words for this.
    UnknownWord,
    /// An empty row among points of which others are given, and they do not make up the sum.
    PartMissing,
}

impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotANumber => f.write_str("not a number, and no word that the map knows"),
            Self::NotWhole => f.write_str("not a whole number"),
            Self::Outside { least, most } => write!(f, "not between {least} and {most}"),
            Self::NoOption => f.write_str("none of the options"),
            Self::NotYesNo => f.write_str("neither yes nor no"),
            Self::NotATime => f.write_str("no day or time"),
            Self::NoLanguage => f.write_str("none of the study's languages"),
            Self::UnknownWord => f.write_str("no word that is known here"),
            Self::PartMissing => f.write_str("empty, and the others do not make up the sum"),
        }
    }
}

/// A cell that is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// Index of its column.
    pub column: usize,
    /// What it says, made harmless.
    pub value: String,
    /// Why it is none.
    pub why: Why,
}

/// What a row turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// A response.
    Taken(Box<Response>),
    /// Left out by [`Map::only`].
    LeftOut,
    /// No valid answer in it.
    NoAnswers,
    /// An earlier row of the file has the same id.
    SameId(String),
}

/// A row, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub verdict: Verdict,
    /// The cells that are no answers; they are missing for a technical reason.
    pub rejected: Vec<Rejected>,
    /// Texts that were longer than an answer may be and were cut.
    pub shortened: u32,
    /// Points that do not add up; kept as they are, and never weighted with.
    pub other_sum: bool,
}

/// One column of one question.
#[derive(Debug, Default)]
struct Field {
    column: usize,
    shift: i64,
    mirror: bool,
    labels: HashMap<String, Code>,
    missing: HashMap<String, Reason>,
}

/// The columns of one question.
#[derive(Debug, Default)]
struct Fields {
    value: Option<Field>,
    parts: Vec<Option<Field>>,
    other: Option<Field>,
    missing: Option<Field>,
}

impl Fields {
    fn any(&self) -> bool {
        self.value.is_some()
            || self.missing.is_some()
            || self.other.is_some()
            || self.parts.iter().any(Option::is_some)
    }
}

/// Where the columns about the row stand.
#[derive(Debug, Default)]
struct About {
    id: Option<usize>,
    started: Option<usize>,
    seconds: Option<usize>,
    language: Option<usize>,
    site: Option<usize>,
    device: Option<usize>,
    wave: Option<usize>,
    outcome: Option<usize>,
    short: Option<usize>,
    flags: Option<usize>,
}

/// What the caller says of all rows.
#[derive(Debug, Clone, Default)]
pub struct Constants {
    /// The site, instead of what rows say.
    pub site: Option<String>,
    /// The wave, instead of what rows say.
    pub wave: Option<String>,
    /// The language of rows that do not say.
    pub locale: Option<Locale>,
    /// The start of rows that do not say, in milliseconds since 1970-01-01 UTC.
    pub started: i64,
}

/// A map that fits a form and a table.
#[derive(Debug)]
pub struct Converter<'a> {
    edition: &'a Edition,
    form: &'a Form,
    layout: Layout,
    fields: Vec<Fields>,
    about: About,
    only: Vec<(usize, Vec<String>)>,
    missing: HashMap<String, Reason>,
    options: Vec<HashMap<String, u8>>,
    blank: Reason,
    day_first: bool,
    keep_ids: bool,
    protected: bool,
    locale: Locale,
    constants: Constants,
}

impl<'a> Converter<'a> {
    /// Fits a map to a form and to the headers of a table.
    ///
    /// # Errors
    /// Everything that does not fit, at least one.
    pub fn new<S: AsRef<str>>(
        edition: &'a Edition,
        form: &'a Form,
        map: &Map,
        headers: &[S],
        constants: Constants,
    ) -> Result<Self, Vec<MapError>> {
        let questionnaire = &edition.questionnaire;
        let layout = Layout::of(questionnaire, form);
        let names = column_names(headers);
        let mut fitting = Fitting {
            places: targets(questionnaire, &layout),
            columns: names
                .iter()
                .enumerate()
                .map(|(index, name)| (name.as_str(), index))
                .collect(),
            layout: &layout,
            map,
            problems: Vec::new(),
        };
        let found = format!("study `{}`, form `{}`", map.study, map.form);
        let wanted = format!("study `{}`, form `{}`", questionnaire.id, form.id);
        if found != wanted {
            fitting
                .problems
                .push(MapError::OtherStudy { found, wanted });
        }
        let fields = fitting.fields();
        let about = fitting.about();
        let only = map
            .only
            .iter()
            .filter_map(|(column, values)| {
                let values = values.iter().map(|v| cell::plain(v).into_owned()).collect();
                Some((fitting.column(column)?, values))
            })
            .collect();
        let problems = fitting.problems;
        if !problems.is_empty() {
            return Err(problems);
        }
        let locales = questionnaire.locales();
        let locale = constants
            .locale
            .or(map.rows.usual_language)
            .filter(|locale| locales.contains(locale))
            .or_else(|| locales.first().copied())
            .unwrap_or(Locale::En);
        Ok(Self {
            options: options_of(questionnaire, form, &layout),
            edition,
            form,
            layout,
            fields,
            about,
            only,
            missing: reasons(&map.missing),
            blank: map.blank,
            day_first: map.rows.day_first,
            keep_ids: map.rows.keep_ids,
            protected: map.protected,
            locale,
            constants,
        })
    }

    /// For the identities of the rows of one reading.
    pub fn identities(&self) -> Identities {
        let study = self.edition.questionnaire.id.as_str();
        Identities::new(study, self.form.id.as_str(), self.keep_ids)
    }

    /// Reads a row. Cells that are not there are empty.
    pub fn row<S: AsRef<str>>(&self, cells: &[S], identities: &mut Identities) -> Row {
        let reading = Reading {
            converter: self,
            cells: cells.iter().map(AsRef::as_ref).collect(),
            rejected: Vec::new(),
            shortened: 0,
        };
        let left_out = self.only.iter().any(|(column, values)| {
            let cell = cell::plain(reading.cell(*column));
            !values.iter().any(|value| *value == cell)
        });
        if left_out {
            return reading.done(Verdict::LeftOut, false);
        }
        let about = &self.about;
        let site = reading.name(about.site, self.constants.site.as_deref());
        let wave = reading.name(about.wave, self.constants.wave.as_deref());
        let id = about.id.map(|column| clean_line(reading.cell(column), 200));
        let identity = match id.as_deref() {
            Some(id) if !id.is_empty() => identities.by_id(&site, &wave, id),
            Some(_) | None => identities.by_content(&site, &wave, &reading.cells),
        };
        let Identity::Of(id) = identity else {
            return reading.done(Verdict::SameId(id.unwrap_or_default()), false);
        };
        self.respond(reading, id, site, wave)
    }

    fn respond(
        &self,
        mut reading: Reading<'_>,
        id: InterviewId,
        site: String,
        wave: String,
    ) -> Row {
        let about = &self.about;
        let outcome = reading.outcome();
        let mut answers: Vec<Answer> = Vec::with_capacity(self.fields.len());
        let (mut mapped, mut given) = (0u32, 0u32);
        let mut other_sum = false;
        for (index, fields) in self.fields.iter().enumerate() {
            let Some(question) = self.layout.questions().get(index) else {
                continue;
            };
            let answer = if fields.any() {
                mapped += 1;
                reading.answer(index, question, fields)
            } else if question.kind == Kind::Note && outcome == Some(Outcome::Complete) {
                Answer::Read
            } else {
                Answer::Left(Reason::NotAsked)
            };
            if let (Answer::Points(rows), Kind::Points { total, .. }) = (&answer, &question.kind) {
                other_sum |= rows.iter().map(|p| u32::from(*p)).sum::<u32>() != u32::from(*total);
            }
            given += u32::from(fields.any() && !matches!(answer, Answer::Left(_)));
            answers.push(answer);
        }
        let counts = |outcome| matches!(outcome, Outcome::Complete | Outcome::Partial);
        if given == 0 && outcome.is_none_or(counts) {
            return reading.done(Verdict::NoAnswers, false);
        }
        // Complete from four in five on, after the example of the AAPOR standard definitions.
        let outcome = outcome.unwrap_or(if given * 5 >= mapped * 4 {
            Outcome::Complete
        } else {
            Outcome::Partial
        });
        let packed = self.layout.pack(&answers);
        let response = Response {
            id,
            edition: self.edition.fingerprint.clone(),
            form: self.form.id.to_string(),
            mode: Mode::Import,
            locale: reading.locale(),
            outcome,
            // Of staff only the day is kept, so that no list of who sat when can be laid beside it.
            started: if self.form.role == Role::Customer {
                reading.started()
            } else {
                let started = reading.started();
                started - started.rem_euclid(DAY)
            },
            duration: if self.form.role == Role::Customer {
                reading.duration()
            } else {
                0
            },
            site,
            device: reading.name(about.device, None),
            wave,
            seed: 0,
            short: reading.short(),
            flags: reading.flags(),
            packed,
            texts: texts_of(answers),
        };
        reading.done(Verdict::Taken(Box::new(response)), other_sum)
    }
}

fn texts_of(answers: Vec<Answer>) -> Vec<(usize, String)> {
    let text = |answer| match answer {
        Answer::Text(text) | Answer::Choice(_, Some(text)) => Some(text),
        Answer::Choice(_, None)
        | Answer::Rating(_)
        | Answer::Points(_)
        | Answer::Number(_)
        | Answer::Read
        | Answer::Left(_) => None,
    };
    answers
        .into_iter()
        .enumerate()
        .filter_map(|(index, answer)| Some((index, text(answer)?)))
        .collect()
}

fn reasons(table: &BTreeMap<String, Reason>) -> HashMap<String, Reason> {
    table
        .iter()
        .map(|(word, reason)| (cell::plain(word).into_owned(), *reason))
        .collect()
}

/// By question: the options under all their names: id, and label in each language.
fn options_of(
    questionnaire: &Questionnaire,
    form: &Form,
    layout: &Layout,
) -> Vec<HashMap<String, u8>> {
    let of = |question: &Question| {
        let mut names = HashMap::new();
        let Kind::Choice { options, .. } = &question.kind else {
            return names;
        };
        if let Some(Block::Choice(choice)) = form.ask.get(question.block) {
            for (index, option) in (0u8..).zip(&choice.options) {
                for locale in questionnaire.locales() {
                    let words = cell::plain(option.text.get(locale)).into_owned();
                    names.entry(words).or_insert(index);
                }
            }
        }
        for (index, option) in (0u8..).zip(options) {
            names.insert(option.as_str().to_owned(), index);
        }
        names.remove("");
        names
    };
    layout.questions().iter().map(of).collect()
}

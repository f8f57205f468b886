//! From the cells of a row to the answers of a person, as the map says.

use std::collections::{BTreeMap, HashMap};

use super::identity::{Identities, Identity};
use super::map::{Code, Column, Map, MapError, Told};
use super::target::{Shows, Target, targets};
use super::{cell, column_names};
use crate::language::{Locale, MAX_ANSWER, bare_of_protection, clean_line, clean_text};
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
    /// Left out by [`Map::only`], or not wanted.
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
        self.row_if(cells, identities, |_| true)
    }

    /// Reads a row if its identity is wanted: else it is [`Verdict::LeftOut`].
    pub fn row_if<S: AsRef<str>>(
        &self,
        cells: &[S],
        identities: &mut Identities,
        wanted: impl Fn(&InterviewId) -> bool,
    ) -> Row {
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
        if !wanted(&id) {
            return reading.done(Verdict::LeftOut, false);
        }
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

/// A map that is being fitted.
struct Fitting<'a> {
    places: Vec<Target>,
    columns: HashMap<&'a str, usize>,
    layout: &'a Layout,
    map: &'a Map,
    problems: Vec<MapError>,
}

impl Fitting<'_> {
    fn column(&mut self, name: &str) -> Option<usize> {
        let found = self.columns.get(name).copied();
        if found.is_none() {
            self.problems.push(MapError::NoColumn(name.to_owned()));
        }
        found
    }

    fn about(&mut self) -> About {
        let rows = self.map.rows.clone();
        let mut of = |name: &Option<String>| name.as_deref().and_then(|name| self.column(name));
        About {
            id: of(&rows.id),
            started: of(&rows.started),
            seconds: of(&rows.seconds),
            language: of(&rows.language),
            site: of(&rows.site),
            device: of(&rows.device),
            wave: of(&rows.wave),
            outcome: of(&rows.outcome),
            short: of(&rows.short),
        }
    }

    fn fields(&mut self) -> Vec<Fields> {
        let mut all: Vec<Fields> = Vec::new();
        all.resize_with(self.layout.questions().len(), Fields::default);
        let mut reverse = Vec::new();
        let mut from_zero = false;
        for column in &self.map.columns {
            let Some(place) = self.places.iter().find(|p| p.name == column.to).cloned() else {
                self.problems.push(MapError::NoTarget(column.to.clone()));
                continue;
            };
            let Some(field) = self.field(column, &place) else {
                continue;
            };
            let layout = self.layout;
            let (Some(fields), Some(question)) = (
                all.get_mut(place.question),
                layout.questions().get(place.question),
            ) else {
                continue;
            };
            if let (
                Kind::Rating {
                    scale,
                    reverse: worded,
                    ..
                },
                Shows::Value,
            ) = (&question.kind, place.shows)
            {
                if *worded && column.mirror.is_none() && self.map.mirrored == Told::Unanswered {
                    reverse.push(column.to.clone());
                }
                from_zero |= scale.lowest() > 0
                    && column.shift == 0
                    && self.map.from_zero == Told::Unanswered;
            }
            let slot = match place.shows {
                Shows::Value => &mut fields.value,
                Shows::Other => &mut fields.other,
                Shows::Missing => &mut fields.missing,
                Shows::Option(part) | Shows::Points(part) => {
                    if fields.parts.len() <= part {
                        fields.parts.resize_with(part + 1, || None);
                    }
                    match fields.parts.get_mut(part) {
                        Some(slot) => slot,
                        None => continue,
                    }
                }
            };
            if slot.replace(field).is_some() {
                self.problems.push(MapError::Twice(column.to.clone()));
            }
        }
        if !all.iter().any(Fields::any) && self.problems.is_empty() {
            self.problems.push(MapError::Empty);
        }
        if !reverse.is_empty() {
            self.problems.push(MapError::ReverseUnanswered(reverse));
        }
        if from_zero {
            self.problems.push(MapError::FromZeroUnanswered);
        }
        all
    }

    fn field(&mut self, column: &Column, place: &Target) -> Option<Field> {
        let index = self.column(&column.from)?;
        let question = self.layout.questions().get(place.question)?;
        let labels = match &column.labels {
            None => HashMap::new(),
            Some(table) => {
                let Some(codes) = self.map.labels.get(table) else {
                    self.problems.push(MapError::NoLabels {
                        column: column.from.clone(),
                        table: table.clone(),
                    });
                    return None;
                };
                let mut labels = HashMap::new();
                for (word, code) in codes {
                    if code_fits(question, code) {
                        labels.insert(cell::plain(word).into_owned(), code.clone());
                    } else {
                        self.problems.push(MapError::NoAnswer {
                            to: column.to.clone(),
                            word: word.clone(),
                        });
                    }
                }
                labels
            }
        };
        let (mirror, shift) = match &question.kind {
            Kind::Rating { scale, reverse, .. } => (
                column
                    .mirror
                    .unwrap_or(*reverse && self.map.mirrored == Told::Yes),
                if self.map.from_zero == Told::Yes && column.shift == 0 {
                    i64::from(scale.lowest())
                } else {
                    column.shift
                },
            ),
            Kind::Points { .. }
            | Kind::Choice { .. }
            | Kind::Number { .. }
            | Kind::Date
            | Kind::Time
            | Kind::Text { .. }
            | Kind::Note => (false, column.shift),
        };
        Some(Field {
            column: index,
            shift,
            mirror,
            labels,
            missing: reasons(&column.missing),
        })
    }
}

fn code_fits(question: &Question, code: &Code) -> bool {
    match (&question.kind, code) {
        (Kind::Rating { scale, .. }, Code::Number(number)) => {
            u8::try_from(*number).is_ok_and(|number| scale.contains(number))
        }
        (Kind::Choice { options, .. }, Code::Number(number)) => {
            usize::try_from(*number).is_ok_and(|number| (1..=options.len()).contains(&number))
        }
        (Kind::Choice { options, .. }, Code::Name(name)) => {
            options.iter().any(|option| option.as_str() == name)
        }
        (Kind::Number { .. } | Kind::Points { .. }, Code::Number(_)) => true,
        (Kind::Rating { .. } | Kind::Number { .. } | Kind::Points { .. }, Code::Name(_)) => false,
        (Kind::Date | Kind::Time | Kind::Text { .. } | Kind::Note, _) => false,
    }
}

/// A row that is being read.
struct Reading<'a> {
    converter: &'a Converter<'a>,
    cells: Vec<&'a str>,
    rejected: Vec<Rejected>,
    shortened: u32,
}

/// What a cell is, before its kind of answer is looked at.
enum Said<'a> {
    Nothing,
    Reason(Reason),
    Code(&'a Code),
    Words(&'a str),
}

impl<'a> Reading<'a> {
    fn done(self, verdict: Verdict, other_sum: bool) -> Row {
        Row {
            verdict,
            rejected: self.rejected,
            shortened: self.shortened,
            other_sum,
        }
    }

    fn cell(&self, column: usize) -> &'a str {
        self.cells.get(column).copied().unwrap_or_default()
    }

    fn reject(&mut self, column: usize, why: Why) {
        self.rejected.push(Rejected {
            column,
            value: clean_line(self.cell(column), 60),
            why,
        });
    }

    fn name(&self, column: Option<usize>, constant: Option<&str>) -> String {
        let own = column.map_or("", |column| self.cell(column));
        let own = if self.converter.protected {
            bare_of_protection(own)
        } else {
            own
        };
        clean_line(constant.unwrap_or(own), MAX_NAME)
    }

    /// A cell about the row that is filled in, and the column it stands in.
    fn filled(&self, column: Option<usize>) -> Option<(usize, &'a str)> {
        let column = column?;
        let cell = self.cell(column).trim();
        (!cell.is_empty()).then_some((column, cell))
    }

    fn outcome(&mut self) -> Option<Outcome> {
        let (column, cell) = self.filled(self.converter.about.outcome)?;
        let word = cell::plain(cell);
        let found = Outcome::ALL
            .into_iter()
            .find(|outcome| outcome.word() == word);
        if found.is_none() {
            self.reject(column, Why::UnknownWord);
        }
        found
    }

    fn locale(&mut self) -> Locale {
        let usual = self.converter.locale;
        let Some((column, cell)) = self.filled(self.converter.about.language) else {
            return usual;
        };
        let word = cell::plain(cell);
        let found = Locale::parse(&word)
            .or_else(|| super::words::language(&word))
            .filter(|locale| {
                let study = &self.converter.edition.questionnaire;
                study.locales().contains(locale)
            });
        if found.is_none() {
            self.reject(column, Why::NoLanguage);
        }
        found.unwrap_or(usual)
    }

    fn started(&mut self) -> i64 {
        let unknown = self.converter.constants.started;
        let Some((column, cell)) = self.filled(self.converter.about.started) else {
            return unknown;
        };
        cell::started(cell, self.converter.day_first).unwrap_or_else(|| {
            self.reject(column, Why::NotATime);
            unknown
        })
    }

    fn duration(&mut self) -> u64 {
        let Some((column, cell)) = self.filled(self.converter.about.seconds) else {
            return 0;
        };
        cell::duration(cell).unwrap_or_else(|| {
            self.reject(column, Why::NotANumber);
            0
        })
    }

    fn short(&mut self) -> bool {
        let Some((column, cell)) = self.filled(self.converter.about.short) else {
            return false;
        };
        cell::ticked(cell).unwrap_or_else(|| {
            self.reject(column, Why::NotYesNo);
            false
        })
    }

    fn said<'f>(&self, field: &'f Field) -> Said<'f>
    where
        'a: 'f,
    {
        let cell = self.cell(field.column);
        if !field.missing.is_empty() || !field.labels.is_empty() {
            let word = cell::plain(cell);
            if let Some(reason) = field.missing.get(&*word) {
                return Said::Reason(*reason);
            }
            if let Some(code) = field.labels.get(&*word) {
                return Said::Code(code);
            }
        }
        if cell.trim().is_empty() {
            Said::Nothing
        } else {
            Said::Words(cell)
        }
    }

    /// What to make of words that are no answer: the map's word for a reason, or a rejected cell.
    fn otherwise(&mut self, field: &Field, why: Why) -> Reason {
        let word = cell::plain(self.cell(field.column));
        match self.converter.missing.get(&*word) {
            Some(reason) => *reason,
            None => {
                self.reject(field.column, why);
                Reason::Technical
            }
        }
    }

    fn answer(&mut self, index: usize, question: &Question, fields: &Fields) -> Answer {
        let answer = match (&question.kind, &fields.value) {
            (Kind::Points { total, rows }, _) => self.points(fields, *total, *rows),
            (Kind::Choice { many: true, .. }, value) => self.options(index, fields, value.as_ref()),
            (_, None) => None,
            (Kind::Rating { .. }, Some(field)) => self.rating(question, field),
            (Kind::Choice { many: false, .. }, Some(field)) => {
                self.option(index, question, field, fields)
            }
            (Kind::Number { least, most }, Some(field)) => self
                .number(field, *least, *most)
                .map(|said| said.map_or_else(Answer::Left, Answer::Number)),
            (Kind::Date, Some(field)) => self.day(field),
            (Kind::Time, Some(field)) => self.hour(field),
            (Kind::Text { long }, Some(field)) => self.text(field, *long),
            (Kind::Note, Some(_)) => None,
        };
        answer.unwrap_or_else(|| Answer::Left(self.why_missing(fields)))
    }

    /// Why there is nothing: what the column of reasons says, else what the map says of empty cells.
    fn why_missing(&mut self, fields: &Fields) -> Reason {
        let blank = self.converter.blank;
        let Some(field) = &fields.missing else {
            return blank;
        };
        let word = cell::plain(self.cell(field.column));
        if word.is_empty() {
            return blank;
        }
        let own = Reason::ALL.into_iter().find(|reason| reason.word() == word);
        own.or_else(|| self.converter.missing.get(&*word).copied())
            .unwrap_or_else(|| {
                self.reject(field.column, Why::UnknownWord);
                Reason::Technical
            })
    }

    /// A whole number inside bounds, after shifting; `None` for an empty cell.
    fn number(&mut self, field: &Field, least: i64, most: i64) -> Option<Result<i64, Reason>> {
        let number = match self.said(field) {
            Said::Nothing => return None,
            Said::Reason(reason) => return Some(Err(reason)),
            Said::Code(Code::Number(number)) => Ok(*number),
            Said::Code(Code::Name(_)) => Err(Why::NotANumber),
            Said::Words(words) => {
                cell::whole(words).map(|number| number.saturating_add(field.shift))
            }
        };
        let number = number.and_then(|number| {
            if (least..=most).contains(&number) {
                Ok(number)
            } else {
                Err(Why::Outside { least, most })
            }
        });
        Some(number.map_err(|why| self.otherwise(field, why)))
    }

    fn rating(&mut self, question: &Question, field: &Field) -> Option<Answer> {
        let Kind::Rating { scale, .. } = &question.kind else {
            return None;
        };
        let labelled = matches!(self.said(field), Said::Code(_));
        let (low, high) = (i64::from(scale.lowest()), i64::from(scale.highest()));
        let number = match self.number(field, low, high)? {
            Ok(number) => number,
            Err(reason) => return Some(Answer::Left(reason)),
        };
        let number = if field.mirror && !labelled {
            low + high - number
        } else {
            number
        };
        let byte = u8::try_from(number).ok();
        Some(byte.map_or(Answer::Left(Reason::Technical), Answer::Rating))
    }

    fn points(&mut self, fields: &Fields, total: u8, rows: usize) -> Option<Answer> {
        let mut points = Vec::with_capacity(rows);
        let mut left = None;
        let mut empty = Vec::new();
        for row in 0..rows {
            let field = fields.parts.get(row).and_then(Option::as_ref);
            let said = field.and_then(|field| self.number(field, 0, i64::from(total)));
            match said {
                None => {
                    empty.push(field.map(|field| field.column));
                    points.push(0);
                }
                Some(Ok(number)) => points.push(u8::try_from(number).unwrap_or_default()),
                Some(Err(reason)) => {
                    left = Some(reason);
                    points.push(0);
                }
            }
        }
        if empty.len() == rows {
            return None;
        }
        if let Some(reason) = left {
            return Some(Answer::Left(reason));
        }
        let sum: u32 = points.iter().map(|p| u32::from(*p)).sum();
        if !empty.is_empty() && sum != u32::from(total) {
            for column in empty.into_iter().flatten() {
                self.reject(column, Why::PartMissing);
            }
            return Some(Answer::Left(Reason::Technical));
        }
        Some(Answer::Points(points))
    }

    fn named_option(&self, index: usize, code: &Code) -> Option<u8> {
        match code {
            Code::Number(number) => u8::try_from(number.checked_sub(1)?).ok(),
            Code::Name(name) => self.named(index, name),
        }
    }

    fn named(&self, index: usize, words: &str) -> Option<u8> {
        let names = self.converter.options.get(index)?;
        names.get(&*cell::plain(words)).copied()
    }

    /// The option with a line of its own words, and the words in that line's column.
    fn own_words(&mut self, fields: &Fields, question: &Question, chosen: &[u8]) -> Option<String> {
        let Kind::Choice { other, .. } = &question.kind else {
            return None;
        };
        let opens = |option: &u8| other.get(usize::from(*option)) == Some(&true);
        let field = fields.other.as_ref()?;
        if !chosen.iter().any(opens) {
            return None;
        }
        let words = self.words(field, false);
        (!words.is_empty()).then_some(words)
    }

    fn option(
        &mut self,
        index: usize,
        question: &Question,
        field: &Field,
        fields: &Fields,
    ) -> Option<Answer> {
        let found = match self.said(field) {
            Said::Nothing => return None,
            Said::Reason(reason) => return Some(Answer::Left(reason)),
            Said::Code(code) => self.named_option(index, code),
            Said::Words(words) => self.named(index, words),
        };
        if let Some(option) = found {
            let words = self.own_words(fields, question, &[option]);
            return Some(Answer::Choice(vec![option], words));
        }
        let word = cell::plain(self.cell(field.column));
        if let Some(reason) = self.converter.missing.get(&*word) {
            return Some(Answer::Left(*reason));
        }
        // Forms on the web write the words of an "other" option into the same cell, if those have no column.
        if let Kind::Choice { other, .. } = &question.kind
            && fields.other.is_none()
            && let Some(option) = other.iter().position(|opens| *opens)
            && cell::whole(&word).is_err()
            && let Ok(option) = u8::try_from(option)
        {
            let words = self.words(field, false);
            return Some(Answer::Choice(
                vec![option],
                Some(words).filter(|w| !w.is_empty()),
            ));
        }
        Some(Answer::Left(self.otherwise(field, Why::NoOption)))
    }

    fn options(&mut self, index: usize, fields: &Fields, list: Option<&Field>) -> Option<Answer> {
        let question = self.converter.layout.questions().get(index)?;
        let mut chosen = Vec::new();
        let mut any = false;
        for (option, field) in fields.parts.iter().enumerate() {
            let Some(field) = field else { continue };
            match self.said(field) {
                Said::Nothing => {}
                Said::Reason(reason) => return Some(Answer::Left(reason)),
                Said::Code(_) | Said::Words(_) => {
                    any = true;
                    let cell = self.cell(field.column);
                    let own = self.named(index, cell).map(usize::from) == Some(option);
                    match cell::ticked(cell) {
                        _ if own => chosen.push(option),
                        Some(true) => chosen.push(option),
                        Some(false) => {}
                        None => return Some(Answer::Left(self.otherwise(field, Why::NotYesNo))),
                    }
                }
            }
        }
        if let Some(field) = list {
            match self.said(field) {
                Said::Nothing => {}
                Said::Reason(reason) => return Some(Answer::Left(reason)),
                Said::Code(code) => {
                    any = true;
                    chosen.extend(self.named_option(index, code).map(usize::from));
                }
                Said::Words(words) => {
                    any = true;
                    match self.listed(index, words) {
                        Some(listed) => chosen.extend(listed),
                        None => return Some(Answer::Left(self.otherwise(field, Why::NoOption))),
                    }
                }
            }
        }
        if !any {
            return None;
        }
        chosen.sort_unstable();
        chosen.dedup();
        let chosen: Vec<u8> = chosen
            .into_iter()
            .filter_map(|option| u8::try_from(option).ok())
            .collect();
        let words = self.own_words(fields, question, &chosen);
        Some(Answer::Choice(chosen, words))
    }

    /// The options in a list: set apart by semicolons, commas or line ends, else by blanks.
    fn listed(&self, index: usize, words: &str) -> Option<Vec<usize>> {
        let all = |parts: &mut dyn Iterator<Item = &str>| -> Option<Vec<usize>> {
            parts
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .map(|part| self.named(index, part).map(usize::from))
                .collect()
        };
        let marks = [';', '；', ',', '，', '、', '|', '┋', '\n'];
        all(&mut std::iter::once(words))
            .or_else(|| all(&mut words.split([';', '；', '|', '┋', '\n'])))
            .or_else(|| all(&mut words.split(marks)))
            .or_else(|| all(&mut words.split_whitespace()))
    }

    fn day(&mut self, field: &Field) -> Option<Answer> {
        let day_first = self.converter.day_first;
        self.calendar(field, |words| {
            cell::date(words, day_first).map(|date| date.to_string())
        })
    }

    fn hour(&mut self, field: &Field) -> Option<Answer> {
        self.calendar(field, |words| {
            cell::time(words).map(|time| time.strftime("%H:%M").to_string())
        })
    }

    fn calendar(&mut self, field: &Field, read: impl Fn(&str) -> Option<String>) -> Option<Answer> {
        let words = match self.said(field) {
            Said::Nothing => return None,
            Said::Reason(reason) => return Some(Answer::Left(reason)),
            Said::Code(_) => None,
            Said::Words(words) => read(words),
        };
        Some(words.map_or_else(
            || Answer::Left(self.otherwise(field, Why::NotATime)),
            Answer::Text,
        ))
    }

    fn text(&mut self, field: &Field, long: bool) -> Option<Answer> {
        match self.said(field) {
            Said::Nothing => return None,
            Said::Reason(reason) => return Some(Answer::Left(reason)),
            Said::Code(_) | Said::Words(_) => {}
        }
        let words = self.words(field, long);
        (!words.is_empty()).then_some(Answer::Text(words))
    }

    /// A cell's text as an answer: harmless, and no longer than an answer may be.
    fn words(&mut self, field: &Field, long: bool) -> String {
        let cell = self.cell(field.column);
        let cell = if self.converter.protected {
            bare_of_protection(cell)
        } else {
            cell
        };
        let clean = |limit| {
            if long {
                clean_text(cell, limit).trim().to_owned()
            } else {
                clean_line(cell, limit)
            }
        };
        let words = clean(MAX_ANSWER + 1);
        if words.chars().count() > MAX_ANSWER {
            self.shortened += 1;
            return clean(MAX_ANSWER);
        }
        words
    }
}

//! The map file: which column is which question, and how its cells are read. RON, `format: 1`.
//!
//! It is written with remarks for people and read back strictly: a word that is not known is refused with its
//! place. `questionnaires/IMPORT.md` documents it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ron::extensions::Extensions;
use serde::{Deserialize, Serialize};

use super::letters;
use crate::language::{Locale, show_controls};
use crate::survey::record::Reason;

/// The format of map files that this program reads and writes.
pub const MAP_FORMAT: u32 = 1;

/// How a table becomes responses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Map {
    /// Always [`MAP_FORMAT`].
    pub format: u32,
    /// The study.
    pub study: String,
    /// The form.
    pub form: String,
    /// The file's encoding by its name; detected when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// What stands between cells of a text file; detected when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub separator: Option<char>,
    /// The sheet of a workbook; the first when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The row with the headers, counted from 1; rows above it are passed over.
    #[serde(default = "first_row")]
    pub header_row: usize,
    /// How many rows the headers take; of several, `group [item]` is made.
    #[serde(default = "first_row")]
    pub header_rows: usize,
    /// Columns that say something about the row.
    #[serde(default)]
    pub rows: Rows,
    /// Only rows that have one of these values in this column.
    #[serde(default)]
    pub only: BTreeMap<String, Vec<String>>,
    /// Whether ratings of items worded in reverse were mirrored in the source already.
    #[serde(default)]
    pub mirrored: Told,
    /// Whether the source counts the lowest step of a scale from 0 where the study counts from 1.
    #[serde(default = "no")]
    pub from_zero: Told,
    /// Whether the source's scales have as many steps as the study's.
    #[serde(default = "yes")]
    pub same_steps: Told,
    /// Whether text cells carry this program's protection from spreadsheets: an apostrophe before a formula.
    #[serde(default)]
    pub protected: bool,
    /// The reason of an empty cell.
    #[serde(default = "skipped")]
    pub blank: Reason,
    /// What cells say instead of an answer. Used where a cell is no valid answer.
    #[serde(default)]
    pub missing: BTreeMap<String, Reason>,
    /// Tables that turn words into numbers of the scale or names of options.
    #[serde(default)]
    pub labels: BTreeMap<String, BTreeMap<String, Code>>,
    /// The columns with answers.
    pub columns: Vec<Column>,
}

fn first_row() -> usize {
    1
}

fn no() -> Told {
    Told::No
}

fn yes() -> Told {
    Told::Yes
}

fn skipped() -> Reason {
    Reason::Skipped
}

/// Something that only a person can know about the source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Told {
    /// Nobody said. Where it matters, nothing is imported.
    #[default]
    Unanswered,
    /// Yes.
    Yes,
    /// No.
    No,
}

/// Columns that say something about the row, by their names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rows {
    /// What tells rows apart; without it, their content does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Take the ids for those of interviews: the file is this program's own export.
    pub keep_ids: bool,
    /// When the person answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started: Option<String>,
    /// In dates that end in the year the day comes before the month.
    pub day_first: bool,
    /// How long it took, in seconds or `mm:ss`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<String>,
    /// In which language the person answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The language of rows that do not say: `en`, `zh-Hant` or `zh-Hans`.
    #[serde(with = "tag", skip_serializing_if = "Option::is_none")]
    pub usual_language: Option<Locale>,
    /// The site's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// The device's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device: Option<String>,
    /// The wave's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wave: Option<String>,
    /// How the interview ended, in the words of this program's exports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// Whether it was the short form: 0 or 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short: Option<String>,
    /// What made it worth a second look, in the words of this program's exports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flags: Option<String>,
}

/// A language by its tag: RON would take `zh-Hant` for no name.
mod tag {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::language::Locale;

    #[expect(
        clippy::ref_option,
        clippy::trivially_copy_pass_by_ref,
        reason = "serde passes a reference to the field"
    )]
    pub(super) fn serialize<S: Serializer>(
        locale: &Option<Locale>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.serialize_str(locale.map_or("", Locale::tag))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Locale>, D::Error> {
        let tag = String::deserialize(from)?;
        match Locale::parse(&tag) {
            Some(locale) => Ok(Some(locale)),
            None if tag.is_empty() => Ok(None),
            None => Err(D::Error::custom("languages are en, zh-Hant and zh-Hans")),
        }
    }
}

impl Rows {
    /// The columns named, each with what it is.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [
            ("id", &self.id),
            ("started", &self.started),
            ("seconds", &self.seconds),
            ("language", &self.language),
            ("site", &self.site),
            ("device", &self.device),
            ("wave", &self.wave),
            ("outcome", &self.outcome),
            ("short", &self.short),
            ("flags", &self.flags),
        ]
        .into_iter()
        .filter_map(|(role, column)| Some((role, column.as_deref()?)))
    }
}

/// One column with answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// The column's name: its header.
    pub from: String,
    /// Where it goes: a name of [`super::targets`].
    pub to: String,
    /// Added to each number: a source of 0..6 has 1 for a scale of 1..7.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub shift: i64,
    /// Turn each number round, low + high - number, before it is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mirror: Option<bool>,
    /// The table in [`Map::labels`] for its words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub labels: Option<String>,
    /// What cells of this column say instead of an answer, even if it could be one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub missing: BTreeMap<String, Reason>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde's skip_serializing_if passes a reference"
)]
fn is_zero(number: &i64) -> bool {
    *number == 0
}

/// What a word stands for: a number of the scale (of a choice: its option, counted from 1), or an option's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Code {
    /// A number.
    Number(i64),
    /// A name.
    Name(String),
}

/// What is wrong with a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MapError {
    /// The file cannot be read as a map: where (line and column, from 1), and why.
    Notation {
        /// Line.
        line: usize,
        /// Column.
        column: usize,
        /// In the reader's words.
        cause: String,
    },
    /// Another format than [`MAP_FORMAT`].
    Format(u32),
    /// The map is for another study or form.
    OtherStudy {
        /// Study and form of the map.
        found: String,
        /// What was asked for.
        wanted: String,
    },
    /// The table has no column of this name.
    NoColumn(String),
    /// The form has no place of this name.
    NoTarget(String),
    /// Two columns go to one place.
    Twice(String),
    /// A column names a table of labels that is not there.
    NoLabels {
        /// The column.
        column: String,
        /// The table.
        table: String,
    },
    /// A label stands for something that is no answer to the question.
    NoAnswer {
        /// The place.
        to: String,
        /// The word.
        word: String,
    },
    /// No column goes anywhere.
    Empty,
    /// Items worded in reverse are among the columns, and nobody said whether the source mirrored them.
    ReverseUnanswered(Vec<String>),
    /// Ratings look as if they were counted from 0, and nobody said so.
    FromZeroUnanswered,
    /// Ratings look as if the source had fewer steps than the study, and nobody said so.
    StepsUnanswered,
    /// The source has other steps than the study: ratings are never stretched.
    OtherSteps,
}

impl std::fmt::Display for MapError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let show = |text: &str| show_controls(text, 80);
        match self {
            Self::Notation {
                line,
                column,
                cause,
            } => write!(f, "line {line}, column {column}: {}", show_controls(cause, 300)),
            Self::Format(found) => write!(
                f,
                "the map has format {found}; this program knows format {MAP_FORMAT}"
            ),
            Self::OtherStudy { found, wanted } => {
                write!(f, "the map is for {}, not for {wanted}", show(found))
            }
            Self::NoColumn(column) => {
                write!(f, "the file has no column `{}`", show(column))
            }
            Self::NoTarget(to) => write!(
                f,
                "the form has no place `{}`; places are named like the columns of an export",
                show(to)
            ),
            Self::Twice(to) => write!(f, "two columns go to `{}`", show(to)),
            Self::NoLabels { column, table } => write!(
                f,
                "column `{}` names the labels `{}`, which are not there",
                show(column),
                show(table)
            ),
            Self::NoAnswer { to, word } => write!(
                f,
                "the label `{}` stands for something that is no answer to `{to}`",
                show(word)
            ),
            Self::Empty => f.write_str("no column goes to a question"),
            Self::ReverseUnanswered(items) => write!(
                f,
                "items worded in reverse are among the columns ({}): say whether the source has mirrored their ratings already",
                items.join(", ")
            ),
            Self::FromZeroUnanswered => f.write_str(
                "ratings look as if they were counted from 0: say whether the lowest step is 0 in the source",
            ),
            Self::StepsUnanswered => f.write_str(
                "ratings never reach the highest steps of the study: say with `same_steps` whether the source has as many",
            ),
            Self::OtherSteps => f.write_str(
                "the source has other steps than the study (`same_steps: No`): ratings are not stretched or squeezed; draft a study with the source's own scale: fivegaps new ID --from FILE",
            ),
        }
    }
}

impl std::error::Error for MapError {}

fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

impl Map {
    /// A map without columns, for a source that needs nothing said of it.
    pub fn new(study: &str, form: &str) -> Self {
        Self {
            format: MAP_FORMAT,
            study: study.to_owned(),
            form: form.to_owned(),
            encoding: None,
            separator: None,
            sheet: None,
            header_row: 1,
            header_rows: 1,
            rows: Rows::default(),
            only: BTreeMap::new(),
            mirrored: Told::No,
            from_zero: Told::No,
            same_steps: Told::Yes,
            protected: false,
            blank: Reason::Skipped,
            missing: BTreeMap::new(),
            labels: BTreeMap::new(),
            columns: Vec::new(),
        }
    }

    /// Reads a map file.
    ///
    /// # Errors
    /// When it is no map of a known format; the place is told.
    pub fn read(text: &str) -> Result<Self, MapError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let map: Self = options()
            .from_str(text)
            .map_err(|error| MapError::Notation {
                line: error.span.start.line,
                column: error.span.start.col,
                cause: error.code.to_string(),
            })?;
        if map.format == MAP_FORMAT {
            Ok(map)
        } else {
            Err(MapError::Format(map.format))
        }
    }

    /// The map as a file, with remarks for whoever changes it. `names` are the columns of the table in order:
    /// those without a place are listed, ready to be filled in.
    pub fn print(&self, names: &[String]) -> String {
        let mut out = String::new();
        let _ = self.write(&mut out, names);
        out
    }

    fn write(&self, out: &mut String, names: &[String]) -> std::fmt::Result {
        writeln!(
            out,
            "// How the columns of a file become the answers of a study. Change it, then: fivegaps import ID --from FILE --map THIS"
        )?;
        writeln!(out, "(\n    format: {MAP_FORMAT},")?;
        writeln!(out, "    study: {},", quoted(&self.study))?;
        writeln!(out, "    form: {},", quoted(&self.form))?;
        if let Some(encoding) = &self.encoding {
            writeln!(out, "    encoding: {},", quoted(encoding))?;
        }
        if let Some(separator) = self.separator {
            writeln!(out, "    separator: {separator:?},")?;
        }
        if let Some(sheet) = &self.sheet {
            writeln!(out, "    sheet: {},", quoted(sheet))?;
        }
        if self.header_row != 1 {
            writeln!(out, "    header_row: {},", self.header_row)?;
        }
        if self.header_rows != 1 {
            writeln!(out, "    header_rows: {},", self.header_rows)?;
        }
        self.write_rows(out)?;
        if !self.only.is_empty() {
            writeln!(
                out,
                "    // Only rows that have one of these values in this column."
            )?;
            writeln!(out, "    only: {{")?;
            for (column, values) in &self.only {
                let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
                writeln!(out, "        {}: [{}],", quoted(column), values.join(", "))?;
            }
            writeln!(out, "    }},")?;
        }
        writeln!(
            out,
            "    // Items worded in reverse: were their ratings mirrored in the source already? Yes, No or Unanswered."
        )?;
        writeln!(out, "    mirrored: {:?},", self.mirrored)?;
        writeln!(
            out,
            "    // Is the lowest step 0 in the source where the study counts from 1? Yes, No or Unanswered."
        )?;
        writeln!(out, "    from_zero: {:?},", self.from_zero)?;
        writeln!(
            out,
            "    // Have the scales of the source as many steps as those of the study? Yes, No or Unanswered."
        )?;
        writeln!(out, "    same_steps: {:?},", self.same_steps)?;
        if self.protected {
            writeln!(
                out,
                "    // An apostrophe before what a spreadsheet would run is taken away again."
            )?;
            writeln!(out, "    protected: true,")?;
        }
        writeln!(
            out,
            "    // Why an empty cell is empty: DontKnow, PreferNot, DoesNotApply, NoStandard, NoPromise, Skipped, NotAsked, NotReached, Technical."
        )?;
        writeln!(out, "    blank: {:?},", self.blank)?;
        writeln!(
            out,
            "    // What cells say instead of an answer; used where the cell is no valid answer."
        )?;
        write_reasons(out, "    ", &self.missing)?;
        writeln!(
            out,
            "    // Words for the steps of a scale, or for options. A column names its table."
        )?;
        writeln!(out, "    labels: {{")?;
        for (table, codes) in &self.labels {
            writeln!(out, "        {}: {{", quoted(table))?;
            for (word, code) in codes {
                let code = match code {
                    Code::Number(number) => number.to_string(),
                    Code::Name(name) => quoted(name),
                };
                writeln!(out, "            {}: {code},", quoted(word))?;
            }
            writeln!(out, "        }},")?;
        }
        writeln!(out, "    }},")?;
        self.write_columns(out, names)?;
        writeln!(out, ")")
    }

    fn write_rows(&self, out: &mut String) -> std::fmt::Result {
        let rows = &self.rows;
        writeln!(out, "    // Columns that say something about the row.")?;
        writeln!(out, "    rows: (")?;
        for (role, column) in rows.named() {
            writeln!(out, "        {role}: {},", quoted(column))?;
        }
        if rows.keep_ids {
            writeln!(out, "        keep_ids: true,")?;
        }
        if rows.started.is_some() {
            writeln!(out, "        day_first: {},", rows.day_first)?;
        }
        if let Some(locale) = rows.usual_language {
            writeln!(out, "        usual_language: {},", quoted(locale.tag()))?;
        }
        writeln!(out, "    ),")
    }

    fn write_columns(&self, out: &mut String, names: &[String]) -> std::fmt::Result {
        writeln!(
            out,
            "    // from: the header; to: the question. Also: shift: 1 (added to each number), mirror: true (turned round),"
        )?;
        writeln!(
            out,
            "    // labels: \"table\", missing: {{\"9\": DontKnow}} (goes before every answer of this column)."
        )?;
        writeln!(out, "    columns: [")?;
        for column in &self.columns {
            write!(
                out,
                "        (from: {}, to: {}",
                quoted(&column.from),
                quoted(&column.to)
            )?;
            if column.shift != 0 {
                write!(out, ", shift: {}", column.shift)?;
            }
            if let Some(mirror) = column.mirror {
                write!(out, ", mirror: {mirror}")?;
            }
            if let Some(labels) = &column.labels {
                write!(out, ", labels: {}", quoted(labels))?;
            }
            if !column.missing.is_empty() {
                let reasons: Vec<String> = column
                    .missing
                    .iter()
                    .map(|(word, reason)| format!("{}: {reason:?}", quoted(word)))
                    .collect();
                write!(out, ", missing: {{{}}}", reasons.join(", "))?;
            }
            write!(out, "),")?;
            match names.iter().position(|name| *name == column.from) {
                Some(index) => writeln!(out, " // {}", letters(index))?,
                None => writeln!(out)?,
            }
        }
        for (index, name) in names.iter().enumerate() {
            let used = self.columns.iter().any(|column| column.from == *name)
                || self.rows.named().any(|(_, column)| column == name);
            if !used {
                writeln!(
                    out,
                    "        // (from: {}, to: \"\"), // {}, not used",
                    quoted(name),
                    letters(index)
                )?;
            }
        }
        writeln!(out, "    ],")
    }
}

fn write_reasons(
    out: &mut String,
    indent: &str,
    reasons: &BTreeMap<String, Reason>,
) -> std::fmt::Result {
    writeln!(out, "{indent}missing: {{")?;
    for (word, reason) in reasons {
        writeln!(out, "{indent}    {}: {reason:?},", quoted(word))?;
    }
    writeln!(out, "{indent}}},")
}

/// A text as RON writes it. Everything here is cleaned, so quotes and backslashes are all there is to escape.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if c.is_control() || crate::language::harmful(c) => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full() -> Map {
        Map {
            format: MAP_FORMAT,
            study: "store".into(),
            form: "customer".into(),
            encoding: Some("Big5".into()),
            separator: Some('\t'),
            sheet: Some("工作表1".into()),
            header_row: 2,
            header_rows: 2,
            rows: Rows {
                id: Some("編號".into()),
                started: Some("時間 \"x\" \\ y".into()),
                day_first: true,
                usual_language: Some(Locale::ZhHant),
                ..Rows::default()
            },
            only: BTreeMap::from([("firm".into(), vec!["own".into()])]),
            mirrored: Told::Yes,
            from_zero: Told::No,
            same_steps: Told::Yes,
            protected: true,
            blank: Reason::NotReached,
            missing: BTreeMap::from([("不適用".into(), Reason::DoesNotApply)]),
            labels: BTreeMap::from([(
                "agree".into(),
                BTreeMap::from([
                    ("非常同意".into(), Code::Number(7)),
                    ("first visit".into(), Code::Name("first".into())),
                ]),
            )]),
            columns: vec![
                Column {
                    from: "E1".into(),
                    to: "expectation.a".into(),
                    shift: 1,
                    mirror: Some(true),
                    labels: Some("agree".into()),
                    missing: BTreeMap::from([("9".into(), Reason::DontKnow)]),
                },
                Column {
                    from: "P1".into(),
                    to: "perception.a".into(),
                    ..Column::default()
                },
            ],
        }
    }

    #[test]
    fn a_map_is_read_as_it_was_written() {
        let map = full();
        let names = ["E1", "P1", "left over \"quoted\""].map(str::to_owned);
        let text = map.print(&names);
        assert_eq!(Map::read(&text).as_ref(), Ok(&map), "{text}");
        assert!(text.contains("left over"), "{text}");
    }

    #[test]
    fn a_short_map_has_the_usual_settings() {
        let map = Map::read(
            r#"(format: 1, study: "s", form: "f", rows: (id: "ID"), columns: [(from: "a", to: "b")])"#,
        )
        .unwrap();
        assert_eq!(map.blank, Reason::Skipped);
        assert_eq!(map.header_row, 1);
        assert_eq!(map.rows.id.as_deref(), Some("ID"));
        assert_eq!(map.mirrored, Told::Unanswered);
    }

    #[test]
    fn unknown_words_are_refused_with_their_place() {
        let wrong = "(format: 1, study: \"s\", form: \"f\",\n  colums: [])";
        assert!(matches!(
            Map::read(wrong),
            Err(MapError::Notation { line: 2, .. })
        ));
        let newer = r#"(format: 2, study: "s", form: "f", columns: [])"#;
        assert_eq!(Map::read(newer), Err(MapError::Format(2)));
    }
}

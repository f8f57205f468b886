//! The reference of the file format: every construct with its fields, as the reader of files knows them.

use std::fmt::Write as _;

use super::decode::constructs;
use super::scheme::FORMAT;
use super::{MAX_BYTES, MAX_TEXT};
use crate::language::columns;

/// One construct of the format.
pub(super) struct Construct {
    /// Its name here and in what refers to it.
    pub(super) name: &'static str,
    /// What it looks like.
    pub(super) shape: &'static str,
    /// Its fields or words.
    pub(super) parts: Vec<Part>,
}

/// A field of a construct, or a word that it may be.
pub(super) struct Part {
    name: &'static str,
    form: PartForm,
    meaning: &'static str,
}

enum PartForm {
    /// A field: how it is written, and what happens without it.
    Field(String, Left),
    /// A word with fields behind it.
    Variant(String),
    /// A word.
    Word,
}

/// What it means that a field is left out.
pub(super) enum Left {
    /// It must be there.
    Never,
    /// It has no value.
    Out,
    /// The same as this value.
    Means(String),
}

impl Part {
    pub(super) fn field(
        name: &'static str,
        notation: String,
        left: Left,
        meaning: &'static str,
    ) -> Self {
        Self {
            name,
            form: PartForm::Field(notation, left),
            meaning,
        }
    }

    pub(super) fn variant(name: &'static str, fields: String, meaning: &'static str) -> Self {
        Self {
            name,
            form: PartForm::Variant(fields),
            meaning,
        }
    }

    pub(super) fn word(name: &'static str, meaning: &'static str) -> Self {
        Self {
            name,
            form: PartForm::Word,
            meaning,
        }
    }

    fn cells(&self) -> Vec<String> {
        let name = format!("`{}`", self.name);
        let meaning = self.meaning.to_owned();
        match &self.form {
            PartForm::Field(notation, left) => {
                let left = match left {
                    Left::Never => "must be there".to_owned(),
                    Left::Out => "may be left out".to_owned(),
                    Left::Means(value) => format!("else `{value}`"),
                };
                vec![name, notation.clone(), left, meaning]
            }
            PartForm::Variant(fields) => vec![name, fields.clone(), meaning],
            PartForm::Word => vec![name, meaning],
        }
    }
}

/// A reference to a construct.
pub(super) fn link(name: &'static str) -> String {
    format!("[{name}](#{})", name.to_ascii_lowercase())
}

/// The reference in Markdown, its tables aligned so that they can be read as they are.
pub fn reference() -> String {
    let mut out = format!(
        "# The questionnaire file, format {FORMAT}\n\
         \n\
         A file in UTF-8, at most {MAX_BYTES} bytes, holding one [Questionnaire](#questionnaire) in RON notation.\n\
         Printed by `fivegaps format` from the table by which the program reads files;\n\
         [README.md](README.md) tells how to write one.\n\
         \n\
         - **text**: `(en: \"..\", zh_hant: \"..\", zh_hans: \"..\")`, in each language that the `title` of the study has;\n\
         \x20 at most {MAX_TEXT} characters each.\n\
         - **id**: in quotation marks; `a` to `z` or a digit, then these, `_` or `-`; at most 64 characters.\n\
         - **number**: a whole number. **list**: `[.., ..]`. **true or false**: `true` or `false`.\n\
         - **key** of a question: its id; `expectation.ITEM`, `standard.DIMENSION` (any facet) for a rating; `ID.PART` for a\n\
         \x20 statement, touch point or step; `points` for the points.\n"
    );
    for construct in constructs() {
        let _ = write!(
            out,
            "\n## {}\n\nWritten as {}.\n\n",
            construct.name, construct.shape
        );
        let rows: Vec<Vec<String>> = construct.parts.iter().map(Part::cells).collect();
        out.push_str(&table(&rows));
    }
    out
}

/// A table whose head says what the columns of such rows are.
fn table(rows: &[Vec<String>]) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or_default();
    let head: &[&str] = match count {
        4 => &["field", "value", "without it", "meaning"],
        3 => &["word", "followed by the fields of", "meaning"],
        _ => &["word", "meaning"],
    };
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let widest = cells.map(|cell| columns(cell)).max().unwrap_or_default();
        widest.max(head.get(column).map_or(0, |cell| cell.len()))
    };
    let widths: Vec<usize> = (0..count).map(width).collect();
    let mut out = String::new();
    let mut line = |cells: &mut dyn Iterator<Item = &str>| {
        for (cell, width) in cells.zip(&widths) {
            let blanks = width.saturating_sub(columns(cell));
            let _ = write!(out, "| {cell}{} ", " ".repeat(blanks));
        }
        out.push_str("|\n");
    };
    line(&mut head.iter().copied());
    let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    line(&mut rules.iter().map(String::as_str));
    for row in rows {
        // A word alone among words with fields behind them.
        let gap = (row.len() < count).then_some("");
        let (first, rest) = row.split_at(1);
        let cells = first.iter().map(String::as_str).chain(gap);
        line(&mut cells.chain(rest.iter().map(String::as_str)));
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn whatever_the_reference_refers_to_has_its_section() {
        let text = reference();
        let sections: BTreeSet<&str> = constructs()
            .iter()
            .map(|construct| construct.name)
            .collect();
        let references = text.split("](#").skip(1);
        let named: BTreeSet<&str> = references
            .filter_map(|rest| rest.split(')').next())
            .collect();
        let anchors: BTreeSet<String> = sections
            .iter()
            .map(|name| name.to_ascii_lowercase())
            .collect();
        assert_eq!(named, anchors.iter().map(String::as_str).collect());
    }

    #[test]
    fn the_reference_tells_of_fields_what_the_reader_does() {
        let text = reference();
        let row = |start: &str| {
            let line = text.lines().find(|line| line.starts_with(start)).unwrap();
            let cells = line
                .split('|')
                .map(str::trim)
                .filter(|cell| !cell.is_empty());
            cells.map(str::to_owned).collect::<Vec<_>>().join(" / ")
        };
        assert_eq!(
            row("| `from`"),
            "`from` / number / else `1` / the lowest number, 0 or 1"
        );
        assert_eq!(
            row("| `gaps`"),
            "`gaps` / list of [Gap](#gap) / else `[]` / the gaps to report; `[]` means all that the forms give data for"
        );
        assert_eq!(
            row("| `Recommend`"),
            "`Recommend` / [Single](#single) / recommendation, always 0 to 10 (NPS)"
        );
        assert!(row("| `order`").contains("else `Fixed`"));
        assert!(row("| `disclosure`").contains("else `(scores:5,texts:10)`"));
    }
}

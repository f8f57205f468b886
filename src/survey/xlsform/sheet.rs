//! A sheet by its headers: columns by what they are called, and in which language.

use std::collections::HashMap;

use crate::language::clean_line;

/// A sheet of a workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its rows that are not empty: the number as a spreadsheet shows it, and the cells.
    pub rows: Vec<(u32, Vec<String>)>,
}

/// A column: what it holds, and in which language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    /// As the sheet has it.
    pub(super) shown: String,
    /// `label`, `hint`, `constraint_message`, ...
    pub(super) field: String,
    /// `English (en)`, where it has one.
    pub(super) language: Option<String>,
}

/// A sheet with its headers.
#[derive(Debug)]
pub(super) struct Table<'a> {
    pub(super) heads: Vec<Head>,
    pub(super) rows: &'a [(u32, Vec<String>)],
    by_field: HashMap<String, usize>,
}

impl<'a> Table<'a> {
    /// The sheet of this name, large or small.
    pub(super) fn find(sheets: &'a [Sheet], name: &str) -> Option<Self> {
        let sheet = sheets
            .iter()
            .find(|sheet| sheet.name.trim().eq_ignore_ascii_case(name))?;
        let (first, rows) = sheet.rows.split_first()?;
        let heads: Vec<Head> = first.1.iter().map(|header| head(header)).collect();
        let mut by_field = HashMap::new();
        for (index, head) in heads.iter().enumerate() {
            if head.language.is_none() {
                by_field.entry(head.field.clone()).or_insert(index);
            }
        }
        Some(Self {
            heads,
            rows,
            by_field,
        })
    }

    /// The column of this field without a language.
    pub(super) fn column(&self, field: &str) -> Option<usize> {
        self.by_field.get(field).copied()
    }

    /// The cell of a field in a row, without blanks around it.
    pub(super) fn cell<'r>(&self, row: &'r [String], field: &str) -> &'r str {
        self.column(field)
            .and_then(|column| row.get(column))
            .map_or("", |cell| cell.trim())
    }
}

/// `label::English (en)`, `label:English`, `media::image::English`, `Label`.
fn head(header: &str) -> Head {
    let shown = clean_line(header, 100);
    let parts: Vec<&str> = if shown.contains("::") {
        shown.split("::").collect()
    } else {
        shown.split(':').collect()
    };
    let first = parts.first().map_or("", |part| part.trim());
    let name = first.to_lowercase().replace([' ', '-'], "_");
    let media = name == "media";
    let (field, language) = match (parts.as_slice(), media) {
        ([_, kind, language], true) => (kind.trim().to_lowercase(), Some(*language)),
        ([_, kind], true) => (kind.trim().to_lowercase(), None),
        ([_], _) => (name, None),
        ([_, language], _)
            if !matches!(name.as_str(), "bind" | "body" | "instance" | "control") =>
        {
            (name, Some(*language))
        }
        _ => (shown.to_lowercase(), None),
    };
    let field = match field.as_str() {
        "list name" | "listname" | "list" => "list_name".to_owned(),
        "value" => "name".to_owned(),
        "caption" => "label".to_owned(),
        "relevance" => "relevant".to_owned(),
        "constraint_msg" => "constraint_message".to_owned(),
        _ => field,
    };
    Head {
        shown: shown.clone(),
        field,
        language: language
            .map(|language| language.trim().to_owned())
            .filter(|language| !language.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_tell_field_and_language() {
        let told = |text: &str| {
            let head = head(text);
            (head.field, head.language)
        };
        let in_english = Some("English (en)".to_owned());
        assert_eq!(
            told("label::English (en)"),
            ("label".into(), in_english.clone())
        );
        assert_eq!(
            told(" Label : English (en) "),
            ("label".into(), in_english.clone())
        );
        assert_eq!(
            told("media::image::English (en)"),
            ("image".into(), in_english)
        );
        assert_eq!(
            told("constraint message"),
            ("constraint_message".into(), None)
        );
        assert_eq!(told("bind::foo:bar"), ("bind::foo:bar".into(), None));
        assert_eq!(told("list name"), ("list_name".into(), None));
        assert_eq!(told(""), (String::new(), None));
    }
}

//! Which of a form's languages the study can have: those that the program knows and that lack nothing.

use super::sheet::{Head, Table};
use crate::language::Locale;
use crate::survey::questionnaire::script_of;

/// A language of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tongue {
    /// As headers name it; empty for columns that name none.
    pub(super) name: String,
    /// Which of ours it is.
    pub(super) locale: Option<Locale>,
}

/// The languages of the columns with labels, in their order; those that name none come first.
pub(super) fn tongues(survey: &Table<'_>, choices: Option<&Table<'_>>, usual: &str) -> Vec<Tongue> {
    let mut names: Vec<String> = Vec::new();
    let tables = || std::iter::once(survey).chain(choices);
    for head in tables().flat_map(|table| &table.heads) {
        let name = head.language.clone().unwrap_or_default();
        if head.field == "label" && !names.contains(&name) {
            names.push(name);
        }
    }
    names
        .into_iter()
        .map(|name| {
            let own = if name.is_empty() { usual } else { &name };
            let words = || -> String {
                tables()
                    .flat_map(|table| texts(table, &name))
                    .take(400)
                    .collect()
            };
            let locale = match asked(own) {
                Asked::Sure(locale) => Some(locale),
                Asked::Chinese => script_of(&words()).filter(|locale| *locale != Locale::En),
                Asked::Other => None,
                Asked::Unknown => script_of(&words()),
            };
            Tongue { name, locale }
        })
        .collect()
}

/// What the name of a language says.
enum Asked {
    Sure(Locale),
    /// Chinese in one of its scripts.
    Chinese,
    /// Some other language.
    Other,
    /// There is no name.
    Unknown,
}

fn asked(name: &str) -> Asked {
    let tag = name
        .rsplit_once('(')
        .map_or("", |(_, tag)| tag.trim_end_matches(')').trim());
    let plain = name
        .split('(')
        .next()
        .unwrap_or_default()
        .trim()
        .to_lowercase();
    if name.trim().is_empty() || plain == "default" {
        return Asked::Unknown;
    }
    if tag.eq_ignore_ascii_case("zh") || (tag.is_empty() && plain == "zh") {
        return Asked::Chinese;
    }
    if let Some(locale) = Locale::parse(tag).or_else(|| Locale::parse(&plain)) {
        return Asked::Sure(locale);
    }
    if plain.contains("english") || plain.contains("英") {
        Asked::Sure(Locale::En)
    } else if plain.contains("trad") || plain.contains('繁') || plain.contains('正') {
        Asked::Sure(Locale::ZhHant)
    } else if plain.contains("simp") || plain.contains('简') || plain.contains('簡') {
        Asked::Sure(Locale::ZhHans)
    } else if plain.contains("chinese") || plain.contains('中') || plain.contains("mandarin") {
        Asked::Chinese
    } else {
        Asked::Other
    }
}

/// The labels of a table in a language.
fn texts<'a>(table: &'a Table<'_>, name: &'a str) -> impl Iterator<Item = &'a str> {
    let column = table.heads.iter().position(|head| is(head, "label", name));
    table
        .rows
        .iter()
        .filter_map(move |(_, row)| row.get(column?))
        .map(String::as_str)
}

/// Whether a column holds this field in this language.
pub(super) fn is(head: &Head, field: &str, name: &str) -> bool {
    head.field == field && head.language.as_deref().unwrap_or_default() == name
}

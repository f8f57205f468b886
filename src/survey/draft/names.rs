//! Ids and short names from the names and words of a source.

use std::collections::HashSet;

use crate::language::{Locale, Localized, columns};
use crate::survey::questionnaire::Id;

/// The most characters of an id made from a name.
const LONGEST: usize = 40;

/// The widest short name of an item, in columns.
const WIDEST: usize = 40;

/// Hands out ids, no two alike.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
}

impl Ids {
    /// With some ids taken beforehand.
    pub(super) fn without(taken: &[&str]) -> Self {
        let taken = taken.iter().map(|name| (*name).to_owned()).collect();
        Self { taken }
    }

    /// An id like this name; where nothing of the name can be kept, `stem` and a number.
    pub(super) fn like(&mut self, name: &str, stem: &str) -> Id {
        let wanted = plain(name);
        let starts_with_letter = wanted.starts_with(|c: char| c.is_ascii_lowercase());
        let base = if wanted.is_empty() {
            stem.to_owned()
        } else if starts_with_letter {
            wanted
        } else {
            format!("{stem}-{wanted}")
        };
        let mut count = 1;
        loop {
            let candidate = match (count, base == stem) {
                (1, false) => base.clone(),
                (count, _) => format!("{base}-{count}"),
            };
            count += 1;
            if let Some(id) = Id::new(&candidate)
                && self.taken.insert(candidate)
            {
                return id;
            }
        }
    }
}

/// Small letters, digits and single hyphens.
fn plain(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if (c == '_' || c == '-' || c == ' ' || c == '.') && !out.ends_with('-') {
            out.push('-');
        }
        if out.len() >= LONGEST {
            break;
        }
    }
    // What is left of words in another script says nothing.
    let kept = out.trim_matches('-').to_owned();
    let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
    if kept.chars().filter(char::is_ascii_alphanumeric).count() * 2 < letters.min(LONGEST) {
        String::new()
    } else {
        kept
    }
}

/// Words of a question as a short name: cut where a word ends.
pub(super) fn short(text: &Localized, locales: &[Locale]) -> Localized {
    let mut name = Localized::default();
    for locale in locales {
        let words = shorter(text.get(*locale));
        let words = if words.is_empty() {
            "?".to_owned()
        } else {
            words
        };
        name.set(*locale, words);
    }
    name
}

fn shorter(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    let line = line.trim_end_matches(['.', '。', '?', '？', ':', '：']);
    let line: String = line
        .chars()
        .map(|c| if matches!(c, '{' | '}') { ' ' } else { c })
        .collect();
    if columns(&line) <= WIDEST {
        return line.trim().to_owned();
    }
    let mut cut = String::new();
    for c in line.chars() {
        if columns(&cut) + columns(c.encode_utf8(&mut [0; 4])) > WIDEST {
            break;
        }
        cut.push(c);
    }
    match cut.rsplit_once(' ') {
        Some((words, _)) if columns(words) * 2 > WIDEST => words.trim().to_owned(),
        Some(_) | None => cut.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_keep_what_can_be_kept_and_differ() {
        let mut ids = Ids::default();
        let like = |ids: &mut Ids, name| ids.like(name, "item").to_string();
        assert_eq!(like(&mut ids, "Staff are_polite"), "staff-are-polite");
        assert_eq!(like(&mut ids, "staff are polite"), "staff-are-polite-2");
        assert_eq!(like(&mut ids, "7"), "item-7");
        assert_eq!(like(&mut ids, "員工有禮貌 a"), "item-1");
        assert_eq!(like(&mut ids, "員工"), "item-2");
        assert_eq!(like(&mut ids, "con"), "con-2", "a device of Windows");
    }

    #[test]
    fn short_names_end_with_a_word() {
        let long = "The staff of this place are always glad to help customers with what they need.";
        assert_eq!(shorter(long), "The staff of this place are always glad");
        assert_eq!(shorter("Clean?\nhint"), "Clean");
        assert_eq!(columns(&shorter(&"很".repeat(90))), 40);
    }
}

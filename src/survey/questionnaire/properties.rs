//! What must hold for every study and for every file.

use std::ops::Range;

use proptest::prelude::*;

use super::generate::questionnaires;
use super::{examine, print, read};
use crate::language::Locale;
use crate::survey::record::Edition;

/// A valid file to damage.
const STUDY: &str = include_str!("../../../tests/it/questionnaire/study.ron");

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn reading_a_print_gives_the_same_study(study in questionnaires()) {
        let printed = print(&study);
        let reading = examine(&printed, "generated.ron");
        prop_assert!(reading.is_clean(), "{}\n{printed}", reading.problems);
        prop_assert_eq!(reading.questionnaire.as_ref(), Some(&study));
        prop_assert_eq!(print(&study), printed);
    }

    #[test]
    fn checked_texts_exist_in_every_language_offered(study in questionnaires()) {
        let locales = study.locales();
        for form in &study.forms {
            for question in study.questions(form) {
                for locale in Locale::ALL {
                    let words = study.words(form, &question);
                    let there = words.is_none_or(|words| words.has(locale));
                    prop_assert!(there || !locales.contains(&locale), "{}", question.key);
                }
            }
        }
    }

    #[test]
    fn two_studies_have_one_fingerprint_only_if_they_are_one(
        one in questionnaires(),
        other in questionnaires(),
    ) {
        let same = one == other;
        let fingerprint = |study| Edition::of(study, "").fingerprint;
        prop_assert_eq!(fingerprint(one) == fingerprint(other), same);
    }

    #[test]
    fn any_field_that_is_spoilt_is_refused_at_its_place(
        study in questionnaires(),
        which: prop::sample::Index,
        spoil in prop::sample::select(Spoil::ALL.to_vec()),
    ) {
        let printed = print(&study);
        let fields = fields(&printed, spoil);
        prop_assume!(!fields.is_empty());
        let Field { name, begin } = which.get(&fields).clone();
        let value = begin..begin + length(&printed[begin..]);
        let (range, instead) = match spoil {
            Spoil::Name => (name.end..name.end, "zz"),
            Spoil::Value => (value.clone(), "{1: 2}"),
            Spoil::Text => (value.clone(), "\"\""),
            Spoil::Id => (value.clone(), "\"Not an id\""),
        };
        let mut spoilt = printed.clone();
        spoilt.replace_range(range, instead);
        let at = if spoil == Spoil::Name { name.start } else { value.start };
        let line = printed[..at].matches('\n').count() + 1;
        let problems = read(&spoilt, "generated.ron").unwrap_err();
        let there = problems.iter().any(|problem| problem.place.line == line);
        prop_assert!(there, "line {line} in {problems}\n{spoilt}");
    }

    #[test]
    fn random_bytes_are_refused_in_words(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let problems = read(&bytes, "x").unwrap_err();
        prop_assert!(!problems.is_empty() && !problems.to_string().is_empty());
    }

    #[test]
    fn a_damaged_file_is_read_or_refused_in_words(
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..40, damage()), 1..6),
    ) {
        let mut bytes = STUDY.as_bytes().to_vec();
        for (at, length, insert) in cuts {
            let start = at.index(bytes.len() + 1);
            let end = (start + length).min(bytes.len());
            bytes.splice(start..end, insert);
        }
        let reading = examine(&bytes, "study.ron");
        let shown = reading.problems.to_string();
        prop_assert_eq!(reading.questionnaire.is_none(), reading.problems.has_errors());
        let acts = |c: &char| c.is_control() && *c != '\n';
        prop_assert_eq!(shown.chars().find(acts), None);
        let lines = bytes.split(|byte| *byte == b'\n').count();
        for problem in reading.problems.iter() {
            prop_assert!(problem.place.line <= lines);
            prop_assert!(!problem.remedy().is_empty());
        }
        if let Some(study) = reading.questionnaire {
            prop_assert_eq!(read(print(&study), "study.ron").unwrap(), study);
        }
    }
}

/// How a field is spoilt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spoil {
    /// Its name is misspelt.
    Name,
    /// Its value is of a kind that no field has.
    Value,
    /// Its text is empty.
    Text,
    /// Its id is none.
    Id,
}

impl Spoil {
    const ALL: [Self; 4] = [Self::Name, Self::Value, Self::Text, Self::Id];

    fn fits(self, name: &str) -> bool {
        match self {
            Self::Name | Self::Value => true,
            Self::Text => ["en", "zh_hant", "zh_hans"].contains(&name),
            Self::Id => name == "id",
        }
    }
}

/// Where a field's name stands, and where its value begins.
#[derive(Debug, Clone)]
struct Field {
    name: Range<usize>,
    begin: usize,
}

/// The fields of a print that can be spoilt so.
fn fields(text: &str, spoil: Spoil) -> Vec<Field> {
    let mut found = Vec::new();
    for (at, c) in outside_texts(text) {
        if c != ':' {
            continue;
        }
        let named = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let before = text[..at].rfind(|c| !named(c));
        let start = before.map_or(0, |before| before + 1);
        let after = text[at + 1..].trim_start();
        let begin = text.len() - after.len();
        if spoil.fits(&text[start..at]) {
            found.push(Field {
                name: start..at,
                begin,
            });
        }
    }
    found
}

/// How long the value is that a text begins with.
fn length(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in outside_texts(text) {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' | ',' if depth == 0 => return at,
            ')' | ']' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// The characters that are no part of a text in quotation marks.
fn outside_texts(text: &str) -> Vec<(usize, char)> {
    let mut outside = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let hashes = rest.len() - rest.trim_start_matches(['r', '#']).len();
        if rest.starts_with("r#") && rest[hashes..].starts_with('"') {
            let end = format!("\"{}", &rest[1..hashes]);
            let body = hashes + 1;
            at += body + rest[body..].find(&end).unwrap() + end.len();
        } else if c == '"' {
            let mut escaped = false;
            let end = rest[1..].find(|c| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            at += end.unwrap() + 2;
        } else {
            outside.push((at, c));
            at += c.len_utf8();
        }
    }
    outside
}

/// What gets into files by mistake or on purpose.
fn damage() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        Just(Vec::new()),
        prop::collection::vec(any::<u8>(), 1..8),
        "[(){}\\[\\]\",:/*a-z0-9 {}]{1,12}".prop_map(String::into_bytes),
        prop::sample::select(vec![
            "Some(",
            "None",
            "r#\"",
            "/*",
            "\\u{202e}",
            "\u{202e}",
            "\u{0}",
            "-9223372036854775809",
            "1e999",
            "NaN",
            "{1: 2}",
            "'x'",
            "b\"x\"",
            "#![enable(unwrap_newtypes)]",
            "r#type",
            "()",
            "..",
            "1..=2",
            "\\",
            "\"",
            "(((((((((((((((((((",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ]
}

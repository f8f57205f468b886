//! The words of the interface: the three languages say the same things, each in its own script.

use encoding_rs::{BIG5, GBK};
use fivegaps::language::{Locale, phrases};
use unicode_width::UnicodeWidthStr;

/// The lines of a table of phrases, one a phrase, as the compiler's own debug print gives them.
fn lines(locale: Locale) -> Vec<String> {
    format!("{:#?}", phrases(locale))
        .lines()
        .map(str::to_owned)
        .collect()
}

fn placeholders(line: &str) -> Vec<String> {
    let mut names: Vec<String> = line
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name.to_owned())
        .filter(|name| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
        })
        .collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn the_three_languages_use_the_same_placeholders() {
    let english = lines(Locale::En);
    for locale in [Locale::ZhHant, Locale::ZhHans] {
        let other = lines(locale);
        assert_eq!(english.len(), other.len());
        for (ours, theirs) in english.iter().zip(&other) {
            assert_eq!(
                placeholders(ours),
                placeholders(theirs),
                "{ours} / {theirs}"
            );
        }
    }
}

#[test]
fn no_phrase_is_empty() {
    for locale in Locale::ALL {
        for line in lines(locale) {
            assert!(!line.contains(r#": """#), "{}: {line}", locale.tag());
        }
    }
}

/// Big5 without its extensions holds the traditional characters and no simplified one.
fn is_traditional(character: char) -> bool {
    let text = character.to_string();
    let (bytes, _, failed) = BIG5.encode(&text);
    !failed && bytes.len() == 2
}

/// GB 2312, the first rows of GBK, holds the simplified characters and no traditional one.
fn is_simplified(character: char) -> bool {
    let text = character.to_string();
    let (bytes, _, failed) = GBK.encode(&text);
    !failed && matches!(*bytes, [0xb0..=0xf7, 0xa1..=0xfe])
}

#[test]
fn each_chinese_script_is_pure() {
    let han = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    for line in lines(Locale::ZhHant) {
        let foreign: String = line
            .chars()
            .filter(han)
            .filter(|c| !is_traditional(*c))
            .collect();
        assert_eq!(foreign, "", "not traditional: {line}");
    }
    for line in lines(Locale::ZhHans) {
        let foreign: String = line
            .chars()
            .filter(han)
            .filter(|c| !is_simplified(*c))
            .collect();
        assert_eq!(foreign, "", "not simplified: {line}");
    }
    assert!(!is_traditional('题') && !is_simplified('題'));
}

#[test]
fn every_terminal_agrees_on_the_width_of_every_phrase() {
    for locale in Locale::ALL {
        for line in lines(locale) {
            assert_eq!(line.width(), line.width_cjk(), "{line}");
        }
    }
}

//! What must hold for every study and for every file.

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

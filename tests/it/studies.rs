//! The studies that come with the program: complete, well-formed, and each text in its own script.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fivegaps::language::{Locale, columns};
use fivegaps::survey::interview::Interview;
use fivegaps::survey::questionnaire::{
    Block, Facet, Form, Id, Kind, Order, Question, Questionnaire, Rate, Role, Subject, advice,
    examine, print, read,
};
use fivegaps::survey::record::{Edition, Header};
use serde_json::{Map, Value};
use unicode_width::UnicodeWidthChar;

use crate::study;

/// Name, source, and the number of items in each dimension as the file's opening comment has it.
const STUDIES: &[(&str, &str, &[usize])] = &[
    (
        "store",
        include_str!("../../questionnaires/store.ron"),
        &[4, 5, 4, 4, 5],
    ),
    (
        "call-centre",
        include_str!("../../questionnaires/call-centre.ron"),
        &[3, 4, 3, 3, 3],
    ),
    (
        "restaurant",
        include_str!("../../questionnaires/restaurant.ron"),
        &[3, 4, 3, 3, 3],
    ),
    (
        "heating",
        include_str!("../../questionnaires/heating.ron"),
        &[3, 5, 4, 3, 3],
    ),
    (
        "bank",
        include_str!("../../questionnaires/bank.ron"),
        &[3, 4, 3, 4, 3],
    ),
    (
        "hotel",
        include_str!("../../questionnaires/hotel.ron"),
        &[3, 4, 3, 3, 3],
    ),
    (
        "six-attributes",
        include_str!("../../questionnaires/six-attributes.ron"),
        &[4, 3, 4, 3, 3, 3],
    ),
    (
        "zone-of-tolerance",
        include_str!("../../questionnaires/zone-of-tolerance.ron"),
        &[2, 2, 2, 2, 2],
    ),
    (
        "kano",
        include_str!("../../questionnaires/kano.ron"),
        &[3, 3, 3],
    ),
];

/// A kiosk's short form asks for no more ratings than this.
const MOST_SHORT_RATINGS: usize = 16;

fn load(name: &str, source: &str) -> Questionnaire {
    let reading = examine(source, &format!("{name}.ron"));
    assert!(reading.problems.is_empty(), "{}", reading.problems.render());
    reading.questionnaire.unwrap()
}

fn studies() -> impl Iterator<Item = (&'static str, Questionnaire)> {
    STUDIES
        .iter()
        .map(|(name, source, _)| (*name, load(name, source)))
}

/// One text: where it stands, and its words in the three languages.
struct Words {
    place: String,
    by_locale: BTreeMap<&'static str, String>,
}

/// Visits every struct of a study as plain data, with its path.
fn visit(value: &Value, path: &str, see: &mut impl FnMut(&str, &Map<String, Value>)) {
    if let Some(fields) = value.as_object() {
        see(path, fields);
        for (key, value) in fields {
            visit(value, &format!("{path}.{key}"), see);
        }
    }
    for (index, value) in value.as_array().into_iter().flatten().enumerate() {
        visit(value, &format!("{path}[{index}]"), see);
    }
}

/// Every text of a study, found by the shape that all texts share.
fn texts(study: &Questionnaire) -> Vec<Words> {
    const KEYS: [&str; 3] = ["en", "zh_hant", "zh_hans"];
    let mut out = Vec::new();
    let value = serde_json::to_value(study).unwrap_or_default();
    visit(&value, study.id.as_str(), &mut |place, fields| {
        if fields.keys().any(|key| KEYS.contains(&key.as_str())) {
            let words = |key| Some((key, fields.get(key)?.as_str()?.to_owned()));
            out.push(Words {
                place: place.to_owned(),
                by_locale: KEYS.into_iter().filter_map(words).collect(),
            });
        }
    });
    assert!(!out.is_empty());
    out
}

/// Every name given by an `id` field.
fn ids(study: &Questionnaire) -> Vec<String> {
    let mut out = Vec::new();
    let value = serde_json::to_value(study).unwrap_or_default();
    visit(&value, study.id.as_str(), &mut |_, fields| {
        out.extend(fields.get("id").and_then(Value::as_str).map(str::to_owned));
    });
    assert!(!out.is_empty());
    out
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .collect()
}

/// The questions that one person may be asked on the short form.
fn drawn(edition: &Arc<Edition>, form: &Form, seed: u64) -> Vec<Question> {
    let header = Header {
        edition: edition.fingerprint.clone(),
        role: form.role,
        seed,
        short: true,
        ..study::header(form.id.as_str())
    };
    let interview = Interview::begin(Arc::clone(edition), header).unwrap();
    let questions = edition.questionnaire.questions(form);
    let shown = interview.order_shown();
    shown.into_iter().map(|q| questions[q].clone()).collect()
}

#[test]
fn every_study_is_named_like_its_file_and_has_the_items_it_documents() {
    for (name, source, items) in STUDIES {
        let study = load(name, source);
        assert_eq!(study.format, 1, "{name}");
        assert_eq!(study.id.as_str(), *name);
        let counted: Vec<usize> = study.dimensions.iter().map(|d| d.items.len()).collect();
        assert_eq!(counted, *items, "{name}");
        assert!(source.starts_with("// "), "{name} opens with a comment");
    }
}

#[test]
fn every_text_is_there_in_all_three_languages_with_the_same_placeholders() {
    for (name, study) in studies() {
        assert_eq!(study.locales(), Locale::ALL, "{name}");
        for words in texts(&study) {
            assert_eq!(words.by_locale.len(), 3, "{}", words.place);
            let names: BTreeSet<_> = words.by_locale.values().map(|t| placeholders(t)).collect();
            assert_eq!(names.len(), 1, "{}", words.place);
            for (locale, text) in &words.by_locale {
                assert_eq!(text.trim(), text, "{} {locale}", words.place);
                assert!(!text.is_empty(), "{} {locale}", words.place);
            }
            // `{place}` and `{industry}` are lower case in English, so no sentence may begin with them.
            let english = &words.by_locale["en"];
            assert!(
                !english.starts_with('{') && !english.contains(". {"),
                "{}: {english}",
                words.place
            );
        }
    }
}

#[test]
fn names_are_well_formed_and_no_two_questions_of_a_form_share_one() {
    for (name, study) in studies() {
        for id in ids(&study) {
            assert!(Id::new(&id).is_some(), "{name}: {id}");
        }
        for form in &study.forms {
            let mut seen = BTreeSet::new();
            for question in study.questions(form) {
                let key = question.key.as_str().to_owned();
                assert!(seen.insert(key.clone()), "{name} {}: {key}", form.id);
            }
        }
    }
}

#[test]
fn items_are_named_shortly_and_no_two_share_their_words() {
    for (name, study) in studies() {
        for locale in Locale::ALL {
            let mut names = BTreeSet::new();
            let mut wordings = BTreeSet::new();
            for (_, item) in study.items() {
                let label = item.name.get(locale);
                let most = if locale == Locale::En { 30 } else { 24 };
                assert!(columns(label) <= most, "{name}: {label}");
                assert!(names.insert(label), "{name}: {label}");
                for facet in [
                    Facet::Expectation,
                    Facet::Perception,
                    Facet::Functional,
                    Facet::Dysfunctional,
                ] {
                    if let Some(words) = item.wording(facet) {
                        let words = words.get(locale);
                        assert!(wordings.insert(words), "{name}: {words}");
                    }
                }
            }
        }
    }
}

#[test]
fn expectation_speaks_of_the_industry_and_perception_of_the_place() {
    for (name, study) in studies() {
        for (_, item) in study.items() {
            for locale in Locale::ALL {
                let has = |facet, what: &str| {
                    item.wording(facet)
                        .is_none_or(|words| words.get(locale).contains(what))
                };
                assert!(
                    has(Facet::Expectation, "{industry}"),
                    "{name} {locale:?} {}",
                    item.id
                );
                assert!(
                    has(Facet::Perception, "{place}"),
                    "{name} {locale:?} {}",
                    item.id
                );
            }
            assert_eq!(
                item.expectation.is_some(),
                item.perception.is_some(),
                "{name} {}",
                item.id
            );
        }
    }
}

#[test]
fn everyone_is_told_first_and_customers_can_take_a_short_form() {
    for (name, study) in studies() {
        let mut short = 0;
        for form in &study.forms {
            // Counts of the organisation say nothing of a person.
            let counts = |block: &Block| matches!(block, Block::Indicator(_) | Block::Month(_));
            if form.ask.iter().all(counts) {
                continue;
            }
            let consent = form.consent.as_ref();
            assert!(consent.is_some(), "{name} {}", form.id);
            if form.role == Role::Customer {
                assert_eq!(
                    consent.and_then(|c| c.min_age),
                    Some(16),
                    "{name} {}",
                    form.id
                );
            }
            short += usize::from(form.short.is_some());
        }
        assert!(short > 0, "{name}");
    }
}

#[test]
fn a_short_form_asks_few_ratings_of_each_person_and_all_items_of_many() {
    for (name, study) in studies() {
        let edition = Arc::new(Edition::of(study.clone(), ""));
        for form in study.forms.iter().filter(|form| form.short.is_some()) {
            let mut asked = BTreeSet::new();
            for seed in 0..200 {
                let questions = drawn(&edition, form, seed);
                let ratings = questions
                    .iter()
                    .filter(|question| matches!(question.kind, Kind::Rating { .. }))
                    .count();
                assert!(ratings <= MOST_SHORT_RATINGS, "{name}: {ratings}");
                let mut dimensions = BTreeSet::new();
                for question in &questions {
                    if let Subject::Item { dimension, item } = question.subject {
                        dimensions.insert(dimension);
                        asked.insert((dimension, item));
                    }
                }
                assert_eq!(dimensions.len(), study.dimensions.len(), "{name} {seed}");
            }
            assert_eq!(asked.len(), study.items().count(), "{name}");
        }
    }
}

#[test]
fn every_short_form_fits_a_kiosk_and_gaps_are_compared_on_a_core_of_each_dimension() {
    for (name, study) in studies() {
        let told: Vec<String> = advice(&study).iter().map(ToString::to_string).collect();
        assert_eq!(told, [""; 0], "{name}");
        // The two short demonstrations have no item to spare.
        if ["zone-of-tolerance", "kano"].contains(&name) {
            continue;
        }
        for dimension in &study.dimensions {
            let core = dimension.items.iter().filter(|item| item.core).count();
            assert_eq!(core, 1, "{name} {}", dimension.id);
        }
    }
}

#[test]
fn every_form_begins_in_every_language_and_its_print_reads_back() {
    for (name, study) in studies() {
        assert_eq!(read(print(&study), &format!("{name}.ron")).unwrap(), study);
        let edition = Arc::new(Edition::of(study.clone(), ""));
        for form in &study.forms {
            for locale in Locale::ALL {
                let header = Header {
                    edition: edition.fingerprint.clone(),
                    role: form.role,
                    locale,
                    ..study::header(form.id.as_str())
                };
                let begun = Interview::begin(Arc::clone(&edition), header);
                assert!(begun.is_ok(), "{name} {} {locale:?}", form.id);
            }
        }
    }
}

#[test]
fn whole_ratings_come_before_the_statements_that_could_colour_them() {
    for (name, study) in studies() {
        for form in &study.forms {
            let place = |test: fn(&Block) -> bool| form.ask.iter().position(test);
            let battery = place(|b| {
                matches!(
                    b,
                    Block::Rate(_)
                        | Block::Paired(_)
                        | Block::ThreeColumn(_)
                        | Block::TouchPoints(_)
                )
            });
            for whole in [
                place(|b| matches!(b, Block::Overall(_))),
                place(|b| matches!(b, Block::Recommend(_))),
            ]
            .into_iter()
            .flatten()
            {
                assert!(
                    battery.is_none_or(|battery| whole < battery),
                    "{name} {}",
                    form.id
                );
            }
        }
    }
}

#[test]
fn expectation_comes_before_the_points_and_perception_follows_in_its_order() {
    for (name, study) in studies() {
        for form in &study.forms {
            let rate = |wanted: Facet| {
                form.ask.iter().enumerate().find_map(|(index, block)| {
                    if let Block::Rate(Rate { facet, order, .. }) = block {
                        (*facet == wanted).then_some((index, *order))
                    } else {
                        None
                    }
                })
            };
            let points = form
                .ask
                .iter()
                .position(|block| matches!(block, Block::Allocate(_)));
            if let (Some((e, _)), Some((p, order))) =
                (rate(Facet::Expectation), rate(Facet::Perception))
            {
                assert!(e < p, "{name} {}", form.id);
                assert_eq!(order, Order::AsExpectation, "{name} {}", form.id);
                assert!(
                    points.is_none_or(|points| e < points && points < p),
                    "{name} {}",
                    form.id
                );
            }
        }
    }
}

#[test]
fn every_character_is_as_wide_in_every_terminal() {
    for (_, study) in studies() {
        for words in texts(&study) {
            for (locale, text) in &words.by_locale {
                for c in text.chars() {
                    assert_eq!(
                        c.width(),
                        c.width_cjk(),
                        "{} {locale}: {c:?} in {text}",
                        words.place
                    );
                }
            }
        }
    }
}

#[test]
fn chinese_takes_full_width_punctuation_and_no_blanks() {
    for (_, study) in studies() {
        for words in texts(&study) {
            for locale in ["zh_hant", "zh_hans"] {
                let text = &words.by_locale[locale];
                let mut bare = text.clone();
                for name in placeholders(text) {
                    bare = bare.replace(&format!("{{{name}}}"), "");
                }
                for c in bare.chars() {
                    let fits = c.is_ascii_digit()
                        || "，。？！：；（）「」、".contains(c)
                        || ('\u{4e00}'..='\u{9fff}').contains(&c);
                    assert!(fits, "{} {locale}: {c:?} in {text}", words.place);
                }
            }
            assert!(words.by_locale["en"].is_ascii(), "{}", words.place);
        }
    }
}

/// Characters that are wrong in Traditional and in Simplified text.
fn foreign() -> (BTreeSet<char>, BTreeSet<char>) {
    let table = include_str!("../reference/scripts.txt");
    let mut sections = table.split("# ").filter(|part| !part.trim().is_empty());
    let mut section = |title: &str| -> BTreeSet<char> {
        let part = sections
            .find(|part| part.starts_with(title))
            .unwrap_or_default();
        part.chars().filter(|c| !c.is_ascii()).collect()
    };
    (section("Simplified only"), section("Traditional only"))
}

#[test]
fn the_two_chinese_scripts_never_mix() {
    let (simplified, traditional) = foreign();
    assert!(simplified.contains(&'务') && traditional.contains(&'務'));
    assert!(simplified.is_disjoint(&traditional));
    for (_, study) in studies() {
        for words in texts(&study) {
            for (locale, wrong) in [("zh_hant", &simplified), ("zh_hans", &traditional)] {
                let text = &words.by_locale[locale];
                let found: Vec<char> = text.chars().filter(|c| wrong.contains(c)).collect();
                assert!(
                    found.is_empty(),
                    "{} {locale}: {found:?} in {text}",
                    words.place
                );
            }
        }
    }
}

#[test]
fn each_chinese_uses_the_words_of_its_readers() {
    let foreign = [
        (
            "zh_hant",
            [
                "質量", "信息", "屏幕", "短信", "小票", "移情", "前台", "酒店", "專員", "投訴",
                "培訓", "招聘", "上門", "熱線", "維度",
            ]
            .as_slice(),
        ),
        (
            "zh_hans",
            [
                "品质",
                "资讯",
                "萤幕",
                "简讯",
                "透过",
                "选单",
                "帐单",
                "饭店",
                "客诉",
                "构面",
                "金融卡",
            ]
            .as_slice(),
        ),
    ];
    for (_, study) in studies() {
        for words in texts(&study) {
            for (locale, wrong) in foreign {
                let text = &words.by_locale[locale];
                for word in wrong {
                    assert!(!text.contains(word), "{} {locale}: {text}", words.place);
                }
            }
        }
    }
}

#[test]
fn conditions_name_earlier_questions_of_their_form() {
    for (name, study) in studies() {
        for form in &study.forms {
            for (index, block) in form.ask.iter().enumerate() {
                let Some(condition) = block.when() else {
                    continue;
                };
                let asked: BTreeSet<String> = study
                    .questions(form)
                    .into_iter()
                    .filter(|question| question.block < index)
                    .map(|question| question.key.as_str().to_owned())
                    .collect();
                let words = format!("{condition:?}");
                let named = words.split('"').nth(1).unwrap_or_default();
                assert!(asked.contains(named), "{name} {}: {words}", form.id);
            }
        }
    }
}

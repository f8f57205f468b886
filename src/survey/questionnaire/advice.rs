//! What an author should think about in a study that can be used as it is: too long for a kiosk, nothing in
//! common between short forms, statements that seem to point the other way.

use std::fmt;

use super::outline::{FormOutline, Length, outline};
use super::scheme::{Facet, Form, Item, Questionnaire, Role};
use crate::language::Locale;

/// The most ratings that a person gives on their feet.
pub const KIOSK_RATINGS: usize = 16;

/// The longest that a person stays at a kiosk, in minutes.
pub const KIOSK_MINUTES: u32 = 3;

/// Something to think about. `Display` says it, with what can be done, in English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Advice {
    /// The short form has more ratings than [`KIOSK_RATINGS`]: form, ratings.
    ManyRatings(String, usize),
    /// The short form takes longer than [`KIOSK_MINUTES`]: form, language, minutes.
    LongTime(String, Locale, u32),
    /// Customers have no short form and the whole one is too long for a kiosk: form, minutes.
    NoShortForm(String, u32),
    /// No item is in every short form, though there is room for one: form.
    NoCoreItem(String),
    /// A statement seems to be negative, but is not declared as reversed: item, the word that says so.
    SeemsReversed(String, &'static str),
}

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ManyRatings(form, ratings) => write!(
                f,
                "the short form of `{form}` has {ratings} ratings; on a kiosk, more than {KIOSK_RATINGS} are too many: \
                 mark fewer items as `core: true`"
            ),
            Self::LongTime(form, locale, minutes) => write!(
                f,
                "the short form of `{form}` takes about {minutes} minutes in {}; on a kiosk, more than \
                 {KIOSK_MINUTES} are too long: ask fewer questions, or shorten what is read",
                locale.tag(),
            ),
            Self::NoShortForm(form, minutes) => write!(
                f,
                "the form `{form}` takes about {minutes} minutes and has no short form for a kiosk: \
                 add `short: (sample: 1)`",
            ),
            Self::NoCoreItem(form) => write!(
                f,
                "the short form of `{form}` has no item that everybody is asked, so waves can hardly be compared: \
                 mark two or three items as `core: true`"
            ),
            Self::SeemsReversed(item, word) => write!(
                f,
                "the item `{item}` says \"{word}\": if agreement is bad, declare it with `reverse: true`; \
                 better still, word it positively"
            ),
        }
    }
}

/// Everything to think about in a study, form by form, then item by item.
pub fn advice(questionnaire: &Questionnaire) -> Vec<Advice> {
    let mut all = Vec::new();
    let outlines = outline(questionnaire, Locale::En).forms;
    for (form, outline) in questionnaire.forms.iter().zip(&outlines) {
        if form.role == Role::Customer {
            about_form(questionnaire, form, outline, &mut all);
        }
    }
    for (_, item) in questionnaire.items().filter(|(_, item)| !item.reverse) {
        if let Some(word) = negation(item) {
            all.push(Advice::SeemsReversed(item.id.to_string(), word));
        }
    }
    all
}

fn about_form(
    questionnaire: &Questionnaire,
    form: &Form,
    outline: &FormOutline,
    all: &mut Vec<Advice>,
) {
    let name = || form.id.to_string();
    let Some(short) = &outline.short else {
        let (_, minutes) = slowest(&outline.full);
        if minutes > KIOSK_MINUTES && outline.full.ratings > KIOSK_RATINGS {
            all.push(Advice::NoShortForm(name(), minutes));
        }
        return;
    };
    if short.ratings > KIOSK_RATINGS {
        all.push(Advice::ManyRatings(name(), short.ratings));
    }
    let (locale, minutes) = slowest(short);
    if minutes > KIOSK_MINUTES {
        all.push(Advice::LongTime(name(), locale, minutes));
    }
    let has_core = questionnaire.items().any(|(_, item)| item.core);
    let facets = form.ask.iter().filter(|block| block.rates_facets()).count();
    if !has_core && facets > 0 && short.ratings + facets <= KIOSK_RATINGS {
        all.push(Advice::NoCoreItem(name()));
    }
}

/// The language in which a form takes longest, and how many minutes, for those who are asked nothing more than
/// everybody is.
fn slowest(length: &Length) -> (Locale, u32) {
    let slowest = length.least.iter().max_by_key(|(_, seconds)| *seconds);
    let (locale, seconds) = slowest.copied().unwrap_or((Locale::En, 0));
    (locale, (seconds + 30) / 60)
}

/// Words that turn a statement about the provider around. Chinese negations are part of many praising words, so
/// only those of the well-known negative statements count.
const NEGATIONS: [(Locale, &[&str]); 3] = [
    (
        Locale::En,
        &[
            "should not",
            "do not",
            "does not",
            "did not",
            "is not",
            "are not",
            "cannot",
            "shouldn't",
            "don't",
            "doesn't",
            "isn't",
            "aren't",
            "never",
        ],
    ),
    (
        Locale::ZhHant,
        &["不應", "不必", "不需要", "不能期望", "從不"],
    ),
    (
        Locale::ZhHans,
        &["不应", "不必", "不需要", "不能期望", "从不"],
    ),
];

/// What says that both halves of a pair are worded negatively.
fn negation(item: &Item) -> Option<&'static str> {
    let halves = [Facet::Expectation, Facet::Perception];
    NEGATIONS.iter().find_map(|(locale, words)| {
        let negation = |facet| {
            let text = item.wording(facet)?.get(*locale).to_lowercase();
            words.iter().copied().find(|word| text.contains(word))
        };
        let [expectation, perception] = halves.map(negation);
        expectation.and(perception)
    })
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    const STUDY: &str = include_str!("../../../tests/it/questionnaire/study.ron");

    fn advice_of(source: impl AsRef<[u8]>) -> Vec<String> {
        let study = read(source, "study.ron").unwrap();
        advice(&study).iter().map(ToString::to_string).collect()
    }

    /// A study with so many pairs in one dimension, the short form drawing so many of them.
    fn study(items: usize, core: &str, short: &str) -> String {
        let items = (0..items).map(|n| {
            format!(
                r#"(id: "i{n}", name: (en: "n"), {core} expectation: (en: "E{n}"), perception: (en: "P{n}")),"#
            )
        });
        format!(
            r#"(format: 1, id: "study", revision: 1, title: (en: "T"), place: (en: "here"),
            scale: (points: 7, low: (en: "l"), high: (en: "h")),
            dimensions: [(id: "d", name: (en: "D"), about: (en: "a"), items: [{}])],
            forms: [(id: "customer", role: Customer, {short}
                ask: [Rate(facet: Expectation), Rate(facet: Perception)])])"#,
            items.collect::<String>()
        )
    }

    #[test]
    fn a_short_form_is_measured_by_what_is_asked_of_a_person() {
        assert_eq!(
            advice_of(study(9, "core: true,", "short: (sample: 1),")),
            [
                "the short form of `customer` has 18 ratings; on a kiosk, more than 16 are too many: \
              mark fewer items as `core: true`"
            ]
        );
        let none = advice_of(study(9, "", "short: (sample: 1),"));
        assert!(
            none[0].contains("no item that everybody is asked"),
            "{none:?}"
        );
        assert_eq!(none.len(), 1);
        let no_room = advice_of(study(9, "", "short: (sample: 8),"));
        assert_eq!(no_room, [""; 0]);
    }

    #[test]
    fn time_is_taken_in_the_slowest_language_without_what_few_are_asked() {
        let source = study(2, "core: true,", "short: (sample: 1),");
        let reading = |when: &str| {
            let text = "word ".repeat(390);
            let question = |id: &str| format!(r#"Text(id: "{id}", text: (en: "{text}"){when}),"#);
            let two = question("a") + &question("b") + "Rate(facet: Perception)";
            advice_of(source.replace("Rate(facet: Perception)", &two))
        };
        let long = reading("");
        assert!(long[0].contains("takes about 4 minutes in en"), "{long:?}");
        assert_eq!(reading(r#", when: AtMost("expectation.i0", 1)"#), [""; 0]);
    }

    #[test]
    fn a_long_form_without_a_short_one_is_told() {
        let told = advice_of(study(40, "", ""));
        assert!(told[0].contains("has no short form"), "{told:?}");
        assert_eq!(advice_of(study(8, "", "")), [""; 0]);
    }

    #[test]
    fn a_pair_that_says_not_is_asked_about_unless_it_is_declared() {
        let source = study(1, "", "")
            .replace("E0", "They should not be expected to hurry.")
            .replace("P0", "They do not hurry.");
        let told = advice_of(&source);
        assert!(
            told[0].starts_with("the item `i0` says \"do not\""),
            "{told:?}"
        );
        let declared = source.replace("name: (en: \"n\"),", "name: (en: \"n\"), reverse: true,");
        assert_eq!(advice_of(declared), [""; 0]);
        let one_half = source.replace("They do not hurry.", "They hurry.");
        assert_eq!(advice_of(one_half), [""; 0]);
    }

    #[test]
    fn a_study_without_anything_odd_gets_no_advice() {
        let told = advice_of(STUDY);
        assert!(
            told.iter().all(|advice| !advice.contains("says")),
            "{told:?}"
        );
    }
}

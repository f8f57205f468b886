//! The words around numbers: names of views and gaps, reasons, signs, the convention.

use super::chart::Mark;
use crate::analysis::{Absent, Voice};
use crate::language::{FacetWords, Locale, ReportPhrases, fill, phrases};
use crate::survey::questionnaire::{Facet, Questionnaire};

/// The words of a facet.
pub(super) fn facet_words(facet: Facet, words: &ReportPhrases) -> FacetWords {
    match facet {
        Facet::Expectation => words.expectation,
        Facet::Perception => words.perception,
        Facet::Minimum => words.minimum,
        Facet::Desired => words.desired,
        Facet::Importance => words.importance,
        Facet::Estimate => words.estimate,
        Facet::Standard => words.standard,
        Facet::Delivery => words.delivery,
        Facet::Promise => words.promise,
        Facet::Rival => words.rival,
        Facet::Functional => words.functional,
        Facet::Dysfunctional => words.dysfunctional,
    }
}

/// The sign and name of a view; a rival has its own name.
pub(super) fn voice_mark(questionnaire: &Questionnaire, voice: Voice, locale: Locale) -> Mark {
    let words = facet_words(voice.facet, &phrases(locale).report);
    let rival = voice
        .rival
        .and_then(|rival| questionnaire.rivals.get(rival));
    Mark {
        sign: words.sign.to_owned(),
        name: rival
            .map_or(words.name, |rival| rival.name.get(locale))
            .to_owned(),
    }
}

/// What a gap is called.
pub(super) fn gap_name(
    questionnaire: &Questionnaire,
    seen: Option<Voice>,
    against: Option<Voice>,
    locale: Locale,
) -> String {
    let words = &phrases(locale).report;
    match (
        seen.map(|voice| voice.facet),
        against.map(|voice| voice.facet),
    ) {
        (Some(Facet::Perception), Some(Facet::Expectation)) => words.customer_gap.to_owned(),
        (Some(Facet::Perception), Some(Facet::Minimum)) => words.adequacy_gap.to_owned(),
        (Some(Facet::Perception), Some(Facet::Desired)) => words.superiority_gap.to_owned(),
        (Some(Facet::Perception), Some(Facet::Rival)) => words.rival_gap.to_owned(),
        (Some(Facet::Estimate), Some(Facet::Expectation)) => words.knowledge_gap.to_owned(),
        (Some(Facet::Perception), None) => words.performance.to_owned(),
        (Some(_), Some(_)) => words.gap.to_owned(),
        (Some(_), None) => seen.map_or_else(String::new, |voice| {
            voice_mark(questionnaire, voice, locale).name
        }),
        (None, _) => words.no_data.to_owned(),
    }
}

/// How the gap is computed and what its sign means.
pub(super) fn convention(
    questionnaire: &Questionnaire,
    seen: Option<Voice>,
    against: Option<Voice>,
    locale: Locale,
) -> String {
    let words = &phrases(locale).report;
    let name = |voice: Option<Voice>| {
        voice
            .map(|voice| voice_mark(questionnaire, voice, locale).name)
            .unwrap_or_default()
    };
    let template = match against.map(|voice| voice.facet) {
        Some(Facet::Expectation) => words.convention_expectation,
        Some(_) => words.convention_other,
        None => words.convention_alone,
    };
    fill(
        template,
        &[("seen", &name(seen)), ("against", &name(against))],
    )
}

/// What a gap below 0, above 0 and of 0 is called.
pub(super) fn verdicts(against: Option<Voice>, locale: Locale) -> [String; 3] {
    let words = &phrases(locale).report;
    match against.map(|voice| voice.facet) {
        Some(Facet::Expectation) => [words.falls_short, words.exceeds, words.met],
        Some(_) | None => [words.lower, words.higher, words.equal],
    }
    .map(str::to_owned)
}

/// A reason in words.
pub(super) fn reason_words(reason: Absent, words: &ReportPhrases) -> &'static str {
    match reason {
        Absent::NoData => words.no_data,
        Absent::OnlyOne => words.only_one,
        Absent::NoVariance => words.no_variance,
        Absent::TooFew => words.too_few,
        Absent::Protected => words.protected,
        Absent::Singular => words.singular,
        Absent::NotAsked => words.not_asked,
        Absent::NoFreedom => words.no_freedom,
        Absent::Improper => words.improper,
    }
}

/// A gap with its sign, two decimals. Exactly 0 has none; a gap that only rounds to 0 keeps it.
pub(super) fn signed(value: Option<f64>) -> String {
    match value {
        None => String::new(),
        Some(value) if is_zero(value) => "0.00".to_owned(),
        Some(value) => format!("{value:+.2}"),
    }
}

/// A level, two decimals.
pub(super) fn plain(value: Option<f64>) -> String {
    value.map(|value| format!("{value:.2}")).unwrap_or_default()
}

/// The interval of a gap.
pub(super) fn bracketed(interval: Option<(f64, f64)>) -> String {
    interval
        .map(|(low, high)| format!("[{}, {}]", signed(Some(low)), signed(Some(high))))
        .unwrap_or_default()
}

/// Means of whole numbers that cancel exactly differ from 0 by rounding alone.
pub(super) fn is_zero(value: f64) -> bool {
    value.abs() < 1e-9
}

/// The number of responses behind a figure, or what may be said about it.
pub(super) fn count(n: u64, reason: Option<Absent>, least: u64) -> String {
    match reason {
        Some(Absent::TooFew) => format!("<{least}"),
        Some(Absent::Protected) => String::new(),
        Some(_) | None if n > 0 && n < least => format!("<{least}"),
        Some(_) | None => n.to_string(),
    }
}

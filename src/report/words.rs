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

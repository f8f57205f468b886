//! The report for programs: JSON of the schema `fivegaps.report/1`.
//!
//! ```text
//! { "schema": "fivegaps.report/1",
//!   "study": { "id", "revision", "fingerprint", "title": { "en", "zh-Hant", "zh-Hans" } },
//!   "form": "customer",
//!   "responses": 214,
//!   "gap": { "seen": "perception", "against": "expectation" | null, "sign": "seen - against" },
//!   "scale": [1, 7],
//!   "level": 0.95,
//!   "missing_rule": "half" | "complete",
//!   "least": 5,
//!   "dimensions": [ { "id", "against", "seen", "gap", "performance", "points": figure,
//!                     "items": [ { "id", "ideal_point", "against", "seen", "gap", "against_alone",
//!                                  "seen_alone": figure, "ceiling": share } ] } ],
//!   "overall", "weighted", "weighted_rescaled", "performance", "performance_weighted": figure,
//!   "points": { "total", "valid", "missing", "other_sum" } | null,
//!   "sources": [ { "form", "role", "responses" } ],
//!   "gaps": [ { "id", "kind": "paired" | "between" | "to_top" | "no_data" | "not_asked" | "other_scale",
//!               "of", "against": { "role", "facet" } | "top", "scale", "without_answers": [role], "rows", "overall" } ],
//!   "antecedents", "singles", "reliability", "drivers", "priorities", "tests", "planes", "factors", "visits",
//!   "touch_points", "kano",//!   "zones", "nonresponse", "outcomes", "other_editions", "sampled", "groups",
//!   "carelessness": { "n", "signs": [ { "sign", "n" } ], "set_apart", "distances", "excluded",
//!                     "results": [ { "what", "of", "all", "without": figure } ] } | null,
//!   "series": { "by": "wave" | "week" | "month", "periods": [ { "name", "n" } ],
//!               "lines": [ { "kind", "about", "readings", "change", "mann_kendall", "weighted_line",
//!                            "cochran_armitage", "control" } ] } | null }
//!
//! figure = { "n": 214 | null, "mean": value, "sd": value, "interval": [low, high] | null, "absent": reason }
//! share  = { "value": value, "absent": reason }
//! ```
//!
//! A value is a number in full precision or `null`; where anything is `null`, `absent` says why (a word of
//! [`Absent::word`]), otherwise it is missing. `n` is `null` where even the number of answers is withheld.
//! Fields keep their order, so that equal reports are equal bytes. A field may be added without a new
//! version; none is taken away or given another meaning. `tests/reference/report.schema.json` is the schema.

mod careless;
mod factors;
mod series;
mod study;

use serde::Serialize;

use self::study::Writer;
use crate::analysis::{
    Absent, Disclosed, Estimate, GapReport, GroupReport, Missing, StudyReport, Value, Voice,
};
use crate::language::Locale;
use crate::survey::questionnaire::{Facet, Questionnaire};
use crate::survey::record::Edition;

/// The schema's name and version.
pub const SCHEMA: &str = "fivegaps.report/1";

/// Writes a report as JSON, indented, with a line feed at the end.
pub fn write(
    edition: &Edition,
    study: &Disclosed<StudyReport>,
    groups: &[Disclosed<GroupReport>],
) -> String {
    let report = study.gap_report();
    let writer = Writer {
        questionnaire: &edition.questionnaire,
        least: study.least(),
    };
    let document = Document {
        study_parts: writer.parts(study, groups),
        ..Document::of(edition, &report)
    };
    // Strings, integers and finite numbers: nothing that JSON cannot say.
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    study: Study<'a>,
    form: &'a str,
    responses: u64,
    gap: Sides,
    scale: [u8; 2],
    level: f64,
    missing_rule: &'static str,
    least: u64,
    dimensions: Vec<Dimension<'a>>,
    overall: Figure,
    weighted: Figure,
    weighted_rescaled: Figure,
    performance: Figure,
    performance_weighted: Figure,
    points: Option<Points>,
    #[serde(flatten)]
    study_parts: serde_json::Map<String, serde_json::Value>,
}

#[derive(Serialize)]
struct Study<'a> {
    id: &'a str,
    revision: u32,
    fingerprint: &'a str,
    title: Title<'a>,
}

#[derive(Serialize)]
struct Title<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    en: Option<&'a str>,
    #[serde(rename = "zh-Hant", skip_serializing_if = "Option::is_none")]
    zh_hant: Option<&'a str>,
    #[serde(rename = "zh-Hans", skip_serializing_if = "Option::is_none")]
    zh_hans: Option<&'a str>,
}

#[derive(Serialize)]
struct Sides {
    seen: Option<String>,
    against: Option<String>,
    sign: &'static str,
}

#[derive(Serialize)]
struct Dimension<'a> {
    id: &'a str,
    against: Figure,
    seen: Figure,
    gap: Figure,
    performance: Figure,
    points: Figure,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    ideal_point: bool,
    against: Figure,
    seen: Figure,
    gap: Figure,
    against_alone: Figure,
    seen_alone: Figure,
    ceiling: Share,
}

#[derive(Serialize)]
struct Figure {
    n: Option<u64>,
    mean: Option<f64>,
    sd: Option<f64>,
    interval: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    absent: Option<&'static str>,
}

#[derive(Serialize)]
struct Share {
    value: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    absent: Option<&'static str>,
}

#[derive(Serialize)]
struct Points {
    total: u8,
    valid: Option<u64>,
    missing: Option<u64>,
    other_sum: Option<u64>,
}

impl<'a> Document<'a> {
    fn of(edition: &'a Edition, report: &'a Disclosed<GapReport>) -> Self {
        let questionnaire = &edition.questionnaire;
        let name = |voice: Option<Voice>| voice.map(|voice| voice_name(questionnaire, voice));
        let title = |locale| {
            let title = &questionnaire.title;
            title.has(locale).then(|| title.get(locale))
        };
        let least = report.least();
        let count = |n: u64| Some(n).filter(|n| *n == 0 || *n >= least);
        Self {
            schema: SCHEMA,
            study: Study {
                id: questionnaire.id.as_str(),
                revision: questionnaire.revision,
                fingerprint: &edition.fingerprint.0,
                title: Title {
                    en: title(Locale::En),
                    zh_hant: title(Locale::ZhHant),
                    zh_hans: title(Locale::ZhHans),
                },
            },
            form: report.form.as_str(),
            responses: report.n,
            gap: Sides {
                seen: name(report.seen),
                against: name(report.against),
                sign: "seen - against",
            },
            scale: [report.scale.0, report.scale.1],
            level: report.level,
            missing_rule: match report.missing {
                Missing::Half => "half",
                Missing::Complete => "complete",
            },
            least,
            dimensions: report
                .dimensions
                .iter()
                .map(|d| Dimension {
                    id: d.id.as_str(),
                    against: Figure::of(&d.against),
                    seen: Figure::of(&d.seen),
                    gap: Figure::of(&d.gap),
                    performance: Figure::of(&d.performance),
                    points: Figure::of(&d.points),
                    items: d
                        .items
                        .iter()
                        .map(|item| Item {
                            id: item.id.as_str(),
                            ideal_point: item.ideal_point,
                            against: Figure::of(&item.against),
                            seen: Figure::of(&item.seen),
                            gap: Figure::of(&item.gap),
                            against_alone: Figure::of(&item.against_alone),
                            seen_alone: Figure::of(&item.seen_alone),
                            ceiling: Share::of(item.ceiling),
                        })
                        .collect(),
                })
                .collect(),
            overall: Figure::of(&report.overall),
            weighted: Figure::of(&report.weighted),
            weighted_rescaled: Figure::of(&report.weighted_rescaled),
            performance: Figure::of(&report.performance),
            performance_weighted: Figure::of(&report.performance_weighted),
            points: report.points.map(|points| Points {
                total: points.total,
                valid: count(points.valid),
                missing: count(points.missing),
                other_sum: count(points.other_sum),
            }),
            study_parts: serde_json::Map::new(),
        }
    }
}

/// The facet's key; a rival's with its id.
fn voice_name(questionnaire: &Questionnaire, voice: Voice) -> String {
    let rival = voice
        .rival
        .and_then(|rival| questionnaire.rivals.get(rival));
    match (voice.facet, rival) {
        (Facet::Rival, Some(rival)) => format!("rival.{}", rival.id),
        (facet, _) => facet.key().to_owned(),
    }
}

impl Figure {
    fn of(figure: &Estimate) -> Self {
        let absent = figure
            .mean
            .err()
            .or(figure.sd.err())
            .or(figure.interval.err());
        let withheld = matches!(absent, Some(Absent::TooFew | Absent::Protected));
        Self {
            n: (!withheld).then_some(figure.n),
            mean: figure.mean.ok(),
            sd: figure.sd.ok(),
            interval: figure.interval.ok().map(|(low, high)| [low, high]),
            absent: absent.map(Absent::word),
        }
    }
}

impl Share {
    fn of(value: Value) -> Self {
        Self {
            value: value.ok(),
            absent: value.err().map(Absent::word),
        }
    }
}

//! How many people to ask, as a page and as JSON.
//!
//! ```text
//! How many people to ask
//!
//! What it takes                          spread  responses   ask
//!   Mean gap to within 0.20 points         1.10        117   390
//!   NPS to within 10 points                0.70        269   897
//! ```

use serde_json::{Value as Json, json};

use super::document::{Document, Part, Row, Table};
use super::words::plain;
use crate::analysis::planning::{Aim, Assumptions, Plan};
use crate::analysis::{Absent, Alike, Value};
use crate::language::{Locale, PlanningPhrases, fill, phrases};

/// The schema's name and version.
pub const SCHEMA: &str = "fivegaps.sample/1";

/// Where the spreads come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spreads {
    /// From experience, or as given.
    Usual,
    /// From a study whose stored answers are fewer than may be used.
    TooFew(u64),
    /// From so many stored responses of a form.
    Stored {
        /// How many.
        n: u64,
        /// Which form's.
        form: String,
    },
}

/// What is to be planned.
#[derive(Debug, Clone, PartialEq)]
pub struct Sampling {
    /// What is taken for granted.
    pub assumed: Assumptions,
    /// The chance that a difference is found.
    pub power: f64,
    /// Where spreads come from.
    pub spreads: Spreads,
    /// How alike the persons of one site are, where the design effect comes from stored answers.
    pub sites: Option<Alike>,
    /// What is aimed at.
    pub aims: Vec<Aim>,
    /// Rules of thumb: numbers of dimensions and items.
    pub shape: Option<(u64, u64)>,
    /// What so many responses give: standard deviation of a gap, variance of one answer's score, share.
    pub precision: Option<(u64, Precision)>,
}

/// The spreads that a precision is worked out from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Precision {
    /// Of a person's mean gap.
    pub sd: f64,
    /// Variance of one answer's -1, 0 or 1.
    pub variance: f64,
    /// A share.
    pub share: f64,
}

/// A dimension's share of the overall rating takes this many persons (Green 1991 asks for more with small effects).
const A_DIMENSION: u64 = 20;
/// Factors take this many persons, and as many an item as below.
const FACTORS: u64 = 200;
/// Persons an item, for factors.
const AN_ITEM: u64 = 5;

impl Sampling {
    /// Rules of thumb know neither populations nor sites: only how many answer matters.
    fn of_thumb(&self, n: u64) -> Result<Plan, Absent> {
        let plain = Assumptions {
            design_effect: 1.0,
            population: None,
            ..self.assumed
        };
        plain.plan_of(n)
    }

    fn thumb(&self) -> [Option<(u64, u64)>; 2] {
        let drivers = self.shape.map(|(dimensions, _)| {
            let n = A_DIMENSION * dimensions;
            (dimensions, n.max(100))
        });
        let factors = self
            .shape
            .map(|(_, items)| (items, (AN_ITEM * items).max(FACTORS)));
        [drivers, factors]
    }
}

/// The page of a plan.
pub fn compose(sampling: &Sampling, locale: Locale) -> Document {
    let words = &phrases(locale).planning;
    let per_cent = |share: f64| {
        let text = format!("{:.1}", share * 100.0);
        text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
    };
    let assumed = &sampling.assumed;
    let level = per_cent(assumed.level);
    let mut basis = vec![fill(
        words.assumed,
        &[("level", &level), ("power", &per_cent(sampling.power))],
    )];
    basis.push(match &sampling.spreads {
        Spreads::Usual => words.from_experience.to_owned(),
        Spreads::TooFew(least) => fill(words.too_few, &[("least", &least.to_string())]),
        Spreads::Stored { n, form } => {
            fill(words.from_data, &[("n", &n.to_string()), ("form", form)])
        }
    });
    let effect = format!("{:.2}", assumed.design_effect);
    if let Some(alike) = sampling.sites {
        let values = [
            ("effect", effect.as_str()),
            ("icc", &format!("{:.3}", alike.icc)),
            ("size", &format!("{:.0}", alike.size)),
        ];
        basis.push(fill(words.design_of_sites, &values));
    } else if assumed.design_effect > 1.0 {
        basis.push(fill(words.design_effect, &[("effect", &effect)]));
    }
    if let Some(population) = assumed.population {
        basis.push(fill(words.population, &[("n", &population.to_string())]));
    }
    if let Some(rate) = assumed.answering {
        basis.push(fill(words.answering, &[("rate", &per_cent(rate))]));
    }
    let mut parts = vec![Part::Table(needed(sampling, words))];
    if let Some((n, precision)) = sampling.precision {
        parts.push(Part::Table(reached(
            sampling,
            (n, precision),
            &level,
            words,
        )));
    }
    parts.push(Part::Caution(words.convenience.to_owned()));
    Document {
        locale,
        title: words.title.to_owned(),
        subtitle: words.subtitle.to_owned(),
        basis,
        parts,
    }
}

fn needed(sampling: &Sampling, words: &PlanningPhrases) -> Table {
    let asked = sampling.assumed.answering.is_some();
    let mut heads = vec![words.spread.to_owned(), words.responses.to_owned()];
    if asked {
        heads.push(words.ask.to_owned());
    }
    let mut table = Table::new(words.needed, Some(words.needed_rule.to_owned()), heads);
    let mut put = |name: &str, spread: String, plan: Result<Plan, Absent>| {
        let row = match plan {
            Ok(plan) => {
                let mut cells = vec![spread, plan.responses.to_string()];
                if asked {
                    cells.push(plan.asked.map_or_else(String::new, |n| n.to_string()));
                }
                Row::new(name, cells)
            }
            Err(_) => Row {
                reason: Some(words.impossible),
                ..Row::new(name, vec![spread, String::new()])
            },
        };
        table.rows.push(row);
    };
    for aim in &sampling.aims {
        let (name, spread) = told(*aim, words);
        put(&name, spread, sampling.assumed.plan(*aim));
    }
    let templates = [words.drivers, words.factors];
    for (template, found) in templates.into_iter().zip(sampling.thumb()) {
        if let Some((count, n)) = found {
            let name = fill(template, &[("count", &count.to_string())]);
            put(&name, String::new(), sampling.of_thumb(n));
        }
    }
    table
}

/// An aim in words, and the spread that it takes for granted.
fn told(aim: Aim, words: &PlanningPhrases) -> (String, String) {
    let two = |value: f64| plain(Some(value));
    match aim {
        Aim::Mean { sd, margin } => (fill(words.gap, &[("margin", &two(margin))]), two(sd)),
        Aim::Promoters { variance, margin } => {
            let margin = format!("{margin:.0}");
            (fill(words.nps, &[("margin", &margin)]), two(variance))
        }
        Aim::Share { share, margin } => {
            let share = format!("{:.0}", share * 100.0);
            let margin = format!("{:.1}", margin * 100.0);
            let margin = margin.strip_suffix(".0").unwrap_or(&margin).to_owned();
            let values = [("share", share.as_str()), ("margin", &margin)];
            (fill(words.share, &values), String::new())
        }
        Aim::Difference { size, sd, .. } => (fill(words.find, &[("size", &two(size))]), two(sd)),
        Aim::Gap { dz, .. } => (fill(words.find, &[("size", &two(dz))]), two(1.0)),
        Aim::Change { change, sd, .. } => (fill(words.change, &[("size", &two(change))]), two(sd)),
        Aim::Alpha { low, high, items } => {
            let values = [
                ("low", &two(low)),
                ("high", &two(high)),
                ("items", &items.to_string()),
            ];
            let values = values.map(|(key, value)| (key, value.as_str()));
            (fill(words.alpha, &values), String::new())
        }
    }
}

/// What so many responses give: half the width of each interval.
fn margins(sampling: &Sampling, n: u64, precision: Precision) -> [Value; 3] {
    let assumed = &sampling.assumed;
    let share = precision.share;
    [
        assumed.margin(precision.sd, n),
        assumed.margin(100.0 * precision.variance.sqrt(), n),
        assumed.margin(100.0 * (share * (1.0 - share)).sqrt(), n),
    ]
}

fn reached(
    sampling: &Sampling,
    (n, precision): (u64, Precision),
    level: &str,
    words: &PlanningPhrases,
) -> Table {
    let title = fill(words.precision, &[("n", &n.to_string())]);
    let rule = fill(words.precision_rule, &[("level", level)]);
    let heads = vec![words.spread.to_owned(), words.margin.to_owned()];
    let mut table = Table::new(&title, Some(rule), heads);
    let share = format!("{:.0}", precision.share * 100.0);
    let names = [
        (words.mean_gap.to_owned(), plain(Some(precision.sd)), 2),
        ("NPS".to_owned(), plain(Some(precision.variance)), 0),
        (fill(words.a_share, &[("share", &share)]), String::new(), 1),
    ];
    for ((name, spread, decimals), margin) in names.into_iter().zip(margins(sampling, n, precision))
    {
        let margin = margin.map_or_else(|_| String::new(), |m| format!("{m:.decimals$}"));
        table.rows.push(Row::new(&name, vec![spread, margin]));
    }
    table
}

/// The plan for programs: JSON of the schema `fivegaps.sample/1`.
///
/// ```text
/// { "schema", "level", "power", "design_effect", "icc", "population", "answering", "spreads": "usual" | "stored",
///   "stored": 300 | null,
///   "aims": [ { "aim": "mean_gap" | "nps" | "share" | "find_gap" | "change" | "alpha", its numbers,
///               "responses": 117 | null, "ask": 390 | null } ],
///   "rules_of_thumb": [ { "for": "drivers" | "factors", "count", "responses" } ],
///   "precision": { "responses", "mean_gap", "nps", "share" } | null }
/// ```
pub fn json(sampling: &Sampling) -> String {
    let assumed = &sampling.assumed;
    let aims = sampling.aims.iter().map(|aim| {
        let mut told = match *aim {
            Aim::Mean { sd, margin } => json!({ "aim": "mean_gap", "sd": sd, "margin": margin }),
            Aim::Promoters { variance, margin } => {
                json!({ "aim": "nps", "variance": variance, "margin": margin })
            }
            Aim::Share { share, margin } => {
                json!({ "aim": "share", "share": share, "margin": margin })
            }
            Aim::Difference { size, sd, power } => {
                json!({ "aim": "find_gap", "size": size, "sd": sd, "power": power })
            }
            Aim::Gap { dz, power } => {
                json!({ "aim": "find_gap", "size": dz, "sd": 1.0, "power": power })
            }
            Aim::Change { change, sd, power } => {
                json!({ "aim": "change", "size": change, "sd": sd, "power": power })
            }
            Aim::Alpha { low, high, items } => {
                json!({ "aim": "alpha", "low": low, "high": high, "items": items })
            }
        };
        let plan = assumed.plan(*aim).ok();
        if let Some(fields) = told.as_object_mut() {
            let responses = plan.map(|plan| plan.responses);
            fields.insert("responses".to_owned(), json!(responses));
            let ask = plan.and_then(|plan| plan.asked);
            fields.insert("ask".to_owned(), json!(ask));
        }
        told
    });
    let names = ["drivers", "factors"];
    let thumb = names.into_iter().zip(sampling.thumb());
    let thumb = thumb.filter_map(|(name, found)| {
        let (count, n) = found?;
        let plan = sampling.of_thumb(n).ok()?;
        Some(json!({ "for": name, "count": count, "responses": plan.responses }))
    });
    let (spreads, stored) = match &sampling.spreads {
        Spreads::Usual | Spreads::TooFew(_) => ("usual", None),
        Spreads::Stored { n, .. } => ("stored", Some(*n)),
    };
    let precision = sampling.precision.map(|(n, precision)| {
        let [gap, nps, share] = margins(sampling, n, precision).map(Value::ok);
        json!({ "responses": n, "mean_gap": gap, "nps": nps, "share": share })
    });
    let document: Json = json!({
        "schema": SCHEMA,
        "level": assumed.level,
        "power": sampling.power,
        "design_effect": assumed.design_effect,
        "icc": sampling.sites.map(|alike| alike.icc),
        "population": assumed.population,
        "answering": assumed.answering,
        "spreads": spreads,
        "stored": stored,
        "aims": aims.collect::<Vec<_>>(),
        "rules_of_thumb": thumb.collect::<Vec<_>>(),
        "precision": precision,
    });
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

//! The parts of the JSON document that speak of the whole study and of the form beyond its gaps.

use serde_json::{Value as Json, json};

use super::{Figure, voice_name};
use crate::analysis::drivers::{NoRegression, Regression};
use crate::analysis::five_gaps::{Antecedent, Knowledge, Levels};
use crate::analysis::shares::Share;
use crate::analysis::study::{
    Drivers, Evidence, KanoItem, Measure, Nonresponse, Origin, PlaneReport, Priority, Scales,
    Single, Source, StudyGap, TouchPointReport, ZoneShares,
};
use crate::analysis::{
    Absent, Disclosed, Estimate, GapReport, GroupBy, GroupName, GroupReport, IndicatorSeries,
    Standing, StudyReport, Value,
};
use crate::survey::questionnaire::{Against, Better, Block, Questionnaire, Role, Side};

/// What the words for dimensions and items are taken from, and how few may be told.
pub(super) struct Writer<'a> {
    pub(super) questionnaire: &'a Questionnaire,
    pub(super) least: u64,
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Customer => "customer",
        Role::Manager => "manager",
        Role::Staff => "staff",
    }
}

fn side(side: Side) -> Json {
    json!({ "role": role(side.role), "facet": side.facet.key() })
}

pub(super) fn value(value: Value) -> Json {
    match value {
        Ok(value) => json!({ "value": value }),
        Err(reason) => json!({ "value": null, "absent": reason.word() }),
    }
}

pub(super) fn interval(interval: Result<(f64, f64), Absent>) -> Json {
    interval.map_or(Json::Null, |(low, high)| json!([low, high]))
}

pub(super) fn figure(figure: &Estimate) -> Json {
    serde_json::to_value(Figure::of(figure)).unwrap_or(Json::Null)
}

fn indicator(series: &IndicatorSeries) -> Json {
    let points = series.points.iter().map(|point| {
        let standing = series.standing(point.value).map(|standing| match standing {
            Standing::Met => "met",
            Standing::Near => "near",
            Standing::Missed => "missed",
        });
        json!({
            "period": point.period,
            "site": point.site,
            "value": point.value,
            "entered": point.entered,
            "standing": standing,
        })
    });
    json!({
        "form": series.form.as_str(),
        "key": series.key.as_str(),
        "better": match series.better {
            Better::Higher => "higher",
            Better::Lower => "lower",
        },
        "target": series.target,
        "tolerance": series.tolerance,
        "points": points.collect::<Vec<Json>>(),
    })
}

impl Writer<'_> {
    /// A count that may be told: 0, or not too few.
    pub(super) fn count(&self, n: u64) -> Option<u64> {
        Some(n).filter(|n| *n == 0 || *n >= self.least)
    }

    pub(super) fn dimension(&self, index: usize) -> &str {
        let dimension = self.questionnaire.dimensions.get(index);
        dimension.map_or("", |dimension| dimension.id.as_str())
    }

    pub(super) fn item(&self, dimension: usize, item: Option<usize>) -> Option<&str> {
        let dimension = self.questionnaire.dimensions.get(dimension)?;
        Some(dimension.items.get(item?)?.id.as_str())
    }

    fn share(&self, share: &Share) -> Json {
        let n = if share.share.is_ok() {
            self.count(share.n)
        } else {
            None
        };
        json!({
            "n": n,
            "share": value(share.share),
            "interval": interval(share.interval),
        })
    }

    /// Everything beside the form's own gaps.
    pub(super) fn parts(
        &self,
        study: &Disclosed<StudyReport>,
        groups: &[Disclosed<GroupReport>],
    ) -> serde_json::Map<String, Json> {
        let form = &study.form;
        let each = |list: Vec<Json>| Json::Array(list);
        let mut parts = serde_json::Map::new();
        let mut put = |name: &str, part: Json| {
            parts.insert(name.to_owned(), part);
        };
        put("sources", each(study.sources.iter().map(source).collect()));
        put(
            "gaps",
            each(study.gaps.iter().map(|gap| self.gap(gap)).collect()),
        );
        let antecedents = study.antecedents.iter().map(|found| self.antecedent(found));
        put("antecedents", each(antecedents.collect()));
        let indicators = study.indicators.iter().map(indicator);
        put("indicators", each(indicators.collect()));
        put(
            "singles",
            each(
                form.singles
                    .iter()
                    .map(|found| self.single(found))
                    .collect(),
            ),
        );
        let scales = form.scales.iter().map(|found| self.scales(found));
        put("reliability", each(scales.collect()));
        let drivers = form.drivers.as_ref().map(|found| self.drivers(found));
        put("drivers", drivers.unwrap_or(Json::Null));
        let priorities = form.priorities.iter().map(|found| self.priority(found));
        put("priorities", each(priorities.collect()));
        let evidence = form.evidence.iter().map(|found| self.evidence(found));
        let visits = form.visits.as_ref().map(|found| self.visits(found));
        put("visits", visits.unwrap_or(Json::Null));
        let factors = form.structure.as_ref().map(|found| self.factors(found));
        put("factors", factors.unwrap_or(Json::Null));
        put("tests", each(evidence.collect()));
        let planes = form.planes.iter().map(|found| self.plane(found));
        put("planes", each(planes.collect()));
        let points = form
            .touch_points
            .iter()
            .map(|found| self.touch_point(found));
        put("touch_points", each(points.collect()));
        put(
            "kano",
            each(form.kano.iter().map(|found| self.kano(found)).collect()),
        );
        put(
            "zones",
            each(form.zones.iter().map(|found| self.zone(found)).collect()),
        );
        let missing = form.nonresponse.iter().map(|found| self.nonresponse(found));
        put("nonresponse", each(missing.collect()));
        put("sampled", json!(form.sampled));
        let outcomes = form
            .conduct
            .outcomes
            .iter()
            .map(|(outcome, n)| json!({ "outcome": outcome.code(), "n": self.count(*n) }));
        put("outcomes", each(outcomes.collect()));
        put(
            "other_editions",
            json!(self.count(form.conduct.other_editions)),
        );
        let careless = form.carelessness.as_ref();
        let careless = careless.map(|found| self.carelessness(found));
        put("carelessness", careless.unwrap_or(Json::Null));
        let series = study.series.as_ref().map(|found| self.series(found));
        put("series", series.unwrap_or(Json::Null));
        put(
            "groups",
            each(groups.iter().map(|found| self.groups(found)).collect()),
        );
        parts
    }

    fn gap(&self, gap: &StudyGap) -> Json {
        let id = match gap.origin {
            Origin::Preset(preset) => preset.key(),
            Origin::Declared(index) => {
                let declared = self.questionnaire.gaps.get(index);
                declared.map_or("", |declared| declared.id.as_str())
            }
        };
        let roles = |roles: &[Role]| roles.iter().copied().map(role).collect::<Vec<_>>();
        let (kind, scale, missing, rows, overall) = match &gap.measure {
            Measure::Paired(report) => (
                "paired",
                Some(report.scale),
                Vec::new(),
                paired(report),
                figure(&report.overall),
            ),
            Measure::Between(found, scale) => (
                "between",
                Some(*scale),
                Vec::new(),
                self.between(found),
                value(found.overall),
            ),
            Measure::ToTop(levels) => (
                "to_top",
                Some(levels.scale),
                Vec::new(),
                self.to_top(levels),
                Json::Null,
            ),
            Measure::NoData(of) => ("no_data", None, roles(of), Vec::new(), Json::Null),
            Measure::NotAsked(of) => ("not_asked", None, roles(of), Vec::new(), Json::Null),
            Measure::OtherScale => ("other_scale", None, Vec::new(), Vec::new(), Json::Null),
        };
        json!({
            "id": id,
            "of": side(gap.of),
            "against": match gap.against {
                Against::Facet(against) => side(against),
                Against::Top => json!("top"),
            },
            "rival": match &gap.measure {
                Measure::Paired(report) => report
                    .against
                    .filter(|voice| voice.rival.is_some())
                    .map(|voice| voice_name(self.questionnaire, voice)),
                Measure::Between(..)
                | Measure::ToTop(_)
                | Measure::NoData(_)
                | Measure::NotAsked(_)
                | Measure::OtherScale => None,
            },
            "kind": kind,
            "scale": scale.map(|(low, high)| [low, high]),
            "without_answers": missing,
            "rows": rows,
            "overall": overall,
        })
    }

    fn between(&self, found: &Knowledge) -> Vec<Json> {
        let rows = found.dimensions.iter().map(|row| {
            let test = row.difference;
            json!({
                "dimension": self.dimension(row.dimension),
                "item": self.item(row.dimension, row.item),
                "of": figure(&row.managers),
                "against": figure(&row.customers),
                "gap": {
                    "mean": test.ok().map(|test| test.difference),
                    "interval": interval(test.map(|test| test.interval)),
                    "t": test.ok().map(|test| test.t),
                    "freedom": test.ok().map(|test| test.freedom),
                    "p": test.ok().map(|test| test.p),
                    "p_adjusted": row.adjusted.ok(),
                    "absent": test.err().map(Absent::word),
                },
                "points": value(row.points),
            })
        });
        rows.collect()
    }

    fn to_top(&self, levels: &Levels) -> Vec<Json> {
        let rows = levels.dimensions.iter().map(|row| {
            json!({
                "dimension": self.dimension(row.dimension),
                "item": self.item(row.dimension, row.item),
                "of": figure(&row.level),
                "gap": value(row.to_top),
                "without": row.without.ok(),
                "asked": self.count(row.asked),
            })
        });
        rows.collect()
    }

    fn antecedent(&self, found: &Antecedent) -> Json {
        let hidden = found.reliability == Err(Absent::TooFew);
        json!({
            "id": found.id.as_str(),
            "form": found.form.as_str(),
            "gap": found.gap,
            "score": figure(&found.score),
            "to_top": value(found.to_top),
            "reliability": value(found.reliability),
            "complete": if hidden { None } else { self.count(found.complete) },
            "statements": found.statements,
        })
    }

    fn single(&self, found: &Single) -> Json {
        let promoters = found.promoters.map(|promoters| {
            let shown = promoters.score.is_ok();
            let count = |n: u64| self.count(n).filter(|_| shown);
            json!({
                "score": value(promoters.score),
                "interval": interval(promoters.interval),
                "promoters": count(promoters.promoters),
                "passives": count(promoters.passives),
                "detractors": count(promoters.detractors),
            })
        });
        json!({
            "question": found.key.as_str(),
            "kind": found.kind.word(),
            "scale": [found.scale.0, found.scale.1],
            "mean": figure(&found.rated.mean),
            "top": { "from": found.rated.from, "share": self.share(&found.rated.top) },
            "nps": promoters,
            "histogram": found.histogram.as_ref().ok(),
        })
    }

    fn scales(&self, found: &Scales) -> Json {
        let difference = found.difference.as_ref().map(|d| {
            json!({
                "n": self.count(d.n),
                "seen": value(d.seen),
                "against": value(d.against),
                "correlation": value(d.correlation),
                "difference": value(d.difference),
                "gaps": value(d.gaps),
            })
        });
        json!({
            "dimension": self.dimension(found.dimension),
            "n": self.count(found.seen.n),
            "alpha": value(found.seen.alpha),
            "interval": interval(found.seen.interval),
            "standardised": value(found.seen.standardised),
            "omega": value(found.seen.omega),
            "difference": difference,
        })
    }

    fn drivers(&self, found: &Drivers) -> Json {
        let why = |reason: &NoRegression| match reason {
            NoRegression::Absent(reason) => json!({ "absent": reason.word() }),
            NoRegression::Aliased(which) => json!({
                "absent": "singular",
                "aliased": which.iter().map(|d| self.dimension(*d)).collect::<Vec<_>>(),
            }),
        };
        let model = |model: &Regression| {
            let drivers = model.drivers.iter().enumerate().map(|(index, driver)| {
                let b = driver.coefficient;
                json!({
                    "dimension": self.dimension(index),
                    "b": b.value,
                    "interval": [b.interval.0, b.interval.1],
                    "p": b.p,
                    "beta": driver.beta,
                    "r": driver.correlation,
                    "vif": driver.inflation,
                    "lmg": driver.lmg,
                    "johnson": driver.johnson,
                })
            });
            json!({
                "n": model.n,
                "r_square": model.r_square,
                "adjusted": model.adjusted,
                "drivers": drivers.collect::<Vec<_>>(),
            })
        };
        let either = |found: &Result<Regression, NoRegression>| match found {
            Ok(found) => model(found),
            Err(reason) => why(reason),
        };
        let shares = found.shares.as_ref().map(|shares| {
            let each = shares.iter().map(|(low, high)| json!([low, high]));
            Json::Array(each.collect())
        });
        json!({
            "question": found.key.as_str(),
            "share_intervals": shares.unwrap_or(Json::Null),
            "seen": either(&found.seen),
            "gaps": either(&found.gaps),
            "constraint": match &found.constraint {
                Ok(c) => json!({
                    "n": c.n, "seen": c.seen, "gap": c.gap, "both": c.both, "f": c.f, "p": c.p,
                }),
                Err(reason) => why(reason),
            },
        })
    }

    fn priority(&self, found: &Priority) -> Json {
        json!({
            "dimension": self.dimension(found.dimension),
            "weight": found.weight,
            "interval": interval(found.interval),
            "tied": found.tied,
            "first": value(found.first),
        })
    }

    fn evidence(&self, found: &Evidence) -> Json {
        let (t, size, rank) = (found.t.ok(), found.size.ok(), found.rank.ok());
        json!({
            "dimension": found.dimension.map(|d| self.dimension(d)),
            "n": found.median.ok().and_then(|_| self.count(found.n)),
            "median": value(found.median),
            "t": t.map(|t| json!({ "t": t.t, "freedom": t.freedom, "p": t.p })),
            "p_adjusted": value(found.adjusted),
            "dz": size.map(|size| json!({
                "dz": size.dz, "hedges": size.hedges, "interval": [size.interval.0, size.interval.1],
            })),
            "signed_rank": rank.map(|rank| json!({
                "zeros": "pratt", "nonzero": self.count(rank.nonzero), "zero": self.count(rank.zero),
                "plus": rank.plus, "minus": rank.minus, "z": rank.z, "p": rank.p,
                "p_exact": rank.exact, "rank_biserial": rank.rank_biserial,
            })),
        })
    }

    fn plane(&self, found: &PlaneReport) -> Json {
        let plane = found.plane.as_ref();
        let placed = |at: usize| plane.ok().and_then(|plane| plane.points.get(at)?.ok());
        let points = found.points.iter().enumerate().map(|(at, point)| {
            json!({
                "dimension": self.dimension(point.dimension),
                "item": self.item(point.dimension, point.item),
                "importance": figure(&point.importance),
                "performance": figure(&point.performance),
                "quarter": placed(at).map(|placed| placed.quarter.word()),
                "uncertain": placed(at).map(|placed| placed.uncertain),
            })
        });
        json!({
            "importance": found.importance.word(),
            "cut": {
                "rule": found.cut.word(),
                "importance": plane.map(|plane| plane.importance).ok(),
                "performance": plane.map(|plane| plane.performance).ok(),
            },
            "points": points.collect::<Vec<_>>(),
        })
    }

    fn touch_point(&self, found: &TouchPointReport) -> Json {
        json!({
            "question": found.key.as_str(),
            "rating": figure(&found.figures.rating),
            "reach": self.share(&found.figures.reach),
            "pain": self.share(&found.figures.pain),
        })
    }

    fn kano(&self, found: &KanoItem) -> Json {
        let kano = found.kano.as_ref();
        let counts = kano.map_or([None; 6], |kano| kano.counts.map(Some));
        let letters = ["M", "O", "A", "I", "R", "Q"].map(str::to_owned);
        let counts: std::collections::BTreeMap<String, Option<u64>> =
            letters.into_iter().zip(counts).collect();
        json!({
            "dimension": self.dimension(found.dimension),
            "item": self.item(found.dimension, Some(found.item)),
            "n": kano.ok().map(|kano| kano.n),
            "counts": counts,
            "better": kano.map_or_else(|r| value(Err(*r)), |kano| value(kano.better)),
            "worse": kano.map_or_else(|r| value(Err(*r)), |kano| value(kano.worse)),
            "strength": kano.ok().map(|kano| kano.strength),
            "distinct": kano.ok().map(|kano| kano.distinct),
        })
    }

    fn zone(&self, found: &ZoneShares) -> Json {
        let [below, inside, above] = found.shares.map_or([None; 3], |s| s.map(Some));
        json!({
            "dimension": self.dimension(found.dimension),
            "n": self.count(found.n),
            "below": below,
            "inside": inside,
            "above": above,
            "inconsistent": found.inconsistent.ok().and_then(|n| self.count(n)),
            "absent": found.shares.err().map(Absent::word),
        })
    }

    fn nonresponse(&self, found: &Nonresponse) -> Json {
        let reasons = found
            .reasons
            .iter()
            .map(|(reason, n)| json!({ "reason": reason.word(), "n": self.count(*n) }));
        json!({
            "facet": voice_name(self.questionnaire, found.voice),
            "asked": self.count(found.asked),
            "answered": self.count(found.answered),
            "reasons": reasons.collect::<Vec<_>>(),
        })
    }

    fn groups(&self, report: &Disclosed<GroupReport>) -> Json {
        let by = match &report.by {
            GroupBy::Site => "site",
            GroupBy::Wave => "wave",
            GroupBy::Language => "language",
            GroupBy::Choice(key) => key.as_str(),
        };
        let name = |name: &GroupName| match name {
            GroupName::Named(name) => json!(name),
            GroupName::Language(locale) => json!(locale.tag()),
            GroupName::Option(option) => json!(self.option(by, *option)),
            GroupName::Unanswered => Json::Null,
        };
        let rows = report.rows.iter().map(|row| {
            let mut figures = row.figures.iter().map(figure);
            json!({
                "group": name(&row.name),
                "n": row.n.ok(),
                "overall": figures.next(),
                "dimensions": figures.collect::<Vec<_>>(),
            })
        });
        json!({
            "by": by,
            "least": report.least(),
            "rows": rows.collect::<Vec<_>>(),
            "p": report.tests.iter().map(|p| p.ok()).collect::<Vec<_>>(),
            "p_ranks": report.ranks.iter().map(|p| p.ok()).collect::<Vec<_>>(),
            "icc": report.alike.iter().map(|a| a.ok().map(|a| a.icc)).collect::<Vec<_>>(),
            "design_effect": report.alike.iter().map(|a| a.ok().map(|a| a.design_effect)).collect::<Vec<_>>(),
        })
    }

    fn option(&self, key: &str, option: usize) -> Option<&str> {
        let blocks = self.questionnaire.forms.iter().flat_map(|form| &form.ask);
        blocks.into_iter().find_map(|block| {
            let Block::Choice(choice) = block else {
                return None;
            };
            let found = choice.options.get(option)?;
            (choice.id.as_str() == key).then_some(found.id.as_str())
        })
    }
}

fn paired(report: &GapReport) -> Vec<Json> {
    let rows = report.dimensions.iter().map(|d| {
        json!({
            "dimension": d.id.as_str(),
            "item": null,
            "of": figure(&d.seen),
            "against": figure(&d.against),
            "gap": figure(&d.gap),
        })
    });
    rows.collect()
}

fn source(source: &Source) -> Json {
    json!({
        "form": source.form.as_str(),
        "role": role(source.role),
        "responses": source.n,
    })
}

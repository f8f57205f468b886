//! The gaps inside the house (Zeithaml, Parasuraman & Berry 1990): what managers believe, the standards they
//! set, what staff can deliver and keep of what is promised, and what lies behind.
//!
//! Gap 1 compares two groups of persons on the scale of expectations; gaps 2 to 4 are levels on scales of
//! their own, where low means a large gap. They are never added, and dimensions are ranked within a gap only.
//! Gap 5, between customers' expectations and perceptions, is the `GapReport`.

use super::comoments::Comoments;
use super::figure::{Absent, Estimate, Value};
use super::groups::{Welch, welch};
use super::paired::holm;
use super::reliability::alpha;
use super::scoring::Voice;
use super::summary::Summary;
use super::tally::Tally;
use crate::survey::questionnaire::{Block, By, Form, Id, Questionnaire};
use crate::survey::record::Reason;

/// Gap 1, and every other comparison of two groups of persons.
#[derive(Debug, Clone, PartialEq)]
pub struct Knowledge {
    /// One entry a dimension.
    pub dimensions: Vec<KnowledgeGap>,
    /// The mean of the dimensions' differences.
    pub overall: Value,
}

/// Gap 1 in one dimension. Negative: managers underestimate what customers expect; positive: they
/// overestimate it. Both are errors.
#[derive(Debug, Clone, PartialEq)]
pub struct KnowledgeGap {
    /// Index into the questionnaire's dimensions.
    pub dimension: usize,
    /// Index into the dimension's items; `None` for the dimension as a whole.
    pub item: Option<usize>,
    /// Its name in data.
    pub id: Id,
    /// What managers estimate.
    pub managers: Estimate,
    /// What customers expect.
    pub customers: Estimate,
    /// Managers minus customers: different persons, so Welch's test.
    pub difference: Result<Welch, Absent>,
    /// The test's p, adjusted over the dimensions (Holm 1979).
    pub adjusted: Value,
    /// Mean points of managers minus those of customers, where both give points.
    pub points: Value,
    /// The smaller number of persons who gave points.
    pub points_n: u64,
}

/// Gap 2, 3 or 4, and every other distance to the top: levels on the question's own scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Levels {
    /// Which facet.
    pub voice: Voice,
    /// The least and the greatest number of the scale.
    pub scale: (u8, u8),
    /// One entry a dimension.
    pub dimensions: Vec<Level>,
}

/// A level in one dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// Index into the questionnaire's dimensions.
    pub dimension: usize,
    /// Index into the dimension's items; `None` for the dimension as a whole.
    pub item: Option<usize>,
    /// Its name in data.
    pub id: Id,
    /// The mean of the answers on the scale.
    pub level: Estimate,
    /// The mean minus the top of the scale: 0 is no gap, negative as in the other gaps.
    pub to_top: Value,
    /// Persons for whom there is no standard, or nothing is promised. Never a number on the scale.
    pub without: Result<u64, Absent>,
    /// Persons asked.
    pub asked: u64,
}

/// A battery of statements about what lies behind a gap; high is good.
#[derive(Debug, Clone, PartialEq)]
pub struct Antecedent {
    /// The battery's name in data.
    pub id: Id,
    /// Which form asks it.
    pub form: Id,
    /// Its block in the form.
    pub block: usize,
    /// Which gap it explains.
    pub gap: Option<u8>,
    /// Persons' means of its statements.
    pub score: Estimate,
    /// The mean minus the top of the scale.
    pub to_top: Value,
    /// Alpha of its statements; for two statements their correlation, for one none.
    pub reliability: Value,
    /// Persons who answered every statement: those behind the reliability.
    pub complete: u64,
    /// How many statements.
    pub statements: usize,
}

/// A role's answers under a facet.
pub(super) type Answers<'a> = (&'a Summary, Voice);

/// What is compared: every item, or every dimension (index, item, name).
fn rows(questionnaire: &Questionnaire, by: By) -> Vec<(usize, Option<usize>, Id)> {
    let dimensions = questionnaire.dimensions.iter().enumerate();
    match by {
        By::Dimension => dimensions
            .map(|(index, dimension)| (index, None, dimension.id.clone()))
            .collect(),
        By::Item => dimensions
            .flat_map(|(index, dimension)| {
                let items = dimension.items.iter().enumerate();
                items.map(move |(item, content)| (index, Some(item), content.id.clone()))
            })
            .collect(),
    }
}

fn answers((summary, voice): Answers, dimension: usize, item: Option<usize>) -> Tally {
    let sample = match item {
        Some(_) => summary
            .question(voice, dimension, item)
            .and_then(|question| summary.ratings(question)),
        None => summary.levels(voice, dimension),
    };
    sample.unwrap_or_default()
}

/// The difference of two groups of different persons, on one scale: the first minus the second.
pub(super) fn between(
    questionnaire: &Questionnaire,
    first: Answers,
    second: Answers,
    by: By,
    level: f64,
) -> Knowledge {
    let mut dimensions: Vec<KnowledgeGap> = Vec::new();
    for (index, item, id) in rows(questionnaire, by) {
        let believed = answers(first, index, item);
        let expected = answers(second, index, item);
        let given = |(summary, _): Answers| match item {
            None => summary.points(index),
            Some(_) => None,
        };
        let points = given(first).zip(given(second));
        dimensions.push(KnowledgeGap {
            dimension: index,
            item,
            id,
            managers: believed.estimate(level),
            customers: expected.estimate(level),
            difference: welch(&believed, &expected, level),
            adjusted: Err(Absent::NoData),
            points: match &points {
                Some((first, second)) => first.mean().and_then(|of| Ok(of - second.mean()?)),
                None => Err(Absent::NotAsked),
            },
            points_n: points.map_or(0, |(first, second)| first.n().min(second.n())),
        });
    }
    let family: Vec<Value> = dimensions
        .iter()
        .map(|dimension| dimension.difference.map(|test| test.p))
        .collect();
    for (dimension, p) in dimensions.iter_mut().zip(holm(&family)) {
        dimension.adjusted = p;
    }
    let differences: Result<Vec<f64>, Absent> = dimensions
        .iter()
        .map(|dimension| Ok(dimension.managers.mean? - dimension.customers.mean?))
        .collect();
    let overall = differences.and_then(|all| match all.len() {
        0 => Err(Absent::NoData),
        n => Ok(all.iter().sum::<f64>() / n as f64),
    });
    Knowledge {
        dimensions,
        overall,
    }
}

/// How far answers are from the top of their scale.
pub(super) fn to_top(questionnaire: &Questionnaire, side: Answers, by: By, level: f64) -> Levels {
    let (summary, voice) = side;
    let scale = summary
        .scale(voice)
        .unwrap_or((questionnaire.scale.lowest(), questionnaire.scale.highest()));
    let nothing = |reason: Reason| match reason {
        Reason::NoStandard | Reason::NoPromise => true,
        Reason::DontKnow
        | Reason::PreferNot
        | Reason::DoesNotApply
        | Reason::Skipped
        | Reason::NotAsked
        | Reason::NotReached
        | Reason::Technical => false,
    };
    let unasked = |reason: Reason| matches!(reason, Reason::NotAsked | Reason::NotReached);
    let dimensions = rows(questionnaire, by)
        .into_iter()
        .map(|(index, item, id)| {
            let answers = answers(side, index, item);
            let counts = summary
                .question(voice, index, item)
                .and_then(|question| summary.histogram(question));
            let (mut without, mut asked) = (0, answers.n());
            if let Some(counts) = counts {
                asked = counts.answered;
                for (reason, count) in counts.reasons {
                    without += if nothing(reason) { count } else { 0 };
                    asked += if unasked(reason) { 0 } else { count };
                }
            }
            let level = answers.estimate(level);
            Level {
                dimension: index,
                item,
                id,
                to_top: level.mean.map(|mean| mean - f64::from(scale.1)),
                level,
                without: Ok(without),
                asked,
            }
        })
        .collect();
    Levels {
        voice,
        scale,
        dimensions,
    }
}

/// What lies behind the gaps: the batteries of a form.
pub(super) fn antecedents(form: &Form, summary: &Summary, level: f64) -> Vec<Antecedent> {
    let mut antecedents = Vec::new();
    for (block, content) in form.ask.iter().enumerate() {
        let Block::Battery(battery) = content else {
            continue;
        };
        let (Some(scores), Some(items)) = (summary.battery(block), summary.battery_items(block))
        else {
            continue;
        };
        let score = scores.estimate(level);
        let top = summary.battery_scale(block).map(|(_, highest)| highest);
        antecedents.push(Antecedent {
            id: battery.id.clone(),
            form: form.id.clone(),
            block,
            gap: battery.gap,
            to_top: score
                .mean
                .and_then(|mean| Ok(mean - f64::from(top.ok_or(Absent::NotAsked)?))),
            score,
            reliability: cohesion(&items),
            complete: items.n(),
            statements: battery.statements.len(),
        });
    }
    antecedents
}

/// Alpha, or the correlation of two statements.
fn cohesion(items: &Comoments) -> Value {
    match items.variables() {
        0 | 1 => Err(Absent::NoFreedom),
        2 => Ok(items.correlation()?[(0, 1)]),
        _ => alpha(&items.covariance()?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::golden::Golden;
    use crate::analysis::study::{Conduct, FormReport, Measure, Origin, Preset, StudyReport};
    use crate::analysis::trial::{Customers, SERVQUAL, Table, item, pack, study};
    use crate::survey::record::Layout;

    /// The study of the simulated managers (and their staff): all five gaps.
    fn house(role: &str, ask: &str) -> Questionnaire {
        let dimensions: Vec<(&str, Vec<String>)> = SERVQUAL
            .iter()
            .map(|(id, items)| {
                (
                    *id,
                    items.iter().map(|i| item(&format!("i{i}"), "")).collect(),
                )
            })
            .collect();
        study(&dimensions, 7, role, ask)
    }

    fn battery(id: &str, gap: u8, statements: usize) -> String {
        let list: Vec<String> = (1..=statements)
            .map(|i| format!(r#"(id: "{i}", text: (en: "x"))"#))
            .collect();
        format!(
            r#"Battery((id: "{id}", name: (en: "x"), gap: {gap}, statements: [{}]))"#,
            list.join(",")
        )
    }

    fn sum(questionnaire: &Questionnaire, data: &str, missing: Reason) -> Summary {
        let form = &questionnaire.forms[0];
        let layout = Layout::of(questionnaire, form);
        let table = Table::read(data);
        let mut summary = Summary::new(questionnaire, form);
        for row in &table.rows {
            let packed = pack(&layout, |key| {
                let dimension = |id: &str| id.to_uppercase();
                if key == "points" {
                    let columns = SERVQUAL
                        .iter()
                        .map(|(id, _)| format!("MW_{}", dimension(id)));
                    return columns.map(|c| table.cell(row, &c).to_owned()).collect();
                }
                let (facet, rest) = key.split_once('.').unwrap();
                let column = match facet {
                    "estimate" => rest.replace('i', "ME"),
                    "standard" => format!("G2_{}", dimension(rest)),
                    "delivery" => format!("G3_{}", dimension(rest)),
                    "promise" => format!("G4_{}", dimension(rest)),
                    battery => format!("{}{rest}", dimension(battery)),
                };
                let cell = table.cell(row, &column);
                let gap = matches!(facet, "standard" | "delivery" | "promise");
                if gap && cell == "0" {
                    return vec![missing.byte().to_string()];
                }
                vec![cell.to_owned()]
            });
            summary.add(&packed);
        }
        summary
    }

    fn figures(estimate: &Estimate) -> Vec<f64> {
        let (mean, sd) = (estimate.mean.unwrap(), estimate.sd.unwrap());
        let (low, high) = estimate.interval.unwrap();
        let n = estimate.n as f64;
        vec![n, mean, sd, sd / n.sqrt(), low, high]
    }

    fn report(customers: &Customers, sums: &[(&Form, &Summary)]) -> StudyReport {
        let study = &customers.questionnaire;
        let conduct = Conduct::default();
        let form = FormReport::of(study, customers.form(), sums[0].1, None, conduct, 0.95);
        StudyReport::of(study, sums, form, 0.95)
    }

    #[test]
    fn the_simulated_house_agrees_with_the_reference() {
        let golden = Golden::read(include_str!(
            "../../tests/reference/golden/internal_gaps.json"
        ));
        let ask = format!(
            "Rate((facet: Estimate)), Allocate((points: 100)),
             Rate((facet: Standard, by: Dimension, extra: NoStandard)), {}",
            battery("mro", 1, 4)
        );
        let manager = house("Manager", &ask);
        let managers = sum(
            &manager,
            include_str!("../../tests/reference/data/sim_internal_managers.csv"),
            Reason::NoStandard,
        );
        let ask = format!(
            "Rate((facet: Delivery, by: Dimension, extra: NoStandard)),
             Rate((facet: Promise, by: Dimension, extra: NoPromise)), {}",
            battery("team", 3, 5)
        );
        let staff_study = house("Staff", &ask);
        let staff = sum(
            &staff_study,
            include_str!("../../tests/reference/data/sim_internal_staff.csv"),
            Reason::NoPromise,
        );
        let customers = Customers::read();
        let own = customers.own();
        let sums = [
            (customers.form(), &own),
            (&manager.forms[0], &managers),
            (&staff_study.forms[0], &staff),
        ];
        let report = report(&customers, &sums);
        let measure = |preset| {
            let found = report
                .gaps
                .iter()
                .find(|gap| gap.origin == Origin::Preset(preset));
            &found.unwrap().measure
        };
        let Measure::Between(knowledge, _) = measure(Preset::Knowledge) else {
            panic!("different persons");
        };
        golden.check("gap1.overall", &[knowledge.overall.unwrap()]);
        let points: Vec<f64> = knowledge
            .dimensions
            .iter()
            .map(|dimension| dimension.points.unwrap())
            .collect();
        golden.check("gap1.importance_weights_mgr_minus_cust", &points);
        for dimension in &knowledge.dimensions {
            let test = dimension.difference.unwrap();
            golden.check(
                &format!("gap1.{}", dimension.id.as_str().to_uppercase()),
                &[
                    dimension.managers.n as f64,
                    dimension.customers.n as f64,
                    dimension.managers.mean.unwrap(),
                    dimension.customers.mean.unwrap(),
                    test.difference,
                    test.t,
                    test.freedom,
                    test.p,
                    test.interval.0,
                    test.interval.1,
                ],
            );
        }
        for (name, preset) in [
            ("g2", Preset::Standards),
            ("g3", Preset::Delivery),
            ("g4", Preset::Communication),
        ] {
            let Measure::ToTop(levels) = measure(preset) else {
                panic!("a distance to the top");
            };
            for dimension in &levels.dimensions {
                let mut numbers = figures(&dimension.level);
                numbers.extend([dimension.without.unwrap() as f64, dimension.asked as f64]);
                numbers.push(dimension.to_top.unwrap());
                let id = dimension.id.as_str().to_uppercase();
                golden.check(&format!("{name}.{id}"), &numbers);
            }
        }
        for antecedent in &report.antecedents {
            let id = antecedent.id.as_str().to_uppercase();
            golden.check(&format!("antecedent.{id}"), &figures(&antecedent.score));
            assert!(antecedent.reliability.is_ok());
        }
        assert_eq!(report.antecedents.len(), 2);
    }

    #[test]
    fn forms_that_do_not_ask_give_no_gap() {
        let customers = Customers::read();
        let own = customers.own();
        let report = report(&customers, &[(customers.form(), &own)]);
        let presets: Vec<Origin> = report.gaps.iter().map(|gap| gap.origin).collect();
        assert_eq!(presets, [Origin::Preset(Preset::Customer)]);
        assert!(report.antecedents.is_empty());
    }
}

//! `fivegaps plan-sample`: how many people to ask.

use std::io::Write;

use clap::Args;

use super::store::form;
use super::{Failure, FailureKind, Output, Run};
use crate::analysis::disclosure::least_for_scores;
use crate::analysis::planning::{Aim, Assumptions};
use crate::analysis::study::{Conduct, SingleKind};
use crate::analysis::{
    Alike, FormReport, GroupBy, GroupName, StudyReport, disclose_groups, disclose_study,
};
use crate::report::chart::Strokes;
use crate::report::sampling::{self, Precision, Sampling, Spreads};
use crate::report::text;
use crate::store::Filter;

#[derive(Debug, Args)]
pub(super) struct PlanSampleArguments {
    /// A study: spreads are learned from its stored answers
    id: Option<String>,
    /// Its form; else the customers'
    #[arg(long, requires = "id")]
    form: Option<String>,
    /// A mean gap to within this many points
    #[arg(long, value_name = "POINTS", value_parser = positive)]
    gap: Option<f64>,
    /// An NPS to within this many points
    #[arg(long, value_name = "POINTS", value_parser = positive)]
    nps: Option<f64>,
    /// A share to within this many per cent
    #[arg(long, value_name = "PER_CENT", value_parser = positive)]
    share: Option<f64>,
    /// A gap of this many points to be told from 0
    #[arg(long, value_name = "POINTS", value_parser = positive)]
    find: Option<f64>,
    /// A change of this many points between two waves to be told from 0
    #[arg(long, value_name = "POINTS", value_parser = positive)]
    change: Option<f64>,
    /// Alpha between two bounds, such as 0.75..0.85
    #[arg(long, value_name = "LOW..HIGH", value_parser = bounds)]
    alpha: Option<(f64, f64)>,
    /// What this many responses give
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(2..))]
    responses: Option<u64>,
    /// The standard deviation of a person's mean gap, in points
    #[arg(long, value_name = "POINTS", value_parser = positive)]
    sd: Option<f64>,
    /// How many people there are altogether
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(2..))]
    population: Option<u64>,
    /// How many of 100 who are asked answer
    #[arg(long, value_name = "PER_CENT", value_parser = rate)]
    answering: Option<f64>,
    /// By what the variance grows because people of one site are alike: 1 + (people a site - 1) x ICC
    #[arg(long, value_name = "FACTOR", value_parser = factor)]
    design_effect: Option<f64>,
    /// The chance, in per cent, that a difference is found
    #[arg(long, default_value = "80", value_name = "PER_CENT", value_parser = rate)]
    power: f64,
    /// The confidence level of intervals
    #[arg(long, default_value = "0.95", value_name = "LEVEL", value_parser = super::report::level)]
    level: f64,
    /// For a program: one JSON document
    #[arg(long)]
    json: bool,
}

fn positive(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(number) if number > 0.0 && number.is_finite() => Ok(number),
        Ok(_) | Err(_) => Err("a number above 0 is needed".to_owned()),
    }
}

fn factor(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(number) if (1.0..=1000.0).contains(&number) => Ok(number),
        Ok(_) | Err(_) => Err("a number from 1 on is needed".to_owned()),
    }
}

/// Per cent as a share.
fn rate(text: &str) -> Result<f64, String> {
    match text.trim_end_matches('%').parse::<f64>() {
        Ok(number) if number > 0.0 && number < 100.0 => Ok(number / 100.0),
        Ok(_) | Err(_) => Err("a number between 0 and 100 is needed".to_owned()),
    }
}

fn bounds(text: &str) -> Result<(f64, f64), String> {
    let ends = text.split_once("..");
    let ends = ends.and_then(|(low, high)| Some((low.parse().ok()?, high.parse().ok()?)));
    match ends {
        Some((low, high)) if 0.0 < low && low < high && high < 1.0 => Ok((low, high)),
        Some(_) | None => Err("two numbers between 0 and 1, such as 0.75..0.85".to_owned()),
    }
}

/// What is known of the spread of answers.
struct Known {
    spreads: Spreads,
    sd: Option<f64>,
    variance: Option<f64>,
    share: Option<f64>,
    sites: Option<Alike>,
    shape: Option<(u64, u64)>,
}

/// Usual standard deviations of a person's mean gap on a scale of seven points.
const USUAL: [f64; 3] = [1.0, 1.2, 1.5];

/// A usual variance of one recommendation, scored -1, 0 or 1.
const USUAL_VARIANCE: f64 = 0.7;

/// From this likeness on, people of one site are not taken for independent.
const ALIKE: f64 = 0.02;

/// `fivegaps plan-sample`.
pub(super) fn plan_sample(
    run: &Run,
    asked: &PlanSampleArguments,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let known = known(run, asked)?;
    let sites = known.sites.filter(|_| asked.design_effect.is_none());
    let assumed = Assumptions {
        level: asked.level,
        design_effect: asked
            .design_effect
            .or(sites.map(|alike| alike.design_effect))
            .unwrap_or(1.0),
        population: asked.population,
        answering: asked.answering,
    };
    let precision = Precision {
        sd: asked.sd.or(known.sd).unwrap_or(USUAL[1]),
        variance: known.variance.unwrap_or(USUAL_VARIANCE),
        share: known.share.unwrap_or(0.5),
    };
    let sampling = Sampling {
        assumed,
        power: asked.power,
        spreads: known.spreads.clone(),
        sites,
        aims: aims(asked, &known, precision),
        shape: known.shape,
        precision: asked.responses.map(|n| (n, precision)),
    };
    let text = if asked.json {
        sampling::json(&sampling)
    } else {
        let strokes = if run.ascii {
            Strokes::ascii()
        } else {
            Strokes::usual()
        };
        text::write(&sampling::compose(&sampling, run.locale), 80, &strokes)
    };
    output.write(text)
}

/// What is aimed at: what was asked for, or one of each.
fn aims(asked: &PlanSampleArguments, known: &Known, precision: Precision) -> Vec<Aim> {
    let none = [asked.gap, asked.nps, asked.share, asked.find, asked.change]
        .iter()
        .all(Option::is_none)
        && asked.alpha.is_none();
    let or = |given: Option<f64>, usual: f64| given.or(none.then_some(usual));
    let learned = asked.sd.or(known.sd);
    let spreads = learned.map_or(USUAL.to_vec(), |sd| vec![sd]);
    let (power, sd) = (asked.power, precision.sd);
    let mut aims = Vec::new();
    if let Some(margin) = or(asked.gap, 0.2) {
        aims.extend(spreads.iter().map(|sd| Aim::Mean { sd: *sd, margin }));
    }
    if let Some(margin) = or(asked.nps, 10.0) {
        let variance = precision.variance;
        aims.push(Aim::Promoters { variance, margin });
    }
    if let Some(margin) = or(asked.share, 5.0) {
        let (share, margin) = (precision.share, margin / 100.0);
        aims.push(Aim::Share { share, margin });
    }
    if let Some(size) = or(asked.find, 0.3) {
        aims.push(Aim::Difference { size, sd, power });
    }
    if let Some(change) = or(asked.change, 0.3) {
        aims.push(Aim::Change { change, sd, power });
    }
    if let Some((low, high)) = asked.alpha.or(none.then_some((0.75, 0.85))) {
        let items = known.shape.map_or(5, |(dimensions, items)| {
            u32::try_from(items / dimensions.max(1)).unwrap_or(5)
        });
        let items = items.max(2);
        aims.push(Aim::Alpha { low, high, items });
    }
    aims
}

/// Spreads from a study's stored answers, as far as they may be shown.
fn known(run: &Run, asked: &PlanSampleArguments) -> Result<Known, Failure> {
    let mut known = Known {
        spreads: Spreads::Usual,
        sd: None,
        variance: None,
        share: None,
        sites: None,
        shape: None,
    };
    let Some(id) = &asked.id else {
        return Ok(known);
    };
    let store = run.existing_store()?;
    let edition = run.edition(store.as_ref(), id, None)?;
    let questionnaire = &edition.questionnaire;
    let form = form(&edition, asked.form.as_deref())?;
    let items: usize = questionnaire.dimensions.iter().map(|d| d.items.len()).sum();
    known.shape = Some((questionnaire.dimensions.len() as u64, items as u64));
    let least = least_for_scores(questionnaire.disclosure);
    known.spreads = Spreads::TooFew(least);
    let Some(store) = store else {
        return Ok(known);
    };
    let filter = Filter::counting(&edition.fingerprint, form.id.as_str());
    let summary = store.summary(&edition, form.id.as_str(), &filter)?;
    if summary.n() < least {
        return Ok(known);
    }
    let own = FormReport::of(
        questionnaire,
        form,
        &summary,
        None,
        Conduct::default(),
        asked.level,
    );
    let report = StudyReport::of(questionnaire, &[(form, &summary)], own, asked.level);
    let report = disclose_study(report, questionnaire.disclosure);
    let gaps = &report.form.gaps;
    let whole = if gaps.against.is_some() {
        gaps.overall
    } else {
        gaps.performance
    };
    known.sd = whole.sd.ok().filter(|sd| *sd > 0.0);
    for single in &report.form.singles {
        if let Some(promoters) = single.promoters
            && let Ok(error) = promoters.error
            && error > 0.0
        {
            let n = promoters.n as f64;
            known.variance = Some((error / 100.0).powi(2) * n);
        }
        let share = single.rated.top.share.ok();
        if single.kind == SingleKind::Satisfaction {
            known.share = share.filter(|share| *share > 0.0 && *share < 1.0);
        }
    }
    let counts = store.counts(&filter)?;
    let mut sites: Vec<String> = counts.into_iter().map(|count| count.site).collect();
    sites.sort();
    sites.dedup();
    let mut parts = Vec::new();
    for site in sites {
        let of_site = Filter {
            site: Some(site.clone()),
            ..filter.clone()
        };
        let sums = store.summary(&edition, form.id.as_str(), &of_site)?;
        parts.push((GroupName::Named(site), sums));
    }
    let groups = disclose_groups(questionnaire, form, GroupBy::Site, &parts, &[], asked.level);
    let alike = groups.alike.first().and_then(|alike| alike.ok());
    known.sites = alike.filter(|alike| alike.icc > ALIKE);
    if known.sd.is_none() && asked.sd.is_none() {
        return Err(Failure::new(
            FailureKind::Data,
            format_args!("the answers to `{}` have no spread to learn from", form.id),
        )
        .hint("give one with --sd"));
    }
    known.spreads = Spreads::Stored {
        n: report.form.gaps.n,
        form: form.id.to_string(),
    };
    Ok(known)
}

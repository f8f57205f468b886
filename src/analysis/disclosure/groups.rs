//! A report by groups: sites, waves, languages, answers to a question. It never exists undisclosed, for what
//! one cell may show depends on its neighbours.

use super::{Disclosed, Guard, Ledger, break_down_beside, hide, least_for_scores, least_for_texts};
use crate::analysis::figure::{Absent, Estimate, Value};
use crate::analysis::gaps::GapReport;
use crate::analysis::groups::{Overall, intraclass, kruskal_wallis, welch_anova};
use crate::analysis::paired::holm;
use crate::analysis::scoring::Voice;
use crate::analysis::summary::Summary;
use crate::analysis::tally::Tally;
use crate::language::Locale;
use crate::survey::questionnaire::{Form, QuestionKey, Questionnaire, Role};

/// By what responses are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupBy {
    /// By site.
    Site,
    /// By wave.
    Wave,
    /// By the language at the end.
    Language,
    /// By the answer to a question with one choice.
    Choice(QuestionKey),
}

/// What a group is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupName {
    /// A site or a wave; empty where none was given.
    Named(String),
    /// A language.
    Language(Locale),
    /// An option of the choice, by its index.
    Option(usize),
    /// Those who did not choose.
    Unanswered,
}

/// Figures by group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupReport {
    /// By what.
    pub by: GroupBy,
    /// The confidence level of every interval.
    pub level: f64,
    /// What is seen and what it is held against.
    pub voices: (Option<Voice>, Option<Voice>),
    /// One row a group, in the order given.
    pub rows: Vec<GroupRow>,
    /// Over the groups that are shown: whether the whole, then each dimension, differs (Welch 1951). The
    /// dimensions' p are adjusted together (Holm 1979), here and in `ranks`.
    pub tests: Vec<Value>,
    /// The same by ranks (Kruskal & Wallis 1952).
    pub ranks: Vec<Value>,
    /// How alike the persons of one group are (ICC 1), and what that does to standard errors.
    pub alike: Vec<Result<Alike, Absent>>,
}

/// How alike the persons of one group are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alike {
    /// ICC(1): the share of the differences that lies between groups.
    pub icc: f64,
    /// How many persons a group has on average.
    pub size: f64,
    /// By what the variance of a mean over all persons grows: 1 + (size - 1) ICC (Kish 1965); at least 1.
    pub design_effect: f64,
}

/// One group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupRow {
    /// Its name.
    pub name: GroupName,
    /// How many responses; the reason where that is hidden.
    pub n: Result<u64, Absent>,
    /// The whole, then each dimension: gaps, or levels where nothing is held against them.
    pub figures: Vec<Estimate>,
}

/// The sums of each group.
pub type Parts = Vec<(GroupName, Summary)>;

/// The groups of a form's responses, with primary and secondary suppression in each column. Managers and
/// staff are few: their groups need as many as texts do. Neighbours are the same groups as a reader may have seen them
/// elsewhere: over more responses, or over those of an earlier release.
pub fn disclose_groups(
    questionnaire: &Questionnaire,
    form: &Form,
    by: GroupBy,
    parts: &[(GroupName, Summary)],
    neighbours: &[Parts],
    level: f64,
) -> Disclosed<GroupReport> {
    let rules = questionnaire.disclosure;
    let least = match form.role {
        Role::Customer => least_for_scores(rules),
        Role::Manager | Role::Staff => least_for_texts(rules),
    };
    let step = least_for_scores(rules);
    let ledger = Ledger::default();
    let guard = Guard {
        least,
        ..Guard::of(form.role, rules, &ledger)
    };
    let report = |summary: &Summary| GapReport::of(questionnaire, form, summary, level);
    let reports: Vec<GapReport> = parts.iter().map(|(_, summary)| report(summary)).collect();
    let columns: Vec<Vec<Estimate>> = reports.iter().map(figures).collect();
    // Of each neighbour, by group: how many in all, and how many in each column.
    let beside: Vec<Vec<(u64, Vec<u64>)>> = neighbours
        .iter()
        .map(|neighbour| {
            let of = |name: &GroupName| {
                let found = neighbour.iter().find(|(other, _)| other == name);
                found.map_or_else(Default::default, |(_, summary)| {
                    let figures = figures(&report(summary));
                    (summary.n(), figures.iter().map(|figure| figure.n).collect())
                })
            };
            parts.iter().map(|(name, _)| of(name)).collect()
        })
        .collect();
    let sizes_beside: Vec<Vec<u64>> = beside
        .iter()
        .map(|groups| groups.iter().map(|(n, _)| *n).collect())
        .collect();
    let sizes: Vec<u64> = parts.iter().map(|(_, summary)| summary.n()).collect();
    let of_groups = break_down_beside(&sizes, &sizes_beside, least, step).groups;
    let mut rows: Vec<GroupRow> = parts
        .iter()
        .zip(&columns)
        .zip(&of_groups)
        .map(|(((name, summary), figures), showing)| GroupRow {
            name: name.clone(),
            n: showing.absent().map_or(Ok(summary.n()), Err),
            figures: figures.clone(),
        })
        .collect();
    let voices = reports
        .first()
        .map_or((None, None), |report| (report.seen, report.against));
    let seen = voices.0;
    let width = columns.first().map_or(0, Vec::len);
    let mut tests = Vec::with_capacity(width);
    let (mut ranks, mut alike) = (Vec::with_capacity(width), Vec::with_capacity(width));
    for column in 0..width {
        let sizes: Vec<u64> = columns
            .iter()
            .map(|figures| figures.get(column).map_or(0, |figure| figure.n))
            .collect();
        let sizes_beside: Vec<Vec<u64>> = beside
            .iter()
            .map(|groups| {
                let columns = groups.iter().map(|(_, columns)| columns.get(column));
                columns.map(|n| n.copied().unwrap_or(0)).collect()
            })
            .collect();
        let showing = break_down_beside(&sizes, &sizes_beside, least, step).groups;
        let mut samples = Vec::new();
        let each = rows.iter_mut().zip(of_groups.iter().zip(showing));
        for ((row, (of_group, in_column)), (_, summary)) in each.zip(parts) {
            let Some(figure) = row.figures.get_mut(column) else {
                continue;
            };
            match of_group.absent().or(in_column.absent()) {
                Some(reason) => *figure = Estimate::absent(0, reason),
                None => hide(figure, guard),
            }
            if figure.mean.is_ok() {
                samples.push(sample(summary, seen, column));
            }
        }
        let (by_means, by_ranks, likeness) = compared(samples);
        tests.push(by_means);
        ranks.push(by_ranks);
        alike.push(likeness);
    }
    for p in [&mut tests, &mut ranks] {
        if let Some((_, dimensions)) = p.split_first_mut() {
            let adjusted = holm(dimensions);
            dimensions.copy_from_slice(&adjusted);
        }
    }
    Disclosed {
        report: GroupReport {
            by,
            level,
            voices,
            rows,
            tests,
            ranks,
            alike,
        },
        least,
    }
}

fn figures(report: &GapReport) -> Vec<Estimate> {
    let paired = report.against.is_some();
    let whole = if paired {
        report.overall
    } else {
        report.performance
    };
    let dimensions = report.dimensions.iter().map(|dimension| {
        if paired {
            dimension.gap
        } else {
            dimension.performance
        }
    });
    std::iter::once(whole).chain(dimensions).collect()
}

/// The sample behind a figure: the whole first, then each dimension.
fn sample(summary: &Summary, seen: Option<Voice>, column: usize) -> Option<Tally> {
    let pair = summary.pairs().next();
    match (column.checked_sub(1), pair) {
        (None, Some((seen, against))) => summary.overall_gaps(seen, against),
        (Some(dimension), Some((seen, against))) => summary.gaps(seen, against, dimension),
        // Overall levels are kept as moments only: their groups are compared dimension by dimension.
        (None, None) => None,
        (Some(dimension), None) => summary.levels(seen?, dimension),
    }
}

/// The tests of the groups that are shown: by means, by ranks; and how alike the persons of one group are.
fn compared(samples: Vec<Option<Tally>>) -> (Value, Value, Result<Alike, Absent>) {
    let samples: Option<Vec<Tally>> = samples.into_iter().collect();
    let Some(samples) = samples else {
        return (
            Err(Absent::NotAsked),
            Err(Absent::NotAsked),
            Err(Absent::NotAsked),
        );
    };
    let p = |test: Result<Overall, Absent>| test.map(|test| test.p);
    (
        p(welch_anova(&samples)),
        p(kruskal_wallis(&samples)),
        likeness(&samples),
    )
}

/// The likeness of the persons of one group; the reason where it cannot be told.
fn likeness(samples: &[Tally]) -> Result<Alike, Absent> {
    let icc = intraclass(samples)?;
    let n: u64 = samples.iter().map(Tally::n).sum();
    let size = n as f64 / samples.len().max(1) as f64;
    Ok(Alike {
        icc,
        size,
        design_effect: (1.0 + (size - 1.0) * icc).max(1.0),
    })
}

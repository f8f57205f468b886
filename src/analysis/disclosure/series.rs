//! What of figures over time may be shown: a period is a group among others, with primary and secondary
//! suppression in each line.

use super::{Disclosed, Guard, Ledger, break_down_beside, hide, least_for_scores, least_for_texts};
use crate::analysis::figure::{Absent, Estimate};
use crate::analysis::gaps::GapReport;
use crate::analysis::satisfaction::{Promoters, rated};
use crate::analysis::series::{Charting, Reading, SeriesReport, Span, Subject, TimeLine, adjust};
use crate::analysis::study::{SingleKind, single_questions};
use crate::analysis::summary::Summary;
use crate::analysis::tally::Tally;
use crate::survey::questionnaire::{Form, Questionnaire, Role};

/// Periods with the sums of their responses.
pub type Periods = Vec<(String, Summary)>;

/// A line before anything of it is hidden.
type Line = (Subject, Vec<Reading>);

/// The lines of a form over the periods given, in their order. A period without responses hides nothing. Neighbours
/// are the same periods as a reader may have seen them elsewhere: over more responses, or over those of an earlier
/// release.
pub fn disclose_series(
    questionnaire: &Questionnaire,
    form: &Form,
    (span, parts): (Span, &[(String, Summary)]),
    neighbours: &[Periods],
    charting: &Charting,
    level: f64,
) -> Disclosed<SeriesReport> {
    let rules = questionnaire.disclosure;
    let least = match form.role {
        Role::Customer => least_for_scores(rules),
        Role::Manager | Role::Staff => least_for_texts(rules),
    };
    let ledger = Ledger::default();
    let guard = Guard {
        least,
        ..Guard::of(form.role, rules, &ledger)
    };
    let step = least_for_scores(rules);
    // Each neighbour's periods in the order of the report's own.
    let empty = Summary::new(questionnaire, form);
    let beside: Vec<Periods> = neighbours
        .iter()
        .map(|neighbour| {
            let of = |name: &String| {
                let found = neighbour.iter().find(|(other, _)| other == name);
                found.map_or_else(|| empty.clone(), |(_, summary)| summary.clone())
            };
            parts
                .iter()
                .map(|(name, _)| (name.clone(), of(name)))
                .collect()
        })
        .collect();
    let sizes = |parts: &[(String, Summary)]| -> Vec<u64> {
        parts.iter().map(|(_, summary)| summary.n()).collect()
    };
    let sizes_beside: Vec<Vec<u64>> = beside.iter().map(|parts| sizes(parts)).collect();
    let of_periods: Vec<Option<Absent>> =
        break_down_beside(&sizes(parts), &sizes_beside, least, step)
            .groups
            .into_iter()
            .map(super::Showing::absent)
            .collect();
    let lines_beside: Vec<Vec<Line>> = beside
        .iter()
        .map(|parts| raw_lines(questionnaire, form, parts, level))
        .collect();
    let mut lines = Vec::new();
    for (place, (subject, mut readings)) in raw_lines(questionnaire, form, parts, level)
        .into_iter()
        .enumerate()
    {
        let counts = |line: &[Reading]| -> Vec<u64> { line.iter().map(Reading::n).collect() };
        let others: Vec<Vec<u64>> = lines_beside
            .iter()
            .filter_map(|lines| lines.get(place).map(|(_, line)| counts(line)))
            .collect();
        let in_line = break_down_beside(&counts(&readings), &others, least, step).groups;
        for ((reading, of_period), in_line) in readings.iter_mut().zip(&of_periods).zip(in_line) {
            hide_reading(reading, of_period.or(in_line.absent()), guard);
        }
        if readings.iter().any(|reading| reading.value().is_ok()) {
            lines.push(TimeLine::of(subject, readings, charting, level));
        }
    }
    adjust(&mut lines);
    let periods = parts
        .iter()
        .zip(&of_periods)
        .map(|((name, summary), hidden)| (name.clone(), hidden.map_or(Ok(summary.n()), Err)));
    let own = parts
        .first()
        .map(|(_, summary)| GapReport::of(questionnaire, form, summary, level));
    Disclosed {
        report: SeriesReport {
            span,
            level,
            voices: own.map_or((None, None), |report| (report.seen, report.against)),
            periods: periods.collect(),
            lines,
            because: charting.because.clone(),
        },
        least,
    }
}

/// Every line that the form gives: the whole, dimensions, single questions.
fn raw_lines(
    questionnaire: &Questionnaire,
    form: &Form,
    parts: &[(String, Summary)],
    level: f64,
) -> Vec<Line> {
    let reports: Vec<GapReport> = parts
        .iter()
        .map(|(_, summary)| GapReport::of(questionnaire, form, summary, level))
        .collect();
    let paired = reports
        .first()
        .is_some_and(|report| report.against.is_some());
    let means = |of: &dyn Fn(&GapReport) -> Option<Estimate>| -> Vec<Reading> {
        let none = || Estimate::absent(0, Absent::NotAsked);
        let each = reports.iter().map(|report| of(report).unwrap_or_else(none));
        each.map(Reading::Mean).collect()
    };
    let whole = means(&|report| {
        Some(if paired {
            report.overall
        } else {
            report.performance
        })
    });
    let mut lines = vec![(Subject::Overall, whole)];
    for dimension in 0..questionnaire.dimensions.len() {
        let line = means(&|report| {
            let found = report.dimensions.get(dimension)?;
            Some(if paired { found.gap } else { found.performance })
        });
        lines.push((Subject::Dimension(dimension), line));
    }
    for (question, kind, scale) in single_questions(questionnaire, form) {
        let tallies = parts
            .iter()
            .map(|(_, sum)| sum.ratings(question).unwrap_or_default());
        lines.push(single(question, kind, scale, tallies, level));
    }
    lines
}

/// What of a single question is followed over time: the score of a recommendation, the share of the satisfied,
/// the mean of any other.
fn single(
    question: usize,
    kind: SingleKind,
    scale: (u8, u8),
    tallies: impl Iterator<Item = Tally>,
    level: f64,
) -> Line {
    match kind {
        SingleKind::Recommend if scale == (0, 10) => (
            Subject::Promoters(question),
            tallies
                .map(|tally| Reading::Promoters(Promoters::of(&tally, level)))
                .collect(),
        ),
        SingleKind::Satisfaction => (
            Subject::Top(question, kind),
            tallies
                .map(|tally| rated(&tally, scale.1.saturating_sub(1), level).top)
                .map(Reading::Share)
                .collect(),
        ),
        SingleKind::Recommend | SingleKind::Effort | SingleKind::Overall | SingleKind::Rating => (
            Subject::Mean(question, kind),
            tallies
                .map(|tally| Reading::Mean(tally.estimate(level)))
                .collect(),
        ),
    }
}

/// Hides a reading for this reason, or because all of a few known persons answered alike.
fn hide_reading(reading: &mut Reading, reason: Option<Absent>, guard: Guard) {
    match reading {
        Reading::Mean(estimate) => match reason {
            Some(reason) => *estimate = Estimate::absent(0, reason),
            None => hide(estimate, guard),
        },
        Reading::Share(found) => {
            let alike = guard.agreement && (found.count == 0 || found.count == found.n);
            if let Some(reason) = reason.or(alike.then_some(Absent::Protected)) {
                (found.n, found.count) = (0, 0);
                found.share = Err(reason);
                found.interval = Err(reason);
            }
        }
        Reading::Promoters(found) => {
            let classes = [found.promoters, found.passives, found.detractors];
            let alike = guard.agreement && classes.contains(&found.n);
            if let Some(reason) = reason.or(alike.then_some(Absent::Protected)) {
                *found = Promoters {
                    score: Err(reason),
                    error: Err(reason),
                    interval: Err(reason),
                    ..Promoters::of_counts(0, 0, 0, 0.95)
                };
            }
        }
    }
}

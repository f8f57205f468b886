//! From figures to charts: which numbers stand in which row, and under which words.

use super::{Chart, ChartHead, ChartRow, Mark, Rank, Whose};
use crate::analysis::{Absent, Disclosed, Estimate, GapReport, PersonGaps, Voice};
use crate::language::{Locale, ReportPhrases, fill, phrases};
use crate::report::words::{convention, gap_name, verdicts, voice_mark};
use crate::survey::questionnaire::{Form, Kind, Questionnaire};

/// Which dimensions are opened to show their items.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Items {
    /// None.
    #[default]
    Closed,
    /// Those of one dimension, by its index.
    Of(usize),
    /// All.
    Open,
}

impl Items {
    fn shows(self, dimension: usize) -> bool {
        match self {
            Self::Closed => false,
            Self::Of(open) => open == dimension,
            Self::Open => true,
        }
    }
}

impl Chart {
    /// The chart of a sample. `notes` stand under the title: the time span, a filter.
    pub fn of_report(
        questionnaire: &Questionnaire,
        report: &Disclosed<GapReport>,
        items: Items,
        notes: &[String],
        locale: Locale,
    ) -> Self {
        let words = &phrases(locale).report;
        let paired = report.against.is_some();
        let mut rows = Vec::new();
        for dimension in &report.dimensions {
            let named = questionnaire.dimensions.get(dimension.dimension);
            let label = named.map(|d| d.name.get(locale)).unwrap_or_default();
            rows.push(if paired {
                pair(
                    Rank::Dimension,
                    label,
                    &dimension.against,
                    &dimension.seen,
                    &dimension.gap,
                )
            } else {
                alone(Rank::Dimension, label, &dimension.performance)
            });
            if !items.shows(dimension.dimension) {
                continue;
            }
            for item in &dimension.items {
                let named = named.and_then(|d| d.items.get(item.item));
                let label = named.map(|i| i.name.get(locale)).unwrap_or_default();
                rows.push(if paired {
                    pair(Rank::Item, label, &item.against, &item.seen, &item.gap)
                } else {
                    alone(Rank::Item, label, &item.seen_alone)
                });
            }
        }
        let (overall, weighted) = if paired {
            (&report.overall, &report.weighted)
        } else {
            (&report.performance, &report.performance_weighted)
        };
        if report.dimensions.len() > 1 {
            rows.push(whole(words.overall, words.overall_note, overall, paired));
        }
        if report.points.is_some() {
            rows.push(whole(words.weighted, words.weighted_note, weighted, paired));
        }
        let name = gap_name(questionnaire, report.seen, report.against, locale);
        let mut under = vec![
            questionnaire.title.get(locale).to_owned(),
            fill(words.responses, &[("n", &report.n.to_string())]),
        ];
        under.extend_from_slice(notes);
        let whose = Whose::Many {
            level: report.level,
            least: u32::try_from(report.least()).unwrap_or(u32::MAX),
        };
        let form = questionnaire.form(report.form.as_str());
        let head = head(
            questionnaire,
            form,
            report.scale,
            report.seen,
            report.against,
            locale,
        );
        Self {
            head: ChartHead {
                title: name,
                notes: under,
                whose,
                ..head
            },
            rows,
        }
    }

    /// A respondent's own chart: other title, no n, no intervals.
    pub fn of_person(
        questionnaire: &Questionnaire,
        form: &Form,
        person: &PersonGaps,
        locale: Locale,
    ) -> Self {
        let words: &ReportPhrases = &phrases(locale).report;
        let paired = person.against.is_some();
        let row = |rank, label: &str, against, seen, gap| ChartRow {
            rank,
            label: label.to_owned(),
            against,
            seen,
            gap,
            interval: Err(Absent::OnlyOne),
            n: 1,
            note: None,
        };
        let mut rows: Vec<ChartRow> = person
            .dimensions
            .iter()
            .map(|dimension| {
                let named = questionnaire.dimensions.get(dimension.dimension);
                let label = named.map(|d| d.name.get(locale)).unwrap_or_default();
                let gap = match dimension.seen {
                    Ok(_) if !paired => Err(Absent::NotAsked),
                    Err(reason) if !paired => Err(reason),
                    Ok(_) | Err(_) => dimension.gap,
                };
                row(
                    Rank::Dimension,
                    label,
                    dimension.against,
                    dimension.seen,
                    gap,
                )
            })
            .collect();
        let overall = |label, note: &str, gap| ChartRow {
            note: Some(note.to_owned()),
            ..row(
                Rank::Overall,
                label,
                Err(Absent::NoData),
                Err(Absent::NoData),
                gap,
            )
        };
        if paired && person.dimensions.len() > 1 && person.overall.is_ok() {
            rows.push(overall(words.overall, words.overall_note, person.overall));
        }
        if paired && person.weighted.is_ok() {
            rows.push(overall(
                words.weighted,
                words.weighted_note,
                person.weighted,
            ));
        }
        let head = head(
            questionnaire,
            Some(form),
            person.scale,
            person.seen,
            person.against,
            locale,
        );
        Self {
            head: ChartHead {
                title: words.own_title.to_owned(),
                whose: Whose::One,
                ..head
            },
            rows,
        }
    }
}

fn head(
    questionnaire: &Questionnaire,
    form: Option<&Form>,
    (lowest, highest): (u8, u8),
    seen: Option<Voice>,
    against: Option<Voice>,
    locale: Locale,
) -> ChartHead {
    let (low, high) = end_labels(questionnaire, form, seen, locale);
    let mark = |voice: Voice| voice_mark(questionnaire, voice, locale);
    ChartHead {
        title: String::new(),
        notes: Vec::new(),
        lowest: f64::from(lowest),
        highest: f64::from(highest),
        low,
        high,
        seen: seen.map_or_else(
            || Mark {
                sign: String::new(),
                name: String::new(),
            },
            mark,
        ),
        against: against.map(mark),
        convention: convention(questionnaire, seen, against, locale),
        verdicts: verdicts(against, locale),
        whose: Whose::One,
        locale,
    }
}

/// What the ends of the scale are called on which the form asks for this view.
pub(in crate::report) fn end_labels(
    questionnaire: &Questionnaire,
    form: Option<&Form>,
    seen: Option<Voice>,
    locale: Locale,
) -> (String, String) {
    let questions = form.map(|form| questionnaire.questions(form));
    let own = questions
        .iter()
        .flatten()
        .find_map(|question| match &question.kind {
            Kind::Rating {
                facet: Some(facet),
                scale,
                ..
            } if seen.is_some_and(|voice| voice.facet == *facet) => Some(scale.as_ref()),
            Kind::Rating { .. }
            | Kind::Points { .. }
            | Kind::Choice { .. }
            | Kind::Number { .. }
            | Kind::Date
            | Kind::Month
            | Kind::Time
            | Kind::Text { .. }
            | Kind::Note => None,
        });
    let scale = own.unwrap_or(&questionnaire.scale);
    (
        scale.low.get(locale).to_owned(),
        scale.high.get(locale).to_owned(),
    )
}

fn pair(rank: Rank, label: &str, against: &Estimate, seen: &Estimate, gap: &Estimate) -> ChartRow {
    ChartRow {
        rank,
        label: label.to_owned(),
        against: against.mean,
        seen: seen.mean,
        gap: gap.mean,
        interval: gap.interval,
        n: gap.n,
        note: None,
    }
}

/// A row where nothing is held against what is seen: a mark, its interval, its n.
fn alone(rank: Rank, label: &str, seen: &Estimate) -> ChartRow {
    ChartRow {
        rank,
        label: label.to_owned(),
        against: Err(Absent::NotAsked),
        seen: seen.mean,
        gap: Err(seen.mean.err().unwrap_or(Absent::NotAsked)),
        interval: seen.interval,
        n: seen.n,
        note: None,
    }
}

fn whole(label: &str, note: &str, figure: &Estimate, paired: bool) -> ChartRow {
    if !paired {
        return alone(Rank::Overall, label, figure);
    }
    ChartRow {
        against: Err(Absent::NoData),
        seen: Err(Absent::NoData),
        gap: figure.mean,
        note: Some(note.to_owned()),
        ..alone(Rank::Overall, label, figure)
    }
}

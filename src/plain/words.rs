//! Questions, answers, refusals and gaps as lines of words.

use crate::analysis::{PersonDimension, PersonGaps, Voice};
use crate::language::{Phrases, fill, phrases};
use crate::survey::interview::{Hands, Interview, PageView, QuestionView, Refusal};
use crate::survey::questionnaire::{Facet, Kind, format_decimal};
use crate::survey::record::{Answer, Reason};

/// A question: how far one is, its words, its options, the reasons it may be left with.
pub(super) fn question(
    interview: &Interview,
    page: &PageView<'_>,
    asked: &QuestionView<'_>,
) -> Vec<String> {
    let words = phrases(interview.locale());
    let mut lines = Vec::new();
    if asked.question.kind != Kind::Note {
        let values = [
            ("n", page.progress.number.to_string()),
            ("all", page.progress.count.to_string()),
        ];
        lines.push(fill_owned(words.interview.progress, &values));
    }
    if page.questions.len() > 1 {
        lines.extend(page.item.clone());
        lines.extend(column(words, asked));
    }
    if !asked.words.is_empty()
        && Some(&asked.words) != page.item.as_ref().filter(|_| page.questions.len() > 1)
    {
        lines.push(asked.words.clone());
    }
    lines.extend(options(words, interview, asked));
    // An interviewer reads them out to nobody; they are told on demand.
    if !asked.reasons.is_empty() && interview.hands() != Hands::Interviewer {
        lines.push(reasons(interview, asked));
    }
    lines
}

/// The reasons for giving no answer, in one line.
pub(super) fn reasons(interview: &Interview, asked: &QuestionView<'_>) -> String {
    let words = phrases(interview.locale());
    let letters = ["d", "r", "n", "x"];
    let reasons = letters.iter().zip(&asked.reasons);
    let reasons: Vec<String> = reasons
        .map(|(letter, why)| format!("{letter} {}", reason(words, *why)))
        .collect();
    let reasons = reasons.join(words.plain.comma);
    let values = [("lead", words.interview.no_answer), ("reasons", &reasons)];
    fill(words.plain.reasons, &values)
}

/// A question in one line, for the review.
pub(super) fn title(interview: &Interview, view: &QuestionView<'_>) -> String {
    let words = phrases(interview.locale());
    match column(words, view) {
        Some(column) => format!("{}: {column}", view.words),
        None if view.words.is_empty() => match view.question.kind {
            Kind::Points { total, .. } => {
                fill(words.interview.points, &[("total", &total.to_string())])
            }
            Kind::Rating { .. }
            | Kind::Choice { .. }
            | Kind::Number { .. }
            | Kind::Date
            | Kind::Month
            | Kind::Time
            | Kind::Text { .. }
            | Kind::Note => view.question.key.to_string(),
        },
        None => view.words.clone(),
    }
}

/// The heading of a column, for facets that stand side by side.
fn column(words: &'static Phrases, view: &QuestionView<'_>) -> Option<String> {
    let facet = match &view.question.kind {
        Kind::Rating { facet, .. } => (*facet)?,
        Kind::Points { .. }
        | Kind::Choice { .. }
        | Kind::Number { .. }
        | Kind::Date
        | Kind::Month
        | Kind::Time
        | Kind::Text { .. }
        | Kind::Note => return None,
    };
    heading(words, facet).map(str::to_owned)
}

fn heading(words: &'static Phrases, facet: Facet) -> Option<&'static str> {
    match facet {
        Facet::Expectation => Some(words.interview.expectation),
        Facet::Perception => Some(words.interview.perception),
        Facet::Minimum => Some(words.interview.minimum),
        Facet::Desired => Some(words.interview.desired),
        Facet::Importance
        | Facet::Estimate
        | Facet::Standard
        | Facet::Delivery
        | Facet::Promise
        | Facet::Rival
        | Facet::Functional
        | Facet::Dysfunctional => None,
    }
}

fn options(
    words: &'static Phrases,
    interview: &Interview,
    asked: &QuestionView<'_>,
) -> Vec<String> {
    let numbered = |labels: &mut dyn Iterator<Item = String>| -> Vec<String> {
        (1..)
            .zip(labels)
            .map(|(n, label)| format!("{n} {label}"))
            .collect()
    };
    match &asked.question.kind {
        Kind::Rating {
            facet: Some(Facet::Functional | Facet::Dysfunctional),
            ..
        } => {
            let mut lines =
                numbered(&mut words.interview.kano.iter().map(|label| (*label).to_owned()));
            lines.push(words.plain.one_number.to_owned());
            lines
        }
        Kind::Rating { scale, .. } => vec![fill(
            words.plain.scale,
            &[
                ("low", &scale.lowest().to_string()),
                ("high", &scale.highest().to_string()),
                ("worst", scale.low.get(interview.locale())),
                ("best", scale.high.get(interview.locale())),
            ],
        )],
        Kind::Points { total, rows } => {
            let mut lines = vec![fill(
                words.interview.points,
                &[("total", &total.to_string())],
            )];
            lines.extend(numbered(
                &mut asked.rows.iter().map(|row| row.label.clone()),
            ));
            let values = [("rows", rows.to_string()), ("total", total.to_string())];
            lines.push(fill_owned(words.plain.points, &values));
            lines
        }
        Kind::Choice { many, .. } => {
            let mut lines = numbered(&mut asked.options.iter().map(|option| option.label.clone()));
            let how = if *many {
                words.plain.several_numbers
            } else {
                words.plain.one_number
            };
            lines.push(how.to_owned());
            lines
        }
        Kind::Number {
            least,
            most,
            decimals,
        } => {
            let [least, most] = [least, most].map(|parts| format_decimal(*parts, *decimals));
            let line = words.interview.number_within(&least, &most, *decimals);
            vec![match &asked.unit {
                Some(unit) => format!("{line} ({unit})"),
                None => line,
            }]
        }
        Kind::Date => vec![words.interview.date.to_owned()],
        Kind::Month => vec![words.interview.month.to_owned()],
        Kind::Time => vec![words.interview.time.to_owned()],
        Kind::Text { .. } => vec![words.interview.text.to_owned()],
        Kind::Note => vec![words.plain.go_on.to_owned()],
    }
}

fn reason(words: &'static Phrases, reason: Reason) -> &'static str {
    match reason {
        Reason::DontKnow => words.interview.dont_know,
        Reason::PreferNot => words.interview.prefer_not,
        Reason::DoesNotApply => words.interview.does_not_apply,
        Reason::NoStandard => words.interview.no_standard,
        Reason::NoPromise => words.interview.no_promise,
        // The program's own reasons are never a person's answer.
        Reason::Skipped | Reason::NotAsked | Reason::NotReached | Reason::Technical => "",
    }
}

/// An answer, said back.
pub(super) fn answer(interview: &Interview, asked: &QuestionView<'_>, given: &Answer) -> String {
    let words = phrases(interview.locale());
    match given {
        Answer::Rating(value) => match &asked.question.kind {
            Kind::Rating {
                facet: Some(Facet::Functional | Facet::Dysfunctional),
                ..
            } => {
                let label = usize::from(*value).checked_sub(1);
                let label = label.and_then(|label| words.interview.kano.get(label));
                format!("{value} {}", label.copied().unwrap_or_default())
            }
            Kind::Rating { .. }
            | Kind::Points { .. }
            | Kind::Choice { .. }
            | Kind::Number { .. }
            | Kind::Date
            | Kind::Month
            | Kind::Time
            | Kind::Text { .. }
            | Kind::Note => value.to_string(),
        },
        Answer::Points(points) => {
            let shown = asked.rows.iter();
            let shown: Vec<String> = shown
                .filter_map(|row| points.get(row.dimension))
                .map(u8::to_string)
                .collect();
            shown.join(" ")
        }
        Answer::Choice(chosen, own) => {
            let labels = chosen.iter();
            let labels = labels.filter_map(|option| asked.option(*option));
            let mut labels: Vec<String> = labels.map(|option| option.label.clone()).collect();
            labels.extend(own.clone());
            labels.join(words.plain.comma)
        }
        Answer::Number(value) => format_decimal(*value, asked.decimals()),
        Answer::Text(text) => text.clone(),
        Answer::Read => String::new(),
        Answer::Left(why) => reason(words, *why).to_owned(),
    }
}

/// Why a step was not taken.
pub(super) fn refusal(interview: &Interview, refusal: &Refusal) -> String {
    let words = phrases(interview.locale());
    match refusal {
        Refusal::OffScale { lowest, highest } => fill(
            words.interview.not_on_scale,
            &[("low", &lowest.to_string()), ("high", &highest.to_string())],
        ),
        Refusal::PointsRows { rows, .. } => {
            fill(words.plain.points_rows, &[("rows", &rows.to_string())])
        }
        Refusal::PointsSum { total, sum } => fill(
            words.plain.points_sum,
            &[("total", &total.to_string()), ("sum", &sum.to_string())],
        ),
        Refusal::UnknownOption(_) => words.plain.no_option.to_owned(),
        Refusal::NothingChosen => words.plain.unclear.to_owned(),
        Refusal::OneOnly => words.plain.only_one.to_owned(),
        Refusal::NotAlone(option) => {
            let page = interview.page();
            let asked = page.as_ref().and_then(|page| page.questions.first());
            let label = asked.and_then(|asked| asked.option(*option));
            let label = label.map_or("", |option| option.label.as_str());
            fill(words.plain.alone, &[("option", label)])
        }
        Refusal::OutOfBounds {
            least,
            most,
            decimals,
        } => {
            let [least, most] = [least, most].map(|parts| format_decimal(*parts, *decimals));
            words.interview.number_outside(&least, &most, *decimals)
        }
        Refusal::NotADate => words.interview.date_refused.to_owned(),
        Refusal::NotAMonth => words.interview.month_refused.to_owned(),
        Refusal::NotATime => words.interview.time_refused.to_owned(),
        Refusal::TooLong { limit } => fill(words.plain.too_long, &[("limit", &limit.to_string())]),
        Refusal::ReasonNotOffered(_) => words.plain.no_reason.to_owned(),
        Refusal::AtStart => words.plain.at_start.to_owned(),
        Refusal::ChangeUnexplained(_) => words.fieldwork.change_refused.to_owned(),
        Refusal::HandedOver | Refusal::NotHandedOver => words.fieldwork.handed_over.to_owned(),
        Refusal::NoInterviewer => words.fieldwork.no_interviewer.to_owned(),
        // Steps that this conversation does not offer where they would be refused.
        Refusal::Empty
        | Refusal::WrongKind
        | Refusal::WordsWithoutOther
        | Refusal::Ended(_)
        | Refusal::ConsentMissing
        | Refusal::NotAtNotice
        | Refusal::NotOnPage(_)
        | Refusal::NotShown(_)
        | Refusal::LanguageNotOffered(_)
        | Refusal::AtEnd
        | Refusal::NotThrough { .. }
        | Refusal::ScreenedOut
        | Refusal::NothingToCheck => words.plain.unclear.to_owned(),
    }
}

/// The person's own gaps as sentences, a dimension each, in its description's words: respondents never see the
/// names of dimensions. Nothing where the form does not ask how the service is, or too little was answered.
pub(super) fn gaps(interview: &Interview, gaps: &PersonGaps) -> Vec<String> {
    let words = phrases(interview.locale());
    let perceived = gaps
        .seen
        .is_some_and(|voice| voice.facet == Facet::Perception);
    let any = gaps
        .dimensions
        .iter()
        .any(|dimension| dimension.seen.is_ok());
    if !perceived || !any {
        return Vec::new();
    }
    let (low, high) = gaps.scale;
    let mut lines = vec![
        words.interview.own_gaps.to_owned(),
        fill_owned(
            words.plain.gap_scale,
            &[("low", low.to_string()), ("high", high.to_string())],
        ),
    ];
    let asked = gaps
        .dimensions
        .iter()
        .filter(|dimension| dimension.asked > 0);
    lines.extend(asked.filter_map(|dimension| gap(interview, gaps.against, dimension)));
    lines
}

fn gap(
    interview: &Interview,
    against: Option<Voice>,
    dimension: &PersonDimension,
) -> Option<String> {
    let words = phrases(interview.locale());
    let about = ("about", interview.about(dimension.dimension)?);
    let (Ok(expected), Ok(seen), Ok(gap)) = (dimension.against, dimension.seen, dimension.gap)
    else {
        return Some(match (against, dimension.seen) {
            (None, Ok(seen)) => fill_owned(
                words.plain.gap_seen,
                &[about, ("seen", format!("{seen:.1}"))],
            ),
            (None, Err(_)) | (Some(_), _) => fill_owned(words.plain.gap_none, &[about]),
        });
    };
    let level = against.and_then(|voice| heading(words, voice.facet));
    let expectation = against.is_none_or(|voice| voice.facet == Facet::Expectation);
    // Compared as printed: what is shown as equal is called equal.
    let size = format!("{:.1}", gap.abs());
    let equal = size == "0.0";
    let sign = if equal || gap > 0.0 { "" } else { "-" };
    let template = match (expectation, equal) {
        (false, _) => words.plain.gap_levels,
        (true, true) => words.plain.gap_met,
        (true, false) if gap < 0.0 => words.plain.gap_below,
        (true, false) => words.plain.gap_above,
    };
    let n = if expectation {
        size
    } else {
        format!("{sign}{size}")
    };
    let values = [
        about,
        ("level", level.unwrap_or_default().to_owned()),
        ("here", words.interview.perception.to_owned()),
        ("expected", format!("{expected:.1}")),
        ("seen", format!("{seen:.1}")),
        ("n", n),
    ];
    Some(fill_owned(template, &values))
}

fn fill_owned(template: &str, values: &[(&str, String)]) -> String {
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    fill(template, &values)
}

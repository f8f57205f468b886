//! What a typed line answers, by the question's kind. Whether it fits is the interview's to say.

use super::line;
use crate::survey::interview::QuestionView;
use crate::survey::questionnaire::{Kind, parse_decimal};
use crate::survey::record::Answer;

/// What a line says to a question.
pub(super) enum Reply {
    /// An answer.
    Answer(Answer),
    /// The first row of a points question; the others are asked one by one.
    FirstRow(u8),
    /// A choice among which an option takes own words.
    WantsWords(Vec<u8>),
    /// Nothing that the question could take.
    Unclear,
}

/// Reads a line as the question's kind has it.
pub(super) fn to(asked: &QuestionView<'_>, line: &str) -> Reply {
    let numbers = line::numbers(line);
    match (&asked.question.kind, numbers.as_deref()) {
        // What does not fit a byte is on no scale and is no option.
        (Kind::Rating { .. }, Some([value])) => {
            Reply::Answer(Answer::Rating(u8::try_from(*value).unwrap_or(u8::MAX)))
        }
        (Kind::Points { rows, .. }, Some([first])) if *rows > 1 => {
            Reply::FirstRow(u8::try_from(*first).unwrap_or(u8::MAX))
        }
        (Kind::Points { .. }, Some(numbers)) => {
            let given: Option<Vec<u8>> = numbers.iter().map(|n| u8::try_from(*n).ok()).collect();
            given.map_or(Reply::Unclear, |given| Reply::Answer(points(asked, &given)))
        }
        (Kind::Choice { .. }, Some(numbers)) => {
            // Numbers count the options as they are shown.
            let shown = |number: &i64| {
                let place = usize::try_from(*number).ok()?.checked_sub(1)?;
                asked.options.get(place)
            };
            let option = |number| shown(number).map_or(u8::MAX, |option| option.option);
            let chosen: Vec<u8> = numbers.iter().map(option).collect();
            let words = numbers.iter().filter_map(shown).any(|option| option.other);
            if words {
                Reply::WantsWords(chosen)
            } else {
                Reply::Answer(Answer::Choice(chosen, None))
            }
        }
        (Kind::Number { decimals, .. }, _) => {
            let parts = parse_decimal(&line::narrow(line), *decimals);
            parts.map_or(Reply::Unclear, |parts| Reply::Answer(Answer::Number(parts)))
        }
        (Kind::Date | Kind::Month | Kind::Time, _) => {
            Reply::Answer(Answer::Text(line::narrow(line).trim().to_owned()))
        }
        (Kind::Text { .. }, _) => Reply::Answer(Answer::Text(line.to_owned())),
        (Kind::Note, _) => Reply::Answer(Answer::Read),
        (Kind::Rating { .. } | Kind::Points { .. } | Kind::Choice { .. }, _) => Reply::Unclear,
    }
}

/// Points given in the order shown, in the order of the file. Too few or too many stay so, for the interview to
/// refuse.
pub(super) fn points(asked: &QuestionView<'_>, given: &[u8]) -> Answer {
    let mut points = vec![0; given.len()];
    if given.len() == asked.rows.len() {
        for (row, value) in asked.rows.iter().zip(given) {
            if let Some(slot) = points.get_mut(row.dimension) {
                *slot = *value;
            }
        }
    }
    Answer::Points(points)
}

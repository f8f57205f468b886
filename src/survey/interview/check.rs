//! What fits as an answer: hard checks explain, soft checks ask once.

use super::refusal::{Refusal, SoftCheck, SoftRule};
use super::{Script, reasons};
use crate::language::{MAX_ANSWER, clean_line, clean_text};
use crate::survey::questionnaire::{Block, Choosable, Facet, Kind, Question};
use crate::survey::record::Answer;

/// The answer as it will be kept, or why it does not fit the question.
pub(super) fn hard(script: &Script, question: usize, answer: Answer) -> Result<Answer, Refusal> {
    let Some(kind) = script.question(question).map(|q| &q.kind) else {
        return Err(Refusal::WrongKind);
    };
    if let Answer::Left(reason) = answer {
        let offered = reasons(kind).contains(&reason);
        return if offered {
            Ok(answer)
        } else {
            Err(Refusal::ReasonNotOffered(reason))
        };
    }
    match (kind, answer) {
        (Kind::Rating { scale, .. }, Answer::Rating(value)) => {
            if scale.contains(value) {
                Ok(Answer::Rating(value))
            } else {
                Err(Refusal::OffScale {
                    lowest: scale.lowest(),
                    highest: scale.highest(),
                })
            }
        }
        (Kind::Points { total, rows }, Answer::Points(points)) => {
            sums_up(*total, *rows, points).map(Answer::Points)
        }
        (
            Kind::Choice {
                many,
                options,
                other,
            },
            Answer::Choice(chosen, words),
        ) => {
            let listed = match script.block_of(question) {
                Some(Block::Choice(choice)) => choice.options.as_slice(),
                _ => &[],
            };
            let choice = Chosen {
                many: *many,
                count: options.len(),
                other,
                listed,
            };
            choice.check(chosen, words)
        }
        (
            Kind::Number {
                least,
                most,
                decimals,
            },
            Answer::Number(value),
        ) => {
            if (*least..=*most).contains(&value) {
                Ok(Answer::Number(value))
            } else {
                Err(Refusal::OutOfBounds {
                    least: *least,
                    most: *most,
                    decimals: *decimals,
                })
            }
        }
        (Kind::Date, Answer::Text(text)) => written(&text, is_date, Refusal::NotADate),
        (Kind::Month, Answer::Text(text)) => written(&text, is_month, Refusal::NotAMonth),
        (Kind::Time, Answer::Text(text)) => written(&text, is_time, Refusal::NotATime),
        (Kind::Text { long }, Answer::Text(text)) => own_words(&text, *long).map(Answer::Text),
        (Kind::Note, Answer::Read) => Ok(Answer::Read),
        (
            Kind::Rating { .. }
            | Kind::Points { .. }
            | Kind::Choice { .. }
            | Kind::Number { .. }
            | Kind::Date
            | Kind::Month
            | Kind::Time
            | Kind::Text { .. }
            | Kind::Note,
            _,
        ) => Err(Refusal::WrongKind),
    }
}

fn sums_up(total: u8, rows: usize, points: Vec<u8>) -> Result<Vec<u8>, Refusal> {
    if points.len() != rows {
        return Err(Refusal::PointsRows {
            rows,
            given: points.len(),
        });
    }
    let sum: u32 = points.iter().map(|p| u32::from(*p)).sum();
    if sum != u32::from(total) {
        return Err(Refusal::PointsSum { total, sum });
    }
    Ok(points)
}

/// The rules of a choice. An incident's options are not listed in the file: none excludes, none takes words.
struct Chosen<'a> {
    many: bool,
    count: usize,
    other: &'a [bool],
    listed: &'a [Choosable],
}

impl Chosen<'_> {
    fn check(&self, mut chosen: Vec<u8>, words: Option<String>) -> Result<Answer, Refusal> {
        chosen.sort_unstable();
        chosen.dedup();
        if let Some(unknown) = chosen.iter().find(|o| usize::from(**o) >= self.count) {
            return Err(Refusal::UnknownOption(*unknown));
        }
        if chosen.is_empty() {
            return Err(Refusal::NothingChosen);
        }
        if chosen.len() > 1 {
            if !self.many {
                return Err(Refusal::OneOnly);
            }
            let alone = |option: &&u8| {
                self.listed
                    .get(usize::from(**option))
                    .is_some_and(|o| o.alone)
            };
            if let Some(option) = chosen.iter().find(alone) {
                return Err(Refusal::NotAlone(*option));
            }
        }
        let words = match words {
            None => None,
            Some(words) => match own_words(&words, false) {
                Ok(words) => Some(words),
                Err(Refusal::Empty) => None,
                Err(refusal) => return Err(refusal),
            },
        };
        let takes_words = chosen
            .iter()
            .any(|option| self.other.get(usize::from(*option)) == Some(&true));
        if words.is_some() && !takes_words {
            return Err(Refusal::WordsWithoutOther);
        }
        Ok(Answer::Choice(chosen, words))
    }
}

fn own_words(text: &str, long: bool) -> Result<String, Refusal> {
    // One character more than the limit tells a full text from one that is too long.
    let cleaned = if long {
        clean_text(text, MAX_ANSWER + 1).trim().to_owned()
    } else {
        clean_line(text, MAX_ANSWER + 1)
    };
    if cleaned.is_empty() {
        Err(Refusal::Empty)
    } else if cleaned.chars().count() > MAX_ANSWER {
        Err(Refusal::TooLong { limit: MAX_ANSWER })
    } else {
        Ok(cleaned)
    }
}

/// A day, a month or a time of day, in the one way of writing it.
fn written(text: &str, fits: fn(&str) -> bool, refusal: Refusal) -> Result<Answer, Refusal> {
    let text = clean_line(text, MAX_ANSWER);
    if fits(&text) {
        Ok(Answer::Text(text))
    } else {
        Err(refusal)
    }
}

/// Whether a text is a day of the calendar, `2026-05-17`.
fn is_date(text: &str) -> bool {
    let fields = numbers(text, '-', &[4, 2, 2]);
    let Some([year, month, day]) = fields.as_deref() else {
        return false;
    };
    let small = |n: &i16| i8::try_from(*n).unwrap_or(-1);
    jiff::civil::Date::new(*year, small(month), small(day)).is_ok()
}

/// Whether a text is a month, `2026-05`.
fn is_month(text: &str) -> bool {
    let fields = numbers(text, '-', &[4, 2]);
    matches!(fields.as_deref(), Some([_, 1..=12]))
}

/// Whether a text is a time of day, `14:30`.
fn is_time(text: &str) -> bool {
    let fields = numbers(text, ':', &[2, 2]);
    let Some([hour, minute]) = fields.as_deref() else {
        return false;
    };
    *hour < 24 && *minute < 60
}

/// Numbers of exactly these many digits, `between` one another.
fn numbers(text: &str, between: char, digits: &[usize]) -> Option<Vec<i16>> {
    let fields: Vec<&str> = text.split(between).collect();
    let well_formed = fields.len() == digits.len()
        && fields
            .iter()
            .zip(digits)
            .all(|(field, n)| field.len() == *n && field.bytes().all(|b| b.is_ascii_digit()));
    well_formed.then(|| fields.iter().filter_map(|f| f.parse().ok()).collect())
}

/// The soft checks that the answers of a page call for.
pub(super) fn soft(script: &Script, answers: &[Option<Answer>], page: usize) -> Vec<SoftCheck> {
    let mut found = Vec::new();
    let questions = script.plan.page(page);
    let rating = |facet: Facet| {
        questions.iter().find_map(|index| {
            let question = script.question(*index)?;
            match (facet_of(question), answers.get(*index)) {
                (Some(of), Some(Some(Answer::Rating(value)))) if of == facet => {
                    Some((question, *value))
                }
                _ => None,
            }
        })
    };
    if let (Some((question, minimum)), Some((_, desired))) =
        (rating(Facet::Minimum), rating(Facet::Desired))
        && minimum > desired
    {
        found.push(SoftCheck {
            question: question.key.clone(),
            rule: SoftRule::MinimumAboveDesired { minimum, desired },
        });
    }
    for index in questions {
        let (Some(question), Some(Block::Number(number)), Some(Some(Answer::Number(value)))) = (
            script.question(*index),
            script.block_of(*index),
            answers.get(*index),
        ) else {
            continue;
        };
        if let Some((least, most)) = number.usual
            && !(least..=most).contains(value)
        {
            found.push(SoftCheck {
                question: question.key.clone(),
                rule: SoftRule::Unusual {
                    value: *value,
                    least,
                    most,
                },
            });
        }
    }
    found
}

fn facet_of(question: &Question) -> Option<Facet> {
    match &question.kind {
        Kind::Rating { facet, .. } => *facet,
        Kind::Points { .. }
        | Kind::Choice { .. }
        | Kind::Number { .. }
        | Kind::Date
        | Kind::Month
        | Kind::Time
        | Kind::Text { .. }
        | Kind::Note => None,
    }
}

//! What the values of some rows tell: words for steps and options, reasons, a scale that begins at 0.

use std::collections::{BTreeMap, BTreeSet};

use super::super::cell;
use super::super::map::{Code, Map, Rows, Told};
use super::super::target::{Shows, targets};
use super::super::words;
use super::Sampled;
use crate::language::show_controls;
use crate::survey::questionnaire::{Block, Facet, Form, Id, Kind, Questionnaire, Scale};
use crate::survey::record::Layout;

/// How many ratings must be seen before something is said of all of them.
const ENOUGH: usize = 20;

/// Whether dates that end in the year begin with the day: some first number is above 12.
pub(super) fn day_first(rows: &Rows, names: &[String], sampled: &Sampled) -> bool {
    let Some(column) = rows
        .started
        .as_ref()
        .and_then(|started| names.iter().position(|name| name == started))
    else {
        return false;
    };
    sampled
        .column(column)
        .any(|text| cell::moment(text, false).is_none() && cell::moment(text, true).is_some())
}

/// What is known of the ratings seen so far.
#[derive(Default)]
struct Ratings {
    seen: usize,
    zeros: usize,
    at_top: usize,
    /// Numbers off the scale, with how often.
    off: BTreeMap<i64, usize>,
    /// Words that are not known, with how often.
    unknown: BTreeMap<String, usize>,
}

/// Fills in labels and reasons, and gives remarks on what it cannot.
pub(super) fn read_values(
    map: &mut Map,
    questionnaire: &Questionnaire,
    form: &Form,
    layout: &Layout,
    sampled: &Sampled,
    names: &[String],
) -> Vec<String> {
    let places = targets(questionnaire, layout);
    let mut ratings = Ratings::default();
    let mut reasons = BTreeSet::new();
    let mut remarks = Vec::new();
    for index in 0..map.columns.len() {
        let Some(column) = map.columns.get(index) else {
            continue;
        };
        let place = places.iter().find(|place| place.name == column.to);
        let position = names.iter().position(|name| *name == column.from);
        let (Some(place), Some(position)) = (place, position) else {
            continue;
        };
        let Some(question) = layout.questions().get(place.question) else {
            continue;
        };
        let values: Vec<String> = sampled
            .column(position)
            .map(|text| cell::plain(text).into_owned())
            .collect();
        let mut words: BTreeSet<&str> = BTreeSet::new();
        for value in &values {
            match words::REASONS.iter().find(|(word, _)| word == value) {
                Some(reason) => {
                    reasons.insert(*reason);
                }
                None => {
                    words.insert(value);
                }
            }
        }
        let table = match (&question.kind, place.shows) {
            (Kind::Rating { scale, facet, .. }, Shows::Value) => {
                let kano = matches!(facet, Some(Facet::Functional | Facet::Dysfunctional));
                ratings.look(scale, &values);
                labels(scale, kano, &words, &mut ratings, &values)
                    .map(|codes| (table_name(scale, kano), codes))
            }
            (Kind::Choice { options, other, .. }, Shows::Value) => {
                let Some(Block::Choice(_)) = form.ask.get(question.block) else {
                    continue;
                };
                let known = |word: &&str| options.iter().any(|option| option.as_str() == *word);
                let codes = if words.iter().any(known) {
                    None
                } else {
                    option_codes(options, other, &words)
                };
                if codes.is_some() {
                    remarks.push(format!(
                        "`{}` has codes: they are taken for the options of `{}` in their order; look at its table under `labels`",
                        column.from, question.key
                    ));
                }
                codes.map(|codes| (question.key.to_string(), codes))
            }
            _ => None,
        };
        if let Some((name, codes)) = table
            && let Some(column) = map.columns.get_mut(index)
        {
            column.labels = Some(name.clone());
            map.labels.entry(name).or_default().extend(codes);
        }
    }
    map.missing.extend(
        reasons
            .iter()
            .map(|(word, reason)| ((*word).to_owned(), *reason)),
    );
    remarks.extend(ratings.remarks(map));
    remarks
}

/// What LimeSurvey writes for an option with own words.
const OTHER: &str = "-oth-";

/// Codes such as 1, 2 or A1, A2 for the options in their order, and what LimeSurvey writes for "other"; `None`
/// when there are other words as well.
fn option_codes(
    options: &[Id],
    other: &[bool],
    words: &BTreeSet<&str>,
) -> Option<BTreeMap<String, Code>> {
    let first = words.iter().find(|word| **word != OTHER)?;
    let lead = first.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = first.strip_prefix(lead)?;
    let width = if digits.starts_with('0') {
        digits.len()
    } else {
        1
    };
    let codes: BTreeMap<String, Code> = (1..)
        .zip(options)
        .map(|(number, option)| {
            let code = Code::Name(option.to_string());
            (format!("{lead}{number:0width$}"), code)
        })
        .chain(
            options
                .iter()
                .zip(other)
                .find(|(_, opens)| **opens)
                .map(|(option, _)| (OTHER.to_owned(), Code::Name(option.to_string()))),
        )
        .collect();
    let fits = lead.chars().count() <= 1 && words.iter().all(|word| codes.contains_key(*word));
    fits.then_some(codes)
}

fn table_name(scale: &Scale, kano: bool) -> String {
    if kano {
        "kano".to_owned()
    } else {
        format!("{} to {}", scale.lowest(), scale.highest())
    }
}

impl Ratings {
    fn look(&mut self, scale: &Scale, values: &[String]) {
        let (low, high) = (i64::from(scale.lowest()), i64::from(scale.highest()));
        for number in values.iter().filter_map(|value| cell::whole(value).ok()) {
            if low == 1 {
                self.seen += 1;
                self.zeros += usize::from(number == 0);
                self.at_top += usize::from(number == high);
            }
            if !(low..=high).contains(&number) {
                *self.off.entry(number).or_default() += 1;
            }
        }
    }

    fn remarks(self, map: &mut Map) -> Vec<String> {
        let mut remarks = Vec::new();
        if self.zeros > 0 && self.at_top == 0 && self.seen >= ENOUGH {
            map.from_zero = Told::Unanswered;
            remarks.push(
                "ratings have 0 and never the highest step: set `from_zero` to Yes if the source counts steps from 0, else to No"
                    .to_owned(),
            );
        }
        for (number, count) in self.off.iter().take(8) {
            if *number == 0 && map.from_zero == Told::Unanswered {
                continue;
            }
            remarks.push(format!(
                "{number} stands in {count} of the cells looked at but not on the scale: give it a reason under `missing`, or these cells are rejected"
            ));
        }
        for (word, count) in self.unknown.iter().take(8) {
            remarks.push(format!(
                "`{}` stands in {count} of the cells looked at and is not known: give it a number under `labels` or a reason under `missing`",
                show_controls(word, 40)
            ));
        }
        remarks
    }
}

/// The numbers of the words seen in a column of ratings; `None` when there are only numbers.
fn labels(
    scale: &Scale,
    kano: bool,
    words: &BTreeSet<&str>,
    ratings: &mut Ratings,
    values: &[String],
) -> Option<BTreeMap<String, Code>> {
    let mut codes = BTreeMap::new();
    let step = |step: u8| Code::Number(i64::from(scale.lowest() + step));
    let mut usual = Vec::new();
    for word in words.iter().filter(|word| cell::whole(word).is_err()) {
        if let Some(number) = own_label(scale, word).or_else(|| led_by_number(scale, word)) {
            codes.insert((*word).to_owned(), Code::Number(i64::from(number)));
        } else if let Some((_, found)) =
            words::usual_labels(scale.points, kano).find(|(known, _)| known == word)
        {
            codes.insert((*word).to_owned(), step(found));
            usual.push(*word);
        } else {
            let count = values.iter().filter(|value| value == word).count();
            *ratings.unknown.entry((*word).to_owned()).or_default() += count;
        }
    }
    // Rarer steps may not be among the rows looked at: the usual words of the same script go in as well.
    if let Some(seen) = usual.first() {
        for (word, found) in words::usual_labels(scale.points, kano) {
            if word.is_ascii() == seen.is_ascii() {
                codes.entry(word.to_owned()).or_insert_with(|| step(found));
            }
        }
    }
    (!codes.is_empty()).then_some(codes)
}

/// The step whose label in the study a word is.
fn own_label(scale: &Scale, word: &str) -> Option<u8> {
    let is = |text: &crate::language::Localized| {
        crate::language::Locale::ALL
            .iter()
            .any(|locale| !text.get(*locale).is_empty() && cell::plain(text.get(*locale)) == word)
    };
    if is(&scale.low) {
        Some(scale.lowest())
    } else if is(&scale.high) {
        Some(scale.highest())
    } else if scale.middle.as_ref().is_some_and(is) {
        Some(scale.lowest() + (scale.points - 1) / 2)
    } else {
        None
    }
}

/// The number that a word begins with: `7 - agree`, `5分`, `(3) ok`.
fn led_by_number(scale: &Scale, word: &str) -> Option<u8> {
    let bare = word.trim_start_matches(['(', '（', '[']);
    let digits = bare.chars().take_while(char::is_ascii_digit).count();
    let (number, rest) = bare.split_at_checked(digits)?;
    let number = number.parse().ok()?;
    // `5 .5` or `5/7` is no label; a step has words behind it.
    let words = rest.chars().any(char::is_alphabetic) && !rest.chars().any(|c| c.is_ascii_digit());
    let apart = !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    (scale.contains(number) && words && apart).then_some(number)
}

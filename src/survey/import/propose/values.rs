//! What the values of some rows tell: words for steps and options, reasons, a scale that begins at 0.

use std::collections::{BTreeMap, BTreeSet};

use super::super::cell;
use super::super::map::{Code, Map, Rows, Told};
use super::super::series::{self, KANO, Series};
use super::super::target::{Shows, targets};
use super::super::words;
use super::Sampled;
use crate::language::show_controls;
use crate::survey::questionnaire::{Block, Facet, Form, Id, Kind, Questionnaire, Scale};
use crate::survey::record::{Layout, Reason};

/// How many ratings must be seen before something is said of all of them.
const ENOUGH: usize = 20;

/// Whether dates that end in the year begin with the day: some first number is above 12.
pub(in crate::survey) fn day_first(rows: &Rows, names: &[String], sampled: &Sampled) -> bool {
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
    /// By number of steps: how many ratings on the scale, and the highest of them.
    reached: BTreeMap<u8, (usize, i64)>,
    /// Numbers off the scale, with how often.
    off: BTreeMap<i64, usize>,
    /// By table of labels: its scale, and the words of all its columns with how often.
    tables: BTreeMap<String, Table>,
}

/// The words of all columns that have one scale.
struct Table {
    scale: Scale,
    kano: bool,
    words: BTreeMap<String, usize>,
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
    let mut with_table: Vec<(usize, String)> = Vec::new();
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
        let mut words: BTreeMap<String, usize> = BTreeMap::new();
        for text in sampled.column(position) {
            let value = cell::plain(text).into_owned();
            match words::REASONS.iter().find(|(word, _)| *word == value) {
                Some(reason) => {
                    reasons.insert(*reason);
                }
                None => *words.entry(value).or_default() += 1,
            }
        }
        match (&question.kind, place.shows) {
            (Kind::Rating { scale, facet, .. }, Shows::Value) => {
                let kano = is_kano(*facet);
                let name = table_name(scale, kano);
                if ratings.look(scale, *facet, &name, &words) {
                    with_table.push((index, name));
                }
            }
            (Kind::Choice { options, other, .. }, Shows::Value) => {
                let Some(Block::Choice(_)) = form.ask.get(question.block) else {
                    continue;
                };
                let words: BTreeSet<&str> = words.keys().map(String::as_str).collect();
                let known = |word: &&str| options.iter().any(|option| option.as_str() == *word);
                let codes = if words.iter().any(known) {
                    None
                } else {
                    option_codes(options, other, &words)
                };
                if let Some(codes) = codes {
                    remarks.push(format!(
                        "`{}` has codes: they are taken for the options of `{}` in their order; look at its table under `labels`",
                        column.from, question.key
                    ));
                    let name = question.key.to_string();
                    map.labels.entry(name.clone()).or_default().extend(codes);
                    with_table.push((index, name));
                }
            }
            _ => {}
        }
    }
    map.missing.extend(
        reasons
            .iter()
            .map(|(word, reason)| ((*word).to_owned(), *reason)),
    );
    remarks.extend(ratings.label(map));
    for (index, name) in with_table {
        if map.labels.contains_key(&name)
            && let Some(column) = map.columns.get_mut(index)
        {
            column.labels = Some(name);
        }
    }
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

fn is_kano(facet: Option<Facet>) -> bool {
    matches!(facet, Some(Facet::Functional | Facet::Dysfunctional))
}

fn table_name(scale: &Scale, kano: bool) -> String {
    if kano {
        "kano".to_owned()
    } else {
        format!("{} to {}", scale.lowest(), scale.highest())
    }
}

impl Ratings {
    /// Counts a column's numbers and gathers its words. Tells whether it has any.
    fn look(
        &mut self,
        scale: &Scale,
        facet: Option<Facet>,
        name: &str,
        words: &BTreeMap<String, usize>,
    ) -> bool {
        let (low, high) = (i64::from(scale.lowest()), i64::from(scale.highest()));
        let mut any = false;
        for (word, count) in words {
            let Ok(number) = cell::whole(word) else {
                any = true;
                let table = self.tables.entry(name.to_owned()).or_insert_with(|| Table {
                    scale: scale.clone(),
                    kano: is_kano(facet),
                    words: BTreeMap::new(),
                });
                *table.words.entry(word.clone()).or_default() += count;
                continue;
            };
            if low == 1 {
                self.seen += count;
                self.zeros += count * usize::from(number == 0);
                self.at_top += count * usize::from(number == high);
            }
            // One question may well never be answered with its highest step; a battery of items hardly.
            if (low..=high).contains(&number) && facet.is_none() {
                continue;
            }
            if (low..=high).contains(&number) {
                let (seen, top) = self.reached.entry(scale.points).or_insert((0, low));
                *seen += count;
                *top = number.max(*top);
            } else {
                *self.off.entry(number).or_default() += count;
            }
        }
        any
    }

    /// Gives each word of a scale its step, if all of them together tell which.
    fn label(&self, map: &mut Map) -> Vec<String> {
        let mut remarks = Vec::new();
        for (name, table) in &self.tables {
            let mut codes: BTreeMap<String, Code> = BTreeMap::new();
            let mut rest: Vec<&str> = Vec::new();
            for word in table.words.keys() {
                match own_label(&table.scale, word).or_else(|| led_by_number(&table.scale, word)) {
                    Some(number) => {
                        codes.insert(word.clone(), Code::Number(i64::from(number)));
                    }
                    None => rest.push(word),
                }
            }
            let lettered = if codes.is_empty() {
                lettered(&table.scale, &rest)
            } else {
                None
            };
            if let Some(lettered) = lettered {
                codes.extend(lettered);
            } else {
                remarks.extend(table.by_series(&rest, &mut codes, map));
            }
            remarks.extend(
                table
                    .words
                    .iter()
                    .filter(|(word, _)| !codes.contains_key(*word))
                    .take(8)
                    .map(|(word, count)| {
                        format!(
                            "`{}` stands in {count} of the cells looked at and is not known: give it a number under `labels` or a reason under `missing`",
                            show_controls(word, 40)
                        )
                    }),
            );
            if !codes.is_empty() {
                map.labels.entry(name.clone()).or_default().extend(codes);
            }
        }
        remarks
    }

    fn remarks(self, map: &mut Map) -> Vec<String> {
        let mut remarks = Vec::new();
        if self.zeros > 0 && self.at_top == 0 && self.seen >= ENOUGH {
            map.from_zero = Told::Unanswered;
            remarks.push(
                "ratings have 0 and never the highest step: set `from_zero` to Yes if the source counts steps from 0, else to No"
                    .to_owned(),
            );
        } else {
            for (points, (seen, top)) in &self.reached {
                let never = i64::from(*points) - top;
                let unlikely =
                    (never >= 2 && *seen >= 5 * ENOUGH) || (never >= 1 && *seen >= 20 * ENOUGH);
                // What is off the scale may be the missing top of another one.
                if unlikely && *points >= 4 {
                    map.same_steps = Told::Unanswered;
                    remarks.push(format!(
                        "{seen} ratings never go beyond {top}, and the study has {points} steps: set `same_steps` to Yes if the source has as many, else to No; ratings are never stretched"
                    ));
                }
            }
        }
        for (number, count) in self.off.iter().take(8) {
            if *number == 0 && map.from_zero == Told::Unanswered {
                continue;
            }
            if is_code_for_missing(*number) {
                map.missing
                    .entry(number.to_string())
                    .or_insert(Reason::Skipped);
                remarks.push(format!(
                    "{number} stands in {count} of the cells looked at: it is taken for `not answered` (Skipped); change its reason under `missing` if it means something else"
                ));
                continue;
            }
            remarks.push(format!(
                "{number} stands in {count} of the cells looked at but not on the scale: give it a reason under `missing`, or these cells are rejected"
            ));
        }
        remarks
    }
}

/// Numbers that hardly anybody uses for steps, and nearly everybody for missing answers.
pub(in crate::survey) fn is_code_for_missing(number: i64) -> bool {
    number < 0 || matches!(number, 77 | 88 | 97..=99 | 777 | 888 | 997..=999 | 9999)
}

/// Steps as programs write them: `A1` to `A7`, or `S0` to `S6`.
fn lettered(scale: &Scale, words: &[&str]) -> Option<BTreeMap<String, Code>> {
    let first = words.first()?;
    let lead = first.trim_end_matches(|c: char| c.is_ascii_digit());
    if lead.is_empty() || lead.chars().count() > 2 {
        return None;
    }
    let number = |word: &str| -> Option<u8> { word.strip_prefix(lead)?.parse().ok() };
    let numbers: Option<Vec<u8>> = words.iter().map(|word| number(word)).collect();
    let numbers = numbers?;
    let from_zero = numbers.contains(&0);
    let shift = match (scale.lowest(), from_zero) {
        (1, true) => 1,
        (0 | 1, _) => 0,
        _ => return None,
    };
    let all = (scale.lowest()..=scale.highest()).map(|step| {
        let word = format!("{lead}{}", step - shift);
        (word, Code::Number(i64::from(step)))
    });
    let codes: BTreeMap<String, Code> = all.collect();
    words
        .iter()
        .all(|word| codes.contains_key(*word))
        .then_some(codes)
}

impl Table {
    /// Numbers the words by the usual scale that has them all, with as many steps as the study.
    fn by_series(
        &self,
        rest: &[&str],
        codes: &mut BTreeMap<String, Code>,
        map: &mut Map,
    ) -> Option<String> {
        let lowest = self.scale.lowest();
        let fill = |series: Series,
                    codes: &mut BTreeMap<String, Code>,
                    same_script: &dyn Fn(&str) -> bool| {
            for (step, words) in (0u8..).zip(series) {
                for word in words.iter().filter(|word| same_script(word)) {
                    let code = Code::Number(i64::from(lowest + step));
                    codes.entry((*word).to_owned()).or_insert(code);
                }
            }
            for word in rest {
                if let Some(step) = series::step(series, word) {
                    let code = Code::Number(i64::from(lowest + step));
                    codes.entry((*word).to_owned()).or_insert(code);
                }
            }
        };
        // Rarer steps may not be among the rows looked at: the usual words of the same script go in as well.
        let script = |word: &str| rest.iter().any(|seen| seen.is_ascii() == word.is_ascii());
        if self.kano {
            if rest.iter().any(|word| series::step(KANO, word).is_some()) {
                fill(KANO, codes, &script);
            }
            return None;
        }
        // Words that no scale has do not keep the others from being known.
        let known: Vec<&str> = rest
            .iter()
            .copied()
            .filter(|word| !series::fitting([*word]).is_empty())
            .collect();
        let fitting = series::fitting(known.iter().copied());
        let points = usize::from(self.scale.points);
        let own = fitting.iter().find(|series| series.len() == points);
        let seen: usize = known.iter().filter_map(|word| self.words.get(*word)).sum();
        let ends = |series: &Series| {
            let has = |words: Option<&&[&str]>| {
                words.is_some_and(|words| known.iter().any(|word| words.contains(word)))
            };
            has(series.first()) && has(series.last())
        };
        let shorter = fitting
            .iter()
            .find(|series| series.len() < points && ends(series))
            .filter(|_| seen >= 3 * ENOUGH);
        match (own, shorter) {
            (Some(own), None) => {
                fill(own, codes, &script);
                None
            }
            (Some(own), Some(shorter)) => {
                fill(own, codes, &script);
                map.same_steps = Told::Unanswered;
                Some(format!(
                    "the words of the ratings are those of a scale with {} steps, and the study has {points}: set `same_steps` to Yes if the source has as many, else to No; ratings are never stretched",
                    shorter.len()
                ))
            }
            (None, _) => fitting.first().filter(|series| series.len() != points).map(|series| {
                map.same_steps = Told::Unanswered;
                format!(
                    "the words of the ratings are those of a scale with {} steps, and the study has {points}: ratings are never stretched; draft a study with the source's own scale (fivegaps new ID --from FILE), or give each word a number under `labels`",
                    series.len()
                )
            }),
        }
    }
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

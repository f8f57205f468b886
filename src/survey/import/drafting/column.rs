//! One column: its header's words, its values, and what it is by itself.

use std::collections::{BTreeMap, BTreeSet};

use super::super::propose::{Header, Sampled, is_code_for_missing};
use super::super::{cell, words};
use super::Left;
use super::scale::Found;
use crate::survey::record::Reason;

/// The most options that a column of words may have.
const MOST_OPTIONS: usize = 30;

/// A column's header and cells.
#[derive(Debug)]
pub(super) struct Cells {
    pub(super) index: usize,
    pub(super) header: String,
    /// Values that are answers, as they stand, with how often.
    pub(super) values: BTreeMap<String, usize>,
    /// Whole numbers among them.
    pub(super) numbers: BTreeMap<i64, usize>,
    /// Other words among them, as they are compared.
    pub(super) words: BTreeMap<String, usize>,
    /// Numbers that stand for "no answer".
    pub(super) missing: BTreeMap<i64, usize>,
    /// Words that stand for "no answer".
    pub(super) reasons: BTreeMap<String, Reason>,
    pub(super) count: usize,
    /// How many rows were looked at.
    rows: usize,
}

/// What a column asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sort {
    Rating(Box<Found>),
    Choice { many: bool, options: Vec<String> },
    Number { least: i64, most: i64 },
    Date,
    Time,
    Text { long: bool },
}

impl Cells {
    pub(super) fn of(index: usize, header: &str, sampled: &Sampled) -> Self {
        let mut cells = Self {
            index,
            header: header.to_owned(),
            values: BTreeMap::new(),
            numbers: BTreeMap::new(),
            words: BTreeMap::new(),
            missing: BTreeMap::new(),
            reasons: BTreeMap::new(),
            count: 0,
            rows: sampled.rows.len(),
        };
        for text in sampled.column(index) {
            let plain = cell::plain(text).into_owned();
            if let Some(reason) = words::reason_word(&plain) {
                cells.reasons.insert(plain, reason);
                continue;
            }
            cells.count += 1;
            match cell::whole(&plain) {
                Ok(number) => *cells.numbers.entry(number).or_default() += 1,
                Err(_) => *cells.words.entry(plain).or_default() += 1,
            }
            let shown = crate::language::clean_line(text, 200);
            *cells.values.entry(shown).or_default() += 1;
        }
        // A code for missing answers is a number far from the others.
        let usual = cells.numbers.keys().filter(|n| !is_code_for_missing(**n));
        if let Some(top) = usual.max().copied().filter(|top| *top <= 20) {
            let codes: Vec<i64> = cells
                .numbers
                .keys()
                .copied()
                .filter(|number| is_code_for_missing(*number) || *number < 0)
                .filter(|number| *number > top || *number < 0)
                .collect();
            for code in codes {
                if let Some(count) = cells.numbers.remove(&code) {
                    cells.count -= count;
                    cells.missing.insert(code, count);
                    cells
                        .values
                        .retain(|value, _| cell::whole(value) != Ok(code));
                }
            }
        }
        cells
    }

    /// The words of the question: what stands in brackets or behind the numbering, else the header.
    pub(super) fn words(&self) -> String {
        let (group, tail) = self.parts();
        let words = if group.is_some() {
            tail
        } else {
            self.header.clone()
        };
        let bare = without_number(&words).trim();
        if bare.is_empty() {
            words
        } else {
            bare.to_owned()
        }
    }

    /// The name that pairs are found by.
    pub(super) fn name(&self) -> String {
        let (group, tail) = self.parts();
        let name = if group.is_some() {
            tail
        } else {
            self.header.clone()
        };
        let bare = without_number(&name).trim();
        if bare.chars().any(char::is_alphabetic) {
            bare.to_owned()
        } else {
            name
        }
    }

    /// The heading over several columns: `How far do you agree? [Clean]`, `expectation/clean`.
    pub(super) fn group(&self) -> Option<String> {
        self.parts().0
    }

    fn parts(&self) -> (Option<String>, String) {
        let header = &self.header;
        if let Some((group, rest)) = header.split_once('[')
            && let Some((inside, after)) = rest.rsplit_once(']')
            && !group.trim().is_empty()
            && !inside.trim().is_empty()
        {
            let tail = if after.trim().is_empty() {
                inside
            } else {
                after
            };
            return (
                Some(group.trim().to_owned()),
                tail.trim().trim_start_matches('.').trim().to_owned(),
            );
        }
        if let Some((group, tail)) = header.rsplit_once('/')
            && !group.contains(' ')
            && !tail.trim().is_empty()
        {
            return (Some(group.trim().to_owned()), tail.trim().to_owned());
        }
        (None, header.clone())
    }

    /// Whether the header is a code such as `E1` or `Q3_2` and has no words.
    pub(super) fn is_code(&self) -> bool {
        let words = self.words();
        let longest = words
            .split(|c: char| !c.is_alphabetic())
            .map(|word| word.chars().count())
            .max()
            .unwrap_or(0);
        let numbered = words.chars().any(|c| c.is_ascii_digit());
        words.is_ascii() && (longest <= 2 || (longest <= 4 && numbered))
    }

    /// What the column asks, or why it asks nothing.
    pub(super) fn sort(&self, scale: Option<&Found>) -> Result<Sort, Left> {
        let bare = cell::bare(&self.header);
        if words::is_personal(&bare) {
            return Err(Left::Personal);
        }
        if words::is_paradata(&bare) {
            return Err(Left::Paradata);
        }
        if self.values.is_empty() {
            return Err(Left::Empty);
        }
        if let Some(scale) = scale {
            return Ok(Sort::Rating(Box::new(scale.clone())));
        }
        let seen = |test: &dyn Fn(&str) -> bool| {
            let fitting: usize = self
                .values
                .iter()
                .filter(|(value, _)| test(value))
                .map(|(_, count)| count)
                .sum();
            fitting * 10 >= self.count * 9
        };
        if self.words.is_empty() {
            return self.of_numbers();
        }
        if seen(&|value| {
            cell::moment(value, false)
                .or(cell::moment(value, true))
                .is_some()
        }) {
            return Ok(Sort::Date);
        }
        if seen(&|value| cell::time(value).is_some()) {
            return Ok(Sort::Time);
        }
        if seen(&|value| value.replace(',', ".").parse::<f64>().is_ok()) {
            return Err(Left::Fraction);
        }
        self.of_words()
    }

    fn of_numbers(&self) -> Result<Sort, Left> {
        let distinct = self.numbers.len();
        let (Some(least), Some(most)) =
            (self.numbers.keys().next(), self.numbers.keys().next_back())
        else {
            return Err(Left::Empty);
        };
        let few = distinct <= 8 && *most <= 20 && self.count >= distinct * 3;
        if few && distinct >= 2 {
            let options = self.numbers.keys().map(i64::to_string).collect();
            return Ok(Sort::Choice {
                many: false,
                options,
            });
        }
        if distinct == 1 && self.count > 3 {
            return Err(Left::Constant);
        }
        let mut round = 10;
        while round < *most && round < 1_000_000_000 {
            round *= 10;
        }
        Ok(Sort::Number {
            least: (*least).min(0),
            most: round.max(*most),
        })
    }

    fn of_words(&self) -> Result<Sort, Left> {
        let distinct = self.values.len();
        if distinct == 1 && self.count > 3 && self.count * 10 >= self.rows * 9 {
            return Err(Left::Constant);
        }
        let longest = self.values.keys().map(|value| value.chars().count()).max();
        let short = longest.unwrap_or(0) <= 60;
        if words::asks_for_words(&cell::bare(&self.header)) {
            return Ok(Sort::Text { long: true });
        }
        // Several options in one cell: their parts come again and again.
        for mark in [";", "；", "┋", "|", ", ", "、", "，"] {
            let with = self
                .values
                .keys()
                .filter(|value| value.contains(mark))
                .count();
            if with == 0 {
                continue;
            }
            let mut parts: BTreeMap<String, usize> = BTreeMap::new();
            for (value, count) in &self.values {
                for part in value
                    .split(mark)
                    .map(str::trim)
                    .filter(|part| !part.is_empty())
                {
                    *parts.entry(part.to_owned()).or_default() += count;
                }
            }
            let often = parts.values().filter(|count| **count >= 2).count();
            let total: usize = parts.values().sum();
            if (2..=MOST_OPTIONS).contains(&parts.len())
                && often * 5 >= parts.len() * 4
                && total >= parts.len() * 3
                && parts.keys().all(|part| part.chars().count() <= 60)
            {
                return Ok(Sort::Choice {
                    many: true,
                    options: parts.into_keys().collect(),
                });
            }
        }
        if short && (2..=MOST_OPTIONS).contains(&distinct) && self.count >= distinct * 3 {
            let mut known = BTreeSet::new();
            let options: Vec<String> = self
                .values
                .keys()
                .filter(|value| known.insert(cell::plain(value).into_owned()))
                .cloned()
                .collect();
            if options.len() >= 2 {
                return Ok(Sort::Choice {
                    many: false,
                    options,
                });
            }
        }
        Ok(Sort::Text {
            long: longest.unwrap_or(0) > 40,
        })
    }

    pub(super) fn taken_apart(&self) -> Header {
        Header::of(&self.header)
    }
}

/// A header without the numbering in front of it: `1. Clean`, `23、环境`.
fn without_number(text: &str) -> &str {
    let digits = text.trim_start().trim_start_matches(['Q', 'q', '第']);
    let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == digits.len() {
        return text;
    }
    let words =
        rest.trim_start_matches(['.', '．', '、', ')', '）', ':', '：', ' ', '題', '题', '-']);
    if words.len() < rest.len() && words.chars().any(char::is_alphabetic) {
        words
    } else {
        text
    }
}

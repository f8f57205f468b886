//! A study from a table of answers that fits none: what each column asks is read off its header and its cells.
//!
//! The draft and the map belong together: the map brings the table into the study as it was drafted.

mod column;
mod scale;

use std::collections::BTreeMap;

use column::{Cells, Sort};

use super::map::{Code, Column, Map};
use super::propose::{Header, Sampled, rows};
use super::{cell, column_names};
use crate::language::{Locale, Localized, clean_line, clean_text};
use crate::survey::draft::{Answer, Asked, Draft, Group, Offered, Source, Unsure, Went, draft};
use crate::survey::questionnaire::{Allocate, Block, Facet, Id, MAX_TEXT, Order, script_of};
use crate::survey::record::Reason;

/// The most questions that are drafted from a table.
const MOST: usize = 400;

/// A study drafted from a table, and the map that brings the table into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tabled {
    /// What the table asks.
    pub source: Source,
    /// The study.
    pub draft: Draft,
    /// How its columns become answers.
    pub map: Map,
    /// Columns that are no questions: their names, and why.
    pub left: Vec<(String, Left)>,
    /// Numbers that are taken for "no answer", with how often they were seen.
    pub missing: BTreeMap<i64, usize>,
    /// The words are in none of the program's languages and stand in the place of English.
    pub as_english: bool,
}

/// Why a column is no question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Left {
    /// Nothing is in it.
    Empty,
    /// It says who answered.
    Personal,
    /// It says how the answers were gathered.
    Paradata,
    /// All rows say the same.
    Constant,
    /// Numbers with fractions.
    Fraction,
}

/// What a group of columns with the points of the dimensions has: index of each column.
type Weights = Vec<usize>;

/// Drafts the study `id` from a table. `usual` is the language of words that tell none.
pub fn draft_from(sampled: &Sampled, id: &Id, title: &str, usual: Locale) -> Tabled {
    let names = column_names(&sampled.headers);
    let about = rows(&names, &vec![None; names.len()], false);
    let spoken = script_of(&sampled.headers.concat());
    let locale = spoken.unwrap_or(Locale::En);
    let about_columns: Vec<&str> = about.named().map(|(_, column)| column).collect();
    let cells: Vec<Cells> = names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let raw = sampled.headers.get(index).map_or("", String::as_str);
            let header = clean_line(raw, MAX_TEXT);
            Cells::of(
                index,
                if header.is_empty() { name } else { &header },
                sampled,
            )
        })
        .collect();
    let renamed = renamed(&cells);
    let scales = scale::scales(&cells, &renamed, locale);
    let weights = weights(&cells, sampled);
    let mut left = Vec::new();
    let sorts: Vec<Option<Sort>> = cells
        .iter()
        .zip(&names)
        .map(|(cells, name)| {
            let elsewhere =
                about_columns.contains(&name.as_str()) || weights.contains(&cells.index);
            match cells.sort(scales.get(&cells.index)) {
                _ if elsewhere => None,
                Ok(sort) => Some(sort),
                Err(why) => {
                    left.push((name.clone(), why));
                    None
                }
            }
        })
        .collect();
    let mut asked: Vec<Asked> = Vec::new();
    let mut columns: Vec<usize> = Vec::new();
    let mut wordless = 0;
    for (cells, sort) in cells.iter().zip(&sorts).take(10 * MOST) {
        let Some(sort) = sort else { continue };
        if asked.len() >= MOST {
            break;
        }
        wordless += usize::from(cells.is_code());
        columns.push(cells.index);
        let name = renamed.get(&cells.index).cloned();
        asked.push(question(cells, name, sort, locale));
    }
    let source = Source {
        id: id.clone(),
        title: said(title, locale),
        locales: vec![locale],
        asked,
    };
    let mut draft = draft(&source);
    if wordless > 0 {
        draft.unsure.push(Unsure::Wordless(wordless));
    }
    let table = Table {
        names: &names,
        cells: &cells,
        sorts: &sorts,
        columns: &columns,
    };
    let mut map = Map::new(id.as_str(), "customer");
    map.rows = about;
    map.rows.usual_language = Some(if source.locales.contains(&usual) {
        usual
    } else {
        locale
    });
    map.rows.day_first = super::propose::day_first(&map.rows, &names, sampled);
    let missing = table.mapped(&draft, &mut map);
    allocate(&mut draft, &mut map, &weights, &names);
    Tabled {
        source,
        draft,
        map,
        left,
        missing,
        as_english: spoken.is_none(),
    }
}

/// A table taken apart: its columns, what each is, and which of them became questions.
struct Table<'a> {
    names: &'a [String],
    cells: &'a [Cells],
    sorts: &'a [Option<Sort>],
    /// By question: its column.
    columns: &'a [usize],
}

impl Table<'_> {
    /// Puts each question's column into the map, with its words; gives the numbers that stand for no answer.
    fn mapped(&self, draft: &Draft, map: &mut Map) -> BTreeMap<i64, usize> {
        let mut missing: BTreeMap<i64, usize> = BTreeMap::new();
        for (at, column) in self.columns.iter().enumerate() {
            let (Some(Went::To(key)), Some(name), Some(cells), Some(Some(sort))) = (
                draft.went.get(at),
                self.names.get(*column),
                self.cells.get(*column),
                self.sorts.get(*column),
            ) else {
                continue;
            };
            for (number, count) in &cells.missing {
                if matches!(sort, Sort::Rating(_) | Sort::Number { .. }) {
                    *missing.entry(*number).or_default() += count;
                }
            }
            for (word, reason) in &cells.reasons {
                map.missing.insert(word.clone(), *reason);
            }
            let labels = labels(sort, map);
            map.columns.push(Column {
                from: name.clone(),
                to: key.clone(),
                labels,
                ..Column::default()
            });
        }
        for number in missing.keys() {
            map.missing.insert(number.to_string(), Reason::Skipped);
        }
        missing
    }
}

/// Names under which pairs are found, for headers that name no facet: `1-1, 1-2, 2-1, 2-2, ..` is what is expected
/// and found of item 1, 2, ..; `W1` beside `E1` is German for what is found.
fn renamed(cells: &[Cells]) -> BTreeMap<usize, String> {
    let mut names = BTreeMap::new();
    let mut twos: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    for cells in cells {
        let two = cells.header.split_once(['-', '.', '_', '–']);
        let numbers = two.and_then(|(item, facet)| {
            let item = item.trim().trim_start_matches(['Q', 'q', 'V', 'v']);
            Some((item.parse().ok()?, facet.trim().parse().ok()?))
        });
        if let Some((item, facet)) = numbers {
            twos.entry(item).or_default().insert(facet, cells.index);
        }
    }
    let both = |facets: &BTreeMap<usize, usize>| {
        facets.len() == 2 && facets.contains_key(&1) && facets.contains_key(&2)
    };
    if twos.len() >= 3 && twos.values().all(both) {
        for (item, facets) in &twos {
            for (facet, letter) in [(1, 'E'), (2, 'P')] {
                if let Some(index) = facets.get(&facet) {
                    names.insert(*index, format!("{letter}{item}"));
                }
            }
        }
    }
    let numbered = |letter: char| -> BTreeMap<String, usize> {
        cells
            .iter()
            .filter_map(|cells| {
                let name = cells.header.to_uppercase();
                let number = name.strip_prefix(letter)?;
                let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
                digits.then(|| (number.to_owned(), cells.index))
            })
            .collect()
    };
    let (e, p, w) = (numbered('E'), numbered('P'), numbered('W'));
    if p.is_empty() && e.len() >= 2 && e.keys().eq(w.keys()) {
        for (number, index) in w {
            names.insert(index, format!("P{number}"));
        }
    }
    names
}

/// A column as a question; `name` is the one that pairs are found by, if not its own.
fn question(cells: &Cells, name: Option<String>, sort: &Sort, locale: Locale) -> Asked {
    Asked {
        name: name.unwrap_or_else(|| cells.name()),
        groups: cells
            .group()
            .map(|group| Group {
                name: group.clone(),
                text: said(&group, locale),
            })
            .into_iter()
            .collect(),
        text: said(&cells.words(), locale),
        answer: answer(sort, locale),
        when: None,
        place: format!(
            "{}: {}",
            super::letters(cells.index),
            clean_line(&cells.header, 40)
        ),
    }
}

/// A text of the table in the study's one language.
fn said(text: &str, locale: Locale) -> Localized {
    let text = clean_text(text, MAX_TEXT)
        .replace('{', "(")
        .replace('}', ")");
    let text = text.trim();
    let mut all = Localized::default();
    all.set(locale, if text.is_empty() { "?" } else { text }.to_owned());
    all
}

fn answer(sort: &Sort, locale: Locale) -> Answer {
    match sort {
        Sort::Rating(scale) => Answer::Rating(Box::new(scale.steps.clone())),
        Sort::Choice { many, options } => Answer::Choice {
            many: *many,
            options: options
                .iter()
                .map(|option| Offered {
                    code: option.clone(),
                    text: said(option, locale),
                    other: false,
                    alone: false,
                })
                .collect(),
        },
        Sort::Number { least, most } => Answer::Number {
            least: *least,
            most: *most,
        },
        Sort::Date => Answer::Date,
        Sort::Time => Answer::Time,
        Sort::Text { long } => Answer::Text { long: *long },
    }
}

/// The table of labels that a column needs, put into the map.
fn labels(sort: &Sort, map: &mut Map) -> Option<String> {
    let Sort::Rating(scale) = sort else {
        return None;
    };
    if scale.words.is_empty() {
        return None;
    }
    let codes: BTreeMap<String, Code> = scale
        .words
        .iter()
        .map(|(word, step)| (word.clone(), Code::Number(i64::from(*step))))
        .collect();
    let known = map.labels.iter().find(|(_, table)| **table == codes);
    if let Some((name, _)) = known {
        return Some(name.clone());
    }
    let steps = scale.steps.scale.points;
    let mut name = format!("{steps} steps");
    let mut count = 2;
    while map.labels.contains_key(&name) {
        name = format!("{steps} steps, {count}");
        count += 1;
    }
    map.labels.insert(name.clone(), codes);
    Some(name)
}

/// Columns whose headers speak of points and whose rows mostly add up to 100.
fn weights(cells: &[Cells], sampled: &Sampled) -> Weights {
    let columns: Vec<usize> = cells
        .iter()
        .filter(|cells| Header::of(&cells.header).weight)
        .map(|cells| cells.index)
        .collect();
    if columns.len() < 2 {
        return Vec::new();
    }
    let sum = |row: &Vec<String>| -> Option<i64> {
        columns
            .iter()
            .map(|column| cell::whole(row.get(*column)?).ok())
            .sum()
    };
    let sums: Vec<i64> = sampled.rows.iter().filter_map(sum).collect();
    let hundred = sums.iter().filter(|sum| **sum == 100).count();
    if hundred * 5 >= sums.len() * 4 && hundred > 0 {
        columns
    } else {
        Vec::new()
    }
}

/// Points for the dimensions, where there are as many columns as dimensions.
fn allocate(draft: &mut Draft, map: &mut Map, weights: &Weights, names: &[String]) {
    let study = &mut draft.questionnaire;
    if weights.len() != study.dimensions.len() || weights.len() < 2 {
        return;
    }
    let Some(form) = study.forms.first_mut() else {
        return;
    };
    let perceived =
        |block: &Block| matches!(block, Block::Rate(rate) if rate.facet == Facet::Perception);
    let at = form
        .ask
        .iter()
        .position(perceived)
        .unwrap_or(form.ask.len());
    form.ask.insert(
        at,
        Block::Allocate(Allocate {
            points: 100,
            lead: None,
            order: Order::Fixed,
            when: None,
            guidance: None,
            self_completed: false,
        }),
    );
    for (column, dimension) in weights.iter().zip(&study.dimensions) {
        if let Some(name) = names.get(*column) {
            map.columns.push(Column {
                from: name.clone(),
                to: format!("points.{}", dimension.id),
                ..Column::default()
            });
        }
    }
}

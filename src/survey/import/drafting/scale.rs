//! Which columns are ratings, and on which scale: told by their words, or by numbers that columns share.

use std::collections::{BTreeMap, BTreeSet};

use super::super::cell;
use super::super::propose::Header;
use super::super::series::{self, Series};
use super::super::words;
use super::column::Cells;
use crate::language::{Locale, Localized};
use crate::survey::draft::{Steps, bare_scale};
use crate::survey::questionnaire::Scale;

/// The scale of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) steps: Steps,
    /// Words of its cells, each with its step.
    pub(super) words: BTreeMap<String, u8>,
}

/// The columns that are ratings, by their index.
pub(super) fn scales(
    cells: &[Cells],
    renamed: &BTreeMap<usize, String>,
    locale: Locale,
) -> BTreeMap<usize, Found> {
    let mut found = BTreeMap::new();
    let mut blocks: BTreeMap<String, Vec<&Cells>> = BTreeMap::new();
    let mut by_words: BTreeMap<String, Vec<&Cells>> = BTreeMap::new();
    let mut runs: Vec<Vec<&Cells>> = Vec::new();
    let paired = pairs(cells, renamed);
    for cells in cells {
        if cells.words.is_empty() {
            if let Some(top) =
                top(cells).filter(|_| !words::is_demographic(&cell::bare(&cells.header)))
            {
                let same = |run: &&mut Vec<&Cells>| {
                    let reached = run.iter().filter_map(|cells| self::top(cells)).max();
                    run.last()
                        .is_some_and(|before| before.index + 1 == cells.index)
                        && reached.is_some_and(|reached| reached.abs_diff(top) <= 1)
                };
                match runs.last_mut().filter(same) {
                    Some(run) => run.push(cells),
                    None => runs.push(vec![cells]),
                }
                let stem = stem(cells, &paired);
                if let Some(stem) = stem {
                    blocks.entry(stem).or_default().push(cells);
                }
            }
        } else if cells.numbers.is_empty() || led(cells).is_some() {
            by_words
                .entry(stem(cells, &paired).unwrap_or_default())
                .or_default()
                .push(cells);
        }
    }
    // Pairs come first: both halves have one scale.
    for (stem, block) in blocks {
        if block.len() >= 3 || (stem == PAIRED && block.len() >= 2) {
            numbered(&block, &mut found, locale);
        }
    }
    // Columns side by side with the same numbers are a battery, whatever their headers are.
    for run in runs.iter().filter(|run| run.len() >= 4) {
        numbered(run, &mut found, locale);
    }
    for block in by_words.into_values() {
        worded(&block, &mut found, locale);
    }
    // One question with a usual name: overall quality, recommendation.
    for cells in cells {
        let usual = words::usual_single(
            &cell::bare(&cells.header),
            &Localized {
                en: Some(cells.header.clone()),
                ..Localized::default()
            },
        );
        if !found.contains_key(&cells.index)
            && cells.words.is_empty()
            && matches!(usual, Some(single) if single != words::Single::Remark)
            && top(cells).is_some_and(|top| top >= 3)
        {
            numbered(&[cells], &mut found, locale);
        }
    }
    found
}

/// The stem of columns whose partner under the other facet is there.
const PAIRED: &str = "\u{1}paired";

/// Columns that have a partner: the same name under another facet.
fn pairs(cells: &[Cells], renamed: &BTreeMap<usize, String>) -> BTreeSet<usize> {
    let mut by_rest: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for cells in cells {
        let header = match renamed.get(&cells.index) {
            Some(name) => Header::of(name),
            None => cells.taken_apart(),
        };
        if header.facet.is_some() && !header.weight {
            by_rest.entry(header.rest).or_default().push(cells.index);
        } else {
            // The same words twice are a pair as well.
            by_rest.entry(cells.name()).or_default().push(cells.index);
        }
    }
    by_rest
        .into_values()
        .filter(|members| members.len() >= 2)
        .flatten()
        .collect()
}

/// What columns of one block have in common.
fn stem(cells: &Cells, paired: &BTreeSet<usize>) -> Option<String> {
    if paired.contains(&cells.index) {
        return Some(PAIRED.to_owned());
    }
    let header = cells.taken_apart();
    if let Some(group) = cells.group() {
        return Some(group);
    }
    if let Some((letters, _)) = &header.lettered {
        return Some(letters.clone());
    }
    (header.number.is_some() && !header.group.is_empty()).then_some(header.group)
}

/// The highest number of a column that may be a rating.
fn top(cells: &Cells) -> Option<i64> {
    let top = cells.numbers.keys().next_back()?;
    let low = cells.numbers.keys().next()?;
    (*low >= 0 && (3..=10).contains(top)).then_some(*top)
}

/// Ratings by number: the scale reaches from the lowest to the highest seen in any of the columns.
fn numbered(block: &[&Cells], found: &mut BTreeMap<usize, Found>, locale: Locale) {
    let lowest = block
        .iter()
        .filter_map(|cells| cells.numbers.keys().next())
        .min();
    let highest = block
        .iter()
        .filter_map(|cells| cells.numbers.keys().next_back())
        .max();
    let (Some(lowest), Some(highest)) = (lowest, highest) else {
        return;
    };
    let from = u8::from(*lowest > 0);
    let Ok(top) = u8::try_from(*highest) else {
        return;
    };
    // Nearly nobody has 8 steps or 0 to 9: the highest was not chosen.
    let top = match (from, top) {
        (1, 8) => 9,
        (0, 9) => 10,
        (_, top) => top,
    };
    if !(2..=10).contains(&top) {
        return;
    }
    let points = top + 1 - from;
    for cells in block {
        found.entry(cells.index).or_insert_with(|| Found {
            steps: Steps {
                scale: bare_scale(from, points, &[locale]),
                codes: Vec::new(),
            },
            words: BTreeMap::new(),
        });
    }
}

/// Numbers that all words of a column begin or end with: `5 - strongly agree`, `A5`.
fn led(cells: &Cells) -> Option<BTreeMap<String, u8>> {
    let mut steps = BTreeMap::new();
    for word in cells.words.keys() {
        let bare = word.trim_start_matches(['(', '（', '[']);
        let digits: String = bare.chars().take_while(char::is_ascii_digit).collect();
        let rest = bare.get(digits.len()..).unwrap_or_default();
        let lettered = word.trim_start_matches(|c: char| c.is_ascii_lowercase());
        let number = if digits.is_empty() && word.len() - lettered.len() <= 2 {
            lettered.parse().ok()?
        } else if rest.chars().any(char::is_alphabetic)
            && !rest.chars().any(|c| c.is_ascii_digit())
            && !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
        {
            digits.parse().ok()?
        } else {
            return None;
        };
        if number > 10 {
            return None;
        }
        steps.insert(word.clone(), number);
    }
    for number in cells.numbers.keys() {
        u8::try_from(*number).ok().filter(|number| *number <= 10)?;
    }
    (!steps.is_empty()).then_some(steps)
}

/// Ratings by words: those of a usual scale, or numbers with words.
fn worded(block: &[&Cells], found: &mut BTreeMap<usize, Found>, locale: Locale) {
    let led: Vec<(&&Cells, BTreeMap<String, u8>)> = block
        .iter()
        .filter_map(|cells| Some((cells, led(cells)?)))
        .collect();
    // `18-25`, `26-35` begin with numbers as well: a scale has its steps in several columns, or all of them in one.
    let numbers: BTreeSet<u8> = led
        .iter()
        .flat_map(|(cells, steps)| {
            let own = cells.numbers.keys().filter_map(|n| u8::try_from(*n).ok());
            steps.values().copied().chain(own)
        })
        .collect();
    let (first, last) = (numbers.first().copied(), numbers.last().copied());
    if let (Some(first @ (0 | 1)), Some(last @ 3..=10)) = (first, last)
        && (led.len() >= 3 || numbers.len() == usize::from(last - first + 1))
    {
        for (cells, steps) in led {
            let words_of = |step: u8| steps.iter().find(|(_, s)| **s == step);
            let scale = Scale {
                low: end_words(
                    words_of(first).map(|(w, _)| w.as_str()),
                    cells,
                    locale,
                    true,
                ),
                high: end_words(
                    words_of(last).map(|(w, _)| w.as_str()),
                    cells,
                    locale,
                    false,
                ),
                ..bare_scale(first, last + 1 - first, &[locale])
            };
            found.insert(
                cells.index,
                Found {
                    steps: Steps {
                        scale,
                        codes: Vec::new(),
                    },
                    words: steps,
                },
            );
        }
        return;
    }
    let usual: Vec<&&Cells> = block
        .iter()
        .filter(|cells| {
            cells.numbers.is_empty()
                && !series::fitting(cells.words.keys().map(String::as_str)).is_empty()
        })
        .collect();
    // Columns whose words go together share a scale.
    let mut groups: Vec<(BTreeSet<&str>, Vec<&Cells>)> = Vec::new();
    for cells in usual {
        let own: BTreeSet<&str> = cells.words.keys().map(String::as_str).collect();
        let joined = groups
            .iter_mut()
            .find(|(words, _)| !series::fitting(words.union(&own).copied()).is_empty());
        match joined {
            Some((words, members)) => {
                words.extend(own);
                members.push(cells);
            }
            None => groups.push((own, vec![cells])),
        }
    }
    for (words, members) in groups {
        if words.len() < 2 {
            continue;
        }
        let fitting = series::fitting(words.iter().copied());
        // The shortest scale that has all words and both ends, else the shortest.
        let ends = |series: &&Series| {
            let has = |step: Option<&&[&str]>| {
                step.is_some_and(|step| words.iter().any(|word| step.contains(word)))
            };
            has(series.first()) && has(series.last())
        };
        let Some(series) = fitting.iter().find(ends).or(fitting.first()).copied() else {
            continue;
        };
        for cells in members {
            found.insert(cells.index, of_series(series, &words, locale));
        }
    }
}

/// The scale of a series, with the words that are used for its ends.
fn of_series(series: Series, words: &BTreeSet<&str>, locale: Locale) -> Found {
    let points = u8::try_from(series.len()).unwrap_or(7);
    let used = |step: Option<&&[&'static str]>| {
        let step = step.copied().unwrap_or_default();
        let seen = step.iter().find(|word| words.contains(**word));
        let script = |word: &&&str| words.iter().any(|seen| seen.is_ascii() == word.is_ascii());
        let word = seen.or_else(|| step.iter().find(script)).or(step.first());
        let mut text = Localized::default();
        text.set(locale, word.map_or("?", |word| *word).to_owned());
        text
    };
    let scale = Scale {
        low: used(series.first()),
        high: used(series.last()),
        ..bare_scale(1, points, &[locale])
    };
    let script = |word: &str| words.iter().any(|seen| seen.is_ascii() == word.is_ascii());
    let table = (1u8..)
        .zip(series)
        .flat_map(|(step, words)| words.iter().map(move |word| (*word, step)))
        .filter(|(word, _)| script(word))
        .map(|(word, step)| (word.to_owned(), step))
        .chain(words.iter().filter_map(|word| {
            let step = series::step(series, word)?;
            Some(((*word).to_owned(), step + 1))
        }))
        .collect();
    Found {
        steps: Steps {
            scale,
            codes: Vec::new(),
        },
        words: table,
    }
}

/// The words behind a number, as the cells have them.
fn end_words(word: Option<&str>, cells: &Cells, locale: Locale, low: bool) -> Localized {
    let shown = word.and_then(|word| {
        let value = cells
            .values
            .keys()
            .find(|value| cell::plain(value) == word)?;
        let bare = value
            .trim_start_matches(|c: char| !c.is_alphabetic())
            .trim();
        (bare.chars().count() > 1).then(|| bare.to_owned())
    });
    let usual = bare_scale(1, 2, &[locale]);
    let mut text = if low { usual.low } else { usual.high };
    if let Some(shown) = shown {
        text.set(locale, shown);
    }
    text
}

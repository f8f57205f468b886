//! When a list of answers is a scale, in which direction it runs, and which of its entries are no steps.

use super::Steps;
use crate::language::{Locale, Localized};
use crate::survey::import::{plain_words, reason_word, usual_step};
use crate::survey::questionnaire::Scale;

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::survey) struct Entry {
    pub(in crate::survey) code: String,
    pub(in crate::survey) text: Localized,
}

/// A list that is a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::survey) struct Read {
    pub(in crate::survey) steps: Steps,
    /// Entries that say why there is no answer; the program offers such reasons itself.
    pub(in crate::survey) reasons: Vec<usize>,
    /// The highest code stands for the lowest step.
    pub(in crate::survey) turned: bool,
    /// Some steps between the ends have words of their own.
    pub(in crate::survey) between: bool,
}

/// Reads a list as a scale; `None` when it is none. `hinted`: something else says that it is one.
pub(in crate::survey) fn read(entries: &[Entry], locales: &[Locale], hinted: bool) -> Option<Read> {
    let is_reason = |entry: &&Entry| {
        locales
            .iter()
            .any(|locale| reason_word(entry.text.get(*locale)).is_some())
            || reason_word(&entry.code).is_some()
    };
    let reasons: Vec<usize> = (0..entries.len())
        .filter(|index| entries.get(*index).as_ref().is_some_and(is_reason))
        .collect();
    let mut steps: Vec<&Entry> = entries.iter().filter(|entry| !is_reason(entry)).collect();
    if !(3..=11).contains(&steps.len()) {
        return None;
    }
    let points = u8::try_from(steps.len()).ok()?;
    let numbers: Option<Vec<i64>> = steps.iter().map(|entry| entry.code.parse().ok()).collect();
    let numbered = match numbers {
        Some(numbers) => {
            let mut order: Vec<(i64, &Entry)> = numbers.into_iter().zip(steps).collect();
            order.sort_by_key(|(number, _)| *number);
            let even = order.windows(2).all(|w| match w {
                [(a, _), (b, _)] => b.checked_sub(*a) == Some(1),
                _ => true,
            });
            steps = order.iter().map(|(_, entry)| *entry).collect();
            even.then(|| order.first().map_or(1, |(number, _)| *number))
        }
        None => None,
    };
    let first = numbered.filter(|first| matches!(first, 0 | 1));
    let said: Vec<Option<u8>> = steps
        .iter()
        .map(|entry| {
            locales
                .iter()
                .find_map(|locale| usual_step(points, wordy(entry.text.get(*locale))?))
        })
        .collect();
    let known: Vec<u8> = said.iter().flatten().copied().collect();
    let rising = known.windows(2).all(|w| w.first() < w.last());
    let falling = known.windows(2).all(|w| w.first() > w.last());
    let worded = known.len() * 2 >= steps.len() && known.len() >= 2 && (rising || falling);
    // Only the ends may have words: `1 year, 2 years, 3 years` is no scale.
    let last = steps.len() - 1;
    let counted = first.is_some()
        && steps.iter().enumerate().all(|(index, entry)| {
            locales.iter().all(|locale| {
                let words = plain_words(entry.text.get(*locale));
                let rest = words.strip_prefix(entry.code.as_str());
                rest.is_some_and(|rest| {
                    let number = rest.starts_with(|c: char| c.is_ascii_digit());
                    let bare = !rest.chars().any(char::is_alphanumeric);
                    !number && (bare || index == 0 || index == last)
                })
            })
        });
    let numbered = hinted && first.is_some();
    if !(worded || counted || numbered) {
        return None;
    }
    let turned = worded && falling && !rising;
    if turned {
        steps.reverse();
    }
    let end = |entry: &Entry, words: [&str; 3]| label(entry, locales, words);
    let low = end(steps.first()?, ["lowest", "最低", "最低"]);
    let high = end(steps.last()?, ["highest", "最高", "最高"]);
    let middle = steps.get(steps.len() / 2).filter(|_| points % 2 == 1);
    let between = steps
        .iter()
        .take(steps.len() - 1)
        .skip(1)
        .any(|entry| locales.iter().any(|l| wordy(entry.text.get(*l)).is_some()));
    let middle = middle
        .filter(|entry| locales.iter().all(|l| wordy(entry.text.get(*l)).is_some()))
        .map(|entry| end(entry, ["", "", ""]));
    let from = match (first, turned) {
        (Some(0), false) => 0,
        (Some(_) | None, _) => 1,
    };
    Some(Read {
        steps: Steps {
            scale: Scale {
                from,
                points,
                low,
                high,
                middle,
            },
            codes: steps.iter().map(|entry| entry.code.clone()).collect(),
        },
        reasons,
        turned,
        between,
    })
}

/// A scale of numbers whose ends have no words.
pub(in crate::survey) fn bare(from: u8, points: u8, locales: &[Locale]) -> Scale {
    let words = |texts: [&str; 3]| {
        let mut text = Localized::default();
        for (locale, words) in Locale::ALL.into_iter().zip(texts) {
            if locales.contains(&locale) {
                text.set(locale, words.to_owned());
            }
        }
        text
    };
    Scale {
        from,
        points,
        low: words(["lowest", "最低", "最低"]),
        high: words(["highest", "最高", "最高"]),
        middle: None,
    }
}

/// The words of a step without its number; words of the program's own where there is only a number.
fn label(entry: &Entry, locales: &[Locale], own: [&str; 3]) -> Localized {
    let mut text = Localized::default();
    for (locale, own) in Locale::ALL.into_iter().zip(own) {
        if locales.contains(&locale) {
            let words = wordy(entry.text.get(locale)).unwrap_or(own);
            text.set(locale, words.to_owned());
        }
    }
    text
}

/// A label without the number in front of it, or behind it in brackets; `None` when nothing else is left.
fn wordy(label: &str) -> Option<&str> {
    let marks =
        |c: char| c.is_ascii_digit() || c.is_whitespace() || "-.:=)(（）、：．–—~".contains(c);
    let front = label.trim().trim_start_matches(marks);
    let words = match front.rsplit_once(['(', '（']) {
        Some((words, tail)) if tail.chars().all(marks) => words.trim_end(),
        Some(_) | None => front.trim_end(),
    };
    words.chars().any(char::is_alphabetic).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(entries: &[(&str, &str)]) -> Vec<Entry> {
        entries
            .iter()
            .map(|(code, words)| Entry {
                code: (*code).to_owned(),
                text: Localized {
                    en: Some((*words).to_owned()),
                    ..Localized::default()
                },
            })
            .collect()
    }

    #[test]
    fn words_of_agreement_make_a_scale_whatever_their_codes() {
        let entries = list(&[
            ("sd", "Strongly disagree"),
            ("d", "Disagree"),
            ("n", "Neither agree nor disagree"),
            ("a", "Agree"),
            ("sa", "Strongly agree"),
            ("dk", "Don't know"),
        ]);
        let read = read(&entries, &[Locale::En], false).unwrap();
        assert_eq!(read.steps.codes, ["sd", "d", "n", "a", "sa"]);
        assert_eq!((read.reasons, read.turned), (vec![5], false));
        assert_eq!(read.steps.scale.high.get(Locale::En), "Strongly agree");
    }

    #[test]
    fn a_list_that_falls_is_turned_round() {
        let entries = list(&[
            ("1", "Strongly agree"),
            ("2", "Agree"),
            ("3", "Neutral"),
            ("4", "Disagree"),
            ("5", "Strongly disagree"),
        ]);
        let read = read(&entries, &[Locale::En], false).unwrap();
        assert!(read.turned);
        assert_eq!(read.steps.codes, ["5", "4", "3", "2", "1"]);
    }

    #[test]
    fn numbers_alone_are_a_scale_and_names_with_numbers_are_not() {
        let numbers = list(&[
            ("0", "0 - not at all"),
            ("1", "1"),
            ("2", "2"),
            ("3", "3 fully"),
        ]);
        let scale = read(&numbers, &[Locale::En], false).unwrap().steps.scale;
        assert_eq!((scale.from, scale.points), (0, 4));
        assert_eq!(scale.low.get(Locale::En), "not at all");
        assert_eq!(scale.high.get(Locale::En), "fully");
        let ages = list(&[("1", "under 20"), ("2", "20 to 40"), ("3", "over 40")]);
        assert_eq!(read(&ages, &[Locale::En], false), None);
        assert!(read(&ages, &[Locale::En], true).is_some());
    }
}

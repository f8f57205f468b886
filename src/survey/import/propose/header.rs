//! The parts of a header: the group it stands in, the item it names, the texts it may carry.

use unicode_normalization::UnicodeNormalization;

use super::super::cell::bare;
use super::super::words;
use crate::survey::questionnaire::Facet;

/// A header taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::survey) struct Header {
    /// What stands before the part that names an item: `Q1` of `Q1[SQ002]`, `expectation` of
    /// `expectation/promise`, the letters of `Q17`.
    pub(in crate::survey) group: String,
    /// The facet, where a word says it.
    pub(in crate::survey) facet: Option<Facet>,
    /// Whether a word speaks of points.
    pub(in crate::survey) weight: bool,
    /// What is left to name an item, bare.
    pub(in crate::survey) rest: String,
    /// The number among it, if it is only that.
    pub(in crate::survey) number: Option<usize>,
    /// Letters before a number: `tan` and 1 of `TAN1`.
    pub(in crate::survey) lettered: Option<(String, usize)>,
    /// Texts that may be a question's words, bare, without numbering.
    pub(in crate::survey) texts: Vec<String>,
}

impl Header {
    /// Takes a header apart.
    pub(in crate::survey) fn of(name: &str) -> Self {
        let name: String = name.nfkc().collect();
        let (group, tail, after) = split(&name);
        let mut tokens = tokens(tail);
        let mut facet = None;
        let mut weight = false;
        let mut take = |tokens: &mut Vec<String>, sentence: Sentence| {
            tokens.retain(|token| {
                if facet.is_none()
                    && let Some(found) = words::facet(token)
                    && sentence.may_speak_of(found)
                {
                    facet = Some(found);
                    return false;
                }
                if words::is_weight(token) {
                    weight = true;
                    return false;
                }
                true
            });
        };
        let item = if is_sentence(tail) {
            Sentence::OfAnItem
        } else {
            Sentence::No
        };
        take(&mut tokens, item);
        let mut group_tokens = self::tokens(group);
        let heading = if is_sentence(group) {
            Sentence::OverItems
        } else {
            Sentence::No
        };
        take(&mut group_tokens, heading);
        let fillers: String = tokens
            .iter()
            .filter(|token| words::is_filler(token))
            .map(String::as_str)
            .collect();
        tokens.retain(|token| !words::is_filler(token));
        let digits = |token: &String| token.parse::<usize>().ok().filter(|_| token.len() <= 4);
        let number = match tokens.as_slice() {
            [only] => digits(only),
            _ => None,
        };
        let lettered = match tokens.as_slice() {
            [letters, number] if digits(letters).is_none() => {
                digits(number).map(|number| (letters.clone(), number))
            }
            _ => None,
        };
        let group = if group.is_empty() {
            fillers
        } else {
            bare(group)
        };
        let mut texts: Vec<String> = [name.as_str(), tail, after]
            .into_iter()
            .map(|text| bare(without_number(text)))
            .filter(|text| !text.is_empty())
            .collect();
        texts.dedup();
        Self {
            group,
            facet,
            weight,
            rest: tokens.concat(),
            number,
            lettered,
            texts,
        }
    }

    /// Whether this is what is left of it without facet and number.
    pub(in crate::survey) fn names(&self, name: &str) -> bool {
        self.rest == name || (self.rest.is_empty() && self.group == name)
    }
}

/// Whether words of a header are those of a sentence, in which a facet's word may mean something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sentence {
    No,
    /// `Promises are kept on time` is no promise.
    OfAnItem,
    /// `How important is each of these to you?` speaks of importance, whatever it says of promises.
    OverItems,
}

impl Sentence {
    fn may_speak_of(self, facet: Facet) -> bool {
        match self {
            Self::No => true,
            Self::OfAnItem => false,
            Self::OverItems => matches!(
                facet,
                Facet::Expectation | Facet::Perception | Facet::Importance | Facet::Minimum
            ),
        }
    }
}

/// Four words or more, and not a short one before a colon.
fn is_sentence(text: &str) -> bool {
    let colon = text
        .split_once([':', '：'])
        .map_or("", |(before, _)| before);
    let headed = !colon.trim().is_empty() && colon.split_whitespace().count() <= 3;
    // `기대3. ...`: a facet with a number or a mark behind it.
    let first = text.split_whitespace().next().unwrap_or_default();
    let word = first.trim_end_matches(|c: char| !c.is_alphabetic());
    let marked = word.len() < first.len() && words::facet(&word.to_lowercase()).is_some();
    text.split_whitespace().count() > 3 && !headed && !marked
}

/// Group, tail, and what follows a code in brackets.
fn split(name: &str) -> (&str, &str, &str) {
    if let Some(open) = name.find('[')
        && let Some(length) = name.get(open..).and_then(|rest| rest.find(']'))
    {
        let part = |from: usize, to: usize| name.get(from..to).unwrap_or_default().trim();
        let close = open + length;
        let after = part(close + 1, name.len());
        return (
            part(0, open),
            part(open + 1, close),
            after.trim_start_matches(['.', ':', ' ']),
        );
    }
    if let Some((group, tail)) = name.rsplit_once('/')
        && !tail.trim().is_empty()
        && !group.contains(' ')
    {
        return (group.trim(), tail.trim(), "");
    }
    if let Some((group, tail)) = name.rsplit_once("_SQ")
        && tail.bytes().all(|b| b.is_ascii_digit())
    {
        return (group, tail, "");
    }
    let two_numbers = name.split_once(['-', '.', '_']).filter(|(a, b)| {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        digits(a.trim_start_matches(['Q', 'q', 'V', 'v'])) && digits(b)
    });
    match two_numbers {
        Some((group, tail)) => (group, tail, ""),
        None => ("", name, ""),
    }
}

/// Runs of letters, of digits and of Chinese characters, in lower case. A word with digits inside that names a
/// facet (`G2`) stays whole.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        let lower = word.to_lowercase();
        if lower.is_empty() {
            continue;
        }
        if words::facet(&lower).is_some() {
            tokens.push(lower);
            continue;
        }
        let mut token = String::new();
        let mut kind = None;
        for c in lower.chars() {
            let this = (c.is_ascii_digit(), c.is_ascii());
            if kind.is_some_and(|kind| kind != this) {
                tokens.push(std::mem::take(&mut token));
            }
            kind = Some(this);
            token.push(c);
        }
        tokens.push(token);
    }
    tokens
}

/// A text without the numbering in front of it: `1.`, `Q5 `, `第3題：`, `(2)`.
fn without_number(text: &str) -> &str {
    let mut rest = text.trim();
    let before = rest;
    for word in ["第", "Q", "q", "(", "（"] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() == rest.len() {
        return before;
    }
    digits.trim_start_matches([
        '題', '题', '.', '．', '、', ')', '）', ':', '：', ' ', '-', '_',
    ])
}

/// How alike two bare texts are, by their pairs of characters (Dice): 0 to 1.
pub(super) fn alike(a: &str, b: &str) -> f64 {
    let pairs = |text: &str| {
        let letters: Vec<char> = text.chars().collect();
        let mut pairs: Vec<(char, char)> = letters.windows(2).map(|w| (w[0], w[1])).collect();
        pairs.sort_unstable();
        pairs
    };
    let (a, b) = (pairs(a), pairs(b));
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let (mut i, mut j, mut common) = (0, 0, 0usize);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                i += 1;
                j += 1;
            }
        }
    }
    2.0 * common as f64 / (a.len() + b.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(name: &str) -> (String, Option<Facet>, Option<usize>, String) {
        let header = Header::of(name);
        (header.group, header.facet, header.number, header.rest)
    }

    #[test]
    fn headers_of_many_programs_come_apart() {
        let e = Some(Facet::Expectation);
        assert_eq!(parts("E1"), (String::new(), e, Some(1), "1".into()));
        assert_eq!(parts("Q1_E"), ("q".into(), e, Some(1), "1".into()));
        assert_eq!(
            parts("E_promise"),
            (String::new(), e, None, "promise".into())
        );
        assert_eq!(parts("期望３"), (String::new(), e, Some(3), "3".into()));
        assert_eq!(parts("1-2"), ("1".into(), None, Some(2), "2".into()));
        assert_eq!(
            parts("Q3[SQ002]"),
            ("q3".into(), None, Some(2), "002".into())
        );
        assert_eq!(
            parts("G01Q02_SQ003"),
            ("g01q02".into(), None, Some(3), "003".into())
        );
        assert_eq!(
            parts("expectation/on-time"),
            ("expectation".into(), e, None, "ontime".into())
        );
        assert_eq!(parts("G2_TAN").1, Some(Facet::Standard));
        assert!(Header::of("W_TAN").weight);
        assert_eq!(Header::of("TAN3").lettered, Some(("tan".into(), 3)));
    }

    #[test]
    fn numbering_is_no_part_of_a_text() {
        for name in [
            "1. Clean",
            "Q1 Clean",
            "(1) Clean",
            "第1題：Clean",
            "1、Clean",
        ] {
            assert!(
                Header::of(name).texts.contains(&"clean".to_owned()),
                "{name}"
            );
        }
        assert!(alike("setinhaste", "setinhast") > 0.9);
        assert!(alike("abc", "xyz") < 0.1);
    }
}

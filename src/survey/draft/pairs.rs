//! Which ratings of a source belong together: the same item under several facets, and items of one dimension.

use std::collections::{BTreeMap, BTreeSet};

use super::{Answer, Asked, Logic, Unsure};
use crate::survey::import::Header;
use crate::survey::questionnaire::{Facet, Scale};

/// Facets that customers are asked for, in the order of blocks.
const FACETS: [Facet; 5] = [
    Facet::Expectation,
    Facet::Minimum,
    Facet::Desired,
    Facet::Importance,
    Facet::Perception,
];

/// One item: the questions that ask it, by facet, and what tells its dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paired {
    pub(super) key: String,
    pub(super) asked: BTreeMap<Facet, usize>,
    pub(super) dimension: Option<Belongs>,
}

/// What tells the dimension of an item.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Belongs {
    /// A group of the source: question and depth at which it is found.
    Group(String),
    /// Letters that names begin with.
    Letters(String),
}

/// All items, and how sure they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Pairs {
    pub(super) items: Vec<Paired>,
    pub(super) facets: Vec<Facet>,
    pub(super) unsure: Vec<Unsure>,
}

/// What a rating seems to be.
struct Rating<'a> {
    index: usize,
    scale: &'a Scale,
    when: Option<&'a Logic>,
    facet: Option<Facet>,
    key: String,
    belongs: Option<Belongs>,
}

/// Finds the items among the questions.
pub(super) fn pairs(asked: &[Asked]) -> Pairs {
    let mut ratings: Vec<Rating<'_>> = asked
        .iter()
        .enumerate()
        .filter_map(|(index, asked)| rating(index, asked))
        .collect();
    let repeated = by_repetition(asked, &mut ratings);
    let mut found = by_key(&ratings);
    if repeated && !found.items.is_empty() {
        let count = found.items.len();
        found.unsure = vec![Unsure::PairsByOrder(count)];
    }
    if found.items.is_empty() {
        found = by_order(&ratings);
    }
    if found.items.is_empty() {
        return perceptions(asked, &ratings);
    }
    let used: BTreeSet<usize> = found
        .items
        .iter()
        .flat_map(|item| item.asked.values().copied())
        .collect();
    let left = ratings
        .iter()
        .filter(|rating| rating.facet.is_some() && !used.contains(&rating.index));
    found
        .unsure
        .extend(left.map(|rating| Unsure::NoItem(rating.index, rating.facet)));
    found
}

fn rating(index: usize, asked: &Asked) -> Option<Rating<'_>> {
    let Answer::Rating(steps) = &asked.answer else {
        return None;
    };
    let header = Header::of(&asked.name);
    let grouped = asked.groups.iter().rev().find_map(|group| {
        Header::of(&group.name)
            .facet
            .or_else(|| Header::of(group.text.any()).facet)
    });
    let worded = asked
        .text
        .any()
        .split([':', '：', '-', '[', ']', '【', '】', '(', '（'])
        .map(str::trim)
        .filter(|part| part.chars().count() <= 16)
        .find_map(|part| {
            Header::of(part)
                .facet
                .filter(|_| Header::of(part).rest.is_empty())
        });
    let facet = header.facet.or(grouped).or(worded);
    let key = if header.rest.is_empty() || header.facet.is_none() {
        asked.name.clone()
    } else {
        header.rest.clone()
    };
    Some(Rating {
        index,
        scale: &steps.scale,
        when: asked.when.as_ref(),
        facet,
        belongs: belongs(asked, &header),
        key,
    })
}

/// The innermost group that is no facet, else letters before a number.
fn belongs(asked: &Asked, header: &Header) -> Option<Belongs> {
    let inside = asked.groups.iter().rev().find_map(|group| {
        let rest = Header::of(&group.name);
        let rest = if rest.rest.is_empty() {
            rest.group
        } else {
            rest.rest
        };
        let spoken =
            Header::of(group.text.any()).facet.is_some() || Header::of(&group.name).facet.is_some();
        let numbered = rest.bytes().all(|b| b.is_ascii_digit());
        (!(spoken && (rest.is_empty() || numbered)) && !rest.is_empty()).then_some(rest)
    });
    inside.map(Belongs::Group).or_else(|| {
        let (letters, _) = header.lettered.clone()?;
        (letters.chars().count() >= 2 && letters != "item").then_some(Belongs::Letters(letters))
    })
}

/// Items that come twice, in two groups or one after the other: first what is expected, then what is found.
/// Where one of the two speaks of a facet, the other is its partner. Tells whether there are any.
fn by_repetition(asked: &[Asked], ratings: &mut [Rating<'_>]) -> bool {
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, rating) in ratings.iter().enumerate() {
        let name = asked
            .get(rating.index)
            .map_or("", |asked| asked.name.as_str());
        by_name.entry(name.to_lowercase()).or_default().push(at);
    }
    let twice: Vec<(usize, usize)> = by_name
        .into_values()
        .filter_map(|at| match at.as_slice() {
            [first, second] => Some((*first, *second)),
            _ => None,
        })
        .collect();
    if twice.len() < 2 {
        return false;
    }
    let mut any = false;
    for (first, second) in twice {
        let facet = |at: usize| ratings.get(at).and_then(|rating| rating.facet);
        let facets = match (facet(first), facet(second)) {
            (None, None | Some(Facet::Perception)) => (Facet::Expectation, Facet::Perception),
            (Some(Facet::Perception), None) => (Facet::Perception, Facet::Expectation),
            (Some(other), None) => (other, Facet::Perception),
            (None, Some(other)) => (Facet::Perception, other),
            (Some(_), Some(_)) => continue,
        };
        any = true;
        for (at, facet) in [(first, facets.0), (second, facets.1)] {
            if let Some(rating) = ratings.get_mut(at) {
                rating.facet = Some(facet);
                // The group is the facet's, not the dimension's.
                rating.belongs = rating
                    .belongs
                    .take()
                    .filter(|belongs| matches!(belongs, Belongs::Letters(_)));
            }
        }
        // One key for both: a facet's word inside the name is gone from one half alone.
        let key = asked
            .get(ratings.get(first).map_or(0, |rating| rating.index))
            .map_or_else(String::new, |asked| asked.name.clone());
        for at in [first, second] {
            if let Some(rating) = ratings.get_mut(at) {
                rating.key.clone_from(&key);
            }
        }
    }
    any
}

/// Pairs by the names that are left when the facet is taken away.
fn by_key(ratings: &[Rating<'_>]) -> Pairs {
    let mut by_key: BTreeMap<&str, BTreeMap<Facet, &Rating<'_>>> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for rating in ratings {
        let Some(facet) = rating.facet.filter(|facet| FACETS.contains(facet)) else {
            continue;
        };
        if !by_key.contains_key(rating.key.as_str()) {
            order.push(&rating.key);
        }
        by_key
            .entry(&rating.key)
            .or_default()
            .entry(facet)
            .or_insert(rating);
    }
    let half = |facets: &BTreeMap<Facet, &Rating<'_>>| {
        facets.contains_key(&Facet::Perception) && facets.len() >= 2
    };
    let complete: Vec<&str> = order
        .into_iter()
        .filter(|key| by_key.get(key).is_some_and(half))
        .collect();
    // A single pair of single letters may be chance: `e1` and `p1` of sections E and P.
    if complete.len() < 2 {
        return Pairs::default();
    }
    let rows: Vec<(String, BTreeMap<Facet, &Rating<'_>>)> = complete
        .into_iter()
        .filter_map(|key| Some((key.to_owned(), by_key.get(key)?.clone())))
        .collect();
    let mut pairs = same_facets(rows);
    let count = pairs.items.len();
    pairs.unsure.push(Unsure::Pairs(count));
    pairs
}

/// Pairs by their order in two groups of facets with as many ratings each.
fn by_order(ratings: &[Rating<'_>]) -> Pairs {
    let of = |facet: Facet| -> Vec<&Rating<'_>> {
        ratings
            .iter()
            .filter(|rating| rating.facet == Some(facet))
            .collect()
    };
    let (expected, perceived) = (of(Facet::Expectation), of(Facet::Perception));
    if expected.len() != perceived.len() || expected.len() < 2 {
        return Pairs::default();
    }
    let rows = expected
        .into_iter()
        .zip(perceived)
        .map(|(e, p)| {
            let facets = BTreeMap::from([(Facet::Expectation, e), (Facet::Perception, p)]);
            (p.key.clone(), facets)
        })
        .collect();
    let mut pairs = same_facets(rows);
    let count = pairs.items.len();
    pairs.unsure.push(Unsure::PairsByOrder(count));
    pairs
}

/// Without expectations: ratings on the scale that most of them share are perceptions.
fn perceptions(asked: &[Asked], ratings: &[Rating<'_>]) -> Pairs {
    let own: Vec<&Rating<'_>> = ratings
        .iter()
        .filter(|rating| {
            asked
                .get(rating.index)
                .is_some_and(|asked| super::assemble::usual(asked).is_none())
        })
        .collect();
    // Ratings that stand for themselves are better than nothing.
    let candidates = if own.is_empty() { Vec::new() } else { own };
    let rows = candidates
        .into_iter()
        .map(|rating| {
            let facets = BTreeMap::from([(Facet::Perception, rating)]);
            (rating.key.clone(), facets)
        })
        .collect();
    let mut pairs = same_facets(rows);
    let count = pairs.items.len();
    pairs.unsure.push(if count == 0 {
        Unsure::NoRatings
    } else {
        Unsure::PerceptionsOnly(count)
    });
    pairs
}

/// What an item has in common with the others: facets, scale (lowest, steps), conditions.
type Shape = (Vec<Facet>, (u8, u8), Vec<Option<Logic>>);

/// Keeps the items that most have in common with each other: a block asks all of them in one way.
fn same_facets(rows: Vec<(String, BTreeMap<Facet, &Rating<'_>>)>) -> Pairs {
    let whole = |facets: &BTreeMap<Facet, &Rating<'_>>| -> Option<Shape> {
        let scale = |rating: &Rating<'_>| (rating.scale.from, rating.scale.points);
        let first = scale(facets.values().next()?);
        let same = facets.values().all(|rating| scale(rating) == first);
        let whens = facets.values().map(|rating| rating.when.cloned());
        same.then(|| (facets.keys().copied().collect(), first, whens.collect()))
    };
    let mut counts: Vec<(Shape, usize)> = Vec::new();
    for (_, facets) in &rows {
        let Some(shape) = whole(facets) else { continue };
        match counts.iter_mut().find(|(known, _)| *known == shape) {
            Some((_, count)) => *count += 1,
            None => counts.push((shape, 1)),
        }
    }
    let Some((most, _)) = counts.into_iter().rev().max_by_key(|(_, count)| *count) else {
        return Pairs::default();
    };
    let items = rows
        .into_iter()
        .filter(|(_, facets)| whole(facets).as_ref() == Some(&most))
        .map(|(key, facets)| Paired {
            key,
            dimension: facets
                .get(&Facet::Perception)
                .and_then(|rating| rating.belongs.clone()),
            asked: facets
                .into_iter()
                .map(|(facet, rating)| (facet, rating.index))
                .collect(),
        })
        .collect();
    Pairs {
        items,
        facets: FACETS
            .into_iter()
            .filter(|facet| most.0.contains(facet))
            .collect(),
        unsure: Vec::new(),
    }
}

//! Which column is which question, by names, numbers and words.

use std::collections::BTreeMap;

use super::super::cell::bare;
use super::super::target::{Shows, Target};
use super::super::words::{self, Single};
use super::header::{Header, alike};
use crate::language::{Locale, fill};
use crate::survey::questionnaire::{Block, Facet, Form, Kind, Questionnaire, Subject};
use crate::survey::record::Layout;

/// An item that was named, and a facet that only the order of columns tells.
pub(super) const BY_ORDER_OF_NAMES: &str = "the item's name; the facet by the order of columns";

/// The same, of items that are numbered.
pub(super) const BY_ORDER_OF_NUMBERS: &str = "its number; the facet by the order of columns";

/// The words of a question that a header comes close to.
pub(super) const BY_WORDS: &str = "the words of the question";

/// The same, with a word for the facet.
pub(super) const BY_FACET_AND_WORDS: &str = "facet, and the words of the item";

/// What was found.
pub(super) struct Matched {
    /// By column: index of the place, and why.
    pub(super) found: Vec<Option<(usize, &'static str)>>,
    /// The language whose words most headers have.
    pub(super) locale: Option<Locale>,
}

/// The questions that rate a facet, in canonical order: one an item, or one a dimension.
struct Rated {
    facet: Facet,
    by_item: bool,
    questions: Vec<usize>,
}

/// A header that names an item but no facet.
struct Loose {
    column: usize,
    group: String,
    item: usize,
}

/// A question's words in a language, bare.
struct Words {
    question: usize,
    locale: Locale,
    text: String,
    /// The short name of the item, which all its facets share.
    shared: bool,
}

struct Matcher<'a> {
    questionnaire: &'a Questionnaire,
    layout: &'a Layout,
    form: &'a Form,
    places: &'a [Target],
    rated: Vec<Rated>,
    words: Vec<Words>,
    found: Vec<Option<(usize, &'static str)>>,
    taken: Vec<bool>,
    languages: BTreeMap<Locale, usize>,
}

pub(super) fn match_columns(
    questionnaire: &Questionnaire,
    form: &Form,
    layout: &Layout,
    places: &[Target],
    names: &[String],
) -> Matched {
    let mut matcher = Matcher {
        questionnaire,
        layout,
        form,
        places,
        rated: rated(layout),
        words: all_words(questionnaire, form, layout),
        found: vec![None; names.len()],
        taken: vec![false; places.len()],
        languages: BTreeMap::new(),
    };
    for (column, name) in names.iter().enumerate() {
        let exact = places.iter().position(|place| place.name == *name);
        matcher.take(column, exact, "the name in exports");
    }
    let headers: Vec<Header> = names.iter().map(|name| Header::of(name)).collect();
    for (column, name) in names.iter().enumerate() {
        let tail = name.rsplit('/').next().unwrap_or(name);
        for candidate in [bare(name), bare(tail)] {
            let place = places
                .iter()
                .position(|place| bare(&place.name) == candidate);
            matcher.take(column, place, "the question's key");
        }
    }
    for (column, header) in headers.iter().enumerate() {
        let place = matcher.coded(header);
        matcher.take(column, place, "facet and item");
        let place = matcher.weight(header);
        matcher.take(column, place, "points of a dimension");
        let place = matcher.single(&bare(&names[column]));
        matcher.take(column, place, "its usual name");
        let place = matcher.part(header);
        matcher.take(column, place, "its number in the block");
    }
    matcher.by_words(&headers, names);
    matcher.by_numbers(&headers, names);
    let locale = matcher
        .languages
        .iter()
        .max_by_key(|(_, count)| **count)
        .map(|(locale, _)| *locale);
    Matched {
        found: matcher.found,
        locale,
    }
}

fn rated(layout: &Layout) -> Vec<Rated> {
    let mut rated: Vec<Rated> = Vec::new();
    for (index, question) in layout.questions().iter().enumerate() {
        let Kind::Rating {
            facet: Some(facet), ..
        } = question.kind
        else {
            continue;
        };
        let by_item = match question.subject {
            Subject::Item { .. } => true,
            Subject::Dimension(_) => false,
            Subject::Whole | Subject::Rival { .. } | Subject::Part(_) => continue,
        };
        match rated
            .iter_mut()
            .find(|r| r.facet == facet && r.by_item == by_item)
        {
            Some(known) => known.questions.push(index),
            None => rated.push(Rated {
                facet,
                by_item,
                questions: vec![index],
            }),
        }
    }
    rated
}

fn all_words(questionnaire: &Questionnaire, form: &Form, layout: &Layout) -> Vec<Words> {
    let mut words = Vec::new();
    for (index, question) in layout.questions().iter().enumerate() {
        let rival = matches!(question.subject, Subject::Rival { .. });
        for locale in questionnaire.locales() {
            let mut push = |text: &str, shared| {
                let text = bare(&filled(questionnaire, text, locale));
                if !text.is_empty() {
                    words.push(Words {
                        question: index,
                        locale,
                        text,
                        shared,
                    });
                }
            };
            if let Some(text) = questionnaire.words(form, question)
                && !rival
            {
                push(text.get(locale), false);
            }
            match question.subject {
                Subject::Item { dimension, item } => {
                    let item = questionnaire
                        .dimensions
                        .get(dimension)
                        .and_then(|dimension| dimension.items.get(item));
                    if let Some(item) = item {
                        push(item.name.get(locale), true);
                    }
                }
                Subject::Dimension(dimension) => {
                    if let Some(dimension) = questionnaire.dimensions.get(dimension) {
                        push(dimension.name.get(locale), true);
                    }
                }
                Subject::Whole | Subject::Rival { .. } | Subject::Part(_) => {}
            }
        }
    }
    words
}

fn filled(questionnaire: &Questionnaire, text: &str, locale: Locale) -> String {
    let industry = questionnaire
        .industry
        .as_ref()
        .map_or("", |i| i.get(locale));
    fill(
        text,
        &[
            ("place", questionnaire.place.get(locale)),
            ("industry", industry),
        ],
    )
}

impl Matcher<'_> {
    fn take(&mut self, column: usize, place: Option<usize>, why: &'static str) {
        let Some(place) = place else { return };
        if let (Some(slot), Some(taken)) = (self.found.get_mut(column), self.taken.get_mut(place))
            && slot.is_none()
            && !*taken
        {
            *slot = Some((place, why));
            *taken = true;
        }
    }

    fn place_of(&self, question: usize, shows: Shows) -> Option<usize> {
        self.places
            .iter()
            .position(|place| place.question == question && place.shows == shows)
    }

    /// The place of an item (or a dimension), counted from 0, under a facet.
    fn rating(&self, facet: Facet, item: usize) -> Option<usize> {
        let rated = self.rated.iter().find(|rated| rated.facet == facet)?;
        self.place_of(*rated.questions.get(item)?, Shows::Value)
    }

    fn coded(&self, header: &Header) -> Option<usize> {
        let facet = header.facet?;
        let rated = self.rated.iter().find(|rated| rated.facet == facet)?;
        let item = match header.number {
            Some(number) => number.checked_sub(1)?,
            None => self.named_item(header, rated.by_item)?,
        };
        self.rating(facet, item)
    }

    /// The item (or dimension) that a header names, counted from 0.
    fn named_item(&self, header: &Header, by_item: bool) -> Option<usize> {
        if header.rest.is_empty() {
            return None;
        }
        if !by_item {
            return self.dimension(&header.rest);
        }
        let mut items = self.questionnaire.items();
        let by_id = items.position(|(_, item)| bare(item.id.as_str()) == header.rest);
        by_id.or_else(|| {
            let (letters, number) = header.lettered.as_ref()?;
            let dimension = self.dimension(letters)?;
            let sizes = self.questionnaire.dimensions.iter().map(|d| d.items.len());
            let before: usize = sizes.clone().take(dimension).sum();
            let size = sizes.clone().nth(dimension)?;
            let inside = number.checked_sub(1)?;
            if inside < size {
                Some(before + inside)
            } else {
                (before..before + size).find(|item| *item == inside)
            }
        })
    }

    /// The dimension of this name, or whose name begins so (three letters at least).
    fn dimension(&self, rest: &str) -> Option<usize> {
        let dimensions = &self.questionnaire.dimensions;
        let named = |test: &dyn Fn(&str) -> bool| {
            let mut fitting = dimensions.iter().enumerate().filter(|(_, dimension)| {
                let names = Locale::ALL.map(|locale| bare(dimension.name.get(locale)));
                test(&bare(dimension.id.as_str()))
                    || names.iter().any(|name| !name.is_empty() && test(name))
            });
            let first = fitting.next()?.0;
            fitting.next().is_none().then_some(first)
        };
        named(&|name| name == rest).or_else(|| {
            (rest.chars().count() >= 3)
                .then(|| named(&|name| name.starts_with(rest)))
                .flatten()
        })
    }

    fn weight(&self, header: &Header) -> Option<usize> {
        if !header.weight {
            return None;
        }
        let row = match header.number {
            Some(number) => number.checked_sub(1)?,
            None => self.dimension(&header.rest)?,
        };
        self.places
            .iter()
            .position(|place| place.shows == Shows::Points(row))
    }

    fn single(&self, name: &str) -> Option<usize> {
        let wanted = words::single(name)?;
        let is = |block: &Block| {
            matches!(
                (block, wanted),
                (Block::Overall(_), Single::Overall)
                    | (Block::Recommend(_), Single::Recommend)
                    | (Block::Satisfaction(_), Single::Satisfaction)
                    | (Block::Effort(_), Single::Effort)
                    | (Block::Text(_), Single::Remark)
            )
        };
        let question = self.layout.questions().iter().position(|question| {
            question.subject == Subject::Whole && self.form.ask.get(question.block).is_some_and(is)
        })?;
        self.place_of(question, Shows::Value)
    }

    /// A statement of a battery or a touch point by the block's name, or how that begins (three letters at
    /// least), and a number: `team2` of `teamwork`.
    fn part(&self, header: &Header) -> Option<usize> {
        let (letters, number) = header.lettered.as_ref()?;
        let part = Subject::Part(number.checked_sub(1)?);
        let of = |test: &dyn Fn(&str) -> bool| {
            let mut fitting = self.layout.questions().iter().enumerate().filter(|(_, q)| {
                let block = q.key.as_str().split('.').next().unwrap_or_default();
                q.subject == part && test(&bare(block))
            });
            let first = fitting.next()?.0;
            fitting.next().is_none().then_some(first)
        };
        let question = of(&|block| block == letters).or_else(|| {
            (letters.chars().count() >= 3)
                .then(|| of(&|block| block.starts_with(letters.as_str())))
                .flatten()
        })?;
        self.place_of(question, Shows::Value)
    }

    /// Headers that carry the words of a question, or an item's name.
    fn by_words(&mut self, headers: &[Header], names: &[String]) {
        let mut loose = Vec::new();
        for (column, header) in headers.iter().enumerate() {
            if self.found.get(column).is_some_and(Option::is_some) {
                continue;
            }
            if let Some(item) = self.named_item(header, true) {
                loose.push(Loose {
                    column,
                    group: header.group.clone(),
                    item,
                });
                continue;
            }
            let Some((best, questions)) = self.by_text(header) else {
                continue;
            };
            *self.languages.entry(best).or_default() += 1;
            let facets: Vec<usize> = questions
                .iter()
                .copied()
                .filter(|question| self.facet_of(*question).is_some())
                .collect();
            if let (Some(facet), true) = (header.facet, facets.len() > 1) {
                let place = facets
                    .iter()
                    .find(|question| self.facet_of(**question) == Some(facet))
                    .and_then(|question| self.place_of(*question, Shows::Value));
                self.take(column, place, BY_FACET_AND_WORDS);
            } else if let [only] = questions.as_slice() {
                let place = self.place_of(*only, Shows::Value);
                self.take(column, place, BY_WORDS);
            } else if let Some(item) = self.item_of(&facets) {
                loose.push(Loose {
                    column,
                    group: without_count(&names[column], &header.group),
                    item,
                });
            }
        }
        self.settle(&loose, BY_ORDER_OF_NAMES);
    }

    /// The questions whose words a header comes closest to, and in which language.
    fn by_text(&self, header: &Header) -> Option<(Locale, Vec<usize>)> {
        let mut best = 0.0;
        let mut found: Vec<usize> = Vec::new();
        let mut language = Locale::En;
        for words in &self.words {
            let score = header
                .texts
                .iter()
                .map(|text| likeness(text, &words.text, words.shared))
                .fold(0.0, f64::max);
            if score > best + 1e-9 {
                best = score;
                language = words.locale;
                found = vec![words.question];
            } else if (score - best).abs() <= 1e-9 && best > 0.0 && !found.contains(&words.question)
            {
                found.push(words.question);
            }
        }
        (best >= 0.75).then_some((language, found))
    }

    fn facet_of(&self, question: usize) -> Option<Facet> {
        match self.layout.questions().get(question)?.kind {
            Kind::Rating { facet, .. } => facet,
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

    /// The item that all these questions are about, counted from 0.
    fn item_of(&self, questions: &[usize]) -> Option<usize> {
        let position = |question: &usize| {
            self.rated
                .iter()
                .filter(|rated| rated.by_item)
                .find_map(|rated| rated.questions.iter().position(|q| q == question))
        };
        let first = position(questions.first()?)?;
        questions
            .iter()
            .all(|question| position(question) == Some(first))
            .then_some(first)
    }

    /// The facets by item that have no column yet, in the order of the form.
    fn open_facets(&self) -> Vec<Facet> {
        let open = |rated: &&Rated| {
            rated.by_item
                && rated.questions.iter().all(|question| {
                    self.place_of(*question, Shows::Value)
                        .is_none_or(|place| !self.taken.get(place).copied().unwrap_or(true))
                })
        };
        self.rated
            .iter()
            .filter(open)
            .map(|rated| rated.facet)
            .collect()
    }

    /// Gives loose headers their facets: by the order of their groups, or, inside one group, by the order in
    /// which the same item comes again.
    fn settle(&mut self, loose: &[Loose], why: &'static str) {
        let facets = self.open_facets();
        let mut groups: Vec<&str> = Vec::new();
        for header in loose {
            if !groups.contains(&header.group.as_str()) {
                groups.push(&header.group);
            }
        }
        let repeated = loose.iter().enumerate().any(|(index, header)| {
            loose[..index]
                .iter()
                .any(|before| before.group == header.group && before.item == header.item)
        });
        let several = groups.len() > 1 && !repeated;
        // One column an item where the form asks several facets: perception is what everybody measures.
        let alone = !several && !repeated;
        let single = if alone && facets.contains(&Facet::Perception) {
            Some(Facet::Perception)
        } else {
            None
        };
        let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
        for header in loose {
            let turn = if several {
                groups
                    .iter()
                    .position(|group| *group == header.group)
                    .unwrap_or(0)
            } else {
                let seen = seen.entry(header.item).or_default();
                *seen += 1;
                *seen - 1
            };
            let facet = single.or_else(|| facets.get(turn).copied());
            let place = facet.and_then(|facet| self.rating(facet, header.item));
            self.take(header.column, place, why);
        }
    }

    /// Headers that are only numbers, alone or in groups.
    fn by_numbers(&mut self, headers: &[Header], names: &[String]) {
        let mut groups: Vec<(String, Vec<(usize, usize)>)> = Vec::new();
        for (column, header) in headers.iter().enumerate() {
            let free = self.found.get(column).is_some_and(Option::is_none);
            let Some(number) = header.number.filter(|_| free && header.facet.is_none()) else {
                continue;
            };
            let group = without_count(&names[column], &header.group);
            match groups.iter_mut().find(|(known, _)| *known == group) {
                Some((_, members)) => members.push((column, number)),
                None => groups.push((group, vec![(column, number)])),
            }
        }
        let items = self.questionnaire.items().count();
        let facets = self.open_facets();
        let is = |members: &[(usize, usize)], n: usize| {
            members.len() == n
                && members
                    .iter()
                    .enumerate()
                    .all(|(i, (_, number))| *number == i + 1)
        };
        let why = BY_ORDER_OF_NUMBERS;
        let mut next = 0;
        for (_, members) in &groups {
            if is(members, items)
                && let Some(facet) = facets.get(next).copied()
            {
                next += 1;
                for (column, number) in members {
                    let place = self.rating(facet, number - 1);
                    self.take(*column, place, why);
                }
            } else if facets.len() > 1 && is(members, items * facets.len()) {
                for (column, number) in members {
                    let facet = facets.get((number - 1) / items);
                    let place = facet.and_then(|facet| self.rating(*facet, (number - 1) % items));
                    self.take(*column, place, why);
                }
            }
        }
        // `1-1, 1-2, 2-1, 2-2, ...`: the item before, the facet behind.
        let pairs = groups.len() == items
            && !facets.is_empty()
            && groups.iter().enumerate().all(|(index, (group, members))| {
                let digits = group.trim_start_matches(|c: char| !c.is_ascii_digit());
                digits.parse() == Ok(index + 1) && is(members, facets.len())
            });
        if pairs {
            for (item, (_, members)) in groups.iter().enumerate() {
                for (column, number) in members {
                    let facet = facets.get(number - 1);
                    let place = facet.and_then(|facet| self.rating(*facet, item));
                    self.take(*column, place, why);
                }
            }
            return;
        }
        self.by_dimension(&groups, &facets);
    }

    /// `1-1 ... 1-4, 2-1 ... 2-5, ...`: the dimension before, the item inside it behind, for one facet.
    fn by_dimension(&mut self, groups: &[(String, Vec<(usize, usize)>)], facets: &[Facet]) {
        let sizes: Vec<usize> = self
            .questionnaire
            .dimensions
            .iter()
            .map(|dimension| dimension.items.len())
            .collect();
        let [facet] = facets else { return };
        let fits = groups.len() == sizes.len()
            && groups.iter().zip(&sizes).all(|((_, members), size)| {
                members.len() == *size
                    && members
                        .iter()
                        .enumerate()
                        .all(|(i, (_, number))| *number == i + 1)
            });
        if !fits {
            return;
        }
        let mut before = 0;
        for ((_, members), size) in groups.iter().zip(sizes) {
            for (column, number) in members {
                let place = self.rating(*facet, before + number - 1);
                self.take(*column, place, "dimension and number");
            }
            before += size;
        }
    }
}

/// How close a header's text comes to a question's: equal 1, containing it 0.95, else by pairs of characters.
/// A shared name is only worth less than the question's own words, so that those decide where both fit.
fn likeness(header: &str, words: &str, shared: bool) -> f64 {
    let letters = words.chars().count();
    let score = if header == words {
        1.0
    } else if letters >= 6 && header.contains(words) {
        0.95
    } else if letters >= 5 {
        let score = alike(header, words);
        if score >= 0.8 { score * 0.95 } else { 0.0 }
    } else {
        0.0
    };
    if shared { score * 0.99 } else { score }
}

/// The group of a header; the count that tells equal headers apart does not make another group.
fn without_count(name: &str, group: &str) -> String {
    let counted = name.rsplit_once(" [").is_some_and(|(_, rest)| {
        rest.trim_end_matches(']')
            .bytes()
            .all(|b| b.is_ascii_digit())
    });
    if counted {
        String::new()
    } else {
        group.to_owned()
    }
}

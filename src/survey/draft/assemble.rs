//! A study from the questions of a source: items by dimension, a form in the order of the source, conditions.

use std::collections::BTreeMap;

use super::names::{Ids, short};
use super::pairs::{Belongs, Paired, Pairs, pairs};
use super::{Answer, Asked, Draft, Logic, Source, Steps, Unsure, Went, scales};
use crate::language::{Locale, Localized, clean_line};
use crate::survey::import::{Single as Usual, usual_single};
use crate::survey::questionnaire::{
    Block, By, Choice, Choosable, Condition, Dimension, Disclosure, FORMAT, Facet, First, Form, Id,
    Item, Note, Number, Open, Order, Questionnaire, Rate, Role, Scale, Single, Text,
};

/// The most items of a study, and the most blocks of a form.
const MOST: usize = 200;

/// The most dimensions of a study.
const MOST_DIMENSIONS: usize = 50;

/// How SERVQUAL divides its 22 items (Parasuraman, Zeithaml & Berry 1988): id, names, items.
const SERVQUAL: [(&str, [&str; 3], usize); 5] = [
    ("tangibles", ["Tangibles", "有形性", "有形性"], 4),
    ("reliability", ["Reliability", "可靠性", "可靠性"], 5),
    ("responsiveness", ["Responsiveness", "反應性", "反应性"], 4),
    ("assurance", ["Assurance", "保證性", "保证性"], 4),
    ("empathy", ["Empathy", "關懷性", "关怀性"], 5),
];

/// Drafts a study. It passes the check, whatever the source asks.
pub fn draft(source: &Source) -> Draft {
    let mut found = pairs(&source.asked);
    found.items.truncate(MOST);
    let dimensions = divided(source, &mut found);
    let scale = scale_of(source, &found);
    let mut drafter = Drafter {
        source,
        scale: scale.clone(),
        keys: Vec::new(),
        blocks: Vec::new(),
        singles: Ids::without(&["points"]),
        usual: Vec::new(),
        unsure: std::mem::take(&mut found.unsure),
    };
    let mut items = Ids::default();
    let mut ids: Vec<Id> = Vec::new();
    for item in &found.items {
        ids.push(items.like(&item.key, "item"));
    }
    drafter.form(&found, &ids);
    let dimensions = dimensions
        .into_iter()
        .map(|(id, name, members)| Dimension {
            about: name.clone(),
            id,
            name,
            items: members
                .into_iter()
                .filter_map(|index| drafter.item(found.items.get(index)?, ids.get(index)?))
                .collect(),
        })
        .filter(|dimension| !dimension.items.is_empty())
        .collect::<Vec<_>>();
    drafter.study(dimensions, scale)
}

/// A dimension: id, name, and its items by index.
type Division = (Id, Localized, Vec<usize>);

/// The items by dimension, as groups, names or their number tell.
fn divided(source: &Source, found: &mut Pairs) -> Vec<Division> {
    let count = found.items.len();
    let mut order: Vec<&Belongs> = Vec::new();
    for item in &found.items {
        if let Some(belongs) = &item.dimension
            && !order.contains(&belongs)
        {
            order.push(belongs);
        }
    }
    let all = found.items.iter().all(|item| item.dimension.is_some());
    let divides = (2..=MOST_DIMENSIONS).contains(&order.len()) && order.len() < count;
    let tells = all && (divides || (order.len() == 1 && count != 22));
    let mut ids = Ids::default();
    if tells {
        let name_of = |belongs: &Belongs| match belongs {
            Belongs::Group(name) | Belongs::Letters(name) => name.clone(),
        };
        return order
            .iter()
            .map(|belongs| {
                let members: Vec<usize> = (0..count)
                    .filter(|index| {
                        found
                            .items
                            .get(*index)
                            .and_then(|item| item.dimension.as_ref())
                            == Some(*belongs)
                    })
                    .collect();
                let name = name_of(belongs);
                let heading = heading(source, found, &members, &name);
                (ids.like(&name, "dimension"), heading, members)
            })
            .collect();
    }
    if count == 22 {
        found.unsure.push(Unsure::ServqualDimensions);
        let mut next = 0;
        return SERVQUAL
            .iter()
            .map(|(id, names, size)| {
                let members = (next..next + size).collect();
                next += size;
                let [en, zh_hant, zh_hans] = names;
                let name = only(&Localized::new(en, zh_hant, zh_hans), &source.locales);
                (ids.like(id, "dimension"), name, members)
            })
            .collect();
    }
    if count > 1 {
        found.unsure.push(Unsure::OneDimension);
    }
    let name = only(&Localized::new("Service", "服務", "服务"), &source.locales);
    vec![(ids.like("service", "dimension"), name, (0..count).collect())]
}

/// The heading of the group that makes a dimension, else its name.
fn heading(source: &Source, found: &Pairs, members: &[usize], name: &str) -> Localized {
    let group = members
        .first()
        .and_then(|index| found.items.get(*index)?.asked.get(&Facet::Perception))
        .and_then(|index| source.asked.get(*index))
        .and_then(|asked| {
            asked
                .groups
                .iter()
                .rev()
                .find(|group| crate::survey::import::Header::of(&group.name).names(name))
        });
    let spoken = group.filter(|group| source.locales.iter().all(|l| group.text.has(*l)));
    match spoken {
        Some(group) => short(&group.text, &source.locales),
        None => same(&capitals(name), &source.locales),
    }
}

/// A name as a title: its first letter large, or all of a few letters.
fn capitals(name: &str) -> String {
    if name.chars().count() <= 4 {
        return name.to_uppercase();
    }
    let mut letters = name.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// One text in all these languages.
fn same(text: &str, locales: &[Locale]) -> Localized {
    let mut all = Localized::default();
    for locale in locales {
        all.set(*locale, text.to_owned());
    }
    all
}

/// A text in these languages alone.
fn only(text: &Localized, locales: &[Locale]) -> Localized {
    let mut all = Localized::default();
    for locale in locales {
        all.set(*locale, text.get(*locale).to_owned());
    }
    all
}

/// The scale of the items; without items that of the first rating.
fn scale_of(source: &Source, found: &Pairs) -> Scale {
    let of = |index: &usize| match &source.asked.get(*index)?.answer {
        Answer::Rating(steps) => Some(steps.scale.clone()),
        Answer::Choice { .. }
        | Answer::Number { .. }
        | Answer::Date
        | Answer::Time
        | Answer::Text { .. }
        | Answer::Note => None,
    };
    found
        .items
        .first()
        .and_then(|item| item.asked.get(&Facet::Perception).and_then(of))
        .or_else(|| (0..source.asked.len()).find_map(|index| of(&index)))
        .unwrap_or_else(|| scales::bare(1, 7, &source.locales))
}

/// Which of the program's own questions this rating is.
pub(super) fn usual(asked: &Asked) -> Option<Usual> {
    let Answer::Rating(steps) = &asked.answer else {
        return None;
    };
    let (from, points) = (steps.scale.from, steps.scale.points);
    let named = usual_single(&asked.name, &asked.text);
    named.filter(|usual| match usual {
        Usual::Recommend => (from, points) == (0, 11),
        Usual::Overall | Usual::Satisfaction | Usual::Effort => true,
        Usual::Remark => false,
    })
}

struct Drafter<'a> {
    source: &'a Source,
    scale: Scale,
    keys: Vec<Option<String>>,
    /// Each block with the question that it begins with.
    blocks: Vec<Block>,
    singles: Ids,
    usual: Vec<Usual>,
    unsure: Vec<Unsure>,
}

impl Drafter<'_> {
    /// The blocks in the order of the source: a block of ratings where its first item stands.
    fn form(&mut self, found: &Pairs, ids: &[Id]) {
        let source = self.source;
        self.keys = vec![None; source.asked.len()];
        let mut facets: BTreeMap<usize, (Facet, usize)> = BTreeMap::new();
        for (item, paired) in found.items.iter().enumerate() {
            for (facet, index) in &paired.asked {
                facets.insert(*index, (*facet, item));
            }
        }
        let mut open: Vec<Facet> = Vec::new();
        for (index, asked) in source.asked.iter().enumerate() {
            let Some((facet, item)) = facets.get(&index) else {
                self.alone(index, asked);
                continue;
            };
            if !open.contains(facet) {
                open.push(*facet);
                let when = self.condition(index, asked);
                let lead = self.lead(asked, *facet);
                // Importance has words of its own for the same steps.
                let scale = if let Answer::Rating(steps) = &asked.answer
                    && *facet == Facet::Importance
                    && steps.scale != self.scale
                {
                    Some(steps.scale.clone())
                } else {
                    None
                };
                self.blocks.push(Block::Rate(Rate {
                    facet: *facet,
                    by: By::Item,
                    order: Order::Fixed,
                    lead,
                    scale,
                    extra: None,
                    when,
                    guidance: None,
                    self_completed: false,
                }));
                // From here on conditions may look back at all of the block.
                for (member, paired) in found.items.iter().enumerate() {
                    if let (Some(at), Some(id)) = (paired.asked.get(facet), ids.get(member))
                        && let Some(key) = self.keys.get_mut(*at)
                    {
                        *key = Some(format!("{}.{id}", facet.key()));
                    }
                }
            }
            debug_assert!(ids.get(*item).is_some(), "every item has an id");
        }
    }

    /// The heading of the group that speaks of the facet.
    fn lead(&self, asked: &Asked, facet: Facet) -> Option<Localized> {
        let header = crate::survey::import::Header::of;
        let group = asked.groups.iter().rev().find(|group| {
            header(&group.name).facet == Some(facet)
                || header(group.text.any()).facet == Some(facet)
        })?;
        let locales = &self.source.locales;
        let spoken = locales.iter().all(|locale| group.text.has(*locale));
        // One word is the group's name, no sentence for respondents.
        let sentence = group.text.any().chars().count() > 16;
        (spoken && sentence).then(|| group.text.clone())
    }

    fn item(&mut self, paired: &Paired, id: &Id) -> Option<Item> {
        let source = self.source;
        let words = |facet: Facet| {
            let index = paired.asked.get(&facet)?;
            Some(source.asked.get(*index)?.text.clone())
        };
        let perception = words(Facet::Perception)?;
        Some(Item {
            id: id.clone(),
            name: short(&perception, &source.locales),
            core: false,
            reverse: false,
            ideal_point: false,
            expectation: words(Facet::Expectation),
            minimum: words(Facet::Minimum),
            desired: words(Facet::Desired),
            importance: words(Facet::Importance),
            perception: Some(perception),
            estimate: None,
            functional: None,
            dysfunctional: None,
        })
    }

    /// A question that stands for itself.
    fn alone(&mut self, index: usize, asked: &Asked) {
        if self.blocks.len() >= MOST {
            return;
        }
        let when = self.condition(index, asked);
        let id = self.singles.like(&asked.name, "question");
        let text = asked.text.clone();
        let key = id.to_string();
        let block = match &asked.answer {
            Answer::Rating(steps) => self.rating(asked, steps, id, when),
            Answer::Choice { many, options } => {
                let mut ids = Ids::default();
                let options = options
                    .iter()
                    .map(|option| Choosable {
                        id: ids.like(&option.code, "option"),
                        text: option.text.clone(),
                        other: option.other,
                        alone: option.alone && *many,
                        ends: false,
                    })
                    .collect();
                Block::Choice(Choice {
                    id,
                    text,
                    many: *many,
                    options,
                    when,
                    guidance: None,
                    self_completed: false,
                })
            }
            Answer::Number { least, most } => Block::Number(Number {
                id,
                text,
                least: *least.min(most),
                most: *most.max(least),
                unit: None,
                usual: None,
                when,
                guidance: None,
                self_completed: false,
            }),
            Answer::Date => Block::Date(Open {
                id,
                text,
                when,
                guidance: None,
                self_completed: false,
            }),
            Answer::Time => Block::Time(Open {
                id,
                text,
                when,
                guidance: None,
                self_completed: false,
            }),
            Answer::Text { long } => Block::Text(Text {
                id,
                text,
                long: *long,
                interviewer: false,
                when,
                guidance: None,
                self_completed: false,
            }),
            Answer::Note => Block::Note(Note {
                id,
                text,
                when,
                guidance: None,
                self_completed: false,
            }),
        };
        self.blocks.push(block);
        if let Some(slot) = self.keys.get_mut(index) {
            *slot = Some(key);
        }
    }

    fn rating(&mut self, asked: &Asked, steps: &Steps, id: Id, when: Option<Condition>) -> Block {
        let usual = usual(asked).filter(|usual| !self.usual.contains(usual));
        self.usual.extend(usual);
        let scale = Some(steps.scale.clone());
        let same = scale.as_ref() == Some(&self.scale);
        let single = Single {
            id,
            text: asked.text.clone(),
            scale,
            expect: None,
            when,
            guidance: None,
            self_completed: false,
        };
        match usual {
            Some(Usual::Recommend) => Block::Recommend(Single {
                scale: None,
                ..single
            }),
            Some(Usual::Overall) => Block::Overall(single),
            Some(Usual::Satisfaction) => Block::Satisfaction(single),
            Some(Usual::Effort) => Block::Effort(single),
            Some(Usual::Remark) | None if same => Block::Rating(Single {
                scale: None,
                ..single
            }),
            Some(Usual::Remark) | None => Block::Rating(single),
        }
    }

    /// The condition in the study's keys; where it cannot be kept, that is noted.
    fn condition(&mut self, index: usize, asked: &Asked) -> Option<Condition> {
        let when = asked.when.as_ref()?;
        let condition = self.looking_back(when);
        if condition.is_none() {
            self.unsure.push(Unsure::Condition(index));
        }
        condition
    }

    fn looking_back(&self, logic: &Logic) -> Option<Condition> {
        let key = |index: &usize| self.keys.get(*index)?.clone();
        let all = |parts: &[Logic]| -> Option<Vec<Condition>> {
            parts.iter().map(|part| self.looking_back(part)).collect()
        };
        Some(match logic {
            Logic::Is(index, code) => self.equals(*index, code, key(index)?)?,
            Logic::AtLeast(index, number) => {
                let (low, high) = self.bounds(*index)?;
                let number = self.step(*index, *number);
                (low < number && number <= high)
                    .then(|| Condition::AtLeast(key(index).unwrap_or_default(), number))?
            }
            Logic::AtMost(index, number) => {
                let (low, high) = self.bounds(*index)?;
                let number = self.step(*index, *number);
                (low <= number && number < high)
                    .then(|| Condition::AtMost(key(index).unwrap_or_default(), number))?
            }
            Logic::Answered(index) => {
                let note = matches!(self.source.asked.get(*index)?.answer, Answer::Note);
                (!note).then(|| key(index).map(Condition::Answered))??
            }
            Logic::All(parts) => Condition::All(all(parts)?),
            Logic::Any(parts) => Condition::Any(all(parts)?),
            Logic::Not(part) => Condition::Not(Box::new(self.looking_back(part)?)),
        })
    }

    /// A code of the source on the study's scale.
    fn step(&self, index: usize, number: i64) -> i64 {
        match self.source.asked.get(index).map(|asked| &asked.answer) {
            Some(Answer::Rating(steps)) => steps.step(&number.to_string()).unwrap_or(number),
            Some(
                Answer::Choice { .. }
                | Answer::Number { .. }
                | Answer::Date
                | Answer::Time
                | Answer::Text { .. }
                | Answer::Note,
            )
            | None => number,
        }
    }

    /// The numbers that a question has; `None` if it has none.
    fn bounds(&self, index: usize) -> Option<(i64, i64)> {
        match &self.source.asked.get(index)?.answer {
            Answer::Rating(steps) => Some((
                i64::from(steps.scale.lowest()),
                i64::from(steps.scale.highest()),
            )),
            Answer::Number { least, most } => Some((*least, *most)),
            Answer::Choice { .. }
            | Answer::Date
            | Answer::Time
            | Answer::Text { .. }
            | Answer::Note => None,
        }
    }

    fn equals(&self, index: usize, code: &str, key: String) -> Option<Condition> {
        match &self.source.asked.get(index)?.answer {
            Answer::Choice { options, .. } => {
                let mut ids = Ids::default();
                let ids: Vec<Id> = options
                    .iter()
                    .map(|o| ids.like(&o.code, "option"))
                    .collect();
                let at = options.iter().position(|option| option.code == code)?;
                Some(Condition::Is(key, ids.get(at)?.to_string()))
            }
            Answer::Rating(steps) => between(key, steps.step(code)?, self.bounds(index)?),
            Answer::Number { .. } => between(key, code.parse().ok()?, self.bounds(index)?),
            Answer::Date | Answer::Time | Answer::Text { .. } | Answer::Note => None,
        }
    }

    /// The study, with an item of its own where the source rates nothing.
    fn study(self, mut dimensions: Vec<Dimension>, scale: Scale) -> Draft {
        let source = self.source;
        let locales = &source.locales;
        let only = |en, hant, hans| only(&Localized::new(en, hant, hans), locales);
        if dimensions.is_empty()
            && let Some(id) = Id::new("service")
        {
            let name = only("Service", "服務", "服务");
            dimensions.push(Dimension {
                id: id.clone(),
                name: name.clone(),
                about: name.clone(),
                items: vec![Item {
                    id,
                    name,
                    core: false,
                    reverse: false,
                    ideal_point: false,
                    expectation: None,
                    perception: None,
                    minimum: None,
                    desired: None,
                    importance: None,
                    estimate: None,
                    functional: None,
                    dysfunctional: None,
                }],
            });
        }
        let mut ask = self.blocks;
        if ask.is_empty()
            && let Some(id) = Id::new("remark")
        {
            let text = only(
                "What should we do better?",
                "您認為我們哪裡可以做得更好？",
                "您认为我们哪里可以做得更好？",
            );
            ask.push(Block::Text(Text {
                id,
                text,
                long: true,
                interviewer: false,
                when: None,
                guidance: None,
                self_completed: false,
            }));
        }
        let title = |locale: &Locale| clean_line(source.title.get(*locale), 200);
        let mut named = Localized::default();
        for locale in locales {
            let own = title(locale).replace(['{', '}'], "");
            let own = if own.trim().is_empty() {
                source.id.to_string()
            } else {
                own
            };
            named.set(*locale, own);
        }
        let forms = Id::new("customer").map(|id| Form {
            id,
            role: Role::Customer,
            title: None,
            consent: None,
            ask,
            short: None,
            first: First::default(),
            thanks: None,
        });
        let went = self
            .keys
            .into_iter()
            .map(|key| key.map_or(Went::TooMany, Went::To))
            .collect();
        Draft {
            questionnaire: Questionnaire {
                format: FORMAT,
                id: source.id.clone(),
                revision: 1,
                title: named,
                about: None,
                place: only("this place", "本店", "本店"),
                industry: None,
                scale,
                dimensions,
                rivals: Vec::new(),
                forms: forms.into_iter().collect(),
                gaps: Vec::new(),
                disclosure: Disclosure::default(),
            },
            went,
            unsure: self.unsure,
        }
    }
}

/// Exactly this number, as a condition that may both hold and not hold.
fn between(key: String, number: i64, (low, high): (i64, i64)) -> Option<Condition> {
    if low >= high || !(low..=high).contains(&number) {
        return None;
    }
    Some(if number == low {
        Condition::AtMost(key, number)
    } else if number == high {
        Condition::AtLeast(key, number)
    } else {
        Condition::All(vec![
            Condition::AtLeast(key.clone(), number),
            Condition::AtMost(key, number),
        ])
    })
}

impl Steps {
    /// The step that a code of the source stands for.
    pub fn step(&self, code: &str) -> Option<i64> {
        let lowest = i64::from(self.scale.lowest());
        let at = self.codes.iter().position(|known| known == code);
        match at {
            Some(at) => Some(lowest + i64::try_from(at).ok()?),
            None if self.codes.is_empty() => code
                .parse()
                .ok()
                .filter(|number| (lowest..=i64::from(self.scale.highest())).contains(number)),
            None => None,
        }
    }
}

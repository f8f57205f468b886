//! Valid studies by chance, for property tests: every kind of question, conditions, all languages.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::subsequence;

use super::decimal::Decimal;
use super::scheme::{
    Against, Allocate, Battery, Better, Block, By, Choice, Choosable, Compare, Condition, Consent,
    Dimension, Disclosure, Extra, FORMAT, Facet, First, Form, Gap, Id, Incident, Indicator, Item,
    Kano, Note, Number, Open, Order, Paired, Questionnaire, Rate, Rival, Role, Scale, Short, Side,
    Single, Statement, Text, ThreeColumn, TouchPoint, TouchPoints,
};
use crate::language::{Locale, Localized};

/// Studies that pass every check, without a warning. Up to 3 dimensions of 3 items, forms for all roles.
pub(crate) fn questionnaires() -> impl Strategy<Value = Questionnaire> {
    let languages = subsequence(Locale::ALL.to_vec(), 1..=3);
    let tails = vec("[ -z|~éü\n]{0,16}", 1..8);
    let shape = vec(1_usize..=3, 1..=3);
    let scale = (0_u8..=1, 2_u8..=9);
    let dice = vec(any::<u8>(), 64);
    (languages, tails, shape, scale, dice).prop_map(|(languages, tails, shape, scale, dice)| {
        let mut author = Author {
            languages,
            tails,
            texts: 0,
            dice,
            thrown: 0,
        };
        author.study(&shape, scale)
    })
}

/// Writes a study: words from the pool, decisions by the dice.
struct Author {
    languages: Vec<Locale>,
    tails: Vec<String>,
    texts: usize,
    dice: Vec<u8>,
    thrown: usize,
}

/// A question that conditions may look back at.
enum Earlier {
    Choice(String, Vec<Id>),
    Numeric(String, i64, i64),
    Other(String),
}

fn id(name: &str) -> Id {
    Id::new(name).unwrap()
}

impl Author {
    fn throw(&mut self, sides: usize) -> usize {
        let die = usize::from(self.dice[self.thrown % self.dice.len()]);
        self.thrown += 1;
        die % sides
    }

    fn flip(&mut self) -> bool {
        self.throw(2) == 1
    }

    fn perhaps<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.flip().then(|| make(self))
    }

    fn text(&mut self) -> Localized {
        let tail = self.tails[self.texts % self.tails.len()].clone();
        self.texts += 1;
        let mut text = Localized::default();
        for locale in &self.languages {
            let head = match locale {
                Locale::En => "Our service",
                Locale::ZhHant => "服務",
                Locale::ZhHans => "服务",
            };
            text.set(*locale, format!("{head}{tail}"));
        }
        text
    }

    fn about_the_place(&mut self) -> Localized {
        let mut text = self.text();
        for locale in self.languages.clone() {
            let words = format!("{{place}} {}", text.get(locale));
            text.set(locale, words);
        }
        text
    }

    fn scale(&mut self, (from, points): (u8, u8)) -> Scale {
        Scale {
            from,
            points,
            low: self.text(),
            high: self.text(),
            middle: (points % 2 == 1).then(|| self.text()),
        }
    }

    fn order(&mut self) -> Order {
        [Order::Fixed, Order::Shuffled, Order::ShuffledDimensions][self.throw(3)]
    }

    fn study(&mut self, shape: &[usize], scale: (u8, u8)) -> Questionnaire {
        let worded = self.flip();
        let dimensions: Vec<Dimension> = shape
            .iter()
            .enumerate()
            .map(|(index, items)| Dimension {
                id: id(&format!("d{index}")),
                name: self.text(),
                about: self.about_the_place(),
                items: (0..*items)
                    .map(|item| self.item(&format!("i{index}_{item}"), worded))
                    .collect(),
            })
            .collect();
        let rivals = ["north", "south"].map(|name| Rival {
            id: id(name),
            name: self.text(),
        });
        let usual = self.scale(scale);
        let forms = vec![
            self.customers(&usual),
            self.columns(),
            self.managers(),
            self.staff(),
        ];
        Questionnaire {
            format: FORMAT,
            id: id("generated"),
            revision: 7,
            title: self.text(),
            about: self.perhaps(Self::text),
            place: self.text(),
            industry: self.perhaps(Self::text),
            scale: usual,
            dimensions,
            rivals: rivals.to_vec(),
            forms,
            gaps: self.perhaps(Self::gaps).unwrap_or_default(),
            disclosure: Disclosure {
                scores: 3 + u32::try_from(self.throw(5)).unwrap(),
                texts: 10,
            },
        }
    }

    fn item(&mut self, name: &str, worded: bool) -> Item {
        let kano = self.flip() || name == "i0_0";
        Item {
            id: id(name),
            name: self.text(),
            core: self.flip(),
            reverse: self.flip(),
            ideal_point: self.flip(),
            expectation: Some(self.text()),
            perception: Some(self.about_the_place()),
            minimum: worded.then(|| self.text()),
            desired: worded.then(|| self.text()),
            importance: worded.then(|| self.text()),
            estimate: self.perhaps(Self::text),
            functional: kano.then(|| self.text()),
            dysfunctional: kano.then(|| self.text()),
        }
    }

    fn gaps(&mut self) -> Vec<Gap> {
        let side = |role, facet| Side { role, facet };
        vec![
            Gap {
                id: id("knowledge"),
                name: self.text(),
                of: side(Role::Manager, Facet::Estimate),
                against: Against::Facet(side(Role::Customer, Facet::Expectation)),
                by: By::Item,
            },
            Gap {
                id: id("standards"),
                name: self.text(),
                of: side(Role::Manager, Facet::Standard),
                against: Against::Top,
                by: By::Dimension,
            },
        ]
    }

    fn rate(&mut self, facet: Facet, by: By, extra: Option<Extra>) -> Rate {
        Rate {
            facet,
            by,
            order: self.order(),
            lead: self.perhaps(Self::text),
            scale: None,
            extra,
            when: None,
            guidance: None,
            self_completed: false,
        }
    }

    fn customers(&mut self, usual: &Scale) -> Form {
        let mut ask = vec![Block::Rate(self.rate(Facet::Expectation, By::Item, None))];
        let mut earlier = vec![Earlier::Numeric(
            "expectation.i0_0".to_owned(),
            i64::from(usual.lowest()),
            i64::from(usual.highest()),
        )];
        for index in 0..self.throw(12) {
            let when = self.perhaps(|this| this.condition(&earlier));
            let (block, seen) = self.question(&format!("q{index}"), usual, when);
            ask.push(block);
            earlier.push(seen);
        }
        let mut perception = self.rate(Facet::Perception, By::Item, None);
        if self.flip() {
            perception.order = Order::AsExpectation;
        }
        ask.push(Block::Rate(perception));
        if self.flip() {
            ask.push(Block::Compare(Compare {
                order: Order::AsExpectation,
                lead: self.perhaps(Self::text),
                known: None,
                when: None,
                guidance: None,
                self_completed: false,
            }));
        }
        if self.flip() {
            ask.push(Block::Kano(Kano {
                order: self.order(),
                lead: self.perhaps(Self::text),
                when: Some(self.condition(&earlier)),
                guidance: None,
                self_completed: false,
            }));
        }
        if self.flip() {
            ask.push(Block::Allocate(Allocate {
                points: [10, 50, 100][self.throw(3)],
                lead: self.perhaps(Self::text),
                order: self.order(),
                when: None,
                guidance: None,
                self_completed: false,
            }));
        }
        // Conditions may look back at an expectation: then the two cannot change places.
        let looks_back = |block: &Block| format!("{:?}", block.when()).contains("expectation.");
        let first = if !ask.iter().any(looks_back) && self.flip() {
            First::BySeed
        } else {
            First::AsWritten
        };
        Form {
            id: id("customer"),
            role: Role::Customer,
            title: self.perhaps(Self::text),
            consent: self.perhaps(|this| Consent {
                notice: this.about_the_place(),
                keep_days: 30,
                min_age: this.perhaps(|_| 16),
            }),
            ask,
            short: self.perhaps(|this| Short {
                sample: 1 + u8::try_from(this.throw(3)).unwrap(),
                pool: 0,
                modules: 0,
                take: 1,
            }),
            first,
            thanks: self.perhaps(Self::text),
        }
    }

    fn columns(&mut self) -> Form {
        let block = if self.flip() {
            Block::ThreeColumn(ThreeColumn {
                order: self.order(),
                lead: self.perhaps(Self::text),
                scale: self.perhaps(|this| this.scale((1, 9))),
                when: None,
                guidance: None,
                self_completed: false,
            })
        } else {
            Block::Paired(Paired {
                order: self.order(),
                lead: self.perhaps(Self::text),
                when: None,
                guidance: None,
                self_completed: false,
            })
        };
        self.plain("columns", Role::Customer, vec![block])
    }

    fn managers(&mut self) -> Form {
        let none = Some(Extra::NoStandard);
        let battery = Battery {
            id: id("goals"),
            name: self.text(),
            gap: self.perhaps(|_| 2),
            lead: self.perhaps(Self::text),
            scale: None,
            order: self.order(),
            statements: (0..=self.throw(3))
                .map(|index| Statement {
                    id: id(&format!("s{index}")),
                    text: self.text(),
                    reverse: self.flip(),
                })
                .collect(),
            when: Some(Condition::AtLeast("standard.d0".to_owned(), 1)),
            guidance: None,
            self_completed: false,
        };
        let ask = vec![
            Block::Rate(self.rate(Facet::Estimate, By::Item, None)),
            Block::Rate(self.rate(Facet::Standard, By::Dimension, none)),
            Block::Battery(battery),
        ];
        self.plain("manager", Role::Manager, ask)
    }

    fn staff(&mut self) -> Form {
        let promise = Some(Extra::NoPromise);
        let ask = vec![
            Block::Rate(self.rate(Facet::Delivery, By::Dimension, None)),
            Block::Rate(self.rate(Facet::Promise, By::Item, promise)),
        ];
        self.plain("staff", Role::Staff, ask)
    }

    fn plain(&mut self, name: &str, role: Role, ask: Vec<Block>) -> Form {
        Form {
            id: id(name),
            role,
            title: self.perhaps(Self::text),
            consent: None,
            ask,
            short: None,
            first: First::default(),
            thanks: None,
        }
    }

    fn question(&mut self, name: &str, usual: &Scale, when: Option<Condition>) -> (Block, Earlier) {
        let kind = self.throw(15);
        let text = self.about_the_place();
        let (id, key) = (id(name), name.to_owned());
        let single = |text, when| Single {
            id: id.clone(),
            text,
            scale: None,
            expect: None,
            when,
            guidance: None,
            self_completed: false,
        };
        let rating = |key, low, high| Earlier::Numeric(key, low, high);
        match kind {
            0 => self.choice(name, when),
            1 => (Block::Overall(single(text, when)), rating(key, 1, 10)),
            2 => (Block::Recommend(single(text, when)), rating(key, 0, 10)),
            3 => (Block::Satisfaction(single(text, when)), rating(key, 1, 5)),
            4 => (Block::Effort(single(text, when)), rating(key, 1, 7)),
            5 => {
                let (low, high) = (usual.lowest(), usual.highest());
                let mut check = single(text, when);
                check.expect = self.perhaps(|_| high);
                (Block::Rating(check), rating(key, low.into(), high.into()))
            }
            6 => {
                let lead = self.perhaps(Self::text);
                let points = (0..self.throw(3)).map(|index| TouchPoint {
                    id: self::id(&format!("p{index}")),
                    text: self.text(),
                });
                let block = Block::Incident(Incident {
                    id,
                    lead,
                    points: points.collect(),
                    brief: self.flip(),
                    when,
                    guidance: self.perhaps(Self::text),
                    self_completed: false,
                });
                (block, Earlier::Other(format!("{name}.led")))
            }
            7 => {
                let block = self.touch_points(id, when);
                (
                    Block::TouchPoints(block),
                    Earlier::Other(format!("{name}.p1")),
                )
            }
            _ => self.filled(kind, id, text, when),
        }
    }

    /// A question that is answered in writing, with a number or by reading.
    fn filled(
        &mut self,
        kind: usize,
        id: Id,
        text: Localized,
        when: Option<Condition>,
    ) -> (Block, Earlier) {
        let key = id.to_string();
        let rating = |key, low, high| Earlier::Numeric(key, low, high);
        match kind {
            8 => {
                let number = Number {
                    id,
                    text,
                    least: -5,
                    most: 240,
                    unit: self.perhaps(Self::text),
                    usual: self.perhaps(|_| (0, 60)),
                    when,
                    guidance: None,
                    self_completed: false,
                };
                (Block::Number(number), rating(key, -5, 240))
            }
            9 => (
                Block::Date(Open {
                    id,
                    text,
                    when,
                    guidance: None,
                    self_completed: self.flip(),
                }),
                Earlier::Other(key),
            ),
            10 => (
                Block::Time(Open {
                    id,
                    text,
                    when,
                    guidance: None,
                    self_completed: self.flip(),
                }),
                Earlier::Other(key),
            ),
            11 => {
                let block = Text {
                    id,
                    text,
                    long: self.flip(),
                    interviewer: self.flip(),
                    when,
                    guidance: None,
                    self_completed: false,
                };
                (Block::Text(block), Earlier::Other(key))
            }
            12 => (
                Block::Month(Open {
                    id,
                    text,
                    when,
                    guidance: None,
                    self_completed: self.flip(),
                }),
                Earlier::Other(key),
            ),
            13 => {
                let decimals = u8::try_from(self.throw(4)).unwrap();
                let target = self.perhaps(|_| Decimal::of_thousandths(12_000));
                let indicator = Indicator {
                    id,
                    name: self.text(),
                    text,
                    unit: self.perhaps(Self::text),
                    better: [Better::Higher, Better::Lower][self.throw(2)],
                    tolerance: target.map(|_| Decimal::of_thousandths(1_125)),
                    target,
                    least: 0,
                    most: 200,
                    decimals,
                    when,
                    guidance: None,
                    self_completed: false,
                };
                (Block::Indicator(indicator), rating(key, 0, 200))
            }
            _ => (
                Block::Note(Note {
                    id,
                    text,
                    when,
                    guidance: None,
                    self_completed: self.flip(),
                }),
                Earlier::Other(key),
            ),
        }
    }

    fn touch_points(&mut self, id: Id, when: Option<Condition>) -> TouchPoints {
        let points = (0..2).map(|index| TouchPoint {
            id: self::id(&format!("p{index}")),
            text: self.text(),
        });
        TouchPoints {
            id,
            points: points.collect(),
            lead: self.perhaps(Self::text),
            scale: self.perhaps(|this| this.scale((0, 11))),
            when,
            guidance: None,
            self_completed: false,
        }
    }

    fn choice(&mut self, name: &str, when: Option<Condition>) -> (Block, Earlier) {
        let many = self.flip();
        let options: Vec<Choosable> = (0..2 + self.throw(3))
            .map(|index| Choosable {
                id: id(&format!("o{index}")),
                text: self.text(),
                other: index == 1,
                alone: many && index == 2,
                ends: index == 3,
            })
            .collect();
        let names = options.iter().filter(|option| !option.ends);
        let names = names.map(|option| option.id.clone()).collect();
        let block = Choice {
            id: id(name),
            text: self.text(),
            many,
            options,
            when,
            guidance: None,
            self_completed: false,
        };
        (
            Block::Choice(block),
            Earlier::Choice(name.to_owned(), names),
        )
    }

    /// A condition that can hold and can fail.
    fn condition(&mut self, earlier: &[Earlier]) -> Condition {
        let leaf = self.leaf(earlier);
        match self.throw(4) {
            0 => Condition::Not(Box::new(leaf)),
            1 => Condition::All(vec![leaf]),
            2 => Condition::Any(vec![leaf, Condition::All(vec![self.leaf(earlier)])]),
            _ => leaf,
        }
    }

    fn leaf(&mut self, earlier: &[Earlier]) -> Condition {
        match &earlier[self.throw(earlier.len())] {
            Earlier::Choice(key, options) => {
                let option = &options[self.throw(options.len())];
                Condition::Is(key.clone(), option.to_string())
            }
            Earlier::Numeric(key, low, high) => {
                let steps = usize::try_from(high - low + 1).unwrap();
                let bound = low + i64::try_from(self.throw(steps)).unwrap();
                if self.flip() {
                    Condition::AtMost(key.clone(), bound)
                } else {
                    Condition::AtLeast(key.clone(), bound)
                }
            }
            Earlier::Other(key) => Condition::Answered(key.clone()),
        }
    }
}

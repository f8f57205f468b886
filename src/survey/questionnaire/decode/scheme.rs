//! The scheme's types as they are written: which fields each has, and which of them may be left out.

use super::super::scheme::{
    Against, Allocate, Battery, Block, By, Choice, Choosable, Compare, Condition, Consent,
    Dimension, Disclosure, Extra, Facet, Form, Gap, Incident, Item, Kano, Note, Number, Open,
    Order, Paired, Questionnaire, Rate, Rival, Role, Scale, Short, Side, Single, Statement, Text,
    ThreeColumn, TouchPoint, TouchPoints,
};
use super::{Cause, Decode, Decoder, Node, show_controls};

/// Conditions may stand inside one another this deep.
const MAX_DEPTH: usize = 8;

/// How one field is read.
macro_rules! field {
    ($fields:ident $decoder:ident $name:ident required) => {
        $fields.required($decoder, stringify!($name))
    };
    ($fields:ident $decoder:ident $name:ident optional) => {
        $fields.optional($decoder, stringify!($name))
    };
    ($fields:ident $decoder:ident $name:ident or $default:expr) => {
        $fields
            .optional($decoder, stringify!($name))
            .unwrap_or($default)
    };
}

/// What stands in for a field of something unreadable.
macro_rules! blank {
    (required) => {
        Decode::blank()
    };
    (optional) => {
        None
    };
    (or $default:expr) => {
        $default
    };
}

/// A type with named fields: each is `required`, `optional`, or takes a value `or` another.
macro_rules! record {
    ($type:ident: $expected:literal { $($name:ident: $how:ident $($default:expr)?),* $(,)? }) => {
        impl Decode for $type {
            fn blank() -> Self {
                Self { $($name: blank!($how $($default)?)),* }
            }

            fn decode<'a>(decoder: &mut Decoder<'a>, node: Node<'a>) -> Self {
                const KNOWN: &[&str] = &[$(stringify!($name)),*];
                let Some(fields) = decoder.fields(node, KNOWN, $expected) else {
                    return Self::blank();
                };
                Self { $($name: field!(fields decoder $name $how $($default)?)),* }
            }
        }
    };
}

/// A type that is one of several words.
macro_rules! words {
    ($type:ident: $what:literal { $($word:ident),* $(,)? }) => {
        impl Decode for $type {
            fn blank() -> Self {
                [$(Self::$word),*][0]
            }

            fn decode<'a>(decoder: &mut Decoder<'a>, node: Node<'a>) -> Self {
                const KNOWN: &[&str] = &[$(stringify!($word)),*];
                match node.variant() {
                    $(Some((stringify!($word), None)) => Self::$word,)*
                    Some((word, None)) => decoder.unknown_word(node, $what, word, KNOWN),
                    _ => decoder.wrong_type(node, concat!("a word for the ", $what)),
                }
            }
        }
    };
}

/// A type that is one of several words, each with fields behind it.
macro_rules! variants {
    ($type:ident: $what:literal, $expected:literal { $($word:ident),* $(,)? }) => {
        impl Decode for $type {
            fn blank() -> Self {
                Self::Note(Decode::blank())
            }

            fn decode<'a>(decoder: &mut Decoder<'a>, node: Node<'a>) -> Self {
                const KNOWN: &[&str] = &[$(stringify!($word)),*];
                match node.variant() {
                    $(Some((stringify!($word), Some(fields))) => {
                        Self::$word(Decode::decode(decoder, fields))
                    })*
                    Some((word, _)) if !KNOWN.contains(&word) => {
                        decoder.unknown_word(node, $what, word, KNOWN)
                    }
                    _ => decoder.wrong_type(node, $expected),
                }
            }
        }
    };
}

impl<'a> Decoder<'a> {
    fn unknown_word<T: Decode>(
        &mut self,
        node: Node<'a>,
        what: &'static str,
        word: &str,
        known: &'static [&'static str],
    ) -> T {
        let near = self.nearest(word, known.iter().copied());
        let shown = show_controls(word, 64);
        self.spoil(node, Cause::UnknownWord(what, shown, near, known));
        T::blank()
    }
}

record!(Questionnaire: "a study, `(format: 1, id: .., ..)`" {
    format: required,
    id: required,
    revision: required,
    title: required,
    about: optional,
    place: required,
    industry: optional,
    scale: required,
    dimensions: required,
    rivals: or Vec::new(),
    forms: required,
    gaps: or Vec::new(),
    disclosure: or Disclosure::default(),
});

record!(Scale: "a scale, `(points: 7, low: (..), high: (..))`" {
    from: or 1,
    points: required,
    low: required,
    high: required,
    middle: optional,
});

record!(Dimension: "a dimension, `(id: .., name: (..), about: (..), items: [..])`" {
    id: required,
    name: required,
    about: required,
    items: required,
});

record!(Item: "an item, `(id: .., name: (..), ..)`" {
    id: required,
    name: required,
    core: or false,
    reverse: or false,
    ideal_point: or false,
    expectation: optional,
    perception: optional,
    minimum: optional,
    desired: optional,
    importance: optional,
    estimate: optional,
    functional: optional,
    dysfunctional: optional,
});

words!(Facet: "facet" {
    Expectation,
    Perception,
    Minimum,
    Desired,
    Importance,
    Estimate,
    Standard,
    Delivery,
    Promise,
    Rival,
    Functional,
    Dysfunctional,
});

record!(Rival: "a rival, `(id: .., name: (..))`" { id: required, name: required });

words!(Role: "role" { Customer, Manager, Staff });

record!(Form: "a form, `(id: .., role: .., ask: [..])`" {
    id: required,
    role: required,
    title: optional,
    consent: optional,
    ask: required,
    short: optional,
    thanks: optional,
});

record!(Consent: "a notice, `(notice: (..), keep_days: 365)`" {
    notice: required,
    keep_days: required,
    min_age: optional,
});

record!(Short: "a short form, `(sample: 1)`" { sample: required });

record!(Disclosure: "the least numbers shown, `(scores: 5, texts: 10)`" {
    scores: required,
    texts: required,
});

variants!(Block: "kind of question", "a question such as `Rate(facet: Perception)`" {
    Rate,
    ThreeColumn,
    Paired,
    Compare,
    Allocate,
    Choice,
    Overall,
    Recommend,
    Satisfaction,
    Effort,
    Rating,
    Battery,
    Kano,
    Incident,
    TouchPoints,
    Number,
    Date,
    Time,
    Text,
    Note,
});

record!(Rate: "`Rate(facet: ..)`" {
    facet: required,
    by: or By::default(),
    order: or Order::default(),
    lead: optional,
    scale: optional,
    extra: optional,
    when: optional,
});

words!(By: "way of rating" { Item, Dimension });

words!(Order: "order" { Fixed, Shuffled, ShuffledDimensions, AsExpectation });

words!(Extra: "reason" { NoStandard, NoPromise });

record!(ThreeColumn: "`ThreeColumn(..)`" {
    order: or Order::default(),
    lead: optional,
    scale: optional,
    when: optional,
});

record!(Paired: "`Paired(..)`" {
    order: or Order::default(),
    lead: optional,
    when: optional,
});

record!(Compare: "`Compare(..)`" {
    order: or Order::default(),
    lead: optional,
    known: optional,
    when: optional,
});

record!(Allocate: "`Allocate(points: 100)`" {
    points: required,
    lead: optional,
    order: or Order::default(),
    when: optional,
});

record!(Choice: "`Choice(id: .., text: (..), options: [..])`" {
    id: required,
    text: required,
    many: or false,
    options: required,
    when: optional,
});

record!(Choosable: "an option, `(id: .., text: (..))`" {
    id: required,
    text: required,
    other: or false,
    alone: or false,
    ends: or false,
});

record!(Single: "a rating, `(id: .., text: (..))`" {
    id: required,
    text: required,
    scale: optional,
    expect: optional,
    when: optional,
});

record!(Battery: "`Battery(id: .., name: (..), statements: [..])`" {
    id: required,
    name: required,
    gap: optional,
    lead: optional,
    scale: optional,
    order: or Order::default(),
    statements: required,
    when: optional,
});

record!(Statement: "a statement, `(id: .., text: (..))`" {
    id: required,
    text: required,
    reverse: or false,
});

record!(Kano: "`Kano(..)`" {
    order: or Order::default(),
    lead: optional,
    when: optional,
});

record!(Incident: "`Incident(id: ..)`" { id: required, lead: optional, when: optional });

record!(TouchPoints: "`TouchPoints(id: .., points: [..])`" {
    id: required,
    lead: optional,
    scale: optional,
    points: required,
    when: optional,
});

record!(TouchPoint: "a touch point, `(id: .., text: (..))`" { id: required, text: required });

record!(Number: "`Number(id: .., text: (..), least: 0, most: 100)`" {
    id: required,
    text: required,
    least: required,
    most: required,
    unit: optional,
    usual: optional,
    when: optional,
});

record!(Open: "a question, `(id: .., text: (..))`" { id: required, text: required, when: optional });

record!(Text: "`Text(id: .., text: (..))`" {
    id: required,
    text: required,
    long: or false,
    interviewer: or false,
    when: optional,
});

record!(Note: "`Note(id: .., text: (..))`" { id: required, text: required, when: optional });

record!(Gap: "a gap, `(id: .., name: (..), of: (..), against: ..)`" {
    id: required,
    name: required,
    of: required,
    against: required,
    by: or By::default(),
});

record!(Side: "a role and a facet, `(role: .., facet: ..)`" { role: required, facet: required });

impl Decode for Against {
    fn blank() -> Self {
        Self::Top
    }

    fn decode<'a>(decoder: &mut Decoder<'a>, node: Node<'a>) -> Self {
        match node.variant() {
            Some(("Top", None)) => Self::Top,
            Some(("Facet", Some(side))) => Self::Facet(Decode::decode(decoder, side)),
            _ => decoder.wrong_type(node, "`Top` or `Facet(role: .., facet: ..)`"),
        }
    }
}

impl Decode for Condition {
    fn blank() -> Self {
        Self::All(Vec::new())
    }

    fn decode<'a>(decoder: &mut Decoder<'a>, node: Node<'a>) -> Self {
        condition(decoder, node, 0)
    }
}

fn condition<'a>(decoder: &mut Decoder<'a>, node: Node<'a>, depth: usize) -> Condition {
    const KNOWN: &[&str] = &["Is", "AtMost", "AtLeast", "Answered", "All", "Any", "Not"];
    if depth == MAX_DEPTH {
        decoder.spoil(node, Cause::TooDeep);
        return Condition::blank();
    }
    let Some((word, body)) = node.variant() else {
        return decoder.wrong_type(node, "a condition such as `Is(\"visit\", \"first\")`");
    };
    let parts = body.and_then(Node::tuple).unwrap_or_default();
    match (word, parts.as_slice()) {
        ("Is", [question, option]) => Condition::Is(
            decoder.within(0, *question, Decode::decode),
            decoder.within(1, *option, Decode::decode),
        ),
        ("AtMost", [question, most]) => Condition::AtMost(
            decoder.within(0, *question, Decode::decode),
            decoder.within(1, *most, Decode::decode),
        ),
        ("AtLeast", [question, least]) => Condition::AtLeast(
            decoder.within(0, *question, Decode::decode),
            decoder.within(1, *least, Decode::decode),
        ),
        ("Answered", [question]) => {
            Condition::Answered(decoder.within(0, *question, Decode::decode))
        }
        ("All", [list]) => Condition::All(conditions(decoder, *list, depth)),
        ("Any", [list]) => Condition::Any(conditions(decoder, *list, depth)),
        ("Not", [inner]) => Condition::Not(Box::new(decoder.within(0, *inner, |decoder, node| {
            condition(decoder, node, depth + 1)
        }))),
        ("Is", _) => decoder.wrong_type(node, "`Is(\"question\", \"option\")`"),
        ("AtMost", _) => decoder.wrong_type(node, "`AtMost(\"question\", 6)`"),
        ("AtLeast", _) => decoder.wrong_type(node, "`AtLeast(\"question\", 6)`"),
        ("Answered", _) => decoder.wrong_type(node, "`Answered(\"question\")`"),
        ("All", _) => decoder.wrong_type(node, "`All([..])`"),
        ("Any", _) => decoder.wrong_type(node, "`Any([..])`"),
        ("Not", _) => decoder.wrong_type(node, "`Not(..)`"),
        (word, _) => decoder.unknown_word(node, "condition", word, KNOWN),
    }
}

fn conditions<'a>(decoder: &mut Decoder<'a>, node: Node<'a>, depth: usize) -> Vec<Condition> {
    decoder.list(
        node,
        "a list of conditions in square brackets",
        |decoder, node| condition(decoder, node, depth + 1),
    )
}

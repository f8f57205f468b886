//! The scheme's types as they are written: which fields each has, which of them may be left out, and what
//! they mean. The reader and the reference of the format follow this one table.

use serde::Serialize;

use super::super::reference::{Construct, Left, Part, link};
use super::super::scheme::{
    Against, Allocate, Battery, Better, Block, By, Choice, Choosable, Compare, Condition, Consent,
    Dimension, Disclosure, Extra, Facet, First, Form, Gap, Incident, Indicator, Item, Kano, Note,
    Number, Open, Order, Paired, Questionnaire, Rate, Rival, Role, Scale, Short, Side, Single,
    Statement, Text, ThreeColumn, TouchPoint, TouchPoints,
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

/// What the reference says of a field.
macro_rules! described {
    ($type:ident $name:ident required $meaning:literal) => {
        Part::field(
            stringify!($name),
            notation(|it: &$type| &it.$name),
            Left::Never,
            $meaning,
        )
    };
    ($type:ident $name:ident optional $meaning:literal) => {
        Part::field(
            stringify!($name),
            notation_inside(|it: &$type| &it.$name),
            Left::Out,
            $meaning,
        )
    };
    ($type:ident $name:ident or $default:expr, $meaning:literal) => {
        Part::field(
            stringify!($name),
            notation(|it: &$type| &it.$name),
            left_means(|it: &$type| &it.$name, $default),
            $meaning,
        )
    };
}

/// A type with named fields: each is `required`, `optional`, or takes a value `or` another; and what it means.
macro_rules! record {
    ($type:ident: $expected:literal {
        $($name:ident: $how:ident $($default:expr)? => $meaning:literal),* $(,)?
    }) => {
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

            fn notation() -> String {
                link(stringify!($type))
            }
        }

        impl Describe for $type {
            fn construct() -> Construct {
                Construct {
                    name: stringify!($type),
                    shape: $expected,
                    parts: vec![$(described!($type $name $how $($default,)? $meaning)),*],
                }
            }
        }
    };
}

/// A type that is one of several words.
macro_rules! words {
    ($type:ident: $what:literal { $($word:ident => $meaning:literal),* $(,)? }) => {
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

            fn notation() -> String {
                link(stringify!($type))
            }
        }

        impl Describe for $type {
            fn construct() -> Construct {
                Construct {
                    name: stringify!($type),
                    shape: concat!("a word for the ", $what),
                    parts: vec![$(Part::word(stringify!($word), $meaning)),*],
                }
            }
        }
    };
}

/// A type that is one of several words, each with fields behind it.
macro_rules! variants {
    ($type:ident: $what:literal, $expected:literal { $($word:ident => $meaning:literal),* $(,)? }) => {
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

            fn notation() -> String {
                link(stringify!($type))
            }
        }

        impl Describe for $type {
            fn construct() -> Construct {
                Construct {
                    name: stringify!($type),
                    shape: $expected,
                    parts: vec![$(
                        Part::variant(stringify!($word), notation_behind(Self::$word), $meaning)
                    ),*],
                }
            }
        }
    };
}

/// A type that the reference has a section for.
trait Describe {
    fn construct() -> Construct;
}

/// How the type of a field is written.
fn notation<S, T: Decode>(_: fn(&S) -> &T) -> String {
    T::notation()
}

/// How the type of a field that may be left out is written.
fn notation_inside<S, T: Decode>(_: fn(&S) -> &Option<T>) -> String {
    T::notation()
}

/// The value of a field that is not there.
fn left_means<S, T: Serialize>(_: fn(&S) -> &T, value: T) -> Left {
    Left::Means(ron::to_string(&value).unwrap_or_default())
}

/// How the fields behind a word are written.
fn notation_behind<S, T: Decode>(_: fn(T) -> S) -> String {
    T::notation()
}

/// Every construct of the format, from the whole to its parts.
pub(in super::super) fn constructs() -> Vec<Construct> {
    vec![
        Questionnaire::construct(),
        Scale::construct(),
        Dimension::construct(),
        Item::construct(),
        Rival::construct(),
        Form::construct(),
        First::construct(),
        Role::construct(),
        Consent::construct(),
        Short::construct(),
        Block::construct(),
        Rate::construct(),
        Facet::construct(),
        By::construct(),
        Order::construct(),
        Extra::construct(),
        ThreeColumn::construct(),
        Paired::construct(),
        Compare::construct(),
        Allocate::construct(),
        Choice::construct(),
        Choosable::construct(),
        Single::construct(),
        Battery::construct(),
        Statement::construct(),
        Kano::construct(),
        Incident::construct(),
        TouchPoints::construct(),
        TouchPoint::construct(),
        Number::construct(),
        Indicator::construct(),
        Better::construct(),
        Open::construct(),
        Text::construct(),
        Note::construct(),
        Condition::construct(),
        Gap::construct(),
        Side::construct(),
        Against::construct(),
        Disclosure::construct(),
    ]
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
    format: required => "the format of the file: 1",
    id: required => "the name of the study and of its file",
    revision: required => "counted up by you with each change",
    title: required => "what respondents see; its languages are those of the study",
    about: optional => "one or two sentences for whoever chooses the study",
    place: required => "what `{place}` stands for",
    industry: optional => "what `{industry}` stands for",
    scale: required => "for every rating without a scale of its own",
    dimensions: required => "what is measured, in the order of reports; 1 to 50, with 200 items at most",
    rivals: or Vec::new() => "the firms to compare with; yours is not among them",
    forms: required => "one for each role, or several; 1 to 20",
    gaps: or Vec::new() => "the gaps to report; `[]` means all that the forms give data for",
    disclosure: or Disclosure::default() => "the least number of people behind anything shown",
});

record!(Scale: "a scale, `(points: 7, low: (..), high: (..))`" {
    from: or 1 => "the lowest number, 0 or 1",
    points: required => "how many steps, 2 to 11",
    low: required => "what the lowest step is called",
    high: required => "what the highest step is called",
    middle: optional => "what the middle step of an odd scale is called",
});

record!(Dimension: "a dimension, `(id: .., name: (..), about: (..), items: [..])`" {
    id: required => "its name in data",
    name: required => "what reports call it",
    about: required => "what it covers, in words for respondents",
    items: required => "one or more",
});

record!(Item: "an item, `(id: .., name: (..), ..)`" {
    id: required => "its name in data",
    name: required => "a few neutral words for charts and tables",
    core: or false => "part of every short form",
    reverse: or false => "agreement is bad: scored mirrored",
    ideal_point: or false => "more is not better beyond a point: kept out of sums",
    expectation: optional => "what an excellent provider does",
    perception: optional => "what this provider does",
    minimum: optional => "the least that is acceptable",
    desired: optional => "what is wished for",
    importance: optional => "how much it matters",
    estimate: optional => "what managers believe that customers expect; else `expectation` is shown",
    functional: optional => "Kano: how it is with the feature",
    dysfunctional: optional => "Kano: how it is without the feature",
});

words!(Facet: "facet" {
    Expectation => "what an excellent provider does (customers)",
    Perception => "what this provider does (customers)",
    Minimum => "the least that is acceptable (customers)",
    Desired => "what is wished for (customers)",
    Importance => "how much it matters (customers)",
    Estimate => "what managers believe that customers expect (gap 1)",
    Standard => "how far standards are set (managers, gap 2)",
    Delivery => "how able staff are to meet the standards (gap 3)",
    Promise => "how able staff are to keep what is promised (gap 4)",
    Rival => "what a rival does; asked by `Compare`",
    Functional => "asked by `Kano`",
    Dysfunctional => "asked by `Kano`",
});

record!(Rival: "a rival, `(id: .., name: (..))`" {
    id: required => "its name in data",
    name: required => "what `{rival}` stands for",
});

words!(Role: "role" {
    Customer => "whoever is served",
    Manager => "whoever sets standards",
    Staff => "whoever serves",
});

record!(Form: "a form, `(id: .., role: .., ask: [..])`" {
    id: required => "its name in data and on the command line",
    role: required => "who answers it",
    title: optional => "else the study's",
    consent: optional => "what a person agrees to before the first question",
    ask: required => "the questions in order; 1 to 200, 1000 when spelt out",
    short: optional => "the short form for a kiosk; without it there is none",
    first: or First::default() => "whether expectations or perceptions of items come first",
    thanks: optional => "words at the end, else the program's",
});

words!(First: "order of the two blocks" {
    AsWritten => "as they stand in `ask`",
    BySeed => "the two change places for half of the persons, by chance",
});

record!(Consent: "a notice, `(notice: (..), keep_days: 365)`" {
    notice: required => "who asks, why, and whom to turn to",
    keep_days: required => "single answers are deleted after so many days",
    min_age: optional => "the person confirms to be at least so old",
});

record!(Short: "a short form, `(sample: 1)`, `(pool: 3)` or `(modules: 3)`" {
    sample: or 0 => "so many items beside the core ones are drawn from each dimension",
    pool: or 0 => "so many items beside the core ones are drawn from all dimensions together",
    modules: or 0 => "the items beside the core ones are dealt out into so many modules, 2 to 20",
    take: or 1 => "how many of the modules a person is asked",
});

record!(Disclosure: "the least numbers shown, `(scores: 5, texts: 10)`" {
    scores: required => "behind scores; 3 or more",
    texts: required => "behind texts; 3 or more",
});

variants!(Block: "kind of question", "a question such as `Rate(facet: Perception)`" {
    Rate => "one facet of every item or dimension",
    ThreeColumn => "minimum, desired and perceived level of every item, side by side",
    Paired => "expectation and perception of every item, side by side; gaps come out smaller",
    Compare => "perception of every rival by the same person",
    Allocate => "points shared out over the dimensions",
    Choice => "one of several options, or some of them",
    Overall => "overall quality, 1 to 10 unless it has a scale",
    Recommend => "recommendation, always 0 to 10 (NPS)",
    Satisfaction => "satisfaction, 1 to 5 unless it has a scale (CSAT)",
    Effort => "ease, 1 to 7 unless it has a scale (CES 2.0)",
    Rating => "any other rating, on the study's scale unless it has one",
    Battery => "statements that are averaged",
    Kano => "both questions for every item with both wordings",
    Incident => "one good or bad experience, step by step",
    TouchPoints => "the stations of a visit in order",
    Number => "a whole number within bounds",
    Indicator => "a count of your own, such as complaints per 1000 customers, with its target",
    Date => "a day",
    Month => "a month",
    Time => "a time of day",
    Text => "words",
    Note => "a page to read",
});

record!(Rate: "`Rate(facet: ..)`" {
    facet: required => "which facet; a form asks each once",
    by: or By::default() => "for every item, or for every dimension",
    order: or Order::default() => "of the items or dimensions",
    lead: optional => "words above each question",
    scale: optional => "else the study's",
    extra: optional => "one more reason for not rating",
    when: optional => "asked only if this holds",
    guidance: optional => "what only an interviewer reads",
    self_completed: or false => "with an interviewer, the respondent answers it alone",
});

words!(By: "way of rating" {
    Item => "one rating an item",
    Dimension => "one rating a dimension, worded by its `about`",
});

words!(Order: "order" {
    Fixed => "as in the file",
    Shuffled => "by chance, dimensions mixed",
    ShuffledDimensions => "dimensions by chance, items inside as in the file",
    AsExpectation => "as the expectation block before was shown",
});

words!(Extra: "reason" {
    NoStandard => "there is no standard for this",
    NoPromise => "nothing is promised about this",
});

record!(ThreeColumn: "`ThreeColumn(..)`" {
    order: or Order::default() => "of the items",
    lead: optional => "words above each question",
    scale: optional => "else the study's; 9 points at most",
    when: optional => "asked only if this holds",
    guidance: optional => "what only an interviewer reads",
    self_completed: or false => "with an interviewer, the respondent answers it alone",
});

record!(Paired: "`Paired(..)`" {
    order: or Order::default() => "of the items",
    lead: optional => "words above each question",
    when: optional => "asked only if this holds",
    guidance: optional => "what only an interviewer reads",
    self_completed: or false => "with an interviewer, the respondent answers it alone",
});

record!(Compare: "`Compare(..)`" {
    order: or Order::default() => "of the items; the order of rivals is balanced",
    lead: optional => "words above each question; `{rival}` is the firm",
    known: optional => "the choice whose options have the rivals' ids: only firms chosen there are rated",
    when: optional => "asked only if this holds",
    guidance: optional => "what only an interviewer reads",
    self_completed: or false => "with an interviewer, the respondent answers it alone",
});

record!(Allocate: "`Allocate(points: 100)`" {
    points: required => "10, 20, 25, 50 or 100",
    lead: optional => "words above the rows",
    order: or Order::default() => "of the rows",
    when: optional => "asked only if this holds",
    guidance: optional => "what only an interviewer reads",
    self_completed: or false => "with an interviewer, the respondent answers it alone",
});

record!(Choice: "`Choice(id: .., text: (..), options: [..])`" {
    id: required => "its key",
    text: required => "the question",
    many: or false => "several options may be chosen",
    options: required => "2 to 50",
    when: optional => "asked only if this holds",
    guidance: optional => "what only an interviewer reads",
    self_completed: or false => "with an interviewer, the respondent answers it alone",
});

record!(Choosable: "an option, `(id: .., text: (..))`" {
    id: required => "its name in data and conditions",
    text: required => "what it says",
    other: or false => "opens a line for own words",
    alone: or false => "excludes all other options",
    ends: or false => "ends the interview politely",
});

record!(Single: "a rating, `(id: .., text: (..))`" {
    id: required => "its key",
    text: required => "the question",
    scale: optional => "else the usual one of this kind; `Recommend` takes none",
    expect: optional => "attention check: the only answer that passes",
    when: optional => "asked only if this holds",
    guidance: optional => "what only an interviewer reads",
    self_completed: or false => "with an interviewer, the respondent answers it alone",
});

record!(Battery: "`Battery(id: .., name: (..), statements: [..])`" {
    id: required => "its key; statements are `id.statement`",
    name: required => "what reports call it",
    gap: optional => "which gap it explains, 1 to 4",
    lead: optional => "words above each statement",
    scale: optional => "else the study's",
    order: or Order::default() => "of the statements",
    statements: required => "1 to 50",
    when: optional => "asked only if this holds",
    guidance: optional => "what only an interviewer reads",
    self_completed: or false => "with an interviewer, the respondent answers it alone",
});

record!(Statement: "a statement, `(id: .., text: (..))`" {
    id: required => "its name in data",
    text: required => "what it says",
    reverse: or false => "agreement is bad: scored mirrored",
});

record!(Kano: "`Kano(..)`" {
    order: or Order::default() => "of the items",
    lead: optional => "words above each question",
    when: optional => "asked only if this holds",
    guidance: optional => "what only an interviewer reads",
    self_completed: or false => "with an interviewer, the respondent answers it alone",
});

record!(Incident: "`Incident(id: ..)`" {
    id: required => "its key; its steps are `id.kind`, `id.when`, `id.where`, `id.led`, `id.happened`, `id.result`, `id.satisfied`, `id.told`, `id.complained`, `id.mended`, `id.customer`, `id.should`",
    lead: optional => "words above each step",
    points: or Vec::new() => "among which a person says where it was; up to 49",
    brief: or false => "without what came after: told, complained, mended, customer",
    when: optional => "asked only if this holds",
    guidance: optional => "what only an interviewer reads",
    self_completed: or false => "with an interviewer, the respondent answers it alone",
});

record!(TouchPoints: "`TouchPoints(id: .., points: [..])`" {
    id: required => "its key; points are `id.point`",
    lead: optional => "words above each rating",
    scale: optional => "else the study's",
    points: required => "1 to 50, in the order of a visit",
    when: optional => "asked only if this holds",
    guidance: optional => "what only an interviewer reads",
    self_completed: or false => "with an interviewer, the respondent answers it alone",
});

record!(TouchPoint: "a touch point, `(id: .., text: (..))`" {
    id: required => "its name in data",
    text: required => "what it says",
});

record!(Number: "`Number(id: .., text: (..), least: 0, most: 100)`" {
    id: required => "its key",
    text: required => "the question",
    least: required => "the least number accepted",
    most: required => "the greatest number accepted",
    unit: optional => "such as minutes",
    usual: optional => "beyond these the program asks once whether it is right",
    when: optional => "asked only if this holds",
    guidance: optional => "what only an interviewer reads",
    self_completed: or false => "with an interviewer, the respondent answers it alone",
});

record!(Indicator: "`Indicator(id: .., name: (..), text: (..), better: Lower, least: 0, most: 100)`" {
    id: required => "its key",
    name: required => "what reports call it",
    text: required => "the question, with what exactly is counted",
    unit: optional => "such as hours or %",
    better: required => "whether more is better, or less",
    target: optional => "what is aimed at; up to 3 digits behind the point",
    tolerance: optional => "how far from the target is still near it",
    least: required => "the least number accepted",
    most: required => "the greatest number accepted",
    decimals: or 0 => "digits behind the point, 3 at most",
    when: optional => "asked only if this holds",
    guidance: optional => "what only an interviewer reads",
    self_completed: or false => "with an interviewer, the respondent answers it alone",
});

words!(Better: "direction" {
    Higher => "the more the better",
    Lower => "the less the better",
});

record!(Open: "a question, `(id: .., text: (..))`" {
    id: required => "its key",
    text: required => "the question",
    when: optional => "asked only if this holds",
    guidance: optional => "what only an interviewer reads",
    self_completed: or false => "with an interviewer, the respondent answers it alone",
});

record!(Text: "`Text(id: .., text: (..))`" {
    id: required => "its key",
    text: required => "the question",
    long: or false => "several lines",
    interviewer: or false => "only the interviewer sees it",
    when: optional => "asked only if this holds",
    guidance: optional => "what only an interviewer reads",
    self_completed: or false => "with an interviewer, the respondent answers it alone",
});

record!(Note: "`Note(id: .., text: (..))`" {
    id: required => "its key",
    text: required => "what is read",
    when: optional => "shown only if this holds",
    guidance: optional => "what only an interviewer reads",
    self_completed: or false => "with an interviewer, the respondent answers it alone",
});

record!(Gap: "a gap, `(id: .., name: (..), of: (..), against: ..)`" {
    id: required => "its name in data",
    name: required => "what reports call it",
    of: required => "what the gap looks at",
    against: required => "what is taken off",
    by: or By::default() => "ratings of items, or of dimensions",
});

record!(Side: "a role and a facet, `(role: .., facet: ..)`" {
    role: required => "who answered",
    facet: required => "under which facet",
});

impl Decode for Against {
    fn blank() -> Self {
        Self::Top
    }

    fn decode<'a>(decoder: &mut Decoder<'a>, node: Node<'a>) -> Self {
        match node.variant() {
            Some(("Top", None)) => Self::Top,
            Some(("Facet", Some(side))) => Self::Facet(Decode::decode(decoder, side)),
            _ => decoder.wrong_type(node, AGAINST),
        }
    }

    fn notation() -> String {
        link("Against")
    }
}

const AGAINST: &str = "`Top` or `Facet(role: .., facet: ..)`";

impl Describe for Against {
    fn construct() -> Construct {
        Construct {
            name: "Against",
            shape: AGAINST,
            parts: vec![
                Part::variant("Facet", notation_behind(Self::Facet), "another facet"),
                Part::word("Top", "the highest step of the scale"),
            ],
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

    fn notation() -> String {
        link("Condition")
    }
}

const CONDITION: &str = "a condition such as `Is(\"visit\", \"first\")`";

impl Describe for Condition {
    fn construct() -> Construct {
        let part = |name, meaning| Part::word(name, meaning);
        Construct {
            name: "Condition",
            shape: CONDITION,
            parts: vec![
                part("Is(\"visit\", \"first\")", "this option was chosen"),
                part(
                    "AtMost(\"recommend\", 6)",
                    "the rating or number is at most this",
                ),
                part(
                    "AtLeast(\"minutes\", 10)",
                    "the rating or number is at least this",
                ),
                part(
                    "Answered(\"day\")",
                    "there is an answer; \"don't know\" is none",
                ),
                part("All([..])", "all conditions of the list hold"),
                part("Any([..])", "one of them holds"),
                part("Not(..)", "it does not hold"),
            ],
        }
    }
}

fn condition<'a>(decoder: &mut Decoder<'a>, node: Node<'a>, depth: usize) -> Condition {
    const KNOWN: &[&str] = &["Is", "AtMost", "AtLeast", "Answered", "All", "Any", "Not"];
    if depth == MAX_DEPTH {
        decoder.spoil(node, Cause::TooDeep);
        return Condition::blank();
    }
    let Some((word, body)) = node.variant() else {
        return decoder.wrong_type(node, CONDITION);
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

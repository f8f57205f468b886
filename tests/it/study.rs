//! A small study with every kind of question, for tests of the interview.

use std::fmt::Write as _;
use std::sync::Arc;

use fivegaps::language::Locale;
use fivegaps::survey::questionnaire::{Questionnaire, Role};
use fivegaps::survey::record::{Edition, Fingerprint, Header, InterviewId, Mode};

/// Text in three languages; the Chinese ones are told apart by their tag.
fn text(words: &str) -> String {
    format!(r#"(en: "{words}", zh_hant: "繁 {words}", zh_hans: "简 {words}")"#)
}

/// The forms; words between angle brackets stand for a text in three languages.
const FORMS: &str = r#"
    (id: "customer", role: Customer,
     consent: (notice: <We ask about {place}.>, keep_days: 365, min_age: 16),
     ask: [
        Choice(id: "visit", text: <visit>, options: [
            (id: "first", text: <first>), (id: "often", text: <often>), (id: "never", text: <never>, ends: true)]),
        Rate(facet: Expectation, order: Shuffled, lead: <Think of excellent {industry}.>),
        Allocate(points: 100, order: Shuffled, lead: <Share out 100 points.>),
        Rate(facet: Perception, order: AsExpectation, lead: <Think of {place}.>),
        Overall(id: "overall", text: <overall>),
        Recommend(id: "recommend", text: <recommend>),
        Text(id: "why", text: <why>, when: AtMost("recommend", 6)),
        Number(id: "visits", text: <visits>, least: 0, most: 365, usual: (0, 60)),
        Text(id: "note", text: <note>, interviewer: true),
     ],
     short: (sample: 1)),
    (id: "zone", role: Customer, ask: [ThreeColumn()]),
    (id: "firms", role: Customer, ask: [
        Rate(facet: Perception),
        Choice(id: "known", text: <known>, many: true, options: [
            (id: "north", text: <north>), (id: "south", text: <south>), (id: "west", text: <west>),
            (id: "none", text: <none>, alone: true)]),
        Compare(lead: <Think of {rival}.>, known: "known")]),
    (id: "story", role: Customer, ask: [
        Incident(id: "story", points: [(id: "door", text: <door of {place}>), (id: "till", text: <till>)]),
        Note(id: "bye", text: <bye>)]),
    (id: "kinds", role: Customer, ask: [
        Choice(id: "heard", text: <heard>, many: true, options: [
            (id: "friend", text: <friend>), (id: "press", text: <press>),
            (id: "other", text: <other>, other: true), (id: "none", text: <none>, alone: true)]),
        Note(id: "pause", text: <pause>),
        Date(id: "day", text: <day>),
        Time(id: "hour", text: <hour>),
        Number(id: "age", text: <age>, least: 16, most: 120),
        Text(id: "more", text: <more>, long: true),
        Text(id: "town", text: <town>),
        Kano(),
        TouchPoints(id: "path", points: [(id: "door", text: <door>), (id: "till", text: <till>)]),
        Battery(id: "team", name: <team>, order: Shuffled, statements: [
            (id: "help", text: <help>), (id: "trust", text: <trust>), (id: "alone", text: <alone>, reverse: true)]),
     ]),
    (id: "staff", role: Staff, ask: [
        Rate(facet: Delivery, by: Dimension, order: ShuffledDimensions, extra: NoStandard),
        Rate(facet: Promise, by: Dimension, order: ShuffledDimensions, extra: NoPromise)]),
    (id: "visited", role: Customer, consent: (notice: <We ask about {place}.>, keep_days: 365), ask: [
        Choice(id: "visit", text: <visit>, guidance: <Read out all options at {place}.>, options: [
            (id: "first", text: <first>), (id: "often", text: <often>), (id: "never", text: <never>, ends: true)]),
        Rate(facet: Perception, self_completed: true, guidance: <Do not look.>),
        Text(id: "why", text: <why>, self_completed: true),
        Text(id: "seen", text: <seen>, interviewer: true),
        Number(id: "visits", text: <visits>, least: 0, most: 365)]),
    (id: "branches", role: Customer, ask: [
        Choice(id: "a", text: <a>, options: [(id: "yes", text: <yes>), (id: "no", text: <no>)]),
        Choice(id: "b", text: <b>, options: [(id: "yes", text: <yes>), (id: "no", text: <no>)], when: Is("a", "yes")),
        Text(id: "c", text: <c>, when: Is("b", "yes")),
        Text(id: "d", text: <d>, when: Not(Answered("a"))),
        Text(id: "e", text: <e>, when: Any([Answered("c"), Answered("d")])),
        Text(id: "f", text: <f>)]),
    (id: "piped", role: Customer, ask: [
        Choice(id: "came", text: <came>, options: [(id: "bus", text: <by bus>), (id: "foot", text: <on foot>)]),
        Choice(id: "buys", text: <buys after coming {choice.came}>, many: true, when: Is("came", "bus"), options: [
            (id: "bread", text: <bread from {place}>), (id: "milk", text: <milk>),
            (id: "other", text: <other>, other: true)]),
        Text(id: "why", text: <Why {choice.buys}, {choice.came}?>)]),
    (id: "pool", role: Customer, ask: [Rate(facet: Expectation), Rate(facet: Perception)], short: (pool: 3)),
    (id: "split", role: Customer, ask: [Rate(facet: Expectation), Rate(facet: Perception)], short: (modules: 3)),
    (id: "two", role: Customer, ask: [Rate(facet: Perception)], short: (modules: 3, take: 2)),
    (id: "halves", role: Customer, first: BySeed, ask: [
        Rate(facet: Expectation), Allocate(points: 100), Rate(facet: Perception, order: AsExpectation)]),
    (id: "moment", role: Customer, ask: [Incident(id: "moment", brief: true)]),
"#;

/// The study with these numbers of items a dimension; in each dimension the first item is core.
pub(crate) fn questionnaire(items: &[usize]) -> Questionnaire {
    let mut dimensions = String::new();
    for (d, count) in items.iter().enumerate() {
        let d = d + 1;
        let mut list = String::new();
        for i in 1..=*count {
            let name = format!("i{d}{i}");
            let _ = write!(
                list,
                r#"(id: "{name}", name: {}, core: {}, expectation: {}, perception: {}, functional: {}, dysfunctional: {}),"#,
                text(&format!("item {name}")),
                i == 1,
                text(&format!("Excellent {{industry}} have {name}.")),
                text(&format!("At {{place}} there is {name}.")),
                text(&format!("With {name}?")),
                text(&format!("Without {name}?")),
            );
        }
        let _ = write!(
            dimensions,
            r#"(id: "d{d}", name: {}, about: {}, items: [{list}]),"#,
            text(&format!("Name {d}")),
            text(&format!("about {d} of {{place}}")),
        );
    }
    let mut forms = String::new();
    for (place, piece) in FORMS.split(['<', '>']).enumerate() {
        forms.push_str(&if place % 2 == 0 {
            piece.to_owned()
        } else {
            text(piece)
        });
    }
    let rival = |id: &str| format!(r#"(id: "{id}", name: {})"#, text(&format!("Firm {id}")));
    let source = format!(
        r#"#![enable(implicit_some, unwrap_newtypes, unwrap_variant_newtypes)]
        (format: 1, id: "store", revision: 1, title: {title}, place: {place}, industry: {industry},
         scale: (points: 7, low: {low}, high: {high}),
         dimensions: [{dimensions}], rivals: [{north}, {south}, {west}], forms: [{forms}])"#,
        title = text("Our store"),
        place = text("this store"),
        industry = text("stores"),
        low = text("disagree"),
        high = text("agree"),
        north = rival("north"),
        south = rival("south"),
        west = rival("west"),
    );
    ron::from_str(&source).unwrap_or_else(|error| panic!("{error}\n{source}"))
}

/// The edition of a study. Its identity is made up: these tests never look into it.
pub(crate) fn edition(items: &[usize]) -> Arc<Edition> {
    Arc::new(Edition {
        questionnaire: questionnaire(items),
        fingerprint: Fingerprint("made-up".into()),
        source: String::new(),
    })
}

/// The header of a self-completed interview in English.
pub(crate) fn header(form: &str) -> Header {
    Header {
        id: InterviewId("0190-test".into()),
        edition: Fingerprint("made-up".into()),
        form: form.into(),
        role: Role::Customer,
        mode: Mode::Interview,
        locale: Locale::En,
        seed: 1,
        short: false,
        test: true,
        started: 1_700_000_000_000,
        site: String::new(),
        device: String::new(),
        wave: String::new(),
        interviewer: String::new(),
    }
}

//! Every kind of question from its file to the export, twice: over plain lines by the program itself, and on the
//! screen by keys. Both must lead to the same cells of the exported table.

use std::fmt::Write as _;
use std::fs;
use std::sync::Arc;

use fivegaps::language::Locale;
use fivegaps::report::csv::{Options, write};
use fivegaps::survey::record::{Edition, Outcome};

use super::cli::Home;
use super::person::Person;

/// Forms of one kind each; words between angle brackets stand for a text in three languages.
const FORMS: &str = r#"
    (id: "rate", role: Customer, ask: [Rate(facet: Expectation, lead: <Think of an excellent shop.>), Rate(facet: Perception, by: Dimension)]),
    (id: "paired", role: Customer, ask: [Paired()]),
    (id: "columns", role: Customer, ask: [ThreeColumn()]),
    (id: "rivals", role: Customer, ask: [Rate(facet: Perception), Compare(lead: <Now think of {rival}.>)]),
    (id: "points", role: Customer, ask: [Allocate(points: 100, lead: <Share out 100 points.>)]),
    (id: "choice", role: Customer, ask: [
        Choice(id: "one", text: <Which one?>, options: [(id: "a", text: <first>), (id: "b", text: <second>)]),
        Choice(id: "many", text: <And with {choice.one}?>, many: true, options: [
            (id: "x", text: <red>), (id: "y", text: <blue>), (id: "z", text: <other>, other: true)])]),
    (id: "screening", role: Customer, ask: [
        Choice(id: "who", text: <Do you work here?>, options: [(id: "yes", text: <Yes>, ends: true), (id: "no", text: <No>)]),
        Text(id: "why", text: <Why?>)]),
    (id: "wholes", role: Customer, ask: [
        Overall(id: "overall", text: <All in all?>), Recommend(id: "recommend", text: <Recommend?>),
        Satisfaction(id: "satisfied", text: <Satisfied?>), Effort(id: "easy", text: <Easy?>),
        Rating(id: "check", text: <Please mark 2.>, expect: 2)]),
    (id: "battery", role: Customer, ask: [Battery(id: "team", name: <Team>, statements: [
        (id: "help", text: <We help.>), (id: "alone", text: <I am alone.>, reverse: true)])]),
    (id: "kano", role: Customer, ask: [Kano()]),
    (id: "incident", role: Customer, ask: [Incident(id: "story", points: [(id: "till", text: <The till>)])]),
    (id: "journey", role: Customer, ask: [TouchPoints(id: "way", points: [
        (id: "door", text: <The door>), (id: "shelf", text: <The shelf>), (id: "till", text: <The till>)])]),
    (id: "numbers", role: Customer, ask: [
        Number(id: "minutes", text: <Minutes?>, least: 0, most: 240, unit: <minutes>, usual: (0, 60)),
        Indicator(id: "solved", name: <Solved>, text: <Solved at once?>, unit: <per cent>, better: Higher, target: 75,
                  least: 0, most: 100, decimals: 1)]),
    (id: "times", role: Customer, ask: [
        Date(id: "day", text: <Which day?>), Month(id: "month", text: <Which month?>), Time(id: "hour", text: <What time?>)]),
    (id: "words", role: Customer, ask: [
        Note(id: "page", text: <A page to read.>), Text(id: "line", text: <One line?>),
        Text(id: "long", text: <Some lines?>, long: true), Text(id: "seen", text: <Seen by you?>, interviewer: true)]),
"#;

/// One form: what is typed over plain lines, which keys are pressed, and cells of the row that is exported.
struct Case {
    form: &'static str,
    lines: &'static str,
    keys: &'static str,
    cells: &'static [(&'static str, &'static str)],
}

const CASES: &[Case] = &[
    Case {
        form: "rate",
        lines: "6 d 5",
        keys: "6d5",
        cells: &[
            ("expectation.quick", "6"),
            ("expectation.rude", ""),
            ("expectation.rude.missing", "dont_know"),
            ("perception.speed", "5"),
        ],
    },
    Case {
        form: "paired",
        lines: "6 4 7 n",
        keys: "64<enter>7n<enter>",
        cells: &[
            ("expectation.quick", "6"),
            ("perception.quick", "4"),
            ("perception.rude.missing", "does_not_apply"),
        ],
    },
    Case {
        form: "columns",
        // The minimum above the desired level is asked about once, and kept.
        lines: "6 5 4 - 3 6 5",
        keys: "654<enter><enter>365<enter>",
        cells: &[
            ("minimum.quick", "6"),
            ("desired.quick", "5"),
            ("perception.quick", "4"),
            ("minimum.rude", "3"),
            ("perception.rude", "5"),
        ],
    },
    Case {
        form: "rivals",
        lines: "6 5 4 3 2 1",
        keys: "654321",
        cells: &[("perception.quick", "6"), ("perception.rude", "5")],
    },
    Case {
        form: "points",
        lines: "100",
        keys: "100<enter>",
        cells: &[("points.speed", "100")],
    },
    Case {
        form: "choice",
        lines: "2 1,3 tea",
        keys: "2<enter>13tea<enter>",
        cells: &[
            ("one", "b"),
            ("many.x", "1"),
            ("many.y", "0"),
            ("many.z", "1"),
            ("many.other", "tea"),
        ],
    },
    Case {
        form: "wholes",
        lines: "9 10 4 6 2",
        keys: "9+462",
        cells: &[
            ("overall", "9"),
            ("recommend", "10"),
            ("satisfied", "4"),
            ("easy", "6"),
            ("check", "2"),
        ],
    },
    Case {
        form: "battery",
        lines: "6 2",
        keys: "62",
        cells: &[("team.help", "6"), ("team.alone", "2")],
    },
    Case {
        form: "kano",
        lines: "1 5",
        keys: "15",
        cells: &[("functional.quick", "1"), ("dysfunctional.quick", "5")],
    },
    Case {
        form: "journey",
        lines: "6 n 2",
        keys: "6n2",
        cells: &[
            ("way.door", "6"),
            ("way.shelf.missing", "does_not_apply"),
            ("way.till", "2"),
        ],
    },
    Case {
        form: "numbers",
        // More than an hour is asked about once, and kept.
        lines: "90 - 82.5",
        keys: "90<enter><enter>82.5<enter>",
        cells: &[("minutes", "90"), ("solved", "82.5")],
    },
    Case {
        form: "times",
        lines: "2026-05-17 2026-05 14:30",
        keys: "2026/5/17<enter>2026/5<enter>14:30<enter>",
        cells: &[
            ("day", "2026-05-17"),
            ("month", "2026-05"),
            ("hour", "14:30"),
        ],
    },
    Case {
        form: "words",
        lines: "- good much",
        keys: "<enter>good<enter>much<enter>",
        cells: &[
            ("line", "good"),
            ("long", "much"),
            // Nobody asks: nobody notes.
            ("seen.missing", "not_asked"),
        ],
    },
];

fn text(words: &str) -> String {
    format!(r#"(en: "{words}", zh_hant: "繁：{words}", zh_hans: "简：{words}")"#)
}

fn source() -> String {
    let mut forms = String::new();
    for (place, piece) in FORMS.split(['<', '>']).enumerate() {
        forms.push_str(&if place % 2 == 0 {
            piece.to_owned()
        } else {
            text(piece)
        });
    }
    let item = |id: &str, more: &str| {
        format!(
            r#"(id: "{id}", name: {}, expectation: {}, perception: {}, {more}),"#,
            text(id),
            text(&format!("Excellent shops are {id}.")),
            text(&format!("This shop is {id}.")),
        )
    };
    let pair = format!(
        "functional: {}, dysfunctional: {}",
        text("With?"),
        text("Without?")
    );
    format!(
        r#"(format: 1, id: "kinds", revision: 1, title: {title}, place: {place},
          scale: (points: 7, low: {low}, high: {high}),
          dimensions: [(id: "speed", name: {title}, about: {place}, items: [{quick} {rude}])],
          rivals: [(id: "north", name: {north}), (id: "south", name: {south})],
          forms: [{forms}])"#,
        title = text("Kinds"),
        place = text("this shop"),
        low = text("disagree"),
        high = text("agree"),
        quick = item("quick", &pair),
        rude = item("rude", "reverse: true"),
        north = text("North"),
        south = text("South"),
    )
}

fn edition() -> Arc<Edition> {
    Arc::new(Edition::read(&source(), "kinds.ron").unwrap_or_else(|p| panic!("{p}")))
}

/// The last row of a table by column.
fn cell(table: &str, column: &str) -> String {
    let mut reader = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let place = reader.headers().unwrap().iter().position(|h| h == column);
    let place = place.unwrap_or_else(|| panic!("there is no column {column}"));
    let row = reader.records().last().unwrap().unwrap();
    row[place].to_owned()
}

#[test]
fn every_kind_goes_from_its_file_over_plain_lines_to_the_exported_table() {
    let home = Home::with_study("kinds", &source());
    for case in CASES {
        // A blank between the answers; `-` is an empty line.
        let mut lines = case.lines.replace(' ', "\n").replace('-', "");
        if case.form == "times" {
            lines = case.lines.replace(' ', "\n");
        }
        lines.push_str("\n\n\n");
        let asked = [
            "--language",
            "en",
            "interview",
            "kinds",
            "--form",
            case.form,
            "--plain",
        ];
        let ended = home.types(&asked, &lines);
        assert_eq!(
            ended.code, 0,
            "{}: {}{}",
            case.form, ended.said, ended.complained
        );
        home.says(&[
            "export", "kinds", "--form", case.form, "--output", "out.csv",
        ]);
        let table = fs::read_to_string(home.path("out.csv")).unwrap();
        assert_eq!(
            cell(&table, "outcome"),
            "complete",
            "{}: {}",
            case.form,
            ended.said
        );
        for (column, value) in case.cells {
            assert_eq!(
                cell(&table, column),
                *value,
                "{} {column}: {}",
                case.form,
                ended.said
            );
        }
        // The report of each form stands, whatever kind it asks.
        home.says(&["report", "kinds", "--form", case.form]);
    }
}

#[test]
fn every_kind_goes_from_the_screen_to_the_same_table() {
    let edition = edition();
    for case in CASES {
        let mut person = Person::asked_of(Arc::clone(&edition), case.form, Locale::En);
        person.keys(case.keys);
        for _ in 0..4 {
            if person.responses.is_empty() {
                person.keys("<enter>");
            }
        }
        let seen = person.picture(80, 24);
        let response = person.responses.first().cloned();
        let response = response.unwrap_or_else(|| panic!("{} does not end:\n{seen}", case.form));
        assert_eq!(response.outcome, Outcome::Complete, "{}", case.form);
        let mut table = Vec::new();
        let study = &edition.questionnaire;
        let form = study.form(case.form).unwrap();
        write(&mut table, study, form, [response], Options::default()).unwrap();
        let table = String::from_utf8(table).unwrap();
        for (column, value) in case.cells {
            assert_eq!(
                cell(&table, column),
                *value,
                "{} {column}\n{seen}",
                case.form
            );
        }
    }
}

#[test]
fn a_screening_question_ends_politely_and_nothing_else_is_asked() {
    let edition = edition();
    let mut person = Person::asked_of(edition, "screening", Locale::En);
    person.keys("1<enter>");
    assert_eq!(person.responses[0].outcome, Outcome::Ineligible);
}

#[test]
fn each_kind_has_its_page_in_three_languages() {
    let edition = edition();
    let mut all = String::new();
    // Other kinds have pictures of their own among the screens.
    for (form, keys) in [
        ("rivals", "65"),
        ("wholes", "9+"),
        ("wholes", "9+4"),
        ("battery", ""),
        ("journey", ""),
        ("numbers", "5<enter>"),
        ("times", "2026-05-17<enter>2026-13<enter>"),
        ("times", "2026-05-17<enter>2026-05<enter>"),
    ] {
        for locale in Locale::ALL {
            let mut person = Person::asked_of(Arc::clone(&edition), form, locale);
            person.keys(keys);
            let _ = writeln!(all, "{form} {keys} {}", locale.tag());
            all.push_str(&person.picture(80, 24));
            all.push('\n');
        }
    }
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("screen_kinds", all);
    });
}

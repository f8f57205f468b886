//! The table of single responses and its codebook: nothing lost, nothing run as a formula, nobody told apart.

use fivegaps::language::Locale;
use fivegaps::report::codebook;
use fivegaps::report::csv::{ExportError, Options, Started, harmless, write};
use fivegaps::survey::questionnaire::{Form, Kind, Questionnaire, Role, read};
use fivegaps::survey::record::{
    Answer, Fingerprint, Flags, InterviewId, Layout, Mode, Outcome, Reason, Response,
};
use proptest::prelude::*;

/// 2026-05-17T14:03:59Z.
const STARTED: i64 = 1_779_026_639_000;

/// Beginnings that some spreadsheet runs, behind what some spreadsheet skips.
fn payloads() -> Vec<String> {
    let starts = ["=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠"];
    let before = ["", " ", "\u{3000}", "\n"];
    let mut payloads: Vec<String> = before
        .iter()
        .flat_map(|before| starts.map(|start| format!("{before}{start}1+1")))
        .collect();
    payloads.extend(
        [
            "=HYPERLINK(\"http://example.org\",\"x\")",
            "=cmd|' /C calc'!A0",
            "@SUM(1;1)",
            "+85212345678",
            "\t=1+1",
            "\r=1+1",
            "\u{feff}=1+1",
            "\u{200b}=1+1",
        ]
        .map(str::to_owned),
    );
    payloads
}

fn store() -> Questionnaire {
    read(include_str!("../../questionnaires/store.ron"), "store.ron").unwrap()
}

fn form(questionnaire: &Questionnaire, role: Role) -> &Form {
    questionnaire.forms.iter().find(|f| f.role == role).unwrap()
}

/// One answer of each kind; texts as given; every fifth question left with a reason in turn.
fn answers(layout: &Layout, text: &str, turn: usize) -> Vec<Answer> {
    let of = |(index, kind): (usize, &Kind)| {
        if (index + turn).is_multiple_of(5) && !matches!(kind, Kind::Text { .. }) {
            return Answer::Left(Reason::ALL[(index + turn) % Reason::ALL.len()]);
        }
        match kind {
            Kind::Rating { scale, .. } => Answer::Rating(scale.highest()),
            Kind::Points { total, rows } => {
                let mut points = vec![0; *rows];
                points[0] = *total;
                Answer::Points(points)
            }
            Kind::Choice {
                many,
                options,
                other,
            } => {
                let last = u8::try_from(options.len() - 1).unwrap();
                let chosen = if *many { vec![0, last] } else { vec![last] };
                let open = other.contains(&true);
                Answer::Choice(chosen, open.then(|| text.to_owned()))
            }
            Kind::Number { least, .. } => Answer::Number(*least),
            Kind::Date => Answer::Text("2026-05-17".into()),
            Kind::Month => Answer::Text("2026-05".into()),
            Kind::Time => Answer::Text("14:30".into()),
            Kind::Text { .. } => Answer::Text(text.to_owned()),
            Kind::Note => Answer::Read,
        }
    };
    let kinds = layout.questions().iter().map(|question| &question.kind);
    kinds.enumerate().map(of).collect()
}

fn response(form: &Form, layout: &Layout, text: &str, turn: usize) -> Response {
    let answers = answers(layout, text, turn);
    let texts = answers
        .iter()
        .enumerate()
        .filter_map(|(index, answer)| match answer {
            Answer::Text(text) | Answer::Choice(_, Some(text)) => Some((index, text.clone())),
            Answer::Rating(_)
            | Answer::Points(_)
            | Answer::Choice(_, None)
            | Answer::Number(_)
            | Answer::Read
            | Answer::Left(_) => None,
        });
    Response {
        id: InterviewId(format!("0190-{turn:04}")),
        edition: Fingerprint("ab".into()),
        form: form.id.to_string(),
        mode: Mode::Kiosk,
        locale: Locale::ZhHant,
        outcome: Outcome::Complete,
        started: STARTED,
        duration: 183_999,
        site: "旺角".into(),
        device: "kiosk-1".into(),
        wave: text.to_owned(),
        seed: 7,
        short: true,
        flags: Flags::NONE,
        packed: layout.pack(&answers),
        texts: texts.collect(),
    }
}

fn table(form: &Form, questionnaire: &Questionnaire, texts: &[&str], options: Options) -> Vec<u8> {
    let layout = Layout::of(questionnaire, form);
    let responses = texts
        .iter()
        .enumerate()
        .map(|(turn, text)| response(form, &layout, text, turn));
    let mut out = Vec::new();
    let rows = write(&mut out, questionnaire, form, responses, options).unwrap();
    assert_eq!(rows, texts.len() as u64);
    out
}

fn parsed(table: &[u8]) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::ReaderBuilder::new().from_reader(table);
    let names = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let rows = reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect();
    (names, rows)
}

fn without_mark(table: &[u8]) -> &[u8] {
    table.strip_prefix("\u{feff}".as_bytes()).unwrap()
}

#[test]
fn a_table_reads_back_as_the_answers_it_was_made_of() {
    let questionnaire = store();
    let form = form(&questionnaire, Role::Customer);
    let layout = Layout::of(&questionnaire, form);
    let raw = Options {
        raw: true,
        ..Options::default()
    };
    let said = ["很好，謝謝", "a \"quoted\", word\nand a line", "'=1"];
    let out = table(form, &questionnaire, &said, raw);
    let (names, rows) = parsed(without_mark(&out));
    let cell = |row: usize, name: &str| {
        let column = names.iter().position(|n| n == name).unwrap();
        rows[row][column].as_str()
    };
    for (turn, text) in said.iter().enumerate() {
        assert_eq!(cell(turn, "started_utc"), "2026-05-17T14:00Z");
        assert_eq!(cell(turn, "seconds"), "183");
        assert_eq!(cell(turn, "site"), "旺角");
        assert_eq!(cell(turn, "short"), "1");
        for (question, answer) in layout.questions().iter().zip(answers(&layout, text, turn)) {
            let key = question.key.as_str();
            let missing = matches!(question.kind, Kind::Note) || {
                let word = cell(turn, &format!("{key}.missing"));
                let reason = match &answer {
                    Answer::Left(reason) => reason.word(),
                    Answer::Rating(_)
                    | Answer::Points(_)
                    | Answer::Choice(..)
                    | Answer::Number(_)
                    | Answer::Text(_)
                    | Answer::Read => "",
                };
                word == reason
            };
            assert!(missing, "{key}");
            match (&question.kind, &answer) {
                (Kind::Note, _) => assert!(!names.iter().any(|name| name.starts_with(key))),
                (_, Answer::Rating(value)) => assert_eq!(cell(turn, key), value.to_string()),
                (_, Answer::Number(value)) => assert_eq!(cell(turn, key), value.to_string()),
                (_, Answer::Text(text)) => assert_eq!(cell(turn, key), text),
                (_, Answer::Points(points)) => {
                    for (dimension, points) in questionnaire.dimensions.iter().zip(points) {
                        let name = format!("{key}.{}", dimension.id);
                        assert_eq!(cell(turn, &name), points.to_string());
                    }
                }
                (
                    Kind::Choice {
                        many: true,
                        options,
                        ..
                    },
                    Answer::Choice(chosen, _),
                ) => {
                    for (index, option) in options.iter().enumerate() {
                        let taken = chosen.iter().any(|c| usize::from(*c) == index);
                        let value = cell(turn, &format!("{key}.{option}"));
                        assert_eq!(value, if taken { "1" } else { "0" });
                    }
                }
                (Kind::Choice { options, .. }, Answer::Choice(chosen, _)) => {
                    let option = &options[usize::from(chosen[0])];
                    assert_eq!(cell(turn, key), option.as_str());
                }
                (_, _) => {}
            }
        }
    }
}

#[test]
fn no_cell_of_the_usual_table_begins_a_formula() {
    let questionnaire = store();
    let form = form(&questionnaire, Role::Customer);
    let payloads = payloads();
    assert!(payloads.len() >= 40);
    let texts: Vec<&str> = payloads.iter().map(String::as_str).collect();
    let out = table(form, &questionnaire, &texts, Options::default());
    let (names, rows) = parsed(without_mark(&out));
    let wave = names.iter().position(|name| name == "wave").unwrap();
    for (row, text) in rows.iter().zip(&texts) {
        assert_eq!(row[wave], format!("'{text}"));
        for cell in row {
            let first = cell.chars().find(|c| !c.is_whitespace());
            let formula = first.is_some_and(|c| "=+-@|%＝＋－＠".contains(c));
            assert!(!formula, "{cell:?}");
        }
    }
    // Harmless text keeps its face.
    for text in ["很好", "5-6 people", "a=b", "", "'quoted'"] {
        assert_eq!(harmless(text), text);
    }
}

#[test]
fn every_field_is_quoted_lines_end_in_crlf_and_the_mark_can_be_left_out() {
    let questionnaire = store();
    let form = form(&questionnaire, Role::Customer);
    let with = table(form, &questionnaire, &["x"], Options::default());
    let bare = Options {
        mark: false,
        ..Options::default()
    };
    let without = table(form, &questionnaire, &["x"], bare);
    assert_eq!(without_mark(&with), without);
    let text = String::from_utf8(without).unwrap();
    assert!(text.ends_with("\"\r\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    for line in text.trim_end().split("\r\n") {
        assert!(line.starts_with('"') && line.ends_with('"'));
        let fields = line[1..line.len() - 1].split("\",\"");
        assert!(fields.clone().count() > 60);
        assert!(fields.into_iter().all(|field| !field.contains('"')));
    }
}

#[test]
fn numbers_stay_numbers_below_zero_too() {
    let source = include_str!("../../questionnaires/store.ron");
    let mut questionnaire = read(source, "store.ron").unwrap();
    let ask = r#"[Number((id: "change", text: (en: "?"), least: -9, most: 9))]"#;
    questionnaire.forms[0].ask = ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .from_str(ask)
        .unwrap();
    let form = &questionnaire.forms[0];
    let layout = Layout::of(&questionnaire, form);
    let response = response(form, &layout, "", 1);
    let mut out = Vec::new();
    write(
        &mut out,
        &questionnaire,
        form,
        [response],
        Options::default(),
    )
    .unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.contains("\"-9\",\"\",\"\",\"0\"\r\n"), "{text}");
}

#[test]
fn rows_of_staff_go_out_together_or_not_at_all() {
    let questionnaire = store();
    for role in [Role::Staff, Role::Manager] {
        let form = form(&questionnaire, role);
        let layout = Layout::of(&questionnaire, form);
        let of = |n: usize| {
            (0..n)
                .map(|turn| response(form, &layout, "", turn))
                .collect::<Vec<_>>()
        };
        let mut out = Vec::new();
        let options = Options {
            started: Started::Second,
            raw: true,
            ..Options::default()
        };
        let refused = write(&mut out, &questionnaire, form, of(9), options);
        assert!(matches!(refused, Err(ExportError::TooFew { least: 10 })));
        assert!(out.is_empty());
        let mut arrived = of(10);
        arrived.reverse();
        write(&mut out, &questionnaire, form, arrived, options).unwrap();
        let (names, rows) = parsed(without_mark(&out));
        let column = |name: &str| names.iter().position(|n| n == name).unwrap();
        assert!(rows.is_sorted_by_key(|row| row[0].clone()));
        for row in &rows {
            assert_eq!(row[column("started_utc")], "2026-05-17");
            assert_eq!(row[column("device")], "");
            assert_eq!(row[column("seconds")], "");
        }
    }
}

#[test]
fn a_response_of_another_form_is_refused() {
    let questionnaire = store();
    let customer = form(&questionnaire, Role::Customer);
    let layout = Layout::of(&questionnaire, customer);
    let mut strange = response(customer, &layout, "", 0);
    strange.form = "staff".into();
    let mut short = response(customer, &layout, "", 1);
    short.packed.pop();
    for wrong in [strange, short] {
        let written = write(
            &mut Vec::new(),
            &questionnaire,
            customer,
            [wrong],
            Options::default(),
        );
        assert!(matches!(written, Err(ExportError::NotOfThisForm { .. })));
    }
}

#[test]
fn the_codebook_names_every_column_of_every_form_in_three_languages() {
    let questionnaire = store();
    for form in &questionnaire.forms {
        let layout = Layout::of(&questionnaire, form);
        let rows: Vec<Response> = (0..10).map(|t| response(form, &layout, "", t)).collect();
        let mut out = Vec::new();
        write(&mut out, &questionnaire, form, rows, Options::default()).unwrap();
        let (names, _) = parsed(without_mark(&out));
        let mut book = Vec::new();
        codebook::write(&mut book, &questionnaire, form, Options::default()).unwrap();
        let (_, lines) = parsed(without_mark(&book));
        for name in &names {
            let line = lines.iter().find(|line| line[0] == *name);
            let line = line.unwrap_or_else(|| panic!("{name} is not in the codebook"));
            assert!(line[5..8].iter().all(|words| !words.is_empty()), "{line:?}");
            assert!(!line[5].contains("{place}"), "{line:?}");
        }
        for reason in Reason::ALL {
            let line = lines
                .iter()
                .find(|line| line[0] == format!("*.missing={}", reason.word()));
            assert_eq!(line.unwrap()[2], reason.code().to_string());
        }
    }
}

#[test]
fn the_codebook_keeps_reasons_and_their_words_together() {
    let questionnaire = store();
    let form = form(&questionnaire, Role::Customer);
    let mut book = Vec::new();
    codebook::write(&mut book, &questionnaire, form, Options::default()).unwrap();
    let (_, lines) = parsed(without_mark(&book));
    let words = |word: &str| {
        let line = lines
            .iter()
            .find(|line| line[0] == format!("*.missing={word}"));
        line.unwrap()[5].clone()
    };
    assert_eq!(words("dont_know"), "does not know");
    assert_eq!(words("no_promise"), "nothing is promised");
    assert_eq!(words("not_asked"), "not asked");
    assert_eq!(
        words("technical"),
        "an error of the program, the interviewer or an import"
    );
}

proptest! {
    #[test]
    fn taking_one_apostrophe_away_gives_the_text_back(text in "['=+ @a\t]{0,6}|\\PC{0,12}") {
        let shown = harmless(&text);
        let back = match shown.strip_prefix('\'') {
            Some(rest) if harmless(rest) == shown => rest,
            _ => shown.as_str(),
        };
        prop_assert_eq!(back, text.as_str());
    }
}

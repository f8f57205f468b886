//! Existing surveys in several layouts, languages and encodings become the same responses.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use fivegaps::language::Locale;
use fivegaps::report::csv::{Options, write};
use fivegaps::survey::import::{
    Constants, Converter, Map, Sampled, Shows, Told, Verdict, column_names, propose, targets,
};
use fivegaps::survey::questionnaire::{Form, Kind, Questionnaire, read};
use fivegaps::survey::record::{
    Answer, Edition, Flags, InterviewId, Layout, Mode, Outcome, Reason, Response,
};
use proptest::prelude::*;
use serde_json::Value;

use fivegaps::store::{Filter, Intake, Opening, Store};

fn reference() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference")
}

/// A folder with a copy of the files to import, the study, and the data of the runs.
struct Desk {
    folder: tempfile::TempDir,
}

/// What a run said and how it ended.
struct Said {
    good: bool,
    out: String,
    errors: String,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("studies")).unwrap();
        for entry in fs::read_dir(reference().join("import")).unwrap() {
            let from = entry.unwrap().path();
            let name = from.file_name().unwrap().to_owned();
            let to = if name == "shop.ron" { "studies" } else { "." };
            fs::copy(&from, folder.path().join(to).join(name)).unwrap();
        }
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(name), text).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Said {
        let output = Command::new(env!("CARGO_BIN_EXE_fivegaps"))
            .current_dir(self.folder.path())
            .args(["--data", "data", "--questionnaires", "studies"])
            .args(["--now", "2026-06-01T00:00:00Z"])
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Said {
            good: output.status.success(),
            out: text(output.stdout),
            errors: text(output.stderr),
        }
    }

    /// Imports and expects it to work.
    fn import(&self, arguments: &[&str]) -> String {
        let said = self.run(&[&["import", "shop"], arguments].concat());
        assert!(said.good, "{}{}", said.out, said.errors);
        said.out
    }

    /// The responses as exported: a map from column to value each, in the order of who recommends how much.
    fn people(&self, form: &str) -> Vec<BTreeMap<String, String>> {
        let said = self.run(&[
            "export", "shop", "--form", form, "--output", "out.csv", "--no-bom",
        ]);
        assert!(said.good, "{}", said.errors);
        let mut reader = csv::Reader::from_path(self.path("out.csv")).unwrap();
        let headers = reader.headers().unwrap().clone();
        let mut people: Vec<BTreeMap<String, String>> = reader
            .records()
            .map(|record| {
                let record = record.unwrap();
                let cells = headers.iter().zip(record.iter());
                cells.map(|(a, b)| (a.to_owned(), b.to_owned())).collect()
            })
            .collect();
        people.sort_by_key(|person| person.get("recommend").cloned());
        people
    }
}

/// The columns of a person, in the order asked for.
fn cells<'a>(person: &'a BTreeMap<String, String>, columns: &[&str]) -> Vec<&'a str> {
    columns
        .iter()
        .map(|column| person[*column].as_str())
        .collect()
}

const RATINGS: [&str; 8] = [
    "expectation.clean",
    "expectation.signs",
    "expectation.on-time",
    "expectation.right",
    "perception.clean",
    "perception.signs",
    "perception.on-time",
    "perception.right",
];

/// Who would recommend with 0, 10, 3, 7, 8, 9 (as text sorts them), and what they rated.
const PEOPLE: [(&str, [&str; 8]); 6] = [
    ("0", ["4", "5", "6", "7", "1", "2", "3", "4"]),
    ("10", ["5", "4", "6", "7", "6", "6", "6", "6"]),
    ("3", ["7", "7", "7", "7", "4", "4", "2", "3"]),
    ("7", ["6", "7", "", "6", "7", "7", "6", ""]),
    ("8", ["6", "6", "6", "6", "6", "5", "5", "7"]),
    ("9", ["7", "6", "7", "5", "5", "6", "4", "5"]),
];

#[test]
fn every_layout_language_and_encoding_gives_the_same_ratings() {
    for (file, encoding) in [
        ("codes.csv", "UTF-8 (its byte order mark says so)"),
        ("forms-hant.csv", "UTF-8 (all of it is valid)"),
        ("sentences-hans.csv", "gb18030"),
        ("limesurvey.csv", "UTF-8"),
        ("kobo.csv", "set apart by `;`"),
        ("paper-hant.tsv", "Big5"),
        ("unicode.txt", "UTF-16LE"),
        ("hangul.csv", "EUC-KR"),
        (
            "workbook.xlsx",
            "workbook, sheet `回覆`; 1 other sheet is not read",
        ),
    ] {
        let desk = Desk::new();
        let out = desk.import(&["--from", file, "--yes"]);
        assert!(out.contains(encoding), "{out}");
        assert!(out.contains("6 responses stored"), "{out}");
        let people = desk.people("customer");
        for (person, (recommend, ratings)) in people.iter().zip(PEOPLE) {
            assert_eq!(person["recommend"], recommend, "{file}");
            assert_eq!(cells(person, &RATINGS), ratings, "{file}");
        }
        assert_eq!(people.len(), PEOPLE.len(), "{file}");
        let doctor = desk.run(&["doctor"]);
        assert!(doctor.good, "{file}: {}", doctor.out);
    }
}

#[test]
fn choices_texts_days_and_what_is_said_of_the_row_arrive() {
    let desk = Desk::new();
    desk.import(&["--from", "forms-hant.csv", "--yes"]);
    let people = desk.people("customer");
    let third = &people[2];
    assert_eq!(third["why"], "等太久，\n\"很久\"");
    assert_eq!(
        cells(third, &["visit", "age", "day", "started_utc", "language"]),
        ["often", "28", "2026-05-18", "2026-05-19T14:00Z", "zh-Hant"]
    );
    let heard = [
        "heard.friend",
        "heard.press",
        "heard.passing",
        "heard.missing",
    ];
    assert_eq!(cells(&people[3], &heard), ["0", "1", "1", ""]);
    assert_eq!(cells(&people[1], &heard), ["", "", "", "skipped"]);
    assert_eq!(
        cells(&people[1], &["visit", "visit.other"]),
        ["else", "看心情"]
    );

    let desk = Desk::new();
    desk.import(&["--from", "limesurvey.csv", "--yes", "--wave", "2026 spring"]);
    let people = desk.people("customer");
    let about = [
        "visit",
        "visit.other",
        "heard.friend",
        "language",
        "wave",
        "points.tangibles",
    ];
    assert_eq!(
        cells(&people[1], &about),
        ["else", "看心情", "", "zh-Hans", "2026 spring", "30"]
    );
    assert_eq!(
        cells(&people[4], &about),
        ["often", "", "1", "zh-Hant", "2026 spring", "50"]
    );

    let desk = Desk::new();
    desk.import(&["--from", "paper-hant.tsv", "--yes"]);
    assert_eq!(
        cells(&desk.people("customer")[2], &["site", "why"]),
        ["中山店", "等太久，\n\"很久\""]
    );

    let desk = Desk::new();
    desk.import(&["--from", "kano-hans.csv", "--form", "kano", "--yes"]);
    let mut answers: Vec<(String, String)> = desk
        .people("kano")
        .iter()
        .map(|p| {
            (
                p["functional.clean"].clone(),
                p["dysfunctional.clean"].clone(),
            )
        })
        .collect();
    answers.sort();
    let expected = [
        ("1", "4"),
        ("1", "5"),
        ("1", "5"),
        ("2", "5"),
        ("3", "3"),
        ("5", "1"),
    ];
    assert_eq!(answers, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
}

#[test]
fn nothing_is_stored_before_someone_has_seen_the_map() {
    let desk = Desk::new();
    let said = desk.import(&["--from", "codes.csv"]);
    assert!(said.contains("--map codes.map.ron"), "{said}");
    assert!(!desk.path("data").exists());
    let dry = desk.import(&["--from", "codes.csv", "--map", "codes.map.ron", "--dry-run"]);
    assert!(
        dry.contains("6 with answers") && dry.contains("Nothing is stored"),
        "{dry}"
    );
    assert!(!desk.path("data").exists());
    let map = fs::read_to_string(desk.path("codes.map.ron")).unwrap();
    desk.put(
        "codes.map.ron",
        map.replace("(from: \"why\", to: \"why\"), // O", ""),
    );
    let again = desk.run(&["import", "shop", "--from", "codes.csv"]);
    assert!(
        !again.good && again.errors.contains("another map"),
        "{}",
        again.errors
    );
    let stored = desk.import(&["--from", "codes.csv", "--map", "codes.map.ron"]);
    assert!(stored.contains("6 responses stored"), "{stored}");
    assert_eq!(desk.people("customer")[0]["why.missing"], "not_asked");
}

#[test]
fn a_second_run_stores_nothing_twice() {
    for file in ["codes.csv", "forms-hant.csv", "kobo.csv"] {
        let desk = Desk::new();
        desk.import(&["--from", file, "--yes"]);
        let again = desk.import(&["--from", file, "--yes"]);
        assert!(
            again.contains("0 responses stored; 6 were there already"),
            "{again}"
        );
        assert_eq!(desk.people("customer").len(), 6);
    }
    // A longer file adds its new rows alone.
    let desk = Desk::new();
    desk.put("a.csv", "id,E1,P1\n1,5,6\n2,7,7\n");
    desk.put("b.csv", "id,E1,P1\n1,5,6\n2,7,7\n3,1,1\n3,2,2\n");
    desk.import(&["--from", "a.csv", "--yes"]);
    let more = desk.import(&["--from", "b.csv", "--yes"]);
    assert!(
        more.contains("row 5: an earlier row has the id `3`"),
        "{more}"
    );
    assert!(
        more.contains("1 response stored; 2 were there already"),
        "{more}"
    );
}

#[test]
fn every_rejected_cell_is_named_and_strict_refuses_the_file() {
    let desk = Desk::new();
    desk.put(
        "bad.csv",
        "id,E1,E2,P1,P2,W_TAN,W_REL,NPS\n\
         1,5,8,6,x\u{1b}[31m,60,40,9\n\n\
         2,,,,,,,\n\
         3,\"5\n.5\",4,6,7,50,,11\n",
    );
    let said = desk.run(&["import", "shop", "--from", "bad.csv", "--yes", "--strict"]);
    assert!(
        !said.good && said.errors.contains("nothing is stored"),
        "{}",
        said.errors
    );
    assert!(!desk.path("data").exists());
    let out = desk.import(&["--from", "bad.csv", "--yes"]);
    for line in [
        "row 2, column C (E2): `8`: not between 1 and 7",
        "row 2, column E (P2): `x[31m`: not a number",
        "row 5, column B (E1): `5 .5`: not a number",
        "row 5, column H (NPS): `11`: not between 0 and 10",
        "row 5, column G (W_REL): ``: empty, and the others do not make up the sum",
        "row 4: no valid answer",
        "3 rows: 2 with answers, 1 refused: no valid answer",
    ] {
        assert!(out.contains(line), "{line}\n{out}");
    }
    let listed = fs::read_to_string(desk.path("bad.rejected.csv")).unwrap();
    assert_eq!(listed.lines().count(), 1 + 5 + 1, "{listed}");
    let person = &desk.people("customer")[1];
    assert_eq!(
        cells(person, &["expectation.signs", "expectation.signs.missing"]),
        ["", "technical"]
    );
}

#[test]
fn words_for_missing_answers_become_reasons() {
    let desk = Desk::new();
    desk.import(&["--from", "paper-hant.tsv"]);
    let map = fs::read_to_string(desk.path("paper-hant.map.ron")).unwrap();
    desk.put(
        "paper.map.ron",
        map.replace(
            "    missing: {\n",
            "    missing: {\n        \"9\": DontKnow,\n",
        ),
    );
    let out = desk.import(&[
        "--from",
        "paper-hant.tsv",
        "--map",
        "paper.map.ron",
        "--strict",
    ]);
    assert!(out.contains("No cell is rejected"), "{out}");
    assert_eq!(
        desk.people("customer")[3]["perception.right.missing"],
        "dont_know"
    );
    // The 9 of those who would recommend is an answer, not a reason.
    assert_eq!(desk.people("customer")[5]["recommend"], "9");
}

#[test]
fn reverse_items_and_scales_from_zero_must_be_spoken_of() {
    let desk = Desk::new();
    let study = fs::read_to_string(desk.path("studies/shop.ron")).unwrap();
    desk.put(
        "studies/shop.ron",
        study.replace("id: \"signs\",", "id: \"signs\", reverse: true,"),
    );
    let said = desk.run(&["import", "shop", "--from", "codes.csv", "--yes"]);
    assert!(
        !said.good && said.errors.contains("expectation.signs"),
        "{}",
        said.errors
    );
    let map = fs::read_to_string(desk.path("codes.map.ron")).unwrap();
    desk.put(
        "yes.ron",
        map.replace("mirrored: Unanswered", "mirrored: Yes"),
    );
    desk.import(&["--from", "codes.csv", "--map", "yes.ron"]);
    assert_eq!(
        cells(
            &desk.people("customer")[0],
            &["expectation.clean", "expectation.signs"]
        ),
        ["4", "3"],
        "5 was mirrored from 3"
    );

    let desk = Desk::new();
    let rows: Vec<String> = (0..30)
        .map(|n| format!("{n},{},{}\n", n % 7, (n + 3) % 7))
        .collect();
    let rows = rows.concat();
    desk.put("zero.csv", format!("id,E1,P1\n{rows}"));
    let said = desk.run(&["import", "shop", "--from", "zero.csv", "--yes"]);
    assert!(
        !said.good && said.errors.contains("from 0"),
        "{}",
        said.errors
    );
    let map = fs::read_to_string(desk.path("zero.map.ron")).unwrap();
    desk.put(
        "shifted.ron",
        map.replace("from_zero: Unanswered", "from_zero: Yes"),
    );
    let out = desk.import(&["--from", "zero.csv", "--map", "shifted.ron", "--strict"]);
    assert!(out.contains("30 responses stored"), "{out}");
}

#[test]
fn a_map_that_does_not_fit_is_told_with_all_its_faults() {
    let desk = Desk::new();
    desk.put(
        "wrong.ron",
        r#"(format: 1, study: "shop", form: "customer",
            labels: {"w": {"good": 9}},
            columns: [
                (from: "E1", to: "expectation.clean", labels: "w"),
                (from: "E9", to: "expectation.signs"),
                (from: "E2", to: "expectation.sings"),
                (from: "P1", to: "perception.clean"),
                (from: "P2", to: "perception.clean"),
            ])"#,
    );
    let said = desk.run(&[
        "import",
        "shop",
        "--from",
        "codes.csv",
        "--map",
        "wrong.ron",
    ]);
    assert!(!said.good);
    for words in [
        "`good`",
        "no column `E9`",
        "`expectation.sings`",
        "two columns go to `perception.clean`",
    ] {
        assert!(said.errors.contains(words), "{words}\n{}", said.errors);
    }
    let said = desk.run(&[
        "import",
        "shop",
        "--from",
        "codes.csv",
        "--encoding",
        "klingon",
    ]);
    assert!(!said.good && said.errors.contains("klingon"));
    desk.put("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    let said = desk.run(&["import", "shop", "--from", "old.xls"]);
    assert!(
        !said.good && said.errors.contains(".xlsx"),
        "{}",
        said.errors
    );
}

#[test]
fn simulated_answers_reproduce_the_golden_numbers() {
    let desk = Desk::new();
    fs::copy(
        reference().join("data/sim_servqual.csv"),
        desk.path("sim_servqual.csv"),
    )
    .unwrap();
    let run = |arguments: &[&str]| {
        let said = desk.run(arguments);
        assert!(said.good, "{}{}", said.out, said.errors);
        said.out
    };
    run(&["import", "store", "--from", "sim_servqual.csv"]);
    let map = fs::read_to_string(desk.path("sim_servqual.map.ron")).unwrap();
    desk.put(
        "own.ron",
        map.replace(
            "    mirrored:",
            "    only: {\"firm\": [\"own\"]},\n    mirrored:",
        ),
    );
    run(&[
        "import",
        "store",
        "--from",
        "sim_servqual.csv",
        "--map",
        "own.ron",
    ]);
    let report: Value = serde_json::from_str(&run(&["report", "store", "--as", "json"])).unwrap();
    let golden = fs::read_to_string(reference().join("golden/servqual.json")).unwrap();
    let golden: Value = serde_json::from_str(&golden).unwrap();
    for (dimension, short) in report["dimensions"]
        .as_array()
        .unwrap()
        .iter()
        .zip(["TAN", "REL", "RES", "ASS", "EMP"])
    {
        for (part, name) in [("gap", "gap"), ("against", "E"), ("seen", "P")] {
            let expected = &golden[format!("servqual.own.{name}.{short}")]["value"];
            let found = &dimension[part];
            assert_eq!(found["n"], expected[0], "{short} {part}");
            for (field, index) in [("mean", 1), ("sd", 2)] {
                let difference = found[field].as_f64().unwrap() - expected[index].as_f64().unwrap();
                assert!(difference.abs() < 1e-9, "{short} {part} {field}");
            }
        }
    }
}

#[test]
fn a_long_intake_is_whole_or_nothing() {
    let edition = Edition::of(shop(), "");
    let form = edition.questionnaire.form("customer").unwrap();
    let layout = Layout::of(&edition.questionnaire, form);
    let response = |n: u64| {
        let answers: Vec<Answer> = layout
            .questions()
            .iter()
            .map(|question| answer(&question.kind, n + 1, "text"))
            .collect();
        let packed = layout.pack(&answers);
        let texts = texts_of(&answers);
        Box::new(response_of(&edition, n, packed, texts))
    };
    let folder = tempfile::tempdir().unwrap();
    let (mut store, _) = Store::open(folder.path(), Opening::live(0)).unwrap();
    // One of another edition among them: nothing is taken in.
    let mut torn = Intake::new().unwrap();
    let mut strange = response(2);
    strange.edition.0 = "elsewhere".to_owned();
    for response in [response(1), strange, response(3)] {
        torn.add(&response).unwrap();
    }
    assert!(store.take_in_all(&edition, &torn).is_err());
    assert_eq!(store.counts(&Filter::default()).unwrap(), []);
    let take = |store: &mut Store, rows: u64| {
        let mut intake = Intake::new().unwrap();
        (0..rows).for_each(|n| intake.add(&response(n)).unwrap());
        assert_eq!(intake.count(), rows);
        store.take_in_all(&edition, &intake).unwrap()
    };
    assert_eq!(take(&mut store, 100), 100);
    assert_eq!(take(&mut store, 120), 20, "known ones are passed over");
    assert!(store.knows(&response(119).id).unwrap());
    assert!(!store.knows(&response(120).id).unwrap());
    assert_eq!(store.check().unwrap(), []);
}

fn texts_of(answers: &[Answer]) -> Vec<(usize, String)> {
    let text = |answer: &Answer| match answer {
        Answer::Text(text) | Answer::Choice(_, Some(text)) => Some(text.clone()),
        Answer::Choice(_, None)
        | Answer::Rating(_)
        | Answer::Points(_)
        | Answer::Number(_)
        | Answer::Read
        | Answer::Left(_) => None,
    };
    answers
        .iter()
        .enumerate()
        .filter_map(|(index, answer)| Some((index, text(answer)?)))
        .collect()
}

/// A response that came in by an import.
fn response_of(
    edition: &Edition,
    n: u64,
    packed: Vec<u8>,
    texts: Vec<(usize, String)>,
) -> Response {
    Response {
        id: InterviewId(format!("0190f5ee-0000-7000-8000-{n:012}")),
        edition: edition.fingerprint.clone(),
        form: "customer".to_owned(),
        mode: Mode::Import,
        locale: Locale::ZhHant,
        outcome: Outcome::ALL[usize::try_from(n).unwrap() % Outcome::ALL.len()],
        started: 1_779_026_400_000,
        duration: 61_000,
        site: "=north".to_owned(),
        device: "desk".to_owned(),
        wave: "-1".to_owned(),
        seed: 0,
        short: n % 2 == 1,
        flags: Flags::from_bits(u32::try_from(n % 16).unwrap()),
        packed,
        texts,
    }
}

#[test]
fn staff_answers_keep_their_day_alone_and_batteries_are_known_by_their_beginning() {
    let desk = Desk::new();
    desk.put(
        "staff.csv",
        "id,date,dur_s,G3_TAN,G3_REL,TEAM1,TEAM2\n1,2026-05-17 14:03,99,5,6,2,3\n",
    );
    let arguments = [
        "import",
        "store",
        "--form",
        "staff",
        "--from",
        "staff.csv",
        "--yes",
    ];
    let said = desk.run(&arguments);
    assert!(said.good, "{}{}", said.out, said.errors);
    let map = fs::read_to_string(desk.path("staff.map.ron")).unwrap();
    assert!(map.contains("to: \"delivery.reliability\""), "{map}");
    assert!(map.contains("(from: \"TEAM2\", to: \"teamwork."), "{map}");
    let (store, _) = Store::open(&desk.path("data"), Opening::live(0)).unwrap();
    let mut seen = 0;
    store
        .each_response(&Filter::default(), |response| {
            seen += 1;
            assert_eq!((response.started % 86_400_000, response.duration), (0, 0));
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(seen, 1);
}

fn store() -> Questionnaire {
    read(include_str!("../../questionnaires/store.ron"), "store.ron").unwrap()
}

fn shop() -> Questionnaire {
    read(
        fs::read(reference().join("import/shop.ron")).unwrap(),
        "shop.ron",
    )
    .unwrap()
}

/// An answer of a question's kind, from a number.
fn answer(kind: &Kind, n: u64, text: &str) -> Answer {
    if n.is_multiple_of(7) {
        let reasons = Reason::ALL;
        return Answer::Left(reasons[usize::try_from(n / 7).unwrap() % reasons.len()]);
    }
    let below = |limit: usize| u8::try_from(n % limit as u64).unwrap();
    match kind {
        Kind::Rating { scale, .. } => Answer::Rating(scale.lowest() + below(scale.points.into())),
        Kind::Points { total, rows } => {
            let mut points = vec![0; *rows];
            points[0] = *total - below(50);
            points[1] = below(50);
            Answer::Points(points)
        }
        Kind::Choice {
            many: false,
            options,
            other,
        } => {
            let option = below(options.len());
            let opens = other[usize::from(option)];
            Answer::Choice(
                vec![option],
                (opens && !text.is_empty()).then(|| text.to_owned()),
            )
        }
        Kind::Choice {
            many: true,
            options,
            ..
        } => {
            let chosen = (0..options.len()).filter(|option| n >> option & 1 == 1);
            Answer::Choice(
                chosen.map(|option| u8::try_from(option).unwrap()).collect(),
                None,
            )
        }
        Kind::Number { least, most, .. } => {
            Answer::Number(least + i64::try_from(n).unwrap() % (most - least + 1))
        }
        Kind::Date => Answer::Text(format!("2026-05-{:02}", 1 + n % 28)),
        Kind::Month => Answer::Text("2026-05".into()),
        Kind::Time => Answer::Text(format!("{:02}:{:02}", n % 24, n % 60)),
        Kind::Text { .. } if text.is_empty() => Answer::Left(Reason::Skipped),
        Kind::Text { .. } => Answer::Text(text.to_owned()),
        Kind::Note => Answer::Read,
    }
}

/// Exports responses and reads the table back as an import would.
fn there_and_back(
    edition: &Edition,
    form: &Form,
    responses: &[Response],
    options: Options,
) -> Vec<Response> {
    let mut bytes = Vec::new();
    let rows = responses.iter().cloned();
    write(&mut bytes, &edition.questionnaire, form, rows, options).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let mut table = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let mut rows: Vec<Vec<String>> = table
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect();
    let headers = rows.remove(0);
    let sampled = Sampled {
        headers: headers.clone(),
        rows: rows.clone(),
    };
    let map = propose(&edition.questionnaire, form, &sampled, Locale::En).map;
    let text = map.print(&column_names(&headers));
    assert_eq!(
        Map::read(&text).as_ref(),
        Ok(&map),
        "a map survives its file"
    );
    let converter = Converter::new(edition, form, &map, &headers, Constants::default()).unwrap();
    let mut identities = converter.identities();
    rows.iter()
        .map(|cells| {
            let row = converter.row(cells, &mut identities);
            assert_eq!(row.rejected, [], "{cells:?}");
            match row.verdict {
                Verdict::Taken(response) => *response,
                other @ (Verdict::LeftOut | Verdict::NoAnswers | Verdict::SameId(_)) => {
                    panic!("{other:?}")
                }
            }
        })
        .collect()
}

#[test]
fn places_are_named_like_the_columns_of_an_export() {
    for questionnaire in [store(), shop()] {
        for form in &questionnaire.forms {
            let layout = Layout::of(&questionnaire, form);
            let mut bytes = Vec::new();
            if write(&mut bytes, &questionnaire, form, [], Options::default()).is_err() {
                continue;
            }
            let text = String::from_utf8(bytes).unwrap();
            let header: Vec<String> = text
                .trim()
                .split(',')
                .skip(11)
                .map(|name| name.trim_matches('"').to_owned())
                .take_while(|name| name != "signs")
                .collect();
            let names: Vec<String> = targets(&questionnaire, &layout)
                .into_iter()
                .filter(|target| {
                    let kind = &layout.questions()[target.question].kind;
                    target.shows != Shows::Value || !matches!(kind, Kind::Choice { many: true, .. })
                })
                .map(|target| target.name)
                .collect();
            assert_eq!(names, header);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_exported_comes_back_the_same(
        seeds in prop::collection::vec(prop::collection::vec(1u64..5_000, 80), 1..6),
        text in "[-=+@' a-z\u{4e00}-\u{4e40}\",;\n|]{0,24}",
        raw in any::<bool>(),
    ) {
        // As the interview would have kept it.
        let clean = fivegaps::language::clean_text(&text, 100).trim().to_owned();
        let line = fivegaps::language::clean_line(&text, 100);
        for questionnaire in [store(), shop()] {
            let edition = Edition::of(questionnaire.clone(), "");
            let form = questionnaire.form("customer").unwrap();
            let layout = Layout::of(&questionnaire, form);
            let responses: Vec<Response> = seeds.iter().enumerate().map(|(index, seeds)| {
                let answers: Vec<Answer> = layout.questions().iter().zip(seeds).map(|(question, n)| {
                    let long = matches!(question.kind, Kind::Text { long: true });
                    answer(&question.kind, *n, if long { &clean } else { &line })
                }).collect();
                let texts = texts_of(&answers);
                response_of(&edition, index as u64, layout.pack(&answers), texts)
            }).collect();
            // Raw tables cannot tell an apostrophe of their own from a protecting one.
            let raw = raw && !text.contains('\'');
            let back = there_and_back(&edition, form, &responses, Options { raw, ..Options::default() });
            prop_assert_eq!(back, responses);
        }
    }

    #[test]
    fn any_table_is_read_without_a_panic(
        headers in prop::collection::vec(".{0,12}", 1..8),
        rows in prop::collection::vec(prop::collection::vec(".{0,8}", 0..9), 0..6),
    ) {
        let questionnaire = shop();
        let edition = Edition::of(questionnaire.clone(), "");
        let sampled = Sampled { headers: headers.clone(), rows: rows.clone() };
        for form in &questionnaire.forms {
            let mut map = propose(&questionnaire, form, &sampled, Locale::En).map;
            // Whatever was not matched goes somewhere as well.
            let layout = Layout::of(&questionnaire, form);
            for (name, target) in column_names(&headers).into_iter().zip(targets(&questionnaire, &layout)) {
                if map.columns.iter().all(|c| c.from != name && c.to != target.name) {
                    map.columns.push(fivegaps::survey::import::Column { from: name, to: target.name, ..Default::default() });
                }
            }
            map.mirrored = Told::No;
            map.from_zero = Told::No;
            prop_assert_eq!(Map::read(&map.print(&column_names(&headers))), Ok(map.clone()));
            if let Ok(converter) = Converter::new(&edition, form, &map, &headers, Constants::default()) {
                let mut identities = converter.identities();
                for row in &rows {
                    let _ = converter.row(row, &mut identities);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_bytes_as_a_file_end_in_words(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..400),
            // A workbook with a hole in it.
            (any::<prop::sample::Index>(), any::<u8>()).prop_map(|(at, byte)| {
                let mut book = fs::read(reference().join("import/workbook.xlsx")).unwrap();
                let at = at.index(book.len());
                book[at] = byte;
                book
            }),
        ],
    ) {
        let desk = Desk::new();
        desk.put("any.csv", &bytes);
        let said = desk.run(&["import", "shop", "--from", "any.csv", "--yes", "--dry-run"]);
        prop_assert!(!said.errors.contains("panicked"), "{}", said.errors);
    }
}

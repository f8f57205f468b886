//! The report of a whole study, from stored responses through the program to each of its formats.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use fivegaps::analysis::study::{Conduct, KanoCounts};
use fivegaps::analysis::{
    Disclosed, FormReport, GroupBy, GroupName, StudyReport, Summary, disclose_groups,
    disclose_study,
};
use fivegaps::language::{Locale, columns};
use fivegaps::report::chart::Strokes;
use fivegaps::report::{Brief, compose, html, json, markdown, text};
use fivegaps::store::{Opening, Store, Taken};
use fivegaps::survey::questionnaire::{Kind, Role};
use fivegaps::survey::record::{
    Answer, Edition, Flags, Header, InterviewId, Layout, Mode, Outcome, Reason, Response,
};
use proptest::prelude::*;
use serde_json::Value;

use crate::reports::check;
use crate::study;

const STARTED: i64 = 1_790_000_000_000;

const DIMENSIONS: [(&str, &str, std::ops::RangeInclusive<u8>); 5] = [
    ("tan", "Tangibles", 1..=4),
    ("rel", "Reliability", 5..=9),
    ("res", "Responsiveness", 10..=13),
    ("ass", "Assurance", 14..=17),
    ("emp", "Empathy", 18..=22),
];

/// A study of 22 items with three forms; `title` in English, the Chinese with it.
fn source(title: &str) -> String {
    let text =
        |words: &str| format!(r#"(en: "{words}", zh_hant: "繁{words}", zh_hans: "简{words}")"#);
    let dimensions = DIMENSIONS.map(|(id, name, items)| {
        let items: Vec<String> = items
            .map(|i| {
                format!(
                    r#"(id: "i{i}", name: {}, expectation: {}, perception: {}, estimate: {})"#,
                    text(&format!("item {i}")),
                    text(&format!("Excellent ones have {i}.")),
                    text(&format!("This one has {i}.")),
                    text(&format!("They want {i}.")),
                )
            })
            .collect();
        format!(
            r#"(id: "{id}", name: {}, about: {}, items: [{}])"#,
            text(name),
            text(&format!("about {name}")),
            items.join(",")
        )
    });
    let battery = |id: &str, gap: u8, count: u8| {
        let statements: Vec<String> = (1..=count)
            .map(|i| format!(r#"(id: "{i}", text: {})"#, text(&format!("statement {i}"))))
            .collect();
        format!(
            r#"Battery(id: "{id}", name: {}, gap: {gap}, statements: [{}])"#,
            text(&format!("battery {id}")),
            statements.join(",")
        )
    };
    format!(
        r#"(format: 1, id: "trial", revision: 1, title: {title}, place: {place}, industry: {place},
        scale: (points: 7, low: {low}, high: {high}), dimensions: [{dimensions}],
        forms: [
          (id: "customer", role: Customer, ask: [
            Choice(id: "branch", text: {branch}, options: [(id: "a", text: {a}), (id: "b", text: {b}), (id: "c", text: {c})]),
            Rate(facet: Expectation), Allocate(points: 100), Rate(facet: Perception),
            Overall(id: "osq", text: {q}), Satisfaction(id: "csat", text: {q}), Recommend(id: "nps", text: {q}), Effort(id: "ces", text: {q})]),
          (id: "manager", role: Manager, ask: [Rate(facet: Estimate), Allocate(points: 100),
            Rate(facet: Standard, by: Dimension, extra: NoStandard), {mro}]),
          (id: "staff", role: Staff, ask: [Rate(facet: Delivery, by: Dimension, extra: NoStandard),
            Rate(facet: Promise, by: Dimension, extra: NoPromise), {team}]),
        ])"#,
        title = text(title),
        place = text("this place"),
        low = text("disagree"),
        high = text("agree"),
        branch = text("Which branch?"),
        a = text("A"),
        b = text("B"),
        c = text("C"),
        q = text("How is it?"),
        dimensions = dimensions.join(","),
        mro = battery("mro", 1, 4),
        team = battery("team", 3, 5),
    )
}

/// A table with a head.
struct Data(Vec<Vec<&'static str>>);

impl Data {
    fn read(text: &'static str) -> Self {
        Self(text.lines().map(|line| line.split(',').collect()).collect())
    }

    fn rows(&self) -> impl Iterator<Item = &Vec<&'static str>> {
        self.0.iter().skip(1)
    }

    fn cell<'a>(&self, row: &'a [&'static str], column: &str) -> &'a str {
        let at = self.0[0].iter().position(|name| *name == column);
        row[at.unwrap_or_else(|| panic!("no column {column}"))]
    }
}

/// The column of a question in the reference data.
fn column(key: &str) -> String {
    match key.split_once('.') {
        Some(("expectation", item)) => item.replace('i', "E"),
        Some(("perception", item)) => item.replace('i', "P"),
        Some(("estimate", item)) => item.replace('i', "ME"),
        Some(("standard", dimension)) => format!("G2_{}", dimension.to_uppercase()),
        Some(("delivery", dimension)) => format!("G3_{}", dimension.to_uppercase()),
        Some(("promise", dimension)) => format!("G4_{}", dimension.to_uppercase()),
        Some((battery, statement)) => format!("{}{statement}", battery.to_uppercase()),
        None if key == "branch" => key.to_owned(),
        None => key.to_uppercase(),
    }
}

fn answers(layout: &Layout, data: &Data, row: &[&'static str]) -> Vec<Answer> {
    let questions = layout.questions().iter();
    questions
        .map(|question| {
            let key = question.key.as_str();
            if let Kind::Points { .. } = question.kind {
                let prefix = if data.0[0].contains(&"W_TAN") {
                    "W"
                } else {
                    "MW"
                };
                let points: Option<Vec<u8>> = DIMENSIONS
                    .iter()
                    .map(|(id, _, _)| {
                        let column = format!("{prefix}_{}", id.to_uppercase());
                        data.cell(row, &column).parse().ok()
                    })
                    .collect();
                return points.map_or(Answer::Left(Reason::Skipped), Answer::Points);
            }
            let cell = data.cell(row, &column(key));
            if let Kind::Choice { options, .. } = &question.kind {
                let chosen = options
                    .iter()
                    .position(|option| option.as_str() == cell.to_lowercase());
                return chosen.map_or(Answer::Left(Reason::Skipped), |chosen| {
                    Answer::Choice(vec![u8::try_from(chosen).unwrap()], None)
                });
            }
            if cell == "0" && key.starts_with("promise") {
                return Answer::Left(Reason::NoPromise);
            }
            if cell == "0" && key != "nps" {
                return Answer::Left(Reason::NoStandard);
            }
            cell.parse()
                .map_or(Answer::Left(Reason::Skipped), Answer::Rating)
        })
        .collect()
}

/// A folder with a store and the study's file.
pub(crate) struct Place {
    folder: tempfile::TempDir,
    pub(crate) edition: Arc<Edition>,
    taken: u32,
}

impl Place {
    pub(crate) fn new(title: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let source = source(title);
        std::fs::create_dir(folder.path().join("studies")).unwrap();
        std::fs::write(folder.path().join("studies/trial.ron"), &source).unwrap();
        let edition = Edition::read(&source, "trial.ron")
            .unwrap_or_else(|problems| panic!("{}", problems.render()));
        Self {
            folder,
            edition: Arc::new(edition),
            taken: 0,
        }
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    /// Puts the rows of a file in as responses of a form.
    pub(crate) fn take(&mut self, form: &str, role: Role, text: &'static str, most: usize) {
        let edition = Arc::clone(&self.edition);
        let layout = Layout::of(
            &edition.questionnaire,
            edition.questionnaire.form(form).unwrap(),
        );
        let data = Data::read(text);
        let own = data
            .rows()
            .filter(|row| row[1] == "own" || role != Role::Customer);
        let pairs: Vec<(Header, Response)> = own
            .take(most)
            .map(|row| {
                self.taken += 1;
                let packed = layout.pack(&answers(&layout, &data, row));
                let wave = if role == Role::Customer { row[2] } else { "" };
                self.interview(form, role, "", wave, packed)
            })
            .collect();
        let taken: Vec<Taken> = pairs
            .iter()
            .map(|(header, response)| Taken {
                header,
                edition: &edition,
                entries: &[],
                response,
            })
            .collect();
        let data = self.folder.path().join("data");
        let (mut store, _) = Store::open(&data, Opening::live(STARTED)).unwrap();
        assert_eq!(store.take_in(&taken).unwrap(), pairs.len());
    }

    pub(crate) fn interview(
        &self,
        form: &str,
        role: Role,
        site: &str,
        wave: &str,
        packed: Vec<u8>,
    ) -> (Header, Response) {
        let id = InterviewId(format!("00000000-0000-4000-8000-{:012}", self.taken));
        let header = Header {
            id: id.clone(),
            edition: self.edition.fingerprint.clone(),
            form: form.into(),
            role,
            mode: Mode::Import,
            locale: Locale::En,
            seed: 0,
            short: false,
            test: false,
            started: STARTED,
            site: site.into(),
            device: String::new(),
            wave: wave.into(),
            interviewer: String::new(),
        };
        let response = Response {
            id,
            edition: header.edition.clone(),
            form: header.form.clone(),
            mode: header.mode,
            locale: header.locale,
            outcome: Outcome::Complete,
            started: header.started,
            duration: 60_000,
            site: header.site.clone(),
            device: String::new(),
            wave: header.wave.clone(),
            seed: 0,
            short: false,
            flags: Flags::NONE,
            packed,
            texts: Vec::new(),
        };
        (header, response)
    }

    pub(crate) fn with_everyone(mut self) -> Self {
        self.take("customer", Role::Customer, CUSTOMERS, usize::MAX);
        self.take("manager", Role::Manager, MANAGERS, usize::MAX);
        self.take("staff", Role::Staff, STAFF, usize::MAX);
        self
    }

    /// Puts one response with these answers in, as its own transaction.
    pub(crate) fn put(
        &mut self,
        form: &str,
        role: Role,
        site: &str,
        wave: &str,
        answers: &[Answer],
    ) {
        self.taken += 1;
        let edition = Arc::clone(&self.edition);
        let questionnaire = &edition.questionnaire;
        let layout = Layout::of(questionnaire, questionnaire.form(form).unwrap());
        let (header, response) = self.interview(form, role, site, wave, layout.pack(answers));
        let taken = Taken {
            header: &header,
            edition: &edition,
            entries: &[],
            response: &response,
        };
        assert_eq!(self.store().take_in(&[taken]).unwrap(), 1);
    }

    pub(crate) fn store(&self) -> Store {
        let data = self.folder.path().join("data");
        Store::open(&data, Opening::live(STARTED)).unwrap().0
    }

    /// What `fivegaps report trial` prints with these arguments.
    pub(crate) fn report(&self, more: &[&str]) -> Result<String, String> {
        self.run("report", more)
    }

    /// What a command about the study prints.
    pub(crate) fn run(&self, command: &str, more: &[&str]) -> Result<String, String> {
        let program = Path::new(env!("CARGO_BIN_EXE_fivegaps"));
        let output = Command::new(program)
            .args([command, "trial", "--data", &self.path("data")])
            .args(["--questionnaires", &self.path("studies")])
            .args(["--now", "2026-05-17T10:00:00Z"])
            .args(more)
            .env("HOME", self.folder.path())
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        if output.status.success() {
            Ok(text(output.stdout))
        } else {
            Err(text(output.stderr))
        }
    }

    pub(crate) fn json(&self, more: &[&str]) -> Value {
        let arguments: Vec<&str> = ["--as", "json"]
            .into_iter()
            .chain(more.iter().copied())
            .collect();
        serde_json::from_str(&self.report(&arguments).unwrap()).unwrap()
    }
}

pub(crate) const CUSTOMERS: &str = include_str!("../reference/data/sim_servqual.csv");
const MANAGERS: &str = include_str!("../reference/data/sim_internal_managers.csv");
const STAFF: &str = include_str!("../reference/data/sim_internal_staff.csv");

fn golden(key: &str) -> Vec<f64> {
    let golden = include_str!("../reference/golden/internal_gaps.json");
    let golden: Value = serde_json::from_str(golden).unwrap();
    let values = golden[key]["value"].as_array().unwrap();
    values.iter().map(|value| value.as_f64().unwrap()).collect()
}

fn same(ours: &[f64], key: &str) {
    let wanted = golden(key);
    assert_eq!(ours.len(), wanted.len(), "{key}");
    for (ours, wanted) in ours.iter().zip(&wanted) {
        let near = (ours - wanted).abs() <= 1e-9 * wanted.abs().max(1.0);
        assert!(near, "{key}: {ours} is not {wanted}");
    }
}

fn number(value: &Value) -> f64 {
    value
        .as_f64()
        .unwrap_or_else(|| panic!("{value} is no number"))
}

#[test]
fn gaps_1_to_4_of_stored_answers_are_those_of_the_reference() {
    let place = Place::new("Trial").with_everyone();
    let json = place.json(&[]);
    let gap = |id: &str| {
        let gaps = json["gaps"].as_array().unwrap();
        gaps.iter().find(|gap| gap["id"] == id).unwrap()["rows"].clone()
    };
    for row in gap("knowledge").as_array().unwrap() {
        let (of, against, test) = (&row["of"], &row["against"], &row["gap"]);
        let ours = [
            number(&of["n"]),
            number(&against["n"]),
            number(&of["mean"]),
            number(&against["mean"]),
            number(&test["mean"]),
            number(&test["t"]),
            number(&test["freedom"]),
            number(&test["p"]),
            number(&test["interval"][0]),
            number(&test["interval"][1]),
        ];
        let id = row["dimension"].as_str().unwrap().to_uppercase();
        same(&ours, &format!("gap1.{id}"));
    }
    for (gap_id, key) in [
        ("standards", "g2"),
        ("delivery", "g3"),
        ("communication", "g4"),
    ] {
        for row in gap(gap_id).as_array().unwrap() {
            let id = row["dimension"].as_str().unwrap().to_uppercase();
            let wanted = golden(&format!("{key}.{id}"));
            let (n, mean) = (number(&row["of"]["n"]), number(&row["of"]["mean"]));
            assert!((n - wanted[0]).abs() < 1e-9 && (mean - wanted[1]).abs() < 1e-9);
            assert!((number(&row["gap"]["value"]) - wanted[8]).abs() < 1e-9);
            assert!((number(&row["without"]) - wanted[6]).abs() < 1e-9);
        }
    }
    let schema = include_str!("../reference/report.schema.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    for arguments in [&[][..], &["--group-by", "wave", "--group-by", "branch"]] {
        let mut breaches = Vec::new();
        check(&schema, &schema, &place.json(arguments), "$", &mut breaches);
        assert_eq!(breaches, Vec::<String>::new());
    }
}

#[test]
fn the_whole_study_on_one_page_in_three_languages() {
    let place = Place::new("Trial").with_everyone();
    let short = &place.edition.fingerprint.0[..16];
    for locale in Locale::ALL {
        let text = place
            .report(&["--language", locale.tag(), "--group-by", "wave"])
            .unwrap();
        for line in text.lines() {
            assert!(columns(line) <= 80, "{line}");
        }
        let name = format!("study-report-{}", locale.tag());
        insta::assert_snapshot!(name, text.replace(short, "0123456789abcdef"));
    }
    let markdown = place
        .report(&["--as", "markdown", "--only", "gaps"])
        .unwrap();
    insta::assert_snapshot!(
        "study-report-markdown",
        markdown.replace(short, "0123456789abcdef")
    );
}

#[test]
fn a_role_without_answers_is_named_and_no_number_stands_for_it() {
    let mut place = Place::new("Trial");
    place.take("customer", Role::Customer, CUSTOMERS, 40);
    let text = place.report(&[]).unwrap();
    assert!(
        text.contains("Knowledge gap (gap 1)\n  No data: no managers have answered."),
        "{text}"
    );
    assert!(
        text.contains("Delivery gap (gap 3)\n  No data: no staff have answered."),
        "{text}"
    );
    let json = place.json(&[]);
    let gaps = json["gaps"].as_array().unwrap();
    let knowledge = gaps.iter().find(|gap| gap["id"] == "knowledge").unwrap();
    assert_eq!(knowledge["kind"], "no_data");
    assert_eq!(knowledge["without_answers"], serde_json::json!(["manager"]));
    let alone = place.report(&["--form", "customer"]).unwrap();
    assert!(!alone.contains("gap 1"), "{alone}");
}

/// Everything that looks like a number with decimals.
fn decimals(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (1..bytes.len())
        .filter(|at| bytes[*at] == b'.' && is(at - 1) && is(at + 1))
        .count()
}

#[test]
fn no_figure_of_fewer_than_the_least_number_is_in_any_format() {
    let mut place = Place::new("Trial");
    place.take("customer", Role::Customer, CUSTOMERS, 4);
    place.take("manager", Role::Manager, MANAGERS, 4);
    place.take("staff", Role::Staff, STAFF, 3);
    for format in ["text", "markdown", "html"] {
        let report = place.report(&["--as", format]).unwrap();
        let shown = report.split("</style>").last().unwrap();
        // What is left with decimals are the drawings' own coordinates.
        let drawn = shown.matches(r#"x1=""#).count() * 2 + shown.matches(r#" x=""#).count();
        assert!(decimals(shown) <= drawn, "{format}\n{shown}");
        assert!(shown.contains("too few answers"));
    }
    let mut figures = 0;
    visit(&place.json(&["--group-by", "wave"]), &mut |name, value| {
        let figure = ["mean", "value", "t", "p", "weight", "share", "r_square"];
        assert!(
            !(figure.contains(&name) && value.is_number()),
            "{name}: {value}"
        );
        figures += 1;
    });
    assert!(figures > 100);
}

fn visit(value: &Value, see: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                see(name, value);
                visit(value, see);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| visit(value, see)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn a_filter_that_leaves_out_a_few_is_refused() {
    let mut place = Place::new("Trial");
    place.take("customer", Role::Customer, CUSTOMERS, 300);
    place.take("manager", Role::Manager, MANAGERS, 28);
    assert!(place.report(&["--wave", "1"]).is_ok());
    let staff = place
        .report(&["--form", "manager", "--since", "2026-09-01"])
        .unwrap_err();
    assert!(staff.contains("this filter is refused"), "{staff}");
    let crossed = ["--site", "x", "--wave", "1", "--group-by", "branch"];
    assert!(place.report(&crossed).unwrap_err().contains("at most 2"));
    let unknown = place.report(&["--group-by", "nps"]).unwrap_err();
    assert!(
        unknown.contains("site, wave, language, branch"),
        "{unknown}"
    );
}

#[test]
fn only_the_sections_asked_for_are_told() {
    let place = Place::new("Trial").with_everyone();
    let text = place
        .report(&["--only", "recommend", "--level", "0.90"])
        .unwrap();
    assert!(
        text.contains("NPS") && text.contains("90% interval"),
        "{text}"
    );
    assert!(
        !text.contains("In words") && !text.contains("Reliability"),
        "{text}"
    );
    assert!(place.report(&["--only", "weather"]).is_err());
}

/// The elements of a page with the names of their attributes, in order; refuses what is not well formed.
fn elements(page: &str) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        assert!(!rest[..at].contains('>') || open.last().is_some_and(|name| name == "style"));
        rest = &rest[at + 1..];
        let end = rest.find('>').unwrap();
        let (tag, after) = rest.split_at(end);
        rest = &after[1..];
        if tag.starts_with('!') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
            continue;
        }
        let name: String = tag.chars().take_while(|c| !c.is_whitespace()).collect();
        let mut attributes = Vec::new();
        let mut inside = tag[name.len()..].trim();
        while let Some((attribute, value)) = inside.split_once("=\"") {
            let (_, after) = value.split_once('"').unwrap();
            attributes.push(attribute.trim().to_owned());
            inside = after.trim();
        }
        assert_eq!(inside, "", "{tag}");
        if !["meta"].contains(&name.as_str()) {
            open.push(name.clone());
        }
        found.push((name, attributes));
    }
    assert!(open.is_empty(), "{open:?}");
    found
}

#[test]
fn a_page_is_well_formed_and_hostile_words_add_no_element_and_no_attribute() {
    let arguments = ["--as", "html", "--group-by", "wave"];
    let page = |title: &str| {
        Place::new(title)
            .with_everyone()
            .report(&arguments)
            .unwrap()
    };
    let harmless = page("Trial");
    let hostile = page("<script>x</script><img src=x onerror=y> ' onload='z --> ]]>");
    assert_eq!(elements(&harmless), elements(&hostile));
    let names = elements(&hostile);
    assert!(names.iter().all(|(name, attributes)| {
        name != "script"
            && !attributes.iter().any(|attribute| {
                attribute.starts_with("on") || attribute == "src" || attribute == "href"
            })
    }));
    assert!(names.iter().any(|(name, _)| name == "svg"));
    assert!(harmless.contains("default-src 'none'"));
    assert!(!harmless.contains("http://") && !harmless.contains("https://"));
}

/// The report of one form from packed answers, whatever they are.
fn of_answers(edition: &Edition, form: usize, rows: &[Vec<u8>]) -> Disclosed<StudyReport> {
    let questionnaire = &edition.questionnaire;
    let form = &questionnaire.forms[form];
    let mut summary = Summary::new(questionnaire, form);
    let mut kano = KanoCounts::of(questionnaire, form);
    for row in rows {
        summary.add(row);
        if let Some(kano) = &mut kano {
            kano.add(row);
        }
    }
    let conduct = Conduct {
        outcomes: vec![(Outcome::Complete, summary.n())],
        other_editions: 0,
    };
    let own = FormReport::of(questionnaire, form, &summary, kano.as_ref(), conduct, 0.95);
    let report = StudyReport::of(questionnaire, &[(form, &summary)], own, 0.95);
    disclose_study(report, questionnaire.disclosure)
}

/// Answers to every question of a form: on a scale, off it, or a reason.
fn any_answers() -> impl Strategy<Value = (usize, Vec<Vec<u8>>)> {
    let answer = prop_oneof![6 => 1u8..=7, 1 => 0u8..=20, 1 => 247u8..=255];
    let row = proptest::collection::vec(answer, 80);
    (0usize..7, proptest::collection::vec(row, 0..14))
}

/// No figure of fewer than five persons has a number.
fn holds_the_least(value: &Value) {
    if let Value::Object(fields) = value {
        let number = |name: &str| fields.get(name).and_then(Value::as_f64);
        if let Some(n) = number("n") {
            let shown = number("mean").is_some() || number("strength").is_some();
            assert!(!shown || n >= 5.0, "{value}");
        }
    }
    match value {
        Value::Object(fields) => fields.values().for_each(holds_the_least),
        Value::Array(values) => values.iter().for_each(holds_the_least),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_answers_give_a_report_in_every_format((form, rows) in any_answers()) {
        let edition = study::edition(&[2, 3]);
        let report = of_answers(&edition, form, &rows);
        let document = compose(
            &edition,
            &report,
            &[],
            Brief { locale: Locale::En, sections: &[], notes: &[] },
        );
        let text = text::write(&document, 80, &Strokes::usual());
        prop_assert!(!text.contains("NaN") && !text.contains("inf,") && !text.contains("inf]"));
        for line in text.lines() {
            prop_assert!(columns(line) <= 80, "{}", line);
        }
        elements(&html::write(&document));
        prop_assert!(markdown::write(&document, &Strokes::ascii()).starts_with("# "));
        let json: Value = serde_json::from_str(&json::write(&edition, &report, &[])).unwrap();
        holds_the_least(&json);
    }
}

#[test]
fn features_moments_and_zones_are_told_with_their_people() {
    let edition = study::edition(&[2, 3]);
    let told = |form: usize, rows: &[Vec<u8>]| {
        let report = of_answers(&edition, form, rows);
        let brief = Brief {
            locale: Locale::En,
            sections: &[],
            notes: &[],
        };
        text::write(
            &compose(&edition, &report, &[], brief),
            80,
            &Strokes::usual(),
        )
    };
    let questionnaire = &edition.questionnaire;
    let layout = Layout::of(questionnaire, &questionnaire.forms[4]);
    // Everyone likes every feature and would dislike its absence; the door pleases, the till does not.
    let rows: Vec<Vec<u8>> = (0..12)
        .map(|_| {
            let answers: Vec<Answer> = layout
                .questions()
                .iter()
                .map(|question| match question.key.as_str() {
                    key if key.starts_with("functional") => Answer::Rating(1),
                    key if key.starts_with("dysfunctional") => Answer::Rating(5),
                    "path.door" => Answer::Rating(6),
                    "path.till" => Answer::Rating(2),
                    _ => Answer::Left(Reason::Skipped),
                })
                .collect();
            layout.pack(&answers)
        })
        .collect();
    let text = told(4, &rows);
    assert!(
        text.contains("Most pain: till (100% of its ratings, n = 12)."),
        "{text}"
    );
    let counts = "12     0    12     0     0     0     0    1.00  -1.00";
    let features = text.lines().filter(|line| line.ends_with(counts)).count();
    assert_eq!(features, 5, "{text}");
    assert!(text.contains("item i11: more is"), "{text}");
}

#[test]
fn groups_too_small_are_hidden_with_the_next_that_would_tell_them() {
    let edition = study::edition(&[2, 3]);
    let questionnaire = &edition.questionnaire;
    let form = &questionnaire.forms[0];
    let part = |name: &str, n: u8| {
        let mut summary = Summary::new(questionnaire, form);
        let layout = Layout::of(questionnaire, form);
        for person in 0..n {
            let answers: Vec<Answer> = layout
                .questions()
                .iter()
                .map(|question| match &question.kind {
                    Kind::Rating { facet: Some(_), .. } => Answer::Rating(4 + person % 3),
                    Kind::Rating { .. }
                    | Kind::Points { .. }
                    | Kind::Choice { .. }
                    | Kind::Number { .. }
                    | Kind::Date
                    | Kind::Month
                    | Kind::Time
                    | Kind::Text { .. }
                    | Kind::Note => Answer::Left(Reason::Skipped),
                })
                .collect();
            summary.add(&layout.pack(&answers));
        }
        (GroupName::Named(name.to_owned()), summary)
    };
    let parts = [part("a", 12), part("b", 9), part("c", 3)];
    let groups = disclose_groups(questionnaire, form, GroupBy::Site, &parts, &[], 0.95);
    let shown: Vec<bool> = groups.rows.iter().map(|row| row.n.is_ok()).collect();
    assert_eq!(shown, [true, false, false]);
    for row in &groups.rows[1..] {
        assert!(
            row.figures
                .iter()
                .all(|figure| figure.mean.is_err() && figure.n == 0)
        );
    }
}

impl Place {
    /// What another command prints.
    fn command(&self, arguments: &[&str]) -> Result<String, String> {
        let output = Command::new(env!("CARGO_BIN_EXE_fivegaps"))
            .args(arguments)
            .args(["--data", &self.path("data")])
            .args(["--questionnaires", &self.path("studies")])
            .env("HOME", self.folder.path())
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        if output.status.success() {
            Ok(text(output.stdout))
        } else {
            Err(text(output.stderr))
        }
    }
}

#[test]
fn a_plan_takes_usual_spreads_or_those_of_stored_answers() {
    let mut place = Place::new("Trial");
    let plan = |place: &Place, more: &[&str]| -> Value {
        let arguments: Vec<&str> = ["plan-sample", "--json"]
            .into_iter()
            .chain(more.iter().copied())
            .collect();
        serde_json::from_str(&place.command(&arguments).unwrap()).unwrap()
    };
    let usual = plan(&place, &["--gap", "0.2"]);
    let needed = |plan: &Value| -> Vec<u64> {
        let aims = plan["aims"].as_array().unwrap();
        aims.iter()
            .map(|aim| aim["responses"].as_u64().unwrap())
            .collect()
    };
    assert_eq!(needed(&usual), [97, 139, 217]);
    place.take("customer", Role::Customer, CUSTOMERS, 4);
    let few = plan(&place, &["trial", "--gap", "0.2"]);
    assert_eq!(
        (few["spreads"].as_str(), needed(&few).len()),
        (Some("usual"), 3)
    );
    place.take("customer", Role::Customer, CUSTOMERS, 300);
    let stored = plan(&place, &["trial", "--gap", "0.1"]);
    assert_eq!(stored["spreads"], "stored");
    let sd = number(&stored["aims"][0]["sd"]);
    let wanted = (1.959_963_985 * sd / 0.1).powi(2).ceil();
    assert!((number(&stored["aims"][0]["responses"]) - wanted).abs() < 1e-9);
    let half = plan(
        &place,
        &["--gap", "0.2", "--answering", "50", "--population", "100"],
    );
    assert_eq!(half["aims"][0]["responses"], 50);
    assert_eq!(half["aims"][0]["ask"], 100);
    for locale in Locale::ALL {
        let text = place
            .command(&[
                "plan-sample",
                "trial",
                "--responses",
                "90",
                "--language",
                locale.tag(),
            ])
            .unwrap();
        for line in text.lines() {
            assert!(columns(line) <= 80, "{line}");
        }
    }
    assert!(place.command(&["plan-sample", "--gap", "-1"]).is_err());
}

#[test]
fn figures_over_waves_are_told_and_days_of_managers_are_not() {
    let place = Place::new("Trial").with_everyone();
    let json = place.json(&["--over", "wave"]);
    let series = &json["series"];
    assert_eq!(series["by"], "wave");
    let change = &series["lines"][0]["change"];
    // Welch's test of the second wave against the first, as in the reference.
    let golden: Value =
        serde_json::from_str(include_str!("../reference/golden/tests.json")).unwrap();
    let wanted = golden["group.welch_wave2_vs_wave1"]["value"]
        .as_array()
        .unwrap();
    assert!((number(&change["p"]) - number(&wanted[2])).abs() < 1e-9);
    assert!((number(&change["interval"][0]) - number(&wanted[3])).abs() < 1e-9);
    assert!(series["lines"][0]["control"].is_null());
    let refused = place
        .report(&["--form", "manager", "--over", "month"])
        .unwrap_err();
    assert!(refused.contains("single managers and staff"), "{refused}");
    let baseline = place
        .report(&["--over", "wave", "--baseline", "1..9", "--because", "x"])
        .unwrap_err();
    assert!(baseline.contains("periods are: 1, 2"), "{baseline}");
}

#[test]
fn tests_and_drivers_of_stored_answers_are_those_of_the_reference() {
    let place = Place::new("Trial").with_everyone();
    let json = place.json(&["--only", "drivers"]);
    let golden: Value =
        serde_json::from_str(include_str!("../reference/golden/regression.json")).unwrap();
    let wanted = golden["reg.own.OSQ_on_Pdims.se_hc3"]["value"]
        .as_array()
        .unwrap();
    let robust = json["visits"]["robust_errors"].as_array().unwrap();
    // The intercept comes first in the reference.
    for (ours, wanted) in robust.iter().zip(&wanted[1..]) {
        assert!((number(ours) - number(wanted)).abs() < 1e-9);
    }
    assert_eq!(robust.len(), 5);
    let first: f64 = json["priorities"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| number(&found["first"]["value"]))
        .sum();
    assert!(first > 0.99 && first < 1.0 + 1e-9);
    let factors = place.json(&["--only", "factors", "--factors", "2", "--extraction", "ml"]);
    assert_eq!(factors["factors"]["solution"]["factors"], 2);
    assert!(factors["factors"]["solution"]["fit"].is_object());
}

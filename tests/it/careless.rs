//! Careless answers, from the store to the report and the export: counted, set apart, never lost.

use fivegaps::analysis::careless::{Sign, Signs};
use fivegaps::store::{Filter, Store};
use fivegaps::survey::interview::{Interview, Stage};
use fivegaps::survey::questionnaire::{Kind, Role};
use fivegaps::survey::record::{Answer, Flag, Flags, Header, InterviewId, Mode, Outcome};
use serde_json::Value;

use crate::study_report::{CUSTOMERS, Place};

fn customers(most: usize) -> Place {
    let mut place = Place::new("Trial");
    place.take("customer", Role::Customer, CUSTOMERS, most);
    place
}

fn number(value: &Value) -> u64 {
    value
        .as_u64()
        .unwrap_or_else(|| panic!("{value} is no number"))
}

#[test]
fn every_main_result_stands_with_and_without_those_set_apart() {
    let place = customers(usize::MAX);
    let whole = place.json(&[]);
    let found = &whole["carelessness"];
    assert_eq!(
        (&found["n"], &found["set_apart"]),
        (&whole["responses"], &Value::from(8))
    );
    assert_eq!(found["excluded"], false);
    let without = place.json(&["--exclude-flagged"]);
    assert_eq!(
        number(&without["responses"]),
        number(&whole["responses"]) - 8
    );
    assert_eq!(without["carelessness"]["excluded"], true);
    let results = found["results"].as_array().unwrap();
    let result = |what: &str| results.iter().find(|found| found["what"] == what).unwrap();
    for what in ["overall", "weighted", "performance"] {
        assert_eq!(result(what)["all"], whole[what], "{what}");
        assert_eq!(result(what)["without"], without[what], "{what}");
    }
    let dimensions: Vec<&Value> = results
        .iter()
        .filter(|found| found["what"] == "dimension")
        .collect();
    for (index, found) in dimensions.iter().enumerate() {
        assert_eq!(found["without"], without["dimensions"][index]["gap"]);
    }
    let questions = results
        .iter()
        .filter(|found| found["what"] == "question")
        .count();
    assert_eq!((dimensions.len(), questions), (5, 4));
}

#[test]
fn groups_leave_out_the_same_responses_or_nothing_is_said_of_them() {
    let place = customers(usize::MAX);
    for by in ["wave", "branch"] {
        let groups = |more: &[&str]| -> Vec<Option<u64>> {
            let json = place.json(&[&["--group-by", by], more].concat());
            let rows = json["groups"][0]["rows"].as_array().unwrap();
            rows.iter().map(|row| row["n"].as_u64()).collect()
        };
        let all: Vec<u64> = groups(&[]).into_iter().flatten().collect();
        let kept = groups(&["--exclude-flagged"]);
        assert_eq!(all.len(), kept.len());
        for (all, kept) in all.iter().zip(&kept) {
            let few = |left: u64| (1..5).contains(&left);
            assert!(kept.is_none_or(|kept| !few(all - kept)), "{by}: {kept:?}");
        }
    }
}

#[test]
fn so_few_that_the_difference_would_tell_are_neither_counted_nor_left_out() {
    let place = customers(60);
    let found = &place.json(&[])["carelessness"];
    assert_eq!(found["set_apart"], Value::Null, "{found}");
    for result in found["results"].as_array().unwrap() {
        assert_eq!(result["without"]["absent"], "protected", "{result}");
    }
    let text = place.report(&["--only", "quality"]).unwrap();
    assert!(
        text.contains("Fewer than 5 of 60 responses are set apart"),
        "{text}"
    );
    assert!(!text.contains("with and without"), "{text}");
    let refused = place.report(&["--exclude-flagged"]).unwrap_err();
    assert!(refused.contains("the difference would tell"), "{refused}");
}

#[test]
fn the_export_keeps_all_and_names_the_signs() {
    let place = customers(usize::MAX);
    let file = place.path("out.csv");
    place.run("export", &["--output", &file]).unwrap();
    let mut table = csv::Reader::from_path(&file).unwrap();
    let head = table.headers().unwrap().clone();
    assert_eq!(
        head.iter().rev().take(2).collect::<Vec<_>>(),
        ["set_apart", "signs"]
    );
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 300);
    let apart: Vec<&str> = rows
        .iter()
        .filter(|row| &row[row.len() - 1] == "1")
        .map(|row| &row[row.len() - 2])
        .collect();
    assert_eq!(apart.len(), 8);
    assert_eq!(
        apart
            .iter()
            .filter(|signs| **signs == "straight flat")
            .count(),
        7
    );
    let book = std::fs::read_to_string(place.path("out.codebook.csv")).unwrap();
    assert!(book.contains(r#""set_apart","about""#), "{book}");
}

/// One customer answers live, with so many milliseconds from step to step.
fn answer(store: &mut Store, place: &Place, id: u32, pace: u64, rating: impl Fn(usize) -> u8) {
    let header = Header {
        id: InterviewId(format!("00000000-0000-4000-9000-{id:012}")),
        edition: place.edition.fingerprint.clone(),
        form: "customer".into(),
        role: Role::Customer,
        mode: Mode::Kiosk,
        locale: fivegaps::language::Locale::En,
        seed: u64::from(id),
        short: false,
        test: false,
        started: 1_790_000_000_000,
        site: String::new(),
        device: String::new(),
        wave: String::new(),
        interviewer: String::new(),
    };
    store.begin(&header, &place.edition).unwrap();
    let mut interview = Interview::begin(place.edition.clone(), header.clone()).unwrap();
    let mut at = 0;
    let shown = interview.order_shown();
    while let Stage::Page(page) = interview.stage() {
        at += pace;
        let index = shown[page];
        let question = interview.layout().questions()[index].clone();
        let answer = match question.kind {
            Kind::Rating { .. } => Answer::Rating(rating(index)),
            Kind::Points { .. } => Answer::Points(vec![20; 5]),
            Kind::Choice { .. }
            | Kind::Number { .. }
            | Kind::Date
            | Kind::Month
            | Kind::Time
            | Kind::Text { .. }
            | Kind::Note => Answer::Choice(vec![0], None),
        };
        let given = interview.answer(&question.key, answer, at).unwrap();
        interview.apply(&given);
        let on = interview.forward(at).unwrap();
        interview.apply(&on);
        store.save(&header.id, &[given, on]).unwrap();
    }
    let entry = interview.end(Outcome::Complete, at + 1).unwrap();
    let response = interview.sealed_by(&entry);
    store.finish(&header.id, &[entry], &response).unwrap();
}

#[test]
fn live_answers_are_timed_from_step_to_step() {
    let place = Place::new("Trial");
    let mut store = place.store();
    let varied = |index: usize| [3, 6, 5, 2, 7][index % 5];
    answer(&mut store, &place, 1, 1_900, varied);
    answer(&mut store, &place, 2, 2_100, varied);
    answer(&mut store, &place, 3, 90_000, varied);
    answer(&mut store, &place, 4, 900, |_| 4);
    let words = |signs: Signs| -> Vec<&str> {
        signs
            .iter()
            .map(Sign::word)
            .filter(|word| *word != "inconsistent")
            .collect()
    };
    let mut found = Vec::new();
    store
        .each_of_group(&Filter::default(), |count, response| {
            found.push((response.id.0.clone(), words(count.signs)));
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    found.sort();
    let found: Vec<Vec<&str>> = found.into_iter().map(|(_, words)| words).collect();
    assert_eq!(found[0], ["fast"]);
    assert_eq!(found[1], [""; 0]);
    assert_eq!(found[2], [""; 0], "pauses tell nothing");
    assert_eq!(found[3], ["straight", "flat", "fast", "alike"]);
    assert!(store.check().unwrap().is_empty());
}

#[test]
fn a_burst_that_is_known_only_afterwards_sets_its_first_answers_apart() {
    let place = Place::new("Trial");
    let mut store = place.store();
    let varied = |index: usize| [3, 6, 5, 2, 7][index % 5];
    for id in 1..=3 {
        answer(&mut store, &place, id, 5_000, varied);
    }
    let ids = [1, 2].map(|id| InterviewId(format!("00000000-0000-4000-9000-{id:012}")));
    let apart = |store: &Store| {
        let counts = store.counts(&Filter::default()).unwrap();
        let apart = counts.iter().filter(|count| count.signs.set_apart());
        apart.map(|count| count.kept).sum::<u64>()
    };
    let clock = Flags::NONE.with(Flag::ClockSet);
    store.flag(&ids, clock).unwrap();
    assert_eq!(apart(&store), 0, "a clock tells nothing of the answers");
    let burst = Flags::NONE.with(Flag::Burst);
    store.flag(&ids, burst).unwrap();
    store.flag(&ids, burst).unwrap();
    assert_eq!(apart(&store), 2);
    assert_eq!(store.check().unwrap(), []);
    let form = &place.edition.questionnaire.forms[0];
    let counting = Filter::counting(&place.edition.fingerprint, form.id.as_str());
    let all = store.summary(&place.edition, form.id.as_str(), &counting);
    assert_eq!(all.unwrap().n(), 3, "nothing is lost");
}

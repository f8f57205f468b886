//! Whatever a reader subtracts from whatever, nothing is about fewer persons than the study allows.
//!
//! The reader of these tests asks for everything: each filter, each group, each format, after each person who
//! answers; and takes any two figures of the same thing off each other.

use std::collections::BTreeMap;

use fivegaps::survey::questionnaire::{Kind, Role};
use fivegaps::survey::record::{Answer, Layout, Reason};
use serde_json::Value;

use crate::study_report::Place;

const LEAST: u64 = 5;

/// Answers to every question of a form, no two persons alike; `out` is left out.
fn answers(place: &Place, form: &str, person: usize, out: Option<usize>) -> Vec<Answer> {
    let questionnaire = &place.edition.questionnaire;
    let layout = Layout::of(questionnaire, questionnaire.form(form).unwrap());
    let questions = layout.questions().iter().enumerate();
    questions
        .map(|(index, question)| match &question.kind {
            _ if out == Some(index) => Answer::Left(Reason::Skipped),
            Kind::Rating { scale, .. } => {
                let steps = usize::from(scale.points);
                let step = (person * 5 + index * 3 + person * index) % steps;
                Answer::Rating(scale.lowest() + u8::try_from(step).unwrap())
            }
            Kind::Points { .. } => Answer::Points(vec![20; 5]),
            Kind::Choice { .. } => Answer::Choice(vec![u8::try_from(person % 2).unwrap()], None),
            Kind::Number { .. }
            | Kind::Date
            | Kind::Month
            | Kind::Time
            | Kind::Text { .. }
            | Kind::Note => Answer::Left(Reason::Skipped),
        })
        .collect()
}

/// What a reader knows: of each figure, by its place in the document, how many persons were behind it each time, with
/// its mean.
#[derive(Default)]
struct Reader(BTreeMap<String, Vec<(u64, f64)>>);

impl Reader {
    /// Reads every figure of a document that shows a mean.
    fn read(&mut self, at: &str, value: &Value) {
        match value {
            Value::Object(fields) => {
                let n = fields.get("n").and_then(Value::as_u64);
                let mean = fields.get("mean").and_then(Value::as_f64);
                if let Some((n, mean)) = n.zip(mean) {
                    self.0.entry(at.to_owned()).or_default().push((n, mean));
                }
                let name = ["id", "question", "dimension", "item"]
                    .into_iter()
                    .find_map(|key| fields.get(key)?.as_str());
                let at = name.map_or(at.to_owned(), |name| format!("{at}/{name}"));
                for (key, field) in fields {
                    self.read(&format!("{at}.{key}"), field);
                }
            }
            Value::Array(parts) => {
                for part in parts {
                    self.read(at, part);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// Every figure is of enough persons, and no two of the same thing differ by too few.
    fn holds(&self) {
        assert!(!self.0.is_empty());
        for (at, seen) in &self.0 {
            for (n, mean) in seen {
                assert!(*n >= LEAST, "{at} is of {n}");
                for (other, other_mean) in seen {
                    let few = (1..LEAST).contains(&n.abs_diff(*other));
                    assert!(!few, "{at}: {n} ({mean}) and {other} ({other_mean})");
                }
            }
        }
    }
}

#[test]
fn results_of_staff_never_advance_by_single_persons() {
    let mut place = Place::new("Trial");
    let mut reader = Reader::default();
    let mut shown = Vec::new();
    for person in 0..16 {
        // Some leave a question out: their figures grow more slowly than the number of responses.
        let out = (person % 3 == 0).then_some(person % 7);
        let answers = answers(&place, "staff", person, out);
        place.put("staff", Role::Staff, "", "", &answers);
        let json = place.json(&["--form", "staff"]);
        shown.push(json["responses"].as_u64().unwrap());
        for part in ["gaps", "antecedents", "dimensions", "performance"] {
            reader.read(part, &json[part]);
        }
    }
    let steps = [[0; 4].as_slice(), &[5; 5], &[10; 5], &[15; 2]].concat();
    assert_eq!(shown, steps);
    reader.holds();
}

#[test]
fn one_more_person_changes_no_byte_of_any_output_about_staff() {
    let mut place = Place::new("Trial");
    for person in 0..12 {
        let answers = answers(&place, "staff", person, None);
        place.put("staff", Role::Staff, "", "", &answers);
    }
    let every = |place: &Place| -> Vec<Result<String, String>> {
        let mut outputs = Vec::new();
        for format in ["text", "json", "markdown", "html"] {
            outputs.push(place.report(&["--as", format]));
            outputs.push(place.report(&["--as", format, "--form", "staff", "--group-by", "site"]));
        }
        let file = place.path("staff.csv");
        outputs.push(place.run("export", &["--form", "staff", "--output", &file]));
        for file in [file, place.path("staff.codebook.csv")] {
            outputs.push(Ok(std::fs::read_to_string(file).unwrap_or_default()));
        }
        outputs
    };
    let before = every(&place);
    let last = answers(&place, "staff", 12, None);
    place.put("staff", Role::Staff, "", "", &last);
    assert_eq!(before, every(&place));
}

#[test]
fn answers_of_a_place_come_out_by_themselves_where_they_suffice() {
    let mut place = Place::new("Trial");
    let mut reader = Reader::default();
    for person in 0..30 {
        let site = ["north", "south"][person % 2];
        let answers = answers(&place, "staff", person, None);
        place.put("staff", Role::Staff, site, "", &answers);
        if person % 5 < 3 {
            continue;
        }
        let json = place.json(&["--form", "staff", "--group-by", "site"]);
        reader.read("dimensions", &json["dimensions"]);
        for row in json["groups"][0]["rows"].as_array().unwrap() {
            let site = row["group"].as_str().unwrap();
            reader.read(site, &row["dimensions"]);
        }
    }
    reader.holds();
    let last = |at: &str| reader.0.iter().find(|(key, _)| key.starts_with(at));
    assert!(last("north").is_some() && last("south").is_some());
}

#[test]
fn filters_groups_and_their_complements_leave_nothing_to_subtract() {
    let mut place = Place::new("Trial");
    // South and east have few in autumn, and now and then somebody leaves a question out.
    let mut person = 0;
    for (site, wave, size) in [
        ("north", "spring", 14),
        ("north", "autumn", 9),
        ("south", "spring", 8),
        ("south", "autumn", 3),
        ("east", "spring", 6),
        ("east", "autumn", 2),
    ] {
        for _ in 0..size {
            let out = (person % 4 == 0).then_some(person % 50);
            let answers = answers(&place, "customer", person, out);
            place.put("customer", Role::Customer, site, wave, &answers);
            person += 1;
        }
    }
    let read = |more: &[&str]| -> Option<Value> {
        let mut arguments = vec!["--as", "json", "--form", "customer"];
        arguments.extend(more);
        Some(serde_json::from_str(&place.report(&arguments).ok()?).unwrap())
    };
    let parts = [
        "dimensions",
        "overall",
        "weighted",
        "performance",
        "singles",
        "gaps",
    ];
    let mut refused = 0;
    let whole = read(&[]).unwrap();
    // Nested views: what one has beside the other is their difference.
    for more in [
        &["--site", "north"][..],
        &["--site", "south"],
        &["--site", "east"],
        &["--wave", "spring"],
        &["--wave", "autumn"],
    ] {
        let Some(json) = read(more) else {
            refused += 1;
            continue;
        };
        let mut reader = Reader::default();
        for part in parts {
            reader.read(part, &whole[part]);
            reader.read(part, &json[part]);
        }
        reader.holds();
    }
    let crossed = read(&["--site", "north", "--wave", "spring"]).unwrap();
    for wider in [&["--site", "north"], &["--wave", "spring"]] {
        let mut reader = Reader::default();
        for part in parts {
            reader.read(part, &crossed[part]);
            reader.read(part, &read(wider).unwrap()[part]);
        }
        reader.holds();
    }
    for site in ["south", "east"] {
        refused += usize::from(read(&["--site", site, "--wave", "spring"]).is_none());
    }
    assert_eq!(refused, 2, "those left out are too few");
}

#[test]
fn what_a_table_of_groups_hides_is_enough_in_each_of_its_cells() {
    let mut place = Place::new("Trial");
    let mut person = 0;
    for (site, wave, size) in [
        ("north", "spring", 14),
        ("south", "spring", 8),
        ("south", "autumn", 12),
        ("east", "spring", 6),
        ("east", "autumn", 2),
        ("west", "autumn", 7),
    ] {
        for _ in 0..size {
            let out = (person % 3 == 0).then_some(person % 50);
            let answers = answers(&place, "customer", person, out);
            place.put("customer", Role::Customer, site, wave, &answers);
            person += 1;
        }
    }
    let read = |more: &[&str]| -> Option<Value> {
        let mut arguments = vec!["--form", "customer"];
        arguments.extend(more);
        arguments.extend(["--as", "json"]);
        Some(serde_json::from_str(&place.report(&arguments).ok()?).unwrap())
    };
    let mut tables = 0;
    for by in ["site", "wave", "branch"] {
        let table = |more: &[&str]| read(&[&["--group-by", by], more].concat());
        let whole = table(&[]).unwrap();
        for filter in [
            &[][..],
            &["--site", "north"],
            &["--site", "south"],
            &["--wave", "spring"],
            &["--wave", "autumn"],
        ] {
            let Some(json) = table(filter) else { continue };
            tables += 1;
            let rows = json["groups"][0]["rows"].as_array().unwrap();
            let shown = |row: &Value, column: usize| -> Option<u64> {
                let figure = match column {
                    0 => &row["overall"],
                    _ => &row["dimensions"][column - 1],
                };
                figure["mean"].as_f64().and(figure["n"].as_u64())
            };
            for column in 0..6 {
                let total = match column {
                    0 => &json["overall"],
                    _ => &json["dimensions"][column - 1]["gap"],
                };
                let told: u64 = rows.iter().filter_map(|row| shown(row, column)).sum();
                if total["mean"].is_f64() && rows.iter().any(|row| shown(row, column).is_some()) {
                    let hidden = total["n"].as_u64().unwrap() - told;
                    let enough = hidden == 0 || hidden >= LEAST;
                    assert!(enough, "{by} {filter:?} {column}: {hidden} are hidden");
                }
                for row in rows {
                    let same = whole["groups"][0]["rows"].as_array().unwrap();
                    let same = same.iter().find(|other| other["group"] == row["group"]);
                    let pair = shown(row, column).zip(same.and_then(|same| shown(same, column)));
                    let few = pair.is_some_and(|(n, all)| (1..LEAST).contains(&(all - n)));
                    assert!(!few, "{by} {filter:?} {column}: {row}");
                }
            }
        }
    }
    assert!(tables >= 12, "{tables}");
}

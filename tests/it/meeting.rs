//! A session from end to end, with the program itself: one leads, sixteen answer at the same time.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Child, Output, Stdio};

use fivegaps::store::{Filter, Opening, Store};
use fivegaps::survey::record::Outcome;
use fivegaps::survey::session::Code;

use crate::store::TEAM;

const PEOPLE: usize = 16;

/// A folder with the study, and the program in it.
struct Shop(tempfile::TempDir);

impl Shop {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("studies")).unwrap();
        fs::write(folder.path().join("studies/team.ron"), TEAM).unwrap();
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn start(&self, arguments: &[&str]) -> Child {
        std::process::Command::new(env!("CARGO_BIN_EXE_fivegaps"))
            .env_clear()
            .env("HOME", self.path())
            .args(arguments)
            .args(["--language", "en", "--data"])
            .arg(self.path().join("data"))
            .arg("--questionnaires")
            .arg(self.path().join("studies"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    fn says(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = self.start(arguments);
        // A program that refuses at once does not read.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    fn done(&self, arguments: &[&str]) -> String {
        let output = self.says(arguments, "");
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {errors}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn open(&self, people: usize) -> Vec<Code> {
        let shown = self.done(&["session", "team", "--people", &people.to_string()]);
        let codes: Vec<Code> = shown
            .lines()
            .filter_map(|line| Code::read(line).ok())
            .collect();
        assert_eq!(codes.len(), people, "{shown}");
        codes
    }
}

/// What the person of this number types, the code first.
fn script(code: Code, number: usize) -> String {
    let rating = number % 7 + 1;
    format!("{code}\n{rating}\n{rating}\n{rating}\n{rating}\nremark {number:02}\n\n")
}

#[test]
fn sixteen_processes_answer_at_once_and_every_answer_is_accounted_for() {
    let shop = Shop::new();
    let codes = shop.open(PEOPLE);
    let mut people: Vec<Child> = (0..PEOPLE)
        .map(|_| shop.start(&["session", "team", "--join", "--plain"]))
        .collect();
    // All are there before anybody says a word.
    for (number, (person, code)) in people.iter_mut().zip(&codes).enumerate() {
        let mut input = person.stdin.take().unwrap();
        input.write_all(script(*code, number).as_bytes()).unwrap();
    }
    for person in people {
        let output = person.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}{errors}");
        assert!(!said.contains("stops here"), "{said}");
    }
    let listed = shop.done(&["session", "team", "--list"]);
    assert!(listed.contains("16 of 16 are through"), "{listed}");
    let again = shop.says(
        &["session", "team", "--join", "--plain"],
        &codes[3].to_string(),
    );
    let again = String::from_utf8_lossy(&again.stdout).into_owned();
    assert!(again.contains("This code was used"), "{again}");

    let results = shop.done(&["session", "team", "--close", "--yes"]);
    assert!(
        results.contains("16 people of this session answered"),
        "{results}"
    );
    let (store, _) = Store::open(&shop.path().join("data"), Opening::live(0)).unwrap();
    let session = store.sessions().unwrap().remove(0);
    assert_eq!((session.attended, session.answered), (16, 16));
    let mut found = BTreeSet::new();
    store
        .each_response(&Filter::default(), |response| {
            assert_eq!(response.outcome, Outcome::Complete);
            let (_, words) = &response.texts[0];
            let number: usize = words.strip_prefix("remark ").unwrap().parse().unwrap();
            let rating = u8::try_from(number % 7 + 1).unwrap();
            assert!(response.packed.starts_with(&[rating; 4]), "{words}");
            found.insert(number);
            ControlFlow::Continue(())
        })
        .unwrap();
    assert!(
        found.into_iter().eq(0..PEOPLE),
        "nobody is missing, nobody is there twice"
    );
    let frozen = store.frozen(1).unwrap().unwrap();
    assert_eq!(frozen.sums.n(), 16);
    assert_eq!(frozen.comments[0].texts.len(), 16);
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn results_come_in_every_format_and_comments_from_ten_people_on() {
    let shop = Shop::new();
    let codes = shop.open(6);
    for (number, code) in codes[..5].iter().enumerate() {
        let said = shop.says(
            &["session", "team", "--join", "--plain"],
            &script(*code, number),
        );
        assert!(said.status.success());
    }
    let early = shop.says(&["session", "team", "--results"], "");
    assert_eq!(early.status.code(), Some(2));
    shop.done(&["session", "team", "--close", "--yes"]);
    let text = shop.done(&["session", "team", "--results"]);
    assert!(
        text.contains("Comments are shown when 10 or more"),
        "{text}"
    );
    assert!(!text.contains("remark"), "{text}");
    assert!(
        text.contains("No data: no customers have answered."),
        "{text}"
    );
    for (format, sign) in [
        ("html", "<!DOCTYPE html>"),
        ("markdown", "# Our team"),
        ("json", "{"),
    ] {
        let set = shop.done(&["session", "team", "--results", "--as", format]);
        assert!(set.starts_with(sign), "{format}: {set}");
    }
    let export = shop.says(&["export", "team", "--form", "staff"], "");
    assert!(
        !export.status.success() || !String::from_utf8_lossy(&export.stdout).contains("remark")
    );
}

#[test]
fn few_answers_are_held_and_the_session_goes_on() {
    let shop = Shop::new();
    let codes = shop.open(3);
    shop.says(
        &["session", "team", "--join", "--plain"],
        &script(codes[0], 0),
    );
    let held = shop.done(&["session", "team", "--close", "--yes"]);
    assert!(held.contains("4 more are needed"), "{held}");
    let said = shop.says(
        &["session", "team", "--join", "--plain"],
        &codes[1].to_string(),
    );
    assert!(String::from_utf8_lossy(&said.stdout).contains("The session is closed"));
    assert!(
        shop.done(&["session", "team", "--reopen"])
            .contains("open again")
    );
    let slips = shop.path().join("slips.html");
    shop.done(&[
        "session",
        "team",
        "--more",
        "2",
        "--slips",
        slips.to_str().unwrap(),
    ]);
    assert_eq!(
        fs::read_to_string(&slips).unwrap().matches("<svg").count(),
        2
    );
    let listed = shop.done(&["session", "team", "--list", "--json"]);
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    assert_eq!(listed["sessions"][0]["codes"], 5);
    assert_eq!(listed["sessions"][0]["finished"], 1);
    assert_eq!(listed["sessions"][0]["answered"], serde_json::Value::Null);
    shop.done(&["session", "team", "--discard", "--yes"]);
    assert!(
        shop.done(&["session", "team", "--list"])
            .contains("no sessions")
    );
}

#[test]
#[cfg(unix)]
fn whoever_leads_needs_the_pin_where_one_is_set_and_those_who_answer_do_not() {
    let shop = Shop::new();
    let set = shop.says(&["pin"], "482913\n482913\n");
    assert!(set.status.success());
    let people = ["session", "team", "--people", "2"];
    let wrong = shop.says(&people, "482914\n");
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("not the right one"));
    let right = shop.says(&people, "482913\n");
    assert!(right.status.success());
    let shown = String::from_utf8(right.stdout).unwrap();
    let code = shown
        .lines()
        .find_map(|line| Code::read(line).ok())
        .unwrap();
    let said = shop.says(&["session", "team", "--join", "--plain"], &script(code, 1));
    assert!(said.status.success());
    for action in ["--close", "--results", "--discard", "--reopen"] {
        let refused = shop.says(&["session", "team", action, "--yes"], "111\n");
        assert_eq!(refused.status.code(), Some(2), "{action}");
    }
    assert!(
        shop.done(&["session", "team", "--list"])
            .contains("1 of 2 are through")
    );
}

#[test]
fn customers_hold_no_sessions() {
    let shop = Shop::new();
    let refused = shop.says(
        &["session", "team", "--form", "customer", "--people", "5"],
        "",
    );
    assert_eq!(refused.status.code(), Some(2));
    let errors = String::from_utf8(refused.stderr).unwrap();
    assert!(errors.contains("for staff or managers"), "{errors}");
}

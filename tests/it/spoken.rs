//! The kiosk over plain lines: the program itself, on a pipe and in a pseudo-terminal.
#![cfg(unix)]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use fivegaps::store::{Filter, Opening, Store};
use fivegaps::survey::record::{Mode, Outcome};

use crate::window::Person;

const ARGUMENTS: [&str; 8] = [
    "--language",
    "en",
    "--seed",
    "1",
    "kiosk",
    "store",
    "--short",
    "--plain",
];

/// Runs the program on these lines and gives what it said.
fn hears(folder: &Path, arguments: &[&str], lines: &str) -> String {
    let settings = folder.join("settings.ron");
    let mut child = Command::new(env!("CARGO_BIN_EXE_fivegaps"))
        .args(["--data", folder.to_str().unwrap()])
        .args(["--settings", settings.to_str().unwrap()])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(lines.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

fn outcomes(folder: &Path) -> Vec<(Mode, Outcome)> {
    let (store, _) = Store::open(folder, Opening::live(0)).unwrap();
    let mut found = Vec::new();
    store
        .each_response(&Filter::default(), |response| {
            found.push((response.mode, response.outcome));
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    found
}

#[test]
fn one_person_after_another_until_the_staff_leave_with_the_pin() {
    let folder = tempfile::tempdir().unwrap();
    hears(folder.path(), &["pin"], "482913\n482913\n");
    let said = hears(
        folder.path(),
        &ARGUMENTS,
        "nonsense\n1\n2\n\nstaff\n111111\n2\n2\n\nstaff\n482913\n1\n",
    );
    assert_eq!(said.matches("1 English").count(), 5, "{said}");
    assert!(
        said.contains("That was not it.") && said.contains("謝謝"),
        "{said}"
    );
    // Nothing is drawn.
    assert!(!said.contains('\u{1b}'));
    let refused = (Mode::Kiosk, Outcome::Refused);
    assert_eq!(outcomes(folder.path()), [refused, refused]);
}

#[test]
fn out_of_its_hours_it_says_so_and_begins_with_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let closed = "(kiosk: (hours: (monday: [\"03:00-03:01\"])))";
    std::fs::write(folder.path().join("settings.ron"), closed).unwrap();
    let mut arguments = vec!["--now", "2026-05-20T12:00:00Z"];
    arguments.extend(ARGUMENTS);
    arguments.push("--no-pin");
    let said = hears(folder.path(), &arguments, "1\n1\n");
    assert!(
        said.contains("We are closed now") && !said.contains("1 English"),
        "{said}"
    );
    assert!(outcomes(folder.path()).is_empty());
}

#[test]
fn no_key_leads_out_and_nothing_is_left_on_the_terminal_for_the_next() {
    let folder = tempfile::tempdir().unwrap();
    hears(folder.path(), &["pin"], "482913\n482913\n");
    let settings = folder.path().join("settings.ron");
    let mut all = vec![
        "--data",
        folder.path().to_str().unwrap(),
        "--settings",
        settings.to_str().unwrap(),
    ];
    all.extend(ARGUMENTS);
    let mut person = Person::before_the_program(&all);
    person.sees("1 English");
    // Control with C, Z, backslash, D, S: characters like others, and no choice of a language.
    person.types(b"\x03\x1a\x1c\x04\x13\r");
    person.types(b"1\r");
    person.sees("I am 16 or older");
    person.types(b"2\r");
    person.sees("Closes in");
    person.types(b"\r");
    person.until("the first question, and nothing else", |screen| {
        let text = screen.contents();
        text.contains("1 English") && !text.contains("I am 16 or older")
    });
    person.types(b"staff\r");
    person.sees("PIN");
    person.types(b"482913\r");
    assert_eq!(person.exit_code(), 0);
    assert!(!person.screen().contents().contains("482913"));
}

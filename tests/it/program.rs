//! The loop with the real terminal and the real store, in a pseudo-terminal.
//!
//! The program under test is this binary itself, run again for [`stand_in`]: one interview on a kiosk.
#![cfg(unix)]

use std::path::Path;

use fivegaps::app::event::{Ask, Exit};
use fivegaps::app::{Purpose, Setting};
use fivegaps::language::Locale;
use fivegaps::run::{Chance, Front, Office, Post, run};
use fivegaps::store::{Opening, Store};
use fivegaps::survey::record::{Action, Mode};
use fivegaps::terminal;
use fivegaps::view::Look;
use rustix::process::Signal;

use crate::study;
use crate::window::Person;

#[test]
#[ignore = "the program that the other tests run"]
fn stand_in() {
    let Ok(folder) = std::env::var("STAND_IN_FOLDER") else {
        return;
    };
    let ask = Ask {
        edition: study::edition(&[4, 5, 4, 4, 5]),
        form: "customer".into(),
        short: false,
    };
    let desk = std::env::var("STAND_IN").is_ok_and(|setting| setting == "desk");
    let (purpose, setting) = if desk {
        let mode = Mode::Interview;
        (Purpose::Interview { ask, mode }, terminal::Setting::Desk)
    } else {
        let rules = Box::default();
        (Purpose::Kiosk { ask, rules }, terminal::Setting::Kiosk)
    };
    let chance = Chance {
        now: Some(1_700_000_000_000),
        seed: Some(1),
    };
    let (store, notices) = Store::open(Path::new(&folder), Opening::live(chance.now())).unwrap();
    let mut office = Office::new(store, &notices, Post::default(), chance, Locale::En);
    let setting_of_app = Setting {
        purpose,
        studies: Vec::new(),
        locale: Locale::En,
        share_results: false,
        test: false,
    };
    let mut front = Front::open(setting, Look::default()).unwrap();
    let exit = run(setting_of_app, &mut front, &mut office);
    drop(front);
    std::process::exit(match exit {
        Exit::Done => 0,
        Exit::Closed => 1,
        Exit::Trouble => 2,
        Exit::Left | Exit::Session(_) => 3,
    });
}

/// Someone who has agreed to be asked, and the folder of the store.
fn interviewed() -> (Person, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let mut person = Person::before("program::stand_in", &[("STAND_IN_FOLDER", path)]);
    person.sees("English");
    person.types(b"1");
    person.sees("We ask about");
    person.types(b"1");
    person.sees("visit");
    (person, folder)
}

/// The options that were chosen and the ratings given, as the store tells them afterwards.
fn kept(folder: &tempfile::TempDir) -> usize {
    let (store, _) = Store::open(folder.path(), Opening::live(0)).unwrap();
    let [open] = store.open_interviews().unwrap().try_into().unwrap();
    let (_, _, entries) = store.load(&open.header.id).unwrap();
    entries
        .iter()
        .filter(|entry| matches!(entry.action, Action::Answered { .. }))
        .count()
}

#[test]
fn what_was_shown_as_accepted_is_there_after_a_kill() {
    let (mut person, folder) = interviewed();
    person.types(b"1");
    person.sees("Excellent stores have");
    person.sends(Signal::KILL);
    person.exit_code();
    assert_eq!(kept(&folder), 1);
}

#[test]
fn answers_typed_ahead_are_all_kept() {
    let (mut person, folder) = interviewed();
    person.types(b"1");
    person.types(&[b'5'; 22]);
    person.sees("Share out 100 points");
    person.sends(Signal::TERM);
    assert_eq!(person.exit_code(), 1);
    person.assert_as_before();
    assert_eq!(kept(&folder), 23);
}

#[test]
fn a_closed_terminal_leaves_the_interview_to_be_taken_up() {
    let (mut person, folder) = interviewed();
    person.closes_the_terminal();
    assert_eq!(person.exit_code(), 1);
    assert_eq!(kept(&folder), 0);
}

#[test]
fn a_screen_that_nobody_reads_does_not_keep_answers_from_being_kept() {
    let (mut person, folder) = interviewed();
    let eyes = person.eyes();
    let away = eyes.lock().unwrap();
    for width in 200..260 {
        person.resizes(width, 60);
    }
    person.types(b"1");
    person.types(&[b'5'; 22]);
    let until = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while kept(&folder) < 23 {
        assert!(std::time::Instant::now() < until, "they are not kept");
    }
    drop(away);
    person.sees("Share out 100 points");
}

#[test]
fn a_press_chooses_what_is_seen_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let mut person = Person::before("program::stand_in", &[("STAND_IN_FOLDER", path)]);
    person.sees("English");
    let rows: Vec<String> = person.screen().rows(0, 80).collect();
    let (row, column) = rows
        .iter()
        .enumerate()
        .find_map(|(row, text)| Some((row + 1, text.find("English")? + 1)))
        .unwrap();
    person.types(format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m").as_bytes());
    person.sees("We ask about");
}

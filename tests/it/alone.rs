//! The kiosk as it stands in a store: the program itself in a pseudo-terminal, its supervisor and the process in
//! front of the person.
#![cfg(unix)]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use fivegaps::store::{Filter, Opening, Store};
use fivegaps::survey::record::Outcome;
use rustix::process::{Pid, Signal, kill_process, test_kill_process};

use crate::window::Person;

/// A kiosk, the folder of its store, and nobody's settings.
struct Kiosk {
    person: Person,
    folder: tempfile::TempDir,
}

fn settings_of(folder: &Path) -> String {
    folder.join("settings.ron").to_str().unwrap().to_owned()
}

/// Sets the PIN 482913 as a script does.
fn set_pin(folder: &Path) {
    use std::io::Write as _;
    let mut child = Command::new(env!("CARGO_BIN_EXE_fivegaps"))
        .args(["--data", folder.to_str().unwrap(), "pin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut keyboard = child.stdin.take().unwrap();
    keyboard.write_all(b"482913\n482913\n").unwrap();
    drop(keyboard);
    assert!(child.wait().unwrap().success());
}

impl Kiosk {
    fn with(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        set_pin(folder.path());
        Self::on(folder, arguments)
    }

    fn on(folder: tempfile::TempDir, arguments: &[&str]) -> Self {
        let settings = settings_of(folder.path());
        let path = folder.path().to_str().unwrap();
        let mut all = vec![
            "--data",
            path,
            "--settings",
            &settings,
            "--language",
            "en",
            "--seed",
            "1",
            "kiosk",
            "store",
            "--short",
        ];
        all.extend(arguments);
        let mut person = Person::before_the_program(&all);
        person.sees("English");
        Self { person, folder }
    }

    /// The process in front of the person: the supervisor's only child.
    fn respondent(&self) -> Pid {
        let supervisor = self.person.process().as_raw_nonzero();
        let path = format!("/proc/{supervisor}/task/{supervisor}/children");
        let until = Instant::now() + Duration::from_secs(20);
        loop {
            let children = std::fs::read_to_string(&path).unwrap();
            let child = children.split_whitespace().next();
            if let Some(pid) = child.and_then(|c| Pid::from_raw(c.parse().ok()?)) {
                return pid;
            }
            assert!(Instant::now() < until, "there is no process in front");
        }
    }

    /// Begins an interview and gives an answer.
    fn begins(&mut self) {
        self.person.types(b"1");
        self.person.sees("and agree");
        self.person.types(b"1");
        self.person.sees("Question 1 of");
        self.person.types(b"1");
        self.person.sees("Question 2 of");
    }

    /// The first screen, shown anew by another process than this one.
    fn is_back(&mut self, before: Pid) {
        self.person.until("the first screen", |screen| {
            let text = screen.contents();
            text.contains("English") && !text.contains("Question")
        });
        let until = Instant::now() + Duration::from_secs(20);
        while self.respondent() == before {
            assert!(Instant::now() < until, "it is the same process");
        }
    }

    fn outcomes(&self) -> Vec<Outcome> {
        let (store, _) = Store::open(self.folder.path(), Opening::live(0)).unwrap();
        let mut outcomes = Vec::new();
        store
            .each_response(&Filter::default(), |response| {
                outcomes.push(response.outcome);
                std::ops::ControlFlow::Continue(())
            })
            .unwrap();
        outcomes
    }

    fn audit(&self) -> Vec<String> {
        let (store, _) = Store::open(self.folder.path(), Opening::live(0)).unwrap();
        let lines = store.audit().unwrap().into_iter();
        lines
            .map(|line| format!("{}: {}", line.what, line.detail))
            .collect()
    }
}

fn is_gone(pid: Pid) -> bool {
    test_kill_process(pid).is_err()
}

#[test]
fn after_a_kill_the_next_person_meets_the_first_screen_and_the_partial_is_filed() {
    let mut kiosk = Kiosk::with(&[]);
    kiosk.begins();
    let before = kiosk.respondent();
    kill_process(before, Signal::KILL).unwrap();
    kiosk.is_back(before);
    kiosk.person.sees("3 简体中文");
    assert_eq!(kiosk.outcomes(), [Outcome::BreakOff]);
    assert!(
        kiosk.audit().iter().any(|line| line.contains("signal: 9")),
        "{:?}",
        kiosk.audit()
    );
}

#[test]
fn a_program_that_hangs_is_replaced() {
    let mut kiosk = Kiosk::with(&["--patience", "600"]);
    kiosk.begins();
    let before = kiosk.respondent();
    kill_process(before, Signal::STOP).unwrap();
    kiosk.is_back(before);
    assert!(is_gone(before));
}

#[test]
fn both_processes_end_when_the_supervisor_is_asked_to() {
    for signal in [Signal::TERM, Signal::HUP] {
        let mut kiosk = Kiosk::with(&[]);
        let respondent = kiosk.respondent();
        kiosk.person.sends(signal);
        assert_eq!(kiosk.person.exit_code(), 0);
        assert!(is_gone(respondent));
        kiosk.person.assert_as_before();
    }
}

#[test]
fn both_processes_end_when_the_one_in_front_hangs_meanwhile() {
    let mut kiosk = Kiosk::with(&[]);
    let respondent = kiosk.respondent();
    kill_process(respondent, Signal::STOP).unwrap();
    kiosk.person.sends(Signal::TERM);
    assert_eq!(kiosk.person.exit_code(), 0);
    assert!(is_gone(respondent));
}

#[test]
fn keys_and_signals_of_keys_change_nothing() {
    let mut kiosk = Kiosk::with(&[]);
    kiosk.begins();
    let respondent = kiosk.respondent();
    kiosk.person.types(b"\x03\x1a\x1c\x04\x13\x11");
    for signal in [Signal::INT, Signal::QUIT, Signal::TSTP] {
        kiosk.person.sends(signal);
        kill_process(respondent, signal).unwrap();
    }
    kiosk.person.types(b"5");
    kiosk.person.sees("Question 3 of");
    assert_eq!(kiosk.respondent(), respondent);
}

#[test]
fn the_program_in_front_ends_with_its_supervisor() {
    let kiosk = Kiosk::with(&["--patience", "600"]);
    let respondent = kiosk.respondent();
    kiosk.person.sends(Signal::KILL);
    let until = Instant::now() + Duration::from_secs(20);
    while !is_gone(respondent) {
        assert!(Instant::now() < until, "it is still there");
    }
}

#[test]
fn the_pin_and_nothing_else_leaves_the_kiosk() {
    let mut kiosk = Kiosk::with(&[]);
    kiosk.person.types(b"\x1b[24~");
    kiosk.person.sees("For the staff: PIN");
    kiosk.person.types(b"111111\r");
    kiosk.person.sees("That was not it.");
    kiosk.person.types(b"482913");
    kiosk.person.sees("* * * * * *");
    kiosk.person.types(b"\r");
    kiosk.person.sees("End the kiosk");
    kiosk.person.types(b"\x1b[D\r");
    assert_eq!(kiosk.person.exit_code(), 0);
    kiosk.person.assert_as_before();
    let audit = kiosk.audit().join("\n");
    assert!(audit.contains("pin: wrong, 1 in a row"), "{audit}");
    assert!(audit.contains("pin: right"), "{audit}");
    assert!(!audit.contains("482913") && !audit.contains("111111"));
}

#[test]
fn a_kill_between_tries_does_not_shorten_the_wait() {
    let mut kiosk = Kiosk::with(&[]);
    for tries in 1..=4 {
        kiosk.person.types(b"\x1b[24~");
        kiosk.person.sees("For the staff: PIN");
        if tries < 4 {
            kiosk.person.types(b"735912\r");
            kiosk.person.sees("That was not it.");
        }
        if tries < 4 {
            let before = kiosk.respondent();
            kill_process(before, Signal::KILL).unwrap();
            kiosk.is_back(before);
        }
    }
    kiosk.person.sees("The next PIN is taken in");
}

#[test]
fn nothing_of_one_person_is_left_for_the_next() {
    let mut kiosk = Kiosk::with(&[]);
    kiosk.person.sees("3 简体中文");
    let first = kiosk.person.screen().contents();
    kiosk.person.types(b"2");
    kiosk.person.sees("不參加");
    kiosk.person.types(b"1");
    kiosk.person.sees("第 1 題");
    let before = kiosk.respondent();
    kill_process(before, Signal::KILL).unwrap();
    kiosk.is_back(before);
    // Keys that lead back, and a key that shows that they were all taken: the cursor.
    kiosk.person.types(b"\x1b");
    kiosk
        .person
        .types(b"\x7f\x1b[D\x1b[B\x1b[B\x1b[B\x1b[A\x1b[A");
    kiosk.person.until("the first screen as it was", |screen| {
        screen
            .contents()
            .replace("> 1 English <", "  1 English  ")
            .contains(&first[..200])
            && screen.contents().lines().count() == first.lines().count()
    });
    assert!(kiosk.person.screen().alternate_screen());
}

#[test]
fn a_store_that_cannot_be_written_closes_the_kiosk_until_it_can() {
    let folder = tempfile::tempdir().unwrap();
    set_pin(folder.path());
    let file = Store::file(folder.path(), false);
    let aside = folder.path().join("aside");
    for ending in ["", "-wal", "-shm"] {
        let mut name = file.clone().into_os_string();
        name.push(ending);
        let mut to = aside.clone().into_os_string();
        to.push(ending);
        let _ = std::fs::rename(name, to);
    }
    std::fs::create_dir(&file).unwrap();
    let settings = settings_of(folder.path());
    let path = folder.path().to_str().unwrap().to_owned();
    let mut person = Person::before_the_program(&[
        "--data",
        &path,
        "--settings",
        &settings,
        "--language",
        "en",
        "kiosk",
        "store",
    ]);
    person.sees("Out of order. Please tell the staff.");
    person.sees("請通知工作人員");
    person.sees("a folder stands where");
    std::fs::remove_dir(&file).unwrap();
    person.sees("Please choose your language");
    let (store, _) = Store::open(folder.path(), Opening::live(0)).unwrap();
    let audit = store.audit().unwrap();
    assert!(audit.iter().any(|line| line.what == "kiosk was closed"));
}

#[test]
fn a_second_kiosk_of_the_same_device_is_refused_and_told_who_holds_it() {
    let kiosk = Kiosk::with(&[]);
    let folder = kiosk.folder.path().to_str().unwrap();
    let mut second = Person::before_the_program(&["--data", folder, "kiosk", "store"]);
    assert_eq!(second.exit_code(), 1);
    let said = second.screen().contents();
    let holder = format!("process {}", kiosk.person.process().as_raw_nonzero());
    assert!(said.replace('\n', "").contains(&holder), "{said}");
}

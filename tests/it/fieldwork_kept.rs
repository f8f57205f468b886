//! What an interviewer's work leaves behind: contacts, the count of those who pass, notes over plain lines, the sheet.

use std::sync::Arc;

use assert_cmd::Command;
use fivegaps::app::contacts::Step;
use fivegaps::app::event::{Ask, Beginning};
use fivegaps::app::kiosk::{Lock, Secret, Tried};
use fivegaps::language::Locale;
use fivegaps::run::{Chance, Office, PIN, Port, Post, pin};
use fivegaps::store::{Opening, Store};
use fivegaps::survey::interview::Interview;
use fivegaps::survey::questionnaire::QuestionKey;
use fivegaps::survey::record::{Action, Answer, Mode, Outcome};
use serde_json::Value;
use tempfile::TempDir;

use crate::study;

const NOW: i64 = 1_700_000_000_000;

fn ask() -> Ask {
    Ask {
        edition: study::edition(&[2, 1]),
        form: "visited".into(),
        short: false,
    }
}

fn beginning() -> Beginning {
    Beginning {
        ask: ask(),
        locale: Locale::En,
        mode: Mode::Interview,
    }
}

fn office(folder: &TempDir, interviewer: &str, now: i64) -> Office {
    let (store, notices) = Store::open(folder.path(), Opening::live(now)).unwrap();
    let post = Post {
        interviewer: interviewer.into(),
        ..Post::default()
    };
    let chance = Chance {
        now: Some(now),
        seed: None,
    };
    Office::new(store, &notices, post, chance, Locale::En)
}

/// An interview that is left after the notice; with answers where so many are given.
fn interview(office: &mut Office, answered: bool, outcome: Outcome) {
    let header = office.begin(&beginning()).unwrap();
    let mut interview = Interview::begin(ask().edition, header.clone()).unwrap();
    let mut entries = vec![interview.consent(10).unwrap()];
    interview.apply(&entries[0]);
    if answered {
        let visit = QuestionKey::new("visit");
        let answer = Answer::Choice(vec![0], None);
        entries.push(interview.answer(&visit, answer, 20).unwrap());
        interview.apply(entries.last().unwrap());
        entries.push(interview.back(25).unwrap());
        interview.apply(entries.last().unwrap());
    }
    let end = interview.end(outcome, 30).unwrap();
    let response = interview.sealed_by(&end);
    entries.push(end);
    office.finish(&header.id, &entries, &response).unwrap();
}

#[test]
fn every_approach_is_on_the_sheet_of_its_day_and_its_interviewer() {
    let folder = tempfile::tempdir().unwrap();
    let mut ng = office(&folder, "Ng", NOW);
    for _ in 0..4 {
        ng.contact(&beginning(), Outcome::Refused).unwrap();
    }
    ng.contact(&beginning(), Outcome::LanguageBarrier).unwrap();
    interview(&mut ng, false, Outcome::BreakOff);
    ng.begin(&beginning()).unwrap();
    drop(ng);
    let mut mei = office(&folder, "Mei", NOW);
    mei.contact(&beginning(), Outcome::Ineligible).unwrap();
    let sheet = mei.contacts(&ask()).unwrap();
    assert_eq!((sheet.mine.approached(), sheet.all.approached()), (1, 8));
    assert!(sheet.suspended.is_empty(), "another's is not hers");
    assert_eq!(sheet.all.of(Outcome::Refused), 4);
    // (4 + 1) of 6; none was completed.
    assert!((sheet.all.refusal().unwrap() - 5.0 / 6.0).abs() < 1e-12);
    assert_eq!(sheet.all.cooperation(), Ok(0.0));
    drop(mei);
    let mut tomorrow = office(&folder, "Ng", NOW + 86_400_000);
    let sheet = tomorrow.contacts(&ask()).unwrap();
    assert_eq!(sheet.all.approached(), 0);
    assert_eq!(sheet.suspended.len(), 1, "what is suspended waits for days");
}

#[test]
fn contacts_that_ended_at_once_are_whole_interviews_of_the_store() {
    let folder = tempfile::tempdir().unwrap();
    let mut office = office(&folder, "Ng", NOW);
    for outcome in [Outcome::Refused, Outcome::QuotaFull] {
        office.contact(&beginning(), outcome).unwrap();
    }
    let store = office.close();
    assert!(store.open_interviews().unwrap().is_empty());
    let findings = store.check().unwrap();
    assert!(findings.is_empty(), "{findings:?}");
}

#[test]
fn a_refusal_whose_answers_are_erased_stays_a_contact() {
    let folder = tempfile::tempdir().unwrap();
    let mut office = office(&folder, "Ng", NOW);
    interview(&mut office, true, Outcome::Refused);
    let sheet = office.contacts(&ask()).unwrap();
    assert_eq!(sheet.mine.of(Outcome::Refused), 1);
    let store = office.close();
    let ids = store.conducted("made-up", "visited").unwrap();
    let (_, _, entries) = store.load(&ids[0]).unwrap();
    assert_eq!(entries.len(), 1, "nothing but the end: {entries:?}");
}

#[test]
fn the_count_of_those_who_pass_survives_a_restart_and_is_each_interviewers_own() {
    let folder = tempfile::tempdir().unwrap();
    let mut ng = office(&folder, "Ng", NOW);
    assert_eq!(ng.contacts(&ask()).unwrap().selection, None);
    ng.select_every(&ask(), 5).unwrap();
    for _ in 0..7 {
        ng.count(&ask(), Step::Count).unwrap();
    }
    let before = ng.count(&ask(), Step::Uncount).unwrap().selection.unwrap();
    drop(ng);
    let mut again = office(&folder, "Ng", NOW);
    again.select_every(&ask(), 5).unwrap();
    assert_eq!(again.contacts(&ask()).unwrap().selection, Some(before));
    assert_eq!(before.counted(), 6);
    again.select_every(&ask(), 3).unwrap();
    let anew = again.contacts(&ask()).unwrap().selection.unwrap();
    assert_eq!((anew.every(), anew.counted()), (3, 0));
    assert!(again.select_every(&ask(), 0).is_err());
    drop(again);
    let mut mei = office(&folder, "Mei", NOW);
    assert_eq!(mei.contacts(&ask()).unwrap().selection, None);
}

#[test]
fn the_pin_of_the_store_opens_and_wrong_ones_make_everybody_wait() {
    let folder = tempfile::tempdir().unwrap();
    let mut ng = office(&folder, "Ng", NOW);
    assert_eq!(ng.pad().lock, Lock::Missing);
    let mut store = ng.close();
    let hash = pin::hash(&Secret::of("482913"), [7; 16]).unwrap();
    store.set_value(PIN, Some(&hash)).unwrap();
    drop(store);
    let mut ng = office(&folder, "Ng", NOW);
    assert_eq!(ng.pad().lock, Lock::Pin { wait: 0 });
    assert!(matches!(ng.try_pin(&Secret::of("482913")), Tried::Right(_)));
    for _ in 0..4 {
        assert!(matches!(
            ng.try_pin(&Secret::of("0000")),
            Tried::Wrong { .. }
        ));
    }
    drop(ng);
    let mut again = office(&folder, "Ng", NOW);
    assert!(matches!(again.pad().lock, Lock::Pin { wait } if wait > 0));
    assert!(matches!(
        again.try_pin(&Secret::of("482913")),
        Tried::Wrong { wait } if wait > 0
    ));
}

// ---- the commands ----

struct Home(TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn run(&self, arguments: &[&str], typed: &str) -> String {
        let mut command = Command::cargo_bin("fivegaps").unwrap();
        let output = command
            .env_clear()
            .env("HOME", self.0.path())
            .args(["--data", self.0.path().join("data").to_str().unwrap()])
            .args(["--language", "en", "--now", "2026-05-17T10:00:00Z"])
            .args(arguments)
            .write_stdin(typed.to_owned())
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{errors}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn interview(&self, name: &str, typed: &str) -> String {
        let arguments = [
            "interview",
            "store",
            "--plain",
            "--interviewer",
            name,
            "--every",
            "2",
        ];
        self.run(&arguments, typed)
    }
}

#[test]
fn over_plain_lines_contacts_are_recorded_counted_and_printed() {
    let home = Home::new();
    // Two refusals, one language barrier, two who pass, the sheet, the end.
    let said = home.interview("Mei", "1\n2\n1\n2\n1\n4\n+\n+\ns\nq\n");
    assert!(said.contains("Approach this person."));
    assert!(said.contains("3 approached"));
    assert!(said.contains("REF1"));
    home.interview("Ng", "1\n5\nq\n");
    let text = home.run(&["contacts", "store"], "");
    assert!(text.contains("2.11") && text.contains("66.7 %"), "{text}");
    let csv = home.run(&["contacts", "store", "--as", "csv"], "");
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(rows.len(), 3, "{csv}");
    assert!(rows[1].contains("\"Mei\",\"3\"") && rows[2].contains("\"Ng\",\"1\""));
    let json: Value =
        serde_json::from_str(&home.run(&["contacts", "store", "--as", "json"], "")).unwrap();
    assert_eq!(json["all"]["approached"], 4);
    assert_eq!(json["all"]["coop1"]["value"], 0.0);
    assert_eq!(
        json["interviewers"][1]["contacts"]["coop1"]["reason"],
        "no_data"
    );
    let other = home.run(
        &["contacts", "store", "--day", "2026-05-16", "--as", "json"],
        "",
    );
    assert!(other.contains("\"approached\": 0"));
    let all = home.run(
        &[
            "contacts",
            "store",
            "--all",
            "--interviewer",
            "Ng",
            "--as",
            "json",
        ],
        "",
    );
    assert!(all.contains("\"approached\": 1"));
}

#[test]
fn over_plain_lines_reasons_stay_hidden_notes_are_kept_and_leaving_suspends() {
    let home = Home::new();
    let said = home.interview(
        "Mei",
        "1\n1\n1\n1\nm\nhesitated long\nv\n1\nb\n2\n3\nq\n1\nq\n",
    );
    let first = said.find("Question 1").unwrap();
    let wanted = said.find("d Don't know").unwrap();
    let noted = said.find("Write the note").unwrap();
    assert!(
        first < noted && noted < wanted,
        "reasons come on demand: {said}"
    );
    assert!(said.contains("Note: hesitated long"));
    assert!(said.contains("Why is this answer changed?"));
    assert!(said.contains("Suspended: "));
    let (store, _) = Store::open(&home.0.path().join("data"), Opening::live(0)).unwrap();
    let open = store.open_interviews().unwrap();
    let (_, _, entries) = store.load(&open[0].header.id).unwrap();
    let is_note =
        |action: &Action| matches!(action, Action::Noted { text, .. } if text == "hesitated long");
    assert!(entries.iter().any(|entry| is_note(&entry.action)));
    assert!(entries.iter().any(
        |entry| matches!(&entry.action, Action::Answered { because: Some(because), .. } if because.word() == "reconsidered")
    ));
    drop(store);
    let again = home.interview("Mei", "2\nq\n2\nq\n");
    assert!(again.contains("1 approached, 0 complete"), "{again}");
    assert!(
        home.run(&["contacts", "store", "--as", "csv"], "")
            .contains("\"break_off\"")
    );
}

#[test]
fn over_plain_lines_only_the_pin_takes_over() {
    let home = Home::new();
    let without = home.interview("Mei", "1\n1\n1\n1\no\nq\n1\nq\n");
    assert!(without.contains("fivegaps pin"));
    home.run(&["pin"], "482913\n482913\n");
    let said = home.interview("Mei", "2\no\nm\nb\nq\n1\no\n111222\no\n482913\nq\n1\nq\n");
    assert!(said.contains("You answer alone now."));
    assert!(
        said.contains("The interviewer takes over first."),
        "q is refused: {said}"
    );
    assert!(said.contains("That was not it."));
    assert!(said.contains("The interviewer has taken over."));
    let (store, _) = Store::open(&home.0.path().join("data"), Opening::live(0)).unwrap();
    let open = store.open_interviews().unwrap();
    let (header, edition, entries) = store.load(&open[0].header.id).unwrap();
    let alone = |action: &Action| matches!(action, Action::Answered { alone: true, .. });
    assert_eq!(entries.iter().filter(|e| alone(&e.action)).count(), 1);
    let replayed = Interview::replay(Arc::clone(&edition), header, &entries).unwrap();
    assert!(!replayed.is_handed_over() && replayed.ignored().is_empty());
    assert_eq!(replayed.self_completed().len(), 1);
}

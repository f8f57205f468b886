//! What the loop gets from the store, the clock and chance.

use std::sync::Arc;

use fivegaps::app::event::{Ask, Beginning, FaultKind};
use fivegaps::language::Locale;
use fivegaps::run::{Chance, Office, Port, Post};
use fivegaps::store::{Opening, Store};
use fivegaps::survey::interview::{Interview, Stage};
use fivegaps::survey::record::{Answer, Header, Mode, Outcome, Reason};
use tempfile::TempDir;

use crate::study;

fn office(chance: Chance) -> (Office, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let (store, notices) = Store::open(folder.path(), Opening::live(0)).unwrap();
    let post = Post {
        site: "north".into(),
        ..Post::default()
    };
    (
        Office::new(store, &notices, post, chance, Locale::ZhHant),
        folder,
    )
}

fn beginning(mode: Mode) -> Beginning {
    Beginning {
        ask: Ask {
            edition: study::edition(&[2, 2]),
            form: "staff".into(),
            short: false,
        },
        locale: Locale::ZhHans,
        mode,
    }
}

fn begun(chance: Chance, mode: Mode) -> Header {
    office(chance).0.begin(&beginning(mode)).unwrap()
}

const FIXED: Chance = Chance {
    now: Some(1_700_000_000_000),
    seed: Some(7),
};

#[test]
fn with_time_and_seed_fixed_an_interview_begins_the_same_way_again() {
    let header = begun(FIXED, Mode::Kiosk);
    assert_eq!(header, begun(FIXED, Mode::Kiosk));
    assert_eq!(header.started, 1_700_000_000_000);
    assert_eq!(header.site, "north");
    assert_eq!(header.locale, Locale::ZhHans);
}

#[test]
fn left_to_chance_no_two_interviews_are_alike() {
    let (one, other) = (
        begun(Chance::default(), Mode::Kiosk),
        begun(Chance::default(), Mode::Kiosk),
    );
    assert_ne!(one.id, other.id);
    assert_ne!(one.seed, other.seed);
}

#[test]
fn two_interviews_of_one_run_differ_even_with_a_fixed_seed() {
    let (mut office, _folder) = office(FIXED);
    let first = office.begin(&beginning(Mode::Kiosk)).unwrap();
    let second = office.begin(&beginning(Mode::Kiosk)).unwrap();
    assert_ne!(first.id, second.id);
    assert_ne!(first.seed, second.seed);
}

#[test]
fn from_the_name_of_an_anonymous_interview_no_time_can_be_read() {
    let version = |mode| {
        uuid::Uuid::parse_str(&begun(FIXED, mode).id.0)
            .unwrap()
            .get_version_num()
    };
    assert_eq!(version(Mode::Session), 4, "random");
    assert_eq!(version(Mode::Kiosk), 7, "in the order of time");
}

#[test]
fn an_interview_without_end_is_on_the_list_and_can_be_taken_up() {
    let (mut office, _folder) = office(FIXED);
    let header = office.begin(&beginning(Mode::Interview)).unwrap();
    let edition = beginning(Mode::Interview).ask.edition;
    let interview = Interview::begin(Arc::clone(&edition), header.clone()).unwrap();
    let entry = interview.forward(1000).unwrap();
    office
        .save(&header.id, std::slice::from_ref(&entry))
        .unwrap();
    let register = office.register().unwrap();
    let [unfinished] = register.unfinished.as_slice() else {
        panic!("{register:?}");
    };
    assert_eq!(unfinished.id, header.id);
    assert_eq!(unfinished.study, "繁 Our store");
    assert_eq!(unfinished.entries, 1);
    assert!(register.finished.is_empty());
    let kept = office.take_up(&header.id).unwrap();
    assert_eq!(kept.header, header);
    assert_eq!(kept.entries, [entry]);
}

#[test]
fn a_report_without_responses_is_a_report_that_shows_none() {
    let (mut office, _folder) = office(FIXED);
    let edition = study::edition(&[2, 2]);
    let report = office.report(&edition, "staff").unwrap();
    assert!(
        report
            .dimensions
            .iter()
            .all(|dimension| dimension.gap.n == 0)
    );
}

#[test]
fn a_form_that_is_not_there_is_a_fault_and_not_a_panic() {
    let (mut office, _folder) = office(FIXED);
    let mut beginning = beginning(Mode::Kiosk);
    beginning.ask.form = "nobody".into();
    assert_eq!(office.begin(&beginning).unwrap_err().kind, FaultKind::Other);
    let edition = study::edition(&[2, 2]);
    assert!(office.report(&edition, "nobody").is_err());
}

#[test]
fn who_withdraws_consent_takes_the_answers_along() {
    let folder = tempfile::tempdir().unwrap();
    let (store, notices) = Store::open(folder.path(), Opening::live(0)).unwrap();
    let mut office = Office::new(store, &notices, Post::default(), FIXED, Locale::En);
    let edition = study::edition(&[2, 2]);
    let ask = Ask {
        edition: Arc::clone(&edition),
        form: "customer".into(),
        short: false,
    };
    let beginning = Beginning {
        ask,
        locale: Locale::En,
        mode: Mode::Kiosk,
    };
    for answers in [0, 1] {
        let header = office.begin(&beginning).unwrap();
        let mut interview = Interview::begin(Arc::clone(&edition), header.clone()).unwrap();
        let mut entries = vec![interview.consent(10).unwrap()];
        interview.apply(&entries[0]);
        for _ in 0..answers {
            let view = interview.page().unwrap();
            let key = view.questions[0].question.key.clone();
            let answer = Answer::Left(Reason::PreferNot);
            let entry = interview.answer(&key, answer, 20).unwrap();
            interview.apply(&entry);
            entries.push(entry);
        }
        while interview.stage() != Stage::Notice {
            let back = interview.back(25).unwrap();
            interview.apply(&back);
            entries.push(back);
        }
        let end = interview.end(Outcome::Refused, 30).unwrap();
        let response = interview.sealed_by(&end);
        entries.push(end);
        office.finish(&header.id, &entries, &response).unwrap();
    }
    let store = office.close();
    let counts = store.counts(&fivegaps::store::Filter::default()).unwrap();
    let refused: u64 = counts.iter().map(|count| count.kept).sum();
    assert_eq!(
        refused, 1,
        "a refusal is counted, a withdrawal leaves nothing"
    );
}

#[test]
fn once_nobody_waits_a_finished_interview_is_in_the_file_itself() {
    let (mut office, folder) = office(FIXED);
    let edition = beginning(Mode::Interview).ask.edition;
    let header = office.begin(&beginning(Mode::Interview)).unwrap();
    let interview = Interview::begin(edition, header.clone()).unwrap();
    let end = interview.end(Outcome::BreakOff, 30).unwrap();
    let response = interview.sealed_by(&end);
    office.finish(&header.id, &[end], &response).unwrap();
    // What somebody finds who takes the file alone, without its log.
    let kept_in_the_file = || {
        let alone = tempfile::tempdir().unwrap();
        let file = Store::file(alone.path(), false);
        std::fs::copy(Store::file(folder.path(), false), file).unwrap();
        let (store, _) = Store::open(alone.path(), Opening::live(0)).unwrap();
        store.response(&header.id).unwrap().is_some()
    };
    assert!(!kept_in_the_file());
    office.rest();
    assert!(kept_in_the_file());
}

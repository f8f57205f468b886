//! The store: what is acknowledged is there, what is broken is said, what is deleted is gone.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::slice;
use std::sync::Arc;

use fivegaps::language::Locale;
use fivegaps::store::{Fault, Filter, Finding, Notice, Opening, Store, Taken, Totals};
use fivegaps::survey::interview::{Interview, Stage};
use fivegaps::survey::questionnaire::{Kind, QuestionKey, Role};
use fivegaps::survey::record::{
    Action, Answer, Edition, Entry, Header, InterviewId, Mode, Outcome, Reason, Response,
};
use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::types::Value;

const NOW: i64 = 1_790_000_000_000;

const STUDY: &str = r#"(
  format: 1, id: "corner", revision: 3,
  title: (en: "Our corner shop"), place: (en: "this shop"),
  scale: (points: 7, low: (en: "disagree"), high: (en: "agree")),
  dimensions: [
    (id: "care", name: (en: "Care"), about: (en: "how people are treated"), items: [
      (id: "greet", name: (en: "greets"), expectation: (en: "They greet."), perception: (en: "It greets.")),
      (id: "listen", name: (en: "listens"), expectation: (en: "They listen."), perception: (en: "It listens.")),
    ]),
    (id: "speed", name: (en: "Speed"), about: (en: "how long it takes"), items: [
      (id: "queue", name: (en: "short queue"), expectation: (en: "Short."), perception: (en: "It is short.")),
    ]),
  ],
  forms: [(id: "customer", role: Customer, ask: [
    Rate(facet: Expectation),
    Rate(facet: Perception),
    Text(id: "why", text: (en: "Why?")),
  ])],
)"#;

fn edition() -> Arc<Edition> {
    Arc::new(Edition::read(STUDY, "corner.ron").unwrap_or_else(|problems| panic!("{problems:?}")))
}

/// Where a test keeps its store: a folder that does not exist yet, inside one that goes away.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn folder(&self) -> PathBuf {
        self.0.path().join("data")
    }

    fn file(&self) -> PathBuf {
        self.folder().join("fivegaps.db")
    }

    fn open(&self) -> Store {
        let (store, notices) = self.try_open().unwrap();
        assert_eq!(notices, []);
        store
    }

    fn try_open(&self) -> Result<(Store, Vec<Notice>), fivegaps::store::StoreError> {
        Store::open(&self.folder(), Opening::live(NOW))
    }

    fn raw(&self) -> Connection {
        Connection::open(self.file()).unwrap()
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.folder())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

fn header(id: &str) -> Header {
    Header {
        id: InterviewId(id.into()),
        edition: edition().fingerprint.clone(),
        form: "customer".into(),
        role: Role::Customer,
        mode: Mode::Kiosk,
        locale: Locale::En,
        seed: u64::MAX - 7,
        short: false,
        test: false,
        started: NOW + 12_345,
        site: "north".into(),
        device: "kiosk-1".into(),
        wave: "2026".into(),
        interviewer: String::new(),
    }
}

/// A person who answers, going on through the pages, and the store that keeps it.
struct Person {
    interview: Interview,
    clock: u64,
}

impl Person {
    fn begin(store: &mut Store, header: Header) -> Self {
        let edition = edition();
        store.begin(&header, &edition).unwrap();
        let interview = Interview::begin(edition, header).unwrap();
        Self {
            interview,
            clock: 0,
        }
    }

    fn id(&self) -> InterviewId {
        self.interview.header().id.clone()
    }

    fn keys(&self) -> Vec<(QuestionKey, Kind)> {
        let Stage::Page(page) = self.interview.stage() else {
            return Vec::new();
        };
        let questions = self.interview.layout().questions();
        let shown = self.interview.order_shown();
        shown
            .get(page)
            .and_then(|index| questions.get(*index))
            .map(|question| (question.key.clone(), question.kind.clone()))
            .into_iter()
            .collect()
    }

    /// The entries that one step makes: an answer to the page and the way on.
    fn step(&mut self, choice: u8) -> Vec<Entry> {
        self.clock += 700 + u64::from(choice);
        let mut made = Vec::new();
        for (key, kind) in self.keys() {
            let answer = match (choice % 9, kind) {
                (8, _) => Answer::Left(Reason::DontKnow),
                (_, Kind::Text { .. }) => Answer::Text(format!("word{choice} 服務很好")),
                (rating, _) => Answer::Rating(rating % 7 + 1),
            };
            if let Ok(entry) = self.interview.answer(&key, answer, self.clock) {
                self.interview.apply(&entry);
                made.push(entry);
            }
        }
        if let Ok(entry) = self.interview.forward(self.clock + 1) {
            self.interview.apply(&entry);
            made.push(entry);
        }
        made
    }

    fn answer_all(&mut self, store: &mut Store, choice: u8) {
        while matches!(self.interview.stage(), Stage::Page(_)) {
            for entry in self.step(choice) {
                store.save(&self.id(), slice::from_ref(&entry)).unwrap();
            }
        }
    }

    fn ending(&self, outcome: Outcome) -> (Entry, Response) {
        let entry = self.interview.end(outcome, self.clock + 5).unwrap();
        let response = self.interview.sealed_by(&entry);
        (entry, response)
    }

    fn finish(self, store: &mut Store) -> Response {
        let (entry, response) = self.ending(Outcome::Complete);
        store
            .finish(&self.id(), slice::from_ref(&entry), &response)
            .unwrap();
        response
    }
}

fn whole(store: &mut Store, id: &str, choice: u8) -> Response {
    let mut person = Person::begin(store, header(id));
    person.answer_all(store, choice);
    person.finish(store)
}

fn responses(store: &Store, filter: &Filter) -> BTreeMap<InterviewId, Response> {
    let mut found = BTreeMap::new();
    store
        .each_response(filter, |response| {
            found.insert(response.id.clone(), response.clone());
            ControlFlow::Continue(())
        })
        .unwrap();
    found
}

fn fault<T>(result: Result<T, fivegaps::store::StoreError>) -> Fault {
    match result {
        Ok(_) => panic!("this should have failed"),
        Err(error) => error.fault,
    }
}

// ---- an interview ----

#[test]
fn what_was_saved_is_there_after_the_process_is_gone() {
    let place = Place::new();
    let mut store = place.open();
    let mut person = Person::begin(&mut store, header("a"));
    let mut kept = Vec::new();
    for choice in [3, 8, 5] {
        for entry in person.step(choice) {
            store.save(&person.id(), slice::from_ref(&entry)).unwrap();
            kept.push(entry);
        }
    }
    drop(store);

    let store = place.open();
    let open = store.open_interviews().unwrap();
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].header, header("a"));
    assert_eq!(usize::try_from(open[0].entries).unwrap(), kept.len());
    assert_eq!(open[0].last, kept.last().unwrap().at);
    let (found, edition_found, entries) = store.load(&person.id()).unwrap();
    assert_eq!(found, header("a"));
    assert_eq!(edition_found, edition());
    assert_eq!(entries, kept);
    let again = Interview::replay(edition_found, found, &entries).unwrap();
    assert_eq!(again, person.interview);
}

#[test]
fn an_ended_interview_is_a_response_and_no_longer_open() {
    let place = Place::new();
    let mut store = place.open();
    let response = whole(&mut store, "a", 4);
    assert_eq!(store.open_interviews().unwrap(), []);
    assert_eq!(
        store.response(&response.id).unwrap(),
        Some(response.clone())
    );
    let all = responses(&store, &Filter::default());
    assert_eq!(all.into_values().collect::<Vec<_>>(), [response.clone()]);
    let mut packed = Vec::new();
    store
        .each_packed(&Filter::default(), |_, bytes| packed.push(bytes.to_vec()))
        .unwrap();
    assert_eq!(packed, [response.packed]);
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn doing_again_what_is_done_changes_nothing_and_succeeds() {
    let place = Place::new();
    let mut store = place.open();
    let mut person = Person::begin(&mut store, header("a"));
    store.begin(&header("a"), &edition()).unwrap();
    let entry = person.step(3).remove(0);
    store.save(&person.id(), slice::from_ref(&entry)).unwrap();
    store.save(&person.id(), slice::from_ref(&entry)).unwrap();
    let mut person = Person::begin(&mut store, header("b"));
    person.answer_all(&mut store, 2);
    let (entry, response) = person.ending(Outcome::Complete);
    store
        .finish(&person.id(), slice::from_ref(&entry), &response)
        .unwrap();
    store
        .finish(&person.id(), slice::from_ref(&entry), &response)
        .unwrap();
    assert_eq!(store.counts(&Filter::default()).unwrap()[0].kept, 1);
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn what_does_not_fit_is_refused_and_changes_nothing() {
    let place = Place::new();
    let mut store = place.open();
    let mut person = Person::begin(&mut store, header("a"));
    let id = person.id();
    let entries = person.step(3);
    let nobody = InterviewId("nobody".into());
    assert_eq!(fault(store.save(&nobody, &entries[0..=0])), Fault::Refused);
    assert_eq!(fault(store.save(&id, &entries[1..=1])), Fault::Refused);
    store.save(&id, &entries[0..=0]).unwrap();
    let other = Entry {
        at: entries[0].at + 1,
        ..entries[0].clone()
    };
    assert_eq!(
        fault(store.save(&id, slice::from_ref(&other))),
        Fault::Refused
    );
    let end = Entry {
        sequence: 1,
        at: 9999,
        action: Action::Ended {
            outcome: Outcome::Partial,
        },
    };
    assert_eq!(
        fault(store.save(&id, slice::from_ref(&end))),
        Fault::Refused
    );

    let changed = Header {
        seed: 1,
        ..header("a")
    };
    assert_eq!(fault(store.begin(&changed, &edition())), Fault::Refused);
    let test = Header {
        test: true,
        ..header("t")
    };
    assert_eq!(fault(store.begin(&test, &edition())), Fault::Refused);
    let (_, _, kept) = store.load(&id).unwrap();
    assert_eq!(kept, entries[..1]);
    assert_eq!(fault(store.load(&nobody)), Fault::Refused);
}

#[test]
fn the_end_keeps_entry_and_response_or_neither() {
    let place = Place::new();
    let mut store = place.open();
    let mut person = Person::begin(&mut store, header("a"));
    person.answer_all(&mut store, 3);
    let (entry, response) = person.ending(Outcome::Complete);
    let before = store.load(&person.id()).unwrap().2;
    for wrong in [
        Response {
            id: InterviewId("b".into()),
            ..response.clone()
        },
        Response {
            form: "staff".into(),
            ..response.clone()
        },
        Response {
            outcome: Outcome::Partial,
            ..response.clone()
        },
        Response {
            duration: 1,
            ..response.clone()
        },
    ] {
        assert_eq!(
            fault(store.finish(&person.id(), slice::from_ref(&entry), &wrong)),
            Fault::Refused
        );
    }
    assert_eq!(store.load(&person.id()).unwrap().2, before);
    assert_eq!(store.response(&person.id()).unwrap(), None);
    assert_eq!(store.open_interviews().unwrap().len(), 1);
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn an_abandoned_interview_is_filed_as_what_it_became() {
    let place = Place::new();
    let mut store = place.open();
    let mut person = Person::begin(&mut store, header("a"));
    for entry in person.step(3) {
        store.save(&person.id(), slice::from_ref(&entry)).unwrap();
    }
    let last = store.open_interviews().unwrap()[0].last;
    store.file_as(&person.id(), Outcome::TimedOut).unwrap();
    assert_eq!(store.open_interviews().unwrap(), []);
    let response = store.response(&person.id()).unwrap().unwrap();
    assert_eq!(response.outcome, Outcome::TimedOut);
    assert_eq!(response.duration, last);
    assert_eq!(store.check().unwrap(), []);
    assert_eq!(
        fault(store.file_as(&person.id(), Outcome::TimedOut)),
        Fault::Refused
    );
}

#[test]
fn tests_have_a_file_of_their_own() {
    let place = Place::new();
    let live = place.open();
    let (mut tests, _) = Store::open(&place.folder(), Opening::test(NOW)).unwrap();
    let header = Header {
        test: true,
        ..header("t")
    };
    let mut person = Person::begin(&mut tests, header.clone());
    person.answer_all(&mut tests, 1);
    person.finish(&mut tests);
    assert_eq!(live.open_interviews().unwrap(), []);
    assert_eq!(live.counts(&Filter::default()).unwrap(), []);
    assert_eq!(tests.load(&header.id).unwrap().0, header);
    assert!(place.folder().join("fivegaps-test.db").exists());
}

#[test]
fn of_a_staff_session_only_the_day_is_kept_and_no_order() {
    let place = Place::new();
    let mut store = place.open();
    let ids = ["seat-1", "seat-2", "seat-3", "seat-4", "seat-5", "seat-6"];
    for id in ids {
        let session = Header {
            mode: Mode::Session,
            ..header(id)
        };
        let mut person = Person::begin(&mut store, session);
        person.answer_all(&mut store, 2);
        person.finish(&mut store);
    }
    let raw = place.raw();
    let days: Vec<i64> = raw
        .prepare("SELECT started FROM interview UNION ALL SELECT started FROM response")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert!(days.iter().all(|day| day % 86_400_000 == 0), "{days:?}");
    for table in ["interview", "response"] {
        let order: Vec<String> = raw
            .prepare(&format!(
                "SELECT i.id FROM interview i JOIN {table} t
                 ON i.number = t.{} ORDER BY {}",
                if table == "interview" {
                    "number"
                } else {
                    "interview"
                },
                if table == "interview" {
                    "t.number"
                } else {
                    "t.interview"
                },
            ))
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        assert_eq!(order.len(), ids.len());
        assert_ne!(order, ids, "rows lie in the order of the seats");
    }
    assert_eq!(store.check().unwrap(), []);
}

// ---- many responses ----

#[test]
fn filters_and_counts_tell_the_groups_apart() {
    let place = Place::new();
    let mut store = place.open();
    for (id, site, started) in [("a", "north", 10), ("b", "south", 20), ("c", "south", 30)] {
        let header = Header {
            site: site.into(),
            started,
            ..header(id)
        };
        let mut person = Person::begin(&mut store, header);
        person.answer_all(&mut store, 5);
        person.finish(&mut store);
    }
    let ids = |filter: Filter| -> Vec<String> {
        let found = responses(&store, &filter);
        found.into_keys().map(|id| id.0).collect()
    };
    let all = Filter::default;
    assert_eq!(ids(all()), ["a", "b", "c"]);
    let south = Filter {
        site: Some("south".into()),
        ..all()
    };
    assert_eq!(ids(south.clone()), ["b", "c"]);
    let late = Filter {
        since: Some(20),
        until: Some(30),
        ..all()
    };
    assert_eq!(ids(late), ["b"]);
    let partial = Filter {
        outcomes: vec![Outcome::Partial],
        ..all()
    };
    assert_eq!(ids(partial), [""; 0]);
    let counts = store.counts(&south).unwrap();
    assert_eq!(counts.len(), 1);
    assert_eq!((counts[0].kept, counts[0].retired), (2, 0));

    let mut seen = 0;
    store
        .each_response(&all(), |_| {
            seen += 1;
            ControlFlow::Break(())
        })
        .unwrap();
    assert_eq!(seen, 1, "a reader may stop");
}

#[test]
fn another_process_s_work_is_noticed_and_own_work_is_not() {
    let place = Place::new();
    let mut desk = place.open();
    let mut kiosk = place.open();
    assert!(!desk.changed().unwrap());
    whole(&mut kiosk, "a", 3);
    assert!(desk.changed().unwrap());
    assert!(!desk.changed().unwrap());
    whole(&mut desk, "b", 3);
    assert!(!desk.changed().unwrap());
    assert!(kiosk.changed().unwrap());
    assert_eq!(responses(&desk, &Filter::default()).len(), 2);
}

#[test]
fn a_reader_in_the_middle_of_a_million_does_not_hold_up_a_kiosk() {
    let place = Place::new();
    let mut kiosk = place.open();
    whole(&mut kiosk, "a", 3);
    let desk = place.open();
    let mut seen = 0;
    desk.each_response(&Filter::default(), |_| {
        whole(&mut kiosk, &format!("new{seen}"), 4);
        seen += 1;
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(seen, 1, "a reader sees one state of the store");
    assert_eq!(responses(&desk, &Filter::default()).len(), 2);
}

#[test]
fn interviews_of_another_store_are_taken_in_once() {
    let there = Place::new();
    let mut other = there.open();
    let response = whole(&mut other, "a", 3);
    let (header, edition, entries) = other.load(&response.id).unwrap();
    let taken = Taken {
        header: &header,
        edition: &edition,
        entries: &entries,
        response: &response,
    };
    let import = Header {
        id: InterviewId("b".into()),
        mode: Mode::Import,
        ..header.clone()
    };
    let imported = Response {
        id: import.id.clone(),
        mode: Mode::Import,
        ..response.clone()
    };
    let bare = Taken {
        header: &import,
        edition: &edition,
        entries: &[],
        response: &imported,
    };

    let here = Place::new();
    let mut store = here.open();
    assert_eq!(store.take_in(&[taken, bare]).unwrap(), 2);
    assert_eq!(store.take_in(&[taken, bare]).unwrap(), 0);
    assert_eq!(responses(&store, &Filter::default()).len(), 2);
    assert_eq!(store.load(&response.id).unwrap().2, entries);
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn people_with_sqlite3_see_readable_rows() {
    let place = Place::new();
    let mut store = place.open();
    let mut person = Person::begin(&mut store, header("a"));
    person.answer_all(&mut store, 8);
    person.finish(&mut store);
    whole(&mut store, "b", 3);
    let raw = place.raw();
    let row = |sql: &str| -> Vec<Value> {
        let mut statement = raw.prepare(sql).unwrap();
        let columns = statement.column_count();
        statement
            .query_row([], |row| {
                (0..columns).map(|column| row.get(column)).collect()
            })
            .unwrap()
    };
    assert_eq!(
        row(
            "SELECT rating, reason FROM answer WHERE interview = 'b' AND question = 'perception.queue'"
        ),
        [Value::Integer(4), Value::Null]
    );
    assert_eq!(
        row(
            "SELECT rating, reason FROM answer WHERE interview = 'a' AND question = 'perception.queue'"
        ),
        [Value::Null, Value::Text("DontKnow".into())]
    );
    assert_eq!(
        row("SELECT text FROM answer WHERE interview = 'b' AND question = 'why'"),
        [Value::Text("word3 服務很好".into())]
    );
    assert_eq!(
        row("SELECT outcome, aapor, started, site FROM response_outcome WHERE interview = 'b'"),
        [
            Value::Text("complete".into()),
            Value::Real(1.1),
            Value::Text("2026-09-21T14:13:32Z".into()),
            Value::Text("north".into())
        ]
    );
}

#[test]
fn only_the_last_answer_to_a_question_is_an_answer() {
    let place = Place::new();
    let mut store = place.open();
    let mut person = Person::begin(&mut store, header("a"));
    let id = person.id();
    for entry in person.step(3) {
        store.save(&id, slice::from_ref(&entry)).unwrap();
    }
    let back = person.interview.back(9000).unwrap();
    store.save(&id, slice::from_ref(&back)).unwrap();
    person.interview.apply(&back);
    for entry in person.step(5) {
        store.save(&id, slice::from_ref(&entry)).unwrap();
    }
    let raw = place.raw();
    let answers: (i64, i64) = raw
        .query_row("SELECT count(*), max(rating) FROM answer", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!(answers, (1, 6));
}

// ---- files that are not as they should be ----

#[cfg(unix)]
#[test]
fn nobody_else_can_read_the_files_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let before = rustix::process::umask(rustix::fs::Mode::empty());
    let mut store = place.open();
    whole(&mut store, "a", 3);
    store.backup(&place.folder().join("copy.db")).unwrap();
    rustix::process::umask(before);
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&place.folder()), 0o700);
    let names = place.names();
    assert!(names.contains(&"fivegaps.db-wal".to_owned()), "{names:?}");
    for name in names {
        assert_eq!(mode(&place.folder().join(&name)), 0o600, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_others_can_read_is_said() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    drop(place.open());
    std::fs::set_permissions(place.folder(), std::fs::Permissions::from_mode(0o755)).unwrap();
    let (_, notices) = place.try_open().unwrap();
    assert!(matches!(
        &notices[..],
        [Notice::Exposed { mode: 0o755, .. }]
    ));
}

#[test]
fn a_folder_in_the_place_of_the_file_and_the_reverse_are_told_apart() {
    let place = Place::new();
    std::fs::create_dir_all(place.file()).unwrap();
    assert_eq!(fault(place.try_open()), Fault::IsAFolder);

    let place = Place::new();
    std::fs::write(place.folder(), "a file").unwrap();
    assert_eq!(fault(place.try_open()), Fault::NotAFolder);
    assert_eq!(std::fs::read(place.folder()).unwrap(), b"a file");
}

#[test]
fn another_program_s_file_is_left_alone() {
    let place = Place::new();
    std::fs::create_dir_all(place.folder()).unwrap();
    let theirs = place.raw();
    theirs
        .execute_batch("CREATE TABLE theirs (x); PRAGMA application_id = 77;")
        .unwrap();
    drop(theirs);
    let before = std::fs::read(place.file()).unwrap();
    assert_eq!(fault(place.try_open()), Fault::Foreign);
    assert_eq!(std::fs::read(place.file()).unwrap(), before);
}

#[test]
fn a_newer_file_names_both_versions_and_is_left_alone() {
    let place = Place::new();
    drop(place.open());
    place
        .raw()
        .execute_batch("PRAGMA user_version = 99")
        .unwrap();
    let before = std::fs::read(place.file()).unwrap();
    let error = place.try_open().unwrap_err();
    assert_eq!(
        error.fault,
        Fault::Newer {
            found: 99,
            known: 1
        }
    );
    let words = error.to_string();
    assert!(
        words.contains("99") && words.contains("version 1"),
        "{words}"
    );
    assert_eq!(std::fs::read(place.file()).unwrap(), before);
}

#[test]
fn a_damaged_store_is_moved_aside_as_a_set_and_nothing_of_it_is_lost() {
    let place = Place::new();
    std::fs::create_dir_all(place.folder()).unwrap();
    for (name, content) in [
        ("", "this is no data base at all, and long enough"),
        ("-wal", "log"),
        ("-shm", "index"),
    ] {
        std::fs::write(format!("{}{name}", place.file().display()), content).unwrap();
    }
    let (mut store, notices) = place.try_open().unwrap();
    let aside = notices
        .iter()
        .find_map(|notice| match notice {
            Notice::MovedAside { to, .. } => Some(to.clone()),
            Notice::WasEmpty { .. }
            | Notice::Exposed { .. }
            | Notice::NoReserve { .. }
            | Notice::Migrated { .. } => None,
        })
        .unwrap();
    let content =
        |ending: &str| std::fs::read_to_string(format!("{}{ending}", aside.display())).unwrap();
    assert!(content("").starts_with("this is no data base"));
    assert_eq!(content("-wal"), "log");
    whole(&mut store, "a", 3);
    assert_eq!(store.audit().unwrap()[0].what, "moved aside");
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn a_damaged_store_that_others_have_open_is_not_pulled_from_under_them() {
    let place = Place::new();
    let kiosk = place.open();
    std::fs::write(place.file(), "damaged while open, in a way that shows").unwrap();
    assert_eq!(fault(place.try_open()), Fault::Locked);
    drop(kiosk);
}

#[test]
fn a_log_without_its_file_is_kept() {
    for leave_empty in [false, true] {
        let place = Place::new();
        std::fs::create_dir_all(place.folder()).unwrap();
        if leave_empty {
            std::fs::write(place.file(), "").unwrap();
        }
        let log = place.folder().join("fivegaps.db-wal");
        std::fs::write(&log, "answers that never reached the file").unwrap();
        let (_store, notices) = place.try_open().unwrap();
        let to = notices
            .into_iter()
            .find_map(|notice| match notice {
                Notice::MovedAside { to, .. } => Some(to),
                Notice::WasEmpty { .. }
                | Notice::Exposed { .. }
                | Notice::NoReserve { .. }
                | Notice::Migrated { .. } => None,
            })
            .unwrap();
        let kept = std::fs::read_to_string(format!("{}-wal", to.display())).unwrap();
        assert_eq!(kept, "answers that never reached the file");
    }
}

#[test]
fn an_empty_file_is_a_new_store_and_is_said() {
    let place = Place::new();
    std::fs::create_dir_all(place.folder()).unwrap();
    std::fs::write(place.file(), "").unwrap();
    let (mut store, notices) = place.try_open().unwrap();
    assert!(notices.iter().any(|n| matches!(n, Notice::WasEmpty { .. })));
    whole(&mut store, "a", 3);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_said_and_not_worked_around() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    drop(place.open());
    let mode = |mode| {
        std::fs::set_permissions(place.folder(), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(0o500);
    let denied = std::fs::write(place.folder().join("probe"), "").is_err();
    let opened = place.try_open();
    mode(0o700);
    if denied {
        let fault = fault(opened);
        assert!(
            matches!(fault, Fault::Denied | Fault::ReadOnly),
            "{fault:?}"
        );
    } else {
        // The superuser writes wherever it likes; there is nothing to refuse.
        assert!(opened.is_ok());
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_vanishes_or_is_replaced_takes_no_more_answers() {
    let place = Place::new();
    let mut store = place.open();
    let mut person = Person::begin(&mut store, header("a"));
    let entries = person.step(3);
    std::fs::remove_file(place.file()).unwrap();
    assert_eq!(
        fault(store.save(&person.id(), &entries[0..=0])),
        Fault::Gone
    );

    let place = Place::new();
    let mut store = place.open();
    let mut person = Person::begin(&mut store, header("a"));
    let entries = person.step(3);
    let copy = place.folder().join("copy.db");
    store.backup(&copy).unwrap();
    std::fs::rename(&copy, place.file()).unwrap();
    assert_eq!(
        fault(store.save(&person.id(), &entries[0..=0])),
        Fault::Gone
    );
}

// ---- backups, deleting, the rest of the house ----

#[test]
fn a_backup_holds_what_only_the_log_has_and_can_be_restored() {
    let place = Place::new();
    let mut store = place.open();
    let first = whole(&mut store, "a", 3);
    let copy = place.0.path().join("copy.db");
    store.backup(&copy).unwrap();
    whole(&mut store, "b", 3);
    let elsewhere = place.folder();
    assert_eq!(
        fault(Store::restore(&elsewhere, &copy, Opening::live(NOW))),
        Fault::Locked,
        "not under the feet of whoever has it open"
    );
    drop(store);

    for _ in 0..2 {
        let (store, _) = Store::restore(&elsewhere, &copy, Opening::live(NOW)).unwrap();
        let found = responses(&store, &Filter::default());
        assert_eq!(found.into_values().collect::<Vec<_>>(), [first.clone()]);
        assert_eq!(store.check().unwrap(), []);
    }
    let aside: Vec<String> = place
        .names()
        .into_iter()
        .filter(|name| {
            name.contains("before-restore") && !name.ends_with("-wal") && !name.ends_with("-shm")
        })
        .collect();
    assert_eq!(aside.len(), 2, "what was there is kept: {aside:?}");
}

#[test]
fn a_damaged_backup_is_not_restored() {
    let place = Place::new();
    let mut store = place.open();
    whole(&mut store, "a", 3);
    drop(store);
    let before = std::fs::read(place.file()).unwrap();
    let copy = place.0.path().join("copy.db");
    std::fs::write(&copy, &before[..before.len() / 2]).unwrap();
    assert_eq!(
        fault(Store::restore(&place.folder(), &copy, Opening::live(NOW))),
        Fault::Corrupt
    );
    assert_eq!(std::fs::read(place.file()).unwrap(), before);
}

/// Files of the folder in which these bytes lie.
fn where_found(place: &Place, marker: &str) -> Vec<String> {
    place
        .names()
        .into_iter()
        .filter(|name| {
            let bytes = std::fs::read(place.folder().join(name)).unwrap();
            bytes
                .windows(marker.len())
                .any(|window| window == marker.as_bytes())
        })
        .collect()
}

#[test]
fn what_is_erased_lies_in_no_file() {
    let place = Place::new();
    let mut store = place.open();
    for id in 0..40 {
        whole(&mut store, &format!("other{id}"), 3);
    }
    let mut person = Person::begin(&mut store, header("marker-id-4711"));
    person.answer_all(&mut store, 77);
    let id = person.id();
    person.finish(&mut store);
    for id in 40..80 {
        whole(&mut store, &format!("other{id}"), 3);
    }
    assert_ne!(where_found(&place, "word77"), [""; 0], "it was there");
    let purged = store.erase(&id, NOW).unwrap();
    assert_eq!((purged.interviews, purged.scrubbed), (1, true));
    assert_eq!(where_found(&place, "word77"), [""; 0]);
    assert_eq!(where_found(&place, "marker-id-4711"), [""; 0]);
    assert_eq!(store.counts(&Filter::default()).unwrap()[0].kept, 80);
    assert_eq!(store.erase(&id, NOW).unwrap().interviews, 0);
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn when_the_time_is_over_answers_go_and_totals_stay() {
    let place = Place::new();
    let mut store = place.open();
    for (id, started) in [("old", 10), ("new", 30)] {
        let header = Header {
            started,
            ..header(id)
        };
        let mut person = Person::begin(&mut store, header);
        person.answer_all(&mut store, 3);
        person.finish(&mut store);
    }
    let abandoned = Header {
        started: 5,
        ..header("abandoned")
    };
    Person::begin(&mut store, abandoned);
    let until = Filter {
        until: Some(20),
        ..Filter::default()
    };
    let purged = store.purge(&until, Totals::Stay, NOW).unwrap();
    assert_eq!(purged.interviews, 2);
    assert_eq!(store.open_interviews().unwrap(), []);
    let left = responses(&store, &Filter::default());
    assert_eq!(left.into_keys().map(|id| id.0).collect::<Vec<_>>(), ["new"]);
    let counts = store.counts(&Filter::default()).unwrap();
    assert_eq!((counts[0].kept, counts[0].retired), (1, 1));
    assert_eq!(store.audit().unwrap()[0].what, "purged");
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn small_values_are_kept_and_dropped() {
    let place = Place::new();
    let mut store = place.open();
    store.set_value("pin tries", Some("2")).unwrap();
    store.set_value("pin tries", Some("3")).unwrap();
    drop(store);
    let mut store = place.open();
    assert_eq!(store.value("pin tries").unwrap().as_deref(), Some("3"));
    store.set_value("pin tries", None).unwrap();
    assert_eq!(store.value("pin tries").unwrap(), None);
}

// ---- nothing changes unseen ----

/// A store with every kind of row: ended, open, retired, two editions' worth of cells, an audit trail.
fn full_store(place: &Place) {
    let mut store = place.open();
    whole(&mut store, "a", 3);
    whole(&mut store, "b", 8);
    let header_south = Header {
        site: "south".into(),
        ..header("c")
    };
    let mut person = Person::begin(&mut store, header_south);
    person.answer_all(&mut store, 4);
    person.finish(&mut store);
    let mut person = Person::begin(&mut store, header("open"));
    for entry in person.step(2) {
        store.save(&person.id(), slice::from_ref(&entry)).unwrap();
    }
    store.note(NOW, "first", "one").unwrap();
    store.note(NOW, "second", "two").unwrap();
}

fn other(value: &Value) -> Value {
    match value {
        Value::Null => Value::Integer(1),
        Value::Integer(number) => Value::Integer(number ^ 1),
        Value::Real(number) => Value::Real(number + 1.0),
        Value::Text(text) => Value::Text(format!("{text} ")),
        Value::Blob(bytes) => {
            let mut bytes = bytes.clone();
            match bytes.last_mut() {
                Some(byte) => *byte ^= 1,
                None => bytes.push(1),
            }
            Value::Blob(bytes)
        }
    }
}

fn columns(raw: &Connection, table: &str) -> Vec<String> {
    raw.prepare(&format!("SELECT name FROM pragma_table_info('{table}')"))
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

/// Runs a change behind the store's back and tells what `check` then says.
fn findings_after(change: impl FnOnce(&Connection)) -> Vec<Finding> {
    let place = Place::new();
    full_store(&place);
    let raw = place.raw();
    raw.execute_batch("PRAGMA foreign_keys = OFF; DROP TRIGGER entry_is_final;")
        .unwrap();
    change(&raw);
    drop(raw);
    place.open().check().unwrap()
}

const TABLES: [&str; 6] = ["edition", "interview", "entry", "cell", "response", "audit"];

#[test]
fn every_changed_value_of_every_table_is_found() {
    assert_eq!(findings_after(|_| ()), []);
    let place = Place::new();
    drop(place.open());
    for table in TABLES {
        for column in columns(&place.raw(), table) {
            let found = findings_after(|raw| {
                let key = if table == "response" || table == "entry" {
                    "interview = (SELECT number FROM interview WHERE id = 'b')"
                } else {
                    "true"
                };
                let rows = format!("FROM {table} WHERE {key} LIMIT 1");
                let value: Value = raw
                    .query_row(&format!("SELECT {column} {rows}"), [], |row| row.get(0))
                    .unwrap();
                let limit = match table {
                    "entry" => "sequence = 3",
                    "response" => "true",
                    _ => "number = (SELECT number FROM TABLE LIMIT 1)",
                };
                let limit = limit.replace("TABLE", table);
                let value = if column == "sequence" {
                    Value::Integer(99)
                } else {
                    other(&value)
                };
                let changed = raw
                    .execute(
                        &format!("UPDATE {table} SET {column} = ?1 WHERE {key} AND {limit}"),
                        [value],
                    )
                    .unwrap();
                assert_eq!(changed, 1, "{table}.{column}");
            });
            assert_ne!(found, [], "{table}.{column} was changed unseen");
        }
    }
}

#[test]
fn every_removed_row_is_found() {
    for table in TABLES {
        let place = Place::new();
        full_store(&place);
        let rows: i64 = place
            .raw()
            .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
                row.get(0)
            })
            .unwrap();
        for row in 0..rows {
            let found = findings_after(|raw| {
                let key = match table {
                    "entry" => "(interview, sequence)",
                    "response" => "interview",
                    _ => "number",
                };
                let bare = key.trim_matches(['(', ')']);
                raw.execute(
                    &format!(
                        "DELETE FROM {table} WHERE {key} = (SELECT {bare} FROM {table} LIMIT 1 OFFSET {row})"
                    ),
                    [],
                )
                .unwrap();
            });
            assert_ne!(found, [], "row {row} of {table} was removed unseen");
        }
    }
}

#[test]
fn reordered_and_added_entries_are_found() {
    let swapped = findings_after(|raw| {
        raw.execute_batch(
            "UPDATE entry SET sequence = 1000 + sequence WHERE sequence IN (1, 2);
             UPDATE entry SET sequence = 1003 - sequence WHERE sequence > 1000;",
        )
        .unwrap();
    });
    assert!(
        matches!(&swapped[..], [Finding::Chain { .. }, ..]),
        "{swapped:?}"
    );
    let added = findings_after(|raw| {
        raw.execute_batch(
            "INSERT INTO entry SELECT interview, sequence + 1, at, action, checksum FROM entry
             WHERE sequence = (SELECT max(sequence) FROM entry)",
        )
        .unwrap();
    });
    assert_ne!(added, []);
}

#[test]
fn a_changed_answer_is_never_read_as_if_nothing_were() {
    let place = Place::new();
    full_store(&place);
    let raw = place.raw();
    raw.execute_batch(
        "DROP TRIGGER entry_is_final;
         UPDATE entry SET action = replace(action, '\"rating\":4', '\"rating\":7');
         UPDATE response SET packed = x'07070707070701' WHERE length(packed) = 7;",
    )
    .unwrap();
    drop(raw);
    let store = place.open();
    assert_eq!(fault(store.load(&InterviewId("a".into()))), Fault::Corrupt);
    assert_eq!(
        fault(store.each_response(&Filter::default(), |_| ControlFlow::Continue(()))),
        Fault::Corrupt
    );
    assert_eq!(
        fault(store.each_packed(&Filter::default(), |_, _| ())),
        Fault::Corrupt
    );
}

#[test]
fn a_response_is_mended_from_its_entries() {
    let place = Place::new();
    full_store(&place);
    let before = responses(&place.open(), &Filter::default());
    place
        .raw()
        .execute_batch(
            "UPDATE response SET texts = '[]';
             UPDATE cell SET kept = 9, kept_sums = x'00';",
        )
        .unwrap();
    let mut store = place.open();
    assert_ne!(store.check().unwrap(), []);
    assert_eq!(store.mend(NOW).unwrap(), 2, "two had texts");
    assert_eq!(store.check().unwrap(), []);
    assert_eq!(responses(&store, &Filter::default()), before);
}

/// Everything that a report or an export would say of a store.
fn everything(store: &Store) -> Result<String, fivegaps::store::StoreError> {
    let mut said = Vec::new();
    for id in ["a", "b", "c", "open"] {
        let id = InterviewId(id.into());
        said.push(format!("{:?}{:?}", store.load(&id)?, store.response(&id)?));
    }
    store.each_response(&Filter::default(), |response| {
        said.push(format!("{response:?}"));
        ControlFlow::Continue(())
    })?;
    store.each_packed(&Filter::default(), |group, packed| {
        said.push(format!("{group:?}{packed:?}"));
    })?;
    said.push(format!("{:?}", store.counts(&Filter::default())?));
    said.push(format!("{:?}", store.open_interviews()?));
    said.push(format!("{:?}", store.audit()?));
    said.push(format!("{:?}", store.editions()?));
    said.sort();
    Ok(said.join("\n"))
}

#[test]
fn a_flipped_bit_is_found_or_harmless() {
    let place = Place::new();
    full_store(&place);
    let sound = std::fs::read(place.file()).unwrap();
    let before = everything(&place.open()).unwrap();
    let (mut found, mut harmless) = (0, 0);
    // A prime step, so that every kind of place is met.
    for (turn, at) in (0..sound.len()).step_by(sound.len() / 200 | 1).enumerate() {
        let flipped = Place::new();
        std::fs::create_dir_all(flipped.folder()).unwrap();
        #[cfg(unix)]
        std::fs::set_permissions(
            flipped.folder(),
            std::os::unix::fs::PermissionsExt::from_mode(0o700),
        )
        .unwrap();
        let mut bytes = sound.clone();
        bytes[at] ^= 1 << (turn % 8);
        std::fs::write(flipped.file(), bytes).unwrap();
        let Ok((store, notices)) = flipped.try_open() else {
            found += 1;
            continue;
        };
        let moved = notices
            .iter()
            .any(|n| matches!(n, Notice::MovedAside { .. }));
        if moved || store.check().is_ok_and(|findings| !findings.is_empty()) {
            found += 1;
            continue;
        }
        assert_eq!(everything(&store).unwrap(), before, "byte {at}");
        harmless += 1;
    }
    assert!(
        found > 20 && harmless > 20,
        "{found} found, {harmless} harmless"
    );
}

// ---- any sequence at all ----

#[derive(Debug, Clone)]
enum Act {
    Begin,
    Step { who: usize, choice: u8 },
    Finish { who: usize },
    File { who: usize },
    Erase { who: usize },
    Reopen,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        2 => Just(Act::Begin),
        8 => (0usize..6, any::<u8>()).prop_map(|(who, choice)| Act::Step { who, choice }),
        2 => (0usize..6).prop_map(|who| Act::Finish { who }),
        1 => (0usize..6).prop_map(|who| Act::File { who }),
        1 => (0usize..6).prop_map(|who| Act::Erase { who }),
        2 => Just(Act::Reopen),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_store_is_always_what_was_acknowledged(acts in prop::collection::vec(act(), 1..40)) {
        let place = Place::new();
        let mut store = place.open();
        let mut open: BTreeMap<InterviewId, (Person, Vec<Entry>)> = BTreeMap::new();
        let mut ended: BTreeMap<InterviewId, Response> = BTreeMap::new();
        let mut begun = 0;
        for act in acts {
            match act {
                Act::Begin => {
                    let person = Person::begin(&mut store, header(&format!("{begun}")));
                    open.insert(person.id(), (person, Vec::new()));
                    begun += 1;
                }
                Act::Step { who, choice } => {
                    if let Some((id, (person, kept))) = open.iter_mut().nth(who) {
                        for entry in person.step(choice) {
                            store.save(id, slice::from_ref(&entry)).unwrap();
                            kept.push(entry);
                        }
                    }
                }
                Act::Finish { who } | Act::File { who } => {
                    let Some(id) = open.keys().nth(who).cloned() else { continue };
                    let (person, _) = open.remove(&id).unwrap();
                    if matches!(act, Act::File { .. }) {
                        store.file_as(&id, Outcome::TimedOut).unwrap();
                        let response = store.response(&id).unwrap().unwrap();
                        ended.insert(id, response);
                    } else {
                        let (entry, response) = person.ending(Outcome::Partial);
                        store.finish(&id, slice::from_ref(&entry), &response).unwrap();
                        ended.insert(id, response);
                    }
                }
                Act::Erase { who } => {
                    if let Some(id) = ended.keys().nth(who).cloned() {
                        prop_assert_eq!(store.erase(&id, NOW).unwrap().interviews, 1);
                        ended.remove(&id);
                    }
                }
                Act::Reopen => {
                    drop(store);
                    store = place.open();
                }
            }
        }
        prop_assert_eq!(store.check().unwrap(), []);
        prop_assert_eq!(&responses(&store, &Filter::default()), &ended);
        let found: Vec<InterviewId> = store
            .open_interviews()
            .unwrap()
            .into_iter()
            .map(|open| open.header.id)
            .collect();
        prop_assert_eq!(found, open.keys().cloned().collect::<Vec<_>>());
        for (id, (person, kept)) in &open {
            let (header, edition, entries) = store.load(id).unwrap();
            prop_assert_eq!(&entries, kept);
            let again = Interview::replay(edition, header, &entries).unwrap();
            prop_assert_eq!(&again, &person.interview);
        }
        let counted: u64 = store.counts(&Filter::default()).unwrap().iter().map(|c| c.kept).sum();
        prop_assert_eq!(counted, u64::try_from(ended.len()).unwrap());
    }
}

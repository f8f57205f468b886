//! Faults that only show from inside: a full disk, a lock, an error of the disk, damage met on the way.

use std::cell::Cell;
use std::path::Path;

use super::*;
use crate::language::Locale;
use crate::survey::questionnaire::Role;
use crate::survey::record::{Action, Edition, Entry, Header, InterviewId, Mode};

const NOW: i64 = 1_790_000_000_000;

fn edition() -> Edition {
    let source = r#"(
        format: 1, id: "tiny", revision: 1, title: (en: "Tiny"), place: (en: "here"),
        scale: (points: 7, low: (en: "no"), high: (en: "yes")),
        dimensions: [(id: "care", name: (en: "Care"), about: (en: "care"), items: [
            (id: "greet", name: (en: "greets"), expectation: (en: "They greet."), perception: (en: "It greets.")),
        ])],
        forms: [(id: "customer", role: Customer, ask: [Rate(facet: Expectation), Rate(facet: Perception)])],
    )"#;
    Edition::read(source, "tiny.ron").unwrap()
}

fn header(id: &str) -> Header {
    Header {
        id: InterviewId(id.into()),
        edition: edition().fingerprint,
        form: "customer".into(),
        role: Role::Customer,
        mode: Mode::Kiosk,
        locale: Locale::En,
        seed: 1,
        short: false,
        test: false,
        started: NOW,
        site: String::new(),
        device: String::new(),
        wave: String::new(),
        interviewer: String::new(),
    }
}

fn entry(sequence: u32) -> Entry {
    Entry {
        sequence,
        at: u64::from(sequence) * 100,
        action: Action::Idle { back: true },
    }
}

fn open(folder: &Path) -> Store {
    Store::open(folder, Opening::live(NOW)).unwrap().0
}

/// A store with one open interview of one entry.
fn begun(folder: &Path) -> (Store, InterviewId) {
    let mut store = open(folder);
    let header = header("a");
    store.begin(&header, &edition()).unwrap();
    store.save(&header.id, &[entry(0)]).unwrap();
    (store, header.id)
}

fn entries(store: &Store, id: &InterviewId) -> usize {
    store.load(id).unwrap().2.len()
}

#[test]
fn on_a_full_disk_nothing_is_called_saved_and_later_it_can_be() {
    let folder = tempfile::tempdir().unwrap();
    let (mut store, id) = begun(folder.path());
    let limit = |store: &Store, pages: i64| {
        let set = format!("PRAGMA max_page_count = {pages}");
        store.connection.execute_batch(&set).unwrap();
    };
    limit(&store, 1);
    let mut next = 1;
    let error = loop {
        // The last page takes some more entries before the disk counts as full.
        match store.save(&id, &[entry(next)]) {
            Ok(()) => next += 1,
            Err(error) => break error,
        }
    };
    assert_eq!(error.fault, Fault::Full);
    assert!(error.to_string().contains("purge"), "{error}");
    assert_eq!(entries(&store, &id), usize::try_from(next).unwrap());
    limit(&store, 1_000_000);
    store.save(&id, &[entry(next)]).unwrap();
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn a_writer_that_waited_in_vain_says_so_and_may_try_again() {
    let folder = tempfile::tempdir().unwrap();
    let (mut store, id) = begun(folder.path());
    store
        .connection
        .execute_batch("PRAGMA busy_timeout = 0")
        .unwrap();
    let other = Connection::open(store.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = store.save(&id, &[entry(1)]).unwrap_err();
    assert_eq!(error.fault, Fault::Locked);
    assert_eq!(entries(&store, &id), 1, "readers are not held up");
    other.execute_batch("ROLLBACK").unwrap();
    store.save(&id, &[entry(1)]).unwrap();
    assert_eq!(entries(&store, &id), 2);
}

fn io_error<T>() -> Result<T, Trouble> {
    Err(Trouble::Known(Fault::Io, "injected".into()))
}

#[test]
fn one_error_of_the_disk_is_overcome_with_a_new_connection() {
    let folder = tempfile::tempdir().unwrap();
    let (mut store, id) = begun(folder.path());
    let tries = Cell::new(0);
    store
        .write("try", |work| {
            tries.set(tries.get() + 1);
            if tries.get() == 1 {
                io_error()
            } else {
                keeping::note_in(&work.transaction, 1, "x", "")
            }
        })
        .unwrap();
    assert_eq!(tries.get(), 2);
    assert_eq!(store.audit().unwrap().len(), 1);
    store.save(&id, &[entry(1)]).unwrap();
    assert_eq!(entries(&store, &id), 2);
}

#[test]
fn a_second_error_of_the_disk_is_final() {
    let folder = tempfile::tempdir().unwrap();
    let (mut store, _) = begun(folder.path());
    let tries = Cell::new(0);
    let error = store
        .write("try", |_| {
            tries.set(tries.get() + 1);
            io_error::<()>()
        })
        .unwrap_err();
    assert_eq!((error.fault, tries.get()), (Fault::Io, 2));
}

#[test]
fn after_an_error_of_the_disk_what_was_acknowledged_must_be_there() {
    let folder = tempfile::tempdir().unwrap();
    let (mut store, _) = begun(folder.path());
    let other = Connection::open(store.path()).unwrap();
    other
        .execute_batch("DELETE FROM entry; UPDATE interview SET entries = 0")
        .unwrap();
    drop(other);
    let error = store.write("try", |_| io_error::<()>()).unwrap_err();
    assert_eq!(error.fault, Fault::Gone);
    assert!(error.cause.contains("saved before"), "{error}");
}

/// Fills the page on which the entries begin with nonsense.
fn break_entries(path: &Path) {
    let raw = Connection::open(path).unwrap();
    let page: i64 = raw
        .query_row(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'entry'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    drop(raw);
    let mut bytes = std::fs::read(path).unwrap();
    let at = usize::try_from((page - 1) * 4096).unwrap();
    bytes[at..at + 64].fill(0x5a);
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn damage_met_on_the_way_is_examined_and_healed_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let (store, id) = begun(folder.path());
    let path = store.path().to_owned();
    drop(store);
    break_entries(&path);
    let mut store = open(folder.path());
    assert_eq!(
        store.save(&id, &[entry(1)]).unwrap_err().fault,
        Fault::Corrupt
    );
    drop(store);
    let (store, notices) = Store::open(folder.path(), Opening::live(NOW)).unwrap();
    let moved = |notice: &Notice| matches!(notice, Notice::MovedAside { .. });
    assert!(notices.iter().any(moved), "{notices:?}");
    assert_eq!(store.open_interviews().unwrap(), []);
    drop(store);
    let (_, notices) = Store::open(folder.path(), Opening::live(NOW)).unwrap();
    assert!(!notices.iter().any(moved), "once is enough");
}

#[test]
fn a_false_alarm_costs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (store, id) = begun(folder.path());
    store.place.suspect();
    drop(store);
    let store = open(folder.path());
    assert_eq!(entries(&store, &id), 1);
    drop(store);
    assert!(!folder.path().join("fivegaps.suspect").exists());
}

#[test]
fn the_reserve_is_given_back_once_and_put_in_place_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    assert!(store.release_reserve());
    assert!(!store.release_reserve());
    drop(store);
    let reserve = folder.path().join("fivegaps.reserve");
    assert!(!reserve.exists());
    drop(open(folder.path()));
    assert_eq!(reserve.metadata().unwrap().len(), 2 << 20);
}

#[test]
fn text_put_into_the_file_from_outside_is_made_harmless() {
    let mut text = "ok\u{1b}[31m\u{202e}服務".to_owned();
    words::clean(&mut text);
    assert_eq!(text, "ok[31m服務");
}

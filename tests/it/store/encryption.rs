//! An encrypted store: the same answers, and not a byte of them for who has no key.

use super::*;

fn key(word: &str) -> Key {
    Key::of(word.as_bytes()).unwrap()
}

fn with(word: Option<&str>) -> Opening {
    Opening {
        key: word.map(key),
        ..Opening::live(NOW)
    }
}

fn open(place: &Place, word: &str) -> Store {
    Store::open(&place.folder(), with(Some(word))).unwrap().0
}

/// Everything that must lie in no file: free text in two scripts, the words of the log, packed answers.
fn markers(response: &Response) -> Vec<Vec<u8>> {
    let mut markers: Vec<Vec<u8>> = ["word77", "服務很好", "\"answered\"", "\"rating\""]
        .map(|text| text.as_bytes().to_vec())
        .into();
    markers.push(response.packed.clone());
    markers
}

/// Files of the folder in which one of these lies.
fn traces(folder: &Path, markers: &[Vec<u8>]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let bytes = std::fs::read(entry.path()).unwrap();
        for marker in markers {
            if bytes.windows(marker.len()).any(|window| window == marker) {
                found.push(format!(
                    "{} in {}",
                    String::from_utf8_lossy(marker),
                    entry.file_name().display()
                ));
            }
        }
    }
    found
}

/// A finished interview and one that was left in the middle.
fn live(store: &mut Store) -> Response {
    let response = whole(store, "whole", 77);
    let mut left = Person::begin(store, header("left"));
    for _ in 0..3 {
        let entries = left.step(77);
        store.save(&left.id(), &entries).unwrap();
    }
    response
}

#[test]
fn no_byte_of_an_answer_lies_in_the_file_its_log_or_a_backup() {
    let place = Place::new();
    let mut plain = place.open();
    let response = live(&mut plain);
    assert!(
        traces(&place.folder(), &markers(&response)).len() >= 4,
        "they are there without a key"
    );
    let counts = plain.counts(&Filter::default()).unwrap();
    drop(plain);

    let place = Place::new();
    let mut store = open(&place, "open sesame");
    assert!(store.is_encrypted());
    let response = live(&mut store);
    store.backup(&place.folder().join("backup.db")).unwrap();
    assert!(place.names().contains(&"fivegaps.db-wal".to_owned()));
    assert_eq!(traces(&place.folder(), &markers(&response)), [""; 0]);
    assert_eq!(store.check().unwrap(), []);
    drop(store);
    assert_eq!(traces(&place.folder(), &markers(&response)), [""; 0]);

    let store = open(&place, "open sesame");
    assert_eq!(
        store.response(&response.id).unwrap().as_ref(),
        Some(&response)
    );
    let (_, _, entries) = store.load(&InterviewId("left".into())).unwrap();
    assert!(
        entries.len() > 3,
        "what was left in the middle can be read, too"
    );
    let summary = store
        .summary(&edition(), "customer", &Filter::default())
        .unwrap();
    assert_eq!(summary.n(), 1);
    // How long each answer took, and what follows from it, is found in the concealed log as well.
    assert_eq!(store.counts(&Filter::default()).unwrap(), counts);
}

#[test]
fn without_its_key_a_store_is_refused_politely_and_left_as_it_is() {
    let place = Place::new();
    live(&mut open(&place, "open sesame"));
    let before = std::fs::read(place.file()).unwrap();
    let try_with = |word| Store::open(&place.folder(), with(word)).unwrap_err();
    let none = try_with(None);
    assert_eq!(none.fault, Fault::NoKey);
    assert!(none.to_string().contains("--key-file"), "{none}");
    let wrong = try_with(Some("close sesame"));
    assert_eq!(wrong.fault, Fault::WrongKey);
    assert!(!wrong.to_string().contains("sesame"), "{wrong}");
    assert_eq!(std::fs::read(place.file()).unwrap(), before);
    assert!(Store::is_encrypted_in(&place.folder(), false).unwrap());
    assert!(!Store::is_encrypted_in(&place.folder(), true).unwrap());
}

#[test]
fn a_store_that_is_there_can_be_encrypted_changed_and_decrypted() {
    let place = Place::new();
    let mut store = place.open();
    let response = live(&mut store);
    let all = responses(&store, &Filter::default());
    assert!(store.encrypt(&key("first word"), NOW).unwrap());
    assert_eq!(traces(&place.folder(), &markers(&response)), [""; 0]);
    assert_eq!(store.check().unwrap(), []);
    assert_eq!(fault(store.encrypt(&key("again"), NOW)), Fault::Refused);
    whole(&mut store, "later", 77);
    assert_eq!(traces(&place.folder(), &markers(&response)), [""; 0]);

    let wrong = store.change_key(&key("wrong"), &key("second word"), NOW);
    assert_eq!(fault(wrong), Fault::WrongKey);
    store
        .change_key(&key("first word"), &key("second word"), NOW)
        .unwrap();
    drop(store);
    let first = Store::open(&place.folder(), with(Some("first word")));
    assert_eq!(fault(first), Fault::WrongKey);

    let mut store = open(&place, "second word");
    assert!(store.decrypt(NOW).unwrap());
    drop(store);
    let mut store = place.open();
    assert!(!store.is_encrypted());
    let mut found = responses(&store, &Filter::default());
    found.remove(&InterviewId("later".into())).unwrap();
    assert_eq!(found, all);
    assert_eq!(store.check().unwrap(), []);
    assert_eq!(fault(store.decrypt(NOW)), Fault::Refused);
    // The log is final again.
    let changed = place.raw().execute_batch("UPDATE entry SET at = 1");
    assert!(changed.is_err());
}

#[test]
fn nobody_encrypts_what_another_process_goes_on_writing_into() {
    let place = Place::new();
    let mut store = place.open();
    let response = live(&mut store);
    let other = place.open();
    assert_eq!(fault(store.encrypt(&key("first word"), NOW)), Fault::Locked);
    assert!(!store.is_encrypted());
    assert_eq!(store.response(&response.id).unwrap(), Some(response));
    drop(other);
    whole(&mut store, "later", 3);
    assert!(store.encrypt(&key("first word"), NOW).unwrap());
}

#[test]
fn a_key_for_a_store_without_one_is_told_and_changes_nothing() {
    let place = Place::new();
    live(&mut place.open());
    let (store, notices) = Store::open(&place.folder(), with(Some("a word"))).unwrap();
    assert_eq!(notices, [Notice::NotEncrypted]);
    assert!(!store.is_encrypted());
}

#[test]
fn a_backup_opens_with_the_key_it_was_made_with_and_else_replaces_nothing() {
    let place = Place::new();
    let mut store = open(&place, "open sesame");
    let response = live(&mut store);
    let backup = place.folder().join("backup.db");
    store.backup(&backup).unwrap();
    drop(store);
    let elsewhere = Place::new();
    whole(&mut elsewhere.open(), "own", 3);
    for (word, expected) in [(None, Fault::NoKey), (Some("wrong"), Fault::WrongKey)] {
        let refused = Store::restore(&elsewhere.folder(), &backup, with(word));
        assert_eq!(fault(refused), expected);
        assert_eq!(responses(&elsewhere.open(), &Filter::default()).len(), 1);
    }
    let opening = with(Some("open sesame"));
    let (restored, _) = Store::restore(&elsewhere.folder(), &backup, opening).unwrap();
    assert_eq!(restored.response(&response.id).unwrap(), Some(response));
    assert_eq!(restored.check().unwrap(), []);
}

#[test]
fn an_encrypted_value_that_was_changed_is_found() {
    let place = Place::new();
    live(&mut open(&place, "open sesame"));
    place
        .raw()
        .execute_batch(
            "UPDATE response SET packed = (SELECT CAST(x'0001020304' || substr(packed, 6) AS BLOB) FROM response)",
        )
        .unwrap();
    let store = open(&place, "open sesame");
    assert!(!store.check().unwrap().is_empty());
    let read = store.each_response(&Filter::default(), |_| ControlFlow::Continue(()));
    assert_eq!(fault(read), Fault::Corrupt);
}

#[test]
fn what_is_erased_from_an_encrypted_store_is_gone_from_its_totals() {
    let place = Place::new();
    let mut store = open(&place, "open sesame");
    let response = live(&mut store);
    let purged = store.erase(&response.id, NOW).unwrap();
    assert_eq!((purged.interviews, purged.scrubbed), (1, true));
    assert_eq!(store.counts(&Filter::default()).unwrap()[0].kept, 0);
    assert_eq!(store.check().unwrap(), []);
}

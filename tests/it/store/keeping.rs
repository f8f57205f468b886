//! Backups, deleting, and the rest of the house.

use super::*;

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
        assert!(found.values().eq([&first]));
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

//! An interview: what is acknowledged is there.

use super::*;

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
    assert!(all.values().eq([&response]));
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
    let entries = person.step(3);
    store.save(&person.id(), &entries).unwrap();
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

//! Many responses: told apart, counted, added up, read by others.

use super::*;

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
fn sums_are_those_of_the_responses_at_any_time() {
    let place = Place::new();
    let mut store = place.open();
    let edition = edition();
    let form = &edition.questionnaire.forms[0];
    let all = Filter::default();
    let added = |store: &Store, among: &Filter| {
        let mut sums = Summary::new(&edition.questionnaire, form);
        store
            .each_packed(among, |_, packed| sums.add(packed))
            .unwrap();
        sums
    };
    for (id, choice) in [("a", 1), ("b", 8), ("c", 5)] {
        whole(&mut store, id, choice);
        let sums = store.summary(&edition, "customer", &all).unwrap();
        assert_eq!(sums, added(&store, &all));
    }
    assert_eq!(store.summary(&edition, "customer", &all).unwrap().n(), 3);
    let none = Filter {
        until: Some(0),
        ..all.clone()
    };
    assert_eq!(store.summary(&edition, "customer", &none).unwrap().n(), 0);

    store.erase(&InterviewId("b".into()), NOW).unwrap();
    let sums = store.summary(&edition, "customer", &all).unwrap();
    assert_eq!((sums.n(), &sums), (2, &added(&store, &all)));
    store.purge(&all, Totals::Stay, NOW).unwrap();
    assert_eq!(store.summary(&edition, "customer", &all).unwrap(), sums);
    assert_eq!(added(&store, &all).n(), 0);
    assert_eq!(
        fault(store.summary(&edition, "staff", &all)),
        Fault::Refused
    );
    assert_eq!(store.check().unwrap(), []);
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
    let entries = person.step(3);
    store.save(&id, &entries).unwrap();
    let back = person.interview.back(9000).unwrap();
    store.save(&id, slice::from_ref(&back)).unwrap();
    person.interview.apply(&back);
    let entries = person.step(5);
    store.save(&id, &entries).unwrap();
    let raw = place.raw();
    let answers: (i64, i64) = raw
        .query_row("SELECT count(*), max(rating) FROM answer", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!(answers, (1, 6));
}

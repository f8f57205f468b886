//! Nothing changes unseen: rows edited, removed, reordered; bits flipped.

use super::*;

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
    let entries = person.step(2);
    store.save(&person.id(), &entries).unwrap();
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
    for (turn, at) in (0..sound.len())
        .step_by((sound.len() / 200) | 1)
        .enumerate()
    {
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

//! Who has the file, all copies of it, and the list of who sat down in which order, still cannot tell who answered
//! what. Everything that could carry an order is read from the bytes and held against the true order; by the same
//! means interviews that are not anonymous give theirs away, so the means are good enough.
//!
//! The measure is Spearman's rank correlation, summed over sessions: of independent orders it has the mean 0 and the
//! variance 1/(n - 1), so the standardised sum is about normal. Seeds are fixed.

use std::collections::BTreeMap;

use fivegaps::store::Closing;
use fivegaps::survey::session::Code;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::sessions::{colleague, convene_with, team, walk};
use super::*;

/// People in a session, and sessions.
const PEOPLE: usize = 12;
const SESSIONS: usize = 16;

/// Standard deviations that chance does not exceed once in 15,000 runs.
const BOUND: f64 = 4.0;

/// The ranks of some values.
fn ranks<T: Ord>(values: &[T]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by_key(|index| &values[*index]);
    let mut ranks = vec![0; values.len()];
    for (rank, index) in order.into_iter().enumerate() {
        ranks[index] = rank;
    }
    ranks
}

/// Spearman's correlation between the places in the list and these values, without ties.
fn correlation<T: Ord>(values: &[T]) -> f64 {
    let n = values.len() as f64;
    let squares: f64 = ranks(values)
        .into_iter()
        .enumerate()
        .map(|(place, rank)| (place as f64 - rank as f64).powi(2))
        .sum();
    1.0 - 6.0 * squares / (n * (n * n - 1.0))
}

/// Correlations of one feature over all sessions.
#[derive(Default)]
struct Trail(BTreeMap<&'static str, Vec<f64>>);

impl Trail {
    fn add<T: Ord>(&mut self, feature: &'static str, values: &[T]) {
        assert_eq!(values.len(), PEOPLE, "{feature}");
        self.0.entry(feature).or_default().push(correlation(values));
    }

    /// By how many standard deviations a feature goes with the order of the list.
    fn deviation(&self, feature: &str) -> f64 {
        let found = &self.0[feature];
        let spread = (found.len() as f64 / (PEOPLE as f64 - 1.0)).sqrt();
        found.iter().sum::<f64>() / spread
    }
}

fn position(bytes: &[u8], text: &[u8]) -> Option<usize> {
    let (first, rest) = text.split_first()?;
    let mut from = 0;
    // The library's search for one byte is quick; comparing every place with the whole text is not.
    while let Some(at) = bytes[from..].iter().position(|byte| byte == first) {
        let behind = from + at + 1;
        if bytes[behind..].starts_with(rest) {
            return Some(behind - 1);
        }
        from = behind;
    }
    None
}

/// All bytes of the store, one file after another: the file itself and its log.
fn bytes_of(place: &Place) -> Vec<u8> {
    let mut bytes = Vec::new();
    for name in place.names() {
        if name.starts_with("fivegaps.db") {
            bytes.extend(std::fs::read(place.folder().join(name)).unwrap());
        }
    }
    bytes
}

/// What each person writes: words that nobody else writes, and of which nothing follows about their place.
fn words(chance: &mut ChaCha8Rng) -> Vec<String> {
    (0..PEOPLE)
        .map(|_| format!("w{:016x}", chance.next_u64()))
        .collect()
}

/// The rows of the people of a session, in the order of the list, found by their words.
fn rows(raw: &Connection, words: &[String]) -> Vec<BTreeMap<&'static str, Value>> {
    let columns = "i.number, i.id, i.started, i.seed, i.site, i.device, r.duration, r.cell, i.head, r.checksum";
    let names = [
        "number", "id", "started", "seed", "site", "device", "duration", "cell", "head", "checksum",
    ];
    let mut statement = raw
        .prepare(&format!(
            "SELECT {columns} FROM response r JOIN interview i ON i.number = r.interview
             WHERE instr(r.texts, ?1) > 0"
        ))
        .unwrap();
    words
        .iter()
        .map(|text| {
            statement
                .query_row([text], |row| {
                    names
                        .iter()
                        .enumerate()
                        .map(|(index, name)| Ok((*name, row.get(index)?)))
                        .collect()
                })
                .unwrap()
        })
        .collect()
}

fn shown(rows: &[BTreeMap<&'static str, Value>], name: &str) -> Vec<String> {
    rows.iter()
        .map(|row| match &row[name] {
            Value::Integer(number) => format!("{number:020}"),
            Value::Text(text) => text.clone(),
            Value::Blob(bytes) => format!("{bytes:02x?}"),
            other @ (Value::Null | Value::Real(_)) => panic!("{other:?}"),
        })
        .collect()
}

fn all_alike(rows: &[BTreeMap<&'static str, Value>], name: &str) {
    let found = shown(rows, name);
    assert!(
        found.iter().all(|one| *one == found[0]),
        "{name}: {found:?}"
    );
}

/// One session: people sit down in the order of the list, each with their own words. Gives the words, and the marks of
/// their seats in the order in which the file changed.
fn hold(store: &mut Store, chance: &mut ChaCha8Rng, token: &str) -> (i64, Vec<String>, Vec<Code>) {
    let mut secret = [0; 32];
    chance.fill_bytes(&mut secret);
    let codes: Vec<Code> = (0..PEOPLE)
        .map(|_| Code::of(chance.next_u64() % Code::COUNT))
        .collect();
    let number = convene_with(store, token, secret, &codes);
    let words = words(chance);
    for (code, words) in codes.iter().zip(&words) {
        let seed = chance.next_u64();
        let header = Header {
            seed,
            ..colleague(&format!("sitting-{seed:016x}"))
        };
        let pass = sessions::fresh(store, *code);
        let header = store.take_seat(&pass, &header, &team()).unwrap();
        let rating = 1 + u8::try_from(chance.next_u64() % 7).unwrap();
        let (entries, response) = walk(header, rating, words);
        store.finish_seat(&pass, &entries, &response).unwrap();
    }
    (number, words, codes)
}

#[test]
fn nothing_in_the_files_of_closed_sessions_goes_with_the_order_of_the_list() {
    let place = Place::new();
    let mut store = place.open();
    let mut chance = ChaCha8Rng::seed_from_u64(20_260_517);
    let mut trail = Trail::default();
    for session in 0..SESSIONS {
        let (number, words, _) = hold(&mut store, &mut chance, &format!("{session:04x}"));
        let seats: Vec<Vec<u8>> = place
            .raw()
            .prepare("SELECT mark FROM seat WHERE session = ?1 ORDER BY mark")
            .unwrap()
            .query_map([number], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        assert_eq!(seats.len(), PEOPLE);
        let closing = store.close_session(number, NOW).unwrap();
        let answered = PEOPLE as u64;
        assert_eq!(closing, Closing::Frozen { answered });

        let raw = place.raw();
        let rows = rows(&raw, &words);
        for name in ["started", "site", "device", "duration", "cell"] {
            all_alike(&rows, name);
        }
        for name in ["number", "id", "seed", "head", "checksum"] {
            trail.add(name, &shown(&rows, name));
        }
        // Where the answers, and where the identities lie in the file: pages, and places on a page.
        let bytes = bytes_of(&place);
        let places = |texts: &[String]| -> Vec<usize> {
            let found = texts.iter().map(|text| position(&bytes, text.as_bytes()));
            found.collect::<Option<_>>().unwrap()
        };
        trail.add("place of the answers", &places(&words));
        trail.add("place of the identities", &places(&shown(&rows, "id")));
        // In which order the file's own query gives them, and the program's.
        let order: Vec<String> = raw
            .prepare("SELECT texts FROM response")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        let given = |text: &String| order.iter().position(|one| one.contains(text.as_str()));
        trail.add(
            "order of rows",
            &words.iter().map(given).collect::<Vec<_>>(),
        );
        let frozen = store.frozen(number).unwrap().unwrap();
        if let [comments] = frozen.comments.as_slice() {
            let shown = |text: &String| comments.texts.iter().position(|one| one == text);
            trail.add(
                "order of comments",
                &words.iter().map(shown).collect::<Vec<_>>(),
            );
        }
        let entries: i64 = raw
            .query_row("SELECT count(*) FROM entry", [], |row| row.get(0))
            .unwrap();
        assert_eq!(entries, 0, "no log of a session is left");
    }
    assert_eq!(trail.0["order of comments"].len(), SESSIONS);
    for feature in trail.0.keys() {
        let deviation = trail.deviation(feature);
        assert!(deviation.abs() < BOUND, "{feature}: {deviation}");
    }
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn a_reader_that_keeps_the_log_from_being_emptied_changes_nothing_about_that() {
    let place = Place::new();
    let mut store = place.open();
    let mut chance = ChaCha8Rng::seed_from_u64(7);
    let mut trail = Trail::default();
    for session in 0..3 {
        let (number, words, _) = hold(&mut store, &mut chance, &format!("{session:04x}"));
        let reader = place.raw();
        reader.execute_batch("BEGIN").unwrap();
        let _: i64 = reader
            .query_row("SELECT count(*) FROM interview", [], |row| row.get(0))
            .unwrap();
        let _ = store.close_session(number, NOW).unwrap();
        let bytes = bytes_of(&place);
        let places: Vec<usize> = words
            .iter()
            .map(|text| position(&bytes, text.as_bytes()).unwrap())
            .collect();
        trail.add("place of the answers", &places);
    }
    let deviation = trail.deviation("place of the answers");
    assert!(deviation.abs() < BOUND, "{deviation}");
}

#[test]
fn copies_that_were_made_after_each_person_tell_nothing_either() {
    let place = Place::new();
    let mut store = place.open();
    let mut chance = ChaCha8Rng::seed_from_u64(11);
    let mut secret = [0; 32];
    chance.fill_bytes(&mut secret);
    let codes: Vec<Code> = (0..PEOPLE)
        .map(|_| Code::of(chance.next_u64() % Code::COUNT))
        .collect();
    let number = convene_with(&mut store, "aa", secret, &codes);
    let words = words(&mut chance);
    let mut copies = Vec::new();
    let mut changed: Vec<Vec<u8>> = Vec::new();
    let mut before: BTreeMap<Vec<u8>, Vec<u8>> = BTreeMap::new();
    for (code, text) in codes.iter().zip(&words) {
        let pass = sessions::fresh(&store, *code);
        let id = format!("sitting-{:016x}", chance.next_u64());
        let header = store.take_seat(&pass, &colleague(&id), &team()).unwrap();
        let (entries, response) = walk(header, 4, text);
        store.finish_seat(&pass, &entries, &response).unwrap();
        copies.push(bytes_of(&place));
        let backup = place.folder().join("copy");
        store.backup(&backup).unwrap();
        copies.push(std::fs::read(&backup).unwrap());
        std::fs::remove_file(&backup).unwrap();
        let seats: BTreeMap<Vec<u8>, Vec<u8>> = place
            .raw()
            .prepare("SELECT mark, sealed FROM seat")
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        let lengths: Vec<usize> = seats.values().map(Vec::len).collect();
        assert!(lengths.iter().all(|length| *length == lengths[0]));
        if !before.is_empty() {
            let differ = |mark: &&Vec<u8>| before[*mark] != seats[*mark];
            changed.extend(seats.keys().filter(differ).cloned());
        }
        before = seats;
    }
    // Whoever watched the file knows in which order the seats were written ...
    assert_eq!(changed.len(), PEOPLE - 1);
    let _ = store.close_session(number, NOW).unwrap();
    // ... and meets neither answers nor their identities, nor codes, in any copy from before the end; nor marks after it.
    let rows = rows(&place.raw(), &words);
    let after = bytes_of(&place);
    for copy in &copies {
        for secret in words
            .iter()
            .chain(&shown(&rows, "id"))
            .chain(&codes.iter().map(ToString::to_string).collect::<Vec<_>>())
        {
            assert_eq!(position(copy, secret.as_bytes()), None, "{secret}");
        }
        assert_eq!(position(copy, &secret), None, "the secret is in the store");
    }
    for mark in &changed {
        assert_eq!(position(&after, mark), None, "a mark is left");
    }
    for text in &words {
        assert!(position(&after, text.as_bytes()).is_some());
    }
}

#[test]
fn by_the_same_means_interviews_that_are_not_anonymous_give_their_order_away() {
    let place = Place::new();
    let mut store = place.open();
    let mut chance = ChaCha8Rng::seed_from_u64(3);
    let mut trail = Trail::default();
    for _ in 0..3 {
        let words = words(&mut chance);
        for (place, text) in (0i64..).zip(&words) {
            let header = Header {
                mode: Mode::Interview,
                started: NOW + place * 60_000,
                ..colleague(&format!("open-{:016x}", chance.next_u64()))
            };
            store.begin(&header, &team()).unwrap();
            let (entries, response) = walk(header.clone(), 4, text);
            store.finish(&header.id, &entries, &response).unwrap();
        }
        let rows = rows(&place.raw(), &words);
        trail.add("started", &shown(&rows, "started"));
        let bytes = bytes_of(&place);
        let places: Vec<usize> = words
            .iter()
            .map(|text| position(&bytes, text.as_bytes()).unwrap())
            .collect();
        trail.add("place of the answers", &places);
    }
    for feature in ["started", "place of the answers"] {
        assert!(trail.deviation(feature).abs() > BOUND, "{feature}");
    }
}

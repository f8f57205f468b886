//! Benchmarks: `cargo bench`. Speed is measured here and nowhere asserted; what is to be compared is measured in
//! turn, and the ratio printed. The start of the program is measured from outside.
//!
//! ```text
//! cargo bench -- [WORD]            only what has this word in its name
//! FIVEGAPS_STORED=1000000          so many responses in the store, instead of 10,000
//! FIVEGAPS_KEEP=FOLDER             make (or take) that store there, and leave it
//! ```
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a benchmark may stop at the first surprise; it looks at the clock, and is told by the environment what to do"
)]

mod person;
mod stored;

use std::fs::{File, OpenOptions};
use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use fivegaps::analysis::study::Conduct;
use fivegaps::analysis::{FormReport, GapReport, StudyReport, Summary, disclose_study};
use fivegaps::report::json;
use fivegaps::store::{Opening, Shelf, Store};
use fivegaps::survey::interview::Interview;
use fivegaps::survey::library::{Library, Memory, SHIPPED};
use fivegaps::survey::record::{Answer, Edition};

use person::Person;
use stored::Stored;

/// Rounds of a comparison; the ratio is formed in each, and the middle one is told.
const ROUNDS: usize = 41;

/// Times some work.
fn time(mut work: impl FnMut()) -> Duration {
    let before = Instant::now();
    work();
    before.elapsed()
}

fn middle<T: Copy + PartialOrd>(mut values: Vec<T>) -> T {
    values.sort_by(|a, b| a.partial_cmp(b).unwrap());
    values[values.len() / 2]
}

/// Measures a piece of work, repeated so often that a round takes some milliseconds.
fn measure(name: &str, mut work: impl FnMut()) {
    if !wanted(name) {
        return;
    }
    let once = time(&mut work).max(Duration::from_nanos(50));
    let often = (Duration::from_millis(5).as_nanos() / once.as_nanos()).clamp(1, 10_000);
    let often = u32::try_from(often).unwrap();
    let rounds = (0..ROUNDS).map(|_| time(|| (0..often).for_each(|_| work())) / often);
    println!("{name:<52} {:>12}", shown(middle(rounds.collect())));
}

/// Measures two pieces of work in turn, once a round each.
fn compare(name: &str, mut floor: impl FnMut(), mut work: impl FnMut()) {
    if !wanted(name) {
        return;
    }
    let rounds: Vec<(Duration, Duration)> = (0..ROUNDS * 5)
        .map(|_| (time(&mut floor), time(&mut work)))
        .collect();
    let ratio = |(floor, work): &(Duration, Duration)| work.as_secs_f64() / floor.as_secs_f64();
    println!(
        "{name:<52} {:>12}   {:.2} x",
        shown(middle(rounds.iter().map(|(_, work)| *work).collect())),
        middle(rounds.iter().map(ratio).collect()),
    );
}

fn shown(time: Duration) -> String {
    format!("{:.1} us", time.as_secs_f64() * 1e6)
}

fn wanted(name: &str) -> bool {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .collect();
    words.is_empty() || words.iter().any(|word| name.contains(word.as_str()))
}

fn main() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let (file, source) = SHIPPED[7];
    let edition = Arc::new(Edition::read(source, file).unwrap());
    reading(folder.path());
    interview(&edition);
    durability(folder.path(), &edition);
    sums(&edition);
    store(folder.path(), &edition);
}

fn reading(folder: &Path) {
    let (file, source) = SHIPPED[7];
    let shelf = Shelf::of(folder);
    let library = Library::from_texts([], &shelf);
    measure("read and check: the store's study", || {
        black_box(Edition::read(source, file).unwrap());
    });
    measure("read and check: all shipped studies", || {
        black_box(Library::from_texts([], &()));
    });
    measure("recall: the store's study", || {
        black_box(shelf.recall(file, source).unwrap());
    });
    measure("recall: all shipped studies", || {
        assert_eq!(
            Library::from_texts([], &shelf).studies().len(),
            library.studies().len()
        );
    });
}

fn interview(edition: &Arc<Edition>) {
    measure("interview: begin", || {
        let header = stored::header(edition, 1);
        black_box(Interview::begin(Arc::clone(edition), header).unwrap());
    });
    let mut person = Person::at_first_rating(edition, 120, 40);
    measure("interview: answer, next page drawn, back, drawn", || {
        person.answer_and_back();
    });
}

/// One acknowledged answer beside the least that any program must do for it.
fn durability(folder: &Path, edition: &Arc<Edition>) {
    let mut log = OpenOptions::new()
        .create(true)
        .append(true)
        .open(folder.join("floor"))
        .unwrap();
    let mut store = opened(&folder.join("answers"));
    let mut answers = Answers::new(&mut store, edition);
    compare(
        "store: one answer / append and fdatasync",
        || append(&mut log),
        || answers.next(&mut store),
    );
}

fn append(log: &mut File) {
    log.write_all(&[7; 64]).unwrap();
    log.sync_data().unwrap();
}

fn opened(folder: &Path) -> Store {
    Store::open(folder, Opening::live(stored::NOW)).unwrap().0
}

/// Somebody who cannot decide between two answers.
struct Answers {
    interview: Interview,
    at: u64,
}

impl Answers {
    fn new(store: &mut Store, edition: &Arc<Edition>) -> Self {
        let header = stored::header(edition, u64::from(std::process::id()) << 32);
        store.begin(&header, edition).unwrap();
        let mut interview = Interview::begin(Arc::clone(edition), header.clone()).unwrap();
        let consent = interview.consent(1).unwrap();
        store
            .save(&header.id, std::slice::from_ref(&consent))
            .unwrap();
        interview.apply(&consent);
        Self { interview, at: 1 }
    }

    fn next(&mut self, store: &mut Store) {
        self.at += 1;
        let key = self.interview.page().unwrap().questions[0]
            .question
            .key
            .clone();
        let option = u8::try_from(self.at % 2).unwrap();
        let answer = Answer::Choice(vec![option], None);
        let entry = self.interview.answer(&key, answer, self.at).unwrap();
        let id = &self.interview.header().id;
        store.save(id, std::slice::from_ref(&entry)).unwrap();
        self.interview.apply(&entry);
    }
}

fn sums(edition: &Arc<Edition>) {
    let questionnaire = &edition.questionnaire;
    let form = questionnaire.form("customer").unwrap();
    let people: Vec<Vec<u8>> = stored::people(edition).take(1000).collect();
    let mut summary = Summary::new(questionnaire, form);
    measure("summary: a thousand responses in", || {
        for packed in &people {
            summary.add(packed);
        }
    });
    measure("summary: to bytes and back", || {
        let bytes = summary.to_bytes();
        black_box(Summary::from_bytes(questionnaire, form, &bytes).unwrap());
    });
    measure("report: from the summary", || {
        black_box(GapReport::of(questionnaire, form, &summary, 0.95));
    });
    let own = || {
        FormReport::of(
            questionnaire,
            form,
            &summary,
            None,
            Conduct::default(),
            0.95,
        )
    };
    let report = disclose_study(
        StudyReport::of(questionnaire, &[(form, &summary)], own(), 0.95),
        questionnaire.disclosure,
    );
    measure("report: as json", || {
        black_box(json::write(edition, &report, &[]));
    });
}

fn store(folder: &Path, edition: &Arc<Edition>) {
    let Stored { folder, n } = Stored::make(folder, edition);
    let mut store = opened(&folder);
    let questionnaire = &edition.questionnaire;
    let form = questionnaire.form("customer").unwrap();
    let size = store.path().metadata().unwrap().len();
    println!("{n} responses: {} bytes each in the file", size / n);
    for (name, filter) in [
        ("stored: report from the running sums", stored::all(edition)),
        (
            "stored: report from every response",
            stored::period(edition),
        ),
    ] {
        measure(name, || {
            let summary = store.summary(edition, "customer", &filter).unwrap();
            black_box(GapReport::of(questionnaire, form, &summary, 0.95));
        });
    }
    let mut empty = opened(&folder.with_extension("empty"));
    let mut here = Answers::new(&mut empty, edition);
    let mut there = Answers::new(&mut store, edition);
    compare(
        "stored: one answer / in an empty store",
        || here.next(&mut empty),
        || there.next(&mut store),
    );
}

//! The store: what is acknowledged is there, what is broken is said, what is deleted is gone.

mod changes;
mod encryption;
mod files;
mod interviews;
mod keeping;
mod responses;
mod sequences;
mod sessions;
mod unlinkable;

pub(crate) use sessions::TEAM;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::slice;
use std::sync::Arc;

use fivegaps::analysis::Summary;
use fivegaps::language::Locale;
use fivegaps::store::{Fault, Filter, Finding, Key, Notice, Opening, Store, Taken, Totals};
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
            let entries = self.step(choice);
            store.save(&self.id(), &entries).unwrap();
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

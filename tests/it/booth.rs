//! What a kiosk gets from the store, the clock and its settings: doors, quotas, flags, what is filed.

use std::ops::ControlFlow;
use std::sync::Arc;

use fivegaps::app::event::{Ask, Beginning};
use fivegaps::app::kiosk::{Doors, Shut};
use fivegaps::language::Locale;
use fivegaps::run::{Booth, Chance, Hours, Port, Post, Pulse, Quota, Setup, Stretch};
use fivegaps::store::{Among, Filter, Opening, Store};
use fivegaps::survey::interview::{Interview, Stage};
use fivegaps::survey::record::{
    Answer, Edition, Entry, Flag, Flags, Header, InterviewId, Mode, Outcome, Reason, Response,
    receipt,
};
use tempfile::TempDir;

use crate::study;

/// 2026-05-18, a Monday, 12:00 UTC.
pub(crate) const NOON: i64 = 1_779_105_600_000;
const MINUTE: i64 = 60_000;
const DAY: i64 = 86_400_000;

/// A kiosk over a year: each person meets a process of their own.
pub(crate) struct Stand {
    folder: TempDir,
    edition: Arc<Edition>,
    hours: Hours,
    quota: Quota,
    people: u64,
}

impl Stand {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            edition: study::edition(&[2, 2]),
            hours: Hours::default(),
            quota: Quota::default(),
            people: 0,
        }
    }

    pub(crate) fn edition(&self) -> &Arc<Edition> {
        &self.edition
    }

    fn ask(&self) -> Ask {
        Ask {
            edition: Arc::clone(&self.edition),
            form: "customer".into(),
            short: false,
        }
    }

    fn booth(&self, now: i64) -> Booth {
        Booth::new(Setup {
            folder: self.folder.path().to_owned(),
            key: None,
            post: Post {
                site: "north".into(),
                device: "one".into(),
                ..Post::default()
            },
            chance: Chance {
                now: Some(now),
                seed: Some(self.people),
            },
            locale: Locale::En,
            ask: self.ask(),
            hours: self.hours.clone(),
            quota: self.quota,
            keep_days: None,
            pin: None,
            free: true,
        })
    }

    pub(crate) fn doors(&mut self, now: i64) -> Doors {
        self.booth(now).ready()
    }

    /// Somebody comes at this time, and a booth is there for them.
    pub(crate) fn comes(&mut self, now: i64) -> (Booth, Header) {
        self.people += 1;
        let mut booth = self.booth(now);
        booth.ready();
        let header = booth
            .begin(&Beginning {
                ask: self.ask(),
                locale: Locale::En,
                mode: Mode::Kiosk,
            })
            .unwrap();
        (booth, header)
    }

    /// Somebody answers everything, choosing this visit first.
    pub(crate) fn answers(&mut self, now: i64) -> InterviewId {
        let (mut booth, header) = self.comes(now);
        let (entries, response) = whole(&self.edition, &header);
        booth.finish(&header.id, &entries, &response).unwrap();
        header.id
    }

    pub(crate) fn store(&self) -> Store {
        Store::open(self.folder.path(), Opening::live(NOON))
            .unwrap()
            .0
    }

    fn flags(&self, id: &InterviewId) -> Flags {
        self.store().response(id).unwrap().unwrap().flags
    }

    fn responses(&self, filter: &Filter) -> usize {
        let mut n = 0;
        self.store()
            .each_response(filter, |_| {
                n += 1;
                ControlFlow::Continue(())
            })
            .unwrap();
        n
    }
}

/// A whole interview: the entries and what is sealed with the last of them.
pub(crate) fn whole(edition: &Arc<Edition>, header: &Header) -> (Vec<Entry>, Response) {
    let mut interview = Interview::begin(Arc::clone(edition), header.clone()).unwrap();
    let mut entries = Vec::new();
    let mut at = 0;
    loop {
        at += 1000;
        let mut steps = Vec::new();
        if let Stage::Page(_) = interview.stage() {
            for view in interview.page().unwrap().questions {
                let answer = match view.scale() {
                    Some(scale) => Answer::Rating(scale.lowest()),
                    None if view.question.key.as_str() == "visit" => Answer::Choice(vec![0], None),
                    None => Answer::Left(Reason::PreferNot),
                };
                steps.push((view.question.key.clone(), answer));
            }
        }
        for (key, answer) in steps {
            let entry = interview.answer(&key, answer, at).unwrap();
            interview.apply(&entry);
            entries.push(entry);
        }
        let entry = match interview.stage() {
            Stage::Notice => interview.consent(at),
            Stage::Page(_) => interview.forward(at),
            Stage::Review => interview.end(Outcome::Complete, at),
            Stage::Ended(_) => break,
        };
        let entry = entry.unwrap();
        if matches!(interview.stage(), Stage::Review) {
            let response = interview.sealed_by(&entry);
            entries.push(entry);
            return (entries, response);
        }
        interview.apply(&entry);
        entries.push(entry);
    }
    panic!("the interview ended by itself")
}

// ---- flags ----

#[test]
fn answers_one_by_one_over_a_day_are_not_flagged() {
    let mut stand = Stand::new();
    for n in 0..6 {
        let id = stand.answers(NOON + n * 5 * MINUTE);
        assert_eq!(stand.flags(&id), Flags::NONE);
    }
}

#[test]
fn all_answers_of_a_burst_are_flagged_the_first_of_them_too() {
    let mut stand = Stand::new();
    let before = stand.answers(NOON - 10 * MINUTE);
    let burst: Vec<InterviewId> = (0..6).map(|n| stand.answers(NOON + n * 10_000)).collect();
    let after = stand.answers(NOON + 10 * MINUTE);
    for id in &burst {
        assert!(stand.flags(id).has(Flag::Burst));
    }
    assert!(stand.flags(&before).is_empty() && stand.flags(&after).is_empty());
    assert_eq!(stand.store().check().unwrap(), []);
    // They can be scored apart.
    let without = Filter {
        signs: Among::Kept,
        ..Filter::default()
    };
    assert_eq!(stand.responses(&Filter::default()), 8);
    assert_eq!(stand.responses(&without), 2);
    let store = stand.store();
    let sums = |filter| store.summary(&stand.edition, "customer", filter).unwrap();
    assert_eq!(sums(&without).n(), 2);
    assert_eq!(sums(&Filter::default()).n(), 8);
}

#[test]
fn answers_outside_the_opening_hours_are_flagged_finished_or_not() {
    let mut stand = Stand::new();
    for day in 0..7 {
        let night = Stretch::parse("00:00-00:01").unwrap();
        stand.hours.open_on(day, night).unwrap();
    }
    let finished = stand.answers(NOON);
    assert!(stand.flags(&finished).has(Flag::OutOfHours));
    let (mut booth, left) = stand.comes(NOON);
    let interview = Interview::begin(Arc::clone(&stand.edition), left.clone()).unwrap();
    let consented = interview.consent(5).unwrap();
    booth.save(&left.id, &[consented]).unwrap();
    drop(booth);
    stand.doors(NOON + DAY);
    assert!(stand.flags(&left.id).has(Flag::OutOfHours));
    assert_eq!(stand.store().check().unwrap(), []);
}

#[test]
fn an_end_that_is_saved_twice_is_kept_once_and_flagged_alike() {
    let mut stand = Stand::new();
    for n in 0..4 {
        stand.answers(NOON + n);
    }
    let (mut booth, header) = stand.comes(NOON);
    let (entries, response) = whole(&stand.edition, &header);
    booth.finish(&header.id, &entries, &response).unwrap();
    booth.finish(&header.id, &entries, &response).unwrap();
    assert!(stand.flags(&header.id).has(Flag::Burst));
    assert_eq!(stand.responses(&Filter::default()), 5);
}

// ---- doors ----

#[test]
fn a_quota_of_a_day_closes_until_the_next() {
    let mut stand = Stand::new();
    stand.quota.per_day = Some(2);
    stand.answers(NOON);
    assert_eq!(stand.doors(NOON + MINUTE).shut, None);
    stand.answers(NOON + 2 * MINUTE);
    assert_eq!(stand.doors(NOON + 3 * MINUTE).shut, Some(Shut::Quota));
    assert_eq!(stand.doors(NOON + DAY).shut, None);
    stand.quota.total = Some(2);
    assert_eq!(stand.doors(NOON + DAY).shut, Some(Shut::Quota));
}

// ---- the time for which answers are kept ----

#[test]
fn answers_whose_time_is_over_are_deleted_by_themselves_and_their_totals_stay() {
    let mut stand = Stand::new();
    let old = stand.answers(NOON);
    let young = stand.answers(NOON + 300 * DAY);
    // The notice promises 365 days.
    stand.doors(NOON + 365 * DAY - MINUTE);
    assert!(stand.store().knows(&old).unwrap());
    stand.doors(NOON + 366 * DAY);
    let store = stand.store();
    assert!(!store.knows(&old).unwrap() && store.knows(&young).unwrap());
    let counts = store.counts(&Filter::default()).unwrap();
    let (kept, retired) = counts.iter().fold((0, 0), |(kept, retired), count| {
        (kept + count.kept, retired + count.retired)
    });
    assert_eq!((kept, retired), (1, 1));
    drop(store);
    for name in std::fs::read_dir(stand.folder.path()).unwrap() {
        let path = name.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let id = old.0.as_bytes();
        let found = bytes.windows(id.len()).any(|window| window == id);
        assert!(!found, "{}", path.display());
    }
    assert_eq!(stand.store().check().unwrap(), []);
}

#[test]
fn settings_can_keep_answers_for_less_time_than_the_notice_and_not_for_more() {
    let mut stand = Stand::new();
    let id = stand.answers(NOON);
    let mut store = stand.store();
    assert_eq!(
        store
            .expire(Some(3000), NOON + 40 * DAY)
            .unwrap()
            .interviews,
        0
    );
    assert_eq!(
        store.expire(Some(30), NOON + 40 * DAY).unwrap().interviews,
        1
    );
    assert!(!store.knows(&id).unwrap());
    let again = store.expire(Some(30), NOON + 40 * DAY).unwrap();
    assert_eq!((again.interviews, again.scrubbed), (0, true));
}

#[test]
fn traces_that_a_reader_kept_in_the_log_go_at_the_next_look() {
    let mut stand = Stand::new();
    stand.answers(NOON);
    let reader = stand.store();
    let mut store = stand.store();
    let mut expired = None;
    reader
        .each_response(&Filter::default(), |_| {
            expired = Some(store.expire(Some(30), NOON + 40 * DAY).unwrap());
            ControlFlow::Break(())
        })
        .unwrap();
    assert!(!expired.unwrap().scrubbed);
    assert!(store.expire(Some(30), NOON + 40 * DAY).unwrap().scrubbed);
}

// ---- withdrawing later, and how it goes ----

#[test]
fn a_receipt_deletes_its_interview_and_no_other() {
    let mut stand = Stand::new();
    let ids: Vec<InterviewId> = (0..5)
        .map(|n| stand.answers(NOON + n * 10 * MINUTE))
        .collect();
    let mut store = stand.store();
    let code = receipt(&ids[2]).to_lowercase();
    let purged = store.erase_receipt(&code, NOON).unwrap();
    assert_eq!((purged.interviews, purged.scrubbed), (1, true));
    assert!(!store.knows(&ids[2]).unwrap());
    assert_eq!(store.counts(&Filter::default()).unwrap()[0].kept, 4);
    assert_eq!(store.erase_receipt(&code, NOON).unwrap().interviews, 0);
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn the_pulse_tells_who_answered_and_where_others_left() {
    let mut stand = Stand::new();
    stand.answers(NOON - 8 * DAY);
    stand.answers(NOON - 2 * DAY);
    stand.answers(NOON);
    let (mut booth, left) = stand.comes(NOON);
    let interview = Interview::begin(Arc::clone(&stand.edition), left.clone()).unwrap();
    let consented = interview.consent(5).unwrap();
    let mut on = interview.clone();
    on.apply(&consented);
    let choice = Answer::Choice(vec![0], None);
    let visit = on.page().unwrap().questions[0].question.key.clone();
    let answered = on.answer(&visit, choice, 9).unwrap();
    booth.save(&left.id, &[consented, answered]).unwrap();
    drop(booth);
    stand.doors(NOON + MINUTE);
    let pulse = Pulse::of(&stand.store(), NOON + MINUTE).unwrap();
    assert_eq!((pulse.week, pulse.begun), (2, 3));
    assert_eq!(pulse.completion(), Some(66));
    assert_eq!(pulse.left_at, [("visit".to_owned(), 1)]);
    assert!(pulse.last >= Some(NOON) && pulse.median.is_some());
}

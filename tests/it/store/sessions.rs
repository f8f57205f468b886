//! Anonymous sessions: codes open seats once, answers wait sealed, and enter the results together or not at all.

use fivegaps::store::{Admission, Closing, Convening, Pass};
use fivegaps::survey::questionnaire::Questionnaire;
use fivegaps::survey::session::{Code, Scope, State, Turnout};

use super::*;

pub(crate) const TEAM: &str = r#"(
  format: 1, id: "team", revision: 1,
  title: (en: "Our team"), place: (en: "this shop"),
  scale: (points: 7, low: (en: "unable"), high: (en: "able")),
  dimensions: [
    (id: "care", name: (en: "Care"), about: (en: "how people are treated"), items: [
      (id: "greet", name: (en: "greets"), expectation: (en: "They greet."), perception: (en: "It greets.")),
    ]),
    (id: "speed", name: (en: "Speed"), about: (en: "how long it takes"), items: [
      (id: "queue", name: (en: "short queue"), expectation: (en: "Short."), perception: (en: "It is short.")),
    ]),
  ],
  forms: [
    (id: "customer", role: Customer, ask: [Rate(facet: Expectation), Rate(facet: Perception)]),
    (id: "staff", role: Staff, ask: [
      Rate(facet: Delivery, by: Dimension), Rate(facet: Promise, by: Dimension),
      Text(id: "why", text: (en: "Why?"))]),
  ],
)"#;

pub(super) fn team() -> Arc<Edition> {
    Arc::new(Edition::read(TEAM, "team.ron").unwrap_or_else(|problems| panic!("{problems:?}")))
}

pub(super) fn codes(count: u64) -> Vec<Code> {
    (0..count)
        .map(|n| Code::of(n * 148_035_889 + 7_654_321))
        .collect()
}

pub(super) fn convene(store: &mut Store, token: &str, secret: u8, codes: &[Code]) -> i64 {
    convene_with(store, token, [secret; 32], codes)
}

pub(super) fn convene_with(
    store: &mut Store,
    token: &str,
    secret: [u8; 32],
    codes: &[Code],
) -> i64 {
    let edition = team();
    let convening = Convening {
        edition: &edition,
        form: "staff",
        site: "north",
        wave: "2026",
        now: NOW,
        token,
        secret,
        codes,
    };
    store.open_session(&convening).unwrap().number
}

pub(super) fn colleague(id: &str) -> Header {
    Header {
        id: InterviewId(id.into()),
        edition: team().fingerprint.clone(),
        form: "staff".into(),
        role: Role::Staff,
        mode: Mode::Session,
        device: "till-3".into(),
        interviewer: "K".into(),
        ..header("x")
    }
}

pub(super) fn fresh(store: &Store, code: Code) -> Pass {
    let Admission::Fresh(pass, ..) = store.admit("team", code).unwrap() else {
        panic!("the code is not fresh");
    };
    pass
}

/// Everything that one person does, up to the last entry, which ends it.
pub(super) fn walk(header: Header, rating: u8, words: &str) -> (Vec<Entry>, Response) {
    let mut interview = Interview::begin(team(), header).unwrap();
    let mut entries = Vec::new();
    let mut clock = 0;
    loop {
        clock += 1_700;
        let entry = match interview.stage() {
            Stage::Notice => interview.consent(clock).unwrap(),
            Stage::Page(_) => {
                let open = interview.page().and_then(|page| {
                    let open = page.questions.iter().find(|one| one.answer.is_none());
                    open.map(|one| (one.question.key.clone(), one.question.kind.clone()))
                });
                match open {
                    Some((key, Kind::Text { .. })) if words.is_empty() => interview
                        .answer(&key, Answer::Left(Reason::PreferNot), clock)
                        .unwrap(),
                    Some((key, Kind::Text { .. })) => interview
                        .answer(&key, Answer::Text(words.into()), clock)
                        .unwrap(),
                    Some((key, _)) => interview
                        .answer(&key, Answer::Rating(rating), clock)
                        .unwrap(),
                    None => interview.forward(clock).unwrap(),
                }
            }
            Stage::Review | Stage::Ended(_) => {
                let entry = interview.end(Outcome::Complete, clock).unwrap();
                let response = interview.sealed_by(&entry);
                entries.push(entry);
                return (entries, response);
            }
        };
        interview.apply(&entry);
        entries.push(entry);
    }
}

/// One person from code to end.
pub(super) fn answers(store: &mut Store, code: Code, rating: u8, words: &str) {
    let pass = fresh(store, code);
    let header = store
        .take_seat(&pass, &colleague(&format!("{code}")), &team())
        .unwrap();
    let (entries, response) = walk(header, rating, words);
    let (last, before) = entries.split_last().unwrap();
    for entry in before {
        store.save_seat(&pass, slice::from_ref(entry)).unwrap();
    }
    store
        .finish_seat(&pass, slice::from_ref(last), &response)
        .unwrap();
}

fn staff(questionnaire: &Questionnaire) -> &fivegaps::survey::questionnaire::Form {
    questionnaire.form("staff").unwrap()
}

#[test]
fn a_code_opens_one_interview_which_its_owner_takes_up_until_it_is_finished() {
    let place = Place::new();
    let mut store = place.open();
    let codes = codes(8);
    convene(&mut store, "aa", 1, &codes);
    let stranger = Code::of(5);
    assert!(matches!(
        store.admit("team", stranger).unwrap(),
        Admission::Unknown
    ));
    assert!(matches!(
        store.admit("other", codes[0]).unwrap(),
        Admission::Unknown
    ));

    let pass = fresh(&store, codes[0]);
    let header = store.take_seat(&pass, &colleague("a"), &team()).unwrap();
    assert_eq!(
        (header.started % 86_400_000, header.device.as_str()),
        (0, "")
    );
    let again = store.take_seat(&pass, &colleague("b"), &team());
    assert_eq!(again.unwrap_err().fault, Fault::Refused);
    let (entries, response) = walk(header.clone(), 5, "more hands");
    store.save_seat(&pass, &entries[..3]).unwrap();
    store.save_seat(&pass, &entries[2..3]).unwrap();
    drop(store);

    let mut store = place.open();
    let Admission::Again(pass, found, edition, kept) = store.admit("team", codes[0]).unwrap()
    else {
        panic!("the interview is not there");
    };
    assert_eq!((*found).clone(), header);
    assert_eq!(kept.len(), 3);
    assert!(kept.iter().all(|entry| entry.at == 0));
    let again = Interview::replay(edition, *found, &kept).unwrap();
    assert_eq!(again.ignored(), &[] as &[u32]);
    let hole = store.save_seat(&pass, &entries[4..5]);
    assert_eq!(hole.unwrap_err().fault, Fault::Refused);
    store.finish_seat(&pass, &entries[3..], &response).unwrap();
    store.finish_seat(&pass, &entries[3..], &response).unwrap();
    assert!(matches!(
        store.admit("team", codes[0]).unwrap(),
        Admission::Used
    ));
    assert!(store.save_seat(&pass, &entries[..1]).is_err());
}

#[test]
fn nothing_of_an_open_session_is_counted_listed_or_readable() {
    let place = Place::new();
    let mut store = place.open();
    let codes = codes(6);
    let number = convene(&mut store, "aa", 1, &codes);
    for code in &codes[..4] {
        answers(&mut store, *code, 5, "a quiet word");
    }
    let turnout = Turnout {
        codes: 6,
        begun: 0,
        finished: 4,
    };
    assert_eq!(store.turnout(number).unwrap(), turnout);
    assert_eq!(store.open_interviews().unwrap(), []);
    assert_eq!(responses(&store, &Filter::default()).len(), 0);
    assert!(store.frozen(number).unwrap().is_none());
    assert_eq!(store.sessions().unwrap()[0].attended, 0);
    assert_eq!(store.check().unwrap(), []);
    for name in place.names() {
        let bytes = std::fs::read(place.folder().join(&name)).unwrap();
        for text in ["a quiet word", "delivery", &codes[0].to_string()] {
            let found = bytes
                .windows(text.len())
                .any(|window| window == text.as_bytes());
            // The questionnaire itself is kept, and names what it asks.
            assert!(!found || text == "delivery", "{text} is in {name}");
        }
    }
}

#[test]
fn too_few_are_held_can_be_reopened_and_enter_the_results_with_the_others() {
    let place = Place::new();
    let mut store = place.open();
    let codes = codes(6);
    let number = convene(&mut store, "aa", 1, &codes);
    for code in &codes[..4] {
        answers(&mut store, *code, 5, "");
    }
    assert_eq!(
        store.close_session(number, NOW).unwrap(),
        Closing::Held { missing: 1 }
    );
    assert_eq!(
        store.close_session(number, NOW).unwrap(),
        Closing::Held { missing: 1 }
    );
    assert_eq!(store.sessions().unwrap()[0].state, State::Held);
    assert!(matches!(
        store.admit("team", codes[5]).unwrap(),
        Admission::Closed
    ));
    assert_eq!(responses(&store, &Filter::default()).len(), 0);

    store.reopen_session(number, NOW).unwrap();
    answers(&mut store, codes[4], 6, "");
    assert_eq!(
        store.close_session(number, NOW).unwrap(),
        Closing::Frozen { answered: 5 }
    );
    let session = store.sessions().unwrap().remove(0);
    assert_eq!(
        (session.state, session.attended, session.answered),
        (State::Frozen, 5, 5)
    );
    let all = responses(&store, &Filter::default());
    assert_eq!(all.len(), 5);
    assert!(
        all.values()
            .all(|one| one.duration == 0 && one.started % 86_400_000 == 0)
    );
    let frozen = store.frozen(number).unwrap().unwrap();
    assert_eq!((frozen.scope, frozen.sums.n()), (Scope::Own, 5));
    assert_eq!(frozen.comments, []);
    assert_eq!(store.check().unwrap(), []);
    let error = store.reopen_session(number, NOW).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("later answers go to the next session"),
        "{error}"
    );
    assert!(matches!(
        store.admit("team", codes[5]).unwrap(),
        Admission::Unknown
    ));
    assert!(
        place.names().iter().all(|name| !name.contains("session")),
        "{:?}",
        place.names()
    );
}

#[test]
fn whoever_is_in_the_middle_when_it_closes_is_kept_as_far_as_they_came() {
    let place = Place::new();
    let mut store = place.open();
    let codes = codes(7);
    let number = convene(&mut store, "aa", 1, &codes);
    for code in &codes[..5] {
        answers(&mut store, *code, 5, "");
    }
    let pass = fresh(&store, codes[5]);
    let header = store.take_seat(&pass, &colleague("late"), &team()).unwrap();
    let (entries, _) = walk(header, 2, "");
    store
        .save_seat(&pass, &entries[..entries.len() - 2])
        .unwrap();
    let waiting = fresh(&store, codes[6]);
    assert_eq!(
        store.close_session(number, NOW).unwrap(),
        Closing::Frozen { answered: 6 }
    );
    let last = &entries[entries.len() - 2..];
    assert_eq!(
        store.save_seat(&pass, last).unwrap_err().fault,
        Fault::Refused
    );
    assert!(
        store
            .take_seat(&waiting, &colleague("later"), &team())
            .is_err()
    );
    let outcomes: Vec<Outcome> = responses(&store, &Filter::default())
        .values()
        .map(|one| one.outcome)
        .collect();
    let of = |wanted: Outcome| outcomes.iter().filter(|one| **one == wanted).count();
    assert_eq!((of(Outcome::Complete), of(Outcome::Partial)), (5, 1));
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn frozen_results_stay_as_they_are_and_few_earlier_answers_are_shown_with_them() {
    let place = Place::new();
    let mut store = place.open();
    let edition = team();
    for n in 0..3 {
        let header = Header {
            mode: Mode::Interview,
            ..colleague(&format!("before-{n}"))
        };
        store.begin(&header, &edition).unwrap();
        let (entries, response) = walk(header.clone(), 2, "");
        store.finish(&header.id, &entries, &response).unwrap();
    }
    let first = codes(16);
    let number = convene(&mut store, "aa", 1, &first[..10]);
    for code in &first[..10] {
        answers(&mut store, *code, 6, "see you");
    }
    assert_eq!(
        store.close_session(number, NOW).unwrap(),
        Closing::Frozen { answered: 10 }
    );
    let frozen = store.frozen(number).unwrap().unwrap();
    assert_eq!((frozen.scope, frozen.sums.n()), (Scope::Together, 13));
    assert_eq!(frozen.comments, [], "three others are too few to leave out");

    let next = convene(&mut store, "bb", 2, &first[10..]);
    for code in &first[10..] {
        answers(&mut store, *code, 1, "");
    }
    assert_eq!(
        store.close_session(next, NOW).unwrap(),
        Closing::Frozen { answered: 6 }
    );
    assert_eq!(store.frozen(number).unwrap().unwrap().sums.n(), 13);
    let later = store.frozen(next).unwrap().unwrap();
    assert_eq!((later.scope, later.sums.n()), (Scope::Own, 6));
    let counting = Filter::counting(&edition.fingerprint, "staff");
    let all = store.summary(
        &edition,
        staff(&edition.questionnaire).id.as_str(),
        &counting,
    );
    assert_eq!(all.unwrap().n(), 19);
}

#[test]
fn comments_of_ten_are_kept_shuffled_and_a_purge_leaves_nothing_of_them() {
    let place = Place::new();
    let mut store = place.open();
    let codes = codes(12);
    let number = convene(&mut store, "aa", 1, &codes);
    for (n, code) in codes.iter().enumerate() {
        answers(&mut store, *code, 5, &format!("remark {n:02}"));
    }
    assert_eq!(
        store.close_session(number, NOW).unwrap(),
        Closing::Frozen { answered: 12 }
    );
    let frozen = store.frozen(number).unwrap().unwrap();
    let [comments] = frozen.comments.as_slice() else {
        panic!("{:?}", frozen.comments)
    };
    assert_eq!(comments.texts.len(), 12);
    assert!(!comments.texts.is_sorted());

    store
        .purge(&Filter::default(), Totals::Forget, NOW)
        .unwrap();
    assert_eq!(store.sessions().unwrap(), []);
    drop(store);
    for name in place.names() {
        let bytes = std::fs::read(place.folder().join(&name)).unwrap();
        assert!(
            !bytes.windows(7).any(|window| window == b"remark "),
            "{name}"
        );
    }
}

#[test]
fn one_person_leaves_the_frozen_results_with_what_they_wrote() {
    let place = Place::new();
    let mut store = place.open();
    let codes = codes(12);
    let number = convene(&mut store, "aa", 1, &codes);
    for (n, code) in codes.iter().enumerate() {
        answers(&mut store, *code, 5, &format!("remark {n:02}"));
    }
    assert_eq!(
        store.close_session(number, NOW).unwrap(),
        Closing::Frozen { answered: 12 }
    );
    let all = responses(&store, &Filter::default());
    let gone = all
        .values()
        .find(|one| one.texts[0].1 == "remark 07")
        .unwrap();
    store.erase(&gone.id, NOW).unwrap();
    let frozen = store.frozen(number).unwrap().unwrap();
    assert_eq!(frozen.sums.n(), 11);
    assert_eq!(frozen.comments[0].texts.len(), 11);
    assert_eq!(store.check().unwrap(), []);
    drop(store);
    for name in place.names() {
        let bytes = std::fs::read(place.folder().join(&name)).unwrap();
        assert!(
            !bytes.windows(9).any(|window| window == b"remark 07"),
            "{name}"
        );
    }
}

#[test]
fn a_discarded_session_is_gone_and_frozen_ones_are_not_discarded() {
    let place = Place::new();
    let mut store = place.open();
    let codes = codes(5);
    let number = convene(&mut store, "aa", 1, &codes);
    answers(&mut store, codes[0], 5, "");
    store.discard_session(number, NOW).unwrap();
    assert_eq!(store.sessions().unwrap(), []);
    assert_eq!(
        store.audit().unwrap().last().unwrap().what,
        "session discarded"
    );
    assert!(place.names().iter().all(|name| !name.contains("session")));

    let number = convene(&mut store, "bb", 2, &codes);
    for code in &codes {
        answers(&mut store, *code, 5, "");
    }
    assert_eq!(
        store.close_session(number, NOW).unwrap(),
        Closing::Frozen { answered: 5 }
    );
    assert_eq!(
        store.discard_session(number, NOW).unwrap_err().fault,
        Fault::Refused
    );
}

#[test]
fn a_lost_secret_is_named_and_shuts_out_no_other_session() {
    let place = Place::new();
    let mut store = place.open();
    let codes = codes(4);
    let lost = convene(&mut store, "aa", 1, &codes[..2]);
    convene(&mut store, "bb", 2, &codes[2..]);
    std::fs::remove_file(place.folder().join("fivegaps.session-aa")).unwrap();
    assert_eq!(store.turnout(lost).unwrap_err().fault, Fault::Gone);
    assert!(matches!(
        store.admit("team", codes[0]).unwrap(),
        Admission::Unknown
    ));
    assert!(matches!(
        store.admit("team", codes[3]).unwrap(),
        Admission::Fresh(..)
    ));
    assert_eq!(
        store.close_session(lost, NOW).unwrap_err().fault,
        Fault::Gone
    );
    store.discard_session(lost, NOW).unwrap();
}

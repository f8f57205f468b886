//! What holds for every interview, whatever a person does and whenever a save fails.

use std::sync::Arc;

use fivegaps::language::Locale;
use fivegaps::survey::interview::{Hands, Interview, Refusal, Stage};
use fivegaps::survey::questionnaire::{Kind, QuestionKey};
use fivegaps::survey::record::{
    Action, Answer, Because, Destination, Edition, Entry, Header, Outcome, Reason, Response,
};
use proptest::prelude::*;

use crate::study;

pub(crate) const FORMS: [&str; 8] = [
    "customer", "zone", "firms", "story", "kinds", "staff", "branches", "visited",
];

/// What a person, or the program for them, tries next.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    Consent,
    /// Answers the question of this place on the page: as its kind has it, or with anything.
    Fit(usize, u64),
    Any(usize, Answer),
    Forward,
    Back,
    GoTo(usize),
    Review,
    Speak(Locale),
    Warn,
    Idle(bool),
    Resume,
    End(Outcome),
    Note(usize, String),
    Change(usize, u64, Because),
    HandOver,
    TakeBack,
}

fn because() -> impl Strategy<Value = Because> {
    prop_oneof![
        Just(Because::EnteredWrongly),
        Just(Because::Reconsidered),
        any::<String>().prop_map(Because::Other),
    ]
}

fn locale() -> impl Strategy<Value = Locale> {
    prop::sample::select(Locale::ALL.to_vec())
}

fn outcome() -> impl Strategy<Value = Outcome> {
    prop::sample::select(Outcome::ALL.to_vec())
}

fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        any::<u8>().prop_map(Answer::Rating),
        prop::collection::vec(any::<u8>(), 0..4).prop_map(Answer::Points),
        (prop::collection::vec(0u8..6, 0..4), any::<Option<String>>())
            .prop_map(|(chosen, words)| Answer::Choice(chosen, words)),
        any::<i64>().prop_map(Answer::Number),
        any::<String>().prop_map(Answer::Text),
        Just(Answer::Read),
        prop::sample::select(Reason::ALL.to_vec()).prop_map(Answer::Left),
    ]
}

pub(crate) fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => Just(Step::Consent),
        12 => (0usize..3, any::<u64>()).prop_map(|(place, with)| Step::Fit(place, with)),
        4 => (0usize..3, answer()).prop_map(|(place, answer)| Step::Any(place, answer)),
        14 => Just(Step::Forward),
        3 => Just(Step::Back),
        2 => (0usize..60).prop_map(Step::GoTo),
        2 => Just(Step::Review),
        2 => locale().prop_map(Step::Speak),
        2 => Just(Step::Warn),
        1 => any::<bool>().prop_map(Step::Idle),
        1 => Just(Step::Resume),
        1 => outcome().prop_map(Step::End),
        2 => (0usize..60, any::<String>()).prop_map(|(place, text)| Step::Note(place, text)),
        2 => (0usize..3, any::<u64>(), because())
            .prop_map(|(place, with, because)| Step::Change(place, with, because)),
        2 => Just(Step::HandOver),
        2 => Just(Step::TakeBack),
    ]
}

/// An answer that fits the kind, chosen by a number.
fn fitting(kind: &Kind, with: u64) -> Answer {
    let small = u8::try_from(with % 100).unwrap();
    match kind {
        _ if with.is_multiple_of(7) => Answer::Left(Reason::DontKnow),
        Kind::Rating { scale, .. } => Answer::Rating(scale.lowest() + small % scale.points),
        Kind::Points { total, rows } => {
            let mut points = vec![0; *rows];
            points[0] = small;
            points[*rows - 1] += total - small;
            Answer::Points(points)
        }
        Kind::Choice { options, .. } => {
            Answer::Choice(vec![small % u8::try_from(options.len()).unwrap()], None)
        }
        Kind::Number { least, most, .. } => {
            Answer::Number(least + i64::from(small) % (most - least + 1))
        }
        Kind::Date => Answer::Text("2026-05-17".into()),
        Kind::Month => Answer::Text("2026-05".into()),
        Kind::Time => Answer::Text("14:30".into()),
        Kind::Text { .. } => Answer::Text(format!("words {small}")),
        Kind::Note => Answer::Read,
    }
}

fn key_on_page(interview: &Interview, place: usize) -> Option<(QuestionKey, Kind)> {
    let page = interview.page()?;
    let view = &page.questions[place % page.questions.len()];
    Some((view.question.key.clone(), view.question.kind.clone()))
}

pub(crate) fn decide(interview: &Interview, step: Step, at: u64) -> Result<Entry, Refusal> {
    let nowhere = QuestionKey::new("nowhere");
    match step {
        Step::Consent => interview.consent(at),
        Step::Fit(place, with) => {
            let (key, answer) = match key_on_page(interview, place) {
                Some((key, kind)) => (key, fitting(&kind, with)),
                None => (nowhere, Answer::Read),
            };
            interview.answer(&key, answer, at)
        }
        Step::Any(place, answer) => {
            let key = key_on_page(interview, place).map_or(nowhere, |(key, _)| key);
            interview.answer(&key, answer, at)
        }
        Step::Forward => interview.forward(at),
        Step::Back => interview.back(at),
        Step::GoTo(question) => {
            let questions = interview.layout().questions();
            interview.go_to(&questions[question % questions.len()].key, at)
        }
        Step::Review => interview.review(at),
        Step::Speak(locale) => interview.speak(locale, at),
        Step::Warn => match interview.soft_checks().first() {
            Some(check) => interview.warn(check, at),
            None => Err(Refusal::NothingToCheck),
        },
        Step::Idle(back) => interview.idle(back, at),
        Step::Resume => interview.resume(at),
        Step::End(outcome) => interview.end(outcome, at),
        Step::Note(question, text) => {
            let questions = interview.layout().questions();
            interview.note(&questions[question % questions.len()].key, &text, at)
        }
        Step::Change(place, with, because) => {
            let (key, answer) = match key_on_page(interview, place) {
                Some((key, kind)) => (key, fitting(&kind, with)),
                None => (nowhere, Answer::Read),
            };
            interview.answer_because(&key, answer, Some(because), at)
        }
        Step::HandOver => interview.hand_over(at),
        Step::TakeBack => interview.take_back(at),
    }
}

fn is_legal(interview: &Interview) {
    let progress = interview.progress();
    assert!(progress.number <= progress.count);
    match interview.stage() {
        Stage::Notice => assert!(interview.notice().is_some()),
        Stage::Page(index) => {
            let page = interview.page().unwrap();
            assert_eq!(page.index, index);
            assert!(!page.questions.is_empty());
            assert!(progress.number >= 1);
        }
        Stage::Review => {
            assert!(interview.page().is_none());
            let in_hand = !interview.is_handed_over();
            assert_eq!(interview.review(0).is_ok(), in_hand);
            assert_eq!(interview.end(Outcome::Complete, 0).is_ok(), in_hand);
        }
        Stage::Ended(_) => assert!(interview.page().is_none()),
    }
    assert!(interview.ignored().is_empty());
    if interview.hands() != Hands::Interviewer {
        assert!(interview.page().is_none_or(|page| page.guidance.is_none()));
        let any = &interview.layout().questions()[0].key;
        assert!(interview.note(any, "x", 0).is_err());
    }
}

pub(crate) fn start(form: usize, seed: u64, short: bool) -> (Arc<Edition>, Header, Interview) {
    let mut header = study::header(FORMS[form]);
    header.seed = seed;
    header.short = short && FORMS[form] == "customer";
    if seed % 2 == 1 {
        header.interviewer = "Ng".into();
    }
    let edition = study::edition(&[3, 2]);
    let interview = Interview::begin(Arc::clone(&edition), header.clone()).unwrap();
    (edition, header, interview)
}

fn replay(edition: &Arc<Edition>, header: &Header, kept: &[Entry]) -> Interview {
    Interview::replay(Arc::clone(edition), header.clone(), kept).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn memory_equals_a_replay_of_what_was_kept_and_every_stage_is_legal(
        form in 0..FORMS.len(),
        seed: u64,
        short: bool,
        script in prop::collection::vec((step(), prop::bool::weighted(0.8)), 0..60),
    ) {
        let (edition, header, mut interview) = start(form, seed, short);
        let mut kept = Vec::new();
        for (at, (step, saved)) in (0u64..).step_by(700).zip(script) {
            let before = interview.clone();
            let decided = decide(&interview, step, at);
            prop_assert_eq!(&interview, &before);
            if let (Ok(entry), true) = (decided, saved) {
                interview.apply(&entry);
                kept.push(entry);
            }
            prop_assert_eq!(&replay(&edition, &header, &kept), &interview);
            is_legal(&interview);
        }
        let last = kept.last().map_or(0, |entry| entry.at);
        let folded = Response::fold(edition, header, &kept).unwrap();
        prop_assert_eq!(folded, interview.seal(last));
    }

    #[test]
    fn a_packed_response_unpacks_to_the_sealed_answers(
        form in 0..FORMS.len(),
        seed: u64,
        script in prop::collection::vec(step(), 0..80),
    ) {
        let (_, _, mut interview) = start(form, seed, false);
        for step in script {
            if let Ok(entry) = decide(&interview, step, 0) {
                interview.apply(&entry);
            }
        }
        let response = interview.seal(0);
        prop_assert_eq!(response.packed.len(), interview.layout().width());
        for (question, sealed) in interview.sealed_answers().into_iter().enumerate() {
            let unpacked = interview.layout().unpack(&response.packed, &response.texts, question);
            prop_assert_eq!(unpacked, sealed);
        }
    }

    #[test]
    fn a_language_switch_changes_no_answer(
        form in 0..FORMS.len(),
        script in prop::collection::vec(step(), 0..40),
        to in locale(),
    ) {
        let (_, _, mut interview) = start(form, 5, false);
        for step in script {
            if let Ok(entry) = decide(&interview, step, 0) {
                interview.apply(&entry);
            }
        }
        let (answers, stage, progress) =
            (interview.sealed_answers(), interview.stage(), interview.progress());
        if let Ok(entry) = interview.speak(to, 0) {
            interview.apply(&entry);
            prop_assert_eq!(interview.locale(), to);
        }
        prop_assert_eq!(interview.sealed_answers(), answers);
        prop_assert_eq!(interview.stage(), stage);
        prop_assert_eq!(interview.progress(), progress);
    }

    #[test]
    fn going_on_ends_at_the_review_and_the_number_only_grows(
        form in 0..FORMS.len(),
        seed: u64,
        with in prop::collection::vec(any::<u64>(), 100),
    ) {
        let (_, _, mut interview) = start(form, seed, false);
        if let Ok(entry) = interview.consent(0) {
            interview.apply(&entry);
        }
        let mut last = interview.progress();
        for with in with {
            if with % 3 > 0 {
                let (key, kind) = key_on_page(&interview, 0).unwrap();
                if let Ok(entry) = interview.answer(&key, fitting(&kind, with), 0) {
                    interview.apply(&entry);
                }
            }
            let entry = interview.forward(0).unwrap();
            interview.apply(&entry);
            let now = interview.progress();
            prop_assert!(now.number >= last.number.min(now.count));
            prop_assert!(now.count <= last.count);
            last = now;
            match interview.stage() {
                Stage::Page(_) => {}
                Stage::Notice => prop_assert!(false, "forward never leads to the notice"),
                Stage::Review | Stage::Ended(_) => return Ok(()),
            }
        }
        prop_assert!(false, "a hundred pages of a study that has fewer");
    }

    #[test]
    fn any_log_at_all_can_be_applied(
        form in 0..FORMS.len(),
        actions in prop::collection::vec(strange_action(), 0..40),
    ) {
        let (edition, header, mut interview) = start(form, 1, false);
        let entries: Vec<Entry> = (0u32..)
            .zip(actions)
            .map(|(sequence, action)| Entry { sequence, at: 0, action })
            .collect();
        for entry in &entries {
            interview.apply(entry);
            let _ = (interview.page(), interview.unanswered(), interview.seal(0));
        }
        prop_assert_eq!(replay(&edition, &header, &entries), interview);
    }
}

fn strange_action() -> impl Strategy<Value = Action> {
    let names = [
        "visit",
        "expectation.i11",
        "perception.i12",
        "points",
        "why",
        "known",
        "rival.north.i11",
        "story.kind",
        "story.should",
        "heard",
        "day",
        "age",
        "a",
        "b",
        "c",
        "nowhere",
        "",
    ];
    let name = || prop::sample::select(names.to_vec()).prop_map(QuestionKey::new);
    prop_oneof![
        2 => locale().prop_map(|locale| Action::Consented { locale }),
        6 => (name(), answer()).prop_map(|(question, answer)| Action::Answered {
            question,
            answer,
            before: None,
            because: None,
            alone: false,
        }),
        4 => name().prop_map(|key| Action::Moved { to: Destination::Page(key) }),
        1 => Just(Action::Moved { to: Destination::Review }),
        1 => Just(Action::Moved { to: Destination::Notice }),
        1 => locale().prop_map(|locale| Action::Spoke { locale }),
        1 => (name(), any::<String>())
            .prop_map(|(question, rule)| Action::Warned { question, rule }),
        1 => Just(Action::Resumed),
        1 => Just(Action::Unwritten),
        1 => (name(), any::<String>())
            .prop_map(|(question, text)| Action::Noted { question, text }),
        1 => Just(Action::HandedOver),
        1 => Just(Action::TakenBack),
        1 => outcome().prop_map(|outcome| Action::Ended { outcome }),
    ]
}

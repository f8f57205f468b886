//! What an interviewer adds to an interview: notes, reasons for changes, parts answered alone.

use fivegaps::survey::interview::{Hands, Refusal, Stage};
use fivegaps::survey::record::{Action, Answer, Because, Outcome};

use crate::scenario::{Scenario, key};
use crate::study;

/// An interviewer before a respondent who agreed.
fn visited() -> Scenario {
    let mut header = study::header("visited");
    header.interviewer = "Ng".into();
    Scenario::with(&[2, 1], header).consent()
}

fn alone() -> Scenario {
    visited().choose("visit", &[0]).forward().hand_over()
}

#[test]
fn only_the_interviewer_reads_the_guidance() {
    let page = |scenario: &Scenario| scenario.interview.page().unwrap().guidance.clone();
    let asked = visited();
    assert_eq!(page(&asked).unwrap(), "Read out all options at this store.");
    let asked = asked.choose("visit", &[0]).forward();
    assert_eq!(page(&asked).unwrap(), "Do not look.");
    assert_eq!(page(&asked.hand_over()), None);
    assert_eq!(page(&Scenario::of("visited").consent()), None);
}

#[test]
fn a_note_belongs_to_its_question_and_can_be_taken_away() {
    let noted = visited().note("visit", " asked twice\u{1b}[2J ");
    assert_eq!(
        noted.interview.note_on(&key("visit")),
        Some("asked twice[2J")
    );
    let noted = noted.note("visit", "");
    assert_eq!(noted.interview.note_on(&key("visit")), None);
    let later = noted.interview.note(&key("why"), "x", 0);
    assert_eq!(later, Err(Refusal::NotShown(key("why"))));
    let nobody = Scenario::of("visited").consent();
    let refused = nobody.interview.note(&key("visit"), "x", 0);
    assert_eq!(refused, Err(Refusal::NoInterviewer));
}

#[test]
fn a_note_changes_nothing_of_what_is_sealed() {
    let plain = visited().choose("visit", &[1]);
    let before = plain.response();
    let mut after = plain.note("visit", "hesitated").response();
    after.duration = before.duration;
    assert_eq!(after, before);
}

#[test]
fn a_later_change_needs_its_reason_and_keeps_it() {
    let asked = visited()
        .choose("visit", &[0])
        .forward()
        .answer("perception.i11", 3)
        // On the page itself a slip of the finger is put right without words.
        .answer("perception.i11", 4)
        .forward()
        .back()
        .expect_refused(
            "perception.i11",
            Answer::Rating(6),
            &Refusal::ChangeUnexplained(key("perception.i11")),
        )
        .answer("perception.i11", 4);
    let nothing = asked.interview.answer_because(
        &key("perception.i11"),
        Answer::Rating(6),
        Some(Because::Other(" ".into())),
        0,
    );
    assert_eq!(nothing, Err(Refusal::Empty));
    let asked = asked.change("perception.i11", 6, Because::Misunderstood);
    let Some(Action::Answered {
        before, because, ..
    }) = asked.kept.last().map(|entry| entry.action.clone())
    else {
        panic!("no answer is the last entry");
    };
    assert_eq!(before, Some(Answer::Rating(4)));
    assert_eq!(because, Some(Because::Misunderstood));
}

#[test]
fn nobody_else_is_asked_why() {
    let alone = alone()
        .answer("perception.i11", 2)
        .forward()
        .back()
        .answer("perception.i11", 5);
    assert_eq!(alone.interview.hands(), Hands::Respondent);
    Scenario::of("zone")
        .answer("minimum.i11", 2)
        .forward()
        .back()
        .answer("minimum.i11", 5);
}

#[test]
fn the_respondent_cannot_get_behind_the_part_or_past_its_end() {
    let alone = alone();
    assert_eq!(alone.interview.back(0), Err(Refusal::AtStart));
    assert_eq!(
        alone.interview.go_to(&key("visit"), 0),
        Err(Refusal::NotShown(key("visit")))
    );
    assert_eq!(
        alone.interview.note(&key("perception.i11"), "x", 0),
        Err(Refusal::HandedOver)
    );
    let through = alone
        .forward()
        .back()
        .rate_until("why", 5)
        .write("why", "quick")
        .forward();
    assert_eq!(through.interview.hands(), Hands::Between);
    assert_eq!(through.interview.forward(0), Err(Refusal::HandedOver));
    assert_eq!(through.interview.review(0), Err(Refusal::HandedOver));
    assert_eq!(
        through.interview.end(Outcome::Complete, 0),
        Err(Refusal::HandedOver)
    );
    let corrected = through.back().expect_page("why").forward().take_back();
    assert_eq!(corrected.interview.hands(), Hands::Interviewer);
    assert_eq!(
        corrected.interview.take_back(0),
        Err(Refusal::NotHandedOver)
    );
    let ended = corrected
        .expect_page("seen")
        .forward_to_review()
        .end(Outcome::Complete);
    let by_oneself = ended.interview.self_completed();
    let by_oneself: Vec<&str> = by_oneself.iter().map(|key| key.as_str()).collect();
    assert_eq!(
        by_oneself,
        ["perception.i11", "perception.i12", "perception.i21", "why"]
    );
}

#[test]
fn what_was_not_planned_goes_on_to_the_next_page_for_the_interviewer() {
    let alone = visited()
        .hand_over()
        .choose("visit", &[0])
        .rate_until("why", 3);
    assert_eq!(alone.interview.hands(), Hands::Respondent);
    let through = alone.forward();
    assert_eq!(through.interview.hands(), Hands::Between);
    let last = through.take_back().forward().expect_page("visits");
    let review = last.hand_over().forward();
    assert_eq!(review.interview.stage(), Stage::Review);
    assert_eq!(review.interview.hands(), Hands::Between);
}

#[test]
fn who_is_screened_out_alone_leaves_it_handed_over() {
    let ended = visited().hand_over().choose("visit", &[2]).forward();
    assert_eq!(ended.interview.stage(), Stage::Ended(Outcome::Ineligible));
    assert!(ended.interview.is_handed_over());
}

#[test]
fn an_answer_says_itself_whether_it_was_given_alone() {
    let alone = alone().answer("perception.i11", 2).take_back();
    let mut said = Vec::new();
    for entry in &alone.kept {
        if let Action::Answered { alone, .. } = entry.action {
            said.push(alone);
        }
    }
    assert_eq!(said, [false, true]);
    let asked_again = alone.answer("perception.i11", 3);
    assert!(asked_again.interview.self_completed().is_empty());
}

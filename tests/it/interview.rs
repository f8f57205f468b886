//! The interview: what is asked, what is accepted, how it ends.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fivegaps::language::Locale;
use fivegaps::survey::interview::{CannotBegin, Interview, Refusal, SoftRule, Stage};
use fivegaps::survey::questionnaire::{Block, Condition, Order};
use fivegaps::survey::record::{Action, Answer, Header, Outcome, Reason};

use crate::scenario::{Scenario, key};
use crate::study;

const NOT_ASKED: Answer = Answer::Left(Reason::NotAsked);
const NOT_REACHED: Answer = Answer::Left(Reason::NotReached);
const SKIPPED: Answer = Answer::Left(Reason::Skipped);

fn points(rows: &[u8]) -> Answer {
    Answer::Points(rows.to_vec())
}

// ---- the way through ----

#[test]
fn a_customer_walks_from_the_notice_to_the_end() {
    let scenario = Scenario::of("customer")
        .expect_stage(Stage::Notice)
        .expect_progress(0, 14)
        .consent()
        .expect_page("visit")
        .expect_progress(1, 14)
        .choose("visit", &[1])
        .forward()
        .rate_until("points", 6)
        .expect_progress(6, 14)
        .give("points", points(&[70, 30]))
        .forward()
        .rate_until("recommend", 5)
        .answer("recommend", 4)
        .forward()
        .expect_page("why")
        .write("why", "  slow\u{1b} tills ")
        .forward()
        .give("visits", Answer::Number(3))
        .forward()
        .expect_stage(Stage::Review)
        .expect_unanswered(&[])
        .end(Outcome::Complete)
        .expect_stage(Stage::Ended(Outcome::Complete))
        .expect_sealed("why", &Answer::Text("slow tills".into()))
        .expect_sealed("points", &points(&[70, 30]))
        .expect_sealed("expectation.i21", &Answer::Rating(6))
        .expect_sealed("perception.i21", &Answer::Rating(5))
        .expect_sealed("note", &NOT_ASKED);
    assert_eq!(scenario.response().outcome, Outcome::Complete);
}

#[test]
fn words_are_filled_in_the_language_of_now() {
    let scenario = Scenario::of("customer").consent();
    assert_eq!(
        scenario.interview.notice().unwrap().words,
        "We ask about this store."
    );
    let scenario = scenario.forward();
    let page = scenario.interview.page().unwrap();
    assert_eq!(page.lead.as_deref(), Some("Think of excellent stores."));
    assert!(
        page.questions[0]
            .words
            .starts_with("Excellent stores have i")
    );
    let scenario = scenario.speak(Locale::ZhHant);
    let page = scenario.interview.page().unwrap();
    assert_eq!(
        page.lead.as_deref(),
        Some("繁 Think of excellent 繁 stores.")
    );
}

#[test]
fn each_block_tells_how_far_one_is_in_it() {
    let scenario = Scenario::of("customer").consent().forward().forward();
    let position = scenario.interview.page().unwrap().block.position;
    assert_eq!((position.number, position.count), (2, 4));
}

#[test]
fn back_works_down_to_the_notice_and_no_further() {
    let scenario = Scenario::of("customer")
        .consent()
        .choose("visit", &[0])
        .forward()
        .back()
        .expect_page("visit")
        .expect_answer("visit", &Answer::Choice(vec![0], None))
        .back()
        .expect_stage(Stage::Notice);
    assert_eq!(scenario.interview.back(9), Err(Refusal::AtStart));
    scenario.consent().expect_page("visit");
}

#[test]
fn back_stops_at_the_first_question_where_there_is_no_notice() {
    let scenario = Scenario::of("zone");
    assert_eq!(scenario.interview.back(9), Err(Refusal::AtStart));
}

#[test]
fn a_changed_answer_remembers_what_it_was() {
    let scenario = Scenario::of("zone").answer("minimum.i11", 3);
    let change = scenario
        .interview
        .answer(&key("minimum.i11"), Answer::Rating(4), 5)
        .unwrap();
    let Action::Answered { before, .. } = change.action else {
        panic!("not an answer");
    };
    assert_eq!(before, Some(Answer::Rating(3)));
}

#[test]
fn time_never_runs_backwards_in_the_log() {
    let scenario = Scenario::of("zone").forward().forward();
    assert_eq!(scenario.interview.idle(false, 3).unwrap().at, 1000);
}

#[test]
fn nothing_is_recorded_before_consent() {
    let scenario = Scenario::of("customer").expect_refused(
        "visit",
        Answer::Choice(vec![0], None),
        &Refusal::ConsentMissing,
    );
    assert_eq!(scenario.interview.forward(0), Err(Refusal::ConsentMissing));
    assert_eq!(scenario.interview.review(0), Err(Refusal::ConsentMissing));
    let scenario = scenario.end(Outcome::Refused);
    assert_eq!(scenario.sealed("visit"), NOT_REACHED);
}

#[test]
fn who_declines_on_second_thoughts_takes_the_answers_back() {
    let scenario = Scenario::of("customer").consent().choose("visit", &[0]);
    assert_eq!(
        scenario.interview.end(Outcome::Refused, 0),
        Err(Refusal::NotAtNotice)
    );
    scenario
        .back()
        .end(Outcome::Refused)
        .expect_sealed("visit", &NOT_REACHED);
}

#[test]
fn after_the_end_nothing_happens_any_more() {
    let scenario = Scenario::of("zone").end(Outcome::TimedOut);
    let ended = Refusal::Ended(Outcome::TimedOut);
    let interview = &scenario.interview;
    let steps = [
        interview.consent(0),
        interview.answer(&key("minimum.i11"), Answer::Rating(1), 0),
        interview.forward(0),
        interview.back(0),
        interview.go_to(&key("minimum.i11"), 0),
        interview.review(0),
        interview.speak(Locale::En, 0),
        interview.idle(true, 0),
        interview.resume(0),
        interview.end(Outcome::Complete, 0),
    ];
    for step in steps {
        assert_eq!(step, Err(ended.clone()));
    }
}

#[test]
fn a_language_is_spoken_only_when_the_study_offers_it() {
    let mut questionnaire = study::questionnaire(&[2]);
    questionnaire.title.zh_hans = None;
    let mut edition = study::edition(&[2]);
    Arc::make_mut(&mut edition).questionnaire = questionnaire;
    let interview = Interview::begin(Arc::clone(&edition), study::header("zone")).unwrap();
    assert_eq!(
        interview.speak(Locale::ZhHans, 0),
        Err(Refusal::LanguageNotOffered(Locale::ZhHans))
    );
    let mut header = study::header("zone");
    header.locale = Locale::ZhHans;
    assert_eq!(
        Interview::begin(edition, header),
        Err(CannotBegin::LanguageNotOffered(Locale::ZhHans))
    );
}

// ---- conditions ----

#[test]
fn only_the_displeased_are_asked_why() {
    Scenario::of("customer")
        .consent()
        .rate_until("recommend", 6)
        .expect_progress(12, 14)
        .answer("recommend", 9)
        .expect_progress(12, 13)
        .forward()
        .expect_page("visits")
        .expect_progress(13, 13);
}

#[test]
fn an_answer_that_is_no_longer_asked_is_kept_but_not_sealed() {
    Scenario::of("branches")
        .choose("a", &[0])
        .forward()
        .choose("b", &[0])
        .forward()
        .write("c", "told")
        .expect_sealed("c", &Answer::Text("told".into()))
        .go_to("a")
        .choose("a", &[1])
        .expect_answer("c", &Answer::Text("told".into()))
        .expect_sealed("b", &NOT_ASKED)
        .expect_sealed("c", &NOT_ASKED)
        .forward()
        .expect_page("f")
        .back()
        .expect_page("a")
        .choose("a", &[0])
        .forward()
        .forward()
        .expect_page("c")
        .expect_sealed("c", &Answer::Text("told".into()));
}

#[test]
fn a_question_that_a_change_opens_is_asked_before_the_review() {
    let scenario = Scenario::of("branches")
        .choose("a", &[1])
        .forward()
        .expect_page("f")
        .forward()
        .expect_stage(Stage::Review)
        .go_to("a")
        .choose("a", &[0]);
    assert_eq!(
        scenario.interview.review(0),
        Err(Refusal::NotThrough { next: key("b") })
    );
    scenario
        .go_to("f")
        .forward()
        .expect_page("b")
        .choose("b", &[1])
        .review()
        .expect_stage(Stage::Review);
}

#[test]
fn not_and_any_hold_as_they_read() {
    Scenario::of("branches")
        .forward()
        .expect_page("d")
        .write("d", "nothing")
        .forward()
        .expect_page("e");
    Scenario::of("branches")
        .leave_open("a", Reason::PreferNot)
        .forward()
        .expect_page("d")
        .forward()
        .expect_page("f");
}

#[test]
fn what_depends_on_a_question_still_ahead_is_not_reached() {
    Scenario::of("branches")
        .choose("a", &[0])
        .expect_progress(1, 5)
        .expect_sealed("b", &NOT_REACHED)
        .expect_sealed("c", &NOT_REACHED)
        .expect_sealed("d", &NOT_ASKED)
        .forward()
        .forward()
        .expect_sealed("b", &SKIPPED)
        .expect_sealed("c", &NOT_ASKED);
}

#[test]
fn a_condition_on_what_does_not_come_before_is_named() {
    let mut edition = study::edition(&[2]);
    let forms = &mut Arc::make_mut(&mut edition).questionnaire.forms;
    let form = forms
        .iter_mut()
        .find(|f| f.id.as_str() == "branches")
        .unwrap();
    let Block::Choice(choice) = &mut form.ask[0] else {
        panic!("not a choice");
    };
    choice.when = Some(Condition::Answered("f".into()));
    assert_eq!(
        Interview::begin(edition, study::header("branches")),
        Err(CannotBegin::UnknownCondition {
            question: key("a"),
            names: "f".into()
        })
    );
}

#[test]
fn an_answer_that_screens_out_makes_the_end_the_next_step() {
    let scenario = Scenario::of("customer").consent().choose("visit", &[2]);
    assert!(scenario.interview.screened_out());
    assert_eq!(scenario.interview.review(0), Err(Refusal::ScreenedOut));
    let changed = Scenario::of("customer")
        .consent()
        .choose("visit", &[2])
        .choose("visit", &[1])
        .forward();
    assert!(matches!(changed.interview.stage(), Stage::Page(1)));
    scenario
        .forward()
        .expect_stage(Stage::Ended(Outcome::Ineligible))
        .expect_sealed("visit", &Answer::Choice(vec![2], None))
        .expect_sealed("overall", &NOT_REACHED);
}

#[test]
fn an_incident_is_told_only_by_who_remembers_one() {
    Scenario::of("story")
        .choose("story.kind", &[2])
        .forward()
        .expect_page("bye");
    Scenario::of("story").forward().expect_page("bye");
    let steps = |kind: u8| {
        let walked = Scenario::of("story").choose("story.kind", &[kind]).walk();
        let steps = walked.iter().filter_map(|key| key.strip_prefix("story."));
        steps.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        steps(0),
        "kind when where led happened result satisfied told customer"
    );
    assert_eq!(
        steps(1),
        "kind when where led happened result satisfied told complained mended customer should"
    );
}

#[test]
fn a_brief_incident_leaves_out_what_came_after() {
    let walked = Scenario::of("moment").choose("moment.kind", &[1]).walk();
    let steps = [
        "kind",
        "when",
        "led",
        "happened",
        "result",
        "satisfied",
        "should",
    ];
    assert_eq!(walked, steps.map(|step| format!("moment.{step}")));
}

#[test]
fn good_or_bad_comes_first_by_the_seed_and_none_comes_last() {
    let first = |seed: u64| {
        let header = Header {
            seed,
            ..study::header("story")
        };
        let scenario = Scenario::with(&[2, 2], header);
        let page = scenario.interview.page().unwrap();
        let shown: Vec<u8> = page.questions[0].options.iter().map(|o| o.option).collect();
        assert!(page.questions[0].words.contains("this store"));
        assert_eq!(shown[2], 2);
        assert_eq!(
            page.questions[0].option(1).unwrap().label,
            "A particularly bad one"
        );
        shown[0]
    };
    let bad_first = (0..400).filter(|seed| first(*seed) == 1).count();
    // Five standard deviations around half.
    assert!((150..=250).contains(&bad_first), "{bad_first}");
}

#[test]
fn where_an_incident_was_is_one_of_the_touch_points_or_elsewhere() {
    let asked = Scenario::of("story")
        .choose("story.kind", &[0])
        .forward()
        .expect_refused(
            "story.when",
            Answer::Text("2026-13".into()),
            &Refusal::NotAMonth,
        )
        .write("story.when", "2026-05")
        .forward();
    let page = asked.interview.page().unwrap();
    let labels: Vec<&str> = page.questions[0]
        .options
        .iter()
        .map(|o| o.label.as_str())
        .collect();
    assert_eq!(labels, ["door of this store", "till", "Somewhere else"]);
    let car_park = Answer::Choice(vec![2], Some("car park".into()));
    asked
        .give("story.where", car_park.clone())
        .expect_sealed("story.where", &car_park)
        .expect_sealed("story.when", &Answer::Text("2026-05".into()));
}

#[test]
fn only_known_rivals_are_compared() {
    let scenario = Scenario::of("firms")
        .rate_until("known", 4)
        .choose("known", &[2, 0])
        .forward();
    let page = scenario.interview.page().unwrap();
    let rival = page.rival.clone().unwrap();
    assert_eq!(page.lead, Some(format!("Think of {rival}.")));
    let asked = scenario.walk();
    assert_eq!(asked.len(), 8);
    assert!(!asked.iter().any(|k| k.starts_with("rival.south.")));
    let none = Scenario::of("firms")
        .rate_until("known", 4)
        .choose("known", &[3]);
    assert_eq!(none.walk(), ["known"]);
}

#[test]
fn the_interviewers_note_needs_an_interviewer() {
    let mut header = study::header("customer");
    header.interviewer = "Ng".into();
    let keys = Scenario::with(&[2, 2], header).consent().walk();
    assert_eq!(keys.last().map(String::as_str), Some("note"));
    let keys = Scenario::of("customer").consent().walk();
    assert_eq!(keys.last().map(String::as_str), Some("visits"));
}

// ---- what is accepted ----

#[test]
fn ratings_must_be_on_the_scale() {
    let off = Refusal::OffScale {
        lowest: 1,
        highest: 7,
    };
    Scenario::of("zone")
        .expect_refused("minimum.i11", Answer::Rating(0), &off)
        .expect_refused("minimum.i11", Answer::Rating(8), &off)
        .expect_refused("minimum.i11", Answer::Number(3), &Refusal::WrongKind)
        .expect_refused(
            "minimum.i12",
            Answer::Rating(3),
            &Refusal::NotOnPage(key("minimum.i12")),
        )
        .expect_refused("x", Answer::Rating(3), &Refusal::NotOnPage(key("x")));
}

#[test]
fn points_must_add_up_exactly() {
    Scenario::of("customer")
        .consent()
        .rate_until("points", 4)
        .expect_refused(
            "points",
            points(&[50, 49]),
            &Refusal::PointsSum {
                total: 100,
                sum: 99,
            },
        )
        .expect_refused(
            "points",
            points(&[200, 200]),
            &Refusal::PointsSum {
                total: 100,
                sum: 400,
            },
        )
        .expect_refused(
            "points",
            points(&[100]),
            &Refusal::PointsRows { rows: 2, given: 1 },
        )
        .give("points", points(&[100, 0]))
        .expect_sealed("points", &points(&[100, 0]));
}

#[test]
fn choices_follow_the_rules_of_their_options() {
    let choice = |options: &[u8], words: Option<&str>| {
        Answer::Choice(options.to_vec(), words.map(str::to_owned))
    };
    Scenario::of("kinds")
        .expect_refused("heard", choice(&[4], None), &Refusal::UnknownOption(4))
        .expect_refused("heard", choice(&[], None), &Refusal::NothingChosen)
        .expect_refused("heard", choice(&[1, 3], None), &Refusal::NotAlone(3))
        .expect_refused(
            "heard",
            choice(&[1], Some("x")),
            &Refusal::WordsWithoutOther,
        )
        .give("heard", choice(&[2, 0, 2], Some(" the\tradio ")))
        .expect_answer("heard", &choice(&[0, 2], Some("the radio")))
        .expect_sealed("heard", &choice(&[0, 2], Some("the radio")))
        .give("heard", choice(&[2], Some("\u{200b}")))
        .expect_sealed("heard", &choice(&[2], None));
    Scenario::of("branches").expect_refused("a", choice(&[0, 1], None), &Refusal::OneOnly);
}

#[test]
fn days_and_times_must_exist() {
    let text = |t: &str| Answer::Text(t.into());
    let mut scenario = Scenario::of("kinds").forward().forward().expect_page("day");
    for wrong in [
        "2026-02-29",
        "2026-13-01",
        "26-01-01",
        "2026-1-1",
        "tomorrow",
        "",
        "2026-01-01-01",
        "+026-01-01",
    ] {
        scenario = scenario.expect_refused("day", text(wrong), &Refusal::NotADate);
    }
    scenario = scenario
        .write("day", " 2028-02-29 ")
        .expect_answer("day", &text("2028-02-29"))
        .forward();
    for wrong in ["24:00", "12:60", "1:00", "noon", "12-00", "12:00:00"] {
        scenario = scenario.expect_refused("hour", text(wrong), &Refusal::NotATime);
    }
    scenario
        .write("hour", "23:59")
        .expect_sealed("hour", &text("23:59"));
}

#[test]
fn numbers_keep_their_bounds() {
    let bounds = Refusal::OutOfBounds {
        decimals: 0,
        least: 16,
        most: 120,
    };
    Scenario::of("kinds")
        .forward()
        .forward()
        .forward()
        .forward()
        .expect_refused("age", Answer::Number(15), &bounds)
        .expect_refused("age", Answer::Number(i64::MAX), &bounds)
        .give("age", Answer::Number(16))
        .expect_sealed("age", &Answer::Number(16));
}

#[test]
fn own_words_are_cleaned_and_never_cut_in_silence() {
    let text = |t: &str| Answer::Text(t.to_owned());
    let scenario = Scenario::of("kinds")
        .forward()
        .forward()
        .forward()
        .forward()
        .forward();
    scenario
        .expect_refused("more", text(" \u{202e}\n"), &Refusal::Empty)
        .expect_refused(
            "more",
            text(&"字".repeat(501)),
            &Refusal::TooLong { limit: 500 },
        )
        .write("more", &"字".repeat(500))
        .write("more", "one\r\ntwo\u{1b}[31m")
        .expect_sealed("more", &text("one\ntwo[31m"))
        .forward()
        .write("town", "one\ntwo")
        .expect_sealed("town", &text("one two"));
}

#[test]
fn reasons_are_offered_by_kind() {
    Scenario::of("staff")
        .rate_page(5)
        .expect_refused(
            &Scenario::of("staff").page_keys()[0],
            Answer::Left(Reason::NoPromise),
            &Refusal::ReasonNotOffered(Reason::NoPromise),
        )
        .expect_refused(
            &Scenario::of("staff").page_keys()[0],
            Answer::Left(Reason::Skipped),
            &Refusal::ReasonNotOffered(Reason::Skipped),
        );
    let first = Scenario::of("staff").page_keys().remove(0);
    Scenario::of("staff")
        .leave_open(&first, Reason::NoStandard)
        .expect_sealed(&first, &Answer::Left(Reason::NoStandard));
    Scenario::of("kinds")
        .forward()
        .expect_page("pause")
        .expect_refused(
            "pause",
            Answer::Left(Reason::DontKnow),
            &Refusal::ReasonNotOffered(Reason::DontKnow),
        );
}

#[test]
fn a_minimum_above_the_desired_level_is_asked_about_once() {
    let scenario = Scenario::of("zone")
        .answer("minimum.i11", 6)
        .answer("desired.i11", 5);
    let checks = scenario.interview.soft_checks();
    assert_eq!(
        checks[0].rule,
        SoftRule::MinimumAboveDesired {
            minimum: 6,
            desired: 5
        }
    );
    let scenario = scenario.pass_the_check();
    assert_eq!(scenario.interview.soft_checks(), []);
    assert_eq!(
        scenario.interview.warn(&checks[0], 0),
        Err(Refusal::NothingToCheck)
    );
    // Another wrong pair is another slip.
    let scenario = scenario.answer("minimum.i11", 7);
    assert_eq!(scenario.interview.soft_checks().len(), 1);
    scenario
        .forward()
        .back()
        .expect_sealed("minimum.i11", &Answer::Rating(7));
}

#[test]
fn an_unusual_number_is_asked_about() {
    let scenario = Scenario::of("customer")
        .consent()
        .rate_until("visits", 4)
        .give("visits", Answer::Number(61));
    assert_eq!(
        scenario.interview.soft_checks()[0].rule,
        SoftRule::Unusual {
            value: 61,
            least: 0,
            most: 60
        }
    );
    let scenario = scenario.give("visits", Answer::Number(60));
    assert_eq!(scenario.interview.soft_checks(), []);
}

// ---- what was chosen, in later words ----

#[test]
fn a_later_text_says_what_was_chosen_in_the_language_of_now() {
    let words = |scenario: &Scenario| {
        scenario.interview.page().unwrap().questions[0]
            .words
            .clone()
    };
    let own = Answer::Choice(vec![0, 2], Some("tea".into()));
    let asked = Scenario::of("piped").choose("came", &[0]).forward();
    assert_eq!(words(&asked), "buys after coming by bus");
    let asked = asked.give("buys", own).forward();
    assert_eq!(words(&asked), "Why bread from this store, tea, by bus?");
    let asked = asked.speak(Locale::ZhHant);
    assert_eq!(
        words(&asked),
        "繁 Why 繁 bread from 繁 this store、tea, 繁 by bus?"
    );
    // Another answer rules the second choice out: what was chosen there is no longer said.
    let asked = asked
        .speak(Locale::ZhHans)
        .go_to("came")
        .choose("came", &[1])
        .forward();
    assert_eq!(words(&asked), "简 Why （未作答）, 简 on foot?");
}

#[test]
fn a_choice_that_was_left_is_said_to_be_without_an_answer() {
    let asked = Scenario::of("piped")
        .leave_open("came", Reason::PreferNot)
        .forward();
    let page = asked.interview.page().unwrap();
    assert_eq!(page.questions[0].words, "Why (no answer), (no answer)?");
}

// ---- how it ends ----

#[test]
fn going_through_with_enter_alone_is_no_answer_and_no_complete() {
    let scenario = Scenario::of("customer").consent().forward_to_review();
    assert_eq!(scenario.interview.unanswered().len(), 13);
    scenario
        .end(Outcome::Complete)
        .expect_stage(Stage::Ended(Outcome::BreakOff))
        .expect_sealed("visit", &SKIPPED)
        .expect_sealed("points", &SKIPPED)
        .expect_sealed("perception.i22", &SKIPPED)
        .expect_sealed("why", &NOT_ASKED);
}

#[test]
fn complete_needs_the_way_through() {
    let scenario = Scenario::of("customer").consent().choose("visit", &[0]);
    assert!(matches!(
        scenario.interview.end(Outcome::Complete, 0),
        Err(Refusal::NotThrough { .. })
    ));
}

#[test]
fn half_of_the_pairs_in_every_dimension_make_a_partial() {
    let through_expectations = || {
        Scenario::of("customer")
            .consent()
            .rate_until("points", 6)
            .forward()
    };
    let scenario = through_expectations();
    assert_eq!(scenario.interview.outcome_if_left(), Outcome::BreakOff);
    // Two of four pairs: enough where they lie in both dimensions.
    let scenario = scenario.rate_page(5).forward();
    assert_eq!(scenario.interview.outcome_if_left(), Outcome::BreakOff);
    let mut scenario = scenario.rate_page(5);
    let rated = ["i11", "i12", "i21", "i22"].map(|item| {
        scenario
            .interview
            .answer_to(&key(&format!("perception.{item}")))
            .is_some()
    });
    let both = (rated[0] || rated[1]) && (rated[2] || rated[3]);
    let expected = if both {
        Outcome::Partial
    } else {
        Outcome::BreakOff
    };
    assert_eq!(scenario.interview.outcome_if_left(), expected);
    scenario = scenario.forward().rate_page(5);
    assert_eq!(scenario.interview.outcome_if_left(), Outcome::Partial);
    scenario
        .end(Outcome::BreakOff)
        .expect_stage(Stage::Ended(Outcome::Partial));
}

#[test]
fn a_form_without_pairs_counts_its_ratings() {
    let scenario = Scenario::of("staff").rate_page(5).forward();
    assert_eq!(scenario.interview.outcome_if_left(), Outcome::BreakOff);
    let scenario = scenario.rate_page(5);
    assert_eq!(scenario.interview.outcome_if_left(), Outcome::Partial);
    let scenario = Scenario::of("branches")
        .choose("a", &[0])
        .forward()
        .choose("b", &[1])
        .forward();
    assert_eq!(scenario.interview.outcome_if_left(), Outcome::Partial);
}

#[test]
fn what_was_not_passed_is_not_reached() {
    Scenario::of("zone")
        .answer("minimum.i11", 2)
        .forward()
        .forward()
        .back()
        .expect_sealed("minimum.i11", &Answer::Rating(2))
        .expect_sealed("desired.i11", &SKIPPED)
        .expect_sealed("desired.i12", &SKIPPED)
        .expect_sealed("desired.i21", &NOT_REACHED)
        .expect_sealed("desired.i22", &NOT_REACHED);
}

#[test]
fn a_note_that_was_passed_is_read_and_never_open() {
    let scenario = Scenario::of("kinds")
        .forward()
        .expect_sealed("pause", &NOT_REACHED)
        .forward()
        .expect_sealed("pause", &Answer::Read)
        .expect_unanswered(&["heard"]);
    assert_eq!(scenario.interview.progress().number, 2);
}

// ---- order and sampling ----

fn order_of(form: &str, seed: u64, short: bool, items: &[usize]) -> Vec<String> {
    let mut header = study::header(form);
    header.seed = seed;
    header.short = short;
    let interview = Interview::begin(study::edition(items), header).unwrap();
    let questions = interview.layout().questions();
    interview
        .order_shown()
        .into_iter()
        .map(|question| questions[question].key.to_string())
        .collect()
}

fn items_of(order: &[String], facet: &str) -> Vec<String> {
    let prefix = format!("{facet}.");
    order
        .iter()
        .filter_map(|k| k.strip_prefix(&prefix))
        .map(str::to_owned)
        .collect()
}

const SERVQUAL: [usize; 5] = [4, 5, 4, 4, 5];

#[test]
fn expectation_and_perception_come_in_one_order_drawn_for_the_person() {
    let mut orders = BTreeSet::new();
    for seed in 0..50 {
        let order = order_of("customer", seed, false, &SERVQUAL);
        let expectation = items_of(&order, "expectation");
        assert_eq!(expectation, items_of(&order, "perception"));
        assert_eq!(expectation.len(), 22);
        orders.insert(expectation);
    }
    assert_eq!(orders.len(), 50);
}

#[test]
fn two_shuffled_blocks_share_their_order_too() {
    let mut edition = study::edition(&SERVQUAL);
    let form = &mut Arc::make_mut(&mut edition).questionnaire.forms[0];
    for block in &mut form.ask {
        if let Block::Rate(rate) = block {
            rate.order = Order::Shuffled;
        }
    }
    let interview = Interview::begin(edition, study::header("customer")).unwrap();
    let questions = interview.layout().questions();
    let shown = interview.order_shown();
    let order: Vec<String> = shown
        .iter()
        .map(|q| questions[*q].key.to_string())
        .collect();
    assert_eq!(
        items_of(&order, "expectation"),
        items_of(&order, "perception")
    );
}

#[test]
fn dimensions_can_be_shuffled_whole() {
    let order = order_of("staff", 3, false, &SERVQUAL);
    let delivery = items_of(&order, "delivery");
    assert_ne!(delivery, ["d1", "d2", "d3", "d4", "d5"]);
    assert_eq!(delivery, items_of(&order, "promise"));
}

#[test]
fn the_rows_of_the_points_question_are_shuffled_and_answered_in_file_order() {
    let mut first = BTreeMap::new();
    for seed in 0..500 {
        let mut header = study::header("customer");
        header.seed = seed;
        let interview = Interview::begin(study::edition(&SERVQUAL), header).unwrap();
        let mut rows = interview.row_order().to_vec();
        *first.entry(rows[0]).or_insert(0u32) += 1;
        rows.sort_unstable();
        assert_eq!(rows, [0, 1, 2, 3, 4]);
    }
    assert!(first.values().all(|n| (60..=140).contains(n)), "{first:?}");
}

#[test]
fn the_short_form_asks_core_items_and_a_fair_sample() {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for seed in 0..1000 {
        let order = order_of("customer", seed, true, &SERVQUAL);
        let expectation = items_of(&order, "expectation");
        assert_eq!(expectation, items_of(&order, "perception"));
        // A core item and one more in each of five dimensions.
        assert_eq!(expectation.len(), 10);
        for item in expectation {
            *counts.entry(item).or_default() += 1;
        }
    }
    assert_eq!(counts.len(), 22);
    for (dimension, items) in SERVQUAL.iter().enumerate() {
        for item in 1..=*items {
            let count = counts[&format!("i{}{item}", dimension + 1)];
            if item == 1 {
                assert_eq!(count, 1000);
            } else {
                let target = 1000 / (u32::try_from(*items).unwrap() - 1);
                assert!(
                    count.abs_diff(target) <= 30,
                    "i{}{item}: {count} for {target}",
                    dimension + 1
                );
            }
        }
    }
}

#[test]
fn expectations_or_perceptions_come_first_by_the_seed_and_points_stay_between() {
    let mut perceptions_first = 0;
    for seed in 0..400 {
        let order = order_of("halves", seed, false, &[2, 2]);
        let facets: Vec<&str> = order
            .iter()
            .filter_map(|key| key.split('.').next())
            .collect();
        let (begin, middle, end) = (facets[0], facets[4], facets[8]);
        assert_eq!(middle, "points");
        assert!(
            [("expectation", "perception"), ("perception", "expectation")].contains(&(begin, end))
        );
        perceptions_first += u32::from(begin == "perception");
    }
    // Five standard deviations around half.
    assert!(
        (150..=250).contains(&perceptions_first),
        "{perceptions_first}"
    );
}

/// Which items each of many persons is asked in a short form.
fn drawn(form: &str) -> Vec<Vec<String>> {
    let drawn = (0..3000).map(|seed| {
        let order = order_of(form, seed, true, &SERVQUAL);
        items_of(&order, "perception")
    });
    drawn.collect()
}

fn is_core(item: &str) -> bool {
    item.ends_with('1') && item.len() == 3
}

#[test]
fn a_pool_keeps_every_dimension_and_draws_each_other_item_equally_often() {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for items in drawn("pool") {
        // A core item in each of five dimensions, and three of all the others: 16 ratings of both facets.
        assert_eq!(items.len(), 8);
        assert_eq!(items.iter().filter(|item| is_core(item)).count(), 5);
        for item in items {
            *counts.entry(item).or_default() += 1;
        }
    }
    assert_eq!(counts.len(), 22);
    for (item, count) in counts {
        let target = if is_core(&item) { 3000 } else { 3000 * 3 / 17 };
        assert!(count.abs_diff(target) <= 90, "{item}: {count} for {target}");
    }
}

#[test]
fn a_split_questionnaire_gives_each_person_one_of_modules_that_are_alike() {
    let mut modules: BTreeMap<Vec<String>, u32> = BTreeMap::new();
    for items in drawn("split") {
        let own = items.into_iter().filter(|item| !is_core(item)).collect();
        *modules.entry(own).or_default() += 1;
    }
    assert_eq!(modules.len(), 3);
    let all: BTreeSet<&String> = modules.keys().flatten().collect();
    assert_eq!(all.len(), 17);
    for (items, persons) in &modules {
        assert!((5..=6).contains(&items.len()), "{items:?}");
        // Each module speaks of every dimension.
        let dimensions: BTreeSet<&str> = items.iter().map(|item| &item[..2]).collect();
        assert_eq!(dimensions.len(), 5, "{items:?}");
        // Five standard deviations around a third.
        assert!((871..=1129).contains(persons), "{persons}");
    }
}

#[test]
fn with_two_modules_a_person_every_two_items_are_answered_together_by_some() {
    let mut together: BTreeSet<(String, String)> = BTreeSet::new();
    for items in drawn("two") {
        for one in &items {
            together.extend(items.iter().map(|other| (one.clone(), other.clone())));
        }
    }
    assert_eq!(together.len(), 22 * 22);
}

#[test]
fn what_was_sampled_out_is_not_asked() {
    let mut header = study::header("customer");
    header.short = true;
    let scenario = Scenario::with(&[3], header)
        .consent()
        .expect_progress(1, 10)
        .forward_to_review()
        .end(Outcome::Complete);
    let sealed: Vec<Answer> = ["i11", "i12", "i13"]
        .iter()
        .map(|item| scenario.sealed(&format!("expectation.{item}")))
        .collect();
    assert_eq!(sealed[0], SKIPPED);
    assert_eq!(sealed.iter().filter(|a| **a == NOT_ASKED).count(), 1);
}

#[test]
fn a_form_without_a_short_version_says_so() {
    let mut header = study::header("zone");
    header.short = true;
    assert_eq!(
        Interview::begin(study::edition(&[2]), header),
        Err(CannotBegin::NoShortForm("zone".into()))
    );
}

#[test]
fn rivals_come_one_after_another_in_every_order() {
    let mut orders = BTreeSet::new();
    for seed in 0..200 {
        let order = order_of("firms", seed, false, &[2]);
        let mut firms: Vec<String> = order
            .iter()
            .filter_map(|k| k.strip_prefix("rival."))
            .filter_map(|k| k.split_once('.'))
            .map(|(firm, _)| firm.to_owned())
            .collect();
        firms.dedup();
        assert_eq!(firms.len(), 3);
        orders.insert(firms);
    }
    assert_eq!(orders.len(), 6);
}

// ---- the log ----

#[test]
fn a_log_with_a_hole_is_refused() {
    let interview = Interview::begin(study::edition(&[2]), study::header("zone")).unwrap();
    let mut entry = interview.forward(0).unwrap();
    entry.sequence = 4;
    assert_eq!(
        Interview::replay(study::edition(&[2]), study::header("zone"), &[entry]),
        Err(CannotBegin::OutOfSequence {
            expected: 0,
            found: 4
        })
    );
}

#[test]
fn an_entry_that_does_not_apply_is_left_out_and_named() {
    let mut interview = Interview::begin(study::edition(&[2]), study::header("customer")).unwrap();
    let mut entry = interview.consent(0).unwrap();
    entry.action = Action::Answered {
        question: key("visit"),
        answer: Answer::Choice(vec![0], None),
        before: None,
        because: None,
        alone: false,
    };
    interview.apply(&entry);
    assert_eq!(interview.ignored(), [0]);
    assert_eq!(interview.answer_to(&key("visit")), None);
    assert_eq!(interview.next_sequence(), 1);
}

#[test]
fn the_same_entry_does_not_count_twice() {
    let mut interview = Interview::begin(study::edition(&[2]), study::header("zone")).unwrap();
    let entry = interview.forward(0).unwrap();
    interview.apply(&entry);
    let stage = interview.stage();
    interview.apply(&entry);
    assert_eq!((interview.stage(), interview.next_sequence()), (stage, 1));
}

#[test]
fn the_last_entry_and_the_response_are_known_before_either_counts() {
    let scenario = Scenario::of("zone").rate_until("minimum.i22", 5);
    let ending = scenario.interview.end(Outcome::Partial, 90_000).unwrap();
    let response = scenario.interview.sealed_by(&ending);
    assert_eq!(response.outcome, Outcome::Partial);
    assert_eq!(response.duration, 90_000);
    assert!(matches!(scenario.interview.stage(), Stage::Page(_)));
    let ended = scenario.end(Outcome::Partial);
    assert_eq!(ended.response().packed, response.packed);
}

#[test]
fn another_edition_or_form_is_refused() {
    let mut header = study::header("zone");
    header.edition.0 = "other".into();
    assert!(matches!(
        Interview::begin(study::edition(&[2]), header),
        Err(CannotBegin::OtherEdition { .. })
    ));
    assert_eq!(
        Interview::begin(study::edition(&[2]), study::header("nobody")),
        Err(CannotBegin::NoSuchForm("nobody".into()))
    );
}

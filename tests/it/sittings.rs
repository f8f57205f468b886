//! What the app does with keys, fingers, failing saves and time.

use fivegaps::app::Screen;
use fivegaps::app::event::{Exit, What};
use fivegaps::app::input::{Input, Key};
use fivegaps::app::target::Target;
use fivegaps::language::Locale;
use fivegaps::survey::interview::{Interview, Stage};
use fivegaps::survey::questionnaire::QuestionKey;
use fivegaps::survey::record::{Action, Answer, Outcome, Reason};
use proptest::prelude::*;

use super::person::{Person, edition};

/// A customer's whole way in digits: the choice, five expectations, no points, five perceptions, two ratings.
const DIGITS: &str = "266767d5546588";

impl Person {
    fn interview(&self) -> &Interview {
        let Screen::Interview(sitting) = self.app.screen() else {
            panic!("no interview here: {:?}", self.app.screen());
        };
        sitting.interview()
    }

    fn answer(&self, question: &str) -> Option<&Answer> {
        self.interview().answer_to(&QuestionKey::new(question))
    }

    fn answers(&self) -> usize {
        let answered = |action: &Action| matches!(action, Action::Answered { .. });
        self.entries.iter().filter(|e| answered(&e.action)).count()
    }

    /// What the store holds says the same as what is in memory.
    fn replay_matches(&self) -> bool {
        let header = self.headers.last().unwrap().clone();
        let replayed = Interview::replay(edition(), header, &self.entries).unwrap();
        replayed == *self.interview()
    }
}

// ---- answering ----

#[test]
fn one_digit_answers_and_goes_on() {
    let mut person = Person::asked("customer", Locale::En);
    person.keys("26");
    assert_eq!(person.answer("expectation.clean"), Some(&Answer::Rating(6)));
    assert_eq!(person.interview().stage(), Stage::Page(2));
}

#[test]
fn back_lets_one_see_and_change_an_answer() {
    let mut person = Person::asked("customer", Locale::En);
    person.keys("26<esc>3");
    assert_eq!(person.answer("expectation.clean"), Some(&Answer::Rating(3)));
    let changed = person.entries.iter().any(|entry| {
        matches!(
            &entry.action,
            Action::Answered {
                before: Some(Answer::Rating(6)),
                ..
            }
        )
    });
    assert!(changed, "the log keeps what the answer was before");
}

#[test]
fn the_whole_form_can_be_done_with_digits_alone() {
    let mut person = Person::at_kiosk("customer");
    person.keys("11").keys("266767");
    person.keys("100<enter>").keys("55465").keys("88").keys("0");
    assert_eq!(person.outcome(), Some(Outcome::Complete));
}

#[test]
fn the_whole_form_can_be_done_with_arrows_and_enter_alone() {
    let mut person = Person::at_kiosk("customer");
    person.keys("<down><enter>").keys("<down><enter>");
    for _ in 0..40 {
        if person.has_thanks() {
            break;
        }
        let rating = matches!(person.interview().stage(), Stage::Page(_));
        if !rating {
            person.keys("<enter>");
        } else if person.shows(Target::Write, 80, 24) {
            // Words of one's own: past the line and the keyboard to the reasons.
            person.keys("<down><down><enter>");
        } else if person.interview().page().unwrap().questions[0]
            .rows
            .is_empty()
        {
            person.keys("<down><enter>");
        } else {
            // The points: out of the rows to the reasons, and one of them.
            person.keys("<up><up><tab><tab><tab><tab><tab><tab><tab><tab>");
            while !matches!(person.app.cursor(), Some(Target::Reason { .. })) {
                person.keys("<down>");
            }
            person.keys("<enter>");
        }
    }
    assert_eq!(person.outcome(), Some(Outcome::Complete));
}

#[test]
fn the_whole_form_can_be_done_with_a_finger_alone() {
    let mut person = Person::at_kiosk("customer");
    assert!(person.touch(Target::Locale(Locale::ZhHant), 80, 24));
    assert!(person.touch(Target::Agree, 80, 24));
    let option = Target::Option {
        question: 0,
        option: 1,
    };
    assert!(person.touch(option, 80, 24));
    let step = |value| Target::Step { question: 0, value };
    for _ in 0..5 {
        assert!(person.touch(step(6), 80, 24));
    }
    for row in 0..5 {
        assert!(person.touch(Target::Row { question: 0, row }, 80, 24));
        for _ in 0..4 {
            let more = Target::Change { question: 0, by: 5 };
            assert!(person.touch(more, 80, 24));
        }
    }
    assert!(person.touch(Target::Next, 80, 24));
    assert_eq!(person.answer("points"), Some(&Answer::Points(vec![20; 5])));
    for _ in 0..5 {
        assert!(person.touch(step(5), 80, 24));
    }
    assert!(person.touch(step(10), 80, 24));
    assert!(person.touch(step(10), 80, 24));
    assert!(person.touch(Target::Finish, 80, 24));
    assert_eq!(person.outcome(), Some(Outcome::Complete));
    assert!(person.touch(Target::Done, 80, 24));
    assert_eq!(person.exit, Some(Exit::Done));
}

#[test]
fn a_second_tap_of_the_same_finger_is_not_meant_for_the_next_page() {
    let mut person = Person::asked("customer", Locale::En);
    person.keys("2");
    let six = Target::Step {
        question: 0,
        value: 6,
    };
    person.touch(six, 80, 24);
    person.tell(What::Chosen(six));
    assert_eq!(person.answer("expectation.promise"), None);
    person.touch(six, 80, 24);
    assert_eq!(
        person.answer("expectation.promise"),
        Some(&Answer::Rating(6))
    );
}

#[test]
fn nought_is_ten_on_a_scale_that_has_no_nought_and_plus_is_ten_elsewhere() {
    let mut person = Person::asked("customer", Locale::En);
    person.keys("266767d55465").keys("0");
    assert_eq!(person.answer("overall"), Some(&Answer::Rating(10)));
    person.keys("0<esc>");
    assert_eq!(person.answer("recommend"), Some(&Answer::Rating(0)));
    person.keys("+");
    assert_eq!(person.answer("recommend"), Some(&Answer::Rating(10)));
}

#[test]
fn a_digit_beyond_the_scale_answers_nothing() {
    let mut person = Person::asked("customer", Locale::En);
    person.keys("29");
    assert_eq!(person.answer("expectation.clean"), None);
    assert!(person.picture(80, 24).contains("from 1 to 7"));
}

#[test]
fn each_reason_has_one_key_and_is_no_number() {
    for (key, reason) in [
        ("d", Reason::DontKnow),
        ("p", Reason::PreferNot),
        ("n", Reason::DoesNotApply),
    ] {
        let mut person = Person::asked("customer", Locale::ZhHans);
        person.keys("2").keys(key);
        assert_eq!(
            person.answer("expectation.clean"),
            Some(&Answer::Left(reason))
        );
    }
}

#[test]
fn enter_alone_answers_nothing_and_never_completes() {
    let mut person = Person::asked("customer", Locale::En);
    for _ in 0..100 {
        person.keys("<enter>");
    }
    assert_eq!(person.answers(), 0);
    // The points hold: they need a reason. Leaving is no completion either.
    person.keys("<ctrl-c><right><enter>");
    assert_eq!(person.outcome(), Some(Outcome::BreakOff));
}

#[test]
fn an_option_with_words_of_ones_own_waits_for_them() {
    let mut person = Person::asked("customer", Locale::En);
    person.keys("4when it rains<enter>");
    let words = Some("when it rains".to_owned());
    assert_eq!(
        person.answer("visit"),
        Some(&Answer::Choice(vec![3], words))
    );
}

#[test]
fn several_options_are_answered_together() {
    let mut person = Person::asked("kinds", Locale::En);
    person.keys("13<enter>");
    assert_eq!(
        person.answer("heard"),
        Some(&Answer::Choice(vec![0, 2], None))
    );
}

#[test]
fn points_cannot_be_left_half_given_but_back_works() {
    let mut person = Person::asked("customer", Locale::En);
    person
        .keys("266767")
        .keys("30<tab><tab><tab><tab><tab><tab><tab><tab>");
    let here = person.interview().stage();
    assert!(person.touch(Target::Next, 80, 24));
    assert_eq!(person.interview().stage(), here);
    assert!(person.picture(80, 24).contains("share out all points"));
    person.keys("<esc>");
    assert_ne!(person.interview().stage(), here);
}

#[test]
fn a_likely_slip_is_asked_about_once_and_logged() {
    let mut person = Person::asked("kinds", Locale::En);
    person.keys("1<enter><enter>90<enter>");
    let here = person.interview().stage();
    let warned = |person: &Person| {
        let warnings = person.entries.iter();
        warnings
            .filter(|entry| matches!(entry.action, Action::Warned { .. }))
            .count()
    };
    assert_eq!(warned(&person), 1);
    person.keys("<enter>");
    assert_ne!(person.interview().stage(), here);
    assert_eq!(warned(&person), 1);
}

#[test]
fn a_wrong_number_stays_on_the_page_with_what_was_written() {
    let mut person = Person::asked("kinds", Locale::En);
    person.keys("1<enter><enter>9-0<enter>");
    assert_eq!(person.answer("spent"), None);
    let picture = person.picture(80, 24);
    assert!(
        picture.contains("9-0") && picture.contains("from 0 to 600"),
        "{picture}"
    );
}

#[test]
fn letters_that_are_keys_elsewhere_are_letters_in_a_text() {
    let mut person = Person::asked("customer", Locale::En);
    person
        .keys("266767d5546584")
        .keys("lovely dog, please<enter>");
    assert_eq!(
        person.answer("why"),
        Some(&Answer::Text("lovely dog, please".into()))
    );
}

#[test]
fn a_paste_activates_nothing() {
    let mut person = Person::asked("customer", Locale::En);
    let paste = Input::Paste("3\r\n4\n5\n".to_owned());
    person.input(paste.clone());
    assert_eq!(person.answers(), 0);
    person.keys("266767d5546584").input(paste);
    assert_eq!(person.answer("why"), None);
}

// ---- languages ----

#[test]
fn switching_the_language_loses_nothing() {
    let mut person = Person::asked("customer", Locale::En);
    person.keys("266<f2>2");
    assert_eq!(person.interview().locale(), Locale::ZhHant);
    assert_eq!(person.interview().stage(), Stage::Page(3));
    assert_eq!(person.answer("expectation.clean"), Some(&Answer::Rating(6)));
    assert!(person.picture(80, 24).contains("上一題"));
}

// ---- saving ----

#[test]
fn nothing_counts_before_it_is_kept() {
    let mut person = Person::asked("customer", Locale::En);
    person.keys("2");
    person.slow = true;
    person.keys("6");
    assert_eq!(person.answer("expectation.clean"), None);
    assert!(
        person.picture(80, 24).contains("[ 6 ]"),
        "but it is drawn as chosen"
    );
    person.carry_out();
    assert_eq!(person.answer("expectation.clean"), Some(&Answer::Rating(6)));
}

#[test]
fn keys_typed_ahead_keep_their_order() {
    let mut person = Person::asked("customer", Locale::En);
    person.slow = true;
    person.keys(DIGITS);
    person.carry_out();
    let mut patient = Person::asked("customer", Locale::En);
    patient.keys(DIGITS);
    let actions = |person: &Person| -> Vec<Action> {
        person.entries.iter().map(|e| e.action.clone()).collect()
    };
    assert_eq!(actions(&person), actions(&patient));
}

#[test]
fn a_failed_save_is_tried_again_by_itself() {
    let mut person = Person::asked("customer", Locale::En);
    person.keys("2");
    person.failing = 2;
    person.keys("6");
    assert_eq!(person.interview().stage(), Stage::Page(1));
    person.wait(10_000);
    assert_eq!(person.answer("expectation.clean"), Some(&Answer::Rating(6)));
    assert!(person.replay_matches());
}

#[test]
fn a_failed_save_is_tried_again_at_once_on_enter_and_by_touch() {
    for touch in [false, true] {
        let mut person = Person::asked("customer", Locale::En);
        person.keys("2");
        person.failing = 1;
        person.keys("6");
        if touch {
            assert!(person.touch(Target::TryAgain, 80, 24));
        } else {
            person.keys("<enter>");
        }
        assert_eq!(person.answer("expectation.clean"), Some(&Answer::Rating(6)));
    }
}

#[test]
fn the_staff_can_put_it_right_and_the_answer_is_still_there() {
    let mut person = Person::asked("customer", Locale::En);
    person.keys("2");
    person.failing = 5;
    person.keys("6").wait(60_000);
    assert!(matches!(person.app.screen(), Screen::Trouble(_)));
    person.failing = 0;
    person.keys("<enter>");
    assert_eq!(person.answer("expectation.clean"), Some(&Answer::Rating(6)));
    assert!(person.replay_matches());
}

#[test]
fn a_kiosk_in_trouble_closes_itself() {
    let mut person = Person::at_kiosk("customer");
    person.keys("1").keys("1");
    person.failing = usize::MAX;
    person.keys("2").wait(200_000);
    assert_eq!(person.exit, Some(Exit::Trouble));
}

// ---- time ----

#[test]
fn a_sign_of_life_within_the_time_never_resets() {
    let mut person = Person::at_kiosk("customer");
    person.keys("11");
    for _ in 0..10 {
        person.wait(50_000).keys("<right>");
    }
    assert!(person.responses.is_empty());
    assert!(!person.picture(80, 24).contains("Are you still there"));
}

#[test]
fn who_comes_after_the_machine_slept_does_not_meet_the_one_before() {
    let mut person = Person::at_kiosk("customer");
    person.keys("11").keys("26");
    person.sleep(3_600_000);
    assert_eq!(person.outcome(), Some(Outcome::TimedOut));
    assert_eq!(person.exit, Some(Exit::Done));
}

#[test]
fn nobody_there_ends_the_interview_after_the_warning() {
    let mut person = Person::at_kiosk("customer");
    person.keys("11").keys("26");
    person.wait(79_000);
    assert!(person.responses.is_empty());
    assert!(person.picture(80, 24).contains("Are you still there"));
    person.wait(2_000);
    assert_eq!(person.outcome(), Some(Outcome::TimedOut));
    assert_eq!(
        person.exit,
        Some(Exit::Done),
        "and nobody sees what was answered"
    );
}

#[test]
fn coming_back_from_the_warning_loses_no_letter() {
    let mut person = Person::at_kiosk("customer");
    person.keys("11").keys("266767d5546584").keys("more br");
    person.wait(65_000).keys("x").keys("ead<enter>");
    assert_eq!(
        person.answer("why"),
        Some(&Answer::Text("more bread".into()))
    );
}

#[test]
fn a_staffed_machine_has_no_clock_running() {
    let mut person = Person::asked("customer", Locale::En);
    person.keys("26");
    assert_eq!(person.app.deadline(), None);
}

// ---- leaving, the desk ----

#[test]
fn leaving_keeps_what_was_answered() {
    let mut person = Person::asked("customer", Locale::En);
    person.keys("266<ctrl-c><enter>");
    assert_eq!(
        person.interview().stage(),
        Stage::Page(3),
        "staying is the first offer"
    );
    person.keys("<ctrl-c><right><enter>");
    assert_eq!(person.outcome(), Some(Outcome::BreakOff));
    assert_eq!(person.answers(), 3);
}

#[test]
fn a_kiosk_pays_no_attention_to_control_keys() {
    let mut person = Person::at_kiosk("customer");
    for key in ['c', 'z', '\\', 'd', 's', 'q'] {
        person.input(Input::Key(Key::Control(key)));
        person.keys("<esc>");
    }
    assert!(matches!(person.app.screen(), Screen::Language(_)));
    assert_eq!(person.exit, None);
}

#[test]
fn declining_leaves_no_answer() {
    let mut person = Person::at_kiosk("customer");
    person.keys("1").keys("2");
    assert_eq!(person.outcome(), Some(Outcome::Refused));
    assert_eq!(person.answers(), 0);
    assert!(person.picture(80, 24).contains("Goodbye"));
}

#[test]
fn from_the_desk_to_an_interview_and_back() {
    let mut person = Person::at_desk(Locale::ZhHant);
    person.keys("1<enter>").keys("2").keys("1");
    assert_eq!(person.interview().locale(), Locale::ZhHant);
    person.keys("<ctrl-c><right><enter>").keys("<enter>");
    assert!(matches!(person.app.screen(), Screen::Desk(_)));
    assert!(person.picture(80, 24).contains("已完成 24 份"));
}

#[test]
fn an_interview_is_taken_up_where_it_stopped() {
    let mut person = Person::asked("customer", Locale::En);
    person.keys("266");
    let (headers, entries) = (person.headers.clone(), person.entries.clone());
    let mut desk = Person::at_desk(Locale::En);
    (desk.headers, desk.entries) = (headers, entries);
    desk.keys("8<enter>");
    assert_eq!(desk.interview().stage(), Stage::Page(3));
    assert_eq!(
        desk.entries.last().map(|e| &e.action),
        Some(&Action::Resumed)
    );
    desk.keys("5");
    assert_eq!(desk.answer("expectation.prompt"), Some(&Answer::Rating(5)));
}

#[test]
fn being_asked_to_close_leaves_the_interview_open() {
    let mut person = Person::asked("customer", Locale::En);
    person.keys("26");
    person.tell(What::Closing);
    assert_eq!(person.exit, Some(Exit::Closed));
    assert!(person.responses.is_empty());
}

// ---- whatever happens ----

/// A key that some person, child or cat may press.
fn any_key() -> impl Strategy<Value = Key> {
    prop_oneof![
        8 => "[0-9]".prop_map(|s| Key::Char(s.chars().next().unwrap())),
        2 => any::<char>().prop_filter("control characters never arrive", |c| !c.is_control()).prop_map(Key::Char),
        2 => "[a-z+ -]".prop_map(|s| Key::Char(s.chars().next().unwrap())),
        6 => Just(Key::Enter),
        4 => prop::sample::select(vec![Key::Up, Key::Down, Key::Left, Key::Right, Key::Tab, Key::BackTab]),
        2 => prop::sample::select(vec![Key::Escape, Key::Backspace, Key::Delete, Key::Home, Key::End]),
        1 => prop::sample::select(vec![Key::PageUp, Key::PageDown, Key::Function(2), Key::Function(5)]),
        1 => prop::sample::select(vec![Key::Control('c'), Key::Control('w'), Key::Alt('x')]),
    ]
}

/// Something that happens.
#[derive(Debug, Clone)]
enum Happening {
    Key(Key),
    Press(u16, u16),
    Wheel(i8),
    Wait(u64),
    SavesFail(usize),
    StoreChanged,
}

fn any_happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        12 => any_key().prop_map(Happening::Key),
        6 => (0u16..210, 0u16..70).prop_map(|(column, row)| Happening::Press(column, row)),
        1 => (-1i8..=1).prop_map(Happening::Wheel),
        1 => (0u64..90_000).prop_map(Happening::Wait),
        1 => (0usize..7).prop_map(Happening::SavesFail),
        1 => Just(Happening::StoreChanged),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_script_at_any_size_reaches_a_legal_screen(
        form in prop::sample::select(vec!["customer", "kinds", "zone", "paired", "kano", "story", "manager", "desk", "kiosk"]),
        columns in 0u16..210,
        rows in 0u16..70,
        script in prop::collection::vec(any_happening(), 0..60),
    ) {
        let mut person = match form {
            "desk" => Person::at_desk(Locale::ZhHant),
            "kiosk" => Person::at_kiosk("customer"),
            form => Person::asked(form, Locale::ZhHans),
        };
        for happening in script {
            if person.exit.is_some() {
                break;
            }
            match happening {
                Happening::Key(key) => { person.input(Input::Key(key)); }
                Happening::Press(column, row) => { person.press(column, row, columns, rows); }
                Happening::Wheel(turn) => { person.input(Input::Wheel(turn)); }
                Happening::Wait(time) => { person.wait(time); }
                Happening::SavesFail(times) => person.failing = times,
                Happening::StoreChanged => person.tell(What::StoreChanged),
            }
            let _ = person.buffer(columns, rows);
            if let Some(cursor) = person.app.cursor()
                && let Screen::Interview(sitting) = person.app.screen()
                && sitting.saving().is_none()
            {
                prop_assert!(person.app.rows().iter().flatten().any(|t| *t == cursor), "{cursor:?}");
            }
        }
        if let Screen::Interview(sitting) = person.app.screen()
            && sitting.saving().is_none()
        {
            prop_assert!(person.replay_matches());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_target_of_a_page_can_be_touched_at_any_size(
        form in prop::sample::select(vec!["customer", "kinds", "zone", "kano", "story", "manager"]),
        pages in 0usize..14,
        columns in 60u16..200,
        rows in 20u16..60,
    ) {
        let mut person = Person::asked(form, Locale::En);
        for _ in 0..pages {
            person.keys("d<tab>");
            if !matches!(person.app.screen(), Screen::Interview(_)) {
                return Ok(());
            }
        }
        for target in person.app.rows().into_iter().flatten() {
            // Lists may stand on several pages; reasons, steps and buttons never do.
            if matches!(target, Target::Option { .. } | Target::Row { .. } | Target::Unanswered(_)) {
                continue;
            }
            prop_assert!(person.shows(target, columns, rows), "{target:?} at {columns}x{rows}\n{}", person.picture(columns, rows));
        }
    }
}

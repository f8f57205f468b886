//! The kiosk's screens: closed and open doors, the keypad, presses that tremble, and three ways through a form.

use fivegaps::app::Screen;
use fivegaps::app::event::{Exit, Fault, FaultKind, What};
use fivegaps::app::kiosk::{Doors, Health, Lock, Rules, Shut};
use fivegaps::app::target::Target;
use fivegaps::language::Locale;
use fivegaps::survey::interview::Stage;
use fivegaps::survey::questionnaire::QuestionKey;
use fivegaps::survey::record::{Action, Answer, Flag, Layout, Outcome, Reason, receipt};
use fivegaps::view::Look;

use crate::person::Person;

const SIZE: (u16, u16) = (80, 24);

fn shut(shut: Shut) -> Doors {
    Doors {
        shut: Some(shut),
        again: Some(5_000),
    }
}

fn full() -> Fault {
    Fault {
        kind: FaultKind::Full,
        detail: "the disk is full".to_owned(),
    }
}

/// A kiosk that somebody finds so.
fn kiosk_with(doors: Doors) -> Person {
    let mut person = Person::at_kiosk("customer");
    person.tell(What::Ready(doors));
    person
}

fn is_closed(person: &Person) -> bool {
    matches!(person.app.screen(), Screen::Closed(_))
}

fn is_keypad(person: &Person) -> bool {
    matches!(person.app.screen(), Screen::Keypad(_))
}

/// Answers whatever is asked until the form is at its end, by one way of giving an answer.
fn finish(person: &mut Person, mut answer: impl FnMut(&mut Person)) {
    for _ in 0..400 {
        if person.has_thanks() {
            assert_eq!(person.outcome(), Some(Outcome::Complete));
            return;
        }
        answer(person);
    }
    panic!("it has no end:\n{}", person.picture(SIZE.0, SIZE.1));
}

/// The first thing that can be chosen on the page and answers something, else the way on.
fn choice(person: &Person) -> Target {
    let rows = person.app.rows();
    let all = || rows.iter().flatten().copied();
    let answers = |target: &Target| {
        matches!(
            target,
            Target::Locale(_)
                | Target::Agree
                | Target::Step { .. }
                | Target::Option { .. }
                | Target::Finish
        )
    };
    let reason = |target: &Target| matches!(target, Target::Reason { .. });
    let on = |target: &Target| matches!(target, Target::Next);
    all()
        .find(answers)
        .or_else(|| all().find(reason))
        .or_else(|| all().find(on))
        .unwrap()
}

// ---- the first screen ----

#[test]
fn back_on_the_first_screen_and_on_the_first_page_leads_nowhere() {
    let mut person = Person::at_kiosk("customer");
    person.keys("<esc><back><ctrl-c>");
    assert!(matches!(person.app.screen(), Screen::Language(_)));
    person.keys("1<esc><back>");
    let Screen::Interview(sitting) = person.app.screen() else {
        panic!("the interview is gone");
    };
    assert_eq!(sitting.interview().stage(), Stage::Notice);
    assert!(!person.shows(Target::Back, SIZE.0, SIZE.1));
    person.keys("1<esc>");
    assert!(matches!(person.app.screen(), Screen::Interview(_)));
    assert_eq!(person.exit, None);
}

#[test]
fn languages_are_offered_in_the_order_of_the_settings() {
    let rules = Rules {
        locales: vec![Locale::ZhHant, Locale::En],
        ..Rules::default()
    };
    let mut person = Person::at_kiosk_with("customer", rules);
    assert!(!person.shows(Target::Locale(Locale::ZhHans), SIZE.0, SIZE.1));
    person.keys("1");
    assert_eq!(person.headers[0].locale, Locale::ZhHant);
}

#[test]
fn a_button_of_a_language_is_three_rows_high() {
    let person = Person::at_kiosk("customer");
    let area = ratatui::layout::Rect::new(0, 0, SIZE.0, SIZE.1);
    for locale in Locale::ALL {
        let rows = (0..SIZE.1).filter(|row| {
            fivegaps::view::hit(&person.app, &Look::default(), area, 20, *row)
                == Some(Target::Locale(locale))
        });
        assert!(rows.count() >= 3);
    }
}

// ---- doors ----

#[test]
fn a_closed_kiosk_says_so_in_all_languages_and_opens_by_itself() {
    let rules = Rules {
        hours: Some(["09:00-18:00"; 7].map(str::to_owned)),
        ..Rules::default()
    };
    let mut person = Person::at_kiosk_with("customer", rules);
    person.tell(What::Ready(shut(Shut::Hours)));
    let picture = person.picture(SIZE.0, SIZE.1);
    for words in [
        "We are closed now",
        "現在暫停服務",
        "现在暂停服务",
        "09:00-18:00",
    ] {
        assert!(picture.contains(words), "{picture}");
    }
    person.keys("1<enter>5");
    assert!(is_closed(&person) && person.headers.is_empty());
    person.wait(5_000);
    assert!(matches!(person.app.screen(), Screen::Language(_)));
    assert_eq!(
        person.notes,
        ["out of hours: 3 presses while the kiosk was closed"]
    );
}

#[test]
fn a_fault_is_told_politely_and_its_cause_in_small_print() {
    let mut person = kiosk_with(shut(Shut::Fault(full())));
    let picture = person.picture(SIZE.0, SIZE.1);
    for words in [
        "Please tell the staff",
        "請通知工作人員",
        "请通知工作人员",
        "the disk is full",
    ] {
        assert!(picture.contains(words), "{picture}");
    }
    person.doors = shut(Shut::Fault(full()));
    person.wait(60_000);
    assert!(is_closed(&person));
    person.doors = Doors::open();
    person.wait(5_000);
    assert!(!is_closed(&person));
}

#[test]
fn doors_that_close_disturb_nobody_who_is_inside() {
    let mut person = Person::at_kiosk("customer");
    person.keys("1");
    person.tell(What::Ready(shut(Shut::Hours)));
    assert!(matches!(person.app.screen(), Screen::Interview(_)));
}

#[test]
fn an_answer_that_cannot_be_kept_is_tried_again_until_the_person_is_long_gone() {
    let mut person = Person::at_kiosk("customer");
    person.keys("11");
    person.failing = usize::MAX;
    person.keys("1");
    person.wait(20_000);
    assert!(matches!(person.app.screen(), Screen::Trouble(_)));
    person.wait(60_000);
    assert_eq!(person.exit, Some(Exit::Trouble));

    let mut person = Person::at_kiosk("customer");
    person.keys("11");
    person.failing = 6;
    person.keys("1");
    person.wait(35_000);
    assert!(matches!(person.app.screen(), Screen::Interview(_)));
    assert_eq!(person.exit, None);
}

// ---- the way out ----

#[test]
fn the_keypad_opens_with_a_key_and_with_five_presses_on_the_title() {
    let mut person = Person::at_kiosk("customer");
    person.keys("<f12>");
    assert!(is_keypad(&person));
    person.keys("<esc>");
    for _ in 0..4 {
        assert!(person.touch(Target::Title, SIZE.0, SIZE.1));
    }
    assert!(!is_keypad(&person));
    person.touch(Target::Title, SIZE.0, SIZE.1);
    assert!(is_keypad(&person));
}

#[test]
fn slow_presses_on_the_title_mean_nothing() {
    let mut person = Person::at_kiosk("customer");
    for _ in 0..9 {
        person.touch(Target::Title, SIZE.0, SIZE.1);
        person.wait(5_000);
    }
    assert!(!is_keypad(&person));
}

#[test]
fn the_pin_is_shown_as_dots_and_opens_the_page_of_the_staff() {
    let mut person = Person::at_kiosk("customer");
    person.keys("<f12>");
    for digit in [4, 8, 2, 9, 1, 3] {
        assert!(person.touch(Target::Digit(digit), SIZE.0, SIZE.1));
    }
    let picture = person.picture(SIZE.0, SIZE.1);
    assert!(picture.contains("* * * * * *") && !picture.contains("482913"));
    person.touch(Target::Confirm, SIZE.0, SIZE.1);
    assert!(matches!(person.app.screen(), Screen::Staff(_)));
    person.touch(Target::Leave, SIZE.0, SIZE.1);
    assert_eq!(person.exit, Some(Exit::Left));
}

#[test]
fn the_pin_can_be_chosen_with_arrows() {
    let mut person = Person::at_kiosk("customer");
    person.keys("<f12><down><enter>");
    let Screen::Keypad(keypad) = person.app.screen() else {
        panic!("no keypad");
    };
    assert_eq!(keypad.dots(), 1);
}

#[test]
fn a_wrong_pin_makes_wait_and_keys_meanwhile_are_not_taken() {
    let mut person = Person::at_kiosk("customer");
    person.keys("<f12>735912<enter>");
    let picture = person.picture(SIZE.0, SIZE.1);
    assert!(picture.contains("That was not it."), "{picture}");
    person.keys("482<enter>");
    assert!(is_keypad(&person));
    person.wait(5_000);
    person.keys("482913<enter>");
    assert!(matches!(person.app.screen(), Screen::Staff(_)));
}

#[test]
fn keypad_and_staff_page_close_by_themselves_and_nothing_typed_stays() {
    let mut person = Person::at_kiosk("customer");
    person.keys("<f12>482");
    person.wait(15_000);
    assert!(matches!(person.app.screen(), Screen::Language(_)));
    person.keys("<f12>");
    let Screen::Keypad(keypad) = person.app.screen() else {
        panic!("no keypad");
    };
    assert_eq!(keypad.dots(), 0);
    person.keys("482913<enter>");
    person.wait(60_000);
    assert!(matches!(person.app.screen(), Screen::Language(_)));
    assert_eq!(person.exit, None);
}

#[test]
fn the_keypad_lies_over_an_interview_and_leaves_it_as_it_was() {
    let mut person = Person::at_kiosk("customer");
    person.keys("111");
    let before = person.picture(SIZE.0, SIZE.1);
    person.keys("<f12>7<esc>");
    assert_eq!(person.picture(SIZE.0, SIZE.1), before);
}

#[test]
fn without_a_pin_nothing_opens_and_where_none_is_wished_the_staff_page_does() {
    let mut person = Person::at_kiosk("customer");
    person.lock = Lock::Missing;
    person.keys("<f12>482913<enter>");
    assert!(person.picture(SIZE.0, SIZE.1).contains("There is no PIN"));
    person.keys("<esc>");
    person.lock = Lock::Free(Health::default());
    person.keys("<f12>");
    assert!(matches!(person.app.screen(), Screen::Staff(_)));
}

#[test]
fn only_a_kiosk_has_a_keypad() {
    let mut person = Person::asked("customer", Locale::En);
    person.keys("<f12>");
    for _ in 0..9 {
        person.touch(Target::Title, SIZE.0, SIZE.1);
    }
    assert!(matches!(person.app.screen(), Screen::Interview(_)));
}

#[test]
fn digits_are_secret_even_to_a_debug_print() {
    let secret = fivegaps::app::kiosk::Secret::of("482913");
    assert!(!format!("{secret:?}").contains('4'));
}

// ---- presses ----

#[test]
fn presses_that_tremble_are_one() {
    let mut person = Person::at_kiosk("customer");
    person.keys("<f12>");
    for _ in 0..3 {
        person.tell(What::Chosen(Target::Digit(7)));
    }
    let Screen::Keypad(keypad) = person.app.screen() else {
        panic!("no keypad");
    };
    assert_eq!(keypad.dots(), 1);
}

#[test]
fn hammering_on_the_screen_is_seen_in_what_is_kept() {
    let mut calm = Person::at_kiosk("customer");
    let press = |person: &mut Person| {
        let target = choice(person);
        person.wait(1000);
        person.tell(What::Chosen(target));
        target
    };
    finish(&mut calm, |person| {
        press(person);
    });
    assert!(calm.responses[0].flags.is_empty());
    let mut wild = Person::at_kiosk("customer");
    finish(&mut wild, |person| {
        let target = press(person);
        person.tell(What::Chosen(target));
    });
    assert!(wild.responses[0].flags.has(Flag::RepeatPress));
}

// ---- withdrawing later ----

#[test]
fn a_receipt_is_shown_at_the_end_where_the_operator_wishes_it() {
    let shown = |receipts| {
        let rules = Rules {
            receipts,
            ..Rules::default()
        };
        let mut person = Person::at_kiosk_with("customer", rules);
        finish(&mut person, |person| {
            let target = choice(person);
            person.touch(target, SIZE.0, SIZE.1);
        });
        let code = receipt(&person.headers[0].id);
        person.picture(SIZE.0, SIZE.1).contains(&code)
    };
    assert!(shown(true));
    assert!(!shown(false));
}

// ---- privacy ----

#[test]
fn nobody_sees_what_a_person_before_has_answered() {
    let mut person = Person::at_kiosk("customer");
    let first = person.picture(SIZE.0, SIZE.1);
    person.keys("211");
    assert_ne!(person.picture(SIZE.0, SIZE.1), first);
    person.wait(81_000);
    // The process ends: the next one begins with nothing.
    assert_eq!(person.exit, Some(Exit::Done));
    assert_eq!(person.outcome(), Some(Outcome::TimedOut));
    let next = Person::at_kiosk("customer");
    assert_eq!(next.picture(SIZE.0, SIZE.1), first);
    assert_eq!(next.app.locale(), Locale::En);
}

#[test]
fn where_nobody_can_write_questions_for_own_words_are_not_asked() {
    // Every way through: recommended by few, so that the question why would come.
    let ask = |free_text| {
        let rules = Rules {
            free_text,
            ..Rules::default()
        };
        let mut person = Person::at_kiosk_with("customer", rules);
        let mut asked = 0;
        finish(&mut person, |person| {
            let fields = || person.app.rows().into_iter().flatten();
            asked += usize::from(fields().any(|t| matches!(t, Target::Field { .. })));
            let target = choice(person);
            person.touch(target, SIZE.0, SIZE.1);
        });
        let response = person.responses.pop().unwrap();
        let study = crate::person::edition();
        let study = &study.questionnaire;
        let layout = Layout::of(study, study.form("customer").unwrap());
        let why = layout.find(&QuestionKey::new("why")).unwrap();
        let why = layout.unpack(&response.packed, &response.texts, why);
        (asked > 0, why)
    };
    assert_eq!(ask(true), (true, Answer::Left(Reason::DontKnow)));
    assert_eq!(ask(false), (false, Answer::Left(Reason::NotAsked)));
}

#[test]
fn where_nobody_can_write_an_option_of_own_words_is_an_option_like_others() {
    let rules = Rules {
        free_text: false,
        ..Rules::default()
    };
    let mut person = Person::at_kiosk_with("customer", rules);
    person.keys("114");
    let answered = person.entries.iter().any(|entry| {
        matches!(&entry.action, Action::Answered { answer: Answer::Choice(chosen, None), .. } if chosen == &[3])
    });
    assert!(answered);
}

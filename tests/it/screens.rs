//! How the screens look: in three languages and two sizes, as text; and once with its styles.
//!
//! A change here is read like prose before it is accepted.

use std::fmt::Write as _;

use fivegaps::app::Purpose;
use fivegaps::app::event::{Fault, FaultKind, What};
use fivegaps::app::keyboard::Layer;
use fivegaps::app::kiosk::{Doors, Health, Lock, Rules, Shut};
use fivegaps::app::target::Target;
use fivegaps::language::Locale;
use fivegaps::view::theme::{Theme, ThemeName};
use fivegaps::view::{Look, Spacing};

use super::person::Person;

/// Plays the same script in each language and takes all pictures of the screen it leads to.
pub(crate) fn pictures(name: &str, mut play: impl FnMut(Locale) -> Person) {
    let mut all = String::new();
    for locale in Locale::ALL {
        let person = play(locale);
        for (columns, rows) in [(80, 24), (120, 40)] {
            let _ = writeln!(all, "{} {columns}x{rows}", locale.tag());
            all.push_str(&person.picture(columns, rows));
            all.push('\n');
        }
        if locale == Locale::En {
            let _ = writeln!(all, "styles 80x24");
            all.push_str(&person.styles(80, 24));
            all.push('\n');
        }
    }
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(format!("screen_{name}"), all);
    });
}

fn script(name: &str, form: &'static str, keys: &'static str) {
    pictures(name, |locale| {
        let mut person = Person::asked(form, locale);
        person.keys(keys);
        person
    });
}

#[test]
fn the_first_screen_offers_the_languages() {
    pictures("language", |_| Person::at_kiosk("customer"));
}

fn kiosk_in(locale: Locale, hours: Option<[String; 7]>) -> Person {
    let rules = Box::new(Rules {
        hours,
        ..Rules::default()
    });
    Person::before(|ask| Purpose::Kiosk { ask, rules }, "customer", locale)
}

#[test]
fn the_first_screen_of_a_kiosk_with_hours_tells_them() {
    pictures("language_hours", |locale| {
        let hours = ["09:00-18:00"; 7].map(str::to_owned);
        kiosk_in(locale, Some(hours))
    });
}

#[test]
fn a_kiosk_closes_out_of_its_hours() {
    pictures("closed", |locale| {
        let open = ["09:00-12:30, 13:30-18:00"; 7].map(str::to_owned);
        let mut hours = open;
        if let Some(sunday) = hours.last_mut() {
            sunday.clear();
        }
        let mut person = kiosk_in(locale, Some(hours));
        person.tell(What::Ready(Doors {
            shut: Some(Shut::Hours),
            again: None,
        }));
        person
    });
}

#[test]
fn a_kiosk_that_cannot_keep_answers_takes_none() {
    pictures("out_of_order", |locale| {
        let mut person = kiosk_in(locale, None);
        person.tell(What::Ready(Doors::broken(Fault {
            kind: FaultKind::Full,
            detail: "cannot open the store in /data/fivegaps.db: the disk is full. Free space on this disk."
                .to_owned(),
        })));
        person
    });
}

#[test]
fn the_keypad_shows_dots_and_how_long_to_wait() {
    pictures("keypad", |locale| {
        let mut person = kiosk_in(locale, None);
        person.keys("<f12>735912<enter>");
        person.wait(5_000).keys("48<down>");
        person
    });
    pictures("keypad_wait", |locale| {
        let mut person = kiosk_in(locale, None);
        person.keys("<f12>735912<enter>");
        person
    });
}

#[test]
fn the_staff_sees_how_the_kiosk_does() {
    pictures("staff", |locale| {
        let mut person = kiosk_in(locale, None);
        person.lock = Lock::Free(Health {
            last: "2026-05-17 14:30".to_owned(),
            today: 12,
            week: 71,
            answered: 1_204,
            left: 9,
            trouble: String::new(),
        });
        person.keys("<f12>");
        person
    });
}

#[test]
fn the_notice_asks_for_consent() {
    pictures("notice", |locale| {
        let mut person = Person::at_kiosk("customer");
        let place = Locale::ALL.iter().position(|l| *l == locale).unwrap();
        person.keys(&(place + 1).to_string());
        person
    });
}

#[test]
fn a_choice_opens_a_line_for_own_words() {
    script("choice", "customer", "4twice a year");
}

#[test]
fn a_rating_shows_what_was_answered_before() {
    script("rating", "customer", "26<esc><right>");
}

#[test]
fn a_rating_without_an_answer_asks_once() {
    script("rating_open", "customer", "2<enter>");
}

#[test]
fn points_show_what_is_left() {
    script("points", "customer", "26666630<enter>20<enter><up><left>");
}

#[test]
fn overall_quality_goes_from_one_to_ten() {
    script(
        "overall",
        "customer",
        "26666630<enter>20<enter>10<enter>20<enter>20<enter>55555",
    );
}

#[test]
fn recommendation_goes_from_zero_to_ten() {
    script(
        "recommend",
        "customer",
        "26666630<enter>20<enter>10<enter>20<enter>20<enter>55555d",
    );
}

#[test]
fn a_long_text_shows_how_much_is_written() {
    script(
        "text",
        "customer",
        "26666630<enter>20<enter>10<enter>20<enter>20<enter>5555595Open earlier, 早一點開門，please.",
    );
}

#[test]
fn several_options_are_marked() {
    script("many", "kinds", "13<down>");
}

#[test]
fn a_note_is_only_read() {
    script("note", "kinds", "1<enter>");
}

#[test]
fn a_number_far_from_the_usual_is_asked_about() {
    script("number", "kinds", "1<enter><enter>90<enter>");
}

fn touched(name: &str, form: &'static str, keys: &'static str, targets: &[Target]) {
    pictures(name, |locale| {
        let mut person = Person::asked(form, locale);
        person.keys(keys);
        for target in targets {
            assert!(person.touch(*target, 80, 24), "{target:?}");
        }
        person
    });
}

#[test]
fn who_touches_gets_a_pad_for_numbers() {
    let next = [Target::Next, Target::Next];
    let digits = [Target::Type('1'), Target::Type('5')];
    touched("pad", "kinds", "1", &[&next[..], &digits].concat());
}

#[test]
fn who_touches_gets_a_keyboard_for_words() {
    let line = Target::Field { question: 0 };
    let letters = ['B', 'r', 'e', 'a', 'd', ' '].map(Target::Type);
    touched(
        "keyboard",
        "kinds",
        "1<enter><enter>9<enter>20260517<enter>1430<enter>",
        &[line],
    );
    pictures("keyboard_written", |locale| {
        let mut person = Person::asked("kinds", locale);
        person.keys("1<enter><enter>9<enter>20260517<enter>1430<enter>");
        person.touch(line, 80, 24);
        if locale != Locale::En {
            person.touch(Target::Layer(Layer::Large), 80, 24);
        }
        for letter in letters {
            assert!(person.touch(letter, 80, 24), "{letter:?}");
        }
        person.touch(Target::Layer(Layer::Signs), 80, 24);
        person.touch(Target::Type('2'), 80, 24);
        person
    });
}

#[test]
fn pairs_stand_side_by_side() {
    script("paired", "paired", "56");
}

#[test]
fn a_wrong_date_is_explained() {
    script("date", "kinds", "1<enter><enter>9<enter>2026-13-1<enter>");
}

#[test]
fn three_columns_stand_below_one_another() {
    script("zone", "zone", "53");
}

#[test]
fn kano_answers_are_words() {
    script("kano", "kano", "");
}

#[test]
fn an_incident_begins_with_its_kind() {
    script("incident", "story", "");
}

#[test]
fn managers_may_say_that_there_is_no_standard() {
    script("manager", "manager", "");
}

#[test]
fn the_review_lists_what_was_left_open() {
    script("review", "zone", "555<enter><enter>555555555");
}

#[test]
fn languages_can_be_switched_on_every_page() {
    script("languages", "customer", "2<f2>");
}

#[test]
fn leaving_is_asked_about() {
    script("leaving", "customer", "2<ctrl-c>");
}

#[test]
fn a_kiosk_asks_whether_somebody_is_there() {
    pictures("idle", |locale| {
        let mut person = Person::at_kiosk("customer");
        let place = Locale::ALL.iter().position(|l| *l == locale).unwrap();
        person.keys(&(place + 1).to_string()).wait(63_500);
        person
    });
}

#[test]
fn a_failed_save_keeps_the_question() {
    pictures("not_saved", |locale| {
        let mut person = Person::asked("customer", locale);
        person.keys("2");
        person.failing = 1;
        person.keys("6");
        person
    });
}

#[test]
fn repeated_failure_calls_the_staff() {
    pictures("trouble", |locale| {
        let mut person = Person::asked("customer", locale);
        person.keys("2");
        person.failing = 99;
        person.keys("6").wait(60_000);
        person
    });
}

/// Answers to everything a customer is asked.
const EVERYTHING: &str =
    "26767630<enter>20<enter>10<enter>20<enter>20<enter>55465895better bread<enter>";

#[test]
fn thanks_come_with_the_persons_own_gaps() {
    script(
        "thanks",
        "customer",
        "26767630<enter>20<enter>10<enter>20<enter>20<enter>55465895better bread<enter>0",
    );
}

#[test]
fn the_result_of_all_waits_for_enough_people() {
    pictures("results_few", |locale| {
        let mut person = Person::asked("customer", locale);
        person.keys(EVERYTHING).keys("0<left><enter>");
        person
    });
}

#[test]
fn the_result_of_all_is_a_chart() {
    pictures("results", |locale| {
        let mut person = Person::asked("customer", locale);
        person.keys(EVERYTHING).keys("0");
        for [expected, seen] in [
            ["56455", "45566"],
            ["34567", "56767"],
            ["76543", "54345"],
            ["45665", "66554"],
        ] {
            let mut other = Person::asked("customer", locale);
            other
                .keys("1")
                .keys(expected)
                .keys("d")
                .keys(seen)
                .keys("880");
            person.responses.extend(other.responses);
        }
        person.keys("<left><enter>");
        person
    });
}

#[test]
fn the_desk_lists_forms_and_unfinished_interviews() {
    pictures("desk", Person::at_desk);
}

#[test]
fn the_desk_shows_what_can_be_done_with_a_form() {
    pictures("desk_form", |locale| {
        let mut person = Person::at_desk(locale);
        person.keys("1");
        person
    });
}

#[test]
fn the_desk_takes_an_interview_up() {
    pictures("desk_unfinished", |locale| {
        let mut person = Person::at_desk(locale);
        person.keys("8");
        person
    });
}

#[test]
fn a_window_too_small_says_so_in_the_persons_language() {
    let mut all = String::new();
    for locale in Locale::ALL {
        let person = Person::asked("customer", locale);
        all.push_str(&person.picture(40, 8));
    }
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("screen_too_small", all);
    });
}

#[test]
fn at_the_least_size_every_target_can_be_touched() {
    for (columns, rows) in [(60, 20), (80, 24), (200, 60)] {
        for target in [Target::Next, Target::Back, Target::Language] {
            let mut person = Person::asked("customer", Locale::En);
            person.keys("2");
            assert!(person.touch(target, columns, rows), "{target:?}");
        }
    }
}

#[test]
fn what_is_chosen_and_where_the_cursor_stands_is_told_without_any_colour() {
    let pictures = |form: &'static str, keys: [&str; 2], columns: u16, rows: u16| {
        keys.map(|keys| {
            let mut person = Person::asked(form, Locale::En);
            person.keys(keys);
            person.picture(columns, rows)
        })
    };
    let pairs = [
        // Answered so or so, on pages that wait for more; come back to; and a cursor here or there.
        ("zone", ["5", "6"]),
        ("paired", ["5", "6"]),
        ("zone", ["<right><right>", "<right><right><right>"]),
        ("customer", ["25<esc>", "26<esc>"]),
        ("customer", ["2<right>", "2<right><right>"]),
        ("kano", ["1<esc>", "2<esc>"]),
        ("kano", ["<down>", "<down><down>"]),
        ("kinds", ["1", "2"]),
        ("kinds", ["<down>", "<down><down>"]),
        ("story", ["1<esc>", "2<esc>"]),
        ("manager", ["d<esc>", "s<esc>"]),
        ("customer", ["2<f2><down>", "2<f2><up>"]),
    ];
    for (columns, rows) in [(60, 20), (80, 24), (200, 60)] {
        for (form, keys) in pairs {
            let [one, other] = pictures(form, keys, columns, rows);
            assert_ne!(one, other, "{form} {keys:?} at {columns}x{rows}");
        }
    }
}

/// The same pages in each theme and with wide lines.
fn in_looks(name: &str, play: impl Fn() -> Person) {
    let mut all = String::new();
    for theme in ThemeName::ALL {
        let mut person = play();
        person.look = Look::new(Theme::of(theme), false);
        let _ = writeln!(all, "{} 80x24", theme.as_str());
        all.push_str(&person.styles(80, 24));
        all.push('\n');
    }
    let mut person = play();
    person.look.spacing = Spacing::Large;
    let _ = writeln!(all, "large spacing 80x40");
    all.push_str(&person.picture(80, 40));
    let _ = writeln!(all, "large spacing, without the rows for it: 80x24");
    assert_eq!(person.picture(80, 24), play().picture(80, 24));
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(format!("look_{name}"), all);
    });
}

#[test]
fn a_rating_in_each_theme_and_with_wide_lines() {
    in_looks("rating", || {
        let mut person = Person::asked("customer", Locale::En);
        person.keys("26<esc><right>");
        person
    });
}

#[test]
fn a_failed_save_in_each_theme_and_with_wide_lines() {
    in_looks("not_saved", || {
        let mut person = Person::asked("customer", Locale::En);
        person.keys("2");
        person.failing = 1;
        person.keys("6");
        person
    });
}

#[test]
fn the_persons_own_gaps_in_each_theme_and_with_wide_lines() {
    in_looks("thanks", || {
        let mut person = Person::asked("customer", Locale::En);
        person.keys(EVERYTHING).keys("0");
        person
    });
}

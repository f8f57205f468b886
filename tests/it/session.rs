//! An anonymous session on the screen: the door and its codes, and the room of the one who leads.

use std::fmt::Write as _;

use fivegaps::app::event::{Ask, Exit, Kept, What};
use fivegaps::app::session::{Entrance, Refused, Room};
use fivegaps::app::target::Target;
use fivegaps::app::{Purpose, Screen};
use fivegaps::language::Locale;
use fivegaps::survey::record::Mode;
use fivegaps::survey::session::{Code, NotACode, State};

use crate::person::{Person, edition};

fn ask() -> Ask {
    Ask {
        edition: edition(),
        form: "manager".into(),
        short: false,
    }
}

fn at_door() -> Person {
    let mut person = Person::before(|_| Purpose::Session, "manager", Locale::En);
    person.codes = vec![
        (Code::of(1), Entrance::Begin(ask())),
        (Code::of(2), Entrance::Used),
        (Code::of(3), Entrance::Closed),
    ];
    person
}

fn finger(person: &mut Person, target: Target) {
    assert!(person.touch(target, 80, 24), "{target:?} is not there");
}

fn refused(person: &Person) -> Option<Refused> {
    let Screen::Door(door) = person.app.screen() else {
        panic!("not at the door")
    };
    door.refused
}

fn typed(code: u64) -> String {
    format!("{}<enter>", Code::of(code))
}

#[test]
fn a_code_opens_the_questionnaire_and_nothing_else_does() {
    let mut person = at_door();
    for (keys, reason) in [
        ("22<enter>".to_owned(), Refused::NotACode(NotACode::Length)),
        (
            "2222-2223<enter>".to_owned(),
            Refused::NotACode(NotACode::Mistyped),
        ),
        (
            "2222-222e<enter>".to_owned(),
            Refused::NotACode(NotACode::Sign('e')),
        ),
        (typed(9), Refused::Unknown),
        (typed(2), Refused::Used),
        (typed(3), Refused::Closed),
    ] {
        person.keys("<ctrl-u>");
        person.keys(&keys);
        assert_eq!(refused(&person), Some(reason), "{keys}");
        person.keys("C");
        assert_eq!(
            refused(&person),
            None,
            "it is gone once somebody types again"
        );
    }
    person.keys("<ctrl-u>");
    person.keys(&typed(1).to_lowercase());
    assert!(matches!(person.app.screen(), Screen::Language(_)));
    person.keys("1");
    assert!(matches!(person.app.screen(), Screen::Interview(_)));
    assert_eq!(person.headers[0].mode, Mode::Session);
}

#[test]
fn fingers_and_arrows_write_the_code_as_well() {
    let code = Code::of(1);
    let mut person = at_door();
    for value in code.bytes() {
        finger(&mut person, Target::Sign(value));
    }
    finger(&mut person, Target::Erase);
    finger(&mut person, Target::Sign(code.bytes()[7]));
    finger(&mut person, Target::Confirm);
    assert!(matches!(person.app.screen(), Screen::Language(_)));

    let mut person = at_door();
    person.keys("<down><enter><right><enter>");
    let Screen::Door(door) = person.app.screen() else {
        panic!("left the door")
    };
    assert_eq!(door.field.text(), "23");
}

#[test]
fn whoever_is_left_alone_or_leaves_keeps_the_interview_open_for_the_code() {
    let mut person = at_door();
    person.keys(&typed(1)).keys("14");
    let kept = person.entries.len();
    person.wait(299_000);
    assert_eq!(person.exit, None);
    person.wait(1_000);
    assert_eq!(person.exit, Some(Exit::Done));
    assert_eq!((person.entries.len(), person.responses.len()), (kept, 0));

    let mut person = at_door();
    person.keys(&typed(1)).keys("1<ctrl-c>");
    finger(&mut person, Target::Leave);
    assert_eq!((person.exit, person.responses.len()), (Some(Exit::Done), 0));

    let taken = Entrance::TakeUp(Box::new(Kept {
        edition: edition(),
        header: person.headers[0].clone(),
        entries: person.entries.clone(),
    }));
    let mut again = at_door();
    again.headers = person.headers.clone();
    again.entries = person.entries.clone();
    again.codes.push((Code::of(4), taken));
    again.keys(&typed(4));
    assert!(matches!(again.app.screen(), Screen::Interview(_)));
}

#[test]
fn the_door_is_left_with_escape() {
    let mut person = at_door();
    person.keys("<esc>");
    assert_eq!(person.exit, Some(Exit::Left));
}

fn room(person: &Person) -> &Room {
    let Screen::Room(room) = person.app.screen() else {
        panic!("not in the room")
    };
    room
}

#[test]
fn a_session_is_closed_on_a_second_thought_only_and_a_held_one_opens_again() {
    let mut person = Person::before(|_| Purpose::Room, "manager", Locale::En);
    assert!(room(&person).is_live());
    finger(&mut person, Target::Finish);
    assert!(room(&person).sure);
    person.keys("<enter>");
    assert_eq!(person.session.state, State::Open, "Enter stays");
    finger(&mut person, Target::Finish);
    finger(&mut person, Target::Confirm);
    assert_eq!(person.session.state, State::Held);
    assert!(!person.shows(Target::Confirm, 80, 24));
    finger(&mut person, Target::Reopen);
    assert_eq!(person.session.state, State::Open);
    person.keys("<esc>");
    assert_eq!(person.exit, Some(Exit::Done));
}

fn pictures(name: &str, mut play: impl FnMut(Locale) -> Person) {
    let mut all = String::new();
    for locale in Locale::ALL {
        let person = play(locale);
        for (columns, rows) in [(60, 20), (80, 24), (120, 40)] {
            let _ = writeln!(all, "{} {columns}x{rows}", locale.tag());
            all.push_str(&person.picture(columns, rows));
            all.push('\n');
        }
    }
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(format!("session_{name}"), all);
    });
}

#[test]
fn the_door_and_the_room_look_so() {
    pictures("door", |locale| {
        let mut person = Person::before(|_| Purpose::Session, "manager", locale);
        person.keys("CDFH-2");
        person
    });
    pictures("door_refused", |locale| {
        let mut person = Person::before(|_| Purpose::Session, "manager", locale);
        person.keys("CDFH-2<enter>");
        person
    });
    pictures("room", |locale| {
        Person::before(|_| Purpose::Room, "manager", locale)
    });
    pictures("room_sure", |locale| {
        let mut person = Person::before(|_| Purpose::Room, "manager", locale);
        finger(&mut person, Target::Finish);
        person
    });
    pictures("room_held", |locale| {
        let mut person = Person::before(|_| Purpose::Room, "manager", locale);
        finger(&mut person, Target::Finish);
        finger(&mut person, Target::Confirm);
        person
    });
}

#[test]
fn the_desk_leads_to_a_session_of_staff_and_managers_and_of_nobody_else() {
    for (form, leads) in [(0, false), (6, true)] {
        let mut person = Person::at_desk(Locale::En);
        person.tell(What::Chosen(Target::Form(form)));
        assert_eq!(person.shows(Target::Session, 80, 24), leads);
        if leads {
            finger(&mut person, Target::Session);
            assert_eq!(person.exit, Some(Exit::Session(form)));
        }
    }
}

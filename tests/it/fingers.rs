//! A finger and nothing else, arrows and Enter and nothing else: every form of every study that comes with the
//! program, at a kiosk.

use std::sync::Arc;

use fivegaps::app::draft::Draft;
use fivegaps::app::kiosk::Rules;
use fivegaps::app::target::Target;
use fivegaps::app::{Purpose, Screen};
use fivegaps::language::Locale;
use fivegaps::survey::library::Library;
use fivegaps::survey::questionnaire::Kind;
use fivegaps::survey::record::{Action, Answer, Edition, Layout, Outcome, Reason};
use fivegaps::view;
use ratatui::layout::Rect;

use crate::person::Person;

/// Rows and columns that a finger needs. Steps of a scale may be narrower where they stand side by side.
const HIGH: u16 = 3;
const BROAD: u16 = 3;

fn shipped() -> Vec<Arc<Edition>> {
    let library = Library::from_texts([], &());
    let editions: Vec<_> = library
        .studies()
        .iter()
        .filter_map(|study| study.edition.clone())
        .collect();
    assert!(editions.len() >= 9);
    editions
}

fn at_kiosk(edition: &Arc<Edition>, form: &str, locale: Locale) -> Person {
    let rules = Box::new(Rules {
        locales: vec![locale],
        ..Rules::default()
    });
    let kiosk = |ask| Purpose::Kiosk { ask, rules };
    Person::before_study(Arc::clone(edition), kiosk, form, locale)
}

fn has(drafts: &[Draft], option: usize) -> bool {
    drafts
        .iter()
        .any(|draft| matches!(draft, Draft::Choice(options) if options.has(option)))
}

fn points_left(drafts: &[Draft]) -> bool {
    drafts
        .iter()
        .any(|draft| matches!(draft, Draft::Points(points) if points.left() > 0))
}

/// What a finger wants to press next, of all that can be pressed: something that answers, else what leads on.
fn wish(person: &Person, seen: &[Target], step: usize) -> Option<Target> {
    let Screen::Interview(sitting) = person.app.screen() else {
        let language = |target: &Target| matches!(target, Target::Locale(_));
        return seen.iter().copied().find(language);
    };
    let typed = |n: usize| sitting.drafts().iter().any(|draft| draft.length() >= n);
    let page = sitting.interview().page();
    let open = |question: usize| {
        let view = page.as_ref().and_then(|page| page.questions.get(question));
        view.is_some_and(|view| sitting.shown(&view.question.key).is_none())
    };
    let digits = match page.as_ref().map(|page| &page.questions[0].question.kind) {
        Some(Kind::Number { most: 0..=9, .. }) => 1,
        Some(Kind::Number { .. }) => 2,
        Some(Kind::Month) => 7,
        Some(Kind::Time) => 5,
        _ => 8,
    };
    // Every fifth question is left with a reason, so that reasons are pressed, too.
    let leaves = step % 5 == 4;
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "a finger that looks for a way on has no wish for the rest"
    )]
    let rank = |target: &Target| match target {
        Target::Type('1') if !typed(digits) => 1,
        Target::Type('b') if !typed(3) => 1,
        Target::Layer(_) if !typed(1) => 2,
        Target::Confirm => 3,
        Target::Reason { .. } if leaves && !typed(1) => 4,
        Target::Step { question, value: 3 } if open(*question) => 5,
        Target::Step { question, .. } if open(*question) => 6,
        Target::Field { .. } if !typed(1) => 7,
        Target::Option { option, .. } if !has(sitting.drafts(), *option) => 8,
        Target::Change { by: 5, .. } if points_left(sitting.drafts()) => 9,
        Target::Agree => 10,
        Target::Next => 11,
        Target::Finish => 12,
        Target::Locale(_) => 13,
        _ => 99,
    };
    let best = seen.iter().copied().min_by_key(rank)?;
    (rank(&best) < 99).then_some(best)
}

/// Walks through a form by pressing what is on the screen. Gives how many presses it took.
fn walk(person: &mut Person, columns: u16, rows: u16) -> usize {
    let area = Rect::new(0, 0, columns, rows);
    for step in 0..900 {
        if person.has_thanks() {
            assert_eq!(person.outcome(), Some(Outcome::Complete));
            return step;
        }
        let all = view::targets(&person.app, &person.look, area);
        for (place, target) in &all {
            let small = matches!(target, Target::Title | Target::More | Target::Column { .. });
            assert!(
                small || (place.height >= HIGH && place.width >= BROAD),
                "{target:?} at {place}\n{}",
                person.picture(columns, rows)
            );
            assert_eq!(place.intersection(area), *place, "{target:?}");
        }
        let seen: Vec<Target> = all.into_iter().map(|(_, target)| target).collect();
        let Some(target) = wish(person, &seen, step) else {
            panic!("no way on:\n{}", person.picture(columns, rows));
        };
        assert!(person.touch(target, columns, rows));
    }
    panic!("it has no end:\n{}", person.picture(columns, rows));
}

fn finish_all(locale: Locale, columns: u16, rows: u16) {
    for edition in shipped() {
        for form in &edition.questionnaire.forms {
            let mut person = at_kiosk(&edition, form.id.as_str(), locale);
            walk(&mut person, columns, rows);
            // What was touched is what was answered: pads and keyboards wrote something wherever they were met.
            let response = person.responses.pop().unwrap();
            let layout = Layout::of(&edition.questionnaire, form);
            for (index, question) in layout.questions().iter().enumerate() {
                let answer = layout.unpack(&response.packed, &response.texts, index);
                let skipped = answer == Answer::Left(Reason::Skipped);
                assert!(!skipped, "{}", question.key);
            }
        }
    }
}

#[test]
fn every_form_can_be_finished_by_a_finger_alone() {
    finish_all(Locale::En, 80, 24);
}

#[test]
fn every_form_can_be_finished_by_a_finger_on_the_smallest_screen() {
    finish_all(Locale::ZhHant, 60, 20);
    finish_all(Locale::En, 60, 20);
}

#[test]
fn every_form_can_be_finished_by_a_finger_on_a_large_screen_with_wide_lines() {
    for edition in shipped() {
        for form in &edition.questionnaire.forms {
            let mut person = at_kiosk(&edition, form.id.as_str(), Locale::ZhHans);
            person.look.spacing = view::Spacing::Large;
            walk(&mut person, 120, 40);
        }
    }
}

/// Moves the cursor onto a target with arrows alone, and presses Enter.
fn choose_with_arrows(person: &mut Person, target: Target) {
    let rows: Vec<Vec<Target>> = person.app.rows();
    let rows: Vec<_> = rows.into_iter().filter(|row| !row.is_empty()).collect();
    let place = |target: Target| {
        let mut all = rows.iter().enumerate();
        all.find_map(|(y, row)| Some((y, row.iter().position(|other| *other == target)?)))
    };
    let (there, _) = place(target).unwrap();
    for _ in 0..100 {
        let here = person.app.cursor().and_then(place);
        let key = match here {
            None => "<down>",
            Some((y, _)) if y < there => "<down>",
            Some((y, _)) if y > there => "<up>",
            Some((y, x)) => match rows[y].iter().position(|other| *other == target).unwrap() {
                to if to < x => "<left>",
                to if to > x => "<right>",
                _ => break,
            },
        };
        person.keys(key);
    }
    assert_eq!(person.app.cursor(), Some(target));
    person.keys("<enter>");
}

#[test]
fn every_form_can_be_finished_with_arrows_and_enter_alone() {
    for edition in shipped() {
        for form in &edition.questionnaire.forms {
            let mut person = at_kiosk(&edition, form.id.as_str(), Locale::En);
            let mut steps = 0;
            while !person.has_thanks() {
                let seen: Vec<Target> = person.app.rows().into_iter().flatten().collect();
                // Writing begins at the button: Enter on the line itself goes on.
                let wish = match wish(&person, &seen, steps) {
                    Some(Target::Field { .. }) if seen.contains(&Target::Write) => Target::Write,
                    Some(Target::Field { .. }) => Target::Type('1'),
                    Some(target) => target,
                    None => panic!("no way on:\n{}", person.picture(80, 24)),
                };
                choose_with_arrows(&mut person, wish);
                steps += 1;
                assert!(steps < 900, "it has no end:\n{}", person.picture(80, 24));
            }
            assert_eq!(person.outcome(), Some(Outcome::Complete));
        }
    }
}

#[test]
fn a_mouse_at_a_staffed_machine_brings_the_pad_and_keys_take_it_away() {
    let mut person = Person::asked("kinds", Locale::En);
    person.keys("1<enter><enter>");
    assert!(!person.shows(Target::Type('5'), 80, 24));
    assert!(person.touch(Target::Field { question: 0 }, 80, 24));
    assert!(person.touch(Target::Type('5'), 80, 24));
    person.keys("2");
    assert!(!person.shows(Target::Type('5'), 80, 24));
    person.keys("<enter>");
    let expected = ("spent".to_owned(), Answer::Number(52));
    assert_eq!(answers(&person).last(), Some(&expected));
}

/// What was answered, in order.
fn answers(person: &Person) -> Vec<(String, Answer)> {
    let mut found = Vec::new();
    for entry in &person.entries {
        if let Action::Answered {
            question, answer, ..
        } = &entry.action
        {
            found.push((question.as_str().to_owned(), answer.clone()));
        }
    }
    found
}

#[test]
fn reasons_of_a_number_are_one_key_away() {
    let mut person = Person::asked("kinds", Locale::En);
    person.keys("1<enter><enter>4d");
    assert_eq!(
        answers(&person).last(),
        Some(&("spent".to_owned(), Answer::Left(Reason::DontKnow)))
    );
}

#[test]
fn the_heading_of_a_rating_takes_reasons_to_it() {
    let mut person = Person::asked("paired", Locale::En);
    assert!(person.touch(Target::Column { question: 1 }, 80, 24));
    let reason = Target::Reason {
        question: 1,
        reason: Reason::DontKnow,
    };
    assert!(person.touch(reason, 80, 24));
    assert_eq!(
        answers(&person),
        [(
            "perception.clean".to_owned(),
            Answer::Left(Reason::DontKnow)
        )]
    );
}

#[test]
fn a_warning_of_idleness_loses_no_letter() {
    let mut person = Person::at_kiosk("kinds");
    person.keys("11<enter><enter>9<enter>20260517<enter>1430<enter>");
    assert!(person.touch(Target::Write, 80, 24));
    for letter in ['T', 'e', 'a'] {
        assert!(person.touch(Target::Type(letter), 80, 24));
    }
    person.wait(65_000);
    assert!(person.touch(Target::StillHere, 80, 24));
    let picture = person.picture(80, 24);
    assert!(picture.contains("Tea"), "{picture}");
}

//! An interviewer at work: the list, a contact in two keys, notes and reasons, handing over behind the PIN.

use fivegaps::app::event::Exit;
use fivegaps::app::kiosk::Lock;
use fivegaps::app::target::Target;
use fivegaps::app::{Purpose, Screen};
use fivegaps::language::{Locale, phrases};
use fivegaps::survey::interview::Hands;
use fivegaps::survey::record::{Action, Answer, Because, Mode, Outcome, Reason};
use fivegaps::survey::selection::Selection;

use crate::person::Person;
use crate::screens::pictures;

/// On the first page, behind the list, the language and the notice.
fn asking(locale: Locale) -> Person {
    let mut person = Person::interviewing("customer", locale);
    let place = Locale::ALL.iter().position(|l| *l == locale).unwrap();
    person.keys("11").keys(&(place + 1).to_string()).keys("1");
    person
}

/// The respondent has the machine in hand, before the first page of the part meant for them.
fn handed(locale: Locale) -> Person {
    let mut person = asking(locale);
    person.keys("2<enter>");
    person
}

fn hands(person: &Person) -> Hands {
    let Screen::Interview(sitting) = person.app.screen() else {
        panic!("no interview: {:?}", person.app.screen());
    };
    sitting.interview().hands()
}

fn is_at_list(person: &Person) -> bool {
    matches!(person.app.screen(), Screen::Contacts(_))
}

fn actions(person: &Person) -> Vec<&Action> {
    person.entries.iter().map(|entry| &entry.action).collect()
}

// ---- contacts ----

#[test]
fn a_contact_gets_its_outcome_in_two_keys() {
    for (keys, outcome) in [
        ("12", Outcome::Refused),
        ("13", Outcome::Ineligible),
        ("14", Outcome::LanguageBarrier),
        ("15", Outcome::QuotaFull),
    ] {
        let mut person = Person::interviewing("customer", Locale::En);
        person.keys(keys);
        assert_eq!(person.sheet.mine.of(outcome), 1, "{keys}");
        assert!(is_at_list(&person));
        assert!(person.headers.is_empty(), "no interview was begun");
    }
}

#[test]
fn arrows_and_fingers_record_a_contact_too() {
    let mut person = Person::interviewing("customer", Locale::En);
    person.keys("<enter><down><down><enter>");
    assert_eq!(person.sheet.mine.of(Outcome::Ineligible), 1);
    assert!(person.touch(Target::NewContact, 80, 24));
    assert!(person.touch(Target::Outcome(Outcome::Refused), 80, 24));
    assert_eq!(person.sheet.mine.of(Outcome::Refused), 1);
    assert!(person.touch(Target::Sheet, 80, 24));
    assert!(
        person.picture(80, 24).contains("50.0 %") || person.picture(80, 24).contains("100.0 %")
    );
}

#[test]
fn an_interview_ends_as_it_was_left_and_leads_back_to_the_list() {
    for (keys, outcome) in [
        ("<f10>2", Outcome::Refused),
        ("<f10>3", Outcome::Ineligible),
        ("<f10>4", Outcome::LanguageBarrier),
        ("<f10>5", Outcome::QuotaFull),
    ] {
        let mut person = asking(Locale::En);
        person.keys(keys);
        assert_eq!(person.outcome(), Some(outcome), "{keys}");
        person.keys("<enter>");
        assert!(is_at_list(&person));
        assert_eq!(person.exit, None);
    }
    let mut person = asking(Locale::En);
    person.keys("2<esc><esc><f10>2");
    assert_eq!(person.outcome(), Some(Outcome::BreakOff));
}

#[test]
fn leaving_suspends_and_the_list_takes_it_up_again() {
    let mut person = asking(Locale::En);
    person.keys("2<esc>");
    let kept = person.entries.len();
    person.keys("<ctrl-c><enter>");
    assert!(is_at_list(&person));
    assert_eq!(person.entries.len(), kept, "nothing ended");
    person.keys("2");
    assert_eq!(actions(&person).last(), Some(&&Action::Resumed));
    assert_eq!(person.headers.len(), 1);
    assert_eq!(hands(&person), Hands::Interviewer);
}

#[test]
fn who_passes_is_counted_and_the_screen_says_whom_to_approach() {
    let mut person = Person::interviewing("customer", Locale::En);
    person.keys("+");
    assert_eq!(person.sheet.selection, None, "nobody counts here");
    person.sheet.selection = Selection::begin(3, 1);
    person.keys("12+");
    let words = &phrases(Locale::En).fieldwork;
    assert!(!person.picture(80, 24).contains(words.approach));
    assert!(person.touch(Target::Passes, 80, 24));
    assert!(person.picture(80, 24).contains(words.approach));
    person.keys("-");
    assert_eq!(person.sheet.selection.unwrap().counted(), 1);
}

#[test]
fn the_list_ends_the_program_and_speaks_three_languages() {
    let mut person = Person::interviewing("customer", Locale::En);
    person.keys("l");
    let words = &phrases(Locale::ZhHant).fieldwork;
    assert!(person.picture(80, 24).contains(words.new_contact));
    person.keys("q");
    assert_eq!(person.exit, Some(Exit::Done));
}

// ---- on a page ----

#[test]
fn guidance_is_for_the_interviewer_alone() {
    let person = asking(Locale::En);
    assert!(person.picture(80, 24).contains("Read all answers aloud"));
    for mode in [Mode::Interview, Mode::Session] {
        let purpose = |ask| Purpose::Interview { ask, mode };
        let mut person = Person::before(purpose, "customer", Locale::En);
        person.keys("11");
        let words = &phrases(Locale::En).fieldwork;
        let picture = person.picture(80, 24);
        assert!(!picture.contains("Read all answers aloud"));
        assert!(!picture.contains(words.only));
    }
    let mut kiosk = Person::at_kiosk("customer");
    kiosk.keys("11");
    assert!(!kiosk.picture(80, 24).contains("Read all answers aloud"));
}

#[test]
fn reasons_are_hidden_until_they_are_wanted_and_their_keys_always_work() {
    let words = &phrases(Locale::En).interview;
    let mut person = asking(Locale::En);
    assert!(!person.picture(80, 24).contains(words.dont_know));
    person.keys("<f6>");
    assert!(person.picture(80, 24).contains(words.dont_know));
    person.keys("<f6>d");
    let left = Answer::Left(Reason::DontKnow);
    assert!(
        actions(&person)
            .iter()
            .any(|action| matches!(action, Action::Answered { answer, .. } if *answer == left))
    );
    // Who answers alone sees them.
    let person = handed(Locale::En);
    assert!(person.picture(80, 24).contains(words.dont_know));
}

#[test]
fn a_note_is_kept_shown_to_the_interviewer_and_written_again() {
    let mut person = asking(Locale::En);
    person.keys("<f3>asked 2 times<enter>");
    assert!(matches!(
        actions(&person).last(),
        Some(Action::Noted { text, .. }) if text == "asked 2 times"
    ));
    assert!(person.picture(80, 24).contains("asked 2 times"));
    person.keys("<f3><back><enter>");
    assert!(person.picture(80, 24).contains("asked 2 time\n"));
    let kept = person.entries.len();
    person.keys("<f3>thrown away<esc>");
    assert_eq!(person.entries.len(), kept);
    assert!(person.touch(Target::Note, 80, 24));
    person.keys(" by hand");
    assert!(person.touch(Target::Keep, 80, 24));
    assert!(person.picture(80, 24).contains("asked 2 time by hand"));
}

#[test]
fn a_later_change_asks_why_and_keeps_the_reason() {
    let mut person = asking(Locale::En);
    // The part meant for the respondent is asked by the interviewer.
    person.keys("2<esc>6<esc>");
    let kept = person.entries.len();
    person.keys("3");
    assert_eq!(
        person.entries.len(),
        kept,
        "nothing is kept before it is explained"
    );
    person.keys("3");
    assert!(person.entries[kept..].iter().any(|entry| matches!(
        &entry.action,
        Action::Answered {
            because: Some(Because::Reconsidered),
            ..
        }
    )));
    person.keys("<esc><esc>1");
    let kept = person.entries.len();
    person.keys("4<enter>misheard<enter>");
    assert!(
        person.entries[kept..].iter().any(|entry| matches!(
            &entry.action,
            Action::Answered { because: Some(Because::Other(words)), .. } if words == "misheard"
        )),
        "{:?}",
        &person.entries[kept..]
    );
}

#[test]
fn a_change_that_is_not_explained_is_not_made() {
    let mut person = asking(Locale::En);
    person.keys("2<esc><esc>");
    let kept = person.entries.len();
    person.keys("3<esc>");
    assert_eq!(person.entries.len(), kept);
}

// ---- handing over ----

#[test]
fn the_respondent_sees_nothing_of_the_interviewers_and_gets_nowhere_else() {
    let mut person = asking(Locale::En);
    person.keys("<f3>smells of drink<enter>2<enter>");
    assert_eq!(hands(&person), Hands::Respondent);
    assert!(person.app.is_locked());
    let kept = person.entries.len();
    person.keys("<esc><back><ctrl-c><f3><f4><f6><f10>");
    for target in [
        Target::Note,
        Target::HandOver,
        Target::Part,
        Target::Suspend,
    ] {
        assert!(!person.shows(target, 80, 24), "{target:?}");
    }
    assert_eq!(person.entries.len(), kept);
    assert_eq!(person.exit, None);
    let words = &phrases(Locale::En).fieldwork;
    let picture = person.picture(80, 24);
    assert!(!picture.contains(words.only) && !picture.contains("smells"));
    // F2 still helps; a language chosen takes the part with it.
    person.keys("<f2>2");
    assert_eq!(hands(&person), Hands::Respondent);
}

#[test]
fn only_the_pin_takes_over_and_what_was_answered_alone_says_so() {
    let mut person = handed(Locale::En);
    person.keys("67777");
    assert_eq!(hands(&person), Hands::Between);
    let picture = person.picture(80, 24);
    assert!(picture.contains(phrases(Locale::En).fieldwork.give_back));
    person.keys("7<enter>000000<enter>");
    assert!(matches!(person.app.screen(), Screen::Keypad(_)));
    person.wait(5_000).keys("482913<enter>");
    assert_eq!(hands(&person), Hands::Interviewer);
    let alone = person
        .entries
        .iter()
        .filter(|entry| matches!(entry.action, Action::Answered { alone: true, .. }));
    assert_eq!(alone.count(), 5);
    let again = actions(&person);
    assert!(again.contains(&&Action::HandedOver) && again.contains(&&Action::TakenBack));
}

#[test]
fn the_interviewer_takes_over_in_the_middle_by_key_and_by_finger() {
    let mut person = handed(Locale::En);
    person.keys("6<f12>482913<enter>");
    assert_eq!(hands(&person), Hands::Interviewer);
    let mut person = handed(Locale::En);
    assert!(person.touch(Target::Title, 80, 24));
    for digit in [4, 8, 2, 9, 1, 3] {
        assert!(person.touch(Target::Digit(digit), 80, 24));
    }
    assert!(person.touch(Target::Confirm, 80, 24));
    assert_eq!(hands(&person), Hands::Interviewer);
    assert!(!person.app.is_locked());
}

#[test]
fn without_a_pin_nothing_is_handed_over_and_the_screen_says_how_to_set_one() {
    let mut person = asking(Locale::En);
    person.lock = Lock::Missing;
    person.keys("2");
    assert!(person.picture(80, 24).contains("fivegaps pin"));
    assert!(!person.shows(Target::HandOver, 80, 24));
    person.keys("<enter>6");
    assert_eq!(hands(&person), Hands::Interviewer);
    assert!(!actions(&person).contains(&&Action::HandedOver));
}

#[test]
fn any_page_can_be_handed_over_and_what_remains_is_the_interviewers() {
    let mut person = asking(Locale::En);
    person.keys("<f4><enter>");
    assert_eq!(hands(&person), Hands::Respondent);
    person.keys("2");
    assert_eq!(
        hands(&person),
        Hands::Respondent,
        "no second hand-over is offered"
    );
}

#[test]
fn a_respondent_who_is_through_cannot_reach_the_list_without_the_pin() {
    let mut person = asking(Locale::En);
    person.keys("<f4><enter>26666630<enter>20<enter>10<enter>20<enter>20<enter>5555599");
    assert_eq!(hands(&person), Hands::Between);
    person.keys("<enter><esc><enter><ctrl-c>");
    assert!(!is_at_list(&person));
    assert!(person.outcome().is_none());
}

#[test]
fn a_saving_fault_gives_the_respondent_no_way_out() {
    let mut person = handed(Locale::En);
    person.failing = 50;
    person.keys("6").wait(60_000);
    assert!(matches!(person.app.screen(), Screen::Trouble(_)));
    assert!(!person.shows(Target::Close, 80, 24));
    person.keys("<ctrl-c><esc>");
    assert_eq!(person.exit, None);
    person.failing = 0;
    person.keys("<enter>");
    assert_eq!(hands(&person), Hands::Respondent);
}

#[test]
fn taken_up_from_the_list_it_is_in_the_interviewers_hands() {
    let mut person = handed(Locale::En);
    person.keys("6");
    // The program ended meanwhile: the list is what it begins with.
    let entries = person.entries.clone();
    let headers = person.headers.clone();
    let mut person = Person::interviewing("customer", Locale::En);
    (person.entries, person.headers) = (entries, headers);
    person.keys("12").keys("2");
    assert_eq!(hands(&person), Hands::Interviewer);
    assert_eq!(actions(&person).last(), Some(&&Action::TakenBack));
}

#[test]
fn replay_equals_memory_with_notes_reasons_and_handing_over() {
    let mut person = asking(Locale::ZhHans);
    person.keys("<f3>甲<enter>2<enter>67777<enter>482913<enter>");
    person.keys("<esc>5<enter>1");
    let Screen::Interview(sitting) = person.app.screen() else {
        panic!("no interview");
    };
    let live = sitting.interview();
    let replayed = fivegaps::survey::interview::Interview::replay(
        live.edition().clone(),
        live.header().clone(),
        &person.entries,
    );
    assert_eq!(replayed.as_ref(), Ok(live));
}

// ---- how it looks ----

fn listed(locale: Locale) -> Person {
    let mut person = Person::interviewing("customer", locale);
    for (outcome, n) in [
        (Outcome::Complete, 5),
        (Outcome::Partial, 1),
        (Outcome::Refused, 4),
        (Outcome::BreakOff, 1),
        (Outcome::LanguageBarrier, 1),
        (Outcome::Ineligible, 2),
    ] {
        person.sheet.mine.add(Some(outcome), n);
        person.sheet.all.add(Some(outcome), 3 * n);
    }
    person.sheet.selection = Selection::begin(5, 2);
    person.keys("11");
    let place = Locale::ALL.iter().position(|l| *l == locale).unwrap();
    person.keys(&(place + 1).to_string()).keys("12<esc><f10>1");
    person.keys("+++");
    person
}

#[test]
fn the_list_of_contacts() {
    pictures("contacts", listed);
}

#[test]
fn the_outcomes_of_a_contact() {
    pictures("contact", |locale| {
        let mut person = listed(locale);
        person.keys("1");
        person
    });
}

#[test]
fn the_daily_sheet() {
    pictures("sheet", |locale| {
        let mut person = listed(locale);
        person.keys("s");
        person
    });
}

#[test]
fn a_page_with_guidance_and_a_note() {
    pictures("guidance", |locale| {
        let mut person = asking(locale);
        let note = match locale {
            Locale::En => "hesitated for long",
            Locale::ZhHant => "猶豫很久",
            Locale::ZhHans => "犹豫很久",
        };
        person.keys("<f3>").keys(note).keys("<enter>");
        person
    });
}

#[test]
fn a_note_being_written() {
    pictures("noting", |locale| {
        let mut person = asking(locale);
        person.keys("<f3>21:30");
        person
    });
}

#[test]
fn the_reason_of_a_change() {
    pictures("why", |locale| {
        let mut person = asking(locale);
        person.keys("2<esc><esc>3");
        person
    });
}

#[test]
fn handing_over_and_giving_back() {
    pictures("hand_over", |locale| {
        let mut person = asking(locale);
        person.keys("2");
        person
    });
    pictures("hand_over_without_a_pin", |locale| {
        let mut person = asking(locale);
        person.lock = Lock::Missing;
        person.keys("<f4>");
        person
    });
    pictures("give_back", |locale| {
        let mut person = handed(locale);
        person.keys("67777");
        person
    });
}

#[test]
fn suspending_or_ending() {
    pictures("parting", |locale| {
        let mut person = asking(locale);
        person.keys("<f10>");
        person
    });
}

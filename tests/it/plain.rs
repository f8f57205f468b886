//! The interview over plain lines, as transcripts: what is typed stands after `> `.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, BufReader, Read, Write};
use std::rc::Rc;
use std::sync::Arc;

use fivegaps::analysis::PersonGaps;
use fivegaps::app::Idle;
use fivegaps::language::{Locale, phrases};
use fivegaps::plain::{Heard, Keeper, Leaving, Listener, choose_language, converse};
use fivegaps::survey::interview::{Interview, Stage};
use fivegaps::survey::record::{Action, Answer, Edition, Entry, Header, Outcome, Reason, Response};
use unicode_width::UnicodeWidthStr;

use crate::scenario::key;
use crate::study;

/// Paper that both sides of a conversation write on.
#[derive(Clone, Default)]
struct Paper(Rc<RefCell<Vec<u8>>>);

impl Paper {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).unwrap()
    }
}

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Types one line whenever it is asked, and leaves it on the paper as a terminal would.
struct Typist {
    lines: std::vec::IntoIter<String>,
    paper: Paper,
}

impl Typist {
    fn of(lines: &[&str], paper: &Paper) -> BufReader<Self> {
        let lines: Vec<String> = lines.iter().map(|line| format!("{line}\n")).collect();
        BufReader::new(Self {
            lines: lines.into_iter(),
            paper: paper.clone(),
        })
    }
}

impl Read for Typist {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(line) = self.lines.next() else {
            return Ok(0);
        };
        self.paper.write_all(line.as_bytes())?;
        buffer[..line.len()].copy_from_slice(line.as_bytes());
        Ok(line.len())
    }
}

/// Keeps entries in memory; some attempts, counted from 1, fail.
#[derive(Default)]
struct Memory {
    attempts: usize,
    failing: Vec<usize>,
    kept: Vec<Entry>,
    response: Option<Response>,
}

impl Keeper for Memory {
    fn save(&mut self, entry: &Entry) -> Result<(), String> {
        self.attempts += 1;
        if self.failing.contains(&self.attempts) {
            return Err("the disk is full".into());
        }
        self.kept.push(entry.clone());
        Ok(())
    }

    fn finish(&mut self, entry: &Entry, response: &Response) -> Result<(), String> {
        self.save(entry)?;
        self.response = Some(response.clone());
        Ok(())
    }
}

struct Talk {
    header: Header,
    memory: Memory,
    text: String,
    leaving: Leaving,
}

impl Talk {
    fn with(header: Header, memory: Memory, lines: &[&str]) -> Self {
        let edition = study::edition(&[1, 1]);
        let interview =
            Interview::replay(Arc::clone(&edition), header.clone(), &memory.kept).unwrap();
        let (mut paper, mut memory) = (Paper::default(), memory);
        let mut now = 0;
        let clock = || {
            now += 1500;
            now
        };
        let leaving = converse(
            interview,
            &mut Typist::of(lines, &paper),
            &mut paper.clone(),
            &mut memory,
            clock,
            None,
            |response| own_gaps(&edition, response),
        )
        .unwrap();
        let _ = paper.flush();
        Self {
            header,
            memory,
            text: paper.text(),
            leaving,
        }
    }

    fn of(form: &str, lines: &[&str]) -> Self {
        Self::with(study::header(form), Memory::default(), lines)
    }

    /// The interview as a restart would find it.
    fn kept(&self) -> Interview {
        Interview::replay(
            study::edition(&[1, 1]),
            self.header.clone(),
            &self.memory.kept,
        )
        .unwrap()
    }

    fn answer(&self, question: &str) -> Option<Answer> {
        self.kept().answer_to(&key(question)).cloned()
    }
}

fn own_gaps(edition: &Edition, response: &Response) -> Option<PersonGaps> {
    let study = &edition.questionnaire;
    let form = study.form(&response.form)?;
    let told = response.outcome == Outcome::Complete;
    told.then(|| PersonGaps::of(study, form, response))
}

const CUSTOMER: [&str; 12] = [
    "1",
    "2",
    "6",
    "5",
    "60 40",
    "5",
    "4",
    "8",
    "6",
    "slow tills",
    "3",
    "",
];

#[test]
fn a_whole_interview_reads_well_in_three_languages() {
    for locale in Locale::ALL {
        let mut header = study::header("customer");
        header.locale = locale;
        let talk = Talk::with(header, Memory::default(), &CUSTOMER);
        assert_eq!(talk.leaving, Leaving::Ended(Outcome::Complete));
        insta::assert_snapshot!(format!("plain-{}", locale.tag()), talk.text);
    }
}

#[test]
fn the_short_form_of_the_store_reads_well() {
    let source = include_str!("../../questionnaires/store.ron");
    let edition = Arc::new(Edition::read(source, "store.ron").unwrap());
    let header = Header {
        edition: edition.fingerprint.clone(),
        short: true,
        locale: Locale::ZhHant,
        ..study::header("customer")
    };
    let interview = Interview::begin(Arc::clone(&edition), header).unwrap();
    let paper = Paper::default();
    let lines = [
        vec!["1", "2", "6", "9"],
        vec!["6", "7", "7", "5", "d", "6", "7"],
        vec!["30 10 20 10 30"],
        vec!["5", "7", "6", "6", "6", "6", "4"],
        vec!["2", "1", ""],
    ]
    .concat();
    let leaving = converse(
        interview,
        &mut Typist::of(&lines, &paper),
        &mut paper.clone(),
        &mut Memory::default(),
        || 0,
        None,
        |response| own_gaps(&edition, response),
    );
    insta::assert_snapshot!("plain-store", paper.text());
    assert_eq!(leaving.unwrap(), Leaving::Ended(Outcome::Complete));
}

#[test]
fn every_kind_of_question_can_be_answered() {
    let talk = Talk::of(
        "kinds",
        &[
            "1 3",
            "the radio",
            "",
            "2026-05-17",
            "２３：５９",
            "42",
            "a long story",
            " b",
            "2",
            "5",
            "7",
            "1",
            "2",
            "3",
            "4",
            "5",
            "6",
            "7",
            "",
        ],
    );
    insta::assert_snapshot!("plain-kinds", talk.text);
    assert_eq!(talk.leaving, Leaving::Ended(Outcome::Complete));
    assert_eq!(talk.answer("hour"), Some(Answer::Text("23:59".into())));
    assert_eq!(talk.answer("town"), Some(Answer::Text("b".into())));
}

#[test]
fn columns_are_asked_one_after_another_and_a_slip_is_asked_about_once() {
    let talk = Talk::of("zone", &["6", "5", "5", "", "q", "q"]);
    insta::assert_snapshot!("plain-zone", talk.text);
    assert_eq!(talk.answer("minimum.i11"), Some(Answer::Rating(6)));
}

#[test]
fn a_wrong_line_explains_and_asks_again() {
    let talk = Talk::of(
        "customer",
        &[
            "3", "1", "maybe", "9", "1 2", "1", "8", "x", "d", "6", "60 30", "1 2 3", "", "101",
            "70", "40", "b", "60", "30", "40",
        ],
    );
    insta::assert_snapshot!("plain-wrong", talk.text);
    assert_eq!(talk.leaving, Leaving::Open);
    let sum = |answer| match answer {
        Some(Answer::Points(points)) => points.iter().map(|p| u32::from(*p)).sum::<u32>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(sum(talk.answer("points")), 100);
}

#[test]
fn points_typed_in_the_order_shown_are_kept_in_the_order_of_the_file() {
    for seed in 0..4 {
        let mut header = study::header("customer");
        header.seed = seed;
        let lines = ["1", "1", "6", "5", "70", "30"];
        let talk = Talk::with(header, Memory::default(), &lines);
        let rows = talk.kept().row_order().to_vec();
        let expected = if rows == [0, 1] { [70, 30] } else { [30, 70] };
        assert_eq!(
            talk.answer("points"),
            Some(Answer::Points(expected.to_vec()))
        );
    }
}

#[test]
fn saved_is_said_only_of_what_is_kept() {
    let memory = Memory {
        failing: vec![2, 3],
        ..Memory::default()
    };
    // The notice, then an answer whose saving fails twice.
    let talk = Talk::with(study::header("customer"), memory, &["1", "1", "", ""]);
    let (before, after) = talk.text.split_once("Saved: first").unwrap();
    assert_eq!(before.matches("Not saved: the disk is full.").count(), 2);
    assert!(!after.contains("Not saved"));
    assert_eq!(talk.answer("visit"), Some(Answer::Choice(vec![0], None)));
}

#[test]
fn who_gives_up_on_saving_leaves_the_interview_open() {
    let memory = Memory {
        failing: (2..99).collect(),
        ..Memory::default()
    };
    let talk = Talk::with(study::header("customer"), memory, &["1", "1", "", "q", "1"]);
    assert_eq!(talk.leaving, Leaving::Open);
    assert!(!talk.text.contains("Saved"));
    assert_eq!(talk.memory.kept.len(), 1);
}

#[test]
fn when_input_ends_the_interview_can_be_taken_up_again() {
    let cut = Talk::of("customer", &["1", "2", "6"]);
    assert_eq!(cut.leaving, Leaving::Open);
    assert!(cut.text.ends_with("can be taken up again.\n"));
    let stage = cut.kept().stage();
    assert!(matches!(stage, Stage::Page(2)));
    let memory = Memory {
        kept: cut.memory.kept,
        ..Memory::default()
    };
    let again = Talk::with(cut.header, memory, &CUSTOMER[3..]);
    assert!(again.text.contains("You go on where you stopped."));
    assert_eq!(again.leaving, Leaving::Ended(Outcome::Complete));
    let response = again.memory.response.clone().unwrap();
    let folded = Response::fold(
        study::edition(&[1, 1]),
        again.header.clone(),
        &again.memory.kept,
    );
    assert_eq!(folded, Ok(response));
}

#[test]
fn enter_alone_answers_nothing() {
    let talk = Talk::of(
        "customer",
        &["1"].into_iter().chain([""; 40]).collect::<Vec<_>>(),
    );
    assert_eq!(talk.leaving, Leaving::Ended(Outcome::BreakOff));
    let response = talk.memory.response.unwrap();
    let layout = fivegaps::survey::record::Layout::of(
        &study::questionnaire(&[1, 1]),
        study::questionnaire(&[1, 1]).form("customer").unwrap(),
    );
    for question in 0..layout.questions().len() {
        let answer = layout.unpack(&response.packed, &response.texts, question);
        assert!(matches!(
            answer,
            Answer::Left(Reason::Skipped | Reason::NotAsked)
        ));
    }
}

#[test]
fn back_language_help_and_leaving_work_from_any_question() {
    let talk = Talk::of(
        "customer",
        &[
            "?", "1", "2", "b", "", "l", "2", "?", "5", "q", "", "q", "q",
        ],
    );
    insta::assert_snapshot!("plain-commands", talk.text);
    assert_eq!(talk.leaving, Leaving::Ended(Outcome::BreakOff));
    assert_eq!(talk.kept().locale(), Locale::ZhHant);
    assert_eq!(talk.answer("visit"), Some(Answer::Choice(vec![1], None)));
}

#[test]
fn an_open_question_can_be_answered_from_the_review() {
    let talk = Talk::of("branches", &["1", "2", "", "", "1", "late", ""]);
    assert_eq!(talk.leaving, Leaving::Ended(Outcome::Complete));
    assert_eq!(talk.answer("f"), Some(Answer::Text("late".into())));
}

#[test]
fn own_gaps_name_the_level_they_are_measured_against() {
    let talk = Talk::of("zone", &["3", "6", "5", "4", "7", "4", ""]);
    let gaps = talk.text.lines().filter(|line| line.contains("difference"));
    assert_eq!(
        gaps.collect::<Vec<_>>(),
        [
            "about 1 of this store: What I wish for, 6.0; How it is here, 5.0; difference -1.0.",
            "about 2 of this store: What I wish for, 7.0; How it is here, 4.0; difference -3.0.",
        ]
    );
}

#[test]
fn staff_are_not_told_gaps_that_their_form_does_not_ask_for() {
    let talk = Talk::of("staff", &["5", "x", "4", "4", ""]);
    assert_eq!(talk.leaving, Leaving::Ended(Outcome::Complete));
    assert!(talk.text.ends_with("Your answers are saved.\n"));
}

#[test]
fn declining_ends_it() {
    let talk = Talk::of("customer", &["2"]);
    assert_eq!(talk.leaving, Leaving::Ended(Outcome::Refused));
    let quit = Talk::of("customer", &["q", "q"]);
    assert_eq!(quit.leaving, Leaving::Ended(Outcome::Refused));
}

#[test]
fn an_answer_that_screens_out_says_goodbye() {
    let talk = Talk::of("customer", &["1", "3"]);
    assert_eq!(talk.leaving, Leaving::Ended(Outcome::Ineligible));
    assert!(talk.text.ends_with("Goodbye, and thank you for coming.\n"));
}

#[test]
fn the_language_is_asked_for_in_every_language() {
    let ask = |lines: &[&str], offered: &[Locale]| {
        let paper = Paper::default();
        let chosen = choose_language(offered, &mut Typist::of(lines, &paper), &mut paper.clone());
        (chosen.unwrap(), paper.text())
    };
    let (chosen, text) = ask(&["9", "２"], &Locale::ALL);
    assert_eq!(chosen, Some(Locale::ZhHant));
    assert!(text.starts_with("1 English\n2 繁體中文\n3 简体中文\n"));
    assert_eq!(ask(&[], &Locale::ALL).0, None);
    assert_eq!(
        ask(&[], &[Locale::ZhHans]),
        (Some(Locale::ZhHans), String::new())
    );
}

#[test]
fn nothing_is_drawn() {
    for (form, lines) in [
        ("customer", &CUSTOMER[..]),
        ("zone", &["6", "5", "?", "q", "q"]),
    ] {
        let text = Talk::of(form, lines).text;
        for c in text.chars() {
            let drawn = ('\u{2500}'..='\u{259f}').contains(&c) || (c.is_control() && c != '\n');
            assert!(!drawn, "{c:?}");
        }
        assert_eq!(text.width(), text.width_cjk());
    }
}

#[test]
fn a_paper_that_tears_is_an_error_and_not_a_panic() {
    struct Torn;
    impl Write for Torn {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let interview = Interview::begin(study::edition(&[1]), study::header("zone")).unwrap();
    let gone = converse(
        interview,
        &mut &b"5\n"[..],
        &mut Torn,
        &mut Memory::default(),
        || 0,
        None,
        |_| None,
    );
    assert_eq!(gone.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
}

/// What is heard, in order; then nothing any more, for ever.
struct Slow(VecDeque<Heard>);

impl Slow {
    fn of(lines: &[Option<&str>]) -> Self {
        let heard =
            |line: Option<&str>| line.map_or(Heard::Silence, |line| Heard::Line(line.to_owned()));
        Self(lines.iter().copied().map(heard).collect())
    }
}

impl Listener for Slow {
    fn hear(&mut self, patience: Option<u64>) -> io::Result<Heard> {
        assert!(patience.is_some(), "nobody waits for ever at a kiosk");
        Ok(self.0.pop_front().unwrap_or(Heard::Silence))
    }
}

fn slowly(lines: &[Option<&str>]) -> (String, Memory, Leaving) {
    let edition = study::edition(&[1, 1]);
    let interview = Interview::begin(Arc::clone(&edition), study::header("zone")).unwrap();
    let (mut paper, mut memory) = (Paper::default(), Memory::default());
    let leaving = converse(
        interview,
        &mut Slow::of(lines),
        &mut paper.clone(),
        &mut memory,
        || 0,
        Some(Idle::default()),
        |response| own_gaps(&edition, response),
    )
    .unwrap();
    let _ = paper.flush();
    (paper.text(), memory, leaving)
}

#[test]
fn the_time_can_be_extended_ten_times_and_more() {
    let extended = [None, Some("")].repeat(12);
    let (text, memory, leaving) = slowly(&[&extended[..], &[Some("5")]].concat());
    assert_eq!(leaving, Leaving::Ended(Outcome::TimedOut));
    let asked = text.matches(phrases(Locale::En).interview.still_there);
    assert_eq!(asked.count(), 13);
    let back = |entry: &&Entry| entry.action == Action::Idle { back: true };
    assert_eq!(memory.kept.iter().filter(back).count(), 12);
    let answers = |entry: &&Entry| matches!(entry.action, Action::Answered { .. });
    assert_eq!(memory.kept.iter().filter(answers).count(), 1);
    let response = memory.response.unwrap();
    assert_eq!(response.outcome, Outcome::TimedOut);
}

#[test]
fn what_is_typed_at_the_warning_is_an_answer() {
    let (_, memory, _) = slowly(&[None, Some("5")]);
    let kept: Vec<_> = memory.kept.iter().map(|entry| &entry.action).collect();
    assert!(
        matches!(
            kept[..],
            [
                Action::Idle { back: false },
                Action::Idle { back: true },
                Action::Answered {
                    answer: Answer::Rating(5),
                    ..
                },
                ..
            ]
        ),
        "{kept:?}"
    );
}

#[test]
fn who_left_is_not_told_of_any_result() {
    let (text, _, _) = slowly(&[Some("5"), Some("6"), Some("7")]);
    assert!(text.contains("within 20 seconds"), "{text}");
    let words = &phrases(Locale::En).interview;
    assert!(!text.contains(words.thanks) && !text.contains(words.goodbye));
}

#[test]
fn questions_that_do_not_apply_are_never_said() {
    let source = include_str!("shop.ron");
    let edition = Arc::new(Edition::read(source, "shop.ron").unwrap());
    let why = "What should be better?";
    for (recommends, said) in [("9", false), ("3", true)] {
        let header = Header {
            edition: edition.fingerprint.clone(),
            ..study::header("customer")
        };
        let interview = Interview::begin(Arc::clone(&edition), header).unwrap();
        let paper = Paper::default();
        let lines = [
            "1", "2", "6", "6", "6", "6", "6", "d", "5", "5", "5", "5", "5", "8",
        ];
        let lines = [&lines[..], &[recommends, "", "", "", ""]].concat();
        let _ = converse(
            interview,
            &mut Typist::of(&lines, &paper),
            &mut paper.clone(),
            &mut Memory::default(),
            || 0,
            None,
            |_| None,
        )
        .unwrap();
        assert_eq!(paper.text().contains(why), said, "{}", paper.text());
    }
}

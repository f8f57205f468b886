//! The loop, with a script in the place of the terminal and of the store.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;

use fivegaps::analysis::{Disclosed, GapReport};
use fivegaps::app::event::{Ask, Beginning, Exit, Fault, FaultKind, Kept, Moment, Register};
use fivegaps::app::input::{Input, Key};
use fivegaps::app::sitting::{Over, Saving};
use fivegaps::app::target::Target;
use fivegaps::app::{App, Purpose, Screen, Setting};
use fivegaps::language::Locale;
use fivegaps::run::{Console, Port, run};
use fivegaps::survey::interview::Stage;
use fivegaps::survey::record::{Edition, Entry, Header, InterviewId, Mode, Response};
use fivegaps::terminal::{Wake, Why};

use crate::study;

/// What happened, in order, one word each.
type Log = Rc<RefCell<Vec<String>>>;

/// What the person and the world do at one wait.
enum Step {
    /// These keys lie waiting, all at once.
    Keys(&'static str),
    /// The left button goes down here.
    Press(u16, u16),
    /// Nothing comes until the deadline.
    Nothing,
    /// The program sleeps so long, in milliseconds, and these keys lie waiting when it wakes.
    Sleep(u64),
}

struct Script {
    log: Log,
    now: u64,
    steps: VecDeque<Step>,
}

/// The screen in a few words.
fn seen(app: &App) -> String {
    match app.screen() {
        Screen::Desk(_) => "desk".into(),
        Screen::Contacts(_) => "contacts".into(),
        Screen::Language(welcome) if welcome.beginning => "beginning".into(),
        Screen::Language(_) => "languages".into(),
        Screen::Interview(sitting) => match (sitting.saving(), sitting.over()) {
            (Some(Saving::UnderWay { .. }), _) => "saving".into(),
            (Some(Saving::Failed { .. }), _) => "not saved".into(),
            (Some(Saving::GivenUp { .. }), _) => "given up".into(),
            (None, Over::Idle(_)) => "anybody there".into(),
            (None, Over::Note | Over::Why | Over::WhyWords | Over::HandOver) => "aside".into(),
            (None, Over::Page | Over::Languages | Over::Leaving | Over::Writing(_)) => {
                match sitting.interview().stage() {
                    Stage::Page(page) => format!("page {page}"),
                    Stage::Notice => "notice".into(),
                    Stage::Review => "review".into(),
                    Stage::Ended(_) => "ended".into(),
                }
            }
        },
        Screen::Thanks(_) => "thanks".into(),
        Screen::Results(_) => "results".into(),
        Screen::Trouble(_) => "trouble".into(),
        Screen::Closed(_) => "closed".into(),
        Screen::Keypad(_) => "keypad".into(),
        Screen::Staff(_) => "staff".into(),
        Screen::Door(_) => "door".into(),
        Screen::Room(_) => "room".into(),
    }
}

impl Console for Script {
    fn now(&self) -> Moment {
        Moment(self.now)
    }

    fn draw(&mut self, app: &App) {
        self.log.borrow_mut().push(format!("draw {}", seen(app)));
    }

    fn hit(&self, _: &App, column: u16, row: u16) -> Option<Target> {
        ((column, row) == (1, 1)).then_some(Target::Locale(Locale::En))
    }

    fn wait(&mut self, until: Option<Moment>) -> Wake {
        let until = until.map(|until| until.0);
        self.log.borrow_mut().push("wait".into());
        match self.steps.pop_front() {
            Some(Step::Keys(keys)) => {
                Wake::Input(keys.chars().map(|c| Input::Key(Key::Char(c))).collect())
            }
            Some(Step::Press(column, row)) => Wake::Input(vec![Input::Press { column, row }]),
            Some(Step::Nothing) => {
                self.now = self.now.max(until.unwrap());
                Wake::Deadline
            }
            Some(Step::Sleep(milliseconds)) => {
                self.now += milliseconds;
                Wake::Redraw
            }
            None => Wake::Leave(Why::Hangup),
        }
    }
}

struct Shelf {
    log: Log,
    failures: usize,
    changed: bool,
}

impl Shelf {
    fn note(&mut self, what: &str) -> Result<(), Fault> {
        self.log.borrow_mut().push(what.into());
        if what == "save" && self.failures > 0 {
            self.failures -= 1;
            return Err(fault());
        }
        Ok(())
    }
}

fn fault() -> Fault {
    Fault {
        kind: FaultKind::Full,
        detail: "no room".into(),
    }
}

impl Port for Shelf {
    fn begin(&mut self, beginning: &Beginning) -> Result<Header, Fault> {
        self.note("begin")?;
        Ok(Header {
            edition: beginning.ask.edition.fingerprint.clone(),
            ..study::header(&beginning.ask.form)
        })
    }

    fn save(&mut self, _: &InterviewId, _: &[Entry]) -> Result<(), Fault> {
        self.note("save")
    }

    fn finish(&mut self, _: &InterviewId, _: &[Entry], _: &Response) -> Result<(), Fault> {
        self.note("finish")
    }

    fn register(&mut self) -> Result<Register, Fault> {
        self.note("register").map(|()| Register::default())
    }

    fn report(&mut self, _: &Arc<Edition>, _: &str) -> Result<Box<Disclosed<GapReport>>, Fault> {
        self.note("report")?;
        Err(fault())
    }

    fn take_up(&mut self, _: &InterviewId) -> Result<Box<Kept>, Fault> {
        self.note("take up")?;
        Err(fault())
    }

    fn store_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }
}

/// Plays a script and says how the program ended and what happened.
fn play(purpose: Purpose, failures: usize, steps: Vec<Step>) -> (Exit, Vec<String>) {
    let log = Log::default();
    let mut script = Script {
        log: Rc::clone(&log),
        now: 0,
        steps: steps.into(),
    };
    let mut shelf = Shelf {
        log: Rc::clone(&log),
        failures,
        changed: true,
    };
    let setting = Setting {
        purpose,
        studies: Vec::new(),
        locale: Locale::En,
        share_results: false,
        test: false,
    };
    let exit = run(setting, &mut script, &mut shelf);
    let happened = log.borrow().clone();
    (exit, happened)
}

fn ask() -> Ask {
    Ask {
        edition: study::edition(&[2, 2]),
        form: "staff".into(),
        short: false,
    }
}

fn kiosk(failures: usize, steps: Vec<Step>) -> (Exit, Vec<String>) {
    let rules = Box::default();
    play(Purpose::Kiosk { ask: ask(), rules }, failures, steps)
}

fn interview(steps: Vec<Step>) -> (Exit, Vec<String>) {
    let mode = Mode::Interview;
    play(Purpose::Interview { ask: ask(), mode }, 0, steps)
}

#[test]
fn a_choice_is_drawn_then_saved_and_only_then_the_next_page_comes() {
    let (exit, happened) = interview(vec![Step::Keys("1"), Step::Keys("5"), Step::Keys("6")]);
    assert_eq!(exit, Exit::Closed);
    assert_eq!(
        happened,
        [
            "draw languages",
            "wait",
            "draw beginning",
            "begin",
            "draw page 0",
            "wait",
            "draw saving",
            "save",
            "draw page 1",
            "wait",
            "draw saving",
            "save",
            "draw page 2",
            "wait",
        ]
    );
}

#[test]
fn keys_that_wait_are_all_handled_before_a_frame_is_drawn() {
    let (_, happened) = interview(vec![Step::Keys("1"), Step::Keys("567")]);
    let after = happened
        .iter()
        .rposition(|what| what == "draw page 0")
        .unwrap();
    assert_eq!(
        happened[after + 1..],
        [
            "wait",
            "save",
            "save",
            "draw saving",
            "save",
            "draw page 3",
            "wait"
        ],
        "only the last choice is shown: the person is ahead of the others"
    );
}

#[test]
fn a_failed_save_keeps_the_page_and_is_tried_again_when_it_is_due() {
    let (_, happened) = kiosk(
        1,
        vec![
            Step::Keys("1"),
            Step::Keys("5"),
            Step::Nothing,
            Step::Nothing,
        ],
    );
    let saves: Vec<&str> = happened
        .iter()
        .map(String::as_str)
        .skip_while(|what| *what != "save")
        .collect();
    assert_eq!(
        saves[..6],
        [
            "save",
            "draw not saved",
            "wait",
            "draw saving",
            "save",
            "draw page 1"
        ]
    );
}

#[test]
fn after_a_long_sleep_the_time_is_looked_at_before_the_keys() {
    let (_, happened) = kiosk(
        0,
        vec![Step::Keys("1"), Step::Sleep(3_600_000), Step::Keys("5")],
    );
    assert_eq!(
        happened[happened.len() - 2..],
        ["draw saving", "finish"],
        "the interview is closed, and the key answers nothing"
    );
    assert!(happened.iter().all(|what| what != "draw page 1"));
}

#[test]
fn a_press_is_what_was_seen_there_and_beside_everything_it_is_nothing() {
    let (_, happened) = interview(vec![Step::Press(5, 5), Step::Press(1, 1)]);
    assert_eq!(
        happened[..5],
        [
            "draw languages",
            "wait",
            "draw languages",
            "wait",
            "draw beginning"
        ]
    );
}

#[test]
fn nobody_at_the_desk_means_nothing_is_due() {
    // The step would stop the test if a moment were due.
    let (exit, happened) = play(Purpose::Desk, 0, vec![Step::Keys("xyz")]);
    assert_eq!(exit, Exit::Closed);
    assert_eq!(
        happened,
        [
            "draw desk",
            "register",
            "draw desk",
            "register",
            "draw desk",
            "wait",
            "draw desk",
            "wait"
        ],
        "the store had changed once"
    );
}

#[test]
fn the_operator_ends_the_program() {
    let (exit, _) = play(Purpose::Desk, 0, vec![Step::Keys("q")]);
    assert_eq!(exit, Exit::Done);
}

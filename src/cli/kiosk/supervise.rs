//! The supervisor: starts the program for each person, again and again, and keeps the screen in between.

use std::io;
use std::process::{Command, ExitCode};
use std::time::Duration;

use super::super::screen::{no_terminal, refuse_unfit_terminal};
use super::super::{Failure, FailureKind, Run};
use super::lock::Lock;
use super::{CLOSED, KioskArguments, LEFT, stand};
use crate::language::{KioskPhrases, Locale, phrases, show_controls};
use crate::store::Store;
use crate::terminal::supervisor::{Held, Supervisor, Watched};

/// How long to wait before it is started again, after so many failures in a row.
const BACK_OFF: [u64; 5] = [0, 100, 500, 2_000, 5_000];

/// After so many failures in a row people are told.
const TELL: usize = 3;

/// Why the program in front of a person ended.
enum End {
    /// The next, please.
    Next,
    /// The operator left, or the terminal or a signal asked for the end.
    Over,
    /// Something is wrong.
    Failed(String),
}

/// Runs the kiosk until the operator leaves it.
pub(super) fn supervise(run: &Run, asked: &KioskArguments) -> Result<ExitCode, Failure> {
    let held = Held::hold().map_err(no_terminal)?;
    refuse_unfit_terminal()?;
    let stand = stand(run, asked)?;
    run.refuse_without_key()?;
    run.refuse_without_pin(asked, &stand.settings)?;
    // Makes the folder where there is none. A store that cannot be opened is told on the kiosk's own screen.
    drop(run.quiet_store());
    let lock = Lock::take(&run.folders.data, &stand.settings.device)?;
    let program = std::env::current_exe().map_err(|error| {
        let what = format_args!("the program cannot find itself: {error}");
        Failure::new(FailureKind::Internal, what)
    })?;
    let mut command = Command::new(program);
    command
        .args(std::env::args_os().skip(1))
        .arg("--respondent");
    let mut supervisor = Supervisor::open(held).map_err(no_terminal)?;
    let mut failures = 0;
    loop {
        if failures < TELL {
            supervisor.show(in_all(|words| words.one_moment));
        }
        match ended(supervisor.watch(&mut command, asked.patience())) {
            End::Next => failures = 0,
            End::Over => break,
            End::Failed(why) => {
                failures += 1;
                run.leave_word(&why);
                if failures >= TELL {
                    let mut lines = in_all(|words| words.out_of_order);
                    lines.push(String::new());
                    lines.push(why);
                    supervisor.show(lines);
                }
            }
        }
        let wait = BACK_OFF.get(failures).or(BACK_OFF.last()).copied();
        if supervisor
            .pause(Duration::from_millis(wait.unwrap_or_default()))
            .is_some()
        {
            break;
        }
    }
    drop(supervisor);
    drop(lock);
    Ok(ExitCode::SUCCESS)
}

fn ended(watched: Watched) -> End {
    match watched {
        Watched::Leave(_) => End::Over,
        Watched::Hung => End::Failed("it gave no sign of life and was ended".to_owned()),
        Watched::NotStarted(error) => End::Failed(not_started(&error)),
        Watched::Ended { status, words } => match status.code() {
            Some(0) => End::Next,
            Some(code) if code == i32::from(LEFT) => End::Over,
            Some(code) if code == i32::from(CLOSED) => {
                End::Failed("it was asked to end from outside".to_owned())
            }
            Some(_) | None => {
                let last = last_line(&words);
                End::Failed(format!("it ended with {status}{last}"))
            }
        },
    }
}

fn not_started(error: &io::Error) -> String {
    format!("the program could not be started: {error}")
}

/// The place of a panic, or what a failed start told. A panic's own words may quote an answer: they are left out.
fn last_line(words: &str) -> String {
    let mut lines = words.lines().filter(|line| !line.trim().is_empty());
    let panic = words.lines().find(|line| line.contains("panicked at"));
    panic
        .or_else(|| lines.next())
        .map_or_else(String::new, |line| {
            format!(": {}", show_controls(line, 200))
        })
}

/// The same words in all languages, a line each.
fn in_all(words: impl Fn(&KioskPhrases) -> &'static str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for locale in Locale::ALL {
        let line = words(&phrases(locale).kiosk);
        if !lines.iter().any(|other| other == line) {
            lines.push(line.to_owned());
        }
    }
    lines
}

impl Run {
    pub(super) fn quiet_store(&self) -> Option<Store> {
        self.open().ok().map(|(store, _)| store)
    }

    /// Leaves a line in the audit trail, if the store takes one.
    fn leave_word(&self, why: &str) {
        if let Some(mut store) = self.quiet_store() {
            let _ = store.note(self.chance.now(), "kiosk started again", why);
        }
    }
}

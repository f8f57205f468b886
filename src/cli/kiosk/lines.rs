//! The kiosk over plain lines: the same doors, rules and limits of time, for screen readers. Nothing is drawn; between
//! two persons the terminal is wiped with its scroll-back, and the program starts itself anew.

use std::io::{self, Write};
use std::os::unix::process::CommandExt as _;
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::time::Instant;

use super::super::screen::{LineKeeper, broken_off};
use super::super::{Failure, FailureKind, Run};
use super::lock::Lock;
use super::{KioskArguments, Stand, booth, stand};
use crate::analysis::PersonGaps;
use crate::app::event::Beginning;
use crate::app::kiosk::{Lock as PinLock, Secret, Shut, Tried};
use crate::language::{KioskPhrases, Locale, fill, phrases};
use crate::plain::{self, Heard, Keeper as _, Leaving, Listener};
use crate::run::{Booth, Port};
use crate::survey::interview::Interview;
use crate::survey::record::{Mode, Outcome, Response};
use crate::terminal::lines::{Line, Lines};

/// The word that asks for the PIN, the same in every language.
const STAFF: &str = "staff";

/// So long a PIN is waited for, in milliseconds.
const PIN: u64 = 15_000;

/// Lines of a terminal, as a conversation hears them.
struct Ears<'a>(&'a mut Lines);

impl Listener for Ears<'_> {
    fn hear(&mut self, patience: Option<u64>) -> io::Result<Heard> {
        Ok(match self.0.next(patience)? {
            Line::Typed(line) => Heard::Line(line),
            Line::Silence => Heard::Silence,
            Line::End => Heard::End,
        })
    }
}

/// What became of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// The next, please.
    Person,
    /// The kiosk was left, or nobody can come any more.
    Over,
}

/// Runs the kiosk until the operator leaves it.
pub(super) fn over_lines(run: &Run, asked: &KioskArguments) -> Result<ExitCode, Failure> {
    let stand = stand(run, asked)?;
    run.refuse_without_pin(asked, &stand.settings)?;
    drop(run.quiet_store());
    let lock = Lock::take(&run.folders.data, &stand.settings.device)?;
    let mut counter = Counter {
        lines: Lines::listen().map_err(broken_off)?,
        booth: booth(run, asked, &stand)?,
        stand,
    };
    loop {
        counter.lines.wipe().map_err(broken_off)?;
        let next = counter.serve().map_err(broken_off)?;
        counter.lines.wipe().map_err(broken_off)?;
        if next == Next::Over {
            return Ok(ExitCode::SUCCESS);
        }
        if counter.lines.is_terminal() {
            // Nothing of one person stays in memory for the next.
            drop(counter);
            drop(lock);
            return Err(start_anew());
        }
    }
}

/// Becomes a new run of the same command. Comes back only where that cannot be done.
fn start_anew() -> Failure {
    let error = match std::env::current_exe() {
        Ok(program) => Command::new(program)
            .args(std::env::args_os().skip(1))
            .exec(),
        Err(error) => error,
    };
    Failure::new(
        FailureKind::Internal,
        format_args!("the program cannot start itself anew: {error}"),
    )
}

struct Counter {
    lines: Lines,
    booth: Booth,
    stand: Stand,
}

impl Counter {
    /// From the first question to the end of one interview.
    fn serve(&mut self) -> io::Result<Next> {
        let mut output = io::stdout().lock();
        let Some(locale) = self.attract(&mut output)? else {
            return Ok(Next::Over);
        };
        let beginning = Beginning {
            ask: self.stand.ask.clone(),
            locale,
            mode: Mode::Kiosk,
        };
        let Ok(header) = self.booth.begin(&beginning) else {
            return self.out_of_order(&mut output);
        };
        let id = header.id.clone();
        let edition = Arc::clone(&self.stand.ask.edition);
        let Ok(mut interview) = Interview::begin(Arc::clone(&edition), header) else {
            return self.out_of_order(&mut output);
        };
        let kiosk = &self.stand.settings.kiosk;
        let (idle, thanks, words) = (kiosk.idle, kiosk.thanks, kiosk.free_text);
        let mut keeper = LineKeeper {
            port: &mut self.booth,
            id,
            held: None,
        };
        if !words && let Ok(entry) = interview.without_writing(0) {
            if keeper.save(&entry).is_err() {
                return self.out_of_order(&mut output);
            }
            interview.apply(&entry);
        }
        let began = Instant::now();
        let clock = || u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let own_gaps = |response: &Response| {
            let form = edition.questionnaire.form(&response.form)?;
            Some(PersonGaps::of(&edition.questionnaire, form, response))
        };
        let mut ears = Ears(&mut self.lines);
        let leaving = plain::converse(
            interview,
            &mut ears,
            &mut output,
            &mut keeper,
            clock,
            Some(idle),
            own_gaps,
        )?;
        match leaving {
            Leaving::Ended(Outcome::TimedOut) => Ok(Next::Person),
            Leaving::Ended(_) => {
                let seconds = thanks.div_ceil(1000).to_string();
                let words = phrases(locale).interview.closes;
                writeln!(output, "{}", fill(words, &[("n", &seconds)]))?;
                output.flush()?;
                Ok(match ears.hear(Some(thanks))? {
                    Heard::Line(_) | Heard::Silence => Next::Person,
                    Heard::End => Next::Over,
                })
            }
            // Nobody is there any more, or nothing can be kept. What lies open is filed by the next start.
            Leaving::Open | Leaving::Suspended => Ok(match self.lines.next(Some(0))? {
                Line::End => Next::Over,
                Line::Typed(_) | Line::Silence => Next::Person,
            }),
        }
    }

    /// Says what this is and asks for a language, as soon as a person may begin. `None`: the kiosk is left.
    fn attract(&mut self, output: &mut impl Write) -> io::Result<Option<Locale>> {
        let study = &self.stand.ask.edition.questionnaire;
        let mut offered = self.stand.settings.kiosk.languages.clone();
        if offered.is_empty() {
            offered = study.locales();
        }
        let form = study.form(&self.stand.ask.form);
        let title = form.and_then(|form| form.title.as_ref());
        let title = title.unwrap_or(&study.title).clone();
        let mut told = None;
        loop {
            let doors = self.booth.ready();
            let open = doors.shut.is_none();
            if told.as_ref() != Some(&doors.shut) {
                match &doors.shut {
                    None => {
                        for locale in &offered {
                            let anonymous = phrases(*locale).kiosk.anonymous;
                            writeln!(output, "{}: {anonymous}", title.get(*locale))?;
                        }
                        plain::offer_languages(&offered, output)?;
                    }
                    Some(Shut::Hours) => say_in_all(|words| words.closed, output)?,
                    Some(Shut::Quota) => say_in_all(|words| words.enough, output)?,
                    Some(Shut::Fault(fault)) => {
                        say_in_all(|words| words.out_of_order, output)?;
                        writeln!(output, "{}", fault.detail)?;
                    }
                }
                told = Some(doors.shut);
            }
            match self.lines.next(doors.again)? {
                Line::End => return Ok(None),
                Line::Silence => {}
                Line::Typed(line) if line.trim().eq_ignore_ascii_case(STAFF) => {
                    if self.may_leave(output)? {
                        return Ok(None);
                    }
                    told = None;
                }
                Line::Typed(line) => match plain::chosen_language(&line, &offered) {
                    Some(locale) if open => return Ok(Some(locale)),
                    Some(_) | None => told = None,
                },
            }
        }
    }

    fn out_of_order(&mut self, output: &mut impl Write) -> io::Result<Next> {
        say_in_all(|words| words.out_of_order, output)?;
        output.flush()?;
        Ok(match self.lines.next(Some(5_000))? {
            Line::End => Next::Over,
            Line::Typed(_) | Line::Silence => Next::Person,
        })
    }

    /// Asks for the PIN, where one stands in the way.
    fn may_leave(&mut self, output: &mut impl Write) -> io::Result<bool> {
        let words = &phrases(self.stand.locale).kiosk;
        let wait = match self.booth.pad().lock {
            PinLock::Free(_) => return Ok(true),
            PinLock::Missing => {
                writeln!(output, "{}", words.missing)?;
                return Ok(false);
            }
            PinLock::Pin { wait } => wait,
        };
        if wait > 0 {
            say_wait(words, wait, output)?;
            return Ok(false);
        }
        write!(output, "{}: ", words.pin)?;
        output.flush()?;
        let line = self.lines.next_unseen(Some(PIN))?;
        writeln!(output)?;
        let Line::Typed(digits) = line else {
            return Ok(false);
        };
        match self.booth.try_pin(&Secret::of(digits.trim())) {
            Tried::Right(_) => Ok(true),
            Tried::Wrong { wait } => {
                writeln!(output, "{}", words.wrong)?;
                if wait > 0 {
                    say_wait(words, wait, output)?;
                }
                Ok(false)
            }
        }
    }
}

fn say_wait(words: &KioskPhrases, wait: u64, output: &mut impl Write) -> io::Result<()> {
    let seconds = wait.div_ceil(1000).to_string();
    writeln!(output, "{}", fill(words.wait, &[("n", &seconds)]))
}

/// The same words in all languages, a line each, once where languages share them.
fn say_in_all(
    words: impl Fn(&KioskPhrases) -> &'static str,
    output: &mut impl Write,
) -> io::Result<()> {
    let mut said: Vec<&str> = Vec::new();
    for locale in Locale::ALL {
        let line = words(&phrases(locale).kiosk);
        if !said.contains(&line) {
            writeln!(output, "{line}")?;
            said.push(line);
        }
    }
    output.flush()
}

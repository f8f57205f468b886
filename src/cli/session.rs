//! `fivegaps session`: a team assesses itself in one meeting, and nobody can tell who answered what.
//!
//! One who leads opens a session and hands out codes, looks on, closes it and shows the results; the others answer
//! behind their codes, on this machine one after another or over SSH side by side.

mod lead;

use std::io::{self, BufRead as _, IsTerminal as _, Write};
use std::process::ExitCode;

use clap::Args;

use super::library::find;
use super::output::complain;
use super::report::ReportFormat;
use super::screen::{in_lines, no_terminal, refuse_unfit_terminal};
use super::{Failure, FailureKind, Output, Run};
use crate::app::event::{Ask, Exit, Kept};
use crate::app::session::Entrance;
use crate::app::{Purpose, Setting};
use crate::language::{Locale, SessionPhrases, fill, phrases};
use crate::run::{self, Front, Meeting, Port as _};
use crate::survey::questionnaire::{Form, Role};
use crate::survey::record::Edition;
use crate::survey::session::{Code, MOST_CODES, NotACode};
use crate::terminal;

#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").multiple(false)))]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a word on the command line, and at most one of a group is given"
)]
pub(super) struct SessionArguments {
    /// The study
    id: String,
    /// The form; else the staff's
    #[arg(long)]
    form: Option<String>,
    /// Open a session for so many people, and print their codes
    #[arg(long, value_name = "N", group = "what", value_parser = people)]
    people: Option<usize>,
    /// Add codes for so many more people to an open session
    #[arg(long, value_name = "N", group = "what", value_parser = people)]
    more: Option<usize>,
    /// Answer: asks for a code, for one person after another
    #[arg(long, group = "what")]
    join: bool,
    /// List the sessions of the study
    #[arg(long, group = "what")]
    list: bool,
    /// Close the session; with enough answers its results are frozen
    #[arg(long, group = "what")]
    close: bool,
    /// Open a session again that was closed with too few answers
    #[arg(long, group = "what")]
    reopen: bool,
    /// Throw an open session away, with everything answered in it
    #[arg(long, group = "what")]
    discard: bool,
    /// Print the results of a closed session
    #[arg(long, group = "what")]
    results: bool,
    /// The session's number; else the last one that fits
    #[arg(long, value_name = "NUMBER")]
    number: Option<i64>,
    /// With --people or --more: write the slips to this file, .html to print them, else plain text
    #[arg(long, value_name = "FILE")]
    slips: Option<std::path::PathBuf>,
    /// With --results: how, text, markdown or html for people, json for programs
    #[arg(
        long = "as",
        value_enum,
        default_value = "text",
        value_name = "FORMAT",
        requires = "results"
    )]
    format: ReportFormat,
    /// With --results: write to this file instead of standard output
    #[arg(long, value_name = "FILE", requires = "results")]
    output: Option<std::path::PathBuf>,
    /// With --list: for a program, one JSON document
    #[arg(long, requires = "list")]
    json: bool,
    /// With --join: over plain lines, for screen readers; one person
    #[arg(long, requires = "join")]
    plain: bool,
    /// With --join: end after one person
    #[arg(long, requires = "join")]
    once: bool,
    /// With --people: the site's name; else that of the settings
    #[arg(long, requires = "people")]
    site: Option<String>,
    /// With --people: the wave's name; else that of the settings
    #[arg(long, requires = "people")]
    wave: Option<String>,
    /// With --close or --discard: do not ask
    #[arg(long)]
    yes: bool,
}

impl SessionArguments {
    /// A form of a study, and nothing else.
    fn of(study: &str, form: &str) -> Self {
        Self {
            id: study.to_owned(),
            form: Some(form.to_owned()),
            people: None,
            more: None,
            join: false,
            list: false,
            close: false,
            reopen: false,
            discard: false,
            results: false,
            number: None,
            slips: None,
            format: ReportFormat::Text,
            output: None,
            json: false,
            plain: false,
            once: false,
            site: None,
            wave: None,
            yes: false,
        }
    }
}

fn people(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(count @ 1..=MOST_CODES) => Ok(count),
        Ok(_) | Err(_) => Err(format!("a session is for 1 to {MOST_CODES} people")),
    }
}

/// `fivegaps session ID`.
pub(super) fn session(run: &Run, asked: &SessionArguments) -> Result<ExitCode, Failure> {
    let output = &mut Output::standard();
    if asked.join {
        return if asked.plain {
            join_in_lines(run, asked)
        } else {
            join(run, asked)
        };
    }
    if asked.list {
        lead::list(run, asked, output)?;
        return Ok(ExitCode::SUCCESS);
    }
    lead::pass_the_pin(run, &asked.id, asked.form.as_deref())?;
    if asked.people.is_some() {
        lead::open(run, asked, output)?;
    } else if asked.more.is_some() {
        lead::add(run, asked, output)?;
    } else if asked.close {
        lead::close(run, asked, output)?;
    } else if asked.reopen {
        lead::reopen(run, asked, output)?;
    } else if asked.discard {
        lead::discard(run, asked, output)?;
    } else if asked.results {
        lead::results(run, asked, output)?;
    } else {
        return lead::look_on(run, asked);
    }
    Ok(ExitCode::SUCCESS)
}

/// The form of a session: the one asked for, else the staff's, else the managers'.
fn form<'a>(edition: &'a Edition, name: Option<&str>) -> Result<&'a Form, Failure> {
    let questionnaire = &edition.questionnaire;
    let of = |role: Role| questionnaire.forms.iter().find(|form| form.role == role);
    let found = match name {
        Some(_) => Some(super::store::form(edition, name)?),
        None => of(Role::Staff).or_else(|| of(Role::Manager)),
    };
    match found {
        Some(form) if form.role != Role::Customer => Ok(form),
        Some(_) | None => Err(Failure::new(
            FailureKind::Usage,
            format_args!(
                "a session is for staff or managers, and `{}` has no such form{}",
                questionnaire.id,
                name.map_or_else(String::new, |name| format!(" called `{name}`"))
            ),
        )
        .hint("customers answer `fivegaps interview` or `fivegaps kiosk`")),
    }
}

/// The door, again and again: each person meets a program that knows nothing of the one before.
fn join(run: &Run, asked: &SessionArguments) -> Result<ExitCode, Failure> {
    let edition = find(&run.folders, &asked.id)?;
    form(&edition, asked.form.as_deref())?;
    refuse_unfit_terminal()?;
    loop {
        let mut meeting = Meeting::new(run.store()?, &asked.id, run.chance, run.test);
        let setting = Setting {
            purpose: Purpose::Session,
            studies: Vec::new(),
            locale: run.locale,
            share_results: false,
            test: run.test,
        };
        let look = run.settled_look()?;
        let mut front = Front::open(terminal::Setting::Desk, look).map_err(no_terminal)?;
        let exit = run::run(setting, &mut front, &mut meeting);
        drop(front);
        match exit {
            Exit::Done if asked.once => return Ok(ExitCode::SUCCESS),
            Exit::Done => {}
            Exit::Left | Exit::Closed | Exit::Session(_) => return Ok(ExitCode::SUCCESS),
            Exit::Trouble => return Ok(ExitCode::from(1)),
        }
    }
}

/// The same over plain lines, for one person.
fn join_in_lines(run: &Run, asked: &SessionArguments) -> Result<ExitCode, Failure> {
    let edition = find(&run.folders, &asked.id)?;
    form(&edition, asked.form.as_deref())?;
    let mut meeting = Meeting::new(run.store()?, &asked.id, run.chance, run.test);
    let locales: &[Locale] = if run.language_given {
        &[run.locale]
    } else {
        &Locale::ALL
    };
    let say = |words: &dyn Fn(&SessionPhrases) -> String| {
        let lines = locales.iter().map(|l| words(&phrases(*l).session));
        lines.collect::<Vec<_>>().join("\n")
    };
    let mut output = Output::standard();
    output.line(say(&|words| format!("{} {}", words.ask, words.promise)))?;
    loop {
        output.write("> ")?;
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line).map_err(|error| {
            Failure::new(
                FailureKind::Data,
                format_args!("the code could not be read: {error}"),
            )
        })?;
        if read == 0 {
            return Ok(ExitCode::SUCCESS);
        }
        let refused: &dyn Fn(&SessionPhrases) -> String = match Code::read(line.trim()) {
            Err(NotACode::Length) => &|words| words.wrong_length.to_owned(),
            Err(NotACode::Sign(sign)) => {
                let sign = crate::language::clean_line(&sign.to_string(), 1);
                output.line(say(&|words| fill(words.wrong_sign, &[("sign", &sign)])))?;
                continue;
            }
            Err(NotACode::Mistyped) => &|words| words.mistyped.to_owned(),
            Ok(code) => match meeting.admit(code).map_err(failed)? {
                Entrance::Begin(ask) => {
                    drop(output);
                    return in_lines(run, ask, None, || Ok(meeting));
                }
                Entrance::TakeUp(kept) => {
                    drop(output);
                    return in_lines(run, ask_of(&kept), Some(kept), || Ok(meeting));
                }
                Entrance::Unknown => &|words| words.unknown.to_owned(),
                Entrance::Used => &|words| words.used.to_owned(),
                Entrance::Closed => &|words| words.closed.to_owned(),
            },
        };
        output.line(say(refused))?;
    }
}

fn ask_of(kept: &Kept) -> Ask {
    Ask {
        edition: std::sync::Arc::clone(&kept.edition),
        form: kept.header.form.clone(),
        short: kept.header.short,
    }
}

fn failed(fault: crate::app::event::Fault) -> Failure {
    Failure::new(FailureKind::Data, fault.detail)
}

/// Whether standard output is a terminal.
fn on_terminal() -> bool {
    io::stdout().is_terminal()
}

/// A session from the desk: the one that is open, else a new one. Whatever goes wrong is told, and the desk comes back.
pub(super) fn from_desk(run: &Run, study: &str, form: &str) {
    let asked = SessionArguments::of(study, form);
    if let Err(failure) = lead::from_desk(run, asked) {
        complain(&failure);
        let _ = lead::wait_for_enter(run);
    }
}

/// Asks for a yes on standard error.
fn is_sure(question: &str) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::new(
            FailureKind::Usage,
            "this cannot be undone, and nobody is here to be asked",
        )
        .hint("say --yes if you are sure"));
    }
    let cannot = |error: io::Error| Failure::new(FailureKind::Data, error);
    write!(io::stderr(), "{question} [y/N] ").map_err(cannot)?;
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).map_err(cannot)?;
    Ok(matches!(line.trim(), "y" | "Y" | "yes"))
}

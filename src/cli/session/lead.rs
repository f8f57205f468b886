//! The one who leads a session: opens it, hands out codes, looks on, closes it, shows what came of it.

use std::io::{BufRead as _, Write};
use std::path::Path;
use std::process::ExitCode;

use serde_json::json;

use super::{SessionArguments, failed, form, is_sure, on_terminal, people};
use crate::app::event::{Ask, Exit};
use crate::app::kiosk::{Lock, Secret, Tried};
use crate::app::{Purpose, Setting};
use crate::cli::library::find;
use crate::cli::report::ReportFormat;
use crate::cli::results::deliver;
use crate::cli::screen::{no_terminal, refuse_unfit_terminal};
use crate::cli::settings::{KioskOptions, Settings};
use crate::cli::{Failure, FailureKind, Output, Run};
use crate::language::{Locale, fill, phrases};
use crate::report::chart::Strokes;
use crate::report::slips::{self, Ink, Slips};
use crate::report::{html, json, markdown, text};
use crate::run::{
    self, Booth, Findings, Front, Hours, Lots, MeetingRoom, Port as _, Post, Quota, Setup,
};
use crate::store::{Closing, Convening, Session, Store, whole_file};
use crate::survey::record::Edition;
use crate::survey::session::{Code, State};
use crate::terminal;

/// Columns of a slip.
const SLIP: usize = 60;

/// Asks for the PIN, where one is set: the same as the kiosk's, with the same waiting times.
pub(super) fn pass_the_pin(run: &Run, id: &str, name: Option<&str>) -> Result<(), Failure> {
    let settings = run.settings(&KioskOptions::default())?;
    if settings.pin.is_none() && !run.has_store() {
        return Ok(());
    }
    let edition = find(&run.folders, id)?;
    let form = form(&edition, name)?.id.to_string();
    let mut booth = Booth::new(Setup {
        folder: run.folders.data.clone(),
        key: run.key()?,
        post: Post {
            test: run.test,
            ..Post::default()
        },
        chance: run.chance,
        locale: run.locale,
        ask: Ask {
            edition,
            form,
            short: false,
        },
        hours: Hours::default(),
        quota: Quota::default(),
        keep_days: settings.keep_days,
        pin: settings.pin,
        free: false,
    });
    match booth.pad().lock {
        Lock::Missing | Lock::Free(_) => Ok(()),
        Lock::Pin { wait: 0 } => match booth.try_pin(&asked_pin()?) {
            Tried::Right(_) => Ok(()),
            Tried::Wrong { wait } => Err(shut(wait)),
        },
        Lock::Pin { wait } => Err(shut(wait)),
    }
}

fn shut(wait: u64) -> Failure {
    let failure = Failure::new(FailureKind::Usage, "the PIN was not the right one");
    if wait == 0 {
        failure
    } else {
        failure.hint(format_args!(
            "the next is taken in {} seconds",
            wait.div_ceil(1000)
        ))
    }
}

#[cfg(unix)]
fn asked_pin() -> Result<Secret, Failure> {
    let given = terminal::secret::ask("PIN")
        .map_err(|error| Failure::new(FailureKind::Data, error))?
        .ok_or_else(|| Failure::new(FailureKind::Usage, "no PIN was given"))?;
    Ok(Secret::of(&given))
}

#[cfg(not(unix))]
fn asked_pin() -> Result<Secret, Failure> {
    Err(Failure::new(
        FailureKind::Usage,
        "a PIN is set, and this system cannot ask for one unseen",
    ))
}

/// The session that is meant: the one of this number, else the last of the study that is in one of these states.
fn chosen(store: &Store, asked: &SessionArguments, states: &[State]) -> Result<Session, Failure> {
    let found = of_study(store, &asked.id, asked.form.as_deref())?;
    let found = match asked.number {
        Some(number) => found.into_iter().find(|one| one.number == number),
        None => found.into_iter().rfind(|one| states.contains(&one.state)),
    };
    found.ok_or_else(|| {
        let what = match asked.number {
            Some(number) => format!("`{}` has no session {number}", asked.id),
            None => {
                let words: Vec<&str> = states.iter().map(|state| state.word()).collect();
                format!(
                    "`{}` has no session that is {}",
                    asked.id,
                    words.join(" or ")
                )
            }
        };
        Failure::new(FailureKind::Usage, what)
            .hint(format_args!(
                "`fivegaps session {} --list` shows them",
                asked.id
            ))
            .hint(format_args!(
                "`fivegaps session {} --people 12` opens one for twelve people",
                asked.id
            ))
    })
}

fn of_study(store: &Store, id: &str, form: Option<&str>) -> Result<Vec<Session>, Failure> {
    let mut found = Vec::new();
    for session in store.sessions()? {
        let edition = store.edition_of(&session)?;
        if edition.questionnaire.id.as_str() == id && form.is_none_or(|f| f == session.form) {
            found.push(session);
        }
    }
    Ok(found)
}

/// The store, which must be there already.
fn store(run: &Run, id: &str) -> Result<Store, Failure> {
    run.existing_store()?.ok_or_else(|| {
        Failure::new(
            FailureKind::Usage,
            format_args!("`{id}` has no session yet"),
        )
        .hint(format_args!(
            "`fivegaps session {id} --people 12` opens one for twelve people"
        ))
    })
}

/// `--list`.
pub(super) fn list(
    run: &Run,
    asked: &SessionArguments,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let words = &phrases(run.locale).session;
    let mut rows = Vec::new();
    let mut documents = Vec::new();
    if let Some(store) = run.existing_store()? {
        for session in of_study(&store, &asked.id, asked.form.as_deref())? {
            let day = day_of(session.opened);
            let number = session.number.to_string();
            // A session whose secret was lost is still listed.
            let turnout = store.turnout(session.number).ok();
            let state = match session.state {
                State::Open => words.open,
                State::Held => words.held,
                State::Frozen => words.frozen,
            };
            let title = fill(words.listed, &[("number", &number), ("day", &day)]);
            let mut line = format!("{title}  {}  {state}", session.form);
            if let Some(turnout) = turnout {
                line.push_str("  ");
                line.push_str(&fill(
                    words.turnout,
                    &[
                        ("finished", &turnout.finished.to_string()),
                        ("codes", &turnout.codes.to_string()),
                        ("begun", &turnout.begun.to_string()),
                    ],
                ));
            }
            rows.push(line);
            documents.push(json!({
                "number": session.number,
                "form": session.form,
                "edition": session.edition.0,
                "site": session.site,
                "wave": session.wave,
                "day": day,
                "state": session.state.word(),
                "codes": session.codes,
                "begun": turnout.map(|turnout| turnout.begun),
                "finished": turnout.map(|turnout| turnout.finished),
                "answered": (session.state == State::Frozen).then_some(session.answered),
            }));
        }
    }
    if asked.json {
        let document = json!({ "schema": "fivegaps.sessions/1", "sessions": documents });
        return output.line(format_args!("{document:#}"));
    }
    if rows.is_empty() {
        return output.line(words.none);
    }
    output.line(rows.join("\n"))
}

fn day_of(at: i64) -> String {
    jiff::Timestamp::from_millisecond(at)
        .map_or_else(|_| String::new(), |at| at.strftime("%Y-%m-%d").to_string())
}

/// `--people N`: opens a session and hands out its codes.
pub(super) fn open(
    run: &Run,
    asked: &SessionArguments,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let count = asked.people.unwrap_or(0);
    let edition = find(&run.folders, &asked.id)?;
    let settings = run.settings(&KioskOptions::default())?;
    let (session, codes) = convene(run, asked, &edition, &settings, count)?;
    let words = &phrases(run.locale).session;
    hand_out(run, asked, &edition, &session, &codes, words.opened, output)?;
    let base = format!("fivegaps session {}", asked.id);
    output.line(fill(words.join, &[("command", &format!("{base} --join"))]))?;
    output.line(fill(words.lead, &[("command", &base)]))
}

fn convene(
    run: &Run,
    asked: &SessionArguments,
    edition: &Edition,
    settings: &Settings,
    count: usize,
) -> Result<(Session, Vec<Code>), Failure> {
    let form = form(edition, asked.form.as_deref())?;
    let lots = Lots::draw(count).map_err(failed)?;
    let mut store = run.store()?;
    let session = store.open_session(&Convening {
        edition,
        form: form.id.as_str(),
        site: asked.site.as_deref().unwrap_or(&settings.site),
        wave: asked.wave.as_deref().unwrap_or(&settings.wave),
        now: run.chance.now(),
        token: &lots.token,
        secret: lots.secret,
        codes: &lots.codes,
    })?;
    Ok((session, lots.codes))
}

/// `--more N`.
pub(super) fn add(
    run: &Run,
    asked: &SessionArguments,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let mut store = store(run, &asked.id)?;
    let session = chosen(&store, asked, &[State::Open])?;
    let lots = Lots::draw(asked.more.unwrap_or(0)).map_err(failed)?;
    let edition = store.edition_of(&session)?;
    store.add_codes(session.number, &lots.codes)?;
    let words = phrases(run.locale).session.more_codes;
    hand_out(run, asked, &edition, &session, &lots.codes, words, output)
}

/// Shows the codes, or writes them to be printed. They are nowhere else.
fn hand_out(
    run: &Run,
    asked: &SessionArguments,
    edition: &Edition,
    session: &Session,
    codes: &[Code],
    said: &str,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let words = &phrases(run.locale).session;
    let questionnaire = &edition.questionnaire;
    let form = questionnaire.form(&session.form);
    let own = form.and_then(|form| form.title.as_ref());
    let locales = questionnaire.locales();
    let slips = Slips {
        title: own.unwrap_or(&questionnaire.title),
        locales: &locales,
        codes,
    };
    let (number, count) = (session.number.to_string(), codes.len().to_string());
    let said = fill(said, &[("number", &number), ("codes", &count)]);
    match &asked.slips {
        Some(file) => {
            let written = write_slips(file, &slips);
            if let Err(failure) = written {
                // The codes would be lost otherwise.
                output.write(slips::text(&slips, SLIP, None))?;
                return Err(failure);
            }
            output.line(said)?;
            let file = file.display().to_string();
            output.line(fill(words.slips_written, &[("file", &file)]))
        }
        None => {
            let ink = if on_terminal() {
                ON_SCREEN
            } else {
                Ink::signs()
            };
            output.write(slips::text(&slips, SLIP, Some(ink)))?;
            output.line(said)
        }
    }
}

/// Dark and light as a scanner needs them, whatever the terminal's colours are.
const ON_SCREEN: Ink<'static> = Ink {
    dark: "\x1b[48;5;16m  \x1b[0m",
    light: "\x1b[48;5;231m  \x1b[0m",
};

fn write_slips(file: &Path, slips: &Slips<'_>) -> Result<(), Failure> {
    let page = file
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("html"));
    let content = if page {
        slips::html(slips)
    } else {
        slips::text(slips, SLIP, Some(Ink::signs()))
    };
    whole_file::create(file, content.as_bytes()).map_err(|error| {
        Failure::new(
            FailureKind::Data,
            format_args!("cannot write {}: {error}", file.display()),
        )
        .hint("the session is open, and its codes are printed above: copy them now")
    })
}

/// `--close`.
pub(super) fn close(
    run: &Run,
    asked: &SessionArguments,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let mut store = store(run, &asked.id)?;
    let session = chosen(&store, asked, &[State::Open])?;
    let words = &phrases(run.locale).session;
    let begun = store.turnout(session.number)?.begun.to_string();
    let question = format!(
        "{}\n{}",
        fill(words.close_sure, &[("begun", &begun)]),
        words.close_what
    );
    if !asked.yes && !is_sure(&question)? {
        return output.line(words.keep_open);
    }
    match store.close_session(session.number, run.chance.now())? {
        Closing::Held { missing } => {
            output.line(fill(words.missing, &[("missing", &missing.to_string())]))
        }
        Closing::Frozen { .. } => print_results(run, asked, &store, session.number, output),
    }
}

/// `--reopen`.
pub(super) fn reopen(
    run: &Run,
    asked: &SessionArguments,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let mut store = store(run, &asked.id)?;
    let session = chosen(&store, asked, &[State::Held])?;
    store.reopen_session(session.number, run.chance.now())?;
    let number = session.number.to_string();
    output.line(fill(
        phrases(run.locale).session.reopened,
        &[("number", &number)],
    ))
}

/// `--discard`.
pub(super) fn discard(
    run: &Run,
    asked: &SessionArguments,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let mut store = store(run, &asked.id)?;
    let session = chosen(&store, asked, &[State::Open, State::Held])?;
    let number = session.number.to_string();
    let question = format!("Session {number} and everything answered in it will be gone.");
    if !asked.yes && !is_sure(&question)? {
        return output.line("nothing was changed");
    }
    store.discard_session(session.number, run.chance.now())?;
    output.line(fill(
        phrases(run.locale).session.discarded,
        &[("number", &number)],
    ))
}

/// `--results`.
pub(super) fn results(
    run: &Run,
    asked: &SessionArguments,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let store = store(run, &asked.id)?;
    let session = chosen(&store, asked, &[State::Frozen])?;
    print_results(run, asked, &store, session.number, output)
}

fn print_results(
    run: &Run,
    asked: &SessionArguments,
    store: &Store,
    number: i64,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let session = store.session(number)?;
    let Some(found) = Findings::of(store, &session)? else {
        return Err(Failure::new(
            FailureKind::Usage,
            format_args!("session {number} is not closed: its results appear when it is"),
        )
        .hint(format_args!(
            "`fivegaps session {} --close` closes it",
            asked.id
        )));
    };
    let locale = run.locale_of(&found.edition);
    let strokes = if run.ascii {
        Strokes::ascii()
    } else {
        Strokes::usual()
    };
    let document = || found.document(locale);
    let text = match asked.format {
        ReportFormat::Text => text::write(&document(), 80, &strokes),
        ReportFormat::Markdown => markdown::write(&document(), &strokes),
        ReportFormat::Html => html::write(&document()),
        ReportFormat::Json => json::write(&found.edition, &found.study, &[]),
    };
    deliver(text.as_bytes(), asked.output.as_deref(), output)
}

/// From the desk: asks for the PIN, shows the session of the form that is not closed, or opens one.
pub(super) fn from_desk(run: &Run, mut asked: SessionArguments) -> Result<(), Failure> {
    pass_the_pin(run, &asked.id, asked.form.as_deref())?;
    let going_on = match run.existing_store()? {
        Some(store) => chosen(&store, &asked, &[State::Open, State::Held]).is_ok(),
        None => false,
    };
    if !going_on {
        let words = &phrases(run.locale).session;
        let Some(line) = line_after(words.how_many)? else {
            return Ok(());
        };
        if line.is_empty() {
            return Ok(());
        }
        let count = people(&line).map_err(|why| Failure::new(FailureKind::Usage, why))?;
        asked.people = Some(count);
        open(run, &asked, &mut Output::standard())?;
        wait_for_enter(run)?;
    }
    look_on(run, &asked).map(|_| ())
}

/// Leaves what was printed on the screen until somebody has seen it.
pub(super) fn wait_for_enter(run: &Run) -> Result<(), Failure> {
    line_after(phrases(run.locale).session.press_enter).map(|_| ())
}

fn line_after(question: &str) -> Result<Option<String>, Failure> {
    let cannot = |error: std::io::Error| Failure::new(FailureKind::Data, error);
    write!(std::io::stderr(), "{question} ").map_err(cannot)?;
    let mut line = String::new();
    let read = std::io::stdin()
        .lock()
        .read_line(&mut line)
        .map_err(cannot)?;
    Ok((read > 0).then(|| line.trim().to_owned()))
}

/// Without any of these: the room of the one who leads, on the screen.
pub(super) fn look_on(run: &Run, asked: &SessionArguments) -> Result<ExitCode, Failure> {
    let store = store(run, &asked.id)?;
    let any = [State::Open, State::Held, State::Frozen];
    let session = chosen(&store, asked, &[State::Open]).or_else(|_| chosen(&store, asked, &any))?;
    let locale = run.locale_of(store.edition_of(&session)?.as_ref());
    room(run, store, session.number, locale)
}

fn room(run: &Run, store: Store, number: i64, locale: Locale) -> Result<ExitCode, Failure> {
    refuse_unfit_terminal()?;
    let mut room = MeetingRoom::new(store, number, run.chance, locale);
    let setting = Setting {
        purpose: Purpose::Room,
        studies: Vec::new(),
        locale,
        share_results: false,
        test: run.test,
    };
    let look = run.settled_look()?;
    let mut front = Front::open(terminal::Setting::Desk, look).map_err(no_terminal)?;
    Ok(match run::run(setting, &mut front, &mut room) {
        Exit::Done | Exit::Left | Exit::Closed | Exit::Session(_) => ExitCode::SUCCESS,
        Exit::Trouble => ExitCode::from(1),
    })
}

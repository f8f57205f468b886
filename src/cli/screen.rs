//! Commands that take the whole terminal: the desk and the interview; and the interview over plain lines.
#![expect(
    clippy::disallowed_methods,
    reason = "the shell reads the environment and the clock"
)]

use std::io;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use super::library::{find, library};
use super::output::complain;
use super::store::form;
use super::{Failure, FailureKind, InterviewArguments, Run};
use crate::analysis::PersonGaps;
use crate::app::event::{Ask, Beginning, Exit, Fault, Kept};
use crate::app::{Purpose, Setting};
use crate::language::Locale;
use crate::plain::{self, Leaving};
use crate::run::{self, Front, Office, Port, Post};
use crate::store::Store;
use crate::survey::interview::Interview;
use crate::survey::record::{Edition, Entry, Header, InterviewId, Mode, Response};
use crate::terminal;
use crate::view::Look;
use crate::view::theme::{Theme, ThemeName};

impl Run {
    fn look(&self) -> Look {
        let colourless = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let theme = self.theme.map_or_else(
            || {
                if colourless {
                    ThemeName::Plain
                } else {
                    ThemeName::Usual
                }
            },
            |theme| theme.0,
        );
        Look::new(Theme::of(theme), self.ascii)
    }

    /// The wanted language, if the study has it; else the study's first.
    pub(super) fn locale_of(&self, edition: &Edition) -> Locale {
        let offered = edition.questionnaire.locales();
        Locale::negotiate([self.locale.tag()], &offered).unwrap_or(self.locale)
    }

    fn setting(&self, purpose: Purpose, studies: Vec<Arc<Edition>>) -> Setting {
        Setting {
            purpose,
            studies,
            locale: self.locale,
            share_results: true,
            test: self.test,
        }
    }

    fn on_screen(&self, setting: Setting, post: Post) -> Result<ExitCode, Failure> {
        refuse_dumb_terminal()?;
        let mut office = self.office(post)?;
        let mut front = Front::open(terminal::Setting::Desk, self.look()).map_err(no_terminal)?;
        let exit = run::run(setting, &mut front, &mut office);
        Ok(match exit {
            Exit::Done | Exit::Closed => ExitCode::SUCCESS,
            Exit::Trouble => ExitCode::from(1),
        })
    }

    fn office(&self, post: Post) -> Result<Office, Failure> {
        let (store, notices) = Store::open(&self.folders.data, self.opening())?;
        for notice in &notices {
            complain(format_args!("fivegaps: {notice}"));
        }
        Ok(Office::new(store, &notices, post, self.chance, self.locale))
    }

    fn post(&self, site: &str, wave: &str) -> Post {
        Post {
            site: site.to_owned(),
            wave: wave.to_owned(),
            test: self.test,
            ..Post::default()
        }
    }
}

fn no_terminal(cause: terminal::CannotOpen) -> Failure {
    let kind = match cause {
        terminal::CannotOpen::NotATerminal => FailureKind::Usage,
        terminal::CannotOpen::Failed { .. } => FailureKind::Data,
    };
    Failure::new(kind, cause)
}

/// A terminal that cannot place text would show escape sequences instead of questions.
fn refuse_dumb_terminal() -> Result<(), Failure> {
    if std::env::var_os("TERM").is_some_and(|kind| kind == "dumb") {
        return Err(Failure::new(
            FailureKind::Usage,
            "this terminal (TERM=dumb) cannot place text on a screen",
        )
        .hint("use --plain, which needs lines only"));
    }
    Ok(())
}

/// `fivegaps`: the operator's desk.
pub(super) fn desk(run: &Run) -> Result<ExitCode, Failure> {
    let library = library(&run.folders)?;
    let studies = library
        .studies()
        .iter()
        .filter_map(|study| study.edition.clone());
    let setting = run.setting(Purpose::Desk, studies.collect());
    run.on_screen(setting, run.post("", ""))
}

/// `fivegaps interview ID`.
pub(super) fn interview(run: &Run, asked: &InterviewArguments) -> Result<ExitCode, Failure> {
    let edition = find(&run.folders, &asked.id)?;
    let form = form(&edition, asked.form.as_deref())?;
    if asked.short && form.short.is_none() {
        return Err(Failure::new(
            FailureKind::Usage,
            format_args!("the form `{}` has no short version", form.id),
        ));
    }
    let ask = Ask {
        edition: Arc::clone(&edition),
        form: form.id.to_string(),
        short: asked.short,
    };
    let kept = if asked.resume {
        Some(last_open(run, &ask)?)
    } else {
        None
    };
    if asked.plain {
        return in_lines(run, asked, ask, kept);
    }
    let purpose = match kept {
        Some(kept) => Purpose::Resume(kept),
        None => Purpose::Interview {
            ask,
            mode: Mode::Interview,
        },
    };
    let setting = run.setting(purpose, vec![edition]);
    run.on_screen(setting, run.post(&asked.site, &asked.wave))
}

/// The interview of this form that was begun last and has no end.
fn last_open(run: &Run, ask: &Ask) -> Result<Box<Kept>, Failure> {
    let none = || {
        Failure::new(
            FailureKind::Usage,
            format_args!(
                "there is no unfinished interview of `{}`",
                ask.edition.questionnaire.id
            ),
        )
        .hint("begin a new one without --resume")
    };
    let store = run.existing_store()?.ok_or_else(none)?;
    let of_form =
        |header: &Header| header.edition == ask.edition.fingerprint && header.form == ask.form;
    let open = store.open_interviews()?;
    let last = open
        .iter()
        .rfind(|open| of_form(&open.header))
        .ok_or_else(none)?;
    let (header, edition, entries) = store.load(&last.header.id)?;
    Ok(Box::new(Kept {
        edition,
        header,
        entries,
    }))
}

/// The same interview over plain lines.
fn in_lines(
    run: &Run,
    asked: &InterviewArguments,
    ask: Ask,
    kept: Option<Box<Kept>>,
) -> Result<ExitCode, Failure> {
    let mut input = io::stdin().lock();
    let mut output = io::stdout().lock();
    let broken = |error: io::Error| {
        Failure::new(
            FailureKind::Data,
            format_args!("the conversation broke off: {error}"),
        )
    };
    let offered = ask.edition.questionnaire.locales();
    let locale = match &kept {
        Some(kept) => kept.header.locale,
        // A language named on the command line is an answer to the question.
        None if run.language_given && offered.contains(&run.locale) => run.locale,
        None => match plain::choose_language(&offered, &mut input, &mut output).map_err(broken)? {
            Some(locale) => locale,
            None => return Ok(ExitCode::SUCCESS),
        },
    };
    let mut office = run.office(run.post(&asked.site, &asked.wave))?;
    let (edition, header, entries) = match kept {
        Some(kept) => (kept.edition, kept.header, kept.entries),
        None => {
            let edition = Arc::clone(&ask.edition);
            let beginning = Beginning {
                ask,
                locale,
                mode: Mode::Interview,
            };
            let header = office.begin(&beginning).map_err(not_kept)?;
            (edition, header, Vec::new())
        }
    };
    let id = header.id.clone();
    let begun_before = entries.last().map_or(0, |entry| entry.at);
    let interview = Interview::replay(edition, header, &entries)
        .map_err(|cause| Failure::new(FailureKind::Data, cause))?;
    let questionnaire = interview.edition().clone();
    let began = Instant::now();
    let clock = || {
        let here = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        begun_before.saturating_add(here)
    };
    let own_gaps = |response: &Response| {
        let form = questionnaire.questionnaire.form(&response.form)?;
        Some(PersonGaps::of(&questionnaire.questionnaire, form, response))
    };
    let mut keeper = LineKeeper { office, id };
    let leaving = plain::converse(
        interview,
        &mut input,
        &mut output,
        &mut keeper,
        clock,
        own_gaps,
    )
    .map_err(broken)?;
    Ok(match leaving {
        Leaving::Ended(_) | Leaving::Open => ExitCode::SUCCESS,
    })
}

fn not_kept(fault: Fault) -> Failure {
    Failure::new(FailureKind::Data, fault.detail)
}

/// The store, as a conversation over lines uses it.
struct LineKeeper {
    office: Office,
    id: InterviewId,
}

impl plain::Keeper for LineKeeper {
    fn save(&mut self, entry: &Entry) -> Result<(), String> {
        let entries = std::slice::from_ref(entry);
        self.office
            .save(&self.id, entries)
            .map_err(|fault| fault.detail)
    }

    fn finish(&mut self, entry: &Entry, response: &Response) -> Result<(), String> {
        let entries = std::slice::from_ref(entry);
        self.office
            .finish(&self.id, entries, response)
            .map_err(|fault| fault.detail)
    }
}

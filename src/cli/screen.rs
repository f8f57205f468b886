//! Commands that take the whole terminal: the desk and the interview; and the interview over plain lines.
#![expect(
    clippy::disallowed_methods,
    reason = "the shell reads the environment and the clock"
)]

use std::io::{self, IsTerminal, Write as _};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use super::fieldwork::name_of;
use super::library::{find, library};
use super::output::complain;
use super::session;
use super::settings::{KioskOptions, Settings};
use super::store::form;
use super::{Failure, FailureKind, InterviewArguments, Output, PreviewArguments, Run};
use crate::analysis::PersonGaps;
use crate::app::desk::forms;
use crate::app::event::{Ask, Beginning, Exit, Fault, Kept};
use crate::app::kiosk::{Lock, Secret, Tried};
use crate::app::{Purpose, Setting};
use crate::language::{Locale, phrases};
use crate::plain::{self, Leaving, Wish};
use crate::run::{self, Front, Office, Port, Post, Rehearsal};
use crate::store::Store;
use crate::survey::interview::Interview;
use crate::survey::record::{Edition, Entry, Header, InterviewId, Mode, Response};
use crate::terminal;
use crate::view::Look;
use crate::view::theme::{Theme, ThemeName};

impl Run {
    /// How screens look: as the command line says, else as the settings say. `NO_COLOR` holds where neither names
    /// a theme.
    pub(super) fn look(&self, settings: &Settings) -> Look {
        let colourless = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let usual = if colourless {
            ThemeName::Plain
        } else {
            ThemeName::Usual
        };
        let theme = self.theme.map(|theme| theme.0).or(settings.theme);
        let spacing = self.spacing.map(|spacing| spacing.0);
        Look {
            spacing: spacing.or(settings.spacing).unwrap_or_default(),
            ..Look::new(Theme::of(theme.unwrap_or(usual)), self.ascii)
        }
    }

    /// How screens look where nothing but the settings file is asked.
    pub(super) fn settled_look(&self) -> Result<Look, Failure> {
        Ok(self.look(&self.settings(&KioskOptions::default())?))
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

    fn on_screen<P: Port>(
        &self,
        setting: Setting,
        open: impl FnOnce() -> Result<P, Failure>,
    ) -> Result<ExitCode, Failure> {
        Ok(match self.until_it_ends(setting, open)? {
            Exit::Done | Exit::Closed | Exit::Session(_) => ExitCode::SUCCESS,
            Exit::Left => ExitCode::SUCCESS,
            Exit::Trouble => ExitCode::from(1),
        })
    }

    fn until_it_ends<P: Port>(
        &self,
        setting: Setting,
        open: impl FnOnce() -> Result<P, Failure>,
    ) -> Result<Exit, Failure> {
        // Looked at first: a store is not made for a screen that there is not.
        refuse_unfit_terminal()?;
        let look = self.settled_look()?;
        let mut port = open()?;
        let mut front = Front::open(terminal::Setting::Desk, look).map_err(no_terminal)?;
        Ok(run::run(setting, &mut front, &mut port))
    }

    pub(super) fn office(&self, post: Post) -> Result<Office, Failure> {
        let (mut store, notices) = self.open()?;
        for notice in &notices {
            complain(format_args!("fivegaps: {notice}"));
        }
        // Settings that cannot be used are told by the commands that need them.
        let settings = self.settings(&KioskOptions::default()).ok();
        let most = settings.and_then(|settings| settings.keep_days);
        if let Err(error) = store.expire(most, self.chance.now()) {
            complain(format_args!(
                "fivegaps: answers whose time is over are still there: {error}"
            ));
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

pub(super) fn no_terminal(cause: terminal::CannotOpen) -> Failure {
    let kind = match cause {
        terminal::CannotOpen::NotATerminal => FailureKind::Usage,
        terminal::CannotOpen::Failed { .. } => FailureKind::Data,
    };
    Failure::new(kind, cause)
}

/// A terminal that cannot place text would show escape sequences instead of questions.
pub(super) fn refuse_unfit_terminal() -> Result<(), Failure> {
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        return Err(no_terminal(terminal::CannotOpen::NotATerminal));
    }
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
    let studies: Vec<Arc<Edition>> = studies.collect();
    loop {
        let setting = run.setting(Purpose::Desk, studies.clone());
        match run.until_it_ends(setting, || run.office(run.post("", "")))? {
            Exit::Session(place) => {
                if let Some((edition, form)) = forms(&studies).nth(place) {
                    let study = edition.questionnaire.id.as_str();
                    session::from_desk(run, study, form.id.as_str());
                }
            }
            Exit::Done | Exit::Closed | Exit::Left => return Ok(ExitCode::SUCCESS),
            Exit::Trouble => return Ok(ExitCode::from(1)),
        }
    }
}

/// `fivegaps watch ID`: the results of one form, drawn anew when the store changes.
pub(super) fn watch(run: &Run, id: &str, name: Option<&str>) -> Result<ExitCode, Failure> {
    let edition = find(&run.folders, id)?;
    let purpose = Purpose::Watch {
        form: form(&edition, name)?.id.to_string(),
        edition: Arc::clone(&edition),
    };
    let setting = run.setting(purpose, vec![edition]);
    run.on_screen(setting, || run.office(run.post("", "")))
}

/// `fivegaps interview ID`.
pub(super) fn interview(run: &Run, asked: &InterviewArguments) -> Result<ExitCode, Failure> {
    let ask = asked_for(run, &asked.id, asked.form.as_deref(), asked.short)?;
    if let Some(name) = &asked.interviewer {
        return fieldwork(run, asked, &ask, name);
    }
    let edition = Arc::clone(&ask.edition);
    let (opened, kept) = if asked.resume {
        let (store, kept) = last_open(run, &ask)?;
        (Some(store), Some(kept))
    } else {
        (None, None)
    };
    let office = || {
        let post = run.post(&asked.site, &asked.wave);
        match opened {
            Some(store) => Ok(Office::new(store, &[], post, run.chance, run.locale)),
            None => run.office(post),
        }
    };
    if asked.plain {
        return in_lines(run, ask, kept, office);
    }
    let purpose = match kept {
        Some(kept) => Purpose::Resume(kept),
        None => Purpose::Interview {
            ask,
            mode: Mode::Interview,
        },
    };
    let setting = run.setting(purpose, vec![edition]);
    run.on_screen(setting, office)
}

/// `fivegaps interview ID --interviewer NAME`: one interview after another, from the list of contacts.
fn fieldwork(
    run: &Run,
    asked: &InterviewArguments,
    ask: &Ask,
    name: &str,
) -> Result<ExitCode, Failure> {
    let interviewer = name_of(name)?;
    if asked.plain {
        let office = run.interviewers_office(asked, ask, interviewer.clone())?;
        return contacts_in_lines(run, ask, &interviewer, office);
    }
    let studies = vec![Arc::clone(&ask.edition)];
    let purpose = Purpose::Contacts {
        ask: ask.clone(),
        interviewer: interviewer.clone(),
    };
    let mut setting = run.setting(purpose, studies);
    // No respondent sees the results of others while the interviewer stands beside.
    setting.share_results = false;
    run.on_screen(setting, || run.interviewers_office(asked, ask, interviewer))
}

/// `fivegaps preview ID`.
pub(super) fn preview(run: &Run, asked: &PreviewArguments) -> Result<ExitCode, Failure> {
    let ask = asked_for(run, &asked.id, asked.form.as_deref(), asked.short)?;
    let rehearsal = Rehearsal::new(run.chance);
    if asked.plain {
        let banner = phrases(run.locale_of(&ask.edition)).author.preview;
        told(banner)?;
        let code = in_lines(run, ask, None, || Ok(rehearsal))?;
        told(banner)?;
        return Ok(code);
    }
    let studies = vec![Arc::clone(&ask.edition)];
    let mut setting = run.setting(Purpose::Preview { ask }, studies);
    setting.share_results = false;
    run.on_screen(setting, || Ok(rehearsal))
}

fn told(words: &str) -> Result<(), Failure> {
    Output::standard().line(words)
}

/// What is asked for on the command line.
fn asked_for(run: &Run, id: &str, name: Option<&str>, short: bool) -> Result<Ask, Failure> {
    let edition = find(&run.folders, id)?;
    let form = form(&edition, name)?;
    if short && form.short.is_none() {
        let what = format_args!("the form `{}` has no short version", form.id);
        return Err(Failure::new(FailureKind::Usage, what).hint("leave out --short"));
    }
    let form = form.id.to_string();
    Ok(Ask {
        edition,
        form,
        short,
    })
}

/// The interview of this form that was begun last and has no end, and the store it is in.
fn last_open(run: &Run, ask: &Ask) -> Result<(Store, Box<Kept>), Failure> {
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
    let kept = Kept {
        edition,
        header,
        entries,
    };
    Ok((store, Box::new(kept)))
}

/// The same interview over plain lines. The port is opened when somebody has said how they speak.
pub(super) fn in_lines<P: Port>(
    run: &Run,
    ask: Ask,
    kept: Option<Box<Kept>>,
    open: impl FnOnce() -> Result<P, Failure>,
) -> Result<ExitCode, Failure> {
    let mut input = io::stdin().lock();
    let mut output = io::stdout().lock();
    let offered = ask.edition.questionnaire.locales();
    let locale = match &kept {
        Some(kept) => kept.header.locale,
        // A language named on the command line is an answer to the question.
        None if run.language_given && offered.contains(&run.locale) => run.locale,
        None => {
            match plain::choose_language(&offered, &mut input, &mut output).map_err(broken_off)? {
                Some(locale) => locale,
                None => return Ok(ExitCode::SUCCESS),
            }
        }
    };
    let mut port = open()?;
    let (edition, header, entries) = match kept {
        Some(kept) => (kept.edition, kept.header, kept.entries),
        None => {
            let edition = Arc::clone(&ask.edition);
            let beginning = Beginning {
                ask,
                locale,
                mode: Mode::Interview,
            };
            let header = port.begin(&beginning).map_err(not_kept)?;
            (edition, header, Vec::new())
        }
    };
    let (_, _) = one_in_lines(edition, header, &entries, port, (&mut input, &mut output))?;
    Ok(ExitCode::SUCCESS)
}

fn not_kept(fault: Fault) -> Failure {
    Failure::new(FailureKind::Data, fault.detail)
}

/// The list of contacts over plain lines, and one interview after another from it.
fn contacts_in_lines(
    run: &Run,
    ask: &Ask,
    interviewer: &str,
    mut port: Office,
) -> Result<ExitCode, Failure> {
    let mut input = io::stdin().lock();
    let mut output = io::stdout().lock();
    let locale = run.locale;
    loop {
        let sheet = port.contacts(ask).map_err(not_kept)?;
        let wish = plain::wish(&sheet, interviewer, locale, &mut input, &mut output);
        let (kept, entries) = match wish.map_err(broken_off)? {
            Wish::End => return Ok(ExitCode::SUCCESS),
            Wish::Sheet => {
                let text = super::fieldwork::daily_sheet(ask, interviewer, &sheet, locale);
                output.write_all(text.as_bytes()).map_err(broken_off)?;
                continue;
            }
            Wish::Count(step) => {
                port.count(ask, step).map_err(not_kept)?;
                continue;
            }
            Wish::Record(outcome) => {
                let beginning = Beginning {
                    ask: ask.clone(),
                    locale: run.locale_of(&ask.edition),
                    mode: Mode::Interview,
                };
                port.contact(&beginning, outcome).map_err(not_kept)?;
                continue;
            }
            Wish::TakeUp(place) => {
                let Some(one) = sheet.suspended.get(place) else {
                    continue;
                };
                let kept = port.take_up(&one.id).map_err(not_kept)?;
                ((kept.edition, kept.header), kept.entries)
            }
            Wish::Begin => {
                let offered = ask.edition.questionnaire.locales();
                let chosen = plain::choose_language(&offered, &mut input, &mut output);
                let Some(locale) = chosen.map_err(broken_off)? else {
                    return Ok(ExitCode::SUCCESS);
                };
                let beginning = Beginning {
                    ask: ask.clone(),
                    locale,
                    mode: Mode::Interview,
                };
                let header = port.begin(&beginning).map_err(not_kept)?;
                ((Arc::clone(&ask.edition), header), Vec::new())
            }
        };
        let (edition, header) = kept;
        let (left, back) =
            one_in_lines(edition, header, &entries, port, (&mut input, &mut output))?;
        port = back;
        if left == Leaving::Open {
            return Ok(ExitCode::SUCCESS);
        }
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "an error that is mapped is given away"
)]
pub(super) fn broken_off(error: io::Error) -> Failure {
    Failure::new(
        FailureKind::Data,
        format_args!("the conversation broke off: {error}"),
    )
}

/// One interview over plain lines; gives the port back.
fn one_in_lines<P: Port>(
    edition: Arc<Edition>,
    header: Header,
    entries: &[Entry],
    mut port: P,
    (input, output): (&mut impl io::BufRead, &mut impl io::Write),
) -> Result<(Leaving, P), Failure> {
    let id = header.id.clone();
    let begun_before = entries.last().map_or(0, |entry| entry.at);
    let interview = Interview::replay(edition, header, entries)
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
    let mut keeper = LineKeeper {
        port: &mut port,
        id,
        #[cfg(unix)]
        held: None,
    };
    let left = plain::converse(interview, input, output, &mut keeper, clock, None, own_gaps);
    Ok((left.map_err(broken_off)?, port))
}

/// The port, as a conversation over lines uses it.
pub(super) struct LineKeeper<'a, P> {
    pub(super) port: &'a mut P,
    pub(super) id: InterviewId,
    #[cfg(unix)]
    pub(super) held: Option<terminal::secret::HeldBack>,
}

impl<P: Port> plain::Keeper for LineKeeper<'_, P> {
    fn save(&mut self, entry: &Entry) -> Result<(), String> {
        let entries = std::slice::from_ref(entry);
        self.port
            .save(&self.id, entries)
            .map_err(|fault| fault.detail)
    }

    fn finish(&mut self, entry: &Entry, response: &Response) -> Result<(), String> {
        let entries = std::slice::from_ref(entry);
        self.port
            .finish(&self.id, entries, response)
            .map_err(|fault| fault.detail)
    }

    fn has_pin(&mut self) -> bool {
        self.port.pad().lock != Lock::Missing
    }

    fn try_pin(&mut self, digits: &str) -> plain::Unlocked {
        match self.port.try_pin(&Secret::of(digits)) {
            Tried::Right(_) => plain::Unlocked::Right,
            Tried::Wrong { wait } => plain::Unlocked::Wrong { wait },
        }
    }

    #[cfg(unix)]
    fn hold(&mut self, held: plain::Held) {
        // What was held before is given back first, so that it is not taken for the usual.
        self.held = None;
        self.held = match held {
            plain::Held::Free => None,
            plain::Held::Part => terminal::secret::hold_back(false),
            plain::Held::Pin => terminal::secret::hold_back(true),
        };
    }
}

//! `fivegaps kiosk`: a machine that stands alone, and one program after another in front of whoever comes.
//!
//! The command itself is the supervisor: it starts itself again for each person, so nothing of one person is left in
//! memory for the next, and being killed is how every interview ends up on the safe side. `--respondent` is that
//! other half.
#![expect(
    clippy::disallowed_methods,
    reason = "the shell names its own program, reads its arguments and holds a lock"
)]

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;

use super::library::find;
use super::screen::{no_terminal, refuse_unfit_terminal};
use super::settings::{KioskOptions, Settings};
use super::store::form;
use super::{Failure, FailureKind, Run};
use crate::app::event::{Ask, Exit};
use crate::app::kiosk::Rules;
use crate::app::{Purpose, Setting};
use crate::language::Locale;
use crate::run::{self, Booth, Front, PIN, Post, Setup};

#[cfg(unix)]
mod lines;
mod lock;
#[cfg(unix)]
mod supervise;

/// How the program in front of a person tells the supervisor why it ended, beside 0: the next, please.
const LEFT: u8 = 10;
const CLOSED: u8 = 11;
const TROUBLE: u8 = 1;

/// Beats within the supervisor's patience.
const BEATS: u32 = 3;

#[derive(Debug, Args)]
pub(super) struct KioskArguments {
    /// The study
    id: String,
    #[command(flatten)]
    options: KioskOptions,
    /// To try it out: F12 opens the page for the staff without a PIN
    #[arg(long)]
    no_pin: bool,
    /// Over plain lines: for screen readers. `staff` at the first question asks for the PIN
    #[arg(long)]
    plain: bool,
    /// The half in front of a person; the other half starts it
    #[arg(long, hide = true)]
    respondent: bool,
    /// Milliseconds without a beat after which that half is ended
    #[arg(long, hide = true, default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(200..=600_000))]
    patience: u64,
}

impl KioskArguments {
    /// How long the supervisor waits for a beat.
    fn patience(&self) -> Duration {
        Duration::from_millis(self.patience)
    }
}

/// `fivegaps kiosk ID`.
pub(super) fn kiosk(run: &Run, asked: &KioskArguments) -> Result<ExitCode, Failure> {
    if asked.respondent {
        return respondent(run, asked);
    }
    #[cfg(unix)]
    if asked.plain {
        return lines::over_lines(run, asked);
    }
    #[cfg(unix)]
    return supervise::supervise(run, asked);
    #[cfg(not(unix))]
    Err(
        Failure::new(FailureKind::Usage, "a kiosk needs a Unix terminal")
            .hint("`fivegaps interview` runs here, with somebody beside it"),
    )
}

/// What is asked and how, and the language of the first screen.
struct Stand {
    settings: Settings,
    ask: Ask,
    locale: Locale,
}

fn stand(run: &Run, asked: &KioskArguments) -> Result<Stand, Failure> {
    let settings = run.settings(&asked.options)?;
    let edition = find(&run.folders, &asked.id)?;
    let form = form(&edition, settings.kiosk.form.as_deref())?;
    if settings.kiosk.short && form.short.is_none() {
        return Err(Failure::new(
            FailureKind::Usage,
            format_args!("the form `{}` has no short version", form.id),
        )
        .hint("leave --short out, or set `short: false` in the settings"));
    }
    let offered = edition.questionnaire.locales();
    let missing = settings
        .kiosk
        .languages
        .iter()
        .find(|locale| !offered.contains(locale));
    if let Some(missing) = missing {
        return Err(Failure::new(
            FailureKind::Usage,
            format_args!(
                "the questionnaire `{}` is not in {}",
                asked.id,
                missing.tag()
            ),
        )
        .hint("take the language out of the settings, or add it to the questionnaire"));
    }
    let ask = Ask {
        form: form.id.to_string(),
        short: settings.kiosk.short,
        edition: Arc::clone(&edition),
    };
    let locale = if run.language_given {
        run.locale
    } else {
        settings.kiosk.language.unwrap_or(run.locale)
    };
    Ok(Stand {
        settings,
        ask,
        locale,
    })
}

/// What the kiosk does outside of its screen.
fn booth(run: &Run, asked: &KioskArguments, stand: &Stand) -> Result<Booth, Failure> {
    let settings = &stand.settings;
    Ok(Booth::new(Setup {
        folder: run.folders.data.clone(),
        key: run.key_of_file()?,
        post: Post {
            site: settings.site.clone(),
            device: settings.device.clone(),
            wave: settings.wave.clone(),
            test: run.test,
            ..Post::default()
        },
        chance: run.chance,
        locale: stand.locale,
        ask: stand.ask.clone(),
        hours: settings.kiosk.hours.clone(),
        quota: settings.kiosk.quota,
        keep_days: settings.keep_days,
        pin: settings.pin.clone(),
        free: asked.no_pin,
    }))
}

/// One person's program. It ends when the interview has, and the supervisor starts the next.
fn respondent(run: &Run, asked: &KioskArguments) -> Result<ExitCode, Failure> {
    refuse_unfit_terminal()?;
    let stand = stand(run, asked)?;
    let kiosk = &stand.settings.kiosk;
    let rules = Rules {
        idle: kiosk.idle,
        thanks: kiosk.thanks,
        locales: kiosk.languages.clone(),
        free_text: kiosk.free_text,
        hours: (!kiosk.hours.is_always()).then(|| kiosk.hours.words()),
        receipts: stand.settings.receipts,
    };
    let setting = Setting {
        purpose: Purpose::Kiosk {
            ask: stand.ask.clone(),
            rules: Box::new(rules),
        },
        studies: Vec::new(),
        locale: stand.locale,
        share_results: kiosk.show_store_result,
        test: run.test,
    };
    let mut booth = booth(run, asked, &stand)?;
    let mut front =
        Front::watched(run.look(&stand.settings), asked.patience() / BEATS).map_err(no_terminal)?;
    let exit = run::run(setting, &mut front, &mut booth);
    if exit == Exit::Left {
        // The operator may have left in the middle of somebody's interview: the next start would file it anyway.
        let _ = booth.file_strangers();
    }
    drop(front);
    Ok(match exit {
        Exit::Done | Exit::Session(_) => ExitCode::SUCCESS,
        Exit::Left => ExitCode::from(LEFT),
        Exit::Closed => ExitCode::from(CLOSED),
        Exit::Trouble => ExitCode::from(TROUBLE),
    })
}

impl Run {
    /// Refuses a kiosk that nobody could leave.
    fn refuse_without_pin(
        &self,
        asked: &KioskArguments,
        settings: &Settings,
    ) -> Result<(), Failure> {
        if asked.no_pin || settings.pin.is_some() {
            return Ok(());
        }
        // A store that cannot be opened closes the kiosk, and says so on its screen.
        let kept = self
            .existing_store()
            .and_then(|store| Ok(store.map_or(Ok(None), |store| store.value(PIN))?));
        match kept {
            Ok(None) => Err(Failure::new(
                FailureKind::Usage,
                "no PIN is set, so nobody could leave the kiosk",
            )
            .hint("set one with `fivegaps pin`; F12, or five presses on the title, ask for it")
            .hint("to try the kiosk out: --no-pin lets F12 open the page for the staff at once")),
            Ok(Some(_)) | Err(_) => Ok(()),
        }
    }
}

//! The shell: what was asked on the command line, in which folders, and how a failure is told.
//!
//! Knows: arguments, folders, the environment, the clock, exit codes. Each command is a file of its own and
//! stays thin: it loads, calls the floors below, and writes what they return.
mod apart;
mod author;
mod backup;
mod check;
mod code;
mod doctor;
mod draft;
mod encrypt;
mod failure;
mod fieldwork;
mod folders;
mod help;
mod import;
mod kiosk;
mod library;
mod list;
mod output;
#[cfg(unix)]
mod pin;
mod plan_sample;
mod purge;
mod report;
mod results;
mod screen;
mod session;
mod settings;
mod setup;
mod store;
mod workbook;

use std::cell::OnceCell;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;

use clap::{Args, FromArgMatches, Parser, Subcommand, ValueEnum};

use failure::{Failure, FailureKind};

use folders::Folders;
use output::{Output, complain};

use crate::language::Locale;
use crate::run::Chance;
use crate::store::Key;
use crate::survey::questionnaire::reference;
use crate::view::Spacing;
use crate::view::theme::ThemeName;

/// Measure service quality where the service happens
#[derive(Debug, Parser)]
#[command(
    name = "fivegaps",
    version,
    max_term_width = 100,
    infer_subcommands = false,
    disable_help_subcommand = true
)]
pub struct Arguments {
    #[command(flatten)]
    general: General,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "General options")]
struct General {
    /// Keep answers in this folder instead of the usual one
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Take your own questionnaires from this folder
    #[arg(long, global = true, value_name = "DIR")]
    questionnaires: Option<PathBuf>,
    /// The settings file instead of the usual one
    #[arg(long, global = true, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// What opens encrypted answers; else the settings name it, or the passphrase is asked for
    #[arg(long, global = true, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// Language of the program: en, zh-Hant or zh-Hans; else the system's
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = parse_locale)]
    language: Option<Locale>,
    /// Draw with ASCII characters only
    #[arg(long, global = true)]
    ascii: bool,
    /// Colours: usual, high-contrast or plain
    #[arg(long, global = true, value_name = "THEME")]
    theme: Option<NamedTheme>,
    /// How close lines stand: usual or large, on screens with 40 rows or more
    #[arg(long, global = true, value_name = "SPACING")]
    spacing: Option<NamedSpacing>,
    /// Keep interviews apart as trials, in a file of their own
    #[arg(long, global = true)]
    test: bool,
    /// Fix the seed of order and sampling, so that a run can be repeated
    #[arg(long, global = true, hide = true)]
    seed: Option<u64>,
    /// Fix the clock (RFC 3339), so that a run can be repeated
    #[arg(long, global = true, hide = true, value_name = "TIME")]
    now: Option<jiff::Timestamp>,
}

/// A theme by its name.
#[derive(Debug, Clone, Copy)]
struct NamedTheme(ThemeName);

impl FromStr for NamedTheme {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        ThemeName::parse(name).map(Self).ok_or_else(|| {
            let names = ThemeName::ALL.map(ThemeName::as_str);
            format!("themes are {}", names.join(", "))
        })
    }
}

/// A spacing by its name.
#[derive(Debug, Clone, Copy)]
struct NamedSpacing(Spacing);

impl FromStr for NamedSpacing {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Spacing::parse(name).map(Self).ok_or_else(|| {
            let names = Spacing::ALL.map(Spacing::as_str);
            format!("spacings are {}", names.join(" and "))
        })
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Interview one person
    Interview(InterviewArguments),
    /// Interview whoever comes, on a machine that stands alone
    Kiosk(kiosk::KioskArguments),
    /// Let a team assess itself: nobody can tell who answered what
    Session(session::SessionArguments),
    /// Set the PIN that leaves the kiosk
    #[cfg(unix)]
    Pin(pin::PinArguments),
    /// Print what a machine that stands alone needs around it
    KioskSetup(setup::SetupArguments),
    /// Count whom interviewers approached, and what came of it
    Contacts(fieldwork::ContactsArguments),
    /// Print the settings in force, or write a file of them
    Settings(settings::SettingsArguments),
    /// Write a questionnaire of your own to start from
    New(NewArguments),
    /// Find what is wrong with questionnaire files
    Check(CheckArguments),
    /// Walk through a form; nothing is kept
    Preview(PreviewArguments),
    /// Print the reference of the questionnaire file format
    Format,
    /// List the questionnaires and how many responses each has
    List {
        /// For a program: one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Report all gaps of a study and what else its answers say
    Report(report::ReportArguments),
    /// Plan how many people to ask
    PlanSample(plan_sample::PlanSampleArguments),
    /// Watch the results of a form as they come in
    Watch {
        /// The study
        id: String,
        /// The form; else the customers'
        #[arg(long)]
        form: Option<String>,
    },
    /// Export the responses of a study, with a codebook beside them
    Export(ExportArguments),
    /// Code critical incidents, and see how far two judges agree
    Code(code::CodeArguments),
    /// Bring in an existing survey: a table becomes responses of a study
    Import(ImportArguments),
    /// Delete interviews so that nothing of them stays in the files
    Purge(PurgeArguments),
    /// See whether answers, folders and terminal are in order
    Doctor(DoctorArguments),
    /// Encrypt what people answered, with a key file or a passphrase
    Encrypt(encrypt::EncryptArguments),
    /// Copy all answers into one file, while interviews go on
    Backup {
        /// The file; there must be none of this name
        file: PathBuf,
    },
    /// Put a backup in the place of the answers
    Restore {
        /// The backup; the answers that were there are moved aside
        file: PathBuf,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

#[derive(Debug, Args)]
struct InterviewArguments {
    /// The study
    id: String,
    /// The form; else the customers'
    #[arg(long)]
    form: Option<String>,
    /// The short form
    #[arg(long)]
    short: bool,
    /// Over plain lines: for screen readers, pipes and tests
    #[arg(long)]
    plain: bool,
    /// The site's name, kept with the answers
    #[arg(long, default_value = "")]
    site: String,
    /// The wave's name, kept with the answers
    #[arg(long, default_value = "")]
    wave: String,
    /// Who asks: begins with the list of this interviewer's contacts, and shows what is for interviewers
    #[arg(long, value_name = "NAME", conflicts_with = "resume")]
    interviewer: Option<String>,
    /// Count who passes, and approach one of so many, from a start drawn by chance
    #[arg(long, value_name = "K", requires = "interviewer", value_parser = clap::value_parser!(u32).range(1..=1000))]
    every: Option<u32>,
    /// Take up the last unfinished interview of this form instead of beginning a new one
    #[arg(long)]
    resume: bool,
}

#[derive(Debug, Args)]
struct NewArguments {
    /// Its name: small letters, digits, - and _
    id: String,
    /// Write to this file instead of ID.ron in your folder of questionnaires
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Ask nothing: three languages, five dimensions, customers
    #[arg(long)]
    yes: bool,
    /// Draft it from a form of Kobo or ODK (XLSForm), or from a table of answers (.csv, .xlsx)
    #[arg(long, value_name = "FILE", conflicts_with = "yes")]
    from: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct CheckArguments {
    /// The files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Show each study at a glance: its items, forms and blocks, and about how long they take
    #[arg(long)]
    outline: bool,
    /// For a program: one JSON document, outlines included
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct PreviewArguments {
    /// The questionnaire
    id: String,
    /// The form; else the customers'
    #[arg(long)]
    form: Option<String>,
    /// The short form
    #[arg(long)]
    short: bool,
    /// Over plain lines
    #[arg(long)]
    plain: bool,
}

#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true).multiple(true)))]
struct PurgeArguments {
    /// The interviews of this study
    #[arg(group = "what")]
    id: Option<String>,
    /// Interviews begun before this day, such as 2026-05-17
    #[arg(long, value_name = "DAY", group = "what")]
    before: Option<jiff::civil::Date>,
    /// Interviews older than their notice promised to keep them
    #[arg(long, group = "what", conflicts_with = "before")]
    expired: bool,
    /// This one interview
    #[arg(long, value_name = "ID", group = "what", conflicts_with_all = ["id", "before", "expired"])]
    interview: Option<String>,
    /// The interview whose person got this code at the end
    #[arg(long, value_name = "CODE", group = "what", conflicts_with_all = ["id", "before", "expired", "interview"])]
    code: Option<String>,
    /// Keep the totals: reports still count what is deleted
    #[arg(long)]
    totals: bool,
    /// Do not ask
    #[arg(long)]
    yes: bool,
}

#[derive(Debug, Args)]
struct DoctorArguments {
    /// For a program: one JSON document
    #[arg(long)]
    json: bool,
    /// Mend what can be mended: fold responses anew from sound logs, add all sums up anew
    #[arg(long)]
    mend: bool,
}

#[derive(Debug, Args)]
struct ExportArguments {
    /// The study
    id: String,
    /// The form; else the customers'
    #[arg(long)]
    form: Option<String>,
    /// Another edition than today's: the first characters of its fingerprint
    #[arg(long, value_name = "FINGERPRINT")]
    edition: Option<String>,
    /// How
    #[arg(long = "as", value_enum, default_value = "csv", value_name = "FORMAT")]
    format: ExportFormat,
    /// Write to this file, and the codebook beside it; else ID-FORM.csv in the current folder
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The log instead: how each interview went, a row a step, with times; to ID-FORM.log.csv
    #[arg(long)]
    log: bool,
    /// Leave out the byte order mark that spreadsheet programs need to see Chinese
    #[arg(long)]
    no_bom: bool,
    /// For programs only: text cells as they are, without protection from formulas
    #[arg(long)]
    raw: bool,
}

#[derive(Debug, Args)]
struct ImportArguments {
    /// The study
    id: String,
    /// The table: separated text (.csv, .tsv) or a workbook (.xlsx)
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// The form; else the map's, else the customers'
    #[arg(long)]
    form: Option<String>,
    /// Which column is which question, as a file; without it a map is proposed and written beside the table
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// The site's name for all rows
    #[arg(long)]
    site: Option<String>,
    /// The wave's name for all rows
    #[arg(long)]
    wave: Option<String>,
    /// The text's encoding, instead of the one that is detected: UTF-8, GB18030, Big5, EUC-KR, ...
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Read and tell everything, store nothing
    #[arg(long)]
    dry_run: bool,
    /// Refuse the whole table if any cell is rejected
    #[arg(long)]
    strict: bool,
    /// Use the proposed map and store without asking
    #[arg(long)]
    yes: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    Csv,
}

fn parse_locale(word: &str) -> Result<Locale, String> {
    Locale::parse(word).ok_or_else(|| "languages are en, zh-Hant and zh-Hans".to_owned())
}

/// What every command of one run shares.
#[derive(Debug)]
struct Run {
    folders: Folders,
    chance: Chance,
    locale: Locale,
    language_given: bool,
    ascii: bool,
    theme: Option<NamedTheme>,
    spacing: Option<NamedSpacing>,
    test: bool,
    key_file: Option<PathBuf>,
    /// What opens the store, once it was found out.
    key: OnceCell<Option<Key>>,
}

/// Runs the program and says how it ended.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    // Lives as long as the program does: taking it apart again would be felt at every start.
    let program = Box::leak(Box::new(help::program()));
    let matches = program.try_get_matches_from_mut(arguments);
    let arguments = match matches.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => arguments,
        Err(error) => return told_by_clap(&error),
    };
    match perform(arguments) {
        Ok(code) => code,
        Err(failure) => {
            complain(&failure);
            failure.exit_code()
        }
    }
}

/// Help and version go to standard output with success, everything else to standard error with exit code 2.
fn told_by_clap(error: &clap::Error) -> ExitCode {
    let text = error.render();
    if error.use_stderr() {
        complain(text.to_string().trim_end());
        ExitCode::from(2)
    } else {
        match Output::standard().write(text) {
            Ok(()) => ExitCode::SUCCESS,
            Err(failure) => failure.exit_code(),
        }
    }
}

fn perform(arguments: Arguments) -> Result<ExitCode, Failure> {
    let general = arguments.general;
    let run = Run {
        folders: Folders::find(
            general.data.as_deref(),
            general.questionnaires.as_deref(),
            general.settings.as_deref(),
        )?,
        chance: Chance {
            now: general.now.map(jiff::Timestamp::as_millisecond),
            seed: general.seed,
        },
        language_given: general.language.is_some(),
        locale: general.language.unwrap_or_else(system_locale),
        ascii: general.ascii,
        theme: general.theme,
        spacing: general.spacing,
        test: general.test,
        key_file: general.key_file,
        key: OnceCell::new(),
    };
    let output = &mut Output::standard();
    match arguments.command {
        None => return screen::desk(&run),
        Some(Command::Interview(asked)) => return screen::interview(&run, &asked),
        Some(Command::Kiosk(asked)) => return kiosk::kiosk(&run, &asked),
        Some(Command::Session(asked)) => return session::session(&run, &asked),
        Some(Command::Contacts(asked)) => fieldwork::contacts(&run, &asked, output)?,
        #[cfg(unix)]
        Some(Command::Pin(asked)) => pin::pin(&run, &asked, output)?,
        Some(Command::KioskSetup(asked)) => setup::setup(&run, &asked, output)?,
        Some(Command::Settings(asked)) => settings::settings(&run, &asked, output)?,
        Some(Command::New(asked)) => author::new(&run, &asked, output)?,
        Some(Command::Check(asked)) => check::check(&run, &asked, output)?,
        Some(Command::Preview(asked)) => return screen::preview(&run, &asked),
        Some(Command::Format) => output.write(reference())?,
        Some(Command::List { json }) => list::list(&run, json, output)?,
        Some(Command::Report(asked)) => report::report(&run, &asked, output)?,
        Some(Command::PlanSample(asked)) => plan_sample::plan_sample(&run, &asked, output)?,
        Some(Command::Watch { id, form }) => return screen::watch(&run, &id, form.as_deref()),
        Some(Command::Export(asked)) => results::export(&run, &asked, output)?,
        Some(Command::Code(asked)) => code::code(&run, &asked, output)?,
        Some(Command::Import(asked)) => import::import(&run, &asked, output)?,
        Some(Command::Purge(asked)) => purge::purge(&run, &asked, output)?,
        Some(Command::Doctor(asked)) => return doctor::doctor(&run, &asked, output),
        Some(Command::Encrypt(asked)) => encrypt::encrypt(&run, &asked, output)?,
        Some(Command::Backup { file }) => backup::backup(&run, &file, output)?,
        Some(Command::Restore { file }) => backup::restore(&run, &file, output)?,
        Some(Command::Completions { shell }) => {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut help::program(), "fivegaps", &mut text);
            output.bytes(&text)?;
        }
        Some(Command::Man) => {
            let mut text = Vec::new();
            let page = clap_mangen::Man::new(help::program());
            page.render(&mut text).map_err(|error| {
                Failure::new(
                    FailureKind::Internal,
                    format_args!("cannot make the manual page: {error}"),
                )
            })?;
            output.bytes(&text)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The language that the system asks for; English where it asks for none of ours.
fn system_locale() -> Locale {
    let wanted: Vec<String> = sys_locale::get_locales().collect();
    Locale::negotiate(wanted.iter().map(String::as_str), &Locale::ALL).unwrap_or(Locale::En)
}

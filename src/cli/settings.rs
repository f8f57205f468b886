//! The settings file: names of the site, the device and the wave, and how the kiosk is run.
//!
//! Read and checked like a questionnaire: every problem with its place, its cause and what to do; a field that is
//! not known is refused. Options on the command line are put over the file and checked with it.

use std::fmt::{self, Write as _};
use std::io::Write;
use std::path::Path;

use clap::Args;
use ron::extensions::Extensions;
use serde::{Deserialize, Serialize};

use super::folders::read_file;
use super::output::Output;
use super::{Failure, FailureKind, Run};
use crate::app::Idle;
use crate::language::{Locale, clean_line, show_controls};
use crate::run::pin::is_hash;
use crate::run::{Hours, NotHours, Quota, Stretch};
use crate::store::whole_file;
use crate::view::Spacing;
use crate::view::theme::ThemeName;

#[derive(Debug, Args)]
pub(super) struct SettingsArguments {
    /// Write a settings file with a word on each setting
    #[arg(long)]
    new: bool,
    #[command(flatten)]
    options: KioskOptions,
}

/// What stands in the settings file and can be given on the command line, too.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct KioskOptions {
    /// The form; else the customers'
    #[arg(long)]
    form: Option<String>,
    /// The short form
    #[arg(long, conflicts_with = "full")]
    short: bool,
    /// The full form, whatever the settings say
    #[arg(long)]
    full: bool,
    /// The site's name, kept with the answers
    #[arg(long)]
    site: Option<String>,
    /// The device's name, kept with the answers
    #[arg(long)]
    device: Option<String>,
    /// The wave's name, kept with the answers
    #[arg(long)]
    wave: Option<String>,
    /// The languages in the order in which they are offered, such as en,zh-Hant
    #[arg(long, value_delimiter = ',', value_name = "LANGUAGES")]
    languages: Vec<String>,
    /// Seconds without a sign of life until it asks
    #[arg(long, value_name = "SECONDS")]
    idle: Option<u32>,
    /// Seconds from asking until it closes
    #[arg(long, value_name = "SECONDS")]
    warning: Option<u32>,
    /// Seconds that the last screen stays
    #[arg(long, value_name = "SECONDS")]
    thanks: Option<u32>,
}

/// The file that `fivegaps settings --new` writes; it says what happens without it.
const NEW: &str = include_str!("settings/new.ron");

/// The most characters of a name.
const NAME: usize = 60;

/// Bounds of the waiting times, in seconds.
const IDLE: (u32, u32) = (15, 3600);
const WARNING: (u32, u32) = (10, 300);
const THANKS: (u32, u32) = (5, 600);

/// The days of the week as the file names them.
const DAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The file as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Written {
    site: String,
    device: String,
    wave: String,
    theme: Option<String>,
    spacing: Option<String>,
    pin: Option<String>,
    key_file: Option<String>,
    keep_days: Option<u32>,
    receipts: bool,
    kiosk: WrittenKiosk,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct WrittenKiosk {
    form: Option<String>,
    short: bool,
    languages: Vec<String>,
    language: Option<String>,
    idle: u32,
    warning: u32,
    thanks: u32,
    free_text: bool,
    show_store_result: bool,
    hours: WrittenHours,
    quota: WrittenQuota,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct WrittenHours {
    monday: Vec<String>,
    tuesday: Vec<String>,
    wednesday: Vec<String>,
    thursday: Vec<String>,
    friday: Vec<String>,
    saturday: Vec<String>,
    sunday: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct WrittenQuota {
    total: Option<u64>,
    per_day: Option<u64>,
}

impl Default for WrittenKiosk {
    fn default() -> Self {
        Self {
            form: None,
            short: false,
            languages: Vec::new(),
            language: None,
            idle: 60,
            warning: 20,
            thanks: 60,
            free_text: true,
            show_store_result: false,
            hours: WrittenHours::default(),
            quota: WrittenQuota::default(),
        }
    }
}

impl WrittenHours {
    fn days(&self) -> [&[String]; 7] {
        [
            &self.monday,
            &self.tuesday,
            &self.wednesday,
            &self.thursday,
            &self.friday,
            &self.saturday,
            &self.sunday,
        ]
    }
}

/// The settings of a run, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Settings {
    /// The site's name, or empty.
    pub(super) site: String,
    /// The device's name, or empty.
    pub(super) device: String,
    /// The wave's name, or empty.
    pub(super) wave: String,
    /// The colours of all screens, where the file names them.
    pub(super) theme: Option<ThemeName>,
    /// How close lines stand on all screens, where the file says it.
    pub(super) spacing: Option<Spacing>,
    /// The hash of the PIN, where the file has one.
    pub(super) pin: Option<String>,
    /// The file with what opens encrypted answers; its folder is that of the settings unless it names one.
    pub(super) key_file: Option<String>,
    /// After how many days single answers are deleted, where the notice allows more.
    pub(super) keep_days: Option<u32>,
    /// Respondents get a code by which they can withdraw later.
    pub(super) receipts: bool,
    /// How the kiosk is run.
    pub(super) kiosk: Kiosk,
    written: Written,
}

/// How the kiosk is run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kiosk {
    /// The form; `None`: the customers'.
    pub(super) form: Option<String>,
    /// The short form.
    pub(super) short: bool,
    /// The languages in the order in which they are offered; empty: those of the study.
    pub(super) languages: Vec<Locale>,
    /// The language of the first screen.
    pub(super) language: Option<Locale>,
    /// How long to wait for a sign of life.
    pub(super) idle: Idle,
    /// How long the last screen stays, in milliseconds.
    pub(super) thanks: u64,
    /// Questions for words of one's own are asked.
    pub(super) free_text: bool,
    /// A respondent may see the result of all.
    pub(super) show_store_result: bool,
    /// When it is open.
    pub(super) hours: Hours,
    /// How many interviews are wanted.
    pub(super) quota: Quota,
}

/// One problem of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    /// Where: `line:column`, or the way to the field.
    pub(super) place: String,
    /// What is wrong.
    pub(super) cause: String,
    /// What to do.
    pub(super) remedy: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            place,
            cause,
            remedy,
        } = self;
        write!(f, "{place}: {cause}\n  help: {remedy}")
    }
}

// ---- reading ----

/// Reads the text of a file and puts the options over it.
pub(super) fn read(text: &str, options: &KioskOptions) -> Result<Settings, Vec<Problem>> {
    let notation = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let mut written: Written = if text.trim().is_empty() {
        Written::default()
    } else {
        notation.from_str(text).map_err(|error| {
            let at = error.span.start;
            vec![Problem {
                place: format!("{}:{}", at.line, at.col),
                cause: show_controls(&error.code.to_string(), 300),
                remedy: "compare with what `fivegaps settings --new` writes".to_owned(),
            }]
        })?
    };
    written.take(options);
    checked(written)
}

impl Written {
    fn take(&mut self, options: &KioskOptions) {
        fn put<T: Clone>(place: &mut T, given: Option<&T>) {
            if let Some(given) = given {
                place.clone_from(given);
            }
        }
        put(&mut self.site, options.site.as_ref());
        put(&mut self.device, options.device.as_ref());
        put(&mut self.wave, options.wave.as_ref());
        let kiosk = &mut self.kiosk;
        if options.form.is_some() {
            kiosk.form.clone_from(&options.form);
        }
        kiosk.short = (kiosk.short || options.short) && !options.full;
        if !options.languages.is_empty() {
            kiosk.languages.clone_from(&options.languages);
        }
        put(&mut kiosk.idle, options.idle.as_ref());
        put(&mut kiosk.warning, options.warning.as_ref());
        put(&mut kiosk.thanks, options.thanks.as_ref());
    }
}

struct Check(Vec<Problem>);

impl Check {
    fn refuse(&mut self, place: impl Into<String>, cause: impl Into<String>, remedy: &str) {
        self.0.push(Problem {
            place: place.into(),
            cause: cause.into(),
            remedy: remedy.to_owned(),
        });
    }

    fn name(&mut self, place: &str, text: &str) -> String {
        let clean = clean_line(text, NAME);
        if clean != text {
            self.refuse(
                place,
                format!("`{}` is no plain name", show_controls(text, NAME)),
                "at most 60 characters on one line, without blanks at its ends and without control characters",
            );
        }
        clean
    }

    /// Seconds within bounds, as milliseconds.
    fn seconds(&mut self, place: &str, value: u32, (least, most): (u32, u32)) -> u64 {
        if !(least..=most).contains(&value) {
            self.refuse(
                place,
                format!("{value} seconds"),
                &format!("choose from {least} to {most} seconds"),
            );
        }
        u64::from(value) * 1000
    }

    /// One of a few words, or nothing.
    fn word<T>(
        &mut self,
        place: &str,
        written: Option<&String>,
        parse: impl Fn(&str) -> Option<T>,
        remedy: &str,
    ) -> Option<T> {
        let word = written?;
        let found = parse(word);
        if found.is_none() {
            let cause = format!("`{}` is not among them", show_controls(word, NAME));
            self.refuse(place, cause, remedy);
        }
        found
    }

    fn locale(&mut self, place: &str, word: &str) -> Option<Locale> {
        let found = Locale::parse(word);
        if found.is_none() {
            let shown = show_controls(word, NAME);
            let cause = format!("`{shown}` is no language of this program");
            self.refuse(place, cause, "languages are en, zh-Hant and zh-Hans");
        }
        found
    }

    fn languages(&mut self, words: &[String]) -> Vec<Locale> {
        let mut locales = Vec::new();
        for (index, word) in words.iter().enumerate() {
            let place = format!("kiosk.languages[{index}]");
            match self.locale(&place, word) {
                Some(locale) if locales.contains(&locale) => {
                    self.refuse(place, format!("`{word}` is named twice"), "name it once");
                }
                Some(locale) => locales.push(locale),
                None => {}
            }
        }
        locales
    }

    fn hours(&mut self, written: &WrittenHours) -> Hours {
        let mut hours = Hours::default();
        for (day, (name, stretches)) in DAYS.iter().zip(written.days()).enumerate() {
            for (index, text) in stretches.iter().enumerate() {
                let place = format!("kiosk.hours.{name}[{index}]");
                let shown = show_controls(text, 20);
                let refused = Stretch::parse(text).and_then(|found| hours.open_on(day, found));
                match refused {
                    Ok(()) => {}
                    Err(NotHours::Unreadable) => self.refuse(
                        place,
                        format!("`{shown}` is no stretch of a day"),
                        "write it as \"09:00-18:00\"",
                    ),
                    Err(NotHours::Backwards) => self.refuse(
                        place,
                        format!("`{shown}` ends before it begins"),
                        "a stretch over midnight is written in two parts: until \"24:00\", and from \"00:00\" on the next day",
                    ),
                    Err(NotHours::Overlapping) => self.refuse(
                        place,
                        format!("`{shown}` begins before the stretch above it has ended"),
                        "write the stretches of a day in their order, without overlap",
                    ),
                }
            }
        }
        hours
    }

    fn at_least_one(&mut self, place: &str, value: Option<u64>) {
        if value == Some(0) {
            let remedy = "leave the field out for no limit, or give a number from 1";
            self.refuse(place, "a quota of nobody", remedy);
        }
    }
}

fn checked(written: Written) -> Result<Settings, Vec<Problem>> {
    let mut check = Check(Vec::new());
    let kiosk = &written.kiosk;
    let languages = check.languages(&kiosk.languages);
    let language = kiosk
        .language
        .as_deref()
        .and_then(|word| check.locale("kiosk.language", word));
    if let Some(language) = language
        && !languages.is_empty()
        && !languages.contains(&language)
    {
        let cause = format!("`{}` is not among kiosk.languages", language.tag());
        check.refuse("kiosk.language", cause, "add it there, or choose another");
    }
    if let Some(hash) = &written.pin
        && !is_hash(hash)
    {
        let remedy =
            "`fivegaps pin --print` makes a line for it; a PIN itself is never written here";
        check.refuse("pin", "this is no Argon2id hash", remedy);
    }
    if written.keep_days == Some(0) {
        let remedy = "leave the field out to keep answers as long as the notice says";
        check.refuse("keep_days", "answers that are kept for no day", remedy);
    }
    check.at_least_one("kiosk.quota.total", kiosk.quota.total);
    check.at_least_one("kiosk.quota.per_day", kiosk.quota.per_day);
    let settings = Settings {
        site: check.name("site", &written.site),
        device: check.name("device", &written.device),
        wave: check.name("wave", &written.wave),
        theme: check.word(
            "theme",
            written.theme.as_ref(),
            ThemeName::parse,
            "themes are usual, high-contrast and plain; None leaves it to the terminal",
        ),
        spacing: check.word(
            "spacing",
            written.spacing.as_ref(),
            Spacing::parse,
            "spacings are usual and large",
        ),
        pin: written.pin.clone(),
        key_file: written.key_file.clone(),
        keep_days: written.keep_days,
        receipts: written.receipts,
        kiosk: Kiosk {
            form: kiosk.form.clone(),
            short: kiosk.short,
            languages,
            language,
            idle: Idle {
                warn: check.seconds("kiosk.idle", kiosk.idle, IDLE),
                close: check.seconds("kiosk.warning", kiosk.warning, WARNING),
            },
            thanks: check.seconds("kiosk.thanks", kiosk.thanks, THANKS),
            free_text: kiosk.free_text,
            show_store_result: kiosk.show_store_result,
            hours: check.hours(&kiosk.hours),
            quota: Quota {
                total: kiosk.quota.total,
                per_day: kiosk.quota.per_day,
            },
        },
        written,
    };
    if check.0.is_empty() {
        Ok(settings)
    } else {
        Err(check.0)
    }
}

impl Run {
    /// The settings of this run: the file, if there is one, and the options over it.
    pub(super) fn settings(&self, options: &KioskOptions) -> Result<Settings, Failure> {
        let (name, text) = match &self.folders.settings {
            Some(file) if file.exists() => (file.display().to_string(), text_of(file)?),
            Some(_) | None => ("the command line".to_owned(), String::new()),
        };
        read(&text, options).map_err(|problems| {
            let mut what = "the settings cannot be used\n".to_owned();
            for problem in &problems {
                let _ = write!(what, "\n{name}: {problem}");
            }
            Failure::new(FailureKind::Questionnaire, what)
        })
    }
}

fn text_of(file: &Path) -> Result<String, Failure> {
    let bytes = read_file(file)?;
    String::from_utf8(bytes).map_err(|_| {
        Failure::new(
            FailureKind::Questionnaire,
            format_args!("{} is no UTF-8 text", file.display()),
        )
        .hint("save it as UTF-8")
    })
}

// ---- the command ----

/// `fivegaps settings`: prints what is in force, or writes a file to begin with.
pub(super) fn settings(
    run: &Run,
    asked: &SettingsArguments,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    if asked.new {
        return write_new(run, output);
    }
    let settings = run.settings(&asked.options)?;
    let file = run.folders.settings.as_ref();
    let source = match file {
        Some(file) if file.exists() => format!("from {}", file.display()),
        Some(file) => format!("there is no {}: these hold without one", file.display()),
        None => "no settings folder is known: these hold without one".to_owned(),
    };
    output.line(format_args!("// {source}"))?;
    let mut shown = settings.written;
    shown.pin = shown.pin.map(|_| "(a PIN is set here)".to_owned());
    let pretty = ron::ser::PrettyConfig::new()
        .indentor("  ")
        .extensions(Extensions::IMPLICIT_SOME);
    let text = ron::Options::default()
        .to_string_pretty(&shown, pretty)
        .map_err(|error| Failure::new(FailureKind::Internal, error))?;
    output.line(text)
}

fn write_new(run: &Run, output: &mut Output<impl Write>) -> Result<(), Failure> {
    let Some(file) = &run.folders.settings else {
        return Err(Failure::new(
            FailureKind::Data,
            "no home folder is known, so there is no place for settings",
        )
        .hint("name the file with --settings FILE, or set HOME"));
    };
    if file.exists() {
        return Err(Failure::new(
            FailureKind::Usage,
            format_args!("there is {} already", file.display()),
        )
        .hint("edit it, or move it away first"));
    }
    let cannot = |error: std::io::Error| {
        Failure::new(
            FailureKind::Data,
            format_args!("cannot write {}: {error}", file.display()),
        )
    };
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(cannot)?;
    }
    whole_file::write(file, NEW.as_bytes()).map_err(cannot)?;
    output.line(format_args!("wrote {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<(String, String)> {
        read(text, &KioskOptions::default())
            .map(|settings| format!("{settings:?}"))
            .expect_err(text)
            .into_iter()
            .map(|problem| {
                assert!(!problem.remedy.is_empty());
                (problem.place, problem.cause)
            })
            .collect()
    }

    #[test]
    fn the_file_to_begin_with_changes_nothing() {
        let new = read(NEW, &KioskOptions::default()).expect("it can be used");
        let none = read("", &KioskOptions::default()).expect("it can be used");
        assert_eq!(new, none);
        assert_eq!(none.kiosk.idle, Idle::default());
    }

    #[test]
    fn a_field_that_is_not_known_is_refused_at_its_place() {
        let found = problems("(\n  kiosk: (ideal: 60),\n)");
        assert_eq!(found[0].0, "2:11");
        assert!(found[0].1.contains("ideal"), "{}", found[0].1);
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let text = r#"(site: "a\u{1b}b", pin: "123456", kiosk: (languages: ["en", "xx", "en"],
            language: "zh-Hant", idle: 3, hours: (monday: ["9-18", "12:00-11:00"]), quota: (total: 0)))"#;
        let places: Vec<String> = problems(text).into_iter().map(|(place, _)| place).collect();
        assert_eq!(
            places,
            [
                "kiosk.languages[1]",
                "kiosk.languages[2]",
                "kiosk.language",
                "pin",
                "kiosk.quota.total",
                "site",
                "kiosk.idle",
                "kiosk.hours.monday[0]",
                "kiosk.hours.monday[1]",
            ]
        );
    }

    #[test]
    fn options_stand_over_the_file_and_are_checked_like_it() {
        let options = KioskOptions {
            site: Some("North".to_owned()),
            full: true,
            idle: Some(90),
            ..KioskOptions::default()
        };
        let text = r#"(site: "South", wave: "1", kiosk: (short: true, warning: 30))"#;
        let settings = read(text, &options).expect("it can be used");
        assert_eq!(
            (settings.site.as_str(), settings.wave.as_str()),
            ("North", "1")
        );
        assert!(!settings.kiosk.short);
        assert_eq!(
            settings.kiosk.idle,
            Idle {
                warn: 90_000,
                close: 30_000
            }
        );
        let options = KioskOptions {
            idle: Some(1),
            ..KioskOptions::default()
        };
        assert!(read(text, &options).is_err());
    }
}

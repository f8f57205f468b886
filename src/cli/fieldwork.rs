//! `fivegaps interview --interviewer`, and `fivegaps contacts`: what came of everybody who was approached.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::json;

use super::settings::KioskOptions;
use super::{Failure, FailureKind, InterviewArguments, Output, Run};
use crate::analysis::{Dispositions, Value};
use crate::app::contacts::ContactSheet;
use crate::app::event::{Ask, Fault};
use crate::language::{
    FieldworkPhrases, Locale, clean_line, columns, fill, harmless, phrases, wrap,
};
use crate::run::{Day, Office, Post};
use crate::survey::record::Outcome;

/// The most characters of a name.
const NAME: usize = 60;

/// The source of codes and rates, for programs.
const SOURCE: &str = "AAPOR, Standard Definitions, 9th edition, 2016";
const COOP1: &str = "I / ((I + P) + R + O)";
const REF1: &str = "R / ((I + P) + (R + NC + O) + (UH + UO))";

#[derive(Debug, Args)]
pub(super) struct ContactsArguments {
    /// The study
    id: String,
    /// The form; else all of them
    #[arg(long)]
    form: Option<String>,
    /// The day, such as 2026-05-17; else today
    #[arg(long, value_name = "DAY", conflicts_with = "all")]
    day: Option<Date>,
    /// All days together
    #[arg(long)]
    all: bool,
    /// The contacts of this interviewer alone
    #[arg(long, value_name = "NAME")]
    interviewer: Option<String>,
    /// How
    #[arg(long = "as", value_enum, default_value = "text", value_name = "FORMAT")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Csv,
    Json,
}

/// The interviewer's name as it is kept.
pub(super) fn name_of(given: &str) -> Result<String, Failure> {
    let name = clean_line(given, NAME).trim().to_owned();
    if name.is_empty() {
        return Err(
            Failure::new(FailureKind::Usage, "the interviewer has no name")
                .hint("give a name or a number: --interviewer Mei"),
        );
    }
    Ok(name)
}

impl Run {
    /// The store as an interviewer works with it.
    pub(super) fn interviewers_office(
        &self,
        asked: &InterviewArguments,
        ask: &Ask,
        interviewer: String,
    ) -> Result<Office, Failure> {
        let settings = self.settings(&KioskOptions::default())?;
        let given = |given: &str, set: &str| if given.is_empty() { set } else { given }.to_owned();
        let post = Post {
            site: given(&asked.site, &settings.site),
            device: settings.device.clone(),
            wave: given(&asked.wave, &settings.wave),
            interviewer,
            test: self.test,
        };
        let mut office = self.office(post)?.with_pin(settings.pin);
        if let Some(every) = asked.every {
            office.select_every(ask, every).map_err(not_kept)?;
        }
        Ok(office)
    }
}

fn not_kept(fault: Fault) -> Failure {
    Failure::new(FailureKind::Data, fault.detail)
}

/// The sheet of a day, or of all days.
struct Sheet {
    study: String,
    /// `None`: all days.
    day: Option<String>,
    /// By name.
    interviewers: BTreeMap<String, Dispositions>,
    all: Dispositions,
}

/// `fivegaps contacts ID`.
pub(super) fn contacts(
    run: &Run,
    asked: &ContactsArguments,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let zone = TimeZone::system();
    let day = match asked.day {
        Some(day) => Day::of(day, &zone),
        None => Day::at(run.chance.now(), &zone),
    };
    let day = day.filter(|_| !asked.all);
    let time = day
        .as_ref()
        .map_or(i64::MIN..i64::MAX, |day| day.time.clone());
    let store = run.existing_store()?;
    let edition = run.edition(store.as_ref(), &asked.id, None)?;
    if let Some(form) = &asked.form {
        super::store::form(&edition, Some(form))?;
    }
    let found = match &store {
        Some(store) => store.contacts(&asked.id, asked.form.as_deref(), &time)?,
        None => Vec::new(),
    };
    let mut sheet = Sheet {
        study: asked.id.clone(),
        day: day.map(|day| day.name),
        interviewers: BTreeMap::new(),
        all: Dispositions::default(),
    };
    for one in found {
        if asked
            .interviewer
            .as_ref()
            .is_some_and(|name| *name != one.interviewer)
        {
            continue;
        }
        sheet.all.add(one.outcome, one.n);
        let mine = sheet.interviewers.entry(one.interviewer).or_default();
        mine.add(one.outcome, one.n);
    }
    match asked.format {
        Format::Text => output.write(text(&sheet, &phrases(run.locale).fieldwork)),
        Format::Csv => output.write(csv(&sheet)),
        Format::Json => output.line(format_args!("{:#}", json(&sheet))),
    }
}

/// The outcomes of a sheet, in the order of their codes; those who walk away break off.
const LISTED: [(Outcome, &str); 7] = [
    (Outcome::Complete, "complete"),
    (Outcome::Partial, "partial"),
    (Outcome::Refused, "refusal"),
    (Outcome::BreakOff, "break_off"),
    (Outcome::LanguageBarrier, "language_barrier"),
    (Outcome::Ineligible, "ineligible"),
    (Outcome::QuotaFull, "quota_full"),
];

fn count(all: &Dispositions, outcome: Outcome) -> u64 {
    if outcome == Outcome::BreakOff {
        all.broken_off()
    } else {
        all.of(outcome)
    }
}

// ---- for people ----

/// The sheet of the day in words, as the list of contacts has it.
pub(super) fn daily_sheet(
    ask: &Ask,
    interviewer: &str,
    sheet: &ContactSheet,
    locale: Locale,
) -> String {
    let sheet = Sheet {
        study: ask.edition.questionnaire.id.to_string(),
        day: Some(sheet.day.clone()),
        interviewers: BTreeMap::from([(interviewer.to_owned(), sheet.mine)]),
        all: sheet.all,
    };
    text(&sheet, &phrases(locale).fieldwork)
}

fn text(sheet: &Sheet, words: &FieldworkPhrases) -> String {
    let mut people: Vec<(&str, &Dispositions)> = sheet
        .interviewers
        .iter()
        .map(|(name, all)| (if name.is_empty() { "-" } else { name }, all))
        .collect();
    if people.len() != 1 || *people[0].1 != sheet.all {
        people.push((words.everybodys, &sheet.all));
    }
    let names: Vec<&str> = [
        words.approached,
        words.complete,
        words.partial,
        words.refusal,
        words.break_off,
        words.language_barrier,
        words.ineligible,
        words.quota_full,
        words.suspended,
        "COOP1",
        "REF1",
    ]
    .to_vec();
    let first = names.iter().map(|name| columns(name)).max().unwrap_or(0) + 2;
    let pad = |text: &str, width: usize| {
        format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
    };
    let ahead = |text: &str, width: usize| {
        format!("{}{text}", " ".repeat(width.saturating_sub(columns(text))))
    };
    let widths: Vec<usize> = people
        .iter()
        .map(|(name, _)| columns(name).max(8) + 2)
        .collect();
    let title = match &sheet.day {
        Some(day) => fill(words.sheet_title, &[("day", day)]),
        None => words.all_days.to_owned(),
    };
    let mut out = format!("{}: {title}\n\n", sheet.study);
    let mut row = |name: &str, code: &str, cells: Vec<String>| {
        let mut line = format!("{}{}", pad(name, first), pad(code, 6));
        for (cell, width) in cells.iter().zip(&widths) {
            line.push_str(&ahead(cell, *width));
        }
        let _ = writeln!(out, "{}", line.trim_end());
    };
    row(
        "",
        words.aapor,
        people.iter().map(|(name, _)| (*name).to_owned()).collect(),
    );
    let numbers = |of: &dyn Fn(&Dispositions) -> u64| -> Vec<String> {
        people.iter().map(|(_, all)| of(all).to_string()).collect()
    };
    row(words.approached, "", numbers(&Dispositions::approached));
    for ((outcome, _), name) in LISTED.iter().zip(&names[1..]) {
        let of = |all: &Dispositions| count(all, *outcome);
        row(name, outcome.disposition(), numbers(&of));
    }
    row(words.suspended, "", numbers(&|all| all.suspended));
    let rates = |of: &dyn Fn(&Dispositions) -> Value| -> Vec<String> {
        let shown = |all| {
            of(all).map_or(words.no_rate.to_owned(), |share| {
                format!("{:.1} %", 100.0 * share)
            })
        };
        people.iter().map(|(_, all)| shown(all)).collect()
    };
    row("COOP1", "", rates(&Dispositions::cooperation));
    row("REF1", "", rates(&Dispositions::refusal));
    let _ = write!(out, "\n{}\n{}\n", words.coop1, words.ref1);
    for line in wrap(words.letters, 78) {
        let _ = writeln!(out, "{line}");
    }
    out
}

// ---- for programs ----

fn fraction(value: Value) -> String {
    value.map_or(String::new(), |share| format!("{share:.6}"))
}

/// One row an interviewer; rates are fractions, empty where nobody eligible was met.
fn csv(sheet: &Sheet) -> String {
    let mut out = "\"study\",\"day\",\"interviewer\",\"approached\"".to_owned();
    for (_, word) in LISTED {
        let _ = write!(out, ",\"{word}\"");
    }
    out.push_str(",\"suspended\",\"coop1\",\"ref1\"\r\n");
    let quoted = |text: &str| format!("\"{}\"", harmless(text).replace('"', "\"\""));
    for (name, all) in &sheet.interviewers {
        let day = sheet.day.as_deref().unwrap_or_default();
        let _ = write!(
            out,
            "{},\"{day}\",{},\"{}\"",
            quoted(&sheet.study),
            quoted(name),
            all.approached()
        );
        for (outcome, _) in LISTED {
            let _ = write!(out, ",\"{}\"", count(all, outcome));
        }
        let _ = write!(
            out,
            ",\"{}\",\"{}\",\"{}\"\r\n",
            all.suspended,
            fraction(all.cooperation()),
            fraction(all.refusal())
        );
    }
    out
}

fn json(sheet: &Sheet) -> serde_json::Value {
    let rate = |value: Value| match value {
        Ok(share) => json!({ "value": share }),
        Err(absent) => json!({ "value": null, "reason": absent.word() }),
    };
    let one = |all: &Dispositions| {
        let outcomes: Vec<_> = LISTED
            .iter()
            .map(|(outcome, word)| {
                json!({ "outcome": word, "aapor": outcome.disposition(), "n": count(all, *outcome) })
            })
            .collect();
        json!({
            "approached": all.approached(),
            "outcomes": outcomes,
            "suspended": all.suspended,
            "coop1": rate(all.cooperation()),
            "ref1": rate(all.refusal()),
        })
    };
    let interviewers: Vec<_> = sheet
        .interviewers
        .iter()
        .map(|(name, all)| json!({ "interviewer": name, "contacts": one(all) }))
        .collect();
    json!({
        "schema": "fivegaps.contacts/1",
        "study": sheet.study,
        "day": sheet.day,
        "source": SOURCE,
        "formulas": { "coop1": COOP1, "ref1": REF1 },
        "interviewers": interviewers,
        "all": one(&sheet.all),
    })
}

//! `fivegaps doctor`: is everything in order? Looks, and changes nothing unless asked to mend.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use serde_json::{Value, json};

use super::library::library;
use super::{DoctorArguments, Failure, Output, Run};
use crate::language::Locale;
use crate::run::{PIN, Pulse};
use crate::store::{Filter, Notice, Store};
use crate::survey::library::Origin;

/// Less room than this, in bytes, is soon none.
const LITTLE: u64 = 100 << 20;

/// One line of the examination.
struct Line {
    about: &'static str,
    good: bool,
    words: String,
}

impl Line {
    fn new(about: &'static str, good: bool, words: impl Into<String>) -> Self {
        Self {
            about,
            good,
            words: words.into(),
        }
    }
}

/// Examines store, questionnaires, terminal, language and folders. Exit code 1 when something is wrong.
pub(super) fn doctor(
    run: &Run,
    asked: &DoctorArguments,
    output: &mut Output<impl Write>,
) -> Result<ExitCode, Failure> {
    let mut lines = vec![
        Line::new("version", true, env!("CARGO_PKG_VERSION")),
        Line::new("data folder", true, run.folders.data.display().to_string()),
    ];
    let health = store(run, asked.mend, &mut lines)?;
    questionnaires(run, &mut lines)?;
    terminal(&mut lines);
    lines.push(Line::new("language", true, run.locale.tag()));
    let well = lines.iter().all(|line| line.good);
    if asked.json {
        let findings: Vec<_> = lines
            .iter()
            .map(|line| json!({ "about": line.about, "good": line.good, "words": line.words }))
            .collect();
        let document = json!({ "schema": "fivegaps.doctor/1", "well": well, "findings": findings, "health": health });
        output.line(format_args!("{document:#}"))?;
    } else {
        for line in &lines {
            let mark = if line.good { "ok   " } else { "WRONG" };
            output.line(format_args!("{mark}  {:<16}{}", line.about, line.words))?;
        }
    }
    Ok(if well {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    })
}

fn store(run: &Run, mend: bool, lines: &mut Vec<Line>) -> Result<Value, Failure> {
    if !Store::file(&run.folders.data, run.test).exists() {
        lines.push(Line::new(
            "store",
            true,
            "none yet; it is made by the first interview",
        ));
        return Ok(Value::Null);
    }
    let (mut store, notices) = run.open()?;
    for notice in &notices {
        lines.push(Line::new("store", is_harmless(notice), notice.to_string()));
    }
    if mend {
        let mended = store.mend(run.chance.now())?;
        lines.push(Line::new(
            "mended",
            true,
            format!("{mended} responses; all sums added up anew"),
        ));
    }
    lines.push(Line::new("store", true, store.path().display().to_string()));
    lines.push(Line::new(
        "encryption",
        true,
        if store.is_encrypted() {
            "what people answered is encrypted, backups included"
        } else {
            "none; `fivegaps encrypt` encrypts what people answered"
        },
    ));
    #[cfg(unix)]
    lines.push(Line::new(
        "kiosk PIN",
        true,
        if store.value(PIN)?.is_some() {
            "set"
        } else {
            "none; `fivegaps pin` sets it"
        },
    ));
    counts(&store, lines)?;
    let health = health(run, &store, lines);
    let findings = store.check()?;
    if findings.is_empty() {
        lines.push(Line::new(
            "store check",
            true,
            "every answer is what was acknowledged",
        ));
    }
    for finding in findings {
        lines.push(Line::new("store check", false, finding.to_string()));
    }
    health
}

/// How answers come in, room on the disk, the clock: for people as lines, for a program as fields.
fn health(run: &Run, store: &Store, lines: &mut Vec<Line>) -> Result<Value, Failure> {
    let pulse = Pulse::of(store, run.chance.now())?;
    let last = pulse
        .last
        .and_then(|at| jiff::Timestamp::from_millisecond(at).ok());
    let last = last.map(|at| at.to_string());
    let answered = match &last {
        Some(at) => format!(
            "last {at}; {} today, {} in seven days",
            pulse.today, pulse.week
        ),
        None => "nobody in seven days".to_owned(),
    };
    lines.push(Line::new("answered", true, answered));
    if let Some(share) = pulse.completion() {
        let median = pulse.median.unwrap_or_default() / 1000;
        let words = format!(
            "{share} % of {} begun in seven days; half of them within {median} seconds",
            pulse.begun
        );
        lines.push(Line::new("completion", true, words));
    }
    if !pulse.left_at.is_empty() {
        let most: Vec<String> = pulse
            .left_at
            .iter()
            .take(5)
            .map(|(place, count)| format!("{place} ({count})"))
            .collect();
        lines.push(Line::new("left at", true, most.join(", ")));
    }
    let free = store.free_space();
    if let Some(free) = free {
        let words = format!("{} MB free", free >> 20);
        lines.push(Line::new("disk", free > LITTLE, words));
    }
    let clocks = store.audit()?;
    let set = clocks.iter().rfind(|line| line.what == "clock");
    if let Some(set) = set {
        lines.push(Line::new("clock", true, set.detail.clone()));
    }
    let left_at: Vec<Value> = pulse
        .left_at
        .iter()
        .map(|(place, count)| json!({ "at": place, "n": count }))
        .collect();
    Ok(json!({
        "last": last,
        "today": pulse.today,
        "week": pulse.week,
        "begun": pulse.begun,
        "completion_percent": pulse.completion(),
        "median_seconds": pulse.median.map(|median| median / 1000),
        "left_at": left_at,
        "free_bytes": free,
        "clock": set.map(|line| line.detail.clone()),
        "encrypted": store.is_encrypted(),
    }))
}

/// Whether a notice tells of nothing that somebody has to see to.
fn is_harmless(notice: &Notice) -> bool {
    match notice {
        Notice::Migrated { .. } => true,
        Notice::MovedAside { .. }
        | Notice::LogDamaged { .. }
        | Notice::WasEmpty { .. }
        | Notice::Exposed { .. }
        | Notice::NoReserve { .. }
        | Notice::NotEncrypted => false,
    }
}

fn counts(store: &Store, lines: &mut Vec<Line>) -> Result<(), Failure> {
    let counts = store.counts(&Filter::default())?;
    let responses: u64 = counts.iter().map(|count| count.kept + count.retired).sum();
    let open = store.open_interviews()?.len();
    lines.push(Line::new(
        "responses",
        true,
        format!("{responses} ended interviews, {open} not finished"),
    ));
    Ok(())
}

fn questionnaires(run: &Run, lines: &mut Vec<Line>) -> Result<(), Failure> {
    let library = library(&run.folders)?;
    let studies = library.studies();
    let own = studies
        .iter()
        .filter(|study| study.origin == Origin::Own)
        .count();
    let folder = run.folders.questionnaires.as_ref().map_or_else(
        || "no folder known".to_owned(),
        |folder| folder.display().to_string(),
    );
    lines.push(Line::new(
        "questionnaires",
        true,
        format!("{} in all, {own} of your own in {folder}", studies.len()),
    ));
    for study in studies.iter().filter(|study| study.edition.is_none()) {
        let file = study.problems.file();
        let words = format!("{file} cannot be used: `fivegaps check` tells why");
        lines.push(Line::new("questionnaires", false, words));
    }
    Ok(())
}

/// What can be said of the terminal without touching it.
fn terminal(lines: &mut Vec<Line>) {
    let both = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let words = if both {
        "standard input and output are a terminal"
    } else {
        "not a terminal here; interviews need one, or --plain"
    };
    lines.push(Line::new("terminal", true, words));
    #[expect(
        clippy::disallowed_methods,
        reason = "the doctor looks at the environment"
    )]
    let kind = std::env::var("TERM").unwrap_or_default();
    // The kernel's own console has 512 glyphs at most: no Chinese can be drawn on it.
    let console = kind == "linux";
    let words = if console {
        format!(
            "TERM is {kind}: this console cannot draw {} or {}; use a graphical terminal",
            Locale::ZhHant.own_name(),
            Locale::ZhHans.own_name()
        )
    } else {
        format!(
            "TERM is {}",
            if kind.is_empty() { "not set" } else { &kind }
        )
    };
    lines.push(Line::new("terminal kind", !console, words));
}

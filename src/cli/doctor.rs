//! `fivegaps doctor`: is everything in order? Looks, and changes nothing unless asked to mend.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use serde_json::json;

use super::library::library;
use super::{DoctorArguments, Failure, Output, Run};
use crate::language::Locale;
use crate::run::PIN;
use crate::store::{Filter, Notice, Store};
use crate::survey::library::Origin;

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
    store(run, asked.mend, &mut lines)?;
    questionnaires(run, &mut lines)?;
    terminal(&mut lines);
    lines.push(Line::new("language", true, run.locale.tag()));
    let well = lines.iter().all(|line| line.good);
    if asked.json {
        let findings: Vec<_> = lines
            .iter()
            .map(|line| json!({ "about": line.about, "good": line.good, "words": line.words }))
            .collect();
        let document = json!({ "schema": "fivegaps.doctor/1", "well": well, "findings": findings });
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

fn store(run: &Run, mend: bool, lines: &mut Vec<Line>) -> Result<(), Failure> {
    if !Store::file(&run.folders.data, run.test).exists() {
        lines.push(Line::new(
            "store",
            true,
            "none yet; it is made by the first interview",
        ));
        return Ok(());
    }
    let (mut store, notices) = Store::open(&run.folders.data, run.opening()?)?;
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
    Ok(())
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

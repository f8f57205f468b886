//! Commands about questionnaire files: `check` and `list`.

use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;

use serde_json::json;

use super::folders::read_file;
use super::library::Library;
use super::{Failure, FailureKind, Output, Run};
use crate::language::{Locale, columns, fit};
use crate::store::{Count, Filter};
use crate::survey::questionnaire::{Form, Problems, Questionnaire, examine};

/// `fivegaps check FILE...`: says everything that is wrong with the files.
pub(super) fn check(files: &[PathBuf], output: &mut Output<impl Write>) -> Result<(), Failure> {
    let mut refused = 0;
    for file in files {
        let bytes = read_file(file)?;
        let name = file.display().to_string();
        let reading = examine(&bytes, &name);
        if reading.problems.has_errors() {
            refused += 1;
        }
        if reading.problems.is_empty() {
            output.line(format_args!("{name}: no problems"))?;
        } else {
            output.write(reading.problems.render())?;
        }
    }
    if refused > 0 {
        let subject = if refused == 1 {
            "1 file".to_owned()
        } else {
            format!("{refused} files")
        };
        return Err(Failure::new(
            FailureKind::Questionnaire,
            format_args!("{subject} cannot be used"),
        ));
    }
    Ok(())
}

/// `fivegaps list`: the studies, their forms, and how many responses each has.
pub(super) fn list(
    run: &Run,
    as_json: bool,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let library = Library::read(&run.folders)?;
    let counts = run
        .existing_store()?
        .map_or(Ok(Vec::new()), |store| store.counts(&Filter::default()))?;
    if as_json {
        let studies: Vec<_> = library
            .studies
            .iter()
            .map(|study| {
                let questionnaire = &study.edition.questionnaire;
                let forms: Vec<_> = questionnaire
                    .forms
                    .iter()
                    .map(|form| {
                        json!({
                            "id": form.id.as_str(),
                            "questions": questionnaire.questions(form).len(),
                            "short": form.short.is_some(),
                            "responses": responses(&counts, study.edition.fingerprint.0.as_str(), form),
                        })
                    })
                    .collect();
                json!({
                    "id": questionnaire.id.as_str(),
                    "revision": questionnaire.revision,
                    "edition": study.edition.fingerprint.0,
                    "title": questionnaire.title,
                    "languages": questionnaire.locales(),
                    "file": study.file,
                    "forms": forms,
                })
            })
            .collect();
        let broken: Vec<_> = library.broken.iter().map(Problems::file).collect();
        let document = json!({ "schema": "fivegaps.list/1", "studies": studies, "broken": broken });
        return output.line(format_args!("{document:#}"));
    }
    for study in &library.studies {
        let questionnaire = &study.edition.questionnaire;
        let origin = study
            .file
            .as_ref()
            .map_or("shipped".to_owned(), |f| f.display().to_string());
        output.line(format_args!(
            "{}{}",
            pad(questionnaire.id.as_str(), 20),
            title(questionnaire, run.locale)
        ))?;
        for form in &questionnaire.forms {
            let done = responses(&counts, study.edition.fingerprint.0.as_str(), form);
            let mut line = String::new();
            let _ = write!(
                line,
                "  {}{} questions",
                pad(form.id.as_str(), 18),
                questionnaire.questions(form).len()
            );
            if form.short.is_some() {
                line.push_str(", short form");
            }
            let _ = write!(line, ", {done} responses");
            output.line(line)?;
        }
        output.line(format_args!("  {}{origin}", pad("file", 18)))?;
    }
    for problems in &library.broken {
        output.line(format_args!(
            "\n{} cannot be used ({} problems): `fivegaps check` tells them",
            problems.file(),
            problems.len()
        ))?;
    }
    Ok(())
}

fn responses(counts: &[Count], edition: &str, form: &Form) -> u64 {
    counts
        .iter()
        .filter(|count| count.edition.0 == edition && count.form == form.id.as_str())
        .map(|count| count.kept + count.retired)
        .sum()
}

fn title(questionnaire: &Questionnaire, wanted: Locale) -> String {
    let locales = questionnaire.locales();
    let locale = Locale::negotiate([wanted.tag()], &locales).unwrap_or(wanted);
    fit(questionnaire.title.get(locale), 56)
}

fn pad(text: &str, width: usize) -> String {
    let used = columns(text);
    format!("{text}{}", " ".repeat(width.saturating_sub(used).max(1)))
}

//! `fivegaps list`: which studies there are.

use std::fmt::Write as _;
use std::io::Write;

use serde_json::json;

use super::library::library;
use super::{Failure, Output, Run};
use crate::language::{Locale, columns, fit};
use crate::store::{Count, Filter};
use crate::survey::library::Origin;
use crate::survey::questionnaire::{Form, Questionnaire};
use crate::survey::record::Edition;

/// `fivegaps list`: the studies, their forms, and how many responses each has.
pub(super) fn list(
    run: &Run,
    as_json: bool,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let library = library(&run.folders)?;
    let counts = run
        .existing_store()?
        .map_or(Ok(Vec::new()), |store| store.counts(&Filter::default()))?;
    let studies = library.studies();
    let broken = studies.iter().filter(|study| study.edition.is_none());
    if as_json {
        let usable: Vec<_> = studies
            .iter()
            .filter_map(|study| Some((study, study.edition.as_ref()?)))
            .map(|(study, edition)| {
                let questionnaire = &edition.questionnaire;
                let forms: Vec<_> = questionnaire
                    .forms
                    .iter()
                    .map(|form| {
                        json!({
                            "id": form.id.as_str(),
                            "questions": questionnaire.questions(form).len(),
                            "short": form.short.is_some(),
                            "responses": responses(&counts, edition, form),
                        })
                    })
                    .collect();
                json!({
                    "id": questionnaire.id.as_str(),
                    "revision": questionnaire.revision,
                    "edition": edition.fingerprint.0,
                    "title": questionnaire.title,
                    "languages": questionnaire.locales(),
                    "shipped": study.origin == Origin::Shipped,
                    "forms": forms,
                })
            })
            .collect();
        let broken: Vec<_> = broken.map(|study| study.problems.file()).collect();
        let document = json!({
            "schema": "fivegaps.list/1",
            "folder": run.folders.questionnaires,
            "studies": usable,
            "broken": broken,
        });
        return output.line(format_args!("{document:#}"));
    }
    for study in studies {
        let Some(edition) = &study.edition else {
            continue;
        };
        let questionnaire = &edition.questionnaire;
        let own = match study.origin {
            Origin::Own => " (your own)",
            Origin::Shipped => "",
        };
        output.line(format_args!(
            "{}{}{own}",
            pad(questionnaire.id.as_str(), 20),
            title(questionnaire, run.locale)
        ))?;
        for form in &questionnaire.forms {
            let mut line = format!(
                "  {}{} questions",
                pad(form.id.as_str(), 18),
                questionnaire.questions(form).len()
            );
            if form.short.is_some() {
                line.push_str(", short form");
            }
            let done = responses(&counts, edition, form);
            let noun = if done == 1 { "response" } else { "responses" };
            let _ = write!(line, ", {done} {noun}");
            output.line(line)?;
        }
    }
    for study in broken {
        output.line(format_args!(
            "{} cannot be used ({} problems): `fivegaps check` tells them",
            study.problems.file(),
            study.problems.len()
        ))?;
    }
    match &run.folders.questionnaires {
        Some(folder) => output.line(format_args!(
            "\nYour own questionnaires lie in {}",
            folder.display()
        )),
        None => Ok(()),
    }
}

fn responses(counts: &[Count], edition: &Edition, form: &Form) -> u64 {
    counts
        .iter()
        .filter(|count| count.edition == edition.fingerprint && count.form == form.id.as_str())
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

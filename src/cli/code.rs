//! `fivegaps code`: critical incidents out for judges to code, and how far two judges agree.

#![expect(
    clippy::disallowed_methods,
    reason = "reads the sheets that judges filled in"
)]

use std::collections::BTreeSet;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::Args;

use super::store::form;
use super::{Failure, FailureKind, Output, Run};
use crate::analysis::disclosure::least_for_texts;
use crate::analysis::journey::{agreement, independence};
use crate::report::csv::Options;
use crate::report::incidents::{self, CATEGORIES, Incidents, Judged};
use crate::store::{Filter, whole_file};
use crate::survey::questionnaire::Form;
use crate::survey::record::{Edition, Outcome};

#[derive(Debug, Args)]
pub(super) struct CodeArguments {
    /// The study
    id: String,
    /// The form; else the first that asks for an incident
    #[arg(long)]
    form: Option<String>,
    /// A sheet that a judge has filled in; give two to see how far they agree
    #[arg(long, value_name = "FILE")]
    read: Vec<PathBuf>,
    /// The categories are your own, not those of Bitner, Booms & Tetreault (1990)
    #[arg(long)]
    own_categories: bool,
    /// Write the sheet to this file instead of ID-FORM-incidents.csv
    #[arg(long, value_name = "FILE", conflicts_with = "read")]
    output: Option<PathBuf>,
}

/// `fivegaps code ID`.
pub(super) fn code(
    run: &Run,
    asked: &CodeArguments,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let store = run.existing_store()?;
    let edition = run.edition(store.as_ref(), &asked.id, None)?;
    let form = form_of(&edition, asked.form.as_deref())?;
    match asked.read.as_slice() {
        [] => write_sheet(run, asked, &edition, form, output),
        [one] => tell(&judged(one, asked.own_categories)?, output),
        [one, other] => {
            let one = judged(one, asked.own_categories)?;
            let other = judged(other, asked.own_categories)?;
            tell(&one, output)?;
            output.line("")?;
            compare(&one, &other, output)
        }
        _ => Err(Failure::new(
            FailureKind::Usage,
            "two judges at most are compared at a time",
        )),
    }
}

fn form_of<'a>(edition: &'a Edition, name: Option<&str>) -> Result<&'a Form, Failure> {
    let questionnaire = &edition.questionnaire;
    let asks = |form: &&Form| Incidents::of(questionnaire, form).is_some();
    let found = match name {
        Some(_) => Some(form(edition, name)?).filter(asks),
        None => questionnaire.forms.iter().find(asks),
    };
    found.ok_or_else(|| {
        Failure::new(
            FailureKind::Usage,
            format_args!("`{}` asks for no critical incident there", questionnaire.id),
        )
        .hint("add `Incident(id: \"story\")` to a form")
    })
}

fn write_sheet(
    run: &Run,
    asked: &CodeArguments,
    edition: &Edition,
    form: &Form,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let Some(mut incidents) = Incidents::of(&edition.questionnaire, form) else {
        return Ok(());
    };
    let mut responses = 0;
    if let Some(store) = run.existing_store()? {
        let counted = Filter {
            edition: Some(edition.fingerprint.clone()),
            form: Some(form.id.to_string()),
            outcomes: Outcome::COUNTED.to_vec(),
            ..Filter::default()
        };
        store.each_response(&counted, |response| {
            incidents.add(response);
            responses += 1;
            ControlFlow::Continue(())
        })?;
    }
    let least = least_for_texts(edition.questionnaire.disclosure);
    if responses < least {
        return Err(Failure::new(
            FailureKind::Data,
            format_args!("texts are shown from {least} responses on, and there are {responses}"),
        ));
    }
    let found = incidents.end();
    let file = asked
        .output
        .clone()
        .unwrap_or_else(|| PathBuf::from(format!("{}-{}-incidents.csv", asked.id, form.id)));
    let beside = file.with_extension("categories.csv");
    let options = Options::default();
    let cannot = |file: &Path, error: std::io::Error| {
        Failure::new(
            FailureKind::Data,
            format_args!("cannot write {}: {error}", file.display()),
        )
        .hint("name another place with --output")
    };
    whole_file::write_with(&file, |out| incidents::write(out, &found, options))
        .map_err(|error| cannot(&file, error))?;
    whole_file::write_with(&beside, |out| incidents::write_categories(out, options))
        .map_err(|error| cannot(&beside, error))?;
    output.line(format_args!(
        "{} incidents in {}, the categories in {}",
        found.len(),
        file.display(),
        beside.display()
    ))?;
    output.line("people may have written names: read the texts before you pass them on")?;
    output.line(format_args!(
        "give each judge a copy, let them fill in `category` without seeing the other's, then: \
         fivegaps code {} --read ONE.csv --read OTHER.csv",
        asked.id
    ))
}

/// A judge's sheet, by incident.
type Sheet = std::collections::BTreeMap<String, Judged>;

fn judged(file: &Path, own_categories: bool) -> Result<Sheet, Failure> {
    let failed = |what: &dyn std::fmt::Display| {
        Failure::new(
            FailureKind::Data,
            format_args!("{}: {what}", file.display()),
        )
    };
    let text = std::fs::read_to_string(file).map_err(|error| failed(&error))?;
    incidents::read(&text, own_categories).map_err(|error| {
        failed(&error).hint("save the sheet as CSV in UTF-8; --own-categories takes other codes")
    })
}

/// The codes in use, the usual ones first.
fn codes(sheets: &[&Sheet]) -> Vec<String> {
    let used: BTreeSet<&str> = sheets
        .iter()
        .flat_map(|sheet| sheet.values())
        .map(|judged| judged.category.as_str())
        .filter(|code| !code.is_empty())
        .collect();
    used.into_iter().map(str::to_owned).collect()
}

const VALENCES: [&str; 2] = ["satisfying", "dissatisfying"];

/// Category by valence.
fn tell(sheet: &Sheet, output: &mut Output<impl Write>) -> Result<(), Failure> {
    let codes = codes(&[sheet]);
    let count = |code: &str, valence: &str| {
        let of = |judged: &&Judged| judged.category == code && judged.valence == valence;
        sheet.values().filter(of).count() as u64
    };
    output.line("category  satisfying  dissatisfying")?;
    let mut counts = Vec::new();
    for code in &codes {
        let row = VALENCES.map(|valence| count(code, valence));
        let meaning = CATEGORIES.iter().find(|(usual, _)| usual == code);
        let meaning = meaning.map_or("", |(_, meaning)| *meaning);
        output.line(format_args!(
            "{code:<8}  {:>10}  {:>13}  {meaning}",
            row[0], row[1]
        ))?;
        counts.push(row.to_vec());
    }
    let uncoded = sheet.values().filter(|judged| judged.category.is_empty());
    output.line(format_args!("not coded: {}", uncoded.count()))?;
    match independence(&counts) {
        Ok((square, freedom, p)) => output.line(format_args!(
            "chi-square {square:.2}, {freedom} degrees of freedom, p = {p:.3}"
        )),
        Err(_) => output.line("chi-square: not told, a cell would expect fewer than 5"),
    }
}

/// How far two judges put the same incidents into the same categories.
fn compare(one: &Sheet, other: &Sheet, output: &mut Output<impl Write>) -> Result<(), Failure> {
    let codes = codes(&[one, other]);
    let place = |judged: &Judged| codes.iter().position(|code| *code == judged.category);
    let mut counts = vec![vec![0; codes.len()]; codes.len()];
    let mut apart = Vec::new();
    for (id, first) in one {
        let Some(second) = other.get(id) else {
            continue;
        };
        let (Some(row), Some(column)) = (place(first), place(second)) else {
            continue;
        };
        if let Some(cell) = counts.get_mut(row).and_then(|row| row.get_mut(column)) {
            *cell += 1;
        }
        if row != column {
            apart.push(format!("{id}: {} or {}", first.category, second.category));
        }
    }
    let Ok(found) = agreement(&counts) else {
        return output.line("the two sheets have no incident that both judges coded with two categories between them");
    };
    output.line(format_args!(
        "both judges coded {} incidents and agree on {:.0}%",
        found.n,
        found.observed * 100.0
    ))?;
    match (found.kappa, found.kappa_error) {
        (Ok(kappa), Ok(error)) => output.line(format_args!(
            "kappa (Cohen 1960) {kappa:.2}, standard error {error:.2}"
        ))?,
        _ => output.line("kappa (Cohen 1960): none, both judges use one category")?,
    }
    output.line(format_args!(
        "reliability (Perreault & Leigh 1989) {:.2}, standard error {:.2}; aim for .80",
        found.index, found.index_error
    ))?;
    if !apart.is_empty() {
        output.line("to talk about:")?;
        for line in apart {
            output.line(format_args!("  {line}"))?;
        }
    }
    Ok(())
}

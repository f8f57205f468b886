//! `fivegaps export`, and how results are written.

use std::io::BufWriter;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::apart::judge;
use super::store::form;
use super::{ExportArguments, ExportFormat, Failure, FailureKind, Output, Run};
use crate::report::codebook;
use crate::report::csv::{ExportError, Options, Table};
use crate::report::paradata::{self, Kept, Paradata};
use crate::store::{Filter, Out, Store, whole_file};
use crate::survey::questionnaire::Form;
use crate::survey::record::Edition;

/// Writes whole to a file, or to standard output.
pub(super) fn deliver(
    bytes: &[u8],
    file: Option<&Path>,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    match file {
        Some(file) => whole_file::write(file, bytes).map_err(|error| cannot_write(file, &error)),
        None => output.bytes(bytes),
    }
}

fn cannot_write(file: &Path, error: &std::io::Error) -> Failure {
    Failure::new(
        FailureKind::Data,
        format_args!("cannot write {}: {error}", file.display()),
    )
    .hint("a file of that name, if there was one, is as it was; name another place with --output")
}

/// `fivegaps export ID`.
pub(super) fn export(
    run: &Run,
    asked: &ExportArguments,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let ExportFormat::Csv = asked.format;
    let store = run.existing_store()?;
    let edition = run.edition(store.as_ref(), &asked.id, asked.edition.as_deref())?;
    let form = form(&edition, asked.form.as_deref())?;
    let file = asked.output.clone().unwrap_or_else(|| {
        let ending = if asked.log { "log.csv" } else { "csv" };
        PathBuf::from(format!("{}-{}.{ending}", asked.id, form.id))
    });
    let options = Options {
        mark: !asked.no_bom,
        raw: asked.raw,
        ..Options::default()
    };
    let every = Filter {
        edition: Some(edition.fingerprint.clone()),
        form: Some(form.id.to_string()),
        out: Out::Out,
        ..Filter::default()
    };
    let mut rows = Ok(0);
    whole_file::write_with(&file, |out| {
        let mut out = BufWriter::new(out);
        rows = if asked.log {
            log(store.as_ref(), &edition, form, &every, options, &mut out)
        } else {
            table(store.as_ref(), &edition, form, &every, options, &mut out)
        };
        // A table that could not be written whole must not take the place of an older one.
        match &rows {
            Ok(_) => out.flush(),
            Err(failure) => Err(std::io::Error::other(failure.what.clone())),
        }
    })
    .or_else(|error| {
        rows.as_ref()
            .map_or(Ok(()), |_| Err(cannot_write(&file, &error)))
    })?;
    let rows = rows?;
    let book = codebook_beside(&file);
    whole_file::write_with(&book, |out| {
        if asked.log {
            paradata::write_codebook(out, form, options)
        } else {
            codebook::write(out, &edition.questionnaire, form, options)
        }
    })
    .map_err(|error| cannot_write(&book, &error))?;
    let noun = match (asked.log, rows == 1) {
        (false, true) => "response",
        (false, false) => "responses",
        (true, true) => "row of the log",
        (true, false) => "rows of the log",
    };
    output.line(format_args!(
        "{rows} {noun} in {}, what the columns mean in {}",
        file.display(),
        book.display()
    ))
}

fn table(
    store: Option<&Store>,
    edition: &Edition,
    form: &Form,
    filter: &Filter,
    options: Options,
    out: &mut impl Write,
) -> Result<u64, Failure> {
    let mut table = Table::new(out, &edition.questionnaire, form, options);
    let mut broken = None;
    if let Some(store) = store {
        let judge = judge(store, edition, form)?;
        store.each_of_group(filter, |count, response| {
            let signs = match &judge {
                Some(judge) => judge.signs(count.signs, &response.packed),
                None => count.signs,
            };
            match table.add(response, signs) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    broken = Some(error);
                    ControlFlow::Break(())
                }
            }
        })?;
    }
    if let Some(error) = broken {
        return Err(not_exported(&error));
    }
    table.end().map_err(|error| not_exported(&error))
}

/// The logs of the interviews whose responses a filter takes.
fn log(
    store: Option<&Store>,
    edition: &Edition,
    form: &Form,
    filter: &Filter,
    options: Options,
    out: &mut impl Write,
) -> Result<u64, Failure> {
    let mut table = Paradata::new(out, &edition.questionnaire, form, options);
    if let Some(store) = store {
        let mut ended = Vec::new();
        store.each_response(filter, |response| {
            ended.push(response.id.clone());
            ControlFlow::Continue(())
        })?;
        for id in ended {
            let Some(response) = store.response(&id)? else {
                continue;
            };
            let (header, edition, entries) = store.load(&id)?;
            table
                .add(Kept {
                    header,
                    edition,
                    entries,
                    response,
                })
                .map_err(|error| not_exported(&error))?;
        }
    }
    table.end().map_err(|error| not_exported(&error))
}

fn not_exported(error: &ExportError) -> Failure {
    Failure::new(FailureKind::Data, error)
}

/// `store-customer.csv` has its codebook in `store-customer.codebook.csv`.
fn codebook_beside(file: &Path) -> PathBuf {
    file.with_extension("codebook.csv")
}

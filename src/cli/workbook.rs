//! Workbooks whose makers are not known: how large they really are, and their sheets as cells.
#![expect(
    clippy::disallowed_methods,
    reason = "the shell reads the file that it is given"
)]

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use calamine::{DataRef, Reader, Xlsx};

use super::{Failure, FailureKind};
use crate::survey::xlsform::{MAX_ROWS, Sheet};

/// The most bytes that the parts of a form may have when they are unpacked.
const MOST_UNPACKED: u64 = 64 << 20;

/// The most parts of a workbook.
const MOST_PARTS: usize = 5_000;

/// The most sheets that are read of a form.
const MOST_SHEETS: usize = 100;

/// The most columns that are read of a sheet. Spreadsheets themselves have 16384.
pub(super) const MOST_COLUMNS: usize = 16_384;

/// The most characters that are read of all sheets of a form.
const MOST_CHARACTERS: usize = 16 << 20;

/// Whether the bytes that a file begins with are those of a workbook.
pub(super) fn is_workbook(start: &[u8]) -> bool {
    start.starts_with(b"PK\x03\x04")
}

/// Unpacks the parts of a workbook for which `counts` says so and refuses it when they are more than `most`
/// bytes: a file may say anything about its size, so they are counted.
pub(super) fn refuse_bombs(
    path: &Path,
    most: u64,
    counts: impl Fn(&str) -> bool,
) -> Result<(), Failure> {
    let no = |what: &dyn std::fmt::Display| {
        let told = format_args!("cannot read the workbook {}: {what}", path.display()).to_string();
        Failure::new(FailureKind::Data, told)
            .hint("open it in a spreadsheet program and save it again, or save it as CSV")
    };
    let file = File::open(path).map_err(|error| no(&error))?;
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(|error| no(&error))?;
    if archive.len() > MOST_PARTS {
        return Err(no(&"it has too many parts"));
    }
    let mut left = most;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| no(&error))?;
        // A part whose name cannot be read counts.
        if part.name().is_ok_and(|name| !counts(&name)) {
            continue;
        }
        let unpacked =
            io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(|error| no(&error))?;
        left = left.checked_sub(unpacked).ok_or_else(|| {
            no(&format_args!(
                "unpacked it is larger than {} MB",
                most >> 20
            ))
        })?;
    }
    Ok(())
}

/// All sheets of a workbook as text, as far as a form can be long.
pub(super) fn sheets(path: &Path) -> Result<Vec<Sheet>, Failure> {
    refuse_bombs(path, MOST_UNPACKED, |_| true)?;
    let no = |error: &dyn std::fmt::Display| {
        Failure::new(
            FailureKind::Data,
            format_args!("cannot read the workbook {}: {error}", path.display()),
        )
        .hint("open it in a spreadsheet program and save it again")
    };
    let file = File::open(path).map_err(|error| no(&error))?;
    let mut book = Xlsx::new(BufReader::new(file)).map_err(|error| no(&error))?;
    let mut sheets = Vec::new();
    let mut characters = 0;
    for name in book.sheet_names().into_iter().take(MOST_SHEETS) {
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else {
            // A sheet with a chart alone has no cells.
            continue;
        };
        let mut sheet = Sheet {
            name,
            rows: Vec::new(),
        };
        while let Some(cell) = cells.next_cell().map_err(|error| no(&error))? {
            let (row, column) = cell.get_position();
            let text = text_of(cell.get_value());
            if text.is_empty() {
                continue;
            }
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            characters += text.len() + 1;
            if column >= MOST_COLUMNS || characters > MOST_CHARACTERS {
                return Err(no(&"it has more cells than a form may have"));
            }
            let number = row.saturating_add(1);
            if sheet.rows.last().is_none_or(|(last, _)| *last != number) {
                if sheet.rows.len() > MAX_ROWS {
                    break;
                }
                sheet.rows.push((number, Vec::new()));
            }
            if let Some((_, cells)) = sheet.rows.last_mut() {
                // A row of one cell far to the right is paid for like one that is full.
                characters += column.saturating_sub(cells.len());
                if cells.len() <= column {
                    cells.resize(column + 1, String::new());
                }
                if let Some(place) = cells.get_mut(column) {
                    *place = text;
                }
            }
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// What a cell of a workbook shows. Days and times come out as `2026-05-17T14:03:59`.
pub(super) fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(flag) => i32::from(*flag).to_string(),
        DataRef::DateTime(moment) => moment_of(moment.as_f64()),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// A spreadsheet's day number: whole days since 1899-12-30, and the part of the day. Below one, a time alone.
fn moment_of(days: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "days of a calendar; what is no number becomes 0"
    )]
    let seconds = (days * 86_400.0).round() as i64;
    let start = jiff::civil::date(1899, 12, 30).at(0, 0, 0, 0);
    let moment = start.checked_add(jiff::SignedDuration::from_secs(seconds));
    match moment {
        Ok(moment) if days < 1.0 => moment.time().to_string(),
        Ok(moment) => moment.to_string(),
        Err(_) => days.to_string(),
    }
}

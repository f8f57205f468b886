//! `fivegaps new ID --from FILE`: a questionnaire drafted from a form of another program, or from a table of answers.
#![expect(
    clippy::disallowed_methods,
    reason = "the shell reads the file that it is given"
)]

use std::fmt::Write as _;
use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

use super::author::{told, write};
use super::import::replace_map;
use super::import::show::fit_end;
use super::import::table::{Shape, Table};
use super::workbook::{is_workbook, sheets};
use super::{Failure, FailureKind, Output, Run};
use crate::language::{XlsformPhrases, clean_line, columns, fill, phrases, wrap};
use crate::survey::draft::{Draft, Remarks, Unsure, Went, commented};
use crate::survey::import::{Left, Tabled, column_names, draft_from};
use crate::survey::questionnaire::Id;
use crate::survey::xlsform::{Converted, Loss, Why, convert, is_form};

/// The largest file that must be a form, or a table that is small enough for one, in bytes.
const LARGEST_FORM: u64 = 4 << 20;

/// Rows that a study is drafted from.
const SAMPLE: usize = 2000;

/// The widest line of what is told.
const WIDTH: usize = 78;

/// Drafts the study `id` from a file and writes it.
pub(super) fn draft(
    run: &Run,
    from: &Path,
    id: &Id,
    file: &Path,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let words = &phrases(run.locale).xlsform;
    let refuse = |what: &dyn std::fmt::Display| {
        Failure::new(
            FailureKind::Data,
            format_args!("cannot draft a study from {}: {what}", from.display()),
        )
    };
    let mut start = Vec::new();
    File::open(from)
        .and_then(|opened| opened.take(8).read_to_end(&mut start))
        .map_err(|error| refuse(&error))?;
    if is_workbook(&start) {
        // A form is small; what is too large for one may be a table.
        let small = from
            .metadata()
            .is_ok_and(|about| about.len() <= LARGEST_FORM);
        let sheets = match sheets(from) {
            Err(failure) if small => return Err(failure),
            Err(_) => Vec::new(),
            Ok(sheets) => sheets,
        };
        if is_form(&sheets) {
            let converted = convert(&sheets, id)
                .map_err(|error| refuse(&error).hint("mend the form, then do this again"))?;
            return of_form(run, words, from, (id, file), &converted, output);
        }
    }
    of_table(run, words, from, (id, file), output)
}

/// From a form: everything that it loses is told.
fn of_form(
    run: &Run,
    words: &XlsformPhrases,
    from: &Path,
    (id, file): (&Id, &Path),
    converted: &Converted,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let remarks = remarks(words, from, &converted.draft, id);
    let text = commented(&converted.draft, &converted.source, &remarks);
    let warnings = write(file, &text)?;
    output.line(summary(words, &converted.draft))?;
    output.write(losses(words, &converted.losses))?;
    output.write(looks(words, &converted.draft.unsure, &[]))?;
    output.line("")?;
    told(file, id.as_str(), run.locale, output)?;
    if warnings.is_empty() {
        return Ok(());
    }
    output.line(format_args!("\n{warnings}"))
}

/// From a table of answers: the study, and the map that brings the table into it.
fn of_table(
    run: &Run,
    words: &XlsformPhrases,
    from: &Path,
    (id, file): (&Id, &Path),
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let map_file = from.with_extension("map.ron");
    if map_file.symlink_metadata().is_ok() {
        return Err(Failure::new(
            FailureKind::Usage,
            format_args!("there is a map already: {}", map_file.display()),
        )
        .hint("move it away: the drafted study gets a map of its own"));
    }
    let table = Table::open(from, Shape::wanted(None, None)?)?;
    output.line(table.description())?;
    let sampled = table.sample(SAMPLE)?;
    let stem = from.file_stem().unwrap_or_default().to_string_lossy();
    let mut tabled = draft_from(&sampled, id, &clean_line(&stem, 100), run.locale);
    if tabled.draft.went.is_empty() {
        return Err(Failure::new(
            FailureKind::Data,
            format_args!(
                "cannot draft a study from {}: none of its columns is a question",
                from.display()
            ),
        )
        .hint("the first row that is filled names the columns, the rows below it are answers"));
    }
    table.tell(&mut tabled.map);
    let text = commented(
        &tabled.draft,
        &tabled.source,
        &remarks(words, from, &tabled.draft, id),
    );
    let warnings = write(file, &text)?;
    let names = column_names(&sampled.headers);
    replace_map(&map_file, &tabled.map, &names)?;
    output.line(format_args!("\n{}", summary(words, &tabled.draft)))?;
    output.write(columns_told(words, &tabled))?;
    let mut more = Vec::new();
    if tabled.as_english {
        more.push(words.as_english.to_owned());
    }
    for (number, count) in &tabled.missing {
        let values = [("number", &*number.to_string()), ("n", &count.to_string())];
        more.push(fill(words.missing_code, &values));
    }
    output.write(looks(words, &tabled.draft.unsure, &more))?;
    output.line("")?;
    told(file, id.as_str(), run.locale, output)?;
    output.line(format_args!(
        "    fivegaps import {id} --from {} --map {}\n        {}",
        from.display(),
        map_file.display(),
        words.next_import
    ))?;
    if warnings.is_empty() {
        return Ok(());
    }
    output.line(format_args!("\n{warnings}"))
}

/// Where each column went.
fn columns_told(words: &XlsformPhrases, tabled: &Tabled) -> String {
    let mut out = String::new();
    for column in &tabled.map.columns {
        let _ = writeln!(
            out,
            "  {}  {}",
            pad(&fit_end(&column.from, 44), 44),
            column.to
        );
    }
    for (role, column) in tabled.map.rows.named() {
        let _ = writeln!(out, "  {}  ({role})", pad(&fit_end(column, 44), 44));
    }
    if !tabled.left.is_empty() {
        let _ = writeln!(out, "\n{}", words.left_out);
    }
    for (name, why) in &tabled.left {
        let why = match why {
            Left::Empty => words.left_empty,
            Left::Personal => words.left_personal,
            Left::Paradata => words.left_paradata,
            Left::Constant => words.left_constant,
            Left::Fraction => words.left_fraction,
        };
        let _ = writeln!(out, "  {}  {why}", pad(&fit_end(name, 44), 44));
    }
    out
}

fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

/// What the file says of itself.
fn remarks(words: &XlsformPhrases, from: &Path, draft: &Draft, id: &Id) -> Remarks {
    let name = from.file_name().unwrap_or_default().to_string_lossy();
    let name = clean_line(&name, 100);
    let mut top = vec![
        fill(words.drafted, &[("file", &name), ("id", id.as_str())]),
        words.keep_ids.to_owned(),
    ];
    top.extend(draft.unsure.iter().filter_map(|unsure| look(words, unsure)));
    Remarks {
        top,
        before: vec![
            ("place", fill(words.place_remark, &[("place", "{place}")])),
            ("dimensions", words.items_remark.to_owned()),
            ("forms", words.consent_remark.to_owned()),
        ],
    }
}

/// How much was carried over.
fn summary(words: &XlsformPhrases, draft: &Draft) -> String {
    let carried = draft.went.iter().filter(|went| matches!(went, Went::To(_)));
    let study = &draft.questionnaire;
    let items = study.items().filter(|(_, item)| item.perception.is_some());
    let (carried, items) = (carried.count().to_string(), items.count());
    let mut told = fill(words.carried, &[("n", &carried)]);
    if items > 0 {
        let dimensions = study.dimensions.len().to_string();
        let values = [("items", &*items.to_string()), ("dimensions", &dimensions)];
        let _ = write!(told, " {}", fill(words.items, &values));
    }
    told
}

/// What an author should look at, if it concerns the whole study.
fn look(words: &XlsformPhrases, unsure: &Unsure) -> Option<String> {
    let n = |template: &str, n: &usize| Some(fill(template, &[("n", &n.to_string())]));
    match unsure {
        Unsure::Pairs(count) => n(words.pairs, count),
        Unsure::PairsByOrder(count) => n(words.pairs_by_order, count),
        Unsure::PerceptionsOnly(count) => n(words.perceptions, count),
        Unsure::NoRatings => Some(words.no_ratings.to_owned()),
        Unsure::ServqualDimensions => Some(words.servqual.to_owned()),
        Unsure::OneDimension => Some(words.one_dimension.to_owned()),
        Unsure::Wordless(count) => n(words.wordless, count),
        Unsure::NoItem(..) | Unsure::Condition(_) => None,
    }
}

fn looks(words: &XlsformPhrases, unsure: &[Unsure], more: &[String]) -> String {
    let mut told: Vec<String> = unsure.iter().filter_map(|one| look(words, one)).collect();
    told.extend_from_slice(more);
    let mut out = String::new();
    if told.is_empty() {
        return out;
    }
    let _ = writeln!(out, "\n{}", words.look);
    for one in told {
        indented(&mut out, 2, &one);
    }
    out
}

fn indented(out: &mut String, by: usize, text: &str) {
    for line in wrap(text, WIDTH - by) {
        let _ = writeln!(out, "{}{}", " ".repeat(by), line.trim_end());
    }
}

/// Everything that is not carried over, or otherwise: each with its place; why is said once.
fn losses(words: &XlsformPhrases, losses: &[Loss]) -> String {
    let mut out = String::new();
    if losses.is_empty() {
        let _ = writeln!(out, "{}", words.nothing_lost);
        return out;
    }
    let count = losses.len().to_string();
    let _ = writeln!(out, "\n{}", fill(words.lost, &[("n", &count)]));
    let mut reasons: Vec<Why> = Vec::new();
    for loss in losses {
        if !reasons.contains(&loss.why) {
            reasons.push(loss.why);
        }
    }
    for why in reasons {
        let mut places: Vec<(&str, &str, Vec<&Loss>)> = Vec::new();
        for loss in losses.iter().filter(|loss| loss.why == why) {
            match places
                .iter_mut()
                .find(|(sheet, column, _)| *sheet == loss.sheet && *column == loss.column)
            {
                Some((_, _, members)) => members.push(loss),
                None => places.push((&loss.sheet, &loss.column, vec![loss])),
            }
        }
        for (sheet, column, members) in places {
            place(&mut out, words, sheet, column, &members);
        }
        indented(&mut out, 6, why.words(words));
    }
    out
}

/// One column of a sheet: rows that say the same together, others one a line.
fn place(out: &mut String, words: &XlsformPhrases, sheet: &str, column: &str, members: &[&Loss]) {
    let head = match column {
        "" => sheet.to_owned(),
        column => format!("{sheet}, {} `{column}`", words.at_column),
    };
    let mut said: Vec<(&str, Vec<u32>)> = Vec::new();
    for loss in members {
        let rows = loss.row.into_iter();
        match said.iter_mut().find(|(what, _)| *what == loss.what) {
            Some((_, known)) => known.extend(rows),
            None => said.push((&loss.what, rows.collect())),
        }
    }
    for (what, rows) in said {
        let at = if rows.is_empty() {
            head.clone()
        } else {
            format!("{head}, {} {}", words.rows, ranges(&rows))
        };
        let line = match what {
            "" => at,
            what => format!("{at}: {what}"),
        };
        indented(out, 2, &line);
    }
}

/// `3, 5-9, 12`
fn ranges(rows: &[u32]) -> String {
    let mut parts: Vec<(u32, u32)> = Vec::new();
    for row in rows {
        match parts.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*row) => *last = *row,
            Some((_, last)) if *last == *row => {}
            Some(_) | None => parts.push((*row, *row)),
        }
    }
    let parts: Vec<String> = parts
        .into_iter()
        .map(|(first, last)| {
            if first == last {
                first.to_string()
            } else {
                format!("{first}-{last}")
            }
        })
        .collect();
    parts.join(", ")
}

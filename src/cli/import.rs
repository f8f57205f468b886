//! `fivegaps import`: an existing survey becomes responses of a study.
//!
//! ```text
//! file ── Table ── headers, some rows ── propose / --map ──▶ Map ── shown, written, agreed to
//!   └──── read once: count, name every rejected cell, set aside ──── store, in one transaction
//! ```
#![expect(
    clippy::disallowed_methods,
    reason = "the shell reads the file that is imported"
)]

pub(super) mod show;
pub(super) mod table;
mod tally;

use std::io::{BufRead, IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::library::find;
use super::store::form;
use super::{Failure, FailureKind, ImportArguments, Output, Run};
use crate::store::{Intake, whole_file};
use crate::survey::import::{
    Constants, Converter, Map, MapError, Told, Verdict, column_names, propose,
};
use table::{Shape, Table};
use tally::Tally;

/// Rows that a first map is proposed from.
const SAMPLE: usize = 1000;

/// The longest map file that is read, in bytes.
const LONGEST_MAP: u64 = 4 << 20;

/// `fivegaps import ID --from FILE`.
pub(super) fn import(
    run: &Run,
    asked: &ImportArguments,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let edition = find(&run.folders, &asked.id)?;
    let given = asked.map.as_deref().map(read_map).transpose()?;
    let name = asked
        .form
        .as_deref()
        .or(given.as_ref().map(|map| map.form.as_str()));
    let form = form(&edition, name)?;
    let shape = Shape::wanted(asked.encoding.as_deref(), given.as_ref())?;
    let table = Table::open(&asked.from, shape)?;
    output.line(table.description())?;
    let sampled = table.sample(SAMPLE)?;
    let names = column_names(&sampled.headers);
    let mut map = match given {
        Some(map) => map,
        None => {
            let usual = run.locale_of(&edition);
            let mut proposal = propose(&edition.questionnaire, form, &sampled, usual);
            proposal.map.encoding.clone_from(&asked.encoding);
            table.tell(&mut proposal.map);
            output.write(show::proposal(&proposal, &edition, form))?;
            write_map(&asked.map_file(), &proposal.map, &names)?;
            output.line(format_args!(
                "\nThe map is in {}",
                asked.map_file().display()
            ))?;
            proposal.map
        }
    };
    let may_ask = std::io::stdin().is_terminal() && !asked.yes;
    if asked.map.is_none() && !asked.yes && !may_ask {
        return output.line(format_args!(
            "Nothing is stored yet. Look at the map, change it where it is wrong, then:\n  fivegaps import {} --from {} --map {}",
            asked.id,
            asked.from.display(),
            asked.map_file().display()
        ));
    }
    if may_ask && settle(&mut map, output)? && asked.map.is_none() {
        replace_map(&asked.map_file(), &map, &names)?;
    }
    let constants = Constants {
        site: asked.site.clone(),
        wave: asked.wave.clone(),
        locale: None,
        started: run.chance.now(),
    };
    let converter = Converter::new(&edition, form, &map, &sampled.headers, constants)
        .map_err(|problems| does_not_fit(&asked.map_file(), &problems))?;
    // What is only looked at is not set aside to be stored.
    let mut intake = if asked.dry_run {
        None
    } else {
        Some(Intake::new()?)
    };
    let tally = look_through(asked, &table, &converter, &names, intake.as_mut(), output)?;
    if asked.dry_run {
        return output.line("Nothing is stored: this was a dry run.");
    }
    if may_ask && !agreed(&format!("Store {} responses?", tally.responses), output)? {
        return output.line("Nothing is stored.");
    }
    let new = match &intake {
        Some(intake) => run.store()?.take_in_all(&edition, intake)?,
        None => 0,
    };
    let new = u64::try_from(new).unwrap_or(tally.responses);
    let noun = if new == 1 { "response" } else { "responses" };
    match tally.responses - new {
        0 => output.line(format_args!("{new} {noun} stored")),
        known => output.line(format_args!(
            "{new} {noun} stored; {known} were there already"
        )),
    }
}

impl ImportArguments {
    /// The map that is used: the one given, else the one beside the table.
    fn map_file(&self) -> PathBuf {
        self.map
            .clone()
            .unwrap_or_else(|| self.from.with_extension("map.ron"))
    }
}

/// Reads the whole table, tells what there is, and refuses it where it must be.
fn look_through(
    asked: &ImportArguments,
    table: &Table,
    converter: &Converter<'_>,
    names: &[String],
    intake: Option<&mut Intake>,
    output: &mut Output<impl Write>,
) -> Result<Tally, Failure> {
    let tally = count(table, converter, intake)?;
    output.write(show::tally(&tally, names))?;
    let list = asked.from.with_extension("rejected.csv");
    if tally.rejected > 0 || tally.refused() > 0 {
        list_rejected(table, converter, &list, names)?;
        output.line(format_args!("All of them are listed in {}", list.display()))?;
    }
    if asked.strict && tally.rejected > 0 {
        return Err(Failure::new(
            FailureKind::Data,
            format_args!("{} cells are rejected; nothing is stored", tally.rejected),
        )
        .hint(format_args!("{} lists them", list.display()))
        .hint("give them a number under `labels` or a reason under `missing` in the map, or leave out --strict"));
    }
    if tally.responses == 0 {
        return Err(
            Failure::new(FailureKind::Data, "no row has an answer; nothing is stored")
                .hint("look at the map: do the columns go where they belong?"),
        );
    }
    Ok(tally)
}

fn read_map(file: &Path) -> Result<Map, Failure> {
    use std::io::Read;
    let fail = |what: &dyn std::fmt::Display| {
        Failure::new(
            FailureKind::Data,
            format_args!("cannot use the map {}: {what}", file.display()),
        )
    };
    let mut text = String::new();
    std::fs::File::open(file)
        .and_then(|opened| opened.take(LONGEST_MAP).read_to_string(&mut text))
        .map_err(|error| fail(&error).hint("leave out --map to have one proposed"))?;
    Map::read(&text).map_err(|error| {
        fail(&error).hint("mend it there; questionnaires/IMPORT.md tells what a map may say")
    })
}

/// Writes the map beside the source. A map that a person changed is not overwritten.
fn write_map(file: &Path, map: &Map, names: &[String]) -> Result<(), Failure> {
    if file.exists() {
        let there = read_map(file);
        if there.as_ref() == Ok(map) {
            return Ok(());
        }
        return Err(Failure::new(
            FailureKind::Usage,
            format_args!("there is another map already: {}", file.display()),
        )
        .hint(format_args!(
            "use it with --map {}, or move it away to have a new one proposed",
            file.display()
        )));
    }
    replace_map(file, map, names)
}

pub(super) fn replace_map(file: &Path, map: &Map, names: &[String]) -> Result<(), Failure> {
    whole_file::write(file, map.print(names).as_bytes()).map_err(|error| {
        Failure::new(
            FailureKind::Data,
            format_args!("cannot write the map {}: {error}", file.display()),
        )
    })
}

fn does_not_fit(file: &Path, problems: &[MapError]) -> Failure {
    let told: Vec<String> = problems.iter().map(|p| format!("\n  {p}")).collect();
    Failure::new(
        FailureKind::Data,
        format_args!(
            "the map {} does not fit; nothing is stored{}",
            file.display(),
            told.concat()
        ),
    )
    .hint(format_args!(
        "change the map, then import again with --map {}",
        file.display()
    ))
}

/// Asks what only a person can know. Gives whether the map was changed.
fn settle(map: &mut Map, output: &mut Output<impl Write>) -> Result<bool, Failure> {
    let mut changed = false;
    for (question, told) in [
        (
            "Items worded in reverse: has the source turned their ratings round already?",
            &mut map.mirrored,
        ),
        (
            "Is the lowest step of the scale 0 in the source?",
            &mut map.from_zero,
        ),
        (
            "Have the scales of the source as many steps as those of the study?",
            &mut map.same_steps,
        ),
    ] {
        if *told == Told::Unanswered {
            *told = if agreed(question, output)? {
                Told::Yes
            } else {
                Told::No
            };
            changed = true;
        }
    }
    Ok(changed)
}

fn agreed(question: &str, output: &mut Output<impl Write>) -> Result<bool, Failure> {
    output.write(format_args!("{question} [y/N] "))?;
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line);
    Ok(read.is_ok()
        && matches!(
            line.trim().to_lowercase().as_str(),
            "y" | "yes" | "是" | "好"
        ))
}

/// Reads the whole file once and sets its responses aside.
fn count(
    table: &Table,
    converter: &Converter<'_>,
    mut intake: Option<&mut Intake>,
) -> Result<Tally, Failure> {
    let mut tally = Tally::default();
    let mut aside = Ok(());
    let mut identities = converter.identities();
    tally.unreadable = table.each("reading", |number, cells| {
        let row = converter.row(cells, &mut identities);
        tally.add(number, &row);
        if let (Some(intake), Verdict::Taken(response)) = (intake.as_mut(), &row.verdict) {
            aside = intake.add(response);
        }
        if aside.is_ok() {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    })?;
    aside?;
    if tally.places.len() > tally::MOST_PLACES {
        return Err(Failure::new(
            FailureKind::Data,
            format_args!(
                "the columns of site and wave have more than {} different values",
                tally::MOST_PLACES
            ),
        )
        .hint("a site or a wave groups many rows: take the column out of `rows` in the map"));
    }
    Ok(tally)
}

/// Writes every rejected cell and every refused row to a file.
fn list_rejected(
    table: &Table,
    converter: &Converter<'_>,
    file: &Path,
    names: &[String],
) -> Result<(), Failure> {
    let mut failure = None;
    let written = whole_file::write_with(file, |out| {
        let mut out = std::io::BufWriter::new(out);
        out.write_all("\u{feff}row,column,header,value,reason\r\n".as_bytes())?;
        let mut identities = converter.identities();
        let mut wrote = Ok(());
        let read = table.each("listing", |number, cells| {
            let row = converter.row(cells, &mut identities);
            wrote = tally::lines(number, &row, names)
                .try_for_each(|line| out.write_all(line.as_bytes()));
            if wrote.is_ok() {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        });
        if let Err(error) = read {
            failure = Some(error);
        }
        wrote?;
        out.flush()
    });
    if let Some(failure) = failure {
        return Err(failure);
    }
    written.map_err(|error| {
        Failure::new(
            FailureKind::Data,
            format_args!("cannot write {}: {error}", file.display()),
        )
    })
}

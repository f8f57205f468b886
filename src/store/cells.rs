//! Cells: the finest groups that reports tell apart, each with its counts and running sums.
//!
//! Sums are kept as [`Summary`] bytes and change in the transaction that changes the responses, so they never
//! say anything else. Deleted single answers may leave their share behind, counted apart as retired.

use std::cell::RefCell;
use std::collections::btree_map::Entry as Slot;
use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, Row};

use super::chain::{self, Checksum};
use super::fault::{StoreError, Trouble};
use super::responses::{Filter, each_packed_of};
use super::{Store, Work, words};
use crate::analysis::Summary;
use crate::analysis::careless::Signs;
use crate::language::Locale;
use crate::survey::questionnaire::{Form, Role};
use crate::survey::record::{Edition, Fingerprint, Mode, Outcome, Response};

/// How many responses there are of one kind: the finest group that reports tell apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Of which edition.
    pub edition: Fingerprint,
    /// Of which form.
    pub form: String,
    /// At which site.
    pub site: String,
    /// In which wave.
    pub wave: String,
    /// Conducted how.
    pub mode: Mode,
    /// Ended in which language.
    pub locale: Locale,
    /// Ended how.
    pub outcome: Outcome,
    /// Given with these signs of carelessness.
    pub signs: Signs,
    /// With which release their answers came out; `None` while they wait for others. Those of customers come out at
    /// once, with release 0.
    pub release: Option<u32>,
    /// Responses that are kept.
    pub kept: u64,
    /// Responses whose single answers were deleted, and of which only the sums remain.
    pub retired: u64,
}

/// A row of `cell`.
pub(super) struct Cell {
    pub(super) number: i64,
    pub(super) edition: i64,
    pub(super) count: Count,
    kept: Vec<u8>,
    retired: Vec<u8>,
}

impl Cell {
    fn checksum(&self) -> Checksum {
        chain::of_cell(self.number, &self.count, [&self.kept, &self.retired])
    }

    /// Lets the answers come out.
    pub(super) fn release(mut self, connection: &Connection, with: u32) -> Result<(), Trouble> {
        self.count.release = Some(with);
        connection
            .prepare_cached("UPDATE cell SET release = ?2 WHERE number = ?1")?
            .execute((self.number, with))?;
        self.put(connection)?;
        Ok(())
    }

    /// Writes counts and sums back.
    pub(super) fn put(&self, connection: &Connection) -> rusqlite::Result<()> {
        connection
            .prepare_cached(
                "UPDATE cell SET kept = ?2, kept_sums = conceal(?3), retired = ?4,
                        retired_sums = conceal(?5), checksum = conceal(?6)
                 WHERE number = ?1",
            )?
            .execute((
                self.number,
                self.count.kept.cast_signed(),
                &self.kept,
                self.count.retired.cast_signed(),
                &self.retired,
                self.checksum(),
            ))?;
        Ok(())
    }

    /// The sums of the responses that are kept. When another version of the program wrote them, they are
    /// added up anew.
    fn kept_sums(&self, connection: &Connection, edition: &Edition) -> Result<Summary, Trouble> {
        match read(edition, &self.count.form, &self.kept)? {
            Some(sums) => Ok(sums),
            None => Ok(self.recount(connection, edition)?.1),
        }
    }

    /// The sums of the responses of which nothing else is left.
    fn retired_sums(&self, edition: &Edition) -> Result<Summary, Trouble> {
        read(edition, &self.count.form, &self.retired)?.ok_or_else(|| {
            Trouble::corrupt("the totals of deleted responses were written by another version")
        })
    }

    /// The sums of all its responses, retired ones among them.
    pub(super) fn all_sums(
        &self,
        connection: &Connection,
        edition: &Edition,
    ) -> Result<Summary, Trouble> {
        let mut sums = self.kept_sums(connection, edition)?;
        sums.merge(&self.retired_sums(edition)?)
            .map_err(|mismatch| Trouble::corrupt(mismatch.to_string()))?;
        Ok(sums)
    }

    /// Counts and sums of what is kept, from the responses themselves.
    fn recount(
        &self,
        connection: &Connection,
        edition: &Edition,
    ) -> Result<(u64, Summary), Trouble> {
        let mut count = 0;
        let mut sums = Summary::new(&edition.questionnaire, form(edition, &self.count.form)?);
        each_packed_of(connection, self.number, &Filter::default(), |packed| {
            count += 1;
            sums.add(packed);
        })?;
        Ok((count, sums))
    }

    /// Whether counts and sums are those of the responses.
    pub(super) fn is_sound(
        &self,
        connection: &Connection,
        edition: &Edition,
    ) -> Result<bool, Trouble> {
        let (count, sums) = self.recount(connection, edition)?;
        let kept = read(edition, &self.count.form, &self.kept)?;
        Ok(count == self.count.kept && kept == Some(sums))
    }
}

/// The form of this name.
pub(super) fn form<'a>(edition: &'a Edition, name: &str) -> Result<&'a Form, Trouble> {
    let forms = &edition.questionnaire.forms;
    forms
        .iter()
        .find(|form| form.id.as_str() == name)
        .ok_or_else(|| Trouble::refused(format!("the questionnaire has no form {name}")))
}

/// Sums from their bytes; none yet are empty sums. `None` when another version wrote them.
fn read(edition: &Edition, name: &str, bytes: &[u8]) -> Result<Option<Summary>, Trouble> {
    let form = form(edition, name)?;
    if bytes.is_empty() {
        return Ok(Some(Summary::new(&edition.questionnaire, form)));
    }
    Ok(Summary::from_bytes(&edition.questionnaire, form, bytes).ok())
}

/// A cell whose counts change in a transaction.
struct Tally {
    cell: Cell,
    kept: Summary,
    retired: Summary,
}

/// The cells that a transaction changes: read once, written back once, before the commit.
#[derive(Default)]
pub(super) struct Tallies(RefCell<BTreeMap<i64, Tally>>);

impl Tallies {
    /// Counts a response of a cell in.
    pub(super) fn keep(&self, work: &Work<'_>, cell: i64, packed: &[u8]) -> Result<(), Trouble> {
        self.change(work, cell, |tally| {
            tally.cell.count.kept += 1;
            tally.kept.add(packed);
        })
    }

    /// Takes a response of a cell out again.
    pub(super) fn drop(&self, work: &Work<'_>, cell: i64, packed: &[u8]) -> Result<(), Trouble> {
        self.change(work, cell, |tally| {
            tally.cell.count.kept = tally.cell.count.kept.saturating_sub(1);
            tally.kept.subtract(packed);
        })
    }

    /// Counts a response among those of which only the totals remain.
    pub(super) fn retire(&self, work: &Work<'_>, cell: i64, packed: &[u8]) -> Result<(), Trouble> {
        self.change(work, cell, |tally| {
            tally.cell.count.retired += 1;
            tally.retired.add(packed);
        })
    }

    fn change(
        &self,
        work: &Work<'_>,
        number: i64,
        change: impl FnOnce(&mut Tally),
    ) -> Result<(), Trouble> {
        let mut tallies = self.0.borrow_mut();
        let tally = match tallies.entry(number) {
            Slot::Occupied(found) => found.into_mut(),
            Slot::Vacant(place) => {
                let cell = cell(&work.transaction, number)?;
                let edition = work.editions.of(&work.transaction, cell.edition)?;
                place.insert(Tally {
                    kept: cell.kept_sums(&work.transaction, &edition)?,
                    retired: cell.retired_sums(&edition)?,
                    cell,
                })
            }
        };
        change(tally);
        Ok(())
    }

    /// Writes what changed. Gives the forms, by edition, in which answers wait.
    pub(super) fn put(&self, connection: &Connection) -> Result<BTreeSet<(i64, String)>, Trouble> {
        let mut waiting = BTreeSet::new();
        for tally in self.0.borrow_mut().values_mut() {
            tally.cell.kept = tally.kept.to_bytes();
            if tally.cell.count.retired > 0 {
                tally.cell.retired = tally.retired.to_bytes();
            }
            tally.cell.put(connection)?;
            if tally.cell.count.release.is_none() {
                waiting.insert((tally.cell.edition, tally.cell.count.form.clone()));
            }
        }
        Ok(waiting)
    }
}

impl Store {
    /// How many responses there are, by cell. Reads no response.
    ///
    /// # Errors
    /// When the store cannot be read or a count was changed in the file.
    pub fn counts(&self, among: &Filter) -> Result<Vec<Count>, StoreError> {
        self.read("count the responses", |connection| {
            let cells = cells(connection, among)?;
            Ok(cells.into_iter().map(|cell| cell.count).collect())
        })
    }

    /// The number of the last release of a form's answers; 0 where all come out at once, or none has come out.
    ///
    /// # Errors
    /// As [`Store::counts`].
    pub fn last_release(&self, edition: &Edition, form: &str) -> Result<u32, StoreError> {
        let counts = self.counts(&Filter::counting(&edition.fingerprint, form))?;
        let releases = counts.iter().filter_map(|count| count.release);
        Ok(releases.max().unwrap_or(0))
    }

    /// The sums of a form's responses, retired ones among them; `among` narrows them down (its edition and form
    /// do not matter). Takes as long for a million responses as for ten, except when a period or flags are asked for,
    /// which sums cannot tell: then each response that is kept is read.
    ///
    /// # Errors
    /// [`Fault::Refused`](super::Fault::Refused) when the edition has no such form; when the store cannot be read
    /// or something in it was changed.
    pub fn summary(
        &self,
        edition: &Edition,
        form_name: &str,
        among: &Filter,
    ) -> Result<Summary, StoreError> {
        let among = Filter {
            edition: Some(edition.fingerprint.clone()),
            form: Some(form_name.to_owned()),
            ..among.clone()
        };
        self.read("add up the responses", |connection| {
            let mut sums = Summary::new(&edition.questionnaire, form(edition, form_name)?);
            for cell in cells(connection, &among)? {
                if among.divides() {
                    each_packed_of(connection, cell.number, &among, |packed| {
                        sums.add(packed);
                    })?;
                    continue;
                }
                let kept = cell.kept_sums(connection, edition)?;
                let retired = cell.retired_sums(edition)?;
                sums.merge(&kept)
                    .and_then(|()| sums.merge(&retired))
                    .map_err(|mismatch| Trouble::corrupt(mismatch.to_string()))?;
            }
            Ok(sums)
        })
    }
}

/// The cells that a filter takes, each proved by its checksum.
pub(super) fn cells(connection: &Connection, filter: &Filter) -> Result<Vec<Cell>, Trouble> {
    cells_among(connection, None, filter, Proof::Asked)
}

/// The cell of this number.
pub(super) fn cell(connection: &Connection, number: i64) -> Result<Cell, Trouble> {
    one(cells_among(
        connection,
        Some(number),
        &Filter::default(),
        Proof::Asked,
    )?)
}

/// The cell of this number, for someone who is about to add it up anew.
pub(super) fn cell_unproved(connection: &Connection, number: i64) -> Result<Cell, Trouble> {
    one(cells_among(
        connection,
        Some(number),
        &Filter::default(),
        Proof::Waived,
    )?)
}

fn one(mut cells: Vec<Cell>) -> Result<Cell, Trouble> {
    cells
        .pop()
        .ok_or_else(|| Trouble::corrupt("a response belongs to no group"))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Proof {
    Asked,
    Waived,
}

fn cells_among(
    connection: &Connection,
    number: Option<i64>,
    filter: &Filter,
    proof: Proof,
) -> Result<Vec<Cell>, Trouble> {
    let mut statement = connection.prepare_cached(
        "SELECT cell.number, edition, fingerprint, form, site, wave, mode, locale, outcome,
                kept, retired, reveal(kept_sums), reveal(retired_sums), reveal(cell.checksum), signs, release
         FROM cell JOIN edition ON edition.number = cell.edition
         WHERE ?1 IS NULL OR cell.number = ?1 ORDER BY cell.number",
    )?;
    let mut rows = statement.query([number])?;
    let mut cells = Vec::new();
    while let Some(row) = rows.next()? {
        let count = count(row)?;
        if !filter.takes(&count) {
            continue;
        }
        let cell = Cell {
            number: row.get(0)?,
            edition: row.get(1)?,
            count,
            kept: row.get(11)?,
            retired: row.get(12)?,
        };
        if proof == Proof::Asked && cell.checksum() != row.get(13)? {
            return Err(Trouble::corrupt(format!(
                "the sums of group {} were changed in the file",
                cell.number
            )));
        }
        cells.push(cell);
    }
    Ok(cells)
}

fn count(row: &Row<'_>) -> Result<Count, Trouble> {
    let strange = |what: &str| Trouble::corrupt(format!("a group has an unknown {what}"));
    Ok(Count {
        edition: Fingerprint(row.get(2)?),
        form: row.get(3)?,
        site: row.get(4)?,
        wave: row.get(5)?,
        mode: words::mode_of(&row.get::<_, String>(6)?).ok_or_else(|| strange("mode"))?,
        locale: words::locale_of(&row.get::<_, String>(7)?).ok_or_else(|| strange("language"))?,
        outcome: Outcome::from_code(row.get(8)?).ok_or_else(|| strange("outcome"))?,
        signs: Signs::from_bits(row.get(14)?),
        release: row.get(15)?,
        kept: row.get::<_, i64>(9)?.cast_unsigned(),
        retired: row.get::<_, i64>(10)?.cast_unsigned(),
    })
}

/// The cell that a response with these signs belongs to, new if it is the first of its kind. Answers of managers
/// and staff wait there until they come out.
pub(super) fn cell_of(
    work: &Work<'_>,
    edition: i64,
    response: &Response,
    signs: Signs,
) -> Result<i64, Trouble> {
    let release = match form(
        &*work.editions.of(&work.transaction, edition)?,
        &response.form,
    )?
    .role
    {
        Role::Customer => Some(0),
        Role::Manager | Role::Staff => None,
    };
    let known: Option<i64> = work
        .transaction
        .prepare_cached(
            "SELECT number FROM cell WHERE edition = ?1 AND form = ?2 AND site = ?3 AND wave = ?4
                                       AND mode = ?5 AND locale = ?6 AND outcome = ?7
                                       AND signs = ?8 AND release IS ?9",
        )?
        .query_row(
            (
                edition,
                &response.form,
                &response.site,
                &response.wave,
                words::mode(response.mode),
                response.locale.tag(),
                response.outcome.code(),
                signs.bits(),
                release,
            ),
            |row| row.get(0),
        )
        .optional()?;
    if let Some(number) = known {
        return Ok(number);
    }
    work.transaction.execute(
        "INSERT INTO cell (edition, form, site, wave, mode, locale, outcome, signs, release, checksum)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, x'')",
        (
            edition,
            &response.form,
            &response.site,
            &response.wave,
            words::mode(response.mode),
            response.locale.tag(),
            response.outcome.code(),
            signs.bits(),
            release,
        ),
    )?;
    let new = Cell {
        number: work.transaction.last_insert_rowid(),
        edition,
        count: Count {
            edition: response.edition.clone(),
            form: response.form.clone(),
            site: response.site.clone(),
            wave: response.wave.clone(),
            mode: response.mode,
            locale: response.locale,
            outcome: response.outcome,
            signs,
            release,
            kept: 0,
            retired: 0,
        },
        kept: Vec::new(),
        retired: Vec::new(),
    };
    new.put(&work.transaction)?;
    Ok(new.number)
}

/// Adds up a cell anew, after its responses were mended.
pub(super) fn add_up_anew(work: &Work<'_>, number: i64) -> Result<(), Trouble> {
    let mut cell = cell(&work.transaction, number)?;
    let edition = work.editions.of(&work.transaction, cell.edition)?;
    let (count, sums) = cell.recount(&work.transaction, &edition)?;
    cell.count.kept = count;
    cell.kept = sums.to_bytes();
    cell.put(&work.transaction)?;
    Ok(())
}

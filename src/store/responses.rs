//! Ended interviews as reports read them: a million at a stretch, or already added up.

use std::ops::ControlFlow;

use rusqlite::{Connection, OptionalExtension, Row};

use super::chain::{self, Checksum};
use super::fault::{StoreError, Trouble};
use super::{Store, Work, words};
use crate::language::Locale;
use crate::survey::record::{Edition, Fingerprint, InterviewId, Mode, Outcome, Response};

/// Adds one packed response of a form to the sums so far (`None`: to nothing). `None` as the result: the
/// response adds nothing that is kept in sums.
pub type AddUp = fn(&Edition, form: &str, so_far: Option<&[u8]>, packed: &[u8]) -> Option<Vec<u8>>;

/// Which responses. The default is all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this edition.
    pub edition: Option<Fingerprint>,
    /// Of this form.
    pub form: Option<String>,
    /// Of this site.
    pub site: Option<String>,
    /// Of this wave.
    pub wave: Option<String>,
    /// Conducted so.
    pub mode: Option<Mode>,
    /// Ended in this language.
    pub locale: Option<Locale>,
    /// Ended in one of these ways; empty: in any.
    pub outcomes: Vec<Outcome>,
    /// Begun at this time or later, in milliseconds since 1970-01-01 UTC.
    pub since: Option<i64>,
    /// Begun before this time.
    pub until: Option<i64>,
}

impl Filter {
    fn takes(&self, cell: &Count) -> bool {
        fn fits<T: PartialEq>(wanted: Option<&T>, found: &T) -> bool {
            wanted.is_none_or(|wanted| wanted == found)
        }
        fits(self.edition.as_ref(), &cell.edition)
            && fits(self.form.as_ref(), &cell.form)
            && fits(self.site.as_ref(), &cell.site)
            && fits(self.wave.as_ref(), &cell.wave)
            && fits(self.mode.as_ref(), &cell.mode)
            && fits(self.locale.as_ref(), &cell.locale)
            && (self.outcomes.is_empty() || self.outcomes.contains(&cell.outcome))
    }

    /// The first and the last start that fit.
    pub(super) fn period(&self) -> (i64, i64) {
        let last = self.until.map_or(i64::MAX, |until| until.saturating_sub(1));
        (self.since.unwrap_or(i64::MIN), last)
    }
}

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
    pub(super) kept_sums: Vec<u8>,
    pub(super) retired_sums: Vec<u8>,
}

impl Cell {
    fn checksum(&self) -> Checksum {
        chain::of_cell(
            self.number,
            &self.count,
            [&self.kept_sums, &self.retired_sums],
        )
    }

    /// Moves one response's share from what is kept to what only the totals remember.
    pub(super) fn retire(&mut self, work: &Work<'_>, packed: &[u8]) -> Result<(), Trouble> {
        let edition = work.editions.of(&work.transaction, self.edition)?;
        let form = &self.count.form;
        add(work.add_up, &edition, form, &mut self.retired_sums, packed);
        self.count.retired += 1;
        Ok(())
    }

    /// Counts and sums of what is kept, from the responses themselves.
    pub(super) fn add_up_anew(&mut self, work: &Work<'_>) -> Result<(), Trouble> {
        let edition = work.editions.of(&work.transaction, self.edition)?;
        let form = &self.count.form;
        let connection = &work.transaction;
        (self.count.kept, self.kept_sums) =
            added_up(connection, &edition, work.add_up, self.number, form)?;
        Ok(())
    }

    /// Writes counts and sums back.
    pub(super) fn put(&self, connection: &Connection) -> rusqlite::Result<()> {
        connection
            .prepare_cached(
                "UPDATE cell SET kept = ?2, kept_sums = ?3, retired = ?4, retired_sums = ?5, checksum = ?6
                 WHERE number = ?1",
            )?
            .execute((
                self.number,
                self.count.kept.cast_signed(),
                &self.kept_sums,
                self.count.retired.cast_signed(),
                &self.retired_sums,
                self.checksum(),
            ))?;
        Ok(())
    }
}

impl Store {
    /// How many responses there are, by the finest group. Reads no response.
    ///
    /// # Errors
    /// When the store cannot be read or a count was changed in the file.
    pub fn counts(&self, filter: &Filter) -> Result<Vec<Count>, StoreError> {
        self.read("count the responses", |connection| {
            let cells = cells(connection, filter)?;
            Ok(cells.into_iter().map(|cell| cell.count).collect())
        })
    }

    /// Gives the running sums of each group to `take`: those of kept responses, and those of retired ones. Reads no
    /// response, so it takes as long for a million as for ten.
    ///
    /// # Errors
    /// [`Fault::Refused`](super::Fault::Refused) when the filter asks for a period, which sums cannot tell: add up
    /// [`Store::each_packed`] then. When the store cannot be read or a sum was changed in the file.
    pub fn each_sums(
        &self,
        filter: &Filter,
        mut take: impl FnMut(&Count, &[u8]),
    ) -> Result<(), StoreError> {
        self.read("read the sums", |connection| {
            if filter.since.is_some() || filter.until.is_some() {
                return Err(Trouble::refused("sums do not tell periods apart"));
            }
            for cell in cells(connection, filter)? {
                for bytes in [&cell.kept_sums, &cell.retired_sums] {
                    if !bytes.is_empty() {
                        take(&cell.count, bytes);
                    }
                }
            }
            Ok(())
        })
    }

    /// Gives each response to `take`, in no order of time, until it breaks. Holds one at a time.
    ///
    /// # Errors
    /// When the store cannot be read or a response was changed in the file.
    pub fn each_response(
        &self,
        filter: &Filter,
        mut take: impl FnMut(&Response) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.read("read the responses", |connection| {
            let (since, last) = filter.period();
            for cell in cells(connection, filter)? {
                let mut statement = connection.prepare_cached(&format!(
                    "{RESPONSE} WHERE cell = ?1 AND response.started BETWEEN ?2 AND ?3"
                ))?;
                let mut rows = statement.query((cell.number, since, last))?;
                while let Some(row) = rows.next()? {
                    if take(&response(row, &cell.count)?).is_break() {
                        return Ok(());
                    }
                }
            }
            Ok(())
        })
    }

    /// Gives the packed answers of each response to `take`: nothing else is read. The group comes with them.
    ///
    /// # Errors
    /// When the store cannot be read or answers were changed in the file.
    pub fn each_packed(
        &self,
        filter: &Filter,
        mut take: impl FnMut(&Count, &[u8]),
    ) -> Result<(), StoreError> {
        self.read("read the responses", |connection| {
            for cell in cells(connection, filter)? {
                each_packed_of(connection, cell.number, filter.period(), |packed| {
                    take(&cell.count, packed);
                })?;
            }
            Ok(())
        })
    }

    /// The response of an interview, if it has ended.
    ///
    /// # Errors
    /// When the store cannot be read or the response was changed in the file.
    pub fn response(&self, id: &InterviewId) -> Result<Option<Response>, StoreError> {
        self.read("read the response", |connection| {
            of_interview(connection, chain::number(id))
        })
    }
}

/// The packed answers of a cell's responses, each proved by its own checksum.
pub(super) fn each_packed_of(
    connection: &Connection,
    cell: i64,
    (since, last): (i64, i64),
    mut take: impl FnMut(&[u8]),
) -> Result<(), Trouble> {
    let mut statement = connection.prepare_cached(
        "SELECT interview, packed, packed_sum FROM response
         WHERE cell = ?1 AND started BETWEEN ?2 AND ?3",
    )?;
    let mut rows = statement.query((cell, since, last))?;
    while let Some(row) = rows.next()? {
        let number: i64 = row.get(0)?;
        let packed = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        if chain::of_packed(number, packed) != row.get(2)? {
            return Err(Trouble::corrupt(format!(
                "the answers of interview number {number} were changed in the file"
            )));
        }
        take(packed);
    }
    Ok(())
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
                kept, retired, kept_sums, retired_sums, cell.checksum
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
            kept_sums: row.get(11)?,
            retired_sums: row.get(12)?,
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
        kept: row.get::<_, i64>(9)?.cast_unsigned(),
        retired: row.get::<_, i64>(10)?.cast_unsigned(),
    })
}

/// Keeps the response of an interview that ends now, and adds it up.
pub(super) fn keep(
    work: &Work<'_>,
    number: i64,
    edition: i64,
    head: Checksum,
    response: &Response,
) -> Result<(), Trouble> {
    let mut cell = insert(work, number, edition, head, response)?;
    let content = work.editions.of(&work.transaction, edition)?;
    add(
        work.add_up,
        &content,
        &response.form,
        &mut cell.kept_sums,
        &response.packed,
    );
    cell.count.kept += 1;
    cell.put(&work.transaction)?;
    Ok(())
}

fn add(add_up: AddUp, edition: &Edition, form: &str, sums: &mut Vec<u8>, packed: &[u8]) {
    let so_far = (!sums.is_empty()).then_some(sums.as_slice());
    if let Some(more) = add_up(edition, form, so_far, packed) {
        *sums = more;
    }
}

/// Counts the responses of a cell and adds them up from nothing.
pub(super) fn added_up(
    connection: &Connection,
    edition: &Edition,
    add_up: AddUp,
    cell: i64,
    form: &str,
) -> Result<(u64, Vec<u8>), Trouble> {
    let mut count = 0;
    let mut sums = Vec::new();
    let always = Filter::default().period();
    each_packed_of(connection, cell, always, |packed| {
        count += 1;
        add(add_up, edition, form, &mut sums, packed);
    })?;
    Ok((count, sums))
}

/// Writes the row of a response; gives the cell it belongs to, not yet added up.
pub(super) fn insert(
    work: &Work<'_>,
    number: i64,
    edition: i64,
    head: Checksum,
    response: &Response,
) -> Result<Cell, Trouble> {
    let cell = cell_of(work, edition, response)?;
    let texts = texts_of(response)?;
    let packed_sum = chain::of_packed(number, &response.packed);
    work.transaction
        .prepare_cached("INSERT INTO response VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
        .execute((
            cell.number,
            number,
            response.started,
            response.duration.cast_signed(),
            &response.packed,
            &texts,
            packed_sum,
            chain::of_response(head, packed_sum, response, &texts),
        ))?;
    Ok(cell)
}

/// The cell that a response belongs to, new if it is the first of its kind.
fn cell_of(work: &Work<'_>, edition: i64, response: &Response) -> Result<Cell, Trouble> {
    let known: Option<i64> = work
        .transaction
        .prepare_cached(
            "SELECT number FROM cell WHERE edition = ?1 AND form = ?2 AND site = ?3 AND wave = ?4
                                       AND mode = ?5 AND locale = ?6 AND outcome = ?7",
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
            ),
            |row| row.get(0),
        )
        .optional()?;
    if let Some(number) = known {
        return cell(&work.transaction, number);
    }
    work.transaction.execute(
        "INSERT INTO cell (edition, form, site, wave, mode, locale, outcome, checksum)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, x'')",
        (
            edition,
            &response.form,
            &response.site,
            &response.wave,
            words::mode(response.mode),
            response.locale.tag(),
            response.outcome.code(),
        ),
    )?;
    Ok(Cell {
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
            kept: 0,
            retired: 0,
        },
        kept_sums: Vec::new(),
        retired_sums: Vec::new(),
    })
}

/// The interview has ended already: with this very response, or the caller is mistaken.
pub(super) fn same(
    connection: &Connection,
    number: i64,
    head: Checksum,
    response: &Response,
) -> Result<(), Trouble> {
    let texts = texts_of(response)?;
    let packed_sum = chain::of_packed(number, &response.packed);
    let checksum: Option<Checksum> = connection
        .prepare_cached("SELECT checksum FROM response WHERE interview = ?1")?
        .query_row([number], |row| row.get(0))
        .optional()?;
    if checksum == Some(chain::of_response(head, packed_sum, response, &texts)) {
        Ok(())
    } else {
        Err(Trouble::refused(
            "the interview has ended with another response",
        ))
    }
}

fn texts_of(response: &Response) -> Result<String, Trouble> {
    serde_json::to_string(&response.texts)
        .map_err(|error| Trouble::refused(format!("the texts cannot be kept: {error}")))
}

/// The query that [`response`] reads.
const RESPONSE: &str = "
    SELECT id, head, response.started, duration, device, seed, short, packed, texts, packed_sum,
           response.checksum, response.interview, response.cell
    FROM response JOIN interview ON interview.number = response.interview";

/// A response, proved by its checksums.
fn response(row: &Row<'_>, group: &Count) -> Result<Response, Trouble> {
    let id = InterviewId(row.get(0)?);
    let changed = || {
        Trouble::corrupt(format!(
            "the response of interview {id} was changed in the file"
        ))
    };
    let texts: String = row.get(8)?;
    let mut response = Response {
        id: id.clone(),
        edition: group.edition.clone(),
        form: group.form.clone(),
        mode: group.mode,
        locale: group.locale,
        outcome: group.outcome,
        started: row.get(2)?,
        duration: row.get::<_, i64>(3)?.cast_unsigned(),
        site: group.site.clone(),
        device: row.get(4)?,
        wave: group.wave.clone(),
        seed: row.get::<_, i64>(5)?.cast_unsigned(),
        short: row.get(6)?,
        packed: row.get(7)?,
        texts: serde_json::from_str(&texts).map_err(|_| changed())?,
    };
    let packed_sum = chain::of_packed(row.get(11)?, &response.packed);
    let checksum = chain::of_response(row.get(1)?, packed_sum, &response, &texts);
    if packed_sum != row.get(9)? || checksum != row.get(10)? {
        return Err(changed());
    }
    for (_, text) in &mut response.texts {
        words::clean(text);
    }
    for text in [&mut response.site, &mut response.device, &mut response.wave] {
        words::clean(text);
    }
    Ok(response)
}

/// The response of an interview by its number.
pub(super) fn of_interview(
    connection: &Connection,
    number: i64,
) -> Result<Option<Response>, Trouble> {
    let mut statement =
        connection.prepare_cached(&format!("{RESPONSE} WHERE response.interview = ?1"))?;
    let mut rows = statement.query([number])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let group = cell(connection, row.get(12)?)?;
    response(row, &group.count).map(Some)
}

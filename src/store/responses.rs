//! Ended interviews as reports read them: a million at a stretch, or already added up.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;
use std::ops::ControlFlow;

use rusqlite::{Connection, OptionalExtension, Row};

use super::cells::{self, Count};
use super::chain::{self, Checksum};
use super::fault::{StoreError, Trouble};
use super::signs::signs_of;
use super::{Store, Work, words};
use crate::language::Locale;
use crate::survey::record::{Fingerprint, Flags, InterviewId, Mode, Outcome, Response};

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
    /// Whose answers have come out (see [`Count::release`]), and with which releases.
    pub out: Out,
    /// With signs of carelessness of which this holds.
    pub signs: Among,
}

/// Answers that wait, and answers that have come out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Out {
    /// All answers.
    #[default]
    Either,
    /// Those that have come out: what reports and exports may speak of.
    Out,
    /// Those that had come out with this release.
    With(u32),
}

/// Responses by their signs of carelessness.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Among {
    /// All responses.
    #[default]
    All,
    /// Those not set apart.
    Kept,
    /// Those that one sign more would set apart.
    Nearly,
    /// Those set apart.
    Apart,
}

impl Filter {
    /// The responses of a form that reports speak of: complete ones, and those left with enough answers, whose
    /// answers have come out.
    pub fn counting(edition: &Fingerprint, form: &str) -> Self {
        Self {
            edition: Some(edition.clone()),
            form: Some(form.to_owned()),
            outcomes: Outcome::COUNTED.to_vec(),
            out: Out::Out,
            ..Self::default()
        }
    }

    pub(super) fn takes(&self, cell: &Count) -> bool {
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
            && match self.out {
                Out::Either => true,
                Out::Out => cell.release.is_some(),
                Out::With(last) => cell.release.is_some_and(|release| release <= last),
            }
            && match self.signs {
                Among::All => true,
                Among::Kept => !cell.signs.set_apart(),
                Among::Nearly => cell.signs.nearly(),
                Among::Apart => cell.signs.set_apart(),
            }
    }

    /// Whether it tells the responses of a group apart, which running sums cannot.
    pub(super) fn divides(&self) -> bool {
        self.since.is_some() || self.until.is_some()
    }

    /// The first and the last start that fit.
    pub(super) fn period(&self) -> (i64, i64) {
        let last = self.until.map_or(i64::MAX, |until| until.saturating_sub(1));
        (self.since.unwrap_or(i64::MIN), last)
    }
}

impl Store {
    /// Gives each response to `take`, in no order of time, until it breaks. Holds one at a time.
    ///
    /// # Errors
    /// When the store cannot be read or a response was changed in the file.
    pub fn each_response(
        &self,
        filter: &Filter,
        mut take: impl FnMut(&Response) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.each_of_group(filter, |_, response| take(response))
    }

    /// As [`Store::each_response`]; the group comes with each response.
    ///
    /// # Errors
    /// As [`Store::each_response`].
    pub fn each_of_group(
        &self,
        filter: &Filter,
        mut take: impl FnMut(&Count, &Response) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.read("read the responses", |connection| {
            let (since, last) = filter.period();
            for cell in cells::cells(connection, filter)? {
                let mut statement = connection.prepare_cached(&format!(
                    "{RESPONSE} WHERE cell = ?1 AND response.started BETWEEN ?2 AND ?3"
                ))?;
                let mut rows = statement.query((cell.number, since, last))?;
                while let Some(row) = rows.next()? {
                    if take(&cell.count, &response(row, &cell.count)?).is_break() {
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
            for cell in cells::cells(connection, filter)? {
                each_packed_of(connection, cell.number, filter, |packed| {
                    take(&cell.count, packed);
                })?;
            }
            Ok(())
        })
    }

    /// The same with when each interview began, in milliseconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// When the store cannot be read or answers were changed in the file.
    pub fn each_dated(
        &self,
        filter: &Filter,
        mut take: impl FnMut(&Count, i64, &[u8]),
    ) -> Result<(), StoreError> {
        self.read("read the responses", |connection| {
            for cell in cells::cells(connection, filter)? {
                each_dated_of(connection, cell.number, filter, |started, packed| {
                    take(&cell.count, started, packed);
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
            of_interview(connection, chain::number(id), &mut BTreeMap::new())
        })
    }
}

impl Store {
    /// Adds flags to responses that are sealed already: what makes them worth a second look is sometimes known only
    /// when others have come after them. Passes over those that are gone.
    ///
    /// # Errors
    /// What the disk says, or when a response was changed in the file.
    pub fn flag(&mut self, ids: &[InterviewId], flags: Flags) -> Result<(), StoreError> {
        self.write("flag the responses", |work| {
            let mut cells = BTreeMap::new();
            for id in ids {
                let number = chain::number(id);
                let Some(found) = of_interview(&work.transaction, number, &mut cells)? else {
                    continue;
                };
                let flagged = Response {
                    flags: found.flags.and(flags),
                    ..found
                };
                let head: Checksum = work
                    .transaction
                    .prepare_cached("SELECT reveal(head) FROM interview WHERE number = ?1")?
                    .query_row([number], |row| row.get(0))?;
                let texts = texts_of(&flagged)?;
                let packed_sum = chain::of_packed(number, &flagged.packed);
                work.transaction
                    .prepare_cached(
                        "UPDATE response SET flags = ?2, checksum = conceal(?3) WHERE interview = ?1",
                    )?
                    .execute((
                        number,
                        flagged.flags.bits(),
                        chain::of_response(head, packed_sum, &flagged, &texts),
                    ))?;
                regroup(work, number, &flagged)?;
            }
            Ok(())
        })
    }
}

/// The packed answers of a cell's responses that a filter takes, each proved by its own checksum.
pub(super) fn each_packed_of(
    connection: &Connection,
    cell: i64,
    filter: &Filter,
    mut take: impl FnMut(&[u8]),
) -> Result<(), Trouble> {
    each_dated_of(connection, cell, filter, |_, packed| take(packed))
}

/// The same with when each interview began.
fn each_dated_of(
    connection: &Connection,
    cell: i64,
    filter: &Filter,
    mut take: impl FnMut(i64, &[u8]),
) -> Result<(), Trouble> {
    let mut statement = connection.prepare_cached(
        "SELECT interview, reveal(packed), reveal(packed_sum), started FROM response
         WHERE cell = ?1 AND started BETWEEN ?2 AND ?3",
    )?;
    let (since, last) = filter.period();
    let mut rows = statement.query((cell, since, last))?;
    while let Some(row) = rows.next()? {
        let number: i64 = row.get(0)?;
        let packed = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        if chain::of_packed(number, packed) != row.get(2)? {
            return Err(changed_answers(number));
        }
        take(row.get(3)?, packed);
    }
    Ok(())
}

/// Moves a response to the group of its signs, if a flag has changed them.
fn regroup(work: &Work<'_>, number: i64, response: &Response) -> Result<(), Trouble> {
    let (from, edition): (i64, i64) = work
        .transaction
        .prepare_cached(
            "SELECT cell, edition FROM response JOIN interview ON number = interview WHERE interview = ?1",
        )?
        .query_row([number], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let signs = signs_of(work, number, edition, response)?;
    if signs == cells::cell(&work.transaction, from)?.count.signs {
        return Ok(());
    }
    let to = cells::cell_of(work, edition, response, signs)?;
    work.transaction
        .prepare_cached("UPDATE response SET cell = ?2 WHERE interview = ?1")?
        .execute((number, to))?;
    work.tallies.drop(work, from, &response.packed)?;
    work.tallies.keep(work, to, &response.packed)
}

/// Keeps the response of an interview that ends now, and adds it up.
pub(super) fn keep(
    work: &Work<'_>,
    number: i64,
    edition: i64,
    head: Checksum,
    response: &Response,
) -> Result<(), Trouble> {
    let cell = insert(work, number, edition, head, response)?;
    work.tallies.keep(work, cell, &response.packed)
}

/// Writes the row of a response; gives the cell it belongs to, not yet added up.
pub(super) fn insert(
    work: &Work<'_>,
    number: i64,
    edition: i64,
    head: Checksum,
    response: &Response,
) -> Result<i64, Trouble> {
    let signs = signs_of(work, number, edition, response)?;
    let cell = cells::cell_of(work, edition, response, signs)?;
    let texts = texts_of(response)?;
    let packed_sum = chain::of_packed(number, &response.packed);
    work.transaction
        .prepare_cached("INSERT INTO response VALUES (?1, ?2, ?3, ?4, conceal(?5), conceal(?6), conceal(?7), conceal(?8), ?9)")?
        .execute((
            cell,
            number,
            response.started,
            response.duration.cast_signed(),
            &response.packed,
            &texts,
            packed_sum,
            chain::of_response(head, packed_sum, response, &texts),
            response.flags.bits(),
        ))?;
    Ok(cell)
}

/// The interview has ended already: with this very response, or the caller is mistaken. Flags may have come to it
/// since.
pub(super) fn same(
    connection: &Connection,
    number: i64,
    head: Checksum,
    response: &Response,
) -> Result<(), Trouble> {
    let response = &Response {
        flags: flags_of(connection, number)?,
        ..response.clone()
    };
    let texts = texts_of(response)?;
    let packed_sum = chain::of_packed(number, &response.packed);
    let checksum: Option<Checksum> = connection
        .prepare_cached("SELECT reveal(checksum) FROM response WHERE interview = ?1")?
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
    SELECT id, reveal(head), response.started, duration, device, seed, short, reveal(packed), reveal(texts),
           reveal(packed_sum), reveal(response.checksum), response.interview, response.cell, flags
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
        flags: Flags::from_bits(row.get(13)?),
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

/// The response of an interview by its number. `cells` remembers what was read of cells, for those who ask often.
pub(super) fn of_interview(
    connection: &Connection,
    number: i64,
    cells: &mut BTreeMap<i64, Count>,
) -> Result<Option<Response>, Trouble> {
    let mut statement =
        connection.prepare_cached(&format!("{RESPONSE} WHERE response.interview = ?1"))?;
    let mut rows = statement.query([number])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let group = match cells.entry(row.get(12)?) {
        Slot::Occupied(known) => known.into_mut(),
        Slot::Vacant(place) => {
            let cell = cells::cell(connection, *place.key())?;
            place.insert(cell.count)
        }
    };
    response(row, group).map(Some)
}

/// The flags of an interview's response, as they stand there; none where there is no response.
pub(super) fn flags_of(connection: &Connection, number: i64) -> Result<Flags, Trouble> {
    let bits = connection
        .prepare_cached("SELECT flags FROM response WHERE interview = ?1")?
        .query_row([number], |row| row.get(0))
        .optional()?;
    Ok(Flags::from_bits(bits.unwrap_or_default()))
}

/// The cell of an interview's response and its packed answers, proved.
pub(super) fn packed_of(
    connection: &Connection,
    number: i64,
) -> Result<Option<(i64, Vec<u8>)>, Trouble> {
    let found: Option<(i64, Vec<u8>, Checksum)> = connection
        .prepare_cached(
            "SELECT cell, reveal(packed), reveal(packed_sum) FROM response WHERE interview = ?1",
        )?
        .query_row([number], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    match found {
        Some((_, packed, sum)) if chain::of_packed(number, &packed) != sum => {
            Err(changed_answers(number))
        }
        Some((cell, packed, _)) => Ok(Some((cell, packed))),
        None => Ok(None),
    }
}

fn changed_answers(number: i64) -> Trouble {
    Trouble::corrupt(format!(
        "the answers of interview number {number} were changed in the file"
    ))
}

//! The log of interviews: begun, each entry added, ended. What is killed in between is found again.
//!
//! Each write may be repeated: doing again what is done already changes nothing and succeeds. So a caller who
//! does not know whether an answer arrived just saves it once more.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, Row};

use super::chain::{self, Checksum};
use super::fault::{StoreError, Trouble};
use super::{Store, Work, cells, editions, responses, words};
use crate::survey::interview::Interview;
use crate::survey::record::{
    Action, Answer, Because, Edition, Entry, Fingerprint, Header, InterviewId, Mode, Outcome,
    Response,
};

const DAY: i64 = 86_400_000;

/// An interview that was begun and has not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// What was fixed when it began.
    pub header: Header,
    /// How many entries it has.
    pub entries: u32,
    /// When the last entry was made, in milliseconds since the start; 0 without entries.
    pub last: u64,
}

impl Store {
    /// Begins an interview: keeps its header, and its edition if that is new.
    ///
    /// Of an anonymous session only the day of its start is kept.
    ///
    /// # Errors
    /// [`Fault::Refused`](super::Fault::Refused) when a test is to be kept among live data or the other way round, when header and
    /// edition do not belong together, or when another interview has this id; else what the disk says.
    pub fn begin(&mut self, header: &Header, edition: &Edition) -> Result<(), StoreError> {
        let header = &as_kept(header);
        self.write("begin the interview", |work| {
            begin_in(work, header, edition)
        })?;
        self.acknowledged = Some((chain::number(&header.id), 0, chain::of_header(header)));
        Ok(())
    }

    /// Adds the next entries to an open interview, all or none: an answer and the step to the next page are one
    /// commit. When this returns `Ok`, they are on the disk.
    ///
    /// # Errors
    /// [`Fault::Refused`](super::Fault::Refused) when the interview is unknown or has ended, when an entry is not the next one, or
    /// when it is the end (see [`Store::finish`]); else what the disk says, and then nothing is saved.
    pub fn save(&mut self, id: &InterviewId, entries: &[Entry]) -> Result<(), StoreError> {
        let acknowledged = self.write("save the answer", |work| {
            if entries
                .iter()
                .any(|entry| matches!(entry.action, Action::Ended { .. }))
            {
                return Err(Trouble::refused(
                    "the end of an interview needs its response",
                ));
            }
            add_entries(work, id, entries)
        })?;
        if let Some((last, head)) = acknowledged {
            self.acknowledged = Some((chain::number(id), last + 1, head));
        }
        Ok(())
    }

    /// Ends an interview: its last entries, its sealed response and the running sums, all or none.
    ///
    /// # Errors
    /// [`Fault::Refused`](super::Fault::Refused) when the response is not that of the interview, or the last entry does not end it as the
    /// response says; else as [`Store::save`].
    pub fn finish(
        &mut self,
        id: &InterviewId,
        entries: &[Entry],
        response: &Response,
    ) -> Result<(), StoreError> {
        let acknowledged = self.write("end the interview", |work| {
            let outcome = response.outcome;
            let ending = entries
                .last()
                .filter(|entry| entry.action == (Action::Ended { outcome }));
            let Some(ending) = ending else {
                return Err(Trouble::refused(
                    "the entry and the response end differently",
                ));
            };
            if response.duration != ending.at {
                return Err(Trouble::refused("a response lasts until its last entry"));
            }
            let acknowledged = add_entries(work, id, entries)?;
            if let Some((_, head)) = acknowledged {
                seal_in(work, id, head, response)?;
            }
            Ok(acknowledged)
        })?;
        if let Some((last, head)) = acknowledged {
            self.acknowledged = Some((chain::number(id), last + 1, head));
        }
        Ok(())
    }

    /// The interviews that were begun and have not ended: those of killed processes, and those that other
    /// processes are conducting right now.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn open_interviews(&self) -> Result<Vec<Open>, StoreError> {
        self.read("look for open interviews", |connection| {
            let mut statement = connection.prepare_cached(&format!(
                "SELECT {HEADER}, entries,
                        coalesce((SELECT max(at) FROM entry WHERE interview = interview.number), 0)
                 FROM interview JOIN edition ON edition.number = interview.edition
                 WHERE outcome = 0 ORDER BY started, id"
            ))?;
            let mut rows = statement.query([])?;
            let mut open = Vec::new();
            while let Some(row) = rows.next()? {
                open.push(Open {
                    header: header(row, self.test)?,
                    entries: row.get(HEADER_WIDTH)?,
                    last: row.get::<_, i64>(HEADER_WIDTH + 1)?.cast_unsigned(),
                });
            }
            Ok(open)
        })
    }

    /// An interview with everything that is kept of it, checked along its chain.
    ///
    /// # Errors
    /// [`Fault::Refused`](super::Fault::Refused) when there is none of this id, [`Fault::Corrupt`](super::Fault::Corrupt) when the chain does not hold.
    pub fn load(&self, id: &InterviewId) -> Result<(Header, Arc<Edition>, Vec<Entry>), StoreError> {
        self.read("read the interview", |connection| {
            let number = chain::number(id);
            let kept = kept(connection, number, self.test)?
                .filter(|kept| kept.header.id == *id)
                .ok_or_else(|| Trouble::unknown(id))?;
            let edition = self.editions.of(connection, kept.edition)?;
            let entries = entries(connection, number, &kept)?;
            Ok((kept.header, edition, entries))
        })
    }

    /// Ends an abandoned interview as of its last entry, and seals what there is of it.
    ///
    /// # Errors
    /// As [`Store::load`] and [`Store::finish`]; [`Fault::Refused`](super::Fault::Refused) when the interview cannot end so.
    pub fn file_as(&mut self, id: &InterviewId, outcome: Outcome) -> Result<(), StoreError> {
        let (header, edition, entries) = self.load(id)?;
        let at = entries.last().map_or(0, |entry| entry.at);
        let ended = Interview::replay(edition, header, &entries)
            .map_err(|cause| format!("{cause:?}"))
            .and_then(|interview| {
                let entry = interview
                    .end(outcome, at)
                    .map_err(|refusal| format!("{refusal:?}"))?;
                Ok((interview.sealed_by(&entry), entry))
            });
        let (response, entry) =
            ended.map_err(|cause| self.told(Trouble::refused(cause), "end the interview"))?;
        self.finish(id, &[entry], &response)
    }

    /// Takes in whole interviews of another store or a data file: those that are known already are passed
    /// over, the others are kept as they are, all in one transaction. Gives how many were new.
    ///
    /// A response without entries is that of an import; its interview then has none.
    ///
    /// # Errors
    /// As [`Store::begin`], [`Store::save`] and [`Store::finish`]; then nothing was taken in.
    pub fn take_in(&mut self, interviews: &[Taken<'_>]) -> Result<usize, StoreError> {
        self.write("take in interviews", |work| {
            let mut new = 0;
            for taken in interviews {
                let header = &as_kept(taken.header);
                if kept(&work.transaction, chain::number(&header.id), work.test)?.is_some() {
                    continue;
                }
                begin_in(work, header, taken.edition)?;
                let mut head = chain::of_header(header);
                for entry in taken.entries {
                    head = add_entry(work, &header.id, entry)?;
                }
                seal_in(work, &header.id, head, taken.response)?;
                new += 1;
            }
            Ok(new)
        })
    }
}

impl Store {
    /// Whether an interview of this id is kept already.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn knows(&self, id: &InterviewId) -> Result<bool, StoreError> {
        self.read("look for the interview", |connection| {
            let number = chain::number(id);
            Ok(connection
                .prepare_cached("SELECT 1 FROM interview WHERE number = ?1")?
                .exists([number])?)
        })
    }
}

/// The header of an interview of which only the response is there.
pub(super) fn header_of(
    response: &Response,
    edition: &Edition,
    test: bool,
) -> Result<Header, Trouble> {
    let header = Header {
        id: response.id.clone(),
        edition: response.edition.clone(),
        form: response.form.clone(),
        role: cells::form(edition, &response.form)?.role,
        mode: response.mode,
        locale: response.locale,
        seed: response.seed,
        short: response.short,
        test,
        started: response.started,
        site: response.site.clone(),
        device: response.device.clone(),
        wave: response.wave.clone(),
        interviewer: String::new(),
    };
    Ok(as_kept(&header))
}

/// A whole interview from elsewhere.
#[derive(Debug, Clone, Copy)]
pub struct Taken<'a> {
    /// Its header.
    pub header: &'a Header,
    /// Its edition.
    pub edition: &'a Edition,
    /// Its log; empty for an import.
    pub entries: &'a [Entry],
    /// Its response.
    pub response: &'a Response,
}

/// Of an anonymous session only the day is kept, so that no list of who sat when can be laid beside it.
fn as_kept(header: &Header) -> Header {
    Header {
        started: day_of(header.mode, header.started),
        ..header.clone()
    }
}

fn day_of(mode: Mode, started: i64) -> i64 {
    match mode {
        Mode::Session => started - started.rem_euclid(DAY),
        Mode::Interview | Mode::Kiosk | Mode::Import => started,
    }
}

pub(super) fn begin_in(work: &Work<'_>, header: &Header, edition: &Edition) -> Result<(), Trouble> {
    if header.test != work.test {
        return Err(Trouble::refused("tests and live interviews never mix"));
    }
    if header.edition != edition.fingerprint {
        return Err(Trouble::refused("the interview is of another edition"));
    }
    cells::form(edition, &header.form)?;
    let number = chain::number(&header.id);
    if let Some(kept) = kept(&work.transaction, number, work.test)? {
        return if kept.header == *header {
            Ok(())
        } else {
            Err(Trouble::refused("another interview has this id"))
        };
    }
    let edition = editions::keep(work, edition)?;
    work.transaction
        .prepare_cached(
            "INSERT INTO interview (number, id, edition, form, role, mode, locale, seed, short, started,
                                    site, device, wave, interviewer, head)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, conceal(?15))",
        )?
        .execute((
            number,
            &header.id.0,
            edition,
            &header.form,
            words::role(header.role),
            words::mode(header.mode),
            header.locale.tag(),
            header.seed.cast_signed(),
            header.short,
            header.started,
            &header.site,
            &header.device,
            &header.wave,
            &header.interviewer,
            chain::of_header(header),
        ))?;
    Ok(())
}

/// Adds the next entries of an interview; gives the last one's number and the new head of the chain.
fn add_entries(
    work: &Work<'_>,
    id: &InterviewId,
    entries: &[Entry],
) -> Result<Option<(u32, Checksum)>, Trouble> {
    let mut last = None;
    for entry in entries {
        last = Some((entry.sequence, add_entry(work, id, entry)?));
    }
    Ok(last)
}

/// Adds the next entry of an interview; gives the new head of its chain.
fn add_entry(work: &Work<'_>, id: &InterviewId, entry: &Entry) -> Result<Checksum, Trouble> {
    let transaction = &work.transaction;
    let number = chain::number(id);
    let action = serde_json::to_string(&entry.action)
        .map_err(|error| Trouble::refused(format!("the entry cannot be kept: {error}")))?;
    let (known, entries, head, outcome): (String, u32, Checksum, u16) = transaction
        .prepare_cached(
            "SELECT id, entries, reveal(head), outcome FROM interview WHERE number = ?1",
        )?
        .query_row([number], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })
        .optional()?
        .ok_or_else(|| Trouble::unknown(id))?;
    if known != id.0 {
        return Err(Trouble::unknown(id));
    }
    if entry.sequence < entries {
        return already(transaction, number, entry, &action);
    }
    if outcome != 0 {
        return Err(Trouble::refused("the interview has ended"));
    }
    if entry.sequence != entries {
        return Err(Trouble::refused(format!(
            "entry {} cannot follow {entries} entries",
            entry.sequence
        )));
    }
    let head = chain::of_entry(head, id, entry.sequence, entry.at, &action);
    transaction
        .prepare_cached("INSERT INTO entry VALUES (?1, ?2, ?3, conceal(?4), conceal(?5))")?
        .execute((
            number,
            entry.sequence,
            entry.at.cast_signed(),
            &action,
            head,
        ))?;
    transaction
        .prepare_cached("UPDATE interview SET entries = ?2, head = conceal(?3) WHERE number = ?1")?
        .execute((number, entry.sequence + 1, head))?;
    Ok(head)
}

/// The entry is there already: the same one, or the caller is mistaken.
fn already(
    transaction: &Connection,
    number: i64,
    entry: &Entry,
    action: &str,
) -> Result<Checksum, Trouble> {
    let (at, found, checksum): (i64, String, Checksum) = transaction
        .prepare_cached(
            "SELECT at, reveal(action), reveal(checksum) FROM entry WHERE interview = ?1 AND sequence = ?2",
        )?
        .query_row((number, entry.sequence), |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    if at.cast_unsigned() == entry.at && found == action {
        Ok(checksum)
    } else {
        Err(Trouble::refused(format!(
            "another entry {} is there already",
            entry.sequence
        )))
    }
}

/// Seals an interview whose chain ends in `head`.
pub(super) fn seal_in(
    work: &Work<'_>,
    id: &InterviewId,
    head: Checksum,
    response: &Response,
) -> Result<(), Trouble> {
    let transaction = &work.transaction;
    let number = chain::number(id);
    let (edition_number, fingerprint, form, mode, outcome): (i64, String, String, String, u16) =
        transaction
            .prepare_cached(
                "SELECT edition, fingerprint, form, mode, outcome FROM interview
                 JOIN edition ON edition.number = interview.edition WHERE interview.number = ?1",
            )?
            .query_row([number], |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                ))
            })?;
    if response.id != *id
        || response.edition.0 != fingerprint
        || response.form != form
        || words::mode(response.mode) != mode
    {
        return Err(Trouble::refused("the response is of another interview"));
    }
    let response = Response {
        started: day_of(response.mode, response.started),
        ..response.clone()
    };
    if outcome != 0 {
        return responses::same(transaction, number, head, &response);
    }
    responses::keep(work, number, edition_number, head, &response)?;
    transaction
        .prepare_cached("UPDATE interview SET outcome = ?2 WHERE number = ?1")?
        .execute((number, response.outcome.code()))?;
    Ok(())
}

/// How many entries an interview has, and the checksum of the last.
pub(super) fn tail(
    connection: &Connection,
    number: i64,
) -> rusqlite::Result<Option<(u32, Checksum)>> {
    connection
        .prepare_cached("SELECT entries, reveal(head) FROM interview WHERE number = ?1")?
        .query_row([number], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

/// The columns that [`header`] reads, first in their query, which joins `edition`.
const HEADER: &str = "id, fingerprint, form, role, mode, locale, seed, short, started, site, device, wave, interviewer";
const HEADER_WIDTH: usize = 13;

fn header(row: &Row<'_>, test: bool) -> Result<Header, Trouble> {
    let word = |column: usize| row.get::<_, String>(column);
    let strange = |what: &str| Trouble::corrupt(format!("an interview has an unknown {what}"));
    Ok(Header {
        id: InterviewId(word(0)?),
        edition: Fingerprint(word(1)?),
        form: word(2)?,
        role: words::role_of(&word(3)?).ok_or_else(|| strange("role"))?,
        mode: words::mode_of(&word(4)?).ok_or_else(|| strange("mode"))?,
        locale: words::locale_of(&word(5)?).ok_or_else(|| strange("language"))?,
        seed: row.get::<_, i64>(6)?.cast_unsigned(),
        short: row.get(7)?,
        test,
        started: row.get(8)?,
        site: word(9)?,
        device: word(10)?,
        wave: word(11)?,
        interviewer: word(12)?,
    })
}

/// A row of `interview`.
pub(super) struct Kept {
    pub(super) header: Header,
    pub(super) edition: i64,
    pub(super) outcome: u16,
    pub(super) entries: u32,
    pub(super) head: Checksum,
}

/// The interview of this number.
pub(super) fn kept(
    connection: &Connection,
    number: i64,
    test: bool,
) -> Result<Option<Kept>, Trouble> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {HEADER}, interview.edition, outcome, entries, reveal(head)
         FROM interview JOIN edition ON edition.number = interview.edition
         WHERE interview.number = ?1"
    ))?;
    let mut rows = statement.query([number])?;
    rows.next()?
        .map(|row| {
            Ok(Kept {
                header: header(row, test)?,
                edition: row.get(HEADER_WIDTH)?,
                outcome: row.get(HEADER_WIDTH + 1)?,
                entries: row.get(HEADER_WIDTH + 2)?,
                head: row.get(HEADER_WIDTH + 3)?,
            })
        })
        .transpose()
}

/// The entries of an interview, proved along the chain from its header to its head.
pub(super) fn entries(
    connection: &Connection,
    number: i64,
    kept: &Kept,
) -> Result<Vec<Entry>, Trouble> {
    let id = &kept.header.id;
    let mut statement = connection.prepare_cached(
        "SELECT sequence, at, reveal(action), reveal(checksum) FROM entry WHERE interview = ?1 ORDER BY sequence",
    )?;
    let mut rows = statement.query([number])?;
    let mut head = chain::of_header(&kept.header);
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        let broken = || {
            Trouble::corrupt(format!(
                "interview {id} was changed in the file at its entry {}",
                entries.len()
            ))
        };
        let sequence: u32 = row.get(0)?;
        let at = row.get::<_, i64>(1)?.cast_unsigned();
        let action: String = row.get(2)?;
        head = chain::of_entry(head, id, sequence, at, &action);
        if usize::try_from(sequence) != Ok(entries.len()) || row.get::<_, Checksum>(3)? != head {
            return Err(broken());
        }
        let mut action = serde_json::from_str(&action).map_err(|_| broken())?;
        clean_action(&mut action);
        entries.push(Entry {
            sequence,
            at,
            action,
        });
    }
    if usize::try_from(kept.entries) != Ok(entries.len()) || kept.head != head {
        return Err(Trouble::corrupt(format!(
            "interview {id} has lost entries or its header was changed in the file"
        )));
    }
    Ok(entries)
}

/// Whoever can write the file can put anything into it: text is made harmless again when it is read.
fn clean_action(action: &mut Action) {
    match action {
        Action::Answered {
            answer,
            before,
            because,
            ..
        } => {
            clean_answer(answer);
            if let Some(Because::Other(text)) = because {
                words::clean(text);
            }
            if let Some(before) = before {
                clean_answer(before);
            }
        }
        Action::Noted { text, .. } => words::clean(text),
        Action::Consented { .. }
        | Action::HandedOver
        | Action::TakenBack
        | Action::Moved { .. }
        | Action::Spoke { .. }
        | Action::Warned { .. }
        | Action::Idle { .. }
        | Action::Resumed
        | Action::Unwritten
        | Action::Ended { .. } => {}
    }
}

fn clean_answer(answer: &mut Answer) {
    match answer {
        Answer::Text(text) | Answer::Choice(_, Some(text)) => words::clean(text),
        Answer::Choice(_, None)
        | Answer::Rating(_)
        | Answer::Points(_)
        | Answer::Number(_)
        | Answer::Read
        | Answer::Left(_) => {}
    }
}

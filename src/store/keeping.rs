//! Keeping house: backups, deleting, the audit trail, small values, room on a full disk.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::chain::{self, Checksum};
use super::fault::{Fault, Notice, StoreError, Trouble};
use super::opening::{self, Place};
use super::responses::{self, Filter};
use super::{Opening, Store, Work, encryption, schema, whole_file, words};
use crate::survey::record::{InterviewId, Mode, is_receipt};

/// Above this size, what compacting needs on the side goes to a (nameless) file and not into memory.
const LARGE: u64 = 512 << 20;

/// What becomes of the totals when single answers are deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Totals {
    /// They stay: the time for which single answers may be kept is over.
    Stay,
    /// The answers leave the totals as well: a person wants them erased.
    Forget,
}

/// What deleting did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purged {
    /// Interviews deleted, open ones among them.
    pub interviews: usize,
    /// Whether nothing of them is left in any file of the store. If not, another process was reading:
    /// [`Store::scrub`] does the rest later.
    pub scrubbed: bool,
}

/// A line of the audit trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLine {
    /// When, in milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// What was done: "purged".
    pub what: String,
    /// With what result. Never an answer.
    pub detail: String,
}

impl Store {
    /// Brings the write-ahead log into the file, so that no answer has to wait for it later. For the
    /// time between interviews; does nothing when others are reading.
    ///
    /// # Errors
    /// What the disk says.
    pub fn settle(&self) -> Result<(), StoreError> {
        self.connection
            .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
            .map_err(|error| self.told(error.into(), "settle the log"))
    }

    /// Gives the reserve back to a full disk, so that answers can be exported. `true` when there was one.
    /// The next opening with enough room puts it in place again.
    pub fn release_reserve(&self) -> bool {
        self.place.release()
    }

    /// Copies the whole store into one file, as it is at this moment, while interviews go on. The file appears
    /// whole, and has been read back before it gets its name.
    ///
    /// # Errors
    /// What the disk says; then there is no new file.
    pub fn backup(&self, to: &Path) -> Result<(), StoreError> {
        let done = whole_file::temporary_beside(to)
            .map_err(Trouble::from)
            .and_then(|temporary| {
                self.copy_to(&temporary, to)
                    .inspect_err(|_| drop(std::fs::remove_file(&temporary)))
            });
        done.map_err(|trouble| trouble.when("write the backup", to))
    }

    fn copy_to(&self, temporary: &Path, to: &Path) -> Result<(), Trouble> {
        let file = whole_file::create_private(temporary)?;
        let name = temporary.to_str().ok_or_else(|| {
            Trouble::refused("the name of the backup has characters that are not Unicode")
        })?;
        self.connection.execute("VACUUM INTO ?1", [name])?;
        file.sync_all()?;
        prove_copy(temporary)?;
        whole_file::put_in_place(temporary, to)?;
        Ok(())
    }

    /// Puts a backup in the place of a store and opens it. The store that was there is moved aside, whole.
    ///
    /// # Errors
    /// When the backup is damaged or not ours, or when another process has the store open; then nothing changed.
    pub fn restore(
        folder: &Path,
        from: &Path,
        opening: Opening,
    ) -> Result<(Self, Vec<Notice>), StoreError> {
        let place = Place::of(folder, opening.test);
        let aside = replace(&place, from, &opening)
            .map_err(|trouble| trouble.when("restore the backup", from))?;
        let now = opening.now;
        let (mut store, notices) = Self::open(folder, opening)?;
        let before = aside.map_or_else(
            || "there was none".to_owned(),
            |path| path.display().to_string(),
        );
        let detail = format!("from {}; the store before: {before}", from.display());
        store.note(now, "restored", &detail)?;
        Ok((store, notices))
    }

    /// Deletes the interviews that fit the filter, open ones too when it names no outcome, and leaves nothing of
    /// them in the files. Works on a full disk.
    ///
    /// # Errors
    /// What the disk says; nothing is deleted then, unless the error comes from scrubbing, which
    /// [`Store::scrub`] repeats.
    pub fn purge(
        &mut self,
        filter: &Filter,
        totals: Totals,
        now: i64,
    ) -> Result<Purged, StoreError> {
        let doomed = self.read("look for interviews to delete", |connection| {
            matching(connection, filter)
        })?;
        let sessions = self.forget_sessions(filter, totals)?;
        let purged = self.delete(&doomed, totals, "purged", now)?;
        if sessions && purged.interviews == 0 {
            let scrubbed = self.scrub()?;
            return Ok(Purged { scrubbed, ..purged });
        }
        Ok(purged)
    }

    /// Deletes one interview and takes it out of the totals, as its respondent wishes. `Ok` with 0 interviews when
    /// there is none of this id.
    ///
    /// # Errors
    /// As [`Store::purge`].
    pub fn erase(&mut self, id: &InterviewId, now: i64) -> Result<Purged, StoreError> {
        let number = chain::number(id);
        let known = self.read("look for the interview", |connection| {
            Ok(super::journal::tail(connection, number)?.is_some())
        })?;
        if let Some(response) = self.response(id).ok().flatten()
            && response.mode == Mode::Session
        {
            self.forget_person(&response)?;
        }
        let doomed: &[i64] = if known { &[number] } else { &[] };
        self.delete(doomed, Totals::Forget, "erased", now)
    }

    /// Deletes the interview whose person got this receipt, as [`Store::erase`] does. Anonymous sessions give none.
    ///
    /// # Errors
    /// As [`Store::purge`].
    pub fn erase_receipt(&mut self, code: &str, now: i64) -> Result<Purged, StoreError> {
        let found = self.read("look for the interview", |connection| {
            let mut statement =
                connection.prepare_cached("SELECT id FROM interview WHERE mode <> ?1")?;
            let mut rows = statement.query([words::mode(Mode::Session)])?;
            while let Some(row) = rows.next()? {
                let id = InterviewId(row.get(0)?);
                if is_receipt(code, &id) {
                    return Ok(Some(id));
                }
            }
            Ok(None)
        })?;
        match found {
            Some(id) => self.erase(&id, now),
            None => Ok(Purged {
                interviews: 0,
                scrubbed: true,
            }),
        }
    }

    /// How many bytes are free where the store lies; `None` where the system does not tell.
    pub fn free_space(&self) -> Option<u64> {
        #[cfg(unix)]
        {
            let found = rustix::fs::statvfs(&self.place.folder).ok()?;
            Some(found.f_bavail.saturating_mul(found.f_frsize))
        }
        #[cfg(not(unix))]
        None
    }

    fn delete(
        &mut self,
        doomed: &[i64],
        totals: Totals,
        what: &'static str,
        now: i64,
    ) -> Result<Purged, StoreError> {
        if doomed.is_empty() {
            return Ok(Purged {
                interviews: 0,
                scrubbed: true,
            });
        }
        let delete = |work: &Work<'_>| {
            let interviews = delete_in(work, doomed, totals)?;
            note_in(
                &work.transaction,
                now,
                what,
                &format!("{interviews} interviews"),
            )?;
            Ok(interviews)
        };
        let interviews = match self.write("delete answers", delete) {
            Err(error) if error.fault == Fault::Full && self.release_reserve() => {
                self.write("delete answers", delete)?
            }
            other => other?,
        };
        self.acknowledged = None;
        let scrubbed = self.scrub()?;
        Ok(Purged {
            interviews,
            scrubbed,
        })
    }

    /// Writes the whole store anew without what was deleted, and empties the log. `false` when another process was
    /// reading and the log could not be emptied.
    ///
    /// # Errors
    /// What the disk says.
    pub fn scrub(&mut self) -> Result<bool, StoreError> {
        let size = self.place.file.metadata().map_or(0, |found| found.len());
        let done = scrub(&self.connection, size);
        match done {
            // Compacting needs room for a second copy. The deleted bytes are overwritten already.
            Err(trouble) if trouble.fault() == Fault::Full => {
                self.release_reserve();
                empty_log(&self.connection)
            }
            other => other,
        }
        .map_err(|trouble| self.told(trouble, "scrub deleted answers from the files"))
    }

    /// Adds a line to the audit trail.
    ///
    /// # Errors
    /// What the disk says.
    pub fn note(&mut self, at: i64, what: &'static str, detail: &str) -> Result<(), StoreError> {
        self.write("write the audit trail", |work| {
            note_in(&work.transaction, at, what, detail)
        })
    }

    /// The audit trail, oldest line first, proved along its chain.
    ///
    /// # Errors
    /// When the store cannot be read or a line was changed in the file.
    pub fn audit(&self) -> Result<Vec<AuditLine>, StoreError> {
        self.read("read the audit trail", |connection| {
            let (lines, sound) = audit_lines(connection)?;
            if sound {
                Ok(lines)
            } else {
                Err(Trouble::corrupt("the audit trail was changed in the file"))
            }
        })
    }

    /// A small value that was kept under this name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn value(&self, name: &str) -> Result<Option<String>, StoreError> {
        self.read("read a value", |connection| {
            Ok(connection
                .prepare_cached("SELECT value FROM value WHERE name = ?1")?
                .query_row([name], |row| row.get(0))
                .optional()?)
        })
    }

    /// Keeps a small value under a name, or with `None` drops it.
    ///
    /// # Errors
    /// What the disk says.
    pub fn set_value(&mut self, name: &str, value: Option<&str>) -> Result<(), StoreError> {
        self.write("keep a value", |work| {
            put_value(&work.transaction, name, value)
        })
    }
}

/// Keeps a small value.
pub(super) fn put_value(
    connection: &Connection,
    name: &str,
    value: Option<&str>,
) -> Result<(), Trouble> {
    match value {
        Some(value) => connection.execute(
            "INSERT INTO value VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [name, value],
        )?,
        None => connection.execute("DELETE FROM value WHERE name = ?1", [name])?,
    };
    Ok(())
}

/// The interviews that a filter takes, ended or not.
fn matching(connection: &Connection, filter: &Filter) -> Result<Vec<i64>, Trouble> {
    let (since, last) = filter.period();
    let mut statement = connection.prepare_cached(
        "SELECT interview.number, interview.outcome, coalesce(cell.locale, interview.locale) FROM interview
         JOIN edition ON edition.number = interview.edition
         LEFT JOIN response ON response.interview = interview.number
         LEFT JOIN cell ON cell.number = response.cell
         WHERE (?1 IS NULL OR fingerprint = ?1) AND (?2 IS NULL OR interview.form = ?2)
           AND (?3 IS NULL OR interview.site = ?3) AND (?4 IS NULL OR interview.wave = ?4)
           AND (?5 IS NULL OR interview.mode = ?5) AND interview.started BETWEEN ?6 AND ?7",
    )?;
    let mut rows = statement.query((
        filter.edition.as_ref().map(|edition| &edition.0),
        &filter.form,
        &filter.site,
        &filter.wave,
        filter.mode.map(words::mode),
        since,
        last,
    ))?;
    let mut numbers = Vec::new();
    while let Some(row) = rows.next()? {
        let outcome: u16 = row.get(1)?;
        let locale: String = row.get(2)?;
        let fits = filter.locale.is_none_or(|wanted| wanted.tag() == locale)
            && (filter.outcomes.is_empty()
                || filter
                    .outcomes
                    .iter()
                    .any(|wanted| wanted.code() == outcome));
        if fits {
            numbers.push(row.get(0)?);
        }
    }
    Ok(numbers)
}

fn delete_in(work: &Work<'_>, doomed: &[i64], totals: Totals) -> Result<usize, Trouble> {
    let transaction = &work.transaction;
    let mut deleted = 0;
    for number in doomed {
        if let Some((cell, packed)) = responses::packed_of(transaction, *number)? {
            work.tallies.drop(work, cell, &packed)?;
            if totals == Totals::Stay {
                work.tallies.retire(work, cell, &packed)?;
            }
        }
        for delete in [
            "DELETE FROM response WHERE interview = ?1",
            "DELETE FROM entry WHERE interview = ?1",
        ] {
            transaction.prepare_cached(delete)?.execute([number])?;
        }
        deleted += transaction
            .prepare_cached("DELETE FROM interview WHERE number = ?1")?
            .execute([number])?;
    }
    Ok(deleted)
}

/// Empties the log into the file, writes the file anew without its holes, empties the log again.
fn scrub(connection: &Connection, size: u64) -> Result<bool, Trouble> {
    let aside = if size > LARGE { "FILE" } else { "MEMORY" };
    connection.execute_batch(&format!("PRAGMA temp_store = {aside}"))?;
    let done = connection.execute_batch("VACUUM");
    connection.execute_batch("PRAGMA temp_store = MEMORY")?;
    match done {
        Ok(()) => empty_log(connection),
        Err(error) => match Trouble::from(error) {
            trouble if trouble.fault() == Fault::Locked => Ok(false),
            trouble => Err(trouble),
        },
    }
}

fn empty_log(connection: &Connection) -> Result<bool, Trouble> {
    let busy: i64 =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    Ok(busy == 0)
}

/// Proves a copy before it gets its name.
fn prove_copy(path: &Path) -> Result<(), Trouble> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    match schema::owner(&connection)? {
        schema::Owner::Ours(_) => opening::examine(&connection),
        schema::Owner::Nobody => Err(Trouble::corrupt("the copy is empty")),
    }
}

/// Moves the store aside and puts a copy of the backup in its place; gives where the old one lies.
fn replace(place: &Place, from: &Path, opening: &Opening) -> Result<Option<PathBuf>, Trouble> {
    prove_copy(from)?;
    encryption::prove_key(from, opening.key.as_ref())?;
    let claim = opening::claim(place)?;
    claim.alone(|| {
        let temporary = whole_file::temporary_beside(&place.file)?;
        let copied = whole_file::create_private(&temporary).and_then(|mut file| {
            std::io::copy(&mut std::fs::File::open(from)?, &mut file)?;
            file.sync_all()
        });
        copied
            .map_err(Trouble::from)
            .and_then(|()| prove_copy(&temporary))
            .and_then(|()| {
                let aside = if place.file.exists() {
                    Some(opening::put_aside(place, "before-restore", opening.now)?)
                } else {
                    None
                };
                whole_file::put_in_place(&temporary, &place.file)?;
                Ok(aside)
            })
            .inspect_err(|_| drop(std::fs::remove_file(&temporary)))
    })
}

/// Under this name `value` keeps the length and the end of the audit trail, so that lines cut off are missed.
const AUDIT: &str = "audit";

pub(super) fn note_in(
    connection: &Connection,
    at: i64,
    what: &str,
    detail: &str,
) -> Result<(), Trouble> {
    let last: Option<(i64, Checksum)> = connection
        .prepare_cached("SELECT number, checksum FROM audit ORDER BY number DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (number, before) = last.map_or((1, Checksum::default()), |(n, sum)| (n + 1, sum));
    let checksum = chain::of_audit(before, number, at, what, detail);
    connection
        .prepare_cached("INSERT INTO audit VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute((number, at, what, detail, checksum))?;
    put_value(connection, AUDIT, Some(&format!("{number} {checksum}")))
}

/// The lines of the audit trail, and whether its chain holds.
pub(super) fn audit_lines(connection: &Connection) -> Result<(Vec<AuditLine>, bool), Trouble> {
    let mut statement = connection
        .prepare_cached("SELECT number, at, what, detail, checksum FROM audit ORDER BY number")?;
    let mut rows = statement.query([])?;
    let mut lines = Vec::new();
    let mut sound = true;
    let mut before = Checksum::default();
    let mut number = 0;
    while let Some(row) = rows.next()? {
        number += 1;
        let line = AuditLine {
            at: row.get(1)?,
            what: row.get(2)?,
            detail: row.get(3)?,
        };
        before = chain::of_audit(before, number, line.at, &line.what, &line.detail);
        sound &= number == row.get::<_, i64>(0)? && before == row.get(4)?;
        lines.push(line);
    }
    let end: Option<String> = connection
        .prepare_cached("SELECT value FROM value WHERE name = ?1")?
        .query_row([AUDIT], |row| row.get(0))
        .optional()?;
    let expected = (number > 0).then(|| format!("{number} {before}"));
    Ok((lines, sound && end == expected))
}

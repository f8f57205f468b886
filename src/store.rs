//! Where answers are kept: one SQLite file in one folder, and whole files beside it.
//!
//! Knows: how an answer becomes durable, how a million of them are read back, what breaks and how to say so.
//! An answer is acknowledged when its commit has reached the disk, and not before; each costs exactly one
//! barrier. Refuses to know: the clock (times enter as arguments), screens, what answers mean.
//!
//! ```text
//! begin ── save ── save ── ... ── finish        one transaction each; finish seals the response and adds it up
//!    │                              │
//!    └─ killed: open_interviews, load, go on    each_response, each_packed, summary, counts: reports read here
//! ```
#![expect(
    clippy::disallowed_methods,
    reason = "this floor owns the files; it still asks no clock"
)]

mod cells;
mod chain;
mod cipher;
mod contacts;
mod doctor;
mod editions;
mod encryption;
mod fault;
mod intake;
mod journal;
mod keeping;
mod log;
mod opening;
mod releases;
mod responses;
mod retention;
mod schema;
mod sessions;
mod shelf;
mod signs;
#[cfg(test)]
mod tests;
pub mod whole_file;
mod words;

use std::path::Path;

use rusqlite::{Connection, Transaction, TransactionBehavior};

pub use cells::Count;
pub use cipher::Key;
pub use contacts::Contacts;
pub use doctor::Finding;
pub use fault::{Fault, Notice, StoreError};
pub use intake::Intake;
pub use journal::{Open, Taken};
pub use keeping::{AuditLine, Purged, Totals};
pub use responses::{Among, Filter, Out};
pub use retention::Expired;
pub use sessions::{Admission, Closing, Convening, Frozen, Pass, Session};
pub use shelf::Shelf;

use cells::Tallies;
use chain::Checksum;
use cipher::Cipher;
use editions::Editions;
use fault::Trouble;
use opening::{Claim, Place};
use signs::Readers;

/// How a store is opened.
#[derive(Debug, Clone)]
pub struct Opening {
    /// The file of test interviews instead of the live one. The two never mix.
    pub test: bool,
    /// The time, in milliseconds since 1970-01-01 UTC: names files that are moved aside.
    pub now: i64,
    /// What opens it if it is encrypted. A store that is made now is encrypted with it from the beginning.
    pub key: Option<Key>,
}

/// The store: one open file. Other processes may have it open as well; readers never block a writer, and
/// writers wait for each other up to two seconds.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    /// Held for its lock, given up when the store closes.
    claim: Claim,
    cipher: Cipher,
    place: Place,
    test: bool,
    /// What tells our file from another of the same name.
    identity: (u64, u64),
    /// The last entry that was acknowledged: interview, how many entries, checksum.
    acknowledged: Option<(i64, u32, Checksum)>,
    /// The counter of other processes' commits when it was last looked at.
    seen: i64,
    editions: Editions,
}

/// One writing transaction, and what goes with it.
struct Work<'a> {
    transaction: Transaction<'a>,
    editions: &'a Editions,
    test: bool,
    tallies: Tallies,
    readers: Readers,
}

impl Opening {
    /// The live store, at this time.
    pub fn live(now: i64) -> Self {
        Self {
            test: false,
            now,
            key: None,
        }
    }

    /// The store of test interviews, at this time.
    pub fn test(now: i64) -> Self {
        Self {
            test: true,
            now,
            key: None,
        }
    }
}

impl Store {
    /// Opens the store of a folder, creating both where they are missing. A damaged file is moved aside and a
    /// new one started: a loud [`Notice`] says so.
    ///
    /// # Errors
    /// When there is no store to work with: see [`Fault`].
    pub fn open(folder: &Path, opening: Opening) -> Result<(Self, Vec<Notice>), StoreError> {
        let Opening { test, now, key } = opening;
        let place = Place::of(folder, test);
        let mut notices = Vec::new();
        let opened = opening::open(&place, now, &mut notices).and_then(|(connection, claim)| {
            let identity = opening::identity(&place.file)?;
            let cipher = encryption::found(&connection, key.as_ref(), &mut notices)?;
            Ok((connection, claim, identity, cipher))
        });
        let (connection, claim, identity, cipher) =
            opened.map_err(|trouble| trouble.when("open the store", &place.file))?;
        if let Err(error) = place.reserve() {
            notices.push(Notice::NoReserve {
                cause: error.to_string(),
            });
        }
        let mut store = Self {
            connection,
            claim,
            cipher,
            place,
            test,
            identity,
            acknowledged: None,
            seen: 0,
            editions: Editions::default(),
        };
        store.changed()?;
        for notice in &notices {
            match notice {
                Notice::MovedAside { to, why } => {
                    let detail = format!("{}: {why}", to.display());
                    store.note(now, "moved aside", &detail)?;
                }
                Notice::LogDamaged { copy, commits } => {
                    let detail = format!("{commits} commits; copy in {}", copy.display());
                    store.note(now, "log damaged", &detail)?;
                }
                Notice::WasEmpty { .. }
                | Notice::Exposed { .. }
                | Notice::NoReserve { .. }
                | Notice::NotEncrypted
                | Notice::Migrated { .. } => {}
            }
        }
        Ok((store, notices))
    }

    /// The file that a folder's store is, or would be, kept in.
    pub fn file(folder: &Path, test: bool) -> std::path::PathBuf {
        Place::of(folder, test).file
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.place.file
    }

    /// Whether another process changed the store since this was last asked. Own changes do not count.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn changed(&mut self) -> Result<bool, StoreError> {
        let now = self.read("look for changes", |connection| {
            Ok(connection
                .prepare_cached("PRAGMA data_version")?
                .query_row([], |row| row.get(0))?)
        })?;
        let changed = now != self.seen;
        self.seen = now;
        Ok(changed)
    }

    /// Runs a reading task on one unchanging state of the store.
    fn read<T>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&Connection) -> Result<T, Trouble>,
    ) -> Result<T, StoreError> {
        let done = self
            .connection
            .unchecked_transaction()
            .map_err(Trouble::from)
            .and_then(|snapshot| work(&snapshot));
        done.map_err(|trouble| self.told(trouble, doing))
    }

    /// Runs a writing task in one transaction and says `Ok` only when it is on the disk.
    ///
    /// `work` may run twice and must then see that it is done already: after an I/O error nothing about the
    /// connection can be trusted, so it is closed, the file opened anew, and the task run again on what is
    /// really there. A second failure is final.
    fn write<T>(
        &mut self,
        doing: &'static str,
        work: impl Fn(&Work<'_>) -> Result<T, Trouble>,
    ) -> Result<T, StoreError> {
        let done = match self.attempt(&work) {
            Err(trouble) if trouble.fault() == Fault::Io => {
                self.reopen().and_then(|()| self.attempt(&work))
            }
            other => other,
        };
        done.and_then(|value| self.still_there().map(|()| value))
            .map_err(|trouble| self.told(trouble, doing))
    }

    fn attempt<T>(
        &mut self,
        work: &impl Fn(&Work<'_>) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let task = Work {
            transaction,
            editions: &self.editions,
            test: self.test,
            tallies: Tallies::default(),
            readers: Readers::default(),
        };
        let done = work(&task).and_then(|value| {
            let waiting = task.tallies.put(&task.transaction)?;
            releases::let_out(&task, waiting)?;
            task.transaction.commit()?;
            Ok(value)
        });
        if done.is_err() {
            // A row number given in a transaction that failed may be given again, to another edition.
            self.editions.forget();
        }
        done
    }

    /// Takes a new connection after an I/O error and proves that what was acknowledged is there.
    fn reopen(&mut self) -> Result<(), Trouble> {
        self.still_there()?;
        drop(std::mem::replace(
            &mut self.connection,
            Connection::open_in_memory()?,
        ));
        self.connection = opening::reconnect(&self.place)?;
        self.cipher.install(&self.connection)?;
        // What the failed barrier left in the log may never have reached the disk although it can be read:
        // write all of it again, into the file, and start an empty log.
        let busy: i64 =
            self.connection
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy != 0 {
            return Err(Trouble::Known(
                Fault::Io,
                "the log could not be written anew, others are reading it".into(),
            ));
        }
        match self.acknowledged {
            Some((number, entries, head))
                if journal::tail(&self.connection, number)? != Some((entries, head)) =>
            {
                Err(Trouble::Known(
                    Fault::Gone,
                    "an answer that was saved before is no longer there".into(),
                ))
            }
            _ => Ok(()),
        }
    }

    /// A file that was deleted or replaced under us still takes answers, and nobody will ever see them.
    fn still_there(&self) -> Result<(), Trouble> {
        match opening::identity(&self.place.file) {
            Ok(found) if found == self.identity && self.place.log().exists() => Ok(()),
            Ok(_) => Err(Trouble::Known(
                Fault::Gone,
                "the file or its log was replaced or removed while in use".into(),
            )),
            Err(error) => Err(error.into()),
        }
    }

    fn told(&self, trouble: Trouble, doing: &'static str) -> StoreError {
        if matches!(trouble, Trouble::Sql(_)) && trouble.fault() == Fault::Corrupt {
            self.place.suspect();
        }
        trouble.when(doing, &self.place.file)
    }
}

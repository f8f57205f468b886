//! Encrypting a store that is there, decrypting it, changing its passphrase, telling whether it is encrypted.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::cipher::{self, Cipher, Into, Key};
use super::fault::{Notice, StoreError, Trouble};
use super::opening::Place;
use super::{Store, keeping, opening, schema};

/// The cipher of a file that was just opened. A file that is new and empty is encrypted now, if there is a key.
pub(super) fn found(
    connection: &Connection,
    key: Option<&Key>,
    notices: &mut Vec<Notice>,
) -> Result<Cipher, Trouble> {
    let mut cipher = Cipher::of(connection, key)?;
    if let (Some(key), false) = (key, cipher.conceals()) {
        if is_new(connection)? {
            cipher = Cipher::create(connection, key)?;
        } else {
            notices.push(Notice::NotEncrypted);
        }
    }
    cipher.install(connection)?;
    Ok(cipher)
}

/// Whether nothing was ever kept in it.
fn is_new(connection: &Connection) -> Result<bool, Trouble> {
    Ok(connection.query_row(
        "SELECT NOT EXISTS (SELECT 1 FROM interview) AND NOT EXISTS (SELECT 1 FROM cell)
            AND NOT EXISTS (SELECT 1 FROM audit)",
        [],
        |row| row.get(0),
    )?)
}

impl Store {
    /// Whether what people said is encrypted in the store of a folder; `false` where there is none. Asks for no key
    /// and changes nothing.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn is_encrypted_in(folder: &Path, test: bool) -> Result<bool, StoreError> {
        let place = Place::of(folder, test);
        if !place.file.exists() {
            return Ok(false);
        }
        is_encrypted(&place.file).map_err(|trouble| trouble.when("look at the store", &place.file))
    }

    /// Whether what people said is encrypted in a backup.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_encrypted_backup(file: &Path) -> Result<bool, StoreError> {
        is_encrypted(file).map_err(|trouble| trouble.when("look at the backup", file))
    }

    /// Whether what people said is encrypted in this store.
    pub fn is_encrypted(&self) -> bool {
        self.cipher.conceals()
    }

    /// Encrypts everything that people said, now and from now on; every byte of it as it was is gone from the
    /// files afterwards. Gives whether that could be made sure of at once, see [`Store::scrub`]. Backups and
    /// exports made before stay as they are.
    ///
    /// # Errors
    /// [`Fault::Locked`](super::Fault::Locked) when another process has the store open, which would go on
    /// writing as before; [`Fault::Refused`](super::Fault::Refused) when it is encrypted already; else what the
    /// disk says. Then nothing was changed.
    pub fn encrypt(&mut self, key: &Key, now: i64) -> Result<bool, StoreError> {
        self.turn(Into::Concealed, now, |connection| {
            Cipher::create(connection, key)
        })
    }

    /// Takes the encryption away.
    ///
    /// # Errors
    /// As [`Store::encrypt`].
    pub fn decrypt(&mut self, now: i64) -> Result<bool, StoreError> {
        self.turn(Into::Plain, now, |connection| {
            cipher::forget(connection)?;
            Ok(Cipher::default())
        })
    }

    /// Changes the passphrase or key file. Backups made before keep the old one.
    ///
    /// # Errors
    /// [`Fault::WrongKey`](super::Fault::WrongKey) when the old one does not open it; else what the disk says.
    pub fn change_key(&mut self, from: &Key, to: &Key, now: i64) -> Result<(), StoreError> {
        self.write("change the key", |work| {
            // Done already by an attempt that was not sure of it: then the new key opens it.
            if Cipher::of(&work.transaction, Some(to)).is_err() {
                cipher::change(&work.transaction, from, to)?;
            }
            keeping::note_in(&work.transaction, now, "encryption", "key changed")
        })?;
        self.scrub().map(|_| ())
    }

    fn turn(
        &mut self,
        into: Into,
        now: i64,
        cipher: impl FnOnce(&Connection) -> Result<Cipher, Trouble>,
    ) -> Result<bool, StoreError> {
        if self.cipher.conceals() == (into == Into::Concealed) {
            let what = match into {
                Into::Concealed => "the store is encrypted already",
                Into::Plain => "the store is not encrypted",
            };
            return Err(self.told(Trouble::refused(what), "change the encryption"));
        }
        let Self {
            connection, claim, ..
        } = &mut *self;
        let turned = claim.alone(|| {
            let before = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let (new, word) = match into {
                Into::Concealed => {
                    let new = cipher(&before)?;
                    new.install(&before)?;
                    cipher::convert(&before, into)?;
                    (new, "encrypted")
                }
                Into::Plain => {
                    cipher::convert(&before, into)?;
                    (cipher(&before)?, "decrypted")
                }
            };
            keeping::note_in(&before, now, "encryption", word)?;
            before.commit()?;
            Ok(new)
        });
        if let Ok(new) = &turned {
            self.cipher = new.clone();
        }
        // Whatever became of it: the functions are those of the file as it is.
        let installed = self.cipher.install(&self.connection);
        turned
            .and_then(|_| installed.map_err(Trouble::from))
            .map_err(|trouble| self.told(trouble, "change the encryption"))?;
        self.scrub()
    }
}

/// Whether a file, a store or a backup, is encrypted.
pub(super) fn is_encrypted(file: &Path) -> Result<bool, Trouble> {
    // Not SQLite's to look at: it would throw away the log beside it.
    if !opening::begins_well(&mut std::fs::File::open(file)?) {
        return Ok(false);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    match schema::owner(&connection)? {
        schema::Owner::Nobody => Ok(false),
        schema::Owner::Ours(_) => cipher::is_locked(&connection),
    }
}

/// Proves that a key opens a file, if it needs one.
pub(super) fn prove_key(file: &Path, key: Option<&Key>) -> Result<(), Trouble> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    Cipher::of(&connection, key).map(|_| ())
}

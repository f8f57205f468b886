//! What can go wrong with the store, told so that a person can act: what was being done, where, why, and
//! what helps.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::survey::record::InterviewId;

/// What went wrong, as far as it decides what happens next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The disk is full.
    Full,
    /// The file, the folder or the whole file system takes no writing.
    ReadOnly,
    /// The account has no right to it.
    Denied,
    /// Another process held the file for longer than the waiting time.
    Locked,
    /// The disk failed to read or write.
    Io,
    /// The file's content is damaged, or a checksum does not hold.
    Corrupt,
    /// The file vanished, was replaced while in use, or has lost what it had confirmed.
    Gone,
    /// A file stands where the folder should be.
    NotAFolder,
    /// A folder stands where the file should be.
    IsAFolder,
    /// An SQLite file of another program.
    Foreign,
    /// Written by a newer version of this program.
    Newer {
        /// The file's version.
        found: i64,
        /// The newest version known here.
        known: i64,
    },
    /// What was asked does not fit what the store holds: an unknown interview, an entry out of order, an
    /// interview already ended, a test among live data. Nothing was changed.
    Refused,
    /// The store is encrypted, and nobody said with what it opens.
    NoKey,
    /// The store is encrypted with another passphrase or key file.
    WrongKey,
    /// A setting that durability rests on did not take effect on this file system.
    Unfit,
}

impl Fault {
    /// What happened, as the middle of a sentence.
    fn words(&self) -> String {
        match self {
            Self::Full => "the disk is full".into(),
            Self::ReadOnly => "it cannot be written to".into(),
            Self::Denied => "this account may not use it".into(),
            Self::Locked => "another process keeps it locked".into(),
            Self::Io => "the disk reported an error".into(),
            Self::Corrupt => "its content is damaged".into(),
            Self::Gone => "it is no longer there, or was replaced".into(),
            Self::NotAFolder => "a file stands where the folder should be".into(),
            Self::IsAFolder => "a folder stands where the file should be".into(),
            Self::Foreign => "the file belongs to another program".into(),
            Self::Newer { found, known } => {
                format!("the file has version {found}, and this program knows version {known}")
            }
            Self::NoKey => "it is encrypted".into(),
            Self::WrongKey => "it is encrypted with another key".into(),
            Self::Refused => "it does not fit what is stored".into(),
            Self::Unfit => "this file system does not keep answers safe".into(),
        }
    }

    /// What a person can do about it.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Full => {
                "Free space on this disk: `fivegaps purge` deletes old answers, and works on a full disk."
            }
            Self::ReadOnly => {
                "Make the folder and its file system writable, or choose another folder with --data."
            }
            Self::Denied => {
                "Give this account the folder (mode 0700) and its files (mode 0600), or choose another with --data."
            }
            Self::Locked => "Close the other program that has the file open, then try again.",
            Self::Io => {
                "Check the disk and its cable or card; copy the folder elsewhere before anything else."
            }
            Self::Corrupt => {
                "Run `fivegaps doctor`, and keep all files of the folder: a backup can be restored."
            }
            Self::Gone => {
                "Check that the disk is mounted and nobody moved the file, then start the program again."
            }
            Self::NotAFolder => "Move that file away, or choose another folder with --data.",
            Self::IsAFolder => "Move that folder away, or choose another with --data.",
            Self::Foreign => "Choose another folder with --data. Nothing in the file was changed.",
            Self::Newer { .. } => {
                "Use the newer program that wrote it. Nothing in the file was changed."
            }
            Self::NoKey => {
                "Name its key file with --key-file, or run the command in a terminal and type the passphrase."
            }
            Self::WrongKey => {
                "Use the passphrase or key file that it was encrypted with. Nothing was changed; without it nobody reads the answers."
            }
            Self::Refused => "Nothing was changed.",
            Self::Unfit => {
                "Choose a folder on a local disk with --data; network folders often cannot do it."
            }
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "others' lists, and they grow; what is not named is an error of the disk or of ours"
    )]
    fn of_code(code: ErrorCode) -> Self {
        match code {
            ErrorCode::DiskFull | ErrorCode::TooBig => Self::Full,
            ErrorCode::ReadOnly => Self::ReadOnly,
            ErrorCode::PermissionDenied | ErrorCode::AuthorizationForStatementDenied => {
                Self::Denied
            }
            ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::FileLockingProtocolFailed => Self::Locked,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Corrupt,
            ErrorCode::CannotOpen => Self::Gone,
            ErrorCode::ConstraintViolation | ErrorCode::TypeMismatch => Self::Refused,
            _ => Self::Io,
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "others' lists, and they grow; what is not named is an error of the disk or of ours"
    )]
    fn of_io(error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Self::Full
            }
            ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            ErrorKind::PermissionDenied => Self::Denied,
            ErrorKind::NotFound => Self::Gone,
            ErrorKind::NotADirectory => Self::NotAFolder,
            ErrorKind::IsADirectory => Self::IsAFolder,
            ErrorKind::WouldBlock | ErrorKind::ResourceBusy => Self::Locked,
            _ => Self::Io,
        }
    }
}

/// A failure of the store: what was being done, where, why. Its `Display` also says what helps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreError {
    /// What was being done: "save the answer".
    pub doing: &'static str,
    /// The file or folder.
    pub path: PathBuf,
    /// What went wrong.
    pub fault: Fault,
    /// The words of the layer below, for whoever repairs it. Never contains an answer.
    pub cause: String,
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "cannot {} in {}: {} ({}). {}",
            self.doing,
            self.path.display(),
            self.fault.words(),
            self.cause,
            self.fault.remedy()
        )
    }
}

impl std::error::Error for StoreError {}

/// A failure before it is known what was being done.
#[derive(Debug)]
pub(super) enum Trouble {
    Sql(rusqlite::Error),
    File(std::io::Error),
    Known(Fault, String),
}

impl Trouble {
    pub(super) fn refused(cause: impl Into<String>) -> Self {
        Self::Known(Fault::Refused, cause.into())
    }

    pub(super) fn corrupt(cause: impl Into<String>) -> Self {
        Self::Known(Fault::Corrupt, cause.into())
    }

    pub(super) fn unknown(id: &InterviewId) -> Self {
        Self::refused(format!("there is no interview {id}"))
    }

    pub(super) fn fault(&self) -> Fault {
        match self {
            Self::Sql(error) => fault_of_sql(error),
            Self::File(error) => Fault::of_io(error),
            Self::Known(fault, _) => fault.clone(),
        }
    }

    pub(super) fn when(self, doing: &'static str, path: &Path) -> StoreError {
        let fault = self.fault();
        let cause = match self {
            Self::Sql(error) => words_of_sql(&error),
            Self::File(error) => error.to_string(),
            Self::Known(_, cause) => cause,
        };
        StoreError {
            doing,
            path: path.to_owned(),
            fault,
            cause,
        }
    }
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        Self::File(error)
    }
}

/// The extended code of a database file that was moved or replaced under an open connection.
const READONLY_MOVED: i32 = 0x0408;

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "others' lists, and they grow; what is not named is an error of the disk or of ours"
)]
fn fault_of_sql(error: &rusqlite::Error) -> Fault {
    match error {
        rusqlite::Error::SqliteFailure(code, _) if code.extended_code == READONLY_MOVED => {
            Fault::Gone
        }
        rusqlite::Error::SqliteFailure(code, _) => Fault::of_code(code.code),
        rusqlite::Error::QueryReturnedNoRows
        | rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::IntegralValueOutOfRange(..)
        | rusqlite::Error::Utf8Error(..)
        | rusqlite::Error::SqlInputError { .. } => Fault::Corrupt,
        _ => Fault::Io,
    }
}

/// SQLite's own words; never a value of a row, which could be an answer.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "others' lists, and they grow; what is not named is an error of the disk or of ours"
)]
fn words_of_sql(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqliteFailure(code, Some(words)) => {
            format!("{words}, SQLite code {}", code.extended_code)
        }
        rusqlite::Error::SqliteFailure(code, None) => code.to_string(),
        rusqlite::Error::QueryReturnedNoRows => "a row is missing".into(),
        rusqlite::Error::InvalidColumnType(_, name, kind) => {
            format!("column {name} holds {kind}")
        }
        rusqlite::Error::FromSqlConversionFailure(column, kind, _) => {
            format!("column {column} holds {kind} that cannot be read")
        }
        rusqlite::Error::IntegralValueOutOfRange(column, _) => {
            format!("the number in column {column} is out of range")
        }
        rusqlite::Error::SqlInputError { msg, .. } => msg.clone(),
        _ => "SQLite was used wrongly".into(),
    }
}

/// Something a person must know about a store that was opened all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The store was damaged; its files were moved aside together and a new store was started.
    MovedAside {
        /// Where the old file lies now, its companions beside it.
        to: PathBuf,
        /// What was wrong with it.
        why: String,
    },
    /// The log of the last changes was damaged and could be read only in part. The files were copied first.
    LogDamaged {
        /// The copy of the file, the copy of the log beside it.
        copy: PathBuf,
        /// How many changes are missing now.
        commits: u64,
    },
    /// There was an empty file where the store should be, as a failed copy leaves it. It was taken for a new store.
    WasEmpty {
        /// The file.
        path: PathBuf,
    },
    /// Others on this machine can read the folder or the file.
    Exposed {
        /// Which.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// No room for the reserve that lets answers be deleted and exported on a full disk.
    NoReserve {
        /// Why.
        cause: String,
    },
    /// A key was given for a store that is not encrypted.
    NotEncrypted,
    /// The store was brought to this program's version.
    Migrated {
        /// From which version.
        from: i64,
        /// To which.
        to: i64,
    },
}

impl std::fmt::Display for Notice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::MovedAside { to, why } => write!(
                f,
                "THE STORE WAS DAMAGED ({why}). Nothing was deleted: the old file is now {} with the files \
                 beside it, and a new, empty store was started. Keep the old files and put a backup in \
                 place with `fivegaps restore FILE`.",
                to.display()
            ),
            Self::LogDamaged { copy, commits } => write!(
                f,
                "THE LOG OF THE LAST CHANGES WAS DAMAGED: {commits} of them, answers among them, are missing. \
                 A copy of the files as they were is {} with its log beside it. Check the disk.",
                copy.display()
            ),
            Self::WasEmpty { path } => write!(
                f,
                "{} was an empty file; a new store was started in it. If there should be answers, restore a backup.",
                path.display()
            ),
            Self::Exposed { path, mode } => write!(
                f,
                "others on this machine can read {} (mode {mode:o}); the folder should have mode 700 and the file 600.",
                path.display()
            ),
            Self::NoReserve { cause } => write!(
                f,
                "no room for the reserve that lets answers be deleted on a full disk ({cause}); free some space soon."
            ),
            Self::NotEncrypted => f.write_str(
                "a key was given, but this store is not encrypted: `fivegaps encrypt` does that.",
            ),
            Self::Migrated { from, to } => {
                write!(
                    f,
                    "the store was brought from version {from} to version {to}."
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_says_what_where_why_and_what_helps() {
        let error = Trouble::Known(Fault::Newer { found: 9, known: 1 }, "user_version".into())
            .when("open the store", Path::new("/x/fivegaps.db"))
            .to_string();
        for part in [
            "open the store",
            "/x/fivegaps.db",
            "9",
            "1",
            "newer program",
        ] {
            assert!(error.contains(part), "{part} in {error}");
        }
    }

    #[test]
    fn codes_become_the_faults_that_decide() {
        let sql = |code| {
            Trouble::Sql(rusqlite::Error::SqliteFailure(
                rusqlite::ffi::Error::new(code),
                None,
            ))
            .fault()
        };
        assert_eq!(sql(13), Fault::Full);
        assert_eq!(sql(8), Fault::ReadOnly);
        assert_eq!(sql(READONLY_MOVED), Fault::Gone);
        assert_eq!(sql(5), Fault::Locked);
        assert_eq!(sql(6), Fault::Locked);
        assert_eq!(sql(11), Fault::Corrupt);
        assert_eq!(sql(26), Fault::Corrupt);
        assert_eq!(sql(14), Fault::Gone);
        assert_eq!(sql(10), Fault::Io);
        assert_eq!(sql(0x040a), Fault::Io, "a failed fsync");
    }
}

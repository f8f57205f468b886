//! From a folder to an open file: create it, tell whose it is, heal what can be healed, lose nothing.
//!
//! Damaged files are moved aside together, never deleted, and only when nobody else has them open.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::fault::{Fault, Notice, Trouble};
use super::schema::{self, Owner};
use super::{log, whole_file};

/// The file, its write-ahead log, the index of that.
const ENDINGS: [&str; 3] = ["", "-wal", "-shm"];

/// How every SQLite file begins.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Room that is given back when the disk is full, so that answers can be deleted and exported.
const RESERVE: usize = 2 << 20;

/// The names of one store's files.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) folder: PathBuf,
    pub(super) file: PathBuf,
    lock: PathBuf,
    suspect: PathBuf,
    reserve: PathBuf,
}

impl Place {
    pub(super) fn of(folder: &Path, test: bool) -> Self {
        let stem = if test { "fivegaps-test" } else { "fivegaps" };
        let name = |ending: &str| folder.join(format!("{stem}.{ending}"));
        Self {
            folder: folder.to_owned(),
            file: name("db"),
            lock: name("lock"),
            suspect: name("suspect"),
            reserve: name("reserve"),
        }
    }

    /// The file and its companions, the write-ahead log and its index.
    fn set(&self) -> [PathBuf; 3] {
        ENDINGS.map(|ending| with_ending(&self.file, ending))
    }

    /// The file that a session's answers are sealed with.
    pub(super) fn secret(&self, token: &str) -> PathBuf {
        self.file.with_extension(format!("session-{token}"))
    }

    pub(super) fn log(&self) -> PathBuf {
        with_ending(&self.file, "-wal")
    }

    /// Leaves word that the file should be examined before it is used again.
    pub(super) fn suspect(&self) {
        // Best effort: whoever meets the damage next leaves the word again.
        let _ = whole_file::write(&self.suspect, b"");
    }

    /// Gives the reserve back to the disk. `true` when there was one.
    pub(super) fn release(&self) -> bool {
        std::fs::remove_file(&self.reserve).is_ok()
    }

    /// Puts the reserve in place, if it is not there.
    pub(super) fn reserve(&self) -> io::Result<()> {
        match self.reserve.metadata() {
            Ok(_) => Ok(()),
            Err(_) => whole_file::write(&self.reserve, &vec![0; RESERVE]),
        }
    }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// The right to use the files, shared with other processes or held alone.
#[derive(Debug)]
pub(super) struct Claim(File);

impl Claim {
    fn shared(place: &Place) -> Result<Self, Trouble> {
        let file = match whole_file::create_private(&place.lock) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                OpenOptions::new().read(true).open(&place.lock)?
            }
            other => other?,
        };
        let claim = Self(file);
        claim.share()?;
        Ok(claim)
    }

    /// Waits, if need be: who holds the files alone examines them or moves them, and is done soon.
    fn share(&self) -> Result<(), Trouble> {
        let shared = self.0.lock_shared();
        shared.map_err(|error| refusal(TryLockError::Error(error)))
    }

    /// Runs `work` while nobody else has the store open.
    pub(super) fn alone<T>(&self, work: impl FnOnce() -> Result<T, Trouble>) -> Result<T, Trouble> {
        self.0.unlock()?;
        let done = self.0.try_lock().map_err(refusal).and_then(|()| work());
        self.0.unlock()?;
        self.share()?;
        done
    }
}

fn refusal(error: TryLockError) -> Trouble {
    match error {
        TryLockError::WouldBlock => Trouble::Known(
            Fault::Locked,
            "another fivegaps has this folder open".into(),
        ),
        TryLockError::Error(error) => {
            Trouble::Known(Fault::Unfit, format!("files cannot be locked: {error}"))
        }
    }
}

/// The right to use the files of a place, for someone who will not open them yet.
pub(super) fn claim(place: &Place) -> Result<Claim, Trouble> {
    prepare_folder(&place.folder, &mut Vec::new())?;
    Claim::shared(place)
}

/// Opens the store of a place, creating or healing it. `now` only names what is moved aside.
pub(super) fn open(
    place: &Place,
    now: i64,
    notices: &mut Vec<Notice>,
) -> Result<(Connection, Claim), Trouble> {
    prepare_folder(&place.folder, notices)?;
    let claim = Claim::shared(place)?;
    prepare_file(place, &claim, now, notices)?;
    examine_log(place, &claim, now, notices)?;
    let connection = match connect(place, notices) {
        Err(trouble) if trouble.fault() == Fault::Corrupt => {
            let why = trouble.when("open the store", &place.file).cause;
            move_aside(place, &claim, &why, now, notices)?;
            create_file(place)?;
            connect(place, notices)?
        }
        other => other?,
    };
    Ok((connection, claim))
}

/// Creates the folder with those above it; only its owner may enter it.
fn prepare_folder(folder: &Path, notices: &mut Vec<Notice>) -> Result<(), Trouble> {
    match folder.metadata() {
        Ok(found) if !found.is_dir() => {
            return Err(Trouble::Known(Fault::NotAFolder, "not a folder".into()));
        }
        Ok(found) => note_exposure(folder, &found, notices),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let mut builder = std::fs::DirBuilder::new();
            builder.recursive(true);
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            builder.create(folder)?;
            whole_file::sync_folder_of(folder)?;
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

#[cfg(unix)]
fn note_exposure(path: &Path, found: &std::fs::Metadata, notices: &mut Vec<Notice>) {
    use std::os::unix::fs::PermissionsExt;
    let mode = found.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        notices.push(Notice::Exposed {
            path: path.to_owned(),
            mode,
        });
    }
}

#[cfg(not(unix))]
fn note_exposure(_path: &Path, _found: &std::fs::Metadata, _notices: &mut Vec<Notice>) {}

/// Sees to it that there is a file which only its owner can read, and that no log is thrown away unread.
fn prepare_file(
    place: &Place,
    claim: &Claim,
    now: i64,
    notices: &mut Vec<Notice>,
) -> Result<(), Trouble> {
    let log = place.log().metadata().map_or(0, |found| found.len());
    match place.file.metadata() {
        Ok(found) if found.is_dir() => {
            return Err(Trouble::Known(Fault::IsAFolder, "a folder".into()));
        }
        Ok(found) if found.len() == 0 && log == 0 => notices.push(Notice::WasEmpty {
            path: place.file.clone(),
        }),
        // SQLite would throw away a log whose file is empty or missing, and the answers in it.
        Ok(found) if found.len() == 0 => {
            move_aside(
                place,
                claim,
                "the file is empty, its log is not",
                now,
                notices,
            )?;
            create_file(place)?;
        }
        Ok(found) => {
            note_exposure(&place.file, &found, notices);
            // For the operating system's own reason, where SQLite only says that it cannot open the file.
            let mut file = OpenOptions::new()
                .read(true)
                .write(true)
                .open(&place.file)?;
            // Before SQLite sees it: closing such a file, SQLite would throw away the log beside it.
            if !begins_well(&mut file) {
                let why = "it does not begin as SQLite files do";
                move_aside(place, claim, why, now, notices)?;
                create_file(place)?;
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if log > 0 {
                move_aside(place, claim, "the log has no file", now, notices)?;
            }
            create_file(place)?;
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// Whether a file begins as SQLite files do.
pub(super) fn begins_well(file: &mut File) -> bool {
    let mut start = [0; MAGIC.len()];
    file.read_exact(&mut start).is_ok() && start == *MAGIC
}

fn create_file(place: &Place) -> Result<(), Trouble> {
    match whole_file::create_private(&place.file) {
        Ok(file) => {
            file.sync_all()?;
            whole_file::sync_folder(&place.folder)?;
        }
        // Another process was quicker.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// Opens a file that exists and brings it to this version.
fn connect(place: &Place, notices: &mut Vec<Notice>) -> Result<Connection, Trouble> {
    let mut connection = plainly(place)?;
    let owner = schema::owner(&connection)?;
    if place.suspect.exists() {
        examine(&connection)?;
        std::fs::remove_file(&place.suspect)?;
    }
    schema::settle_in(&connection)?;
    match owner {
        Owner::Nobody => {
            schema::migrate(&mut connection)?;
        }
        Owner::Ours(_) => {
            let from = schema::migrate(&mut connection)?;
            if from < schema::newest() {
                notices.push(Notice::Migrated {
                    from,
                    to: schema::newest(),
                });
            }
        }
    }
    Ok(connection)
}

/// Opens the file again after a fault: no healing, no creating.
pub(super) fn reconnect(place: &Place) -> Result<Connection, Trouble> {
    let connection = plainly(place)?;
    match schema::owner(&connection)? {
        Owner::Ours(version) if version == schema::newest() => {}
        Owner::Ours(_) | Owner::Nobody => {
            return Err(Trouble::Known(
                Fault::Gone,
                "another file stands in its place".into(),
            ));
        }
    }
    schema::settle_in(&connection)?;
    Ok(connection)
}

fn plainly(place: &Place) -> Result<Connection, Trouble> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = Connection::open_with_flags(&place.file, flags).and_then(|connection| {
        connection.busy_timeout(std::time::Duration::from_secs(2))?;
        // The first read finds and takes in a log that a killed process left.
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(connection)
    });
    let connection = match opened {
        Ok(connection) => connection,
        Err(error) => {
            let trouble = Trouble::from(error);
            // SQLite does not say why it cannot create its log; the folder does.
            if trouble.fault() == Fault::Gone && place.file.exists() {
                let probe = whole_file::temporary_beside(&place.file)?;
                whole_file::create_private(&probe)?;
                std::fs::remove_file(&probe)?;
            }
            return Err(trouble);
        }
    };
    if connection.is_readonly("main")? {
        return Err(Trouble::Known(
            Fault::ReadOnly,
            "the file opens for reading only".into(),
        ));
    }
    connection.set_prepared_statement_cache_capacity(64);
    // A plan that looks at bound values is made anew for each of them: a third of the time of a long intake.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}

/// SQLite's own check, for a file that someone met damage in.
pub(super) fn examine(connection: &Connection) -> Result<(), Trouble> {
    let found: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if found == "ok" {
        Ok(())
    } else {
        Err(Trouble::corrupt(found))
    }
}

/// Moves the file and its companions aside under one name, so that they still open as a set.
fn move_aside(
    place: &Place,
    claim: &Claim,
    why: &str,
    now: i64,
    notices: &mut Vec<Notice>,
) -> Result<(), Trouble> {
    let to = claim.alone(|| put_aside(place, "damaged", now))?;
    let _ = std::fs::remove_file(&place.suspect);
    notices.push(Notice::MovedAside {
        to,
        why: why.to_owned(),
    });
    Ok(())
}

/// Looks whether SQLite would silently drop acknowledged answers from the log of a killed process, and copies
/// the files before it can. While others have the store open the log is theirs, and alive.
fn examine_log(
    place: &Place,
    claim: &Claim,
    now: i64,
    notices: &mut Vec<Notice>,
) -> Result<(), Trouble> {
    if !place.log().exists() {
        return Ok(());
    }
    let examined = claim.alone(|| {
        let commits = log::lost_commits(io::BufReader::new(File::open(place.log())?))?;
        if commits == 0 {
            return Ok(());
        }
        let copy = free_name(place, "damaged", now)?;
        for (from, ending) in place.set().iter().zip(ENDINGS).take(2) {
            let mut content = File::open(from)?;
            whole_file::write_with(&with_ending(&copy, ending), |file| {
                io::copy(&mut content, file).map(|_| ())
            })?;
        }
        notices.push(Notice::LogDamaged { copy, commits });
        Ok(())
    });
    match examined {
        Err(Trouble::Known(Fault::Locked, _)) => Ok(()),
        other => other,
    }
}

/// Renames the whole set to `<file>.<label>-<time>`; gives the new name. The caller holds the claim alone.
pub(super) fn put_aside(place: &Place, label: &str, now: i64) -> Result<PathBuf, Trouble> {
    let to = free_name(place, label, now)?;
    for (from, ending) in place.set().iter().zip(ENDINGS) {
        match std::fs::rename(from, with_ending(&to, ending)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    whole_file::sync_folder(&place.folder)?;
    Ok(to)
}

/// `<file>.<label>-<time>`, with a number behind it where that is taken.
fn free_name(place: &Place, label: &str, now: i64) -> Result<PathBuf, Trouble> {
    let stamp = jiff::Timestamp::from_millisecond(now).map_or_else(
        |_| now.to_string(),
        |time| time.strftime("%Y%m%dT%H%M%SZ").to_string(),
    );
    let is_free = |name: &PathBuf| {
        ENDINGS
            .iter()
            .all(|ending| with_ending(name, ending).symlink_metadata().is_err())
    };
    (1u32..1000)
        .map(|attempt| match attempt {
            1 => with_ending(&place.file, &format!(".{label}-{stamp}")),
            n => with_ending(&place.file, &format!(".{label}-{stamp}.{n}")),
        })
        .find(is_free)
        .ok_or_else(|| Trouble::Known(Fault::Io, "no free name to move the file to".into()))
}

/// What tells a file from another of the same name.
#[cfg(unix)]
pub(super) fn identity(path: &Path) -> io::Result<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let found = path.metadata()?;
    Ok((found.dev(), found.ino()))
}

/// What tells a file from another of the same name; elsewhere an open file cannot be replaced.
#[cfg(not(unix))]
pub(super) fn identity(path: &Path) -> io::Result<(u64, u64)> {
    path.metadata().map(|_| (0, 0))
}

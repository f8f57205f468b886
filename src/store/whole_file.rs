//! Files that appear whole or not at all, readable by their owner alone.
//!
//! Temporary file in the same folder, fsync, rename, fsync of the folder: after a power cut there is the old
//! file or the new one, never half of one and never none.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes a file whole, replacing one of the same name. Mode 0600 whatever the umask.
///
/// # Errors
/// What the file system says; the file is then as it was before, and the temporary file is gone.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_with(path, |file| file.write_all(bytes))
}

/// Writes a file whole where there is none of this name.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] where there is one, which stays as it is; else as [`write()`].
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // The name is taken first, so that of two programs only one goes on.
    drop(create_private(path)?);
    write(path, bytes).inspect_err(|_| {
        let _ = std::fs::remove_file(path);
    })
}

/// As [`write()`], for content that is produced bit by bit.
///
/// # Errors
/// As [`write()`], and what `content` returns.
pub fn write_with(
    path: &Path,
    content: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    let temporary = temporary_beside(path)?;
    let written = create_private(&temporary).and_then(|mut file| {
        content(&mut file)?;
        file.sync_all()
    });
    written
        .and_then(|()| put_in_place(&temporary, path))
        .inspect_err(|_| {
            // The name is ours alone; a failure to remove it hides nothing that matters more.
            let _ = std::fs::remove_file(&temporary);
        })
}

/// Gives a finished and synced file its name, durably.
pub(super) fn put_in_place(temporary: &Path, path: &Path) -> io::Result<()> {
    std::fs::rename(temporary, path)?;
    sync_folder_of(path)
}

/// A free name beside `path`, hidden, that tells what it was for.
pub(super) fn temporary_beside(path: &Path) -> io::Result<PathBuf> {
    let name = path
        .file_name()
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "the path names no file"))?
        .to_string_lossy();
    let process = std::process::id();
    (0u32..1000)
        .map(|attempt| path.with_file_name(format!(".{name}.{process}-{attempt}.part")))
        .find(|candidate| candidate.symlink_metadata().is_err())
        .ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::AlreadyExists,
                "too many unfinished files in the folder",
            )
        })
}

/// Creates a file that does not exist yet, for its owner alone.
pub(super) fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes a change of names in the folder of `path` durable.
pub(super) fn sync_folder_of(path: &Path) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => return Ok(()),
    };
    sync_folder(folder)
}

/// Makes a change of names in a folder durable. Windows syncs names by itself and opens no folders.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Makes a change of names in a folder durable. Windows syncs names by itself and opens no folders.
#[cfg(not(unix))]
pub(super) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn a_file_replaces_the_old_one_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.csv");
        write(&path, b"old").unwrap();
        write(&path, b"new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(names(folder.path()), ["report.csv"]);
    }

    #[test]
    fn a_failure_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.csv");
        write(&path, b"old").unwrap();
        let failed = write_with(&path, |file| {
            file.write_all(b"half")?;
            Err(io::Error::other("the pen broke"))
        });
        assert!(failed.is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        assert_eq!(names(folder.path()), ["report.csv"]);
    }

    #[test]
    fn a_new_file_never_takes_the_place_of_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cafe.ron");
        create(&path, b"first").unwrap();
        let again = create(&path, b"second").unwrap_err();
        assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(std::fs::read(&path).unwrap(), b"first");
        assert_eq!(names(folder.path()), ["cafe.ron"]);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.csv");
        write(&path, b"answers").unwrap();
        let mode = path.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_path_without_a_name_is_an_error() {
        assert!(write(Path::new("/"), b"").is_err());
        assert!(write(Path::new(".."), b"").is_err());
    }
}

//! Which folders the program uses, and the questionnaires that lie in them.
#![expect(
    clippy::disallowed_methods,
    reason = "the shell reads the questionnaires from their folders"
)]

use std::fs::{DirBuilder, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use super::{Failure, FailureKind};

/// The greatest questionnaire file that is read at all, in bytes; the reader refuses less than this.
const LONGEST_READ: u64 = 4 << 20;

/// The folders of one run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Folders {
    /// Where answers are kept.
    pub(super) data: PathBuf,
    /// Where the person's own questionnaires lie, if such a folder is known.
    pub(super) questionnaires: Option<PathBuf>,
    /// The settings file, whether or not there is one, if its folder is known.
    pub(super) settings: Option<PathBuf>,
}

impl Folders {
    /// The folders named on the command line, else those the operating system intends.
    pub(super) fn find(
        data: Option<&Path>,
        questionnaires: Option<&Path>,
        settings: Option<&Path>,
    ) -> Result<Self, Failure> {
        let usual = ProjectDirs::from("", "", "fivegaps");
        let data = data
            .map(Path::to_owned)
            .or_else(|| usual.as_ref().map(|dirs| dirs.data_dir().to_owned()))
            .ok_or_else(|| {
                Failure::new(
                    FailureKind::Data,
                    "no home folder is known, so there is no place for answers",
                )
                .hint("name a folder with --data DIR, or set HOME")
            })?;
        let settings = settings.map(Path::to_owned).or_else(|| {
            usual
                .as_ref()
                .map(|dirs| dirs.config_dir().join("settings.ron"))
        });
        let questionnaires = questionnaires
            .map(Path::to_owned)
            .or_else(|| usual.map(|dirs| dirs.config_dir().join("questionnaires")));
        Ok(Self {
            data,
            questionnaires,
            settings,
        })
    }

    /// The `.ron` files in the questionnaires folder, by name. A folder that does not exist has none.
    pub(super) fn questionnaire_files(&self) -> Result<Vec<PathBuf>, Failure> {
        let Some(folder) = &self.questionnaires else {
            return Ok(Vec::new());
        };
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => {
                return Err(Failure::new(
                    FailureKind::Data,
                    format_args!(
                        "cannot read the questionnaires folder {}: {error}",
                        folder.display()
                    ),
                ));
            }
        };
        let mut files: Vec<PathBuf> = entries
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "ron"))
            .collect();
        files.sort();
        Ok(files)
    }
}

/// Makes a folder, with those above it, for its owner alone; one that is there stays as it is.
pub(super) fn create_folder(folder: &Path) -> Result<(), Failure> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| {
        Failure::new(
            FailureKind::Data,
            format_args!("cannot make the folder {}: {error}", folder.display()),
        )
        .hint("look at the path and at the permissions of the folder above it")
    })
}

/// Reads a questionnaire file's bytes, at most a little more than any valid file has.
pub(super) fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    let fail = |error: std::io::Error| {
        Failure::new(
            FailureKind::Data,
            format_args!("cannot read {}: {error}", path.display()),
        )
        .hint("look at the path and at the file's permissions")
    };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(fail)?;
    file.take(LONGEST_READ)
        .read_to_end(&mut bytes)
        .map_err(fail)?;
    Ok(bytes)
}

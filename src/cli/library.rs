//! The studies at hand: those shipped with the program, and the files in the person's own folder.

use std::sync::Arc;

use super::folders::read_file;
use super::{Failure, FailureKind, Folders};
use crate::store::Shelf;
use crate::survey::library::Library;
use crate::survey::record::Edition;

/// Reads every study.
pub(super) fn library(folders: &Folders) -> Result<Library, Failure> {
    let own = own_texts(folders)?;
    let own = own
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_slice()));
    Ok(Library::from_texts(own, &Shelf::of(&folders.data)))
}

/// The study of this name, if it can be used.
pub(super) fn find(folders: &Folders, name: &str) -> Result<Arc<Edition>, Failure> {
    let own = own_texts(folders)?;
    let own = own
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_slice()));
    let library = Library::about(name, own, &Shelf::of(&folders.data));
    let study = library.find(name).ok_or_else(|| {
        Failure::new(
            FailureKind::Usage,
            format_args!("no questionnaire is called `{name}`"),
        )
        .hint("`fivegaps list` names them all")
    })?;
    study.edition.clone().ok_or_else(|| {
        Failure::new(
            FailureKind::Questionnaire,
            format_args!(
                "the questionnaire `{name}` cannot be used\n\n{}",
                study.problems
            ),
        )
        .hint("mend the file; `fivegaps check FILE` looks at it again")
    })
}

/// The person's own files: names and bytes.
fn own_texts(folders: &Folders) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut own = Vec::new();
    for file in folders.questionnaire_files()? {
        let name = file
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        own.push((name, read_file(&file)?));
    }
    Ok(own)
}

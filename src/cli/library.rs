//! The studies at hand: those shipped inside the program, and those in the person's own folder, which add to
//! and override the shipped ones by their file name.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::folders::read_file;
use super::{Failure, FailureKind, Folders};
use crate::survey::questionnaire::{Id, MAX_BYTES, Problems, examine};
use crate::survey::record::Edition;

/// The shipped studies: file name without `.ron`, and text.
pub(super) const SHIPPED: [(&str, &str); 9] = [
    ("bank", include_str!("../../questionnaires/bank.ron")),
    (
        "call-centre",
        include_str!("../../questionnaires/call-centre.ron"),
    ),
    ("heating", include_str!("../../questionnaires/heating.ron")),
    ("hotel", include_str!("../../questionnaires/hotel.ron")),
    ("kano", include_str!("../../questionnaires/kano.ron")),
    (
        "restaurant",
        include_str!("../../questionnaires/restaurant.ron"),
    ),
    (
        "six-attributes",
        include_str!("../../questionnaires/six-attributes.ron"),
    ),
    ("store", include_str!("../../questionnaires/store.ron")),
    (
        "zone-of-tolerance",
        include_str!("../../questionnaires/zone-of-tolerance.ron"),
    ),
];

/// A study that can be asked.
#[derive(Debug, Clone)]
pub(super) struct Study {
    /// What is asked.
    pub(super) edition: Arc<Edition>,
    /// Where it comes from; `None` for a shipped one.
    pub(super) file: Option<PathBuf>,
}

/// All studies, and the files that cannot be used.
#[derive(Debug, Default)]
pub(super) struct Library {
    /// By id.
    pub(super) studies: Vec<Study>,
    /// One entry a file with errors.
    pub(super) broken: Vec<Problems>,
}

impl Library {
    /// Reads every study.
    pub(super) fn read(folders: &Folders) -> Result<Self, Failure> {
        let mut library = Self::default();
        let files = folders.questionnaire_files()?;
        for (name, text) in SHIPPED {
            if !files.iter().any(|file| stem(file) == Some(name)) {
                library.take(text.as_bytes(), &format!("{name}.ron (shipped)"), None);
            }
        }
        for file in files {
            let bytes = read_file(&file)?;
            let name = file.display().to_string();
            library.take(&bytes, &name, Some(file));
        }
        library
            .studies
            .sort_by(|a, b| a.edition.questionnaire.id.cmp(&b.edition.questionnaire.id));
        Ok(library)
    }

    fn take(&mut self, bytes: &[u8], name: &str, file: Option<PathBuf>) {
        match edition(bytes, name) {
            Ok(edition) => self.studies.push(Study {
                edition: Arc::new(edition),
                file,
            }),
            Err(problems) => self.broken.push(problems),
        }
    }
}

/// Reads the one study of this id: the person's own file of that name, else the shipped one.
pub(super) fn find(folders: &Folders, id: &str) -> Result<Study, Failure> {
    let unknown = || {
        Failure::new(
            FailureKind::Usage,
            format_args!("no questionnaire is called `{id}`"),
        )
        .hint("`fivegaps list` names them all")
    };
    if Id::new(id).is_none() {
        return Err(unknown().hint("a name has lower-case letters, digits, - and _"));
    }
    let own = folders
        .questionnaire_files()?
        .into_iter()
        .find(|file| stem(file) == Some(id));
    let (bytes, name) = match &own {
        Some(file) => (read_file(file)?, file.display().to_string()),
        None => {
            let (_, text) = SHIPPED
                .iter()
                .find(|(name, _)| *name == id)
                .ok_or_else(unknown)?;
            (text.as_bytes().to_vec(), format!("{id}.ron (shipped)"))
        }
    };
    let edition = edition(&bytes, &name).map_err(|problems| {
        Failure::new(
            FailureKind::Questionnaire,
            format_args!("{name} cannot be used\n\n{problems}"),
        )
        .hint(format_args!("mend the file, then `fivegaps check {name}`"))
    })?;
    Ok(Study {
        edition: Arc::new(edition),
        file: own,
    })
}

/// The edition in a file's bytes, or what is wrong with them.
fn edition(bytes: &[u8], name: &str) -> Result<Edition, Problems> {
    let reading = examine(bytes, name);
    let questionnaire = reading.questionnaire.ok_or(reading.problems)?;
    // What could be read is UTF-8, and no longer than this.
    let source = String::from_utf8_lossy(&bytes[..bytes.len().min(MAX_BYTES)]);
    Ok(Edition::of(questionnaire, source.into_owned()))
}

fn stem(file: &Path) -> Option<&str> {
    file.file_stem().and_then(|stem| stem.to_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_beside_the_program_is_shipped() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires");
        let folders = Folders {
            data: PathBuf::new(),
            questionnaires: Some(folder),
        };
        let files = folders
            .questionnaire_files()
            .expect("the folder can be read");
        let there: Vec<&str> = files.iter().filter_map(|file| stem(file)).collect();
        assert_eq!(there, SHIPPED.map(|(name, _)| name));
    }

    #[test]
    fn every_shipped_study_can_be_used_and_is_called_like_its_file() {
        for (name, text) in SHIPPED {
            let edition = edition(text.as_bytes(), name).expect(name);
            assert_eq!(edition.questionnaire.id.as_str(), name);
        }
    }
}

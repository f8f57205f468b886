//! Studies that were read and found faultless, kept as they were understood, so that the next start is quick.
//!
//! A file a study, `studies/ID.ron` in the store's folder: a seal, the fingerprint, the content as JSON. The seal is
//! over the rules of reading, the study's text and what was understood. Another text, other rules or a flipped bit
//! break it; then the study is read as if there were no shelf. A shelf can be thrown away at any time.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use super::whole_file;
use crate::survey::library::Memory;
use crate::survey::questionnaire::RULES;
use crate::survey::record::{Edition, Fingerprint};

/// Where understood studies lie.
#[derive(Debug, Clone)]
pub struct Shelf {
    folder: PathBuf,
    rules: u64,
}

impl Shelf {
    /// The shelf in a store's folder. Nothing is created while there is no such folder.
    pub fn of(folder: &Path) -> Self {
        Self {
            folder: folder.join("studies"),
            rules: RULES,
        }
    }

    /// Against accidents only, and quick, since each start waits for it. A hasher of another compiler breaks the
    /// seal, and the study is read anew.
    fn seal(&self, file: &str, source: &str, content: &str) -> String {
        let mut hasher = DefaultHasher::new();
        (self.rules, file, source, content).hash(&mut hasher);
        format!("{:016x}", hasher.finish())
    }

    fn keep(&self, file: &str, edition: &Edition) -> std::io::Result<()> {
        if !self.folder.is_dir() {
            let mut builder = std::fs::DirBuilder::new();
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            builder.create(&self.folder)?;
        }
        let understood = serde_json::to_string(&edition.questionnaire)?;
        let content = format!("{}\n{understood}", edition.fingerprint);
        let seal = self.seal(file, &edition.source, &content);
        let kept = format!("{seal}\n{content}");
        whole_file::write(&self.folder.join(file), kept.as_bytes())
    }
}

impl Memory for Shelf {
    fn recall(&self, file: &str, source: &str) -> Option<Edition> {
        let kept = std::fs::read_to_string(self.folder.join(file)).ok()?;
        let (seal, content) = kept.split_once('\n')?;
        let (fingerprint, understood) = content.split_once('\n')?;
        if seal != self.seal(file, source, content) {
            return None;
        }
        Some(Edition {
            questionnaire: serde_json::from_str(understood).ok()?,
            fingerprint: Fingerprint(fingerprint.to_owned()),
            source: source.to_owned(),
        })
    }

    fn remember(&self, file: &str, edition: &Edition) {
        // Where nothing can be written, studies are read each time.
        let _ = self.keep(file, edition);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::library::{Library, SHIPPED};

    const STORE: (&str, &str) = SHIPPED[7];

    fn read() -> Edition {
        let (file, source) = STORE;
        Edition::read(source, file).unwrap()
    }

    #[test]
    fn every_shipped_study_is_recalled_as_it_was_read() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::of(folder.path());
        let editions = |library: Library| -> Vec<_> {
            let studies = library.studies().iter();
            studies
                .map(|study| study.edition.clone().unwrap())
                .collect()
        };
        let first = editions(Library::from_texts([], &shelf));
        for (edition, (file, source)) in first.iter().zip(SHIPPED) {
            assert_eq!(shelf.recall(file, source).as_ref(), Some(&**edition));
        }
        assert_eq!(editions(Library::from_texts([], &shelf)), first);
        assert_eq!(editions(Library::from_texts([], &())), first);
    }

    #[test]
    fn another_text_another_name_and_other_rules_are_read_anew() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::of(folder.path());
        let (file, source) = STORE;
        shelf.remember(file, &read());
        assert!(shelf.recall(file, source).is_some());
        assert_eq!(shelf.recall(file, &source.replacen('7', "5", 1)), None);
        assert_eq!(shelf.recall("other.ron", source), None);
        let other = Shelf {
            rules: shelf.rules + 1,
            ..shelf
        };
        assert_eq!(other.recall(file, source), None);
    }

    #[test]
    fn a_damaged_file_is_as_good_as_none_and_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::of(folder.path());
        let (file, source) = STORE;
        shelf.remember(file, &read());
        let path = folder.path().join("studies").join(file);
        let sound = std::fs::read(&path).unwrap();
        for at in [0, 16, 24, 81, 82, sound.len() / 2, sound.len() - 1] {
            let mut damaged = sound.clone();
            damaged[at] ^= 1;
            std::fs::write(&path, &damaged).unwrap();
            assert_eq!(shelf.recall(file, source), None, "byte {at}");
            std::fs::write(&path, &sound[..at]).unwrap();
            assert_eq!(shelf.recall(file, source), None, "cut at {at}");
        }
        Library::about("store", [], &shelf);
        assert_eq!(shelf.recall(file, source), Some(read()));
    }

    #[test]
    fn a_study_with_a_warning_is_not_kept_and_looking_creates_no_folder() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::of(folder.path());
        let (_, source) = STORE;
        let own = [("misnamed.ron", source.as_bytes())];
        let library = Library::about("none", own, &shelf);
        assert!(!library.studies()[0].problems.is_empty());
        assert!(!folder.path().join("studies").exists());
        let nowhere = folder.path().join("nowhere");
        Library::about("store", [], &Shelf::of(&nowhere));
        assert!(!nowhere.exists());
    }
}

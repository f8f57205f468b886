//! The studies at hand: those that come with the program, and the operator's own, which go before them.
//!
//! Knows: which texts are shipped, and which study a name means. Refuses to know: folders and files; the
//! operator's texts come in as bytes.

use std::sync::Arc;

use super::questionnaire::{Problems, examine};
use super::record::Edition;

/// The studies that come with the program: file name and text.
pub const SHIPPED: [(&str, &str); 9] = [
    ("bank.ron", include_str!("../../questionnaires/bank.ron")),
    (
        "call-centre.ron",
        include_str!("../../questionnaires/call-centre.ron"),
    ),
    (
        "heating.ron",
        include_str!("../../questionnaires/heating.ron"),
    ),
    ("hotel.ron", include_str!("../../questionnaires/hotel.ron")),
    ("kano.ron", include_str!("../../questionnaires/kano.ron")),
    (
        "restaurant.ron",
        include_str!("../../questionnaires/restaurant.ron"),
    ),
    (
        "six-attributes.ron",
        include_str!("../../questionnaires/six-attributes.ron"),
    ),
    ("store.ron", include_str!("../../questionnaires/store.ron")),
    (
        "zone-of-tolerance.ron",
        include_str!("../../questionnaires/zone-of-tolerance.ron"),
    ),
];

/// What remembers studies that were read and found faultless, so that they need not be read again.
pub trait Memory {
    /// The edition that this very text was found to be, by the same rules.
    fn recall(&self, file: &str, source: &str) -> Option<Edition>;

    /// The file's text is this edition, and nothing is to be said about it.
    fn remember(&self, file: &str, edition: &Edition);
}

/// Remembers nothing.
impl Memory for () {
    fn recall(&self, _file: &str, _source: &str) -> Option<Edition> {
        None
    }

    fn remember(&self, _file: &str, _edition: &Edition) {}
}

/// Where a study comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// With the program.
    Shipped,
    /// From the operator.
    Own,
}

/// A study at hand, or the file that should be one.
#[derive(Debug, Clone)]
pub struct Study {
    /// The file's name without `.ron`; the study's id where it can be read.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The study, unless an error keeps it from being used.
    pub edition: Option<Arc<Edition>>,
    /// Errors and warnings of its file.
    pub problems: Problems,
}

impl Study {
    fn own(file: &str, source: &[u8], memory: &impl Memory) -> Self {
        match std::str::from_utf8(source) {
            Ok(text) => Self::read(file, text, Origin::Own, memory),
            Err(_) => Self::of(file, Origin::Own, None, examine(source, file).problems),
        }
    }

    fn read(file: &str, text: &str, origin: Origin, memory: &impl Memory) -> Self {
        let (edition, problems) = match memory.recall(file, text) {
            Some(edition) => (Some(edition), Problems::new(file)),
            None => {
                let reading = examine(text.as_bytes(), file);
                let edition = reading.questionnaire.map(|study| Edition::of(study, text));
                if let Some(edition) = edition.as_ref().filter(|_| reading.problems.is_empty()) {
                    memory.remember(file, edition);
                }
                (edition, reading.problems)
            }
        };
        Self::of(file, origin, edition, problems)
    }

    fn of(file: &str, origin: Origin, edition: Option<Edition>, problems: Problems) -> Self {
        let stem = file.strip_suffix(".ron").unwrap_or(file);
        Self {
            name: edition.as_ref().map_or(stem.to_owned(), |edition| {
                edition.questionnaire.id.to_string()
            }),
            origin,
            edition: edition.map(Arc::new),
            problems,
        }
    }
}

/// All studies at hand, in the order of their names.
#[derive(Debug, Clone)]
pub struct Library {
    studies: Vec<Study>,
}

impl Library {
    /// The shipped studies and the operator's: file names (without folders) and their bytes.
    ///
    /// A study of the operator takes the place of a shipped one of the same name, even if its file has
    /// errors: the shipped one must not step in unnoticed. Of several of his own with one name, all stay,
    /// the first by file name is found.
    pub fn from_texts<'a>(
        own: impl IntoIterator<Item = (&'a str, &'a [u8])>,
        memory: &impl Memory,
    ) -> Self {
        Self::of(own, SHIPPED, memory)
    }

    /// As [`Library::from_texts`], but of the shipped studies only that of this name is read: whoever needs one
    /// study does not wait for nine.
    pub fn about<'a>(
        name: &str,
        own: impl IntoIterator<Item = (&'a str, &'a [u8])>,
        memory: &impl Memory,
    ) -> Self {
        let wanted = SHIPPED
            .into_iter()
            .filter(|(file, _)| file.strip_suffix(".ron") == Some(name));
        Self::of(own, wanted, memory)
    }

    fn of<'a>(
        own: impl IntoIterator<Item = (&'a str, &'a [u8])>,
        shipped: impl IntoIterator<Item = (&'static str, &'static str)>,
        memory: &impl Memory,
    ) -> Self {
        let mut own: Vec<(&str, &[u8])> = own.into_iter().collect();
        own.sort_unstable();
        let mut studies: Vec<Study> = own
            .into_iter()
            .map(|(file, source)| Study::own(file, source, memory))
            .collect();
        for (file, source) in shipped {
            // A shipped study is called as its file is; one that is not asked need not be read.
            let name = file.strip_suffix(".ron").unwrap_or(file);
            if studies.iter().all(|study| study.name != name) {
                studies.push(Study::read(file, source, Origin::Shipped, memory));
            }
        }
        studies.sort_by(|a, b| a.name.cmp(&b.name));
        Self { studies }
    }

    /// The studies, by name.
    pub fn studies(&self) -> &[Study] {
        &self.studies
    }

    /// The study of this name.
    pub fn find(&self, name: &str) -> Option<&Study> {
        self.studies.iter().find(|study| study.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::super::questionnaire::advice;
    use super::*;

    #[test]
    fn shipped_studies_are_at_hand_without_any_file() {
        let library = Library::from_texts([], &());
        assert_eq!(library.studies().len(), SHIPPED.len());
        for (study, (file, _)) in library.studies().iter().zip(SHIPPED) {
            assert_eq!(format!("{}.ron", study.name), file);
            assert!(study.problems.is_empty());
            let questionnaire = &study.edition.as_ref().unwrap().questionnaire;
            assert_eq!(advice(questionnaire), [], "{file}");
        }
    }

    #[test]
    fn whoever_needs_one_study_gets_the_same_one() {
        let all = Library::from_texts([], &());
        let one = Library::about("hotel", [], &());
        assert_eq!(one.studies().len(), 1);
        let edition = |library: &Library| library.find("hotel").unwrap().edition.clone();
        assert_eq!(edition(&one), edition(&all));
    }

    #[test]
    fn own_studies_go_before_shipped_ones_even_with_errors() {
        let (_, store) = SHIPPED[7];
        let changed = store.replacen("revision: ", "revision: 9", 1);
        let own = [
            ("bank.ron", b"(".as_slice()),
            ("store.ron", changed.as_bytes()),
            ("new.ron", b"".as_slice()),
        ];
        let library = Library::from_texts(own, &());
        assert_eq!(library.studies().len(), SHIPPED.len() + 1);
        let bank = library.find("bank").unwrap();
        assert!(bank.edition.is_none() && !bank.problems.is_empty());
        let store = library.find("store").unwrap();
        assert_eq!(store.origin, Origin::Own);
        assert!(store.edition.as_ref().unwrap().questionnaire.revision > 9);
        assert_eq!(library.find("nothing").map(|study| &study.name), None);
    }
}

//! The canonical print of a study, and the identity that follows from it.

use std::fmt::Write as _;

use ron::ser::PrettyConfig;
use sha2::{Digest, Sha256};

use super::problem::Problems;
use super::read::read;
use super::scheme::Questionnaire;
use super::tree::notation;
use crate::survey::record::{Edition, Fingerprint};

/// The study in RON, one way only: fields in the order of their types, what is absent left out, two blanks
/// a level, line feeds. Reading the print gives the same study.
///
/// Nothing in it may depend on the machine or on tables that change with a compiler: the fingerprint of
/// every stored response hangs on it.
pub fn print(questionnaire: &Questionnaire) -> String {
    let config = PrettyConfig::new()
        .new_line("\n")
        .indentor("  ")
        .struct_names(false)
        .escape_strings(false);
    let mut text = notation()
        .to_string_pretty(questionnaire, config)
        // Writing to a string fails only for values that RON cannot say, which the scheme has none of.
        .unwrap_or_default();
    text.push('\n');
    text
}

impl Edition {
    /// The study with its identity: SHA-256 of its canonical print. Comments, blanks and the order of
    /// fields in `source` do not change it.
    pub fn of(questionnaire: Questionnaire, source: impl Into<String>) -> Self {
        let digest = Sha256::digest(print(&questionnaire).as_bytes());
        let mut fingerprint = String::with_capacity(64);
        for byte in digest {
            let _ = write!(fingerprint, "{byte:02x}");
        }
        Self {
            questionnaire,
            fingerprint: Fingerprint(fingerprint),
            source: source.into(),
        }
    }

    /// Reads a file's text and gives it its identity.
    pub fn read(source: &str, file: &str) -> Result<Self, Problems> {
        read(source, file).map(|questionnaire| Self::of(questionnaire, source))
    }
}

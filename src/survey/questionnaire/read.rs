//! From the bytes of a file to a checked study, or to all its problems.

use ron::extensions::Extensions;

use super::cause::Cause;
use super::path::Path;
use super::problem::Problems;
use super::scheme::Questionnaire;

/// What a file turned out to be.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The study, unless an error keeps it from being used.
    pub questionnaire: Option<Questionnaire>,
    /// Errors and warnings.
    pub problems: Problems,
}

/// Reads and checks a file; `file` is its name for messages. Warnings do not count: see [`examine`].
pub fn read(source: impl AsRef<[u8]>, file: &str) -> Result<Questionnaire, Problems> {
    let reading = examine(source, file);
    reading.questionnaire.ok_or(reading.problems)
}

/// Reads and checks a file, and keeps the warnings.
pub fn examine(source: impl AsRef<[u8]>, file: &str) -> Reading {
    let mut problems = Problems::new(file);
    let Ok(source) = std::str::from_utf8(source.as_ref()) else {
        problems.add("", 0..0, Path::default(), Cause::NotUtf8(None));
        return Reading {
            questionnaire: None,
            problems,
        };
    };
    let options = ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES);
    let questionnaire = match options.from_str(source) {
        Ok(questionnaire) => Some(questionnaire),
        Err(error) => {
            let cause = Cause::Syntax(error.to_string());
            problems.add(source, 0..0, Path::default(), cause);
            None
        }
    };
    problems.sort();
    Reading {
        questionnaire,
        problems,
    }
}

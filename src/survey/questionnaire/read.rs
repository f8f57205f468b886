//! From the bytes of a file to a checked study, or to all its problems.

use encoding_rs::{BIG5, Encoding, GB18030};

use super::cause::Cause;
use super::check;
use super::decode::Decoder;
use super::path::Path;
use super::problem::Problems;
use super::scheme::{FORMAT, Questionnaire};
use super::script;
use super::tree::Node;
use super::{MAX_BYTES, Severity};
use crate::language::{harmful, show_controls};

/// What a file turned out to be.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The study, unless an error keeps it from being used.
    pub questionnaire: Option<Questionnaire>,
    /// Errors and warnings.
    pub problems: Problems,
}

/// Reads and checks a file; `file` is its name for messages. Warnings do not count: see [`examine`].
///
/// Errors: all problems of the file, at least one of them an error.
pub fn read(source: impl AsRef<[u8]>, file: &str) -> Result<Questionnaire, Problems> {
    let reading = examine(source, file);
    reading.questionnaire.ok_or(reading.problems)
}

/// Reads and checks a file, and keeps the warnings.
pub fn examine(source: impl AsRef<[u8]>, file: &str) -> Reading {
    let mut problems = Problems::new(file);
    let found = text_of(source.as_ref(), &mut problems)
        .and_then(|text| study_of(text, file, &mut problems));
    problems.sort();
    Reading {
        questionnaire: found.filter(|_| !problems.has_errors()),
        problems,
    }
}

/// The file as text, if it is text.
fn text_of<'a>(bytes: &'a [u8], problems: &mut Problems) -> Option<&'a str> {
    if bytes.len() > MAX_BYTES {
        problems.add("", 0..0, Path::default(), Cause::TooLarge(bytes.len()));
        return None;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) if !looks_like_utf16(bytes) => text,
        Ok(_) => {
            problems.add("", 0..0, Path::default(), Cause::NotUtf8(Some("UTF-16")));
            return None;
        }
        Err(error) => {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let good = std::str::from_utf8(good).unwrap_or_default();
            let cause = Cause::NotUtf8(guess(bytes));
            problems.add(good, good.len()..good.len(), Path::default(), cause);
            return None;
        }
    };
    for (at, c) in text.char_indices() {
        if harmful(c) && c != '\t' && !text.get(at..).unwrap_or_default().starts_with("\r\n") {
            let cause = Cause::Harmful(c);
            problems.add(text, at..at + c.len_utf8(), Path::default(), cause);
        }
    }
    Some(text)
}

/// The study in a text, if its notation and its format can be read.
fn study_of(text: &str, file: &str, problems: &mut Problems) -> Option<Questionnaire> {
    let root = match Node::root(text) {
        Ok(root) => root,
        Err(error) => {
            let at = offset(text, error.span.end.line, error.span.end.col);
            problems.add(text, at..at, Path::default(), syntax(text, &error.code));
            return None;
        }
    };
    if let Some((at, format)) = other_format(root) {
        let path = Path::default().to("format");
        problems.add(text, at.span(text), path, Cause::Format(format));
        return None;
    }
    let so_far = std::mem::replace(problems, Problems::new(file));
    let (questionnaire, mut decoder) = Decoder::decode(text, root, so_far);
    check::check(&questionnaire, &mut decoder);
    let stem = file.rsplit(['/', '\\']).next().unwrap_or_default();
    if let Some(stem) = stem.strip_suffix(".ron")
        && stem != questionnaire.id.as_str()
    {
        let path = Path::default().to("id");
        decoder.report(&path, Cause::FileName(questionnaire.id.to_string()));
    }
    *problems = decoder.problems;
    Some(questionnaire)
}

/// The format, if it is another than ours.
fn other_format(root: Node<'_>) -> Option<(Node<'_>, i64)> {
    let fields = root.fields()?;
    let (_, value) = fields.iter().find(|(name, _)| name.raw() == "format")?;
    let format = value.integer()?;
    (format != i64::from(FORMAT)).then_some((*value, format))
}

fn syntax(text: &str, error: &ron::Error) -> Cause {
    if text.trim().is_empty() {
        return Cause::Empty;
    }
    if *error == ron::Error::ExceededRecursionLimit {
        return Cause::TooDeep;
    }
    // The notation's reader begins with a capital and quotes from the file.
    let message = error.to_string();
    let mut letters = message.chars();
    let first = letters.next().map(|c| c.to_ascii_lowercase());
    let message: String = first.into_iter().chain(letters).collect();
    Cause::Syntax(show_controls(&message, 200))
}

/// The byte at a line and column, both from 1, columns in characters.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let rest = text.get(start..).unwrap_or_default();
    let within = rest
        .char_indices()
        .nth(column.saturating_sub(1))
        .map_or(rest.len(), |(at, _)| at);
    start + within
}

/// ASCII in UTF-16 is valid UTF-8 with a NUL at every second byte.
fn looks_like_utf16(bytes: &[u8]) -> bool {
    let head = bytes.get(..64.min(bytes.len())).unwrap_or_default();
    let zeros = head.split(|b| *b == 0).count() - 1;
    head.len() >= 8 && zeros * 3 > head.len()
}

/// What bytes that are no UTF-8 look like.
fn guess(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || looks_like_utf16(bytes) {
        return Some("UTF-16");
    }
    // Binary files are not guessed at.
    if bytes.contains(&0) {
        return None;
    }
    let marks = |encoding: &'static Encoding, of: fn(char) -> bool| {
        encoding
            .decode_without_bom_handling_and_without_replacement(bytes)
            .map(|text| text.chars().filter(|c| of(*c)).count())
    };
    let simplified = marks(GB18030, |c| script::traditional_of(c).is_some());
    let traditional = marks(BIG5, |c| script::simplified_of(c).is_some());
    match (simplified, traditional) {
        (Some(simplified), Some(traditional)) if traditional > simplified => Some("Big5"),
        (None, Some(_)) => Some("Big5"),
        (Some(_), _) => Some("GB18030"),
        (None, None) => None,
    }
}

impl Reading {
    /// Whether there is nothing to say about the file, not even a warning.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }

    /// How bad the worst problem is.
    pub fn worst(&self) -> Option<Severity> {
        self.problems
            .iter()
            .map(super::problem::Problem::severity)
            .min()
    }
}

//! From the tree of a file to the types of the scheme, field by field, collecting every problem on the way.
//!
//! Where a part cannot be read a blank one stands in, its way is marked as spoilt, and reading goes on.
//! Refuses to know: whether the parts fit together (see `check`).

mod scheme;

pub(super) use scheme::constructs;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::MAX_TEXT;
use super::cause::{Cause, field_of, nearest};
use super::decimal::Decimal;
use super::path::{Path, Step};
use super::problem::Problems;
use super::scheme::Id;
use super::tree::Node;
use crate::language::{Locale, Localized, clean_text, show_controls};

/// Entries read of one list; no kind of list may have as many.
const MAX_LIST: usize = 300;

/// A type of the scheme that can be read from a node.
trait Decode: Sized {
    /// Stands in for what cannot be read.
    fn blank() -> Self;

    /// Reads the node; problems go to the decoder.
    fn decode<'a>(decoder: &mut Decoder<'a>, node: Node<'a>) -> Self;

    /// How it is written, in the words of the reference.
    fn notation() -> String;
}

/// A text as it stands in the file.
pub(super) struct Wording {
    /// The way to it.
    pub(super) path: Path,
    /// Each language given: its text, escapes resolved but nothing cleaned.
    pub(super) given: Vec<(Locale, String)>,
}

/// Where everything is, and what is wrong with it.
pub(super) struct Decoder<'a> {
    source: &'a str,
    path: Path,
    places: BTreeMap<Path, Range<usize>>,
    spoilt: BTreeSet<Path>,
    /// All texts of the file.
    pub(super) wordings: Vec<Wording>,
    /// What was found wrong so far.
    pub(super) problems: Problems,
}

impl<'a> Decoder<'a> {
    /// Reads a study from the file's tree.
    pub(super) fn decode(
        source: &'a str,
        root: Node<'a>,
        problems: Problems,
    ) -> (super::scheme::Questionnaire, Self) {
        let mut decoder = Self {
            source,
            path: Path::default(),
            places: BTreeMap::new(),
            spoilt: BTreeSet::new(),
            wordings: Vec::new(),
            problems,
        };
        let questionnaire = Decode::decode(&mut decoder, root);
        (questionnaire, decoder)
    }

    /// The source of the file.
    pub(super) fn source(&self) -> &'a str {
        self.source
    }

    /// Reports a problem of a part that was read; parts below something unreadable keep silent.
    pub(super) fn report(&mut self, path: &Path, cause: Cause) {
        if !self.is_spoilt(path) {
            let span = self.place_of(path);
            self.problems.add(self.source, span, path.clone(), cause);
        }
    }

    /// Reports a problem of a passage of a text; where the passage stands escaped, of the whole text.
    pub(super) fn report_passage(&mut self, path: &Path, passage: &str, cause: Cause) {
        if !self.is_spoilt(path) {
            let place = self.place_of(path);
            let text = self.source.get(place.clone()).unwrap_or_default();
            let span = text.find(passage).map_or(place.clone(), |at| {
                let start = place.start + at;
                start..start + passage.len()
            });
            self.problems.add(self.source, span, path.clone(), cause);
        }
    }

    /// Whether the part, or one above it, could not be read.
    pub(super) fn is_spoilt(&self, path: &Path) -> bool {
        self.spoilt.contains(path) || path.parent().is_some_and(|above| self.is_spoilt(&above))
    }

    /// Whether anything below the part could not be read.
    pub(super) fn is_spoilt_below(&self, path: &Path) -> bool {
        // What is below a way follows it directly in the order of ways.
        let next = self.spoilt.range(path..).next();
        next.is_some_and(|spoilt| spoilt.steps().starts_with(path.steps()))
    }

    /// The known name nearest to a misspelt one; not looked for where no more problems are kept.
    pub(super) fn nearest<'n>(
        &self,
        name: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) -> Option<&'n str> {
        if self.problems.is_full() {
            return None;
        }
        nearest(name, known)
    }

    /// The part's bytes, or those of the nearest part above it.
    pub(super) fn place_of(&self, path: &Path) -> Range<usize> {
        match self.places.get(path) {
            Some(place) => place.clone(),
            None => path.parent().map_or(0..0, |above| self.place_of(&above)),
        }
    }

    fn within<T>(
        &mut self,
        step: impl Into<Step>,
        node: Node<'a>,
        read: impl FnOnce(&mut Self, Node<'a>) -> T,
    ) -> T {
        self.path.push(step.into());
        self.places
            .insert(self.path.clone(), node.span(self.source));
        let value = read(self, node);
        self.path.pop();
        value
    }

    fn note(&mut self, node: Node<'a>, cause: Cause) {
        self.problems.add(
            self.source,
            node.span(self.source),
            self.path.clone(),
            cause,
        );
    }

    fn spoil(&mut self, node: Node<'a>, cause: Cause) {
        self.note(node, cause);
        self.spoilt.insert(self.path.clone());
    }

    fn wrong_type<T: Decode>(&mut self, node: Node<'a>, expected: &'static str) -> T {
        self.spoil(node, Cause::WrongType(expected, node.description()));
        T::blank()
    }

    /// Reads the entries of a list. Stops where the list is beyond all need, and where no more problems are
    /// kept: a hostile file costs no more than a long one.
    fn list<T: Decode>(
        &mut self,
        node: Node<'a>,
        expected: &'static str,
        read: impl Fn(&mut Self, Node<'a>) -> T,
    ) -> Vec<T> {
        let Some(nodes) = node.list() else {
            return self.wrong_type(node, expected);
        };
        if nodes.len() > MAX_LIST {
            let cause = Cause::Count("entries in this list", 0, MAX_LIST, nodes.len());
            self.spoil(node, cause);
        }
        let mut entries = Vec::new();
        for (index, node) in nodes.into_iter().take(MAX_LIST).enumerate() {
            if self.problems.is_full() {
                break;
            }
            entries.push(self.within(index, node, &read));
        }
        entries
    }

    /// Opens named fields and reports those that are unknown or given twice.
    fn fields(
        &mut self,
        node: Node<'a>,
        known: &'static [&'static str],
        expected: &'static str,
    ) -> Option<Fields<'a>> {
        let Some(entries) = node.fields() else {
            self.spoil(node, Cause::WrongType(expected, node.description()));
            return None;
        };
        let mut seen: Vec<&str> = Vec::new();
        let mut meant = Vec::new();
        for (name, _) in &entries {
            if self.problems.is_full() {
                break;
            }
            let written = name.raw();
            let shown = || show_controls(written, 64);
            if !known.contains(&written) {
                let near = self.nearest(written, known.iter().copied());
                meant.extend(near);
                self.note(*name, Cause::UnknownField(shown(), near, known));
            } else if seen.contains(&written) {
                self.note(*name, Cause::FieldTwice(shown()));
            } else {
                seen.push(written);
            }
        }
        Some(Fields {
            node,
            entries,
            meant,
        })
    }
}

/// The opened fields of a node.
struct Fields<'a> {
    node: Node<'a>,
    entries: Vec<(Node<'a>, Node<'a>)>,
    /// Fields that are probably there, misspelt.
    meant: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    fn optional<T: Decode>(&self, decoder: &mut Decoder<'a>, name: &'static str) -> Option<T> {
        let (_, value) = self.entries.iter().find(|(n, _)| n.raw() == name)?;
        let value = value.given()?;
        Some(decoder.within(name, value, T::decode))
    }

    fn required<T: Decode>(&self, decoder: &mut Decoder<'a>, name: &'static str) -> T {
        self.optional(decoder, name).unwrap_or_else(|| {
            if !self.meant.contains(&name) {
                decoder.note(self.node, Cause::MissingField(name));
            }
            decoder.spoilt.insert(decoder.path.to(name));
            T::blank()
        })
    }
}

impl Decode for bool {
    fn blank() -> Self {
        false
    }

    fn decode<'a>(decoder: &mut Decoder<'a>, node: Node<'a>) -> Self {
        node.truth()
            .unwrap_or_else(|| decoder.wrong_type(node, "`true` or `false`"))
    }

    fn notation() -> String {
        "true or false".into()
    }
}

impl Decode for i64 {
    fn blank() -> Self {
        0
    }

    fn decode<'a>(decoder: &mut Decoder<'a>, node: Node<'a>) -> Self {
        node.integer()
            .unwrap_or_else(|| decoder.wrong_type(node, "a whole number"))
    }

    fn notation() -> String {
        "number".into()
    }
}

impl Decode for u8 {
    fn blank() -> Self {
        0
    }

    fn decode<'a>(decoder: &mut Decoder<'a>, node: Node<'a>) -> Self {
        bounded(decoder, node, i64::from(Self::MAX))
    }

    fn notation() -> String {
        "number".into()
    }
}

impl Decode for u32 {
    fn blank() -> Self {
        0
    }

    fn decode<'a>(decoder: &mut Decoder<'a>, node: Node<'a>) -> Self {
        bounded(decoder, node, i64::from(Self::MAX))
    }

    fn notation() -> String {
        "number".into()
    }
}

fn bounded<'a, T: Decode + TryFrom<i64>>(
    decoder: &mut Decoder<'a>,
    node: Node<'a>,
    most: i64,
) -> T {
    let Some(number) = node.integer() else {
        return decoder.wrong_type(node, "a whole number");
    };
    T::try_from(number).unwrap_or_else(|_| {
        decoder.spoil(node, Cause::OutOfBounds(0, most, number));
        T::blank()
    })
}

impl Decode for Decimal {
    fn blank() -> Self {
        Self::default()
    }

    fn decode<'a>(decoder: &mut Decoder<'a>, node: Node<'a>) -> Self {
        let expected = "a number such as `24` or `2.5`, with 3 digits behind the point at most";
        let number = node.number().and_then(Self::of);
        number.unwrap_or_else(|| decoder.wrong_type(node, expected))
    }

    fn notation() -> String {
        "number such as `2.5`".into()
    }
}

impl Decode for (i64, i64) {
    fn blank() -> Self {
        (0, 0)
    }

    fn decode<'a>(decoder: &mut Decoder<'a>, node: Node<'a>) -> Self {
        match node.tuple().as_deref() {
            Some([low, high]) => (
                decoder.within(0, *low, Decode::decode),
                decoder.within(1, *high, Decode::decode),
            ),
            _ => decoder.wrong_type(node, "two numbers such as `(1, 5)`"),
        }
    }

    fn notation() -> String {
        "`(least, most)`".into()
    }
}

/// A question's key in a condition.
impl Decode for String {
    fn blank() -> Self {
        Self::new()
    }

    fn decode<'a>(decoder: &mut Decoder<'a>, node: Node<'a>) -> Self {
        match node.text() {
            Some(text) => show_controls(&text, 200),
            None => decoder.wrong_type(node, "a name in quotation marks"),
        }
    }

    fn notation() -> String {
        "key".into()
    }
}

impl Decode for Id {
    #[expect(clippy::expect_used, reason = "a constant; a test reads it")]
    fn blank() -> Self {
        Self::new("unread").expect("a well-formed id")
    }

    fn decode<'a>(decoder: &mut Decoder<'a>, node: Node<'a>) -> Self {
        let Some(name) = node.text() else {
            return decoder.wrong_type(node, "an id in quotation marks");
        };
        Self::new(&name).unwrap_or_else(|| {
            decoder.spoil(node, Cause::BadId(show_controls(&name, 80)));
            Self::blank()
        })
    }

    fn notation() -> String {
        "id".into()
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn decode<'a>(decoder: &mut Decoder<'a>, node: Node<'a>) -> Self {
        decoder.list(node, "a list in square brackets", T::decode)
    }

    fn notation() -> String {
        format!("list of {}", T::notation())
    }
}

impl<T: Decode> Decode for Box<T> {
    fn blank() -> Self {
        Self::new(T::blank())
    }

    fn decode<'a>(decoder: &mut Decoder<'a>, node: Node<'a>) -> Self {
        Self::new(T::decode(decoder, node))
    }

    fn notation() -> String {
        T::notation()
    }
}

impl Decode for Localized {
    fn blank() -> Self {
        Self::default()
    }

    fn decode<'a>(decoder: &mut Decoder<'a>, node: Node<'a>) -> Self {
        const LANGUAGES: &[&str] = &["en", "zh_hant", "zh_hans"];
        const EXPECTED: &str = "a text for each language such as `(en: \"..\", zh_hant: \"..\")`";
        let mut text = Self::default();
        let Some(fields) = decoder.fields(node, LANGUAGES, EXPECTED) else {
            return text;
        };
        let mut given = Vec::new();
        for locale in Locale::ALL {
            if let Some(Verbatim(words)) = fields.optional(decoder, field_of(locale)) {
                text.set(locale, clean_text(&words, MAX_TEXT + 1));
                given.push((locale, words));
            }
        }
        decoder.wordings.push(Wording {
            path: decoder.path.clone(),
            given,
        });
        text
    }

    fn notation() -> String {
        "text".into()
    }
}

/// A text exactly as it is in the file.
struct Verbatim(String);

impl Decode for Verbatim {
    fn blank() -> Self {
        Self(String::new())
    }

    fn decode<'a>(decoder: &mut Decoder<'a>, node: Node<'a>) -> Self {
        node.text().map_or_else(
            || decoder.wrong_type(node, "a text in quotation marks"),
            Self,
        )
    }

    fn notation() -> String {
        "text".into()
    }
}

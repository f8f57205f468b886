//! The tree of a file: pieces of its text, opened one level at a time.
//!
//! A [`Node`] is a slice of the source, so every part knows its place, and one bad part does not hide the
//! next. All tokens (texts, numbers, brackets, comments, nesting) are `ron`'s. Refuses to know: what the
//! parts mean.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use ron::extensions::Extensions;
use ron::value::RawValue;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::language::show_controls;

/// How the notation is read and printed: `unit: (..)` for `unit: Some((..))`, `Note(id: ..)` for
/// `Note((id: ..))`.
pub(super) fn notation() -> ron::Options {
    ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES)
}

/// One value of the file, unopened. Starts at the value's first character.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'a>(&'a str);

impl<'a> Node<'a> {
    /// The value that the whole source is, or where its notation breaks.
    pub(super) fn root(source: &'a str) -> Result<Self, ron::error::SpannedError> {
        notation().from_str::<IgnoredAny>(source)?;
        let mut node = Self::new(source);
        // Attributes such as `#![enable(implicit_some)]` change nothing here.
        while node.0.starts_with("#!") {
            let end = node.0.find(']').map_or(node.0.len(), |at| at + 1);
            node = Self::new(node.0.get(end..).unwrap_or_default());
        }
        Ok(node)
    }

    fn new(text: &'a str) -> Self {
        Self(skip_blanks(text))
    }

    /// The bytes of the source that the value takes; `source` must be the one it comes from.
    pub(super) fn span(self, source: &str) -> Range<usize> {
        let start = (self.0.as_ptr() as usize)
            .saturating_sub(source.as_ptr() as usize)
            .min(source.len());
        start..(start + self.0.len()).min(source.len())
    }

    /// The value's text in the file.
    pub(super) fn raw(self) -> &'a str {
        self.0
    }

    fn parse<T: Deserialize<'a>>(self) -> Option<T> {
        notation().from_str(self.0).ok()
    }

    /// Nothing for `None`, the inner value for `Some(..)`, else the value itself.
    pub(super) fn given(self) -> Option<Self> {
        match self.variant() {
            Some(("None", None)) => None,
            Some(("Some", Some(inner))) => inner
                .tuple()
                .and_then(|parts| match parts.as_slice() {
                    [only] => Some(*only),
                    _ => None,
                })
                .or(Some(self)),
            _ => Some(self),
        }
    }

    /// Named values in round brackets.
    pub(super) fn fields(self) -> Option<Vec<(Node<'a>, Node<'a>)>> {
        self.0.starts_with('(').then_some(())?;
        let Fields(fields) = self.parse()?;
        let fields = fields.into_iter();
        Some(
            fields
                .map(|(name, value)| (Node(name), Node::new(value.get_ron())))
                .collect(),
        )
    }

    /// Values in square brackets.
    pub(super) fn list(self) -> Option<Vec<Node<'a>>> {
        self.0.starts_with('[').then_some(())?;
        let values: Vec<&RawValue> = self.parse()?;
        Some(values.into_iter().map(|v| Node::new(v.get_ron())).collect())
    }

    /// Values without names in round brackets.
    pub(super) fn tuple(self) -> Option<Vec<Node<'a>>> {
        self.0.starts_with('(').then_some(())?;
        let Tuple(values) = self.parse()?;
        Some(values.into_iter().map(|v| Node::new(v.get_ron())).collect())
    }

    /// A word, and what stands in brackets behind it.
    pub(super) fn variant(self) -> Option<(&'a str, Option<Node<'a>>)> {
        let end = self
            .0
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(self.0.len());
        let (word, rest) = self.0.split_at_checked(end)?;
        let first = word.chars().next()?;
        let Node(rest) = Node::new(rest);
        match rest.chars().next() {
            _ if first.is_numeric() => None,
            None => Some((word, None)),
            Some('(') => Some((word, Some(Node(rest)))),
            Some(_) => None,
        }
    }

    /// A text in quotation marks, its escapes resolved.
    pub(super) fn text(self) -> Option<String> {
        self.0.starts_with(['"', 'r']).then_some(())?;
        self.parse()
    }

    /// A whole number.
    pub(super) fn integer(self) -> Option<i64> {
        self.parse()
    }

    /// A number, whole or not.
    pub(super) fn number(self) -> Option<f64> {
        self.parse()
    }

    /// `true` or `false`.
    pub(super) fn truth(self) -> Option<bool> {
        self.parse()
    }

    /// What the value is, for an error message.
    pub(super) fn description(self) -> String {
        let quoted = |text: &str| show_controls(text, 40);
        match self.0.chars().next() {
            None => "nothing".to_owned(),
            Some('(') if self.fields().is_some_and(|fields| !fields.is_empty()) => {
                "fields in round brackets".to_owned()
            }
            Some('(') => "values in round brackets".to_owned(),
            Some('[') => "a list in square brackets".to_owned(),
            Some('{') => "a map in curly brackets".to_owned(),
            Some('"') => "a text in quotation marks".to_owned(),
            Some('\'') => "a character in quotation marks".to_owned(),
            Some('0'..='9' | '-' | '+' | '.') => {
                let end = self.0.find([',', '\n']).unwrap_or(self.0.len());
                format!("`{}`", quoted(self.0.get(..end).unwrap_or_default().trim()))
            }
            Some(_) => match self.variant() {
                Some((word, None)) => format!("the word `{}`", quoted(word)),
                Some((word, Some(_))) => format!("`{}(..)`", quoted(word)),
                None if self.text().is_some() => "a text in quotation marks".to_owned(),
                None => "something else".to_owned(),
            },
        }
    }
}

/// The text behind blanks and comments.
fn skip_blanks(mut text: &str) -> &str {
    loop {
        text = text.trim_start();
        if text.starts_with("//") {
            text = text.split_once('\n').map_or("", |(_, rest)| rest);
        } else if text.starts_with("/*") {
            text = skip_block_comment(text);
        } else {
            return text;
        }
    }
}

/// Comments of this kind may stand inside one another.
fn skip_block_comment(text: &str) -> &str {
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some(at) = rest.find(['/', '*']) {
        let here = rest.get(at..).unwrap_or_default();
        let step = if here.starts_with("/*") {
            depth += 1;
            2
        } else if here.starts_with("*/") {
            depth = depth.saturating_sub(1);
            2
        } else {
            1
        };
        rest = here.get(step..).unwrap_or_default();
        if depth == 0 {
            return rest;
        }
    }
    ""
}

struct Fields<'a>(Vec<(&'a str, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect<'a>(PhantomData<&'a ()>);
        impl<'de: 'a, 'a> Visitor<'de> for Collect<'a> {
            type Value = Fields<'a>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("fields in round brackets")
            }
            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut fields = Vec::new();
                while let Some(name) = map.next_key()? {
                    fields.push((name, map.next_value()?));
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_struct("", &[], Collect(PhantomData))
    }
}

struct Tuple<'a>(Vec<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for Tuple<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect<'a>(PhantomData<&'a ()>);
        impl<'de: 'a, 'a> Visitor<'de> for Collect<'a> {
            type Value = Tuple<'a>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("values in round brackets")
            }
            fn visit_seq<S: SeqAccess<'de>>(
                self,
                mut sequence: S,
            ) -> Result<Self::Value, S::Error> {
                let mut values = Vec::new();
                while let Some(value) = sequence.next_element()? {
                    values.push(value);
                }
                Ok(Tuple(values))
            }
        }
        deserializer.deserialize_tuple(0, Collect(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "// a study\n(a: /* one */ 1, b: [ \"x\" , // tail ) ]\n  r#\"y\"#, ],\n c: Rate /*(*/ (f: Is(\"q\", \"o\")), d: Some(7), e: None)";

    fn field(name: &str) -> Node<'static> {
        let fields = Node::root(SOURCE).unwrap().fields().unwrap();
        fields.iter().find(|(n, _)| n.raw() == name).unwrap().1
    }

    #[test]
    fn every_part_knows_its_place_in_spite_of_comments() {
        let one = field("a");
        assert_eq!(one.integer(), Some(1));
        assert_eq!(one.span(SOURCE).start, SOURCE.find("1,").unwrap());
        let list = field("b").list().unwrap();
        assert_eq!(list[1].text().as_deref(), Some("y"));
        assert_eq!(list[1].span(SOURCE).start, SOURCE.find("r#").unwrap());
    }

    #[test]
    fn variants_open_level_by_level() {
        let (word, body) = field("c").variant().unwrap();
        assert_eq!(word, "Rate");
        let (_, condition) = body.unwrap().fields().unwrap()[0];
        let (word, body) = condition.variant().unwrap();
        assert_eq!((word, body.unwrap().tuple().unwrap().len()), ("Is", 2));
    }

    #[test]
    fn optional_values_may_be_wrapped_or_not() {
        assert_eq!(field("d").given().unwrap().integer(), Some(7));
        assert!(field("e").given().is_none());
        assert_eq!(field("a").given().unwrap().integer(), Some(1));
    }
}

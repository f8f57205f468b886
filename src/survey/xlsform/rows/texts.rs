//! Labels and hints in the languages of the study.

use std::collections::BTreeMap;

use super::super::languages::is;
use super::super::loss::Why;
use super::super::sheet::Table;
use super::super::words::words;
use crate::language::{Locale, Localized};

/// Where a text of the form lost something: sheet, row, column and why; each is told once.
pub(super) type Told = (&'static str, u32, String, Why);

/// Texts in the languages of the study, and what they lost.
pub(super) struct Texts<'a> {
    pub(super) chosen: &'a [(Locale, String)],
    pub(super) told: BTreeMap<Told, String>,
}

impl Texts<'_> {
    pub(super) fn tell(
        &mut self,
        sheet: &'static str,
        row: u32,
        column: &str,
        what: &str,
        why: Why,
    ) {
        self.told
            .entry((sheet, row, column.to_owned(), why))
            .or_insert_with(|| what.to_owned());
    }

    /// A label; where a language lacks it, another's words stand in, or the name.
    pub(super) fn needed(
        &mut self,
        table: &Table<'_>,
        sheet: &'static str,
        row: usize,
        number: u32,
        name: &str,
    ) -> Localized {
        let mut text = Localized::default();
        let chosen = self.chosen;
        let mut lacking = Vec::new();
        for (locale, language) in chosen {
            let column = table
                .heads
                .iter()
                .position(|head| is(head, "label", language));
            let raw = column
                .and_then(|column| table.rows.get(row)?.1.get(column))
                .map_or("", String::as_str);
            let read = words(raw);
            let header = column
                .and_then(|column| table.heads.get(column))
                .map_or("label", |head| head.shown.as_str());
            for (lost, why) in [
                (read.reference, Why::Reference),
                (read.markup, Why::Markup),
                (read.cut, Why::TooLong),
            ] {
                if lost {
                    self.tell(sheet, number, header, raw, why);
                }
            }
            if read.text.is_empty() {
                lacking.push((*locale, header.to_owned()));
            } else {
                text.set(*locale, read.text);
            }
        }
        let stand_in = if text.any().is_empty() {
            let plain = words(name).text;
            if plain.is_empty() {
                "?".to_owned()
            } else {
                plain
            }
        } else {
            text.any().to_owned()
        };
        for (locale, header) in lacking {
            self.tell(sheet, number, &header, name, Why::Untranslated);
            text.set(locale, stand_in.clone());
        }
        text
    }

    /// A text that all languages of the study have, or none.
    pub(super) fn optional(&self, table: &Table<'_>, row: usize, field: &str) -> Option<Localized> {
        let mut text = Localized::default();
        for (locale, language) in self.chosen {
            let column = table
                .heads
                .iter()
                .position(|head| is(head, field, language))?;
            let raw = table.rows.get(row)?.1.get(column)?;
            let read = words(raw).text;
            if read.is_empty() {
                return None;
            }
            text.set(*locale, read);
        }
        Some(text)
    }
}

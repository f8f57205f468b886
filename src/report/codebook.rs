//! What the columns of the response table mean, in every language of the study. A table itself:
//! `column, kind, least, most, reverse, en, zh_hant, zh_hans`; after the columns come the values of the
//! choices (`column=value`) and the reasons for missing answers with their codes.

use std::io::{self, Write};

use super::csv::{Cell, FRONT, Options, Part, SIGNS, Sheet, Shows, parts_of, reasons};
use crate::language::{Locale, Localized, phrases};
use crate::survey::questionnaire::{Block, Form, Kind, Question, Questionnaire};
use crate::survey::record::Layout;

/// Writes the codebook of a form.
pub fn write(
    out: &mut impl Write,
    questionnaire: &Questionnaire,
    form: &Form,
    options: Options,
) -> io::Result<()> {
    let layout = Layout::of(questionnaire, form);
    let mut sheet = begin(out, options)?;
    for (name, words) in FRONT.iter().zip(front_words()) {
        sheet.row(line(name, "about", Bounds::default(), &words))?;
    }
    for part in parts_of(questionnaire, &layout) {
        let Some(question) = layout.questions().get(part.question) else {
            continue;
        };
        let (kind, bounds) = kind_of(question, &part);
        let words = words_of(questionnaire, form, question, &part);
        sheet.row(line(&part.name, kind, bounds, &words))?;
    }
    for (index, name) in SIGNS.iter().enumerate() {
        let words = in_each(|locale| {
            let words = phrases(locale).careless.codebook;
            words.get(index).copied().unwrap_or_default().to_owned()
        });
        sheet.row(line(name, "about", Bounds::default(), &words))?;
    }
    for question in layout.questions() {
        let Kind::Choice {
            many: false,
            options,
            ..
        } = &question.kind
        else {
            continue;
        };
        for (index, option) in options.iter().enumerate() {
            let name = format!("{}={option}", question.key);
            let words = questionnaire.option_words(form, question, index);
            let words = words.cloned().unwrap_or_default();
            sheet.row(line(&name, "value", Bounds::default(), &words))?;
        }
    }
    reasons_of(&mut sheet, "*.missing")
}

/// A codebook with its heading.
pub(super) fn begin<W: Write>(out: &mut W, options: Options) -> io::Result<Sheet<'_, W>> {
    let mut sheet = Sheet::begin(out, options)?;
    sheet.row(
        [
            "column", "kind", "least", "most", "reverse", "en", "zh_hant", "zh_hans",
        ]
        .map(Cell::Word),
    )?;
    Ok(sheet)
}

/// A row for each reason that a column can give.
pub(super) fn reasons_of<W: Write>(sheet: &mut Sheet<'_, W>, column: &str) -> io::Result<()> {
    for (word, code) in reasons() {
        let bounds = Bounds {
            least: Some(i64::from(code)),
            most: Some(i64::from(code)),
            ..Bounds::default()
        };
        let text = in_each(|locale| reason_text(word, locale));
        sheet.row(line(&format!("{column}={word}"), "reason", bounds, &text))?;
    }
    Ok(())
}

/// What a column's values lie between.
#[derive(Default, Clone, Copy)]
pub(super) struct Bounds {
    least: Option<i64>,
    most: Option<i64>,
    reverse: bool,
    decimals: u8,
}

/// One row of a codebook.
pub(super) fn line(name: &str, kind: &'static str, bounds: Bounds, words: &Localized) -> [Cell; 8] {
    let number = |value: Option<i64>| {
        value.map_or(Cell::Empty, |value| Cell::Decimal(value, bounds.decimals))
    };
    let text = |locale| Cell::Text(words.get(locale).to_owned());
    [
        Cell::Text(name.to_owned()),
        Cell::Word(kind),
        number(bounds.least),
        number(bounds.most),
        if bounds.reverse {
            Cell::Word("reverse")
        } else {
            Cell::Empty
        },
        text(Locale::En),
        text(Locale::ZhHant),
        text(Locale::ZhHans),
    ]
}

fn kind_of(question: &Question, part: &Part) -> (&'static str, Bounds) {
    let none = Bounds::default();
    let between = |least: i64, most: i64| Bounds {
        least: Some(least),
        most: Some(most),
        ..Bounds::default()
    };
    match (&part.shows, &question.kind) {
        (Shows::Missing, _) => ("missing", none),
        (Shows::Other, _) => ("text", none),
        (Shows::Option(_), _) => ("yes_no", between(0, 1)),
        (_, Kind::Rating { scale, reverse, .. }) => (
            "rating",
            Bounds {
                reverse: *reverse,
                ..between(i64::from(scale.lowest()), i64::from(scale.highest()))
            },
        ),
        (_, Kind::Points { total, .. }) => ("points", between(0, i64::from(*total))),
        (_, Kind::Choice { .. }) => ("choice", none),
        (
            _,
            Kind::Number {
                least,
                most,
                decimals,
            },
        ) => (
            "number",
            Bounds {
                decimals: *decimals,
                ..between(*least, *most)
            },
        ),
        (_, Kind::Date) => ("date", none),
        (_, Kind::Month) => ("month", none),
        (_, Kind::Time) => ("time", none),
        (_, Kind::Text { .. } | Kind::Note) => ("text", none),
    }
}

fn words_of(
    questionnaire: &Questionnaire,
    form: &Form,
    question: &Question,
    part: &Part,
) -> Localized {
    let asked = || {
        questionnaire
            .words(form, question)
            .map(|words| {
                in_each(|locale| {
                    let place = questionnaire.place.get(locale);
                    let industry = questionnaire
                        .industry
                        .as_ref()
                        .map_or("", |i| i.get(locale));
                    crate::language::fill(
                        words.get(locale),
                        &[("place", place), ("industry", industry)],
                    )
                })
            })
            .unwrap_or_default()
    };
    match (&part.shows, form.ask.get(question.block)) {
        (Shows::Points(row), _) => questionnaire
            .dimensions
            .get(*row)
            .map(|dimension| dimension.about.clone())
            .unwrap_or_default(),
        (Shows::Option(option), Some(Block::Choice(choice))) => choice
            .options
            .get(usize::from(*option))
            .map(|option| option.text.clone())
            .unwrap_or_default(),
        (Shows::Missing, _) => in_each(|locale| phrases(locale).report.codebook_missing.to_owned()),
        (Shows::Value | Shows::Chosen | Shows::Option(_) | Shows::Other, _) => asked(),
    }
}

/// The words in each language.
pub(super) fn in_each(words: impl Fn(Locale) -> String) -> Localized {
    let mut text = Localized::default();
    for locale in Locale::ALL {
        text.set(locale, words(locale));
    }
    text
}

fn front_words() -> [Localized; 11] {
    std::array::from_fn(|index| {
        in_each(|locale| phrases(locale).report.codebook_front[index.min(10)].to_owned())
    })
}

fn reason_text(word: &str, locale: Locale) -> String {
    let words = &phrases(locale).report.codebook_reasons;
    let position = reasons().position(|(name, _)| name == word);
    position
        .and_then(|position| words.get(position))
        .map_or_else(String::new, |text| (*text).to_owned())
}

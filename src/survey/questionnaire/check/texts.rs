//! Texts: languages, characters, placeholders.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthChar;

use super::super::cause::{Cause, field_of, nearest};
use super::super::decode::{Decoder, Wording};
use super::super::path::{Path, Step};
use super::super::scheme::{Block, Form, Questionnaire};
use super::super::{MAX_TEXT, script};
use crate::language::{Locale, MAX_MARKS, harmful, show_controls};

/// Checks every text of the file.
pub(super) fn check(questionnaire: &Questionnaire, decoder: &mut Decoder<'_>) {
    let title = Path::default().to("title");
    let wordings = std::mem::take(&mut decoder.wordings);
    let languages: Option<Vec<Locale>> = wordings
        .iter()
        .find(|wording| wording.path == title)
        .filter(|_| !decoder.is_spoilt_below(&title))
        .map(|wording| wording.given.iter().map(|(locale, _)| *locale).collect());
    if languages.as_ref().is_some_and(Vec::is_empty) {
        let cause = Cause::Count("languages in the title", 1, Locale::ALL.len(), 0);
        decoder.report(&title, cause);
    }
    for wording in &wordings {
        if let Some(languages) = &languages {
            complete(wording, languages, decoder);
        }
        for (locale, text) in &wording.given {
            characters(&wording.path.to(field_of(*locale)), *locale, text, decoder);
        }
        placeholders(questionnaire, wording, decoder);
    }
}

fn complete(wording: &Wording, languages: &[Locale], decoder: &mut Decoder<'_>) {
    for locale in Locale::ALL {
        let path = wording.path.to(field_of(locale));
        let given = wording.given.iter().any(|(l, _)| *l == locale);
        match (given, languages.contains(&locale)) {
            (false, true) => decoder.report(&path, Cause::Untranslated(locale)),
            (true, false) => decoder.report(&path, Cause::ExtraLanguage(locale)),
            (true, true) | (false, false) => {}
        }
    }
}

fn characters(path: &Path, locale: Locale, text: &str, decoder: &mut Decoder<'_>) {
    if text.trim().is_empty() {
        decoder.report(path, Cause::EmptyText(locale));
        return;
    }
    let length = text.chars().count();
    if length > MAX_TEXT {
        decoder.report(path, Cause::TooLong(length));
    }
    let place = decoder.place_of(path);
    let source = decoder.source();
    let raw = source.get(place).unwrap_or_default();
    let mut seen = BTreeSet::new();
    for c in text.replace("\r\n", "\n").chars() {
        if !seen.insert(c) {
            continue;
        }
        if harmful(c) {
            // Those that stand in the file as they are were found, and better placed, before.
            if c == '\t' || !raw.contains(c) {
                decoder.report(path, Cause::Harmful(c));
            }
        } else if c.width() != c.width_cjk() {
            decoder.report_passage(path, c.encode_utf8(&mut [0; 4]), Cause::Ambiguous(c));
        } else if let Some(expected) = of_the_other_script(locale, c) {
            let cause = Cause::WrongScript(locale, c, expected);
            decoder.report_passage(path, c.encode_utf8(&mut [0; 4]), cause);
        }
    }
    if piles_marks(text) {
        decoder.report(path, Cause::PiledMarks);
    }
}

fn of_the_other_script(locale: Locale, c: char) -> Option<char> {
    match locale {
        Locale::En => None,
        Locale::ZhHant => script::traditional_of(c),
        Locale::ZhHans => script::simplified_of(c),
    }
}

fn piles_marks(text: &str) -> bool {
    let mut marks = 0;
    let mut letter = false;
    for c in text.nfc() {
        if is_combining_mark(c) {
            marks += 1;
            if marks > MAX_MARKS || !letter {
                return true;
            }
        } else {
            marks = 0;
            letter = true;
        }
    }
    false
}

fn placeholders(questionnaire: &Questionnaire, wording: &Wording, decoder: &mut Decoder<'_>) {
    let mut used: Vec<(Locale, BTreeSet<&str>)> = Vec::new();
    let mut sound = true;
    for (locale, text) in &wording.given {
        let path = wording.path.to(field_of(*locale));
        match names(text) {
            None => decoder.report(&path, Cause::Unbalanced),
            Some(names) => {
                for name in &names {
                    if let Some(cause) = meaning(questionnaire, &wording.path, name) {
                        decoder.report_passage(&path, &format!("{{{name}}}"), cause);
                        sound = false;
                    }
                }
                used.push((*locale, names));
            }
        }
    }
    // A misspelt placeholder would be missed in every other language.
    if !sound {
        return;
    }
    let all: BTreeSet<&str> = used.iter().flat_map(|(_, names)| names).copied().collect();
    for (locale, names) in &used {
        for missing in all.difference(names) {
            let cause = Cause::PlaceholdersDiffer(show_controls(missing, 64), *locale);
            decoder.report(&wording.path.to(field_of(*locale)), cause);
        }
    }
}

/// The placeholders of a text; none where curly brackets have no partner.
fn names(text: &str) -> Option<BTreeSet<&str>> {
    let mut names = BTreeSet::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let inside = rest.get(at..)?.strip_prefix('{')?;
        let (name, after) = inside.split_once('}')?;
        if name.contains('{') {
            return None;
        }
        names.insert(name);
        rest = after;
    }
    Some(names)
}

/// What is wrong with a placeholder at this place, if anything.
fn meaning(questionnaire: &Questionnaire, at: &Path, name: &str) -> Option<Cause> {
    let no = |why| Some(Cause::NoPlaceholder(show_controls(name, 64), why));
    let known = matches!(name, "place" | "industry" | "rival") || name.starts_with("choice.");
    if known && is_shown_as_it_is(at) {
        return no("names, labels of scales and titles are shown as they are");
    }
    let block = block_of(questionnaire, at);
    match (name, block) {
        ("place", _) => None,
        ("industry", _) if questionnaire.industry.is_some() => None,
        ("industry", _) => no("add `industry: (..)` to the study, which says what it stands for"),
        ("rival", Some((_, _, Block::Compare(_)))) => None,
        ("rival", _) => no("only the `lead` of a `Compare` block knows the rival"),
        (_, Some((form, index, _))) if name.starts_with("choice.") => {
            earlier_choice(form, index, name)
        }
        _ if name.starts_with("choice.") => {
            no("only the questions of a form can use an earlier choice; items belong to all forms")
        }
        _ => {
            let near = nearest(name, ["place", "industry", "rival"]).map(str::to_owned);
            Some(Cause::UnknownPlaceholder(show_controls(name, 64), near))
        }
    }
}

fn earlier_choice(form: &Form, index: usize, name: &str) -> Option<Cause> {
    let choices = |blocks: &[Block]| -> Vec<String> {
        let ids = blocks.iter().filter_map(|block| {
            if let Block::Choice(choice) = block {
                Some(format!("choice.{}", choice.id))
            } else {
                None
            }
        });
        ids.collect()
    };
    let (before, after) = form.ask.split_at_checked(index)?;
    let before = choices(before);
    if before.iter().any(|choice| choice == name) {
        return None;
    }
    let shown = show_controls(name, 100);
    if choices(after).iter().any(|choice| choice == name) {
        return Some(Cause::NoPlaceholder(
            shown,
            "that choice comes later in the form: move one of the two",
        ));
    }
    let near = nearest(name, before.iter().map(String::as_str)).map(str::to_owned);
    Some(Cause::UnknownPlaceholder(shown, near))
}

fn block_of<'a>(
    questionnaire: &'a Questionnaire,
    at: &Path,
) -> Option<(&'a Form, usize, &'a Block)> {
    match at.steps() {
        [
            Step::Field("forms"),
            Step::Entry(form),
            Step::Field("ask"),
            Step::Entry(index),
            ..,
        ] => {
            let form = questionnaire.forms.get(*form)?;
            Some((form, *index, form.ask.get(*index)?))
        }
        _ => None,
    }
}

/// Texts for charts, tables and lists, where there is nothing to fill in.
fn is_shown_as_it_is(at: &Path) -> bool {
    match at.steps() {
        [Step::Field("about")] => true,
        [.., Step::Field(last)] => matches!(
            *last,
            "title" | "place" | "industry" | "name" | "low" | "high" | "middle" | "unit"
        ),
        _ => false,
    }
}

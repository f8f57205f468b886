//! A first map from headers and some rows: what each column looks like, and what only a person can know.

mod header;
mod match_columns;
mod values;

pub(in crate::survey) use header::Header;
pub(in crate::survey) use values::{day_first, is_code_for_missing};

use std::collections::BTreeSet;

use super::map::{Map, Rows, Told};
use super::target::{Shows, targets};
use super::words::{self, About};
use super::{cell, column_names};
use crate::language::{Locale, clean_line};
use crate::survey::questionnaire::{Form, Kind, Questionnaire};
use crate::survey::record::Layout;

/// The beginning of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sampled {
    /// The headers, as they stand.
    pub headers: Vec<String>,
    /// Some rows below them.
    pub rows: Vec<Vec<String>>,
}

impl Sampled {
    /// The cells of a column that are filled in.
    pub(in crate::survey) fn column(&self, index: usize) -> impl Iterator<Item = &str> {
        self.rows
            .iter()
            .filter_map(move |row| row.get(index))
            .map(String::as_str)
            .filter(|cell| !cell.trim().is_empty())
    }
}

/// What was made of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its name.
    pub name: String,
    /// Where it goes, or what it says of the row (`row: id`); `None`: not used.
    pub place: Option<String>,
    /// What spoke for it.
    pub because: &'static str,
    /// Some different values, harmless.
    pub samples: Vec<String>,
}

impl Finding {
    /// Whether only the order of columns, or likeness of words, spoke for it.
    pub fn is_guess(&self) -> bool {
        [
            match_columns::BY_ORDER_OF_NAMES,
            match_columns::BY_ORDER_OF_NUMBERS,
            match_columns::BY_WORDS,
            match_columns::BY_FACET_AND_WORDS,
        ]
        .contains(&self.because)
    }
}

/// A first map, and how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The map.
    pub map: Map,
    /// One a column, in order.
    pub findings: Vec<Finding>,
    /// What to look at before it is used.
    pub remarks: Vec<String>,
}

/// Proposes a map. `usual` is the language of rows that do not say, where headers say nothing either.
pub fn propose(
    questionnaire: &Questionnaire,
    form: &Form,
    sampled: &Sampled,
    usual: Locale,
) -> Proposal {
    let layout = Layout::of(questionnaire, form);
    let names = column_names(&sampled.headers);
    let places = targets(questionnaire, &layout);
    let own = is_own_export(&names);
    let matched = match_columns::match_columns(questionnaire, form, &layout, &places, &names);
    let mut map = Map::new(questionnaire.id.as_str(), form.id.as_str());
    map.protected = own;
    let mut because: Vec<&'static str> = vec![""; names.len()];
    for (index, name) in names.iter().enumerate() {
        let Some((place, why)) = matched.found.get(index).copied().flatten() else {
            continue;
        };
        if let Some(place) = places.get(place) {
            because[index] = why;
            map.columns.push(super::map::Column {
                from: name.clone(),
                to: place.name.clone(),
                ..super::map::Column::default()
            });
        }
    }
    map.rows = rows(&names, &matched.found, own);
    map.rows.usual_language = Some(matched.locale.unwrap_or(usual));
    map.rows.day_first = day_first(&map.rows, &names, sampled);
    let mut remarks = values::read_values(&mut map, questionnaire, form, &layout, sampled, &names);
    let reverse = map.columns.iter().any(|column| {
        places
            .iter()
            .find(|place| place.name == column.to && place.shows == Shows::Value)
            .and_then(|place| layout.questions().get(place.question))
            .is_some_and(|question| matches!(question.kind, Kind::Rating { reverse: true, .. }))
    });
    if reverse && !own {
        map.mirrored = Told::Unanswered;
        remarks.push(
            "the study has items worded in reverse: set `mirrored` to Yes if the source has turned their ratings round already, else to No"
                .to_owned(),
        );
    }
    let guessed = [
        match_columns::BY_ORDER_OF_NAMES,
        match_columns::BY_ORDER_OF_NUMBERS,
    ];
    if because.iter().any(|why| guessed.contains(why)) {
        remarks.push(
            "some columns do not say their facet; it is taken from their order: look whether that is right"
                .to_owned(),
        );
    }
    let open = unmatched_ratings(&map, &places, &names, sampled);
    if open.0 >= 4 && open.0 > open.1 {
        remarks.push(format!(
            "{} columns look like ratings and match no item of this study: if the source asks other items, draft a study of its own with `fivegaps new ID --from FILE`",
            open.0
        ));
    }
    if let Some(id) = map.rows.id.clone()
        && comes_again(&id, &names, sampled)
    {
        map.rows.id = None;
        remarks.push(format!(
            "`{id}` says the same in several rows, so it does not tell rows apart"
        ));
    }
    if map.rows.id.is_none() {
        remarks.push(
            "no column tells rows apart: they are told by their content, and a row that is changed later counts as new"
                .to_owned(),
        );
    }
    let findings = names
        .iter()
        .enumerate()
        .map(|(index, name)| finding(index, name, &map, sampled, because[index]))
        .collect();
    Proposal {
        map,
        findings,
        remarks,
    }
}

/// Columns without a place whose cells look like ratings, and columns that go to ratings of items.
fn unmatched_ratings(
    map: &Map,
    places: &[super::target::Target],
    names: &[String],
    sampled: &Sampled,
) -> (usize, usize) {
    let matched = map.columns.iter().filter(|column| {
        let place = places.iter().find(|place| place.name == column.to);
        place.is_some() && column.to.contains('.')
    });
    let used = |name: &String| {
        map.columns.iter().any(|column| column.from == *name)
            || map.rows.named().any(|(_, column)| column == name)
    };
    let open = names.iter().enumerate().filter(|(index, name)| {
        let values: BTreeSet<String> = sampled
            .column(*index)
            .map(|text| cell::plain(text).into_owned())
            .collect();
        let small = |value: &String| {
            cell::whole(value).is_ok_and(|n| (0..=10).contains(&n))
                || words::reason_word(value).is_some()
                || !super::series::fitting([value.as_str()]).is_empty()
        };
        !used(name) && values.len() >= 3 && values.iter().all(small)
    });
    (open.count(), matched.count())
}

/// Whether some values of a column come in several rows.
fn comes_again(column: &str, names: &[String], sampled: &Sampled) -> bool {
    let Some(index) = names.iter().position(|name| name == column) else {
        return false;
    };
    let values: Vec<&str> = sampled.column(index).map(str::trim).collect();
    let distinct: BTreeSet<&str> = values.iter().copied().collect();
    // A few doubles are doubled rows, which are refused one by one.
    values.len() >= 20 && distinct.len() * 10 < values.len() * 9
}

fn finding(
    index: usize,
    name: &str,
    map: &Map,
    sampled: &Sampled,
    because: &'static str,
) -> Finding {
    let mut samples: Vec<String> = Vec::new();
    for cell in sampled.column(index) {
        let shown = clean_line(cell, 24);
        if !shown.is_empty() && !samples.contains(&shown) {
            samples.push(shown);
        }
        if samples.len() == 4 {
            break;
        }
    }
    let question = map.columns.iter().find(|column| column.from == name);
    let about = map.rows.named().find(|(_, column)| *column == name);
    let place = question
        .map(|column| column.to.clone())
        .or_else(|| about.map(|(role, _)| format!("row: {role}")));
    Finding {
        name: name.to_owned(),
        place,
        because: if question.is_none() && about.is_some() {
            "its name"
        } else {
            because
        },
        samples,
    }
}

/// Whether the headers are those of this program's own table of responses.
fn is_own_export(names: &[String]) -> bool {
    let own = [
        "id",
        "form",
        "outcome",
        "language",
        "started_utc",
        "seconds",
    ];
    names.len() > own.len() && names.iter().zip(own).all(|(name, own)| name == own)
}

/// The columns about the row, among those that are no answers.
pub(in crate::survey) fn rows(
    names: &[String],
    found: &[Option<(usize, &'static str)>],
    own: bool,
) -> Rows {
    let mut best: Vec<(About, u8, &String)> = Vec::new();
    for (index, name) in names.iter().enumerate() {
        if found.get(index).copied().flatten().is_some() {
            continue;
        }
        let Some((about, rank)) = words::about(&cell::bare(name)) else {
            continue;
        };
        match best.iter_mut().find(|(known, _, _)| *known == about) {
            Some(known) if rank < known.1 => *known = (about, rank, name),
            Some(_) => {}
            None => best.push((about, rank, name)),
        }
    }
    let of = |wanted: About| {
        best.iter()
            .find(|(about, _, _)| *about == wanted)
            .map(|(_, _, name)| (*name).clone())
    };
    Rows {
        id: of(About::Id),
        keep_ids: own,
        started: of(About::Started),
        day_first: false,
        seconds: of(About::Seconds),
        language: of(About::Language),
        usual_language: None,
        site: of(About::Site),
        device: of(About::Device),
        wave: of(About::Wave),
        outcome: if own { of(About::Outcome) } else { None },
        short: if own { of(About::Short) } else { None },
        flags: if own { of(About::Flags) } else { None },
    }
}

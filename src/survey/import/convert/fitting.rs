//! Fitting a map to a form and a table: every column to its place, or everything that does not fit.

use std::collections::HashMap;

use super::super::cell;
use super::super::map::{Code, Column, Map, MapError, Told};
use super::super::target::{Shows, Target};
use super::{About, Field, Fields, reasons};
use crate::survey::questionnaire::{Kind, Question};
use crate::survey::record::Layout;

/// A map that is being fitted.
pub(super) struct Fitting<'a> {
    pub(super) places: Vec<Target>,
    pub(super) columns: HashMap<&'a str, usize>,
    pub(super) layout: &'a Layout,
    pub(super) map: &'a Map,
    pub(super) problems: Vec<MapError>,
}

impl Fitting<'_> {
    pub(super) fn column(&mut self, name: &str) -> Option<usize> {
        let found = self.columns.get(name).copied();
        if found.is_none() {
            self.problems.push(MapError::NoColumn(name.to_owned()));
        }
        found
    }

    pub(super) fn about(&mut self) -> About {
        let rows = self.map.rows.clone();
        let mut of = |name: &Option<String>| name.as_deref().and_then(|name| self.column(name));
        About {
            id: of(&rows.id),
            started: of(&rows.started),
            seconds: of(&rows.seconds),
            language: of(&rows.language),
            site: of(&rows.site),
            device: of(&rows.device),
            wave: of(&rows.wave),
            outcome: of(&rows.outcome),
            short: of(&rows.short),
            flags: of(&rows.flags),
        }
    }

    pub(super) fn fields(&mut self) -> Vec<Fields> {
        let mut all: Vec<Fields> = Vec::new();
        all.resize_with(self.layout.questions().len(), Fields::default);
        let mut reverse = Vec::new();
        let mut from_zero = false;
        for column in &self.map.columns {
            let Some(place) = self.places.iter().find(|p| p.name == column.to).cloned() else {
                self.problems.push(MapError::NoTarget(column.to.clone()));
                continue;
            };
            let Some(field) = self.field(column, &place) else {
                continue;
            };
            let layout = self.layout;
            let (Some(fields), Some(question)) = (
                all.get_mut(place.question),
                layout.questions().get(place.question),
            ) else {
                continue;
            };
            if let (
                Kind::Rating {
                    scale,
                    reverse: worded,
                    ..
                },
                Shows::Value,
            ) = (&question.kind, place.shows)
            {
                if *worded && column.mirror.is_none() && self.map.mirrored == Told::Unanswered {
                    reverse.push(column.to.clone());
                }
                from_zero |= scale.lowest() > 0
                    && column.shift == 0
                    && self.map.from_zero == Told::Unanswered;
            }
            let slot = match place.shows {
                Shows::Value => &mut fields.value,
                Shows::Other => &mut fields.other,
                Shows::Missing => &mut fields.missing,
                Shows::Option(part) | Shows::Points(part) => {
                    if fields.parts.len() <= part {
                        fields.parts.resize_with(part + 1, || None);
                    }
                    match fields.parts.get_mut(part) {
                        Some(slot) => slot,
                        None => continue,
                    }
                }
            };
            if slot.replace(field).is_some() {
                self.problems.push(MapError::Twice(column.to.clone()));
            }
        }
        if !all.iter().any(Fields::any) && self.problems.is_empty() {
            self.problems.push(MapError::Empty);
        }
        if !reverse.is_empty() {
            self.problems.push(MapError::ReverseUnanswered(reverse));
        }
        if from_zero {
            self.problems.push(MapError::FromZeroUnanswered);
        }
        match self.map.same_steps {
            Told::Yes => {}
            Told::Unanswered => self.problems.push(MapError::StepsUnanswered),
            Told::No => self.problems.push(MapError::OtherSteps),
        }
        all
    }

    fn field(&mut self, column: &Column, place: &Target) -> Option<Field> {
        let index = self.column(&column.from)?;
        let question = self.layout.questions().get(place.question)?;
        let labels = match &column.labels {
            None => HashMap::new(),
            Some(table) => {
                let Some(codes) = self.map.labels.get(table) else {
                    self.problems.push(MapError::NoLabels {
                        column: column.from.clone(),
                        table: table.clone(),
                    });
                    return None;
                };
                let mut labels = HashMap::new();
                for (word, code) in codes {
                    if code_fits(question, code) {
                        labels.insert(cell::plain(word).into_owned(), code.clone());
                    } else {
                        self.problems.push(MapError::NoAnswer {
                            to: column.to.clone(),
                            word: word.clone(),
                        });
                    }
                }
                labels
            }
        };
        let (mirror, shift) = match &question.kind {
            Kind::Rating { scale, reverse, .. } => (
                column
                    .mirror
                    .unwrap_or(*reverse && self.map.mirrored == Told::Yes),
                if self.map.from_zero == Told::Yes && column.shift == 0 {
                    i64::from(scale.lowest())
                } else {
                    column.shift
                },
            ),
            Kind::Points { .. }
            | Kind::Choice { .. }
            | Kind::Number { .. }
            | Kind::Date
            | Kind::Month
            | Kind::Time
            | Kind::Text { .. }
            | Kind::Note => (false, column.shift),
        };
        Some(Field {
            column: index,
            shift,
            mirror,
            labels,
            missing: reasons(&column.missing),
        })
    }
}

fn code_fits(question: &Question, code: &Code) -> bool {
    match (&question.kind, code) {
        (Kind::Rating { scale, .. }, Code::Number(number)) => {
            u8::try_from(*number).is_ok_and(|number| scale.contains(number))
        }
        (Kind::Choice { options, .. }, Code::Number(number)) => {
            usize::try_from(*number).is_ok_and(|number| (1..=options.len()).contains(&number))
        }
        (Kind::Choice { options, .. }, Code::Name(name)) => {
            options.iter().any(|option| option.as_str() == name)
        }
        (Kind::Number { .. } | Kind::Points { .. }, Code::Number(_)) => true,
        (Kind::Rating { .. } | Kind::Number { .. } | Kind::Points { .. }, Code::Name(_)) => false,
        (Kind::Date | Kind::Month | Kind::Time | Kind::Text { .. } | Kind::Note, _) => false,
    }
}

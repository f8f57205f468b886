//! How a question is answered: its list, its bounds, its words.

use std::collections::HashMap;

use super::super::expression;
use super::super::loss::Why;
use super::super::words::words;
use super::texts::Texts;
use super::typed::Kind;
use super::{Carried, Form, shown};
use crate::language::{Locale, Localized, clean_line};
use crate::survey::draft::scales::{self, Entry};
use crate::survey::draft::{Answer, Offered, Steps};

/// The most options of a question.
const MOST_OPTIONS: usize = 50;

/// What a number without bounds may be.
const UNBOUNDED: (i64, i64) = (0, 1_000_000);

impl Form<'_> {
    pub(super) fn answer(
        &mut self,
        one: &Carried,
        scales: &HashMap<String, bool>,
        texts: &mut Texts<'_>,
    ) -> Option<Answer> {
        let kind = self.cell(one.row, "type").to_owned();
        match &one.kind {
            Kind::One { list, other } | Kind::Many { list, other } => {
                let many = matches!(one.kind, Kind::Many { .. });
                let hinted = scales.get(list).copied().unwrap_or(false);
                let found = self.options(list, many, *other, hinted, texts);
                if found.is_none() {
                    self.lose_row(one.row, "type", &shown(&kind, &one.name), Why::NoList);
                }
                let mut answer = found?;
                self.one_alone(one, &mut answer);
                Some(answer)
            }
            Kind::Range => Some(self.range(one, texts)),
            Kind::Whole | Kind::Fraction => {
                if one.kind == Kind::Fraction {
                    self.lose_row(one.row, "type", &shown(&kind, &one.name), Why::Fraction);
                }
                Some(self.number(one))
            }
            Kind::Text => {
                let look = self.cell(one.row, "appearance");
                let long = look.contains("multiline") || look.contains("textarea");
                self.unread_constraint(one);
                Some(Answer::Text { long })
            }
            Kind::Date | Kind::Moment => {
                if one.kind == Kind::Moment {
                    self.lose_row(one.row, "type", &shown(&kind, &one.name), Why::Moment);
                }
                self.unread_constraint(one);
                Some(Answer::Date)
            }
            Kind::Time => {
                self.unread_constraint(one);
                Some(Answer::Time)
            }
            Kind::Note => Some(Answer::Note),
        }
    }

    fn unread_constraint(&mut self, one: &Carried) {
        let constraint = self.cell(one.row, "constraint").to_owned();
        if !constraint.is_empty() {
            self.lose_row(one.row, "constraint", &constraint, Why::Constraint);
        }
    }

    /// `not(selected(., 'none') and count-selected(.) > 1)` makes an option exclude the others.
    fn one_alone(&mut self, one: &Carried, answer: &mut Answer) {
        let constraint = self.cell(one.row, "constraint").to_owned();
        if constraint.is_empty() {
            return;
        }
        let read = expression::read(&constraint);
        let code = read.as_ref().and_then(expression::alone);
        if let (
            Some(code),
            Answer::Choice {
                many: true,
                options,
            },
        ) = (code, answer)
            && let Some(option) = options.iter_mut().find(|option| option.code == code)
        {
            option.alone = true;
            return;
        }
        self.lose_row(one.row, "constraint", &constraint, Why::Constraint);
    }

    fn options(
        &mut self,
        list: &str,
        many: bool,
        or_other: bool,
        hinted: bool,
        texts: &mut Texts<'_>,
    ) -> Option<Answer> {
        let choices = self.choices.as_ref()?;
        let rows = self.lists.get(list)?.clone();
        let mut entries: Vec<(u32, Entry)> = Vec::new();
        for index in rows {
            let (number, row) = choices.rows.get(index)?;
            let code = clean_line(choices.cell(row, "name"), 64);
            let text = texts.needed(choices, "choices", index, *number, &code);
            entries.push((*number, Entry { code, text }));
        }
        let locales: Vec<Locale> = texts.chosen.iter().map(|(locale, _)| *locale).collect();
        let plain: Vec<Entry> = entries.iter().map(|(_, entry)| entry.clone()).collect();
        let scale = if many || or_other {
            None
        } else {
            scales::read(&plain, &locales, hinted)
        };
        let at = |index: &usize| entries.get(*index).map_or(0, |(number, _)| *number);
        if let Some(scale) = scale {
            let first = at(&0);
            for index in &scale.reasons {
                let what = plain.get(*index).map_or("", |entry| entry.text.any());
                texts.tell("choices", at(index), "name", what, Why::Reason);
            }
            if scale.turned {
                texts.tell("choices", first, "name", list, Why::Turned);
            }
            if scale.between {
                texts.tell("choices", first, "label", list, Why::Between);
            }
            return Some(Answer::Rating(Box::new(scale.steps)));
        }
        let mut options: Vec<Offered> = Vec::new();
        for (number, entry) in entries {
            if options.len() == MOST_OPTIONS {
                texts.tell("choices", number, "name", &entry.code, Why::ManyOptions);
                break;
            }
            if options.iter().any(|option| option.code == entry.code) {
                texts.tell("choices", number, "name", &entry.code, Why::Twice);
                continue;
            }
            options.push(Offered {
                code: entry.code,
                text: entry.text,
                other: false,
                alone: false,
            });
        }
        if or_other && options.len() < MOST_OPTIONS {
            let mut text = Localized::default();
            for (locale, words) in Locale::ALL.into_iter().zip(["Other", "其他", "其他"]) {
                if locales.contains(&locale) {
                    text.set(locale, words.to_owned());
                }
            }
            options.push(Offered {
                code: "other".to_owned(),
                text,
                other: true,
                alone: false,
            });
        }
        (options.len() >= 2).then_some(Answer::Choice { many, options })
    }

    /// `range` with `start=1 end=7 step=1`: a scale when there are few steps, else a number.
    fn range(&mut self, one: &Carried, texts: &Texts<'_>) -> Answer {
        let parameters = self.cell(one.row, "parameters").to_owned();
        let of = |name: &str, usual: f64| -> f64 {
            parameters
                .split([';', ',', ' '])
                .filter_map(|part| part.split_once('='))
                .find(|(key, _)| key.trim() == name)
                .and_then(|(_, value)| value.trim().parse().ok())
                .unwrap_or(usual)
        };
        let (start, end, step) = (of("start", 1.0), of("end", 10.0), of("step", 1.0));
        let (start, end) = (start.min(end), start.max(end));
        let locales: Vec<Locale> = texts.chosen.iter().map(|(locale, _)| *locale).collect();
        let whole = [start, end, step]
            .iter()
            .all(|n| n.fract() == 0.0 && n.abs() < 1e9);
        if !whole || step.abs() > 1.0 {
            self.lose_row(one.row, "parameters", &parameters, Why::Fraction);
        }
        #[expect(clippy::cast_possible_truncation, reason = "kept inside a billion")]
        let (least, most) = (
            start.clamp(-1e9, 1e9).floor() as i64,
            end.clamp(-1e9, 1e9).ceil() as i64,
        );
        let steps = u8::try_from(most - least + 1).unwrap_or(u8::MAX);
        self.unread_constraint(one);
        match u8::try_from(least) {
            Ok(from @ (0 | 1)) if (2..=11).contains(&steps) && whole => {
                Answer::Rating(Box::new(Steps {
                    scale: scales::bare(from, steps, &locales),
                    codes: Vec::new(),
                }))
            }
            Ok(_) | Err(_) => Answer::Number { least, most },
        }
    }

    fn number(&mut self, one: &Carried) -> Answer {
        let constraint = self.cell(one.row, "constraint").to_owned();
        let read = expression::read(&constraint);
        let bounds = read.as_ref().and_then(expression::bounds);
        if !constraint.is_empty() && bounds.is_none() {
            self.lose_row(one.row, "constraint", &constraint, Why::Constraint);
        }
        let (least, most) = bounds.unwrap_or_default();
        if least.is_none() || most.is_none() {
            let name = one.name.clone();
            self.lose_row(one.row, "constraint", &name, Why::Unbounded);
        }
        let least = least.unwrap_or(UNBOUNDED.0.min(most.unwrap_or(0)));
        let most = most.unwrap_or(UNBOUNDED.1.max(least.saturating_add(1)));
        Answer::Number { least, most }
    }

    /// A question's words with its hint; a rating's hint is lost.
    pub(super) fn text(&mut self, one: &Carried, rating: bool, texts: &mut Texts<'_>) -> Localized {
        let (number, _) = self
            .survey
            .rows
            .get(one.row)
            .map_or((0, &[][..]), |(number, row)| (*number, row.as_slice()));
        let name = if one.name.is_empty() { "?" } else { &one.name };
        let mut text = texts.needed(&self.survey, "survey", one.row, number, name);
        let hint = texts.optional(&self.survey, one.row, "hint");
        let Some(hint) = hint else {
            let some = self.survey.heads.iter().enumerate().any(|(column, head)| {
                let cell = |(_, row): &(u32, Vec<String>)| {
                    row.get(column).is_some_and(|cell| !cell.trim().is_empty())
                };
                head.field == "hint" && self.survey.rows.get(one.row).is_some_and(cell)
            });
            if some {
                self.lose_row(one.row, "hint", &one.name, Why::HintLacks);
            }
            return text;
        };
        if rating {
            self.lose_row(one.row, "hint", hint.any(), Why::Hint);
            return text;
        }
        for (locale, _) in texts.chosen {
            let both = format!("{}\n{}", text.get(*locale), hint.get(*locale));
            text.set(*locale, words(&both).text);
        }
        text
    }
}

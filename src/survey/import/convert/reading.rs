//! Reading one row: what each cell says as an answer of its question's kind, or why it is none.

use super::super::map::Code;
use super::super::{cell, words};
use super::{Converter, Field, Fields, MAX_NAME, Rejected, Row, Verdict, Why};
use crate::language::{Locale, MAX_ANSWER, bare_of_protection, clean_line, clean_text};
use crate::survey::questionnaire::{Kind, Question, parse_decimal};
use crate::survey::record::{Answer, Flag, Flags, Outcome, Reason};

/// A row that is being read.
pub(super) struct Reading<'a> {
    pub(super) converter: &'a Converter<'a>,
    pub(super) cells: Vec<&'a str>,
    pub(super) rejected: Vec<Rejected>,
    pub(super) shortened: u32,
}

/// What a cell is, before its kind of answer is looked at.
enum Said<'a> {
    Nothing,
    Reason(Reason),
    Code(&'a Code),
    Words(&'a str),
}

impl<'a> Reading<'a> {
    pub(super) fn done(self, verdict: Verdict, other_sum: bool) -> Row {
        Row {
            verdict,
            rejected: self.rejected,
            shortened: self.shortened,
            other_sum,
        }
    }

    pub(super) fn cell(&self, column: usize) -> &'a str {
        self.cells.get(column).copied().unwrap_or_default()
    }

    fn reject(&mut self, column: usize, why: Why) {
        self.rejected.push(Rejected {
            column,
            value: clean_line(self.cell(column), 60),
            why,
        });
    }

    pub(super) fn name(&self, column: Option<usize>, constant: Option<&str>) -> String {
        let own = column.map_or("", |column| self.cell(column));
        let own = if self.converter.protected {
            bare_of_protection(own)
        } else {
            own
        };
        clean_line(constant.unwrap_or(own), MAX_NAME)
    }

    /// A cell about the row that is filled in, and the column it stands in.
    fn filled(&self, column: Option<usize>) -> Option<(usize, &'a str)> {
        let column = column?;
        let cell = self.cell(column).trim();
        (!cell.is_empty()).then_some((column, cell))
    }

    pub(super) fn outcome(&mut self) -> Option<Outcome> {
        let (column, cell) = self.filled(self.converter.about.outcome)?;
        let word = cell::plain(cell);
        let found = Outcome::ALL
            .into_iter()
            .find(|outcome| outcome.word() == word);
        if found.is_none() {
            self.reject(column, Why::UnknownWord);
        }
        found
    }

    pub(super) fn locale(&mut self) -> Locale {
        let usual = self.converter.locale;
        let Some((column, cell)) = self.filled(self.converter.about.language) else {
            return usual;
        };
        let word = cell::plain(cell);
        let found = Locale::parse(&word)
            .or_else(|| words::language(&word))
            .filter(|locale| {
                let study = &self.converter.edition.questionnaire;
                study.locales().contains(locale)
            });
        if found.is_none() {
            self.reject(column, Why::NoLanguage);
        }
        found.unwrap_or(usual)
    }

    pub(super) fn started(&mut self) -> i64 {
        let unknown = self.converter.constants.started;
        let Some((column, cell)) = self.filled(self.converter.about.started) else {
            return unknown;
        };
        cell::started(cell, self.converter.day_first).unwrap_or_else(|| {
            self.reject(column, Why::NotATime);
            unknown
        })
    }

    pub(super) fn duration(&mut self) -> u64 {
        let Some((column, cell)) = self.filled(self.converter.about.seconds) else {
            return 0;
        };
        cell::duration(cell).unwrap_or_else(|| {
            self.reject(column, Why::NotANumber);
            0
        })
    }

    pub(super) fn short(&mut self) -> bool {
        let Some((column, cell)) = self.filled(self.converter.about.short) else {
            return false;
        };
        cell::ticked(cell).unwrap_or_else(|| {
            self.reject(column, Why::NotYesNo);
            false
        })
    }

    /// Flags of an export. A word that is none means nothing.
    pub(super) fn flags(&mut self) -> Flags {
        let Some((_, cell)) = self.filled(self.converter.about.flags) else {
            return Flags::NONE;
        };
        cell.split_whitespace().filter_map(Flag::of_word).collect()
    }

    fn said<'f>(&self, field: &'f Field) -> Said<'f>
    where
        'a: 'f,
    {
        let cell = self.cell(field.column);
        if !field.missing.is_empty() || !field.labels.is_empty() {
            let word = cell::plain(cell);
            if let Some(reason) = field.missing.get(&*word) {
                return Said::Reason(*reason);
            }
            if let Some(code) = field.labels.get(&*word) {
                return Said::Code(code);
            }
        }
        if cell.trim().is_empty() {
            Said::Nothing
        } else {
            Said::Words(cell)
        }
    }

    /// What to make of words that are no answer: the map's word for a reason, or a rejected cell.
    fn otherwise(&mut self, field: &Field, why: Why) -> Reason {
        let word = cell::plain(self.cell(field.column));
        match self.converter.missing.get(&*word) {
            Some(reason) => *reason,
            None => {
                self.reject(field.column, why);
                Reason::Technical
            }
        }
    }

    pub(super) fn answer(&mut self, index: usize, question: &Question, fields: &Fields) -> Answer {
        let answer = match (&question.kind, &fields.value) {
            (Kind::Points { total, rows }, _) => self.points(fields, *total, *rows),
            (Kind::Choice { many: true, .. }, value) => self.options(index, fields, value.as_ref()),
            (_, None) => None,
            (Kind::Rating { .. }, Some(field)) => self.rating(question, field),
            (Kind::Choice { many: false, .. }, Some(field)) => {
                self.option(index, question, field, fields)
            }
            (
                Kind::Number {
                    least,
                    most,
                    decimals: 0,
                },
                Some(field),
            ) => self
                .number(field, *least, *most)
                .map(|said| said.map_or_else(Answer::Left, Answer::Number)),
            (
                Kind::Number {
                    least,
                    most,
                    decimals,
                },
                Some(field),
            ) => self
                .decimal(field, *least, *most, *decimals)
                .map(|said| said.map_or_else(Answer::Left, Answer::Number)),
            (Kind::Date, Some(field)) => self.day(field),
            (Kind::Month, Some(field)) => self.month(field),
            (Kind::Time, Some(field)) => self.hour(field),
            (Kind::Text { long }, Some(field)) => self.text(field, *long),
            (Kind::Note, Some(_)) => None,
        };
        answer.unwrap_or_else(|| Answer::Left(self.why_missing(fields)))
    }

    /// Why there is nothing: what the column of reasons says, else what the map says of empty cells.
    fn why_missing(&mut self, fields: &Fields) -> Reason {
        let blank = self.converter.blank;
        let Some(field) = &fields.missing else {
            return blank;
        };
        let word = cell::plain(self.cell(field.column));
        if word.is_empty() {
            return blank;
        }
        let own = Reason::ALL.into_iter().find(|reason| reason.word() == word);
        own.or_else(|| self.converter.missing.get(&*word).copied())
            .unwrap_or_else(|| {
                self.reject(field.column, Why::UnknownWord);
                Reason::Technical
            })
    }

    /// A whole number inside bounds, after shifting; `None` for an empty cell.
    fn number(&mut self, field: &Field, least: i64, most: i64) -> Option<Result<i64, Reason>> {
        let number = match self.said(field) {
            Said::Nothing => return None,
            Said::Reason(reason) => return Some(Err(reason)),
            Said::Code(Code::Number(number)) => Ok(*number),
            Said::Code(Code::Name(_)) => Err(Why::NotANumber),
            Said::Words(words) => {
                cell::whole(words).map(|number| number.saturating_add(field.shift))
            }
        };
        let number = number.and_then(|number| {
            if (least..=most).contains(&number) {
                Ok(number)
            } else {
                Err(Why::Outside { least, most })
            }
        });
        Some(number.map_err(|why| self.otherwise(field, why)))
    }

    fn decimal(
        &mut self,
        field: &Field,
        least: i64,
        most: i64,
        decimals: u8,
    ) -> Option<Result<i64, Reason>> {
        let number = match self.said(field) {
            Said::Nothing => return None,
            Said::Reason(reason) => return Some(Err(reason)),
            Said::Code(Code::Number(number)) => Ok(*number),
            Said::Code(Code::Name(_)) => Err(Why::NotANumber),
            Said::Words(words) => {
                let words = words.trim().trim_end_matches('%');
                parse_decimal(words, decimals).ok_or(Why::NotANumber)
            }
        };
        let number = number.and_then(|number| {
            if (least..=most).contains(&number) {
                Ok(number)
            } else {
                let parts = 10_i64.pow(u32::from(decimals));
                let (least, most) = (least / parts, most / parts);
                Err(Why::Outside { least, most })
            }
        });
        Some(number.map_err(|why| self.otherwise(field, why)))
    }

    fn rating(&mut self, question: &Question, field: &Field) -> Option<Answer> {
        let Kind::Rating { scale, .. } = &question.kind else {
            return None;
        };
        let labelled = matches!(self.said(field), Said::Code(_));
        let (low, high) = (i64::from(scale.lowest()), i64::from(scale.highest()));
        let number = match self.number(field, low, high)? {
            Ok(number) => number,
            Err(reason) => return Some(Answer::Left(reason)),
        };
        let number = if field.mirror && !labelled {
            low + high - number
        } else {
            number
        };
        let byte = u8::try_from(number).ok();
        Some(byte.map_or(Answer::Left(Reason::Technical), Answer::Rating))
    }

    fn points(&mut self, fields: &Fields, total: u8, rows: usize) -> Option<Answer> {
        let mut points = Vec::with_capacity(rows);
        let mut left = None;
        let mut empty = Vec::new();
        for row in 0..rows {
            let field = fields.parts.get(row).and_then(Option::as_ref);
            let said = field.and_then(|field| self.number(field, 0, i64::from(total)));
            match said {
                None => {
                    empty.push(field.map(|field| field.column));
                    points.push(0);
                }
                Some(Ok(number)) => points.push(u8::try_from(number).unwrap_or_default()),
                Some(Err(reason)) => {
                    left = Some(reason);
                    points.push(0);
                }
            }
        }
        if empty.len() == rows {
            return None;
        }
        if let Some(reason) = left {
            return Some(Answer::Left(reason));
        }
        let sum: u32 = points.iter().map(|p| u32::from(*p)).sum();
        if !empty.is_empty() && sum != u32::from(total) {
            for column in empty.into_iter().flatten() {
                self.reject(column, Why::PartMissing);
            }
            return Some(Answer::Left(Reason::Technical));
        }
        Some(Answer::Points(points))
    }

    fn named_option(&self, index: usize, code: &Code) -> Option<u8> {
        match code {
            Code::Number(number) => u8::try_from(number.checked_sub(1)?).ok(),
            Code::Name(name) => self.named(index, name),
        }
    }

    fn named(&self, index: usize, words: &str) -> Option<u8> {
        let names = self.converter.options.get(index)?;
        let word = cell::plain(words);
        names.get(&*word).copied().or_else(|| {
            // Spreadsheets write the code 2 as 2.0 or 2,0.
            let number = cell::whole(&word).ok()?;
            names.get(&number.to_string()).copied()
        })
    }

    /// The option with a line of its own words, and the words in that line's column.
    fn own_words(&mut self, fields: &Fields, question: &Question, chosen: &[u8]) -> Option<String> {
        let Kind::Choice { other, .. } = &question.kind else {
            return None;
        };
        let opens = |option: &u8| other.get(usize::from(*option)) == Some(&true);
        let field = fields.other.as_ref()?;
        if !chosen.iter().any(opens) {
            return None;
        }
        let words = self.words(field, false);
        (!words.is_empty()).then_some(words)
    }

    fn option(
        &mut self,
        index: usize,
        question: &Question,
        field: &Field,
        fields: &Fields,
    ) -> Option<Answer> {
        let found = match self.said(field) {
            Said::Nothing => return None,
            Said::Reason(reason) => return Some(Answer::Left(reason)),
            Said::Code(code) => self.named_option(index, code),
            Said::Words(words) => self.named(index, words),
        };
        if let Some(option) = found {
            let words = self.own_words(fields, question, &[option]);
            return Some(Answer::Choice(vec![option], words));
        }
        let word = cell::plain(self.cell(field.column));
        if let Some(reason) = self.converter.missing.get(&*word) {
            return Some(Answer::Left(*reason));
        }
        // Forms on the web write the words of an "other" option into the same cell, if those have no column.
        if let Kind::Choice { other, .. } = &question.kind
            && fields.other.is_none()
            && let Some(option) = other.iter().position(|opens| *opens)
            && cell::whole(&word).is_err()
            && let Ok(option) = u8::try_from(option)
        {
            let words = self.words(field, false);
            return Some(Answer::Choice(
                vec![option],
                Some(words).filter(|w| !w.is_empty()),
            ));
        }
        Some(Answer::Left(self.otherwise(field, Why::NoOption)))
    }

    fn options(&mut self, index: usize, fields: &Fields, list: Option<&Field>) -> Option<Answer> {
        let question = self.converter.layout.questions().get(index)?;
        let mut chosen = Vec::new();
        let mut any = false;
        for (option, field) in fields.parts.iter().enumerate() {
            let Some(field) = field else { continue };
            match self.said(field) {
                Said::Nothing => {}
                Said::Reason(reason) => return Some(Answer::Left(reason)),
                Said::Code(_) | Said::Words(_) => {
                    any = true;
                    let cell = self.cell(field.column);
                    let own = self.named(index, cell).map(usize::from) == Some(option);
                    match cell::ticked(cell) {
                        _ if own => chosen.push(option),
                        Some(true) => chosen.push(option),
                        Some(false) => {}
                        None => return Some(Answer::Left(self.otherwise(field, Why::NotYesNo))),
                    }
                }
            }
        }
        if let Some(field) = list {
            match self.said(field) {
                Said::Nothing => {}
                Said::Reason(reason) => return Some(Answer::Left(reason)),
                Said::Code(code) => {
                    any = true;
                    chosen.extend(self.named_option(index, code).map(usize::from));
                }
                Said::Words(words) => {
                    any = true;
                    match self.listed(index, words) {
                        Some(listed) => chosen.extend(listed),
                        None => return Some(Answer::Left(self.otherwise(field, Why::NoOption))),
                    }
                }
            }
        }
        if !any {
            return None;
        }
        chosen.sort_unstable();
        chosen.dedup();
        let chosen: Vec<u8> = chosen
            .into_iter()
            .filter_map(|option| u8::try_from(option).ok())
            .collect();
        let words = self.own_words(fields, question, &chosen);
        Some(Answer::Choice(chosen, words))
    }

    /// The options in a list: set apart by semicolons, commas or line ends, else by blanks.
    fn listed(&self, index: usize, words: &str) -> Option<Vec<usize>> {
        let all = |parts: &mut dyn Iterator<Item = &str>| -> Option<Vec<usize>> {
            parts
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .map(|part| self.named(index, part).map(usize::from))
                .collect()
        };
        let marks = [';', '；', ',', '，', '、', '|', '┋', '\n'];
        all(&mut std::iter::once(words))
            .or_else(|| all(&mut words.split([';', '；', '|', '┋', '\n'])))
            .or_else(|| all(&mut words.split(marks)))
            .or_else(|| all(&mut words.split_whitespace()))
    }

    fn day(&mut self, field: &Field) -> Option<Answer> {
        let day_first = self.converter.day_first;
        self.calendar(field, |words| {
            cell::date(words, day_first).map(|date| date.to_string())
        })
    }

    /// A month, or any day of it.
    fn month(&mut self, field: &Field) -> Option<Answer> {
        let day_first = self.converter.day_first;
        self.calendar(field, |words| {
            let day = cell::date(&format!("{words}-01"), day_first);
            let day = day.or_else(|| cell::date(words, day_first));
            day.map(|day| day.strftime("%Y-%m").to_string())
        })
    }

    fn hour(&mut self, field: &Field) -> Option<Answer> {
        self.calendar(field, |words| {
            cell::time(words).map(|time| time.strftime("%H:%M").to_string())
        })
    }

    fn calendar(&mut self, field: &Field, read: impl Fn(&str) -> Option<String>) -> Option<Answer> {
        let words = match self.said(field) {
            Said::Nothing => return None,
            Said::Reason(reason) => return Some(Answer::Left(reason)),
            Said::Code(_) => None,
            Said::Words(words) => read(words),
        };
        Some(words.map_or_else(
            || Answer::Left(self.otherwise(field, Why::NotATime)),
            Answer::Text,
        ))
    }

    fn text(&mut self, field: &Field, long: bool) -> Option<Answer> {
        match self.said(field) {
            Said::Nothing => return None,
            Said::Reason(reason) => return Some(Answer::Left(reason)),
            Said::Code(_) | Said::Words(_) => {}
        }
        let words = self.words(field, long);
        (!words.is_empty()).then_some(Answer::Text(words))
    }

    /// A cell's text as an answer: harmless, and no longer than an answer may be.
    fn words(&mut self, field: &Field, long: bool) -> String {
        let cell = self.cell(field.column);
        let cell = if self.converter.protected {
            bare_of_protection(cell)
        } else {
            cell
        };
        let clean = |limit| {
            if long {
                clean_text(cell, limit).trim().to_owned()
            } else {
                clean_line(cell, limit)
            }
        };
        let words = clean(MAX_ANSWER + 1);
        if words.chars().count() > MAX_ANSWER {
            self.shortened += 1;
            return clean(MAX_ANSWER);
        }
        words
    }
}

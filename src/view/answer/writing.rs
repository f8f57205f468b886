//! Answers that are written: a line, what may stand on it, and the keys to touch.
//!
//! ```text
//! How many minutes did you wait?        [ 1 ][ 2 ][ 3 ]
//! |12            | minutes              [ 4 ][ 5 ][ 6 ]
//! A whole number from 0 to 600          [ 7 ][ 8 ][ 9 ]
//! [d Don't know] [p Prefer not to say]  [ Erase ][ 0 ][ OK ]
//! ```

use ratatui::layout::Rect;

use super::super::buttons::{Button, HIGH, rows_high};
use super::super::page::{Text, put_text};
use super::super::plan::{Align, Plan, Shape, Tone, bottom, cells, left, right, top, wide};
use super::super::{keys, writing};
use super::Sheet;
use crate::app::draft::Draft;
use crate::app::field::Field;
use crate::app::keyboard::{self, Layer};
use crate::app::target::Target;
use crate::language::{fill, phrases, wrap};
use crate::survey::interview::{PageView, QuestionView};
use crate::survey::questionnaire::{Kind, format_decimal};

impl Sheet<'_> {
    pub(super) fn writing(
        &self,
        view: &QuestionView<'_>,
        kind: &Kind,
        field: &Field,
        text: &Text,
        mut area: Rect,
        plan: &mut Plan,
    ) {
        let pad = keyboard::pad(kind).filter(|_| self.sitting.draws_keys());
        if let Some(rows) = pad {
            let width = keys::pad_width(area.width);
            let mut place = right(&mut area, width);
            let _ = right(&mut area, 2);
            let spare = place.height.saturating_sub(keys::ROWS);
            let _ = top(&mut place, spare.min(1));
            keys::pad(rows, self.cursor, phrases(self.locale), place, plan);
        }
        let (how, rows, narrow) = match kind {
            Kind::Number {
                least,
                most,
                decimals,
            } => {
                let [least, most] = [least, most].map(|parts| format_decimal(*parts, *decimals));
                let how = self.words.number_within(&least, &most, *decimals);
                (how, 1, Some(24))
            }
            Kind::Month => (self.words.month.to_owned(), 1, Some(16)),
            Kind::Date => (self.words.date.to_owned(), 1, Some(16)),
            Kind::Time => (self.words.time.to_owned(), 1, Some(16)),
            Kind::Text { long: true } => (self.words.text.to_owned(), 5, None),
            Kind::Text { long: false }
            | Kind::Rating { .. }
            | Kind::Points { .. }
            | Kind::Choice { .. }
            | Kind::Note => (self.words.text.to_owned(), 2, None),
        };
        let reasons = rows_high(&self.reasons(0, view), area.width);
        let most = area
            .height
            .saturating_sub(text.height(area.width) + reasons + 1);
        let high = (rows + 2).min(most).max(HIGH);
        let mut place = self.parts(view, text, high + 1, area, plan);
        let mut line = top(&mut place, high);
        let unit = view.unit.clone().unwrap_or_default();
        let frame = match narrow {
            Some(width) => left(&mut line, width),
            None => line,
        };
        if narrow.is_some() {
            self.field(field, frame, plan);
        } else {
            self.line_to_write(field, frame, plan);
        }
        if narrow.is_some() && !unit.is_empty() {
            let _ = top(&mut line, 1);
            let _ = left(&mut line, 1);
            plan.line(top(&mut line, 1), unit, Tone::Ink);
        }
        let mut foot = top(&mut place, 1);
        if narrow.is_none() {
            let (n, all) = (field.length().to_string(), field.limit().to_string());
            let length = fill(
                self.words.text_length,
                &[("n", n.as_str()), ("all", all.as_str())],
            );
            let end = right(&mut foot, wide(&length));
            plan.text(end, vec![length], Tone::Faint, Align::Right);
            let _ = right(&mut foot, 2);
        }
        plan.line(foot, how, Tone::Faint);
    }

    /// A line for words, and beside it the way to the keyboard where one is drawn.
    pub(super) fn line_to_write(&self, field: &Field, mut area: Rect, plan: &mut Plan) {
        if self.sitting.draws_keys() {
            let label = phrases(self.locale).touch.keyboard;
            let mut place = right(&mut area, wide(label) + 6);
            let _ = right(&mut area, 1);
            let place = top(&mut place, HIGH);
            Button::new(Target::Write, label, self.cursor).put(place, plan);
        }
        self.field(field, area, plan);
    }

    /// The keyboard over the page.
    pub(super) fn keyboard(
        &self,
        page: &PageView<'_>,
        layer: Layer,
        mut area: Rect,
        plan: &mut Plan,
    ) {
        let drafts = page.questions.iter().zip(self.sitting.drafts());
        let found = drafts.into_iter().find_map(|(view, draft)| match draft {
            Draft::Words(field) => Some((view, field)),
            Draft::Choice(options) if options.takes_words() => Some((view, &options.words)),
            Draft::Choice(_) | Draft::Points(_) | Draft::Nothing => None,
        });
        let Some((view, field)) = found else { return };
        let words = phrases(self.locale);
        let (n, all) = (field.length().to_string(), field.limit().to_string());
        let length = fill(
            self.words.text_length,
            &[("n", n.as_str()), ("all", all.as_str())],
        );
        let width = area.width.saturating_sub(wide(&length) + 2);
        let asked = wrap(&view.words, usize::from(width));
        let instead = wrap(words.touch.instead, usize::from(area.width));
        let least = cells(asked.len()) + HIGH + keys::ROWS;
        let spare = area.height.saturating_sub(least);
        // Taller keys where there is room, and only then taller lines.
        let high = if spare >= keys::MORE_ROWS - keys::ROWS + 4 {
            keys::MORE_ROWS
        } else {
            keys::ROWS
        };
        let place = bottom(&mut area, high);
        let rows = layer.rows(self.locale);
        keys::keyboard(rows, self.cursor, words, place, plan);
        if spare >= cells(instead.len()) {
            let foot = bottom(&mut area, cells(instead.len()));
            plan.text(foot, instead, Tone::Faint, Align::Left);
        }
        let most = area.height.saturating_sub(HIGH);
        let mut head = top(&mut area, cells(asked.len()).min(most));
        let end = right(&mut head, wide(&length));
        plan.text(end, vec![length], Tone::Faint, Align::Right);
        let _ = right(&mut head, 2);
        plan.text(head, asked, Tone::Strong, Align::Left);
        let high = area.height.min(HIGH + 4);
        self.field(field, top(&mut area, high), plan);
    }

    pub(super) fn field(&self, field: &Field, area: Rect, plan: &mut Plan) {
        let target = Target::Field { question: 0 };
        let (lines, cursor) = writing::lines(field, area.width.saturating_sub(4));
        let (lines, cursor) = writing::around(lines, cursor, area.height.saturating_sub(2));
        let here = self.cursor == Some(target);
        plan.put(
            area,
            Some(target),
            Shape::Field {
                lines,
                cursor: here.then_some(cursor),
            },
        );
    }

    pub(super) fn note(&self, text: Text, mut area: Rect, plan: &mut Plan) {
        let text = Text {
            tone: Tone::Ink,
            ..text
        };
        let _ = top(&mut area, 1);
        put_text(&text, self.sitting.leaf(), self.words, area, plan);
    }
}

//! The middle of a page: the words of a question and the ways to answer it.
//!
//! ```text
//! a rating                                     points
//!  1    2    3    4    5    6    7             looks and equipment     20     5 points left
//! disagree                    agree            keeping promises        35     [-5][-1][+1][+5]
//! [d Don't know] [p Prefer not to say]         help and speed          40     [d Don't know]
//! ```

use ratatui::layout::Rect;

use super::buttons::{Button, HIGH, Listing, place_rows, rows_high};
use super::page::{Text, put_text};
use super::plan::{Align, Mark, Plan, Shape, Tone, bottom, cells, left, right, top, wide};
use super::writing;
use crate::app::draft::{Draft, Options, Points};
use crate::app::field::Field;
use crate::app::sitting::{Sitting, reason_key, ten_key};
use crate::app::target::Target;
use crate::language::{InterviewPhrases, Locale, fill, wrap};
use crate::survey::interview::{PageView, QuestionView};
use crate::survey::questionnaire::{Facet, Kind, Scale, format_decimal};
use crate::survey::record::{Answer, Reason};

/// What a page is drawn from.
struct Sheet<'a> {
    sitting: &'a Sitting,
    words: &'a InterviewPhrases,
    locale: Locale,
    cursor: Option<Target>,
}

pub(super) fn plan(
    sitting: &Sitting,
    page: &PageView<'_>,
    words: &InterviewPhrases,
    area: Rect,
    plan: &mut Plan,
) {
    let sheet = Sheet {
        sitting,
        words,
        locale: sitting.interview().locale(),
        cursor: sitting.cursor(),
    };
    let [only] = page.questions.as_slice() else {
        return sheet.columns(page, area, plan);
    };
    let text = Text {
        lead: page.lead.clone().unwrap_or_default(),
        words: only.words.clone(),
        tone: Tone::Strong,
    };
    match (&only.question.kind, sitting.drafts().first()) {
        (Kind::Rating { scale, facet, .. }, _) => match worded(*facet, words) {
            Some(labels) => sheet.worded_steps(only, scale, labels, &text, area, plan),
            None => sheet.rating(only, scale, &text, area, plan),
        },
        (Kind::Choice { .. }, Some(Draft::Choice(options))) => {
            sheet.choice(only, options, &text, area, plan);
        }
        (Kind::Points { total, .. }, Some(Draft::Points(points))) => {
            sheet.points(only, *total, points, text, area, plan);
        }
        (kind, Some(Draft::Words(field))) => {
            sheet.writing(only, kind, field, &text, area, plan);
        }
        (Kind::Note, _) => sheet.note(text, area, plan),
        (_, _) => {}
    }
}

/// The words of a scale whose steps are words: Kano's.
fn worded(facet: Option<Facet>, words: &InterviewPhrases) -> Option<[&'static str; 5]> {
    match facet {
        Some(Facet::Functional | Facet::Dysfunctional) => Some(words.kano),
        Some(
            Facet::Expectation
            | Facet::Perception
            | Facet::Minimum
            | Facet::Desired
            | Facet::Importance
            | Facet::Estimate
            | Facet::Standard
            | Facet::Delivery
            | Facet::Promise
            | Facet::Rival,
        )
        | None => None,
    }
}

/// Room shared out over the gaps between the parts of a page.
fn gap(spare: &mut u16, wish: u16) -> u16 {
    let given = wish.min(*spare);
    *spare -= given;
    given
}

impl Sheet<'_> {
    // ---- reasons ----

    fn reasons(&self, question: usize, view: &QuestionView<'_>) -> Vec<Button> {
        let chosen = match self.sitting.shown(&view.question.key) {
            Some(Answer::Left(reason)) => Some(*reason),
            _ => None,
        };
        view.reasons
            .iter()
            .map(|reason| {
                let target = Target::Reason {
                    question,
                    reason: *reason,
                };
                let key = reason_key(*reason).map(String::from).unwrap_or_default();
                Button::new(target, self.reason(*reason), self.cursor)
                    .key(key)
                    .chosen(chosen == Some(*reason))
            })
            .collect()
    }

    fn reason(&self, reason: Reason) -> &'static str {
        match reason {
            Reason::DontKnow => self.words.dont_know,
            Reason::PreferNot => self.words.prefer_not,
            Reason::DoesNotApply => self.words.does_not_apply,
            Reason::NoStandard => self.words.no_standard,
            Reason::NoPromise => self.words.no_promise,
            Reason::Skipped | Reason::NotAsked | Reason::NotReached | Reason::Technical => "",
        }
    }

    /// Puts the text above, the answer (so high) below it and the reasons under that; gives the answer's place.
    fn parts(
        &self,
        view: &QuestionView<'_>,
        text: &Text,
        high: u16,
        mut area: Rect,
        plan: &mut Plan,
    ) -> Rect {
        let reasons = self.reasons(0, view);
        let reasons_high = rows_high(&reasons, area.width);
        let text_high = text.height(area.width);
        let mut spare = area.height.saturating_sub(text_high + high + reasons_high);
        let before = gap(&mut spare, 1);
        let between = gap(&mut spare, 1);
        let heading = if reasons.is_empty() {
            0
        } else {
            gap(&mut spare, 1)
        };
        let above_reasons = gap(&mut spare, 1);
        let more = spare / 3;
        let _ = top(&mut area, before + more.min(4));
        let most = area.height.saturating_sub(high + reasons_high);
        let text_place = top(&mut area, text_high.min(most));
        put_text(text, self.sitting.leaf(), self.words, text_place, plan);
        let _ = top(&mut area, between + more.min(1));
        let answer = top(&mut area, high);
        let _ = top(&mut area, above_reasons + more.min(1));
        if heading > 0 {
            plan.line(top(&mut area, 1), self.words.no_answer, Tone::Faint);
        }
        place_rows(reasons, top(&mut area, reasons_high), plan);
        answer
    }

    // ---- ratings ----

    fn rating(
        &self,
        view: &QuestionView<'_>,
        scale: &Scale,
        text: &Text,
        area: Rect,
        plan: &mut Plan,
    ) {
        let width = Steps::new(scale, area.width).width();
        let labels = self.labels(scale, width);
        let keys = self.keys(scale);
        let high = HIGH + cells(labels.len()) + 1;
        let mut place = self.parts(view, text, high, area, plan);
        self.steps(0, view, scale, top(&mut place, HIGH), plan);
        for (low, middle, high) in labels {
            let line = Rect {
                width,
                ..top(&mut place, 1)
            };
            for (label, align) in [
                (low, Align::Left),
                (middle, Align::Middle),
                (high, Align::Right),
            ] {
                plan.text(line, vec![label], Tone::Ink, align);
            }
        }
        plan.line(top(&mut place, 1), keys, Tone::Faint);
    }

    fn steps(
        &self,
        question: usize,
        view: &QuestionView<'_>,
        scale: &Scale,
        mut area: Rect,
        plan: &mut Plan,
    ) {
        let steps = Steps::new(scale, area.width);
        let chosen = match self.sitting.shown(&view.question.key) {
            Some(Answer::Rating(value)) => Some(*value),
            _ => None,
        };
        for value in scale.lowest()..=scale.highest() {
            let target = Target::Step { question, value };
            Button::new(target, value.to_string(), self.cursor)
                .main()
                .chosen(chosen == Some(value))
                .put(left(&mut area, steps.wide), plan);
            let _ = left(&mut area, steps.between);
        }
    }

    /// The labels of a scale's ends and middle, line by line.
    fn labels(&self, scale: &Scale, width: u16) -> Vec<(String, String, String)> {
        let low = scale.low.get(self.locale);
        let high = scale.high.get(self.locale);
        let middle = scale.middle.as_ref().map_or("", |m| m.get(self.locale));
        let parts = if middle.is_empty() { 2 } else { 3 };
        let room = usize::from(width / parts).saturating_sub(1).max(4);
        let [low, middle, high] = [low, middle, high].map(|label| {
            if label.is_empty() {
                Vec::new()
            } else {
                wrap(label, room)
            }
        });
        let lines = low.len().max(middle.len()).max(high.len());
        let line = |lines: &[String], n: usize| lines.get(n).cloned().unwrap_or_default();
        (0..lines)
            .map(|n| (line(&low, n), line(&middle, n), line(&high, n)))
            .collect()
    }

    /// Which keys answer, and which one stands for ten.
    fn keys(&self, scale: &Scale) -> String {
        let (low, high) = (scale.lowest(), scale.highest().min(9));
        let (low, high) = (low.to_string(), high.to_string());
        let keys = fill(
            self.words.scale_keys,
            &[("low", low.as_str()), ("high", high.as_str())],
        );
        if !scale.contains(10) {
            return keys;
        }
        let key = ten_key(scale.lowest()).to_string();
        let ten = fill(self.words.ten_key, &[("key", key.as_str())]);
        format!("{keys}   {ten}")
    }

    fn worded_steps(
        &self,
        view: &QuestionView<'_>,
        scale: &Scale,
        labels: [&'static str; 5],
        text: &Text,
        area: Rect,
        plan: &mut Plan,
    ) {
        let chosen = match self.sitting.shown(&view.question.key) {
            Some(Answer::Rating(value)) => Some(*value),
            _ => None,
        };
        let buttons = (scale.lowest()..=scale.highest())
            .zip(labels)
            .map(|(value, label)| {
                let target = Target::Step { question: 0, value };
                Button::new(target, label, self.cursor)
                    .key(value.to_string())
                    .mark(Mark::One)
                    .chosen(chosen == Some(value))
            })
            .collect();
        self.options(view, buttons, 0, text, area, plan);
    }

    // ---- options ----

    /// Options in as many columns as they need, `below` rows kept free under them. Gives those rows.
    fn options(
        &self,
        view: &QuestionView<'_>,
        buttons: Vec<Button>,
        below: u16,
        text: &Text,
        area: Rect,
        plan: &mut Plan,
    ) -> Rect {
        let labels: Vec<String> = buttons.iter().map(|b| b.face.label.join(" ")).collect();
        let reasons = rows_high(&self.reasons(0, view), area.width);
        let least_text = text.height(area.width).min(area.height / 3);
        let room = area
            .height
            .saturating_sub(reasons + least_text + below)
            .max(HIGH);
        let set = |rows: u16| {
            let listing = Listing::of(
                &labels,
                Rect {
                    height: rows,
                    ..area
                },
                3,
            );
            (listing, listing.pages(labels.len()))
        };
        let (mut listing, pages) = set(room);
        let more = u16::from(pages > 1);
        if more > 0 {
            listing = set(room.saturating_sub(1).max(HIGH)).0;
        }
        let high = listing.height(labels.len());
        let mut place = self.parts(view, text, high + more + below, area, plan);
        let (page, pages) =
            listing.place(buttons, self.sitting.leaf(), top(&mut place, high), plan);
        if pages > 1 {
            let part = fill(
                self.words.list_page,
                &[("n", &(page + 1).to_string()), ("all", &pages.to_string())],
            );
            let shape = Shape::Text {
                lines: vec![format!("{} > {part}", self.words.more)],
                tone: Tone::Accent,
                align: Align::Left,
            };
            plan.put(top(&mut place, 1), Some(Target::More), shape);
        }
        place
    }

    fn choice(
        &self,
        view: &QuestionView<'_>,
        options: &Options,
        text: &Text,
        area: Rect,
        plan: &mut Plan,
    ) {
        let many = matches!(view.question.kind, Kind::Choice { many: true, .. });
        let labels = view.options.iter().map(|option| option.label.clone());
        let kept = match self.sitting.shown(&view.question.key) {
            Some(Answer::Left(_)) => true,
            Some(_) | None => false,
        };
        let buttons = labels
            .enumerate()
            .map(|(option, label)| {
                let target = Target::Option {
                    question: 0,
                    option,
                };
                let key = match option {
                    0..=8 => (option + 1).to_string(),
                    9 => "0".to_owned(),
                    _ => String::new(),
                };
                Button::new(target, label, self.cursor)
                    .key(key)
                    .mark(if many { Mark::Many } else { Mark::One })
                    .chosen(options.has(option) && !kept)
            })
            .collect();
        let below = 1 + if options.takes_words() { HIGH } else { 0 };
        let mut place = self.options(view, buttons, below, text, area, plan);
        if options.takes_words() {
            self.field(&options.words, top(&mut place, HIGH), plan);
            plan.line(top(&mut place, 1), self.words.own_words, Tone::Faint);
        } else {
            let what = if many {
                self.words.choose_many
            } else {
                self.words.choose_one
            };
            plan.line(top(&mut place, 1), what, Tone::Faint);
        }
    }

    // ---- writing ----

    fn writing(
        &self,
        view: &QuestionView<'_>,
        kind: &Kind,
        field: &Field,
        text: &Text,
        area: Rect,
        plan: &mut Plan,
    ) {
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
        self.field(field, frame, plan);
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

    fn field(&self, field: &Field, area: Rect, plan: &mut Plan) {
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

    fn note(&self, text: Text, mut area: Rect, plan: &mut Plan) {
        let text = Text {
            tone: Tone::Ink,
            ..text
        };
        let _ = top(&mut area, 1);
        put_text(&text, self.sitting.leaf(), self.words, area, plan);
    }

    // ---- points ----

    fn points(
        &self,
        view: &QuestionView<'_>,
        total: u8,
        points: &Points,
        text: Text,
        mut area: Rect,
        plan: &mut Plan,
    ) {
        let text = if text.lead.is_empty() {
            let total = total.to_string();
            Text {
                lead: fill(self.words.points, &[("total", total.as_str())]),
                ..text
            }
        } else {
            text
        };
        let rows = cells(view.rows.len());
        let needed = text.height(area.width) + rows * HIGH;
        let mut spare = area.height.saturating_sub(needed);
        let _ = top(&mut area, gap(&mut spare, 1));
        let least = HIGH * rows.min(4);
        let text_high = text
            .height(area.width)
            .min(area.height.saturating_sub(least).max(1));
        let place = top(&mut area, text_high);
        put_text(&text, self.sitting.leaf(), self.words, place, plan);
        let _ = top(&mut area, gap(&mut spare, 1));
        let panel_width = (area.width / 3).clamp(27, 36);
        let panel = right(&mut area, panel_width);
        let _ = right(&mut area, 2);
        self.point_rows(view, points, area, plan);
        self.point_panel(view, points, panel, plan);
    }

    fn point_rows(&self, view: &QuestionView<'_>, points: &Points, area: Rect, plan: &mut Plan) {
        let buttons: Vec<Button> = view
            .rows
            .iter()
            .map(|row| {
                let target = Target::Row {
                    question: 0,
                    row: row.dimension,
                };
                let given = points.rows.get(row.dimension).copied().flatten();
                let selected = points.row == row.dimension;
                Button::new(target, row.label.clone(), selected.then_some(target))
                    .bare()
                    .detail(given.map_or_else(|| "__".to_owned(), |given| given.to_string()))
            })
            .collect();
        let rows = usize::from(area.height / HIGH).max(1);
        let listing = Listing {
            columns: 1,
            high: HIGH,
            rows,
        };
        listing.place(buttons, self.sitting.leaf(), area, plan);
    }

    fn point_panel(
        &self,
        view: &QuestionView<'_>,
        points: &Points,
        mut area: Rect,
        plan: &mut Plan,
    ) {
        let left_over = points.left();
        let (template, n, tone) = match left_over {
            0 => (self.words.points_given, 0, Tone::Strong),
            n if n > 0 => (self.words.points_left, n, Tone::Strong),
            n => (self.words.points_over, -n, Tone::Warning),
        };
        let status = fill(template, &[("n", &n.to_string())]);
        let reasons = self.reasons(0, view);
        let needed = 1 + HIGH + cells(reasons.len()) * HIGH;
        let roomy = area.height > needed;
        plan.line(top(&mut area, 1), status, tone);
        let mut line = top(&mut area, HIGH);
        let width = line.width.saturating_sub(3) / 4;
        for by in [-5, -1, 1, 5] {
            let target = Target::Change { question: 0, by };
            let label = format!("{by:+}");
            Button::new(target, label, self.cursor).put(left(&mut line, width), plan);
            let _ = left(&mut line, 1);
        }
        if roomy {
            let _ = top(&mut area, 1);
        }
        let count = cells(reasons.len()).max(1);
        let high = (area.height / count).clamp(1, HIGH);
        for reason in reasons {
            reason.put(top(&mut area, high), plan);
        }
    }

    // ---- several questions side by side ----

    fn columns(&self, page: &PageView<'_>, mut area: Rect, plan: &mut Plan) {
        let text = Text {
            lead: page.lead.clone().unwrap_or_default(),
            words: page.item.clone().unwrap_or_default(),
            tone: Tone::Strong,
        };
        let focus = self.sitting.focus();
        let reasons = page
            .questions
            .get(focus)
            .map(|view| self.reasons(focus, view))
            .unwrap_or_default();
        let reasons_high = rows_high(&reasons, area.width);
        let count = page.questions.len();
        let room = area.height.saturating_sub(reasons_high + 2);
        let shown = count.min(usize::from(room / HIGH)).max(1);
        let first = (focus + 1)
            .saturating_sub(shown)
            .min(count - shown.min(count));
        let answers = cells(shown) * HIGH + 1;
        let text_high = text.height(area.width);
        let mut spare = area
            .height
            .saturating_sub(answers + reasons_high + text_high);
        let _ = top(&mut area, gap(&mut spare, 1));
        let most = area.height.saturating_sub(answers + reasons_high);
        let place = top(&mut area, text_high.min(most));
        put_text(&text, self.sitting.leaf(), self.words, place, plan);
        let _ = top(&mut area, gap(&mut spare, 1));
        let heading = if area.width >= 70 { 24 } else { 17 };
        let mut labels = None;
        for (question, view) in page.questions.iter().enumerate().skip(first).take(shown) {
            let mut line = top(&mut area, HIGH);
            let mut name = left(&mut line, heading);
            let _ = right(&mut name, 1);
            let words = wrap(&self.heading(view), usize::from(name.width));
            let tone = if question == focus {
                Tone::Strong
            } else {
                Tone::Ink
            };
            let above = u16::from(words.len() == 1);
            let _ = top(&mut name, above);
            plan.text(name, words, tone, Align::Left);
            if let Some(scale) = view.scale() {
                labels = Some((scale, line));
                self.steps(question, view, scale, line, plan);
            }
        }
        let mut foot = top(&mut area, 1);
        if let Some((scale, line)) = labels {
            foot.x = line.x;
            foot.width = Steps::new(scale, line.width).width();
            let (low, high) = (scale.low.get(self.locale), scale.high.get(self.locale));
            let half = Rect {
                width: foot.width / 2,
                ..foot
            };
            plan.line(half, low, Tone::Faint);
            let other = right(&mut foot, half.width);
            plan.text(other, vec![high.to_owned()], Tone::Faint, Align::Right);
        }
        let mut rest = area;
        let place = bottom(&mut rest, reasons_high);
        place_rows(
            reasons,
            Rect {
                y: area.y + gap(&mut spare, 1).min(area.height.saturating_sub(reasons_high)),
                ..place
            },
            plan,
        );
    }

    /// What a column is about.
    fn heading(&self, view: &QuestionView<'_>) -> String {
        let facet = match view.question.kind {
            Kind::Rating { facet, .. } => facet,
            Kind::Points { .. }
            | Kind::Choice { .. }
            | Kind::Number { .. }
            | Kind::Date
            | Kind::Month
            | Kind::Time
            | Kind::Text { .. }
            | Kind::Note => None,
        };
        match facet {
            Some(Facet::Expectation) => self.words.expectation.to_owned(),
            Some(Facet::Perception) => self.words.perception.to_owned(),
            Some(Facet::Minimum) => self.words.minimum.to_owned(),
            Some(Facet::Desired) => self.words.desired.to_owned(),
            Some(
                Facet::Importance
                | Facet::Estimate
                | Facet::Standard
                | Facet::Delivery
                | Facet::Promise
                | Facet::Rival
                | Facet::Functional
                | Facet::Dysfunctional,
            )
            | None => view.words.clone(),
        }
    }
}

/// How wide the steps of a scale are.
#[derive(Debug, Clone, Copy)]
struct Steps {
    wide: u16,
    between: u16,
    count: u16,
}

impl Steps {
    fn new(scale: &Scale, width: u16) -> Self {
        let count = u16::from(scale.points).max(1);
        let each = width / count;
        let between = u16::from(each > 5);
        Self {
            wide: each.saturating_sub(between).clamp(1, 12),
            between,
            count,
        }
    }

    fn width(self) -> u16 {
        (self.wide + self.between) * self.count - self.between
    }
}

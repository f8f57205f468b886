//! The middle of a page: the words of a question and the ways to answer it.
//!
//! ```text
//! a rating                                     points
//!  1    2    3    4    5    6    7             looks and equipment     20     5 points left
//! disagree                    agree            keeping promises        35     [-5][-1][+1][+5]
//! [d Don't know] [p Prefer not to say]         help and speed          40     [d Don't know]
//! ```

mod columns;
mod points;
mod writing;

use ratatui::layout::Rect;

use super::buttons::{Button, HIGH, Listing, place_rows, rows_high};
use super::page::{Text, more_button, put_text};
use super::plan::{Align, Mark, Plan, Tone, cells, left, top};
use crate::app::draft::{Draft, Options};
use crate::app::keyboard::Layer;
use crate::app::sitting::{Sitting, reason_key, ten_key};
use crate::app::target::Target;
use crate::language::{InterviewPhrases, Locale, columns, fill, phrases, wrap};
use crate::survey::interview::{PageView, QuestionView};
use crate::survey::questionnaire::{Facet, Kind, Scale};
use crate::survey::record::{Answer, Reason};
use columns::Steps;

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
        return sheet.several(page, area, plan);
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

/// The keyboard over a page: the question, the line, the keys.
pub(super) fn keyboard(sitting: &Sitting, layer: Layer, area: Rect, plan: &mut Plan) {
    let interview = sitting.interview();
    let (Some(page), locale) = (interview.page(), interview.locale()) else {
        return;
    };
    let sheet = Sheet {
        sitting,
        words: &phrases(locale).interview,
        locale,
        cursor: sitting.cursor(),
    };
    sheet.keyboard(&page, layer, area, plan);
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
        if !self.sitting.shows_reasons() {
            return Vec::new();
        }
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
        // Each on one line where all of them stand beside one another, the middle one in the middle.
        let beside = if parts == 2 {
            columns(low) + columns(high) < usize::from(width)
        } else {
            let side = columns(low).max(columns(high)) + 1;
            2 * side + columns(middle) <= usize::from(width)
        };
        let room = if beside {
            usize::from(width)
        } else {
            (usize::from(width) / parts).saturating_sub(1).max(4)
        };
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
        let more = if pages > 1 { HIGH } else { 0 };
        if more > 0 {
            listing = set(room.saturating_sub(more).max(HIGH)).0;
        }
        let high = listing.height(labels.len());
        let mut place = self.parts(view, text, high + more + below, area, plan);
        let leaf = self.sitting.leaf();
        let (page, pages) = listing.place(buttons, leaf, top(&mut place, high), plan);
        if pages > 1 {
            more_button(self.words, (page, pages), top(&mut place, more), plan);
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
            self.line_to_write(&options.words, top(&mut place, HIGH), plan);
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
}

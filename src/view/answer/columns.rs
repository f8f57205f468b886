//! Several ratings of one thing: side by side where there is room for them, else below one another.
//!
//! ```text
//! Opening hours
//! > The least I would accept   What I wish for          How it is here
//! [1][2][3][4][5][6][7]        [1][2][3][4][5][6][7]    [1][2][3][4][5][6][7]
//! low                high      low                high  low                high
//! The least I would accept: or say why you give no answer
//! [d Don't know] [p Prefer not to say] [n Does not apply]
//! ```

use ratatui::layout::Rect;

use super::super::buttons::{Button, HIGH, place_rows, rows_high};
use super::super::page::{Text, put_text};
use super::super::plan::{Align, Plan, Shape, Tone, bottom, cells, left, right, top};
use super::{Sheet, gap};
use crate::app::target::Target;
use crate::language::wrap;
use crate::survey::interview::{PageView, QuestionView};
use crate::survey::questionnaire::{Facet, Kind, Scale};

/// Columns of a page from which on ratings may stand side by side.
const BROAD: u16 = 78;

/// Columns between ratings that stand side by side.
const BETWEEN: u16 = 3;

/// The narrowest step that a finger still meets.
const NARROWEST: u16 = 3;

/// How ratings stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Side by side, each so many columns wide.
    Beside(u16),
    /// Below one another.
    Below,
}

impl Standing {
    fn of(page: &PageView<'_>, width: u16) -> Self {
        let count = cells(page.questions.len()).max(1);
        let each = width.saturating_sub(BETWEEN * (count - 1)) / count;
        let scales = page.questions.iter().map(QuestionView::scale);
        let fits = |scale: &Scale| each / u16::from(scale.points).max(1) >= NARROWEST;
        let all = scales.into_iter().all(|scale| scale.is_some_and(fits));
        if width >= BROAD && all {
            Self::Beside(each)
        } else {
            Self::Below
        }
    }
}

impl Sheet<'_> {
    pub(super) fn several(&self, page: &PageView<'_>, area: Rect, plan: &mut Plan) {
        match Standing::of(page, area.width) {
            Standing::Beside(each) => self.beside(page, each, area, plan),
            Standing::Below => self.below(page, area, plan),
        }
    }

    fn title(page: &PageView<'_>) -> Text {
        Text {
            lead: page.lead.clone().unwrap_or_default(),
            words: page.item.clone().unwrap_or_default(),
            tone: Tone::Strong,
        }
    }

    /// The reasons that the question with the focus may be left with, and whose they are.
    fn reasons_here(&self, page: &PageView<'_>) -> (String, Vec<Button>) {
        let focus = self.sitting.focus();
        page.questions
            .get(focus)
            .map(|view| {
                let whose = self.marked(focus, view);
                let line = format!("{whose}: {}", self.words.no_answer);
                (line, self.reasons(focus, view))
            })
            .unwrap_or_default()
    }

    /// What a question is about, with the cursor's sign where digits and reasons go to it.
    fn marked(&self, question: usize, view: &QuestionView<'_>) -> String {
        let heading = self.heading(view);
        if question == self.sitting.focus() {
            format!("> {heading}")
        } else {
            heading
        }
    }

    fn put_heading(
        &self,
        question: usize,
        view: &QuestionView<'_>,
        area: Rect,
        plan: &mut Plan,
    ) -> u16 {
        let lines = wrap(&self.marked(question, view), usize::from(area.width));
        let tone = if question == self.sitting.focus() {
            Tone::Strong
        } else {
            Tone::Ink
        };
        let high = cells(lines.len());
        let shape = Shape::Text {
            lines,
            tone,
            align: Align::Left,
        };
        plan.put(area, Some(Target::Column { question }), shape);
        high
    }

    // ---- side by side ----

    fn beside(&self, page: &PageView<'_>, each: u16, mut area: Rect, plan: &mut Plan) {
        let (whose, reasons) = self.reasons_here(page);
        let reasons_high = rows_high(&reasons, area.width);
        let headings =
            page.questions.iter().enumerate().map(|(question, view)| {
                wrap(&self.marked(question, view), usize::from(each)).len()
            });
        let heading_high = cells(headings.max().unwrap_or(1));
        let labels: Vec<_> = page
            .questions
            .iter()
            .filter_map(QuestionView::scale)
            .map(|scale| self.labels(scale, Steps::new(scale, each).width()))
            .collect();
        let labels_high = cells(labels.iter().map(Vec::len).max().unwrap_or(0));
        let answers = heading_high + HIGH + labels_high;
        let text = Self::title(page);
        let text_high = text.height(area.width);
        let needed = text_high + answers + reasons_high;
        let mut spare = area.height.saturating_sub(needed);
        let above = gap(&mut spare, 1);
        let between = gap(&mut spare, 1);
        let said = if reasons.is_empty() {
            0
        } else {
            gap(&mut spare, 1)
        };
        let before_reasons = gap(&mut spare, 1);
        let more = spare / 3;
        let _ = top(&mut area, above + more.min(4));
        let most = area.height.saturating_sub(answers + reasons_high);
        let place = top(&mut area, text_high.min(most));
        put_text(&text, self.sitting.leaf(), self.words, place, plan);
        let _ = top(&mut area, between + more.min(1));
        let mut groups = top(&mut area, answers);
        for (question, view) in page.questions.iter().enumerate() {
            let mut group = left(&mut groups, each);
            let _ = left(&mut groups, BETWEEN);
            let place = top(&mut group, heading_high);
            self.put_heading(question, view, place, plan);
            let Some(scale) = view.scale() else { continue };
            self.steps(question, view, scale, top(&mut group, HIGH), plan);
            let width = Steps::new(scale, each).width();
            for (low, middle, high) in self.labels(scale, width) {
                let line = Rect {
                    width,
                    ..top(&mut group, 1)
                };
                plan.line(line, low, Tone::Faint);
                plan.text(line, vec![middle], Tone::Faint, Align::Middle);
                plan.text(line, vec![high], Tone::Faint, Align::Right);
            }
        }
        let _ = top(&mut area, before_reasons + more.min(1));
        if said > 0 {
            plan.line(top(&mut area, 1), whose, Tone::Faint);
        }
        place_rows(reasons, top(&mut area, reasons_high), plan);
    }

    // ---- below one another ----

    fn below(&self, page: &PageView<'_>, mut area: Rect, plan: &mut Plan) {
        let mut text = Self::title(page);
        let focus = self.sitting.focus();
        let (_, reasons) = self.reasons_here(page);
        let reasons_high = rows_high(&reasons, area.width);
        let count = page.questions.len();
        // What is rated comes before how, and both before the words at the ends of the scale.
        let all = cells(count) * HIGH + reasons_high;
        if area.height < all + 1 + text.height(area.width) && !text.words.is_empty() {
            text.lead.clear();
        }
        let ends = u16::from(area.height > all + text.height(area.width));
        let room = area.height.saturating_sub(reasons_high + ends + 1);
        let shown = count.min(usize::from(room / HIGH)).max(1);
        let first = (focus + 1)
            .saturating_sub(shown)
            .min(count - shown.min(count));
        let answers = cells(shown) * HIGH + ends;
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
            let words = wrap(&self.marked(question, view), usize::from(name.width));
            let above = u16::from(words.len() == 1);
            let _ = top(&mut name, above);
            self.put_heading(question, view, name, plan);
            if let Some(scale) = view.scale() {
                labels = Some((scale, line));
                self.steps(question, view, scale, line, plan);
            }
        }
        let mut foot = top(&mut area, ends);
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
pub(super) struct Steps {
    pub(super) wide: u16,
    pub(super) between: u16,
    count: u16,
}

impl Steps {
    pub(super) fn new(scale: &Scale, width: u16) -> Self {
        let count = u16::from(scale.points).max(1);
        let each = width / count;
        let between = u16::from(each > 5);
        Self {
            wide: each.saturating_sub(between).clamp(1, 12),
            between,
            count,
        }
    }

    pub(super) fn width(self) -> u16 {
        (self.wide + self.between) * self.count - self.between
    }
}

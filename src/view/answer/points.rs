//! Points shared out over rows: each row with what it has, a panel with what is left.
//!
//! ```text
//! looks and equipment     20     5 points left
//! keeping promises        35     [-5][-1][+1][+5]
//! help and speed          40     [d Don't know]
//! ```

use ratatui::layout::Rect;

use super::super::buttons::{Button, HIGH, Listing, place_rows, rows_high};
use super::super::page::{Text, put_text};
use super::super::plan::{Plan, Tone, bottom, cells, left, right, top};
use super::{Sheet, gap};
use crate::app::draft::Points;
use crate::app::target::Target;
use crate::language::fill;
use crate::survey::interview::QuestionView;

impl Sheet<'_> {
    pub(super) fn points(
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
        let mut reasons = self.reasons(0, view);
        let more = if rows * HIGH > area.height { HIGH } else { 0 };
        if area.height < 1 + HIGH + more + cells(reasons.len()) * HIGH {
            // Little room: the reasons go below everything, side by side.
            let high = rows_high(&reasons, area.width);
            let below = bottom(&mut area, high);
            place_rows(std::mem::take(&mut reasons), below, plan);
        }
        let panel_width = (area.width / 3).clamp(27, 36);
        let panel = right(&mut area, panel_width);
        let _ = right(&mut area, 2);
        let pages = self.point_rows(view, points, area, plan);
        self.point_panel(points, reasons, pages, panel, plan);
    }

    /// Gives on how many pages the rows stand.
    fn point_rows(
        &self,
        view: &QuestionView<'_>,
        points: &Points,
        area: Rect,
        plan: &mut Plan,
    ) -> usize {
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
        let (_, pages) = listing.place(buttons, self.sitting.leaf(), area, plan);
        pages
    }

    fn point_panel(
        &self,
        points: &Points,
        reasons: Vec<Button>,
        pages: usize,
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
        let more = if pages > 1 { HIGH } else { 0 };
        let needed = 1 + HIGH + more + cells(reasons.len()) * HIGH;
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
        if more > 0 {
            // The next row, which may stand on another page.
            let label = format!("{} >", self.words.more);
            let button = Button::new(Target::More, label, self.cursor);
            button.put(top(&mut area, more), plan);
        }
        if roomy {
            let _ = top(&mut area, 1);
        }
        for reason in reasons {
            reason.put(top(&mut area, HIGH), plan);
        }
    }
}

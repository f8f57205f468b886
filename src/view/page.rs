//! What pages have in common: the head, running text, a question over the whole page.

use ratatui::layout::Rect;

use super::buttons::{Button, place_rows, rows_high};
use super::plan::{Align, Plan, Shape, Tone, bottom, cells, left, right, top, wide};
use crate::app::target::Target;
use crate::language::{InterviewPhrases, fill, wrap};

/// The widest a page is set: longer lines are hard to read.
const WIDEST: u16 = 100;

/// The middle of the screen, with a margin at each side.
pub(super) fn column(area: Rect) -> Rect {
    let width = area.width.saturating_sub(2).min(WIDEST);
    let high = area.height;
    // On a high screen the page does not stick to the upper edge.
    let above = match high {
        0..=25 => 0,
        26..=35 => 1,
        _ => 2,
    };
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + above,
        width,
        height: high - 2 * above,
    }
}

/// A title at the left, something else at the right.
pub(super) fn header(title: &str, other: &str, mut area: Rect, plan: &mut Plan) {
    area.height = area.height.min(1);
    let place = right(&mut area, wide(other));
    plan.text(place, vec![other.to_owned()], Tone::Faint, Align::Right);
    let _ = right(&mut area, 2);
    let shape = Shape::Text {
        lines: vec![title.to_owned()],
        tone: Tone::Strong,
        align: Align::Left,
    };
    plan.put(area, Some(Target::Title), shape);
}

/// Running text: a quieter lead, then the words.
#[derive(Debug, Clone)]
pub(super) struct Text {
    pub(super) lead: String,
    pub(super) words: String,
    pub(super) tone: Tone,
}

impl Text {
    fn lines(&self, width: u16) -> Vec<(String, Tone)> {
        let width = usize::from(width);
        let mut lines = Vec::new();
        if !self.lead.is_empty() {
            lines.extend(wrap(&self.lead, width).into_iter().map(|l| (l, Tone::Ink)));
        }
        if !self.words.is_empty() {
            if !lines.is_empty() {
                lines.push((String::new(), Tone::Ink));
            }
            let words = wrap(&self.words, width);
            lines.extend(words.into_iter().map(|l| (l, self.tone)));
        }
        lines
    }

    /// Rows that it takes at this width.
    pub(super) fn height(&self, width: u16) -> u16 {
        cells(self.lines(width).len())
    }
}

/// Puts text; where it is too long for its place, one part of it, and how to see the next.
pub(super) fn put_text(
    text: &Text,
    leaf: usize,
    words: &InterviewPhrases,
    area: Rect,
    plan: &mut Plan,
) {
    let mut lines = text.lines(area.width);
    if lines.len() > usize::from(area.height) {
        // The blank line between lead and words is the first to go.
        lines.retain(|(line, _)| !line.is_empty());
    }
    let fits = usize::from(area.height);
    if lines.len() <= fits {
        put_lines(&lines, area, None, plan);
        return;
    }
    let mut body = area;
    if fits == 1 {
        // One row: a line at a time, and a sign that there are more.
        let sign = right(&mut body, 3);
        let count = lines.len().max(1);
        let shown: Vec<(String, Tone)> = lines.into_iter().skip(leaf % count).take(1).collect();
        put_lines(&shown, body, Some(Target::More), plan);
        plan.put(
            sign,
            Some(Target::More),
            Shape::Text {
                lines: vec![" >>".to_owned()],
                tone: Tone::Accent,
                align: Align::Left,
            },
        );
        return;
    }
    let foot = bottom(&mut body, 1);
    let high = usize::from(body.height).max(1);
    let pages = lines.len().div_ceil(high);
    let page = leaf % pages;
    let shown: Vec<(String, Tone)> = lines.into_iter().skip(page * high).take(high).collect();
    put_lines(&shown, body, Some(Target::More), plan);
    let part = fill(
        words.part,
        &[("n", &(page + 1).to_string()), ("all", &pages.to_string())],
    );
    plan.put(
        foot,
        Some(Target::More),
        Shape::Text {
            lines: vec![format!("{} > {part}", words.more)],
            tone: Tone::Accent,
            align: Align::Left,
        },
    );
}

fn put_lines(lines: &[(String, Tone)], mut area: Rect, target: Option<Target>, plan: &mut Plan) {
    for (line, tone) in lines {
        let shape = Shape::Text {
            lines: vec![line.clone()],
            tone: *tone,
            align: Align::Left,
        };
        plan.put(top(&mut area, 1), target, shape);
    }
}

/// Under a list: to its next page, and which of them is shown.
pub(super) fn more_button(
    words: &InterviewPhrases,
    (page, pages): (usize, usize),
    mut area: Rect,
    plan: &mut Plan,
) {
    let part = fill(
        words.list_page,
        &[("n", &(page + 1).to_string()), ("all", &pages.to_string())],
    );
    let label = format!("{} >", words.more);
    let place = left(&mut area, (wide(&label) + 8).max(14));
    Button::new(Target::More, label, None).put(place, plan);
    let _ = left(&mut area, 2);
    let _ = top(&mut area, 1);
    plan.line(area, part, Tone::Faint);
}

/// A question over the whole page, a little above its middle.
pub(super) fn dialog(
    title: &str,
    lines: &[String],
    buttons: Vec<Button>,
    mut area: Rect,
    plan: &mut Plan,
) {
    let width = usize::from(area.width);
    let title = wrap(title, width);
    let lines: Vec<String> = lines.iter().flat_map(|line| wrap(line, width)).collect();
    let high = rows_high(&buttons, area.width);
    let needed = cells(title.len() + lines.len()) + 2 + high;
    let above = area.height.saturating_sub(needed) / 3;
    let _ = top(&mut area, above);
    let place = top(&mut area, cells(title.len()));
    plan.text(place, title, Tone::Strong, Align::Left);
    let buttons_fit = high + cells(lines.len()) + 2 <= area.height;
    if buttons_fit {
        let _ = top(&mut area, 1);
    }
    let place = top(&mut area, cells(lines.len()));
    plan.text(place, lines, Tone::Ink, Align::Left);
    if buttons_fit {
        let _ = top(&mut area, 1);
    }
    place_rows(buttons, area, plan);
}

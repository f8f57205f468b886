//! The gap chart on the screen: colours the lines of [`crate::report::chart`] and places them. Decides nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::theme::Theme;
use crate::report::chart::{Chart, Line, Strokes};

/// How many pages the chart takes in an area of this size.
pub fn pages(chart: &Chart, area: Rect, strokes: &Strokes) -> usize {
    chart
        .draw(usize::from(area.width), strokes)
        .pages(usize::from(area.height))
}

/// Draws one page of the chart. A page beyond the last shows the last.
pub fn draw(
    chart: &Chart,
    page: usize,
    strokes: &Strokes,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let drawing = chart.draw(usize::from(area.width), strokes);
    let lines = drawing.page(usize::from(area.height), page);
    for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
        draw_line(line, theme, area, y, buffer);
    }
}

fn draw_line(line: &Line, theme: &Theme, area: Rect, y: u16, buffer: &mut Buffer) {
    let mut x = area.left();
    for span in &line.0 {
        let room = area.right().saturating_sub(x);
        let (next, _) =
            buffer.set_stringn(x, y, &span.text, usize::from(room), theme.tone(span.tone));
        x = next;
    }
}

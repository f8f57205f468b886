//! The gap chart on the screen: colours the lines of [`crate::report::chart`] and places them. Decides nothing.
//!
//! ```text
//! Reliability   |    .    .    .    .P------E |  -1.31  [-1.48, -1.14]  214
//! strong        faint                unmet  strong  unmet  ink           ink
//! ```

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Absent;
    use crate::language::Locale;
    use crate::report::chart::{ChartHead, ChartRow, Mark, Rank, Whose};

    fn chart() -> Chart {
        let mark = |sign: &str, name: &str| Mark {
            sign: sign.to_owned(),
            name: name.to_owned(),
        };
        let row = |label: &str, gap: f64| ChartRow {
            rank: Rank::Dimension,
            label: label.to_owned(),
            against: Ok(5.0),
            seen: Ok(5.0 + gap),
            gap: Ok(gap),
            interval: Err(Absent::OnlyOne),
            n: 1,
            note: None,
        };
        Chart {
            head: ChartHead {
                title: "題目".to_owned(),
                notes: Vec::new(),
                lowest: 1.0,
                highest: 7.0,
                low: "low".to_owned(),
                high: "high".to_owned(),
                seen: mark("感", "感受"),
                against: Some(mark("期", "期望")),
                convention: "sign".to_owned(),
                verdicts: ["-", "+", "="].map(str::to_owned),
                whose: Whose::One,
                locale: Locale::ZhHant,
            },
            rows: vec![row("short", -2.0), row("above", 1.5)],
        }
    }

    #[test]
    fn a_shortfall_is_drawn_in_the_style_of_the_unmet_and_stays_in_its_area() {
        let theme = Theme::high_contrast();
        let area = Rect::new(3, 2, 60, 14);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
        draw(&chart(), 0, &Strokes::usual(), &theme, area, &mut buffer);
        let found = |sign: &str| {
            let cell = buffer.content.iter().find(|cell| cell.symbol() == sign);
            cell.map(|cell| cell.fg)
        };
        assert_eq!(found("\u{2812}"), theme.unmet.fg);
        assert_eq!(found("\u{2836}"), theme.met.fg);
        for (index, cell) in buffer.content.iter().enumerate() {
            let (x, y) = buffer.pos_of(index);
            assert!(
                area.contains((x, y).into()) || cell.symbol() == " ",
                "{x},{y}"
            );
        }
    }

    #[test]
    fn any_area_and_any_page_can_be_drawn() {
        let chart = chart();
        let mut buffer = Buffer::empty(Rect::new(0, 0, 90, 30));
        for width in (0..90).step_by(7) {
            for height in (0..30).step_by(3) {
                let area = Rect::new(0, 0, width, height);
                for page in 0..=pages(&chart, area, &Strokes::ascii()).min(3) {
                    draw(
                        &chart,
                        page,
                        &Strokes::ascii(),
                        &Theme::plain(),
                        area,
                        &mut buffer,
                    );
                }
            }
        }
    }
}

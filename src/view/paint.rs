//! Shapes to cells: the one place where meanings become styles and signs.
//!
//! ```text
//! a button      ⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀       under the cursor  ⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀     chosen  ⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀
//!               ⡇  Next  ⢸                         ⡇> Next <⢸             ⡇[ 7 ]   ⢸  (reversed)
//!               ⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉                         ⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉             ⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::chart;
use super::glyphs::Glyphs;
use super::plan::{Align, Face, Mark, Piece, Shape, Tone, cells, wide};
use super::spacing::Spacing;
use super::theme::Theme;
use crate::language::{columns, fit};

/// The signs of a frame around a button, each one column wide in every terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edges {
    top: &'static str,
    bottom: &'static str,
    left: &'static str,
    right: &'static str,
    corner: Option<&'static str>,
}

impl Edges {
    /// Braille lines that lie close around the words.
    pub const fn usual() -> Self {
        Self {
            top: "\u{28c0}",    // ⣀
            bottom: "\u{2809}", // ⠉
            left: "\u{2847}",   // ⡇
            right: "\u{28b8}",  // ⢸
            corner: None,
        }
    }

    /// ASCII alone.
    pub const fn ascii() -> Self {
        Self {
            top: "-",
            bottom: "-",
            left: "|",
            right: "|",
            corner: Some("+"),
        }
    }
}

/// How everything looks: colours and signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// A style for each meaning.
    pub theme: Theme,
    /// Signs.
    pub glyphs: Glyphs,
    /// The signs of frames.
    pub edges: Edges,
    /// How close lines stand.
    pub spacing: Spacing,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            glyphs: Glyphs::usual(),
            edges: Edges::usual(),
            spacing: Spacing::Usual,
        }
    }
}

impl Look {
    /// This theme, with ASCII signs where they are asked for.
    pub fn new(theme: Theme, ascii: bool) -> Self {
        let usual = Self {
            theme,
            ..Self::default()
        };
        if ascii {
            Self {
                glyphs: Glyphs::ascii(),
                edges: Edges::ascii(),
                ..usual
            }
        } else {
            usual
        }
    }

    fn tone(&self, tone: Tone) -> Style {
        match tone {
            Tone::Ink => self.theme.ink,
            Tone::Strong => self.theme.strong,
            Tone::Faint => self.theme.faint,
            Tone::Accent => self.theme.accent,
            Tone::Warning => self.theme.warning,
        }
    }
}

/// Paints a piece; says where the terminal's own cursor belongs, if the piece has it.
pub(super) fn paint(
    piece: &Piece,
    look: &Look,
    stretch: u16,
    buffer: &mut Buffer,
) -> Option<Position> {
    let area = piece.area.intersection(buffer.area);
    if area.is_empty() {
        return None;
    }
    match &piece.shape {
        Shape::Text { lines, tone, align } => {
            let rows = (area.top()..area.bottom()).step_by(usize::from(stretch.max(1)));
            for (line, y) in lines.iter().zip(rows) {
                write(line, look.tone(*tone), *align, row(area, y), buffer);
            }
            None
        }
        Shape::Button(face) => {
            button(face, look, area, buffer);
            None
        }
        Shape::Field { lines, cursor } => field(lines, *cursor, look, area, buffer),
        Shape::Bar { done, all } => {
            bar(*done, *all, look, area, buffer);
            None
        }
        Shape::Chart {
            chart: content,
            page,
        } => {
            let strokes = &look.glyphs.strokes;
            chart::draw(content, *page, strokes, &look.theme, area, buffer);
            None
        }
    }
}

fn row(area: Rect, y: u16) -> Rect {
    Rect {
        y,
        height: 1,
        ..area
    }
}

/// Writes one line, cut to the room there is. Gives the column after it.
fn write(line: &str, style: Style, align: Align, area: Rect, buffer: &mut Buffer) -> u16 {
    let line = fit(line, usize::from(area.width));
    let spare = area.width.saturating_sub(wide(&line));
    let x = area.x
        + match align {
            Align::Left => 0,
            Align::Middle => spare / 2,
            Align::Right => spare,
        };
    let room = usize::from(area.right().saturating_sub(x));
    buffer.set_stringn(x, area.y, &line, room, style).0
}

fn edges(look: &Look, style: Style, area: Rect, buffer: &mut Buffer) {
    let edges = &look.edges;
    let across = |edge: &str| match edges.corner {
        Some(corner) if area.width >= 2 => {
            let between = edge.repeat(usize::from(area.width) - 2);
            format!("{corner}{between}{corner}")
        }
        Some(_) | None => edge.repeat(usize::from(area.width)),
    };
    let last = area.bottom() - 1;
    write(
        &across(edges.top),
        style,
        Align::Left,
        row(area, area.y),
        buffer,
    );
    write(
        &across(edges.bottom),
        style,
        Align::Left,
        row(area, last),
        buffer,
    );
    for y in area.y + 1..last {
        write(edges.left, style, Align::Left, row(area, y), buffer);
        write(edges.right, style, Align::Right, row(area, y), buffer);
    }
}

/// The cells inside a frame; the whole area where it is too low for one.
fn inside(area: Rect) -> Rect {
    if area.height < 3 || area.width < 3 {
        return area;
    }
    Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width - 2,
        height: area.height - 2,
    }
}

fn button(face: &Face, look: &Look, area: Rect, buffer: &mut Buffer) {
    let theme = &look.theme;
    let inner = if face.framed { inside(area) } else { area };
    if inner != area {
        let style = if face.state.cursor || face.state.chosen {
            theme.accent
        } else {
            theme.faint
        };
        edges(look, style, area, buffer);
        signs_in_frame(face, style, area, inner, buffer);
    }
    let style = if face.state.chosen {
        theme.chosen
    } else if face.main || face.state.cursor {
        theme.strong
    } else {
        theme.ink
    };
    if face.state.chosen {
        buffer.set_style(inner, style);
    }
    let spare = inner.height.saturating_sub(cells(face.label.len()));
    let lines = face.label.iter().enumerate();
    for ((index, label), y) in lines.zip(inner.y + spare / 2..inner.bottom()) {
        let line = row(inner, y);
        match face.align {
            Align::Middle => middle(face, label, index == 0, style, look, line, buffer),
            Align::Left | Align::Right => {
                listed(face, label, index == 0, style, look, line, buffer);
            }
        }
    }
}

/// Where a label leaves no room for the signs of cursor and choice, they stand in the frame: nothing is told by
/// reversing alone.
fn signs_in_frame(face: &Face, style: Style, area: Rect, inner: Rect, buffer: &mut Buffer) {
    let (open, close) = match (face.state.chosen, face.state.cursor) {
        (_, true) => (">", "<"),
        (true, false) => ("[", "]"),
        (false, false) => return,
    };
    let label = face.label.iter().map(|line| wide(line)).max().unwrap_or(0);
    if face.align == Align::Middle && face.key.is_empty() && label + 2 > inner.width {
        let spare = inner.height.saturating_sub(cells(face.label.len()));
        let line = row(area, inner.y + spare / 2);
        write(open, style, Align::Left, line, buffer);
        write(close, style, Align::Right, line, buffer);
    }
}

/// A button's line in the middle, with its key before it.
fn middle(
    face: &Face,
    label: &str,
    first: bool,
    style: Style,
    look: &Look,
    area: Rect,
    buffer: &mut Buffer,
) {
    let key = if first && !face.key.is_empty() {
        format!("{} ", face.key)
    } else {
        String::new()
    };
    let room = usize::from(area.width);
    let label = fit(label, room.saturating_sub(columns(&key)));
    let wide_label = columns(&key) + columns(&label);
    let (open, close) = match (face.state.chosen, face.state.cursor) {
        (true, true) => (">[", "]<"),
        (true, false) => ("[", "]"),
        (false, true) => (">", "<"),
        (false, false) => ("", ""),
    };
    // A blank between sign and label where there is room for it.
    let extra = 2 * (columns(open) + 1);
    let (open, close) = match (open.is_empty(), room) {
        (true, _) => (String::new(), String::new()),
        (false, room) if room >= wide_label + extra => (format!("{open} "), format!(" {close}")),
        (false, room) if room >= wide_label + extra - 2 => (open.to_owned(), close.to_owned()),
        (false, _) => (String::new(), String::new()),
    };
    let spare = room.saturating_sub(wide_label + columns(&open) + columns(&close));
    let mut x = area.x + cells(spare / 2);
    for (text, style) in [
        (open.as_str(), style),
        (
            key.as_str(),
            if face.state.chosen {
                style
            } else {
                look.theme.accent
            },
        ),
        (label.as_str(), style),
        (close.as_str(), style),
    ] {
        let room = usize::from(area.right().saturating_sub(x));
        x = buffer.set_stringn(x, area.y, text, room, style).0;
    }
}

/// A button's line like one of a list: cursor, key, mark, words, and the detail at the right.
fn listed(
    face: &Face,
    label: &str,
    first: bool,
    style: Style,
    look: &Look,
    area: Rect,
    buffer: &mut Buffer,
) {
    let glyphs = &look.glyphs;
    let cursor = if face.state.cursor {
        glyphs.cursor
    } else {
        " "
    };
    let mark = match (face.mark, face.state.chosen) {
        (None, _) => "",
        (Some(Mark::One), false) => glyphs.open,
        (Some(Mark::One), true) => glyphs.taken,
        (Some(Mark::Many), false) => glyphs.empty_box,
        (Some(Mark::Many), true) => glyphs.full_box,
    };
    let pad = |text: &str| {
        if text.is_empty() {
            String::new()
        } else {
            format!("{text} ")
        }
    };
    let key_style = if face.state.chosen {
        style
    } else {
        look.theme.accent
    };
    let head = [
        (format!("{cursor} "), style),
        (pad(&face.key), key_style),
        (pad(mark), style),
    ];
    let mut x = area.x;
    for (text, style) in head {
        let room = usize::from(area.right().saturating_sub(x));
        if first {
            x = buffer.set_stringn(x, area.y, &text, room, style).0;
        } else {
            x = (x + wide(&text)).min(area.right());
        }
    }
    let mut right = area.right();
    if first && !face.detail.is_empty() {
        let detail = format!("{} ", face.detail);
        let place = Rect {
            x,
            width: right.saturating_sub(x),
            ..area
        };
        // In a frame the words count; without one (points) it is the number that does.
        let quiet = if face.state.chosen || !face.framed {
            style
        } else {
            look.theme.faint
        };
        write(&detail, quiet, Align::Right, place, buffer);
        right = right.saturating_sub(wide(&detail) + 1).max(x);
    }
    let place = Rect {
        x,
        width: right.saturating_sub(x),
        ..area
    };
    write(label, style, Align::Left, place, buffer);
}

fn field(
    lines: &[String],
    cursor: Option<(u16, u16)>,
    look: &Look,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let inner = inside(area);
    if inner != area {
        let style = if cursor.is_some() {
            look.theme.accent
        } else {
            look.theme.faint
        };
        edges(look, style, area, buffer);
    }
    for (line, y) in lines.iter().zip(inner.y..inner.bottom()) {
        let text = Rect {
            x: inner.x + 1.min(inner.width),
            width: inner.width.saturating_sub(1),
            ..row(inner, y)
        };
        write(line.trim_end(), look.theme.ink, Align::Left, text, buffer);
    }
    let (down, along) = cursor?;
    let place = Position {
        x: (inner.x + 1)
            .saturating_add(along)
            .min(inner.right().saturating_sub(1)),
        y: inner
            .y
            .saturating_add(down)
            .min(inner.bottom().saturating_sub(1)),
    };
    Some(place)
}

fn bar(done: usize, all: usize, look: &Look, area: Rect, buffer: &mut Buffer) {
    let width = usize::from(area.width);
    let filled = (width * done.min(all)).checked_div(all).unwrap_or(0);
    let (ahead, behind) = (look.glyphs.rule, look.glyphs.strokes.surplus);
    let x = buffer
        .set_stringn(
            area.x,
            area.y,
            behind.repeat(filled),
            width,
            look.theme.accent,
        )
        .0;
    let rest = usize::from(area.right().saturating_sub(x));
    buffer.set_stringn(x, area.y, ahead.repeat(rest), rest, look.theme.faint);
}

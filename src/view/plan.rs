//! Where things stand: a plan is a list of pieces, each with its place and, perhaps, what it is a target for.
//!
//! Drawing and hitting read the same plan, so they never disagree. Pieces speak in meanings ([`Tone`],
//! [`State`]); colours and signs come in when they are painted.

use ratatui::layout::Rect;

use crate::app::target::Target;
use crate::report::chart::Chart;

/// What a piece of text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Ink,
    Strong,
    Faint,
    Accent,
    Warning,
}

/// On which side a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Middle,
    Right,
}

/// How a button stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct State {
    /// The cursor is on it.
    pub(super) cursor: bool,
    /// It is what the person chose.
    pub(super) chosen: bool,
}

/// A sign before an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// One of several options may be taken.
    One,
    /// Several may be taken.
    Many,
}

/// A button's face.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Face {
    /// The key that does the same, or empty.
    pub(super) key: String,
    /// The sign before an option.
    pub(super) mark: Option<Mark>,
    /// Its words, broken into lines.
    pub(super) label: Vec<String>,
    /// Words at its right end.
    pub(super) detail: String,
    /// Words in the middle, or at the left like a list.
    pub(super) align: Align,
    /// The way most people go.
    pub(super) main: bool,
    /// A frame around it where there is room for one.
    pub(super) framed: bool,
    /// How it stands.
    pub(super) state: State,
}

/// What a piece looks like.
#[derive(Debug, Clone)]
pub(super) enum Shape {
    /// Lines of text.
    Text {
        lines: Vec<String>,
        tone: Tone,
        align: Align,
    },
    /// Something to choose.
    Button(Face),
    /// Lines being written; the cursor's row and column inside the frame, if it is here.
    Field {
        lines: Vec<String>,
        cursor: Option<(u16, u16)>,
    },
    /// How far one is.
    Bar { done: usize, all: usize },
    /// One page of a gap chart.
    Chart { chart: Box<Chart>, page: usize },
}

/// A shape in its place.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) area: Rect,
    pub(super) target: Option<Target>,
    pub(super) shape: Shape,
}

/// Everything on the screen, in the order in which it is painted.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    pub(super) pieces: Vec<Piece>,
    /// How many rows of the screen a row of the plan takes.
    pub(super) stretch: u16,
}

impl Plan {
    pub(super) fn put(&mut self, area: Rect, target: Option<Target>, shape: Shape) {
        self.pieces.push(Piece {
            area,
            target,
            shape,
        });
    }

    /// Lines of text.
    pub(super) fn text(&mut self, area: Rect, lines: Vec<String>, tone: Tone, align: Align) {
        self.put(area, None, Shape::Text { lines, tone, align });
    }

    /// One line of text at the left.
    pub(super) fn line(&mut self, area: Rect, line: impl Into<String>, tone: Tone) {
        self.text(area, vec![line.into()], tone, Align::Left);
    }

    /// Brings the pieces from the plan's rows to the screen's, the first of which is `first`.
    pub(super) fn stretch_from(&mut self, first: u16) {
        for piece in &mut self.pieces {
            let below = piece.area.y.saturating_sub(first);
            piece.area.y = first.saturating_add(below.saturating_mul(self.stretch));
            piece.area.height = piece.area.height.saturating_mul(self.stretch);
        }
    }
}

/// Cuts rows off the top.
pub(super) fn top(area: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    let cut = Rect {
        height: rows,
        ..*area
    };
    area.y = area.y.saturating_add(rows);
    area.height -= rows;
    cut
}

/// Cuts rows off the bottom.
pub(super) fn bottom(area: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    area.height -= rows;
    Rect {
        y: area.y.saturating_add(area.height),
        height: rows,
        ..*area
    }
}

/// Cuts columns off the left.
pub(super) fn left(area: &mut Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width);
    let cut = Rect {
        width: columns,
        ..*area
    };
    area.x = area.x.saturating_add(columns);
    area.width -= columns;
    cut
}

/// Cuts columns off the right.
pub(super) fn right(area: &mut Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width);
    area.width -= columns;
    Rect {
        x: area.x.saturating_add(area.width),
        width: columns,
        ..*area
    }
}

/// A count of rows or columns as the screen measures them.
pub(super) fn cells(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

/// The columns of a text as the screen measures them.
pub(super) fn wide(text: &str) -> u16 {
    cells(crate::language::columns(text))
}

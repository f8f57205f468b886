//! Rows of buttons and lists of things to choose: how many fit, and which page of them is shown.

use ratatui::layout::Rect;

use super::plan::{Align, Face, Mark, Plan, Shape, State, cells, left, top, wide};
use crate::app::target::Target;
use crate::language::wrap;

/// Rows that a target is high, at least.
pub(super) const HIGH: u16 = 3;

/// A button to be placed.
#[derive(Debug, Clone)]
pub(super) struct Button {
    pub(super) target: Target,
    pub(super) face: Face,
}

impl Button {
    /// A button with one line in its middle.
    pub(super) fn new(target: Target, label: impl Into<String>, cursor: Option<Target>) -> Self {
        Self {
            target,
            face: Face {
                key: String::new(),
                mark: None,
                label: vec![label.into()],
                detail: String::new(),
                align: Align::Middle,
                main: false,
                framed: true,
                state: State {
                    cursor: cursor == Some(target),
                    chosen: false,
                },
            },
        }
    }

    /// Its key.
    pub(super) fn key(mut self, key: impl Into<String>) -> Self {
        self.face.key = key.into();
        self
    }

    /// The way most people go.
    pub(super) fn main(mut self) -> Self {
        self.face.main = true;
        self
    }

    /// It is what the person chose.
    pub(super) fn chosen(mut self, chosen: bool) -> Self {
        self.face.state.chosen = chosen;
        self
    }

    /// A sign before it.
    pub(super) fn mark(mut self, mark: Mark) -> Self {
        self.face.mark = Some(mark);
        self
    }

    /// Without a frame: all its rows are for words.
    pub(super) fn bare(mut self) -> Self {
        self.face.framed = false;
        self
    }

    /// Words at its right end.
    pub(super) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.face.detail = detail.into();
        self
    }

    /// Columns it takes at least: the words, the frame, and beside the words room for the cursor's signs.
    fn least(&self, room: Room) -> u16 {
        let key = if self.face.key.is_empty() {
            0
        } else {
            wide(&self.face.key) + 1
        };
        let label = self.face.label.iter().map(|line| wide(line)).max();
        let beside = match room {
            Room::Usual => 4,
            Room::Tight => 2,
        };
        key + label.unwrap_or(0) + beside
    }

    pub(super) fn put(self, area: Rect, plan: &mut Plan) {
        plan.put(area, Some(self.target), Shape::Button(self.face));
    }
}

/// How many rows of the screen these buttons take, side by side as far as they fit.
pub(super) fn rows_high(buttons: &[Button], width: u16) -> u16 {
    cells(side_by_side(buttons, width).0.len()) * HIGH
}

/// How much room a button has beside its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Room {
    Usual,
    Tight,
}

/// How many buttons stand in each row; tight, where that saves a row.
fn side_by_side(buttons: &[Button], width: u16) -> (Vec<usize>, Room) {
    let usual = rows_of(buttons, width, Room::Usual);
    let tight = rows_of(buttons, width, Room::Tight);
    if tight.len() < usual.len() {
        (tight, Room::Tight)
    } else {
        (usual, Room::Usual)
    }
}

fn rows_of(buttons: &[Button], width: u16, room: Room) -> Vec<usize> {
    let mut rows = Vec::new();
    let mut used = 0;
    for button in buttons {
        let least = button.least(room);
        match rows.last_mut() {
            Some(count) if used + 1 + least <= width => {
                *count += 1;
                used += 1 + least;
            }
            _ => {
                rows.push(1);
                used = least;
            }
        }
    }
    rows
}

/// Places buttons side by side from the left, in as many rows as they need.
pub(super) fn place_rows(buttons: Vec<Button>, mut area: Rect, plan: &mut Plan) {
    let (rows, room) = side_by_side(&buttons, area.width);
    let mut buttons = buttons.into_iter();
    for count in rows {
        let row: Vec<Button> = buttons.by_ref().take(count).collect();
        let mut line = top(&mut area, HIGH);
        let gaps = cells(count.saturating_sub(1));
        let least: u16 = row.iter().map(|button| button.least(room)).sum();
        let spare = line.width.saturating_sub(least + gaps);
        let more = (spare / cells(count.max(1))).min(4);
        for button in row {
            let width = button.least(room) + more;
            button.put(left(&mut line, width), plan);
            let _ = left(&mut line, 1);
        }
    }
}

/// Places one button at the left, others in the middle, one at the right: the row at the bottom.
pub(super) fn place_ends(buttons: Vec<Button>, area: Rect, plan: &mut Plan) {
    let count = buttons.len();
    let widths: Vec<u16> = buttons
        .iter()
        .map(|button| (button.least(Room::Usual) + 4).max(14))
        .collect();
    let total: u16 = widths.iter().sum();
    let spare = area.width.saturating_sub(total);
    let gap = spare / cells(count.saturating_sub(1).max(1));
    let mut x = area.x;
    for (index, (button, width)) in buttons.into_iter().zip(widths).enumerate() {
        if index > 0 && index + 1 == count {
            x = x.max(area.right().saturating_sub(width));
        }
        let place = Rect { x, width, ..area };
        button.put(place.intersection(area), plan);
        x = x.saturating_add(width + gap);
    }
}

/// A list that shows the page on which the cursor is, or the leaf that was turned to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Listing {
    pub(super) columns: u16,
    pub(super) high: u16,
    pub(super) rows: usize,
}

impl Listing {
    /// How a list of buttons is best set in this room: one column if it fits, else two, else three; and if
    /// that is not enough, page by page.
    pub(super) fn of(labels: &[String], area: Rect, most_columns: u16) -> Self {
        let mut best = Self::with(labels, area, 1);
        for columns in 2..=most_columns.max(1) {
            if best.capacity() >= labels.len() {
                break;
            }
            let other = Self::with(labels, area, columns);
            if other.capacity() > best.capacity() {
                best = other;
            }
        }
        best
    }

    fn with(labels: &[String], area: Rect, columns: u16) -> Self {
        let inside = Self::inside(area, columns);
        let lines = labels
            .iter()
            .map(|label| wrap(label, inside).len())
            .max()
            .unwrap_or(1);
        let high = cells(lines)
            .saturating_add(2)
            .clamp(HIGH, area.height.max(HIGH));
        Self {
            columns,
            high,
            rows: usize::from(area.height / high).max(1),
        }
    }

    fn width(area: Rect, columns: u16) -> u16 {
        area.width.saturating_sub(columns - 1) / columns
    }

    /// Columns for the words: without frame, cursor, key and mark.
    fn inside(area: Rect, columns: u16) -> usize {
        usize::from(Self::width(area, columns).saturating_sub(11).max(4))
    }

    fn capacity(self) -> usize {
        self.rows * usize::from(self.columns)
    }

    pub(super) fn pages(self, count: usize) -> usize {
        count.div_ceil(self.capacity()).max(1)
    }

    /// Rows that this many buttons take on one page.
    pub(super) fn height(self, count: usize) -> u16 {
        let rows = count
            .min(self.capacity())
            .div_ceil(usize::from(self.columns));
        cells(rows) * self.high
    }

    /// Places the page of the cursor, or the leaf. Gives which page of how many.
    pub(super) fn place(
        self,
        buttons: Vec<Button>,
        leaf: usize,
        area: Rect,
        plan: &mut Plan,
    ) -> (usize, usize) {
        let pages = self.pages(buttons.len());
        let under = buttons.iter().position(|button| button.face.state.cursor);
        let page = under.map_or(leaf % pages, |index| index / self.capacity());
        let first = page * self.capacity();
        let width = Self::width(area, self.columns);
        let inside = Self::inside(area, self.columns);
        let shown = buttons.into_iter().skip(first).take(self.capacity());
        for (index, mut button) in shown.enumerate() {
            let column = cells(index) % self.columns;
            let row = cells(index) / self.columns;
            let place = Rect {
                x: area.x + column * (width + 1),
                y: area.y + row * self.high,
                width,
                height: self.high,
            };
            let label = button.face.label.join(" ");
            button.face.label = wrap(&label, inside);
            button.face.align = Align::Left;
            button.put(place.intersection(area), plan);
        }
        (page, pages)
    }
}

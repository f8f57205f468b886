//! How it looks: the state on the screen, and which target a press hits.
//!
//! ```text
//! App ── plan ──▶ pieces with places ──▶ cells        (draw)
//!                        └─────────────▶ Target       (hit)
//! ```
//!
//! Knows: places, sizes, what is shown when there is little room. One plan serves drawing and hitting. It
//! pages instead of scrolling, and it decides nothing: no answer, no save, no time. Works from 60 columns and
//! 20 rows up; below that a sentence says which size is needed.

pub mod chart;
pub mod glyphs;
pub mod theme;

mod answer;
mod buttons;
mod desk;
mod fieldwork;
mod interview;
mod keys;
mod kiosk;
mod last;
mod page;
mod paint;
mod plan;
mod session;
mod spacing;
mod writing;

pub use paint::{Edges, Look};
pub use spacing::Spacing;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use crate::app::target::Target;
use crate::app::{App, Screen};
use crate::language::{fill, phrases, wrap};
use plan::{Align, Plan, Tone};

/// The least number of columns.
pub const LEAST_COLUMNS: u16 = 60;

/// The least number of rows.
pub const LEAST_ROWS: u16 = 20;

/// Draws the screen.
pub fn draw(app: &App, look: &Look, frame: &mut Frame<'_>) {
    let area = frame.area();
    let plan = plan_of(app, look, area);
    let buffer = frame.buffer_mut();
    buffer.set_style(area, look.theme.ink);
    let mut cursor = None;
    for piece in &plan.pieces {
        cursor = cursor.or(paint::paint(piece, look, plan.stretch, buffer));
    }
    if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
}

/// What a press on this cell chooses, on a screen of this size.
pub fn hit(app: &App, look: &Look, area: Rect, column: u16, row: u16) -> Option<Target> {
    let place = Position { x: column, y: row };
    targets(app, look, area)
        .into_iter()
        .rev()
        .find_map(|(area, target)| area.contains(place).then_some(target))
}

/// Everything that can be pressed and where it stands, in the order in which it is drawn: the later lies on top.
pub fn targets(app: &App, look: &Look, area: Rect) -> Vec<(Rect, Target)> {
    let pieces = plan_of(app, look, area).pieces.into_iter();
    pieces
        .filter_map(|piece| Some((piece.area, piece.target?)))
        .collect()
}

fn plan_of(app: &App, look: &Look, area: Rect) -> Plan {
    let least_rows = LEAST_ROWS + u16::from(app.is_preview());
    let stretch = look.spacing.stretch(area.height, least_rows);
    let paper = Rect {
        height: area.height / stretch,
        ..area
    };
    let mut plan = plan_on(app, stretch, paper);
    plan.stretch_from(area.y);
    plan
}

fn plan_on(app: &App, stretch: u16, area: Rect) -> Plan {
    let mut plan = Plan {
        stretch,
        ..Plan::default()
    };
    if area.is_empty() {
        return plan;
    }
    let least_rows = LEAST_ROWS + u16::from(app.is_preview());
    if area.width < LEAST_COLUMNS || area.height < least_rows {
        let (columns, rows) = (LEAST_COLUMNS.to_string(), least_rows.to_string());
        let sentence = fill(
            phrases(app.locale()).trouble.too_small,
            &[("columns", columns.as_str()), ("rows", rows.as_str())],
        );
        let lines = wrap(&sentence, usize::from(area.width));
        plan.text(area, lines, Tone::Ink, Align::Left);
        return plan;
    }
    let mut area = page::column(area);
    if app.is_preview() {
        let words = phrases(app.locale()).author.preview;
        plan.line(plan::top(&mut area, 1), words, Tone::Warning);
    }
    match app.screen() {
        Screen::Desk(desk) => desk::plan(app, desk, area, &mut plan),
        Screen::Contacts(contacts) => fieldwork::contacts(app, contacts, area, &mut plan),
        Screen::Language(welcome) => last::welcome(app, welcome, area, &mut plan),
        Screen::Interview(sitting) => interview::plan(app, sitting, area, &mut plan),
        Screen::Thanks(thanks) => last::thanks(app, thanks, area, &mut plan),
        Screen::Results(results) => last::results(app, results, area, &mut plan),
        Screen::Trouble(trouble) => last::trouble(app, trouble, area, &mut plan),
        Screen::Closed(closed) => kiosk::closed(app, closed, area, &mut plan),
        Screen::Keypad(keypad) => kiosk::keypad(app, keypad, area, &mut plan),
        Screen::Staff(staff) => kiosk::staff(app, staff, area, &mut plan),
        Screen::Door(door) => session::door(app, door, area, &mut plan),
        Screen::Room(room) => session::room(app, room, area, &mut plan),
    }
    plan
}

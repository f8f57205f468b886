//! Keys to be touched: the pad for digits and the keyboard for letters.
//!
//! ```text
//! [ 1 ][ 2 ][ 3 ]        [q][w][e][r][t][y][u][i][o][p]
//! [ 4 ][ 5 ][ 6 ]         [a][s][d][f][g][h][j][k][l]
//! [ 7 ][ 8 ][ 9 ]        [ABC][z][x][c][v][b][n][m][Erase]
//! [Erase][ 0 ][OK]       [123][,][    space    ][.][ Done ]
//! ```
//!
//! Every key touches the next: a finger between two of them meets one.

use ratatui::layout::Rect;

use super::buttons::{Button, HIGH};
use super::plan::{Plan, cells, left, top};
use crate::app::keyboard::Layer;
use crate::app::target::Target;
use crate::language::Phrases;

/// Rows of a pad and of a keyboard, and where there is much room.
pub(super) const ROWS: u16 = 4 * HIGH;
pub(super) const MORE_ROWS: u16 = 4 * (HIGH + 2);

/// Columns that a pad takes of so many.
pub(super) fn pad_width(width: u16) -> u16 {
    3 * (width / 8).clamp(7, 12)
}

/// Places the keys of a pad, rows of equal keys.
pub(super) fn pad(
    rows: Vec<Vec<Target>>,
    cursor: Option<Target>,
    words: &Phrases,
    mut area: Rect,
    plan: &mut Plan,
) {
    let high = height(area, rows.len());
    for row in rows {
        let mut line = top(&mut area, high);
        let width = line.width / cells(row.len()).max(1);
        for target in row {
            key(target, cursor, words, Size::Digit).put(left(&mut line, width), plan);
        }
    }
}

/// Places the keys of a keyboard. The third row has wider keys at its ends, the fourth the blank in its middle.
pub(super) fn keyboard(
    rows: Vec<Vec<Target>>,
    cursor: Option<Target>,
    words: &Phrases,
    mut area: Rect,
    plan: &mut Plan,
) {
    // Twenty halves: a key is two of them wide.
    let half = (area.width / 20).min(4);
    let margin = (area.width - 20 * half) / 2;
    area.x += margin;
    let high = height(area, rows.len());
    for row in rows {
        let mut line = Rect {
            width: 20 * half,
            ..top(&mut area, high)
        };
        let wide: u16 = row.iter().map(|target| halves(*target, row.len())).sum();
        let _ = left(&mut line, half * 20u16.saturating_sub(wide) / 2);
        for target in row.iter().copied() {
            let width = half * halves(target, row.len());
            key(target, cursor, words, Size::Letter).put(left(&mut line, width), plan);
        }
    }
}

/// How high keys are: an odd number of rows where there is room, so that their labels stand in the middle.
fn height(area: Rect, rows: usize) -> u16 {
    match area.height / cells(rows).max(1) {
        0 => 1,
        each @ 1..=2 => each,
        3..=4 => HIGH,
        5.. => HIGH + 2,
    }
}

/// How many halves of a letter's key a key takes, in a row of so many.
fn halves(target: Target, row: usize) -> u16 {
    match (target, row) {
        // The last row: layer, comma, blank, stop, done.
        (Target::Type(' '), _) => 8,
        (Target::Layer(_) | Target::Confirm, 5) => 4,
        (Target::Layer(_) | Target::Erase, _) => 3,
        (_, _) => 2,
    }
}

/// What a key's label has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Size {
    Digit,
    Letter,
}

fn key(target: Target, cursor: Option<Target>, words: &Phrases, size: Size) -> Button {
    let label = if let Target::Type(c) = target {
        match c {
            ' ' => words.touch.space.to_owned(),
            c => c.to_string(),
        }
    } else if let Target::Layer(layer) = target {
        match layer {
            Layer::Small => "abc",
            Layer::Large => "ABC",
            Layer::Signs => "123",
        }
        .to_owned()
    } else if target == Target::Erase {
        words.touch.erase.to_owned()
    } else {
        match size {
            Size::Digit => words.kiosk.confirm.to_owned(),
            Size::Letter => words.touch.written.to_owned(),
        }
    };
    let button = Button::new(target, label, cursor);
    if target == Target::Confirm {
        button.main()
    } else {
        button
    }
}

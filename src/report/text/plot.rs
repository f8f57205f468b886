//! Points in a plane as lines of text.
//!
//! ```text
//!   | begin here             |            keep it up |
//!   |     b                  |                       |
//!   |            d?          |        a              |
//!   |------------------------+-----------------------|
//!   | low priority           |      perhaps too much |
//! ```

use crate::language::{columns, fit};
use crate::report::chart::Strokes;
use crate::report::document::Plot;

/// Lines between the two borders.
const HEIGHT: usize = 15;

/// The lines of a plot, at most `width` columns and no more than 72.
pub(in crate::report) fn lines(plot: &Plot, width: usize, strokes: &Strokes) -> Vec<String> {
    let inside = width.saturating_sub(6).min(66);
    let ((left, right), (bottom, top)) = plot.reach();
    let place = |value: f64, low: f64, high: f64, room: usize| {
        let share = ((value - low) / (high - low)).clamp(0.0, 1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "at most the room there is"
        )]
        let at = (share * room.saturating_sub(1) as f64).round() as usize;
        at
    };
    let column = |x: f64| place(x, left, right, inside);
    let row = |y: f64| HEIGHT - 1 - place(y, bottom, top, HEIGHT);
    // One cell a column; an empty cell is the right half of the wide sign before it.
    let mut grid = vec![vec![" ".to_owned(); inside]; HEIGHT];
    let (cut_x, cut_y) = (column(plot.cut.0), row(plot.cut.1));
    for (at, line) in grid.iter_mut().enumerate() {
        if at == cut_y {
            for cell in line.iter_mut() {
                strokes.tick.clone_into(cell);
            }
        }
        strokes.post.clone_into(&mut line[cut_x]);
    }
    let mut free = vec![vec![true; inside]; HEIGHT];
    let mut put = |line: usize, from: usize, text: &str| {
        let (Some(cells), Some(free)) = (grid.get_mut(line), free.get_mut(line)) else {
            return false;
        };
        let to = from + columns(text);
        if to > inside || free.get(from..to).is_none_or(|free| free.contains(&false)) {
            return false;
        }
        for cell in &mut cells[from..to] {
            cell.clear();
        }
        text.clone_into(&mut cells[from]);
        free[from..to].fill(false);
        true
    };
    for point in &plot.points {
        let text = if point.uncertain {
            format!("{}?", point.mark)
        } else {
            point.mark.clone()
        };
        let (line, from) = (row(point.y), column(point.x));
        // Where another point stands already, the nearest free place in the line, then the next lines.
        let near = |step: usize| [from + step, from.saturating_sub(step)];
        let lines = [line, line + 1, line.saturating_sub(1)];
        let places = lines
            .into_iter()
            .flat_map(|line| (0..12).flat_map(near).map(move |from| (line, from)));
        for (line, from) in places {
            if put(line, from, &text) {
                break;
            }
        }
    }
    let [top_left, top_right, bottom_left, bottom_right] = &plot.corners;
    let half = |name: &str, room: usize| fit(name, room).trim_end().to_owned();
    for (line, one, two) in [
        (0, top_left, top_right),
        (HEIGHT - 1, bottom_left, bottom_right),
    ] {
        let one = half(one, cut_x.saturating_sub(1));
        put(line, 0, &one);
        let two = half(two, inside.saturating_sub(cut_x + 2));
        put(line, inside.saturating_sub(columns(&two)), &two);
    }
    let mut out = vec![format!("  {}", plot.up)];
    for line in grid {
        out.push(format!("  {0} {1} {0}", strokes.post, line.concat()));
    }
    let across = columns(&plot.across);
    let blanks = " ".repeat((inside + 6).saturating_sub(across + 2));
    out.push(format!("{blanks}{}", plot.across));
    out.into_iter()
        .map(|line| line.trim_end().to_owned())
        .collect()
}

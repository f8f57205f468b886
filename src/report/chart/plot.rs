//! One row of a plot: cells that signs are put on, one or two columns wide.

use unicode_segmentation::UnicodeSegmentation as _;

use super::{Line, Span, Strokes, Tone};
use crate::language::columns;

/// A strip of cells, one a column.
pub(super) struct Strip {
    cells: Vec<(String, Tone)>,
}

impl Strip {
    /// An empty strip.
    pub(super) fn new(width: usize) -> Self {
        Self {
            cells: vec![(" ".to_owned(), Tone::Faint); width],
        }
    }

    /// A strip with a tick at each of `steps` equal steps and posts at both ends.
    pub(super) fn grid(width: usize, steps: usize, strokes: &Strokes) -> Self {
        let mut strip = Self::new(width);
        if width > 1 && (width - 1).is_multiple_of(steps) {
            let cells = (width - 1) / steps;
            for step in 1..steps {
                strip.put(step * cells, strokes.tick, Tone::Faint);
            }
        }
        strip.put(0, strokes.post, Tone::Faint);
        strip.put(width.saturating_sub(1), strokes.post, Tone::Faint);
        strip
    }

    pub(super) fn width(&self) -> usize {
        self.cells.len()
    }

    /// Puts a text on the strip from this column on; what does not fit is left out.
    pub(super) fn put(&mut self, column: usize, text: &str, tone: Tone) {
        let mut at = column;
        for cluster in text.graphemes(true) {
            let wide = columns(cluster);
            if wide == 0 || at + wide > self.cells.len() {
                return;
            }
            self.clear(at);
            self.cells[at] = (cluster.to_owned(), tone);
            for follower in 1..wide {
                self.clear(at + follower);
                self.cells[at + follower] = (String::new(), tone);
            }
            at += wide;
        }
    }

    /// Fills the columns `from..to` with a sign one column wide.
    pub(super) fn fill(&mut self, from: usize, to: usize, sign: &str, tone: Tone) {
        for column in from..to {
            self.put(column, sign, tone);
        }
    }

    /// Whether nothing but grid is in these columns.
    pub(super) fn is_free(&self, from: usize, to: usize) -> bool {
        to <= self.cells.len()
            && self
                .cells
                .iter()
                .take(to)
                .skip(from)
                .all(|(_, tone)| *tone == Tone::Faint)
    }

    /// Half of a wide sign never stays behind.
    fn clear(&mut self, column: usize) {
        if self.cells[column].0.is_empty() && column > 0 {
            " ".clone_into(&mut self.cells[column - 1].0);
        }
        if columns(&self.cells[column].0) > 1 && column + 1 < self.cells.len() {
            " ".clone_into(&mut self.cells[column + 1].0);
        }
    }

    /// Puts the strip at the end of a line, equal tones joined.
    pub(super) fn onto(self, line: &mut Line) {
        for (text, tone) in self.cells {
            match line.0.last_mut() {
                Some(last) if last.tone == tone => last.text.push_str(&text),
                _ => line.0.push(Span { text, tone }),
            }
        }
    }
}

/// The column of a value on a strip `width` columns wide that spans `lowest..=highest`, for a sign that is
/// `wide` columns wide. Values beyond the ends sit on the ends.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the strip before the cast"
)]
pub(super) fn column_of(value: f64, lowest: f64, highest: f64, width: usize, wide: usize) -> usize {
    let last = width.saturating_sub(wide);
    let share = ((value - lowest) / (highest - lowest)).clamp(0.0, 1.0);
    if share.is_nan() {
        return 0;
    }
    let centre = share * (width.saturating_sub(1)) as f64;
    let left = centre - (wide.saturating_sub(1)) as f64 / 2.0;
    (left.round().max(0.0) as usize).min(last)
}

//! Which columns a chart has at a width, and how wide they are.

use super::{Chart, ChartRow, Rank, Whose};
use crate::language::{columns, fill, phrases};
use crate::report::words::{bracketed, plain, signed};

/// Blank columns between two columns of the table.
const BETWEEN: usize = 2;

/// The columns of a chart. Widths in terminal columns; 0 means that the column is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) width: usize,
    pub(super) label: usize,
    pub(super) plot: usize,
    /// The numbers of the marks.
    pub(super) against: usize,
    pub(super) seen: usize,
    pub(super) gap: usize,
    pub(super) interval: usize,
    pub(super) n: usize,
    /// The second plot: gaps and intervals around a zero line.
    pub(super) panel: usize,
}

impl Layout {
    /// The numbers that do not fit are left out in this order: the zero panel, the numbers of the marks, the
    /// intervals. The gap and n always stay.
    pub(super) fn of(chart: &Chart, width: usize) -> Self {
        let words = &phrases(chart.head.locale).report;
        let many = matches!(chart.head.whose, Whose::Many { .. });
        let label = chart
            .rows
            .iter()
            .map(|row| columns(&row.label) + indent(row.rank))
            .max()
            .unwrap_or_default()
            .clamp(8, longest_label(width));
        let paired = chart.head.against.is_some();
        let gap = if paired {
            widest(chart.rows.iter().map(|row| signed(row.gap.ok())))
                .max(columns(words.gap))
                .max(5)
        } else {
            0
        };
        let n = if many {
            widest(chart.rows.iter().map(|row| row.n.to_string()))
                .max(columns(words.n))
                .max(3)
        } else {
            0
        };
        let interval = if many && width >= 76 {
            widest(chart.rows.iter().map(|row| bracketed(row.interval.ok())))
                .max(columns(&fill(words.interval, &[("level", "95")])))
        } else {
            0
        };
        let level = |mean: fn(&ChartRow) -> Option<f64>| {
            widest(chart.rows.iter().map(|row| plain(mean(row)))).max(4)
        };
        let against = if paired && width >= 100 {
            level(|row| row.against.ok())
        } else {
            0
        };
        let seen = if !paired || width >= 100 {
            level(|row| row.seen.ok())
        } else {
            0
        };
        let beside: usize = [label, against, seen, gap, interval, n]
            .iter()
            .filter(|column| **column > 0)
            .map(|column| column + BETWEEN)
            .sum();
        let steps = steps(chart);
        let room = width.saturating_sub(beside).max(2);
        let cells = ((room - 1) / steps).min(10);
        let plot = if cells == 0 { room } else { cells * steps + 1 };
        let units = 2 * half_range(chart);
        let cells = (room.saturating_sub(plot + BETWEEN + 1) / units).min(10);
        let panel = if many && paired && cells >= 5 {
            cells * units + 1
        } else {
            0
        };
        Self {
            width,
            label,
            plot,
            against,
            seen,
            gap,
            interval,
            n,
            panel,
        }
    }
}

/// Longer labels go on over a second line.
fn longest_label(width: usize) -> usize {
    match width {
        0..60 => 14,
        60..100 => (width / 5 + 1).max(14),
        _ => (width / 4).min(36),
    }
}

/// Whole steps of the scale; at least one.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "scales have at most 100 steps; the cast saturates"
)]
pub(super) fn steps(chart: &Chart) -> usize {
    let span = chart.head.highest - chart.head.lowest;
    (span.round() as usize).clamp(1, 100)
}

/// How far the zero panel reaches to each side: half the scale, always, so that charts can be compared.
pub(super) fn half_range(chart: &Chart) -> usize {
    steps(chart).div_ceil(2)
}

pub(super) fn indent(rank: Rank) -> usize {
    match rank {
        Rank::Item => 2,
        Rank::Dimension | Rank::Overall => 0,
    }
}

fn widest(texts: impl Iterator<Item = String>) -> usize {
    texts.map(|text| columns(&text)).max().unwrap_or_default()
}

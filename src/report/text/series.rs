//! Values over time as lines of text, one period a line.
//!
//! ```text
//! Overall: gap                n
//!   2026-01  -0.71  118   [        |  *     ]
//!   2026-02  -1.32  124  *[        |        ]  ! 1
//!   2026-03  <5  too few answers
//! ```

use crate::language::{columns, wrap};
use crate::report::chart::Strokes;
use crate::report::document::{Series, SeriesRow};

/// The lines of a series, at most `width` columns.
pub(in crate::report) fn lines(series: &Series, width: usize, strokes: &Strokes) -> Vec<String> {
    let told = |row: &SeriesRow| row.value.as_ref().map_or(0, |(_, text)| columns(text));
    let widest = |of: &dyn Fn(&SeriesRow) -> usize, head: &str| {
        let rows = series.rows.iter().map(of);
        rows.max().unwrap_or_default().max(columns(head))
    };
    let name = widest(&|row| columns(&row.name), "");
    let value = widest(&told, &series.head);
    let n = widest(&|row| columns(&row.n), &series.n);
    let signal = widest(&|row| columns(&row.signal), "");
    let marks = if signal > 0 { signal + 4 } else { 0 };
    let room = width.saturating_sub(name + value + n + marks + 8).min(60);
    let pad = |text: &str, wide: usize| " ".repeat(wide.saturating_sub(columns(text)));
    let mut out = wrap(&series.title, width);
    out.push(format!(
        "  {}  {}{}  {}{}",
        " ".repeat(name),
        pad(&series.head, value),
        series.head,
        pad(&series.n, n),
        series.n,
    ));
    for row in &series.rows {
        let front = format!("  {}{}", row.name, pad(&row.name, name));
        let line = match &row.value {
            Err(reason) => format!("{front}  {}{}  {reason}", pad(&row.n, value), row.n),
            Ok((at, text)) => {
                let signal = if row.signal.is_empty() {
                    String::new()
                } else {
                    format!("  ! {}", row.signal)
                };
                format!(
                    "{front}  {}{text}  {}{}  {}{signal}",
                    pad(text, value),
                    pad(&row.n, n),
                    row.n,
                    strip(series, row, *at, room, strokes),
                )
            }
        };
        out.push(line.trim_end().to_owned());
    }
    out
}

/// The value between its limits.
fn strip(series: &Series, row: &SeriesRow, value: f64, room: usize, strokes: &Strokes) -> String {
    let (low, high) = series.reach();
    let column = |value: f64| {
        let share = ((value - low) / (high - low)).clamp(0.0, 1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "at most the room there is"
        )]
        let at = (share * room.saturating_sub(1) as f64).round() as usize;
        at
    };
    let mut cells = vec![" "; room];
    let mut put = |value: f64, sign| {
        if let Some(cell) = cells.get_mut(column(value)) {
            *cell = sign;
        }
    };
    if let Some((lower, centre, upper)) = row.limits {
        put(lower, "[");
        put(upper, "]");
        put(centre, strokes.post);
    }
    put(value, "*");
    cells.concat()
}

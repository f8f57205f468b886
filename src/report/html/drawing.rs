//! Gaps and counts as SVG, row by row, so that a narrow screen can set the words above the drawing.
//!
//! ```text
//!   Reliability   |    |    |    o- - - - -O    |   -0.81 [-1.00, -0.62]  n = 214
//!                 filled: what is seen; hollow: what it is held against; dashed: falls short, solid: exceeds
//! ```

use std::fmt::Write as _;

use maud::{Markup, html};

use crate::language::{ReportPhrases, phrases};
use crate::report::chart::{Chart, ChartRow, Rank, Whose};
use crate::report::document::{Bars, Plot, Series};
use crate::report::words::{bracketed, count, plain, reason_words, signed};

/// The drawing's own units: the scale runs from the first to the second.
const FROM: f64 = 8.0;
const TO: f64 = 312.0;

/// A gap chart: an axis, a dumbbell a row, a legend.
pub(super) fn chart(chart: &Chart) -> Markup {
    let words = &phrases(chart.head.locale).report;
    let head = &chart.head;
    let steps = steps(chart);
    html! {
        div class="gap" aria-hidden="true" {
            div {}
            svg viewBox="0 0 320 28" {
                @for step in &steps {
                    text class="axis" x=(place(chart, *step)) y="20" text-anchor="middle" {
                        (format!("{step:.0}"))
                    }
                }
            }
            div class="n" { (head.low) " .. " (head.high) }
        }
        @for found in &chart.rows { (row(chart, found, &steps, words)) }
        p class="legend" {
            "\u{25cf} " (head.seen.name)
            @if let Some(against) = &head.against {
                "  \u{25cb} " (against.name) ". " (head.convention)
            }
        }
    }
}

fn steps(chart: &Chart) -> Vec<f64> {
    let mut steps = Vec::new();
    let mut step = chart.head.lowest;
    while step <= chart.head.highest && steps.len() < 12 {
        steps.push(step);
        step += 1.0;
    }
    steps
}

/// Where a value stands; a value off the scale at its end.
fn place(chart: &Chart, value: f64) -> String {
    let (low, high) = (chart.head.lowest, chart.head.highest);
    let span = (high - low).max(f64::MIN_POSITIVE);
    let part = ((value - low) / span).clamp(0.0, 1.0);
    format!("{:.1}", FROM + part * (TO - FROM))
}

fn row(chart: &Chart, row: &ChartRow, steps: &[f64], words: &ReportPhrases) -> Markup {
    let class = match row.rank {
        Rank::Overall => "gap whole",
        Rank::Dimension | Rank::Item => "gap",
    };
    let least = match chart.head.whose {
        Whose::Many { least, .. } => u64::from(least),
        Whose::One => 1,
    };
    let paired = chart.head.against.is_some();
    let value = if paired { row.gap } else { row.seen };
    let number = match value {
        Ok(value) if paired => signed(Some(value)),
        Ok(value) => plain(Some(value)),
        Err(reason) => reason_words(reason, words).to_owned(),
    };
    let interval = match row.interval {
        Ok(found) if paired => bracketed(Some(found)),
        Ok((low, high)) => format!("[{low:.2}, {high:.2}]"),
        Err(_) => String::new(),
    };
    let n = count(row.n, value.err(), least);
    let told = format!("{}: {number} {interval}", row.label);
    html! {
        div class=(class) {
            div { (row.label) }
            @if let (Some(note), true) = (&row.note, row.seen.is_err()) {
                div class="n" { (note) }
            } @else {
                svg viewBox="0 0 320 28" role="img" aria-label=(told) {
                    @for step in steps {
                        line class="tick" x1=(place(chart, *step)) x2=(place(chart, *step)) y1="2" y2="26" {}
                    }
                    (dumbbell(chart, row))
                }
            }
            div class="num" {
                (number) " " (interval)
                @if !n.is_empty() { " " span class="n" { (words.n) " " (n) } }
            }
        }
    }
}

fn dumbbell(chart: &Chart, row: &ChartRow) -> Markup {
    let Ok(seen) = row.seen else {
        return html! {};
    };
    let at = place(chart, seen);
    match (row.against, row.interval) {
        (Ok(against), _) => {
            let class = if seen < against { "short" } else { "above" };
            let held = place(chart, against);
            html! {
                line class=(class) x1=(held) x2=(at) y1="14" y2="14" {}
                circle class="against" cx=(held) cy="14" r="5" {}
                circle class="seen" cx=(at) cy="14" r="5" {}
            }
        }
        (Err(_), Ok((low, high))) => html! {
            line class="spread" x1=(place(chart, low)) x2=(place(chart, high)) y1="14" y2="14" {}
            circle class="seen" cx=(at) cy="14" r="5" {}
        },
        (Err(_), Err(_)) => html! { circle class="seen" cx=(at) cy="14" r="5" {} },
    }
}

/// How often each answer was given.
pub(super) fn bars(bars: &Bars) -> Markup {
    let most = bars.bars.iter().map(|(_, n)| *n).max().unwrap_or(0).max(1);
    html! {
        h3 { (bars.title) }
        @for (name, n) in &bars.bars {
            div class="count" {
                span { (name) }
                span { (n) }
                svg viewBox="0 0 320 16" preserveAspectRatio="none" aria-hidden="true" {
                    rect class="bar" x="0" y="2" height="12" width=(format!("{:.1}", 300.0 * *n as f64 / most as f64)) {}
                }
            }
        }
    }
}

/// Points in a plane, each with its name; a hollow one may belong to another quarter.
pub(super) fn plot(plot: &Plot) -> Markup {
    let ((left, right), (bottom, top)) = plot.reach();
    let across = |x: f64| format!("{:.1}", 20.0 + (x - left) / (right - left) * 440.0);
    let up = |y: f64| format!("{:.1}", 280.0 - (y - bottom) / (top - bottom) * 260.0);
    let (x, y) = plot.cut;
    let [top_left, top_right, bottom_left, bottom_right] = &plot.corners;
    html! {
        div class="plot" {
            svg viewBox="0 0 480 304" role="img" aria-label=(format!("{}, {}", plot.across, plot.up)) {
                rect class="frame" x="20" y="20" width="440" height="260" {}
                line class="cut" x1=(across(x)) x2=(across(x)) y1="20" y2="280" {}
                line class="cut" x1="20" x2="460" y1=(up(y)) y2=(up(y)) {}
                text class="corner" x="26" y="34" { (top_left) }
                text class="corner" x="454" y="34" text-anchor="end" { (top_right) }
                text class="corner" x="26" y="274" { (bottom_left) }
                text class="corner" x="454" y="274" text-anchor="end" { (bottom_right) }
                text x="240" y="298" text-anchor="middle" { (plot.across) " \u{2192}" }
                text x="12" y="150" text-anchor="middle" transform="rotate(-90 12 150)" { (plot.up) " \u{2192}" }
                @for point in &plot.points {
                    circle class=(if point.uncertain { "against" } else { "seen" }) cx=(across(point.x)) cy=(up(point.y)) r="4" {}
                    // Names near the right border stand on the left of their points.
                    @let late = point.x > left + 0.75 * (right - left);
                    text x=(across(point.x)) y=(up(point.y)) dx=(if late { "-7" } else { "7" }) dy="4"
                        text-anchor=(if late { "end" } else { "start" }) {
                        (if plot.points.len() > 12 { &point.mark } else { &point.name })
                        @if point.uncertain { " ?" }
                    }
                }
            }
        }
    }
}

/// Values over time: points joined, holes left open, limits dashed, signals ringed.
pub(super) fn series(found: &Series) -> Markup {
    let (bottom, top) = found.reach();
    let wide = found.rows.len().saturating_sub(1).max(1) as f64;
    let across = |at: usize| 44.0 + at as f64 / wide * 420.0;
    let up = |y: f64| 180.0 - (y - bottom) / (top - bottom) * 160.0;
    // A path begins anew after each hole.
    let path = |of: &dyn Fn(usize) -> Option<f64>| {
        let mut open = false;
        let mut path = String::new();
        for at in 0..found.rows.len() {
            let Some(value) = of(at) else {
                open = false;
                continue;
            };
            let step = if open { 'L' } else { 'M' };
            let _ = write!(path, "{step}{:.1} {:.1}", across(at), up(value));
            open = true;
        }
        path
    };
    let row = |at: usize| found.rows.get(at);
    let value = |at: usize| Some(row(at)?.value.as_ref().ok()?.0);
    let limit = |which: usize| {
        move |at: usize| {
            let (low, centre, high) = row(at)?.limits?;
            [low, centre, high].get(which).copied()
        }
    };
    // No more names than have room.
    let every = found.rows.len().div_ceil(8).max(1);
    html! {
        h3 { (found.title) }
        div class="plot" {
            svg viewBox="0 0 480 208" role="img" aria-label=(found.title) {
                @for which in [0, 2] { path class="limit" d=(path(&limit(which))) {} }
                path class="cut" d=(path(&limit(1))) {}
                path class="line" d=(path(&value)) {}
                @for (at, row) in found.rows.iter().enumerate() {
                    @if let Ok((value, told)) = &row.value {
                        circle class="seen" cx=(format!("{:.1}", across(at))) cy=(format!("{:.1}", up(*value))) r="3" {
                            title { (row.name) ": " (told) }
                        }
                        @if !row.signal.is_empty() {
                            circle class="alarm" cx=(format!("{:.1}", across(at))) cy=(format!("{:.1}", up(*value))) r="7" {}
                        }
                    }
                    @if at % every == 0 {
                        text class="corner" x=(format!("{:.1}", across(at))) y="200" text-anchor="middle" { (row.name) }
                    }
                }
                text class="corner" x="4" y="24" { (format!("{top:.2}")) }
                text class="corner" x="4" y="180" { (format!("{bottom:.2}")) }
            }
        }
    }
}

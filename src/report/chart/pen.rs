//! From rows to lines.

use super::drawing::{Block, Drawing};
use super::layout::{Layout, half_range, indent, steps};
use super::plot::{Strip, column_of};
use super::{Chart, ChartRow, Line, Rank, Strokes, Tone, Whose};
use crate::analysis::{Absent, Value};
use crate::language::{columns, fill, fit, phrases, wrap};
use crate::report::words::{bracketed, count, is_zero, plain, reason_words, signed};

pub(super) fn draw(chart: &Chart, width: usize, strokes: &Strokes) -> Drawing {
    let layout = Layout::of(chart, width);
    let pen = Pen {
        chart,
        layout,
        strokes,
    };
    let mut before = None;
    let blocks = chart
        .rows
        .iter()
        .map(|row| {
            let apart = row.rank == Rank::Overall && before.is_some_and(|b| b != Rank::Overall);
            before = Some(row.rank);
            Block {
                apart,
                lines: pen.row(row),
            }
        })
        .collect();
    Drawing {
        head: pen.head(),
        axis: pen.axis(),
        blocks,
        grid: pen.grid(),
        foot: pen.foot(),
    }
}

struct Pen<'a> {
    chart: &'a Chart,
    layout: Layout,
    strokes: &'a Strokes,
}

impl Pen<'_> {
    fn head(&self) -> Vec<Line> {
        let head = &self.chart.head;
        let mut lines = Vec::new();
        for line in wrap(&head.title, self.layout.width) {
            lines.push(Line::new(line, Tone::Strong));
        }
        for note in head.notes.iter().chain([&head.convention]) {
            for line in wrap(note, self.layout.width) {
                lines.push(Line::new(line, Tone::Ink));
            }
        }
        if !self.ends_fit() {
            let words = &phrases(head.locale).report;
            let scale = fill(
                words.scale,
                &[
                    ("lowest", &number(head.lowest)),
                    ("low", &head.low),
                    ("highest", &number(head.highest)),
                    ("high", &head.high),
                ],
            );
            for line in wrap(&scale, self.layout.width) {
                lines.push(Line::new(line, Tone::Ink));
            }
        }
        lines.push(Line::default());
        lines
    }

    fn ends_fit(&self) -> bool {
        columns(&self.chart.head.low) + 2 + columns(&self.chart.head.high) <= self.layout.plot
    }

    /// The labels of the scale's ends, its numbers, the names of the columns.
    fn axis(&self) -> Vec<Line> {
        let (head, layout) = (&self.chart.head, &self.layout);
        let words = &phrases(head.locale).report;
        let mut lines = Vec::new();
        let start = layout.label + 2;
        if self.ends_fit() {
            let mut line = Line::default();
            line.pad_to(start);
            line.push(&head.low, Tone::Faint);
            line.pad_to(start + layout.plot - columns(&head.high));
            line.push(&head.high, Tone::Faint);
            lines.push(line);
        }
        let mut line = Line::default();
        line.pad_to(start);
        self.tick_numbers().onto(&mut line);
        let against = head.against.as_ref().map_or("", |mark| &mark.sign);
        self.number(&mut line, layout.against, against, Tone::Faint);
        self.number(&mut line, layout.seen, &head.seen.sign, Tone::Faint);
        self.number(&mut line, layout.gap, words.gap, Tone::Faint);
        if let Whose::Many { level, .. } = head.whose {
            let level = number(level * 100.0);
            let interval = fill(words.interval, &[("level", &level)]);
            self.number(&mut line, layout.interval, &interval, Tone::Faint);
        }
        self.number(&mut line, layout.n, words.n, Tone::Faint);
        if layout.panel > 0 {
            line.push("  ", Tone::Ink);
            self.panel_numbers().onto(&mut line);
        }
        lines.push(line);
        lines
    }

    fn tick_numbers(&self) -> Strip {
        let (head, layout) = (&self.chart.head, &self.layout);
        let mut strip = Strip::new(layout.plot);
        let steps = steps(self.chart);
        let widest = columns(&number(head.highest));
        let every = (1..=steps)
            .find(|every| {
                steps.is_multiple_of(*every) && every * (layout.plot - 1) / steps > widest
            })
            .unwrap_or(steps);
        for step in (0..=steps).step_by(every) {
            let text = number(head.lowest + step as f64);
            let at = step * (layout.plot - 1) / steps;
            let at = at.min(layout.plot.saturating_sub(columns(&text)));
            strip.put(at, &text, Tone::Faint);
        }
        strip
    }

    fn panel_numbers(&self) -> Strip {
        let half = half_range(self.chart);
        let mut strip = Strip::new(self.layout.panel);
        for step in 0..=2 * half {
            let value = step as f64 - half as f64;
            let text = if step == half {
                "0".to_owned()
            } else {
                format!("{value:+.0}")
            };
            let at = (step * self.panel_cells() + 1).saturating_sub(columns(&text));
            strip.put(at, &text, Tone::Faint);
        }
        strip
    }

    fn grid(&self) -> Line {
        let layout = &self.layout;
        let mut line = Line::default();
        line.pad_to(layout.label + 2);
        Strip::grid(layout.plot, steps(self.chart), self.strokes).onto(&mut line);
        if layout.panel > 0 {
            line.pad_to(self.panel_start());
            self.panel_grid().onto(&mut line);
        }
        line
    }

    fn panel_cells(&self) -> usize {
        self.layout.panel.saturating_sub(1) / (2 * half_range(self.chart))
    }

    fn panel_start(&self) -> usize {
        let l = &self.layout;
        [l.label, l.plot, l.against, l.seen, l.gap, l.interval, l.n]
            .iter()
            .filter(|column| **column > 0)
            .map(|column| column + 2)
            .sum()
    }

    fn row(&self, row: &ChartRow) -> Vec<Line> {
        let layout = &self.layout;
        let indent = indent(row.rank);
        let room = layout.label.saturating_sub(indent).max(2);
        let mut labels = wrap(&row.label, room);
        if labels.len() > 2 {
            let rest = labels.split_off(1).join(" ");
            labels.push(fit(&rest, room));
        }
        let tone = match row.rank {
            Rank::Dimension | Rank::Overall => Tone::Strong,
            Rank::Item => Tone::Ink,
        };
        let mut lines = Vec::new();
        for (index, label) in labels.into_iter().enumerate() {
            let mut line = Line::default();
            line.pad_to(indent);
            line.push(label, tone);
            line.pad_to(layout.label + 2);
            if index == 0 {
                self.plot(row).onto(&mut line);
                self.numbers(row, &mut line);
            } else {
                Strip::grid(layout.plot, steps(self.chart), self.strokes).onto(&mut line);
                if layout.panel > 0 {
                    line.pad_to(self.panel_start());
                    self.panel_grid().onto(&mut line);
                }
            }
            lines.push(line);
        }
        lines
    }

    fn plot(&self, row: &ChartRow) -> Strip {
        let layout = &self.layout;
        let mut strip = Strip::grid(layout.plot, steps(self.chart), self.strokes);
        match (row.seen, row.against, row.gap) {
            (Ok(seen), Ok(against), Ok(gap)) => {
                if let Some(mark) = &self.chart.head.against {
                    self.dumbbell(&mut strip, seen, (against, &mark.sign), gap);
                }
            }
            (_, _, Ok(_)) => {
                if let Some(note) = &row.note {
                    let note = fit(note, layout.plot.saturating_sub(5));
                    strip.put(2, &format!(" {note} "), Tone::Faint);
                }
            }
            // Where only one side is asked for (perceptions alone), its mark stands alone.
            (Ok(seen), Err(_), Err(Absent::NotAsked)) => {
                self.single(&mut strip, seen, &self.chart.head.seen.sign);
            }
            (_, _, Err(reason)) => {
                let words = fit(self.reason(reason), layout.plot.saturating_sub(5));
                strip.put(2, &format!(" {words} "), Tone::Ink);
            }
        }
        strip
    }

    fn single(&self, strip: &mut Strip, value: f64, sign: &str) {
        let head = &self.chart.head;
        let at = column_of(
            value,
            head.lowest,
            head.highest,
            strip.width(),
            columns(sign),
        );
        strip.put(at, sign, Tone::Strong);
    }

    fn dumbbell(
        &self,
        strip: &mut Strip,
        seen: f64,
        (against, against_sign): (f64, &str),
        gap: f64,
    ) {
        let (head, strokes) = (&self.chart.head, self.strokes);
        let width = strip.width();
        let place =
            |value: f64, wide: usize| column_of(value, head.lowest, head.highest, width, wide);
        if is_zero(gap) {
            let at = place(seen, 1);
            strip.put(at, strokes.met, Tone::Met);
            let [_, _, equal] = &head.verdicts;
            let words = format!(" {equal} ");
            let wide = columns(&words);
            if strip.is_free(at + 1, at + 1 + wide) && at + 1 + wide < width {
                strip.put(at + 1, &words, Tone::Met);
            } else if at > wide {
                strip.put(at - wide, &words, Tone::Met);
            }
            return;
        }
        let (seen_wide, against_wide) = (columns(&head.seen.sign), columns(against_sign));
        let (mut seen_at, mut against_at) = (place(seen, seen_wide), place(against, against_wide));
        let (tone, stroke) = if gap < 0.0 {
            (Tone::Unmet, strokes.shortfall)
        } else {
            (Tone::Met, strokes.surplus)
        };
        // Marks that would cover each other stand side by side, in their true order.
        if gap < 0.0 {
            side_by_side(
                &mut seen_at,
                seen_wide,
                &mut against_at,
                against_wide,
                width,
            );
            strip.fill(seen_at + seen_wide, against_at, stroke, tone);
        } else {
            side_by_side(
                &mut against_at,
                against_wide,
                &mut seen_at,
                seen_wide,
                width,
            );
            strip.fill(against_at + against_wide, seen_at, stroke, tone);
        }
        strip.put(against_at, against_sign, Tone::Strong);
        strip.put(seen_at, &head.seen.sign, tone);
    }

    fn numbers(&self, row: &ChartRow, line: &mut Line) {
        let layout = &self.layout;
        let tone = match row.gap {
            Ok(gap) if gap < 0.0 && !is_zero(gap) => Tone::Unmet,
            Ok(_) => Tone::Met,
            Err(_) => Tone::Faint,
        };
        let shown = matches!(row.gap, Ok(_) | Err(Absent::NotAsked));
        let level = |value: Value| plain(value.ok().filter(|_| shown));
        self.number(line, layout.against, &level(row.against), Tone::Ink);
        self.number(line, layout.seen, &level(row.seen), Tone::Ink);
        self.number(line, layout.gap, &signed(row.gap.ok()), tone);
        let interval = bracketed(row.interval.ok());
        self.number(line, layout.interval, &interval, Tone::Ink);
        self.number(line, layout.n, &self.count(row), Tone::Ink);
        if layout.panel > 0 {
            line.push("  ", Tone::Ink);
            self.panel(row, tone).onto(line);
        }
    }

    /// The number of responses, or what may be said about it.
    fn count(&self, row: &ChartRow) -> String {
        match self.chart.head.whose {
            Whose::One => String::new(),
            Whose::Many { least, .. } => {
                let reason = row.gap.err().filter(|reason| *reason != Absent::NotAsked);
                count(row.n, reason, u64::from(least))
            }
        }
    }

    fn panel_grid(&self) -> Strip {
        let mut strip = Strip::new(self.layout.panel);
        let half = half_range(self.chart);
        for step in 0..=2 * half {
            let sign = if step == half {
                self.strokes.post
            } else {
                self.strokes.tick
            };
            strip.put(step * self.panel_cells(), sign, Tone::Faint);
        }
        strip
    }

    fn panel(&self, row: &ChartRow, tone: Tone) -> Strip {
        let mut strip = self.panel_grid();
        let half = half_range(self.chart) as f64;
        let width = strip.width();
        let place = |value: f64| column_of(value, -half, half, width, 1);
        if let Ok(gap) = row.gap {
            let at = place(gap);
            if let Ok((low, high)) = row.interval {
                // The brackets stay visible beside the estimate, however short the interval is.
                let (low, high) = (place(low).min(at.max(1) - 1), place(high).max(at + 1));
                strip.fill(low, high, self.strokes.spread, tone);
                strip.put(low, "(", tone);
                strip.put(high, ")", tone);
            }
            strip.put(at, self.strokes.estimate, tone);
        }
        strip
    }

    /// The legend; and on a person's own chart, whose numbers these are.
    fn foot(&self) -> Vec<Line> {
        let (head, strokes) = (&self.chart.head, self.strokes);
        let words = &phrases(head.locale).report;
        let seen = &head.seen;
        let [short_verdict, above_verdict, equal_verdict] =
            head.verdicts.each_ref().map(String::as_str);
        let mut entries = vec![(seen.sign.clone(), Tone::Strong, seen.name.as_str())];
        if let Some(against) = &head.against {
            let short = strokes.shortfall.repeat(3);
            let short = format!("{}{short}{}", seen.sign, against.sign);
            let above = strokes.surplus.repeat(3);
            let above = format!("{}{above}{}", against.sign, seen.sign);
            entries.insert(0, (against.sign.clone(), Tone::Strong, &against.name));
            entries.extend([
                (short, Tone::Unmet, short_verdict),
                (above, Tone::Met, above_verdict),
                (strokes.met.to_owned(), Tone::Met, equal_verdict),
            ]);
        }
        let mut lines = vec![Line::default()];
        let mut line = Line::default();
        for (sign, tone, name) in entries {
            let wide = columns(&sign) + 1 + columns(name);
            if !line.0.is_empty() && line.columns() + 2 + wide > self.layout.width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.0.is_empty() {
                line.push("  ", Tone::Ink);
            }
            line.push(sign, tone);
            line.push(format!(" {name}"), Tone::Faint);
        }
        lines.push(line);
        if head.whose == Whose::One {
            for text in wrap(words.own_note, self.layout.width) {
                lines.push(Line::new(text, Tone::Ink));
            }
        }
        lines
    }

    /// A right-aligned cell of the table; nothing where the column is left out.
    #[expect(clippy::unused_self, reason = "reads as the pen's stroke")]
    fn number(&self, line: &mut Line, width: usize, text: &str, tone: Tone) {
        if width > 0 {
            let blanks = 2 + width.saturating_sub(columns(text));
            line.push(" ".repeat(blanks), Tone::Ink);
            line.push(text, tone);
        }
    }

    fn reason(&self, reason: Absent) -> &'static str {
        let words = &phrases(self.chart.head.locale).report;
        match (self.chart.head.whose, reason) {
            (Whose::One, Absent::NotAsked) => words.not_asked,
            (Whose::One, Absent::TooFew) => words.too_few,
            (Whose::One, _) => words.not_answered,
            (Whose::Many { .. }, reason) => reason_words(reason, words),
        }
    }
}

/// Moves two marks apart, left one first, when they would cover each other.
fn side_by_side(
    left: &mut usize,
    left_wide: usize,
    right: &mut usize,
    right_wide: usize,
    width: usize,
) {
    if *left + left_wide > *right {
        *right = (*left + left_wide).min(width.saturating_sub(right_wide));
        *left = right.saturating_sub(left_wide);
    }
}

fn number(value: f64) -> String {
    if is_zero(value - value.round()) {
        format!("{value:.0}")
    } else {
        format!("{value}")
    }
}

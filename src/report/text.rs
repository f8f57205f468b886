//! The report for reading on a terminal: sentences first, then the chart, then the tables.
//!
//! ```text
//! Service in our store
//! Customer gap (gap 5)
//!
//!   214 responses
//!   gap = perception - expectation; below 0 = falls short of expectation
//!
//! In words
//!   Reliability falls short by 0.81 points, 95% interval 0.62 to 1.00, n = 214.
//!
//! Chart
//!   Reliability   |    .    .    .    .  P---E  |  -0.81  [-1.00, -0.62]  214
//!
//! Dimensions                      n      E      P     gap    95% interval
//!   Reliability                 214   6.31   5.50   -0.81  [-1.00, -0.62]
//!   Empathy                      <5  too few answers
//! ```

mod plot;
mod series;
mod table;

pub(super) use plot::lines as plot_lines;
pub(super) use series::lines as series_lines;

use super::chart::Strokes;
use super::document::{Bars, Document, Part, Table};
use crate::language::{columns, wrap};

/// Sets a document as lines of at most `width` columns: 60 or more, 80 as a rule.
pub fn write(document: &Document, width: usize, strokes: &Strokes) -> String {
    let mut writer = Writer {
        width,
        strokes,
        after_heading: false,
        out: String::new(),
    };
    writer.line(&document.title);
    writer.line(&document.subtitle);
    writer.line("");
    for line in &document.basis {
        writer.paragraph(line);
    }
    for part in &document.parts {
        writer.part(part);
    }
    writer.out
}

struct Writer<'a> {
    width: usize,
    strokes: &'a Strokes,
    /// Whether the line before is a heading: then no blank line follows.
    after_heading: bool,
    out: String,
}

impl Writer<'_> {
    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    fn paragraph(&mut self, text: &str) {
        // A number is not torn from its name.
        let text = text.replace("n = ", "n\u{a0}=\u{a0}");
        for line in wrap(&text, self.width.saturating_sub(2)) {
            self.line(&format!("  {}", line.replace('\u{a0}', " ")));
        }
    }

    fn part(&mut self, part: &Part) {
        let heading = matches!(part, Part::Heading(_) | Part::Subheading(_));
        self.set(part);
        self.after_heading = heading;
    }

    fn set(&mut self, part: &Part) {
        match part {
            Part::Heading(text) | Part::Subheading(text) => {
                self.line("");
                for line in wrap(text, self.width) {
                    self.line(&line);
                }
            }
            Part::Says(text) | Part::Caution(text) | Part::Rule(text) => self.paragraph(text),
            Part::Chart(chart) => {
                let drawing = chart.draw(self.width.saturating_sub(2), self.strokes);
                for line in drawing.body() {
                    self.line(&format!("  {}", line.text()));
                }
            }
            Part::Table(table) => self.table(table),
            Part::Bars(bars) => self.bars(bars),
            Part::Series(found) => {
                self.line("");
                for line in series::lines(found, self.width, self.strokes) {
                    self.line(&line);
                }
            }
            Part::Plot(plot) => {
                self.line("");
                for line in plot::lines(plot, self.width, self.strokes) {
                    self.line(&line);
                }
            }
        }
    }

    fn table(&mut self, table: &Table) {
        if !(table.title.is_empty() && self.after_heading) {
            self.line("");
        }
        for line in table.lines(self.width) {
            self.line(&line);
        }
    }

    fn bars(&mut self, bars: &Bars) {
        self.line("");
        for line in wrap(&bars.title, self.width) {
            self.line(&line);
        }
        for line in bar_lines(bars, self.width, self.strokes) {
            self.line(&line);
        }
    }
}

/// A count of answers, one line each; the longest bar takes the room there is.
pub(super) fn bar_lines(bars: &Bars, width: usize, strokes: &Strokes) -> Vec<String> {
    let names = bars.bars.iter().map(|(name, _)| columns(name));
    let name_width = names.max().unwrap_or_default();
    let most = bars.bars.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let digits = most.to_string().len();
    let room = width.saturating_sub(name_width + digits + 6).min(50);
    bars.bars
        .iter()
        .map(|(name, count)| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "at most the room there is"
            )]
            let length = if most == 0 {
                0
            } else {
                (*count as f64 / most as f64 * room as f64).round() as usize
            };
            let blanks = " ".repeat(name_width.saturating_sub(columns(name)));
            let bar = strokes.surplus.repeat(length);
            format!("  {blanks}{name}  {count:>digits$}  {bar}")
                .trim_end()
                .to_owned()
        })
        .collect()
}

//! The gap chart as plain lines: a dumbbell for each dimension, on the scale that was answered on.
//!
//! ```text
//!                 strongly disagree      strongly agree
//!                 1     2     3     4     5     6     7    gap    95% interval    n
//! Tangibles       |     .     .     .     . E+++P     |  +0.62  [+0.44, +0.80]  214    surplus: heavy line, plus
//! Reliability     |     .     .     .     .P-------E  |  -1.31  [-1.48, -1.14]  214    shortfall: thin line, minus
//! Responsiveness  |     .     .      exactly met =    |   0.00  [-0.16, +0.16]  214    both marks in one place
//! Assurance       |     .     .     .     .     .  EP |  +0.04  [+0.01, +0.07]  214    too close to part: true order
//! Empathy         |  too few answers .    .     .     |                          <5    a reason is a word
//!                 |     .     .     .     .     .     |
//! Overall         |  all dimensions alike .     .     |  -0.17  [-0.26, -0.08]  214
//! ```
//!
//! The line between the marks is thin where the service falls short and heavy where it exceeds what was
//! expected, as minus and plus are; so the chart reads without colour, in ASCII, and aloud. The marks are
//! the first letters of the words in English and single characters in Chinese (two columns wide). With more
//! room come the numbers of the marks, then a second plot around a zero line with the intervals. The scale
//! is always the whole scale, so that charts can be compared.
//!
//! A respondent's own chart ([`Whose::One`]) has another title, no n, no interval, and says whose it is.

mod drawing;
mod figures;
mod layout;
mod pen;
mod plot;

pub use drawing::Drawing;
pub use figures::Items;
pub(super) use figures::end_labels;

use crate::analysis::{Absent, Value};
use crate::language::{Locale, columns};

/// What a piece of a line means. Colours belong to the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Ordinary text.
    Ink,
    /// Titles, marks, numbers that count.
    Strong,
    /// Grid, axis, legend.
    Faint,
    /// At or above what it is measured against.
    Met,
    /// Below it.
    Unmet,
}

/// A piece of a line in one tone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The characters.
    pub text: String,
    /// What they mean.
    pub tone: Tone,
}

/// One line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Span>);

impl Line {
    /// A line in one tone.
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        let mut line = Self::default();
        line.push(text, tone);
        line
    }

    /// Puts a piece at the end.
    pub fn push(&mut self, text: impl Into<String>, tone: Tone) {
        let text = text.into();
        if !text.is_empty() {
            self.0.push(Span { text, tone });
        }
    }

    /// The columns it takes.
    pub fn columns(&self) -> usize {
        self.0.iter().map(|span| columns(&span.text)).sum()
    }

    /// The characters without their tones, without blanks at the end.
    pub fn text(&self) -> String {
        let text: String = self.0.iter().map(|span| span.text.as_str()).collect();
        text.trim_end().to_owned()
    }

    fn pad_to(&mut self, column: usize) {
        let used = self.columns();
        if used < column {
            self.push(" ".repeat(column - used), Tone::Ink);
        }
    }
}

/// The signs that the chart's lines are drawn with, each one column wide in every terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strokes {
    /// The line of a shortfall: thin, like a minus.
    pub shortfall: &'static str,
    /// The line of a surplus: heavy, like a plus.
    pub surplus: &'static str,
    /// Both at the same place.
    pub met: &'static str,
    /// A step of the scale.
    pub tick: &'static str,
    /// The ends of the scale, and zero.
    pub post: &'static str,
    /// The interval's line.
    pub spread: &'static str,
    /// The estimate inside its interval.
    pub estimate: &'static str,
}

impl Strokes {
    /// Braille lines.
    pub const fn usual() -> Self {
        Self {
            shortfall: "\u{2812}", // ⠒
            surplus: "\u{2836}",   // ⠶
            met: "=",
            tick: "\u{2802}", // ⠂
            post: "\u{2847}", // ⡇
            spread: "\u{2812}",
            estimate: "o",
        }
    }

    /// ASCII alone.
    pub const fn ascii() -> Self {
        Self {
            shortfall: "-",
            surplus: "+",
            met: "=",
            tick: ".",
            post: "|",
            spread: "-",
            estimate: "o",
        }
    }

    /// Every sign.
    pub fn all(&self) -> [&'static str; 7] {
        [
            self.shortfall,
            self.surplus,
            self.met,
            self.tick,
            self.post,
            self.spread,
            self.estimate,
        ]
    }
}

/// One end of a dumbbell: its sign on the chart (one letter, one Chinese character) and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// On the chart.
    pub sign: String,
    /// In the legend.
    pub name: String,
}

/// Whose numbers a chart shows. A respondent's own chart has neither n nor intervals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Whose {
    /// Of many respondents.
    Many {
        /// The level of the intervals, 0.95.
        level: f64,
        /// The least number of responses behind anything shown.
        least: u32,
    },
    /// Of the one person who looks at it.
    One,
}

/// What stands above and below the rows.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartHead {
    /// What is shown, of what.
    pub title: String,
    /// Lines under the title: how many, when, which filter.
    pub notes: Vec<String>,
    /// The lowest number of the scale.
    pub lowest: f64,
    /// The highest number of the scale.
    pub highest: f64,
    /// What the lowest number is called.
    pub low: String,
    /// What the highest number is called.
    pub high: String,
    /// What is seen: perception.
    pub seen: Mark,
    /// What it is held against: expectation. Without it the chart shows marks alone and no gaps.
    pub against: Option<Mark>,
    /// How the gap is computed and what its sign means. Always printed.
    pub convention: String,
    /// What the legend calls a gap below 0, above 0, and of exactly 0.
    pub verdicts: [String; 3],
    /// Whose numbers these are.
    pub whose: Whose,
    /// The language of the words.
    pub locale: Locale,
}

/// How a row stands to the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rank {
    /// A dimension.
    Dimension,
    /// An item of the dimension above, indented.
    Item,
    /// All dimensions together, set apart.
    Overall,
}

/// One dumbbell.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartRow {
    /// How it stands to the others.
    pub rank: Rank,
    /// Its name.
    pub label: String,
    /// Where the line begins: the expectation.
    pub against: Value,
    /// Where it ends: the perception.
    pub seen: Value,
    /// `seen - against`.
    pub gap: Value,
    /// The interval of the gap; of `seen` where nothing is held against it.
    pub interval: Result<(f64, f64), Absent>,
    /// How many responses are behind it.
    pub n: u64,
    /// What stands in the plot where a gap has no marks of its own: how an overall figure is formed.
    pub note: Option<String>,
}

/// A gap chart, ready to be drawn at any width.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What stands above and below.
    pub head: ChartHead,
    /// The dumbbells, top to bottom.
    pub rows: Vec<ChartRow>,
}

impl Chart {
    /// Draws the chart `width` columns wide. No line is wider. Made for 60 to 200 columns.
    pub fn draw(&self, width: usize, strokes: &Strokes) -> Drawing {
        pen::draw(self, width, strokes)
    }
}

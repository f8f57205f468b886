//! A report as its readers get it, before it is set: sentences, notes, charts and tables in one order.
//!
//! Knows: the shape that text, Markdown and HTML share. Refuses to know: how any of them looks. A document
//! is made from disclosed reports alone (`compose`), so whatever it holds may be shown.

use super::chart::Chart;
use crate::language::Locale;

/// A part of the report that can be asked for by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// The first page: where the service falls short, how sure that is, what to do first.
    Overview,
    /// All gaps, with the main one first.
    Gaps,
    /// Every item of the form.
    Items,
    /// The tests behind the gaps.
    Tests,
    /// What is seen, alone.
    Performance,
    /// Importance points, and where to begin.
    Importance,
    /// Importance against performance.
    Plane,
    /// Recommendation.
    Recommend,
    /// Satisfaction, ease, overall quality, other ratings.
    Satisfaction,
    /// Over waves, weeks or months: changes and trends.
    Trend,
    /// The same as control charts: is the process stable?
    Control,
    /// How reliable scales and gaps are.
    Reliability,
    /// Which items go together.
    Factors,
    /// What the overall rating goes with.
    Drivers,
    /// By groups.
    Groups,
    /// Moments of a visit.
    TouchPoints,
    /// What was told of particularly good and bad occasions.
    Incidents,
    /// Kano classes.
    Kano,
    /// Zone of tolerance.
    Zone,
    /// What lies behind gaps 1 to 4.
    Antecedents,
    /// The organisation's own counts against their targets.
    Indicators,
    /// How the field work went.
    Quality,
}

impl Section {
    /// All sections, in the order of the report.
    pub const ALL: [Self; 22] = [
        Self::Overview,
        Self::Gaps,
        Self::Items,
        Self::Tests,
        Self::Performance,
        Self::Importance,
        Self::Plane,
        Self::Recommend,
        Self::Satisfaction,
        Self::Trend,
        Self::Control,
        Self::Reliability,
        Self::Factors,
        Self::Drivers,
        Self::Groups,
        Self::TouchPoints,
        Self::Incidents,
        Self::Kano,
        Self::Zone,
        Self::Antecedents,
        Self::Indicators,
        Self::Quality,
    ];

    /// Its name on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Gaps => "gaps",
            Self::Items => "items",
            Self::Tests => "tests",
            Self::Performance => "performance",
            Self::Importance => "importance",
            Self::Plane => "importance-performance",
            Self::Recommend => "recommend",
            Self::Satisfaction => "satisfaction",
            Self::Trend => "trend",
            Self::Control => "control",
            Self::Reliability => "reliability",
            Self::Factors => "factors",
            Self::Drivers => "drivers",
            Self::Groups => "groups",
            Self::TouchPoints => "touch-points",
            Self::Incidents => "incidents",
            Self::Kano => "kano",
            Self::Zone => "zone",
            Self::Antecedents => "antecedents",
            Self::Indicators => "indicators",
            Self::Quality => "quality",
        }
    }

    /// The section of this name.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.key() == key)
    }
}

/// A report, ready to be set.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The reader's language.
    pub locale: Locale,
    /// The study.
    pub title: String,
    /// What of it.
    pub subtitle: String,
    /// Whose answers, which rules, which edition.
    pub basis: Vec<String>,
    /// The rest, in order.
    pub parts: Vec<Part>,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Begins a section.
    Heading(String),
    /// Begins a part of a section.
    Subheading(String),
    /// A sentence that tells a finding.
    Says(String),
    /// A sentence that warns.
    Caution(String),
    /// A sentence that explains a rule.
    Rule(String),
    /// A gap chart.
    Chart(Box<Chart>),
    /// A table.
    Table(Table),
    /// How often each answer was given.
    Bars(Bars),
    /// Points in a plane that is cut into quarters.
    Plot(Plot),
    /// Values over time with their limits.
    Series(Series),
}

/// A table with a title above its first column.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its title.
    pub title: String,
    /// Sign, rule and level, where they are not the document's own.
    pub rule: Option<String>,
    /// The heads of the number columns; the first is n as a rule.
    pub heads: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

impl Table {
    /// A table without rows.
    pub(super) fn new(title: &str, rule: Option<String>, heads: Vec<String>) -> Self {
        Self {
            title: title.to_owned(),
            rule,
            heads,
            rows: Vec::new(),
        }
    }
}

/// One row; without cells a heading inside the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// How far its name is moved in.
    pub indent: usize,
    /// Its name.
    pub name: String,
    /// One a head; empty cells stay blank.
    pub cells: Vec<String>,
    /// Stands in place of all cells but the first.
    pub reason: Option<&'static str>,
}

impl Row {
    /// A row of numbers.
    pub(super) fn new(name: &str, cells: Vec<String>) -> Self {
        Self {
            indent: 0,
            name: name.to_owned(),
            cells,
            reason: None,
        }
    }

    /// A heading inside the table.
    pub(super) fn heading(name: &str) -> Self {
        Self::new(name, Vec::new())
    }
}

/// A count of answers as bars.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// Its title.
    pub title: String,
    /// What is counted, and how often.
    pub bars: Vec<(String, u64)>,
}

/// Points in a plane.
#[derive(Debug, Clone, PartialEq)]
pub struct Plot {
    /// What goes from left to right.
    pub across: String,
    /// What goes from the bottom up.
    pub up: String,
    /// Where the plane is cut, across and up.
    pub cut: (f64, f64),
    /// The quarters' names: top left, top right, bottom left, bottom right.
    pub corners: [String; 4],
    /// The points.
    pub points: Vec<PlotPoint>,
}

/// One point of a plot.
#[derive(Debug, Clone, PartialEq)]
pub struct PlotPoint {
    /// Its letter.
    pub mark: String,
    /// Its name.
    pub name: String,
    /// Across.
    pub x: f64,
    /// Up.
    pub y: f64,
    /// Its quarter is not sure.
    pub uncertain: bool,
}

impl Plot {
    /// The least and the greatest value across and up, with room around.
    pub(super) fn reach(&self) -> ((f64, f64), (f64, f64)) {
        let around = |values: &mut dyn Iterator<Item = f64>| {
            let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| {
                (low.min(x), high.max(x))
            });
            let room = ((high - low) * 0.08).max(0.05);
            (low - room, high + room)
        };
        let x = self.points.iter().map(|point| point.x);
        let y = self.points.iter().map(|point| point.y);
        (
            around(&mut x.chain([self.cut.0])),
            around(&mut y.chain([self.cut.1])),
        )
    }
}

/// Values over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What it is about.
    pub title: String,
    /// The head of the values' column.
    pub head: String,
    /// The head of the counts' column.
    pub n: String,
    /// One row a period.
    pub rows: Vec<SeriesRow>,
}

/// One period.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesRow {
    /// Its name.
    pub name: String,
    /// How many persons, as told.
    pub n: String,
    /// The value, as a number and as told; the reason where there is none.
    pub value: Result<(f64, String), &'static str>,
    /// Lower limit, centre and upper limit.
    pub limits: Option<(f64, f64, f64)>,
    /// The patterns that it completes; empty for none.
    pub signal: String,
}

impl Series {
    /// The least and the greatest of values and limits, with room around.
    pub(super) fn reach(&self) -> (f64, f64) {
        let values = self.rows.iter().flat_map(|row| {
            let limits = row.limits.into_iter().flat_map(|(l, c, h)| [l, c, h]);
            let value = row.value.as_ref().ok().map(|(value, _)| *value);
            limits.chain(value)
        });
        let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| {
            (low.min(x), high.max(x))
        });
        let room = ((high - low) * 0.05).max(1e-6);
        (low - room, high + room)
    }
}

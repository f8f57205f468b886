//! Where the ratings of a form stand, and how one packed response is scored.

use super::{Missing, Voice, gap};
use crate::survey::questionnaire::{Against, Facet, Form, Kind, Questionnaire, Subject};
use crate::survey::record::{FIRST_REASON, Layout, Reason};

/// One rating in a packed response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rated {
    /// Index of the question in the layout.
    pub(crate) question: usize,
    /// Its byte.
    pub(crate) offset: usize,
    /// Which item of its dimension; `None` where the dimension is rated as a whole.
    pub(crate) item: Option<usize>,
    pub(crate) lowest: u8,
    pub(crate) highest: u8,
    pub(crate) reverse: bool,
    /// Enters the dimension's score (an item with an ideal point does not).
    pub(crate) counts: bool,
}

/// What a packed byte says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    /// A number on the scale, mirrored where the item is worded in reverse.
    Score(u8),
    /// No number, for this reason's byte.
    Nothing(u8),
}

impl Rated {
    /// The rating in a packed response. A byte that is neither on the scale nor a reason is a technical error.
    pub(crate) fn said(&self, packed: &[u8]) -> Said {
        let byte = packed.get(self.offset).copied().unwrap_or(TECHNICAL);
        if (self.lowest..=self.highest).contains(&byte) {
            Said::Score(if self.reverse {
                self.lowest + (self.highest - byte)
            } else {
                byte
            })
        } else if byte >= FIRST_REASON {
            Said::Nothing(byte)
        } else {
            Said::Nothing(TECHNICAL)
        }
    }
}

/// The byte of [`Reason::Technical`].
pub(crate) const TECHNICAL: u8 = 250;
/// The byte of [`Reason::NotAsked`].
const NOT_ASKED: u8 = 252;

/// All ratings of one voice, by dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Panel {
    pub(crate) voice: Voice,
    pub(crate) lowest: u8,
    pub(crate) highest: u8,
    pub(crate) dimensions: Vec<Vec<Rated>>,
}

/// The panels of a form, in the order in which their voices first appear.
pub(crate) fn panels(questionnaire: &Questionnaire, layout: &Layout) -> Vec<Panel> {
    let mut panels: Vec<Panel> = Vec::new();
    for (question, column) in layout.questions().iter().zip(layout.columns()) {
        let Kind::Rating {
            facet: Some(facet),
            scale,
            reverse,
            ..
        } = &question.kind
        else {
            continue;
        };
        let (voice, dimension, item) = match question.subject {
            Subject::Item { dimension, item } => (Voice::of(*facet), dimension, Some(item)),
            Subject::Dimension(dimension) => (Voice::of(*facet), dimension, None),
            Subject::Rival {
                rival,
                dimension,
                item,
            } => (Voice::rival(rival), dimension, Some(item)),
            Subject::Whole | Subject::Part(_) => continue,
        };
        let ideal = item
            .and_then(|item| questionnaire.dimensions.get(dimension)?.items.get(item))
            .is_some_and(|item| item.ideal_point);
        let rated = Rated {
            question: column.question,
            offset: column.offset,
            item,
            lowest: scale.lowest(),
            highest: scale.highest(),
            reverse: *reverse,
            counts: !ideal,
        };
        let index = panels
            .iter()
            .position(|panel| panel.voice == voice)
            .unwrap_or_else(|| {
                panels.push(Panel {
                    voice,
                    lowest: scale.lowest(),
                    highest: scale.highest(),
                    dimensions: vec![Vec::new(); questionnaire.dimensions.len()],
                });
                panels.len() - 1
            });
        if let Some(panel) = panels.get_mut(index)
            && let Some(dimension) = panel.dimensions.get_mut(dimension)
        {
            dimension.push(rated);
        }
    }
    for panel in &mut panels {
        for dimension in &mut panel.dimensions {
            // Where a facet is asked by item and by dimension, the items make the score.
            if dimension.iter().any(|rated| rated.item.is_some()) {
                dimension.retain(|rated| rated.item.is_some());
            }
        }
    }
    panels
}

/// Two ratings of the same thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) seen: Rated,
    pub(crate) against: Rated,
}

/// Two voices on the same items, on the same scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pairing {
    pub(crate) seen: Voice,
    pub(crate) against: Voice,
    pub(crate) lowest: u8,
    pub(crate) highest: u8,
    pub(crate) dimensions: Vec<Vec<Pair>>,
}

impl Pairing {
    /// Pairs the ratings of two panels; `None` when their scales differ or they share nothing.
    pub(crate) fn of(seen: &Panel, against: &Panel) -> Option<Self> {
        if (seen.lowest, seen.highest) != (against.lowest, against.highest) {
            return None;
        }
        let dimensions: Vec<Vec<Pair>> = seen
            .dimensions
            .iter()
            .zip(&against.dimensions)
            .map(|(seen, against)| {
                seen.iter()
                    .filter_map(|s| {
                        let a = against.iter().find(|a| a.item == s.item)?;
                        Some(Pair {
                            seen: *s,
                            against: *a,
                        })
                    })
                    .collect()
            })
            .collect();
        dimensions
            .iter()
            .any(|pairs| !pairs.is_empty())
            .then_some(Self {
                seen: seen.voice,
                against: against.voice,
                lowest: seen.lowest,
                highest: seen.highest,
                dimensions,
            })
    }
}

/// The pairings that a form gives data for. The first is the one its gap report is about: perception
/// against expectation, or else against the desired level.
pub(crate) fn pairings(
    questionnaire: &Questionnaire,
    form: &Form,
    panels: &[Panel],
) -> Vec<Pairing> {
    let mut wanted = vec![
        (Voice::of(Facet::Perception), Voice::of(Facet::Expectation)),
        (Voice::of(Facet::Perception), Voice::of(Facet::Desired)),
        (Voice::of(Facet::Perception), Voice::of(Facet::Minimum)),
        (Voice::of(Facet::Desired), Voice::of(Facet::Minimum)),
    ];
    wanted.extend(
        (0..questionnaire.rivals.len())
            .map(|rival| (Voice::of(Facet::Perception), Voice::rival(rival))),
    );
    for declared in &questionnaire.gaps {
        if let Against::Facet(side) = declared.against
            && side.role == form.role
            && declared.of.role == form.role
        {
            let pair = (Voice::of(declared.of.facet), Voice::of(side.facet));
            if !wanted.contains(&pair) {
                wanted.push(pair);
            }
        }
    }
    let panel = |voice| panels.iter().find(|panel| panel.voice == voice);
    wanted
        .into_iter()
        .filter_map(|(seen, against)| Pairing::of(panel(seen)?, panel(against)?))
        .collect()
}

/// A person's dimension: how many items counted and their sums. The score is `sum / answered`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Scored {
    pub(crate) asked: usize,
    pub(crate) answered: usize,
    pub(crate) seen: i64,
    pub(crate) against: i64,
}

impl Scored {
    /// Whether enough was answered.
    pub(crate) fn counts(&self, rule: Missing) -> bool {
        self.asked > 0 && self.answered >= rule.least(self.asked)
    }

    /// The sum of the items' gaps.
    pub(crate) fn gap(&self) -> i64 {
        gap(self.seen, self.against)
    }
}

/// Scores the items of one dimension that have both halves.
pub(crate) fn score_pairs(pairs: &[Pair], packed: &[u8]) -> Scored {
    let mut scored = Scored::default();
    for pair in pairs.iter().filter(|pair| pair.seen.counts) {
        match (pair.seen.said(packed), pair.against.said(packed)) {
            (Said::Score(seen), Said::Score(against)) => {
                scored.asked += 1;
                scored.answered += 1;
                scored.seen += i64::from(seen);
                scored.against += i64::from(against);
            }
            (Said::Nothing(NOT_ASKED), _) | (_, Said::Nothing(NOT_ASKED)) => {}
            (Said::Nothing(_), _) | (_, Said::Nothing(_)) => scored.asked += 1,
        }
    }
    scored
}

/// Scores one dimension of a voice by itself (SERVPERF; Cronin & Taylor 1992). The sum is in `seen`.
pub(crate) fn score_alone(ratings: &[Rated], packed: &[u8]) -> Scored {
    let mut scored = Scored::default();
    for rated in ratings.iter().filter(|rated| rated.counts) {
        match rated.said(packed) {
            Said::Score(value) => {
                scored.asked += 1;
                scored.answered += 1;
                scored.seen += i64::from(value);
            }
            Said::Nothing(NOT_ASKED) => {}
            Said::Nothing(_) => scored.asked += 1,
        }
    }
    scored
}

/// Where the points stand and what they must add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PointsColumn {
    pub(crate) offset: usize,
    pub(crate) rows: usize,
    pub(crate) total: u8,
}

impl PointsColumn {
    pub(crate) fn of(layout: &Layout) -> Option<Self> {
        layout.questions().iter().zip(layout.columns()).find_map(
            |(question, column)| match question.kind {
                Kind::Points { total, rows } => Some(Self {
                    offset: column.offset,
                    rows,
                    total,
                }),
                Kind::Rating { .. }
                | Kind::Choice { .. }
                | Kind::Number { .. }
                | Kind::Date
                | Kind::Month
                | Kind::Time
                | Kind::Text { .. }
                | Kind::Note => None,
            },
        )
    }
}

/// A person's points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Allotted<'a> {
    /// One number a dimension, adding up to the total.
    Whole(&'a [u8]),
    /// One number a dimension, adding up to something else.
    OtherSum(&'a [u8], u64),
    /// Not given, or not for every dimension.
    Nothing,
}

impl PointsColumn {
    pub(crate) fn allotted<'a>(&self, packed: &'a [u8]) -> Allotted<'a> {
        let Some(points) = packed.get(self.offset..self.offset + self.rows) else {
            return Allotted::Nothing;
        };
        if points.is_empty() || points.iter().any(|byte| Reason::from_byte(*byte).is_some()) {
            return Allotted::Nothing;
        }
        let sum: u64 = points.iter().map(|byte| u64::from(*byte)).sum();
        if sum == u64::from(self.total) {
            Allotted::Whole(points)
        } else {
            Allotted::OtherSum(points, sum)
        }
    }
}

//! How answers become scores, one person at a time: items, then dimensions, then the person.
//!
//! Knows: reverse keys, pairs, the half rule, strict points, and the one line that says what a gap is.
//! Refuses to know: samples, means over persons, what may be shown.

mod panel;

pub(crate) use panel::*;

use crate::survey::questionnaire::Facet;

/// A gap is what is seen minus what it is held against: negative means that the service falls short.
/// Every gap of the program is formed here and nowhere else.
#[must_use]
pub fn gap(seen: i64, held_against: i64) -> i64 {
    seen - held_against
}

/// How many of a dimension's items a person must have answered for the dimension to count.
///
/// The items that count are those the person was asked: an item left out by design (sampled out of the
/// short form, ruled out by a condition) is not held against its dimension; one passed over is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Missing {
    /// At least half of them, rounded up: the usual rule of person means.
    #[default]
    Half,
    /// Every one.
    Complete,
}

impl Missing {
    /// The least number of answered items, of those asked.
    pub fn least(self, asked: usize) -> usize {
        match self {
            Self::Half => asked.div_ceil(2),
            Self::Complete => asked,
        }
        .max(1)
    }

    /// The rule's number in kept summaries.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Half => 0,
            Self::Complete => 1,
        }
    }

    pub(crate) fn from_code(code: u8) -> Option<Self> {
        [Self::Half, Self::Complete]
            .into_iter()
            .find(|rule| rule.code() == code)
    }
}

/// Whose view a rating gives: a facet, and for the facet of rivals which one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Voice {
    /// The facet.
    pub facet: Facet,
    /// Index into the study's rivals, for [`Facet::Rival`] alone.
    pub rival: Option<usize>,
}

impl Voice {
    /// The view of a facet that is not a rival's.
    pub fn of(facet: Facet) -> Self {
        Self { facet, rival: None }
    }

    /// The view of one rival.
    pub fn rival(rival: usize) -> Self {
        Self {
            facet: Facet::Rival,
            rival: Some(rival),
        }
    }
}

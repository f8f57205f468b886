//! What of a form chance settles, by the interview's seed: which items a short form asks, and which half comes first.

use serde::{Deserialize, Serialize};

use super::{Block, By, Facet, Form};

/// The short (kiosk) form: core items always, and some of the others for each person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Short {
    /// Items drawn by chance from each dimension, beside its core items.
    #[serde(default, skip_serializing_if = "super::is_zero")]
    pub sample: u8,
    /// Items drawn by chance from all dimensions together, beside the core items.
    #[serde(default, skip_serializing_if = "super::is_zero")]
    pub pool: u8,
    /// The other items are dealt out into so many modules, of which each person is asked `take`: a split
    /// questionnaire. The modules are as alike in size and dimensions as can be.
    #[serde(default, skip_serializing_if = "super::is_zero")]
    pub modules: u8,
    /// How many of the modules a person is asked.
    #[serde(default = "super::one", skip_serializing_if = "is_one")]
    pub take: u8,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde's skip_serializing_if passes a reference"
)]
fn is_one(number: &u8) -> bool {
    *number == 1
}

impl Short {
    /// The module of an item, by its place among the items that are no core.
    pub fn module(self, place: usize) -> usize {
        place % usize::from(self.modules.max(1))
    }

    /// How likely a person is asked an item that is no core, of `others` such in its dimension and `all` of the
    /// study.
    pub(in super::super) fn share(self, others: usize, all: usize) -> f64 {
        let (asked, from) = if self.modules > 0 {
            (self.take, usize::from(self.modules))
        } else if self.pool > 0 {
            (self.pool, all)
        } else {
            (self.sample, others)
        };
        (f64::from(asked) / from.max(1) as f64).min(1.0)
    }
}

/// Which of the blocks that rate expectations and perceptions of items comes first: the two change places where
/// that needs be. The order is settled by the seed, which is kept with the interview.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum First {
    /// As they stand in `ask`.
    #[default]
    AsWritten,
    /// Expectations for half of the persons, perceptions for the others, by the seed.
    BySeed,
}

impl First {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde's skip_serializing_if passes a reference"
    )]
    pub(super) fn is_as_written(&self) -> bool {
        *self == Self::AsWritten
    }
}

impl Form {
    /// Whether the form asks for the organisation's own counts alone: it tells of no person, whoever fills it in.
    pub fn asks_counts_alone(&self) -> bool {
        self.ask.iter().all(|block| {
            matches!(
                block,
                Block::Indicator(_) | Block::Month(_) | Block::Date(_) | Block::Note(_)
            )
        })
    }

    /// The blocks that rate expectations and perceptions of items, in the order of `ask`, where there are both.
    pub fn halves(&self) -> Option<(usize, usize)> {
        let rates = |wanted| {
            self.ask.iter().position(|block| {
                if let Block::Rate(rate) = block {
                    rate.facet == wanted && rate.by == By::Item
                } else {
                    false
                }
            })
        };
        let (one, other) = (rates(Facet::Expectation)?, rates(Facet::Perception)?);
        Some((one.min(other), one.max(other)))
    }
}

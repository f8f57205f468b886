//! The gap report of a sample and the gaps of one person.
//!
//! Knows: which figures stand side by side, so that no gap is shown without its two levels, its n and the
//! rule behind it. Refuses to know: which of them may be shown (see `disclosure`) and how they look.

use super::figure::{Estimate, Value};
use super::scoring::{Missing, Voice};
use crate::survey::questionnaire::Id;

/// What a sample's answers say about every dimension and item: levels, gaps, intervals.
///
/// Holds undisclosed figures: reports and charts take a `Disclosed<GapReport>` only.
#[derive(Debug, Clone, PartialEq)]
pub struct GapReport {
    /// The study.
    pub study: Id,
    /// The form.
    pub form: Id,
    /// How many responses were summed up, usable or not.
    pub n: u64,
    /// The confidence level of every interval, 0.95 as a rule.
    pub level: f64,
    /// How many items a dimension needs.
    pub missing: Missing,
    /// The least and the greatest number of the scale.
    pub scale: (u8, u8),
    /// What is seen (perception). `None` if the form rates nothing by item or dimension.
    pub seen: Option<Voice>,
    /// What it is held against (expectation). `None` where only one side is asked (SERVPERF).
    pub against: Option<Voice>,
    /// One entry a dimension, in file order.
    pub dimensions: Vec<DimensionGap>,
    /// SERVQUAL, unweighted: the mean over persons of the mean of their dimension gaps. Only persons with
    /// every dimension count.
    pub overall: Estimate,
    /// SERVQUAL, weighted by each person's own points (strict: they must add up to the total).
    pub weighted: Estimate,
    /// The same with points that miss the total by at most a tenth scaled to it. Never shown instead of
    /// `weighted` without saying so.
    pub weighted_rescaled: Estimate,
    /// SERVPERF, unweighted: what is seen, alone.
    pub performance: Estimate,
    /// SERVPERF, weighted by points.
    pub performance_weighted: Estimate,
    /// What became of the points, where the form asks for them.
    pub points: Option<PointSets>,
}

/// How many persons gave points that can be used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PointSets {
    /// What they must add up to.
    pub total: u8,
    /// Adding up to the total.
    pub valid: u64,
    /// Not given, or not for every dimension.
    pub missing: u64,
    /// Adding up to something else: rejected.
    pub other_sum: u64,
}

/// One dimension of a [`GapReport`].
#[derive(Debug, Clone, PartialEq)]
pub struct DimensionGap {
    /// Index into the questionnaire's dimensions.
    pub dimension: usize,
    /// Its name in data.
    pub id: Id,
    /// What it is held against, over the items that have both halves: `seen - against = gap` exactly.
    pub against: Estimate,
    /// What is seen, over the items that have both halves.
    pub seen: Estimate,
    /// Seen minus held against: negative means that the service falls short.
    pub gap: Estimate,
    /// What is seen, alone (SERVPERF): its own n.
    pub performance: Estimate,
    /// The points given to the dimension.
    pub points: Estimate,
    /// One entry an item, in file order; empty where the dimension is rated as a whole.
    pub items: Vec<ItemGap>,
}

/// One item of a [`DimensionGap`].
#[derive(Debug, Clone, PartialEq)]
pub struct ItemGap {
    /// Index into the dimension's items.
    pub item: usize,
    /// Its name in data.
    pub id: Id,
    /// More is not better beyond a point: reported, kept out of the dimension's score.
    pub ideal_point: bool,
    /// What it is held against, of persons who answered both halves.
    pub against: Estimate,
    /// What is seen, of persons who answered both halves.
    pub seen: Estimate,
    /// Seen minus held against.
    pub gap: Estimate,
    /// What it is held against, of all who answered that half.
    pub against_alone: Estimate,
    /// What is seen, of all who answered that half.
    pub seen_alone: Estimate,
    /// The share of `against` answers on the top step of the scale: above one half, expectations sit at
    /// the ceiling and the gap says little more than the perception.
    pub ceiling: Value,
}

/// One person's gaps: for the chart at the end of the interview. No sample, so no intervals.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonGaps {
    /// The least and the greatest number of the scale.
    pub scale: (u8, u8),
    /// What is seen. `None` if the form rates nothing by item or dimension.
    pub seen: Option<Voice>,
    /// What it is held against. `None` where only one side is asked.
    pub against: Option<Voice>,
    /// One entry a dimension, in file order.
    pub dimensions: Vec<PersonDimension>,
    /// The mean of the dimension gaps.
    pub overall: Value,
    /// The dimension gaps weighted by the person's points.
    pub weighted: Value,
}

/// One dimension of [`PersonGaps`].
#[derive(Debug, Clone, PartialEq)]
pub struct PersonDimension {
    /// Index into the questionnaire's dimensions.
    pub dimension: usize,
    /// Its name in data.
    pub id: Id,
    /// What it is held against, over the items that have both halves.
    pub against: Value,
    /// What is seen, over the items that have both halves; alone where nothing is held against it.
    pub seen: Value,
    /// Seen minus held against.
    pub gap: Value,
    /// How many items the person was asked.
    pub asked: usize,
    /// How many of them count.
    pub answered: usize,
    /// The points the person gave it.
    pub points: Option<u8>,
}

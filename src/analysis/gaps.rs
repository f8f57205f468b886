//! The gap report of a sample and the gaps of one person.
//!
//! Knows: which figures stand side by side, so that no gap is shown without its two levels, its n and the
//! rule behind it. Refuses to know: which of them may be shown (see `disclosure`) and how they look.

use super::figure::{Absent, Estimate, Value};
use super::scoring::{
    Allotted, Missing, PointsColumn, Scored, Voice, gap, pairings, panels, score_alone, score_pairs,
};
use super::summary::{Moments, Summary};
use super::tally::Tally;
use crate::survey::questionnaire::{Dimension, Facet, Form, Id, Questionnaire, Role};
use crate::survey::record::{Layout, Response};

/// What a sample's answers say about every dimension and item: levels, gaps, intervals.
///
/// Holds undisclosed figures: reports and charts take a `Disclosed<GapReport>` only.
#[derive(Debug, Clone, PartialEq)]
pub struct GapReport {
    /// The study.
    pub study: Id,
    /// The form.
    pub form: Id,
    /// Who answers it: decides what may be shown.
    pub role: Role,
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

impl GapReport {
    /// The report of a form's summary, with intervals at this confidence level (0.95 as a rule).
    ///
    /// Seen and held against are the form's own pair: perception against expectation, or against the
    /// desired level. A form that asks one side only has levels and no gaps.
    pub fn of(questionnaire: &Questionnaire, form: &Form, summary: &Summary, level: f64) -> Self {
        let pair = summary.pairs().next();
        let perception = Voice::of(Facet::Perception);
        let seen = pair
            .map(|(seen, _)| seen)
            .or_else(|| summary.voices().find(|voice| *voice == perception))
            .or_else(|| summary.voices().next());
        Self::of_voices(
            questionnaire,
            form,
            summary,
            (seen, pair.map(|(_, against)| against)),
            level,
        )
    }

    /// The report of a pair of voices of one form: persons' own two answers.
    pub fn of_pair(
        questionnaire: &Questionnaire,
        form: &Form,
        summary: &Summary,
        (seen, against): (Voice, Voice),
        level: f64,
    ) -> Self {
        Self::of_voices(
            questionnaire,
            form,
            summary,
            (Some(seen), Some(against)),
            level,
        )
    }

    fn of_voices(
        questionnaire: &Questionnaire,
        form: &Form,
        summary: &Summary,
        (seen, against): (Option<Voice>, Option<Voice>),
        level: f64,
    ) -> Self {
        let pair = seen.zip(against);
        let view = View {
            summary,
            seen,
            against,
            level,
        };
        let of_moments = |moments: Option<Moments>| {
            moments.map_or(Estimate::absent(0, Absent::NotAsked), |m| m.estimate(level))
        };
        let paired = |of: &dyn Fn(Voice, Voice) -> Option<Moments>| {
            of_moments(pair.and_then(|(seen, against)| of(seen, against)))
        };
        Self {
            study: questionnaire.id.clone(),
            form: form.id.clone(),
            role: form.role,
            n: summary.n(),
            level,
            missing: summary.missing(),
            scale: seen
                .and_then(|seen| summary.scale(seen))
                .unwrap_or((questionnaire.scale.lowest(), questionnaire.scale.highest())),
            seen,
            against: view.against,
            dimensions: (0..)
                .zip(&questionnaire.dimensions)
                .map(|(index, dimension)| view.dimension(index, dimension))
                .collect(),
            overall: paired(&|seen, against| summary.overall_gap(seen, against)),
            weighted: paired(&|seen, against| summary.weighted_gap(seen, against)),
            weighted_rescaled: pair
                .filter(|_| summary.point_sets().is_some())
                .and_then(|(seen, against)| summary.rescaled_gap(seen, against, level))
                .unwrap_or(Estimate::absent(0, Absent::NotAsked)),
            performance: of_moments(seen.and_then(|seen| summary.overall_level(seen))),
            performance_weighted: of_moments(seen.and_then(|seen| summary.weighted_level(seen))),
            points: summary
                .point_sets()
                .map(|(total, valid, missing, other_sum)| PointSets {
                    total,
                    valid,
                    missing,
                    other_sum,
                }),
        }
    }
}

/// What of a summary a report is about.
struct View<'a> {
    summary: &'a Summary,
    seen: Option<Voice>,
    against: Option<Voice>,
    level: f64,
}

impl View<'_> {
    fn estimate(&self, sample: Option<Tally>) -> Estimate {
        sample.map_or(Estimate::absent(0, Absent::NotAsked), |sample| {
            sample.estimate(self.level)
        })
    }

    fn pair(&self) -> Option<(Voice, Voice)> {
        self.seen.zip(self.against)
    }

    fn dimension(&self, index: usize, dimension: &Dimension) -> DimensionGap {
        let levels = self
            .pair()
            .and_then(|(seen, against)| self.summary.gap_levels(seen, against, index));
        let (seen, against) = levels.unzip();
        let gaps = self
            .pair()
            .and_then(|(seen, against)| self.summary.gaps(seen, against, index));
        DimensionGap {
            dimension: index,
            id: dimension.id.clone(),
            against: self.estimate(against),
            seen: self.estimate(seen),
            gap: self.estimate(gaps),
            performance: self.estimate(self.seen.and_then(|seen| self.summary.levels(seen, index))),
            points: self.estimate(self.summary.points(index)),
            items: self.items(index, dimension),
        }
    }

    fn items(&self, index: usize, dimension: &Dimension) -> Vec<ItemGap> {
        let rated = |voice: Option<Voice>, item| {
            let question = self.summary.question(voice?, index, Some(item))?;
            self.summary.ratings(question)
        };
        let top = self
            .against
            .and_then(|against| self.summary.scale(against))
            .map_or(f64::INFINITY, |(_, highest)| f64::from(highest));
        let mut items = Vec::new();
        for (item, content) in dimension.items.iter().enumerate() {
            let (seen_alone, against_alone) = (rated(self.seen, item), rated(self.against, item));
            if seen_alone.is_none() && against_alone.is_none() {
                continue;
            }
            let [gap, seen, against] = self.item_samples(index, item);
            items.push(ItemGap {
                item,
                id: content.id.clone(),
                ideal_point: content.ideal_point,
                against: self.estimate(against),
                seen: self.estimate(seen),
                gap: self.estimate(gap),
                ceiling: against_alone
                    .as_ref()
                    .map_or(Err(Absent::NotAsked), |sample| {
                        sample.share(|value| value >= top)
                    }),
                against_alone: self.estimate(against_alone),
                seen_alone: self.estimate(seen_alone),
            });
        }
        items
    }

    /// Gap, seen and held against of the persons who answered both halves of an item.
    fn item_samples(&self, dimension: usize, item: usize) -> [Option<Tally>; 3] {
        let joint = self.pair().and_then(|(seen, against)| {
            let (lowest, _) = self.summary.scale(seen)?;
            let joint = self.summary.joint(seen, against, dimension, Some(item))?;
            Some((i64::from(lowest), joint))
        });
        let Some((lowest, joint)) = joint else {
            return [None, None, None];
        };
        let cells = || {
            (lowest..).zip(&joint).flat_map(|(seen, row)| {
                (lowest..)
                    .zip(row)
                    .map(move |(against, count)| (seen, against, *count))
            })
        };
        [
            Some(Tally::of(cells().map(|(s, a, n)| (gap(s, a), 1, n)))),
            Some(Tally::of(cells().map(|(s, _, n)| (s, 1, n)))),
            Some(Tally::of(cells().map(|(_, a, n)| (a, 1, n)))),
        ]
    }
}

impl PersonGaps {
    /// The gaps of one sealed response, under the usual rule for missing answers.
    pub fn of(questionnaire: &Questionnaire, form: &Form, response: &Response) -> Self {
        Self::of_packed(questionnaire, form, &response.packed)
    }

    /// The same from the packed answers alone.
    pub fn of_packed(questionnaire: &Questionnaire, form: &Form, packed: &[u8]) -> Self {
        let layout = Layout::of(questionnaire, form);
        let panels = panels(questionnaire, &layout);
        let pairing = pairings(questionnaire, form, &panels).into_iter().next();
        let perception = Voice::of(Facet::Perception);
        let alone = panels
            .iter()
            .find(|panel| panel.voice == perception)
            .or(panels.first());
        let points = PointsColumn::of(&layout).map(|column| column.allotted(packed));
        let given = match points {
            Some(Allotted::Whole(given)) => Some(given),
            Some(Allotted::OtherSum(..) | Allotted::Nothing) | None => None,
        };
        let missing = Missing::default();
        let dimensions: Vec<PersonDimension> = questionnaire
            .dimensions
            .iter()
            .enumerate()
            .map(|(index, dimension)| {
                let (scored, paired) = match (&pairing, alone) {
                    (Some(pairing), _) => {
                        let pairs = pairing.dimensions.get(index).map_or(&[][..], Vec::as_slice);
                        (score_pairs(pairs, packed), true)
                    }
                    (None, Some(panel)) => {
                        let ratings = panel.dimensions.get(index).map_or(&[][..], Vec::as_slice);
                        (score_alone(ratings, packed), false)
                    }
                    (None, None) => (Scored::default(), false),
                };
                let value = |sum: i64| {
                    if scored.counts(missing) {
                        Ok(sum as f64 / scored.answered as f64)
                    } else if scored.asked == 0 {
                        Err(Absent::NotAsked)
                    } else if scored.answered == 0 {
                        Err(Absent::NoData)
                    } else {
                        Err(Absent::TooFew)
                    }
                };
                let of_pair = |sum| {
                    if paired {
                        value(sum)
                    } else {
                        Err(Absent::NotAsked)
                    }
                };
                PersonDimension {
                    dimension: index,
                    id: dimension.id.clone(),
                    against: of_pair(scored.against),
                    seen: value(scored.seen),
                    gap: of_pair(scored.gap()),
                    asked: scored.asked,
                    answered: scored.answered,
                    points: given.and_then(|points| points.get(index).copied()),
                }
            })
            .collect();
        let scale = pairing
            .as_ref()
            .map(|pairing| (pairing.lowest, pairing.highest))
            .or(alone.map(|panel| (panel.lowest, panel.highest)))
            .unwrap_or((questionnaire.scale.lowest(), questionnaire.scale.highest()));
        Self {
            scale,
            seen: pairing
                .as_ref()
                .map(|pairing| pairing.seen)
                .or(alone.map(|panel| panel.voice)),
            against: pairing.as_ref().map(|pairing| pairing.against),
            overall: mean_gap(&dimensions, |index| {
                pairing.as_ref().is_some_and(|pairing| {
                    let pairs = pairing.dimensions.get(index);
                    pairs.is_some_and(|pairs| pairs.iter().any(|pair| pair.seen.counts))
                })
            }),
            weighted: weighted_gap(&dimensions),
            dimensions,
        }
    }
}

/// The mean of a person's dimension gaps; every dimension that has items that count must have one.
fn mean_gap(dimensions: &[PersonDimension], has_items: impl Fn(usize) -> bool) -> Value {
    let mut sum = 0.0;
    let mut count = 0u32;
    for dimension in dimensions.iter().filter(|d| has_items(d.dimension)) {
        sum += dimension.gap?;
        count += 1;
    }
    if count == 0 {
        return Err(Absent::NotAsked);
    }
    Ok(sum / f64::from(count))
}

/// A person's dimension gaps weighted by the points given.
fn weighted_gap(dimensions: &[PersonDimension]) -> Value {
    let (mut sum, mut total) = (0.0, 0.0);
    for dimension in dimensions {
        let points = f64::from(dimension.points.ok_or(Absent::NotAsked)?);
        sum += points * dimension.gap?;
        total += points;
    }
    if total > 0.0 {
        Ok(sum / total)
    } else {
        Err(Absent::NoData)
    }
}

#[cfg(test)]
mod tests;

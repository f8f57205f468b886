//! What a summary says: samples, co-moments and counts, for the estimators.

use super::Summary;
use super::plan::{BlockCells, Counted, Fractions, MomentCells, WideBlock};
use crate::analysis::comoments::Comoments;
use crate::analysis::figure::{Absent, Estimate, Value};
use crate::analysis::scoring::{Said, Scored, Voice, score_alone, score_pairs};
use crate::analysis::tally::{Tally, estimate};
use crate::survey::questionnaire::Facet;
use crate::survey::record::Reason;

/// How often each answer to a question was given, and each reason for none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Histogram {
    /// For ratings: from the lowest step of the scale, reverse-worded items mirrored. For choices: the
    /// options in file order. Else one count: answered.
    pub answers: Vec<u64>,
    /// How many persons answered (several options may be chosen by one).
    pub answered: u64,
    /// How many persons gave no answer, by reason.
    pub reasons: Vec<(Reason, u64)>,
}

/// The zone of tolerance of a dimension (Parasuraman, Zeithaml & Berry 1994). Persons count by the items
/// whose minimum does not exceed what they desire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    /// Persons with at least one item whose minimum exceeds what they desire.
    pub inconsistent: u64,
    /// Perceived minus minimum.
    pub adequacy: Tally,
    /// Perceived minus desired.
    pub superiority: Tally,
    /// Desired minus minimum.
    pub width: Tally,
    /// Persons below their zone.
    pub below: u64,
    /// Persons inside.
    pub inside: u64,
    /// Persons above.
    pub above: u64,
}

/// Number, sum and sum of squares of scores on a grid of 1 / scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moments {
    /// How many persons.
    pub n: u64,
    /// The sum of scaled scores.
    pub sum: i128,
    /// The sum of their squares.
    pub squares: i128,
    /// A score is a whole number over this.
    pub scale: i64,
}

impl Moments {
    /// The mean.
    pub fn mean(&self) -> Value {
        match self.n {
            0 => Err(Absent::NoData),
            n => Ok(self.sum as f64 / (n as f64 * self.scale as f64)),
        }
    }

    /// The standard deviation, with n - 1; the difference of squares is formed in whole numbers.
    pub fn sd(&self) -> Value {
        let n = match self.n {
            0 => return Err(Absent::NoData),
            1 => return Err(Absent::OnlyOne),
            n => n,
        };
        let spread = i128::from(n)
            .checked_mul(self.squares)
            .zip(self.sum.checked_mul(self.sum))
            .map(|(whole, part)| whole - part)
            .ok_or(Absent::Improper)?;
        let variance = spread as f64 / (n as f64 * (n - 1) as f64);
        Ok(variance.max(0.0).sqrt() / self.scale as f64)
    }

    /// The mean with its spread and t interval.
    pub fn estimate(&self, level: f64) -> Estimate {
        estimate(self.n, self.mean(), self.sd(), level)
    }
}

/// One person's scores beside an outcome, for estimates that take a second pass over the responses.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// The single rating.
    pub outcome: f64,
    /// The dimension gaps, where every dimension has one.
    pub gaps: Option<Vec<f64>>,
    /// The dimensions' perceptions alone, where every dimension has one.
    pub levels: Option<Vec<f64>>,
}

impl Summary {
    /// The scores of one packed response beside an outcome (by its question); nothing is put in.
    pub fn scores(&self, question: usize, packed: &[u8]) -> Option<Scores> {
        let outcome = self
            .plan
            .outcomes
            .iter()
            .find(|o| o.rated.question == question)?;
        let Said::Score(value) = outcome.rated.said(packed) else {
            return None;
        };
        let missing = self.plan.missing;
        let each = |scored: Scored, sum: i64| {
            scored
                .counts(missing)
                .then(|| sum as f64 / scored.answered as f64)
        };
        let perception = self.plan.panel(Voice::of(Facet::Perception));
        Some(Scores {
            outcome: f64::from(value),
            gaps: self.plan.pairings.first().and_then(|cells| {
                let pairs = cells.pairing.dimensions.iter();
                pairs
                    .map(|pairs| score_pairs(pairs, packed))
                    .map(|scored| each(scored, scored.gap()))
                    .collect()
            }),
            levels: perception.and_then(|cells| {
                let ratings = cells.panel.dimensions.iter();
                ratings
                    .map(|ratings| score_alone(ratings, packed))
                    .map(|scored| each(scored, scored.seen))
                    .collect()
            }),
        })
    }

    /// The counts of a question, by its index in the form's layout.
    pub fn histogram(&self, question: usize) -> Option<Histogram> {
        let cells = self.plan.questions.get(question)?;
        let mut answers: Vec<u64> = cells.answers.clone().map(|cell| self.count(cell)).collect();
        let answered = match &cells.counted {
            Counted::Several => answers.pop().unwrap_or(0),
            Counted::Rating(_) | Counted::One | Counted::Number { .. } | Counted::Given => {
                answers.iter().sum()
            }
        };
        let reasons = Reason::ALL
            .into_iter()
            .map(|reason| {
                let cell = cells.answers.end + super::plan::reason_cell(reason.byte());
                (reason, self.count(cell))
            })
            .collect();
        Some(Histogram {
            answers,
            answered,
            reasons,
        })
    }

    /// The sample of a rating, by its index in the form's layout; reverse-worded items mirrored.
    pub fn ratings(&self, question: usize) -> Option<Tally> {
        let cells = self.plan.questions.get(question)?;
        let Counted::Rating(rated) = &cells.counted else {
            return None;
        };
        let steps = i64::from(rated.lowest)..;
        Some(Tally::of(
            steps
                .zip(cells.answers.clone())
                .map(|(value, cell)| (value, 1, self.count(cell))),
        ))
    }

    /// The moments of a number question.
    pub fn numbers(&self, question: usize) -> Option<Moments> {
        let cells = self.plan.questions.get(question)?;
        let Counted::Number { wide } = cells.counted else {
            return None;
        };
        Some(Moments {
            n: self.count(cells.answers.start),
            sum: self.wide(wide),
            squares: self.wide(wide + 1),
            scale: 1,
        })
    }

    /// The voices that the form asks for, in order.
    pub fn voices(&self) -> impl Iterator<Item = Voice> + '_ {
        self.plan.panels.iter().map(|cells| cells.panel.voice)
    }

    /// The pairs of voices that give gaps: (seen, held against). The first is the form's own gap.
    pub fn pairs(&self) -> impl Iterator<Item = (Voice, Voice)> + '_ {
        self.plan
            .pairings
            .iter()
            .map(|cells| (cells.pairing.seen, cells.pairing.against))
    }

    /// The scale of a voice: least and greatest number.
    pub fn scale(&self, voice: Voice) -> Option<(u8, u8)> {
        let panel = &self.plan.panel(voice)?.panel;
        Some((panel.lowest, panel.highest))
    }

    /// The index of the question by which a voice rates an item, or a dimension as a whole (`None`).
    pub fn question(&self, voice: Voice, dimension: usize, item: Option<usize>) -> Option<usize> {
        self.plan
            .panel(voice)?
            .panel
            .dimensions
            .get(dimension)?
            .iter()
            .find(|rated| rated.item == item)
            .map(|rated| rated.question)
    }

    /// A dimension under one voice alone: persons' means of the items they answered.
    pub fn levels(&self, voice: Voice, dimension: usize) -> Option<Tally> {
        let fractions = self.plan.panel(voice)?.dimensions.get(dimension)?;
        Some(self.tally(fractions))
    }

    /// All dimensions under one voice alone: persons' means of their dimension means.
    pub fn overall_level(&self, voice: Voice) -> Option<Moments> {
        let cells = self.plan.panel(voice)?;
        let dimensions = cells.dimensions.iter().filter(|f| f.most > 0).count();
        self.overall_moments(cells.overall, dimensions)
    }

    /// The same, weighted by points.
    pub fn weighted_level(&self, voice: Voice) -> Option<Moments> {
        self.weighted_moments(self.plan.panel(voice)?.weighted?)
    }

    /// A dimension's gaps.
    pub fn gaps(&self, seen: Voice, against: Voice, dimension: usize) -> Option<Tally> {
        let [gaps, _, _] = self
            .plan
            .pairing(seen, against)?
            .dimensions
            .get(dimension)?;
        Some(self.tally(gaps))
    }

    /// The two levels of a dimension's gaps, over the same items: (seen, held against).
    pub fn gap_levels(
        &self,
        seen: Voice,
        against: Voice,
        dimension: usize,
    ) -> Option<(Tally, Tally)> {
        let [_, s, a] = self
            .plan
            .pairing(seen, against)?
            .dimensions
            .get(dimension)?;
        Some((self.tally(s), self.tally(a)))
    }

    /// Persons' means of their dimension gaps.
    pub fn overall_gap(&self, seen: Voice, against: Voice) -> Option<Moments> {
        let cells = self.plan.pairing(seen, against)?;
        let dimensions = cells
            .dimensions
            .iter()
            .filter(|[g, _, _]| g.most > 0)
            .count();
        self.overall_moments(cells.overall, dimensions)
    }

    /// The same as a sample, for ranks and medians; `None` where its values are too fine to be counted
    /// (dimensions with many items), so that only moments are kept.
    pub fn overall_gaps(&self, seen: Voice, against: Voice) -> Option<Tally> {
        let cells = self.plan.pairing(seen, against)?;
        let (start, bins, least, scale) = self.plan.overall_bins(cells)?;
        let counts = self.cells.get(start..start + bins)?;
        Some(Tally::of(counts.iter().zip(least..).map(
            |(count, value)| (value, scale, u64::try_from(*count).unwrap_or(0)),
        )))
    }

    /// Persons' dimension gaps weighted by their points.
    pub fn weighted_gap(&self, seen: Voice, against: Voice) -> Option<Moments> {
        self.weighted_moments(self.plan.pairing(seen, against)?.weighted?)
    }

    /// The same, with points that miss the total by at most a tenth scaled to it.
    pub fn rescaled_gap(&self, seen: Voice, against: Voice, level: f64) -> Option<Estimate> {
        let cells = self.plan.pairing(seen, against)?;
        let total = self.plan.points?.column.total;
        let parts = || {
            super::plan::accepted_sums(total)
                .zip(&cells.rescaled)
                .map(|(sum, cells)| (self.moments(*cells, 1), sum as f64))
        };
        let denominator = self.plan.denominator as f64;
        let n: u64 = parts().map(|(moments, _)| moments.n).sum();
        if n == 0 {
            return Some(Estimate::absent(0, Absent::NoData));
        }
        let mean = parts()
            .map(|(moments, sum)| moments.sum as f64 / (sum * denominator))
            .sum::<f64>()
            / n as f64;
        // Around the mean inside each sum of points, so that no large squares are subtracted.
        let squares: f64 = parts()
            .filter(|(moments, _)| moments.n > 0)
            .map(|(moments, sum)| {
                let scale = sum * denominator;
                let own = moments.sum as f64 / (scale * moments.n as f64);
                let inside = (i128::from(moments.n) * moments.squares - moments.sum * moments.sum)
                    as f64
                    / (moments.n as f64 * scale * scale);
                inside + moments.n as f64 * (own - mean).powi(2)
            })
            .sum();
        let sd = if n < 2 {
            Err(Absent::OnlyOne)
        } else {
            Ok((squares / (n - 1) as f64).sqrt())
        };
        Some(estimate(n, Ok(mean), sd, level))
    }

    /// An item's joint counts: rows are steps of what is seen, columns of what it is held against.
    pub fn joint(
        &self,
        seen: Voice,
        against: Voice,
        dimension: usize,
        item: Option<usize>,
    ) -> Option<Vec<Vec<u64>>> {
        let cells = self.plan.pairing(seen, against)?;
        let pairs = cells.pairing.dimensions.get(dimension)?;
        let at = pairs.iter().position(|pair| pair.seen.item == item)?;
        let start = *cells.joint.get(dimension)?.get(at)?;
        let steps = usize::from(cells.pairing.highest - cells.pairing.lowest) + 1;
        Some(
            (0..steps)
                .map(|row| {
                    (0..steps)
                        .map(|column| self.count(start + row * steps + column))
                        .collect()
                })
                .collect(),
        )
    }

    /// Points given to a dimension, of valid sets.
    pub fn points(&self, dimension: usize) -> Option<Tally> {
        let cells = self.plan.points?;
        if dimension >= cells.column.rows {
            return None;
        }
        let width = usize::from(cells.column.total) + 1;
        let start = cells.bins + dimension * width;
        Some(Tally::of(
            (0i64..)
                .zip(start..start + width)
                .map(|(value, cell)| (value, 1, self.count(cell))),
        ))
    }

    /// Sets of points: (total, valid, missing, other sum).
    pub fn point_sets(&self) -> Option<(u8, u64, u64, u64)> {
        let cells = self.plan.points?;
        let count = |set| self.count(cells.sets + set);
        Some((cells.column.total, count(0), count(1), count(2)))
    }

    /// The items of a voice together, over persons who answered all of them, dimension by dimension.
    pub fn items(&self, voice: Voice) -> Option<Comoments> {
        let cells = self.plan.panel(voice)?;
        let own = self.block(&cells.whole);
        let all = 0..own.variables();
        Some(self.with_wider(own, cells.inside, all))
    }

    /// What the items of a voice are, in the order of [`Summary::items`]: dimension and item, `None` for a dimension
    /// rated as a whole.
    pub fn item_places(&self, voice: Voice) -> Option<Vec<(usize, Option<usize>)>> {
        let dimensions = self.plan.panel(voice)?.panel.dimensions.iter().enumerate();
        let places = dimensions.flat_map(|(dimension, ratings)| {
            ratings.iter().map(move |rated| (dimension, rated.item))
        });
        Some(places.collect())
    }

    /// The items of one dimension, over persons who answered all of them.
    pub fn dimension_items(&self, voice: Voice, dimension: usize) -> Option<Comoments> {
        let cells = self.plan.panel(voice)?;
        let block = cells.blocks.get(dimension)?;
        let before: usize = cells
            .blocks
            .iter()
            .take(dimension)
            .map(|block| block.ratings.len())
            .sum();
        let part = before..before + block.ratings.len();
        let places: Vec<usize> = part.clone().collect();
        let own = self
            .block(block)
            .plus(&self.block(&cells.whole).selected(&places));
        Some(self.with_wider(own, cells.inside, part))
    }

    /// The items of both voices of the form's own gap: first all that is seen, then all it is held against.
    /// `None` as dimension takes all items.
    pub fn paired_items(&self, dimension: Option<usize>) -> Option<Comoments> {
        let cells = self.plan.pairings.first()?;
        let whole = self.block(cells.whole.as_ref()?);
        let Some(dimension) = dimension else {
            return Some(whole);
        };
        let pairs = |dimension: usize| cells.pairing.dimensions.get(dimension).map_or(0, Vec::len);
        let before: usize = (0..dimension).map(pairs).sum();
        let part = before..before + pairs(dimension);
        let half = whole.variables() / 2;
        let places: Vec<usize> = part.clone().chain(part.map(|place| half + place)).collect();
        let own = self.block(cells.blocks.get(dimension)?);
        Some(own.plus(&whole.selected(&places)))
    }

    /// Co-moments with those of the responses that went into the wider block of the first pairing, where
    /// the voice's items begin at `inside`.
    fn with_wider(
        &self,
        own: Comoments,
        inside: Option<usize>,
        part: std::ops::Range<usize>,
    ) -> Comoments {
        let widest = self
            .plan
            .pairings
            .first()
            .and_then(|cells| cells.whole.as_ref());
        match (inside, widest) {
            (Some(start), Some(block)) => {
                let places: Vec<usize> = part.map(|place| start + place).collect();
                own.plus(&self.block(block).selected(&places))
            }
            (None, _) | (_, None) => own,
        }
    }

    /// An outcome (a single rating, by its question) with every dimension: outcome, gaps, perceptions over
    /// the same items; over persons who have all.
    pub fn outcome_with_gaps(&self, question: usize) -> Option<Comoments> {
        let outcome = self
            .plan
            .outcomes
            .iter()
            .find(|o| o.rated.question == question)?;
        Some(self.wide_block(outcome.pairs?))
    }

    /// The gaps of all dimensions of the form's own pair, then the points given to each where points are asked
    /// for; over persons who have all.
    pub fn gaps_together(&self) -> Option<Comoments> {
        Some(self.wide_block(self.plan.pairings.first()?.together?))
    }

    /// An outcome with every dimension's perception alone.
    pub fn outcome_with_levels(&self, question: usize) -> Option<Comoments> {
        let outcome = self
            .plan
            .outcomes
            .iter()
            .find(|o| o.rated.question == question)?;
        Some(self.wide_block(outcome.alone?))
    }

    /// The zone of tolerance of a dimension, where minimum, desired and perceived level are asked.
    pub fn zone(&self, dimension: usize) -> Option<Zone> {
        let cells = self.plan.zone.as_ref()?;
        let [adequacy, superiority, width] = cells.gaps.get(dimension)?;
        let status = *cells.status.get(dimension)?;
        Some(Zone {
            inconsistent: self.count(status),
            adequacy: self.tally(adequacy),
            superiority: self.tally(superiority),
            width: self.tally(width),
            below: self.count(status + 1),
            inside: self.count(status + 2),
            above: self.count(status + 3),
        })
    }

    /// The scores of a battery of statements, by the index of its block in the form.
    pub fn battery(&self, block: usize) -> Option<Tally> {
        let cells = self.plan.batteries.iter().find(|b| b.block == block)?;
        Some(self.tally(&cells.score))
    }

    /// The scale of a battery: least and greatest number.
    pub fn battery_scale(&self, block: usize) -> Option<(u8, u8)> {
        let cells = self.plan.batteries.iter().find(|b| b.block == block)?;
        let first = cells.items.ratings.first()?;
        Some((first.lowest, first.highest))
    }

    /// The statements of a battery together.
    pub fn battery_items(&self, block: usize) -> Option<Comoments> {
        let cells = self.plan.batteries.iter().find(|b| b.block == block)?;
        Some(self.block(&cells.items))
    }

    fn wide(&self, wide: usize) -> i128 {
        self.wides.get(wide).copied().unwrap_or(0)
    }

    fn tally(&self, fractions: &Fractions) -> Tally {
        Tally::of(
            fractions
                .each()
                .map(|(cell, sum, summands)| (sum, summands, self.count(cell))),
        )
    }

    fn moments(&self, cells: MomentCells, scale: i64) -> Moments {
        Moments {
            n: self.count(cells.n),
            sum: self.wide(cells.wide),
            squares: self.wide(cells.wide + 1),
            scale,
        }
    }

    fn overall_moments(&self, cells: MomentCells, dimensions: usize) -> Option<Moments> {
        let dimensions = i64::try_from(dimensions.max(1)).ok()?;
        Some(self.moments(cells, self.plan.denominator.checked_mul(dimensions)?))
    }

    fn weighted_moments(&self, cells: MomentCells) -> Option<Moments> {
        let total = i64::from(self.plan.points?.column.total);
        Some(self.moments(cells, self.plan.denominator.checked_mul(total)?))
    }

    fn block(&self, block: &BlockCells) -> Comoments {
        let k = block.ratings.len();
        let wide = |range: std::ops::Range<usize>| -> Vec<i128> {
            range
                .map(|cell| self.cells.get(cell).copied().unwrap_or(0).into())
                .collect()
        };
        let sums = block.start + 1;
        let products = sums + k;
        Comoments::of_triangle(
            self.count(block.start),
            1,
            wide(sums..products),
            &wide(products..products + k * (k + 1) / 2),
        )
    }

    fn wide_block(&self, block: WideBlock) -> Comoments {
        let k = block.variables;
        let wide = |range: std::ops::Range<usize>| -> Vec<i128> {
            range.map(|wide| self.wide(wide)).collect()
        };
        let products = block.wide + k;
        Comoments::of_triangle(
            self.count(block.n),
            self.plan.denominator,
            wide(block.wide..products),
            &wide(products..products + k * (k + 1) / 2),
        )
    }
}

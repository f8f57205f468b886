//! One response into a summary, or out of it: a few hundred additions, no memory, no look at the others.

use std::mem;
use std::sync::Arc;

use super::Summary;
use super::plan::{
    BlockCells, Counted, Fractions, MomentCells, PairingCells, PanelCells, Plan, QuestionCells,
    WideBlock, ZoneCells, accepted_sums, reason_cell,
};
use crate::analysis::scoring::{
    Allotted, Rated, Said, Scored, Voice, gap, score_alone, score_pairs,
};
use crate::survey::questionnaire::Facet;
use crate::survey::record::{FIRST_REASON, Reason};

/// Whether a response is put in or taken out.
#[derive(Clone, Copy)]
pub(super) enum Way {
    In,
    Out,
}

impl Way {
    fn sign(self) -> i64 {
        match self {
            Self::In => 1,
            Self::Out => -1,
        }
    }
}

/// A score of `sum / answered` as a whole number over the plan's denominator, rounded half away from zero
/// where that is not a multiple (only in dimensions of more than sixteen items).
fn scaled(sum: i64, answered: usize, denominator: i64) -> i64 {
    let answered = i64::try_from(answered).unwrap_or(1).max(1);
    if denominator % answered == 0 {
        return sum * (denominator / answered);
    }
    let twice = 2 * sum * denominator;
    (twice.abs() + answered) / (2 * answered) * twice.signum()
}

impl Summary {
    pub(super) fn enter(&mut self, packed: &[u8], way: Way) {
        let plan = Arc::clone(&self.plan);
        self.step(0, way);
        for question in &plan.questions {
            self.enter_question(question, packed, way);
        }
        let allotted = self.enter_points(&plan, packed, way);
        // A complete response enters the widest block alone: the narrower ones are part of it.
        let widest = plan.pairings.first().and_then(|cells| cells.whole.as_ref());
        let complete = widest.is_some_and(|block| self.enter_block(block, packed, way));
        for panel in &plan.panels {
            self.enter_panel(&plan, panel, allotted, packed, way);
            let in_wider = complete && panel.inside.is_some();
            if !in_wider && !self.enter_block(&panel.whole, packed, way) {
                for block in &panel.blocks {
                    self.enter_block(block, packed, way);
                }
            }
        }
        for block in plan.pairings.iter().flat_map(|cells| &cells.blocks) {
            if !complete {
                self.enter_block(block, packed, way);
            }
        }
        for (index, pairing) in plan.pairings.iter().enumerate() {
            self.enter_pairing(&plan, pairing, index == 0, allotted, packed, way);
        }
        if let Some(zone) = &plan.zone {
            self.enter_zone(&plan, zone, packed, way);
        }
        for battery in &plan.batteries {
            let scored = score_alone(&battery.items.ratings, packed);
            if scored.counts(plan.missing) {
                self.enter_fraction(&battery.score, scored.answered, scored.seen, way);
            }
            self.enter_block(&battery.items, packed, way);
        }
    }

    fn put(&mut self, cell: usize, value: i64) {
        if let Some(cell) = self.cells.get_mut(cell) {
            *cell = cell.wrapping_add(value);
        }
    }

    fn step(&mut self, cell: usize, way: Way) {
        self.put(cell, way.sign());
    }

    fn put_wide(&mut self, wide: usize, value: i128) {
        if let Some(wide) = self.wides.get_mut(wide) {
            *wide = wide.wrapping_add(value);
        }
    }

    fn enter_question(&mut self, question: &QuestionCells, packed: &[u8], way: Way) {
        let bytes = packed.get(question.bytes.clone()).unwrap_or_default();
        let first = bytes.first().copied().unwrap_or(Reason::Technical.byte());
        let missing = |byte| question.answers.end + reason_cell(byte);
        if first >= FIRST_REASON {
            return self.step(missing(first), way);
        }
        match &question.counted {
            Counted::Rating(rated) => match rated.said(packed) {
                Said::Score(value) => self.step(
                    question.answers.start + usize::from(value - rated.lowest),
                    way,
                ),
                Said::Nothing(byte) => self.step(missing(byte), way),
            },
            Counted::One => {
                let chosen = question.answers.start + usize::from(first);
                if question.answers.contains(&chosen) {
                    self.step(chosen, way);
                } else {
                    self.step(missing(Reason::Technical.byte()), way);
                }
            }
            Counted::Several => {
                for (option, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == 1) {
                    self.step(question.answers.start + option, way);
                }
                self.step(question.answers.end - 1, way);
            }
            Counted::Number { wide } => {
                let number = bytes.get(1..9).and_then(|bytes| bytes.try_into().ok());
                let number = number.map_or(0, i64::from_le_bytes);
                self.step(question.answers.start, way);
                let number = i128::from(number);
                let sign = i128::from(way.sign());
                self.put_wide(*wide, sign * number);
                self.put_wide(*wide + 1, sign.wrapping_mul(number.wrapping_mul(number)));
            }
            Counted::Given => self.step(question.answers.start, way),
        }
    }

    fn enter_points<'a>(&mut self, plan: &Plan, packed: &'a [u8], way: Way) -> Allotted<'a> {
        let Some(points) = plan.points else {
            return Allotted::Nothing;
        };
        let allotted = points.column.allotted(packed);
        let set = match allotted {
            Allotted::Whole(given) => {
                let width = usize::from(points.column.total) + 1;
                for (row, value) in given.iter().enumerate() {
                    self.step(points.bins + row * width + usize::from(*value), way);
                }
                0
            }
            Allotted::Nothing => 1,
            Allotted::OtherSum(..) => 2,
        };
        self.step(points.sets + set, way);
        allotted
    }

    fn enter_fraction(&mut self, fractions: &Fractions, answered: usize, sum: i64, way: Way) {
        if let Some(cell) = fractions.cell(answered, sum) {
            self.step(cell, way);
        }
    }

    fn enter_moment(&mut self, moments: MomentCells, value: i64, way: Way) {
        self.step(moments.n, way);
        let (sign, value) = (i128::from(way.sign()), i128::from(value));
        self.put_wide(moments.wide, sign * value);
        self.put_wide(moments.wide + 1, sign * value * value);
    }

    /// A block takes complete rows only: tells whether it took this one.
    fn enter_block(&mut self, block: &BlockCells, packed: &[u8], way: Way) -> bool {
        let values = &mut self.room.values;
        values.clear();
        for rated in &block.ratings {
            match rated.said(packed) {
                Said::Score(value) => values.push(i64::from(value)),
                Said::Nothing(_) => return false,
            }
        }
        let k = values.len();
        let Some(cells) = self
            .cells
            .get_mut(block.start..block.start + 1 + k + k * (k + 1) / 2)
        else {
            return false;
        };
        let Some((n, cells)) = cells.split_first_mut() else {
            return false;
        };
        *n = n.wrapping_add(way.sign());
        let (sums, mut products) = cells.split_at_mut(k);
        for (index, (sum, value)) in sums.iter_mut().zip(values.iter()).enumerate() {
            let signed = way.sign() * value;
            *sum = sum.wrapping_add(signed);
            let (row, rest) = products.split_at_mut(k - index);
            products = rest;
            let others = values.get(index..).unwrap_or_default();
            for (product, other) in row.iter_mut().zip(others) {
                *product = product.wrapping_add(signed * other);
            }
        }
        true
    }

    fn enter_wide_block(&mut self, block: WideBlock, way: Way) {
        let values = mem::take(&mut self.room.values);
        let k = block.variables;
        let wides = self
            .wides
            .get_mut(block.wide..block.wide + k + k * (k + 1) / 2);
        if let Some(wides) = wides
            && values.len() == k
        {
            let (sums, mut products) = wides.split_at_mut(k);
            for (index, (sum, value)) in sums.iter_mut().zip(&values).enumerate() {
                let signed = way.sign() * value;
                *sum = sum.wrapping_add(i128::from(signed));
                let (row, rest) = products.split_at_mut(k - index);
                products = rest;
                let others = values.get(index..).unwrap_or_default();
                for (product, other) in row.iter_mut().zip(others) {
                    // A scaled score is at most 255 * 720720: two of them fit 64 bits.
                    *product = product.wrapping_add(i128::from(signed * other));
                }
            }
            self.step(block.n, way);
        }
        self.room.values = values;
    }

    /// The scores that a whole person has: overall, weighted, weighted after rescaling.
    fn enter_whole(
        &mut self,
        plan: &Plan,
        scores: impl Iterator<Item = (Scored, i64)> + Clone,
        cells: (MomentCells, Option<MomentCells>, &[MomentCells]),
        allotted: Allotted<'_>,
        way: Way,
    ) -> i64 {
        let (overall, weighted, rescaled) = cells;
        let value = |(scored, sum): (Scored, i64)| scaled(sum, scored.answered, plan.denominator);
        let whole: i64 = scores.clone().map(value).sum();
        self.enter_moment(overall, whole, way);
        let (Some(weighted), Some(points)) = (weighted, plan.points) else {
            return whole;
        };
        let weigh = |given: &[u8]| -> i64 {
            given
                .iter()
                .zip(scores)
                .map(|(points, score)| i64::from(*points) * value(score))
                .sum()
        };
        let sums = accepted_sums(points.column.total);
        let rescale = |sum: u64| {
            let place = usize::try_from(sum.checked_sub(*sums.start())?).ok()?;
            rescaled.get(place).copied()
        };
        match allotted {
            Allotted::Whole(given) => {
                let value = weigh(given);
                self.enter_moment(weighted, value, way);
                if let Some(cells) = rescale(u64::from(points.column.total)) {
                    self.enter_moment(cells, value, way);
                }
            }
            Allotted::OtherSum(given, sum) => {
                if let Some(cells) = rescale(sum) {
                    self.enter_moment(cells, weigh(given), way);
                }
            }
            Allotted::Nothing => {}
        }
        whole
    }

    fn enter_panel(
        &mut self,
        plan: &Plan,
        cells: &PanelCells,
        allotted: Allotted<'_>,
        packed: &[u8],
        way: Way,
    ) {
        let mut scored = mem::take(&mut self.room.scored);
        scored.clear();
        let mut complete = true;
        for (fractions, ratings) in cells.dimensions.iter().zip(&cells.panel.dimensions) {
            let score = score_alone(ratings, packed);
            if fractions.most > 0 {
                if score.counts(plan.missing) {
                    self.enter_fraction(fractions, score.answered, score.seen, way);
                } else {
                    complete = false;
                }
            }
            scored.push(score);
        }
        if complete && cells.dimensions.iter().any(|fractions| fractions.most > 0) {
            let scores = scored.iter().map(|score| (*score, score.seen));
            let moments = (cells.overall, cells.weighted, [].as_slice());
            self.enter_whole(plan, scores.clone(), moments, allotted, way);
            if cells.panel.voice == Voice::of(Facet::Perception) {
                for outcome in &plan.outcomes {
                    if let (Some(block), Said::Score(value)) =
                        (outcome.alone, outcome.rated.said(packed))
                    {
                        self.room.values.clear();
                        self.room.values.push(i64::from(value) * plan.denominator);
                        self.room.values.extend(
                            scores
                                .clone()
                                .map(|(s, sum)| scaled(sum, s.answered, plan.denominator)),
                        );
                        self.enter_wide_block(block, way);
                    }
                }
            }
        }
        self.room.scored = scored;
    }

    fn enter_pairing(
        &mut self,
        plan: &Plan,
        cells: &PairingCells,
        first: bool,
        allotted: Allotted<'_>,
        packed: &[u8],
        way: Way,
    ) {
        let pairing = &cells.pairing;
        let steps = usize::from(pairing.highest - pairing.lowest) + 1;
        for (pairs, joint) in pairing.dimensions.iter().zip(&cells.joint) {
            for (pair, start) in pairs.iter().zip(joint) {
                if let (Said::Score(seen), Said::Score(against)) =
                    (pair.seen.said(packed), pair.against.said(packed))
                {
                    let row = usize::from(seen - pairing.lowest);
                    let column = usize::from(against - pairing.lowest);
                    self.step(start + row * steps + column, way);
                }
            }
        }
        let mut scored = mem::take(&mut self.room.scored);
        scored.clear();
        let mut complete = true;
        for (fractions, pairs) in cells.dimensions.iter().zip(&pairing.dimensions) {
            let score = score_pairs(pairs, packed);
            let [gaps, seen, against] = fractions;
            if gaps.most > 0 {
                if score.counts(plan.missing) {
                    self.enter_fraction(gaps, score.answered, score.gap(), way);
                    self.enter_fraction(seen, score.answered, score.seen, way);
                    self.enter_fraction(against, score.answered, score.against, way);
                } else {
                    complete = false;
                }
            }
            scored.push(score);
        }
        if complete && cells.dimensions.iter().any(|[gaps, _, _]| gaps.most > 0) {
            let gaps = scored.iter().map(|score| (*score, score.gap()));
            let moments = (cells.overall, cells.weighted, cells.rescaled.as_slice());
            let whole = self.enter_whole(plan, gaps.clone(), moments, allotted, way);
            if let Some((start, bins, least, _)) = plan.overall_bins(cells)
                && let Ok(bin) = usize::try_from(whole - least)
                && bin < bins
            {
                self.step(start + bin, way);
            }
            if let Some(block) = cells.together {
                self.enter_together(plan, block, gaps.clone(), allotted, way);
            }
            if first {
                for outcome in &plan.outcomes {
                    if let (Some(block), Said::Score(value)) =
                        (outcome.pairs, outcome.rated.said(packed))
                    {
                        let seen = scored.iter().map(|score| (*score, score.seen));
                        self.room.values.clear();
                        self.room.values.push(i64::from(value) * plan.denominator);
                        self.room.values.extend(
                            gaps.clone()
                                .chain(seen)
                                .map(|(s, sum)| scaled(sum, s.answered, plan.denominator)),
                        );
                        self.enter_wide_block(block, way);
                    }
                }
            }
        }
        self.room.scored = scored;
    }

    /// Gaps of all dimensions with their points: of those who gave both, where points are asked for.
    fn enter_together(
        &mut self,
        plan: &Plan,
        block: WideBlock,
        gaps: impl Iterator<Item = (Scored, i64)>,
        allotted: Allotted<'_>,
        way: Way,
    ) {
        let values = &mut self.room.values;
        values.clear();
        values.extend(gaps.map(|(s, sum)| scaled(sum, s.answered, plan.denominator)));
        if block.variables > values.len() {
            let Allotted::Whole(given) = allotted else {
                return;
            };
            let points = given.iter().map(|points| i64::from(*points));
            values.extend(points.map(|points| points * plan.denominator));
        }
        self.enter_wide_block(block, way);
    }

    fn enter_zone(&mut self, plan: &Plan, zone: &ZoneCells, packed: &[u8], way: Way) {
        let said = |rated: &Rated| match rated.said(packed) {
            Said::Score(value) => Ok(i64::from(value)),
            Said::Nothing(byte) => Err(byte),
        };
        for ((items, gaps), status) in zone.dimensions.iter().zip(&zone.gaps).zip(&zone.status) {
            // A dimension counts by the items whose three levels are answered and in order.
            let mut scored = Scored::default();
            let (mut desired_sum, mut inconsistent) = (0, false);
            for [perceived, minimum, desired] in items {
                match (said(perceived), said(minimum), said(desired)) {
                    (Ok(perceived), Ok(minimum), Ok(desired)) => {
                        if minimum > desired {
                            inconsistent = true;
                            continue;
                        }
                        scored.asked += 1;
                        scored.answered += 1;
                        scored.seen += perceived;
                        scored.against += minimum;
                        desired_sum += desired;
                    }
                    (Err(byte), _, _) | (_, Err(byte), _) | (_, _, Err(byte)) => {
                        scored.asked += usize::from(byte != Reason::NotAsked.byte());
                    }
                }
            }
            if inconsistent {
                self.step(*status, way);
            }
            if !scored.counts(plan.missing) {
                continue;
            }
            let (adequacy, superiority) = (scored.gap(), gap(scored.seen, desired_sum));
            let [adequacies, superiorities, widths] = gaps;
            self.enter_fraction(adequacies, scored.answered, adequacy, way);
            self.enter_fraction(superiorities, scored.answered, superiority, way);
            self.enter_fraction(
                widths,
                scored.answered,
                gap(desired_sum, scored.against),
                way,
            );
            let place = if adequacy < 0 {
                1
            } else if superiority > 0 {
                3
            } else {
                2
            };
            self.step(status + place, way);
        }
    }
}

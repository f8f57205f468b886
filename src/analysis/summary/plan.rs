//! Which cell of a summary counts what: worked out once from the study and the form.

use std::ops::Range;

use crate::analysis::scoring::{
    Missing, Pairing, Panel, PointsColumn, Rated, TECHNICAL, Voice, pairings, panels,
};
use crate::survey::questionnaire::{Block, Facet, Form, Kind, Question, Questionnaire};
use crate::survey::record::{FIRST_REASON, Layout};

/// How many reasons have a cell of their own.
pub(super) const REASONS: usize = (u8::MAX - FIRST_REASON) as usize + 1;

/// The cell of a reason's byte, counted from the end of the answers' cells.
pub(super) fn reason_cell(byte: u8) -> usize {
    if byte >= FIRST_REASON {
        usize::from(u8::MAX - byte)
    } else {
        usize::from(u8::MAX - TECHNICAL)
    }
}

/// The largest number of items whose common denominator is taken exactly: lcm(1..=16) = 720720.
const EXACT_ITEMS: usize = 16;
/// The most cells that a histogram of overall gaps may take; beyond, its moments alone are kept.
const MOST_BINS: usize = 1 << 17;

/// Counts of one question: answers first, then reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Counted {
    /// One cell a step of the scale, mirrored where reverse-worded.
    Rating(Rated),
    /// One cell an option.
    One,
    /// One cell an option, and one for "answered".
    Several,
    /// One cell for "answered"; sum and sum of squares are wide.
    Number { wide: usize },
    /// One cell for "answered".
    Given,
}

/// Where a question is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct QuestionCells {
    pub(super) counted: Counted,
    /// Of the packed response.
    pub(super) bytes: Range<usize>,
    /// The answers' cells; the reasons follow.
    pub(super) answers: Range<usize>,
}

/// A histogram of sums by number of summands: the exact distribution of means of whole numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fractions {
    pub(super) start: usize,
    /// The most summands.
    pub(super) most: usize,
    pub(super) lowest: i64,
    pub(super) highest: i64,
}

impl Fractions {
    fn cells(most: usize, lowest: i64, highest: i64) -> usize {
        let width = usize::try_from(highest - lowest).unwrap_or(0);
        width * most * (most + 1) / 2 + most
    }

    /// The first cell of sums of `summands`, which is at least 1.
    fn row(&self, summands: usize) -> usize {
        let width = usize::try_from(self.highest - self.lowest).unwrap_or(0);
        self.start + width * summands * (summands - 1) / 2 + summands - 1
    }

    /// The cell of a sum; `None` if it cannot occur.
    pub(super) fn cell(&self, summands: usize, sum: i64) -> Option<usize> {
        if summands == 0 || summands > self.most {
            return None;
        }
        let count = i64::try_from(summands).ok()?;
        let above = usize::try_from(sum - self.lowest * count).ok()?;
        (sum <= self.highest * count).then(|| self.row(summands) + above)
    }

    /// Every cell with its sum and number of summands.
    pub(super) fn each(&self) -> impl Iterator<Item = (usize, i64, i64)> + '_ {
        (1..=self.most).flat_map(move |summands| {
            let count = i64::try_from(summands).unwrap_or(1);
            (self.lowest * count..=self.highest * count)
                .enumerate()
                .map(move |(above, sum)| (self.row(summands) + above, sum, count))
        })
    }
}

/// Number, sum and sum of squares of scaled scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MomentCells {
    pub(super) n: usize,
    /// The sum's wide cell; the squares follow.
    pub(super) wide: usize,
}

/// Number, sums and upper triangle of products of a block of variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BlockCells {
    pub(super) ratings: Vec<Rated>,
    pub(super) start: usize,
}

/// A voice by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PanelCells {
    pub(super) panel: Panel,
    pub(super) dimensions: Vec<Fractions>,
    pub(super) overall: MomentCells,
    pub(super) weighted: Option<MomentCells>,
    /// All its items, over the responses that have all of them and are in no wider block.
    pub(super) whole: BlockCells,
    /// The items of each dimension, over those that are in no wider block.
    pub(super) blocks: Vec<BlockCells>,
    /// Where its items begin in the block of the first pairing, which then is the wider one.
    pub(super) inside: Option<usize>,
}

/// Two voices against each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PairingCells {
    pub(super) pairing: Pairing,
    /// For each dimension and pair: counts of (seen, against), row by row.
    pub(super) joint: Vec<Vec<usize>>,
    /// For each dimension: gap, seen and against over the same items.
    pub(super) dimensions: Vec<[Fractions; 3]>,
    pub(super) overall: MomentCells,
    /// The first cell of the overall gaps' histogram.
    pub(super) overall_bins: Option<usize>,
    pub(super) weighted: Option<MomentCells>,
    /// One entry for each accepted sum of points, from nine to eleven tenths of the total.
    pub(super) rescaled: Vec<MomentCells>,
    /// The gaps of all dimensions, then their points where there are any. Only of the first pairing.
    pub(super) together: Option<WideBlock>,
    /// Seen, then against: all items. Only of the first pairing.
    pub(super) whole: Option<BlockCells>,
    /// The same by dimension, over the responses that do not have all items.
    pub(super) blocks: Vec<BlockCells>,
}

/// Minimum, desired and perceived level of each item: the zone of tolerance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ZoneCells {
    /// For each dimension: (perceived, minimum, desired) of each item.
    pub(super) dimensions: Vec<Vec<[Rated; 3]>>,
    /// For each dimension: adequacy, superiority, width.
    pub(super) gaps: Vec<[Fractions; 3]>,
    /// For each dimension: inconsistent, below, inside, above.
    pub(super) status: Vec<usize>,
}

/// A single rating of the whole (overall quality, satisfaction, recommendation ...) against the dimensions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OutcomeCells {
    pub(super) rated: Rated,
    /// Outcome, dimension gaps, perceptions over pairs.
    pub(super) pairs: Option<WideBlock>,
    /// Outcome, perceptions alone.
    pub(super) alone: Option<WideBlock>,
}

/// Like a block, of scaled scores: sums and products are wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WideBlock {
    pub(super) n: usize,
    pub(super) wide: usize,
    pub(super) variables: usize,
}

/// A battery of statements, averaged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BatteryCells {
    /// Index of its block in the form.
    pub(super) block: usize,
    pub(super) score: Fractions,
    pub(super) items: BlockCells,
}

/// Points given to each dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PointsCells {
    pub(super) column: PointsColumn,
    /// Valid, missing, other sum.
    pub(super) sets: usize,
    /// One histogram a dimension, 0 to the total.
    pub(super) bins: usize,
}

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) missing: Missing,
    /// A number that tells plans apart: a kept summary fits its own plan only.
    pub(super) check: u64,
    pub(super) cells: usize,
    pub(super) wides: usize,
    pub(super) longest: usize,
    /// Dimension scores are whole numbers over this.
    pub(super) denominator: i64,
    /// Which dimensions enter overall scores, by the panel or pairing at hand: those with an item that counts.
    pub(super) questions: Vec<QuestionCells>,
    pub(super) panels: Vec<PanelCells>,
    pub(super) pairings: Vec<PairingCells>,
    pub(super) zone: Option<ZoneCells>,
    pub(super) points: Option<PointsCells>,
    pub(super) outcomes: Vec<OutcomeCells>,
    pub(super) batteries: Vec<BatteryCells>,
}

/// Hands out cells one after another.
#[derive(Default)]
struct Ground {
    cells: usize,
    wides: usize,
    longest: usize,
}

impl Ground {
    fn cells(&mut self, count: usize) -> usize {
        let start = self.cells;
        self.cells += count;
        start
    }

    fn wides(&mut self, count: usize) -> usize {
        let start = self.wides;
        self.wides += count;
        start
    }

    fn fractions(&mut self, most: usize, lowest: i64, highest: i64) -> Fractions {
        Fractions {
            start: self.cells(Fractions::cells(most, lowest, highest)),
            most,
            lowest,
            highest,
        }
    }

    fn moments(&mut self) -> MomentCells {
        MomentCells {
            n: self.cells(1),
            wide: self.wides(2),
        }
    }

    fn block(&mut self, ratings: Vec<Rated>) -> BlockCells {
        let k = ratings.len();
        self.longest = self.longest.max(k);
        BlockCells {
            ratings,
            start: self.cells(1 + k + k * (k + 1) / 2),
        }
    }

    fn wide_block(&mut self, variables: usize) -> WideBlock {
        self.longest = self.longest.max(variables);
        WideBlock {
            n: self.cells(1),
            wide: self.wides(variables + variables * (variables + 1) / 2),
            variables,
        }
    }
}

impl Plan {
    pub(super) fn of(questionnaire: &Questionnaire, form: &Form, missing: Missing) -> Self {
        let layout = Layout::of(questionnaire, form);
        let mut ground = Ground::default();
        ground.cells(1);
        let questions = layout
            .questions()
            .iter()
            .zip(layout.columns())
            .map(|(question, column)| {
                question_cells(question, column.offset, column.width, &mut ground)
            })
            .collect();
        let all = panels(questionnaire, &layout);
        let paired = pairings(questionnaire, form, &all);
        let points = PointsColumn::of(&layout).map(|column| PointsCells {
            column,
            sets: ground.cells(3),
            bins: ground.cells(column.rows * (usize::from(column.total) + 1)),
        });
        let denominator = denominator(&all);
        let outcomes = outcomes(form, &layout, &all, &paired, &mut ground);
        let batteries = batteries(form, &layout, &mut ground);
        let zone = zone(&all, &mut ground);
        let weighs = |dimensions: usize| points.is_some_and(|p| p.column.rows == dimensions);
        let panels: Vec<PanelCells> = all
            .into_iter()
            .map(|panel| {
                let inside = paired.first().and_then(|pairing| place(&panel, pairing));
                let complete = panel.dimensions.iter().all(|d| d.iter().any(|r| r.counts));
                let weigh = complete && weighs(panel.dimensions.len());
                panel_cells(panel, weigh, inside, &mut ground)
            })
            .collect();
        let pairings = paired
            .into_iter()
            .enumerate()
            .map(|(index, pairing)| {
                let complete = pairing
                    .dimensions
                    .iter()
                    .all(|d| d.iter().any(|p| p.seen.counts));
                let weigh = (complete && weighs(pairing.dimensions.len()))
                    .then_some(points)
                    .flatten();
                pairing_cells(pairing, index == 0, weigh, denominator, &mut ground)
            })
            .collect();
        Self {
            missing,
            check: check(questionnaire, &layout),
            cells: ground.cells,
            wides: ground.wides,
            longest: ground.longest,
            denominator,
            questions,
            panels,
            pairings,
            zone,
            points,
            outcomes,
            batteries,
        }
    }

    /// The number of cells of an overall gap's histogram, its least scaled value, and what it is scaled by.
    pub(super) fn overall_bins(&self, pairing: &PairingCells) -> Option<(usize, usize, i64, i64)> {
        let start = pairing.overall_bins?;
        let (bins, least, scale) = overall_scale(&pairing.pairing, self.denominator)?;
        Some((start, bins, least, scale))
    }

    pub(super) fn panel(&self, voice: Voice) -> Option<&PanelCells> {
        self.panels.iter().find(|cells| cells.panel.voice == voice)
    }

    pub(super) fn pairing(&self, seen: Voice, against: Voice) -> Option<&PairingCells> {
        self.pairings
            .iter()
            .find(|cells| cells.pairing.seen == seen && cells.pairing.against == against)
    }
}

fn question_cells(
    question: &Question,
    offset: usize,
    width: usize,
    ground: &mut Ground,
) -> QuestionCells {
    let (counted, answers) = match &question.kind {
        Kind::Rating { scale, reverse, .. } => (
            Counted::Rating(Rated {
                question: 0,
                offset,
                item: None,
                lowest: scale.lowest(),
                highest: scale.highest(),
                reverse: *reverse,
                counts: true,
            }),
            usize::from(scale.points),
        ),
        Kind::Choice {
            many: false,
            options,
            ..
        } => (Counted::One, options.len()),
        Kind::Choice {
            many: true,
            options,
            ..
        } => (Counted::Several, options.len() + 1),
        Kind::Number { .. } => (
            Counted::Number {
                wide: ground.wides(2),
            },
            1,
        ),
        Kind::Points { .. }
        | Kind::Date
        | Kind::Month
        | Kind::Time
        | Kind::Text { .. }
        | Kind::Note => (Counted::Given, 1),
    };
    let start = ground.cells(answers + REASONS);
    QuestionCells {
        counted,
        bytes: offset..offset + width,
        answers: start..start + answers,
    }
}

/// The least common multiple of 1 to the largest number of items that count in a dimension.
fn denominator(panels: &[Panel]) -> i64 {
    let largest = panels
        .iter()
        .flat_map(|panel| &panel.dimensions)
        .map(|ratings| ratings.iter().filter(|rated| rated.counts).count())
        .max()
        .unwrap_or(1)
        .clamp(1, EXACT_ITEMS);
    (1..=largest).fold(1i64, |whole, k| {
        let k = i64::try_from(k).unwrap_or(1);
        let (mut a, mut b) = (whole, k);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        whole / a * k
    })
}

/// Cells, least value and scale of an overall gap's histogram.
fn overall_scale(pairing: &Pairing, denominator: i64) -> Option<(usize, i64, i64)> {
    let dimensions = pairing
        .dimensions
        .iter()
        .filter(|pairs| pairs.iter().any(|pair| pair.seen.counts))
        .count();
    let scale = denominator.checked_mul(i64::try_from(dimensions).ok()?)?;
    let reach = i64::from(pairing.highest - pairing.lowest).checked_mul(scale)?;
    let bins = usize::try_from(reach.checked_mul(2)? + 1).ok()?;
    (dimensions > 0 && bins <= MOST_BINS).then_some((bins, -reach, scale))
}

/// Where a panel's ratings stand in the block of a pairing, seen before against; `None` unless all do, in the
/// same order.
fn place(panel: &Panel, pairing: &Pairing) -> Option<usize> {
    let own = || panel.dimensions.iter().flatten();
    let pairs = || pairing.dimensions.iter().flatten();
    if own().eq(pairs().map(|pair| &pair.seen)) {
        Some(0)
    } else if own().eq(pairs().map(|pair| &pair.against)) {
        Some(pairs().count())
    } else {
        None
    }
}

fn panel_cells(
    panel: Panel,
    weigh: bool,
    inside: Option<usize>,
    ground: &mut Ground,
) -> PanelCells {
    let (lowest, highest) = (i64::from(panel.lowest), i64::from(panel.highest));
    let dimensions = panel
        .dimensions
        .iter()
        .map(|ratings| {
            let most = ratings.iter().filter(|rated| rated.counts).count();
            ground.fractions(most, lowest, highest)
        })
        .collect();
    PanelCells {
        dimensions,
        overall: ground.moments(),
        weighted: weigh.then(|| ground.moments()),
        whole: ground.block(panel.dimensions.iter().flatten().copied().collect()),
        blocks: panel
            .dimensions
            .iter()
            .map(|ratings| ground.block(ratings.clone()))
            .collect(),
        inside,
        panel,
    }
}

fn pairing_cells(
    pairing: Pairing,
    first: bool,
    weigh: Option<PointsCells>,
    denominator: i64,
    ground: &mut Ground,
) -> PairingCells {
    let (lowest, highest) = (i64::from(pairing.lowest), i64::from(pairing.highest));
    let steps = usize::from(pairing.highest - pairing.lowest) + 1;
    let joint = pairing
        .dimensions
        .iter()
        .map(|pairs| pairs.iter().map(|_| ground.cells(steps * steps)).collect())
        .collect();
    let dimensions = pairing
        .dimensions
        .iter()
        .map(|pairs| {
            let most = pairs.iter().filter(|pair| pair.seen.counts).count();
            [
                ground.fractions(most, lowest - highest, highest - lowest),
                ground.fractions(most, lowest, highest),
                ground.fractions(most, lowest, highest),
            ]
        })
        .collect();
    let seen_then_against = |pairs: &[&crate::analysis::scoring::Pair]| {
        let seen = pairs.iter().map(|pair| pair.seen);
        seen.chain(pairs.iter().map(|pair| pair.against)).collect()
    };
    let (whole, blocks) = if first {
        let all: Vec<_> = pairing.dimensions.iter().flatten().collect();
        let blocks = pairing
            .dimensions
            .iter()
            .map(|pairs| ground.block(seen_then_against(&pairs.iter().collect::<Vec<_>>())))
            .collect();
        (Some(ground.block(seen_then_against(&all))), blocks)
    } else {
        (None, Vec::new())
    };
    let rescaled = weigh
        .map(|points| accepted_sums(points.column.total).count())
        .unwrap_or_default();
    PairingCells {
        joint,
        dimensions,
        overall: ground.moments(),
        overall_bins: overall_scale(&pairing, denominator).map(|(bins, _, _)| ground.cells(bins)),
        weighted: weigh.map(|_| ground.moments()),
        rescaled: (0..rescaled).map(|_| ground.moments()).collect(),
        together: first.then(|| {
            let dimensions = pairing.dimensions.len();
            ground.wide_block(dimensions + weigh.map_or(0, |points| points.column.rows))
        }),
        whole,
        blocks,
        pairing,
    }
}

/// The sums of points that may be scaled to the total: at most a tenth off.
pub(super) fn accepted_sums(total: u8) -> std::ops::RangeInclusive<u64> {
    let total = u64::from(total);
    (total * 9).div_ceil(10)..=total * 11 / 10
}

fn zone(panels: &[Panel], ground: &mut Ground) -> Option<ZoneCells> {
    let panel = |facet| panels.iter().find(|p| p.voice == Voice::of(facet));
    let perceived = panel(Facet::Perception)?;
    let minimum = panel(Facet::Minimum)?;
    let desired = panel(Facet::Desired)?;
    let scale = |panel: &Panel| (panel.lowest, panel.highest);
    if scale(perceived) != scale(minimum) || scale(perceived) != scale(desired) {
        return None;
    }
    let dimensions: Vec<Vec<[Rated; 3]>> = perceived
        .dimensions
        .iter()
        .zip(minimum.dimensions.iter().zip(&desired.dimensions))
        .map(|(perceived, (minimum, desired))| {
            perceived
                .iter()
                .filter(|p| p.counts)
                .filter_map(|p| {
                    let m = minimum.iter().find(|m| m.item == p.item)?;
                    let d = desired.iter().find(|d| d.item == p.item)?;
                    Some([*p, *m, *d])
                })
                .collect()
        })
        .collect();
    let reach = i64::from(perceived.highest - perceived.lowest);
    let gaps = dimensions
        .iter()
        .map(|items| [(); 3].map(|()| ground.fractions(items.len(), -reach, reach)))
        .collect();
    let status = dimensions.iter().map(|_| ground.cells(4)).collect();
    Some(ZoneCells {
        dimensions,
        gaps,
        status,
    })
}

fn outcomes(
    form: &Form,
    layout: &Layout,
    panels: &[Panel],
    pairings: &[Pairing],
    ground: &mut Ground,
) -> Vec<OutcomeCells> {
    let perceived = panels
        .iter()
        .any(|panel| panel.voice == Voice::of(Facet::Perception));
    let mut outcomes = Vec::new();
    for (question, column) in layout.questions().iter().zip(layout.columns()) {
        let Some(single) = form.ask.get(question.block).and_then(Block::single) else {
            continue;
        };
        // An attention check is no outcome.
        let (Kind::Rating { scale, .. }, None) = (&question.kind, single.expect) else {
            continue;
        };
        let dimensions = panels.first().map_or(0, |panel| panel.dimensions.len());
        outcomes.push(OutcomeCells {
            rated: Rated {
                question: column.question,
                offset: column.offset,
                item: None,
                lowest: scale.lowest(),
                highest: scale.highest(),
                reverse: false,
                counts: true,
            },
            pairs: (!pairings.is_empty()).then(|| ground.wide_block(1 + 2 * dimensions)),
            alone: perceived.then(|| ground.wide_block(1 + dimensions)),
        });
    }
    outcomes
}

fn batteries(form: &Form, layout: &Layout, ground: &mut Ground) -> Vec<BatteryCells> {
    let mut batteries = Vec::new();
    for (block, content) in form.ask.iter().enumerate() {
        if !matches!(content, Block::Battery(_)) {
            continue;
        }
        let ratings: Vec<Rated> = layout
            .questions()
            .iter()
            .zip(layout.columns())
            .filter(|(question, _)| question.block == block)
            .filter_map(|(question, column)| match &question.kind {
                Kind::Rating { scale, reverse, .. } => Some(Rated {
                    question: column.question,
                    offset: column.offset,
                    item: None,
                    lowest: scale.lowest(),
                    highest: scale.highest(),
                    reverse: *reverse,
                    counts: true,
                }),
                Kind::Points { .. }
                | Kind::Choice { .. }
                | Kind::Number { .. }
                | Kind::Date
                | Kind::Month
                | Kind::Time
                | Kind::Text { .. }
                | Kind::Note => None,
            })
            .collect();
        let Some(first) = ratings.first() else {
            continue;
        };
        batteries.push(BatteryCells {
            block,
            score: ground.fractions(
                ratings.len(),
                i64::from(first.lowest),
                i64::from(first.highest),
            ),
            items: ground.block(ratings),
        });
    }
    batteries
}

/// FNV-1a over what decides the cells and their meaning.
fn check(questionnaire: &Questionnaire, layout: &Layout) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    let mut eat = |bytes: &[u8]| {
        for byte in bytes.iter().chain(&[0xff]) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    };
    for (dimension, item) in questionnaire.items() {
        eat(&dimension.to_le_bytes());
        eat(item.id.as_str().as_bytes());
        eat(&[u8::from(item.ideal_point)]);
    }
    for (question, column) in layout.questions().iter().zip(layout.columns()) {
        eat(question.key.as_str().as_bytes());
        eat(&column.width.to_le_bytes());
        if let Kind::Rating { scale, reverse, .. } = &question.kind {
            eat(&[scale.lowest(), scale.highest(), u8::from(*reverse)]);
        }
        if let Kind::Points { total, .. } = &question.kind {
            eat(&[*total]);
        }
    }
    hash
}

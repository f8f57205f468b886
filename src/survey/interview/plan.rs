//! Which questions a person may be asked, and in which order: from form, seed and length alone.
//!
//! Order ([`Order`]):
//! - a person has *one* order of all items and *one* of all dimensions, both drawn once. Every shuffled block
//!   uses them, so the expectation and the perception of a person always come in the same order;
//! - `Shuffled` items come across dimensions, `ShuffledDimensions` items dimension by dimension in file order;
//! - `AsExpectation` takes the order of the block that asks expectations, whatever that is;
//! - the rows of a points question have an order of their own;
//! - the blocks of expectations and of perceptions change places for half of the persons, where the form says so;
//! - an incident is asked for as good or bad, or as bad or good;
//! - rivals follow a row of a balanced Latin square (Williams 1949), the row drawn.
//!
//! The short form keeps the core items and some of the others ([`Short`](crate::survey::questionnaire::Short)):
//! drawn from each dimension, drawn from all, or dealt out in modules. They are the same for all facets of a
//! person. Questions by dimension are never sampled.

mod draw;

use std::collections::BTreeSet;

use crate::survey::questionnaire::{
    Block, By, Facet, First, Form, Order, Question, Questionnaire, Rate, Subject,
};
use crate::survey::record::Layout;
use draw::{Draw, Stream, williams_row};

/// Pages in the order shown; sampled-out questions stand on none.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pages: Vec<Vec<usize>>,
    page_of: Vec<Option<usize>>,
    rows: Vec<usize>,
    bad_first: bool,
}

impl Plan {
    /// The plan of one person.
    pub(super) fn of(
        questionnaire: &Questionnaire,
        form: &Form,
        layout: &Layout,
        seed: u64,
        short: bool,
    ) -> Self {
        let orders = Orders::of(questionnaire, form, seed);
        let kept = sampled(questionnaire, form, seed, short);
        let mut pages: Vec<Vec<usize>> = Vec::new();
        for index in blocks(form, seed) {
            let Some(block) = form.ask.get(index) else {
                continue;
            };
            let statements = if let Block::Battery(battery) = block {
                battery.statements.len()
            } else {
                0
            };
            let mut draw = Draw::of(seed, Stream::Statements(index));
            let statement_rank = ranks(&draw.permutation(statements));
            let mut asked: Vec<(Rank, usize)> = layout
                .questions()
                .iter()
                .enumerate()
                .filter(|(_, question)| question.block == index)
                .filter(|(_, question)| is_kept(&kept, question))
                .map(|(number, question)| {
                    let rank = orders.rank(block, question, &statement_rank);
                    (rank, number)
                })
                .collect();
            asked.sort_unstable();
            push_pages(&mut pages, layout, asked.into_iter().map(|(_, q)| q));
        }
        let mut page_of = vec![None; layout.questions().len()];
        for (number, page) in pages.iter().enumerate() {
            for question in page {
                if let Some(slot) = page_of.get_mut(*question) {
                    *slot = Some(number);
                }
            }
        }
        Self {
            pages,
            page_of,
            rows: orders.rows,
            bad_first: Draw::of(seed, Stream::Valence).below(2) == 1,
        }
    }

    /// Whether an incident is first asked for as a bad one, then as a good one.
    pub(super) fn bad_first(&self) -> bool {
        self.bad_first
    }

    /// The pages, each with its questions (indices into the layout).
    pub(super) fn pages(&self) -> &[Vec<usize>] {
        &self.pages
    }

    /// The questions of a page.
    pub(super) fn page(&self, index: usize) -> &[usize] {
        self.pages.get(index).map_or(&[], Vec::as_slice)
    }

    /// The page of a question; `None` when it was sampled out.
    pub(super) fn page_of(&self, question: usize) -> Option<usize> {
        self.page_of.get(question).copied().flatten()
    }

    /// The rows of the points question: indices of dimensions in the order shown.
    pub(super) fn rows(&self) -> &[usize] {
        &self.rows
    }
}

/// The blocks in the order in which this person meets them.
fn blocks(form: &Form, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..form.ask.len()).collect();
    match (form.first, form.halves()) {
        (First::BySeed, Some((one, other))) if Draw::of(seed, Stream::Halves).below(2) == 1 => {
            order.swap(one, other);
        }
        (First::AsWritten | First::BySeed, _) => {}
    }
    order
}

/// Questions of one group stand on one page.
fn push_pages(
    pages: &mut Vec<Vec<usize>>,
    layout: &Layout,
    questions: impl Iterator<Item = usize>,
) {
    let mut group = None;
    for index in questions {
        let own = layout.questions().get(index).map(|q| q.group);
        match pages.last_mut() {
            Some(page) if group == own => page.push(index),
            Some(_) | None => pages.push(vec![index]),
        }
        group = own;
    }
}

/// The items of a person's form, as (dimension, item).
fn sampled(
    questionnaire: &Questionnaire,
    form: &Form,
    seed: u64,
    short: bool,
) -> BTreeSet<(usize, usize)> {
    let dimensions = questionnaire.dimensions.iter().enumerate();
    let all = dimensions.flat_map(|(dimension, content)| {
        let items = content.items.iter().enumerate();
        items.map(move |(item, content)| ((dimension, item), content.core))
    });
    let (Some(way), true) = (form.short, short) else {
        return all.map(|(place, _)| place).collect();
    };
    let (core, others): (Vec<_>, Vec<_>) = all.partition(|(_, core)| *core);
    let others: Vec<(usize, usize)> = others.into_iter().map(|(place, _)| place).collect();
    let mut kept: BTreeSet<_> = core.into_iter().map(|(place, _)| place).collect();
    if way.modules > 0 {
        let order = Draw::of(seed, Stream::Modules).permutation(usize::from(way.modules));
        let taken: Vec<usize> = order.into_iter().take(usize::from(way.take)).collect();
        let mine = others.iter().enumerate();
        let mine = mine.filter(|(place, _)| taken.contains(&way.module(*place)));
        kept.extend(mine.map(|(_, place)| *place));
    } else if way.pool > 0 {
        let order = Draw::of(seed, Stream::Pool).permutation(others.len());
        let drawn = order.into_iter().take(usize::from(way.pool));
        kept.extend(drawn.filter_map(|place| others.get(place).copied()));
    } else {
        let mut draw = Draw::of(seed, Stream::Sample);
        for dimension in 0..questionnaire.dimensions.len() {
            let own = others.iter().filter(|(of, _)| *of == dimension);
            let own: Vec<(usize, usize)> = own.copied().collect();
            // Drawn in full whatever the sample's size: a larger sample contains the smaller one.
            let order = draw.permutation(own.len()).into_iter();
            let drawn = order.take(usize::from(way.sample));
            kept.extend(drawn.filter_map(|place| own.get(place).copied()));
        }
    }
    kept
}

fn is_kept(kept: &BTreeSet<(usize, usize)>, question: &Question) -> bool {
    match question.subject {
        Subject::Item { dimension, item }
        | Subject::Rival {
            dimension, item, ..
        } => kept.contains(&(dimension, item)),
        Subject::Whole | Subject::Dimension(_) | Subject::Part(_) => true,
    }
}

/// Where a question stands in its block: rival first, then dimension or item.
type Rank = (usize, usize);

/// The orders of one person.
struct Orders {
    /// Index of an item among all items, in file order: the first of its dimension.
    first_item: Vec<usize>,
    item_rank: Vec<usize>,
    dimension_rank: Vec<usize>,
    rival_rank: Vec<usize>,
    rows: Vec<usize>,
    expectation: Order,
}

impl Orders {
    fn of(questionnaire: &Questionnaire, form: &Form, seed: u64) -> Self {
        let mut items = 0;
        let mut first_item = Vec::with_capacity(questionnaire.dimensions.len());
        for dimension in &questionnaire.dimensions {
            first_item.push(items);
            items += dimension.items.len();
        }
        let dimensions = questionnaire.dimensions.len();
        let order = |stream, length| Draw::of(seed, stream).permutation(length);
        let expectation = form.ask.iter().find_map(expectation_order);
        let allocate = form.ask.iter().find_map(|block| {
            if let Block::Allocate(allocate) = block {
                Some(allocate.order)
            } else {
                None
            }
        });
        let expectation = expectation.unwrap_or(Order::Fixed);
        let rows = match allocate.unwrap_or(Order::Fixed) {
            Order::Fixed => (0..dimensions).collect(),
            Order::Shuffled | Order::ShuffledDimensions | Order::AsExpectation => {
                order(Stream::Rows, dimensions)
            }
        };
        Self {
            first_item,
            item_rank: ranks(&order(Stream::Items, items)),
            dimension_rank: ranks(&order(Stream::Dimensions, dimensions)),
            rival_rank: ranks(&rival_order(questionnaire.rivals.len(), seed)),
            rows,
            expectation,
        }
    }

    fn rank(&self, block: &Block, question: &Question, statements: &[usize]) -> Rank {
        let order = match block.order() {
            Order::AsExpectation => self.expectation,
            order @ (Order::Fixed | Order::Shuffled | Order::ShuffledDimensions) => order,
        };
        let of = |ranks: &[usize], index: usize| ranks.get(index).copied().unwrap_or(index);
        let place = |dimension: usize, item: usize| match order {
            Order::Fixed | Order::AsExpectation => of(&self.first_item, dimension) + item,
            Order::Shuffled => of(&self.item_rank, of(&self.first_item, dimension) + item),
            // Items keep their file order, which the questions' own numbers break ties by.
            Order::ShuffledDimensions => of(&self.dimension_rank, dimension),
        };
        match question.subject {
            Subject::Whole => (0, 0),
            Subject::Item { dimension, item } => (0, place(dimension, item)),
            Subject::Rival {
                rival,
                dimension,
                item,
            } => (of(&self.rival_rank, rival), place(dimension, item)),
            Subject::Dimension(dimension) => match order {
                Order::Fixed | Order::AsExpectation => (0, dimension),
                Order::Shuffled | Order::ShuffledDimensions => {
                    (0, of(&self.dimension_rank, dimension))
                }
            },
            Subject::Part(part) => match order {
                Order::Fixed | Order::AsExpectation => (0, part),
                Order::Shuffled | Order::ShuffledDimensions => (0, of(statements, part)),
            },
        }
    }
}

/// The order of a block, if it asks expectations by item.
fn expectation_order(block: &Block) -> Option<Order> {
    let order = if let Block::Rate(Rate {
        facet: Facet::Expectation,
        by: By::Item,
        order,
        ..
    }) = block
    {
        *order
    } else if let Block::Paired(paired) = block {
        paired.order
    } else {
        return None;
    };
    // A block cannot follow itself.
    Some(if order == Order::AsExpectation {
        Order::Fixed
    } else {
        order
    })
}

fn rival_order(rivals: usize, seed: u64) -> Vec<usize> {
    let mut draw = Draw::of(seed, Stream::Rivals);
    let rows = if rivals.is_multiple_of(2) {
        rivals
    } else {
        2 * rivals
    };
    williams_row(rivals, draw.below(rows))
}

/// The place of each thing in an order.
fn ranks(order: &[usize]) -> Vec<usize> {
    let mut ranks = vec![0; order.len()];
    for (rank, thing) in order.iter().enumerate() {
        if let Some(slot) = ranks.get_mut(*thing) {
            *slot = rank;
        }
    }
    ranks
}

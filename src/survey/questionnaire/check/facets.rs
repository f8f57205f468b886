//! Facets: pairs that are complete, scales that match, wordings that exist, gaps that have data.

use super::super::cause::Cause;
use super::super::decode::Decoder;
use super::super::path::Path;
use super::super::scheme::{
    Against, Block, By, Facet, Item, Order, Questionnaire, Role, Scale, Side,
};

/// One facet that a block asks for.
struct Asked<'a> {
    form: usize,
    block: usize,
    role: Role,
    facet: Facet,
    by: By,
    scale: &'a Scale,
    /// The wording stands above the rating; in columns the item's name can do.
    worded: bool,
}

impl Asked<'_> {
    fn path(&self) -> Path {
        block_path(self.form, self.block)
    }

    fn bounds(&self) -> (u8, u8) {
        (self.scale.from, self.scale.points)
    }
}

fn block_path(form: usize, block: usize) -> Path {
    Path::default().to("forms").to(form).to("ask").to(block)
}

/// Checks the facets of a study.
pub(super) fn check(questionnaire: &Questionnaire, decoder: &mut Decoder<'_>) {
    let asked = asked(questionnaire);
    once(&asked, decoder);
    scales(questionnaire, &asked, decoder);
    wordings(questionnaire, &asked, decoder);
    gaps(questionnaire, &asked, decoder);
    orders(questionnaire, decoder);
}

fn asked(questionnaire: &Questionnaire) -> Vec<Asked<'_>> {
    let mut all = Vec::new();
    for (form, content) in questionnaire.forms.iter().enumerate() {
        for (block, kind) in content.ask.iter().enumerate() {
            let usual = &questionnaire.scale;
            let mut put = |facets: &[Facet], by, scale, worded| {
                all.extend(facets.iter().map(|facet| Asked {
                    form,
                    block,
                    role: content.role,
                    facet: *facet,
                    by,
                    scale,
                    worded,
                }));
            };
            match kind {
                Block::Rate(b) => put(
                    &[b.facet],
                    b.by,
                    b.scale.as_ref().unwrap_or(usual),
                    b.by == By::Item,
                ),
                Block::ThreeColumn(b) => put(
                    &[Facet::Minimum, Facet::Desired, Facet::Perception],
                    By::Item,
                    b.scale.as_ref().unwrap_or(usual),
                    false,
                ),
                Block::Paired(_) => put(
                    &[Facet::Expectation, Facet::Perception],
                    By::Item,
                    usual,
                    false,
                ),
                Block::Compare(_) => put(&[Facet::Rival], By::Item, usual, true),
                Block::Kano(_)
                | Block::Allocate(_)
                | Block::Choice(_)
                | Block::Overall(_)
                | Block::Recommend(_)
                | Block::Satisfaction(_)
                | Block::Effort(_)
                | Block::Rating(_)
                | Block::Battery(_)
                | Block::Incident(_)
                | Block::TouchPoints(_)
                | Block::Number(_)
                | Block::Indicator(_)
                | Block::Date(_)
                | Block::Month(_)
                | Block::Time(_)
                | Block::Text(_)
                | Block::Note(_) => {}
            }
        }
    }
    all
}

fn once(asked: &[Asked<'_>], decoder: &mut Decoder<'_>) {
    for (index, this) in asked.iter().enumerate() {
        let same = |other: &Asked<'_>| {
            (other.form, other.facet, other.by) == (this.form, this.facet, this.by)
        };
        if asked.iter().take(index).any(same) && !decoder.is_spoilt_below(&this.path()) {
            decoder.report(&this.path(), Cause::FacetTwice(this.facet));
        }
    }
}

/// Facets whose differences are gaps within one form.
fn is_level(facet: Facet) -> bool {
    match facet {
        Facet::Expectation | Facet::Perception | Facet::Minimum | Facet::Desired | Facet::Rival => {
            true
        }
        Facet::Importance
        | Facet::Estimate
        | Facet::Standard
        | Facet::Delivery
        | Facet::Promise
        | Facet::Functional
        | Facet::Dysfunctional => false,
    }
}

fn scales(questionnaire: &Questionnaire, asked: &[Asked<'_>], decoder: &mut Decoder<'_>) {
    for (index, this) in asked.iter().enumerate() {
        let pair = asked.iter().take(index).find(|other| {
            are_levels_of_a_form(this, other)
                || is_knowledge_pair(this, other)
                || is_knowledge_pair(other, this)
        });
        if let Some(other) = pair {
            same_scale(this, other, &this.path(), decoder);
        }
    }
    for (index, gap) in questionnaire.gaps.iter().enumerate() {
        let Against::Facet(against) = gap.against else {
            continue;
        };
        let side = |side: Side| asked.iter().find(|a| is_side(a, side, gap.by));
        if let (Some(of), Some(against)) = (side(gap.of), side(against))
            && !are_levels_of_a_form(of, against)
        {
            let path = Path::default().to("gaps").to(index);
            same_scale(of, against, &path, decoder);
        }
    }
}

fn are_levels_of_a_form(a: &Asked<'_>, b: &Asked<'_>) -> bool {
    a.form == b.form && is_level(a.facet) && is_level(b.facet)
}

/// Gap 1: what managers believe that customers expect, and what customers expect.
fn is_knowledge_pair(a: &Asked<'_>, b: &Asked<'_>) -> bool {
    (a.role, a.facet) == (Role::Customer, Facet::Expectation)
        && (b.role, b.facet) == (Role::Manager, Facet::Estimate)
}

fn is_side(asked: &Asked<'_>, side: Side, by: By) -> bool {
    (asked.role, asked.facet, asked.by) == (side.role, side.facet, by)
}

fn same_scale(this: &Asked<'_>, other: &Asked<'_>, path: &Path, decoder: &mut Decoder<'_>) {
    let spoilt = [
        Path::default().to("scale"),
        this.path().to("scale"),
        other.path().to("scale"),
    ];
    if this.bounds() == other.bounds() || spoilt.iter().any(|p| decoder.is_spoilt_below(p)) {
        return;
    }
    let bounds = |scale: &Scale| {
        let from = i64::from(scale.from);
        format!("{from} to {}", from + i64::from(scale.points) - 1)
    };
    let cause = Cause::ScalesDiffer(
        this.facet,
        bounds(this.scale),
        other.facet,
        bounds(other.scale),
    );
    decoder.report(path, cause);
}

fn wordings(questionnaire: &Questionnaire, asked: &[Asked<'_>], decoder: &mut Decoder<'_>) {
    let worded = |facet| asked.iter().any(|a| a.facet == facet && a.worded);
    let in_columns = |facet| asked.iter().any(|a| a.facet == facet && !a.worded);
    let kano = questionnaire
        .forms
        .iter()
        .flat_map(|form| &form.ask)
        .any(|block| matches!(block, Block::Kano(_)));
    for (dimension, content) in questionnaire.dimensions.iter().enumerate() {
        for (index, item) in content.items.iter().enumerate() {
            let path = Path::default()
                .to("dimensions")
                .to(dimension)
                .to("items")
                .to(index);
            let (expectation, perception) = (Facet::Expectation, Facet::Perception);
            let perceived = worded(perception) || worded(Facet::Rival);
            for (facet, other, needed) in [
                (expectation, perception, worded(expectation)),
                (perception, expectation, perceived),
            ] {
                let both = needed || (in_columns(facet) && in_columns(other));
                if !both || has(item, facet) || decoder.is_spoilt(&path.to(facet.key())) {
                    continue;
                }
                if has(item, other) && asked.iter().any(|a| a.facet == other) {
                    decoder.report(&path, Cause::HalfPair(facet, other));
                } else if needed {
                    decoder.report(&path, Cause::Unworded(facet));
                }
            }
            if worded(Facet::Estimate) && item.wording(Facet::Estimate).is_none() {
                decoder.report(&path, Cause::Unworded(Facet::Estimate));
            }
            for facet in [Facet::Minimum, Facet::Desired, Facet::Importance] {
                let others = questionnaire.items().any(|(_, other)| has(other, facet));
                if worded(facet) && others && !has(item, facet) {
                    decoder.report(&path, Cause::Unworded(facet));
                }
            }
            let (there, missing) = (Facet::Functional, Facet::Dysfunctional);
            match (has(item, there), has(item, missing)) {
                (true, false) if kano => decoder.report(&path, Cause::HalfPair(missing, there)),
                (false, true) if kano => decoder.report(&path, Cause::HalfPair(there, missing)),
                _ => {}
            }
        }
    }
}

fn has(item: &Item, facet: Facet) -> bool {
    item.wording(facet).is_some()
}

fn gaps(questionnaire: &Questionnaire, asked: &[Asked<'_>], decoder: &mut Decoder<'_>) {
    if decoder.is_spoilt_below(&Path::default().to("forms")) {
        return;
    }
    for (index, gap) in questionnaire.gaps.iter().enumerate() {
        let path = Path::default().to("gaps").to(index);
        let mut sides = vec![("of", gap.of)];
        if let Against::Facet(side) = gap.against {
            sides.push(("against", side));
        }
        for (field, side) in sides {
            if !asked.iter().any(|a| is_side(a, side, gap.by)) {
                let who = match side.role {
                    Role::Customer => "customers",
                    Role::Manager => "managers",
                    Role::Staff => "staff",
                };
                decoder.report(&path.to(field), Cause::NotAsked(who, side.facet));
            }
        }
    }
}

/// Orders that follow the expectation block need one before them.
fn orders(questionnaire: &Questionnaire, decoder: &mut Decoder<'_>) {
    for (form, content) in questionnaire.forms.iter().enumerate() {
        let mut expectation = false;
        for (block, kind) in content.ask.iter().enumerate() {
            let follows = kind.order() == Order::AsExpectation;
            if follows && (!expectation || matches!(kind, Block::Battery(_))) {
                let path = block_path(form, block).to("order");
                decoder.report(&path, Cause::NoOrderToFollow);
            }
            expectation |= if let Block::Rate(rate) = kind {
                rate.facet == Facet::Expectation
            } else {
                matches!(kind, Block::Paired(_))
            };
        }
    }
}

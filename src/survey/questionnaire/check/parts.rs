//! The parts one by one: how many there are, ids, scales, and what each block needs.

use std::collections::HashSet;

use super::super::cause::Cause;
use super::super::decimal::{Decimal, MAX_DECIMALS};
use super::super::decode::Decoder;
use super::super::path::Path;
use super::super::scheme::{
    Allocate, Battery, Block, By, Choice, Facet, Form, Id, Indicator, Number, Questionnaire, Rate,
    Scale, Single,
};
use super::super::usual;
use super::most;

/// Checks the parts. Says whether the study is small enough to be spelt out question by question.
pub(super) fn check(questionnaire: &Questionnaire, decoder: &mut Decoder<'_>) -> bool {
    let mut parts = Parts {
        questionnaire,
        decoder,
    };
    parts.study();
    let mut countable = questionnaire.forms.len() <= most::FORMS
        && questionnaire.dimensions.len() <= most::DIMENSIONS
        && questionnaire.items().count() <= most::ITEMS
        && questionnaire.rivals.len() <= most::RIVALS;
    for (index, form) in questionnaire.forms.iter().take(most::FORMS).enumerate() {
        countable &= parts.form(form, &Path::default().to("forms").to(index));
    }
    countable
}

struct Parts<'q, 'd, 'a> {
    questionnaire: &'q Questionnaire,
    decoder: &'d mut Decoder<'a>,
}

impl Parts<'_, '_, '_> {
    fn report(&mut self, path: &Path, cause: Cause) {
        self.decoder.report(path, cause);
    }

    fn count(&mut self, path: &Path, what: &'static str, (least, most): (usize, usize), n: usize) {
        if n < least || n > most {
            self.report(path, Cause::Count(what, least, most, n));
        }
    }

    fn bounds(&mut self, path: &Path, (least, most): (i64, i64), found: impl Into<i64>) {
        let found = found.into();
        if found < least || found > most {
            self.report(path, Cause::OutOfBounds(least, most, found));
        }
    }

    /// Ids of one list, each with the way to its owner.
    fn unique<'i>(&mut self, what: &'static str, ids: impl IntoIterator<Item = (Path, &'i Id)>) {
        let mut seen = HashSet::new();
        for (path, id) in ids {
            let path = path.to("id");
            if !self.decoder.is_spoilt(&path) && !seen.insert(id) {
                self.report(&path, Cause::IdTwice(what, id.to_string()));
            }
        }
    }

    fn listed<'i>(
        &mut self,
        path: &Path,
        what: &'static str,
        bounds: (usize, usize),
        ids: impl Iterator<Item = &'i Id>,
    ) {
        let ids: Vec<(Path, &Id)> = ids
            .enumerate()
            .map(|(index, id)| (path.to(index), id))
            .collect();
        self.count(path, what, bounds, ids.len());
        self.unique(what, ids);
    }

    fn study(&mut self) {
        let study = self.questionnaire;
        let top = Path::default();
        self.scale(&study.scale, &top.to("scale"), 11);
        let dimensions = top.to("dimensions");
        self.listed(
            &dimensions,
            "dimensions",
            (1, most::DIMENSIONS),
            study.dimensions.iter().map(|d| &d.id),
        );
        let mut items = Vec::new();
        for (index, dimension) in study.dimensions.iter().enumerate() {
            let path = dimensions.to(index).to("items");
            self.count(
                &path,
                "items in this dimension",
                (1, most::ITEMS),
                dimension.items.len(),
            );
            items.extend(
                (0..)
                    .map(|item: usize| path.to(item))
                    .zip(dimension.items.iter().map(|item| &item.id)),
            );
        }
        self.count(&dimensions, "items", (0, most::ITEMS), items.len());
        self.unique("items", items);
        let rivals = study.rivals.iter().map(|rival| &rival.id);
        self.listed(&top.to("rivals"), "rivals", (0, most::RIVALS), rivals);
        let forms = study.forms.iter().map(|form| &form.id);
        self.listed(&top.to("forms"), "forms", (1, most::FORMS), forms);
        let gaps = study.gaps.iter().map(|gap| &gap.id);
        self.listed(&top.to("gaps"), "gaps", (0, most::GAPS), gaps);
        let disclosure = top.to("disclosure");
        self.bounds(&disclosure.to("scores"), (3, 1000), study.disclosure.scores);
        self.bounds(&disclosure.to("texts"), (3, 1000), study.disclosure.texts);
    }

    fn scale(&mut self, scale: &Scale, path: &Path, most: i64) {
        self.bounds(&path.to("from"), (0, 1), scale.from);
        self.bounds(&path.to("points"), (2, most), scale.points);
        if scale.middle.is_some() && scale.points.is_multiple_of(2) {
            let why = "a scale with an even number of steps has no middle one";
            self.report(&path.to("middle"), Cause::NoEffect("middle", why));
        }
    }

    fn own_scale(&mut self, scale: Option<&Scale>, path: &Path) {
        if let Some(scale) = scale {
            self.scale(scale, &path.to("scale"), 11);
        }
    }

    fn form(&mut self, form: &Form, path: &Path) -> bool {
        if let Some(consent) = &form.consent {
            let path = path.to("consent");
            self.bounds(&path.to("keep_days"), (1, 36_500), consent.keep_days);
            if let Some(age) = consent.min_age {
                self.bounds(&path.to("min_age"), (1, 99), age);
            }
        }
        let ask = path.to("ask");
        self.count(&ask, "questions", (1, most::BLOCKS), form.ask.len());
        for (index, block) in form.ask.iter().take(most::BLOCKS).enumerate() {
            self.block(block, form, index, &ask.to(index));
        }
        self.short(form, path);
        let questions: usize = form.ask.iter().map(|block| self.questions_of(block)).sum();
        if questions > most::QUESTIONS {
            self.count(&ask, "questions", (1, most::QUESTIONS), questions);
        }
        form.ask.len() <= most::BLOCKS && questions <= most::QUESTIONS
    }

    /// How many questions a block becomes, at most.
    fn questions_of(&self, block: &Block) -> usize {
        let items: usize = self.questionnaire.items().count();
        match block {
            Block::Rate(rate) => match rate.by {
                By::Item => items,
                By::Dimension => self.questionnaire.dimensions.len(),
            },
            Block::ThreeColumn(_) => 3 * items,
            Block::Paired(_) | Block::Kano(_) => 2 * items,
            Block::Compare(_) => self.questionnaire.rivals.len().saturating_mul(items),
            Block::Battery(battery) => battery.statements.len(),
            Block::TouchPoints(journey) => journey.points.len(),
            Block::Incident(_) => usual::INCIDENT.len(),
            Block::Allocate(_)
            | Block::Choice(_)
            | Block::Overall(_)
            | Block::Recommend(_)
            | Block::Satisfaction(_)
            | Block::Effort(_)
            | Block::Rating(_)
            | Block::Number(_)
            | Block::Indicator(_)
            | Block::Date(_)
            | Block::Month(_)
            | Block::Time(_)
            | Block::Text(_)
            | Block::Note(_) => 1,
        }
    }

    fn short(&mut self, form: &Form, path: &Path) {
        let Some(short) = form.short else {
            return;
        };
        let path = path.to("short");
        let by_item = |block: &Block| {
            if let Block::Rate(rate) = block {
                rate.by == By::Item
            } else {
                block.rates_facets() || matches!(block, Block::Kano(_))
            }
        };
        if !form.ask.iter().any(by_item) {
            let why = "the form rates no items";
            self.report(&path, Cause::NoEffect("short", why));
            return;
        }
        let ways = [
            ("sample", short.sample),
            ("pool", short.pool),
            ("modules", short.modules),
        ];
        let mut used = ways.iter().filter(|(_, number)| *number > 0);
        if let (Some(_), Some((second, _))) = (used.next(), used.next()) {
            let why = "a short form draws by one of `sample`, `pool` and `modules`";
            self.report(&path.to(*second), Cause::NoEffect(second, why));
        }
        if short.modules > 0 {
            self.bounds(&path.to("modules"), (2, 20), short.modules);
            let most = i64::from(short.modules.clamp(2, 20)) - 1;
            self.bounds(&path.to("take"), (1, most), short.take);
        } else if short.take != 1 {
            let why = "there are no `modules` to take";
            self.report(&path.to("take"), Cause::NoEffect("take", why));
        }
        if short.sample == 0 {
            for dimension in &self.questionnaire.dimensions {
                let core = dimension.items.iter().any(|item| item.core);
                // Neighbours are dealt to different modules: so many reach all of them.
                let reach = dimension.items.len() + usize::from(short.take);
                let in_each = short.modules > 0 && reach > usize::from(short.modules);
                if !core && !in_each {
                    self.report(&path, Cause::LeftOut(dimension.id.to_string()));
                }
            }
        }
    }

    fn block(&mut self, block: &Block, form: &Form, index: usize, path: &Path) {
        match block {
            Block::Rate(rate) => self.rate(rate, path),
            Block::ThreeColumn(columns) => match &columns.scale {
                Some(scale) => self.scale(scale, &path.to("scale"), 9),
                None if self.questionnaire.scale.points > 9 => {
                    let points = self.questionnaire.scale.points;
                    self.report(path, Cause::TooWide(points));
                }
                None => {}
            },
            Block::Compare(compare) => {
                if self.questionnaire.rivals.is_empty() {
                    self.report(path, Cause::NoRival);
                }
                if let Some(known) = &compare.known {
                    self.known_rivals(known, form, index, &path.to("known"));
                }
            }
            Block::Allocate(allocate) => self.allocate(allocate, path),
            Block::Choice(choice) => self.choice(choice, path),
            Block::Overall(b) => self.single(b, &usual::overall(), path),
            Block::Recommend(b) => {
                if b.scale.is_some() {
                    self.report(&path.to("scale"), Cause::RecommendScale);
                }
                self.single(b, &usual::recommend(), path);
            }
            Block::Satisfaction(b) => self.single(b, &usual::satisfaction(), path),
            Block::Effort(b) => self.single(b, &usual::effort(), path),
            Block::Rating(b) => self.single(b, &self.questionnaire.scale, path),
            Block::Battery(battery) => self.battery(battery, path),
            Block::Kano(_) => {
                let pair = |item: &super::super::scheme::Item| {
                    item.functional.is_some() && item.dysfunctional.is_some()
                };
                if !self.questionnaire.items().any(|(_, item)| pair(item)) {
                    self.report(path, Cause::NoKanoPair);
                }
            }
            Block::TouchPoints(journey) => {
                self.own_scale(journey.scale.as_ref(), path);
                let ids = journey.points.iter().map(|point| &point.id);
                self.listed(&path.to("points"), "touch points", (1, most::PARTS), ids);
            }
            Block::Incident(incident) => {
                let ids = incident.points.iter().map(|point| &point.id);
                let points = path.to("points");
                self.listed(&points, "touch points", (0, most::PARTS - 1), ids);
                for (index, point) in incident.points.iter().enumerate() {
                    if point.id.as_str() == "elsewhere" {
                        let path = points.to(index).to("id");
                        self.report(&path, Cause::IdTwice("touch points", point.id.to_string()));
                    }
                }
            }
            Block::Number(number) => self.number(number, path),
            Block::Indicator(indicator) => self.indicator(indicator, path),
            Block::Paired(_)
            | Block::Date(_)
            | Block::Month(_)
            | Block::Time(_)
            | Block::Text(_)
            | Block::Note(_) => {}
        }
    }

    fn rate(&mut self, rate: &Rate, path: &Path) {
        self.own_scale(rate.scale.as_ref(), path);
        let other = match rate.facet {
            Facet::Rival => Some("Compare(..)"),
            Facet::Functional | Facet::Dysfunctional => Some("Kano(..)"),
            Facet::Expectation
            | Facet::Perception
            | Facet::Minimum
            | Facet::Desired
            | Facet::Importance
            | Facet::Estimate
            | Facet::Standard
            | Facet::Delivery
            | Facet::Promise => None,
        };
        if let Some(other) = other {
            let cause = Cause::OtherBlock(rate.facet, other);
            self.report(&path.to("facet"), cause);
        }
    }

    fn known_rivals(&mut self, known: &Id, form: &Form, index: usize, path: &Path) {
        let choices = || {
            form.ask.iter().take(index).filter_map(|block| {
                if let Block::Choice(choice) = block {
                    Some(choice)
                } else {
                    None
                }
            })
        };
        let Some(choice) = choices().find(|choice| choice.id == *known) else {
            let ids = choices().map(|choice| choice.id.as_str());
            let near = self.decoder.nearest(known.as_str(), ids);
            let cause = Cause::UnknownQuestion(known.to_string(), near.map(str::to_owned));
            self.report(path, cause);
            return;
        };
        for rival in &self.questionnaire.rivals {
            if !choice.options.iter().any(|option| option.id == rival.id) {
                self.report(path, Cause::RivalNotOffered(rival.id.to_string()));
            }
        }
    }

    fn allocate(&mut self, allocate: &Allocate, path: &Path) {
        let rows = self.questionnaire.dimensions.len();
        let points = allocate.points;
        if points == 0 || !100_u8.is_multiple_of(points) || usize::from(points) < rows {
            self.report(&path.to("points"), Cause::Points(points));
        }
    }

    fn choice(&mut self, choice: &Choice, path: &Path) {
        let options = path.to("options");
        let ids = choice.options.iter().map(|option| &option.id);
        self.listed(&options, "options", (2, most::OPTIONS), ids);
        let with_words = choice.options.iter().filter(|option| option.other).count();
        if choice.many {
            let what = "options with words of one's own";
            self.count(&options, what, (0, 1), with_words);
        }
        for (index, option) in choice.options.iter().enumerate() {
            if option.alone && !choice.many {
                let why = "only one option can be chosen anyway";
                let path = options.to(index).to("alone");
                self.report(&path, Cause::NoEffect("alone", why));
            }
        }
    }

    fn single(&mut self, single: &Single, usual: &Scale, path: &Path) {
        self.own_scale(single.scale.as_ref(), path);
        if let Some(expect) = single.expect {
            let scale = single.scale.as_ref().unwrap_or(usual);
            if scale.points < 2 || scale.from > 1 {
                return;
            }
            let low = i64::from(scale.from);
            let high = low + i64::from(scale.points) - 1;
            self.beyond(
                &path.to("expect"),
                "on the scale",
                (low, high),
                expect.into(),
            );
        }
    }

    fn beyond(&mut self, path: &Path, what: &'static str, (low, high): (i64, i64), found: i64) {
        if found < low || found > high {
            self.report(path, Cause::Beyond(what, low, high, found));
        }
    }

    fn battery(&mut self, battery: &Battery, path: &Path) {
        self.own_scale(battery.scale.as_ref(), path);
        if let Some(gap) = battery.gap {
            self.bounds(&path.to("gap"), (1, 4), gap);
        }
        let ids = battery.statements.iter().map(|statement| &statement.id);
        self.listed(&path.to("statements"), "statements", (1, most::PARTS), ids);
    }

    fn number(&mut self, number: &Number, path: &Path) {
        let bounds = (number.least, number.most);
        if number.least > number.most {
            let cause = Cause::LeastAboveMost(number.least, number.most);
            self.report(&path.to("least"), cause);
            return;
        }
        if let Some((low, high)) = number.usual {
            let path = path.to("usual");
            if low > high {
                self.report(&path, Cause::LeastAboveMost(low, high));
            }
            let what = "within the bounds of the question";
            self.beyond(&path.to(0), what, bounds, low);
            self.beyond(&path.to(1), what, bounds, high);
        }
    }

    fn indicator(&mut self, indicator: &Indicator, path: &Path) {
        const MOST: i64 = 1_000_000_000;
        let bounds = (indicator.least, indicator.most);
        if indicator.least > indicator.most {
            let cause = Cause::LeastAboveMost(indicator.least, indicator.most);
            self.report(&path.to("least"), cause);
            return;
        }
        self.bounds(&path.to("least"), (-MOST, MOST), indicator.least);
        self.bounds(&path.to("most"), (-MOST, MOST), indicator.most);
        let decimals = (0, i64::from(MAX_DECIMALS));
        self.bounds(&path.to("decimals"), decimals, indicator.decimals);
        if let Some(target) = indicator.target {
            let what = "within the bounds of the question";
            #[expect(clippy::cast_possible_truncation, reason = "a cast from f64 saturates")]
            let outward = if target.value() < bounds.0 as f64 {
                target.value().floor() as i64
            } else {
                target.value().ceil() as i64
            };
            self.beyond(&path.to("target"), what, bounds, outward);
        }
        if let Some(tolerance) = indicator.tolerance {
            let path = path.to("tolerance");
            if indicator.target.is_none() {
                let why = "there is no `target` to be near to";
                self.report(&path, Cause::NoEffect("tolerance", why));
            } else if tolerance < Decimal::default() {
                self.report(&path, Cause::NegativeTolerance);
            }
        }
    }
}

//! The gaps: the form's own in full, then every other gap of the study, each on its own scale.

use super::{Composer, small_p};
use crate::analysis::five_gaps::{Knowledge, KnowledgeGap, Levels};
use crate::analysis::study::{Measure, Origin, Preset, StudyGap};
use crate::analysis::{Disclosed, Estimate, GapReport, Voice};
use crate::language::fill;
use crate::report::chart::{Chart, Items, end_labels};
use crate::report::document::{Part, Row, Section, Table};
use crate::report::words::{
    bracketed, convention, count, is_zero, plain, reason_words, signed, voice_mark,
};
use crate::survey::questionnaire::{Against, Facet, Role, Side};

impl Composer<'_> {
    /// Words, cautions, chart and table of the form's own gap; then the others.
    pub(super) fn gaps(&self, parts: &mut Vec<Part>) {
        let report = &self.report;
        if report.seen.is_some() {
            parts.push(Part::Heading(self.words.in_words.to_owned()));
            self.sentences(parts);
        } else if self.others().next().is_none() {
            parts.push(Part::Rule(self.words.no_gaps.to_owned()));
        }
        if report.seen.is_some() {
            // The first page has it.
            if !self.brief.wants(Section::Overview) || report.n < report.least() {
                parts.push(Part::Heading(self.words.chart.to_owned()));
                parts.push(self.chart(report));
            }
            if report.against.is_some() {
                parts.push(Part::Table(
                    self.dimensions(report, self.words.by_dimension),
                ));
            }
        }
        if self.others().next().is_some() {
            parts.push(self.heading(Section::Gaps));
            parts.push(Part::Rule(self.more.each_gap.to_owned()));
            for (index, gap) in self.others() {
                parts.push(Part::Subheading(self.gap_name(gap)));
                self.gap(index, gap, parts);
            }
        }
    }

    /// The gaps of the study that are not the form's own.
    fn others(&self) -> impl Iterator<Item = (usize, &StudyGap)> {
        let own = (&self.report.form, self.report.seen, self.report.against);
        let gaps = self.study.gaps.iter().enumerate();
        gaps.filter(move |(_, gap)| match &gap.measure {
            Measure::Paired(report) => (&report.form, report.seen, report.against) != own,
            // The customers' own gap without answers is told by the form itself.
            Measure::NoData(_) => gap.origin != Origin::Preset(Preset::Customer) || own.2.is_none(),
            Measure::Between(..)
            | Measure::ToTop(_)
            | Measure::NotAsked(_)
            | Measure::OtherScale => true,
        })
    }

    fn gap_name(&self, gap: &StudyGap) -> String {
        let (words, more) = (self.words, self.more);
        let preset = match gap.origin {
            Origin::Declared(index) => {
                let declared = self.questionnaire.gaps.get(index);
                return declared.map_or_else(String::new, |declared| {
                    declared.name.get(self.brief.locale).to_owned()
                });
            }
            Origin::Preset(preset) => preset,
        };
        match preset {
            Preset::Customer => words.customer_gap.to_owned(),
            Preset::Knowledge => words.knowledge_gap.to_owned(),
            Preset::Standards => more.standards_gap.to_owned(),
            Preset::Delivery => more.delivery_gap.to_owned(),
            Preset::Communication => more.communication_gap.to_owned(),
            Preset::Adequacy => words.adequacy_gap.to_owned(),
            Preset::Superiority => words.superiority_gap.to_owned(),
            Preset::Rival(rival) => {
                let rival = self.questionnaire.rivals.get(rival);
                let name = rival.map_or("", |rival| rival.name.get(self.brief.locale));
                self.named(words.rival_gap, name)
            }
            Preset::StaffKnowledge => more.staff_knowledge_gap.to_owned(),
            Preset::StaffManagers => more.staff_managers_gap.to_owned(),
        }
    }

    fn roles(&self, roles: &[Role]) -> String {
        let names: Vec<&str> = roles.iter().map(|role| self.role(*role)).collect();
        names.join(self.more.and)
    }

    fn gap(&self, index: usize, gap: &StudyGap, parts: &mut Vec<Part>) {
        let more = self.more;
        match &gap.measure {
            Measure::Paired(_) => {
                if let Some(report) = self.study.paired(index) {
                    self.paired(&report, parts);
                }
            }
            Measure::Between(between, scale) => self.between(gap, between, *scale, parts),
            Measure::ToTop(levels) => self.to_top(gap, levels, parts),
            Measure::NoData(roles) => parts.push(Part::Caution(fill(
                more.nobody,
                &[("roles", &self.roles(roles))],
            ))),
            Measure::NotAsked(roles) => parts.push(Part::Caution(fill(
                more.no_form,
                &[("roles", &self.roles(roles))],
            ))),
            Measure::OtherScale => parts.push(Part::Caution(more.other_scale.to_owned())),
        }
    }

    fn paired(&self, report: &Disclosed<GapReport>, parts: &mut Vec<Part>) {
        let rule = convention(
            self.questionnaire,
            report.seen,
            report.against,
            self.brief.locale,
        );
        parts.push(Part::Says(self.sentence(
            self.words.whole_service,
            &report.overall,
            report,
        )));
        let worst = report
            .dimensions
            .iter()
            .filter(|d| d.gap.mean.is_ok())
            .min_by(|a, b| match (a.gap.mean, b.gap.mean) {
                (Ok(a), Ok(b)) => a.total_cmp(&b),
                (_, _) => std::cmp::Ordering::Equal,
            });
        if let Some(worst) = worst {
            let name = self.name_of(worst.dimension);
            parts.push(Part::Says(self.sentence(name, &worst.gap, report)));
        }
        parts.push(self.chart(report));
        let mut table = self.dimensions(report, self.words.by_dimension);
        table.rule = Some(rule);
        parts.push(Part::Table(table));
    }

    pub(super) fn chart(&self, report: &Disclosed<GapReport>) -> Part {
        Part::Chart(Box::new(Chart::of_report(
            self.questionnaire,
            report,
            Items::Closed,
            &[],
            self.brief.locale,
        )))
    }

    /// Gap 1 and its like: two groups of persons.
    fn between(
        &self,
        gap: &StudyGap,
        between: &Knowledge,
        (lowest, highest): (u8, u8),
        parts: &mut Vec<Part>,
    ) {
        let Against::Facet(side) = gap.against else {
            return;
        };
        let (words, more) = (self.words, self.more);
        let seen = self.voice(Some(Voice::of(gap.of.facet)));
        let against = self.voice(Some(Voice::of(side.facet)));
        let guesses = gap.of.facet == Facet::Estimate && side.facet == Facet::Expectation;
        let template = if guesses {
            more.convention_under
        } else {
            more.convention_groups
        };
        let rule = fill(
            template,
            &[
                ("seen", &seen),
                ("against", &against),
                ("role", self.role(gap.of.role)),
                ("of", self.role(gap.of.role)),
                ("other", self.role(side.role)),
            ],
        );
        let mut shown: Vec<&KnowledgeGap> = between.dimensions.iter().collect();
        let size = |row: &&KnowledgeGap| row.difference.map_or(-1.0, |test| test.difference.abs());
        shown.sort_by(|a, b| size(b).total_cmp(&size(a)));
        for row in shown {
            parts.push(Part::Says(self.between_sentence(gap, guesses, row)));
        }
        let mut table = Table::new(
            words.by_dimension,
            Some(format!("{rule} {}", self.scale(gap.of, (lowest, highest)))),
            vec![
                words.n.to_owned(),
                voice_mark(
                    self.questionnaire,
                    Voice::of(gap.of.facet),
                    self.brief.locale,
                )
                .sign,
                voice_mark(self.questionnaire, Voice::of(side.facet), self.brief.locale).sign,
                words.gap.to_owned(),
                self.interval_head(),
                more.p.to_owned(),
            ],
        );
        let least = self.study.least();
        for row in &between.dimensions {
            let reason = row.difference.err();
            let own = |figure: &Estimate| count(figure.n, figure.mean.err(), least);
            table.rows.push(Row {
                reason: None,
                ..Row::new(
                    &self.row_name(row.dimension, row.item),
                    vec![
                        format!("{}/{}", own(&row.managers), own(&row.customers)),
                        plain(row.managers.mean.ok()),
                        plain(row.customers.mean.ok()),
                        signed(row.difference.ok().map(|test| test.difference)),
                        match (row.difference, reason) {
                            (Ok(test), _) => bracketed(Some(test.interval)),
                            (Err(_), Some(reason)) => reason_words(reason, words).to_owned(),
                            (Err(_), None) => String::new(),
                        },
                        row.adjusted.map(small_p).unwrap_or_default(),
                    ],
                )
            });
        }
        if let Ok(mean) = between.overall {
            let mut cells = vec![String::new(); 6];
            if let Some(cell) = cells.get_mut(3) {
                *cell = signed(Some(mean));
            }
            table.rows.push(Row::new(words.overall, cells));
        }
        parts.push(Part::Table(table));
        self.points_difference(between, parts);
    }

    /// The scale of a side, with the words of its ends.
    fn scale(&self, side: Side, (lowest, highest): (u8, u8)) -> String {
        let forms = self.questionnaire.forms.iter();
        let form = forms.into_iter().find(|form| form.role == side.role);
        let voice = Some(Voice::of(side.facet));
        let (low, high) = end_labels(self.questionnaire, form, voice, self.brief.locale);
        fill(
            self.words.scale,
            &[
                ("lowest", &lowest.to_string()),
                ("low", &low),
                ("highest", &highest.to_string()),
                ("high", &high),
            ],
        )
    }

    fn points_difference(&self, between: &Knowledge, parts: &mut Vec<Part>) {
        if between.dimensions.iter().all(|row| row.points.is_err()) {
            return;
        }
        let heads = vec![self.words.n.to_owned(), self.more.points.to_owned()];
        let mut table = Table::new(self.more.points_difference, None, heads);
        for row in &between.dimensions {
            let cells = vec![signed(row.points.ok())];
            table.rows.push(self.row_of(
                self.name_of(row.dimension),
                row.points_n,
                row.points.err(),
                cells,
            ));
        }
        parts.push(Part::Table(table));
    }

    fn row_name(&self, dimension: usize, item: Option<usize>) -> String {
        match item {
            Some(item) => self.item_name(dimension, item).to_owned(),
            None => self.name_of(dimension).to_owned(),
        }
    }

    fn between_sentence(&self, gap: &StudyGap, guesses: bool, row: &KnowledgeGap) -> String {
        let (words, more) = (self.words, self.more);
        let name = self.row_name(row.dimension, row.item);
        let test = match row.difference {
            Ok(test) => test,
            Err(reason) => {
                let reason = reason_words(reason, words);
                return fill(words.says_absent, &[("name", &name), ("reason", reason)]);
            }
        };
        let exact = is_zero(test.difference);
        let template = match (guesses, exact, test.difference < 0.0) {
            (true, true, _) => more.says_right,
            (true, false, true) => more.says_under,
            (true, false, false) => more.says_over,
            (false, true, _) => words.says_equal,
            (false, false, true) => words.says_lower,
            (false, false, false) => words.says_higher,
        };
        let side = |role: Role, facet: Facet| {
            format!(
                "{} ({})",
                self.voice(Some(Voice::of(facet))),
                self.role(role)
            )
        };
        let against = match gap.against {
            Against::Facet(other) => side(other.role, other.facet),
            Against::Top => String::new(),
        };
        let mut sentence = fill(
            template,
            &[
                ("name", &name),
                ("role", self.role(gap.of.role)),
                ("size", &format!("{:.2}", test.difference.abs())),
                ("seen", &side(gap.of.role, gap.of.facet)),
                ("against", &against),
            ],
        );
        let (low, high, crosses) = sizes(test.interval);
        sentence.push_str(&fill(
            more.says_pair,
            &[
                ("level", &self.level()),
                ("low", &low),
                ("high", &high),
                ("n", &row.managers.n.to_string()),
                ("m", &row.customers.n.to_string()),
            ],
        ));
        if crosses && !exact {
            sentence.push_str(words.says_chance);
        }
        sentence
    }

    /// Gaps 2 to 4: how far from the top.
    fn to_top(&self, gap: &StudyGap, levels: &Levels, parts: &mut Vec<Part>) {
        let (words, more) = (self.words, self.more);
        let seen = self.voice(Some(levels.voice));
        let top = levels.scale.1.to_string();
        let rule = fill(
            more.convention_top,
            &[
                ("seen", &seen),
                ("role", self.role(gap.of.role)),
                ("top", &top),
            ],
        );
        let promise = levels.voice.facet == Facet::Promise;
        let (says, head) = if promise {
            (more.says_without_promise, more.no_promise)
        } else {
            (more.says_without_standard, more.no_standard)
        };
        let mut order: Vec<_> = levels.dimensions.iter().collect();
        order.sort_by(|a, b| match (a.to_top, b.to_top) {
            (Ok(a), Ok(b)) => a.total_cmp(&b),
            (Ok(_), Err(_)) => std::cmp::Ordering::Less,
            (Err(_), Ok(_)) => std::cmp::Ordering::Greater,
            (Err(_), Err(_)) => std::cmp::Ordering::Equal,
        });
        for row in order {
            let name = self.row_name(row.dimension, row.item);
            let (Ok(mean), Ok(distance)) = (row.level.mean, row.to_top) else {
                let reason = row.level.mean.err().map_or("", |r| reason_words(r, words));
                parts.push(Part::Says(fill(
                    words.says_absent,
                    &[("name", &name), ("reason", reason)],
                )));
                continue;
            };
            let mut sentence = fill(
                more.says_top,
                &[
                    ("name", &name),
                    ("seen", &seen),
                    ("mean", &format!("{mean:.2}")),
                    ("size", &format!("{:.2}", -distance)),
                    ("top", &top),
                ],
            );
            sentence.push_str(&fill(words.says_n, &[("n", &row.level.n.to_string())]));
            if let Ok(count @ 1..) = row.without {
                let (count, asked) = (count.to_string(), row.asked.to_string());
                sentence.push_str(&fill(says, &[("count", &count), ("asked", &asked)]));
            }
            parts.push(Part::Says(sentence));
        }
        let mut table = Table::new(
            words.by_dimension,
            Some(format!("{rule} {}", self.scale(gap.of, levels.scale))),
            vec![
                words.n.to_owned(),
                words.mean.to_owned(),
                words.gap.to_owned(),
                self.interval_head(),
                head.to_owned(),
            ],
        );
        for row in &levels.dimensions {
            let top = f64::from(levels.scale.1);
            let shifted = row
                .level
                .interval
                .map(|(low, high)| (low - top, high - top));
            let without = row.without.map(|n| n.to_string()).unwrap_or_default();
            table.rows.push(self.row(
                &self.row_name(row.dimension, row.item),
                &row.level,
                vec![
                    plain(row.level.mean.ok()),
                    signed(row.to_top.ok()),
                    bracketed(shifted.ok()),
                    without,
                ],
            ));
        }
        parts.push(Part::Table(table));
    }

    /// One sentence a dimension, the worst gap first; then the whole.
    fn sentences(&self, parts: &mut Vec<Part>) {
        let (words, report) = (self.words, &self.report);
        let paired = report.against.is_some();
        let mut told: Vec<(&str, &Estimate)> = report
            .dimensions
            .iter()
            .map(|d| {
                let figure = if paired { &d.gap } else { &d.performance };
                (self.name_of(d.dimension), figure)
            })
            .collect();
        told.sort_by(|(_, a), (_, b)| match (a.mean, b.mean) {
            (Ok(a), Ok(b)) => a.total_cmp(&b),
            (Ok(_), Err(_)) => std::cmp::Ordering::Less,
            (Err(_), Ok(_)) => std::cmp::Ordering::Greater,
            (Err(_), Err(_)) => std::cmp::Ordering::Equal,
        });
        let (overall, weighted) = if paired {
            (&report.overall, &report.weighted)
        } else {
            (&report.performance, &report.performance_weighted)
        };
        if report.dimensions.len() > 1 {
            told.push((words.whole_service, overall));
        }
        if report.points.is_some() {
            told.push((words.whole_weighted, weighted));
        }
        for (name, figure) in told {
            parts.push(Part::Says(self.sentence(name, figure, report)));
        }
        if let Some(first) = self.study.form.priorities.first() {
            let name = self.name_of(first.dimension);
            parts.push(Part::Says(fill(self.more.says_priority, &[("name", name)])));
        }
    }

    /// A finding in words.
    pub(super) fn sentence(&self, name: &str, figure: &Estimate, report: &GapReport) -> String {
        let words = self.words;
        let mean = match figure.mean {
            Ok(mean) => mean,
            Err(reason) => {
                let reason = reason_words(reason, words);
                // A name that goes on into a sentence ends in a comma.
                let name = name.trim_end_matches(',');
                return fill(words.says_absent, &[("name", name), ("reason", reason)]);
            }
        };
        let (seen, against) = (self.voice(report.seen), self.voice(report.against));
        let expected = report
            .against
            .is_some_and(|voice| voice.facet == Facet::Expectation);
        let exact = is_zero(mean);
        let template = match (report.against, expected) {
            (None, _) => words.says_mean,
            (_, true) if exact => words.says_met,
            (_, true) if mean < 0.0 => words.says_short,
            (_, true) => words.says_above,
            (_, false) if exact => words.says_equal,
            (_, false) if mean < 0.0 => words.says_lower,
            (_, false) => words.says_higher,
        };
        let size = format!("{:.2}", mean.abs());
        let mut sentence = fill(
            template,
            &[
                ("name", name),
                ("size", &size),
                ("seen", &seen),
                ("against", &against),
            ],
        );
        let n = figure.n.to_string();
        let Ok(interval) = figure.interval else {
            sentence.push_str(&fill(words.says_n, &[("n", &n)]));
            return sentence;
        };
        // On one side of 0 the interval is told as sizes, as the gap is; across 0 it needs its signs.
        let (low, high, crosses) = if report.against.is_none() {
            (plain(Some(interval.0)), plain(Some(interval.1)), false)
        } else {
            sizes(interval)
        };
        sentence.push_str(&fill(
            words.says_interval,
            &[
                ("level", &self.level()),
                ("low", &low),
                ("high", &high),
                ("n", &n),
            ],
        ));
        if crosses && !exact {
            sentence.push_str(words.says_chance);
        }
        sentence
    }

    fn dimensions(&self, report: &GapReport, title: &str) -> Table {
        let mut table = self.gap_table(report, title);
        for d in &report.dimensions {
            let name = self.name_of(d.dimension);
            table
                .rows
                .push(self.gap_row(name, &d.against, &d.seen, &d.gap));
        }
        if report.dimensions.len() > 1 {
            table
                .rows
                .push(self.whole_row(self.words.overall, &report.overall));
        }
        if report.points.is_some() {
            table
                .rows
                .push(self.whole_row(self.words.weighted, &report.weighted));
        }
        table
    }

    pub(super) fn gap_table(&self, report: &GapReport, title: &str) -> Table {
        let sign = |voice: Voice| voice_mark(self.questionnaire, voice, self.brief.locale).sign;
        let heads = vec![
            self.words.n.to_owned(),
            report.against.map(sign).unwrap_or_default(),
            report.seen.map(sign).unwrap_or_default(),
            self.words.gap.to_owned(),
            self.interval_head(),
        ];
        let rule = convention(
            self.questionnaire,
            report.seen,
            report.against,
            self.brief.locale,
        );
        Table::new(title, Some(rule), heads)
    }

    pub(super) fn gap_row(
        &self,
        name: &str,
        against: &Estimate,
        seen: &Estimate,
        gap: &Estimate,
    ) -> Row {
        let cells = vec![
            plain(against.mean.ok()),
            plain(seen.mean.ok()),
            signed(gap.mean.ok()),
            bracketed(gap.interval.ok()),
        ];
        self.row(name, gap, cells)
    }

    fn whole_row(&self, name: &str, gap: &Estimate) -> Row {
        let cells = vec![
            String::new(),
            String::new(),
            signed(gap.mean.ok()),
            bracketed(gap.interval.ok()),
        ];
        self.row(name, gap, cells)
    }
}

/// An interval in a sentence: as sizes on one side of 0, with signs across it; and whether it crosses 0.
fn sizes((low, high): (f64, f64)) -> (String, String, bool) {
    if low >= 0.0 {
        (plain(Some(low)), plain(Some(high)), false)
    } else if high <= 0.0 {
        (plain(Some(-high)), plain(Some(-low)), false)
    } else {
        (signed(Some(low)), signed(Some(high)), true)
    }
}

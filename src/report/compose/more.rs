//! Touch points, Kano classes, zones of tolerance, what lies behind the gaps, and the quality of the data.

use super::form::{levels, without_zero};
use super::{Composer, per_cent, told};
use crate::analysis::journey::pain;
use crate::analysis::kano::Kano;
use crate::language::fill;
use crate::report::document::{Part, Row, Section, Table};
use crate::report::words::{plain, signed, voice_mark};
use crate::survey::questionnaire::{Block, Kind};
use crate::survey::record::{Outcome, Reason};

/// Below this lead the most frequent class is not told from the second (Lee & Newcomb 1997).
const MIXED: f64 = 0.06;

impl Composer<'_> {
    /// The moments of a visit, in order.
    pub(super) fn touch_points(&self, parts: &mut Vec<Part>) {
        let (words, more) = (self.words, self.more);
        let points = &self.study.form.touch_points;
        let Some(first) = points.first() else { return };
        parts.push(self.heading(Section::TouchPoints));
        let worst = points
            .iter()
            .filter_map(|point| Some((point, point.figures.pain.share.ok()?)))
            .filter(|(_, share)| *share > 0.0)
            .max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((point, share)) = worst {
            let name = self.question_words(point.question);
            let n = point.figures.pain.n.to_string();
            let share = per_cent(share);
            let values = [("name", name.as_str()), ("share", &share), ("n", &n)];
            parts.push(Part::Says(fill(more.says_pain, &values)));
        }
        let scale = self.scale_of(first.question);
        let rule = fill(
            more.touch_points_rule,
            &[("pain", &pain(scale).to_string())],
        );
        let heads = vec![
            words.n.to_owned(),
            words.mean.to_owned(),
            self.interval_head(),
            more.met.to_owned(),
            more.pain.to_owned(),
        ];
        let mut table = Table::new("", Some(rule), heads);
        for point in points {
            let figures = &point.figures;
            let share = |share: Result<f64, _>| share.map(per_cent).unwrap_or_default();
            let cells = vec![
                plain(figures.rating.mean.ok()),
                figures.rating.interval.map(levels).unwrap_or_default(),
                share(figures.reach.share),
                share(figures.pain.share),
            ];
            let name = self.question_words(point.question);
            table.rows.push(self.row(&name, &figures.rating, cells));
        }
        parts.push(Part::Table(table));
        self.memory(parts);
    }

    fn scale_of(&self, question: usize) -> (u8, u8) {
        let questions = self.form.map(|form| self.questionnaire.questions(form));
        let kind = questions
            .as_ref()
            .and_then(|questions| questions.get(question))
            .map(|question| &question.kind);
        match kind {
            Some(Kind::Rating { scale, .. }) => (scale.lowest(), scale.highest()),
            Some(
                Kind::Points { .. }
                | Kind::Choice { .. }
                | Kind::Number { .. }
                | Kind::Date
                | Kind::Month
                | Kind::Time
                | Kind::Text { .. }
                | Kind::Note,
            )
            | None => self.report.scale,
        }
    }

    /// What features are to customers, with all six counts.
    pub(super) fn kano(&self, parts: &mut Vec<Part>) {
        let (words, more) = (self.words, self.more);
        let items = &self.study.form.kano;
        if items.is_empty() {
            return;
        }
        parts.push(self.heading(Section::Kano));
        let class = |found: &Kano| {
            let name = more.kano_classes.get(found.class as usize);
            let mixed = found.strength < MIXED;
            let mixed = if mixed { more.kano_mixed } else { "" };
            format!("{}{mixed}", name.copied().unwrap_or_default())
        };
        let mut heads = vec![words.n.to_owned()];
        heads.extend(["M", "O", "A", "I", "R", "Q"].map(str::to_owned));
        heads.extend([more.better.to_owned(), more.worse.to_owned()]);
        let mut table = Table::new("", Some(more.kano_rule.to_owned()), heads);
        for item in items {
            let name = self.item_name(item.dimension, item.item);
            let row = match &item.kano {
                Ok(found) => {
                    let mut cells: Vec<String> = found.counts.iter().map(u64::to_string).collect();
                    let two = |value: Result<f64, _>| {
                        value.map(|value| format!("{value:.2}")).unwrap_or_default()
                    };
                    cells.extend([two(found.better), two(found.worse)]);
                    let name = self.named(name, &class(found));
                    self.row_of(&name, found.n, None, cells)
                }
                Err(reason) => self.row_of(name, 0, Some(*reason), vec![String::new(); 8]),
            };
            table.rows.push(row);
        }
        parts.push(Part::Table(table));
    }

    /// Shares of persons by their zone.
    pub(super) fn zone(&self, parts: &mut Vec<Part>) {
        let (words, more) = (self.words, self.more);
        let zones = &self.study.form.zones;
        if zones.is_empty() {
            return;
        }
        parts.push(self.heading(Section::Zone));
        let mut heads = vec![words.n.to_owned()];
        heads.extend(more.zone.map(str::to_owned));
        let mut table = Table::new("", Some(more.zone_rule.to_owned()), heads);
        for zone in zones {
            let mut cells: Vec<String> = match zone.shares {
                Ok(shares) => shares.map(per_cent).to_vec(),
                Err(_) => vec![String::new(); 3],
            };
            let out = zone.inconsistent.ok();
            cells.push(out.map_or_else(String::new, |out| told(out, self.study.least())));
            let name = self.name_of(zone.dimension);
            table
                .rows
                .push(self.row_of(name, zone.n, zone.shares.err(), cells));
        }
        parts.push(Part::Table(table));
    }

    /// What lies behind gaps 1 to 4.
    pub(super) fn antecedents(&self, parts: &mut Vec<Part>) {
        let (words, more) = (self.words, self.more);
        let antecedents = &self.study.antecedents;
        if antecedents.is_empty() {
            return;
        }
        parts.push(self.heading(Section::Antecedents));
        let heads = vec![
            words.n.to_owned(),
            words.mean.to_owned(),
            self.interval_head(),
            more.to_top.to_owned(),
            "alpha".to_owned(),
        ];
        let rule = fill(more.antecedent_rule, &[("level", &self.level())]);
        let mut table = Table::new("", Some(rule), heads);
        for found in antecedents {
            let form = self.questionnaire.form(found.form.as_str());
            let block = form.and_then(|form| form.ask.get(found.block));
            let name = if let Some(Block::Battery(battery)) = block {
                battery.name.get(self.brief.locale)
            } else {
                ""
            };
            let name = match found.gap {
                Some(gap) => {
                    let gap = fill(more.of_gap, &[("gap", &gap.to_string())]);
                    self.named(&gap, name)
                }
                None => name.to_owned(),
            };
            let cells = vec![
                plain(found.score.mean.ok()),
                found.score.interval.map(levels).unwrap_or_default(),
                signed(found.to_top.ok()),
                found.reliability.map(without_zero).unwrap_or_default(),
            ];
            table.rows.push(self.row(&name, &found.score, cells));
        }
        parts.push(Part::Table(table));
    }

    /// How interviews ended, and why answers are missing.
    pub(super) fn quality(&self, parts: &mut Vec<Part>) {
        let more = self.more;
        let form = &self.study.form;
        let least = self.study.least();
        let missing = form.nonresponse.iter().any(|found| found.asked >= least);
        if form.conduct.outcomes.is_empty() && !missing && form.carelessness.is_none() {
            return;
        }
        parts.push(self.heading(Section::Quality));
        if !form.conduct.outcomes.is_empty() {
            let heads = vec![self.words.n.to_owned()];
            let mut table = Table::new(more.outcomes_title, None, heads);
            for (outcome, name) in Outcome::ALL.iter().zip(more.outcomes) {
                let counted = form.conduct.outcomes.iter();
                let count: u64 = counted
                    .filter(|(of, _)| of == outcome)
                    .map(|(_, count)| count)
                    .sum();
                if count > 0 {
                    table.rows.push(Row::new(name, vec![told(count, least)]));
                }
            }
            parts.push(Part::Table(table));
        }
        if missing {
            self.nonresponse(parts);
        }
        self.carelessness(parts);
    }

    fn nonresponse(&self, parts: &mut Vec<Part>) {
        let (more, form) = (self.more, &self.study.form);
        let least = self.study.least();
        let mut table = Table::new(
            more.nonresponse_title,
            None,
            vec![more.asked.to_owned(), more.answered.to_owned()],
        );
        for found in &form.nonresponse {
            if found.asked < least {
                continue;
            }
            let share = |count: u64| format!("{}%", per_cent(count as f64 / found.asked as f64));
            let mark = voice_mark(self.questionnaire, found.voice, self.brief.locale);
            table.rows.push(Row::new(
                &mark.name,
                vec![found.asked.to_string(), share(found.answered)],
            ));
            for (reason, count) in &found.reasons {
                let words = Reason::ALL.iter().zip(self.words.codebook_reasons);
                let name = words.into_iter().find(|(of, _)| *of == reason);
                let name = name.map_or("", |(_, name)| name);
                let part = if *count < least {
                    told(*count, least)
                } else {
                    share(*count)
                };
                table.rows.push(Row {
                    indent: 2,
                    ..Row::new(name, vec![String::new(), part])
                });
            }
        }
        parts.push(Part::Table(table));
    }
}

//! Figures by groups: one table a figure, so that every group has its n and its interval.

use super::form::levels;
use super::{Composer, p_words};
use crate::analysis::{Disclosed, GroupBy, GroupName, GroupReport};
use crate::language::fill;
use crate::report::document::{Part, Row, Section, Table};
use crate::report::words::{bracketed, convention, plain, reason_words, signed};
use crate::survey::questionnaire::Block;

/// Above this ICC people of one group are not taken for independent.
const ALIKE: f64 = 0.02;

/// Above this p a difference may be chance.
const CHANCE: f64 = 0.05;

impl Composer<'_> {
    /// Every breakdown that was asked for.
    pub(super) fn groups(&self, reports: &[Disclosed<GroupReport>], parts: &mut Vec<Part>) {
        for report in reports {
            let heading = format!(
                "{} {}",
                self.section_name(Section::Groups),
                self.by(&report.by)
            );
            parts.push(Part::Heading(heading));
            let rule = convention(
                self.questionnaire,
                report.voices.0,
                report.voices.1,
                self.brief.locale,
            );
            parts.push(Part::Rule(rule));
            parts.push(Part::Rule(fill(
                self.more.groups_rule,
                &[
                    ("level", &self.level()),
                    ("least", &report.least().to_string()),
                ],
            )));
            self.differences(report, parts);
            let paired = report.voices.1.is_some();
            let columns = report.rows.first().map_or(0, |row| row.figures.len());
            for column in 0..columns {
                let mut heads = self.mean_table("").heads;
                if paired && let Some(head) = heads.get_mut(1) {
                    self.words.gap.clone_into(head);
                }
                let mut table = Table::new(self.figure(column), None, heads);
                for row in &report.rows {
                    let name = self.group(&report.by, &row.name);
                    let Some(figure) = row.figures.get(column) else {
                        continue;
                    };
                    let (mean, interval) = (figure.mean.ok(), figure.interval.ok());
                    let cells = if paired {
                        vec![signed(mean), bracketed(interval)]
                    } else {
                        vec![plain(mean), interval.map(levels).unwrap_or_default()]
                    };
                    // A hidden group hides its size too.
                    let row = match figure.mean {
                        Ok(_) => self.row(&name, figure, cells),
                        Err(reason) => Row {
                            reason: Some(reason_words(reason, self.words)),
                            ..Row::new(&name, vec![String::new(); 3])
                        },
                    };
                    table.rows.push(row);
                }
                parts.push(Part::Table(table));
            }
        }
    }

    pub(super) fn section_name(&self, section: Section) -> String {
        match self.heading(section) {
            Part::Heading(text) => text,
            Part::Subheading(_)
            | Part::Says(_)
            | Part::Caution(_)
            | Part::Rule(_)
            | Part::Chart(_)
            | Part::Table(_)
            | Part::Bars(_)
            | Part::Plot(_)
            | Part::Series(_) => String::new(),
        }
    }

    fn differences(&self, report: &GroupReport, parts: &mut Vec<Part>) {
        for (column, p) in report.tests.iter().enumerate() {
            let Ok(p) = p else { continue };
            let template = if *p < CHANCE {
                self.more.groups_differ
            } else {
                self.more.groups_alike
            };
            let values = [("name", self.figure(column)), ("p", &p_words(*p))];
            parts.push(Part::Says(fill(template, &values)));
        }
        if let Some(Ok(p)) = report.ranks.first() {
            let values = [("name", self.figure(0)), ("p", &p_words(*p))];
            parts.push(Part::Rule(fill(self.found.groups_ranks, &values)));
        }
        if let Some(Ok(alike)) = report.alike.first() {
            let (template, icc) = if alike.icc > ALIKE {
                (self.found.groups_alike, format!("{:.3}", alike.icc))
            } else {
                (self.found.groups_independent, format!("{:.3}", alike.icc))
            };
            let values = [
                ("icc", icc.as_str()),
                ("size", &format!("{:.0}", alike.size)),
                ("effect", &format!("{:.2}", alike.design_effect)),
            ];
            parts.push(Part::Rule(fill(template, &values)));
        }
    }

    /// What a column is about: the whole first, then each dimension.
    fn figure(&self, column: usize) -> &str {
        match column.checked_sub(1) {
            None => self.words.overall,
            Some(dimension) => self.name_of(dimension),
        }
    }

    fn by(&self, by: &GroupBy) -> String {
        let [site, wave, language] = self.more.group_kinds;
        match by {
            GroupBy::Site => site.to_owned(),
            GroupBy::Wave => wave.to_owned(),
            GroupBy::Language => language.to_owned(),
            GroupBy::Choice(key) => {
                let text = self.form.and_then(|form| {
                    let questions = self.questionnaire.questions(form);
                    questions.iter().position(|question| question.key == *key)
                });
                format!(
                    "({})",
                    text.map_or_else(String::new, |q| self.question_words(q))
                )
            }
        }
    }

    fn group(&self, by: &GroupBy, name: &GroupName) -> String {
        match (name, by) {
            (GroupName::Named(name), _) if name.is_empty() => self.more.unnamed.to_owned(),
            (GroupName::Named(name), _) => name.clone(),
            (GroupName::Language(locale), _) => locale.own_name().to_owned(),
            (GroupName::Unanswered, _) => self.more.unanswered.to_owned(),
            (GroupName::Option(option), GroupBy::Choice(key)) => self
                .form
                .into_iter()
                .flat_map(|form| &form.ask)
                .find_map(|block| {
                    let Block::Choice(choice) = block else {
                        return None;
                    };
                    let option = choice.options.get(*option)?;
                    (choice.id.as_str() == key.as_str())
                        .then(|| option.text.get(self.brief.locale).to_owned())
                })
                .unwrap_or_default(),
            (GroupName::Option(option), _) => option.to_string(),
        }
    }
}

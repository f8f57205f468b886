//! What single visits say together: particularly good and bad occasions, and how memory goes with moments.

use super::form::{levels, without_zero};
use super::{Composer, per_cent, told};
use crate::analysis::study::{IncidentKind, IncidentReport};
use crate::language::fill;
use crate::report::document::{Part, Row, Section, Table};
use crate::report::words::{plain, reason_words};

impl Composer<'_> {
    /// Good and bad occasions: how many, where, how satisfied people were, what came after.
    pub(super) fn incidents(&self, parts: &mut Vec<Part>) {
        let Some(visits) = &self.study.form.visits else {
            return;
        };
        let told: Vec<&IncidentReport> = visits.incidents.iter().filter(|i| i.asked > 0).collect();
        if told.is_empty() {
            return;
        }
        parts.push(self.heading(Section::Incidents));
        for incidents in told {
            self.incident(incidents, parts);
        }
        parts.push(Part::Rule(self.found.incident_texts.to_owned()));
    }

    fn told_count(&self, count: Result<u64, crate::analysis::Absent>) -> String {
        match count {
            Ok(n) => told(n, self.study.least()),
            Err(reason) => reason_words(reason, self.words).to_owned(),
        }
    }

    fn incident(&self, incidents: &IncidentReport, parts: &mut Vec<Part>) {
        let (words, found) = (self.words, self.found);
        let [good, bad] = &incidents.kinds;
        parts.push(Part::Says(fill(
            found.says_incidents,
            &[
                ("n", &told(incidents.asked, self.study.least())),
                ("good", &self.told_count(good.n)),
                ("bad", &self.told_count(bad.n)),
            ],
        )));
        let [good_name, bad_name] = found.valences;
        let heads = vec![
            words.n.to_owned(),
            found.satisfied_then.to_owned(),
            self.interval_head(),
        ];
        let rule = found.incident_rule.to_owned();
        let mut table = Table::new(found.occasions, Some(rule), heads);
        for (name, kind) in [(good_name, good), (bad_name, bad)] {
            let satisfied = &kind.satisfied;
            let interval = satisfied.interval.map(levels).unwrap_or_default();
            let cells = vec![plain(satisfied.mean.ok()), interval];
            table.rows.push(self.row(name, satisfied, cells));
        }
        parts.push(Part::Table(table));
        if let Some(question) = incidents.place {
            parts.push(Part::Table(self.places(question, [good, bad])));
        }
        for (name, kind) in [(good_name, good), (bad_name, bad)] {
            self.after(name, kind, parts);
        }
    }

    /// By touch point and kind.
    fn places(&self, question: usize, kinds: [&IncidentKind; 2]) -> Table {
        let found = self.found;
        let [good, bad] = found.valences;
        let mut table = Table::new(
            &self.question_words(question),
            None,
            vec![good.to_owned(), bad.to_owned()],
        );
        let [good, bad] = kinds;
        for (option, (good, bad)) in good.places.iter().zip(&bad.places).enumerate() {
            let cells = vec![self.told_count(*good), self.told_count(*bad)];
            let name = self.option_of(question, option);
            table.rows.push(Row::new(&name, cells));
        }
        table
    }

    /// What came after, one table a question.
    fn after(&self, name: &str, kind: &IncidentKind, parts: &mut Vec<Part>) {
        for followed in kind.after.iter().filter(|followed| followed.n > 0) {
            let title = self.named(name, &self.question_words(followed.question));
            let heads = vec![self.words.n.to_owned(), self.more.share.to_owned()];
            let mut table = Table::new(&title, None, heads);
            for (option, count) in followed.said.iter().enumerate() {
                let share = count.map(|count| per_cent(count as f64 / followed.n as f64));
                let cells = vec![self.told_count(*count), share.unwrap_or_default()];
                let option = self.option_of(followed.question, option);
                table.rows.push(Row::new(&option, cells));
            }
            parts.push(Part::Table(table));
        }
    }

    /// The words of an option of a question of the form.
    fn option_of(&self, question: usize, option: usize) -> String {
        let Some(form) = self.form else {
            return String::new();
        };
        let questions = self.questionnaire.questions(form);
        let words = questions
            .get(question)
            .and_then(|question| self.questionnaire.option_words(form, question, option));
        words.map_or_else(String::new, |words| words.get(self.brief.locale).to_owned())
    }

    /// How the overall rating of a visit goes with its moments.
    pub(super) fn memory(&self, parts: &mut Vec<Part>) {
        let Some(Ok(memory)) = self.study.form.visits.as_ref().and_then(|v| v.memory) else {
            return;
        };
        let found = self.found;
        let n = memory.n.to_string();
        let heads = vec![
            self.words.n.to_owned(),
            self.words.mean.to_owned(),
            "r".to_owned(),
        ];
        let rule = fill(found.memory_rule, &[("n", &n)]);
        let mut table = Table::new(found.memory_title, Some(rule), heads);
        let [peak, trough, end, mean, _, score] = memory.means;
        let means = [peak, trough, end, mean, score];
        for ((name, mean), r) in found
            .moments
            .into_iter()
            .zip(means)
            .zip(memory.correlations)
        {
            let r = r.map(without_zero).unwrap_or_default();
            table
                .rows
                .push(Row::new(name, vec![n.clone(), plain(Some(mean)), r]));
        }
        parts.push(Part::Table(table));
    }

    /// The index of satisfaction: several questions on one scale, weighted alike.
    pub(super) fn satisfaction_index(&self, parts: &mut Vec<Part>) {
        let Some((index, questions)) = self.study.form.visits.as_ref().and_then(|v| v.index) else {
            return;
        };
        let count = questions.to_string();
        let rule = fill(self.found.index_rule, &[("count", &count)]);
        let mut table = self.mean_table(self.found.index_title);
        table.rule = Some(rule);
        table
            .rows
            .push(self.mean_row(self.found.index_title, &index));
        parts.push(Part::Table(table));
    }
}

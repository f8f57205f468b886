//! The report for reading: sentences first, then the chart, then the tables.
//!
//! ```text
//! Service in our store
//! Customer gap (gap 5)
//!
//!   214 responses
//!   gap = perception - expectation; below 0 = falls short of expectation
//!
//! In words
//!   Reliability falls short by 0.81 points, 95% interval 0.62 to 1.00, n = 214.
//!
//! Chart
//!   Reliability   |    .    .    .    .  P---E  |  -0.81  [-1.00, -0.62]  214
//!
//! Dimensions                      n      E      P     gap    95% interval
//!   Reliability                 214   6.31   5.50   -0.81  [-1.00, -0.62]
//!   Empathy                      <5  too few answers
//! ```

mod table;

use self::table::{Row, Table};
use super::chart::{Chart, Items, Strokes, end_labels};
use super::words::{
    bracketed, convention, count, gap_name, plain, reason_words, signed, voice_mark,
};
use crate::analysis::{Disclosed, Estimate, GapReport, Missing};
use crate::language::{Locale, ReportPhrases, columns, fill, phrases, wrap};
use crate::survey::questionnaire::{Facet, Questionnaire};
use crate::survey::record::Edition;

/// How a text report is set.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The reader's language.
    pub locale: Locale,
    /// Columns of a line, 60 or more; 80 as a rule.
    pub width: usize,
    /// The signs of the chart.
    pub strokes: Strokes,
    /// Lines under the title: the time span, a filter.
    pub notes: &'a [String],
}

/// Writes a report. Every number stands with its n, or a reason stands in its place.
pub fn write(edition: &Edition, report: &Disclosed<GapReport>, setting: &Setting) -> String {
    let mut writer = Writer {
        edition,
        questionnaire: &edition.questionnaire,
        report,
        setting,
        words: &phrases(setting.locale).report,
        out: String::new(),
    };
    writer.head();
    if report.seen.is_none() {
        writer.paragraph(writer.words.no_gaps);
        return writer.out;
    }
    writer.sentences();
    writer.chart();
    writer.dimensions();
    writer.items();
    writer.performance();
    writer.points();
    writer.out
}

struct Writer<'a> {
    edition: &'a Edition,
    questionnaire: &'a Questionnaire,
    report: &'a Disclosed<GapReport>,
    setting: &'a Setting<'a>,
    words: &'static ReportPhrases,
    out: String,
}

impl Writer<'_> {
    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    fn paragraph(&mut self, text: &str) {
        // A number is not torn from its name.
        let text = text.replace("n = ", "n\u{a0}=\u{a0}");
        for line in wrap(&text, self.setting.width.saturating_sub(2)) {
            self.line(&format!("  {}", line.replace('\u{a0}', " ")));
        }
    }

    fn heading(&mut self, text: &str) {
        self.line("");
        self.line(text);
    }

    fn head(&mut self) {
        let (words, locale, report) = (self.words, self.setting.locale, self.report);
        self.line(self.questionnaire.title.get(locale));
        let name = gap_name(self.questionnaire, report.seen, report.against, locale);
        self.line(&name);
        self.line("");
        self.paragraph(&fill(words.responses, &[("n", &report.n.to_string())]));
        for note in self.setting.notes {
            self.paragraph(note);
        }
        self.paragraph(&convention(
            self.questionnaire,
            report.seen,
            report.against,
            locale,
        ));
        let form = self.questionnaire.form(report.form.as_str());
        let (low, high) = end_labels(self.questionnaire, form, report.seen, locale);
        let (lowest, highest) = report.scale;
        self.paragraph(&fill(
            words.scale,
            &[
                ("lowest", &lowest.to_string()),
                ("low", &low),
                ("highest", &highest.to_string()),
                ("high", &high),
            ],
        ));
        self.paragraph(&fill(words.level_note, &[("level", &self.level())]));
        self.paragraph(match report.missing {
            Missing::Half => words.half_rule,
            Missing::Complete => words.complete_rule,
        });
        let least = report.least().to_string();
        self.paragraph(&fill(words.least_note, &[("least", &least)]));
        self.paragraph(&fill(words.form, &[("form", report.form.as_str())]));
        let fingerprint: String = self.edition.fingerprint.0.chars().take(16).collect();
        self.paragraph(&fill(
            words.edition,
            &[
                ("fingerprint", &fingerprint),
                ("revision", &self.questionnaire.revision.to_string()),
            ],
        ));
    }

    fn level(&self) -> String {
        plain_number(self.report.level * 100.0)
    }

    fn name_of(&self, dimension: usize) -> &str {
        let dimension = self.questionnaire.dimensions.get(dimension);
        dimension.map_or("", |d| d.name.get(self.setting.locale))
    }

    /// One sentence a dimension, the worst gap first; then the whole; then warnings.
    fn sentences(&mut self) {
        let (words, report) = (self.words, self.report);
        self.heading(words.in_words);
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
        let mut sentences: Vec<String> = told
            .into_iter()
            .map(|(name, figure)| self.sentence(name, figure))
            .collect();
        for item in report.dimensions.iter().flat_map(|d| {
            let named = self.questionnaire.dimensions.get(d.dimension);
            d.items
                .iter()
                .filter_map(move |item| Some((named?.items.get(item.item)?, item.ceiling.ok()?)))
        }) {
            let (named, share) = item;
            if paired && share > 0.5 {
                let share = format!("{:.0}", share * 100.0);
                let name = named.name.get(self.setting.locale);
                sentences.push(fill(words.ceiling, &[("name", name), ("share", &share)]));
            }
        }
        for sentence in sentences {
            self.paragraph(&sentence);
        }
    }

    fn sentence(&self, name: &str, figure: &Estimate) -> String {
        let (words, locale, report) = (self.words, self.setting.locale, self.report);
        let mean = match figure.mean {
            Ok(mean) => mean,
            Err(reason) => {
                let reason = reason_words(reason, words);
                return fill(words.says_absent, &[("name", name), ("reason", reason)]);
            }
        };
        let voice = |voice| voice_mark(self.questionnaire, voice, locale).name;
        let seen = report.seen.map(voice).unwrap_or_default();
        let against = report.against.map(voice).unwrap_or_default();
        let expected = report
            .against
            .is_some_and(|voice| voice.facet == Facet::Expectation);
        let exact = mean.abs() < 1e-9;
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
        let Ok((low, high)) = figure.interval else {
            sentence.push_str(&fill(words.says_n, &[("n", &n)]));
            return sentence;
        };
        // On one side of 0 the interval is told as sizes, as the gap is; across 0 it needs its signs.
        let (low, high, crosses) = if report.against.is_none() || low >= 0.0 {
            (plain(Some(low)), plain(Some(high)), false)
        } else if high <= 0.0 {
            (plain(Some(-high)), plain(Some(-low)), false)
        } else {
            (signed(Some(low)), signed(Some(high)), true)
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

    fn chart(&mut self) {
        let setting = self.setting;
        self.heading(self.words.chart);
        let chart = Chart::of_report(
            self.questionnaire,
            self.report,
            Items::Closed,
            &[],
            setting.locale,
        );
        let drawing = chart.draw(setting.width.saturating_sub(2), &setting.strokes);
        for line in drawing.body() {
            self.line(&format!("  {}", line.text()));
        }
    }

    fn table(&mut self, table: &Table) {
        self.line("");
        for line in table.lines(self.setting.width) {
            self.line(&line);
        }
    }

    fn dimensions(&mut self) {
        let report = self.report;
        if report.against.is_none() {
            return;
        }
        let mut table = self.gap_table(self.words.by_dimension);
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
        self.table(&table);
    }

    fn items(&mut self) {
        let (words, report, locale) = (self.words, self.report, self.setting.locale);
        let paired = report.against.is_some();
        if report.dimensions.iter().all(|d| d.items.is_empty()) {
            return;
        }
        let mut table = if paired {
            self.gap_table(words.by_item)
        } else {
            self.mean_table(words.by_item)
        };
        for d in &report.dimensions {
            table.rows.push(Row::heading(self.name_of(d.dimension)));
            let items = self.questionnaire.dimensions.get(d.dimension);
            for item in &d.items {
                let named = items.and_then(|d| d.items.get(item.item));
                let mut name = named.map_or("", |i| i.name.get(locale)).to_owned();
                if item.ideal_point {
                    name = format!("{name}{}", words.ideal_point);
                }
                let mut row = if paired {
                    self.gap_row(&name, &item.against, &item.seen, &item.gap)
                } else {
                    self.mean_row(&name, &item.seen_alone)
                };
                row.indent = 2;
                table.rows.push(row);
            }
        }
        self.table(&table);
    }

    /// What is seen, alone: always beside the gap, for it needs no comparison.
    fn performance(&mut self) {
        let (words, report) = (self.words, self.report);
        let seen = report
            .seen
            .map(|voice| voice_mark(self.questionnaire, voice, self.setting.locale).name);
        let heading = fill(words.alone_heading, &[("seen", &seen.unwrap_or_default())]);
        let mut table = self.mean_table(&heading);
        for d in &report.dimensions {
            table
                .rows
                .push(self.mean_row(self.name_of(d.dimension), &d.performance));
        }
        if report.dimensions.len() > 1 {
            table
                .rows
                .push(self.mean_row(words.overall, &report.performance));
        }
        if report.points.is_some() {
            table
                .rows
                .push(self.mean_row(words.weighted, &report.performance_weighted));
        }
        self.table(&table);
    }

    fn points(&mut self) {
        let (words, report) = (self.words, self.report);
        let Some(points) = report.points else { return };
        let total = points.total.to_string();
        let mut table = self.mean_table(&fill(words.points_heading, &[("total", &total)]));
        for d in &report.dimensions {
            table
                .rows
                .push(self.mean_row(self.name_of(d.dimension), &d.points));
        }
        self.table(&table);
        let least = report.least();
        let sets = |n: u64| count(n, None, least);
        self.paragraph(&fill(
            words.points_sets,
            &[
                ("valid", &sets(points.valid)),
                ("missing", &sets(points.missing)),
                ("other", &sets(points.other_sum)),
                ("total", &total),
            ],
        ));
    }

    fn interval_head(&self) -> String {
        fill(self.words.interval, &[("level", &self.level())])
    }

    fn gap_table(&self, title: &str) -> Table {
        let sign = |voice| voice_mark(self.questionnaire, voice, self.setting.locale).sign;
        Table {
            title: title.to_owned(),
            heads: vec![
                self.words.n.to_owned(),
                self.report.against.map(sign).unwrap_or_default(),
                self.report.seen.map(sign).unwrap_or_default(),
                self.words.gap.to_owned(),
                self.interval_head(),
            ],
            rows: Vec::new(),
        }
    }

    fn mean_table(&self, title: &str) -> Table {
        Table {
            title: title.to_owned(),
            heads: vec![
                self.words.n.to_owned(),
                self.words.mean.to_owned(),
                self.interval_head(),
            ],
            rows: Vec::new(),
        }
    }

    fn gap_row(&self, name: &str, against: &Estimate, seen: &Estimate, gap: &Estimate) -> Row {
        self.row(
            name,
            gap,
            vec![
                plain(against.mean.ok()),
                plain(seen.mean.ok()),
                signed(gap.mean.ok()),
                bracketed(gap.interval.ok()),
            ],
        )
    }

    fn whole_row(&self, name: &str, gap: &Estimate) -> Row {
        self.row(
            name,
            gap,
            vec![
                String::new(),
                String::new(),
                signed(gap.mean.ok()),
                bracketed(gap.interval.ok()),
            ],
        )
    }

    fn mean_row(&self, name: &str, figure: &Estimate) -> Row {
        let interval = figure
            .interval
            .map(|(low, high)| format!("[{low:.2}, {high:.2}]"));
        self.row(
            name,
            figure,
            vec![plain(figure.mean.ok()), interval.unwrap_or_default()],
        )
    }

    fn row(&self, name: &str, figure: &Estimate, mut cells: Vec<String>) -> Row {
        let reason = figure.mean.err();
        cells.insert(0, count(figure.n, reason, self.report.least()));
        Row {
            indent: 0,
            name: name.to_owned(),
            cells,
            reason: reason.map(|reason| reason_words(reason, self.words)),
        }
    }
}

fn plain_number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// The columns of the widest of these texts.
fn widest<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    texts.map(columns).max().unwrap_or_default()
}

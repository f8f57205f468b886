//! From disclosed figures to a document: plain words first, then the numbers, and every caution where it
//! applies and only there.

mod careless;
mod cautions;
mod evidence;
mod factors;
mod form;
mod gaps;
mod groups;
mod incidents;
mod indicators;
mod more;
mod overview;
mod plane;
mod series;

use super::document::{Document, Part, Row, Section};
use super::words::{count, gap_name, reason_words, voice_mark};
use crate::analysis::study::Source;
use crate::analysis::{
    Absent, Disclosed, Estimate, GapReport, GroupReport, Missing, StudyReport, Voice,
};
use crate::language::{FindingPhrases, Locale, ReportPhrases, StudyPhrases, fill, phrases};
use crate::report::chart::end_labels;
use crate::survey::questionnaire::{Dimension, Form, Questionnaire, Role};
use crate::survey::record::Edition;

/// What of a report is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Brief<'a> {
    /// The reader's language.
    pub locale: Locale,
    /// Which sections; none of them means all.
    pub sections: &'a [Section],
    /// Lines under the title: a filter, the time span.
    pub notes: &'a [String],
}

impl Brief<'_> {
    fn wants(&self, section: Section) -> bool {
        self.sections.is_empty() || self.sections.contains(&section)
    }
}

/// Composes the report of a study. Every number stands with its n, or a reason stands in its place.
pub fn compose(
    edition: &Edition,
    study: &Disclosed<StudyReport>,
    groups: &[Disclosed<GroupReport>],
    brief: Brief,
) -> Document {
    let composer = Composer {
        edition,
        questionnaire: &edition.questionnaire,
        form: edition.questionnaire.form(study.form.gaps.form.as_str()),
        study,
        report: study.gap_report(),
        brief,
        words: &phrases(brief.locale).report,
        more: &phrases(brief.locale).study,
        found: &phrases(brief.locale).findings,
    };
    let mut parts = Vec::new();
    // Notes stand after the first page and before all other figures of the gaps.
    let mut noted = !brief.wants(Section::Overview) && !brief.wants(Section::Gaps);
    for section in Section::ALL {
        if !brief.wants(section) {
            continue;
        }
        if section > Section::Overview && !noted {
            composer.cautions(&mut parts);
            noted = true;
        }
        match section {
            Section::Overview => composer.overview(&mut parts),
            Section::Gaps => composer.gaps(&mut parts),
            Section::Items => composer.items(&mut parts),
            Section::Tests => composer.evidence(&mut parts),
            Section::Performance => composer.performance(&mut parts),
            Section::Importance => composer.importance(&mut parts),
            Section::Plane => composer.planes(&mut parts),
            Section::Recommend => composer.recommend(&mut parts),
            Section::Satisfaction => composer.satisfaction(&mut parts),
            Section::Trend => composer.trend(&mut parts),
            Section::Control => composer.control(&mut parts),
            Section::Reliability => composer.reliability(&mut parts),
            Section::Factors => composer.factors(&mut parts),
            Section::Drivers => composer.drivers(&mut parts),
            Section::Groups => composer.groups(groups, &mut parts),
            Section::TouchPoints => composer.touch_points(&mut parts),
            Section::Incidents => composer.incidents(&mut parts),
            Section::Kano => composer.kano(&mut parts),
            Section::Zone => composer.zone(&mut parts),
            Section::Antecedents => composer.antecedents(&mut parts),
            Section::Indicators => composer.indicators(&mut parts),
            Section::Quality => composer.quality(&mut parts),
        }
    }
    if !noted {
        composer.cautions(&mut parts);
    }
    composer.about(&mut parts);
    composer.document(parts)
}

struct Composer<'a> {
    edition: &'a Edition,
    questionnaire: &'a Questionnaire,
    form: Option<&'a Form>,
    study: &'a Disclosed<StudyReport>,
    report: Disclosed<GapReport>,
    brief: Brief<'a>,
    words: &'static ReportPhrases,
    more: &'static StudyPhrases,
    found: &'static FindingPhrases,
}

impl Composer<'_> {
    fn document(&self, parts: Vec<Part>) -> Document {
        let report = &self.report;
        Document {
            locale: self.brief.locale,
            title: self.questionnaire.title.get(self.brief.locale).to_owned(),
            subtitle: gap_name(
                self.questionnaire,
                report.seen,
                report.against,
                self.brief.locale,
            ),
            basis: self.basis(),
            parts,
        }
    }

    fn basis(&self) -> Vec<String> {
        let (words, report) = (self.words, &self.report);
        let mut lines = Vec::new();
        match self.study.sources.as_slice() {
            [] | [_] => lines.push(fill(words.responses, &[("n", &report.n.to_string())])),
            sources => lines.extend(sources.iter().map(|source| self.source(source))),
        }
        lines.extend_from_slice(self.brief.notes);
        if report.seen.is_some() {
            lines.push(super::words::convention(
                self.questionnaire,
                report.seen,
                report.against,
                self.brief.locale,
            ));
            let (low, high) = end_labels(
                self.questionnaire,
                self.form,
                report.seen,
                self.brief.locale,
            );
            let (lowest, highest) = report.scale;
            let (lowest, highest) = (lowest.to_string(), highest.to_string());
            let values = [
                ("lowest", lowest.as_str()),
                ("low", &low),
                ("highest", &highest),
                ("high", &high),
            ];
            lines.push(fill(words.scale, &values));
        }
        lines
    }

    /// Rules that hold for all figures, and which text was asked.
    fn about(&self, parts: &mut Vec<Part>) {
        let (words, report) = (self.words, &self.report);
        let mut lines = Vec::new();
        lines.push(fill(words.level_note, &[("level", &self.level())]));
        lines.push(
            match report.missing {
                Missing::Half => words.half_rule,
                Missing::Complete => words.complete_rule,
            }
            .to_owned(),
        );
        let least = self.study.least().to_string();
        lines.push(fill(words.least_note, &[("least", &least)]));
        lines.push(fill(words.form, &[("form", report.form.as_str())]));
        let fingerprint: String = self.edition.fingerprint.0.chars().take(16).collect();
        let revision = self.questionnaire.revision.to_string();
        let values = [
            ("fingerprint", fingerprint.as_str()),
            ("revision", &revision),
        ];
        lines.push(fill(words.edition, &values));
        parts.push(Part::Heading(self.found.about.to_owned()));
        parts.extend(lines.into_iter().map(Part::Rule));
    }

    fn source(&self, source: &Source) -> String {
        let values = [
            ("form", source.form.as_str()),
            ("role", self.role(source.role)),
            ("n", &source.n.to_string()),
        ];
        fill(self.more.responses_of, &values)
    }

    fn heading(&self, section: Section) -> Part {
        let headings = Section::ALL.iter().zip(self.more.sections);
        let found = headings.into_iter().find(|(of, _)| **of == section);
        Part::Heading(found.map_or("", |(_, heading)| heading).to_owned())
    }

    /// A name and what it is, with the colon of the language.
    fn named(&self, name: &str, what: &str) -> String {
        fill(self.more.named, &[("name", name), ("what", what)])
    }

    fn role(&self, role: Role) -> &'static str {
        let [customers, managers, staff] = self.more.roles;
        match role {
            Role::Customer => customers,
            Role::Manager => managers,
            Role::Staff => staff,
        }
    }

    fn level(&self) -> String {
        let text = format!("{:.1}", self.study.level * 100.0);
        text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
    }

    fn interval_head(&self) -> String {
        fill(self.words.interval, &[("level", &self.level())])
    }

    fn dimension(&self, index: usize) -> Option<&Dimension> {
        self.questionnaire.dimensions.get(index)
    }

    fn name_of(&self, dimension: usize) -> &str {
        self.dimension(dimension)
            .map_or("", |d| d.name.get(self.brief.locale))
    }

    fn item_name(&self, dimension: usize, item: usize) -> &str {
        self.dimension(dimension)
            .and_then(|d| d.items.get(item))
            .map_or("", |i| i.name.get(self.brief.locale))
    }

    /// The words of a question of the form, its placeholders filled.
    fn question_words(&self, question: usize) -> String {
        let Some(form) = self.form else {
            return String::new();
        };
        let questions = self.questionnaire.questions(form);
        let text = questions
            .get(question)
            .and_then(|question| self.questionnaire.words(form, question))
            .map_or("", |words| words.get(self.brief.locale));
        let place = self.questionnaire.place.get(self.brief.locale);
        let industry = self.questionnaire.industry.as_ref();
        let industry = industry.map_or("", |words| words.get(self.brief.locale));
        fill(text, &[("place", place), ("industry", industry)])
    }

    fn voice(&self, voice: Option<Voice>) -> String {
        voice
            .map(|voice| voice_mark(self.questionnaire, voice, self.brief.locale).name)
            .unwrap_or_default()
    }

    /// A row that begins with n and gives way to the reason.
    fn row(&self, name: &str, figure: &Estimate, cells: Vec<String>) -> Row {
        self.row_of(name, figure.n, figure.mean.err(), cells)
    }

    fn row_of(&self, name: &str, n: u64, reason: Option<Absent>, mut cells: Vec<String>) -> Row {
        cells.insert(0, count(n, reason, self.study.least()));
        Row {
            reason: reason.map(|reason| reason_words(reason, self.words)),
            ..Row::new(name, cells)
        }
    }
}

/// A count that may be told: small ones only as "fewer than".
fn told(n: u64, least: u64) -> String {
    count(n, None, least)
}

/// A share as per cent without decimals.
fn per_cent(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

/// A p as tables print it.
fn small_p(p: f64) -> String {
    if p < 0.001 {
        "<.001".to_owned()
    } else {
        format!("{p:.3}").trim_start_matches('0').to_owned()
    }
}

/// A p in a sentence: `= .012` or `< .001`.
fn p_words(p: f64) -> String {
    let p = small_p(p);
    match p.strip_prefix('<') {
        Some(bound) => format!("< {bound}"),
        None => format!("= {p}"),
    }
}

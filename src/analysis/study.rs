//! Everything that a report of a study says: all gaps that it declares or that its forms give data for, and
//! what one form's answers say beyond them.
//!
//! Knows: which figures belong together and which persons are behind them. Refuses to know: which of them
//! may be shown (see `disclosure`), and how they look.

mod carelessness;
mod evidence;
mod form;
mod plane;
mod priority;
mod structure;
mod visits;

pub use carelessness::{Carelessness, Looked, MainResult, WithAndWithout};
pub use form::{
    Conduct, Drivers, FormReport, KanoCounts, KanoItem, Nonresponse, Scales, Single, SingleKind,
    TouchPointReport, ZoneShares,
};

pub use evidence::Evidence;
pub use plane::{CutRule, Importance, PlanePoint, PlaneReport};
pub use priority::{Priority, Together};
pub use structure::{FactorChoice, Rotation, Solution, Structure};
pub use visits::{Followed, IncidentKind, IncidentReport, VisitReport, Visits};

pub(super) use form::single_questions;
pub(super) use plane::planes;
pub(super) use priority::priorities;

use super::five_gaps::{Antecedent, Knowledge, Levels, antecedents, between, to_top};
use super::gaps::GapReport;
use super::indicator::IndicatorSeries;
use super::scoring::Voice;
use super::series::SeriesReport;
use super::summary::Summary;
use crate::survey::questionnaire::{Against, By, Facet, Form, Id, Questionnaire, Role, Side};

/// A report of a study. Undisclosed figures: writers take a `Disclosed<StudyReport>` only.
#[derive(Debug, Clone, PartialEq)]
pub struct StudyReport {
    /// The confidence level of every interval.
    pub level: f64,
    /// How many responses each form has that was asked about.
    pub sources: Vec<Source>,
    /// Every gap, in the order in which they are to be read.
    pub gaps: Vec<StudyGap>,
    /// What lies behind gaps 1 to 4.
    pub antecedents: Vec<Antecedent>,
    /// The organisation's own counts, where forms ask for them: see `indicator`. Filled by the caller from single
    /// responses, since sums do not know periods.
    pub indicators: Vec<IndicatorSeries>,
    /// The form that the other sections are about.
    pub form: FormReport,
    /// Its figures over time. Empty until `Disclosed::with_series` puts in what may be shown.
    pub series: Option<SeriesReport>,
}

/// The responses of one form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The form.
    pub form: Id,
    /// Who answers it.
    pub role: Role,
    /// How many responses count.
    pub n: u64,
}

/// A gap of the usual ones. The order is that of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Preset {
    /// Gap 5: customers' perception against their expectation.
    Customer,
    /// Gap 1: managers' estimate against customers' expectation.
    Knowledge,
    /// Gap 2: how far standards are set.
    Standards,
    /// Gap 3: how able staff are to meet them.
    Delivery,
    /// Gap 4: how able staff are to keep what is promised.
    Communication,
    /// Perception against the minimum.
    Adequacy,
    /// Perception against the desired level.
    Superiority,
    /// Our perception against a rival's, by its index.
    Rival(usize),
    /// Gap 6: staff's estimate against customers' expectation (Luk & Layton 2002).
    StaffKnowledge,
    /// Gap 7: staff's estimate against the managers'.
    StaffManagers,
}

impl Preset {
    /// Its name in data.
    pub fn key(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Knowledge => "knowledge",
            Self::Standards => "standards",
            Self::Delivery => "delivery",
            Self::Communication => "communication",
            Self::Adequacy => "adequacy",
            Self::Superiority => "superiority",
            Self::Rival(_) => "rival",
            Self::StaffKnowledge => "staff-knowledge",
            Self::StaffManagers => "staff-managers",
        }
    }

    fn all(rivals: usize) -> impl Iterator<Item = Self> {
        let before = [
            Self::Customer,
            Self::Knowledge,
            Self::Standards,
            Self::Delivery,
            Self::Communication,
            Self::Adequacy,
            Self::Superiority,
        ];
        let after = [Self::StaffKnowledge, Self::StaffManagers];
        before
            .into_iter()
            .chain((0..rivals).map(Self::Rival))
            .chain(after)
    }

    fn sides(self) -> (Side, Against) {
        let side = |role, facet| Side { role, facet };
        let facet = |role, facet| Against::Facet(side(role, facet));
        let customer = |of, against| (side(Role::Customer, of), facet(Role::Customer, against));
        match self {
            Self::Customer => customer(Facet::Perception, Facet::Expectation),
            Self::Adequacy => customer(Facet::Perception, Facet::Minimum),
            Self::Superiority => customer(Facet::Perception, Facet::Desired),
            Self::Rival(_) => customer(Facet::Perception, Facet::Rival),
            Self::Knowledge => (
                side(Role::Manager, Facet::Estimate),
                facet(Role::Customer, Facet::Expectation),
            ),
            Self::Standards => (side(Role::Manager, Facet::Standard), Against::Top),
            Self::Delivery => (side(Role::Staff, Facet::Delivery), Against::Top),
            Self::Communication => (side(Role::Staff, Facet::Promise), Against::Top),
            Self::StaffKnowledge => (
                side(Role::Staff, Facet::Estimate),
                facet(Role::Customer, Facet::Expectation),
            ),
            Self::StaffManagers => (
                side(Role::Staff, Facet::Estimate),
                facet(Role::Manager, Facet::Estimate),
            ),
        }
    }
}

/// Where a gap comes from, and with it its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// One of the usual ones.
    Preset(Preset),
    /// Declared by the study: index into the questionnaire's gaps.
    Declared(usize),
}

/// One gap of a study.
#[derive(Debug, Clone, PartialEq)]
pub struct StudyGap {
    /// Where it comes from.
    pub origin: Origin,
    /// What is looked at.
    pub of: Side,
    /// What it is measured against.
    pub against: Against,
    /// The figures.
    pub measure: Measure,
}

/// The figures of a gap, by who is behind its two sides.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// The same persons gave both answers: persons' own differences.
    Paired(Box<GapReport>),
    /// Different persons: Welch's intervals. Its scale stands beside it.
    Between(Knowledge, (u8, u8)),
    /// The distance to the highest step of the scale.
    ToTop(Levels),
    /// Nobody of these roles has answered.
    NoData(Vec<Role>),
    /// No form of these roles asks for it.
    NotAsked(Vec<Role>),
    /// The two sides are on different scales: they are never subtracted.
    OtherScale,
}

impl StudyReport {
    /// The report of a study from the sums of its forms. `chosen` is the form that the other sections are
    /// about; where `alone`, only gaps that need no other form are looked for.
    pub fn of(
        questionnaire: &Questionnaire,
        sums: &[(&Form, &Summary)],
        form: FormReport,
        level: f64,
    ) -> Self {
        let house = House {
            questionnaire,
            sums,
            level,
        };
        let sources = sums.iter().map(|(form, summary)| Source {
            form: form.id.clone(),
            role: form.role,
            n: summary.n(),
        });
        Self {
            level,
            sources: sources.collect(),
            gaps: house.gaps(),
            antecedents: sums
                .iter()
                .flat_map(|(form, summary)| antecedents(form, summary, level))
                .collect(),
            indicators: Vec::new(),
            form,
            series: None,
        }
    }
}

struct House<'a> {
    questionnaire: &'a Questionnaire,
    sums: &'a [(&'a Form, &'a Summary)],
    level: f64,
}

impl House<'_> {
    fn gaps(&self) -> Vec<StudyGap> {
        let declared = &self.questionnaire.gaps;
        if declared.is_empty() {
            return Preset::all(self.questionnaire.rivals.len())
                .filter_map(|preset| self.preset(preset))
                .collect();
        }
        declared
            .iter()
            .enumerate()
            .flat_map(|(index, gap)| {
                // A gap to rivals is one to each of them.
                let rivals = match gap.against {
                    Against::Facet(side) if side.facet == Facet::Rival => {
                        (0..self.questionnaire.rivals.len()).map(Some).collect()
                    }
                    Against::Facet(_) | Against::Top => vec![None],
                };
                rivals.into_iter().map(move |rival| StudyGap {
                    origin: Origin::Declared(index),
                    of: gap.of,
                    against: gap.against,
                    measure: self.measure(gap.of, gap.against, rival, gap.by),
                })
            })
            .collect()
    }

    /// A preset for which a form exists.
    fn preset(&self, preset: Preset) -> Option<StudyGap> {
        let (of, against) = preset.sides();
        let rival = match preset {
            Preset::Rival(rival) => Some(rival),
            Preset::Customer
            | Preset::Knowledge
            | Preset::Standards
            | Preset::Delivery
            | Preset::Communication
            | Preset::Adequacy
            | Preset::Superiority
            | Preset::StaffKnowledge
            | Preset::StaffManagers => None,
        };
        let measure = self.measure(of, against, rival, By::Dimension);
        (!matches!(measure, Measure::NotAsked(_))).then_some(StudyGap {
            origin: Origin::Preset(preset),
            of,
            against,
            measure,
        })
    }

    /// The form that gives a side's answers, the one with most of them.
    fn source(&self, role: Role, voice: Voice) -> Option<(&Form, &Summary)> {
        self.sums
            .iter()
            .filter(|(form, summary)| form.role == role && summary.voices().any(|v| v == voice))
            .max_by_key(|(_, summary)| summary.n())
            .copied()
    }

    fn measure(&self, of: Side, against: Against, rival: Option<usize>, by: By) -> Measure {
        let seen = Voice::of(of.facet);
        let Some((form, summary)) = self.source(of.role, seen) else {
            return Measure::NotAsked(vec![of.role]);
        };
        let Against::Facet(side) = against else {
            if summary.n() == 0 {
                return Measure::NoData(vec![of.role]);
            }
            return Measure::ToTop(to_top(self.questionnaire, (summary, seen), by, self.level));
        };
        let held = rival.map_or(Voice::of(side.facet), Voice::rival);
        if side.role == of.role && summary.pairs().any(|pair| pair == (seen, held)) {
            if summary.n() == 0 {
                return Measure::NoData(vec![of.role]);
            }
            let pair = (seen, held);
            let report = GapReport::of_pair(self.questionnaire, form, summary, pair, self.level);
            return Measure::Paired(Box::new(report));
        }
        let Some((_, other)) = self.source(side.role, held) else {
            return Measure::NotAsked(vec![side.role]);
        };
        let empty: Vec<Role> = [(of.role, summary), (side.role, other)]
            .into_iter()
            .filter(|(_, summary)| summary.n() == 0)
            .map(|(role, _)| role)
            .collect();
        if !empty.is_empty() {
            return Measure::NoData(empty);
        }
        match (summary.scale(seen), other.scale(held)) {
            (Some(one), Some(two)) if one == two => Measure::Between(
                between(
                    self.questionnaire,
                    (summary, seen),
                    (other, held),
                    by,
                    self.level,
                ),
                one,
            ),
            (Some(_) | None, Some(_) | None) => Measure::OtherScale,
        }
    }
}

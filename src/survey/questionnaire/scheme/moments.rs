//! Moments and periods: critical incidents, touch points, and the organisation's own counts.

use serde::{Deserialize, Serialize};

use super::super::decimal::Decimal;
use super::{Condition, Id, Scale};
use crate::language::Localized;

/// The critical-incident flow (Flanagan 1954; Bitner, Booms & Tetreault 1990). Whether good or bad comes first is
/// drawn for each person; "none" ends the flow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// The flow's key; its questions are `id.kind`, `id.when`, `id.where`, `id.led`, `id.happened`, `id.result`,
    /// `id.satisfied`, `id.told`, `id.complained`, `id.mended`, `id.customer`, `id.should`.
    pub id: Id,
    /// Words above every question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Localized>,
    /// The touch points among which a person says where it was; without them `id.where` is not asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<TouchPoint>,
    /// Without what came after: `id.told`, `id.complained`, `id.mended`, `id.customer`.
    #[serde(default, skip_serializing_if = "super::is_false")]
    pub brief: bool,
    /// Asked only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What only an interviewer reads, at each of its questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Localized>,
    /// With an interviewer, the respondent answers it alone.
    #[serde(default, skip_serializing_if = "super::is_false")]
    pub self_completed: bool,
}

/// Touch points (moments of truth) in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TouchPoints {
    /// The journey's key; ratings are `id.point`.
    pub id: Id,
    /// Words above every rating.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Localized>,
    /// A scale of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<Scale>,
    /// The points, in the order of a visit.
    pub points: Vec<TouchPoint>,
    /// Asked only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What only an interviewer reads, at each of its questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Localized>,
    /// With an interviewer, the respondent answers it alone.
    #[serde(default, skip_serializing_if = "super::is_false")]
    pub self_completed: bool,
}

/// One moment of truth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TouchPoint {
    /// Its name in data.
    pub id: Id,
    /// Its words.
    pub text: Localized,
}

/// A count of the organisation's own, such as response time, first-contact resolution or complaints per 1000
/// customers: entered once a period, reported period by period against its target. It says nothing of a person.
///
/// Its period is the answer to the form's first `Month` or `Date` question, else the wave of the interview,
/// else the month in which it was entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// The question's key.
    pub id: Id,
    /// What reports call it.
    pub name: Localized,
    /// The question, with what exactly is counted.
    pub text: Localized,
    /// Its unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Localized>,
    /// Whether more is better, or less.
    pub better: Better,
    /// What is aimed at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Decimal>,
    /// How far from the target is still near it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tolerance: Option<Decimal>,
    /// The least number accepted.
    pub least: i64,
    /// The greatest number accepted.
    pub most: i64,
    /// Digits behind the point, 0 to 3.
    #[serde(default, skip_serializing_if = "super::is_zero")]
    pub decimals: u8,
    /// Asked only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What only an interviewer reads, at each of its questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Localized>,
    /// With an interviewer, the respondent answers it alone.
    #[serde(default, skip_serializing_if = "super::is_false")]
    pub self_completed: bool,
}

/// Which way an indicator is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Better {
    /// The more the better.
    Higher,
    /// The less the better.
    Lower,
}

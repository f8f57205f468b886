//! Importance against performance: where each dimension or item stands, and how sure that is.

use crate::analysis::figure::{Absent, Estimate};
use crate::analysis::gaps::GapReport;
use crate::analysis::priorities::{Cut, Plane, place};
use crate::analysis::scoring::Voice;
use crate::analysis::summary::Summary;
use crate::survey::questionnaire::Facet;

use super::form::Drivers;

/// Where importance comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Importance {
    /// Stated: points shared out over the dimensions.
    Points,
    /// Stated: rated.
    Rated,
    /// Derived: the share of the overall rating's R² (LMG).
    Derived,
}

impl Importance {
    /// Its word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Points => "points",
            Self::Rated => "rated",
            Self::Derived => "derived",
        }
    }
}

/// Where the cuts lie, as asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CutRule {
    /// At the means over the points.
    #[default]
    Means,
    /// At their medians.
    Medians,
    /// In the middle of the scale, and at equal shares of importance.
    Middle,
}

impl CutRule {
    /// Its word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Means => "means",
            Self::Medians => "medians",
            Self::Middle => "middle",
        }
    }
}

/// One dimension or item with its two levels.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanePoint {
    /// Index into the questionnaire's dimensions.
    pub dimension: usize,
    /// Index into the dimension's items; `None` for the dimension.
    pub item: Option<usize>,
    /// How important it is.
    pub importance: Estimate,
    /// How well it is done.
    pub performance: Estimate,
}

/// A plane of points.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaneReport {
    /// Where importance comes from.
    pub importance: Importance,
    /// The greatest importance that there can be.
    pub most: f64,
    /// How it is cut.
    pub cut: CutRule,
    /// What is placed.
    pub points: Vec<PlanePoint>,
    /// The cuts and the quarter of each point.
    pub plane: Result<Plane, Absent>,
}

/// Rated importance of dimensions or items, where the form asks for it.
pub(super) fn rated(summary: &Summary, gaps: &GapReport) -> Vec<PlanePoint> {
    let voice = Voice::of(Facet::Importance);
    if gaps.seen.is_none() || !summary.voices().any(|asked| asked == voice) {
        return Vec::new();
    }
    let level = gaps.level;
    let of = |dimension, item| {
        let question = summary.question(voice, dimension, item)?;
        Some(summary.ratings(question)?.estimate(level))
    };
    let mut points = Vec::new();
    for found in &gaps.dimensions {
        let dimension = found.dimension;
        points.extend(of(dimension, None).map(|importance| PlanePoint {
            dimension,
            item: None,
            importance,
            performance: found.performance,
        }));
        for item in &found.items {
            points.extend(of(dimension, Some(item.item)).map(|importance| PlanePoint {
                dimension,
                item: Some(item.item),
                importance,
                performance: item.seen_alone,
            }));
        }
    }
    points
}

/// Every plane that the figures give: stated importance first, then derived. Made of figures that may be shown.
pub(in crate::analysis) fn planes(
    gaps: &GapReport,
    rated: (&[PlanePoint], (u8, u8)),
    drivers: Option<&Drivers>,
    cut: CutRule,
) -> Vec<PlaneReport> {
    if gaps.seen.is_none() || gaps.dimensions.len() < 2 {
        return Vec::new();
    }
    let each = |importance: &dyn Fn(usize) -> Estimate| -> Vec<PlanePoint> {
        gaps.dimensions
            .iter()
            .map(|found| PlanePoint {
                dimension: found.dimension,
                item: None,
                importance: importance(found.dimension),
                performance: found.performance,
            })
            .collect()
    };
    let (low, high) = (f64::from(gaps.scale.0), f64::from(gaps.scale.1));
    let middle = f64::midpoint(low, high);
    let equal = 1.0 / gaps.dimensions.len() as f64;
    let mut found = Vec::new();
    let mut put = |importance, most: f64, usual: f64, points: Vec<PlanePoint>| {
        let pairs: Vec<(Estimate, Estimate)> = points
            .iter()
            .map(|point| (point.importance, point.performance))
            .collect();
        let at = match cut {
            CutRule::Means => Cut::Means,
            CutRule::Medians => Cut::Medians,
            CutRule::Middle => Cut::At(usual, middle),
        };
        found.push(PlaneReport {
            importance,
            most,
            cut,
            plane: place(&pairs, at),
            points,
        });
    };
    if let Some(points) = gaps.points {
        let total = f64::from(points.total);
        let stated = each(&|dimension| {
            let of = gaps.dimensions.get(dimension).map(|found| found.points);
            of.unwrap_or(Estimate::absent(0, Absent::NotAsked))
        });
        put(Importance::Points, total, total * equal, stated);
    }
    let (points, scale) = rated;
    if !points.is_empty() {
        let (low, high) = (f64::from(scale.0), f64::from(scale.1));
        let middle = f64::midpoint(low, high);
        put(Importance::Rated, high, middle, points.to_vec());
    }
    if let Some(Ok(model)) = drivers.map(|drivers| &drivers.seen)
        && model.drivers.len() == gaps.dimensions.len()
        && model.r_square > 0.0
    {
        let shares = drivers.and_then(|drivers| drivers.shares.as_ref().ok());
        let derived = each(&|dimension| {
            let Some(driver) = model.drivers.get(dimension) else {
                return Estimate::absent(0, Absent::NotAsked);
            };
            let interval = shares.and_then(|shares| shares.get(dimension).copied());
            Estimate {
                n: model.n,
                mean: Ok(driver.lmg / model.r_square),
                sd: Err(Absent::NotAsked),
                interval: interval.ok_or(Absent::NotAsked),
            }
        });
        put(Importance::Derived, 1.0, equal, derived);
    }
    found
}

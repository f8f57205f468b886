//! The tests behind the gaps: one a dimension and one for the whole, for readers who ask for them.

use crate::analysis::figure::{Absent, Value};
use crate::analysis::gaps::GapReport;
use crate::analysis::paired::{
    EffectSize, PairedT, SignedRank, Zeros, effect_size, holm, paired_t, signed_rank,
};
use crate::analysis::summary::Summary;
use crate::analysis::tally::Tally;

/// The tests of one mean gap against 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// Index into the questionnaire's dimensions; `None` for the whole, which is tested by itself.
    pub dimension: Option<usize>,
    /// How many persons have the gap.
    pub n: u64,
    /// The median of their gaps.
    pub median: Value,
    /// The paired t test.
    pub t: Result<PairedT, Absent>,
    /// Its p, adjusted over the dimensions (Holm 1979); the whole is no part of that family.
    pub adjusted: Value,
    /// The size of the gap in standard deviations.
    pub size: Result<EffectSize, Absent>,
    /// Wilcoxon's signed-rank test, zeros kept (Pratt 1959).
    pub rank: Result<SignedRank, Absent>,
}

impl Evidence {
    fn of(dimension: Option<usize>, gaps: &Tally, level: f64) -> Self {
        let t = paired_t(gaps, level);
        Self {
            dimension,
            n: gaps.n(),
            median: gaps.median(),
            adjusted: t.map(|t| t.p),
            size: effect_size(gaps, level),
            rank: signed_rank(gaps, Zeros::Pratt),
            t,
        }
    }

    /// The same without any figure, for this reason.
    pub(in crate::analysis) fn hidden(self, reason: Absent) -> Self {
        Self {
            median: Err(reason),
            t: Err(reason),
            adjusted: Err(reason),
            size: Err(reason),
            rank: Err(reason),
            ..self
        }
    }
}

/// Every dimension's test, then the whole's; empty where nothing is held against what is seen.
pub(super) fn evidence(gaps: &GapReport, summary: &Summary) -> Vec<Evidence> {
    let Some((seen, against)) = gaps.seen.zip(gaps.against) else {
        return Vec::new();
    };
    let mut found: Vec<Evidence> = (0..gaps.dimensions.len())
        .filter_map(|dimension| {
            let sample = summary.gaps(seen, against, dimension)?;
            Some(Evidence::of(Some(dimension), &sample, gaps.level))
        })
        .collect();
    let adjusted = holm(&found.iter().map(|one| one.adjusted).collect::<Vec<_>>());
    for (one, adjusted) in found.iter_mut().zip(adjusted) {
        one.adjusted = adjusted;
    }
    let whole = summary.overall_gaps(seen, against);
    found.extend(whole.map(|sample| Evidence::of(None, &sample, gaps.level)));
    found
}

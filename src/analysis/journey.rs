//! Touch points and critical incidents: how a visit went from moment to moment, and whether two judges read
//! incidents alike.

use super::comoments::Comoments;
use super::figure::{Absent, Estimate, Value};
use super::probability::chi_square_upper;
use super::shares::{Share, share};
use super::tally::Tally;

/// One visit's ratings, in order of its touch points; `None` where a point was not met.
///
/// The peak-end rule (Kahneman, Fredrickson, Schreiber & Redelmeier 1993): the most extreme and the last
/// moment make the memory. Descriptive: with five to eight points peak, end and mean go together anyway.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PeakEnd {
    /// The highest rating.
    pub peak: u8,
    /// The lowest.
    pub trough: u8,
    /// The last one met.
    pub end: u8,
    /// The rating farthest from the middle of the scale; the later one when two are equally far.
    pub extreme: u8,
    /// The mean of the ratings.
    pub mean: f64,
    /// The mean of most extreme and end.
    pub score: f64,
}

/// Peak, end and mean of one visit; `None` when no point was met.
pub fn peak_end(ratings: &[Option<u8>], scale: (u8, u8)) -> Option<PeakEnd> {
    let met: Vec<u8> = ratings.iter().flatten().copied().collect();
    let (first, end) = (*met.first()?, *met.last()?);
    // Twice the distance from the middle, so that an even number of steps needs no fraction.
    let distance =
        |rating: u8| (2 * i32::from(rating) - i32::from(scale.0) - i32::from(scale.1)).abs();
    let extreme = met.iter().skip(1).fold(first, |farthest, rating| {
        if distance(*rating) >= distance(farthest) {
            *rating
        } else {
            farthest
        }
    });
    let sum: u32 = met.iter().copied().map(u32::from).sum();
    Some(PeakEnd {
        peak: met.iter().copied().max()?,
        trough: met.iter().copied().min()?,
        end,
        extreme,
        mean: f64::from(sum) / met.len() as f64,
        score: f64::midpoint(f64::from(extreme), f64::from(end)),
    })
}

/// A touch point over all visits.
#[derive(Debug, Clone, PartialEq)]
pub struct TouchPointFigures {
    /// The mean of the ratings.
    pub rating: Estimate,
    /// The share of ratings at or below [`pain`].
    pub pain: Share,
    /// The share of visits that met it.
    pub reach: Share,
}

/// The highest rating that counts as pain: 3 of 7, in general below the middle of the scale.
pub fn pain(scale: (u8, u8)) -> u8 {
    let middle = u16::from(scale.0) + u16::from(scale.1);
    u8::try_from(middle.div_ceil(2))
        .unwrap_or(scale.1)
        .saturating_sub(1)
}

/// One touch point's figures, from its ratings and the number of visits.
pub fn touch_point(ratings: &Tally, visits: u64, scale: (u8, u8), level: f64) -> TouchPointFigures {
    let low = f64::from(pain(scale));
    TouchPointFigures {
        rating: ratings.estimate(level),
        pain: share(ratings.count(|rating| rating <= low), ratings.n(), level),
        reach: share(ratings.n(), visits, level),
    }
}

/// How a visit's memory goes with its moments, over visits that have an overall rating.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// Visits.
    pub n: u64,
    /// The mean peak, trough, end, mean, most extreme and peak-end score.
    pub means: [f64; 6],
    /// The overall rating's correlation with peak, trough, end, mean and peak-end score.
    pub correlations: [Value; 5],
}

/// Means of up to sixteen points and halves are whole numbers of this part.
const PART: i64 = 720_720;

/// Adds memories up, one visit at a time: whole numbers, in any order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Memories {
    scale: (u8, u8),
    moments: Comoments,
}

impl Memories {
    /// No visit yet; ratings are on this scale.
    pub fn new(scale: (u8, u8)) -> Self {
        Self {
            scale,
            moments: Comoments::of_rows(7, std::iter::empty()),
        }
    }

    /// Puts a visit in: its ratings in order, and the overall rating. A visit without ratings says nothing.
    pub fn add(&mut self, ratings: &[Option<u8>], overall: u8) {
        let Some(visit) = peak_end(ratings, self.scale) else {
            return;
        };
        let whole = |rating: u8| i64::from(rating) * PART;
        #[expect(clippy::cast_possible_truncation, reason = "at most 255 parts")]
        let part = |value: f64| (value * PART as f64).round() as i64;
        self.moments.add(&[
            whole(visit.peak),
            whole(visit.trough),
            whole(visit.end),
            part(visit.mean),
            whole(visit.extreme),
            part(visit.score),
            whole(overall),
        ]);
    }

    /// What the visits add up to.
    pub fn memory(&self) -> Result<Memory, Absent> {
        let means = self.moments.means()?;
        let correlate = |place: usize| -> Value {
            let pair = self.moments.selected(&[place, 6]).correlation()?;
            Ok(pair[(0, 1)])
        };
        let mean = |place: usize| means.get(place).map_or(0.0, |mean| mean / PART as f64);
        Ok(Memory {
            n: self.moments.n(),
            means: [mean(0), mean(1), mean(2), mean(3), mean(4), mean(5)],
            correlations: [0, 1, 2, 3, 5].map(correlate),
        })
    }
}

/// How far two judges put the same incidents into the same categories.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// Incidents.
    pub n: u64,
    /// The share put into the same category.
    pub observed: f64,
    /// Cohen's (1960) kappa; `NoVariance` when both judges use one category only.
    pub kappa: Value,
    /// Its standard error (Fleiss, Cohen & Everitt 1969).
    pub kappa_error: Value,
    /// Perreault & Leigh's (1989) index of reliability; aim for .80.
    pub index: f64,
    /// Its standard error.
    pub index_error: f64,
}

/// The agreement of two judges: counts of (first judge's category, second judge's category), square.
pub fn agreement(counts: &[Vec<u64>]) -> Result<Agreement, Absent> {
    let k = counts.len();
    let total: u64 = counts.iter().flatten().sum();
    if total == 0 || k < 2 {
        return Err(Absent::NoData);
    }
    if counts.iter().any(|row| row.len() != k) {
        return Err(Absent::Improper);
    }
    let n = total as f64;
    let share = |i: usize, j: usize| counts[i][j] as f64 / n;
    let row: Vec<f64> = (0..k).map(|i| (0..k).map(|j| share(i, j)).sum()).collect();
    let column: Vec<f64> = (0..k).map(|j| (0..k).map(|i| share(i, j)).sum()).collect();
    let observed: f64 = (0..k).map(|i| share(i, i)).sum();
    let chance: f64 = row.iter().zip(&column).map(|(r, c)| r * c).sum();
    let left = 1.0 - chance;
    let (kappa, kappa_error) = if left <= 1e-15 {
        (Err(Absent::NoVariance), Err(Absent::NoVariance))
    } else {
        let mut diagonal = 0.0;
        let mut others = 0.0;
        for i in 0..k {
            diagonal += share(i, i) * (left - (row[i] + column[i]) * (1.0 - observed)).powi(2);
            for j in (0..k).filter(|j| *j != i) {
                others += share(i, j) * (column[i] + row[j]).powi(2);
            }
        }
        let middle = (observed * chance - 2.0 * chance + observed).powi(2);
        let variance = (diagonal + (1.0 - observed).powi(2) * others - middle) / (n * left.powi(4));
        (Ok((observed - chance) / left), Ok(variance.max(0.0).sqrt()))
    };
    let categories = k as f64;
    let beyond = (observed - 1.0 / categories).max(0.0);
    let index = (beyond * categories / (categories - 1.0)).sqrt();
    Ok(Agreement {
        n: total,
        observed,
        kappa,
        kappa_error,
        index,
        index_error: (index * (1.0 - index) / n).sqrt(),
    })
}

/// Whether rows and columns of a table of counts go together: Pearson's chi-square, its degrees of freedom and p.
/// `TooFew` where a cell would expect fewer than 5.
pub fn independence(counts: &[Vec<u64>]) -> Result<(f64, usize, f64), Absent> {
    let columns = counts.first().map_or(0, Vec::len);
    if counts.len() < 2 || columns < 2 || counts.iter().any(|row| row.len() != columns) {
        return Err(Absent::NoData);
    }
    let row: Vec<u64> = counts.iter().map(|row| row.iter().sum()).collect();
    let column = |j: usize| counts.iter().filter_map(|row| row.get(j)).sum::<u64>();
    let n: u64 = row.iter().sum();
    let mut square = 0.0;
    for (cells, of_row) in counts.iter().zip(&row) {
        for (j, count) in cells.iter().enumerate() {
            let expected = *of_row as f64 * column(j) as f64 / n.max(1) as f64;
            if expected < 5.0 {
                return Err(Absent::TooFew);
            }
            square += (*count as f64 - expected).powi(2) / expected;
        }
    }
    let freedom = (counts.len() - 1) * (columns - 1);
    Ok((square, freedom, chi_square_upper(square, freedom as f64)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::golden::Golden;
    use crate::analysis::scoring::Voice;
    use crate::analysis::summary::Summary;
    use crate::analysis::trial::{SERVQUAL, Table, pack, servqual};
    use crate::survey::questionnaire::Facet;
    use crate::survey::record::Layout;

    fn golden() -> Golden {
        Golden::read(include_str!(
            "../../tests/reference/golden/zot_mot_cit.json"
        ))
    }

    #[test]
    fn zones_of_tolerance_agree_with_the_reference() {
        let scale = r#"scale: (points: 9, low: (en: "x"), high: (en: "x"))"#;
        let ask: Vec<String> = ["Minimum", "Desired", "Perception"]
            .iter()
            .map(|facet| format!("Rate((facet: {facet}, by: Dimension, {scale}))"))
            .collect();
        let study = servqual("Customer", &ask.join(","));
        let layout = Layout::of(&study, &study.forms[0]);
        let table = Table::read(include_str!(
            "../../tests/reference/data/sim_zone_of_tolerance.csv"
        ));
        let mut summary = Summary::new(&study, &study.forms[0]);
        for row in &table.rows {
            summary.add(&pack(&layout, |key| {
                let (facet, dimension) = key.split_once('.').unwrap();
                let column = format!("{}_{dimension}", &facet[..3]).to_uppercase();
                vec![table.cell(row, &column).to_owned()]
            }));
        }
        for (index, (id, _)) in SERVQUAL.iter().enumerate() {
            let zone = summary.zone(index).unwrap();
            let n = zone.adequacy.n() as f64;
            let (below, inside, above) = (zone.below as f64, zone.inside as f64, zone.above as f64);
            golden().check(
                &format!("zot.{}", id.to_uppercase()),
                &[
                    n,
                    zone.inconsistent as f64,
                    zone.adequacy.mean().unwrap(),
                    zone.superiority.mean().unwrap(),
                    zone.width.mean().unwrap(),
                    below / n,
                    inside / n,
                    above / n,
                ],
            );
        }
        let pairs: Vec<_> = summary.pairs().collect();
        assert_eq!(pairs[0].1, Voice::of(Facet::Desired));
    }

    #[test]
    fn moments_of_truth_agree_with_the_reference() {
        let golden = golden();
        let table = Table::read(include_str!("../../tests/reference/data/sim_mot.csv"));
        let visits: Vec<(Vec<Option<u8>>, u8)> = table
            .rows
            .iter()
            .map(|row| {
                let point = |i: usize| table.cell(row, &format!("T{i}")).parse().ok();
                let overall = table.cell(row, "overall").parse().unwrap();
                ((1..=7).map(point).collect(), overall)
            })
            .collect();
        let mut memories = Memories::new((1, 7));
        for (ratings, overall) in &visits {
            memories.add(ratings, *overall);
        }
        let memory = memories.memory().unwrap();
        golden.check("mot.mean_peak_trough_end_avg_extreme_pe", &memory.means);
        let correlations = memory.correlations.map(|r| r.unwrap());
        golden.check("mot.cor_overall_with_peak_trough_end_avg_pe", &correlations);
        let mut rows = [Vec::new(), Vec::new(), Vec::new()];
        for point in 0..7 {
            let met = visits.iter().filter_map(|(ratings, _)| ratings[point]);
            let ratings = Tally::of_whole(met.map(i64::from));
            let figures = touch_point(&ratings, 60, (1, 7), 0.95);
            rows[0].push(figures.rating.n as f64);
            rows[1].push(figures.rating.mean.unwrap());
            rows[2].push(figures.pain.share.unwrap());
        }
        golden.check("mot.touchpoint_n_mean_low2", &rows.concat());
    }

    #[test]
    fn the_later_of_two_extremes_counts() {
        let visit = peak_end(&[Some(5), Some(2), Some(6), None, Some(5)], (1, 7)).unwrap();
        let wanted = PeakEnd {
            peak: 6,
            trough: 2,
            end: 5,
            extreme: 6,
            mean: 4.5,
            score: 5.5,
        };
        assert_eq!(visit, wanted);
        assert_eq!(peak_end(&[None], (1, 7)), None);
        assert_eq!((pain((1, 7)), pain((1, 10))), (3, 5));
    }

    #[test]
    fn a_table_of_counts_is_held_against_independence() {
        // By hand: every cell expects 15 and is off by 5.
        let (square, freedom, p) = independence(&[vec![20, 10], vec![10, 20]]).unwrap();
        assert!((square - 20.0 / 3.0).abs() < 1e-12, "{square}");
        assert_eq!(freedom, 1);
        assert!((p - 0.009_823).abs() < 1e-5, "{p}");
        assert_eq!(
            independence(&[vec![9, 1], vec![1, 9]]).map(|(_, f, _)| f),
            Ok(1)
        );
        assert_eq!(independence(&[vec![9, 1], vec![0, 8]]), Err(Absent::TooFew));
        assert_eq!(independence(&[vec![9, 1]]), Err(Absent::NoData));
    }

    #[test]
    fn two_judges_agree_as_in_the_reference() {
        let table = Table::read(include_str!("../../tests/reference/data/sim_cit_codes.csv"));
        let codes = || {
            table
                .rows
                .iter()
                .map(|row| (table.cell(row, "judge1"), table.cell(row, "judge2")))
        };
        let mut categories: Vec<&str> = codes().flat_map(|(a, b)| [a, b]).collect();
        categories.sort_unstable();
        categories.dedup();
        let place = |code: &str| categories.iter().position(|c| *c == code).unwrap();
        let mut counts = vec![vec![0; categories.len()]; categories.len()];
        for (a, b) in codes() {
            counts[place(a)][place(b)] += 1;
        }
        let ours = agreement(&counts).unwrap();
        golden().check(
            "cit.n_po_kappa_var_Ir_seIr_k",
            &[
                ours.n as f64,
                ours.observed,
                ours.kappa.unwrap(),
                ours.kappa_error.unwrap().powi(2),
                ours.index,
                ours.index_error,
                categories.len() as f64,
            ],
        );
        let one = agreement(&[vec![4, 0], vec![0, 0]]).unwrap();
        assert_eq!(one.kappa, Err(Absent::NoVariance));
        assert_eq!(agreement(&[]), Err(Absent::NoData));
    }
}

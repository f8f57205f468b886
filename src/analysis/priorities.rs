//! Where to begin: importance against performance (Martilla & James 1977).

use super::figure::{Absent, Estimate, Value};

/// Where the plane is cut.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum Cut {
    /// At the means over the points (the default; to be printed on the plot).
    #[default]
    Means,
    /// At the medians.
    Medians,
    /// At given values of importance and performance, such as the middle of the scale.
    At(f64, f64),
}

/// A quarter of the plane. A value on the cut counts as high.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quarter {
    /// Important, and done well: keep it up.
    Keep,
    /// Important, and not done well: begin here.
    Concentrate,
    /// Neither.
    LowPriority,
    /// Done well, and not important: perhaps too much.
    Overkill,
}

impl Quarter {
    /// Its word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Concentrate => "concentrate",
            Self::LowPriority => "low_priority",
            Self::Overkill => "overkill",
        }
    }
}

/// One item or dimension in the plane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// Its quarter.
    pub quarter: Quarter,
    /// Whether a cut runs through its interval: then its quarter is not certain.
    pub uncertain: bool,
    /// Importance minus performance, where both are on one scale (Slack 1994): above 0 comes first.
    pub shortfall: f64,
}

/// The plane: its cuts and one entry a point, in the order given.
#[derive(Debug, Clone, PartialEq)]
pub struct Plane {
    /// The cut of importance.
    pub importance: f64,
    /// The cut of performance.
    pub performance: f64,
    /// One entry a point; the reason where a level is missing.
    pub points: Vec<Result<Placed, Absent>>,
}

/// Places (importance, performance) pairs.
pub fn place(points: &[(Estimate, Estimate)], cut: Cut) -> Result<Plane, Absent> {
    let pairs: Vec<(f64, f64)> = points
        .iter()
        .filter_map(|(importance, performance)| {
            Some((importance.mean.ok()?, performance.mean.ok()?))
        })
        .collect();
    if pairs.is_empty() {
        return Err(Absent::NoData);
    }
    let (importance, performance) = match cut {
        Cut::At(importance, performance) => (importance, performance),
        Cut::Means => (
            pairs.iter().map(|(i, _)| i).sum::<f64>() / pairs.len() as f64,
            pairs.iter().map(|(_, p)| p).sum::<f64>() / pairs.len() as f64,
        ),
        Cut::Medians => (
            median(pairs.iter().map(|(i, _)| *i)),
            median(pairs.iter().map(|(_, p)| *p)),
        ),
    };
    let crossed = |estimate: &Estimate, at: f64| match estimate.interval {
        Ok((low, high)) => low <= at && at <= high,
        // Without an interval nothing says that it is certain.
        Err(_) => true,
    };
    let points = points
        .iter()
        .map(|(i, p)| {
            let (important, performed): (f64, f64) = (i.mean?, p.mean?);
            let quarter = match (important >= importance, performed >= performance) {
                (true, true) => Quarter::Keep,
                (true, false) => Quarter::Concentrate,
                (false, false) => Quarter::LowPriority,
                (false, true) => Quarter::Overkill,
            };
            Ok(Placed {
                quarter,
                uncertain: crossed(i, importance) || crossed(p, performance),
                shortfall: important - performed,
            })
        })
        .collect();
    Ok(Plane {
        importance,
        performance,
        points,
    })
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    let at = |index: usize| values.get(index).copied().unwrap_or(0.0);
    if values.len() % 2 == 1 {
        at(half)
    } else {
        f64::midpoint(at(half.saturating_sub(1)), at(half))
    }
}

/// The order in which dimensions fall short: points times the size of a negative gap, the largest first. Only
/// dimensions that fall short; indices into what was given.
pub fn ranking(dimensions: &[(Value, Value)]) -> Vec<(usize, f64)> {
    let mut order: Vec<(usize, f64)> = dimensions
        .iter()
        .enumerate()
        .filter_map(|(index, (points, gap))| {
            let (points, gap) = ((*points).ok()?, (*gap).ok()?);
            (gap < 0.0).then_some((index, points * -gap))
        })
        .collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    order
}

#[cfg(test)]
mod tests {
    use super::Quarter::{Concentrate, Keep, LowPriority, Overkill};
    use super::*;

    fn at(mean: f64, reach: f64) -> Estimate {
        Estimate {
            n: 30,
            mean: Ok(mean),
            sd: Ok(1.0),
            interval: Ok((mean - reach, mean + reach)),
        }
    }

    #[test]
    fn points_fall_into_quarters_and_close_ones_are_marked() {
        let points = [
            (at(6.0, 0.2), at(3.0, 0.2)),
            (at(6.5, 0.2), at(5.5, 0.2)),
            (at(3.0, 0.2), at(4.4, 0.2)),
            (at(2.5, 0.2), at(5.0, 0.2)),
        ];
        let plane = place(&points, Cut::Means).unwrap();
        assert_eq!((plane.importance, plane.performance), (4.5, 4.475));
        let placed: Vec<Placed> = plane.points.iter().map(|p| p.unwrap()).collect();
        let quarters: Vec<Quarter> = placed.iter().map(|p| p.quarter).collect();
        assert_eq!(quarters, [Concentrate, Keep, LowPriority, Overkill]);
        assert_eq!(
            placed.iter().map(|p| p.uncertain).collect::<Vec<_>>(),
            [false, false, true, false]
        );
        assert_eq!(placed[0].shortfall, 3.0);
        let middle = place(&points, Cut::At(2.5, 3.0)).unwrap();
        assert!(middle.points.iter().all(|p| p.unwrap().quarter == Keep));
        assert_eq!(place(&points, Cut::Medians).unwrap().importance, 4.5);
    }

    #[test]
    fn a_point_without_a_level_is_not_placed() {
        let points = [
            (at(6.0, 0.2), Estimate::absent(3, Absent::TooFew)),
            (at(5.0, 0.2), at(5.0, 0.2)),
        ];
        let plane = place(&points, Cut::Means).unwrap();
        assert_eq!(plane.points[0], Err(Absent::TooFew));
        assert_eq!(place(&[], Cut::Means), Err(Absent::NoData));
    }

    #[test]
    fn only_what_falls_short_is_ranked() {
        let dimensions = [
            (Ok(10.0), Ok(-2.0)),
            (Ok(50.0), Ok(-1.0)),
            (Ok(40.0), Ok(0.5)),
            (Err(Absent::NotAsked), Ok(-3.0)),
        ];
        assert_eq!(ranking(&dimensions), [(1, 50.0), (0, 20.0)]);
    }
}

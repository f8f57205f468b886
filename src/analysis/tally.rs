//! A sample as counts of exact values: the form in which every estimator takes its data.
//!
//! Values are fractions of whole numbers (a dimension gap is a sum of item gaps over their number), so
//! equal values are equal: ranks have true ties, and no order of adding up changes a digit.

use super::figure::{Absent, Estimate, Value};
use super::probability::t_quantile;

/// A value and how often it occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Above the fraction bar.
    pub numerator: i64,
    /// Below it; positive, and without common factor.
    pub denominator: i64,
    /// How many responses have the value; at least 1.
    pub count: u64,
}

impl Line {
    /// The value.
    pub fn value(&self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

/// A sample: its distinct values in ascending order, each with its count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    lines: Vec<Line>,
}

fn common_factor(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

impl Tally {
    /// Gathers values given as (numerator, denominator > 0, count), in any order.
    pub fn of(values: impl IntoIterator<Item = (i64, i64, u64)>) -> Self {
        let mut lines: Vec<Line> = values
            .into_iter()
            .filter(|(_, denominator, count)| *denominator > 0 && *count > 0)
            .map(|(numerator, denominator, count)| {
                let factor = common_factor(numerator.unsigned_abs(), denominator.unsigned_abs());
                let factor = i64::try_from(factor).unwrap_or(1);
                Line {
                    numerator: numerator / factor,
                    denominator: denominator / factor,
                    count,
                }
            })
            .collect();
        let cross = |a: &Line, b: &Line| i128::from(a.numerator) * i128::from(b.denominator);
        lines.sort_by(|a, b| cross(a, b).cmp(&cross(b, a)));
        lines.dedup_by(|next, kept| {
            let same = (next.numerator, next.denominator) == (kept.numerator, kept.denominator);
            if same {
                kept.count = kept.count.saturating_add(next.count);
            }
            same
        });
        Self { lines }
    }

    /// Gathers whole numbers.
    pub fn of_whole(values: impl IntoIterator<Item = i64>) -> Self {
        Self::of(values.into_iter().map(|value| (value, 1, 1)))
    }

    /// The distinct values, ascending.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// How many responses.
    pub fn n(&self) -> u64 {
        self.lines
            .iter()
            .fold(0, |n, line| n.saturating_add(line.count))
    }

    /// How many responses have a value for which this holds.
    pub fn count(&self, holds: impl Fn(f64) -> bool) -> u64 {
        self.lines
            .iter()
            .filter(|line| holds(line.value()))
            .map(|line| line.count)
            .sum()
    }

    /// The share of responses for which this holds.
    pub fn share(&self, holds: impl Fn(f64) -> bool) -> Value {
        match self.n() {
            0 => Err(Absent::NoData),
            n => Ok(self.count(holds) as f64 / n as f64),
        }
    }

    /// The sum over responses of a function of their values.
    fn sum(&self, of: impl Fn(f64) -> f64) -> f64 {
        self.lines
            .iter()
            .map(|line| line.count as f64 * of(line.value()))
            .sum()
    }

    /// The arithmetic mean.
    pub fn mean(&self) -> Value {
        let n = self.n() as f64;
        match self.lines.as_slice() {
            [] => Err(Absent::NoData),
            [only] => Ok(only.value()),
            _ => {
                let rough = self.sum(|value| value) / n;
                Ok(rough + self.sum(|value| value - rough) / n)
            }
        }
    }

    /// The sum of squared distances from the mean.
    pub fn squares(&self) -> Value {
        let mean = self.mean()?;
        if self.lines.len() == 1 {
            return Ok(0.0);
        }
        Ok(self.sum(|value| (value - mean).powi(2)))
    }

    /// The variance, with n - 1.
    pub fn variance(&self) -> Value {
        let squares = self.squares()?;
        match self.n() {
            0 | 1 => Err(Absent::OnlyOne),
            n => Ok(squares / (n - 1) as f64),
        }
    }

    /// The standard deviation, with n - 1.
    pub fn sd(&self) -> Value {
        self.variance().map(f64::sqrt)
    }

    /// The mean with its spread and its t interval at this confidence level.
    pub fn estimate(&self, level: f64) -> Estimate {
        estimate(self.n(), self.mean(), self.sd(), level)
    }

    /// The quantile of type 7: linear between the order statistics around (n - 1)p (Hyndman & Fan 1996).
    pub fn quantile(&self, p: f64) -> Value {
        let n = self.n();
        if n == 0 {
            return Err(Absent::NoData);
        }
        let at = (n - 1) as f64 * p.clamp(0.0, 1.0);
        let (below, part) = (at.floor(), at.fract());
        let low = self.at(below)?;
        if part == 0.0 {
            return Ok(low);
        }
        Ok(low + part * (self.at(below + 1.0)? - low))
    }

    /// The order statistic of this index, from 0.
    fn at(&self, index: f64) -> Value {
        let mut passed = 0.0;
        for line in &self.lines {
            passed += line.count as f64;
            if index < passed {
                return Ok(line.value());
            }
        }
        self.lines.last().map(Line::value).ok_or(Absent::NoData)
    }

    /// The median.
    pub fn median(&self) -> Value {
        self.quantile(0.5)
    }

    /// The central moment of this order, with n.
    fn moment(&self, order: i32) -> Value {
        let mean = self.mean()?;
        Ok(self.sum(|value| (value - mean).powi(order)) / self.n() as f64)
    }

    /// The skewness G1 of Joanes & Gill (1998); from 3 responses.
    pub fn skewness(&self) -> Value {
        let n = self.n() as f64;
        let g = self.moment(3)? / self.spread_from(3)?.powf(1.5);
        Ok(g * (n * (n - 1.0)).sqrt() / (n - 2.0))
    }

    /// The excess kurtosis G2 of Joanes & Gill (1998); from 4 responses.
    pub fn kurtosis(&self) -> Value {
        let n = self.n() as f64;
        let g = self.moment(4)? / self.spread_from(4)?.powi(2) - 3.0;
        Ok((n - 1.0) / ((n - 2.0) * (n - 3.0)) * ((n + 1.0) * g + 6.0))
    }

    /// The variance with n, where there are enough responses and not all are equal.
    fn spread_from(&self, least: u64) -> Value {
        match self.n() {
            0 => Err(Absent::NoData),
            1 => Err(Absent::OnlyOne),
            n if n < least => Err(Absent::TooFew),
            _ if self.lines.len() < 2 => Err(Absent::NoVariance),
            _ => self.moment(2),
        }
    }

    /// Both samples together.
    #[must_use]
    pub fn merged(&self, other: &Self) -> Self {
        Self::of(
            self.lines
                .iter()
                .chain(&other.lines)
                .map(|line| (line.numerator, line.denominator, line.count)),
        )
    }
}

/// An estimate from its parts: the t interval `mean ± t(n - 1) sd / √n`. Without spread the interval has no
/// width.
pub(crate) fn estimate(n: u64, mean: Value, sd: Value, level: f64) -> Estimate {
    let interval = match (mean, sd) {
        (Ok(mean), Ok(sd)) if level > 0.0 && level < 1.0 && n >= 2 => {
            let t = t_quantile(0.5 + 0.5 * level, (n - 1) as f64);
            let reach = t * sd / (n as f64).sqrt();
            Ok((mean - reach, mean + reach))
        }
        (Ok(_), Ok(_)) => Err(Absent::Improper),
        (Err(reason), _) | (_, Err(reason)) => Err(reason),
    };
    Estimate {
        n,
        mean,
        sd,
        interval,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::golden::Golden;

    #[test]
    fn moments_and_quantiles_agree_with_the_reference() {
        let golden = Golden::read(include_str!(
            "../../tests/reference/golden/descriptive.json"
        ));
        let sample = Tally::of_whole([2, 3, 4, 5, 5, 6, 6, 7, 7, 7]);
        let g1 = sample.moment(3).unwrap() / sample.moment(2).unwrap().powf(1.5);
        let g2 = sample.moment(4).unwrap() / sample.moment(2).unwrap().powi(2) - 3.0;
        golden.check(
            "desc.example",
            &[
                sample.mean().unwrap(),
                sample.sd().unwrap(),
                sample.variance().unwrap(),
                sample.median().unwrap(),
                sample.quantile(0.0).unwrap(),
                sample.quantile(1.0).unwrap(),
                sample.skewness().unwrap(),
                sample.kurtosis().unwrap(),
                g1,
                g2,
            ],
        );
        let quantiles = [0.1, 0.25, 0.5, 0.75, 0.9].map(|p| sample.quantile(p).unwrap());
        golden.check("desc.quantile7", &quantiles);
    }

    #[test]
    fn a_sample_too_small_for_a_figure_says_so() {
        let empty = Tally::default();
        assert_eq!(empty.mean(), Err(Absent::NoData));
        assert_eq!(empty.estimate(0.95), Estimate::absent(0, Absent::NoData));
        let one = Tally::of_whole([5]);
        assert_eq!(one.mean(), Ok(5.0));
        assert_eq!(one.sd(), Err(Absent::OnlyOne));
        assert_eq!(one.estimate(0.95).interval, Err(Absent::OnlyOne));
        let alike = Tally::of_whole([4, 4, 4]);
        assert_eq!(alike.sd(), Ok(0.0));
        assert_eq!(alike.estimate(0.95).interval, Ok((4.0, 4.0)));
        assert_eq!(alike.skewness(), Err(Absent::NoVariance));
        assert_eq!(Tally::of_whole([1, 2]).skewness(), Err(Absent::TooFew));
    }

    #[test]
    fn equal_fractions_are_one_value() {
        let thirds = Tally::of([(1, 3, 1), (2, 6, 2), (-1, 2, 1)]);
        assert_eq!(thirds.lines().len(), 2);
        assert_eq!(thirds.n(), 4);
        assert_eq!(thirds.lines()[0].value(), -0.5);
    }
}

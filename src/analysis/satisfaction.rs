//! Recommendation, satisfaction, ease and indices: one question or a few, each with its interval.

use super::figure::{Absent, Estimate, Value};
use super::probability::{normal_quantile, normal_two_sided};
use super::shares::{Share, share};
use super::tally::Tally;

/// The net promoter score (Reichheld 2003): only for a scale from 0 to 10.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Promoters {
    /// Persons who answered.
    pub n: u64,
    /// 9 and 10.
    pub promoters: u64,
    /// 7 and 8.
    pub passives: u64,
    /// 0 to 6.
    pub detractors: u64,
    /// 100 times the share of promoters minus that of detractors: -100 to 100, no percentage.
    pub score: Value,
    /// Its standard error; 0 where all answers fall into one class.
    pub error: Value,
    /// The adjusted Wald interval of Rocks (2016), within -100 to 100: never without width.
    pub interval: Result<(f64, f64), Absent>,
}

impl Promoters {
    /// From answers between 0 and 10.
    pub fn of(answers: &Tally, level: f64) -> Self {
        let promoters = answers.count(|answer| answer >= 9.0);
        let detractors = answers.count(|answer| answer <= 6.0);
        Self::of_counts(
            promoters,
            answers.n() - promoters - detractors,
            detractors,
            level,
        )
    }

    /// From the numbers of promoters, passives and detractors.
    pub fn of_counts(promoters: u64, passives: u64, detractors: u64, level: f64) -> Self {
        let n = promoters + passives + detractors;
        let plain = net(promoters as f64, detractors as f64, n as f64);
        Self {
            n,
            promoters,
            passives,
            detractors,
            score: plain.map(|(score, _)| score),
            error: plain.map(|(_, error)| error),
            interval: plain.and_then(|_| {
                let (low, high) = adjusted(promoters, detractors, n, level)?;
                Ok((low.max(-100.0), high.min(100.0)))
            }),
        }
    }
}

/// Score and standard error from (possibly adjusted) counts.
fn net(promoters: f64, detractors: f64, n: f64) -> Result<(f64, f64), Absent> {
    if n <= 0.0 {
        return Err(Absent::NoData);
    }
    let (p, d) = (promoters / n, detractors / n);
    let variance = (p + d - (p - d).powi(2)).max(0.0);
    Ok((100.0 * (p - d), 100.0 * (variance / n).sqrt()))
}

/// Rocks (2016): three persons more, a quarter of them promoters and a quarter detractors.
fn adjusted(promoters: u64, detractors: u64, n: u64, level: f64) -> Result<(f64, f64), Absent> {
    if !(level > 0.0 && level < 1.0) {
        return Err(Absent::Improper);
    }
    let (score, error) = net(
        promoters as f64 + 0.75,
        detractors as f64 + 0.75,
        n as f64 + 3.0,
    )?;
    let reach = normal_quantile(0.5 + 0.5 * level) * error;
    Ok((score - reach, score + reach))
}

/// The change between two waves of different persons: second minus first, z and two-sided p.
pub fn promoter_change(first: &Promoters, second: &Promoters) -> Result<(f64, f64, f64), Absent> {
    let change = second.score? - first.score?;
    let error = (first.error?.powi(2) + second.error?.powi(2)).sqrt();
    if error == 0.0 {
        return Err(Absent::NoVariance);
    }
    let z = change / error;
    Ok((change, z, normal_two_sided(z)))
}

/// A rating question: its mean, and the share of answers at the top of the scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rated {
    /// The mean with its t interval.
    pub mean: Estimate,
    /// The share of answers of at least [`Rated::from`].
    pub top: Share,
    /// The least answer that counts as top.
    pub from: u8,
}

/// Satisfaction (the two highest steps count as top) or ease (5 of 7 and more).
pub fn rated(answers: &Tally, from: u8, level: f64) -> Rated {
    let top = answers.count(|answer| answer >= f64::from(from));
    Rated {
        mean: answers.estimate(level),
        top: share(top, answers.n(), level),
        from,
    }
}

/// A weighted index from 0 to 100 of several questions on scales from `from` with `points` steps
/// (in the manner of Fornell et al. 1996; the weights are ours and are to be named). Each sample is the
/// mean of one question; weights need not add up to 1.
pub fn index_of_means(parts: &[(f64, f64, (u8, u8))]) -> Value {
    let whole: f64 = parts.iter().map(|(_, weight, _)| weight).sum();
    if whole <= 0.0 || parts.iter().any(|(_, weight, _)| *weight < 0.0) {
        return Err(Absent::Improper);
    }
    let sum: f64 = parts
        .iter()
        .map(|(mean, weight, (low, high))| {
            weight * (mean - f64::from(*low)) / f64::from(high.saturating_sub(*low).max(1))
        })
        .sum();
    Ok(100.0 * sum / whole)
}

/// The equally weighted index of each person, from complete sets of answers on one scale.
pub fn index(sets: impl IntoIterator<Item = Vec<Option<u8>>>, scale: (u8, u8)) -> Tally {
    let (low, high) = (i64::from(scale.0), i64::from(scale.1));
    Tally::of(sets.into_iter().filter_map(|set| {
        let count = i64::try_from(set.len()).ok().filter(|count| *count > 0)?;
        let sum: i64 = set
            .into_iter()
            .map(|answer| answer.map(i64::from))
            .sum::<Option<i64>>()?;
        Some((100 * (sum - low * count), (high - low) * count, 1))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::golden::Golden;
    use crate::analysis::trial::Customers;
    use crate::survey::questionnaire::QuestionKey;
    use crate::survey::record::Layout;

    fn golden() -> Golden {
        Golden::read(include_str!(
            "../../tests/reference/golden/satisfaction.json"
        ))
    }

    #[test]
    fn recommendation_agrees_with_the_reference() {
        let golden = golden();
        let customers = Customers::read();
        let layout = Layout::of(&customers.questionnaire, customers.form());
        let question = layout.find(&QuestionKey::new("nps")).unwrap();
        let check = |key: &str, ours: &Promoters| {
            let (score, error) = (ours.score.unwrap(), ours.error.unwrap());
            let z = normal_quantile(0.975);
            let middle = (score * ours.n as f64) / (ours.n as f64 + 3.0);
            let raw = adjusted(ours.promoters, ours.detractors, ours.n, 0.95).unwrap();
            let counts = [ours.n, ours.promoters, ours.passives, ours.detractors];
            let mut numbers = counts.map(|count| count as f64).to_vec();
            numbers.extend([score, error, score - z * error, score + z * error]);
            numbers.extend([middle, raw.0, raw.1]);
            golden.check(key, &numbers);
        };
        let of = |firm: &str, wave: Option<&str>| {
            let summary = customers.summary(|f, w| f == firm && wave.is_none_or(|wave| wave == w));
            Promoters::of(&summary.ratings(question).unwrap(), 0.95)
        };
        let (first, second) = (of("own", Some("1")), of("own", Some("2")));
        check("nps.own.wave1", &first);
        check("nps.own.wave2", &second);
        check("nps.own", &of("own", None));
        check("nps.rival1", &of("rival1", None));
        check(
            "nps.all_promoters_n10",
            &Promoters::of_counts(10, 0, 0, 0.95),
        );
        check("nps.n1", &Promoters::of_counts(0, 1, 0, 0.95));
        let (change, z, p) = promoter_change(&first, &second).unwrap();
        golden.check("nps.diff_wave2_minus_wave1", &[change, z, p]);
    }

    #[test]
    fn satisfaction_and_ease_agree_with_the_reference() {
        let golden = golden();
        let customers = Customers::read();
        let layout = Layout::of(&customers.questionnaire, customers.form());
        let own = customers.own();
        let sample = |key: &str| {
            let question = layout.find(&QuestionKey::new(key)).unwrap();
            own.ratings(question).unwrap()
        };
        let figures = |estimate: &Estimate| {
            let (mean, sd) = (estimate.mean.unwrap(), estimate.sd.unwrap());
            let (low, high) = estimate.interval.unwrap();
            let n = estimate.n as f64;
            [n, mean, sd, sd / n.sqrt(), low, high]
        };
        let satisfied = rated(&sample("csat"), 4, 0.95);
        golden.check("csat.own.mean", &figures(&satisfied.mean));
        let top = satisfied.top;
        let (low, high) = top.interval.unwrap();
        let exact = crate::analysis::shares::clopper_pearson(top.count, top.n, 0.95).unwrap();
        golden.check(
            "csat.own.top2",
            &[
                top.n as f64,
                top.count as f64,
                top.share.unwrap(),
                low,
                high,
                exact.0,
                exact.1,
            ],
        );
        let ease = rated(&sample("ces"), 5, 0.95);
        golden.check("ces.own.mean", &figures(&ease.mean));
        let questions = ["acsi1", "acsi2", "acsi3"]
            .map(|key| layout.find(&QuestionKey::new(key)).unwrap())
            .map(|question| layout.columns()[question].offset);
        let sets = customers
            .rows
            .iter()
            .filter(|(firm, _, _)| firm == "own")
            .map(|(_, _, packed)| {
                questions
                    .map(|at| Some(packed[at]).filter(|answer| *answer <= 10))
                    .to_vec()
            });
        let index = index(sets, (1, 10));
        golden.check("acsi.own.equal", &figures(&index.estimate(0.95)));
    }

    #[test]
    fn nobody_has_no_score() {
        let none = Promoters::of(&Tally::default(), 0.95);
        assert_eq!(
            (none.score, none.interval),
            (Err(Absent::NoData), Err(Absent::NoData))
        );
        let even = Promoters::of(&Tally::of_whole([10, 9, 8, 7, 6, 0]), 0.95);
        assert_eq!(even.score, Ok(0.0));
        assert_eq!((even.promoters, even.passives, even.detractors), (2, 2, 2));
        let all = Promoters::of_counts(10, 0, 0, 0.95);
        assert_eq!(all.interval.unwrap().1, 100.0);
        assert_eq!(index_of_means(&[]), Err(Absent::Improper));
        assert_eq!(
            index_of_means(&[(10.0, 1.0, (1, 10)), (1.0, 3.0, (1, 10))]),
            Ok(25.0)
        );
    }
}

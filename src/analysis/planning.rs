//! How many persons to ask, before anyone is asked.
//!
//! A margin of error takes a random sample for granted; for a sample that happened to walk by the same number
//! says how far its figures spread, no more.

use super::figure::{Absent, Value};
use super::probability::{noncentral_t_lower, normal_quantile, t_quantile};

/// What the survey is to find out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Aim {
    /// A mean to within `margin`, its standard deviation being `sd`.
    Mean {
        /// Standard deviation.
        sd: f64,
        /// Half the width of the interval.
        margin: f64,
    },
    /// A share to within `margin`; .5 is the worst case.
    Share {
        /// The share.
        share: f64,
        /// Half the width of the interval.
        margin: f64,
    },
    /// A net promoter score to within `margin` points; the variance of one answer lies between .5 and .9.
    Promoters {
        /// Of one answer scored -1, 0 or 1.
        variance: f64,
        /// Points.
        margin: f64,
    },
    /// A mean gap of `dz` standard deviations, by the paired t test.
    Gap {
        /// Cohen's dz.
        dz: f64,
        /// The chance of finding it, .8 as a rule.
        power: f64,
    },
    /// A mean gap of so many points, by the paired t test.
    Difference {
        /// Points.
        size: f64,
        /// Standard deviation of the gap.
        sd: f64,
        /// The chance of finding it.
        power: f64,
    },
    /// A change between two waves of different persons; the number is for each wave.
    Change {
        /// The difference of means.
        change: f64,
        /// Standard deviation in a wave.
        sd: f64,
        /// The chance of finding it.
        power: f64,
    },
    /// Alpha between two bounds (Bonett 2002).
    Alpha {
        /// Lower bound.
        low: f64,
        /// Upper bound.
        high: f64,
        /// Number of items.
        items: u32,
    },
}

/// The most persons that a plan comes up with.
const MOST: u64 = 10_000_000;

/// The least number of usable responses that reaches an aim at this confidence level.
pub fn needed(aim: Aim, level: f64) -> Result<u64, Absent> {
    if !(level > 0.0 && level < 1.0) {
        return Err(Absent::Improper);
    }
    let z = normal_quantile(0.5 + 0.5 * level);
    let square = match aim {
        Aim::Mean { sd, margin } => (z * sd / margin).powi(2),
        Aim::Share { share, margin } => z * z * share * (1.0 - share) / (margin * margin),
        Aim::Promoters { variance, margin } => z * z * variance * (100.0 / margin).powi(2),
        Aim::Alpha { low, high, items } => {
            let k = f64::from(items);
            let ratio = ((1.0 - low) / (1.0 - high)).ln();
            8.0 * k / (k - 1.0) * (z / ratio).powi(2) + 2.0
        }
        Aim::Difference { size, sd, power } => {
            let dz = size / sd;
            return needed(Aim::Gap { dz, power }, level);
        }
        Aim::Gap { dz, power } => {
            return least(power, |n| {
                power_of((n - 1) as f64, dz.abs() * (n as f64).sqrt(), level)
            });
        }
        Aim::Change { change, sd, power } => {
            let d = (change / sd).abs();
            return least(power, |n| {
                power_of((2 * n - 2) as f64, d * (n as f64 / 2.0).sqrt(), level)
            });
        }
    };
    if square.is_finite() && square > 0.0 && square < MOST as f64 {
        // A hair below a whole number is that number.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 1 and the most"
        )]
        let n = (square - 1e-9).ceil() as u64;
        Ok(n.max(2))
    } else {
        Err(Absent::Improper)
    }
}

/// The power of a two-sided t test.
fn power_of(freedom: f64, noncentrality: f64, level: f64) -> f64 {
    let critical = t_quantile(0.5 + 0.5 * level, freedom);
    1.0 - noncentral_t_lower(critical, freedom, noncentrality)
        + noncentral_t_lower(-critical, freedom, noncentrality)
}

/// The least n from 2 that reaches the power, which rises with n.
fn least(power: f64, of: impl Fn(u64) -> f64) -> Result<u64, Absent> {
    if !(power > 0.0 && power < 1.0) {
        return Err(Absent::Improper);
    }
    let mut high = 4;
    while of(high) < power {
        high *= 2;
        if high > 1_000_000 {
            return Err(Absent::Improper);
        }
    }
    let mut low = 1;
    while high - low > 1 {
        let middle = u64::midpoint(low, high);
        if of(middle) < power {
            low = middle;
        } else {
            high = middle;
        }
    }
    Ok(high)
}

/// Fewer persons are enough when the whole population is small: n / (1 + (n - 1) / N).
pub fn of_population(n: u64, population: u64) -> u64 {
    let (wanted, all) = (u128::from(n), u128::from(population));
    if all == 0 || wanted == 0 {
        return 0;
    }
    let fewer = (wanted * all).div_ceil(all + wanted - 1);
    u64::try_from(fewer).unwrap_or(n).min(population)
}

/// How many to invite when this share of them answers.
pub fn invitations(n: u64, rate: f64) -> Value {
    if rate > 0.0 && rate <= 1.0 {
        Ok((n as f64 / rate - 1e-9).ceil())
    } else {
        Err(Absent::Improper)
    }
}

/// What a plan takes for granted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Assumptions {
    /// The confidence level.
    pub level: f64,
    /// By what the variance grows because persons of one place are alike; 1 where they are not.
    pub design_effect: f64,
    /// How many persons there are altogether.
    pub population: Option<u64>,
    /// The share of those who are asked that answers.
    pub answering: Option<f64>,
}

/// How many persons an aim takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Usable responses, all things considered.
    pub responses: u64,
    /// How many to ask for them; `None` where it is not said how many answer.
    pub asked: Option<u64>,
}

impl Assumptions {
    /// The plan for an aim.
    pub fn plan(&self, aim: Aim) -> Result<Plan, Absent> {
        self.plan_of(needed(aim, self.level)?)
    }

    /// The plan for so many independent responses out of very many persons.
    pub fn plan_of(&self, simple: u64) -> Result<Plan, Absent> {
        if !(self.design_effect >= 1.0 && self.design_effect.is_finite()) {
            return Err(Absent::Improper);
        }
        let grown = (simple as f64 * self.design_effect - 1e-9).ceil();
        if grown > MOST as f64 {
            return Err(Absent::Improper);
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 1 and the most"
        )]
        let grown = grown as u64;
        let responses = self
            .population
            .map_or(grown, |population| of_population(grown, population));
        let asked = self.answering.map(|rate| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "whole and positive"
            )]
            let asked = invitations(responses, rate).map(|asked| asked as u64);
            asked
        });
        Ok(Plan {
            responses,
            asked: asked.transpose()?,
        })
    }

    /// Half the width of the interval of a mean with this standard deviation, from so many responses.
    pub fn margin(&self, sd: f64, responses: u64) -> Value {
        if responses < 2 || !(self.level > 0.0 && self.level < 1.0) {
            return Err(Absent::OnlyOne);
        }
        let n = responses as f64;
        // As many responses out of very many persons would do as much.
        let worth = match self.population {
            Some(population) if responses >= population => return Ok(0.0),
            Some(population) => n * (population as f64 - 1.0) / (population as f64 - n),
            None => n,
        };
        let z = normal_quantile(0.5 + 0.5 * self.level);
        Ok(z * sd * (self.design_effect / worth).sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_usual_tables() {
        let of = |aim| needed(aim, 0.95).unwrap();
        let mean = |sd, margin| of(Aim::Mean { sd, margin });
        assert_eq!(
            [
                mean(1.0, 0.2),
                mean(1.2, 0.2),
                mean(1.5, 0.2),
                mean(1.0, 0.1),
                mean(1.2, 0.1)
            ],
            [97, 139, 217, 385, 554]
        );
        let promoters = |variance| {
            of(Aim::Promoters {
                variance,
                margin: 10.0,
            })
        };
        assert_eq!(
            [promoters(0.5), promoters(0.7), promoters(0.9)],
            [193, 269, 346]
        );
        assert_eq!(
            of(Aim::Share {
                share: 0.5,
                margin: 0.05
            }),
            385
        );
        let gap = |dz| of(Aim::Gap { dz, power: 0.8 });
        assert_eq!([gap(0.2), gap(0.3), gap(0.5)], [199, 90, 34]);
        let change = |change| {
            of(Aim::Change {
                change,
                sd: 1.0,
                power: 0.8,
            })
        };
        // 394 and 176 with the noncentral t, one more than the normal approximation gives.
        assert_eq!([change(0.2), change(0.3)], [394, 176]);
        let alpha = |low, high| {
            of(Aim::Alpha {
                low,
                high,
                items: 5,
            })
        };
        assert_eq!([alpha(0.75, 0.85), alpha(0.80, 0.90)], [150, 82]);
    }

    #[test]
    fn small_populations_need_fewer() {
        assert_eq!(of_population(385, 1000), 279);
        assert_eq!(of_population(385, 50), 45);
        assert_eq!(of_population(385, 0), 0);
        assert_eq!(invitations(97, 0.2), Ok(485.0));
        assert_eq!(invitations(97, 0.0), Err(Absent::Improper));
    }

    #[test]
    fn impossible_aims_are_refused() {
        assert_eq!(
            needed(
                Aim::Mean {
                    sd: 1.0,
                    margin: 0.0
                },
                0.95
            ),
            Err(Absent::Improper)
        );
        assert_eq!(
            needed(
                Aim::Gap {
                    dz: 0.0,
                    power: 0.8
                },
                0.95
            ),
            Err(Absent::Improper)
        );
        assert_eq!(
            needed(
                Aim::Gap {
                    dz: 0.2,
                    power: 1.0
                },
                0.95
            ),
            Err(Absent::Improper)
        );
    }

    #[test]
    fn likeness_takes_more_persons_a_small_population_fewer_and_silence_more_invitations() {
        let plain = Assumptions {
            level: 0.95,
            design_effect: 1.0,
            population: None,
            answering: None,
        };
        let aim = Aim::Share {
            share: 0.5,
            margin: 0.05,
        };
        let plan = |assumed: Assumptions| assumed.plan(aim).unwrap();
        assert_eq!((plan(plain).responses, plan(plain).asked), (385, None));
        let alike = Assumptions {
            design_effect: 1.9,
            ..plain
        };
        assert_eq!(plan(alike).responses, 732);
        let few = Assumptions {
            population: Some(1000),
            answering: Some(0.25),
            ..plain
        };
        assert_eq!((plan(few).responses, plan(few).asked), (279, Some(1116)));
        let improper = Assumptions {
            design_effect: 0.5,
            ..plain
        };
        assert_eq!(improper.plan(aim), Err(Absent::Improper));
    }

    #[test]
    fn a_margin_is_what_its_number_of_persons_was_planned_for() {
        for (design_effect, population) in [(1.0, None), (1.5, None), (1.2, Some(2000))] {
            let assumed = Assumptions {
                level: 0.95,
                design_effect,
                population,
                answering: None,
            };
            let aim = Aim::Mean {
                sd: 1.2,
                margin: 0.1,
            };
            let plan = assumed.plan(aim).unwrap();
            let reached = assumed.margin(1.2, plan.responses).unwrap();
            assert!(reached <= 0.1 + 1e-9 && reached > 0.0995, "{reached}");
            let one_less = assumed.margin(1.2, plan.responses - 2).unwrap();
            assert!(one_less > 0.1, "{one_less}");
        }
    }
}

//! The signs of one response: which there are, how they are kept, and how they are read.

use super::{Distances, even_odd, longest_run, variability};
use crate::analysis::scoring::{Pairing, Rated, Said, Voice, pairings, panels};
use crate::survey::questionnaire::{Block, Facet, Form, Questionnaire, Role};
use crate::survey::record::{FIRST_REASON, Flag, Flags, Layout};

/// A sign that a response was given without care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// More than half of what is seen in one run of equal answers, in the order shown. The expectations have no
    /// such sign of their own: the highest answer throughout is a fair expectation.
    Straight,
    /// What is seen does not vary at all (Dunn et al. 2018).
    Flat,
    /// Less than two seconds an item (Huang et al. 2012).
    Fast,
    /// Every pair of expectation and perception equal.
    Alike,
    /// Odd and even items disagree: below .30.
    Inconsistent,
    /// An attention check failed.
    Inattentive,
    /// Far from the answers of all (Mahalanobis 1936): cannot be told from the response alone, and is never kept
    /// with it.
    Distant,
    /// It ended among so many others at the same device that nobody answers as fast in turn.
    Burst,
    /// The same place of the screen was pressed again and again.
    Hammered,
    /// It ended while the kiosk should have been closed.
    OutOfHours,
}

impl Sign {
    /// All signs, in the order of their bits.
    pub const ALL: [Self; 10] = [
        Self::Straight,
        Self::Flat,
        Self::Fast,
        Self::Alike,
        Self::Inconsistent,
        Self::Inattentive,
        Self::Distant,
        Self::Burst,
        Self::Hammered,
        Self::OutOfHours,
    ];

    /// The bit that stands for it in the store. Never given to another.
    fn bit(self) -> u32 {
        match self {
            Self::Straight => 1,
            Self::Flat => 2,
            Self::Fast => 4,
            Self::Alike => 8,
            Self::Inconsistent => 16,
            Self::Inattentive => 32,
            Self::Distant => 64,
            Self::Burst => 128,
            Self::Hammered => 256,
            Self::OutOfHours => 512,
        }
    }

    /// Whether it tells by itself that nobody was asked: a customer does not come when the doors are shut, and
    /// ten do not come in a minute.
    fn suffices(self) -> bool {
        match self {
            Self::Burst | Self::OutOfHours => true,
            Self::Straight
            | Self::Flat
            | Self::Fast
            | Self::Alike
            | Self::Inconsistent
            | Self::Inattentive
            | Self::Distant
            | Self::Hammered => false,
        }
    }

    /// The word in exports and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Straight => "straight",
            Self::Flat => "flat",
            Self::Fast => "fast",
            Self::Alike => "alike",
            Self::Inconsistent => "inconsistent",
            Self::Inattentive => "inattentive",
            Self::Distant => "distant",
            Self::Burst => "burst",
            Self::Hammered => "hammered",
            Self::OutOfHours => "out_of_hours",
        }
    }
}

/// How many signs set a response apart; some do by themselves.
pub const ENOUGH_SIGNS: u32 = 2;

/// Below so many answers nothing is read from their runs and their sameness: a few equal answers are common.
pub const FEWEST: usize = 8;

/// The signs of one response.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Signs(u32);

impl Signs {
    /// No sign.
    pub const NONE: Self = Self(0);

    /// These and one more.
    #[must_use]
    pub fn with(self, sign: Sign) -> Self {
        Self(self.0 | sign.bit())
    }

    /// Whether it is among them.
    #[must_use]
    pub fn has(self, sign: Sign) -> bool {
        self.0 & sign.bit() != 0
    }

    /// Each of them.
    pub fn iter(self) -> impl Iterator<Item = Sign> {
        Sign::ALL.into_iter().filter(move |sign| self.has(*sign))
    }

    /// How many.
    #[must_use]
    pub fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether they are enough to set the response apart.
    #[must_use]
    pub fn set_apart(self) -> bool {
        self.count() >= ENOUGH_SIGNS || self.iter().any(Sign::suffices)
    }

    /// Whether one sign more would set it apart.
    #[must_use]
    pub fn nearly(self) -> bool {
        self.count() + 1 == ENOUGH_SIGNS && !self.set_apart()
    }

    /// These and what the flags of the interview tell. That a clock was set says nothing about the answers.
    #[must_use]
    pub fn and_flags(self, flags: Flags) -> Self {
        [
            (Flag::Burst, Sign::Burst),
            (Flag::RepeatPress, Sign::Hammered),
            (Flag::OutOfHours, Sign::OutOfHours),
        ]
        .into_iter()
        .filter(|(flag, _)| flags.has(*flag))
        .fold(self, |signs, (_, sign)| signs.with(sign))
    }

    /// The number that stands for them in the store.
    #[must_use]
    pub fn bits(self) -> u32 {
        self.0
    }

    /// The signs of such a number; bits that mean nothing are dropped.
    #[must_use]
    pub fn from_bits(bits: u32) -> Self {
        Sign::ALL
            .into_iter()
            .filter(|sign| bits & sign.bit() != 0)
            .fold(Self::NONE, Self::with)
    }
}

/// Time spent on rated items, and how many: pauses are taken off by those who measure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pace {
    /// Milliseconds.
    pub milliseconds: u64,
    /// Items.
    pub items: usize,
}

impl Pace {
    /// Seconds an item; `None` without items.
    #[must_use]
    pub fn seconds(self) -> Option<f64> {
        (self.items > 0).then(|| self.milliseconds as f64 / 1000.0 / self.items as f64)
    }
}

/// Reads the signs of a form's responses, one at a time.
#[derive(Debug, Clone)]
pub struct Scrutiny {
    voice: Voice,
    dimensions: Vec<Vec<Rated>>,
    pairing: Option<Pairing>,
    /// Attention checks: where, and the right answer.
    checks: Vec<(usize, u8)>,
    rated: Vec<usize>,
}

impl Scrutiny {
    /// For a form of customers that rates items; `None` for others. Managers and staff are few: a sign would point
    /// at a person.
    pub fn of(questionnaire: &Questionnaire, form: &Form) -> Option<Self> {
        if form.role != Role::Customer {
            return None;
        }
        let layout = Layout::of(questionnaire, form);
        let panels = panels(questionnaire, &layout);
        let perception = Voice::of(Facet::Perception);
        let seen = panels
            .iter()
            .find(|panel| panel.voice == perception)
            .or(panels.first())?;
        let checks =
            layout
                .questions()
                .iter()
                .zip(layout.columns())
                .filter_map(|(question, column)| {
                    let single = form.ask.get(question.block).and_then(Block::single)?;
                    Some((column.offset, single.expect?))
                });
        let rated = panels.iter().flat_map(|panel| panel.dimensions.iter());
        Some(Self {
            voice: seen.voice,
            dimensions: seen.dimensions.clone(),
            pairing: pairings(questionnaire, form, &panels)
                .into_iter()
                .find(|pairing| pairing.seen == seen.voice),
            checks: checks.collect(),
            rated: rated.flatten().map(|rated| rated.question).collect(),
        })
    }

    /// Whose answers the runs and the distance are read from.
    pub fn voice(&self) -> Voice {
        self.voice
    }

    /// Whether a question, by its index in the layout, is one whose time counts.
    pub fn times(&self, question: usize) -> bool {
        self.rated.contains(&question)
    }

    /// The signs that the response shows by itself. `shown`: its questions in the order of their pages; without, in the
    /// order of the layout.
    pub fn signs(&self, packed: &[u8], shown: Option<&[usize]>, pace: Option<Pace>) -> Signs {
        let asked = self.run(packed, shown);
        let given = asked.iter().flatten().count();
        let straight =
            given >= FEWEST && longest_run(&asked).is_some_and(|run| 2 * run > asked.len());
        let flat = given >= FEWEST && variability(&asked) == Ok(0.0);
        let fast = pace
            .filter(|pace| pace.items >= FEWEST)
            .and_then(Pace::seconds)
            .is_some_and(|seconds| seconds < 2.0);
        let halves: Vec<Vec<Option<u8>>> = self
            .dimensions
            .iter()
            .map(|ratings| ratings.iter().map(|rated| score(rated, packed)).collect())
            .collect();
        let inconsistent = even_odd(&halves).is_ok_and(|agreement| agreement < 0.30);
        let inattentive = self.checks.iter().any(|(offset, right)| {
            packed
                .get(*offset)
                .is_some_and(|answer| *answer < FIRST_REASON && answer != right)
        });
        [
            (straight, Sign::Straight),
            (flat, Sign::Flat),
            (fast, Sign::Fast),
            (self.is_alike(packed), Sign::Alike),
            (inconsistent, Sign::Inconsistent),
            (inattentive, Sign::Inattentive),
        ]
        .into_iter()
        .filter(|(speaks, _)| *speaks)
        .fold(Signs::NONE, |signs, (_, sign)| signs.with(sign))
    }

    /// Whether the response lies far from the answers of all.
    pub fn is_distant(&self, packed: &[u8], distances: &Distances) -> bool {
        let items = self.dimensions.iter().flatten();
        let answers: Vec<Option<u8>> = items.map(|rated| score(rated, packed)).collect();
        distances
            .square(&answers)
            .is_some_and(|square| square > distances.critical())
    }

    /// Answers as marked, in the order shown; what was not asked is left out.
    fn run(&self, packed: &[u8], shown: Option<&[usize]>) -> Vec<Option<u8>> {
        let mut asked: Vec<(usize, Option<u8>)> = self
            .dimensions
            .iter()
            .flatten()
            .filter_map(|rated| {
                let place = match shown {
                    Some(shown) => shown
                        .iter()
                        .position(|question| *question == rated.question)?,
                    None => rated.question,
                };
                let marked = packed.get(rated.offset).copied();
                match rated.said(packed) {
                    Said::Score(_) => Some((place, marked)),
                    Said::Nothing(byte) if byte == NOT_ASKED => None,
                    Said::Nothing(_) => Some((place, None)),
                }
            })
            .collect();
        asked.sort_unstable_by_key(|(place, _)| *place);
        asked.into_iter().map(|(_, marked)| marked).collect()
    }

    fn is_alike(&self, packed: &[u8]) -> bool {
        let Some(pairing) = &self.pairing else {
            return false;
        };
        let pairs = pairing.dimensions.iter().flatten();
        let complete: Vec<(u8, u8)> = pairs
            .filter_map(|pair| Some((score(&pair.seen, packed)?, score(&pair.against, packed)?)))
            .collect();
        complete.len() >= FEWEST && complete.iter().all(|(seen, against)| seen == against)
    }
}

/// The byte of a question that was not put.
const NOT_ASKED: u8 = 252;

fn score(rated: &Rated, packed: &[u8]) -> Option<u8> {
    match rated.said(packed) {
        Said::Score(score) => Some(score),
        Said::Nothing(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::trial::{Customers, Table, servqual};

    const ASK: &str = "Rate((facet: Expectation)), Rate((facet: Perception))";

    fn response(expectation: impl Fn(usize) -> u8, perception: impl Fn(usize) -> u8) -> Vec<u8> {
        (0..22)
            .map(&expectation)
            .chain((0..22).map(&perception))
            .collect()
    }

    #[test]
    fn equal_answers_throughout_show_three_signs_and_high_expectations_none() {
        let study = servqual("Customer", ASK);
        let scrutiny = Scrutiny::of(&study, &study.forms[0]).unwrap();
        let words = |packed: &[u8], pace| -> Vec<&str> {
            let signs = scrutiny.signs(packed, None, pace);
            signs.iter().map(Sign::word).collect()
        };
        let varied = |item: usize| [6, 5, 7, 4][item % 4];
        assert_eq!(
            words(&response(|_| 4, |_| 4), None),
            ["straight", "flat", "alike"]
        );
        let by_dimension = |item: usize| [7, 6, 5, 4, 3, 2][item / 4];
        assert_eq!(words(&response(|_| 7, by_dimension), None), [""; 0]);
        let half = |item: usize| if item < 11 { 5 } else { varied(item) };
        assert!(!words(&response(|_| 7, half), None).contains(&"straight"));
        let more = |item: usize| if item < 12 { 5 } else { varied(item) };
        assert!(words(&response(|_| 7, more), None).contains(&"straight"));
        let pace = |milliseconds| {
            Some(Pace {
                milliseconds,
                items: 44,
            })
        };
        let quick = response(|_| 7, by_dimension);
        assert_eq!(words(&quick, pace(87_999)), ["fast"]);
        assert_eq!(words(&quick, pace(88_000)), [""; 0]);
    }

    #[test]
    fn runs_are_read_in_the_order_shown() {
        let study = servqual("Customer", ASK);
        let scrutiny = Scrutiny::of(&study, &study.forms[0]).unwrap();
        let turns = response(|_| 7, |item| [3, 6][item % 2]);
        let straight =
            |shown: Option<&[usize]>| scrutiny.signs(&turns, shown, None).has(Sign::Straight);
        assert!(!straight(None));
        let mut shown: Vec<usize> = (22..44).filter(|question| question % 2 == 0).collect();
        shown.extend((22..44).filter(|question| question % 2 == 1));
        // Eleven of 22 in a row are not more than half.
        assert!(!straight(Some(&shown)));
        let some: Vec<usize> = shown.iter().copied().take(20).collect();
        assert!(
            straight(Some(&some)),
            "eleven of the twenty that were shown"
        );
    }

    #[test]
    fn managers_and_staff_are_not_looked_at() {
        for role in ["Manager", "Staff"] {
            let study = servqual(role, ASK);
            assert!(Scrutiny::of(&study, &study.forms[0]).is_none());
        }
    }

    #[test]
    fn signs_come_back_from_their_bits() {
        for bits in 0..2048 {
            let signs = Signs::from_bits(bits);
            assert_eq!(signs.bits(), bits & 1023);
            assert_eq!(signs.iter().fold(Signs::NONE, Signs::with), signs);
            let alone = signs.has(Sign::Burst) || signs.has(Sign::OutOfHours);
            assert_eq!(signs.set_apart(), alone || signs.count() >= 2);
            assert!(!(signs.set_apart() && signs.nearly()));
        }
        assert!(Signs::NONE.with(Sign::Fast).nearly());
        assert!(!Signs::NONE.nearly());
    }

    #[test]
    fn planted_careless_customers_are_set_apart_and_few_others() {
        let customers = Customers::read();
        let scrutiny = Scrutiny::of(&customers.questionnaire, customers.form()).unwrap();
        let distances = Distances::of(&customers.own().items(scrutiny.voice()).unwrap()).unwrap();
        let table = Table::read(include_str!(
            "../../../tests/reference/data/sim_servqual.csv"
        ));
        let mut counts = std::collections::BTreeMap::<&str, (u32, u32)>::new();
        for ((firm, _, packed), row) in customers.rows.iter().zip(&table.rows) {
            if firm != "own" {
                continue;
            }
            let seconds: f64 = table.cell(row, "dur_s").parse().unwrap();
            let pace = Pace {
                milliseconds: std::time::Duration::from_secs_f64(seconds)
                    .as_millis()
                    .try_into()
                    .unwrap(),
                items: 44,
            };
            let mut signs = scrutiny.signs(packed, None, Some(pace));
            if scrutiny.is_distant(packed, &distances) {
                signs = signs.with(Sign::Distant);
            }
            let (all, apart) = counts.entry(table.cell(row, "sim_careless")).or_default();
            *all += 1;
            *apart += u32::from(signs.set_apart());
        }
        // Two signs miss many of those who answer at random, and take nobody who answered with care.
        let found: Vec<(&str, (u32, u32))> = counts.into_iter().collect();
        let wanted = [
            ("none", (282, 0)),
            ("random", (6, 1)),
            ("speed", (5, 2)),
            ("straight", (7, 7)),
        ];
        assert_eq!(found, wanted);
    }
}

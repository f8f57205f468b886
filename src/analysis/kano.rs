//! Kano's classes of features (Kano, Seraku, Takahashi & Tsuji 1984), by the evaluation table of Berger et al.
//! (1993).

use super::figure::{Absent, Value};

/// What a feature is to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Missing it hurts, having it is taken for granted.
    MustBe,
    /// The more, the better.
    OneDimensional,
    /// Delights, and is not missed.
    Attractive,
    /// Does not matter.
    Indifferent,
    /// Is not wanted.
    Reverse,
    /// The two answers contradict each other.
    Questionable,
}

impl Class {
    /// All classes; of equally frequent ones, the earlier is taken (M > O > A > I; Berger et al. 1993).
    pub const ALL: [Self; 6] = [
        Self::MustBe,
        Self::OneDimensional,
        Self::Attractive,
        Self::Indifferent,
        Self::Reverse,
        Self::Questionable,
    ];
}

/// Which cells count as contradictions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Table {
    /// Like twice or dislike twice (Berger et al. 1993).
    #[default]
    Berger,
    /// Also must-be twice and live-with twice (Pouliot 1993).
    Pouliot,
}

impl Table {
    /// The class of a pair of answers, each from 1 (like) over must-be, neutral and live-with to 5 (dislike):
    /// if the feature is there, if it is missing. `None` off the scale.
    pub fn class(self, there: u8, missing: u8) -> Option<Class> {
        let contradicts = match self {
            Self::Berger => false,
            Self::Pouliot => there == missing && (there == 2 || there == 4),
        };
        match (there, missing) {
            (1, 1) | (5, 5) => Some(Class::Questionable),
            (2 | 4, _) if contradicts => Some(Class::Questionable),
            (1, 5) => Some(Class::OneDimensional),
            (1, 2..=4) => Some(Class::Attractive),
            (2..=4, 5) => Some(Class::MustBe),
            (2..=4, 2..=4) => Some(Class::Indifferent),
            (2..=5, 1) | (5, 2..=4) => Some(Class::Reverse),
            (0 | 6.., _) | (_, 0 | 6..) => None,
        }
    }
}

/// What a feature is to a sample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kano {
    /// Persons who answered both questions.
    pub n: u64,
    /// Their numbers, in the order of [`Class::ALL`].
    pub counts: [u64; 6],
    /// The most frequent class.
    pub class: Class,
    /// The second.
    pub second: Class,
    /// How far having it satisfies, 0 to 1: (A + O) / (A + O + M + I) (Timko, in Berger et al. 1993).
    pub better: Value,
    /// How far missing it dissatisfies, -1 to 0: -(O + M) / (A + O + M + I).
    pub worse: Value,
    /// The most frequent minus the second, as a share (Lee & Newcomb 1997); below .06 the class is mixed.
    pub strength: f64,
    /// The share to whom it matters: M, O or A.
    pub total: f64,
    /// Whether the two most frequent classes differ (Fong 1996, 10 % level).
    pub distinct: bool,
}

/// Classifies a feature from its joint counts: rows the answers if it is there, columns if it is missing.
pub fn kano(joint: &[Vec<u64>], table: Table) -> Result<Kano, Absent> {
    let mut counts = [0u64; 6];
    for (there, row) in (1u8..).zip(joint) {
        for (missing, count) in (1u8..).zip(row) {
            if let Some(class) = table.class(there, missing)
                && let Some(slot) = counts.get_mut(class as usize)
            {
                *slot += count;
            }
        }
    }
    let n: u64 = counts.iter().sum();
    if n == 0 {
        return Err(Absent::NoData);
    }
    let mut order: Vec<(u64, Class)> = counts.into_iter().zip(Class::ALL).collect();
    order.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let [m, o, a, i, _, _] = counts.map(|count| count as f64);
    let base = a + o + m + i;
    let of_base = |part: f64| {
        if base > 0.0 {
            Ok(part / base)
        } else {
            Err(Absent::NoData)
        }
    };
    let (first, second) = (order[0], order[1]);
    let (lead, next, all) = (first.0 as f64, second.0 as f64, n as f64);
    let bound = 1.65 * ((lead + next) * (2.0 * all - lead - next) / (2.0 * all)).sqrt();
    Ok(Kano {
        n,
        counts,
        class: first.1,
        second: second.1,
        better: of_base(a + o),
        worse: of_base(-(o + m)),
        strength: (lead - next) / all,
        total: (a + o + m) / all,
        distinct: lead - next >= bound,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_those_of_the_reference() {
        let cases: serde_json::Value =
            serde_json::from_str(include_str!("../../tests/reference/golden/tiny_cases.json"))
                .unwrap();
        let letter = |class| match class {
            Class::MustBe => "M",
            Class::OneDimensional => "O",
            Class::Attractive => "A",
            Class::Indifferent => "I",
            Class::Reverse => "R",
            Class::Questionable => "Q",
        };
        let tables = [
            (Table::Berger, "berger1993"),
            (Table::Pouliot, "pouliot1993_variant"),
        ];
        for (table, key) in tables {
            for there in 1..=5u8 {
                let row: Vec<&str> = (1..=5)
                    .map(|missing| letter(table.class(there, missing).unwrap()))
                    .collect();
                let wanted = &cases["kano_table"][key][usize::from(there) - 1];
                assert_eq!(wanted, &row.join(" "));
            }
        }
        assert_eq!(Table::Berger.class(0, 3), None);
        assert_eq!(Table::Pouliot.class(2, 6), None);
    }

    fn joint(cells: &[(usize, usize, u64)]) -> Vec<Vec<u64>> {
        let mut joint = vec![vec![0; 5]; 5];
        for (there, missing, count) in cells {
            joint[there - 1][missing - 1] = *count;
        }
        joint
    }

    #[test]
    fn ties_fall_to_the_class_that_matters_more() {
        // Must-be 4, one-dimensional 4, attractive 1, indifferent 1.
        let ours = kano(
            &joint(&[(3, 5, 4), (1, 5, 4), (1, 3, 1), (3, 3, 1)]),
            Table::Berger,
        )
        .unwrap();
        assert_eq!(
            (ours.class, ours.second),
            (Class::MustBe, Class::OneDimensional)
        );
        assert_eq!((ours.better, ours.worse), (Ok(0.5), Ok(-0.8)));
        assert_eq!(
            (ours.strength, ours.total, ours.distinct),
            (0.0, 0.9, false)
        );
    }

    #[test]
    fn reversed_and_questionable_answers_have_no_coefficients() {
        let ours = kano(&joint(&[(1, 1, 3), (5, 2, 2)]), Table::Berger).unwrap();
        assert_eq!(ours.class, Class::Questionable);
        assert_eq!(
            (ours.better, ours.worse),
            (Err(Absent::NoData), Err(Absent::NoData))
        );
        assert_eq!(kano(&joint(&[]), Table::Berger), Err(Absent::NoData));
    }
}

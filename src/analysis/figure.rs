//! A statistic is a value with its n, or a reason why there is none. Never NaN, infinity or a silent 0.

/// Why there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Absent {
    /// No response at all has it.
    NoData,
    /// Fewer than two responses: no spread can be computed.
    OnlyOne,
    /// Every response has the same value.
    NoVariance,
    /// Fewer responses than the least number that may be shown.
    TooFew,
    /// Hidden because showing it would give away a neighbour that is too small.
    Protected,
    /// The matrix has no inverse: a duplicated or constant column.
    Singular,
    /// The form does not ask for it.
    NotAsked,
    /// Too few residual degrees of freedom.
    NoFreedom,
    /// The estimate lies outside what it may be (a Heywood case, a negative variance).
    Improper,
}

impl Absent {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::NoData => "no_data",
            Self::OnlyOne => "only_one",
            Self::NoVariance => "no_variance",
            Self::TooFew => "too_few",
            Self::Protected => "protected",
            Self::Singular => "singular",
            Self::NotAsked => "not_asked",
            Self::NoFreedom => "no_freedom",
            Self::Improper => "improper",
        }
    }
}

/// A number, or why there is none.
pub type Value = Result<f64, Absent>;

/// A mean with its spread and interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// How many responses are behind it.
    pub n: u64,
    /// The mean.
    pub mean: Value,
    /// The standard deviation (n - 1).
    pub sd: Value,
    /// The two-sided t interval of the mean, low and high.
    pub interval: Result<(f64, f64), Absent>,
}

impl Estimate {
    /// An estimate that does not exist, for this reason.
    pub fn absent(n: u64, reason: Absent) -> Self {
        Self {
            n,
            mean: Err(reason),
            sd: Err(reason),
            interval: Err(reason),
        }
    }
}

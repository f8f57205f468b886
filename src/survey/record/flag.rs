//! What happened around an interview that makes its answers worth a second look. It is told, never judged: the
//! answers stay, and an analysis may score flagged and other responses apart.

/// One reason for a second look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// It ended among so many others at the same device that nobody answers as fast in turn.
    Burst,
    /// The same place of the screen was pressed again and again, faster than anybody reads.
    RepeatPress,
    /// It ended while the kiosk should have been closed.
    OutOfHours,
    /// The clock of the machine was set meanwhile: when it began is doubtful.
    ClockSet,
}

impl Flag {
    /// All flags, in the order of their bits.
    pub const ALL: [Self; 4] = [
        Self::Burst,
        Self::RepeatPress,
        Self::OutOfHours,
        Self::ClockSet,
    ];

    /// The bit that stands for it in the store. Never given to another.
    pub fn bit(self) -> u32 {
        match self {
            Self::Burst => 1,
            Self::RepeatPress => 2,
            Self::OutOfHours => 4,
            Self::ClockSet => 8,
        }
    }

    /// The flag of a word in exports.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|flag| flag.word() == word)
    }

    /// The word in exports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Burst => "burst",
            Self::RepeatPress => "repeat_press",
            Self::OutOfHours => "out_of_hours",
            Self::ClockSet => "clock_set",
        }
    }
}

/// A set of flags.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Flags(u32);

impl Flags {
    /// No flag.
    pub const NONE: Self = Self(0);

    /// Every flag there is.
    pub const ALL: Self = Self(u32::MAX);

    /// These and this one.
    #[must_use]
    pub fn with(self, flag: Flag) -> Self {
        Self(self.0 | flag.bit())
    }

    /// These and those.
    #[must_use]
    pub fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether this one is among them.
    pub fn has(self, flag: Flag) -> bool {
        self.0 & flag.bit() != 0
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The set as a number: the sum of its bits.
    pub fn bits(self) -> u32 {
        self.0
    }

    /// The set of a number. Bits that this version does not know are kept.
    pub fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// The flags of the set.
    pub fn iter(self) -> impl Iterator<Item = Flag> {
        Flag::ALL.into_iter().filter(move |flag| self.has(*flag))
    }

    /// Their words with a blank between; empty without any.
    pub fn words(self) -> String {
        let words: Vec<&str> = self.iter().map(Flag::word).collect();
        words.join(" ")
    }
}

impl FromIterator<Flag> for Flags {
    fn from_iter<T: IntoIterator<Item = Flag>>(flags: T) -> Self {
        flags.into_iter().fold(Self::NONE, Self::with)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_flag_has_a_bit_and_a_word_of_its_own() {
        let all: Flags = Flag::ALL.into_iter().collect();
        assert_eq!(all.bits().count_ones() as usize, Flag::ALL.len());
        assert_eq!(all.iter().collect::<Vec<_>>(), Flag::ALL);
        assert_eq!(all.words(), "burst repeat_press out_of_hours clock_set");
        assert_eq!(Flags::from_bits(all.bits()), all);
        assert!(Flags::NONE.is_empty() && Flags::NONE.words().is_empty());
    }
}

//! How close lines stand. Knows: when there is room for wide lines. Refuses to know: what the lines are.

/// How close lines stand and how high targets are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Spacing {
    /// One row a line.
    #[default]
    Usual,
    /// Two rows a line and targets twice as high, where the screen has rows for it.
    Large,
}

impl Spacing {
    /// All spacings.
    pub const ALL: [Self; 2] = [Self::Usual, Self::Large];

    /// The name in settings and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Large => "large",
        }
    }

    /// The spacing of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|spacing| spacing.as_str() == name)
    }

    /// How many rows a line takes on a screen of so many, where pages need `least` lines.
    pub(super) fn stretch(self, rows: u16, least: u16) -> u16 {
        match self {
            Self::Large if rows / 2 >= least => 2,
            Self::Usual | Self::Large => 1,
        }
    }
}

//! What things mean, and the colours that say so.
//!
//! Screens ask for a meaning, never for a colour. No meaning is told by colour alone: signs, line glyphs and
//! words say the same, so that [`Theme::plain`] loses nothing.
//!
//! ```text
//! meaning   default            high contrast          plain (NO_COLOR)
//! ink       terminal's own     white on black         terminal's own
//! strong    bold               bold white             bold
//! faint     dim                white                  terminal's own
//! accent    magenta            bold light cyan        bold
//! met       green              bold light green       terminal's own
//! unmet     red                bold light yellow      bold
//! warning   bold red           black on light yellow  bold, underlined
//! chosen    reversed           black on white         reversed
//! ```

use ratatui::style::{Color, Modifier, Style};

use crate::report::chart::Tone;

/// A style for each meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Ordinary text. Screens fill their whole area with it first, so that a theme may set a background.
    pub ink: Style,
    /// Titles and numbers that count.
    pub strong: Style,
    /// What may be overlooked: grids, hints.
    pub faint: Style,
    /// What leads the eye: the key to press.
    pub accent: Style,
    /// Expectations met or exceeded.
    pub met: Style,
    /// Expectations not met.
    pub unmet: Style,
    /// Something is wrong or about to end.
    pub warning: Style,
    /// The option under the cursor or taken.
    pub chosen: Style,
}

/// The themes by name, as settings write them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ThemeName {
    /// The terminal's sixteen colours; readable on light and on dark.
    #[default]
    Usual,
    /// White on black, for weak eyes and bright rooms.
    HighContrast,
    /// No colour at all.
    Plain,
}

impl ThemeName {
    /// All themes.
    pub const ALL: [Self; 3] = [Self::Usual, Self::HighContrast, Self::Plain];

    /// The name in settings and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::HighContrast => "high-contrast",
            Self::Plain => "plain",
        }
    }

    /// The theme of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.as_str() == name)
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::usual()
    }
}

impl Theme {
    /// The theme of a name.
    pub fn of(name: ThemeName) -> Self {
        match name {
            ThemeName::Usual => Self::usual(),
            ThemeName::HighContrast => Self::high_contrast(),
            ThemeName::Plain => Self::plain(),
        }
    }

    /// The terminal's own foreground and background with few of its sixteen colours. Yellow, cyan and blue
    /// are left out: each of them is unreadable on one of the two usual backgrounds.
    pub const fn usual() -> Self {
        let ink = Style::new();
        Self {
            ink,
            strong: ink.add_modifier(Modifier::BOLD),
            faint: ink.add_modifier(Modifier::DIM),
            accent: ink.fg(Color::Magenta),
            met: ink.fg(Color::Green),
            unmet: ink.fg(Color::Red),
            warning: ink.fg(Color::Red).add_modifier(Modifier::BOLD),
            chosen: ink.add_modifier(Modifier::REVERSED),
        }
    }

    /// White on black with bright, bold meanings; nothing is dim.
    pub const fn high_contrast() -> Self {
        let ink = Style::new().fg(Color::White).bg(Color::Black);
        let bold = ink.add_modifier(Modifier::BOLD);
        Self {
            ink,
            strong: bold,
            faint: ink,
            accent: bold.fg(Color::LightCyan),
            met: bold.fg(Color::LightGreen),
            unmet: bold.fg(Color::LightYellow),
            warning: bold.fg(Color::Black).bg(Color::LightYellow),
            chosen: bold.fg(Color::Black).bg(Color::White),
        }
    }

    /// No colour, as `NO_COLOR` asks for: meanings by weight alone.
    pub const fn plain() -> Self {
        let ink = Style::new();
        let bold = ink.add_modifier(Modifier::BOLD);
        Self {
            ink,
            strong: bold,
            faint: ink,
            accent: bold,
            met: ink,
            unmet: bold,
            warning: bold.add_modifier(Modifier::UNDERLINED),
            chosen: ink.add_modifier(Modifier::REVERSED),
        }
    }

    /// The style of a tone of the chart.
    pub fn tone(&self, tone: Tone) -> Style {
        match tone {
            Tone::Ink => self.ink,
            Tone::Strong => self.strong,
            Tone::Faint => self.faint,
            Tone::Met => self.met,
            Tone::Unmet => self.unmet,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plain_theme_has_no_colour_at_all() {
        let theme = Theme::plain();
        for style in [
            theme.ink,
            theme.strong,
            theme.faint,
            theme.accent,
            theme.met,
            theme.unmet,
            theme.warning,
            theme.chosen,
        ] {
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }

    #[test]
    fn themes_are_found_by_their_names() {
        for name in ThemeName::ALL {
            assert_eq!(ThemeName::parse(name.as_str()), Some(name));
        }
        assert_eq!(ThemeName::parse("solarized"), None);
    }
}

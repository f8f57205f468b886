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
//! accent    magenta            bold cyan              bold
//! met       green              bold green             terminal's own
//! unmet     red                bold yellow            bold
//! warning   bold red           black on yellow        bold, underlined
//! chosen    reversed           black on white         reversed
//! ```
//!
//! High contrast takes its colours from the 6 x 6 x 6 cube of the 256, which terminals do not let users change: each
//! pair of its colours is held to a contrast of 7 to 1 (WCAG 2.2, 1.4.6).

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
        const BLACK: Color = Color::Indexed(16);
        const WHITE: Color = Color::Indexed(231);
        const CYAN: Color = Color::Indexed(51);
        const GREEN: Color = Color::Indexed(46);
        const YELLOW: Color = Color::Indexed(226);
        let ink = Style::new().fg(WHITE).bg(BLACK);
        let bold = ink.add_modifier(Modifier::BOLD);
        Self {
            ink,
            strong: bold,
            faint: ink,
            accent: bold.fg(CYAN),
            met: bold.fg(GREEN),
            unmet: bold.fg(YELLOW),
            warning: bold.fg(BLACK).bg(YELLOW),
            chosen: bold.fg(BLACK).bg(WHITE),
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

    fn styles(theme: Theme) -> [Style; 8] {
        [
            theme.ink,
            theme.strong,
            theme.faint,
            theme.accent,
            theme.met,
            theme.unmet,
            theme.warning,
            theme.chosen,
        ]
    }

    #[test]
    fn the_plain_theme_has_no_colour_at_all() {
        for style in styles(Theme::plain()) {
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }

    /// The relative luminance of a colour of the cube (WCAG 2.2, with the cube's levels as xterm has them).
    fn luminance(color: Option<Color>) -> f64 {
        let Some(Color::Indexed(index @ 16..=231)) = color else {
            panic!("{color:?} is not of the cube: users may have changed it");
        };
        let levels = [0.0, 95.0, 135.0, 175.0, 215.0, 255.0];
        let place = usize::from(index - 16);
        let linear = |level: usize| {
            let channel: f64 = levels[level] / 255.0;
            if channel <= 0.04045 {
                channel / 12.92
            } else {
                ((channel + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(place / 36) + 0.7152 * linear(place / 6 % 6) + 0.0722 * linear(place % 6)
    }

    #[test]
    fn every_meaning_in_high_contrast_has_a_contrast_of_seven_to_one() {
        for style in styles(Theme::high_contrast()) {
            let (front, back) = (luminance(style.fg), luminance(style.bg));
            let contrast = (front.max(back) + 0.05) / (front.min(back) + 0.05);
            assert!(contrast >= 7.0, "{style:?}: {contrast:.1}");
            let quiet = Modifier::DIM | Modifier::HIDDEN | Modifier::SLOW_BLINK;
            assert!(!style.add_modifier.intersects(quiet));
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

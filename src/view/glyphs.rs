//! The signs that screens are drawn with. Both sets use only characters that every terminal draws one column
//! wide: box drawing, blocks, bullets and most arrows are two columns wide in some Chinese terminals.

use crate::report::chart::Strokes;

/// A set of signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyphs {
    /// The lines of the gap chart.
    pub strokes: Strokes,
    /// A horizontal rule.
    pub rule: &'static str,
    /// A vertical rule.
    pub post: &'static str,
    /// The done part of a progress bar.
    pub done: &'static str,
    /// The part to come.
    pub ahead: &'static str,
    /// Before the option under the cursor.
    pub cursor: &'static str,
    /// An option of one choice, not taken.
    pub open: &'static str,
    /// An option of one choice, taken.
    pub taken: &'static str,
    /// An option of several, not taken.
    pub empty_box: &'static str,
    /// An option of several, taken.
    pub full_box: &'static str,
}

impl Default for Glyphs {
    fn default() -> Self {
        Self::usual()
    }
}

impl Glyphs {
    /// Braille lines and ASCII marks.
    pub const fn usual() -> Self {
        Self {
            strokes: Strokes::usual(),
            rule: "\u{2812}", // ⠒
            post: "\u{2847}", // ⡇
            done: "\u{28ff}", // ⣿
            ahead: "\u{2812}",
            cursor: ">",
            open: "( )",
            taken: "(*)",
            empty_box: "[ ]",
            full_box: "[x]",
        }
    }

    /// ASCII alone.
    pub const fn ascii() -> Self {
        Self {
            strokes: Strokes::ascii(),
            rule: "-",
            post: "|",
            done: "#",
            ahead: ".",
            cursor: ">",
            open: "( )",
            taken: "(*)",
            empty_box: "[ ]",
            full_box: "[x]",
        }
    }

    /// Every sign of the set.
    pub fn all(&self) -> Vec<&'static str> {
        let mut all = vec![
            self.rule,
            self.post,
            self.done,
            self.ahead,
            self.cursor,
            self.open,
            self.taken,
            self.empty_box,
            self.full_box,
        ];
        all.extend(self.strokes.all());
        all
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr as _;

    use super::*;

    #[test]
    fn no_sign_changes_its_width_in_a_chinese_terminal() {
        for glyphs in [Glyphs::usual(), Glyphs::ascii()] {
            for sign in glyphs.all() {
                assert_eq!(sign.width(), sign.width_cjk(), "{sign}");
                assert_eq!(sign.width(), sign.chars().count(), "{sign}");
            }
        }
    }

    #[test]
    fn the_ascii_set_is_ascii() {
        assert!(Glyphs::ascii().all().iter().all(|sign| sign.is_ascii()));
    }
}

//! Keys drawn on the screen, for those who have none under their fingers.
//!
//! ```text
//! a pad (numbers, dates, times)      a keyboard (words of one's own)
//! 1     2     3                      q w e r t y u i o p
//! 4     5     6                       a s d f g h j k l
//! 7     8     9                      Abc z x c v b n m Erase
//! Erase 0     OK                     123  ,  space  .   Done
//! ```
//!
//! Knows: which keys there are, in which rows, and what is written by itself between digits. Refuses to know: how
//! large they are drawn, what becomes of what is typed.

use super::field::Field;
use super::input::Key;
use super::target::Target;
use crate::language::Locale;
use crate::survey::questionnaire::Kind;

/// What the keys of the keyboard stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layer {
    /// Small letters.
    Small,
    /// A capital letter; the next one is small again.
    Large,
    /// Digits and signs.
    Signs,
}

const SMALL: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
const LARGE: [&str; 3] = ["QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"];
const SIGNS: [&str; 3] = ["1234567890", "-/:;()%&+", "!?'\"@#="];
const SIGNS_CHINESE: [&str; 3] = ["1234567890", "-/：；（）%&+", "！？「」@#="];

impl Layer {
    /// The layer that the keyboard begins with: a sentence begins with a capital, where there are capitals.
    pub(super) fn first(field: &Field, locale: Locale) -> Self {
        match locale {
            Locale::En if field.text().is_empty() => Self::Large,
            Locale::En | Locale::ZhHant | Locale::ZhHans => Self::Small,
        }
    }

    /// The layer after a character was typed.
    pub(super) fn after(self) -> Self {
        match self {
            Self::Small | Self::Large => Self::Small,
            Self::Signs => Self::Signs,
        }
    }

    /// The keys, row by row.
    pub fn rows(self, locale: Locale) -> Vec<Vec<Target>> {
        let chinese = locale != Locale::En;
        let rows = match (self, chinese) {
            (Self::Small, _) => SMALL,
            (Self::Large, _) => LARGE,
            (Self::Signs, false) => SIGNS,
            (Self::Signs, true) => SIGNS_CHINESE,
        };
        let mut rows: Vec<Vec<Target>> = rows
            .iter()
            .map(|row| row.chars().map(Target::Type).collect())
            .collect();
        if let Some(last) = rows.last_mut() {
            let shift = match self {
                Self::Small => Self::Large,
                Self::Large | Self::Signs => Self::Small,
            };
            last.insert(0, Target::Layer(shift));
            last.push(Target::Erase);
        }
        let (comma, stop) = if chinese { ('，', '。') } else { (',', '.') };
        // Where the third row leads to the small letters, the last one leads to the capitals.
        let other = match self {
            Self::Small | Self::Large => Self::Signs,
            Self::Signs => Self::Large,
        };
        rows.push(vec![
            Target::Layer(other),
            Target::Type(comma),
            Target::Type(' '),
            Target::Type(stop),
            Target::Confirm,
        ]);
        rows
    }
}

/// The pad for a kind of question that is answered in digits.
pub fn pad(kind: &Kind) -> Option<Vec<Vec<Target>>> {
    let last = match kind {
        // A sign is needed where a number may be below zero or have parts; then Next alone goes on.
        Kind::Number {
            least, decimals, ..
        } => {
            let signs = [(*decimals > 0, '.'), (*least < 0, '-')];
            let signs = signs.into_iter().filter(|(needed, _)| *needed);
            let signs: Vec<Target> = signs.map(|(_, sign)| Target::Type(sign)).collect();
            if signs.is_empty() {
                vec![Target::Confirm]
            } else {
                signs
            }
        }
        Kind::Date | Kind::Month | Kind::Time => vec![Target::Confirm],
        Kind::Rating { .. }
        | Kind::Points { .. }
        | Kind::Choice { .. }
        | Kind::Text { .. }
        | Kind::Note => return None,
    };
    let mut rows: Vec<Vec<Target>> = ["123", "456", "789"]
        .iter()
        .map(|row| row.chars().map(Target::Type).collect())
        .collect();
    let mut row = vec![Target::Erase, Target::Type('0')];
    row.extend(last);
    rows.push(row);
    Some(rows)
}

/// Types a character of the pad or the keyboard. In a date and a time the sign between the numbers comes by itself.
pub(super) fn type_into(field: &mut Field, kind: &Kind, c: char) {
    let between = match (kind, field.length()) {
        (Kind::Date, 4 | 7) | (Kind::Month, 4) => Some('-'),
        (Kind::Time, 2) => Some(':'),
        (
            Kind::Date
            | Kind::Month
            | Kind::Time
            | Kind::Number { .. }
            | Kind::Rating { .. }
            | Kind::Points { .. }
            | Kind::Choice { .. }
            | Kind::Text { .. }
            | Kind::Note,
            _,
        ) => None,
    };
    if let Some(between) = between.filter(|_| c.is_ascii_digit()) {
        let _ = field.key(Key::Char(between));
    }
    let _ = field.key(Key::Char(c));
}

/// Whether a character belongs into what is written for this kind of question. What does not may mean something
/// else, such as a reason.
pub(super) fn belongs(kind: &Kind, c: char) -> bool {
    let digit = super::draft::digit(c).is_some();
    match kind {
        Kind::Number { .. } => {
            digit || matches!(c, '-' | '+' | '.' | ',' | '－' | '＋' | '．' | '，')
        }
        Kind::Date | Kind::Month => digit || matches!(c, '-' | '/' | '.' | '－' | '／' | '．'),
        Kind::Time => digit || matches!(c, ':' | '.' | '：' | '．'),
        Kind::Text { .. } | Kind::Choice { .. } => true,
        Kind::Rating { .. } | Kind::Points { .. } | Kind::Note => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use unicode_width::UnicodeWidthChar as _;

    use super::*;

    fn number(least: i64, decimals: u8) -> Kind {
        Kind::Number {
            least,
            most: 99_999,
            decimals,
        }
    }

    fn typed(kind: &Kind, digits: &str) -> String {
        let mut field = Field::new("", 10);
        for c in digits.chars() {
            type_into(&mut field, kind, c);
        }
        field.text().to_owned()
    }

    #[test]
    fn signs_between_the_numbers_of_a_date_come_by_themselves() {
        assert_eq!(typed(&Kind::Date, "20260517"), "2026-05-17");
        assert_eq!(typed(&Kind::Time, "0930"), "09:30");
        assert_eq!(typed(&Kind::Month, "202605"), "2026-05");
        assert_eq!(typed(&number(0, 0), "20260"), "20260");
    }

    #[test]
    fn every_letter_and_digit_is_on_the_keyboard_once() {
        for locale in Locale::ALL {
            let mut seen = BTreeSet::new();
            for layer in [Layer::Small, Layer::Large, Layer::Signs] {
                let rows = layer.rows(locale);
                assert!(rows.iter().all(|row| row.len() <= 10));
                for target in rows.into_iter().take(3).flatten() {
                    if let Target::Type(c) = target {
                        assert!(seen.insert(c), "{c} twice");
                        assert_eq!(c.width(), c.width_cjk(), "{c}");
                    }
                }
            }
            let all = ('a'..='z').chain('A'..='Z').chain('0'..='9');
            assert!(all.into_iter().all(|c| seen.contains(&c)));
        }
    }

    #[test]
    fn each_layer_can_be_left_and_reached() {
        for layer in [Layer::Small, Layer::Large, Layer::Signs] {
            let rows = layer.rows(Locale::En);
            let to: Vec<Layer> = rows
                .into_iter()
                .flatten()
                .filter_map(|target| {
                    if let Target::Layer(layer) = target {
                        Some(layer)
                    } else {
                        None
                    }
                })
                .collect();
            assert_eq!(to.len(), 2);
            assert!(!to.contains(&layer));
        }
    }

    #[test]
    fn signs_are_on_the_pad_only_where_a_number_may_have_them() {
        let last = |kind: Kind| pad(&kind).and_then(|rows| Some(rows.last()?.get(2..)?.to_vec()));
        let [point, minus] = ['.', '-'].map(Target::Type);
        assert_eq!(last(number(0, 0)), Some(vec![Target::Confirm]));
        assert_eq!(last(number(-5, 0)), Some(vec![minus]));
        assert_eq!(last(number(-5, 2)), Some(vec![point, minus]));
        assert_eq!(pad(&Kind::Text { long: true }), None);
    }
}

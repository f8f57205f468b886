//! One-time codes: what a person brings to a session instead of a name.
//!
//! Eight signs in two groups, `CDFH-2345`. None of them is taken for another, whatever the handwriting or the
//! font, and none of them makes a word. The last is a check sign: a slip of the finger is told from a wrong code.

use std::fmt;

/// The signs, in the order of their values. Their number is a prime, so that the check sign finds every single
/// wrong sign and every exchange of two.
const SIGNS: [u8; 23] = *b"23456789CDFHJKMNPRTVWXY";

/// Signs of a code, the check sign among them.
pub const LENGTH: usize = 8;

/// Signs that stand together.
const GROUP: usize = 4;

/// A code. Its owner is nobody: it is drawn by chance, and nothing is kept of it but a mark made with a secret.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code([u8; LENGTH]);

/// Why a text is not a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotACode {
    /// It has more or fewer than eight signs.
    Length,
    /// A sign that no code has, such as 0 or E.
    Sign(char),
    /// The check sign does not fit: something was mistyped.
    Mistyped,
}

impl Code {
    /// The code of this number; every one below [`Code::COUNT`] has its own, larger ones begin anew.
    pub fn of(number: u64) -> Self {
        let mut signs = [0; LENGTH];
        let mut rest = number;
        let base = SIGNS.len() as u64;
        for (sign, value) in signs.iter_mut().zip(values(&mut rest, base)) {
            *sign = value;
        }
        signs[LENGTH - 1] = check(signs);
        Self(signs)
    }

    /// How many different signs there are.
    pub const SIGNS: u8 = 23;

    /// The sign of this value.
    pub fn sign(value: u8) -> Option<char> {
        SIGNS.get(usize::from(value)).copied().map(char::from)
    }

    /// How many codes there are: 23 to the power of 7. A thousand guesses meet one of 200 with a chance of 1 in
    /// 17,000.
    pub const COUNT: u64 = 23u64.pow(7);

    /// Reads what a person typed: small letters, blanks, a missing or a wrong hyphen, and look-alikes that no
    /// code has (Z for 2, S for 5, G for 6, B for 8, U for V) do no harm.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(text: &str) -> Result<Self, NotACode> {
        let mut values = Vec::with_capacity(LENGTH);
        for sign in text.chars().filter(|c| !is_between(*c)) {
            values.push(value(sign).ok_or(NotACode::Sign(sign))?);
        }
        let signs: [u8; LENGTH] = values.try_into().map_err(|_| NotACode::Length)?;
        if signs[LENGTH - 1] == check(signs) {
            Ok(Self(signs))
        } else {
            Err(NotACode::Mistyped)
        }
    }

    /// The values of its signs: what a mark is made from.
    pub fn bytes(self) -> [u8; LENGTH] {
        self.0
    }
}

/// The first seven values of a number, then a place for the check sign.
fn values(rest: &mut u64, base: u64) -> impl Iterator<Item = u8> + '_ {
    (0..LENGTH - 1).map(move |_| {
        let value = u8::try_from(*rest % base).unwrap_or(0);
        *rest /= base;
        value
    })
}

/// The check sign: with it the values, weighted 1 to 8, add up to a multiple of 23.
fn check(signs: [u8; LENGTH]) -> u8 {
    let base = u32::try_from(SIGNS.len()).unwrap_or(u32::MAX);
    let sum = signs.iter().zip(1u32..).take(LENGTH - 1);
    let sum: u32 = sum.map(|(value, weight)| weight * u32::from(*value)).sum();
    let fits = |last: &u8| (sum + 8 * u32::from(*last)).is_multiple_of(base);
    (0..23).find(fits).unwrap_or(0)
}

/// Blanks and hyphens, wide ones too, may stand anywhere.
fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '_' | '.' | '\u{2010}'..='\u{2015}' | '－')
}

fn value(sign: char) -> Option<u8> {
    // An input method may send the wide form of a letter.
    let narrow = match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(sign as u32 - 0xfee0)?,
        other => other,
    };
    let meant = match narrow.to_ascii_uppercase() {
        'Z' => '2',
        'S' => '5',
        'G' => '6',
        'B' => '8',
        'U' => 'V',
        other => other,
    };
    let found = SIGNS.iter().position(|sign| char::from(*sign) == meant)?;
    u8::try_from(found).ok()
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, value) in self.0.iter().enumerate() {
            if place == GROUP {
                f.write_str("-")?;
            }
            let sign = SIGNS.get(usize::from(*value)).copied().unwrap_or(b'?');
            write!(f, "{}", char::from(sign))?;
        }
        Ok(())
    }
}

/// A code is a secret until it is used: it is shown on purpose only.
impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(..)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_code_is_read_as_it_is_written(number in 0..Code::COUNT) {
            let code = Code::of(number);
            let written = code.to_string();
            prop_assert_eq!(Code::read(&written), Ok(code));
            prop_assert_eq!(Code::read(&written.to_lowercase().replace('-', " ")), Ok(code));
        }

        #[test]
        fn one_wrong_sign_or_two_exchanged_are_noticed(
            number in 0..Code::COUNT, place in 0..LENGTH, other in 0..LENGTH, sign in 0..SIGNS.len()
        ) {
            let code = Code::of(number).to_string().replace('-', "");
            let mut wrong: Vec<char> = code.chars().collect();
            wrong[place] = char::from(SIGNS[sign]);
            let mut turned: Vec<char> = code.chars().collect();
            turned.swap(place, other);
            for typed in [wrong, turned] {
                let typed: String = typed.into_iter().collect();
                let read = Code::read(&typed);
                prop_assert_eq!(read.is_ok(), typed == code, "{} for {}", typed, code);
            }
        }

        #[test]
        fn whatever_is_typed_is_read_or_refused(text in "\\PC{0,20}") {
            let _ = Code::read(&text);
        }
    }

    #[test]
    fn every_number_has_its_own_code() {
        let codes: std::collections::BTreeSet<Code> = (0..5000).map(Code::of).collect();
        assert_eq!(codes.len(), 5000);
        assert_eq!(Code::of(Code::COUNT), Code::of(0));
        assert_ne!(Code::of(Code::COUNT - 1), Code::of(0));
    }

    #[test]
    fn look_alikes_and_wide_letters_are_understood_and_strangers_named() {
        let code = Code::of(1_234_567_890);
        let written = code.to_string();
        let alike = written
            .replace('2', "z")
            .replace('5', "S")
            .replace('8', "b")
            .replace('V', "u")
            .replace('6', "G");
        assert_eq!(Code::read(&alike), Ok(code));
        let wide: String = written
            .chars()
            .map(|c| char::from_u32(c as u32 + 0xfee0).unwrap())
            .collect();
        assert_eq!(Code::read(&wide), Ok(code));
        assert_eq!(Code::read("CDFH-234"), Err(NotACode::Length));
        assert_eq!(Code::read("0DFH-2345"), Err(NotACode::Sign('0')));
        assert!(!format!("{code:?}").contains(&written));
    }
}

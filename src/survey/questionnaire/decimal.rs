//! Numbers with a few digits behind the point, kept exactly: whole numbers of a small part.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The most digits behind the point.
pub const MAX_DECIMALS: u8 = 3;

/// A number of the file such as `24`, `2.5` or `-0.125`: thousandths.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i64);

impl Decimal {
    /// The number that is so many thousandths.
    pub const fn of_thousandths(thousandths: i64) -> Self {
        Self(thousandths)
    }

    /// Reads a number with at most [`MAX_DECIMALS`] digits behind the point.
    pub fn parse(text: &str) -> Option<Self> {
        parse_decimal(text, MAX_DECIMALS).map(Self)
    }

    /// The number, where it has at most [`MAX_DECIMALS`] digits behind the point.
    pub fn of(number: f64) -> Option<Self> {
        let thousandths = (number * 1000.0).round();
        let near = (number * 1000.0 - thousandths).abs() < 1e-6;
        #[expect(clippy::cast_possible_truncation, reason = "a cast from f64 saturates")]
        let whole = thousandths as i64;
        (near && thousandths.abs() < 1e15).then_some(Self(whole))
    }

    /// The number for arithmetic.
    pub fn value(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// Whether the number needs no more digits than so many.
    pub fn fits(self, decimals: u8) -> bool {
        let part = 10_i64.pow(u32::from(MAX_DECIMALS.saturating_sub(decimals)));
        self.0 % part == 0
    }
}

impl std::fmt::Display for Decimal {
    /// With as many digits as it needs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let digits = (0..MAX_DECIMALS).find(|digits| self.fits(*digits));
        let digits = digits.unwrap_or(MAX_DECIMALS);
        let part = 10_i64.pow(u32::from(MAX_DECIMALS - digits));
        f.write_str(&format_decimal(self.0 / part, digits))
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.value())
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(deserializer)?;
        #[expect(clippy::cast_possible_truncation, reason = "a cast from f64 saturates")]
        let thousandths = (number * 1000.0).round() as i64;
        Ok(Self(thousandths))
    }
}

/// A number of so many decimals, from a whole number of its smallest part: 25 with one decimal is `2.5`.
pub fn format_decimal(parts: i64, decimals: u8) -> String {
    if decimals == 0 {
        return parts.to_string();
    }
    let digits = usize::from(decimals);
    let sign = if parts < 0 { "-" } else { "" };
    let all = format!("{:0>width$}", parts.unsigned_abs(), width = digits + 1);
    let (whole, behind) = all.split_at(all.len() - digits);
    format!("{sign}{whole}.{behind}")
}

/// The whole number of smallest parts that a text says: `2.5` with one decimal is 25. `None` where it is no
/// number, or has more digits behind the point than that. Commas are refused: some write them before the
/// thousands, some before the decimals.
pub fn parse_decimal(text: &str, decimals: u8) -> Option<i64> {
    let text = text.trim();
    let (negative, text) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, behind) = text.split_once('.').unwrap_or((text, ""));
    let plain = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !plain(whole) || !plain(behind) {
        return None;
    }
    let behind = behind.trim_end_matches('0');
    if behind.len() > usize::from(decimals) {
        return None;
    }
    let digits = format!("{whole}{behind:0<width$}", width = usize::from(decimals));
    let parts: i64 = digits.parse().ok()?;
    Some(if negative { -parts } else { parts })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_read_with_no_more_digits_than_they_may_have() {
        assert_eq!(parse_decimal("2.5", 1), Some(25));
        assert_eq!(parse_decimal("2.50", 1), Some(25));
        assert_eq!(parse_decimal(" -0.125 ", 3), Some(-125));
        assert_eq!(parse_decimal("24", 2), Some(2400));
        for refused in [
            "",
            "-",
            ".5",
            "2.55",
            "1e3",
            "2.5.1",
            "1,000",
            "9223372036854775808",
        ] {
            assert_eq!(parse_decimal(refused, 1), None, "{refused}");
        }
    }

    #[test]
    fn a_number_of_the_file_is_shown_with_the_digits_it_needs() {
        let shown = |text: &str| Decimal::parse(text).map(|number| number.to_string());
        assert_eq!(shown("2.50"), Some("2.5".into()));
        assert_eq!(shown("-0.125"), Some("-0.125".into()));
        assert_eq!(shown("90"), Some("90".into()));
        assert_eq!(shown("0.1234"), None);
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(parts in -1_000_000_000_i64..1_000_000_000, decimals in 0_u8..=3) {
            prop_assert_eq!(parse_decimal(&format_decimal(parts, decimals), decimals), Some(parts));
        }
    }
}

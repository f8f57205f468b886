//! What a cell says: numbers, days, times and words as people and programs write them.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime, Time};
use unicode_normalization::UnicodeNormalization;

use super::convert::Why;

/// A cell's words for comparing: half width, lower case, single blanks. ASCII without capitals is not copied.
pub(in crate::survey) fn plain(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let easy = |b: u8| b.is_ascii_graphic() && !b.is_ascii_uppercase();
    if text.bytes().all(easy) {
        return Cow::Borrowed(text);
    }
    let folded: String = text
        .nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| !crate::language::harmful(*c) || c.is_whitespace())
        .collect();
    Cow::Owned(folded.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Letters and digits alone, for comparing headers and names across punctuation.
pub(super) fn bare(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// A whole number: full-width digits, a sign, thousands set apart, and a fraction that is zero are all right.
pub(super) fn whole(text: &str) -> Result<i64, Why> {
    // Nearly every cell of a survey is this short.
    let bytes = text.as_bytes();
    if !bytes.is_empty() && bytes.len() <= 3 && bytes.iter().all(u8::is_ascii_digit) {
        return Ok(bytes.iter().fold(0, |n, b| n * 10 + i64::from(b - b'0')));
    }
    let text = plain(text);
    let (sign, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(&text)),
    };
    let (front, fraction) = parted(digits);
    if front.is_empty() || !front.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Why::NotANumber);
    }
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Why::NotANumber);
    }
    if fraction.bytes().any(|b| b != b'0') {
        return Err(Why::NotWhole);
    }
    format!("{sign}{front}")
        .parse()
        .map_err(|_| Why::NotANumber)
}

/// A number's digits before and after its decimal sign. A sign followed by exactly three digits, or one that
/// comes more than once, sets thousands apart; a point never does when it comes once.
fn parted(digits: &str) -> (String, String) {
    let groups: Vec<&str> = digits.split([',', ' ', '\'']).collect();
    let grouped = groups.len() > 1
        && groups.first().is_some_and(|g| (1..=3).contains(&g.len()))
        && groups.iter().skip(1).all(|group| {
            let group = group.split('.').next().unwrap_or_default();
            group.len() == 3
        });
    let joined = if grouped {
        groups.concat()
    } else {
        digits.to_owned()
    };
    match joined.split_once(['.', ',']) {
        Some((front, fraction)) => (front.to_owned(), fraction.to_owned()),
        None => (joined, String::new()),
    }
}

/// Seconds, perhaps with a fraction, or `mm:ss`, or `hh:mm:ss`; as milliseconds.
pub(super) fn duration(text: &str) -> Option<u64> {
    let text = plain(text);
    let text = text
        .replace(['分', '분'], ":")
        .trim_end_matches(['秒', '초', 's'])
        .trim_end_matches(" sec")
        .to_owned();
    let text = text
        .strip_suffix(':')
        .map_or(text.clone(), |minutes| format!("{minutes}:0"));
    let mut seconds = 0.0;
    for part in text.split(':').map(str::trim) {
        let part: f64 = part.replace(',', ".").parse().ok()?;
        if !(part.is_finite() && part >= 0.0) {
            return None;
        }
        seconds = seconds * 60.0 + part;
    }
    let milliseconds = (seconds * 1000.0).round();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 1e15"
    )]
    (milliseconds < 1e15).then_some(milliseconds as u64)
}

/// The numbers in a text, in order, and whether it speaks of the afternoon.
fn numbers(text: &str) -> Option<(Vec<i16>, Option<bool>)> {
    let afternoon = ["pm", "p.m", "下午", "晚上"]
        .iter()
        .any(|w| text.contains(w));
    let morning = ["am", "a.m", "上午", "凌晨", "早上"]
        .iter()
        .any(|w| text.contains(w));
    let mut found = Vec::new();
    for part in text.split(|c: char| !c.is_ascii_digit()) {
        if !part.is_empty() {
            found.push(part.parse().ok()?);
        }
    }
    let half = match (morning, afternoon) {
        (_, true) => Some(true),
        (true, false) => Some(false),
        (false, false) => None,
    };
    Some((found, half))
}

/// A day: year first, or day or month first with the year behind, as `day_first` says.
pub(super) fn date(text: &str, day_first: bool) -> Option<Date> {
    moment(text, day_first).map(DateTime::date)
}

/// A time of day, `14:30`, `2:30 pm`, `下午 2:30`.
pub(super) fn time(text: &str) -> Option<Time> {
    let text = plain(text);
    if !text.contains([':', '點', '点', '時', '时']) {
        return None;
    }
    let (found, afternoon) = numbers(&text)?;
    let at = clock(&found, afternoon)?;
    (found.len() <= 3).then_some(at)
}

fn clock(numbers: &[i16], afternoon: Option<bool>) -> Option<Time> {
    let small = |n: i16| i8::try_from(n).ok();
    let hour = *numbers.first()?;
    let hour = match afternoon {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        Some(_) | None => hour,
    };
    let minute = numbers.get(1).copied().unwrap_or(0);
    let second = numbers.get(2).copied().unwrap_or(0);
    Time::new(small(hour)?, small(minute)?, small(second)?.min(59), 0).ok()
}

/// A day and perhaps a time; a day without one begins at midnight. Zones are the caller's matter.
pub(super) fn moment(text: &str, day_first: bool) -> Option<DateTime> {
    let text = plain(text);
    let (found, afternoon) = numbers(&text)?;
    let [a, b, c, rest @ ..] = found.as_slice() else {
        return None;
    };
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let (year, month, day) = if digits == 4 {
        (*a, *b, *c)
    } else if *c >= 1000 {
        if day_first {
            (*c, *b, *a)
        } else {
            (*c, *a, *b)
        }
    } else {
        return None;
    };
    let small = |n: i16| i8::try_from(n).ok();
    let date = Date::new(year, small(month)?, small(day)?).ok()?;
    let time = if rest.is_empty() {
        Time::midnight()
    } else {
        clock(rest, afternoon)?
    };
    Some(date.to_datetime(time))
}

/// When something began, in milliseconds since 1970-01-01 UTC. A time with a zone is taken at its word, one
/// without as UTC.
pub(super) fn started(text: &str, day_first: bool) -> Option<i64> {
    let trimmed = text.trim();
    if let Ok(exact) = trimmed.parse::<jiff::Timestamp>() {
        return Some(exact.as_millisecond());
    }
    // Our own exports cut the seconds away: `2026-05-17T14:00Z`.
    let utc = trimmed.strip_suffix('Z').unwrap_or(trimmed);
    let moment = moment(utc, day_first)?;
    let zoned = moment.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(zoned.timestamp().as_millisecond())
}

/// Whether a box was ticked.
pub(super) fn ticked(text: &str) -> Option<bool> {
    let text = plain(text);
    let is = |words: &[&str]| words.contains(&&*text);
    if is(&[
        "1", "1.0", "yes", "y", "true", "x", "✓", "✔", "☑", "v", "checked", "selected", "是", "有",
        "選", "选", "已選", "已选",
    ]) {
        Some(true)
    } else if is(&[
        "0",
        "0.0",
        "no",
        "n",
        "false",
        "not checked",
        "unchecked",
        "not selected",
        "否",
        "無",
        "无",
        "沒有",
        "没有",
        "未選",
        "未选",
    ]) {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_come_in_many_dresses() {
        for (text, value) in [
            ("7", 7),
            (" ５ ", 5),
            ("5.0", 5),
            ("5,0", 5),
            ("1,234", 1234),
            ("１，２３４", 1234),
            ("1 234 567", 1_234_567),
            ("1,234.00", 1234),
            ("-1", -1),
            ("−9", -9),
            ("+3", 3),
        ] {
            assert_eq!(whole(text), Ok(value), "{text}");
        }
        assert_eq!(whole("5.5"), Err(Why::NotWhole));
        assert_eq!(whole("4,5"), Err(Why::NotWhole));
        for text in [
            "",
            "five",
            "5分",
            "1e3",
            "--1",
            "1,23,4",
            "0x7",
            "99999999999999999999",
            ".",
        ] {
            assert_eq!(whole(text), Err(Why::NotANumber), "{text}");
        }
    }

    #[test]
    fn days_and_times_are_read_as_programs_write_them() {
        let at = |text, day_first| moment(text, day_first).map(|m| m.to_string());
        let expected = Some("2026-05-17T14:03:59".to_owned());
        assert_eq!(at("2026/5/17 下午 2:03:59", false), expected);
        assert_eq!(at("2026-05-17 14:03:59", false), expected);
        assert_eq!(at("5/17/2026 14:03:59", false), expected);
        assert_eq!(at("17.05.2026 14:03:59", true), expected);
        assert_eq!(at("2026年5月17日 14:03:59", false), expected);
        assert_eq!(at("17.05.2026", false), None, "there is no month 17");
        assert_eq!(
            started("2026-05-17T14:03:59+08:00", false),
            started("2026-05-17T06:03:59Z", false)
        );
        assert_eq!(
            started("2026-05-17T14:00Z", false),
            started("2026-05-17 14:00", false)
        );
        assert_eq!(
            time("2:30 PM").map(|t| t.to_string()),
            Some("14:30:00".to_owned())
        );
        assert_eq!(time("14:60"), None);
        assert_eq!(duration("326.4"), Some(326_400));
        assert_eq!(duration("1:02:03"), Some(3_723_000));
        assert_eq!(duration("330秒"), Some(330_000));
        assert_eq!(duration("5分30秒"), Some(330_000));
        assert_eq!(duration("5분"), Some(300_000));
        assert_eq!(duration("12 s"), Some(12_000));
        assert_eq!(duration("-1"), None);
    }
}

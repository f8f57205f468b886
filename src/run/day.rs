//! A day as people count it: from midnight to midnight where this machine stands.

use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// `2026-05-17`.
    pub name: String,
    /// From its first millisecond to that of the next day, since 1970-01-01 UTC.
    pub time: Range<i64>,
}

impl Day {
    /// This day in a zone; `None` beyond the calendar.
    pub fn of(day: Date, zone: &TimeZone) -> Option<Self> {
        let start = |day: Date| {
            let start = day.to_zoned(zone.clone()).ok()?;
            Some(start.timestamp().as_millisecond())
        };
        Some(Self {
            name: day.to_string(),
            time: start(day)?..start(day.tomorrow().ok()?)?,
        })
    }

    /// The day of a time, in milliseconds since 1970-01-01 UTC.
    pub fn at(milliseconds: i64, zone: &TimeZone) -> Option<Self> {
        let at = Timestamp::from_millisecond(milliseconds).ok()?;
        Self::of(at.to_zoned(zone.clone()).date(), zone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_where_the_next_begins_even_when_the_clocks_change() {
        let zone = TimeZone::get("Europe/Berlin").unwrap_or(TimeZone::UTC);
        let eve = Day::of(Date::constant(2026, 3, 29), &zone).unwrap();
        let next = Day::of(Date::constant(2026, 3, 30), &zone).unwrap();
        assert_eq!(eve.time.end, next.time.start);
        assert_eq!(Day::at(eve.time.start, &zone), Some(eve.clone()));
        assert_eq!(Day::at(eve.time.end - 1, &zone), Some(eve));
        assert_eq!(next.name, "2026-03-30");
    }
}

//! Opening hours: is it open now, and when does that change? Knows weeks; refuses to know what is closed.

use std::fmt;

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _, Zoned};

/// Minutes of a whole day.
const DAY: u16 = 24 * 60;

/// The days of a week, Monday first.
const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// A stretch of a day: minutes since midnight, the end not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    from: u16,
    to: u16,
}

/// When a place is open, day by day from Monday. Without any stretch at all it never closes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hours([Vec<Stretch>; 7]);

/// Open or closed, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Now {
    /// Always open.
    Always,
    /// Open for so many milliseconds.
    Open(u64),
    /// Closed for so many milliseconds.
    Closed(u64),
}

/// Why the hours of a day are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotHours {
    /// Not written as `09:00-18:00`.
    Unreadable,
    /// The end is not after the beginning.
    Backwards,
    /// It begins before the one above it has ended.
    Overlapping,
}

impl Stretch {
    /// Reads `09:00-18:00`; the end may be `24:00`.
    pub fn parse(text: &str) -> Result<Self, NotHours> {
        let (from, to) = text.split_once('-').ok_or(NotHours::Unreadable)?;
        let (from, to) = (minute(from)?, minute(to)?);
        if from < to {
            Ok(Self { from, to })
        } else {
            Err(NotHours::Backwards)
        }
    }
}

fn minute(text: &str) -> Result<u16, NotHours> {
    let (hour, minute) = text.trim().split_once(':').ok_or(NotHours::Unreadable)?;
    let number = |text: &str| {
        (text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse::<u16>().ok())
            .flatten()
    };
    match (number(hour), number(minute)) {
        (Some(hour), Some(minute)) if minute < 60 && hour * 60 + minute <= DAY => {
            Ok(hour * 60 + minute)
        }
        _ => Err(NotHours::Unreadable),
    }
}

impl fmt::Display for Stretch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = (self.from, self.to);
        write!(
            f,
            "{:02}:{:02}-{:02}:{:02}",
            from / 60,
            from % 60,
            to / 60,
            to % 60
        )
    }
}

impl Hours {
    /// These stretches of a day, added to the hours; `day` counts from Monday, 0.
    pub fn open_on(&mut self, day: usize, stretch: Stretch) -> Result<(), NotHours> {
        let Some(day) = self.0.get_mut(day) else {
            return Err(NotHours::Unreadable);
        };
        if day.last().is_some_and(|before| before.to > stretch.from) {
            return Err(NotHours::Overlapping);
        }
        day.push(stretch);
        Ok(())
    }

    /// Whether no hours are given: then it never closes.
    pub fn is_always(&self) -> bool {
        self.0.iter().all(Vec::is_empty)
    }

    /// The hours of each day in words, Monday first; empty on a day without any.
    pub fn words(&self) -> [String; 7] {
        self.0.each_ref().map(|day| {
            day.iter()
                .map(Stretch::to_string)
                .collect::<Vec<_>>()
                .join(", ")
        })
    }

    /// Open or closed at this moment, on the clock of this zone.
    pub fn at(&self, milliseconds: i64, zone: &TimeZone) -> Now {
        if self.is_always() {
            return Now::Always;
        }
        let Ok(now) = Timestamp::from_millisecond(milliseconds) else {
            return Now::Always;
        };
        let now = now.to_zoned(zone.clone());
        let minute = minute_of(now.time());
        let today = self.on(now.date());
        let inside = today
            .iter()
            .find(|stretch| (stretch.from..stretch.to).contains(&minute));
        match inside {
            // A stretch that ends at midnight may go on on the next day: looking again then finds out.
            Some(stretch) => Now::Open(until(&now, now.date(), stretch.to)),
            None => Now::Closed(self.until_opening(&now, minute)),
        }
    }

    fn on(&self, date: Date) -> &[Stretch] {
        let weekday = date.weekday();
        WEEK.iter()
            .position(|day| *day == weekday)
            .and_then(|day| self.0.get(day))
            .map_or(&[], Vec::as_slice)
    }

    fn until_opening(&self, now: &Zoned, minute: u16) -> u64 {
        let mut date = now.date();
        for later in 0..8 {
            let next = self
                .on(date)
                .iter()
                .find(|stretch| later > 0 || stretch.from > minute);
            if let Some(next) = next {
                return until(now, date, next.from);
            }
            let Ok(tomorrow) = date.checked_add(1.day()) else {
                break;
            };
            date = tomorrow;
        }
        u64::from(DAY) * 60_000
    }
}

fn minute_of(time: Time) -> u16 {
    let number = |part: i8| u16::try_from(part).unwrap_or_default();
    number(time.hour()) * 60 + number(time.minute())
}

/// Milliseconds until a minute of a day, at least one: across the change of the clocks, too.
fn until(now: &Zoned, date: Date, minute: u16) -> u64 {
    let (date, minute) = if minute == DAY {
        (date.checked_add(1.day()).unwrap_or(date), 0)
    } else {
        (date, minute)
    };
    let hour = i8::try_from(minute / 60).unwrap_or_default();
    let part = i8::try_from(minute % 60).unwrap_or_default();
    let then = date.at(hour, part, 0, 0).to_zoned(now.time_zone().clone());
    let left = then.map_or(60_000, |then| {
        then.timestamp().as_millisecond() - now.timestamp().as_millisecond()
    });
    u64::try_from(left).unwrap_or_default().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Monday to Friday 09:00-12:00 and 13:00-18:00, Saturday until midnight.
    fn shop() -> Hours {
        let mut hours = Hours::default();
        for day in 0..5 {
            for stretch in ["09:00-12:00", "13:00-18:00"] {
                hours
                    .open_on(day, Stretch::parse(stretch).unwrap())
                    .unwrap();
            }
        }
        hours
            .open_on(5, Stretch::parse("10:00-24:00").unwrap())
            .unwrap();
        hours
    }

    fn at(time: &str) -> Now {
        let time: Timestamp = time.parse().unwrap();
        shop().at(time.as_millisecond(), &TimeZone::UTC)
    }

    #[test]
    fn a_shop_is_open_in_its_hours_and_says_until_when() {
        // 2026-05-18 is a Monday.
        assert_eq!(at("2026-05-18T09:00:00Z"), Now::Open(3 * 3_600_000));
        assert_eq!(at("2026-05-18T11:59:59Z"), Now::Open(1_000));
        assert_eq!(at("2026-05-18T12:00:00Z"), Now::Closed(3_600_000));
        assert_eq!(at("2026-05-18T18:00:00Z"), Now::Closed(15 * 3_600_000));
        assert_eq!(at("2026-05-23T23:00:00Z"), Now::Open(3_600_000));
    }

    #[test]
    fn a_closed_day_is_passed_over() {
        assert_eq!(at("2026-05-24T09:00:00Z"), Now::Closed(24 * 3_600_000));
    }

    #[test]
    fn without_hours_it_never_closes() {
        assert_eq!(Hours::default().at(0, &TimeZone::UTC), Now::Always);
    }

    #[test]
    fn hours_that_cannot_be_are_refused() {
        for text in [
            "",
            "9",
            "09:00",
            "9-18",
            "09:60-10:00",
            "24:01-25:00",
            "+9:00-10:00",
        ] {
            assert_eq!(Stretch::parse(text), Err(NotHours::Unreadable), "{text}");
        }
        assert_eq!(Stretch::parse("18:00-09:00"), Err(NotHours::Backwards));
        let mut hours = shop();
        let again = hours.open_on(0, Stretch::parse("17:00-19:00").unwrap());
        assert_eq!(again, Err(NotHours::Overlapping));
        assert_eq!(hours.words()[0], "09:00-12:00, 13:00-18:00");
        assert_eq!(hours.words()[6], "");
    }
}

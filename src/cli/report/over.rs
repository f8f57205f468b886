//! Over time: by which periods, and the sums of each.

use std::collections::BTreeMap;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::{Desk, View};
use crate::analysis::control::Rule;
use crate::analysis::disclosure::Periods;
use crate::analysis::series::{Charting, Span};
use crate::analysis::{Disclosed, GroupBy, GroupName, SeriesReport, Summary, disclose_series};
use crate::cli::apart::Judge;
use crate::cli::{Failure, FailureKind};
use crate::language::clean_line;
use crate::report::document::Section;
use crate::store::Among;
use crate::survey::questionnaire::{Form, Role};

/// With more responses than this, what takes a look at single ones or a simulation is done only for sections that are
/// asked for by name: the usual report then takes as long for a million responses as for ten thousand.
pub(super) const LIGHT: u64 = 5_000;

/// More periods than this are not filled up where nobody was asked.
const MOST_PERIODS: usize = 240;

#[derive(Debug, Args)]
#[command(next_help_heading = "Over time")]
pub(super) struct OverArguments {
    /// By wave, week or month (UTC); else by wave where there are two or more, else by month
    #[arg(long, value_enum, value_name = "PERIOD")]
    over: Option<Over>,
    /// The periods that the limits of control charts come from: FIRST..LAST; else the first twenty
    #[arg(long, value_name = "FIRST..LAST", requires = "because")]
    baseline: Option<String>,
    /// Why limits are set anew: told under the charts
    #[arg(long, value_name = "REASON", requires = "baseline")]
    because: Option<String>,
    /// The patterns that control charts look for, by Nelson's numbers: 1, 2, 3, 5, 6. More patterns, more false alarms
    #[arg(long, value_delimiter = ',', default_value = "1,2", value_name = "RULES", value_parser = rule)]
    nelson: Vec<Rule>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Over {
    Wave,
    Week,
    Month,
}

fn rule(text: &str) -> Result<Rule, String> {
    match text {
        "1" => Ok(Rule::Beyond),
        "2" => Ok(Rule::Side),
        "3" => Ok(Rule::Run),
        "5" => Ok(Rule::TwoOfThree),
        "6" => Ok(Rule::FourOfFive),
        _ => Err("patterns are 1, 2, 3, 5 and 6".to_owned()),
    }
}

impl Desk<'_> {
    /// The form's figures over time; `None` where there are fewer than two periods or nobody wants to see them.
    pub(super) fn series(&self, form: &Form) -> Result<Option<Disclosed<SeriesReport>>, Failure> {
        let asked = &self.asked.time;
        let over_time = [Section::Trend, Section::Control];
        let by_name = over_time.iter().any(|s| self.asked.only.contains(s));
        let wanted = self.asked.only.is_empty()
            || by_name
            || self.asked.only.contains(&Section::Overview)
            || asked.over.is_some();
        // Site, wave and period would be three attributes crossed.
        let crossed = self.asked.site.is_some() && self.asked.wave.is_some();
        if !wanted || crossed {
            return Ok(None);
        }
        let view = self.view();
        let Some(span) = self.span(form, by_name, &view)? else {
            return Ok(None);
        };
        let parts = self.periods(form, span, &view)?;
        if parts.len() < 2 {
            return Ok(None);
        }
        let mut others = self.wider();
        if form.role != Role::Customer {
            others.extend(self.earlier(form)?);
        }
        let neighbours = others
            .iter()
            .map(|view| self.periods(form, span, view))
            .collect::<Result<Vec<Periods>, _>>()?;
        let charting = Charting {
            baseline: self.baseline(&parts)?,
            because: asked.because.as_deref().map(|text| clean_line(text, 200)),
            rules: asked.nelson.clone(),
        };
        Ok(Some(disclose_series(
            &self.edition.questionnaire,
            form,
            (span, &parts),
            &neighbours,
            &charting,
            self.asked.level,
        )))
    }

    /// By what time is cut: as asked for, else by wave where there are two or more, else by month.
    fn span(&self, form: &Form, by_name: bool, view: &View) -> Result<Option<Span>, Failure> {
        let known = form.role == Role::Customer;
        match self.asked.time.over {
            Some(Over::Wave) => return Ok(Some(Span::Wave)),
            Some(Over::Week | Over::Month) if !known => {
                return Err(Failure::new(
                    FailureKind::Usage,
                    "days would tell single managers and staff apart",
                )
                .hint("use --over wave"));
            }
            Some(Over::Week) => return Ok(Some(Span::Week)),
            Some(Over::Month) => return Ok(Some(Span::Month)),
            None => {}
        }
        let waves = self.periods(form, Span::Wave, view)?;
        if waves.len() > 1 {
            return Ok(Some(Span::Wave));
        }
        let n: u64 = waves.iter().map(|(_, sums)| sums.n()).sum();
        Ok((known && n > 0 && (by_name || n <= LIGHT)).then_some(Span::Month))
    }

    fn periods(&self, form: &Form, span: Span, view: &View) -> Result<Periods, Failure> {
        match span {
            Span::Wave => self.waves(form, view),
            Span::Week | Span::Month => self.dated(form, span, view),
        }
    }

    fn waves(&self, form: &Form, view: &View) -> Result<Periods, Failure> {
        let parts = self.parts(form, &GroupBy::Wave, view)?;
        let mut waves: Periods = parts
            .into_iter()
            .filter(|(_, sums)| sums.n() > 0)
            .filter_map(|(name, sums)| match name {
                GroupName::Named(name) => Some((clean_line(&name, 40), sums)),
                GroupName::Language(_) | GroupName::Option(_) | GroupName::Unanswered => None,
            })
            .collect();
        waves.sort_by_cached_key(|(name, _)| natural(name));
        Ok(waves)
    }

    /// Weeks or months from the first with a response to the last.
    fn dated(&self, form: &Form, span: Span, view: &View) -> Result<Periods, Failure> {
        let questionnaire = &self.edition.questionnaire;
        let mut sums: BTreeMap<Date, Summary> = BTreeMap::new();
        if let Some(store) = self.store {
            let (_, judge) = self.under(form, view)?;
            let of_form = self.of_form(form, &view.filter, Among::All);
            store.each_dated(&of_form, |count, started, packed| {
                let apart = |judge: &Judge| judge.sets_apart(count.signs, packed);
                if judge.as_ref().is_some_and(apart) {
                    return;
                }
                if let Some(first) = first_day(started, span) {
                    sums.entry(first)
                        .or_insert_with(|| Summary::new(questionnaire, form))
                        .add(packed);
                }
            })?;
        }
        let mut days: Vec<Date> = sums.keys().copied().collect();
        if let (Some(first), Some(last)) = (days.first().copied(), days.last().copied()) {
            let all = first.series(match span {
                Span::Week => jiff::Span::new().weeks(1),
                Span::Month | Span::Wave => jiff::Span::new().months(1),
            });
            let all: Vec<Date> = all
                .take_while(|day| *day <= last)
                .take(MOST_PERIODS + 1)
                .collect();
            if all.len() <= MOST_PERIODS {
                days = all;
            }
        }
        let period = |day: Date| {
            let sums = sums.remove(&day);
            let sums = sums.unwrap_or_else(|| Summary::new(questionnaire, form));
            (period_name(day, span), sums)
        };
        Ok(days.into_iter().map(period).collect())
    }

    fn baseline(&self, parts: &[(String, Summary)]) -> Result<Option<(usize, usize)>, Failure> {
        let Some(asked) = &self.asked.time.baseline else {
            return Ok(None);
        };
        let place = |name: &str| parts.iter().position(|(period, _)| period == name.trim());
        let ends = asked
            .split_once("..")
            .map(|(first, last)| (place(first), place(last)));
        match ends {
            Some((Some(first), Some(last))) if first <= last => Ok(Some((first, last))),
            Some(_) | None => {
                let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
                Err(
                    Failure::new(FailureKind::Usage, format_args!("`{asked}` is no baseline"))
                        .hint("two periods with .. between them, the earlier first")
                        .hint(format_args!("periods are: {}", names.join(", "))),
                )
            }
        }
    }
}

/// The first day of the week or month in which an interview began.
fn first_day(started: i64, span: Span) -> Option<Date> {
    let day = jiff::Timestamp::from_millisecond(started)
        .ok()?
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date();
    match span {
        Span::Week => {
            let past = i64::from(day.weekday().to_monday_zero_offset());
            day.checked_sub(jiff::Span::new().days(past)).ok()
        }
        Span::Month | Span::Wave => Some(day.first_of_month()),
    }
}

fn period_name(first: Date, span: Span) -> String {
    match span {
        Span::Week => {
            let week = first.iso_week_date();
            format!("{}-W{:02}", week.year(), week.week())
        }
        Span::Month | Span::Wave => format!("{}-{:02}", first.year(), first.month()),
    }
}

/// Names in the order in which people count: wave 2 before wave 10.
fn natural(name: &str) -> Vec<(u128, String)> {
    let mut parts: Vec<(u128, String)> = Vec::new();
    for piece in name.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits: String = piece.chars().take_while(char::is_ascii_digit).collect();
        let number = digits.parse().unwrap_or(0);
        parts.push((number, piece[digits.len()..].to_owned()));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waves_are_in_the_order_in_which_people_count() {
        let mut names = ["wave 10", "wave 2", "2026-9", "2026-10", "2025"];
        names.sort_by_cached_key(|name| natural(name));
        assert_eq!(names, ["wave 2", "wave 10", "2025", "2026-9", "2026-10"]);
    }

    #[test]
    fn weeks_begin_on_monday_and_have_their_iso_names() {
        // 2027-01-01 is a Friday of the last week of 2026.
        let day = 1_798_761_600_000;
        let first = first_day(day, Span::Week).unwrap();
        assert_eq!(first.to_string(), "2026-12-28");
        assert_eq!(period_name(first, Span::Week), "2026-W53");
        let first = first_day(day, Span::Month).unwrap();
        assert_eq!(period_name(first, Span::Month), "2027-01");
    }
}

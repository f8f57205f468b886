//! Indicators: the organisation's own counts, period by period, against their targets.
//!
//! Knows: which entry counts for a period, and how a value stands to its target. Refuses to know: limits of
//! control (see `control`), and how a series is drawn. An indicator says nothing of a person, so no least number of
//! entries stands before it.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::survey::questionnaire::{
    Better, Block, Decimal, Form, Id, Indicator, Kind, QuestionKey, Questionnaire,
};
use crate::survey::record::{Answer, Layout, Response};

/// One indicator over its periods.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorSeries {
    /// The form that asks for it.
    pub form: Id,
    /// Index of its block in the form's `ask`: name and unit are there.
    pub block: usize,
    /// Its key.
    pub key: QuestionKey,
    /// Which way is better.
    pub better: Better,
    /// What is aimed at.
    pub target: Option<f64>,
    /// How far from the target is still near it.
    pub tolerance: f64,
    /// Digits behind the point.
    pub decimals: u8,
    /// Its values: site by site, each in the order of periods.
    pub points: Vec<IndicatorPoint>,
}

/// The value of one period at one site.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorPoint {
    /// `2026-05`, `2026-05-17`, or the name of a wave.
    pub period: String,
    /// The site, or empty.
    pub site: String,
    /// The value entered last for this period and site.
    pub value: f64,
    /// How often a value was entered for it.
    pub entered: u64,
}

/// How a value stands to its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// At the target or better.
    Met,
    /// Worse, but within the tolerance.
    Near,
    /// Worse than that.
    Missed,
}

impl IndicatorSeries {
    /// How a value stands to the target; `None` without a target.
    pub fn standing(&self, value: f64) -> Option<Standing> {
        let target = self.target?;
        let short = match self.better {
            Better::Higher => target - value,
            Better::Lower => value - target,
        };
        // Values have three digits behind the point at most: less than half the last of them is nothing.
        Some(if short < 0.0005 {
            Standing::Met
        } else if short < self.tolerance + 0.0005 {
            Standing::Near
        } else {
            Standing::Missed
        })
    }

    /// What the file says of it.
    pub fn indicator<'a>(&self, questionnaire: &'a Questionnaire) -> Option<&'a Indicator> {
        let form = questionnaire.form(self.form.as_str())?;
        if let Block::Indicator(indicator) = form.ask.get(self.block)? {
            Some(indicator)
        } else {
            None
        }
    }
}

/// When a period was: those with a date by it, others by when they were first entered.
#[derive(Debug, Clone, PartialEq, Eq)]
enum When {
    Dated(String),
    Since(i64),
}

/// What was entered for one period and site.
#[derive(Debug)]
struct Entered {
    when: When,
    /// When the value that counts was entered.
    last: (i64, String),
    value: i64,
    times: u64,
}

/// What was entered, by site and period.
type Values = BTreeMap<(String, String), Entered>;

/// The indicators of a form, gathered from its responses in any order.
#[derive(Debug)]
pub struct Indicators<'a> {
    form: &'a Form,
    layout: Layout,
    /// Index of the question that says which period it is about.
    period: Option<usize>,
    /// Questions of indicators, with what was entered by site and period.
    asked: Vec<(usize, Values)>,
}

impl<'a> Indicators<'a> {
    /// The indicators that a form asks for; `None` where it asks for none.
    pub fn of(questionnaire: &Questionnaire, form: &'a Form) -> Option<Self> {
        let layout = Layout::of(questionnaire, form);
        let asked: Vec<_> = layout
            .columns()
            .iter()
            .map(|column| column.question)
            .filter(|question| {
                let block = layout.questions().get(*question).map(|q| q.block);
                let block = block.and_then(|block| form.ask.get(block));
                matches!(block, Some(Block::Indicator(_)))
            })
            .map(|question| (question, BTreeMap::new()))
            .collect();
        let period = layout
            .questions()
            .iter()
            .position(|question| matches!(question.kind, Kind::Month | Kind::Date));
        (!asked.is_empty()).then_some(Self {
            form,
            layout,
            period,
            asked,
        })
    }

    /// Takes a response in.
    pub fn add(&mut self, response: &Response) {
        let answer = |question| {
            self.layout
                .unpack(&response.packed, &response.texts, question)
        };
        let (period, when) = match self.period.map(answer) {
            Some(Answer::Text(date)) => (date.clone(), When::Dated(date)),
            _ if !response.wave.is_empty() => {
                (response.wave.clone(), When::Since(response.started))
            }
            _ => {
                let month = month_of(response.started);
                (month.clone(), When::Dated(month))
            }
        };
        let last = (response.started, response.id.to_string());
        for (question, values) in &mut self.asked {
            let given = self
                .layout
                .unpack(&response.packed, &response.texts, *question);
            let Answer::Number(value) = given else {
                continue;
            };
            let place = (response.site.clone(), period.clone());
            let entered = values.entry(place).or_insert_with(|| Entered {
                when: when.clone(),
                last: last.clone(),
                value,
                times: 0,
            });
            entered.times += 1;
            if let (When::Since(first), When::Since(this)) = (&mut entered.when, &when) {
                *first = (*first).min(*this);
            }
            if entered.last <= last {
                entered.last = last.clone();
                entered.value = value;
            }
        }
    }

    /// The series, in the order of the form.
    pub fn series(self) -> Vec<IndicatorSeries> {
        let (form, layout) = (self.form, self.layout);
        let asked = self.asked.into_iter();
        asked
            .filter_map(|(question, values)| {
                let question = layout.questions().get(question)?;
                let Block::Indicator(indicator) = form.ask.get(question.block)? else {
                    return None;
                };
                let mut values: Vec<_> = values.into_iter().collect();
                values.sort_by(|((site, _), entered), ((other_site, _), other)| {
                    site.cmp(other_site)
                        .then_with(|| order(&entered.when, &other.when))
                });
                let part = 10_f64.powi(i32::from(indicator.decimals));
                let points = values
                    .into_iter()
                    .map(|((site, period), entered)| IndicatorPoint {
                        period,
                        site,
                        value: entered.value as f64 / part,
                        entered: entered.times,
                    });
                Some(IndicatorSeries {
                    form: form.id.clone(),
                    block: question.block,
                    key: question.key.clone(),
                    better: indicator.better,
                    target: indicator.target.map(Decimal::value),
                    tolerance: indicator.tolerance.map_or(0.0, Decimal::value),
                    decimals: indicator.decimals,
                    points: points.collect(),
                })
            })
            .collect()
    }
}

fn order(one: &When, other: &When) -> Ordering {
    match (one, other) {
        (When::Dated(one), When::Dated(other)) => one.cmp(other),
        (When::Since(one), When::Since(other)) => one.cmp(other),
        (When::Dated(_), When::Since(_)) => Ordering::Less,
        (When::Since(_), When::Dated(_)) => Ordering::Greater,
    }
}

/// The month of a moment, in UTC.
fn month_of(milliseconds: i64) -> String {
    jiff::Timestamp::from_millisecond(milliseconds)
        .map(|moment| moment.strftime("%Y-%m").to_string())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::trial::{item, study};
    use crate::language::Locale;
    use crate::survey::record::{Fingerprint, Flags, InterviewId, Mode, Outcome, Reason};

    const ASK: &str = r#"
        Indicator((id: "hours", name: (en: "Hours"), text: (en: "x"), better: Lower, target: 24.0,
            tolerance: 1.5, least: 0, most: 500, decimals: 1)),
        Indicator((id: "solved", name: (en: "Solved"), text: (en: "x"), better: Higher, target: 80.0,
            least: 0, most: 100))"#;

    /// When, wave, site, period, hours, solved.
    type Row = (
        i64,
        &'static str,
        &'static str,
        &'static str,
        i64,
        Option<i64>,
    );

    fn series(ask: &str, entries: &[Row]) -> Vec<IndicatorSeries> {
        let study = study(&[("d", vec![item("i", "")])], 7, "Manager", ask);
        let form = &study.forms[0];
        let layout = Layout::of(&study, form);
        let mut indicators = Indicators::of(&study, form).unwrap();
        for (number, (started, wave, site, period, hours, solved)) in entries.iter().enumerate() {
            let mut answers = vec![
                Answer::Number(*hours),
                solved.map_or(Answer::Left(Reason::DontKnow), Answer::Number),
            ];
            let mut texts = Vec::new();
            if layout.questions().len() == 3 {
                answers.insert(0, Answer::Text((*period).to_owned()));
                texts.push((0, (*period).to_owned()));
            }
            indicators.add(&Response {
                id: InterviewId(format!("{number}")),
                edition: Fingerprint(String::new()),
                form: "form".into(),
                mode: Mode::Interview,
                locale: Locale::En,
                outcome: Outcome::Complete,
                started: *started,
                duration: 0,
                site: (*site).to_owned(),
                device: String::new(),
                wave: (*wave).to_owned(),
                seed: 0,
                short: false,
                flags: Flags::NONE,
                packed: layout.pack(&answers),
                texts,
            });
        }
        indicators.series()
    }

    fn told(series: &IndicatorSeries) -> Vec<(String, f64)> {
        let points = series.points.iter();
        points
            .map(|point| (format!("{}{}", point.site, point.period), point.value))
            .collect()
    }

    #[test]
    fn the_last_value_of_a_period_counts_whatever_came_first_out_of_the_store() {
        let ask = format!(r#"Month((id: "month", text: (en: "x"))),{ASK}"#);
        let all = series(
            &ask,
            &[
                (5, "", "", "2026-05", 200, Some(81)),
                (3, "", "", "2026-05", 300, None),
                (4, "", "", "2026-04", 255, Some(79)),
            ],
        );
        let expected = [("2026-04".to_owned(), 25.5), ("2026-05".to_owned(), 20.0)];
        assert_eq!(told(&all[0]), expected);
        assert_eq!(all[0].points[1].entered, 2);
        assert_eq!(all[1].points[1].entered, 1);
        let standing = |at: usize| all[0].standing(all[0].points[at].value);
        assert_eq!(standing(0), Some(Standing::Near));
        assert_eq!(standing(1), Some(Standing::Met));
        assert_eq!(all[0].standing(25.6), Some(Standing::Missed));
        assert_eq!(all[1].standing(79.0), Some(Standing::Missed));
        assert_eq!(all[1].standing(80.0), Some(Standing::Met));
    }

    #[test]
    fn without_a_date_the_wave_names_the_period_and_without_both_the_month() {
        let day = 24 * 60 * 60 * 1000;
        let all = series(
            ASK,
            &[
                (20, "spring", "b", "", 10, None),
                (10, "winter", "b", "", 20, None),
                (40 * day, "", "a", "", 30, None),
                (day, "", "a", "", 40, None),
            ],
        );
        let expected = [
            ("a1970-01".to_owned(), 4.0),
            ("a1970-02".to_owned(), 3.0),
            ("bwinter".to_owned(), 2.0),
            ("bspring".to_owned(), 1.0),
        ];
        assert_eq!(told(&all[0]), expected);
        assert!(all[1].points.is_empty());
    }
}

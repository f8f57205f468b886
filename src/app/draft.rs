//! What a person has begun on a page and not yet decided: chosen options, points, words. Nothing here is an
//! answer; what a draft amounts to is asked when the person goes on.

use super::field::Field;
use crate::language::MAX_ANSWER;
use crate::survey::interview::QuestionView;
use crate::survey::questionnaire::{Kind, format_decimal, parse_decimal};
use crate::survey::record::Answer;

/// Work on one question of the page.
#[derive(Debug, Clone)]
pub enum Draft {
    /// Ratings and notes are decided by one touch: there is nothing to keep.
    Nothing,
    /// Options, and words of one's own.
    Choice(Options),
    /// Points.
    Points(Points),
    /// A text, a number, a date or a time as it is being written.
    Words(Field),
}

/// Options chosen so far.
#[derive(Debug, Clone)]
pub struct Options {
    /// By their places on the screen.
    pub chosen: Vec<u8>,
    /// Words of one's own.
    pub words: Field,
    many: bool,
    /// Which option of the file stands at each place.
    order: Vec<u8>,
    other: Vec<bool>,
    alone: Vec<bool>,
}

/// Points given so far.
#[derive(Debug, Clone)]
pub struct Points {
    /// One a dimension, in file order; empty until touched.
    pub rows: Vec<Option<u8>>,
    /// The row that buttons and digits change.
    pub row: usize,
    /// What they must add up to.
    pub total: u8,
    /// The next digit is appended to the row's number.
    typing: bool,
}

/// What a draft amounts to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Amount {
    /// Nothing was done.
    Nothing,
    /// An answer, to be checked by the interview.
    Answer(Answer),
    /// Something was done, but it is no answer yet.
    Unfinished,
}

impl Draft {
    /// The work on a question as it stands when its page opens: its answer, if it has one.
    /// Where nobody can write, no option opens a line for words of one's own.
    pub(super) fn of(view: &QuestionView<'_>, writes: bool) -> Self {
        match &view.question.kind {
            Kind::Rating { .. } | Kind::Note => Self::Nothing,
            Kind::Points { total, rows } => {
                let rows = match view.answer {
                    Some(Answer::Points(given)) => given.iter().copied().map(Some).collect(),
                    _ => vec![None; *rows],
                };
                let row = view.rows.first().map_or(0, |row| row.dimension);
                Self::Points(Points {
                    rows,
                    row,
                    total: *total,
                    typing: false,
                })
            }
            Kind::Choice { many, .. } => {
                let (answered, words) = match view.answer {
                    Some(Answer::Choice(chosen, words)) => {
                        (chosen.as_slice(), words.clone().unwrap_or_default())
                    }
                    _ => (&[] as &[u8], String::new()),
                };
                let shown = (0..).zip(&view.options);
                let chosen = shown
                    .filter(|(_, option)| answered.contains(&option.option))
                    .map(|(place, _)| place);
                Self::Choice(Options {
                    chosen: chosen.collect(),
                    words: Field::new(&words, MAX_ANSWER),
                    many: *many,
                    order: view.options.iter().map(|option| option.option).collect(),
                    other: view
                        .options
                        .iter()
                        .map(|option| option.other && writes)
                        .collect(),
                    alone: view.options.iter().map(|option| option.alone).collect(),
                })
            }
            Kind::Number { decimals, .. } => {
                let text = match view.answer {
                    Some(Answer::Number(parts)) => format_decimal(*parts, *decimals),
                    _ => String::new(),
                };
                Self::Words(Field::new(&text, 20))
            }
            Kind::Month => Self::Words(Field::new(&written(view.answer), 7)),
            Kind::Date => Self::Words(Field::new(&written(view.answer), 10)),
            Kind::Time => Self::Words(Field::new(&written(view.answer), 5)),
            Kind::Text { .. } => Self::Words(Field::new(&written(view.answer), MAX_ANSWER)),
        }
    }

    /// What the work amounts to.
    pub(super) fn amount(&self, kind: &Kind) -> Amount {
        match self {
            Self::Nothing => Amount::Nothing,
            Self::Choice(options) => options.amount(),
            Self::Points(points) => points.amount(),
            Self::Words(field) => {
                let text = field.text().trim();
                if text.is_empty() {
                    return Amount::Nothing;
                }
                match kind {
                    Kind::Number { decimals, .. } => parse_decimal(&half_width(text), *decimals)
                        .map_or(Amount::Unfinished, |n| Amount::Answer(Answer::Number(n))),
                    Kind::Month => Amount::Answer(Answer::Text(month(text))),
                    Kind::Date => Amount::Answer(Answer::Text(date(text))),
                    Kind::Time => Amount::Answer(Answer::Text(time(text))),
                    Kind::Rating { .. }
                    | Kind::Points { .. }
                    | Kind::Choice { .. }
                    | Kind::Text { .. }
                    | Kind::Note => Amount::Answer(Answer::Text(text.to_owned())),
                }
            }
        }
    }

    /// How many characters are written.
    pub fn length(&self) -> usize {
        match self {
            Self::Words(field) => field.length(),
            Self::Choice(options) => options.words.length(),
            Self::Points(_) | Self::Nothing => 0,
        }
    }

    /// Whether characters can be typed.
    pub(super) fn is_written(&self) -> bool {
        match self {
            Self::Words(_) => true,
            Self::Choice(options) => options.takes_words(),
            Self::Points(_) | Self::Nothing => false,
        }
    }

    /// The field that takes typed characters, if there is one.
    pub(super) fn field(&mut self) -> Option<&mut Field> {
        match self {
            Self::Words(field) => Some(field),
            Self::Choice(options) if options.takes_words() => Some(&mut options.words),
            Self::Choice(_) | Self::Points(_) | Self::Nothing => None,
        }
    }
}

impl Options {
    /// Whether an option is chosen.
    pub fn has(&self, option: usize) -> bool {
        self.chosen.iter().any(|c| usize::from(*c) == option)
    }

    /// Whether a chosen option asks for words of one's own.
    pub fn takes_words(&self) -> bool {
        self.chosen.iter().any(|option| self.opens(*option))
    }

    pub(super) fn is_many(&self) -> bool {
        self.many
    }

    pub(super) fn opens(&self, option: u8) -> bool {
        self.other.get(usize::from(option)) == Some(&true)
    }

    /// Chooses an option, or takes it back where several may be chosen.
    pub(super) fn choose(&mut self, option: u8) {
        if !self.many {
            self.chosen = vec![option];
        } else if self.has(usize::from(option)) {
            self.chosen.retain(|other| *other != option);
        } else {
            let alone = |option: u8| self.alone.get(usize::from(option)) == Some(&true);
            let keep: Vec<u8> = self
                .chosen
                .iter()
                .copied()
                .filter(|other| !alone(option) && !alone(*other))
                .collect();
            self.chosen = keep;
            self.chosen.push(option);
            self.chosen.sort_unstable();
        }
    }

    fn amount(&self) -> Amount {
        if self.chosen.is_empty() {
            return Amount::Nothing;
        }
        let words = self.words.text().trim();
        let words = (self.takes_words() && !words.is_empty()).then(|| words.to_owned());
        let chosen = self.chosen.iter();
        let mut chosen: Vec<u8> = chosen
            .filter_map(|place| self.order.get(usize::from(*place)).copied())
            .collect();
        chosen.sort_unstable();
        Amount::Answer(Answer::Choice(chosen, words))
    }
}

impl Points {
    /// How many points are given.
    pub fn given(&self) -> u32 {
        self.rows.iter().flatten().map(|p| u32::from(*p)).sum()
    }

    /// How many are left; negative when too many are given.
    pub fn left(&self) -> i64 {
        i64::from(self.total) - i64::from(self.given())
    }

    pub(super) fn select(&mut self, row: usize) {
        self.typing &= row == self.row;
        self.row = row;
    }

    /// Adds or takes away points of the selected row, between 0 and what is left.
    pub(super) fn change(&mut self, by: i8) {
        self.typing = false;
        let left = self.left().max(0);
        let total = self.total;
        if let Some(row) = self.rows.get_mut(self.row) {
            let now = i64::from(row.unwrap_or(0));
            let most = (now + left).min(i64::from(total));
            let then = (now + i64::from(by)).clamp(0, most.max(0));
            *row = Some(u8::try_from(then).unwrap_or(total));
        }
    }

    /// Types a digit into the selected row.
    pub(super) fn digit(&mut self, digit: u8) {
        let total = self.total;
        let typing = self.typing;
        if let Some(row) = self.rows.get_mut(self.row) {
            let before = if typing { row.unwrap_or(0) } else { 0 };
            let longer = u32::from(before) * 10 + u32::from(digit);
            *row = u8::try_from(longer)
                .ok()
                .filter(|longer| *longer <= total)
                .or(Some(digit.min(total)));
        }
        self.typing = true;
    }

    /// Takes back the last typed digit. Whether there was one.
    pub(super) fn erase(&mut self) -> bool {
        if !self.typing {
            return false;
        }
        if let Some(row) = self.rows.get_mut(self.row) {
            *row = row.map(|value| value / 10).filter(|value| *value > 0);
            self.typing = row.is_some();
        }
        true
    }

    fn amount(&self) -> Amount {
        if self.rows.iter().all(Option::is_none) {
            Amount::Nothing
        } else if self.left() == 0 {
            let rows = self.rows.iter().map(|row| row.unwrap_or(0)).collect();
            Amount::Answer(Answer::Points(rows))
        } else {
            Amount::Unfinished
        }
    }
}

/// The digit that a character stands for, in the width of a Chinese input method too.
pub(super) fn digit(c: char) -> Option<u8> {
    let c = half_width_char(c);
    u8::try_from(c.to_digit(10)?).ok()
}

fn half_width_char(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

fn half_width(text: &str) -> String {
    text.chars().map(half_width_char).collect()
}

/// A day as answers have it; eight digits in a row are one, too.
fn date(text: &str) -> String {
    let plain = half_width(text);
    match (digits(&plain), plain.split_at_checked(4)) {
        (8, Some((year, day))) if plain.len() == 8 => {
            let (month, day) = day.split_at_checked(2).unwrap_or((day, ""));
            format!("{year}-{month}-{day}")
        }
        _ => padded(text, '-', &[4, 2, 2]),
    }
}

/// A month as answers have it; six digits in a row are one, too.
fn month(text: &str) -> String {
    let plain = half_width(text);
    match (digits(&plain), plain.split_at_checked(4)) {
        (6, Some((year, month))) if plain.len() == 6 => format!("{year}-{month}"),
        _ => padded(text, '-', &[4, 2]),
    }
}

/// A time of day as answers have it; four digits in a row are one, too.
fn time(text: &str) -> String {
    let plain = half_width(text);
    match (digits(&plain), plain.split_at_checked(2)) {
        (4, Some((hours, minutes))) if plain.len() == 4 => format!("{hours}:{minutes}"),
        _ => padded(text, ':', &[2, 2]),
    }
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// Numbers brought to their usual length: `2026/5/7` becomes `2026-05-07`. What is no number stays as it is.
fn padded(text: &str, between: char, lengths: &[usize]) -> String {
    let plain = half_width(text);
    let parts: Vec<&str> = plain.split(['-', '/', '.', ':']).collect();
    if parts.len() != lengths.len() {
        return plain;
    }
    let parts: Vec<String> = parts
        .iter()
        .zip(lengths)
        .map(|(part, length)| format!("{part:0>length$}"))
        .collect();
    parts.join(&between.to_string())
}

fn written(answer: Option<&Answer>) -> String {
    match answer {
        Some(Answer::Text(text)) => text.clone(),
        Some(
            Answer::Rating(_)
            | Answer::Number(_)
            | Answer::Points(_)
            | Answer::Choice(..)
            | Answer::Read
            | Answer::Left(_),
        )
        | None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points() -> Points {
        Points {
            rows: vec![None; 3],
            row: 0,
            total: 100,
            typing: false,
        }
    }

    #[test]
    fn points_start_empty_and_count_only_when_all_are_given() {
        let mut points = points();
        assert_eq!(points.amount(), Amount::Nothing);
        points.digit(6);
        points.digit(0);
        assert_eq!((points.rows[0], points.left()), (Some(60), 40));
        assert_eq!(points.amount(), Amount::Unfinished);
        points.select(2);
        points.digit(4);
        points.digit(0);
        assert_eq!(
            points.amount(),
            Amount::Answer(Answer::Points(vec![60, 0, 40]))
        );
    }

    #[test]
    fn buttons_never_give_more_than_is_left() {
        let mut points = points();
        points.rows[1] = Some(98);
        points.change(5);
        assert_eq!(points.rows[0], Some(2));
        points.change(-5);
        assert_eq!(points.rows[0], Some(0));
        points.digit(7);
        points.change(1);
        assert_eq!((points.rows[0], points.left()), (Some(7), -5));
    }

    #[test]
    fn a_number_beyond_the_total_begins_anew() {
        let mut points = points();
        for digit in [1, 0, 1] {
            points.digit(digit);
        }
        assert_eq!(points.rows[0], Some(1));
        assert!(points.erase());
        assert_eq!(points.rows[0], None);
        assert!(!points.erase());
    }

    #[test]
    fn an_option_that_stands_alone_excludes_the_others() {
        let mut options = Options {
            chosen: Vec::new(),
            words: Field::default(),
            many: true,
            order: vec![0, 1, 2],
            other: vec![false; 3],
            alone: vec![false, false, true],
        };
        options.choose(1);
        options.choose(0);
        assert_eq!(options.chosen, [0, 1]);
        options.choose(2);
        assert_eq!(options.chosen, [2]);
        options.choose(0);
        assert_eq!(options.chosen, [0]);
        options.choose(0);
        assert_eq!(options.amount(), Amount::Nothing);
    }

    #[test]
    fn dates_and_times_are_brought_to_their_usual_form() {
        assert_eq!(padded("2026/5/7", '-', &[4, 2, 2]), "2026-05-07");
        assert_eq!(padded("９：30", ':', &[2, 2]), "09:30");
        assert_eq!(padded("soon", ':', &[2, 2]), "soon");
        assert_eq!(date("20260517"), "2026-05-17");
        assert_eq!(date("２０２６０５１７"), "2026-05-17");
        assert_eq!(date("2026-5-7"), "2026-05-07");
        assert_eq!(
            (month("202605"), month("2026/5")),
            ("2026-05".to_owned(), "2026-05".to_owned())
        );
        assert_eq!(
            (time("0930"), time("9:30")),
            ("09:30".to_owned(), "09:30".to_owned())
        );
    }
}

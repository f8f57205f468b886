//! What can be chosen on a screen, and how arrows walk over it.
//!
//! Every screen is a few rows of targets. Arrows move a cursor over the rows, Enter chooses what is under the
//! cursor, a finger chooses what is under the finger: three ways, one list.

use super::input::Key;
use super::keyboard::Layer;
use crate::language::Locale;
use crate::survey::record::{Outcome, Reason};

/// Something that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// A language.
    Locale(Locale),
    /// The notice: agree.
    Agree,
    /// The notice: decline.
    Decline,
    /// A step of the scale.
    Step {
        /// Which question of the page.
        question: usize,
        /// The number on the scale.
        value: u8,
    },
    /// A reason for giving no answer.
    Reason {
        /// Which question of the page.
        question: usize,
        /// Why.
        reason: Reason,
    },
    /// The heading of one of several ratings: digits and reasons go to it.
    Column {
        /// Which question of the page.
        question: usize,
    },
    /// An option of a choice.
    Option {
        /// Which question of the page.
        question: usize,
        /// Which option, in file order.
        option: usize,
    },
    /// A line to write on.
    Field {
        /// Which question of the page.
        question: usize,
    },
    /// A row of the points question.
    Row {
        /// Which question of the page.
        question: usize,
        /// Which dimension, in file order.
        row: usize,
    },
    /// Changes the row of the points question that was chosen last.
    Change {
        /// Which question of the page.
        question: usize,
        /// By how many points.
        by: i8,
    },
    /// A question of the review, by its place in the list.
    Unanswered(usize),
    /// The next part of what is too long for the screen.
    More,
    /// Back.
    Back,
    /// Choose another language.
    Language,
    /// On.
    Next,
    /// End the interview.
    Finish,
    /// Save again what could not be saved.
    TryAgain,
    /// Do not leave.
    Stay,
    /// Leave.
    Leave,
    /// Somebody is here.
    StillHere,
    /// See the result of all.
    AllResults,
    /// Close the last screen.
    Done,
    /// The desk: a form of a study, by its place in the list of all forms.
    Form(usize),
    /// The desk: an unfinished interview, by its place in the list.
    Unfinished(usize),
    /// The desk: begin an interview.
    Start {
        /// The short form.
        short: bool,
    },
    /// The desk: hold a session.
    Session,
    /// The desk: results.
    Results,
    /// The desk: take the unfinished interview up.
    TakeUp,
    /// The desk: back to the list.
    ToDesk,
    /// The desk: end the program.
    Quit,
    /// Close the program after trouble.
    Close,
    /// The title of a screen: pressed five times, it opens a kiosk's keypad.
    Title,
    /// The door of a session: a sign of a code, by its value.
    Sign(u8),
    /// The leader of a session: open it again.
    Reopen,
    /// The keypad: a digit.
    Digit(u8),
    /// A pad or the keyboard: take the last digit or letter away.
    Erase,
    /// A pad or the keyboard: that was all of it.
    Confirm,
    /// A pad or the keyboard of a question: a character.
    Type(char),
    /// The keyboard: what its keys stand for.
    Layer(Layer),
    /// Show the keyboard.
    Write,
    /// The interviewer's list: a new contact.
    NewContact,
    /// A contact or an interview ends like this.
    Outcome(Outcome),
    /// The interviewer's list: a person passes.
    Passes,
    /// The interviewer's list: the last one was not to be counted.
    Uncount,
    /// The interviewer's list: the daily sheet.
    Sheet,
    /// The interviewer: write a note.
    Note,
    /// The interviewer: hand over to the respondent.
    HandOver,
    /// The interviewer: show the reasons for giving no answer.
    Reasons,
    /// The interviewer: suspend the interview or end it.
    Part,
    /// The interviewer: suspend it.
    Suspend,
    /// Keep the words that were written.
    Keep,
    /// Why an answer is changed, by its place in the list.
    Because(usize),
    /// The interviewer takes over again.
    TakeOver,
}

/// A way over the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Left,
    Right,
    Up,
    Down,
    /// To the first target of the next row, round and round.
    On,
    /// To the first target of the row before, round and round.
    Before,
}

impl Way {
    /// The way that a key goes.
    pub(super) fn of(key: Key) -> Option<Self> {
        let ways = [
            (Key::Left, Self::Left),
            (Key::Right, Self::Right),
            (Key::Up, Self::Up),
            (Key::Down, Self::Down),
            (Key::Tab, Self::On),
            (Key::BackTab, Self::Before),
        ];
        ways.into_iter()
            .find(|(other, _)| *other == key)
            .map(|(_, way)| way)
    }
}

/// Where a way leads on these rows. `None` when it leads nowhere.
///
/// Without a cursor it begins at the nearest end; no way chooses anything by itself.
pub(super) fn step(rows: &[Vec<Target>], cursor: Option<Target>, way: Way) -> Option<Target> {
    let rows: Vec<&Vec<Target>> = rows.iter().filter(|row| !row.is_empty()).collect();
    let at = cursor.and_then(|cursor| place(&rows, cursor));
    let Some((row, column)) = at else {
        return match way {
            Way::Down | Way::Right | Way::On => rows.first()?.first().copied(),
            Way::Left => rows.first()?.last().copied(),
            Way::Up | Way::Before => rows.last()?.first().copied(),
        };
    };
    let here = rows.get(row)?;
    match way {
        Way::Left => here.get(column.checked_sub(1)?).copied(),
        Way::Right => here.get(column + 1).copied(),
        Way::Down => Some(beside(here, column, rows.get(row + 1)?)),
        Way::Up => Some(beside(here, column, rows.get(row.checked_sub(1)?)?)),
        Way::On => rows.get((row + 1) % rows.len())?.first().copied(),
        Way::Before => rows
            .get((row + rows.len() - 1) % rows.len())?
            .first()
            .copied(),
    }
}

fn place(rows: &[&Vec<Target>], target: Target) -> Option<(usize, usize)> {
    rows.iter().enumerate().find_map(|(index, row)| {
        let column = row.iter().position(|other| *other == target)?;
        Some((index, column))
    })
}

/// The target of another row that stands at about the same place from the left.
fn beside(from: &[Target], column: usize, to: &[Target]) -> Target {
    let last = from.len().saturating_sub(1).max(1);
    let index = (column * to.len().saturating_sub(1) + last / 2) / last;
    to[index.min(to.len() - 1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: [u8; 7] = [1, 2, 3, 4, 5, 6, 7];

    fn rows() -> Vec<Vec<Target>> {
        let steps = STEPS.map(|value| Target::Step { question: 0, value });
        vec![
            steps.to_vec(),
            Vec::new(),
            vec![Target::Back, Target::Language, Target::Next],
        ]
    }

    #[test]
    fn the_first_arrow_begins_at_an_end() {
        let lowest = Target::Step {
            question: 0,
            value: 1,
        };
        let highest = Target::Step {
            question: 0,
            value: 7,
        };
        assert_eq!(step(&rows(), None, Way::Right), Some(lowest));
        assert_eq!(step(&rows(), None, Way::Left), Some(highest));
        assert_eq!(Way::of(Key::Enter), None);
        assert_eq!(step(&[], None, Way::Down), None);
    }

    #[test]
    fn down_and_up_keep_the_place() {
        let middle = Target::Step {
            question: 0,
            value: 4,
        };
        let down = step(&rows(), Some(middle), Way::Down);
        assert_eq!(down, Some(Target::Language));
        assert_eq!(step(&rows(), down, Way::Up), Some(middle));
        assert_eq!(step(&rows(), down, Way::Down), None);
    }

    #[test]
    fn a_cursor_that_is_gone_begins_anew() {
        assert_eq!(
            step(&rows(), Some(Target::Agree), Way::Up),
            Some(Target::Back)
        );
    }
}

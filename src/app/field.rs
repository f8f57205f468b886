//! A line of text being written. Knows: the cursor, the limit, which characters may enter at all. Refuses to
//! know: how it is wrapped or what it will be an answer to.

use tui_input::{Input as Line, InputRequest};

use super::input::Key;
use crate::language::clean_line;

/// Text under a cursor.
#[derive(Debug, Clone, Default)]
pub struct Field {
    line: Line,
    limit: usize,
}

/// What became of a key that a field was offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Taken {
    /// It belongs to the field, whether or not something changed.
    Yes,
    /// It means nothing to a field.
    No,
}

impl Field {
    /// A field with these words, cleaned, the cursor behind them; at most `limit` characters.
    pub fn new(text: &str, limit: usize) -> Self {
        Self {
            line: Line::new(clean_line(text, limit)),
            limit,
        }
    }

    /// The words as they stand.
    pub fn text(&self) -> &str {
        self.line.value()
    }

    /// Characters before the cursor.
    pub fn cursor(&self) -> usize {
        self.line.cursor()
    }

    /// The most characters it takes.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// Characters in it.
    pub fn length(&self) -> usize {
        self.text().chars().count()
    }

    /// Offers a key.
    pub(super) fn key(&mut self, key: Key) -> Taken {
        let request = match key {
            Key::Char(c) => {
                self.insert(c);
                return Taken::Yes;
            }
            Key::Backspace => InputRequest::DeletePrevChar,
            Key::Delete => InputRequest::DeleteNextChar,
            Key::Left => InputRequest::GoToPrevChar,
            Key::Right => InputRequest::GoToNextChar,
            Key::Home | Key::Control('a') => InputRequest::GoToStart,
            Key::End | Key::Control('e') => InputRequest::GoToEnd,
            Key::Control('w') => InputRequest::DeletePrevWord,
            Key::Control('u') => InputRequest::DeleteFromStart,
            Key::Enter
            | Key::Escape
            | Key::Tab
            | Key::BackTab
            | Key::Up
            | Key::Down
            | Key::PageUp
            | Key::PageDown
            | Key::Function(_)
            | Key::Control(_)
            | Key::Alt(_) => return Taken::No,
        };
        self.line.handle(request);
        Taken::Yes
    }

    /// Pastes text at the cursor: line ends become blanks, and nothing beyond the limit enters.
    pub(super) fn paste(&mut self, text: &str) {
        let room = self.limit.saturating_sub(self.length());
        for c in clean_line(text, room).chars() {
            self.insert(c);
        }
    }

    fn insert(&mut self, c: char) {
        let harmless = c == ' ' || clean_line(&format!("x{c}"), 2).chars().count() == 2;
        if harmless && self.length() < self.limit {
            self.line.handle(InputRequest::InsertChar(c));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &str, limit: usize) -> Field {
        let mut field = Field::new("", limit);
        for c in keys.chars() {
            assert_eq!(field.key(Key::Char(c)), Taken::Yes);
        }
        field
    }

    #[test]
    fn typing_stops_at_the_limit() {
        assert_eq!(typed("很有禮貌", 3).text(), "很有禮");
    }

    #[test]
    fn pasted_line_ends_become_blanks_and_nothing_harmful_enters() {
        let mut field = typed("a", 20);
        field.paste("b\nc\u{202e}d\u{1b}");
        assert_eq!(field.text(), "ab cd");
        assert_eq!(typed("x\u{200b}y x", 20).text(), "xy x");
    }

    #[test]
    fn words_are_changed_where_the_cursor_stands() {
        let mut field = typed("god", 9);
        let _ = field.key(Key::Left);
        let _ = field.key(Key::Char('o'));
        assert_eq!((field.text(), field.cursor()), ("good", 3));
        let _ = field.key(Key::Control('u'));
        assert_eq!(field.text(), "d");
        assert_eq!(field.key(Key::Enter), Taken::No);
    }
}

//! What a person does at the terminal, in words of our own: no terminal library is named below `terminal`.

/// A key, already decoded and freed of its escape sequence. Key releases and repeats never appear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A character to be typed. Never a control character.
    Char(char),
    /// Carriage return or line feed: number pads of some terminals send the one, some the other.
    Enter,
    /// Escape, alone.
    Escape,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Tab.
    Tab,
    /// Shift and tab.
    BackTab,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// F1 to F12.
    Function(u8),
    /// Control and a lower-case letter, or one of `\ ] ^ _ @`.
    Control(char),
    /// Alt and a character.
    Alt(char),
}

/// One input event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// The left button, or a finger, went down on this cell (0-based, inside the screen).
    Press {
        /// Column from the left.
        column: u16,
        /// Row from the top.
        row: u16,
    },
    /// The wheel turned: -1 up, 1 down.
    Wheel(i8),
    /// Text was pasted: at most 64 KiB, control characters removed.
    Paste(String),
    /// The screen has a new size.
    Resize {
        /// Columns.
        columns: u16,
        /// Rows.
        rows: u16,
    },
}

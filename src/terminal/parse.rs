//! Bytes of a terminal in, [`Input`] out. Knows the sequences that keyboards, mice and pastes send, and how long
//! half a sequence may wait; refuses to know files, clocks and what the input means.
//!
//! Nothing here can be locked: every pending sequence is bounded in length and in time. A sequence that is
//! not understood is dropped as a whole, so that its digits never answer a question.

use std::mem;
use std::time::{Duration, Instant};

use crate::app::input::{Input, Key};

/// Half a sequence is given up after this silence; a lone escape byte then is the key.
pub const SILENCE: Duration = Duration::from_millis(60);
/// Half a sequence is given up after this time even if bytes go on coming, as from a key held down.
pub const PATIENCE: Duration = Duration::from_millis(500);
/// A paste whose end never comes is over after this silence.
pub const PASTE_SILENCE: Duration = Duration::from_millis(500);
/// A paste that is dropped is over after this silence: whoever typed its bracket by hand, to lock the keys, leaves
/// longer gaps between them; a terminal that pastes does not.
pub const DROPPED_PASTE_SILENCE: Duration = Duration::from_millis(100);
/// So much of a paste is kept, in bytes; the rest is read and dropped.
pub const PASTE_LIMIT: usize = 64 * 1024;
/// The longest control sequence that is understood, in bytes after `ESC [`.
pub const SEQUENCE_LIMIT: usize = 32;

const PASTE_END: &[u8] = b"\x1b[201~";
const ESCAPE: u8 = 0x1b;

/// What becomes of a bracketed paste. It is always recognised, so that a paste never types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pastes {
    /// It becomes one [`Input::Paste`].
    Taken,
    /// It is read and forgotten.
    Dropped,
}

/// What has been read of a sequence that is not complete.
#[derive(Debug)]
enum Pending {
    Nothing,
    /// The first bytes of a character in UTF-8, after an escape byte or not.
    Character {
        bytes: [u8; 4],
        have: usize,
        need: usize,
        alt: bool,
    },
    /// `ESC`
    Escape,
    /// `ESC [` and these bytes.
    Control {
        bytes: [u8; SEQUENCE_LIMIT],
        have: usize,
    },
    /// `ESC [` and more bytes than any sequence that is known.
    Overlong,
    /// `ESC O`
    Single,
    /// `ESC [ [`: function keys of the Linux console.
    Console,
    /// `ESC [ M`: a mouse report of the old kind; so many bytes belong to it.
    OldMouse(u8),
    /// `ESC ]`, `ESC P` and the like: a string that nobody asked for.
    Text {
        opener: u8,
        empty: bool,
        escape: bool,
    },
    /// `ESC [ 200 ~`: the text so far, and how many bytes of the closing bracket.
    Paste {
        text: Vec<u8>,
        matched: usize,
    },
}

/// The reader's memory between two reads.
#[derive(Debug)]
pub struct Parser {
    pastes: Pastes,
    columns: u16,
    rows: u16,
    pending: Pending,
    began: Instant,
    deadline: Option<Instant>,
}

impl Parser {
    /// A parser for a screen of `columns` x `rows` cells. Presses outside of it are dropped.
    pub fn new(pastes: Pastes, columns: u16, rows: u16, now: Instant) -> Self {
        Self {
            pastes,
            columns,
            rows,
            pending: Pending::Nothing,
            began: now,
            deadline: None,
        }
    }

    /// Says how large the screen is now.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.columns = columns;
        self.rows = rows;
    }

    /// Forgets half a sequence, as after the program was stopped.
    pub fn forget(&mut self) {
        self.pending = Pending::Nothing;
        self.deadline = None;
    }

    /// When to call [`Parser::expire`], unless more bytes come before.
    pub fn pending_deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// Takes the bytes read at `now` and appends what they mean to `out`.
    ///
    /// Time only sets the next deadline here: bytes that lay waiting while the program was busy are never
    /// late. Where the bytes are cut into reads makes no difference.
    pub fn feed(&mut self, bytes: &[u8], now: Instant, out: &mut Vec<Input>) {
        if bytes.is_empty() {
            return;
        }
        for &byte in bytes {
            if matches!(self.pending, Pending::Nothing) {
                self.began = now;
            }
            self.step(byte, out);
        }
        self.deadline = match self.pending {
            Pending::Nothing => None,
            Pending::Paste { .. } => Some(
                now + match self.pastes {
                    Pastes::Taken => PASTE_SILENCE,
                    Pastes::Dropped => DROPPED_PASTE_SILENCE,
                },
            ),
            Pending::Character { .. }
            | Pending::Escape
            | Pending::Control { .. }
            | Pending::Overlong
            | Pending::Single
            | Pending::Console
            | Pending::OldMouse(_)
            | Pending::Text { .. } => Some((now + SILENCE).min(self.began + PATIENCE)),
        };
    }

    /// Ends the pending sequence if its deadline has passed: a lone escape byte becomes the key, an
    /// introducer alone the key with Alt that sends it, a paste is handed over; the rest is dropped.
    /// Call it only when nothing is left to be read.
    pub fn expire(&mut self, now: Instant, out: &mut Vec<Input>) {
        if self.deadline.is_none_or(|deadline| now < deadline) {
            return;
        }
        self.deadline = None;
        match mem::replace(&mut self.pending, Pending::Nothing) {
            Pending::Escape => out.push(Input::Key(Key::Escape)),
            Pending::Control { have: 0, .. } => out.push(Input::Key(Key::Alt('['))),
            Pending::Single => out.push(Input::Key(Key::Alt('O'))),
            Pending::Text {
                opener,
                empty: true,
                escape: false,
            } => out.push(Input::Key(Key::Alt(char::from(opener)))),
            Pending::Paste { text, .. } => push_paste(&text, out),
            Pending::Nothing
            | Pending::Character { .. }
            | Pending::Control { .. }
            | Pending::Overlong
            | Pending::Console
            | Pending::OldMouse(_)
            | Pending::Text { .. } => {}
        }
    }

    fn step(&mut self, byte: u8, out: &mut Vec<Input>) {
        match mem::replace(&mut self.pending, Pending::Nothing) {
            Pending::Nothing => self.begin(byte, false, out),
            Pending::Character {
                bytes,
                have,
                need,
                alt,
            } => self.character(bytes, have, need, alt, byte, out),
            Pending::Escape => self.escape(byte, out),
            Pending::Control { bytes, have } => self.control(bytes, have, byte, out),
            Pending::Overlong => match byte {
                0x20..=0x3f => self.pending = Pending::Overlong,
                ESCAPE => self.pending = Pending::Escape,
                _ => {}
            },
            Pending::Single => {
                if byte == ESCAPE {
                    self.pending = Pending::Escape;
                } else if let Some(key) = single(byte) {
                    out.push(Input::Key(key));
                }
            }
            Pending::Console => match byte {
                b'A'..=b'E' => out.push(Input::Key(Key::Function(byte - b'A' + 1))),
                ESCAPE => self.pending = Pending::Escape,
                _ => {}
            },
            Pending::OldMouse(left) => match byte {
                ESCAPE => self.pending = Pending::Escape,
                0x20.. if left > 1 => self.pending = Pending::OldMouse(left - 1),
                _ => {}
            },
            Pending::Text {
                opener,
                empty,
                escape,
            } => self.text(opener, empty, escape, byte, out),
            Pending::Paste { text, matched } => self.paste(text, matched, byte, out),
        }
    }

    /// The first byte of anything.
    fn begin(&mut self, byte: u8, alt: bool, out: &mut Vec<Input>) {
        let need = match byte {
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            ESCAPE => {
                self.pending = Pending::Escape;
                return;
            }
            0x80.. => return, // no character begins so
            _ => {
                out.push(Input::Key(plain(byte)));
                return;
            }
        };
        self.pending = Pending::Character {
            bytes: [byte, 0, 0, 0],
            have: 1,
            need,
            alt,
        };
    }

    fn character(
        &mut self,
        mut bytes: [u8; 4],
        have: usize,
        need: usize,
        alt: bool,
        byte: u8,
        out: &mut Vec<Input>,
    ) {
        if !(0x80..=0xbf).contains(&byte) {
            self.begin(byte, false, out);
            return;
        }
        if let Some(place) = bytes.get_mut(have) {
            *place = byte;
        }
        let have = have + 1;
        if have < need {
            self.pending = Pending::Character {
                bytes,
                have,
                need,
                alt,
            };
            return;
        }
        let decoded = bytes
            .get(..need)
            .and_then(|bytes| str::from_utf8(bytes).ok())
            .and_then(|text| text.chars().next())
            .filter(|c| !c.is_control());
        if let Some(c) = decoded {
            out.push(Input::Key(if alt { Key::Alt(c) } else { Key::Char(c) }));
        }
    }

    fn escape(&mut self, byte: u8, out: &mut Vec<Input>) {
        match byte {
            b'[' => {
                self.pending = Pending::Control {
                    bytes: [0; SEQUENCE_LIMIT],
                    have: 0,
                };
            }
            b'O' => self.pending = Pending::Single,
            b']' | b'P' | b'_' | b'^' | b'X' => {
                self.pending = Pending::Text {
                    opener: byte,
                    empty: true,
                    escape: false,
                };
            }
            ESCAPE => {
                out.push(Input::Key(Key::Escape));
                self.pending = Pending::Escape;
            }
            0x20..=0x7e => out.push(Input::Key(Key::Alt(char::from(byte)))),
            0x80.. => self.begin(byte, true, out),
            // Alt with Enter, Backspace, Tab, or with Control: means nothing here.
            _ => {}
        }
    }

    fn control(
        &mut self,
        mut bytes: [u8; SEQUENCE_LIMIT],
        have: usize,
        byte: u8,
        out: &mut Vec<Input>,
    ) {
        match byte {
            0x20..=0x3f => {
                self.pending = match bytes.get_mut(have) {
                    Some(place) => {
                        *place = byte;
                        Pending::Control {
                            bytes,
                            have: have + 1,
                        }
                    }
                    None => Pending::Overlong,
                };
            }
            0x40..=0x7e => {
                let parameters = bytes.get(..have).unwrap_or_default();
                self.finish(parameters, byte, out);
            }
            ESCAPE => self.pending = Pending::Escape,
            _ => {}
        }
    }

    /// A whole control sequence: `ESC [`, the parameters, the final byte.
    fn finish(&mut self, parameters: &[u8], last: u8, out: &mut Vec<Input>) {
        if let Some(report) = parameters.strip_prefix(b"<") {
            if last == b'M'
                && report.first().is_some_and(u8::is_ascii_digit)
                && let Some([button, x, y]) = numbers(report)
                && let Some(input) = self.mouse(button, x, y)
            {
                out.push(input);
            }
            return;
        }
        match (parameters, last) {
            (b"", b'[') => {
                self.pending = Pending::Console;
                return;
            }
            (b"", b'M') => {
                self.pending = Pending::OldMouse(3);
                return;
            }
            (b"200", b'~') => {
                self.pending = Pending::Paste {
                    text: Vec::new(),
                    matched: 0,
                };
                return;
            }
            _ => {}
        }
        // The second number says which of Shift, Alt and Control were held: an arrow stays an arrow.
        let key = match numbers(parameters) {
            Some([number, _, 0]) => match last {
                b'~' => tilde(number),
                // With parameters this is the answer to a question about the cursor.
                b'R' if parameters.is_empty() => Some(Key::Function(3)),
                b'R' => None,
                _ if number <= 1 => letter(last),
                _ => None,
            },
            Some(_) | None => None,
        };
        out.extend(key.map(Input::Key));
    }

    /// A mouse report of the kind 1006: cells count from 1.
    fn mouse(&self, button: u32, x: u32, y: u32) -> Option<Input> {
        let column = u16::try_from(x.checked_sub(1)?).ok()?;
        let row = u16::try_from(y.checked_sub(1)?).ok()?;
        if column >= self.columns || row >= self.rows {
            return None;
        }
        let held = 4 | 8 | 16; // Shift, Alt, Control
        match button & !held {
            0 => Some(Input::Press { column, row }),
            64 => Some(Input::Wheel(-1)),
            65 => Some(Input::Wheel(1)),
            _ => None,
        }
    }

    fn text(&mut self, opener: u8, empty: bool, escape: bool, byte: u8, out: &mut Vec<Input>) {
        match byte {
            b'\\' if escape => {}
            ESCAPE if escape => self.pending = Pending::Escape,
            // Not the end of the string, so the beginning of something new.
            _ if escape => self.escape(byte, out),
            0x07 | 0x18 | 0x1a => {}
            ESCAPE => {
                self.pending = Pending::Text {
                    opener,
                    empty,
                    escape: true,
                };
            }
            _ => {
                self.pending = Pending::Text {
                    opener,
                    empty: false,
                    escape: false,
                };
            }
        }
    }

    fn paste(&mut self, mut text: Vec<u8>, matched: usize, byte: u8, out: &mut Vec<Input>) {
        let limit = match self.pastes {
            Pastes::Taken => PASTE_LIMIT,
            Pastes::Dropped => 0,
        };
        let mut keep = |bytes: &[u8]| {
            let room = limit.saturating_sub(text.len());
            text.extend(bytes.iter().take(room));
        };
        let matched = if PASTE_END.get(matched) == Some(&byte) {
            matched + 1
        } else {
            keep(PASTE_END.get(..matched).unwrap_or_default());
            if byte == ESCAPE {
                1
            } else {
                keep(&[byte]);
                0
            }
        };
        if matched == PASTE_END.len() {
            push_paste(&text, out);
        } else {
            self.pending = Pending::Paste { text, matched };
        }
    }
}

/// Hands over pasted bytes: what is no character is dropped, line ends and tabs become blanks, so that a paste
/// can never press Enter.
fn push_paste(bytes: &[u8], out: &mut Vec<Input>) {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        let mut before = ' ';
        for c in chunk.valid().chars() {
            match c {
                '\n' if before == '\r' => {}
                '\r' | '\n' | '\t' => text.push(' '),
                c if c.is_control() => {}
                c => text.push(c),
            }
            before = c;
        }
    }
    if !text.is_empty() {
        out.push(Input::Paste(text));
    }
}

/// A byte below 0x80 that stands alone.
fn plain(byte: u8) -> Key {
    match byte {
        b'\r' | b'\n' => Key::Enter,
        b'\t' => Key::Tab,
        0x08 | 0x7f => Key::Backspace,
        // 1 is Control and a, 0x1c is Control and a backslash, 0 is Control and @.
        0x01..=0x1a => Key::Control(char::from(byte | 0x60)),
        0x00 | 0x1b..=0x1f => Key::Control(char::from(byte | 0x40)),
        _ => Key::Char(char::from(byte)),
    }
}

/// `ESC O` and this byte: arrows and function keys, and the number pad when it is in application mode.
fn single(byte: u8) -> Option<Key> {
    match byte {
        b'M' => Some(Key::Enter),
        b'I' => Some(Key::Tab),
        b' ' => Some(Key::Char(' ')),
        b'X' => Some(Key::Char('=')),
        b'j'..=b'y' => Some(Key::Char(char::from(byte - 0x40))),
        _ => letter(byte),
    }
}

/// Keys whose sequence ends in a letter of their own.
fn letter(byte: u8) -> Option<Key> {
    match byte {
        b'A' => Some(Key::Up),
        b'B' => Some(Key::Down),
        b'C' => Some(Key::Right),
        b'D' => Some(Key::Left),
        b'H' => Some(Key::Home),
        b'F' => Some(Key::End),
        b'Z' => Some(Key::BackTab),
        b'P'..=b'S' => Some(Key::Function(byte - b'P' + 1)),
        _ => None,
    }
}

/// Keys whose sequence ends in a tilde.
fn tilde(number: u32) -> Option<Key> {
    match number {
        1 | 7 => Some(Key::Home),
        3 => Some(Key::Delete),
        4 | 8 => Some(Key::End),
        5 => Some(Key::PageUp),
        6 => Some(Key::PageDown),
        11 => Some(Key::Function(1)),
        12 => Some(Key::Function(2)),
        13 => Some(Key::Function(3)),
        14 => Some(Key::Function(4)),
        15 => Some(Key::Function(5)),
        17 => Some(Key::Function(6)),
        18 => Some(Key::Function(7)),
        19 => Some(Key::Function(8)),
        20 => Some(Key::Function(9)),
        21 => Some(Key::Function(10)),
        23 => Some(Key::Function(11)),
        24 => Some(Key::Function(12)),
        _ => None,
    }
}

/// At most three numbers with semicolons between; a missing one is 0. Anything else is nothing.
fn numbers(parameters: &[u8]) -> Option<[u32; 3]> {
    let mut numbers = [0_u32; 3];
    let mut at = 0;
    for &byte in parameters {
        match byte {
            b'0'..=b'9' => {
                let number = numbers.get_mut(at)?;
                *number = number
                    .checked_mul(10)?
                    .checked_add(u32::from(byte - b'0'))?;
            }
            b';' => at += 1,
            _ => return None,
        }
    }
    (at < numbers.len()).then_some(numbers)
}

#[cfg(test)]
mod tests;

//! A line that is typed without being shown.

use std::io::{self, BufRead as _, Write as _};

use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios};

/// What the key Control-C becomes while it sends no signal.
const CANCEL: char = '\u{3}';

/// The terminal shows again what is typed once this goes.
struct Unseen(Termios);

impl Drop for Unseen {
    fn drop(&mut self) {
        let input = rustix::stdio::stdin();
        let _ = rustix::termios::tcsetattr(input, OptionalActions::Now, &self.0);
        let _ = writeln!(io::stderr());
    }
}

/// A terminal that is held back until this goes: no key ends the program, and where that is wished nothing of what
/// is typed is shown.
#[must_use]
pub struct HeldBack(Termios);

impl Drop for HeldBack {
    fn drop(&mut self) {
        let input = rustix::stdio::stdin();
        let _ = rustix::termios::tcsetattr(input, OptionalActions::Now, &self.0);
    }
}

/// Holds standard input back, where that is a terminal.
pub fn hold_back(unseen: bool) -> Option<HeldBack> {
    let input = rustix::stdio::stdin();
    let before = rustix::termios::tcgetattr(input).ok()?;
    let mut held = before.clone();
    held.local_modes &= !LocalModes::ISIG;
    if unseen {
        held.local_modes &= !LocalModes::ECHO;
    }
    // The end of input would end the program as well.
    held.special_codes[SpecialCodeIndex::VEOF] = 0;
    rustix::termios::tcsetattr(input, OptionalActions::Now, &held).ok()?;
    Some(HeldBack(before))
}

/// Asks for a line on standard error and reads it from standard input, unseen where that is a terminal. `None`
/// when there is none or the person gives up.
///
/// # Errors
/// When standard input cannot be read.
pub fn ask(question: &str) -> io::Result<Option<String>> {
    let input = rustix::stdio::stdin();
    let unseen = if rustix::termios::isatty(input) {
        let before = rustix::termios::tcgetattr(input)?;
        let mut quiet = before.clone();
        // Without signals too: one would leave the terminal blind.
        quiet.local_modes &= !(LocalModes::ECHO | LocalModes::ISIG);
        rustix::termios::tcsetattr(input, OptionalActions::Flush, &quiet)?;
        write!(io::stderr(), "{question}: ")?;
        Some(Unseen(before))
    } else {
        None
    };
    let mut line = String::new();
    let count = io::stdin().lock().read_line(&mut line)?;
    drop(unseen);
    if count == 0 || line.contains(CANCEL) {
        return Ok(None);
    }
    Ok(Some(line.trim_end_matches(['\r', '\n']).to_owned()))
}

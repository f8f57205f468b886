//! The tty: modes, input bytes, waiting. Knows how a terminal is entered, left, read and written; refuses to
//! know what is on the screen.
//!
//! On Unix the tty is read by us, with a bounded parser ([`parse`]): a library's event source can lose all
//! input after half a sequence, leave bytes unread until the next key, and spin on a terminal that is gone.
//! Elsewhere crossterm's events serve behind the same functions.
#![expect(
    clippy::disallowed_methods,
    reason = "the floor that waits asks the clock, opens the tty and keeps one thread to watch the end"
)]

use std::fmt;
use std::io;

use crate::app::input::Input;

mod canvas;
pub mod parse;

#[cfg(unix)]
mod guard;
#[cfg(unix)]
pub mod lines;
#[cfg(unix)]
pub mod secret;
#[cfg(unix)]
mod signals;
#[cfg(unix)]
pub mod supervisor;
#[cfg(unix)]
mod tty;
#[cfg(unix)]
mod watchdog;
#[cfg(unix)]
pub use tty::Terminal;

#[cfg(any(not(unix), test))]
#[cfg_attr(
    unix,
    expect(dead_code, unreachable_pub, reason = "compiled on Unix for its tests")
)]
mod elsewhere;
#[cfg(not(unix))]
pub use elsewhere::Terminal;

/// The byte that says nothing but "I am here" to a supervisor.
pub const BEAT: u8 = 0;

/// Who may be in front of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Anybody: pastes are dropped, no signal of a keyboard stops or ends the program, and the screen before
    /// and after is wiped with its scroll-back.
    Kiosk,
    /// Anybody, and a supervisor keeps the screen: as at a kiosk, but at the end the screen stays wiped and ours
    /// instead of showing what was there before.
    Watched,
    /// The owner of the terminal: pastes are taken, SIGTSTP stops the program with a clean terminal, and what
    /// was on the terminal before comes back.
    Desk,
}

/// Why a wait is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wake {
    /// Everything that was waiting to be read, in order; never empty. A new size is one of the inputs.
    Input(Vec<Input>),
    /// The deadline has passed.
    Deadline,
    /// The picture has to be drawn again: the program was stopped and goes on, or the terminal takes output
    /// again after it did not for a while.
    Redraw,
    /// Save what there is and end.
    Leave(Why),
}

/// Why the program has to leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The terminal is gone, or SIGHUP said so.
    Hangup,
    /// SIGTERM.
    Terminate,
    /// SIGINT, which no key sends while the terminal is ours.
    Interrupt,
    /// SIGQUIT, likewise.
    Quit,
}

/// Why the terminal could not be opened. Nothing was changed then.
#[derive(Debug)]
pub enum CannotOpen {
    /// Standard input or output is not a terminal.
    NotATerminal,
    /// An operation on the terminal failed.
    Failed {
        /// What was tried.
        operation: &'static str,
        /// What the system said.
        cause: io::Error,
    },
}

impl fmt::Display for CannotOpen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotATerminal => f.write_str(
                "standard input and output are not both a terminal: run it in a terminal window, or use --plain",
            ),
            Self::Failed { operation, cause } => {
                write!(f, "the terminal could not be used: {operation} failed: {cause}")
            }
        }
    }
}

impl std::error::Error for CannotOpen {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NotATerminal => None,
            Self::Failed { cause, .. } => Some(cause),
        }
    }
}

impl CannotOpen {
    /// For `map_err`: names the operation.
    fn while_doing<E: Into<io::Error>>(operation: &'static str) -> impl FnOnce(E) -> Self {
        move |cause| Self::Failed {
            operation,
            cause: cause.into(),
        }
    }
}

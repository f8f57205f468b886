//! Lines of standard input, waited for no longer than one likes: for a machine that stands alone and speaks instead
//! of drawing.
//!
//! Knows: that on a terminal no key may end or stop the program, or the input; what comes from a pipe comes line by
//! line all the same. Refuses to know: what a line means.

use std::io::{self, Write as _};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags};
use rustix::termios::{InputModes, LocalModes, OptionalActions, SpecialCodeIndex, Termios};

use super::Why;
use super::guard::timespec;
use super::signals::{Signal, Signals};

/// The most bytes of a line that are kept.
const LIMIT: usize = 64 * 1024;

/// The screen and its scroll-back, gone.
const WIPE: &[u8] = b"\x1b[H\x1b[2J\x1b[3J";

/// What came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A line without its end.
    Typed(String),
    /// Nothing, for as long as was waited.
    Silence,
    /// Nothing more will come: the input is at its end, or the program is asked to end.
    End,
}

/// Standard input, line by line.
#[derive(Debug)]
pub struct Lines {
    signals: Signals,
    /// The terminal's modes as they were; `None` where it is none.
    before: Option<Termios>,
    waiting: Vec<u8>,
}

impl Lines {
    /// Listens. On a terminal keys send no signals from now on, do not end the input and do not stop the output.
    ///
    /// # Errors
    /// What the system says.
    pub fn listen() -> io::Result<Self> {
        let signals = Signals::take()?;
        let input = rustix::stdio::stdin();
        let before = if rustix::termios::isatty(input) {
            Some(rustix::termios::tcgetattr(input)?)
        } else {
            None
        };
        let lines = Self {
            signals,
            before,
            waiting: Vec::new(),
        };
        lines.set(true)?;
        Ok(lines)
    }

    /// Whether a person types at a terminal.
    pub fn is_terminal(&self) -> bool {
        self.before.is_some()
    }

    fn set(&self, echo: bool) -> io::Result<()> {
        let Some(before) = &self.before else {
            return Ok(());
        };
        let mut modes = before.clone();
        modes.local_modes &= !LocalModes::ISIG;
        modes.local_modes |= LocalModes::ICANON;
        modes.local_modes.set(LocalModes::ECHO, echo);
        modes.input_modes &= !InputModes::IXON;
        modes.special_codes[SpecialCodeIndex::VEOF] = 0;
        rustix::termios::tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &modes)?;
        Ok(())
    }

    /// The next line; waits no longer than so many milliseconds, or for ever.
    ///
    /// # Errors
    /// When standard input cannot be read.
    pub fn next(&mut self, patience: Option<u64>) -> io::Result<Line> {
        let until = patience
            .and_then(|patience| Instant::now().checked_add(Duration::from_millis(patience)));
        loop {
            if let Some(line) = self.whole() {
                return Ok(Line::Typed(line));
            }
            let left = until.map(|until| until.saturating_duration_since(Instant::now()));
            if left.is_some_and(|left| left.is_zero()) {
                return Ok(Line::Silence);
            }
            let mut ready = [
                PollFd::from_borrowed_fd(rustix::stdio::stdin(), PollFlags::IN),
                PollFd::from_borrowed_fd(self.signals.fd(), PollFlags::IN),
            ];
            let wait = left.and_then(timespec);
            match rustix::event::poll(&mut ready, wait.as_ref()) {
                Ok(_) | Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
            let came = !ready[0].revents().is_empty();
            if !ready[1].revents().is_empty() {
                self.signals.drain();
            }
            while let Some(signal) = self.signals.next() {
                match signal {
                    Signal::Leave(Why::Terminate | Why::Hangup) => return Ok(Line::End),
                    Signal::Leave(Why::Interrupt | Why::Quit)
                    | Signal::Stop
                    | Signal::Continue
                    | Signal::Resize => {}
                }
            }
            if came && self.read()? == 0 {
                let last = std::mem::take(&mut self.waiting);
                return Ok(if last.is_empty() {
                    Line::End
                } else {
                    Line::Typed(text(&last))
                });
            }
        }
    }

    /// The next line, unseen while it is typed.
    ///
    /// # Errors
    /// When standard input cannot be read.
    pub fn next_unseen(&mut self, patience: Option<u64>) -> io::Result<Line> {
        self.set(false)?;
        let line = self.next(patience);
        self.set(true)?;
        line
    }

    /// Wipes the terminal with its scroll-back: the next person sees nothing of this one.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn wipe(&mut self) -> io::Result<()> {
        if !self.is_terminal() {
            return Ok(());
        }
        // What was typed ahead is of the person before, too.
        self.waiting.clear();
        let queue = rustix::termios::QueueSelector::IFlush;
        let _ = rustix::termios::tcflush(rustix::stdio::stdin(), queue);
        let mut output = io::stdout().lock();
        output.write_all(WIPE)?;
        output.flush()
    }

    /// The first whole line of what waits.
    fn whole(&mut self) -> Option<String> {
        let end = self.waiting.iter().position(|byte| *byte == b'\n')?;
        let rest = self.waiting.split_off(end + 1);
        let line = std::mem::replace(&mut self.waiting, rest);
        Some(text(&line))
    }

    fn read(&mut self) -> io::Result<usize> {
        let mut bytes = [0; 4096];
        let count = match rustix::io::read(rustix::stdio::stdin(), &mut bytes) {
            Ok(count) => count,
            Err(rustix::io::Errno::IO) => 0,
            Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => return Ok(1),
            Err(error) => return Err(error.into()),
        };
        let read = bytes.get(..count).unwrap_or_default();
        // Of a line without end the beginning is kept, and its end.
        let room = LIMIT.saturating_sub(self.waiting.len());
        if read.len() <= room {
            self.waiting.extend_from_slice(read);
        } else {
            self.waiting.truncate(LIMIT);
            let end = read.iter().position(|byte| *byte == b'\n');
            self.waiting.extend(read.iter().skip(end.unwrap_or(count)));
        }
        Ok(count)
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        if let Some(before) = &self.before {
            let input = rustix::stdio::stdin();
            let _ = rustix::termios::tcsetattr(input, OptionalActions::Now, before);
        }
    }
}

fn text(line: &[u8]) -> String {
    String::from_utf8_lossy(line)
        .trim_end_matches(['\n', '\r'])
        .to_owned()
}

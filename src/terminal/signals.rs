//! Signals as something to wait for. Knows which signals mean what; refuses to act on them.

use std::io::{self, Read as _};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::SigId;
use signal_hook::consts::signal::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::low_level;

use super::Why;

/// One signal that came, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signal {
    Leave(Why),
    Stop,
    Continue,
    Resize,
}

const MEANINGS: [(i32, Signal); 7] = [
    (SIGHUP, Signal::Leave(Why::Hangup)),
    (SIGTERM, Signal::Leave(Why::Terminate)),
    (SIGINT, Signal::Leave(Why::Interrupt)),
    (SIGQUIT, Signal::Leave(Why::Quit)),
    (SIGTSTP, Signal::Stop),
    (SIGCONT, Signal::Continue),
    (SIGWINCH, Signal::Resize),
];

/// The signals we take, each a flag; one pipe becomes readable when any of them comes.
#[derive(Debug)]
pub(super) struct Signals {
    pipe: UnixStream,
    flags: Vec<(Signal, Arc<AtomicBool>)>,
    registered: Vec<SigId>,
}

impl Signals {
    pub(super) fn take() -> io::Result<Self> {
        let (pipe, into) = UnixStream::pair()?;
        pipe.set_nonblocking(true)?;
        let mut signals = Self {
            pipe,
            flags: Vec::with_capacity(MEANINGS.len()),
            registered: Vec::with_capacity(2 * MEANINGS.len()),
        };
        for (number, meaning) in MEANINGS {
            let flag = Arc::new(AtomicBool::new(false));
            // The flag is set before the pipe is written: who reads the pipe finds the flag.
            signals
                .registered
                .push(signal_hook::flag::register(number, Arc::clone(&flag))?);
            signals
                .registered
                .push(low_level::pipe::register(number, into.try_clone()?)?);
            signals.flags.push((meaning, flag));
        }
        Ok(signals)
    }

    /// To be polled for input.
    pub(super) fn fd(&self) -> BorrowedFd<'_> {
        self.pipe.as_fd()
    }

    /// Empties the pipe; to be called before [`Signals::next`], so that no signal is missed.
    pub(super) fn drain(&mut self) {
        let mut bytes = [0; 64];
        while matches!(self.pipe.read(&mut bytes), Ok(count) if count > 0) {}
    }

    /// The most urgent signal that came and was not taken yet.
    pub(super) fn next(&self) -> Option<Signal> {
        self.flags
            .iter()
            .find(|(_, flag)| flag.swap(false, Ordering::SeqCst))
            .map(|(meaning, _)| *meaning)
    }

    /// Forgets one signal.
    pub(super) fn forget(&self, signal: Signal) {
        for (meaning, flag) in &self.flags {
            if *meaning == signal {
                flag.store(false, Ordering::SeqCst);
            }
        }
    }
}

/// From now on they do nothing here: what a key sends while the program ends, the terminal given back, does not
/// interrupt it. The watchdog hears them still.
impl Drop for Signals {
    fn drop(&mut self) {
        for &id in &self.registered {
            low_level::unregister(id);
        }
    }
}

/// Stops the program, as the shell expects it; returns when it is continued.
pub(super) fn stop() {
    let _ = low_level::raise(signal_hook::consts::SIGSTOP);
}

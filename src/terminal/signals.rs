//! Signals as something to wait for. Knows which signals mean what; refuses to act on them.

use std::io::{self, Read as _};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use signal_hook::SigId;
use signal_hook::consts::signal::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::low_level;

use super::{Setting, Why};

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
    setting: Setting,
}

/// Set while nobody takes the signals, so that they do what they usually do: a program that printed its results after
/// the terminal was closed could not be ended otherwise.
fn untaken() -> io::Result<&'static AtomicBool> {
    static UNTAKEN: OnceLock<Arc<AtomicBool>> = OnceLock::new();
    if let Some(flag) = UNTAKEN.get() {
        return Ok(flag);
    }
    let flag = Arc::new(AtomicBool::new(false));
    for signal in [SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGTSTP] {
        signal_hook::flag::register_conditional_default(signal, Arc::clone(&flag))?;
    }
    Ok(UNTAKEN.get_or_init(|| flag))
}

impl Signals {
    pub(super) fn take(setting: Setting) -> io::Result<Self> {
        untaken()?.store(false, Ordering::SeqCst);
        let (pipe, into) = UnixStream::pair()?;
        pipe.set_nonblocking(true)?;
        let mut signals = Self {
            pipe,
            flags: Vec::with_capacity(MEANINGS.len()),
            registered: Vec::with_capacity(2 * MEANINGS.len()),
            setting,
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

impl Drop for Signals {
    fn drop(&mut self) {
        for &id in &self.registered {
            low_level::unregister(id);
        }
        match self.setting {
            // Keys that send signals do so again by now, and the program is about to end: nobody interrupts it.
            Setting::Kiosk => {}
            Setting::Desk => {
                if let Ok(flag) = untaken() {
                    flag.store(true, Ordering::SeqCst);
                }
            }
        }
    }
}

/// Stops the program, as the shell expects it; returns when it is continued.
pub(super) fn stop() {
    let _ = low_level::raise(signal_hook::consts::SIGSTOP);
}

//! The one who watches the program in front of a stranger: it starts it, hears its beat, ends it when it hangs,
//! and keeps the screen so that no shell is ever seen behind it.
//!
//! Knows: processes, the pipe of beats, what is shown between two of them. Refuses to know: why the program
//! ended and whether it is started again.
//!
//! The beat comes over the standard error of the program watched: any byte is a sign of life, and what is no
//! beat is kept as its last words.

use std::io::{self, Read as _};
use std::os::fd::AsFd;
use std::process::{Child, ChildStderr, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags};
use rustix::process::Pid;

use super::guard::{Guard, open_tty, timespec};
use super::signals::{Signal, Signals};
use super::{BEAT, CannotOpen, Setting, Why};

/// So long may a program take to end once it was asked to.
const END: Duration = Duration::from_millis(1500);

/// A program that has closed its beat is about to end: it is looked after this often.
const SOON: Duration = Duration::from_millis(5);

/// A wait that took so much longer than it should was a sleep of everything, and nobody's fault.
const ASLEEP: Duration = Duration::from_secs(2);

/// The most of its last words that is kept, in bytes.
const WORDS: usize = 2048;

/// The signals of keys, held back from the first moment on: before the terminal is ours they would end the program and
/// show what is behind it.
#[derive(Debug)]
pub struct Held(Signals);

impl Held {
    /// Takes the signals.
    ///
    /// # Errors
    /// What the system says.
    pub fn hold() -> Result<Self, CannotOpen> {
        Signals::take()
            .map(Self)
            .map_err(CannotOpen::while_doing("taking its signals"))
    }
}

/// The screen between two programs.
#[derive(Debug)]
pub struct Supervisor {
    guard: Guard,
    signals: Signals,
    shown: Vec<String>,
}

/// How a program watched came to its end.
#[derive(Debug)]
pub enum Watched {
    /// It ended by itself, or something else ended it.
    Ended {
        /// How, as the system says.
        status: ExitStatus,
        /// What it had to say, the end of it.
        words: String,
    },
    /// It gave no sign of life and was killed.
    Hung,
    /// It could not be started.
    NotStarted(io::Error),
    /// The supervisor was asked to end; so the program was, too.
    Leave(Why),
}

/// What woke the supervisor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Woke {
    Leave(Why),
    Heard,
    Nothing,
}

impl Supervisor {
    /// Takes the terminal of standard input; keys are plain bytes from now on.
    ///
    /// # Errors
    /// If there is none, or it cannot be used. It is as before then.
    pub fn open(held: Held) -> Result<Self, CannotOpen> {
        let guard = Guard::new(open_tty()?, Setting::Kiosk)?;
        guard
            .enter()
            .map_err(CannotOpen::while_doing("changing its settings"))?;
        Ok(Self {
            guard,
            signals: held.0,
            shown: Vec::new(),
        })
    }

    /// Clears the screen and its scroll-back and shows these lines, whatever was there before.
    pub fn show(&mut self, lines: Vec<String>) {
        self.shown = lines;
        self.show_again();
    }

    fn show_again(&self) {
        let Ok(mut bytes) = self.guard.enter() else {
            return;
        };
        let size = self.guard.size();
        let first = usize::from(size.height).saturating_sub(self.shown.len()) / 3;
        let room = usize::from(size.width).saturating_sub(4);
        for (index, line) in self.shown.iter().enumerate() {
            let line = crate::language::fit(line, room);
            let row = first + index + 1;
            bytes.extend_from_slice(format!("\x1b[{row};3H{line}").as_bytes());
        }
        self.guard.say(&bytes);
    }

    /// Starts a program and watches it to its end. Without a beat for longer than `patience` it is killed.
    pub fn watch(&mut self, command: &mut Command, patience: Duration) -> Watched {
        let mut child = match command.stderr(Stdio::piped()).spawn() {
            Ok(child) => child,
            Err(error) => return Watched::NotStarted(error),
        };
        let mut pipe = child.stderr.take();
        let mut words = Words::default();
        let mut beat = Instant::now();
        loop {
            match child.try_wait() {
                Ok(Some(status)) => {
                    let words = words.spoken();
                    return Watched::Ended { status, words };
                }
                Ok(None) => {}
                Err(error) => return Watched::NotStarted(error),
            }
            let left = patience.saturating_sub(beat.elapsed());
            if left.is_zero() {
                let _ = child.kill();
                let _ = child.wait();
                return Watched::Hung;
            }
            let wait = if pipe.is_some() { left } else { left.min(SOON) };
            let before = Instant::now();
            let woke = self.wait(pipe.as_ref(), wait);
            if before.elapsed() > wait + ASLEEP {
                beat = Instant::now();
            }
            match woke {
                Woke::Leave(why) => {
                    end(&mut child);
                    return Watched::Leave(why);
                }
                Woke::Heard => match words.hear(pipe.as_mut()) {
                    0 => pipe = None,
                    _ => beat = Instant::now(),
                },
                Woke::Nothing => {}
            }
        }
    }

    /// Waits between two programs. Gives the reason to end instead, if one comes.
    pub fn pause(&mut self, duration: Duration) -> Option<Why> {
        let until = Instant::now() + duration;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match self.wait(None, left) {
                Woke::Leave(why) => return Some(why),
                Woke::Heard | Woke::Nothing if left.is_zero() => return None,
                Woke::Heard | Woke::Nothing => {}
            }
        }
    }

    fn wait(&mut self, pipe: Option<&ChildStderr>, timeout: Duration) -> Woke {
        if let Some(why) = self.asked_to_leave(pipe.is_none()) {
            return Woke::Leave(why);
        }
        // Nothing is read here: the end of the terminal is told in any case.
        let mut ready = vec![
            PollFd::from_borrowed_fd(self.signals.fd(), PollFlags::IN),
            PollFd::from_borrowed_fd(self.guard.fd(), PollFlags::empty()),
        ];
        if let Some(pipe) = pipe {
            ready.push(PollFd::from_borrowed_fd(pipe.as_fd(), PollFlags::IN));
        }
        if rustix::event::poll(&mut ready, timespec(timeout).as_ref()).is_err() {
            return Woke::Nothing;
        }
        let is_ready = |index: usize| ready.get(index).is_some_and(|fd| !fd.revents().is_empty());
        let (signal, gone, heard) = (is_ready(0), is_ready(1), is_ready(2));
        if signal {
            self.signals.drain();
            if let Some(why) = self.asked_to_leave(pipe.is_none()) {
                return Woke::Leave(why);
            }
        }
        if gone {
            return Woke::Leave(Why::Hangup);
        }
        if heard { Woke::Heard } else { Woke::Nothing }
    }

    /// Keys' signals mean nothing here; a new size is the program's affair while there is one.
    fn asked_to_leave(&self, alone: bool) -> Option<Why> {
        while let Some(signal) = self.signals.next() {
            match signal {
                Signal::Leave(why @ (Why::Terminate | Why::Hangup)) => return Some(why),
                Signal::Leave(Why::Interrupt | Why::Quit) | Signal::Stop => {}
                Signal::Continue | Signal::Resize => {
                    if alone {
                        self.show_again();
                    }
                }
            }
        }
        None
    }
}

/// Asks a program to end, and ends it if it does not.
fn end(child: &mut Child) {
    let pid = Pid::from_child(child);
    let _ = rustix::process::kill_process(pid, rustix::process::Signal::TERM);
    let until = Instant::now() + END;
    while Instant::now() < until {
        match child.try_wait() {
            Ok(None) => {
                let _ = rustix::event::poll(&mut [], timespec(SOON).as_ref());
            }
            Ok(Some(_)) | Err(_) => return,
        }
    }
    let _ = child.kill();
    let _ = child.wait();
}

/// What a program says beside its beats.
#[derive(Debug, Default)]
struct Words(Vec<u8>);

impl Words {
    /// Reads what is there, and says how much that was; 0 at the end.
    fn hear(&mut self, pipe: Option<&mut ChildStderr>) -> usize {
        let mut buffer = [0; 1024];
        let Some(Ok(count)) = pipe.map(|pipe| pipe.read(&mut buffer)) else {
            return 0;
        };
        let heard = buffer.iter().take(count).filter(|byte| **byte != BEAT);
        self.0.extend(heard);
        let over = self.0.len().saturating_sub(WORDS);
        self.0.drain(..over);
        count
    }

    fn spoken(&self) -> String {
        String::from_utf8_lossy(&self.0).into_owned()
    }
}

//! The one owner of the terminal's modes. Knows how the terminal was before and how to bring it back; refuses to
//! know what is read and drawn in between.

use std::fs::OpenOptions;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::fs::OFlags;
use rustix::io::Errno;
use rustix::termios::{OptionalActions, QueueSelector, Termios};

use super::watchdog::{self, Alarm};
use super::{CannotOpen, Setting};

/// Leaving may take so long and no longer, whatever the terminal does.
const RESTORE_LIMIT: Duration = Duration::from_millis(300);

/// The other screen, cleared; no colours; number pad and arrows in their normal mode; cursor hidden; presses and
/// the wheel, but no movement, in a form that knows screens of any width; pastes in brackets, so that none of
/// them types.
const ENTER: &[u8] =
    b"\x1b[?1049h\x1b[0m\x1b[H\x1b[2J\x1b>\x1b[?1l\x1b[?25l\x1b[?1003l\x1b[?1000h\x1b[?1006h\x1b[?2004h";
/// All of it undone. A sequence that was cut in the middle is ended by the first escape byte.
const LEAVE: &[u8] =
    b"\x1b[?2004l\x1b[?1006l\x1b[?1000l\x1b[?1003l\x1b[0m\x1b[H\x1b[2J\x1b[?1049l\x1b[?25h";
/// As [`LEAVE`], but for the screen: another program of ours takes it over.
const HAND_OVER: &[u8] = b"\x1b[?2004l\x1b[?1006l\x1b[?1000l\x1b[?1003l\x1b[0m";
/// The screen and its scroll-back, gone: the next person sees nothing of this one.
const WIPE: &[u8] = b"\x1b[H\x1b[2J\x1b[3J";

/// The terminal while it is ours. Shared with the panic hook and the watchdog, which both may restore it.
#[derive(Debug)]
pub(super) struct Guard {
    tty: OwnedFd,
    before: Termios,
    setting: Setting,
    ours: AtomicBool,
    alarm: OnceLock<Alarm>,
}

/// How writing went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub(super) enum Written {
    /// So many bytes; the terminal may take more.
    Some(usize),
    /// The terminal takes nothing now.
    Stalled,
    /// The terminal is gone.
    Gone,
}

/// How reading went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub(super) enum Read {
    /// So many bytes, at least one.
    Some(usize),
    /// Nothing is waiting.
    Empty,
    /// The terminal is gone.
    Gone,
}

/// The terminal of standard input, opened again: not blocking then holds for us alone and not for the shell that
/// shares its standard input with us.
pub(super) fn open_tty() -> Result<OwnedFd, CannotOpen> {
    let input = rustix::stdio::stdin();
    if !rustix::termios::isatty(input) || !rustix::termios::isatty(rustix::stdio::stdout()) {
        return Err(CannotOpen::NotATerminal);
    }
    rustix::termios::ttyname(input, Vec::new())
        .map_err(io::Error::from)
        .and_then(|name| open_path(Path::new(std::ffi::OsStr::from_bytes(name.as_bytes()))))
        // The terminal may belong to another user, as after `su`; this name always works.
        .or_else(|_| open_path(Path::new("/dev/tty")))
        .map_err(CannotOpen::while_doing("opening it"))
}

fn open_path(path: &Path) -> io::Result<OwnedFd> {
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    OpenOptions::new()
        .read(true)
        .write(true)
        .custom_flags(i32::try_from(flags.bits()).unwrap_or_default())
        .open(path)
        .map(OwnedFd::from)
}

impl Guard {
    /// Remembers how the terminal is; changes nothing yet.
    pub(super) fn new(tty: OwnedFd, setting: Setting) -> Result<Self, CannotOpen> {
        let flags = rustix::fs::fcntl_getfl(&tty).map_err(CannotOpen::while_doing("asking it"))?;
        rustix::fs::fcntl_setfl(&tty, flags | OFlags::NONBLOCK)
            .map_err(CannotOpen::while_doing("making it not block"))?;
        let before = rustix::termios::tcgetattr(&tty)
            .map_err(CannotOpen::while_doing("reading its settings"))?;
        Ok(Self {
            tty,
            before,
            setting,
            ours: AtomicBool::new(false),
            alarm: OnceLock::new(),
        })
    }

    pub(super) fn fd(&self) -> BorrowedFd<'_> {
        self.tty.as_fd()
    }

    pub(super) fn setting(&self) -> Setting {
        self.setting
    }

    /// Makes the keys plain bytes, first of all, and gives what has to be written to enter the screen.
    pub(super) fn enter(&self) -> io::Result<Vec<u8>> {
        self.ours.store(true, Ordering::SeqCst);
        let mut raw = self.before.clone();
        raw.make_raw();
        rustix::termios::tcsetattr(&self.tty, OptionalActions::Now, &raw)?;
        let mut bytes = ENTER.to_vec();
        match self.setting {
            Setting::Kiosk | Setting::Watched => bytes.extend_from_slice(WIPE),
            Setting::Desk => {}
        }
        Ok(bytes)
    }

    /// Drops what waits to be read: keys pressed for the person before are not for this one.
    pub(super) fn forget_input(&self) {
        let _ = rustix::termios::tcflush(&self.tty, QueueSelector::IFlush);
    }

    /// Brings the terminal back as it was. Does nothing the second time; is done within [`RESTORE_LIMIT`] even if
    /// the terminal takes no output; ignores errors, for there is nobody left to tell.
    pub(super) fn restore(&self) {
        if !self.ours.swap(false, Ordering::SeqCst) {
            return;
        }
        let until = Instant::now() + RESTORE_LIMIT;
        let (leaving, wiping): (&[u8], &[u8]) = match self.setting {
            Setting::Kiosk => (LEAVE, WIPE),
            Setting::Watched => (HAND_OVER, WIPE),
            Setting::Desk => (LEAVE, b""),
        };
        let _ = self.write_until(&[leaving, wiping].concat(), until);
        // What is still to be read would go to whoever comes next, and a Control-S among it would stop every
        // output once the terminal takes it for a command again.
        self.forget_input();
        // At once: to wait for the output to drain would mean to wait for a stalled terminal.
        let _ = rustix::termios::tcsetattr(&self.tty, OptionalActions::Now, &self.before);
    }

    /// From now on the program is gone soon after it was asked to end, whatever it is doing.
    pub(super) fn watch_the_end(self: &Arc<Self>) -> io::Result<()> {
        let alarm = watchdog::start(Arc::clone(self), self.setting)?;
        let _ = self.alarm.set(alarm);
        Ok(())
    }

    /// Brings the terminal back because of a panic: what follows, a report among it, must not hang either.
    pub(super) fn give_up(&self) {
        self.restore();
        if let Some(alarm) = self.alarm.get() {
            alarm.ring();
        }
    }

    /// Writes what must be seen now, as far as the terminal takes it in time.
    pub(super) fn say(&self, bytes: &[u8]) {
        let _ = self.write_until(bytes, Instant::now() + RESTORE_LIMIT);
    }

    fn write_until(&self, mut bytes: &[u8], until: Instant) -> Written {
        loop {
            match self.write(bytes) {
                Written::Some(count) => {
                    bytes = bytes.get(count..).unwrap_or_default();
                    if bytes.is_empty() {
                        return Written::Some(count);
                    }
                }
                Written::Gone => return Written::Gone,
                Written::Stalled => {
                    let left = until.saturating_duration_since(Instant::now());
                    if left.is_zero() {
                        return Written::Stalled;
                    }
                    let mut ready = [PollFd::new(&self.tty, PollFlags::OUT)];
                    let _ = rustix::event::poll(&mut ready, timespec(left).as_ref());
                }
            }
        }
    }

    /// Writes what the terminal takes without waiting.
    pub(super) fn write(&self, bytes: &[u8]) -> Written {
        loop {
            match rustix::io::write(&self.tty, bytes) {
                Err(Errno::INTR) => {}
                Ok(0) | Err(Errno::AGAIN) => return Written::Stalled,
                Ok(count) => return Written::Some(count),
                Err(_) => return Written::Gone,
            }
        }
    }

    /// Reads what is there without waiting. The end of the input means that the terminal is gone.
    pub(super) fn read(&self, buffer: &mut [u8]) -> Read {
        loop {
            match rustix::io::read(&self.tty, &mut *buffer) {
                Ok(0) => return Read::Gone,
                Ok(count) => return Read::Some(count),
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => return Read::Empty,
                Err(_) => return Read::Gone,
            }
        }
    }

    /// The size of the screen in cells; 0 x 0 if the terminal does not know.
    pub(super) fn size(&self) -> Size {
        rustix::termios::tcgetwinsize(&self.tty).map_or(Size::ZERO, |size| {
            if size.ws_col == 0 || size.ws_row == 0 {
                Size::ZERO
            } else {
                Size::new(size.ws_col, size.ws_row)
            }
        })
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.restore();
    }
}

/// A time to wait, as `poll` takes it. Longer than it can count is for ever.
pub(super) fn timespec(duration: Duration) -> Option<Timespec> {
    Timespec::try_from(duration).ok()
}

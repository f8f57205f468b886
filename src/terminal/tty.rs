//! The terminal on Unix: one level-triggered `poll` on the tty and on signals. Knows when there is something to do;
//! refuses to know what.

use std::panic;
use std::sync::Arc;
use std::time::Instant;

use ratatui::Frame;
use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags};
use rustix::io::Errno;

use super::canvas::Canvas;
use super::guard::{self, Guard, Read, Written};
use super::parse::{Parser, Pastes};
use super::signals::{self, Signal, Signals};
use super::{CannotOpen, Setting, Wake, Why};
use crate::app::input::Input;

/// So much input is handled before a frame may be drawn, in bytes: more than any person types, and a bound.
const READ_LIMIT: usize = 64 * 1024;
/// The terminal was closed, or something is wrong with it.
const OVER: PollFlags = PollFlags::HUP.union(PollFlags::ERR).union(PollFlags::NVAL);

/// The terminal while it is ours: raw, on the other screen, cursor hidden, presses reported. Dropping it, a panic
/// and a signal bring it back as it was.
#[derive(Debug)]
pub struct Terminal {
    guard: Arc<Guard>,
    signals: Signals,
    canvas: Canvas,
    parser: Parser,
    /// A frame was not drawn because the terminal took no output.
    missed: bool,
    gone: bool,
}

impl Terminal {
    /// Takes the terminal of standard input.
    ///
    /// # Errors
    /// If standard input or output is no terminal, or the terminal cannot be used. It is as before then.
    pub fn open(setting: Setting) -> Result<Self, CannotOpen> {
        let guard = Arc::new(Guard::new(guard::open_tty()?, setting)?);
        let signals = Signals::take().map_err(CannotOpen::while_doing("taking its signals"))?;
        guard
            .watch_the_end()
            .map_err(CannotOpen::while_doing("starting its watchdog"))?;
        restore_at_panic(&guard);
        let entering = guard
            .enter()
            .map_err(CannotOpen::while_doing("changing its settings"))?;
        let size = guard.size();
        let pastes = match setting {
            Setting::Kiosk | Setting::Watched => {
                guard.forget_input();
                Pastes::Dropped
            }
            Setting::Desk => Pastes::Taken,
        };
        let mut canvas = Canvas::new(size);
        canvas.begin(&entering);
        let mut terminal = Self {
            guard,
            signals,
            canvas,
            parser: Parser::new(pastes, size.width, size.height, Instant::now()),
            missed: false,
            gone: false,
        };
        terminal.push();
        Ok(terminal)
    }

    /// The size of the screen; none if the terminal does not know it, and then nothing is drawn.
    pub fn size(&self) -> Option<Size> {
        let size = self.canvas.size();
        (size != Size::ZERO).then_some(size)
    }

    /// Draws a frame and writes what the terminal takes at once, without waiting: saving an answer must never
    /// depend on the screen. While it takes nothing, frames are left out, and [`Wake::Redraw`] says
    /// when it is time again.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame)) {
        self.push();
        if !self.canvas.unsent().is_empty() {
            self.missed = true;
            return;
        }
        self.canvas.draw(render);
        self.push();
    }

    /// The next frame is drawn whole, on a cleared screen.
    pub fn repaint(&mut self) {
        self.canvas.repaint();
    }

    /// Blocks until there is something to do: input, the deadline, a reason to draw or to leave. Without a
    /// deadline and without input it sleeps for ever. All that is waiting to be read is read, up to a bound.
    pub fn wait(&mut self, deadline: Option<Instant>) -> Wake {
        loop {
            if let Some(wake) = self.signalled() {
                return wake;
            }
            if self.gone {
                return Wake::Leave(Why::Hangup);
            }
            let first = [deadline, self.parser.pending_deadline()]
                .into_iter()
                .flatten()
                .min();
            let Some(tty) = self.poll(first) else {
                continue;
            };
            if tty.contains(PollFlags::OUT) {
                self.push();
                if self.missed && self.canvas.unsent().is_empty() {
                    self.missed = false;
                    return Wake::Redraw;
                }
            }
            let mut inputs = Vec::new();
            if tty.intersects(PollFlags::IN | OVER) {
                self.read(tty, &mut inputs);
            } else {
                self.parser.expire(Instant::now(), &mut inputs);
            }
            if !inputs.is_empty() {
                return Wake::Input(inputs);
            }
            if !self.gone && deadline.is_some_and(|deadline| deadline <= Instant::now()) {
                return Wake::Deadline;
            }
        }
    }

    fn signalled(&mut self) -> Option<Wake> {
        while let Some(signal) = self.signals.next() {
            match signal {
                // Under a supervisor a key's signal ends nothing.
                Signal::Leave(Why::Interrupt | Why::Quit)
                    if self.guard.setting() == Setting::Watched => {}
                Signal::Leave(why) => return Some(Wake::Leave(why)),
                Signal::Stop => match self.guard.setting() {
                    Setting::Kiosk | Setting::Watched => {}
                    Setting::Desk => {
                        self.guard.restore();
                        signals::stop();
                        self.signals.forget(Signal::Continue);
                        return Some(self.resume());
                    }
                },
                // Stopped by a signal that cannot be taken; whoever was in front meanwhile may have changed anything.
                Signal::Continue => return Some(self.resume()),
                Signal::Resize => {
                    if let Some(wake) = self.measure() {
                        return Some(wake);
                    }
                }
            }
        }
        None
    }

    fn resume(&mut self) -> Wake {
        self.parser.forget();
        match self.guard.enter() {
            Ok(entering) => self.canvas.begin(&entering),
            Err(_) => self.gone = true,
        }
        self.push();
        self.signals.forget(Signal::Resize);
        self.measure().unwrap_or(Wake::Redraw)
    }

    /// Asks for the size. The screen may have been rearranged even if the size is as before.
    fn measure(&mut self) -> Option<Wake> {
        let size = self.guard.size();
        self.canvas.resize(size);
        self.canvas.repaint();
        self.parser.resize(size.width, size.height);
        (size != Size::ZERO).then(|| {
            Wake::Input(vec![Input::Resize {
                columns: size.width,
                rows: size.height,
            }])
        })
    }

    /// What the tty is ready for, or nothing if a signal came first: it is looked at before anything else.
    fn poll(&mut self, until: Option<Instant>) -> Option<PollFlags> {
        let mut wanted = PollFlags::IN;
        if !self.canvas.unsent().is_empty() {
            wanted |= PollFlags::OUT;
        }
        let timeout = until
            .and_then(|until| guard::timespec(until.saturating_duration_since(Instant::now())));
        let mut ready = [
            PollFd::from_borrowed_fd(self.guard.fd(), wanted),
            PollFd::from_borrowed_fd(self.signals.fd(), PollFlags::IN),
        ];
        match rustix::event::poll(&mut ready, timeout.as_ref()) {
            Ok(_) => {
                let [tty, signal] = ready.map(|one| one.revents());
                if signal.is_empty() {
                    return Some(tty);
                }
                self.signals.drain();
                None
            }
            Err(Errno::INTR) => None,
            Err(_) => Some(PollFlags::ERR),
        }
    }

    fn read(&mut self, ready: PollFlags, inputs: &mut Vec<Input>) {
        let mut buffer = [0; 4096];
        let mut total = 0;
        while total < READ_LIMIT {
            match self.guard.read(&mut buffer) {
                Read::Some(count) => {
                    total += count;
                    let bytes = buffer.get(..count).unwrap_or_default();
                    self.parser.feed(bytes, Instant::now(), inputs);
                }
                Read::Empty => {
                    // Not even the end can be read: without this the wait would spin.
                    self.gone |= total == 0 && ready.intersects(OVER);
                    return;
                }
                Read::Gone => {
                    self.gone = true;
                    return;
                }
            }
        }
    }

    fn push(&mut self) {
        while !self.canvas.unsent().is_empty() {
            match self.guard.write(self.canvas.unsent()) {
                Written::Some(count) => self.canvas.sent(count),
                Written::Stalled => return,
                Written::Gone => {
                    self.gone = true;
                    self.canvas.begin(&[]);
                    return;
                }
            }
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.guard.restore();
    }
}

/// Before a panic is reported the terminal is brought back, so that the report can be read. The hook stays; it
/// does nothing once the terminal is closed.
fn restore_at_panic(guard: &Arc<Guard>) {
    let guard = Arc::downgrade(guard);
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if let Some(guard) = guard.upgrade() {
            guard.give_up();
        }
        before(info);
    }));
}

//! The real terminal as the loop's [`Console`]: what the view draws and finds, on a clock that never jumps.
//!
//! Under a supervisor it also says every few seconds that it is still there: the one thing that wakes an idle
//! kiosk. Nothing is written to the terminal for it.

use std::io::Write as _;
use std::time::{Duration, Instant};

use ratatui::layout::{Position, Rect};

use super::Console;
use crate::app::App;
use crate::app::event::Moment;
use crate::app::target::Target;
use crate::terminal::{BEAT, CannotOpen, Setting, Terminal, Wake, Why};
use crate::view::{self, Look};

/// The terminal, from its taking to its giving back.
#[derive(Debug)]
pub struct Front {
    terminal: Terminal,
    look: Look,
    origin: Instant,
    pulse: Option<Pulse>,
}

/// The beats that a supervisor listens to, on standard error.
#[derive(Debug)]
struct Pulse {
    every: Duration,
    last: Option<Instant>,
}

impl Pulse {
    /// Beats, unless it just did. Whether somebody still listens.
    fn beat(&mut self) -> bool {
        let now = Instant::now();
        let soon = self.every / 8;
        if self.last.is_some_and(|last| now - last < soon) {
            return true;
        }
        self.last = Some(now);
        std::io::stderr().write_all(&[BEAT]).is_ok()
    }
}

impl Front {
    /// Takes the terminal.
    ///
    /// # Errors
    /// If there is none to take.
    pub fn open(setting: Setting, look: Look) -> Result<Self, CannotOpen> {
        Ok(Self {
            terminal: Terminal::open(setting)?,
            look,
            origin: Instant::now(),
            pulse: None,
        })
    }

    /// Takes the terminal under a supervisor that wants a sign of life at least so often.
    ///
    /// # Errors
    /// If there is none to take.
    pub fn watched(look: Look, every: Duration) -> Result<Self, CannotOpen> {
        let mut front = Self::open(Setting::Watched, look)?;
        front.pulse = Some(Pulse { every, last: None });
        Ok(front)
    }
}

impl Console for Front {
    fn now(&self) -> Moment {
        let passed = self.origin.elapsed().as_millis();
        Moment(u64::try_from(passed).unwrap_or(u64::MAX))
    }

    fn draw(&mut self, app: &App) {
        let look = &self.look;
        self.terminal.draw(|frame| view::draw(app, look, frame));
    }

    fn hit(&self, app: &App, column: u16, row: u16) -> Option<Target> {
        let area = Rect::from((Position::ORIGIN, self.terminal.size()?));
        view::hit(app, &self.look, area, column, row)
    }

    fn wait(&mut self, until: Option<Moment>) -> Wake {
        // Too far to be counted is never.
        let until = until.and_then(|until| self.origin.checked_add(Duration::from_millis(until.0)));
        loop {
            let Some(pulse) = &mut self.pulse else {
                return self.terminal.wait(until);
            };
            if !pulse.beat() {
                // Nobody listens: the supervisor is gone, and nobody would start the next one.
                return Wake::Leave(Why::Hangup);
            }
            let next = Instant::now() + pulse.every;
            let first = until.map_or(next, |until| until.min(next));
            let wake = self.terminal.wait(Some(first));
            let early = until.is_none_or(|until| Instant::now() < until);
            if wake != Wake::Deadline || !early {
                return wake;
            }
        }
    }
}

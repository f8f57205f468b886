//! The real terminal as the loop's [`Console`]: what the view draws and finds, on a clock that never jumps.

use std::time::{Duration, Instant};

use ratatui::layout::{Position, Rect};

use super::Console;
use crate::app::App;
use crate::app::event::Moment;
use crate::app::target::Target;
use crate::terminal::{CannotOpen, Setting, Terminal, Wake};
use crate::view::{self, Look};

/// The terminal, from its taking to its giving back.
#[derive(Debug)]
pub struct Front {
    terminal: Terminal,
    look: Look,
    origin: Instant,
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
        })
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
        view::hit(app, area, column, row)
    }

    fn wait(&mut self, until: Option<Moment>) -> Wake {
        // Too far to be counted is never.
        let until = until.and_then(|until| self.origin.checked_add(Duration::from_millis(until.0)));
        self.terminal.wait(until)
    }
}

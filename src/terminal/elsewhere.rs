//! The terminal where there is no tty: crossterm's events behind the same functions. Knows how its keys are called;
//! refuses to know signals, which there are none of.

use std::io::{self, IsTerminal as _, Write as _};
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crossterm::event::{
    self, DisableMouseCapture, EnableMouseCapture, Event, KeyCode, KeyEvent, KeyEventKind,
    KeyModifiers, MouseButton, MouseEventKind,
};
use crossterm::execute;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen};
use ratatui::Frame;
use ratatui::layout::Size;

use super::canvas::Canvas;
use super::{CannotOpen, Setting, Wake, Why};
use crate::app::input::{Input, Key};

/// Hides the cursor and clears the screen.
const BEGIN: &[u8] = b"\x1b[0m\x1b[H\x1b[2J\x1b[?25l";

/// The terminal while it is ours. Dropping it and a panic bring it back as it was.
#[derive(Debug)]
pub struct Terminal {
    ours: Arc<AtomicBool>,
    canvas: Canvas,
    gone: bool,
}

impl Terminal {
    /// Takes the terminal of standard input and output.
    ///
    /// # Errors
    /// If standard input or output is no terminal, or the terminal cannot be used.
    pub fn open(_: Setting) -> Result<Self, CannotOpen> {
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            return Err(CannotOpen::NotATerminal);
        }
        let ours = Arc::new(AtomicBool::new(true));
        let at_panic = Arc::clone(&ours);
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            restore(&at_panic);
            before(info);
        }));
        let mut terminal = Self {
            ours,
            canvas: Canvas::new(Size::ZERO),
            gone: false,
        };
        crossterm::terminal::enable_raw_mode()
            .and_then(|()| execute!(io::stdout(), EnterAlternateScreen, EnableMouseCapture))
            .map_err(CannotOpen::while_doing("changing its settings"))?;
        let (columns, rows) =
            crossterm::terminal::size().map_err(CannotOpen::while_doing("asking for its size"))?;
        terminal.canvas.resize(Size::new(columns, rows));
        terminal.canvas.begin(BEGIN);
        Ok(terminal)
    }

    /// The size of the screen; none if there are no cells, and then nothing is drawn.
    pub fn size(&self) -> Option<Size> {
        let size = self.canvas.size();
        (size != Size::ZERO).then_some(size)
    }

    /// Draws a frame.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame)) {
        self.canvas.draw(render);
        let bytes = self.canvas.unsent();
        let mut out = io::stdout().lock();
        if out.write_all(bytes).and_then(|()| out.flush()).is_err() {
            self.gone = true;
        }
        let count = self.canvas.unsent().len();
        self.canvas.sent(count);
    }

    /// The next frame is drawn whole, on a cleared screen.
    pub fn repaint(&mut self) {
        self.canvas.repaint();
    }

    /// Blocks until there is something to do: input, the deadline, or a reason to leave.
    pub fn wait(&mut self, deadline: Option<Instant>) -> Wake {
        let mut inputs = Vec::new();
        while !self.gone {
            let waiting = if inputs.is_empty() {
                deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()))
            } else {
                Some(Duration::ZERO)
            };
            match waiting.map_or(Ok(true), event::poll) {
                Ok(true) => match event::read() {
                    Ok(event) => inputs.extend(self.understand(&event)),
                    Err(_) => self.gone = true,
                },
                Ok(false) if inputs.is_empty() => return Wake::Deadline,
                Ok(false) => return Wake::Input(inputs),
                Err(_) => self.gone = true,
            }
        }
        Wake::Leave(Why::Hangup)
    }

    fn understand(&mut self, event: &Event) -> Option<Input> {
        match event {
            Event::Resize(columns, rows) => {
                self.canvas.resize(Size::new(*columns, *rows));
                self.canvas.repaint();
                Some(Input::Resize {
                    columns: *columns,
                    rows: *rows,
                })
            }
            Event::Mouse(mouse) => {
                let size = self.canvas.size();
                let inside = mouse.column < size.width && mouse.row < size.height;
                match mouse.kind {
                    MouseEventKind::Down(MouseButton::Left) if inside => Some(Input::Press {
                        column: mouse.column,
                        row: mouse.row,
                    }),
                    MouseEventKind::ScrollUp => Some(Input::Wheel(-1)),
                    MouseEventKind::ScrollDown => Some(Input::Wheel(1)),
                    MouseEventKind::Down(_)
                    | MouseEventKind::Up(_)
                    | MouseEventKind::Drag(_)
                    | MouseEventKind::Moved
                    | MouseEventKind::ScrollLeft
                    | MouseEventKind::ScrollRight => None,
                }
            }
            Event::Key(key) => pressed(*key).map(Input::Key),
            Event::Paste(_) | Event::FocusGained | Event::FocusLost => None,
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore(&self.ours);
    }
}

fn restore(ours: &AtomicBool) {
    if ours.swap(false, Ordering::SeqCst) {
        let _ = execute!(
            io::stdout(),
            DisableMouseCapture,
            LeaveAlternateScreen,
            crossterm::cursor::Show
        );
        let _ = crossterm::terminal::disable_raw_mode();
    }
}

/// A key that went down; releases and what is no key of ours are nothing.
fn pressed(key: KeyEvent) -> Option<Key> {
    if key.kind != KeyEventKind::Press {
        return None;
    }
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    match key.code {
        KeyCode::Char(c) if c.is_control() => None,
        // Both at once is AltGr, which types a character of its own.
        KeyCode::Char(c) if control && !alt => match c {
            'j' | 'm' => Some(Key::Enter),
            'h' => Some(Key::Backspace),
            'i' => Some(Key::Tab),
            _ => Some(Key::Control(c.to_ascii_lowercase())),
        },
        KeyCode::Char(c) if alt && !control => Some(Key::Alt(c)),
        KeyCode::Char(c) => Some(Key::Char(c)),
        KeyCode::Enter => Some(Key::Enter),
        KeyCode::Esc => Some(Key::Escape),
        KeyCode::Backspace => Some(Key::Backspace),
        KeyCode::Delete => Some(Key::Delete),
        KeyCode::Tab => Some(Key::Tab),
        KeyCode::BackTab => Some(Key::BackTab),
        KeyCode::Up => Some(Key::Up),
        KeyCode::Down => Some(Key::Down),
        KeyCode::Left => Some(Key::Left),
        KeyCode::Right => Some(Key::Right),
        KeyCode::Home => Some(Key::Home),
        KeyCode::End => Some(Key::End),
        KeyCode::PageUp => Some(Key::PageUp),
        KeyCode::PageDown => Some(Key::PageDown),
        KeyCode::F(number @ 1..=12) => Some(Key::Function(number)),
        KeyCode::F(_)
        | KeyCode::Insert
        | KeyCode::Null
        | KeyCode::CapsLock
        | KeyCode::ScrollLock
        | KeyCode::NumLock
        | KeyCode::PrintScreen
        | KeyCode::Pause
        | KeyCode::Menu
        | KeyCode::KeypadBegin
        | KeyCode::Media(_)
        | KeyCode::Modifier(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_counts_when_it_goes_down_and_not_when_it_comes_up() {
        let down = KeyEvent::new(KeyCode::Char('5'), KeyModifiers::NONE);
        let up = KeyEvent {
            kind: KeyEventKind::Release,
            ..down
        };
        assert_eq!(pressed(down), Some(Key::Char('5')));
        assert_eq!(pressed(up), None);
    }

    #[test]
    fn alt_gr_types_a_character() {
        let both = KeyModifiers::CONTROL | KeyModifiers::ALT;
        assert_eq!(
            pressed(KeyEvent::new(KeyCode::Char('@'), both)),
            Some(Key::Char('@'))
        );
        let control = KeyEvent::new(KeyCode::Char('C'), KeyModifiers::CONTROL);
        assert_eq!(pressed(control), Some(Key::Control('c')));
    }
}

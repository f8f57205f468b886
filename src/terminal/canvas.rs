//! Where a frame becomes bytes. Knows the escape sequences of drawing; refuses to know the tty they go to.
//!
//! The bytes wait here until the terminal takes them, so drawing never fails and never blocks. The size is
//! what the terminal floor says: nothing is asked of the terminal, and no program is run to find out.

use std::convert::Infallible;
use std::io;

use ratatui::Frame;
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Rect, Size};

/// A drawing surface of a known size, and the bytes that bring a terminal from the last frame to this one.
#[derive(Debug)]
pub(super) struct Canvas {
    frames: ratatui::Terminal<Strokes>,
    stale: bool,
}

/// What ratatui draws on.
#[derive(Debug)]
struct Strokes {
    bytes: Vec<u8>,
    sent: usize,
    size: Size,
    cursor_shown: bool,
}

impl Canvas {
    pub(super) fn new(size: Size) -> Self {
        let strokes = Strokes {
            bytes: Vec::new(),
            sent: 0,
            size,
            cursor_shown: false,
        };
        let frames = match ratatui::Terminal::new(strokes) {
            Ok(frames) => frames,
            Err(error) => match error {},
        };
        Self {
            frames,
            stale: true,
        }
    }

    pub(super) fn size(&self) -> Size {
        self.frames.backend().size
    }

    pub(super) fn resize(&mut self, size: Size) {
        self.frames.backend_mut().size = size;
    }

    /// The next frame is drawn whole, on a cleared screen.
    pub(super) fn repaint(&mut self) {
        self.stale = true;
    }

    /// Forgets what was not sent, and begins with these bytes and a hidden cursor: the terminal was entered anew.
    pub(super) fn begin(&mut self, bytes: &[u8]) {
        let strokes = self.frames.backend_mut();
        strokes.bytes.clear();
        strokes.bytes.extend_from_slice(bytes);
        strokes.sent = 0;
        strokes.cursor_shown = false;
        self.stale = true;
    }

    /// Draws a frame. A screen without cells is left alone.
    pub(super) fn draw(&mut self, render: impl FnOnce(&mut Frame)) {
        let size = self.size();
        if size.width == 0 || size.height == 0 {
            return;
        }
        if self.stale {
            self.stale = false;
            let area = Rect::from((Position::ORIGIN, size));
            match self.frames.resize(area) {
                Ok(()) => {}
                Err(error) => match error {},
            }
        }
        match self.frames.draw(render) {
            Ok(_) => {}
            Err(error) => match error {},
        }
    }

    /// The bytes that the terminal has not taken yet.
    pub(super) fn unsent(&self) -> &[u8] {
        let strokes = self.frames.backend();
        strokes.bytes.get(strokes.sent..).unwrap_or_default()
    }

    /// The terminal has taken so many of them.
    pub(super) fn sent(&mut self, count: usize) {
        let strokes = self.frames.backend_mut();
        strokes.sent += count;
        if strokes.sent >= strokes.bytes.len() {
            strokes.bytes.clear();
            strokes.sent = 0;
        }
    }
}

/// Writing to memory does not fail.
fn infallible(result: &io::Result<()>) {
    debug_assert!(result.is_ok(), "writing to memory failed: {result:?}");
}

impl Backend for Strokes {
    type Error = Infallible;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        if content.peek().is_some() {
            infallible(&CrosstermBackend::new(&mut self.bytes).draw(content));
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        if self.cursor_shown {
            self.cursor_shown = false;
            self.bytes.extend_from_slice(b"\x1b[?25l");
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> Result<(), Infallible> {
        if !self.cursor_shown {
            self.cursor_shown = true;
            self.bytes.extend_from_slice(b"\x1b[?25h");
        }
        Ok(())
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        Ok(Position::ORIGIN)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Infallible> {
        infallible(&CrosstermBackend::new(&mut self.bytes).set_cursor_position(position));
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, part: ClearType) -> Result<(), Infallible> {
        infallible(&CrosstermBackend::new(&mut self.bytes).clear_region(part));
        Ok(())
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::default(),
        })
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}

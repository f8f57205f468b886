//! Standard output and standard error, without the panics of `println!`.

use std::fmt::Display;
use std::io::{self, Write};

use super::{Failure, FailureKind};

/// Where a command writes what it has to say.
#[derive(Debug)]
pub(super) struct Output<W: Write> {
    sink: W,
    closed: bool,
}

impl Output<io::StdoutLock<'static>> {
    /// Standard output.
    pub(super) fn standard() -> Self {
        Self {
            sink: io::stdout().lock(),
            closed: false,
        }
    }
}

impl<W: Write> Output<W> {
    /// Writes text as it is. A reader that has gone away (`| head`) is no failure.
    pub(super) fn write(&mut self, text: impl Display) -> Result<(), Failure> {
        if self.closed {
            return Ok(());
        }
        let written = write!(self.sink, "{text}").and_then(|()| self.sink.flush());
        self.judge(written)
    }

    /// Writes bytes as they are.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        if self.closed {
            return Ok(());
        }
        let written = self.sink.write_all(bytes).and_then(|()| self.sink.flush());
        self.judge(written)
    }

    /// Writes a line.
    pub(super) fn line(&mut self, text: impl Display) -> Result<(), Failure> {
        self.write(format_args!("{text}\n"))
    }

    fn judge(&mut self, written: io::Result<()>) -> Result<(), Failure> {
        match written {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            Err(error) => Err(Failure::new(
                FailureKind::Data,
                format_args!("cannot write the output: {error}"),
            )),
        }
    }
}

/// Tells a failure on standard error; a standard error that is gone is nobody's concern any more.
pub(super) fn complain(text: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

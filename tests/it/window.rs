//! A person in front of a program: a pseudo-terminal, and a model of the terminal at the other end.
#![cfg(unix)]

use std::io::{Read as _, Write as _};
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};

/// Long enough on any machine; a test that fails takes so long, none that passes does.
const PATIENCE: Duration = Duration::from_secs(20);

/// The other end: a terminal with someone in front of it.
pub(crate) struct Person {
    master: Option<Box<dyn MasterPty>>,
    keyboard: Option<Box<dyn std::io::Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Vec<u8>>,
    looking: Arc<Mutex<()>>,
    closing: Arc<AtomicBool>,
    screen: vt100::Parser,
    settings_before: String,
}

impl Person {
    /// In front of this binary, run again for one test alone: the stand-in for a program.
    pub(crate) fn before(stand_in: &str, environment: &[(&str, &str)]) -> Self {
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(["--exact", stand_in, "--ignored", "--nocapture"]);
        command.env("RUST_BACKTRACE", "0");
        for (name, value) in environment {
            command.env(name, value);
        }
        Self::running(command)
    }

    /// In front of the program itself.
    pub(crate) fn before_the_program(arguments: &[&str]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_fivegaps"));
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        Self::running(command)
    }

    fn running(command: CommandBuilder) -> Self {
        let size = PtySize {
            rows: 24,
            cols: 80,
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let settings_before = settings(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let looking = Arc::new(Mutex::new(()));
        let (into, output) = channel();
        let closing = Arc::new(AtomicBool::new(false));
        let (gate, close) = (Arc::clone(&looking), Arc::clone(&closing));
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while !close.load(Ordering::SeqCst) {
                drop(gate.lock());
                match reader.read(&mut buffer) {
                    Ok(count) if count > 0 && into.send(buffer[..count].to_vec()).is_ok() => {}
                    _ => return,
                }
            }
        });
        Self {
            keyboard: Some(pair.master.take_writer().unwrap()),
            master: Some(pair.master),
            child,
            output,
            looking,
            closing,
            screen: vt100::Parser::new(cells(24), cells(80), 100),
            settings_before,
        }
    }

    pub(crate) fn types(&mut self, bytes: &[u8]) {
        self.keyboard.as_mut().unwrap().write_all(bytes).unwrap();
    }

    /// The process in front of the person.
    pub(crate) fn process(&self) -> Pid {
        let number = i32::try_from(self.child.process_id().unwrap()).unwrap();
        Pid::from_raw(number).unwrap()
    }

    pub(crate) fn sends(&self, signal: Signal) {
        kill_process(self.process(), signal).unwrap();
    }

    /// As a shell notices it.
    pub(crate) fn waits_for_the_stop(&self) {
        let status = waitpid(Some(self.process()), WaitOptions::UNTRACED).unwrap();
        assert!(status.unwrap().1.stopped(), "it was stopped");
    }

    pub(crate) fn resizes(&mut self, cols: u16, rows: u16) {
        let size = PtySize {
            rows,
            cols,
            ..PtySize::default()
        };
        if cols > 0 && rows > 0 {
            self.screen.screen_mut().set_size(cells(rows), cells(cols));
        }
        self.master.as_ref().unwrap().resize(size).unwrap();
    }

    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.screen.screen()
    }

    /// The person's eyes: while this is locked, nobody reads what the program writes.
    pub(crate) fn eyes(&self) -> Arc<Mutex<()>> {
        Arc::clone(&self.looking)
    }

    /// Waits until the screen is so.
    pub(crate) fn until(&mut self, what: &str, is: impl Fn(&vt100::Screen) -> bool) {
        let until = Instant::now() + PATIENCE;
        while !is(self.screen.screen()) {
            let left = until.saturating_duration_since(Instant::now());
            let Ok(bytes) = self.output.recv_timeout(left) else {
                panic!(
                    "never {what:?}; the screen:\n{}",
                    self.screen.screen().contents()
                );
            };
            self.screen.process(&bytes);
        }
    }

    pub(crate) fn sees(&mut self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    /// The program has ended: how, and everything it wrote is on the screen.
    pub(crate) fn exit_code(&mut self) -> u32 {
        loop {
            match self.output.recv_timeout(PATIENCE) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("it does not end"),
            }
        }
        self.child.wait().unwrap().exit_code()
    }

    /// How the program ended, while nobody looks at the screen.
    pub(crate) fn exit_code_unseen(&mut self) -> u32 {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(Instant::now() < until, "it does not end");
            thread::yield_now();
        }
    }

    /// Closes the terminal. The thread that looks holds it open too: it lets go after one more look.
    pub(crate) fn closes_the_terminal(&mut self) {
        self.closing.store(true, Ordering::SeqCst);
        self.types(b"x");
        self.master = None;
        self.keyboard = None;
    }

    pub(crate) fn assert_as_before(&self) {
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "the other screen is left");
        assert!(!screen.hide_cursor(), "the cursor is shown");
        assert!(!screen.bracketed_paste(), "pastes are off");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!(
            settings(self.master.as_ref().unwrap().as_ref()),
            self.settings_before
        );
    }
}

impl Drop for Person {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

fn settings(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}

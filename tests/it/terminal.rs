//! The terminal floor in a real pseudo-terminal, with a model of a terminal at the other end.
//!
//! The program under test is this binary itself, run again for [`stand_in`]: a loop that shows what it was told.
#![cfg(unix)]

use std::io::{Read as _, Write as _};
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use fivegaps::app::input::{Input, Key};
use fivegaps::terminal::{Setting, Terminal, Wake};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use ratatui::widgets::Paragraph;
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};

/// Long enough on any machine; a test that fails takes so long, none that passes does.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
#[ignore = "the program that the other tests run"]
fn stand_in() {
    let setting = match std::env::var("STAND_IN").as_deref() {
        Ok("kiosk") => Setting::Kiosk,
        Ok("desk") => Setting::Desk,
        _ => return,
    };
    let mut terminal = Terminal::open(setting).unwrap();
    let (mut keys, mut last, mut fill) = (0, String::new(), ' ');
    let code = loop {
        let size = terminal.size();
        let shown = format!("ready\nkeys: {keys}.\nlast: {last}.\nsize: {size:?}.\n");
        terminal.draw(|frame| {
            let background: String = std::iter::repeat_n(fill, 100_000).collect();
            frame.render_widget(
                Paragraph::new(background).wrap(ratatui::widgets::Wrap { trim: false }),
                frame.area(),
            );
            frame.render_widget(Paragraph::new(shown), frame.area());
        });
        if last.contains("'h'") {
            loop {
                thread::park();
            }
        }
        match terminal.wait(None) {
            Wake::Input(inputs) => {
                for input in inputs {
                    keys += usize::from(matches!(input, Input::Key(_)));
                    last = format!("{input:?}");
                    match input {
                        Input::Key(Key::Char('q')) => {
                            drop(terminal);
                            std::process::exit(0)
                        }
                        Input::Key(Key::Char('p')) => panic!("on purpose"),
                        Input::Key(Key::Char(c)) if c.is_uppercase() => fill = c,
                        Input::Key(_)
                        | Input::Press { .. }
                        | Input::Wheel(_)
                        | Input::Paste(_)
                        | Input::Resize { .. } => {}
                    }
                }
            }
            Wake::Redraw => {}
            Wake::Deadline => unreachable!("there is no deadline"),
            Wake::Leave(why) => break why as i32 + 10,
        }
    };
    drop(terminal);
    std::process::exit(code);
}

/// The other end: a terminal with someone in front of it.
struct Person {
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
    fn at(setting: &str) -> Self {
        let size = PtySize {
            rows: 24,
            cols: 80,
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(["--exact", "terminal::stand_in", "--ignored", "--nocapture"]);
        command.env("STAND_IN", setting);
        command.env("RUST_BACKTRACE", "0");
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
        let mut person = Self {
            keyboard: Some(pair.master.take_writer().unwrap()),
            master: Some(pair.master),
            child,
            output,
            looking,
            closing,
            screen: vt100::Parser::new(cells(24), cells(80), 100),
            settings_before,
        };
        person.sees("ready");
        person
    }

    fn types(&mut self, bytes: &[u8]) {
        self.keyboard.as_mut().unwrap().write_all(bytes).unwrap();
    }

    fn process(&self) -> Pid {
        let number = i32::try_from(self.child.process_id().unwrap()).unwrap();
        Pid::from_raw(number).unwrap()
    }

    fn sends(&self, signal: Signal) {
        kill_process(self.process(), signal).unwrap();
    }

    /// As a shell notices it.
    fn waits_for_the_stop(&self) {
        let status = waitpid(Some(self.process()), WaitOptions::UNTRACED).unwrap();
        assert!(status.unwrap().1.stopped(), "it was stopped");
    }

    fn resizes(&mut self, cols: u16, rows: u16) {
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

    /// Waits until the screen is so.
    fn until(&mut self, what: &str, is: impl Fn(&vt100::Screen) -> bool) {
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

    fn sees(&mut self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    /// The program has ended: how, and everything it wrote is on the screen.
    fn exit_code(&mut self) -> u32 {
        loop {
            match self.output.recv_timeout(PATIENCE) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("it does not end"),
            }
        }
        self.child.wait().unwrap().exit_code()
    }

    /// Closes the terminal. The thread that looks holds it open too: it lets go after one more look.
    fn closes_the_terminal(&mut self) {
        self.closing.store(true, Ordering::SeqCst);
        self.types(b"x");
        self.master = None;
        self.keyboard = None;
    }

    fn assert_as_before(&self) {
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

#[test]
fn a_normal_end_leaves_the_terminal_as_it_was() {
    let mut person = Person::at("desk");
    person.until("the modes of a desk", |screen| {
        screen.alternate_screen()
            && screen.hide_cursor()
            && screen.bracketed_paste()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::PressRelease
            && screen.mouse_protocol_encoding() == vt100::MouseProtocolEncoding::Sgr
    });
    person.types(b"q");
    assert_eq!(person.exit_code(), 0);
    person.assert_as_before();
}

#[test]
fn a_kiosk_takes_no_pastes_and_leaves_nothing_on_the_screen() {
    let mut person = Person::at("kiosk");
    person.types(b"\x1b[200~mark");
    person.sees("keys: 4.");
    assert!(!person.screen.screen().bracketed_paste());
    person.types(b"q");
    assert_eq!(person.exit_code(), 0);
    person.assert_as_before();
    assert_eq!(person.screen.screen().contents().trim(), "");
}

#[test]
fn signals_end_it_with_the_terminal_as_it_was() {
    for (signal, code) in [
        (Signal::HUP, 10),
        (Signal::TERM, 11),
        (Signal::INT, 12),
        (Signal::QUIT, 13),
    ] {
        let mut person = Person::at("kiosk");
        person.sends(signal);
        assert_eq!(person.exit_code(), code, "{signal:?}");
        person.assert_as_before();
    }
}

#[test]
fn a_panic_leaves_the_terminal_as_it_was_and_can_be_read() {
    let mut person = Person::at("desk");
    person.types(b"p");
    assert_eq!(person.exit_code(), 101);
    person.assert_as_before();
    assert!(person.screen.screen().contents().contains("on purpose"));
}

#[test]
fn a_program_that_hangs_is_gone_soon_after_it_was_asked_to_end() {
    let mut person = Person::at("desk");
    person.types(b"h");
    person.sees("last: Key(Char('h'))");
    person.sends(Signal::TERM);
    assert_eq!(person.exit_code(), 70);
    person.assert_as_before();
}

#[test]
fn a_closed_terminal_ends_it() {
    let mut person = Person::at("desk");
    person.closes_the_terminal();
    assert_eq!(person.exit_code(), 10);
}

#[test]
fn a_burst_while_it_sleeps_is_handled_to_the_last_key() {
    let mut person = Person::at("kiosk");
    person.sends(Signal::STOP);
    person.waits_for_the_stop();
    person.types(&[b'x'; 4000]);
    person.sends(Signal::CONT);
    person.sees("keys: 4000.");
}

#[test]
fn stopped_it_leaves_the_terminal_clean_and_continued_it_takes_it_again() {
    let mut person = Person::at("desk");
    person.sends(Signal::TSTP);
    person.waits_for_the_stop();
    person.until("the screen before", |screen| {
        !screen.alternate_screen() && !screen.hide_cursor()
    });
    person.sends(Signal::CONT);
    person.until("the screen again", |screen| {
        screen.alternate_screen() && screen.contents().contains("ready")
    });
    person.types(b"xy");
    person.sees("keys: 2.");
}

#[test]
fn a_kiosk_does_not_let_itself_be_stopped() {
    let mut person = Person::at("kiosk");
    person.sends(Signal::TSTP);
    person.types(b"x");
    person.sees("keys: 1.");
}

#[test]
fn a_new_size_is_an_input_and_no_size_is_none() {
    let mut person = Person::at("desk");
    person.resizes(100, 40);
    person.sees("Resize { columns: 100, rows: 40 }");
    person.resizes(0, 0);
    person.types(b"x");
    person.resizes(60, 20);
    person.sees("Resize { columns: 60, rows: 20 }");
    person.sees("keys: 1.");
}

#[test]
fn half_a_sequence_locks_nothing() {
    for half in [&b"\x1b[<"[..], b"\x1b[200~", b"\xf0\x9f", b"\x1b]"] {
        let mut person = Person::at("kiosk");
        person.types(half);
        person.types(b"\x1bq");
        // The escape byte begins anew; with the letter it is a key of its own.
        person.types(b"q");
        assert_eq!(person.exit_code(), 0, "{:?}", half.escape_ascii());
    }
}

#[test]
fn nobody_reading_the_screen_does_not_stop_the_work() {
    let mut person = Person::at("desk");
    let looking = Arc::clone(&person.looking);
    let away = looking.lock().unwrap();
    person.resizes(500, 200);
    for fill in b'A'..=b'Z' {
        person.types(&[fill]);
    }
    person.types(b"xyz");
    drop(away);
    person.sees("keys: 29.");
    person.sees("ZZZ");
}

#[test]
fn a_stalled_terminal_does_not_hold_up_the_end() {
    let mut person = Person::at("desk");
    let looking = Arc::clone(&person.looking);
    let away = looking.lock().unwrap();
    person.resizes(500, 200);
    for fill in b'A'..=b'Z' {
        person.types(&[fill]);
    }
    person.types(b"q");
    let until = Instant::now() + PATIENCE;
    let status = loop {
        if let Some(status) = person.child.try_wait().unwrap() {
            break status;
        }
        assert!(Instant::now() < until, "it does not end");
        thread::yield_now();
    };
    drop(away);
    assert_eq!(status.exit_code(), 0);
}

#[test]
fn what_never_ends_is_over_after_a_silence() {
    let mut person = Person::at("desk");
    person.types(b"\x1b");
    person.sees("last: Key(Escape)");
    person.types(b"\x1b[200~abc");
    person.sees("last: Paste(\"abc\")");
}

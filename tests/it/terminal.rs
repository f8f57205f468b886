//! The terminal floor in a real pseudo-terminal, with a model of a terminal at the other end.
//!
//! The program under test is this binary itself, run again for [`stand_in`]: a loop that shows what it was told.
#![cfg(unix)]

use std::thread;

use fivegaps::app::input::{Input, Key};
use fivegaps::terminal::{Setting, Terminal, Wake};
use ratatui::widgets::Paragraph;
use rustix::process::Signal;

use crate::window::Person;

/// Someone in front of the stand-in.
fn person_at(setting: &str) -> Person {
    let mut person = Person::before("terminal::stand_in", &[("STAND_IN", setting)]);
    person.sees("ready");
    person
}

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

#[test]
fn a_normal_end_leaves_the_terminal_as_it_was() {
    let mut person = person_at("desk");
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
fn a_kiosk_drops_pastes_and_leaves_nothing_on_the_screen() {
    let mut person = person_at("kiosk");
    person.types(b"\x1b[200~mark\r\x1b[201~x");
    person.sees("keys: 1.");
    person.types(b"q");
    assert_eq!(person.exit_code(), 0);
    person.assert_as_before();
    assert_eq!(person.screen().contents().trim(), "");
}

#[test]
fn signals_end_it_with_the_terminal_as_it_was() {
    for (signal, code) in [
        (Signal::HUP, 10),
        (Signal::TERM, 11),
        (Signal::INT, 12),
        (Signal::QUIT, 13),
    ] {
        let mut person = person_at("kiosk");
        person.sends(signal);
        assert_eq!(person.exit_code(), code, "{signal:?}");
        person.assert_as_before();
    }
}

#[test]
fn a_panic_leaves_the_terminal_as_it_was_and_can_be_read() {
    let mut person = person_at("desk");
    person.types(b"p");
    assert_eq!(person.exit_code(), 101);
    person.assert_as_before();
    assert!(person.screen().contents().contains("on purpose"));
}

#[test]
fn a_program_that_hangs_is_gone_soon_after_it_was_asked_to_end() {
    let mut person = person_at("desk");
    person.types(b"h");
    person.sees("last: Key(Char('h'))");
    person.sends(Signal::TERM);
    assert_eq!(person.exit_code(), 70);
    person.assert_as_before();
}

#[test]
fn a_closed_terminal_ends_it() {
    let mut person = person_at("desk");
    person.closes_the_terminal();
    assert_eq!(person.exit_code(), 10);
}

#[test]
fn a_burst_while_it_sleeps_is_handled_to_the_last_key() {
    let mut person = person_at("kiosk");
    person.sends(Signal::STOP);
    person.waits_for_the_stop();
    person.types(&[b'x'; 4000]);
    person.sends(Signal::CONT);
    person.sees("keys: 4000.");
}

#[test]
fn stopped_it_leaves_the_terminal_clean_and_continued_it_takes_it_again() {
    let mut person = person_at("desk");
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
    let mut person = person_at("kiosk");
    person.sends(Signal::TSTP);
    person.types(b"x");
    person.sees("keys: 1.");
}

#[test]
fn a_new_size_is_an_input_and_no_size_is_none() {
    let mut person = person_at("desk");
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
    for half in [&b"\x1b[<"[..], b"\xf0\x9f", b"\x1b]"] {
        let mut person = person_at("kiosk");
        person.types(half);
        person.types(b"\x1bq");
        // The escape byte begins anew; with the letter it is a key of its own.
        person.types(b"q");
        assert_eq!(person.exit_code(), 0, "{:?}", half.escape_ascii());
    }
}

#[test]
fn nobody_reading_the_screen_does_not_stop_the_work() {
    let mut person = person_at("desk");
    let eyes = person.eyes();
    let away = eyes.lock().unwrap();
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
    let mut person = person_at("desk");
    let eyes = person.eyes();
    let away = eyes.lock().unwrap();
    person.resizes(500, 200);
    for fill in b'A'..=b'Z' {
        person.types(&[fill]);
    }
    person.types(b"q");
    let code = person.exit_code_unseen();
    drop(away);
    assert_eq!(code, 0);
}

#[test]
fn what_never_ends_is_over_after_a_silence() {
    let mut person = person_at("desk");
    person.types(b"\x1b");
    person.sees("last: Key(Escape)");
    person.types(b"\x1b[200~abc");
    person.sees("last: Paste(\"abc\")");
}

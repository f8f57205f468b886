//! What the parser must do with what keyboards, mice, pastes and vandals send.

use std::mem;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

const COLUMNS: u16 = 80;
const ROWS: u16 = 24;

/// A parser with a clock of its own, which moves only when told.
struct Reader {
    parser: Parser,
    now: Instant,
}

impl Reader {
    fn new(pastes: Pastes) -> Self {
        let now = Instant::now();
        Self {
            parser: Parser::new(pastes, COLUMNS, ROWS, now),
            now,
        }
    }

    fn read(&mut self, bytes: &[u8]) -> Vec<Input> {
        let mut out = Vec::new();
        self.parser.feed(bytes, self.now, &mut out);
        out
    }

    /// Nothing comes for so long; the caller waits as `wait` does.
    fn silence(&mut self, milliseconds: u64) -> Vec<Input> {
        self.now += Duration::from_millis(milliseconds);
        let mut out = Vec::new();
        self.parser.expire(self.now, &mut out);
        out
    }
}

fn desk(bytes: &[u8]) -> Vec<Input> {
    Reader::new(Pastes::Taken).read(bytes)
}

fn keys(keys: &[Key]) -> Vec<Input> {
    keys.iter().map(|key| Input::Key(*key)).collect()
}

fn typed(text: &str) -> Vec<Input> {
    text.chars().map(|c| Input::Key(Key::Char(c))).collect()
}

#[test]
fn letters_of_three_languages_arrive() {
    assert_eq!(desk("a9 您好，满意".as_bytes()), typed("a9 您好，满意"));
}

#[test]
fn carriage_return_and_line_feed_are_both_enter() {
    assert_eq!(desk(b"\r\n"), keys(&[Key::Enter, Key::Enter]));
}

#[test]
fn control_characters_have_names() {
    assert_eq!(
        desk(b"\x03\x1a\x1c\x00\x7f\x08\t"),
        keys(&[
            Key::Control('c'),
            Key::Control('z'),
            Key::Control('\\'),
            Key::Control('@'),
            Key::Backspace,
            Key::Backspace,
            Key::Tab,
        ])
    );
}

#[test]
fn arrows_and_their_kin_arrive_in_every_dialect() {
    for (bytes, key) in [
        (&b"\x1b[A"[..], Key::Up),
        (b"\x1bOB", Key::Down),
        (b"\x1b[1;5C", Key::Right),
        (b"\x1b[D", Key::Left),
        (b"\x1b[H", Key::Home),
        (b"\x1bOF", Key::End),
        (b"\x1b[1~", Key::Home),
        (b"\x1b[8~", Key::End),
        (b"\x1b[3~", Key::Delete),
        (b"\x1b[5~", Key::PageUp),
        (b"\x1b[6;2~", Key::PageDown),
        (b"\x1b[Z", Key::BackTab),
        (b"\x1bOP", Key::Function(1)),
        (b"\x1b[[B", Key::Function(2)),
        (b"\x1b[R", Key::Function(3)),
        (b"\x1b[1;2S", Key::Function(4)),
        (b"\x1b[15~", Key::Function(5)),
        (b"\x1b[24~", Key::Function(12)),
        (b"\x1bx", Key::Alt('x')),
        ("\x1bü".as_bytes(), Key::Alt('ü')),
    ] {
        assert_eq!(desk(bytes), keys(&[key]), "{:?}", bytes.escape_ascii());
    }
}

#[test]
fn the_number_pad_means_the_same_in_both_of_its_modes() {
    assert_eq!(
        desk(b"\x1bOp\x1bOq\x1bOy\x1bOn\x1bOk\x1bOm\x1bOM"),
        desk(b"019.+-\r")
    );
}

#[test]
fn an_escape_byte_alone_is_the_key_after_a_short_silence() {
    let mut reader = Reader::new(Pastes::Dropped);
    assert_eq!(reader.read(b"\x1b"), []);
    assert_eq!(reader.silence(59), []);
    assert_eq!(reader.silence(1), keys(&[Key::Escape]));
    assert_eq!(reader.parser.pending_deadline(), None);
}

#[test]
fn two_escapes_in_a_row_are_two_keys() {
    let mut reader = Reader::new(Pastes::Dropped);
    assert_eq!(reader.read(b"\x1b\x1b"), keys(&[Key::Escape]));
    assert_eq!(reader.silence(60), keys(&[Key::Escape]));
}

#[test]
fn bytes_that_waited_while_the_program_was_busy_are_not_late() {
    let mut reader = Reader::new(Pastes::Dropped);
    assert_eq!(reader.read(b"\x1b"), []);
    reader.now += Duration::from_secs(5);
    assert_eq!(reader.read(b"[A"), keys(&[Key::Up]));
}

/// Each of these takes away all further keys, or some, in well-known readers.
#[test]
fn no_half_sequence_locks_the_keys() {
    for half in [
        &b"\x1b["[..],
        b"\x1bO",
        b"\x1b[M",
        b"\x1b[<",
        b"\x1b[?",
        b"\x1b[<0;12",
        b"\x1b]",
        b"\x1bP",
        b"\x1b_",
        b"\x1b^",
        b"\x1bX",
        b"\x1b]0;title",
        b"\x1b[[",
        b"\x1b[200~",
        b"\x1b[99999999999999999999999999999999999999",
        b"\xf0\x9f",
        b"\xe6",
    ] {
        for pastes in [Pastes::Dropped, Pastes::Taken] {
            let mut reader = Reader::new(pastes);
            reader.read(half);
            reader.silence(500);
            assert_eq!(
                reader.read(b"abcMd"),
                typed("abcMd"),
                "after {:?}",
                half.escape_ascii()
            );
        }
    }
}

#[test]
fn a_key_held_down_after_half_a_sequence_comes_through_after_a_while() {
    for half in [&b"\x1b[<"[..], b"\x1b]", b"\x1bP"] {
        let mut reader = Reader::new(Pastes::Dropped);
        reader.read(half);
        let mut seen = Vec::new();
        for _ in 0..60 {
            seen.extend(reader.silence(33)); // a keyboard repeats about so often
            seen.extend(reader.read(b"1"));
        }
        assert!(seen.len() > 40, "{:?}: {}", half.escape_ascii(), seen.len());
    }
}

#[test]
fn a_kiosk_forgets_a_paste() {
    let mut reader = Reader::new(Pastes::Dropped);
    assert_eq!(reader.read(b"\x1b[200~12\r\x1b[A\x1b[201~x"), typed("x"));
}

#[test]
fn typing_the_bracket_of_a_paste_does_not_lock_a_kiosk() {
    let mut reader = Reader::new(Pastes::Dropped);
    let mut seen = reader.read(b"\x1b[200~");
    for _ in 0..10 {
        seen.extend(reader.silence(110));
        seen.extend(reader.read(b"1"));
    }
    assert_eq!(seen, typed("1111111111"));
}

#[test]
fn an_introducer_alone_is_the_key_with_alt_that_sends_it() {
    for (bytes, key) in [
        (&b"\x1b["[..], '['),
        (b"\x1bO", 'O'),
        (b"\x1b]", ']'),
        (b"\x1bP", 'P'),
    ] {
        let mut reader = Reader::new(Pastes::Dropped);
        assert_eq!(reader.read(bytes), []);
        assert_eq!(reader.silence(60), keys(&[Key::Alt(key)]));
    }
}

#[test]
fn what_is_not_understood_is_dropped_whole() {
    for bytes in [
        &b"\x1b[12;40R"[..],                                     // where the cursor is
        b"\x1b[?62;4c",                                          // what the terminal can do
        b"\x1b[97;5u",                                           // a key in another protocol
        b"\x1b[I",                                               // focus
        b"\x1b[2~",                                              // Insert
        b"\x1b[1:2A",                                            // sub-parameters
        b"\x1b[1234567890123456789012345678901234567890123~",    // overlong
        b"\x1b]11;rgb:1010/1414/1818\x1b\\",                     // a colour
        b"\x1b]0;5\x07",                                         // a title
        b"\x1bP0+r5\x1b\\",                                      // a capability
        b"\x1b_5\x1b\\\x1b^5\x1b\\\x1bX5\x1b\\",                 // strings of other kinds
        b"\x1b[M 55",                                            // a mouse report of the old kind
        b"\x80\xbf\xff\xc0\xf5\xed\xa0\x80\xe0\x80\x80\xc2\x9b", // no characters, or no printable ones
        b"\x1b[20\x005",
    ] {
        let seen = desk(bytes);
        let expected = if bytes.ends_with(b"\x005") {
            typed("5")
        } else {
            Vec::new()
        };
        assert_eq!(seen, expected, "{:?}", bytes.escape_ascii());
    }
}

#[test]
fn a_press_of_the_first_button_arrives_and_nothing_else_of_it() {
    assert_eq!(
        desk(b"\x1b[<0;1;1M\x1b[<0;1;1m\x1b[<2;3;4M\x1b[<35;9;9M\x1b[<16;80;24M"),
        [
            Input::Press { column: 0, row: 0 },
            Input::Press {
                column: 79,
                row: 23
            }
        ]
    );
}

#[test]
fn the_wheel_turns_up_and_down() {
    assert_eq!(
        desk(b"\x1b[<64;5;5M\x1b[<65;5;5M\x1b[<66;5;5M"),
        [Input::Wheel(-1), Input::Wheel(1)]
    );
}

#[test]
fn a_press_outside_the_screen_is_no_press() {
    for place in [
        "0;1",
        "1;0",
        "0;0",
        "81;1",
        "1;25",
        "65535;1",
        "65536;1",
        "99999;99999",
        "-1;1",
        ";",
        "1",
        "1;1;1",
        "4294967297;1",
        "99999999999;1",
    ] {
        assert_eq!(desk(format!("\x1b[<0;{place}M").as_bytes()), [], "{place}");
    }
    assert_eq!(desk(b"\x1b[<;1;1M"), []);
}

#[test]
fn the_screen_that_shrank_takes_no_presses_where_it_was() {
    let mut reader = Reader::new(Pastes::Dropped);
    reader.parser.resize(10, 5);
    assert_eq!(reader.read(b"\x1b[<0;11;1M\x1b[<0;1;6M"), []);
    assert_eq!(
        reader.read(b"\x1b[<0;10;5M"),
        [Input::Press { column: 9, row: 4 }]
    );
}

#[test]
fn a_paste_is_one_input_that_presses_nothing() {
    assert_eq!(
        desk("\x1b[200~很\r\n好\ta\x1b[31m\n\x1b[201~x".as_bytes()),
        [
            Input::Paste("很 好 a[31m ".to_owned()),
            Input::Key(Key::Char('x'))
        ]
    );
}

#[test]
fn a_paste_keeps_64_kib_and_swallows_the_rest() {
    let mut reader = Reader::new(Pastes::Taken);
    assert_eq!(reader.read(b"\x1b[200~"), []);
    let million = "您".repeat(333_333);
    assert_eq!(reader.read(million.as_bytes()), []);
    let seen = reader.read(b"\x1b[201~");
    let [Input::Paste(text)] = seen.as_slice() else {
        panic!("{} inputs", seen.len());
    };
    assert_eq!(text.len(), PASTE_LIMIT - 1, "the cut character is dropped");
}

#[test]
fn a_paste_without_end_ends_with_the_silence() {
    let mut reader = Reader::new(Pastes::Taken);
    assert_eq!(reader.read(b"\x1b[200~abc"), []);
    assert_eq!(reader.silence(499), []);
    assert_eq!(reader.read(b"d\x1b[20"), []);
    assert_eq!(reader.silence(499), []);
    assert_eq!(reader.silence(1), [Input::Paste("abcd".to_owned())]);
}

/// How many bytes are remembered.
fn held(parser: &Parser) -> usize {
    match &parser.pending {
        Pending::Nothing => 0,
        Pending::Character { have, .. } | Pending::Control { have, .. } => *have,
        Pending::Paste { text, matched } => text.len() + matched,
        Pending::Escape
        | Pending::Overlong
        | Pending::Single
        | Pending::Console
        | Pending::OldMouse(_)
        | Pending::Text { .. } => 1,
    }
}

/// Bytes that often come close to meaning something.
fn noise() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        any::<Vec<u8>>(),
        prop::sample::select(vec![
            &b"\x1b"[..],
            b"\x1b[",
            b"\x1b[<",
            b"\x1b[<0;5;5M",
            b"\x1b[M",
            b"\x1bO",
            b"\x1b]",
            b"\x1bP",
            b"\x1b\\",
            b"\x1b[200~",
            b"\x1b[201~",
            b"\x1b[[",
            b"\x07",
            b";",
            b"1",
            b"~",
            "您".as_bytes(),
            b"\xf0\x9f",
        ])
        .prop_map(<[u8]>::to_vec),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn where_the_bytes_are_cut_makes_no_difference(
        bytes in noise(),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..20),
        taken in any::<bool>(),
    ) {
        let pastes = if taken { Pastes::Taken } else { Pastes::Dropped };
        let mut at_once = Reader::new(pastes);
        let whole = at_once.read(&bytes);
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        cuts.sort_unstable();
        cuts.push(bytes.len());
        let mut in_pieces = Reader::new(pastes);
        let mut pieces = Vec::new();
        let mut from = 0;
        for cut in cuts {
            pieces.extend(in_pieces.read(&bytes[from..cut]));
            from = cut;
        }
        prop_assert_eq!(&whole, &pieces);
        prop_assert_eq!(at_once.silence(500), in_pieces.silence(500));
    }

    #[test]
    fn whatever_comes_is_bounded_clean_and_over_after_a_silence(bytes in noise()) {
        let mut reader = Reader::new(Pastes::Taken);
        let mut seen = Vec::new();
        for byte in bytes {
            seen.extend(reader.read(&[byte]));
            prop_assert!(held(&reader.parser) <= PASTE_LIMIT + PASTE_END.len());
            prop_assert_eq!(
                reader.parser.pending_deadline().is_some(),
                !matches!(reader.parser.pending, Pending::Nothing)
            );
        }
        seen.extend(reader.silence(500));
        prop_assert!(matches!(mem::replace(&mut reader.parser.pending, Pending::Nothing), Pending::Nothing));
        for input in seen {
            match input {
                Input::Key(Key::Char(c) | Key::Alt(c)) => prop_assert!(!c.is_control()),
                Input::Key(Key::Control(c)) => {
                    prop_assert!(c.is_ascii_lowercase() || "@\\]^_".contains(c), "{:?}", c);
                }
                Input::Key(Key::Function(number)) => prop_assert!((1..=12).contains(&number)),
                Input::Key(_) => {}
                Input::Press { column, row } => prop_assert!(column < COLUMNS && row < ROWS),
                Input::Wheel(notch) => prop_assert!(notch == 1 || notch == -1),
                Input::Paste(text) => prop_assert!(
                    !text.is_empty() && text.len() <= PASTE_LIMIT && !text.chars().any(char::is_control)
                ),
                Input::Resize { .. } => prop_assert!(false, "a size comes from the system only"),
            }
        }
        prop_assert_eq!(reader.read(b"q"), typed("q"));
    }
}

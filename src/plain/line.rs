//! A line as it was typed: read within bounds, and what it says when it is a command or numbers.

use std::io::{self, BufRead, Read};

use crate::survey::record::Reason;

/// The most bytes of a line that are looked at.
const LIMIT: u64 = 64 * 1024;

/// Reads a line without its end; `None` when input has ended. What goes beyond the limit is dropped.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let count = Read::take(&mut *input, LIMIT).read_until(b'\n', &mut bytes)?;
    if count == 0 {
        return Ok(None);
    }
    if bytes.last() != Some(&b'\n') {
        skip_line(input)?;
    }
    let line = String::from_utf8_lossy(&bytes);
    Ok(Some(line.trim_end_matches(['\n', '\r']).to_owned()))
}

fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let length = end.map_or(buffer.len(), |end| end + 1);
        let done = end.is_some() || length == 0;
        input.consume(length);
        if done {
            return Ok(());
        }
    }
}

/// A line of one letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    /// `?`
    Help,
    /// `b`
    Back,
    /// `l`
    Language,
    /// `q`
    Leave,
    /// `d`, `r`, `n`
    Reason(Reason),
    /// `x`: the reason of the block's own.
    Extra,
}

/// The command that a line is; full-width letters count as their plain sisters.
pub(super) fn command(line: &str) -> Option<Command> {
    let line = narrow(line).to_ascii_lowercase();
    match line.trim() {
        "?" => Some(Command::Help),
        "b" => Some(Command::Back),
        "l" => Some(Command::Language),
        "q" => Some(Command::Leave),
        "d" => Some(Command::Reason(Reason::DontKnow)),
        "r" => Some(Command::Reason(Reason::PreferNot)),
        "n" => Some(Command::Reason(Reason::DoesNotApply)),
        "x" => Some(Command::Extra),
        _ => None,
    }
}

/// The whole numbers that a line consists of, between blanks or commas; `None` where there is anything else.
pub(super) fn numbers(line: &str) -> Option<Vec<i64>> {
    let line = narrow(line);
    let fields = line.split([' ', ',', ';', '\t']);
    let fields = fields.filter(|field| !field.is_empty());
    let numbers: Option<Vec<i64>> = fields.map(|field| field.parse().ok()).collect();
    numbers.filter(|numbers| !numbers.is_empty())
}

/// Full-width forms, as Chinese input methods type them, in their plain form.
pub(super) fn narrow(line: &str) -> String {
    line.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '\u{3000}' => ' ',
            '、' => ',',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_whole_and_input_ends_once() {
        let mut input = &b"one\r\ntwo\nthree"[..];
        assert_eq!(read(&mut input).unwrap().as_deref(), Some("one"));
        assert_eq!(read(&mut input).unwrap().as_deref(), Some("two"));
        assert_eq!(read(&mut input).unwrap().as_deref(), Some("three"));
        assert_eq!(read(&mut input).unwrap(), None);
    }

    #[test]
    fn a_line_without_end_is_cut_and_the_next_is_whole() {
        let mut endless = vec![b'a'; 200_000];
        endless.extend_from_slice(b"\nnext\n");
        let mut input = &endless[..];
        assert_eq!(read(&mut input).unwrap().unwrap().len(), 65_536);
        assert_eq!(read(&mut input).unwrap().as_deref(), Some("next"));
    }

    #[test]
    fn what_is_no_text_is_shown_as_such() {
        let mut input = &b"\xff5\n"[..];
        assert_eq!(read(&mut input).unwrap().as_deref(), Some("\u{fffd}5"));
    }

    #[test]
    fn numbers_may_be_typed_full_width() {
        assert_eq!(numbers("２０，３０、 50"), Some(vec![20, 30, 50]));
        assert_eq!(numbers(" 7 "), Some(vec![7]));
        assert_eq!(numbers("seven"), None);
        assert_eq!(numbers(" , "), None);
        assert_eq!(numbers("99999999999999999999"), None);
    }

    #[test]
    fn a_letter_alone_is_a_command() {
        assert_eq!(command("Ｂ"), Some(Command::Back));
        assert_eq!(command("？"), Some(Command::Help));
        assert_eq!(command("back"), None);
    }
}

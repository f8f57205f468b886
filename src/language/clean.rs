//! Text from outside is text: the one place where it is made harmless.
//!
//! Applied once, at the border: when a questionnaire is loaded, an answer accepted, a file imported, the
//! store read. Everything behind the border may be drawn, logged and exported without a second thought.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The most characters that one answer in free text may have.
pub const MAX_ANSWER: usize = 500;

/// Combining marks kept on one letter; more are a picture, not a language.
pub(crate) const MAX_MARKS: usize = 4;

/// Cleans text for one line: as [`clean_text`], and line ends and tabs become blanks.
pub fn clean_line(text: &str, limit: usize) -> String {
    let cleaned: String = clean_text(text, limit)
        .chars()
        .map(|c| if c == '\n' { ' ' } else { c })
        .collect();
    cleaned.trim().to_owned()
}

/// Cleans text of several lines: normal form C, line feeds kept, tabs to blanks; control characters, escape
/// sequences' starters, bidi and zero-width controls, private use, tags and piles of combining marks go.
/// At most `limit` characters remain.
pub fn clean_text(text: &str, limit: usize) -> String {
    let mut out = String::with_capacity(text.len().min(limit.saturating_mul(4)));
    let mut marks = 0;
    let mut kept = 0;
    let mut before = None;
    let unified = text.replace("\r\n", "\n");
    // What goes must go before letters and marks are joined, so that cleaning twice changes nothing.
    let shown = |c: &char| matches!(c, '\t' | '\r') || !harmful(*c);
    for c in unified.chars().filter(shown).nfc() {
        let c = match c {
            '\t' | '\u{a0}' => ' ',
            '\r' => '\n',
            c => c,
        };
        if kept == limit {
            break;
        }
        if is_combining_mark(c) {
            if before.is_none() || marks == MAX_MARKS {
                continue;
            }
            marks += 1;
        } else {
            marks = 0;
        }
        if harmful(c) {
            continue;
        }
        out.push(c);
        kept += 1;
        before = Some(c);
    }
    out
}

/// Text for an error message: what [`clean_line`] would drop is shown as `<U+202E>`.
pub fn show_controls(text: &str, limit: usize) -> String {
    let mut out = String::new();
    for c in text.chars().take(limit) {
        if harmful(c) || c == '\n' {
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// Characters that act instead of showing: never drawn, stored or exported.
pub(crate) fn harmful(c: char) -> bool {
    match c {
        '\n' => false,
        c if c.is_control() => true,
        // Format characters: soft hyphen, Arabic letter mark, zero width, bidi, word joiner, byte order mark ...
        '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{180e}' => true,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{fe00}'..='\u{fe0f}' => true,
        // Fillers that show nothing, private use, noncharacters, tags and variation selectors.
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{34f}' => true,
        '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}' => true,
        '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{10ffff}' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_lose_their_teeth() {
        assert_eq!(clean_line("a\u{1b}]0;title\u{7}b", 99), "a]0;titleb");
        assert_eq!(clean_line("a\u{9b}31mb", 99), "a31mb");
    }

    #[test]
    fn direction_and_invisible_controls_are_dropped() {
        assert_eq!(
            clean_line("pay\u{202e}yap\u{2066}\u{200b}\u{feff}\u{e0041}!", 99),
            "payyap!"
        );
    }

    #[test]
    fn marks_do_not_pile_up() {
        let piled = format!("x{}y", "\u{323}\u{301}".repeat(500));
        assert!(clean_line(&piled, 9999).chars().count() <= 2 + MAX_MARKS);
        assert_eq!(clean_line("\u{301}a", 9), "a");
    }

    #[test]
    fn lines_are_kept_or_joined_as_asked() {
        assert_eq!(clean_text("a\r\nb\tc", 99), "a\nb c");
        assert_eq!(clean_line(" a\nb ", 99), "a b");
    }

    #[test]
    fn chinese_and_accents_pass_unchanged() {
        let text = "服務品質:很好,謝謝!naïve café";
        assert_eq!(clean_line(text, 99), text);
    }

    proptest::proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in "(e|a|\u{301}|\u{323}|\u{308}|\u{200b}|\u{1b}|\r|\n|\t|\u{1100}|\u{1161}|\u{11a8}|.){0,24}") {
            let once = clean_text(&text, 20);
            proptest::prop_assert_eq!(clean_text(&once, 20), once);
        }
    }

    #[test]
    fn errors_show_what_is_hidden() {
        assert_eq!(show_controls("a\u{202e}b", 99), "a<U+202E>b");
    }
}

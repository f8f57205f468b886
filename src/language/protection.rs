//! Protection from spreadsheets: text that one would run as a formula, and how it is shielded.

/// Text with an apostrophe in front if a spreadsheet might take it for a formula: its first character
/// after white space and invisible characters is one that begins one (OWASP, CWE-1236), half or full width.
pub fn harmless(text: &str) -> String {
    let begins = |c: char| {
        matches!(
            c,
            '=' | '+' | '-' | '@' | '|' | '%' | '＝' | '＋' | '－' | '＠'
        )
    };
    // Apostrophes that are there already count as ours would, so that taking one away undoes it.
    let bare = text.trim_start_matches('\'');
    let first = bare.chars().find(|c| !is_invisible(*c));
    let control = bare.starts_with(['\t', '\r', '\n']);
    if control || first.is_some_and(begins) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{ad}' | '\u{180e}')
}

/// Text as it was before [`harmless`] put an apostrophe in front of it.
pub fn bare_of_protection(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if harmless(rest) != rest => rest,
        Some(_) | None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn protection_can_be_taken_away_again() {
        for text in [
            "=1+1",
            "'=1",
            "''-x",
            "-5",
            "it's",
            "'quoted'",
            "",
            "'",
            "\u{3000}＝x",
        ] {
            assert_eq!(bare_of_protection(&harmless(text)), text);
        }
    }
}

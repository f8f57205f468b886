//! How wide text is on a terminal, and how it is broken into lines.

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The columns that a text takes on a terminal.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// The text cut to at most `limit` columns, ending in `~` where something was cut.
pub fn fit(text: &str, limit: usize) -> String {
    if columns(text) <= limit {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for cluster in text.graphemes(true) {
        let wide = columns(cluster);
        if used + wide + 1 > limit {
            break;
        }
        out.push_str(cluster);
        used += wide;
    }
    if limit > 0 {
        out.push('~');
    }
    out
}

/// Breaks a text into lines of at most `limit` columns (UAX #14; a word longer than a line is cut between
/// clusters). Line feeds break always. Never returns an empty list.
pub fn wrap(text: &str, limit: usize) -> Vec<String> {
    let limit = limit.max(2);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut start = 0;
    for (end, kind) in linebreaks(text) {
        let piece = &text[start..end];
        start = end;
        let shown = piece.trim_end_matches('\n');
        if columns(&line) + columns(shown.trim_end()) > limit && !line.is_empty() {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        push_pieces(&mut lines, &mut line, shown, limit);
        let at_end = end == text.len() && !piece.ends_with('\n');
        if kind == BreakOpportunity::Mandatory && !at_end {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
    }
    if !line.trim_end().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

fn push_pieces(lines: &mut Vec<String>, line: &mut String, piece: &str, limit: usize) {
    if columns(line) + columns(piece.trim_end()) <= limit {
        line.push_str(piece);
        return;
    }
    for cluster in piece.graphemes(true) {
        if columns(line) + columns(cluster) > limit {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        line.push_str(cluster);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_breaks_between_words() {
        assert_eq!(
            wrap("the store keeps its promises", 12),
            ["the store", "keeps its", "promises"]
        );
    }

    #[test]
    fn chinese_breaks_between_characters_but_not_before_a_comma() {
        assert_eq!(
            wrap("服務人員很有禮貌,樂意幫忙。", 16),
            ["服務人員很有禮", "貌,樂意幫忙。"]
        );
    }

    #[test]
    fn long_words_are_cut_and_nothing_is_lost() {
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("", 4), [""]);
        assert_eq!(wrap("a\n\nb", 4), ["a", "", "b"]);
    }

    #[test]
    fn fit_cuts_by_columns() {
        assert_eq!(fit("服務品質", 8), "服務品質");
        assert_eq!(fit("服務品質", 7), "服務品~");
        assert_eq!(fit("服務品質", 6), "服務~");
        assert_eq!(fit("abc", 0), "");
    }
}

//! Text being written, broken into lines without losing the place of the cursor.

use std::ops::Range;

use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;

use super::plan::{cells, wide};
use crate::app::field::Field;
use crate::language::columns;

/// The lines of a text at most so many columns wide, and the cursor's line and column among them.
pub(super) fn lines(field: &Field, width: u16) -> (Vec<String>, (u16, u16)) {
    let text = field.text();
    // One column stays free for the cursor behind the last character.
    let ranges = ranges(text, usize::from(width.saturating_sub(1)).max(2));
    let cursor = text
        .char_indices()
        .nth(field.cursor())
        .map_or(text.len(), |(index, _)| index);
    let row = ranges
        .iter()
        .rposition(|range| range.start <= cursor)
        .unwrap_or(0);
    let along = ranges.get(row).map_or(0, |range| {
        wide(&text[range.start..cursor.clamp(range.start, range.end)])
    });
    let lines = ranges.into_iter().map(|range| text[range].to_owned());
    (lines.collect(), (cells(row), along))
}

/// The lines that are shown in so few rows: those around the cursor.
pub(super) fn around(
    lines: Vec<String>,
    cursor: (u16, u16),
    rows: u16,
) -> (Vec<String>, (u16, u16)) {
    let rows = rows.max(1);
    let first = (cursor.0 + 1).saturating_sub(rows);
    let shown = lines
        .into_iter()
        .skip(usize::from(first))
        .take(usize::from(rows));
    (shown.collect(), (cursor.0 - first, cursor.1))
}

/// Byte ranges of lines: broken where the language allows it, and inside a word only where there is no
/// other way. They follow one another without a hole.
fn ranges(text: &str, limit: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let (mut start, mut end) = (0, 0);
    for (next, _) in linebreaks(text) {
        if columns(text[start..next].trim_end()) > limit && end > start {
            lines.push(start..end);
            start = end;
        }
        for (at, cluster) in text[end..next].grapheme_indices(true) {
            let behind = end + at + cluster.len();
            if columns(text[start..behind].trim_end()) > limit {
                lines.push(start..end + at);
                start = end + at;
            }
        }
        end = next;
    }
    lines.push(start..text.len());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_follow_one_another_without_a_hole() {
        let text = "the staff 服務人員很有禮貌，helped me abcdefghijklmnopqrstuvwxyz";
        let ranges = ranges(text, 10);
        let whole: String = ranges.iter().map(|range| &text[range.clone()]).collect();
        assert_eq!(whole, text);
        for range in ranges {
            assert!(columns(text[range].trim_end()) <= 10);
        }
    }

    #[test]
    fn the_cursor_stands_where_the_next_character_goes() {
        let field = Field::new("good service", 50);
        let (lines, cursor) = lines(&field, 9);
        assert_eq!(lines, ["good ", "service"]);
        assert_eq!(cursor, (1, 7));
    }

    #[test]
    fn little_room_shows_the_lines_around_the_cursor() {
        let lines = ["a", "b", "c"].map(str::to_owned).to_vec();
        assert_eq!(
            around(lines, (2, 1), 2),
            (vec!["b".to_owned(), "c".to_owned()], (1, 1))
        );
    }
}

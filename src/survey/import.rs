//! Existing surveys become responses: which column of a table is which question, and what its cells say.
//!
//! ```text
//! headers + some rows ── propose ──▶ Map (a file that people read and change) ── Converter::new ──▶ row ▶ Row
//! ```
//!
//! Knows: the map file, what headers and values usually look like in three languages, and when a cell is no
//! answer. A cell that cannot be read is never guessed at: it is named with its reason and becomes missing.
//! Refuses to know: files, spreadsheets, the store, and who answered.

mod cell;
mod convert;
mod drafting;
mod encoding;
mod heading;
mod identity;
mod map;
mod propose;
mod series;
mod target;
mod words;

pub use convert::{Constants, Converter, Rejected, Row, Verdict, Why};
pub use drafting::{Left, Tabled, draft_from};
pub use encoding::{Guess, detect, named, separator};
pub use heading::{Heading, LOOK, heading, merged};
pub use identity::Identities;
pub use map::{Code, Column, MAP_FORMAT, Map, MapError, Rows, Told};
pub use propose::{Finding, Proposal, Sampled, propose};
pub use target::{Shows, Target, targets};

pub(in crate::survey) use cell::plain as plain_words;
pub(in crate::survey) use propose::Header;
pub(in crate::survey) use series::usual_step;
pub(in crate::survey) use words::{Single, reason_word, usual_single};

use crate::language::clean_line;

/// The most characters of a header that tell columns apart.
const MAX_HEADER: usize = 300;

/// The names of a table's columns: their headers made harmless; a header that was there before gets its count
/// behind it (`Score [2]`), an empty one the letter of its column (`column F`). No two are alike.
pub fn column_names<S: AsRef<str>>(headers: &[S]) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(headers.len());
    let mut taken = std::collections::HashSet::new();
    for (index, header) in headers.iter().enumerate() {
        let header = clean_line(header.as_ref(), MAX_HEADER);
        let base = if header.is_empty() {
            format!("column {}", letters(index))
        } else {
            header
        };
        let mut name = base.clone();
        let mut count = 2;
        while !taken.insert(name.clone()) {
            name = format!("{base} [{count}]");
            count += 1;
        }
        names.push(name);
    }
    names
}

/// The letters over a column in a spreadsheet: 0 is A, 26 is AA.
pub fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        assert_eq!(
            [0, 25, 26, 51, 52, 701, 702].map(letters),
            ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
        );
    }

    #[test]
    fn no_two_columns_have_one_name() {
        assert_eq!(
            column_names(&["Score", "", "Score", "Score [2]", " Score\u{202e} "]),
            [
                "Score",
                "column B",
                "Score [2]",
                "Score [2] [2]",
                "Score [3]"
            ]
        );
    }
}

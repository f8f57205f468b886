//! What one reading of a file found: counts, the first rejected cells, and every one of them as a line.

use std::collections::{BTreeMap, BTreeSet};

use crate::language::harmless;
use crate::survey::import::{Rejected, Row, Verdict, letters};

/// Rejected cells that are shown; the file lists them all.
pub(super) const SHOWN: usize = 20;

/// Different pairs of site and wave that one import may have.
pub(super) const MOST_PLACES: usize = 1000;

/// What one reading found.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) rows: u64,
    pub(super) responses: u64,
    pub(super) left_out: u64,
    pub(super) empty: u64,
    pub(super) same_id: u64,
    /// The first refused rows: number and why.
    pub(super) first_refused: Vec<(u64, String)>,
    pub(super) rejected: u64,
    pub(super) first_rejected: Vec<(u64, Rejected)>,
    /// By column: how many cells.
    pub(super) by_column: BTreeMap<usize, u64>,
    pub(super) shortened: u64,
    pub(super) other_sum: u64,
    /// Whether some bytes are no characters of the encoding.
    pub(super) unreadable: bool,
    pub(super) places: BTreeSet<(String, String)>,
}

impl Tally {
    pub(super) fn add(&mut self, number: u64, row: &Row) {
        self.rows += 1;
        match &row.verdict {
            Verdict::Taken(response) => {
                self.responses += 1;
                if self.places.len() <= MOST_PLACES {
                    let place = (response.site.clone(), response.wave.clone());
                    self.places.insert(place);
                }
            }
            Verdict::LeftOut => self.left_out += 1,
            Verdict::NoAnswers => self.empty += 1,
            Verdict::SameId(_) => self.same_id += 1,
        }
        if let Some(why) = refusal(&row.verdict)
            && self.first_refused.len() < SHOWN
        {
            self.first_refused.push((number, why));
        }
        for cell in &row.rejected {
            self.rejected += 1;
            *self.by_column.entry(cell.column).or_default() += 1;
            if self.first_rejected.len() < SHOWN {
                self.first_rejected.push((number, cell.clone()));
            }
        }
        self.shortened += u64::from(row.shortened);
        self.other_sum += u64::from(row.other_sum);
    }

    /// Rows that are refused.
    pub(super) fn refused(&self) -> u64 {
        self.empty + self.same_id
    }
}

/// Why a row is refused.
fn refusal(verdict: &Verdict) -> Option<String> {
    match verdict {
        Verdict::NoAnswers => Some("no valid answer".to_owned()),
        Verdict::SameId(id) => Some(format!("an earlier row has the id `{id}`")),
        Verdict::Taken(_) | Verdict::LeftOut => None,
    }
}

/// The rejected cells of a row, and the row itself if it is refused, as lines of a table.
pub(super) fn lines(number: u64, row: &Row, names: &[String]) -> impl Iterator<Item = String> {
    let line = move |column: &str, name: &str, value: &str, why: &str| {
        let quote = |text: &str| format!("\"{}\"", harmless(text).replace('"', "\"\""));
        format!(
            "{number},{column},{},{},{}\r\n",
            quote(name),
            quote(value),
            quote(why)
        )
    };
    let mut lines: Vec<String> = row
        .rejected
        .iter()
        .map(|cell| {
            let name = names.get(cell.column).map_or("", String::as_str);
            line(
                &letters(cell.column),
                name,
                &cell.value,
                &cell.why.to_string(),
            )
        })
        .collect();
    if let Some(why) = refusal(&row.verdict) {
        lines.push(line("", "", "", &format!("row refused: {why}")));
    }
    lines.into_iter()
}

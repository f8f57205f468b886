//! What an import shows: the proposed map as a table, and what a reading found.

use std::fmt::Write as _;

use super::tally::{SHOWN, Tally};
use crate::language::{columns, fit};
use crate::survey::import::{Finding, Proposal, Shows, letters, targets};
use crate::survey::questionnaire::Form;
use crate::survey::record::{Edition, Layout};

/// The proposed map, column by column, what is left over on both sides, and what to look at.
pub(super) fn proposal(proposal: &Proposal, edition: &Edition, form: &Form) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "\n  {}{}{}for example",
        padded("", 4),
        padded("column", 26),
        padded("goes to", 32),
    );
    for (index, finding) in proposal.findings.iter().enumerate() {
        let place = finding.place.as_deref().unwrap_or("(not used)");
        let _ = writeln!(
            out,
            "  {}{}{}{}",
            padded(&letters(index), 4),
            padded(&fit_end(&finding.name, 25), 26),
            padded(&fit(&format!("{place}{}", doubt(finding)), 31), 32),
            fit(&finding.samples.join(" | "), 36)
        );
    }
    let because: std::collections::BTreeSet<&str> = proposal
        .findings
        .iter()
        .filter(|finding| finding.place.is_some() && !finding.because.is_empty())
        .map(|finding| finding.because)
        .collect();
    let because: Vec<&str> = because.into_iter().collect();
    let _ = writeln!(out, "\nFound by: {}", because.join("; "));
    if proposal
        .findings
        .iter()
        .any(|finding| !doubt(finding).is_empty())
    {
        let _ = writeln!(out, "A question mark is a guess: look whether it is right");
    }
    let layout = Layout::of(&edition.questionnaire, form);
    let without: Vec<String> = targets(&edition.questionnaire, &layout)
        .into_iter()
        .filter(|place| place.shows == Shows::Value)
        .map(|place| place.name)
        .filter(|name| {
            !proposal
                .map
                .columns
                .iter()
                .any(|column| column.to == *name || column.to.starts_with(&format!("{name}.")))
        })
        .collect();
    if !without.is_empty() {
        let shown = without
            .iter()
            .take(12)
            .cloned()
            .collect::<Vec<_>>()
            .join(", ");
        let more = without.len().saturating_sub(12);
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        let _ = writeln!(out, "Without a column (kept as not asked): {shown}{more}");
    }
    for remark in &proposal.remarks {
        let _ = writeln!(out, "Look: {remark}");
    }
    out
}

/// A mark behind what is a guess.
fn doubt(finding: &Finding) -> &'static str {
    if finding.place.is_some() && finding.is_guess() {
        " ?"
    } else {
        ""
    }
}

/// A name cut to a width. Of `How far do you agree? [Clean]` the end tells columns apart.
pub(in crate::cli) fn fit_end(name: &str, width: usize) -> String {
    if columns(name) <= width || !name.ends_with(']') {
        return fit(name, width);
    }
    let mut kept: Vec<char> = Vec::new();
    let mut taken = 1;
    for c in name.chars().rev() {
        taken += columns(c.encode_utf8(&mut [0; 4]));
        if taken > width {
            break;
        }
        kept.push(c);
    }
    format!("~{}", kept.iter().rev().collect::<String>())
}

fn padded(text: &str, width: usize) -> String {
    format!(
        "{text}{}",
        " ".repeat(width.saturating_sub(columns(text)).max(1))
    )
}

/// What a reading found.
pub(super) fn tally(tally: &Tally, names: &[String]) -> String {
    let mut out = String::new();
    let mut parts = vec![format!("{} with answers", tally.responses)];
    for (count, words) in [
        (tally.left_out, "left out by `only`"),
        (tally.empty, "refused: no valid answer"),
        (tally.same_id, "refused: an id that came before"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {words}"));
        }
    }
    let _ = writeln!(out, "\n{} rows: {}", tally.rows, parts.join(", "));
    for (row, why) in tally.first_refused.iter().take(5) {
        let _ = writeln!(out, "  row {row}: {why}");
    }
    if tally.unreadable {
        let _ = writeln!(
            out,
            "Some bytes are no characters of this encoding and were replaced: name the right one with --encoding"
        );
    }
    if tally.shortened > 0 {
        let _ = writeln!(
            out,
            "{} texts were longer than an answer may be and are cut",
            tally.shortened
        );
    }
    if tally.other_sum > 0 {
        let _ = writeln!(
            out,
            "{} rows have points that do not add up: kept as they are, never weighted with",
            tally.other_sum
        );
    }
    if tally.rejected == 0 {
        let _ = writeln!(out, "No cell is rejected");
        return out;
    }
    let _ = writeln!(
        out,
        "{} cells are rejected and kept as missing (technical):",
        tally.rejected
    );
    for (row, cell) in &tally.first_rejected {
        let _ = writeln!(
            out,
            "  row {row}, column {} ({}): `{}`: {}",
            letters(cell.column),
            fit(names.get(cell.column).map_or("", String::as_str), 30),
            cell.value,
            cell.why
        );
    }
    if tally.rejected > SHOWN as u64 {
        let by_column: Vec<String> = tally
            .by_column
            .iter()
            .map(|(column, count)| format!("{} {count}", letters(*column)))
            .collect();
        let _ = writeln!(out, "  ... by column: {}", fit(&by_column.join(", "), 200));
    }
    out
}

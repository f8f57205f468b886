//! Which rows of a table are its headers: titles above them are passed over, two rows of headers become one.

/// Rows that are looked at.
pub const LOOK: usize = 30;

/// The rows with the headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading {
    /// The first, counted from 0.
    pub first: usize,
    /// How many.
    pub rows: usize,
}

impl Default for Heading {
    fn default() -> Self {
        Self { first: 0, rows: 1 }
    }
}

/// Finds the headers among the first rows of a table; the first row where nothing speaks against it.
pub fn heading<S: AsRef<str>>(rows: &[Vec<S>]) -> Heading {
    let filled = |row: &Vec<S>| row.iter().filter(|cell| !blank(cell)).count();
    let width = rows.iter().take(LOOK).map(filled).max().unwrap_or(0);
    let enough = |row: &Vec<S>| filled(row) >= 2 && filled(row) * 5 >= width * 3;
    if rows.iter().take(4).any(|row| row.iter().any(is_import_id)) {
        // Qualtrics: codes, words, identifiers.
        return Heading { first: 0, rows: 3 };
    }
    for (first, row) in rows.iter().take(LOOK).enumerate() {
        if filled(row) == 0 {
            continue;
        }
        let next = rows.get(first + 1);
        if let Some(next) = next
            && is_pair(row, next, rows.get(first + 2..).unwrap_or_default(), width)
        {
            return Heading { first, rows: 2 };
        }
        if enough(row) {
            return Heading { first, rows: 1 };
        }
    }
    Heading::default()
}

/// Whether two rows are headers over headers: the upper one has gaps that the lower one fills, and the lower
/// one has no numbers and nothing that comes again below it.
fn is_pair<S: AsRef<str>>(upper: &[S], lower: &[S], below: &[Vec<S>], width: usize) -> bool {
    let cell = |row: &[S], at: usize| -> String {
        row.get(at).map_or("", AsRef::as_ref).trim().to_owned()
    };
    let columns = upper.len().max(lower.len());
    let mut covered = 0;
    let mut gaps = 0;
    let mut upper_filled = 0;
    for at in 0..columns {
        let (above, under) = (cell(upper, at), cell(lower, at));
        covered += usize::from(!above.is_empty() || !under.is_empty());
        gaps += usize::from(above.is_empty() && !under.is_empty() && at > 0);
        upper_filled += usize::from(!above.is_empty());
        let number = under
            .chars()
            .all(|c| c.is_ascii_digit() || ".,-/: ".contains(c));
        if !under.is_empty() && number {
            return false;
        }
        let again = below.iter().any(|row| cell(row, at) == under);
        if !under.is_empty() && again {
            return false;
        }
    }
    // A title above the headers fills one cell; groups of columns fill several.
    upper_filled >= 2 && gaps >= 2 && covered * 10 >= width * 9
}

fn is_import_id<S: AsRef<str>>(cell: &S) -> bool {
    cell.as_ref().trim_start().starts_with("{\"ImportId\"")
}

fn blank<S: AsRef<str>>(cell: &S) -> bool {
    cell.as_ref().trim().is_empty()
}

/// Rows of headers as one: `group [item]`, the group as far as it reaches.
pub fn merged(rows: &[Vec<String>]) -> Vec<String> {
    let Some((upper, rest)) = rows.split_first() else {
        return Vec::new();
    };
    let Some(lower) = rest.first() else {
        return upper.clone();
    };
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |row: &[String], at: usize| row.get(at).map_or("", |cell| cell.trim()).to_owned();
    let mut group = String::new();
    let mut merged = Vec::with_capacity(columns);
    for at in 0..columns {
        let (above, under) = (cell(upper, at), cell(lower, at));
        if !above.is_empty() {
            group.clone_from(&above);
        }
        let says_nothing = [
            "",
            "response",
            "open-ended response",
            "open-ended",
            "回答",
            "答案",
        ]
        .contains(&under.to_lowercase().as_str());
        merged.push(match (above.is_empty(), says_nothing) {
            _ if under == group => under,
            (true, true) => String::new(),
            (false, true) => above,
            (_, false) if group.is_empty() => under,
            (_, false) => format!("{group} [{under}]"),
        });
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        text.lines()
            .map(|line| line.split('|').map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn titles_are_passed_over_and_headers_are_joined() {
        let at = |text: &str| {
            let found = heading(&rows(text));
            (found.first, found.rows)
        };
        assert_eq!(at("id|E1|P1\n1|5|6\n2|6|7"), (0, 1));
        assert_eq!(at("Survey of 2026\n\nid|E1|P1\n1|5|6"), (2, 1));
        assert_eq!(
            at("id|How important?|||Why?\n|Time|Price|Staff|Response\n1|very|not|very|x"),
            (0, 2)
        );
        assert_eq!(at("id|name|town|age\n1|a||3\n2|b|x|"), (0, 1));
        assert_eq!(
            at("Q1_1|Q1_2\nA - Time|A - Price\n{\"ImportId\":\"QID1\"}|x\n1|2"),
            (0, 3)
        );
        assert_eq!(at(""), (0, 1));
    }

    #[test]
    fn a_group_reaches_as_far_as_its_columns() {
        let names = merged(&rows("id|How?|||Why?\n|Time|Price|Staff|Response"));
        assert_eq!(
            names,
            ["id", "How? [Time]", "How? [Price]", "How? [Staff]", "Why?"]
        );
        assert_eq!(merged(&rows("a|b")), ["a", "b"]);
    }
}

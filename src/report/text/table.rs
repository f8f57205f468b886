//! A table as lines: a name on the left, numbers on the right, a reason where there are none.

use crate::language::{columns, wrap};
use crate::report::document::Table;

impl Table {
    /// The lines, at most `width` columns wide. Where the numbers leave too little room for the names, each
    /// name takes a line of its own above its numbers.
    pub(in crate::report) fn lines(&self, width: usize) -> Vec<String> {
        let widths: Vec<usize> = self
            .heads
            .iter()
            .enumerate()
            .map(|(index, head)| {
                let cells = self.rows.iter().filter_map(|row| row.cells.get(index));
                widest(cells.map(String::as_str).chain([head.as_str()])).max(4)
            })
            .collect();
        let numbers: usize = widths.iter().map(|width| width + 2).sum();
        let room = width.saturating_sub(numbers);
        let apart = room < LEAST_NAME;
        let names = self
            .rows
            .iter()
            .map(|row| 2 + row.indent + columns(&row.name));
        let longest = names.max().unwrap_or_default();
        let name_width = if apart {
            room
        } else {
            longest.clamp(LEAST_NAME, room)
        };
        let mut lines = Vec::new();
        let mut title = wrap(&self.title, width);
        let last = title.pop().unwrap_or_default();
        lines.extend(title);
        let head = match &self.rule {
            None if columns(&last) <= name_width => last,
            rule => {
                if !last.is_empty() {
                    lines.push(last);
                }
                if let Some(rule) = rule {
                    let rule = wrap(rule, width.saturating_sub(2));
                    lines.extend(rule.into_iter().map(|line| format!("  {line}")));
                }
                String::new()
            }
        };
        lines.push(line(&head, name_width, &widths, &self.heads, None));
        for row in &self.rows {
            let indent = " ".repeat(2 + row.indent);
            let room = if apart { width } else { name_width };
            let names = wrap(&row.name, room.saturating_sub(indent.len()));
            let names: Vec<String> = names
                .into_iter()
                .map(|name| format!("{indent}{name}"))
                .collect();
            if apart || row.cells.is_empty() {
                lines.extend(names);
                if !row.cells.is_empty() {
                    lines.push(line("", name_width, &widths, &row.cells, row.reason));
                }
                continue;
            }
            for (index, name) in names.into_iter().enumerate() {
                if index == 0 {
                    lines.push(line(&name, name_width, &widths, &row.cells, row.reason));
                } else {
                    lines.push(name);
                }
            }
        }
        lines
    }
}

/// The fewest columns in which names stand beside their numbers.
const LEAST_NAME: usize = 16;

fn line(
    name: &str,
    name_width: usize,
    widths: &[usize],
    cells: &[String],
    reason: Option<&str>,
) -> String {
    let mut out = format!("{name}{}", blanks(name_width, name));
    for (index, (cell, width)) in cells.iter().zip(widths).enumerate() {
        if let (1.., Some(reason)) = (index, reason) {
            out.push_str("  ");
            out.push_str(reason);
            break;
        }
        out.push_str("  ");
        out.push_str(&blanks(*width, cell));
        out.push_str(cell);
    }
    out.trim_end().to_owned()
}

fn blanks(width: usize, text: &str) -> String {
    " ".repeat(width.saturating_sub(columns(text)))
}

/// The columns of the widest of these texts.
fn widest<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    texts.map(columns).max().unwrap_or_default()
}

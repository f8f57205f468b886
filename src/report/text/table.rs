//! A table as lines: a name on the left, numbers on the right, a reason where there are none.

use super::widest;
use crate::language::{columns, wrap};

/// A table with a title in its first column.
pub(super) struct Table {
    pub(super) title: String,
    pub(super) heads: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// One row; without cells a heading inside the table.
pub(super) struct Row {
    pub(super) indent: usize,
    pub(super) name: String,
    /// The first is n; empty cells stay blank.
    pub(super) cells: Vec<String>,
    /// Stands in place of all cells but the first.
    pub(super) reason: Option<&'static str>,
}

impl Row {
    /// A heading inside the table.
    pub(super) fn heading(name: &str) -> Self {
        Self {
            indent: 0,
            name: name.to_owned(),
            cells: Vec::new(),
            reason: None,
        }
    }
}

impl Table {
    /// The lines, at most `width` columns wide where the numbers leave room for it.
    pub(super) fn lines(&self, width: usize) -> Vec<String> {
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
        let names = self
            .rows
            .iter()
            .map(|row| 2 + row.indent + columns(&row.name));
        let longest = names.max().unwrap_or_default();
        let room = width.saturating_sub(numbers).max(16);
        let name_width = longest.clamp(16, room);
        let mut lines = Vec::new();
        let mut title = wrap(&self.title, width);
        let last = title.pop().unwrap_or_default();
        lines.extend(title);
        let head = if columns(&last) <= name_width {
            last
        } else {
            lines.push(last);
            String::new()
        };
        lines.push(line(&head, name_width, &widths, &self.heads, None));
        for row in &self.rows {
            let indent = " ".repeat(2 + row.indent);
            let names = wrap(&row.name, name_width.saturating_sub(indent.len()));
            for (index, name) in names.iter().enumerate() {
                let name = format!("{indent}{name}");
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

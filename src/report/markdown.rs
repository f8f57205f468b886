//! The report as Markdown (GitHub's dialect): real tables, the chart as a block of text.
//!
//! Knows: what Markdown takes for marks, so that names stay names. Refuses to know: any HTML.

use super::chart::Strokes;
use super::document::{Document, Part, Row, Table};
use super::text::{bar_lines, plot_lines, series_lines};

/// Columns of the chart inside its block.
const WIDTH: usize = 100;

/// Sets a document as Markdown.
pub fn write(document: &Document, strokes: &Strokes) -> String {
    let mut out = format!("# {}\n\n", escape(&document.title));
    if !document.subtitle.is_empty() {
        put(&mut out, &["**", &escape(&document.subtitle), "**\n\n"]);
    }
    for line in &document.basis {
        put(&mut out, &["- ", &escape(line), "\n"]);
    }
    for part in &document.parts {
        match part {
            Part::Heading(text) => put(&mut out, &["\n## ", &escape(text), "\n\n"]),
            Part::Subheading(text) => put(&mut out, &["\n### ", &escape(text), "\n\n"]),
            Part::Says(text) => put(&mut out, &["- ", &escape(text), "\n"]),
            Part::Caution(text) => put(&mut out, &["\n> ", &escape(text), "\n"]),
            Part::Rule(text) => put(&mut out, &["\n*", &escape(text), "*\n"]),
            Part::Chart(chart) => {
                let lines = chart.draw(WIDTH, strokes).body();
                block(lines.iter().map(super::chart::Line::text), &mut out);
            }
            Part::Table(found) => table(found, &mut out),
            Part::Bars(bars) => {
                put(&mut out, &["\n**", &escape(&bars.title), "**\n"]);
                block(bar_lines(bars, WIDTH, strokes).into_iter(), &mut out);
            }
            Part::Series(found) => {
                block(series_lines(found, WIDTH, strokes).into_iter(), &mut out);
            }
            Part::Plot(plot) => block(plot_lines(plot, WIDTH, strokes).into_iter(), &mut out),
        }
    }
    out
}

/// A block that is shown as it is; no line of ours holds three backticks.
fn block(lines: impl Iterator<Item = String>, out: &mut String) {
    out.push_str("\n```text\n");
    for line in lines {
        out.push_str(&line.replace('`', "'"));
        out.push('\n');
    }
    out.push_str("```\n");
}

fn table(table: &Table, out: &mut String) {
    if !table.title.is_empty() {
        put(out, &["\n**", &escape(&table.title), "**\n"]);
    }
    if let Some(rule) = &table.rule {
        put(out, &["\n*", &escape(rule), "*\n"]);
    }
    out.push_str("\n| |");
    for head in &table.heads {
        put(out, &[" ", &escape(head), " |"]);
    }
    out.push_str("\n| --- |");
    out.push_str(&" ---: |".repeat(table.heads.len()));
    out.push('\n');
    for row in &table.rows {
        out.push_str(&line(row, table.heads.len()));
    }
}

fn line(row: &Row, width: usize) -> String {
    let name = if row.cells.is_empty() {
        format!("**{}**", escape(&row.name))
    } else {
        escape(&row.name)
    };
    let mut line = format!("| {name} |");
    for index in 0..width {
        let cell = match (index, row.reason) {
            (1, Some(reason)) => reason,
            (2.., Some(_)) => "",
            (_, _) => row.cells.get(index).map_or("", String::as_str),
        };
        put(&mut line, &[" ", &escape(cell), " |"]);
    }
    line.push('\n');
    line
}

/// What Markdown would take for a mark is written as a character.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '!' | '&' | '$' => {
                out.push('\\');
                out.push(character);
            }
            '\n' | '\r' => out.push(' '),
            _ => out.push(character),
        }
    }
    // A number at the beginning of a line must not begin a list.
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0
        && let Some(mark @ ('.' | ')')) = out.chars().nth(digits)
    {
        out.replace_range(digits..=digits, &format!("\\{mark}"));
    }
    if out.starts_with(['-', '+', '=']) && out.chars().nth(1).is_none_or(char::is_whitespace) {
        out.insert(0, '\\');
    }
    out
}

/// Puts pieces at the end.
fn put(out: &mut String, pieces: &[&str]) {
    for piece in pieces {
        out.push_str(piece);
    }
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn what_markdown_takes_for_marks_stays_text() {
        assert_eq!(escape("a | b"), "a \\| b");
        assert_eq!(escape("<script>"), "\\<script\\>");
        assert_eq!(escape("[x](y)"), "\\[x\\](y)");
        assert_eq!(escape("1. one"), "1\\. one");
        assert_eq!(escape("- item"), "\\- item");
        assert_eq!(escape("-1.25"), "-1.25");
    }
}

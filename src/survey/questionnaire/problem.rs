//! Problems of a questionnaire file: where, what, and what to do.
//!
//! Knows: places in a file, how a problem is shown with an excerpt of its line. Refuses to know: what may be
//! wrong (see [`Cause`]) and how it is found.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::cause::Cause;
use super::path::Path;
use crate::language::show_controls;

/// The most problems told of one file; with so many, the rest of it is not looked at.
pub const MAX_PROBLEMS: usize = 200;

/// Characters of a line shown on either side of a problem.
const EXCERPT: usize = 48;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The study cannot be used.
    Error,
    /// The study can be used; the author should look.
    Warning,
}

/// Where a problem is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The way from the top of the file, such as `dimensions[2].items[0].name`; may be empty.
    pub path: Path,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.line, self.column)?;
        if !self.path.is_root() {
            write!(f, " ({})", self.path)?;
        }
        Ok(())
    }
}

/// One problem of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it is.
    pub place: Place,
    /// What is wrong; its `Display` is a sentence, [`Cause::remedy`] says what to do.
    pub cause: Cause,
    excerpt: Excerpt,
}

impl Problem {
    fn render(&self, file: &str) -> String {
        let level = match self.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let what = self.cause.to_string();
        let excerpt = Snippet::source(self.excerpt.text.as_str())
            .line_start(self.place.line)
            .path(file)
            .annotation(AnnotationKind::Primary.span(self.excerpt.mark.clone()));
        let mut group = level.primary_title(what.as_str()).element(excerpt);
        if !self.place.path.is_root() {
            let at = Level::NOTE.with_name(Some("at"));
            group = group.element(at.message(self.place.path.to_string()));
        }
        group = group.element(Level::HELP.message(self.remedy()));
        let rendered = Renderer::plain().render(&[group]);
        // The column counted in the excerpt is not the one in the file.
        let place = format!("{file}:{}:{}", self.place.line, self.place.column);
        let lines = rendered.lines().enumerate().map(|(index, line)| {
            let arrow = line.split_once("--> ").filter(|_| index == 1);
            arrow.map_or(line.to_owned(), |(margin, _)| {
                format!("{margin}--> {place}")
            })
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Whether the study can be used in spite of it.
    pub fn severity(&self) -> Severity {
        self.cause.severity()
    }

    /// What to do about it.
    pub fn remedy(&self) -> String {
        self.cause.remedy()
    }
}

/// A piece of the line around a problem, made harmless.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Excerpt {
    text: String,
    mark: Range<usize>,
}

impl Excerpt {
    fn of(source: &str, span: Range<usize>) -> Self {
        let before = source.get(..span.start).unwrap_or_default();
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let head = before.get(line..).unwrap_or_default();
        let skipped = head.chars().count().saturating_sub(EXCERPT);
        let head: String = head.chars().skip(skipped).collect();
        let rest = source
            .get(span.start..)
            .unwrap_or_default()
            .split('\n')
            .next()
            .unwrap_or_default();
        let marked = rest
            .get(..span.len().min(rest.len()))
            .unwrap_or(rest)
            .trim_end();
        let tail = rest.get(marked.len()..).unwrap_or_default();
        let shown = |text: &str, limit| show_controls(&text.replace('\t', " "), limit);
        let mut text = if skipped > 0 { "..." } else { "" }.to_owned();
        text.push_str(&shown(&head, usize::MAX));
        let start = text.len();
        text.push_str(&shown(marked, EXCERPT));
        let end = text.len();
        let room = (2 * EXCERPT).saturating_sub(marked.chars().count());
        let tail = tail.trim_end();
        text.push_str(&shown(tail, room));
        if marked.chars().count() > EXCERPT || tail.chars().count() > room {
            text.push_str("...");
        }
        Self {
            text,
            mark: start..end,
        }
    }
}

/// All problems of one file, in the order of their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems {
    file: String,
    list: Vec<Problem>,
    errors: usize,
    more: bool,
}

impl Problems {
    /// No problems yet in the file of this name.
    pub fn new(file: &str) -> Self {
        Self {
            file: show_controls(file, 300),
            list: Vec::new(),
            errors: 0,
            more: false,
        }
    }

    /// The file's name, made harmless.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The problems, by place.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.list.iter()
    }

    /// How many problems are told, at most [`MAX_PROBLEMS`] and one.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether one of them keeps the study from being used.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Whether no further problem is taken in.
    pub(super) fn is_full(&self) -> bool {
        self.list.len() >= MAX_PROBLEMS && self.errors > 0
    }

    /// Adds a problem at a range of bytes of the source.
    pub(super) fn add(&mut self, source: &str, span: Range<usize>, path: Path, cause: Cause) {
        // An error must never be crowded out by warnings: room is kept for one.
        let crowded = self.list.len() >= MAX_PROBLEMS;
        if self.is_full() || (crowded && cause.severity() == Severity::Warning) {
            self.more = true;
            return;
        }
        self.errors += usize::from(cause.severity() == Severity::Error);
        let before = source.get(..span.start).unwrap_or(source);
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let place = Place {
            line: before.bytes().filter(|b| *b == b'\n').count() + 1,
            column: before.get(line..).unwrap_or_default().chars().count() + 1,
            path,
        };
        self.list.push(Problem {
            place,
            cause,
            excerpt: Excerpt::of(source, span),
        });
    }

    /// Puts the problems in the order of their places; the same problem at the same place stays once.
    pub(super) fn sort(&mut self) {
        self.list
            .sort_by_key(|problem| (problem.place.line, problem.place.column));
        self.list
            .dedup_by(|b, a| a.place == b.place && a.cause == b.cause);
        let is_error = |problem: &&Problem| problem.severity() == Severity::Error;
        self.errors = self.list.iter().filter(is_error).count();
    }

    /// Every problem with an excerpt of its line, then a count. Plain text: no colour, no control
    /// characters, only ASCII beside the author's own words.
    pub fn render(&self) -> String {
        let mut out = String::new();
        for problem in &self.list {
            out.push_str(&problem.render(&self.file));
            out.push_str("\n\n");
        }
        let errors = self.errors;
        let _ = writeln!(
            out,
            "{}: {errors} {}, {} {}",
            self.file,
            if errors == 1 { "error" } else { "errors" },
            self.list.len() - errors,
            if self.list.len() - errors == 1 {
                "warning"
            } else {
                "warnings"
            },
        );
        if self.more {
            out.push_str("There may be more problems; they are told once these are gone.\n");
        }
        out
    }
}

impl std::fmt::Display for Problems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.render())
    }
}

impl std::error::Error for Problems {}

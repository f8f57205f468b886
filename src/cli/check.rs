//! `fivegaps check`: everything that is wrong with questionnaire files, what to think about, and how long they are.

use std::fmt::Write as _;
use std::io::Write;

use serde_json::{Value, json};

use super::folders::read_file;
use super::{CheckArguments, Failure, FailureKind, Output, Run};
use crate::language::{Locale, columns, wrap};
use crate::survey::questionnaire::{
    Advice, FormOutline, Length, Outline, Reading, Role, Severity, advice, examine, outline,
};

/// The columns that an outline fills at most.
const WIDTH: usize = 78;

/// The columns before what belongs to a name.
const INDENT: usize = 16;

/// `fivegaps check FILE...`.
pub(super) fn check(
    run: &Run,
    asked: &CheckArguments,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let mut refused = 0;
    let mut documents = Vec::new();
    for file in &asked.files {
        let bytes = read_file(file)?;
        let name = file.display().to_string();
        let checked = Checked::new(examine(&bytes, &name), run.locale);
        refused += usize::from(checked.outline.is_none());
        if asked.json {
            documents.push(checked.document(&name));
        } else {
            output.write(checked.text(&name, asked.outline))?;
        }
    }
    if asked.json {
        let document = json!({ "schema": "fivegaps.check/1", "files": documents });
        output.line(format_args!("{document:#}"))?;
    }
    if refused > 0 {
        let subject = if refused == 1 {
            "1 file".to_owned()
        } else {
            format!("{refused} files")
        };
        return Err(Failure::new(
            FailureKind::Questionnaire,
            format_args!("{subject} cannot be used"),
        )
        .hint("mend what is called an error, then check again"));
    }
    Ok(())
}

/// A file that was read and thought about.
struct Checked {
    reading: Reading,
    /// There is one if the study can be used.
    outline: Option<Outline>,
    advice: Vec<Advice>,
}

impl Checked {
    fn new(reading: Reading, wanted: Locale) -> Self {
        let study = reading.questionnaire.as_ref();
        let outline = study.map(|study| {
            let offered = study.locales();
            let locale = Locale::negotiate([wanted.tag()], &offered).unwrap_or(wanted);
            outline(study, locale)
        });
        let advice = study.map(advice).unwrap_or_default();
        Self {
            reading,
            outline,
            advice,
        }
    }

    fn text(&self, name: &str, with_outline: bool) -> String {
        let mut out = if self.reading.problems.is_empty() {
            format!("{name}: no problems\n")
        } else {
            self.reading.problems.render()
        };
        for advice in &self.advice {
            out.push_str(&note(&advice.to_string()));
        }
        if let Some(outline) = self.outline.as_ref().filter(|_| with_outline) {
            out.push('\n');
            out.push_str(&at_a_glance(outline));
            out.push('\n');
        }
        out
    }

    fn document(&self, name: &str) -> Value {
        let problems = self.reading.problems.iter().map(|problem| {
            let severity = match problem.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            json!({
                "severity": severity,
                "line": problem.place.line,
                "column": problem.place.column,
                "path": problem.place.path.to_string(),
                "what": problem.cause.to_string(),
                "help": problem.remedy(),
            })
        });
        let advice = self.advice.iter().map(ToString::to_string);
        json!({
            "file": name,
            "usable": self.outline.is_some(),
            "problems": problems.collect::<Vec<_>>(),
            "notes": advice.collect::<Vec<_>>(),
            "outline": self.outline.as_ref().map(outline_document),
        })
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Customer => "customer",
        Role::Manager => "manager",
        Role::Staff => "staff",
    }
}

fn outline_document(outline: &Outline) -> Value {
    let length = |length: &Length| {
        let seconds = length.least.iter().zip(&length.seconds);
        let seconds = seconds
            .map(|((locale, least), (_, most))| (locale.tag().to_owned(), json!([least, most])));
        json!({
            "questions": length.questions,
            "ratings": length.ratings,
            "seconds": Value::Object(seconds.collect()),
        })
    };
    let dimensions = outline.dimensions.iter().map(
        |dimension| json!({ "name": dimension.name, "items": dimension.items, "core": dimension.core }),
    );
    let forms = outline.forms.iter().map(|form| {
        let blocks = form.blocks.iter().map(|block| {
            json!({
                "kind": block.kind,
                "questions": block.questions,
                "conditional": block.conditional,
            })
        });
        json!({
            "id": form.id,
            "role": role(form.role),
            "blocks": blocks.collect::<Vec<_>>(),
            "full": length(&form.full),
            "short": form.short.as_ref().map(length),
        })
    });
    json!({
        "id": outline.id,
        "revision": outline.revision,
        "title": outline.title,
        "languages": outline.languages,
        "dimensions": dimensions.collect::<Vec<_>>(),
        "forms": forms.collect::<Vec<_>>(),
    })
}

/// The study on one screen.
fn at_a_glance(outline: &Outline) -> String {
    let mut out = format!(
        "{}: {}, revision {}\n",
        outline.id, outline.title, outline.revision
    );
    let languages = outline.languages.iter();
    let languages: Vec<String> = languages.map(|l| l.own_name().to_owned()).collect();
    out.push_str(&row("languages", &languages));
    let dimensions: Vec<String> = outline
        .dimensions
        .iter()
        .map(|dimension| match dimension.core {
            0 => format!("{} {}", dimension.name, dimension.items),
            core => format!("{} {} ({core} core)", dimension.name, dimension.items),
        })
        .collect();
    out.push_str(&row("items", &dimensions));
    for form in &outline.forms {
        let _ = writeln!(out, "\n  {} ({})", form.id, role(form.role));
        out.push_str(&row("  asks", &blocks(form)));
        out.push_str(&row("  all of it", &length(&form.full)));
        if let Some(short) = &form.short {
            out.push_str(&row("  short form", &length(short)));
        }
    }
    out
}

/// The blocks in order; those with a condition in brackets.
fn blocks(form: &FormOutline) -> Vec<String> {
    let blocks = form.blocks.iter().map(|block| {
        let count = match block.questions {
            1 => block.kind.to_owned(),
            count => format!("{} x{count}", block.kind),
        };
        if block.conditional {
            format!("[{count}]")
        } else {
            count
        }
    });
    blocks.collect()
}

fn length(length: &Length) -> Vec<String> {
    let counts = [
        format!("{} questions", length.questions),
        format!("{} of them ratings", length.ratings),
    ];
    let times = length.least.iter().zip(&length.seconds);
    let times = times.map(|((locale, least), (_, most))| {
        let minutes = |seconds: &u32| ((seconds + 30) / 60).max(1);
        match (minutes(least), minutes(most)) {
            (least, most) if least == most => format!("{} {least} min", locale.tag()),
            (least, most) => format!("{} {least} to {most} min", locale.tag()),
        }
    });
    counts.into_iter().chain(times).collect()
}

/// A name and what belongs to it, on as many lines as it takes; what belongs together stays together.
fn row(name: &str, pieces: &[String]) -> String {
    let label = format!("  {name}");
    let mut out = format!(
        "{label}{}",
        " ".repeat(INDENT.saturating_sub(columns(&label)))
    );
    let mut used = INDENT;
    for (number, piece) in pieces.iter().enumerate() {
        let comma = if number + 1 < pieces.len() { "," } else { "" };
        let piece = format!("{piece}{comma}");
        let wide = columns(&piece);
        if used > INDENT && used + 1 + wide > WIDTH {
            let _ = write!(out, "\n{}", " ".repeat(INDENT));
            used = INDENT;
        }
        if used > INDENT {
            out.push(' ');
            used += 1;
        }
        out.push_str(&piece);
        used += wide;
    }
    out.push('\n');
    out
}

/// A note, its further lines indented.
fn note(words: &str) -> String {
    let mut out = String::new();
    let lines = wrap(words, WIDTH.saturating_sub(6));
    for (number, line) in lines.iter().enumerate() {
        let label = if number == 0 { "note: " } else { "      " };
        let _ = writeln!(out, "{label}{line}");
    }
    out
}

//! Where a column can go: the columns of this program's own table of responses, by their names.

use crate::survey::questionnaire::{Kind, Questionnaire};
use crate::survey::record::Layout;

/// What part of a question's answer a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// The number, the text, the option chosen, or a list of the options chosen.
    Value,
    /// Whether this option was chosen.
    Option(usize),
    /// The points of this row.
    Points(usize),
    /// The words of an "other" option.
    Other,
    /// The reason when there is no answer.
    Missing,
}

/// A place for a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its name, as in exports: `expectation.promise`, `points.tangibles`, `visit.other`, `why.missing`.
    pub name: String,
    /// Index of the question in the form's [`Layout`].
    pub question: usize,
    /// What part of the answer.
    pub shows: Shows,
}

/// All places of a form, in canonical order. Notes have none. A question with several options has one place
/// under its key for a list of all that were chosen, and one an option.
pub fn targets(questionnaire: &Questionnaire, layout: &Layout) -> Vec<Target> {
    let mut targets = Vec::new();
    for (question, content) in layout.questions().iter().enumerate() {
        let key = content.key.as_str();
        let mut push = |name: String, shows| {
            // An option called `other` and its line of own words: exports have two columns of one name.
            let before = targets.iter().any(|target: &Target| target.name == name);
            targets.push(Target {
                name: if before { format!("{name} [2]") } else { name },
                question,
                shows,
            });
        };
        match &content.kind {
            Kind::Note => continue,
            Kind::Rating { .. }
            | Kind::Number { .. }
            | Kind::Date
            | Kind::Month
            | Kind::Time
            | Kind::Text { .. }
            | Kind::Choice { many: false, .. } => push(key.to_owned(), Shows::Value),
            Kind::Points { rows, .. } => {
                for (row, dimension) in questionnaire.dimensions.iter().take(*rows).enumerate() {
                    push(format!("{key}.{}", dimension.id), Shows::Points(row));
                }
            }
            Kind::Choice {
                many: true,
                options,
                ..
            } => {
                push(key.to_owned(), Shows::Value);
                for (index, option) in options.iter().enumerate() {
                    push(format!("{key}.{option}"), Shows::Option(index));
                }
            }
        }
        if let Kind::Choice { other, .. } = &content.kind
            && other.contains(&true)
        {
            push(format!("{key}.other"), Shows::Other);
        }
        push(format!("{key}.missing"), Shows::Missing);
    }
    targets
}

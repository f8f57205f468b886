//! Forms of ODK, Kobo and their kin (XLSForm, <https://xlsform.org>) as the source of a study.
//!
//! ```text
//! sheets ── languages: which are complete ── rows: groups, questions, conditions ──▶ Source ── draft ──▶ study
//!      └─────────────── everything that the study cannot say: Loss (sheet, row, column, what, why)
//! ```
//!
//! Knows: the sheets `survey`, `choices` and `settings`, their columns and types, and the simple forms of their
//! expressions. Nothing is dropped without being listed. Refuses to know: how a workbook is stored.

mod expression;
mod languages;
mod loss;
mod rows;
mod sheet;
mod words;

pub use loss::{Loss, Why};
pub use sheet::Sheet;

use crate::language::{Localized, clean_line};
use crate::survey::draft::{Draft, Source, Unsure, Went, draft};
use crate::survey::questionnaire::{Block, Id};

/// The most rows that are read of a sheet.
pub const MAX_ROWS: usize = 20_000;

/// How deep groups may be nested.
pub const MAX_DEPTH: usize = 50;

/// A form as a study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converted {
    /// What it asks.
    pub source: Source,
    /// The study made of it.
    pub draft: Draft,
    /// What it could not carry over, in the order of sheets and rows.
    pub losses: Vec<Loss>,
}

/// Why a workbook is no form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// There is no sheet of this name.
    NoSheet(&'static str),
    /// The sheet has no column of this name.
    NoColumn(&'static str, &'static str),
    /// A group begins in this row and does not end.
    Unclosed(u32),
    /// A group ends in this row that has not begun.
    Unopened(u32),
    /// Groups are nested too deeply.
    TooDeep(u32),
    /// The sheet has too many rows.
    TooLong(String),
    /// Nothing can be carried over.
    Nothing,
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoSheet(sheet) => write!(f, "the workbook has no sheet `{sheet}`"),
            Self::NoColumn(sheet, column) => {
                write!(f, "the sheet `{sheet}` has no column `{column}`")
            }
            Self::Unclosed(row) => {
                write!(
                    f,
                    "survey, row {row}: a group begins here that does not end"
                )
            }
            Self::Unopened(row) => {
                write!(f, "survey, row {row}: a group ends here that has not begun")
            }
            Self::TooDeep(row) => write!(
                f,
                "survey, row {row}: groups are nested more than {MAX_DEPTH} deep"
            ),
            Self::TooLong(sheet) => {
                write!(f, "the sheet `{sheet}` has more than {MAX_ROWS} rows")
            }
            Self::Nothing => f.write_str("the form has no question that can be carried over"),
        }
    }
}

impl std::error::Error for Refused {}

/// Whether the sheets of a workbook are those of a form: `survey` with the columns `type` and `name`.
pub fn is_form(sheets: &[Sheet]) -> bool {
    sheet::Table::find(sheets, "survey")
        .is_some_and(|survey| survey.column("type").is_some() && survey.column("name").is_some())
}

/// Reads a form and drafts the study `id` from it.
///
/// # Errors
/// When the sheets are no form, or nothing of it can be carried over.
pub fn convert(sheets: &[Sheet], id: &Id) -> Result<Converted, Refused> {
    for sheet in sheets {
        if sheet.rows.len() > MAX_ROWS {
            return Err(Refused::TooLong(sheet.name.clone()));
        }
    }
    let mut read = rows::Form::of(sheets)?;
    read.walk()?;
    let (source, mut losses, places) = read.source(id);
    if source.asked.is_empty() {
        return Err(Refused::Nothing);
    }
    let drafted = draft(&source);
    let lost = |index: usize, column: &str, why: Why| {
        let place = places.get(index)?;
        let asked = source.asked.get(index)?;
        Some(Loss {
            sheet: "survey".to_owned(),
            row: Some(*place),
            column: column.to_owned(),
            what: asked.name.clone(),
            why,
        })
    };
    for unsure in &drafted.unsure {
        losses.extend(match unsure {
            Unsure::Condition(index) => lost(*index, "relevant", Why::Backwards),
            Unsure::NoItem(index, _) => lost(*index, "", Why::NoItem),
            Unsure::Pairs(_)
            | Unsure::PairsByOrder(_)
            | Unsure::PerceptionsOnly(_)
            | Unsure::NoRatings
            | Unsure::ServqualDimensions
            | Unsure::OneDimension
            | Unsure::Wordless(_) => None,
        });
    }
    for (index, went) in drafted.went.iter().enumerate() {
        if *went == Went::TooMany {
            losses.extend(lost(index, "", Why::Many));
        }
    }
    losses.retain(|loss| loss.why != Why::Heading || !is_used(&drafted, &loss.what));
    losses.sort_by(|a, b| {
        (order(&a.sheet), a.row, &a.column).cmp(&(order(&b.sheet), b.row, &b.column))
    });
    Ok(Converted {
        source,
        draft: drafted,
        losses,
    })
}

/// Whether a heading stands over a block or names a dimension.
fn is_used(draft: &Draft, heading: &str) -> bool {
    let study = &draft.questionnaire;
    let names = study.dimensions.iter().map(|dimension| &dimension.name);
    let blocks = study.forms.iter().flat_map(|form| &form.ask);
    let leads = blocks.filter_map(Block::lead);
    let mut used = names.chain(leads).map(Localized::any);
    used.any(|used| clean_line(used, 40) == clean_line(heading, 40))
}

/// The sheets in the order in which people write them.
fn order(sheet: &str) -> usize {
    ["survey", "choices", "settings"]
        .iter()
        .position(|known| *known == sheet)
        .unwrap_or(3)
}

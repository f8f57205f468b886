//! What a sample of packed responses adds up to: whole numbers only.
//!
//! Knows: counts, sums and products, so that summaries merge and subtract exactly, in any order, to the
//! same bytes. Everything a report shows derives from here; adding a response never looks at the others.
//! Refuses to know: means, tests, what may be shown.

mod enter;
mod kept;
mod plan;
mod read;

use std::sync::Arc;

pub use read::{Histogram, Moments, Scores, Zone};

use enter::Way;
use plan::Plan;

use super::scoring::{Missing, Scored};
use crate::survey::questionnaire::{Form, Questionnaire};

/// The sum of packed responses of one form.
#[derive(Debug, Clone)]
pub struct Summary {
    plan: Arc<Plan>,
    cells: Vec<i64>,
    /// Sums that may outgrow 64 bits: squares and products of scaled scores.
    wides: Vec<i128>,
    /// Room for the work on one response, so that adding takes no memory.
    room: Room,
}

#[derive(Debug, Clone, Default)]
struct Room {
    values: Vec<i64>,
    scored: Vec<Scored>,
}

impl PartialEq for Summary {
    fn eq(&self, other: &Self) -> bool {
        self.plan == other.plan && self.cells == other.cells && self.wides == other.wides
    }
}

impl Eq for Summary {}

/// Two summaries cannot be joined, or bytes cannot be read: they belong to another form, edition or rule, or
/// they are damaged. Sum the responses up again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mismatch;

impl std::fmt::Display for Mismatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the summary is of another form, edition or rule, or damaged; sum it up again")
    }
}

impl std::error::Error for Mismatch {}

impl Summary {
    /// An empty summary of a form's responses, under the usual rule for missing answers.
    pub fn new(questionnaire: &Questionnaire, form: &Form) -> Self {
        Self::under(questionnaire, form, Missing::default())
    }

    /// An empty summary under a rule for missing answers.
    pub fn under(questionnaire: &Questionnaire, form: &Form, missing: Missing) -> Self {
        let plan = Plan::of(questionnaire, form, missing);
        Self {
            cells: vec![0; plan.cells],
            wides: vec![0; plan.wides],
            room: Room {
                values: Vec::with_capacity(plan.longest),
                scored: Vec::with_capacity(questionnaire.dimensions.len()),
            },
            plan: Arc::new(plan),
        }
    }

    /// How many responses are in it.
    pub fn n(&self) -> u64 {
        self.count(0)
    }

    /// The rule for missing answers.
    pub fn missing(&self) -> Missing {
        self.plan.missing
    }

    /// Puts a packed response in. Bytes that are no answer of the form count as technical errors.
    pub fn add(&mut self, packed: &[u8]) {
        self.enter(packed, Way::In);
    }

    /// Takes a packed response out again: after a withdrawal or an edit.
    pub fn subtract(&mut self, packed: &[u8]) {
        self.enter(packed, Way::Out);
    }

    /// Puts all responses of another summary in.
    pub fn merge(&mut self, other: &Self) -> Result<(), Mismatch> {
        if self.plan != other.plan {
            return Err(Mismatch);
        }
        for (cell, more) in self.cells.iter_mut().zip(&other.cells) {
            *cell = cell.wrapping_add(*more);
        }
        for (wide, more) in self.wides.iter_mut().zip(&other.wides) {
            *wide = wide.wrapping_add(*more);
        }
        Ok(())
    }

    /// Takes all responses of another summary out: what is left is that of the others.
    pub fn remove(&mut self, other: &Self) -> Result<(), Mismatch> {
        if self.plan != other.plan {
            return Err(Mismatch);
        }
        for (cell, less) in self.cells.iter_mut().zip(&other.cells) {
            *cell = cell.wrapping_sub(*less);
        }
        for (wide, less) in self.wides.iter_mut().zip(&other.wides) {
            *wide = wide.wrapping_sub(*less);
        }
        Ok(())
    }

    /// The summary as bytes: equal summaries give equal bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = kept::MARK.to_vec();
        bytes.push(self.plan.missing.code());
        bytes.extend_from_slice(&self.plan.check.to_le_bytes());
        let cells = self.cells.iter().map(|cell| i128::from(*cell));
        kept::write(cells, &mut bytes);
        kept::write(self.wides.iter().copied(), &mut bytes);
        bytes
    }

    /// Reads a summary of this form back.
    pub fn from_bytes(
        questionnaire: &Questionnaire,
        form: &Form,
        bytes: &[u8],
    ) -> Result<Self, Mismatch> {
        let rest = bytes.strip_prefix(kept::MARK).ok_or(Mismatch)?;
        let (code, rest) = rest.split_first().ok_or(Mismatch)?;
        let missing = Missing::from_code(*code).ok_or(Mismatch)?;
        let mut summary = Self::under(questionnaire, form, missing);
        let mut rest = rest
            .strip_prefix(&summary.plan.check.to_le_bytes())
            .ok_or(Mismatch)?;
        let cells = kept::read(summary.cells.len(), &mut rest).ok_or(Mismatch)?;
        for (cell, number) in summary.cells.iter_mut().zip(cells) {
            *cell = i64::try_from(number).map_err(|_| Mismatch)?;
        }
        summary.wides = kept::read(summary.wides.len(), &mut rest).ok_or(Mismatch)?;
        if rest.is_empty() {
            Ok(summary)
        } else {
            Err(Mismatch)
        }
    }

    fn count(&self, cell: usize) -> u64 {
        let count = self.cells.get(cell).copied().unwrap_or(0);
        u64::try_from(count).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests;

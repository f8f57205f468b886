//! Whether the parts of a study fit together: everything that reading field by field cannot see.
//!
//! Each rule reports at the way of the part that must be changed. Refuses to know: files and notation.

mod conditions;
mod facets;
mod parts;
mod texts;

use super::decode::Decoder;
use super::scheme::Questionnaire;

/// The most of each kind, so that a study stays askable and a file cannot exhaust the machine.
mod most {
    pub(super) const DIMENSIONS: usize = 50;
    pub(super) const ITEMS: usize = 200;
    pub(super) const RIVALS: usize = 20;
    pub(super) const FORMS: usize = 20;
    pub(super) const BLOCKS: usize = 200;
    pub(super) const QUESTIONS: usize = 1000;
    pub(super) const OPTIONS: usize = 50;
    pub(super) const PARTS: usize = 50;
    pub(super) const GAPS: usize = 50;
}

/// Checks a study that was read; problems go to the decoder, which knows the places.
pub(super) fn check(questionnaire: &Questionnaire, decoder: &mut Decoder<'_>) {
    if decoder.problems.is_full() {
        return;
    }
    texts::check(questionnaire, decoder);
    let countable = parts::check(questionnaire, decoder);
    if countable {
        facets::check(questionnaire, decoder);
        conditions::check(questionnaire, decoder);
    }
}

//! After an interview: thanks, the person's own gaps, and the result of all where it may be shown.

use std::sync::Arc;

use super::event::Effect;
use super::target::Target;
use crate::analysis::{Disclosed, GapReport, PersonGaps};
use crate::language::Locale;
use crate::survey::interview::Interview;
use crate::survey::record::{Edition, Outcome, Response};

/// The last screen of an interview. There is no way back from it.
#[derive(Debug, Clone)]
pub struct Thanks {
    /// How the interview ended.
    pub outcome: Outcome,
    /// The respondent's language.
    pub locale: Locale,
    /// The study's or the form's title.
    pub title: String,
    /// The form's own words of thanks.
    pub words: Option<String>,
    /// What was asked.
    pub edition: Arc<Edition>,
    /// Which form.
    pub form: String,
    /// The person's own gaps, where there is one to show.
    pub own: Option<PersonGaps>,
    /// The code by which the answers can be deleted later, where one is given.
    pub receipt: Option<String>,
    /// What is under the cursor.
    pub cursor: Option<Target>,
    /// Which part of what is too long for the screen is wanted.
    pub leaf: usize,
}

impl Thanks {
    /// Thanks for an interview that has ended.
    pub(super) fn new(
        interview: &Interview,
        outcome: Outcome,
        response: Option<&Response>,
    ) -> Self {
        Self {
            outcome,
            locale: interview.locale(),
            title: interview.title(),
            words: interview.thanks(),
            edition: Arc::clone(interview.edition()),
            form: interview.form().id.to_string(),
            own: response.and_then(|response| own_gaps(interview, response)),
            receipt: None,
            cursor: Some(Target::Done),
            leaf: 0,
        }
    }

    /// Whether the person answered to the end or far enough.
    pub fn is_answered(&self) -> bool {
        match self.outcome {
            Outcome::Complete | Outcome::Partial => true,
            Outcome::BreakOff
            | Outcome::Refused
            | Outcome::Ineligible
            | Outcome::LanguageBarrier
            | Outcome::QuotaFull
            | Outcome::TimedOut => false,
        }
    }

    pub(super) fn buttons(&self, share_results: bool) -> Vec<Target> {
        if share_results && self.is_answered() {
            vec![Target::AllResults, Target::Done]
        } else {
            vec![Target::Done]
        }
    }
}

/// The person's gaps, where at least one dimension has something to show.
fn own_gaps(interview: &Interview, response: &Response) -> Option<PersonGaps> {
    let own = PersonGaps::of(interview.questionnaire(), interview.form(), response);
    let shown = own
        .dimensions
        .iter()
        .any(|dimension| dimension.seen.is_ok());
    shown.then_some(own)
}

/// The result of all who were asked with a form.
#[derive(Debug, Clone)]
pub struct Results {
    /// The edition.
    pub edition: Arc<Edition>,
    /// The form.
    pub form: String,
    /// What may be shown of it; `None` while it is being read.
    pub report: Option<Disclosed<GapReport>>,
    /// What is under the cursor.
    pub cursor: Option<Target>,
    /// Which part of what is too long for the screen is wanted.
    pub leaf: usize,
    /// The respondent's last screen, to go back to; `None` for the operator.
    thanks: Option<Box<Thanks>>,
}

impl Results {
    pub(super) fn new(edition: Arc<Edition>, form: String, thanks: Option<Box<Thanks>>) -> Self {
        Self {
            edition,
            form,
            report: None,
            cursor: Some(Target::Back),
            leaf: 0,
            thanks,
        }
    }

    /// The respondent's language; `None` where the operator looks.
    pub fn locale(&self) -> Option<Locale> {
        self.thanks.as_ref().map(|thanks| thanks.locale)
    }

    /// Refreshes when the store changes. Not for a respondent, who could see what one answer changed.
    pub fn is_live(&self) -> bool {
        self.thanks.is_none()
    }

    pub(super) fn load(&self) -> Effect {
        Effect::LoadReport(Arc::clone(&self.edition), self.form.clone())
    }

    pub(super) fn take_thanks(&mut self) -> Option<Box<Thanks>> {
        self.thanks.take()
    }

    #[expect(
        clippy::unused_self,
        reason = "the screens' buttons are asked for alike"
    )]
    pub(super) fn buttons(&self) -> Vec<Target> {
        vec![Target::Back]
    }
}

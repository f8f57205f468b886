//! What a respondent meets between the first screen and the last.

/// Words of the interview.
#[derive(Debug)]
pub struct InterviewPhrases {
    /// The button that goes on.
    pub next: &'static str,
}

pub(super) const EN: InterviewPhrases = InterviewPhrases { next: "Next" };

pub(super) const ZH_HANT: InterviewPhrases = InterviewPhrases { next: "下一題" };

pub(super) const ZH_HANS: InterviewPhrases = InterviewPhrases { next: "下一题" };

//! Drives an interview through its public face, in sentences. Every step is decided, kept, applied; after each,
//! a replay of what was kept must equal what is in memory.

use std::sync::Arc;

use fivegaps::language::Locale;
use fivegaps::survey::interview::{Interview, Refusal, Stage};
use fivegaps::survey::questionnaire::QuestionKey;
use fivegaps::survey::record::{
    Answer, Because, Edition, Entry, Header, Outcome, Reason, Response,
};

use crate::study;

/// One interview and what was kept of it.
pub(crate) struct Scenario {
    edition: Arc<Edition>,
    header: Header,
    pub(crate) interview: Interview,
    pub(crate) kept: Vec<Entry>,
    now: u64,
}

pub(crate) fn key(name: &str) -> QuestionKey {
    QuestionKey::new(name)
}

impl Scenario {
    /// A form of the study with two dimensions of two items.
    pub(crate) fn of(form: &str) -> Self {
        Self::with(&[2, 2], study::header(form))
    }

    /// A form of a study with these numbers of items a dimension.
    pub(crate) fn with(items: &[usize], header: Header) -> Self {
        let edition = study::edition(items);
        let interview = Interview::begin(Arc::clone(&edition), header.clone()).unwrap();
        Self {
            edition,
            header,
            interview,
            kept: Vec::new(),
            now: 0,
        }
    }

    fn keep(mut self, step: Result<Entry, Refusal>) -> Self {
        let entry = step.unwrap_or_else(|refusal| {
            panic!("refused at {:?}: {refusal:?}", self.interview.stage())
        });
        self.now += 1000;
        self.interview.apply(&entry);
        self.kept.push(entry);
        let replayed =
            Interview::replay(Arc::clone(&self.edition), self.header.clone(), &self.kept);
        assert_eq!(replayed.as_ref(), Ok(&self.interview));
        assert!(self.interview.ignored().is_empty());
        self
    }

    pub(crate) fn consent(self) -> Self {
        let step = self.interview.consent(self.now);
        self.keep(step)
    }

    /// Answers a rating.
    pub(crate) fn answer(self, question: &str, value: u8) -> Self {
        self.give(question, Answer::Rating(value))
    }

    /// Chooses options by index.
    pub(crate) fn choose(self, question: &str, options: &[u8]) -> Self {
        self.give(question, Answer::Choice(options.to_vec(), None))
    }

    pub(crate) fn write(self, question: &str, text: &str) -> Self {
        self.give(question, Answer::Text(text.into()))
    }

    /// Answers a rating otherwise than before, for this reason.
    pub(crate) fn change(self, question: &str, value: u8, because: Because) -> Self {
        let (question, answer) = (key(question), Answer::Rating(value));
        let step = self
            .interview
            .answer_because(&question, answer, Some(because), self.now);
        self.keep(step)
    }

    pub(crate) fn note(self, question: &str, text: &str) -> Self {
        let step = self.interview.note(&key(question), text, self.now);
        self.keep(step)
    }

    pub(crate) fn hand_over(self) -> Self {
        let step = self.interview.hand_over(self.now);
        self.keep(step)
    }

    pub(crate) fn take_back(self) -> Self {
        let step = self.interview.take_back(self.now);
        self.keep(step)
    }

    pub(crate) fn leave_open(self, question: &str, reason: Reason) -> Self {
        self.give(question, Answer::Left(reason))
    }

    pub(crate) fn give(self, question: &str, answer: Answer) -> Self {
        let step = self.interview.answer(&key(question), answer, self.now);
        self.keep(step)
    }

    pub(crate) fn forward(self) -> Self {
        let step = self.interview.forward(self.now);
        self.keep(step)
    }

    pub(crate) fn back(self) -> Self {
        let step = self.interview.back(self.now);
        self.keep(step)
    }

    pub(crate) fn go_to(self, question: &str) -> Self {
        let step = self.interview.go_to(&key(question), self.now);
        self.keep(step)
    }

    pub(crate) fn review(self) -> Self {
        let step = self.interview.review(self.now);
        self.keep(step)
    }

    pub(crate) fn speak(self, locale: Locale) -> Self {
        let step = self.interview.speak(locale, self.now);
        self.keep(step)
    }

    pub(crate) fn pass_the_check(self) -> Self {
        let check = self.interview.soft_checks().remove(0);
        let step = self.interview.warn(&check, self.now);
        self.keep(step)
    }

    pub(crate) fn end(self, outcome: Outcome) -> Self {
        let step = self.interview.end(outcome, self.now);
        self.keep(step)
    }

    /// Goes on without answering until the review.
    pub(crate) fn forward_to_review(mut self) -> Self {
        while self.interview.stage() != Stage::Review {
            self = self.forward();
        }
        self
    }

    /// Goes on, giving every rating this value, until the page of this question.
    pub(crate) fn rate_until(mut self, question: &str, value: u8) -> Self {
        while !self.page_keys().contains(&question.to_owned()) {
            self = self.rate_page(value).forward();
        }
        self
    }

    /// Gives every rating of the page this value.
    pub(crate) fn rate_page(mut self, value: u8) -> Self {
        let ratings: Vec<String> = self
            .interview
            .page()
            .into_iter()
            .flat_map(|page| page.questions)
            .filter(|view| view.scale().is_some())
            .map(|view| view.question.key.to_string())
            .collect();
        for question in ratings {
            self = self.answer(&question, value);
        }
        self
    }

    pub(crate) fn page_keys(&self) -> Vec<String> {
        let page = self.interview.page().into_iter();
        page.flat_map(|page| page.questions)
            .map(|view| view.question.key.to_string())
            .collect()
    }

    /// The keys of all pages from here on, going on without answering.
    pub(crate) fn walk(mut self) -> Vec<String> {
        let mut seen = Vec::new();
        while let Stage::Page(_) = self.interview.stage() {
            seen.extend(self.page_keys());
            self = self.forward();
        }
        seen
    }

    // ---- expectations ----

    pub(crate) fn expect_page(self, question: &str) -> Self {
        assert_eq!(
            self.page_keys().first().map(String::as_str),
            Some(question),
            "at {:?}",
            self.interview.stage()
        );
        self
    }

    pub(crate) fn expect_stage(self, stage: Stage) -> Self {
        assert_eq!(self.interview.stage(), stage);
        self
    }

    pub(crate) fn expect_progress(self, number: usize, count: usize) -> Self {
        let progress = self.interview.progress();
        assert_eq!((progress.number, progress.count), (number, count));
        self
    }

    pub(crate) fn expect_answer(self, question: &str, answer: &Answer) -> Self {
        assert_eq!(self.interview.answer_to(&key(question)), Some(answer));
        self
    }

    pub(crate) fn expect_unanswered(self, questions: &[&str]) -> Self {
        let open: Vec<String> = self
            .interview
            .unanswered()
            .into_iter()
            .map(|view| view.question.key.to_string())
            .collect();
        assert_eq!(open, questions);
        self
    }

    pub(crate) fn expect_refused(self, question: &str, answer: Answer, refusal: &Refusal) -> Self {
        let step = self.interview.answer(&key(question), answer, self.now);
        assert_eq!(step.as_ref(), Err(refusal));
        self
    }

    pub(crate) fn expect_sealed(self, question: &str, answer: &Answer) -> Self {
        assert_eq!(&self.sealed(question), answer, "{question}");
        self
    }

    /// What the sealed and packed response holds for a question.
    pub(crate) fn sealed(&self, question: &str) -> Answer {
        let response = self.response();
        let layout = self.interview.layout();
        let index = layout.find(&key(question)).unwrap();
        layout.unpack(&response.packed, &response.texts, index)
    }

    /// The response as folded from what was kept; the live one must be the same.
    pub(crate) fn response(&self) -> Response {
        let folded =
            Response::fold(Arc::clone(&self.edition), self.header.clone(), &self.kept).unwrap();
        let last = self.kept.last().map_or(0, |entry| entry.at);
        assert_eq!(folded, self.interview.seal(last));
        folded
    }
}

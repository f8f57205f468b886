//! The interview: one person walking through one form.
//!
//! Decide, then apply. The deciders ([`Interview::answer`], [`Interview::forward`], ...) change nothing: they
//! give the [`Entry`] that would record the step, or a [`Refusal`]. The caller makes the entry durable and only
//! then hands it to [`Interview::apply`], the one mutator. So memory always equals a replay of what was kept.
//!
//! Knows: which questions this person is asked and in which order (edition, form, seed and length decide, and
//! nothing else), what fits as an answer, how far the person came, how an interview ends and what is sealed.
//! Refuses to know: files, clocks, chance, screens, scores.
//!
//! # Rules declared here
//!
//! - *Asked*: a page is asked when its conditions hold on the answers to questions that are themselves asked. An
//!   answer whose question is no longer asked stays in the log and is sealed as not asked. Where nobody can write,
//!   questions for words of one's own are not asked.
//! - *Missing*: a question left unanswered is sealed as skipped when its page was passed, as not reached when
//!   the interview ended before, as not asked when it was sampled out or ruled out.
//! - *Outcome*: see [`Interview::outcome_if_left`] and [`Interview::end`].
//! - *Interviewer*: see [`Hands`]. An answer changed after its page was left needs a reason, while the interviewer
//!   has the interview in hand. What is handed over reaches back no further than to its first page.

mod apply;
mod check;
mod condition;
mod decide;
mod hands;
mod page;
mod plan;
mod refusal;
mod seal;
#[cfg(test)]
mod walks;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use hands::Hands;
pub use page::{BlockView, NoticeView, OptionView, PageView, Progress, QuestionView, RowView};
pub use refusal::{CannotBegin, Refusal, SoftCheck, SoftRule};

use crate::language::Locale;
use crate::survey::questionnaire::{
    Block, Extra, Form, Kind, Question, QuestionKey, Questionnaire,
};
use crate::survey::record::{Answer, Destination, Edition, Entry, Header, Layout, Outcome, Reason};

use condition::{Held, Rules, Verdict};
use plan::Plan;

/// Where a person stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Before the notice.
    Notice,
    /// On a page: its index in the order shown to this person.
    Page(usize),
    /// Before the list of what was left open; the next step ends the interview.
    Review,
    /// At the end.
    Ended(Outcome),
}

/// The questions that a person with this seed may be asked, in the order of their pages: indices into the form's
/// [`Layout`]. See [`Interview::order_shown`].
pub fn order_shown(
    questionnaire: &Questionnaire,
    form: &Form,
    seed: u64,
    short: bool,
) -> Vec<usize> {
    let layout = Layout::of(questionnaire, form);
    let plan = Plan::of(questionnaire, form, &layout, seed, short);
    plan.pages().iter().flatten().copied().collect()
}

/// One interview. Cheap to clone: what is fixed at the beginning is shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interview {
    script: Arc<Script>,
    locale: Locale,
    consented: bool,
    place: Place,
    ended: Option<Outcome>,
    answers: Vec<Option<Answer>>,
    asked: Vec<bool>,
    shown: Vec<bool>,
    furthest: usize,
    warned: Vec<SoftCheck>,
    /// Questions for words of one's own are asked.
    writes: bool,
    /// By question: what the interviewer noted.
    notes: BTreeMap<usize, String>,
    /// By question: the respondent answered it alone.
    alone: Vec<bool>,
    /// The page on which the interviewer handed over.
    handed: Option<usize>,
    next: u32,
    last: u64,
    ignored: Vec<u32>,
}

/// What is fixed when an interview begins.
#[derive(Debug, PartialEq, Eq)]
struct Script {
    edition: Arc<Edition>,
    header: Header,
    form: usize,
    layout: Layout,
    rules: Rules,
    plan: Plan,
}

/// [`Stage`] without the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Notice,
    Page(usize),
    Review,
}

impl Interview {
    /// Begins an interview: before the notice, or on the first page where the form has none.
    pub fn begin(edition: Arc<Edition>, header: Header) -> Result<Self, CannotBegin> {
        let script = Script::of(edition, header)?;
        let questions = script.layout.questions().len();
        let mut interview = Self {
            locale: script.header.locale,
            consented: script.form().consent.is_none(),
            place: Place::Notice,
            ended: None,
            answers: vec![None; questions],
            asked: vec![false; questions],
            shown: vec![false; script.plan.pages().len()],
            furthest: 0,
            warned: Vec::new(),
            writes: true,
            notes: BTreeMap::new(),
            alone: vec![false; questions],
            handed: None,
            next: 0,
            last: 0,
            ignored: Vec::new(),
            script: Arc::new(script),
        };
        interview.refresh();
        let first = interview.first_page().ok_or(CannotBegin::NothingToAsk)?;
        if interview.consented {
            interview.arrive(first);
        }
        Ok(interview)
    }

    /// Takes an interview up from its kept entries.
    ///
    /// Entries must be numbered 0, 1, 2, ... An entry that does not apply (see [`Interview::apply`]) is left out
    /// and named by [`Interview::ignored`].
    pub fn replay(
        edition: Arc<Edition>,
        header: Header,
        entries: &[Entry],
    ) -> Result<Self, CannotBegin> {
        let mut interview = Self::begin(edition, header)?;
        for entry in entries {
            if entry.sequence != interview.next {
                return Err(CannotBegin::OutOfSequence {
                    expected: interview.next,
                    found: entry.sequence,
                });
            }
            interview.apply(entry);
        }
        Ok(interview)
    }

    // ---- what can be seen ----

    /// Where the person stands.
    pub fn stage(&self) -> Stage {
        match (self.ended, self.place) {
            (Some(outcome), _) => Stage::Ended(outcome),
            (None, Place::Notice) => Stage::Notice,
            (None, Place::Page(index)) => Stage::Page(index),
            (None, Place::Review) => Stage::Review,
        }
    }

    /// The edition that is asked.
    pub fn edition(&self) -> &Arc<Edition> {
        &self.script.edition
    }

    /// The study.
    pub fn questionnaire(&self) -> &Questionnaire {
        &self.script.edition.questionnaire
    }

    /// The form that is asked.
    pub fn form(&self) -> &Form {
        self.script.form()
    }

    /// What was fixed at the beginning.
    pub fn header(&self) -> &Header {
        &self.script.header
    }

    /// The layout of the form's packed responses, which lists all questions in canonical order.
    pub fn layout(&self) -> &Layout {
        &self.script.layout
    }

    /// The language spoken now.
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// The languages offered.
    pub fn locales(&self) -> Vec<Locale> {
        self.questionnaire().locales()
    }

    /// Whether the notice was agreed to; true from the beginning where there is none.
    pub fn consented(&self) -> bool {
        self.consented
    }

    /// The current answer to a question, a reason for leaving it included.
    pub fn answer_to(&self, key: &QuestionKey) -> Option<&Answer> {
        let question = self.layout().find(key)?;
        self.answers.get(question)?.as_ref()
    }

    /// The number of the next entry; also how many entries there are.
    pub fn next_sequence(&self) -> u32 {
        self.next
    }

    /// The entries that did not apply, by number: none in a sound log.
    pub fn ignored(&self) -> &[u32] {
        &self.ignored
    }

    /// Whether an answer ended the interview as screened out: the next step forward ends it.
    pub fn screened_out(&self) -> bool {
        (0..self.answers.len()).any(|question| self.ends(question))
    }

    /// Whether questions for words of one's own are asked.
    pub fn asks_for_words(&self) -> bool {
        self.writes
    }

    /// In which order the rows of the points question are shown: indices of dimensions.
    pub fn row_order(&self) -> &[usize] {
        self.script.plan.rows()
    }

    /// The questions this person may be asked, in the order of their pages: indices into [`Layout::questions`].
    /// What was sampled out is not among them; what conditions rule out is.
    pub fn order_shown(&self) -> Vec<usize> {
        let pages = self.script.plan.pages().iter();
        pages.flat_map(|page| page.iter().copied()).collect()
    }

    /// Soft checks of the current page that were not yet put to the person. Each is put once a value: log it with
    /// [`Interview::warn`], show it, and let the person go on if they wish.
    pub fn soft_checks(&self) -> Vec<SoftCheck> {
        let found = match self.stage() {
            Stage::Page(page) => check::soft(&self.script, &self.answers, page),
            Stage::Notice | Stage::Review | Stage::Ended(_) => Vec::new(),
        };
        found
            .into_iter()
            .filter(|check| !self.warned.contains(check))
            .collect()
    }

    // ---- inside ----

    fn destination(&self, page: usize) -> Destination {
        Destination::Page(self.key_of(page))
    }

    fn key_of(&self, page: usize) -> QuestionKey {
        self.script
            .first_question(page)
            .map_or_else(|| QuestionKey::new(""), |question| question.key.clone())
    }

    fn is_asked(&self, page: usize) -> bool {
        self.script
            .plan
            .page(page)
            .first()
            .and_then(|question| self.asked.get(*question))
            .copied()
            .unwrap_or(false)
    }

    fn next_page(&self, from: usize) -> Option<usize> {
        (from..self.script.plan.pages().len()).find(|page| self.is_asked(*page))
    }

    fn first_page(&self) -> Option<usize> {
        self.next_page(0)
    }

    /// A page that is asked but was never shown: it lies behind, where a changed answer opened it.
    fn first_unshown(&self) -> Option<usize> {
        let pages = self.shown.iter().enumerate();
        pages
            .filter(|(_, shown)| !**shown)
            .map(|(page, _)| page)
            .find(|page| self.is_asked(*page))
    }

    /// Whether this answer to this question ends the interview.
    fn ends(&self, question: usize) -> bool {
        let Some(Some(Answer::Choice(chosen, _))) = self.answers.get(question) else {
            return false;
        };
        let asked = self.asked.get(question) == Some(&true);
        asked
            && match self.script.block_of(question) {
                Some(Block::Choice(choice)) => chosen
                    .iter()
                    .filter_map(|option| choice.options.get(usize::from(*option)))
                    .any(|option| option.ends),
                _ => false,
            }
    }

    /// Whether a question on this page or on one before screens out.
    fn screened_out_by(&self, page: usize) -> bool {
        (0..self.answers.len())
            .any(|question| self.script.plan.page_of(question) <= Some(page) && self.ends(question))
    }

    /// Whether the person went past this question's page.
    fn passed(&self, question: usize) -> bool {
        self.script
            .plan
            .page_of(question)
            .is_some_and(|page| page < self.furthest && self.shown.get(page) == Some(&true))
    }

    /// Settles which questions are asked, by the answers of now.
    fn refresh(&mut self) {
        let held = |question: usize| match self.answers.get(question) {
            Some(Some(answer)) => Held::of(answer),
            Some(None) | None => Held::Nothing,
        };
        let verdicts = self.verdicts(held);
        self.asked = verdicts.into_iter().map(|v| v == Verdict::Yes).collect();
    }

    /// As [`Interview::refresh`], but a question still ahead leaves open what depends on it.
    fn outlook(&self) -> Vec<Verdict> {
        self.verdicts(|question| match self.answers.get(question) {
            Some(Some(answer)) => Held::of(answer),
            Some(None) if !self.passed(question) => Held::Open,
            Some(None) | None => Held::Nothing,
        })
    }

    fn verdicts<'a>(&self, held: impl Fn(usize) -> Held<'a>) -> Vec<Verdict> {
        let writing = |question: usize| {
            let question = self.script.question(question);
            question.is_some_and(|question| matches!(question.kind, Kind::Text { .. }))
        };
        self.script
            .rules
            .verdicts(held, |question| !self.writes && writing(question))
    }
}

impl Script {
    fn of(edition: Arc<Edition>, header: Header) -> Result<Self, CannotBegin> {
        if header.edition != edition.fingerprint {
            return Err(CannotBegin::OtherEdition {
                header: header.edition,
                edition: edition.fingerprint.clone(),
            });
        }
        let questionnaire = &edition.questionnaire;
        let form = questionnaire
            .forms
            .iter()
            .position(|form| form.id.as_str() == header.form)
            .ok_or_else(|| CannotBegin::NoSuchForm(header.form.clone()))?;
        if !questionnaire.title.has(header.locale) {
            return Err(CannotBegin::LanguageNotOffered(header.locale));
        }
        let asked = &questionnaire.forms[form];
        if header.short && asked.short.is_none() {
            return Err(CannotBegin::NoShortForm(header.form.clone()));
        }
        let layout = Layout::of(questionnaire, asked);
        let plan = Plan::of(questionnaire, asked, &layout, header.seed, header.short);
        let rules = Rules::of(questionnaire, asked, &layout, &plan, &header)?;
        Ok(Self {
            edition,
            header,
            form,
            layout,
            rules,
            plan,
        })
    }

    fn form(&self) -> &Form {
        // The index was found in `of`.
        &self.edition.questionnaire.forms[self.form]
    }

    fn question(&self, index: usize) -> Option<&Question> {
        self.layout.questions().get(index)
    }

    fn first_question(&self, page: usize) -> Option<&Question> {
        self.question(*self.plan.page(page).first()?)
    }

    fn block_of(&self, question: usize) -> Option<&Block> {
        self.form().ask.get(self.question(question)?.block)
    }
}

/// The reasons that a question may be left with.
fn reasons(kind: &Kind) -> Vec<Reason> {
    let usual = [Reason::DontKnow, Reason::PreferNot, Reason::DoesNotApply];
    match kind {
        Kind::Note => Vec::new(),
        Kind::Rating { extra, .. } => {
            let extra = extra.map(|extra| match extra {
                Extra::NoStandard => Reason::NoStandard,
                Extra::NoPromise => Reason::NoPromise,
            });
            usual.into_iter().chain(extra).collect()
        }
        Kind::Points { .. }
        | Kind::Choice { .. }
        | Kind::Number { .. }
        | Kind::Date
        | Kind::Month
        | Kind::Time
        | Kind::Text { .. } => usual.to_vec(),
    }
}

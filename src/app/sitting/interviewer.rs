//! What an interviewer does beside asking: notes, reasons for changes, handing over, suspending and ending.

use super::{Hint, Over, Sitting};
use crate::app::draft::digit;
use crate::app::event::{Effect, Moment};
use crate::app::field::{Field, Taken};
use crate::app::input::Key;
use crate::app::target::{Target, Way, step};
use crate::language::MAX_ANSWER;
use crate::survey::interview::{Hands, Stage};
use crate::survey::questionnaire::QuestionKey;
use crate::survey::record::{Answer, Because, Outcome};

/// The key of a note.
pub const NOTE: u8 = 3;
/// The key that hands over.
pub const HAND_OVER: u8 = 4;
/// The key that shows the reasons for giving no answer.
pub const REASONS: u8 = 6;
/// The key that suspends or ends.
pub const PART: u8 = 10;

/// What waits for the reason of a change.
#[derive(Debug, Clone)]
pub(super) enum Pending {
    /// This answer to this question of the page.
    Answer(usize, Answer),
    /// The step to the next page.
    Next,
}

/// What an interviewer does beside the page.
#[derive(Debug, Clone, Default)]
pub(super) struct Aside {
    /// The reasons for giving no answer are wanted on this page.
    pub(super) reasons: bool,
    /// A note, or the words of a reason, being written.
    pub(super) pad: Option<Field>,
    /// About which question the note is.
    noting: Option<QuestionKey>,
    /// Why the answers of this step are changed.
    pub(super) because: Option<Because>,
    pending: Option<Pending>,
    can_lock: Option<bool>,
    /// The block for which handing over is not offered again.
    declined: Option<usize>,
    suspended: bool,
}

/// The outcomes with which an interviewer can end an interview, beside that it was left.
const ENDINGS: [Outcome; 3] = [
    Outcome::Ineligible,
    Outcome::LanguageBarrier,
    Outcome::QuotaFull,
];

impl Sitting {
    // ---- what can be seen ----

    /// Whether an interviewer asks and has the machine in hand.
    pub fn is_interviewers(&self) -> bool {
        self.interview.hands() == Hands::Interviewer
    }

    /// Whether the reasons for giving no answer are shown: always to who answers alone, else on demand.
    pub fn shows_reasons(&self) -> bool {
        let left = |key| matches!(self.shown(key), Some(Answer::Left(_)));
        let questions = self.questions();
        !self.is_interviewers()
            || self.aside.reasons
            || questions.iter().any(|view| left(&view.question.key))
    }

    /// The note, or the words of a reason, being written.
    pub fn pad(&self) -> Option<&Field> {
        self.aside.pad.as_ref()
    }

    /// Whether there is a PIN to take over with; `None` while it is being looked for.
    pub fn can_lock(&self) -> Option<bool> {
        self.aside.can_lock
    }

    /// Whether the interviewer suspends it.
    pub(in crate::app) fn is_suspended(&self) -> bool {
        self.aside.suspended
    }

    /// Whether nothing was answered yet: who leaves now refuses.
    pub fn is_untouched(&self) -> bool {
        let questions = self.interview.layout().questions();
        questions
            .iter()
            .all(|question| self.interview.answer_to(&question.key).is_none())
    }

    /// The rows of what only an interviewer chooses: over the page, or instead of it.
    pub(super) fn interviewer_rows(&self) -> Option<Vec<Vec<Target>>> {
        let alone = |target| vec![target];
        Some(match self.over {
            Over::Note | Over::WhyWords => vec![
                vec![Target::Field { question: 0 }],
                vec![Target::Stay, Target::Keep],
            ],
            Over::Why => (0..=Because::USUAL.len())
                .map(|place| alone(Target::Because(place)))
                .chain([alone(Target::Stay)])
                .collect(),
            Over::HandOver if self.aside.can_lock == Some(true) => {
                vec![vec![Target::HandOver, Target::Stay]]
            }
            Over::HandOver => vec![vec![Target::Stay]],
            Over::Leaving if self.is_interviewers() => {
                let endings = ENDINGS.map(|outcome| alone(Target::Outcome(outcome)));
                [alone(Target::Suspend), alone(Target::Leave)]
                    .into_iter()
                    .chain(endings)
                    .chain([alone(Target::Stay)])
                    .collect()
            }
            Over::Page if self.interview.hands() == Hands::Between => {
                let mut rows = vec![alone(Target::TakeOver)];
                if self.interview.back(0).is_ok() {
                    rows.push(alone(Target::Back));
                }
                rows
            }
            Over::Page | Over::Languages | Over::Leaving | Over::Idle(_) | Over::Writing(_) => {
                return None;
            }
        })
    }

    /// The row of keys under a page.
    pub(super) fn interviewer_row(&self) -> Option<Vec<Target>> {
        self.is_interviewers().then(|| {
            vec![
                Target::Note,
                Target::HandOver,
                Target::Reasons,
                Target::Part,
            ]
        })
    }

    // ---- keys ----

    /// The function keys of the interviewer. Whether it was one.
    pub(super) fn interviewer_key(
        &mut self,
        key: Key,
        now: Moment,
        effects: &mut Vec<Effect>,
    ) -> bool {
        if self.interview.hands() == Hands::Between {
            return self.between_key(key, now, effects);
        }
        let Key::Function(n) = key else { return false };
        if !self.is_interviewers() {
            return false;
        }
        let target = match n {
            NOTE => Target::Note,
            HAND_OVER => Target::HandOver,
            REASONS => Target::Reasons,
            PART => Target::Part,
            _ => return false,
        };
        self.choose(target, now, effects);
        true
    }

    /// Between respondent and interviewer only the buttons mean anything; the digits are those of the PIN.
    fn between_key(&mut self, key: Key, now: Moment, effects: &mut Vec<Effect>) -> bool {
        if let Some(way) = Way::of(key) {
            self.cursor = step(&self.rows(), self.cursor, way).or(self.cursor);
        } else if matches!(key, Key::Escape | Key::Backspace)
            || (key == Key::Enter && self.cursor == Some(Target::Back))
        {
            self.choose(Target::Back, now, effects);
        } else if key == Key::Enter {
            effects.push(Effect::OpenPad);
        }
        true
    }

    /// A key while something of the interviewer's lies over the page. Whether it was taken.
    pub(super) fn key_over_page(
        &mut self,
        key: Key,
        now: Moment,
        effects: &mut Vec<Effect>,
    ) -> bool {
        if let Some(Target::Field { .. }) = self.cursor
            && let Some(pad) = &mut self.aside.pad
        {
            if pad.key(key) == Taken::Yes {
                self.hint = None;
                return true;
            }
            if key == Key::Enter {
                self.choose(Target::Keep, now, effects);
                return true;
            }
        }
        let Key::Char(c) = key else { return false };
        let listed = |target: &Target| {
            matches!(
                target,
                Target::Because(_) | Target::Suspend | Target::Leave | Target::Outcome(_)
            )
        };
        let place = digit(c).and_then(|n| usize::from(n).checked_sub(1));
        let rows = self.interviewer_rows().unwrap_or_default();
        let target = place.and_then(|place| rows.into_iter().flatten().filter(listed).nth(place));
        if let Some(target) = target {
            self.choose(target, now, effects);
        }
        target.is_some()
    }

    // ---- choices ----

    /// Takes a choice that only an interviewer has.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the other targets are chosen by anybody"
    )]
    pub(super) fn choose_as_interviewer(
        &mut self,
        target: Target,
        now: Moment,
        effects: &mut Vec<Effect>,
    ) {
        if !self.is_interviewers() {
            return;
        }
        match target {
            Target::Note => self.open_note(),
            Target::Reasons => self.aside.reasons = !self.aside.reasons,
            Target::Part => self.ask_to_leave(),
            Target::HandOver if self.over == Over::HandOver => self.hand_over(now, effects),
            Target::HandOver if self.interview.hand_over(0).is_ok() => {
                self.offer_hand_over();
                effects.extend(self.look_for_a_lock());
            }
            Target::Keep => match self.over {
                Over::Note => self.keep_note(now, effects),
                Over::WhyWords => {
                    let words = self.aside.pad.as_ref().map_or("", Field::text).to_owned();
                    self.explain(Because::Other(words), now, effects);
                }
                Over::Page
                | Over::Languages
                | Over::Leaving
                | Over::Idle(_)
                | Over::Writing(_)
                | Over::Why
                | Over::HandOver => {}
            },
            Target::Because(place) => match Because::USUAL.get(place) {
                Some(because) => self.explain(because.clone(), now, effects),
                None => {
                    self.over = Over::WhyWords;
                    self.write("");
                }
            },
            Target::Suspend => self.aside.suspended = self.over == Over::Leaving,
            Target::Outcome(outcome) => self.end(outcome, now, effects),
            _ => {}
        }
    }

    /// Leaving with an interviewer beside: a refusal where nothing was answered, else as far as it came.
    pub(super) fn outcome_of_leaving(&self) -> Outcome {
        if self.is_interviewers() && self.is_untouched() {
            Outcome::Refused
        } else {
            Outcome::Partial
        }
    }

    // ---- notes and reasons ----

    fn write(&mut self, words: &str) {
        self.aside.pad = Some(Field::new(words, MAX_ANSWER));
        self.cursor = Some(Target::Field { question: 0 });
    }

    fn open_note(&mut self) {
        let questions = self.questions();
        let Some(view) = questions.get(self.focus()) else {
            return;
        };
        let key = view.question.key.clone();
        let before = self.interview.note_on(&key).unwrap_or_default().to_owned();
        self.aside.noting = Some(key);
        self.over = Over::Note;
        self.write(&before);
    }

    fn keep_note(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        let words = self
            .aside
            .pad
            .take()
            .map_or(String::new(), |pad| pad.text().to_owned());
        let key = self.aside.noting.take();
        self.uncover();
        let Some(key) = key else { return };
        if self.interview.note_on(&key).unwrap_or_default() == words.trim() {
            return;
        }
        if let Ok(entry) = self.interview.note(&key, &words, self.at(now)) {
            self.save_quietly(entry, effects);
        }
    }

    /// An answer is changed after its page was left: the interviewer says why before it is kept.
    pub(super) fn ask_why(&mut self, pending: Pending) {
        self.aside.pending = Some(pending);
        self.over = Over::Why;
        self.cursor = Some(Target::Because(0));
    }

    fn explain(&mut self, because: Because, now: Moment, effects: &mut Vec<Effect>) {
        if matches!(&because, Because::Other(words) if words.trim().is_empty()) {
            return;
        }
        let pending = self.aside.pending.take();
        self.uncover();
        self.aside.because = Some(because);
        match pending {
            Some(Pending::Answer(question, answer)) => self.answer(question, answer, now, effects),
            Some(Pending::Next) => self.next(now, effects),
            None => {}
        }
        self.aside.because = None;
    }

    // ---- handing over ----

    /// The page is meant for the respondent alone: offers to hand over, once a block.
    pub(super) fn offer_planned_part(&mut self) {
        let planned = self
            .interview
            .page()
            .is_some_and(|page| page.self_completed);
        if planned && self.is_interviewers() && self.block() != self.aside.declined {
            self.offer_hand_over();
        }
    }

    fn offer_hand_over(&mut self) {
        self.over = Over::HandOver;
        self.aside.can_lock = None;
        self.cursor = Some(Target::Stay);
    }

    /// Where handing over is offered, whether there is a lock must be found out first.
    pub(in crate::app) fn look_for_a_lock(&self) -> Option<Effect> {
        (self.over == Over::HandOver && self.aside.can_lock.is_none()).then_some(Effect::OpenPad)
    }

    /// Whether there is a PIN with which the interviewer can take over again.
    pub(in crate::app) fn lock_found(&mut self, found: bool) {
        if self.over == Over::HandOver {
            self.aside.can_lock = Some(found);
            self.cursor = Some(if found {
                Target::HandOver
            } else {
                Target::Stay
            });
        }
    }

    fn hand_over(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        if self.aside.can_lock != Some(true) {
            return;
        }
        self.over = Over::Page;
        self.aside.declined = self.block();
        match self.interview.hand_over(self.at(now)) {
            Ok(entry) => self.save(vec![entry], None, effects),
            Err(refusal) => self.hint = Some(Hint::Refused(refusal)),
        }
    }

    /// The interviewer takes over again.
    pub(in crate::app) fn take_back(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        self.aside.declined = self.block();
        if let Ok(entry) = self.interview.take_back(self.at(now)) {
            self.save(vec![entry], None, effects);
        }
    }

    /// What was offered over the page is not wanted.
    pub(super) fn stay(&mut self) {
        if self.over == Over::HandOver {
            self.aside.declined = self.block();
        }
        self.aside.pending = None;
        self.aside.noting = None;
        self.aside.pad = None;
        self.uncover();
    }

    fn block(&self) -> Option<usize> {
        match self.interview.stage() {
            Stage::Page(_) => self.interview.page().map(|page| page.block.index),
            Stage::Notice | Stage::Review | Stage::Ended(_) => None,
        }
    }
}

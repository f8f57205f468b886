//! What keys and choices mean on the pages of an interview.

use super::interviewer::Pending;
use super::{Hint, Over, Sitting};
use crate::app::draft::{Amount, Draft, digit};
use crate::app::event::{Effect, Moment};
use crate::app::field::Taken;
use crate::app::input::{Input, Key};
use crate::app::keyboard::{self, Layer};
use crate::app::target::{Target, Way, step};
use crate::survey::interview::{Interview, QuestionView, Refusal, Stage};
use crate::survey::questionnaire::Kind;
use crate::survey::record::{Answer, Entry, Outcome, Reason};

/// The key of a reason, the same in every language.
pub fn reason_key(reason: Reason) -> Option<char> {
    match reason {
        Reason::DontKnow => Some('d'),
        Reason::PreferNot => Some('p'),
        Reason::DoesNotApply => Some('n'),
        Reason::NoStandard | Reason::NoPromise => Some('s'),
        Reason::Skipped | Reason::NotAsked | Reason::NotReached | Reason::Technical => None,
    }
}

/// The key that stands for 10 on a scale from `lowest`: `0` where 0 is not a step, else `+`.
pub fn ten_key(lowest: u8) -> char {
    if lowest == 0 { '+' } else { '0' }
}

impl Sitting {
    /// The page has changed: its drafts begin at the kept answers, nothing is chosen.
    pub(super) fn open_page(&mut self, now: Moment) {
        let writes = self.interview.asks_for_words();
        let questions = self.questions();
        self.drafts = questions.iter().map(|q| Draft::of(q, writes)).collect();
        self.hint = None;
        self.heading = None;
        self.leaf = 0;
        self.turned = now;
        self.over = Over::Page;
        self.aside.reasons = false;
        self.cursor = self.home();
        self.offer_planned_part();
    }

    /// Where the cursor begins: in a field to write in and on a row of points; nowhere else, so that nothing
    /// looks chosen.
    pub(super) fn home(&self) -> Option<Target> {
        match self.drafts.first() {
            Some(Draft::Words(_)) => Some(Target::Field { question: 0 }),
            Some(Draft::Points(points)) => Some(Target::Row {
                question: 0,
                row: points.row,
            }),
            Some(Draft::Choice(_) | Draft::Nothing) | None => None,
        }
    }

    /// Everything that can be chosen, row by row.
    pub fn rows(&self) -> Vec<Vec<Target>> {
        if let Some(rows) = self.interviewer_rows() {
            return rows;
        }
        match self.over {
            Over::Idle(_) => return vec![vec![Target::StillHere]],
            Over::Leaving => return vec![vec![Target::Stay, Target::Leave]],
            Over::Languages => {
                let locales = self.interview.locales();
                return locales
                    .into_iter()
                    .map(|l| vec![Target::Locale(l)])
                    .collect();
            }
            Over::Writing(layer) => {
                let mut rows = layer.rows(self.interview.locale());
                if let Some(question) = self.writing() {
                    rows.insert(0, vec![Target::Field { question }]);
                }
                return rows;
            }
            Over::Page | Over::Note | Over::Why | Over::WhyWords | Over::HandOver => {}
        }
        let bottom = |last| vec![Target::Back, Target::Language, last];
        match self.interview.stage() {
            Stage::Notice => vec![
                vec![Target::Agree],
                vec![Target::Decline],
                self.after_notice(),
            ],
            Stage::Page(_) => {
                let mut rows = Vec::new();
                let focus = self.focus();
                let questions = self.questions();
                for (question, view) in questions.iter().enumerate() {
                    let reasons = question == focus && self.shows_reasons();
                    self.rows_of(question, view, reasons, &mut rows);
                }
                rows.extend(self.interviewer_row());
                rows.push(bottom(Target::Next));
                rows
            }
            Stage::Review => {
                let open = self.interview.unanswered().len();
                let mut rows: Vec<Vec<Target>> =
                    (0..open).map(|i| vec![Target::Unanswered(i)]).collect();
                rows.push(bottom(Target::Finish));
                rows
            }
            Stage::Ended(_) => Vec::new(),
        }
    }

    /// Below the notice: at a kiosk there is nothing before it to go back to.
    fn after_notice(&self) -> Vec<Target> {
        if self.is_at_kiosk() {
            vec![Target::Language]
        } else {
            vec![Target::Back, Target::Language]
        }
    }

    fn rows_of(
        &self,
        question: usize,
        view: &QuestionView<'_>,
        with_reasons: bool,
        rows: &mut Vec<Vec<Target>>,
    ) {
        match (&view.question.kind, self.drafts.get(question)) {
            (Kind::Rating { scale, .. }, _) => rows.push(
                (scale.lowest()..=scale.highest())
                    .map(|value| Target::Step { question, value })
                    .collect(),
            ),
            (Kind::Choice { options, .. }, draft) => {
                let count = options.len();
                rows.extend((0..count).map(|option| vec![Target::Option { question, option }]));
                if matches!(draft, Some(Draft::Choice(options)) if options.takes_words()) {
                    self.line_to_write(question, rows);
                }
            }
            (Kind::Points { .. }, _) => {
                let order = view.rows.iter().map(|row| row.dimension);
                rows.extend(order.map(|row| vec![Target::Row { question, row }]));
                rows.push(
                    [-5, -1, 1, 5]
                        .map(|by| Target::Change { question, by })
                        .to_vec(),
                );
            }
            (Kind::Text { .. }, _) => self.line_to_write(question, rows),
            (kind @ (Kind::Number { .. } | Kind::Date | Kind::Month | Kind::Time), _) => {
                rows.push(vec![Target::Field { question }]);
                let pad = keyboard::pad(kind).filter(|_| self.draws_keys());
                rows.extend(pad.into_iter().flatten());
            }
            (Kind::Note, _) => {}
        }
        if with_reasons {
            let reasons = view.reasons.iter();
            rows.push(
                reasons
                    .map(|reason| Target::Reason {
                        question,
                        reason: *reason,
                    })
                    .collect(),
            );
        }
    }

    /// A line to write on, and after it the way to a keyboard where one is drawn.
    fn line_to_write(&self, question: usize, rows: &mut Vec<Vec<Target>>) {
        rows.push(vec![Target::Field { question }]);
        if self.draws_keys() {
            rows.push(vec![Target::Write]);
        }
    }

    // ---- keys ----

    /// Takes a key or a paste, when nothing is being saved.
    pub(in crate::app) fn input(&mut self, input: &Input, now: Moment, effects: &mut Vec<Effect>) {
        if matches!(input, Input::Key(_)) {
            self.notice_hands(false);
        }
        match (input, self.over) {
            (Input::Resize { .. } | Input::Press { .. }, _) => {}
            (_, Over::Idle(_)) => self.is_there(now, effects),
            (Input::Wheel(turn), Over::Page) => self.turn_leaf(i32::from(*turn)),
            (
                Input::Wheel(_) | Input::Paste(_),
                Over::Languages | Over::Leaving | Over::Why | Over::HandOver,
            )
            | (Input::Wheel(_), Over::Writing(_) | Over::Note | Over::WhyWords) => {}
            (Input::Paste(text), Over::Note | Over::WhyWords) => {
                if let Some(pad) = &mut self.aside.pad {
                    pad.paste(text);
                }
            }
            (Input::Paste(text), Over::Page | Over::Writing(_)) => {
                let focus = self.writing().unwrap_or_else(|| self.focus());
                if self.is_at_field()
                    && let Some(field) = self.drafts.get_mut(focus).and_then(Draft::field)
                {
                    field.paste(text);
                    self.hint = None;
                }
            }
            (Input::Key(key), Over::Page) => self.key(*key, now, effects),
            (Input::Key(key), Over::Writing(_)) => self.key_writing(*key, now, effects),
            (
                Input::Key(key),
                Over::Languages
                | Over::Leaving
                | Over::Note
                | Over::Why
                | Over::WhyWords
                | Over::HandOver,
            ) => self.key_over(*key, now, effects),
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "a key that means nothing here does nothing"
    )]
    fn key_over(&mut self, key: Key, now: Moment, effects: &mut Vec<Effect>) {
        let rows = self.rows();
        if self.key_over_page(key, now, effects) {
            return;
        }
        match key {
            Key::Escape | Key::Backspace => self.stay(),
            Key::Enter => {
                if let Some(target) = self.cursor {
                    self.choose(target, now, effects);
                }
            }
            Key::Char(c) if self.over == Over::Languages => {
                let row = digit(c).and_then(|n| usize::from(n).checked_sub(1));
                let target = row.and_then(|row| rows.get(row)?.first().copied());
                if let Some(target) = target {
                    self.choose(target, now, effects);
                }
            }
            _ => {
                let next = Way::of(key).and_then(|way| step(&rows, self.cursor, way));
                self.cursor = next.or(self.cursor);
            }
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "a key that means nothing here does nothing"
    )]
    fn key(&mut self, key: Key, now: Moment, effects: &mut Vec<Effect>) {
        if self.interviewer_key(key, now, effects) {
            return;
        }
        if self.is_at_field() && self.field_key(key) == Taken::Yes {
            return;
        }
        if self.points_key(key) {
            self.hint = None;
            return;
        }
        match key {
            Key::Escape | Key::Backspace => self.choose(Target::Back, now, effects),
            Key::Function(2) => self.offer_languages(),
            Key::Enter => match self.cursor {
                Some(Target::Field { .. }) | None => self.enter(now, effects),
                Some(Target::Row { row, .. }) => self.after_row(row, now, effects),
                Some(target) => self.choose(target, now, effects),
            },
            Key::Char(' ') if matches!(self.cursor, Some(Target::Option { .. })) => {
                if let Some(target) = self.cursor {
                    self.choose(target, now, effects);
                }
            }
            Key::Char(' ') | Key::PageDown => self.turn_leaf(1),
            Key::PageUp => self.turn_leaf(-1),
            Key::Char(c) => self.character(c, now, effects),
            _ => {
                let next = Way::of(key).and_then(|way| step(&self.rows(), self.cursor, way));
                if let Some(target) = next {
                    self.point_at(target);
                }
            }
        }
    }

    /// Whether characters go into the line being written: the cursor is on it or on the keys drawn for it.
    fn is_at_field(&self) -> bool {
        matches!(self.over, Over::Writing(_))
            || matches!(
                self.cursor,
                Some(
                    Target::Field { .. }
                        | Target::Type(_)
                        | Target::Erase
                        | Target::Confirm
                        | Target::Write
                )
            )
    }

    /// Offers a key to the line being written. Away from it, arrows walk over the keys drawn for it.
    fn field_key(&mut self, key: Key) -> Taken {
        let Some(question) = self.writing() else {
            return Taken::No;
        };
        let on_line = matches!(self.cursor, Some(Target::Field { .. }) | None);
        let walks = matches!(key, Key::Left | Key::Right | Key::Home | Key::End);
        if walks && !on_line {
            return Taken::No;
        }
        if let Key::Char(c) = key
            && !self.belongs(question, c)
        {
            return Taken::No;
        }
        let Some(field) = self.drafts.get_mut(question).and_then(Draft::field) else {
            return Taken::No;
        };
        let taken = field.key(key);
        if taken == Taken::Yes {
            self.hint = None;
        }
        taken
    }

    fn belongs(&self, question: usize, c: char) -> bool {
        let questions = self.questions();
        let kind = questions.get(question).map(|view| &view.question.kind);
        kind.is_some_and(|kind| keyboard::belongs(kind, c))
    }

    /// A key while the keyboard is drawn: it writes, Enter presses what is under the cursor, arrows walk.
    fn key_writing(&mut self, key: Key, now: Moment, effects: &mut Vec<Effect>) {
        if self.field_key(key) == Taken::Yes {
            return;
        }
        if key == Key::Escape {
            self.choose(Target::Confirm, now, effects);
        } else if key == Key::Enter {
            let target = match self.cursor {
                Some(Target::Field { .. }) | None => Target::Confirm,
                Some(target) => target,
            };
            self.choose(target, now, effects);
        } else if let Some(next) = Way::of(key).and_then(|way| step(&self.rows(), self.cursor, way))
        {
            self.point_at(next);
        }
    }

    // ---- the pad and the keyboard ----

    fn show_keyboard(&mut self) {
        let Some(question) = self.writing() else {
            return;
        };
        let locale = self.interview.locale();
        if let Some(field) = self.drafts.get_mut(question).and_then(Draft::field) {
            self.over = Over::Writing(Layer::first(field, locale));
            self.cursor = Some(Target::Field { question });
            self.hint = None;
        }
    }

    fn type_char(&mut self, c: char) {
        let Some(question) = self.writing() else {
            return;
        };
        let kind = self
            .questions()
            .get(question)
            .map(|view| view.question.kind.clone());
        if let (Some(kind), Some(field)) =
            (kind, self.drafts.get_mut(question).and_then(Draft::field))
        {
            keyboard::type_into(field, &kind, c);
            self.hint = None;
        }
        if let Over::Writing(layer) = self.over {
            self.change_layer(layer.after());
        }
    }

    /// The cursor stays where it is on the keyboard, whatever the key there stands for now.
    fn change_layer(&mut self, layer: Layer) {
        let place = |rows: &[Vec<Target>], cursor| {
            let mut rows = rows.iter().enumerate();
            rows.find_map(|(y, row)| Some((y, row.iter().position(|t| Some(*t) == cursor)?)))
        };
        let here = place(&self.rows(), self.cursor);
        self.over = Over::Writing(layer);
        if let Some((y, x)) = here {
            let rows = self.rows();
            let there = rows
                .get(y)
                .and_then(|row| row.get(x).or_else(|| row.last()));
            self.cursor = there.copied();
        }
    }

    /// Enter with nothing under the cursor goes on, where going on decides nothing by itself.
    fn enter(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        match self.interview.stage() {
            Stage::Page(_) => self.choose(Target::Next, now, effects),
            Stage::Review => self.choose(Target::Finish, now, effects),
            Stage::Notice | Stage::Ended(_) => {}
        }
    }

    fn character(&mut self, c: char, now: Moment, effects: &mut Vec<Effect>) {
        if matches!(c, 'l' | 'L') {
            return self.offer_languages();
        }
        let question = self.focus();
        let target = match self.interview.stage() {
            Stage::Notice => match digit(c) {
                Some(1) => Some(Target::Agree),
                Some(2) => Some(Target::Decline),
                _ => None,
            },
            Stage::Review => match digit(c) {
                Some(0) => Some(Target::Finish),
                Some(n) => {
                    let place = usize::from(n) - 1;
                    let open = self.interview.unanswered().len();
                    (place < open).then_some(Target::Unanswered(place))
                }
                None => None,
            },
            Stage::Page(_) => {
                let questions = self.questions();
                questions
                    .get(question)
                    .and_then(|view| meaning(c, question, view))
            }
            Stage::Ended(_) => None,
        };
        if let Some(target) = target {
            self.choose(target, now, effects);
        }
    }

    /// Keys that change the points of the row under the cursor. Whether it was one.
    fn points_key(&mut self, key: Key) -> bool {
        let (Some(Target::Row { question, .. } | Target::Change { question, .. }), focus) =
            (self.cursor, self.focus())
        else {
            return false;
        };
        let on_row = matches!(self.cursor, Some(Target::Row { .. }));
        let Some(Draft::Points(points)) = self.drafts.get_mut(focus.min(question)) else {
            return false;
        };
        match key {
            Key::Char(c) => match (digit(c), c) {
                (Some(digit), _) => points.digit(digit),
                (None, '+' | '=') => points.change(1),
                (None, '-') => points.change(-1),
                _ => return false,
            },
            Key::Right if on_row => points.change(1),
            Key::Left if on_row => points.change(-1),
            Key::PageUp => points.change(5),
            Key::PageDown => points.change(-5),
            Key::Backspace => return points.erase(),
            Key::Enter
            | Key::Escape
            | Key::Delete
            | Key::Tab
            | Key::BackTab
            | Key::Up
            | Key::Down
            | Key::Left
            | Key::Right
            | Key::Home
            | Key::End
            | Key::Function(_)
            | Key::Control(_)
            | Key::Alt(_) => return false,
        }
        true
    }

    /// Enter on a row of points: to the next row, and on from the last once all points are given.
    fn after_row(&mut self, row: usize, now: Moment, effects: &mut Vec<Effect>) {
        let Some(Draft::Points(points)) = self.drafts.get(self.focus()) else {
            return;
        };
        if points.left() == 0 {
            return self.choose(Target::Next, now, effects);
        }
        let mut rows = self.rows().into_iter().flatten();
        let here = rows.find(|target| matches!(target, Target::Row { row: r, .. } if *r == row));
        match (here, rows.next()) {
            (Some(_), Some(next @ Target::Row { .. })) => self.point_at(next),
            _ => self.choose(Target::Next, now, effects),
        }
    }

    fn point_at(&mut self, target: Target) {
        self.cursor = Some(target);
        if let Target::Row { question, row } = target
            && let Some(Draft::Points(points)) = self.drafts.get_mut(question)
        {
            points.select(row);
        }
    }

    fn turn_leaf(&mut self, by: i32) {
        if self.over == Over::Page && self.next_row(by) {
            return;
        }
        self.leaf = turned(self.leaf, by);
        // A list follows its cursor: without one it follows the leaf.
        if !matches!(self.cursor, Some(Target::Field { .. })) {
            self.cursor = None;
        }
    }

    /// On a page of points: to the next row or the one before, round and round. Whether there are rows.
    fn next_row(&mut self, by: i32) -> bool {
        let order: Vec<usize> = self
            .questions()
            .first()
            .map(|view| view.rows.iter().map(|row| row.dimension).collect())
            .unwrap_or_default();
        let Some(Draft::Points(points)) = self.drafts.first() else {
            return false;
        };
        let here = order.iter().position(|row| *row == points.row).unwrap_or(0);
        let count = order.len().max(1);
        let next = if by < 0 { here + count - 1 } else { here + 1 } % count;
        if let Some(row) = order.get(next).copied() {
            self.point_at(Target::Row { question: 0, row });
        }
        !order.is_empty()
    }

    // ---- choices ----

    /// Takes a choice, whichever way it was made.
    pub(in crate::app) fn choose(
        &mut self,
        target: Target,
        now: Moment,
        effects: &mut Vec<Effect>,
    ) {
        match target {
            Target::Locale(locale) => self.speak(locale, now, effects),
            Target::Agree => {
                if let Ok(entry) = self.interview.consent(self.at(now)) {
                    self.save(vec![entry], None, effects);
                }
            }
            Target::Decline => self.end(Outcome::Refused, now, effects),
            Target::Step { question, value } => {
                self.answer(question, Answer::Rating(value), now, effects);
            }
            Target::Reason { question, reason } => {
                self.answer(question, Answer::Left(reason), now, effects);
            }
            Target::Option { question, option } => self.option(question, option, now, effects),
            Target::Field { .. } if self.aside.pad.is_some() => self.cursor = Some(target),
            Target::Row { .. } => self.point_at(target),
            Target::Column { question } => {
                self.cursor = None;
                self.heading = Some(question);
            }
            Target::Field { question } => {
                self.point_at(target);
                let writes = self.questions().get(question).is_some_and(|view| {
                    matches!(view.question.kind, Kind::Text { .. } | Kind::Choice { .. })
                });
                if self.fingers && writes {
                    self.show_keyboard();
                }
            }
            Target::Write => self.show_keyboard(),
            Target::Layer(layer) => self.change_layer(layer),
            Target::Type(c) => self.type_char(c),
            Target::Erase => self.erase(),
            Target::Confirm => match self.over {
                Over::Writing(_) => {
                    self.over = Over::Page;
                    self.cursor = self.writing().map(|question| Target::Field { question });
                }
                Over::Page
                | Over::Languages
                | Over::Leaving
                | Over::Idle(_)
                | Over::Note
                | Over::Why
                | Over::WhyWords
                | Over::HandOver => self.next(now, effects),
            },
            Target::Note
            | Target::HandOver
            | Target::Reasons
            | Target::Part
            | Target::Keep
            | Target::Because(_)
            | Target::Suspend
            | Target::Outcome(_) => self.choose_as_interviewer(target, now, effects),
            Target::Change { question, by } => {
                if let Some(Draft::Points(points)) = self.drafts.get_mut(question) {
                    points.change(by);
                    self.hint = None;
                }
            }
            Target::Unanswered(place) => self.go_to_unanswered(place, now, effects),
            Target::More => self.turn_leaf(1),
            Target::Back => match self.interview.back(self.at(now)) {
                Ok(entry) => self.save(vec![entry], None, effects),
                Err(_) => self.ask_to_leave(),
            },
            Target::Language => self.offer_languages(),
            Target::Next => self.next(now, effects),
            Target::Finish => {
                if let Ok(entry) = self.interview.end(Outcome::Complete, self.at(now)) {
                    self.save(vec![entry], None, effects);
                }
            }
            Target::TryAgain => self.try_again(effects),
            Target::Stay => self.stay(),
            Target::Leave => self.end(self.outcome_of_leaving(), now, effects),
            Target::StillHere => self.is_there(now, effects),
            Target::AllResults
            | Target::Done
            | Target::Form(_)
            | Target::Unfinished(_)
            | Target::Start { .. }
            | Target::Results
            | Target::TakeUp
            | Target::ToDesk
            | Target::Quit
            | Target::Close
            | Target::Title
            | Target::Session
            | Target::Sign(_)
            | Target::Reopen
            | Target::Digit(_)
            | Target::NewContact
            | Target::Passes
            | Target::Uncount
            | Target::Sheet
            | Target::TakeOver => {}
        }
    }

    fn erase(&mut self) {
        let question = self.writing().unwrap_or_default();
        if let Some(field) = self.drafts.get_mut(question).and_then(Draft::field) {
            let _ = field.key(Key::Backspace);
            self.hint = None;
        }
    }

    fn go_to_unanswered(&mut self, place: usize, now: Moment, effects: &mut Vec<Effect>) {
        let unanswered = self.interview.unanswered();
        let key = unanswered.get(place).map(|view| view.question.key.clone());
        if let Some(key) = key
            && let Ok(entry) = self.interview.go_to(&key, self.at(now))
        {
            self.save(vec![entry], None, effects);
        }
    }

    fn option(&mut self, question: usize, option: usize, now: Moment, effects: &mut Vec<Effect>) {
        let Ok(option) = u8::try_from(option) else {
            return;
        };
        self.hint = None;
        let Some(Draft::Choice(options)) = self.drafts.get_mut(question) else {
            return;
        };
        options.choose(option);
        let gone = matches!(self.cursor, Some(Target::Field { .. } | Target::Write));
        if gone && !options.takes_words() {
            self.cursor = None;
        }
        if options.opens(option) && options.takes_words() {
            self.cursor = Some(Target::Field { question });
            if self.fingers {
                self.show_keyboard();
            }
        } else if !options.is_many() {
            let answer = Answer::Choice(vec![option], None);
            self.answer(question, answer, now, effects);
        }
    }

    /// Answers, and goes on when every question of the page has its answer.
    pub(super) fn answer(
        &mut self,
        question: usize,
        answer: Answer,
        now: Moment,
        effects: &mut Vec<Effect>,
    ) {
        let at = self.at(now);
        let questions = self.questions();
        let Some(key) = questions
            .get(question)
            .map(|view| view.question.key.clone())
        else {
            return;
        };
        self.heading = None;
        let because = self.aside.because.clone();
        match self
            .interview
            .answer_because(&key, answer.clone(), because, at)
        {
            Ok(entry) => self.go_on(vec![entry], at, effects),
            Err(Refusal::ChangeUnexplained(_)) => self.ask_why(Pending::Answer(question, answer)),
            Err(refusal) => self.hint = Some(Hint::Refused(refusal)),
        }
    }

    /// Goes on, turning what was begun into answers. Without an answer it asks once.
    pub(super) fn next(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        let at = self.at(now);
        let mut interview = self.interview.clone();
        let mut entries: Vec<Entry> = Vec::new();
        let mut open = false;
        let page = self.questions();
        for (view, draft) in page.iter().zip(&self.drafts) {
            let key = &view.question.key;
            let answer = match draft.amount(&view.question.kind) {
                Amount::Answer(answer) => answer,
                Amount::Unfinished => {
                    self.hint = Some(Hint::unfinished(&view.question.kind));
                    return;
                }
                Amount::Nothing => match (&view.question.kind, interview.answer_to(key)) {
                    (Kind::Note, _) => Answer::Read,
                    (Kind::Rating { .. }, Some(_)) | (_, Some(Answer::Left(_))) => continue,
                    (_, Some(_)) => {
                        self.hint = Some(Hint::Emptied);
                        return;
                    }
                    (Kind::Points { .. }, None) => {
                        self.hint = Some(Hint::PointsOpen);
                        return;
                    }
                    (_, None) => {
                        open = true;
                        continue;
                    }
                },
            };
            if interview.answer_to(key) == Some(&answer) {
                continue;
            }
            match interview.answer_because(key, answer, self.aside.because.clone(), at) {
                Err(Refusal::ChangeUnexplained(_)) => return self.ask_why(Pending::Next),
                Ok(entry) => {
                    interview.apply(&entry);
                    entries.push(entry);
                }
                Err(refusal) => {
                    self.hint = Some(Hint::Refused(refusal));
                    return;
                }
            }
        }
        if open && self.hint != Some(Hint::NothingChosen) {
            if entries.is_empty() {
                self.hint = Some(Hint::NothingChosen);
            } else {
                self.save(entries, Some(Hint::NothingChosen), effects);
            }
            return;
        }
        let hint = onward(&interview, &mut entries, at);
        self.save(entries, hint, effects);
    }

    /// Saves answers and, when the page has all of them, the step to the next page with them.
    fn go_on(&mut self, mut entries: Vec<Entry>, at: u64, effects: &mut Vec<Effect>) {
        let interview = self.after(&entries);
        let page: Vec<_> = self
            .questions()
            .iter()
            .map(|v| v.question.key.clone())
            .collect();
        let open = page
            .iter()
            .position(|key| interview.answer_to(key).is_none());
        let mut cursor = None;
        let hint = if open.is_some() {
            // The next question without an answer takes the digits; where the arrows were used, they stay near.
            cursor = self
                .cursor
                .filter(|_| !self.fingers)
                .and(open)
                .and_then(|question| {
                    let row = self.rows().into_iter().flatten();
                    row.into_iter()
                        .find(|t| matches!(t, Target::Step { question: q, .. } if *q == question))
                });
            None
        } else {
            onward(&interview, &mut entries, at)
        };
        let stays = open.is_some();
        self.save(entries, hint, effects);
        if stays {
            self.cursor = cursor;
            if let Some(step) = &mut self.step {
                step.cursor = cursor;
            }
        }
    }
}

/// Adds the step to the next page or, where something looks like a slip, the warning about it.
fn onward(interview: &Interview, entries: &mut Vec<Entry>, at: u64) -> Option<Hint> {
    if let Some(check) = interview.soft_checks().into_iter().next()
        && let Ok(warned) = interview.warn(&check, at)
    {
        entries.push(warned);
        return Some(Hint::Slip(check));
    }
    entries.extend(interview.forward(at));
    None
}

/// The view takes the remainder by the number of leaves it has: a count that every number up to 10 divides.
const LEAVES: usize = 5040;

/// The leaf after or before this one, round and round.
pub(in crate::app) fn turned(leaf: usize, by: i32) -> usize {
    if by < 0 {
        (leaf + LEAVES - 1) % LEAVES
    } else {
        (leaf + 1) % LEAVES
    }
}

/// What a character means for a question.
fn meaning(c: char, question: usize, view: &QuestionView<'_>) -> Option<Target> {
    let lower = c.to_ascii_lowercase();
    let reason = view
        .reasons
        .iter()
        .find(|reason| reason_key(**reason) == Some(lower));
    if let Some(reason) = reason {
        let reason = *reason;
        return Some(Target::Reason { question, reason });
    }
    match &view.question.kind {
        Kind::Rating { scale, .. } => {
            let ten = scale.contains(10) && (c == ten_key(scale.lowest()) || c == '+');
            let value = if ten { 10 } else { digit(c)? };
            // A number beyond the scale goes on as it is: the interview refuses it and says why.
            Some(Target::Step { question, value })
        }
        Kind::Choice { options, .. } => {
            let place = match digit(c)? {
                0 => 9,
                n => usize::from(n) - 1,
            };
            (place < options.len()).then_some(Target::Option {
                question,
                option: place,
            })
        }
        Kind::Points { .. }
        | Kind::Number { .. }
        | Kind::Date
        | Kind::Month
        | Kind::Time
        | Kind::Text { .. }
        | Kind::Note => None,
    }
}

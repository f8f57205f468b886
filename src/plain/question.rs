//! One question: asked, answered, and on to the next.

use std::io::Write;

use super::line::{self, Command};
use super::reply::{self, Reply};
use super::words;
use super::{Keeper, Listener, Step, Taken, Talk};
use crate::language::fill;
use crate::survey::interview::{Interview, QuestionView, SoftRule};
use crate::survey::questionnaire::{Kind, QuestionKey};
use crate::survey::record::Answer;

impl<R, W, K, C> Talk<'_, R, W, K, C>
where
    R: Listener,
    W: Write,
    K: Keeper,
    C: FnMut() -> u64,
{
    pub(super) fn question(&mut self, page: usize) -> Step {
        if self.page != Some(page) {
            self.page = Some(page);
            self.column = 0;
            self.last = None;
            self.asked_once = false;
            self.confirming = false;
        }
        let shown = self.interview.clone();
        let Some(view) = shown.page() else {
            return Ok(());
        };
        let Some(asked) = view.questions.get(self.column) else {
            self.column = 0;
            return self.go_on();
        };
        self.show(&shown, asked)?;
        let line = self.ask()?;
        if self.interviewers_line(&line, asked)? == Taken::Yes {
            return Ok(());
        }
        let command = match asked.question.kind {
            // A blank before it makes a letter an answer.
            Kind::Text { .. } if line.starts_with(' ') => None,
            Kind::Text { .. }
            | Kind::Rating { .. }
            | Kind::Points { .. }
            | Kind::Choice { .. }
            | Kind::Number { .. }
            | Kind::Date
            | Kind::Month
            | Kind::Time
            | Kind::Note => line::command(&line),
        };
        match command {
            Some(Command::Back) if self.column > 0 => {
                self.column -= 1;
                self.asked_once = false;
                self.confirming = false;
                Ok(())
            }
            Some(Command::Reason(reason)) => self.answer(asked, Answer::Left(reason)),
            Some(Command::Extra) => match asked.reasons.get(3) {
                Some(reason) => self.answer(asked, Answer::Left(*reason)),
                None => self.say_unclear(),
            },
            Some(
                command @ (Command::Help | Command::Back | Command::Language | Command::Leave),
            ) => self.obey(command),
            None if line.trim().is_empty() => self.nothing_typed(asked),
            None => {
                self.asked_once = false;
                self.reply(asked, &line)
            }
        }
    }

    fn show(&mut self, shown: &Interview, asked: &QuestionView<'_>) -> Step {
        let words = self.words();
        let Some(page) = shown.page() else {
            return Ok(());
        };
        self.gap()?;
        let now = Some((page.index, self.column, shown.locale()));
        if self.last == now && !asked.words.is_empty() {
            return self.say(&asked.words);
        }
        self.last = now;
        let led_by = Some((page.block.index, page.rival.clone(), shown.locale()));
        if self.led_by != led_by {
            self.led_by = led_by;
            if let Some(lead) = &page.lead {
                self.say(lead)?;
            }
        }
        if page.for_interviewer {
            self.say(words.plain.for_interviewer)?;
        }
        for line in words::question(shown, &page, asked) {
            self.say(&line)?;
        }
        if page.self_completed && self.is_interviewers() {
            self.say(&format!("o {}", words.fieldwork.hand_planned))?;
        }
        self.guide(page.guidance.as_deref(), asked)?;
        if let Some(answer) = asked.answer {
            let answer = words::answer(shown, asked, answer);
            self.say(&fill(words.plain.answer_so_far, &[("answer", &answer)]))?;
        }
        Ok(())
    }

    fn reply(&mut self, asked: &QuestionView<'_>, line: &str) -> Step {
        match reply::to(asked, line) {
            Reply::Answer(answer) => self.answer(asked, answer),
            Reply::FirstRow(first) => self.row_by_row(asked, first),
            Reply::WantsWords(chosen) => {
                self.say(self.words().plain.own_words)?;
                let words = self.ask()?;
                self.answer(asked, Answer::Choice(chosen, Some(words)))
            }
            Reply::Unclear => self.say_unclear(),
        }
    }

    /// The points, one row after another; a letter gives up and is obeyed at the next question.
    fn row_by_row(&mut self, asked: &QuestionView<'_>, first: u8) -> Step {
        let Kind::Points { total, .. } = asked.question.kind else {
            return self.say_unclear();
        };
        let mut given: Vec<u8> = Vec::new();
        let mut next = Some(first);
        loop {
            let left = given.iter().fold(total, |left, n| left.saturating_sub(*n));
            match next.take() {
                Some(points) if points > left => {
                    let over = (points - left).to_string();
                    let words = self.words().interview.points_over;
                    self.say(&fill(words, &[("n", &over)]))?;
                }
                Some(points) if given.len() + 1 == asked.rows.len() && points < left => {
                    let sum = (total - left + points).to_string();
                    let values = [("sum", sum.as_str()), ("total", &total.to_string())];
                    self.say(&fill(self.words().plain.points_sum, &values))?;
                }
                Some(points) => given.push(points),
                None => {}
            }
            let Some(row) = asked.rows.get(given.len()) else {
                return self.answer(asked, reply::points(asked, &given));
            };
            let left = given.iter().fold(total, |left, n| left.saturating_sub(*n));
            self.say(&row.label)?;
            let left = left.to_string();
            self.say(&fill(self.words().interview.points_left, &[("n", &left)]))?;
            let line = self.ask()?;
            match (line::command(&line), line::numbers(&line).as_deref()) {
                (Some(Command::Back), _) if !given.is_empty() => {
                    given.pop();
                }
                (Some(Command::Help), _) => self.obey(Command::Help)?,
                (Some(_), _) => return Ok(()),
                (None, Some([points])) => next = Some(u8::try_from(*points).unwrap_or(u8::MAX)),
                (None, _) => self.say_unclear()?,
            }
        }
    }

    fn answer(&mut self, asked: &QuestionView<'_>, answer: Answer) -> Step {
        let key = &asked.question.key;
        if self.take_answer(asked, answer)? == Taken::No {
            return Ok(());
        }
        let saved = self.interview.answer_to(key).map(|answer| {
            let answer = words::answer(&self.interview, asked, answer);
            fill(self.words().plain.saved, &[("answer", &answer)])
        });
        self.say(&saved.unwrap_or_default())?;
        self.column_done()
    }

    /// Enter alone keeps the answer there is; an open question is left open at the second time.
    fn nothing_typed(&mut self, asked: &QuestionView<'_>) -> Step {
        let note = asked.question.kind == Kind::Note;
        if asked.answer.is_some() || note || self.asked_once {
            self.column_done()
        } else {
            self.asked_once = true;
            self.say(self.words().plain.open_once)
        }
    }

    fn column_done(&mut self) -> Step {
        self.column += 1;
        self.asked_once = false;
        if self.confirming {
            self.confirming = false;
            return self.go_on();
        }
        let columns = self.interview.page().map_or(0, |page| page.questions.len());
        if self.column < columns {
            return Ok(());
        }
        self.go_on()
    }

    /// Puts the soft checks of the page, then goes on.
    fn go_on(&mut self) -> Step {
        if let Some(check) = self.interview.soft_checks().into_iter().next() {
            let at = (self.clock)();
            self.take(self.interview.warn(&check, at))?;
            let words = match check.rule {
                SoftRule::MinimumAboveDesired { minimum, desired } => fill(
                    self.words().plain.minimum_above,
                    &[
                        ("minimum", &minimum.to_string()),
                        ("desired", &desired.to_string()),
                    ],
                ),
                SoftRule::Unusual { value, .. } => {
                    fill(self.words().plain.unusual, &[("n", &value.to_string())])
                }
            };
            self.say(&words)?;
            self.column = self.column_of(&check.question);
            self.last = None;
            self.confirming = true;
            return Ok(());
        }
        let at = (self.clock)();
        if self.reviewing && self.interview.review(at).is_ok() {
            return self.take(self.interview.review(at)).map(|_| ());
        }
        self.take(self.interview.forward(at)).map(|_| ())
    }

    fn column_of(&self, question: &QuestionKey) -> usize {
        let page = self.interview.page();
        let columns = page.map_or_else(Vec::new, |page| page.questions);
        columns
            .iter()
            .position(|view| view.question.key == *question)
            .unwrap_or(0)
    }
}

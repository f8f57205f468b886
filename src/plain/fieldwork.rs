//! What an interviewer does over plain lines: the list of contacts, notes, reasons for changes, handing over.

use std::io::{self, Write};

use super::line;
use super::{Heard, Held, Keeper, Listener, Step, Stop, Taken, Talk, Unlocked, picked, words};
use crate::app::contacts::{ContactSheet, OUTCOMES, Step as Count, outcome_name};
use crate::language::{FieldworkPhrases, Locale, fill, phrases};
use crate::survey::interview::{Hands, QuestionView, Refusal};
use crate::survey::record::{Answer, Because, Outcome};

/// What an interviewer wants of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// To begin an interview.
    Begin,
    /// To record a contact that ended at once.
    Record(Outcome),
    /// To take up a suspended interview, by its place.
    TakeUp(usize),
    /// To count who passes.
    Count(Count),
    /// To see the daily sheet.
    Sheet,
    /// To end the program; also when input ends.
    End,
}

/// Says the list, and asks what is wanted until that is clear.
pub fn wish(
    sheet: &ContactSheet,
    interviewer: &str,
    locale: Locale,
    input: &mut impl Listener,
    output: &mut impl Write,
) -> io::Result<Wish> {
    let all = phrases(locale);
    let words = &all.fieldwork;
    writeln!(output)?;
    writeln!(output, "{}", fill(words.contacts, &[("name", interviewer)]))?;
    let mine = &sheet.mine;
    let values = [
        ("n", mine.approached().to_string()),
        ("complete", mine.of(Outcome::Complete).to_string()),
        ("refused", mine.of(Outcome::Refused).to_string()),
    ];
    let values = values
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    writeln!(output, "{}", fill(words.so_far, &values))?;
    if let Some(selection) = sheet.selection {
        let (k, n) = (
            selection.every().to_string(),
            selection.counted().to_string(),
        );
        writeln!(output, "{}", fill(words.every, &[("k", &k), ("n", &n)]))?;
        if selection.is_selected() {
            writeln!(output, "{}", words.approach)?;
        } else {
            let left = selection.left().to_string();
            writeln!(output, "{}", fill(words.approach_in, &[("n", &left)]))?;
        }
    }
    writeln!(output, "1 {}", words.new_contact)?;
    for (number, one) in (2..).zip(&sheet.suspended) {
        let study = format!("{} / {}", one.study, one.form);
        let entries = one.entries.to_string();
        let name = fill(words.suspended_one, &[("study", &study)]);
        let when = fill(
            all.desk.unfinished_one,
            &[("when", &one.begun), ("n", &entries)],
        );
        writeln!(output, "{number} {name}{}{when}", all.plain.comma)?;
    }
    loop {
        writeln!(output, "{}", words.plain_list)?;
        let Some(line) = asked(input, output)? else {
            return Ok(Wish::End);
        };
        match line::narrow(&line).trim().to_ascii_lowercase().as_str() {
            "+" if sheet.selection.is_some() => return Ok(Wish::Count(Count::Count)),
            "-" if sheet.selection.is_some() => return Ok(Wish::Count(Count::Uncount)),
            "s" => return Ok(Wish::Sheet),
            "q" => return Ok(Wish::End),
            _ => {}
        }
        match line::numbers(&line).as_deref() {
            Some([1]) => {
                if let Some(wish) = outcome(words, input, output)? {
                    return Ok(wish);
                }
            }
            Some([number]) => {
                let place = usize::try_from(*number).ok().and_then(|n| n.checked_sub(2));
                if let Some(place) = place.filter(|place| *place < sheet.suspended.len()) {
                    return Ok(Wish::TakeUp(place));
                }
            }
            Some(_) | None => {}
        }
    }
}

/// What came of a new contact; `None` for anything else.
fn outcome(
    words: &FieldworkPhrases,
    input: &mut impl Listener,
    output: &mut impl Write,
) -> io::Result<Option<Wish>> {
    writeln!(output, "{}", words.what_came)?;
    writeln!(output, "1 {}", words.begin)?;
    for (number, outcome) in (2..).zip(OUTCOMES) {
        writeln!(output, "{number} {}", outcome_name(outcome, words))?;
    }
    let Some(line) = asked(input, output)? else {
        return Ok(Some(Wish::End));
    };
    Ok(match line::numbers(&line).as_deref() {
        Some([1]) => Some(Wish::Begin),
        Some([number]) => usize::try_from(*number)
            .ok()
            .and_then(|n| OUTCOMES.get(n.checked_sub(2)?))
            .map(|outcome| Wish::Record(*outcome)),
        Some(_) | None => None,
    })
}

fn asked(input: &mut impl Listener, output: &mut impl Write) -> io::Result<Option<String>> {
    write!(output, "> ")?;
    output.flush()?;
    heard(input)
}

/// The next line, however long it takes; `None` when nobody is there any more.
fn heard(input: &mut impl Listener) -> io::Result<Option<String>> {
    loop {
        match input.hear(None)? {
            Heard::Line(line) => return Ok(Some(line)),
            Heard::Silence => {}
            Heard::End => return Ok(None),
        }
    }
}

impl<R, W, K, C> Talk<'_, R, W, K, C>
where
    R: Listener,
    W: Write,
    K: Keeper,
    C: FnMut() -> u64,
{
    pub(super) fn is_interviewers(&self) -> bool {
        self.interview.hands() == Hands::Interviewer
    }

    /// A line that is a command of the interviewer's. Whether it was one.
    pub(super) fn interviewers_line(
        &mut self,
        line: &str,
        asked: &QuestionView<'_>,
    ) -> Step<Taken> {
        let line = line::narrow(line).trim_end().to_ascii_lowercase();
        match (line.as_str(), self.interview.hands()) {
            ("o", Hands::Respondent) if self.interview.is_handed_over() => self.take_over()?,
            ("o", Hands::Interviewer) => self.hand_over()?,
            ("m", Hands::Interviewer) => self.write_note(asked)?,
            ("v", Hands::Interviewer) => {
                let reasons = words::reasons(&self.interview, asked);
                self.say(&reasons)?;
            }
            (_, Hands::Interviewer | Hands::Respondent | Hands::Between) => return Ok(Taken::No),
        }
        Ok(Taken::Yes)
    }

    /// What only the interviewer reads, before a question.
    pub(super) fn guide(&mut self, guidance: Option<&str>, asked: &QuestionView<'_>) -> Step {
        if !self.is_interviewers() {
            return Ok(());
        }
        let words = &self.words().fieldwork;
        if let Some(text) = guidance {
            self.say(&fill(words.plain_guidance, &[("text", text)]))?;
        }
        let note = self
            .interview
            .note_on(&asked.question.key)
            .map(str::to_owned);
        if let Some(text) = note {
            self.say(&fill(words.noted, &[("text", &text)]))?;
        }
        Ok(())
    }

    fn write_note(&mut self, asked: &QuestionView<'_>) -> Step {
        self.say(self.words().fieldwork.plain_note)?;
        let text = self.ask()?;
        let at = (self.clock)();
        let step = self.interview.note(&asked.question.key, &text, at);
        self.take(step).map(|_| ())
    }

    /// The reason of a later change; `None` where the interviewer gives none.
    fn why(&mut self) -> Step<Option<Because>> {
        let words = &self.words().fieldwork;
        self.say(words.why_title)?;
        let usual = [
            words.entered_wrongly,
            words.misunderstood,
            words.reconsidered,
            words.other_reason,
        ];
        for (number, reason) in (1..).zip(usual) {
            self.say(&format!("{number} {reason}"))?;
        }
        let line = self.ask()?;
        if let Some(because) = picked(&line, &Because::USUAL) {
            return Ok(Some(because.clone()));
        }
        if line::numbers(&line).as_deref() != Some(&[4]) {
            return Ok(None);
        }
        self.say(words.other_reason)?;
        let text = self.ask()?;
        Ok((!text.trim().is_empty()).then_some(Because::Other(text)))
    }

    /// Keeps an answer; a later change only with its reason.
    pub(super) fn take_answer(&mut self, asked: &QuestionView<'_>, answer: Answer) -> Step<Taken> {
        let key = &asked.question.key;
        let at = (self.clock)();
        match self.interview.answer(key, answer.clone(), at) {
            Err(Refusal::ChangeUnexplained(_)) => {
                let Some(because) = self.why()? else {
                    self.say(self.words().fieldwork.change_refused)?;
                    return Ok(Taken::No);
                };
                let at = (self.clock)();
                let step = self
                    .interview
                    .answer_because(key, answer, Some(because), at);
                self.take(step)
            }
            step => self.take(step),
        }
    }

    // ---- handing over ----

    fn hand_over(&mut self) -> Step {
        let words = &self.words().fieldwork;
        if !self.keeper.has_pin() {
            return self.say(words.no_pin);
        }
        let at = (self.clock)();
        if self.take(self.interview.hand_over(at))? == Taken::Yes {
            self.keeper.hold(Held::Part);
            self.gap()?;
            self.say(words.plain_handed)?;
        }
        Ok(())
    }

    /// Asks for the PIN. Whether it was right.
    fn unlock(&mut self) -> Step<bool> {
        let words = self.words();
        write!(self.output, "{}: ", words.fieldwork.plain_pin)?;
        self.output.flush()?;
        self.keeper.hold(Held::Pin);
        let line = heard(self.input);
        self.keeper.hold(Held::Part);
        writeln!(self.output)?;
        let digits = line::narrow(&line?.ok_or(Stop::Gone)?);
        match self.keeper.try_pin(digits.trim()) {
            Unlocked::Right => {
                self.keeper.hold(Held::Free);
                Ok(true)
            }
            Unlocked::Wrong { wait } => {
                self.say(words.kiosk.wrong)?;
                if wait > 0 {
                    let seconds = wait.div_ceil(1000).to_string();
                    self.say(&fill(words.kiosk.wait, &[("n", &seconds)]))?;
                }
                Ok(false)
            }
        }
    }

    fn take_over(&mut self) -> Step {
        if self.unlock()? {
            let at = (self.clock)();
            self.take(self.interview.take_back(at))?;
            self.say(self.words().fieldwork.plain_taken)?;
        }
        Ok(())
    }

    /// The respondent is through with the part: back to the last answers, or the interviewer takes over.
    pub(super) fn between(&mut self) -> Step {
        let words = &self.words().fieldwork;
        self.page = None;
        self.gap()?;
        self.say(words.give_back)?;
        self.say(&format!("o {}", words.take_over))?;
        if self.interview.back(0).is_ok() {
            self.say(&format!("b {}", words.back_to_part))?;
        }
        let line = self.ask()?;
        match line::narrow(&line).trim().to_ascii_lowercase().as_str() {
            "o" => self.take_over(),
            "b" => {
                let at = (self.clock)();
                self.take(self.interview.back(at)).map(|_| ())
            }
            _ => self.say_unclear(),
        }
    }

    /// The respondent has ended the interview alone: what follows is the interviewer's.
    pub(super) fn after_the_end(&mut self) -> Step {
        if !self.interview.is_handed_over() {
            return Ok(());
        }
        self.say(self.words().fieldwork.give_back)?;
        while !self.unlock()? {}
        Ok(())
    }

    // ---- suspending and ending ----

    /// Suspends or ends, as the interviewer says; anything else stays.
    pub(super) fn part(&mut self) -> Step {
        let words = &self.words().fieldwork;
        let questions = self.interview.layout().questions();
        let untouched = questions
            .iter()
            .all(|question| self.interview.answer_to(&question.key).is_none());
        let left = if untouched {
            words.end_refused
        } else {
            words.end_left
        };
        let endings = [
            Outcome::Ineligible,
            Outcome::LanguageBarrier,
            Outcome::QuotaFull,
        ];
        self.say(words.part_title)?;
        self.say(&format!("1 {}", words.suspend))?;
        self.say(&format!("2 {left}"))?;
        for (number, outcome) in (3..).zip(endings) {
            self.say(&format!("{number} {}", outcome_name(outcome, words)))?;
        }
        let line = self.ask()?;
        let outcome = match line::numbers(&line).as_deref() {
            Some([1]) => return Err(Stop::Suspended),
            Some([2]) if untouched => Outcome::Refused,
            Some([2]) => Outcome::Partial,
            Some([n @ 3..=5]) => {
                let place = usize::try_from(n - 3).unwrap_or_default();
                match endings.get(place) {
                    Some(outcome) => *outcome,
                    None => return Ok(()),
                }
            }
            Some(_) | None => return Ok(()),
        };
        let at = (self.clock)();
        self.take(self.interview.end(outcome, at)).map(|_| ())
    }
}

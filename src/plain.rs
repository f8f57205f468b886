//! The interview over plain lines: for screen readers, pipes and terminals that can do nothing else.
//!
//! One question, its options, one line of answer; the same engine, rules and log as on the screens. Nothing is
//! drawn, coloured or overwritten: every word appears once, in order. Where time is limited it is said before it is
//! over, and any line extends it. An answer is called saved only after the [`Keeper`] kept it. When input ends, the interview stays open and can be taken up again.

mod fieldwork;
mod line;
mod question;
mod reply;
mod words;

use std::io::{self, BufRead, Write};

use crate::analysis::PersonGaps;
use crate::app::Idle;
use crate::language::{Locale, Phrases, fill, phrases};
use crate::survey::interview::{Hands, Interview, Refusal, Stage};
use crate::survey::record::{Action, Entry, Outcome, Response};

pub use fieldwork::{Wish, wish};
use line::Command;

/// Who makes the interview's entries durable. An entry counts only after `Ok`.
pub trait Keeper {
    /// Keeps an entry. The error is the cause in words for the staff.
    fn save(&mut self, entry: &Entry) -> Result<(), String>;

    /// Keeps the last entry together with the sealed response.
    fn finish(&mut self, entry: &Entry, response: &Response) -> Result<(), String>;

    /// Whether there is a PIN with which an interviewer can take over again.
    fn has_pin(&mut self) -> bool {
        false
    }

    /// Tries a PIN.
    fn try_pin(&mut self, _: &str) -> Unlocked {
        Unlocked::Wrong { wait: 0 }
    }

    /// Holds the line so, as far as it can.
    fn hold(&mut self, _: Held) {}
}

/// What became of a PIN.
#[must_use]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unlocked {
    /// It is right.
    Right,
    /// It is wrong, or came too early.
    Wrong {
        /// Milliseconds until the next is taken.
        wait: u64,
    },
}

/// How a line is held while somebody types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// As usual.
    Free,
    /// No key ends the program: the respondent has it in hand.
    Part,
    /// And nothing of what is typed is shown.
    Pin,
}

/// Who hears what a person types, line by line.
pub trait Listener {
    /// The next line without its end. Where it can, it waits no longer than so many milliseconds; `None`: for ever.
    ///
    /// # Errors
    /// When the line itself is broken.
    fn hear(&mut self, patience: Option<u64>) -> io::Result<Heard>;
}

/// What was heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// A line.
    Line(String),
    /// Nothing, for as long as was waited.
    Silence,
    /// Nobody is there any more.
    End,
}

/// What comes from a pipe or a file comes by itself: nobody has to be waited for.
impl<R: BufRead> Listener for R {
    fn hear(&mut self, _: Option<u64>) -> io::Result<Heard> {
        Ok(line::read(self)?.map_or(Heard::End, Heard::Line))
    }
}

/// How a conversation came to its end.
#[must_use]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaving {
    /// The interview ended.
    Ended(Outcome),
    /// Input ended, or entries could not be kept: the interview stays open and can be taken up again.
    Open,
    /// The interviewer suspended it.
    Suspended,
}

/// Asks for the language by number. `None` when input ends; no question where there is no choice.
///
/// # Errors
/// Those of `output` and `input`.
pub fn choose_language(
    offered: &[Locale],
    input: &mut impl Listener,
    output: &mut impl Write,
) -> io::Result<Option<Locale>> {
    if let [only] = offered {
        return Ok(Some(*only));
    }
    loop {
        offer_languages(offered, output)?;
        match input.hear(None)? {
            Heard::Line(line) => {
                if let Some(locale) = chosen_language(&line, offered) {
                    return Ok(Some(locale));
                }
            }
            Heard::Silence => {}
            Heard::End => return Ok(None),
        }
    }
}

/// Says the languages with their numbers, and asks for one.
///
/// # Errors
/// Those of `output`.
pub fn offer_languages(offered: &[Locale], output: &mut impl Write) -> io::Result<()> {
    for (number, locale) in (1..).zip(offered) {
        writeln!(output, "{number} {}", locale.own_name())?;
    }
    for locale in offered {
        writeln!(output, "{}", phrases(*locale).interview.choose_language)?;
    }
    write!(output, "> ")?;
    output.flush()
}

/// The language whose number a line is.
pub fn chosen_language(line: &str, offered: &[Locale]) -> Option<Locale> {
    picked(line, offered).copied()
}

/// Leads a person through the rest of an interview.
///
/// `clock` gives milliseconds since the interview's start; `own_gaps` what is told at the end. An interview that
/// already has entries is taken up, and that is logged. With `idle`, whoever says nothing for so long is asked whether
/// they are still there, as often as it takes; who does not answer then has left, and is not told of any result.
///
/// # Errors
/// Those of `output` and `input`.
pub fn converse(
    interview: Interview,
    input: &mut impl Listener,
    output: &mut impl Write,
    keeper: &mut impl Keeper,
    clock: impl FnMut() -> u64,
    idle: Option<Idle>,
    own_gaps: impl Fn(&Response) -> Option<PersonGaps>,
) -> io::Result<Leaving> {
    let mut talk = Talk {
        interview,
        input,
        output,
        keeper,
        clock,
        idle,
        column: 0,
        page: None,
        last: None,
        confirming: false,
        led_by: None,
        asked_once: false,
        reviewing: false,
        sealed: None,
    };
    match talk.run(own_gaps) {
        Ok(outcome) => Ok(Leaving::Ended(outcome)),
        Err(Stop::Suspended) => Ok(Leaving::Suspended),
        Err(Stop::Gone) => {
            let words = phrases(talk.interview.locale()).plain.cut_off;
            writeln!(talk.output, "{words}")?;
            Ok(Leaving::Open)
        }
        Err(Stop::Left) => Ok(Leaving::Ended(Outcome::TimedOut)),
        Err(Stop::Broken(error)) => Err(error),
    }
}

/// Why a conversation stops before its end.
enum Stop {
    /// Nobody is there any more, or nothing can be kept.
    Gone,
    /// Nobody answered, and the interview was closed.
    Left,
    /// The interviewer goes on with it later.
    Suspended,
    /// The line itself is broken.
    Broken(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Broken(error)
    }
}

type Step<T = ()> = Result<T, Stop>;

/// Whether a step was taken.
#[derive(PartialEq, Eq)]
enum Taken {
    Yes,
    No,
}

struct Talk<'a, R, W, K, C> {
    interview: Interview,
    input: &'a mut R,
    output: &'a mut W,
    keeper: &'a mut K,
    clock: C,
    idle: Option<Idle>,
    /// Which question of the page is asked.
    column: usize,
    page: Option<usize>,
    /// Which question was asked last, and in which language: asked again, only its words are said.
    last: Option<(usize, usize, Locale)>,
    /// A soft check was put about the question.
    confirming: bool,
    /// What the last lead was said for: block, rival, language.
    led_by: Option<(usize, Option<String>, Locale)>,
    /// The person was told that there is no answer yet.
    asked_once: bool,
    /// The person came from the review and goes back there.
    reviewing: bool,
    sealed: Option<Response>,
}

impl<R, W, K, C> Talk<'_, R, W, K, C>
where
    R: Listener,
    W: Write,
    K: Keeper,
    C: FnMut() -> u64,
{
    fn run(&mut self, own_gaps: impl Fn(&Response) -> Option<PersonGaps>) -> Step<Outcome> {
        self.say(&self.interview.title())?;
        if self.interview.next_sequence() > 0 && !matches!(self.interview.stage(), Stage::Ended(_))
        {
            let at = (self.clock)();
            self.take(self.interview.resume(at))?;
            if self.interview.is_handed_over() {
                // Who takes it up is the interviewer, whoever had it in hand before.
                let at = (self.clock)();
                self.take(self.interview.take_back(at))?;
            }
            self.say(self.words().plain.resumed)?;
        }
        self.say(self.words().plain.opening)?;
        if self.is_interviewers() {
            self.say(self.words().fieldwork.plain_help)?;
        }
        loop {
            if self.interview.hands() == Hands::Between
                && !matches!(self.interview.stage(), Stage::Ended(_))
            {
                self.between()?;
                continue;
            }
            match self.interview.stage() {
                Stage::Notice => self.notice()?,
                Stage::Page(index) => self.question(index)?,
                Stage::Review => self.review()?,
                Stage::Ended(outcome) => {
                    self.farewell(outcome, own_gaps)?;
                    self.after_the_end()?;
                    return Ok(outcome);
                }
            }
        }
    }

    // ---- where one stands ----

    fn notice(&mut self) -> Step {
        let words = self.words();
        self.gap()?;
        if let Some(notice) = self.interview.notice() {
            self.say(&notice.words)?;
            let days = notice.keep_days.to_string();
            self.say(&fill(words.interview.keep_days, &[("days", &days)]))?;
            let agree = match notice.min_age {
                Some(age) => fill(words.interview.agree_of_age, &[("age", &age.to_string())]),
                None => words.interview.agree.to_owned(),
            };
            self.say(&format!("1 {agree}"))?;
        }
        self.say(&format!("2 {}", words.interview.decline))?;
        self.say(words.plain.one_number)?;
        let line = self.ask()?;
        match line::command(&line) {
            Some(Command::Leave) => return self.leave(),
            Some(command @ (Command::Help | Command::Back | Command::Language)) => {
                return self.obey(command);
            }
            Some(Command::Reason(_) | Command::Extra) | None => {}
        }
        let at = (self.clock)();
        let step = match line::numbers(&line).as_deref() {
            Some([1]) => self.interview.consent(at),
            Some([2]) => self.interview.end(Outcome::Refused, at),
            Some(_) | None => return self.say_unclear(),
        };
        self.take(step).map(|_| ())
    }

    fn review(&mut self) -> Step {
        let words = self.words();
        self.reviewing = false;
        self.page = None;
        self.gap()?;
        self.say(words.interview.review)?;
        let shown = self.interview.clone();
        let open = shown.unanswered();
        if open.is_empty() {
            self.say(words.interview.review_none_open)?;
        } else {
            let n = open.len().to_string();
            self.say(&fill(words.interview.review_open, &[("n", &n)]))?;
        }
        for (number, view) in (1..).zip(&open) {
            self.say(&format!("{number} {}", words::title(&shown, view)))?;
        }
        loop {
            self.say(words.plain.finish)?;
            let line = self.ask()?;
            match line::command(&line) {
                Some(
                    command @ (Command::Help | Command::Back | Command::Language | Command::Leave),
                ) => return self.obey(command),
                Some(Command::Reason(_) | Command::Extra) | None => {}
            }
            let at = (self.clock)();
            if line.trim().is_empty() {
                let step = self.interview.end(Outcome::Complete, at);
                return self.take(step).map(|_| ());
            }
            if let Some(view) = picked(&line, &open) {
                let step = self.interview.go_to(&view.question.key, at);
                self.reviewing = self.take(step)? == Taken::Yes;
                return Ok(());
            }
            self.say_unclear()?;
        }
    }

    fn farewell(
        &mut self,
        outcome: Outcome,
        own_gaps: impl Fn(&Response) -> Option<PersonGaps>,
    ) -> Step {
        let words = &self.words().interview;
        self.gap()?;
        match outcome {
            Outcome::Complete | Outcome::Partial => {
                self.say(words.thanks)?;
                match self.interview.thanks() {
                    Some(thanks) => self.say(&thanks)?,
                    None => self.say(words.thanks_kept)?,
                }
            }
            Outcome::BreakOff
            | Outcome::Refused
            | Outcome::Ineligible
            | Outcome::LanguageBarrier
            | Outcome::QuotaFull
            | Outcome::TimedOut => self.say(words.goodbye)?,
        }
        let gaps = self.sealed.as_ref().and_then(own_gaps);
        let lines = gaps.map_or_else(Vec::new, |gaps| words::gaps(&self.interview, &gaps));
        for line in lines {
            self.say(&line)?;
        }
        Ok(())
    }

    // ---- commands ----

    fn obey(&mut self, command: Command) -> Step {
        match command {
            Command::Help => {
                let words = &self.words().plain;
                for line in words.help {
                    self.say(line)?;
                }
                self.led_by = None;
                self.last = None;
                self.say(words.help_text)
            }
            Command::Back => {
                self.asked_once = false;
                self.reviewing = false;
                let at = (self.clock)();
                self.take(self.interview.back(at)).map(|_| ())
            }
            Command::Language => self.switch_language(),
            Command::Leave => self.leave(),
            Command::Reason(_) | Command::Extra => self.say_unclear(),
        }
    }

    fn switch_language(&mut self) -> Step {
        let offered = self.interview.locales();
        let Some(locale) = choose_language(&offered, self.input, self.output)? else {
            return Err(Stop::Gone);
        };
        let at = (self.clock)();
        self.take(self.interview.speak(locale, at)).map(|_| ())
    }

    fn leave(&mut self) -> Step {
        if self.is_interviewers() {
            return self.part();
        }
        if self.interview.is_handed_over() {
            return self.say(self.words().fieldwork.handed_over);
        }
        self.say(self.words().plain.leave)?;
        let line = self.ask()?;
        if line::command(&line) != Some(Command::Leave) {
            return Ok(());
        }
        let outcome = if self.interview.consented() {
            self.interview.outcome_if_left()
        } else {
            Outcome::Refused
        };
        let at = (self.clock)();
        self.take(self.interview.end(outcome, at)).map(|_| ())
    }

    // ---- keeping and speaking ----

    /// Keeps what was decided and applies it, or tells why it is refused.
    fn take(&mut self, step: Result<Entry, Refusal>) -> Step<Taken> {
        match step {
            Ok(entry) => {
                self.keep(&entry)?;
                Ok(Taken::Yes)
            }
            Err(refusal) => {
                let words = words::refusal(&self.interview, &refusal);
                self.say(&words)?;
                Ok(Taken::No)
            }
        }
    }

    /// Disk before screen: tries until the entry is kept, or the person gives up.
    fn keep(&mut self, entry: &Entry) -> Step {
        let ends = matches!(entry.action, Action::Ended { .. });
        let response = ends.then(|| self.interview.sealed_by(entry));
        let mut tried = false;
        loop {
            let kept = match &response {
                Some(response) => self.keeper.finish(entry, response),
                None => self.keeper.save(entry),
            };
            let Err(cause) = kept else { break };
            self.say(&fill(self.words().plain.not_saved, &[("cause", &cause)]))?;
            self.prompt()?;
            // Nobody there is no reason to wait: it is tried once more, and then left to whoever starts anew.
            let patience = self.idle.map(|idle| idle.warn);
            match self.input.hear(patience)? {
                Heard::Line(line) if line::command(&line) != Some(Command::Leave) => {}
                Heard::Silence if !tried => tried = true,
                Heard::Line(_) | Heard::Silence | Heard::End => return Err(Stop::Gone),
            }
        }
        self.interview.apply(entry);
        self.sealed = response;
        Ok(())
    }

    fn words(&self) -> &'static Phrases {
        phrases(self.interview.locale())
    }

    fn say(&mut self, words: &str) -> Step {
        writeln!(self.output, "{words}")?;
        Ok(())
    }

    fn say_unclear(&mut self) -> Step {
        self.say(self.words().plain.unclear)
    }

    /// An empty line, so that a question stands apart from what came before.
    fn gap(&mut self) -> Step {
        self.say("")
    }

    fn prompt(&mut self) -> Step {
        write!(self.output, "> ")?;
        self.output.flush()?;
        Ok(())
    }

    /// Waits for a line. Where time is limited, it asks before the time is over, and any line gives as much time again.
    fn ask(&mut self) -> Step<String> {
        loop {
            self.prompt()?;
            match self.input.hear(self.idle.map(|idle| idle.warn))? {
                Heard::Line(line) => return Ok(line),
                Heard::End => return Err(Stop::Gone),
                Heard::Silence => {}
            }
            let Some(idle) = self.idle else { continue };
            self.log_idle(false)?;
            let words = self.words();
            let seconds = idle.close.div_ceil(1000).to_string();
            self.gap()?;
            self.say(words.interview.still_there)?;
            self.say(&fill(words.plain.still_there, &[("n", &seconds)]))?;
            self.prompt()?;
            match self.input.hear(Some(idle.close))? {
                Heard::Line(line) => {
                    self.log_idle(true)?;
                    // What was typed is an answer; Enter alone only says that somebody is there.
                    if !line.trim().is_empty() {
                        return Ok(line);
                    }
                }
                Heard::End => return Err(Stop::Gone),
                Heard::Silence => {
                    let at = (self.clock)();
                    if let Ok(entry) = self.interview.end(Outcome::TimedOut, at) {
                        self.keep(&entry)?;
                    }
                    return Err(Stop::Left);
                }
            }
        }
    }

    fn log_idle(&mut self, back: bool) -> Step {
        let at = (self.clock)();
        match self.interview.idle(back, at) {
            Ok(entry) => self.keep(&entry),
            Err(_) => Ok(()),
        }
    }
}

/// The thing whose number, counted from 1, was typed.
fn picked<'a, T>(line: &str, things: &'a [T]) -> Option<&'a T> {
    match line::numbers(line).as_deref() {
        Some([number]) => things.get(usize::try_from(*number).ok()?.checked_sub(1)?),
        Some(_) | None => None,
    }
}

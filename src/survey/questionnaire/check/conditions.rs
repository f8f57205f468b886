//! Conditions: each looks back at questions that exist, at options and numbers they have, and can hold.

use std::collections::{HashMap, HashSet};

use super::super::cause::Cause;
use super::super::decode::Decoder;
use super::super::path::Path;
use super::super::question::{Kind, Question};
use super::super::scheme::{Block, Condition, First, Form, Id, Questionnaire};

/// Checks the conditions and the keys of every form.
pub(super) fn check(questionnaire: &Questionnaire, decoder: &mut Decoder<'_>) {
    for (index, form) in questionnaire.forms.iter().enumerate() {
        let path = Path::default().to("forms").to(index);
        let questions = questionnaire.questions(form);
        keys(form, &questions, &path, decoder);
        let mut flow = Flow {
            form,
            ask: path.to("ask"),
            questions: questions
                .iter()
                .map(|question| (question.key.as_str(), question))
                .collect(),
            unreachable: HashSet::new(),
            decoder,
        };
        flow.walk();
    }
}

fn keys(form: &Form, questions: &[Question], path: &Path, decoder: &mut Decoder<'_>) {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for question in questions {
        let block = path.to("ask").to(question.block);
        let Some(first) = seen.insert(question.key.as_str(), question.block) else {
            continue;
        };
        // Within one block the ids are the trouble, and two blocks of one facet are told as such.
        let facets = [first, question.block]
            .map(|index| form.ask.get(index).is_some_and(Block::rates_facets));
        let unread =
            decoder.is_spoilt_below(&block) || decoder.is_spoilt_below(&path.to("ask").to(first));
        if first != question.block && facets != [true, true] && !unread {
            let with_id = block.to("id");
            decoder.report(&with_id, Cause::KeyTwice(question.key.to_string()));
        }
    }
}

/// Whether a condition can hold.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Truth {
    Never(String),
    Always(String),
    Open,
}

struct Flow<'f, 'd, 'a> {
    form: &'f Form,
    ask: Path,
    questions: HashMap<&'f str, &'f Question>,
    /// Blocks that are never asked.
    unreachable: HashSet<usize>,
    decoder: &'d mut Decoder<'a>,
}

impl<'f> Flow<'f, '_, '_> {
    fn walk(&mut self) {
        if self.form.first == First::BySeed {
            self.changing_places();
        }
        let mut ended = false;
        for (index, block) in self.form.ask.iter().enumerate() {
            let path = self.ask.to(index);
            if ended {
                self.decoder.report(&path, Cause::EndsBefore);
                return;
            }
            if let Some(when) = block.when() {
                let path = path.to("when");
                let truth = self.truth(when, index, &path);
                if self.decoder.is_spoilt_below(&path) {
                    continue;
                }
                match truth {
                    Truth::Never(why) => {
                        self.unreachable.insert(index);
                        self.decoder.report(&path, Cause::NeverHolds(why));
                    }
                    Truth::Always(why) => self.decoder.report(&path, Cause::AlwaysHolds(why)),
                    Truth::Open => {}
                }
            } else if let Block::Choice(choice) = block {
                ended = !choice.options.is_empty() && choice.options.iter().all(|o| o.ends);
            }
        }
    }

    /// Blocks that change places: whatever stands between them meets either of them first.
    fn changing_places(&mut self) {
        let Some((one, other)) = self.form.halves() else {
            let path = self.ask.parent().unwrap_or_default().to("first");
            let why = "the form does not rate both expectations and perceptions of items in blocks of their own";
            self.decoder.report(&path, Cause::NoEffect("first", why));
            return;
        };
        for (index, block) in self.form.ask.iter().enumerate() {
            let Some(when) = block.when() else { continue };
            // A half that changes places must not wait for what stands between, nor what stands between for it.
            let open = |of: usize| {
                let half = index == one || index == other;
                of == one || of == other || (half && of > one)
            };
            if index < one || index > other {
                continue;
            }
            let mut keys = Vec::new();
            named(when, &mut keys);
            let late = keys.into_iter().find(|key| {
                let question = self.questions.get(key.as_str());
                question.is_some_and(|question| open(question.block))
            });
            if let Some(key) = late {
                let path = self.ask.to(index).to("when");
                self.decoder.report(&path, Cause::MayComeLater(key.clone()));
            }
        }
    }

    fn truth(&mut self, condition: &Condition, block: usize, path: &Path) -> Truth {
        match condition {
            Condition::Is(key, option) => self.is(key, option, block, path),
            Condition::AtMost(key, most) => self.number(key, block, path, |low, high| {
                (*most < low).then(|| format!("`{key}` goes from {low} to {high}"))
            }),
            Condition::AtLeast(key, least) => self.number(key, block, path, |low, high| {
                (*least > high).then(|| format!("`{key}` goes from {low} to {high}"))
            }),
            Condition::Answered(key) => match self.earlier(key, block, path) {
                Some(question) => self.reachable(question),
                None => Truth::Open,
            },
            Condition::All(parts) => {
                let truths = self.truths(parts, block, path);
                if let Some(never) = truths.iter().find(|t| matches!(t, Truth::Never(_))) {
                    return never.clone();
                }
                if let Some(why) = self.contradiction(parts) {
                    return Truth::Never(why);
                }
                if truths.iter().all(|t| matches!(t, Truth::Always(_))) {
                    return Truth::Always("nothing is asked for".to_owned());
                }
                Truth::Open
            }
            Condition::Any(parts) => {
                let truths = self.truths(parts, block, path);
                if let Some(always) = truths.iter().find(|t| matches!(t, Truth::Always(_))) {
                    return always.clone();
                }
                if truths.iter().all(|t| matches!(t, Truth::Never(_))) {
                    return Truth::Never("none of the alternatives can hold".to_owned());
                }
                Truth::Open
            }
            Condition::Not(inner) => match self.truth(inner, block, &path.to(0)) {
                Truth::Never(why) => Truth::Always(why),
                Truth::Always(why) => Truth::Never(why),
                Truth::Open => Truth::Open,
            },
        }
    }

    fn truths(&mut self, parts: &[Condition], block: usize, path: &Path) -> Vec<Truth> {
        let parts = parts.iter().enumerate();
        parts
            .map(|(index, part)| self.truth(part, block, &path.to(index)))
            .collect()
    }

    fn is(&mut self, key: &str, option: &str, block: usize, path: &Path) -> Truth {
        let Some(question) = self.earlier(key, block, path) else {
            return Truth::Open;
        };
        let Kind::Choice { options, .. } = &question.kind else {
            let cause = Cause::NotAChoice(key.to_owned());
            self.decoder.report(&path.to(0), cause);
            return Truth::Open;
        };
        let Some(index) = options.iter().position(|id| id.as_str() == option) else {
            if !self.is_unread(question.block) {
                let near = self.decoder.nearest(option, options.iter().map(Id::as_str));
                let near = near.map(str::to_owned);
                let cause = Cause::UnknownOption(key.to_owned(), option.to_owned(), near);
                self.decoder.report(&path.to(1), cause);
            }
            return Truth::Open;
        };
        if let Some(Block::Choice(choice)) = self.form.ask.get(question.block)
            && choice.options.get(index).is_some_and(|option| option.ends)
        {
            return Truth::Never(format!("`{option}` of `{key}` ends the interview"));
        }
        self.reachable(question)
    }

    fn number(
        &mut self,
        key: &str,
        block: usize,
        path: &Path,
        impossible: impl Fn(i64, i64) -> Option<String>,
    ) -> Truth {
        let Some(question) = self.earlier(key, block, path) else {
            return Truth::Open;
        };
        let bounds = match &question.kind {
            Kind::Rating { scale, .. } => {
                let low = i64::from(scale.from);
                Some((low, low + i64::from(scale.points) - 1))
            }
            Kind::Number {
                least,
                most,
                decimals,
            } => {
                let part = 10_i64.saturating_pow(u32::from(*decimals));
                Some((least / part, most / part))
            }
            Kind::Points { .. }
            | Kind::Choice { .. }
            | Kind::Date
            | Kind::Month
            | Kind::Time
            | Kind::Text { .. }
            | Kind::Note => None,
        };
        match bounds {
            None => {
                let cause = Cause::NotANumber(key.to_owned());
                self.decoder.report(&path.to(0), cause);
                Truth::Open
            }
            Some((low, high)) => match impossible(low, high) {
                Some(why) if !self.is_unread(question.block) => Truth::Never(why),
                _ => self.reachable(question),
            },
        }
    }

    fn reachable(&self, question: &Question) -> Truth {
        if self.unreachable.contains(&question.block) {
            return Truth::Never(format!("`{}` is never asked", question.key));
        }
        Truth::Open
    }

    fn is_unread(&self, block: usize) -> bool {
        self.decoder.is_spoilt_below(&self.ask.to(block))
    }

    /// The question of this key, if it comes before the block.
    fn earlier(&mut self, key: &str, block: usize, path: &Path) -> Option<&'f Question> {
        let cause = match self.questions.get(key) {
            Some(question) if question.block < block => return Some(question),
            Some(_) => Cause::LaterQuestion(key.to_owned()),
            None => {
                // A key that could not be read may well be the one that is meant.
                let dimensions = Path::default().to("dimensions");
                if self.decoder.is_spoilt_below(&self.ask)
                    || self.decoder.is_spoilt_below(&dimensions)
                {
                    return None;
                }
                let earlier = self.questions.values().filter(|q| q.block < block);
                let near = self.decoder.nearest(key, earlier.map(|q| q.key.as_str()));
                Cause::UnknownQuestion(key.to_owned(), near.map(str::to_owned))
            }
        };
        self.decoder.report(&path.to(0), cause);
        None
    }

    /// Why conditions that can hold one by one cannot hold together.
    fn contradiction(&self, parts: &[Condition]) -> Option<String> {
        let parts: Vec<&Condition> = flat(parts).take(MAX_COMPARED).collect();
        for (index, one) in parts.iter().enumerate() {
            for other in parts.iter().skip(index + 1) {
                if let Some(why) = self.exclude(one, other) {
                    return Some(why);
                }
            }
        }
        None
    }

    fn exclude(&self, one: &Condition, other: &Condition) -> Option<String> {
        let negates = |a: &Condition, b: &Condition| {
            if let Condition::Not(inner) = a {
                **inner == *b
            } else {
                false
            }
        };
        if negates(one, other) || negates(other, one) {
            return Some("something and its opposite cannot both hold".to_owned());
        }
        let single = |key: &str| {
            self.questions
                .get(key)
                .is_some_and(|q| matches!(q.kind, Kind::Choice { many: false, .. }))
        };
        match (one, other) {
            (Condition::Is(a, x), Condition::Is(b, y)) if a == b && x != y && single(a) => {
                Some(format!("`{a}` cannot be both `{x}` and `{y}`"))
            }
            (Condition::AtLeast(a, least), Condition::AtMost(b, most))
            | (Condition::AtMost(b, most), Condition::AtLeast(a, least))
                if a == b && least > most =>
            {
                Some(format!(
                    "`{a}` cannot be at least {least} and at most {most}"
                ))
            }
            _ => None,
        }
    }
}

/// The questions that a condition names.
fn named<'c>(condition: &'c Condition, keys: &mut Vec<&'c String>) {
    match condition {
        Condition::Is(key, _)
        | Condition::AtMost(key, _)
        | Condition::AtLeast(key, _)
        | Condition::Answered(key) => keys.push(key),
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                named(part, keys);
            }
        }
        Condition::Not(inner) => named(inner, keys),
    }
}

/// Conditions of one `All` that are compared with one another.
const MAX_COMPARED: usize = 50;

/// The conditions that must hold together, `All` inside `All` opened.
fn flat(parts: &[Condition]) -> impl Iterator<Item = &Condition> {
    parts.iter().flat_map(|part| {
        if let Condition::All(inner) = part {
            inner.as_slice()
        } else {
            std::slice::from_ref(part)
        }
    })
}

//! A study at a glance: what is measured, what each form asks, and about how long it takes.
//!
//! How long is an estimate for someone who reads every new word and answers without a pause. Reading speed is that of the International Reading Speed Texts (Trauzettel-Klosinski &
//! Dietz 2012): 228 words a minute in English, 255 characters a minute in Chinese. The time to decide and to
//! answer is an assumption of ours: 3 seconds for a rating, 45 for a long text, and so on.

use std::collections::BTreeMap;

use super::question::{Kind, Question, Subject};
use super::scheme::{Block, Form, Questionnaire, Role, Short};
use crate::language::{Locale, Localized, fill};

/// A study at a glance, its names in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The study's id.
    pub id: String,
    /// Its revision.
    pub revision: u32,
    /// Its title.
    pub title: String,
    /// For whom it is, if it says so.
    pub about: String,
    /// Its languages.
    pub languages: Vec<Locale>,
    /// Its dimensions, in order.
    pub dimensions: Vec<DimensionOutline>,
    /// Its forms, in order.
    pub forms: Vec<FormOutline>,
}

/// A dimension at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DimensionOutline {
    /// Its name for readers of reports.
    pub name: String,
    /// How many items it has.
    pub items: usize,
    /// How many of them are in every short form.
    pub core: usize,
}

/// A form at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormOutline {
    /// Its id.
    pub id: String,
    /// Who answers.
    pub role: Role,
    /// The kinds of blocks in order, each with how many questions it becomes and whether it has a condition.
    pub blocks: Vec<BlockOutline>,
    /// The whole form.
    pub full: Length,
    /// The short form, if there is one.
    pub short: Option<Length>,
}

/// A block at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockOutline {
    /// Its word in the file, such as `Rate`.
    pub kind: &'static str,
    /// How many questions it becomes.
    pub questions: usize,
    /// Whether it is asked only under a condition.
    pub conditional: bool,
}

/// How long a form is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Length {
    /// Questions, pages of text not counted.
    pub questions: usize,
    /// How many of them are ratings on a scale.
    pub ratings: usize,
    /// Seconds in each language of the study, for someone for whom every condition holds.
    pub seconds: Vec<(Locale, u32)>,
    /// Seconds in each language of the study, for someone who is asked nothing that has a condition.
    pub least: Vec<(Locale, u32)>,
}

/// The study at a glance, its names in `locale`.
pub fn outline(questionnaire: &Questionnaire, locale: Locale) -> Outline {
    let words = |text: &Localized| text.get(locale).to_owned();
    let dimensions = questionnaire.dimensions.iter();
    Outline {
        id: questionnaire.id.to_string(),
        revision: questionnaire.revision,
        title: words(&questionnaire.title),
        about: questionnaire.about.as_ref().map(words).unwrap_or_default(),
        languages: questionnaire.locales(),
        dimensions: dimensions
            .map(|dimension| DimensionOutline {
                name: words(&dimension.name),
                items: dimension.items.len(),
                core: dimension.items.iter().filter(|item| item.core).count(),
            })
            .collect(),
        forms: questionnaire
            .forms
            .iter()
            .map(|form| form_outline(questionnaire, form))
            .collect(),
    }
}

fn form_outline(questionnaire: &Questionnaire, form: &Form) -> FormOutline {
    let questions = questionnaire.questions(form);
    let blocks = form.ask.iter().enumerate().map(|(index, block)| {
        let of_block = questions.iter().filter(|question| question.block == index);
        BlockOutline {
            kind: block.kind(),
            questions: of_block.count(),
            conditional: block.when().is_some(),
        }
    });
    let length =
        |short: Option<Short>| {
            let asked = questions
                .iter()
                .map(|question| share(questionnaire, question, short))
                .collect::<Vec<f64>>();
            let count = |counts: fn(&Kind) -> bool| {
                let counted = questions.iter().zip(&asked);
                let counted = counted.filter(|(question, _)| counts(&question.kind));
                whole(counted.map(|(_, share)| share).sum())
            };
            let has_condition =
                |question: &Question| form.ask.get(question.block).and_then(Block::when).is_some();
            let always = questions.iter().zip(&asked).map(|(question, share)| {
                if has_condition(question) { 0.0 } else { *share }
            });
            let always: Vec<f64> = always.collect();
            let seconds = |asked: &[f64]| {
                let locales = questionnaire.locales().into_iter();
                let timed = locales.map(|locale| {
                    let time = Time {
                        questionnaire,
                        form,
                        locale,
                    };
                    (locale, time.of(&questions, asked))
                });
                timed.collect()
            };
            Length {
                questions: count(|kind| *kind != Kind::Note),
                ratings: count(|kind| matches!(kind, Kind::Rating { .. })),
                seconds: seconds(&asked),
                least: seconds(&always),
            }
        };
    FormOutline {
        id: form.id.to_string(),
        role: form.role,
        blocks: blocks.collect(),
        full: length(None),
        short: form.short.map(|short| length(Some(short))),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "not negative, and far below the limit: a form has at most 1000 questions"
)]
fn whole<T: TryFrom<u64> + Default>(number: f64) -> T {
    T::try_from(number.round() as u64).unwrap_or_default()
}

/// How likely a question is asked: 1 but for items that the short form draws by chance.
fn share(questionnaire: &Questionnaire, question: &Question, short: Option<Short>) -> f64 {
    let (dimension, item) = match question.subject {
        Subject::Item { dimension, item }
        | Subject::Rival {
            dimension, item, ..
        } => (dimension, item),
        Subject::Whole | Subject::Dimension(_) | Subject::Part(_) => return 1.0,
    };
    let items = questionnaire.dimensions.get(dimension).map(|d| &d.items);
    let (Some(short), Some(items)) = (short, items) else {
        return 1.0;
    };
    if items.get(item).is_some_and(|item| item.core) {
        return 1.0;
    }
    let others = items.iter().filter(|item| !item.core).count();
    let all = questionnaire.items().filter(|(_, item)| !item.core).count();
    short.share(others, all)
}

/// Adds up reading and answering in one language.
struct Time<'a> {
    questionnaire: &'a Questionnaire,
    form: &'a Form,
    locale: Locale,
}

impl Time<'_> {
    /// Seconds for questions, each asked with a likelihood.
    fn of(&self, questions: &[Question], asked: &[f64]) -> u32 {
        let mut seconds = 0.0;
        if let Some(consent) = &self.form.consent {
            seconds += self.reading(Some(&consent.notice)) + answering(&Kind::Note);
        }
        let mut seen = BTreeMap::new();
        let asked = questions.iter().zip(asked);
        for (question, share) in asked.filter(|(_, share)| **share > 0.0) {
            let block = self.form.ask.get(question.block);
            let words = self.text(self.questionnaire.words(self.form, question));
            // What stands above every question of a block, and how the block's sentences begin, is read once.
            let before = seen.insert(question.block, words.clone());
            if before.is_none() {
                seconds += block.map_or(0.0, |block| self.reading(block.lead()));
            }
            let new = after_what_is_shared(&words, before.as_deref().unwrap_or_default());
            let mut own = self.reading_of(new) + answering(&question.kind);
            if let Some(Block::Choice(choice)) = block {
                let options = choice.options.iter();
                own += options
                    .map(|option| self.reading(Some(&option.text)))
                    .sum::<f64>();
            }
            if matches!(question.kind, Kind::Points { .. }) {
                let dimensions = self.questionnaire.dimensions.iter();
                own += dimensions
                    .map(|dimension| self.reading(Some(&dimension.about)))
                    .sum::<f64>();
            }
            seconds += own * share;
        }
        whole(seconds)
    }

    /// The text as it is read.
    fn text(&self, text: Option<&Localized>) -> String {
        let place = self.questionnaire.place.get(self.locale);
        let industry = self.questionnaire.industry.as_ref();
        let industry = industry.map_or("", |industry| industry.get(self.locale));
        let values = [("place", place), ("industry", industry)];
        text.map_or(String::new(), |text| fill(text.get(self.locale), &values))
    }

    fn reading(&self, text: Option<&Localized>) -> f64 {
        self.reading_of(&self.text(text))
    }

    fn reading_of(&self, text: &str) -> f64 {
        match self.locale {
            Locale::En => text.split_whitespace().count() as f64 * 60.0 / 228.0,
            Locale::ZhHant | Locale::ZhHans => {
                text.chars().filter(|c| c.is_alphanumeric()).count() as f64 * 60.0 / 255.0
            }
        }
    }
}

/// What of a text is new after another one that begins alike.
fn after_what_is_shared<'t>(text: &'t str, before: &str) -> &'t str {
    let alike = text
        .char_indices()
        .zip(before.chars())
        .find(|((_, c), other)| c != other);
    match alike {
        // From the beginning of the word in which they part.
        Some(((at, _), _)) => {
            let head = text.get(..at).unwrap_or_default();
            let word = head.rfind(char::is_whitespace).map_or(0, |blank| blank + 1);
            let start = if head.is_ascii() { word } else { at };
            text.get(start..).unwrap_or_default()
        }
        None if before.is_empty() => text,
        None => "",
    }
}

/// Seconds to decide and to answer, beside reading. Assumed, not measured.
fn answering(kind: &Kind) -> f64 {
    match kind {
        Kind::Rating { .. } => 3.0,
        Kind::Points { rows, .. } => 10.0 + 5.0 * *rows as f64,
        Kind::Choice { many: false, .. } => 3.0,
        Kind::Choice { many: true, .. } => 6.0,
        Kind::Number { .. } | Kind::Date | Kind::Month | Kind::Time => 8.0,
        Kind::Text { long: false } => 15.0,
        Kind::Text { long: true } => 45.0,
        Kind::Note => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    const STUDY: &str = include_str!("../../../tests/it/questionnaire/study.ron");

    #[test]
    fn a_study_is_told_at_a_glance() {
        let study = read(STUDY, "study.ron").unwrap();
        let outline = outline(&study, Locale::En);
        assert_eq!(outline.title, "Our store");
        assert_eq!(outline.languages, [Locale::En, Locale::ZhHant]);
        let items: Vec<(usize, usize)> = outline
            .dimensions
            .iter()
            .map(|dimension| (dimension.items, dimension.core))
            .collect();
        assert_eq!(items, [(2, 1), (1, 0)]);
        let customer = &outline.forms[0];
        let rate = BlockOutline {
            kind: "Rate",
            questions: 3,
            conditional: false,
        };
        assert_eq!(customer.blocks[2], rate);
        assert!(customer.blocks[12].conditional);
        // 41 with a page of text; the short form draws from each dimension all that it has.
        assert_eq!(customer.full.questions, 40);
        assert_eq!(customer.short.as_ref(), Some(&customer.full));
        assert_eq!(outline.forms[1].short, None);
    }

    #[test]
    fn the_short_form_is_counted_by_what_it_draws() {
        let source = STUDY.replacen("core: true,", "", 1);
        let study = read(source, "study.ron").unwrap();
        let form = &outline(&study, Locale::ZhHant).forms[0];
        let short = form.short.as_ref().unwrap();
        // Half of the two items of one dimension: 1 of 2 in two blocks, 2 of 4 for rivals, 1 of 2 Kano questions.
        assert_eq!(short.questions, form.full.questions - 5);
        for (full, short) in form.full.seconds.iter().zip(&short.seconds) {
            assert!(short.1 < full.1);
        }
    }

    #[test]
    fn reading_takes_as_long_as_the_words_are_many() {
        let source = r#"(format: 1, id: "a", revision: 1, title: (en: "T", zh_hans: "题"),
            place: (en: "here", zh_hans: "这里"),
            scale: (points: 7, low: (en: "l", zh_hans: "低"), high: (en: "h", zh_hans: "高")),
            dimensions: [(id: "d", name: (en: "D", zh_hans: "维"), about: (en: "a", zh_hans: "关"),
                items: [(id: "i", name: (en: "I", zh_hans: "项"))])],
            forms: [(id: "f", role: Customer, ask: [Note(id: "n", text: (en: "EN", zh_hans: "ZH"))])])"#;
        let source = source
            .replace("EN", &"word ".repeat(228))
            .replace("ZH", &"字，".repeat(255));
        let study = read(source, "a.ron").unwrap();
        let length = &outline(&study, Locale::En).forms[0].full;
        assert_eq!(length.questions, 0);
        assert_eq!(length.seconds, [(Locale::En, 61), (Locale::ZhHans, 61)]);
    }

    #[test]
    fn how_sentences_begin_is_read_once() {
        let new = after_what_is_shared;
        assert_eq!(
            new("At a store, all is clean.", ""),
            "At a store, all is clean."
        );
        assert_eq!(
            new("At a store, all is clean.", "At a store, all is clear."),
            "clean."
        );
        assert_eq!(new("本店很乾淨。", "本店很快。"), "乾淨。");
        assert_eq!(new("same", "same"), "");
    }
}

//! What a person sees of an interview: the page with its words filled in, the progress, the notice.

use super::hands::is_for_interviewer;
use super::{Hands, Interview, Stage, Verdict, reasons};
use crate::language::{Localized, fill, phrases};
use crate::survey::questionnaire::{Block, Choice, Kind, Question, Scale, Subject};
use crate::survey::record::{Answer, Reason};

/// How far a person is: question `number` of `count`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The page's number, from 1; 0 before the first.
    pub number: usize,
    /// How many pages with a question there are for this person.
    pub count: usize,
}

/// The current page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageView<'a> {
    /// Its index in the order shown to this person.
    pub index: usize,
    /// The block it belongs to.
    pub block: BlockView<'a>,
    /// The words above the questions.
    pub lead: Option<String>,
    /// The neutral name of the item that the page is about: the title of pages with several columns.
    pub item: Option<String>,
    /// The rival that the page is about.
    pub rival: Option<String>,
    /// The questions: one, or several as columns.
    pub questions: Vec<QuestionView<'a>>,
    /// How far the person is in the interview.
    pub progress: Progress,
    /// Only the interviewer sees and fills it.
    pub for_interviewer: bool,
    /// What only the interviewer reads; `None` while anybody else may look.
    pub guidance: Option<String>,
    /// With an interviewer, the respondent answers it alone.
    pub self_completed: bool,
}

/// The block of a page, and where in it the page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockView<'a> {
    /// Its index in the form.
    pub index: usize,
    /// Its content.
    pub content: &'a Block,
    /// The page's place in the block, counting what this person is asked.
    pub position: Progress,
}

/// A question with its words in the current language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionView<'a> {
    /// Its index in the layout.
    pub index: usize,
    /// Its key, kind and subject.
    pub question: &'a Question,
    /// Its words; empty for points, whose lead says it all.
    pub words: String,
    /// What was answered.
    pub answer: Option<&'a Answer>,
    /// The reasons it may be left with.
    pub reasons: Vec<Reason>,
    /// The options of a choice, in the order shown; empty for other kinds.
    pub options: Vec<OptionView>,
    /// The rows of a points question, in the order shown; empty for other kinds.
    pub rows: Vec<RowView>,
    /// The unit of a number.
    pub unit: Option<String>,
}

impl QuestionView<'_> {
    /// The scale of a rating.
    pub fn scale(&self) -> Option<&Scale> {
        match &self.question.kind {
            Kind::Rating { scale, .. } => Some(scale),
            Kind::Points { .. }
            | Kind::Choice { .. }
            | Kind::Number { .. }
            | Kind::Date
            | Kind::Month
            | Kind::Time
            | Kind::Text { .. }
            | Kind::Note => None,
        }
    }

    /// The option that an answer names.
    pub fn option(&self, option: u8) -> Option<&OptionView> {
        self.options.iter().find(|view| view.option == option)
    }

    /// Digits behind the point of a number; 0 for other kinds.
    pub fn decimals(&self) -> u8 {
        match &self.question.kind {
            Kind::Number { decimals, .. } => *decimals,
            Kind::Rating { .. }
            | Kind::Points { .. }
            | Kind::Choice { .. }
            | Kind::Date
            | Kind::Month
            | Kind::Time
            | Kind::Text { .. }
            | Kind::Note => 0,
        }
    }
}

/// An option of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionView {
    /// Its place in the file, which answers name it by.
    pub option: u8,
    /// Its label.
    pub label: String,
    /// Choosing it opens a line for own words.
    pub other: bool,
    /// It excludes the other options.
    pub alone: bool,
}

/// A row of a points question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowView {
    /// The dimension: its place in [`Answer::Points`].
    pub dimension: usize,
    /// Its description.
    pub label: String,
}

/// The notice before the first question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeView {
    /// Its words.
    pub words: String,
    /// After how many days single answers are deleted.
    pub keep_days: u32,
    /// The person confirms to be at least this old.
    pub min_age: Option<u8>,
}

impl Interview {
    /// The study's or the form's title in the current language.
    pub fn title(&self) -> String {
        let own = self.form().title.as_ref();
        self.fill(own.unwrap_or(&self.questionnaire().title), None)
    }

    /// The form's own words of thanks.
    pub fn thanks(&self) -> Option<String> {
        Some(self.fill(self.form().thanks.as_ref()?, None))
    }

    /// The notice that the form asks agreement to; `None` where it has none.
    pub fn notice(&self) -> Option<NoticeView> {
        let consent = self.form().consent.as_ref()?;
        Some(NoticeView {
            words: self.fill(&consent.notice, None),
            keep_days: consent.keep_days,
            min_age: consent.min_age,
        })
    }

    /// The current page; `None` at the notice, the review and the end.
    pub fn page(&self) -> Option<PageView<'_>> {
        let Stage::Page(index) = self.stage() else {
            return None;
        };
        let questions = self.script.plan.page(index);
        let first = self.script.first_question(index)?;
        let content = self.form().ask.get(first.block)?;
        let rival = match first.subject {
            Subject::Rival { rival, .. } => Some(rival),
            Subject::Whole | Subject::Item { .. } | Subject::Dimension(_) | Subject::Part(_) => {
                None
            }
        };
        let item = match first.subject {
            Subject::Item { dimension, item }
            | Subject::Rival {
                dimension, item, ..
            } => self
                .questionnaire()
                .dimensions
                .get(dimension)
                .and_then(|dimension| dimension.items.get(item)),
            Subject::Whole | Subject::Dimension(_) | Subject::Part(_) => None,
        };
        Some(PageView {
            index,
            block: BlockView {
                index: first.block,
                content,
                position: self.progress_among(|question| question.block == first.block),
            },
            lead: content.lead().map(|lead| self.fill(lead, rival)),
            item: item.map(|item| self.fill(&item.name, rival)),
            rival: self
                .questionnaire()
                .rivals
                .get(rival.unwrap_or(usize::MAX))
                .map(|firm| firm.name.get(self.locale).to_owned()),
            questions: questions.iter().filter_map(|q| self.view(*q)).collect(),
            progress: self.progress(),
            for_interviewer: is_for_interviewer(content),
            guidance: content
                .guidance()
                .filter(|_| self.hands() == Hands::Interviewer)
                .map(|guidance| self.fill(guidance, rival)),
            self_completed: content.is_self_completed(),
        })
    }

    /// How far the person is. Notes do not count. A page that depends on an answer still ahead counts until it
    /// is ruled out, so that the end comes nearer and never moves away; the number changes only by moving.
    pub fn progress(&self) -> Progress {
        self.progress_among(|_| true)
    }

    fn progress_among(&self, belongs: impl Fn(&Question) -> bool) -> Progress {
        let outlook = self.outlook();
        let here = match self.stage() {
            Stage::Notice => None,
            Stage::Page(page) => Some(page),
            Stage::Review | Stage::Ended(_) => Some(usize::MAX),
        };
        let mut count = 0;
        let mut before = 0;
        for page in 0..self.script.plan.pages().len() {
            let Some(first) = self.script.plan.page(page).first() else {
                continue;
            };
            let Some(question) = self.script.question(*first) else {
                continue;
            };
            let counts = question.kind != Kind::Note
                && belongs(question)
                && outlook.get(*first).is_some_and(|v| *v != Verdict::No);
            if counts {
                count += 1;
                before += usize::from(here.is_some_and(|here| page < here));
            }
        }
        let number = if here.is_none() {
            0
        } else {
            (before + 1).min(count)
        };
        Progress { number, count }
    }

    /// The questions that were passed without an answer or a reason, in the order shown.
    pub fn unanswered(&self) -> Vec<QuestionView<'_>> {
        self.order_shown()
            .into_iter()
            .filter(|question| {
                let open = self.answers.get(*question) == Some(&None);
                let asked = self.asked.get(*question) == Some(&true);
                open && asked && self.passed(*question)
            })
            .filter_map(|question| self.view(question))
            .filter(|view| view.question.kind != Kind::Note)
            .collect()
    }

    /// A question with its words, wherever it stands.
    pub fn view(&self, index: usize) -> Option<QuestionView<'_>> {
        let question = self.script.question(index)?;
        let rival = match question.subject {
            Subject::Rival { rival, .. } => Some(rival),
            Subject::Whole | Subject::Item { .. } | Subject::Dimension(_) | Subject::Part(_) => {
                None
            }
        };
        let block = self.form().ask.get(question.block);
        let words = self.questionnaire().words(self.form(), question);
        let options = self.options(question, rival);
        let rows = match question.kind {
            Kind::Points { .. } => self.row_order(),
            Kind::Rating { .. }
            | Kind::Choice { .. }
            | Kind::Number { .. }
            | Kind::Date
            | Kind::Month
            | Kind::Time
            | Kind::Text { .. }
            | Kind::Note => &[],
        };
        let rows = rows.iter().filter_map(|dimension| {
            let about = &self.questionnaire().dimensions.get(*dimension)?.about;
            Some(RowView {
                dimension: *dimension,
                label: self.fill(about, None),
            })
        });
        let unit = match block {
            Some(Block::Number(number)) => number.unit.as_ref(),
            Some(Block::Indicator(indicator)) => indicator.unit.as_ref(),
            _ => None,
        };
        Some(QuestionView {
            index,
            question,
            words: words.map_or_else(String::new, |words| self.fill(words, rival)),
            answer: self.answers.get(index).and_then(Option::as_ref),
            reasons: reasons(&question.kind),
            options,
            rows: rows.collect(),
            unit: unit.map(|unit| unit.get(self.locale).to_owned()),
        })
    }

    /// The options of a choice in the order shown; none of other kinds.
    fn options(&self, question: &Question, rival: Option<usize>) -> Vec<OptionView> {
        let Kind::Choice { options, other, .. } = &question.kind else {
            return Vec::new();
        };
        let block = self.form().ask.get(question.block);
        let alone = |option: usize| match block {
            Some(Block::Choice(choice)) => choice.options.get(option).is_some_and(|o| o.alone),
            _ => false,
        };
        let words = |option| {
            self.questionnaire()
                .option_words(self.form(), question, option)
        };
        let mut shown: Vec<OptionView> = (0..options.len())
            .filter_map(|option| {
                Some(OptionView {
                    option: u8::try_from(option).ok()?,
                    label: self.fill(words(option)?, rival),
                    other: other.get(option) == Some(&true),
                    alone: alone(option),
                })
            })
            .collect();
        let kind_of_incident = matches!(
            (block, question.subject),
            (Some(Block::Incident(_)), Subject::Part(0))
        );
        if kind_of_incident && self.script.plan.bad_first() && shown.len() > 1 {
            shown.swap(0, 1);
        }
        shown
    }

    /// The description of a dimension, in words for respondents.
    pub fn about(&self, dimension: usize) -> Option<String> {
        let dimension = self.questionnaire().dimensions.get(dimension)?;
        Some(self.fill(&dimension.about, None))
    }

    /// A text of the study in the current language, its placeholders filled: `{place}`, `{industry}`, `{rival}`
    /// where one is spoken of, and `{choice.visit}` by what was chosen there.
    fn fill(&self, text: &Localized, rival: Option<usize>) -> String {
        let study = self.questionnaire();
        let words =
            |text: Option<&'_ Localized>| text.map_or("", |text| text.get(self.locale)).to_owned();
        let place = words(Some(&study.place));
        let industry = words(study.industry.as_ref());
        let rival = words(
            rival
                .and_then(|rival| study.rivals.get(rival))
                .map(|firm| &firm.name),
        );
        let text = text.get(self.locale);
        let chosen: Vec<(String, String)> = if text.contains("{choice.") {
            self.chosen_in(text)
        } else {
            Vec::new()
        };
        let mut values = vec![
            ("place", place.as_str()),
            ("industry", industry.as_str()),
            ("rival", rival.as_str()),
        ];
        let chosen = chosen.iter();
        values.extend(chosen.map(|(name, words)| (name.as_str(), words.as_str())));
        fill(text, &values)
    }

    /// What was chosen in the choices that a text names: the placeholder, and what stands for it.
    fn chosen_in(&self, text: &str) -> Vec<(String, String)> {
        let questions = self.layout().questions().iter().enumerate();
        questions
            .filter_map(|(index, question)| {
                let Some(Block::Choice(choice)) = self.form().ask.get(question.block) else {
                    return None;
                };
                let name = format!("choice.{}", choice.id);
                text.contains(&format!("{{{name}}}"))
                    .then(|| (name, self.chosen(index, choice)))
            })
            .collect()
    }

    /// What was chosen in a question, in words; own words stand for the option that took them. Without an answer
    /// to a question that is asked, the words for none.
    fn chosen(&self, question: usize, choice: &Choice) -> String {
        let words = &phrases(self.locale).interview;
        let asked = self.asked.get(question) == Some(&true);
        let answer = self.answers.get(question).and_then(Option::as_ref);
        let Some(Answer::Choice(chosen, own)) = answer.filter(|_| asked) else {
            return words.nothing_chosen_before.to_owned();
        };
        let options = chosen.iter();
        let options = options.filter_map(|option| choice.options.get(usize::from(*option)));
        let labels: Vec<String> = options
            .map(|option| match own {
                Some(own) if option.other => own.clone(),
                // A choice looks back at earlier ones only, so this comes to an end.
                Some(_) | None => self.fill(&option.text, None),
            })
            .collect();
        labels.join(words.and_also)
    }
}

//! What could not be carried over, each with its place and its reason.

use crate::language::XlsformPhrases;

/// Something of the form that the study does not have, or has otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// The sheet.
    pub sheet: String,
    /// The row as a spreadsheet shows it; `None` for a whole column or sheet.
    pub row: Option<u32>,
    /// The column's header; empty for a whole row or sheet.
    pub column: String,
    /// What stands there, made harmless.
    pub what: String,
    /// Why it is not carried over.
    pub why: Why,
}

/// Why something is not carried over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// A sheet that is not read.
    Sheet,
    /// A column that is not known.
    Column,
    /// A setting that has no meaning here.
    Setting,
    /// A type of question that is not known.
    Type,
    /// A question answered with a place, a picture, a sound, a file, a code.
    Media,
    /// A calculation.
    Calculation,
    /// What the program records by itself: start, end, device.
    Recorded,
    /// A repeat.
    Repeat,
    /// A question inside a repeat.
    Repeated,
    /// Options from outside the form.
    External,
    /// Options that depend on other answers.
    Filter,
    /// A ranking, a matrix of questions.
    Arrangement,
    /// The list of options is not there, or has fewer than two.
    NoList,
    /// More options than a question may have.
    ManyOptions,
    /// A condition that is not understood.
    Condition,
    /// A condition on a question that comes later, is not carried over, or cannot be asked for this.
    Backwards,
    /// A constraint that is not understood.
    Constraint,
    /// Answers must be given; here people may always say why not.
    Required,
    /// Words of the form's own for what is wrong.
    Messages,
    /// A hint.
    Hint,
    /// A hint that lacks a language of the study.
    HintLacks,
    /// How a question looks.
    Appearance,
    /// An answer given beforehand.
    Default,
    /// A number with a fraction.
    Fraction,
    /// The time beside a day.
    Moment,
    /// The number has no bounds in the form.
    Unbounded,
    /// A language that the program does not have.
    Language,
    /// Its words stand in the place of English.
    AsEnglish,
    /// A language that lacks texts.
    Incomplete,
    /// A text is missing; other words stand in.
    Untranslated,
    /// An answer of another question inside a text.
    Reference,
    /// Marks of layout inside a text.
    Markup,
    /// A text that is too long.
    TooLong,
    /// The names of the steps between the ends.
    Between,
    /// The scale was turned round.
    Turned,
    /// An answer such as "don't know", which the program offers by itself.
    Reason,
    /// The heading of a group.
    Heading,
    /// An item that only some people are asked, or on another scale than the others.
    NoItem,
    /// More questions than a form may have.
    Many,
    /// A name that another question has already.
    Twice,
}

impl Why {
    /// In words.
    pub fn words(self, phrases: &XlsformPhrases) -> &'static str {
        match self {
            Self::Sheet => phrases.sheet,
            Self::Column => phrases.column,
            Self::Setting => phrases.setting,
            Self::Type => phrases.kind,
            Self::Media => phrases.media,
            Self::Calculation => phrases.calculation,
            Self::Recorded => phrases.recorded,
            Self::Repeat => phrases.repeat,
            Self::Repeated => phrases.repeated,
            Self::External => phrases.external,
            Self::Filter => phrases.filter,
            Self::Arrangement => phrases.arrangement,
            Self::NoList => phrases.no_list,
            Self::ManyOptions => phrases.many_options,
            Self::Condition => phrases.condition,
            Self::Backwards => phrases.backwards,
            Self::Constraint => phrases.constraint,
            Self::Required => phrases.required,
            Self::Messages => phrases.messages,
            Self::Hint => phrases.hint,
            Self::HintLacks => phrases.hint_lacks,
            Self::Appearance => phrases.appearance,
            Self::Default => phrases.default,
            Self::Fraction => phrases.fraction,
            Self::Moment => phrases.moment,
            Self::Unbounded => phrases.unbounded,
            Self::Language => phrases.language,
            Self::AsEnglish => phrases.as_english,
            Self::Incomplete => phrases.incomplete,
            Self::Untranslated => phrases.untranslated,
            Self::Reference => phrases.reference,
            Self::Markup => phrases.markup,
            Self::TooLong => phrases.too_long,
            Self::Between => phrases.between,
            Self::Turned => phrases.turned,
            Self::Reason => phrases.reason,
            Self::Heading => phrases.heading,
            Self::NoItem => phrases.no_item,
            Self::Many => phrases.many,
            Self::Twice => phrases.twice,
        }
    }
}

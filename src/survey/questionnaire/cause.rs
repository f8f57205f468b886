//! What may be wrong with a questionnaire file, in words for its author: each cause with its remedy.

use super::problem::Severity;
use super::scheme::{FORMAT, Facet};
use super::{MAX_BYTES, MAX_TEXT};
use crate::language::Locale;

/// What is wrong. `Display` tells what, [`Cause::remedy`] what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    // The file.
    /// More bytes than are read.
    TooLarge(usize),
    /// Bytes that are no UTF-8; what they look like instead, if anything.
    NotUtf8(Option<&'static str>),
    /// Nothing but blanks and comments.
    Empty,
    /// A character that acts instead of showing.
    Harmful(char),
    /// Not RON; in the words of the reader of that notation.
    Syntax(String),
    /// Brackets nested beyond all need.
    TooDeep,
    /// Another format than the one read.
    Format(i64),
    /// The file's name and the study's id differ.
    FileName(String),

    // The tree.
    /// A field that is not known here; the nearest known one; all known ones.
    UnknownField(String, Option<&'static str>, &'static [&'static str]),
    /// A field given twice.
    FieldTwice(String),
    /// A field that must be there.
    MissingField(&'static str),
    /// Expected and found.
    WrongType(&'static str, String),
    /// A word that is not known here: what it should name, itself, the nearest, all.
    UnknownWord(
        &'static str,
        String,
        Option<&'static str>,
        &'static [&'static str],
    ),
    /// A number outside its bounds: least, most, found.
    OutOfBounds(i64, i64, i64),
    /// Too few or too many: of what, least, most, found.
    Count(&'static str, usize, usize, usize),
    /// Not a well-formed id.
    BadId(String),
    /// An id given twice in one list: of what, which.
    IdTwice(&'static str, String),
    /// Two questions of a form have one key.
    KeyTwice(String),
    /// Two blocks of a form rate one facet.
    FacetTwice(Facet),

    // Texts.
    /// A text lacks a language of the study.
    Untranslated(Locale),
    /// A text has a language that the title lacks.
    ExtraLanguage(Locale),
    /// A text without a letter.
    EmptyText(Locale),
    /// More characters than a text may have.
    TooLong(usize),
    /// More combining marks on a letter than a language needs.
    PiledMarks,
    /// A character whose width depends on the terminal.
    Ambiguous(char),
    /// A character of the other Chinese script: language, found, expected.
    WrongScript(Locale, char, char),
    /// `{` without `}` or the reverse.
    Unbalanced,
    /// A placeholder without a meaning; the nearest one.
    UnknownPlaceholder(String, Option<String>),
    /// A placeholder that has no meaning at this place; why.
    NoPlaceholder(String, &'static str),
    /// A placeholder that another language of the text has: which, missing in.
    PlaceholdersDiffer(String, Locale),

    // Conditions and references.
    /// A condition names no question of the form; the nearest.
    UnknownQuestion(String, Option<String>),
    /// A condition names a question that comes later.
    LaterQuestion(String),
    /// A condition names no option of the question: question, option, nearest.
    UnknownOption(String, String, Option<String>),
    /// `Is` on a question that is no choice.
    NotAChoice(String),
    /// `AtMost` or `AtLeast` on a question that has no number.
    NotANumber(String),
    /// The condition can never hold.
    NeverHolds(String),
    /// The condition always holds.
    AlwaysHolds(String),
    /// Every way through the form ends before.
    EndsBefore,
    /// A facet that only another block can ask: facet, the block.
    OtherBlock(Facet, &'static str),
    /// `AsExpectation` without an expectation block before.
    NoOrderToFollow,
    /// A rival that the question of known firms has no option for.
    RivalNotOffered(String),
    /// A gap between answers that no form asks for: the form's role, facet.
    NotAsked(&'static str, Facet),

    // The instrument.
    /// An item lacks a wording that the form asks for.
    Unworded(Facet),
    /// An item has one half of a pair: missing, there.
    HalfPair(Facet, Facet),
    /// Two facets of one pair on two scales: facet, its scale, other facet, its scale.
    ScalesDiffer(Facet, String, Facet, String),
    /// Points that do not divide 100, or fewer than rows.
    Points(u8),
    /// `Compare` without rivals.
    NoRival,
    /// `Kano` without an item that has both wordings.
    NoKanoPair,
    /// The least is above the most.
    LeastAboveMost(i64, i64),
    /// Outside the bounds of the question: what, least, most, found.
    Beyond(&'static str, i64, i64, i64),
    /// A field that has no effect here: field, why.
    NoEffect(&'static str, &'static str),
    /// More points than fit three columns.
    TooWide(u8),
    /// A scale for `Recommend`, which has one by definition.
    RecommendScale,
    /// A condition between two blocks that may change places looks back at one of them.
    MayComeLater(String),
    /// A tolerance below zero.
    NegativeTolerance,
    /// A dimension that the short form leaves out.
    LeftOut(String),
}

impl std::fmt::Display for Cause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words().1)
    }
}

impl Cause {
    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.words().0
    }

    /// What to do about it.
    pub fn remedy(&self) -> String {
        self.words().2
    }

    /// The table of all causes: how bad, what is wrong, what to do.
    #[expect(clippy::too_many_lines, reason = "one table, one entry a cause")]
    fn words(&self) -> (Severity, String, String) {
        let error = |what: String, remedy: &str| (Severity::Error, what, remedy.to_owned());
        let warning = |what: String, remedy: &str| (Severity::Warning, what, remedy.to_owned());
        match self {
            Self::TooLarge(bytes) => error(
                format!("the file has {bytes} bytes; at most {MAX_BYTES} are read"),
                "a study is far smaller: is this the right file?",
            ),
            Self::NotUtf8(Some(looks)) => error(
                format!("the file is not UTF-8; it looks like {looks}"),
                "open it in an editor in that encoding and save it again as UTF-8",
            ),
            Self::NotUtf8(None) => error(
                "the file is not UTF-8 text".to_owned(),
                "save it as UTF-8; if it is not a text file, give another one",
            ),
            Self::Empty => error(
                "the file holds no study".to_owned(),
                "start from `fivegaps new`, which writes a complete example",
            ),
            Self::Harmful(c) => error(
                format!("the invisible character <U+{:04X}> is not allowed", u32::from(*c)),
                "delete it; it may have come along when text was pasted",
            ),
            Self::Syntax(message) => error(
                message.clone(),
                "look here and just before: is a comma, bracket or quotation mark missing or left over?",
            ),
            Self::TooDeep => error(
                "brackets are nested too deeply".to_owned(),
                "a study needs no more than ten levels: is a closing bracket missing?",
            ),
            Self::Format(found) => error(
                format!("this file has format {found}; this program reads format {FORMAT}"),
                "use a program that reads this format, or write the study in the format of this one",
            ),
            Self::FileName(id) => warning(
                format!("the study's id is `{id}`, but the file has another name"),
                "name the file after the id, so that it is found by it",
            ),

            Self::UnknownField(name, nearest, known) => error(
                format!("there is no field `{name}` here"),
                &did_you_mean(*nearest, known),
            ),
            Self::FieldTwice(name) => error(
                format!("the field `{name}` is given twice"),
                "keep one of them",
            ),
            Self::MissingField(name) => error(
                format!("the field `{name}` is missing"),
                &format!("add `{name}: ...` between these brackets"),
            ),
            Self::WrongType(expected, found) => error(
                format!("expected {expected}, found {found}"),
                &format!("write {expected}"),
            ),
            Self::UnknownWord(what, found, nearest, known) => error(
                format!("`{found}` is no {what}"),
                &did_you_mean(*nearest, known),
            ),
            Self::OutOfBounds(least, most, found) => error(
                format!("{found} is outside {least} to {most}"),
                &format!("give a whole number from {least} to {most}"),
            ),
            Self::Count(what, least, _, found) if found < least => error(
                match found {
                    0 => format!("there are no {what}"),
                    _ => format!("there are only {found} {what}"),
                },
                &format!("give at least {least}"),
            ),
            Self::Count(what, _, most, found) => error(
                format!("there are {found} {what}; at most {most} are possible"),
                "leave some out, or make two studies of it",
            ),
            Self::BadId(found) => error(
                format!("`{found}` is no id"),
                "an id begins with a to z or a digit, goes on with these, `_` or `-`, has at most 64 characters and is no device name such as `con`",
            ),
            Self::IdTwice(what, id) => error(
                format!("two {what} have the id `{id}`"),
                "give one of them another id",
            ),
            Self::KeyTwice(key) => error(
                format!("two questions of this form have the key `{key}`"),
                "give one of them another id; keys are made of a block's or facet's name and an id",
            ),
            Self::FacetTwice(facet) => error(
                format!("the form rates {} twice", facet.key()),
                "a form asks each facet once; take one block away, or make a second form",
            ),

            Self::Untranslated(locale) => error(
                format!("the text in {} is missing", name_of(*locale)),
                &format!("add `{}: \"...\"`: every text needs the languages of the study's title", field_of(*locale)),
            ),
            Self::ExtraLanguage(locale) => error(
                format!("there is a text in {}, which the study's title lacks", name_of(*locale)),
                "the languages of the title are those of the study: add the title in this language, or leave the text out",
            ),
            Self::EmptyText(locale) => error(
                format!("the text in {} is empty", name_of(*locale)),
                "write the text",
            ),
            Self::TooLong(length) => error(
                format!("the text has {length} characters; at most {MAX_TEXT} are possible"),
                "shorten it; long explanations tire",
            ),
            Self::PiledMarks => error(
                "a letter carries too many combining marks, or a mark has no letter".to_owned(),
                "delete the marks; they may have come along when text was pasted",
            ),
            Self::Ambiguous(c) => warning(
                format!("`{c}` (U+{:04X}) is one column wide in some terminals and two in others", u32::from(*c)),
                "use a plain character instead: ASCII in English, full-width punctuation in Chinese",
            ),
            Self::WrongScript(locale, found, expected) => warning(
                format!("`{found}` is not written in {}", name_of(*locale)),
                &format!("it should probably be `{expected}`; the two Chinese scripts are never mixed"),
            ),
            Self::Unbalanced => error(
                "a curly bracket has no partner".to_owned(),
                "placeholders are written `{place}`; a text cannot have other curly brackets",
            ),
            Self::UnknownPlaceholder(name, nearest) => error(
                format!("there is no placeholder `{{{name}}}`"),
                &match nearest {
                    Some(nearest) => format!("did you mean `{{{nearest}}}`?"),
                    None => "use {place}, {industry}, {rival} or {choice.<id of an earlier choice>}".to_owned(),
                },
            ),
            Self::NoPlaceholder(name, why) => error(
                format!("the placeholder `{{{name}}}` has no meaning here"),
                why,
            ),
            Self::PlaceholdersDiffer(name, locale) => error(
                format!("the text in {} lacks the placeholder `{{{name}}}` of the other languages", name_of(*locale)),
                "use the same placeholders in every language",
            ),

            Self::UnknownQuestion(key, nearest) => error(
                format!("the form has no question `{key}`"),
                &match nearest {
                    Some(nearest) => format!("did you mean `{nearest}`?"),
                    None => "a condition names the id of an earlier question, or a rating such as `perception.promise`".to_owned(),
                },
            ),
            Self::LaterQuestion(key) => error(
                format!("the question `{key}` does not come before this one"),
                "a condition can only look back: move one of the two",
            ),
            Self::UnknownOption(key, option, nearest) => error(
                format!("the question `{key}` has no option `{option}`"),
                &match nearest {
                    Some(nearest) => format!("did you mean `{nearest}`?"),
                    None => "name one of its options by its id".to_owned(),
                },
            ),
            Self::NotAChoice(key) => error(
                format!("the question `{key}` has no options"),
                "`Is` and known firms need a choice; for ratings and numbers use `AtLeast` and `AtMost`",
            ),
            Self::NotANumber(key) => error(
                format!("the answer to `{key}` is no number"),
                "`AtLeast` and `AtMost` need a rating or a number; for choices use `Is`",
            ),
            Self::NeverHolds(why) => error(
                format!("this is never asked: {why}"),
                "correct the condition, or take the question away",
            ),
            Self::AlwaysHolds(why) => warning(
                format!("this condition always holds: {why}"),
                "correct the condition, or take it away",
            ),
            Self::EndsBefore => error(
                "this is never asked: every option of an earlier choice ends the interview".to_owned(),
                "leave at least one option of that choice without `ends`",
            ),
            Self::OtherBlock(facet, block) => error(
                format!("`Rate` cannot ask {}", facet.key()),
                &format!("use the block `{block}`"),
            ),
            Self::NoOrderToFollow => error(
                "there is no expectation block before this one whose order could be followed".to_owned(),
                "ask `Rate(facet: Expectation, ..)` first, or choose `Fixed` or `Shuffled`",
            ),
            Self::RivalNotOffered(rival) => error(
                format!("the question has no option for the rival `{rival}`"),
                "give it one option for each rival, with the rival's id",
            ),
            Self::NotAsked(role, facet) => error(
                format!("no form asks {role} for {} in this way", facet.key()),
                "add a form that asks it, or take the gap away; look at `by` as well",
            ),

            Self::Unworded(facet) => error(
                format!("the item has no wording for {}, which a form asks for", facet.key()),
                &format!("add `{}: (..)` to the item", facet.key()),
            ),
            Self::HalfPair(missing, there) => error(
                format!("the item has a wording for {} but none for {}", there.key(), missing.key()),
                &format!("a pair needs both: add `{}: (..)` to the item", missing.key()),
            ),
            Self::ScalesDiffer(facet, scale, other, other_scale) => error(
                format!("{} is rated {scale}, but {} is rated {other_scale}", facet.key(), other.key()),
                "a gap is a difference: give both the same scale",
            ),
            Self::Points(points) => error(
                format!("{points} points cannot be shared out"),
                "use a number that divides 100 and gives each dimension at least one point; 100 is usual",
            ),
            Self::NoRival => error(
                "there are no rivals to compare with".to_owned(),
                "add `rivals: [(id: .., name: (..))]` to the study",
            ),
            Self::NoKanoPair => error(
                "no item has a Kano pair".to_owned(),
                "add `functional` and `dysfunctional` to at least one item",
            ),
            Self::LeastAboveMost(least, most) => error(
                format!("the least, {least}, is above the most, {most}"),
                "exchange the two numbers",
            ),
            Self::Beyond(what, least, most, found) => error(
                format!("{found} is not {what}, which goes from {least} to {most}"),
                "correct the number",
            ),
            Self::NoEffect(field, why) => warning(
                format!("`{field}` has no effect here: {why}"),
                "take it away",
            ),
            Self::TooWide(points) => error(
                format!("the study's scale has {points} points; three columns hold at most 9"),
                "give this block a `scale` of its own",
            ),
            Self::MayComeLater(question) => error(
                format!("`{question}` may come later, as `first: BySeed` lets two blocks change places"),
                "move the block behind both of them, or leave `first` out",
            ),
            Self::NegativeTolerance => error(
                "a tolerance is a distance from the target, and no distance is below 0".to_owned(),
                "write it without the minus sign",
            ),
            Self::RecommendScale => error(
                "`Recommend` is always asked from 0 to 10".to_owned(),
                "take `scale` away; for another scale use `Rating`",
            ),
            Self::LeftOut(dimension) => warning(
                format!("the short form may leave out the dimension `{dimension}`"),
                "mark one of its items `core: true`, or draw by `sample: 1`",
            ),
        }
    }
}

/// The language's name in English, the language of these messages.
fn name_of(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "English",
        Locale::ZhHant => "Traditional Chinese",
        Locale::ZhHans => "Simplified Chinese",
    }
}

/// The language's field in a text.
pub(super) fn field_of(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "en",
        Locale::ZhHant => "zh_hant",
        Locale::ZhHans => "zh_hans",
    }
}

fn did_you_mean(nearest: Option<&str>, known: &[&str]) -> String {
    let all = known.join(", ");
    match nearest {
        Some(nearest) => format!("did you mean `{nearest}`? Possible here: {all}"),
        None => format!("possible here: {all}"),
    }
}
/// The known name nearest to a misspelt one, if it is near at all: at most a third of its letters differ.
pub(super) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > 64 {
        return None;
    }
    known
        .into_iter()
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, candidate)| distance * 3 <= candidate.chars().count().max(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Edit distance with neighbours exchanged counting once (optimal string alignment), case ignored.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.to_lowercase().chars().collect();
    let b: Vec<char> = b.to_lowercase().chars().collect();
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    rows[0] = (0..=b.len()).collect();
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let change = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = change.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = least;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_name_finds_its_neighbour() {
        let known = ["expectation", "perception", "minimum"];
        assert_eq!(nearest("expectaton", known), Some("expectation"));
        assert_eq!(nearest("Percetpion", known), Some("perception"));
        assert_eq!(nearest("colour", known), None);
        assert_eq!(nearest("", ["a"]), Some("a"));
    }
}

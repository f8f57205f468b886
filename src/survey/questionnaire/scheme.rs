//! The parts of a study. Each type mirrors one construct of the file format.

use serde::{Deserialize, Serialize};

use crate::language::{Locale, Localized};

mod chance;
mod moments;

pub use chance::{First, Short};
pub use moments::{Better, Incident, Indicator, TouchPoint, TouchPoints};

/// The file format that this program reads.
pub const FORMAT: u32 = 1;

/// A name inside a study: `^[a-z0-9][a-z0-9_-]{0,63}$`, and no device name of Windows. Safe in file names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(String);

impl Id {
    /// Accepts a well-formed name.
    pub fn new(name: &str) -> Option<Self> {
        let first = name.bytes().next()?;
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        let good = plain(first)
            && name.len() <= 64
            && name.bytes().all(|b| plain(b) || b == b'_' || b == b'-')
            && !is_device_name(name);
        good.then(|| Self(name.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_device_name(name: &str) -> bool {
    let numbered = |stem: &str| {
        name.strip_prefix(stem)
            .is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit())
    };
    matches!(name, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// A study: what is measured, and the forms that ask for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Questionnaire {
    /// Format of the file; always [`FORMAT`] here.
    pub format: u32,
    /// The study's name; also its file name without `.ron`.
    pub id: Id,
    /// Counted up by the author at each change; printed beside the fingerprint.
    pub revision: u32,
    /// What respondents see as the title. Its languages are the languages of the study.
    pub title: Localized,
    /// One or two sentences for the operator: for whom, how long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Localized>,
    /// What `{place}` stands for: "this store".
    pub place: Localized,
    /// What `{industry}` stands for: "stores of this kind".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub industry: Option<Localized>,
    /// The scale of every rating that names no other.
    pub scale: Scale,
    /// The dimensions with their items, in reporting order.
    pub dimensions: Vec<Dimension>,
    /// The firms that `Rival` blocks rate, ours not among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rivals: Vec<Rival>,
    /// One form a role (or several, told apart by id).
    pub forms: Vec<Form>,
    /// The gaps to report; empty = every preset that the forms provide data for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<Gap>,
    /// The least number of responses behind anything shown.
    #[serde(default)]
    pub disclosure: Disclosure,
}

/// A rating scale: whole numbers from `from` to `from + points - 1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scale {
    /// The lowest number, 0 or 1.
    #[serde(default = "one")]
    pub from: u8,
    /// How many steps, 2 to 11.
    pub points: u8,
    /// Label of the lowest step.
    pub low: Localized,
    /// Label of the highest step.
    pub high: Localized,
    /// Label of the middle step, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub middle: Option<Localized>,
}

fn one() -> u8 {
    1
}

impl Scale {
    /// The lowest number.
    pub fn lowest(&self) -> u8 {
        self.from
    }

    /// The highest number.
    pub fn highest(&self) -> u8 {
        self.from + self.points - 1
    }

    /// Whether a number is on the scale.
    pub fn contains(&self, value: u8) -> bool {
        (self.lowest()..=self.highest()).contains(&value)
    }

    /// The mirror image of a number on the scale: low + high - value. For reverse-worded items.
    pub fn reversed(&self, value: u8) -> u8 {
        self.lowest() + self.highest() - value
    }
}

/// A dimension of service quality and its items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dimension {
    /// Its name in data and reports' keys.
    pub id: Id,
    /// Its name for readers of reports. Respondents never see it.
    pub name: Localized,
    /// What it covers, in words for respondents: shown in the points question and in ratings by dimension.
    pub about: Localized,
    /// Its items.
    pub items: Vec<Item>,
}

/// One aspect of the service, worded for each facet it is asked under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its name in data.
    pub id: Id,
    /// A few neutral words for charts, tables and multi-column questions: "keeps promises".
    pub name: Localized,
    /// Always part of the short form.
    #[serde(default, skip_serializing_if = "is_false")]
    pub core: bool,
    /// Worded so that agreement is bad: scored `low + high - raw`.
    #[serde(default, skip_serializing_if = "is_false")]
    pub reverse: bool,
    /// More is not better beyond a point (opening hours): reported, but kept out of sums.
    #[serde(default, skip_serializing_if = "is_false")]
    pub ideal_point: bool,
    /// What an excellent provider would do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expectation: Option<Localized>,
    /// What this provider does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub perception: Option<Localized>,
    /// The least that is acceptable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Localized>,
    /// What is wished for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desired: Option<Localized>,
    /// How much it matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub importance: Option<Localized>,
    /// What managers believe customers expect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate: Option<Localized>,
    /// Kano: how it is when the feature is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub functional: Option<Localized>,
    /// Kano: how it is when the feature is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dysfunctional: Option<Localized>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde's skip_serializing_if passes a reference"
)]
fn is_false(flag: &bool) -> bool {
    !flag
}

impl Item {
    /// The item's own wording under a facet; facets without one are asked with [`Item::name`].
    pub fn wording(&self, facet: Facet) -> Option<&Localized> {
        match facet {
            Facet::Expectation => self.expectation.as_ref(),
            Facet::Perception => self.perception.as_ref(),
            Facet::Minimum => self.minimum.as_ref(),
            Facet::Desired => self.desired.as_ref(),
            Facet::Importance => self.importance.as_ref(),
            Facet::Estimate => self.estimate.as_ref().or(self.expectation.as_ref()),
            Facet::Functional => self.functional.as_ref(),
            Facet::Dysfunctional => self.dysfunctional.as_ref(),
            Facet::Rival => self.perception.as_ref(),
            Facet::Standard | Facet::Delivery | Facet::Promise => None,
        }
    }
}

/// From which side an item or a dimension is judged. A gap is the difference of two facets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Facet {
    /// What an excellent provider of this kind would do (customers).
    Expectation,
    /// What this provider does (customers).
    Perception,
    /// The lowest acceptable level (zone of tolerance).
    Minimum,
    /// The desired level (zone of tolerance).
    Desired,
    /// How much it matters.
    Importance,
    /// What managers believe that customers expect (gap 1).
    Estimate,
    /// How far formal standards are set (gap 2).
    Standard,
    /// How able staff are to meet the standards (gap 3).
    Delivery,
    /// How able staff are to keep what is promised outside (gap 4).
    Promise,
    /// What a rival does, as the same customer sees it.
    Rival,
    /// Kano: the feature is there.
    Functional,
    /// Kano: the feature is missing.
    Dysfunctional,
}

impl Facet {
    /// The facet's name in question keys and in data.
    pub fn key(self) -> &'static str {
        match self {
            Self::Expectation => "expectation",
            Self::Perception => "perception",
            Self::Minimum => "minimum",
            Self::Desired => "desired",
            Self::Importance => "importance",
            Self::Estimate => "estimate",
            Self::Standard => "standard",
            Self::Delivery => "delivery",
            Self::Promise => "promise",
            Self::Rival => "rival",
            Self::Functional => "functional",
            Self::Dysfunctional => "dysfunctional",
        }
    }
}

/// A competitor that customers compare with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rival {
    /// Its name in data.
    pub id: Id,
    /// Its name on the screen; what `{rival}` stands for.
    pub name: Localized,
}

/// Who answers a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// A customer.
    Customer,
    /// A manager.
    Manager,
    /// Contact personnel.
    Staff,
}

/// What one role is asked, in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The form's name.
    pub id: Id,
    /// Who answers it.
    pub role: Role,
    /// A title of its own; else the study's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Localized>,
    /// What a person agrees to before the first question. Without it no notice is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<Consent>,
    /// The questions, in the order in which they are asked.
    pub ask: Vec<Block>,
    /// How the short form is drawn; without it the form has no short version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<Short>,
    /// Whether expectations or perceptions come first, where that is not as written in `ask`.
    #[serde(default, skip_serializing_if = "First::is_as_written")]
    pub first: First,
    /// Words of thanks of the form's own; else the program's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thanks: Option<Localized>,
}

/// The notice before the first question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Who asks, why, what for; voluntary; contact.
    pub notice: Localized,
    /// After how many days single answers are deleted.
    pub keep_days: u32,
    /// The person confirms to be at least this old.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_age: Option<u8>,
}

/// The least number of responses behind anything shown (spec: 5 for scores, 10 for texts, never below 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disclosure {
    /// For scores.
    pub scores: u32,
    /// For texts and crossed breakdowns of staff.
    pub texts: u32,
}

impl Default for Disclosure {
    fn default() -> Self {
        Self {
            scores: 5,
            texts: 10,
        }
    }
}

/// One entry of a form's `ask` list. A block becomes one question or many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// Rate a facet of every item, or of every dimension.
    Rate(Rate),
    /// Minimum, desired and perceived level of every item, side by side.
    ThreeColumn(ThreeColumn),
    /// Expectation and perception of every item, side by side (shrinks gaps: recorded).
    Paired(Paired),
    /// Perception of every rival by the same person.
    Compare(Compare),
    /// Share out points over the dimensions.
    Allocate(Allocate),
    /// Choose one or several options.
    Choice(Choice),
    /// Overall quality, 1 to 10 unless another scale is given.
    Overall(Single),
    /// Would recommend, always 0 to 10 (NPS).
    Recommend(Single),
    /// Satisfaction, 1 to 5 unless another scale is given (CSAT).
    Satisfaction(Single),
    /// Ease, 1 to 7 (CES 2.0).
    Effort(Single),
    /// Any other single rating: an intention, an antecedent, an index question.
    Rating(Single),
    /// Statements rated one after another and averaged: an antecedent scale.
    Battery(Battery),
    /// Kano pairs for every item that has both wordings.
    Kano(Kano),
    /// The critical-incident flow.
    Incident(Incident),
    /// Touch points in the order of the visit.
    TouchPoints(TouchPoints),
    /// A number with bounds and unit.
    Number(Number),
    /// A count of the organisation's own, with its target: entered once a period.
    Indicator(Indicator),
    /// A calendar day.
    Date(Open),
    /// A month.
    Month(Open),
    /// A time of day.
    Time(Open),
    /// Free text.
    Text(Text),
    /// Text to read, nothing to answer.
    Note(Note),
}

/// A block that rates one facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// Which facet.
    pub facet: Facet,
    /// By item, or by dimension.
    #[serde(default)]
    pub by: By,
    /// In which order.
    #[serde(default)]
    pub order: Order,
    /// Words above every question of the block: "Think of an excellent store ...".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Localized>,
    /// A scale of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<Scale>,
    /// A reason that only this block offers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extra: Option<Extra>,
    /// Asked only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What only an interviewer reads, at each of its questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Localized>,
    /// With an interviewer, the respondent answers it alone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub self_completed: bool,
}

/// Whether ratings are per item or per dimension.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum By {
    /// One rating an item.
    #[default]
    Item,
    /// One rating a dimension, worded by [`Dimension::about`].
    Dimension,
}

/// The order of the questions of a block.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    /// As in the file.
    #[default]
    Fixed,
    /// By the interview's seed; expectation and perception of a person share one order.
    Shuffled,
    /// Dimensions by the seed, items inside a dimension as in the file.
    ShuffledDimensions,
    /// As the expectation block of the same form was shown.
    AsExpectation,
}

/// A reason for not rating that belongs to the staff and manager batteries. Never a number on the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Extra {
    /// There is no standard for this.
    NoStandard,
    /// Nothing is promised about this.
    NoPromise,
}

/// Three columns an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreeColumn {
    /// In which order.
    #[serde(default)]
    pub order: Order,
    /// Words above every question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Localized>,
    /// A scale of its own; up to 9 points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<Scale>,
    /// Asked only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What only an interviewer reads, at each of its questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Localized>,
    /// With an interviewer, the respondent answers it alone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub self_completed: bool,
}

/// Expectation and perception side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paired {
    /// In which order.
    #[serde(default)]
    pub order: Order,
    /// Words above every question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Localized>,
    /// Asked only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What only an interviewer reads, at each of its questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Localized>,
    /// With an interviewer, the respondent answers it alone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub self_completed: bool,
}

/// Perception of the rivals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compare {
    /// In which order the items come; the rivals' order follows a balanced Latin square.
    #[serde(default)]
    pub order: Order,
    /// Words above every question; `{rival}` is the firm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Localized>,
    /// The choice question that tells which rivals the person knows (options named like the rivals).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<Id>,
    /// Asked only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What only an interviewer reads, at each of its questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Localized>,
    /// With an interviewer, the respondent answers it alone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub self_completed: bool,
}

/// Share out points over the dimensions, by their descriptions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allocate {
    /// How many points, usually 100.
    pub points: u8,
    /// Words above the rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Localized>,
    /// Order of the rows.
    #[serde(default)]
    pub order: Order,
    /// Asked only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What only an interviewer reads, at each of its questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Localized>,
    /// With an interviewer, the respondent answers it alone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub self_completed: bool,
}

/// Choose one or several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The question's key.
    pub id: Id,
    /// The question.
    pub text: Localized,
    /// Several options may be chosen.
    #[serde(default, skip_serializing_if = "is_false")]
    pub many: bool,
    /// The options, in order.
    pub options: Vec<Choosable>,
    /// Asked only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What only an interviewer reads, at each of its questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Localized>,
    /// With an interviewer, the respondent answers it alone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub self_completed: bool,
}

/// An option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choosable {
    /// Its name in data.
    pub id: Id,
    /// Its label.
    pub text: Localized,
    /// Choosing it opens a line for words of one's own.
    #[serde(default, skip_serializing_if = "is_false")]
    pub other: bool,
    /// Excludes all other options of a question with several.
    #[serde(default, skip_serializing_if = "is_false")]
    pub alone: bool,
    /// Choosing it ends the interview politely as "screened out".
    #[serde(default, skip_serializing_if = "is_false")]
    pub ends: bool,
}

/// One rating that stands for itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Single {
    /// The question's key.
    pub id: Id,
    /// The question.
    pub text: Localized,
    /// A scale of its own. `Recommend` takes none; the others have a usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<Scale>,
    /// An attention check: the only answer that passes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expect: Option<u8>,
    /// Asked only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What only an interviewer reads, at each of its questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Localized>,
    /// With an interviewer, the respondent answers it alone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub self_completed: bool,
}

/// An antecedent scale: statements, averaged after reversing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Battery {
    /// The scale's key; statements are `id.statement`.
    pub id: Id,
    /// Its name in reports.
    pub name: Localized,
    /// Which gap it explains, 1 to 4.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap: Option<u8>,
    /// Words above every statement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Localized>,
    /// A scale of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<Scale>,
    /// In which order.
    #[serde(default)]
    pub order: Order,
    /// The statements.
    pub statements: Vec<Statement>,
    /// Asked only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What only an interviewer reads, at each of its questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Localized>,
    /// With an interviewer, the respondent answers it alone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub self_completed: bool,
}

/// A statement of a battery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Its name in data.
    pub id: Id,
    /// Its words.
    pub text: Localized,
    /// Agreement is bad: scored `low + high - raw`.
    #[serde(default, skip_serializing_if = "is_false")]
    pub reverse: bool,
}

/// Kano pairs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kano {
    /// In which order.
    #[serde(default)]
    pub order: Order,
    /// Words above every question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Localized>,
    /// Asked only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What only an interviewer reads, at each of its questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Localized>,
    /// With an interviewer, the respondent answers it alone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub self_completed: bool,
}

/// A number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// The question's key.
    pub id: Id,
    /// The question.
    pub text: Localized,
    /// The least number accepted.
    pub least: i64,
    /// The greatest number accepted.
    pub most: i64,
    /// Its unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Localized>,
    /// Beyond these the program asks once whether it is right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usual: Option<(i64, i64)>,
    /// Asked only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What only an interviewer reads, at each of its questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Localized>,
    /// With an interviewer, the respondent answers it alone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub self_completed: bool,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde's skip_serializing_if passes a reference"
)]
fn is_zero(number: &u8) -> bool {
    *number == 0
}

/// A question answered with a day, a month or a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// The question's key.
    pub id: Id,
    /// The question.
    pub text: Localized,
    /// Asked only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What only an interviewer reads, at each of its questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Localized>,
    /// With an interviewer, the respondent answers it alone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub self_completed: bool,
}

/// Free text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The question's key.
    pub id: Id,
    /// The question.
    pub text: Localized,
    /// Several lines.
    #[serde(default, skip_serializing_if = "is_false")]
    pub long: bool,
    /// Only the interviewer sees and fills it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub interviewer: bool,
    /// Asked only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What only an interviewer reads, at each of its questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Localized>,
    /// With an interviewer, the respondent answers it alone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub self_completed: bool,
}

/// A page of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The page's key.
    pub id: Id,
    /// What it says.
    pub text: Localized,
    /// Shown only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What only an interviewer reads, at each of its questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Localized>,
    /// With an interviewer, the respondent answers it alone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub self_completed: bool,
}

/// A condition on earlier answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// The choice question has this option chosen.
    Is(String, String),
    /// The number or rating is at most this.
    AtMost(String, i64),
    /// The number or rating is at least this.
    AtLeast(String, i64),
    /// The question has an answer (a reason for not answering is none).
    Answered(String),
    /// All hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
}

/// A gap to report: one facet minus another, or a facet's distance to the top of its scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// Its name in data: `customer`, `knowledge`, ...
    pub id: Id,
    /// Its name for readers.
    pub name: Localized,
    /// What the gap looks at.
    pub of: Side,
    /// What it is measured against.
    pub against: Against,
    /// By item, or by dimension.
    #[serde(default)]
    pub by: By,
}

/// A role's answers under a facet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// Who answered.
    pub role: Role,
    /// Under which facet.
    pub facet: Facet,
}

/// What a gap is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Against {
    /// Another facet, perhaps of another role.
    Facet(Side),
    /// The highest step of the scale.
    Top,
}

impl Questionnaire {
    /// The languages of the study: those of its title, in the order in which they are offered.
    pub fn locales(&self) -> Vec<Locale> {
        Locale::ALL
            .into_iter()
            .filter(|locale| self.title.has(*locale))
            .collect()
    }

    /// The form of this name.
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.id.as_str() == id)
    }

    /// All items with the index of their dimension, in file order.
    pub fn items(&self) -> impl Iterator<Item = (usize, &Item)> {
        self.dimensions
            .iter()
            .enumerate()
            .flat_map(|(index, dimension)| dimension.items.iter().map(move |item| (index, item)))
    }
}

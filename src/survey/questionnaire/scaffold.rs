//! A commented study to start from. It passes the check as it is.

mod wording;

use super::scheme::{FORMAT, Id, Role};
use crate::language::{Locale, Localized, clean_line};
use wording::{Beginning, DIMENSIONS, Pair, Words};

/// Everybody is asked the first item of so many dimensions; of the others one is drawn by chance. With one item
/// drawn of each dimension, five dimensions make 14 ratings; 16 are as many as people answer on their feet.
const CORE: usize = 2;

/// What a new study begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// The study's name.
    pub id: Id,
    /// Its title. Its languages become those of the study; English if it has none.
    pub title: Localized,
    /// What `{place}` stands for; where a language is missing, the words for "this store" stand in.
    pub place: Localized,
    /// What `{industry}` stands for; where a language is missing, the word for "store" stands in.
    pub industry: Localized,
    /// How many of the [`Start::DIMENSIONS`] dimensions; outside 1 to all of them, all.
    pub dimensions: usize,
    /// Whether customers share out 100 points over the dimensions. Needs two dimensions.
    pub shares_points: bool,
    /// Steps of the scale; outside 2 to 11, seven.
    pub points: u8,
    /// Who is asked; none means customers.
    pub roles: Vec<Role>,
}

impl Start {
    /// How many dimensions there are to start from.
    pub const DIMENSIONS: usize = DIMENSIONS.len();

    /// What is taken where nobody says otherwise: all dimensions, the points question, customers.
    pub fn usual(id: Id, locales: &[Locale]) -> Self {
        let mut title = Localized::default();
        for locale in locales {
            title.set(*locale, localized(TITLE).get(*locale).to_owned());
        }
        Self {
            id,
            title,
            place: localized(PLACE),
            industry: localized(INDUSTRY),
            dimensions: DIMENSIONS.len(),
            shares_points: true,
            points: 7,
            roles: vec![Role::Customer],
        }
    }
}

const TITLE: Words = ["Our service", "我們的服務", "我们的服务"];
const PLACE: Words = ["this store", "本店", "本店"];
const INDUSTRY: Words = ["store", "商店", "商店"];

/// The text of the file `<id>.ron`.
pub fn scaffold(start: &Start) -> String {
    Writer::new(start).study(start)
}

struct Writer {
    locales: Vec<Locale>,
    title: Localized,
    dimensions: &'static [Beginning],
}

impl Writer {
    fn new(start: &Start) -> Self {
        let title = own_words(&start.title, TITLE);
        let has = |locale: &Locale| start.title.has(*locale);
        let mut locales: Vec<Locale> = Locale::ALL.into_iter().filter(has).collect();
        if locales.is_empty() {
            locales.push(Locale::En);
        }
        let dimensions = match start.dimensions {
            0 => &DIMENSIONS[..],
            wanted => DIMENSIONS.get(..wanted).unwrap_or(&DIMENSIONS),
        };
        Self {
            locales,
            title,
            dimensions,
        }
    }

    fn localized(&self, text: &Localized) -> String {
        let field = |locale: &Locale| {
            let name = super::cause::field_of(*locale);
            let words = ron::to_string(text.get(*locale)).unwrap_or_default();
            format!("{name}: {words}")
        };
        let fields: Vec<String> = self.locales.iter().map(field).collect();
        format!("({})", fields.join(", "))
    }

    fn text(&self, words: Words) -> String {
        self.localized(&localized(words))
    }

    fn study(&self, start: &Start) -> String {
        let points = match start.points {
            2..=11 => start.points,
            _ => 7,
        };
        let place = own_words(&start.place, PLACE);
        let industry = own_words(&start.industry, INDUSTRY);
        let mut roles = start.roles.clone();
        roles.dedup();
        if roles.is_empty() {
            roles.push(Role::Customer);
        }
        let mut forms = String::new();
        for role in [Role::Customer, Role::Manager, Role::Staff] {
            if roles.contains(&role) {
                forms.push_str(&match role {
                    Role::Customer => self.customers(start),
                    Role::Manager => self.managers(),
                    Role::Staff => self.staff(),
                });
            }
        }
        format!(
            r"// A study for fivegaps. Change the words, add dimensions and items, then: fivegaps check {id}.ron
// Keep ids as they are once answers come in; count `revision` up with each change.
(
  format: {FORMAT},
  id: {id:?},
  revision: 1,
  // Every text has the languages of the title.
  title: {title},
  // What {{place}} stands for in the texts below.
  place: {place},
  // What {{industry}} stands for.
  industry: {industry},
  // Whole numbers from 1; only the ends are named.
  scale: (
    points: {points},
    low: {low},
    high: {high},
  ),
  // Each item is one aspect of the service, worded as a pair:
  // what an excellent provider does, and what this one does.
  dimensions: [
{dimensions}  ],
  // One form for each role.
  forms: [
{forms}  ],
)
",
            id = start.id.as_str(),
            title = self.localized(&self.title),
            place = self.localized(&place),
            industry = self.localized(&industry),
            low = self.text(["strongly disagree", "非常不同意", "非常不同意"]),
            high = self.text(["strongly agree", "非常同意", "非常同意"]),
            dimensions = self.dimensions(),
        )
    }

    fn dimensions(&self) -> String {
        let numbered = self.dimensions.iter().enumerate();
        numbered
            .map(|(index, dimension)| self.dimension(dimension, index < CORE))
            .collect()
    }

    fn dimension(&self, dimension: &Beginning, core: bool) -> String {
        let [first, second] = &dimension.items;
        format!(
            "    (
      id: {id:?},
      name: {name},
      // Read by respondents.
      about: {about},
      items: [
{first}{second}      ],
    ),
",
            id = dimension.id,
            name = self.text(dimension.name),
            about = self.text(dimension.about),
            first = self.item(first, core),
            second = self.item(second, false),
        )
    }

    fn item(&self, item: &Pair, core: bool) -> String {
        let core = if core {
            "          core: true, // always part of the short form\n"
        } else {
            ""
        };
        format!(
            "        (
          id: {id:?},
          name: {name},
{core}          expectation: {expectation},
          perception: {perception},
        ),
",
            id = item.id,
            name = self.text(item.name),
            expectation = self.text(item.expectation),
            perception = self.text(item.perception),
        )
    }

    fn customers(&self, start: &Start) -> String {
        let notice = self.text([
            "We would like to know how you see our service. Taking part is voluntary and anonymous.",
            "我們想了解您對服務的看法。參與純屬自願，並且不記名。",
            "我们想了解您对服务的看法。参与纯属自愿，并且不记名。",
        ]);
        let expected = self.text([
            "Think of an excellent {industry}. How far do you agree?",
            "請想像一家優秀的{industry}。您有多同意以下說法？",
            "请想象一家优秀的{industry}。您有多同意以下说法？",
        ]);
        let points = self.text([
            "Share out 100 points: the more important something is to you, the more points it gets.",
            "請分配 100 分：對您越重要的，給越多分。",
            "请分配 100 分：对您越重要的，给越多分。",
        ]);
        // Points shared out over a single dimension would say nothing.
        let points = if start.shares_points && self.dimensions.len() > 1 {
            format!("        Allocate(points: 100, lead: {points}),\n")
        } else {
            String::new()
        };
        let seen = self.text([
            "Now think of {place}. How far do you agree?",
            "現在請想想{place}。您有多同意以下說法？",
            "现在请想想{place}。您有多同意以下说法？",
        ]);
        let recommend = self.text([
            "How likely are you to recommend {place} to a friend?",
            "您有多大可能向朋友推薦{place}？",
            "您有多大可能向朋友推荐{place}？",
        ]);
        let why = self.text([
            "What should we do better?",
            "您認為我們哪裡可以做得更好？",
            "您认为我们哪里可以做得更好？",
        ]);
        format!(
            "    (
      id: \"customer\",
      role: Customer,
      // Shown before the first question; single answers are deleted after `keep_days`.
      consent: (
        notice: {notice},
        keep_days: 365,
      ),
      ask: [
        Rate(facet: Expectation, order: Shuffled, lead: {expected}),
{points}        Rate(facet: Perception, order: AsExpectation, lead: {seen}),
        Recommend(id: \"recommend\", text: {recommend}),
        // Asked only of those who would hardly recommend.
        Text(id: \"why\", text: {why}, long: true, when: AtMost(\"recommend\", 6)),
      ],
      // The short form of a kiosk: core items, and one of the others drawn from each dimension.
      short: (sample: 1),
    ),
"
        )
    }

    fn managers(&self) -> String {
        let estimate = self.text([
            "What do our customers expect of an excellent {industry}? Answer as they would.",
            "我們的顧客對優秀的{industry}有何期望？請按顧客的想法作答。",
            "我们的顾客对优秀的{industry}有何期望？请按顾客的想法作答。",
        ]);
        let standard = self.text([
            "How far are there set standards for this? 1 means informal, the highest number formal.",
            "這方面有多明確的標準？1 表示非正式，最大的數字表示正式。",
            "这方面有多明确的标准？1 表示非正式，最大的数字表示正式。",
        ]);
        format!(
            "    (
      id: \"manager\",
      role: Manager,
      ask: [
        Rate(facet: Estimate, lead: {estimate}),
        Rate(facet: Standard, by: Dimension, extra: NoStandard, lead: {standard}),
      ],
    ),
"
        )
    }

    fn staff(&self) -> String {
        let delivery = self.text([
            "How able are you and your colleagues to meet the standards for this, always?",
            "您和同事在這方面能始終達到標準嗎？",
            "您和同事在这方面能始终达到标准吗？",
        ]);
        let promise = self.text([
            "How able are you and your colleagues to keep what is promised about this outside?",
            "您和同事在這方面能做到對外的承諾嗎？",
            "您和同事在这方面能做到对外的承诺吗？",
        ]);
        format!(
            "    (
      id: \"staff\",
      role: Staff,
      ask: [
        Rate(facet: Delivery, by: Dimension, extra: NoStandard, lead: {delivery}),
        Rate(facet: Promise, by: Dimension, extra: NoPromise, lead: {promise}),
      ],
    ),
"
        )
    }
}

fn localized([en, zh_hant, zh_hans]: Words) -> Localized {
    Localized::new(en, zh_hant, zh_hans)
}

/// The operator's words, made harmless; where there are none, ours.
fn own_words(given: &Localized, ours: Words) -> Localized {
    let mut text = localized(ours);
    for locale in Locale::ALL {
        let words = clean_line(given.get(locale), 200).replace(['{', '}'], "");
        if !words.trim().is_empty() {
            text.set(locale, words);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::subsequence;

    use super::super::{advice, examine, read};
    use super::*;

    proptest! {
        #[test]
        fn a_scaffold_passes_the_check_without_a_warning(
            locales in subsequence(Locale::ALL.to_vec(), 0..=3),
            roles in subsequence(vec![Role::Customer, Role::Manager, Role::Staff], 0..=3),
            points in any::<u8>(),
            dimensions in 0_usize..7,
            shares_points in any::<bool>(),
            tail in "[ -~\n]{0,20}",
        ) {
            let id = Id::new("mine").unwrap();
            let mut start = Start {
                dimensions,
                shares_points,
                points,
                roles: roles.clone(),
                place: Localized { en: Some(tail.clone()), ..Localized::default() },
                industry: Localized { en: Some(tail.clone()), ..Localized::default() },
                ..Start::usual(id, &locales)
            };
            for locale in &locales {
                start.title.set(*locale, format!("A{tail}"));
            }
            let reading = examine(scaffold(&start), "mine.ron");
            prop_assert!(reading.is_clean(), "{}", reading.problems);
            let study = reading.questionnaire.unwrap();
            prop_assert_eq!(study.forms.len(), roles.len().max(1));
            prop_assert_eq!(study.locales().len(), locales.len().max(1));
            let wanted = if (1..=5).contains(&dimensions) { dimensions } else { 5 };
            prop_assert_eq!(study.dimensions.len(), wanted);
        }
    }

    #[test]
    fn the_usual_study_is_short_enough_for_a_kiosk() {
        let start = Start::usual(Id::new("mine").unwrap(), &Locale::ALL);
        let study = read(scaffold(&start), "mine.ron").unwrap();
        assert_eq!(advice(&study), []);
    }
}

//! A commented study to start from. It passes the check as it is.

use super::scheme::{FORMAT, Id, Role};
use crate::language::{Locale, Localized, clean_line};

/// What a new study begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// The study's name.
    pub id: Id,
    /// Its title. Its languages become those of the study; English if it has none.
    pub title: Localized,
    /// What `{place}` stands for; where a language is missing, the word for "this store" stands in.
    pub place: Localized,
    /// Steps of the scale; outside 2 to 11, seven.
    pub points: u8,
    /// Who is asked; none means customers.
    pub roles: Vec<Role>,
}

/// The text of the file `<id>.ron`.
pub fn scaffold(start: &Start) -> String {
    Writer::new(start).study(start)
}

struct Writer {
    locales: Vec<Locale>,
    title: Localized,
}

/// A text of the scaffold in all languages.
type Words = [&'static str; 3];

impl Writer {
    fn new(start: &Start) -> Self {
        let title = own_words(&start.title, ["Our service", "我們的服務", "我们的服务"]);
        let has = |locale: &Locale| start.title.has(*locale);
        let mut locales: Vec<Locale> = Locale::ALL.into_iter().filter(has).collect();
        if locales.is_empty() {
            locales.push(Locale::En);
        }
        Self { locales, title }
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

    fn text(&self, [en, zh_hant, zh_hans]: Words) -> String {
        self.localized(&Localized::new(en, zh_hant, zh_hans))
    }

    fn study(&self, start: &Start) -> String {
        let points = match start.points {
            2..=11 => start.points,
            _ => 7,
        };
        let place = own_words(&start.place, ["this store", "本店", "本店"]);
        let mut roles = start.roles.clone();
        roles.dedup();
        if roles.is_empty() {
            roles.push(Role::Customer);
        }
        let mut forms = String::new();
        for role in [Role::Customer, Role::Manager, Role::Staff] {
            if roles.contains(&role) {
                forms.push_str(&match role {
                    Role::Customer => self.customers(),
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
            low = self.text(["strongly disagree", "非常不同意", "非常不同意"]),
            high = self.text(["strongly agree", "非常同意", "非常同意"]),
            dimensions = self.dimensions(),
        )
    }

    fn dimensions(&self) -> String {
        let reliability = [
            self.item(
                "promise",
                "core: true, // always part of the short form",
                ["keeps promises", "說到做到", "说到做到"],
                [
                    "An excellent store does what it promised, on time.",
                    "優秀的商店會按時做到所答應的事。",
                    "优秀的商店会按时做到所答应的事。",
                ],
                [
                    "In {place} what was promised is done on time.",
                    "{place}會按時做到所答應的事。",
                    "{place}会按时做到所答应的事。",
                ],
            ),
            self.item(
                "first-time",
                "",
                ["right the first time", "一次做好", "一次做好"],
                [
                    "An excellent store does things right the first time.",
                    "優秀的商店第一次就把事情做好。",
                    "优秀的商店第一次就把事情做好。",
                ],
                [
                    "In {place} things are done right the first time.",
                    "{place}第一次就把事情做好。",
                    "{place}第一次就把事情做好。",
                ],
            ),
        ];
        let responsiveness = [
            self.item(
                "prompt",
                "core: true,",
                ["prompt service", "服務迅速", "服务迅速"],
                [
                    "In an excellent store nobody waits long.",
                    "優秀的商店不會讓顧客久等。",
                    "优秀的商店不会让顾客久等。",
                ],
                [
                    "In {place} I did not wait long.",
                    "{place}沒有讓我久等。",
                    "{place}没有让我久等。",
                ],
            ),
            self.item(
                "willing",
                "",
                ["willing to help", "樂意幫忙", "乐意帮忙"],
                [
                    "In an excellent store the staff are glad to help.",
                    "優秀的商店裡，員工樂意幫忙。",
                    "优秀的商店里，员工乐意帮忙。",
                ],
                [
                    "In {place} the staff are glad to help.",
                    "{place}的員工樂意幫忙。",
                    "{place}的员工乐意帮忙。",
                ],
            ),
        ];
        let first = self.dimension(
            "reliability",
            ["Reliability", "可靠", "可靠"],
            [
                "doing what was promised, dependably and without mistakes",
                "可靠、無誤地做到所承諾的服務",
                "可靠、无误地做到所承诺的服务",
            ],
            &reliability.concat(),
        );
        let second = self.dimension(
            "responsiveness",
            ["Responsiveness", "反應", "反应"],
            [
                "helping willingly and without delay",
                "樂意並及時地提供協助",
                "乐意并及时地提供协助",
            ],
            &responsiveness.concat(),
        );
        first + &second
    }

    fn dimension(&self, id: &str, name: Words, about: Words, items: &str) -> String {
        let (name, about) = (self.text(name), self.text(about));
        format!(
            "    (
      id: {id:?},
      name: {name},
      about: {about},
      items: [
{items}      ],
    ),
"
        )
    }

    fn item(
        &self,
        id: &str,
        core: &str,
        name: Words,
        expectation: Words,
        perception: Words,
    ) -> String {
        let core = match core {
            "" => String::new(),
            core => format!("          {core}\n"),
        };
        let (name, expectation, perception) = (
            self.text(name),
            self.text(expectation),
            self.text(perception),
        );
        format!(
            "        (
          id: {id:?},
          name: {name},
{core}          expectation: {expectation},
          perception: {perception},
        ),
"
        )
    }

    fn customers(&self) -> String {
        let notice = self.text([
            "We would like to know how you see our service. Taking part is voluntary and anonymous.",
            "我們想了解您對服務的看法。參與純屬自願，並且不記名。",
            "我们想了解您对服务的看法。参与纯属自愿，并且不记名。",
        ]);
        let expected = self.text([
            "Think of an excellent store. How far do you agree?",
            "請想像一間優秀的商店。您有多同意以下說法？",
            "请想象一家优秀的商店。您有多同意以下说法？",
        ]);
        let points = self.text([
            "Share out 100 points: the more important something is to you, the more points it gets.",
            "請分配 100 點：對您越重要的，給越多點。",
            "请分配 100 分：对您越重要的，给越多分。",
        ]);
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
        Allocate(points: 100, lead: {points}),
        Rate(facet: Perception, order: AsExpectation, lead: {seen}),
        Recommend(id: \"recommend\", text: {recommend}),
        // Asked only of those who would hardly recommend.
        Text(id: \"why\", text: {why}, long: true, when: AtMost(\"recommend\", 6)),
      ],
      // The short form of a kiosk: core items, and one more drawn from each dimension.
      short: (sample: 1),
    ),
"
        )
    }

    fn managers(&self) -> String {
        let estimate = self.text([
            "What do our customers expect of an excellent store? Answer as they would.",
            "我們的顧客對優秀的商店有何期望？請按顧客的想法作答。",
            "我们的顾客对优秀的商店有何期望？请按顾客的想法作答。",
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

/// The operator's words, made harmless; where there are none, ours.
fn own_words(given: &Localized, [en, zh_hant, zh_hans]: Words) -> Localized {
    let mut text = Localized::new(en, zh_hant, zh_hans);
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

    use super::super::examine;
    use super::*;

    proptest! {
        #[test]
        fn a_scaffold_passes_the_check_without_a_warning(
            locales in subsequence(Locale::ALL.to_vec(), 0..=3),
            roles in subsequence(vec![Role::Customer, Role::Manager, Role::Staff], 0..=3),
            points in any::<u8>(),
            tail in "[ -~\n]{0,20}",
        ) {
            let mut title = Localized::default();
            for locale in &locales {
                title.set(*locale, format!("A{tail}"));
            }
            let place = Localized { en: Some(tail), ..Localized::default() };
            let id = Id::new("mine").unwrap();
            let start = Start { id, title, place, points, roles: roles.clone() };
            let reading = examine(scaffold(&start), "mine.ron");
            prop_assert!(reading.is_clean(), "{}", reading.problems);
            let study = reading.questionnaire.unwrap();
            prop_assert_eq!(study.forms.len(), roles.len().max(1));
            prop_assert_eq!(study.locales().len(), locales.len().max(1));
        }
    }
}

//! A drafted study as a file, with remarks for the person who goes on with it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Draft, Source, Went};
use crate::language::{Locale, Localized, columns, wrap};
use crate::survey::questionnaire::{Block, Condition, Form, Questionnaire, Scale, print, read};

/// The widest line of a remark.
const WIDTH: usize = 110;

/// The remarks of a file, in the author's language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remarks {
    /// At the top, one paragraph each.
    pub top: Vec<String>,
    /// Before a field of the study: its name and what is said.
    pub before: Vec<(&'static str, String)>,
}

/// The text of the file `<id>.ron`: reads back as the study itself.
pub fn commented(draft: &Draft, source: &Source, remarks: &Remarks) -> String {
    let study = &draft.questionnaire;
    let mut places: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (went, asked) in draft.went.iter().zip(&source.asked) {
        if let Went::To(key) = went
            && !asked.place.is_empty()
        {
            places.entry(key.as_str()).or_default().push(&asked.place);
        }
    }
    let mut out = String::new();
    for paragraph in &remarks.top {
        for line in wrap(paragraph, WIDTH) {
            let _ = writeln!(out, "// {}", line.trim_end());
        }
    }
    let mut writer = Writer {
        out,
        locales: study.locales(),
        places,
        before: &remarks.before,
    };
    writer.study(study);
    let text = writer.out;
    // What is written here is read by people; if a word of it went wrong, the plain print is right.
    if read(&text, "").ok().as_ref() == Some(study) {
        text
    } else {
        print(study)
    }
}

struct Writer<'a> {
    out: String,
    locales: Vec<Locale>,
    places: BTreeMap<&'a str, Vec<&'a str>>,
    before: &'a [(&'static str, String)],
}

impl Writer<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        let _ = writeln!(self.out, "{}{text}", "  ".repeat(depth));
    }

    fn remark(&mut self, field: &str) {
        let remarks = self.before;
        for (_, words) in remarks.iter().filter(|(name, _)| *name == field) {
            for line in wrap(words, WIDTH) {
                self.line(1, &format!("// {}", line.trim_end()));
            }
        }
    }

    fn text(&self, text: &Localized) -> String {
        let field = |locale: &Locale| {
            let name = match locale {
                Locale::En => "en",
                Locale::ZhHant => "zh_hant",
                Locale::ZhHans => "zh_hans",
            };
            format!("{name}: {}", quoted(text.get(*locale)))
        };
        let fields: Vec<String> = self.locales.iter().map(field).collect();
        format!("({})", fields.join(", "))
    }

    fn scale(&self, scale: &Scale) -> String {
        let from = if scale.from == 1 {
            String::new()
        } else {
            format!("from: {}, ", scale.from)
        };
        let middle = match &scale.middle {
            Some(middle) => format!(", middle: {}", self.text(middle)),
            None => String::new(),
        };
        format!(
            "({from}points: {}, low: {}, high: {}{middle})",
            scale.points,
            self.text(&scale.low),
            self.text(&scale.high)
        )
    }

    fn study(&mut self, study: &Questionnaire) {
        self.line(0, "(");
        self.line(
            1,
            &format!(
                "format: {}, id: {}, revision: {},",
                study.format,
                quoted(study.id.as_str()),
                study.revision
            ),
        );
        self.remark("title");
        self.line(1, &format!("title: {},", self.text(&study.title)));
        self.remark("place");
        self.line(1, &format!("place: {},", self.text(&study.place)));
        self.remark("scale");
        self.line(1, &format!("scale: {},", self.scale(&study.scale)));
        self.remark("dimensions");
        self.line(1, "dimensions: [");
        for dimension in &study.dimensions {
            self.line(2, "(");
            self.line(3, &format!("id: {},", quoted(dimension.id.as_str())));
            self.line(3, &format!("name: {},", self.text(&dimension.name)));
            self.line(3, &format!("about: {},", self.text(&dimension.about)));
            self.line(3, "items: [");
            for item in &dimension.items {
                let id = item.id.as_str();
                let asked = [
                    "expectation",
                    "perception",
                    "minimum",
                    "desired",
                    "importance",
                ];
                let places: Vec<&str> = asked
                    .iter()
                    .filter_map(|facet| self.places.get(format!("{facet}.{id}").as_str()))
                    .flatten()
                    .copied()
                    .collect();
                let from = beside(&places);
                self.line(4, &format!("({from}"));
                self.line(
                    5,
                    &format!("id: {}, name: {},", quoted(id), self.text(&item.name)),
                );
                for (facet, words) in [
                    ("expectation", &item.expectation),
                    ("perception", &item.perception),
                    ("minimum", &item.minimum),
                    ("desired", &item.desired),
                    ("importance", &item.importance),
                ] {
                    if let Some(words) = words {
                        self.line(5, &format!("{facet}: {},", self.text(words)));
                    }
                }
                self.line(4, "),");
            }
            self.line(3, "],");
            self.line(2, "),");
        }
        self.line(1, "],");
        self.remark("forms");
        self.line(1, "forms: [");
        for form in &study.forms {
            self.form(form);
        }
        self.line(1, "],");
        self.line(0, ")");
    }

    fn form(&mut self, form: &Form) {
        self.line(2, "(");
        self.line(
            3,
            &format!("id: {}, role: {:?},", quoted(form.id.as_str()), form.role),
        );
        self.remark("ask");
        self.line(3, "ask: [");
        for block in &form.ask {
            self.block(block);
        }
        self.line(3, "],");
        self.line(2, "),");
    }

    fn block(&mut self, block: &Block) {
        let when = block
            .when()
            .map(|when| format!(", when: {}", condition(when)))
            .unwrap_or_default();
        let (id, text, more) = match block {
            Block::Rate(rate) => {
                let lead = match &rate.lead {
                    Some(lead) => format!(", lead: {}", self.text(lead)),
                    None => String::new(),
                };
                let scale = match &rate.scale {
                    Some(scale) => format!(", scale: {}", self.scale(scale)),
                    None => String::new(),
                };
                self.line(
                    4,
                    &format!("Rate(facet: {:?}{lead}{scale}{when}),", rate.facet),
                );
                return;
            }
            Block::Choice(choice) => {
                self.choice(choice, &when);
                return;
            }
            Block::Overall(single)
            | Block::Recommend(single)
            | Block::Satisfaction(single)
            | Block::Effort(single)
            | Block::Rating(single) => {
                let scale = match &single.scale {
                    Some(scale) => format!(", scale: {}", self.scale(scale)),
                    None => String::new(),
                };
                (&single.id, &single.text, scale)
            }
            Block::Number(number) => {
                let bounds = format!(", least: {}, most: {}", number.least, number.most);
                (&number.id, &number.text, bounds)
            }
            Block::Date(open) | Block::Month(open) | Block::Time(open) => {
                (&open.id, &open.text, String::new())
            }
            Block::Text(text) => {
                let long = if text.long { ", long: true" } else { "" };
                (&text.id, &text.text, long.to_owned())
            }
            Block::Note(note) => (&note.id, &note.text, String::new()),
            Block::Allocate(allocate) => {
                self.line(4, &format!("Allocate(points: {}{when}),", allocate.points));
                return;
            }
            // A draft has none of these; the plain print has them all.
            Block::ThreeColumn(_)
            | Block::Paired(_)
            | Block::Compare(_)
            | Block::Battery(_)
            | Block::Kano(_)
            | Block::Incident(_)
            | Block::TouchPoints(_)
            | Block::Indicator(_) => return,
        };
        let from = beside(self.places.get(id.as_str()).map_or(&[][..], Vec::as_slice));
        let line = format!(
            "{}(id: {}, text: {}{more}{when}),{from}",
            block.kind(),
            quoted(id.as_str()),
            self.text(text)
        );
        self.line(4, &line);
    }

    fn choice(&mut self, choice: &crate::survey::questionnaire::Choice, when: &str) {
        let id = choice.id.as_str();
        let from = beside(self.places.get(id).map_or(&[][..], Vec::as_slice));
        let many = if choice.many { ", many: true" } else { "" };
        self.line(
            4,
            &format!(
                "Choice(id: {}, text: {}{many}{when}, options: [{from}",
                quoted(id),
                self.text(&choice.text)
            ),
        );
        for option in &choice.options {
            let flag = |set: bool, words: &'static str| if set { words } else { "" };
            self.line(
                5,
                &format!(
                    "(id: {}, text: {}{}{}),",
                    quoted(option.id.as_str()),
                    self.text(&option.text),
                    flag(option.other, ", other: true"),
                    flag(option.alone, ", alone: true")
                ),
            );
        }
        self.line(4, "]),");
    }
}

/// Where in the source something stands, as a remark behind a line.
fn beside(places: &[&str]) -> String {
    let mut told: Vec<&str> = Vec::new();
    let mut width = 0;
    for place in places {
        width += columns(place) + 2;
        if width > 60 {
            break;
        }
        told.push(place);
    }
    if told.is_empty() {
        String::new()
    } else {
        format!(" // {}", told.join(", "))
    }
}

fn condition(when: &Condition) -> String {
    let all = |parts: &[Condition]| {
        let parts: Vec<String> = parts.iter().map(condition).collect();
        parts.join(", ")
    };
    match when {
        Condition::Is(key, option) => format!("Is({}, {})", quoted(key), quoted(option)),
        Condition::AtMost(key, number) => format!("AtMost({}, {number})", quoted(key)),
        Condition::AtLeast(key, number) => format!("AtLeast({}, {number})", quoted(key)),
        Condition::Answered(key) => format!("Answered({})", quoted(key)),
        Condition::All(parts) => format!("All([{}])", all(parts)),
        Condition::Any(parts) => format!("Any([{}])", all(parts)),
        Condition::Not(part) => format!("Not({})", condition(part)),
    }
}

fn quoted(text: &str) -> String {
    ron::to_string(text).unwrap_or_default()
}

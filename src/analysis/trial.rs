//! Studies and samples for tests: made as an interview makes them, from a questionnaire and packed answers.

use crate::survey::questionnaire::{Form, Questionnaire};
use crate::survey::record::{Layout, Reason};

/// Dimensions and item numbers of the 22-item study whose answers are simulated.
pub(crate) const SERVQUAL: [(&str, &[usize]); 5] = [
    ("tan", &[1, 2, 3, 4]),
    ("rel", &[5, 6, 7, 8, 9]),
    ("res", &[10, 11, 12, 13]),
    ("ass", &[14, 15, 16, 17]),
    ("emp", &[18, 19, 20, 21, 22]),
];

/// A study of these dimensions with one form that asks this (RON).
pub(crate) fn study(
    dimensions: &[(&str, Vec<String>)],
    points: u8,
    role: &str,
    ask: &str,
) -> Questionnaire {
    use std::fmt::Write;
    let text = r#"(en: "x")"#;
    let mut parts = String::new();
    for (id, items) in dimensions {
        write!(
            parts,
            r#"(id: "{id}", name: {text}, about: {text}, items: ["#
        )
        .unwrap();
        for item in items {
            write!(parts, "{item},").unwrap();
        }
        parts.push_str("]),");
    }
    let source = format!(
        r#"(format: 1, id: "trial", revision: 1, title: {text}, place: {text},
            scale: (points: {points}, low: {text}, high: {text}), dimensions: [{parts}],
            forms: [(id: "form", role: {role}, ask: [{ask}])])"#
    );
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .from_str(&source)
        .unwrap_or_else(|error| panic!("{error}: {source}"))
}

/// An item as RON.
pub(crate) fn item(id: &str, more: &str) -> String {
    format!(
        r#"(id: "{id}", name: (en: "x"), expectation: (en: "x"), perception: (en: "x"), {more})"#
    )
}

/// The 22-item study, asked as the simulated sample was.
pub(crate) fn servqual(role: &str, ask: &str) -> Questionnaire {
    let dimensions: Vec<(&str, Vec<String>)> = SERVQUAL
        .iter()
        .map(|(id, items)| {
            (
                *id,
                items.iter().map(|i| item(&format!("i{i}"), "")).collect(),
            )
        })
        .collect();
    study(&dimensions, 7, role, ask)
}

pub(crate) const CUSTOMER: &str = r#"
    Rate((facet: Expectation)), Allocate((points: 100)), Rate((facet: Perception)),
    Overall((id: "osq", text: (en: "x"))), Satisfaction((id: "csat", text: (en: "x"))),
    Recommend((id: "nps", text: (en: "x"))), Effort((id: "ces", text: (en: "x"))),
    Rating((id: "acsi1", text: (en: "x"), scale: (points: 10, low: (en: "x"), high: (en: "x")))),
    Rating((id: "acsi2", text: (en: "x"), scale: (points: 10, low: (en: "x"), high: (en: "x")))),
    Rating((id: "acsi3", text: (en: "x"), scale: (points: 10, low: (en: "x"), high: (en: "x"))))
"#;

/// A table with a head.
pub(crate) struct Table {
    head: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn read(text: &str) -> Self {
        let mut lines = text
            .lines()
            .map(|line| line.split(',').map(str::to_owned).collect());
        Self {
            head: lines.next().unwrap(),
            rows: lines.collect(),
        }
    }

    pub(crate) fn cell<'a>(&self, row: &'a [String], column: &str) -> &'a str {
        let at = self.head.iter().position(|name| name == column);
        row[at.unwrap_or_else(|| panic!("no column {column}"))].as_str()
    }
}

/// Packs one response: `of` gives the text of a question's cells by its key; empty is no answer.
pub(crate) fn pack(layout: &Layout, of: impl Fn(&str) -> Vec<String>) -> Vec<u8> {
    let mut packed = Vec::new();
    for (question, column) in layout.questions().iter().zip(layout.columns()) {
        let cells = of(question.key.as_str());
        let given = cells.iter().all(|cell| !cell.is_empty());
        assert_eq!(cells.len(), column.width, "{}", question.key);
        for cell in &cells {
            packed.push(if given {
                cell.parse().unwrap()
            } else {
                Reason::Skipped.byte()
            });
        }
    }
    assert_eq!(packed.len(), layout.width());
    packed
}

/// The simulated customers: (firm, wave, packed answers).
pub(crate) struct Customers {
    pub(crate) questionnaire: Questionnaire,
    pub(crate) rows: Vec<(String, String, Vec<u8>)>,
}

impl Customers {
    pub(crate) fn read() -> Self {
        let questionnaire = servqual("Customer", CUSTOMER);
        let layout = Layout::of(&questionnaire, &questionnaire.forms[0]);
        let table = Table::read(include_str!("../../tests/reference/data/sim_servqual.csv"));
        let rows = table
            .rows
            .iter()
            .map(|row| {
                let packed = pack(&layout, |key| {
                    if key == "points" {
                        return SERVQUAL
                            .iter()
                            .map(|(id, _)| format!("W_{}", id.to_uppercase()))
                            .map(|column| table.cell(row, &column).to_owned())
                            .collect();
                    }
                    let column = key
                        .strip_prefix("expectation.i")
                        .map(|number| format!("E{number}"))
                        .or_else(|| key.strip_prefix("perception.i").map(|n| format!("P{n}")))
                        .unwrap_or_else(|| key.to_uppercase());
                    vec![table.cell(row, &column).to_owned()]
                });
                let cell = |column| table.cell(row, column).to_owned();
                (cell("firm"), cell("wave"), packed)
            })
            .collect();
        Self {
            questionnaire,
            rows,
        }
    }

    pub(crate) fn form(&self) -> &Form {
        &self.questionnaire.forms[0]
    }

    /// The summary of the responses of these firms and waves.
    pub(crate) fn summary(&self, keep: impl Fn(&str, &str) -> bool) -> super::Summary {
        let mut summary = super::Summary::new(&self.questionnaire, self.form());
        for (firm, wave, packed) in &self.rows {
            if keep(firm, wave) {
                summary.add(packed);
            }
        }
        summary
    }

    /// Those of our own firm.
    pub(crate) fn own(&self) -> super::Summary {
        self.summary(|firm, _| firm == "own")
    }
}

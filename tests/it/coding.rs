//! Critical incidents, coded by people: a sheet goes out, two come back, and their agreement is told.

use std::fs;

use super::cli::Home;

const STUDY: &str = r#"(
  format: 1, id: "moments", revision: 1,
  title: (en: "Moments"),
  place: (en: "this shop"),
  scale: (points: 7, low: (en: "disagree"), high: (en: "agree")),
  dimensions: [(
    id: "speed", name: (en: "Speed"), about: (en: "how soon"),
    items: [(id: "prompt", name: (en: "prompt"), expectation: (en: "Quick is good."), perception: (en: "It is quick."))],
  )],
  forms: [(id: "customer", role: Customer, ask: [
    Rate(facet: Perception),
    Incident(id: "story", points: [(id: "till", text: (en: "The till"))], brief: true),
  ])],
)"#;

/// So many people tell of a moment; every third remembers none.
fn told(n: usize) -> Home {
    let home = Home::with_study("moments", STUDY);
    for person in 0..n {
        let answers = if person % 3 == 2 {
            "5\n3\n\n".to_owned()
        } else {
            format!(
                "5\n1\n2026-05\n1\nI was late\n=waited {person} minutes\nI left\n2\nHurry\n\n\n"
            )
        };
        let seed = (person % 2).to_string();
        let asked = [
            "--language",
            "en",
            "--seed",
            &seed,
            "interview",
            "moments",
            "--plain",
        ];
        let ended = home.types(&asked, &answers);
        assert_eq!(ended.code, 0, "{}{}", ended.said, ended.complained);
    }
    home
}

#[test]
fn two_judges_fill_in_a_sheet_each_and_their_agreement_is_told() {
    let home = told(12);
    let said = home.says(&["code", "moments", "--output", "sheet.csv"]);
    assert!(said.starts_with("8 incidents in sheet.csv"), "{said}");
    let sheet = fs::read_to_string(home.path("sheet.csv")).unwrap();
    assert_eq!(sheet.lines().count(), 9, "{sheet}");
    // What a spreadsheet would run is text, and where it was is told by its name.
    assert!(
        sheet.contains("\"'=waited 0 minutes\"") && sheet.contains("\"till\""),
        "{sheet}"
    );
    assert!(home.path("sheet.categories.csv").exists());
    // Each judge gives a category to every incident; they differ on one.
    let codes = |other: &str| {
        let rows = sheet.lines().enumerate().map(|(row, line)| {
            let code = match row {
                0 => return line.to_owned(),
                1 => other,
                2..=4 => "1B",
                _ => "3a",
            };
            line.replacen("satisfying\",\"\"", &format!("satisfying\",\"{code}\""), 1)
        });
        rows.collect::<Vec<_>>().join("\r\n")
    };
    fs::write(home.path("anna.csv"), codes("1b")).unwrap();
    fs::write(home.path("ben.csv"), codes("3a")).unwrap();
    let said = home.says(&["code", "moments", "--read", "anna.csv", "--read", "ben.csv"]);
    // po = 7/8, pe = (4 x 3 + 4 x 5) / 64 = 1/2, kappa = 3/4; I_r = sqrt((7/8 - 1/2) x 2) = .87.
    for line in [
        "not coded: 0",
        "both judges coded 8 incidents and agree on 88%",
        "kappa (Cohen 1960) 0.75",
        "reliability (Perreault & Leigh 1989) 0.87",
        ": 1b or 3a",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    fs::write(home.path("odd.csv"), codes("9z")).unwrap();
    let refused = home.runs(&["code", "moments", "--read", "odd.csv"]);
    assert_ne!(refused.code, 0);
    assert!(
        refused.complained.contains("row 1 has the category `9z`"),
        "{}",
        refused.complained
    );
    let own = home.says(&["code", "moments", "--read", "odd.csv", "--own-categories"]);
    assert!(own.contains("9z"), "{own}");
}

#[test]
fn few_texts_are_not_handed_out() {
    let home = told(3);
    let refused = home.runs(&["code", "moments"]);
    assert_eq!(refused.code, 1);
    assert!(
        refused
            .complained
            .contains("from 10 responses on, and there are 3"),
        "{}",
        refused.complained
    );
}

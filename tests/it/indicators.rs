//! The organisation's own counts: entered once a month, exported, reported against their targets.

use std::fs;

use super::cli::Home;

const STUDY: &str = r#"(
  format: 1, id: "figures", revision: 1,
  title: (en: "Our figures", zh_hant: "我們的指標", zh_hans: "我们的指标"),
  place: (en: "here", zh_hant: "本店", zh_hans: "本店"),
  scale: (
    points: 7,
    low: (en: "disagree", zh_hant: "不同意", zh_hans: "不同意"),
    high: (en: "agree", zh_hant: "同意", zh_hans: "同意"),
  ),
  dimensions: [
    (
      id: "speed",
      name: (en: "Speed", zh_hant: "速度", zh_hans: "速度"),
      about: (en: "how soon", zh_hant: "多快", zh_hans: "多快"),
      items: [(
        id: "prompt",
        name: (en: "prompt", zh_hant: "迅速", zh_hans: "迅速"),
        expectation: (en: "Quick is good.", zh_hant: "應該快。", zh_hans: "应该快。"),
        perception: (en: "It is quick.", zh_hant: "這裡快。", zh_hans: "这里快。"),
      )],
    ),
  ],
  forms: [
    (id: "customer", role: Customer, ask: [Rate(facet: Expectation), Rate(facet: Perception)]),
    (id: "monthly", role: Manager, ask: [
      Month(id: "month", text: (en: "Which month?", zh_hant: "哪個月份？", zh_hans: "哪个月份？")),
      Indicator(
        id: "response",
        name: (en: "Response time", zh_hant: "回應時間", zh_hans: "响应时间"),
        text: (en: "Hours to our answer?", zh_hant: "幾小時後答覆？", zh_hans: "几小时后答复？"),
        unit: (en: "hours", zh_hant: "小時", zh_hans: "小时"),
        better: Lower, target: 24, tolerance: 2, least: 0, most: 500, decimals: 1,
      ),
      Indicator(
        id: "solved",
        name: (en: "Solved at once", zh_hant: "一次解決", zh_hans: "一次解决"),
        text: (en: "Per cent solved at once?", zh_hant: "一次解決的百分比？", zh_hans: "一次解决的百分比？"),
        unit: (en: "%", zh_hant: "%", zh_hans: "%"),
        better: Higher, target: 80, least: 0, most: 100, when: AtMost("response", 100),
      ),
    ]),
  ],
)"#;

/// Enters the figures of four months, one of them twice.
fn entered() -> Home {
    let home = Home::with_study("figures", STUDY);
    let months = [
        "2026-03\n30.5\n75\n\n",
        "2026-05\n150\n\n",
        "2026-04\n25.5\n81\n\n",
        // A month that is none, and more digits than are counted, are refused and asked for again.
        "2026-13\n2026-05\n22.25\n22.2\n84\n\n",
    ];
    for lines in months {
        let monthly = [
            "--language",
            "en",
            "interview",
            "figures",
            "--form",
            "monthly",
            "--plain",
        ];
        let ended = home.types(&monthly, lines);
        assert_eq!(ended.code, 0, "{}{}", ended.said, ended.complained);
    }
    home
}

#[test]
fn indicators_are_reported_month_by_month_against_their_targets() {
    let home = entered();
    // What stands above and below the section changes with every word of the study.
    let report = |language: &str, heading: &str, below: &str| {
        let report = home.says(&[
            "--language",
            language,
            "report",
            "figures",
            "--only",
            "indicators",
        ]);
        let (_, section) = report.split_once(heading).unwrap();
        let (section, _) = section.split_once(below).unwrap();
        section.to_owned()
    };
    let told = [
        ("en", "Indicators", "\nAbout these figures"),
        ("zh-Hant", "\n指標", "\n關於這些數字"),
        ("zh-Hans", "\n指标", "\n关于这些数字"),
    ];
    let told = told.map(|(language, heading, below)| report(language, heading, below));
    let told = told.join("----");
    let document = home.json(&["report", "figures", "--as", "json"]);
    let points = &document["indicators"][0]["points"];
    assert_eq!(points[2]["value"], 22.2);
    assert_eq!(points[2]["standing"], "met");
    assert_eq!(points[1]["standing"], "near");
    assert_eq!(document["indicators"][0]["target"], 24.0);
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("report_indicators", told);
    });
}

#[test]
fn figures_tell_of_no_person_so_few_of_them_may_be_exported() {
    let home = entered();
    home.says(&[
        "export", "figures", "--form", "monthly", "--output", "out.csv",
    ]);
    let table = fs::read_to_string(home.path("out.csv")).unwrap();
    assert_eq!(table.lines().count(), 5);
    for row in [
        r#""2026-03","","30.5","","75","""#,
        r#""2026-05","","150.0","","","not_asked""#,
        r#""2026-05","","22.2","","84","""#,
    ] {
        assert!(table.contains(row), "{row}: {table}");
    }
    let book = fs::read_to_string(home.path("out.codebook.csv")).unwrap();
    assert!(
        book.contains(r#""response","number","0.0","500.0","","Hours to our answer?""#),
        "{book}"
    );
    assert!(
        book.contains(r#""month","month","","","","Which month?""#),
        "{book}"
    );
}

//! The gap chart as plain lines: what a reader sees at each width, in each language and state.

use std::fmt::Write as _;

use fivegaps::analysis::Absent;
use fivegaps::language::{FacetWords, Locale, columns, fill, phrases};
use fivegaps::report::chart::{Chart, ChartHead, ChartRow, Line, Mark, Rank, Strokes, Tone, Whose};
use proptest::prelude::*;

const MANY: Whose = Whose::Many {
    level: 0.95,
    least: 5,
};

fn mark(words: FacetWords) -> Mark {
    Mark {
        sign: words.sign.to_owned(),
        name: words.name.to_owned(),
    }
}

fn pick(locale: Locale, texts: [&str; 3]) -> String {
    let [en, zh_hant, zh_hans] = texts;
    match locale {
        Locale::En => en,
        Locale::ZhHant => zh_hant,
        Locale::ZhHans => zh_hans,
    }
    .to_owned()
}

fn head(locale: Locale, whose: Whose) -> ChartHead {
    let words = &phrases(locale).report;
    let names = [
        ("seen", words.perception.name),
        ("against", words.expectation.name),
    ];
    let (title, notes) = match whose {
        Whose::Many { .. } => (
            pick(locale, ["Customer gap", "顧客差距", "顾客差距"]),
            vec![pick(
                locale,
                [
                    "Our store: 214 customers, May 2026",
                    "本店服務：214 位顧客，2026 年 5 月",
                    "本店服务：214 位顾客，2026 年 5 月",
                ],
            )],
        ),
        Whose::One => (words.own_title.to_owned(), Vec::new()),
    };
    ChartHead {
        title,
        notes,
        lowest: 1.0,
        highest: 7.0,
        low: pick(locale, ["strongly disagree", "非常不同意", "非常不同意"]),
        high: pick(locale, ["strongly agree", "非常同意", "非常同意"]),
        seen: mark(words.perception),
        against: Some(mark(words.expectation)),
        convention: fill(words.convention_expectation, &names),
        verdicts: [words.falls_short, words.exceeds, words.met].map(str::to_owned),
        whose,
        locale,
    }
}

fn row(rank: Rank, label: &str, against: f64, gap: f64, half: f64) -> ChartRow {
    ChartRow {
        rank,
        label: label.to_owned(),
        against: Ok(against),
        seen: Ok(against + gap),
        gap: Ok(gap),
        interval: Ok((gap - half, gap + half)),
        n: 214,
        note: None,
    }
}

/// Every state in one picture: shortfall, surplus, exactly met, too close to part, hidden, items, overall.
fn sample(locale: Locale, whose: Whose) -> Chart {
    let words = &phrases(locale).report;
    let name = |texts| pick(locale, texts);
    let dimension =
        |texts, against, gap, half| row(Rank::Dimension, &name(texts), against, gap, half);
    let item = |texts, against, gap, half| row(Rank::Item, &name(texts), against, gap, half);
    let hidden = |texts, reason| ChartRow {
        against: Err(reason),
        seen: Err(reason),
        gap: Err(reason),
        interval: Err(reason),
        n: 3,
        ..dimension(texts, 0.0, 0.0, 0.0)
    };
    let overall = |label: &str, note: &str, gap, half| ChartRow {
        against: Err(Absent::NoData),
        seen: Err(Absent::NoData),
        note: Some(note.to_owned()),
        ..row(Rank::Overall, label, 0.0, gap, half)
    };
    let rows = vec![
        dimension(["Tangibles", "有形性", "有形性"], 5.41, 0.62, 0.18),
        dimension(["Reliability", "可靠性", "可靠性"], 6.58, -1.31, 0.17),
        item(
            ["keeps promises on time", "按時兌現承諾", "按时兑现承诺"],
            6.6,
            -2.07,
            0.21,
        ),
        item(
            [
                "gets it right the first time",
                "第一次就做對",
                "第一次就做对",
            ],
            6.5,
            -0.07,
            0.2,
        ),
        dimension(["Responsiveness", "回應性", "响应性"], 6.2, 0.0, 0.16),
        dimension(["Assurance", "保證性", "保证性"], 6.91, 0.04, 0.03),
        hidden(["Empathy", "關懷性", "关怀性"], Absent::TooFew),
        hidden(["Value", "價值", "价值"], Absent::Protected),
        overall(words.overall, words.overall_note, -0.17, 0.09),
        overall(words.weighted, words.weighted_note, -0.34, 0.11),
    ];
    Chart {
        head: head(locale, whose),
        rows,
    }
}

fn picture(lines: &[Line]) -> String {
    lines.iter().fold(String::new(), |mut text, line| {
        let _ = writeln!(text, "{}", line.text());
        text
    })
}

fn drawn(chart: &Chart, width: usize) -> String {
    picture(&chart.draw(width, &Strokes::usual()).lines())
}

fn line_of(chart: &Chart, width: usize, label: &str) -> String {
    drawn(chart, width)
        .lines()
        .find(|line| line.trim_start().starts_with(label))
        .unwrap()
        .to_owned()
}

#[test]
fn the_chart_at_four_widths_in_three_languages() {
    for locale in Locale::ALL {
        for width in [60, 80, 120, 200] {
            let name = format!("chart-{}-{width}", locale.tag());
            insta::assert_snapshot!(name, drawn(&sample(locale, MANY), width));
        }
    }
}

#[test]
fn a_respondents_own_chart() {
    for locale in Locale::ALL {
        for width in [60, 80] {
            let name = format!("own-chart-{}-{width}", locale.tag());
            insta::assert_snapshot!(name, drawn(&sample(locale, Whose::One), width));
        }
    }
}

#[test]
fn the_ascii_chart_with_room_to_breathe() {
    let drawing = sample(Locale::En, MANY).draw(80, &Strokes::ascii());
    let picture = picture(&drawing.page(40, 0));
    assert!(picture.is_ascii());
    insta::assert_snapshot!("chart-ascii-80", picture);
}

#[test]
fn a_persons_chart_has_no_n_and_no_interval() {
    let chart = sample(Locale::En, Whose::One);
    let text = drawn(&chart, 200);
    assert!(!text.contains("214") && !text.contains('['), "{text}");
    assert!(text.starts_with("Your own answers\n"));
    assert!(text.contains("not answered"));
}

#[test]
fn hidden_rows_show_neither_marks_nor_numbers_nor_their_n() {
    let line = line_of(&sample(Locale::En, MANY), 120, "Empathy");
    assert!(
        line.contains("too few answers") && line.ends_with("<5"),
        "{line}"
    );
    let line = line_of(&sample(Locale::En, MANY), 120, "Value");
    assert!(line.contains("kept private"), "{line}");
    assert!(!line.contains(|c: char| c.is_ascii_digit()), "{line}");
}

#[test]
fn a_gap_that_rounds_to_nothing_keeps_its_sign_and_its_order() {
    let mut chart = sample(Locale::En, MANY);
    chart.rows = vec![
        row(Rank::Dimension, "below", 6.5, -0.001, 0.1),
        row(Rank::Dimension, "above", 6.5, 0.001, 0.1),
        row(Rank::Dimension, "equal", 6.5, 0.0, 0.1),
    ];
    let below = line_of(&chart, 80, "below");
    assert!(below.contains("PE") && below.contains("-0.00"), "{below}");
    let above = line_of(&chart, 80, "above");
    assert!(above.contains("EP") && above.contains("+0.00"), "{above}");
    let equal = line_of(&chart, 80, "equal");
    assert!(
        equal.contains("exactly met =") && equal.contains(" 0.00"),
        "{equal}"
    );
}

#[test]
fn shortfall_and_surplus_differ_in_line_sign_and_tone() {
    let drawing = sample(Locale::En, MANY).draw(80, &Strokes::usual());
    let of = |label: &str| {
        drawing
            .lines()
            .into_iter()
            .find(|line| line.text().starts_with(label))
            .unwrap()
    };
    let (short, above) = (of("Reliability"), of("Tangibles"));
    assert!(short.text().contains("P⠒⠒⠒") && short.text().contains("-1.31"));
    assert!(above.text().contains("E⠶⠶P") && above.text().contains("+0.62"));
    let has = |line: &Line, tone| line.0.iter().any(|span| span.tone == tone);
    assert!(has(&short, Tone::Unmet) && !has(&short, Tone::Met));
    assert!(has(&above, Tone::Met) && !has(&above, Tone::Unmet));
}

#[test]
fn perceptions_alone_are_marks_without_a_gap() {
    let mut chart = sample(Locale::En, MANY);
    chart.head.against = None;
    chart.rows = vec![ChartRow {
        against: Err(Absent::NotAsked),
        gap: Err(Absent::NotAsked),
        interval: Err(Absent::NotAsked),
        ..row(Rank::Dimension, "Reliability", 5.0, 0.0, 0.0)
    }];
    let line = line_of(&chart, 80, "Reliability");
    assert!(line.contains('P') && line.contains("5.00"), "{line}");
    assert!(!line.contains("0.00"), "{line}");
    let legend = drawn(&chart, 80);
    assert!(!legend.contains("falls short  "), "{legend}");
}

#[test]
fn pages_hold_every_row_once_and_repeat_the_sign_convention() {
    let drawing = sample(Locale::En, MANY).draw(80, &Strokes::usual());
    for height in [12, 14, 16, 20] {
        let pages = drawing.pages(height);
        assert!(pages > 1 || height == 20, "{height}");
        let text: String = (0..pages)
            .map(|page| {
                let lines = drawing.page(height, page);
                assert!(lines.len() <= height);
                let text = picture(&lines);
                assert!(text.contains("gap = perception - expectation"), "{text}");
                text
            })
            .collect();
        for label in ["Tangibles", "Reliability", "Empathy", "Overall"] {
            let shown = text.lines().filter(|line| line.starts_with(label));
            assert_eq!(shown.count(), 1, "{label} at height {height}");
        }
    }
    assert_eq!(
        drawing.page(14, 99),
        drawing.page(14, drawing.pages(14) - 1)
    );
}

#[test]
fn no_character_of_the_chart_changes_its_width_in_a_chinese_terminal() {
    use unicode_width::UnicodeWidthStr as _;
    for locale in Locale::ALL {
        let text = drawn(&sample(locale, MANY), 200) + &drawn(&sample(locale, Whose::One), 80);
        for line in text.lines() {
            assert_eq!(line.width(), line.width_cjk(), "{line}");
        }
    }
}

fn any_value() -> impl Strategy<Value = Result<f64, Absent>> {
    prop_oneof![
        4 => (0.0..11.0f64).prop_map(Ok),
        1 => Just(Err(Absent::TooFew)),
        1 => Just(Err(Absent::NotAsked)),
    ]
}

fn any_row() -> impl Strategy<Value = ChartRow> {
    let rank = prop_oneof![Just(Rank::Dimension), Just(Rank::Item), Just(Rank::Overall)];
    (
        rank,
        "[a-z 服務質量]{0,60}",
        any_value(),
        any_value(),
        any_value(),
        0u64..100_000,
    )
        .prop_map(|(rank, label, against, seen, hidden, n)| {
            let gap = hidden.and_then(|_| Ok(seen? - against?));
            ChartRow {
                rank,
                label,
                against,
                seen,
                gap,
                interval: gap.map(|gap| (gap - 0.3, gap + 0.3)),
                n,
                note: None,
            }
        })
}

proptest! {
    #[test]
    fn no_line_is_wider_than_the_chart_and_no_page_higher(
        rows in prop::collection::vec(any_row(), 0..12),
        width in 0usize..220,
        height in 0usize..40,
        locale in prop::sample::select(&Locale::ALL),
        whose in prop::sample::select(&[MANY, Whose::One]),
        scale in prop::sample::select(&[(1.0, 7.0), (0.0, 10.0), (1.0, 2.0), (1.0, 1.0)]),
    ) {
        let mut chart = Chart { head: head(locale, whose), rows };
        (chart.head.lowest, chart.head.highest) = scale;
        let drawing = chart.draw(width, &Strokes::usual());
        for page in 0..drawing.pages(height) {
            let lines = drawing.page(height, page);
            prop_assert!(lines.len() <= height);
            if width >= 50 {
                for line in lines {
                    prop_assert!(columns(&line.text()) <= width, "{}", line.text());
                }
            }
        }
    }
}

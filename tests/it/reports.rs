//! Reports for readers and for programs, from one hand-made sample.

use fivegaps::analysis::{
    Absent, DimensionGap, Disclosed, Estimate, FormReport, GapReport, ItemGap, Missing,
    PersonDimension, PersonGaps, PointSets, StudyReport, Summary, Voice, disclose, disclose_study,
};
use fivegaps::language::{Locale, columns};
use fivegaps::report::chart::{Chart, Items, Line, Strokes};
use fivegaps::report::{Brief, compose, json, text};
use fivegaps::survey::questionnaire::{Facet, Kind, Subject, read};
use fivegaps::survey::record::{Answer, Edition, Layout, Reason};
use serde_json::Value;

fn edition() -> Edition {
    let source = include_str!("../reference/corner.ron");
    Edition::of(read(source, "corner.ron").unwrap(), source)
}

fn figure(n: u64, mean: f64, half: f64) -> Estimate {
    Estimate {
        n,
        mean: Ok(mean),
        sd: Ok(half * 7.0),
        interval: Ok((mean - half, mean + half)),
    }
}

/// Reliability is worst, Tangibles exceed, Responsiveness is met, Empathy has answers of three people.
fn sample(edition: &Edition) -> GapReport {
    let against = [5.5, 6.5, 6.0, 6.25, 6.0];
    let gaps = [0.5, -1.25, 0.0, -0.05, -0.3];
    let n = [214, 213, 214, 209, 3];
    let dimensions = edition
        .questionnaire
        .dimensions
        .iter()
        .enumerate()
        .map(|(index, dimension)| {
            let pair = |shift: f64| {
                let n = n[index];
                let (held, gap) = (against[index], gaps[index] + shift);
                (
                    figure(n, held, 0.1),
                    figure(n, held + gap, 0.15),
                    figure(n, gap, 0.125),
                )
            };
            let (held, seen, gap) = pair(0.0);
            let items = dimension.items.iter().enumerate().map(|(item, named)| {
                let (against, seen, gap) = pair(item as f64 * 0.125);
                ItemGap {
                    item,
                    id: named.id.clone(),
                    ideal_point: named.ideal_point,
                    against,
                    seen,
                    gap,
                    against_alone: against,
                    seen_alone: seen,
                    ceiling: Ok(if index == 1 && item == 0 { 0.625 } else { 0.25 }),
                }
            });
            DimensionGap {
                dimension: index,
                id: dimension.id.clone(),
                against: held,
                seen,
                gap,
                performance: seen,
                points: figure(211, 12.5 + 5.0 * index as f64, 1.5),
                items: items.collect(),
            }
        })
        .collect();
    GapReport {
        study: edition.questionnaire.id.clone(),
        form: edition.questionnaire.forms[0].id.clone(),
        role: edition.questionnaire.forms[0].role,
        n: 214,
        level: 0.95,
        missing: Missing::Half,
        scale: (1, 7),
        seen: Some(Voice::of(Facet::Perception)),
        against: Some(Voice::of(Facet::Expectation)),
        dimensions,
        overall: figure(207, -0.2, 0.09),
        weighted: figure(201, -0.34, 0.1),
        weighted_rescaled: figure(203, -0.33, 0.1),
        performance: figure(207, 5.8, 0.08),
        performance_weighted: figure(201, 5.7, 0.08),
        points: Some(PointSets {
            total: 100,
            valid: 201,
            missing: 11,
            other_sum: 2,
        }),
    }
}

/// Thirty customers who expect 6 of everything and meet 5 or 6, turn about; reliability is always one lower.
#[test]
fn a_report_of_real_answers_says_what_they_say() {
    let edition = edition();
    let questionnaire = &edition.questionnaire;
    let form = &questionnaire.forms[0];
    let layout = Layout::of(questionnaire, form);
    let mut summary = Summary::new(questionnaire, form);
    let packed = |person: u8| {
        let answers: Vec<Answer> = layout
            .questions()
            .iter()
            .map(|question| match (&question.kind, question.subject) {
                (
                    Kind::Rating {
                        facet: Some(Facet::Expectation),
                        ..
                    },
                    _,
                ) => Answer::Rating(6),
                (
                    Kind::Rating {
                        facet: Some(Facet::Perception),
                        ..
                    },
                    Subject::Item { dimension, .. },
                ) => Answer::Rating(6 - person % 2 - u8::from(dimension == 1)),
                (Kind::Points { .. }, _) => Answer::Points(vec![20; 5]),
                (_, _) => Answer::Left(Reason::Skipped),
            })
            .collect();
        layout.pack(&answers)
    };
    for person in 0..30 {
        summary.add(&packed(person));
    }
    let report = GapReport::of(questionnaire, form, &summary, 0.95);
    let text = written(&edition, report, Locale::En, 80);
    for line in [
        "  Reliability falls short by 1.50 points, 95% interval 1.31 to 1.69, n = 30.",
        "  Empathy falls short by 0.50 points, 95% interval 0.31 to 0.69, n = 30.",
        "  The service as a whole falls short by 0.70 points, 95% interval 0.51 to 0.89,",
        "  30 add up to 100; 0 not given; 0 with another sum, not used",
    ] {
        assert!(text.lines().any(|l| l == line), "{line}\n{text}");
    }

    let person = PersonGaps::of_packed(questionnaire, form, &packed(1));
    let chart = Chart::of_person(questionnaire, form, &person, Locale::En);
    let lines = chart.draw(80, &Strokes::usual()).lines();
    let reliability = lines
        .iter()
        .map(Line::text)
        .find(|l| l.starts_with("Reliability"));
    let reliability = reliability.unwrap();
    assert!(
        reliability.contains("P⠒") && reliability.ends_with("-2.00"),
        "{reliability}"
    );
}

fn disclosed(edition: &Edition, report: GapReport) -> Disclosed<GapReport> {
    disclose(report, edition.questionnaire.disclosure)
}

/// The report of a study whose only form gave these gaps.
fn study(edition: &Edition, gaps: GapReport) -> Disclosed<StudyReport> {
    let report = StudyReport {
        level: gaps.level,
        sources: Vec::new(),
        gaps: Vec::new(),
        indicators: Vec::new(),
        antecedents: Vec::new(),
        form: FormReport::of_gaps(gaps),
        series: None,
    };
    disclose_study(report, edition.questionnaire.disclosure)
}

fn written(edition: &Edition, report: GapReport, locale: Locale, width: usize) -> String {
    let brief = Brief {
        locale,
        sections: &[],
        notes: &[],
    };
    let document = compose(edition, &study(edition, report), &[], brief);
    text::write(&document, width, &Strokes::usual())
}

#[test]
fn the_text_report_in_three_languages() {
    let edition = edition();
    for locale in Locale::ALL {
        let text = written(&edition, sample(&edition), locale, 80);
        // Only the print of the study decides the fingerprint: pictures must not change with its wordings.
        let short = &edition.fingerprint.0[..16];
        let name = format!("text-report-{}", locale.tag());
        insta::assert_snapshot!(name, text.replace(short, "0123456789abcdef"));
    }
}

#[test]
fn the_text_report_keeps_to_its_width_and_to_stable_characters() {
    use unicode_width::UnicodeWidthStr as _;
    let edition = edition();
    for locale in Locale::ALL {
        for width in [60, 80, 132] {
            let text = written(&edition, sample(&edition), locale, width);
            for line in text.lines() {
                assert!(columns(line) <= width, "{width}: {line}");
                assert_eq!(line.width(), line.width_cjk(), "{line}");
            }
        }
    }
}

#[test]
fn a_report_of_too_few_has_words_and_no_numbers() {
    let edition = edition();
    let mut report = sample(&edition);
    report.n = 3;
    for d in &mut report.dimensions {
        for f in [
            &mut d.against,
            &mut d.seen,
            &mut d.gap,
            &mut d.performance,
            &mut d.points,
        ] {
            f.n = 3;
        }
        for i in &mut d.items {
            for f in [
                &mut i.against,
                &mut i.seen,
                &mut i.gap,
                &mut i.against_alone,
                &mut i.seen_alone,
            ] {
                f.n = 3;
            }
        }
    }
    for f in [
        &mut report.overall,
        &mut report.weighted,
        &mut report.weighted_rescaled,
        &mut report.performance,
        &mut report.performance_weighted,
    ] {
        f.n = 3;
    }
    let text = written(&edition, report.clone(), Locale::En, 80);
    let rest = text.split("In words").nth(1).unwrap();
    assert!(rest.contains("Reliability: too few answers."), "{text}");
    let decimals = rest
        .as_bytes()
        .windows(3)
        .any(|w| w[0].is_ascii_digit() && w[1] == b'.' && w[2].is_ascii_digit());
    assert!(!decimals, "{text}");

    let json = json::write(&edition, &study(&edition, report), &[]);
    let value: Value = serde_json::from_str(&json).unwrap();
    let gap = &value["dimensions"][1]["gap"];
    assert_eq!(gap["absent"], "too_few");
    assert!(gap["n"].is_null() && gap["mean"].is_null() && gap["interval"].is_null());
}

#[test]
fn perceptions_alone_are_reported_without_gaps() {
    let edition = edition();
    let mut report = sample(&edition);
    report.against = None;
    for d in &mut report.dimensions {
        d.gap = Estimate::absent(0, Absent::NotAsked);
        d.against = Estimate::absent(0, Absent::NotAsked);
    }
    report.overall = Estimate::absent(0, Absent::NotAsked);
    let text = written(&edition, report, Locale::En, 80);
    assert!(
        text.contains("Reliability: perception is 5.25 on average, 95% interval 5.10 to 5.40"),
        "{text}"
    );
    assert!(!text.contains("gap ="), "{text}");
    assert!(!text.contains("falls short"), "{text}");
}

#[test]
fn the_chart_of_a_report_hides_what_the_report_hides_and_opens_items_on_demand() {
    let edition = edition();
    let report = disclosed(&edition, sample(&edition));
    let of = |items| {
        let chart = Chart::of_report(&edition.questionnaire, &report, items, &[], Locale::En);
        let lines = chart.draw(120, &Strokes::usual()).lines();
        lines
            .iter()
            .map(|line| line.text() + "\n")
            .collect::<String>()
    };
    let closed = of(Items::Closed);
    let empathy = closed.lines().find(|l| l.starts_with("Empathy")).unwrap();
    assert!(empathy.contains("too few answers") && empathy.ends_with("<5"));
    let (one, open) = (of(Items::Of(1)), of(Items::Open));
    let count = |text: &str| text.lines().count();
    assert!(count(&closed) < count(&one) && count(&one) < count(&open));
    let item = &edition.questionnaire.dimensions[1].items[1].name;
    assert!(one.contains(item.get(Locale::En)) && !closed.contains(item.get(Locale::En)));
}

#[test]
fn a_persons_own_chart_is_not_taken_for_the_stores() {
    let edition = edition();
    let person = PersonGaps {
        scale: (1, 7),
        seen: Some(Voice::of(Facet::Perception)),
        against: Some(Voice::of(Facet::Expectation)),
        dimensions: edition
            .questionnaire
            .dimensions
            .iter()
            .enumerate()
            .map(|(dimension, named)| PersonDimension {
                dimension,
                id: named.id.clone(),
                against: Ok(6.0),
                seen: Ok(5.0),
                gap: if dimension == 4 {
                    Err(Absent::NoData)
                } else {
                    Ok(-1.0)
                },
                asked: 4,
                answered: 4,
                points: None,
            })
            .collect(),
        overall: Err(Absent::NoData),
        weighted: Err(Absent::NotAsked),
    };
    for locale in Locale::ALL {
        let form = &edition.questionnaire.forms[0];
        let chart = Chart::of_person(&edition.questionnaire, form, &person, locale);
        let lines = chart.draw(80, &Strokes::usual()).lines();
        let text: String = lines.iter().map(|line| line.text() + "\n").collect();
        insta::assert_snapshot!(format!("own-chart-of-answers-{}", locale.tag()), text);
    }
}

#[test]
fn json_follows_its_schema_keeps_full_precision_and_is_the_same_each_time() {
    let edition = edition();
    let mut report = sample(&edition);
    report.overall.mean = Ok(-0.627_197_802_197_802_2);
    let report = study(&edition, report);
    let json = json::write(&edition, &report, &[]);
    assert_eq!(json, json::write(&edition, &report, &[]));
    let value: Value = serde_json::from_str(&json).unwrap();
    let schema = include_str!("../reference/report.schema.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    let mut breaches = Vec::new();
    check(&schema, &schema, &value, "$", &mut breaches);
    assert_eq!(breaches, Vec::<String>::new());
    assert_eq!(
        value["overall"]["mean"].as_f64(),
        Some(-0.627_197_802_197_802_2)
    );
    // Two sets of points with another sum: fewer than may be told.
    assert!(value["points"]["other_sum"].is_null());

    let mut broken = value.clone();
    broken["overall"]["mean"] = Value::from("much");
    broken["extra"] = Value::Null;
    check(&schema, &schema, &broken, "$", &mut breaches);
    assert_eq!(breaches, ["$.extra: unknown", "$.overall.mean: type"]);
}

/// As much of JSON Schema as our schema uses.
pub(crate) fn check(
    root: &Value,
    schema: &Value,
    value: &Value,
    at: &str,
    breaches: &mut Vec<String>,
) {
    if let Some(name) = schema["$ref"].as_str() {
        let target = root.pointer(name.trim_start_matches('#')).unwrap();
        return check(root, target, value, at, breaches);
    }
    if let Some(expected) = schema.get("const")
        && expected != value
    {
        breaches.push(format!("{at}: const"));
    }
    if let Some(allowed) = schema["enum"].as_array()
        && !allowed.contains(value)
    {
        breaches.push(format!("{at}: enum"));
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        Value::String(one) => vec![one],
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => Vec::new(),
    };
    let is = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("unknown type {other}"),
    };
    if !types.is_empty() && !types.iter().any(|name| is(name)) {
        breaches.push(format!("{at}: type"));
    }
    if let (Some(properties), Some(object)) = (schema["properties"].as_object(), value.as_object())
    {
        for name in schema["required"].as_array().into_iter().flatten() {
            if !object.contains_key(name.as_str().unwrap()) {
                breaches.push(format!("{at}: lacks {name}"));
            }
        }
        for (name, inner) in object {
            let at = format!("{at}.{name}");
            match properties.get(name) {
                Some(schema) => check(root, schema, inner, &at, breaches),
                None => breaches.push(format!("{at}: unknown")),
            }
        }
    }
    if let (Some(items), Some(array)) = (schema.get("items"), value.as_array()) {
        for (index, inner) in array.iter().enumerate() {
            check(root, items, inner, &format!("{at}[{index}]"), breaches);
        }
    }
}

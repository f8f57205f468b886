//! Summaries: exact, mergeable, subtractable, and equal to scoring person by person.

use proptest::prelude::*;

use super::*;
use crate::analysis::scoring::Voice;
use crate::analysis::trial::{CUSTOMER, Customers, item, servqual, study};
use crate::survey::questionnaire::Facet;
use crate::survey::record::Layout;

const PERCEPTION: Voice = Voice {
    facet: Facet::Perception,
    rival: None,
};
const EXPECTATION: Voice = Voice {
    facet: Facet::Expectation,
    rival: None,
};

fn small() -> Questionnaire {
    let dimensions = [
        (
            "a",
            vec![item("one", ""), item("two", ""), item("three", "")],
        ),
        (
            "b",
            vec![item("four", ""), item("five", "ideal_point: true")],
        ),
    ];
    study(
        &dimensions,
        7,
        "Customer",
        r#"Rate((facet: Expectation)), Allocate((points: 100)), Rate((facet: Perception)),
           Choice((id: "many", text: (en: "x"), many: true, options: [(id: "p", text: (en: "x")), (id: "q", text: (en: "x"))])),
           Number((id: "age", text: (en: "x"), least: 0, most: 120)),
           Battery((id: "team", name: (en: "x"), statements: [(id: "s", text: (en: "x")), (id: "t", text: (en: "x"), reverse: true)])),
           Overall((id: "osq", text: (en: "x")))"#,
    )
}

fn sum<'a>(questionnaire: &Questionnaire, rows: impl IntoIterator<Item = &'a Vec<u8>>) -> Summary {
    let mut summary = Summary::new(questionnaire, &questionnaire.forms[0]);
    for row in rows {
        summary.add(row);
    }
    summary
}

/// Packed rows of the small study: answers, reasons, bytes that are neither.
fn rows() -> impl Strategy<Value = Vec<Vec<u8>>> {
    let questionnaire = small();
    let width = Layout::of(&questionnaire, &questionnaire.forms[0]).width();
    let byte = prop_oneof![30 => 1u8..=7, 1 => 247u8..=255, 1 => any::<u8>()];
    let points = prop_oneof![
        Just([60, 40]),
        Just([50, 55]),
        Just([255, 255]),
        any::<[u8; 2]>()
    ];
    let row = (proptest::collection::vec(byte, width), points).prop_map(|(mut row, points)| {
        row[5..7].copy_from_slice(&points);
        row
    });
    proptest::collection::vec(row, 0..12)
}

proptest! {
    #[test]
    fn merging_is_adding_up_in_any_order(mut rows in rows(), cut in 0usize..12, turn in 0usize..12) {
        let questionnaire = small();
        let whole = sum(&questionnaire, &rows);
        let (left, right) = rows.split_at(cut.min(rows.len()));
        let mut merged = sum(&questionnaire, right);
        merged.merge(&sum(&questionnaire, left)).unwrap();
        prop_assert_eq!(&merged, &whole);
        prop_assert_eq!(merged.to_bytes(), whole.to_bytes());
        let turn = turn.min(rows.len());
        rows.rotate_left(turn);
        prop_assert_eq!(sum(&questionnaire, &rows).to_bytes(), whole.to_bytes());
    }

    #[test]
    fn subtracting_undoes_adding(rows in rows(), more in rows()) {
        let questionnaire = small();
        let before = sum(&questionnaire, &rows);
        let mut after = before.clone();
        for row in &more {
            after.add(row);
        }
        for row in &more {
            after.subtract(row);
        }
        prop_assert_eq!(&after, &before);
        let others = sum(&questionnaire, &more);
        after.merge(&others).unwrap();
        after.remove(&others).unwrap();
        prop_assert_eq!(after.to_bytes(), before.to_bytes());
    }

    #[test]
    fn bytes_give_the_summary_back(rows in rows()) {
        let questionnaire = small();
        let summary = sum(&questionnaire, &rows);
        let back = Summary::from_bytes(&questionnaire, &questionnaire.forms[0], &summary.to_bytes());
        prop_assert_eq!(back, Ok(summary));
    }

    #[test]
    fn damaged_bytes_are_refused_or_read_but_never_panic(rows in rows(), at in any::<usize>(), byte in any::<u8>()) {
        let questionnaire = small();
        let mut bytes = sum(&questionnaire, &rows).to_bytes();
        let at = at % bytes.len();
        bytes[at] = byte;
        let form = &questionnaire.forms[0];
        if let Ok(summary) = Summary::from_bytes(&questionnaire, form, &bytes) {
            let _ = crate::analysis::GapReport::of(&questionnaire, form, &summary, 0.95);
        }
        prop_assert_eq!(Summary::from_bytes(&questionnaire, form, &bytes[..at]), Err(Mismatch));
    }

    #[test]
    fn a_mirrored_scale_flips_the_sign_of_every_gap(rows in rows()) {
        let questionnaire = small();
        let mirrored: Vec<Vec<u8>> = rows.iter().map(|row| {
            let mut row = row.clone();
            for at in (0..5).chain(7..12) {
                if (1..=7).contains(&row[at]) {
                    row[at] = 8 - row[at];
                }
            }
            row
        }).collect();
        let (ours, theirs) = (sum(&questionnaire, &rows), sum(&questionnaire, &mirrored));
        for dimension in 0..2 {
            let gaps = |summary: &Summary, sign| {
                let gaps = summary.gaps(PERCEPTION, EXPECTATION, dimension).unwrap();
                let lines = gaps.lines().iter();
                crate::analysis::Tally::of(lines.map(|l| (sign * l.numerator, l.denominator, l.count)))
            };
            prop_assert_eq!(gaps(&ours, 1), gaps(&theirs, -1));
        }
    }

    #[test]
    fn raising_both_sides_leaves_the_gaps(values in proptest::collection::vec(proptest::array::uniform10(1u8..=6), 1..8)) {
        let questionnaire = study(
            &[("a", (0..5).map(|i| item(&format!("i{i}"), "")).collect())], 7, "Customer",
            "Rate((facet: Expectation)), Rate((facet: Perception))");
        let rows: Vec<Vec<u8>> = values.iter().map(|v| v.to_vec()).collect();
        let raised: Vec<Vec<u8>> = values.iter().map(|v| v.iter().map(|x| x + 1).collect()).collect();
        let gaps = |rows: &[Vec<u8>]| sum(&questionnaire, rows).gaps(PERCEPTION, EXPECTATION, 0);
        prop_assert_eq!(gaps(&rows), gaps(&raised));
    }
}

proptest! {
    #[test]
    fn blocks_hold_every_complete_row_once(rows in rows()) {
        use crate::analysis::Comoments;
        let questionnaire = small();
        let summary = sum(&questionnaire, &rows);
        // Bytes of expectations and perceptions: dimension "a" has three items, "b" two.
        let complete = |at: &[usize]| -> Comoments {
            let rows: Vec<Vec<i64>> = rows
                .iter()
                .map(|row| at.iter().map(|at| i64::from(row[*at])).collect::<Vec<i64>>())
                .filter(|row| row.iter().all(|value| (1..=7).contains(value)))
                .collect();
            Comoments::of_rows(at.len(), rows.iter().map(Vec::as_slice))
        };
        prop_assert_eq!(summary.items(PERCEPTION).unwrap(), complete(&[7, 8, 9, 10, 11]));
        prop_assert_eq!(summary.items(EXPECTATION).unwrap(), complete(&[0, 1, 2, 3, 4]));
        prop_assert_eq!(summary.dimension_items(PERCEPTION, 0).unwrap(), complete(&[7, 8, 9]));
        prop_assert_eq!(summary.dimension_items(EXPECTATION, 1).unwrap(), complete(&[3, 4]));
        prop_assert_eq!(summary.paired_items(Some(0)).unwrap(), complete(&[7, 8, 9, 0, 1, 2]));
        prop_assert_eq!(summary.paired_items(Some(1)).unwrap(), complete(&[10, 11, 3, 4]));
        let all = [7, 8, 9, 10, 11, 0, 1, 2, 3, 4];
        prop_assert_eq!(summary.paired_items(None).unwrap(), complete(&all));
    }
}

#[test]
fn a_reverse_worded_item_is_mirrored_before_any_gap() {
    let questionnaire = study(
        &[("a", vec![item("bad", "reverse: true")])],
        7,
        "Customer",
        "Rate((facet: Expectation)), Rate((facet: Perception))",
    );
    // Raw 2 against raw 1 are scored 6 against 7.
    let summary = sum(&questionnaire, [&vec![1, 2]]);
    let gaps = summary.gaps(PERCEPTION, EXPECTATION, 0).unwrap();
    assert_eq!(gaps.mean(), Ok(-1.0));
    assert_eq!(summary.ratings(0).unwrap().mean(), Ok(7.0));
}

#[test]
fn a_dimension_needs_half_of_what_was_asked() {
    use crate::survey::record::Reason;
    let cases = [
        (4, 2, true),
        (4, 1, false),
        (5, 3, true),
        (5, 2, false),
        (3, 2, true),
        (1, 1, true),
        (1, 0, false),
    ];
    for (items, answered, valid) in cases {
        let questionnaire = study(
            &[(
                "a",
                (0..items).map(|i| item(&format!("i{i}"), "")).collect(),
            )],
            7,
            "Customer",
            "Rate((facet: Expectation)), Rate((facet: Perception))",
        );
        let mut row = vec![4; 2 * items];
        row[items + answered..].fill(Reason::Skipped.byte());
        let n = sum(&questionnaire, [&row])
            .gaps(PERCEPTION, EXPECTATION, 0)
            .unwrap()
            .n();
        assert_eq!(n == 1, valid, "{answered} of {items}");
        // What was not asked by design is not missing.
        row[items + answered..].fill(Reason::NotAsked.byte());
        let n = sum(&questionnaire, [&row])
            .gaps(PERCEPTION, EXPECTATION, 0)
            .unwrap()
            .n();
        assert_eq!(n == 1, answered > 0, "{answered} of {items}");
    }
}

#[test]
fn an_item_with_an_ideal_point_stays_out_of_sums() {
    let questionnaire = small();
    let mut row = vec![5, 5, 5, 5, 1, 60, 40, 6, 6, 6, 6, 1];
    row.extend([1, 0, 1, 30, 0, 0, 0, 0, 0, 0, 0, 6, 2, 9]);
    let summary = sum(&questionnaire, [&row]);
    assert_eq!(
        summary.gaps(PERCEPTION, EXPECTATION, 1).unwrap().mean(),
        Ok(1.0)
    );
    let joint = summary.joint(PERCEPTION, EXPECTATION, 1, Some(1)).unwrap();
    assert_eq!(joint[0][0], 1);
    assert_eq!(summary.numbers(12).unwrap().mean(), Ok(30.0));
    assert_eq!(summary.histogram(11).unwrap().answers, [1, 0]);
    assert_eq!(summary.battery(5).unwrap().mean(), Ok(6.0));
}

#[test]
fn summaries_of_different_forms_do_not_mix() {
    let (one, other) = (small(), servqual("Customer", CUSTOMER));
    let mut summary = sum(&one, []);
    assert_eq!(summary.merge(&sum(&other, [])), Err(Mismatch));
    let bytes = sum(&other, []).to_bytes();
    assert_eq!(
        Summary::from_bytes(&one, &one.forms[0], &bytes),
        Err(Mismatch)
    );
}

#[test]
fn any_scheme_of_dimensions_can_be_summed_up() {
    for sizes in [&[10, 7, 4][..], &[8, 3], &[22], &[1, 2], &[30]] {
        let dimensions: Vec<(String, Vec<String>)> = sizes
            .iter()
            .enumerate()
            .map(|(d, size)| {
                (
                    format!("d{d}"),
                    (0..*size).map(|i| item(&format!("i{d}-{i}"), "")).collect(),
                )
            })
            .collect();
        let dimensions: Vec<(&str, Vec<String>)> = dimensions
            .iter()
            .map(|(id, items)| (id.as_str(), items.clone()))
            .collect();
        let questionnaire = study(
            &dimensions,
            5,
            "Customer",
            "Rate((facet: Expectation)), Rate((facet: Perception))",
        );
        let items: usize = sizes.iter().sum();
        let row: Vec<u8> = (0..2 * items)
            .map(|i| if i < items { 5 } else { 3 })
            .collect();
        let summary = sum(&questionnaire, [&row, &row]);
        let overall = summary.overall_gap(PERCEPTION, EXPECTATION).unwrap();
        assert_eq!(overall.mean(), Ok(-2.0), "{sizes:?}");
        assert_eq!(overall.sd(), Ok(0.0));
    }
}

#[test]
fn the_simulated_sample_takes_little_room() {
    let customers = Customers::read();
    let summary = customers.own();
    assert_eq!(summary.n(), 300);
    assert!(summary.to_bytes().len() < 20_000);
}

#[test]
fn every_form_of_the_studies_that_come_along_can_be_summed_up_and_reported() {
    use crate::analysis::study::{Conduct, Measure};
    use crate::analysis::{FormReport, GapReport, StudyReport, disclose, disclose_study};
    let studies = [
        include_str!("../../../questionnaires/store.ron"),
        include_str!("../../../questionnaires/kano.ron"),
        include_str!("../../../questionnaires/six-attributes.ron"),
        include_str!("../../../questionnaires/zone-of-tolerance.ron"),
        include_str!("../../../questionnaires/hotel.ron"),
    ];
    for source in studies {
        let study = crate::survey::questionnaire::read(source, "study.ron").unwrap();
        let mut sums = Vec::new();
        for form in &study.forms {
            let width = Layout::of(&study, form).width();
            let mut summary = Summary::new(&study, form);
            for value in [1, 4, 3, 5, 2, 255, 0, 7] {
                summary.add(&vec![value; width]);
            }
            let kept = Summary::from_bytes(&study, form, &summary.to_bytes());
            assert_eq!(kept.as_ref(), Ok(&summary));
            let report = GapReport::of(&study, form, &summary, 0.95);
            let rated = report.seen.is_some();
            let report = disclose(report, study.disclosure);
            let shown = |d: &crate::analysis::DimensionGap| d.performance.mean.is_ok();
            assert_eq!(
                report.dimensions.iter().any(shown),
                rated,
                "{} {}",
                study.id,
                form.id
            );
            sums.push((form, summary));
        }
        let sums: Vec<_> = sums
            .iter()
            .map(|(form, summary)| (*form, summary))
            .collect();
        let conduct = Conduct::default();
        let form = FormReport::of(&study, sums[0].0, sums[0].1, None, conduct, 0.95);
        let report = StudyReport::of(&study, &sums, form, 0.95);
        let report = disclose_study(report, study.disclosure);
        if study.id.as_str() == "store" {
            let answered = |gap: &&crate::analysis::study::StudyGap| {
                !matches!(gap.measure, Measure::NoData(_) | Measure::NotAsked(_))
            };
            assert_eq!(report.gaps.iter().filter(answered).count(), 5);
            let statements = report.antecedents.iter().map(|a| a.statements);
            assert_eq!(statements.sum::<usize>(), 50);
        }
    }
}

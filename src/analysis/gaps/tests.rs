//! The gap report against golden numbers, by hand and in degenerate cases.

use super::*;
use crate::analysis::golden::Golden;
use crate::analysis::trial::{Customers, SERVQUAL, servqual};
use crate::survey::record::Reason;

const PERCEPTION: Voice = Voice {
    facet: Facet::Perception,
    rival: None,
};
const EXPECTATION: Voice = Voice {
    facet: Facet::Expectation,
    rival: None,
};

/// n, mean, sd, standard error and interval.
fn figures(estimate: &Estimate) -> Vec<f64> {
    let (mean, sd) = (estimate.mean.unwrap(), estimate.sd.unwrap());
    let (low, high) = estimate.interval.unwrap();
    let n = estimate.n as f64;
    vec![n, mean, sd, sd / n.sqrt(), low, high]
}

#[test]
fn the_simulated_sample_gives_the_reference_report() {
    let golden = Golden::read(include_str!(
        "../../../tests/reference/golden/servqual.json"
    ));
    let customers = Customers::read();
    let report = |keep: &dyn Fn(&str, &str) -> bool| {
        let summary = customers.summary(keep);
        GapReport::of(&customers.questionnaire, customers.form(), &summary, 0.95)
    };
    for (name, keep) in [("own", true), ("all", false)] {
        let report = report(&|firm, _| !keep || firm == "own");
        for (dimension, (id, _)) in report.dimensions.iter().zip(SERVQUAL) {
            let id = id.to_uppercase();
            let check = |facet, estimate: &Estimate| {
                golden.check(&format!("servqual.{name}.{facet}.{id}"), &figures(estimate));
            };
            check("gap", &dimension.gap);
            check("E", &dimension.against);
            check("P", &dimension.seen);
            if keep {
                let performance = figures(&dimension.performance);
                golden.check(&format!("servperf.own.{id}"), &performance);
            }
        }
        let check = |key, numbers: &[f64]| golden.check(&format!("servqual.{name}.{key}"), numbers);
        check("unweighted", &figures(&report.overall));
        check("weighted_strict", &figures(&report.weighted));
        check("weighted_rescaled", &figures(&report.weighted_rescaled));
        let mean_points: Vec<f64> = report
            .dimensions
            .iter()
            .map(|dimension| dimension.points.mean.unwrap())
            .collect();
        check("mean_weights", &mean_points);
        let sets = report.points.unwrap();
        check("n_weights_valid", &[sets.valid as f64]);
        check("n_weights_missing", &[sets.missing as f64]);
        check("n_weights_bad_sum", &[sets.other_sum as f64]);
        if keep {
            golden.check("servperf.own.unweighted", &figures(&report.performance));
            golden.check(
                "servperf.own.weighted_strict",
                &figures(&report.performance_weighted),
            );
            let items = || report.dimensions.iter().flat_map(|d| &d.items);
            let of = |of: &dyn Fn(&ItemGap) -> f64| items().map(of).collect::<Vec<f64>>();
            check("item_gap_mean", &of(&|item| item.gap.mean.unwrap()));
            check("item_gap_n", &of(&|item| item.gap.n as f64));
            check("item_E_mean", &of(&|item| item.against_alone.mean.unwrap()));
            check("item_P_mean", &of(&|item| item.seen_alone.mean.unwrap()));
        }
    }
    for firm in ["own", "rival1", "rival2"] {
        let overall = report(&|of, _| of == firm).overall;
        golden.check(
            &format!("servqual.firm.{firm}.unweighted"),
            &figures(&overall),
        );
    }
    for wave in ["1", "2"] {
        let overall = report(&|of, at| of == "own" && at == wave).overall;
        golden.check(
            &format!("servqual.own.wave{wave}.unweighted"),
            &figures(&overall),
        );
    }
}

#[test]
fn sums_are_the_whole_numbers_of_the_reference() {
    let golden = Golden::read(include_str!(
        "../../../tests/reference/golden/servqual.json"
    ));
    let own = Customers::read().own();
    for (dimension, (id, _)) in SERVQUAL.iter().enumerate() {
        let gaps = own.gaps(PERCEPTION, EXPECTATION, dimension).unwrap();
        let sixtieths = |power: u32| -> f64 {
            let sum: i64 = gaps
                .lines()
                .iter()
                .map(|line| {
                    let value = line.numerator * (60 / line.denominator);
                    value.pow(power) * i64::try_from(line.count).unwrap()
                })
                .sum();
            sum as f64
        };
        golden.check(
            &format!("servqual.own.int60.{}", id.to_uppercase()),
            &[sixtieths(0), sixtieths(1), sixtieths(2)],
        );
    }
    let whole = |moments: Moments, scale: i64, key: &str| {
        assert_eq!(moments.scale, scale);
        let numbers = [moments.n as f64, moments.sum as f64, moments.squares as f64];
        golden.check(key, &numbers);
    };
    let overall = own.overall_gap(PERCEPTION, EXPECTATION).unwrap();
    whole(overall, 300, "servqual.own.int300.unweighted");
    let weighted = own.weighted_gap(PERCEPTION, EXPECTATION).unwrap();
    whole(weighted, 6000, "servqual.own.int6000.weighted_strict");
    let sample = own.overall_gaps(PERCEPTION, EXPECTATION).unwrap();
    assert_eq!(sample.n(), 282);
    assert!((sample.mean().unwrap() - overall.mean().unwrap()).abs() < 1e-15);
}

#[test]
fn wrong_recipes_give_other_numbers() {
    let golden = Golden::read(include_str!(
        "../../../tests/reference/golden/servqual.json"
    ));
    let customers = Customers::read();
    let report = GapReport::of(
        &customers.questionnaire,
        customers.form(),
        &customers.own(),
        0.95,
    );
    let mean = |estimate: &Estimate| estimate.mean.unwrap();
    let product: f64 = report
        .dimensions
        .iter()
        .map(|d| mean(&d.points) / 100.0 * mean(&d.gap))
        .sum();
    let item_first: Vec<f64> = report
        .dimensions
        .iter()
        .map(|d| d.items.iter().map(|item| mean(&item.gap)).sum::<f64>() / d.items.len() as f64)
        .collect();
    golden.check("servqual.variant.item_first.dims", &item_first);
    let all = item_first.iter().sum::<f64>() / 5.0;
    golden.check("servqual.variant.item_first.overall", &[all]);
    assert!((mean(&report.weighted) - product).abs() > 1e-3);
    assert!((mean(&report.overall) - all).abs() > 1e-3);
}

/// The three respondents that are worked out by hand.
fn three() -> (serde_json::Value, Questionnaire, Vec<Vec<u8>>) {
    let cases: serde_json::Value = serde_json::from_str(include_str!(
        "../../../tests/reference/golden/tiny_cases.json"
    ))
    .unwrap();
    let case = cases["servqual_3_respondents"].clone();
    let questionnaire = servqual(
        "Customer",
        "Rate((facet: Expectation)), Allocate((points: 100)), Rate((facet: Perception))",
    );
    let bytes = |row: &serde_json::Value| -> Vec<u8> {
        let cells = row.as_array().unwrap().iter();
        cells
            .map(|cell| {
                cell.as_u64()
                    .map_or(Reason::Skipped.byte(), |value| u8::try_from(value).unwrap())
            })
            .collect()
    };
    let packed = (0..3)
        .map(|i| {
            [
                bytes(&case["E"][i]),
                bytes(&case["W"][i]),
                bytes(&case["P"][i]),
            ]
            .concat()
        })
        .collect();
    (case["expect"].clone(), questionnaire, packed)
}

#[test]
fn three_respondents_come_out_as_by_hand() {
    let (expect, questionnaire, packed) = three();
    let form = &questionnaire.forms[0];
    let close = |ours: Value, wanted: &serde_json::Value| match wanted.as_f64() {
        Some(wanted) => assert!((ours.unwrap() - wanted).abs() < 1e-12, "{ours:?} {wanted}"),
        None => assert!(ours.is_err()),
    };
    let mut summary = Summary::new(&questionnaire, form);
    for (i, packed) in packed.iter().enumerate() {
        summary.add(packed);
        let person = PersonGaps::of_packed(&questionnaire, form, packed);
        for dimension in &person.dimensions {
            let id = dimension.id.as_str().to_uppercase();
            close(dimension.gap, &expect["gaps_by_respondent"][i][id]);
        }
        close(person.overall, &expect["unweighted_by_respondent"][i]);
        close(person.weighted, &expect["weighted_by_respondent"][i]);
    }
    let report = GapReport::of(&questionnaire, form, &summary, 0.95);
    for dimension in &report.dimensions {
        let id = dimension.id.as_str().to_uppercase();
        close(dimension.gap.mean, &expect["dimension_gap_mean"][&id]);
        assert_eq!(
            Some(dimension.gap.n),
            expect["n_by_dimension"][&id].as_u64()
        );
        let (seen, against) = (
            dimension.seen.mean.unwrap(),
            dimension.against.mean.unwrap(),
        );
        assert!((seen - against - dimension.gap.mean.unwrap()).abs() < 1e-12);
    }
    assert_eq!(report.overall.n, 2);
    close(report.overall.mean, &expect["overall_unweighted"]);
    close(report.weighted.mean, &expect["overall_weighted"]);
}

#[test]
fn a_form_that_asks_one_side_only_has_levels_and_no_gaps() {
    let questionnaire = servqual("Customer", "Rate((facet: Perception))");
    let form = &questionnaire.forms[0];
    let mut summary = Summary::new(&questionnaire, form);
    summary.add(&[5; 22]);
    summary.add(&[6; 22]);
    let report = GapReport::of(&questionnaire, form, &summary, 0.95);
    assert_eq!(report.against, None);
    assert_eq!(report.overall.mean, Err(Absent::NotAsked));
    assert_eq!(report.performance.mean, Ok(5.5));
    assert_eq!(report.dimensions[0].performance.n, 2);
    assert_eq!(report.dimensions[0].gap.mean, Err(Absent::NotAsked));
    assert_eq!(report.dimensions[0].items[0].seen_alone.mean, Ok(5.5));
    let person = PersonGaps::of_packed(&questionnaire, form, &[4; 22]);
    assert_eq!(person.dimensions[2].seen, Ok(4.0));
    assert_eq!(person.overall, Err(Absent::NotAsked));
}

#[test]
fn an_empty_sample_has_reasons_instead_of_numbers() {
    let questionnaire = servqual(
        "Customer",
        "Rate((facet: Expectation)), Rate((facet: Perception))",
    );
    let form = &questionnaire.forms[0];
    let summary = Summary::new(&questionnaire, form);
    let report = GapReport::of(&questionnaire, form, &summary, 0.95);
    assert_eq!(report.overall, Estimate::absent(0, Absent::NoData));
    assert_eq!(report.weighted.mean, Err(Absent::NotAsked));
    assert_eq!(report.dimensions[0].gap.mean, Err(Absent::NoData));
    assert_eq!(report.dimensions[0].items[0].ceiling, Err(Absent::NoData));
}

#[test]
fn the_ceiling_is_the_share_at_the_top_of_the_scale() {
    let customers = Customers::read();
    let report = GapReport::of(
        &customers.questionnaire,
        customers.form(),
        &customers.own(),
        0.95,
    );
    // 151 of 297 gave the fifth expectation the highest answer.
    assert_eq!(report.dimensions[1].items[0].ceiling, Ok(151.0 / 297.0));
}

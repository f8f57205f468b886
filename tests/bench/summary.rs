//! One response into a running summary, and the whole report out of it.

use divan::Bencher;
use fivegaps::analysis::{GapReport, Summary};
use fivegaps::survey::questionnaire::{Kind, Questionnaire, read};
use fivegaps::survey::record::Layout;

#[expect(clippy::expect_used, reason = "a benchmark of a broken study is none")]
fn store() -> Questionnaire {
    read(include_str!("../../questionnaires/store.ron"), "store.ron").expect("a checked study")
}

/// A complete response: ratings and choices spread over their scales, points that add up.
fn packed(study: &Questionnaire, turn: u8) -> Vec<u8> {
    let layout = Layout::of(study, &study.forms[0]);
    let mut packed = Vec::with_capacity(layout.width());
    for (question, column) in layout.questions().iter().zip(layout.columns()) {
        match &question.kind {
            Kind::Rating { scale, .. } => {
                let step = turn.wrapping_add(packed.len().to_le_bytes()[0]) % scale.points;
                packed.push(scale.lowest() + step);
            }
            Kind::Points { total, rows } => {
                packed.extend(std::iter::repeat_n(total / 5, rows - 1));
                packed.push(total - total / 5 * 4);
            }
            Kind::Choice { .. }
            | Kind::Number { .. }
            | Kind::Date
            | Kind::Month
            | Kind::Time
            | Kind::Text { .. }
            | Kind::Note => packed.extend(std::iter::repeat_n(1, column.width)),
        }
    }
    packed
}

#[divan::bench]
fn add_one_response(bencher: Bencher) {
    let study = store();
    let rows: Vec<Vec<u8>> = (0..7).map(|turn| packed(&study, turn)).collect();
    let mut summary = Summary::new(&study, &study.forms[0]);
    let mut next = rows.iter().cycle();
    bencher.bench_local(move || {
        if let Some(row) = next.next() {
            summary.add(divan::black_box(row));
        }
    });
}

#[divan::bench]
fn report_of_a_summary(bencher: Bencher) {
    let study = store();
    let mut summary = Summary::new(&study, &study.forms[0]);
    for turn in 0..250 {
        summary.add(&packed(&study, turn));
    }
    bencher
        .bench_local(|| GapReport::of(&study, &study.forms[0], divan::black_box(&summary), 0.95));
}

#[divan::bench]
fn keep_a_summary(bencher: Bencher) {
    let study = store();
    let mut summary = Summary::new(&study, &study.forms[0]);
    for turn in 0..250 {
        summary.add(&packed(&study, turn));
    }
    bencher.bench_local(|| divan::black_box(&summary).to_bytes());
}

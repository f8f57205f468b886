//! Factors against the reference solutions of a simulated sample.

use super::*;
use crate::analysis::golden::Golden;
use crate::analysis::scoring::Voice;
use crate::analysis::trial::Customers;
use crate::survey::questionnaire::Facet;

fn golden() -> Golden {
    Golden::read(include_str!("../../../tests/reference/golden/efa.json"))
}

fn perceptions() -> (DMatrix<f64>, u64) {
    let items = Customers::read()
        .own()
        .items(Voice::of(Facet::Perception))
        .unwrap();
    (items.correlation().unwrap(), items.n())
}

fn by_rows(matrix: &DMatrix<f64>) -> Vec<f64> {
    matrix.transpose().iter().copied().collect()
}

#[test]
fn adequacy_agrees_with_the_reference() {
    let golden = golden();
    let (correlation, n) = perceptions();
    let ours = adequacy(&correlation, n).unwrap();
    golden.check("efa.simP_3f.kmo", &[ours.kmo.unwrap()]);
    let items: Vec<f64> = ours.items.iter().map(|item| item.unwrap()).collect();
    golden.check("efa.simP_3f.msa", &items);
    golden.check(
        "efa.simP_3f.bartlett",
        &[ours.chi_square, ours.freedom, ours.p, ours.log_determinant],
    );
    golden.check("efa.simP_3f.eigen", &spectrum(&correlation).0);
    let (inverse, _) = inverse(&correlation).unwrap();
    let smc: Vec<f64> = (0..22).map(|i| 1.0 - 1.0 / inverse[(i, i)]).collect();
    golden.check("efa.simP_3f.smc", &smc);
}

#[test]
fn factors_agree_with_the_reference() {
    let golden = golden();
    let (correlation, _) = perceptions();
    let minres = extract(&correlation, 3, Extraction::MinimumResiduals).unwrap();
    golden.check("efa.simP_3f.minres.h2", &minres.communalities);
    golden.check("efa.simP_3f.minres.loadings", &by_rows(&minres.loadings));
    golden.check(
        "efa.simP_3f.minres.objective_halfsumsq",
        &[minres.objective],
    );
    let axes = extract(&correlation, 3, Extraction::PrincipalAxes).unwrap();
    golden.check("efa.simP_3f.paf.h2", &axes.communalities);
    golden.check("efa.simP_3f.paf.loadings", &by_rows(&axes.loadings));
    golden.check("efa.simP_3f.paf.heywood", &[axes.heywood.len() as f64]);
    let squares = |loadings: &DMatrix<f64>| -> Vec<f64> {
        loadings
            .column_iter()
            .map(|column| column.norm_squared())
            .collect()
    };
    golden.check("efa.simP_3f.paf.ss", &squares(&axes.loadings));
    let turned = varimax(&axes.loadings);
    golden.check("efa.simP_3f.paf.varimax", &by_rows(&turned.loadings));
    golden.check("efa.simP_3f.paf.varimax.ss", &squares(&turned.loadings));
    let oblique = promax(&axes.loadings).unwrap();
    golden.check("efa.simP_3f.paf.promax4", &by_rows(&oblique.loadings));
    golden.check(
        "efa.simP_3f.paf.promax4.phi",
        &by_rows(&oblique.correlations),
    );
}

#[test]
fn oblimin_leaves_what_the_factors_explain() {
    let (correlation, _) = perceptions();
    let axes = extract(&correlation, 3, Extraction::PrincipalAxes).unwrap();
    let turned = oblimin(&axes.loadings).unwrap();
    let before = &axes.loadings * axes.loadings.transpose();
    let after = &turned.loadings * &turned.correlations * turned.loadings.transpose();
    assert!((before - after).amax() < 1e-10);
    let complexity = |loadings: &DMatrix<f64>| -> f64 {
        let squares = loadings.map(|v| v * v);
        squares
            .row_iter()
            .map(|row| row.sum().powi(2) - row.norm_squared())
            .sum()
    };
    assert!(complexity(&turned.loadings) < complexity(&varimax(&axes.loadings).loadings));
}

#[test]
fn chance_eigenvalues_agree_with_the_reference() {
    let golden = golden();
    let chance = parallel(502, 22, 200, 1);
    golden.check("pa.n502_p22.pc95", &chance.percentiles);
    golden.check("pa.n502_p22.pc_mean", &chance.means);
    assert_eq!(chance.factors(&[2.0, 1.4, 1.0]), 2);
}

#[test]
fn matrices_that_cannot_be_factored_say_why() {
    let two = |r: f64| DMatrix::from_row_slice(2, 2, &[1.0, r, r, 1.0]);
    assert!((adequacy(&two(0.6), 50).unwrap().kmo.unwrap() - 0.5).abs() < 1e-12);
    assert_eq!(adequacy(&two(1.0), 50), Err(Absent::Singular));
    let none = adequacy(&DMatrix::identity(3, 3), 50).unwrap();
    assert_eq!(none.kmo, Err(Absent::NoVariance));
    let none = adequacy(&two(0.0), 50).unwrap();
    assert_eq!((none.chi_square, none.freedom, none.p), (0.0, 1.0, 1.0));
    assert_eq!(
        extract(&two(0.5), 1, Extraction::default()),
        Err(Absent::NoFreedom)
    );
}

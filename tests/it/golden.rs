//! Every reference number is reproduced, or named here with the reason why it is not.
//!
//! Golden values are checked beside the estimators, by key. This test reads the keys out of the tests: a key that
//! appears nowhere, and is not among the exceptions, was forgotten.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

/// What is deliberately not reproduced.
const NOT_REPRODUCED: &[(&str, &str)] = &[
    (
        "cor.spearman_P1_P22",
        "no report states a rank correlation of two items",
    ),
    (
        "group.mwu_cc_p",
        "no rank test of this program corrects for continuity",
    ),
    (
        "pa.n502_p22.fa95",
        "eigenvalues of the reduced matrix extract too many factors; the full matrix is compared",
    ),
    (
        "desc.quantile6",
        "quantiles are of type 7, as the reports say",
    ),
    (
        "dist.qbeta",
        "its arguments are not given with it; the exact interval of a share holds the function",
    ),
    (
        "servqual.variant.mean_weight_times_mean_gap",
        "a wrong recipe: it loses how weights and gaps go together",
    ),
    (
        "servqual.variant.weighted_divided_by_5",
        "a wrong recipe: weights add up to one already",
    ),
    (
        "servqual.variant.mean_of_22_item_gaps",
        "a wrong recipe: it weighs dimensions by their number of items",
    ),
    (
        "acsi.fixed_weights",
        "the means and weights behind it are not given with it",
    ),
];

fn keys() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference/golden");
    let mut keys = BTreeMap::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // Papers and worked cases are not of the form key, value, tolerance.
        let other = ["published.json", "tiny_cases.json"].contains(&name.as_str());
        if path.extension().is_none_or(|ending| ending != "json") || other {
            continue;
        }
        let values: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        for key in values.as_object().unwrap().keys() {
            keys.insert(key.clone(), name.clone());
        }
    }
    keys
}

/// Every string between quotation marks in the Rust files of a folder.
fn literals(folder: &Path, found: &mut BTreeSet<String>) {
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            literals(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            for line in text.lines() {
                let parts: Vec<&str> = line.split('"').collect();
                found.extend(parts.into_iter().skip(1).step_by(2).map(str::to_owned));
            }
        }
    }
}

/// Whether a template such as `rel.own.{name}.alpha` makes this key. Where it ends with `{key}`, the last word of the key
/// must be a literal of its own; any other placeholder at the end is one word.
fn makes(template: &str, key: &str, literals: &BTreeSet<String>) -> bool {
    let Some((fixed, rest)) = template.split_once('{') else {
        return template == key;
    };
    let Some(key) = key.strip_prefix(fixed) else {
        return false;
    };
    let Some((name, rest)) = rest.split_once('}') else {
        return false;
    };
    let ends = (1..=key.len()).filter(|end| key.is_char_boundary(*end));
    ends.into_iter().any(|end| {
        let (value, after) = key.split_at(end);
        if !rest.is_empty() {
            return makes(rest, after, literals);
        }
        after.is_empty() && !value.contains('.') && (name != "key" || literals.contains(value))
    })
}

#[test]
fn every_reference_number_is_reproduced_or_excused() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeSet::new();
    literals(&root.join("src/analysis"), &mut found);
    let keys = keys();
    assert!(keys.len() > 500, "{}", keys.len());
    let excused: BTreeSet<&str> = NOT_REPRODUCED.iter().map(|(key, _)| *key).collect();
    for key in &excused {
        assert!(
            keys.contains_key(*key),
            "{key} is excused and does not exist"
        );
        assert!(!found.contains(*key), "{key} is excused and reproduced");
    }
    // A template without any fixed word would make every key.
    let templates: Vec<&String> = found
        .iter()
        .filter(|literal| {
            let mut outside = true;
            literal.chars().any(|letter| {
                outside = (outside && letter != '{') || letter == '}';
                outside && letter.is_ascii_alphanumeric()
            })
        })
        .collect();
    let forgotten: Vec<String> = keys
        .iter()
        .filter(|(key, _)| !excused.contains(key.as_str()))
        .filter(|(key, _)| {
            let made = |template: &&String| makes(template, key, &found);
            !templates.iter().any(made) && !two_words(key, &found)
        })
        .map(|(key, file)| format!("{file}: {key}"))
        .collect();
    assert_eq!(forgotten, [""; 0]);
}

/// Keys made of two loops (`g2.TAN`): each word is a literal, in capitals or not.
fn two_words(key: &str, literals: &BTreeSet<String>) -> bool {
    key.split_once('.').is_some_and(|(first, second)| {
        literals.contains("{name}.{id}")
            && literals.contains(first)
            && literals.contains(&second.to_lowercase())
    })
}

#[test]
fn templates_make_the_keys_that_they_say() {
    let words: BTreeSet<String> = ["coef".to_owned()].into();
    assert!(makes("gap1.{id}", "gap1.TAN", &words));
    assert!(!makes("gap1.{id}", "gap1.TAN.t", &words));
    assert!(makes("{name}.alpha", "rel.own.P.TAN.alpha", &words));
    assert!(!makes("{name}.alpha", "rel.own.P.TAN.alpha_std", &words));
    assert!(makes("reg.{name}.{key}", "reg.own.coef", &words));
    assert!(!makes("reg.{name}.{key}", "reg.own.vif", &words));
}

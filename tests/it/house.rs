//! The house rules that the compiler does not know: the order of the floors, and that the prose is true.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The floors from the ground up. `store` and `terminal` share one floor and do not name each other;
/// the shell may name everything.
const FLOORS: [(&str, u8); 12] = [
    ("language", 0),
    ("survey", 1),
    ("analysis", 2),
    ("report", 3),
    ("app", 4),
    ("view", 5),
    ("store", 6),
    ("terminal", 6),
    ("cli", 7),
    ("plain", 7),
    ("run", 7),
    ("main", 7),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn source_files() -> Vec<PathBuf> {
    let mut found = Vec::new();
    sources(&root().join("src"), &mut found);
    found.sort();
    found
}

fn floor_of(path: &Path) -> Option<&'static str> {
    let inside = path.strip_prefix(root().join("src")).unwrap();
    let first = inside
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_str()
        .unwrap();
    let name = first.strip_suffix(".rs").unwrap_or(first);
    FLOORS
        .iter()
        .map(|(floor, _)| *floor)
        .find(|floor| *floor == name)
}

fn height(floor: &str) -> u8 {
    FLOORS
        .iter()
        .find(|(name, _)| *name == floor)
        .map_or(u8::MAX, |(_, height)| *height)
}

/// The floors that a source text names as `crate::floor` or `fivegaps::floor`, with their lines.
fn named_floors(text: &str) -> Vec<(usize, &'static str)> {
    let mut named = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        for prefix in ["crate::", "fivegaps::"] {
            for (at, _) in code.match_indices(prefix) {
                let rest = &code[at + prefix.len()..];
                let names = rest.strip_prefix('{').map_or_else(
                    || vec![rest],
                    |list| list.trim_end_matches(['}', ';']).split(", ").collect(),
                );
                for name in names {
                    let word: String = name
                        .chars()
                        .take_while(|c| c.is_alphanumeric() || *c == '_')
                        .collect();
                    if let Some((floor, _)) = FLOORS.iter().find(|(floor, _)| *floor == word) {
                        named.push((number + 1, *floor));
                    }
                }
            }
        }
    }
    named
}

#[test]
fn every_source_file_stands_on_a_floor() {
    for path in source_files() {
        let is_map = path.ends_with("src/lib.rs");
        assert!(
            is_map || floor_of(&path).is_some(),
            "{} belongs to no floor",
            path.display()
        );
    }
}

#[test]
fn no_floor_names_a_higher_one() {
    let mut breaches = Vec::new();
    for path in source_files() {
        let Some(own) = floor_of(&path) else { continue };
        let text = fs::read_to_string(&path).unwrap();
        for (line, named) in named_floors(&text) {
            let upward = height(named) > height(own);
            let sideways = height(named) == height(own) && named != own && height(own) < 7;
            if upward || sideways {
                breaches.push(format!("{}:{line} names {named}", path.display()));
            }
        }
    }
    assert!(
        breaches.is_empty(),
        "floors breached:\n{}",
        breaches.join("\n")
    );
}

#[test]
fn the_floor_reader_sees_what_it_should() {
    let text =
        "use crate::store::Store;\n// use crate::view::x\nuse crate::{app, language::Locale};\n";
    assert_eq!(
        named_floors(text),
        [(1, "store"), (3, "app"), (3, "language")]
    );
}

/// Names of libraries that only certain floors may use: drawing, files, terminals.
#[test]
fn libraries_stay_on_their_floors() {
    let only: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("rusqlite", &["store"] as &[_]),
        ("rustix", &["terminal", "store"]),
        ("signal_hook", &["terminal"]),
        ("crossterm", &["terminal"]),
        ("ratatui", &["view", "terminal", "run", "cli"]),
        ("directories", &["cli"]),
        ("clap", &["cli", "main"]),
        ("statrs", &["analysis"]),
        ("nalgebra", &["analysis"]),
        ("maud", &["report"]),
        ("calamine", &["cli"]),
        ("zip", &["cli"]),
        ("qrcodegen", &["report"]),
        ("argon2", &["run", "store"]),
        ("chacha20poly1305", &["store"]),
    ]);
    for path in source_files() {
        let Some(floor) = floor_of(&path) else {
            continue;
        };
        let text = fs::read_to_string(&path).unwrap();
        for (library, floors) in &only {
            let used = text.lines().any(|line| {
                let code = line.split("//").next().unwrap_or_default();
                code.contains(&format!("{library}::"))
            });
            assert!(
                !used || floors.contains(&floor),
                "{} uses {library}",
                path.display()
            );
        }
    }
}

#[test]
fn files_stay_short_enough_to_be_read_in_one_sitting() {
    for path in source_files() {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(
            lines <= 900,
            "{} has {lines} lines: split it",
            path.display()
        );
    }
}

#[test]
fn every_module_says_what_it_knows() {
    for path in source_files() {
        let text = fs::read_to_string(&path).unwrap();
        assert!(
            text.starts_with("//!"),
            "{} does not open with its purpose",
            path.display()
        );
    }
}

/// What is remembered of a study is forgotten when the rules of reading change: they must all be in the sum.
#[test]
fn every_source_that_reads_questionnaires_counts_among_the_rules() {
    // These lay out, describe, draft and test what was read; they decide nothing about a file.
    let others = [
        "advice.rs",
        "generate.rs",
        "outline.rs",
        "properties.rs",
        "reference.rs",
        "scaffold.rs",
        "scaffold/wording.rs",
    ];
    let folder = root().join("src/survey/questionnaire");
    let rules = fs::read_to_string(folder.join("rules.rs")).unwrap();
    let mut found = Vec::new();
    sources(&folder, &mut found);
    for path in found {
        let name = path.strip_prefix(&folder).unwrap().to_str().unwrap();
        let counts = rules.contains(&format!("include_bytes!(\"{name}\")"));
        assert_ne!(counts, others.contains(&name), "{name}");
    }
}

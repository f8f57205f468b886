//! The prose for the person who runs a survey is true: its examples are read, its commands exist.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use fivegaps::survey::questionnaire::{examine, reference};

const README: &str = include_str!("../../README.md");

/// How questionnaires are written, in each language.
const MANUALS: [(&str, &str); 3] = [
    ("README.md", include_str!("../../questionnaires/README.md")),
    (
        "README.zh-Hant.md",
        include_str!("../../questionnaires/README.zh-Hant.md"),
    ),
    (
        "README.zh-Hans.md",
        include_str!("../../questionnaires/README.zh-Hans.md"),
    ),
];

/// The blocks between fences of this kind.
fn blocks<'a>(text: &'a str, kind: &str) -> Vec<&'a str> {
    let fence = format!("```{kind}\n");
    let after = text.split(fence.as_str()).skip(1);
    after.filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn the_chart_is_the_one_that_the_program_draws() {
    let snapshot = include_str!("snapshots/it__chart__chart-en-80.snap");
    let drawn = snapshot.splitn(3, "---\n").nth(2).unwrap();
    let [chart] = blocks(README, "text")[..] else {
        panic!("the README shows one chart");
    };
    assert_eq!(chart.trim_end(), drawn.trim_end());
}

#[test]
fn every_example_of_a_study_can_be_used() {
    let examples = MANUALS.iter().map(|(name, text)| (*name, *text));
    for (name, text) in examples.chain([("the README", README)]) {
        let examples = blocks(text, "ron");
        assert!(!examples.is_empty(), "{name}");
        for example in examples {
            let reading = examine(example, name);
            assert!(reading.is_clean(), "{name}: {}", reading.problems);
        }
    }
    assert!(blocks(README, "ron")[0].lines().count() <= 24);
}

#[test]
fn every_command_and_option_that_is_named_exists() {
    let home = tempfile::tempdir().unwrap();
    let help = |command: &str| {
        let mut program = Command::cargo_bin("fivegaps").unwrap();
        program.env_clear().env("HOME", home.path());
        let output = program.args([command, "--help"]).output().unwrap();
        assert!(output.status.success(), "{command}");
        String::from_utf8(output.stdout).unwrap()
    };
    let texts = MANUALS.iter().map(|(_, text)| *text).chain([README]);
    let lines = texts.flat_map(str::lines);
    let lines = lines.filter_map(|line| line.strip_prefix("    fivegaps "));
    for line in lines {
        let mut words = line.split_whitespace();
        let command = words.next().unwrap();
        let told = help(command);
        for option in words.filter(|word| word.starts_with("--")) {
            assert!(told.contains(option), "{line}");
        }
    }
}

#[test]
fn the_manuals_name_everything_that_the_reference_names() {
    let reference = reference();
    let rows = reference
        .lines()
        .filter_map(|line| line.strip_prefix("| `"));
    let names: Vec<&str> = rows
        .filter_map(|row| row.split(['`', '(']).next())
        .collect();
    assert!(names.len() > 100);
    for (manual, text) in MANUALS {
        let words: Vec<&str> = text
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .collect();
        for name in &names {
            assert!(words.contains(name), "{manual} does not name {name}");
        }
    }
}

#[test]
fn the_manuals_have_the_same_sections_and_tables() {
    let shape = |text: &str| {
        let counted = |start: &str| text.lines().filter(|line| line.starts_with(start)).count();
        ["# ", "## ", "### ", "| ", "- ", "    ", "```"].map(counted)
    };
    let [(_, english), others @ ..] = MANUALS;
    for (name, text) in others {
        assert_eq!(shape(text), shape(english), "{name}");
    }
}

#[test]
fn every_file_that_is_pointed_to_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = [("README.md", README)];
    for (folder, texts) in [("", &readme[..]), ("questionnaires", &MANUALS)] {
        for (name, text) in texts {
            let targets = text
                .split("](")
                .skip(1)
                .filter_map(|rest| rest.split(')').next());
            for target in targets.filter(|target| !target.contains("://")) {
                let path = root.join(folder).join(target);
                assert!(fs::exists(path).unwrap(), "{name} points to {target}");
            }
        }
    }
}

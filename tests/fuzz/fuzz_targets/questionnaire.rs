//! Any bytes as a questionnaire file: read or refused in words, never a panic; what is read prints and
//! reads back as itself. Seeds: the files of `questionnaires/`.
#![no_main]

use fivegaps::survey::questionnaire::{examine, print, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let reading = examine(bytes, "fuzz.ron");
    let shown = reading.problems.to_string();
    assert!(shown.chars().all(|c| !c.is_control() || c == '\n'));
    match reading.questionnaire {
        Some(study) => assert_eq!(read(print(&study), "fuzz.ron").ok(), Some(study)),
        None => assert!(reading.problems.has_errors()),
    }
});

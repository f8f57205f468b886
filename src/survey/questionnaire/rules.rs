//! By which rules this program reads and checks files, as one number.
//!
//! Whoever remembers that a file was found faultless remembers by which rules, and forgets it when they change.
//! Everything that decides what a file means is in the sum: the sources of reading and checking, and the versions of
//! the libraries they stand on.

const SOURCES: [&[u8]; 27] = [
    include_bytes!("../../../Cargo.lock"),
    include_bytes!("../../language.rs"),
    include_bytes!("../../language/clean.rs"),
    include_bytes!("../../language/localized.rs"),
    include_bytes!("../../language/width.rs"),
    include_bytes!("cause.rs"),
    include_bytes!("check.rs"),
    include_bytes!("check/conditions.rs"),
    include_bytes!("check/facets.rs"),
    include_bytes!("check/parts.rs"),
    include_bytes!("check/texts.rs"),
    include_bytes!("decimal.rs"),
    include_bytes!("decode.rs"),
    include_bytes!("decode/scheme.rs"),
    include_bytes!("edition.rs"),
    include_bytes!("path.rs"),
    include_bytes!("problem.rs"),
    include_bytes!("question.rs"),
    include_bytes!("read.rs"),
    include_bytes!("rules.rs"),
    include_bytes!("scheme.rs"),
    include_bytes!("scheme/chance.rs"),
    include_bytes!("scheme/moments.rs"),
    include_bytes!("script.rs"),
    include_bytes!("tree.rs"),
    include_bytes!("usual.rs"),
    include_bytes!("../questionnaire.rs"),
];

/// The rules of this program. Another number is another way of reading.
pub const RULES: u64 = sum();

/// FNV-1a (Fowler, Noll, Vo), worked out by the compiler.
const fn sum() -> u64 {
    let mut sum: u64 = 0xcbf2_9ce4_8422_2325;
    let mut source = 0;
    while source < SOURCES.len() {
        let bytes = SOURCES[source];
        let mut at = 0;
        while at < bytes.len() {
            sum = (sum ^ bytes[at] as u64).wrapping_mul(0x0000_0100_0000_01b3);
            at += 1;
        }
        // Where one source ends and the next begins.
        sum = (sum ^ 0x100).wrapping_mul(0x0000_0100_0000_01b3);
        source += 1;
    }
    sum
}

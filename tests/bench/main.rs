//! Benchmarks: `cargo bench`. Speed is measured here and nowhere asserted.

fn main() {}

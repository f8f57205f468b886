//! Benchmarks: `cargo bench`. Speed is measured here and nowhere asserted.

mod summary;

fn main() {
    divan::main();
}

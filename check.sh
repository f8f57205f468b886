#!/usr/bin/env bash
# Every check that continuous integration runs, on any machine with Rust. Installs a C compiler where there
# is none (the bundled SQLite needs one). Stops at the first failure.
set -euo pipefail
cd "$(dirname "$0")"

step() { printf '\n== %s\n' "$*"; }

if ! command -v cc >/dev/null && command -v apt-get >/dev/null; then
    step "a C compiler for the bundled SQLite"
    apt-get update -q && apt-get install -q -y --no-install-recommends gcc libc6-dev
fi
command -v cargo >/dev/null || { echo "check.sh: cargo is missing: install Rust 1.89 or later, see https://rustup.rs" >&2; exit 1; }

export CARGO_TERM_COLOR=never
# A snapshot that differs fails; it is reviewed by a person, never rewritten by a check.
export INSTA_UPDATE=no

if cargo fmt --version >/dev/null 2>&1; then
    step "format"
    cargo fmt --check
fi
if cargo clippy --version >/dev/null 2>&1; then
    step "lints"
    cargo clippy --locked --all-targets -- -D warnings
fi
step "documentation"
RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items --quiet

step "tests (the test command of the README)"
test_command=$(sed -n 's/^    \(cargo test.*\)$/\1/p' README.md | head -n 1)
[ -n "$test_command" ] || { echo "check.sh: README.md names no 'cargo test' command" >&2; exit 1; }
$test_command --locked

step "the program's own questionnaires"
cargo run --locked --quiet -- check questionnaires/*.ron

if cargo deny --version >/dev/null 2>&1; then
    step "licences and sources of the libraries"
    cargo deny --locked check licenses bans sources
fi
step "all checks passed"

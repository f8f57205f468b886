//! The program: arguments in, exit code out.
#![expect(
    clippy::disallowed_methods,
    reason = "the arguments are read here, once"
)]

use std::process::ExitCode;

fn main() -> ExitCode {
    fivegaps::cli::run(std::env::args_os())
}

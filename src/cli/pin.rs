//! `fivegaps pin`: sets the PIN that leaves the kiosk. Only its hash is ever written.
#![expect(clippy::disallowed_methods, reason = "the shell draws the salt")]

use std::io::{self, Write};

use clap::Args;

use super::output::{Output, complain};
use super::{Failure, FailureKind, Run};
use crate::app::kiosk::Secret;
use crate::run::{PIN, pin};
use crate::terminal::secret;

#[derive(Debug, Args)]
pub(super) struct PinArguments {
    /// Print the line for the settings file instead of keeping it beside the answers
    #[arg(long, conflicts_with = "remove")]
    print: bool,
    /// Remove the PIN that is kept beside the answers
    #[arg(long)]
    remove: bool,
}

/// Sets, prints or removes the PIN.
pub(super) fn pin(
    run: &Run,
    asked: &PinArguments,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    if asked.remove {
        let mut store = run.store()?;
        store.set_value(PIN, None)?;
        store.note(run.chance.now(), "pin", "removed")?;
        return output.line("the PIN is removed");
    }
    let hash = hash_of(&ask_twice()?)?;
    if asked.print {
        return output.line(hash);
    }
    let mut store = run.store()?;
    store.set_value(PIN, Some(&hash))?;
    store.note(run.chance.now(), "pin", "set")?;
    output.line("the PIN is set")
}

fn ask_twice() -> Result<Secret, Failure> {
    let first = ask("PIN of the kiosk (6 to 12 digits)")?;
    pin::examine(&first).map_err(|cause| Failure::new(FailureKind::Usage, cause))?;
    let again = ask("The same PIN again")?;
    if first != again {
        return Err(Failure::new(
            FailureKind::Usage,
            "the two are not the same; nothing was changed",
        ));
    }
    Ok(Secret::of(&first))
}

fn ask(question: &str) -> Result<String, Failure> {
    let cannot = |error: io::Error| {
        Failure::new(
            FailureKind::Data,
            format_args!("the PIN could not be read: {error}"),
        )
    };
    secret::ask(question)
        .map_err(cannot)?
        .ok_or_else(|| Failure::new(FailureKind::Usage, "no PIN was given; nothing was changed"))
}

fn hash_of(pin: &Secret) -> Result<String, Failure> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|error| {
        Failure::new(
            FailureKind::Data,
            format_args!("the system gives no random numbers: {error}"),
        )
    })?;
    pin::hash(pin, salt).ok_or_else(|| {
        complain("fivegaps: the PIN could not be hashed");
        Failure::new(FailureKind::Internal, "the hash of the PIN was refused")
    })
}

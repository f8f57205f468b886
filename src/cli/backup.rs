//! `fivegaps backup` and `fivegaps restore`: all answers in one file, and back again.

use std::io::Write;
use std::path::Path;

use super::output::complain;
use super::{Failure, FailureKind, Output, Run};
use crate::store::{Filter, Store};

/// `fivegaps backup FILE`.
pub(super) fn backup(
    run: &Run,
    file: &Path,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let Some(store) = run.existing_store()? else {
        let what = format_args!("there are no answers in {}", run.folders.data.display());
        return Err(Failure::new(FailureKind::Data, what)
            .hint("name the folder of the answers with --data DIR"));
    };
    if file.symlink_metadata().is_ok() {
        let what = format_args!("{} is already there; it was left as it is", file.display());
        return Err(Failure::new(FailureKind::Data, what).hint("give the backup a name of its own"));
    }
    store.backup(file)?;
    tell(&store, "kept in", file, output)
}

/// `fivegaps restore FILE`.
pub(super) fn restore(
    run: &Run,
    file: &Path,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let (store, notices) = Store::restore(&run.folders.data, file, run.opening_of(file)?)?;
    for notice in notices {
        complain(format_args!("fivegaps: {notice}"));
    }
    let findings = store.check()?;
    for finding in &findings {
        complain(format_args!("fivegaps: {finding}"));
    }
    tell(&store, "restored from", file, output)?;
    if findings.is_empty() {
        return Ok(());
    }
    let what = "the backup is in place, but not everything in it is sound";
    Err(Failure::new(FailureKind::Data, what)
        .hint("keep it; the answers that were there before lie beside it, moved aside"))
}

fn tell(
    store: &Store,
    done: &str,
    file: &Path,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let counts = store.counts(&Filter::default())?;
    let ended: u64 = counts.iter().map(|count| count.kept + count.retired).sum();
    let noun = if ended == 1 {
        "interview"
    } else {
        "interviews"
    };
    output.line(format_args!("{ended} {noun} {done} {}", file.display()))
}

//! `fivegaps purge`: deletes interviews, for good.

use std::io::{self, BufRead, IsTerminal, Write};

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::settings::KioskOptions;
use super::{Failure, FailureKind, Output, PurgeArguments, Run};
use crate::store::{Filter, Store, Totals};
use crate::survey::questionnaire::Questionnaire;
use crate::survey::record::InterviewId;

/// `fivegaps purge`: deletes interviews so that nothing of them stays in the files.
pub(super) fn purge(
    run: &Run,
    asked: &PurgeArguments,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let mut store = run.existing_store()?.ok_or_else(nothing_kept)?;
    if let Some(id) = &asked.interview {
        let purged = store.erase(&InterviewId(id.clone()), run.chance.now())?;
        return told(purged.interviews, purged.scrubbed, output);
    }
    if let Some(code) = &asked.code {
        let purged = store.erase_receipt(code, run.chance.now())?;
        if purged.interviews == 0 {
            return Err(
                Failure::new(FailureKind::Data, "no interview here has this code")
                    .hint("is it of this machine? Its answers may also have been deleted already"),
            );
        }
        return told(purged.interviews, purged.scrubbed, output);
    }
    let totals = if asked.totals {
        Totals::Stay
    } else {
        Totals::Forget
    };
    let filters = filters(run, &store, asked)?;
    if !asked.yes && !confirmed(output)? {
        return output.line("nothing was deleted");
    }
    let mut interviews = 0;
    let mut scrubbed = true;
    for filter in filters {
        let purged = store.purge(&filter, totals, run.chance.now())?;
        interviews += purged.interviews;
        scrubbed &= purged.scrubbed;
    }
    told(interviews, scrubbed, output)
}

/// What is to go: one filter an edition and form, since each form has its own retention.
fn filters(run: &Run, store: &Store, asked: &PurgeArguments) -> Result<Vec<Filter>, Failure> {
    let of_study = |questionnaire: &Questionnaire| {
        let id = asked.id.as_ref();
        id.is_none_or(|id| questionnaire.id.as_str() == id)
    };
    let mut editions = store.editions()?;
    editions.retain(|edition| of_study(&edition.questionnaire));
    if asked.expired {
        let most = run.settings(&KioskOptions::default())?.keep_days;
        let mut filters = store.expired(most, run.chance.now())?;
        filters.retain(|filter| {
            let mut kept = editions.iter();
            kept.any(|edition| filter.edition.as_ref() == Some(&edition.fingerprint))
        });
        return Ok(filters);
    }
    let until = asked.before.map(start_of).transpose()?;
    let forms = editions.iter().flat_map(|edition| {
        let forms = edition.questionnaire.forms.iter();
        forms.map(|form| Filter {
            edition: Some(edition.fingerprint.clone()),
            form: Some(form.id.to_string()),
            until,
            ..Filter::default()
        })
    });
    Ok(forms.collect())
}

/// The start of a day where this machine stands.
fn start_of(day: Date) -> Result<i64, Failure> {
    day.to_zoned(TimeZone::system())
        .map(|time| time.timestamp().as_millisecond())
        .map_err(|error| Failure::new(FailureKind::Usage, format_args!("{day}: {error}")))
}

fn confirmed(output: &mut Output<impl Write>) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::new(
            FailureKind::Usage,
            "deleting cannot be undone, and nobody is here to be asked",
        )
        .hint("say --yes if you are sure"));
    }
    output.write("Deleted answers cannot be brought back. Type yes to go on: ")?;
    let mut line = String::new();
    io::stdin()
        .lock()
        .read_line(&mut line)
        .map_err(|error| Failure::new(FailureKind::Data, error))?;
    Ok(line.trim() == "yes")
}

fn told(interviews: usize, scrubbed: bool, output: &mut Output<impl Write>) -> Result<(), Failure> {
    let noun = if interviews == 1 {
        "interview"
    } else {
        "interviews"
    };
    output.line(format_args!("{interviews} {noun} deleted"))?;
    if scrubbed {
        return Ok(());
    }
    Err(Failure::new(
        FailureKind::Data,
        "deleted, but another program is reading the store: traces may stay in its log until it ends",
    )
    .hint("close the other program and run the same command again"))
}

fn nothing_kept() -> Failure {
    Failure::new(
        FailureKind::Data,
        "there is no store yet: nothing was ever kept",
    )
}

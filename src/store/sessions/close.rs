//! The end of a session: all seats are opened at once, or none is.

use std::sync::Arc;

use super::seat::{Ballot, Seat, Secret};
use super::{Kept, count, of_number, seats};
use crate::analysis::Summary;
use crate::analysis::disclosure::{least_for_scores, least_for_texts};
use crate::store::cells;
use crate::store::chain;
use crate::store::fault::{StoreError, Trouble};
use crate::store::responses::{Filter, Out};
use crate::store::{Store, Work, journal, keeping};
use crate::survey::interview::Interview;
use crate::survey::record::{Edition, Entry, Header, Layout, Outcome, Response};
use crate::survey::session::{self, Scope, State, Verdict};

/// What closing a session came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Closing {
    /// So many answers are missing for a result; nothing was read.
    Held {
        /// How many.
        missing: u64,
    },
    /// Its results are there, and stay as they are.
    Frozen {
        /// How many answers count.
        answered: u64,
    },
}

impl Store {
    /// Closes a session. With enough answers it is frozen: they enter the results, all at once and in no order, those of
    /// people in the middle of it as far as they came; seats and secret are destroyed. With too few it is held.
    ///
    /// # Errors
    /// [`Fault::Refused`](crate::store::Fault::Refused) when there is no such session, [`Fault::Gone`](crate::store::Fault::Gone) when its secret is not there; else what the
    /// disk says.
    pub fn close_session(&mut self, number: i64, now: i64) -> Result<Closing, StoreError> {
        let place = self.place.clone();
        let (closing, token) = self.in_turn("close the session", |work| {
            let connection = &work.transaction;
            let mut kept = of_number(connection, number)?;
            if kept.session.state == State::Frozen {
                let answered = kept.session.answered;
                return Ok((Closing::Frozen { answered }, kept.token));
            }
            let edition = work.editions.of(connection, kept.edition)?;
            let secret = Secret::read(&place.secret(&kept.token))?;
            let closing = close(work, &mut kept, &edition, &secret)?;
            kept.put(connection)?;
            let detail = match closing {
                Closing::Held { missing } => format!("{number}, held: {missing} are missing"),
                Closing::Frozen { answered } => format!("{number}, frozen: {answered} answered"),
            };
            keeping::note_in(connection, now, "session closed", &detail)?;
            Ok((closing, kept.token))
        })?;
        if let Closing::Frozen { .. } = closing {
            self.forget_secret(&token)?;
        }
        Ok(closing)
    }
}

/// An interview as far as it came, as if its person had left now; `None` where there is nothing to keep.
fn as_left(edition: &Arc<Edition>, header: Header, entries: &[Entry]) -> Option<Ballot> {
    let interview = Interview::replay(Arc::clone(edition), header.clone(), entries).ok()?;
    let entry = interview.end(Outcome::BreakOff, 0).ok()?;
    let response = interview.sealed_by(&entry);
    Some(Ballot::of(header, &response))
}

/// Decides what closing comes to, and does it.
fn close(
    work: &Work<'_>,
    kept: &mut Kept,
    edition: &Arc<Edition>,
    secret: &Secret,
) -> Result<Closing, Trouble> {
    let connection = &work.transaction;
    let number = kept.session.number;
    let seats = seats(connection, number, secret)?;
    let turnout = count(&seats);
    let mut cast: Vec<(i64, Header, Response)> = seats
        .into_iter()
        .filter_map(|(mark, seat)| {
            let ballot = match seat {
                Seat::Empty => None,
                Seat::Sitting { header, entries } => as_left(edition, header, &entries),
                Seat::Done(ballot) => Some(ballot),
            }?;
            let (header, response) = ballot.cast(secret.identity(&mark), &kept.session);
            Some((chain::number(&header.id), header, response))
        })
        .collect();
    // Rows are written in the order of numbers that nobody has seen before.
    cast.sort_unstable_by_key(|(number, ..)| *number);
    let form = cells::form(edition, &kept.session.form)?;
    let mut sums = Summary::new(&edition.questionnaire, form);
    let counted: Vec<Response> = cast
        .iter()
        .map(|(_, _, response)| response)
        .filter(|response| Outcome::COUNTED.contains(&response.outcome))
        .cloned()
        .collect();
    for response in &counted {
        sums.add(&response.packed);
    }
    // What reports speak of once the session is in: what is out already, and what waits at its own place.
    let mut others = Summary::new(&edition.questionnaire, form);
    let mut apart = [0; 2];
    let counting = Filter {
        out: Out::Either,
        ..Filter::counting(&edition.fingerprint, &kept.session.form)
    };
    for cell in cells::cells(connection, &counting)? {
        let here = cell.count.site == kept.session.site && cell.count.wave == kept.session.wave;
        let waits = cell.count.release.is_none();
        if waits && !here {
            continue;
        }
        let sums = cell.all_sums(connection, edition)?;
        apart[usize::from(waits)] += sums.n();
        others
            .merge(&sums)
            .map_err(|mismatch| Trouble::corrupt(mismatch.to_string()))?;
    }
    let rules = edition.questionnaire.disclosure;
    let answered = counted.len() as u64;
    kept.session.attended = turnout.begun + turnout.finished;
    let scope = match session::verdict(answered, apart, least_for_scores(rules)) {
        Verdict::Hold { missing } => {
            kept.session.state = State::Held;
            return Ok(Closing::Held { missing });
        }
        Verdict::Freeze(scope) => scope,
    };
    let readable = session::may_read_comments(answered, apart, least_for_texts(rules));
    if scope == Scope::Together {
        sums.merge(&others)
            .map_err(|mismatch| Trouble::corrupt(mismatch.to_string()))?;
    }
    if readable {
        let layout = Layout::of(&edition.questionnaire, form);
        let comments = session::comments(&layout, &counted, kept.token.as_bytes());
        kept.comments = serde_json::to_string(&comments)
            .map_err(|error| Trouble::refused(format!("the comments cannot be kept: {error}")))?;
    }
    for (_, header, response) in &cast {
        journal::begin_in(work, header, edition)?;
        journal::seal_in(work, &header.id, chain::of_header(header), response)?;
    }
    connection.execute("DELETE FROM seat WHERE session = ?1", [number])?;
    kept.session.state = State::Frozen;
    kept.session.answered = answered;
    kept.session.scope = Some(scope);
    kept.sums = sums.to_bytes();
    Ok(Closing::Frozen { answered })
}

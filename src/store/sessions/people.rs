//! Those who answer: a code opens a seat, and each answer makes the seat anew.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension};

use super::seat::{Ballot, Mark, Seat, Secret};
use super::{Kept, Session, all, of_number, refuse_unless_open};
use crate::store::Store;
use crate::store::fault::{Fault, StoreError, Trouble};
use crate::survey::record::{Edition, Entry, Header, Response};
use crate::survey::session::{self, Code, State};

/// The right to a seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pass {
    session: i64,
    mark: Mark,
}

/// What a code opens.
#[derive(Debug, Clone)]
pub enum Admission {
    /// No session that is open has this code.
    Unknown,
    /// Its owner has finished.
    Used,
    /// The session was closed; it may be reopened.
    Closed,
    /// It was not used yet.
    Fresh(Pass, Session, Arc<Edition>),
    /// Its owner was interrupted.
    Again(Pass, Box<Header>, Arc<Edition>, Vec<Entry>),
}

fn sealed(connection: &Connection, pass: &Pass) -> Result<Option<Vec<u8>>, Trouble> {
    Ok(connection
        .prepare_cached("SELECT sealed FROM seat WHERE session = ?1 AND mark = ?2")?
        .query_row((pass.session, pass.mark), |row| row.get(0))
        .optional()?)
}

impl Store {
    /// What a code opens, among the sessions of a study.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn admit(&self, study: &str, code: Code) -> Result<Admission, StoreError> {
        self.read("look the code up", |connection| {
            let mut answer = Admission::Unknown;
            for kept in all(connection)? {
                if kept.session.state == State::Frozen {
                    continue;
                }
                // A session whose secret was lost lets nobody in; the others still do.
                let secret = match Secret::read(&self.place.secret(&kept.token)) {
                    Err(trouble) if trouble.fault() == Fault::Gone => continue,
                    other => other?,
                };
                let edition = self.editions.of(connection, kept.edition)?;
                let pass = Pass {
                    session: kept.session.number,
                    mark: secret.mark(code),
                };
                let Some(sealed) = sealed(connection, &pass)? else {
                    continue;
                };
                if edition.questionnaire.id.as_str() != study {
                    continue;
                }
                if kept.session.state == State::Held {
                    answer = Admission::Closed;
                    continue;
                }
                return Ok(match secret.open(&pass.mark, &sealed)? {
                    Seat::Empty => Admission::Fresh(pass, kept.session, edition),
                    Seat::Sitting { header, entries } => {
                        Admission::Again(pass, Box::new(header), edition, entries)
                    }
                    Seat::Done(_) => Admission::Used,
                });
            }
            Ok(answer)
        })
    }

    /// Takes a seat: the code is used from now on.
    ///
    /// # Errors
    /// [`Fault::Refused`] when the session was closed or somebody has taken the seat; else what the disk says.
    pub fn take_seat(
        &mut self,
        pass: &Pass,
        header: &Header,
        edition: &Edition,
    ) -> Result<Header, StoreError> {
        let header = session::without_traces(header.clone());
        if header.test != self.test {
            let mixed = Trouble::refused("tests and live interviews never mix");
            return Err(self.told(mixed, "begin the interview"));
        }
        self.change_seat("begin the interview", pass, |kept, seat| {
            if kept.session.edition != edition.fingerprint || kept.session.form != header.form {
                return Err(Trouble::refused("the session asks another form"));
            }
            match seat {
                Seat::Empty => Ok(Some(Seat::Sitting {
                    header: header.clone(),
                    entries: Vec::new(),
                })),
                Seat::Sitting { header: known, .. } if known == header => Ok(None),
                Seat::Sitting { .. } | Seat::Done(_) => {
                    Err(Trouble::refused("the code was used already"))
                }
            }
        })?;
        Ok(header)
    }

    /// Adds the next entries of an interview to its seat, without their times.
    ///
    /// # Errors
    /// [`Fault::Refused`] when the session was closed, or an entry is not the next one: somebody else goes on with the
    /// same code; else what the disk says.
    pub fn save_seat(&mut self, pass: &Pass, entries: &[Entry]) -> Result<(), StoreError> {
        self.change_seat("save the answer", pass, |_, seat| match seat {
            Seat::Sitting {
                header,
                entries: known,
            } => {
                let count = known.len();
                let known = with_added(known, entries)?;
                Ok((known.len() > count).then_some(Seat::Sitting {
                    header,
                    entries: known,
                }))
            }
            Seat::Empty => Err(Trouble::refused("the interview was not begun")),
            Seat::Done(_) => Err(Trouble::refused("the interview has ended")),
        })
    }

    /// Ends an interview: of it only the sealed response is left.
    ///
    /// # Errors
    /// As [`Store::save_seat`]; [`Fault::Refused`] when the interview has ended with another response.
    pub fn finish_seat(
        &mut self,
        pass: &Pass,
        entries: &[Entry],
        response: &Response,
    ) -> Result<(), StoreError> {
        self.change_seat("end the interview", pass, |_, seat| match seat {
            Seat::Sitting {
                header,
                entries: known,
            } => {
                with_added(known, entries)?;
                if header.id != response.id {
                    return Err(Trouble::refused("the response is of another interview"));
                }
                Ok(Some(Seat::Done(Ballot::of(header, response))))
            }
            Seat::Done(known) if known.is(response) => Ok(None),
            Seat::Done(_) => Err(Trouble::refused(
                "the interview has ended with another response",
            )),
            Seat::Empty => Err(Trouble::refused("the interview was not begun")),
        })
    }

    /// Opens a seat, changes it, seals it again: one transaction. `change` gives `None` where all is done already.
    fn change_seat(
        &mut self,
        doing: &'static str,
        pass: &Pass,
        change: impl Fn(&Kept, Seat) -> Result<Option<Seat>, Trouble>,
    ) -> Result<(), StoreError> {
        let place = self.place.clone();
        self.in_turn(doing, |work| {
            let connection = &work.transaction;
            let kept = of_number(connection, pass.session)?;
            refuse_unless_open(&kept)?;
            let secret = Secret::read(&place.secret(&kept.token))?;
            let sealed = sealed(connection, pass)?
                .ok_or_else(|| Trouble::refused("the session has no such seat"))?;
            let seat = secret.open(&pass.mark, &sealed)?;
            if let Some(seat) = change(&kept, seat)? {
                let sealed = secret.seal(&pass.mark, &seat, kept.seat_bytes)?;
                connection
                    .prepare_cached("UPDATE seat SET sealed = ?3 WHERE session = ?1 AND mark = ?2")?
                    .execute((pass.session, pass.mark, sealed))?;
            }
            Ok(())
        })
    }
}

/// The entries with those that are new among `more`, which must be the next ones or known already.
fn with_added(mut known: Vec<Entry>, more: &[Entry]) -> Result<Vec<Entry>, Trouble> {
    for entry in more.iter().map(session::without_paradata) {
        let place = usize::try_from(entry.sequence).unwrap_or(usize::MAX);
        match known.get(place) {
            Some(there) if *there == entry => {}
            None if place == known.len() => known.push(entry),
            Some(_) | None => {
                return Err(Trouble::refused(
                    "somebody has gone on with the same code elsewhere",
                ));
            }
        }
    }
    Ok(known)
}

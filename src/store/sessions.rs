//! Anonymous sessions: a ballot box in the store.
//!
//! While a session is open nothing of it can be read from the file: each code has a sealed seat of equal length
//! ([`seat`]), and what a person answers is written into it. When the session is frozen the seats are opened, all
//! answers enter the results in one transaction, in the order of identities drawn anew, with the day and nothing
//! finer, without logs; seats and secret are destroyed. So neither the order of rows, nor the pages of the file, nor its
//! log, nor a backup made in between leads from a person to a row.
//!
//! What it does not guard against: somebody who copies the folder with the secret while the session is open.

mod close;
mod people;
mod seat;

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, Row};

use super::cells;
use super::chain::{self, Checksum};
use super::fault::{Fault, StoreError, Trouble};
use super::keeping::{self, Totals};
use super::responses::Filter;
use super::{Store, Work, editions};
use crate::analysis::Summary;
use crate::survey::record::{Edition, Fingerprint, Layout, Mode, Outcome, Response};
use crate::survey::session::{self, Code, Comments, Scope, State, Turnout};

pub use close::Closing;
pub use people::{Admission, Pass};

use seat::{Mark, Seat, Secret, seat_bytes};

/// What a session begins with.
#[derive(Debug)]
pub struct Convening<'a> {
    /// What is asked.
    pub edition: &'a Edition,
    /// Which form of it.
    pub form: &'a str,
    /// The site's name, or empty.
    pub site: &'a str,
    /// The wave's name, or empty.
    pub wave: &'a str,
    /// The time; of which the day is kept.
    pub now: i64,
    /// Names the file of the secret: random, in hex.
    pub token: &'a str,
    /// Random: what the answers are sealed with.
    pub secret: [u8; 32],
    /// Who may answer. Nothing is kept of a code but its mark.
    pub codes: &'a [Code],
}

/// A session, as far as anybody may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its number.
    pub number: i64,
    /// What is asked.
    pub edition: Fingerprint,
    /// Which form of it.
    pub form: String,
    /// The site's name, or empty.
    pub site: String,
    /// The wave's name, or empty.
    pub wave: String,
    /// The day on which it was opened, in milliseconds since 1970-01-01 UTC.
    pub opened: i64,
    /// Where it is.
    pub state: State,
    /// How many codes were made.
    pub codes: u64,
    /// How many used their code; known once it was closed.
    pub attended: u64,
    /// How many answers count; known once it is frozen.
    pub answered: u64,
    /// What its results are about; known once it is frozen.
    pub scope: Option<Scope>,
}

/// A row of `session`.
struct Kept {
    session: Session,
    edition: i64,
    token: String,
    seat_bytes: usize,
    sums: Vec<u8>,
    comments: String,
}

/// The frozen results of a session. The figures in it are not disclosed yet: see `analysis::disclosure`.
#[derive(Debug, Clone)]
pub struct Frozen {
    /// The sums.
    pub sums: Summary,
    /// What they are about.
    pub scope: Scope,
    /// What was written; empty where too few answered.
    pub comments: Vec<Comments>,
}

/// How often a writer waits for its turn, two seconds each time.
const TURNS: u32 = 15;

const COLUMNS: &str = "session.number, token, edition, fingerprint, form, site, wave, opened, state, codes, seat_bytes,
     attended, answered, scope, reveal(sums), reveal(comments), reveal(session.checksum)
     FROM session JOIN edition ON edition.number = session.edition";

impl Kept {
    fn read(row: &Row<'_>) -> Result<Self, Trouble> {
        let number: i64 = row.get(0)?;
        let changed = || Trouble::corrupt(format!("session {number} was changed in the file"));
        let word: String = row.get(8)?;
        let scope: String = row.get(13)?;
        let count = |column: usize| row.get::<_, i64>(column).map(i64::cast_unsigned);
        let kept = Self {
            session: Session {
                number,
                edition: Fingerprint(row.get(3)?),
                form: row.get(4)?,
                site: row.get(5)?,
                wave: row.get(6)?,
                opened: row.get(7)?,
                state: State::parse(&word).ok_or_else(changed)?,
                codes: count(9)?,
                attended: count(11)?,
                answered: count(12)?,
                scope: match scope.as_str() {
                    "" => None,
                    OWN => Some(Scope::Own),
                    TOGETHER => Some(Scope::Together),
                    _ => return Err(changed()),
                },
            },
            edition: row.get(2)?,
            token: row.get(1)?,
            seat_bytes: usize::try_from(row.get::<_, i64>(10)?).map_err(|_| changed())?,
            sums: row.get(14)?,
            comments: row.get(15)?,
        };
        if row.get::<_, Checksum>(16)? != kept.checksum() {
            return Err(changed());
        }
        Ok(kept)
    }

    fn checksum(&self) -> Checksum {
        let Session {
            number,
            edition,
            form,
            site,
            wave,
            opened,
            state,
            codes,
            attended,
            answered,
            scope,
        } = &self.session;
        let about = [
            number.to_string(),
            self.token.clone(),
            edition.0.clone(),
            form.clone(),
            site.clone(),
            wave.clone(),
            opened.to_string(),
            state.word().to_owned(),
            codes.to_string(),
            self.seat_bytes.to_string(),
            attended.to_string(),
            answered.to_string(),
            scope_word(*scope).to_owned(),
            self.comments.clone(),
        ];
        chain::of_session(&about, &self.sums)
    }

    /// Writes back what may change.
    fn put(&self, connection: &Connection) -> Result<(), Trouble> {
        let session = &self.session;
        connection
            .prepare_cached(
                "UPDATE session SET state = ?2, codes = ?3, attended = ?4, answered = ?5, scope = ?6,
                                    sums = conceal(?7), comments = conceal(?8), checksum = conceal(?9) WHERE number = ?1",
            )?
            .execute((
                session.number,
                session.state.word(),
                session.codes.cast_signed(),
                session.attended.cast_signed(),
                session.answered.cast_signed(),
                scope_word(session.scope),
                &self.sums,
                &self.comments,
                self.checksum(),
            ))?;
        Ok(())
    }
}

const OWN: &str = "own";
const TOGETHER: &str = "together";

fn scope_word(scope: Option<Scope>) -> &'static str {
    match scope {
        None => "",
        Some(Scope::Own) => OWN,
        Some(Scope::Together) => TOGETHER,
    }
}

fn of_number(connection: &Connection, number: i64) -> Result<Kept, Trouble> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} WHERE session.number = ?1"))?;
    let mut rows = statement.query([number])?;
    match rows.next()? {
        Some(row) => Kept::read(row),
        None => Err(Trouble::refused(format!("there is no session {number}"))),
    }
}

fn all(connection: &Connection) -> Result<Vec<Kept>, Trouble> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} ORDER BY session.number"))?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Kept::read(row)?);
    }
    Ok(found)
}

fn refuse_unless_open(kept: &Kept) -> Result<(), Trouble> {
    match kept.session.state {
        State::Open => Ok(()),
        State::Held | State::Frozen => Err(Trouble::refused(format!(
            "session {} was closed",
            kept.session.number
        ))),
    }
}

fn seats(
    connection: &Connection,
    session: i64,
    secret: &Secret,
) -> Result<Vec<(Mark, Seat)>, Trouble> {
    let mut statement =
        connection.prepare_cached("SELECT mark, sealed FROM seat WHERE session = ?1")?;
    let mut rows = statement.query([session])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let mark: Mark = row.get(0)?;
        let sealed = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        found.push((mark, secret.open(&mark, sealed)?));
    }
    Ok(found)
}

fn count(seats: &[(Mark, Seat)]) -> Turnout {
    let mut turnout = Turnout {
        codes: seats.len() as u64,
        ..Turnout::default()
    };
    for (_, seat) in seats {
        match seat {
            Seat::Empty => {}
            Seat::Sitting { .. } => turnout.begun += 1,
            Seat::Done(_) => turnout.finished += 1,
        }
    }
    turnout
}

fn add_seats(
    connection: &Connection,
    session: i64,
    secret: &Secret,
    codes: &[Code],
    seat_bytes: usize,
) -> Result<(), Trouble> {
    for code in codes {
        let mark = secret.mark(*code);
        let empty = secret.seal(&mark, &Seat::Empty, seat_bytes)?;
        connection
            .prepare_cached("INSERT OR IGNORE INTO seat VALUES (?1, ?2, ?3)")?
            .execute((session, mark, empty))?;
    }
    Ok(())
}

impl Store {
    /// Opens a session: its secret beside the store, a seat for each code.
    ///
    /// # Errors
    /// [`Fault::Refused`] when the edition has no such form or another session has the token; else what the disk says.
    pub fn open_session(&mut self, convening: &Convening<'_>) -> Result<Session, StoreError> {
        let path = self.place.secret(convening.token);
        Secret::keep(&path, convening.secret)
            .map_err(|trouble| self.told(trouble, "open the session"))?;
        let secret = Secret::new(convening.secret);
        self.in_turn("open the session", |work| {
            let connection = &work.transaction;
            let form = cells::form(convening.edition, convening.form)?;
            let known: Option<i64> = connection
                .prepare_cached("SELECT number FROM session WHERE token = ?1")?
                .query_row([convening.token], |row| row.get(0))
                .optional()?;
            if let Some(number) = known {
                return Ok(of_number(connection, number)?.session);
            }
            let edition = editions::keep(work, convening.edition)?;
            let layout = Layout::of(&convening.edition.questionnaire, form);
            let seat_bytes = seat_bytes(&layout);
            connection.execute(
                "INSERT INTO session (token, edition, form, site, wave, opened, state, codes, seat_bytes, checksum)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, x'')",
                (
                    convening.token,
                    edition,
                    convening.form,
                    convening.site,
                    convening.wave,
                    session::day(convening.now),
                    State::Open.word(),
                    i64::try_from(seat_bytes).unwrap_or(i64::MAX),
                ),
            )?;
            let kept = Kept {
                session: Session {
                    number: connection.last_insert_rowid(),
                    edition: convening.edition.fingerprint.clone(),
                    form: convening.form.to_owned(),
                    site: convening.site.to_owned(),
                    wave: convening.wave.to_owned(),
                    opened: session::day(convening.now),
                    state: State::Open,
                    codes: convening.codes.len() as u64,
                    attended: 0,
                    answered: 0,
                    scope: None,
                },
                edition,
                token: convening.token.to_owned(),
                seat_bytes,
                sums: Vec::new(),
                comments: String::new(),
            };
            kept.put(connection)?;
            let number = kept.session.number;
            add_seats(connection, number, &secret, convening.codes, seat_bytes)?;
            let detail = format!("{number}, {} codes", convening.codes.len());
            keeping::note_in(connection, convening.now, "session opened", &detail)?;
            Ok(kept.session)
        })
    }

    /// All sessions, oldest first.
    ///
    /// # Errors
    /// When the store cannot be read or a session was changed in the file.
    pub fn sessions(&self) -> Result<Vec<Session>, StoreError> {
        self.read("read the sessions", |connection| {
            let found = all(connection)?;
            Ok(found.into_iter().map(|kept| kept.session).collect())
        })
    }

    /// The session of this number.
    ///
    /// # Errors
    /// [`Fault::Refused`] when there is none; else when the store cannot be read.
    pub fn session(&self, number: i64) -> Result<Session, StoreError> {
        self.read("read the session", |connection| {
            Ok(of_number(connection, number)?.session)
        })
    }

    /// What a session asks.
    ///
    /// # Errors
    /// When the store cannot be read or the edition is damaged.
    pub fn edition_of(&self, session: &Session) -> Result<Arc<Edition>, StoreError> {
        self.read("read the questionnaire", |connection| {
            let kept = of_number(connection, session.number)?;
            self.editions.of(connection, kept.edition)
        })
    }

    /// How far a session is.
    ///
    /// # Errors
    /// [`Fault::Refused`] when there is no such session, [`Fault::Gone`] when its secret is not there.
    pub fn turnout(&self, number: i64) -> Result<Turnout, StoreError> {
        self.read("count who has answered", |connection| {
            let kept = of_number(connection, number)?;
            match kept.session.state {
                State::Open | State::Held => {
                    let secret = Secret::read(&self.place.secret(&kept.token))?;
                    Ok(count(&seats(connection, number, &secret)?))
                }
                State::Frozen => Ok(Turnout {
                    codes: kept.session.codes,
                    begun: 0,
                    finished: kept.session.attended,
                }),
            }
        })
    }

    /// Adds codes to an open session.
    ///
    /// # Errors
    /// [`Fault::Refused`] when there is no such session or it was closed; else what the disk says.
    pub fn add_codes(&mut self, number: i64, codes: &[Code]) -> Result<Session, StoreError> {
        let place = self.place.clone();
        self.in_turn("add codes", |work| {
            let connection = &work.transaction;
            let mut kept = of_number(connection, number)?;
            refuse_unless_open(&kept)?;
            let secret = Secret::read(&place.secret(&kept.token))?;
            add_seats(connection, number, &secret, codes, kept.seat_bytes)?;
            let seats: i64 = connection
                .prepare_cached("SELECT count(*) FROM seat WHERE session = ?1")?
                .query_row([number], |row| row.get(0))?;
            kept.session.codes = seats.cast_unsigned();
            kept.put(connection)?;
            Ok(kept.session)
        })
    }

    /// Reopens a session that was held.
    ///
    /// # Errors
    /// [`Fault::Refused`] when there is no such session or its results are frozen; else what the disk says.
    pub fn reopen_session(&mut self, number: i64, now: i64) -> Result<Session, StoreError> {
        self.in_turn("reopen the session", |work| {
            let connection = &work.transaction;
            let mut kept = of_number(connection, number)?;
            match kept.session.state {
                State::Open => {}
                State::Held => {
                    kept.session.state = State::Open;
                    kept.put(connection)?;
                    keeping::note_in(connection, now, "session reopened", &number.to_string())?;
                }
                State::Frozen => {
                    return Err(Trouble::refused(format!(
                        "the results of session {number} are frozen: later answers go to the next session"
                    )));
                }
            }
            Ok(kept.session)
        })
    }

    /// Throws an open or held session away, with everything that was answered in it.
    ///
    /// # Errors
    /// [`Fault::Refused`] when there is no such session or its results are frozen; else what the disk says.
    pub fn discard_session(&mut self, number: i64, now: i64) -> Result<(), StoreError> {
        let token = self.in_turn("discard the session", |work| {
            let connection = &work.transaction;
            let kept = of_number(connection, number)?;
            if kept.session.state == State::Frozen {
                return Err(Trouble::refused(format!(
                    "the results of session {number} are frozen; `fivegaps purge` deletes answers"
                )));
            }
            delete(connection, number)?;
            keeping::note_in(connection, now, "session discarded", &number.to_string())?;
            Ok(kept.token)
        })?;
        self.forget_secret(&token)
    }

    /// The frozen results of a session; `None` while it is open or held.
    ///
    /// # Errors
    /// [`Fault::Refused`] when there is no such session; when something was changed in the file.
    pub fn frozen(&self, number: i64) -> Result<Option<Frozen>, StoreError> {
        self.read("read the results of the session", |connection| {
            let kept = of_number(connection, number)?;
            let Some(scope) = kept.session.scope else {
                return Ok(None);
            };
            let edition = self.editions.of(connection, kept.edition)?;
            let form = cells::form(&edition, &kept.session.form)?;
            let strange =
                || Trouble::corrupt("the results of the session were written by another version");
            let sums = Summary::from_bytes(&edition.questionnaire, form, &kept.sums)
                .map_err(|_| strange())?;
            let comments: Vec<Comments> = if kept.comments.is_empty() {
                Vec::new()
            } else {
                serde_json::from_str(&kept.comments).map_err(|_| strange())?
            };
            Ok(Some(Frozen {
                sums,
                scope,
                comments: comments.into_iter().map(harmless).collect(),
            }))
        })
    }

    /// Deletes what sessions keep of what a purge deletes: seats, frozen results, comments. Whether there was any.
    pub(super) fn forget_sessions(
        &mut self,
        filter: &Filter,
        totals: Totals,
    ) -> Result<bool, StoreError> {
        let stays = |kept: &Kept| kept.session.state == State::Frozen && totals == Totals::Stay;
        // What was done at an earlier purge is not done again: that is every day, where answers expire.
        let holds = |kept: &Kept| {
            is_meant(&kept.session, filter) && !(stays(kept) && kept.comments.is_empty())
        };
        let any = self.read("look what sessions keep", |connection| {
            Ok(all(connection)?.iter().any(&holds))
        })?;
        if !any {
            return Ok(false);
        }
        let tokens = self.in_turn("delete what sessions keep", |work| {
            let connection = &work.transaction;
            let mut tokens = Vec::new();
            for mut kept in all(connection)? {
                if !holds(&kept) {
                    continue;
                }
                tokens.push(kept.token.clone());
                if stays(&kept) {
                    kept.comments = String::new();
                    kept.put(connection)?;
                } else {
                    delete(connection, kept.session.number)?;
                }
            }
            Ok(tokens)
        })?;
        for token in &tokens {
            let path = self.place.secret(token);
            Secret::destroy(&path)
                .map_err(|trouble| self.told(trouble, "destroy the secret of the session"))?;
        }
        Ok(!tokens.is_empty())
    }

    /// Takes one person's words, and where it is certain which session they were in also their ratings, out of frozen
    /// results.
    pub(super) fn forget_person(&mut self, response: &Response) -> Result<(), StoreError> {
        self.in_turn("take a person out of the results of a session", |work| {
            let connection = &work.transaction;
            let mut found = all(connection)?;
            found.retain(|kept| {
                let session = &kept.session;
                session.state == State::Frozen
                    && session.edition == response.edition
                    && session.form == response.form
                    && session.site == response.site
                    && session.wave == response.wave
                    && session.opened == response.started
            });
            let alone = found.len() == 1;
            for kept in &mut found {
                let edition = work.editions.of(connection, kept.edition)?;
                let form = cells::form(&edition, &kept.session.form)?;
                let layout = Layout::of(&edition.questionnaire, form);
                let strange = || Trouble::corrupt("the results of the session cannot be read");
                if !kept.comments.is_empty() {
                    let mut comments: Vec<Comments> =
                        serde_json::from_str(&kept.comments).map_err(|_| strange())?;
                    session::take_out(&mut comments, &layout, response);
                    kept.comments = serde_json::to_string(&comments).map_err(|_| strange())?;
                }
                if alone && Outcome::COUNTED.contains(&response.outcome) {
                    let mut sums = Summary::from_bytes(&edition.questionnaire, form, &kept.sums)
                        .map_err(|_| strange())?;
                    sums.subtract(&response.packed);
                    kept.sums = sums.to_bytes();
                    kept.session.answered = kept.session.answered.saturating_sub(1);
                }
                kept.put(connection)?;
            }
            Ok(())
        })
    }

    /// As [`Store::write`], but waits for its turn longer than one answer takes: a whole team may answer in the same second.
    fn in_turn<T>(
        &mut self,
        doing: &'static str,
        work: impl Fn(&Work<'_>) -> Result<T, Trouble>,
    ) -> Result<T, StoreError> {
        for _ in 1..TURNS {
            match self.write(doing, &work) {
                Err(error) if error.fault == Fault::Locked => {}
                other => return other,
            }
        }
        self.write(doing, work)
    }

    /// Destroys a secret, and clears what was sealed with it from the files.
    fn forget_secret(&mut self, token: &str) -> Result<(), StoreError> {
        Secret::destroy(&self.place.secret(token))
            .map_err(|trouble| self.told(trouble, "destroy the secret of the session"))?;
        // Where others are reading, the empty pages stay for now: nobody can read what was in them.
        let _ = self.scrub()?;
        Ok(())
    }
}

fn harmless(comments: Comments) -> Comments {
    let texts = comments.texts.into_iter().map(|mut text| {
        super::words::clean(&mut text);
        text
    });
    Comments {
        texts: texts.collect(),
        ..comments
    }
}

fn delete(connection: &Connection, number: i64) -> Result<(), Trouble> {
    connection.execute("DELETE FROM seat WHERE session = ?1", [number])?;
    connection.execute("DELETE FROM session WHERE number = ?1", [number])?;
    Ok(())
}

/// Whether a purge of these interviews means the session, too. Of languages a session knows nothing.
fn is_meant(session: &Session, filter: &Filter) -> bool {
    let (since, last) = filter.period();
    let is = |wanted: Option<&String>, own: &String| wanted.is_none_or(|wanted| wanted == own);
    filter
        .edition
        .as_ref()
        .is_none_or(|e| *e == session.edition)
        && is(filter.form.as_ref(), &session.form)
        && is(filter.site.as_ref(), &session.site)
        && is(filter.wave.as_ref(), &session.wave)
        && filter.mode.is_none_or(|mode| mode == Mode::Session)
        && (filter.outcomes.is_empty()
            || filter.outcomes.iter().any(|o| Outcome::COUNTED.contains(o)))
        && (since..=last).contains(&session.opened)
}

/// Sessions that are not as they were written.
pub(super) fn changed(connection: &Connection) -> Result<Vec<String>, Trouble> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS}"))?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if Kept::read(row).is_err() {
            found.push(row.get::<_, i64>(0)?.to_string());
        }
    }
    Ok(found)
}

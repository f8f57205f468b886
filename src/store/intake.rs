//! Interviews without entries, set aside until all of them are known and the store takes them in at once.
//!
//! They wait in a file of their own that SQLite makes for this, nobody else can open, and that is gone with the
//! process: a source of any length is read once, in little memory, and the store is not locked meanwhile.

use rusqlite::{Connection, Row, params};

use super::chain;
use super::fault::{StoreError, Trouble};
use super::journal::{begin_in, header_of, seal_in};
use super::{Store, words};
use crate::survey::record::{Edition, Fingerprint, Flags, InterviewId, Outcome, Response};

/// What is done, for messages.
const DOING: &str = "set the responses aside";

/// Interviews that wait to be taken in.
#[derive(Debug)]
pub struct Intake {
    connection: Connection,
    count: u64,
}

impl Intake {
    /// An empty one.
    ///
    /// # Errors
    /// When there is no room for temporary files.
    pub fn new() -> Result<Self, StoreError> {
        let open = || -> Result<Connection, Trouble> {
            let connection = Connection::open("")?;
            connection.execute_batch(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8192;
                 CREATE TABLE waiting (
                     number INTEGER, id TEXT, edition TEXT, form TEXT, mode TEXT, locale TEXT, outcome INTEGER,
                     started INTEGER, duration INTEGER, site TEXT, device TEXT, wave TEXT, seed INTEGER,
                     short INTEGER, packed BLOB, texts TEXT, flags INTEGER) STRICT;
                 BEGIN",
            )?;
            Ok(connection)
        };
        Ok(Self {
            connection: open().map_err(told)?,
            count: 0,
        })
    }

    /// How many wait.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Sets an interview aside.
    ///
    /// # Errors
    /// When there is no room for temporary files.
    pub fn add(&mut self, response: &Response) -> Result<(), StoreError> {
        self.put(response).map_err(told)?;
        self.count += 1;
        Ok(())
    }

    fn put(&self, response: &Response) -> Result<(), Trouble> {
        let texts = if response.texts.is_empty() {
            String::new()
        } else {
            serde_json::to_string(&response.texts)
                .map_err(|error| Trouble::refused(error.to_string()))?
        };
        self.connection
            .prepare_cached(
                "INSERT INTO waiting VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
            )?
            .execute(params![
                chain::number(&response.id),
                &response.id.0,
                &response.edition.0,
                &response.form,
                words::mode(response.mode),
                response.locale.tag(),
                response.outcome.code(),
                response.started,
                response.duration.cast_signed(),
                &response.site,
                &response.device,
                &response.wave,
                response.seed.cast_signed(),
                response.short,
                &response.packed,
                &texts,
                response.flags.bits(),
            ])?;
        Ok(())
    }

    /// Gives all that wait, in the order in which the store keeps them: its file is written from front to back.
    fn each(
        &self,
        mut take: impl FnMut(i64, &Response) -> Result<(), Trouble>,
    ) -> Result<(), Trouble> {
        let mut statement = self
            .connection
            .prepare("SELECT * FROM waiting ORDER BY number, rowid")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            take(row.get(0)?, &response(row)?)?;
        }
        Ok(())
    }
}

fn told(trouble: Trouble) -> StoreError {
    trouble.when(DOING, &std::env::temp_dir())
}

fn response(row: &Row<'_>) -> Result<Response, Trouble> {
    let strange =
        |what: &str| Trouble::corrupt(format!("a waiting interview has an unknown {what}"));
    let texts: String = row.get(15)?;
    let texts = if texts.is_empty() {
        Vec::new()
    } else {
        serde_json::from_str(&texts).map_err(|_| strange("text"))?
    };
    Ok(Response {
        id: InterviewId(row.get(1)?),
        edition: Fingerprint(row.get(2)?),
        form: row.get(3)?,
        mode: words::mode_of(row.get_ref(4)?.as_str().unwrap_or_default())
            .ok_or_else(|| strange("mode"))?,
        locale: words::locale_of(row.get_ref(5)?.as_str().unwrap_or_default())
            .ok_or_else(|| strange("language"))?,
        outcome: Outcome::from_code(row.get(6)?).ok_or_else(|| strange("outcome"))?,
        started: row.get(7)?,
        duration: row.get::<_, i64>(8)?.cast_unsigned(),
        site: row.get(9)?,
        device: row.get(10)?,
        wave: row.get(11)?,
        seed: row.get::<_, i64>(12)?.cast_unsigned(),
        short: row.get(13)?,
        packed: row.get(14)?,
        texts,
        flags: Flags::from_bits(row.get(16)?),
    })
}

impl Store {
    /// Takes in all interviews that were set aside, in one transaction: those that are known already are passed
    /// over. Gives how many were new.
    ///
    /// # Errors
    /// As [`Store::take_in`]; then nothing was taken in.
    pub fn take_in_all(&mut self, edition: &Edition, intake: &Intake) -> Result<usize, StoreError> {
        self.write("take in interviews", |work| {
            let mut new = 0;
            intake.each(|number, response| {
                let known = work
                    .transaction
                    .prepare_cached("SELECT 1 FROM interview WHERE number = ?1")?
                    .exists([number])?;
                if !known {
                    let header = &header_of(response, edition, work.test)?;
                    begin_in(work, header, edition)?;
                    seal_in(work, &header.id, chain::of_header(header), response)?;
                    new += 1;
                }
                Ok(())
            })?;
            Ok(new)
        })
    }
}

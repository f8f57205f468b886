//! The questionnaires that were asked, each kept with its text, so that an edited file orphans no answer.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension};

use super::fault::{StoreError, Trouble};
use super::{Store, Work, chain};
use crate::survey::record::{Edition, Fingerprint};

impl Store {
    /// The editions that were asked, oldest first.
    ///
    /// # Errors
    /// When the store cannot be read or an edition is damaged.
    pub fn editions(&self) -> Result<Vec<Arc<Edition>>, StoreError> {
        self.read("read the questionnaires", |connection| {
            let numbers: Vec<i64> = connection
                .prepare_cached("SELECT number FROM edition ORDER BY number")?
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            numbers
                .into_iter()
                .map(|number| self.editions.of(connection, number))
                .collect()
        })
    }

    /// The edition of this fingerprint, if it was ever asked.
    ///
    /// # Errors
    /// When the store cannot be read or the edition is damaged.
    pub fn edition(&self, fingerprint: &Fingerprint) -> Result<Option<Arc<Edition>>, StoreError> {
        self.read("read the questionnaire", |connection| {
            find(connection, fingerprint)?
                .map(|number| self.editions.of(connection, number))
                .transpose()
        })
    }
}

/// The editions that were read already, by row number.
#[derive(Debug, Default)]
pub(super) struct Editions(RefCell<HashMap<i64, Arc<Edition>>>);

impl Editions {
    /// The edition of a row. Each is read and checked once.
    pub(super) fn of(&self, connection: &Connection, number: i64) -> Result<Arc<Edition>, Trouble> {
        if let Some(edition) = self.0.borrow().get(&number) {
            return Ok(Arc::clone(edition));
        }
        let edition = Arc::new(stored(connection, number)?);
        self.learn(number, Arc::clone(&edition));
        Ok(edition)
    }

    pub(super) fn forget(&self) {
        self.0.borrow_mut().clear();
    }

    fn learn(&self, number: i64, edition: Arc<Edition>) {
        self.0.borrow_mut().insert(number, edition);
    }
}

/// The row number of an edition.
pub(super) fn find(
    connection: &Connection,
    fingerprint: &Fingerprint,
) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT number FROM edition WHERE fingerprint = ?1")?
        .query_row([&fingerprint.0], |row| row.get(0))
        .optional()
}

/// Keeps an edition, once; gives its row number.
pub(super) fn keep(work: &Work<'_>, edition: &Edition) -> Result<i64, Trouble> {
    let fingerprint = &edition.fingerprint;
    if let Some(number) = find(&work.transaction, fingerprint)? {
        return Ok(number);
    }
    let content = serde_json::to_string(&edition.questionnaire)
        .map_err(|error| Trouble::refused(format!("the questionnaire cannot be kept: {error}")))?;
    let study = edition.questionnaire.id.as_str();
    let revision = edition.questionnaire.revision;
    let checksum = chain::of_edition(&fingerprint.0, study, revision, &edition.source, &content);
    work.transaction.execute(
        "INSERT INTO edition (fingerprint, study, revision, source, content, checksum)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            &fingerprint.0,
            study,
            revision,
            &edition.source,
            &content,
            checksum,
        ),
    )?;
    let number = work.transaction.last_insert_rowid();
    work.editions.learn(number, Arc::new(edition.clone()));
    Ok(number)
}

/// Reads an edition and proves that it is what was kept.
pub(super) fn stored(connection: &Connection, number: i64) -> Result<Edition, Trouble> {
    let mut statement = connection.prepare_cached(
        "SELECT fingerprint, study, revision, source, content, checksum FROM edition
         WHERE number = ?1",
    )?;
    let mut rows = statement.query([number])?;
    let Some(row) = rows.next()? else {
        return Err(Trouble::corrupt("a questionnaire is missing"));
    };
    let fingerprint: String = row.get(0)?;
    let study: String = row.get(1)?;
    let source: String = row.get(3)?;
    let content: String = row.get(4)?;
    let checksum: chain::Checksum = row.get(5)?;
    if chain::of_edition(&fingerprint, &study, row.get(2)?, &source, &content) != checksum {
        return Err(Trouble::corrupt(format!(
            "the questionnaire {fingerprint} was changed in the file"
        )));
    }
    let questionnaire = serde_json::from_str(&content).map_err(|error| {
        Trouble::corrupt(format!(
            "the questionnaire {fingerprint} cannot be read: {error}"
        ))
    })?;
    Ok(Edition {
        questionnaire,
        fingerprint: Fingerprint(fingerprint),
        source,
    })
}

//! Is everything that was ever acknowledged still there, and still what it was?

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::cells::Count;
use super::fault::{StoreError, Trouble};
use super::{Store, Work, cells, editions, journal, keeping, responses, sessions};
use crate::survey::record::{Fingerprint, InterviewId, Response};

/// Something that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// SQLite's own check complains.
    Damaged {
        /// Its words.
        words: String,
    },
    /// A questionnaire was changed.
    Edition {
        /// Which.
        fingerprint: Fingerprint,
    },
    /// An interview's header or entries were changed, removed, added or reordered.
    Chain {
        /// Which.
        interview: InterviewId,
        /// What is wrong.
        words: String,
    },
    /// An ended interview has no sealed response, or one that was changed.
    Response {
        /// Which.
        interview: InterviewId,
        /// What is wrong.
        words: String,
    },
    /// A response is sound but not what its entries say.
    Fold {
        /// Which.
        interview: InterviewId,
    },
    /// A row belongs to nothing.
    Orphan {
        /// In which table.
        table: String,
    },
    /// Counts or sums of a group are not those of its responses.
    Sums {
        /// The group's number.
        group: i64,
    },
    /// A session was changed.
    Session {
        /// Which.
        number: String,
    },
    /// The audit trail was changed.
    Audit,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Damaged { words } => write!(f, "the file is damaged: {words}"),
            Self::Edition { fingerprint } => {
                write!(f, "the questionnaire {fingerprint} was changed")
            }
            Self::Chain { interview, words } => write!(f, "interview {interview}: {words}"),
            Self::Response { interview, words } => {
                write!(f, "the response of interview {interview}: {words}")
            }
            Self::Fold { interview } => write!(
                f,
                "the response of interview {interview} is not what its entries say"
            ),
            Self::Orphan { table } => write!(f, "a row of {table} belongs to nothing"),
            Self::Sums { group } => {
                write!(
                    f,
                    "the sums of group {group} are not those of its responses"
                )
            }
            Self::Session { number } => write!(f, "session {number} was changed"),
            Self::Audit => f.write_str("the audit trail was changed"),
        }
    }
}

impl Store {
    /// Examines everything: the file, every chain, that every response is the fold of its entries, that all
    /// sums are those of the responses. Nothing is changed. Empty when all is well.
    ///
    /// # Errors
    /// When the store cannot be read at all.
    pub fn check(&self) -> Result<Vec<Finding>, StoreError> {
        self.read("examine the store", |connection| {
            let mut findings = integrity(connection)?;
            let mut look = |done: Result<Vec<Finding>, Trouble>| match done {
                Ok(found) => findings.extend(found),
                Err(trouble) => findings.push(Finding::Damaged {
                    words: words_of(trouble),
                }),
            };
            look(Self::check_editions(connection));
            look(self.check_interviews(connection));
            look(self.check_sums(connection));
            look(sessions::changed(connection).map(|numbers| {
                let found = numbers.into_iter();
                found.map(|number| Finding::Session { number }).collect()
            }));
            look(keeping::audit_lines(connection).map(|(_, sound)| {
                if sound {
                    Vec::new()
                } else {
                    vec![Finding::Audit]
                }
            }));
            Ok(findings)
        })
    }

    /// Mends what can be mended from what is sound: responses are folded anew from entries whose chain
    /// holds, and sums are added up anew. Gives how many responses were mended; [`Store::check`] tells what could
    /// not be.
    ///
    /// # Errors
    /// What the disk says; then nothing was changed.
    pub fn mend(&mut self, now: i64) -> Result<usize, StoreError> {
        self.write("mend the store", |work| {
            // Responses are proved by what their cell is about, so the cells come first and, added up, last.
            for number in numbers(&work.transaction, "SELECT number FROM cell")? {
                cells::cell_unproved(&work.transaction, number)?.put(&work.transaction)?;
            }
            let mended = mend_responses(work)?;
            for number in numbers(&work.transaction, "SELECT number FROM cell")? {
                // Answers of an import that were changed have no entries to be mended from; `check` names them.
                let _ = cells::add_up_anew(work, number);
            }
            let detail = format!("{mended} responses; sums added up anew");
            keeping::note_in(&work.transaction, now, "mended", &detail)?;
            Ok(mended)
        })
    }

    fn check_editions(connection: &Connection) -> Result<Vec<Finding>, Trouble> {
        let mut findings = Vec::new();
        for number in numbers(connection, "SELECT number FROM edition")? {
            if editions::stored(connection, number).is_err() {
                let fingerprint = connection
                    .query_row(
                        "SELECT fingerprint FROM edition WHERE number = ?1",
                        [number],
                        |row| row.get(0),
                    )
                    .unwrap_or_default();
                findings.push(Finding::Edition {
                    fingerprint: Fingerprint(fingerprint),
                });
            }
        }
        Ok(findings)
    }

    fn check_interviews(&self, connection: &Connection) -> Result<Vec<Finding>, Trouble> {
        let mut findings = Vec::new();
        let mut cells = BTreeMap::new();
        for number in numbers(connection, "SELECT number FROM interview")? {
            match self.check_interview(connection, number, &mut cells) {
                Ok(None) => {}
                Ok(Some(finding)) => findings.push(finding),
                Err(trouble) => findings.push(Finding::Chain {
                    interview: id_of(connection, number),
                    words: words_of(trouble),
                }),
            }
        }
        Ok(findings)
    }

    fn check_interview(
        &self,
        connection: &Connection,
        number: i64,
        cells: &mut BTreeMap<i64, Count>,
    ) -> Result<Option<Finding>, Trouble> {
        let Some(kept) = journal::kept(connection, number, self.test)? else {
            return Err(Trouble::corrupt("its edition is missing"));
        };
        let entries = journal::entries(connection, number, &kept)?;
        let interview = kept.header.id.clone();
        let wrong = |words: &str| {
            Some(Finding::Response {
                interview: interview.clone(),
                words: words.to_owned(),
            })
        };
        let response = match responses::of_interview(connection, number, cells) {
            Ok(response) => response,
            Err(trouble) => return Ok(wrong(&words_of(trouble))),
        };
        let Some(response) = response else {
            return Ok(if kept.outcome == 0 {
                None
            } else {
                wrong("is missing")
            });
        };
        if response.outcome.code() != kept.outcome {
            return Ok(wrong("ended differently"));
        }
        if entries.is_empty() {
            return Ok(None);
        }
        let edition = self.editions.of(connection, kept.edition)?;
        let flags = response.flags;
        let folded = Response::fold(edition, kept.header, &entries)
            .map(|folded| Response { flags, ..folded });
        Ok((folded.as_ref() != Ok(&response)).then_some(Finding::Fold { interview }))
    }

    fn check_sums(&self, connection: &Connection) -> Result<Vec<Finding>, Trouble> {
        let mut findings = Vec::new();
        for number in numbers(connection, "SELECT number FROM cell")? {
            let sound = cells::cell(connection, number).and_then(|cell| {
                let edition = self.editions.of(connection, cell.edition)?;
                cell.is_sound(connection, &edition)
            });
            if !matches!(sound, Ok(true)) {
                findings.push(Finding::Sums { group: number });
            }
        }
        Ok(findings)
    }
}

fn mend_responses(work: &Work<'_>) -> Result<usize, Trouble> {
    let connection = &work.transaction;
    let mut mended = 0;
    let mut cells = BTreeMap::new();
    for number in numbers(
        connection,
        "SELECT number FROM interview WHERE outcome <> 0 AND entries > 0",
    )? {
        let Ok(Some(kept)) = journal::kept(connection, number, work.test) else {
            continue;
        };
        let Ok(entries) = journal::entries(connection, number, &kept) else {
            continue;
        };
        let edition = work.editions.of(connection, kept.edition)?;
        let Ok(folded) = Response::fold(edition, kept.header, &entries) else {
            continue;
        };
        let found = responses::of_interview(connection, number, &mut cells);
        // Flags are not in the log: those of a response that cannot be read are taken as they stand there.
        let flags = responses::flags_of(connection, number)?;
        let folded = Response { flags, ..folded };
        if matches!(&found, Ok(Some(response)) if *response == folded) {
            continue;
        }
        connection.execute("DELETE FROM response WHERE interview = ?1", [number])?;
        connection.execute(
            "UPDATE interview SET outcome = ?2 WHERE number = ?1",
            (number, folded.outcome.code()),
        )?;
        responses::insert(work, number, kept.edition, kept.head, &folded)?;
        mended += 1;
    }
    Ok(mended)
}

/// SQLite's own checks: pages and indexes, and references.
fn integrity(connection: &Connection) -> Result<Vec<Finding>, Trouble> {
    let mut findings = Vec::new();
    let mut statement = connection.prepare("PRAGMA integrity_check(20)")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let words: String = row.get(0)?;
        if words != "ok" {
            findings.push(Finding::Damaged { words });
        }
    }
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        findings.push(Finding::Orphan { table: row.get(0)? });
    }
    Ok(findings)
}

fn numbers(connection: &Connection, query: &str) -> Result<Vec<i64>, Trouble> {
    Ok(connection
        .prepare_cached(query)?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?)
}

fn id_of(connection: &Connection, number: i64) -> InterviewId {
    InterviewId(
        connection
            .query_row(
                "SELECT id FROM interview WHERE number = ?1",
                [number],
                |row| row.get(0),
            )
            .unwrap_or_else(|_| format!("number {number}")),
    )
}

fn words_of(trouble: Trouble) -> String {
    trouble.when("", std::path::Path::new("")).cause
}

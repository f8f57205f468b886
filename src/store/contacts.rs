//! Whom interviewers met: how many interviews there are of each interviewer and outcome, the shortest ones too.

use std::ops::Range;

use super::fault::{StoreError, Trouble};
use super::{Store, words};
use crate::survey::record::{InterviewId, Mode, Outcome};

/// So many contacts of one interviewer with one outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contacts {
    /// The interviewer's name, or empty.
    pub interviewer: String,
    /// What came of them; `None`: suspended.
    pub outcome: Option<Outcome>,
    /// How many.
    pub n: u64,
}

impl Store {
    /// The contacts of a study (of one of its forms) that began in this time, in milliseconds since 1970-01-01
    /// UTC, by interviewer and outcome. Only interviews on staffed machines are contacts: nobody is approached by a
    /// kiosk.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn contacts(
        &self,
        study: &str,
        form: Option<&str>,
        time: &Range<i64>,
    ) -> Result<Vec<Contacts>, StoreError> {
        self.read("count the contacts", |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT interviewer, outcome, count(*) FROM interview
                 JOIN edition ON edition.number = interview.edition
                 WHERE study = ?1 AND form = coalesce(?2, form) AND mode = ?3 AND started >= ?4 AND started < ?5
                 GROUP BY interviewer, outcome ORDER BY interviewer, outcome",
            )?;
            let mode = words::mode(Mode::Interview);
            let mut rows = statement.query((study, form, mode, time.start, time.end))?;
            let mut contacts = Vec::new();
            while let Some(row) = rows.next()? {
                let code: u16 = row.get(1)?;
                let outcome = match code {
                    0 => None,
                    code => Some(Outcome::from_code(code).ok_or_else(|| {
                        Trouble::corrupt("an interview has an unknown outcome")
                    })?),
                };
                contacts.push(Contacts {
                    interviewer: row.get(0)?,
                    outcome,
                    n: row.get::<_, i64>(2)?.cast_unsigned(),
                });
            }
            Ok(contacts)
        })
    }

    /// The ended interviews of a form that an interviewer conducted.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn conducted(&self, fingerprint: &str, form: &str) -> Result<Vec<InterviewId>, StoreError> {
        self.read("look for interviews with an interviewer", |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id FROM interview JOIN edition ON edition.number = interview.edition
                 WHERE fingerprint = ?1 AND form = ?2 AND interviewer <> '' AND outcome <> 0 AND entries > 0
                 ORDER BY interview.number",
            )?;
            let mut rows = statement.query((fingerprint, form))?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(InterviewId(row.get(0)?));
            }
            Ok(found)
        })
    }
}

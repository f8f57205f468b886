//! The tables, the settings that durability rests on, and how an older file becomes a new one.

use rusqlite::{Connection, TransactionBehavior};

use super::fault::{Fault, Trouble};

/// Marks the file as ours: "5gap".
pub(super) const APPLICATION: i64 = 0x3567_6170;

/// How long a writer waits for another, in milliseconds.
const WAIT: i64 = 2000;

/// Pages in the write-ahead log before a commit also writes them into the file. An interview writes two or
/// three pages an answer, so this stays out of the way of answers; [`super::Store::settle`] does the work between
/// interviews, and the end of the process does it too.
const LOG_PAGES: i64 = 1000;

/// One step a version. Step n brings a file from version n to version n + 1.
const STEPS: &[&str] = &[VERSION_1, VERSION_2, SESSIONS, SIGNS, ENCRYPTION];

/// The newest version.
pub(super) fn newest() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

const VERSION_1: &str = "
-- Every questionnaire that was ever asked: the file's text, and its checked content as JSON.
CREATE TABLE edition (
    number      INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL UNIQUE,
    study       TEXT NOT NULL,
    revision    INTEGER NOT NULL,
    source      TEXT NOT NULL,
    content     TEXT NOT NULL,
    checksum    BLOB NOT NULL
) STRICT;

-- Every interview. Its number is drawn from its id, so that rows lie in no order of time.
-- outcome 0: still open. entries and head: how many entries there are, and the checksum of the last.
CREATE TABLE interview (
    number      INTEGER PRIMARY KEY,
    id          TEXT NOT NULL,
    edition     INTEGER NOT NULL REFERENCES edition,
    form        TEXT NOT NULL,
    role        TEXT NOT NULL,
    mode        TEXT NOT NULL,
    locale      TEXT NOT NULL,
    seed        INTEGER NOT NULL,
    short       INTEGER NOT NULL,
    started     INTEGER NOT NULL,
    site        TEXT NOT NULL,
    device      TEXT NOT NULL,
    wave        TEXT NOT NULL,
    interviewer TEXT NOT NULL,
    outcome     INTEGER NOT NULL DEFAULT 0,
    entries     INTEGER NOT NULL DEFAULT 0,
    head        BLOB NOT NULL
) STRICT;
CREATE INDEX open_interview ON interview (number) WHERE outcome = 0;

-- The log of each interview: answers and what happened around them. Rows are only ever added.
CREATE TABLE entry (
    interview   INTEGER NOT NULL REFERENCES interview,
    sequence    INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    action      TEXT NOT NULL,
    checksum    BLOB NOT NULL,
    PRIMARY KEY (interview, sequence)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER entry_is_final BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;

-- The finest group that reports tell apart, with the running sums of its responses. retired: responses
-- whose single answers were deleted when their time was over, and what they added to the totals.
CREATE TABLE cell (
    number       INTEGER PRIMARY KEY,
    edition      INTEGER NOT NULL REFERENCES edition,
    form         TEXT NOT NULL,
    site         TEXT NOT NULL,
    wave         TEXT NOT NULL,
    mode         TEXT NOT NULL,
    locale       TEXT NOT NULL,
    outcome      INTEGER NOT NULL,
    kept         INTEGER NOT NULL DEFAULT 0,
    retired      INTEGER NOT NULL DEFAULT 0,
    checksum     BLOB NOT NULL,
    kept_sums    BLOB NOT NULL DEFAULT x'',
    retired_sums BLOB NOT NULL DEFAULT x'',
    UNIQUE (edition, form, site, wave, mode, locale, outcome)
) STRICT;

-- Every ended interview, folded: one byte an answer, in the order of the edition's form. The rows of a cell
-- lie side by side, so that a pass over a million reads straight on.
CREATE TABLE response (
    cell        INTEGER NOT NULL REFERENCES cell,
    interview   INTEGER NOT NULL REFERENCES interview,
    started     INTEGER NOT NULL,
    duration    INTEGER NOT NULL,
    packed      BLOB NOT NULL,
    texts       TEXT NOT NULL,
    packed_sum  BLOB NOT NULL,
    checksum    BLOB NOT NULL,
    PRIMARY KEY (cell, interview)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX response_of ON response (interview);

-- What was done to the store as a whole: purges, restored backups, damage.
CREATE TABLE audit (
    number      INTEGER PRIMARY KEY,
    at          INTEGER NOT NULL,
    what        TEXT NOT NULL,
    detail      TEXT NOT NULL,
    checksum    BLOB NOT NULL
) STRICT;

-- Small settings that must survive: throttles, the day of the last check.
CREATE TABLE value (
    name        TEXT PRIMARY KEY,
    value       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- For people with sqlite3 or DuckDB: one row an answer, the last one given.
CREATE VIEW answer AS
WITH given AS (
    SELECT interview, sequence, at,
           json_extract(action, '$.answered.question') AS question,
           json_extract(action, '$.answered.answer') AS answer,
           action
    FROM entry
)
SELECT i.id AS interview, d.study, d.revision, i.form, i.role, i.mode, i.site, i.device, i.wave, g.question,
       json_extract(g.action, '$.answered.answer.rating')    AS rating,
       json_extract(g.action, '$.answered.answer.points')    AS points,
       json_extract(g.action, '$.answered.answer.choice[0]') AS options,
       json_extract(g.action, '$.answered.answer.choice[1]') AS other,
       json_extract(g.action, '$.answered.answer.number')    AS number,
       json_extract(g.action, '$.answered.answer.text')      AS text,
       json_extract(g.action, '$.answered.answer.left')      AS reason,
       g.at / 1000.0 AS seconds
FROM given g
JOIN interview i ON i.number = g.interview
JOIN edition d ON d.number = i.edition
WHERE g.question IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM given later
                  WHERE later.interview = g.interview AND later.sequence > g.sequence
                    AND later.question = g.question);

-- One row an ended interview: how it ended (AAPOR), when, where, how long it took.
CREATE VIEW response_outcome AS
SELECT i.id AS interview, d.study, d.revision, d.fingerprint AS edition, i.form, i.role, i.mode, c.locale,
       CASE c.outcome WHEN 110 THEN 'complete' WHEN 120 THEN 'partial' WHEN 210 THEN 'break_off'
            WHEN 211 THEN 'refused' WHEN 212 THEN 'timed_out' WHEN 233 THEN 'language_barrier'
            WHEN 411 THEN 'ineligible' WHEN 480 THEN 'quota_full' END AS outcome,
       c.outcome / 100.0 AS aapor,
       strftime('%Y-%m-%dT%H:%M:%SZ', r.started / 1000, 'unixepoch') AS started,
       r.duration / 1000.0 AS seconds, i.site, i.device, i.wave, i.short, length(r.packed) AS bytes
FROM response r
JOIN interview i ON i.number = r.interview
JOIN cell c ON c.number = r.cell
JOIN edition d ON d.number = c.edition;
";

const VERSION_2: &str = "
-- What happened around an interview that is worth a second look: the sum of the bits of its flags.
ALTER TABLE response ADD COLUMN flags INTEGER NOT NULL DEFAULT 0;
";

const SESSIONS: &str = "
-- Anonymous sessions of staff or managers. token names the file with the secret that its seats are sealed with;
-- that file is destroyed when the session is frozen. attended and answered are known from then on: how many
-- used their code, and how many answers count. sums and comments: the frozen results.
CREATE TABLE session (
    number      INTEGER PRIMARY KEY,
    token       TEXT NOT NULL UNIQUE,
    edition     INTEGER NOT NULL REFERENCES edition,
    form        TEXT NOT NULL,
    site        TEXT NOT NULL,
    wave        TEXT NOT NULL,
    opened      INTEGER NOT NULL,
    state       TEXT NOT NULL,
    codes       INTEGER NOT NULL,
    seat_bytes  INTEGER NOT NULL,
    attended    INTEGER NOT NULL DEFAULT 0,
    answered    INTEGER NOT NULL DEFAULT 0,
    scope       TEXT NOT NULL DEFAULT '',
    sums        BLOB NOT NULL DEFAULT x'',
    comments    TEXT NOT NULL DEFAULT '',
    checksum    BLOB NOT NULL
) STRICT;

-- One row a code, all of the same length from the first moment on: nobody without the secret can tell one that
-- was not used from one that was, or read what is in it. mark: made of secret and code, so that a code cannot
-- be found again once the secret is gone. The rows go when the session is frozen.
CREATE TABLE seat (
    session     INTEGER NOT NULL REFERENCES session,
    mark        BLOB NOT NULL,
    sealed      BLOB NOT NULL,
    PRIMARY KEY (session, mark)
) STRICT, WITHOUT ROWID;
";

const SIGNS: &str = "
-- signs: what shows that a response was given without care, as the sum of its bits. release: with which release
-- its answers came out; 0 at once, NULL while they wait for others (managers and staff).
DROP VIEW response_outcome;
CREATE TABLE cells (
    number       INTEGER PRIMARY KEY,
    edition      INTEGER NOT NULL REFERENCES edition,
    form         TEXT NOT NULL,
    site         TEXT NOT NULL,
    wave         TEXT NOT NULL,
    mode         TEXT NOT NULL,
    locale       TEXT NOT NULL,
    outcome      INTEGER NOT NULL,
    signs        INTEGER NOT NULL,
    release      INTEGER,
    kept         INTEGER NOT NULL DEFAULT 0,
    retired      INTEGER NOT NULL DEFAULT 0,
    checksum     BLOB NOT NULL,
    kept_sums    BLOB NOT NULL DEFAULT x'',
    retired_sums BLOB NOT NULL DEFAULT x'',
    UNIQUE (edition, form, site, wave, mode, locale, outcome, signs, release)
) STRICT;
INSERT INTO cells SELECT number, edition, form, site, wave, mode, locale, outcome, 0, 0, kept, retired, checksum,
                         kept_sums, retired_sums FROM cell;
DROP TABLE cell;
ALTER TABLE cells RENAME TO cell;
CREATE VIEW response_outcome AS
SELECT i.id AS interview, d.study, d.revision, d.fingerprint AS edition, i.form, i.role, i.mode, c.locale,
       CASE c.outcome WHEN 110 THEN 'complete' WHEN 120 THEN 'partial' WHEN 210 THEN 'break_off'
            WHEN 211 THEN 'refused' WHEN 212 THEN 'timed_out' WHEN 233 THEN 'language_barrier'
            WHEN 411 THEN 'ineligible' WHEN 480 THEN 'quota_full' END AS outcome,
       c.outcome / 100.0 AS aapor,
       strftime('%Y-%m-%dT%H:%M:%SZ', r.started / 1000, 'unixepoch') AS started,
       r.duration / 1000.0 AS seconds, i.site, i.device, i.wave, i.short, length(r.packed) AS bytes,
       c.signs, c.release
FROM response r
JOIN interview i ON i.number = r.interview
JOIN cell c ON c.number = r.cell
JOIN edition d ON d.number = c.edition;
";

const ENCRYPTION: &str = "
-- In an encrypted store nobody reads an answer this way; it must not be an error, either.
DROP VIEW answer;
CREATE VIEW answer AS
WITH given AS (
    SELECT interview, sequence, at,
           json_extract(action, '$.answered.question') AS question,
           json_extract(action, '$.answered.answer') AS answer,
           action
    FROM (SELECT interview, sequence, at, CASE WHEN json_valid(action) THEN action END AS action FROM entry)
)
SELECT i.id AS interview, d.study, d.revision, i.form, i.role, i.mode, i.site, i.device, i.wave, g.question,
       json_extract(g.action, '$.answered.answer.rating')    AS rating,
       json_extract(g.action, '$.answered.answer.points')    AS points,
       json_extract(g.action, '$.answered.answer.choice[0]') AS options,
       json_extract(g.action, '$.answered.answer.choice[1]') AS other,
       json_extract(g.action, '$.answered.answer.number')    AS number,
       json_extract(g.action, '$.answered.answer.text')      AS text,
       json_extract(g.action, '$.answered.answer.left')      AS reason,
       g.at / 1000.0 AS seconds
FROM given g
JOIN interview i ON i.number = g.interview
JOIN edition d ON d.number = i.edition
WHERE g.question IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM given later
                  WHERE later.interview = g.interview AND later.sequence > g.sequence
                    AND later.question = g.question);
";

/// Applies the settings and reads each back: some file systems ignore them silently.
pub(super) fn settle_in(connection: &Connection) -> Result<(), Trouble> {
    // Run to its end: SQLite answers before it has tried to write the change down.
    let mut statement = connection.prepare("PRAGMA journal_mode = WAL")?;
    let mut rows = statement.query([])?;
    let mut journal = String::new();
    while let Some(row) = rows.next()? {
        journal = row.get(0)?;
    }
    if !journal.eq_ignore_ascii_case("wal") {
        return Err(Trouble::Known(
            Fault::Unfit,
            format!("journal_mode stays {journal}"),
        ));
    }
    for (name, value) in [
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("busy_timeout", WAIT),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("temp_store", 2),
        ("wal_autocheckpoint", LOG_PAGES),
        ("fullfsync", 1),
        ("checkpoint_fullfsync", 1),
    ] {
        connection.execute_batch(&format!("PRAGMA {name} = {value}"))?;
        let found: i64 = connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0))?;
        if found != value {
            return Err(Trouble::Known(
                Fault::Unfit,
                format!("{name} stays {found} instead of {value}"),
            ));
        }
    }
    Ok(())
}

/// Whose file it is. Reads only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// Nobody's yet: no tables.
    Nobody,
    /// Ours, of this version.
    Ours(i64),
}

/// Tells whose file it is, before anything in it is touched.
pub(super) fn owner(connection: &Connection) -> Result<Owner, Trouble> {
    let pragma = |name: &str| -> rusqlite::Result<i64> {
        connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0))
    };
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let application = pragma("application_id")?;
    let version = pragma("user_version")?;
    match (application, tables) {
        (0, 0) => Ok(Owner::Nobody),
        (APPLICATION, _) if version > newest() => Err(Trouble::Known(
            Fault::Newer {
                found: version,
                known: newest(),
            },
            "written by a newer version of fivegaps".into(),
        )),
        (APPLICATION, _) => Ok(Owner::Ours(version)),
        _ => Err(Trouble::Known(
            Fault::Foreign,
            format!("application_id {application:#010x}, {tables} tables and views"),
        )),
    }
}

/// Brings the file to the newest version, each step whole or not at all; gives the version it had.
pub(super) fn migrate(connection: &mut Connection) -> Result<i64, Trouble> {
    migrate_by(connection, STEPS)
}

fn migrate_by(connection: &mut Connection, steps: &[&str]) -> Result<i64, Trouble> {
    // Read again under the lock: another process may have done the work in between.
    let found = version(connection)?;
    if usize::try_from(found).is_ok_and(|done| done >= steps.len()) {
        return Ok(found);
    }
    // A step that makes a table anew drops the one that others refer to. What refers to nothing in the end is found
    // by the check below.
    connection.execute_batch("PRAGMA foreign_keys = OFF")?;
    let taken = take_steps(connection, steps);
    connection.execute_batch("PRAGMA foreign_keys = ON")?;
    taken?;
    Ok(found)
}

fn take_steps(connection: &mut Connection, steps: &[&str]) -> Result<(), Trouble> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let now = version(&transaction)?;
    for (next, step) in (1i64..).zip(steps) {
        if next > now {
            transaction.execute_batch(step)?;
            transaction.execute_batch(&format!("PRAGMA user_version = {next}"))?;
        }
    }
    transaction.execute_batch(&format!("PRAGMA application_id = {APPLICATION}"))?;
    let astray = transaction
        .prepare("PRAGMA foreign_key_check")?
        .exists([])?;
    if astray {
        return Err(Trouble::corrupt("rows refer to others that are not there"));
    }
    transaction.commit()?;
    Ok(())
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_fails_leaves_the_version_before() {
        let mut connection = Connection::open_in_memory().unwrap();
        let good = "CREATE TABLE a (x INTEGER) STRICT;";
        assert_eq!(migrate_by(&mut connection, &[good]).unwrap(), 0);
        let bad = "CREATE TABLE b (x INTEGER) STRICT; CREATE TABLE a (x INTEGER) STRICT;";
        assert!(migrate_by(&mut connection, &[good, bad]).is_err());
        assert_eq!(version(&connection).unwrap(), 1);
        assert_eq!(owner(&connection).unwrap(), Owner::Ours(1));
        let tables: i64 = connection
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
            .unwrap();
        assert_eq!(tables, 1, "the half-done step is gone");
    }

    #[test]
    fn the_answers_of_the_first_version_come_along() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch("PRAGMA foreign_keys = ON")
            .unwrap();
        migrate_by(&mut connection, &STEPS[..1]).unwrap();
        connection
            .execute_batch(
                "INSERT INTO edition VALUES (1, 'f', 's', 1, '', '', x'');
                 INSERT INTO interview VALUES (7, 'i', 1, 'customer', 'customer', 'kiosk', 'en', 0, 0, 0, '', '', '',
                                               '', 110, 0, x'');
                 INSERT INTO cell VALUES (3, 1, 'customer', '', '', 'kiosk', 'en', 110, 1, 0, x'', x'', x'');
                 INSERT INTO response VALUES (3, 7, 0, 0, x'01', '', x'', x'');",
            )
            .unwrap();
        assert_eq!(migrate(&mut connection).unwrap(), 1);
        let kept: (i64, Vec<u8>) = connection
            .query_row(
                "SELECT kept, packed FROM response JOIN cell ON number = cell",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .unwrap();
        assert_eq!(kept, (1, vec![1]));
        let guarded: i64 = connection
            .query_row("PRAGMA foreign_keys", [], |row| row.get(0))
            .unwrap();
        assert_eq!(guarded, 1);
    }

    #[test]
    fn each_step_is_taken_once_and_in_order() {
        let mut connection = Connection::open_in_memory().unwrap();
        let first = "CREATE TABLE a (x INTEGER) STRICT;";
        let second = "ALTER TABLE a ADD COLUMN y INTEGER;";
        assert_eq!(migrate_by(&mut connection, &[first]).unwrap(), 0);
        assert_eq!(migrate_by(&mut connection, &[first, second]).unwrap(), 1);
        assert_eq!(migrate_by(&mut connection, &[first, second]).unwrap(), 2);
        connection.execute_batch("SELECT x, y FROM a").unwrap();
    }

    #[test]
    fn a_file_of_another_program_is_told_apart() {
        let connection = Connection::open_in_memory().unwrap();
        assert_eq!(owner(&connection).unwrap(), Owner::Nobody);
        connection.execute_batch("CREATE TABLE theirs (x)").unwrap();
        assert_eq!(owner(&connection).unwrap_err().fault(), Fault::Foreign);
    }
}

//! Checksums that hold an interview together. SQLite does not notice a flipped bit; these do.
//!
//! The header starts the chain, each entry continues the one before, the sealed response closes it. A
//! changed, missing, added or reordered row breaks the chain at its place. They guard against accidents of
//! disks and hands, not against someone who computes them anew.

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use sha2::{Digest, Sha256};

use super::cells::Count;
use super::words;
use crate::survey::record::{Flags, Header, InterviewId, Response};

/// The first 16 bytes of a SHA-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Checksum([u8; 16]);

impl std::fmt::Display for Checksum {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl ToSql for Checksum {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Blob(&self.0)))
    }
}

impl FromSql for Checksum {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let bytes = value.as_blob()?;
        bytes
            .try_into()
            .map(Self)
            .map_err(|_| FromSqlError::InvalidType)
    }
}

/// Takes fields one after another; each with its length, so that none can borrow from its neighbour.
struct Fields(Sha256);

impl Fields {
    fn of(kind: &str) -> Self {
        Self(Sha256::new()).bytes(kind.as_bytes())
    }

    fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    fn text(self, text: &str) -> Self {
        self.bytes(text.as_bytes())
    }

    fn number(mut self, number: u64) -> Self {
        self.0.update(number.to_le_bytes());
        self
    }

    /// Flags came later than the first responses: a response without any has the checksum that it always had.
    fn unless_none(self, flags: Flags) -> Self {
        if flags.is_empty() {
            self
        } else {
            self.number(u64::from(flags.bits()))
        }
    }

    /// Signs and releases came later than the first groups: one without has the checksum that it always had.
    fn unless_usual(self, about: &Count) -> Self {
        match (about.signs.bits(), about.release) {
            (0, Some(0)) => self,
            (signs, release) => self
                .number(u64::from(signs))
                .number(release.map_or(u64::MAX, u64::from)),
        }
    }

    fn after(mut self, before: Checksum) -> Self {
        self.0.update(before.0);
        self
    }

    fn sum(self) -> Checksum {
        let digest: [u8; 32] = self.0.finalize().into();
        let mut sum = Checksum::default();
        sum.0.copy_from_slice(&digest[..16]);
        sum
    }
}

/// The row number of an interview, drawn from its id: short, and without an order to read seats from.
pub(super) fn number(id: &InterviewId) -> i64 {
    let sum = Fields::of("number").text(&id.0).sum();
    let mut first = [0; 8];
    first.copy_from_slice(&sum.0[..8]);
    (u64::from_le_bytes(first) >> 1).cast_signed()
}

/// The start of an interview's chain.
pub(super) fn of_header(header: &Header) -> Checksum {
    Fields::of("header")
        .text(&header.id.0)
        .text(&header.edition.0)
        .text(&header.form)
        .text(words::role(header.role))
        .text(words::mode(header.mode))
        .text(header.locale.tag())
        .number(header.seed)
        .number(u64::from(header.short))
        .number(u64::from(header.test))
        .number(header.started.cast_unsigned())
        .text(&header.site)
        .text(&header.device)
        .text(&header.wave)
        .text(&header.interviewer)
        .sum()
}

/// One link: an entry after the one before.
pub(super) fn of_entry(
    before: Checksum,
    id: &InterviewId,
    sequence: u32,
    at: u64,
    action: &str,
) -> Checksum {
    Fields::of("entry")
        .after(before)
        .text(&id.0)
        .number(u64::from(sequence))
        .number(at)
        .text(action)
        .sum()
}

/// The packed answers by themselves, so that a pass that reads nothing else can trust them.
pub(super) fn of_packed(number: i64, packed: &[u8]) -> Checksum {
    Fields::of("packed")
        .number(number.cast_unsigned())
        .bytes(packed)
        .sum()
}

/// The end of the chain: the response after the last entry. `packed` is the sum of its packed answers.
pub(super) fn of_response(
    head: Checksum,
    packed: Checksum,
    response: &Response,
    texts: &str,
) -> Checksum {
    Fields::of("response")
        .after(head)
        .after(packed)
        .text(&response.id.0)
        .text(&response.edition.0)
        .text(&response.form)
        .text(words::mode(response.mode))
        .text(response.locale.tag())
        .number(u64::from(response.outcome.code()))
        .number(response.started.cast_unsigned())
        .number(response.duration)
        .text(&response.site)
        .text(&response.device)
        .text(&response.wave)
        .number(response.seed)
        .number(u64::from(response.short))
        .text(texts)
        .unless_none(response.flags)
        .sum()
}

/// An edition's text and content.
pub(super) fn of_edition(
    fingerprint: &str,
    study: &str,
    revision: u32,
    source: &str,
    content: &str,
) -> Checksum {
    Fields::of("edition")
        .text(fingerprint)
        .text(study)
        .number(u64::from(revision))
        .text(source)
        .text(content)
        .sum()
}

/// What a cell is about, and its counts and sums.
pub(super) fn of_cell(number: i64, about: &Count, sums: [&[u8]; 2]) -> Checksum {
    let [kept, retired] = sums;
    Fields::of("cell")
        .number(number.cast_unsigned())
        .text(&about.edition.0)
        .text(&about.form)
        .text(&about.site)
        .text(&about.wave)
        .text(words::mode(about.mode))
        .text(about.locale.tag())
        .number(u64::from(about.outcome.code()))
        .number(about.kept)
        .number(about.retired)
        .bytes(kept)
        .bytes(retired)
        .unless_usual(about)
        .sum()
}

/// A session: what is kept of it, and its frozen sums.
pub(super) fn of_session(about: &[String], sums: &[u8]) -> Checksum {
    let start = Fields::of("session").bytes(sums);
    about
        .iter()
        .fold(start, |fields, one| fields.text(one))
        .sum()
}

/// One line of the audit trail after the one before.
pub(super) fn of_audit(
    before: Checksum,
    number: i64,
    at: i64,
    what: &str,
    detail: &str,
) -> Checksum {
    Fields::of("audit")
        .after(before)
        .number(number.cast_unsigned())
        .number(at.cast_unsigned())
        .text(what)
        .text(detail)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_do_not_run_into_each_other() {
        let sum = |a: &str, b: &str| Fields::of("x").text(a).text(b).sum();
        assert_ne!(sum("ab", "c"), sum("a", "bc"));
        assert_ne!(sum("", "abc"), sum("abc", ""));
    }

    #[test]
    fn every_field_of_an_entry_changes_the_link() {
        let id = InterviewId("a".into());
        let start = Checksum::default();
        let link = of_entry(start, &id, 1, 2, "{}");
        assert_ne!(link, of_entry(link, &id, 1, 2, "{}"));
        assert_ne!(link, of_entry(start, &InterviewId("b".into()), 1, 2, "{}"));
        assert_ne!(link, of_entry(start, &id, 2, 2, "{}"));
        assert_ne!(link, of_entry(start, &id, 1, 3, "{}"));
        assert_ne!(link, of_entry(start, &id, 1, 2, "{ }"));
    }

    #[test]
    fn numbers_tell_nothing_about_the_order_of_ids() {
        let numbers: Vec<i64> = (0..64)
            .map(|n| number(&InterviewId(format!("{n:08}"))))
            .collect();
        assert!(numbers.iter().all(|n| *n >= 0));
        assert!(!numbers.is_sorted());
    }
}

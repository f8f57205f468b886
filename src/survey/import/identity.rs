//! Which row is which: identities that come out the same whenever the same file is read again.

use std::collections::HashMap;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::survey::record::InterviewId;

/// Gives each row of one reading its identity.
///
/// A row with an id is told by study, form, site, wave and that id; a row without by study, form, site, wave
/// and its cells, and by how many rows before it had the same cells: two people may answer alike.
#[derive(Debug)]
pub struct Identities {
    prefix: Sha256,
    keep: bool,
    seen: HashMap<u64, u32>,
}

/// A row's identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Identity {
    /// It.
    Of(InterviewId),
    /// An earlier row of the file has the same id.
    Again,
}

impl Identities {
    /// For the rows of one reading of a file.
    pub(super) fn new(study: &str, form: &str, keep: bool) -> Self {
        let mut prefix = Sha256::new();
        for part in ["fivegaps import", study, form] {
            add(&mut prefix, part);
        }
        Self {
            prefix,
            keep,
            seen: HashMap::new(),
        }
    }

    /// The identity of a row with an id of its own.
    pub(super) fn by_id(&mut self, site: &str, wave: &str, id: &str) -> Identity {
        let own = if self.keep {
            Uuid::parse_str(id).ok()
        } else {
            None
        };
        let uuid = own.unwrap_or_else(|| {
            let mut hash = self.prefix.clone();
            for part in ["id", site, wave, id] {
                add(&mut hash, part);
            }
            of(hash)
        });
        if self.count(uuid) > 0 {
            return Identity::Again;
        }
        Identity::Of(InterviewId(uuid.to_string()))
    }

    /// The identity of a row that has only its content.
    pub(super) fn by_content<S: AsRef<str>>(
        &mut self,
        site: &str,
        wave: &str,
        cells: &[S],
    ) -> Identity {
        let mut hash = self.prefix.clone();
        for part in ["content", site, wave] {
            add(&mut hash, part);
        }
        for cell in cells {
            add(&mut hash, cell.as_ref().trim());
        }
        let before = self.count(of(hash.clone()));
        hash.update(before.to_le_bytes());
        Identity::Of(InterviewId(of(hash).to_string()))
    }

    /// How often this was counted before.
    fn count(&mut self, uuid: Uuid) -> u32 {
        let (_, low) = uuid.as_u64_pair();
        let count = self.seen.entry(low).or_default();
        *count = count.saturating_add(1);
        *count - 1
    }
}

fn add(hash: &mut Sha256, part: &str) {
    hash.update((part.len() as u64).to_le_bytes());
    hash.update(part.as_bytes());
}

/// A UUID of one's own making (version 8, RFC 9562).
fn of(hash: Sha256) -> Uuid {
    let digest: [u8; 32] = hash.finalize().into();
    let mut first = [0; 16];
    first.copy_from_slice(&digest[..16]);
    Uuid::new_v8(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_row_has_the_same_identity_in_every_reading() {
        let read = || {
            let mut rows = Identities::new("store", "customer", false);
            let a = rows.by_id("", "", "1");
            let b = rows.by_content("", "", &["5", "7"]);
            let c = rows.by_content("", "", &["5", "7 "]);
            (a, b, c)
        };
        assert_eq!(read(), read());
        let (a, b, c) = read();
        assert!(a != b && b != c, "alike, but two people");
    }

    #[test]
    fn an_id_counts_once_in_its_site_and_wave() {
        let mut rows = Identities::new("store", "customer", false);
        let first = rows.by_id("north", "1", "17");
        assert_ne!(first, Identity::Again);
        assert_eq!(rows.by_id("north", "1", "17"), Identity::Again);
        assert_ne!(rows.by_id("north", "2", "17"), first);
        assert_ne!(rows.by_id("north", "2", "18"), Identity::Again);
    }

    #[test]
    fn interviews_of_this_program_keep_their_identity() {
        let mut rows = Identities::new("store", "customer", true);
        let id = "0190f5ee-0000-7000-8000-000000000001";
        assert_eq!(
            rows.by_id("", "", id),
            Identity::Of(InterviewId(id.to_owned()))
        );
    }
}

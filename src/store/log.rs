//! Is the write-ahead log that a killed process left whole?
//!
//! SQLite reads such a log up to the first frame whose checksum does not hold, and silently forgets the rest: right
//! after a power cut in the middle of a commit, wrong when a bit has flipped further up. The two can be told apart.
//! What a power cut tears is the one commit that nobody was told of; so two commits or more behind the
//! break were acknowledged answers.
//!
//! Format: <https://www.sqlite.org/fileformat2.html#the_write_ahead_log>.

use std::io::{self, Read};

const HEADER: usize = 32;
const FRAME: usize = 24;
/// The page size of every store.
const PAGE: usize = 4096;

/// How many acknowledged commits SQLite would silently leave out of this log.
pub(super) fn lost_commits(mut log: impl Read) -> io::Result<u64> {
    let mut header = [0; HEADER];
    if !fill(&mut log, &mut header)? {
        return Ok(0);
    }
    let order = Order::of(&header);
    let mut sum = order.map(|order| order.sum((0, 0), &header[..24]));
    let mut sound = sum == Some(pair(&header, 24));
    // Which frames belong to this log and not to an older one. Of a broken header the first frame is asked.
    let mut salt = sound.then(|| pair(&header, 16));
    let mut lost = 0;
    let mut frame = vec![0; FRAME + PAGE];
    while fill(&mut log, &mut frame)? {
        let ours = *salt.get_or_insert(pair(&frame, 8)) == pair(&frame, 8);
        if sound {
            sum = order.zip(sum).map(|(order, sum)| {
                let sum = order.sum(sum, &frame[..8]);
                order.sum(sum, &frame[FRAME..])
            });
            sound = ours && sum == Some(pair(&frame, 16));
        }
        let commit = word(&frame, 4) != 0;
        if !sound && ours && commit {
            lost += 1;
        }
    }
    Ok(if lost < 2 { 0 } else { lost })
}

/// The byte order of the checksums.
#[derive(Clone, Copy)]
enum Order {
    Little,
    Big,
}

impl Order {
    fn of(header: &[u8]) -> Option<Self> {
        match word(header, 0) {
            0x377f_0682 => Some(Self::Little),
            0x377f_0683 => Some(Self::Big),
            _ => None,
        }
    }

    fn sum(self, (mut first, mut second): (u32, u32), bytes: &[u8]) -> (u32, u32) {
        let number = |four: &[u8]| {
            let four = four.try_into().unwrap_or([0; 4]);
            match self {
                Self::Little => u32::from_le_bytes(four),
                Self::Big => u32::from_be_bytes(four),
            }
        };
        for eight in bytes.chunks_exact(8) {
            first = first.wrapping_add(number(&eight[..4])).wrapping_add(second);
            second = second.wrapping_add(number(&eight[4..])).wrapping_add(first);
        }
        (first, second)
    }
}

fn word(bytes: &[u8], at: usize) -> u32 {
    let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
    u32::from_be_bytes(four.unwrap_or([0; 4]))
}

fn pair(bytes: &[u8], at: usize) -> (u32, u32) {
    (word(bytes, at), word(bytes, at + 4))
}

/// Fills the whole buffer, or says that the end came first.
fn fill(from: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    match from.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::Connection;

    /// The log of a killed process: twenty commits.
    fn log() -> Vec<u8> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.db");
        let connection = Connection::open(&path).unwrap();
        let mode: String = connection
            .query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))
            .unwrap();
        assert_eq!(mode, "wal");
        connection.execute_batch("CREATE TABLE a (x)").unwrap();
        for n in 0..19 {
            connection
                .execute("INSERT INTO a VALUES (?1)", [n])
                .unwrap();
        }
        std::fs::read(folder.path().join("x.db-wal")).unwrap()
    }

    fn lost(bytes: &[u8]) -> u64 {
        lost_commits(bytes).unwrap()
    }

    #[test]
    fn a_whole_log_loses_nothing() {
        assert_eq!(lost(&log()), 0);
        assert_eq!(lost(&[]), 0);
        assert_eq!(lost(&log()[..HEADER]), 0);
    }

    #[test]
    fn a_log_torn_at_its_end_loses_nothing_that_was_acknowledged() {
        let whole = log();
        for end in (HEADER..whole.len()).step_by(997) {
            assert_eq!(lost(&whole[..end]), 0, "cut at {end}");
        }
        let mut torn = whole.clone();
        let last = torn.len() - 1;
        torn[last - 100..].fill(0);
        assert_eq!(lost(&torn), 0);
    }

    #[test]
    fn a_flipped_bit_further_up_is_noticed_with_what_it_costs() {
        let whole = log();
        let frames = (whole.len() - HEADER) / (FRAME + PAGE);
        for at in (0..whole.len()).step_by(499) {
            let mut flipped = whole.clone();
            flipped[at] ^= 0x10;
            let frame = at.saturating_sub(HEADER) / (FRAME + PAGE);
            let behind = frames - frame;
            let found = lost(&flipped);
            if behind > 3 {
                assert!(found > 1, "byte {at} in frame {frame}: {found}");
            }
        }
    }
}

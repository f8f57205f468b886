//! A store with many responses, made up from a seed: opinions that hang together, two in a hundred missing.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use fivegaps::language::Locale;
use fivegaps::store::{Filter, Opening, Store, Taken};
use fivegaps::survey::questionnaire::{Kind, Role};
use fivegaps::survey::record::{
    Edition, Flags, Header, InterviewId, Layout, Mode, Outcome, Reason, Response,
};

pub(crate) const NOW: i64 = 1_790_000_000_000;

/// Responses taken in with one commit.
const TOGETHER: usize = 10_000;

/// Where the store is, and how many responses it has.
pub(crate) struct Stored {
    pub(crate) folder: PathBuf,
    pub(crate) n: u64,
}

impl Stored {
    pub(crate) fn make(folder: &Path, edition: &Arc<Edition>) -> Self {
        let kept = std::env::var_os("FIVEGAPS_KEEP").map(PathBuf::from);
        let folder = kept.unwrap_or_else(|| folder.join("stored"));
        let n = std::env::var("FIVEGAPS_STORED").map_or(10_000, |n| n.parse().unwrap());
        let (mut store, _) = Store::open(&folder, Opening::live(NOW)).unwrap();
        let counts = store.counts(&all(edition)).unwrap();
        let there: u64 = counts.iter().map(|count| count.kept).sum();
        let numbers: Vec<u64> = (there..n).collect();
        let skipped = usize::try_from(there).unwrap();
        let mut people = people(edition).skip(skipped);
        for numbers in numbers.chunks(TOGETHER) {
            let headers: Vec<Header> = numbers.iter().map(|n| header(edition, *n)).collect();
            let responses: Vec<Response> = headers
                .iter()
                .map(|header| response(header, people.next().unwrap()))
                .collect();
            let taken: Vec<Taken<'_>> = headers
                .iter()
                .zip(&responses)
                .map(|(header, response)| Taken {
                    header,
                    edition,
                    entries: &[],
                    response,
                })
                .collect();
            store.take_in(&taken).unwrap();
        }
        store.settle().unwrap();
        Self { folder, n }
    }
}

/// The responses of customers that reports count.
pub(crate) fn all(edition: &Edition) -> Filter {
    Filter::counting(&edition.fingerprint, "customer")
}

/// The same, in a way that no running sum can tell.
pub(crate) fn period(edition: &Edition) -> Filter {
    Filter {
        since: Some(0),
        ..all(edition)
    }
}

pub(crate) fn header(edition: &Edition, number: u64) -> Header {
    Header {
        id: InterviewId(uuid::Uuid::from_u64_pair(0x0190, number).to_string()),
        edition: edition.fingerprint.clone(),
        form: "customer".into(),
        role: Role::Customer,
        mode: Mode::Interview,
        locale: Locale::En,
        seed: number,
        short: false,
        test: false,
        started: NOW + i64::try_from(number % 1_000_000).unwrap() * 1000,
        site: String::new(),
        device: String::new(),
        wave: String::new(),
        interviewer: String::new(),
    }
}

fn response(header: &Header, packed: Vec<u8>) -> Response {
    Response {
        id: header.id.clone(),
        edition: header.edition.clone(),
        form: header.form.clone(),
        mode: header.mode,
        locale: header.locale,
        outcome: Outcome::Complete,
        started: header.started,
        duration: 0,
        site: String::new(),
        device: String::new(),
        wave: String::new(),
        seed: header.seed,
        short: false,
        flags: Flags::NONE,
        packed,
        texts: Vec::new(),
    }
}

/// Numbers that follow from a seed (`SplitMix64`: Steele, Lea and Flood, 2014).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }
}

/// The packed answers of one person after another.
pub(crate) fn people(edition: &Edition) -> impl Iterator<Item = Vec<u8>> {
    let form = edition.questionnaire.form("customer").unwrap();
    let layout = Layout::of(&edition.questionnaire, form);
    let mut dice = Dice(1);
    std::iter::repeat_with(move || {
        let mood = dice.throw(3);
        let mut packed = Vec::with_capacity(layout.width());
        for (question, column) in layout.questions().iter().zip(layout.columns()) {
            let left = dice.throw(100) < 2;
            let bytes = match &question.kind {
                _ if left => vec![Reason::DontKnow.byte(); column.width],
                Kind::Rating { scale, .. } => {
                    let lowest = u64::from(scale.lowest());
                    let room = u64::from(scale.points).saturating_sub(2);
                    let step = lowest + (mood + dice.throw(room)).min(room + 1);
                    vec![u8::try_from(step).unwrap()]
                }
                Kind::Points { total, rows } => shares(usize::from(*total), *rows, &mut dice),
                Kind::Choice {
                    many: false,
                    options,
                    ..
                } => {
                    let options = u64::try_from(options.len()).unwrap();
                    vec![u8::try_from(dice.throw(options)).unwrap()]
                }
                Kind::Choice { many: true, .. }
                | Kind::Number { .. }
                | Kind::Date
                | Kind::Month
                | Kind::Time
                | Kind::Text { .. }
                | Kind::Note => vec![Reason::Skipped.byte(); column.width],
            };
            packed.extend(bytes);
        }
        packed
    })
}

/// Points shared out among rows, nearly evenly.
fn shares(total: usize, rows: usize, dice: &mut Dice) -> Vec<u8> {
    let mut shares = vec![u8::try_from(total / rows).unwrap(); rows];
    for (place, share) in shares.iter_mut().enumerate() {
        *share += u8::from(place < total % rows);
    }
    for _ in 0..4 {
        let [from, to] = [dice.throw(rows as u64), dice.throw(rows as u64)]
            .map(|row| usize::try_from(row).unwrap());
        let moved = shares[from].min(3);
        shares[from] -= moved;
        shares[to] += moved;
    }
    shares
}

//! The signs of carelessness of a response, read when it is sealed.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use rusqlite::Connection;

use super::fault::Trouble;
use super::{Work, cells};
use crate::analysis::careless::{Pace, Scrutiny, Signs};
use crate::survey::interview::order_shown;
use crate::survey::record::{Action, Layout, Mode, Response};

/// Longer than this between two steps is a pause, in milliseconds: it tells nothing about how items were read.
const PAUSE: i64 = 60_000;

/// What the forms of a transaction's responses are read with.
#[derive(Default)]
pub(super) struct Readers(RefCell<BTreeMap<(i64, String), Looked>>);

/// `None` for a form whose responses are not looked at.
type Looked = Option<Rc<Reader>>;

struct Reader {
    scrutiny: Scrutiny,
    layout: Layout,
}

/// The signs of a response, with what its log tells about its pace.
pub(super) fn signs_of(
    work: &Work<'_>,
    number: i64,
    edition: i64,
    response: &Response,
) -> Result<Signs, Trouble> {
    let content = work.editions.of(&work.transaction, edition)?;
    let form = cells::form(&content, &response.form)?;
    let key = (edition, response.form.clone());
    let mut readers = work.readers.0.borrow_mut();
    let reader = readers.entry(key).or_insert_with(|| {
        Scrutiny::of(&content.questionnaire, form).map(|scrutiny| {
            Rc::new(Reader {
                scrutiny,
                layout: Layout::of(&content.questionnaire, form),
            })
        })
    });
    let Some(reader) = reader.clone() else {
        return Ok(Signs::NONE);
    };
    drop(readers);
    // A data file has neither an order of its own nor times.
    if response.mode == Mode::Import {
        let signs = reader.scrutiny.signs(&response.packed, None, None);
        return Ok(signs.and_flags(response.flags));
    }
    let shown = order_shown(&content.questionnaire, form, response.seed, response.short);
    let pace = pace(&work.transaction, number, &reader)?;
    let packed = &response.packed;
    let signs = reader.scrutiny.signs(packed, Some(&shown), Some(pace));
    Ok(signs.and_flags(response.flags))
}

/// The time from each step to the answer after it, over the items that were rated.
fn pace(connection: &Connection, number: i64, reader: &Reader) -> Result<Pace, Trouble> {
    let mut statement = connection.prepare_cached(
        "SELECT at, reveal(action) FROM entry WHERE interview = ?1 ORDER BY sequence",
    )?;
    let mut rows = statement.query([number])?;
    let mut before = 0;
    let mut times: BTreeMap<usize, u64> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let at: i64 = row.get(0)?;
        let action: String = row.get(1)?;
        let passed = at.saturating_sub(before);
        before = at;
        let Ok(Action::Answered { question, .. }) = serde_json::from_str(&action) else {
            continue;
        };
        if let Some(question) = reader.layout.find(&question)
            && reader.scrutiny.times(question)
            && (0..=PAUSE).contains(&passed)
        {
            *times.entry(question).or_default() += passed.unsigned_abs();
        }
    }
    Ok(Pace {
        milliseconds: times.values().sum(),
        items: times.len(),
    })
}

//! When the answers of managers and staff come out.
//!
//! They are few and known. Were every answer added to the results at once, the results before and after one
//! person would tell what that person answered. So answers wait until so many have come that their difference tells
//! nothing about one of them, and come out together: each release is at least as large as the least number of which
//! a figure may be shown. The answers of a place and wave come out by themselves where they suffice, so that results by
//! site grow too; what trickles in from many places comes out when it is twice as much together.

use std::collections::{BTreeMap, BTreeSet};

use super::Work;
use super::cells::{self, Cell};
use super::fault::Trouble;
use super::responses::Filter;
use crate::analysis::disclosure::least_for_scores;
use crate::survey::questionnaire::Form;
use crate::survey::record::Outcome;

/// Lets out what waits in these forms, as far as enough has come.
pub(super) fn let_out(work: &Work<'_>, forms: BTreeSet<(i64, String)>) -> Result<(), Trouble> {
    for (edition, form) in forms {
        let content = work.editions.of(&work.transaction, edition)?;
        let study = &content.questionnaire;
        let counts = study.form(&form).is_some_and(Form::asks_counts_alone);
        // Counts of the organisation tell of no person: they wait for no other.
        let least = if counts {
            1
        } else {
            least_for_scores(study.disclosure)
        };
        let among = Filter {
            edition: Some(content.fingerprint.clone()),
            form: Some(form),
            ..Filter::default()
        };
        let (waiting, out): (Vec<Cell>, Vec<Cell>) = cells::cells(&work.transaction, &among)?
            .into_iter()
            .partition(|cell| cell.count.release.is_none());
        let mut last = out.iter().filter_map(|cell| cell.count.release).max();
        let mut places: BTreeMap<(String, String), Vec<Cell>> = BTreeMap::new();
        for cell in waiting {
            let place = (cell.count.site.clone(), cell.count.wave.clone());
            places.entry(place).or_default().push(cell);
        }
        let mut rest = Vec::new();
        for cells in places.into_values() {
            if counting(&cells) >= least {
                last = Some(release(work, cells, last)?);
            } else {
                rest.extend(cells);
            }
        }
        // The first results come as soon as they may; later ones wait for a place to fill.
        let enough = if last.is_none() { least } else { 2 * least };
        if counting(&rest) >= enough {
            release(work, rest, last)?;
        }
    }
    Ok(())
}

fn release(work: &Work<'_>, cells: Vec<Cell>, last: Option<u32>) -> Result<u32, Trouble> {
    let number = last.unwrap_or(0).saturating_add(1);
    for cell in cells {
        cell.release(&work.transaction, number)?;
    }
    Ok(number)
}

/// How many of the responses reports speak of.
fn counting(cells: &[Cell]) -> u64 {
    let counting = cells
        .iter()
        .filter(|cell| Outcome::COUNTED.contains(&cell.count.outcome));
    counting
        .map(|cell| cell.count.kept + cell.count.retired)
        .sum()
}

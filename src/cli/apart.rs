//! Responses with signs of carelessness: counted, summed apart, and left out where that is asked for.
//!
//! Signs that a response shows by itself are kept with its group, so that sums tell those set apart from the others
//! without reading a response. How far a response lies from all others cannot be kept with it: that is read here,
//! for those alone whom one sign more sets apart.

use std::collections::BTreeMap;

use super::Failure;
use crate::analysis::Summary;
use crate::analysis::careless::{Distances, Scrutiny, Sign, Signs};
use crate::analysis::study::Looked;
use crate::store::{Among, Filter, Store};
use crate::survey::questionnaire::Form;
use crate::survey::record::Edition;

/// Up to so many responses, distances are looked at in every report; above, only where they are asked for.
const EVERY_REPORT: u64 = 5_000;

/// Tells which responses of a form are set apart.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Judge {
    scrutiny: Scrutiny,
    /// From the answers of all; `None` where there are too few, or they vary too little.
    distances: Option<Distances>,
}

impl Judge {
    fn of(scrutiny: Scrutiny, all: &Summary) -> Self {
        let items = all.items(scrutiny.voice());
        Self {
            scrutiny,
            distances: items.and_then(|items| Distances::of(&items).ok()),
        }
    }

    fn is_distant(&self, packed: &[u8]) -> bool {
        let distances = self.distances.as_ref();
        distances.is_some_and(|distances| self.scrutiny.is_distant(packed, distances))
    }

    /// Whether a response with these signs of its own is set apart.
    pub(super) fn sets_apart(&self, signs: Signs, packed: &[u8]) -> bool {
        signs.set_apart() || (signs.nearly() && self.is_distant(packed))
    }

    /// The signs of its own, and whether it is distant.
    pub(super) fn signs(&self, own: Signs, packed: &[u8]) -> Signs {
        if self.is_distant(packed) {
            own.with(Sign::Distant)
        } else {
            own
        }
    }
}

/// What was found in a form's responses, and what it was found with.
pub(super) struct Found {
    pub(super) looked: Looked,
    pub(super) judge: Judge,
}

/// Whoever tells the distant responses of a form from the others; `None` for a form that is not looked at.
pub(super) fn judge(
    store: &Store,
    edition: &Edition,
    form: &Form,
) -> Result<Option<Judge>, Failure> {
    let Some(scrutiny) = Scrutiny::of(&edition.questionnaire, form) else {
        return Ok(None);
    };
    let counting = Filter::counting(&edition.fingerprint, form.id.as_str());
    let all = store.summary(edition, form.id.as_str(), &counting)?;
    Ok(Some(Judge::of(scrutiny, &all)))
}

/// Looks for signs of carelessness among the responses of a form under a filter (which names edition and form), whose
/// sums are `all`; `None` for a form that is not looked at.
pub(super) fn look(
    store: &Store,
    edition: &Edition,
    form: &Form,
    filter: &Filter,
    all: &Summary,
    exclude: bool,
) -> Result<Option<Found>, Failure> {
    let Some(scrutiny) = Scrutiny::of(&edition.questionnaire, form) else {
        return Ok(None);
    };
    let with = |signs| Filter {
        signs,
        ..filter.clone()
    };
    let mut counts: BTreeMap<Signs, u64> = BTreeMap::new();
    for count in store.counts(filter)? {
        *counts.entry(count.signs).or_default() += count.kept + count.retired;
    }
    let mut looked = Looked {
        counts: counts.into_iter().collect(),
        distant: None,
        all: all.clone(),
        apart: store.summary(edition, form.id.as_str(), &with(Among::Apart))?,
        excluded: exclude,
    };
    let judge = if exclude || all.n() <= EVERY_REPORT {
        Judge::of(scrutiny, all)
    } else {
        Judge {
            scrutiny,
            distances: None,
        }
    };
    if judge.distances.is_some() {
        let mut distant = 0;
        store.each_packed(&with(Among::Nearly), |_, packed| {
            if judge.is_distant(packed) {
                looked.apart.add(packed);
                distant += 1;
            }
        })?;
        looked.distant = Some(distant);
    }
    Ok(Some(Found { looked, judge }))
}

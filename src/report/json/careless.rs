//! Signs of careless answers as JSON.

use serde_json::{Value as Json, json};

use super::study::{Writer, figure};
use crate::analysis::study::{Carelessness, MainResult, WithAndWithout};

impl Writer<'_> {
    pub(super) fn carelessness(&self, found: &Carelessness) -> Json {
        let signs = found
            .signs
            .iter()
            .map(|(sign, n)| json!({ "sign": sign.word(), "n": n.ok() }));
        json!({
            "n": found.n,
            "signs": signs.collect::<Vec<_>>(),
            "set_apart": found.apart.ok(),
            "distances": found.distances,
            "excluded": found.excluded,
            "results": found.results.iter().map(|found| self.result(found)).collect::<Vec<_>>(),
        })
    }

    fn result(&self, found: &WithAndWithout) -> Json {
        let (what, of) = match &found.what {
            MainResult::Overall => ("overall", None),
            MainResult::Weighted => ("weighted", None),
            MainResult::Performance => ("performance", None),
            MainResult::Dimension(index) => ("dimension", Some(self.dimension(*index))),
            MainResult::Single(_, key, _) => ("question", Some(key.as_str())),
        };
        json!({
            "what": what,
            "of": of,
            "all": figure(&found.all),
            "without": figure(&found.kept),
        })
    }
}

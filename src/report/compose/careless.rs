//! Signs of careless answers, and every main result with and without the responses that they set apart.

use super::{Composer, told};
use crate::analysis::Absent;
use crate::analysis::careless::Sign;
use crate::analysis::study::{Carelessness, MainResult, WithAndWithout};
use crate::language::{CarelessPhrases, fill, phrases};
use crate::report::document::{Part, Row, Table};
use crate::report::words::{plain, reason_words, signed};

impl Composer<'_> {
    /// How many show which sign, what they change.
    pub(super) fn carelessness(&self, parts: &mut Vec<Part>) {
        let Some(found) = &self.study.form.carelessness else {
            return;
        };
        let words = &phrases(self.brief.locale).careless;
        parts.push(Part::Subheading(words.signs_title.to_owned()));
        parts.push(Part::Says(self.says_apart(found, words)));
        let least = self.study.least();
        let count = |n: Result<u64, Absent>| match n {
            Ok(n) => told(n, least),
            Err(_) => format!("<{least}"),
        };
        let rule = words.signs_rule.to_owned();
        let mut table = Table::new("", Some(rule), vec![self.words.n.to_owned()]);
        for (sign, name) in Sign::ALL.into_iter().zip(words.signs) {
            if let Some((_, n)) = found.signs.iter().find(|(of, _)| *of == sign) {
                table.rows.push(Row::new(name, vec![count(*n)]));
            }
        }
        let apart = count(found.apart);
        table.rows.push(Row::new(words.apart, vec![apart]));
        parts.push(Part::Table(table));
        if !found.distances {
            parts.push(Part::Rule(words.no_distances.to_owned()));
        }
        if !matches!(found.apart, Ok(1..)) {
            return;
        }
        let [all, without, change] = words.heads;
        let n = self.words.n;
        let heads = [n, all, n, without, change].map(str::to_owned).to_vec();
        let mut table = Table::new(words.results_title, None, heads);
        for result in found.results.iter().filter(|result| result.all.n > 0) {
            table.rows.push(self.with_and_without(result));
        }
        parts.push(Part::Table(table));
    }

    fn says_apart(&self, found: &Carelessness, words: &CarelessPhrases) -> String {
        let n = found.n.to_string();
        let least = self.study.least().to_string();
        let template = match found.apart {
            Ok(0) => words.says_none,
            Ok(_) if found.excluded => words.says_excluded,
            Ok(_) => words.says_apart,
            Err(_) => words.says_few,
        };
        let apart = found.apart.map(|apart| apart.to_string());
        let apart = apart.unwrap_or_default();
        fill(template, &[("apart", &apart), ("n", &n), ("least", &least)])
    }

    fn with_and_without(&self, result: &WithAndWithout) -> Row {
        let words = self.words;
        let (gap, name) = match &result.what {
            MainResult::Overall => (true, words.overall.to_owned()),
            MainResult::Weighted => (true, words.weighted.to_owned()),
            MainResult::Performance => (false, self.voice(self.report.seen)),
            MainResult::Dimension(index) => (
                self.report.against.is_some(),
                self.name_of(*index).to_owned(),
            ),
            MainResult::Single(_, _, kind) => (false, self.kind(*kind).to_owned()),
        };
        let number = |value: Option<f64>| if gap { signed(value) } else { plain(value) };
        let (all, kept) = (&result.all, &result.kept);
        let change = kept.mean.and_then(|kept| Ok(kept - all.mean?)).ok();
        let (n, without) = match kept.mean {
            Ok(_) => (told(kept.n, self.study.least()), number(kept.mean.ok())),
            Err(reason) => (String::new(), reason_words(reason, words).to_owned()),
        };
        let cells = vec![number(all.mean.ok()), n, without, signed(change)];
        self.row(&name, all, cells)
    }
}

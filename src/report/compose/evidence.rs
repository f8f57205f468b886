//! The tests behind the gaps.

use super::{Composer, small_p};
use crate::language::fill;
use crate::report::document::{Part, Section, Table};
use crate::report::words::{bracketed, signed};

impl Composer<'_> {
    /// t, dz and signed ranks of every dimension and of the whole.
    pub(super) fn evidence(&self, parts: &mut Vec<Part>) {
        let (words, found) = (self.words, self.found);
        let evidence = &self.study.form.evidence;
        if evidence.is_empty() {
            return;
        }
        parts.push(self.heading(Section::Tests));
        let heads = vec![
            words.n.to_owned(),
            "t".to_owned(),
            self.more.p.to_owned(),
            "dz".to_owned(),
            self.interval_head(),
            "z".to_owned(),
            found.signed_p.to_owned(),
        ];
        let rule = fill(found.evidence_rule, &[("level", &self.level())]);
        let mut table = Table::new("", Some(rule), heads);
        for one in evidence {
            let name = match one.dimension {
                Some(dimension) => self.name_of(dimension),
                None => words.overall,
            };
            let rank = one.rank.ok();
            let size = one.size.ok();
            let cells = vec![
                one.t.map(|t| format!("{:+.2}", t.t)).unwrap_or_default(),
                one.adjusted.map(small_p).unwrap_or_default(),
                signed(size.map(|size| size.dz)),
                bracketed(size.map(|size| size.interval)),
                rank.map(|rank| format!("{:+.2}", rank.z))
                    .unwrap_or_default(),
                rank.map(|rank| small_p(rank.exact.unwrap_or(rank.p)))
                    .unwrap_or_default(),
            ];
            let reason = one.t.err().or(one.median.err());
            table.rows.push(self.row_of(name, one.n, reason, cells));
        }
        parts.push(Part::Table(table));
    }
}

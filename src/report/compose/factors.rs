//! Which items go together: is there anything to factor, how many groups, which item in which.

use super::form::without_zero;
use super::{Composer, p_words, per_cent};
use crate::analysis::factors::Extraction;
use crate::analysis::study::{Rotation, Solution, Structure};
use crate::language::fill;
use crate::report::document::{Part, Row, Section, Table};
use crate::report::words::{reason_words, voice_mark};

/// Loadings below this are left blank.
const TOLD: f64 = 0.3;
/// Fewer persons than this, or than five an item, give unstable factors (`MacCallum` et al. 1999).
const PERSONS: u64 = 200;
const PERSONS_AN_ITEM: u64 = 5;
/// Items of which less is explained belong to no factor.
const SHARED: f64 = 0.4;
/// Below this Kaiser's measure says that there is nothing to factor.
const FACTORABLE: f64 = 0.5;

impl Composer<'_> {
    /// The items of what is seen, as they go together in the answers.
    pub(super) fn factors(&self, parts: &mut Vec<Part>) {
        let Some(structure) = &self.study.form.structure else {
            return;
        };
        let found = self.found;
        parts.push(self.heading(Section::Factors));
        let voice = voice_mark(self.questionnaire, structure.voice, self.brief.locale).name;
        if let Err(reason) = structure.adequacy {
            let reason = reason_words(reason, self.words);
            let values = [("name", voice.as_str()), ("reason", reason)];
            parts.push(Part::Says(fill(self.words.says_absent, &values)));
            parts.push(Part::Rule(found.factors_need.to_owned()));
            return;
        }
        let used = structure.solution.as_ref().map_or(0, |s| s.squares.len());
        let dimensions = self.report.dimensions.len().to_string();
        let suggested = structure.suggested.to_string();
        let template = match structure.suggested {
            count if count == self.report.dimensions.len() => found.factors_as_meant,
            0 => found.factors_none,
            1 => found.factors_one,
            _ => found.factors_other,
        };
        let values = [("count", suggested.as_str()), ("dimensions", &dimensions)];
        parts.push(Part::Says(fill(template, &values)));
        self.factor_cautions(structure, parts);
        parts.push(Part::Rule(fill(
            found.factors_rule,
            &[("seen", &voice), ("n", &structure.n.to_string())],
        )));
        self.worth_factoring(structure, parts);
        parts.push(Part::Table(self.scree(structure, used)));
        match &structure.solution {
            Ok(solution) => self.solution(structure, solution, parts),
            Err(reason) => {
                let reason = reason_words(*reason, self.words);
                let values = [("name", voice.as_str()), ("reason", reason)];
                parts.push(Part::Says(fill(self.words.says_absent, &values)));
            }
        }
    }

    fn factor_item(&self, (dimension, item): (usize, Option<usize>)) -> &str {
        match item {
            Some(item) => self.item_name(dimension, item),
            None => self.name_of(dimension),
        }
    }

    fn factor_items(&self, items: impl Iterator<Item = (usize, Option<usize>)>) -> String {
        let names: Vec<&str> = items.map(|item| self.factor_item(item)).collect();
        names.join(self.more.and)
    }

    fn factor_cautions(&self, structure: &Structure, parts: &mut Vec<Part>) {
        let found = self.found;
        let mut caution = |template: &str, names: String| {
            if !names.is_empty() {
                parts.push(Part::Caution(fill(template, &[("names", &names)])));
            }
        };
        caution(
            found.factors_constant,
            self.factor_items(structure.constant.iter().copied()),
        );
        let items = structure.items.len() as u64;
        if structure.n < PERSONS.max(PERSONS_AN_ITEM * items) {
            caution(found.factors_unstable, structure.n.to_string());
        }
        if let Ok(solution) = &structure.solution {
            let heywood = solution.heywood.iter();
            let items = heywood.filter_map(|at| structure.items.get(*at).copied());
            caution(found.factors_heywood, self.factor_items(items));
            let apart = structure.items.iter().zip(&solution.communalities);
            let apart = apart.filter(|(_, h)| **h < SHARED).count();
            // One or two items that stand by themselves are no news.
            if apart * 2 > structure.items.len() {
                caution(found.factors_apart, apart.to_string());
            }
        }
        let kmo = structure.adequacy.as_ref().ok().and_then(|a| a.kmo.ok());
        if kmo.is_some_and(|kmo| kmo < FACTORABLE) {
            caution(found.factors_nothing, without_zero(kmo.unwrap_or_default()));
        }
    }

    fn worth_factoring(&self, structure: &Structure, parts: &mut Vec<Part>) {
        let Ok(adequacy) = &structure.adequacy else {
            return;
        };
        let weakest = structure
            .items
            .iter()
            .zip(&adequacy.items)
            .filter_map(|(item, msa)| Some((*item, (*msa).ok()?)))
            .min_by(|a, b| a.1.total_cmp(&b.1));
        let (weakest, least) = weakest.map_or((String::new(), String::new()), |(item, msa)| {
            (self.factor_item(item).to_owned(), without_zero(msa))
        });
        parts.push(Part::Rule(fill(
            self.found.factors_worth,
            &[
                ("kmo", &adequacy.kmo.map(without_zero).unwrap_or_default()),
                ("name", &weakest),
                ("least", &least),
                ("chi", &format!("{:.1}", adequacy.chi_square)),
                ("freedom", &format!("{:.0}", adequacy.freedom)),
                ("p", &p_words(adequacy.p)),
            ],
        )));
    }

    /// Eigenvalues beside those of chance, as far as they matter.
    fn scree(&self, structure: &Structure, used: usize) -> Table {
        let found = self.found;
        let heads = vec![found.eigenvalue.to_owned(), found.by_chance.to_owned()];
        let rule = fill(found.scree_rule, &[("n", &structure.n.to_string())]);
        let mut table = Table::new(found.scree_title, Some(rule), heads);
        let most = structure.suggested.max(used) + 2;
        let pairs = structure.eigenvalues.iter().zip(&structure.chance);
        for (at, (ours, chance)) in pairs.enumerate().take(most) {
            let cells = vec![format!("{ours:.2}"), format!("{chance:.2}")];
            let mark = if at < structure.suggested { " *" } else { "" };
            table
                .rows
                .push(Row::new(&format!("{}{mark}", at + 1), cells));
        }
        table
    }

    fn solution(&self, structure: &Structure, solution: &Solution, parts: &mut Vec<Part>) {
        let found = self.found;
        let [minres, axes, likelihood] = found.extractions;
        let extraction = match structure.choice.extraction {
            Extraction::MinimumResiduals => minres,
            Extraction::PrincipalAxes => axes,
            Extraction::MaximumLikelihood => likelihood,
        };
        let rotation = match structure.choice.rotation {
            Rotation::Oblimin => "oblimin",
            Rotation::Promax => "promax",
            Rotation::Varimax => "varimax",
            Rotation::None => found.not_rotated,
        };
        let count = solution.squares.len();
        let numbered = |at: usize| format!("F{}", at + 1);
        let mut heads: Vec<String> = (0..count).map(numbered).collect();
        heads.push("h2".to_owned());
        let rule = fill(
            found.pattern_rule,
            &[
                ("extraction", extraction),
                ("rotation", rotation),
                ("n", &structure.n.to_string()),
            ],
        );
        let mut table = Table::new(found.pattern_title, Some(rule), heads);
        let mut dimension = None;
        let rows = solution.pattern.iter().zip(&solution.communalities);
        for ((at, item), (loadings, shared)) in structure.items.iter().enumerate().zip(rows) {
            if dimension != Some(item.0) {
                dimension = Some(item.0);
                if item.1.is_some() {
                    table.rows.push(Row::heading(self.name_of(item.0)));
                }
            }
            let mut cells: Vec<String> = loadings
                .iter()
                .map(|loading| {
                    if loading.abs() < TOLD {
                        String::new()
                    } else {
                        without_zero(*loading)
                    }
                })
                .collect();
            cells.push(without_zero(*shared));
            let heywood = if solution.heywood.contains(&at) {
                " !"
            } else {
                ""
            };
            let name = format!("{}{heywood}", self.factor_item(*item));
            table.rows.push(Row {
                indent: if item.1.is_some() { 2 } else { 0 },
                ..Row::new(&name, cells)
            });
        }
        let share = |squares: &f64| per_cent(squares / structure.items.len().max(1) as f64);
        let mut shares: Vec<String> = solution.squares.iter().map(share).collect();
        shares.push(share(&solution.squares.iter().sum()));
        table.rows.push(Row::new(found.explained, shares));
        parts.push(Part::Table(table));
        if let Some((chi_square, freedom, p)) = solution.fit {
            let values = [
                ("chi", format!("{chi_square:.1}")),
                ("freedom", format!("{freedom:.0}")),
                ("p", p_words(p)),
            ];
            let values = values.each_ref().map(|(key, value)| (*key, value.as_str()));
            parts.push(Part::Rule(fill(found.factors_fit, &values)));
        }
        let oblique = matches!(
            structure.choice.rotation,
            Rotation::Oblimin | Rotation::Promax
        );
        if count > 1 && oblique {
            let heads = (0..count).map(numbered).collect();
            let rule = fill(found.factors_correlate, &[("n", &structure.n.to_string())]);
            let mut table = Table::new("", Some(rule), heads);
            for (at, row) in solution.correlations.iter().enumerate() {
                let cells = row.iter().take(at + 1).copied().map(without_zero);
                let mut cells: Vec<String> = cells.collect();
                cells.resize(count, String::new());
                table.rows.push(Row::new(&numbered(at), cells));
            }
            parts.push(Part::Table(table));
        }
    }
}

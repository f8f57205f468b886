//! The parts of the JSON document that tell which items go together and what single visits say.

use serde_json::{Value as Json, json};

use super::study::{Writer, figure, value};
use crate::analysis::factors::Extraction;
use crate::analysis::study::{IncidentKind, IncidentReport, Rotation, Structure, VisitReport};

impl Writer<'_> {
    /// Adequacy, eigenvalues and the rotated solution.
    pub(super) fn factors(&self, found: &Structure) -> Json {
        let item = |(dimension, item): &(usize, Option<usize>)| json!({ "dimension": self.dimension(*dimension), "item": self.item(*dimension, *item) });
        let adequacy = found.adequacy.as_ref().ok().map(|adequacy| {
            json!({
                "kmo": value(adequacy.kmo),
                "msa": adequacy.items.iter().map(|msa| msa.ok()).collect::<Vec<_>>(),
                "bartlett": {
                    "chi_square": adequacy.chi_square, "freedom": adequacy.freedom, "p": adequacy.p,
                },
            })
        });
        let solution = found.solution.as_ref().ok().map(|solution| {
            json!({
                "factors": solution.squares.len(),
                "pattern": solution.pattern,
                "correlations": solution.correlations,
                "communalities": solution.communalities,
                "squares": solution.squares,
                "heywood": solution.heywood,
                "fit": solution.fit.map(|(chi_square, freedom, p)| {
                    json!({ "chi_square": chi_square, "freedom": freedom, "p": p })
                }),
            })
        });
        json!({
            "n": self.count(found.n),
            "items": found.items.iter().map(item).collect::<Vec<_>>(),
            "constant": found.constant.iter().map(item).collect::<Vec<_>>(),
            "adequacy": adequacy,
            "eigenvalues": found.eigenvalues,
            "chance": found.chance,
            "suggested": found.suggested,
            "extraction": match found.choice.extraction {
                Extraction::MinimumResiduals => "minres",
                Extraction::PrincipalAxes => "paf",
                Extraction::MaximumLikelihood => "ml",
            },
            "rotation": match found.choice.rotation {
                Rotation::Oblimin => "oblimin",
                Rotation::Promax => "promax",
                Rotation::Varimax => "varimax",
                Rotation::None => "none",
            },
            "solution": solution,
            "absent": found.solution.as_ref().err().map(|reason| reason.word()),
        })
    }

    /// Memory, incidents, index, robust errors.
    pub(super) fn visits(&self, found: &VisitReport) -> Json {
        let memory = found.memory.map(|memory| match memory {
            Err(reason) => json!({ "absent": reason.word() }),
            Ok(memory) => {
                let [peak, trough, end, mean, extreme, score] = memory.means;
                let [r_peak, r_trough, r_end, r_mean, r_score] =
                    memory.correlations.map(Result::ok);
                json!({
                    "n": memory.n,
                    "means": {
                        "peak": peak, "trough": trough, "end": end, "mean": mean,
                        "extreme": extreme, "peak_end": score,
                    },
                    "correlations": {
                        "peak": r_peak, "trough": r_trough, "end": r_end, "mean": r_mean,
                        "peak_end": r_score,
                    },
                })
            }
        });
        json!({
            "memory": memory,
            "incidents": found.incidents.iter().map(|i| self.incidents(i)).collect::<Vec<_>>(),
            "index": found.index.as_ref().map(|(index, questions)| {
                json!({ "questions": questions, "weights": "equal", "figure": figure(index) })
            }),
            "robust_errors": found.robust,
        })
    }

    fn incidents(&self, found: &IncidentReport) -> Json {
        let kind = |kind: &IncidentKind| {
            let after = kind.after.iter().map(|followed| {
                let said = followed.said.iter().map(|count| count.ok());
                json!({ "n": self.count(followed.n), "said": said.collect::<Vec<_>>() })
            });
            json!({
                "n": kind.n.ok(),
                "satisfied": figure(&kind.satisfied),
                "places": kind.places.iter().map(|count| count.ok()).collect::<Vec<_>>(),
                "after": after.collect::<Vec<_>>(),
            })
        };
        let [good, bad] = &found.kinds;
        json!({
            "id": found.id,
            "asked": self.count(found.asked),
            "satisfying": kind(good),
            "dissatisfying": kind(bad),
        })
    }
}

//! Which items go together: how many factors, how found, how turned.

use clap::{Args, ValueEnum};

use super::Desk;
use super::over::LIGHT;
use crate::analysis::Summary;
use crate::analysis::factors::Extraction;
use crate::analysis::study::{FactorChoice, FormReport, Rotation, Structure};
use crate::report::document::Section;

#[derive(Debug, Args)]
#[command(next_help_heading = "Which items go together")]
pub(super) struct FactorArguments {
    /// So many factors; else as many as parallel analysis suggests
    #[arg(long, value_name = "N")]
    factors: Option<usize>,
    /// How factors are found
    #[arg(long, value_enum, default_value = "minres", value_name = "HOW")]
    extraction: Find,
    /// How they are turned
    #[arg(long, value_enum, default_value = "oblimin", value_name = "HOW")]
    rotation: Turn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Find {
    /// Least squared residuals
    Minres,
    /// Principal axes
    Paf,
    /// Maximum likelihood, with a test of fit
    Ml,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Turn {
    /// Factors may correlate
    Oblimin,
    /// Factors may correlate
    Promax,
    /// Factors must not correlate
    Varimax,
    /// As they were found
    None,
}

/// From this many complete persons on, factors are told without being asked for.
const ENOUGH: u64 = 100;

impl Desk<'_> {
    /// Which items go together, where anybody wants to see it.
    pub(super) fn structure(&self, form: &FormReport, sums: &Summary) -> Option<Structure> {
        let asked = &self.asked.structure;
        let by_name = self.asked.only.contains(&Section::Factors) || asked.factors.is_some();
        if !(by_name || self.asked.only.is_empty()) {
            return None;
        }
        let voice = form.gaps.seen?;
        let few = sums.items(voice)?.n() < ENOUGH;
        if !by_name && (few || sums.n() > LIGHT) {
            return None;
        }
        let choice = FactorChoice {
            factors: asked.factors,
            extraction: match asked.extraction {
                Find::Minres => Extraction::MinimumResiduals,
                Find::Paf => Extraction::PrincipalAxes,
                Find::Ml => Extraction::MaximumLikelihood,
            },
            rotation: match asked.rotation {
                Turn::Oblimin => Rotation::Oblimin,
                Turn::Promax => Rotation::Promax,
                Turn::Varimax => Rotation::Varimax,
                Turn::None => Rotation::None,
            },
        };
        Structure::of(sums, voice, choice)
    }
}

//! Every word of the interface, in three tables that stand side by side.
//!
//! One struct an area of the program, one constant a language: the compiler keeps them complete. Templates
//! carry `{name}` placeholders for [`fill`]; a test holds that the three languages use the same ones.

mod author;
mod careless;
mod desk;
mod fieldwork;
mod findings;
mod interview;
mod kiosk;
mod paradata;
mod plain;
mod planning;
mod report;
mod session;
mod study;
mod touch;
mod trouble;
mod xlsform;

pub use author::AuthorPhrases;
pub use careless::CarelessPhrases;
pub use desk::DeskPhrases;
pub use fieldwork::FieldworkPhrases;
pub use findings::FindingPhrases;
pub use interview::InterviewPhrases;
pub use kiosk::KioskPhrases;
pub use paradata::ParadataPhrases;
pub use plain::PlainPhrases;
pub use planning::PlanningPhrases;
pub use report::{FacetWords, ReportPhrases};
pub use session::SessionPhrases;
pub use study::StudyPhrases;
pub use touch::TouchPhrases;
pub use trouble::TroublePhrases;
pub use xlsform::XlsformPhrases;

use super::Locale;

/// All words of the interface in one language.
#[derive(Debug)]
pub struct Phrases {
    /// What a respondent meets.
    pub interview: InterviewPhrases,
    /// What a kiosk says beside that.
    pub kiosk: KioskPhrases,
    /// What stands on keys to be touched.
    pub touch: TouchPhrases,
    /// What the interview over plain lines says beside that.
    pub plain: PlainPhrases,
    /// What the operator meets.
    pub desk: DeskPhrases,
    /// What people meet in an anonymous session.
    pub session: SessionPhrases,
    /// What an interviewer meets.
    pub fieldwork: FieldworkPhrases,
    /// What the author of a questionnaire meets.
    pub author: AuthorPhrases,
    /// What is said when something is wrong.
    pub trouble: TroublePhrases,
    /// Charts and reports.
    pub report: ReportPhrases,
    /// The codebook of the log of interviews.
    pub paradata: ParadataPhrases,
    /// The report of a whole study.
    pub study: StudyPhrases,
    /// What a report finds.
    pub findings: FindingPhrases,
    /// A form of another program, or a table, that becomes a study.
    pub xlsform: XlsformPhrases,
    /// Answers that were given without care.
    pub careless: CarelessPhrases,
    /// The sample planner.
    pub planning: PlanningPhrases,
}

static EN: Phrases = Phrases {
    interview: interview::EN,
    kiosk: kiosk::EN,
    touch: touch::EN,
    plain: plain::EN,
    desk: desk::EN,
    session: session::EN,
    fieldwork: fieldwork::EN,
    author: author::EN,
    trouble: trouble::EN,
    report: report::EN,
    paradata: paradata::EN,
    study: study::EN,
    findings: findings::EN,
    xlsform: xlsform::EN,
    careless: careless::EN,
    planning: planning::EN,
};
static ZH_HANT: Phrases = Phrases {
    interview: interview::ZH_HANT,
    kiosk: kiosk::ZH_HANT,
    touch: touch::ZH_HANT,
    plain: plain::ZH_HANT,
    desk: desk::ZH_HANT,
    session: session::ZH_HANT,
    fieldwork: fieldwork::ZH_HANT,
    author: author::ZH_HANT,
    trouble: trouble::ZH_HANT,
    report: report::ZH_HANT,
    paradata: paradata::ZH_HANT,
    study: study::ZH_HANT,
    findings: findings::ZH_HANT,
    xlsform: xlsform::ZH_HANT,
    careless: careless::ZH_HANT,
    planning: planning::ZH_HANT,
};
static ZH_HANS: Phrases = Phrases {
    interview: interview::ZH_HANS,
    kiosk: kiosk::ZH_HANS,
    touch: touch::ZH_HANS,
    plain: plain::ZH_HANS,
    desk: desk::ZH_HANS,
    session: session::ZH_HANS,
    fieldwork: fieldwork::ZH_HANS,
    author: author::ZH_HANS,
    trouble: trouble::ZH_HANS,
    report: report::ZH_HANS,
    paradata: paradata::ZH_HANS,
    study: study::ZH_HANS,
    findings: findings::ZH_HANS,
    xlsform: xlsform::ZH_HANS,
    careless: careless::ZH_HANS,
    planning: planning::ZH_HANS,
};

/// The words of the interface in this language.
pub fn phrases(locale: Locale) -> &'static Phrases {
    match locale {
        Locale::En => &EN,
        Locale::ZhHant => &ZH_HANT,
        Locale::ZhHans => &ZH_HANS,
    }
}

/// Puts values into a template: `fill("{n} of {all}", &[("n", "3"), ("all", "22")])`.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let after = &rest[open + 1..];
        let value = after.find('}').and_then(|close| {
            let name = &after[..close];
            values
                .iter()
                .find(|(n, _)| *n == name)
                .map(|(_, value)| (close, *value))
        });
        if let Some((close, value)) = value {
            out.push_str(value);
            rest = &after[close + 1..];
        } else {
            out.push('{');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn templates_take_values_and_leave_the_unknown_alone() {
        assert_eq!(
            fill("{n} of {all}", &[("n", "3"), ("all", "22")]),
            "3 of 22"
        );
        assert_eq!(fill("{x} {n", &[("n", "3")]), "{x} {n");
        assert_eq!(fill("{n}", &[("n", "{n}")]), "{n}");
    }
}

//! Languages: which ones there are, which one a person wants, and what text is.
//!
//! Knows: the three locales, how a request such as `zh_HK.UTF-8` becomes one of them, text in several
//! languages, the words of the interface, how wide text is on a terminal, and how text from outside is
//! made harmless. Refuses to know: surveys, screens, the environment.

mod clean;
mod localized;
mod phrases;
mod protection;
mod width;

pub use clean::{MAX_ANSWER, clean_line, clean_text, show_controls};
pub(crate) use clean::{MAX_MARKS, harmful};
pub use localized::Localized;
pub use phrases::{
    AuthorPhrases, CarelessPhrases, DeskPhrases, FacetWords, FieldworkPhrases, FindingPhrases,
    InterviewPhrases, KioskPhrases, ParadataPhrases, Phrases, PlainPhrases, PlanningPhrases,
    ReportPhrases, SessionPhrases, StudyPhrases, TouchPhrases, TroublePhrases, XlsformPhrases,
    fill, phrases,
};
pub use protection::{bare_of_protection, harmless};
pub use width::{columns, fit, wrap};

use serde::{Deserialize, Serialize};

/// A language of the interface and of questionnaires.
///
/// Traditional and Simplified Chinese are two languages here: there is no fallback between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Locale {
    /// English.
    #[serde(rename = "en")]
    En,
    /// Chinese in Traditional characters (Hong Kong, Macau, Taiwan).
    #[serde(rename = "zh-Hant")]
    ZhHant,
    /// Chinese in Simplified characters (mainland China, Singapore).
    #[serde(rename = "zh-Hans")]
    ZhHans,
}

impl Locale {
    /// All locales, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::En, Self::ZhHant, Self::ZhHans];

    /// The language's name in the language itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::ZhHant => "繁體中文",
            Self::ZhHans => "简体中文",
        }
    }

    /// The BCP 47 tag: `en`, `zh-Hant`, `zh-Hans`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhHant => "zh-Hant",
            Self::ZhHans => "zh-Hans",
        }
    }

    /// Reads one language request, as BCP 47 (`zh-HK`) or POSIX (`zh_TW.UTF-8`) writes it.
    ///
    /// `None` for any other language. A bare `zh` is Simplified, as CLDR's likely subtags have it.
    pub fn parse(request: &str) -> Option<Self> {
        let request = request.split(['.', '@']).next().unwrap_or_default();
        let lower = request.to_ascii_lowercase();
        let mut parts = lower.split(['-', '_']);
        match parts.next()? {
            "en" => Some(Self::En),
            "zh" | "cmn" | "yue" => {
                let rest: Vec<&str> = parts.collect();
                let has = |tag: &str| rest.contains(&tag);
                if has("hant") {
                    Some(Self::ZhHant)
                } else if has("hans") {
                    Some(Self::ZhHans)
                } else if has("hk") || has("mo") || has("tw") || lower.starts_with("yue") {
                    Some(Self::ZhHant)
                } else {
                    Some(Self::ZhHans)
                }
            }
            _ => None,
        }
    }

    /// The first of `offered` that `requests` asks for, most wanted first; else the first offered.
    ///
    /// `None` only when nothing is offered.
    pub fn negotiate<'a>(
        requests: impl IntoIterator<Item = &'a str>,
        offered: &[Self],
    ) -> Option<Self> {
        requests
            .into_iter()
            .filter_map(Self::parse)
            .find(|locale| offered.contains(locale))
            .or_else(|| offered.first().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_choose_their_script() {
        for (request, locale) in [
            ("zh-HK", Locale::ZhHant),
            ("zh_MO.UTF-8", Locale::ZhHant),
            ("zh_TW", Locale::ZhHant),
            ("zh-Hant-CN", Locale::ZhHant),
            ("zh-CN", Locale::ZhHans),
            ("zh_SG.UTF-8", Locale::ZhHans),
            ("zh-Hans-HK", Locale::ZhHans),
            ("zh", Locale::ZhHans),
            ("en_GB@euro", Locale::En),
        ] {
            assert_eq!(Locale::parse(request), Some(locale), "{request}");
        }
        assert_eq!(Locale::parse("de_DE"), None);
        assert_eq!(Locale::parse(""), None);
    }

    #[test]
    fn one_chinese_script_never_stands_in_for_the_other() {
        let offered = [Locale::En, Locale::ZhHans];
        assert_eq!(
            Locale::negotiate(["zh-TW", "fr"], &offered),
            Some(Locale::En)
        );
        assert_eq!(
            Locale::negotiate(["zh-TW", "zh-CN"], &offered),
            Some(Locale::ZhHans)
        );
        assert_eq!(Locale::negotiate(["zh-TW"], &[]), None);
    }
}

//! Text in several languages, as a questionnaire gives it.

use serde::{Deserialize, Serialize};

use super::Locale;

/// One text in the languages that its questionnaire offers.
///
/// A checked questionnaire has every text in every language it offers, so [`Localized::get`] on an offered
/// locale is never empty by omission.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Localized {
    /// English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    /// Chinese in Traditional characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zh_hant: Option<String>,
    /// Chinese in Simplified characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zh_hans: Option<String>,
}

impl Localized {
    /// A text with all three languages.
    pub fn new(en: &str, zh_hant: &str, zh_hans: &str) -> Self {
        Self {
            en: Some(en.into()),
            zh_hant: Some(zh_hant.into()),
            zh_hans: Some(zh_hans.into()),
        }
    }

    /// The text in this language; empty where the language is not offered.
    pub fn get(&self, locale: Locale) -> &str {
        self.slot(locale).map(String::as_str).unwrap_or_default()
    }

    /// The text in the first language that has one; empty where none has.
    pub fn any(&self) -> &str {
        let found = Locale::ALL.into_iter().find(|locale| self.has(*locale));
        found.map_or("", |locale| self.get(locale))
    }

    /// Whether there is a text in this language.
    pub fn has(&self, locale: Locale) -> bool {
        self.slot(locale)
            .is_some_and(|text| !text.trim().is_empty())
    }

    /// Sets the text in one language.
    pub fn set(&mut self, locale: Locale, text: String) {
        *match locale {
            Locale::En => &mut self.en,
            Locale::ZhHant => &mut self.zh_hant,
            Locale::ZhHans => &mut self.zh_hans,
        } = Some(text);
    }

    fn slot(&self, locale: Locale) -> Option<&String> {
        match locale {
            Locale::En => self.en.as_ref(),
            Locale::ZhHant => self.zh_hant.as_ref(),
            Locale::ZhHans => self.zh_hans.as_ref(),
        }
    }
}

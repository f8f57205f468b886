//! Texts of a form as texts of a study: harmless, without layout, without answers of other questions.

use crate::language::clean_text;
use crate::survey::questionnaire::MAX_TEXT;

/// A text, and what was taken from it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) text: String,
    /// Answers of other questions were inside.
    pub(super) reference: bool,
    /// Marks of layout were inside.
    pub(super) markup: bool,
    /// It was longer than a text may be.
    pub(super) cut: bool,
}

/// Makes a text of a form one of a study.
pub(super) fn words(raw: &str) -> Words {
    let text = clean_text(raw, MAX_TEXT * 4);
    let (text, tags) = without_tags(&text);
    let bold = text.contains("**") || text.contains("__");
    let text = text.replace("**", "").replace("__", "");
    let heading = text.trim_start().starts_with('#');
    let text = text.trim().trim_start_matches('#').trim_start();
    let reference = text.contains("${");
    let text = text.replace("${", "(").replace('{', "(").replace('}', ")");
    let cut = text.chars().count() > MAX_TEXT;
    let text: String = text.chars().take(MAX_TEXT).collect();
    Words {
        text: text.trim().to_owned(),
        reference,
        markup: tags || bold || heading,
        cut,
    }
}

/// A text without what stands between `<` and `>` and looks like a tag; a line break stays one.
fn without_tags(text: &str) -> (String, bool) {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut any = false;
    while let Some(open) = rest.find('<') {
        let (before, from) = rest.split_at(open);
        out.push_str(before);
        let inside = from.get(1..).unwrap_or_default();
        let close = inside.find('>').filter(|close| *close <= 200);
        let tag = close.and_then(|close| inside.get(..close)).filter(|tag| {
            let name = tag.trim_start_matches('/');
            name.starts_with(|c: char| c.is_ascii_alphabetic())
        });
        if let (Some(tag), Some(close)) = (tag, close) {
            any = true;
            if tag.to_ascii_lowercase().starts_with("br") {
                out.push('\n');
            }
            rest = inside.get(close + 1..).unwrap_or_default();
        } else {
            out.push('<');
            rest = inside;
        }
    }
    out.push_str(rest);
    (out, any)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_and_answers_go_and_the_words_stay() {
        let read = words("## **How** was <span style=\"color:red\">it</span>,<br>${name}? 3 < 4");
        assert_eq!(read.text, "How was it,\n(name)? 3 < 4");
        assert!(read.reference && read.markup && !read.cut);
        let plain = words("5 < 6 and 7 > 6");
        assert_eq!(plain.text, "5 < 6 and 7 > 6");
        assert!(!plain.markup);
    }
}

//! Slips of paper: one for each code of a session, to be cut apart and drawn from a hat.
//!
//! ```text
//! - - - - - - - - - - - - - - - - - -
//! Our store
//! CDFH-2345
//! Your code, for one person, once
//! It opens the questionnaire once. Nobody can tell who gave which answers.
//! ```
//!
//! Knows: what stands on a slip, in every language of the study, and the square of it that a scanner types. Refuses
//! to know: who gets which.

use std::fmt::Write as _;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use qrcodegen::{QrCode, QrCodeEcc};

use crate::language::{Locale, Localized, phrases, wrap};
use crate::survey::session::Code;

/// Modules of white around a square: half of the standard's, which scanners forgive and narrow terminals need.
const MARGIN: i32 = 2;

/// What all slips of a session have in common.
#[derive(Debug, Clone, Copy)]
pub struct Slips<'a> {
    /// The study's or the form's title.
    pub title: &'a Localized,
    /// The languages of the study.
    pub locales: &'a [Locale],
    /// One slip each.
    pub codes: &'a [Code],
}

/// What a dark and a light module of a square are drawn with: two columns each.
#[derive(Debug, Clone, Copy)]
pub struct Ink<'a> {
    /// A dark one.
    pub dark: &'a str,
    /// A light one.
    pub light: &'a str,
}

impl Ink<'static> {
    /// For paper, where nothing is light.
    pub fn signs() -> Self {
        Self {
            dark: "##",
            light: "  ",
        }
    }
}

/// The square of a code, dark modules `true`, with its margin. A scanner types the code as it is written.
pub fn square(code: Code) -> Vec<Vec<bool>> {
    // Eight signs and a hyphen fit the smallest square; an empty answer never happens.
    let Ok(found) = QrCode::encode_text(&code.to_string(), QrCodeEcc::Medium) else {
        return Vec::new();
    };
    let range = -MARGIN..found.size() + MARGIN;
    range
        .clone()
        .map(|y| range.clone().map(|x| found.get_module(x, y)).collect())
        .collect()
}

/// The slips as lines of at most `width` columns; with squares, if they are to be drawn.
pub fn text(slips: &Slips<'_>, width: usize, ink: Option<Ink<'_>>) -> String {
    let mut out = String::new();
    let cut = "- ".repeat(width / 2);
    for code in slips.codes {
        let _ = writeln!(out, "{}", cut.trim_end());
        for locale in slips.locales {
            for line in wrap(slips.title.get(*locale), width) {
                let _ = writeln!(out, "{line}");
            }
        }
        let _ = writeln!(out, "\n    {code}\n");
        for locale in slips.locales {
            let words = &phrases(*locale).session;
            for line in wrap(words.slip, width)
                .into_iter()
                .chain(wrap(words.promise, width))
            {
                let _ = writeln!(out, "{line}");
            }
        }
        if let Some(ink) = ink {
            out.push('\n');
            for row in square(*code) {
                let row: Vec<&str> = row
                    .into_iter()
                    .map(|dark| if dark { ink.dark } else { ink.light })
                    .collect();
                let _ = writeln!(out, "{}", row.concat().trim_end());
            }
        }
    }
    if !slips.codes.is_empty() {
        let _ = writeln!(out, "{}", cut.trim_end());
    }
    out
}

const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

const STYLE: &str = "
*{box-sizing:border-box}body{margin:0;padding:4mm;color:#000;background:#fff;
font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif;font-size:9pt;line-height:1.35}
:lang(zh-Hant){font-family:system-ui,'PingFang TC','Noto Sans TC','Noto Sans CJK TC','Microsoft JhengHei',sans-serif}
:lang(zh-Hans){font-family:system-ui,'PingFang SC','Noto Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif}
main{display:grid;grid-template-columns:1fr 1fr}
article{display:grid;grid-template-columns:1fr 28mm;gap:3mm;padding:4mm;border:1px dashed #888;break-inside:avoid}
h1{margin:0;font-size:10pt}p{margin:.6mm 0}.code{font:700 17pt ui-monospace,'DejaVu Sans Mono',monospace;margin:2mm 0}
svg{width:28mm;height:28mm}@page{size:A4;margin:8mm}
@media screen and (max-width:40rem){main{grid-template-columns:1fr}}
";

/// The slips as a page to print: self-contained, without any script.
pub fn html(slips: &Slips<'_>) -> String {
    let first = slips.locales.first().copied().unwrap_or(Locale::En);
    let page = html! {
        (DOCTYPE)
        html lang=(first.tag()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="referrer" content="no-referrer";
                title { (slips.title.get(first)) }
                style { (PreEscaped(STYLE)) }
            }
            body { main { @for code in slips.codes { (slip(slips, *code)) } } }
        }
    };
    let mut text = page.into_string();
    text.push('\n');
    text
}

fn slip(slips: &Slips<'_>, code: Code) -> Markup {
    html! {
        article {
            div {
                @for locale in slips.locales {
                    h1 lang=(locale.tag()) { (slips.title.get(*locale)) }
                }
                p class="code" { (code) }
                @for locale in slips.locales {
                    p lang=(locale.tag()) {
                        (phrases(*locale).session.slip) br; (phrases(*locale).session.promise)
                    }
                }
            }
            (drawn(code))
        }
    }
}

/// The square as one path: a stroke of one unit's height for each run of dark modules.
fn drawn(code: Code) -> Markup {
    let rows = square(code);
    let mut path = String::new();
    for (y, row) in rows.iter().enumerate() {
        for (x, _) in row.iter().enumerate().filter(|(_, dark)| **dark) {
            let _ = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    let side = rows.len();
    html! {
        svg viewBox=(format!("0 0 {side} {side}")) role="img" aria-label=(code) shape-rendering="crispEdges" {
            path d=(path) {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::columns;

    fn title() -> Localized {
        Localized::new("Our <shop>", "本店", "本店")
    }

    #[test]
    fn a_square_is_that_of_the_smallest_version_with_its_three_corners() {
        let rows = square(Code::of(77));
        assert_eq!(rows.len(), 25);
        assert!(rows.iter().all(|row| row.len() == 25));
        let corner = |x: usize, y: usize| (0..7).all(|i| rows[y][x + i] && rows[y + i][x]);
        assert!(corner(2, 2) && corner(16, 2) && corner(2, 16));
        assert!(rows[0].iter().all(|dark| !dark), "the margin is light");
        assert_ne!(rows, square(Code::of(78)));
    }

    #[test]
    fn slips_carry_each_code_once_in_every_language_and_keep_to_the_width() {
        let title = title();
        let codes: Vec<Code> = (0..3).map(|n| Code::of(n * 99_991)).collect();
        let slips = Slips {
            title: &title,
            locales: &Locale::ALL,
            codes: &codes,
        };
        let lines = text(&slips, 60, Some(Ink::signs()));
        for code in &codes {
            assert_eq!(lines.matches(&code.to_string()).count(), 1);
        }
        for locale in Locale::ALL {
            assert_eq!(lines.matches(phrases(locale).session.slip).count(), 3);
        }
        assert!(lines.lines().all(|line| columns(line) <= 60), "{lines}");
        let page = html(&slips);
        assert!(page.contains("Our &lt;shop&gt;") && !page.contains("<script"));
        assert_eq!(page.matches("<svg").count(), 3);
    }
}

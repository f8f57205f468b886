//! The types of XLSForm, in all their spellings.

use super::super::loss::Why;

/// What a row asks for.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Kind {
    One { list: String, other: bool },
    Many { list: String, other: bool },
    Range,
    Whole,
    Fraction,
    Text,
    Date,
    Moment,
    Time,
    Note,
}

/// What a type is.
pub(super) enum Typed {
    Asked(Kind),
    Begin {
        repeat: bool,
    },
    End,
    /// The rows of a Kobo matrix of ratings, which name their list in the row that begins it.
    BeginScore,
    ScoreRow,
    Lost(Why),
    Nothing,
}

/// What a type says. Blanks and underscores are the same; older spellings are known.
pub(super) fn typed(kind: &str, list: &str) -> Typed {
    let lower = kind.trim().to_lowercase();
    let plain = lower.replace('_', " ");
    let plain: Vec<&str> = plain.split_whitespace().collect();
    // The list keeps its own spelling: it stands behind the words of the type.
    let words: Vec<&str> = kind.split_whitespace().collect();
    let other = lower.ends_with("or_other") || lower.ends_with("or other");
    let named = |skip: usize| {
        let own = words.get(skip).copied().unwrap_or_default();
        if own.is_empty() { list } else { own }.to_owned()
    };
    match plain.as_slice() {
        [] if lower.is_empty() => Typed::Nothing,
        [] => Typed::Lost(Why::Type),
        ["select", "one" | "multiple", "from", ..] => Typed::Lost(Why::External),
        ["select", "one" | "multiple", "external", ..] => Typed::Lost(Why::External),
        ["select", "one", ..] | ["select1", ..] => {
            let skip = if lower.starts_with("select one") {
                2
            } else {
                1
            };
            Typed::Asked(Kind::One {
                list: named(skip),
                other,
            })
        }
        ["select", "multiple", ..] => {
            let skip = if lower.starts_with("select multiple") {
                2
            } else {
                1
            };
            Typed::Asked(Kind::Many {
                list: named(skip),
                other,
            })
        }
        ["select", "all", "that", "apply", "from", ..] => Typed::Asked(Kind::Many {
            list: named(5),
            other,
        }),
        ["begin", "group"] => Typed::Begin { repeat: false },
        ["begin", "repeat"] | ["begin", "loop", ..] => Typed::Begin { repeat: true },
        [
            "end",
            "group" | "repeat" | "loop" | "score" | "rank" | "kobomatrix",
        ] => Typed::End,
        ["begin", "score"] => Typed::BeginScore,
        ["score", "row"] => Typed::ScoreRow,
        ["begin", "rank" | "kobomatrix"] => Typed::Begin { repeat: true },
        ["rank", ..] => Typed::Lost(Why::Arrangement),
        ["integer" | "int"] => Typed::Asked(Kind::Whole),
        ["decimal"] => Typed::Asked(Kind::Fraction),
        ["range"] => Typed::Asked(Kind::Range),
        ["text" | "string"] => Typed::Asked(Kind::Text),
        ["date"] => Typed::Asked(Kind::Date),
        ["datetime"] | ["date", "time"] => Typed::Asked(Kind::Moment),
        ["time"] => Typed::Asked(Kind::Time),
        ["note" | "acknowledge" | "trigger"] => Typed::Asked(Kind::Note),
        ["calculate" | "calculation" | "hidden"] => Typed::Lost(Why::Calculation),
        [
            "start" | "end" | "today" | "deviceid" | "username" | "email" | "phonenumber"
            | "simserial" | "subscriberid" | "audit" | "background-audio" | "start-geopoint",
        ] => Typed::Lost(Why::Recorded),
        [
            "geopoint" | "geotrace" | "geoshape" | "image" | "photo" | "audio" | "video" | "file"
            | "barcode",
        ] => Typed::Lost(Why::Media),
        ["xml-external" | "csv-external"] => Typed::Lost(Why::External),
        _ => Typed::Lost(Why::Type),
    }
}

//! Scales and questions that are the same in every study: the usual ones of NPS, CSAT, CES, Kano and the
//! critical incident. An author may give a scale of his own instead.

use std::sync::{Arc, LazyLock};

use super::question::Kind;
use super::scheme::{Id, Scale};
use crate::language::Localized;

/// Overall quality, 1 to 10.
pub(super) fn overall() -> Scale {
    scale(
        1,
        10,
        ["very poor", "非常差", "非常差"],
        ["excellent", "非常好", "非常好"],
    )
}

/// Willingness to recommend, 0 to 10 (Reichheld 2003). Never another scale: NPS is defined on this one.
pub(super) fn recommend() -> Scale {
    scale(
        0,
        11,
        ["not at all likely", "完全不可能", "完全不可能"],
        ["extremely likely", "非常有可能", "非常有可能"],
    )
}

/// Satisfaction, 1 to 5.
pub(super) fn satisfaction() -> Scale {
    scale(
        1,
        5,
        ["very dissatisfied", "非常不滿意", "非常不满意"],
        ["very satisfied", "非常滿意", "非常满意"],
    )
}

/// Ease, 1 to 7, high = easy (CES 2.0; Dixon, Toman and others 2013).
pub(super) fn effort() -> Scale {
    scale(
        1,
        7,
        ["strongly disagree", "非常不同意", "非常不同意"],
        ["strongly agree", "非常同意", "非常同意"],
    )
}

/// Kano's five answers as numbers: 1 like, 2 must-be, 3 neutral, 4 live with, 5 dislike.
pub(super) fn kano() -> Scale {
    scale(
        1,
        5,
        ["I like it", "我喜歡", "我喜欢"],
        ["I dislike it", "我不喜歡", "我不喜欢"],
    )
}

fn scale(from: u8, points: u8, low: [&str; 3], high: [&str; 3]) -> Scale {
    let text = |[en, hant, hans]: [&str; 3]| Localized::new(en, hant, hans);
    Scale {
        from,
        points,
        low: text(low),
        high: text(high),
        middle: None,
    }
}

/// The steps of a critical incident: name and kind of answer (after Flanagan 1954; Bitner, Booms & Tetreault
/// 1990).
pub(super) fn incident_steps() -> Vec<(&'static str, Kind)> {
    let options = ["satisfying", "dissatisfying", "none"];
    let kind = Kind::Choice {
        many: false,
        options: options.iter().filter_map(|name| Id::new(name)).collect(),
        other: vec![false; options.len()],
    };
    let satisfied = Kind::Rating {
        facet: None,
        scale: Arc::new(scale(
            1,
            7,
            ["very dissatisfied", "非常不滿意", "非常不满意"],
            ["very satisfied", "非常滿意", "非常满意"],
        )),
        reverse: false,
        extra: None,
    };
    vec![
        ("kind", kind),
        ("led", Kind::Text { long: true }),
        ("happened", Kind::Text { long: true }),
        ("result", Kind::Text { long: true }),
        ("satisfied", satisfied),
        ("should", Kind::Text { long: true }),
    ]
}

/// The words of an incident's step.
pub(super) fn incident_words(part: usize) -> Option<&'static Localized> {
    static WORDS: LazyLock<Vec<Localized>> = LazyLock::new(|| {
        vec![
            Localized::new(
                "Think of one occasion with {place} that stands out. What kind was it?",
                "請回想一次在{place}印象深刻的經歷。是哪一種？",
                "请回想一次在{place}印象深刻的经历。是哪一种？",
            ),
            Localized::new(
                "What led up to it?",
                "事情的起因是什麼？",
                "事情的起因是什么？",
            ),
            Localized::new(
                "What exactly did the staff say or do?",
                "服務人員當時具體說了什麼、做了什麼？",
                "服务人员当时具体说了什么、做了什么？",
            ),
            Localized::new(
                "What came of it that made you feel this way?",
                "結果怎樣，讓您有這樣的感受？",
                "结果怎样，让您有这样的感受？",
            ),
            Localized::new(
                "How satisfied or dissatisfied were you then?",
                "當時您滿意還是不滿意？",
                "当时您满意还是不满意？",
            ),
            Localized::new(
                "What should have been done?",
                "您認為當時應該怎樣處理？",
                "您认为当时应该怎样处理？",
            ),
        ]
    });
    WORDS.get(part)
}

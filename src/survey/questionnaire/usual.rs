//! Scales and questions that are the same in every study: the usual ones of NPS, CSAT, CES, Kano and the
//! critical incident. An author may give a scale of his own instead.

use std::sync::{Arc, LazyLock};

use super::question::Kind;
use super::scheme::{Id, Incident, Scale};
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

/// A step of a critical incident.
pub(super) struct IncidentStep {
    /// Its name in keys.
    pub(super) name: &'static str,
    /// What kind of answer it takes.
    pub(super) kind: Kind,
    /// Its words.
    pub(super) words: Localized,
    /// The words of its options, in order.
    pub(super) options: Vec<Localized>,
    /// When it is asked.
    pub(super) asked: IncidentAsked,
}

/// When a step of an incident is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum IncidentAsked {
    /// Of everybody: it is the first.
    Always,
    /// Of everybody who remembers one.
    Told,
    /// The same, where the form says which touch points there are.
    Placed,
    /// The same, but not in the brief flow.
    After,
    /// Of those who tell a bad one.
    Failed,
    /// Of those who tell a bad one, but not in the brief flow.
    FailedAfter,
}

impl IncidentAsked {
    /// Whether a flow has such steps.
    pub(super) fn belongs(self, incident: &Incident) -> bool {
        match self {
            Self::Always | Self::Told | Self::Failed => true,
            Self::Placed => !incident.points.is_empty(),
            Self::After | Self::FailedAfter => !incident.brief,
        }
    }
}

/// The steps of a critical incident in order (after Flanagan 1954; Bitner, Booms & Tetreault 1990). A place in
/// this list is a step's [`Subject::Part`](super::Subject::Part), whatever steps a flow leaves out.
pub(super) static INCIDENT: LazyLock<Vec<IncidentStep>> = LazyLock::new(|| {
    let text = |[en, hant, hans]: [&str; 3]| Localized::new(en, hant, hans);
    let step = |name, kind, words, asked| IncidentStep {
        name,
        kind,
        words: text(words),
        options: Vec::new(),
        asked,
    };
    let choice = |name, options: &[(&str, [&str; 3])], words, asked| IncidentStep {
        name,
        kind: Kind::Choice {
            many: false,
            options: options.iter().filter_map(|(id, _)| Id::new(id)).collect(),
            other: vec![false; options.len()],
        },
        words: text(words),
        options: options.iter().map(|(_, words)| text(*words)).collect(),
        asked,
    };
    let words = || Kind::Text { long: true };
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
    let people = Kind::Number {
        least: 0,
        most: 10_000,
        decimals: 0,
    };
    vec![
        choice(
            "kind",
            &[
                (
                    "satisfying",
                    [
                        "A particularly good one",
                        "特別滿意的經歷",
                        "特别满意的经历",
                    ],
                ),
                (
                    "dissatisfying",
                    [
                        "A particularly bad one",
                        "特別不滿意的經歷",
                        "特别不满意的经历",
                    ],
                ),
                ("none", ["None comes to mind", "想不起來", "想不起来"]),
            ],
            [
                "Think of one occasion with {place} that stands out. What kind was it?",
                "請回想一次在{place}印象深刻的經歷。是哪一種？",
                "请回想一次在{place}印象深刻的经历。是哪一种？",
            ],
            IncidentAsked::Always,
        ),
        step(
            "when",
            Kind::Month,
            [
                "In which month was it?",
                "這件事大約發生在哪個月？",
                "这件事大约发生在哪个月？",
            ],
            IncidentAsked::Told,
        ),
        step(
            "where",
            Kind::Choice {
                many: false,
                options: Vec::new(),
                other: Vec::new(),
            },
            [
                "At which point was it?",
                "發生在哪個環節？",
                "发生在哪个环节？",
            ],
            IncidentAsked::Placed,
        ),
        step(
            "led",
            words(),
            [
                "What led up to it?",
                "事情的起因是什麼？",
                "事情的起因是什么？",
            ],
            IncidentAsked::Told,
        ),
        step(
            "happened",
            words(),
            [
                "What exactly did the staff say or do? Or what went on with a machine or system?",
                "服務人員當時具體說了什麼、做了什麼？若是設備或系統，發生了什麼情形？",
                "服务人员当时具体说了什么、做了什么？若是设备或系统，发生了什么情况？",
            ],
            IncidentAsked::Told,
        ),
        step(
            "result",
            words(),
            [
                "What came of it that made you feel this way?",
                "結果怎樣，讓您有這樣的感受？",
                "结果怎样，让您有这样的感受？",
            ],
            IncidentAsked::Told,
        ),
        step(
            "satisfied",
            satisfied,
            [
                "How satisfied or dissatisfied were you then?",
                "當時您滿意還是不滿意？",
                "当时您满意还是不满意？",
            ],
            IncidentAsked::Told,
        ),
        step(
            "told",
            people,
            [
                "How many people have you told about it?",
                "這件事您後來告訴過多少人？",
                "这件事您后来告诉过多少人？",
            ],
            IncidentAsked::After,
        ),
        choice(
            "complained",
            &[("yes", ["Yes", "有", "有"]), ("no", ["No", "沒有", "没有"])],
            [
                "Did you complain about it?",
                "您有沒有為這件事提出申訴？",
                "您有没有为这件事投诉过？",
            ],
            IncidentAsked::FailedAfter,
        ),
        choice(
            "mended",
            &[
                ("yes", ["Yes, fully", "有，完全解決", "有，完全解决"]),
                ("partly", ["In part", "只解決一部分", "只解决了一部分"]),
                ("no", ["No", "沒有", "没有"]),
            ],
            [
                "Was it put right?",
                "事後有沒有得到妥善處理？",
                "事后有没有得到妥善处理？",
            ],
            IncidentAsked::FailedAfter,
        ),
        choice(
            "customer",
            &[
                ("yes", ["Yes", "是", "是"]),
                ("no", ["No", "不是", "不是"]),
                ("unsure", ["Not decided", "還沒決定", "还没决定"]),
            ],
            [
                "Are you still a customer of {place}?",
                "您現在還是{place}的顧客嗎？",
                "您现在还是{place}的顾客吗？",
            ],
            IncidentAsked::After,
        ),
        step(
            "should",
            words(),
            [
                "What should have been done?",
                "您認為當時應該怎樣處理？",
                "您认为当时应该怎样处理？",
            ],
            IncidentAsked::Failed,
        ),
    ]
});

/// The kind of a step in this flow: the place of an incident is one of the flow's touch points, or another.
pub(super) fn incident_kind(step: &IncidentStep, incident: &Incident) -> Kind {
    if step.asked != IncidentAsked::Placed {
        return step.kind.clone();
    }
    let points = incident.points.iter().map(|point| point.id.clone());
    let options: Vec<Id> = points.chain(Id::new("elsewhere")).collect();
    let mut other = vec![false; options.len()];
    if let Some(last) = other.last_mut() {
        *last = true;
    }
    Kind::Choice {
        many: false,
        options,
        other,
    }
}

/// The words of an option of a step.
pub(super) fn incident_option(
    incident: &Incident,
    part: usize,
    option: usize,
) -> Option<&Localized> {
    static ELSEWHERE: LazyLock<Localized> =
        LazyLock::new(|| Localized::new("Somewhere else", "其他環節", "其他环节"));
    let step = INCIDENT.get(part)?;
    if step.asked != IncidentAsked::Placed {
        return step.options.get(option);
    }
    match incident.points.get(option) {
        Some(point) => Some(&point.text),
        None => (option == incident.points.len()).then_some(&ELSEWHERE),
    }
}

/// The words of an incident's step.
pub(super) fn incident_words(part: usize) -> Option<&'static Localized> {
    INCIDENT.get(part).map(|step| &step.words)
}

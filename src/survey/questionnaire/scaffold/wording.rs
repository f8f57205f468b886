//! The dimensions and items that a new study begins with, in all languages. Wordings of our own.

/// A text in English, Traditional and Simplified Chinese.
pub(super) type Words = [&'static str; 3];

/// A dimension to start from.
pub(super) struct Beginning {
    pub(super) id: &'static str,
    pub(super) name: Words,
    pub(super) about: Words,
    pub(super) items: [Pair; 2],
}

/// An item to start from: what an excellent provider does, what this one does.
pub(super) struct Pair {
    pub(super) id: &'static str,
    pub(super) name: Words,
    pub(super) expectation: Words,
    pub(super) perception: Words,
}

/// The dimensions of SERVQUAL (Parasuraman, Zeithaml & Berry 1988), what matters most first.
pub(super) const DIMENSIONS: [Beginning; 5] = [
    Beginning {
        id: "reliability",
        name: ["Reliability", "可靠性", "可靠性"],
        about: [
            "doing what was promised, dependably and without mistakes",
            "說到做到，不出差錯",
            "说到做到，不出差错",
        ],
        items: [
            Pair {
                id: "promise",
                name: ["keeps promises", "說到做到", "说到做到"],
                expectation: [
                    "At an excellent {industry}, what was promised is done on time.",
                    "一家優秀的{industry}，答應的事會按時做到。",
                    "一家优秀的{industry}，答应的事会按时做到。",
                ],
                perception: [
                    "At {place}, what was promised is done on time.",
                    "在{place}，答應的事會按時做到。",
                    "在{place}，答应的事会按时做到。",
                ],
            },
            Pair {
                id: "first-time",
                name: ["right the first time", "一次做好", "一次做好"],
                expectation: [
                    "At an excellent {industry}, things are done right the first time.",
                    "一家優秀的{industry}，事情一次就做好。",
                    "一家优秀的{industry}，事情一次就做好。",
                ],
                perception: [
                    "At {place}, things are done right the first time.",
                    "在{place}，事情一次就做好。",
                    "在{place}，事情一次就做好。",
                ],
            },
        ],
    },
    Beginning {
        id: "responsiveness",
        name: ["Responsiveness", "反應性", "反应性"],
        about: [
            "helping gladly and without delay",
            "樂意幫忙，動作迅速",
            "乐意帮忙，动作迅速",
        ],
        items: [
            Pair {
                id: "prompt",
                name: ["prompt service", "服務迅速", "服务迅速"],
                expectation: [
                    "At an excellent {industry}, customers are served promptly.",
                    "一家優秀的{industry}，很快就有人來招呼。",
                    "一家优秀的{industry}，很快就有人来招呼。",
                ],
                perception: [
                    "At {place}, I was served promptly.",
                    "在{place}，很快就有人來招呼我。",
                    "在{place}，很快就有人来招呼我。",
                ],
            },
            Pair {
                id: "willing",
                name: ["glad to help", "樂意幫忙", "乐意帮忙"],
                expectation: [
                    "At an excellent {industry}, the staff are glad to help.",
                    "一家優秀的{industry}，服務人員樂意幫忙。",
                    "一家优秀的{industry}，服务人员乐意帮忙。",
                ],
                perception: [
                    "At {place}, the staff are glad to help.",
                    "在{place}，服務人員樂意幫忙。",
                    "在{place}，服务人员乐意帮忙。",
                ],
            },
        ],
    },
    Beginning {
        id: "assurance",
        name: ["Assurance", "保證性", "保证性"],
        about: [
            "staff who know their work, are polite and can be trusted",
            "服務人員懂業務、有禮貌、讓人信任",
            "服务人员懂业务、有礼貌、让人信任",
        ],
        items: [
            Pair {
                id: "knowledge",
                name: ["staff know their work", "熟悉業務", "熟悉业务"],
                expectation: [
                    "At an excellent {industry}, the staff can answer customers' questions.",
                    "一家優秀的{industry}，服務人員答得出顧客的問題。",
                    "一家优秀的{industry}，服务人员答得出顾客的问题。",
                ],
                perception: [
                    "At {place}, the staff could answer my questions.",
                    "在{place}，服務人員答得出我的問題。",
                    "在{place}，服务人员答得出我的问题。",
                ],
            },
            Pair {
                id: "polite",
                name: ["polite staff", "待人有禮", "待人有礼"],
                expectation: [
                    "At an excellent {industry}, the staff are always polite.",
                    "一家優秀的{industry}，服務人員始終有禮貌。",
                    "一家优秀的{industry}，服务人员始终有礼貌。",
                ],
                perception: [
                    "At {place}, the staff are always polite.",
                    "在{place}，服務人員始終有禮貌。",
                    "在{place}，服务人员始终有礼貌。",
                ],
            },
        ],
    },
    Beginning {
        id: "empathy",
        name: ["Empathy", "關懷性", "关怀性"],
        about: [
            "care for each customer's own situation",
            "關心每位顧客的個別情況",
            "关心每位顾客的个别情况",
        ],
        items: [
            Pair {
                id: "attention",
                name: ["personal attention", "個別關心", "个别关心"],
                expectation: [
                    "At an excellent {industry}, each customer gets personal attention.",
                    "一家優秀的{industry}，每位顧客都受到個別的關心。",
                    "一家优秀的{industry}，每位顾客都受到个别的关心。",
                ],
                perception: [
                    "At {place}, I get personal attention.",
                    "在{place}，我受到個別的關心。",
                    "在{place}，我受到个别的关心。",
                ],
            },
            Pair {
                id: "needs",
                name: ["understands needs", "了解需要", "了解需要"],
                expectation: [
                    "At an excellent {industry}, the staff understand what customers need.",
                    "一家優秀的{industry}，服務人員了解顧客需要什麼。",
                    "一家优秀的{industry}，服务人员了解顾客需要什么。",
                ],
                perception: [
                    "At {place}, the staff understand what I need.",
                    "在{place}，服務人員了解我需要什麼。",
                    "在{place}，服务人员了解我需要什么。",
                ],
            },
        ],
    },
    Beginning {
        id: "tangibles",
        name: ["Tangibles", "有形性", "有形性"],
        about: [
            "the premises, the equipment and the appearance of the staff",
            "環境、設備和服務人員的儀表",
            "环境、设备和服务人员的仪表",
        ],
        items: [
            Pair {
                id: "premises",
                name: ["pleasant premises", "環境舒適", "环境舒适"],
                expectation: [
                    "At an excellent {industry}, the premises are clean and pleasant.",
                    "一家優秀的{industry}，環境整潔舒適。",
                    "一家优秀的{industry}，环境整洁舒适。",
                ],
                perception: [
                    "At {place}, the premises are clean and pleasant.",
                    "{place}的環境整潔舒適。",
                    "{place}的环境整洁舒适。",
                ],
            },
            Pair {
                id: "equipment",
                name: ["equipment works", "設備好用", "设备好用"],
                expectation: [
                    "At an excellent {industry}, the equipment works well.",
                    "一家優秀的{industry}，設備很好用。",
                    "一家优秀的{industry}，设备很好用。",
                ],
                perception: [
                    "At {place}, the equipment works well.",
                    "{place}的設備很好用。",
                    "{place}的设备很好用。",
                ],
            },
        ],
    },
];

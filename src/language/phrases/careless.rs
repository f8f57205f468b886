//! Words about answers that were given without care.

/// Words about answers that were given without care.
#[derive(Debug)]
pub struct CarelessPhrases {
    /// Table title.
    pub signs_title: &'static str,
    /// Under it.
    pub signs_rule: &'static str,
    /// The signs, in the order of `Sign::ALL`.
    pub signs: [&'static str; 10],
    /// Distances were not looked at.
    pub no_distances: &'static str,
    /// Row: two signs or more.
    pub apart: &'static str,
    /// Nothing is set apart: `{n}`.
    pub says_none: &'static str,
    /// Some are set apart and counted all the same: `{apart}`, `{n}`.
    pub says_apart: &'static str,
    /// Some are set apart and left out of the report: `{apart}`, `{n}`.
    pub says_excluded: &'static str,
    /// Fewer are set apart than may be told: `{n}`, `{least}`.
    pub says_few: &'static str,
    /// Table title.
    pub results_title: &'static str,
    /// Column heads: all, without, difference.
    pub heads: [&'static str; 3],
    /// Under a report without them.
    pub note: &'static str,
    /// Codebook: the column of signs, and whether they set the response apart.
    pub codebook: [&'static str; 2],
}

pub(super) const EN: CarelessPhrases = CarelessPhrases {
    signs_title: "Signs of careless answers",
    signs_rule: "No sign proves anything by itself. Responses with two signs or more, or given in a burst or outside of opening hours, are set apart, never deleted.",
    signs: [
        "more than half of the ratings equal in a row",
        "all ratings equal",
        "under two seconds an item",
        "every rating equal to its expectation",
        "odd and even items disagree (below .30)",
        "attention check failed",
        "far from the answers of all, beside another sign",
        "one of many within minutes at one device (sets apart by itself)",
        "one place of the screen pressed again and again",
        "answered outside of opening hours (sets apart by itself)",
    ],
    no_distances: "Distances from the answers of all were not looked at: with so many responses only --exclude-flagged does.",
    apart: "set apart",
    says_none: "None of {n} responses is set apart for signs of careless answers.",
    says_apart: "{apart} of {n} responses are set apart for signs of careless answers. This report counts them; --exclude-flagged leaves them out.",
    says_excluded: "{apart} of {n} responses are set apart for signs of careless answers. This report leaves them out; they are kept, and exported.",
    says_few: "Fewer than {least} of {n} responses are set apart for signs of careless answers. Results without them are not shown: the difference would tell what they answered.",
    results_title: "Main results with and without them",
    heads: ["all", "without", "change"],
    note: "Without responses that are set apart for signs of careless answers.",
    codebook: [
        "signs of careless answers, two set a response apart: straight, flat, fast, alike, inconsistent, inattentive, distant, hammered; burst and out_of_hours do by themselves",
        "1 = set apart",
    ],
};

pub(super) const ZH_HANT: CarelessPhrases = CarelessPhrases {
    signs_title: "草率作答的跡象",
    signs_rule: "單獨一項跡象不能證明什麼。有兩項以上跡象、短時間大量作答或在營業時間以外作答的回覆會另外標示，絕不刪除。",
    signs: [
        "過半評分連續相同",
        "全部評分相同",
        "每題不到兩秒",
        "每題評分都等於期望",
        "單雙題前後不一（低於 .30）",
        "注意力檢查未通過",
        "遠離眾人的答案，且另有一項跡象",
        "同一裝置短時間內大量作答（單獨即標示）",
        "反覆按畫面同一處",
        "在營業時間以外作答（單獨即標示）",
    ],
    no_distances: "沒有檢查與眾人答案的距離：回覆這麼多時，只有 --exclude-flagged 才會檢查。",
    apart: "另外標示",
    says_none: "{n} 份回覆中，沒有一份因草率作答的跡象而另外標示。",
    says_apart: "{n} 份回覆中，有 {apart} 份因草率作答的跡象而另外標示。本報告仍計入；--exclude-flagged 會排除。",
    says_excluded: "{n} 份回覆中，有 {apart} 份因草率作答的跡象而另外標示。本報告已排除；資料仍保留，也會匯出。",
    says_few: "{n} 份回覆中，因草率作答的跡象而另外標示的不到 {least} 份。不顯示排除後的結果：相減就會看出他們的答案。",
    results_title: "計入與排除時的主要結果",
    heads: ["全部", "排除後", "變化"],
    note: "不含因草率作答的跡象而另外標示的回覆。",
    codebook: [
        "草率作答的跡象，兩項以上即另外標示：straight（連續相同）、flat（全部相同）、fast（太快）、alike（評分等於期望）、inconsistent（前後不一）、inattentive（注意力檢查未通過）、distant（遠離眾人）、hammered（反覆按壓）；burst（短時間大量作答）與 out_of_hours（營業時間外）單獨即標示",
        "1 = 另外標示",
    ],
};

pub(super) const ZH_HANS: CarelessPhrases = CarelessPhrases {
    signs_title: "草率作答的迹象",
    signs_rule: "单独一项迹象不能证明什么。有两项以上迹象、短时间大量作答或在营业时间以外作答的答卷会另外标出，绝不删除。",
    signs: [
        "过半评分连续相同",
        "全部评分相同",
        "每题不到两秒",
        "每题评分都等于期望",
        "单双题前后不一（低于 .30）",
        "注意力检查未通过",
        "远离众人的答案，且另有一项迹象",
        "同一设备短时间内大量作答（单独即标出）",
        "反复按屏幕同一处",
        "在营业时间以外作答（单独即标出）",
    ],
    no_distances: "没有检查与众人答案的距离：答卷这么多时，只有 --exclude-flagged 才会检查。",
    apart: "另外标出",
    says_none: "{n} 份答卷中，没有一份因草率作答的迹象而另外标出。",
    says_apart: "{n} 份答卷中，有 {apart} 份因草率作答的迹象而另外标出。本报告仍计入；--exclude-flagged 会排除。",
    says_excluded: "{n} 份答卷中，有 {apart} 份因草率作答的迹象而另外标出。本报告已排除；数据仍保留，也会导出。",
    says_few: "{n} 份答卷中，因草率作答的迹象而另外标出的不到 {least} 份。不显示排除后的结果：相减就会看出他们的答案。",
    results_title: "计入与排除时的主要结果",
    heads: ["全部", "排除后", "变化"],
    note: "不含因草率作答的迹象而另外标出的答卷。",
    codebook: [
        "草率作答的迹象，两项以上即另外标出：straight（连续相同）、flat（全部相同）、fast（太快）、alike（评分等于期望）、inconsistent（前后不一）、inattentive（注意力检查未通过）、distant（远离众人）、hammered（反复按压）；burst（短时间大量作答）与 out_of_hours（营业时间外）单独即标出",
        "1 = 另外标出",
    ],
};

//! Words of charts and reports.

/// A facet's sign on the chart and its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FacetWords {
    /// One letter or character: the mark on the chart.
    pub sign: &'static str,
    /// The name in a sentence, small letters.
    pub name: &'static str,
}

const fn facet(sign: &'static str, name: &'static str) -> FacetWords {
    FacetWords { sign, name }
}

/// Words of charts and reports.
#[derive(Debug)]
pub struct ReportPhrases {
    /// What an excellent provider would do.
    pub expectation: FacetWords,
    /// What this provider does.
    pub perception: FacetWords,
    /// The least that is acceptable.
    pub minimum: FacetWords,
    /// What is wished for.
    pub desired: FacetWords,
    /// How much it matters.
    pub importance: FacetWords,
    /// What managers believe that customers expect.
    pub estimate: FacetWords,
    /// How far standards are set.
    pub standard: FacetWords,
    /// How able staff are to meet them.
    pub delivery: FacetWords,
    /// How able staff are to keep promises.
    pub promise: FacetWords,
    /// What a rival does.
    pub rival: FacetWords,
    /// Kano: the feature is there.
    pub functional: FacetWords,
    /// Kano: it is missing.
    pub dysfunctional: FacetWords,

    /// Gap 5: perception against expectation.
    pub customer_gap: &'static str,
    /// Gap 1: what managers believe against what customers expect.
    pub knowledge_gap: &'static str,
    /// Perception against the minimum.
    pub adequacy_gap: &'static str,
    /// Perception against the desired level.
    pub superiority_gap: &'static str,
    /// Perception of us against that of a rival.
    pub rival_gap: &'static str,
    /// Perception alone (SERVPERF).
    pub performance: &'static str,
    /// How many: `{n}`.
    pub responses: &'static str,

    /// Column head: the difference.
    pub gap: &'static str,
    /// Column head: how many responses.
    pub n: &'static str,
    /// Column head of the interval; `{level}` per cent.
    pub interval: &'static str,
    /// How the gap is computed and what below 0 means, against expectations: `{seen}`, `{against}`.
    pub convention_expectation: &'static str,
    /// The same against anything else.
    pub convention_other: &'static str,
    /// No gap: one side alone is asked: `{seen}`.
    pub convention_alone: &'static str,
    /// The scale: `{lowest}`, `{low}`, `{highest}`, `{high}`.
    pub scale: &'static str,
    /// Legend: the gap is below 0.
    pub falls_short: &'static str,
    /// Legend: the gap is above 0.
    pub exceeds: &'static str,
    /// Legend and state: the gap is 0.
    pub met: &'static str,
    /// Row: all dimensions count alike.
    pub overall: &'static str,
    /// Beside it: how it is formed.
    pub overall_note: &'static str,
    /// Row: dimensions count by the points they were given.
    pub weighted: &'static str,
    /// Beside it: how it is formed.
    pub weighted_note: &'static str,

    /// Legend against anything but expectations: below 0.
    pub lower: &'static str,
    /// The same: above 0.
    pub higher: &'static str,
    /// The same: 0.
    pub equal: &'static str,
    /// Heading: sentences.
    pub in_words: &'static str,
    /// Heading: the chart.
    pub chart: &'static str,
    /// Heading: the table of dimensions.
    pub by_dimension: &'static str,
    /// Heading: the table of items.
    pub by_item: &'static str,
    /// Heading: what is seen, without comparison: `{seen}`.
    pub alone_heading: &'static str,
    /// Heading: importance points: `{total}`.
    pub points_heading: &'static str,
    /// How many sets of points count: `{valid}`, `{missing}`, `{other}`, `{total}`.
    pub points_sets: &'static str,
    /// Column head: the mean.
    pub mean: &'static str,
    /// Which text was asked: `{fingerprint}`, `{revision}`.
    pub edition: &'static str,
    /// Which form: `{form}`.
    pub form: &'static str,
    /// How many items a dimension needs: half.
    pub half_rule: &'static str,
    /// The same: every one.
    pub complete_rule: &'static str,
    /// The intervals: `{level}`.
    pub level_note: &'static str,
    /// What is hidden: `{least}`.
    pub least_note: &'static str,
    /// A gap below 0 against expectations: `{name}`, `{size}`.
    pub says_short: &'static str,
    /// Above 0 against expectations.
    pub says_above: &'static str,
    /// 0 against expectations: `{name}`.
    pub says_met: &'static str,
    /// Below 0 against anything else: `{name}`, `{seen}`, `{against}`, `{size}`.
    pub says_lower: &'static str,
    /// Above 0.
    pub says_higher: &'static str,
    /// 0.
    pub says_equal: &'static str,
    /// No gap: `{name}`, `{seen}`, `{size}`.
    pub says_mean: &'static str,
    /// Goes on after a sentence: `{level}`, `{low}`, `{high}`, `{n}`.
    pub says_interval: &'static str,
    /// Goes on after a sentence without an interval: `{n}`.
    pub says_n: &'static str,
    /// Added where the interval holds 0.
    pub says_chance: &'static str,
    /// No value: `{name}`, `{reason}`.
    pub says_absent: &'static str,
    /// The name of the whole in a sentence.
    pub whole_service: &'static str,
    /// The same, weighted.
    pub whole_weighted: &'static str,
    /// Beside an item kept out of the sums.
    pub ideal_point: &'static str,
    /// The form has nothing to compare.
    pub no_gaps: &'static str,

    /// Codebook: the columns before the answers.
    pub codebook_front: [&'static str; 11],
    /// Codebook: the column of reasons.
    pub codebook_missing: &'static str,
    /// Codebook: the reasons, in the order of `Reason::ALL`.
    pub codebook_reasons: [&'static str; 9],

    /// Title of a respondent's own chart.
    pub own_title: &'static str,
    /// Under it: whose numbers these are, and whose not.
    pub own_note: &'static str,

    /// No response has it.
    pub no_data: &'static str,
    /// A respondent's own chart: no answer, or too few for the half rule.
    pub not_answered: &'static str,
    /// One response: no spread.
    pub only_one: &'static str,
    /// All responses alike.
    pub no_variance: &'static str,
    /// Fewer than may be shown.
    pub too_few: &'static str,
    /// Hidden to protect a small neighbour.
    pub protected: &'static str,
    /// No inverse.
    pub singular: &'static str,
    /// The form does not ask.
    pub not_asked: &'static str,
    /// No degrees of freedom.
    pub no_freedom: &'static str,
    /// An estimate outside what it may be.
    pub improper: &'static str,
}

pub(super) const EN: ReportPhrases = ReportPhrases {
    expectation: facet("E", "expectation"),
    perception: facet("P", "perception"),
    minimum: facet("M", "minimum"),
    desired: facet("D", "desired level"),
    importance: facet("I", "importance"),
    estimate: facet("G", "managers' guess"),
    standard: facet("S", "standards set"),
    delivery: facet("A", "ability to deliver"),
    promise: facet("K", "promises kept"),
    rival: facet("R", "rival"),
    functional: facet("F", "if it is there"),
    dysfunctional: facet("N", "if it is missing"),
    customer_gap: "Customer gap (gap 5)",
    knowledge_gap: "Knowledge gap (gap 1)",
    adequacy_gap: "Adequacy gap",
    superiority_gap: "Superiority gap",
    rival_gap: "Gap to the rival",
    performance: "Perceived performance (SERVPERF)",
    responses: "{n} responses",
    gap: "gap",
    n: "n",
    interval: "{level}% interval",
    convention_expectation: "gap = {seen} - {against}; below 0 = falls short of expectation",
    convention_other: "gap = {seen} - {against}; below 0 = {seen} is lower",
    convention_alone: "{seen} alone; this form asks for nothing to compare it with",
    scale: "Scale: {lowest} = {low}, {highest} = {high}",
    falls_short: "falls short",
    exceeds: "exceeds",
    met: "exactly met",
    overall: "Overall",
    overall_note: "all dimensions alike",
    weighted: "Weighted",
    weighted_note: "by importance points",
    lower: "lower",
    higher: "higher",
    equal: "equal",
    in_words: "In words",
    chart: "Chart",
    by_dimension: "Dimensions",
    by_item: "Items",
    alone_heading: "SERVPERF: {seen} alone, of everyone who answered",
    points_heading: "Importance: {total} points shared out",
    points_sets: "{valid} add up to {total}; {missing} not given; {other} with another sum, not used",
    mean: "mean",
    edition: "Edition {fingerprint}, revision {revision}",
    form: "Form: {form}",
    half_rule: "A dimension counts for a person who answered at least half of its items.",
    complete_rule: "A dimension counts for a person who answered all of its items.",
    level_note: "Intervals: {level}% (t). They say how far chance alone may move a mean.",
    least_note: "Figures with fewer than {least} answers behind them are not shown.",
    says_short: "{name} falls short by {size} points",
    says_above: "{name} exceeds expectation by {size} points",
    says_met: "{name} meets expectation exactly",
    says_lower: "{name}: {seen} is {size} points lower than {against}",
    says_higher: "{name}: {seen} is {size} points higher than {against}",
    says_equal: "{name}: {seen} and {against} are equal",
    says_mean: "{name}: {seen} is {size} on average",
    says_interval: ", {level}% interval {low} to {high}, n = {n}.",
    says_n: ", n = {n}.",
    says_chance: " This may be chance.",
    says_absent: "{name}: {reason}.",
    whole_service: "The service as a whole",
    whole_weighted: "The service as a whole, weighted by importance,",
    ideal_point: " (not in the sums)",
    no_gaps: "This form asks for nothing that can be compared or averaged.",
    codebook_front: [
        "the interview's identity",
        "the form",
        "how the interview ended",
        "the language at the end",
        "when it began, UTC",
        "how long it took, in seconds",
        "the site",
        "the device",
        "the wave",
        "1 = short form",
        "worth a second look: burst (many in a row), repeat_press, out_of_hours, clock_set",
    ],
    codebook_missing: "why there is no answer",
    codebook_reasons: [
        "does not know",
        "prefers not to say",
        "does not apply",
        "there is no standard",
        "nothing is promised",
        "shown and passed over",
        "not asked",
        "not reached before the end",
        "an error of the program, the interviewer or an import",
    ],
    own_title: "Your own answers",
    own_note: "These are your answers alone, not the result of all customers.",
    no_data: "no answers",
    not_answered: "not answered",
    only_one: "one answer only",
    no_variance: "all answers alike",
    too_few: "too few answers",
    protected: "kept private",
    singular: "cannot be computed",
    not_asked: "not asked",
    no_freedom: "too few answers to compute",
    improper: "no proper estimate",
};

pub(super) const ZH_HANT: ReportPhrases = ReportPhrases {
    expectation: facet("期", "期望"),
    perception: facet("感", "感受"),
    minimum: facet("低", "最低要求"),
    desired: facet("想", "理想水準"),
    importance: facet("重", "重要程度"),
    estimate: facet("估", "管理者的估計"),
    standard: facet("標", "標準的訂定"),
    delivery: facet("能", "達到標準的能力"),
    promise: facet("諾", "承諾的兌現"),
    rival: facet("他", "競爭對手"),
    functional: facet("有", "具備時"),
    dysfunctional: facet("無", "缺少時"),
    customer_gap: "顧客差距（差距五）",
    knowledge_gap: "認知差距（差距一）",
    adequacy_gap: "適當程度差距",
    superiority_gap: "優越程度差距",
    rival_gap: "與競爭對手的差距",
    performance: "感受到的表現（SERVPERF）",
    responses: "共 {n} 份作答",
    gap: "差距",
    n: "人數",
    interval: "{level}% 區間",
    convention_expectation: "差距 = {seen} - {against}；低於 0 表示未達期望",
    convention_other: "差距 = {seen} - {against}；低於 0 表示{seen}較低",
    convention_alone: "只有{seen}；本問卷沒有詢問比較的基準",
    scale: "量表：{lowest} = {low}，{highest} = {high}",
    falls_short: "未達期望",
    exceeds: "超出期望",
    met: "正好符合",
    overall: "整體",
    overall_note: "各構面同等計算",
    weighted: "加權整體",
    weighted_note: "按重要程度分數計算",
    lower: "較低",
    higher: "較高",
    equal: "相等",
    in_words: "文字摘要",
    chart: "差距圖",
    by_dimension: "各構面",
    by_item: "各題項",
    alone_heading: "SERVPERF：只看{seen}，包括所有作答者",
    points_heading: "重要程度：分配 {total} 分",
    points_sets: "{valid} 份合計為 {total}；{missing} 份未填；{other} 份合計不符，未採用",
    mean: "平均",
    edition: "問卷版本 {fingerprint}，修訂 {revision}",
    form: "問卷：{form}",
    half_rule: "每個構面至少答了一半題項的人，該構面才計入。",
    complete_rule: "每個構面答完全部題項的人，該構面才計入。",
    level_note: "區間：{level}%（t 分布），表示平均數因抽樣而可能變動的範圍。",
    least_note: "少於 {least} 份作答的數字不予顯示。",
    says_short: "{name}比期望低 {size} 分",
    says_above: "{name}比期望高 {size} 分",
    says_met: "{name}正好符合期望",
    says_lower: "{name}：{seen}比{against}低 {size} 分",
    says_higher: "{name}：{seen}比{against}高 {size} 分",
    says_equal: "{name}：{seen}與{against}相等",
    says_mean: "{name}：{seen}平均為 {size} 分",
    says_interval: "，{level}% 區間 {low} 至 {high}，人數 {n}。",
    says_n: "，人數 {n}。",
    says_chance: "這個差距可能只是偶然。",
    says_absent: "{name}：{reason}。",
    whole_service: "整體服務",
    whole_weighted: "按重要程度加權的整體服務",
    ideal_point: "（不計入合計）",
    no_gaps: "這份問卷沒有可以比較或平均的題目。",
    codebook_front: [
        "訪談編號",
        "問卷",
        "訪談如何結束",
        "結束時的語言",
        "開始時間（UTC）",
        "用時（秒）",
        "地點",
        "裝置",
        "調查期次",
        "1 = 精簡版",
        "值得再看一眼：burst（短時間內接連多份）、repeat_press（連按）、out_of_hours（非開放時間）、clock_set（時鐘被調整）",
    ],
    codebook_missing: "沒有作答的原因",
    codebook_reasons: [
        "不知道",
        "不想回答",
        "不適用",
        "沒有標準",
        "沒有承諾",
        "已顯示但略過",
        "未詢問",
        "結束前未到此題",
        "程式、訪員或匯入的錯誤",
    ],
    own_title: "您自己的作答",
    own_note: "這裡只有您本人的作答，並非全體顧客的結果。",
    no_data: "沒有作答",
    not_answered: "未作答",
    only_one: "只有一份作答",
    no_variance: "所有作答都相同",
    too_few: "作答太少",
    protected: "為保護隱私，不顯示",
    singular: "無法計算",
    not_asked: "未詢問",
    no_freedom: "作答太少，無法計算",
    improper: "沒有合理的估計值",
};

pub(super) const ZH_HANS: ReportPhrases = ReportPhrases {
    expectation: facet("期", "期望"),
    perception: facet("感", "感受"),
    minimum: facet("低", "最低要求"),
    desired: facet("想", "理想水平"),
    importance: facet("重", "重要程度"),
    estimate: facet("估", "管理者的估计"),
    standard: facet("标", "标准的制定"),
    delivery: facet("能", "达到标准的能力"),
    promise: facet("诺", "承诺的兑现"),
    rival: facet("他", "竞争对手"),
    functional: facet("有", "具备时"),
    dysfunctional: facet("无", "缺少时"),
    customer_gap: "顾客差距（差距五）",
    knowledge_gap: "认识差距（差距一）",
    adequacy_gap: "适当程度差距",
    superiority_gap: "优越程度差距",
    rival_gap: "与竞争对手的差距",
    performance: "感受到的表现（SERVPERF）",
    responses: "共 {n} 份作答",
    gap: "差距",
    n: "人数",
    interval: "{level}% 区间",
    convention_expectation: "差距 = {seen} - {against}；低于 0 表示未达期望",
    convention_other: "差距 = {seen} - {against}；低于 0 表示{seen}较低",
    convention_alone: "只有{seen}；本问卷没有询问比较的基准",
    scale: "量表：{lowest} = {low}，{highest} = {high}",
    falls_short: "未达期望",
    exceeds: "超出期望",
    met: "正好符合",
    overall: "总体",
    overall_note: "各维度同等计算",
    weighted: "加权总体",
    weighted_note: "按重要程度分数计算",
    lower: "较低",
    higher: "较高",
    equal: "相等",
    in_words: "文字摘要",
    chart: "差距图",
    by_dimension: "各维度",
    by_item: "各题项",
    alone_heading: "SERVPERF：只看{seen}，包括所有作答者",
    points_heading: "重要程度：分配 {total} 分",
    points_sets: "{valid} 份合计为 {total}；{missing} 份未填；{other} 份合计不符，未采用",
    mean: "平均",
    edition: "问卷版本 {fingerprint}，修订 {revision}",
    form: "问卷：{form}",
    half_rule: "每个维度至少答了一半题项的人，该维度才计入。",
    complete_rule: "每个维度答完全部题项的人，该维度才计入。",
    level_note: "区间：{level}%（t 分布），表示平均数因抽样而可能变动的范围。",
    least_note: "少于 {least} 份作答的数字不予显示。",
    says_short: "{name}比期望低 {size} 分",
    says_above: "{name}比期望高 {size} 分",
    says_met: "{name}正好符合期望",
    says_lower: "{name}：{seen}比{against}低 {size} 分",
    says_higher: "{name}：{seen}比{against}高 {size} 分",
    says_equal: "{name}：{seen}与{against}相等",
    says_mean: "{name}：{seen}平均为 {size} 分",
    says_interval: "，{level}% 区间 {low} 至 {high}，人数 {n}。",
    says_n: "，人数 {n}。",
    says_chance: "这个差距可能只是偶然。",
    says_absent: "{name}：{reason}。",
    whole_service: "整体服务",
    whole_weighted: "按重要程度加权的整体服务",
    ideal_point: "（不计入合计）",
    no_gaps: "这份问卷没有可以比较或平均的题目。",
    codebook_front: [
        "访谈编号",
        "问卷",
        "访谈如何结束",
        "结束时的语言",
        "开始时间（UTC）",
        "用时（秒）",
        "地点",
        "设备",
        "调查期次",
        "1 = 精简版",
        "值得再看一眼：burst（短时间内接连多份）、repeat_press（连按）、out_of_hours（非开放时间）、clock_set（时钟被调整）",
    ],
    codebook_missing: "没有作答的原因",
    codebook_reasons: [
        "不知道",
        "不想回答",
        "不适用",
        "没有标准",
        "没有承诺",
        "已显示但略过",
        "未询问",
        "结束前未到此题",
        "程序、访员或导入的错误",
    ],
    own_title: "您自己的作答",
    own_note: "这里只有您本人的作答，并非全体顾客的结果。",
    no_data: "没有作答",
    not_answered: "未作答",
    only_one: "只有一份作答",
    no_variance: "所有作答都相同",
    too_few: "作答太少",
    protected: "为保护隐私，不显示",
    singular: "无法计算",
    not_asked: "未询问",
    no_freedom: "作答太少，无法计算",
    improper: "没有合理的估计值",
};

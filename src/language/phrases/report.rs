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

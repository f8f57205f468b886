//! Words of what a report finds: its first page, tests, planes, trends, factors, moments and incidents.

/// Words of what a report finds.
#[derive(Debug)]
pub struct FindingPhrases {
    /// Heading of the last part: rules that hold for all figures.
    pub about: &'static str,
    /// First page: no answers.
    pub nobody: &'static str,
    /// First page: fewer than may be shown: `{least}`.
    pub too_few: &'static str,
    /// First page: the whole is below expectation: `{size}`, `{lowest}`, `{highest}`, `{level}`, `{low}`, `{high}`, `{n}`.
    pub falls_short: &'static str,
    /// First page: above expectation, same values.
    pub exceeds: &'static str,
    /// First page: the interval holds 0, same values.
    pub even: &'static str,
    /// How sure a gap is: sure, fairly sure, may be chance.
    pub sureness: [&'static str; 3],
    /// Table title: dimensions that fall short, the worst first.
    pub shortfalls: &'static str,
    /// Under it: `{level}`.
    pub shortfalls_rule: &'static str,
    /// Column head.
    pub sure_head: &'static str,
    /// Column head: importance points: `{total}`.
    pub matters_head: &'static str,
    /// Column head: importance in per cent of R2.
    pub matters_derived: &'static str,
    /// Column head: share of simulated samples in which it comes first.
    pub first_head: &'static str,
    /// Subheading.
    pub do_first: &'static str,
    /// The first priority: `{name}`, `{size}`.
    pub begin: &'static str,
    /// The first priority, importance known: `{name}`, `{size}`, `{points}`, `{total}`.
    pub begin_points: &'static str,
    /// How sure its place is, when it is: `{share}`.
    pub first_sure: &'static str,
    /// When it is not: `{share}`, `{names}`.
    pub first_unsure: &'static str,
    /// Its worst items: `{name}`, `{items}`.
    pub worst_items: &'static str,
    /// One of them: `{name}`, `{gap}`.
    pub item_gap: &'static str,
    /// The priorities after the first: `{names}`.
    pub then: &'static str,
    /// No dimension falls short for sure.
    pub nothing_short: &'static str,
    /// Dimensions at or above expectation: `{names}`.
    pub goes_well: &'static str,
    /// What the overall rating goes with most: `{outcome}`, `{name}`, `{share}`.
    pub drives: &'static str,
    /// Recommendation above 0: `{score}`, `{low}`, `{high}`, `{n}`, `{level}`.
    pub promoted: &'static str,
    /// Below 0, same values.
    pub advised_against: &'static str,
    /// The interval holds 0, same values.
    pub recommend_even: &'static str,
    /// How far to trust it: `{n}`.
    pub trust: &'static str,
    /// The same, of whoever came by: `{n}`.
    pub trust_sample: &'static str,
    /// A form with one side only: `{name}`, `{mean}`.
    pub lowest: &'static str,
    /// The same: `{name}`, `{mean}`.
    pub highest: &'static str,
    /// Under the tests: `{level}`.
    pub evidence_rule: &'static str,
    /// Column head: p of the signed ranks.
    pub signed_p: &'static str,
    /// Under a plane: `{across}`, `{up}`, `{x}`, `{y}`, `{cut}`, `{level}`, `{n}`.
    pub plane_rule: &'static str,
    /// How a plane is cut: means, medians, middle of the scale.
    pub cuts: [&'static str; 3],
    /// Where importance comes from: points, rated, derived.
    pub importances: [&'static str; 3],
    /// Keep it up, begin here, low priority, perhaps too much.
    pub quarters: [&'static str; 4],
    /// Column head.
    pub quarter: &'static str,
    /// Column head.
    pub importance: &'static str,
    /// Points in the quarter of what comes first: `{names}`.
    pub begin_here: &'static str,
    /// Stated and derived importance put a dimension elsewhere: `{names}`.
    pub planes_disagree: &'static str,
    /// A share of simulated samples that rounds to all: `{n}`.
    pub more_than: &'static str,
    /// Caution: expectations at the top: `{names}`.
    pub ceilings: &'static str,
    /// A name with its share: `{name}`, `{share}`.
    pub with_share: &'static str,
    /// A name with a value: `{name}`, `{value}`.
    pub with_value: &'static str,
    /// Caution: `{names}`.
    pub unreliables: &'static str,
}

pub(super) const EN: FindingPhrases = FindingPhrases {
    about: "About these figures",
    nobody: "Nobody has answered yet.",
    too_few: "Too few people have answered to say anything: figures appear from {least} on.",
    falls_short: "The service falls short of what customers expect: by {size} points on a scale from {lowest} to {highest} ({level}% interval {low} to {high}, n = {n}).",
    exceeds: "The service is better than customers expect: by {size} points on a scale from {lowest} to {highest} ({level}% interval {low} to {high}, n = {n}).",
    even: "Taken together, the service is about what customers expect: the difference is {size} points on a scale from {lowest} to {highest} ({level}% interval {low} to {high}, n = {n}) and may be chance.",
    sureness: ["sure", "fairly sure", "may be chance"],
    shortfalls: "Where it falls short, and how sure that is",
    shortfalls_rule: "Largest shortfall first. sure = chance alone would make such a gap less than once in 1000 times; fairly sure = its {level}% interval does not hold 0.",
    sure_head: "how sure",
    matters_head: "of {total}",
    matters_derived: "matters %",
    first_head: "first in",
    do_first: "What to do first",
    begin: "Begin with {name}: it falls short by {size} points.",
    begin_points: "Begin with {name}: it falls short by {size} points, and customers give it {points} of {total} points of importance.",
    first_sure: "That it comes first is sure enough to act on: in {share} of 100 simulated samples it does.",
    first_unsure: "Which comes first is not sure: in {share} of 100 simulated samples it does, in others {names}. Choose among them by what is easier to change.",
    worst_items: "Within {name}, the largest shortfalls: {items}.",
    item_gap: "{name} ({gap})",
    then: "After that: {names}.",
    nothing_short: "No dimension falls short beyond chance: there is nothing here that must be mended first.",
    goes_well: "Expectations are met or exceeded in: {names}.",
    drives: "{outcome} goes most closely with {name} ({share}% of what the dimensions say about it). That is an association, not proof.",
    promoted: "More customers would recommend than advise against: NPS {score} ({level}% interval {low} to {high}, n = {n}).",
    advised_against: "More customers would advise against than recommend: NPS {score} ({level}% interval {low} to {high}, n = {n}).",
    recommend_even: "About as many customers would recommend as advise against: NPS {score} ({level}% interval {low} to {high}, n = {n}).",
    trust: "These are the answers of {n} people; what may mislead in them stands under \"Please note\".",
    trust_sample: "These are the answers of {n} customers who came by and agreed to be asked, not of a sample drawn by chance; what else may mislead stands under \"Please note\".",
    lowest: "Lowest: {name} ({mean}).",
    highest: "Highest: {name} ({mean}).",
    evidence_rule: "Paired: each person's own gap against 0. n = persons; t with n - 1 degrees of freedom, p adjusted over the dimensions (Holm; the whole is tested by itself); dz = gap in standard deviations, with its {level}% interval; z = signed ranks (Wilcoxon, zeros kept: Pratt). Below 0 = falls short. With many answers small gaps are significant too: look at their size first.",
    signed_p: "p (z)",
    plane_rule: "Across: {across}; up: {up} (n = {n}). Cut at {x} and {y}: {cut}. On the line counts as high. ? = its {level}% interval meets a line: its quarter is not sure.",
    cuts: [
        "the means of the points",
        "the medians of the points",
        "the middle of the scale, and equal importance",
    ],
    importances: [
        "importance as stated (points)",
        "importance as stated (ratings)",
        "importance as derived (share of R2, LMG)",
    ],
    quarters: [
        "keep it up",
        "begin here",
        "low priority",
        "perhaps too much",
    ],
    quarter: "quarter",
    importance: "importance",
    begin_here: "Important and not done well: {names}.",
    planes_disagree: "What customers say matters and what goes with their overall rating disagree on: {names}. Read both.",
    more_than: "more than {n}",
    ceilings: "More than half of the expectations are at the top of the scale for {names}: there the gap says little more than the perception.",
    with_share: "{name} ({share}%)",
    with_value: "{name} ({value})",
    unreliables: "The gap is not very reliable (r_D in brackets, below .70) for {names}. Do not rank persons or small groups by it.",
};

pub(super) const ZH_HANT: FindingPhrases = FindingPhrases {
    about: "關於這些數字",
    nobody: "目前還沒有人作答。",
    too_few: "作答人數太少，還不能下結論；滿 {least} 人才顯示數字。",
    falls_short: "服務未達顧客的期望：在 {lowest} 至 {highest} 分的量表上差 {size} 分（{level}% 區間 {low} 至 {high}，人數 {n}）。",
    exceeds: "服務優於顧客的期望：在 {lowest} 至 {highest} 分的量表上高出 {size} 分（{level}% 區間 {low} 至 {high}，人數 {n}）。",
    even: "整體而言，服務與顧客的期望大致相當：在 {lowest} 至 {highest} 分的量表上相差 {size} 分（{level}% 區間 {low} 至 {high}，人數 {n}），可能只是偶然。",
    sureness: ["確定", "大致確定", "可能是偶然"],
    shortfalls: "哪些方面未達期望，有多確定",
    shortfalls_rule: "不足最大者在前。確定：單憑偶然，出現這種差距的機會不到千分之一；大致確定：{level}% 區間不含 0。",
    sure_head: "確定程度",
    matters_head: "{total} 分中",
    matters_derived: "重要 %",
    first_head: "居首",
    do_first: "先做什麼",
    begin: "先從{name}著手：差 {size} 分。",
    begin_points: "先從{name}著手：差 {size} 分，顧客在 {total} 分的重要程度中給了它 {points} 分。",
    first_sure: "這個次序足以據此行動：100 個模擬樣本中有 {share} 個由它居首。",
    first_unsure: "哪一項居首並不確定：100 個模擬樣本中有 {share} 個由它居首，其他則是{names}。可先做較容易改善的一項。",
    worst_items: "{name}之中，不足最大的是：{items}。",
    item_gap: "{name}（{gap}）",
    then: "其次：{names}。",
    nothing_short: "沒有任何方面的不足超出偶然：目前沒有非先改善不可的項目。",
    goes_well: "達到或超出期望的方面：{names}。",
    drives: "「{outcome}」與{name}的關係最密切（占各方面所能說明的 {share}%）。這是相關，不是證明。",
    promoted: "願意推薦的顧客多於批評者：NPS {score}（{level}% 區間 {low} 至 {high}，人數 {n}）。",
    advised_against: "批評者多於願意推薦的顧客：NPS {score}（{level}% 區間 {low} 至 {high}，人數 {n}）。",
    recommend_even: "願意推薦者與批評者大致相當：NPS {score}（{level}% 區間 {low} 至 {high}，人數 {n}）。",
    trust: "以上是 {n} 人的作答；可能造成誤解之處，見「請注意」。",
    trust_sample: "以上是 {n} 位路過並同意受訪的顧客的作答，並非隨機抽樣；其他可能造成誤解之處，見「請注意」。",
    lowest: "最低：{name}（{mean}）。",
    highest: "最高：{name}（{mean}）。",
    evidence_rule: "成對檢定：每個人自己的差距對 0。人數；t 的自由度為人數減一，p 按各構面校正（Holm；整體另行檢定）；dz：以標準差表示的差距，附 {level}% 區間；z：符號等級（Wilcoxon，保留零：Pratt）。低於 0 表示未達期望。作答多時，很小的差距也會顯著：請先看大小。",
    signed_p: "p（z）",
    plane_rule: "橫向：{across}；縱向：{up}（人數 {n}）。分界線 {x} 與 {y}：{cut}。在線上算高。? 表示其 {level}% 區間碰到分界線，所在象限並不確定。",
    cuts: ["各點的平均數", "各點的中位數", "量表的中點與均等的重要程度"],
    importances: [
        "自述的重要程度（分配的分數）",
        "自述的重要程度（評分）",
        "推導的重要程度（占 R2 的比例，LMG）",
    ],
    quarters: ["繼續保持", "優先改善", "次要", "可能過度"],
    quarter: "象限",
    importance: "重要",
    begin_here: "重要而做得不夠好：{names}。",
    planes_disagree: "顧客自述的重要程度與整體評分所顯示的不一致：{names}。請兩者並讀。",
    more_than: "超過 {n}",
    ceilings: "以下題項有過半的期望位於量表頂端：{names}。這些差距所說的，與感受本身相差無幾。",
    with_share: "{name}（{share}%）",
    with_value: "{name}（{value}）",
    unreliables: "以下構面的差距信度不高（括號內為 r_D，低於 .70）：{names}。請勿據此為個人或小組排名。",
};

pub(super) const ZH_HANS: FindingPhrases = FindingPhrases {
    about: "关于这些数字",
    nobody: "目前还没有人作答。",
    too_few: "作答人数太少，还不能下结论；满 {least} 人才显示数字。",
    falls_short: "服务未达顾客的期望：在 {lowest} 至 {highest} 分的量表上差 {size} 分（{level}% 区间 {low} 至 {high}，人数 {n}）。",
    exceeds: "服务优于顾客的期望：在 {lowest} 至 {highest} 分的量表上高出 {size} 分（{level}% 区间 {low} 至 {high}，人数 {n}）。",
    even: "总体而言，服务与顾客的期望大致相当：在 {lowest} 至 {highest} 分的量表上相差 {size} 分（{level}% 区间 {low} 至 {high}，人数 {n}），可能只是偶然。",
    sureness: ["确定", "大致确定", "可能是偶然"],
    shortfalls: "哪些方面未达期望，有多确定",
    shortfalls_rule: "不足最大者在前。确定：单凭偶然，出现这种差距的机会不到千分之一；大致确定：{level}% 区间不含 0。",
    sure_head: "确定程度",
    matters_head: "{total} 分中",
    matters_derived: "重要 %",
    first_head: "居首",
    do_first: "先做什么",
    begin: "先从{name}着手：差 {size} 分。",
    begin_points: "先从{name}着手：差 {size} 分，顾客在 {total} 分的重要程度中给了它 {points} 分。",
    first_sure: "这个次序足以据此行动：100 个模拟样本中有 {share} 个由它居首。",
    first_unsure: "哪一项居首并不确定：100 个模拟样本中有 {share} 个由它居首，其他则是{names}。可先做较容易改善的一项。",
    worst_items: "{name}之中，不足最大的是：{items}。",
    item_gap: "{name}（{gap}）",
    then: "其次：{names}。",
    nothing_short: "没有任何方面的不足超出偶然：目前没有非先改善不可的项目。",
    goes_well: "达到或超出期望的方面：{names}。",
    drives: "「{outcome}」与{name}的关系最密切（占各方面所能说明的 {share}%）。这是相关，不是证明。",
    promoted: "愿意推荐的顾客多于批评者：NPS {score}（{level}% 区间 {low} 至 {high}，人数 {n}）。",
    advised_against: "批评者多于愿意推荐的顾客：NPS {score}（{level}% 区间 {low} 至 {high}，人数 {n}）。",
    recommend_even: "愿意推荐者与批评者大致相当：NPS {score}（{level}% 区间 {low} 至 {high}，人数 {n}）。",
    trust: "以上是 {n} 人的作答；可能造成误解之处，见「请注意」。",
    trust_sample: "以上是 {n} 位路过并同意受访的顾客的作答，并非随机抽样；其他可能造成误解之处，见「请注意」。",
    lowest: "最低：{name}（{mean}）。",
    highest: "最高：{name}（{mean}）。",
    evidence_rule: "成对检验：每个人自己的差距对 0。人数；t 的自由度为人数减一，p 按各维度校正（Holm；总体另行检验）；dz：以标准差表示的差距，附 {level}% 区间；z：符号秩（Wilcoxon，保留零：Pratt）。低于 0 表示未达期望。作答多时，很小的差距也会显著：请先看大小。",
    signed_p: "p（z）",
    plane_rule: "横向：{across}；纵向：{up}（人数 {n}）。分界线 {x} 与 {y}：{cut}。在线上算高。? 表示其 {level}% 区间碰到分界线，所在象限并不确定。",
    cuts: ["各点的平均数", "各点的中位数", "量表的中点与均等的重要程度"],
    importances: [
        "自述的重要程度（分配的分数）",
        "自述的重要程度（评分）",
        "推导的重要程度（占 R2 的比例，LMG）",
    ],
    quarters: ["继续保持", "优先改善", "次要", "可能过度"],
    quarter: "象限",
    importance: "重要",
    begin_here: "重要而做得不够好：{names}。",
    planes_disagree: "顾客自述的重要程度与总体评分所显示的不一致：{names}。请两者并读。",
    more_than: "超过 {n}",
    ceilings: "以下题项有过半的期望位于量表顶端：{names}。这些差距所说的，与感受本身相差无几。",
    with_share: "{name}（{share}%）",
    with_value: "{name}（{value}）",
    unreliables: "以下维度的差距信度不高（括号内为 r_D，低于 .70）：{names}。请勿据此为个人或小组排名。",
};

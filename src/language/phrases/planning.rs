//! Words of the sample planner.

/// Words of the sample planner.
#[derive(Debug)]
pub struct PlanningPhrases {
    /// The page's title.
    pub title: &'static str,
    /// Under it.
    pub subtitle: &'static str,
    /// What is taken for granted: `{level}`, `{power}`.
    pub assumed: &'static str,
    /// Where spreads come from: `{n}`, `{form}`.
    pub from_data: &'static str,
    /// They are guessed.
    pub from_experience: &'static str,
    /// The stored answers are too few to learn spreads from: `{least}`.
    pub too_few: &'static str,
    /// The population: `{n}`.
    pub population: &'static str,
    /// The design effect: `{effect}`.
    pub design_effect: &'static str,
    /// The same from the stored sites: `{effect}`, `{icc}`, `{size}`.
    pub design_of_sites: &'static str,
    /// How many answer: `{rate}`.
    pub answering: &'static str,
    /// Table title: how many people.
    pub needed: &'static str,
    /// Under it.
    pub needed_rule: &'static str,
    /// Column head.
    pub spread: &'static str,
    /// Column head.
    pub responses: &'static str,
    /// Column head.
    pub ask: &'static str,
    /// A mean gap: `{margin}`.
    pub gap: &'static str,
    /// A net promoter score: `{margin}`.
    pub nps: &'static str,
    /// A share: `{share}`, `{margin}`.
    pub share: &'static str,
    /// A gap to be told from 0: `{size}`.
    pub find: &'static str,
    /// A change between two waves: `{size}`.
    pub change: &'static str,
    /// Alpha between two bounds: `{low}`, `{high}`, `{items}`.
    pub alpha: &'static str,
    /// Shares of the overall rating: `{count}`.
    pub drivers: &'static str,
    /// Factors: `{count}`.
    pub factors: &'static str,
    /// Table title: what so many give: `{n}`.
    pub precision: &'static str,
    /// Under it: `{level}`.
    pub precision_rule: &'static str,
    /// Column head: half the interval.
    pub margin: &'static str,
    /// A mean gap.
    pub mean_gap: &'static str,
    /// A share in per cent: `{share}`.
    pub a_share: &'static str,
    /// An aim that no number of people reaches.
    pub impossible: &'static str,
    /// The last line: samples that are not drawn by chance.
    pub convenience: &'static str,
}

pub(super) const EN: PlanningPhrases = PlanningPhrases {
    title: "How many people to ask",
    subtitle: "Before anyone is asked",
    assumed: "Intervals: {level}%. Differences are to be found with a chance of {power}%.",
    from_data: "Spreads are those of {n} stored responses (form {form}).",
    from_experience: "Spreads are usual ones of 7-point scales; with a study's name they are taken from its stored answers, with --sd from you.",
    too_few: "The stored answers are fewer than {least}: usual spreads are taken instead.",
    population: "There are {n} people altogether: fewer need to be asked than of very many.",
    design_effect: "Design effect {effect}: people of one place resemble each other, so more of them are needed.",
    design_of_sites: "Design effect {effect}: people of one site resemble each other (ICC {icc}, {size} a site), so more of them are needed.",
    answering: "Of those who are asked, {rate}% answer.",
    needed: "What it takes",
    needed_rule: "responses = usable ones; ask = people to be asked for them. A change needs that many in each wave.",
    spread: "spread",
    responses: "responses",
    ask: "ask",
    gap: "Mean gap to within {margin} points",
    nps: "NPS to within {margin} points",
    share: "Share of {share}% to within {margin} per cent",
    find: "Tell a gap of {size} points from 0",
    change: "Tell a change of {size} points between two waves",
    alpha: "Alpha between {low} and {high} ({items} items)",
    drivers: "What the overall rating goes with ({count} dimensions)",
    factors: "Which of {count} items go together (factors)",
    precision: "What {n} responses give",
    precision_rule: "Half the width of the {level}% interval: the figure plus and minus this much.",
    margin: "plus/minus",
    mean_gap: "Mean gap",
    a_share: "Share of {share}%",
    impossible: "no number of people is enough",
    convenience: "A margin of error takes a sample drawn by chance for granted. Of people who happen to come by, the same numbers tell how far the figures of such a sample spread, not how far they are from all customers.",
};

pub(super) const ZH_HANT: PlanningPhrases = PlanningPhrases {
    title: "需要多少人作答",
    subtitle: "調查開始之前",
    assumed: "區間：{level}%。差異被發現的機會為 {power}%。",
    from_data: "離散程度取自已存的 {n} 份作答（問卷 {form}）。",
    from_experience: "離散程度採用 7 分量表的常見數值；給出調查名稱時取自已存的作答，也可用 --sd 指定。",
    too_few: "已存的作答少於 {least} 份，改用常見的離散程度。",
    population: "總共只有 {n} 人：所需人數比人數極多時少。",
    design_effect: "設計效應 {effect}：同一處的人彼此相似，因此需要更多人。",
    design_of_sites: "設計效應 {effect}：同一地點的人彼此相似（ICC {icc}，每處 {size} 人），因此需要更多人。",
    answering: "受邀者中有 {rate}% 作答。",
    needed: "所需人數",
    needed_rule: "作答 = 可用的份數；邀請 = 為此需要邀請的人數。比較兩期時，每期都要這麼多。",
    spread: "離散",
    responses: "作答",
    ask: "邀請",
    gap: "平均差距，誤差不超過 {margin} 分",
    nps: "NPS，誤差不超過 {margin} 點",
    share: "{share}% 的比例，誤差不超過 {margin} 個百分點",
    find: "分辨 {size} 分的差距與 0",
    change: "分辨兩期之間 {size} 分的變化",
    alpha: "alpha 介於 {low} 與 {high}（{items} 題）",
    drivers: "與整體評分相關的構面（{count} 個構面）",
    factors: "{count} 個題項的因素分析",
    precision: "{n} 份作答的精確程度",
    precision_rule: "{level}% 區間的一半寬度：數字加減這麼多。",
    margin: "加減",
    mean_gap: "平均差距",
    a_share: "{share}% 的比例",
    impossible: "多少人都不夠",
    convenience: "誤差範圍以隨機抽樣為前提。若受訪者只是路過的人，這些數字表示這類樣本的散布，不表示與全體顧客的差距。",
};

pub(super) const ZH_HANS: PlanningPhrases = PlanningPhrases {
    title: "需要多少人作答",
    subtitle: "调查开始之前",
    assumed: "区间：{level}%。差异被发现的机会为 {power}%。",
    from_data: "离散程度取自已存的 {n} 份作答（问卷 {form}）。",
    from_experience: "离散程度采用 7 分量表的常见数值；给出调查名称时取自已存的作答，也可用 --sd 指定。",
    too_few: "已存的作答少于 {least} 份，改用常见的离散程度。",
    population: "总共只有 {n} 人：所需人数比人数极多时少。",
    design_effect: "设计效应 {effect}：同一处的人彼此相似，因此需要更多人。",
    design_of_sites: "设计效应 {effect}：同一地点的人彼此相似（ICC {icc}，每处 {size} 人），因此需要更多人。",
    answering: "受邀者中有 {rate}% 作答。",
    needed: "所需人数",
    needed_rule: "作答 = 可用的份数；邀请 = 为此需要邀请的人数。比较两期时，每期都要这么多。",
    spread: "离散",
    responses: "作答",
    ask: "邀请",
    gap: "平均差距，误差不超过 {margin} 分",
    nps: "NPS，误差不超过 {margin} 点",
    share: "{share}% 的比例，误差不超过 {margin} 个百分点",
    find: "分辨 {size} 分的差距与 0",
    change: "分辨两期之间 {size} 分的变化",
    alpha: "alpha 介于 {low} 与 {high}（{items} 题）",
    drivers: "与总体评分相关的维度（{count} 个维度）",
    factors: "{count} 个题项的因子分析",
    precision: "{n} 份作答的精确程度",
    precision_rule: "{level}% 区间的一半宽度：数字加减这么多。",
    margin: "加减",
    mean_gap: "平均差距",
    a_share: "{share}% 的比例",
    impossible: "多少人都不够",
    convenience: "误差范围以随机抽样为前提。若受访者只是路过的人，这些数字表示这类样本的散布，不表示与全体顾客的差距。",
};

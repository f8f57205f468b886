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
    /// By wave, week, month.
    pub spans: [&'static str; 3],
    /// Under the heading, of weeks and months.
    pub period_rule: &'static str,
    /// Table title: `{before}`, `{after}`.
    pub change_title: &'static str,
    /// Under it: `{level}`.
    pub change_rule: &'static str,
    /// Column head.
    pub before: &'static str,
    /// Column head.
    pub after: &'static str,
    /// Column head.
    pub change: &'static str,
    /// Too few periods.
    pub no_trend: &'static str,
    /// Table title.
    pub trend_title: &'static str,
    /// Under it.
    pub trend_rule: &'static str,
    /// Column head.
    pub per_period: &'static str,
    /// Column head.
    pub second_p: &'static str,
    /// A change beyond chance upward: `{name}`, `{before}`, `{after}`, `{size}`, `{level}`, `{low}`, `{high}`, `{p}`.
    pub says_better: &'static str,
    /// Downward, same values.
    pub says_worse: &'static str,
    /// Within chance, same values.
    pub says_unchanged: &'static str,
    /// A trend upward: `{name}`, `{count}`, `{size}`, `{p}`.
    pub says_rises: &'static str,
    /// Downward, same values.
    pub says_falls: &'static str,
    /// None, same values.
    pub says_no_trend: &'static str,
    /// Control charts: too few periods.
    pub no_limits: &'static str,
    /// No signal in any chart.
    pub stable: &'static str,
    /// Signals: `{name}`, `{periods}`.
    pub unstable: &'static str,
    /// Under the heading.
    pub control_rule: &'static str,
    /// The baseline was chosen: `{why}`.
    pub because: &'static str,
    /// X-bar, I-MR, p, Laney p'.
    pub charts: [&'static str; 4],
    /// Which limits: `{kind}`, `{first}`, `{last}`.
    pub limits_full: &'static str,
    /// Limits from fewer than twenty periods, same values.
    pub limits_trial: &'static str,
    /// Added to single values: `{mean}`, `{high}`.
    pub ranges: &'static str,
    /// A difference by ranks: `{name}`, `{p}`.
    pub groups_ranks: &'static str,
    /// How alike people of one group are: `{icc}`, `{size}`, `{effect}`.
    pub groups_alike: &'static str,
    /// The same where it does not matter: `{icc}`.
    pub groups_independent: &'static str,
    /// The items fall into as many groups as meant: `{count}`, `{dimensions}`.
    pub factors_as_meant: &'static str,
    /// No group at all.
    pub factors_none: &'static str,
    /// Into another number of groups: `{count}`, `{dimensions}`.
    pub factors_other: &'static str,
    /// What factors take.
    pub factors_need: &'static str,
    /// Caution: `{names}`.
    pub factors_constant: &'static str,
    /// Caution: `{names}` persons.
    pub factors_unstable: &'static str,
    /// Caution: `{names}`.
    pub factors_heywood: &'static str,
    /// Caution: `{names}` items.
    pub factors_apart: &'static str,
    /// Caution: `{names}`.
    pub factors_nothing: &'static str,
    /// Under the heading: `{seen}`, `{n}`.
    pub factors_rule: &'static str,
    /// KMO and Bartlett: `{kmo}`, `{name}`, `{least}`, `{chi}`, `{freedom}`, `{p}`.
    pub factors_worth: &'static str,
    /// Table title.
    pub scree_title: &'static str,
    /// Under it: `{n}`.
    pub scree_rule: &'static str,
    /// Column head.
    pub eigenvalue: &'static str,
    /// Column head.
    pub by_chance: &'static str,
    /// Least residuals, principal axes, maximum likelihood.
    pub extractions: [&'static str; 3],
    /// Not rotated.
    pub not_rotated: &'static str,
    /// Table title.
    pub pattern_title: &'static str,
    /// Under it: `{extraction}`, `{rotation}`, `{n}`.
    pub pattern_rule: &'static str,
    /// Row: per cent explained.
    pub explained: &'static str,
    /// Fit of maximum likelihood: `{chi}`, `{freedom}`, `{p}`.
    pub factors_fit: &'static str,
    /// Above the correlations of factors: `{n}`.
    pub factors_correlate: &'static str,
    /// How many told of an occasion: `{n}`, `{good}`, `{bad}`.
    pub says_incidents: &'static str,
    /// Where the words are.
    pub incident_texts: &'static str,
    /// Good and bad occasions.
    pub valences: [&'static str; 2],
    /// Column head.
    pub satisfied_then: &'static str,
    /// Table title.
    pub occasions: &'static str,
    /// Under it.
    pub incident_rule: &'static str,
    /// Table title.
    pub memory_title: &'static str,
    /// Under it: `{n}`.
    pub memory_rule: &'static str,
    /// Best moment, worst, last, mean, peak-end.
    pub moments: [&'static str; 5],
    /// Table title and row.
    pub index_title: &'static str,
    /// Under it: `{count}`.
    pub index_rule: &'static str,
    /// How errors were worked out.
    pub robust: &'static str,
    /// The usual way.
    pub not_robust: &'static str,
    /// Table title.
    pub shares_title: &'static str,
    /// Under it.
    pub shares_rule: &'static str,
    /// Caution: `{names}`.
    pub entangled: &'static str,
    /// Caution: `{names}`.
    pub suppressed: &'static str,
    /// The items form one group: `{dimensions}`.
    pub factors_one: &'static str,
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
    spans: ["by wave", "by week", "by month"],
    period_rule: "Weeks and months are those of UTC, by when interviews began; the last may not be over.",
    change_title: "Change from {before} to {after}",
    change_rule: "Change = later - earlier; above 0 = higher. n = persons before/after. Different people: Welch (means; p of dimensions adjusted, Holm), Newcombe (shares, in per cent), z (NPS); {level}% intervals.",
    before: "before",
    after: "after",
    change: "change",
    no_trend: "A trend is looked for from four periods on.",
    trend_title: "Trend over all periods",
    trend_rule: "n = persons in all periods; per period = median slope (Sen); p (MK) = Mann-Kendall; second p = weighted line (means) or Cochran-Armitage (shares). Above 0 = rises. That periods follow one another too closely to be independent is not taken into account.",
    per_period: "per period",
    second_p: "second p",
    says_better: "{name} is higher in {after} than in {before}: {size} ({level}% interval {low} to {high}, p {p}).",
    says_worse: "{name} is lower in {after} than in {before}: {size} ({level}% interval {low} to {high}, p {p}).",
    says_unchanged: "{name}: the change from {before} to {after} may be chance: {size} ({level}% interval {low} to {high}, p {p}).",
    says_rises: "{name} rises over {count} periods: {size} a period (p {p}).",
    says_falls: "{name} falls over {count} periods: {size} a period (p {p}).",
    says_no_trend: "{name} shows no trend over {count} periods: {size} a period may be chance (p {p}).",
    no_limits: "Limits are drawn from eight periods on; with fewer they would say nothing.",
    stable: "Nothing stands out: the periods differ no more than chance makes them.",
    unstable: "{name} stands out in {periods}: look for what was different then.",
    control_rule: "* value, [ ] limits (3 sigma), in the middle the centre. ! = completes a pattern (Nelson): 1 beyond the limits, 2 nine in a row on one side, 3 six rising or falling, 5 two of three beyond 2 sigma, 6 four of five beyond 1 sigma. Limits stay as the baseline gave them.",
    because: "The baseline was set by hand: {why}",
    charts: [
        "means (X-bar; spread inside periods)",
        "single values (I-MR)",
        "shares (p)",
        "shares (p', widened after Laney: periods differ more than persons do)",
    ],
    limits_full: "Chart of {kind}; limits from {first} to {last}.",
    limits_trial: "Chart of {kind}; trial limits from {first} to {last} (fewer than 20 periods).",
    ranges: " Mean moving range {mean}, its limit {high}.",
    groups_ranks: "{name}, by ranks (Kruskal-Wallis): p {p}.",
    groups_alike: "People of one group resemble each other (ICC {icc}, {size} persons a group): the intervals of figures over all groups are too narrow; a design effect of {effect} would widen them by its root.",
    groups_independent: "People of one group hardly resemble each other more than others do (ICC {icc}).",
    factors_as_meant: "In the answers the items fall into {count} groups, as many as the questionnaire has dimensions.",
    factors_none: "The items do not go together more than chance makes unrelated ones.",
    factors_other: "In the answers the items fall into {count} groups; the questionnaire means {dimensions} dimensions. Dimensions that fall together are hard to tell apart: read them with care.",
    factors_need: "Factors take more persons who rated every item than there are items, and no item twice.",
    factors_constant: "Left out, because everybody gave the same answer: {names}.",
    factors_unstable: "Unstable: {names} complete persons are few for factors (at least 200, and five an item). Another sample may group the items otherwise.",
    factors_heywood: "Do not read this solution: it explains more than all of {names} (Heywood case). Ask for fewer factors.",
    factors_apart: "{names} of the items share little with the others (h2 below .40): the groups hang together loosely.",
    factors_nothing: "There is hardly anything to factor (KMO {names}, below .50).",
    factors_rule: "Of what is rated as {seen} (n = {n}, persons who rated every item). A check of the dimensions, not a new set of them.",
    factors_worth: "KMO {kmo} (the least: {name}, {least}); from .50 on there is something to factor, from .80 on plenty. Bartlett: chi-square {chi}, {freedom} df, p {p}.",
    scree_title: "How many groups",
    scree_rule: "Eigenvalues of the correlations beside those of unrelated items (95th percentile of 500 simulated samples, n = {n}; Horn). * = more than chance makes.",
    eigenvalue: "eigenvalue",
    by_chance: "by chance",
    extractions: [
        "least residuals (minres)",
        "principal axes",
        "maximum likelihood",
    ],
    not_rotated: "not rotated",
    pattern_title: "Which item in which group",
    pattern_rule: "Loadings ({extraction}; {rotation}; n = {n}); below .30 left blank. h2 = the part of an item that the groups explain. Last line: per cent of all items.",
    explained: "explained %",
    factors_fit: "Fit: chi-square {chi}, {freedom} df, p {p}; a small p says that more groups would fit better.",
    factors_correlate: "How the groups go together (correlations, n = {n})",
    says_incidents: "Of {n} people who were asked for an occasion that stands out, so many told of a particularly good one: {good}; of a particularly bad one: {bad}.",
    incident_texts: "What people wrote is in `fivegaps export`; it may hold names: read it before you hand it on.",
    valences: ["good ones", "bad ones"],
    satisfied_then: "satisfied",
    occasions: "Occasions",
    incident_rule: "How satisfied people were then, 1 to 7; n = those who said; t interval. Above 4 = satisfied.",
    memory_title: "What of a visit goes with its overall rating",
    memory_rule: "n = {n} visits with an overall rating. r: correlation with it. peak-end = mean of the most extreme and the last moment (Kahneman). Descriptive: with few moments they all go together.",
    moments: [
        "best moment",
        "worst moment",
        "last moment",
        "mean of all",
        "peak-end",
    ],
    index_title: "Satisfaction index (0 to 100)",
    index_rule: "ACSI-style: {count} questions on one scale, each person's mean turned into 0 to 100; weights are equal (not those of ACSI or CCSI). Only persons who answered all; t interval. High is good.",
    robust: "Intervals and p of b with robust standard errors (HC3): ratings vary more for some people than for others.",
    not_robust: "Intervals and p of b take equal variances for granted; `--only drivers` works them out without.",
    shares_title: "How sure the shares are",
    shares_rule: "%: share of R2 (LMG) with the interval of 400 simulated samples; Johnson: relative weights, a second way to share it out; beta: standardised b; VIF: above 5 the dimension is entangled with the others.",
    entangled: "{names}: entangled with the other dimensions (VIF above 5); their b and beta are not to be read by themselves.",
    suppressed: "{names}: b is below 0 though the simple correlation is above 0. That comes from what the dimensions share; it does not say that improving it does harm.",
    factors_one: "In the answers all items form one group; the questionnaire means {dimensions} dimensions. They are hard to tell apart: read their differences with care.",
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
    spans: ["按調查期次", "按週", "按月"],
    period_rule: "週與月按 UTC、以訪談開始時間計；最後一段可能尚未結束。",
    change_title: "由 {before} 至 {after} 的變化",
    change_rule: "變化 = 後 - 前；高於 0 表示上升。人數 = 前/後。兩期是不同的人：平均數用 Welch（各構面的 p 按 Holm 校正），比例用 Newcombe（以 % 計），NPS 用 z；{level}% 區間。",
    before: "前",
    after: "後",
    change: "變化",
    no_trend: "滿四期才檢定趨勢。",
    trend_title: "全期趨勢",
    trend_rule: "人數 = 各期合計；每期 = 斜率中位數（Sen）；p (MK)：Mann-Kendall；第二 p：加權直線（平均數）或 Cochran-Armitage（比例）。高於 0 表示上升。相鄰各期可能並不獨立，此處未予考慮。",
    per_period: "每期",
    second_p: "第二 p",
    says_better: "{name}：{after} 高於 {before}，變化 {size}（{level}% 區間 {low} 至 {high}，p {p}）。",
    says_worse: "{name}：{after} 低於 {before}，變化 {size}（{level}% 區間 {low} 至 {high}，p {p}）。",
    says_unchanged: "{name}：由 {before} 至 {after} 的變化可能只是偶然：{size}（{level}% 區間 {low} 至 {high}，p {p}）。",
    says_rises: "{name}在 {count} 期中上升：每期 {size}（p {p}）。",
    says_falls: "{name}在 {count} 期中下降：每期 {size}（p {p}）。",
    says_no_trend: "{name}在 {count} 期中看不出趨勢：每期 {size} 可能只是偶然（p {p}）。",
    no_limits: "滿八期才繪出管制界限；期數太少時界限沒有意義。",
    stable: "沒有異常：各期的差異不超出偶然。",
    unstable: "{name}在 {periods} 出現異常：請查明當時有何不同。",
    control_rule: "* 值，[ ] 界限（3 倍標準差），中間為中心線。! 表示完成一個型態（Nelson）：1 超出界限，2 連續九點同側，3 連續六點上升或下降，5 三點中兩點超出 2 倍，6 五點中四點超出 1 倍。界限由基準期定出後不再變動。",
    because: "基準期由人指定：{why}",
    charts: [
        "平均數（X-bar；期內離散）",
        "單值（I-MR）",
        "比例（p）",
        "比例（p'，按 Laney 放寬：各期差異大於個人差異）",
    ],
    limits_full: "{kind}；界限取自 {first} 至 {last}。",
    limits_trial: "{kind}；試用界限取自 {first} 至 {last}（不足 20 期）。",
    ranges: "平均移動全距 {mean}，其上限 {high}。",
    groups_ranks: "{name}（按等級，Kruskal-Wallis）：p {p}。",
    groups_alike: "同組的人彼此相似（ICC {icc}，每組 {size} 人）：跨組數字的區間過窄；設計效應 {effect}，區間應按其平方根放寬。",
    groups_independent: "同組的人並不比其他人更相似（ICC {icc}）。",
    factors_as_meant: "從作答看，題項分為 {count} 組，與問卷的構面數相同。",
    factors_none: "各題項之間的關聯不超出偶然。",
    factors_other: "從作答看，題項分為 {count} 組，而問卷設了 {dimensions} 個構面。落在同一組的構面不易區分，解讀時請留意。",
    factors_need: "因素分析需要答完全部題項的人數多於題項數，且沒有重複的題項。",
    factors_constant: "因所有人回答相同而略去：{names}。",
    factors_unstable: "不穩定：答完全部題項的只有 {names} 人，做因素分析偏少（至少 200 人，且每題 5 人），換一批樣本可能分組不同。",
    factors_heywood: "請勿採用此解：它對{names}的解釋超過全部（Heywood 案例）。請減少因素數目。",
    factors_apart: "有 {names} 個題項與其他題項共同之處不多（h2 低於 .40）：各組結合鬆散。",
    factors_nothing: "幾乎沒有可供因素分析的共同性（KMO {names}，低於 .50）。",
    factors_rule: "依{seen}的評分（人數 {n}，答完全部題項者）。這是對構面的檢查，不是要改用另一套構面。",
    factors_worth: "KMO {kmo}（最低：{name}，{least}）；.50 以上可做因素分析，.80 以上很合適。Bartlett：卡方 {chi}，自由度 {freedom}，p {p}。",
    scree_title: "分為幾組",
    scree_rule: "相關矩陣的特徵值與互不相關題項的特徵值（500 個模擬樣本的第 95 百分位，人數 {n}；Horn）。* 表示超出偶然。",
    eigenvalue: "特徵值",
    by_chance: "偶然",
    extractions: ["最小殘差（minres）", "主軸法", "最大概似"],
    not_rotated: "未旋轉",
    pattern_title: "哪個題項在哪一組",
    pattern_rule: "負荷量（{extraction}；{rotation}；人數 {n}）；低於 .30 者留空。h2 = 題項被各組解釋的部分。末行：占全部題項的 %。",
    explained: "解釋 %",
    factors_fit: "適合度：卡方 {chi}，自由度 {freedom}，p {p}；p 很小表示增加組數會更合適。",
    factors_correlate: "各組之間的相關（人數 {n}）",
    says_incidents: "在 {n} 位被問及印象深刻經歷的人中，講述特別滿意者：{good}；講述特別不滿意者：{bad}。",
    incident_texts: "受訪者所寫的內容見 `fivegaps export`；其中可能有人名，轉交前請先閱讀。",
    valences: ["滿意的經歷", "不滿意的經歷"],
    satisfied_then: "滿意度",
    occasions: "經歷",
    incident_rule: "當時的滿意程度，1 至 7；人數為作答者；t 區間。高於 4 表示滿意。",
    memory_title: "到訪的哪些時刻與整體評分相關",
    memory_rule: "人數 = {n} 次有整體評分的到訪。r：與整體評分的相關。峰終 = 最極端與最後時刻的平均（Kahneman）。僅供描述：時刻不多時，各項本來就彼此相關。",
    moments: ["最好的時刻", "最差的時刻", "最後的時刻", "全部平均", "峰終"],
    index_title: "滿意度指數（0 至 100）",
    index_rule: "ACSI 式：同一量表上的 {count} 題，每人的平均換算為 0 至 100；各題權數相等（並非 ACSI 或 CCSI 的權數）。只計答完者；t 區間。越高越好。",
    robust: "b 的區間與 p 採用穩健標準誤（HC3）：評分的離散因人而異。",
    not_robust: "b 的區間與 p 以變異數相等為前提；`--only drivers` 可免此前提。",
    shares_title: "各比例有多確定",
    shares_rule: "%：占 R2 的比例（LMG），區間取自 400 個模擬樣本；Johnson：相對權重，另一種分配方式；beta：標準化的 b；VIF：高於 5 表示與其他構面糾結。",
    entangled: "{names}：與其他構面糾結（VIF 高於 5），其 b 與 beta 不宜單獨解讀。",
    suppressed: "{names}：b 低於 0，但簡單相關高於 0。這來自各構面的共同部分，不表示改善它會有害。",
    factors_one: "從作答看，全部題項同屬一組，而問卷設了 {dimensions} 個構面。各構面不易區分，解讀差異時請留意。",
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
    spans: ["按调查期次", "按周", "按月"],
    period_rule: "周与月按 UTC、以访谈开始时间计；最后一段可能尚未结束。",
    change_title: "由 {before} 至 {after} 的变化",
    change_rule: "变化 = 后 - 前；高于 0 表示上升。人数 = 前/后。两期是不同的人：平均数用 Welch（各维度的 p 按 Holm 校正），比例用 Newcombe（以 % 计），NPS 用 z；{level}% 区间。",
    before: "前",
    after: "后",
    change: "变化",
    no_trend: "满四期才检验趋势。",
    trend_title: "全期趋势",
    trend_rule: "人数 = 各期合计；每期 = 斜率中位数（Sen）；p (MK)：Mann-Kendall；第二 p：加权直线（平均数）或 Cochran-Armitage（比例）。高于 0 表示上升。相邻各期可能并不独立，此处未予考虑。",
    per_period: "每期",
    second_p: "第二 p",
    says_better: "{name}：{after} 高于 {before}，变化 {size}（{level}% 区间 {low} 至 {high}，p {p}）。",
    says_worse: "{name}：{after} 低于 {before}，变化 {size}（{level}% 区间 {low} 至 {high}，p {p}）。",
    says_unchanged: "{name}：由 {before} 至 {after} 的变化可能只是偶然：{size}（{level}% 区间 {low} 至 {high}，p {p}）。",
    says_rises: "{name}在 {count} 期中上升：每期 {size}（p {p}）。",
    says_falls: "{name}在 {count} 期中下降：每期 {size}（p {p}）。",
    says_no_trend: "{name}在 {count} 期中看不出趋势：每期 {size} 可能只是偶然（p {p}）。",
    no_limits: "满八期才绘出控制界限；期数太少时界限没有意义。",
    stable: "没有异常：各期的差异不超出偶然。",
    unstable: "{name}在 {periods} 出现异常：请查明当时有何不同。",
    control_rule: "* 值，[ ] 界限（3 倍标准差），中间为中心线。! 表示完成一个模式（Nelson）：1 超出界限，2 连续九点同侧，3 连续六点上升或下降，5 三点中两点超出 2 倍，6 五点中四点超出 1 倍。界限由基准期定出后不再变动。",
    because: "基准期由人指定：{why}",
    charts: [
        "平均数（X-bar；期内离散）",
        "单值（I-MR）",
        "比例（p）",
        "比例（p'，按 Laney 放宽：各期差异大于个人差异）",
    ],
    limits_full: "{kind}；界限取自 {first} 至 {last}。",
    limits_trial: "{kind}；试用界限取自 {first} 至 {last}（不足 20 期）。",
    ranges: "平均移动极差 {mean}，其上限 {high}。",
    groups_ranks: "{name}（按秩，Kruskal-Wallis）：p {p}。",
    groups_alike: "同组的人彼此相似（ICC {icc}，每组 {size} 人）：跨组数字的区间过窄；设计效应 {effect}，区间应按其平方根放宽。",
    groups_independent: "同组的人并不比其他人更相似（ICC {icc}）。",
    factors_as_meant: "从作答看，题项分为 {count} 组，与问卷的维度数相同。",
    factors_none: "各题项之间的关联不超出偶然。",
    factors_other: "从作答看，题项分为 {count} 组，而问卷设了 {dimensions} 个维度。落在同一组的维度不易区分，解读时请留意。",
    factors_need: "因子分析需要答完全部题项的人数多于题项数，且没有重复的题项。",
    factors_constant: "因所有人回答相同而略去：{names}。",
    factors_unstable: "不稳定：答完全部题项的只有 {names} 人，做因子分析偏少（至少 200 人，且每题 5 人），换一批样本可能分组不同。",
    factors_heywood: "请勿采用此解：它对{names}的解释超过全部（Heywood 案例）。请减少因子数目。",
    factors_apart: "有 {names} 个题项与其他题项共同之处不多（h2 低于 .40）：各组结合松散。",
    factors_nothing: "几乎没有可供因子分析的共同性（KMO {names}，低于 .50）。",
    factors_rule: "依{seen}的评分（人数 {n}，答完全部题项者）。这是对维度的检查，不是要改用另一套维度。",
    factors_worth: "KMO {kmo}（最低：{name}，{least}）；.50 以上可做因子分析，.80 以上很合适。Bartlett：卡方 {chi}，自由度 {freedom}，p {p}。",
    scree_title: "分为几组",
    scree_rule: "相关矩阵的特征值与互不相关题项的特征值（500 个模拟样本的第 95 百分位，人数 {n}；Horn）。* 表示超出偶然。",
    eigenvalue: "特征值",
    by_chance: "偶然",
    extractions: ["最小残差（minres）", "主轴法", "最大似然"],
    not_rotated: "未旋转",
    pattern_title: "哪个题项在哪一组",
    pattern_rule: "载荷（{extraction}；{rotation}；人数 {n}）；低于 .30 者留空。h2 = 题项被各组解释的部分。末行：占全部题项的 %。",
    explained: "解释 %",
    factors_fit: "拟合度：卡方 {chi}，自由度 {freedom}，p {p}；p 很小表示增加组数会更合适。",
    factors_correlate: "各组之间的相关（人数 {n}）",
    says_incidents: "在 {n} 位被问及印象深刻经历的人中，讲述特别满意者：{good}；讲述特别不满意者：{bad}。",
    incident_texts: "受访者所写的内容见 `fivegaps export`；其中可能有人名，转交前请先阅读。",
    valences: ["满意的经历", "不满意的经历"],
    satisfied_then: "满意度",
    occasions: "经历",
    incident_rule: "当时的满意程度，1 至 7；人数为作答者；t 区间。高于 4 表示满意。",
    memory_title: "到访的哪些时刻与总体评分相关",
    memory_rule: "人数 = {n} 次有总体评分的到访。r：与总体评分的相关。峰终 = 最极端与最后时刻的平均（Kahneman）。仅供描述：时刻不多时，各项本来就彼此相关。",
    moments: ["最好的时刻", "最差的时刻", "最后的时刻", "全部平均", "峰终"],
    index_title: "满意度指数（0 至 100）",
    index_rule: "ACSI 式：同一量表上的 {count} 题，每人的平均换算为 0 至 100；各题权数相等（并非 ACSI 或 CCSI 的权数）。只计答完者；t 区间。越高越好。",
    robust: "b 的区间与 p 采用稳健标准误（HC3）：评分的离散因人而异。",
    not_robust: "b 的区间与 p 以方差相等为前提；`--only drivers` 可免此前提。",
    shares_title: "各比例有多确定",
    shares_rule: "%：占 R2 的比例（LMG），区间取自 400 个模拟样本；Johnson：相对权重，另一种分配方式；beta：标准化的 b；VIF：高于 5 表示与其他维度纠结。",
    entangled: "{names}：与其他维度纠结（VIF 高于 5），其 b 与 beta 不宜单独解读。",
    suppressed: "{names}：b 低于 0，但简单相关高于 0。这来自各维度的共同部分，不表示改善它会有害。",
    factors_one: "从作答看，全部题项同属一组，而问卷设了 {dimensions} 个维度。各维度不易区分，解读差异时请留意。",
};

//! Words of the report of a whole study: its sections, rules and cautions.

/// Words of the report of a whole study.
#[derive(Debug)]
pub struct StudyPhrases {
    /// Headings, in the order of the report's sections.
    pub sections: [&'static str; 18],
    /// An indicator's newest value without a target: `{name}`, `{value}`, `{period}`.
    pub indicator_value: &'static str,
    /// The same where the target is met: also `{target}`.
    pub indicator_met: &'static str,
    /// Near the target: also `{size}`, how far from it.
    pub indicator_near: &'static str,
    /// The target is missed.
    pub indicator_missed: &'static str,
    /// More is better, less is better.
    pub indicator_directions: [&'static str; 2],
    /// How an indicator is read: `{better}`.
    pub indicator_rule: &'static str,
    /// The same with a `{target}`.
    pub indicator_rule_target: &'static str,
    /// The same with a `{tolerance}` too.
    pub indicator_rule_near: &'static str,
    /// Value, distance from the target, standing.
    pub indicator_heads: [&'static str; 3],
    /// Met, near, missed.
    pub indicator_standings: [&'static str; 3],
    /// Who answers: customers, managers, staff.
    pub roles: [&'static str; 3],
    /// A name and what it is: `{name}`, `{what}`.
    pub named: &'static str,
    /// Between two names.
    pub and: &'static str,
    /// How many of which form: `{form}`, `{role}`, `{n}`.
    pub responses_of: &'static str,
    /// Gap 2.
    pub standards_gap: &'static str,
    /// Gap 3.
    pub delivery_gap: &'static str,
    /// Gap 4.
    pub communication_gap: &'static str,
    /// Gap 6.
    pub staff_knowledge_gap: &'static str,
    /// Gap 7.
    pub staff_managers_gap: &'static str,
    /// Under the heading of all gaps.
    pub each_gap: &'static str,
    /// A gap without answers: `{roles}`.
    pub nobody: &'static str,
    /// A gap that no form asks for: `{roles}`.
    pub no_form: &'static str,
    /// The two sides cannot be subtracted.
    pub other_scale: &'static str,
    /// Gaps 1 and 6: `{seen}`, `{against}`, `{role}`.
    pub convention_under: &'static str,
    /// Any other gap between different people: `{seen}`, `{of}`, `{against}`, `{other}`.
    pub convention_groups: &'static str,
    /// The distance to the top: `{seen}`, `{role}`, `{top}`.
    pub convention_top: &'static str,
    /// Below 0 in gaps 1 and 6: `{name}`, `{role}`, `{size}`.
    pub says_under: &'static str,
    /// Above 0.
    pub says_over: &'static str,
    /// Exactly 0: `{name}`, `{role}`.
    pub says_right: &'static str,
    /// A distance to the top: `{name}`, `{seen}`, `{mean}`, `{top}`, `{size}`.
    pub says_top: &'static str,
    /// Goes on after a comparison of different people: `{level}`, `{low}`, `{high}`, `{n}`, `{m}`.
    pub says_pair: &'static str,
    /// `{count}`, `{asked}`.
    pub says_without_standard: &'static str,
    /// `{count}`, `{asked}`.
    pub says_without_promise: &'static str,
    /// Column head: persons for whom there is no standard.
    pub no_standard: &'static str,
    /// Column head: persons to whom nothing is promised.
    pub no_promise: &'static str,
    /// Column head: the adjusted p.
    pub p: &'static str,
    /// Column head: points.
    pub points: &'static str,
    /// Table title: points as managers guess them.
    pub points_difference: &'static str,
    /// Questions of one's own: recommendation, satisfaction, ease, overall quality, any other.
    pub kinds: [&'static str; 5],
    /// The net promoter score: `{score}`, `{level}`, `{low}`, `{high}`, `{n}`.
    pub says_promoters: &'static str,
    /// Under it.
    pub promoter_rule: &'static str,
    /// Promoters, passives, detractors.
    pub promoters: [&'static str; 3],
    /// A rating: `{name}`, `{share}`, `{from}`, `{top}`, `{level}`, `{low}`, `{high}`, `{n}`.
    pub says_rated: &'static str,
    /// Under the table of ratings.
    pub rated_rule: &'static str,
    /// Column head: share of the upper answers.
    pub upper_share: &'static str,
    /// Title of a count of answers: `{name}`.
    pub histogram: &'static str,
    /// `{least}`.
    pub histogram_hidden: &'static str,
    /// Column head: per cent.
    pub share: &'static str,
    /// Under the table.
    pub reliability_rule: &'static str,
    /// Caution: `{name}`, `{value}`.
    pub against_the_rest: &'static str,
    /// `{r}`, `{outcome}`, `{n}`, `{name}`, `{share}`.
    pub says_drivers: &'static str,
    /// Under the table: `{model}`.
    pub drivers_rule: &'static str,
    /// Models: perceptions, gaps, perceptions and expectations.
    pub models: [&'static str; 3],
    /// Table title.
    pub models_title: &'static str,
    /// Under it.
    pub models_rule: &'static str,
    /// Caution: `{p}`, `{g}`.
    pub perception_wins: &'static str,
    /// No regression: `{names}`.
    pub aliased: &'static str,
    /// Table title.
    pub priorities: &'static str,
    /// Under it: `{level}`.
    pub priorities_rule: &'static str,
    /// Beside a dimension that may change places with the one before.
    pub tied: &'static str,
    /// `{name}`.
    pub says_priority: &'static str,
    /// Column head.
    pub stated: &'static str,
    /// Column head.
    pub derived: &'static str,
    /// Column head.
    pub product: &'static str,
    /// Groups by: site, wave, language.
    pub group_kinds: [&'static str; 3],
    /// A group without a name.
    pub unnamed: &'static str,
    /// Those who did not choose.
    pub unanswered: &'static str,
    /// Under the heading: `{level}`, `{least}`.
    pub groups_rule: &'static str,
    /// A difference: `{name}`, `{p}`.
    pub groups_differ: &'static str,
    /// None: `{name}`, `{p}`.
    pub groups_alike: &'static str,
    /// Under the table: `{pain}`.
    pub touch_points_rule: &'static str,
    /// Column head.
    pub met: &'static str,
    /// Column head.
    pub pain: &'static str,
    /// `{name}`, `{share}`, `{n}`.
    pub says_pain: &'static str,
    /// Under the table.
    pub kano_rule: &'static str,
    /// Must-be, one-dimensional, attractive, indifferent, reverse, questionable.
    pub kano_classes: [&'static str; 6],
    /// Beside a class that the second nearly equals.
    pub kano_mixed: &'static str,
    /// Column head.
    pub class: &'static str,
    /// Column head.
    pub better: &'static str,
    /// Column head.
    pub worse: &'static str,
    /// Under the table.
    pub zone_rule: &'static str,
    /// Column heads: below, inside, above, inconsistent.
    pub zone: [&'static str; 4],
    /// Under the table: `{level}`.
    pub antecedent_rule: &'static str,
    /// Before a battery's name: `{gap}`.
    pub of_gap: &'static str,
    /// Column head.
    pub to_top: &'static str,
    /// Table title.
    pub outcomes_title: &'static str,
    /// In the order of `Outcome::ALL`.
    pub outcomes: [&'static str; 8],
    /// Table title.
    pub nonresponse_title: &'static str,
    /// Column head: questions put.
    pub asked: &'static str,
    /// Column head.
    pub answered: &'static str,
    /// Heading.
    pub cautions: &'static str,
    /// Caution.
    pub convenience: &'static str,
    /// Caution: `{n}`.
    pub left_out: &'static str,
    /// Caution: `{n}`.
    pub partial: &'static str,
    /// Caution: `{n}`.
    pub other_editions: &'static str,
    /// Caution.
    pub sampled: &'static str,
    /// Caution: `{n}`.
    pub small: &'static str,
    /// What was chosen: `{what}`.
    pub filtered: &'static str,
    /// A form that the filter hides: `{form}`.
    pub filter_hides: &'static str,
    /// Site, wave, since, until: `{value}`.
    pub filters: [&'static str; 4],
}

pub(super) const EN: StudyPhrases = StudyPhrases {
    sections: [
        "In short",
        "Gaps",
        "Items",
        "Tests of the gaps",
        "Perception alone",
        "Importance",
        "Importance and performance",
        "Recommendation",
        "Satisfaction",
        "Reliability",
        "What the overall rating is associated with",
        "Groups",
        "Touch points",
        "Kano classes",
        "Zone of tolerance",
        "Behind gaps 1 to 4",
        "Indicators",
        "Quality of the data",
    ],
    indicator_value: "{name}: {value} ({period}).",
    indicator_met: "{name}: {value} ({period}); the target of {target} is met.",
    indicator_near: "{name}: {value} ({period}); near the target of {target}, {size} from it.",
    indicator_missed: "{name}: {value} ({period}); the target of {target} is missed by {size}.",
    indicator_directions: ["More is better", "Less is better"],
    indicator_rule: "{better}. The last value entered for a period counts.",
    indicator_rule_target: "{better}; target {target}. The last value entered for a period counts.",
    indicator_rule_near: "{better}; target {target}, near it within {tolerance}. The last value entered for a period counts.",
    indicator_heads: ["value", "from target", "target"],
    indicator_standings: ["met", "near", "missed"],
    roles: ["customers", "managers", "staff"],
    named: "{name}: {what}",
    and: ", ",
    responses_of: "{form} ({role}): {n} responses",
    standards_gap: "Standards gap (gap 2)",
    delivery_gap: "Delivery gap (gap 3)",
    communication_gap: "Communication gap (gap 4)",
    staff_knowledge_gap: "Staff's knowledge gap (gap 6)",
    staff_managers_gap: "Staff and managers (gap 7)",
    each_gap: "Each gap has people and a scale of its own. Compare dimensions inside a gap; never add gaps up.",
    nobody: "No data: no {roles} have answered.",
    no_form: "Not asked: no form of {roles} asks for it.",
    other_scale: "Its two sides are on different scales and are not subtracted.",
    convention_under: "gap = {seen} - {against}; below 0 = {role} underestimate what customers expect, above 0 = they overestimate it. Different people: Welch intervals, p adjusted over the dimensions (Holm).",
    convention_groups: "gap = {seen} ({of}) - {against} ({other}); below 0 = {of} give less. Different people: Welch intervals, p adjusted (Holm).",
    convention_top: "gap = {seen} ({role}) - {top}, the top of the scale; 0 = no gap, below 0 = that much is lacking. Those for whom there is none are counted apart, never as a number.",
    says_under: "{name}: {role} underestimate what customers expect by {size} points",
    says_over: "{name}: {role} overestimate what customers expect by {size} points",
    says_right: "{name}: {role} expect exactly what customers do",
    says_top: "{name}: {seen} is {mean} on average, {size} below the top of the scale ({top})",
    says_pair: ", {level}% interval {low} to {high}, n = {n} and {m}.",
    says_without_standard: " {count} of {asked} say that there is no standard.",
    says_without_promise: " {count} of {asked} say that nothing is promised.",
    no_standard: "no standard",
    no_promise: "no promise",
    p: "p",
    points: "points",
    points_difference: "Points: managers - customers",
    kinds: [
        "Recommendation",
        "Satisfaction",
        "Ease",
        "Overall quality",
        "Rating",
    ],
    says_promoters: "NPS {score}, {level}% interval {low} to {high}, n = {n}.",
    promoter_rule: "NPS = share of 9 and 10 minus share of 0 to 6, from -100 to +100, no percentage; above 0 = more promoters. Adjusted Wald interval.",
    promoters: ["promoters (9-10)", "passives (7-8)", "detractors (0-6)"],
    says_rated: "{name}: {share}% answer {from} or more of {top}, {level}% interval {low}% to {high}%, n = {n}.",
    rated_rule: "High is good. Mean with t interval; share of the upper answers with Wilson interval.",
    upper_share: "upper %",
    histogram: "How often each answer was given: {name}",
    histogram_hidden: "Single answers are counted from {least} responses on.",
    share: "%",
    reliability_rule: "alpha: how well the items hold together, with Feldt interval; omega: the same under one common factor. r_D: how reliable the gap is. High is good; n = persons who answered every item.",
    against_the_rest: "{name} runs against the other items of its dimension (r = {value}): is it worded the other way round?",
    says_drivers: "{r}% of the differences in {outcome} are associated with the dimensions, most of it with {name} ({share}%), n = {n}.",
    drivers_rule: "Linear regression on the {model}. Associated with, not caused by: nobody tried what happens when a dimension changes. share: of R2 (LMG; all orders of entry); r: simple correlation; b: per point, the others held.",
    models: [
        "perceptions (P)",
        "gaps (G)",
        "perceptions and expectations (P + E)",
    ],
    models_title: "What goes best with the overall rating",
    models_rule: "R2 of the mean perception, the mean gap, and both sides apart: the share of the differences that goes with each, 0 to 1.",
    perception_wins: "Perception alone goes with the overall rating more closely (R2 = {p}) than the gap does (R2 = {g}): read both.",
    aliased: "{names} say the same as other dimensions: their shares cannot be told apart.",
    priorities: "Where to begin: points x shortfall",
    priorities_rule: "Only dimensions below expectation; points / total x size of the gap, with the gap's {level}% interval. stated: points given; derived: share of R2.",
    tied: " (may change places with the one above)",
    says_priority: "Most to gain, by importance and shortfall: {name}.",
    stated: "stated",
    derived: "derived",
    product: "priority",
    group_kinds: ["by site", "by wave", "by language"],
    unnamed: "(none named)",
    unanswered: "(no answer)",
    groups_rule: "n per row, {level}% intervals (t). Groups of fewer than {least}, and those that would give them away, are not shown.",
    groups_differ: "{name}: the groups differ (Welch, p {p}).",
    groups_alike: "{name}: the differences may be chance (Welch, p {p}).",
    touch_points_rule: "In the order of a visit; n = ratings, high is good. met: share of visits that met it; pain: share of ratings at most {pain}.",
    met: "met %",
    pain: "pain %",
    says_pain: "Most pain: {name} ({share}% of its ratings, n = {n}).",
    kano_rule: "Counts of persons by class (Berger); the most frequent names the feature, of equals M > O > A > I. better 0..1: how far having it satisfies; worse -1..0: how far missing it displeases.",
    kano_classes: [
        "must-be",
        "more is better",
        "attractive",
        "indifferent",
        "unwanted",
        "contradictory",
    ],
    kano_mixed: " (mixed)",
    class: "class",
    better: "better",
    worse: "worse",
    zone_rule: "Shares of persons: perceived below their minimum, between minimum and desired, above desired. Persons whose minimum exceeds what they desire are left out and counted apart.",
    zone: ["below %", "inside %", "above %", "left out"],
    antecedent_rule: "Means of statements, high = good (reverse ones turned round); {level}% intervals (t); distance to the top; alpha, or r for two statements.",
    of_gap: "gap {gap}",
    to_top: "to top",
    outcomes_title: "How interviews ended",
    outcomes: [
        "complete",
        "left early, with enough answers",
        "left with too few answers",
        "declined",
        "screened out",
        "language not offered",
        "quota full",
        "left alone until the reset",
    ],
    nonresponse_title: "Why answers are missing, in % of the questions put",
    asked: "asked",
    answered: "answered",
    cautions: "Please note",
    convenience: "Whoever came by and agreed was asked; nobody was drawn by chance. Intervals tell the spread of this sample, not a margin of error for all customers.",
    left_out: "{n} interviews were left with too few answers and are not in these figures.",
    partial: "{n} of the responses ended early; what they did not reach is missing, not 0.",
    other_editions: "{n} responses to other editions of this study are not added to these: wording, scale or order may differ. See them with --edition.",
    sampled: "The short form draws some items for each person: items differ in n by design.",
    small: "Only {n} responses: intervals are wide, and each person weighs much.",
    filtered: "Only: {what}",
    filter_hides: "Form {form} is not shown: this filter would tell too much about a few people.",
    filters: [
        "site {value}",
        "wave {value}",
        "from {value}",
        "until {value}",
    ],
};

pub(super) const ZH_HANT: StudyPhrases = StudyPhrases {
    sections: [
        "重點",
        "差距",
        "題項",
        "差距的檢定",
        "只看感受",
        "重要程度",
        "重要程度與表現",
        "推薦意願",
        "滿意度",
        "信度",
        "與整體評分相關的構面",
        "分組",
        "接觸點",
        "Kano 分類",
        "容忍區間",
        "差距一至四的成因",
        "指標",
        "資料品質",
    ],
    indicator_value: "{name}：{value}（{period}）。",
    indicator_met: "{name}：{value}（{period}），已達到目標 {target}。",
    indicator_near: "{name}：{value}（{period}），接近目標 {target}，相差 {size}。",
    indicator_missed: "{name}：{value}（{period}），未達目標 {target}，相差 {size}。",
    indicator_directions: ["越高越好", "越低越好"],
    indicator_rule: "{better}。同一期間以最後填寫的值為準。",
    indicator_rule_target: "{better}；目標 {target}。同一期間以最後填寫的值為準。",
    indicator_rule_near: "{better}；目標 {target}，相差 {tolerance} 以內算接近。同一期間以最後填寫的值為準。",
    indicator_heads: ["數值", "與目標差", "目標"],
    indicator_standings: ["達成", "接近", "未達"],
    roles: ["顧客", "管理者", "服務人員"],
    named: "{name}：{what}",
    and: "、",
    responses_of: "{form}（{role}）：{n} 份作答",
    standards_gap: "服務標準差距（差距二）",
    delivery_gap: "服務傳遞差距（差距三）",
    communication_gap: "承諾溝通差距（差距四）",
    staff_knowledge_gap: "服務人員認知差距（差距六）",
    staff_managers_gap: "服務人員與管理者的認知差距（差距七）",
    each_gap: "每個差距各有自己的作答者和量表。請在同一差距內比較構面，不要把不同差距相加。",
    nobody: "沒有資料：尚無{roles}作答。",
    no_form: "未詢問：沒有給{roles}的問卷詢問此項。",
    other_scale: "兩邊使用不同的量表，不能相減。",
    convention_under: "差距 = {seen} - {against}；低於 0 表示{role}低估了顧客的期望，高於 0 表示高估。兩邊是不同的人：Welch 區間，p 值按各構面校正（Holm）。",
    convention_groups: "差距 = {seen}（{of}）- {against}（{other}）；低於 0 表示{of}給的分數較低。兩邊是不同的人：Welch 區間，p 值經校正（Holm）。",
    convention_top: "差距 = {seen}（{role}）- 量表最高分 {top}；0 表示沒有差距，低於 0 表示尚缺多少。回答「沒有」的人另行計數，不當作分數。",
    says_under: "{name}：{role}把顧客的期望低估了 {size} 分",
    says_over: "{name}：{role}把顧客的期望高估了 {size} 分",
    says_right: "{name}：{role}的估計與顧客的期望一致",
    says_top: "{name}：{seen}平均 {mean} 分，距最高分（{top}）尚差 {size} 分",
    says_pair: "，{level}% 區間 {low} 至 {high}，人數 {n} 與 {m}。",
    says_without_standard: "{asked} 人中有 {count} 人表示沒有標準。",
    says_without_promise: "{asked} 人中有 {count} 人表示沒有承諾。",
    no_standard: "沒有標準",
    no_promise: "沒有承諾",
    p: "p",
    points: "分數",
    points_difference: "分配的分數：管理者 - 顧客",
    kinds: ["推薦意願", "滿意度", "方便程度", "整體品質", "評分"],
    says_promoters: "NPS {score}，{level}% 區間 {low} 至 {high}，人數 {n}。",
    promoter_rule: "NPS = 9 至 10 分的比例 - 0 至 6 分的比例，介於 -100 與 +100 之間，不是百分比；高於 0 表示推薦者較多。校正 Wald 區間。",
    promoters: ["推薦者（9 至 10）", "中立者（7 至 8）", "批評者（0 至 6）"],
    says_rated: "{name}：{share}% 的人給 {from} 分以上（滿分 {top}），{level}% 區間 {low}% 至 {high}%，人數 {n}。",
    rated_rule: "分數越高越好。平均數為 t 區間，高分比例為 Wilson 區間。",
    upper_share: "高分 %",
    histogram: "各答案的人數：{name}",
    histogram_hidden: "滿 {least} 份作答才列出各答案的人數。",
    share: "%",
    reliability_rule: "alpha：題項之間的一致程度（Feldt 區間）；omega：單一共同因素下的一致程度。r_D：差距本身的信度。越高越好；人數為答完全部題項的人。",
    against_the_rest: "「{name}」與同構面其他題項方向相反（r = {value}）：是否為反向題？",
    says_drivers: "「{outcome}」的差異有 {r}% 與各構面相關，其中與{name}相關的最多（{share}%），人數 {n}。",
    drivers_rule: "以{model}作線性迴歸。這裡是相關，不是因果：沒有人試過改變某個構面會怎樣。比例：占 R2 的比例（LMG，平均所有進入順序）；r：簡單相關；b：其他構面不變時每一分的變化。",
    models: ["感受（P）", "差距（G）", "感受與期望（P + E）"],
    models_title: "哪一種最貼近整體評分",
    models_rule: "平均感受、平均差距、以及兩者分開時的 R2：各自可對應的差異比例，介於 0 與 1。",
    perception_wins: "單看感受比差距更貼近整體評分（R2 = {p} 對 {g}）：請兩者並讀。",
    aliased: "{names}與其他構面的回答重疊，無法分辨各自的比例。",
    priorities: "先從哪裡改善：分數 x 不足",
    priorities_rule: "只列低於期望的構面；分數 / 總分 x 差距大小，附差距的 {level}% 區間。自述：給的分數；推導：占 R2 的比例。",
    tied: "（可能與上一項互換）",
    says_priority: "按重要程度和不足，最值得先改善：{name}。",
    stated: "自述",
    derived: "推導",
    product: "優先",
    group_kinds: ["按地點", "按調查期次", "按語言"],
    unnamed: "（未註明）",
    unanswered: "（未作答）",
    groups_rule: "每列各有人數，{level}% 區間（t 分布）。少於 {least} 人的組，以及會洩露它們的組，不予顯示。",
    groups_differ: "{name}：各組有差異（Welch，p {p}）。",
    groups_alike: "{name}：差異可能只是偶然（Welch，p {p}）。",
    touch_points_rule: "按到訪順序；人數為評分的人，分數越高越好。經歷：曾經歷的比例；不滿：評分不高於 {pain} 的比例。",
    met: "經歷 %",
    pain: "不滿 %",
    says_pain: "最令人不滿的接觸點：{name}（占其評分的 {share}%，人數 {n}）。",
    kano_rule: "各類別的人數（Berger 表）；人數最多者為該項目的類別，相同時 M > O > A > I。滿足 0..1：具備時提高滿意的程度；不足 -1..0：缺少時降低滿意的程度。",
    kano_classes: ["必備", "一維", "魅力", "無差異", "反向", "矛盾"],
    kano_mixed: "（混合）",
    class: "類別",
    better: "滿足",
    worse: "不足",
    zone_rule: "各類人的比例：感受低於最低要求、介於最低要求與理想之間、高於理想。最低要求高於理想者不計入，另行計數。",
    zone: ["低於 %", "其中 %", "高於 %", "未計入"],
    antecedent_rule: "陳述的平均分，越高越好（反向題已轉換）；{level}% 區間（t 分布）；距最高分；alpha，兩題時為 r。",
    of_gap: "差距{gap}",
    to_top: "距最高",
    outcomes_title: "訪談如何結束",
    outcomes: [
        "完成",
        "提前結束，答題足夠",
        "答題太少",
        "拒絕",
        "不符合條件",
        "沒有合適的語言",
        "配額已滿",
        "無人操作而重設",
    ],
    nonresponse_title: "沒有作答的原因，占所問題目的 %",
    asked: "所問",
    answered: "已答",
    cautions: "請注意",
    convenience: "受訪者是路過並同意作答的顧客，並非隨機抽樣。區間表示這批樣本的散布，不是全體顧客的誤差範圍。",
    left_out: "有 {n} 次訪談因答題太少而未計入。",
    partial: "有 {n} 份作答提前結束；未答到的題目視為缺漏，不是 0。",
    other_editions: "另有 {n} 份作答屬於本調查的其他版本，用詞、量表或順序可能不同，因此未併入。可用 --edition 查看。",
    sampled: "精簡版為每人抽取部分題項，因此各題項的人數本來就不同。",
    small: "只有 {n} 份作答：區間較寬，每個人的影響很大。",
    filtered: "僅包括：{what}",
    filter_hides: "問卷 {form} 不予顯示：這個篩選會透露少數人的作答。",
    filters: ["地點 {value}", "期次 {value}", "自 {value}", "至 {value}"],
};

pub(super) const ZH_HANS: StudyPhrases = StudyPhrases {
    sections: [
        "要点",
        "差距",
        "题项",
        "差距的检验",
        "只看感受",
        "重要程度",
        "重要程度与表现",
        "推荐意愿",
        "满意度",
        "信度",
        "与总体评分相关的维度",
        "分组",
        "接触点",
        "Kano 分类",
        "容忍区间",
        "差距一至四的成因",
        "指标",
        "数据质量",
    ],
    indicator_value: "{name}：{value}（{period}）。",
    indicator_met: "{name}：{value}（{period}），已达到目标 {target}。",
    indicator_near: "{name}：{value}（{period}），接近目标 {target}，相差 {size}。",
    indicator_missed: "{name}：{value}（{period}），未达目标 {target}，相差 {size}。",
    indicator_directions: ["越高越好", "越低越好"],
    indicator_rule: "{better}。同一期间以最后填写的值为准。",
    indicator_rule_target: "{better}；目标 {target}。同一期间以最后填写的值为准。",
    indicator_rule_near: "{better}；目标 {target}，相差 {tolerance} 以内算接近。同一期间以最后填写的值为准。",
    indicator_heads: ["数值", "与目标差", "目标"],
    indicator_standings: ["达成", "接近", "未达"],
    roles: ["顾客", "管理者", "服务人员"],
    named: "{name}：{what}",
    and: "、",
    responses_of: "{form}（{role}）：{n} 份作答",
    standards_gap: "服务标准差距（差距二）",
    delivery_gap: "服务传递差距（差距三）",
    communication_gap: "承诺沟通差距（差距四）",
    staff_knowledge_gap: "服务人员认识差距（差距六）",
    staff_managers_gap: "服务人员与管理者的认识差距（差距七）",
    each_gap: "每个差距各有自己的作答者和量表。请在同一差距内比较维度，不要把不同差距相加。",
    nobody: "没有数据：尚无{roles}作答。",
    no_form: "未询问：没有给{roles}的问卷询问此项。",
    other_scale: "两边使用不同的量表，不能相减。",
    convention_under: "差距 = {seen} - {against}；低于 0 表示{role}低估了顾客的期望，高于 0 表示高估。两边是不同的人：Welch 区间，p 值按各维度校正（Holm）。",
    convention_groups: "差距 = {seen}（{of}）- {against}（{other}）；低于 0 表示{of}给的分数较低。两边是不同的人：Welch 区间，p 值经校正（Holm）。",
    convention_top: "差距 = {seen}（{role}）- 量表最高分 {top}；0 表示没有差距，低于 0 表示尚缺多少。回答「没有」的人另行计数，不当作分数。",
    says_under: "{name}：{role}把顾客的期望低估了 {size} 分",
    says_over: "{name}：{role}把顾客的期望高估了 {size} 分",
    says_right: "{name}：{role}的估计与顾客的期望一致",
    says_top: "{name}：{seen}平均 {mean} 分，距最高分（{top}）尚差 {size} 分",
    says_pair: "，{level}% 区间 {low} 至 {high}，人数 {n} 与 {m}。",
    says_without_standard: "{asked} 人中有 {count} 人表示没有标准。",
    says_without_promise: "{asked} 人中有 {count} 人表示没有承诺。",
    no_standard: "没有标准",
    no_promise: "没有承诺",
    p: "p",
    points: "分数",
    points_difference: "分配的分数：管理者 - 顾客",
    kinds: ["推荐意愿", "满意度", "方便程度", "总体质量", "评分"],
    says_promoters: "NPS {score}，{level}% 区间 {low} 至 {high}，人数 {n}。",
    promoter_rule: "NPS = 9 至 10 分的比例 - 0 至 6 分的比例，介于 -100 与 +100 之间，不是百分比；高于 0 表示推荐者较多。校正 Wald 区间。",
    promoters: ["推荐者（9 至 10）", "中立者（7 至 8）", "批评者（0 至 6）"],
    says_rated: "{name}：{share}% 的人给 {from} 分以上（满分 {top}），{level}% 区间 {low}% 至 {high}%，人数 {n}。",
    rated_rule: "分数越高越好。平均数为 t 区间，高分比例为 Wilson 区间。",
    upper_share: "高分 %",
    histogram: "各答案的人数：{name}",
    histogram_hidden: "满 {least} 份作答才列出各答案的人数。",
    share: "%",
    reliability_rule: "alpha：题项之间的一致程度（Feldt 区间）；omega：单一公共因子下的一致程度。r_D：差距本身的信度。越高越好；人数为答完全部题项的人。",
    against_the_rest: "「{name}」与同维度其他题项方向相反（r = {value}）：是否为反向题？",
    says_drivers: "「{outcome}」的差异有 {r}% 与各维度相关，其中与{name}相关的最多（{share}%），人数 {n}。",
    drivers_rule: "以{model}作线性回归。这里是相关，不是因果：没有人试过改变某个维度会怎样。比例：占 R2 的比例（LMG，平均所有进入顺序）；r：简单相关；b：其他维度不变时每一分的变化。",
    models: ["感受（P）", "差距（G）", "感受与期望（P + E）"],
    models_title: "哪一种最贴近总体评分",
    models_rule: "平均感受、平均差距、以及两者分开时的 R2：各自可对应的差异比例，介于 0 与 1。",
    perception_wins: "单看感受比差距更贴近总体评分（R2 = {p} 对 {g}）：请两者并读。",
    aliased: "{names}与其他维度的回答重叠，无法分辨各自的比例。",
    priorities: "先从哪里改善：分数 x 不足",
    priorities_rule: "只列低于期望的维度；分数 / 总分 x 差距大小，附差距的 {level}% 区间。自述：给的分数；推导：占 R2 的比例。",
    tied: "（可能与上一项互换）",
    says_priority: "按重要程度和不足，最值得先改善：{name}。",
    stated: "自述",
    derived: "推导",
    product: "优先",
    group_kinds: ["按地点", "按调查期次", "按语言"],
    unnamed: "（未注明）",
    unanswered: "（未作答）",
    groups_rule: "每行各有人数，{level}% 区间（t 分布）。少于 {least} 人的组，以及会泄露它们的组，不予显示。",
    groups_differ: "{name}：各组有差异（Welch，p {p}）。",
    groups_alike: "{name}：差异可能只是偶然（Welch，p {p}）。",
    touch_points_rule: "按到访顺序；人数为评分的人，分数越高越好。经历：曾经历的比例；不满：评分不高于 {pain} 的比例。",
    met: "经历 %",
    pain: "不满 %",
    says_pain: "最令人不满的接触点：{name}（占其评分的 {share}%，人数 {n}）。",
    kano_rule: "各类别的人数（Berger 表）；人数最多者为该项目的类别，相同时 M > O > A > I。满足 0..1：具备时提高满意的程度；不足 -1..0：缺少时降低满意的程度。",
    kano_classes: ["必备", "一维", "魅力", "无差异", "反向", "矛盾"],
    kano_mixed: "（混合）",
    class: "类别",
    better: "满足",
    worse: "不足",
    zone_rule: "各类人的比例：感受低于最低要求、介于最低要求与理想之间、高于理想。最低要求高于理想者不计入，另行计数。",
    zone: ["低于 %", "其中 %", "高于 %", "未计入"],
    antecedent_rule: "陈述的平均分，越高越好（反向题已转换）；{level}% 区间（t 分布）；距最高分；alpha，两题时为 r。",
    of_gap: "差距{gap}",
    to_top: "距最高",
    outcomes_title: "访谈如何结束",
    outcomes: [
        "完成",
        "提前结束，答题足够",
        "答题太少",
        "拒绝",
        "不符合条件",
        "没有合适的语言",
        "配额已满",
        "无人操作而重置",
    ],
    nonresponse_title: "没有作答的原因，占所问题目的 %",
    asked: "所问",
    answered: "已答",
    cautions: "请注意",
    convenience: "受访者是路过并同意作答的顾客，并非随机抽样。区间表示这批样本的散布，不是全体顾客的误差范围。",
    left_out: "有 {n} 次访谈因答题太少而未计入。",
    partial: "有 {n} 份作答提前结束；未答到的题目视为缺失，不是 0。",
    other_editions: "另有 {n} 份作答属于本调查的其他版本，用词、量表或顺序可能不同，因此未并入。可用 --edition 查看。",
    sampled: "精简版为每人抽取部分题项，因此各题项的人数本来就不同。",
    small: "只有 {n} 份作答：区间较宽，每个人的影响很大。",
    filtered: "仅包括：{what}",
    filter_hides: "问卷 {form} 不予显示：这个筛选会透露少数人的作答。",
    filters: ["地点 {value}", "期次 {value}", "自 {value}", "至 {value}"],
};

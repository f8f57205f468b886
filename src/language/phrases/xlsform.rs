//! What is said of a form of another program that becomes a questionnaire, and of a study drafted from a table.

/// Words of drafting a study from what others have written.
#[derive(Debug)]
pub struct XlsformPhrases {
    /// Above the list of what is not carried over, {n} entries.
    pub lost: &'static str,
    /// Everything was carried over.
    pub nothing_lost: &'static str,
    /// How many questions, `{n}`, the study has from the source.
    pub carried: &'static str,
    /// How many `{items}` and `{dimensions}` these make.
    pub items: &'static str,
    /// Above what an author should look at.
    pub look: &'static str,
    /// Rows of a sheet, before their numbers.
    pub rows: &'static str,
    /// A column of a sheet, before its header.
    pub at_column: &'static str,
    /// So many more.
    pub more: &'static str,
    /// Sheets other than survey, choices and settings are not read.
    pub sheet: &'static str,
    /// A column that has no meaning here.
    pub column: &'static str,
    /// A setting that has no meaning here.
    pub setting: &'static str,
    /// A type of question that is not known.
    pub kind: &'static str,
    /// Places, pictures, sounds, files and bar codes cannot be answers here.
    pub media: &'static str,
    /// Nothing is calculated during an interview; reports calculate.
    pub calculation: &'static str,
    /// The program records this by itself.
    pub recorded: &'static str,
    /// Questions are not repeated: each interview asks one person once.
    pub repeat: &'static str,
    /// The question stands inside a repeat.
    pub repeated: &'static str,
    /// Options come from outside the form: write them into the questionnaire.
    pub external: &'static str,
    /// All options are offered to everybody: options do not depend on other answers.
    pub filter: &'static str,
    /// Rankings and matrices of questions are not known: ask each thing by itself.
    pub arrangement: &'static str,
    /// The list of options is not in `choices`, or has fewer than two.
    pub no_list: &'static str,
    /// A question has at most 50 options; the first 50 are kept.
    pub many_options: &'static str,
    /// This condition is not understood, so the question is asked of everybody: write `when: ..` by hand.
    pub condition: &'static str,
    /// The condition speaks of a question that comes later, is not carried over, or has no such answer; the question is asked of everybody.
    pub backwards: &'static str,
    /// This constraint is not understood: whole numbers may have a least and a greatest value.
    pub constraint: &'static str,
    /// Nobody is forced to answer: people may say why not (do not know, prefer not to say, does not apply).
    pub required: &'static str,
    /// The program has words of its own for this.
    pub messages: &'static str,
    /// Ratings have no hints: put what matters into the question.
    pub hint: &'static str,
    /// The hint lacks a language of the study and is left out.
    pub hint_lacks: &'static str,
    /// How a question looks is the program's matter.
    pub appearance: &'static str,
    /// Nothing is answered beforehand.
    pub default: &'static str,
    /// Numbers are whole here: choose a smaller unit if fractions matter.
    pub fraction: &'static str,
    /// The day is asked, not the time.
    pub moment: &'static str,
    /// The number has no bounds: 0 to 1000000 is taken; change `least` and `most`.
    pub unbounded: &'static str,
    /// The program has no such language.
    pub language: &'static str,
    /// The program has no such language; its words stand in the place of `en`.
    pub as_english: &'static str,
    /// The language lacks texts and is left out; add them, then do this again.
    pub incomplete: &'static str,
    /// A text is missing; other words stand in for it.
    pub untranslated: &'static str,
    /// An answer inside a text: only the program's own placeholders are known, so its name stands there.
    pub reference: &'static str,
    /// Texts have no bold type, colours or links.
    pub markup: &'static str,
    /// A text has at most 2000 characters; it was cut.
    pub too_long: &'static str,
    /// Only the ends and the middle of a scale have names; the others are left out.
    pub between: &'static str,
    /// The scale begins with the best: it is turned round, so that more is better.
    pub turned: &'static str,
    /// The program offers this by itself, as a reason for not answering.
    pub reason: &'static str,
    /// Groups have no headings: add a `Note(..)` where one is needed.
    pub heading: &'static str,
    /// It has a partner, but another scale or condition than the other items: it is asked by itself.
    pub no_item: &'static str,
    /// A form has at most 200 questions and items.
    pub many: &'static str,
    /// Another question has this name already.
    pub twice: &'static str,
    /// {n} items: expectation and perception were paired by their names or groups.
    pub pairs: &'static str,
    /// {n} items: expectation and perception were paired by their order alone. Look whether each pair belongs together.
    pub pairs_by_order: &'static str,
    /// Nothing speaks of expectations: {n} ratings are taken as perceptions. Without expectations there are levels, but no gaps.
    pub perceptions: &'static str,
    /// Nothing is rated. A study needs an item: one that no form asks stands in its place.
    pub no_ratings: &'static str,
    /// 22 items without dimensions: they are divided as SERVQUAL divides them, 4, 5, 4, 4, 5. Look whether that is so.
    pub servqual: &'static str,
    /// Nothing tells dimensions apart: all items are in one. Divide them, if they measure several things.
    pub one_dimension: &'static str,
    /// {n} questions have no words, only names: write what people were asked.
    pub wordless: &'static str,
    /// Drafted from {file}. Look through it, change what is wrong, then: fivegaps check {id}.ron.
    pub drafted: &'static str,
    /// Keep ids as they are once answers come in; count `revision` up with each change.
    pub keep_ids: &'static str,
    /// What {place} would stand for in the texts.
    pub place_remark: &'static str,
    /// Each item is one aspect of the service. `name` is a few neutral words for charts and tables.
    pub items_remark: &'static str,
    /// How a notice before the first question is written.
    pub consent_remark: &'static str,
    /// Above the columns of a table that are no questions.
    pub left_out: &'static str,
    /// A column is empty.
    pub left_empty: &'static str,
    /// A column says who somebody is.
    pub left_personal: &'static str,
    /// A column says how answers were gathered.
    pub left_paradata: &'static str,
    /// All rows of a column say the same.
    pub left_constant: &'static str,
    /// A column has numbers with fractions.
    pub left_fraction: &'static str,
    /// A `{number}` stands in `{n}` cells for no answer.
    pub missing_code: &'static str,
    /// What to do next: bring the answers in.
    pub next_import: &'static str,
}

pub(super) const EN: XlsformPhrases = XlsformPhrases {
    lost: "Not carried over, or carried over otherwise ({n}):",
    nothing_lost: "Everything in the form is carried over.",
    carried: "{n} questions are carried over.",
    items: "Items: {items}. Dimensions: {dimensions}.",
    look: "Please look at this:",
    rows: "row",
    at_column: "column",
    more: "and {n} more",
    sheet: "sheets other than survey, choices and settings are not read",
    column: "a column that has no meaning here",
    setting: "a setting that has no meaning here",
    kind: "a type of question that is not known",
    media: "places, pictures, sounds, files and bar codes cannot be answers here",
    calculation: "nothing is calculated during an interview; reports calculate",
    recorded: "the program records this by itself",
    repeat: "questions are not repeated: each interview asks one person once",
    repeated: "the question stands inside a repeat",
    external: "options come from outside the form: write them into the questionnaire",
    filter: "all options are offered to everybody: options do not depend on other answers",
    arrangement: "rankings and matrices of questions are not known: ask each thing by itself",
    no_list: "the list of options is not in `choices`, or has fewer than two",
    many_options: "a question has at most 50 options; the first 50 are kept",
    condition: "this condition is not understood, so the question is asked of everybody: write `when: ..` by hand",
    backwards: "the condition speaks of a question that comes later, is not carried over, or has no such answer; the question is asked of everybody",
    constraint: "this constraint is not understood: whole numbers may have a least and a greatest value",
    required: "nobody is forced to answer: people may say why not (do not know, prefer not to say, does not apply)",
    messages: "the program has words of its own for this",
    hint: "ratings have no hints: put what matters into the question",
    hint_lacks: "the hint lacks a language of the study and is left out",
    appearance: "how a question looks is the program's matter",
    default: "nothing is answered beforehand",
    fraction: "numbers are whole here: choose a smaller unit if fractions matter",
    moment: "the day is asked, not the time",
    unbounded: "the number has no bounds: 0 to 1000000 is taken; change `least` and `most`",
    language: "the program has no such language",
    as_english: "the program has no such language; its words stand in the place of `en`",
    incomplete: "the language lacks texts and is left out; add them, then do this again",
    untranslated: "a text is missing; other words stand in for it",
    reference: "an answer inside a text: only the program's own placeholders are known, so its name stands there",
    markup: "texts have no bold type, colours or links",
    too_long: "a text has at most 2000 characters; it was cut",
    between: "only the ends and the middle of a scale have names; the others are left out",
    turned: "the scale begins with the best: it is turned round, so that more is better",
    reason: "the program offers this by itself, as a reason for not answering",
    heading: "groups have no headings: add a `Note(..)` where one is needed",
    no_item: "it has a partner, but another scale or condition than the other items: it is asked by itself",
    many: "a form has at most 200 questions and items",
    twice: "another question has this name already",
    pairs: "{n} items: expectation and perception were paired by their names or groups.",
    pairs_by_order: "{n} items: expectation and perception were paired by their order alone. Look whether each pair belongs together.",
    perceptions: "Nothing speaks of expectations: {n} ratings are taken as perceptions. Without expectations there are levels, but no gaps.",
    no_ratings: "Nothing is rated. A study needs an item: one that no form asks stands in its place.",
    servqual: "22 items without dimensions: they are divided as SERVQUAL divides them, 4, 5, 4, 4, 5. Look whether that is so.",
    one_dimension: "Nothing tells dimensions apart: all items are in one. Divide them, if they measure several things.",
    wordless: "{n} questions have no words, only names: write what people were asked.",
    drafted: "Drafted from {file}. Look through it, change what is wrong, then: fivegaps check {id}.ron",
    keep_ids: "Keep ids as they are once answers come in; count `revision` up with each change.",
    place_remark: "What {place} would stand for in the texts.",
    items_remark: "Each item is one aspect of the service. `name` is a few neutral words for charts and tables.",
    consent_remark: "A notice before the first question: consent: (notice: (..), keep_days: 365),",
    left_out: "No questions:",
    left_empty: "empty",
    left_personal: "says who answered: never asked",
    left_paradata: "how the answers were gathered",
    left_constant: "all rows say the same",
    left_fraction: "numbers with fractions",
    missing_code: "{number} stands in {n} of the cells looked at and is taken for \"not answered\": look at `missing` in the map.",
    next_import: "bring the answers in; the map says which column is which question",
};

pub(super) const ZH_HANT: XlsformPhrases = XlsformPhrases {
    lost: "未能沿用，或改以其他方式沿用（{n}）：",
    nothing_lost: "表單的內容全部沿用。",
    carried: "沿用了 {n} 題。",
    items: "項目：{items}。構面：{dimensions}。",
    look: "請留意：",
    rows: "列",
    at_column: "欄",
    more: "另有 {n} 處",
    sheet: "只讀取 survey、choices 和 settings 工作表",
    column: "這個欄位在這裡沒有作用",
    setting: "這項設定在這裡沒有作用",
    kind: "不認得這種題型",
    media: "這裡的答案不能是地點、圖片、聲音、檔案或條碼",
    calculation: "訪問時不作計算，報告才計算",
    recorded: "程式會自行記錄",
    repeat: "題目不會重複：一次訪問只問一個人一次",
    repeated: "這一題在重複區段之內",
    external: "選項來自表單之外：請寫進問卷",
    filter: "所有選項都會列出：選項不隨其他答案改變",
    arrangement: "沒有排序題和題目矩陣：請逐項提問",
    no_list: "`choices` 裡沒有這份選項清單，或者不足兩項",
    many_options: "一題最多 50 個選項，只保留前 50 個",
    condition: "看不懂這個條件，所以每個人都會被問到：請自行寫上 `when: ..`",
    backwards: "條件提到的題目在後面、沒有沿用，或沒有這個答案；因此每個人都會被問到",
    constraint: "看不懂這個限制：整數可以有最小值和最大值",
    required: "不強迫回答：受訪者可以說明原因（不知道、不願回答、不適用）",
    messages: "程式有自己的說法",
    hint: "評分題沒有提示：重要的話請寫進題目",
    hint_lacks: "提示缺少其中一種語言，因此略去",
    appearance: "題目的樣子由程式決定",
    default: "不會預先填好答案",
    fraction: "這裡只用整數：如果需要小數，請改用較小的單位",
    moment: "只問日期，不問時間",
    unbounded: "這個數字沒有上下限：暫定 0 至 1000000，請修改 `least` 和 `most`",
    language: "程式沒有這種語言",
    as_english: "程式沒有這種語言；內容暫放在 `en`",
    incomplete: "這種語言還缺內容，因此不採用；補齊後請再做一次",
    untranslated: "缺少內容，暫以其他文字代替",
    reference: "文字裡引用了其他答案：程式只認得自己的佔位符號，因此保留名稱",
    markup: "文字沒有粗體、顏色或連結",
    too_long: "文字最多 2000 字，多出的已刪去",
    between: "量表只有兩端和中間有名稱，其餘略去",
    turned: "量表由最好開始：已經倒轉，數字越大越好",
    reason: "程式本來就提供這個不回答的原因",
    heading: "群組沒有標題：有需要時請加上 `Note(..)`",
    no_item: "有對應的題目，但量表或條件和其他項目不同：因此單獨提問",
    many: "一份問卷最多 200 題",
    twice: "已有另一題用了這個名稱",
    pairs: "{n} 個項目：按名稱或群組把期望和感受配成對。",
    pairs_by_order: "{n} 個項目：期望和感受只按順序配對，請逐一核對。",
    perceptions: "沒有問到期望：{n} 個評分題都當作感受。沒有期望就只有水準，沒有差距。",
    no_ratings: "沒有評分題。研究至少要有一個項目：暫放了一個沒有問卷會問的項目。",
    servqual: "22 個項目沒有分構面：暫按 SERVQUAL 的 4、5、4、4、5 劃分，請核對。",
    one_dimension: "看不出構面：所有項目放在一起。如果測量的是不同方面，請自行劃分。",
    wordless: "{n} 題只有名稱，沒有題目文字：請補上當時的問法。",
    drafted: "由 {file} 草擬。請看一遍，改正不對的地方，然後執行：fivegaps check {id}.ron",
    keep_ids: "開始收集答案之後請勿更改 id；每次修改都把 `revision` 加一。",
    place_remark: "文字裡的 {place} 代表什麼。",
    items_remark: "每個項目是服務的一個方面。`name` 用幾個中性的字，給圖表使用。",
    consent_remark: "第一題之前的告知事項：consent: (notice: (..), keep_days: 365),",
    left_out: "不是題目：",
    left_empty: "空白",
    left_personal: "透露答題者身分：不會提問",
    left_paradata: "收集過程的資料",
    left_constant: "每一列都相同",
    left_fraction: "帶小數的數字",
    missing_code: "{number} 在抽看的儲存格裡出現 {n} 次，當作「未答」：請查看對照檔的 `missing`。",
    next_import: "匯入答案；對照檔說明每一欄是哪一題",
};

pub(super) const ZH_HANS: XlsformPhrases = XlsformPhrases {
    lost: "未能沿用，或改用其他方式沿用（{n}）：",
    nothing_lost: "表单的内容全部沿用。",
    carried: "沿用了 {n} 题。",
    items: "项目：{items}。维度：{dimensions}。",
    look: "请留意：",
    rows: "行",
    at_column: "列",
    more: "另有 {n} 处",
    sheet: "只读取 survey、choices 和 settings 工作表",
    column: "这一列在这里没有作用",
    setting: "这项设置在这里没有作用",
    kind: "不认得这种题型",
    media: "这里的答案不能是地点、图片、声音、文件或条码",
    calculation: "访问时不作计算，报告才计算",
    recorded: "程序会自行记录",
    repeat: "题目不会重复：一次访问只问一个人一次",
    repeated: "这一题在重复区段之内",
    external: "选项来自表单之外：请写进问卷",
    filter: "所有选项都会列出：选项不随其他答案改变",
    arrangement: "没有排序题和题目矩阵：请逐项提问",
    no_list: "`choices` 里没有这份选项列表，或者不足两项",
    many_options: "一题最多 50 个选项，只保留前 50 个",
    condition: "看不懂这个条件，所以每个人都会被问到：请自行写上 `when: ..`",
    backwards: "条件提到的题目在后面、没有沿用，或没有这个答案；因此每个人都会被问到",
    constraint: "看不懂这个限制：整数可以有最小值和最大值",
    required: "不强迫回答：受访者可以说明原因（不知道、不愿回答、不适用）",
    messages: "程序有自己的说法",
    hint: "评分题没有提示：重要的话请写进题目",
    hint_lacks: "提示缺少其中一种语言，因此略去",
    appearance: "题目的样子由程序决定",
    default: "不会预先填好答案",
    fraction: "这里只用整数：如果需要小数，请改用较小的单位",
    moment: "只问日期，不问时间",
    unbounded: "这个数字没有上下限：暂定 0 至 1000000，请修改 `least` 和 `most`",
    language: "程序没有这种语言",
    as_english: "程序没有这种语言；内容暂放在 `en`",
    incomplete: "这种语言还缺内容，因此不采用；补齐后请再做一次",
    untranslated: "缺少内容，暂以其他文字代替",
    reference: "文字里引用了其他答案：程序只认得自己的占位符号，因此保留名称",
    markup: "文字没有粗体、颜色或链接",
    too_long: "文字最多 2000 字，多出的已删去",
    between: "量表只有两端和中间有名称，其余略去",
    turned: "量表由最好开始：已经倒转，数字越大越好",
    reason: "程序本来就提供这个不回答的原因",
    heading: "分组没有标题：有需要时请加上 `Note(..)`",
    no_item: "有对应的题目，但量表或条件和其他项目不同：因此单独提问",
    many: "一份问卷最多 200 题",
    twice: "已有另一题用了这个名称",
    pairs: "{n} 个项目：按名称或分组把期望和感受配成对。",
    pairs_by_order: "{n} 个项目：期望和感受只按顺序配对，请逐一核对。",
    perceptions: "没有问到期望：{n} 个评分题都当作感受。没有期望就只有水平，没有差距。",
    no_ratings: "没有评分题。研究至少要有一个项目：暂放了一个没有问卷会问的项目。",
    servqual: "22 个项目没有分维度：暂按 SERVQUAL 的 4、5、4、4、5 划分，请核对。",
    one_dimension: "看不出维度：所有项目放在一起。如果测量的是不同方面，请自行划分。",
    wordless: "{n} 题只有名称，没有题目文字：请补上当时的问法。",
    drafted: "由 {file} 草拟。请看一遍，改正不对的地方，然后运行：fivegaps check {id}.ron",
    keep_ids: "开始收集答案之后请勿更改 id；每次修改都把 `revision` 加一。",
    place_remark: "文字里的 {place} 代表什么。",
    items_remark: "每个项目是服务的一个方面。`name` 用几个中性的字，给图表使用。",
    consent_remark: "第一题之前的告知事项：consent: (notice: (..), keep_days: 365),",
    left_out: "不是题目：",
    left_empty: "空白",
    left_personal: "透露答题者身份：不会提问",
    left_paradata: "收集过程的数据",
    left_constant: "每一行都相同",
    left_fraction: "带小数的数字",
    missing_code: "{number} 在抽看的单元格里出现 {n} 次，当作「未答」：请查看对照文件的 `missing`。",
    next_import: "导入答案；对照文件说明每一列是哪一题",
};

//! What the codebook says of the log of interviews.

/// Words of the table of log entries.
#[derive(Debug)]
pub struct ParadataPhrases {
    /// What each column means, in their order.
    pub columns: [&'static str; 18],
    /// What each action means, in their order.
    pub actions: [&'static str; 11],
}

pub(super) const EN: ParadataPhrases = ParadataPhrases {
    columns: [
        "the interview's identity, as in the table of responses",
        "the form",
        "the row's place in its interview; 0 = what it begins with",
        "what happened",
        "milliseconds since the interview began",
        "milliseconds since the row before; they add up to the whole interview",
        "where the person was: notice, review, or the first question of the page",
        "the question it is about",
        "the answer as marked: a number, options by name, points in the order of the dimensions, a text",
        "the words of an other option",
        "why there is no answer",
        "the answer before, when it was changed",
        "the words of an other option before",
        "why there was no answer before",
        "where the person went: notice, review, or the first question of the page",
        "the language agreed in, or switched to",
        "the check of a warning; how the interview ended; short = the short form",
        "questions on the screen in the order shown, when they changed; last row: those that count, then | and those not reached",
    ],
    actions: [
        "the interview began; no entry of its own",
        "the notice was agreed to",
        "a question was answered, or left with a reason",
        "the person went to another page; a question passed without an answer was skipped",
        "the language was switched",
        "a soft check asked whether an answer is right; going on passes it",
        "there was no sign of life, and the warning came up",
        "the warning was waved away",
        "the program was started again and took the interview up",
        "nobody can write here: questions for words of one's own were not asked",
        "the interview ended",
    ],
};

pub(super) const ZH_HANT: ParadataPhrases = ParadataPhrases {
    columns: [
        "訪談編號，與回答表相同",
        "問卷",
        "該列在訪談中的次序，0 = 開始時的狀態",
        "發生了什麼",
        "自訪談開始起的毫秒數",
        "距上一列的毫秒數，合計即為整份訪談的時間",
        "當時所在：notice（說明）、review（檢查）或該頁第一題",
        "所涉及的題目",
        "原始作答：數字、選項代號、依構面次序的分數或文字",
        "「其他」選項的文字",
        "沒有作答的原因",
        "修改前的作答",
        "修改前「其他」選項的文字",
        "修改前沒有作答的原因",
        "前往何處：notice（說明）、review（檢查）或該頁第一題",
        "同意時或切換後的語言",
        "提醒的檢查名稱；訪談如何結束；short = 精簡版",
        "畫面上的題目，依顯示次序，有變化時才寫；最後一列為計入的題目，| 之後為未到達的題目",
    ],
    actions: [
        "訪談開始，並非紀錄中的一筆",
        "同意了說明",
        "回答了一題，或選了不作答的原因",
        "前往另一頁；未作答而離開的題目算略過",
        "切換了語言",
        "提醒確認作答是否正確，繼續即表示保留",
        "長時間沒有動靜，出現了提醒",
        "回應了提醒",
        "程式重新啟動並接續訪談",
        "此處無法輸入文字，需要書寫的題目不予詢問",
        "訪談結束",
    ],
};

pub(super) const ZH_HANS: ParadataPhrases = ParadataPhrases {
    columns: [
        "访谈编号，与回答表相同",
        "问卷",
        "该行在访谈中的次序，0 = 开始时的状态",
        "发生了什么",
        "自访谈开始起的毫秒数",
        "距上一行的毫秒数，合计即为整份访谈的时间",
        "当时所在：notice（说明）、review（检查）或该页第一题",
        "所涉及的题目",
        "原始作答：数字、选项代号、按维度次序的分数或文字",
        "「其他」选项的文字",
        "没有作答的原因",
        "修改前的作答",
        "修改前「其他」选项的文字",
        "修改前没有作答的原因",
        "前往何处：notice（说明）、review（检查）或该页第一题",
        "同意时或切换后的语言",
        "提醒的检查名称；访谈如何结束；short = 精简版",
        "屏幕上的题目，按显示次序，有变化时才写；最后一行为计入的题目，| 之后为未到达的题目",
    ],
    actions: [
        "访谈开始，并非记录中的一条",
        "同意了说明",
        "回答了一题，或选了不作答的原因",
        "前往另一页；未作答而离开的题目算略过",
        "切换了语言",
        "提醒确认作答是否正确，继续即表示保留",
        "长时间没有动静，出现了提醒",
        "回应了提醒",
        "程序重新启动并接续访谈",
        "此处无法输入文字，需要书写的题目不予询问",
        "访谈结束",
    ],
};

//! What an interviewer meets: the list of contacts, guidance and notes, handing over, the daily sheet.

/// Words for the interviewer.
#[derive(Debug)]
pub struct FieldworkPhrases {
    /// Before guidance and keys that are the interviewer's alone.
    pub only: &'static str,
    /// The key that writes a note.
    pub note: &'static str,
    /// The key that hands over.
    pub hand_over: &'static str,
    /// The key that shows the reasons for giving no answer.
    pub reasons: &'static str,
    /// The key that suspends or ends the interview.
    pub part: &'static str,
    /// The note on this question: `{text}`.
    pub noted: &'static str,

    /// Above the line for a note.
    pub note_title: &'static str,
    /// Under the line for a note.
    pub note_help: &'static str,
    /// The button that keeps a note or the words of a reason.
    pub keep: &'static str,
    /// The button that goes back to the question.
    pub stay: &'static str,

    /// An answer is changed after its page was left.
    pub why_title: &'static str,
    /// Reason for a change: entered wrongly.
    pub entered_wrongly: &'static str,
    /// Reason for a change: the question was misunderstood.
    pub misunderstood: &'static str,
    /// Reason for a change: the respondent thinks otherwise now.
    pub reconsidered: &'static str,
    /// Reason for a change: in words.
    pub other_reason: &'static str,

    /// Before handing over.
    pub hand_title: &'static str,
    /// This part is meant to be answered by the respondent alone.
    pub hand_planned: &'static str,
    /// What handing over does.
    pub hand_about: &'static str,
    /// The button that hands over.
    pub hand_now: &'static str,
    /// The button that does not hand over a part meant for it.
    pub ask_myself: &'static str,
    /// There is no PIN, so nothing can be handed over.
    pub no_pin: &'static str,
    /// To the respondent at the end of the part.
    pub give_back: &'static str,
    /// The button that asks for the PIN.
    pub take_over: &'static str,
    /// The button that goes back to the last question of the part.
    pub back_to_part: &'static str,
    /// The keypad's heading.
    pub pin: &'static str,
    /// The button that leaves the keypad.
    pub pin_back: &'static str,

    /// Before suspending or ending.
    pub part_title: &'static str,
    /// The button that suspends.
    pub suspend: &'static str,
    /// The button that ends it: nothing was answered.
    pub end_refused: &'static str,
    /// The button that ends it: some was answered.
    pub end_left: &'static str,

    /// The heading of the list: `{name}` is the interviewer.
    pub contacts: &'static str,
    /// A new contact.
    pub new_contact: &'static str,
    /// The row of suspended interviews.
    pub suspended: &'static str,
    /// A suspended interview of the list: `{study}`.
    pub suspended_one: &'static str,
    /// No interview is suspended.
    pub none_suspended: &'static str,
    /// The button that counts a person.
    pub passes: &'static str,
    /// The button that takes the last count back.
    pub uncount: &'static str,
    /// The button that shows the daily sheet.
    pub sheet: &'static str,
    /// The button that ends the program.
    pub end: &'static str,
    /// The outcome that was recorded last: `{outcome}`.
    pub recorded: &'static str,
    /// The day so far: `{n}` approached, `{complete}` complete, `{refused}` refused.
    pub so_far: &'static str,
    /// The selection: each `{k}`th of those who pass; `{n}` counted.
    pub every: &'static str,
    /// The person who was just counted is selected.
    pub approach: &'static str,
    /// The selected person is the `{n}`th from now.
    pub approach_in: &'static str,

    /// Above the outcomes of a new contact.
    pub what_came: &'static str,
    /// Outcome: the person agrees, the interview begins.
    pub begin: &'static str,
    /// Outcome: complete.
    pub complete: &'static str,
    /// Outcome: partial.
    pub partial: &'static str,
    /// Outcome: break-off.
    pub break_off: &'static str,
    /// Outcome: refusal.
    pub refusal: &'static str,
    /// Outcome: ineligible.
    pub ineligible: &'static str,
    /// Outcome: language barrier.
    pub language_barrier: &'static str,
    /// Outcome: the quota is full.
    pub quota_full: &'static str,

    /// The heading of the daily sheet: `{day}`.
    pub sheet_title: &'static str,
    /// The heading of a sheet of all days.
    pub all_days: &'static str,
    /// Above the numbers of this interviewer.
    pub mine: &'static str,
    /// Above the numbers of all interviewers.
    pub everybodys: &'static str,
    /// The row of all approached.
    pub approached: &'static str,
    /// Above the disposition codes.
    pub aapor: &'static str,
    /// The row of the cooperation rate, with its formula.
    pub coop1: &'static str,
    /// The row of the refusal rate, with its formula.
    pub ref1: &'static str,
    /// In the place of a rate of nobody.
    pub no_rate: &'static str,
    /// What the letters stand for, and the source.
    pub letters: &'static str,
    /// The button that goes back to the list.
    pub to_list: &'static str,

    /// A change was not explained.
    pub change_refused: &'static str,
    /// Not while the respondent answers alone.
    pub handed_over: &'static str,
    /// Only with an interviewer.
    pub no_interviewer: &'static str,

    /// Plain lines: the commands of the interviewer.
    pub plain_help: &'static str,
    /// Plain lines: what to type at the list.
    pub plain_list: &'static str,
    /// Plain lines: asks for the note.
    pub plain_note: &'static str,
    /// Plain lines: before guidance.
    pub plain_guidance: &'static str,
    /// Plain lines: handed over.
    pub plain_handed: &'static str,
    /// Plain lines: asks for the PIN.
    pub plain_pin: &'static str,
    /// Plain lines: taken over.
    pub plain_taken: &'static str,
}

pub(super) const EN: FieldworkPhrases = FieldworkPhrases {
    only: "Interviewer",
    note: "Note",
    hand_over: "Hand over",
    reasons: "No answer",
    part: "Suspend or end",
    noted: "Note: {text}",
    note_title: "Note on this question, for you and the evaluation only",
    note_help: "Enter keeps it. An empty line takes the note away.",
    keep: "Keep",
    stay: "Back to the question",
    why_title: "Why is this answer changed?",
    entered_wrongly: "It was entered wrongly",
    misunderstood: "The question was misunderstood",
    reconsidered: "The respondent thinks otherwise now",
    other_reason: "Another reason, in words",
    hand_title: "Hand over to the respondent?",
    hand_planned: "The respondent answers this part alone.",
    hand_about: "Your notes, your guidance and earlier answers cannot be opened until you take over with the PIN (F12, or press the title).",
    hand_now: "Hand over",
    ask_myself: "Ask it myself",
    no_pin: "There is no PIN to take over with, so nothing is handed over. Set one in a shell: fivegaps pin",
    give_back: "Thank you. Please give the device back to the interviewer.",
    take_over: "For the interviewer: take over",
    back_to_part: "Back to my answers",
    pin: "For the interviewer: PIN",
    pin_back: "Back to the questions",
    part_title: "Suspend the interview, or end it?",
    suspend: "Suspend: go on later from the list",
    end_refused: "End: the person refuses",
    end_left: "End: the respondent breaks off",
    contacts: "Contacts of {name}",
    new_contact: "New contact",
    suspended: "Suspended",
    suspended_one: "Suspended: {study}",
    none_suspended: "No interview is suspended.",
    passes: "A person passes",
    uncount: "Not counted",
    sheet: "Daily sheet",
    end: "End",
    recorded: "Recorded: {outcome}",
    so_far: "Today: {n} approached, {complete} complete, {refused} refused",
    every: "Selection: one of {k} who pass; {n} counted",
    approach: "Approach this person.",
    approach_in: "Approach the person number {n} from now.",
    what_came: "What came of it?",
    begin: "Agrees: begin the interview",
    complete: "Complete",
    partial: "Partial",
    break_off: "Break-off",
    refusal: "Refusal",
    ineligible: "Ineligible",
    language_barrier: "Language barrier",
    quota_full: "Quota full",
    sheet_title: "Daily sheet {day}",
    all_days: "All days",
    mine: "You",
    everybodys: "All",
    approached: "Approached",
    aapor: "AAPOR",
    coop1: "COOP1 = I / (I + P + R + O)",
    ref1: "REF1 = R / (I + P + R + NC + O + UH + UO)",
    no_rate: "no data",
    letters: "I complete, P partial, R refusal and break-off, O other (language barrier). NC, UH and UO are 0: everybody was met in person. Ineligible persons and full quotas are in no rate. AAPOR, Standard Definitions, 9th edition, 2016.",
    to_list: "Back to the list",
    change_refused: "This answer was given before. Say why it changes.",
    handed_over: "The interviewer takes over first.",
    no_interviewer: "Only with an interviewer.",
    plain_help: "m writes a note, o hands over to the respondent, v says which reasons there are for giving no answer, q suspends or ends.",
    plain_list: "Type a number, + when a person passes, - to take that back, s for the daily sheet, q to end.",
    plain_note: "Write the note in one line; an empty line takes it away.",
    plain_guidance: "Interviewer only: {text}",
    plain_handed: "You answer alone now. b goes back, l changes the language. For the interviewer: o takes over.",
    plain_pin: "PIN",
    plain_taken: "The interviewer has taken over.",
};

pub(super) const ZH_HANT: FieldworkPhrases = FieldworkPhrases {
    only: "訪員",
    note: "附註",
    hand_over: "交給受訪者",
    reasons: "不作答",
    part: "暫停或結束",
    noted: "附註：{text}",
    note_title: "這一題的附註，只供您和分析使用",
    note_help: "按 Enter 儲存；留空則刪除附註。",
    keep: "儲存",
    stay: "回到題目",
    why_title: "為什麼要更改這個答案？",
    entered_wrongly: "先前輸入錯誤",
    misunderstood: "先前誤解了題意",
    reconsidered: "受訪者改變了想法",
    other_reason: "其他原因，請寫下",
    hand_title: "要交給受訪者嗎？",
    hand_planned: "這一部分由受訪者自行作答。",
    hand_about: "在您用密碼接手之前（按 F12 或標題），附註、提示和先前的答案都無法開啟。",
    hand_now: "交給受訪者",
    ask_myself: "由我詢問",
    no_pin: "尚未設定接手用的密碼，因此無法交給受訪者。請在命令列設定：fivegaps pin",
    give_back: "謝謝您。請把裝置交還給訪員。",
    take_over: "訪員接手",
    back_to_part: "回到我的答案",
    pin: "訪員專用：請輸入密碼",
    pin_back: "回到題目",
    part_title: "要暫停訪問，還是結束？",
    suspend: "暫停：之後從清單繼續",
    end_refused: "結束：對方拒絕受訪",
    end_left: "結束：受訪者中止",
    contacts: "接觸紀錄：{name}",
    new_contact: "新的接觸",
    suspended: "已暫停",
    suspended_one: "已暫停：{study}",
    none_suspended: "沒有暫停的訪問。",
    passes: "有人經過",
    uncount: "少算一位",
    sheet: "今日紀錄",
    end: "結束程式",
    recorded: "已記錄：{outcome}",
    so_far: "今天：接觸 {n} 人，完成 {complete}，拒訪 {refused}",
    every: "抽樣：每經過 {k} 人選 1 人；已計 {n} 人",
    approach: "請訪問這一位。",
    approach_in: "請訪問接下來的第 {n} 位。",
    what_came: "結果如何？",
    begin: "同意：開始訪問",
    complete: "完成",
    partial: "部分完成",
    break_off: "中途中止",
    refusal: "拒訪",
    ineligible: "不合資格",
    language_barrier: "語言不通",
    quota_full: "配額已滿",
    sheet_title: "{day} 紀錄表",
    all_days: "所有日期",
    mine: "您",
    everybodys: "全體",
    approached: "接觸人數",
    aapor: "AAPOR",
    coop1: "COOP1 = I / (I + P + R + O)",
    ref1: "REF1 = R / (I + P + R + NC + O + UH + UO)",
    no_rate: "無資料",
    letters: "I 完成，P 部分完成，R 拒訪與中止，O 其他（語言不通）。每位都是當面接觸，所以 NC、UH、UO 為 0。不合資格與配額已滿不計入比率。來源：AAPOR《Standard Definitions》第 9 版，2016。",
    to_list: "返回清單",
    change_refused: "這一題先前已回答，請說明更改原因。",
    handed_over: "請先由訪員接手。",
    no_interviewer: "只有訪員模式才能這樣做。",
    plain_help: "m 寫附註，o 交給受訪者，v 列出不作答的原因，q 暫停或結束。",
    plain_list: "請輸入編號；有人經過請按 +，取消請按 -，今日紀錄請按 s，結束請按 q。",
    plain_note: "請用一行寫下附註；留空則刪除。",
    plain_guidance: "只給訪員：{text}",
    plain_handed: "現在由您自行作答。b 返回，l 切換語言。訪員接手請按 o。",
    plain_pin: "密碼",
    plain_taken: "訪員已接手。",
};

pub(super) const ZH_HANS: FieldworkPhrases = FieldworkPhrases {
    only: "访问员",
    note: "备注",
    hand_over: "交给受访者",
    reasons: "不作答",
    part: "暂停或结束",
    noted: "备注：{text}",
    note_title: "这一题的备注，只供您和分析使用",
    note_help: "按 Enter 保存；留空则删除备注。",
    keep: "保存",
    stay: "回到题目",
    why_title: "为什么要更改这个答案？",
    entered_wrongly: "先前输入错误",
    misunderstood: "先前误解了题意",
    reconsidered: "受访者改变了想法",
    other_reason: "其他原因，请写下",
    hand_title: "要交给受访者吗？",
    hand_planned: "这一部分由受访者自行作答。",
    hand_about: "在您用密码接手之前（按 F12 或标题），备注、提示和先前的答案都无法打开。",
    hand_now: "交给受访者",
    ask_myself: "由我询问",
    no_pin: "尚未设置接手用的密码，因此无法交给受访者。请在命令行设置：fivegaps pin",
    give_back: "谢谢您。请把设备交还给访问员。",
    take_over: "访问员接手",
    back_to_part: "回到我的答案",
    pin: "访问员专用：请输入密码",
    pin_back: "回到题目",
    part_title: "要暂停访问，还是结束？",
    suspend: "暂停：之后从列表继续",
    end_refused: "结束：对方拒绝受访",
    end_left: "结束：受访者中止",
    contacts: "接触记录：{name}",
    new_contact: "新的接触",
    suspended: "已暂停",
    suspended_one: "已暂停：{study}",
    none_suspended: "没有暂停的访问。",
    passes: "有人经过",
    uncount: "少算一位",
    sheet: "今日记录",
    end: "结束程序",
    recorded: "已记录：{outcome}",
    so_far: "今天：接触 {n} 人，完成 {complete}，拒访 {refused}",
    every: "抽样：每经过 {k} 人选 1 人；已计 {n} 人",
    approach: "请访问这一位。",
    approach_in: "请访问接下来的第 {n} 位。",
    what_came: "结果如何？",
    begin: "同意：开始访问",
    complete: "完成",
    partial: "部分完成",
    break_off: "中途中止",
    refusal: "拒访",
    ineligible: "不合资格",
    language_barrier: "语言不通",
    quota_full: "配额已满",
    sheet_title: "{day} 记录表",
    all_days: "所有日期",
    mine: "您",
    everybodys: "全体",
    approached: "接触人数",
    aapor: "AAPOR",
    coop1: "COOP1 = I / (I + P + R + O)",
    ref1: "REF1 = R / (I + P + R + NC + O + UH + UO)",
    no_rate: "无数据",
    letters: "I 完成，P 部分完成，R 拒访与中止，O 其他（语言不通）。每位都是当面接触，所以 NC、UH、UO 为 0。不合资格与配额已满不计入比率。来源：AAPOR《Standard Definitions》第 9 版，2016。",
    to_list: "返回列表",
    change_refused: "这一题先前已回答，请说明更改原因。",
    handed_over: "请先由访问员接手。",
    no_interviewer: "只有访问员模式才能这样做。",
    plain_help: "m 写备注，o 交给受访者，v 列出不作答的原因，q 暂停或结束。",
    plain_list: "请输入编号；有人经过请按 +，取消请按 -，今日记录请按 s，结束请按 q。",
    plain_note: "请用一行写下备注；留空则删除。",
    plain_guidance: "只给访问员：{text}",
    plain_handed: "现在由您自行作答。b 返回，l 切换语言。访问员接手请按 o。",
    plain_pin: "密码",
    plain_taken: "访问员已接手。",
};

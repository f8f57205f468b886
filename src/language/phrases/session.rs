//! What people meet in an anonymous session: those who answer, and the one who leads it.

/// Words of sessions.
#[derive(Debug)]
pub struct SessionPhrases {
    /// The heading at the door.
    pub title: &'static str,
    /// What to do at the door.
    pub ask: &'static str,
    /// What the code does, and what it does not tell.
    pub promise: &'static str,
    /// How to leave the door.
    pub leave_hint: &'static str,
    /// The code has too few or too many signs.
    pub wrong_length: &'static str,
    /// No code has this `{sign}`.
    pub wrong_sign: &'static str,
    /// The check sign does not fit.
    pub mistyped: &'static str,
    /// No open session has this code.
    pub unknown: &'static str,
    /// The code's owner has finished.
    pub used: &'static str,
    /// The session was closed.
    pub closed: &'static str,
    /// The key that takes the last sign away.
    pub erase: &'static str,
    /// The key that ends the code.
    pub confirm: &'static str,

    /// A slip: what the code is for.
    pub slip: &'static str,

    /// The leader's heading, with the `{number}` of the session.
    pub room: &'static str,
    /// A session of this state: people answer.
    pub open: &'static str,
    /// A session of this state: closed with too few.
    pub held: &'static str,
    /// A session of this state: its results are there.
    pub frozen: &'static str,
    /// `{finished}` of `{codes}` are through, `{begun}` are answering.
    pub turnout: &'static str,
    /// Results from `{k}` people on, comments from `{t}` on.
    pub least: &'static str,
    /// How people come in: with this `{command}`.
    pub join: &'static str,
    /// The button that closes the session.
    pub close: &'static str,
    /// Asks again, while `{begun}` are answering.
    pub close_sure: &'static str,
    /// Asks again: what closing does.
    pub close_what: &'static str,
    /// The button that does not close it.
    pub keep_open: &'static str,
    /// Held: `{missing}` answers are missing.
    pub missing: &'static str,
    /// The button that opens a held session again.
    pub reopen: &'static str,
    /// The button that leaves the screen.
    pub leave: &'static str,
    /// Frozen: `{n}` answers count, and stay as they are.
    pub results: &'static str,
    /// Few earlier answers are shown with those of the session.
    pub together: &'static str,
    /// Heads the comments.
    pub comments: &'static str,
    /// Comments are shown from `{t}` people on.
    pub comments_few: &'static str,
    /// In a list: session `{number}`, opened on `{day}`.
    pub listed: &'static str,
    /// In a list: no sessions.
    pub none: &'static str,
    /// Session `{number}` was opened with `{codes}` codes.
    pub opened: &'static str,
    /// Session `{number}` has `{codes}` codes more.
    pub more_codes: &'static str,
    /// Slips were written to `{file}`.
    pub slips_written: &'static str,
    /// How the leader looks on and closes: `{command}`.
    pub lead: &'static str,
    /// From the desk: asks for how many people; Enter alone goes back.
    pub how_many: &'static str,
    /// Waits until what was printed has been seen.
    pub press_enter: &'static str,
    /// Session `{number}` is open again.
    pub reopened: &'static str,
    /// Session `{number}` was thrown away.
    pub discarded: &'static str,
}

pub(super) const EN: SessionPhrases = SessionPhrases {
    title: "Staff session",
    ask: "Please type your code.",
    promise: "A code opens the questionnaire once. Nobody can tell who gave which answers.",
    leave_hint: "Esc: leave",
    wrong_length: "A code has eight signs.",
    wrong_sign: "No code has the sign {sign}.",
    mistyped: "Something is mistyped: please compare it with your slip.",
    unknown: "No open session has this code.",
    used: "This code was used, and the questionnaire is finished.",
    closed: "The session is closed. Please ask the person who leads it.",
    erase: "Erase",
    confirm: "Go on",
    slip: "Your code, for one person, once",
    room: "Session {number}",
    open: "open",
    held: "closed, too few answers",
    frozen: "closed",
    turnout: "{finished} of {codes} are through, {begun} are answering now.",
    least: "Results appear when the session is closed and {k} or more have answered; comments from {t} on.",
    join: "People answer with: {command}",
    close: "Close the session",
    close_sure: "People in the middle of it: {begun}. What they have answered so far is kept.",
    close_what: "Afterwards nobody can answer, and the results stay as they are.",
    keep_open: "Keep it open",
    missing: "Too few have answered: {missing} more are needed. Nothing was read, nothing is lost. The session can be opened again.",
    reopen: "Open it again",
    leave: "Leave",
    results: "{n} people of this session answered. These results stay as they are.",
    together: "Earlier answers to this form are so few that they are shown together with those of the session.",
    comments: "Comments",
    comments_few: "Comments are shown when {t} or more have answered.",
    listed: "Session {number}, {day}",
    none: "There are no sessions.",
    opened: "Session {number} is open with {codes} codes. They are shown now and never again.",
    more_codes: "Session {number} has {codes} more codes. They are shown now and never again.",
    slips_written: "The slips are in {file}. Please delete the file when they are printed.",
    lead: "To look on and to close it: {command}",
    how_many: "A new session: for how many people? (Enter alone: back)",
    press_enter: "Press Enter to go on.",
    reopened: "Session {number} is open again.",
    discarded: "Session {number} and everything answered in it is gone.",
};

pub(super) const ZH_HANT: SessionPhrases = SessionPhrases {
    title: "員工自評",
    ask: "請輸入您的代碼。",
    promise: "代碼只能使用一次。沒有人能知道哪些答案是誰填的。",
    leave_hint: "Esc：離開",
    wrong_length: "代碼有八個字元。",
    wrong_sign: "代碼裡沒有「{sign}」這個字元。",
    mistyped: "輸入有誤，請與紙條核對。",
    unknown: "進行中的自評裡沒有這個代碼。",
    used: "這個代碼已經使用，問卷也已填完。",
    closed: "自評已經結束，請詢問主持人。",
    erase: "清除",
    confirm: "繼續",
    slip: "您的代碼，限一人使用一次",
    room: "第 {number} 場自評",
    open: "進行中",
    held: "已結束，人數不足",
    frozen: "已結束",
    turnout: "{codes} 人中已有 {finished} 人完成，{begun} 人正在填寫。",
    least: "結束後，如有 {k} 人以上作答即顯示結果；意見則需 {t} 人以上。",
    join: "參加者請執行：{command}",
    close: "結束這場自評",
    close_sure: "還有 {begun} 人正在填寫，已填的答案會保留。",
    close_what: "結束後不能再填寫，結果也不再改變。",
    keep_open: "繼續進行",
    missing: "作答人數不足，還需要 {missing} 人。沒有讀取任何答案，也沒有遺失。您可以重新開放。",
    reopen: "重新開放",
    leave: "離開",
    results: "本場有 {n} 人作答。結果不再改變。",
    together: "此問卷先前的答案太少，因此與本場的答案合併顯示。",
    comments: "意見",
    comments_few: "有 {t} 人以上作答時才會顯示意見。",
    listed: "第 {number} 場，{day}",
    none: "還沒有任何自評。",
    opened: "第 {number} 場自評已開放，共 {codes} 個代碼。代碼只在此時顯示。",
    more_codes: "第 {number} 場自評新增了 {codes} 個代碼。代碼只在此時顯示。",
    slips_written: "紙條已寫入 {file}。列印後請刪除該檔案。",
    lead: "查看進度及結束自評：{command}",
    how_many: "新的自評：共有多少人參加？（直接按 Enter 返回）",
    press_enter: "按 Enter 繼續。",
    reopened: "第 {number} 場自評已重新開放。",
    discarded: "第 {number} 場自評和其中所有答案均已刪除。",
};

pub(super) const ZH_HANS: SessionPhrases = SessionPhrases {
    title: "员工自评",
    ask: "请输入您的代码。",
    promise: "代码只能使用一次。没有人能知道哪些答案是谁填的。",
    leave_hint: "Esc：离开",
    wrong_length: "代码有八个字符。",
    wrong_sign: "代码里没有「{sign}」这个字符。",
    mistyped: "输入有误，请与纸条核对。",
    unknown: "进行中的自评里没有这个代码。",
    used: "这个代码已经使用，问卷也已填完。",
    closed: "自评已经结束，请询问主持人。",
    erase: "清除",
    confirm: "继续",
    slip: "您的代码，限一人使用一次",
    room: "第 {number} 场自评",
    open: "进行中",
    held: "已结束，人数不足",
    frozen: "已结束",
    turnout: "{codes} 人中已有 {finished} 人完成，{begun} 人正在填写。",
    least: "结束后，如有 {k} 人以上作答即显示结果；意见则需 {t} 人以上。",
    join: "参加者请执行：{command}",
    close: "结束这场自评",
    close_sure: "还有 {begun} 人正在填写，已填的答案会保留。",
    close_what: "结束后不能再填写，结果也不再改变。",
    keep_open: "继续进行",
    missing: "作答人数不足，还需要 {missing} 人。没有读取任何答案，也没有丢失。您可以重新开放。",
    reopen: "重新开放",
    leave: "离开",
    results: "本场有 {n} 人作答。结果不再改变。",
    together: "此问卷先前的答案太少，因此与本场的答案合并显示。",
    comments: "意见",
    comments_few: "有 {t} 人以上作答时才会显示意见。",
    listed: "第 {number} 场，{day}",
    none: "还没有任何自评。",
    opened: "第 {number} 场自评已开放，共 {codes} 个代码。代码只在此时显示。",
    more_codes: "第 {number} 场自评新增了 {codes} 个代码。代码只在此时显示。",
    slips_written: "纸条已写入 {file}。打印后请删除该文件。",
    lead: "查看进度及结束自评：{command}",
    how_many: "新的自评：共有多少人参加？（直接按 Enter 返回）",
    press_enter: "按 Enter 继续。",
    reopened: "第 {number} 场自评已重新开放。",
    discarded: "第 {number} 场自评和其中所有答案均已删除。",
};

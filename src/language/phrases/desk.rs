//! What the operator meets.

/// Words of the desk.
#[derive(Debug)]
pub struct DeskPhrases {
    /// The heading of the first page.
    pub studies: &'static str,
    /// There is no study at all.
    pub no_studies: &'static str,
    /// Who answers: customers.
    pub customer: &'static str,
    /// Who answers: managers.
    pub manager: &'static str,
    /// Who answers: contact personnel.
    pub staff: &'static str,
    /// A form's count: `{n}` finished.
    pub finished: &'static str,
    /// The heading over interviews that were not finished.
    pub unfinished: &'static str,
    /// One unfinished interview: begun `{when}`, `{n}` entries.
    pub unfinished_one: &'static str,
    /// The button that starts an interview with all questions.
    pub start: &'static str,
    /// The button that starts the short form.
    pub start_short: &'static str,
    /// The button that shows results.
    pub results: &'static str,
    /// Results are being read.
    pub reading: &'static str,
    /// The results refresh by themselves.
    pub live: &'static str,
    /// The form asks nothing that a gap could be formed of.
    pub no_gaps: &'static str,
    /// An unfinished interview: what can be done.
    pub take_up: &'static str,
    /// The button that takes an interview up again.
    pub resume: &'static str,
    /// The button that goes back to the first page.
    pub to_desk: &'static str,
    /// The button that ends the program.
    pub quit: &'static str,
    /// How the desk is used.
    pub keys: &'static str,
    /// Shown while trial data is collected.
    pub test: &'static str,
}

pub(super) const EN: DeskPhrases = DeskPhrases {
    studies: "Studies",
    no_studies: "There is no study yet.",
    customer: "Customers",
    manager: "Managers",
    staff: "Staff",
    finished: "{n} finished",
    unfinished: "Not finished",
    unfinished_one: "begun {when}, {n} steps",
    start: "Start",
    start_short: "Start the short form",
    results: "Results",
    reading: "Reading the answers ...",
    live: "Refreshes by itself",
    no_gaps: "This form asks for nothing that can be compared on this page.",
    take_up: "This interview was not finished. It can be taken up where it stopped.",
    resume: "Take it up again",
    to_desk: "Back",
    quit: "Quit",
    keys: "Arrows and Enter, or touch",
    test: "Trial: these answers do not count",
};

pub(super) const ZH_HANT: DeskPhrases = DeskPhrases {
    studies: "調查",
    no_studies: "還沒有調查。",
    customer: "顧客",
    manager: "管理人員",
    staff: "服務人員",
    finished: "已完成 {n} 份",
    unfinished: "未完成",
    unfinished_one: "{when} 開始，{n} 步",
    start: "開始",
    start_short: "開始簡短版",
    results: "結果",
    reading: "正在讀取答案 ...",
    live: "自動更新",
    no_gaps: "此表沒有可在本頁比較的題目。",
    take_up: "這份訪問尚未完成，可從停下的地方繼續。",
    resume: "繼續訪問",
    to_desk: "返回",
    quit: "離開",
    keys: "方向鍵與 Enter，或觸控",
    test: "試用：這些答案不計入",
};

pub(super) const ZH_HANS: DeskPhrases = DeskPhrases {
    studies: "调查",
    no_studies: "还没有调查。",
    customer: "顾客",
    manager: "管理人员",
    staff: "服务人员",
    finished: "已完成 {n} 份",
    unfinished: "未完成",
    unfinished_one: "{when} 开始，{n} 步",
    start: "开始",
    start_short: "开始简短版",
    results: "结果",
    reading: "正在读取答案 ...",
    live: "自动更新",
    no_gaps: "此表没有可在本页比较的题目。",
    take_up: "这份访问尚未完成，可从停下的地方继续。",
    resume: "继续访问",
    to_desk: "返回",
    quit: "离开",
    keys: "方向键与 Enter，或触控",
    test: "试用：这些答案不计入",
};

//! What is said when something is wrong.

/// Words of trouble: plain for the person, precise for the staff.
#[derive(Debug)]
pub struct TroublePhrases {
    /// The heading for anyone who stands before the screen.
    pub tell_staff: &'static str,
    /// Under it, when an answer could not be kept.
    pub not_saved: &'static str,
    /// Under it, when the interview could not begin.
    pub not_begun: &'static str,
    /// Under it, when something could not be read.
    pub not_read: &'static str,
    /// Cause: the disk is full.
    pub full: &'static str,
    /// Cause: the folder or the disk may not be written.
    pub forbidden: &'static str,
    /// Cause: another program holds the answers.
    pub busy: &'static str,
    /// Cause: the answers' file is damaged.
    pub damaged: &'static str,
    /// Cause: anything else.
    pub other: &'static str,
    /// The button that tries again.
    pub try_again: &'static str,
    /// The button that closes the program.
    pub close: &'static str,
    /// The screen is too small: it needs `{columns}` columns and `{rows}` rows.
    pub too_small: &'static str,
}

pub(super) const EN: TroublePhrases = TroublePhrases {
    tell_staff: "Please tell the staff",
    not_saved: "The last answer could not be saved. All answers before it are safe.",
    not_begun: "The interview could not begin.",
    not_read: "The answers could not be read.",
    full: "The disk is full. Make room, then try again.",
    forbidden: "The folder of the answers may not be written. Check its rights.",
    busy: "Another program holds the answers. Close it, then try again.",
    damaged: "The file of the answers is damaged. Run: fivegaps doctor",
    other: "The cause is given below.",
    try_again: "Try again",
    close: "Close",
    too_small: "This window is too small. It needs {columns} columns and {rows} rows.",
};

pub(super) const ZH_HANT: TroublePhrases = TroublePhrases {
    tell_staff: "請通知工作人員",
    not_saved: "最後一題的答案未能儲存。之前的答案都已安全儲存。",
    not_begun: "訪問無法開始。",
    not_read: "無法讀取答案。",
    full: "磁碟已滿。請清出空間後再試。",
    forbidden: "無法寫入答案的資料夾。請檢查權限。",
    busy: "另一個程式正在使用答案檔。請關閉後再試。",
    damaged: "答案檔已損壞。請執行：fivegaps doctor",
    other: "原因如下。",
    try_again: "再試一次",
    close: "關閉",
    too_small: "視窗太小，需要 {columns} 欄、{rows} 列。",
};

pub(super) const ZH_HANS: TroublePhrases = TroublePhrases {
    tell_staff: "请通知工作人员",
    not_saved: "最后一题的答案未能保存。之前的答案都已安全保存。",
    not_begun: "访问无法开始。",
    not_read: "无法读取答案。",
    full: "磁盘已满。请清出空间后再试。",
    forbidden: "无法写入答案的文件夹。请检查权限。",
    busy: "另一个程序正在使用答案文件。请关闭后再试。",
    damaged: "答案文件已损坏。请运行：fivegaps doctor",
    other: "原因如下。",
    try_again: "再试一次",
    close: "关闭",
    too_small: "窗口太小，需要 {columns} 列、{rows} 行。",
};

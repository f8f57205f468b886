//! What a kiosk says beside the interview: at its door, while it is closed, at the keypad, to the staff.

/// Words of the kiosk.
#[derive(Debug)]
pub struct KioskPhrases {
    /// At the door: nobody asks for a name.
    pub anonymous: &'static str,
    /// Between two people, while the program starts anew.
    pub one_moment: &'static str,
    /// Closed: it is not the time of day.
    pub closed: &'static str,
    /// Above the opening hours.
    pub hours: &'static str,
    /// The days of the week, Monday first.
    pub days: [&'static str; 7],
    /// In the place of the hours of a day without any.
    pub no_hours: &'static str,
    /// Closed: as many as are wanted have answered.
    pub enough: &'static str,
    /// Closed: something is wrong.
    pub out_of_order: &'static str,
    /// It opens again by itself.
    pub by_itself: &'static str,

    /// The keypad's heading.
    pub pin: &'static str,
    /// The PIN was wrong.
    pub wrong: &'static str,
    /// A PIN is taken in `{n}` seconds.
    pub wait: &'static str,
    /// There is no PIN.
    pub missing: &'static str,
    /// The key that takes the last digit away.
    pub erase: &'static str,
    /// The key that ends the PIN.
    pub confirm: &'static str,
    /// The button that goes back to the kiosk.
    pub back: &'static str,

    /// The staff page's heading.
    pub staff: &'static str,
    /// When the last person finished: `{when}`.
    pub last: &'static str,
    /// Nobody has answered yet.
    pub nobody: &'static str,
    /// Answers `{today}` today, `{week}` in seven days, `{all}` in all.
    pub answered: &'static str,
    /// Left before the end: `{n}` in seven days.
    pub left: &'static str,
    /// The store keeps answers as it should.
    pub sound: &'static str,
    /// The button that ends the kiosk.
    pub leave: &'static str,
}

pub(super) const EN: KioskPhrases = KioskPhrases {
    anonymous: "Anonymous: no name, no number.",
    one_moment: "One moment please",
    closed: "We are closed now",
    hours: "Opening hours",
    days: [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ],
    no_hours: "closed",
    enough: "Thank you. Enough people have answered.",
    out_of_order: "Out of order. Please tell the staff.",
    by_itself: "It opens again by itself once the cause is gone.",
    pin: "For the staff: PIN",
    wrong: "That was not it.",
    wait: "The next PIN is taken in {n} seconds.",
    missing: "There is no PIN, or it cannot be read. It is set in a shell: fivegaps pin",
    erase: "Erase",
    confirm: "OK",
    back: "Back to the kiosk",
    staff: "For the staff",
    last: "Last answered: {when}",
    nobody: "Nobody has answered yet.",
    answered: "Answered: {today} today, {week} in seven days, {all} in all",
    left: "Left before the end: {n} in seven days",
    sound: "Answers are kept as they should be.",
    leave: "End the kiosk",
};

pub(super) const ZH_HANT: KioskPhrases = KioskPhrases {
    anonymous: "不記名，不留號碼。",
    one_moment: "請稍候",
    closed: "現在暫停服務",
    hours: "開放時間",
    days: [
        "星期一",
        "星期二",
        "星期三",
        "星期四",
        "星期五",
        "星期六",
        "星期日",
    ],
    no_hours: "休息",
    enough: "謝謝您。回答人數已足夠。",
    out_of_order: "暫時無法使用，請通知工作人員。",
    by_itself: "原因排除後會自動恢復。",
    pin: "工作人員專用：請輸入密碼",
    wrong: "密碼不正確。",
    wait: "{n} 秒後可再輸入密碼。",
    missing: "尚未設定密碼，或無法讀取。請在命令列執行：fivegaps pin",
    erase: "清除",
    confirm: "確定",
    back: "返回問卷",
    staff: "工作人員專用",
    last: "最近一次完成：{when}",
    nobody: "還沒有人回答。",
    answered: "已回答：今天 {today}，七天內 {week}，合計 {all}",
    left: "未完成離開：七天內 {n}",
    sound: "答案儲存正常。",
    leave: "結束自助問卷",
};

pub(super) const ZH_HANS: KioskPhrases = KioskPhrases {
    anonymous: "不记名，不留号码。",
    one_moment: "请稍候",
    closed: "现在暂停服务",
    hours: "开放时间",
    days: [
        "星期一",
        "星期二",
        "星期三",
        "星期四",
        "星期五",
        "星期六",
        "星期日",
    ],
    no_hours: "休息",
    enough: "谢谢您。回答人数已足够。",
    out_of_order: "暂时无法使用，请通知工作人员。",
    by_itself: "原因排除后会自动恢复。",
    pin: "工作人员专用：请输入密码",
    wrong: "密码不正确。",
    wait: "{n} 秒后可再输入密码。",
    missing: "尚未设置密码，或无法读取。请在命令行执行：fivegaps pin",
    erase: "清除",
    confirm: "确定",
    back: "返回问卷",
    staff: "工作人员专用",
    last: "最近一次完成：{when}",
    nobody: "还没有人回答。",
    answered: "已回答：今天 {today}，七天内 {week}，合计 {all}",
    left: "未完成离开：七天内 {n}",
    sound: "答案保存正常。",
    leave: "结束自助问卷",
};

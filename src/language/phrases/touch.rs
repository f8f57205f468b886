//! What stands on keys that are drawn to be touched, and beside them.

/// Words of the pad and the keyboard.
#[derive(Debug)]
pub struct TouchPhrases {
    /// The key that takes the last character away: short.
    pub erase: &'static str,
    /// The key of the blank.
    pub space: &'static str,
    /// The key that closes the keyboard.
    pub written: &'static str,
    /// The button that shows the keyboard.
    pub keyboard: &'static str,
    /// Beside the keyboard: what can be done instead.
    pub instead: &'static str,
}

pub(super) const EN: TouchPhrases = TouchPhrases {
    erase: "Erase",
    space: "space",
    written: "Done",
    keyboard: "Keyboard",
    instead: "You need not write anything: touch Done, then Next.",
};

pub(super) const ZH_HANT: TouchPhrases = TouchPhrases {
    erase: "清除",
    space: "空格",
    written: "完成",
    keyboard: "鍵盤",
    instead: "這裡只能輸入英文字母和數字。您可以略過這一題，也可以請服務人員協助。",
};

pub(super) const ZH_HANS: TouchPhrases = TouchPhrases {
    erase: "清除",
    space: "空格",
    written: "完成",
    keyboard: "键盘",
    instead: "这里只能输入英文字母和数字。您可以跳过这一题，也可以请服务人员协助。",
};

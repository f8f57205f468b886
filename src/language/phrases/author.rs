//! What the author of a questionnaire meets.

/// Words of writing and trying out a questionnaire.
#[derive(Debug)]
pub struct AuthorPhrases {
    /// Stands over everything while a form is tried out.
    pub preview: &'static str,
    /// Before the first question about a new file.
    pub opening: &'static str,
    /// Which languages the questionnaire has.
    pub languages: &'static str,
    /// Its title in `{language}`.
    pub title: &'static str,
    /// What the place is called in `{language}`.
    pub place: &'static str,
    /// What kind of provider it is, in `{language}`.
    pub industry: &'static str,
    /// How many dimensions, 1 to `{most}`.
    pub dimensions: &'static str,
    /// Whether customers share out points.
    pub points: &'static str,
    /// Whether there are forms for managers and staff.
    pub staff: &'static str,
    /// The answer yes; `y` is understood, too.
    pub yes: &'static str,
    /// The answer no; `n` is understood, too.
    pub no: &'static str,
    /// The answer was not understood.
    pub unclear: &'static str,
    /// The new `{file}` is there.
    pub written: &'static str,
    /// It takes the place of the shipped study `{id}`.
    pub instead: &'static str,
    /// What to do next: change the words.
    pub next_change: &'static str,
    /// What to do next: look at it.
    pub next_check: &'static str,
    /// What to do next: try it out.
    pub next_preview: &'static str,
    /// What to do next: use it.
    pub next_interview: &'static str,
}

pub(super) const EN: AuthorPhrases = AuthorPhrases {
    preview: "Preview: nothing is kept",
    opening: "A few questions, then the file is written. Enter alone takes what stands in [brackets].",
    languages: "Languages of the questionnaire, by number, separated by blanks",
    title: "The title that respondents see, in {language}",
    place: "What the place is called inside a question, in {language}",
    industry: "What it is, in one word, in {language}",
    dimensions: "How many dimensions of service quality, 1 to {most}",
    points: "Shall customers share out 100 points over the dimensions?",
    staff: "Forms for managers and staff, too?",
    yes: "yes",
    no: "no",
    unclear: "That was not understood.",
    written: "Written: {file}",
    instead: "It takes the place of the questionnaire `{id}` that comes with the program.",
    next_change: "Change the words in it with any text editor, then",
    next_check: "look for mistakes and see how long it takes",
    next_preview: "walk through it; nothing is kept",
    next_interview: "interview the first person",
};

pub(super) const ZH_HANT: AuthorPhrases = AuthorPhrases {
    preview: "預覽：不會保存任何答案",
    opening: "先回答幾個問題，然後寫入檔案。直接按 Enter 就採用 [方括號] 裡的內容。",
    languages: "問卷的語言，請輸入編號，以空格分開",
    title: "受訪者看到的標題（{language}）",
    place: "題目裡怎麼稱呼這個地方（{language}）",
    industry: "這是什麼行業的場所，用一個詞（{language}）",
    dimensions: "服務品質分幾個構面，1 至 {most}",
    points: "是否請顧客把 100 分分配給各個構面？",
    staff: "是否也要管理人員和服務人員的問卷？",
    yes: "是",
    no: "否",
    unclear: "看不懂這個答案。",
    written: "已寫入：{file}",
    instead: "它會取代程式內附的問卷 `{id}`。",
    next_change: "請用任何文字編輯器修改內容，然後",
    next_check: "檢查錯誤，看看需要多少時間",
    next_preview: "試走一遍，不會保存任何答案",
    next_interview: "訪問第一個人",
};

pub(super) const ZH_HANS: AuthorPhrases = AuthorPhrases {
    preview: "预览：不会保存任何答案",
    opening: "先回答几个问题，然后写入文件。直接按 Enter 就采用 [方括号] 里的内容。",
    languages: "问卷的语言，请输入编号，用空格分开",
    title: "受访者看到的标题（{language}）",
    place: "题目里怎么称呼这个地方（{language}）",
    industry: "这是什么行业的场所，用一个词（{language}）",
    dimensions: "服务质量分几个维度，1 至 {most}",
    points: "是否请顾客把 100 分分配给各个维度？",
    staff: "是否也要管理人员和服务人员的问卷？",
    yes: "是",
    no: "否",
    unclear: "看不懂这个答案。",
    written: "已写入：{file}",
    instead: "它会取代程序自带的问卷 `{id}`。",
    next_change: "请用任何文本编辑器修改内容，然后",
    next_check: "检查错误，看看需要多少时间",
    next_preview: "试走一遍，不会保存任何答案",
    next_interview: "访问第一个人",
};

//! What a respondent meets between the first screen and the last.

use super::fill;

/// Words of the interview.
#[derive(Debug)]
pub struct InterviewPhrases {
    /// Above the languages on the first screen.
    pub choose_language: &'static str,
    /// Under the study's title: `{n}` questions, `{minutes}` minutes.
    pub about_so_long: &'static str,
    /// The button that goes on.
    pub next: &'static str,
    /// The button that goes back.
    pub back: &'static str,
    /// The button that switches the language; it must help those who cannot read the present one.
    pub language: &'static str,
    /// The button that turns to the next part of a text too long for the screen.
    pub more: &'static str,
    /// Which part of a long text is shown: `{n}` of `{all}`.
    pub part: &'static str,
    /// How far one is: question `{n}` of about `{all}`.
    pub progress: &'static str,

    /// Consent: the button that agrees.
    pub agree: &'static str,
    /// Consent: the button that agrees and confirms to be at least `{age}` years old.
    pub agree_of_age: &'static str,
    /// Consent: the button that declines.
    pub decline: &'static str,
    /// Consent: after `{days}` days single answers are deleted.
    pub keep_days: &'static str,

    /// Under a scale: the keys `{low}` to `{high}` answer.
    pub scale_keys: &'static str,
    /// Under a scale that goes to ten: the key `{key}` stands for 10.
    pub ten_key: &'static str,
    /// Shown after a key that is no step: the scale goes from `{low}` to `{high}`.
    pub not_on_scale: &'static str,
    /// Above the reasons for giving no answer.
    pub no_answer: &'static str,
    /// Reason: does not know.
    pub dont_know: &'static str,
    /// Reason: prefers not to say.
    pub prefer_not: &'static str,
    /// Reason: does not apply.
    pub does_not_apply: &'static str,
    /// Reason: there is no standard.
    pub no_standard: &'static str,
    /// Reason: nothing is promised.
    pub no_promise: &'static str,
    /// Going on without an answer: asks once.
    pub nothing_chosen: &'static str,

    /// Heading of a column: expectation.
    pub expectation: &'static str,
    /// Heading of a column: perception.
    pub perception: &'static str,
    /// Heading of a column: least acceptable.
    pub minimum: &'static str,
    /// Heading of a column: wished for.
    pub desired: &'static str,
    /// Kano's five answers, from like to dislike.
    pub kano: [&'static str; 5],
    /// What stands for an earlier choice in a later text, where nothing was chosen.
    pub nothing_chosen_before: &'static str,
    /// Between several chosen options in a later text.
    pub and_also: &'static str,

    /// Above the options of which one is chosen.
    pub choose_one: &'static str,
    /// Above the options of which several may be chosen.
    pub choose_many: &'static str,
    /// Beside the line for words of one's own.
    pub own_words: &'static str,

    /// Points: what to do, with `{total}` points.
    pub points: &'static str,
    /// Points: `{n}` are still to be given.
    pub points_left: &'static str,
    /// Points: `{n}` too many are given.
    pub points_over: &'static str,
    /// Points: all are given.
    pub points_given: &'static str,
    /// Points: one cannot go on while `{n}` are left.
    pub points_stay: &'static str,

    /// Number: from `{least}` to `{most}`.
    pub number: &'static str,
    /// Number refused: it must lie from `{least}` to `{most}`.
    pub number_refused: &'static str,
    /// A number with up to `{digits}` digits behind the point, from `{least}` to `{most}`.
    pub decimal: &'static str,
    /// Such a number refused.
    pub decimal_refused: &'static str,
    /// Number far from the usual: asks once whether `{n}` is right.
    pub number_unusual: &'static str,
    /// Date: how to write it.
    pub date: &'static str,
    /// Date refused.
    pub date_refused: &'static str,
    /// Month: how to write it.
    pub month: &'static str,
    /// Month refused.
    pub month_refused: &'static str,
    /// Time: how to write it.
    pub time: &'static str,
    /// Time refused.
    pub time_refused: &'static str,
    /// Text: a word of care about names.
    pub text: &'static str,
    /// Text: `{n}` of `{all}` characters.
    pub text_length: &'static str,
    /// An answer that stood here was emptied.
    pub emptied: &'static str,
    /// The least accepted, `{minimum}`, is above what is wished for, `{desired}`: asks once.
    pub minimum_above: &'static str,

    /// The answer could not be kept; tried again in `{n}` seconds.
    pub not_saved: &'static str,
    /// The button that tries to save again at once.
    pub try_again: &'static str,

    /// Review: the heading.
    pub review: &'static str,
    /// Review: `{n}` questions have no answer.
    pub review_open: &'static str,
    /// Review: every question is answered.
    pub review_none_open: &'static str,
    /// Review: which of the pages of the list, `{n}` of `{all}`.
    pub list_page: &'static str,
    /// The button that ends the interview.
    pub finish: &'static str,

    /// Thanks: the heading.
    pub thanks: &'static str,
    /// Thanks: under the heading, when the form has no words of its own.
    pub thanks_kept: &'static str,
    /// The code by which the answers can be deleted later: `{code}`.
    pub receipt: &'static str,
    /// Thanks for one who declined or left.
    pub goodbye: &'static str,
    /// Thanks: above the person's own gaps.
    pub own_gaps: &'static str,
    /// Thanks: how to read them.
    pub own_gaps_read: &'static str,
    /// The button that shows the result of all.
    pub all_results: &'static str,
    /// Above the result of all.
    pub all_results_title: &'static str,
    /// The result of all cannot be shown: fewer than `{k}` people.
    pub all_results_few: &'static str,
    /// The button that closes the last screen.
    pub done: &'static str,
    /// The last screen closes itself in `{n}` seconds.
    pub closes: &'static str,

    /// Leaving: the question.
    pub leave_title: &'static str,
    /// Leaving: what becomes of the answers.
    pub leave_kept: &'static str,
    /// The button that stays.
    pub stay: &'static str,
    /// The button that leaves.
    pub leave: &'static str,

    /// Idle: the question.
    pub still_there: &'static str,
    /// Idle: it closes in `{n}` seconds.
    pub closing_in: &'static str,
    /// The button that answers it.
    pub still_here: &'static str,
}

impl InterviewPhrases {
    /// How a number between these is to be written.
    pub fn number_within(&self, least: &str, most: &str, decimals: u8) -> String {
        number([self.number, self.decimal], least, most, decimals)
    }

    /// That a number must lie between these.
    pub fn number_outside(&self, least: &str, most: &str, decimals: u8) -> String {
        let templates = [self.number_refused, self.decimal_refused];
        number(templates, least, most, decimals)
    }
}

fn number([whole, decimal]: [&str; 2], least: &str, most: &str, decimals: u8) -> String {
    let template = if decimals == 0 { whole } else { decimal };
    let digits = decimals.to_string();
    let values = [("least", least), ("most", most), ("digits", &digits)];
    fill(template, &values)
}

pub(super) const EN: InterviewPhrases = InterviewPhrases {
    choose_language: "Please choose your language",
    about_so_long: "{n} questions, about {minutes} minutes",
    next: "Next",
    back: "Back",
    language: "Language / 語言",
    more: "More",
    part: "part {n} of {all}",
    progress: "Question {n} of {all}",

    agree: "I agree, begin",
    agree_of_age: "I am {age} or older and agree",
    decline: "I do not take part",
    keep_days: "Single answers are deleted after {days} days.",

    scale_keys: "Touch a number, or press {low} to {high}",
    ten_key: "{key} = 10",
    not_on_scale: "Please choose a number from {low} to {high}.",
    no_answer: "Or say why you give no answer:",
    dont_know: "Don't know",
    prefer_not: "Prefer not to say",
    does_not_apply: "Does not apply",
    no_standard: "There is no standard",
    no_promise: "Nothing is promised",
    nothing_chosen: "There is no answer yet. Press Next once more to leave it open.",

    expectation: "What an excellent one does",
    perception: "How it is here",
    minimum: "The least I would accept",
    desired: "What I wish for",
    kano: [
        "I like it",
        "I expect it",
        "I do not mind",
        "I can live with it",
        "I dislike it",
    ],
    nothing_chosen_before: "(no answer)",
    and_also: ", ",

    choose_one: "Choose one",
    choose_many: "Choose all that apply, then Next",
    own_words: "In your own words",

    points: "Share out {total} points: the more important, the more points.",
    points_left: "{n} points left",
    points_over: "{n} points too many",
    points_given: "All points are given",
    points_stay: "Please share out all points, or say why you give no answer.",

    number: "A whole number from {least} to {most}",
    number_refused: "Please type a whole number from {least} to {most}.",
    decimal: "A number from {least} to {most}, up to {digits} digits behind the point",
    decimal_refused: "Please type a number from {least} to {most} with up to {digits} digits behind the point.",
    number_unusual: "Is {n} right? Press Next once more to keep it.",
    date: "Year-month-day, such as 2026-05-17",
    date_refused: "Please type a day as year-month-day, such as 2026-05-17.",
    month: "Year-month, such as 2026-05",
    month_refused: "Please type a month as year-month, such as 2026-05.",
    time: "Hours:minutes, such as 14:30",
    time_refused: "Please type a time as hours:minutes, such as 14:30.",
    text: "Please write no names of people.",
    text_length: "{n} of {all} characters",
    emptied: "Please give an answer, or say why you give none.",
    minimum_above: "The least you accept ({minimum}) is above what you wish for ({desired}). Press Next once more to keep it.",

    not_saved: "Your answer could not be saved yet. Trying again in {n} s.",
    try_again: "Try again now",

    review: "Almost done",
    review_open: "Questions without an answer: {n}. Choose one to answer it, or finish.",
    review_none_open: "Every question is answered.",
    list_page: "page {n} of {all}",
    finish: "Finish",

    thanks: "Thank you",
    thanks_kept: "Your answers are saved.",
    receipt: "Your code is {code}. Note it down: with it we can delete your answers later.",
    goodbye: "Goodbye, and thank you for coming.",
    own_gaps: "Your own answers",
    own_gaps_read: "How it is here, compared with what you expect.",
    all_results: "See the result of all",
    all_results_title: "The result of all people asked",
    all_results_few: "The result of all is shown once {k} people have answered.",
    done: "Close",
    closes: "Closes in {n} s",

    leave_title: "Do you want to stop here?",
    leave_kept: "What you have answered so far is kept.",
    stay: "Go on answering",
    leave: "Stop here",

    still_there: "Are you still there?",
    closing_in: "Closes in {n} s",
    still_here: "I am still here",
};

pub(super) const ZH_HANT: InterviewPhrases = InterviewPhrases {
    choose_language: "請選擇語言",
    about_so_long: "共 {n} 題，約 {minutes} 分鐘",
    next: "下一題",
    back: "上一題",
    language: "語言 / Language",
    more: "更多",
    part: "第 {n} 部分，共 {all} 部分",
    progress: "第 {n} 題，共 {all} 題",

    agree: "我同意，開始",
    agree_of_age: "我已滿 {age} 歲並同意參加",
    decline: "我不參加",
    keep_days: "個別答卷會在 {days} 天後刪除。",

    scale_keys: "請點選數字，或按 {low} 至 {high} 鍵",
    ten_key: "{key} = 10",
    not_on_scale: "請選擇 {low} 至 {high} 的數字。",
    no_answer: "或說明不作答的原因：",
    dont_know: "不知道",
    prefer_not: "不想回答",
    does_not_apply: "不適用",
    no_standard: "沒有標準",
    no_promise: "沒有承諾",
    nothing_chosen: "您尚未作答。再按一次「下一題」即可略過。",

    expectation: "優秀的應該如何",
    perception: "這裡實際如何",
    minimum: "我能接受的最低水準",
    desired: "我希望的水準",
    kano: ["我喜歡", "理應如此", "無所謂", "勉強接受", "我不喜歡"],
    nothing_chosen_before: "（未作答）",
    and_also: "、",

    choose_one: "請選擇一項",
    choose_many: "請選擇所有適用的項目，然後按「下一題」",
    own_words: "請用您自己的話說明",

    points: "請分配 {total} 分：越重要，分數越高。",
    points_left: "還剩 {n} 分",
    points_over: "多了 {n} 分",
    points_given: "分數已全部分配",
    points_stay: "請分配全部分數，或說明不作答的原因。",

    number: "請輸入 {least} 至 {most} 的整數",
    number_refused: "請輸入 {least} 至 {most} 的整數。",
    decimal: "請輸入 {least} 至 {most} 的數字，小數最多 {digits} 位",
    decimal_refused: "請輸入 {least} 至 {most} 的數字，小數最多 {digits} 位。",
    number_unusual: "{n} 正確嗎？再按一次「下一題」即可保留。",
    date: "年-月-日，例如 2026-05-17",
    date_refused: "請按「年-月-日」輸入日期，例如 2026-05-17。",
    month: "年-月，例如 2026-05",
    month_refused: "請按「年-月」輸入月份，例如 2026-05。",
    time: "時:分，例如 14:30",
    time_refused: "請按「時:分」輸入時間，例如 14:30。",
    text: "請不要寫出他人的姓名。",
    text_length: "{n} / {all} 字",
    emptied: "請作答，或說明不作答的原因。",
    minimum_above: "您能接受的最低水準（{minimum}）高於您希望的水準（{desired}）。再按一次「下一題」即可保留。",

    not_saved: "您的答案暫時未能儲存，{n} 秒後再試。",
    try_again: "立即再試",

    review: "快完成了",
    review_open: "還有 {n} 題沒有答案。您可以選擇一題作答，或直接完成。",
    review_none_open: "所有題目都已作答。",
    list_page: "第 {n} 頁，共 {all} 頁",
    finish: "完成",

    thanks: "謝謝您",
    thanks_kept: "您的答案已儲存。",
    receipt: "您的代碼是 {code}，請記下。日後憑此代碼可刪除您的答案。",
    goodbye: "再見，謝謝您的光臨。",
    own_gaps: "您自己的答案",
    own_gaps_read: "這裡的實際情況，與您的期望相比。",
    all_results: "查看全體結果",
    all_results_title: "全體受訪者的結果",
    all_results_few: "有 {k} 人作答後，才會顯示全體結果。",
    done: "關閉",
    closes: "{n} 秒後關閉",

    leave_title: "您要在這裡結束嗎？",
    leave_kept: "您已作答的部分會保留。",
    stay: "繼續作答",
    leave: "在此結束",

    still_there: "您還在嗎？",
    closing_in: "{n} 秒後關閉",
    still_here: "我還在",
};

pub(super) const ZH_HANS: InterviewPhrases = InterviewPhrases {
    choose_language: "请选择语言",
    about_so_long: "共 {n} 题，约 {minutes} 分钟",
    next: "下一题",
    back: "上一题",
    language: "语言 / Language",
    more: "更多",
    part: "第 {n} 部分，共 {all} 部分",
    progress: "第 {n} 题，共 {all} 题",

    agree: "我同意，开始",
    agree_of_age: "我已满 {age} 岁并同意参加",
    decline: "我不参加",
    keep_days: "个别答卷会在 {days} 天后删除。",

    scale_keys: "请点选数字，或按 {low} 至 {high} 键",
    ten_key: "{key} = 10",
    not_on_scale: "请选择 {low} 至 {high} 的数字。",
    no_answer: "或说明不作答的原因：",
    dont_know: "不知道",
    prefer_not: "不想回答",
    does_not_apply: "不适用",
    no_standard: "没有标准",
    no_promise: "没有承诺",
    nothing_chosen: "您尚未作答。再按一次「下一题」即可略过。",

    expectation: "优秀的应该如何",
    perception: "这里实际如何",
    minimum: "我能接受的最低水平",
    desired: "我希望的水平",
    kano: ["我喜欢", "理应如此", "无所谓", "勉强接受", "我不喜欢"],
    nothing_chosen_before: "（未作答）",
    and_also: "、",

    choose_one: "请选择一项",
    choose_many: "请选择所有适用的项目，然后按「下一题」",
    own_words: "请用您自己的话说明",

    points: "请分配 {total} 分：越重要，分数越高。",
    points_left: "还剩 {n} 分",
    points_over: "多了 {n} 分",
    points_given: "分数已全部分配",
    points_stay: "请分配全部分数，或说明不作答的原因。",

    number: "请输入 {least} 至 {most} 的整数",
    number_refused: "请输入 {least} 至 {most} 的整数。",
    decimal: "请输入 {least} 至 {most} 的数字，小数最多 {digits} 位",
    decimal_refused: "请输入 {least} 至 {most} 的数字，小数最多 {digits} 位。",
    number_unusual: "{n} 正确吗？再按一次「下一题」即可保留。",
    date: "年-月-日，例如 2026-05-17",
    date_refused: "请按「年-月-日」输入日期，例如 2026-05-17。",
    month: "年-月，例如 2026-05",
    month_refused: "请按「年-月」输入月份，例如 2026-05。",
    time: "时:分，例如 14:30",
    time_refused: "请按「时:分」输入时间，例如 14:30。",
    text: "请不要写出他人的姓名。",
    text_length: "{n} / {all} 字",
    emptied: "请作答，或说明不作答的原因。",
    minimum_above: "您能接受的最低水平（{minimum}）高于您希望的水平（{desired}）。再按一次「下一题」即可保留。",

    not_saved: "您的答案暂时未能保存，{n} 秒后再试。",
    try_again: "立即再试",

    review: "快完成了",
    review_open: "还有 {n} 题没有答案。您可以选择一题作答，或直接完成。",
    review_none_open: "所有题目都已作答。",
    list_page: "第 {n} 页，共 {all} 页",
    finish: "完成",

    thanks: "谢谢您",
    thanks_kept: "您的答案已保存。",
    receipt: "您的代码是 {code}，请记下。日后凭此代码可删除您的答案。",
    goodbye: "再见，谢谢您的光临。",
    own_gaps: "您自己的答案",
    own_gaps_read: "这里的实际情况，与您的期望相比。",
    all_results: "查看全体结果",
    all_results_title: "全体受访者的结果",
    all_results_few: "有 {k} 人作答后，才会显示全体结果。",
    done: "关闭",
    closes: "{n} 秒后关闭",

    leave_title: "您要在这里结束吗？",
    leave_kept: "您已作答的部分会保留。",
    stay: "继续作答",
    leave: "在此结束",

    still_there: "您还在吗？",
    closing_in: "{n} 秒后关闭",
    still_here: "我还在",
};

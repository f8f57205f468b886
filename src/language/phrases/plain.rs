//! What the interview over plain lines says, beside the words it shares with the screens.

/// Words of the plain interview. The letters `?`, `b`, `l`, `q`, `d`, `r`, `n`, `x` are commands in every language.
#[derive(Debug)]
pub struct PlainPhrases {
    /// At the beginning.
    pub opening: &'static str,
    /// When an interview is taken up again.
    pub resumed: &'static str,
    /// What can be typed, a line each.
    pub help: [&'static str; 6],
    /// Help on texts: how to answer with one of the letters.
    pub help_text: &'static str,
    /// Before a list of which one number is typed.
    pub one_number: &'static str,
    /// Before a list of which several numbers are typed.
    pub several_numbers: &'static str,
    /// A scale: from `{low}` (`{worst}`) to `{high}` (`{best}`).
    pub scale: &'static str,
    /// Above `{reasons}`, joined by [`PlainPhrases::comma`]: `{lead}`.
    pub reasons: &'static str,
    /// Between things of a list.
    pub comma: &'static str,
    /// The answer there is: `{answer}`.
    pub answer_so_far: &'static str,
    /// Nothing was typed: asks once.
    pub open_once: &'static str,
    /// The answer `{answer}` is kept.
    pub saved: &'static str,
    /// It is not kept, because of `{cause}`.
    pub not_saved: &'static str,
    /// The line could not be understood.
    pub unclear: &'static str,
    /// There is no option of the number.
    pub no_option: &'static str,
    /// Only one option.
    pub only_one: &'static str,
    /// `{option}` excludes the others.
    pub alone: &'static str,
    /// The reason is not offered here.
    pub no_reason: &'static str,
    /// At most `{limit}` characters.
    pub too_long: &'static str,
    /// Points: `{rows}` numbers that add up to `{total}`, on one line or one by one.
    pub points: &'static str,
    /// Points: they add up to `{sum}`, not to `{total}`.
    pub points_sum: &'static str,
    /// Points: there are `{rows}` rows.
    pub points_rows: &'static str,
    /// Own words: an empty line means none.
    pub own_words: &'static str,
    /// A note: how to go on.
    pub go_on: &'static str,
    /// The minimum `{minimum}` lies above the desired level `{desired}`: asks once.
    pub minimum_above: &'static str,
    /// The number `{n}` is unusual: asks once.
    pub unusual: &'static str,
    /// There is nothing before.
    pub at_start: &'static str,
    /// After the question whether somebody is still there: Enter within `{n}` seconds goes on.
    pub still_there: &'static str,
    /// The interviewer fills the next question.
    pub for_interviewer: &'static str,
    /// Review: which question to answer, or finish.
    pub finish: &'static str,
    /// Leaving: asks once.
    pub leave: &'static str,
    /// Input ended before the interview did.
    pub cut_off: &'static str,
    /// Own gaps: the scale goes from `{low}` to `{high}`.
    pub gap_scale: &'static str,
    /// Own gaps: `{about}`, expected `{expected}`, seen `{seen}`, `{n}` below.
    pub gap_below: &'static str,
    /// Own gaps: as above, `{n}` above.
    pub gap_above: &'static str,
    /// Own gaps: as above, equal.
    pub gap_met: &'static str,
    /// Own gaps against another level than expectation: `{about}`, `{level}` at `{expected}`, `{here}` at `{seen}`,
    /// the difference `{n}` with its sign.
    pub gap_levels: &'static str,
    /// Own gaps: `{about}`, seen `{seen}`, nothing to compare it with.
    pub gap_seen: &'static str,
    /// Own gaps: `{about}` has too few answers.
    pub gap_none: &'static str,
}

pub(super) const EN: PlainPhrases = PlainPhrases {
    opening: "The questions come one at a time. Type your answer and press Enter. Type ? for help.",
    resumed: "You go on where you stopped.",
    help: [
        "Type a number or words, then press Enter.",
        "? is this help.",
        "b goes back.",
        "l changes the language.",
        "q stops here.",
        "Enter alone keeps the answer there is, or leaves the question open.",
    ],
    help_text: "To answer with such a letter alone, type a blank before it.",
    one_number: "Type one number.",
    several_numbers: "Type all numbers that apply, with blanks between them.",
    scale: "Type a number from {low} ({worst}) to {high} ({best}).",
    reasons: "{lead} {reasons}",
    comma: ", ",
    answer_so_far: "Your answer so far: {answer}. Enter alone keeps it.",
    open_once: "There is no answer yet. Press Enter once more to leave it open.",
    saved: "Saved: {answer}",
    not_saved: "Not saved: {cause}. Press Enter to try again, or type q to stop.",
    unclear: "This was not understood.",
    no_option: "There is no option of this number.",
    only_one: "Please choose only one.",
    alone: "{option}: this cannot be chosen together with others.",
    no_reason: "This reason is not offered here.",
    too_long: "This is too long. At most {limit} characters are kept.",
    points: "Type {rows} numbers that add up to {total}, with blanks between them; or the first number alone, to go row by row.",
    points_sum: "These add up to {sum}. They must add up to {total}.",
    points_rows: "Please type {rows} numbers, one for each row.",
    own_words: "In your own words, or Enter alone for none:",
    go_on: "Press Enter to go on.",
    minimum_above: "The least you would accept ({minimum}) is more than what you wish for ({desired}). Press Enter to keep it, or type another number.",
    unusual: "Is {n} right? Press Enter to keep it, or type another number.",
    still_there: "Press Enter within {n} seconds to go on. What you have answered stays.",
    at_start: "There is nothing before this.",
    for_interviewer: "For the interviewer:",
    finish: "Type a number to answer that question, or press Enter to finish.",
    leave: "Type q once more to stop here; what you have answered is kept. Press Enter to go on.",
    cut_off: "The interview stops here. What you have answered is kept, and can be taken up again.",
    gap_scale: "Numbers go from {low} to {high}.",
    gap_below: "{about}: you expect {expected}, and it is {seen} here. That is {n} below what you expect.",
    gap_above: "{about}: you expect {expected}, and it is {seen} here. That is {n} above what you expect.",
    gap_met: "{about}: you expect {expected}, and it is {seen} here. That is what you expect.",
    gap_levels: "{about}: {level}, {expected}; {here}, {seen}; difference {n}.",
    gap_seen: "{about}: it is {seen} here.",
    gap_none: "{about}: too few answers to compare.",
};

pub(super) const ZH_HANT: PlainPhrases = PlainPhrases {
    opening: "題目會逐題出現。請輸入答案，然後按 Enter 鍵。輸入 ? 查看說明。",
    resumed: "您可從上次停下的地方繼續。",
    help: [
        "請輸入數字或文字，然後按 Enter 鍵。",
        "? 顯示本說明。",
        "b 返回上一題。",
        "l 更換語言。",
        "q 在此結束。",
        "只按 Enter 鍵，會保留原有答案；若尚未作答，則略過該題。",
    ],
    help_text: "如果要以這樣的單個字母作答，請先輸入一個空格。",
    one_number: "請輸入一個數字。",
    several_numbers: "請輸入所有適用的數字，以空格分開。",
    scale: "請輸入 {low}（{worst}）至 {high}（{best}）的數字。",
    reasons: "{lead}{reasons}",
    comma: "，",
    answer_so_far: "您目前的答案：{answer}。只按 Enter 鍵可保留。",
    open_once: "您尚未作答。再按一次 Enter 鍵即可略過。",
    saved: "已儲存：{answer}",
    not_saved: "未能儲存：{cause}。請按 Enter 鍵再試，或輸入 q 結束。",
    unclear: "無法辨認您的輸入。",
    no_option: "沒有這個號碼的選項。",
    only_one: "請只選擇一項。",
    alone: "{option}：這一項不能與其他選項同時選擇。",
    no_reason: "這一題不提供這個原因。",
    too_long: "內容太長，最多可保留 {limit} 字。",
    points: "請輸入 {rows} 個總和為 {total} 的數字，以空格分開；或只輸入第一個數字，再逐項輸入。",
    points_sum: "總和是 {sum}，必須等於 {total}。",
    points_rows: "請輸入 {rows} 個數字，每項一個。",
    own_words: "請用您自己的話說明；如果不說明，只按 Enter 鍵：",
    go_on: "請按 Enter 鍵繼續。",
    minimum_above: "您能接受的最低水準（{minimum}）高於您希望的水準（{desired}）。按 Enter 鍵保留，或輸入另一個數字。",
    unusual: "{n} 正確嗎？按 Enter 鍵保留，或輸入另一個數字。",
    still_there: "請在 {n} 秒內按 Enter 繼續。已回答的內容會保留。",
    at_start: "前面沒有題目了。",
    for_interviewer: "由訪問員填寫：",
    finish: "輸入題目前的數字可作答該題，或按 Enter 鍵完成。",
    leave: "再輸入一次 q 就會在此結束，已作答的部分會保留。按 Enter 鍵繼續作答。",
    cut_off: "訪問到此中斷。已作答的部分會保留，之後可以繼續。",
    gap_scale: "數字由 {low} 至 {high}。",
    gap_below: "{about}：您的期望是 {expected}，這裡的實際情況是 {seen}，比期望低 {n}。",
    gap_above: "{about}：您的期望是 {expected}，這裡的實際情況是 {seen}，比期望高 {n}。",
    gap_met: "{about}：您的期望是 {expected}，這裡的實際情況是 {seen}，符合期望。",
    gap_levels: "{about}：{level}，{expected}；{here}，{seen}；差距 {n}。",
    gap_seen: "{about}：這裡的實際情況是 {seen}。",
    gap_none: "{about}：答案太少，無法比較。",
};

pub(super) const ZH_HANS: PlainPhrases = PlainPhrases {
    opening: "题目会逐题出现。请输入答案，然后按 Enter 键。输入 ? 查看说明。",
    resumed: "您可从上次停下的地方继续。",
    help: [
        "请输入数字或文字，然后按 Enter 键。",
        "? 显示本说明。",
        "b 返回上一题。",
        "l 更换语言。",
        "q 在此结束。",
        "只按 Enter 键，会保留原有答案；若尚未作答，则略过该题。",
    ],
    help_text: "如果要以这样的单个字母作答，请先输入一个空格。",
    one_number: "请输入一个数字。",
    several_numbers: "请输入所有适用的数字，以空格分开。",
    scale: "请输入 {low}（{worst}）至 {high}（{best}）的数字。",
    reasons: "{lead}{reasons}",
    comma: "，",
    answer_so_far: "您目前的答案：{answer}。只按 Enter 键可保留。",
    open_once: "您尚未作答。再按一次 Enter 键即可略过。",
    saved: "已保存：{answer}",
    not_saved: "未能保存：{cause}。请按 Enter 键再试，或输入 q 结束。",
    unclear: "无法辨认您的输入。",
    no_option: "没有这个号码的选项。",
    only_one: "请只选择一项。",
    alone: "{option}：这一项不能与其他选项同时选择。",
    no_reason: "这一题不提供这个原因。",
    too_long: "内容太长，最多可保留 {limit} 字。",
    points: "请输入 {rows} 个总和为 {total} 的数字，以空格分开；或只输入第一个数字，再逐项输入。",
    points_sum: "总和是 {sum}，必须等于 {total}。",
    points_rows: "请输入 {rows} 个数字，每项一个。",
    own_words: "请用您自己的话说明；如果不说明，只按 Enter 键：",
    go_on: "请按 Enter 键继续。",
    minimum_above: "您能接受的最低水平（{minimum}）高于您希望的水平（{desired}）。按 Enter 键保留，或输入另一个数字。",
    unusual: "{n} 正确吗？按 Enter 键保留，或输入另一个数字。",
    still_there: "请在 {n} 秒内按 Enter 继续。已回答的内容会保留。",
    at_start: "前面没有题目了。",
    for_interviewer: "由访问员填写：",
    finish: "输入题目前的数字可作答该题，或按 Enter 键完成。",
    leave: "再输入一次 q 就会在此结束，已作答的部分会保留。按 Enter 键继续作答。",
    cut_off: "访问到此中断。已作答的部分会保留，之后可以继续。",
    gap_scale: "数字由 {low} 至 {high}。",
    gap_below: "{about}：您的期望是 {expected}，这里的实际情况是 {seen}，比期望低 {n}。",
    gap_above: "{about}：您的期望是 {expected}，这里的实际情况是 {seen}，比期望高 {n}。",
    gap_met: "{about}：您的期望是 {expected}，这里的实际情况是 {seen}，符合期望。",
    gap_levels: "{about}：{level}，{expected}；{here}，{seen}；差距 {n}。",
    gap_seen: "{about}：这里的实际情况是 {seen}。",
    gap_none: "{about}：答案太少，无法比较。",
};

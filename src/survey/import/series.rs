//! Words that questionnaires usually have for the steps of a scale, in the languages of the program and some
//! of its neighbours: each list from the lowest step to the highest.

use super::cell::plain;

/// One scale: its steps from the lowest up, each with the words for it.
pub(super) type Series = &'static [&'static [&'static str]];

/// Kano's five answers, from 1 like to 5 dislike.
pub(super) const KANO: Series = &[
    &[
        "i like it",
        "i like it that way",
        "like",
        "我喜歡",
        "我喜欢",
        "喜歡",
        "喜欢",
        "我很喜歡",
        "我很喜欢",
        "很喜歡",
        "很喜欢",
    ],
    &[
        "it must be that way",
        "i expect it",
        "must be",
        "must-be",
        "expect",
        "理應如此",
        "理应如此",
        "理所當然",
        "理所当然",
        "應該的",
        "应该的",
    ],
    &[
        "i am neutral",
        "neutral",
        "i don't care",
        "無所謂",
        "无所谓",
    ],
    &[
        "i can live with it",
        "i can live with it that way",
        "live with",
        "i can tolerate it",
        "勉強接受",
        "勉强接受",
        "可以忍受",
        "能忍受",
        "可以接受",
        "能接受",
    ],
    &[
        "i dislike it",
        "i dislike it that way",
        "dislike",
        "我不喜歡",
        "我不喜欢",
        "不喜歡",
        "不喜欢",
        "很不喜歡",
        "很不喜欢",
        "我很不喜歡",
        "我很不喜欢",
    ],
];

/// All other scales. A word may stand in several; which one is meant is told by all words together.
const SERIES: &[Series] = &[
    // Agreement.
    &[
        &["disagree", "不同意"],
        &["neutral", "普通", "一般", "中立"],
        &["agree", "同意"],
    ],
    &[
        &["strongly disagree", "非常不同意", "完全不同意"],
        &["disagree", "不同意"],
        &["agree", "同意"],
        &["strongly agree", "非常同意", "完全同意"],
    ],
    &[
        &[
            "strongly disagree",
            "completely disagree",
            "totally disagree",
            "disagree strongly",
            "非常不同意",
            "完全不同意",
            "很不同意",
            "極不同意",
            "极不同意",
            "十分不同意",
        ],
        &[
            "disagree",
            "somewhat disagree",
            "不同意",
            "不太同意",
            "比較不同意",
            "比较不同意",
        ],
        &[
            "neutral",
            "neither agree nor disagree",
            "undecided",
            "not sure",
            "普通",
            "中立",
            "一般",
            "沒意見",
            "没意见",
            "不確定",
            "不确定",
            "說不清",
            "说不清",
            "尚可",
        ],
        &["agree", "somewhat agree", "同意", "比較同意", "比较同意"],
        &[
            "strongly agree",
            "completely agree",
            "totally agree",
            "agree strongly",
            "非常同意",
            "完全同意",
            "很同意",
            "極同意",
            "极同意",
            "十分同意",
        ],
    ],
    &[
        &["strongly disagree", "非常不同意"],
        &["disagree", "不同意"],
        &[
            "slightly disagree",
            "somewhat disagree",
            "有點不同意",
            "有点不同意",
            "稍微不同意",
        ],
        &[
            "slightly agree",
            "somewhat agree",
            "有點同意",
            "有点同意",
            "稍微同意",
        ],
        &["agree", "同意"],
        &["strongly agree", "非常同意"],
    ],
    &[
        &[
            "strongly disagree",
            "completely disagree",
            "非常不同意",
            "完全不同意",
            "極不同意",
            "极不同意",
        ],
        &["disagree", "mostly disagree", "不同意", "很不同意"],
        &[
            "somewhat disagree",
            "slightly disagree",
            "有點不同意",
            "有点不同意",
            "稍微不同意",
            "有些不同意",
            "比較不同意",
            "比较不同意",
            "略不同意",
            "不太同意",
        ],
        &[
            "neutral",
            "neither agree nor disagree",
            "undecided",
            "普通",
            "中立",
            "一般",
            "沒意見",
            "没意见",
            "說不清",
            "说不清",
            "不確定",
            "不确定",
        ],
        &[
            "somewhat agree",
            "slightly agree",
            "有點同意",
            "有点同意",
            "稍微同意",
            "有些同意",
            "比較同意",
            "比较同意",
            "略同意",
        ],
        &["agree", "mostly agree", "同意", "很同意"],
        &[
            "strongly agree",
            "completely agree",
            "非常同意",
            "完全同意",
            "極同意",
            "极同意",
        ],
    ],
    // Whether something fits.
    &[
        &["非常不符合", "完全不符合", "很不符合"],
        &["不符合", "不太符合", "比較不符合", "比较不符合"],
        &["一般", "普通", "不確定", "不确定", "說不清", "说不清"],
        &["符合", "比較符合", "比较符合"],
        &["非常符合", "完全符合", "很符合"],
    ],
    // Satisfaction.
    &[
        &["dissatisfied", "不滿意", "不满意"],
        &["neutral", "普通", "一般", "尚可"],
        &["satisfied", "滿意", "满意"],
    ],
    &[
        &[
            "very dissatisfied",
            "completely dissatisfied",
            "extremely dissatisfied",
            "very unsatisfied",
            "非常不滿意",
            "非常不满意",
            "很不滿意",
            "很不满意",
            "十分不滿意",
            "十分不满意",
        ],
        &[
            "dissatisfied",
            "somewhat dissatisfied",
            "unsatisfied",
            "不滿意",
            "不满意",
            "不太滿意",
            "不太满意",
            "比較不滿意",
            "比较不满意",
        ],
        &[
            "neutral",
            "neither satisfied nor dissatisfied",
            "普通",
            "一般",
            "尚可",
            "中立",
        ],
        &[
            "satisfied",
            "somewhat satisfied",
            "滿意",
            "满意",
            "比較滿意",
            "比较满意",
        ],
        &[
            "very satisfied",
            "completely satisfied",
            "extremely satisfied",
            "非常滿意",
            "非常满意",
            "很滿意",
            "很满意",
            "十分滿意",
            "十分满意",
        ],
    ],
    &[
        &[
            "very dissatisfied",
            "extremely dissatisfied",
            "非常不滿意",
            "非常不满意",
        ],
        &[
            "dissatisfied",
            "moderately dissatisfied",
            "不滿意",
            "不满意",
        ],
        &[
            "somewhat dissatisfied",
            "slightly dissatisfied",
            "有點不滿意",
            "有点不满意",
            "比較不滿意",
            "比较不满意",
        ],
        &[
            "neutral",
            "neither satisfied nor dissatisfied",
            "普通",
            "一般",
        ],
        &[
            "somewhat satisfied",
            "slightly satisfied",
            "有點滿意",
            "有点满意",
            "比較滿意",
            "比较满意",
        ],
        &["satisfied", "moderately satisfied", "滿意", "满意"],
        &[
            "very satisfied",
            "extremely satisfied",
            "非常滿意",
            "非常满意",
        ],
    ],
    // Quality.
    &[
        &["very poor", "very bad", "terrible", "非常差", "很差"],
        &["poor", "bad", "差", "較差", "较差", "比較差", "比较差"],
        &[
            "fair",
            "average",
            "acceptable",
            "neither good nor bad",
            "ok",
            "okay",
            "普通",
            "一般",
            "尚可",
        ],
        &["good", "好", "較好", "较好", "比較好", "比较好"],
        &["very good", "excellent", "非常好", "很好"],
    ],
    &[
        &["poor"],
        &["fair"],
        &["good"],
        &["very good"],
        &["excellent"],
    ],
    &[
        &["差"],
        &["普通", "一般", "尚可", "中"],
        &["好", "良"],
        &["很好", "非常好", "優", "优"],
    ],
    // Importance.
    &[
        &["not at all important", "not important at all"],
        &[
            "slightly important",
            "of little importance",
            "not very important",
        ],
        &[
            "moderately important",
            "somewhat important",
            "of average importance",
        ],
        &["very important", "important"],
        &["extremely important", "absolutely essential", "essential"],
    ],
    &[
        &["very unimportant", "非常不重要", "完全不重要", "很不重要"],
        &[
            "unimportant",
            "not important",
            "不重要",
            "不太重要",
            "比較不重要",
            "比较不重要",
        ],
        &["neutral", "average", "普通", "一般"],
        &["important", "重要", "比較重要", "比较重要"],
        &["very important", "非常重要", "很重要", "十分重要"],
    ],
    // How often.
    &[
        &["never", "從不", "从不", "從未", "从未"],
        &["rarely", "seldom", "很少", "偶爾", "偶尔"],
        &["sometimes", "有時", "有时"],
        &["often", "usually", "經常", "经常", "常常"],
        &["always", "總是", "总是", "一直"],
    ],
    // How likely.
    &[
        &[
            "very unlikely",
            "extremely unlikely",
            "非常不可能",
            "完全不可能",
        ],
        &["unlikely", "不可能", "不太可能"],
        &[
            "neutral",
            "neither likely nor unlikely",
            "普通",
            "一般",
            "不確定",
            "不确定",
        ],
        &["likely", "可能", "比較可能", "比较可能"],
        &["very likely", "extremely likely", "非常可能", "很可能"],
    ],
    // How much.
    &[
        &["not at all", "完全沒有", "完全没有"],
        &["a little", "slightly", "有一點", "有一点"],
        &["somewhat", "moderately", "有些"],
        &["quite a bit", "very", "相當", "相当"],
        &["extremely", "very much", "非常"],
    ],
    // Korean.
    &[
        &[
            "전혀 그렇지 않다",
            "매우 그렇지 않다",
            "전혀 아니다",
            "전혀 동의하지 않음",
            "매우 불만족",
            "매우 불만",
        ],
        &[
            "그렇지 않다",
            "그렇지 않은 편이다",
            "아니다",
            "동의하지 않음",
            "불만족",
            "불만",
        ],
        &["보통이다", "보통", "그저 그렇다"],
        &["그렇다", "그런 편이다", "동의함", "만족"],
        &["매우 그렇다", "정말 그렇다", "매우 동의함", "매우 만족"],
    ],
    &[
        &["전혀 그렇지 않다", "매우 그렇지 않다"],
        &["그렇지 않다"],
        &["약간 그렇지 않다", "조금 그렇지 않다"],
        &["보통이다", "보통"],
        &["약간 그렇다", "조금 그렇다"],
        &["그렇다"],
        &["매우 그렇다"],
    ],
    // Japanese.
    &[
        &[
            "全くそう思わない",
            "まったくそう思わない",
            "全く当てはまらない",
            "まったくあてはまらない",
            "とても不満",
            "非常に不満",
            "大変不満",
        ],
        &[
            "そう思わない",
            "あまりそう思わない",
            "当てはまらない",
            "あまり当てはまらない",
            "あまりあてはまらない",
            "やや不満",
            "不満",
        ],
        &[
            "どちらともいえない",
            "どちらとも言えない",
            "どちらでもない",
            "普通",
            "ふつう",
        ],
        &[
            "そう思う",
            "ややそう思う",
            "当てはまる",
            "やや当てはまる",
            "ややあてはまる",
            "やや満足",
            "満足",
        ],
        &[
            "とてもそう思う",
            "非常にそう思う",
            "強くそう思う",
            "とても当てはまる",
            "とてもあてはまる",
            "とても満足",
            "非常に満足",
            "大変満足",
        ],
    ],
    &[
        &["全くそう思わない", "まったくそう思わない"],
        &["そう思わない"],
        &["あまりそう思わない", "ややそう思わない"],
        &["どちらともいえない", "どちらとも言えない"],
        &["ややそう思う"],
        &["そう思う"],
        &["とてもそう思う", "非常にそう思う", "強くそう思う"],
    ],
    // Spanish, German, French.
    &[
        &[
            "totalmente en desacuerdo",
            "muy en desacuerdo",
            "muy insatisfecho",
        ],
        &["en desacuerdo", "insatisfecho"],
        &["neutral", "ni de acuerdo ni en desacuerdo", "indiferente"],
        &["de acuerdo", "satisfecho"],
        &["totalmente de acuerdo", "muy de acuerdo", "muy satisfecho"],
    ],
    &[
        &[
            "stimme überhaupt nicht zu",
            "stimme gar nicht zu",
            "trifft überhaupt nicht zu",
            "trifft gar nicht zu",
            "sehr unzufrieden",
        ],
        &[
            "stimme nicht zu",
            "stimme eher nicht zu",
            "trifft eher nicht zu",
            "trifft nicht zu",
            "unzufrieden",
            "eher unzufrieden",
        ],
        &["neutral", "teils teils", "teils/teils", "weder noch"],
        &[
            "stimme zu",
            "stimme eher zu",
            "trifft eher zu",
            "trifft zu",
            "zufrieden",
            "eher zufrieden",
        ],
        &[
            "stimme voll und ganz zu",
            "stimme voll zu",
            "trifft voll und ganz zu",
            "trifft voll zu",
            "sehr zufrieden",
        ],
    ],
    &[
        &[
            "pas du tout d'accord",
            "tout à fait en désaccord",
            "pas du tout satisfait",
        ],
        &[
            "pas d'accord",
            "plutôt pas d'accord",
            "en désaccord",
            "peu satisfait",
        ],
        &[
            "neutre",
            "ni d'accord ni pas d'accord",
            "moyennement satisfait",
        ],
        &["d'accord", "plutôt d'accord", "satisfait"],
        &["tout à fait d'accord", "très satisfait"],
    ],
];

/// The step of a word in a series, counted from 0.
pub(super) fn step(series: Series, word: &str) -> Option<u8> {
    // Kobo writes `strongly_agree`.
    let word = word.replace('_', " ");
    let at = series.iter().position(|words| words.contains(&&*word))?;
    u8::try_from(at).ok()
}

/// The series that have all these words (as [`plain`] writes them), those with the fewest steps first.
pub(super) fn fitting<'w>(words: impl IntoIterator<Item = &'w str>) -> Vec<Series> {
    let words: Vec<&str> = words.into_iter().collect();
    let has_all = |series: &&Series| {
        let mut taken: Vec<(u8, &str)> = Vec::new();
        for word in words.iter().copied() {
            let Some(step) = step(series, word) else {
                return false;
            };
            if taken
                .iter()
                .any(|(other, known)| *other == step && rival(known, word))
            {
                return false;
            }
            taken.push((step, word));
        }
        !taken.is_empty()
    };
    let mut found: Vec<Series> = SERIES.iter().filter(has_all).copied().collect();
    found.sort_by_key(|series| series.len());
    found
}

/// Whether two words of one table mean two steps: they differ, and not as two languages or scripts differ.
fn rival(a: &str, b: &str) -> bool {
    a != b
        && a.is_ascii() == b.is_ascii()
        && (a.is_ascii() || a.chars().count() != b.chars().count())
}

/// The step, from 0, that a label stands for on any usual scale with so many steps.
pub(in crate::survey) fn usual_step(points: u8, label: &str) -> Option<u8> {
    let label = plain(label);
    SERIES
        .iter()
        .filter(|series| series.len() == usize::from(points))
        .find_map(|series| step(series, &label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_written_as_it_is_compared() {
        for series in SERIES.iter().chain([&KANO]) {
            for word in series.iter().flat_map(|words| *words) {
                assert_eq!(plain(word), *word);
            }
        }
    }

    #[test]
    fn all_words_together_tell_the_scale() {
        let lengths = |words: &[&str]| -> Vec<usize> {
            let found = fitting(words.iter().copied());
            found.iter().map(|series| series.len()).collect()
        };
        assert_eq!(
            lengths(&["agree", "somewhat agree", "strongly agree"]),
            [6, 7]
        );
        assert_eq!(lengths(&["很滿意", "普通"]), [5]);
        assert_eq!(lengths(&["good", "very good", "excellent"]), [5]);
        assert_eq!(lengths(&["매우 그렇다", "약간 그렇다"]), [7]);
        assert_eq!(lengths(&["blue"]), [0; 0]);
        assert_eq!(lengths(&[]), [0; 0]);
    }
}

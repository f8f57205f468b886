//! Words that headers and cells use: facets, what a column says about its row, steps of scales, reasons.

use super::cell::{bare, plain};
use crate::language::{Locale, Localized};
use crate::survey::questionnaire::Facet;
use crate::survey::record::Reason;

/// The facet that a word of a header speaks of. Single letters only stand alone.
pub(super) fn facet(token: &str) -> Option<Facet> {
    Some(match token {
        "e" | "exp" | "expect" | "expected" | "expectation" | "expectations" | "期望" | "期待"
        | "預期" | "预期" | "期望值" => Facet::Expectation,
        "p" | "per" | "perc" | "perceived" | "perception" | "perceptions" | "performance"
        | "感知" | "感受" | "實際" | "实际" | "實際感受" | "实际感受" | "體驗" | "体验"
        | "感知值" | "滿意" | "满意" | "滿意度" | "满意度" => Facet::Perception,
        "m" | "min" | "minimum" | "最低" | "可接受" | "最低可接受" => Facet::Minimum,
        "d" | "des" | "desired" | "理想" | "希望" => Facet::Desired,
        "i" | "imp" | "importance" | "important" | "重要" | "重要性" | "重要度" => {
            Facet::Importance
        }
        "me" | "est" | "estimate" | "估計" | "估计" => Facet::Estimate,
        "g2" | "standard" | "standards" | "標準" | "标准" => Facet::Standard,
        "g3" | "delivery" | "執行" | "执行" => Facet::Delivery,
        "g4" | "promise" | "promises" | "承諾" | "承诺" => Facet::Promise,
        "f" | "func" | "functional" | "正向" | "具備" | "具备" => Facet::Functional,
        "dys" | "dysf" | "dysfunc" | "dysfunctional" | "反向" | "不具備" | "不具备" => {
            Facet::Dysfunctional
        }
        _ => return None,
    })
}

/// Words of headers that say nothing by themselves: numbers follow them.
pub(super) fn is_filler(token: &str) -> bool {
    matches!(
        token,
        "q" | "qu"
            | "question"
            | "item"
            | "sq"
            | "v"
            | "var"
            | "no"
            | "nr"
            | "第"
            | "題"
            | "题"
            | "問題"
            | "问题"
            | "項"
            | "项"
    )
}

/// Words of headers that speak of points or weights of the dimensions.
pub(super) fn is_weight(token: &str) -> bool {
    matches!(
        token,
        "w" | "mw"
            | "weight"
            | "weights"
            | "point"
            | "points"
            | "權重"
            | "权重"
            | "分配"
            | "配分"
            | "點數"
            | "点数"
    )
}

/// A question that stands for itself, by the usual names of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::survey) enum Single {
    /// Overall quality.
    Overall,
    /// Would recommend.
    Recommend,
    /// Satisfaction.
    Satisfaction,
    /// Ease.
    Effort,
    /// Free text.
    Remark,
}

/// Words in a question that stands for itself, in three languages and two neighbours'.
const SPOKEN: [(Single, &[&str]); 4] = [
    (
        Single::Recommend,
        &["recommend", "推薦", "推荐", "추천", "勧め", "すすめ"],
    ),
    (
        Single::Overall,
        &[
            "overall quality",
            "overall service quality",
            "quality overall",
            "整體服務",
            "整体服务",
            "總體服務",
            "总体服务",
            "整體品質",
            "总体质量",
            "整体质量",
            "전반적",
        ],
    ),
    (
        Single::Effort,
        &[
            "how easy",
            "easy to",
            "made it easy",
            "effort",
            "輕鬆",
            "轻松",
            "省力",
        ],
    ),
    (
        Single::Satisfaction,
        &["satisfied", "satisfaction", "滿意", "满意", "만족", "満足"],
    ),
];

/// Which single question a name or its words speak of.
pub(in crate::survey) fn usual_single(name: &str, text: &Localized) -> Option<Single> {
    let spoken = || {
        let text = Locale::ALL
            .map(|locale| text.get(locale).to_lowercase())
            .join("\n");
        let of = |words: &&[&str]| words.iter().any(|word| text.contains(word));
        SPOKEN
            .iter()
            .find(|(_, words)| of(words))
            .map(|(single, _)| *single)
    };
    single(&bare(name)).or_else(spoken)
}

/// The step, from 0, that a usual label of a scale with so many steps stands for.
pub(in crate::survey) fn usual_step(points: u8, label: &str) -> Option<u8> {
    let label = plain(label);
    usual_labels(points, false)
        .find(|(word, _)| *word == label)
        .map(|(_, step)| step)
}

/// The reason that a word gives for there being no answer.
pub(in crate::survey) fn reason_word(word: &str) -> Option<Reason> {
    let word = plain(word);
    REASONS
        .iter()
        .find(|(known, _)| *known == word)
        .map(|(_, reason)| *reason)
}

/// The single question that a bare header names.
pub(super) fn single(bare: &str) -> Option<Single> {
    Some(match bare {
        "osq"
        | "overall"
        | "overallquality"
        | "overallservicequality"
        | "oq"
        | "整體"
        | "整体"
        | "整體服務品質"
        | "整体服务质量"
        | "整體評價"
        | "整体评价"
        | "總體評價"
        | "总体评价" => Single::Overall,
        "nps" | "recommend" | "recommendation" | "liketorecommend" | "ltr" | "推薦" | "推荐"
        | "推薦意願" | "推荐意愿" => Single::Recommend,
        "csat"
        | "satisfaction"
        | "overallsatisfaction"
        | "sat"
        | "整體滿意度"
        | "整体满意度"
        | "總體滿意度"
        | "总体满意度" => Single::Satisfaction,
        "ces" | "effort" | "ease" | "customereffort" | "省力" | "輕鬆" | "轻松" => {
            Single::Effort
        }
        "comment" | "comments" | "remark" | "remarks" | "suggestion" | "suggestions"
        | "feedback" | "意見" | "意见" | "建議" | "建议" | "意見與建議" | "意见与建议"
        | "其他意見" | "其他意见" | "備註" | "备注" | "의견" => Single::Remark,
        _ => return None,
    })
}

/// What a column says about its row, by its bare header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    Id,
    Started,
    Seconds,
    Language,
    Site,
    Device,
    Wave,
    Outcome,
    Short,
    Flags,
}

/// What a bare header says about its row, and how sure: of several columns the smallest number wins.
pub(super) fn about(bare: &str) -> Option<(About, u8)> {
    ABOUT.iter().find_map(|(about, words)| {
        let place = words.iter().position(|word| *word == bare)?;
        Some((*about, u8::try_from(place).unwrap_or(u8::MAX)))
    })
}

/// The usual headers of columns about the row, the surest first.
const ABOUT: &[(About, &[&str])] = &[
    (
        About::Id,
        &[
            "id",
            "responseid",
            "uuid",
            "respondentid",
            "respondent",
            "caseid",
            "instanceid",
            "rowid",
            "編號",
            "编号",
            "問卷編號",
            "问卷编号",
            "答卷編號",
            "答卷编号",
            "序號",
            "序号",
            "流水號",
            "流水号",
            "受訪者編號",
            "受访者编号",
            "答题序号",
            "index",
            "번호",
            "응답번호",
            "番号",
        ],
    ),
    (
        About::Started,
        &[
            "startedutc",
            "startdate",
            "datestarted",
            "start",
            "timestamp",
            "時間戳記",
            "时间戳记",
            "submitdate",
            "datesubmitted",
            "submissiontime",
            "提交答卷時間",
            "提交答卷时间",
            "提交時間",
            "提交时间",
            "datestamp",
            "date",
            "填答時間",
            "填写时间",
            "填寫時間",
            "日期",
            "填表日期",
            "end",
        ],
    ),
    (
        About::Seconds,
        &[
            "seconds",
            "durs",
            "duration",
            "durationseconds",
            "totaltime",
            "interviewtime",
            "所用時間",
            "所用时间",
            "作答時間",
            "秒",
        ],
    ),
    (
        About::Language,
        &[
            "language",
            "startlanguage",
            "lang",
            "語言",
            "语言",
            "問卷語言",
            "问卷语言",
        ],
    ),
    (
        About::Site,
        &[
            "site", "branch", "store", "shop", "location", "門店", "门店", "分店", "店鋪", "店铺",
            "門市", "店別", "店名", "分行", "网点", "網點",
        ],
    ),
    (About::Device, &["device", "設備編號", "设备编号"]),
    (
        About::Wave,
        &[
            "wave", "round", "波次", "期別", "期别", "批次", "輪次", "轮次",
        ],
    ),
    (About::Outcome, &["outcome"]),
    (About::Short, &["short"]),
    (About::Flags, &["flags"]),
];

/// A language by a name that people write.
pub(super) fn language(word: &str) -> Option<Locale> {
    Some(match word {
        "english" | "英文" | "英語" | "英语" => Locale::En,
        "繁體中文"
        | "繁體"
        | "繁体中文"
        | "繁体"
        | "正體中文"
        | "中文(繁體)"
        | "traditional chinese"
        | "chinese (traditional)"
        | "tc" => Locale::ZhHant,
        "简体中文"
        | "简体"
        | "簡體中文"
        | "簡體"
        | "中文(简体)"
        | "simplified chinese"
        | "chinese (simplified)"
        | "sc" => Locale::ZhHans,
        _ => return None,
    })
}

/// Words that tell why there is no answer. Numbers such as 9 or 99 are not among them: only the study's people
/// know what those mean.
pub(super) const REASONS: [(&str, Reason); 30] = [
    ("na", Reason::DoesNotApply),
    ("n/a", Reason::DoesNotApply),
    ("not applicable", Reason::DoesNotApply),
    ("does not apply", Reason::DoesNotApply),
    ("不適用", Reason::DoesNotApply),
    ("不适用", Reason::DoesNotApply),
    ("沒用過", Reason::DoesNotApply),
    ("没用过", Reason::DoesNotApply),
    ("don't know", Reason::DontKnow),
    ("don\u{2019}t know", Reason::DontKnow),
    ("dk", Reason::DontKnow),
    ("no opinion", Reason::DontKnow),
    ("不知道", Reason::DontKnow),
    ("不清楚", Reason::DontKnow),
    ("不了解", Reason::DontKnow),
    ("無意見", Reason::DontKnow),
    ("无意见", Reason::DontKnow),
    ("prefer not to say", Reason::PreferNot),
    ("refused", Reason::PreferNot),
    ("拒答", Reason::PreferNot),
    ("不願回答", Reason::PreferNot),
    ("不愿回答", Reason::PreferNot),
    ("no answer", Reason::Skipped),
    ("未答", Reason::Skipped),
    ("未填", Reason::Skipped),
    ("漏答", Reason::Skipped),
    ("-", Reason::Skipped),
    ("(跳过)", Reason::NotAsked),
    ("(跳過)", Reason::NotAsked),
    ("(空)", Reason::Skipped),
];

/// Usual words for the steps of agreement or satisfaction, by number of steps: each line one step, low to high.
fn steps(points: u8) -> &'static [&'static [&'static str]] {
    match points {
        7 => &[
            &[
                "strongly disagree",
                "very dissatisfied",
                "非常不同意",
                "完全不同意",
                "非常不滿意",
                "非常不满意",
            ],
            &["disagree", "dissatisfied", "不同意", "不滿意", "不满意"],
            &[
                "somewhat disagree",
                "slightly disagree",
                "somewhat dissatisfied",
                "有點不同意",
                "有点不同意",
                "稍微不同意",
                "有些不同意",
                "有點不滿意",
                "有点不满意",
                "比較不同意",
                "比较不同意",
            ],
            &[
                "neutral",
                "neither agree nor disagree",
                "普通",
                "中立",
                "一般",
                "沒意見",
                "没意见",
                "說不清",
                "说不清",
            ],
            &[
                "somewhat agree",
                "slightly agree",
                "somewhat satisfied",
                "有點同意",
                "有点同意",
                "稍微同意",
                "有些同意",
                "有點滿意",
                "有点满意",
                "比較同意",
                "比较同意",
            ],
            &["agree", "satisfied", "同意", "滿意", "满意"],
            &[
                "strongly agree",
                "very satisfied",
                "非常同意",
                "完全同意",
                "非常滿意",
                "非常满意",
            ],
        ],
        5 => &[
            &[
                "strongly disagree",
                "very dissatisfied",
                "very poor",
                "非常不同意",
                "非常不滿意",
                "非常不满意",
                "很不滿意",
                "很不满意",
            ],
            &[
                "disagree",
                "dissatisfied",
                "poor",
                "不同意",
                "不滿意",
                "不满意",
            ],
            &[
                "neutral",
                "neither agree nor disagree",
                "fair",
                "普通",
                "中立",
                "一般",
                "尚可",
            ],
            &["agree", "satisfied", "good", "同意", "滿意", "满意"],
            &[
                "strongly agree",
                "very satisfied",
                "excellent",
                "非常同意",
                "非常滿意",
                "非常满意",
                "很滿意",
                "很满意",
            ],
        ],
        _ => &[],
    }
}

/// Kano's five answers, from 1 like to 5 dislike.
const KANO: &[&[&str]] = &[
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

/// All usual words for the steps of a scale, with the step counted from 0.
pub(super) fn usual_labels(points: u8, kano: bool) -> impl Iterator<Item = (&'static str, u8)> {
    let table = if kano { KANO } else { steps(points) };
    (0u8..)
        .zip(table)
        .flat_map(|(step, words)| words.iter().map(move |word| (*word, step)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_written_as_it_is_compared() {
        for points in [5, 7] {
            for (word, _) in usual_labels(points, false) {
                assert_eq!(plain(word), word);
            }
        }
        for (word, _) in usual_labels(5, true).chain(usual_labels(5, false)) {
            assert_eq!(plain(word), word);
        }
        for (word, _) in REASONS {
            assert_eq!(plain(word), word);
        }
        assert_eq!(bare("Date submitted"), "datesubmitted");
        assert_eq!(
            about("datesubmitted").map(|(about, _)| about),
            Some(About::Started)
        );
    }

    #[test]
    fn no_word_stands_for_two_steps() {
        for (points, kano) in [(5, false), (7, false), (5, true)] {
            let mut seen = std::collections::HashMap::new();
            for (word, step) in usual_labels(points, kano) {
                let before = seen.insert(word, step);
                assert!(before.is_none_or(|before| before == step), "{word}");
            }
        }
    }
}

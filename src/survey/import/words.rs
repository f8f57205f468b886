//! Words that headers and cells use: facets, what a column says about its row, steps of scales, reasons.

use super::cell::{bare, plain};
use crate::language::{Locale, Localized};
use crate::survey::questionnaire::Facet;
use crate::survey::record::Reason;

/// The facet that a word of a header speaks of. Single letters only stand alone.
pub(super) fn facet(token: &str) -> Option<Facet> {
    Some(match token {
        "e" | "exp" | "expect" | "expected" | "expectation" | "expectations" | "期望" | "期待"
        | "預期" | "预期" | "期望值" | "erwartung" | "erwartungen" | "expectativa"
        | "expectativas" | "attente" | "attentes" | "기대" | "기대도" | "期待度" => {
            Facet::Expectation
        }
        "p" | "per" | "perc" | "perceived" | "perception" | "perceptions" | "performance"
        | "感知" | "感受" | "實際" | "实际" | "實際感受" | "实际感受" | "體驗" | "体验"
        | "感知值" | "實感" | "实感" | "実感" | "認識" | "認知" | "认知" | "満足" | "満足度"
        | "評価" | "wahrnehmung" | "wahrnehmungen" | "percepcion" | "percepción"
        | "percepciones" | "perçu" | "perçue" | "satisfaction" | "satisfacción"
        | "zufriedenheit" | "인지" | "인식" | "체감" | "만족" | "만족도" | "滿意" | "满意"
        | "滿意度" | "满意度" => Facet::Perception,
        "m" | "min" | "minimum" | "最低" | "可接受" | "最低可接受" => Facet::Minimum,
        "d" | "des" | "desired" | "理想" | "希望" => Facet::Desired,
        "i" | "imp" | "importance" | "important" | "重要" | "重要性" | "重要度" | "wichtigkeit"
        | "importancia" | "중요도" | "중요" => Facet::Importance,
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

/// The reason that a word gives for there being no answer.
pub(in crate::survey) fn reason_word(word: &str) -> Option<Reason> {
    let word = plain(word);
    REASONS
        .iter()
        .find(|(known, _)| *known == word)
        .map(|(_, reason)| *reason)
}

/// Whether a bare header asks who somebody is: such columns never become questions.
pub(super) fn is_personal(bare: &str) -> bool {
    let whole = [
        "name",
        "fullname",
        "yourname",
        "firstname",
        "lastname",
        "email",
        "mail",
        "phone",
        "telephone",
        "mobile",
        "address",
        "姓名",
        "您的姓名",
        "名字",
        "電話",
        "电话",
        "手機",
        "手机",
        "手機號碼",
        "手机号",
        "手机号码",
        "地址",
        "電郵",
        "邮箱",
        "學號",
        "学号",
        "員工編號",
        "员工编号",
        "이름",
        "성명",
        "연락처",
        "이메일",
        "氏名",
        "お名前",
        "電話番号",
        "nombre",
        "correo",
        "nachname",
        "vorname",
        "nom",
        "prénom",
    ];
    let parts = [
        "emailaddress",
        "電子郵件",
        "电子邮件",
        "電子郵箱",
        "电子邮箱",
        "メールアドレス",
        "phonenumber",
        "身份證",
        "身份证",
    ];
    whole.contains(&bare) || parts.iter().any(|part| bare.contains(part))
}

/// Whether a bare header asks what people are: a number there is a code.
pub(super) fn is_demographic(bare: &str) -> bool {
    let whole = [
        "age",
        "agegroup",
        "sex",
        "gender",
        "education",
        "income",
        "occupation",
        "job",
        "性別",
        "性别",
        "年齡",
        "年龄",
        "年齡層",
        "年龄段",
        "學歷",
        "学历",
        "教育程度",
        "收入",
        "月收入",
        "職業",
        "职业",
        "성별",
        "연령",
        "나이",
        "학력",
        "직업",
        "年代",
        "年齢",
        "職種",
        "alter",
        "geschlecht",
        "edad",
        "sexo",
        "âge",
        "sexe",
        "gen",
        "gend",
    ];
    let parts = [
        "howoldareyou",
        "yourgender",
        "yourage",
        "您的性別",
        "您的性别",
        "您的年齡",
        "您的年龄",
    ];
    whole.contains(&bare) || parts.iter().any(|part| bare.contains(part))
}

/// Whether a bare header asks for words of one's own.
pub(super) fn asks_for_words(bare: &str) -> bool {
    let parts = [
        "comment",
        "suggestion",
        "feedback",
        "remark",
        "opinion",
        "whatcouldwe",
        "whatcanwe",
        "意見",
        "意见",
        "建議",
        "建议",
        "備註",
        "备注",
        "의견",
        "건의",
        "ご要望",
        "kommentar",
        "anmerkung",
        "comentario",
        "sugerencia",
        "commentaire",
        "remarque",
    ];
    parts.iter().any(|part| bare.contains(part))
}

/// Whether a bare header says how answers were gathered.
pub(super) fn is_paradata(bare: &str) -> bool {
    let whole = [
        "lastpage",
        "seed",
        "token",
        "ipaddress",
        "ipaddr",
        "ip",
        "来自ip",
        "來自ip",
        "来源",
        "來源",
        "来源详情",
        "來源詳情",
        "refurl",
        "collectorid",
        "enddate",
        "end",
        "startdate",
        "start",
        "deviceid",
        "version",
        "validationstatus",
        "notes",
        "status",
        "submittedby",
        "tags",
        "today",
        "username",
        "phonenumber",
        "simserial",
        "subscriberid",
        "progress",
        "finished",
        "recordeddate",
        "recipientlastname",
        "recipientfirstname",
        "recipientemail",
        "externalreference",
        "locationlatitude",
        "locationlongitude",
        "distributionchannel",
        "userlanguage",
        "durationinseconds",
        "customdata1",
        "总分",
        "總分",
        "score",
        "formhubuuid",
        "metainstanceid",
        "instanceid",
        "uuid",
        "parentindex",
        "parenttablename",
        "submissiontime",
        "attachments",
        "geolocation",
        "bamboodatasetid",
        "completiontime",
        "starttime",
        "lastmodifiedtime",
        "interviewtime",
        "datelastaction",
        "submitdate",
        "index",
        "id",
    ];
    let parts = ["grouptime", "questiontime", "metainstance"];
    whole.contains(&bare) || parts.iter().any(|part| bare.starts_with(part))
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
            "respid",
            "resp",
            "case",
            "caseno",
            "no",
            "nr",
            "lfdnr",
            "number",
            "participant",
            "participantid",
            "subject",
            "subjectid",
            "questionnaireno",
            "回答者id",
            "回答番号",
            "受付番号",
            "受訪者",
            "受访者",
            "样本编号",
            "樣本編號",
            "번호",
            "응답번호",
            "응답자번호",
            "순번",
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
            "recordeddate",
            "starttime",
            "completiontime",
            "datum",
            "fecha",
            "marcatemporal",
            "zeitstempel",
            "horodateur",
            "タイムスタンプ",
            "타임스탬프",
            "回答日時",
            "回答日",
            "응답일시",
            "응답시간",
            "날짜",
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
            "門市", "店別", "店名", "分行", "网点", "網點", "filiale", "sucursal", "지점", "매장",
            "店舗",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_written_as_it_is_compared() {
        for (word, _) in REASONS {
            assert_eq!(plain(word), word);
        }
        assert_eq!(bare("Date submitted"), "datesubmitted");
        assert_eq!(
            about("datesubmitted").map(|(about, _)| about),
            Some(About::Started)
        );
    }
}

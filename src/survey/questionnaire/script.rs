//! Common characters that belong to one Chinese script only.
//!
//! No conversion table: characters that are right in both scripts somewhere (后, 里, 只, 台, 干, 面, 松, 系,
//! 谷, 表, 范, 余 ...) are left out on purpose, so that a hit is nearly always a slip.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::language::Locale;

/// Pairs: the Simplified character, then the Traditional one.
const PAIRS: &str = "\
们們务務质質员員时時间間问問题題对對说說话話请請选選择擇应應该該认認为為会會还還过過进進远遠运運动動现現实實观觀点點满滿级級\
经經济濟给給约約结結线線纪紀组組细細终終统統续續维維网網罗羅罚罰职職联聯听聽声聲肃肅脸臉胜勝节節药藥华華单單卖賣买買贵貴\
价價钱錢银銀铁鐵错錯门門闭閉阅閱队隊阳陽际際陆陸难難电電显顯预預领領颜顏风風飞飛饭飯馆館马馬验驗鱼魚鸟鳥龙龍齐齊龟龜\
这這样樣个個从從众眾优優传傳伤傷体體债債关關兴興内內写寫军軍农農决決况況减減凤鳳则則刚剛创創别別办辦劝勸动動励勵劳勞\
势勢区區医醫协協卫衛压壓厂廠历歷厅廳县縣参參双雙发發变變号號叹嘆吗嗎员員响響园園围圍国國图圖圆圓场場块塊坏壞坚堅垄壟处處\
备備复復够夠头頭奋奮奖獎妇婦妈媽娱娛婴嬰学學宁寧宝寶实實宽寬审審宾賓对對导導将將尔爾尝嘗层層岁歲岗崗师師帐帳带帶帮幫广廣\
庆慶库庫废廢开開异異弃棄张張弹彈归歸录錄当當彻徹忆憶忧憂怀懷态態总總恶惡惊驚惯慣愿願戏戲扩擴扫掃扬揚执執抢搶护護报報\
担擔拥擁择擇挂掛换換损損摆擺敌敵数數断斷无無旧舊显顯晓曉术術机機杂雜权權条條来來极極构構标標栏欄树樹样樣桥橋检檢楼樓\
欢歡欧歐残殘毕畢气氣汇匯汉漢没沒泪淚浅淺测測浏瀏润潤涨漲渐漸湾灣湿濕灯燈灵靈热熱爱愛牵牽状狀独獨环環盐鹽监監盘盤础礎\
确確礼禮离離种種积積称稱稳穩穷窮竞競笔筆签簽简簡类類粮糧紧緊练練绍紹绝絕绩績综綜绿綠缩縮罢罷习習脑腦腾騰舰艦艺藝获獲\
营營补補装裝见見规規视視览覽觉覺订訂计計讨討让讓训訓议議记記讲講许許论論设設访訪证證评評识識诉訴词詞译譯试試诚誠询詢详詳\
语語误誤诸諸谁誰调調谈談谊誼谓謂谢謝谦謙负負责責败敗账賬货貨购購贴貼费費资資赏賞赔賠赖賴赞贊赶趕车車转轉轮輪软軟轻輕载載\
较較辅輔输輸边邊达達迁遷迟遲适適递遞邮郵释釋针針钟鐘销銷锁鎖镜鏡长長闪閃闲閒闷悶闻聞阶階随隨险險隐隱页頁顶頂项項顺順须須\
顾顧顿頓频頻颗顆额額饮飲饰飾饱飽饿餓骗騙骤驟黄黃齿齒么麼东東两兩严嚴业業丰豐临臨举舉义義乐樂书書亲親仅僅仓倉仪儀亿億产產亚亞与與专專丢丟争爭庄莊";

/// The Traditional form of a character that only Simplified Chinese uses.
pub(super) fn traditional_of(c: char) -> Option<char> {
    static TABLE: LazyLock<HashMap<char, char>> = LazyLock::new(|| pairs().collect());
    TABLE.get(&c).copied()
}

/// The Simplified form of a character that only Traditional Chinese uses.
pub(super) fn simplified_of(c: char) -> Option<char> {
    static TABLE: LazyLock<HashMap<char, char>> =
        LazyLock::new(|| pairs().map(|(s, t)| (t, s)).collect());
    TABLE.get(&c).copied()
}

/// The language that a text without a name is most likely in, by its script: Chinese by the characters that
/// only one script has, English for Latin letters; `None` for Korean, Japanese and other scripts.
pub(in crate::survey) fn script_of(text: &str) -> Option<Locale> {
    let (mut han, mut traditional, mut simplified, mut other, mut latin) = (0, 0, 0, 0, 0);
    for c in text.chars() {
        match c {
            '\u{3041}'..='\u{30ff}' | '\u{ac00}'..='\u{d7a3}' | '\u{370}'..='\u{1fff}' => {
                other += 1;
            }
            '\u{3400}'..='\u{9fff}' => {
                han += 1;
                traditional += usize::from(simplified_of(c).is_some());
                simplified += usize::from(traditional_of(c).is_some());
            }
            c if c.is_ascii_alphabetic() => latin += 1,
            _ => {}
        }
    }
    if other * 4 > han + latin + other {
        None
    } else if han * 3 > latin {
        Some(if traditional > simplified {
            Locale::ZhHant
        } else {
            Locale::ZhHans
        })
    } else {
        Some(Locale::En)
    }
}

fn pairs() -> impl Iterator<Item = (char, char)> {
    let traditional = PAIRS.chars().skip(1).step_by(2);
    PAIRS.chars().step_by(2).zip(traditional)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_stands_on_both_sides() {
        assert_eq!(PAIRS.chars().count() % 2, 0);
        for (simplified, traditional) in pairs() {
            assert_ne!(simplified, traditional);
            assert_eq!(simplified_of(simplified), None, "{simplified}");
            assert_eq!(traditional_of(traditional), None, "{traditional}");
        }
    }

    #[test]
    fn a_text_is_taken_for_the_language_of_its_script() {
        for (text, locale) in [
            ("店員的服務態度很好", Some(Locale::ZhHant)),
            ("店员的服务态度很好", Some(Locale::ZhHans)),
            ("The staff are polite", Some(Locale::En)),
            ("직원이 친절합니다", None),
            ("スタッフが親切だった", None),
            ("Вежливый персонал", None),
        ] {
            assert_eq!(script_of(text), locale, "{text}");
        }
    }

    #[test]
    fn characters_right_in_both_scripts_are_left_alone() {
        for c in "后里只台干面松系谷表范余服务的店".replace('务', "").chars() {
            assert_eq!((traditional_of(c), simplified_of(c)), (None, None), "{c}");
        }
        assert_eq!(traditional_of('务'), Some('務'));
        assert_eq!(simplified_of('務'), Some('务'));
    }
}

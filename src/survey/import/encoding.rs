//! Which encoding a text file has, and what stands between its cells. Always a guess with its grounds, so
//! that it can be told to the person and overruled.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252,
};

/// An encoding, and why it was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guess {
    /// The encoding.
    pub encoding: &'static Encoding,
    /// Why: for people.
    pub because: &'static str,
}

/// Guesses the encoding from the bytes of a file (or its first megabytes; `whole` says which).
pub fn detect(bytes: &[u8], whole: bool) -> Guess {
    let guess = |encoding, because| Guess { encoding, because };
    if bytes.starts_with(b"\xef\xbb\xbf") {
        return guess(UTF_8, "its byte order mark says so");
    }
    if bytes.starts_with(b"\xff\xfe") {
        return guess(UTF_16LE, "its byte order mark says so");
    }
    if bytes.starts_with(b"\xfe\xff") {
        return guess(UTF_16BE, "its byte order mark says so");
    }
    // Text has no zero bytes except as halves of 16-bit letters: separators, digits and line ends have one.
    let zeros = |from: usize| {
        bytes
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if even + odd > 0 && (even > odd * 4 || odd > even * 4) {
        return if even > odd {
            guess(UTF_16BE, "every other byte is zero")
        } else {
            guess(UTF_16LE, "every other byte is zero")
        };
    }
    if is_utf8(bytes, whole) {
        let because = if bytes.is_ascii() {
            "it has no other characters than ASCII"
        } else {
            "all of it is valid"
        };
        return guess(UTF_8, because);
    }
    guess(by_script(bytes, whole), "it reads most like that script")
}

/// Whether bytes are UTF-8; a part of a file may break off inside a character.
fn is_utf8(bytes: &[u8], whole: bool) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => !whole && error.error_len().is_none(),
    }
}

/// The encoding of Chinese, Korean, Japanese or Western text that reads best: first by how many of the
/// letters are everyday ones of its script, and where that says nothing by the statistics of browsers.
fn by_script(bytes: &[u8], whole: bool) -> &'static Encoding {
    let mut best: Option<(&'static Encoding, f64)> = None;
    for encoding in [GB18030, BIG5, EUC_KR, SHIFT_JIS] {
        if let Some(score) = score(encoding, bytes)
            && best.is_none_or(|(_, before)| score > before)
        {
            best = Some((encoding, score));
        }
    }
    match best {
        Some((encoding, score)) if score >= 0.3 => encoding,
        Some(_) | None => by_statistics(bytes, whole),
    }
}

fn by_statistics(bytes: &[u8], whole: bool) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, whole);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if guess == GBK {
        GB18030
    } else if guess == UTF_8 {
        WINDOWS_1252
    } else {
        guess
    }
}

/// Everyday characters of surveys in both scripts; GB18030 text read as Big5 and the other way round has few.
const EVERYDAY: &str = "的一是不了在有人我他這这個个們们中來来上大為为和國国地到以說说時时要就出會会可也你對对生能而子那得于著下自之年過过發发後后作裡里用道行所然家種种事成方多經经麼么去法學学如都同現现當当沒没動动面起看定天分還还進进好小部其些主樣样理心她本前開开但因只從从想實实日性最意服務务品質质員员工店客顧顾戶户期望感受知滿满非常很度重要評评價价值編编號号別别男女齡龄語语言門门市營营業业間间待速快態态環环境整潔洁設设備备佳差普通願愿再推薦荐總总體体題题第次提供需求問问卷調调查填寫写者份月序";

/// How many characters are looked at.
const LOOK: usize = 20_000;

/// Whether a syllable is among the 2350 of KS X 1001. The others are rare in Korean, but what Japanese looks
/// like when it is read as Korean.
fn is_everyday_hangul(c: char) -> bool {
    let mut letter = [0; 4];
    let (bytes, _, _) = EUC_KR.encode(c.encode_utf8(&mut letter));
    bytes.iter().all(|byte| *byte >= 0xa1)
}

/// How well bytes read in an encoding, per character outside ASCII; `None` when they cannot be read in it.
fn score(encoding: &'static Encoding, bytes: &[u8]) -> Option<f64> {
    let (text, errors) = encoding.decode_without_bom_handling(bytes);
    if errors && text.chars().filter(|c| *c == '\u{fffd}').count() > 1 {
        return None;
    }
    let mut sum = 0.0;
    let mut count = 0u32;
    for c in text.chars().filter(|c| !c.is_ascii()).take(LOOK) {
        count += 1;
        sum += match c {
            '\u{ac00}'..='\u{d7a3}' if is_everyday_hangul(c) => 0.75,
            '\u{ac00}'..='\u{d7a3}' => -0.5,
            '\u{3041}'..='\u{30fe}' => 0.75,
            // Half-width kana and rare letters are what a wrong encoding makes of text.
            '\u{ff61}'..='\u{ff9f}' => -0.5,
            '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff5e}' => 0.3,
            '\u{4e00}'..='\u{9fff}' if EVERYDAY.contains(c) => 1.0,
            // Hanja are rare in Korean text; Chinese read as Korean is full of them.
            '\u{4e00}'..='\u{9fff}' if encoding == EUC_KR => -0.5,
            '\u{4e00}'..='\u{9fff}' => 0.1,
            _ => -0.5,
        };
    }
    (count > 0).then(|| sum / f64::from(count))
}

/// An encoding by its name or one of its usual other names (`big5`, `cp950`, `gbk`, `cp949`, `latin1`, ...).
pub fn named(name: &str) -> Option<&'static Encoding> {
    let name = name.trim().to_ascii_lowercase();
    match name.as_str() {
        "utf8" | "utf-8-sig" | "utf8bom" => Some(UTF_8),
        "utf16" | "utf-16" | "unicode" => Some(UTF_16LE),
        "utf16le" => Some(UTF_16LE),
        "utf16be" => Some(UTF_16BE),
        "gb2312" | "gbk" | "cp936" | "gb18030" => Some(GB18030),
        "cp950" => Some(BIG5),
        "cp949" | "uhc" => Some(EUC_KR),
        "cp932" | "sjis" => Some(SHIFT_JIS),
        "latin1" | "cp1252" => Some(WINDOWS_1252),
        other => Encoding::for_label(other.as_bytes()),
    }
}

/// What stands between the cells of a text: comma, semicolon, tab or bar, whichever splits its first rows most
/// evenly. Comma when nothing splits them.
pub fn separator(text: &str) -> char {
    let mut best = (',', 0.0);
    for candidate in [',', ';', '\t', '|'] {
        let widths = widths(text, candidate);
        let Some(first) = widths.first().copied() else {
            continue;
        };
        if first < 2 {
            continue;
        }
        let even = widths.iter().filter(|width| **width == first).count();
        let score = even as f64 / widths.len() as f64 * (first as f64).sqrt();
        if score > best.1 {
            best = (candidate, score);
        }
    }
    best.0
}

/// How many cells the first rows have; the last row may be cut off and does not count if there are others.
fn widths(text: &str, separator: char) -> Vec<usize> {
    let mut widths = Vec::new();
    let mut cells = 1;
    let mut quoted = false;
    let mut empty = true;
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            c if quoted => empty &= c.is_whitespace(),
            '\n' => {
                if !empty || cells > 1 {
                    widths.push(cells);
                }
                cells = 1;
                empty = true;
                if widths.len() == 100 {
                    return widths;
                }
            }
            c if c == separator => cells += 1,
            c => empty &= c.is_whitespace(),
        }
    }
    if widths.is_empty() {
        widths.push(cells);
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    #[test]
    fn each_encoding_is_told_from_the_others() {
        let hant = "編號,期望一,感受一,意見\n1,非常同意,同意,店員態度很好\n";
        let hans = "编号,期望一,感受一,意见\n1,非常同意,同意,店员态度很好\n";
        let hangul = "번호,기대,인식,의견\n1,매우 그렇다,그렇다,직원이 친절합니다\n";
        let kana = "番号,期待,認識,意見\n1,とてもそう思う,そう思う,スタッフがとても親切でした\n";
        let western = "N°,Attente,Perçu,Remarque\n1,7,5,très agréable, élégant\n2,6,6,à côté\n";
        for (encoding, text) in [
            (BIG5, hant),
            (GB18030, hans),
            (EUC_KR, hangul),
            (SHIFT_JIS, kana),
            (WINDOWS_1252, western),
            (UTF_8, hant),
        ] {
            let guess = detect(&encoded(encoding, text), true);
            assert_eq!(guess.encoding, encoding, "{text}");
        }
    }

    #[test]
    fn a_few_chinese_letters_are_enough() {
        for (encoding, text) in [
            (BIG5, "id,滿意\n1,5\n"),
            (GB18030, "id,满意\n1,5\n"),
            (BIG5, "問卷編號,E1\n1,5\n"),
            (GB18030, "问卷编号,E1\n1,5\n"),
        ] {
            assert_eq!(
                detect(&encoded(encoding, text), true).encoding,
                encoding,
                "{text}"
            );
        }
    }

    #[test]
    fn sixteen_bits_are_seen_with_and_without_a_mark() {
        let text = "編號,滿意\n1,5\n2,6\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(detect(&little, true).encoding, UTF_16LE);
        assert_eq!(detect(&big, true).encoding, UTF_16BE);
        let marked = [b"\xff\xfe".as_slice(), &little].concat();
        assert_eq!(detect(&marked, true).encoding, UTF_16LE);
    }

    #[test]
    fn a_sample_may_end_inside_a_character() {
        let bytes = "意見".as_bytes();
        assert_eq!(detect(&bytes[..4], false).encoding, UTF_8);
    }

    #[test]
    fn names_of_every_day_are_known() {
        for (name, encoding) in [
            ("Big5", BIG5),
            ("cp950", BIG5),
            ("GBK", GB18030),
            ("CP949", EUC_KR),
            ("utf8", UTF_8),
            ("latin1", WINDOWS_1252),
        ] {
            assert_eq!(named(name), Some(encoding), "{name}");
        }
        assert_eq!(named("klingon"), None);
    }

    #[test]
    fn the_separator_splits_evenly() {
        assert_eq!(separator("a;b;c\n1;2,5;3\n4;5,5;6\n"), ';');
        assert_eq!(separator("a\tb\n\"x,y\tz\"\t2\n"), '\t');
        assert_eq!(separator("a,b\n\"one\ntwo\",2\n"), ',');
        assert_eq!(separator("a|b|c\n1|2|3\n"), '|');
        assert_eq!(separator("alone\n1\n"), ',');
        assert_eq!(separator(""), ',');
    }
}

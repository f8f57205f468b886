//! Files that were damaged by chance, with fixed seeds: read or refused in words, never a panic.
//!
//! Each real file is changed a few bytes at a time. `FUZZ_ROUNDS` in the environment asks for more than the usual
//! rounds, `FUZZ_SEED` for others; a failure names the seed that repeats it.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use fivegaps::language::Locale;
use fivegaps::survey::draft::{Remarks, commented};
use fivegaps::survey::import::{
    Constants, Converter, Map, Sampled, Told, column_names, detect, draft_from, heading, merged,
    propose, separator,
};
use fivegaps::survey::questionnaire::{Id, Questionnaire, examine, print, read};
use fivegaps::survey::record::Edition;
use fivegaps::survey::xlsform::{Sheet, convert};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Numbers that look like chance and are the same each time (xorshift64*, Vigna 2016).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap() % limit.max(1)
    }

    fn bytes<'a>(&mut self, of: &[&'a [u8]]) -> &'a [u8] {
        of[self.below(of.len())]
    }

    /// A file with some of its bytes changed, cut out, doubled, or replaced by what readers stumble over.
    fn damaged(&mut self, file: &[u8], words: &[&[u8]]) -> Vec<u8> {
        let mut bytes = file.to_vec();
        for _ in 0..=self.below(6) {
            let at = self.below(bytes.len() + 1);
            let end = (at + 1 + self.below(40)).min(bytes.len());
            match self.below(5) {
                0 if at < bytes.len() => bytes[at] = u8::try_from(self.below(256)).unwrap(),
                1 => drop(bytes.drain(at..end.max(at))),
                2 => {
                    let copy = bytes[at..end.max(at)].to_vec();
                    bytes.splice(at..at, copy);
                }
                3 => bytes.truncate(at),
                _ => drop(bytes.splice(at..at, self.bytes(words).to_vec())),
            }
        }
        bytes
    }
}

/// Runs a check on many damaged versions of a file.
fn rounds(usual: u64, mut check: impl FnMut(&mut Chance)) {
    let seed = number("FUZZ_SEED").unwrap_or(1);
    for round in seed..seed + number("FUZZ_ROUNDS").unwrap_or(usual) {
        let mut chance = Chance(round.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let held = catch_unwind(AssertUnwindSafe(|| check(&mut chance)));
        assert!(held.is_ok(), "repeat with FUZZ_SEED={round} FUZZ_ROUNDS=1");
    }
}

fn files(folder: &Path, extension: &str) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == extension))
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

fn shop() -> Questionnaire {
    let text = fs::read(root().join("tests/reference/import/shop.ron")).unwrap();
    read(text, "shop.ron").unwrap()
}

#[test]
fn damaged_questionnaires_are_read_or_refused_in_words() {
    let files = [
        files(&root().join("tests/reference/import"), "ron"),
        files(&root().join("tests/it"), "ron"),
    ]
    .concat();
    let words: [&[u8]; 9] = [
        b"(",
        b"]",
        b"\"",
        b"-1",
        b"99999999999",
        b"{place}",
        b"\xff",
        b"r#\"",
        b"/*",
    ];
    rounds(120, |chance| {
        let file = &files[chance.below(files.len())];
        let damaged = chance.damaged(file, &words);
        let reading = examine(&damaged, "fuzz.ron");
        let shown = reading.problems.to_string();
        assert!(shown.chars().all(|c| !c.is_control() || c == '\n'));
        match reading.questionnaire {
            Some(study) => assert_eq!(read(print(&study), "fuzz.ron").ok(), Some(study)),
            None => assert!(reading.problems.has_errors()),
        }
    });
}

/// The rows of a text table, as far as this test needs them.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let guess = detect(bytes, true);
    let (text, _, _) = guess.encoding.decode(bytes);
    let mark = separator(&text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(u8::try_from(mark).unwrap())
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    reader
        .records()
        .map_while(Result::ok)
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect()
}

fn sampled(mut rows: Vec<Vec<String>>) -> Sampled {
    let found = heading(&rows);
    let body = rows.split_off((found.first + found.rows).min(rows.len()));
    let headers = merged(rows.get(found.first..).unwrap_or_default());
    Sampled {
        headers,
        rows: body,
    }
}

#[test]
fn damaged_tables_are_proposed_for_drafted_from_and_converted() {
    let folder = root().join("tests/reference/import");
    let files = [
        files(&folder, "csv"),
        files(&folder, "tsv"),
        files(&folder, "txt"),
    ]
    .concat();
    let words: [&[u8]; 10] = [
        b",",
        b";",
        b"\"",
        b"\n",
        b"\xff\xfe",
        b"-99",
        b"7",
        b"E1",
        b"{x}",
        b"\xe6\x9c\x9f",
    ];
    let study = shop();
    let edition = Edition::of(study.clone(), "");
    rounds(60, |chance| {
        let file = &files[chance.below(files.len())];
        let table = sampled(rows(&chance.damaged(file, &words)));
        for form in &study.forms {
            let mut map = propose(&study, form, &table, Locale::En).map;
            let names = column_names(&table.headers);
            assert_eq!(Map::read(&map.print(&names)).as_ref(), Ok(&map));
            map.mirrored = Told::No;
            map.from_zero = Told::No;
            map.same_steps = Told::Yes;
            let converter =
                Converter::new(&edition, form, &map, &table.headers, Constants::default());
            if let Ok(converter) = converter {
                let mut identities = converter.identities();
                for row in &table.rows {
                    let _ = converter.row(row, &mut identities);
                }
            }
        }
        let tabled = draft_from(&table, &Id::new("own").unwrap(), "t", Locale::En);
        let text = commented(&tabled.draft, &tabled.source, &Remarks::default());
        let again = read(&text, "own.ron");
        assert_eq!(
            again.as_ref().ok(),
            Some(&tabled.draft.questionnaire),
            "{text}\n{again:?}"
        );
        // The map of a draft fits the draft.
        let edition = Edition::of(tabled.draft.questionnaire.clone(), "");
        let form = &edition.questionnaire.forms[0];
        if !tabled.map.columns.is_empty() {
            Converter::new(
                &edition,
                form,
                &tabled.map,
                &table.headers,
                Constants::default(),
            )
            .unwrap();
        }
    });
}

#[test]
fn damaged_maps_are_read_or_refused_with_a_place() {
    let study = shop();
    let form = study.form("customer").unwrap();
    let table = sampled(rows(
        &fs::read(root().join("tests/reference/import/limesurvey.csv")).unwrap(),
    ));
    let map = propose(&study, form, &table, Locale::En).map;
    let file = map.print(&column_names(&table.headers)).into_bytes();
    let words: [&[u8]; 7] = [
        b"(",
        b"}",
        b"\"",
        b"-1",
        b"Yes",
        b"99999999999999999999",
        b"'",
    ];
    rounds(200, |chance| {
        let damaged = chance.damaged(&file, &words);
        if let Ok(text) = std::str::from_utf8(&damaged) {
            match Map::read(text) {
                Ok(map) => {
                    assert_eq!(Map::read(&map.print(&[])), Ok(map));
                }
                Err(error) => assert!(!error.to_string().is_empty()),
            }
        }
    });
}

#[test]
fn damaged_forms_become_studies_that_pass_the_check() {
    let text = "type|name|label::English (en)|label::中文 (zh-Hant)|relevant|constraint|appearance|parameters\n\
        note|intro|Thank you|謝謝\n\
        select_one agree|exp_tan1|Shops are clean|商店整潔||||\n\
        select_one agree|exp_tan2|They are quick|動作迅速||||\n\
        begin_group|now|Now this shop|現在|${age} > 3|||\n\
        select_one agree|per_tan1|This shop is clean|這裡整潔||||\n\
        select_one agree|per_tan2|It is quick|這裡迅速||||\n\
        end_group||||||\n\
        integer|age|Age?|幾歲？||. >= 16 and . < 99||\n\
        range|nps|Recommend?|推薦嗎？|selected(${exp_tan1}, '1')|||start=0 end=10\n\
        select_multiple agree or_other|m|Which?|哪些？|not(${nps} = 3)|not(selected(., '1') and count-selected(.) > 1)||\n\
        begin_score|s|Rate|評分||||\n\
        score__row|a|A|甲||||\n\
        end_score||||||\n\
        text|why|Why?|為什麼？|string-length(${m}) > 0||multiline|\n";
    let choices = "list_name|name|label::English (en)|label::中文 (zh-Hant)\n\
        agree|1|Strongly disagree|非常不同意\nagree|2|Disagree|不同意\nagree|3|Neutral|普通\n\
        agree|4|Agree|同意\nagree|5|Strongly agree|非常同意\nagree|99|Don't know|不知道\n";
    let words: [&[u8]; 12] = [
        b"|",
        b"\n",
        b"begin group|x\n",
        b"end_group\n",
        b"${",
        b"select_one agree|",
        b"(",
        b"'",
        b"**",
        b"<br>",
        b"{",
        b"99999999999999999999",
    ];
    let sheet = |name: &str, bytes: &[u8]| Sheet {
        name: name.to_owned(),
        rows: (1..)
            .zip(String::from_utf8_lossy(bytes).lines())
            .map(|(row, line)| (row, line.split('|').map(str::to_owned).collect()))
            .collect(),
    };
    rounds(200, |chance| {
        let sheets = [
            sheet("survey", &chance.damaged(text.as_bytes(), &words)),
            sheet("choices", &chance.damaged(choices.as_bytes(), &words)),
        ];
        if let Ok(converted) = convert(&sheets, &Id::new("own").unwrap()) {
            let text = commented(&converted.draft, &converted.source, &Remarks::default());
            let again = read(&text, "own.ron");
            let study = &converted.draft.questionnaire;
            assert_eq!(again.as_ref().ok(), Some(study), "{text}\n{again:?}");
        }
    });
}

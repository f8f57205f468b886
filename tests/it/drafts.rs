//! Tables of many programs, languages and encodings become studies of their own, and their answers arrive.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_8, WINDOWS_1252};
use fivegaps::survey::questionnaire::{Block, Facet, Questionnaire, read};

/// How many people answered.
const PEOPLE: usize = 30;

/// What a person expects and finds, of three items on five steps.
fn person(n: usize) -> ([usize; 3], [usize; 3]) {
    let at = |k: usize| (n * 7 + k * 3 + n / 5) % 5;
    ([at(0), at(1), at(2)], [at(3), at(4), at(5)])
}

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn with(file: &str, bytes: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(file), bytes).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> (bool, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_fivegaps"))
            .current_dir(self.folder.path())
            .args(["--data", "data", "--questionnaires", "studies"])
            .args(["--language", "en", "--now", "2026-06-01T00:00:00Z"])
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(said).unwrap())
    }

    fn study(&self) -> Questionnaire {
        let text = fs::read_to_string(self.path("studies/own.ron")).unwrap();
        read(text, "own.ron").unwrap()
    }
}

/// A table: the header row or rows, how each step is written, and the rest.
struct Layout {
    name: &'static str,
    encoding: &'static Encoding,
    separator: &'static str,
    headers: &'static str,
    /// Cells before the ratings; `{n}` is the person's number.
    before: &'static str,
    steps: [&'static str; 5],
    /// Expectation and perception of an item stand side by side.
    alternate: bool,
    after: &'static str,
}

const USUAL: Layout = Layout {
    name: "",
    encoding: UTF_8,
    separator: ",",
    headers: "",
    before: "{n}",
    steps: ["1", "2", "3", "4", "5"],
    alternate: false,
    after: "",
};

#[expect(clippy::too_many_lines, reason = "one table, one entry a layout")]
fn layouts() -> Vec<Layout> {
    let agree = [
        "Strongly disagree",
        "Disagree",
        "Neutral",
        "Agree",
        "Strongly agree",
    ];
    vec![
        Layout {
            name: "codes",
            headers: "id,E1,E2,E3,P1,P2,P3",
            ..USUAL
        },
        Layout {
            name: "forms",
            headers: "Timestamp,Think of excellent shops [Clean],Think of excellent shops [Quick],Think of excellent shops [Polite],Think of our shop [Clean],Think of our shop [Quick],Think of our shop [Polite],Any comments?",
            before: "2026/05/{n} 14:03:59",
            steps: agree,
            after: ",fine {n}",
            ..USUAL
        },
        Layout {
            name: "limesurvey",
            headers: "\"id\",\"submitdate\",\"lastpage\",\"EXP[SQ001]\",\"EXP[SQ002]\",\"EXP[SQ003]\",\"PER[SQ001]\",\"PER[SQ002]\",\"PER[SQ003]\"",
            before: "{n},2026-05-01 10:00:00,4",
            steps: ["A1", "A2", "A3", "A4", "A5"],
            ..USUAL
        },
        Layout {
            name: "kobo",
            separator: ";",
            headers: "start;expectation/e_clean;expectation/e_quick;expectation/e_polite;perception/p_clean;perception/p_quick;perception/p_polite;_uuid",
            before: "2026-05-17T14:03:59.000+08:00",
            steps: [
                "strongly_disagree",
                "disagree",
                "neutral",
                "agree",
                "strongly_agree",
            ],
            after: ";u{n}",
            ..USUAL
        },
        Layout {
            name: "two header rows",
            headers: "Respondent ID,How important is each of these?,,,How did we do?,,\n,Time,Price,Staff,Time,Price,Staff",
            ..USUAL
        },
        Layout {
            name: "paper",
            encoding: BIG5,
            headers: "問卷編號,1-1,1-2,2-1,2-2,3-1,3-2,性別",
            alternate: true,
            after: ",男",
            ..USUAL
        },
        Layout {
            name: "wjx",
            encoding: GB18030,
            headers: "序号,提交答卷时间,所用时间,来自IP,1、期望：环境整洁,2、期望：动作迅速,3、期望：待人有礼,4、感知：环境整洁,5、感知：动作迅速,6、感知：待人有礼",
            before: "{n},2026/5/1 14:03:59,330秒,1.2.3.4",
            steps: ["非常不同意", "不同意", "一般", "同意", "非常同意"],
            ..USUAL
        },
        Layout {
            name: "korean",
            encoding: EUC_KR,
            headers: "번호,기대1. 시설이 현대적이다,기대2. 직원이 친절하다,기대3. 약속을 지킨다,인지1. 시설이 현대적이다,인지2. 직원이 친절하다,인지3. 약속을 지킨다",
            steps: [
                "전혀 그렇지 않다",
                "그렇지 않다",
                "보통이다",
                "그렇다",
                "매우 그렇다",
            ],
            ..USUAL
        },
        Layout {
            name: "japanese",
            encoding: SHIFT_JIS,
            headers: "回答番号,期待_店内が清潔だ,期待_対応が早い,期待_約束を守る,満足_店内が清潔だ,満足_対応が早い,満足_約束を守る",
            steps: [
                "全くそう思わない",
                "そう思わない",
                "どちらともいえない",
                "そう思う",
                "とてもそう思う",
            ],
            ..USUAL
        },
        Layout {
            name: "german",
            encoding: WINDOWS_1252,
            separator: ";",
            headers: "lfdNr;E01;E02;E03;W01;W02;W03;Größe",
            steps: ["1,0", "2,0", "3,0", "4,0", "5,0"],
            after: ";1,75",
            ..USUAL
        },
        Layout {
            name: "spanish",
            headers: "Marca temporal,Expectativas [Limpio],Expectativas [Rápido],Expectativas [Amable],Percepciones [Limpio],Percepciones [Rápido],Percepciones [Amable]",
            before: "17/05/2026 10:{n}:00",
            steps: [
                "Totalmente en desacuerdo",
                "En desacuerdo",
                "Neutral",
                "De acuerdo",
                "Totalmente de acuerdo",
            ],
            ..USUAL
        },
        Layout {
            name: "numbers with words",
            headers: "No,Q1E,Q2E,Q3E,Q1P,Q2P,Q3P",
            steps: ["1 - not at all", "2", "3", "4", "5 - fully"],
            ..USUAL
        },
        Layout {
            name: "titles above",
            headers: "Survey of 2026\n\nid,exp1,exp2,exp3,perc1,perc2,perc3",
            ..USUAL
        },
        Layout {
            name: "from zero",
            headers: "id,E_a,E_b,E_c,P_a,P_b,P_c",
            steps: ["0", "1", "2", "3", "4"],
            ..USUAL
        },
    ]
}

fn table(layout: &Layout) -> Vec<u8> {
    let mut text = format!("{}\n", layout.headers);
    for n in 1..=PEOPLE {
        let (expected, found) = person(n);
        let step = |at: usize| layout.steps[at];
        let mut cells: Vec<&str> = expected.iter().chain(&found).map(|at| step(*at)).collect();
        if layout.alternate {
            cells = (0..3)
                .flat_map(|i| [step(expected[i]), step(found[i])])
                .collect();
        }
        let filled = |text: &str| {
            text.replace(',', layout.separator)
                .replace("{n}", &format!("{n:02}"))
        };
        let before = filled(layout.before);
        let after = layout.after.replace("{n}", &n.to_string());
        let _ = writeln!(
            text,
            "{before}{}{}{after}",
            layout.separator,
            cells.join(layout.separator)
        );
    }
    layout.encoding.encode(&text).0.into_owned()
}

#[test]
fn every_layout_becomes_a_study_of_its_own_and_all_answers_arrive() {
    for layout in layouts() {
        let desk = Desk::with("table.csv", &table(&layout));
        let (good, said) = desk.run(&["new", "own", "--from", "table.csv"]);
        assert!(good, "{}: {said}", layout.name);
        let study = desk.study();
        let items: Vec<String> = study.items().map(|(_, item)| item.id.to_string()).collect();
        assert_eq!(items.len(), 3, "{}: {said}", layout.name);
        assert_eq!(study.scale.points, 5, "{}", layout.name);
        let facets: Vec<Facet> = study.forms[0]
            .ask
            .iter()
            .filter_map(|block| {
                if let Block::Rate(rate) = block {
                    Some(rate.facet)
                } else {
                    None
                }
            })
            .collect();
        assert_eq!(facets.len(), 2, "{}", layout.name);
        let (good, said) = desk.run(&[
            "import",
            "own",
            "--from",
            "table.csv",
            "--map",
            "table.map.ron",
            "--strict",
        ]);
        assert!(
            good && said.contains("30 responses stored"),
            "{}: {said}",
            layout.name
        );
        let (good, said) = desk.run(&["export", "own", "--output", "out.csv", "--no-bom"]);
        assert!(good, "{}: {said}", layout.name);
        let mut reader = csv::Reader::from_path(desk.path("out.csv")).unwrap();
        let headers = reader.headers().unwrap().clone();
        let place = |facet: Facet, item: &str| {
            let name = format!("{}.{item}", facet.key());
            headers.iter().position(|header| header == name).unwrap()
        };
        let mut rows: Vec<Vec<String>> = reader
            .records()
            .map(|record| {
                let record = record.unwrap();
                facets
                    .iter()
                    .flat_map(|facet| {
                        items
                            .iter()
                            .map(|item| record[place(*facet, item)].to_owned())
                    })
                    .collect()
            })
            .collect();
        rows.sort();
        let low = usize::from(study.scale.lowest());
        let mut wanted: Vec<Vec<String>> = (1..=PEOPLE)
            .map(|n| {
                let (expected, found) = person(n);
                expected
                    .iter()
                    .chain(&found)
                    .map(|at| (at + low).to_string())
                    .collect()
            })
            .collect();
        wanted.sort();
        assert_eq!(rows, wanted, "{}", layout.name);
    }
}

#[test]
fn what_is_no_question_is_told_and_who_answered_is_never_asked() {
    let mut text = "id,Email Address,E1,E2,P1,P2,Missing,Same,Height,Sex\n".to_owned();
    for n in 1..=PEOPLE {
        let (expected, found) = person(n);
        let cell = |at: usize| {
            if n == 4 {
                "99".to_owned()
            } else {
                (at + 1).to_string()
            }
        };
        let _ = writeln!(
            text,
            "{n},a{n}@b.c,{},{},{},{},,x,1.{n:02},{}",
            cell(expected[0]),
            expected[1] + 1,
            found[0] + 1,
            found[1] + 1,
            n % 2
        );
    }
    let desk = Desk::with("table.csv", text.as_bytes());
    let (good, said) = desk.run(&["new", "own", "--from", "table.csv"]);
    assert!(good, "{said}");
    for words in [
        "Email Address",
        "says who answered",
        "empty",
        "all rows say the same",
        "numbers with fractions",
        "99 stands in 1 of the cells",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    let text = fs::read_to_string(desk.path("studies/own.ron")).unwrap();
    assert!(!text.to_lowercase().contains("email"), "{text}");
    // The map is not overwritten: a person may have changed it.
    let (good, said) = desk.run(&["new", "other", "--from", "table.csv"]);
    assert!(!good && said.contains("there is a map already"), "{said}");
}

#[test]
fn five_steps_are_not_stretched_to_seven() {
    let study = fs::read_to_string(
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/reference/import/shop.ron"),
    )
    .unwrap();
    let words = [
        "strongly disagree",
        "disagree",
        "neutral",
        "agree",
        "strongly agree",
    ];
    for steps in [words, ["1", "2", "3", "4", "5"]] {
        let mut text = "id,E1,E2,E3,E4,P1,P2,P3,P4\n".to_owned();
        for n in 1..=60 {
            let (expected, found) = person(n);
            let cells: Vec<&str> = [0, 1, 2, 0]
                .iter()
                .map(|i| steps[expected[*i]])
                .chain([0, 1, 2, 0].iter().map(|i| steps[found[*i]]))
                .collect();
            let _ = writeln!(text, "{n},{}", cells.join(","));
        }
        let desk = Desk::with("table.csv", text.as_bytes());
        fs::create_dir(desk.path("studies")).unwrap();
        fs::write(desk.path("studies/shop.ron"), &study).unwrap();
        let (good, said) = desk.run(&["import", "shop", "--from", "table.csv", "--yes"]);
        assert!(!good && said.contains("same_steps"), "{said}");
        assert!(!desk.path("data").exists());
        let map = fs::read_to_string(desk.path("table.map.ron")).unwrap();
        let told =
            |word: &str| map.replace("same_steps: Unanswered", &format!("same_steps: {word}"));
        fs::write(desk.path("no.ron"), told("No")).unwrap();
        let (good, said) = desk.run(&["import", "shop", "--from", "table.csv", "--map", "no.ron"]);
        assert!(!good && said.contains("not stretched"), "{said}");
        fs::write(desk.path("yes.ron"), told("Yes")).unwrap();
        let (good, said) = desk.run(&["import", "shop", "--from", "table.csv", "--map", "yes.ron"]);
        assert!(good && said.contains("60 responses stored"), "{said}");
    }
}

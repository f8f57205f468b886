//! Forms of Kobo and ODK become questionnaires, and what they lose on the way is told.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use fivegaps::language::Locale;
use fivegaps::survey::draft::{Remarks, commented};
use fivegaps::survey::questionnaire::{Block, Condition, Facet, Id, Questionnaire, read};
use fivegaps::survey::xlsform::{Refused, Sheet, Why, convert};
use proptest::prelude::*;

/// Sheets: their names and rows.
type Sheets<'a> = &'a [(&'a str, Vec<Vec<&'a str>>)];

/// A workbook with texts alone.
fn workbook(sheets: Sheets<'_>) -> Vec<u8> {
    let mut parts: Vec<(String, String)> = Vec::new();
    let (mut types, mut list, mut relations) = (String::new(), String::new(), String::new());
    for (index, (name, rows)) in sheets.iter().enumerate() {
        let number = index + 1;
        let mut cells = String::new();
        for (row, texts) in rows.iter().enumerate() {
            let _ = write!(cells, "<row r=\"{}\">", row + 1);
            for (column, text) in texts
                .iter()
                .enumerate()
                .filter(|(_, text)| !text.is_empty())
            {
                let letters = fivegaps::survey::import::letters(column);
                let text = text.replace('&', "&amp;").replace('<', "&lt;");
                let _ = write!(
                    cells,
                    "<c r=\"{letters}{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>",
                    row + 1
                );
            }
            cells.push_str("</row>");
        }
        parts.push((
            format!("xl/worksheets/sheet{number}.xml"),
            format!("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{cells}</sheetData></worksheet>"),
        ));
        let _ = write!(
            types,
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
        );
        let _ = write!(
            list,
            "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"/>"
        );
        let _ = write!(
            relations,
            "<Relationship Id=\"r{number}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
    }
    parts.extend([
        ("[Content_Types].xml".to_owned(), format!("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>{types}</Types>")),
        ("_rels/.rels".to_owned(), "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>".to_owned()),
        ("xl/workbook.xml".to_owned(), format!("<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{list}</sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>")),
    ]);
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A folder to work in.
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

    /// Whether it went well, and all that was said.
    fn run(&self, arguments: &[&str]) -> (bool, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_fivegaps"))
            .current_dir(self.folder.path())
            .args(["--data", "data", "--questionnaires", "studies"])
            .args(["--language", "en"])
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(said).unwrap())
    }
}

/// A store's form as its makers would have written it: two languages, pairs, conditions, and what cannot be kept.
#[expect(clippy::too_many_lines, reason = "a form is as long as it is")]
fn store_form() -> Vec<u8> {
    let head = vec![
        "type",
        "name",
        "label::English (en)",
        "label::繁體中文 (zh-Hant)",
        "label::Français (fr)",
        "hint::English (en)",
        "required",
        "relevant",
        "constraint",
        "appearance",
        "parameters",
        "calculation",
    ];
    let row = |kind: &'static str,
               name: &'static str,
               en: &'static str,
               hant: &'static str,
               rest: &[(usize, &'static str)]| {
        let mut cells = vec![""; 12];
        cells[..4].copy_from_slice(&[kind, name, en, hant]);
        for (column, text) in rest {
            cells[*column] = text;
        }
        cells
    };
    let survey = vec![
        head,
        row("start", "start", "", "", &[]),
        row(
            "note",
            "intro",
            "**Thank you** for taking part.",
            "謝謝您的參與。",
            &[],
        ),
        row(
            "select_one visit",
            "visit",
            "How often do you come?",
            "您多常來？",
            &[(6, "yes")],
        ),
        row(
            "text",
            "visit_other",
            "Please say how often",
            "請說明多常",
            &[(7, "${visit} = 'other'")],
        ),
        row(
            "integer",
            "age",
            "How old are you?",
            "您幾歲？",
            &[(5, "In years"), (8, ". >= 16 and . < 111")],
        ),
        row(
            "begin_group",
            "expectations",
            "Please think of an excellent store.",
            "請想像一家優秀的商店。您有多同意？",
            &[],
        ),
        row(
            "select_one agree",
            "exp_tan1",
            "Excellent stores are clean.",
            "優秀的商店很整潔。",
            &[(9, "likert")],
        ),
        row(
            "select_one agree",
            "exp_tan2",
            "Their signs are easy to read.",
            "標示清楚易讀。",
            &[],
        ),
        row(
            "select_one agree",
            "exp_rel1",
            "They keep promises.",
            "說到做到。",
            &[],
        ),
        row("end group", "", "", "", &[]),
        row(
            "begin_group",
            "perceptions",
            "Now think of this store as it is.",
            "現在請想想這家店。您有多同意？",
            &[(
                7,
                "selected(${visit}, 'first') or selected(${visit}, 'often')",
            )],
        ),
        row(
            "select_one agree",
            "per_tan1",
            "This store is clean.",
            "這家店很整潔。",
            &[],
        ),
        row(
            "select_one agree",
            "per_tan2",
            "Its signs are easy to read.",
            "標示清楚易讀，這裡。",
            &[],
        ),
        row(
            "select_one agree",
            "per_rel1",
            "It keeps promises.",
            "這裡說到做到。",
            &[],
        ),
        row("end group", "", "", "", &[]),
        row(
            "range",
            "nps",
            "Would you recommend us?",
            "您會推薦我們嗎？",
            &[(10, "start=0 end=10 step=1")],
        ),
        row(
            "text",
            "why",
            "Why, ${visit}?",
            "為什麼？",
            &[(7, "${nps} <= 6"), (9, "multiline")],
        ),
        row(
            "select_multiple heard",
            "heard",
            "How did you hear of us?",
            "您怎麼知道我們？",
            &[(8, "not(selected(., 'none') and count-selected(.) > 1)")],
        ),
        row(
            "calculate",
            "gap",
            "",
            "",
            &[(11, "${per_tan1} - ${exp_tan1}")],
        ),
        row("begin_repeat", "visits", "", "", &[]),
        row("date", "day", "When?", "何時？", &[]),
        row("end_repeat", "", "", "", &[]),
        row("geopoint", "where", "Where?", "哪裡？", &[]),
        row(
            "decimal",
            "spent",
            "How much?",
            "花了多少？",
            &[(7, "if(${age} > 3, 1, 0)")],
        ),
    ];
    let option = |list, name, en, hant| vec![list, name, en, hant, ""];
    let choices = vec![
        vec![
            "list_name",
            "name",
            "label::English (en)",
            "label::繁體中文 (zh-Hant)",
            "label::Français (fr)",
        ],
        option("agree", "5", "Strongly disagree", "非常不同意"),
        option("agree", "4", "Disagree", "不同意"),
        option("agree", "3", "Neutral", "普通"),
        option("agree", "2", "Agree", "同意"),
        option("agree", "1", "Strongly agree", "非常同意"),
        option("agree", "99", "Don't know", "不知道"),
        option("visit", "first", "First time", "第一次"),
        option("visit", "often", "Often", "常來"),
        option("visit", "other", "Other", "其他"),
        option("heard", "friend", "A friend", "朋友"),
        option("heard", "none", "None of these", "以上皆非"),
    ];
    let settings = vec![vec!["form_title", "style"], vec!["Store survey", "pages"]];
    workbook(&[
        ("survey", survey),
        ("choices", choices),
        ("settings", settings),
    ])
}

fn drafted(desk: &Desk, id: &str) -> Questionnaire {
    let text = fs::read_to_string(desk.path(&format!("studies/{id}.ron"))).unwrap();
    read(text, &format!("{id}.ron")).unwrap()
}

#[test]
fn a_form_becomes_a_study_that_passes_the_check_and_can_be_walked() {
    let desk = Desk::with("form.xlsx", &store_form());
    let (good, said) = desk.run(&["new", "shop", "--from", "form.xlsx"]);
    assert!(good, "{said}");
    let study = drafted(&desk, "shop");
    assert_eq!(study.locales(), [Locale::En, Locale::ZhHant]);
    assert_eq!(study.title.get(Locale::En), "Store survey");
    let dimensions: Vec<(&str, usize)> = study
        .dimensions
        .iter()
        .map(|dimension| (dimension.id.as_str(), dimension.items.len()))
        .collect();
    assert_eq!(dimensions, [("tan", 2), ("rel", 1)]);
    let item = &study.dimensions[0].items[0];
    assert_eq!(item.id.as_str(), "tan1");
    assert_eq!(
        item.wording(Facet::Expectation).unwrap().get(Locale::En),
        "Excellent stores are clean."
    );
    assert_eq!(
        item.wording(Facet::Perception).unwrap().get(Locale::ZhHant),
        "這家店很整潔。"
    );
    assert_eq!(
        study.scale.low.get(Locale::En),
        "Strongly disagree",
        "the scale was turned round"
    );
    let kinds: Vec<&str> = study.forms[0].ask.iter().map(Block::kind).collect();
    assert_eq!(
        kinds,
        [
            "Note",
            "Choice",
            "Text",
            "Number",
            "Rate",
            "Rate",
            "Recommend",
            "Text",
            "Choice",
            "Number"
        ]
    );
    let when = |index: usize| study.forms[0].ask[index].when().cloned();
    let is = |option: &str| Condition::Is("visit".into(), option.into());
    assert_eq!(when(2), Some(is("other")));
    assert_eq!(
        when(5),
        Some(Condition::Any(vec![is("first"), is("often")]))
    );
    assert_eq!(when(7), Some(Condition::AtMost("nps".into(), 6)));
    assert!(matches!(&study.forms[0].ask[3], Block::Number(n) if (n.least, n.most) == (16, 110)));
    assert!(matches!(&study.forms[0].ask[8], Block::Choice(c) if c.many && c.options[1].alone));
    assert!(
        desk.run(&["check", "studies/shop.ron"])
            .1
            .contains("no problems")
    );
}

#[test]
fn what_is_not_carried_over_is_told_with_sheet_row_and_column() {
    let desk = Desk::with("form.xlsx", &store_form());
    let (_, said) = desk.run(&["new", "shop", "--from", "form.xlsx"]);
    for words in [
        "survey, column `type`, row 2: start start",
        "survey, column `label::English (en)`, row 3: **Thank you** for taking part.",
        "survey, column `required`, row 4: yes",
        "survey, column `label::English (en)`, row 18: Why, ${visit}?",
        "survey, column `type`, row 20: calculate gap",
        "survey, column `type`, row 21: begin_repeat visits",
        "survey, column `type`, row 22: date day",
        "survey, column `type`, row 24: geopoint where",
        "survey, column `type`, row 25: decimal spent",
        "survey, column `relevant`, row 25: if(${age} > 3, 1, 0)",
        "survey, column `label::Français (fr)`",
        "choices, column `name`, row 7: Don't know",
        "it is turned round",
        "settings, column `style`, row 2: pages",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
}

#[test]
fn a_language_that_lacks_a_text_is_named_and_left_out() {
    let form = workbook(&[(
        "survey",
        vec![
            vec!["type", "name", "label::English (en)", "label::Chinese (zh)"],
            vec!["range", "q1", "Clean", "干净"],
            vec!["text", "q2", "Why?"],
        ],
    )]);
    let desk = Desk::with("form.xlsx", &form);
    let (good, said) = desk.run(&["new", "shop", "--from", "form.xlsx"]);
    assert!(good, "{said}");
    assert!(
        said.contains("column `label::Chinese (zh)`, row 3: q2"),
        "{said}"
    );
    assert_eq!(drafted(&desk, "shop").locales(), [Locale::En]);
}

#[test]
fn what_is_no_form_or_a_broken_one_ends_in_words() {
    let survey = |rows: Vec<Vec<&'static str>>| workbook(&[("survey", rows)]);
    let head = || vec!["type", "name", "label"];
    let mut deep = vec![head()];
    deep.extend(vec![vec!["begin group", "g", "G"]; 10_000]);
    for (bytes, words) in [
        (b"plain text".to_vec(), "none of its columns is a question"),
        (
            b"PK\x03\x04 and nothing".to_vec(),
            "cannot read the workbook",
        ),
        (
            workbook(&[("data", vec![vec!["a"]])]),
            "none of its columns is a question",
        ),
        (survey(deep), "nested more than 50 deep"),
        (
            survey(vec![head(), vec!["end group"]]),
            "row 2: a group ends",
        ),
        (
            survey(vec![head(), vec!["begin group", "g"]]),
            "row 2: a group begins",
        ),
        (
            survey(vec![head(), vec!["geopoint", "g", "G"]]),
            "no question that can be carried over",
        ),
    ] {
        let desk = Desk::with("form.xlsx", &bytes);
        let (good, said) = desk.run(&["new", "shop", "--from", "form.xlsx"]);
        assert!(!good && said.contains(words), "{words}\n{said}");
        assert!(!said.contains("panicked"), "{said}");
        assert!(!desk.path("studies/shop.ron").exists());
    }
}

#[test]
fn a_small_file_that_unpacks_to_a_huge_one_is_refused() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(
        "xl/sharedStrings.xml",
        zip::write::SimpleFileOptions::default(),
    )
    .unwrap();
    let megabyte = vec![b' '; 1 << 20];
    for _ in 0..80 {
        zip.write_all(&megabyte).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    let desk = Desk::with("bomb.xlsx", &bytes);
    let (good, said) = desk.run(&["new", "shop", "--from", "bomb.xlsx"]);
    assert!(!good && said.contains("larger than 64 MB"), "{said}");
}

/// Cells of a form by chance: what they often say, and anything.
fn cell(often: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::sample::select(often).prop_map(str::to_owned),
        1 => Just(String::new()),
        1 => "[ -~一-三{}$'()]{0,12}",
    ]
}

const TYPES: &[&str] = &[
    "text",
    "integer",
    "range",
    "note",
    "date",
    "select_one a",
    "select_one b",
    "select_one b",
    "select_multiple a",
    "select_multiple a or_other",
    "decimal",
    "time",
    "calculate",
    "begin group",
    "end group",
    "begin repeat",
    "end repeat",
    "geopoint",
    "select_one none",
];
const NAMES: &[&str] = &[
    "e1", "p1", "e2", "p2", "exp_rel", "per_rel", "age", "why", "nps", "x",
];
const RELEVANT: &[&str] = &[
    "",
    "",
    "${e1} = '3'",
    "${age} > 4",
    "selected(${x}, 'one')",
    "not(${why} = '')",
    "${nps} <= 6",
    "${later} = 1",
    "${e1} >= 2 and (${p1} < 3 or ${x} != 'two')",
    "if(1,2,3)",
];
const CONSTRAINT: &[&str] = &["", "", ". > 3", ". < 2 and . > 5", "regex(., 'x')"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever a form says, the study drafted from it passes the check.
    #[test]
    fn every_draft_passes_the_check(
        rows in prop::collection::vec(
            (cell(TYPES), cell(NAMES), cell(&["Clean?", "很好", "a"]), cell(RELEVANT), cell(CONSTRAINT)),
            1..30,
        ),
        options in prop::collection::vec((cell(&["a", "b"]), cell(&["1", "2", "3", "4", "5", "one", "99"]), cell(&["Agree", "Neutral", "Disagree", "很"])), 0..16),
    ) {
        let texts = |cells: &[&str]| cells.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
        let mut survey = vec![(1, texts(&["type", "name", "label", "relevant", "constraint"]))];
        for (number, (kind, name, label, relevant, constraint)) in (2..).zip(&rows) {
            survey.push((number, texts(&[kind, name, label, relevant, constraint])));
        }
        let mut choices = vec![(1, texts(&["list_name", "name", "label"]))];
        for (number, (list, name, label)) in (2..).zip(&options) {
            choices.push((number, texts(&[list, name, label])));
        }
        let sheets = [
            Sheet { name: "survey".into(), rows: survey },
            Sheet { name: "choices".into(), rows: choices },
        ];
        match convert(&sheets, &Id::new("any").unwrap()) {
            Ok(converted) => {
                let study = &converted.draft.questionnaire;
                let text = commented(&converted.draft, &converted.source, &Remarks::default());
                let again = read(&text, "any.ron");
                prop_assert_eq!(again.as_ref().ok(), Some(study), "{}\n{:?}", text, again);
                // Every row is a question of the study, a loss, or structure.
                for (number, (kind, _, _, _, _)) in (2..).zip(&rows) {
                    let place = format!("row {number}:");
                    let carried = converted.source.asked.iter().any(|asked| asked.place.starts_with(&place));
                    let told = converted.losses.iter().any(|loss| loss.row == Some(number) && loss.sheet == "survey");
                    let structure = kind.trim().is_empty() || kind.starts_with("begin") || kind.starts_with("end");
                    prop_assert!(carried || told || structure, "row {} is dropped", number);
                }
            }
            Err(refused) => prop_assert!(matches!(
                refused,
                Refused::Unclosed(_) | Refused::Unopened(_) | Refused::Nothing
            )),
        }
    }
}

#[test]
fn conditions_that_look_ahead_or_round_in_circles_are_told() {
    let texts = |cells: &[&str]| cells.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
    let sheets = [Sheet {
        name: "survey".into(),
        rows: vec![
            (1, texts(&["type", "name", "label", "relevant"])),
            (2, texts(&["integer", "a", "A?", "${b} > 1"])),
            (3, texts(&["integer", "b", "B?", "${a} > 1"])),
            (4, texts(&["integer", "c", "C?", "${c} > 1"])),
        ],
    }];
    let converted = convert(&sheets, &Id::new("any").unwrap()).unwrap();
    let told: Vec<Option<u32>> = converted
        .losses
        .iter()
        .filter(|loss| loss.why == Why::Backwards)
        .map(|loss| loss.row)
        .collect();
    assert_eq!(told, [Some(2), Some(4)]);
}

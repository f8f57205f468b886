//! The questionnaire file: what is read, what is refused, and in which words.

use fivegaps::survey::questionnaire::{
    MAX_BYTES, MAX_PROBLEMS, Problems, Severity, examine, print, read,
};
use fivegaps::survey::record::Edition;

const STUDY: &str = include_str!("questionnaire/study.ron");

/// The study with one passage changed; the passage must be there.
fn changed(old: &str, new: &str) -> String {
    assert!(STUDY.contains(old), "the study has no {old}");
    STUDY.replacen(old, new, 1)
}

/// Each problem as `path: what`.
fn told(problems: &Problems) -> Vec<String> {
    problems
        .iter()
        .map(|problem| format!("{}: {}", problem.place.path, problem.cause))
        .collect()
}

/// Each case: a passage of the study, what it becomes, and all problems that follow.
#[track_caller]
fn tells(cases: &[(&str, &str, &[&str])]) {
    for (old, new, expected) in cases {
        let reading = examine(changed(old, new), "study.ron");
        assert_eq!(&told(&reading.problems), expected, "{old} -> {new}");
    }
}

#[test]
fn every_construct_is_read_without_a_word() {
    let reading = examine(STUDY, "study.ron");
    assert!(reading.is_clean(), "{}", reading.problems);
    let study = reading.questionnaire.unwrap();
    assert_eq!(study.forms.len(), 5);
    assert_eq!(study.questions(&study.forms[0]).len(), 41);
    assert_eq!(read(print(&study), "study.ron").unwrap(), study);
}

#[test]
fn every_shipped_study_is_read_without_a_word() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/questionnaires");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "ron") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let reading = examine(std::fs::read(&path).unwrap(), &name);
            assert!(reading.is_clean(), "{}", reading.problems);
        }
    }
}

#[test]
fn the_example_of_the_manual_is_a_study() {
    let manual = include_str!("../../questionnaires/README.md");
    let (_, rest) = manual.split_once("```ron\n(").unwrap();
    let (example, _) = rest.split_once("```").unwrap();
    let reading = examine(format!("({example}"), "README.md");
    assert!(reading.is_clean(), "{}", reading.problems);
}

#[test]
fn fields_and_words_are_those_of_the_format() {
    tells(&[
        ("revision: 3,", "", &[": the field `revision` is missing"]),
        (
            "revision: 3",
            "revison: 3",
            &[": there is no field `revison` here"],
        ),
        (
            "keep_days: 365",
            "keep_days: 365, keep_days: 30",
            &["forms[0].consent: the field `keep_days` is given twice"],
        ),
        (
            "revision: 3",
            "revision: \"three\"",
            &["revision: expected a whole number, found a text in quotation marks"],
        ),
        (
            "alone: true",
            "alone: 1",
            &["forms[0].ask[1].options[3].alone: expected `true` or `false`, found `1`"],
        ),
        (
            "text: (en: \"Yes\"",
            "text: (en: Yes",
            &[
                "forms[0].ask[0].options[0].text.en: expected a text in quotation marks, found the word `Yes`",
            ],
        ),
        (
            "dimensions: [",
            "dimensions: [[],",
            &[
                "dimensions[0]: expected a dimension, `(id: .., name: (..), about: (..), items: [..])`, found a list in square brackets",
            ],
        ),
        (
            "role: Customer",
            "role: Custmer",
            &["forms[0].role: `Custmer` is no role"],
        ),
        (
            "Note(id: \"end\"",
            "Nte(id: \"end\"",
            &["forms[0].ask[18]: `Nte` is no kind of question"],
        ),
        (
            "Paired()",
            "Paired",
            &[
                "forms[2].ask[0]: expected a question such as `Rate(facet: Perception)`, found the word `Paired`",
            ],
        ),
        (
            "Is(\"visit\", \"again\")",
            "Is(\"visit\")",
            &["forms[0].ask[12].when: expected `Is(\"question\", \"option\")`, found `Is(..)`"],
        ),
        (
            "Is(\"visit\", \"again\")",
            "Iz(\"visit\", \"again\")",
            &["forms[0].ask[12].when: `Iz` is no condition"],
        ),
    ]);
}

#[test]
fn ids_are_safe_in_file_names_and_unique() {
    for id in [
        "../x", "/etc/x", "con", "com1", "", "Store", "a.b", "a b", "店",
    ] {
        let reading = examine(changed("\"study\"", &format!("\"{id}\"")), "x");
        assert_eq!(
            told(&reading.problems),
            [format!("id: `{id}` is no id")],
            "{id}"
        );
    }
    let long = format!("\"{}\"", "x".repeat(1000));
    assert!(read(changed("\"study\"", &long), "x").is_err());
    tells(&[
        (
            "id: \"study\"",
            "id: \"other\"",
            &["id: the study's id is `other`, but the file has another name"],
        ),
        (
            "id: \"hours\"",
            "id: \"promise\"",
            &["dimensions[1].items[0].id: two items have the id `promise`"],
        ),
        (
            "id: \"empathy\"",
            "id: \"reliability\"",
            &["dimensions[1].id: two dimensions have the id `reliability`"],
        ),
        (
            "id: \"vague\"",
            "id: \"set\"",
            &["forms[3].ask[4].statements[1].id: two statements have the id `set`"],
        ),
        (
            "id: \"overall\"",
            "id: \"recommend\"",
            &["forms[0].ask[7].id: two questions of this form have the key `recommend`"],
        ),
        (
            "id: \"overall\"",
            "id: \"points\"",
            &["forms[0].ask[6].id: two questions of this form have the key `points`"],
        ),
    ]);
}

#[test]
fn every_text_has_every_language_and_no_other() {
    tells(&[
        (
            ", zh_hant: \"關懷\"",
            "",
            &["dimensions[1].name.zh_hant: the text in Traditional Chinese is missing"],
        ),
        (
            "zh_hant: \"關懷\"",
            "zh_hant: \" \"",
            &["dimensions[1].name.zh_hant: the text in Traditional Chinese is empty"],
        ),
        (
            "zh_hant: \"關懷\"",
            "zh_hant: \"關懷\", zh_hans: \"关怀\"",
            &[
                "dimensions[1].name.zh_hans: there is a text in Simplified Chinese, which the study's title lacks",
            ],
        ),
        (
            "zh_hant: \"關懷\"",
            "zh_hant: \"关懷\"",
            &["dimensions[1].name.zh_hant: `关` is not written in Traditional Chinese"],
        ),
    ]);
    let simplified = STUDY
        .replace("zh_hant: \"北店\"", "zh_hant: \"北店說\"")
        .replace("zh_hant", "zh_hans");
    let problems = examine(simplified, "study.ron").problems;
    let wrong = told(&problems);
    assert!(
        wrong.contains(
            &"rivals[0].name.zh_hans: `說` is not written in Simplified Chinese".to_owned()
        )
    );
}

#[test]
fn texts_hide_nothing_and_keep_their_width() {
    tells(&[
        (
            "en: \"Empathy\"",
            "en: \"Em\u{202e}pathy\"",
            &[": the invisible character <U+202E> is not allowed"],
        ),
        (
            "en: \"Empathy\"",
            "en: \"Em\\u{202e}pathy\"",
            &["dimensions[1].name.en: the invisible character <U+202E> is not allowed"],
        ),
        (
            "en: \"Empathy\"",
            "en: \"Em\\u{1b}[31mpathy\"",
            &["dimensions[1].name.en: the invisible character <U+001B> is not allowed"],
        ),
        (
            "en: \"Empathy\"",
            "en: \"Em\tpathy\"",
            &["dimensions[1].name.en: the invisible character <U+0009> is not allowed"],
        ),
        (
            "en: \"Empathy\"",
            "en: \"Em\u{2014}pathy\"",
            &[
                "dimensions[1].name.en: `\u{2014}` (U+2014) is one column wide in some terminals and two in others",
            ],
        ),
        (
            "en: \"Empathy\"",
            "en: \"E\u{323}\u{323}\u{323}\u{323}\u{323}\u{323}mpathy\"",
            &[
                "dimensions[1].name.en: a letter carries too many combining marks, or a mark has no letter",
            ],
        ),
        (
            "// Every",
            "// \u{200b}Every",
            &[": the invisible character <U+200B> is not allowed"],
        ),
    ]);
    let long = format!("en: \"{}\"", "x".repeat(2001));
    let reading = examine(changed("en: \"Empathy\"", &long), "study.ron");
    assert_eq!(
        told(&reading.problems),
        ["dimensions[1].name.en: the text has 2001 characters; at most 2000 are possible"]
    );
}

#[test]
fn placeholders_have_a_meaning_and_agree_between_languages() {
    tells(&[
        (
            "In {place} promises",
            "In {plaec} promises",
            &["dimensions[0].items[0].perception.en: there is no placeholder `{plaec}`"],
        ),
        (
            "In {place} promises",
            "In promises",
            &[
                "dimensions[0].items[0].perception.en: the text in English lacks the placeholder `{place}` of the other languages",
            ],
        ),
        (
            "In {place} promises",
            "In {place promises",
            &["dimensions[0].items[0].perception.en: a curly bracket has no partner"],
        ),
        (
            "In {place} promises",
            "In {rival} promises",
            &[
                "dimensions[0].items[0].perception.en: the placeholder `{rival}` has no meaning here",
            ],
        ),
        (
            "In {place} promises",
            "In {choice.visit} promises",
            &[
                "dimensions[0].items[0].perception.en: the placeholder `{choice.visit}` has no meaning here",
            ],
        ),
        (
            "{choice.visit}. Why",
            "{choice.vist}. Why",
            &["forms[0].ask[17].text.en: there is no placeholder `{choice.vist}`"],
        ),
        (
            "Is this your first visit?",
            "Is this your {choice.knows} visit?",
            &["forms[0].ask[0].text.en: the placeholder `{choice.knows}` has no meaning here"],
        ),
        (
            "en: \"Empathy\", zh_hant: \"關懷\"",
            "en: \"{place}\", zh_hant: \"{place}\"",
            &[
                "dimensions[1].name.en: the placeholder `{place}` has no meaning here",
                "dimensions[1].name.zh_hant: the placeholder `{place}` has no meaning here",
            ],
        ),
        (
            "industry: (en: \"stores\", zh_hant: \"商店\"),",
            "",
            &[
                "dimensions[0].items[0].expectation.en: the placeholder `{industry}` has no meaning here",
                "dimensions[0].items[0].expectation.zh_hant: the placeholder `{industry}` has no meaning here",
            ],
        ),
    ]);
}

#[test]
fn conditions_look_back_at_what_exists() {
    tells(&[
        (
            "AtMost(\"recommend\", 6)",
            "AtMost(\"recomend\", 6)",
            &["forms[0].ask[17].when[0][0]: the form has no question `recomend`"],
        ),
        (
            "AtMost(\"recommend\", 6)",
            "Answered(\"end\")",
            &["forms[0].ask[17].when[0][0]: the question `end` does not come before this one"],
        ),
        (
            "AtMost(\"recommend\", 6)",
            "AtMost(\"visit\", 6)",
            &["forms[0].ask[17].when[0][0]: the answer to `visit` is no number"],
        ),
        (
            "AtMost(\"recommend\", 6)",
            "Is(\"recommend\", \"first\")",
            &["forms[0].ask[17].when[0][0]: the question `recommend` has no options"],
        ),
        (
            "Is(\"visit\", \"again\")",
            "Is(\"visit\", \"agian\")",
            &["forms[0].ask[12].when[1]: the question `visit` has no option `agian`"],
        ),
        (
            "known: \"knows\"",
            "known: \"nobody\"",
            &["forms[0].ask[5].known: the form has no question `nobody`"],
        ),
        (
            "known: \"knows\"",
            "known: \"visit\"",
            &[
                "forms[0].ask[5].known: the question has no option for the rival `north`",
                "forms[0].ask[5].known: the question has no option for the rival `south`",
            ],
        ),
    ]);
}

#[test]
fn questions_that_are_never_asked_are_refused() {
    let never = |old: &str, new: &str, why: &str| {
        let reading = examine(changed(old, new), "study.ron");
        let told = told(&reading.problems);
        assert_eq!(told.len(), 1, "{}", reading.problems);
        assert!(
            told[0].ends_with(&format!("this is never asked: {why}")),
            "{told:?}"
        );
        assert!(reading.questionnaire.is_none());
    };
    let again = "Is(\"visit\", \"again\")";
    never(
        "AtMost(\"recommend\", 6)",
        "AtMost(\"recommend\", -1)",
        "`recommend` goes from 0 to 10",
    );
    never(
        again,
        "AtLeast(\"overall\", 11)",
        "`overall` goes from 1 to 10",
    );
    never(
        again,
        "Is(\"visit\", \"staff\")",
        "`staff` of `visit` ends the interview",
    );
    never(again, "Any([])", "none of the alternatives can hold");
    never(
        again,
        "All([Is(\"visit\", \"again\"), Is(\"visit\", \"first\")])",
        "`visit` cannot be both `again` and `first`",
    );
    never(
        again,
        "All([AtLeast(\"overall\", 8), All([AtMost(\"overall\", 7)])])",
        "`overall` cannot be at least 8 and at most 7",
    );
    never(
        again,
        "All([Answered(\"overall\"), Not(Answered(\"overall\"))])",
        "something and its opposite cannot both hold",
    );
    let without_way_on = changed("zh_hant: \"是\")),", "zh_hant: \"是\"), ends: true),").replacen(
        "zh_hant: \"不是\")),",
        "zh_hant: \"不是\"), ends: true),",
        1,
    );
    assert_eq!(
        told(&read(without_way_on, "x").unwrap_err()),
        [
            "forms[0].ask[1]: this is never asked: every option of an earlier choice ends the interview"
        ]
    );
}

#[test]
fn conditions_that_always_hold_are_warned_of() {
    let reading = examine(changed("Is(\"visit\", \"again\")", "All([])"), "study.ron");
    assert_eq!(
        told(&reading.problems),
        ["forms[0].ask[12].when: this condition always holds: nothing is asked for"]
    );
    assert!(reading.questionnaire.is_some());
}

#[test]
fn pairs_are_complete_and_on_one_scale() {
    const FIVE: &str =
        "scale: (points: 5, low: (en: \"a\", zh_hant: \"是\"), high: (en: \"b\", zh_hant: \"否\"))";
    let perception = "perception: (en: \"Hours suit me.\", zh_hant: \"營業時間方便我。\"),";
    let dysfunctional =
        "dysfunctional: (en: \"Promises are not kept.\", zh_hant: \"說到做不到。\"),";
    tells(&[
        (
            perception,
            "",
            &[
                "dimensions[1].items[0]: the item has a wording for expectation but none for perception",
            ],
        ),
        (
            dysfunctional,
            "",
            &[
                "dimensions[0].items[0]: the item has a wording for functional but none for dysfunctional",
                "forms[0].ask[11]: no item has a Kano pair",
            ],
        ),
        (
            "Rate(facet: Estimate)",
            &format!("Rate(facet: Estimate, {FIVE})"),
            &["forms[3].ask[0]: estimate is rated 1 to 5, but expectation is rated 1 to 7"],
        ),
        (
            "order: AsExpectation),",
            &format!("order: AsExpectation, {FIVE}),"),
            &["forms[0].ask[4]: perception is rated 1 to 5, but expectation is rated 1 to 7"],
        ),
        (
            "ThreeColumn(order: ShuffledDimensions)",
            "Rate(facet: Expectation), Rate(facet: Expectation)",
            &["forms[1].ask[1]: the form rates expectation twice"],
        ),
        (
            "role: Manager, facet: Standard",
            "role: Staff, facet: Standard",
            &["gaps[1].of: no form asks staff for standard in this way"],
        ),
    ]);
}

#[test]
fn numbers_stay_in_their_bounds() {
    tells(&[
        (
            "points: 7",
            "points: 12",
            &[
                "scale.points: 12 is outside 2 to 11",
                "forms[1].ask[0]: the study's scale has 12 points; three columns hold at most 9",
            ],
        ),
        (
            "points: 7",
            "points: 1",
            &["scale.points: 1 is outside 2 to 11"],
        ),
        (
            "points: 7",
            "points: 5, from: 3",
            &["scale.from: 3 is outside 0 to 1"],
        ),
        (
            "points: 7",
            "points: 300",
            &["scale.points: 300 is outside 0 to 255"],
        ),
        (
            "expect: 2",
            "expect: 9",
            &["forms[0].ask[10].expect: 9 is not on the scale, which goes from 1 to 7"],
        ),
        (
            "points: 100",
            "points: 70",
            &["forms[0].ask[3].points: 70 points cannot be shared out"],
        ),
        (
            "points: 100",
            "points: 1",
            &["forms[0].ask[3].points: 1 points cannot be shared out"],
        ),
        (
            "scores: 5",
            "scores: 2",
            &["disclosure.scores: 2 is outside 3 to 1000"],
        ),
        (
            "gap: 2",
            "gap: 5",
            &["forms[3].ask[4].gap: 5 is outside 1 to 4"],
        ),
        (
            "most: 240",
            "most: -4",
            &["forms[0].ask[14].least: the least, 0, is above the most, -4"],
        ),
        (
            "usual: (0, 60)",
            "usual: (0, 600)",
            &[
                "forms[0].ask[14].usual[1]: 600 is not within the bounds of the question, which goes from 0 to 240",
            ],
        ),
        (
            "usual: (0, 60)",
            "usual: (60, 0)",
            &["forms[0].ask[14].usual: the least, 60, is above the most, 0"],
        ),
        (
            "[Paired()]",
            "[]",
            &["forms[2].ask: there are no questions"],
        ),
    ]);
}

#[test]
fn blocks_are_used_for_what_they_are() {
    tells(&[
        (
            "Rate(facet: Estimate)",
            "Rate(facet: Rival)",
            &["forms[3].ask[0].facet: `Rate` cannot ask rival"],
        ),
        (
            "Rate(facet: Estimate)",
            "Rate(facet: Estimate, order: AsExpectation)",
            &[
                "forms[3].ask[0].order: there is no expectation block before this one whose order could be followed",
            ],
        ),
        (
            "Recommend(id",
            "Recommend(scale: (points: 5, low: (en: \"a\", zh_hant: \"是\"), high: (en: \"b\", zh_hant: \"否\")), id",
            &["forms[0].ask[7].scale: `Recommend` is always asked from 0 to 10"],
        ),
        (
            "(id: \"first\", text",
            "(id: \"first\", alone: true, text",
            &[
                "forms[0].ask[0].options[0].alone: `alone` has no effect here: only one option can be chosen anyway",
            ],
        ),
        (
            "sample: 1",
            "sample: 0",
            &["forms[0].short: the short form may leave out the dimension `empathy`"],
        ),
        (
            "sample: 1",
            "sample: 1, pool: 2",
            &[
                "forms[0].short.pool: `pool` has no effect here: a short form draws by one of `sample`, `pool` and `modules`",
            ],
        ),
        (
            "sample: 1",
            "modules: 3, take: 3",
            &["forms[0].short.take: 3 is outside 1 to 2"],
        ),
        (
            "sample: 1",
            "modules: 3",
            &["forms[0].short: the short form may leave out the dimension `empathy`"],
        ),
        (
            "short: (sample: 1),\n      thanks",
            "first: BySeed, short: (sample: 1),\n      thanks",
            &[],
        ),
        (
            "id: \"pairs\",",
            "id: \"pairs\", first: BySeed,",
            &[
                "forms[2].first: `first` has no effect here: the form does not rate both expectations and perceptions of items in blocks of their own",
            ],
        ),
        (
            "sample: 1",
            "sample: 1, take: 2",
            &["forms[0].short.take: `take` has no effect here: there are no `modules` to take"],
        ),
        (
            "      ask: [Paired()],",
            "      short: (sample: 1), ask: [Date(id: \"day\", text: (en: \"Day?\", zh_hant: \"哪天？\"))],",
            &["forms[2].short: `short` has no effect here: the form rates no items"],
        ),
    ]);
}

#[test]
fn what_stands_between_blocks_that_change_places_cannot_look_back_at_them() {
    let note =
        r#"Note(id: "n", text: (en: "n", zh_hant: "註"), when: Answered("expectation.promise")),"#;
    let text = changed("Allocate(points", &format!("{note} Allocate(points"));
    assert!(examine(&text, "study.ron").is_clean());
    let text = text.replace("short: (sample: 1),", "short: (sample: 1), first: BySeed,");
    assert_eq!(
        told(&examine(text, "study.ron").problems),
        [
            "forms[0].ask[3].when: `expectation.promise` may come later, as `first: BySeed` lets two blocks change places"
        ]
    );
}

#[test]
fn a_newer_format_is_told_before_anything_else() {
    let text = changed("format: 1", "format: 2").replace("revision: 3", "revised: \"3\"");
    let problems = read(text, "study.ron").unwrap_err();
    assert_eq!(
        told(&problems),
        ["format: this file has format 2; this program reads format 1"]
    );
}

#[test]
fn all_problems_are_told_at_once_with_their_places() {
    let text = changed("revision: 3", "revison: 3")
        .replacen("In {place} promises", "In {plaec} promises", 1)
        .replacen("role: Staff", "role: Stuff", 1)
        .replacen("least: 0", "least: zero", 1)
        .replacen("AtLeast(\"minutes\", 10)", "AtLeast(\"overall\", 99)", 1);
    let problems = read(&text, "study.ron").unwrap_err();
    let places: Vec<String> = problems
        .iter()
        .map(|problem| {
            let line = text.lines().nth(problem.place.line - 1).unwrap();
            let rest: String = line.chars().skip(problem.place.column - 1).collect();
            rest.chars().take(8).collect()
        })
        .collect();
    assert_eq!(places, ["revison:", "{plaec} ", "zero,", "Stuff,"]);
}

#[test]
fn a_problem_is_shown_with_its_line_and_a_remedy() {
    let text = changed("In {place} promises", "In {plaec} promises");
    let shown = read(text, "study.ron").unwrap_err().to_string();
    let expected = r#"error: there is no placeholder `{plaec}`
  --> study.ron:22:32
   |
22 |           perception: (en: "In {plaec} promises are kept.", zh_hant: "{place}說到做到。"),
   |                                ^^^^^^^
   |
   = at: dimensions[0].items[0].perception.en
   = help: did you mean `{place}`?

study.ron: 1 error, 0 warnings
"#;
    assert_eq!(shown, expected);
}

#[test]
fn no_message_carries_an_escape_sequence() {
    let text = changed("\"Empathy\"", "\"\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}\"")
        .replace("\"overall\"", "\"\u{1b}[2J\"");
    let shown = read(text, "study\u{1b}[31m.ron").unwrap_err().to_string();
    let harmful = |c: &char| c.is_control() && *c != '\n' || *c == '\u{202e}';
    assert_eq!(shown.chars().find(harmful), None);
    assert!(shown.contains("<U+001B>"));
}

#[test]
fn broken_notation_is_told_with_its_place() {
    for (text, line, column) in [
        ("(format: 1\n title: )", 2, 2),
        ("(format: 1,\n id: \"x", 2, 7),
        ("(format: 1", 1, 11),
        ("[1, 2", 1, 6),
    ] {
        let problems = read(text, "study.ron").unwrap_err();
        let place = &problems.iter().next().unwrap().place;
        assert_eq!((place.line, place.column), (line, column), "{problems}");
    }
    for (text, what) in [
        ("", ": the file holds no study"),
        (" \n\t", ": the file holds no study"),
        (
            "5",
            ": expected a study, `(format: 1, id: .., ..)`, found `5`",
        ),
    ] {
        assert_eq!(told(&read(text, "x").unwrap_err()), [what], "{text:?}");
    }
    assert!(read("()", "x").unwrap_err().len() >= 7);
}

#[test]
fn other_encodings_are_named() {
    let utf16: Vec<u8> = STUDY.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let with_mark = [b"\xff\xfe".to_vec(), utf16.clone()].concat();
    let (big5, _, _) = encoding_rs::BIG5.encode(STUDY);
    let simplified = "(title: (zh_hans: \"我们的服务质量让您满意吗\"))";
    let (gb18030, _, _) = encoding_rs::GB18030.encode(simplified);
    for (bytes, looks) in [
        (&utf16[..], "; it looks like UTF-16"),
        (&with_mark, "; it looks like UTF-16"),
        (&big5, "; it looks like Big5"),
        (&gb18030, "; it looks like GB18030"),
    ] {
        let problems = read(bytes, "x").unwrap_err();
        assert_eq!(told(&problems), [format!(": the file is not UTF-8{looks}")]);
    }
    let torn = [STUDY.as_bytes(), b"\n\n\xff\x00\xff"].concat();
    let problems = read(torn, "x").unwrap_err();
    assert_eq!(told(&problems), [": the file is not UTF-8 text"]);
    let last = STUDY.lines().count() + 3;
    assert_eq!(problems.iter().next().unwrap().place.line, last);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let study = read(STUDY, "study.ron").unwrap();
    let windows = format!("\u{feff}{}", STUDY.replace('\n', "\r\n"));
    assert_eq!(read(windows, "study.ron").unwrap(), study);
}

#[test]
fn oversized_and_overdeep_files_are_refused_at_once() {
    let large = vec![b'x'; MAX_BYTES + 1];
    assert_eq!(
        told(&read(large, "x").unwrap_err()),
        [format!(
            ": the file has {} bytes; at most {MAX_BYTES} are read",
            MAX_BYTES + 1
        )]
    );
    for open in ["(", "[", "{", "Some(", "(a:", "/*"] {
        assert!(read(open.repeat(10_000), "x").is_err(), "{open}");
    }
    assert_eq!(
        told(&read("[".repeat(10_000), "x").unwrap_err()),
        [": brackets are nested too deeply"]
    );
    let deep = format!("{}Answered(\"visit\"){}", "Not(".repeat(20), ")".repeat(20));
    let problems = read(changed("Is(\"visit\", \"again\")", &deep), "x").unwrap_err();
    assert!(told(&problems)[0].ends_with("brackets are nested too deeply"));
}

#[test]
fn of_countless_problems_some_are_told() {
    let many = "(x: 1),".repeat(250);
    let text = changed("rivals: [", &format!("rivals: [{many}"));
    let problems = read(text, "study.ron").unwrap_err();
    assert_eq!(problems.len(), MAX_PROBLEMS);
    assert!(problems.to_string().contains("There may be more problems"));
}

#[test]
fn a_list_beyond_all_need_is_told_once() {
    let many = "Paired(),".repeat(100_000);
    let text = changed("Paired()", &many);
    assert_eq!(
        told(&read(text, "study.ron").unwrap_err()),
        ["forms[2].ask: there are 100000 entries in this list; at most 300 are possible"]
    );
}

#[test]
fn warnings_alone_keep_no_study_from_being_used() {
    let reading = examine(changed("\"關懷\"", "\"关懷\""), "study.ron");
    assert_eq!(reading.worst(), Some(Severity::Warning));
    assert!(reading.questionnaire.is_some());
}

#[test]
fn the_fingerprint_is_that_of_the_content() {
    let fingerprint = |text: &str| Edition::read(text, "study.ron").unwrap().fingerprint.0;
    let first = fingerprint(STUDY);
    assert_eq!(first.len(), 64);
    assert_eq!(first, fingerprint(&changed("// Every", "// Nearly every")));
    assert_eq!(
        first,
        fingerprint(&changed(
            "id: \"study\",\n  revision: 3,",
            "revision: 3, id: \"study\","
        ))
    );
    assert_ne!(first, fingerprint(&changed("revision: 3", "revision: 4")));
    assert_ne!(first, fingerprint(&changed("Our store", "Our shop")));
}

#[test]
fn the_canonical_print_stays_as_it_is() {
    // Stored answers hang on it: if this fails, keep the old print for format 1.
    let small = r#"(format: 1, id: "a", revision: 1, title: (en: "T \"x\""), place: (en: "here"),
      scale: (points: 7, low: (en: "l"), high: (en: "h")),
      dimensions: [(id: "d", name: (en: "D"), about: (en: "a\nb"), items: [
        (id: "i", name: (en: "I"), core: true, perception: (en: "é"))])],
      forms: [(id: "f", role: Customer, ask: [Rate(facet: Perception), Paired(),
        Number(id: "n", text: (en: "N"), least: -1, most: 5, usual: (0, 3), when: Not(Is("a", "b")))])])"#;
    let small = small
        .replace(" Paired(),", "")
        .replace("Not(Is(\"a\", \"b\"))", "AtLeast(\"perception.i\", 2)");
    let study = read(small, "a.ron").unwrap();
    insta::assert_snapshot!(print(&study));
    let edition = Edition::of(study, "");
    assert_eq!(
        edition.fingerprint.0,
        "37d067635e38679c3bb21543057cd2edf1be7bc7f9c31d5d1b0f50d21b2d383a"
    );
}

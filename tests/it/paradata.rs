//! The log of interviews as a table: from it alone the answers, the order shown and the times can be rebuilt.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fivegaps::report::csv::{ExportError, Options};
use fivegaps::report::paradata::{COLUMNS, Kept, Paradata, write_codebook};
use fivegaps::survey::interview::{Interview, Stage};
use fivegaps::survey::questionnaire::{Kind, Questionnaire, Role};
use fivegaps::survey::record::{Answer, Entry, Header, InterviewId, Layout, Mode, Outcome};
use proptest::prelude::*;

use crate::interview_properties::{FORMS, Step, decide, start, step};
use crate::study;

const RAW: Options = Options {
    mark: false,
    raw: true,
    started: fivegaps::report::csv::Started::Hour,
};

/// What a script sees: rows by column name.
type Rows = Vec<BTreeMap<String, String>>;

fn read(bytes: &[u8]) -> Rows {
    csv::Reader::from_reader(bytes)
        .deserialize()
        .map(Result::unwrap)
        .collect()
}

fn table(questionnaire: &Questionnaire, form: &str, kept: &[Kept]) -> Result<Rows, ExportError> {
    let form = questionnaire.form(form).unwrap();
    let mut bytes = Vec::new();
    let mut table = Paradata::new(&mut bytes, questionnaire, form, RAW);
    for one in kept {
        table.add(one.clone())?;
    }
    let rows = table.end()?;
    let read = read(&bytes);
    assert_eq!(u64::try_from(read.len()).unwrap(), rows);
    Ok(read)
}

/// What a script makes of the rows of one interview: the answer to each question in the fields of the table of
/// responses, and the questions in the order in which they were shown.
struct Rebuilt {
    answers: BTreeMap<String, [String; 3]>,
    shown: Vec<String>,
}

fn rebuild(rows: &Rows) -> Rebuilt {
    let mut given: BTreeMap<&str, [String; 3]> = BTreeMap::new();
    let mut shown = Vec::new();
    for row in rows {
        if row["action"] == "answered" {
            let fields = ["value", "other", "reason"].map(|name| row[name].clone());
            let before = ["before", "before_other", "before_reason"].map(|name| row[name].clone());
            match given.get(row["question"].as_str()) {
                Some(known) if *known != fields => assert_eq!(*known, before),
                // Nothing changed.
                Some(_) | None => assert_eq!(before.concat(), ""),
            }
            given.insert(&row["question"], fields);
        } else if row["action"] != "ended" {
            for key in row["shown"].split_whitespace() {
                let key = key.split(':').next().unwrap().to_owned();
                if !shown.contains(&key) {
                    shown.push(key);
                }
            }
        }
    }
    let last = rows.last().unwrap();
    assert_eq!(last["action"], "ended");
    let (reached, rest) = last["shown"]
        .split_once('|')
        .unwrap_or((&last["shown"], ""));
    let mut answers = BTreeMap::new();
    let left = |reason: &str| [String::new(), String::new(), reason.to_owned()];
    for key in reached.split_whitespace() {
        let answer = given.get(key).cloned().unwrap_or_else(|| left("skipped"));
        answers.insert(key.to_owned(), answer);
    }
    for key in rest.split_whitespace() {
        answers.insert(key.to_owned(), left("not_reached"));
    }
    Rebuilt { answers, shown }
}

/// An answer in the three fields of the table.
fn fields(kind: &Kind, answer: &Answer) -> [String; 3] {
    let joined = |words: Vec<String>| words.join(" ");
    let value = match answer {
        Answer::Rating(value) => value.to_string(),
        Answer::Number(value) => value.to_string(),
        Answer::Text(text) => text.clone(),
        Answer::Points(points) => joined(points.iter().map(u8::to_string).collect()),
        Answer::Choice(chosen, _) => {
            let Kind::Choice { options, .. } = kind else {
                panic!("{kind:?}");
            };
            let name = |option: &u8| options[usize::from(*option)].to_string();
            joined(chosen.iter().map(name).collect())
        }
        Answer::Read | Answer::Left(_) => String::new(),
    };
    let (mut other, mut reason) = (String::new(), String::new());
    if let Answer::Choice(_, Some(words)) = answer {
        other.clone_from(words);
    }
    if let Answer::Left(left) = answer {
        left.word().clone_into(&mut reason);
    }
    [value, other, reason]
}

/// A person who does as they like until they leave, and what is kept of it.
fn lived(form: usize, seed: u64, short: bool, script: Vec<Step>) -> (Kept, Vec<String>) {
    let (edition, header, mut interview) = start(form, seed, short);
    let mut entries: Vec<Entry> = Vec::new();
    let mut shown = Vec::new();
    let mut look = |interview: &Interview| {
        for view in interview.page().into_iter().flat_map(|page| page.questions) {
            let key = view.question.key.to_string();
            if !shown.contains(&key) {
                shown.push(key);
            }
        }
    };
    look(&interview);
    for (at, step) in (700u64..).step_by(731).zip(script) {
        if let Ok(entry) = decide(&interview, step, at) {
            interview.apply(&entry);
            entries.push(entry);
        }
        look(&interview);
    }
    if !matches!(interview.stage(), Stage::Ended(_)) {
        let at = entries.last().map_or(0, |entry| entry.at) + 300;
        let ends = [
            Outcome::Partial,
            Outcome::BreakOff,
            Outcome::TimedOut,
            Outcome::Complete,
        ];
        let entry = ends
            .iter()
            .find_map(|outcome| interview.end(*outcome, at).ok());
        let entry = entry.unwrap();
        interview.apply(&entry);
        entries.push(entry);
    }
    let response = interview.seal(entries.last().unwrap().at);
    (
        Kept {
            header,
            edition,
            entries,
            response,
        },
        shown,
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_script_rebuilds_answers_order_and_times_from_the_table_alone(
        form in 0..FORMS.len(),
        seed: u64,
        short: bool,
        script in prop::collection::vec(step(), 0..120),
    ) {
        let (mut kept, shown) = lived(form, seed, short, script);
        if FORMS[form] == "staff" {
            // Their rows leave in numbers only: see below.
            kept.header.form = "zone".into();
            return Ok(());
        }
        let questionnaire = &kept.edition.questionnaire;
        let rows = table(questionnaire, FORMS[form], std::slice::from_ref(&kept)).unwrap();
        prop_assert_eq!(rows.len(), kept.entries.len() + 1, "one row an entry");
        let rebuilt = rebuild(&rows);
        prop_assert_eq!(&rebuilt.shown, &shown);

        // Against what was sealed.
        let layout = Layout::of(questionnaire, questionnaire.form(FORMS[form]).unwrap());
        for (index, question) in layout.questions().iter().enumerate() {
            if question.kind == Kind::Note {
                continue;
            }
            let sealed = layout.unpack(&kept.response.packed, &kept.response.texts, index);
            let not_asked = || ["", "", "not_asked"].map(str::to_owned);
            let found = rebuilt.answers.get(question.key.as_str()).cloned();
            prop_assert_eq!(found.unwrap_or_else(not_asked), fields(&question.kind, &sealed), "{}", &question.key);
        }

        // Times of the pages add up to the whole.
        let mut pages: BTreeMap<&str, u64> = BTreeMap::new();
        for row in &rows {
            *pages.entry(&row["on"]).or_default() += row["took_ms"].parse::<u64>().unwrap();
        }
        let whole = kept.response.duration;
        prop_assert!(pages.values().sum::<u64>().abs_diff(whole) * 100 <= whole);
    }
}

// ---- managers and staff ----

fn staff(people: usize) -> Vec<Kept> {
    (0..people)
        .map(|n| {
            let edition = study::edition(&[3, 2]);
            let header = Header {
                id: InterviewId(format!("{:02}", 99 - n)),
                role: Role::Staff,
                mode: Mode::Session,
                seed: u64::try_from(n).unwrap(),
                ..study::header("staff")
            };
            let mut interview = Interview::begin(Arc::clone(&edition), header.clone()).unwrap();
            let mut entries = Vec::new();
            let ways = [
                Step::Fit(0, 1),
                Step::Idle(false),
                Step::Idle(true),
                Step::Resume,
                Step::Forward,
            ];
            for (at, step) in (0u64..).step_by(977).zip(
                ways.into_iter()
                    .chain([Step::Review, Step::End(Outcome::Partial)]),
            ) {
                if let Ok(entry) = decide(&interview, step, at) {
                    interview.apply(&entry);
                    entries.push(entry);
                }
            }
            let at = 9_000;
            if let Ok(entry) = interview.end(Outcome::BreakOff, at) {
                interview.apply(&entry);
                entries.push(entry);
            }
            let response = interview.seal(at);
            Kept {
                header,
                edition,
                entries,
                response,
            }
        })
        .collect()
}

#[test]
fn staff_logs_leave_in_numbers_only_without_times_and_not_in_the_order_of_seats() {
    let edition = study::edition(&[3, 2]);
    let questionnaire = &edition.questionnaire;
    let few = table(questionnaire, "staff", &staff(9));
    assert!(
        matches!(few, Err(ExportError::TooFew { least: 10 })),
        "{few:?}"
    );
    let rows = table(questionnaire, "staff", &staff(10)).unwrap();
    assert!(rows.iter().any(|row| row["action"] == "answered"));
    for row in &rows {
        assert_eq!((row["at_ms"].as_str(), row["took_ms"].as_str()), ("", ""));
        assert!(!["idle", "came_back", "resumed"].contains(&row["action"].as_str()));
    }
    let ids: Vec<&String> = rows.iter().map(|row| &row["id"]).collect();
    assert!(ids.is_sorted());
    let mut places: BTreeMap<&String, Vec<usize>> = BTreeMap::new();
    for row in &rows {
        places
            .entry(&row["id"])
            .or_default()
            .push(row["sequence"].parse().unwrap());
    }
    for places in places.values() {
        assert!(
            places.iter().copied().eq(0..places.len()),
            "no hole tells of a pause"
        );
    }
}

// ---- the codebook ----

#[test]
fn the_codebook_explains_every_column_and_action_in_three_languages() {
    let edition = study::edition(&[3, 2]);
    let form = edition.questionnaire.form("customer").unwrap();
    let mut bytes = Vec::new();
    write_codebook(&mut bytes, form, RAW).unwrap();
    let book = read(&bytes);
    let names: Vec<&str> = book.iter().map(|row| row["column"].as_str()).collect();
    assert_eq!(names[..COLUMNS.len()], COLUMNS);
    for row in &book {
        for language in ["en", "zh_hant", "zh_hans"] {
            assert!(!row[language].is_empty(), "{row:?}");
        }
    }
    let actions: BTreeSet<&str> = names
        .iter()
        .filter_map(|name| name.strip_prefix("action="))
        .collect();
    assert_eq!(actions.len(), 14);
    assert!(actions.contains("warned") && names.contains(&"reason=prefer_not"));
}

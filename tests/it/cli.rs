//! The commands as somebody types them: a program of its own, a home of its own, no environment.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use fivegaps::survey::questionnaire::{read, reference};
use serde_json::Value;
use tempfile::TempDir;

/// A study with four questions for customers and two for staff.
const CAFE: &str = r#"(
  format: 1, id: "cafe", revision: 1,
  title: (en: "Our cafe", zh_hant: "本店咖啡館", zh_hans: "本店咖啡馆"),
  place: (en: "this cafe", zh_hant: "本店", zh_hans: "本店"),
  scale: (
    points: 7,
    low: (en: "strongly disagree", zh_hant: "非常不同意", zh_hans: "非常不同意"),
    high: (en: "strongly agree", zh_hant: "非常同意", zh_hans: "非常同意"),
  ),
  dimensions: [
    (
      id: "speed",
      name: (en: "Speed", zh_hant: "速度", zh_hans: "速度"),
      about: (en: "how soon one is served", zh_hant: "多快有人招呼", zh_hans: "多快有人招呼"),
      items: [(
        id: "prompt",
        name: (en: "prompt service", zh_hant: "服務迅速", zh_hans: "服务迅速"),
        core: true,
        expectation: (en: "An excellent cafe serves promptly.", zh_hant: "優秀的咖啡館很快上餐。", zh_hans: "优秀的咖啡馆很快上餐。"),
        perception: (en: "I was served promptly.", zh_hant: "本店很快上餐。", zh_hans: "本店很快上餐。"),
      )],
    ),
  ],
  forms: [
    (id: "customer", role: Customer, ask: [
      Rate(facet: Expectation),
      Rate(facet: Perception),
      Recommend(id: "recommend", text: (en: "Would you recommend us?", zh_hant: "您會推薦我們嗎？", zh_hans: "您会推荐我们吗？")),
      Text(id: "why", text: (en: "Why?", zh_hant: "為什麼？", zh_hans: "为什么？"), when: AtMost("recommend", 6)),
    ]),
    (id: "staff", role: Staff, ask: [
      Rate(facet: Delivery, by: Dimension),
      Rate(facet: Promise, by: Dimension),
    ]),
  ],
)
"#;

/// What customers type: what they expect, what they found, whether they recommend, and Enter to finish. On
/// average they find 2 less than they expect.
const ANSWERS: [&str; 5] = [
    "6\n4\n9\n\n",
    "7\n4\n7\n\n",
    "5\n4\n8\n\n",
    "6\n5\n10\n\n",
    "7\n4\n9\n\n",
];

/// A home where nobody has lived yet.
pub(crate) struct Home {
    folder: TempDir,
}

/// How a command ended.
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) said: String,
    pub(crate) complained: String,
}

impl Home {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A home with one questionnaire in its usual place.
    fn with_cafe() -> Self {
        Self::with_study("cafe", CAFE)
    }

    /// The same with any study.
    pub(crate) fn with_study(id: &str, study: &str) -> Self {
        let home = Self::new();
        let questionnaires = home.path(".config/fivegaps/questionnaires");
        fs::create_dir_all(&questionnaires).unwrap();
        fs::write(questionnaires.join(format!("{id}.ron")), study).unwrap();
        home
    }

    /// A home where so many customers were asked.
    fn with_answers(n: usize) -> Self {
        let home = Self::with_cafe();
        for answers in &ANSWERS[..n] {
            let ended = home.types(
                &["--language", "en", "interview", "cafe", "--plain"],
                answers,
            );
            assert_eq!(ended.code, 0, "{}{}", ended.said, ended.complained);
        }
        home
    }

    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    fn data(&self) -> PathBuf {
        self.path("answers")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("fivegaps").unwrap();
        command
            .env_clear()
            .env("HOME", self.folder.path())
            .env("TZ", "UTC")
            .current_dir(self.folder.path())
            .arg("--data")
            .arg(self.data())
            .args(arguments);
        command
    }

    pub(crate) fn types(&self, arguments: &[&str], lines: &str) -> Ended {
        ended(self.command(arguments).write_stdin(lines))
    }

    pub(crate) fn runs(&self, arguments: &[&str]) -> Ended {
        self.types(arguments, "")
    }

    /// What a command says that must do well.
    pub(crate) fn says(&self, arguments: &[&str]) -> String {
        let ended = self.runs(arguments);
        assert_eq!(ended.code, 0, "{arguments:?}: {}", ended.complained);
        ended.said
    }

    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.says(arguments)).unwrap()
    }
}

fn ended(command: &mut Command) -> Ended {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ended {
        code: output.status.code().unwrap(),
        said: text(output.stdout),
        complained: text(output.stderr),
    }
}

// ---- help ----

#[test]
fn every_command_has_help_with_its_usage() {
    let home = Home::new();
    let help = home.says(&["--help"]);
    let parts = [
        "Usage: ",
        "\nAsk:\n",
        "\nOptions:\n",
        "\nExamples:\n",
        "\nExit codes: ",
    ];
    let places = parts.map(|part| help.find(part).unwrap());
    assert!(places.is_sorted(), "{help}");
    for command in [
        "interview",
        "preview",
        "report",
        "export",
        "list",
        "new",
        "check",
        "format",
        "doctor",
        "completions",
        "man",
    ] {
        assert!(help.contains(&format!("\n  {command} ")), "{command}");
        let own = home.says(&[command, "--help"]);
        assert!(own.contains(&format!("Usage: fivegaps {command}")), "{own}");
    }
    assert!(home.says(&["--version"]).starts_with("fivegaps "));
}

#[test]
fn what_there_is_not_is_refused_with_a_hint() {
    let home = Home::new();
    for (arguments, hint) in [
        (&["intervew", "store"][..], "'interview'"),
        (&["interview", "nothing"], "`fivegaps list` names them all"),
        (
            &["interview", "store", "--form", "x"],
            "its forms are: customer, manager, staff",
        ),
        (
            &["interview", "store", "--form", "staff", "--short"],
            "leave out --short",
        ),
        (
            &["interview", "store", "--resume", "--plain"],
            "without --resume",
        ),
        (&["preview", "../store"], "`fivegaps list` names them all"),
        (&["report", "store", "--form", "x"], "its forms are"),
        (
            &["report", "store", "--as", "pictures"],
            "text, markdown, html, json",
        ),
        (&["--language", "fr", "list"], "en, zh-Hant and zh-Hans"),
        (&["--theme", "pink", "list"], "high-contrast"),
        (&["new", "Our Cafe"], "a to z"),
        (&["check"], "<FILE>..."),
    ] {
        let ended = home.runs(arguments);
        assert_eq!(ended.code, 2, "{arguments:?}");
        assert_eq!(ended.said, "", "{arguments:?}");
        assert!(ended.complained.contains(hint), "{}", ended.complained);
    }
    assert!(!home.data().exists(), "a refusal leaves no store behind");
}

#[test]
fn screens_want_a_terminal_and_say_what_to_do_without() {
    let home = Home::new();
    for arguments in [&[][..], &["interview", "store"], &["preview", "store"]] {
        let ended = home.runs(arguments);
        assert_eq!(ended.code, 2, "{arguments:?}");
        assert!(ended.complained.contains("--plain"), "{}", ended.complained);
        assert!(!home.data().exists(), "no store is made in vain");
    }
}

#[test]
fn completions_and_the_manual_name_the_commands() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish"] {
        let text = home.says(&["completions", shell]);
        assert!(
            text.contains("interview") && text.contains("fivegaps"),
            "{shell}"
        );
    }
    let manual = home.says(&["man"]);
    assert!(manual.contains(".TH fivegaps 1") && manual.contains("Examples:"));
}

// ---- writing questionnaires ----

#[test]
fn a_new_questionnaire_is_ready_for_use_and_never_overwritten() {
    let home = Home::new();
    let said = home.says(&["new", "diner"]);
    let file = home.path(".config/fivegaps/questionnaires/diner.ron");
    assert!(said.contains(file.to_str().unwrap()), "{said}");
    assert!(said.contains("fivegaps preview diner"), "{said}");
    let written = fs::read_to_string(&file).unwrap();
    assert_eq!(read(&written, "diner.ron").unwrap().locales().len(), 3);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(file.parent().unwrap()), mode(&file)), (0o700, 0o600));
    }
    fs::write(&file, "mine").unwrap();
    let again = home.runs(&["new", "diner", "--yes"]);
    assert_eq!(again.code, 1);
    assert!(
        again.complained.contains("left as it is"),
        "{}",
        again.complained
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}

#[test]
fn a_new_questionnaire_can_be_written_elsewhere_and_in_another_language() {
    let home = Home::new();
    let said = home.says(&[
        "--language",
        "zh-Hant",
        "new",
        "store",
        "--output",
        "store.ron",
    ]);
    assert!(said.contains("已寫入：store.ron"), "{said}");
    assert!(said.contains("取代程式內附的問卷"), "{said}");
    home.says(&["check", "store.ron"]);
    let misnamed = home.says(&["new", "diner", "--output", "other.ron"]);
    assert!(misnamed.contains("warning"), "{misnamed}");
}

#[test]
fn every_problem_of_every_file_is_told_with_its_place() {
    let home = Home::new();
    let broken = CAFE.replacen("revision: 1", "revison: 1", 1).replacen(
        "\"recommend\", 6",
        "\"recomend\", 6",
        1,
    );
    fs::write(home.path("cafe.ron"), broken).unwrap();
    fs::write(home.path("torn.ron"), "(format: 1,").unwrap();
    let ended = home.runs(&["check", "cafe.ron", "torn.ron"]);
    assert_eq!(ended.code, 3);
    assert!(ended.said.contains("cafe.ron:2:26"), "{}", ended.said);
    assert!(
        ended.said.contains("forms[0].ask[3].when"),
        "{}",
        ended.said
    );
    assert!(ended.said.contains("torn.ron:1:"), "{}", ended.said);
    assert!(ended.complained.contains("2 files cannot be used"));

    let ended = home.runs(&["check", "cafe.ron", "--json"]);
    assert_eq!(ended.code, 3);
    let document: Value = serde_json::from_str(&ended.said).unwrap();
    let file = &document["files"][0];
    assert_eq!(file["usable"], false);
    assert_eq!(file["problems"].as_array().unwrap().len(), 2);
    assert_eq!(file["problems"][0]["line"], 2);
}

#[test]
fn an_outline_shows_a_study_on_one_screen() {
    let home = Home::new();
    let long = CAFE.replace("core: true,", "");
    let long = long.replace(
        "ask: [\n      Rate(facet: Exp",
        "short: (sample: 1), ask: [\n      Rate(facet: Exp",
    );
    fs::write(home.path("cafe.ron"), long).unwrap();
    let said = home.says(&["check", "cafe.ron", "--outline"]);
    insta::assert_snapshot!("outline", said);
    let document = home.json(&["check", "cafe.ron", "--json"]);
    let file = &document["files"][0];
    assert_eq!(document["schema"], "fivegaps.check/1");
    assert_eq!(file["outline"]["forms"][0]["full"]["ratings"], 3);
    assert!(
        file["notes"][0]
            .as_str()
            .unwrap()
            .contains("no item that everybody is asked")
    );
}

#[test]
fn the_reference_of_the_format_beside_the_questionnaires_is_current() {
    let said = Home::new().says(&["format"]);
    assert_eq!(said, reference());
    let kept = include_str!("../../questionnaires/FORMAT.md");
    assert!(
        kept == said,
        "write it anew: cargo run -- format > questionnaires/FORMAT.md"
    );
}

#[test]
fn a_preview_walks_through_a_form_and_keeps_nothing() {
    let home = Home::with_cafe();
    let ended = home.types(
        &["--language", "en", "preview", "cafe", "--plain"],
        ANSWERS[0],
    );
    assert_eq!(ended.code, 0, "{}", ended.complained);
    assert!(
        ended.said.starts_with("Preview: nothing is kept\n"),
        "{}",
        ended.said
    );
    assert!(
        ended.said.ends_with("Preview: nothing is kept\n"),
        "{}",
        ended.said
    );
    assert!(
        ended.said.contains("I was served promptly."),
        "{}",
        ended.said
    );
    assert!(!home.data().exists());
}

#[test]
fn the_list_names_studies_in_the_language_asked_for() {
    let home = Home::with_answers(1);
    let said = home.says(&["--language", "zh-Hans", "list"]);
    assert!(said.contains("本店咖啡馆"), "{said}");
    let document = home.json(&["list", "--json"]);
    let studies = document["studies"].as_array().unwrap();
    let cafe = studies.iter().find(|study| study["id"] == "cafe").unwrap();
    assert_eq!(cafe["forms"][0]["responses"], 1);
    assert_eq!(cafe["shipped"], false);
    assert!(studies.len() > 5);
    let folder = home.path(".config/fivegaps/questionnaires");
    assert!(said.contains(folder.to_str().unwrap()), "{said}");
    fs::write(folder.join("torn.ron"), "(").unwrap();
    assert!(home.says(&["list"]).contains("torn.ron cannot be used"));
}

// ---- asking and reading ----

#[test]
fn an_interview_over_plain_lines_is_counted_in_the_report() {
    let home = Home::with_answers(5);
    let document = home.json(&["report", "cafe", "--as", "json"]);
    let text = home.says(&["--language", "en", "report", "cafe"]);
    assert!(
        text.contains("5 responses") && text.contains("-2.00"),
        "{text}"
    );
    assert_eq!(document["schema"], "fivegaps.report/1");
    assert_eq!(document["responses"], 5);
    assert_eq!(document["dimensions"][0]["gap"]["mean"], -2.0);
}

#[test]
fn a_report_speaks_the_language_asked_for_with_answers_and_without() {
    for n in [0, 5] {
        let home = Home::with_answers(n);
        for (language, heading) in [
            ("en", "Customer gap"),
            ("zh-Hant", "顧客差距"),
            ("zh-Hans", "顾客差距"),
        ] {
            let said = home.says(&["--language", language, "report", "cafe"]);
            assert!(said.contains(heading), "{said}");
        }
        assert_eq!(home.data().exists(), n > 0, "looking makes no store");
    }
}

#[test]
fn an_interview_whose_input_ends_is_taken_up_again() {
    let home = Home::with_cafe();
    let arguments = ["--language", "en", "interview", "cafe", "--plain"];
    let ended = home.types(&arguments, "6\n");
    assert_eq!(ended.code, 0);
    assert!(home.says(&["report", "cafe"]).contains("0 responses"));
    let resumed = home.types(&["interview", "cafe", "--plain", "--resume"], "4\n9\n\n");
    assert_eq!(resumed.code, 0, "{}", resumed.complained);
    assert!(
        !resumed.said.contains("An excellent cafe"),
        "{}",
        resumed.said
    );
    assert!(home.says(&["list"]).contains("1 response\n"));
    let none = home.runs(&["interview", "cafe", "--plain", "--resume"]);
    assert_eq!(none.code, 2);
}

#[test]
fn trials_are_kept_apart() {
    let home = Home::with_cafe();
    let ended = home.types(
        &["--test", "--language", "en", "interview", "cafe", "--plain"],
        ANSWERS[0],
    );
    assert_eq!(ended.code, 0);
    let responses = |arguments: &[&str]| {
        let document = home.json(arguments);
        let studies = document["studies"].as_array().unwrap().clone();
        let cafe = studies
            .into_iter()
            .find(|study| study["id"] == "cafe")
            .unwrap();
        cafe["forms"][0]["responses"].as_u64().unwrap()
    };
    assert_eq!(responses(&["list", "--json"]), 0);
    assert_eq!(responses(&["--test", "list", "--json"]), 1);
}

#[test]
fn an_export_has_a_row_for_each_response_and_a_codebook() {
    let home = Home::with_answers(2);
    let said = home.says(&["export", "cafe"]);
    assert!(said.contains("2 responses in cafe-customer.csv"), "{said}");
    let table = fs::read_to_string(home.path("cafe-customer.csv")).unwrap();
    assert_eq!(table.lines().count(), 3, "{table}");
    assert!(table.contains(r#""expectation.prompt","#), "{table}");
    let book = fs::read_to_string(home.path("cafe-customer.codebook.csv")).unwrap();
    assert!(book.contains("prompt"), "{book}");
}

#[test]
fn what_staff_said_is_not_exported_while_they_are_few_and_an_older_file_stays() {
    let home = Home::with_cafe();
    let arguments = [
        "--language",
        "en",
        "interview",
        "cafe",
        "--form",
        "staff",
        "--plain",
    ];
    assert_eq!(home.types(&arguments, "5\n5\n\n").code, 0);
    fs::write(home.path("staff.csv"), "older").unwrap();
    let refused = home.runs(&["export", "cafe", "--form", "staff", "--output", "staff.csv"]);
    assert_eq!(refused.code, 1);
    assert!(!refused.complained.is_empty());
    assert_eq!(fs::read_to_string(home.path("staff.csv")).unwrap(), "older");
    assert!(!home.path("staff.codebook.csv").exists());
}

// ---- the house ----

#[test]
fn the_doctor_finds_nothing_wrong_with_a_fresh_or_a_healthy_home() {
    let home = Home::new();
    assert!(home.says(&["doctor"]).contains("none yet"));
    assert!(!home.data().exists(), "looking changes nothing");
    let home = Home::with_answers(1);
    let document = home.json(&["doctor", "--json"]);
    assert_eq!(document["well"], true);
    assert!(home.says(&["doctor"]).contains("1 ended"));
}

#[test]
fn the_doctor_says_that_a_store_is_damaged() {
    let home = Home::with_answers(1);
    let file = home.data().join("fivegaps.db");
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[100..middle].fill(0xa5);
    fs::write(&file, bytes).unwrap();
    let ended = home.runs(&["doctor"]);
    assert_eq!(ended.code, 1, "{}", ended.said);
    assert!(
        ended.said.contains("THE STORE WAS DAMAGED"),
        "{}",
        ended.said
    );
}

#[test]
fn a_backup_brings_back_the_answers_and_replaces_nothing() {
    let home = Home::with_answers(2);
    let said = home.says(&["backup", "copy.db"]);
    assert_eq!(said, "2 interviews kept in copy.db\n");
    let again = home.runs(&["backup", "copy.db"]);
    assert_eq!(again.code, 1);
    assert!(again.complained.contains("left as it is"));

    let arguments = ["--language", "en", "interview", "cafe", "--plain"];
    assert_eq!(home.types(&arguments, ANSWERS[2]).code, 0);
    assert!(home.says(&["doctor"]).contains("3 ended interviews"));
    let said = home.says(&["restore", "copy.db"]);
    assert_eq!(said, "2 interviews restored from copy.db\n");
    assert!(home.says(&["doctor"]).contains("2 ended interviews"));
    assert_eq!(home.runs(&["restore", "nothing.db"]).code, 1);
    assert!(home.says(&["doctor"]).contains("2 ended interviews"));
}

#[test]
fn a_data_folder_that_is_a_file_is_named() {
    let home = Home::with_cafe();
    fs::write(home.data(), "a file").unwrap();
    let ended = home.types(
        &["--language", "en", "interview", "cafe", "--plain"],
        ANSWERS[0],
    );
    assert_eq!(ended.code, 1);
    assert!(
        ended.complained.contains(home.data().to_str().unwrap()),
        "{}",
        ended.complained
    );
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::with_cafe();
    fs::create_dir(home.data()).unwrap();
    fs::set_permissions(home.data(), fs::Permissions::from_mode(0o500)).unwrap();
    // Whoever may do everything cannot be kept out.
    if fs::write(home.data().join("probe"), "").is_ok() {
        return;
    }
    let ended = home.types(
        &["--language", "en", "interview", "cafe", "--plain"],
        ANSWERS[0],
    );
    assert_eq!(ended.code, 1);
    assert!(ended.complained.contains("answers"), "{}", ended.complained);
}

#[test]
fn nothing_that_is_no_text_is_written_whatever_the_terminal() {
    let home = Home::with_answers(1);
    for (name, value) in [
        ("NO_COLOR", "1"),
        ("TERM", "dumb"),
        ("TERM", "xterm-256color"),
        ("CLICOLOR_FORCE", "1"),
    ] {
        for arguments in [
            &["--help"][..],
            &["list"],
            &["report", "cafe"],
            &["doctor"],
            &["interview", "nothing"],
        ] {
            let ended = ended(home.command(arguments).env(name, value));
            let all = ended.said + &ended.complained;
            let acts = all.chars().find(|c| c.is_control() && *c != '\n');
            assert_eq!(acts, None, "{name}={value} {arguments:?}");
        }
    }
}

#[test]
fn answers_are_encrypted_with_a_key_file_and_refused_without() {
    let home = Home::with_answers(5);
    let key = home.path("store.key");
    let key = key.to_str().unwrap();
    let said = home.says(&["encrypt", "--key-file", key]);
    assert!(said.contains("keep a copy at another place"), "{said}");
    let refused = home.runs(&["report", "cafe"]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.complained.contains("--key-file"),
        "{}",
        refused.complained
    );
    let report = home.says(&["report", "cafe", "--key-file", key]);
    assert!(report.contains("Our cafe"), "{report}");
    let said = home.says(&["doctor", "--key-file", key]);
    assert!(said.contains("backups included"), "{said}");

    // The settings can name it, from their own folder.
    let settings = home.path("settings.ron");
    fs::write(&settings, r#"(key_file: "store.key")"#).unwrap();
    let with_settings = ["--settings", settings.to_str().unwrap()];
    home.says(&[&["report", "cafe"], &with_settings[..]].concat());
    let again = home.runs(&["encrypt", "--key-file", key]);
    assert_eq!(again.code, 2, "{}", again.complained);
    home.says(&["encrypt", "--remove", "--key-file", key]);
    home.says(&["report", "cafe"]);
}

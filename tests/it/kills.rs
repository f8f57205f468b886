//! Being killed is a normal way to stop: the program is killed at a random moment, again and again, while
//! somebody answers; what it had acknowledged is there afterwards, once and unchanged.
//!
//! `FIVEGAPS_KILLS=1000 cargo test --test it kills` kills it a thousand times.

use std::io::{BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use fivegaps::store::{Filter, Opening, Store};
use fivegaps::survey::questionnaire::QuestionKey;
use fivegaps::survey::record::{Action, Answer};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// What is asked: notice, then twenty ratings, all in one language.
const STUDY: &str = r#"(
    format: 1, id: "kill", revision: 1,
    title: (en: "Kill"), place: (en: "here"),
    scale: (points: 7, low: (en: "no"), high: (en: "yes")),
    dimensions: [(id: "only", name: (en: "Only"), about: (en: "All of it"), items: [ITEMS])],
    forms: [(id: "customer", role: Customer,
        consent: (notice: (en: "We ask."), keep_days: 30),
        ask: [Rate(facet: Perception)])],
)"#;

const ITEMS: usize = 20;

struct Conversation {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Conversation {
    /// The run's number is the site: so its interview is found again.
    fn begin(folder: &Path, run: usize) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_fivegaps"))
            .env_clear()
            .env("HOME", folder)
            .args(["interview", "kill", "--plain", "--language", "en", "--data"])
            .arg(folder.join("data"))
            .arg("--questionnaires")
            .arg(folder.join("studies"))
            .args(["--site", &run.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = child.stdin.take().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        Self {
            child,
            input,
            output,
        }
    }

    /// Reads up to the next prompt: the answer before it was acknowledged.
    fn prompt(&mut self) {
        let mut last = [0, 0];
        let mut byte = [0];
        while last != *b"> " {
            assert_eq!(
                self.output.read(&mut byte).unwrap(),
                1,
                "the program went away"
            );
            last = [last[1], byte[0]];
        }
    }

    fn say(&mut self, words: &str) {
        writeln!(self.input, "{words}").unwrap();
        self.input.flush().unwrap();
    }
}

fn kills() -> usize {
    std::env::var("FIVEGAPS_KILLS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(60)
}

#[test]
fn nothing_acknowledged_is_lost_when_the_program_is_killed() {
    let home = tempfile::tempdir().unwrap();
    let studies = home.path().join("studies");
    std::fs::create_dir(&studies).unwrap();
    let items: Vec<String> = (0..ITEMS)
        .map(|n| format!(r#"(id: "i{n}", name: (en: "n{n}"), perception: (en: "Statement {n}"))"#))
        .collect();
    let items = items.join(",");
    std::fs::write(studies.join("kill.ron"), STUDY.replace("ITEMS", &items)).unwrap();
    let mut chance = ChaCha8Rng::seed_from_u64(0x5eed);
    let mut acknowledged: Vec<Vec<(QuestionKey, Answer)>> = Vec::new();
    for run in 0..kills() {
        let mut conversation = Conversation::begin(home.path(), run);
        conversation.prompt();
        conversation.say("1");
        conversation.prompt();
        let upto = chance.next_u32() as usize % ITEMS;
        let mut told = Vec::new();
        for item in 0..upto {
            let rating = 1 + u8::try_from(chance.next_u32() % 7).unwrap();
            conversation.say(&rating.to_string());
            conversation.prompt();
            let key = QuestionKey::new(format!("perception.i{item}"));
            told.push((key, Answer::Rating(rating)));
        }
        // One more answer is on its way when the plug is pulled: somewhere in reading, saving or telling.
        conversation.say("4");
        for _ in 0..chance.next_u32() % 200_000 {
            std::hint::spin_loop();
        }
        conversation.child.kill().unwrap();
        conversation.child.wait().unwrap();
        acknowledged.push(told);
    }

    let (store, notices) = Store::open(&home.path().join("data"), Opening::live(0)).unwrap();
    assert_eq!(notices, []);
    assert_eq!(store.check().unwrap(), [], "every chain holds");
    assert_eq!(
        store.counts(&Filter::default()).unwrap(),
        [],
        "nothing half-done counts as done"
    );
    let mut kept = vec![None; acknowledged.len()];
    for open in store.open_interviews().unwrap() {
        let (_, _, entries) = store.load(&open.header.id).unwrap();
        let mut answers = Vec::new();
        for entry in entries {
            if let Action::Answered {
                question, answer, ..
            } = entry.action
            {
                answers.push((question, answer));
            }
        }
        let run: usize = open.header.site.parse().unwrap();
        assert_eq!(kept[run].replace(answers), None);
    }
    for (told, kept) in acknowledged.into_iter().zip(kept) {
        let kept = kept.expect("an interview is missing");
        let (there, beyond) = kept
            .split_at_checked(told.len())
            .expect("an answer is missing");
        assert_eq!(there, told);
        // The answer on its way may have arrived or not; beyond it there is nothing.
        let on_its_way: Vec<&Answer> = beyond.iter().map(|(_, answer)| answer).collect();
        assert!(
            matches!(on_its_way[..], [] | [Answer::Rating(4)]),
            "{beyond:?}"
        );
    }
}

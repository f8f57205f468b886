//! `fivegaps encrypt`, and what opens an encrypted store: a key file, or a passphrase that is asked for once.
#![expect(
    clippy::disallowed_methods,
    reason = "the shell reads the key file and draws a new one"
)]

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::output::{Output, complain};
use super::settings::KioskOptions;
use super::{Failure, FailureKind, Run};
use crate::store::{Key, Opening, Store, whole_file};

/// The least characters of a passphrase.
const LEAST: usize = 10;

#[derive(Debug, Args)]
pub(super) struct EncryptArguments {
    /// Change the passphrase or key file of answers that are encrypted already
    #[arg(long, conflicts_with = "remove")]
    change: bool,
    /// The new key file, made if it is not there; else a new passphrase is asked for
    #[arg(long, value_name = "FILE", requires = "change")]
    new_key_file: Option<PathBuf>,
    /// Take the encryption away
    #[arg(long)]
    remove: bool,
}

/// Encrypts, decrypts, or changes what opens the store.
pub(super) fn encrypt(
    run: &Run,
    asked: &EncryptArguments,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let now = run.chance.now();
    if asked.change || asked.remove {
        let mut store = run.existing_store()?.ok_or_else(not_encrypted)?;
        let from = run.key()?.filter(|_| store.is_encrypted());
        let from = from.ok_or_else(not_encrypted)?;
        if asked.remove {
            let scrubbed = store.decrypt(now)?;
            output.line("what people answered is no longer encrypted")?;
            return made_sure(scrubbed);
        }
        let to = new_key(asked.new_key_file.as_deref(), output)?;
        store.change_key(&from, &to, now)?;
        return output
            .line("the key is changed; backups made before still open with the old one alone");
    }
    if Store::is_encrypted_in(&run.folders.data, run.test)? {
        return Err(
            Failure::new(FailureKind::Usage, "the answers here are encrypted already")
                .hint("--change changes what opens them, --remove takes the encryption away"),
        );
    }
    let key = new_key(run.named_key_file().as_deref(), output)?;
    let opening = Opening {
        key: Some(key.clone()),
        test: run.test,
        now,
    };
    // A store without answers is encrypted as it is opened.
    let (mut store, _) = Store::open(&run.folders.data, opening)?;
    let scrubbed = store.is_encrypted() || store.encrypt(&key, now)?;
    output
        .line("what people answered is encrypted from now on; without the key nobody reads it")?;
    output
        .line("backups and exports made before are as they were: delete them, or keep them safe")?;
    made_sure(scrubbed)
}

fn made_sure(scrubbed: bool) -> Result<(), Failure> {
    if scrubbed {
        return Ok(());
    }
    Err(Failure::new(
        FailureKind::Data,
        "done, but another program is reading the store: traces may stay in its log until it ends",
    )
    .hint("close the other program and run `fivegaps doctor`"))
}

fn not_encrypted() -> Failure {
    Failure::new(FailureKind::Usage, "the answers here are not encrypted")
        .hint("`fivegaps encrypt` encrypts them")
}

/// The key of a file, which is made if it is not there, or a passphrase asked for twice.
fn new_key(file: Option<&Path>, output: &mut Output<impl Write>) -> Result<Key, Failure> {
    let Some(file) = file else {
        return ask_twice();
    };
    if !file.exists() {
        make_key_file(file)?;
        output.line(format_args!(
            "wrote the key file {}: keep a copy at another place, since nothing else opens the answers",
            file.display()
        ))?;
    }
    read_key_file(file)
}

fn make_key_file(file: &Path) -> Result<(), Failure> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| {
        Failure::new(
            FailureKind::Data,
            format_args!("the system gives no random numbers: {error}"),
        )
    })?;
    let mut text = String::new();
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text.push('\n');
    whole_file::write(file, text.as_bytes()).map_err(|error| {
        Failure::new(
            FailureKind::Data,
            format_args!("cannot write {}: {error}", file.display()),
        )
    })
}

fn read_key_file(file: &Path) -> Result<Key, Failure> {
    let content = std::fs::read(file).map_err(|error| {
        Failure::new(
            FailureKind::Data,
            format_args!("cannot read the key file {}: {error}", file.display()),
        )
        .hint("mount what it lies on, or name another with --key-file FILE")
    })?;
    #[cfg(unix)]
    warn_if_exposed(file);
    Key::of(&content).ok_or_else(|| {
        Failure::new(
            FailureKind::Data,
            format_args!("the key file {} is empty", file.display()),
        )
    })
}

#[cfg(unix)]
fn warn_if_exposed(file: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = file
        .metadata()
        .map_or(0, |found| found.permissions().mode());
    if mode & 0o077 != 0 {
        complain(format_args!(
            "fivegaps: others on this machine can read the key file {} (mode {:o}); it should have mode 600",
            file.display(),
            mode & 0o777
        ));
    }
}

fn ask(question: &str) -> Result<String, Failure> {
    #[cfg(unix)]
    let answer = crate::terminal::secret::ask(question);
    #[cfg(not(unix))]
    let answer: io::Result<Option<String>> = Err(io::Error::other(question.to_owned()));
    answer
        .map_err(|error| {
            Failure::new(
                FailureKind::Data,
                format_args!("the passphrase could not be read: {error}"),
            )
        })?
        .ok_or_else(|| Failure::new(FailureKind::Usage, "no passphrase was given"))
}

fn ask_twice() -> Result<Key, Failure> {
    let first = ask(&format!("New passphrase (at least {LEAST} characters)"))?;
    if first.trim().chars().count() < LEAST {
        return Err(Failure::new(
            FailureKind::Usage,
            format_args!("a passphrase has at least {LEAST} characters; nothing was changed"),
        )
        .hint("four words drawn by chance are good and easy to remember"));
    }
    if ask("The same passphrase again")? != first {
        return Err(Failure::new(
            FailureKind::Usage,
            "the two are not the same; nothing was changed",
        ));
    }
    Key::of(first.as_bytes())
        .ok_or_else(|| Failure::new(FailureKind::Usage, "no passphrase was given"))
}

impl Run {
    /// The key file that the command line or the settings name.
    fn named_key_file(&self) -> Option<PathBuf> {
        if let Some(file) = &self.key_file {
            return Some(file.clone());
        }
        // Settings that cannot be used are told by the commands that need them.
        let settings = self.settings(&KioskOptions::default()).ok()?;
        let beside = self.folders.settings.as_deref().and_then(Path::parent);
        let file = settings.key_file?;
        Some(beside.map_or_else(|| PathBuf::from(&file), |folder| folder.join(&file)))
    }

    /// The key of the key file, if one is named.
    pub(super) fn key_of_file(&self) -> Result<Option<Key>, Failure> {
        self.named_key_file()
            .map(|file| read_key_file(&file))
            .transpose()
    }

    /// What opens the store: the key file, or the passphrase of an encrypted one, asked for once where somebody is there
    /// to type it.
    pub(super) fn key(&self) -> Result<Option<Key>, Failure> {
        self.key_for(|| Ok(Store::is_encrypted_in(&self.folders.data, self.test)?))
    }

    /// The key that is known without asking anybody.
    pub(super) fn key_at_hand(&self) -> Result<Option<Key>, Failure> {
        match self.key.get() {
            Some(known) => Ok(known.clone()),
            None => self.key_of_file(),
        }
    }

    /// How a backup is opened that takes the place of the store.
    pub(super) fn opening_of(&self, backup: &Path) -> Result<Opening, Failure> {
        Ok(Opening {
            test: self.test,
            now: self.chance.now(),
            key: self.key_for(|| Ok(Store::is_encrypted_backup(backup)?))?,
        })
    }

    fn key_for(
        &self,
        is_encrypted: impl FnOnce() -> Result<bool, Failure>,
    ) -> Result<Option<Key>, Failure> {
        if let Some(known) = self.key.get() {
            return Ok(known.clone());
        }
        let key = match self.key_of_file()? {
            Some(key) => Some(key),
            None if io::stdin().is_terminal() && is_encrypted()? => {
                Key::of(ask("Passphrase of the answers")?.as_bytes())
            }
            None => None,
        };
        Ok(self.key.get_or_init(|| key).clone())
    }

    /// Refuses a kiosk that could not open its answers: nobody is there to type.
    #[cfg(unix)]
    pub(super) fn refuse_without_key(&self) -> Result<(), Failure> {
        if self.named_key_file().is_some() {
            return self.key_of_file().map(|_| ());
        }
        if !Store::is_encrypted_in(&self.folders.data, self.test).unwrap_or(false) {
            return Ok(());
        }
        Err(Failure::new(
            FailureKind::Usage,
            "the answers are encrypted, and a kiosk has nobody who types a passphrase",
        )
        .hint("name the key file with --key-file FILE, or `key_file` in the settings")
        .hint("`fivegaps encrypt --change --new-key-file FILE` makes one"))
    }
}

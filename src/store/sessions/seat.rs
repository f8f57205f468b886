//! A seat of a session: what is behind one code, sealed.
//!
//! Every seat has the same length from the first moment on, and every write makes all of it anew: the file, its log
//! and old copies of them show that something was written, never what, and once the secret is gone never
//! again. Sealing is XChaCha20-Poly1305; its nonce is drawn from secret, seat and content (a synthetic nonce, after
//! Rogaway & Shrimpton 2006), so that no source of chance has to be trusted at every answer.

use std::path::Path;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::language::{Locale, MAX_ANSWER};
use crate::store::fault::{Fault, Trouble};
use crate::store::sessions::Session;
use crate::store::whole_file;
use crate::survey::record::{Entry, Flags, Header, InterviewId, Layout, Outcome, Response};
use crate::survey::session::{Code, asks_for_words};

/// Bytes of a nonce, before what is sealed.
const NONCE: usize = 24;

/// Bytes that sealing adds: the nonce and the tag.
const OVERHEAD: usize = NONCE + 16;

/// Seats are as long as a multiple of this.
const STEP: usize = 16 << 10;

/// What a code stands for in the file.
pub(super) type Mark = [u8; 16];

/// What is behind a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Seat {
    /// The code was not used.
    Empty,
    /// Somebody is answering.
    Sitting { header: Header, entries: Vec<Entry> },
    /// Somebody has answered: only the answers are left.
    Done(Ballot),
}

/// An ended interview without its log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Ballot {
    header: Header,
    locale: Locale,
    outcome: Outcome,
    packed: Vec<u8>,
    texts: Vec<(usize, String)>,
}

impl Ballot {
    /// What is kept of a response.
    pub(super) fn of(header: Header, response: &Response) -> Self {
        Self {
            header,
            locale: response.locale,
            outcome: response.outcome,
            packed: response.packed.clone(),
            texts: response.texts.clone(),
        }
    }

    /// Whether it is what is kept of this response.
    pub(super) fn is(&self, response: &Response) -> bool {
        self.packed == response.packed
            && self.texts == response.texts
            && self.outcome == response.outcome
            && self.header.id == response.id
    }

    /// The interview and its response, under an identity that nobody has seen before, and begun on the same day as
    /// all others of its session: who comes later in the week must not stand alone.
    pub(super) fn cast(self, id: InterviewId, session: &Session) -> (Header, Response) {
        let header = Header {
            id,
            started: session.opened,
            site: session.site.clone(),
            wave: session.wave.clone(),
            ..self.header
        };
        let response = Response {
            id: header.id.clone(),
            edition: header.edition.clone(),
            form: header.form.clone(),
            mode: header.mode,
            locale: self.locale,
            outcome: self.outcome,
            started: header.started,
            duration: 0,
            site: header.site.clone(),
            device: header.device.clone(),
            wave: header.wave.clone(),
            seed: header.seed,
            short: header.short,
            packed: self.packed,
            texts: self.texts,
            // Flags tell of times, and times are not kept.
            flags: Flags::NONE,
        };
        (header, response)
    }
}

/// How long the seats of a form are: room for its longest texts, and for a log that wanders about.
pub(super) fn seat_bytes(layout: &Layout) -> usize {
    let questions = layout.questions();
    let written = questions.iter().filter(|one| asks_for_words(&one.kind));
    // Four bytes a character, twice: a text that was written and then written anew.
    let room = questions.len() * 512 + written.count() * 8 * MAX_ANSWER;
    (room + STEP).next_multiple_of(STEP)
}

/// What a session's seats are sealed with. It lies in a file of its own, never in the store, and goes for good when the
/// session is frozen.
pub(super) struct Secret {
    secret: [u8; 32],
    cipher: XChaCha20Poly1305,
}

impl Secret {
    pub(super) fn new(secret: [u8; 32]) -> Self {
        let key: [u8; 32] = Sha256::new()
            .chain_update(b"fivegaps seat key")
            .chain_update(secret)
            .finalize()
            .into();
        Self {
            secret,
            cipher: XChaCha20Poly1305::new(&key.into()),
        }
    }

    /// Reads the secret of a session.
    pub(super) fn read(path: &Path) -> Result<Self, Trouble> {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(Trouble::Known(
                    Fault::Gone,
                    format!(
                        "the secret of the session is not there ({})",
                        path.display()
                    ),
                ));
            }
            Err(error) => return Err(error.into()),
        };
        let secret = bytes
            .try_into()
            .map_err(|_| Trouble::corrupt("the secret of the session is damaged"))?;
        Ok(Self::new(secret))
    }

    /// Puts a secret where [`Secret::read`] finds it.
    pub(super) fn keep(path: &Path, secret: [u8; 32]) -> Result<(), Trouble> {
        match std::fs::read(path) {
            Ok(found) if found == secret => Ok(()),
            Ok(_) => Err(Trouble::refused("another session has this token")),
            Err(_) => Ok(whole_file::create(path, &secret)?),
        }
    }

    /// Overwrites and removes a secret. Nothing that was sealed with it can be read any more.
    pub(super) fn destroy(path: &Path) -> Result<(), Trouble> {
        let written = std::fs::OpenOptions::new().write(true).open(path);
        match written {
            Ok(mut file) => {
                use std::io::Write as _;
                file.write_all(&[0; 32])?;
                file.sync_all()?;
                drop(file);
                std::fs::remove_file(path)?;
                whole_file::sync_folder_of(path)?;
                Ok(())
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    fn digest(&self, purpose: &[u8], about: &[u8]) -> [u8; 32] {
        Sha256::new()
            .chain_update(self.secret)
            .chain_update((purpose.len() as u64).to_le_bytes())
            .chain_update(purpose)
            .chain_update(about)
            .finalize()
            .into()
    }

    /// The mark of a code.
    pub(super) fn mark(&self, code: Code) -> Mark {
        let mut mark = Mark::default();
        mark.copy_from_slice(&self.digest(b"mark", &code.bytes())[..16]);
        mark
    }

    /// The identity under which the answers of a seat enter the results: drawn from the secret, so that it leads
    /// nowhere once that is gone.
    pub(super) fn identity(&self, mark: &Mark) -> InterviewId {
        let mut random = [0; 16];
        random.copy_from_slice(&self.digest(b"identity", mark)[..16]);
        let uuid = uuid::Builder::from_random_bytes(random);
        InterviewId(uuid.into_uuid().to_string())
    }

    /// Seals a seat to this length, or to the next multiple of it where that is too short.
    pub(super) fn seal(&self, mark: &Mark, seat: &Seat, length: usize) -> Result<Vec<u8>, Trouble> {
        let content = serde_json::to_vec(seat)
            .map_err(|error| Trouble::refused(format!("the seat cannot be kept: {error}")))?;
        let size = u32::try_from(content.len())
            .map_err(|_| Trouble::refused("a seat holds too much"))?
            .to_le_bytes();
        let whole = (size.len() + content.len() + OVERHEAD).next_multiple_of(length.max(STEP));
        let mut plain = Vec::with_capacity(whole);
        plain.extend(size);
        plain.extend(content);
        plain.resize(whole - OVERHEAD, 0);
        let mut about = mark.to_vec();
        about.extend(&plain);
        let digest = self.digest(b"nonce", &about);
        let mut nonce = [0; NONCE];
        nonce.copy_from_slice(&digest[..NONCE]);
        let payload = Payload {
            msg: &plain,
            aad: mark,
        };
        let sealed = self
            .cipher
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| Trouble::refused("the seat cannot be sealed"))?;
        let mut out = nonce.to_vec();
        out.extend(sealed);
        Ok(out)
    }

    /// Opens a seat.
    pub(super) fn open(&self, mark: &Mark, sealed: &[u8]) -> Result<Seat, Trouble> {
        let broken = || Trouble::corrupt("a seat of the session was changed in the file");
        let (nonce, sealed) = sealed.split_at_checked(NONCE).ok_or_else(broken)?;
        let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| broken())?;
        let payload = Payload {
            msg: sealed,
            aad: mark,
        };
        let plain = self
            .cipher
            .decrypt(&XNonce::from(nonce), payload)
            .map_err(|_| broken())?;
        let (size, content) = plain.split_at_checked(4).ok_or_else(broken)?;
        let size = u32::from_le_bytes(size.try_into().map_err(|_| broken())?);
        let size = usize::try_from(size).map_err(|_| broken())?;
        let content = content.get(..size).ok_or_else(broken)?;
        serde_json::from_slice(content).map_err(|_| broken())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_seat_has_the_same_length_and_opens_with_its_own_secret_and_mark_alone() {
        let secret = Secret::new([7; 32]);
        let mark = secret.mark(Code::of(1));
        let sealed = secret.seal(&mark, &Seat::Empty, STEP).unwrap();
        assert_eq!(sealed.len(), STEP);
        assert_eq!(secret.open(&mark, &sealed).unwrap(), Seat::Empty);
        let other = secret.mark(Code::of(2));
        assert!(secret.open(&other, &sealed).is_err());
        assert!(Secret::new([8; 32]).open(&mark, &sealed).is_err());
        let mut changed = sealed.clone();
        changed[STEP - 1] ^= 1;
        assert!(secret.open(&mark, &changed).is_err());
        assert!(secret.open(&mark, &[]).is_err());
        assert_ne!(sealed, secret.seal(&other, &Seat::Empty, STEP).unwrap());
    }

    #[test]
    fn a_destroyed_secret_is_gone_and_destroying_it_again_does_no_harm() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        Secret::keep(&path, [3; 32]).unwrap();
        Secret::keep(&path, [3; 32]).unwrap();
        assert!(Secret::keep(&path, [4; 32]).is_err());
        assert!(Secret::read(&path).is_ok());
        Secret::destroy(&path).unwrap();
        Secret::destroy(&path).unwrap();
        assert!(!path.exists());
        let Err(error) = Secret::read(&path) else {
            panic!("read what is gone")
        };
        assert_eq!(error.fault(), Fault::Gone);
    }
}

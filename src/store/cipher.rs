//! Encryption at rest: without its key nobody reads what people answered, not in the file, its log or a backup.
//!
//! Two SQL functions stand between the tables and everything above them: each statement that writes what people
//! said calls `conceal`, each that reads it `reveal`. In a store without a key both give back what they get.
//! In an encrypted store each value is sealed by itself (XChaCha20-Poly1305, 24 random bytes of nonce), padded so
//! that its length does not tell one answer from another. Checksums are concealed as well: which of seven answers
//! has a checksum is quickly tried out.
//!
//! The key of the values is random. It lies in the file, sealed with a key that Argon2id makes of a passphrase
//! or of what stands in a key file, so that the passphrase can be changed and every backup has its own lock.
//!
//! Not concealed: what a row is about (study, form, site, language, when, how long, how it ended), how many there
//! are, the questionnaires, the audit trail.

use std::fmt;
use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, OptionalExtension};

use super::fault::{Fault, Trouble};
use super::keeping::put_value;

/// Under this name `value` keeps the sealed key and how it is opened.
const NAME: &str = "cipher";

/// Memory in KiB and passes of Argon2id: what OWASP asks for at least.
const MEMORY: u32 = 19 * 1024;
const PASSES: u32 = 2;

/// Values are padded to a multiple of this many bytes.
const BLOCK: usize = 32;

const NONCE: usize = 24;

/// What opens an encrypted store: a passphrase, or what stands in a key file.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(Arc<[u8]>);

impl Key {
    /// The key of a passphrase or of the content of a key file; line ends behind it do not matter. `None` when
    /// there is nothing in it.
    pub fn of(secret: &[u8]) -> Option<Self> {
        let secret = secret.trim_ascii_end();
        (!secret.is_empty()).then(|| Self(secret.into()))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(..)")
    }
}

/// How values are concealed; without a key they are not.
#[derive(Clone, Default)]
pub(super) struct Cipher(Option<Arc<XChaCha20Poly1305>>);

impl fmt::Debug for Cipher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() {
            "Cipher(..)"
        } else {
            "no cipher"
        })
    }
}

/// What [`convert`] turns a store into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Into {
    /// Everything that people said is concealed.
    Concealed,
    /// Nothing is.
    Plain,
}

/// Every column that is concealed.
const CONCEALED: [(&str, &[&str]); 5] = [
    ("entry", &["action", "checksum"]),
    ("interview", &["head"]),
    ("response", &["packed", "texts", "packed_sum", "checksum"]),
    ("cell", &["kept_sums", "retired_sums", "checksum"]),
    ("session", &["sums", "comments", "checksum"]),
];

impl Cipher {
    /// The cipher of a file: opened with this key, or none where the file has none.
    pub(super) fn of(connection: &Connection, key: Option<&Key>) -> Result<Self, Trouble> {
        match (slot(connection)?, key) {
            (None, _) => Ok(Self::default()),
            (Some(_), None) => Err(Trouble::Known(
                Fault::NoKey,
                "no passphrase and no key file was given".into(),
            )),
            (Some(slot), Some(key)) => Ok(Self(Some(Arc::new(opened(&slot, key)?)))),
        }
    }

    /// A new cipher whose key is kept in the file, sealed with this one.
    pub(super) fn create(connection: &Connection, key: &Key) -> Result<Self, Trouble> {
        let values = drawn::<32>()?;
        put_value(connection, NAME, Some(&sealed_slot(&values, key)?))?;
        Ok(Self(Some(Arc::new(XChaCha20Poly1305::new(&values.into())))))
    }

    /// Whether values are concealed.
    pub(super) fn conceals(&self) -> bool {
        self.0.is_some()
    }

    /// Gives a connection the functions `conceal` and `reveal`.
    pub(super) fn install(&self, connection: &Connection) -> rusqlite::Result<()> {
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DIRECTONLY;
        let Some(cipher) = &self.0 else {
            for name in ["conceal", "reveal"] {
                let flags = flags | FunctionFlags::SQLITE_DETERMINISTIC;
                connection.create_scalar_function(name, 1, flags, |_| Ok(ToSqlOutput::Arg(0)))?;
            }
            return Ok(());
        };
        let conceals = Arc::clone(cipher);
        connection.create_scalar_function("conceal", 1, flags, move |context| {
            with(context, |kind, plain| {
                let sealed = seal(&conceals, kind, plain)?;
                Ok(match kind {
                    Kind::Text => Value::Text(hex(&sealed)),
                    Kind::Blob => Value::Blob(sealed),
                })
            })
        })?;
        let reveals = Arc::clone(cipher);
        connection.create_scalar_function("reveal", 1, flags, move |context| {
            with(context, |kind, stored| {
                match kind {
                    Kind::Blob => unseal(&reveals, kind, stored).map(Value::Blob),
                    Kind::Text => unhex(stored)
                        .and_then(|sealed| unseal(&reveals, kind, &sealed))
                        .and_then(|plain| String::from_utf8(plain).ok())
                        .map(Value::Text),
                }
                .ok_or_else(unreadable)
            })
        })
    }
}

/// Turns everything in the file into what it should be, with the functions that are installed, or for `Plain` with
/// those that were; the caller installs the others afterwards.
pub(super) fn convert(connection: &Connection, into: Into) -> Result<(), Trouble> {
    let function = match into {
        Into::Concealed => "conceal",
        Into::Plain => "reveal",
    };
    let final_entries: String = connection.query_row(
        "SELECT sql FROM sqlite_schema WHERE name = 'entry_is_final'",
        [],
        |row| row.get(0),
    )?;
    connection.execute_batch("DROP TRIGGER entry_is_final")?;
    for (table, columns) in CONCEALED {
        let changes: Vec<String> = columns
            .iter()
            .map(|column| format!("{column} = {function}({column})"))
            .collect();
        connection.execute_batch(&format!("UPDATE {table} SET {}", changes.join(", ")))?;
    }
    connection.execute_batch(&final_entries)?;
    Ok(())
}

/// Seals the key of the values with another passphrase.
pub(super) fn change(connection: &Connection, from: &Key, to: &Key) -> Result<(), Trouble> {
    let slot = slot(connection)?.ok_or_else(|| Trouble::refused("the store is not encrypted"))?;
    let values = values_of(&slot, from)?;
    put_value(connection, NAME, Some(&sealed_slot(&values, to)?))
}

/// The file has no key any more.
pub(super) fn forget(connection: &Connection) -> Result<(), Trouble> {
    put_value(connection, NAME, None)
}

/// Whether what people said is concealed in this file.
pub(super) fn is_locked(connection: &Connection) -> Result<bool, Trouble> {
    Ok(slot(connection)?.is_some())
}

// ---- the key ----

/// How the key of the values is kept: version, memory, passes, salt, the sealed key.
fn slot(connection: &Connection) -> Result<Option<String>, Trouble> {
    Ok(connection
        .prepare_cached("SELECT value FROM value WHERE name = ?1")?
        .query_row([NAME], |row| row.get(0))
        .optional()?)
}

fn sealed_slot(values: &[u8; 32], key: &Key) -> Result<String, Trouble> {
    let salt = drawn::<16>()?;
    let lock = lock_of(key, &salt, MEMORY, PASSES)?;
    let sealed = seal(&lock, Kind::Blob, values)
        .map_err(|_| Trouble::refused("the key could not be sealed"))?;
    Ok(format!(
        "1 {MEMORY} {PASSES} {} {}",
        hex(&salt),
        hex(&sealed)
    ))
}

fn opened(slot: &str, key: &Key) -> Result<XChaCha20Poly1305, Trouble> {
    Ok(XChaCha20Poly1305::new(&values_of(slot, key)?.into()))
}

fn values_of(slot: &str, key: &Key) -> Result<[u8; 32], Trouble> {
    let strange = || Trouble::corrupt("how the store is encrypted cannot be read");
    let fields: Vec<&str> = slot.split(' ').collect();
    let ["1", memory, passes, salt, sealed] = fields.as_slice() else {
        return Err(strange());
    };
    let (Ok(memory), Ok(passes), Some(salt), Some(sealed)) = (
        memory.parse(),
        passes.parse(),
        unhex(salt.as_bytes()),
        unhex(sealed.as_bytes()),
    ) else {
        return Err(strange());
    };
    let lock = lock_of(key, &salt, memory, passes)?;
    unseal(&lock, Kind::Blob, &sealed)
        .and_then(|values| values.try_into().ok())
        .ok_or_else(|| {
            Trouble::Known(
                Fault::WrongKey,
                "the passphrase or key file does not open it".into(),
            )
        })
}

fn lock_of(key: &Key, salt: &[u8], memory: u32, passes: u32) -> Result<XChaCha20Poly1305, Trouble> {
    let strange = |_| Trouble::corrupt("how the store is encrypted cannot be used");
    let params = Params::new(memory, passes, 1, None).map_err(strange)?;
    let mut made = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(&key.0, salt, &mut made)
        .map_err(strange)?;
    Ok(XChaCha20Poly1305::new(&made.into()))
}

fn drawn<const N: usize>() -> Result<[u8; N], Trouble> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| {
        Trouble::Known(
            Fault::Io,
            format!("the system gives no random numbers: {error}"),
        )
    })?;
    Ok(bytes)
}

// ---- values ----

/// What a value is: text stays text in the table, and neither can take the place of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Blob,
}

impl Kind {
    fn word(self) -> &'static [u8] {
        match self {
            Self::Text => b"fivegaps text",
            Self::Blob => b"fivegaps blob",
        }
    }
}

/// Applies a function to a value. Nothing stays nothing, and numbers are not concealed.
fn with(
    context: &Context<'_>,
    function: impl FnOnce(Kind, &[u8]) -> rusqlite::Result<Value>,
) -> rusqlite::Result<Value> {
    match context.get_raw(0) {
        ValueRef::Text([]) => Ok(Value::Text(String::new())),
        ValueRef::Blob([]) => Ok(Value::Blob(Vec::new())),
        ValueRef::Text(text) => function(Kind::Text, text),
        ValueRef::Blob(blob) => function(Kind::Blob, blob),
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(number) => Ok(Value::Integer(number)),
        ValueRef::Real(number) => Ok(Value::Real(number)),
    }
}

fn seal(cipher: &XChaCha20Poly1305, kind: Kind, plain: &[u8]) -> rusqlite::Result<Vec<u8>> {
    let nonce = drawn::<NONCE>().map_err(|_| unreadable())?;
    let mut padded = Vec::with_capacity(plain.len() + BLOCK);
    padded.extend_from_slice(plain);
    // ISO/IEC 7816-4: one bit, then nothing up to the next block.
    padded.push(0x80);
    padded.resize(padded.len().next_multiple_of(BLOCK), 0);
    let payload = Payload {
        msg: &padded,
        aad: kind.word(),
    };
    let sealed = cipher
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| unreadable())?;
    Ok([&nonce[..], &sealed].concat())
}

fn unseal(cipher: &XChaCha20Poly1305, kind: Kind, stored: &[u8]) -> Option<Vec<u8>> {
    let (nonce, sealed) = stored.split_first_chunk::<NONCE>()?;
    let payload = Payload {
        msg: sealed,
        aad: kind.word(),
    };
    let mut plain = cipher.decrypt(&XNonce::from(*nonce), payload).ok()?;
    let end = plain.iter().rposition(|byte| *byte != 0)?;
    if plain.get(end) != Some(&0x80) {
        return None;
    }
    plain.truncate(end);
    Some(plain)
}

/// A value that was changed in the file, or concealed with another key.
fn unreadable() -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(
        rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT),
        // Words would take the place of the code.
        None,
    )
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |four: u8| char::from(DIGITS.get(usize::from(four)).copied().unwrap_or(b'0'));
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

fn unhex(text: &[u8]) -> Option<Vec<u8>> {
    let digit = |c: u8| {
        char::from(c)
            .to_digit(16)
            .and_then(|d| u8::try_from(d).ok())
    };
    let (pairs, rest) = text.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs
        .iter()
        .map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cipher(byte: u8) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&[byte; 32].into())
    }

    #[test]
    fn what_is_sealed_comes_back_with_its_own_key_and_kind_alone() {
        for plain in [&b"a"[..], b"\x80\0\0", &[0; 31], &[7; 32], &[1; 200]] {
            let sealed = seal(&cipher(1), Kind::Text, plain).unwrap();
            let open = |byte, kind| unseal(&cipher(byte), kind, &sealed);
            assert_eq!(open(1, Kind::Text).as_deref(), Some(plain));
            assert_eq!(open(1, Kind::Blob), None);
            assert_eq!(open(2, Kind::Text), None);
            assert_eq!(unhex(hex(&sealed).as_bytes()).as_ref(), Some(&sealed));
        }
    }

    #[test]
    fn a_flipped_bit_is_noticed_and_neither_length_nor_bytes_tell_answers_apart() {
        let one = seal(&cipher(1), Kind::Text, br#"{"rating":1}"#).unwrap();
        let ten = seal(&cipher(1), Kind::Text, br#"{"rating":10}"#).unwrap();
        assert_eq!(one.len(), ten.len());
        let again = seal(&cipher(1), Kind::Text, br#"{"rating":1}"#).unwrap();
        assert_ne!(one, again);
        for at in 0..one.len() {
            let mut changed = one.clone();
            changed[at] ^= 4;
            assert_eq!(unseal(&cipher(1), Kind::Text, &changed), None);
        }
        assert_eq!(unseal(&cipher(1), Kind::Text, &one[..20]), None);
    }

    #[test]
    fn a_key_is_secret_even_to_a_debug_print_and_line_ends_do_not_matter() {
        let key = Key::of(b"open sesame\n").unwrap();
        assert_eq!(Key::of(b"open sesame"), Some(key.clone()));
        assert!(!format!("{key:?}").contains("sesame"));
        assert_eq!(Key::of(b"\r\n"), None);
    }
}

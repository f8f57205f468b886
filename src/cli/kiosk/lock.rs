//! One kiosk a device: a second one would file the first one's interviews as left by a stranger.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::super::{Failure, FailureKind};

/// Held for as long as the kiosk runs; the system lets go of it with the process, however that ends.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "held for its lock")] Option<File>);

impl Lock {
    /// Takes the device's lock. Where there is no place for one the kiosk runs without, and closed: its store has no
    /// place either.
    pub(super) fn take(folder: &Path, device: &str) -> Result<Self, Failure> {
        let digest = Sha256::digest(device.as_bytes());
        let name = digest
            .iter()
            .take(8)
            .fold(0, |name: u64, byte| name << 8 | u64::from(*byte));
        let path = folder.join(format!("kiosk-{name:016x}.lock"));
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let Ok(mut file) = options.open(&path) else {
            return Ok(Self(None));
        };
        match file.try_lock() {
            Ok(()) => {
                let told = file
                    .set_len(0)
                    .and_then(|()| file.rewind())
                    .and_then(|()| write!(file, "{}", std::process::id()));
                // Who holds it is only told: the lock holds without.
                drop(told);
                Ok(Self(Some(file)))
            }
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                let _ = file.take(20).read_to_string(&mut holder);
                let name = if device.is_empty() {
                    "without a name".to_owned()
                } else {
                    format!("`{device}`")
                };
                Err(Failure::new(
                    FailureKind::Data,
                    format_args!(
                        "a kiosk of the device {name} runs already on {} (process {})",
                        folder.display(),
                        holder.trim()
                    ),
                )
                .hint("end it with its PIN, or give this one a name of its own with --device"))
            }
            Err(TryLockError::Error(_)) => Ok(Self(None)),
        }
    }
}

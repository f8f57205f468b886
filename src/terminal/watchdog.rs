//! The last resort: a thread that sleeps until the program is asked to end, and ends it if it does not.
//!
//! One thread asks the terminal and saves the answers. If that thread is stuck, in a disk that does not
//! answer or in an endless loop of ours, a request to end would never be heard, and whoever asked would have to kill
//! the program and leave the terminal raw. To end it hard is safe for the answers: a commit that was cut
//! off is undone at the next start, and what was shown as accepted is on the disk.

use std::io::{self, Read as _, Write as _};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use signal_hook::consts::signal::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::low_level;

use super::Setting;
use super::guard::Guard;

/// So long may the program take to end once it was asked to.
const LIMIT: Duration = Duration::from_millis(1500);
/// The exit code of a program that had to be ended hard.
const EXIT_CODE: i32 = 70;

/// Something that can wake the watchdog besides signals.
#[derive(Debug)]
pub(super) struct Alarm(UnixStream);

impl Alarm {
    /// The program is about to end.
    pub(super) fn ring(&self) {
        let _ = (&self.0).write(b"!");
    }
}

/// Starts the watchdog. It costs nothing while it sleeps and is never called back: a program that was asked to end
/// has to be gone.
pub(super) fn start(guard: Arc<Guard>, setting: Setting) -> io::Result<Alarm> {
    let (mut asked, into) = UnixStream::pair()?;
    let asked_by: &[i32] = match setting {
        Setting::Kiosk | Setting::Desk => &[SIGHUP, SIGTERM, SIGINT, SIGQUIT],
        Setting::Watched => &[SIGHUP, SIGTERM],
    };
    for &signal in asked_by {
        low_level::pipe::register(signal, into.try_clone()?)?;
    }
    into.set_nonblocking(true)?;
    thread::Builder::new()
        .name("watchdog".to_owned())
        .spawn(move || {
            let mut byte = [0];
            if asked.read_exact(&mut byte).is_ok() {
                thread::sleep(LIMIT);
                guard.restore();
                low_level::exit(EXIT_CODE);
            }
        })?;
    Ok(Alarm(into))
}

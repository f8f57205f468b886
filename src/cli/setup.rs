//! `fivegaps kiosk-setup`: prints what a machine that stands alone needs around the program.
//!
//! The program cannot see the keys that its terminal keeps for itself; these files take them away.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::output::Output;
use super::{Failure, Run};
use crate::language::fill;

#[derive(Debug, Args)]
pub(super) struct SetupArguments {
    /// Which file
    #[arg(long, value_enum, value_name = "WHAT")]
    print: Printed,
    /// The study that the service asks
    #[arg(long, default_value = "store", value_name = "ID")]
    study: String,
    /// Where the terminal's own file will lie
    #[arg(long, default_value = "/etc/fivegaps/foot.ini", value_name = "FILE")]
    config: String,
}

/// The files that can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Printed {
    /// A unit that starts the kiosk with the machine
    Systemd,
    /// foot: the terminal for touch, inside the compositor cage
    Foot,
    /// kitty
    Kitty,
    /// xterm: resources for plain X
    Xterm,
    /// alacritty
    Alacritty,
}

/// Prints one file.
pub(super) fn setup(
    run: &Run,
    asked: &SetupArguments,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let program = std::env::current_exe().map_or_else(
        |_| "/usr/bin/fivegaps".to_owned(),
        |path| path.display().to_string(),
    );
    let data = run.folders.data.display().to_string();
    output.write(match asked.print {
        Printed::Systemd => fill(
            include_str!("setup/kiosk.service"),
            &[
                ("program", &program),
                ("data", &data),
                ("study", &asked.study),
                ("config", &asked.config),
            ],
        ),
        Printed::Foot => include_str!("setup/foot.ini").to_owned(),
        Printed::Kitty => include_str!("setup/kitty.conf").to_owned(),
        Printed::Xterm => include_str!("setup/xterm.ad").to_owned(),
        Printed::Alacritty => include_str!("setup/alacritty.toml").to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_in_the_unit_is_filled() {
        let unit = fill(
            include_str!("setup/kiosk.service"),
            &[
                ("program", "/usr/bin/fivegaps"),
                ("data", "/var/lib/fivegaps"),
                ("study", "store"),
                ("config", "/etc/foot.ini"),
            ],
        );
        assert!(!unit.contains('{'), "{unit}");
        assert!(unit.contains("fivegaps --data /var/lib/fivegaps kiosk store"));
    }
}

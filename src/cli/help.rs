//! The program's help: its commands in groups, examples, exit codes.

use std::fmt::Write as _;

use clap::{Command, CommandFactory};

use super::Arguments;

/// The commands by what they are for. One that is in no group is listed after them.
const GROUPS: [(&str, &[&str]); 4] = [
    (
        "Ask",
        &[
            "interview",
            "kiosk",
            "pin",
            "kiosk-setup",
            "session",
            "preview",
            "plan-sample",
            "settings",
        ],
    ),
    (
        "See what came of it",
        &["report", "watch", "export", "contacts", "code"],
    ),
    ("Write questionnaires", &["list", "new", "check", "format"]),
    (
        "Keep house",
        &[
            "doctor",
            "encrypt",
            "backup",
            "restore",
            "import",
            "purge",
            "completions",
            "man",
        ],
    ),
];

const OTHERS: &str = "More";

const EXAMPLES: &str = "\
Examples:
  fivegaps interview store           interview one person in this terminal
  fivegaps interview store --plain   the same over plain lines
  fivegaps report store              the gaps of all who were asked
  fivegaps export store              the answers as a table, with a codebook
  fivegaps new cafe                  write a questionnaire of your own
  fivegaps preview cafe              walk through it; nothing is kept

Exit codes: 0 done, 1 files, data or terminal, 2 the command line,
3 a questionnaire has problems, 70 a fault of the program.

`fivegaps COMMAND --help` tells more about a command.";

/// The program as the command line sees it.
pub(super) fn program() -> Command {
    let program = Arguments::command().after_help(EXAMPLES);
    let template = format!(
        "{{about}}\n\n{{usage-heading}} {{usage}}\n\n\
         Without a command the desk opens, to start interviews and to see results.\n\n\
         {}Options:\n{{options}}{{after-help}}",
        grouped(&program)
    );
    program.help_template(template)
}

/// The commands in their groups, each with what it is for.
fn grouped(program: &Command) -> String {
    let commands = || program.get_subcommands().filter(|c| !c.is_hide_set());
    let widest = commands().map(|c| c.get_name().len()).max();
    let width = widest.unwrap_or_default() + 2;
    let mut out = String::new();
    let mut section = |heading: &str, members: Vec<&Command>| {
        if members.is_empty() {
            return;
        }
        let _ = writeln!(out, "{heading}:");
        for command in members {
            let about = command.get_about().map(ToString::to_string);
            let name = command.get_name();
            let _ = writeln!(out, "  {name:width$}{}", about.unwrap_or_default());
        }
        out.push('\n');
    };
    for (heading, names) in GROUPS {
        let members = names
            .iter()
            .filter_map(|name| commands().find(|c| c.get_name() == *name));
        section(heading, members.collect());
    }
    let is_grouped = |name: &str| GROUPS.iter().any(|(_, names)| names.contains(&name));
    let others = commands().filter(|c| !is_grouped(c.get_name()));
    section(OTHERS, others.collect());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_told_once() {
        let help = program().render_help().to_string();
        for command in program().get_subcommands() {
            let line = format!("\n  {} ", command.get_name());
            assert_eq!(help.matches(&line).count(), 1, "{line} in {help}");
        }
    }

    #[test]
    fn the_examples_are_commands_that_there_are() {
        for line in EXAMPLES.lines().filter_map(|line| line.strip_prefix("  ")) {
            let (command, _) = line.split_once("   ").unwrap();
            let read = program().try_get_matches_from(command.split_whitespace());
            assert!(read.is_ok(), "{command}: {read:?}");
        }
    }

    #[test]
    fn the_help_fits_a_terminal_of_eighty_columns() {
        let help = program().term_width(80).render_help().to_string();
        for line in help.lines() {
            assert!(line.len() <= 80, "{line}");
        }
    }
}

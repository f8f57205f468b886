//! How a command fails: what happened, where, what to do, and the exit code.

use std::fmt;
use std::process::ExitCode;

/// What kind of failure it is; decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FailureKind {
    /// Data, files or the terminal: exit code 1.
    Data,
    /// The command line asks for something that does not exist: exit code 2.
    Usage,
    /// A questionnaire has problems: exit code 3.
    Questionnaire,
    /// A fault of the program: exit code 70.
    Internal,
}

/// A failed command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    /// Decides the exit code.
    pub(super) kind: FailureKind,
    /// What happened, and where.
    pub(super) what: String,
    /// What the person can do, one line each.
    pub(super) hints: Vec<String>,
}

impl Failure {
    /// A failure without a hint yet.
    pub(super) fn new(kind: FailureKind, what: impl fmt::Display) -> Self {
        Self {
            kind,
            what: what.to_string(),
            hints: Vec::new(),
        }
    }

    /// Adds what the person can do.
    #[must_use]
    pub(super) fn hint(mut self, hint: impl fmt::Display) -> Self {
        self.hints.push(hint.to_string());
        self
    }

    /// The exit code.
    pub(super) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self.kind {
            FailureKind::Data => 1,
            FailureKind::Usage => 2,
            FailureKind::Questionnaire => 3,
            FailureKind::Internal => 70,
        })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "fivegaps: {}", self.what)?;
        for hint in &self.hints {
            write!(f, "\n  hint: {hint}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_says_what_and_what_to_do() {
        let failure = Failure::new(FailureKind::Usage, "no study is called `shop`")
            .hint("`fivegaps list` names the studies");
        assert_eq!(
            failure.to_string(),
            "fivegaps: no study is called `shop`\n  hint: `fivegaps list` names the studies"
        );
    }
}

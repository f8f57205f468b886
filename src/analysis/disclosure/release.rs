//! When single responses may leave the program.

use super::{least_for_scores, least_for_texts};
use crate::survey::questionnaire::{Disclosure, Form, Role};

/// The conditions under which single responses of a form may be written out. Only made here; every export
/// of rows takes one and keeps to it.
///
/// Customers come and go and cannot be told from one another: their rows are released as they are. Managers
/// and staff are few and known: a row is a breakdown crossed as often as it has columns, so at least as many
/// rows as for texts must go out together, without the device, the time of day or the duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Release {
    least: u64,
    coarse: bool,
}

impl Release {
    /// The conditions for a role's responses.
    pub fn of(role: Role, rules: Disclosure) -> Self {
        match role {
            Role::Customer => Self {
                least: 0,
                coarse: false,
            },
            Role::Manager | Role::Staff => Self {
                least: least_for_texts(rules).max(least_for_scores(rules)),
                coarse: true,
            },
        }
    }

    /// The conditions for a form's responses. A form that asks for the organisation's own counts alone tells of no
    /// person, whoever fills it in.
    pub fn of_form(form: &Form, rules: Disclosure) -> Self {
        if form.asks_counts_alone() {
            Self::of(Role::Customer, rules)
        } else {
            Self::of(form.role, rules)
        }
    }

    /// The least number of rows that may go out together; 0 where any number may.
    pub fn least(&self) -> u64 {
        self.least
    }

    /// Whether what could tell one person from another must be left out: device, duration, time of day.
    pub fn is_coarse(&self) -> bool {
        self.coarse
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staff_rows_need_as_many_as_texts_and_customers_none() {
        let rules = Disclosure {
            scores: 5,
            texts: 10,
        };
        for role in [Role::Manager, Role::Staff] {
            let release = Release::of(role, rules);
            assert_eq!((release.least(), release.is_coarse()), (10, true));
        }
        let release = Release::of(Role::Customer, rules);
        assert_eq!((release.least(), release.is_coarse()), (0, false));
    }
}

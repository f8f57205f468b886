//! The words that stand for roles, modes and languages in the tables, and words of people read back.

use crate::language::{Locale, MAX_ANSWER, clean_text};
use crate::survey::questionnaire::Role;
use crate::survey::record::Mode;

pub(super) fn role(role: Role) -> &'static str {
    match role {
        Role::Customer => "customer",
        Role::Manager => "manager",
        Role::Staff => "staff",
    }
}

pub(super) fn role_of(word: &str) -> Option<Role> {
    [Role::Customer, Role::Manager, Role::Staff]
        .into_iter()
        .find(|r| role(*r) == word)
}

pub(super) fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Interview => "interview",
        Mode::Kiosk => "kiosk",
        Mode::Session => "session",
        Mode::Import => "import",
    }
}

pub(super) fn mode_of(word: &str) -> Option<Mode> {
    [Mode::Interview, Mode::Kiosk, Mode::Session, Mode::Import]
        .into_iter()
        .find(|m| mode(*m) == word)
}

pub(super) fn locale_of(tag: &str) -> Option<Locale> {
    Locale::ALL.into_iter().find(|locale| locale.tag() == tag)
}

/// Makes text from the file harmless, as it was when it was kept. Plain text stays untouched, and costs nothing.
pub(super) fn clean(text: &mut String) {
    if !text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        *text = clean_text(text, MAX_ANSWER);
    }
}

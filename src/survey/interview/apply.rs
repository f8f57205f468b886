//! The one mutator.

use super::{Interview, Place, check};
use crate::survey::record::{Action, Destination, Entry};

impl Interview {
    /// Takes over an entry that is kept.
    ///
    /// Total: an entry that does not apply changes nothing but the count, and its number is remembered in
    /// [`Interview::ignored`]. Entries that deciders gave, kept in order, always apply. What does not: anything
    /// after the end, an answer before consent or to a question that is not planned, an answer that does not
    /// fit its question, a move to a page that is not asked. An entry whose number is not the next one is a
    /// stranger: it does not even count.
    pub fn apply(&mut self, entry: &Entry) {
        if entry.sequence != self.next {
            self.ignored.push(entry.sequence);
            return;
        }
        self.next += 1;
        self.last = self.last.max(entry.at);
        if self.ended.is_some() || !self.take(&entry.action) {
            self.ignored.push(entry.sequence);
        }
    }

    /// Whether the action applied.
    fn take(&mut self, action: &Action) -> bool {
        match action {
            Action::Consented { .. } => {
                let first = self.first_page();
                let (Place::Notice, Some(first)) = (self.place, first) else {
                    return false;
                };
                self.consented = true;
                self.arrive(first);
                true
            }
            Action::Answered {
                question,
                answer,
                alone,
                ..
            } => {
                let index = self.layout().find(question);
                let Some(index) = index.filter(|_| self.consented) else {
                    return false;
                };
                let planned = self.script.plan.page_of(index).is_some();
                let fits = check::hard(&self.script, index, answer.clone());
                let (true, Ok(answer), Some(slot)) = (planned, fits, self.answers.get_mut(index))
                else {
                    return false;
                };
                *slot = Some(answer);
                if let Some(slot) = self.alone.get_mut(index) {
                    *slot = *alone;
                }
                self.refresh();
                true
            }
            Action::Moved { to } => self.go(to),
            Action::Spoke { locale } => {
                let offered = self.questionnaire().title.has(*locale);
                if offered {
                    self.locale = *locale;
                }
                offered
            }
            Action::Warned { question, rule } => {
                let found = self
                    .soft_checks()
                    .into_iter()
                    .find(|check| check.question == *question && check.rule.name() == rule);
                let applies = found.is_some();
                self.warned.extend(found);
                applies
            }
            Action::Noted { question, text } => self.take_note(question, text),
            Action::HandedOver => self.take_hand_over(),
            Action::TakenBack => self.handed.take().is_some(),
            Action::Idle { .. } | Action::Resumed => true,
            Action::Unwritten => {
                self.writes = false;
                self.refresh();
                self.leave_unasked()
            }
            Action::Ended { outcome } => {
                self.ended = Some(*outcome);
                true
            }
        }
    }

    fn go(&mut self, to: &Destination) -> bool {
        if !self.consented {
            return false;
        }
        match to {
            Destination::Notice => {
                if self.form().consent.is_none() {
                    return false;
                }
                self.place = Place::Notice;
            }
            Destination::Page(key) => {
                let page = self
                    .layout()
                    .find(key)
                    .and_then(|question| self.script.plan.page_of(question))
                    .filter(|page| self.is_asked(*page));
                let Some(page) = page else { return false };
                self.arrive(page);
            }
            Destination::Review => {
                self.place = Place::Review;
                self.furthest = self.script.plan.pages().len();
            }
        }
        true
    }

    /// Away from a page that is asked no longer, as if it had not been shown. Whether there is a page left.
    fn leave_unasked(&mut self) -> bool {
        let Place::Page(here) = self.place else {
            return true;
        };
        if self.is_asked(here) {
            return true;
        }
        if let Some(shown) = self.shown.get_mut(here) {
            *shown = false;
        }
        let next = self.next_page(here).or_else(|| self.first_page());
        if let Some(page) = next {
            self.arrive(page);
        } else {
            self.place = Place::Review;
        }
        next.is_some()
    }

    pub(super) fn arrive(&mut self, page: usize) {
        self.place = Place::Page(page);
        self.furthest = self.furthest.max(page);
        if let Some(shown) = self.shown.get_mut(page) {
            *shown = true;
        }
    }
}

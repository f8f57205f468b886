//! A [`Port`] that keeps nothing: interviews to look at, gone when the program ends.

use std::sync::Arc;

use super::{Chance, Port};
use crate::analysis::{Disclosed, GapReport};
use crate::app::event::{Beginning, Fault, FaultKind, Kept, Register};
use crate::survey::record::{Edition, Entry, Header, InterviewId, Response};

/// Says yes to everything and forgets it.
#[derive(Debug)]
pub struct Rehearsal {
    chance: Chance,
    begun: u64,
}

impl Rehearsal {
    /// Begins interviews at this time and with these seeds.
    pub fn new(chance: Chance) -> Self {
        Self { chance, begun: 0 }
    }
}

impl Port for Rehearsal {
    fn begin(&mut self, beginning: &Beginning) -> Result<Header, Fault> {
        let edition = &beginning.ask.edition;
        let form = edition.questionnaire.form(&beginning.ask.form);
        let role = form.ok_or_else(nothing_kept)?.role;
        let (seed, _) = self.chance.draw(self.begun)?;
        self.begun += 1;
        Ok(Header {
            id: InterviewId("preview".to_owned()),
            edition: edition.fingerprint.clone(),
            form: beginning.ask.form.clone(),
            role,
            mode: beginning.mode,
            locale: beginning.locale,
            seed,
            short: beginning.ask.short,
            test: true,
            started: self.chance.now(),
            site: String::new(),
            device: String::new(),
            wave: String::new(),
            interviewer: String::new(),
        })
    }

    fn save(&mut self, _: &InterviewId, _: &[Entry]) -> Result<(), Fault> {
        Ok(())
    }

    fn finish(&mut self, _: &InterviewId, _: &[Entry], _: &Response) -> Result<(), Fault> {
        Ok(())
    }

    fn register(&mut self) -> Result<Register, Fault> {
        Err(nothing_kept())
    }

    fn report(&mut self, _: &Arc<Edition>, _: &str) -> Result<Box<Disclosed<GapReport>>, Fault> {
        Err(nothing_kept())
    }

    fn take_up(&mut self, _: &InterviewId) -> Result<Box<Kept>, Fault> {
        Err(nothing_kept())
    }

    fn store_changed(&mut self) -> bool {
        false
    }
}

fn nothing_kept() -> Fault {
    Fault {
        kind: FaultKind::Other,
        detail: "in a preview nothing is kept that could be read".to_owned(),
    }
}

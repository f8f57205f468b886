//! What must hold for every study that passes the check: whatever a person decides, there is a way to the end.

use std::sync::Arc;

use proptest::prelude::*;

use super::{Interview, Stage};
use crate::survey::questionnaire::Kind;
use crate::survey::questionnaire::generate::questionnaires;
use crate::survey::record::{
    Answer, Edition, Entry, Header, InterviewId, Mode, Outcome, Reason, Response,
};

/// Decisions by chance, without end.
struct Dice<'a> {
    thrown: std::iter::Cycle<std::slice::Iter<'a, u8>>,
}

impl Dice<'_> {
    fn below(&mut self, sides: usize) -> usize {
        usize::from(*self.thrown.next().unwrap()) % sides
    }

    /// An answer that such a question takes.
    fn answer(&mut self, kind: &Kind) -> Answer {
        match kind {
            Kind::Note => Answer::Read,
            _ if self.below(6) == 0 => Answer::Left(Reason::PreferNot),
            Kind::Rating { scale, .. } => {
                let step = u8::try_from(self.below(usize::from(scale.points))).unwrap();
                Answer::Rating(scale.lowest() + step)
            }
            Kind::Points { total, rows } => {
                let mut points = vec![0; *rows];
                points[self.below(*rows)] = *total;
                Answer::Points(points)
            }
            Kind::Choice { options, .. } => {
                let option = u8::try_from(self.below(options.len())).unwrap();
                Answer::Choice(vec![option], None)
            }
            Kind::Number { least, most, .. } => {
                let most = usize::try_from(most - least).unwrap();
                Answer::Number(least + i64::try_from(self.below(most + 1)).unwrap())
            }
            Kind::Date => Answer::Text("2026-05-17".into()),
            Kind::Month => Answer::Text("2026-05".into()),
            Kind::Time => Answer::Text("14:30".into()),
            Kind::Text { .. } => Answer::Text("words".into()),
        }
    }
}

fn header(edition: &Edition, form: usize, seed: u64, short: bool) -> Header {
    let study = &edition.questionnaire;
    let form = &study.forms[form];
    Header {
        id: InterviewId("walk".into()),
        edition: edition.fingerprint.clone(),
        form: form.id.to_string(),
        role: form.role,
        mode: Mode::Interview,
        locale: study.locales()[0],
        seed,
        short: short && form.short.is_some(),
        test: true,
        started: 0,
        site: String::new(),
        device: String::new(),
        wave: String::new(),
        interviewer: String::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_form_of_every_valid_study_can_be_walked_to_its_end(
        study in questionnaires(),
        seed: u64,
        short: bool,
        dice in prop::collection::vec(any::<u8>(), 1..200),
    ) {
        let edition = Arc::new(Edition::of(study, ""));
        let mut dice = Dice { thrown: dice.iter().cycle() };
        for form in 0..edition.questionnaire.forms.len() {
            let header = header(&edition, form, seed, short);
            let mut interview = Interview::begin(Arc::clone(&edition), header.clone()).unwrap();
            let mut log: Vec<Entry> = Vec::new();
            let most = 2 * interview.layout().questions().len() + 3;
            for _ in 0..most {
                let decided = match interview.stage() {
                    Stage::Notice => interview.consent(0),
                    Stage::Page(_) => {
                        for view in interview.clone().page().unwrap().questions {
                            let answer = dice.answer(&view.question.kind);
                            let entry = interview.answer(&view.question.key, answer, 0).unwrap();
                            interview.apply(&entry);
                            log.push(entry);
                        }
                        interview.forward(0)
                    }
                    Stage::Review => interview.end(Outcome::Complete, 0),
                    Stage::Ended(_) => break,
                };
                let entry = decided.unwrap();
                interview.apply(&entry);
                log.push(entry);
            }
            // Complete, or as much as the answers are worth, or screened out.
            let ended = matches!(interview.stage(), Stage::Ended(_));
            prop_assert!(ended, "{} stands at {:?}", header.form, interview.stage());
            let sealed = interview.seal(0);
            prop_assert_eq!(sealed.packed.len(), interview.layout().width());
            prop_assert_eq!(Response::fold(Arc::clone(&edition), header, &log).unwrap(), sealed);
        }
    }
}

//! A session's two ends: [`Meeting`], where people answer behind their codes, and [`MeetingRoom`], where one leads.
//!
//! Knows: how a session's frozen results become a report that may be shown beside those of managers and customers.
//! Refuses to know: who has which code.

use std::sync::Arc;

use super::{Chance, Port};
use crate::analysis::disclosure::{least_for_scores, least_for_texts};
use crate::analysis::study::Conduct;
use crate::analysis::{Disclosed, FormReport, GapReport, StudyReport, Summary, disclose_study};
use crate::app::event::{Ask, Beginning, Fault, FaultKind, Kept, Register};
use crate::app::session::{Entrance, Sight};
use crate::language::{Locale, fill, phrases};
use crate::report::document::{Document, Part, Section};
use crate::report::{Brief, compose};
use crate::store::{Admission, Closing, Filter, Frozen, Pass, Session, Store, StoreError};
use crate::survey::questionnaire::Form;
use crate::survey::record::{Edition, Entry, Header, InterviewId, Mode, Response};
use crate::survey::session::{Code, Scope, asks_for_words};

/// The level of intervals in a session's results.
const LEVEL: f64 = 0.95;

/// What the room looks at: all gaps, and what lies behind them.
const SECTIONS: [Section; 2] = [Section::Gaps, Section::Antecedents];

/// Where people answer, one after another or side by side.
#[derive(Debug)]
pub struct Meeting {
    store: Store,
    study: String,
    chance: Chance,
    test: bool,
    pass: Option<Pass>,
    begun: u64,
}

impl Meeting {
    /// Lets people into the open sessions of a study.
    pub fn new(store: Store, study: &str, chance: Chance, test: bool) -> Self {
        Self {
            store,
            study: study.to_owned(),
            chance,
            test,
            pass: None,
            begun: 0,
        }
    }

    fn pass(&self) -> Result<Pass, Fault> {
        self.pass.clone().ok_or_else(|| Fault {
            kind: FaultKind::Other,
            detail: "no code was given".to_owned(),
        })
    }
}

impl Port for Meeting {
    fn admit(&mut self, code: Code) -> Result<Entrance, Fault> {
        self.pass = None;
        Ok(match self.store.admit(&self.study, code)? {
            Admission::Unknown => Entrance::Unknown,
            Admission::Used => Entrance::Used,
            Admission::Closed => Entrance::Closed,
            Admission::Fresh(pass, session, edition) => {
                self.pass = Some(pass);
                Entrance::Begin(Ask {
                    edition,
                    form: session.form,
                    short: false,
                })
            }
            Admission::Again(pass, header, edition, entries) => {
                self.pass = Some(pass);
                Entrance::TakeUp(Box::new(Kept {
                    edition,
                    header: *header,
                    entries,
                }))
            }
        })
    }

    fn begin(&mut self, beginning: &Beginning) -> Result<Header, Fault> {
        let pass = self.pass()?;
        let edition = &beginning.ask.edition;
        let form = edition.questionnaire.form(&beginning.ask.form);
        let role = form.ok_or_else(|| no_form(&beginning.ask.form))?.role;
        let (seed, identity) = self.chance.draw(self.begun)?;
        self.begun += 1;
        let uuid = uuid::Builder::from_random_bytes(identity).into_uuid();
        let header = Header {
            id: InterviewId(uuid.to_string()),
            edition: edition.fingerprint.clone(),
            form: beginning.ask.form.clone(),
            role,
            mode: Mode::Session,
            locale: beginning.locale,
            seed,
            short: beginning.ask.short,
            test: self.test,
            started: self.chance.now(),
            site: String::new(),
            device: String::new(),
            wave: String::new(),
            interviewer: String::new(),
        };
        Ok(self.store.take_seat(&pass, &header, edition)?)
    }

    fn save(&mut self, _: &InterviewId, entries: &[Entry]) -> Result<(), Fault> {
        Ok(self.store.save_seat(&self.pass()?, entries)?)
    }

    fn finish(
        &mut self,
        _: &InterviewId,
        entries: &[Entry],
        response: &Response,
    ) -> Result<(), Fault> {
        Ok(self.store.finish_seat(&self.pass()?, entries, response)?)
    }

    fn register(&mut self) -> Result<Register, Fault> {
        Ok(Register::default())
    }

    fn report(&mut self, _: &Arc<Edition>, _: &str) -> Result<Box<Disclosed<GapReport>>, Fault> {
        Err(Fault {
            kind: FaultKind::Other,
            detail: "results appear when the session is closed".to_owned(),
        })
    }

    fn take_up(&mut self, _: &InterviewId) -> Result<Box<Kept>, Fault> {
        Err(Fault {
            kind: FaultKind::Other,
            detail: "an interview of a session is taken up with its code".to_owned(),
        })
    }

    fn store_changed(&mut self) -> bool {
        false
    }
}

/// Where one leads: counts while it is open, results when it is closed.
#[derive(Debug)]
pub struct MeetingRoom {
    store: Store,
    number: i64,
    chance: Chance,
    locale: Locale,
    missing: u64,
}

impl MeetingRoom {
    /// Looks at the session of this number.
    pub fn new(store: Store, number: i64, chance: Chance, locale: Locale) -> Self {
        Self {
            store,
            number,
            chance,
            locale,
            missing: 0,
        }
    }

    fn sight(&self) -> Result<Sight, StoreError> {
        let session = self.store.session(self.number)?;
        let edition = self.store.edition_of(&session)?;
        let rules = edition.questionnaire.disclosure;
        let findings = Findings::of(&self.store, &session)?;
        let results = findings.map(|found| Box::new(found.document(self.locale)));
        let turnout = self.store.turnout(self.number)?;
        Ok(Sight {
            number: session.number,
            form: session.form.clone(),
            state: session.state,
            least: least_for_scores(rules),
            least_for_comments: least_for_texts(rules),
            // Opened anew, it is not known how many of those who are through count.
            missing: self
                .missing
                .max(least_for_scores(rules).saturating_sub(turnout.finished))
                .max(1),
            turnout,
            results,
            edition,
        })
    }
}

impl Port for MeetingRoom {
    fn look_at_session(&mut self) -> Result<Sight, Fault> {
        Ok(self.sight()?)
    }

    fn close_session(&mut self) -> Result<Sight, Fault> {
        let now = self.chance.now();
        self.missing = match self.store.close_session(self.number, now)? {
            Closing::Held { missing } => missing,
            Closing::Frozen { .. } => 0,
        };
        Ok(self.sight()?)
    }

    fn reopen_session(&mut self) -> Result<Sight, Fault> {
        self.store.reopen_session(self.number, self.chance.now())?;
        Ok(self.sight()?)
    }

    fn store_changed(&mut self) -> bool {
        self.store.changed().unwrap_or(false)
    }

    fn begin(&mut self, _: &Beginning) -> Result<Header, Fault> {
        Err(not_here())
    }

    fn save(&mut self, _: &InterviewId, _: &[Entry]) -> Result<(), Fault> {
        Err(not_here())
    }

    fn finish(&mut self, _: &InterviewId, _: &[Entry], _: &Response) -> Result<(), Fault> {
        Err(not_here())
    }

    fn register(&mut self) -> Result<Register, Fault> {
        Ok(Register::default())
    }

    fn report(&mut self, _: &Arc<Edition>, _: &str) -> Result<Box<Disclosed<GapReport>>, Fault> {
        Err(not_here())
    }

    fn take_up(&mut self, _: &InterviewId) -> Result<Box<Kept>, Fault> {
        Err(not_here())
    }
}

fn not_here() -> Fault {
    Fault {
        kind: FaultKind::Other,
        detail: "nobody answers in the room of the one who leads".to_owned(),
    }
}

fn no_form(form: &str) -> Fault {
    Fault {
        kind: FaultKind::Other,
        detail: format!("the study has no form {form:?}"),
    }
}

/// The frozen results of a session beside what the other forms say today, as far as they may be shown.
#[derive(Debug, Clone)]
pub struct Findings {
    /// What was asked.
    pub edition: Arc<Edition>,
    /// The gaps.
    pub study: Disclosed<StudyReport>,
    session: Session,
    frozen: Frozen,
}

impl Findings {
    /// The results of a session; `None` while it is open or held.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn of(store: &Store, session: &Session) -> Result<Option<Self>, StoreError> {
        let Some(frozen) = store.frozen(session.number)? else {
            return Ok(None);
        };
        let edition = store.edition_of(session)?;
        let questionnaire = &edition.questionnaire;
        let Some(own) = questionnaire.form(&session.form) else {
            return Ok(None);
        };
        let mut sums: Vec<(&Form, Summary)> = vec![(own, frozen.sums.clone())];
        for form in questionnaire.forms.iter().filter(|form| form.id != own.id) {
            let counting = Filter::counting(&edition.fingerprint, form.id.as_str());
            sums.push((form, store.summary(&edition, form.id.as_str(), &counting)?));
        }
        let sums: Vec<(&Form, &Summary)> = sums.iter().map(|(form, sum)| (*form, sum)).collect();
        let form = FormReport::of(
            questionnaire,
            own,
            &frozen.sums,
            None,
            Conduct::default(),
            LEVEL,
        );
        let report = StudyReport::of(questionnaire, &sums, form, LEVEL);
        let study = disclose_study(report, questionnaire.disclosure);
        Ok(Some(Self {
            study,
            session: session.clone(),
            frozen,
            edition: Arc::clone(&edition),
        }))
    }

    /// The page that the room sees.
    pub fn document(&self, locale: Locale) -> Document {
        let words = &phrases(locale).session;
        let answered = self.session.answered.to_string();
        let mut notes = vec![fill(words.results, &[("n", &answered)])];
        if self.frozen.scope == Scope::Together {
            notes.push(words.together.to_owned());
        }
        let brief = Brief {
            locale,
            sections: &SECTIONS,
            notes: &notes,
        };
        let mut document = compose(&self.edition, &self.study, &[], brief);
        self.add_comments(locale, &mut document);
        document
    }

    fn add_comments(&self, locale: Locale, document: &mut Document) {
        let words = &phrases(locale).session;
        let questionnaire = &self.edition.questionnaire;
        let Some(form) = questionnaire.form(&self.session.form) else {
            return;
        };
        let questions = questionnaire.questions(form);
        if !questions.iter().any(|one| asks_for_words(&one.kind)) {
            return;
        }
        document
            .parts
            .push(Part::Heading(words.comments.to_owned()));
        if self.frozen.comments.is_empty() {
            let least = least_for_texts(questionnaire.disclosure).to_string();
            let few = fill(words.comments_few, &[("t", &least)]);
            document.parts.push(Part::Rule(few));
        }
        for comments in &self.frozen.comments {
            let asked = questions.iter().find(|one| one.key == comments.question);
            let asked = asked.and_then(|one| questionnaire.words(form, one));
            let asked = asked.map_or(comments.question.as_str(), |words| words.get(locale));
            document.parts.push(Part::Subheading(asked.to_owned()));
            let texts = comments.texts.iter().cloned();
            document.parts.extend(texts.map(Part::Says));
        }
    }
}

/// What a new session begins with that nobody may foresee.
#[derive(Debug)]
pub struct Lots {
    /// Names the file of the secret.
    pub token: String,
    /// What the answers are sealed with.
    pub secret: [u8; 32],
    /// So many different codes.
    pub codes: Vec<Code>,
}

impl Lots {
    /// Draws them. Always from the system: a fixed seed would let others draw the same.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn draw(count: usize) -> Result<Self, Fault> {
        let (mut token, mut secret) = ([0; 8], [0; 32]);
        fill_by_chance(&mut token)?;
        fill_by_chance(&mut secret)?;
        let mut codes: Vec<Code> = Vec::with_capacity(count);
        while codes.len() < count {
            let mut number = [0; 8];
            fill_by_chance(&mut number)?;
            let code = Code::of(u64::from_le_bytes(number) % Code::COUNT);
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        Ok(Self {
            token: format!("{:016x}", u64::from_le_bytes(token)),
            secret,
            codes,
        })
    }
}

fn fill_by_chance(bytes: &mut [u8]) -> Result<(), Fault> {
    getrandom::fill(bytes).map_err(|cause| Fault {
        kind: FaultKind::Other,
        detail: format!("the system gives no random numbers: {cause}"),
    })
}

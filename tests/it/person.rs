//! A person before the screen: keys and fingers in, pictures out, and a store in memory that can fail.

use std::fmt::Write as _;
use std::sync::Arc;

use fivegaps::analysis::{GapReport, Summary, disclose};
use fivegaps::app::contacts::{ContactSheet, Step};
use fivegaps::app::event::{
    Ask, Effect, Event, Exit, Fault, FaultKind, Finished, Moment, Register, Unfinished, What,
};
use fivegaps::app::input::{Input, Key};
use fivegaps::app::kiosk::{Doors, Health, Lock, Pad, Rules, Tried};
use fivegaps::app::session::{Entrance, Sight};
use fivegaps::app::target::Target;
use fivegaps::app::{App, Purpose, Screen, Setting};
use fivegaps::language::Locale;
use fivegaps::survey::questionnaire::{Questionnaire, Role};
use fivegaps::survey::record::{
    Action, Edition, Entry, Fingerprint, Header, InterviewId, Mode, Outcome, Response,
};
use fivegaps::survey::session::{Code, State, Turnout};
use fivegaps::view::{self, Look};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

/// The study of these tests, in three languages.
pub(crate) fn edition() -> Arc<Edition> {
    let source = include_str!("shop.ron");
    let questionnaire: Questionnaire = ron::from_str(source).unwrap();
    Arc::new(Edition {
        questionnaire,
        fingerprint: Fingerprint("5b0f3a1c".repeat(8)),
        source: source.to_owned(),
    })
}

/// A person, the program, and what it has kept.
pub(crate) struct Person {
    pub(crate) app: App,
    pub(crate) headers: Vec<Header>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) responses: Vec<Response>,
    pub(crate) exit: Option<Exit>,
    /// So many saves fail before one succeeds.
    pub(crate) failing: usize,
    /// Effects wait until [`Person::carry_out`] instead of being carried out at once.
    pub(crate) slow: bool,
    /// A kiosk's doors, and what opens its keypad; the PIN is 482913.
    pub(crate) doors: Doors,
    pub(crate) lock: Lock,
    pub(crate) notes: Vec<String>,
    /// What each code opens, and the session that is led.
    pub(crate) codes: Vec<(Code, Entrance)>,
    pub(crate) session: Sight,
    pub(crate) look: Look,
    /// Who asks, and what the store holds for them.
    pub(crate) interviewer: String,
    pub(crate) sheet: ContactSheet,
    waiting: Vec<Effect>,
    edition: Arc<Edition>,
    now: u64,
}

impl Person {
    pub(crate) fn before(purpose: impl FnOnce(Ask) -> Purpose, form: &str, locale: Locale) -> Self {
        Self::before_study(edition(), purpose, form, locale)
    }

    /// Before a study of another kind than that of these tests.
    pub(crate) fn before_study(
        edition: Arc<Edition>,
        purpose: impl FnOnce(Ask) -> Purpose,
        form: &str,
        locale: Locale,
    ) -> Self {
        let ask = Ask {
            edition: Arc::clone(&edition),
            form: form.to_owned(),
            short: false,
        };
        let purpose = purpose(ask);
        let interviewer = if let Purpose::Contacts { interviewer, .. } = &purpose {
            interviewer.clone()
        } else {
            String::new()
        };
        let setting = Setting {
            purpose,
            studies: vec![Arc::clone(&edition)],
            locale,
            share_results: true,
            test: false,
        };
        let (app, effects) = App::new(setting, Moment(0));
        let mut person = Self {
            app,
            headers: Vec::new(),
            entries: Vec::new(),
            responses: Vec::new(),
            exit: None,
            failing: 0,
            slow: false,
            doors: Doors::open(),
            lock: Lock::Pin { wait: 0 },
            notes: Vec::new(),
            codes: Vec::new(),
            session: Sight {
                number: 3,
                edition: Arc::clone(&edition),
                form: form.to_owned(),
                state: State::Open,
                turnout: Turnout {
                    codes: 12,
                    begun: 3,
                    finished: 5,
                },
                least: 5,
                least_for_comments: 10,
                missing: 0,
                results: None,
            },
            look: Look::default(),
            interviewer,
            sheet: ContactSheet {
                day: "2026-05-17".to_owned(),
                ..ContactSheet::default()
            },
            waiting: effects,
            edition,
            now: 1_000,
        };
        person.carry_out();
        person
    }

    /// At a kiosk.
    pub(crate) fn at_kiosk(form: &str) -> Self {
        Self::at_kiosk_with(form, Rules::default())
    }

    /// At a kiosk that is run so.
    pub(crate) fn at_kiosk_with(form: &str, rules: Rules) -> Self {
        let rules = Box::new(rules);
        Self::before(|ask| Purpose::Kiosk { ask, rules }, form, Locale::En)
    }

    /// At a staffed machine, on the first page of a form (behind the language and, where there is one, the notice).
    pub(crate) fn asked(form: &str, locale: Locale) -> Self {
        Self::asked_of(edition(), form, locale)
    }

    /// The same with any study.
    pub(crate) fn asked_of(edition: Arc<Edition>, form: &str, locale: Locale) -> Self {
        let purpose = |ask| Purpose::Interview {
            ask,
            mode: Mode::Interview,
        };
        let mut person = Self::before_study(edition, purpose, form, locale);
        let place = Locale::ALL.iter().position(|l| *l == locale).unwrap();
        person.keys(&(place + 1).to_string());
        let notice = person.edition.questionnaire.form(form).unwrap();
        if notice.consent.is_some() {
            person.keys("1");
        }
        person
    }

    /// An interviewer before the list of contacts.
    pub(crate) fn interviewing(form: &str, locale: Locale) -> Self {
        let interviewer = match locale {
            Locale::En => "Ng",
            Locale::ZhHant => "吳小姐",
            Locale::ZhHans => "吴小姐",
        };
        let purpose = |ask| Purpose::Contacts {
            ask,
            interviewer: interviewer.to_owned(),
        };
        Self::before(purpose, form, locale)
    }

    /// The operator at the desk.
    pub(crate) fn at_desk(locale: Locale) -> Self {
        Self::before(|_| Purpose::Desk, "customer", locale)
    }

    /// Plays a script: characters, and keys between angle brackets, `3<enter>7<back>`.
    pub(crate) fn keys(&mut self, script: &str) -> &mut Self {
        for key in keys(script) {
            self.input(Input::Key(key));
        }
        self
    }

    pub(crate) fn input(&mut self, input: Input) -> &mut Self {
        self.now += 1_000;
        self.tell(What::Input(input));
        self
    }

    /// Touches the middle of a target on a screen of this size. Whether it is there.
    pub(crate) fn touch(&mut self, target: Target, columns: u16, rows: u16) -> bool {
        self.now += 1_000;
        let Some((column, row)) = self.place(target, columns, rows) else {
            return false;
        };
        let area = Rect::new(0, 0, columns, rows);
        let hit = view::hit(&self.app, &self.look, area, column, row).unwrap();
        assert_eq!(hit, target, "something else lies there");
        self.tell(What::Chosen(hit));
        true
    }

    /// The middle of a target, if it has a place.
    fn place(&self, target: Target, columns: u16, rows: u16) -> Option<(u16, u16)> {
        let all = view::targets(&self.app, &self.look, Rect::new(0, 0, columns, rows));
        let (area, _) = all.into_iter().find(|(_, other)| *other == target)?;
        Some((area.x + area.width / 2, area.y + area.height / 2))
    }

    /// Presses one cell of a screen of this size, wherever that is.
    pub(crate) fn press(&mut self, column: u16, row: u16, columns: u16, rows: u16) {
        self.now += 1_000;
        let area = Rect::new(0, 0, columns, rows);
        if let Some(target) = view::hit(&self.app, &self.look, area, column, row) {
            self.tell(What::Chosen(target));
        }
    }

    /// Whether a target has a place on a screen of this size.
    pub(crate) fn shows(&self, target: Target, columns: u16, rows: u16) -> bool {
        self.place(target, columns, rows).is_some()
    }

    /// So many milliseconds pass, and whatever becomes due happens.
    pub(crate) fn wait(&mut self, milliseconds: u64) -> &mut Self {
        let end = self.now + milliseconds;
        while let Some(Moment(due)) = self.app.deadline()
            && due <= end
            && self.exit.is_none()
        {
            self.now = due.max(self.now);
            let before = self.app.deadline();
            self.tell(What::Due);
            if self.app.deadline() == before {
                break;
            }
        }
        self.now = self.now.max(end);
        self
    }

    /// The machine sleeps: time passes at once, and what is due is due all together.
    pub(crate) fn sleep(&mut self, milliseconds: u64) -> &mut Self {
        self.now += milliseconds;
        self.tell(What::Due);
        self
    }

    pub(crate) fn tell(&mut self, what: What) {
        let at = Moment(self.now);
        let effects = self.app.update(Event { at, what });
        self.waiting.extend(effects);
        if !self.slow {
            self.carry_out();
        }
    }

    /// Carries out what waits to be carried out.
    pub(crate) fn carry_out(&mut self) {
        while !self.waiting.is_empty() {
            let effect = self.waiting.remove(0);
            if let Some(what) = self.perform(effect) {
                let at = Moment(self.now);
                let effects = self.app.update(Event { at, what });
                self.waiting.extend(effects);
            }
        }
    }

    fn keep(&mut self, entries: Vec<Entry>, response: Option<Response>) -> What {
        if self.failing > 0 {
            self.failing -= 1;
            return What::Saved(Err(Fault {
                kind: FaultKind::Full,
                detail: "saving an answer in /data/answers.db: no space left on device".to_owned(),
            }));
        }
        for entry in entries {
            assert_eq!(usize::try_from(entry.sequence), Ok(self.entries.len()));
            self.entries.push(entry);
        }
        self.responses.extend(response);
        What::Saved(Ok(()))
    }

    fn perform(&mut self, effect: Effect) -> Option<What> {
        match effect {
            Effect::Begin(beginning) => {
                let header = Header {
                    id: InterviewId(format!("interview-{}", self.headers.len())),
                    edition: beginning.ask.edition.fingerprint.clone(),
                    form: beginning.ask.form,
                    role: Role::Customer,
                    mode: beginning.mode,
                    locale: beginning.locale,
                    seed: 7,
                    short: beginning.ask.short,
                    test: false,
                    started: 1_700_000_000_000,
                    site: String::new(),
                    device: String::new(),
                    wave: String::new(),
                    interviewer: self.interviewer.clone(),
                };
                self.headers.push(header.clone());
                self.entries.clear();
                Some(What::Began(Ok(header)))
            }
            Effect::Save(_, entries) => Some(self.keep(entries, None)),
            Effect::Finish(_, entries, response) => Some(self.keep(entries, Some(*response))),
            Effect::LoadRegister => Some(What::Register(Ok(self.register()))),
            Effect::LoadReport(edition, form) => {
                let study = &edition.questionnaire;
                let form = study.form(&form).unwrap();
                let mut summary = Summary::new(study, form);
                for response in &self.responses {
                    summary.add(&response.packed);
                }
                let report = GapReport::of(study, form, &summary, 0.95);
                Some(What::Report(Ok(Box::new(disclose(
                    report,
                    study.disclosure,
                )))))
            }
            Effect::TakeUp(_) => Some(What::TakenUp(self.headers.last().map_or_else(
                || {
                    Err(Fault {
                        kind: FaultKind::Other,
                        detail: "there is no such interview".to_owned(),
                    })
                },
                |header| {
                    Ok(Box::new(fivegaps::app::event::Kept {
                        edition: Arc::clone(&self.edition),
                        header: header.clone(),
                        entries: self.entries.clone(),
                    }))
                },
            ))),
            Effect::LoadContacts(_) => Some(What::Contacts(Ok(Box::new(self.contacts())))),
            Effect::Contact(_, outcome) => {
                self.sheet.mine.add(Some(outcome), 1);
                self.sheet.all.add(Some(outcome), 1);
                Some(What::Contacts(Ok(Box::new(self.contacts()))))
            }
            Effect::Count(_, step) => {
                self.sheet.selection = self.sheet.selection.map(|selection| match step {
                    Step::Count => selection.count(),
                    Step::Uncount => selection.uncount(),
                });
                Some(What::Contacts(Ok(Box::new(self.contacts()))))
            }
            Effect::Ready => Some(What::Ready(self.doors.clone())),
            Effect::OpenPad => Some(What::Pad(Pad {
                order: [7, 0, 3, 1, 9, 4, 8, 2, 5, 6],
                lock: self.lock.clone(),
            })),
            Effect::TryPin(digits) => Some(What::Tried(if digits.bytes() == b"482913" {
                Tried::Right(Health::default())
            } else {
                Tried::Wrong { wait: 5_000 }
            })),
            Effect::Admit(code) => {
                let known = self.codes.iter().find(|(known, _)| *known == code);
                let entrance = known.map_or(Entrance::Unknown, |(_, opens)| opens.clone());
                Some(What::Admitted(Ok(Box::new(entrance))))
            }
            Effect::LookAtSession => Some(What::Session(Ok(Box::new(self.session.clone())))),
            Effect::CloseSession => {
                self.session.state = State::Held;
                self.session.missing = 2;
                Some(What::Session(Ok(Box::new(self.session.clone()))))
            }
            Effect::ReopenSession => {
                self.session.state = State::Open;
                Some(What::Session(Ok(Box::new(self.session.clone()))))
            }
            Effect::Note(what, detail) => {
                self.notes.push(format!("{what}: {detail}"));
                None
            }
            Effect::Quit(exit) => {
                self.exit = Some(exit);
                None
            }
        }
    }

    /// The interviewer's sheet: what was put there, and the interview that was begun last and has no end.
    fn contacts(&self) -> ContactSheet {
        let mut sheet = self.sheet.clone();
        for response in &self.responses {
            sheet.mine.add(Some(response.outcome), 1);
            sheet.all.add(Some(response.outcome), 1);
        }
        let ended = |entry: &Entry| matches!(entry.action, Action::Ended { .. });
        if let Some(header) = self.headers.last()
            && !self.entries.iter().any(ended)
        {
            sheet.mine.add(None, 1);
            sheet.all.add(None, 1);
            sheet.suspended.push(Unfinished {
                id: header.id.clone(),
                study: "Corner shop".to_owned(),
                form: header.form.clone(),
                begun: "2026-05-17 14:30".to_owned(),
                entries: self.entries.len() as u64,
            });
        }
        sheet
    }

    fn register(&self) -> Register {
        let customer = Finished {
            edition: self.edition.fingerprint.clone(),
            form: "customer".to_owned(),
            n: 23 + self.responses.len() as u64,
        };
        Register {
            finished: vec![customer],
            unfinished: vec![Unfinished {
                id: InterviewId("interview-0".to_owned()),
                study: "Corner shop".to_owned(),
                form: "customer".to_owned(),
                begun: "2026-05-17 14:30".to_owned(),
                entries: 7,
            }],
            notices: Vec::new(),
        }
    }

    // ---- what can be seen ----

    pub(crate) fn outcome(&self) -> Option<Outcome> {
        self.responses.last().map(|response| response.outcome)
    }

    pub(crate) fn has_thanks(&self) -> bool {
        matches!(self.app.screen(), Screen::Thanks(_))
    }

    pub(crate) fn buffer(&self, columns: u16, rows: u16) -> Buffer {
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal
            .draw(|frame| view::draw(&self.app, &self.look, frame))
            .unwrap();
        terminal.backend().buffer().clone()
    }

    /// The screen as text.
    pub(crate) fn picture(&self, columns: u16, rows: u16) -> String {
        let buffer = self.buffer(columns, rows);
        let mut picture = String::new();
        for row in 0..rows {
            let _ = writeln!(picture, "|{}", line(&buffer, row));
        }
        picture
    }

    /// The runs of the screen that are not plain, as lines of text.
    pub(crate) fn styles(&self, columns: u16, rows: u16) -> String {
        let buffer = self.buffer(columns, rows);
        let mut runs = String::new();
        for row in 0..rows {
            let mut run = String::new();
            let mut style = Style::reset();
            for column in 0..columns {
                let cell = &buffer[(column, row)];
                if cell.style() != style {
                    tell_run(&mut runs, row, &run, style);
                    run.clear();
                    style = cell.style();
                }
                run.push_str(cell.symbol());
            }
            tell_run(&mut runs, row, &run, style);
        }
        runs
    }
}

fn tell_run(runs: &mut String, row: u16, run: &str, style: Style) {
    let mut names: Vec<String> = Vec::new();
    if let Some(colour) = style.fg.filter(|colour| *colour != Color::Reset) {
        names.push(colour.to_string().to_lowercase());
    }
    if let Some(colour) = style.bg.filter(|colour| *colour != Color::Reset) {
        names.push(format!("on {}", colour.to_string().to_lowercase()));
    }
    for (modifier, name) in [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::REVERSED, "reversed"),
        (Modifier::UNDERLINED, "underlined"),
    ] {
        if style.add_modifier.contains(modifier) {
            names.push(name.to_owned());
        }
    }
    let text = run.trim();
    let frame = text.chars().all(|c| ('\u{2800}'..='\u{28ff}').contains(&c));
    if !names.is_empty() && !frame {
        let _ = writeln!(runs, "{row:2} {}: {text}", names.join(" "));
    }
}

/// One row of cells as text; the second cell of a wide character is not a cell of its own.
fn line(buffer: &Buffer, row: u16) -> String {
    let mut line = String::new();
    let mut skip = 0;
    for column in 0..buffer.area.width {
        if skip > 0 {
            skip -= 1;
            continue;
        }
        let symbol = buffer[(column, row)].symbol();
        skip = fivegaps::language::columns(symbol).saturating_sub(1);
        line.push_str(symbol);
    }
    line.trim_end().to_owned()
}

/// The keys of a script.
pub(crate) fn keys(script: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut rest = script;
    while let Some(c) = rest.chars().next() {
        if c == '<'
            && let Some((name, after)) = rest[1..].split_once('>')
        {
            keys.push(named(name));
            rest = after;
        } else {
            keys.push(Key::Char(c));
            rest = &rest[c.len_utf8()..];
        }
    }
    keys
}

fn named(name: &str) -> Key {
    match name {
        "enter" => Key::Enter,
        "esc" => Key::Escape,
        "back" => Key::Backspace,
        "delete" => Key::Delete,
        "tab" => Key::Tab,
        "backtab" => Key::BackTab,
        "up" => Key::Up,
        "down" => Key::Down,
        "left" => Key::Left,
        "right" => Key::Right,
        "home" => Key::Home,
        "end" => Key::End,
        "pageup" => Key::PageUp,
        "pagedown" => Key::PageDown,
        "f2" => Key::Function(2),
        "f3" => Key::Function(3),
        "f4" => Key::Function(4),
        "f6" => Key::Function(6),
        "f10" => Key::Function(10),
        "f12" => Key::Function(12),
        "ctrl-c" => Key::Control('c'),
        "ctrl-u" => Key::Control('u'),
        other => panic!("no key is called {other}"),
    }
}

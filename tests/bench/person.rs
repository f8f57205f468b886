//! A person at a screen that is drawn into memory, and a store that keeps everything at once.

use std::collections::VecDeque;
use std::sync::Arc;

use fivegaps::app::event::{Ask, Effect, Event, Moment, What};
use fivegaps::app::input::{Input, Key};
use fivegaps::app::{App, Purpose, Screen, Setting};
use fivegaps::language::Locale;
use fivegaps::survey::record::{Edition, Mode};
use fivegaps::view::{self, Look};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::stored;

pub(crate) struct Person {
    app: App,
    screen: Terminal<TestBackend>,
    look: Look,
    clock: u64,
}

impl Person {
    /// Somebody before the first question that one digit answers.
    pub(crate) fn at_first_rating(edition: &Arc<Edition>, columns: u16, rows: u16) -> Self {
        let ask = Ask {
            edition: Arc::clone(edition),
            form: "customer".into(),
            short: false,
        };
        let setting = Setting {
            purpose: Purpose::Interview {
                ask,
                mode: Mode::Interview,
            },
            studies: vec![Arc::clone(edition)],
            locale: Locale::En,
            share_results: false,
            test: false,
        };
        let (app, effects) = App::new(setting, Moment(0));
        let mut person = Self {
            app,
            screen: Terminal::new(TestBackend::new(columns, rows)).unwrap(),
            look: Look::default(),
            clock: 0,
        };
        person.perform(effects);
        // The language, the notice, then whatever stands before the ratings.
        for _ in 0..20 {
            if person.is_at_rating() {
                return person;
            }
            person.press(Key::Char('1'));
        }
        panic!("no rating was reached: {:?}", person.app.screen());
    }

    fn is_at_rating(&self) -> bool {
        let Screen::Interview(sitting) = self.app.screen() else {
            return false;
        };
        let page = sitting.interview().page();
        page.is_some_and(|page| page.questions[0].scale().is_some())
    }

    pub(crate) fn answer_and_back(&mut self) {
        self.press(Key::Char('5'));
        self.press(Key::Escape);
        assert!(self.is_at_rating());
    }

    fn press(&mut self, key: Key) {
        // Longer than a finger needs to bounce.
        self.clock += 2_000;
        let effects = self.tell(What::Input(Input::Key(key)));
        self.perform(effects);
        self.draw();
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut effects = VecDeque::from(effects);
        while let Some(effect) = effects.pop_front() {
            self.draw();
            let outcome = match effect {
                Effect::Begin(beginning) => {
                    What::Began(Ok(stored::header(&beginning.ask.edition, 1)))
                }
                Effect::Save(..) | Effect::Finish(..) => What::Saved(Ok(())),
                Effect::LoadRegister
                | Effect::LoadReport(..)
                | Effect::TakeUp(_)
                | Effect::LoadContacts(_)
                | Effect::Contact(..)
                | Effect::Count(..)
                | Effect::Ready
                | Effect::OpenPad
                | Effect::TryPin(_)
                | Effect::Admit(_)
                | Effect::LookAtSession
                | Effect::CloseSession
                | Effect::ReopenSession
                | Effect::Note(..)
                | Effect::Quit(_) => panic!("nobody asked for {effect:?}"),
            };
            effects.extend(self.tell(outcome));
        }
    }

    fn tell(&mut self, what: What) -> Vec<Effect> {
        let at = Moment(self.clock);
        self.app.update(Event { at, what })
    }

    fn draw(&mut self) {
        let (app, look) = (&self.app, &self.look);
        self.screen
            .draw(|frame| view::draw(app, look, frame))
            .unwrap();
    }
}

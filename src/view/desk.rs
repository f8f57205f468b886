//! The operator's desk.
//!
//! ```text
//! Studies                                     Arrows and Enter, or touch
//!
//! > 1 Our store / Customers                                  23 finished
//!   2 Our store / Managers                                    4 finished
//!
//! Not finished
//!   3 Our store / customer                   begun 2026-05-17 14:30, 7 steps
//!
//! [Language / 語言]                                               [Quit]
//! ```

use ratatui::layout::Rect;

use super::buttons::{Button, HIGH, place_ends};
use super::interview::list;
use super::page::header;
use super::plan::{Align, Plan, Tone, bottom, cells, top};
use crate::app::App;
use crate::app::desk::{Desk, Place, forms};
use crate::app::target::Target;
use crate::language::{DeskPhrases, fill, phrases, wrap};
use crate::survey::questionnaire::{Form, Role};
use crate::survey::record::Edition;

pub(super) fn plan(app: &App, desk: &Desk, mut area: Rect, plan: &mut Plan) {
    let words = &phrases(app.locale()).desk;
    header(words.studies, words.keys, top(&mut area, 2), plan);
    let notices = desk.register.iter().flat_map(|r| &r.notices);
    let mut lines: Vec<String> = notices
        .flat_map(|notice| wrap(notice, usize::from(area.width)))
        .take(3)
        .collect();
    if app.is_test() {
        lines.insert(0, words.test.to_owned());
    }
    let place = top(&mut area, cells(lines.len()));
    plan.text(place, lines, Tone::Warning, Align::Left);
    match desk.place {
        Place::List => everything(app, desk, words, area, plan),
        Place::Form(_) => one_form(app, desk, words, area, plan),
        Place::Unfinished(_) => one_unfinished(app, desk, words, area, plan),
    }
}

fn everything(app: &App, desk: &Desk, words: &DeskPhrases, mut area: Rect, plan: &mut Plan) {
    let cursor = desk.cursor;
    let interview = &phrases(app.locale()).interview;
    let buttons = vec![
        Button::new(Target::Language, interview.language, cursor).key("F2"),
        Button::new(Target::Quit, words.quit, cursor).key("q"),
    ];
    place_ends(buttons, bottom(&mut area, HIGH), plan);
    let mut buttons = Vec::new();
    for (index, (edition, form)) in forms(app.studies()).enumerate() {
        let count = desk
            .finished(edition, form)
            .map(|n| fill(words.finished, &[("n", &n.to_string())]));
        let name = form_name(app, edition, form);
        let button = Button::new(Target::Form(index), name, cursor)
            .detail(count.unwrap_or_else(|| words.reading.to_owned()));
        buttons.push(button);
    }
    for (index, one) in desk.all_unfinished().iter().enumerate() {
        let entries = one.entries.to_string();
        let detail = fill(
            words.unfinished_one,
            &[("when", one.begun.as_str()), ("n", entries.as_str())],
        );
        let name = format!("{}: {} / {}", words.unfinished, one.study, one.form);
        buttons.push(Button::new(Target::Unfinished(index), name, cursor).detail(detail));
    }
    let buttons: Vec<Button> = buttons
        .into_iter()
        .enumerate()
        .map(|(index, button)| match index {
            0..=8 => button.key((index + 1).to_string()),
            _ => button.key(" "),
        })
        .collect();
    if buttons.is_empty() {
        plan.line(top(&mut area, 1), words.no_studies, Tone::Ink);
        return;
    }
    list(buttons, desk.leaf, interview, area, plan);
}

fn form_name(app: &App, edition: &Edition, form: &Form) -> String {
    let words = &phrases(app.locale()).desk;
    let study = &edition.questionnaire;
    let spoken = |text: &crate::language::Localized| {
        let own = text.get(app.locale());
        if own.is_empty() {
            let other = study.locales().first().map(|l| text.get(*l).to_owned());
            other.unwrap_or_default()
        } else {
            own.to_owned()
        }
    };
    let title = spoken(&study.title);
    if let Some(own) = &form.title {
        return spoken(own);
    }
    let role = match form.role {
        Role::Customer => words.customer,
        Role::Manager => words.manager,
        Role::Staff => words.staff,
    };
    let alike = study.forms.iter().filter(|other| other.role == form.role);
    if alike.count() > 1 {
        format!("{title} / {role} ({})", form.id)
    } else {
        format!("{title} / {role}")
    }
}

fn one_form(app: &App, desk: &Desk, words: &DeskPhrases, mut area: Rect, plan: &mut Plan) {
    let Some((edition, form)) = desk.form(app.studies()) else {
        return;
    };
    let name = form_name(app, edition, form);
    plan.line(top(&mut area, 1), name, Tone::Strong);
    let count = desk.finished(edition, form).map_or_else(
        || words.reading.to_owned(),
        |n| fill(words.finished, &[("n", &n.to_string())]),
    );
    let version = edition.fingerprint.0.get(..8).unwrap_or_default();
    let about = edition.questionnaire.about.as_ref();
    let about = about.map_or("", |about| about.get(app.locale()));
    let mut lines = vec![format!("{count}   ({version})")];
    if !about.is_empty() {
        lines.extend(wrap(about, usize::from(area.width)));
    }
    let buttons: Vec<Button> = app
        .rows()
        .into_iter()
        .flatten()
        .map(|target| {
            let label = if target == Target::Results {
                words.results
            } else if target == Target::Session {
                phrases(app.locale()).session.title
            } else if target == (Target::Start { short: true }) {
                words.start_short
            } else if target == (Target::Start { short: false }) {
                words.start
            } else {
                words.to_desk
            };
            Button::new(target, label, desk.cursor)
        })
        .collect();
    let high = cells(buttons.len()) * HIGH;
    let room = area.height.saturating_sub(high + 1);
    let lines_high = cells(lines.len()).min(room);
    plan.text(top(&mut area, lines_high), lines, Tone::Ink, Align::Left);
    let _ = top(&mut area, 1);
    let interview = &phrases(app.locale()).interview;
    list(buttons, 0, interview, area, plan);
}

fn one_unfinished(app: &App, desk: &Desk, words: &DeskPhrases, mut area: Rect, plan: &mut Plan) {
    let Some(one) = desk.unfinished() else { return };
    let name = format!("{} / {}", one.study, one.form);
    plan.line(top(&mut area, 1), name, Tone::Strong);
    let entries = one.entries.to_string();
    let detail = fill(
        words.unfinished_one,
        &[("when", one.begun.as_str()), ("n", entries.as_str())],
    );
    plan.line(top(&mut area, 1), detail, Tone::Ink);
    let lines = wrap(words.take_up, usize::from(area.width));
    plan.text(top(&mut area, 2), lines, Tone::Ink, Align::Left);
    let _ = top(&mut area, 1);
    let buttons = vec![
        Button::new(Target::TakeUp, words.resume, desk.cursor),
        Button::new(Target::ToDesk, words.to_desk, desk.cursor),
    ];
    list(buttons, 0, &phrases(app.locale()).interview, area, plan);
}

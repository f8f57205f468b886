//! The kiosk when nobody is asked: closed, the keypad, the page for the staff.
//!
//! ```text
//! We are closed now                          For the staff: PIN
//! 現在暫停服務                                 * * * *
//! 现在暂停服务                                 [ 7 ] [ 0 ] [ 3 ]
//!                                            [ 1 ] [ 9 ] [ 4 ]
//! Opening hours  開放時間  开放时间             [ 8 ] [ 2 ] [ 5 ]
//! Monday  星期一       09:00-18:00            [ Erase ] [ 6 ] [ OK ]
//! ```

use ratatui::layout::Rect;

use super::buttons::{Button, HIGH, place_rows};
use super::interview::seconds;
use super::page::dialog;
use super::plan::{Align, Plan, Shape, Tone, bottom, cells, left, top, wide};
use crate::app::App;
use crate::app::kiosk::{Closed, Keypad, Shut, Staff};
use crate::app::target::Target;
use crate::language::{KioskPhrases, Locale, Phrases, fill, phrases, wrap};

/// Columns of a key of the keypad.
const KEY: u16 = 12;

/// The same words in each language, once where languages share them.
fn in_all(words: impl Fn(&KioskPhrases) -> &'static str, between: &str) -> String {
    let mut said: Vec<&str> = Vec::new();
    for locale in Locale::ALL {
        let one = words(&phrases(locale).kiosk);
        if !said.contains(&one) {
            said.push(one);
        }
    }
    said.join(between)
}

/// The same words in each language, a line each; the first of them stand out. They are the title of the screen.
fn heading(words: impl Fn(&KioskPhrases) -> &'static str, area: &mut Rect, plan: &mut Plan) {
    for locale in Locale::ALL {
        let line = words(&phrases(locale).kiosk).to_owned();
        let shape = Shape::Text {
            lines: vec![line],
            tone: Tone::Strong,
            align: Align::Left,
        };
        plan.put(top(area, 1), Some(Target::Title), shape);
    }
}

/// A closed kiosk speaks all languages at once: nobody has chosen one.
pub(super) fn closed(app: &App, closed: &Closed, mut area: Rect, plan: &mut Plan) {
    let above = area.height.saturating_sub(14) / 3;
    let _ = top(&mut area, above);
    match &closed.shut {
        Shut::Hours => {
            heading(|words| words.closed, &mut area, plan);
            let _ = top(&mut area, 1);
            hours(app, area, plan);
        }
        Shut::Quota => heading(|words| words.enough, &mut area, plan),
        Shut::Fault(fault) => {
            heading(|words| words.out_of_order, &mut area, plan);
            // Small print for the staff, in their language.
            let words = &phrases(app.locale()).kiosk;
            let small = format!("{} {}", fault.detail, words.by_itself);
            let lines = wrap(&small, usize::from(area.width));
            let high = cells(lines.len()).min(area.height.saturating_sub(1));
            plan.text(bottom(&mut area, high), lines, Tone::Faint, Align::Left);
        }
    }
}

/// Rows of the opening hours: a heading and a row a day.
pub(super) const HOURS: u16 = 8;

/// The opening hours in all languages.
pub(super) fn hours(app: &App, mut area: Rect, plan: &mut Plan) {
    let Some(hours) = app.hours() else { return };
    plan.line(
        top(&mut area, 1),
        in_all(|words| words.hours, "  "),
        Tone::Ink,
    );
    let days: Vec<String> = (0..7)
        .map(|day| {
            in_all(
                |words| words.days.get(day).copied().unwrap_or_default(),
                "  ",
            )
        })
        .collect();
    let broad = days.iter().map(|day| wide(day)).max().unwrap_or(0) + 3;
    for (day, open) in days.iter().zip(hours) {
        let mut row = top(&mut area, 1);
        plan.line(left(&mut row, broad), day.clone(), Tone::Faint);
        let open = if open.is_empty() {
            in_all(|words| words.no_hours, " ")
        } else {
            open.clone()
        };
        plan.line(row, open, Tone::Ink);
    }
}

// ---- the keypad ----

pub(super) fn keypad(app: &App, keypad: &Keypad, mut area: Rect, plan: &mut Plan) {
    let Phrases {
        kiosk: words,
        fieldwork,
        ..
    } = phrases(app.locale());
    let (title, back) = if app.is_locked() {
        (fieldwork.pin, fieldwork.pin_back)
    } else {
        (words.pin, words.back)
    };
    if keypad.missing {
        let button = Button::new(Target::Back, back, keypad.cursor).main();
        return dialog(title, &[words.missing.to_owned()], vec![button], area, plan);
    }
    plan.line(top(&mut area, 1), title, Tone::Strong);
    let dots = vec!["*"; keypad.dots()].join(" ");
    plan.line(top(&mut area, 1), dots, Tone::Accent);
    let blocked = keypad.blocked.filter(|until| *until > app.now());
    let said = match (blocked, keypad.wrong && keypad.dots() == 0) {
        (Some(until), wrong) => {
            let wait = fill(words.wait, &[("n", &seconds(app, until))]);
            if wrong {
                format!("{} {wait}", words.wrong)
            } else {
                wait
            }
        }
        (None, true) => words.wrong.to_owned(),
        (None, false) => String::new(),
    };
    plan.line(top(&mut area, 1), said, Tone::Warning);
    for row in app.rows() {
        let mut line = top(&mut area, HIGH);
        for target in row {
            let (label, width) = if let Target::Digit(digit) = target {
                (digit.to_string(), KEY)
            } else if target == Target::Erase {
                (words.erase.to_owned(), KEY)
            } else if target == Target::Confirm {
                (words.confirm.to_owned(), KEY)
            } else {
                (back.to_owned(), 3 * KEY + 2)
            };
            let place = left(&mut line, width);
            Button::new(target, label, keypad.cursor).put(place, plan);
            let _ = left(&mut line, 1);
        }
    }
}

// ---- the page for the staff ----

pub(super) fn staff(app: &App, staff: &Staff, mut area: Rect, plan: &mut Plan) {
    let words = &phrases(app.locale()).kiosk;
    let health = &staff.health;
    plan.line(top(&mut area, 2), words.staff, Tone::Strong);
    let last = if health.last.is_empty() {
        words.nobody.to_owned()
    } else {
        fill(words.last, &[("when", health.last.as_str())])
    };
    let answered = fill(
        words.answered,
        &[
            ("today", &health.today.to_string()),
            ("week", &health.week.to_string()),
            ("all", &health.answered.to_string()),
        ],
    );
    let left_early = fill(words.left, &[("n", &health.left.to_string())]);
    for line in [last, answered, left_early] {
        let lines = wrap(&line, usize::from(area.width));
        plan.text(
            top(&mut area, cells(lines.len())),
            lines,
            Tone::Ink,
            Align::Left,
        );
    }
    let (store, tone) = if health.trouble.is_empty() {
        (words.sound, Tone::Ink)
    } else {
        (health.trouble.as_str(), Tone::Warning)
    };
    let lines = wrap(store, usize::from(area.width));
    let high = cells(lines.len()).min(area.height.saturating_sub(2 * HIGH + 1));
    plan.text(top(&mut area, high), lines, tone, Align::Left);
    let _ = top(&mut area, 1);
    let buttons = vec![
        Button::new(Target::Leave, words.leave, staff.cursor),
        Button::new(Target::Back, words.back, staff.cursor).main(),
    ];
    place_rows(buttons, area, plan);
}

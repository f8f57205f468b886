//! An anonymous session: the door, and the room of the one who leads.
//!
//! ```text
//! Staff session   員工自評   员工自评                 Session 3                            open
//! Please type your code.                          Our store / Staff
//! 請輸入您的代碼。
//! 请输入您的代码。                                   ⠶⠶⠶⠶⠶⠶⠶⠶⠶⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒
//! CDFH-2_                                         5 of 12 are through, 3 are answering now.
//! [2] [3] [4] [5] [6] [7] [8] [9]                 Results appear when the session is closed ...
//! [C] [D] [F] [H] [J] [K] [M] [N]                 People answer with: fivegaps session store --join
//! [P] [R] [T] [V] [W] [X] [Y]
//! [ Erase ]              [ Go on ]                [Leave]                   [Close the session]
//! ```

use ratatui::layout::Rect;

use super::buttons::{Button, HIGH, place_ends};
use super::glyphs::Glyphs;
use super::page::{dialog, header};
use super::plan::{Align, Plan, Shape, Tone, bottom, cells, left, top, wide};
use crate::app::App;
use crate::app::session::{Door, Refused, Room, Sight};
use crate::app::target::Target;
use crate::language::{Locale, SessionPhrases, fill, phrases, wrap};
use crate::report::text;
use crate::survey::session::{Code, NotACode, State};

/// The door speaks all languages at once: nobody has chosen one.
pub(super) fn door(app: &App, door: &Door, mut area: Rect, plan: &mut Plan) {
    let all = |words: &dyn Fn(&SessionPhrases) -> String| {
        let mut said: Vec<String> = Vec::new();
        for locale in Locale::ALL {
            let line = words(&phrases(locale).session);
            if !said.contains(&line) {
                said.push(line);
            }
        }
        said
    };
    let line = top(&mut area, 1);
    let title = all(&|words| words.title.to_owned()).join("   ");
    let hint = phrases(app.locale()).session.leave_hint;
    header(&title, hint, line, plan);
    if app.is_test() {
        let test = phrases(app.locale()).desk.test;
        plan.line(top(&mut area, 1), test, Tone::Warning);
    }
    let keys = HIGH * cells(app.rows().len());
    let text = area.height.saturating_sub(keys + HIGH);
    let (lines, tone) = match door.refused {
        Some(refused) => (all(&|words| reason(words, refused)), Tone::Warning),
        None => (all(&|words| words.ask.to_owned()), Tone::Ink),
    };
    plan.text(
        top(&mut area, cells(lines.len()).min(text)),
        lines,
        tone,
        Align::Left,
    );
    let promises = all(&|words| words.promise.to_owned());
    if text >= 6 && area.height >= keys + HIGH + cells(promises.len()) {
        let place = top(&mut area, cells(promises.len()));
        plan.text(place, promises, Tone::Faint, Align::Left);
    }
    let mut place = top(&mut area, HIGH);
    let place = left(&mut place, 24);
    let typed = door.field.text().to_owned();
    let column = wide(&typed.chars().take(door.field.cursor()).collect::<String>());
    let shape = Shape::Field {
        lines: vec![typed],
        cursor: Some((0, column)),
    };
    plan.put(place, None, shape);
    for row in app.rows() {
        let mut line = top(&mut area, HIGH);
        let share = if row.len() > 2 { 8 } else { 2 };
        let width = line.width / share;
        for target in row {
            let label = if let Target::Sign(sign) = target {
                Code::sign(sign).map_or_else(String::new, |sign| sign.to_string())
            } else if target == Target::Erase {
                all(&|words| words.erase.to_owned()).join(" ")
            } else {
                all(&|words| words.confirm.to_owned()).join(" ")
            };
            let mut button = Button::new(target, label, door.cursor);
            if target == Target::Confirm {
                button = button.main();
            }
            button.put(left(&mut line, width), plan);
        }
    }
}

fn reason(words: &SessionPhrases, refused: Refused) -> String {
    match refused {
        Refused::NotACode(NotACode::Length) => words.wrong_length.to_owned(),
        Refused::NotACode(NotACode::Sign(sign)) => {
            fill(words.wrong_sign, &[("sign", &sign.to_string())])
        }
        Refused::NotACode(NotACode::Mistyped) => words.mistyped.to_owned(),
        Refused::Unknown => words.unknown.to_owned(),
        Refused::Used => words.used.to_owned(),
        Refused::Closed => words.closed.to_owned(),
    }
}

// ---- the room ----

pub(super) fn room(app: &App, room: &Room, mut area: Rect, plan: &mut Plan) {
    let words = &phrases(app.locale()).session;
    let Some(sight) = &room.sight else {
        let desk = &phrases(app.locale()).desk;
        plan.line(top(&mut area, 1), desk.reading, Tone::Ink);
        return;
    };
    if room.sure {
        return sure(app, room, sight, area, plan);
    }
    let number = sight.number.to_string();
    let state = match sight.state {
        State::Open => words.open,
        State::Held => words.held,
        State::Frozen => words.frozen,
    };
    let title = fill(words.room, &[("number", &number)]);
    header(&title, state, top(&mut area, 1), plan);
    if app.is_test() {
        let test = phrases(app.locale()).desk.test;
        plan.line(top(&mut area, 1), test, Tone::Warning);
    }
    let foot = bottom(&mut area, HIGH);
    let mut pages = 1;
    match &sight.results {
        Some(results) => {
            let _ = top(&mut area, 1);
            let set = text::write(results, usize::from(area.width), &Glyphs::usual().strokes);
            let lines: Vec<String> = set.lines().map(str::to_owned).collect();
            let high = usize::from(area.height).max(1);
            pages = lines.len().div_ceil(high).max(1);
            let first = (room.leaf % pages) * high;
            let shown = lines.into_iter().skip(first).take(high).collect();
            plan.text(area, shown, Tone::Ink, Align::Left);
        }
        None => counts(words, sight, area, plan),
    }
    let buttons: Vec<Button> = app
        .rows()
        .into_iter()
        .flatten()
        .filter(|target| *target != Target::More || pages > 1)
        .map(|target| button(app, room, target))
        .collect();
    place_ends(buttons, foot, plan);
}

fn counts(words: &SessionPhrases, sight: &Sight, mut area: Rect, plan: &mut Plan) {
    let study = &sight.edition.questionnaire;
    let turnout = sight.turnout;
    let number = |n: u64| n.to_string();
    let _ = top(&mut area, 1);
    plan.put(
        top(&mut area, 1),
        None,
        Shape::Bar {
            done: usize::try_from(turnout.finished).unwrap_or(usize::MAX),
            all: usize::try_from(turnout.codes).unwrap_or(usize::MAX),
        },
    );
    let said = fill(
        words.turnout,
        &[
            ("finished", &number(turnout.finished)),
            ("codes", &number(turnout.codes)),
            ("begun", &number(turnout.begun)),
        ],
    );
    let mut paragraphs = vec![(said, Tone::Strong)];
    if sight.state == State::Held {
        let missing = fill(words.missing, &[("missing", &number(sight.missing))]);
        paragraphs.push((missing, Tone::Warning));
    } else {
        let least = [
            ("k", number(sight.least)),
            ("t", number(sight.least_for_comments)),
        ];
        let least: Vec<(&str, &str)> = least.iter().map(|(n, v)| (*n, v.as_str())).collect();
        paragraphs.push((fill(words.least, &least), Tone::Ink));
        let command = format!("fivegaps session {} --join", study.id);
        paragraphs.push((fill(words.join, &[("command", &command)]), Tone::Ink));
        paragraphs.push((words.promise.to_owned(), Tone::Faint));
    }
    for (paragraph, tone) in paragraphs {
        let _ = top(&mut area, 1);
        let lines = wrap(&paragraph, usize::from(area.width));
        let place = top(&mut area, cells(lines.len()));
        plan.text(place, lines, tone, Align::Left);
    }
}

fn button(app: &App, room: &Room, target: Target) -> Button {
    let words = &phrases(app.locale()).session;
    let label = if target == Target::Finish || target == Target::Confirm {
        words.close
    } else if target == Target::Stay {
        words.keep_open
    } else if target == Target::Reopen {
        words.reopen
    } else if target == Target::More {
        phrases(app.locale()).interview.more
    } else {
        words.leave
    };
    Button::new(target, label, room.cursor)
}

fn sure(app: &App, room: &Room, sight: &Sight, area: Rect, plan: &mut Plan) {
    let words = &phrases(app.locale()).session;
    let mut lines = vec![words.close_what.to_owned()];
    if sight.turnout.begun > 0 {
        let begun = sight.turnout.begun.to_string();
        lines.insert(0, fill(words.close_sure, &[("begun", &begun)]));
    }
    let buttons = app.rows().into_iter().flatten();
    let buttons = buttons.map(|target| button(app, room, target)).collect();
    let title = format!("{}?", words.close);
    dialog(&title, &lines, buttons, area, plan);
}

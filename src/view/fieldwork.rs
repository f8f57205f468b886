//! What an interviewer sees: the list of contacts, the daily sheet, and on the pages of an interview guidance, notes
//! and handing over.
//!
//! ```text
//! Contacts of Mei                                                2026-05-17
//! Today: 12 approached, 5 complete, 4 refused
//! Selection: one of 5 who pass; 42 counted. Approach the person number 3 from now.
//!
//! > 1 New contact
//!   2 Suspended: Our store / customer        begun 2026-05-17 14:30, 7 steps
//!
//! [+ A person passes] [- Not counted] [s Daily sheet] [Language / 語言] [q End]
//! ```

use ratatui::layout::Rect;

use super::buttons::{Button, HIGH, place_ends, place_rows, rows_high};
use super::interview::list;
use super::page::{Text, dialog, header, put_text};
use super::plan::{Align, Plan, Shape, Tone, bottom, cells, left, right, top, wide};
use super::writing;
use crate::analysis::{Dispositions, Value};
use crate::app::App;
use crate::app::contacts::{Contacts, OUTCOMES, Place, outcome_name};
use crate::app::sitting::interviewer::{HAND_OVER, NOTE, PART, REASONS};
use crate::app::sitting::{Over, Sitting};
use crate::app::target::Target;
use crate::language::{FieldworkPhrases, InterviewPhrases, fill, phrases, wrap};
use crate::survey::interview::{Hands, PageView};
use crate::survey::record::{Because, Outcome};

// ---- the list ----

pub(super) fn contacts(app: &App, contacts: &Contacts, mut area: Rect, plan: &mut Plan) {
    let words = &phrases(app.locale()).fieldwork;
    let day = contacts.sheet.as_ref().map_or("", |sheet| &sheet.day);
    let title = fill(words.contacts, &[("name", &contacts.interviewer)]);
    header(&title, day, top(&mut area, 1), plan);
    if app.is_test() {
        let test = phrases(app.locale()).desk.test;
        plan.line(top(&mut area, 1), test, Tone::Warning);
    }
    match contacts.place {
        Place::List => everything(app, contacts, words, area, plan),
        Place::New => new_contact(app, contacts, words, area, plan),
        Place::Sheet => sheet(app, contacts, words, area, plan),
    }
}

fn everything(
    app: &App,
    contacts: &Contacts,
    words: &FieldworkPhrases,
    mut area: Rect,
    plan: &mut Plan,
) {
    let interview = &phrases(app.locale()).interview;
    let desk = &phrases(app.locale()).desk;
    let cursor = contacts.cursor;
    for (line, tone) in above(contacts, words) {
        let lines = wrap(&line, usize::from(area.width));
        let place = top(&mut area, cells(lines.len()));
        plan.text(place, lines, tone, Align::Left);
    }
    let _ = top(&mut area, 1);
    let last = app.rows().pop().unwrap_or_default();
    let buttons: Vec<Button> = last
        .into_iter()
        .map(|target| {
            let (label, key) = if target == Target::Passes {
                (words.passes, "+")
            } else if target == Target::Uncount {
                (words.uncount, "-")
            } else if target == Target::Sheet {
                (words.sheet, "s")
            } else if target == Target::Language {
                (interview.language, "l")
            } else {
                (words.end, "q")
            };
            Button::new(target, label, cursor).key(key)
        })
        .collect();
    let high = rows_high(&buttons, area.width);
    place_rows(buttons, bottom(&mut area, high), plan);
    let mut buttons = vec![Button::new(Target::NewContact, words.new_contact, cursor).main()];
    for (index, one) in contacts.suspended().iter().enumerate() {
        let entries = one.entries.to_string();
        let detail = fill(
            desk.unfinished_one,
            &[("when", one.begun.as_str()), ("n", entries.as_str())],
        );
        let study = format!("{} / {}", one.study, one.form);
        let name = fill(words.suspended_one, &[("study", &study)]);
        buttons.push(Button::new(Target::Unfinished(index), name, cursor).detail(detail));
    }
    let only = buttons.len() == 1;
    let buttons = numbered(buttons);
    if only {
        plan.line(bottom(&mut area, 1), words.none_suspended, Tone::Faint);
    }
    list(buttons, contacts.leaf, interview, area, plan);
}

/// What stands above the list: the day so far, the selection, the contact that was recorded last.
fn above(contacts: &Contacts, words: &FieldworkPhrases) -> Vec<(String, Tone)> {
    let Some(sheet) = &contacts.sheet else {
        return Vec::new();
    };
    let mine = &sheet.mine;
    let so_far = fill(
        words.so_far,
        &[
            ("n", &mine.approached().to_string()),
            ("complete", &mine.of(Outcome::Complete).to_string()),
            ("refused", &mine.of(Outcome::Refused).to_string()),
        ],
    );
    let mut lines = vec![(so_far, Tone::Ink)];
    if let Some(selection) = sheet.selection {
        let every = fill(
            words.every,
            &[
                ("k", &selection.every().to_string()),
                ("n", &selection.counted().to_string()),
            ],
        );
        lines.push((every, Tone::Ink));
        lines.push(if selection.is_selected() {
            (format!("> {}", words.approach), Tone::Strong)
        } else {
            let left = selection.left().to_string();
            (fill(words.approach_in, &[("n", &left)]), Tone::Ink)
        });
    }
    if let Some(outcome) = contacts.recorded {
        let name = format!(
            "{} ({})",
            outcome_name(outcome, words),
            outcome.disposition()
        );
        lines.push((fill(words.recorded, &[("outcome", &name)]), Tone::Accent));
    }
    lines
}

fn numbered(buttons: Vec<Button>) -> Vec<Button> {
    let buttons = buttons.into_iter().enumerate();
    buttons
        .map(|(index, button)| match index {
            0..=8 => button.key((index + 1).to_string()),
            _ => button.key(" "),
        })
        .collect()
}

fn new_contact(
    app: &App,
    contacts: &Contacts,
    words: &FieldworkPhrases,
    mut area: Rect,
    plan: &mut Plan,
) {
    let cursor = contacts.cursor;
    let back = vec![Button::new(Target::Back, words.to_list, cursor)];
    place_ends(back, bottom(&mut area, HIGH), plan);
    plan.line(top(&mut area, 1), words.what_came, Tone::Strong);
    let begin = Button::new(Target::Start { short: false }, words.begin, cursor).main();
    let ended = OUTCOMES.map(|outcome| {
        let name = outcome_name(outcome, words);
        Button::new(Target::Outcome(outcome), name, cursor).detail(outcome.disposition())
    });
    let buttons = [begin].into_iter().chain(ended).collect();
    let interview = &phrases(app.locale()).interview;
    list(numbered(buttons), contacts.leaf, interview, area, plan);
}

// ---- the daily sheet ----

/// Columns of a number.
const NUMBER: u16 = 10;

fn sheet(
    app: &App,
    contacts: &Contacts,
    words: &FieldworkPhrases,
    mut area: Rect,
    plan: &mut Plan,
) {
    let back = vec![Button::new(Target::Back, words.to_list, contacts.cursor)];
    place_ends(back, bottom(&mut area, HIGH), plan);
    let Some(sheet) = &contacts.sheet else {
        plan.line(
            top(&mut area, 1),
            phrases(app.locale()).desk.reading,
            Tone::Ink,
        );
        return;
    };
    let (mine, all) = (&sheet.mine, &sheet.all);
    let mut row = |cells: [String; 4], tone: Tone| {
        let mut line = top(&mut area, 1);
        let [name, code, mine, all] = cells;
        for number in [all, mine, code] {
            let place = right(&mut line, NUMBER);
            plan.text(place, vec![number], tone, Align::Right);
        }
        plan.line(line, name, tone);
    };
    let count = |name: &str, code: &str, of: &dyn Fn(&Dispositions) -> u64| {
        [
            name.to_owned(),
            code.to_owned(),
            of(mine).to_string(),
            of(all).to_string(),
        ]
    };
    let title = fill(words.sheet_title, &[("day", &sheet.day)]);
    row(
        [
            title,
            words.aapor.into(),
            words.mine.into(),
            words.everybodys.into(),
        ],
        Tone::Strong,
    );
    row(
        count(words.approached, "", &Dispositions::approached),
        Tone::Ink,
    );
    for outcome in Outcome::ALL {
        if outcome == Outcome::TimedOut {
            continue;
        }
        let of = |all: &Dispositions| {
            if outcome == Outcome::BreakOff {
                all.broken_off()
            } else {
                all.of(outcome)
            }
        };
        let name = outcome_name(outcome, words);
        row(count(name, outcome.disposition(), &of), Tone::Ink);
    }
    row(count(words.suspended, "", &|all| all.suspended), Tone::Ink);
    let rate = |name: &str, of: &dyn Fn(&Dispositions) -> Value| {
        let of = |all| of(all).map_or(words.no_rate.to_owned(), percent);
        [name.to_owned(), String::new(), of(mine), of(all)]
    };
    row(rate(words.coop1, &Dispositions::cooperation), Tone::Strong);
    row(rate(words.ref1, &Dispositions::refusal), Tone::Strong);
    let text = Text {
        lead: String::new(),
        words: words.letters.to_owned(),
        tone: Tone::Faint,
    };
    let interview = &phrases(app.locale()).interview;
    put_text(&text, contacts.leaf, interview, area, plan);
}

fn percent(share: f64) -> String {
    format!("{:.1} %", 100.0 * share)
}

// ---- on the pages of an interview ----

/// Draws what is the interviewer's alone under a page; the rest is left for the page.
pub(super) fn panel(
    sitting: &Sitting,
    page: &PageView<'_>,
    words: &InterviewPhrases,
    area: &mut Rect,
    plan: &mut Plan,
) {
    if !sitting.is_interviewers() {
        return;
    }
    let fieldwork = &phrases(sitting.interview().locale()).fieldwork;
    let mut keys = bottom(area, 1);
    let mark = format!("| {}", fieldwork.only);
    let place = left(&mut keys, wide(&mark) + 1);
    plan.line(place, mark, Tone::Accent);
    for (target, label, key) in [
        (Target::Note, fieldwork.note, NOTE),
        (Target::HandOver, fieldwork.hand_over, HAND_OVER),
        (Target::Reasons, fieldwork.reasons, REASONS),
        (Target::Part, fieldwork.part, PART),
    ] {
        let key = format!("F{key}");
        let width = wide(label) + wide(&key) + 3;
        let _ = left(&mut keys, 1);
        Button::new(target, label, sitting.cursor())
            .key(key)
            .chosen(target == Target::Reasons && sitting.shows_reasons())
            .bare()
            .put(left(&mut keys, width), plan);
    }
    let asked = page.questions.get(sitting.focus());
    let noted = asked.and_then(|view| sitting.interview().note_on(&view.question.key));
    if let Some(noted) = noted {
        let line = fill(fieldwork.noted, &[("text", noted)]);
        plan.line(
            bottom(area, 1),
            format!("| {}", line.replace('\n', " ")),
            Tone::Accent,
        );
    }
    let Some(guidance) = &page.guidance else {
        return;
    };
    let width = usize::from(area.width.saturating_sub(2));
    let lines = cells(wrap(guidance, width).len());
    let mut place = bottom(area, lines.min((area.height / 4).max(2)));
    let marks = left(&mut place, 2);
    let marked = vec!["|".to_owned(); usize::from(marks.height)];
    plan.text(marks, marked, Tone::Accent, Align::Left);
    let text = Text {
        lead: String::new(),
        words: guidance.clone(),
        tone: Tone::Accent,
    };
    put_text(&text, sitting.leaf(), words, place, plan);
}

/// Whether something of the interviewer's lies over the page, or stands in its place; then it is drawn.
pub(super) fn over(sitting: &Sitting, area: Rect, plan: &mut Plan) -> bool {
    let words = &phrases(sitting.interview().locale()).fieldwork;
    let cursor = sitting.cursor();
    let stay = Button::new(Target::Stay, words.stay, cursor);
    let keep = || Button::new(Target::Keep, words.keep, cursor).main();
    match sitting.over() {
        Over::Note => writing(
            sitting,
            (words.note_title, words.note_help),
            vec![stay, keep()],
            area,
            plan,
        ),
        Over::WhyWords => writing(
            sitting,
            (words.why_title, words.other_reason),
            vec![stay, keep()],
            area,
            plan,
        ),
        Over::Why => {
            let usual = Because::USUAL.map(|because| match because {
                Because::EnteredWrongly => words.entered_wrongly,
                Because::Misunderstood => words.misunderstood,
                Because::Reconsidered => words.reconsidered,
                Because::Other(_) => words.other_reason,
            });
            let reasons = usual.into_iter().chain([words.other_reason]);
            let mut buttons: Vec<Button> = reasons
                .enumerate()
                .map(|(place, label)| Button::new(Target::Because(place), label, cursor))
                .collect();
            buttons = numbered(buttons);
            buttons.push(stay);
            dialog(words.why_title, &[], buttons, area, plan);
        }
        Over::HandOver => hand_over(sitting, words, stay, area, plan),
        Over::Leaving if sitting.is_interviewers() => {
            let rows = sitting.rows().into_iter().flatten();
            let buttons = rows
                .filter(|target| *target != Target::Stay)
                .map(|target| {
                    let label = if let Target::Outcome(outcome) = target {
                        outcome_name(outcome, words)
                    } else if target == Target::Suspend {
                        words.suspend
                    } else if sitting.is_untouched() {
                        words.end_refused
                    } else {
                        words.end_left
                    };
                    Button::new(target, label, cursor)
                })
                .collect();
            let mut buttons = numbered(buttons);
            buttons.push(stay);
            dialog(words.part_title, &[], buttons, area, plan);
        }
        Over::Page if sitting.interview().hands() == Hands::Between => {
            let buttons = sitting.rows().into_iter().flatten().map(|target| {
                let label = if target == Target::Back {
                    words.back_to_part
                } else {
                    words.take_over
                };
                Button::new(target, label, cursor)
            });
            dialog(words.give_back, &[], buttons.collect(), area, plan);
        }
        Over::Page | Over::Languages | Over::Leaving | Over::Idle(_) | Over::Writing(_) => {
            return false;
        }
    }
    true
}

fn hand_over(
    sitting: &Sitting,
    words: &FieldworkPhrases,
    stay: Button,
    area: Rect,
    plan: &mut Plan,
) {
    let page = sitting.interview().page();
    let planned = page.is_some_and(|page| page.self_completed);
    let mut lines = Vec::new();
    if planned {
        lines.push(words.hand_planned.to_owned());
    }
    let stay = if planned {
        Button::new(Target::Stay, words.ask_myself, sitting.cursor())
    } else {
        stay
    };
    match sitting.can_lock() {
        None => dialog(words.hand_title, &lines, vec![stay], area, plan),
        Some(false) => {
            lines.push(words.no_pin.to_owned());
            dialog(words.hand_title, &lines, vec![stay], area, plan);
        }
        Some(true) => {
            lines.push(words.hand_about.to_owned());
            let hand = Button::new(Target::HandOver, words.hand_now, sitting.cursor()).main();
            dialog(words.hand_title, &lines, vec![hand, stay], area, plan);
        }
    }
}

/// A line to write on, what it is for above it, how it works under it.
fn writing(
    sitting: &Sitting,
    (title, help): (&str, &str),
    buttons: Vec<Button>,
    mut area: Rect,
    plan: &mut Plan,
) {
    place_ends(buttons, bottom(&mut area, HIGH), plan);
    let _ = top(&mut area, 1);
    let lines = wrap(title, usize::from(area.width));
    let place = top(&mut area, cells(lines.len()));
    plan.text(place, lines, Tone::Strong, Align::Left);
    let _ = top(&mut area, 1);
    let Some(pad) = sitting.pad() else { return };
    let high = area.height.saturating_sub(2).clamp(HIGH, 5);
    let frame = top(&mut area, high);
    let (lines, cursor) = writing::lines(pad, frame.width.saturating_sub(4));
    let (lines, cursor) = writing::around(lines, cursor, frame.height.saturating_sub(2));
    let target = Target::Field { question: 0 };
    let here = sitting.cursor() == Some(target);
    let cursor = here.then_some(cursor);
    plan.put(frame, Some(target), Shape::Field { lines, cursor });
    plan.line(top(&mut area, 1), help, Tone::Faint);
}

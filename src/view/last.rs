//! Before and after an interview: the choice of a language, thanks, the result of all, and trouble.

use ratatui::layout::Rect;

use super::buttons::{Button, HIGH, place_ends};
use super::chart;
use super::glyphs::Glyphs;
use super::interview::{list, seconds};
use super::kiosk;
use super::page::{dialog, header};
use super::plan::{Align, Plan, Shape, Tone, bottom, cells, top};
use crate::app::event::FaultKind;
use crate::app::target::Target;
use crate::app::thanks::{Results, Thanks};
use crate::app::{App, Doing, Trouble, Welcome};
use crate::language::{Locale, fill, phrases, wrap};
use crate::report::chart::{Chart, Items};
use crate::survey::record::Mode;

// ---- the choice of a language ----

/// The first screen speaks all languages at once: the title and what to do in each of them.
pub(super) fn welcome(app: &App, welcome: &Welcome, mut area: Rect, plan: &mut Plan) {
    let study = &welcome.ask.edition.questionnaire;
    let form = study.form(&welcome.ask.form);
    let locales = &welcome.locales;
    let title = |locale: Locale| {
        let own = form.and_then(|form| form.title.as_ref());
        own.unwrap_or(&study.title).get(locale).to_owned()
    };
    if app.is_test() {
        let test = phrases(app.locale()).desk.test;
        plan.line(top(&mut area, 1), test, Tone::Warning);
    }
    let opens = if app.hours().is_some() {
        kiosk::HOURS
    } else {
        0
    };
    let needed = 2 * cells(locales.len()) + 2 + HIGH * cells(locales.len()) + opens;
    let above = area.height.saturating_sub(needed) / 3;
    let _ = top(&mut area, above);
    let mut titles: Vec<String> = Vec::new();
    for title in locales.iter().map(|locale| title(*locale)) {
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    for title in titles {
        let shape = Shape::Text {
            lines: vec![title],
            tone: Tone::Strong,
            align: Align::Left,
        };
        plan.put(top(&mut area, 1), Some(Target::Title), shape);
    }
    let _ = top(&mut area, 1);
    for locale in locales {
        let words = phrases(*locale);
        let choose = words.interview.choose_language;
        // Whoever comes by decides here whether to take part.
        let line = match (welcome.mode == Mode::Kiosk, locale) {
            (false, _) => choose.to_owned(),
            (true, Locale::En) => format!("{} {choose}", words.kiosk.anonymous),
            (true, Locale::ZhHant | Locale::ZhHans) => {
                format!("{}{choose}", words.kiosk.anonymous)
            }
        };
        plan.line(top(&mut area, 1), line, Tone::Ink);
    }
    let _ = top(&mut area, 1);
    let buttons: Vec<Button> = locales
        .iter()
        .zip(1..)
        .map(|(locale, n)| {
            Button::new(Target::Locale(*locale), locale.own_name(), welcome.cursor)
                .key(n.to_string())
                .detail(how_long(welcome, *locale))
                .main()
        })
        .collect();
    let high = HIGH * cells(buttons.len());
    if opens > 0 && area.height >= high + opens {
        let rest = area.height - high;
        let mut below = bottom(&mut area, rest);
        if below.height > opens {
            let _ = top(&mut below, 1);
        }
        kiosk::hours(app, below, plan);
    }
    list(buttons, 0, &phrases(app.locale()).interview, area, plan);
}

/// How many questions, and how long they take at eight seconds each.
fn how_long(welcome: &Welcome, locale: Locale) -> String {
    let Some(questions) = welcome.questions else {
        return String::new();
    };
    let minutes = (questions * 8).div_ceil(60).max(1).to_string();
    let n = questions.to_string();
    fill(
        phrases(locale).interview.about_so_long,
        &[("n", n.as_str()), ("minutes", minutes.as_str())],
    )
}

// ---- thanks ----

pub(super) fn thanks(app: &App, thanks: &Thanks, mut area: Rect, plan: &mut Plan) {
    let words = &phrases(thanks.locale).interview;
    header(&thanks.title, "", top(&mut area, 1), plan);
    let mut buttons: Vec<Button> = app
        .rows()
        .into_iter()
        .flatten()
        .map(|target| {
            if target == Target::AllResults {
                Button::new(target, words.all_results, thanks.cursor)
            } else {
                Button::new(target, words.done, thanks.cursor).main()
            }
        })
        .collect();
    let foot = bottom(&mut area, HIGH);
    if let Some(until) = app.deadline() {
        let closes = fill(words.closes, &[("n", &seconds(app, until))]);
        plan.line(bottom(&mut area, 1), closes, Tone::Faint);
    }
    let (title, text) = if thanks.is_answered() {
        let own = thanks.words.as_deref();
        (words.thanks, own.unwrap_or(words.thanks_kept))
    } else {
        (words.thanks, words.goodbye)
    };
    let mut lines = wrap(text, usize::from(area.width));
    if let Some(code) = &thanks.receipt {
        let receipt = fill(words.receipt, &[("code", code)]);
        lines.extend(wrap(&receipt, usize::from(area.width)));
    }
    let study = &thanks.edition.questionnaire;
    let drawn = thanks.own.as_ref().zip(study.form(&thanks.form));
    let chart = drawn.map(|(own, form)| Chart::of_person(study, form, own, thanks.locale));
    let needed = chart.as_ref().map_or(0, |chart| {
        let strokes = &Glyphs::usual().strokes;
        let lines = cells(chart.draw(usize::from(area.width), strokes).lines().len());
        lines.div_ceil(plan.stretch.max(1))
    });
    // Blank lines give way to the chart.
    let roomy = area.height >= needed + cells(lines.len()) + 3;
    if roomy {
        let _ = top(&mut area, 1);
    }
    plan.line(top(&mut area, 1), title, Tone::Strong);
    let place = top(&mut area, cells(lines.len()));
    plan.text(place, lines, Tone::Ink, Align::Left);
    if let Some(chart) = chart {
        if roomy {
            let _ = top(&mut area, 1);
        }
        if put_chart(chart, thanks.leaf, area, plan) {
            buttons.insert(0, Button::new(Target::More, words.more, thanks.cursor));
        }
    }
    place_ends(buttons, foot, plan);
}

/// Puts the leaf of a chart. Whether it has more than one.
fn put_chart(chart: Chart, leaf: usize, area: Rect, plan: &mut Plan) -> bool {
    // Its lines stay together, whatever the spacing: they are one picture.
    let canvas = Rect {
        height: area.height.saturating_mul(plan.stretch.max(1)),
        ..area
    };
    let pages = chart::pages(&chart, canvas, &Glyphs::usual().strokes).max(1);
    let shape = Shape::Chart {
        chart: Box::new(chart),
        page: leaf % pages,
    };
    plan.put(area, None, shape);
    pages > 1
}

// ---- the result of all ----

pub(super) fn results(app: &App, results: &Results, mut area: Rect, plan: &mut Plan) {
    let locale = app.locale();
    let words = &phrases(locale).interview;
    let desk = &phrases(locale).desk;
    let right = if results.is_live() { desk.live } else { "" };
    header(words.all_results_title, right, top(&mut area, 2), plan);
    let mut buttons = vec![Button::new(Target::Back, desk.to_desk, results.cursor)];
    let foot = bottom(&mut area, HIGH);
    match &results.report {
        None => plan.line(top(&mut area, 1), desk.reading, Tone::Ink),
        Some(report) if report.n < report.least() => {
            let least = report.least().to_string();
            let few = fill(words.all_results_few, &[("k", least.as_str())]);
            let lines = wrap(&few, usize::from(area.width));
            plan.text(area, lines, Tone::Ink, Align::Left);
        }
        Some(report) if report.seen.is_none() => {
            let lines = wrap(desk.no_gaps, usize::from(area.width));
            plan.text(area, lines, Tone::Ink, Align::Left);
        }
        Some(report) => {
            let study = &results.edition.questionnaire;
            let chart = Chart::of_report(study, report, Items::Closed, &[], locale);
            if put_chart(chart, results.leaf, area, plan) {
                buttons.push(Button::new(Target::More, words.more, results.cursor));
            }
        }
    }
    place_ends(buttons, foot, plan);
}

// ---- trouble ----

pub(super) fn trouble(app: &App, trouble: &Trouble, area: Rect, plan: &mut Plan) {
    let words = &phrases(app.locale()).trouble;
    let doing = match trouble.doing {
        Doing::Saving(_) => words.not_saved,
        Doing::Beginning => words.not_begun,
        Doing::Reading => words.not_read,
    };
    let cause = match trouble.fault.kind {
        FaultKind::Full => words.full,
        FaultKind::Forbidden => words.forbidden,
        FaultKind::Busy => words.busy,
        FaultKind::Damaged => words.damaged,
        FaultKind::Other => words.other,
    };
    let mut lines = vec![doing.to_owned(), cause.to_owned(), String::new()];
    lines.push(trouble.fault.detail.clone());
    let buttons = app
        .rows()
        .into_iter()
        .flatten()
        .map(|target| {
            let label = if target == Target::TryAgain {
                words.try_again
            } else if target == Target::ToDesk {
                phrases(app.locale()).desk.to_desk
            } else {
                words.close
            };
            Button::new(target, label, trouble.cursor)
        })
        .collect();
    dialog(words.tell_staff, &lines, buttons, area, plan);
}

//! The pages of an interview.
//!
//! ```text
//! Our store                                             Question 3 of 22
//! ⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒
//!
//! Think of an excellent store.                                      lead
//! It does what it promises, on time.                               words
//!
//! the answer: a scale, options, points, a line to write on      (answer)
//! the reasons for giving none
//!
//! There is no answer yet ...                                        hint
//! [Back]                   [Language / 語言]                       [Next]
//! ```

use ratatui::layout::Rect;

use super::answer;
use super::buttons::{Button, HIGH, Listing, place_ends};
use super::fieldwork;
use super::page::{Text, dialog, header, more_button, put_text};
use super::plan::{Align, Plan, Tone, bottom, cells, top};
use crate::app::App;
use crate::app::event::Moment;
use crate::app::sitting::{Hint, Over, Saving, Sitting};
use crate::app::target::Target;
use crate::language::{InterviewPhrases, Locale, Phrases, fill, phrases, wrap};
use crate::survey::interview::{Refusal, SoftRule, Stage};
use crate::survey::questionnaire::{Facet, Kind, format_decimal};

pub(super) fn plan(app: &App, sitting: &Sitting, mut area: Rect, plan: &mut Plan) {
    let words = &phrases(sitting.interview().locale()).interview;
    let progress = sitting.interview().progress();
    let right_words = match sitting.interview().stage() {
        Stage::Page(_) => fill(
            words.progress,
            &[
                ("n", &progress.number.to_string()),
                ("all", &progress.count.to_string()),
            ],
        ),
        Stage::Notice | Stage::Review | Stage::Ended(_) => String::new(),
    };
    let title = sitting.interview().title();
    let head = top(&mut area, 2);
    header(&title, &right_words, head, plan);
    let mut line = head;
    let _ = top(&mut line, 1);
    let done = match sitting.interview().stage() {
        Stage::Notice => 0,
        Stage::Page(_) => progress.number.saturating_sub(1),
        Stage::Review | Stage::Ended(_) => progress.count,
    };
    plan.put(
        line,
        None,
        super::plan::Shape::Bar {
            done,
            all: progress.count,
        },
    );
    if fieldwork::over(sitting, area, plan) {
        return;
    }
    match sitting.over() {
        Over::Idle(until) => still_there(app, words, until, area, plan),
        Over::Leaving => leaving(sitting, words, area, plan),
        Over::Languages => languages(sitting, words, area, plan),
        Over::Writing(layer) => answer::keyboard(sitting, layer, area, plan),
        Over::Page | Over::Note | Over::Why | Over::WhyWords | Over::HandOver => {
            match sitting.interview().stage() {
                Stage::Notice => notice(app, sitting, words, area, plan),
                Stage::Page(_) => page(app, sitting, words, area, plan),
                Stage::Review => review(app, sitting, words, area, plan),
                Stage::Ended(_) => {}
            }
        }
    }
}

/// Whole seconds from now until a moment, counted down to 1.
pub(super) fn seconds(app: &App, until: Moment) -> String {
    until.since(app.now()).div_ceil(1000).to_string()
}

fn still_there(app: &App, words: &InterviewPhrases, until: Moment, area: Rect, plan: &mut Plan) {
    let left = fill(words.closing_in, &[("n", &seconds(app, until))]);
    // Somebody else may have come who reads another language.
    let others = Locale::ALL.into_iter().filter(|l| *l != app.locale());
    let others = others.map(|locale| phrases(locale).interview.still_there.to_owned());
    let lines: Vec<String> = others.chain([String::new(), left]).collect();
    let button = Button::new(Target::StillHere, words.still_here, app.cursor()).main();
    dialog(words.still_there, &lines, vec![button], area, plan);
}

fn leaving(sitting: &Sitting, words: &InterviewPhrases, area: Rect, plan: &mut Plan) {
    let cursor = sitting.cursor();
    let buttons = vec![
        Button::new(Target::Stay, words.stay, cursor).main(),
        Button::new(Target::Leave, words.leave, cursor),
    ];
    let kept = [words.leave_kept.to_owned()];
    dialog(words.leave_title, &kept, buttons, area, plan);
}

fn languages(sitting: &Sitting, words: &InterviewPhrases, mut area: Rect, plan: &mut Plan) {
    let _ = top(&mut area, 1);
    let heading = top(&mut area, 2);
    plan.line(heading, words.choose_language, Tone::Strong);
    let now = sitting.interview().locale();
    let locales = sitting.interview().locales();
    let buttons: Vec<Button> = locales
        .into_iter()
        .zip(1..)
        .map(|(locale, n)| {
            Button::new(Target::Locale(locale), locale.own_name(), sitting.cursor())
                .key(n.to_string())
                .chosen(locale == now)
        })
        .collect();
    let labels: Vec<String> = buttons.iter().map(|b| b.face.label.join(" ")).collect();
    Listing::of(&labels, area, 3).place(buttons, 0, area, plan);
}

// ---- the notice ----

fn notice(app: &App, sitting: &Sitting, words: &InterviewPhrases, mut area: Rect, plan: &mut Plan) {
    let Some(notice) = sitting.interview().notice() else {
        return;
    };
    let cursor = sitting.cursor();
    let back = phrases(sitting.interview().locale()).desk.to_desk;
    let mut buttons = vec![Button::new(Target::Language, words.language, cursor).key("F2")];
    if !sitting.is_at_kiosk() {
        buttons.insert(0, Button::new(Target::Back, back, cursor));
    }
    footer(app, sitting, buttons, &mut area, plan);
    let agree = match notice.min_age {
        Some(age) => fill(words.agree_of_age, &[("age", &age.to_string())]),
        None => words.agree.to_owned(),
    };
    let buttons = vec![
        Button::new(Target::Agree, agree, cursor).key("1"),
        Button::new(Target::Decline, words.decline, cursor).key("2"),
    ];
    let labels: Vec<String> = buttons.iter().map(|b| b.face.label.join(" ")).collect();
    let listing = Listing::of(
        &labels,
        Rect {
            height: 2 * HIGH,
            ..area
        },
        1,
    );
    let choices = bottom(&mut area, listing.height(2));
    listing.place(buttons, 0, choices, plan);
    let keep = fill(words.keep_days, &[("days", &notice.keep_days.to_string())]);
    let text = Text {
        lead: String::new(),
        words: format!("{}\n\n{keep}", notice.words),
        tone: Tone::Ink,
    };
    let _ = top(&mut area, 1);
    let _ = bottom(&mut area, 1);
    put_text(&text, sitting.leaf(), words, area, plan);
}

// ---- a page ----

fn page(app: &App, sitting: &Sitting, words: &InterviewPhrases, mut area: Rect, plan: &mut Plan) {
    let Some(page) = sitting.interview().page() else {
        return;
    };
    let cursor = sitting.cursor();
    let buttons = vec![
        Button::new(Target::Back, words.back, cursor),
        Button::new(Target::Language, words.language, cursor).key("F2"),
        Button::new(Target::Next, words.next, cursor).main(),
    ];
    footer(app, sitting, buttons, &mut area, plan);
    fieldwork::panel(sitting, &page, words, &mut area, plan);
    answer::plan(sitting, &page, words, area, plan);
}

/// The hint and the buttons at the bottom; while a save has failed, only the way to try it again.
fn footer(app: &App, sitting: &Sitting, buttons: Vec<Button>, area: &mut Rect, plan: &mut Plan) {
    let locale = sitting.interview().locale();
    let words = &phrases(locale).interview;
    let (hint, buttons) = match sitting.saving() {
        Some(Saving::Failed { again, .. }) => {
            let text = fill(words.not_saved, &[("n", &seconds(app, *again))]);
            let retry = Button::new(Target::TryAgain, words.try_again, Some(Target::TryAgain));
            (Some(text), vec![retry.main()])
        }
        Some(Saving::UnderWay { .. } | Saving::GivenUp { .. }) | None => {
            (sitting.hint().map(|hint| hint_words(hint, locale)), buttons)
        }
    };
    place_ends(buttons, bottom(area, HIGH), plan);
    let lines = hint.map_or_else(Vec::new, |hint| wrap(&hint, usize::from(area.width)));
    let high = cells(lines.len()).max(1);
    plan.text(bottom(area, high), lines, Tone::Warning, Align::Left);
}

fn hint_words(hint: &Hint, locale: Locale) -> String {
    let Phrases {
        interview: words,
        fieldwork,
        ..
    } = phrases(locale);
    let number = |least: i64, most: i64, decimals: u8| {
        let [least, most] = [least, most].map(|parts| format_decimal(parts, decimals));
        words.number_outside(&least, &most, decimals)
    };
    match hint {
        Hint::NothingChosen => words.nothing_chosen.to_owned(),
        Hint::PointsOpen => words.points_stay.to_owned(),
        Hint::Emptied => words.emptied.to_owned(),
        Hint::NoNumber {
            least,
            most,
            decimals,
        } => number(*least, *most, *decimals),
        Hint::Slip(check) => match check.rule {
            SoftRule::MinimumAboveDesired { minimum, desired } => fill(
                words.minimum_above,
                &[
                    ("minimum", &minimum.to_string()),
                    ("desired", &desired.to_string()),
                ],
            ),
            SoftRule::Unusual { value, .. } => {
                fill(words.number_unusual, &[("n", &value.to_string())])
            }
        },
        Hint::Refused(refusal) => match refusal {
            Refusal::OffScale { lowest, highest } => fill(
                words.not_on_scale,
                &[("low", &lowest.to_string()), ("high", &highest.to_string())],
            ),
            Refusal::OutOfBounds {
                least,
                most,
                decimals,
            } => number(*least, *most, *decimals),
            Refusal::NotADate => words.date_refused.to_owned(),
            Refusal::NotAMonth => words.month_refused.to_owned(),
            Refusal::NotATime => words.time_refused.to_owned(),
            Refusal::PointsSum { .. } | Refusal::PointsRows { .. } => words.points_stay.to_owned(),
            Refusal::ChangeUnexplained(_) => fieldwork.change_refused.to_owned(),
            Refusal::HandedOver | Refusal::NotHandedOver => fieldwork.handed_over.to_owned(),
            Refusal::NoInterviewer => fieldwork.no_interviewer.to_owned(),
            Refusal::Ended(_)
            | Refusal::ConsentMissing
            | Refusal::NotAtNotice
            | Refusal::NotOnPage(_)
            | Refusal::NotShown(_)
            | Refusal::WrongKind
            | Refusal::UnknownOption(_)
            | Refusal::NothingChosen
            | Refusal::OneOnly
            | Refusal::NotAlone(_)
            | Refusal::WordsWithoutOther
            | Refusal::Empty
            | Refusal::TooLong { .. }
            | Refusal::ReasonNotOffered(_)
            | Refusal::LanguageNotOffered(_)
            | Refusal::AtStart
            | Refusal::AtEnd
            | Refusal::NotThrough { .. }
            | Refusal::ScreenedOut
            | Refusal::NothingToCheck => words.emptied.to_owned(),
        },
    }
}

// ---- the review ----

fn review(app: &App, sitting: &Sitting, words: &InterviewPhrases, mut area: Rect, plan: &mut Plan) {
    let cursor = sitting.cursor();
    let buttons = vec![
        Button::new(Target::Back, words.back, cursor),
        Button::new(Target::Language, words.language, cursor).key("F2"),
        Button::new(Target::Finish, words.finish, cursor)
            .key("0")
            .main(),
    ];
    footer(app, sitting, buttons, &mut area, plan);
    let open = sitting.interview().unanswered();
    let _ = top(&mut area, 1);
    plan.line(top(&mut area, 1), words.review, Tone::Strong);
    let what = if open.is_empty() {
        words.review_none_open.to_owned()
    } else {
        fill(words.review_open, &[("n", &open.len().to_string())])
    };
    let lines = wrap(&what, usize::from(area.width));
    let place = top(&mut area, cells(lines.len()));
    plan.text(place, lines, Tone::Ink, Align::Left);
    let _ = top(&mut area, 1);
    let buttons: Vec<Button> = open
        .iter()
        .enumerate()
        .map(|(place, view)| {
            let label = if view.words.is_empty() {
                fill(words.points, &[("total", "100")])
            } else {
                view.words.clone()
            };
            let label = match &view.question.kind {
                Kind::Rating {
                    facet: Some(Facet::Minimum),
                    ..
                } => format!("{label} / {}", words.minimum),
                Kind::Rating {
                    facet: Some(Facet::Desired),
                    ..
                } => format!("{label} / {}", words.desired),
                Kind::Rating { .. }
                | Kind::Points { .. }
                | Kind::Choice { .. }
                | Kind::Number { .. }
                | Kind::Date
                | Kind::Month
                | Kind::Time
                | Kind::Text { .. }
                | Kind::Note => label.replace('\n', " "),
            };
            let button = Button::new(Target::Unanswered(place), label, cursor);
            if place < 9 {
                button.key((place + 1).to_string())
            } else {
                button
            }
        })
        .collect();
    list(buttons, sitting.leaf(), words, area, plan);
}

/// A list, and under it which of its pages is shown where it has several.
pub(super) fn list(
    buttons: Vec<Button>,
    leaf: usize,
    words: &InterviewPhrases,
    mut area: Rect,
    plan: &mut Plan,
) {
    let labels: Vec<String> = buttons.iter().map(|b| b.face.label.join(" ")).collect();
    let mut listing = Listing::of(&labels, area, 1);
    if listing.pages(buttons.len()) == 1 {
        listing.place(buttons, leaf, area, plan);
        return;
    }
    let foot = bottom(&mut area, HIGH);
    listing = Listing::of(&labels, area, 1);
    let shown = listing.place(buttons, leaf, area, plan);
    more_button(words, shown, foot, plan);
}

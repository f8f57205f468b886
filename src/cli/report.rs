//! `fivegaps report`: which responses, which sections, in which format.

mod factors;
mod groups;
mod over;

use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::apart::{Found, Judge, look};
use super::results::deliver;
use super::store::form;
use super::{Failure, FailureKind, Output, Run};
use crate::analysis::disclosure::{
    MOST_CROSSED, Showing, least_for_scores, least_for_texts, may_filter,
};
use crate::analysis::study::{Carelessness, Conduct, CutRule, KanoCounts, Visits};
use crate::analysis::{
    Disclosed, FormReport, IndicatorSeries, Indicators, Mismatch, StudyReport, Summary,
    disclose_study_beside,
};
use crate::language::{Locale, fill, phrases};
use crate::report::chart::Strokes;
use crate::report::document::Section;
use crate::report::{Brief, compose, html, json, markdown, text};
use crate::store::{Among, Count, Filter, Out, Store};
use crate::survey::questionnaire::{Form, Role};
use crate::survey::record::{Edition, Outcome};

#[derive(Debug, Args)]
pub(super) struct ReportArguments {
    /// The study
    id: String,
    /// One form alone; else every gap of the study, and the customers' form in full
    #[arg(long)]
    form: Option<String>,
    /// Another edition than today's: the first characters of its fingerprint
    #[arg(long, value_name = "FINGERPRINT")]
    edition: Option<String>,
    /// How: text, markdown or html for people, json for programs
    #[arg(long = "as", value_enum, default_value = "text", value_name = "FORMAT")]
    format: ReportFormat,
    /// Only these sections, separated by commas: overview, gaps, items, tests, performance, importance,
    /// importance-performance, recommend, satisfaction, trend, control, reliability, factors, drivers, groups,
    /// touch-points, incidents, kano, zone, antecedents, indicators, quality
    #[arg(long, value_delimiter = ',', value_name = "SECTIONS", value_parser = section)]
    only: Vec<Section>,
    /// By site, wave, language, or the key of a question with one choice; may be given more than once
    #[arg(long, value_name = "GROUPS")]
    group_by: Vec<String>,
    /// Where the plane of importance and performance is cut
    #[arg(long, value_enum, default_value = "means", value_name = "WHERE")]
    cut: CutAt,
    /// Only responses of this site
    #[arg(long)]
    site: Option<String>,
    /// Only responses of this wave
    #[arg(long)]
    wave: Option<String>,
    /// Only responses begun on this day (UTC) or later: 2026-05-17
    #[arg(long, value_name = "DAY")]
    since: Option<jiff::civil::Date>,
    /// Only responses begun on this day (UTC) or before
    #[arg(long, value_name = "DAY")]
    until: Option<jiff::civil::Date>,
    /// Without responses that show two signs of careless answers or more (see the section quality)
    #[arg(long)]
    exclude_flagged: bool,
    /// The confidence level of every interval
    #[arg(long, default_value = "0.95", value_name = "LEVEL", value_parser = level)]
    level: f64,
    #[command(flatten)]
    time: over::OverArguments,
    #[command(flatten)]
    structure: factors::FactorArguments,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    Text,
    Markdown,
    Html,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CutAt {
    /// At the means of the points
    Means,
    /// At their medians
    Medians,
    /// In the middle of the scale, at equal importance
    Middle,
}

impl CutAt {
    fn rule(self) -> CutRule {
        match self {
            Self::Means => CutRule::Means,
            Self::Medians => CutRule::Medians,
            Self::Middle => CutRule::Middle,
        }
    }
}

fn section(key: &str) -> Result<Section, String> {
    Section::parse(key).ok_or_else(|| {
        let keys = Section::ALL.map(Section::key);
        format!("sections are {}", keys.join(", "))
    })
}

pub(super) fn level(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(level) if (0.5..1.0).contains(&level) => Ok(level),
        Ok(_) | Err(_) => Err("a level is a number from 0.5 to below 1, such as 0.90".to_owned()),
    }
}

/// `fivegaps report ID`.
pub(super) fn report(
    run: &Run,
    asked: &ReportArguments,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let store = run.existing_store()?;
    let edition = run.edition(store.as_ref(), &asked.id, asked.edition.as_deref())?;
    let chosen = form(&edition, asked.form.as_deref())?;
    let locale = run.locale_of(&edition);
    let desk = Desk {
        store: store.as_ref(),
        edition: &edition,
        asked,
        locale,
    };
    desk.check_crossing()?;
    let mut notes = desk.filter_notes();
    let gathered = desk.gather(chosen, &mut notes)?;
    let study = desk.study(chosen, &gathered)?;
    let groups = asked
        .group_by
        .iter()
        .map(|by| desk.groups(chosen, by))
        .collect::<Result<Vec<_>, _>>()?;
    let strokes = if run.ascii {
        Strokes::ascii()
    } else {
        Strokes::usual()
    };
    let document = || {
        let brief = Brief {
            locale,
            sections: &asked.only,
            notes: &notes,
        };
        compose(&edition, &study, &groups, brief)
    };
    let text = match asked.format {
        ReportFormat::Text => text::write(&document(), 80, &strokes),
        ReportFormat::Markdown => markdown::write(&document(), &strokes),
        ReportFormat::Html => html::write(&document()),
        ReportFormat::Json => json::write(&edition, &study, &groups),
    };
    deliver(text.as_bytes(), asked.output.as_deref(), output)
}

/// The responses of a form under the filter.
struct Gathered<'a> {
    form: &'a Form,
    /// Their sums, without those set apart where that is asked for.
    sums: Summary,
    found: Option<Found>,
}

impl Gathered<'_> {
    /// Who says which responses are left out; `None` where none are.
    fn judge(&self) -> Option<&Judge> {
        let found = self.found.as_ref()?;
        found.looked.excluded.then_some(&found.judge)
    }
}

/// Which responses.
#[derive(Debug, Clone)]
struct View {
    filter: Filter,
    /// Without those set apart for signs of carelessness.
    exclude: bool,
}

/// What one report is made from.
struct Desk<'a> {
    store: Option<&'a Store>,
    edition: &'a Edition,
    asked: &'a ReportArguments,
    locale: Locale,
}

impl Desk<'_> {
    fn filter(&self) -> Filter {
        let start = |day: Option<jiff::civil::Date>, later: i64| {
            let day = day?.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
            let day_long = 24 * 60 * 60 * 1000;
            Some(day.timestamp().as_millisecond() + later * day_long)
        };
        Filter {
            site: self.asked.site.clone(),
            wave: self.asked.wave.clone(),
            outcomes: Outcome::COUNTED.to_vec(),
            since: start(self.asked.since, 0),
            until: start(self.asked.until, 1),
            out: Out::Out,
            ..Filter::default()
        }
    }

    /// What is asked for.
    fn view(&self) -> View {
        View {
            filter: self.filter(),
            exclude: self.asked.exclude_flagged,
        }
    }

    /// The same with one of its conditions taken off, each in turn, and with none: what a reader may ask for as well.
    fn wider(&self) -> Vec<View> {
        let View { filter, exclude } = self.view();
        let mut wider = Vec::new();
        let mut push = |filter: Filter, exclude| wider.push(View { filter, exclude });
        let placed = filter.site.is_some();
        let waved = filter.wave.is_some();
        let dated = filter.since.is_some() || filter.until.is_some();
        if placed {
            let site = None;
            push(
                Filter {
                    site,
                    ..filter.clone()
                },
                exclude,
            );
        }
        if waved {
            let wave = None;
            push(
                Filter {
                    wave,
                    ..filter.clone()
                },
                exclude,
            );
        }
        if dated {
            let (since, until) = (None, None);
            push(
                Filter {
                    since,
                    until,
                    ..filter.clone()
                },
                exclude,
            );
        }
        if exclude {
            push(filter, false);
        }
        if placed || waved || dated {
            let bare = Filter {
                outcomes: Outcome::COUNTED.to_vec(),
                out: Out::Out,
                ..Filter::default()
            };
            push(bare.clone(), exclude);
            if exclude {
                push(bare, false);
            }
        }
        wider
    }

    /// The states of the results of a form of managers or staff before the last release: a reader may have seen them.
    fn earlier(&self, form: &Form) -> Result<Vec<View>, Failure> {
        let Some(store) = self.store else {
            return Ok(Vec::new());
        };
        let own = self.view();
        let last = store.last_release(self.edition, form.id.as_str())?;
        let earlier = (1..last).map(|release| View {
            filter: Filter {
                out: Out::With(release),
                ..own.filter.clone()
            },
            ..own.clone()
        });
        Ok(earlier.collect())
    }

    fn filter_notes(&self) -> Vec<String> {
        let more = &phrases(self.locale).study;
        let [site, wave, since, until] = more.filters;
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        let given = [
            (site, self.asked.site.clone()),
            (wave, self.asked.wave.clone()),
            (since, day(self.asked.since)),
            (until, day(self.asked.until)),
        ];
        let what: Vec<String> = given
            .into_iter()
            .filter_map(|(words, value)| Some(fill(words, &[("value", &clean(&value?))])))
            .collect();
        let mut notes = Vec::new();
        if !what.is_empty() {
            notes.push(fill(more.filtered, &[("what", &what.join(more.and))]));
        }
        if self.asked.exclude_flagged {
            notes.push(phrases(self.locale).careless.note.to_owned());
        }
        notes
    }

    /// At most two attributes of a person are crossed.
    fn check_crossing(&self) -> Result<(), Failure> {
        let asked = self.asked;
        let crossed = usize::from(asked.site.is_some())
            + usize::from(asked.wave.is_some())
            + usize::from(!asked.group_by.is_empty());
        if crossed > MOST_CROSSED {
            return Err(Failure::new(
                FailureKind::Usage,
                format_args!("at most {MOST_CROSSED} of --site, --wave and --group-by together"),
            )
            .hint("each crossing makes groups smaller, until they tell single persons"));
        }
        Ok(())
    }

    fn summary(&self, form: &Form, filter: &Filter) -> Result<Summary, Failure> {
        match self.store {
            Some(store) => Ok(store.summary(self.edition, form.id.as_str(), filter)?),
            None => Ok(Summary::new(&self.edition.questionnaire, form)),
        }
    }

    /// The responses of a form under the filter; why not, where that would tell too much.
    fn filtered<'b>(&self, form: &'b Form) -> Result<Result<Gathered<'b>, &'static str>, Failure> {
        const FEW: &str =
            "so few responses are left out that the difference would tell what they answered";
        let rules = self.edition.questionnaire.disclosure;
        let dated = self.asked.since.is_some() || self.asked.until.is_some();
        let least = match form.role {
            Role::Customer => least_for_scores(rules),
            Role::Manager | Role::Staff if dated => {
                return Ok(Err(
                    "days would tell single managers and staff apart; use --wave",
                ));
            }
            Role::Manager | Role::Staff => least_for_texts(rules),
        };
        let filter = self.filter();
        let mut sums = self.summary(form, &filter)?;
        for wider in self.wider() {
            if wider.exclude != self.asked.exclude_flagged {
                continue;
            }
            let of = self.summary(form, &wider.filter)?.n();
            match may_filter(sums.n(), of, least) {
                // Too few are hidden figure by figure.
                Showing::Shown | Showing::TooFew => {}
                Showing::Protected => return Ok(Err(FEW)),
            }
        }
        let found = self.look(form, &self.view(), &sums)?;
        if let Some(found) = found.as_ref().filter(|found| found.looked.excluded) {
            let kept = found.looked.kept().map_err(inconsistent)?;
            if may_filter(kept.n(), sums.n(), least) == Showing::Protected {
                return Ok(Err(FEW));
            }
            sums = kept;
        }
        Ok(Ok(Gathered { form, sums, found }))
    }

    fn look(&self, form: &Form, view: &View, sums: &Summary) -> Result<Option<Found>, Failure> {
        let Some(store) = self.store else {
            return Ok(None);
        };
        let of_form = self.of_form(form, &view.filter, Among::All);
        look(store, self.edition, form, &of_form, sums, view.exclude)
    }

    /// The sums of a view, and who says which responses are left out of it.
    fn under(&self, form: &Form, view: &View) -> Result<(Summary, Option<Judge>), Failure> {
        let all = self.summary(form, &view.filter)?;
        if !view.exclude {
            return Ok((all, None));
        }
        match self.look(form, view, &all)? {
            Some(found) => {
                let kept = found.looked.kept().map_err(inconsistent)?;
                Ok((kept, Some(found.judge)))
            }
            None => Ok((all, None)),
        }
    }

    /// The responses of every form that the report speaks of, the chosen one first.
    fn gather<'b>(
        &'b self,
        chosen: &'b Form,
        notes: &mut Vec<String>,
    ) -> Result<Vec<Gathered<'b>>, Failure> {
        let own = self.filtered(chosen)?.map_err(|why| {
            Failure::new(
                FailureKind::Usage,
                format_args!("this filter is refused: {why}"),
            )
            .hint("leave the filter out, or choose a wider one")
        })?;
        let mut gathered = vec![own];
        if self.asked.form.is_some() {
            return Ok(gathered);
        }
        let forms = self.edition.questionnaire.forms.iter();
        for form in forms.filter(|form| form.id != chosen.id) {
            match self.filtered(form)? {
                Ok(found) => gathered.push(found),
                Err(_) => {
                    let words = phrases(self.locale).study.filter_hides;
                    notes.push(fill(words, &[("form", form.id.as_str())]));
                }
            }
        }
        Ok(gathered)
    }

    fn study(
        &self,
        chosen: &Form,
        gathered: &[Gathered<'_>],
    ) -> Result<Disclosed<StudyReport>, Failure> {
        let questionnaire = &self.edition.questionnaire;
        let level = self.asked.level;
        let empty;
        let first = gathered.first();
        let own = match first {
            Some(own) => &own.sums,
            None => {
                empty = Summary::new(questionnaire, chosen);
                &empty
            }
        };
        let judge = first.and_then(Gathered::judge);
        let kano = self.kano(chosen, &self.filter(), judge)?;
        let conduct = self.conduct(chosen)?;
        let mut form = FormReport::of(questionnaire, chosen, own, kano.as_ref(), conduct, level);
        form.cut = self.asked.cut.rule();
        form.structure = self.structure(&form, own);
        if own.n() <= over::LIGHT || self.wants_visits() {
            self.visits(chosen, &mut form, &self.filter(), judge)?;
        }
        if let Some(found) = first.and_then(|own| own.found.as_ref()) {
            let careless = Carelessness::of(questionnaire, chosen, &found.looked, level);
            form.carelessness = Some(careless.map_err(inconsistent)?);
        }
        let sums: Vec<(&Form, &Summary)> = gathered
            .iter()
            .map(|gathered| (gathered.form, &gathered.sums))
            .collect();
        let mut report = StudyReport::of(questionnaire, &sums, form, level);
        let neighbours = self.neighbours(chosen, &sums, &report)?;
        for gathered in gathered {
            report.indicators.extend(self.indicators(gathered)?);
        }
        let rules = questionnaire.disclosure;
        let series = self.series(chosen)?;
        Ok(disclose_study_beside(report, &neighbours, rules).with_series(series))
    }

    fn kano(
        &self,
        form: &Form,
        filter: &Filter,
        judge: Option<&Judge>,
    ) -> Result<Option<KanoCounts>, Failure> {
        let mut kano = KanoCounts::of(&self.edition.questionnaire, form);
        if let (Some(counts), Some(store)) = (&mut kano, self.store) {
            self.each_kept(store, form, filter, judge, |packed| counts.add(packed))?;
        }
        Ok(kano)
    }

    /// The same report over other responses that a reader may ask for as well, or may have seen before.
    fn neighbours(
        &self,
        chosen: &Form,
        sums: &[(&Form, &Summary)],
        own: &StudyReport,
    ) -> Result<Vec<StudyReport>, Failure> {
        let (questionnaire, level) = (&self.edition.questionnaire, self.asked.level);
        let mut neighbours = Vec::new();
        for view in self.wider() {
            let mut others = Vec::with_capacity(sums.len());
            let mut form = own.form.clone();
            for (of, _) in sums {
                let (other, judge) = self.under(of, &view)?;
                if of.id == chosen.id {
                    let kano = self.kano(chosen, &view.filter, judge.as_ref())?;
                    let conduct = own.form.conduct.clone();
                    form = FormReport::of(questionnaire, of, &other, kano.as_ref(), conduct, level);
                    form.structure = own.form.structure.as_ref().map(|s| s.counted(&other));
                    if own.form.visits.is_some() {
                        self.visits(chosen, &mut form, &view.filter, judge.as_ref())?;
                    }
                }
                others.push((*of, other));
            }
            let others: Vec<(&Form, &Summary)> =
                others.iter().map(|(of, sum)| (*of, sum)).collect();
            neighbours.push(StudyReport::of(questionnaire, &others, form, level));
        }
        // Each form of managers and staff has its own releases; the others stand still beside it.
        for (of, _) in sums.iter().filter(|(form, _)| form.role != Role::Customer) {
            for view in self.earlier(of)? {
                let before = self.summary(of, &view.filter)?;
                let form = if of.id == chosen.id {
                    let conduct = own.form.conduct.clone();
                    let mut form = FormReport::of(questionnaire, of, &before, None, conduct, level);
                    form.structure = own.form.structure.as_ref().map(|s| s.counted(&before));
                    if own.form.visits.is_some() {
                        self.visits(chosen, &mut form, &view.filter, None)?;
                    }
                    form
                } else {
                    own.form.clone()
                };
                let others: Vec<(&Form, &Summary)> = sums
                    .iter()
                    .map(|(form, sum)| (*form, if form.id == of.id { &before } else { *sum }))
                    .collect();
                neighbours.push(StudyReport::of(questionnaire, &others, form, level));
            }
        }
        Ok(neighbours)
    }

    /// The indicators of a form, from its single responses.
    fn indicators(&self, gathered: &Gathered<'_>) -> Result<Vec<IndicatorSeries>, Failure> {
        let form = gathered.form;
        let Some(mut indicators) = Indicators::of(&self.edition.questionnaire, form) else {
            return Ok(Vec::new());
        };
        if let Some(store) = self.store {
            let of_form = self.of_form(form, &self.filter(), Among::All);
            let judge = gathered.judge();
            store.each_of_group(&of_form, |count, response| {
                if judge.is_none_or(|judge| !judge.sets_apart(count.signs, &response.packed)) {
                    indicators.add(response);
                }
                ControlFlow::Continue(())
            })?;
        }
        Ok(indicators.series())
    }

    /// Whether a section is asked for by name that takes a look at single responses.
    fn wants_visits(&self) -> bool {
        let sections = [
            Section::Drivers,
            Section::Satisfaction,
            Section::TouchPoints,
            Section::Incidents,
        ];
        sections
            .iter()
            .any(|section| self.asked.only.contains(section))
    }

    /// What single responses of a view say together, into a form's report.
    fn visits(
        &self,
        form: &Form,
        report: &mut FormReport,
        filter: &Filter,
        judge: Option<&Judge>,
    ) -> Result<(), Failure> {
        let questionnaire = &self.edition.questionnaire;
        let visits = Visits::of(questionnaire, form, report.drivers.as_ref());
        if let (Some(mut visits), Some(store)) = (visits, self.store) {
            self.each_kept(store, form, filter, judge, |packed| visits.add(packed))?;
            report.visits = Some(visits.report(self.asked.level));
        }
        Ok(())
    }

    /// Gives the packed answers of each response that the report counts.
    fn each_kept(
        &self,
        store: &Store,
        form: &Form,
        filter: &Filter,
        judge: Option<&Judge>,
        mut take: impl FnMut(&[u8]),
    ) -> Result<(), Failure> {
        let of_form = self.of_form(form, filter, Among::All);
        store.each_packed(&of_form, |count, packed| {
            if judge.is_none_or(|judge| !judge.sets_apart(count.signs, packed)) {
                take(packed);
            }
        })?;
        Ok(())
    }

    fn of_form(&self, form: &Form, filter: &Filter, signs: Among) -> Filter {
        Filter {
            edition: Some(self.edition.fingerprint.clone()),
            form: Some(form.id.to_string()),
            signs,
            ..filter.clone()
        }
    }

    /// How the field work went. Single days cannot be told from sums: with a period, nothing is said.
    fn conduct(&self, form: &Form) -> Result<Conduct, Failure> {
        let Some(store) = self.store else {
            return Ok(Conduct::default());
        };
        let all = Filter {
            outcomes: Vec::new(),
            edition: None,
            since: None,
            until: None,
            ..self.of_form(form, &self.filter(), Among::All)
        };
        let counts = store.counts(&all)?;
        let dated = self.asked.since.is_some() || self.asked.until.is_some();
        let (own, others): (Vec<Count>, Vec<Count>) = counts
            .into_iter()
            .partition(|count| count.edition == self.edition.fingerprint);
        let size = |count: &Count| count.kept + count.retired;
        let outcomes = Outcome::ALL.map(|outcome| {
            let of = own.iter().filter(|count| count.outcome == outcome);
            (outcome, of.map(size).sum())
        });
        let id = &self.edition.questionnaire.id;
        let editions = store.editions()?;
        let same_study = |count: &&Count| {
            Outcome::COUNTED.contains(&count.outcome)
                && editions.iter().any(|edition| {
                    edition.fingerprint == count.edition && edition.questionnaire.id == *id
                })
        };
        Ok(Conduct {
            outcomes: if dated {
                Vec::new()
            } else {
                outcomes.into_iter().filter(|(_, n)| *n > 0).collect()
            },
            other_editions: others.iter().filter(same_study).map(size).sum(),
        })
    }
}

fn inconsistent(mismatch: Mismatch) -> Failure {
    Failure::new(FailureKind::Data, mismatch).hint("run: fivegaps doctor")
}

fn clean(text: &str) -> String {
    crate::language::clean_line(text, 100)
}

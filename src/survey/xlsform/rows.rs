//! The rows of `survey`, one after another: groups, questions, conditions; and everything else as a loss.

mod answers;
mod conditions;
mod texts;
mod typed;

use std::collections::{BTreeMap, HashMap};

use conditions::{Understood, logic};
use texts::Texts;
use typed::{Kind, Typed, typed};

use super::languages::{Tongue, is, tongues};
use super::loss::{Loss, Why};
use super::sheet::{Sheet, Table};
use super::words::words;
use super::{MAX_DEPTH, Refused, expression};
use crate::language::{Locale, Localized, clean_line};
use crate::survey::draft::{Answer, Asked, Group, Logic, Source};
use crate::survey::questionnaire::Id;

/// A form that is being read.
pub(super) struct Form<'a> {
    survey: Table<'a>,
    choices: Option<Table<'a>>,
    settings: Option<Table<'a>>,
    tongues: Vec<Tongue>,
    /// Rows of `choices` by list.
    lists: HashMap<String, Vec<usize>>,
    carried: Vec<Carried>,
    losses: Vec<Loss>,
}

/// A row that becomes a question.
struct Carried {
    /// Index among the rows of `survey`.
    row: usize,
    name: String,
    /// Rows of the groups around it.
    groups: Vec<usize>,
    kind: Kind,
    /// It stands in a matrix of ratings.
    rated: bool,
}

/// A label that a language lacks: sheet, row, and the name of what has it.
type Missing = (&'static str, u32, String);

impl<'a> Form<'a> {
    pub(super) fn of(sheets: &'a [Sheet]) -> Result<Self, Refused> {
        let survey = Table::find(sheets, "survey").ok_or(Refused::NoSheet("survey"))?;
        for column in ["type", "name"] {
            if survey.column(column).is_none() {
                return Err(Refused::NoColumn("survey", column));
            }
        }
        let choices = Table::find(sheets, "choices");
        let settings = Table::find(sheets, "settings");
        let mut lists: HashMap<String, Vec<usize>> = HashMap::new();
        if let Some(choices) = &choices {
            for (index, (_, row)) in choices.rows.iter().enumerate() {
                let list = choices.cell(row, "list_name");
                if !list.is_empty() {
                    lists.entry(list.to_owned()).or_default().push(index);
                }
            }
        }
        let setting = |name: &str| {
            let settings = settings.as_ref()?;
            let (_, row) = settings.rows.first()?;
            Some(settings.cell(row, name))
        };
        let usual = setting("default_language").unwrap_or_default();
        let tongues = tongues(&survey, choices.as_ref(), usual);
        let mut form = Self {
            survey,
            choices,
            settings,
            tongues,
            lists,
            carried: Vec::new(),
            losses: Vec::new(),
        };
        form.whole_sheets(sheets);
        form.whole_columns();
        Ok(form)
    }

    fn lose(&mut self, sheet: &str, row: Option<u32>, column: &str, what: &str, why: Why) {
        self.losses.push(Loss {
            sheet: sheet.to_owned(),
            row,
            column: clean_line(column, 60),
            what: clean_line(what, 120),
            why,
        });
    }

    fn lose_row(&mut self, row: usize, column: &str, what: &str, why: Why) {
        let number = self.survey.rows.get(row).map(|(number, _)| *number);
        self.lose("survey", number, column, what, why);
    }

    /// Sheets that are not read.
    fn whole_sheets(&mut self, sheets: &[Sheet]) {
        for sheet in sheets {
            let name = sheet.name.trim().to_lowercase();
            let known = ["survey", "choices", "settings"].contains(&name.as_str());
            if !known && !sheet.rows.is_empty() {
                let why = if name == "external_choices" {
                    Why::External
                } else {
                    Why::Sheet
                };
                self.lose(&clean_line(&sheet.name, 60), None, "", "", why);
            }
        }
    }

    /// Columns and settings that have no meaning here.
    fn whole_columns(&mut self) {
        let known = [
            "type",
            "name",
            "label",
            "hint",
            "guidance_hint",
            "required",
            "required_message",
            "relevant",
            "constraint",
            "constraint_message",
            "appearance",
            "default",
            "readonly",
            "read_only",
            "calculation",
            "choice_filter",
            "repeat_count",
            "parameters",
            "image",
            "audio",
            "video",
            "big_image",
            "big-image",
            "trigger",
            "kobo__score_choices",
            "kobo__matrix_list",
            "kobo__rank_items",
            "kobo__locking_profile",
            "disabled",
            "",
        ];
        let choice_known = [
            "list_name",
            "name",
            "label",
            "image",
            "audio",
            "video",
            "order",
        ];
        let mut lost: Vec<(&str, String)> = Vec::new();
        let filled = |table: &Table<'_>, column: usize| {
            let cell = |row: &Vec<String>| row.get(column).is_some_and(|c| !c.trim().is_empty());
            table.rows.iter().any(|(_, row)| cell(row))
        };
        for (index, head) in self.survey.heads.iter().enumerate() {
            // Kobo writes `$kuid` and `$xpath` for itself.
            let own = head.shown.starts_with('$');
            if !own && !known.contains(&head.field.as_str()) && filled(&self.survey, index) {
                lost.push(("survey", head.shown.clone()));
            }
        }
        if let Some(choices) = &self.choices {
            for (index, head) in choices.heads.iter().enumerate() {
                let own = head.shown.starts_with('$') || head.shown.is_empty();
                if !own && !choice_known.contains(&head.field.as_str()) && filled(choices, index) {
                    lost.push(("choices", head.shown.clone()));
                }
            }
        }
        for (sheet, column) in lost {
            self.lose(sheet, None, &column, "", Why::Column);
        }
        let mut lost = Vec::new();
        if let Some(settings) = &self.settings {
            let used = [
                "form_title",
                "form_id",
                "id_string",
                "default_language",
                "title",
                "version",
                "",
            ];
            for (index, head) in settings.heads.iter().enumerate() {
                let cell = settings
                    .rows
                    .first()
                    .and_then(|(number, row)| Some((*number, row.get(index)?.trim().to_owned())));
                if let Some((number, cell)) = cell.filter(|(_, cell)| !cell.is_empty())
                    && !used.contains(&head.field.as_str())
                {
                    lost.push((number, head.shown.clone(), cell));
                }
            }
        }
        for (number, column, cell) in lost {
            self.lose("settings", Some(number), &column, &cell, Why::Setting);
        }
    }

    fn cell(&self, row: usize, field: &str) -> &str {
        self.survey
            .rows
            .get(row)
            .map_or("", |(_, cells)| self.survey.cell(cells, field))
    }

    /// Goes through the rows and finds what can be carried over.
    pub(super) fn walk(&mut self) -> Result<(), Refused> {
        let mut open: Vec<usize> = Vec::new();
        let mut repeats: Vec<usize> = Vec::new();
        let mut score: Option<String> = None;
        let mut taken: HashMap<String, usize> = HashMap::new();
        for row in 0..self.survey.rows.len() {
            let number = self.survey.rows.get(row).map_or(0, |(number, _)| *number);
            let kind = self.cell(row, "type").to_owned();
            let off = ["true", "yes", "1", "true()"]
                .contains(&self.cell(row, "disabled").to_lowercase().as_str());
            if off {
                continue;
            }
            let name = clean_line(self.cell(row, "name"), 100);
            match typed(&kind, self.cell(row, "list_name")) {
                Typed::Nothing => {}
                Typed::Begin { repeat } => {
                    if open.len() >= MAX_DEPTH {
                        return Err(Refused::TooDeep(number));
                    }
                    if repeat {
                        self.lose_row(row, "type", &shown(&kind, &name), Why::Repeat);
                        repeats.push(row);
                    }
                    open.push(row);
                }
                Typed::BeginScore => {
                    if open.len() >= MAX_DEPTH {
                        return Err(Refused::TooDeep(number));
                    }
                    score = Some(self.cell(row, "kobo__score_choices").to_owned());
                    open.push(row);
                }
                Typed::End => {
                    let Some(begun) = open.pop() else {
                        return Err(Refused::Unopened(number));
                    };
                    if repeats.last() == Some(&begun) {
                        repeats.pop();
                    }
                    score = None;
                }
                Typed::Lost(why) => {
                    self.lose_row(row, "type", &shown(&kind, &name), why);
                }
                typed @ (Typed::Asked(_) | Typed::ScoreRow) => {
                    if !repeats.is_empty() {
                        self.lose_row(row, "type", &shown(&kind, &name), Why::Repeated);
                        continue;
                    }
                    if let Some(before) = taken.insert(name.clone(), row)
                        && !name.is_empty()
                    {
                        let first = self.survey.rows.get(before).map_or(0, |(n, _)| *n);
                        self.lose_row(row, "name", &format!("{name} ({first})"), Why::Twice);
                    }
                    let rated = matches!(typed, Typed::ScoreRow);
                    let kind = if let Typed::Asked(kind) = typed {
                        kind
                    } else {
                        Kind::One {
                            list: score.clone().unwrap_or_default(),
                            other: false,
                        }
                    };
                    self.carried.push(Carried {
                        row,
                        name,
                        groups: open.clone(),
                        kind,
                        rated,
                    });
                }
            }
        }
        match open.last() {
            Some(row) => Err(Refused::Unclosed(
                self.survey.rows.get(*row).map_or(0, |(number, _)| *number),
            )),
            None => Ok(()),
        }
    }

    /// The questions in the languages that lack nothing; the losses; and the row of each question.
    pub(super) fn source(mut self, id: &Id) -> (Source, Vec<Loss>, Vec<u32>) {
        let chosen = self.choose();
        let locales: Vec<Locale> = Locale::ALL
            .into_iter()
            .filter(|locale| chosen.iter().any(|(l, _)| l == locale))
            .collect();
        let scales = self.scale_lists();
        let carried = std::mem::take(&mut self.carried);
        let mut by_name: HashMap<String, usize> = HashMap::new();
        let mut asked: Vec<Asked> = Vec::new();
        let mut places = Vec::new();
        let mut texts = Texts {
            chosen: &chosen,
            told: BTreeMap::new(),
        };
        let mut headed: Vec<usize> = Vec::new();
        for one in &carried {
            let Some(answer) = self.answer(one, &scales, &mut texts) else {
                continue;
            };
            let rating = matches!(answer, Answer::Rating(_));
            let text = self.text(one, rating, &mut texts);
            let groups = one
                .groups
                .iter()
                .map(|row| {
                    let text = texts.optional(&self.survey, *row, "label");
                    Group {
                        name: clean_line(self.cell(*row, "name"), 100),
                        text: text.unwrap_or_default(),
                    }
                })
                .collect();
            for row in &one.groups {
                if !headed.contains(row) {
                    headed.push(*row);
                    let said = texts.optional(&self.survey, *row, "label");
                    if let Some(said) = said {
                        self.lose_row(*row, "label", said.any(), Why::Heading);
                    }
                }
            }
            let when = self.when(one, &by_name);
            self.lesser(one, rating);
            by_name.entry(one.name.clone()).or_insert(asked.len());
            let number = self
                .survey
                .rows
                .get(one.row)
                .map_or(0, |(number, _)| *number);
            places.push(number);
            asked.push(Asked {
                name: one.name.clone(),
                groups,
                text,
                answer,
                when,
                place: format!("row {number}: {}", one.name),
            });
        }
        for ((sheet, row, column, why), what) in texts.told {
            self.lose(sheet, Some(row), &column, &what, why);
        }
        let title = self.title(id, &locales);
        let source = Source {
            id: id.clone(),
            title,
            locales,
            asked,
        };
        (source, self.losses, places)
    }

    /// The study's title in each language: a form has one alone.
    fn title(&self, id: &Id, locales: &[Locale]) -> Localized {
        let own = self.settings.as_ref().and_then(|settings| {
            let (_, row) = settings.rows.first()?;
            let title = ["form_title", "title"].map(|field| settings.cell(row, field));
            title.into_iter().find(|title| !title.is_empty())
        });
        let own = words(own.unwrap_or(id.as_str())).text;
        let mut title = Localized::default();
        for locale in locales {
            title.set(*locale, own.clone());
        }
        title
    }

    /// The languages of the study, each with the name that the form gives it.
    fn choose(&mut self) -> Vec<(Locale, String)> {
        let tongues = self.tongues.clone();
        let mut missing: Vec<(usize, Vec<Missing>)> = Vec::new();
        for (index, tongue) in tongues.iter().enumerate() {
            missing.push((index, self.missing(&tongue.name)));
        }
        let fewest = missing
            .iter()
            .filter(|(index, _)| tongues.get(*index).is_some_and(|t| t.locale.is_some()))
            .min_by_key(|(_, missing)| missing.len())
            .map(|(index, _)| *index);
        let mut chosen: Vec<(Locale, String)> = Vec::new();
        for (index, missing) in missing {
            let Some(tongue) = tongues.get(index) else {
                continue;
            };
            let shown = if tongue.name.is_empty() {
                "label".to_owned()
            } else {
                format!("label::{}", tongue.name)
            };
            let known = tongue
                .locale
                .filter(|locale| !chosen.iter().any(|(l, _)| l == locale));
            match known {
                None => self.lose("survey", None, &shown, "", Why::Language),
                Some(locale) if missing.is_empty() || fewest == Some(index) => {
                    chosen.push((locale, tongue.name.clone()));
                }
                Some(_) => {
                    self.lose("survey", None, &shown, "", Why::Incomplete);
                    for (sheet, row, what) in missing {
                        self.lose(sheet, Some(row), &shown, &what, Why::Incomplete);
                    }
                }
            }
        }
        if chosen.is_empty() {
            let name = tongues.first().map(|t| t.name.clone()).unwrap_or_default();
            self.losses.retain(|loss| loss.why != Why::Language);
            let shown = if name.is_empty() {
                "label".to_owned()
            } else {
                format!("label::{name}")
            };
            self.lose("survey", None, &shown, "", Why::AsEnglish);
            for tongue in tongues.iter().skip(1) {
                self.lose(
                    "survey",
                    None,
                    &format!("label::{}", tongue.name),
                    "",
                    Why::Language,
                );
            }
            chosen.push((Locale::En, name));
        }
        chosen
    }

    /// Labels that a language lacks, of questions and of the options they offer.
    fn missing(&self, name: &str) -> Vec<Missing> {
        let mut missing = Vec::new();
        let lacks = |table: &Table<'_>, row: &[String]| {
            let column = table.heads.iter().position(|head| is(head, "label", name));
            column
                .and_then(|column| row.get(column))
                .is_none_or(|cell| words(cell).text.is_empty())
        };
        let mut lists: Vec<&str> = Vec::new();
        for carried in &self.carried {
            if let Some((number, row)) = self.survey.rows.get(carried.row)
                && lacks(&self.survey, row)
            {
                missing.push(("survey", *number, carried.name.clone()));
            }
            if let Kind::One { list, .. } | Kind::Many { list, .. } = &carried.kind
                && !lists.contains(&list.as_str())
            {
                lists.push(list);
            }
        }
        if let Some(choices) = &self.choices {
            for index in lists
                .iter()
                .filter_map(|list| self.lists.get(*list))
                .flatten()
            {
                if let Some((number, row)) = choices.rows.get(*index)
                    && lacks(choices, row)
                {
                    missing.push(("choices", *number, choices.cell(row, "name").to_owned()));
                }
            }
        }
        missing
    }

    /// Lists that several questions offer, or one that looks like a scale: they may be scales by their numbers.
    fn scale_lists(&self) -> HashMap<String, bool> {
        let mut uses: HashMap<&str, (usize, bool)> = HashMap::new();
        for carried in &self.carried {
            if let Kind::One { list, .. } = &carried.kind {
                let look = self.cell(carried.row, "appearance");
                let likert = carried.rated || look.contains("likert");
                let entry = uses.entry(list).or_default();
                entry.0 += 1;
                entry.1 |= likert;
            }
        }
        uses.into_iter()
            .map(|(list, (count, likert))| (list.to_owned(), likert || count >= 3))
            .collect()
    }

    /// What stands in the other columns of a question.
    fn lesser(&mut self, one: &Carried, rating: bool) {
        let long = self.cell(one.row, "appearance").contains("multiline");
        let told = [
            ("required", Why::Required),
            ("guidance_hint", Why::Hint),
            ("appearance", Why::Appearance),
            ("default", Why::Default),
            ("calculation", Why::Calculation),
            ("choice_filter", Why::Filter),
            ("constraint_message", Why::Messages),
            ("required_message", Why::Messages),
            ("image", Why::Media),
            ("audio", Why::Media),
            ("video", Why::Media),
            ("big-image", Why::Media),
            ("trigger", Why::Calculation),
            ("parameters", Why::Appearance),
        ];
        let mut lost: Vec<(String, String, Why)> = Vec::new();
        if let Some((_, row)) = self.survey.rows.get(one.row) {
            for (column, head) in self.survey.heads.iter().enumerate() {
                let cell = row.get(column).map_or("", |cell| cell.trim());
                let Some((field, why)) = told.iter().find(|(field, _)| *field == head.field) else {
                    continue;
                };
                let no =
                    ["", "no", "false", "false()", "0"].contains(&cell.to_lowercase().as_str());
                let kept = match *field {
                    "required" => no,
                    "appearance" => long || (rating && cell.contains("likert")),
                    "parameters" => one.kind == Kind::Range,
                    _ => false,
                };
                if !cell.is_empty() && !kept {
                    lost.push((head.shown.clone(), cell.to_owned(), *why));
                }
            }
        }
        for (column, what, why) in lost {
            self.lose_row(one.row, &column, &what, why);
        }
    }

    /// The conditions of a question and of the groups around it.
    fn when(&mut self, one: &Carried, by_name: &HashMap<String, usize>) -> Option<Logic> {
        let mut all = Vec::new();
        for row in one.groups.iter().chain([&one.row]) {
            let relevant = self.cell(*row, "relevant").to_owned();
            if relevant.is_empty() {
                continue;
            }
            let read = expression::read(&relevant);
            match read.as_ref().map(|read| logic(read, by_name)) {
                Some(Understood::Logic(logic)) => all.push(logic),
                Some(Understood::Unknown) => {
                    self.lose_row(*row, "relevant", &relevant, Why::Backwards);
                }
                Some(Understood::Not) | None => {
                    self.lose_row(*row, "relevant", &relevant, Why::Condition);
                }
            }
        }
        match all.len() {
            0 => None,
            1 => all.pop(),
            _ => Some(Logic::All(all)),
        }
    }
}

/// A type and a name, for showing.
fn shown(kind: &str, name: &str) -> String {
    format!("{kind} {name}").trim().to_owned()
}

//! The groups of a report: sites, waves, languages, those who chose an option.

use super::{Desk, View};
use crate::analysis::disclosure::Parts;
use crate::analysis::{Disclosed, GroupBy, GroupName, GroupReport, Summary, disclose_groups};
use crate::cli::apart::Judge;
use crate::cli::{Failure, FailureKind};
use crate::store::{Among, Count, Filter, Store};
use crate::survey::questionnaire::{Block, Form, Kind, QuestionKey, Role};
use crate::survey::record::Layout;

impl Desk<'_> {
    /// The figures of each group, disclosed beside what the same groups are in other views.
    pub(super) fn groups(&self, form: &Form, by: &str) -> Result<Disclosed<GroupReport>, Failure> {
        let name = match by {
            "site" => GroupBy::Site,
            "wave" => GroupBy::Wave,
            "language" => GroupBy::Language,
            key => GroupBy::Choice(QuestionKey::new(key)),
        };
        let parts = self.parts(form, &name, &self.view())?;
        let mut others = self.wider();
        if form.role != Role::Customer {
            others.extend(self.earlier(form)?);
        }
        let neighbours = others
            .iter()
            .map(|view| self.parts(form, &name, view))
            .collect::<Result<Vec<Parts>, _>>()?;
        let questionnaire = &self.edition.questionnaire;
        let level = self.asked.level;
        Ok(disclose_groups(
            questionnaire,
            form,
            name,
            &parts,
            &neighbours,
            level,
        ))
    }

    /// The sums of each group in a view.
    pub(super) fn parts(&self, form: &Form, by: &GroupBy, view: &View) -> Result<Parts, Failure> {
        let (_, judge) = self.under(form, view)?;
        let judge = judge.as_ref();
        match by {
            GroupBy::Site => self.cells(form, view, judge, |count, filter| {
                filter.site = Some(count.site.clone());
                GroupName::Named(count.site.clone())
            }),
            GroupBy::Wave => self.cells(form, view, judge, |count, filter| {
                filter.wave = Some(count.wave.clone());
                GroupName::Named(count.wave.clone())
            }),
            GroupBy::Language => self.cells(form, view, judge, |count, filter| {
                filter.locale = Some(count.locale);
                GroupName::Language(count.locale)
            }),
            GroupBy::Choice(key) => self.choices(form, key, view, judge),
        }
    }

    /// The sums of each group that the store keeps apart.
    fn cells(
        &self,
        form: &Form,
        view: &View,
        judge: Option<&Judge>,
        narrow: impl Fn(&Count, &mut Filter) -> GroupName,
    ) -> Result<Parts, Failure> {
        let Some(store) = self.store else {
            return Ok(Vec::new());
        };
        let mut filters: Vec<(GroupName, Filter)> = Vec::new();
        for count in store.counts(&self.of_form(form, &view.filter, Among::All))? {
            let mut filter = view.filter.clone();
            let group = narrow(&count, &mut filter);
            if !filters.iter().any(|(known, _)| *known == group) {
                filters.push((group, filter));
            }
        }
        filters.sort_by_key(|(group, _)| match group {
            GroupName::Named(name) => name.clone(),
            GroupName::Language(locale) => locale.tag().to_owned(),
            GroupName::Option(_) | GroupName::Unanswered => String::new(),
        });
        filters
            .into_iter()
            .map(|(group, filter)| Ok((group, self.kept(store, form, &filter, judge)?)))
            .collect()
    }

    /// The sums under a filter, without what a judge sets apart.
    fn kept(
        &self,
        store: &Store,
        form: &Form,
        filter: &Filter,
        judge: Option<&Judge>,
    ) -> Result<Summary, Failure> {
        let Some(judge) = judge else {
            return self.summary(form, filter);
        };
        let kept = Filter {
            signs: Among::Kept,
            ..filter.clone()
        };
        let mut sums = self.summary(form, &kept)?;
        let nearly = self.of_form(form, filter, Among::Nearly);
        store.each_packed(&nearly, |count, packed| {
            if judge.sets_apart(count.signs, packed) {
                sums.subtract(packed);
            }
        })?;
        Ok(sums)
    }

    /// The sums of those who chose each option of a question: one pass over the responses.
    fn choices(
        &self,
        form: &Form,
        key: &QuestionKey,
        view: &View,
        judge: Option<&Judge>,
    ) -> Result<Parts, Failure> {
        let questionnaire = &self.edition.questionnaire;
        let layout = Layout::of(questionnaire, form);
        let found = layout.find(key).and_then(|question| {
            let offset = layout.columns().get(question)?.offset;
            match &layout.questions().get(question)?.kind {
                Kind::Choice {
                    many: false,
                    options,
                    ..
                } => Some((offset, options.len())),
                Kind::Choice { many: true, .. }
                | Kind::Rating { .. }
                | Kind::Points { .. }
                | Kind::Number { .. }
                | Kind::Date
                | Kind::Month
                | Kind::Time
                | Kind::Text { .. }
                | Kind::Note => None,
            }
        });
        let Some((offset, options)) = found else {
            let one_choice = form.ask.iter().filter_map(|block| {
                if let Block::Choice(choice) = block
                    && !choice.many
                {
                    Some(choice.id.as_str())
                } else {
                    None
                }
            });
            let known: Vec<&str> = ["site", "wave", "language"]
                .into_iter()
                .chain(one_choice)
                .collect();
            return Err(Failure::new(
                FailureKind::Usage,
                format_args!("`{}` cannot be grouped by `{key}`", form.id),
            )
            .hint(format_args!("groups are: {}", known.join(", "))));
        };
        let mut sums = vec![Summary::new(questionnaire, form); options + 1];
        if let Some(store) = self.store {
            self.each_kept(store, form, &view.filter, judge, |packed| {
                let chosen = packed
                    .get(offset)
                    .map_or(options, |byte| usize::from(*byte));
                if let Some(sum) = sums.get_mut(chosen.min(options)) {
                    sum.add(packed);
                }
            })?;
        }
        let names = (0..options)
            .map(GroupName::Option)
            .chain([GroupName::Unanswered]);
        Ok(names
            .zip(sums)
            .filter(|(name, sum)| *name != GroupName::Unanswered || sum.n() > 0)
            .collect())
    }
}

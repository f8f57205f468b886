//! Opening the store for a command, telling its notices, and finding an edition in it.

use std::sync::Arc;

use super::library::find;
use super::output::complain;
use super::{Failure, FailureKind, Run};
use crate::store::{Fault, Notice, Opening, Store, StoreError};
use crate::survey::questionnaire::{Form, Role};
use crate::survey::record::Edition;

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::new(FailureKind::Data, error)
    }
}

impl Run {
    /// The store, made where there is none yet. Notices go to standard error.
    pub(super) fn store(&self) -> Result<Store, Failure> {
        let (store, notices) = self.open()?;
        for notice in notices {
            complain(format_args!("fivegaps: {notice}"));
        }
        Ok(store)
    }

    /// Opens the store. Whether it needs a passphrase shows when it is opened without one: to look first would cost
    /// every start a second opening.
    pub(super) fn open(&self) -> Result<(Store, Vec<Notice>), Failure> {
        let quick = Opening {
            test: self.test,
            now: self.chance.now(),
            key: self.key_at_hand()?,
        };
        match Store::open(&self.folders.data, quick) {
            Err(error) if error.fault == Fault::NoKey => {
                Ok(Store::open(&self.folders.data, self.opening()?)?)
            }
            opened => Ok(opened?),
        }
    }

    /// The store if there is one: looking must not create anything.
    pub(super) fn existing_store(&self) -> Result<Option<Store>, Failure> {
        if self.has_store() {
            self.store().map(Some)
        } else {
            Ok(None)
        }
    }

    /// Whether there is a store.
    pub(super) fn has_store(&self) -> bool {
        Store::file(&self.folders.data, self.test).exists()
    }

    /// How the store is opened in this run. Asks for the passphrase of an encrypted one, once.
    pub(super) fn opening(&self) -> Result<Opening, Failure> {
        Ok(Opening {
            test: self.test,
            now: self.chance.now(),
            key: self.key()?,
        })
    }

    /// The edition of a study to report on: today's file, or the kept edition whose fingerprint begins so.
    pub(super) fn edition(
        &self,
        store: Option<&Store>,
        id: &str,
        fingerprint: Option<&str>,
    ) -> Result<Arc<Edition>, Failure> {
        let of_study = || -> Result<Vec<Arc<Edition>>, Failure> {
            let mut kept = store.map_or(Ok(Vec::new()), Store::editions)?;
            kept.retain(|edition| edition.questionnaire.id.as_str() == id);
            Ok(kept)
        };
        let Some(wanted) = fingerprint else {
            return match find(&self.folders, id) {
                Ok(edition) => Ok(edition),
                // The file may be gone while its answers are still here.
                Err(failure) => of_study()?.pop().ok_or(failure),
            };
        };
        let mut found = of_study()?;
        found.retain(|edition| edition.fingerprint.0.starts_with(wanted));
        match found.as_slice() {
            [edition] => Ok(Arc::clone(edition)),
            [] => Err(Failure::new(
                FailureKind::Usage,
                format_args!("`{id}` has no responses of an edition {wanted}"),
            )),
            _ => Err(Failure::new(
                FailureKind::Usage,
                format_args!("several editions of `{id}` begin with {wanted}"),
            )
            .hint("give more characters of the fingerprint")),
        }
    }
}

/// The form of this name; without a name the customers' form, else the first.
pub(super) fn form<'a>(edition: &'a Edition, name: Option<&str>) -> Result<&'a Form, Failure> {
    let questionnaire = &edition.questionnaire;
    let found = match name {
        Some(name) => questionnaire.form(name),
        None => questionnaire
            .forms
            .iter()
            .find(|form| form.role == Role::Customer)
            .or_else(|| questionnaire.forms.first()),
    };
    found.ok_or_else(|| {
        let names: Vec<&str> = questionnaire
            .forms
            .iter()
            .map(|form| form.id.as_str())
            .collect();
        Failure::new(
            FailureKind::Usage,
            format_args!(
                "`{}` has no form `{}`",
                questionnaire.id,
                name.unwrap_or_default()
            ),
        )
        .hint(format_args!("its forms are: {}", names.join(", ")))
    })
}

//! The way from the top of a file to one of its parts: `forms[0].ask[3].text.zh_hant`.

/// One step of a way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Into a field of this name.
    Field(&'static str),
    /// To the entry of a list, from 0.
    Entry(usize),
}

impl From<&'static str> for Step {
    fn from(name: &'static str) -> Self {
        Self::Field(name)
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Self {
        Self::Entry(index)
    }
}

/// A way from the top of a file. Ways are ordered as the file's tree is.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(Vec<Step>);

impl Path {
    /// The steps, from the top.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// Whether this is the top itself.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The same way with one step more.
    #[must_use]
    pub fn to(&self, step: impl Into<Step>) -> Self {
        let mut steps = self.0.clone();
        steps.push(step.into());
        Self(steps)
    }

    /// The way without its last step; the top has none.
    pub fn parent(&self) -> Option<Self> {
        let (_, rest) = self.0.split_last()?;
        Some(Self(rest.to_vec()))
    }

    pub(super) fn push(&mut self, step: Step) {
        self.0.push(step);
    }

    pub(super) fn pop(&mut self) {
        self.0.pop();
    }
}

impl<const N: usize> From<[Step; N]> for Path {
    fn from(steps: [Step; N]) -> Self {
        Self(steps.to_vec())
    }
}

impl std::fmt::Display for Path {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            match step {
                Step::Field(name) if index == 0 => write!(f, "{name}")?,
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Entry(entry) => write!(f, "[{entry}]")?,
            }
        }
        Ok(())
    }
}

//! Problems of a file, each with its path.

/// Something that is wrong with a pack.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, as it is named in the pack: `model.json`.
    pub file: String,
    /// Where in it, by ids: `questions.onward.options.sell_on.for`; empty for the file as a whole.
    pub path: String,
    /// What is wrong, and what to do about it.
    pub message: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { file, path, message } = self;
        if path.is_empty() { write!(to, "{file}: {message}") } else { write!(to, "{file}: {path}: {message}") }
    }
}

/// Collects the problems of one file.
pub(super) struct Report<'a> {
    file: &'a str,
    /// Where reading stands: the path of the record that is being read.
    here: Vec<String>,
    problems: Vec<Problem>,
}

impl<'a> Report<'a> {
    pub(super) fn of(file: &'a str) -> Self {
        Self { file, here: Vec::new(), problems: Vec::new() }
    }

    /// Reports a problem at a path below the record that is being read.
    pub(super) fn add(&mut self, path: &[&str], message: impl Into<String>) {
        let path: Vec<&str> = self.here.iter().map(String::as_str).chain(path.iter().copied()).collect();
        self.problems.push(Problem { file: self.file.into(), path: path.join("."), message: message.into() });
    }

    pub(super) fn enter(&mut self, id: &str) {
        self.here.push(id.into());
    }

    pub(super) fn leave(&mut self) {
        self.here.pop();
    }

    pub(super) fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }

    /// The checked value, or all that was reported.
    pub(super) fn finish<T>(self, checked: Option<T>) -> Result<T, Vec<Problem>> {
        match checked {
            Some(checked) if self.problems.is_empty() => Ok(checked),
            _ => Err(self.problems),
        }
    }
}

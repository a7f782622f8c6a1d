//! What is wrong with a file, and where.

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
        to.write_str(&self.file)?;
        to.write_str(": ")?;
        if !self.path.is_empty() {
            to.write_str(&self.path)?;
            to.write_str(": ")?;
        }
        to.write_str(&self.message)
    }
}

/// Collects what is wrong with one file.
///
/// Messages are joined from pieces: formatting machinery is paid for by every visitor.
pub(super) struct Report<'a> {
    file: &'a str,
    place: Vec<String>,
    problems: Vec<Problem>,
}

impl<'a> Report<'a> {
    pub(super) fn of(file: &'a str) -> Self {
        Self { file, place: Vec::new(), problems: Vec::new() }
    }

    /// Reports a problem at a path below the present place.
    pub(super) fn add(&mut self, path: &[&str], message: &[&str]) {
        let path: Vec<&str> = self.place.iter().map(String::as_str).chain(path.iter().copied()).collect();
        self.problems.push(Problem { file: self.file.into(), path: path.join("."), message: message.concat() });
    }

    pub(super) fn enter(&mut self, id: &str) {
        self.place.push(id.into());
    }

    pub(super) fn leave(&mut self) {
        self.place.pop();
    }

    pub(super) fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }

    pub(super) fn finish<T>(self, checked: Option<T>) -> Result<T, Vec<Problem>> {
        match checked {
            Some(checked) if self.problems.is_empty() => Ok(checked),
            _ => Err(self.problems),
        }
    }
}

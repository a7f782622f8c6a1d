//! The sentences of one language, checked against a [`Model`]: everything stands at the index of what it speaks of.

use super::{
    phrases::Phrase,
    terms::{Direction, Role},
};

/// One language. Shared by the components, so its strings are reference-counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// BCP 47 code.
    pub language: Str,
    /// Where its lines begin.
    pub direction: Direction,
    /// By `Phrase as usize`.
    pub phrases: Vec<Str>,
    /// In the order of [`Role::ALL`].
    pub roles: Vec<RoleWords>,
    /// At the index of the question.
    pub questions: Vec<QuestionWords>,
    /// At the index of the action.
    pub actions: Vec<ActionWords>,
    /// At the index of the source: title and publisher.
    pub sources: Vec<SourceWords>,
    /// At the index of the claim.
    pub claims: Vec<Str>,
    /// At the index of the row.
    pub table: Vec<RowWords>,
    /// At the index of the advice on a mix.
    pub mix: Vec<MixWords>,
    /// At the index of what is said of a way to another role.
    pub paths: Vec<Str>,
}

/// Text that is cheap to clone and that Yew takes as it is (`AttrValue` is this same type).
pub type Str = std::rc::Rc<str>;

/// What a type or kind is called.
#[derive(Debug, Clone, PartialEq)]
pub struct RoleWords {
    /// As a label.
    pub name: Str,
    /// In a sentence, of many.
    pub many: Str,
    /// Who that is, in a sentence.
    pub meaning: Str,
}

/// A question in words.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionWords {
    /// The question itself.
    pub prompt: Str,
    /// Help with an example.
    pub help: Str,
    /// At the index of the option.
    pub options: Vec<ChoiceWords>,
}

/// An option in words.
#[derive(Debug, Clone, PartialEq)]
pub struct ChoiceWords {
    /// The answer.
    pub label: Str,
    /// A short addition.
    pub note: Option<Str>,
    /// The answer as a reason, after "because".
    pub reason: Str,
}

/// An action in words.
#[derive(Debug, Clone, PartialEq)]
pub struct ActionWords {
    /// What to do, in a few words.
    pub title: Str,
    /// What to do.
    pub text: Str,
    /// The first step.
    pub first: Str,
    /// How to tell that it works.
    pub measure: Str,
    /// Text to copy.
    pub ready: Option<Str>,
}

/// A source in words.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceWords {
    /// The title of the article.
    pub title: Str,
    /// Who published it.
    pub publisher: Str,
}

/// A row of the comparison table in words.
#[derive(Debug, Clone, PartialEq)]
pub struct RowWords {
    /// What is compared.
    pub label: Str,
    /// In the order of [`Type::ALL`](super::model::Type::ALL).
    pub cells: [Str; 3],
}

/// Advice on a mix in words.
#[derive(Debug, Clone, PartialEq)]
pub struct MixWords {
    /// What stands out.
    pub title: Str,
    /// What that means.
    pub text: Str,
}

impl Text {
    /// A phrase without placeholders.
    #[must_use]
    pub fn say(&self, phrase: Phrase) -> Str {
        self.phrases[phrase as usize].clone()
    }

    /// A phrase with its placeholders filled.
    #[must_use]
    pub fn fill(&self, phrase: Phrase, values: &[(&str, &str)]) -> Str {
        let mut sentence = self.phrases[phrase as usize].to_string();
        for (hole, value) in values {
            let mut marked = String::with_capacity(hole.len() + 2);
            marked.push('{');
            marked.push_str(hole);
            marked.push('}');
            sentence = sentence.replace(&marked, value);
        }
        sentence.into()
    }

    /// Up to three reasons as one clause, to follow "because". Whom a reason speaks of is said once where the one before it
    /// begins with the same word: "they sell it on, get ready-made goods and pay for what others use".
    #[must_use]
    pub fn in_a_row(&self, reasons: &[&str]) -> Str {
        let said = |place: usize| match reasons[place].split_once(' ') {
            Some((first, rest)) if place > 0 && reasons[place - 1].split(' ').next() == Some(first) => rest,
            _ => reasons[place],
        };
        match reasons.len() {
            0 => Str::default(),
            1 => said(0).into(),
            2 => self.fill(Phrase::And, &[("one", said(0)), ("other", said(1))]),
            _ => self.fill(Phrase::AndThree, &[("one", said(0)), ("two", said(1)), ("three", said(2))]),
        }
    }

    /// What a type or kind is called.
    #[must_use]
    pub fn role(&self, role: impl Into<Role>) -> &RoleWords {
        &self.roles[role.into() as usize]
    }
}

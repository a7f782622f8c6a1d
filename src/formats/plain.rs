//! Values as JSON has them. The widget reads and writes those of JavaScript, tests those of [`Node`]: by one code.

#[cfg(feature = "authoring")]
use crate::content::source::Node;

/// A value of any shape, as `JSON.parse` gives it.
pub trait Plain: Sized {
    /// What stands under this key; nothing where this is no object, or has no such key.
    fn field(&self, key: &str) -> Option<Self>;
    /// The keys of an object; none of anything else.
    fn keys(&self) -> Vec<String>;
    /// The items of a list.
    fn items(&self) -> Option<Vec<Self>>;
    /// A text.
    fn as_text(&self) -> Option<String>;
    /// A number.
    fn as_number(&self) -> Option<f64>;
    /// Whether it says that there is no value.
    fn is_null(&self) -> bool;

    /// An object with these fields.
    fn object(fields: &[(&str, Self)]) -> Self;
    /// A list. Behind `dyn`, since a copy of the loop for each list would be paid for by every visitor.
    fn list(items: &mut dyn Iterator<Item = Self>) -> Self;
    /// A text.
    fn text(text: &str) -> Self;
    /// A number.
    fn number(number: f64) -> Self;
    /// `true` or `false`.
    fn flag(flag: bool) -> Self;
    /// No value.
    fn null() -> Self;
}

/// A count, none of which is ever above four billion.
#[must_use]
pub fn count<P: Plain>(number: usize) -> P {
    P::number(u32::try_from(number).unwrap_or(u32::MAX).into())
}

/// A text, or no value.
#[must_use]
pub fn text_or_null<P: Plain>(text: Option<&str>) -> P {
    text.map_or_else(P::null, P::text)
}

/// As a file is parsed natively. Of a key that stands twice the last counts, as it does in JavaScript.
#[cfg(feature = "authoring")]
impl Plain for Node {
    fn field(&self, key: &str) -> Option<Self> {
        let Self::Map(entries) = self else { return None };
        entries.iter().rfind(|(known, _)| known == key).map(|(_, value)| value.clone())
    }

    fn keys(&self) -> Vec<String> {
        let Self::Map(entries) = self else { return Vec::new() };
        entries.iter().map(|(key, _)| key.clone()).collect()
    }

    fn items(&self) -> Option<Vec<Self>> {
        let Self::List(items) = self else { return None };
        Some(items.clone())
    }

    fn as_text(&self) -> Option<String> {
        let Self::Text(text) = self else { return None };
        Some(text.clone())
    }

    fn as_number(&self) -> Option<f64> {
        let Self::Number(number) = self else { return None };
        Some(*number)
    }

    fn is_null(&self) -> bool {
        *self == Self::Null
    }

    fn object(fields: &[(&str, Self)]) -> Self {
        Self::Map(fields.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect())
    }

    fn list(items: &mut dyn Iterator<Item = Self>) -> Self {
        Self::List(items.collect())
    }

    fn text(text: &str) -> Self {
        Self::Text(text.into())
    }

    fn number(number: f64) -> Self {
        Self::Number(number)
    }

    fn flag(flag: bool) -> Self {
        Self::Flag(flag)
    }

    fn null() -> Self {
        Self::Null
    }
}

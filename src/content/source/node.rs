//! JSON of any shape, limited in depth and length before it is checked.
//!
//! Derived deserialization stops at the first mistake and does not give its path. A [`Node`] can be walked to the end, so
//! that an author learns of every mistake at once. It also keeps a repeated key, which other readers drop silently.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor},
};

/// JSON as it was written.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// `null`
    Null,
    /// `true` or `false`
    Flag(bool),
    /// Any number
    Number(f64),
    /// A string
    Text(String),
    /// An array
    List(Vec<Node>),
    /// An object, keys in the order of the file, repeated ones included
    Map(Vec<(String, Node)>),
}

impl Node {
    /// The name of its shape, for messages.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Flag(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "an object",
        }
    }

    /// Its step in a path: its own `id`, where it has one.
    pub(super) fn id(&self) -> Option<&str> {
        let Self::Map(entries) = self else { return None };
        entries.iter().find_map(|(key, value)| match value {
            Self::Text(id) if key == "id" => Some(id.as_str()),
            _ => None,
        })
    }
}

/// Levels of lists and objects. Reading is recursive, so this bounds the stack.
const MAX_DEPTH: usize = 32;
/// Entries of a list or object. The checks compare entries with one another.
const MAX_LENGTH: usize = 10_000;

impl<'de> Deserialize<'de> for Node {
    /// # Errors
    /// Input nested more than 32 levels deep, or with a list or object of more than 10 000 entries: an attack, not a pack.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Depth(0).deserialize(from)
    }
}

/// Reads a value at this depth.
#[derive(Clone, Copy)]
struct Depth(usize);

impl Depth {
    fn next<E: de::Error>(self) -> Result<Self, E> {
        if self.0 == MAX_DEPTH {
            return Err(E::custom("is nested too deep; 32 levels are the most"));
        }
        Ok(Self(self.0 + 1))
    }
}

/// Fails where a list or object that is already this long has another entry.
fn check_length<E: de::Error>(length: usize) -> Result<(), E> {
    if length == MAX_LENGTH {
        return Err(E::custom("has a list or an object that is too long; 10000 entries are the most"));
    }
    Ok(())
}

impl<'de> DeserializeSeed<'de> for Depth {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Node, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Depth {
    type Value = Node;

    fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("JSON")
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Node, E> {
        Ok(Node::Flag(flag))
    }

    // No number in a pack is longer than the 53 bits that a JavaScript number holds.
    #[allow(clippy::cast_precision_loss)]
    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Number(number as f64))
    }

    #[allow(clippy::cast_precision_loss)]
    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
        Ok(Node::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.into()))
    }

    fn visit_string<E>(self, text: String) -> Result<Node, E> {
        Ok(Node::Text(text))
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let inner = self.next()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(inner)? {
            check_length(list.len())?;
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let inner = self.next()?;
        let mut map = Vec::new();
        while let Some(key) = entries.next_key()? {
            check_length(map.len())?;
            map.push((key, entries.next_value_seed(inner)?));
        }
        Ok(Node::Map(map))
    }
}

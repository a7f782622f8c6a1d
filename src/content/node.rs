//! JSON of any shape, and reading it into types: the one reader of packs, natively and in the browser.
//!
//! Reading goes through [`Node`] rather than straight into the types because serde stops at the first mistake and does
//! not say where it stands. A [`Node`] can be walked to the end, so an author learns of every mistake, by its path. It
//! also keeps a key that stands twice, which every other reader drops. And it is smaller: deriving the deserialisation of
//! each type made up a seventh of the wasm.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor},
};

use super::report::Report;

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
    /// What it is, for messages.
    fn name(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Flag(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "an object",
        }
    }

    /// What to call it in a path: its own id where it has one.
    fn id(&self) -> Option<&str> {
        let Self::Map(entries) = self else { return None };
        entries.iter().find_map(|(key, value)| match value {
            Self::Text(id) if key == "id" => Some(id.as_str()),
            _ => None,
        })
    }
}

/// No pack needs more levels of lists and objects; reading them takes room on the stack.
const DEEPEST: usize = 32;
/// No list or object of a pack is longer; the checks compare entries with one another.
const LONGEST: usize = 10_000;

impl<'de> Deserialize<'de> for Node {
    /// # Errors
    /// What is nested more than 32 deep, or has a list or object of more than 10 000 entries, is no pack: its size may be
    /// meant to harm.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Below(0).deserialize(from)
    }
}

/// Reads what lies this many levels deep.
#[derive(Clone, Copy)]
struct Below(usize);

impl Below {
    fn next<E: de::Error>(self) -> Result<Self, E> {
        if self.0 == DEEPEST {
            return Err(E::custom("is nested too deep; 32 levels are the most"));
        }
        Ok(Self(self.0 + 1))
    }
}

fn room<E: de::Error>(taken: usize) -> Result<(), E> {
    if taken == LONGEST {
        return Err(E::custom("has a list or an object that is too long; 10000 entries are the most"));
    }
    Ok(())
}

impl<'de> DeserializeSeed<'de> for Below {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Node, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Below {
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
        let below = self.next()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(below)? {
            room(list.len())?;
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let below = self.next()?;
        let mut map = Vec::new();
        while let Some(key) = entries.next_key()? {
            room(map.len())?;
            map.push((key, entries.next_value_seed(below)?));
        }
        Ok(Node::Map(map))
    }
}

/// A type that is read from a [`Node`].
pub(super) trait Read: Sized {
    /// The value; `None` where something was reported.
    fn read(node: &Node, report: &mut Report) -> Option<Self>;
}

/// Reports that a node is not what it should be.
pub(super) fn unlike<T>(node: &Node, report: &mut Report, wanted: &str) -> Option<T> {
    report.add(&[], &["is ", node.name(), "; write ", wanted]);
    None
}

impl Read for String {
    fn read(node: &Node, report: &mut Report) -> Option<Self> {
        match node {
            Node::Text(text) => Some(text.clone()),
            _ => unlike(node, report, "text"),
        }
    }
}

impl Read for i16 {
    fn read(node: &Node, report: &mut Report) -> Option<Self> {
        // The range that matters is checked with its meaning; this one only keeps the cast exact.
        #[allow(clippy::cast_possible_truncation)]
        match node {
            Node::Number(number) if number.fract() == 0.0 && number.abs() <= 9999.0 => Some(*number as Self),
            _ => unlike(node, report, "a whole number"),
        }
    }
}

impl<T: Read> Read for Option<T> {
    fn read(node: &Node, report: &mut Report) -> Option<Self> {
        T::read(node, report).map(Some)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(node: &Node, report: &mut Report) -> Option<Self> {
        let Node::List(items) = node else { return unlike(node, report, "a list") };
        let mut list = Self::with_capacity(items.len());
        for (place, item) in items.iter().enumerate() {
            match item.id() {
                Some(id) => report.enter(id),
                None => report.enter(&place.to_string()),
            }
            list.extend(T::read(item, report));
            report.leave();
        }
        (list.len() == items.len()).then_some(list)
    }
}

/// Entries by key, in the order of the file. A list, because a pack is small and a tree is a lot of code.
#[derive(Debug, Clone, PartialEq)]
pub struct Map<K, V>(Vec<(K, V)>);

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: PartialEq, V> Map<K, V> {
    /// The entry of a key.
    pub fn get<Q: ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: PartialEq<Q>,
    {
        self.0.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// In the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &(K, V)> {
        self.0.iter()
    }
}

/// Something that can be a key of a [`Map`].
pub(super) trait Key: Sized {
    /// What the keys are, for messages; `None` where any text will do.
    fn from_key(key: &str) -> Result<Self, String>;
}

impl Key for String {
    fn from_key(key: &str) -> Result<Self, String> {
        Ok(key.into())
    }
}

impl<K: Key, V: Read> Read for Map<K, V> {
    fn read(node: &Node, report: &mut Report) -> Option<Self> {
        let Node::Map(entries) = node else { return unlike(node, report, "an object") };
        let mut map = Vec::with_capacity(entries.len());
        for (place, (key, value)) in entries.iter().enumerate() {
            report.enter(key);
            if is_repeated(entries, place) {
                report.add(&[], &[REPEATED]);
            }
            match K::from_key(key) {
                Ok(key) => map.extend(V::read(value, report).map(|value| (key, value))),
                Err(known) => report.add(&[], &["is no key here; write one of ", &known]),
            }
            report.leave();
        }
        (map.len() == entries.len()).then_some(Self(map))
    }
}

const REPEATED: &str = "stands here twice, and only the last would count; give one of them another id";

fn is_repeated(entries: &[(String, Node)], place: usize) -> bool {
    entries[..place].iter().any(|(key, _)| *key == entries[place].0)
}

/// The fields of a record while it is read.
pub(super) struct Fields<'a> {
    entries: &'a [(String, Node)],
}

impl<'a> Fields<'a> {
    /// Reports unknown and repeated fields at once; missing ones when they are asked for.
    pub(super) fn of(node: &'a Node, known: &[&str], report: &mut Report) -> Option<Self> {
        let Node::Map(entries) = node else { return unlike(node, report, "an object") };
        for (place, (key, _)) in entries.iter().enumerate() {
            if !known.contains(&key.as_str()) {
                report.add(&[key], &["is no field here; write one of ", &known.join(", "), ", or remove it"]);
            } else if is_repeated(entries, place) {
                report.add(&[key], &[REPEATED]);
            }
        }
        Some(Self { entries })
    }

    pub(super) fn optional<T: Read + Default>(&self, key: &str, report: &mut Report) -> Option<T> {
        match self.entries.iter().find(|(known, _)| known == key) {
            None => Some(T::default()),
            Some((_, node)) => {
                report.enter(key);
                let value = T::read(node, report);
                report.leave();
                value
            }
        }
    }

    pub(super) fn required<T: Read>(&self, key: &str, report: &mut Report) -> Option<T> {
        let Some((_, node)) = self.entries.iter().find(|(known, _)| known == key) else {
            report.add(&[key], &["is missing; add it"]);
            return None;
        };
        report.enter(key);
        let value = T::read(node, report);
        report.leave();
        value
    }
}

/// Declares a type that is read from an object: each field with its key, and `default` where it may be left out.
macro_rules! record {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty = $key:literal $($default:ident)?;)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone)]
        #[cfg_attr(feature = "authoring", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
        pub struct $name {
            $($(#[$doc])* #[cfg_attr(feature = "authoring", schemars(rename = $key $(, $default)?))] pub $field: $type,)*
        }

        impl $crate::content::node::Read for $name {
            fn read(
                node: &$crate::content::node::Node,
                report: &mut $crate::content::report::Report,
            ) -> Option<Self> {
                let fields = $crate::content::node::Fields::of(node, &[$($key),*], report)?;
                // Each field before the question mark of any: all that is wrong is reported.
                $(let $field = record!(@ fields, $key, report $(, $default)?);)*
                Some(Self { $($field: $field?),* })
            }
        }
    };
    (@ $fields:ident, $key:literal, $report:ident) => { $fields.required($key, $report) };
    (@ $fields:ident, $key:literal, $report:ident, default) => { $fields.optional($key, $report) };
}

/// Declares a type that is one of a few words.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal;)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
        pub enum $name {
            $($(#[$doc])* #[cfg_attr(feature = "authoring", schemars(rename = $word))] $variant,)*
        }

        impl $name {
            /// Every one, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word for it in files, events and results.
            #[must_use]
            pub fn id(self) -> &'static str {
                const WORDS: &[&str] = &[$($word),*];
                WORDS[self as usize]
            }
        }

        impl $crate::content::node::Key for $name {
            fn from_key(key: &str) -> Result<Self, String> {
                let found = Self::ALL.iter().find(|one| one.id() == key);
                found.copied().ok_or_else(|| [$($word),*].join(", "))
            }
        }

        impl $crate::content::node::Read for $name {
            fn read(
                node: &$crate::content::node::Node,
                report: &mut $crate::content::report::Report,
            ) -> Option<Self> {
                use $crate::content::node::{Key, Node, unlike};
                let Node::Text(word) = node else { return unlike(node, report, "text") };
                Self::from_key(word)
                    .map_err(|known| report.add(&[], &["is `", word, "`; write one of ", &known]))
                    .ok()
            }
        }
    };
}

pub(super) use {record, words};

#[cfg(feature = "authoring")]
impl<K: schemars::JsonSchema, V: schemars::JsonSchema> schemars::JsonSchema for Map<K, V> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        std::collections::BTreeMap::<K, V>::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        std::collections::BTreeMap::<K, V>::json_schema(generator)
    }

    fn inline_schema() -> bool {
        true
    }
}

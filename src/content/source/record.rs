//! From a [`Node`] to a typed record, reporting every field that does not fit.

use super::{node::Node, report::Report};
use crate::content::terms::{Bearing, Direction, Effort, Level, Part, Purpose, Role};

/// A type that is read from a [`Node`].
pub(super) trait Read: Sized {
    /// The value; `None` where something was reported.
    fn read(node: &Node, report: &mut Report) -> Option<Self>;
}

/// Reports a node of the wrong shape.
fn mismatch<T>(node: &Node, report: &mut Report, wanted: &str) -> Option<T> {
    report.add(&[], format!("is {}; write {wanted}", node.name()));
    None
}

impl Read for String {
    fn read(node: &Node, report: &mut Report) -> Option<Self> {
        match node {
            Node::Text(text) => Some(text.clone()),
            _ => mismatch(node, report, "text"),
        }
    }
}

impl Read for bool {
    fn read(node: &Node, report: &mut Report) -> Option<Self> {
        match node {
            Node::Flag(value) => Some(*value),
            _ => mismatch(node, report, "true or false"),
        }
    }
}

impl Read for i16 {
    fn read(node: &Node, report: &mut Report) -> Option<Self> {
        // The range that matters is checked with its meaning; this one only keeps the cast exact.
        #[allow(clippy::cast_possible_truncation)]
        match node {
            Node::Number(number) if number.fract() == 0.0 && number.abs() <= 9999.0 => Some(*number as Self),
            _ => mismatch(node, report, "a whole number"),
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
        let Node::List(items) = node else { return mismatch(node, report, "a list") };
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

/// Entries by key, in the order of the file.
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

/// A type that can be a key of a [`Map`].
pub(super) trait Key: Sized {
    /// # Errors
    /// The keys that there are, separated by commas.
    fn from_key(key: &str) -> Result<Self, String>;
}

impl Key for String {
    fn from_key(key: &str) -> Result<Self, String> {
        Ok(key.into())
    }
}

impl<K: Key, V: Read> Read for Map<K, V> {
    fn read(node: &Node, report: &mut Report) -> Option<Self> {
        let Node::Map(entries) = node else { return mismatch(node, report, "an object") };
        let mut map = Vec::with_capacity(entries.len());
        for (place, (key, value)) in entries.iter().enumerate() {
            report.enter(key);
            if is_repeated(entries, place) {
                report.add(&[], REPEATED);
            }
            match K::from_key(key) {
                Ok(key) => map.extend(V::read(value, report).map(|value| (key, value))),
                Err(known) => report.add(&[], format!("is no key here; write one of {known}")),
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
        let Node::Map(entries) = node else { return mismatch(node, report, "an object") };
        for (place, (key, _)) in entries.iter().enumerate() {
            if !known.contains(&key.as_str()) {
                report.add(&[key], format!("is no field here; write one of {}, or remove it", known.join(", ")));
            } else if is_repeated(entries, place) {
                report.add(&[key], REPEATED);
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
            report.add(&[key], "is missing; add it");
            return None;
        };
        report.enter(key);
        let value = T::read(node, report);
        report.leave();
        value
    }
}

/// Implements [`Read`] for a struct: each field with its key, and `default` where it may be left out.
macro_rules! read_fields {
    ($name:ident { $($field:ident = $key:literal $($default:ident)?;)* }) => {
        impl $crate::content::source::record::Read for $name {
            fn read(
                node: &$crate::content::source::node::Node,
                report: &mut $crate::content::source::report::Report,
            ) -> Option<Self> {
                let fields = $crate::content::source::record::Fields::of(node, &[$($key),*], report)?;
                // Every field is read before any question mark, so that all of their problems are reported.
                $(let $field = read_fields!(@ fields, $key, report $(, $default)?);)*
                Some(Self { $($field: $field?),* })
            }
        }
    };
    (@ $fields:ident, $key:literal, $report:ident) => { $fields.required($key, $report) };
    (@ $fields:ident, $key:literal, $report:ident, default) => { $fields.optional($key, $report) };
}

/// Declares a struct that is read from an object, and described by the JSON Schema.
macro_rules! record {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty = $key:literal $($default:ident)?;)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone)]
        #[cfg_attr(feature = "authoring", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
        pub struct $name {
            $($(#[$doc])* #[cfg_attr(feature = "authoring", schemars(rename = $key $(, $default)?))] pub $field: $type,)*
        }

        read_fields! { $name { $($field = $key $($default)?;)* } }
    };
}

pub(super) use {read_fields, record};

/// Reads the words of an enum, as values and as keys.
macro_rules! read_terms {
    ($($name:ident)*) => {
        $(impl Key for $name {
            fn from_key(key: &str) -> Result<Self, String> {
                let found = Self::ALL.iter().find(|term| term.id() == key);
                found.copied().ok_or_else(|| Self::ALL.iter().map(|term| term.id()).collect::<Vec<_>>().join(", "))
            }
        }

        impl Read for $name {
            fn read(node: &Node, report: &mut Report) -> Option<Self> {
                let Node::Text(word) = node else { return mismatch(node, report, "text") };
                Self::from_key(word)
                    .map_err(|known| report.add(&[], format!("is `{word}`; write one of {known}")))
                    .ok()
            }
        })*
    };
}

read_terms! { Bearing Direction Effort Level Part Purpose Role }

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

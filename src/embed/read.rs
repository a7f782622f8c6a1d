//! Reads the files of a pack from what `JSON.parse` has made of them.
//!
//! By hand rather than by serde, whose derived readers would be a fifth of all that a visitor downloads. In return every
//! message has a path. That no field is forgotten, the compiler sees: each struct is built in full.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::content::{
    Effort, Map, Margins, Part, Problem, Purpose, Role,
    files::{
        ActionEntry, ActionText, ConditionEntry, LanguageEntry, Level, Levels, ModelFile, OptionEntry, OptionText,
        QuestionEntry, QuestionText, RoleText, RowEntry, RowText, SourceEntry, SourceText, TextFile,
    },
};

/// Reads a file, which is called `name` in messages.
///
/// # Errors
/// Everything that is missing, unknown or of another type.
pub fn read<T: Read>(value: &JsValue, name: &str) -> Result<T, Vec<Problem>> {
    let mut reader = Reader { file: name, path: Vec::new(), problems: Vec::new() };
    let read = T::read(value, &mut reader);
    if reader.problems.is_empty() { Ok(read) } else { Err(reader.problems) }
}

/// Where the reading stands, and what was wrong so far.
pub struct Reader<'a> {
    file: &'a str,
    path: Vec<String>,
    problems: Vec<Problem>,
}

/// What can be read. Where the value is wrong, that is noted, and something is returned that nobody will look at.
pub trait Read {
    /// Reads a value; `undefined` where there is none.
    fn read(value: &JsValue, reader: &mut Reader<'_>) -> Self;
}

impl Reader<'_> {
    fn wrong(&mut self, message: &[&str]) {
        self.problems.push(Problem { file: self.file.into(), path: self.path.join("."), message: message.concat() });
    }

    fn expected(&mut self, value: &JsValue, what: &str) {
        let found = if value.is_undefined() { "is missing; add " } else { "cannot be read; write " };
        self.wrong(&[found, what]);
    }

    fn field<T: Read>(&mut self, of: &JsValue, name: &str) -> T {
        self.at(name, &get(of, name))
    }

    fn at<T: Read>(&mut self, place: &str, value: &JsValue) -> T {
        self.path.push(place.into());
        let read = T::read(value, self);
        self.path.pop();
        read
    }

    fn wrong_at(&mut self, place: &str, message: &str) {
        self.path.push(place.into());
        self.wrong(&[message]);
        self.path.pop();
    }

    /// What a list holds; each item by its id where it has one, since a number would have to be counted out.
    fn items(&mut self, value: &JsValue) -> Vec<(String, JsValue)> {
        let Some(list) = value.dyn_ref::<Array>() else {
            self.expected(value, "a list");
            return Vec::new();
        };
        let mut items = Vec::new();
        for (place, item) in list.iter().enumerate() {
            items.push((get(&item, "id").as_string().unwrap_or_else(|| place.to_string()), item));
        }
        items
    }

    /// What an object holds.
    fn entries(&mut self, value: &JsValue) -> Vec<(String, JsValue)> {
        let Some(object) = record(value) else {
            self.expected(value, "an object");
            return Vec::new();
        };
        let mut entries = Vec::new();
        for name in Object::keys(object).iter().filter_map(|key| key.as_string()) {
            let entry = get(value, &name);
            entries.push((name, entry));
        }
        entries
    }

    fn field_or_default<T: Read + Default>(&mut self, of: &JsValue, name: &str) -> T {
        if get(of, name).is_undefined() { T::default() } else { self.field(of, name) }
    }

    /// Notes what is not an object, and every field of another name.
    fn fields(&mut self, of: &JsValue, names: &[&str]) -> bool {
        let Some(object) = record(of) else {
            self.expected(of, "an object");
            return false;
        };
        for key in Object::keys(object).iter().filter_map(|key| key.as_string()) {
            if !names.contains(&&*key) {
                self.wrong_at(&key, "is not known here; correct the name or remove it");
            }
        }
        true
    }
}

fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

fn record(value: &JsValue) -> Option<&Object> {
    value.dyn_ref::<Object>().filter(|_| !Array::is_array(value))
}

impl Read for String {
    fn read(value: &JsValue, reader: &mut Reader<'_>) -> Self {
        value.as_string().unwrap_or_else(|| {
            reader.expected(value, "a text");
            Self::new()
        })
    }
}

impl Read for Option<String> {
    fn read(value: &JsValue, reader: &mut Reader<'_>) -> Self {
        (!value.is_null_or_undefined()).then(|| String::read(value, reader))
    }
}

impl Read for i16 {
    fn read(value: &JsValue, reader: &mut Reader<'_>) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "compared with what it was, just below")]
        let whole = value.as_f64().map(|number| number as Self).filter(|&whole| *value == whole);
        whole.unwrap_or_else(|| {
            reader.expected(value, "a whole number");
            0
        })
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(value: &JsValue, reader: &mut Reader<'_>) -> Self {
        let mut read = Self::new();
        for (id, item) in reader.items(value) {
            read.push(reader.at(&id, &item));
        }
        read
    }
}

/// What can be the key of a map.
pub trait Key: Sized {
    /// The key of this name; `None`, and a note, where there is none.
    fn key(name: String, reader: &mut Reader<'_>) -> Option<Self>;
}

impl Key for String {
    fn key(name: String, _: &mut Reader<'_>) -> Option<Self> {
        Some(name)
    }
}

impl Key for Role {
    fn key(name: String, reader: &mut Reader<'_>) -> Option<Self> {
        let role = Self::ALL.into_iter().find(|role| role.id() == name);
        if role.is_none() {
            reader.wrong_at(&name, "is no type or kind; correct the name");
        }
        role
    }
}

impl<K: Key + Eq, V: Read> Read for Map<K, V> {
    fn read(value: &JsValue, reader: &mut Reader<'_>) -> Self {
        let mut read = Self::default();
        for (name, value) in reader.entries(value) {
            let value = reader.at(&name, &value);
            if let Some(key) = K::key(name, reader) {
                read.insert(key, value);
            }
        }
        read
    }
}

/// Declares how structs are read: each field with its name in the file; one that may be left out stands after `or default`.
macro_rules! structs {
    ($($type:ident { $($field:ident $name:literal),* $(; or default $($left:ident $left_name:literal),*)? })*) => {
        $(impl Read for $type {
            fn read(value: &JsValue, reader: &mut Reader<'_>) -> Self {
                // What is no object is said once, not once for each field.
                let sound = reader.fields(value, &[$($name,)* $($($left_name,)*)?]);
                let noted = reader.problems.len();
                let read = Self {
                    $($field: reader.field(value, $name),)*
                    $($($left: reader.field_or_default(value, $left_name),)*)?
                };
                if !sound {
                    reader.problems.truncate(noted);
                }
                read
            }
        })*
    };
}

structs! {
    ModelFile {
        languages "languages", levels "levels", margins "margins", sources "sources", questions "questions",
        actions "actions";
        or default schema "$schema", prior "prior", table "table", set_aside "set_aside"
    }
    LanguageEntry { code "code", name "name" }
    Levels { decisive "decisive", strong "strong", moderate "moderate", slight "slight" }
    Margins { between "between", also "also", clear "clear" }
    SourceEntry { id "id", claims "claims"; or default link "link" }
    QuestionEntry { id "id", purpose "purpose", options "options", sources "sources"; or default when "when" }
    ConditionEntry { question "question"; or default is "is", not "not" }
    OptionEntry { id "id"; or default speaks_for "for", against "against", sources "sources" }
    ActionEntry { id "id", part "part", effort "effort", sources "sources"; or default advised_for "for", when "when" }
    RowEntry { id "id", sources "sources"; or default question "question" }

    TextFile {
        language "language", phrases "phrases", roles "roles", questions "questions", actions "actions",
        sources "sources";
        or default schema "$schema", table "table"
    }
    RoleText { name "name", many "many", meaning "meaning" }
    QuestionText { prompt "prompt", help "help", options "options" }
    OptionText { label "label", reason "reason"; or default note "note" }
    ActionText { title "title", text "text", first "first", measure "measure"; or default ready "ready" }
    SourceText { title "title", publisher "publisher", claims "claims" }
    RowText { label "label", client "client", customer "customer", consumer "consumer" }
}

/// Declares the words that an enum is written in.
macro_rules! enums {
    ($($type:ident { $first:ident $first_name:literal $(, $variant:ident $name:literal)* })*) => {
        $(impl Read for $type {
            fn read(value: &JsValue, reader: &mut Reader<'_>) -> Self {
                match value.as_string().as_deref() {
                    Some($first_name) => Self::$first,
                    $(Some($name) => Self::$variant,)*
                    _ => {
                        reader.expected(value, concat!("one of ", $first_name $(, ", ", $name)*));
                        Self::$first
                    }
                }
            }
        })*
    };
}

enums! {
    Role {
        Client "client", Customer "customer", Consumer "consumer", Internal "internal", External "external",
        Intermediary "intermediary"
    }
    Level { Decisive "decisive", Strong "strong", Moderate "moderate", Slight "slight", None "none" }
    Purpose { Classify "classify", Advise "advise" }
    Part { Repair "repair", Serve "serve", Grow "grow", Balance "balance" }
    Effort { Hour "hour", Day "day", Week "week" }
}

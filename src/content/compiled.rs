//! A checked pack in one language as bytes: what a visitor downloads.
//!
//! Checking a pack needs every message that an author may have to read. A visitor needs none of them: the pack that ships
//! was checked when it was built. So the widget reads only this form, and the checks are in a wasm of their own, which is
//! asked for where a page brings a pack as written (see `src/reader.rs`).
//!
//! Values follow one another in the order of their fields, numbers in LEB128, lists after their length, texts up to a
//! zero byte (which compresses better than lengths do). A checksum stands before them, so that reading need not fear
//! what it finds.

use super::{
    model::{
        Action, Choice, Claim, Condition, Evidence, HeldRole, Levels, Margins, MixAdvice, Model, MoreThan, PathNote,
        Question, Row, Source, Stop, Together, Type,
    },
    terms::{Bearing, Direction, Effort, Part, Purpose, Role},
    text::{ActionWords, ChoiceWords, MixWords, QuestionWords, RoleWords, RowWords, SourceWords, Str, Text},
};
use crate::checksum::fnv1a;

/// The bytes of a pack.
#[must_use]
pub fn compile(model: &Model, text: &Text) -> Vec<u8> {
    let mut body = Vec::new();
    model.write(&mut body);
    text.write(&mut body);
    seal(&body)
}

/// A body with its checksum before it, whatever it holds.
#[must_use]
pub fn seal(body: &[u8]) -> Vec<u8> {
    [&checksum(body).to_le_bytes(), body].concat()
}

/// The pack in these bytes; `None` where they are damaged or were written by another release.
#[must_use]
pub fn read(file: &[u8]) -> Option<(Model, Text)> {
    let (sum, body) = file.split_first_chunk()?;
    if *sum != checksum(body).to_le_bytes() {
        return None;
    }
    let mut rest = Bytes(body);
    Some((Model::read(&mut rest), Text::read(&mut rest)))
}

/// FNV-1a, begun with the release, since each may order its fields anew.
fn checksum(body: &[u8]) -> u32 {
    fnv1a(env!("CARGO_PKG_VERSION").bytes().chain(body.iter().copied()))
}

/// What is left to read. Behind the end there are only zeros, so that no read can fail.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn next(&mut self) -> u8 {
        let Some((&first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        first
    }

    /// Below two million: no list is longer.
    fn number(&mut self) -> usize {
        let mut number = 0;
        for place in [1, 1 << 7, 1 << 14] {
            let byte = self.next();
            number += usize::from(byte & 0x7f) * place;
            if byte < 0x80 {
                break;
            }
        }
        number
    }

    fn text(&mut self) -> &str {
        let end = self.0.iter().position(|&byte| byte == 0).unwrap_or(self.0.len());
        let (text, rest) = self.0.split_at(end);
        self.0 = rest.get(1..).unwrap_or_default();
        str::from_utf8(text).unwrap_or_default()
    }
}

/// A value with a place in the file.
trait Value: Sized {
    fn write(&self, to: &mut Vec<u8>);
    fn read(from: &mut Bytes) -> Self;
}

/// Declares the order of fields. The compiler sees to it that none is left out.
macro_rules! in_order {
    ($($name:ident { $($field:ident),* })*) => {
        $(impl Value for $name {
            fn write(&self, to: &mut Vec<u8>) {
                let Self { $($field),* } = self;
                $($field.write(to);)*
            }

            fn read(from: &mut Bytes) -> Self {
                $(let $field = Value::read(from);)*
                Self { $($field),* }
            }
        })*
    };
}

in_order! {
    Model { prior, levels, margins, stop, together, questions, actions, table, mix, paths, sources, claims, languages }
    Evidence { types, kinds }
    Levels { decisive, strong, moderate, slight }
    Margins { between, also, clear }
    Stop { after, most }
    Together { first, second }
    HeldRole { role, when }
    Question { id, purpose, lever, near, scale, when, options, claims }
    Choice { id, evidence, claims }
    Condition { question, options, among }
    Action { id, part, advised_for, when, effort, brings, claims }
    Row { id, question, claims }
    MixAdvice { id, only, some, every, more_than, actions, claims }
    PathNote { id, to, says, when, claims }
    MoreThan { percent, of }
    Source { id, link, lang }
    Claim { id, source }
    Text { language, direction, phrases, roles, questions, actions, sources, claims, table, mix, paths }
    RoleWords { name, many, meaning }
    QuestionWords { prompt, help, options }
    ChoiceWords { label, note, reason }
    ActionWords { title, text, first, measure, ready }
    SourceWords { title, publisher }
    RowWords { label, cells }
    MixWords { title, text }
}

/// A word is its place among all.
macro_rules! by_place {
    ($($name:ident)*) => {
        $(impl Value for $name {
            fn write(&self, to: &mut Vec<u8>) {
                (*self as usize).write(to);
            }

            fn read(from: &mut Bytes) -> Self {
                Self::ALL.get(from.number()).copied().unwrap_or(Self::ALL[0])
            }
        })*
    };
}

by_place! { Bearing Direction Effort Part Purpose Role Type }

impl Value for usize {
    fn write(&self, to: &mut Vec<u8>) {
        let mut rest = *self;
        loop {
            // Masked, so nothing is cut off.
            #[allow(clippy::cast_possible_truncation)]
            let low = (rest & 0x7f) as u8;
            rest >>= 7;
            if rest == 0 {
                return to.push(low);
            }
            to.push(low + 0x80);
        }
    }

    fn read(from: &mut Bytes) -> Self {
        from.number()
    }
}

impl Value for i16 {
    fn write(&self, to: &mut Vec<u8>) {
        to.extend(self.to_le_bytes());
    }

    fn read(from: &mut Bytes) -> Self {
        Self::from_le_bytes([from.next(), from.next()])
    }
}

impl Value for bool {
    fn write(&self, to: &mut Vec<u8>) {
        to.push(u8::from(*self));
    }

    fn read(from: &mut Bytes) -> Self {
        from.next() != 0
    }
}

fn write_text(text: &str, to: &mut Vec<u8>) {
    // A zero byte would end the text early, and no sentence needs one.
    to.extend(text.bytes().filter(|&byte| byte != 0));
    to.push(0);
}

impl Value for String {
    fn write(&self, to: &mut Vec<u8>) {
        write_text(self, to);
    }

    fn read(from: &mut Bytes) -> Self {
        from.text().into()
    }
}

impl Value for Str {
    fn write(&self, to: &mut Vec<u8>) {
        write_text(self, to);
    }

    fn read(from: &mut Bytes) -> Self {
        from.text().into()
    }
}

impl<T: Value> Value for Vec<T> {
    fn write(&self, to: &mut Vec<u8>) {
        self.len().write(to);
        for value in self {
            value.write(to);
        }
    }

    fn read(from: &mut Bytes) -> Self {
        // Each item takes a byte at least: a list that says to be longer is none.
        let length = from.number().min(from.0.len());
        let mut list = Self::new();
        for _ in 0..length {
            list.push(T::read(from));
        }
        list
    }
}

impl<T: Value> Value for Option<T> {
    fn write(&self, to: &mut Vec<u8>) {
        self.is_some().write(to);
        if let Some(value) = self {
            value.write(to);
        }
    }

    fn read(from: &mut Bytes) -> Self {
        if bool::read(from) { Some(T::read(from)) } else { None }
    }
}

impl<T: Value> Value for [T; 3] {
    fn write(&self, to: &mut Vec<u8>) {
        for value in self {
            value.write(to);
        }
    }

    fn read(from: &mut Bytes) -> Self {
        [T::read(from), T::read(from), T::read(from)]
    }
}

impl<A: Value, B: Value> Value for (A, B) {
    fn write(&self, to: &mut Vec<u8>) {
        self.0.write(to);
        self.1.write(to);
    }

    fn read(from: &mut Bytes) -> Self {
        (A::read(from), B::read(from))
    }
}

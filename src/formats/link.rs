//! Answers as a short code, for the fragment of an address.
//!
//! Four bits a question in the order of the file, six bits a letter, so at most 44 letters for the largest pack. Three
//! letters of checksum stand before them, over the answers and the ids of the pack: a code that was cut off, mistyped, or
//! made for other questions is refused as a whole, rather than read as answers that nobody gave.

use crate::{
    checksum::fnv1a,
    content::Model,
    engine::{Answer, Answers},
};

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The letter that names this way of writing. Another way begins with another letter.
const FORM: char = '1';

/// Four bits: 0 for no answer, then the options, then "not sure".
const NOT_SURE: u32 = 15;

/// The code of these answers, in whatever order they were given: at most 48 letters, digits, `-` and `_`.
#[must_use]
pub fn encode(model: &Model, answers: &Answers) -> String {
    let mut values = Vec::new();
    for question in 0..model.questions.len() {
        values.push(match answers.get(question) {
            None => 0,
            // At most eight options.
            #[allow(clippy::cast_possible_truncation)]
            Some(Answer::Chosen(option)) => option as u32 + 1,
            Some(Answer::NotSure) => NOT_SURE,
        });
    }
    let sum = checksum(model, &values);
    let mut code = String::from(FORM);
    for shift in [12, 6, 0] {
        code.push(letter(sum >> shift));
    }
    // Three values are two letters.
    for three in values.chunks(3) {
        let mut bits = 0;
        for (place, value) in three.iter().enumerate() {
            bits |= value << (8 - 4 * place);
        }
        code.push(letter(bits >> 6));
        code.push(letter(bits));
    }
    code
}

/// The answers in a code, in the order of the file; `None` where it is no code of this pack.
#[must_use]
pub fn decode(model: &Model, code: &str) -> Option<Answers> {
    let letters = code.as_bytes().get(4..).unwrap_or_default();
    let mut answers = Answers::default();
    for (question, about) in model.questions.iter().enumerate() {
        let mut bits = 0;
        for place in [0, 1] {
            let letter = letters.get(question / 3 * 2 + place);
            bits = 64 * bits + LETTERS.iter().position(|known| Some(known) == letter).unwrap_or(0);
        }
        match bits >> (8 - 4 * (question % 3)) & 15 {
            15 => answers.give(question, Answer::NotSure),
            option if (1..=about.options.len()).contains(&option) => answers.give(question, Answer::Chosen(option - 1)),
            // No answer, or none that there is: then the code below is another one.
            _ => {}
        }
    }
    // Whatever was read, only the one code of these answers is theirs.
    (encode(model, &answers) == code).then_some(answers)
}

fn letter(bits: u32) -> char {
    char::from(LETTERS[bits as usize & 63])
}

/// 18 bits of FNV-1a.
fn checksum(model: &Model, values: &[u32]) -> u32 {
    let mut ids = String::new();
    for question in &model.questions {
        ids.extend([&question.id, ":"]);
        for option in &question.options {
            ids.extend([&option.id, "."]);
        }
    }
    // Each value has four bits.
    #[allow(clippy::cast_possible_truncation)]
    let values = values.iter().map(|&value| value as u8);
    fnv1a(ids.bytes().chain(values)) >> 14
}

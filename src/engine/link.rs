//! Answers as a short code, for the fragment of an address.
//!
//! Four bits a question in the order of the file, six bits a letter, so at most 44 letters for the largest pack. Three
//! letters of checksum stand before them, over the answers and the ids of the pack: a code that was cut off, mistyped, or
//! made for other questions is refused as a whole, rather than read as answers that nobody gave.

use super::answers::{Answer, Answers};
use crate::content::Model;

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The letter that names this way of writing. Another way begins with another letter.
const FORM: char = '1';

/// Four bits: 0 for no answer, then the options, then "not sure".
const NOT_SURE: u32 = 15;

/// The code of these answers, in whatever order they were given: at most 48 letters, digits, `-` and `_`.
#[must_use]
pub fn encode(model: &Model, answers: &Answers) -> String {
    let values: Vec<u32> = (0..model.questions.len())
        .map(|question| match answers.get(question) {
            None => 0,
            // At most eight options.
            #[allow(clippy::cast_possible_truncation)]
            Some(Answer::Chosen(option)) => option as u32 + 1,
            Some(Answer::NotSure) => NOT_SURE,
        })
        .collect();
    let sum = checksum(model, &values);
    let mut code = String::from(FORM);
    code.extend([12, 6, 0].map(|shift| letter(sum >> shift)));
    // Three values are two letters.
    for three in values.chunks(3) {
        let bits = three.iter().enumerate().fold(0, |bits, (place, value)| bits | value << (8 - 4 * place));
        code.extend([letter(bits >> 6), letter(bits)]);
    }
    code
}

/// The answers in a code, in the order of the file; `None` where it is no code of this pack.
#[must_use]
pub fn decode(model: &Model, code: &str) -> Option<Answers> {
    let letters = code.as_bytes().get(4..).unwrap_or_default();
    let values = letters.chunks(2).flat_map(|two| {
        let bits = two.iter().fold(0, |bits, letter| {
            let value = LETTERS.iter().position(|known| known == letter).unwrap_or(0);
            bits << 6 | value
        });
        [bits >> 8 & 15, bits >> 4 & 15, bits & 15]
    });
    let mut answers = Answers::default();
    for (question, value) in values.take(model.questions.len()).enumerate() {
        match value {
            15 => answers.give(question, Answer::NotSure),
            option if (1..=model.questions[question].options.len()).contains(&option) => {
                answers.give(question, Answer::Chosen(option - 1));
            }
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
    let ids = model.questions.iter().flat_map(|question| {
        let options = question.options.iter().flat_map(|option| option.id.bytes().chain([b'.']));
        question.id.bytes().chain([b':']).chain(options)
    });
    let bytes = ids.map(u32::from).chain(values.iter().copied());
    bytes.fold(0x811c_9dc5_u32, |sum, byte| (sum ^ byte).wrapping_mul(0x0100_0193)) >> 14
}

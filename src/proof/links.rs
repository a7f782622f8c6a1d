//! Links: the code of every set of answers gives back that set, and no other set has the same code.

use super::{
    report::{Proof, in_words},
    subject::Engine,
};
use crate::{
    content::{Model, QuestionIx},
    engine::{Answer, Answers},
};

/// What the fragment of an address may come to, with what stands before the code.
const MOST: usize = 60;

/// Questions that share letters of a code.
const TOGETHER: usize = 3;

/// Proves it three questions at a time, for every value of all three, before three backgrounds: no other question
/// answered, all "not sure", all with their last option.
///
/// Letters and answers go together by threes, and nothing of one three depends on another but the checksum, which is
/// looked at only when every answer has been read. What is checked here would show any part of it that did: the letters of
/// a three are the same before every background, and those of the background are the same behind every three.
#[must_use]
pub fn prove(model: &Model, engine: &Engine) -> Proof {
    Proof::of(
        "The code in a link gives back exactly the answers it was made of, in whichever order they were given, and with \
         what stands before it takes at most 60 characters.",
        || {
            let mut checked = 0;
            let backgrounds: Vec<Answers> = backgrounds(model).collect();
            let questions: Vec<QuestionIx> = (0..model.questions.len()).collect();
            for (index, three) in questions.chunks(TOGETHER).enumerate() {
                for values in every(model, three) {
                    let mut letters = None;
                    for background in &backgrounds {
                        let answers = put(background, three, &values);
                        let code = code(model, engine, &answers)?;
                        let (own, around) = split(&code, index);
                        let behind = (engine.encode)(model, background);
                        if *letters.get_or_insert(own.clone()) != own || split(&behind, index).1 != around {
                            return Err(format!("{}: {code} is not made by threes", in_words(model, &answers)));
                        }
                        checked += 1;
                    }
                }
            }
            let sets = model.questions.iter().map(|question| question.options.len() as u128 + 2).product();
            Ok((sets, format!("sets of answers, by {checked} codes, three questions at a time"), Vec::new()))
        },
    )
}

/// Left out, "not sure", or one of the options.
fn values(model: &Model, question: QuestionIx) -> impl Iterator<Item = Option<Answer>> {
    let options = (0..model.questions[question].options.len()).map(|option| Some(Answer::Chosen(option)));
    [None, Some(Answer::NotSure)].into_iter().chain(options)
}

fn backgrounds(model: &Model) -> impl Iterator<Item = Answers> {
    let last = |question: QuestionIx| Answer::Chosen(model.questions[question].options.len() - 1);
    let full = move |answer: &dyn Fn(QuestionIx) -> Answer| {
        let give = |answers: Answers, question| answers.with(question, answer(question));
        (0..model.questions.len()).fold(Answers::default(), give)
    };
    [Answers::default(), full(&|_| Answer::NotSure), full(&last)].into_iter()
}

/// Every combination of values of these questions.
fn every(model: &Model, questions: &[QuestionIx]) -> Vec<Vec<Option<Answer>>> {
    questions.iter().fold(vec![Vec::new()], |found, &question| {
        let more = |start: &Vec<_>| {
            let start = start.clone();
            values(model, question).map(move |value| [&start[..], &[value]].concat())
        };
        found.iter().flat_map(more).collect()
    })
}

/// The background, with these values in place of its own.
fn put(background: &Answers, questions: &[QuestionIx], values: &[Option<Answer>]) -> Answers {
    let mut answers = Answers::default();
    for (question, answer) in background.iter().filter(|(question, _)| !questions.contains(question)) {
        answers.give(question, answer);
    }
    for (&question, answer) in questions.iter().zip(values) {
        if let Some(answer) = answer {
            answers.give(question, *answer);
        }
    }
    answers
}

/// The code of these answers, once it has been found to be theirs alone.
fn code(model: &Model, engine: &Engine, answers: &Answers) -> Result<String, String> {
    let said = || in_words(model, answers);
    let code = (engine.encode)(model, answers);
    let mut backwards = Answers::default();
    for (question, answer) in answers.iter().rev() {
        backwards.give(question, answer);
    }
    if (engine.encode)(model, &backwards) != code {
        return Err(format!("{}: another code than {code} in the reverse order", said()));
    }
    if "#relasi=".len() + code.len() > MOST {
        return Err(format!("{}: {code} is too long", said()));
    }
    let Some(read) = (engine.decode)(model, &code) else {
        return Err(format!("{}: {code} is refused", said()));
    };
    let same = (0..model.questions.len()).all(|question| read.get(question) == answers.get(question));
    if same { Ok(code) } else { Err(format!("{}: {code} is read as {}", said(), in_words(model, &read))) }
}

/// The two letters of a three, and those of the others; without form and checksum.
fn split(code: &str, index: usize) -> (String, String) {
    let start = 4 + 2 * index;
    (code[start..start + 2].into(), [&code[4..start], &code[start + 2..]].concat())
}

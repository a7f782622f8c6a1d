//! What tests have in common: the pack that ships, answers that lead somewhere, and pages that embed the widget.

use std::{fs, path::Path, rc::Rc};

use relasi::{
    cases::{self, Case},
    content::{Model, Phrase, source::folder},
    engine::{Answer, Answers, Depth, Step, step, verdict},
    ui::Pack,
};
use serde_json::{Map, Value, json};

use crate::visitor::Visitor;

// --- content and answers --------------------------------------------------------------------------------------------

/// The first question, and the next for whoever is outside.
pub const FIRST: &str = "Are they inside your organisation or outside it?";
pub const SECOND: &str = "What do they do with what they get from you?";

/// A shop that sells on what it buys; one question is answered with "not sure", and some were not asked.
pub fn reseller() -> Value {
    json!({
        "place": "outside", "onward": "sell_on", "payer": "pays_for_others", "service": "goods", "side": "fair_sale",
        "tailoring": "same", "chain": "from_us", "decision": "not_sure", "trouble": "none", "goal": "keep"
    })
}

/// A patient of a doctor.
pub fn client() -> Value {
    json!({
        "place": "outside", "onward": "rely_on", "payer": "same", "service": "expertise", "side": "act_for",
        "tailoring": "bespoke", "chain": "working_together", "decision": "confers", "trouble": "none", "goal": "keep"
    })
}

/// Guests of a hotel, who are customers and consumers, and would be clients if the hotel changed something.
pub fn guests() -> Value {
    json!(named_case("hotel").answers)
}

/// The pack that ships, in this language.
pub fn pack(language: &str) -> Pack {
    let pack = folder::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content")).expect("the pack is sound");
    let text = pack.texts.into_iter().find(|text| *text.language == *language).expect("it speaks the language");
    Pack { model: Rc::new(pack.model), text: Rc::new(text) }
}

/// These answers as the engine has them.
pub fn answers(model: &Model, given: &Value) -> Answers {
    let mut answers = Answers::default();
    for (question, option) in given.as_object().expect("answers are an object") {
        let question = model.question(question).expect("a question of the pack");
        let option = model.questions[question].option(option.as_str().expect("an id"));
        answers.give(question, option.map_or(Answer::NotSure, Answer::Chosen));
    }
    answers
}

/// The answers of whoever answers every question with its first option, as far as is asked.
pub fn first_options(model: &Model, depth: Depth) -> Answers {
    let mut answers = Answers::default();
    while let Step::Ask(question) = step(model, &answers, depth) {
        answers.give(question, Answer::Chosen(0));
    }
    answers
}

/// The type that these answers lead to.
pub fn outcome_of_first_options() -> &'static str {
    let Pack { model, .. } = pack("en");
    verdict(&model, &first_options(&model, Depth::Likely)).leading.id()
}

/// The twelve relationships of `tests/cases/named.toml`.
pub fn named_cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let named = fs::read_to_string(folder.join("named.toml")).expect("the named cases are there");
    let is_named = |case: &Case| named.contains(&format!("name = \"{}\"", case.name));
    cases::read(&folder).expect("the cases can be read").into_iter().filter(is_named).collect()
}

/// The first of them whose name has this word in it.
pub fn named_case(word: &str) -> Case {
    named_cases().into_iter().find(|case| case.name.contains(word)).expect("a named case")
}

/// The label of this answer to the question with this prompt, "not sure" where there is none.
pub fn label(pack: &Pack, prompt: &str, of: impl Fn(&str) -> Option<String>) -> String {
    let Pack { model, text } = pack;
    let question = text.questions.iter().position(|question| *question.prompt == *prompt);
    let question = question.unwrap_or_else(|| panic!("{prompt:?} is no question of the pack"));
    let about = &model.questions[question];
    match of(&about.id).and_then(|option| about.option(&option)) {
        Some(option) => text.questions[question].options[option].label.to_string(),
        None => text.say(Phrase::NotSure).to_string(),
    }
}

impl Visitor {
    /// Answers each question as the case does, by hand, by the labels on the screen, up to the result.
    pub async fn walks_to_the_result(&self, case: &Case, pack: &Pack) {
        let go_on = pack.text.say(Phrase::Continue);
        let mut heading = self.question().await;
        while !self.is_at_the_result().await {
            self.chooses(&label(pack, &heading, |question| case.answers.get(question).cloned())).await;
            self.presses(&go_on).await;
            heading = self.moves_on().await;
        }
    }

    /// The same, as fast as the page can.
    pub async fn hurries_through(&self, case: &Case, pack: &Pack) {
        let labels: Map<String, Value> = pack
            .text
            .questions
            .iter()
            .map(|question| &*question.prompt)
            .map(|prompt| (prompt.into(), label(pack, prompt, |question| case.answers.get(question).cloned()).into()))
            .collect();
        self.hurries_by("const wanted = arguments[0][legend.innerText.trim()];", labels.into()).await;
    }

    /// Answers what steers the plan, on the result, as the case does.
    pub async fn steers_the_plan(&self, case: &Case, pack: &Pack) {
        for prompt in self.texts(".steering legend").await {
            let wanted = label(pack, &prompt, |question| case.answers.get(question).cloned());
            if wanted == *pack.text.say(Phrase::NotSure) {
                continue;
            }
            let (legend, option) = (json!(prompt), json!(wanted));
            let press = "const says = (part, words) => part.innerText.trim() === words;
                const group = [...WIDGET.shadowRoot.querySelectorAll('.steering fieldset')]
                    .find(group => says(group.querySelector('legend'), arguments[0]));
                [...group.querySelectorAll('label')].find(label => says(label, arguments[1])).click()";
            self.script(press, vec![legend, option]).await;
            self.waits_until("it is chosen", ".steering label:has(:checked)", |chosen| chosen.contains(&wanted)).await;
        }
    }

    /// Answers every question with its first option, as fast as the page can.
    pub async fn hurries_to_the_result(&self) {
        self.hurries_by("const wanted = null;", Value::Null).await;
    }

    /// Answers every question with the option whose label a script calls `wanted`, the first where that is null.
    async fn hurries_by(&self, choice: &str, given: Value) {
        let step = format!(
            "const root = WIDGET.shadowRoot, legend = root.querySelector('legend');
            if (root.querySelector('.verdict')) return true;
            if (!legend) return null;
            {choice}
            const label = [...root.querySelectorAll('label:has([type=radio])')]
                .find(label => wanted === null || label.innerText.trim().split('\\n')[0] === wanted);
            if (!label) throw new Error(`there is no ${{wanted}} among the answers to ${{legend.innerText}}`);
            if (label.control.checked) root.querySelector('.go').click();
            else label.control.click();
            return null;"
        );
        self.waits_for_with(&step, vec![given]).await;
    }
}

// --- pages ----------------------------------------------------------------------------------------------------------

/// The script of the usual embed, as the guide has it.
pub const SCRIPT: &str = "<script type=module src=/relasi.js></script>";

/// What the author of a page puts inside the tag.
pub const FALLBACK: &str = "<a href=/article>Read the article instead</a>";

/// An English page with this in its head, after what every page has, and this in its body.
pub fn page(head: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>A page</title><link rel=icon href='data:,'>{head}{body}"
    )
}

/// The tag with these attributes, which loads at once.
pub fn tag(attributes: &str) -> String {
    format!("<relasi-wizard loading=eager {attributes}>{FALLBACK}</relasi-wizard>")
}

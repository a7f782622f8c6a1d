//! A pack with a mistake is refused, with the file, the path and what to do; every mistake at once.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::{collections::BTreeMap, fs, path::Path};

use relasi::content::{
    Model, Phrase, compiled,
    source::{Node, files, folder},
};
use serde_json::{Value, json};

use support::{lines, root};

/// The pack that ships, to put mistakes into.
struct Pack {
    model: Value,
    /// The language files, by their codes.
    texts: BTreeMap<String, Value>,
}

impl Pack {
    fn shipped() -> Self {
        let read = |name: &str| -> Value {
            let source = fs::read_to_string(root().join("content").join(name)).expect("the file is there");
            serde_json::from_str(&source).expect("it is JSON")
        };
        let model = read("model.json");
        let languages = model["languages"].as_array().expect("a list");
        let codes = languages.iter().map(|language| language["code"].as_str().expect("text").to_owned());
        let texts = codes.map(|code| (code.clone(), read(&format!("{code}.json")))).collect();
        Self { model, texts }
    }

    /// The problems that are reported of it, one a line.
    fn problems(&self) -> Vec<String> {
        problems_in(self.written().path())
    }

    /// A folder with its files.
    fn written(&self) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let texts = self.texts.iter().map(|(code, text)| (code.as_str(), text));
        for (name, value) in texts.chain([("model", &self.model)]) {
            fs::write(folder.path().join(name).with_extension("json"), value.to_string())
                .expect("a file can be written");
        }
        folder
    }

    fn text(&mut self, code: &str) -> &mut Value {
        self.texts.get_mut(code).expect("the pack has this language")
    }

    /// Adds questions that tell nothing until there are so many.
    fn fill_up_to(&mut self, count: usize) {
        let payer = self.question("payer").clone();
        let questions = self.model["questions"].as_array_mut().expect("a list");
        while questions.len() < count {
            let id = format!("payer{}", questions.len());
            questions.push(payer.clone());
            questions.last_mut().expect("the new one")["id"] = json!(id);
        }
    }

    fn question(&mut self, id: &str) -> &mut Value {
        entry(&mut self.model["questions"], id)
    }

    fn option(&mut self, question: &str, option: &str) -> &mut Value {
        entry(&mut self.question(question)["options"], option)
    }

    fn action(&mut self, id: &str) -> &mut Value {
        entry(&mut self.model["actions"], id)
    }

    fn advice(&mut self, id: &str) -> &mut Value {
        entry(&mut self.model["mix"], id)
    }
}

fn entry<'a>(list: &'a mut Value, id: &str) -> &'a mut Value {
    let list = list.as_array_mut().expect("a list");
    list.iter_mut().find(|entry| entry["id"] == id).expect("an entry with this id")
}

fn problems_in(folder: &Path) -> Vec<String> {
    folder::read(folder).err().map_or_else(Vec::new, |problems| lines(&problems))
}

#[test]
fn the_pack_that_ships_is_sound() {
    assert_eq!(Pack::shipped().problems(), Vec::<String>::new());
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table, a row a mistake")]
fn each_mistake_is_reported_with_file_path_and_remedy() {
    type Mistake = fn(&mut Pack);
    let table: &[(&str, Mistake, &str)] = &[
        (
            "no question",
            |pack| pack.model["questions"] = json!([]),
            "model.json: questions: holds no question or more than 64",
        ),
        ("a question too many", |pack| pack.fill_up_to(65), "model.json: questions: holds no question or more than 64"),
        (
            "a single option",
            |pack| pack.question("payer")["options"].as_array_mut().expect("a list").truncate(1),
            "model.json: questions.payer.options: has fewer than 2 or more than 8 options",
        ),
        (
            "an id with a capital",
            |pack| pack.question("payer")["id"] = json!("Payer"),
            "model.json: questions.Payer: is not an id; use lower-case letters, digits and _",
        ),
        (
            "an empty id",
            |pack| pack.action("client_mandate")["id"] = json!(""),
            "model.json: actions.: is not an id; use lower-case letters, digits and _",
        ),
        (
            "no language",
            |pack| pack.model["languages"] = json!([]),
            "model.json: languages: is empty; name at least one language",
        ),
        (
            "a language twice",
            |pack| pack.model["languages"][1]["code"] = json!("en"),
            "model.json: languages.en: stands here twice; remove one",
        ),
        (
            "a language code that leaves the folder",
            |pack| pack.model["languages"][1]["code"] = json!("../id"),
            "model.json: languages.../id: is not a language code; write it like `en`",
        ),
        (
            "an empty language code",
            |pack| pack.model["languages"][1]["code"] = json!(""),
            "model.json: languages.: is not a language code; write it like `en`",
        ),
        (
            "a source without an id",
            |pack| entry(&mut pack.model["sources"], "efekta")["id"] = json!(""),
            "model.json: sources.: has an id that is empty, holds a dot or stands here twice",
        ),
        (
            "a source with a dot in its id",
            |pack| entry(&mut pack.model["sources"], "efekta")["id"] = json!("efekta.com"),
            "model.json: sources.efekta.com: has an id that is empty, holds a dot or stands here twice",
        ),
        (
            "a source twice",
            |pack| entry(&mut pack.model["sources"], "efekta")["id"] = json!("qontak"),
            "model.json: sources.qontak: has an id that is empty, holds a dot or stands here twice",
        ),
        (
            "a claim twice",
            |pack| entry(&mut pack.model["sources"], "efekta")["claims"][1] = json!("1"),
            "model.json: sources.efekta.claims.1: stands here twice; remove one",
        ),
        (
            "an unknown claim",
            |pack| pack.option("onward", "use_up")["sources"] = json!(["qontak.99"]),
            "model.json: questions.onward.options.use_up: cites the unknown claim `qontak.99`; add it to `sources`",
        ),
        (
            "an unknown question in a condition",
            |pack| pack.question("payer")["when"] = json!([{ "question": "nobody", "is": ["x"] }]),
            "model.json: questions.payer.when: rests on `nobody`, which is not a question that stands before this one",
        ),
        (
            "a condition on a later question",
            |pack| pack.question("place")["when"] = json!([{ "question": "payer", "is": ["same"] }]),
            "model.json: questions.place.when: rests on `payer`, which is not a question that stands before this one",
        ),
        (
            "a condition on an unknown answer",
            |pack| pack.question("payer")["when"] = json!([{ "question": "place", "not": ["upstairs"] }]),
            "model.json: questions.payer.when: rests on the unknown answer `upstairs` to `place`; correct the id",
        ),
        (
            "a condition with both ways",
            |pack| {
                let both = json!([{ "question": "place", "is": ["inside"], "not": ["outside"] }]);
                pack.question("payer")["when"] = both;
            },
            "model.json: questions.payer.when: on `place` needs exactly one of `is` and `not`",
        ),
        (
            "a question that classifies and rests on one that steers the plan",
            |pack| pack.question("place")["purpose"] = json!("advise"),
            "model.json: questions.payer.when: rests on `place`, which only steers the plan and is asked last; rest it on",
        ),
        (
            "a duplicate question",
            |pack| pack.question("payer")["id"] = json!("onward"),
            "model.json: questions.onward: stands here twice; give one of them another id",
        ),
        (
            "a duplicate option",
            |pack| pack.option("payer", "same")["id"] = json!("uses_only"),
            "model.json: questions.payer.options.uses_only: stands here twice",
        ),
        (
            "an option called not sure",
            |pack| pack.option("payer", "same")["id"] = json!("not_sure"),
            "model.json: questions.payer.options.not_sure: is not an id that an option can have",
        ),
        (
            "an option without evidence",
            |pack| {
                let option = pack.option("payer", "same").as_object_mut().expect("an object");
                option.remove("for");
            },
            "model.json: questions.payer.options.same: has no evidence; say whom it speaks for or against",
        ),
        (
            "an option without a source",
            |pack| pack.option("payer", "same")["sources"] = json!([]),
            "model.json: questions.payer.options.same: names no source; cite at least one claim",
        ),
        (
            "an option for and against one type",
            |pack| pack.option("payer", "same")["against"] = json!({ "customer": "slight" }),
            "model.json: questions.payer.options.same: speaks for and against `customer`; keep one",
        ),
        (
            "evidence in a question that steers the plan",
            |pack| pack.option("goal", "keep")["for"] = json!({ "client": "slight" }),
            "model.json: questions.goal.options.keep: has evidence in a question that only steers the plan",
        ),
        (
            "a question that can never be asked",
            |pack| {
                pack.question("payer")["when"] =
                    json!([{ "question": "place", "is": ["inside"] }, { "question": "place", "is": ["outside"] }]);
            },
            "model.json: questions.payer.when: can never hold, so this is never asked",
        ),
        (
            "a question that can never be asked because of another one's condition",
            |pack| {
                pack.question("chain")["when"] =
                    json!([{ "question": "place", "is": ["inside"] }, { "question": "payer", "is": ["same"] }]);
            },
            "model.json: questions.chain.when: can never hold, so this is never asked",
        ),
        (
            "a lever that moves no verdict",
            |pack| pack.question("goal")["lever"] = json!(true),
            "model.json: questions.goal.lever: is set where the answers only steer the plan",
        ),
        (
            "a lever that is called a near circumstance as well",
            |pack| pack.question("side")["near"] = json!(true),
            "model.json: questions.side.near: is set on what is no circumstance",
        ),
        (
            "a mark that is neither true nor false",
            |pack| pack.question("side")["scale"] = json!("yes"),
            "model.json: questions.side.scale: is text; write true or false",
        ),
        (
            "an action that brings about what nobody can",
            |pack| pack.action("client_mandate")["brings"] = json!([{ "question": "payer", "is": ["same"] }]),
            "model.json: actions.client_mandate.brings: names `payer`, which is no lever",
        ),
        (
            "an action that brings about what is not so",
            |pack| pack.action("client_mandate")["brings"] = json!([{ "question": "side", "not": ["advise"] }]),
            "model.json: actions.client_mandate.brings: says what `side` must not be",
        ),
        (
            "a way that leads nowhere",
            |pack| pack.model["paths"][0]["to"] = json!([]),
            "model.json: paths.client_steady.to: is empty; name at least one type or kind",
        ),
        (
            "a remark on a way that is never made",
            |pack| {
                pack.model["paths"][0]["when"] =
                    json!([{ "question": "offer", "is": ["single"] }, { "question": "offer", "not": ["single"] }]);
            },
            "model.json: paths.client_steady.when: can never hold, so this is never said",
        ),
        (
            "an action that can never be advised",
            |pack| {
                pack.action("client_mandate")["when"] =
                    json!([{ "question": "goal", "is": ["keep"] }, { "question": "goal", "not": ["keep"] }]);
            },
            "model.json: actions.client_mandate.when: can never hold, so this is never advised",
        ),
        (
            "an action for a kind that its own conditions rule out",
            |pack| {
                let action = pack.action("client_mandate");
                action["for"] = json!(["intermediary"]);
                action["when"] = json!([{ "question": "place", "is": ["inside"] }]);
            },
            "model.json: actions.client_mandate.for: names nobody that a verdict can name under these conditions",
        ),
        (
            "an action without a source",
            |pack| pack.action("client_mandate")["sources"] = json!([]),
            "model.json: actions.client_mandate: names no source",
        ),
        (
            "a weight out of range",
            |pack| pack.model["levels"]["decisive"] = json!(31),
            "model.json: levels.decisive: is out of range; write 1 to 30 decibans",
        ),
        (
            "levels that do not fall",
            |pack| pack.model["levels"]["slight"] = json!(9),
            "model.json: levels: do not fall from decisive to slight",
        ),
        (
            "a prior out of range",
            |pack| pack.model["prior"]["client"] = json!(-31),
            "model.json: prior.client: is out of range; write -30 to 30 decibans",
        ),
        (
            "margins that do not rise",
            |pack| pack.model["margins"]["between"] = json!(11),
            "model.json: margins: do not rise; write 1 <= between <= also <= clear",
        ),
        (
            "a lead that no answers can reach",
            |pack| pack.model["margins"]["clear"] = json!(61),
            "model.json: margins.clear: is out of range; write at most 60 decibans",
        ),
        (
            "a stop at the first question that may come after the last",
            |pack| pack.model["stop"]["after"] = json!(9),
            "model.json: stop: does not rise; write 1 <= after <= most",
        ),
        (
            "a stop before the first question",
            |pack| pack.model["stop"]["after"] = json!(0),
            "model.json: stop: does not rise; write 1 <= after <= most",
        ),
        (
            "more questions than anybody answers",
            |pack| pack.model["stop"]["most"] = json!(31),
            "model.json: stop.most: is out of range; write at most 30 questions",
        ),
        (
            "one type held together with itself",
            |pack| pack.model["together"]["second"]["role"] = json!("customer"),
            "model.json: together: names one type twice; name two",
        ),
        (
            "a kind of customer held together with a type",
            |pack| pack.model["together"]["first"]["role"] = json!("external"),
            "model.json: together.first: is of `external`, a kind of customer; name a type",
        ),
        (
            "a type that is held whatever is answered",
            |pack| pack.model["together"]["second"]["when"] = json!([]),
            "model.json: together.second: is held by everybody; write at least one condition in `when`",
        ),
        (
            "a type held by what only steers the plan",
            |pack| pack.model["together"]["first"]["when"] = json!([{ "question": "goal", "is": ["keep"] }]),
            "model.json: together.first.when: rests on `goal`, which only steers the plan",
        ),
        (
            "a type held by an answer that there is not",
            |pack| pack.model["together"]["first"]["when"] = json!([{ "question": "payer", "is": ["nobody"] }]),
            "model.json: together.first.when: rests on the unknown answer `nobody` to `payer`",
        ),
        (
            "two types that no answers show to be held together",
            |pack| {
                pack.model["together"]["first"]["when"] = json!([{ "question": "onward", "is": ["sell_on"] }]);
                pack.model["together"]["second"]["when"] = json!([{ "question": "onward", "not": ["sell_on"] }]);
            },
            "model.json: together: can never hold, so this is never said of anybody",
        ),
        (
            "an empty link",
            |pack| entry(&mut pack.model["sources"], "efekta")["link"] = json!(" "),
            "model.json: sources.efekta.link: has a forbidden scheme",
        ),
        (
            "a relative link with a line break, which browsers drop",
            |pack| entry(&mut pack.model["sources"], "efekta")["link"] = json!("java\nscript"),
            "model.json: sources.efekta.link: has a forbidden scheme",
        ),
        (
            "a link with a forbidden scheme",
            |pack| entry(&mut pack.model["sources"], "efekta")["link"] = json!("javascript:alert(1)"),
            "model.json: sources.efekta.link: has a forbidden scheme: `javascript:alert(1)`; use http, https, mailto",
        ),
        (
            "a claim set aside that no source has",
            |pack| pack.model["set_aside"]["qontak.99"] = json!("why"),
            "model.json: set_aside.qontak.99: is a claim that no source has; correct the id",
        ),
        (
            "a row on an unknown question",
            |pack| entry(&mut pack.model["table"], "length")["question"] = json!("lenght"),
            "model.json: table.length: names the unknown question `lenght`",
        ),
        (
            "advice on a mix without a condition",
            |pack| pack.advice("all_clients")["when"] = json!({}),
            "model.json: mix.all_clients.when: has no condition; write at least one of only, some, every, more_than",
        ),
        (
            "a share that nobody can exceed",
            |pack| pack.advice("one_above_half")["when"]["more_than"]["percent"] = json!(100),
            "model.json: mix.one_above_half.when: has a share of 100 percent; write 1 to 99",
        ),
        (
            "a mix of clients only with a customer in it",
            |pack| pack.advice("all_clients")["when"]["some"] = json!([["external"]]),
            "model.json: mix.all_clients.when: can never hold: it needs somebody whom `only` rules out",
        ),
        (
            "a mix of customers only with a consumer in it",
            |pack| pack.advice("all_customers")["when"]["some"] = json!([["consumer"]]),
            "model.json: mix.all_customers.when: can never hold: it needs somebody whom `only` rules out",
        ),
        (
            "a mix of one kind of customer only with another kind in it",
            |pack| pack.advice("all_customers")["when"] = json!({ "only": ["internal"], "some": [["external"]] }),
            "model.json: mix.all_customers.when: can never hold: it needs somebody whom `only` rules out",
        ),
        (
            "a mix that needs nobody",
            |pack| pack.advice("clients_and_customers")["when"]["some"] = json!([[]]),
            "model.json: mix.clients_and_customers.when: can never hold: it needs",
        ),
        (
            "advice on a mix by an unknown action",
            |pack| pack.advice("all_clients")["actions"] = json!(["balance_standard_offr"]),
            "model.json: mix.all_clients: names the unknown action `balance_standard_offr`; name one of this file",
        ),
        (
            "advice on a mix by an unknown answer",
            |pack| pack.advice("none_returns")["when"]["every"][0]["is"] = json!(["seldom"]),
            "model.json: mix.none_returns.when: rests on the unknown answer `seldom` to `returns`; correct the id",
        ),
        (
            "advice on a mix without a source",
            |pack| pack.advice("all_clients")["sources"] = json!([]),
            "model.json: mix.all_clients: names no source; cite at least one claim",
        ),
        (
            "advice on a mix without words",
            |pack| {
                pack.text("id")["mix"].as_object_mut().expect("an object").remove("all_clients");
            },
            "id.json: mix.all_clients: is missing; add it",
        ),
        (
            "a missing translation",
            |pack| {
                pack.text("id")["questions"]["place"]["options"].as_object_mut().expect("an object").remove("group");
            },
            "id.json: questions.place.options.group: is missing; add it",
        ),
        (
            "a surplus translation",
            |pack| {
                let words = pack.text("id")["actions"]["client_mandate"].clone();
                pack.text("id")["actions"]["dance"] = words;
            },
            "id.json: actions.dance: belongs to nothing; correct the id or remove it",
        ),
        (
            "an empty sentence",
            |pack| pack.text("en")["questions"]["place"]["prompt"] = json!("  "),
            "en.json: questions.place: holds an empty sentence; write it",
        ),
        (
            "a phrase without its placeholder",
            |pack| pack.text("id")["phrases"]["make_sure"] = json!("Pastikan"),
            "id.json: phrases.make_sure: lacks the placeholder {n}; put it where the value belongs",
        ),
        (
            "a phrase with a placeholder that nobody fills",
            |pack| pack.text("en")["phrases"]["continue"] = json!("Continue, {name}"),
            "en.json: phrases.continue: holds the unknown placeholder {name}; remove it",
        ),
        (
            "a language that the model does not list",
            |pack| pack.model["languages"] = json!([{ "code": "en", "name": "English" }]),
            "id.json: is not a language that `languages` in model.json lists",
        ),
        (
            "a language file in a language that the model does not list",
            |pack| pack.text("en")["language"] = json!("fr"),
            "en.json: language: is `fr`, which `languages` in model.json does not list; add it there",
        ),
        (
            "a language file that says it is another one",
            |pack| pack.text("en")["language"] = json!("id"),
            "en.json: language: is `id`, which is not the name of this file; correct it",
        ),
        (
            "a language without a name to choose it by",
            |pack| pack.model["languages"][1]["name"] = json!(" "),
            "model.json: languages.id: has no name; write what the language calls itself",
        ),
        (
            "an unknown field after another text than the id",
            |pack| {
                let action = pack.action("repair_calm");
                *action = json!({ "effort": "hour", "part": "repair", "id": "repair_calm", "text": "Listen" });
            },
            "model.json: actions.repair_calm.text: is no field here",
        ),
        (
            "an unknown field",
            |pack| pack.question("place")["wehn"] = json!([]),
            "model.json: questions.place.wehn: is no field here; write one of id, purpose, lever, near, scale, when, options",
        ),
        (
            "a number that is text",
            |pack| pack.model["levels"]["strong"] = json!("10"),
            "model.json: levels.strong: is text; write a whole number",
        ),
        (
            "half a deciban",
            |pack| pack.model["levels"]["strong"] = json!(10.5),
            "model.json: levels.strong: is a number; write a whole number",
        ),
        (
            "a type that does not exist",
            |pack| pack.option("payer", "same")["for"] = json!({ "patron": "strong" }),
            "model.json: questions.payer.options.same.for.patron: is no key here; write one of client, customer, consumer",
        ),
        (
            "a missing field",
            |pack| {
                pack.question("place").as_object_mut().expect("an object").remove("purpose");
            },
            "model.json: questions.place.purpose: is missing; add it",
        ),
        (
            "an action in a part of the plan that does not exist",
            |pack| pack.action("client_mandate")["part"] = json!("rescue"),
            "model.json: actions.client_mandate.part: is `rescue`; write one of repair, serve, grow, balance",
        ),
        (
            "an unknown level",
            |pack| pack.option("payer", "same")["for"] = json!({ "customer": "huge" }),
            "model.json: questions.payer.options.same.for.customer: is `huge`; write one of decisive, strong, moderate, slight",
        ),
    ];
    let mut wrong = Vec::new();
    for (name, mistake, expected) in table {
        let mut pack = Pack::shipped();
        mistake(&mut pack);
        let said = pack.problems();
        if !said.iter().any(|line| line.starts_with(expected)) {
            wrong.push(format!("{name}: expected\n  {expected}\nfound\n  {}", said.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn values_at_the_limits_are_accepted() {
    type Change = fn(&mut Pack);
    let table: &[(&str, Change, &str)] = &[
        ("as many questions as the engine takes", |pack| pack.fill_up_to(64), "model.json: questions:"),
        (
            "a stop after the first question",
            |pack| pack.model["stop"] = json!({ "after": 1, "most": 1 }),
            "model.json: stop",
        ),
        ("the widest margin", |pack| pack.model["margins"]["clear"] = json!(60), "model.json: margins"),
        (
            "a mix of customers of one kind with a customer in it",
            |pack| pack.advice("all_customers")["when"]["some"] = json!([["customer"]]),
            "model.json: mix",
        ),
        (
            "the largest share",
            |pack| pack.advice("one_above_half")["when"]["more_than"]["percent"] = json!(99),
            "model.json: mix",
        ),
        ("the strongest level", |pack| pack.model["levels"]["decisive"] = json!(30), "model.json: levels"),
        ("the strongest prior", |pack| pack.model["prior"]["client"] = json!(-30), "model.json: prior"),
        (
            "a language with a region",
            |pack| pack.model["languages"][1]["code"] = json!("pt-BR"),
            "model.json: languages",
        ),
        (
            "a link to a page beside this one",
            |pack| entry(&mut pack.model["sources"], "efekta")["link"] = json!("sources/efekta.html#top"),
            "model.json: sources",
        ),
    ];
    for (name, change, place) in table {
        let mut pack = Pack::shipped();
        change(&mut pack);
        let said = pack.problems();
        assert!(!said.iter().any(|line| line.starts_with(place)), "{name}:\n{}", said.join("\n"));
    }
}

#[test]
fn a_broken_reference_is_reported_once() {
    let mut pack = Pack::shipped();
    pack.question("payer")["when"] = json!([{ "question": "place", "is": ["upstairs"] }]);
    let said = pack.problems();
    assert_eq!(said.len(), 1, "{}", said.join("\n"));
}

/// Whether an action for this role is refused where its only answer is worth a lead of ten for the customer, and of one
/// for an external one, who meets intermediaries with a lead of their own.
fn is_refused_for(role: &str, also: i16, intermediary: i16) -> bool {
    let pack = json!({
        "languages": [{ "code": "en", "name": "English" }],
        "levels": { "decisive": 20, "strong": 10, "moderate": 4, "slight": 1 },
        "margins": { "between": 3, "also": also, "clear": 20 },
        "stop": { "after": 1, "most": 1 },
        "prior": { "intermediary": intermediary },
        "sources": [{ "id": "book", "claims": ["1"] }],
        "questions": [{ "id": "pays", "purpose": "classify", "sources": ["book.1"], "options": [
            { "id": "yes", "for": { "customer": "strong", "external": "slight" }, "sources": ["book.1"] },
            { "id": "no", "for": { "consumer": "strong", "internal": "slight" }, "sources": ["book.1"] }
        ] }],
        "actions": [{ "id": "greet", "part": "serve", "for": [role], "effort": "hour", "sources": ["book.1"],
            "when": [{ "question": "pays", "is": ["yes"] }] }]
    });
    let node = serde_json::from_value(pack).expect("any JSON is a node");
    let file = files::model(&node).expect("it has the right shape");
    let problems = Model::check(&file).err().unwrap_or_default();
    problems.iter().any(|problem| problem.path == "actions.greet.for")
}

#[test]
fn an_action_for_a_role_that_no_verdict_can_name_is_refused() {
    for (role, also, intermediary, refused) in [
        ("customer", 10, 0, false),
        ("consumer", 11, 0, false),
        ("consumer", 10, 0, true),
        ("client", 10, 0, true),
        ("external", 10, 0, false),
        ("external", 10, 1, true),
        ("internal", 10, 0, true),
        ("intermediary", 10, 1, true),
        ("intermediary", 10, 2, false),
    ] {
        let found = is_refused_for(role, also, intermediary);
        assert_eq!(found, refused, "{role}, also {also}, intermediary {intermediary}");
    }
}

#[test]
fn phrases_are_those_of_the_language_with_values_filled_in() {
    let mut pack = Pack::shipped();
    let text = support::shipped().texts.remove(0);
    assert_eq!(json!(&*text.say(Phrase::Continue)), pack.text("en")["phrases"]["continue"]);
    let written = pack.text("en")["phrases"]["progress_most"].as_str().expect("text");
    let spoken = text.fill(Phrase::ProgressMost, &[("n", "3"), ("most", "17")]);
    assert_eq!(*spoken, *written.replace("{n}", "3").replace("{most}", "17"));
}

#[test]
fn mistakes_of_all_files_are_reported_at_once() {
    let mut pack = Pack::shipped();
    pack.option("payer", "same")["sources"] = json!([]);
    pack.model["levels"]["decisive"] = json!(31);
    pack.text("id")["language"] = json!(7);
    pack.text("en")["phrases"]["title"] = json!(null);
    let said = pack.problems().join("\n");
    for place in ["questions.payer.options.same", "levels.decisive", "id.json: language", "en.json: phrases.title"] {
        assert!(said.contains(place), "{place} is not named in:\n{said}");
    }
}

/// The problems of a folder with these files alone.
fn problems_of(files: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for (name, source) in files {
        fs::write(folder.path().join(name), source).expect("a file can be written");
    }
    problems_in(folder.path())
}

#[test]
fn a_missing_file_is_reported() {
    assert!(problems_of(&[])[0].starts_with("model.json: cannot be read"));
}

#[test]
fn a_file_that_is_not_json_is_reported_with_the_line() {
    let problems = problems_of(&[("model.json", "{ \"levels\": ")]);
    assert!(problems[0].starts_with("model.json: is not JSON: EOF while parsing a value at line 1"), "{problems:?}");
}

#[test]
fn a_repeated_key_is_reported_though_the_model_cannot_be_read() {
    let english = "{ \"actions\": { \"call\": 1, \"call\": 2 } }";
    let problems = problems_of(&[("model.json", "{ \"levels\": "), ("en.json", english)]).join("\n");
    assert!(problems.contains("en.json: actions.call: stands here twice, and only the last would count"), "{problems}");
}

#[test]
fn depth_and_length_are_bounded_before_the_checks() {
    let nested = |levels: usize| ["[".repeat(levels), "]".repeat(levels)].concat();
    let objects = |levels: usize| ["{\"a\":".repeat(levels), "1".into(), "}".repeat(levels)].concat();
    let list = |length: usize| format!("[{}]", vec!["1"; length].join(","));
    let object = |length: usize| {
        let entries: Vec<String> = (0..length).map(|place| format!("\"{place}\":1")).collect();
        format!("{{{}}}", entries.join(","))
    };
    let (deep, long) = ("is nested too deep; 32 levels are the most", "10000 entries are the most");
    let cases = [
        (nested(32), None),
        (nested(33), Some(deep)),
        (objects(32), None),
        (objects(33), Some(deep)),
        (list(10_000), None),
        (list(10_001), Some(long)),
        (object(10_000), None),
        (object(10_001), Some(long)),
    ];
    for (source, expected) in cases {
        let read = serde_json::from_str::<Node>(&source).map_err(|error| error.to_string());
        let begins = &source[..20];
        match (read, expected) {
            (Ok(_), None) => {}
            (Err(said), Some(expected)) => assert!(said.contains(expected), "{begins}: {said}"),
            (read, _) => panic!("{begins}, {} bytes: {:?}", source.len(), read.map(drop)),
        }
    }
    let problems = problems_of(&[("model.json", &nested(33))]);
    assert!(problems[0].starts_with("model.json: is nested too deep; 32 levels are the most"), "{problems:?}");
}

#[test]
fn text_to_copy_is_in_all_languages_or_in_none() {
    let mut pack = Pack::shipped();
    let ready = pack.text("en")["actions"].as_object_mut().expect("an object");
    let (id, action) = ready.iter_mut().find(|(_, action)| action.get("ready").is_some()).expect("one with text");
    let id = id.clone();
    action.as_object_mut().expect("an object").remove("ready");
    let expected = format!("id.json: actions.{id}.ready: stands in only one of this file and en.json");
    assert!(pack.problems().iter().any(|line| line.starts_with(&expected)));
}

/// The pack that ships and another language, under a code that no language can have, by the steps of "To add a language" in ARCHITECTURE.md.
fn with_another_language() -> Pack {
    let mut pack = Pack::shipped();
    let languages = pack.model["languages"].as_array_mut().expect("a list");
    languages.push(json!({ "code": "qaa", "name": "Qaa" }));
    let mut added = pack.text("en").clone();
    added["language"] = json!("qaa");
    added["direction"] = json!("rtl");
    pack.texts.insert("qaa".into(), added);
    pack
}

#[test]
fn another_language_takes_a_line_in_the_model_and_a_file() {
    let folder = with_another_language().written();
    let read = folder::read(folder.path()).unwrap_or_else(|problems| panic!("{}", lines(&problems).join("\n")));
    let text = read.texts.last().expect("it is the last");
    assert_eq!((&*text.language, text.direction.id()), ("qaa", "rtl"));
    let (model, text) = compiled::read(&compiled::compile(&read.model, text)).expect("it reads back");
    assert_eq!(model.languages.last().map(|(_, name)| name.as_str()), Some("Qaa"), "the switcher offers it");
    assert_eq!(&*text.language, "qaa");
}

#[test]
fn a_language_without_its_file_is_reported() {
    let mut pack = with_another_language();
    pack.texts.remove("qaa");
    let problems = pack.problems();
    assert!(problems.len() == 1 && problems[0].starts_with("qaa.json: cannot be read"), "{problems:?}");
}

#[test]
fn a_language_file_that_was_only_copied_is_reported() {
    let mut pack = with_another_language();
    pack.text("qaa")["language"] = json!("en");
    assert_eq!(pack.problems(), ["qaa.json: language: is `en`, which is not the name of this file; correct it"]);
}

#[test]
fn an_unknown_direction_is_reported_with_those_there_are() {
    let mut pack = with_another_language();
    pack.text("qaa")["direction"] = json!("right to left");
    let problems = pack.problems().concat();
    assert!(problems.starts_with("qaa.json: direction: ") && problems.contains("ltr, rtl"), "{problems}");
}

#[test]
fn what_a_new_language_lacks_is_reported_at_its_path() {
    for (parent, key) in [
        // A message of the script before a pack is loaded.
        ("/phrases", "loading"),
        ("/questions", "place"),
        ("/questions/payer/options", "same"),
        ("/questions/payer/options/same", "reason"),
        ("/actions", "repair_calm"),
        ("/sources/beda-klien/claims", "1"),
    ] {
        let mut pack = with_another_language();
        let entries = pack.text("qaa").pointer_mut(parent).and_then(Value::as_object_mut).expect("it is in the file");
        entries.remove(key).expect("it was there");
        let path = parent[1..].replace('/', ".");
        assert_eq!(pack.problems(), [format!("qaa.json: {path}.{key}: is missing; add it")]);
    }
}

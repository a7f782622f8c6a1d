//! A pack with a mistake is refused, with the file, the place and what to do; every mistake at once.
#![cfg(not(target_arch = "wasm32"))]

use std::{fs, path::Path};

use relasi::content::{Model, Node, Phrase, authoring, files};
use serde_json::{Value, json};

/// The pack that ships, to put mistakes into.
struct Pack {
    model: Value,
    en: Value,
    id: Value,
}

impl Pack {
    fn shipped() -> Self {
        let read = |name: &str| {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(name);
            serde_json::from_str(&fs::read_to_string(path).expect("the file is there")).expect("it is JSON")
        };
        Self { model: read("model.json"), en: read("en.json"), id: read("id.json") }
    }

    /// What is said of it, a line a problem.
    fn problems(&self) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder can be made");
        for (name, value) in [("model.json", &self.model), ("en.json", &self.en), ("id.json", &self.id)] {
            fs::write(folder.path().join(name), value.to_string()).expect("a file can be written");
        }
        said_of(folder.path())
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

fn said_of(folder: &Path) -> Vec<String> {
    match authoring::read(folder) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn the_pack_that_ships_has_no_problem() {
    assert_eq!(Pack::shipped().problems(), Vec::<String>::new());
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table, a row a mistake")]
fn each_mistake_is_named_with_its_file_its_place_and_what_to_do() {
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
                pack.id["mix"].as_object_mut().expect("an object").remove("all_clients");
            },
            "id.json: mix.all_clients: is missing; add it",
        ),
        (
            "a missing translation",
            |pack| {
                pack.id["questions"]["place"]["options"].as_object_mut().expect("an object").remove("group");
            },
            "id.json: questions.place.options.group: is missing; add it",
        ),
        (
            "a surplus translation",
            |pack| pack.id["actions"]["dance"] = pack.id["actions"]["client_mandate"].clone(),
            "id.json: actions.dance: belongs to nothing; correct the id or remove it",
        ),
        (
            "an empty sentence",
            |pack| pack.en["questions"]["place"]["prompt"] = json!("  "),
            "en.json: questions.place: holds an empty sentence; write it",
        ),
        (
            "a phrase without its placeholder",
            |pack| pack.id["phrases"]["progress"] = json!("Pertanyaan"),
            "id.json: phrases.progress: lacks the placeholder {n}; put it where the value belongs",
        ),
        (
            "a phrase with a placeholder that nobody fills",
            |pack| pack.en["phrases"]["continue"] = json!("Continue, {name}"),
            "en.json: phrases.continue: holds the unknown placeholder {name}; remove it",
        ),
        (
            "a language that the model does not list",
            |pack| pack.model["languages"] = json!([{ "code": "en", "name": "English" }]),
            "id.json: is not a language that `languages` in model.json lists",
        ),
        (
            "a language file in a language that the model does not list",
            |pack| pack.en["language"] = json!("fr"),
            "en.json: language: is `fr`, which `languages` in model.json does not list; add it there",
        ),
        (
            "a language file that says it is another one",
            |pack| pack.en["language"] = json!("id"),
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
fn what_lies_just_within_the_limits_is_no_mistake() {
    type Change = fn(&mut Pack);
    let table: &[(&str, Change, &str)] = &[
        ("as many questions as the engine takes", |pack| pack.fill_up_to(64), "model.json: questions:"),
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
fn one_mistake_is_one_problem_and_not_also_what_follows_from_it() {
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
fn an_action_is_refused_as_soon_as_its_role_stands_too_far_behind_to_be_named() {
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
fn the_frame_speaks_the_phrases_of_its_language_with_the_values_put_in() {
    let pack = Pack::shipped();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let text = authoring::read(&folder).expect("the pack that ships is sound").texts.remove(0);
    assert_eq!(json!(&*text.say(Phrase::Continue)), pack.en["phrases"]["continue"]);
    let written = pack.en["phrases"]["progress"].as_str().expect("text");
    let spoken = text.fill(Phrase::Progress, &[("n", "3"), ("left", "17")]);
    assert_eq!(*spoken, *written.replace("{n}", "3").replace("{left}", "17"));
}

#[test]
fn every_mistake_of_every_file_is_listed_at_once() {
    let mut pack = Pack::shipped();
    pack.option("payer", "same")["sources"] = json!([]);
    pack.model["levels"]["decisive"] = json!(31);
    pack.id["language"] = json!(7);
    pack.en["phrases"]["title"] = json!(null);
    let said = pack.problems().join("\n");
    for place in ["questions.payer.options.same", "levels.decisive", "id.json: language", "en.json: phrases.title"] {
        assert!(said.contains(place), "{place} is not named in:\n{said}");
    }
}

#[test]
fn a_file_that_is_missing_no_json_or_has_an_id_twice_is_named() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file can be written");
    assert!(said_of(folder.path())[0].starts_with("model.json: cannot be read"));
    write("model.json", "{ \"levels\": ");
    assert!(said_of(folder.path())[0].starts_with("model.json: is not JSON: EOF while parsing a value at line 1"));
    write("en.json", "{ \"actions\": { \"call\": 1, \"call\": 2 } }");
    let said = said_of(folder.path()).join("\n");
    assert!(said.contains("en.json: actions.call: stands here twice, and only the last would count"), "{said}");
}

#[test]
fn a_file_that_is_nested_or_as_long_as_no_pack_is_refused_before_it_is_checked() {
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
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::write(folder.path().join("model.json"), nested(33)).expect("a file can be written");
    assert!(said_of(folder.path())[0].starts_with("model.json: is nested too deep; 32 levels are the most"));
}

#[test]
fn the_languages_of_a_pack_agree_on_which_actions_have_text_to_copy() {
    let mut pack = Pack::shipped();
    let ready = pack.en["actions"].as_object_mut().expect("an object");
    let (id, action) = ready.iter_mut().find(|(_, action)| action.get("ready").is_some()).expect("one with text");
    let id = id.clone();
    action.as_object_mut().expect("an object").remove("ready");
    let expected = format!("id.json: actions.{id}.ready: stands in only one of this file and en.json");
    assert!(pack.problems().iter().any(|line| line.starts_with(&expected)));
}

/// The three steps of "to add a language" in ARCHITECTURE.md, and what is said on the way.
#[test]
fn what_is_missing_of_a_new_language_is_named_until_nothing_is() {
    let mut pack = Pack::shipped();
    let languages = pack.model["languages"].as_array_mut().expect("a list");
    languages.push(json!({ "code": "ar", "name": "العربية" }));
    let folder = tempfile::tempdir().expect("a folder can be made");
    let write = |name: &str, value: &Value| {
        fs::write(folder.path().join(name), value.to_string()).expect("a file can be written");
    };
    for (name, value) in [("model.json", &pack.model), ("en.json", &pack.en), ("id.json", &pack.id)] {
        write(name, value);
    }
    let said = said_of(folder.path());
    assert!(said.len() == 1 && said[0].starts_with("ar.json: cannot be read"), "{said:?}");

    let mut arabic = pack.en;
    write("ar.json", &arabic);
    assert_eq!(said_of(folder.path()), ["ar.json: language: is `en`, which is not the name of this file; correct it"]);

    arabic["language"] = json!("ar");
    arabic["direction"] = json!("right to left");
    write("ar.json", &arabic);
    let said = said_of(folder.path()).concat();
    assert!(said.starts_with("ar.json: direction: ") && said.contains("ltr, rtl"), "{said}");

    arabic["direction"] = json!("rtl");
    for (around, name) in [
        // What the script itself says before a pack is there.
        ("/phrases", "loading"),
        ("/questions", "place"),
        ("/questions/payer/options", "same"),
        ("/questions/payer/options/same", "reason"),
        ("/actions", "repair_calm"),
        ("/sources/beda-klien/claims", "1"),
    ] {
        let mut lacking = arabic.clone();
        let entries = lacking.pointer_mut(around).and_then(Value::as_object_mut).expect("it is in the file");
        entries.remove(name).expect("it was there");
        write("ar.json", &lacking);
        let place = around[1..].replace('/', ".");
        assert_eq!(said_of(folder.path()), [format!("ar.json: {place}.{name}: is missing; add it")]);
    }

    write("ar.json", &arabic);
    let texts = authoring::read(folder.path()).expect("nothing is missing").texts;
    let directions: Vec<_> = texts.iter().map(|text| (&*text.language, text.direction.id())).collect();
    assert_eq!(directions, [("en", "ltr"), ("id", "ltr"), ("ar", "rtl")]);
}

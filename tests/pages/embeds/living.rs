//! Moved, removed, changed and joined by others, while a visitor is half-way.

use serde_json::{Value, json};

use super::{Embed, SCRIPT, TAG};

/// A visitor who has answered one question and chosen an answer to the next, without having pressed Continue.
async fn half_way(body: &str) -> Embed {
    let embed = Embed::ready(body).await;
    embed.answers("Outside", "Continue").await;
    embed.chooses("They sell it on or pass it on").await;
    embed
}

impl Embed {
    /// Nothing of what [`half_way`] has left is gone.
    async fn is_still_half_way(&self) {
        self.reads("What do they do with what they get from you?").await;
        assert_eq!(self.element("element.answers").await, json!({ "place": "outside" }));
        assert!(
            self.texts("label:has(:checked)").await.concat().starts_with("They sell it on or pass it on"),
            "the choice is lost"
        );
    }
}

const TWO_PLACES: &str = "<section id=before></section><section id=after></section>";

#[apply(browser_test)]
async fn moved_by_insert_before_it_keeps_question_and_choice() {
    let embed = half_way(&[SCRIPT, TWO_PLACES, TAG].concat()).await;
    embed.script("before.insertBefore(WIDGET, null); after.append(WIDGET)", vec![]).await;
    embed.is_still_half_way().await;
    embed.works().await;
    embed.hears("ready", 1).await;
}

#[apply(browser_test)]
async fn moved_by_move_before_it_keeps_question_choice_and_focus() {
    let embed = half_way(&[SCRIPT, TWO_PLACES, TAG].concat()).await;
    let focused = "document.activeElement === WIDGET && WIDGET.shadowRoot.activeElement.type === 'radio'";
    embed.holds(focused).await;
    embed.script("after.moveBefore(WIDGET, null)", vec![]).await;
    embed.holds(focused).await;
    embed.is_still_half_way().await;
    embed.works().await;
    embed.hears("ready", 1).await;
}

#[apply(browser_test)]
async fn moved_with_everything_around_it() {
    let embed = half_way(&format!("{SCRIPT}{TWO_PLACES}<article><div>{TAG}</div></article>")).await;
    embed.script("after.append(document.querySelector('article'))", vec![]).await;
    embed.is_still_half_way().await;
    embed.script("document.querySelector('article').replaceWith(WIDGET)", vec![]).await;
    embed.is_still_half_way().await;
}

#[apply(browser_test)]
async fn removed_and_put_back_it_goes_on_even_where_nothing_is_stored() {
    let body = [SCRIPT, TWO_PLACES, "<relasi-wizard persist=none></relasi-wizard>"].concat();
    let embed = Embed::ready(&body).await;
    embed.answers("Outside", "Continue").await;
    embed
        .runs("const element = WIDGET; element.remove(); setTimeout(() => { before.append(element); arguments[0]() }, 50)")
        .await;
    embed.hears("ready", 2).await;
    embed.reads("What do they do with what they get from you?").await;
    embed.works().await;
}

#[apply(browser_test)]
async fn removed_while_it_loads_and_put_back_it_is_ready_once() {
    let body = format!(
        "{SCRIPT}{TWO_PLACES}<relasi-wizard loading=eager></relasi-wizard><script type=module>
            const element = document.querySelector('relasi-wizard');
            element.remove();
            await new Promise(setTimeout);
            before.append(element);
            element.remove();
            after.append(element);
        </script>"
    );
    let embed = Embed::ready(&body).await;
    embed.works().await;
    embed.hears("ready", 1).await;
}

#[apply(browser_test)]
async fn written_anew_by_the_page_it_goes_on_where_the_visitor_was() {
    let embed = half_way(&format!("{SCRIPT}<main>{TAG}</main>")).await;
    embed.script("const main = document.querySelector('main'); main.innerHTML = main.innerHTML", vec![]).await;
    embed.hears("ready", 2).await;
    embed.reads("What do they do with what they get from you?").await;
    embed.works().await;
}

#[apply(browser_test)]
async fn a_copy_by_clone_node_is_one_more_widget() {
    let embed = half_way(&[SCRIPT, "<relasi-wizard persist=none></relasi-wizard>"].concat()).await;
    embed
        .script("const copy = WIDGET.cloneNode(true); document.body.prepend(copy); window.widget = copy", vec![])
        .await;
    embed.hears("ready", 2).await;
    embed.reads("Are they inside your organisation or outside it?").await;
    embed.works().await;
    embed.script("window.widget = document.querySelectorAll('relasi-wizard')[1]", vec![]).await;
    embed.is_still_half_way().await;
}

#[apply(browser_test)]
async fn one_that_goes_leaves_the_others_alone() {
    let embed = half_way(&[SCRIPT, TAG].concat()).await;
    embed.script("document.body.prepend(window.widget = WIDGET.cloneNode())", vec![]).await;
    embed.hears("ready", 2).await;
    embed.takes_a_step().await;
    embed.script("WIDGET.remove(); window.widget = document.querySelector('relasi-wizard')", vec![]).await;
    embed.is_still_half_way().await;
    embed.works().await;
}

#[apply(browser_test)]
async fn left_and_come_back_to_it_is_where_it_was() {
    let embed = half_way(&[SCRIPT, TAG].concat()).await;
    embed.goes_to(&embed.site, "/elsewhere").await;
    embed.goes_back().await;
    embed.waits_for_a_question().await;
    embed.reads("What do they do with what they get from you?").await;
    embed.works().await;
}

#[apply(browser_test)]
async fn moved_into_another_document_it_keeps_its_styles_and_its_answers() {
    let embed =
        half_way(&[SCRIPT, TAG, "<iframe srcdoc='<!doctype html><body>' width=500 height=600></iframe>"].concat())
            .await;
    embed.script("frames[0].document.body.append(window.widget = WIDGET)", vec![]).await;
    embed.reads("What do they do with what they get from you?").await;
    let card = "frames[0].getComputedStyle(WIDGET.shadowRoot.querySelector('.card')).borderRadius";
    embed.holds(&format!("{card} === '14px'")).await;
    embed.script("document.body.append(WIDGET)", vec![]).await;
    embed.is_still_half_way().await;
    embed.works().await;
}

/// The attributes of the package's manifest, each with the last of its values; "" where it is present or absent.
fn attributes() -> Vec<(String, String)> {
    let manifest = include_str!("../../../src/element/custom-elements.json");
    let manifest: Value = serde_json::from_str(manifest).expect("it is JSON");
    let listed = manifest["modules"][0]["declarations"][0]["attributes"].as_array().expect("a list").clone();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let last_value = |of: &Value| text(&of["type"]["text"]).split('"').rev().nth(1).unwrap_or_default().to_owned();
    listed.iter().map(|one| (text(&one["name"]), last_value(one))).collect()
}

#[apply(browser_test)]
async fn every_attribute_may_change_half_way_and_no_answer_is_lost() {
    // What takes any text, and what is worth a second value.
    let mut table: Vec<(String, String, &str)> = [
        ("lang", "id", "Lanjut"),
        ("lang", "en", "Continue"),
        ("content", "/pack", "Continue"),
        ("content", "", "Continue"),
        ("persist", "none", "Continue"),
        ("cta-href", "/talk", "Continue"),
        ("cta-label", "Talk to us", "Continue"),
    ]
    .map(|(name, value, go_on)| (name.to_owned(), value.to_owned(), go_on))
    .into();
    for (name, value) in attributes() {
        if name == "persist" || table.iter().all(|(tried, ..)| *tried != name) {
            table.push((name, value, "Continue"));
        }
    }
    let embed = half_way(&[SCRIPT, TAG].concat()).await;
    let answers = json!({ "place": "outside" });
    for (attribute, value, go_on) in &table {
        let script = if attribute == "content" && value.is_empty() {
            "WIDGET.removeAttribute(arguments[0])"
        } else {
            "WIDGET.setAttribute(arguments[0], arguments[1])"
        };
        embed.script(script, vec![json!(attribute), json!(value)]).await;
        embed.waits_for_a_question().await;
        embed.reads(go_on).await;
        assert_eq!(embed.element("element.answers").await, answers, "{attribute}={value}");
        embed
            .holds("WIDGET.shadowRoot.querySelector('legend').innerText.match(/What do they do|Untuk apa mereka/)")
            .await;
    }
    for (attribute, ..) in &table {
        embed.script("WIDGET.removeAttribute(arguments[0])", vec![json!(attribute)]).await;
        embed.waits_for_a_question().await;
        assert_eq!(embed.element("element.answers").await, answers, "without {attribute}");
    }
    embed.works().await;
    embed.hears("error", 0).await;
}

#[apply(browser_test)]
async fn all_attributes_may_change_at_once_while_it_loads() {
    let body = format!(
        "{SCRIPT}<relasi-wizard lang=en loading=eager></relasi-wizard><script type=module>
            const element = document.querySelector('relasi-wizard');
            for (const [name, value] of Object.entries({{ content: '/pack', lang: 'id', 'heading-level': 3, persist: 'none', share: '' }})) {{
                element.setAttribute(name, value);
            }}
        </script>"
    );
    let embed = Embed::ready(&body).await;
    embed.reads("Lanjut").await;
    assert_eq!(embed.widget("h3").await.len(), 1);
    embed.works().await;
    embed.hears("ready", 1).await;
}

#[apply(browser_test)]
async fn answers_set_before_the_script_is_there_are_taken_up() {
    let body = format!(
        "{TAG}<script>document.querySelector('relasi-wizard').answers = {{ place: 'outside' }}</script>{SCRIPT}"
    );
    let embed = Embed::ready(&body).await;
    embed.reads("What do they do with what they get from you?").await;
    assert_eq!(embed.element("[element.answers, Object.keys(element)]").await, json!([{ "place": "outside" }, []]));
    embed.works().await;
}

#[apply(browser_test)]
async fn answers_set_before_it_is_on_the_page_are_taken_up() {
    let body = format!(
        "{SCRIPT}<script type=module>
            const made = document.createElement('relasi-wizard');
            made.answers = {{ place: 'outside' }};
            document.body.append(made);
        </script>"
    );
    let embed = Embed::ready(&body).await;
    embed.reads("What do they do with what they get from you?").await;
    embed.works().await;
}

#[apply(browser_test)]
async fn the_script_twice_on_a_page_from_two_addresses() {
    let again = "<script type=module src='/relasi.js?again'></script><script type=module src=/cdn/relasi.js></script>";
    let embed = Embed::ready(&[SCRIPT, again, TAG].concat()).await;
    embed.works().await;
    embed.hears("ready", 1).await;
}

#[apply(browser_test)]
async fn two_releases_on_one_page_get_along() {
    let dist = std::env::var("RELASI_DIST").expect("RELASI_DIST names the built page");
    let script = std::fs::read_to_string(std::path::Path::new(&dist).join("relasi.js")).expect("the script is there");
    let later = format!("{script}\nwindow.laterRelease = true;");
    let body = format!("{SCRIPT}<script type=module src=/cdn/relasi.js></script>{TAG}");
    let embed = Embed::opens_with(&body, &[("/cdn/relasi.js", &later)]).await;
    embed.hears("ready", 1).await;
    embed.holds("window.laterRelease").await;
    embed.works().await;
    embed.hears("ready", 1).await;
}

/// What is left after `rounds` of `round`: bytes of JavaScript, nodes, listeners, and pages of wasm memory.
async fn footprint(embed: &Embed, rounds: usize, round: &str) -> [f64; 4] {
    // In parts, each well within the time that a script has.
    const PART: usize = 100;
    for _ in 0..rounds / PART {
        embed
            .runs(&format!(
                "const done = arguments[0]; (async () => {{
                    for (let i = 0; i < {PART}; i++) {{ {round} }}
                    done();
                }})()"
            ))
            .await;
    }
    // Twice: what the first collection lets go of may hold on to more.
    for _ in 0..2 {
        embed.protocol("HeapProfiler.collectGarbage", json!({})).await;
    }
    let heap = embed.protocol("Runtime.getHeapUsage", json!({})).await;
    let counters = embed.protocol("Memory.getDOMCounters", json!({})).await;
    let wasm =
        embed.script("return memories.reduce((sum, one) => sum + one.buffer.byteLength / 65536, 0)", vec![]).await;
    [&heap["usedSize"], &counters["nodes"], &counters["jsEventListeners"], &wasm]
        .map(|one| one.as_f64().expect("a number"))
}

#[apply(browser_test)]
async fn removed_and_put_back_a_thousand_times_it_leaks_nothing() {
    let body = format!(
        "<script>
            const memories = [], instantiate = WebAssembly.instantiate;
            WebAssembly.instantiate = async (...given) => {{
                const made = await instantiate(...given);
                memories.push((made.instance ?? made).exports.memory);
                return made;
            }};
        </script>{SCRIPT}<main>{TAG}</main>"
    );
    let embed = Embed::ready(&body).await;
    embed.holds("memories.length === 1").await;
    embed.protocol("HeapProfiler.enable", json!({})).await;
    let round = "
        const main = document.querySelector('main');
        await new Promise(done => {
            addEventListener('relasi-ready', done, { once: true });
            heard.length = 0;
            main.replaceChildren();
            setTimeout(() => main.innerHTML = '<relasi-wizard loading=eager></relasi-wizard>');
        });";
    // The first thousand fill caches and are compiled; after that, what grows is what leaks.
    let before = footprint(&embed, 1000, round).await;
    let after = footprint(&embed, 1000, round).await;
    // Fifty bytes a time: no element, listener or closure is as small.
    assert!(after[0] < before[0] + 50_000.0, "JavaScript has grown from {} to {} bytes", before[0], after[0]);
    for (what, place) in [("nodes", 1), ("listeners", 2), ("pages of wasm memory", 3)] {
        assert!(after[place] <= before[place], "{what}: {} have become {}", before[place], after[place]);
    }
    embed.works().await;
}

//! Wherever the tag stands, and whenever it comes there.

use serde_json::json;

use super::{Embed, SCRIPT, TAG};

#[apply(browser_test)]
async fn the_script_may_come_before_the_tag() {
    Embed::ready(&[SCRIPT, TAG].concat()).await.works().await;
}

#[apply(browser_test)]
async fn the_tag_may_come_before_the_script() {
    Embed::ready(&[TAG, SCRIPT].concat()).await.works().await;
}

#[apply(browser_test)]
async fn a_tag_manager_may_add_script_and_tag_after_load() {
    let embed = Embed::opens("<main></main>").await;
    let add = "
        const script = document.createElement('script');
        script.type = 'module';
        script.src = '/relasi.js';
        document.head.append(script);
        document.querySelector('main').innerHTML = '<relasi-wizard></relasi-wizard>';";
    embed.script(add, vec![]).await;
    embed.hears("ready", 1).await;
    embed.works().await;
}

#[apply(browser_test)]
async fn a_script_may_create_the_tag_and_set_its_attributes() {
    let embed = Embed::opens(&format!(
        "{SCRIPT}<script type=module>
            const made = document.createElement('relasi-wizard');
            made.lang = 'id';
            made.setAttribute('heading-level', 4);
            document.body.append(made);
        </script>"
    ))
    .await;
    embed.hears("ready", 1).await;
    embed.reads("Lanjut").await;
    assert_eq!(embed.widget("h4").await.len(), 1);
    embed.works().await;
}

#[apply(browser_test)]
async fn the_tag_may_come_out_of_a_template() {
    let body = format!(
        "{SCRIPT}<template>{TAG}</template><main></main>
        <script type=module>document.querySelector('main').append(document.querySelector('template').content.cloneNode(true))</script>"
    );
    Embed::ready(&body).await.works().await;
}

#[apply(browser_test)]
async fn ten_on_one_page_each_speak_their_language_and_share_one_download() {
    let tags = "<relasi-wizard lang=en></relasi-wizard><relasi-wizard lang=id></relasi-wizard>".repeat(5);
    let embed = Embed::opens(&[SCRIPT, &tags.replace("lang", "loading=eager lang")].concat()).await;
    embed.hears("ready", 10).await;
    let spoken = "return [...document.querySelectorAll('relasi-wizard')].map(one => one.shadowRoot.querySelector('.go').innerText.trim())";
    assert_eq!(embed.script(spoken, vec![]).await, json!(["Continue", "Lanjut"].repeat(5)));
    let mut asked = embed.site.asked();
    asked.sort();
    let all = asked.len();
    asked.dedup();
    assert_eq!(asked.len(), all, "no file is asked for twice: {asked:?}");
    embed.takes_a_step().await;
    let answered = "return [...document.querySelectorAll('relasi-wizard')].map(one => Object.keys(one.answers).length)";
    assert_eq!(embed.script(answered, vec![]).await, json!([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
}

#[apply(browser_test)]
async fn two_with_an_id_each_keep_their_own_answers_over_a_reload() {
    let embed = Embed::opens(&format!(
        "{SCRIPT}<relasi-wizard id=shop loading=eager></relasi-wizard><relasi-wizard id=office loading=eager></relasi-wizard>"
    ))
    .await;
    embed.hears("ready", 2).await;
    embed.script("office.answers = { place: 'inside' }; shop.answers = { place: 'outside' }", vec![]).await;
    embed.script("location.reload()", vec![]).await;
    embed.holds("document.readyState === 'complete'").await;
    embed.hears("ready", 2).await;
    assert_eq!(
        embed.script("return [shop.answers, office.answers]", vec![]).await,
        json!([{ "place": "outside" }, { "place": "inside" }])
    );
}
#[apply(browser_test)]
async fn inside_the_shadow_root_of_another_component() {
    let embed = Embed::opens(&format!(
        "{SCRIPT}<site-section></site-section>
        <script type=module>
            customElements.define('site-section', class extends HTMLElement {{
                connectedCallback() {{
                    this.attachShadow({{ mode: 'open' }}).innerHTML = '<div lang=id>{TAG}</div>';
                    window.widget = this.shadowRoot.querySelector('relasi-wizard');
                }}
            }});
        </script>"
    ))
    .await;
    embed.hears("ready", 1).await;
    embed.reads("Lanjut").await;
    embed.works().await;
    let seen_from_outside = "return heard.every(one => one.target.localName === 'site-section')";
    assert_eq!(embed.script(seen_from_outside, vec![]).await, true);
}

#[apply(browser_test)]
async fn slotted_into_another_component_that_shows_it_later() {
    let embed = Embed::opens(&format!(
        "{SCRIPT}<site-panel>{TAG}</site-panel>
        <script type=module>
            customElements.define('site-panel', class extends HTMLElement {{
                constructor() {{ super().attachShadow({{ mode: 'open' }}) }}
                open() {{ this.shadowRoot.innerHTML = '<slot></slot>' }}
            }});
        </script>"
    ))
    .await;
    embed.script("document.querySelector('site-panel').open()", vec![]).await;
    embed.hears("ready", 1).await;
    embed.works().await;
}

#[apply(browser_test)]
async fn in_a_form_nothing_of_it_is_sent_and_enter_does_not_submit() {
    let embed = Embed::ready(&format!(
        "{SCRIPT}<form action=/sent><input name=email value=me@example.com required>{TAG}<button>Send</button></form>
        <script>document.forms[0].onsubmit = event => {{ event.preventDefault(); window.submitted = true }}</script>"
    ))
    .await;
    let before = embed.question().await;
    embed.first(".option").await.click().await.expect("an option can be clicked");
    embed.types(&[thirtyfour::Key::Enter]).await;
    embed.moves_on_from(&before).await;
    embed.hurries_to_the_result().await;
    embed.presses("Start again").await;
    let of_the_form = "const form = document.forms[0]; return [[...new FormData(form).keys()], form.checkValidity(), form.elements.length, window.submitted ?? false]";
    assert_eq!(embed.script(of_the_form, vec![]).await, json!([["email"], true, 2, false]));
    embed.script("document.forms[0].reset()", vec![]).await;
    embed.works().await;
}

#[apply(browser_test)]
async fn in_a_disabled_fieldset_it_can_still_be_used() {
    Embed::ready(&format!("{SCRIPT}<form><fieldset disabled>{TAG}</fieldset></form>")).await.works().await;
}

#[apply(browser_test)]
async fn in_a_label_a_press_does_not_reach_the_control_of_the_label() {
    let embed = Embed::ready(&format!("{SCRIPT}<label><input type=checkbox id=terms>{TAG}</label>")).await;
    embed.works().await;
    assert_eq!(embed.script("return terms.checked", vec![]).await, false);
}

#[apply(browser_test)]
async fn in_a_dialog_it_loads_when_opened_and_escape_still_closes() {
    let embed = Embed::opens(&format!("{SCRIPT}<dialog>{TAG}<button>Close</button></dialog>")).await;
    embed.script("document.querySelector('dialog').showModal()", vec![]).await;
    embed.hears("ready", 1).await;
    embed.works().await;
    embed.types(&[thirtyfour::Key::Escape]).await;
    embed.holds("!document.querySelector('dialog').open").await;
}

/// A page where the tag is out of sight until `show`.
async fn unseen_until(what: &str, before: &str, after: &str, show: &str) {
    let embed = Embed::opens(&format!("{SCRIPT}{before}{TAG}{after}")).await;
    // Whatever was to be loaded at once has been asked for when a later request is answered.
    embed.runs("const done = arguments[0]; setTimeout(() => fetch('/page').then(() => done()), 100)").await;
    let asked = embed.site.asked();
    assert!(!asked.contains(&"/relasi.wasm".to_owned()), "{what}: loaded before anyone can see it: {asked:?}");
    embed.script(show, vec![]).await;
    embed.hears("ready", 1).await;
    embed.works().await;
}

#[apply(browser_test)]
async fn in_a_hidden_tab_it_loads_when_the_tab_is_shown() {
    unseen_until(
        "a hidden tab",
        "<div role=tablist><button role=tab onclick='panel.hidden = false'>Who is who</button></div><div role=tabpanel id=panel hidden>",
        "</div>",
        "document.querySelector('[role=tab]').click()",
    )
    .await;
}

#[apply(browser_test)]
async fn under_display_none_it_loads_when_shown() {
    unseen_until(
        "display: none",
        "<section style='display: none'>",
        "</section>",
        "document.querySelector('section').style.display = 'flex'",
    )
    .await;
}

#[apply(browser_test)]
async fn under_content_visibility_hidden_it_loads_when_shown() {
    unseen_until(
        "content-visibility: hidden",
        "<section style='content-visibility: hidden; height: 300px'>",
        "</section>",
        "document.querySelector('section').style = ''",
    )
    .await;
}

#[apply(browser_test)]
async fn in_closed_details_it_loads_when_they_are_opened() {
    unseen_until(
        "closed details",
        "<details><summary>Who is who</summary>",
        "</details>",
        "document.querySelector('summary').click()",
    )
    .await;
}

#[apply(browser_test)]
async fn far_below_the_fold_it_loads_when_the_visitor_comes_near() {
    unseen_until("far below", "<div style='height: 6000px'></div>", "", "scrollTo(0, 5500)").await;
}

#[apply(browser_test)]
async fn far_below_the_fold_and_eager_it_loads_at_once() {
    let body = format!("{SCRIPT}<div style='height: 6000px'></div><relasi-wizard loading=eager></relasi-wizard>");
    Embed::ready(&body).await.works().await;
}

#[apply(browser_test)]
async fn under_content_visibility_auto_it_works() {
    let body =
        format!("{SCRIPT}<section style='content-visibility: auto; contain-intrinsic-size: 400px'>{TAG}</section>");
    Embed::ready(&body).await.works().await;
}

#[apply(browser_test)]
async fn in_rows_columns_grids_and_cells_it_has_room_to_be_read() {
    let layouts = [
        "display: flex",
        "display: flex; flex-direction: column; align-items: center",
        "display: grid; grid-template-columns: auto auto; justify-items: start",
        "display: inline-block",
        "float: left",
        "position: absolute",
        "width: max-content",
        "columns: 2",
    ];
    let section = |layout: &str| {
        let tag = TAG.replace("<relasi-wizard", "<relasi-wizard loading=eager");
        format!("<div><section style='{layout}'>{tag}<p>Next to it</p></section></div>")
    };
    let embed = Embed::opens(&[SCRIPT, &layouts.map(section).concat()].concat()).await;
    embed.hears("ready", layouts.len()).await;
    let widths = "return [...document.querySelectorAll('relasi-wizard')].map(one => one.shadowRoot.querySelector('.card').offsetWidth)";
    let widths: Vec<u64> = serde_json::from_value(embed.script(widths, vec![]).await).expect("widths");
    for (layout, width) in layouts.into_iter().zip(widths) {
        assert!(width >= 240, "{layout}: {width} px wide");
    }
}

#[apply(browser_test)]
async fn on_a_page_in_quirks_mode() {
    let body = super::page(&[SCRIPT, TAG].concat()).replace("<!doctype html>", "");
    let embed = Embed::opens_with("", &[("/quirks", &body)]).await;
    embed.goes_to(&embed.site, "/quirks").await;
    embed.hears("ready", 1).await;
    assert_eq!(embed.script("return document.compatMode", vec![]).await, "BackCompat");
    embed.works().await;
}

#[apply(browser_test)]
async fn on_a_page_whose_base_lies_elsewhere() {
    let body =
        format!("<base href='https://elsewhere.example/deep/'><script type=module src='SITE/relasi.js'></script>{TAG}");
    let script = format!(
        "<script>document.write(`{}`.replace('SITE', location.origin))</script>",
        body.replace("</script", "<\\/script")
    );
    Embed::ready(&script).await.works().await;
}

#[apply(browser_test)]
async fn in_a_frame_of_the_same_site() {
    let inner = super::page(&[SCRIPT, TAG].concat());
    let embed = Embed::opens_with("<iframe src=/inner width=500 height=600></iframe>", &[("/inner", &inner)]).await;
    embed.enters_frame(0).await;
    embed.hears("ready", 1).await;
    embed.works().await;
}

#[apply(browser_test)]
async fn in_a_sandboxed_frame_that_has_no_storage() {
    let inner = super::page(
        "<script type=module src=/cdn/relasi.js></script><relasi-wizard persist=local share></relasi-wizard>",
    );
    let embed = Embed::opens_with(
        "<iframe sandbox=allow-scripts src=/inner width=500 height=600></iframe>",
        &[("/inner", &inner)],
    )
    .await;
    embed.enters_frame(0).await;
    embed.hears("ready", 1).await;
    embed.works().await;
}

#[apply(browser_test)]
async fn with_the_script_from_another_site() {
    let body = format!(
        "<script>document.write(`<script type=module src=http://localhost:${{location.port}}/cdn/relasi.js><\\/script>`)</script>{TAG}"
    );
    let embed = Embed::ready(&body).await;
    embed.works().await;
}

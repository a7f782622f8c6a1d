//! The snippet builder of the demo page, as a site owner uses it.

use serde_json::{Value, json};

use crate::{
    fixtures::reseller,
    site::Site,
    visitor::{Machine, PHONE, Visitor},
};

/// Opens the demo page, with the builder's own widget loaded.
async fn owner_at(site: &Site, machine: Machine) -> Visitor {
    let owner = Visitor::on(machine, site, "/").await;
    owner.script("document.querySelector('.preview').scrollIntoView()", vec![]).await;
    owner
        .eventually(
            "return document.querySelector('.preview relasi-wizard')?.shadowRoot.querySelector('.card .go') != null",
        )
        .await;
    owner
}

/// Fills in a field of the form, and leaves it.
async fn enters(owner: &Visitor, name: &str, value: &str) {
    let script = "
        const field = document.querySelector('#embed form').elements[arguments[0]];
        if (field.type === 'checkbox') field.checked = true;
        else field.value = arguments[1];
        for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));";
    owner.script(script, vec![json!(name), json!(value)]).await;
}

async fn snippet(owner: &Visitor) -> String {
    let shown = owner.script("return document.querySelector('#snippet').innerText", vec![]).await;
    shown.as_str().expect("the code is text").to_owned()
}

/// What stands beside a field.
async fn note(owner: &Visitor, field: &str) -> String {
    let script = "const field = document.querySelector('#embed form').elements[arguments[0]];
        return document.getElementById(field.getAttribute('aria-describedby')).textContent";
    owner.script(script, vec![json!(field)]).await.as_str().expect("a note is text").to_owned()
}

/// What the builder's widget is like.
async fn preview(owner: &Visitor) -> Value {
    let script = "
        const element = document.querySelector('.preview relasi-wizard'), root = element.shadowRoot;
        const [card, button] = ['.card', '.go'].map(one => getComputedStyle(root.querySelector(one)));
        return {
            says: root.querySelector('.go').textContent, heading: root.querySelector('header > *').localName,
            paper: card.backgroundColor, accent: button.backgroundColor, radius: card.borderRadius,
        }";
    owner.script(script, vec![]).await
}

#[apply(browser_test)]
async fn each_choice_shows_at_once_in_widget_and_snippet() {
    let site = Site::shipped().await;
    let owner = owner_at(&site, PHONE).await;
    let table = [
        ("lang", "id", "says", "Lanjut", " lang=\"id\""),
        ("theme", "dark", "paper", "rgb(23, 27, 36)", " theme=\"dark\""),
        ("theme", "light", "paper", "rgb(255, 255, 255)", " theme=\"light\""),
        ("light", "#7a1f3d", "accent", "rgb(122, 31, 61)", " style=\"--relasi-accent: #7a1f3d\""),
        ("radius", "3", "radius", "3px", "--relasi-radius: 3px\""),
        ("heading-level", "4", "heading", "h4", " heading-level=\"4\""),
    ];
    for (field, value, part, looks, code) in table {
        enters(&owner, field, value).await;
        let shown = format!("{field}: {value}");
        let look = "const root = document.querySelector('.preview relasi-wizard').shadowRoot;
            return root.querySelector('.go')?.textContent === 'Lanjut'";
        owner.eventually(look).await;
        assert_eq!(preview(&owner).await[part], looks, "{shown}");
        let snippet = snippet(&owner).await;
        assert!(snippet.contains(code), "{shown}: {snippet}");
    }
    for (field, value, code) in [
        ("persist", "local", " persist=\"local\""),
        ("depth", "every", " depth=\"every\""),
        ("share", "", " share"),
        ("letter-keys", "", " letter-keys"),
    ] {
        enters(&owner, field, value).await;
        let snippet = snippet(&owner).await;
        assert!(snippet.contains(code), "{field}: {snippet}");
    }
}

#[apply(browser_test)]
async fn defaults_are_left_out_of_the_snippet() {
    let site = Site::shipped().await;
    let owner = owner_at(&site, PHONE).await;
    let address = &site.address;
    let expected = format!(
        "<script type=\"module\" src=\"{address}/relasi.js\"></script>\n<relasi-wizard lang=\"en\">\n  \
         <a href=\"{address}/embed.html?lang=en\">Open the questionnaire</a>\n</relasi-wizard>"
    );
    assert_eq!(snippet(&owner).await, expected);
}

#[apply(browser_test)]
async fn a_colour_of_low_contrast_is_named_with_one_that_would_do() {
    let site = Site::shipped().await;
    let owner = owner_at(&site, PHONE).await;
    let table = [
        ("light", "#7a1f3d", ""),
        ("light", "rebeccapurple", ""),
        ("light", "#ffd54a", "Too little contrast to read: 1.3:1; it must be 4.5:1 or more. #856f26 would do."),
        ("light", "#7a1f3d80", "Write an opaque CSS colour, such as #7a1f3d."),
        ("light", "reddish", "Write an opaque CSS colour, such as #7a1f3d."),
        ("light", "", ""),
        ("dark", "#7a1f3d", "Too little contrast to read: 1.5:1; it must be 4.5:1 or more. #b27d8e would do."),
        ("dark", "#ff9db5", ""),
    ];
    for (field, colour, expected) in table {
        enters(&owner, field, colour).await;
        assert_eq!(note(&owner, field).await, expected, "{field}: {colour}");
    }
}

#[apply(browser_test)]
async fn an_accent_for_one_scheme_alone_is_made_readable_in_the_other() {
    let site = Site::shipped().await;
    let owner = owner_at(&site, Machine { dark: true, ..PHONE }).await;
    enters(&owner, "light", "#7a1f3d").await;
    assert_eq!(note(&owner, "dark").await, "Left empty: #b27d8e, made from the other.");
    assert!(snippet(&owner).await.contains("--relasi-accent: light-dark(#7a1f3d, #b27d8e)"));
    assert_eq!(preview(&owner).await["accent"], "rgb(178, 125, 142)");
}

#[apply(browser_test)]
async fn a_call_to_action_needs_a_link_that_a_visitor_can_follow() {
    let site = Site::shipped().await;
    let owner = owner_at(&site, PHONE).await;
    enters(&owner, "cta-label", "Talk to us").await;
    assert_eq!(note(&owner, "cta-href").await, "Without a link the button is not shown.");
    enters(&owner, "cta-href", "javascript:alert(1)").await;
    assert_eq!(note(&owner, "cta-href").await, "Use an address with https:, mailto: or tel:.");
    assert!(!snippet(&owner).await.contains("cta-"));
    enters(&owner, "cta-href", "/contact").await;
    assert_eq!(note(&owner, "cta-href").await, "");
    assert!(snippet(&owner).await.contains(" cta-href=\"/contact\" cta-label=\"Talk to us\""));
    enters(&owner, "form", "frame").await;
    let whole = "In an iframe the address must be whole, with https:// and your domain.";
    assert_eq!(note(&owner, "cta-href").await, whole);
    assert!(!snippet(&owner).await.contains("cta-"));
}

/// Chosen so that every sign that means something in HTML or in an address is among it.
const LABEL: &str = r#"Say "hi" & <b>go</b> 'now' 100% #1"#;

/// Makes choices on the demo page, and opens a page that has nothing but the code that comes of them.
async fn pasted(form: &str) -> (Site, Visitor) {
    let cdn = Site::shared().await;
    let owner = owner_at(&cdn, PHONE).await;
    let choices = [
        ("lang", "id"),
        ("theme", "light"),
        ("light", "#7a1f3d"),
        ("radius", "3"),
        ("cta-label", LABEL),
        ("cta-href", "https://example.com/?a=1&b=%22"),
        ("form", form),
    ];
    for (field, value) in choices {
        enters(&owner, field, value).await;
    }
    let page = format!("<!doctype html><meta charset=utf-8><title>A page</title>{}", snippet(&owner).await);
    let shop = Site::with(&[("/page", &page)]).await;
    let visitor = Visitor::on(PHONE, &shop, "/page").await;
    // The host has to outlive the visit.
    (cdn, visitor)
}

/// The widget is as chosen, up to the owner's button under the result.
async fn is_as_chosen(visitor: &Visitor) {
    visitor.reads("Lanjut").await;
    let look =
        "const style = getComputedStyle(document.querySelector('relasi-wizard').shadowRoot.querySelector('.go'));
        return [style.backgroundColor, style.borderRadius]";
    assert_eq!(visitor.script(look, vec![]).await, json!(["rgb(122, 31, 61)", "3px"]));
    visitor.script("document.querySelector('relasi-wizard').answers = arguments[0]", vec![reseller()]).await;
    visitor.reads(LABEL).await;
    let link = "return document.querySelector('relasi-wizard').shadowRoot.querySelector('[part~=cta]').href";
    assert_eq!(visitor.script(link, vec![]).await, "https://example.com/?a=1&b=%22");
}

#[apply(browser_test)]
async fn the_snippet_makes_the_chosen_widget() {
    let (_cdn, visitor) = pasted("tag").await;
    is_as_chosen(&visitor).await;
}

#[apply(browser_test)]
async fn the_iframe_snippet_makes_the_chosen_widget_at_its_full_height() {
    let (_cdn, visitor) = pasted("frame").await;
    let title = visitor.script("return document.querySelector('iframe').title", vec![]).await;
    assert_eq!(title, "Klien, pelanggan, atau konsumen?");
    visitor.enters_frame(0).await;
    is_as_chosen(&visitor).await;
    let fits =
        "return Math.ceil(document.querySelector('relasi-wizard').getBoundingClientRect().height) === innerHeight";
    visitor.eventually(fits).await;
}

/// Presses the button, and waits until what happened is said.
async fn copies(owner: &Visitor) -> String {
    owner.script("document.querySelector('.copying button').click()", vec![]).await;
    let said = owner.eventually("return document.querySelector('.copying [role=status]').textContent || null").await;
    said.as_str().expect("what is said is text").to_owned()
}

#[apply(browser_test)]
async fn what_is_copied_is_what_is_shown() {
    let site = Site::shipped().await;
    let owner = owner_at(&site, PHONE).await;
    owner
        .protocol(
            "Browser.grantPermissions",
            json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] }),
        )
        .await;
    enters(&owner, "cta-href", "https://example.com/").await;
    enters(&owner, "cta-label", LABEL).await;
    assert_eq!(copies(&owner).await, "Copied.");
    let copied = owner.script("return navigator.clipboard.readText()", vec![]).await;
    assert_eq!(copied, snippet(&owner).await);
}

#[apply(browser_test)]
async fn where_copying_is_not_allowed_the_code_is_selected() {
    let site = Site::shipped().await;
    let owner = owner_at(&site, PHONE).await;
    owner.script("navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))", vec![]).await;
    let said = copies(&owner).await;
    assert!(said.contains("The code is selected"), "{said}");
    assert_eq!(owner.script("return getSelection().toString()", vec![]).await, snippet(&owner).await);
}

#[apply(browser_test)]
async fn the_builder_fits_and_reads_well_at_every_width_in_light_and_dark() {
    let site = Site::shipped().await;
    for dark in [false, true] {
        let owner = owner_at(&site, Machine { dark, ..PHONE }).await;
        enters(&owner, "light", "#ffd54a").await;
        enters(&owner, "cta-href", "https://example.com/a-long-address-without-a-place-to-break-it-anywhere").await;
        enters(&owner, "form", "frame").await;
        for width in [320, 360, 768, 1280] {
            owner.resizes((width, 800)).await;
            let sideways = owner.script("return document.documentElement.scrollWidth - innerWidth", vec![]).await;
            assert!(sideways.as_i64() <= Some(0), "{width} px: {sideways} px stick out");
        }
        // The pale accent is the owner's own choice, and the widget does as told.
        enters(&owner, "light", "").await;
        let found = if dark { owner.violations_of_modes().await } else { owner.violations().await };
        assert_eq!(found, Vec::<String>::new(), "dark: {dark}");
    }
}

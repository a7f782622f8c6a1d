//! Page and widget do not reach into each other, but for what is offered: custom properties, parts and the font.

use serde_json::{Value, json};

use super::{Embed, SCRIPT, TAG};
use crate::fixtures::reseller;

#[apply(browser_test)]
async fn it_adds_nothing_to_the_page_but_the_tag() {
    let names = "
        const made = { window, document, history, navigator };
        for (const one of [Element, HTMLElement, Node, EventTarget, Event, Array, Object, Promise, Function, String])
            made[one.name] = one.prototype;
        const names = Object.entries(made).flatMap(([of, one]) => Reflect.ownKeys(one).map(key => of + '.' + String(key)));
        const counts = { sheets: document.styleSheets, adopted: document.adoptedStyleSheets, head: document.head.children,
            html: document.documentElement.attributes, body: document.body.attributes, tag: document.querySelector('relasi-wizard').attributes };
        return [...names, ...Object.entries(counts).map(([what, list]) => what + ': ' + list.length)];";
    let embed = Embed::opens(TAG).await;
    let before = embed.script(names, vec![]).await;
    embed.script("import('/relasi.js')", vec![]).await;
    embed.hears("ready", 1).await;
    embed.works().await;
    let after = embed.script(names, vec![]).await;
    let list = |names: &Value| -> Vec<String> { serde_json::from_value(names.clone()).expect("a list of names") };
    let (before, mut after) = (list(&before), list(&after));
    // What the driver leaves in the pages that it drives.
    after.retain(|name| !before.contains(name) && !name.starts_with("window.ret_") && !name.starts_with("window.se_"));
    assert_eq!(after, [""; 0]);
    assert_eq!(embed.element("element.shadowRoot.mode").await, "open");
}

/// Everything that the browser has computed for each kind of element in the widget.
const LOOKS: &str = "
    function looks() {
        const kinds = new Map();
        for (const one of WIDGET.shadowRoot.querySelectorAll('.card, .card *')) {
            const kind = [one.localName, ...one.classList].join('.');
            if (!kinds.has(kind)) kinds.set(kind, one);
        }
        for (const one of WIDGET.shadowRoot.getAnimations()) one.finish();
        return [...kinds].flatMap(([kind, one]) => {
            const style = getComputedStyle(one);
            return [...style].filter(name => !name.startsWith('--')).map(name => `${kind} ${name}: ${style.getPropertyValue(name)}`);
        });
    }";

#[apply(browser_test)]
async fn no_style_of_the_page_reaches_into_it() {
    let table = [
        ("a reset of everything", "* { all: unset !important } relasi-wizard { display: block !important }"),
        ("custom properties with our private names", ":root { --mine: 1; --ink: red; --paper: red; --accent: red; --line: red; --radius: 99px; --size: 40px; --font: cursive; --hue: red }"),
        ("registered custom properties", "@property --ink { syntax: '<color>'; inherits: false; initial-value: red } @property --size { syntax: '<length>'; inherits: false; initial-value: 44px }"),
        ("a page that reads from right to left", "html { direction: rtl }"),
        ("a huge root font", "html { font-size: 40px } body { font-size: 3rem }"),
        ("a small root font", "html { font-size: 62.5% }"),
        (
            "loud rules for every element",
            "* { margin: 9px !important; padding: 9px !important; border: 3px dashed red !important; float: left; position: relative; top: 3px }
             button, input, label, legend, fieldset, h1, h2, h3, p, ul, li, a, table { color: red !important; background: yellow !important; font: 30px cursive !important; display: none !important }",
        ),
        (
            "everything that is inherited",
            "body { letter-spacing: 4px; word-spacing: 9px; text-transform: uppercase; text-align: center; text-indent: 40px; line-height: 3; font-style: italic;
             font-weight: 900; font-variant: small-caps; white-space: pre; cursor: wait; list-style: square; color: red; text-shadow: 1px 1px red; quotes: none;
             word-break: break-all; hyphens: auto; tab-size: 9; text-wrap: nowrap; caret-color: red; accent-color: red; border-collapse: collapse; orphans: 4;
             font-feature-settings: 'smcp'; -webkit-text-stroke: 1px red; user-select: none; font-stretch: expanded; text-underline-offset: 9px; font-kerning: none }",
        ),
        (
            "rules for our own class names and ids",
            ".card, .go, .option, .question, .result, .verdict, .plan, .fit, .bar, #help { display: none !important; color: red !important; opacity: 0 }",
        ),
        ("layers, scopes and containers", "@layer site { * { color: red } } @scope (body) { * { padding: 9px } } main { container: relasi / inline-size; zoom: 1 }"),
        ("a page written from top to bottom", "html { writing-mode: vertical-rl } main { writing-mode: horizontal-tb }"),
    ];
    let page = format!(
        "<style>relasi-wizard {{ --relasi-font: serif }}</style><style id=loud></style>{SCRIPT}
        <main style='display: block !important; width: 600px !important'>{TAG}</main>"
    );
    let embed = Embed::ready(&page).await;
    for screen in ["legend", ".verdict"] {
        embed.holds(&format!("WIDGET.shadowRoot.querySelector('{screen}')")).await;
        let plain = embed.script(&format!("{LOOKS} window.plain = looks(); return plain.length"), vec![]).await;
        assert!(plain.as_u64() > Some(5_000), "only {plain} values are compared");
        for (name, styles) in table {
            let differences = format!(
                "{LOOKS}
                loud.textContent = arguments[0];
                const seen = looks().map((line, at) => [plain[at], line]).filter(([before, now]) => before !== now);
                loud.textContent = '';
                return seen.slice(0, 6);"
            );
            assert_eq!(embed.script(&differences, vec![json!(styles)]).await, json!([]), "{name}, {screen}");
        }
        embed.script("WIDGET.answers = arguments[0]", vec![reseller()]).await;
    }
}

#[apply(browser_test)]
async fn no_style_of_ours_reaches_the_page() {
    let page = "<main class=card><h2 class=verdict>Heading</h2><p class=lede>Text <a href=#x>link</a> <small>small</small></p>
        <fieldset class=question><legend>Legend</legend><label class=option><input type=radio>Radio</label></fieldset>
        <button class=go>Button</button><ul class=plan><li class=action>Item</li></ul><table><tr><th>Head</th><td>Cell</td></tr></table></main>";
    let styles = "return JSON.stringify([...document.querySelectorAll('html, body, main, main *')].map(one =>
        [...getComputedStyle(one)].map(name => name + getComputedStyle(one).getPropertyValue(name)).join()))";
    let embed = Embed::opens(
        &[page, "<section style='contain: size; height: 900px; width: 600px'>", TAG, "</section>"].concat(),
    )
    .await;
    let before = embed.script(styles, vec![]).await;
    embed.script("document.head.append(Object.assign(document.createElement('script'), { type: 'module', src: '/relasi.js' }))", vec![]).await;
    embed.hears("ready", 1).await;
    embed.hurries_to_the_result().await;
    assert!(embed.script(styles, vec![]).await == before, "the page looks otherwise than before");
}

#[apply(browser_test)]
async fn it_takes_the_font_of_the_page_unless_it_is_given_its_own() {
    let embed =
        Embed::ready(&["<style>main { font-family: Georgia, serif }</style><main>", SCRIPT, TAG, "</main>"].concat())
            .await;
    let font = "getComputedStyle(WIDGET.shadowRoot.querySelector('.go')).fontFamily";
    embed.holds(&format!("{font} === 'Georgia, serif'")).await;
    embed.script("WIDGET.style.setProperty('--relasi-font', 'monospace')", vec![]).await;
    embed.holds(&format!("{font} === 'monospace'")).await;
}

#[apply(browser_test)]
async fn each_custom_property_changes_what_it_says() {
    let table = [
        ("--relasi-size", "20px", ".card", "fontSize", "20px"),
        ("--relasi-accent", "rgb(1, 2, 3)", ".go", "backgroundColor", "rgb(1, 2, 3)"),
        ("--relasi-on-accent", "rgb(1, 2, 3)", ".go", "color", "rgb(1, 2, 3)"),
        ("--relasi-ink", "rgb(1, 2, 3)", ".card", "color", "rgb(1, 2, 3)"),
        ("--relasi-muted", "rgb(1, 2, 3)", "small", "color", "rgb(1, 2, 3)"),
        ("--relasi-line", "rgb(1, 2, 3)", ".card", "borderTopColor", "rgb(1, 2, 3)"),
        ("--relasi-paper", "rgb(1, 2, 3)", ".card", "backgroundColor", "rgb(1, 2, 3)"),
        ("--relasi-wash", "rgb(1, 2, 3)", ".steering", "backgroundColor", "rgb(1, 2, 3)"),
        ("--relasi-client", "rgb(1, 2, 3)", "b.client, .client b", "color", "rgb(1, 2, 3)"),
        ("--relasi-customer", "rgb(1, 2, 3)", "b.customer, .customer b", "color", "rgb(1, 2, 3)"),
        ("--relasi-consumer", "rgb(1, 2, 3)", "b.consumer, .consumer b", "color", "rgb(1, 2, 3)"),
        ("--relasi-radius", "3px", ".card", "borderTopLeftRadius", "3px"),
        ("--relasi-border", "5px solid red", ".card", "borderTopWidth", "5px"),
        ("--relasi-padding", "7px", ".card", "paddingLeft", "7px"),
        ("--relasi-scroll-margin", "99px", ".card", "scrollMarginTop", "99px"),
    ];
    let embed = Embed::ready(&[SCRIPT, "<relasi-wizard cta-href=/talk cta-label=Talk></relasi-wizard>"].concat()).await;
    embed.script("WIDGET.answers = arguments[0]", vec![reseller()]).await;
    embed.holds("WIDGET.shadowRoot.querySelector('.verdict')").await;
    for (property, value, selector, shown, expected) in table {
        let seen = embed
            .script(
                "const [property, value, selector, shown] = arguments;
                WIDGET.style.setProperty(property, value);
                const seen = [...WIDGET.shadowRoot.querySelectorAll(selector)].map(one => getComputedStyle(one)[shown]);
                WIDGET.style.removeProperty(property);
                return seen;",
                vec![json!(property), json!(value), json!(selector), json!(shown)],
            )
            .await;
        let seen = seen.as_array().expect("a list of values");
        assert!(seen.contains(&json!(expected)), "{property}: {selector} has {shown} {seen:?}");
    }
}

#[apply(browser_test)]
async fn each_part_that_is_documented_can_be_styled() {
    let guide = include_str!("../../../docs/EMBED.md");
    let (_, list) = guide.split_once("<!-- parts:").expect("the guide lists the parts");
    let (list, _) = list.split_once("<!-- end of parts -->").expect("it ends");
    let mut parts: Vec<&str> =
        list.lines().filter_map(|row| Some(row.strip_prefix("| `")?.split_once('`')?.0)).collect();
    assert!(parts.contains(&"card") && parts.contains(&"cta") && parts.len() >= 15, "{parts:?}");
    // Only where something has failed; see `failures`.
    parts.retain(|part| *part != "failed");

    let all = parts.iter().map(|part| format!("relasi-wizard::part({part})")).collect::<Vec<_>>().join(", ");
    let embed =
        Embed::ready(&format!("<style>{all} {{ outline: 3px solid rgb(1, 2, 3) }}</style>{SCRIPT}<relasi-wizard cta-href=/talk></relasi-wizard>")).await;
    embed.takes_a_step().await;
    let with_outline = "return [...WIDGET.shadowRoot.querySelectorAll('[part]')].filter(one => getComputedStyle(one).outlineColor === 'rgb(1, 2, 3)')
        .flatMap(one => [...one.part])";
    let mut seen = embed.script(with_outline, vec![]).await.as_array().cloned().expect("a list");
    embed.script("WIDGET.answers = arguments[0]", vec![reseller()]).await;
    embed.holds("WIDGET.shadowRoot.querySelector('.verdict')").await;
    seen.extend(embed.script(with_outline, vec![]).await.as_array().cloned().expect("a list"));
    let save = "const save = WIDGET.shadowRoot.querySelector('.save');
        save.querySelector('[name=name]').value = 'Shop'; save.querySelector('.go').click()";
    embed.script(save, vec![]).await;
    embed.holds("WIDGET.shadowRoot.querySelector('.relationships')").await;
    seen.extend(embed.script(with_outline, vec![]).await.as_array().cloned().expect("a list"));
    parts.retain(|part| !seen.contains(&json!(part)));
    assert_eq!(parts, [""; 0], "documented, and not on any screen");
}

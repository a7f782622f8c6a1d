//! How it fits the screen.

use serde_json::{Value, json};

use crate::{
    site::Site,
    visitor::{Machine, PHONE, Visitor, WIDE},
};

#[tokio::test]
async fn the_first_question_is_in_the_first_viewport() {
    let site = Site::shipped().await;
    for machine in [PHONE, WIDE] {
        let visitor = Visitor::on(machine, &site, "/").await;
        visitor.waits_for_a_question().await;
        let bottom = "return [...document.querySelector('relasi-wizard').shadowRoot.querySelectorAll('label')]
            .filter(label => label.getBoundingClientRect().bottom <= innerHeight).length";
        let seen = visitor.script(bottom, vec![]).await;
        assert!(seen.as_u64() >= Some(2), "{seen} options are in view at {:?}", machine.window);
    }
}

/// What sticks out of the window, or is too small to touch, in the widget.
const FAULTS: &str = "
    const root = document.querySelector('relasi-wizard').shadowRoot, faults = [];
    if (document.documentElement.scrollWidth > innerWidth) faults.push('the page scrolls sideways');
    for (const one of root.querySelectorAll('label, button, summary, a')) {
        const box = one.getBoundingClientRect(), name = one.innerText.trim().split('\\n')[0];
        if (box.width === 0) continue;
        if (box.right > innerWidth + 0.5 || box.left < -0.5) faults.push(name + ' sticks out');
        const inText = one.localName === 'a' && getComputedStyle(one).display === 'inline';
        if (!inText && box.height < 43.5) faults.push(name + ' is ' + box.height + ' px high');
    }
    return faults;";

pub async fn faults(visitor: &Visitor) -> Value {
    visitor.script(FAULTS, vec![]).await
}

#[tokio::test]
async fn nothing_sticks_out_and_everything_can_be_touched_at_every_width_in_both_languages() {
    let site = Site::shipped().await;
    let visitor = Visitor::on(PHONE, &site, "/").await;
    visitor.waits_for_a_question().await;
    for language in ["Bahasa Indonesia", "English"] {
        visitor.script("document.querySelector('relasi-wizard').reset()", vec![]).await;
        visitor.presses(language).await;
        visitor.reads(if language == "English" { "Continue" } else { "Lanjut" }).await;
        for answers in [json!({}), json!({ "place": "outside", "onward": "sell_on" }), reseller()] {
            visitor
                .script("document.querySelector('relasi-wizard').answers = arguments[0]", vec![answers.clone()])
                .await;
            visitor.waits_for_a_question().await;
            for width in [320, 360, 768, 1280] {
                visitor.resizes((width, 800)).await;
                assert_eq!(faults(&visitor).await, json!([]), "{language}, {width} px, {answers}");
            }
        }
    }
}

/// Answers that lead to a result.
fn reseller() -> Value {
    json!({
        "place": "outside", "onward": "sell_on", "payer": "pays_for_others", "service": "goods", "side": "fair_sale",
        "tailoring": "same", "chain": "from_us", "decision": "compares", "taking_part": "choose", "closeness": "by_name",
        "length": "repeats", "sector": "trade", "audience": "segment", "values": "deal", "trouble": "one_unhappy", "goal": "keep"
    })
}

#[tokio::test]
async fn text_and_background_differ_enough_in_light_and_dark() {
    let site = Site::shipped().await;
    for dark in [false, true] {
        let visitor = Visitor::on(Machine { dark, ..PHONE }, &site, "/").await;
        visitor.waits_for_a_question().await;
        for answers in [json!({}), reseller()] {
            visitor.script("document.querySelector('relasi-wizard').answers = arguments[0]", vec![answers]).await;
            visitor.waits_for_a_question().await;
            let violations = visitor.violations().await;
            assert_eq!(violations, Vec::<String>::new(), "dark: {dark}");
        }
    }
}

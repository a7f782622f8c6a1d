//! How it fits the screen.

use serde_json::{Value, json};

use crate::{
    fixtures::{named_cases, reseller},
    site::Site,
    visitor::{PHONE, Visitor, WIDE},
};

#[apply(browser_test)]
async fn the_first_question_is_in_the_first_viewport() {
    let site = Site::shipped().await;
    for machine in [PHONE, WIDE] {
        let visitor = Visitor::on(machine, &site, "/").await;
        visitor.waits_for_a_question().await;
        let bottom = "return [...document.querySelector('relasi-wizard').shadowRoot.querySelectorAll('.option')]
            .filter(label => label.getBoundingClientRect().bottom <= innerHeight).length";
        let seen = visitor.script(bottom, vec![]).await;
        assert!(seen.as_u64() >= Some(2), "{seen} options are in view at {:?}", machine.window);
    }
}

#[apply(browser_test)]
async fn the_first_action_begins_within_a_screen_of_the_verdict() {
    let site = Site::shipped().await;
    let visitor = Visitor::on(PHONE, &site, "/").await;
    visitor.waits_for_a_question().await;
    // A phone has no bar to scroll by beside the page.
    let bar = visitor.script("return innerWidth - document.documentElement.clientWidth", vec![]).await;
    visitor.resizes((390 + u32::try_from(bar.as_u64().expect("pixels")).expect("few"), 844)).await;
    for language in ["English", "Bahasa Indonesia"] {
        visitor.presses(language).await;
        for case in named_cases() {
            visitor.is_given(json!(case.answers)).await;
            let down = "const top = part => WIDGET.shadowRoot.querySelector(part).getBoundingClientRect().top;
                return top('.three > li') - top('.verdict')";
            let down = visitor.script(down, vec![]).await;
            assert!(down.as_f64() <= Some(800.0), "{down} px in {language} for {}", case.name);
        }
    }
}

/// What sticks out of the window, is cut off, or is too small to touch, in the widget.
const FAULTS: &str = "
    const root = document.querySelector('relasi-wizard').shadowRoot, faults = [];
    if (document.documentElement.scrollWidth > innerWidth) faults.push('the page scrolls sideways');
    const isUnseen = one => one.closest('.unseen') || !one.checkVisibility() || one.getBoundingClientRect().width === 0;
    const texts = [...root.querySelectorAll('*')].filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
    for (const one of new Set([...texts, ...root.querySelectorAll('label, button, summary, a')])) {
        if (isUnseen(one) || one.namespaceURI.endsWith('svg')) continue;
        const box = one.getBoundingClientRect(), name = one.textContent.trim().split('\\n')[0];
        if (box.right > innerWidth + 0.5 || box.left < -0.5) faults.push(name + ' sticks out');
        const style = getComputedStyle(one);
        if (style.display !== 'inline' && one.scrollWidth > one.clientWidth + 1) faults.push(name + ' is cut off');
        const inText = one.localName === 'a' && style.display === 'inline';
        if (!inText && one.matches('label, button, summary, a') && box.height < 43.5) faults.push(name + ' is ' + box.height + ' px high');
    }
    return faults;";

/// The faults of the page as it stands.
pub async fn faults(visitor: &Visitor) -> Value {
    visitor.script(FAULTS, vec![]).await
}

#[apply(browser_test)]
async fn everything_fits_and_can_be_touched_at_every_width() {
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
            visitor.opens_everything().await;
            for width in [320, 360, 768, 1280] {
                visitor.resizes((width, 800)).await;
                assert_eq!(faults(&visitor).await, json!([]), "{language}, {width} px, {answers}");
            }
        }
    }
}

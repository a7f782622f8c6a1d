//! What it leaves alone: the network, the storage, the focus, the scroll position and the layout.

use serde_json::json;

use super::{Embed, SCRIPT, TAG};

#[apply(browser_test)]
async fn once_loaded_it_works_without_a_network() {
    let embed = Embed::ready(&[SCRIPT, TAG].concat()).await;
    let offline = json!({ "offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    embed.protocol("Network.enable", json!({})).await;
    embed.protocol("Network.emulateNetworkConditions", offline).await;
    assert_eq!(embed.script("return navigator.onLine", vec![]).await, false);
    embed.works_to_the_result().await;
}

#[apply(browser_test)]
async fn under_persist_none_a_run_requests_nothing_and_stores_nothing() {
    let watch = "<script>
        window.touched = [];
        for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore', 'name']) {
            Object.defineProperty(window, name, { get() { touched.push(name) }, set() { touched.push(name) } });
        }
        Object.defineProperty(document, 'cookie', { get() { touched.push('cookie') }, set() { touched.push('cookie') } });
        for (const name of ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'Worker', 'Image', 'open', 'postMessage', 'BroadcastChannel']) {
            const meant = window[name];
            window[name] = function (...given) {
                touched.push(name + ' ' + given[0]);
                return new.target ? Reflect.construct(meant, given) : meant.apply(window, given);
            };
        }
        navigator.sendBeacon = () => touched.push('beacon');
        for (const name of ['pushState', 'replaceState']) history[name] = () => touched.push(name);
    </script>";
    let embed = Embed::ready(&[watch, SCRIPT, "<relasi-wizard persist=none share></relasi-wizard>"].concat()).await;
    let before = embed.site.asked();
    let stores = "return touched.filter(one => !one.startsWith('fetch '))";
    assert_eq!(embed.script(stores, vec![]).await, json!([]), "while it loads");
    embed.script("touched.length = 0; performance.clearResourceTimings()", vec![]).await;
    embed.works_to_the_result().await;
    embed.presses("Start again").await;
    embed.works_to_the_result().await;
    let seen = "return [touched, performance.getEntriesByType('resource').map(one => one.name)]";
    assert_eq!(embed.script(seen, vec![]).await, json!([[], []]));
    assert_eq!(embed.site.asked(), before);
}

#[apply(browser_test)]
async fn loading_moves_neither_focus_nor_scroll_nor_layout() {
    let watch = "<script>
        document.addEventListener('DOMContentLoaded', () => document.querySelector('input').focus({ preventScroll: true }));
        window.shifts = []; window.scrolls = 0; window.focused = [];
        new PerformanceObserver(list => shifts.push(...list.getEntries().map(one => one.value))).observe({ type: 'layout-shift', buffered: true });
        addEventListener('scroll', () => scrolls++, true);
        addEventListener('focusin', event => focused.push(event.target.localName), true);
    </script>";
    // Text below it would be pushed down; the visitor reads and types there already.
    let below = "<p>Some text below.</p><input><p>More text.</p>";
    let room = "<style>relasi-wizard { display: block; min-height: 700px }</style>";
    let embed = Embed::ready(&[watch, room, SCRIPT, TAG, below].concat()).await;
    // Two frames: what shifts is reported with the next.
    embed.runs("requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(arguments[0], 50)))").await;
    let seen = "return [shifts.reduce((sum, one) => sum + one, 0), scrolls, scrollY, focused.filter(one => one !== 'input'), document.activeElement.localName]";
    assert_eq!(embed.script(seen, vec![]).await, json!([0, 0, 0, [], "input"]));
}

#[apply(browser_test)]
async fn after_a_step_the_page_moves_only_as_far_as_the_question_needs() {
    let around = "<div style='height: 300px'>Above</div>";
    let embed = Embed::ready(&[SCRIPT, around, TAG, "<div style='height: 2000px'>Below</div>"].concat()).await;
    let before = embed.script("return scrollY", vec![]).await;
    embed.script("WIDGET.shadowRoot.querySelector('.option input').click()", vec![]).await;
    embed.holds("WIDGET.shadowRoot.querySelector('.option input').checked").await;
    let question = embed.question().await;
    embed.script("WIDGET.shadowRoot.querySelector('.go').click()", vec![]).await;
    embed.moves_on_from(&question).await;
    assert_eq!(embed.script("return scrollY", vec![]).await, before, "the question is in sight already");
}

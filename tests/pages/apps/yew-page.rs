//! A page that is a Yew app itself: the widget stands in its tree, beside a counter of its own.

use yew::prelude::*;

#[component]
fn Page() -> Html {
    let count = use_state(|| 0);
    let more = {
        let count = count.clone();
        move |_| count.set(*count + 1)
    };
    html! {
        <main>
            <button onclick={more}>{ *count }</button>
            <relasi-wizard lang={if *count < 2 { "en" } else { "id" }} />
        </main>
    }
}

fn main() {
    yew::Renderer::<Page>::new().render();
}

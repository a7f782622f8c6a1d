//! The widget on pages that we do not control. Each test is one small page; its name says what holds there.

mod apart;
mod apps;
mod contract;
mod contrast;
mod fighting;
mod living;
mod placing;
mod policies;
mod private;

use std::ops::Deref;

use serde_json::Value;

use crate::{
    fixtures::{self, SCRIPT},
    site::Site,
    visitor::{Machine, PHONE, Visitor},
};

/// The usual embed, as the guide has it, loading as it does there.
const TAG: &str = "<relasi-wizard></relasi-wizard>";

/// An English page with this body that writes down every event of the widget that reaches the window.
fn page(body: &str) -> String {
    let listens = "<script>
            const heard = [];
            for (const name of ['ready', 'start', 'step', 'result', 'cta', 'error']) {
                addEventListener('relasi-' + name, ({ detail, target }) => heard.push({ name, detail, target }));
            }
        </script>";
    fixtures::page(listens, body)
}

/// A visitor of a page that embeds the widget.
struct Embed {
    visitor: Visitor,
    site: Site,
}

impl Deref for Embed {
    type Target = Visitor;

    fn deref(&self) -> &Visitor {
        &self.visitor
    }
}

impl Embed {
    /// On a page with this body.
    async fn opens(body: &str) -> Self {
        Self::opens_with(body, &[]).await
    }

    /// On a page with this body, on a site with these files of its own, another page, and a pack as written.
    async fn opens_with(body: &str, files: &[(&str, &str)]) -> Self {
        let (page, elsewhere) = (page(body), page(""));
        let pack = [
            ("/page", &*page),
            ("/elsewhere", &*elsewhere),
            ("/pack/model.json", include_str!("../../content/model.json")),
            ("/pack/en.json", include_str!("../../content/en.json")),
            ("/pack/id.json", include_str!("../../content/id.json")),
        ];
        let site = Site::with(&[&pack[..], files].concat()).await;
        let visitor = Visitor::on(Machine { window: (800, 700), ..PHONE }, &site, "/page").await;
        Self { visitor, site }
    }

    /// On a page with this body, once the widget can be used.
    async fn ready(body: &str) -> Self {
        let embed = Self::opens(body).await;
        embed.hears("ready", 1).await;
        embed
    }

    /// Waits until the page has heard the event this many times.
    async fn hears(&self, name: &str, times: usize) {
        self.holds(&format!("heard.filter(one => one.name === '{name}').length === {times}")).await;
    }

    /// What each event with this name has told, in order.
    async fn told(&self, name: &str) -> Vec<Value> {
        let details = format!("return heard.filter(one => one.name === '{name}').map(one => one.detail)");
        self.script(&details, vec![]).await.as_array().cloned().expect("a list of details")
    }

    /// Answers the question on the screen with its first option, by the mouse.
    async fn takes_a_step(&self) {
        for control in [".option", ".go"] {
            self.clicks(control).await;
        }
        self.moves_on().await;
    }

    /// The same; the page has nothing to complain of.
    async fn works(&self) {
        self.takes_a_step().await;
        assert_eq!(self.console().await, Vec::<String>::new(), "the console is silent");
    }

    /// Answers every question with its first option, the first one by the mouse; the page has nothing to complain of.
    async fn works_to_the_result(&self) {
        self.takes_a_step().await;
        self.hurries_to_the_result().await;
        self.holds("typeof WIDGET.result.verdict.type === 'string'").await;
        assert_eq!(self.console().await, Vec::<String>::new(), "the console is silent");
    }
}

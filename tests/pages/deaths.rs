//! The tests themselves: what has died ends its test in time, with a sentence that names it, and the next test has another
//! browser.

use std::{
    future::pending,
    process::Command,
    time::{Duration, Instant},
};

use futures_util::future::join;

use crate::{
    engine::Engine,
    limits, processes,
    site::Site,
    visitor::{PHONE, Visitor},
};

/// In place of the forty seconds that a command has otherwise, which nobody needs to wait for.
const LIMIT: Duration = Duration::from_secs(5);

/// Is waited for in vain; the site hears when that begins.
const ENDLESS: &str = "window.begun ??= fetch('/begun'); return null";

/// Kills what is a victim by its command line, while a command waits for the page.
async fn dies(test: &str, is_victim: impl Fn(&str) -> bool) {
    let site = Site::with(&[("/page", "<!doctype html><title>A page</title>"), ("/begun", "")]).await;
    let visitor = Visitor::on(PHONE, &site, "/page").await;
    visitor.waits_no_longer_than(LIMIT);
    let of_the_first = visitor.processes();
    let kills = async {
        site.is_asked_for("/begun").await;
        let victims: Vec<u32> =
            of_the_first.iter().copied().filter(|process| is_victim(&processes::command_line(*process))).collect();
        let all = of_the_first.iter().map(|process| processes::command_line(*process));
        assert!(!victims.is_empty(), "no victim among {:#?}", all.collect::<Vec<_>>());
        processes::kill(&victims);
        Instant::now()
    };
    let (outcome, killed) = join(visitor.attempts(ENDLESS), kills).await;
    assert!(killed.elapsed() < LIMIT * 2, "it took {:?}", killed.elapsed());
    let error = outcome.expect_err("nobody is there to answer").to_string();
    for word in [Engine::chosen().name(), test, "POST execute/async"] {
        assert!(error.contains(word), "{word:?} is not in {error}");
    }
    let again = Instant::now();
    let _ = visitor.attempts("return true").await;
    assert!(again.elapsed() < LIMIT * 2, "the next command took {:?}", again.elapsed());
    drop(visitor);
    // Also what a dead driver has left behind, which no driver takes along.
    processes::kill(&of_the_first);

    let next = Visitor::on(PHONE, &site, "/page").await;
    assert!(!next.processes().iter().any(|process| of_the_first.contains(process)), "it is the same browser");
    assert_eq!(next.script("return document.title", vec![]).await, "A page");
}

#[apply(browser_test)]
async fn a_page_process_that_dies_ends_its_test() {
    dies("deaths::a_page_process_that_dies_ends_its_test", |line| match Engine::chosen() {
        Engine::Chromium => line.contains("--type=renderer"),
        Engine::Firefox => line.contains("-contentproc") && line.ends_with("tab"),
        Engine::WebKit => line.contains("WebKitWebProcess"),
    })
    .await;
}

#[apply(browser_test)]
async fn a_browser_that_dies_ends_its_test() {
    dies("deaths::a_browser_that_dies_ends_its_test", |line| match Engine::chosen() {
        Engine::Chromium => line.contains("--remote-debugging") && !line.contains("--type="),
        Engine::Firefox => line.contains("--marionette"),
        Engine::WebKit => line.contains("MiniBrowser"),
    })
    .await;
}

#[apply(browser_test)]
async fn a_driver_that_dies_ends_its_test() {
    dies("deaths::a_driver_that_dies_ends_its_test", |line| {
        let program = line.split_whitespace().next().unwrap_or_default().to_lowercase();
        program.ends_with("driver")
    })
    .await;
}

#[test]
#[should_panic(expected = "deaths::endless has not ended within 0.1 s; its last command was none")]
fn a_test_that_does_not_end_is_ended() {
    limits::run_within(Duration::from_millis(100), "pages::deaths::endless", pending());
}

#[test]
#[should_panic(expected = "has not ended within 0.1 s")]
fn a_program_that_does_not_end_is_killed() {
    limits::output_within(Duration::from_millis(100), Command::new("tail").args(["-f", "/dev/null"]));
}

//! Colours of an owner that are too hard to read are reported in the console, and nobody else is bothered.

use super::{Embed, SCRIPT, TAG};

/// What the console says of colours once the widget has come to rest.
async fn said_of(colours: &str, tags: &str) -> Vec<String> {
    let tags = tags.replace("<relasi-wizard", "<relasi-wizard loading=eager");
    let embed = Embed::opens(&format!("<style>relasi-wizard {{ {colours} }}</style>{SCRIPT}{tags}")).await;
    embed.hears("ready", tags.matches("</").count()).await;
    // The report waits for an idle moment, as this does, after it.
    embed.runs("requestIdleCallback(() => requestIdleCallback(arguments[0]))").await;
    embed.console().await
}

#[apply(browser_test)]
async fn the_colours_that_ship_are_silent_in_both_themes() {
    for tag in [TAG, "<relasi-wizard theme=light></relasi-wizard>", "<relasi-wizard theme=dark></relasi-wizard>"] {
        assert_eq!(said_of("", tag).await, [""; 0], "{tag}");
    }
}

#[apply(browser_test)]
async fn a_pale_accent_is_named_with_the_contrast_found_and_needed() {
    let said = said_of("--relasi-accent: #ffd6e0", TAG).await;
    assert_eq!(said.len(), 1, "{said:?}");
    // By hand: the luminance of #ffd6e0 is 0.7473, so (1 + 0.05) / (0.7473 + 0.05) = 1.31 against white.
    for expected in [
        "--relasi-on-accent on --relasi-accent: contrast 1.31 in the light theme, must be 4.5",
        "--relasi-accent on --relasi-paper: contrast 1.31 in the light theme, must be 4.5",
    ] {
        assert!(said[0].contains(expected), "{expected:?} is not in {said:?}");
    }
    assert!(!said[0].contains("dark theme"), "it is dark text on a pale button there: {said:?}");
}

#[apply(browser_test)]
async fn each_pair_is_judged_in_the_theme_it_is_seen_in() {
    for (colours, tag, expected) in [
        ("--relasi-ink: #888", TAG, Some("--relasi-ink on --relasi-paper: contrast 3.54 in the light theme")),
        (
            "--relasi-muted: rgb(0 0 0 / 40%)",
            TAG,
            Some("--relasi-muted on --relasi-paper: contrast 2.84 in the light theme"),
        ),
        ("--relasi-paper: #2b4c9b", TAG, Some("--relasi-accent on --relasi-paper: contrast 1 in the light theme")),
        ("--relasi-customer: oklch(0.9 0.1 80)", TAG, Some("--relasi-customer on --relasi-paper")),
        (
            "--relasi-accent: #2b4c9b",
            TAG,
            Some("--relasi-on-accent on --relasi-accent: contrast 2.3 in the dark theme"),
        ),
        ("--relasi-accent: #2b4c9b", "<relasi-wizard theme=light></relasi-wizard>", None),
        ("--relasi-paper: transparent", TAG, None),
        ("--relasi-accent: light-dark(#7a1f3d, #ffb3c7)", TAG, None),
    ] {
        let said = said_of(colours, tag).await.join("\n");
        match expected {
            Some(expected) => assert!(said.contains(expected), "{colours}: {said:?}"),
            None => assert_eq!(said, "", "{colours}"),
        }
    }
}

#[apply(browser_test)]
async fn ten_widgets_with_the_same_colours_report_them_once() {
    let said = said_of("--relasi-ink: #999", &TAG.repeat(10)).await;
    assert_eq!(said.len(), 1, "{said:?}");
}

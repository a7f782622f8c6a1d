//! What docs/EMBED.md and ACCESSIBILITY.md list is what there is.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::{fs, process::Command};

use serde_json::Value;
use support::root;

fn file(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The names of all files below a folder with this ending.
fn files(folder: &str, ending: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(folder)).expect("the folder is there");
    let named = |entry: fs::DirEntry| {
        let name = format!("{folder}/{}", entry.file_name().display());
        match entry.path() {
            path if path.is_dir() => files(&name, ending),
            path if path.extension().is_some_and(|found| found == ending) => vec![name],
            _ => Vec::new(),
        }
    };
    entries.flat_map(|entry| named(entry.expect("its entries can be read"))).collect()
}

/// The same files, one after the other.
fn folder(name: &str, ending: &str) -> String {
    files(name, ending).iter().map(|name| file(name)).collect()
}

/// What Node.js prints, run with these arguments at the root of the repository.
fn node(arguments: &[&str]) -> String {
    let done = Command::new("node").args(arguments).current_dir(root()).output();
    let done = done.expect("Node.js starts");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).trim().to_owned()
}

/// The names that custom-elements.json has under `list`, as `events` or `cssParts`.
fn in_manifest(list: &str) -> Vec<String> {
    let manifest: Value = serde_json::from_str(&file("src/element/custom-elements.json")).expect("it is JSON");
    let items = manifest["modules"][0]["declarations"][0][list].as_array().expect("a list");
    sorted(items.iter().map(|item| item["name"].as_str().expect("a name")))
}

/// The section of the guide under this heading.
fn section(heading: &str) -> String {
    let guide = file("docs/EMBED.md");
    let (_, rest) = guide.split_once(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("no section {heading:?}"));
    rest.split("\n## ").next().unwrap_or_default().to_owned()
}

/// What stands between backquotes in the first column of a section's first table.
fn first_column(heading: &str) -> Vec<String> {
    let section = section(heading);
    let rows = section.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    sorted(rows.filter_map(|row| row.split('|').nth(1)).flat_map(|cell| between(cell, "`", "`")))
}

/// Every text between `opening` and the next `closing`.
fn between(text: &str, opening: &str, closing: &str) -> Vec<String> {
    let mut rest = text;
    let mut found = Vec::new();
    while let Some((text, after)) = rest.split_once(opening).and_then(|(_, after)| after.split_once(closing)) {
        found.push(text.to_owned());
        rest = after;
    }
    found
}

fn sorted<Name: Into<String>>(names: impl IntoIterator<Item = Name>) -> Vec<String> {
    let mut names: Vec<String> = names.into_iter().map(Into::into).collect();
    names.sort();
    names.dedup();
    names
}

/// The names between double quotes.
fn quoted(text: &str) -> Vec<String> {
    between(text, "\"", "\"")
}

#[test]
fn guides_types_and_manifest_are_as_the_tables_in_the_scripts_say() {
    node(&["xtask/manifest.mjs", "--check"]);
}

/// The rest of "To add a language": tests/content.rs has what concerns the content.
#[test]
fn another_language_reaches_guides_types_and_manifest() {
    let copy = tempfile::tempdir().expect("a folder can be made");
    let scripts = files("src/element", "js").into_iter().chain(files("src/element", "ts"));
    let others =
        ["content/model.json", "docs/EMBED.md", "docs/PACKAGE.md", "index.html", "package.json", "xtask/manifest.mjs"];
    for name in scripts.chain(others.map(str::to_owned)) {
        let mut content = if name == "package.json" { r#"{"type":"module"}"#.to_owned() } else { file(&name) };
        if name == "content/model.json" {
            content =
                content.replacen("\"languages\": [", "\"languages\": [{ \"code\": \"qaa\", \"name\": \"Qaa\" },", 1);
        }
        let path = copy.path().join(&name);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder can be made");
        fs::write(path, content).expect("a file can be written");
    }
    for arguments in [&["xtask/manifest.mjs"][..], &["xtask/manifest.mjs", "--check"]] {
        let done = Command::new("node").args(arguments).current_dir(copy.path()).output().expect("node runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    for name in ["docs/EMBED.md", "docs/PACKAGE.md", "src/element/custom-elements.json"] {
        let written = fs::read_to_string(copy.path().join(name)).expect("it is written");
        assert!(written.contains("qaa"), "{name} does not know the language");
    }
}

#[test]
fn the_types_know_the_events_of_the_manifest() {
    let types = between(&file("src/element/relasi.d.ts"), "interface RelasiEventMap {", "\n}").concat();
    assert_eq!(in_manifest("events"), sorted(quoted(&types)));
}

#[test]
fn the_guide_lists_the_codes_that_errors_carry() {
    let types = between(&file("src/element/relasi.d.ts"), "type ErrorCode =", ";").concat();
    assert_eq!(first_column("When something is wrong"), sorted(quoted(&types)));
}

#[test]
fn the_styles_read_the_custom_properties_of_the_manifest() {
    let styles = [folder("styles", "css"), folder("src/ui", "css")].concat();
    let read = between(&styles, "var(--relasi-", ",").into_iter().map(|name| format!("--relasi-{name}"));
    assert_eq!(sorted(read), in_manifest("cssProperties"));
}

#[test]
fn the_components_have_the_parts_of_the_manifest() {
    let components = folder("src/ui", "rs");
    let scripts = folder("src/element", "js");
    let parts = between(&components, "part=\"", "\"").into_iter().chain(between(&scripts, "part: \"", "\""));
    let parts = sorted(parts.flat_map(|part| part.split(' ').map(str::to_owned).collect::<Vec<_>>()));
    assert_eq!(parts, in_manifest("cssParts"));
}

/// The parts that are not in the report: those around the result, and what is a control or no part of the advice.
const NOT_TOLD: [&str; 15] = [
    "back",
    "beyond",
    "button",
    "card",
    "continue",
    "cta",
    "failed",
    "footer",
    "option",
    "question",
    "relationships",
    "result",
    "steering",
    "table",
    "take",
];

#[test]
fn every_part_is_in_the_report_or_left_out_on_purpose() {
    let print =
        "import { TOLD } from './src/element/export.js'; console.log(TOLD.map(([selector]) => selector).join())";
    let told = node(&["--input-type=module", "--eval", print]);
    for part in in_manifest("cssParts") {
        let is_told =
            told.split(|sign: char| !sign.is_alphanumeric() && sign != '.').any(|class| class == format!(".{part}"));
        assert_ne!(is_told, NOT_TOLD.contains(&&*part), "{part}: {told}");
    }
}

#[test]
fn the_widget_offers_the_files_that_the_page_can_make() {
    let print = "import { FILES } from './src/element/export.js'; console.log(Object.keys(FILES).join())";
    let made = node(&["--input-type=module", "--eval", print]);
    let offered = between(&file("src/ui/export.rs"), "(\"", "\", Phrase::File");
    assert_eq!(sorted(made.split(',')), sorted(offered));
}

/// It tells an owner before the code is copied what the widget would look like.
#[test]
fn the_builder_reckons_with_the_colours_of_the_style_sheet() {
    let tokens = file("styles/tokens.css");
    let page = file("src/page/page.js");
    for (token, name) in [("accent", "accent"), ("on-accent", "onAccent"), ("paper", "paper"), ("wash", "wash")] {
        let colours = between(&tokens, &format!("--r-{token}: var(--relasi-{token}, light-dark("), ")").concat();
        let (light, dark) = colours.split_once(", ").expect("a colour for each scheme");
        for (scheme, colour) in [("light", light), ("dark", dark)] {
            let of_scheme = between(&page, &format!("  {scheme}: {{ "), " }").concat();
            assert!(of_scheme.contains(&format!("{name}: \"{colour}\"")), "{token}, {scheme}: {colour}");
        }
    }
}

/// The criteria of WCAG 2.2 at level A; 4.1.1 is not among them any more.
const LEVEL_A: [&str; 31] = [
    "1.1.1", "1.2.1", "1.2.2", "1.2.3", "1.3.1", "1.3.2", "1.3.3", "1.4.1", "1.4.2", "2.1.1", "2.1.2", "2.1.4",
    "2.2.1", "2.2.2", "2.3.1", "2.4.1", "2.4.2", "2.4.3", "2.4.4", "2.5.1", "2.5.2", "2.5.3", "2.5.4", "3.1.1",
    "3.2.1", "3.2.2", "3.2.6", "3.3.1", "3.3.2", "3.3.7", "4.1.2",
];

/// Those at level AA.
const LEVEL_AA: [&str; 24] = [
    "1.2.4", "1.2.5", "1.3.4", "1.3.5", "1.4.3", "1.4.4", "1.4.5", "1.4.10", "1.4.11", "1.4.12", "1.4.13", "2.4.5",
    "2.4.6", "2.4.7", "2.4.11", "2.5.7", "2.5.8", "3.1.2", "3.2.3", "3.2.4", "3.3.3", "3.3.4", "3.3.8", "4.1.3",
];

/// The rows of ACCESSIBILITY.md: number, name, level, result, how, and the tests that show it.
fn criteria() -> Vec<[String; 6]> {
    let rows = file("ACCESSIBILITY.md");
    let rows =
        rows.lines().filter(|line| line.starts_with("| ") && line[2..].starts_with(|sign: char| sign.is_numeric()));
    let cells = |row: &str| row.split('|').map(|cell| cell.trim().to_owned()).skip(1).take(6).collect::<Vec<_>>();
    rows.map(|row| cells(row).try_into().unwrap_or_else(|_| panic!("six cells: {row}"))).collect()
}

#[test]
fn every_criterion_of_wcag_has_its_row_and_the_summary_counts_them() {
    let rows = criteria();
    for (level, criteria) in [("A", &LEVEL_A[..]), ("AA", &LEVEL_AA)] {
        let listed: Vec<&str> = rows.iter().filter(|row| row[2] == level).map(|row| &*row[0]).collect();
        assert_eq!(listed, criteria, "level {level}");
    }
    assert_eq!(rows.len(), LEVEL_A.len() + LEVEL_AA.len());
    let count = |result: &str| rows.iter().filter(|row| row[3] == result).count();
    let [met, apart, untested] = ["met", "not applicable", "not tested"].map(count);
    assert_eq!(met + apart + untested, rows.len(), "another result than these three");
    let summary =
        format!("Of the {} criteria, {met} are met, {apart} do not apply, and {untested} is not tested.", rows.len());
    assert!(file("ACCESSIBILITY.md").replace('\n', " ").contains(&summary), "{summary}");
}

#[test]
fn every_criterion_that_is_met_names_a_test_and_the_others_a_reason() {
    for [number, _, _, result, how, shown] in criteria() {
        assert!(!how.is_empty(), "{number} does not say how or why not");
        let tests = between(&shown, "`", "`");
        assert_eq!(result == "met", !tests.is_empty(), "{number} is {result}, by {tests:?}");
        for test in tests {
            // As `cargo test` prints it: the tests of this file have no module.
            let (module, name) = test.rsplit_once("::").unwrap_or(("", &test));
            let source = if module.is_empty() {
                file("tests/guide.rs")
            } else {
                file(&format!("tests/pages/{}.rs", module.replace("::", "/")))
            };
            assert!(source.contains(&format!("fn {name}()")), "{number} names {test}, which is not there");
        }
    }
}

#[test]
fn no_style_asks_for_an_orientation_or_moves_without_end() {
    for sheet in [files("styles", "css"), files("src/ui", "css")].concat() {
        let styles = file(&sheet);
        for word in ["orientation", "infinite", "alternate"] {
            assert!(!styles.contains(word), "{sheet}: {word}");
        }
        // What moves is within the one block for those who have nothing against it.
        let (calm, _) = styles.split_once("@media (prefers-reduced-motion: no-preference)").unwrap_or((&styles, ""));
        for word in ["animation:", "transition:\n"] {
            assert!(!calm.contains(word), "{sheet}: {word} for everyone");
        }
    }
}

/// WCAG's contrast between two colours in hexadecimal.
fn contrast(one: &str, other: &str) -> f64 {
    let luminance = |colour: &str| {
        let digits = colour.trim_start_matches('#');
        // `#fff` is short for `#ffffff`.
        let digits: String =
            if digits.len() == 3 { digits.chars().flat_map(|one| [one, one]).collect() } else { digits.into() };
        let part = |at: usize| {
            let part = f64::from(u8::from_str_radix(&digits[at..at + 2], 16).expect("a colour in hexadecimal")) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4) + 0.05
    };
    let (one, other) = (luminance(one), luminance(other));
    (one / other).max(other / one)
}

#[test]
fn the_default_colours_stand_out_as_the_style_sheet_promises() {
    let tokens = file("styles/tokens.css");
    let colour = |name: &str, scheme: usize| {
        let line = tokens.lines().find(|line| line.trim().starts_with(&format!("--r-{name}: "))).expect("a colour");
        let pair = between(line, "light-dark(", ")").concat();
        pair.split(", ").nth(scheme).expect("a colour for each scheme").to_owned()
    };
    for scheme in [0, 1] {
        for ground in ["paper", "wash"] {
            let text = ["ink", "muted", "accent", "client", "customer", "consumer", "alarm"].map(|name| (name, 7.0));
            for (name, needed) in text.into_iter().chain([("edge", 3.0)]) {
                let found = contrast(&colour(name, scheme), &colour(ground, scheme));
                assert!(found >= needed, "{name} on {ground}, scheme {scheme}: {found:.2}, not {needed}");
            }
        }
        let button = contrast(&colour("on-accent", scheme), &colour("accent", scheme));
        assert!(button >= 7.0, "text of a button, scheme {scheme}: {button:.2}");
    }
}

//! What keeps the source easy to change: no circle between its files, no arrow from a part up to its map, no file too long.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use support::root;

/// The most lines of logic that a file may have.
const MOST_LINES: usize = 420;

/// The files below a folder whose names end like this, by their path from the root, with their content.
fn files(folder: &str, ending: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("an entry of the folder").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                let name = path.strip_prefix(root()).expect("it lies in the project").to_string_lossy().into_owned();
                found.insert(name, fs::read_to_string(&path).expect("a source file is text"));
            }
        }
    }
    found
}

/// Without the tests at the end of the file.
fn logic(source: &str) -> &str {
    let tests = source.find("\n#[cfg(test)]").into_iter().chain(source.find("\n#[cfg(all(test"));
    &source[..tests.min().unwrap_or(source.len())]
}

/// A module by its names below the crate; the crate itself has none.
type Module = Vec<String>;

fn module(file: &str) -> Module {
    let path = file.trim_start_matches("src/").trim_end_matches(".rs");
    path.split('/').filter(|name| *name != "lib").map(str::to_owned).collect()
}

/// The logic of each module of the library.
fn modules() -> BTreeMap<Module, String> {
    files("src", ".rs").into_iter().map(|(file, source)| (module(&file), logic(&source).to_owned())).collect()
}

fn file(module: &Module) -> String {
    if module.is_empty() { "src/lib.rs".into() } else { format!("src/{}.rs", module.join("/")) }
}

/// Every path in this code, as written: those of `use` with their braces resolved, and those in expressions.
fn paths(source: &str) -> Vec<Vec<String>> {
    let (mut found, mut imports, mut rest) = (Vec::new(), String::new(), String::new());
    let mut is_import = false;
    for line in source.lines().map(|line| line.split("//").next().unwrap_or_default()) {
        is_import |= line.trim_start().trim_start_matches("pub ").starts_with("use ");
        let part = if is_import { &mut imports } else { &mut rest };
        part.push_str(line);
        part.push('\n');
        is_import &= !line.contains(';');
    }
    for tree in imports.split(';') {
        let tree = tree.trim().trim_start_matches("pub ");
        resolve(&[], tree.strip_prefix("use ").unwrap_or_default(), &mut found);
    }
    for start in ["crate::", "super::"] {
        for (at, _) in rest.match_indices(start).filter(|(at, _)| !rest[..*at].ends_with("::")) {
            let path = rest[at..].split(|letter: char| !letter.is_alphanumeric() && !"_:".contains(letter)).next();
            found.push(path.unwrap_or_default().split("::").map(str::to_owned).collect());
        }
    }
    found
}

/// The paths in a tree of `use`.
fn resolve(before: &[String], tree: &str, found: &mut Vec<Vec<String>>) {
    let tree = tree.trim();
    if tree.is_empty() {
        return;
    }
    let Some((start, branches)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default();
        found.push(before.iter().cloned().chain(path.split("::").map(|name| name.trim().to_owned())).collect());
        return;
    };
    let mut before = before.to_vec();
    before.extend(start.split("::").map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()));
    let (mut depth, mut branch) = (0, String::new());
    for letter in branches.chars() {
        match letter {
            ',' | '}' if depth == 0 => {
                resolve(&before, &std::mem::take(&mut branch), found);
                if letter == '}' {
                    return;
                }
                continue;
            }
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        branch.push(letter);
    }
}

/// The modules that a module uses, where it says so by a path.
fn used(of: &Module, source: &str, modules: &BTreeMap<Module, String>) -> BTreeSet<Module> {
    let mut used = BTreeSet::new();
    for path in paths(source) {
        let mut names = path.iter().map(String::as_str).peekable();
        let mut at = of.clone();
        match names.peek().copied() {
            Some("crate") => at.clear(),
            Some("super") => {
                at.pop();
            }
            Some("self") => {}
            // A child of this module, or something from outside.
            Some(name) if modules.contains_key(&[&of[..], &[name.to_owned()]].concat()) => at.push(name.to_owned()),
            _ => continue,
        }
        names.next();
        for name in names {
            if name == "super" {
                at.pop();
                continue;
            }
            at.push(name.to_owned());
            if !modules.contains_key(&at) {
                at.pop();
                break;
            }
        }
        if at != *of {
            used.insert(at);
        }
    }
    used
}

fn graph() -> BTreeMap<Module, BTreeSet<Module>> {
    let modules = modules();
    modules.iter().map(|(module, source)| (module.clone(), used(module, source, &modules))).collect()
}

/// Modules that use one another, each by the next; the first once more at the end.
fn circle(graph: &BTreeMap<Module, BTreeSet<Module>>) -> Option<Vec<Module>> {
    fn walk(
        graph: &BTreeMap<Module, BTreeSet<Module>>,
        way: &mut Vec<Module>,
        finished: &mut BTreeSet<Module>,
    ) -> Option<Vec<Module>> {
        let last = way.last().expect("a way begins somewhere").clone();
        for next in &graph[&last] {
            if let Some(start) = way.iter().position(|module| module == next) {
                return Some(way[start..].iter().chain([next]).cloned().collect());
            }
            if !finished.contains(next) {
                way.push(next.clone());
                if let Some(circle) = walk(graph, way, finished) {
                    return Some(circle);
                }
                way.pop();
            }
        }
        finished.insert(last);
        None
    }
    let mut finished = BTreeSet::new();
    graph.keys().find_map(|module| walk(graph, &mut vec![module.clone()], &mut finished))
}

fn list(files: impl IntoIterator<Item = String>) -> String {
    let files: Vec<String> = files.into_iter().collect();
    ["\n  ", &files.join("\n  ")].concat()
}

#[test]
fn no_file_uses_another_that_uses_it_back() {
    if let Some(circle) = circle(&graph()) {
        panic!("each of these uses the next:{}", list(circle.iter().map(file)));
    }
}

#[test]
fn no_part_uses_the_map_that_it_belongs_to() {
    let upward = |(module, used): (Module, BTreeSet<Module>)| {
        let maps = used.into_iter().filter(|map| map.len() < module.len() && module.starts_with(map));
        let arrows: Vec<String> = maps.map(|map| format!("{} uses {}", file(&module), file(&map))).collect();
        arrows
    };
    let arrows: Vec<String> = graph().into_iter().flat_map(upward).collect();
    assert!(arrows.is_empty(), "name the file that has what is used, not the map around both:{}", list(arrows));
}

#[test]
fn no_file_of_logic_is_too_long_to_read_in_one_go() {
    let rust = ["src", "authoring/src", "prerender/src", "reader/src", "widget/src", "xtask/src"];
    let rust = rust.into_iter().flat_map(|folder| files(folder, ".rs"));
    let rust = rust.map(|(file, source)| (file, logic(&source).lines().count()));
    let scripts = [("src", ".js"), ("xtask", ".mjs")].into_iter().flat_map(|(folder, ending)| files(folder, ending));
    let scripts = scripts.map(|(file, source)| (file, source.lines().count()));
    let long = rust.chain(scripts).filter(|(_, lines)| *lines > MOST_LINES);
    let long: Vec<String> = long.map(|(file, lines)| format!("{file}: {lines} lines")).collect();
    assert!(long.is_empty(), "above {MOST_LINES} lines:{}", list(long));
}

#[test]
fn the_graph_is_read_from_every_way_to_name_a_module() {
    let source =
        "use super::{a::{self, A}, B};\nuse crate::c::D as E; // use super::comment;\nfn f() { super::e::g() }";
    let names: Vec<String> = ["x", "x::of", "x::a", "x::e", "c"].map(str::to_owned).into();
    let modules = names.iter().map(|name| (name.split("::").map(str::to_owned).collect(), String::new())).collect();
    let of = vec!["x".to_owned(), "of".to_owned()];
    let used: Vec<String> = used(&of, source, &modules).iter().map(file).collect();
    assert_eq!(used, ["src/c.rs", "src/x.rs", "src/x/a.rs", "src/x/e.rs"]);
}

#[test]
fn no_name_of_a_test_is_longer_than_seventy_letters() {
    let folders = ["src", "tests", "authoring/src", "prerender/src", "xtask/src"];
    let sources = folders.into_iter().flat_map(|folder| files(folder, ".rs"));
    let long = |(file, source): (String, String)| -> Vec<String> {
        let tests = source.split("#[test]\n").skip(1).chain(source.split("#[apply(browser_test)]\n").skip(1));
        let names = tests.filter_map(|test| test.split_once("fn ")?.1.split('(').next());
        names.filter(|name| name.len() > 70).map(|name| format!("{file}: {name}")).collect()
    };
    let found: Vec<String> = sources.flat_map(long).collect();
    assert!(found.is_empty(), "{}", list(found));
}

#[test]
fn no_script_opts_out_of_the_type_check() {
    let scripts = files("src", ".js").into_iter();
    let found: Vec<String> =
        scripts.filter(|(_, source)| source.contains("@ts-nocheck")).map(|(file, _)| file).collect();
    assert!(found.is_empty(), "{}", list(found));
}

#[test]
fn each_sheet_has_a_condition_once_and_is_part_of_the_widget() {
    let imports = fs::read_to_string(root().join("styles/widget.css")).expect("it is there");
    let of_components = files("src/ui", ".css");
    for file in of_components.keys() {
        let name = file.strip_prefix("src/ui/").expect("it lies there");
        assert!(imports.contains(&format!("/src/ui/{name}\"")), "styles/widget.css does not import {file}");
    }
    for (file, sheet) in of_components.into_iter().chain(files("styles", ".css")) {
        let mut seen = BTreeSet::new();
        for line in
            sheet.lines().filter(|line| ["@media", "@container", "@supports"].iter().any(|at| line.starts_with(at)))
        {
            assert!(seen.insert(line.to_owned()), "{file} has two rules for {line}");
        }
    }
}

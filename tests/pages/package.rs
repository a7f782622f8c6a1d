//! `dist/npm`, as those get it who install it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;
use tempfile::TempDir;

use crate::limits;

/// A folder of its own in which the packed package is installed, as by `npm install relasi`.
struct Project(TempDir);

impl Project {
    fn new() -> Self {
        let folder = TempDir::new().expect("a folder can be made");
        let project = Self(folder);
        fs::write(project.path("package.json"), r#"{ "name": "a-site", "private": true, "type": "module" }"#)
            .expect("a file can be written");
        let packed = project.run("npm", &["pack", "--json", "--loglevel=error", &package()]);
        let packed: Value = serde_json::from_str(&packed).expect("npm prints JSON");
        let tarball = format!("./{}", packed[0]["filename"].as_str().expect("npm names what it has packed"));
        project.run("npm", &["install", "--offline", "--no-audit", "--no-fund", "--loglevel=error", &tarball]);
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// What a program prints in this folder.
    fn run(&self, program: &str, arguments: &[&str]) -> String {
        let done = limits::output(Command::new(program).args(arguments).current_dir(self.0.path()));
        let (printed, complaint) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
        assert!(done.status.success(), "{program} {arguments:?} failed:\n{printed}\n{complaint}");
        printed.into_owned()
    }

    /// What a module in this folder prints.
    fn prints(&self, module: &str) -> String {
        self.run("node", &["--input-type=module", "--eval", module]).trim().to_owned()
    }
}

fn variable(name: &str) -> PathBuf {
    let value = std::env::var_os(name);
    value.unwrap_or_else(|| panic!("{name} is not set: run `cargo xtask test --only pages`")).into()
}

fn package() -> String {
    variable("RELASI_DIST").join("npm").to_str().expect("its path is text").to_owned()
}

/// Every file below a folder, with forward slashes.
fn files(folder: &Path) -> Vec<String> {
    fn walk(folder: &Path, prefix: &str, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("the folder can be read") {
            let entry = entry.expect("its entries can be read");
            let path = format!("{prefix}{}", entry.file_name().display());
            if entry.path().is_dir() { walk(&entry.path(), &format!("{path}/"), found) } else { found.push(path) }
        }
    }
    let mut found = Vec::new();
    walk(folder, "", &mut found);
    found.sort();
    found
}

#[test]
fn the_package_holds_all_but_the_demo_page() {
    let project = Project::new();
    let installed = files(&project.path("node_modules/relasi"));
    let hosted = files(&variable("RELASI_DIST"));
    let is_of_the_page = |file: &str| ["index.html", "page.css", "page.js", "sri.json"].contains(&file);
    let mut expected: Vec<_> =
        hosted.into_iter().filter(|file| !file.starts_with("npm/") && !is_of_the_page(file)).collect();
    expected.extend(["LICENSE-APACHE", "LICENSE-MIT", "README.md", "package.json", "relasi.d.ts"].map(Into::into));
    expected.sort();
    assert_eq!(installed, expected);
}

#[test]
fn every_file_that_the_package_exports_is_there() {
    let package = PathBuf::from(package());
    let manifest = fs::read_to_string(package.join("package.json")).expect("it has a manifest");
    let manifest: Value = serde_json::from_str(&manifest).expect("its manifest is JSON");
    for (name, target) in manifest["exports"].as_object().expect("it exports something") {
        let targets: Vec<_> = target.as_object().map_or_else(|| vec![target], |by| by.values().collect());
        for target in targets {
            let target = target.as_str().expect("a target is a path").replace("/*", "");
            assert!(package.join(&target).exists(), "{name}: {target} is not there");
        }
    }
    let elements = manifest["customElements"].as_str().expect("editors are told of the tag");
    assert!(package.join(elements).exists(), "{elements} is not there");
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(manifest["license"], env!("CARGO_PKG_LICENSE"));
}

#[test]
fn in_node_it_classifies_by_its_name() {
    let verdict = Project::new().prints(
        r#"
        import { load } from "relasi";
        const relasi = await load({ lang: "id" });
        const { verdict } = relasi.classify({ place: "outside", onward: "sell_on" });
        console.log(relasi.next({}).question, verdict.type, verdict.kind, relasi.questions().length > 10);
        "#,
    );
    assert_eq!(verdict, "place customer intermediary true");
}

/// Every name that the types declare, used as the guide says.
const USER: &str = r#"
import { load, type Answers, type Result, type RelasiWizardAttributes, type RelasiWizardElement } from "relasi";
import * as standalone from "relasi/standalone";

const element: RelasiWizardElement = document.createElement("relasi-wizard");
const found: RelasiWizardElement | null = document.querySelector("relasi-wizard");
const result: Result | null = element.result;
const leading: "client" | "customer" | "consumer" | undefined = result?.verdict.type;
const answers: Answers = element.answers;
element.answers = { ...answers, place: "outside" };
element.answers = null;
element.reset();
// @ts-expect-error the result follows from the answers
element.result = null;

element.addEventListener("relasi-step", ({ detail }) => console.log(detail.question, detail.index + detail.remaining));
document.addEventListener("relasi-result", ({ detail }) => console.log(detail.plan[0]?.title, detail.fit.client));
window.addEventListener("relasi-error", ({ detail }) => console.log(detail.code, detail.message));
// @ts-expect-error where the visitor is, never what they answered
element.addEventListener("relasi-step", ({ detail }) => console.log(detail.answer));

const attributes: RelasiWizardAttributes = { lang: "id", theme: "dark", "heading-level": 3, share: true, depth: "every" };
// @ts-expect-error there is no such theme
const wrong: RelasiWizardAttributes = { theme: "purple" };

const relasi = await load({ lang: "en", wasm: new Uint8Array(), model: {}, text: {} });
const next = relasi.next({}, { depth: "decided" });
// @ts-expect-error there is no such depth
relasi.next({}, { depth: "deep" });
const question: string | undefined = next.done ? undefined : next.question;
const same: typeof load = standalone.load;
console.log(found, leading, attributes, wrong, question, same, relasi.questions()[0]?.options[0]?.label);
console.log(relasi.classify({}).would_change[0]?.changes[0]?.to, relasi.classify({}).because[0]?.weight);
"#;

/// As the guide has it for React 19, with React's part of the types in brief.
const REACT: &str = r#"
import type { RelasiWizardAttributes, RelasiWizardElement } from "relasi";

declare global {
  namespace JSX {
    type Element = object;
    interface IntrinsicElements {
      "relasi-wizard": RelasiWizardAttributes & { ref?: (element: RelasiWizardElement | null) => void; children?: object };
      a: { href?: string; children?: string };
    }
  }
}

export const questionnaire = (
  <relasi-wizard lang="id" theme="auto" share heading-level={3} ref={(element) => element?.reset()}>
    <a href="/article">Baca artikelnya</a>
  </relasi-wizard>
);
// @ts-expect-error there is no such attribute value
export const wrong = <relasi-wizard persist="always" />;
"#;

#[test]
fn the_types_say_what_the_contract_says() {
    let project = Project::new();
    fs::write(project.path("user.ts"), USER).expect("a file can be written");
    fs::write(project.path("react.tsx"), REACT).expect("a file can be written");
    let compiler = variable("RELASI_TYPESCRIPT");
    let compiler = compiler.to_str().expect("its path is text");
    let flags = "--noEmit --strict --target es2022 --lib es2022,dom,dom.iterable";
    let flags: Vec<_> = flags.split(' ').collect();
    for (module, resolution) in [("nodenext", "nodenext"), ("esnext", "bundler")] {
        let module =
            ["--jsx", "preserve", "--module", module, "--moduleResolution", resolution, "user.ts", "react.tsx"];
        project.run("node", &[&[compiler], &flags[..], &module].concat());
    }
}

/// Everything that the wasm can ask of the browser, by what it is for. None of it asks a server or a storage; whoever adds a
/// name sees to it that this stays true.
const IMPORTS: [(&str, &[&str]); 8] = [
    (
        "values of JavaScript, and errors",
        &[
            "Error",
            "__wbindgen_cast",
            "__wbindgen_debug_string",
            "__wbindgen_is_falsy",
            "__wbindgen_is_function",
            "__wbindgen_is_null",
            "__wbindgen_is_undefined",
            "__wbindgen_jsval_eq",
            "__wbindgen_number_get",
            "__wbindgen_object_clone_ref",
            "__wbindgen_object_drop_ref",
            "__wbindgen_string_get",
            "__wbindgen_throw",
            "_wbg_cb_unref",
            "error",
            "from",
            "get",
            "get_unchecked",
            "instanceof_Object",
            "is",
            "isArray",
            "keys",
            "length",
            "new",
            "push",
            "set",
            "slice",
            "stack",
        ],
    ),
    (
        "what the element around the widget does for it; see src/web/host.rs",
        &[
            "answers",
            "call",
            "copy",
            "cta",
            "erase",
            "export",
            "exportSaved",
            "import",
            "language",
            "noted",
            "result",
            "save",
            "saved",
            "step",
        ],
    ),
    (
        "what the attributes of that element say, and what the widget begins from; see src/web/mount.rs",
        &["depth", "done", "href", "label", "level", "name", "persist", "settings", "share"],
    ),
    (
        "the document",
        &[
            "document",
            "instanceof_Window",
            "static_accessor_GLOBAL",
            "static_accessor_GLOBAL_THIS",
            "static_accessor_SELF",
            "static_accessor_WINDOW",
        ],
    ),
    (
        "the nodes on the screen",
        &[
            "childNodes",
            "cloneNode",
            "closest",
            "createElement",
            "createElementNS",
            "createTextNode",
            "firstElementChild",
            "insertBefore",
            "instanceof_Element",
            "instanceof_HtmlElement",
            "instanceof_HtmlInputElement",
            "instanceof_ShadowRoot",
            "lastChild",
            "namespaceURI",
            "nextSibling",
            "parentElement",
            "parentNode",
            "querySelector",
            "removeAttribute",
            "removeChild",
            "setAttribute",
            "set_defaultValue",
            // Yew has it for markup of its own kind of node, of which there is none here.
            "set_innerHTML",
            "set_nodeValue",
        ],
    ),
    (
        "what the visitor does",
        &[
            "addEventListener",
            "bubbles",
            "cache_key",
            "cancelBubble",
            "checked",
            "composedPath",
            "host",
            "isComposing",
            "key",
            "listener_id",
            "preventDefault",
            "set_cache_key",
            "set_capture",
            "set_checked",
            "set_listener_id",
            "set_passive",
            "set_subtree_id",
            "set_value",
            "subtree_id",
            "target",
            "value",
        ],
    ),
    ("focus and scrolling", &["focus", "getBoundingClientRect", "scrollIntoView", "set_prevent_scroll", "top"]),
    ("what comes after", &["now", "queueMicrotask", "resolve", "setTimeout", "then"]),
];

/// By name, through the global object, anything could be reached: none of these names is in the wasm.
const OUT_OF_REACH: [&str; 10] = [
    "fetch",
    "XMLHttpRequest",
    "sendBeacon",
    "WebSocket",
    "EventSource",
    "localStorage",
    "sessionStorage",
    "indexedDB",
    "cookie",
    "navigator",
];

#[test]
fn the_wasm_imports_neither_network_nor_storage() {
    let wasm = variable("RELASI_DIST").join("relasi.wasm");
    let module = "
        const { readFileSync } = await import('node:fs');
        const imports = WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(process.argv[1])));
        // Without the hash of the version that wasm-bindgen appends.
        const names = imports.map(({ name }) => name.replace(/^__wbg_/, '').replace(/_[0-9a-f]{16}$/, ''));
        console.log(JSON.stringify([...new Set(names)].sort()));";
    let printed =
        limits::output(Command::new("node").args(["--input-type=module", "--eval", module]).arg(&wasm)).stdout;
    let found: Vec<String> = serde_json::from_slice(&printed).expect("node prints JSON");
    let mut allowed: Vec<&str> = IMPORTS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
    allowed.sort_unstable();
    assert_eq!(found, allowed);
    let bytes = fs::read(wasm).expect("it can be read");
    let named = |name: &&&str| bytes.windows(name.len()).any(|place| place == name.as_bytes());
    assert_eq!(OUT_OF_REACH.iter().filter(named).collect::<Vec<_>>(), Vec::<&&str>::new());
}

//! Packs that something has happened to: the one that ships, and drawn ones.

use std::{fmt, fs, iter, path::Path, sync::LazyLock};

use proptest::{collection::vec, prelude::*, sample::Index};
use relasi::content::source::{Node, Problem, folder};

use super::{
    packs::packs,
    support::{self, root},
};

/// The files of a pack, as JSON that can be damaged.
#[derive(Clone)]
pub struct Files {
    files: Vec<(String, Node)>,
    /// What was done to them.
    blows: Vec<String>,
}

impl fmt::Debug for Files {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(to, "{}", self.blows.join("\n"))?;
        // The pack that ships is known, and long.
        if self.files.len() == 2 {
            self.files.iter().try_for_each(|(name, node)| writeln!(to, "{name} = {}", written(node)))?;
        }
        Ok(())
    }
}

/// A place in a file: the number of the entry or item at each level.
type Place = Vec<usize>;

/// A place in a file of the pack that ships.
#[derive(Clone)]
pub struct Spot {
    pub file: usize,
    place: Place,
    /// The place by ids, as problems name it.
    pub path: String,
    /// What stands there.
    pub node: Node,
    is_entry: bool,
}

impl Spot {
    /// The last step of its path.
    pub fn key(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or_default()
    }

    /// Whether it is an entry of an object, rather than an item of a list.
    pub fn is_entry(&self) -> bool {
        self.is_entry
    }
}

impl fmt::Debug for Spot {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{} of file {}", self.path, self.file)
    }
}

/// What can happen to a place.
#[derive(Debug, Clone)]
enum Blow {
    Lose,
    Repeat,
    Rename(String),
    Replace(Node),
    /// Puts it into so many lists.
    Bury(usize),
    /// Puts in its place what stands somewhere else in the same file.
    Overwrite(Index),
}

/// The pack that ships.
pub fn shipped() -> Files {
    static SHIPPED: LazyLock<Files> = LazyLock::new(|| {
        let read = |name: String| {
            let source = fs::read_to_string(root().join("content").join(&name)).expect("the file is there");
            (name, serde_json::from_str(&source).expect("it is JSON"))
        };
        let languages = support::shipped().model.languages.into_iter().map(|(code, _)| format!("{code}.json"));
        Files { files: iter::once("model.json".into()).chain(languages).map(read).collect(), blows: Vec::new() }
    });
    SHIPPED.clone()
}

/// The places of the pack that ships where something stands that is of this sort, but for the `$schema` of each file,
/// which only editors read.
pub fn spots(is_meant: impl Fn(&Spot) -> bool) -> impl Strategy<Value = Spot> {
    let mut spots = Vec::new();
    for (file, (_, root)) in shipped().files.iter().enumerate() {
        for place in places(root).into_iter().filter(|place| !place.is_empty()) {
            let is_entry = matches!(at(root, &place[..place.len() - 1]), Node::Map(_));
            spots.push(Spot { file, path: path(root, &place), node: at(root, &place).clone(), is_entry, place });
        }
    }
    spots.retain(|spot| spot.path != "$schema" && is_meant(spot));
    prop::sample::select(spots)
}

/// The pack that ships or a drawn one, after one to three blows.
pub fn damaged() -> impl Strategy<Value = Files> {
    let drawn = packs().prop_map(|pack| {
        let node = |value| serde_json::from_value(value).expect("any JSON is a node");
        let model = ("model.json".to_owned(), node(pack.sketch.model_file()));
        let text = ("en.json".to_owned(), node(pack.sketch.text_file()));
        Files { files: vec![model, text], blows: Vec::new() }
    });
    let pack = prop_oneof![1 => Just(shipped()), 3 => drawn];
    (pack, vec((any::<Index>(), any::<Index>(), blow()), 1..=3)).prop_map(|(mut pack, blows)| {
        for (file, place, blow) in blows {
            let (name, root) = file.get_mut(&mut pack.files);
            let places = places(root);
            let place = place.get::<Place>(&places);
            pack.blows.push(format!("{name}: {}: {blow:?}", path(root, place)));
            strike(root, place, blow);
        }
        pack
    })
}

fn blow() -> impl Strategy<Value = Blow> {
    prop_oneof![
        2 => Just(Blow::Lose),
        1 => Just(Blow::Repeat),
        2 => words().prop_map(Blow::Rename),
        4 => nodes().prop_map(Blow::Replace),
        1 => (1..200_usize).prop_map(Blow::Bury),
        2 => any::<Index>().prop_map(Blow::Overwrite),
    ]
}

/// Words that mean something somewhere, and some that mean nothing anywhere.
fn words() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "",
        " ",
        "id",
        "q0",
        "q1",
        "a",
        "b",
        "s0",
        "s0.0",
        "s0.",
        "not_sure",
        "classify",
        "advise",
        "client",
        "decisive",
        "none",
        "model",
        "en",
        "../en",
        "for",
        "when",
        "javascript:alert(1)",
        " data:x",
        "//x",
        "{n}",
        "{",
        "{}{{",
        "\u{0}\u{202e}",
    ];
    prop_oneof![3 => prop::sample::select(WORDS).prop_map(Into::into), 1 => any::<String>()]
}

/// Numbers at the edges of what a pack takes, and far beyond.
fn numbers() -> impl Strategy<Value = f64> {
    const EDGES: &[f64] =
        &[-0.0, 0.5, 1.0, 30.0, 31.0, -30.0, -31.0, 60.0, 61.0, 9999.0, 10_000.0, 32_768.0, 1e300, -1e300, 5e-324];
    prop_oneof![prop::sample::select(EDGES), (-70..70_i8).prop_map(f64::from)]
}

/// JSON of any shape.
pub fn nodes() -> impl Strategy<Value = Node> {
    let leaf = prop_oneof![
        Just(Node::Null),
        any::<bool>().prop_map(Node::Flag),
        numbers().prop_map(Node::Number),
        words().prop_map(Node::Text),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![vec(inner.clone(), 0..4).prop_map(Node::List), vec((words(), inner), 0..4).prop_map(Node::Map)]
    })
}

/// JSON in which any field of a pack may stand anywhere, so that reading it gets further than the first key.
pub fn nodes_of_fields() -> impl Strategy<Value = Node> {
    const FIELDS: &[&str] = &[
        "languages",
        "levels",
        "prior",
        "margins",
        "stop",
        "after",
        "most",
        "together",
        "first",
        "second",
        "role",
        "sources",
        "questions",
        "actions",
        "table",
        "mix",
        "only",
        "some",
        "every",
        "more_than",
        "percent",
        "of",
        "set_aside",
        "code",
        "name",
        "decisive",
        "strong",
        "moderate",
        "slight",
        "between",
        "also",
        "clear",
        "id",
        "link",
        "claims",
        "purpose",
        "when",
        "options",
        "question",
        "is",
        "not",
        "for",
        "against",
        "part",
        "effort",
        "language",
        "phrases",
        "roles",
    ];
    nodes().prop_recursive(4, 32, 12, |inner| {
        let entry = (prop::sample::select(FIELDS).prop_map(String::from), inner.clone());
        prop_oneof![1 => vec(inner, 0..4).prop_map(Node::List), 3 => vec(entry, 0..12).prop_map(Node::Map)]
    })
}

impl Files {
    /// Every problem that is found in them.
    pub fn problems(&self) -> Vec<Problem> {
        self.read().err().unwrap_or_default()
    }

    pub fn read(&self) -> Result<folder::Pack, Vec<Problem>> {
        let sources: Vec<(&str, String)> =
            self.files.iter().map(|(name, node)| (name.as_str(), written(node))).collect();
        read(&sources)
    }

    /// How many files there are.
    pub fn count(&self) -> usize {
        self.files.len()
    }

    pub fn name(&self, spot: &Spot) -> &str {
        &self.files[spot.file].0
    }

    /// The name and the text of each file.
    pub fn sources(&self) -> Vec<(&str, String)> {
        self.files.iter().map(|(name, node)| (name.as_str(), written(node))).collect()
    }

    /// Something else in this place. Returns the path by which problems name it now: an item without its id is named by
    /// its number.
    pub fn replace(&mut self, spot: &Spot, node: Node) -> String {
        let root = &mut self.files[spot.file].1;
        *at_mut(root, &spot.place) = node;
        path(root, &spot.place)
    }

    /// A key in place of the one that stands here. Returns the path by which problems name it now.
    pub fn rename(&mut self, spot: &Spot, key: &str) -> String {
        let root = &mut self.files[spot.file].1;
        strike(root, &spot.place, Blow::Rename(key.into()));
        path(root, &spot.place)
    }

    pub fn repeat(&mut self, spot: &Spot) {
        strike(&mut self.files[spot.file].1, &spot.place, Blow::Repeat);
    }

    pub fn lose(&mut self, spot: &Spot) {
        strike(&mut self.files[spot.file].1, &spot.place, Blow::Lose);
    }

    /// Where the first source of the pack can be read.
    pub fn link_first_source(&mut self, link: &str) {
        let Node::Map(model) = &mut self.files[0].1 else { unreachable!("a model is an object") };
        let sources = model.iter_mut().find(|(key, _)| key == "sources").map(|(_, sources)| sources);
        let Some(Node::List(sources)) = sources else { unreachable!("sources are a list") };
        let Some(Node::Map(first)) = sources.first_mut() else { unreachable!("a source is an object") };
        first.retain(|(key, _)| key != "link");
        first.push(("link".into(), Node::Text(link.into())));
    }
}

/// Reads files as an author's tools do, from a folder.
pub fn read(sources: &[(impl AsRef<Path>, impl AsRef<[u8]>)]) -> Result<folder::Pack, Vec<Problem>> {
    let written = tempfile::tempdir().expect("a folder can be made");
    for (name, source) in sources {
        fs::write(written.path().join(name), source).expect("a file can be written");
    }
    folder::read(written.path())
}

fn strike(root: &mut Node, place: &[usize], blow: Blow) {
    let overwriting = match &blow {
        Blow::Overwrite(from) => {
            let places = places(root);
            Some(at(root, from.get::<Place>(&places)).clone())
        }
        _ => None,
    };
    let here = at_mut(root, place);
    match (blow, overwriting) {
        (_, Some(node)) | (Blow::Replace(node), _) => *here = node,
        (Blow::Bury(lists), _) => {
            (0..lists).for_each(|_| *here = Node::List(vec![std::mem::replace(here, Node::Null)]));
        }
        (blow, _) => {
            let Some((&last, above)) = place.split_last() else { return };
            match (at_mut(root, above), blow) {
                (Node::Map(entries), Blow::Lose) => drop(entries.remove(last)),
                (Node::Map(entries), Blow::Repeat) => entries.push(entries[last].clone()),
                (Node::Map(entries), Blow::Rename(key)) => entries[last].0 = key,
                (Node::List(items), Blow::Lose) => drop(items.remove(last)),
                (Node::List(items), Blow::Repeat) => items.push(items[last].clone()),
                _ => {}
            }
        }
    }
}

/// Every place in a file, the whole of it included.
fn places(root: &Node) -> Vec<Place> {
    let below: Vec<&Node> = match root {
        Node::List(items) => items.iter().collect(),
        Node::Map(entries) => entries.iter().map(|(_, node)| node).collect(),
        _ => Vec::new(),
    };
    let deeper = below
        .into_iter()
        .enumerate()
        .flat_map(|(place, node)| places(node).into_iter().map(move |rest| [vec![place], rest].concat()));
    std::iter::once(Vec::new()).chain(deeper).collect()
}

fn at<'a>(root: &'a Node, place: &[usize]) -> &'a Node {
    place.iter().fold(root, |node, &place| match node {
        Node::List(items) => &items[place],
        Node::Map(entries) => &entries[place].1,
        _ => unreachable!("nothing stands below a leaf"),
    })
}

fn at_mut<'a>(root: &'a mut Node, place: &[usize]) -> &'a mut Node {
    place.iter().fold(root, |node, &place| match node {
        Node::List(items) => &mut items[place],
        Node::Map(entries) => &mut entries[place].1,
        _ => unreachable!("nothing stands below a leaf"),
    })
}

/// A place as problems name it: by key, and in a list by the id of the item, or else its number.
fn path(root: &Node, place: &[usize]) -> String {
    let step = |depth: usize| match at(root, &place[..depth]) {
        Node::Map(entries) => entries[place[depth]].0.clone(),
        _ => match at(root, &place[..=depth]) {
            Node::Map(entries) => match entries.iter().find(|(key, _)| key == "id") {
                Some((_, Node::Text(id))) => id.clone(),
                _ => place[depth].to_string(),
            },
            _ => place[depth].to_string(),
        },
    };
    (0..place.len()).map(step).collect::<Vec<_>>().join(".")
}

/// As JSON, repeated keys included.
fn written(node: &Node) -> String {
    let text = |text: &str| serde_json::Value::from(text).to_string();
    match node {
        Node::Null => "null".into(),
        Node::Flag(flag) => flag.to_string(),
        Node::Number(number) => serde_json::Value::from(*number).to_string(),
        Node::Text(words) => text(words),
        Node::List(items) => format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(", ")),
        Node::Map(entries) => {
            let entries: Vec<String> =
                entries.iter().map(|(key, node)| format!("{}: {}", text(key), written(node))).collect();
            format!("{{{}}}", entries.join(",\n"))
        }
    }
}

//! The files of an API to one document: its documents merged, what they refer to brought in, overlays applied, what is not
//! wanted left out.
//!
//! The document is in the version of OpenAPI that the files are in, and generating from it gives the same Rust. What
//! names code (`x-rust-…`, `x-enum-varnames`) counts in overlays only, so that it is in one of its own beside the document.

use crate::{
    diagnostics::{Diagnostics, Levels},
    dialect,
    pointer::Pointer,
    source::{self, ApiSource, Key, Loader, Map, Node, Sources, Span, Trust, Value},
};

/// How a bundle is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// YAML 1.2.
    Yaml,
    /// JSON, indented.
    Json,
}

/// What to bundle, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// The APIs; all of them when there are none.
    pub apis: Vec<String>,
    /// How the documents are written.
    pub format: Format,
    /// What is said about codes.
    pub levels: Levels,
    /// Whether an API with errors is bundled all the same: its errors are in the bundle too, but for what could not be
    /// brought together.
    pub keep_going: bool,
}

impl Options {
    /// All APIs without errors, in a format.
    #[must_use]
    pub fn new(format: Format) -> Self {
        Self {
            apis: Vec::new(),
            format,
            levels: Levels::default(),
            keep_going: false,
        }
    }
}

/// One API as one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// The API.
    pub name: String,
    /// The document.
    pub text: String,
    /// The overlay of what names code, when there is anything; in the same format.
    pub names: Option<String>,
}

/// Bundles the APIs of a specs folder, sorted by name. An API with errors is missing from the result, unless
/// [`Options::keep_going`] is set: look at the diagnostics as well.
#[must_use]
pub fn run(loader: &dyn Loader, options: &Options) -> (Vec<Bundle>, Diagnostics) {
    let mut cx = Diagnostics::new(Sources::default(), options.keep_going);
    cx.levels = options.levels.clone();
    let sources = source::run(&mut cx, loader, &options.apis).unwrap_or_default();
    let bundles = sources
        .into_iter()
        .filter_map(|source| crate::on_a_deep_stack(|| bundle(&mut cx, source, options.format)))
        .collect();
    // Later stages would say more.
    cx.settle(false, loader.display_root());
    (bundles, cx)
}

/// The documents of the same APIs by name, without asking whether they are OpenAPI's.
#[must_use]
pub fn merged(loader: &dyn Loader, only: &[String]) -> (Vec<(String, Node)>, Diagnostics) {
    let mut cx = Diagnostics::new(Sources::default(), false);
    let sources = source::run(&mut cx, loader, only).unwrap_or_default();
    let mut merged = Vec::new();
    for source in sources.into_iter().filter(|one| !one.is_incomplete) {
        let name = source.name.clone();
        if let Ok(united) = dialect::unite(&mut cx, source) {
            merged.push((name, united.tree().clone()));
        }
    }
    (merged, cx)
}

fn bundle(cx: &mut Diagnostics, source: ApiSource<'_>, format: Format) -> Option<Bundle> {
    let name = source.name.clone();
    let is_incomplete = source.is_incomplete;
    let united = dialect::unite(cx, source).ok()?;
    let mut tree = united.tree().clone();
    dialect::check(cx, united).ok()?;
    if is_incomplete {
        return None;
    }
    let mut names = Vec::new();
    take_names(cx, &mut tree, &Pointer::root(), &mut names);
    let names = (!names.is_empty()).then(|| overlay(&tree, names));
    let written = |node: &Node| write(node, format);
    let bundle = Bundle {
        text: written(&tree)?,
        names: match &names {
            Some(names) => Some(written(names)?),
            None => None,
        },
        name,
    };
    Some(bundle)
}

/// The text of a document, which reads as the same document again. (What a writer of YAML leaves unquoted is not always
/// what the core schema takes for a string; JSON is YAML without that choice.)
fn write(node: &Node, format: Format) -> Option<String> {
    let json = || {
        let mut text = serde_json::to_string_pretty(node).ok()?;
        text.push('\n');
        Some(text)
    };
    if format == Format::Json {
        return json();
    }
    let yaml = serde_yaml::to_string(node).ok()?;
    match reads_as(&yaml, node) {
        true => Some(yaml),
        false => json(),
    }
}

fn reads_as(text: &str, node: &Node) -> bool {
    source::read_text("bundle.yaml", text).as_ref() == Some(node)
}

/// Takes what the user says about code out of a document.
fn take_names(cx: &Diagnostics, node: &mut Node, at: &Pointer, names: &mut Vec<(Pointer, Map)>) {
    match &mut node.value {
        Value::Object(map) => {
            let is_name = |key: &Key| {
                let names_code = key.name.starts_with("x-rust-") || key.name == "x-enum-varnames";
                names_code && cx.sources.trust(key.span.file) == Trust::User
            };
            let keys: Vec<String> = map
                .iter()
                .filter(|(key, _)| is_name(key))
                .map(|(key, _)| key.name.clone())
                .collect();
            let mut taken = Map::default();
            for key in keys {
                if let Some((key, node)) = map.remove(&key) {
                    taken.set(key, node);
                }
            }
            if !taken.is_empty() {
                names.push((at.clone(), taken));
            }
            for (key, node) in map.iter_mut() {
                take_names(cx, node, &at.join(&key.name), names);
            }
        }
        Value::Array(items) => {
            for (index, node) in items.iter_mut().enumerate() {
                take_names(cx, node, &at.join(index), names);
            }
        }
        _ => {}
    }
}

/// An overlay that puts all of them back.
fn overlay(tree: &Node, names: Vec<(Pointer, Map)>) -> Node {
    let span = tree.span;
    let text = |text: &str| Node::new(span, Value::String(text.to_owned()));
    let actions = names.into_iter().map(|(at, names)| {
        object(
            span,
            [
                ("target", text(&path(tree, &at))),
                ("update", Node::new(span, Value::Object(names))),
            ],
        )
    });
    let actions = Node::new(span, Value::Array(actions.collect()));
    let info = object(
        span,
        [
            ("title", text("What names code")),
            ("version", text("1.0.0")),
        ],
    );
    object(
        span,
        [
            ("overlay", text("1.0.0")),
            ("info", info),
            ("actions", actions),
        ],
    )
}

fn object<const N: usize>(span: Span, members: [(&str, Node); N]) -> Node {
    let mut map = Map::default();
    for (name, node) in members {
        let name = name.to_owned();
        map.set(Key { span, name }, node);
    }
    Node::new(span, Value::Object(map))
}

/// The JSONPath of a place (RFC 9535 section 2.7).
fn path(tree: &Node, at: &Pointer) -> String {
    let mut path = "$".to_owned();
    let mut node = Some(tree);
    for key in at.keys() {
        let is_index = node.is_some_and(|node| node.as_array().is_some());
        node = node.and_then(|node| node.step(&key));
        if is_index {
            path.push_str(&format!("[{key}]"));
            continue;
        }
        let quoted = key.replace('\\', "\\\\").replace('\'', "\\'");
        path.push_str("['");
        for character in quoted.chars() {
            match character {
                control if control.is_control() => {
                    path.push_str(&format!("\\u{:04x}", u32::from(control)));
                }
                character => path.push(character),
            }
        }
        path.push_str("']");
    }
    path
}

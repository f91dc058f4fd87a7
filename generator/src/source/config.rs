//! `codegen.yaml`: the choices that hold for the APIs of a specs folder.

mod api;

use super::{
    FileName, FormatType, Limits, Loader, Node, Number, Span, Trust, Value, formats,
    read::{display, is_blank, read},
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, WrongLevel, codes},
    suggest,
};
use std::collections::BTreeMap;

pub use api::{ApiChoices, Filter, Pattern, ServerChoices, Subject};

/// The reserved names: no API.
pub(super) const FILE_NAMES: [&str; 2] = ["codegen.yaml", "codegen.yml"];

/// The keys there are.
const KEYS: [&str; 7] = [
    "apis",
    "diagnostics",
    "features",
    "filter",
    "formats",
    "limits",
    "server",
];

/// The choices that hold for all APIs, and for some.
///
/// ```yaml
/// formats: {uuid: uuid, date-time: jiff}      # what strings of a format become
/// filter:                                     # which operations are generated; what only others need goes with them
///   tags: [pets]                              # those with a tag,
///   operations: [getPet, GET /toys]           # those so called,
///   paths: ['/pets/**']                       # and those of a path; all without any of the three
///   exclude: {tags: [internal]}               # but not these (tags, operations, paths)
///   deprecated: false                         # nor deprecated ones
/// diagnostics:
///   deny: [warnings]                          # errors as well: `warnings`, and codes
///   allow: [unknown-format]                   # not reported; what nothing needs any more is
/// server:
///   unimplemented: true                       # methods of the trait that are not written answer 501
///   split: tags                               # a trait for each tag
/// features: tags                              # a Cargo feature for each tag, which splits the trait as well
/// limits: {members: 50000}                    # how much a document may be before it is refused, see [`Limits`]
/// apis:
///   pets:                                     # `features`, `filter` and `server`, for one API, instead of those for all
///     roots: [api/main.yaml]                  # and the documents in its folder, when they are further down
///     filter: {tags: [toys]}
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// `formats`: what strings of a format become. Those not named become what suits most.
    pub formats: BTreeMap<String, FormatType>,
    /// `limits`
    pub limits: Limits,
    /// `features`, `filter` and `server` for all APIs.
    all: ApiChoices,
    /// `apis`: each with where it is named.
    apis: BTreeMap<String, ApiEntry>,
}

/// What is said about one API.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ApiEntry {
    span: Span,
    /// `roots`: paths below the folder of the API.
    roots: Vec<(String, Span)>,
    choices: ApiChoices,
}

impl Config {
    /// The choices for an API.
    #[must_use]
    pub fn choices(&self, api: &str) -> &ApiChoices {
        self.apis.get(api).map_or(&self.all, |entry| &entry.choices)
    }

    /// The documents of an API, when they are said; paths below its folder.
    pub(super) fn roots(&self, api: &str) -> &[(String, Span)] {
        self.apis.get(api).map_or(&[], |entry| &entry.roots)
    }

    /// The APIs that something is said about, and where.
    pub(super) fn apis(&self) -> impl Iterator<Item = (&str, Span)> {
        self.apis
            .iter()
            .map(|(name, entry)| (name.as_str(), entry.span))
    }
}

/// Reads the configuration. What is not understood is reported and left out.
pub(super) fn load(cx: &mut Diagnostics, loader: &dyn Loader, path: &str) -> Config {
    let mut config = Config::default();
    let bytes = loader.read(path);
    if bytes.as_ref().is_ok_and(|bytes| is_blank(bytes)) {
        return config;
    }
    let name = FileName {
        path,
        display: display(loader, path),
    };
    let Some(tree) = read(cx, name, bytes, Trust::User) else {
        return config;
    };
    if tree.as_object().is_none() {
        let message = format!(
            "the configuration is an object of choices, not {}",
            tree.kind()
        );
        let help = format!("the keys are {}", suggest::list(&KEYS));
        wrong(cx, tree.span, message, help);
        return config;
    }
    keys(cx, &tree, "", &KEYS, |cx, key, node| match key {
        "formats" => config.formats = formats(cx, node),
        "diagnostics" => diagnostics(cx, node),
        "limits" => limits(cx, &mut config.limits, node),
        "apis" => {}
        key => api::read(cx, &mut config.all, key, node, true),
    });
    // They begin with what is said for all.
    if let Some(apis) = tree.get("apis") {
        config.apis = api_entries(cx, &config.all, apis);
    }
    config
}

fn api_entries(cx: &mut Diagnostics, all: &ApiChoices, node: &Node) -> BTreeMap<String, ApiEntry> {
    let mut entries = BTreeMap::new();
    let Some(map) = node.as_object() else {
        let message = format!("`apis` is an object, not {}", node.kind());
        let help = "give choices to APIs by name: `apis: {pets: {filter: {tags: [toys]}}}`";
        wrong(cx, node.span, message, help.to_owned());
        return entries;
    };
    for (key, node) in map {
        let mut entry = ApiEntry {
            span: key.span,
            roots: Vec::new(),
            choices: all.clone(),
        };
        let mut known = api::KEYS.to_vec();
        known.push("roots");
        keys(cx, node, &key.name, &known, |cx, key, node| match key {
            "roots" => entry.roots = roots(cx, node),
            key => api::read(cx, &mut entry.choices, key, node, false),
        });
        entries.insert(key.name.clone(), entry);
    }
    entries
}

fn roots(cx: &mut Diagnostics, node: &Node) -> Vec<(String, Span)> {
    let items = node.as_array().unwrap_or_default();
    let roots: Option<Vec<_>> = items
        .iter()
        .map(|item| Some((item.as_str()?.to_owned(), item.span)))
        .collect();
    match roots {
        Some(roots) if !roots.is_empty() => roots,
        _ => {
            let message = "`roots` is a list of paths below the folder of the API".to_owned();
            let help = "write for instance `roots: [api/main.yaml]`".to_owned();
            wrong(cx, node.span, message, help);
            Vec::new()
        }
    }
}

/// Does something with the members of an object, whose keys are known; reports those that are not, and what is no object.
fn keys(
    cx: &mut Diagnostics,
    node: &Node,
    name: &str,
    known: &[&str],
    mut each: impl FnMut(&mut Diagnostics, &str, &Node),
) {
    let Some(map) = node.as_object() else {
        let message = format!("`{name}` is an object, not {}", node.kind());
        let help = format!("the keys are {}", suggest::list(known));
        return wrong(cx, node.span, message, help);
    };
    for (key, node) in map {
        if known.contains(&key.name.as_str()) {
            each(cx, &key.name, node);
            continue;
        }
        let owner = match name {
            "" => "the configuration".to_owned(),
            name => format!("`{name}`"),
        };
        let message = format!("{owner} has no key `{}`", key.name);
        let help = match suggest::nearest(&key.name, known.iter().copied()) {
            Some(near) => format!("a key with a similar name exists: `{near}`"),
            None => format!("the keys are {}", suggest::list(known)),
        };
        wrong(cx, key.span, message, help);
    }
}

fn formats(cx: &mut Diagnostics, node: &Node) -> BTreeMap<String, FormatType> {
    let mut formats = BTreeMap::new();
    let Some(map) = node.as_object() else {
        let message = format!("`formats` is an object, not {}", node.kind());
        let help = "give each format a type: `formats: {date-time: jiff}`";
        wrong(cx, node.span, message, help.to_owned());
        return formats;
    };
    for (key, value) in map {
        let Some(name) = value.as_str() else {
            let message = format!("the type of a format is a word, not {}", value.kind());
            let help = "for instance `string`, which is what it is without a choice";
            wrong(cx, value.span, message, help.to_owned());
            continue;
        };
        match formats::choose(&key.name, name) {
            Ok(ty) => {
                formats.insert(key.name.clone(), ty);
            }
            Err((message, help)) => wrong(cx, value.span, message, help),
        }
    }
    formats
}

/// What is denied and what is allowed; the options are in the context already.
fn diagnostics(cx: &mut Diagnostics, node: &Node) {
    keys(
        cx,
        node,
        "diagnostics",
        &["allow", "deny"],
        |cx, key, node| {
            let Some(items) = node.as_array() else {
                let message = format!("`{key}` is a list of codes, not {}", node.kind());
                let help = "write `[one-code, another]`; `cargo xtask explain` lists all of them";
                return wrong(cx, node.span, message, help.to_owned());
            };
            for item in items {
                let Some(name) = item.as_str() else {
                    let message = format!("`{key}` is a list of codes, not of {}", item.kind());
                    let help = "`cargo xtask explain` lists all of them".to_owned();
                    wrong(cx, item.span, message, help);
                    continue;
                };
                let result = match key {
                    "allow" => cx.levels.config.allow(name, Some(item.span)),
                    _ => cx.levels.config.deny(name),
                };
                if let Err(WrongLevel { message, help }) = result {
                    wrong(cx, item.span, message, help);
                }
            }
        },
    );
}

fn limits(cx: &mut Diagnostics, limits: &mut Limits, node: &Node) {
    keys(cx, node, "limits", &Limits::KEYS, |cx, key, node| {
        let number = match node.value {
            Value::Number(Number::Int(number)) => usize::try_from(number).ok(),
            _ => None,
        };
        match number.filter(|number| *number > 0) {
            Some(number) => *limits.get_mut(key) = number,
            None => {
                let message = format!("the limit `{key}` is a number of at least 1");
                let help = format!("without a choice it is {}", Limits::default().get_mut(key));
                wrong(cx, node.span, message, help);
            }
        }
    });
}

pub(super) fn wrong(cx: &mut Diagnostics, span: Span, message: String, help: String) {
    cx.push(Diagnostic::new(&codes::INVALID_CONFIGURATION, span, message).help(help));
}

//! `codegen.yaml`: the choices that hold for all APIs of a specs folder.

use super::{
    FileName, FormatType, Loader, Node, Span, Trust, formats,
    read::{display, is_blank, read},
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    suggest,
};
use std::collections::BTreeMap;

/// The reserved names: no API.
pub(super) const FILE_NAMES: [&str; 2] = ["codegen.yaml", "codegen.yml"];

/// The keys there are.
const KEYS: [&str; 1] = ["formats"];

/// The choices that hold for all APIs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// `formats`: what strings of a format become. Those not named become what suits most.
    pub formats: BTreeMap<String, FormatType>,
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
    let Some(map) = tree.as_object() else {
        let message = format!(
            "the configuration is an object of choices, not {}",
            tree.kind()
        );
        let help = format!("the keys are {}", suggest::list(&KEYS));
        wrong(cx, tree.span, message, help);
        return config;
    };
    for (key, node) in map {
        match key.name.as_str() {
            "formats" => config.formats = formats(cx, node),
            name => {
                let message = format!("the configuration has no key `{name}`");
                let help = match suggest::nearest(name, KEYS) {
                    Some(near) => format!("a key with a similar name exists: `{near}`"),
                    None => format!("the keys are {}", suggest::list(&KEYS)),
                };
                wrong(cx, key.span, message, help);
            }
        }
    }
    config
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

fn wrong(cx: &mut Diagnostics, span: Span, message: String, help: String) {
    cx.push(Diagnostic::new(&codes::INVALID_CONFIGURATION, span, message).help(help));
}

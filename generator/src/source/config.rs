//! `codegen.yaml`: the choices that hold for all APIs of a specs folder.

use super::{
    FileName, Loader, Node, Span, Trust,
    read::{display, read},
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    suggest,
};
use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use std::fmt;

/// The reserved names: no API.
pub(super) const FILE_NAMES: [&str; 2] = ["codegen.yaml", "codegen.yml"];

/// The keys there are. (None yet: each choice arrives with what it chooses.)
const KEYS: &[&str] = &[];

/// The choices that hold for all APIs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Config {
    unknown: Vec<String>,
}

/// Reads the configuration and reports what it does not know.
pub(super) fn check(cx: &mut Diagnostics, loader: &dyn Loader, path: &str) {
    let bytes = loader.read(path);
    if bytes.as_ref().is_ok_and(|bytes| is_blank(bytes)) {
        return;
    }
    // Our own reader goes first: it has budgets, and it knows the places.
    let name = FileName {
        path,
        display: display(loader, path),
    };
    let Some(tree) = read(cx, name, bytes, Trust::User) else {
        return;
    };
    match serde_yaml::from_str::<Config>(cx.sources.text(tree.span.file)) {
        Ok(config) => config
            .unknown
            .iter()
            .for_each(|name| unknown_key(cx, &tree, name)),
        Err(error) => {
            let at = error
                .location()
                .map_or(0, |at| u32::try_from(at.index()).unwrap_or(0));
            let span = Span {
                file: tree.span.file,
                start: at,
                end: at,
            };
            let message = format!("the configuration cannot be read: {error}");
            cx.push(Diagnostic::new(
                &codes::INVALID_CONFIGURATION,
                span,
                message,
            ));
        }
    }
}

/// Whether there is nothing but comments.
fn is_blank(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    lines.all(|line| line.is_empty() || line.starts_with(b"#"))
}

fn unknown_key(cx: &mut Diagnostics, tree: &Node, name: &str) {
    let key = tree.as_object().and_then(|map| map.get_key_value(name));
    let span = key.map_or(tree.span, |(key, _)| key.span);
    let message = format!("the configuration has no key `{name}`");
    let help = match suggest::nearest(name, KEYS.iter().copied()) {
        Some(near) => format!("a key with a similar name exists: `{near}`"),
        None if KEYS.is_empty() => "there are no keys yet: remove it".to_owned(),
        None => format!("the keys are {}", suggest::list(KEYS)),
    };
    cx.push(Diagnostic::new(&codes::INVALID_CONFIGURATION, span, message).help(help));
}

/// Unknown keys are collected, not refused at the first one, so that a run reports all of them.
impl<'de> Deserialize<'de> for Config {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ConfigVisitor)
    }
}

struct ConfigVisitor;

impl<'de> Visitor<'de> for ConfigVisitor {
    type Value = Config;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of choices")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Config, E> {
        Ok(Config::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Config, A::Error> {
        let mut config = Config::default();
        while let Some((name, IgnoredAny)) = members.next_entry::<String, IgnoredAny>()? {
            config.unknown.push(name);
        }
        Ok(config)
    }
}

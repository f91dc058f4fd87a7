//! Anchors, aliases and merge keys: copies of values, with a budget on how much they may add.

use super::Stop;
use crate::{
    diagnostics::{Diagnostic, codes},
    source::{Map, Node, Span, Value, exceeded},
};
use std::collections::HashMap;

/// What a value costs to copy.
#[derive(Clone, Copy, Default)]
pub(super) struct Size {
    /// Values in it, itself included.
    pub(super) nodes: usize,
    /// Levels of containers.
    pub(super) height: usize,
    /// Bytes of text in it, and a few for each value.
    weight: usize,
}

/// What a value counts beside its text: the shortest that YAML can write one.
const VALUE_WEIGHT: usize = 2;
/// Expansion may reach the limit on aliases, or this many bytes, which lets small documents be repetitive.
const EXPANSION_FLOOR: usize = 64 << 10;

impl Size {
    pub(super) fn leaf(value: &Value) -> Self {
        let text = match value {
            Value::String(text) => text.len(),
            _ => 0,
        };
        Self {
            nodes: 1,
            height: 0,
            weight: VALUE_WEIGHT + text,
        }
    }

    pub(super) fn container() -> Self {
        Self {
            nodes: 1,
            height: 1,
            weight: VALUE_WEIGHT,
        }
    }

    pub(super) fn add(&mut self, child: Self) {
        self.nodes += child.nodes;
        self.weight += child.weight;
        self.height = self.height.max(child.height + 1);
    }

    /// Adds what is merged: its members become members of this object, no level is added.
    pub(super) fn add_merged(&mut self, source: Self) {
        self.nodes += source.nodes;
        self.weight += source.weight;
        self.height = self.height.max(source.height);
    }

    pub(super) fn add_text(&mut self, bytes: usize) {
        self.weight += bytes;
    }
}

/// The complete anchored values of a document.
pub(super) struct Anchors {
    // Looked up by id only, so the order of hashing never shows.
    values: HashMap<usize, (Node, Size)>,
    limit: usize,
    /// How many times the text that is.
    times: usize,
    /// What the copies kept here weigh.
    kept: usize,
    /// What the copies put into the document weigh.
    expanded: usize,
}

impl Anchors {
    pub(super) fn new(text_len: usize, times: usize) -> Self {
        let limit = text_len.saturating_mul(times).max(EXPANSION_FLOOR);
        Self {
            values: HashMap::new(),
            limit,
            times,
            kept: 0,
            expanded: 0,
        }
    }

    /// Remembers a complete value.
    pub(super) fn define(&mut self, id: usize, node: &Node, size: Size) -> Result<(), Stop> {
        self.kept += size.weight;
        if self.kept > self.limit {
            return Err(too_much(node.span, "anchored values add up", self));
        }
        self.values.insert(id, (node.clone(), size));
        Ok(())
    }

    /// A copy of the value that an alias at `span` stands for.
    pub(super) fn copy(&mut self, id: usize, span: Span) -> Result<(Node, Size), Stop> {
        let Some((node, size)) = self.values.get(&id) else {
            let message = "the alias stands inside the value that it refers to";
            let diagnostic = Diagnostic::new(&codes::YAML_ALIAS, span, message);
            let help = "write out what is meant; schemas contain themselves by a `$ref`";
            return Err(Box::new(diagnostic.help(help)));
        };
        self.expanded += size.weight;
        if self.expanded > self.limit {
            return Err(too_much(span, "aliases expand", self));
        }
        Ok((node.clone(), *size))
    }
}

fn too_much(span: Span, what: &str, anchors: &Anchors) -> Stop {
    let message = format!("{what} to more than {} bytes", anchors.limit);
    let note = format!(
        "that is {} times the text, and at least {EXPANSION_FLOOR} bytes",
        anchors.times
    );
    Box::new(exceeded(span, message, "aliases", anchors.times).note(note))
}

/// Adds the members of `source`, an object or a list of objects, that `map` does not have.
/// Earlier objects of a list win, as in <https://yaml.org/type/merge.html>.
pub(super) fn merge(map: &mut Map, source: Node) -> Vec<Diagnostic> {
    let sources = match source.value {
        Value::Array(items) => items,
        value => vec![Node::new(source.span, value)],
    };
    let mut errors = Vec::new();
    for source in sources {
        let kind = source.kind();
        match source.value {
            Value::Object(members) => {
                for (key, node) in members {
                    // A member of the object itself wins over a merged one.
                    map.insert_new(key, node);
                }
            }
            _ => errors.push(
                Diagnostic::new(
                    &codes::YAML_MERGE,
                    source.span,
                    format!("`<<` merges objects, not {kind}"),
                )
                .help("quote the key (`'<<'`) if it is meant as a name"),
            ),
        }
    }
    errors
}

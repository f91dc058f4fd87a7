//! Which constructs a document has, and what stands in which.

use super::{Kind, Members, Object, tables};
use crate::{
    dialect::version::Version,
    source::{Node, Span, Value},
};
use std::collections::HashMap;

/// A kind of construct that users count: those of OpenAPI's objects that code is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Construct {
    /// Operation Objects.
    Operation,
    /// Parameter Objects but those in `body`.
    Parameter,
    /// Request Body Objects; in Swagger 2.0, parameters in `body`.
    RequestBody,
    /// Response Objects.
    Response,
    /// Header Objects.
    Header,
    /// Schema Objects, wherever they stand; in Swagger 2.0, Items Objects too.
    Schema,
    /// Security Scheme Objects.
    SecurityScheme,
    /// Link Objects.
    Link,
    /// Callback Objects.
    Callback,
    /// Members of `webhooks`.
    Webhook,
    /// Server Objects; in Swagger 2.0, a `host`.
    Server,
    /// Example Objects, and the values of `example` and `examples`.
    Example,
}

impl Construct {
    /// All of them, in the order of a table.
    pub const ALL: [Self; 12] = [
        Self::Operation,
        Self::Parameter,
        Self::RequestBody,
        Self::Response,
        Self::Header,
        Self::Schema,
        Self::SecurityScheme,
        Self::Link,
        Self::Callback,
        Self::Webhook,
        Self::Server,
        Self::Example,
    ];

    /// What several of them are called: `request bodies`.
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            Self::Operation => "operations",
            Self::Parameter => "parameters",
            Self::RequestBody => "request bodies",
            Self::Response => "responses",
            Self::Header => "headers",
            Self::Schema => "schemas",
            Self::SecurityScheme => "security schemes",
            Self::Link => "links",
            Self::Callback => "callbacks",
            Self::Webhook => "webhooks",
            Self::Server => "servers",
            Self::Example => "examples",
        }
    }
}

/// The constructs of a document. What refers to one by `$ref` is none itself.
#[derive(Debug, Default)]
pub(crate) struct Constructs {
    /// Each, by its number.
    pub(crate) list: Vec<Construct>,
    /// The places of keys and values, and the innermost construct that each is in. Asked for single places only, so that
    /// the order of hashing never shows.
    pub(crate) places: HashMap<Span, usize>,
}

/// Finds them by the tables of the version.
pub(in crate::dialect) fn constructs(version: Version, tree: &Node) -> Constructs {
    let mut finder = Finder {
        version,
        found: Constructs::default(),
    };
    finder.object(tables::document(version), tree, None);
    finder.found
}

struct Finder {
    version: Version,
    found: Constructs,
}

impl Finder {
    /// The construct that the object is, if it is one; so in all of these.
    fn object(
        &mut self,
        object: &'static Object,
        node: &Node,
        outer: Option<usize>,
    ) -> Option<usize> {
        let object = tables::of(object, self.version);
        let own = construct(object, node).map(|construct| self.add(construct));
        let inner = own.or(outer);
        self.place(node.span, inner);
        for (key, value) in node.as_object().into_iter().flatten() {
            let keyword = object.keyword(&key.name, self.version);
            let is_server = object.name == "Swagger Object" && key.name == "host";
            let inner = match is_server {
                true => Some(self.add(Construct::Server)),
                false => inner,
            };
            match keyword {
                Some(keyword) if is_example(keyword.name, &keyword.kind) => {
                    self.place(key.span, inner);
                    self.examples(keyword.name, value, inner);
                }
                Some(keyword) if keyword.name == "webhooks" => {
                    self.place(key.span, inner);
                    self.place(value.span, inner);
                    for (key, value) in value.as_object().into_iter().flatten() {
                        let webhook = Some(self.add(Construct::Webhook));
                        self.place(key.span, webhook);
                        self.value(item(&keyword.kind), value, webhook);
                    }
                }
                Some(keyword) => {
                    // What is said about a key is about the construct that it leads to.
                    let found = self.value(&keyword.kind, value, inner);
                    self.place(key.span, found.or(inner));
                }
                None => {
                    self.place(key.span, inner);
                    self.data(value, inner);
                }
            }
        }
        own
    }

    fn value(&mut self, kind: &'static Kind, node: &Node, outer: Option<usize>) -> Option<usize> {
        match kind {
            Kind::Object(object)
            | Kind::OrReference(object)
            | Kind::OrReferenceSince(_, object) => self.object(object, node, outer),
            Kind::FlagOr(other) => self.value(other, node, outer),
            Kind::Map(keys, kind) | Kind::MapOrReference(keys, kind) => {
                let is_callback = keys.noun == "a Callback Object" && node.get("$ref").is_none();
                let own = is_callback.then(|| self.add(Construct::Callback));
                let inner = own.or(outer);
                self.place(node.span, inner);
                for (key, value) in node.as_object().into_iter().flatten() {
                    let found = self.value(kind, value, inner);
                    self.place(key.span, found.or(inner));
                }
                own
            }
            Kind::List(kind) | Kind::Some(kind) => {
                self.place(node.span, outer);
                for item in node.as_array().into_iter().flatten() {
                    self.value(kind, item, outer);
                }
                None
            }
            _ => {
                self.data(node, outer);
                None
            }
        }
    }

    fn examples(&mut self, keyword: &str, node: &Node, outer: Option<usize>) {
        match (&node.value, keyword) {
            (Value::Array(items), "examples") => {
                self.place(node.span, outer);
                for item in items {
                    let example = Some(self.add(Construct::Example));
                    self.data(item, example);
                }
            }
            (Value::Object(map), "examples") => {
                self.place(node.span, outer);
                for (key, value) in map.iter().filter(|(_, value)| value.get("$ref").is_none()) {
                    let example = Some(self.add(Construct::Example));
                    self.place(key.span, example);
                    self.data(value, example);
                }
            }
            _ => {
                let example = Some(self.add(Construct::Example));
                self.data(node, example);
            }
        }
    }

    fn data(&mut self, node: &Node, outer: Option<usize>) {
        self.place(node.span, outer);
        match &node.value {
            Value::Array(items) => items.iter().for_each(|item| self.data(item, outer)),
            Value::Object(map) => map.iter().for_each(|(key, value)| {
                self.place(key.span, outer);
                self.data(value, outer);
            }),
            _ => {}
        }
    }

    fn add(&mut self, construct: Construct) -> usize {
        self.found.list.push(construct);
        self.found.list.len() - 1
    }

    /// What an alias repeats stands in one place only, the first.
    fn place(&mut self, span: Span, construct: Option<usize>) {
        if let Some(construct) = construct {
            self.found.places.entry(span).or_insert(construct);
        }
    }
}

/// What an object is counted as. A Reference Object is nothing; a schema of JSON Schema 2020-12 is one even beside a `$ref`.
fn construct(object: &Object, node: &Node) -> Option<Construct> {
    let members = node.as_object().map_or(0, |map| map.iter().count());
    let is_schema = object.name == "Schema Object";
    if node.get("$ref").is_some() && !(is_schema && members > 1 && tables::is_json_schema(object)) {
        return None;
    }
    let is_body = || node.get("in").and_then(Node::as_str) == Some("body");
    Some(match object.name {
        "Operation Object" => Construct::Operation,
        "Parameter Object" if is_body() => Construct::RequestBody,
        "Parameter Object" => Construct::Parameter,
        "Request Body Object" => Construct::RequestBody,
        "Response Object" => Construct::Response,
        "Header Object" => Construct::Header,
        "Schema Object" | "Items Object" => Construct::Schema,
        "Security Scheme Object" => Construct::SecurityScheme,
        "Link Object" => Construct::Link,
        "Server Object" => Construct::Server,
        "Example Object" => Construct::Example,
        _ => return None,
    })
}

/// Whether a keyword holds examples as such; components have Example Objects.
fn is_example(name: &str, kind: &Kind) -> bool {
    match name {
        "example" => true,
        "examples" => !matches!(kind, Kind::Map(keys, _) if matches!(keys.members, Members::Go)),
        _ => false,
    }
}

/// What the members of a map are.
fn item(kind: &'static Kind) -> &'static Kind {
    match kind {
        Kind::Map(_, kind) | Kind::MapOrReference(_, kind) => kind,
        other => other,
    }
}

//! Swagger 2.0 to the internal dialect.
//!
//! | Swagger 2.0 | here |
//! |---|---|
//! | `host`, `basePath`, `schemes` | [`servers`] |
//! | `definitions` | `components.schemas` ([`schemas`]), references rewritten ([`references`]) |
//! | parameters with a `type` | parameters with a `schema`, a style for each `collectionFormat` ([`parameters`]) |
//! | parameters in `body` and `formData`, `consumes` | `requestBody` ([`bodies`]) |
//! | `schema` and `examples` of responses, `produces` | `content` ([`responses`]) |
//! | `securityDefinitions` | `components.securitySchemes` ([`security`]) |
//!
//! The document's shape was checked; where that found an error, what is wrong is left out here. Every value, made or
//! moved, stands where the text does that it was made of. Extensions stay where they are.

mod bodies;
mod operations;
mod parameters;
mod references;
mod responses;
mod schemas;
mod security;
mod servers;

use crate::{
    diagnostics::Diagnostics,
    source::{Key, Map, Node, Span, Value},
};

/// A document of Swagger 2.0, to look things up in.
struct Swagger<'d> {
    root: &'d Map,
}

/// The document in the words of OpenAPI 3.0. What references in it do not lead to is reported.
pub(super) fn rewritten(cx: &mut Diagnostics, tree: &Node) -> Node {
    let Some(root) = tree.as_object() else {
        return tree.clone();
    };
    let swagger = Swagger { root };
    let mut document = Object::at(tree.span);
    if let Some((key, version)) = root.get_key_value("swagger") {
        document.set_at(key.span, "openapi", text(version.span, "3.0.4"));
    }
    let kept = ["info", "tags", "externalDocs", "security"];
    document.copy(root, |name| kept.contains(&name) || name.starts_with("x-"));
    if let Some(servers) = servers::of_document(cx, root) {
        document.set_at(servers.span, "servers", servers);
    }
    document.copy_with(root, "paths", "paths", |paths| {
        members(paths, |key, item| match key.name.starts_with("x-") {
            true => item.clone(),
            false => operations::path_item(cx, &swagger, item),
        })
    });
    let components = components(cx, &swagger, tree.span);
    document.set_at(tree.span, "components", components);
    document.finish()
}

fn components(cx: &mut Diagnostics, swagger: &Swagger<'_>, span: Span) -> Node {
    let mut components = Object::at(span);
    let root = swagger.root;
    components.copy_with(root, "definitions", "schemas", |all| {
        members(all, |_, schema| schemas::schema(cx, swagger, schema))
    });
    components.copy_with(root, "responses", "responses", |all| {
        members(all, |_, response| {
            responses::response(cx, swagger, None, response)
        })
    });
    let is_body = |node: &Node| parameters::is_of_body(parameters::location(node));
    components.copy_with(root, "parameters", "parameters", |all| {
        some_members(all, |_, parameter| match is_body(parameter) {
            true => None,
            false => Some(parameters::parameter(cx, parameter)),
        })
    });
    components.copy_with(root, "parameters", "requestBodies", |all| {
        some_members(all, |_, parameter| {
            match parameters::location(parameter) == "body" {
                true => Some(bodies::of_body(cx, swagger, None, parameter)),
                false => None,
            }
        })
    });
    components.copy_with(root, "securityDefinitions", "securitySchemes", |all| {
        members(all, |_, scheme| security::scheme(scheme))
    });
    components.finish()
}

/// An object in the making.
struct Object {
    span: Span,
    map: Map,
}

impl Object {
    fn at(span: Span) -> Self {
        Self {
            span,
            map: Map::default(),
        }
    }

    fn finish(self) -> Node {
        Node::new(self.span, Value::Object(self.map))
    }

    /// Sets a member whose key stands nowhere else than at `span`.
    fn set_at(&mut self, span: Span, name: &str, node: Node) {
        let name = name.to_owned();
        self.map.set(Key { span, name }, node);
    }

    /// Takes the members over whose keys are wanted.
    fn copy(&mut self, from: &Map, is_wanted: impl Fn(&str) -> bool) {
        for (key, node) in from {
            if is_wanted(&key.name) {
                self.map.set(key.clone(), node.clone());
            }
        }
    }

    /// Takes a member over by another name, its value rewritten.
    fn copy_with(&mut self, from: &Map, old: &str, new: &str, rewrite: impl FnOnce(&Node) -> Node) {
        if let Some((key, node)) = from.get_key_value(old) {
            let node = rewrite(node);
            self.set_at(key.span, new, node);
        }
    }
}

/// An object with each value rewritten; anything else as it is.
fn members(node: &Node, mut rewrite: impl FnMut(&Key, &Node) -> Node) -> Node {
    some_members(node, |key, value| Some(rewrite(key, value)))
}

/// The same, with members that go.
fn some_members(node: &Node, mut rewrite: impl FnMut(&Key, &Node) -> Option<Node>) -> Node {
    let Some(map) = node.as_object() else {
        return node.clone();
    };
    let mut object = Object::at(node.span);
    for (key, value) in map {
        if let Some(value) = rewrite(key, value) {
            object.map.set(key.clone(), value);
        }
    }
    object.finish()
}

/// A list with each element rewritten; anything else as it is.
fn elements(node: &Node, rewrite: impl FnMut(&Node) -> Node) -> Node {
    match node.as_array() {
        Some(items) => Node::new(node.span, Value::Array(items.iter().map(rewrite).collect())),
        None => node.clone(),
    }
}

fn text(span: Span, text: &str) -> Node {
    Node::new(span, Value::String(text.to_owned()))
}

fn flag(span: Span, flag: bool) -> Node {
    Node::new(span, Value::Bool(flag))
}

impl<'d> Swagger<'d> {
    /// The media types of an operation: its own, else the document's, else JSON; whether somebody says so. An empty list
    /// clears the document's.
    fn media_types(&self, operation: Option<&Map>, key: &str, owner: Span) -> (Vec<Node>, bool) {
        let own = operation.and_then(|operation| operation.get(key));
        let list = own.or_else(|| self.root.get(key)).and_then(Node::as_array);
        let texts = list.into_iter().flatten();
        let said: Vec<Node> = texts
            .filter(|node| node.as_str().is_some())
            .cloned()
            .collect();
        match said.is_empty() {
            true => (vec![text(owner, "application/json")], false),
            false => (said, true),
        }
    }

    /// What a reference into a section of the document leads to.
    fn shared(&self, section: &str, node: &Node) -> Option<&'d Node> {
        let name = references::name_in(section, node.get("$ref")?.as_str()?)?;
        self.root.get(section)?.get(&name)
    }
}

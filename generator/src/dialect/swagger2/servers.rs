//! `host`, `basePath` and `schemes` to servers (Swagger 2.0, Swagger Object).
//!
//! Without `schemes`, a host is reached by `https`: the scheme "used to access the Swagger definition itself" is not
//! known here, and nothing should go in the clear that nobody asked for. A base path without a host is relative.

use super::{Object, text};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    source::{Map, Node, Value},
};

/// The servers of the document; `None` where it names none.
pub(super) fn of_document(cx: &mut Diagnostics, root: &Map) -> Option<Node> {
    servers(cx, root, root.get("schemes"))
}

/// The servers of an operation with its own `schemes`, where these change something.
pub(super) fn of_operation(cx: &mut Diagnostics, root: &Map, schemes: &Node) -> Option<Node> {
    root.get("host")?;
    match root.get("schemes") == Some(schemes) {
        true => None,
        false => servers(cx, root, Some(schemes)),
    }
}

fn servers(cx: &mut Diagnostics, root: &Map, schemes: Option<&Node>) -> Option<Node> {
    let base = root.get("basePath");
    let path = base.and_then(Node::as_str).unwrap_or_default();
    let path = path.trim_end_matches('/');
    let Some(host) = root.get("host") else {
        let place = base?.span;
        let servers = vec![server(place, path)];
        return (!path.is_empty()).then(|| Node::new(place, Value::Array(servers)));
    };
    let name = host.as_str()?;
    let schemes = schemes.and_then(Node::as_array).unwrap_or_default();
    let mut servers = Vec::new();
    for scheme in schemes {
        match scheme.as_str() {
            Some(word @ ("http" | "https")) => {
                servers.push(server(scheme.span, &format!("{word}://{name}{path}")));
            }
            Some(word) => {
                let message = format!("the scheme `{word}` is not HTTP, and is ignored");
                let code = &codes::INAPPLICABLE_KEYWORD;
                cx.push(Diagnostic::new(code, scheme.span, message));
            }
            None => {}
        }
    }
    if schemes.is_empty() {
        servers.push(server(host.span, &format!("https://{name}{path}")));
    }
    (!servers.is_empty()).then(|| Node::new(host.span, Value::Array(servers)))
}

fn server(span: crate::source::Span, url: &str) -> Node {
    let mut server = Object::at(span);
    server.set_at(span, "url", text(span, url));
    server.finish()
}

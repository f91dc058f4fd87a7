//! Security definitions (Swagger 2.0, Security Scheme Object).

use super::{Object, text};
use crate::source::Node;

/// A security scheme.
pub(super) fn scheme(node: &Node) -> Node {
    let Some(map) = node.as_object() else {
        return node.clone();
    };
    let mut scheme = Object::at(node.span);
    let of_flow = ["flow", "scopes", "authorizationUrl", "tokenUrl"];
    scheme.copy(map, |key| !of_flow.contains(&key));
    let Some(ty) = map.get("type") else {
        return scheme.finish();
    };
    match ty.as_str() {
        Some("basic") => {
            scheme.set_at(ty.span, "type", text(ty.span, "http"));
            scheme.set_at(ty.span, "scheme", text(ty.span, "basic"));
        }
        Some("oauth2") => {
            let kind = map.get("flow");
            let grant = match kind.and_then(Node::as_str) {
                Some("application") => "clientCredentials",
                Some("accessCode") => "authorizationCode",
                Some(other) => other,
                None => "implicit",
            };
            let mut flow = Object::at(node.span);
            flow.copy(map, |key| of_flow[1..].contains(&key));
            let place = kind.unwrap_or(node).span;
            if map.get("scopes").is_none() {
                flow.set_at(place, "scopes", Object::at(place).finish());
            }
            let mut flows = Object::at(place);
            flows.set_at(place, grant, flow.finish());
            scheme.set_at(place, "flows", flows.finish());
        }
        _ => {}
    }
    scheme.finish()
}

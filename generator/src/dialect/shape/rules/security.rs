//! How the keys of security depend on each other.

use super::Checker;
use crate::{
    diagnostics::{Diagnostic, codes},
    source::{Map, Node},
};

/// OpenAPI 3.0.3, Operation Object.
pub(in super::super) fn operation(checker: &mut Checker<'_>, node: &Node, map: &Map) {
    security(checker, node, map);
    let is_empty = |responses: &Map| responses.iter().all(|(key, _)| key.name.starts_with("x-"));
    if let Some((key, responses)) = map.get_key_value("responses")
        && responses.as_object().is_some_and(is_empty)
    {
        let message = "an operation needs at least one response";
        let help = "say at least `default`, with a `description`";
        checker.push(Diagnostic::new(&codes::INVALID_VALUE, key.span, message).help(help));
    }
}

/// One alternative of one scheme is handled.
pub(in super::super) fn security(checker: &mut Checker<'_>, _: &Node, map: &Map) {
    let alternatives = map
        .get("security")
        .and_then(Node::as_array)
        .unwrap_or_default();
    if let Some(second) = alternatives.get(1) {
        checker.unsupported(second.span, "a choice between alternatives in `security`");
    }
    for alternative in alternatives {
        let mut schemes = alternative.as_object().into_iter().flatten();
        if let Some((key, _)) = schemes.nth(1) {
            checker.unsupported(key.span, "a combination of schemes in `security`");
        }
    }
}

/// OpenAPI 3.0.3, Security Scheme Object.
pub(in super::super) fn security_scheme(checker: &mut Checker<'_>, node: &Node, map: &Map) {
    let Some(ty) = map.get("type") else { return };
    let needed: &[&str] = match ty.as_str() {
        Some("apiKey") => &["name", "in"],
        Some("http") => &["scheme"],
        Some("oauth2") => &["flows"],
        Some("openIdConnect") => &["openIdConnectUrl"],
        _ => return,
    };
    let kind = ty.as_str().unwrap_or_default();
    for key in needed.iter().filter(|key| map.get(key).is_none()) {
        let message =
            format!("a Security Scheme Object of the type `{kind}` needs the key `{key}`");
        checker.error(&codes::MISSING_KEYWORD, node.span, message);
    }
    // The `Authorization` header as a key: the whole of it is the credential.
    let is_authorization = map.get("in").and_then(Node::as_str) == Some("header")
        && map
            .get("name")
            .and_then(Node::as_str)
            .is_some_and(|name| name.eq_ignore_ascii_case("authorization"));
    match map.get("scheme") {
        _ if kind == "apiKey" && is_authorization => {}
        _ if kind != "http" => {
            checker.unsupported(ty.span, &format!("a security scheme of the type `{kind}`"))
        }
        Some(scheme) => match scheme.as_str() {
            // RFC 9110 section 11.1: the name of a scheme has no case.
            Some(name)
                if ["basic", "bearer"]
                    .iter()
                    .any(|known| name.eq_ignore_ascii_case(known)) => {}
            Some(name) => checker.unsupported(
                scheme.span,
                &format!("the HTTP authentication scheme `{name}`"),
            ),
            None => {}
        },
        None => {}
    }
}

//! How the keys of security depend on each other.

use super::{super::names, Checker};
use crate::{
    diagnostics::codes,
    dialect::version::Version,
    source::{Map, Node},
};

/// OpenAPI 3.0.3, Security Scheme Object.
pub(in super::super) fn security_scheme(checker: &mut Checker<'_>, node: &Node, map: &Map) {
    let Some(ty) = map.get("type") else { return };
    let flow = map.get("flow").and_then(Node::as_str);
    let needed: &[&str] = match ty.as_str() {
        Some("apiKey") => &["name", "in"],
        Some("http") => &["scheme"],
        Some("oauth2") if checker.version == Version::V20 => match flow {
            // `scopes` are required too, but many documents, and the Specification's own schema, do without.
            Some("implicit") => &["authorizationUrl"],
            Some("accessCode") => &["authorizationUrl", "tokenUrl"],
            Some(_) => &["tokenUrl"],
            None => &["flow"],
        },
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
    // The names of headers and cookies are tokens; a scheme is one too (RFC 9110 section 11.1).
    let malformed = |key: &str, check: fn(&str) -> Result<(), names::Malformed>| {
        let node = map.get(key)?;
        let problem = check(node.as_str()?).err()?;
        Some((problem, node.span))
    };
    let found = match (kind, map.get("in").and_then(Node::as_str)) {
        ("apiKey", Some("header")) => malformed("name", names::header),
        ("apiKey", Some("cookie")) => malformed("name", names::cookie),
        ("apiKey", _) => malformed("name", names::parameter),
        ("http", _) => malformed("scheme", names::scheme),
        _ => None,
    };
    if let Some((malformed, span)) = found {
        checker.malformed(malformed, span);
    }
}

//! What the tables cannot say: how the keys of one object depend on each other.

use super::check::Checker;
use crate::{
    diagnostics::{Diagnostic, codes},
    source::{Map, Node},
};

pub(super) use document::{document, license};
pub(super) use parameter::{encoding, header, parameter};
pub(super) use responses::{example, media_type, operation, response, xml};
pub(super) use schema::{JSON_TYPES, TYPES, TYPES_AND_FILE, json_schema, schema};
pub(super) use security::security_scheme;
pub(super) use server::server;
pub(super) use swagger2::{items, swagger};

mod document;
mod parameter;
mod responses;
mod schema;
mod security;
mod server;
mod swagger2;

/// OpenAPI 3.0.3, Path Item Object: a `$ref` beside which others keys can stand.
pub(super) fn path_item(checker: &mut Checker<'_>, _: &Node, map: &Map) {
    if let Some(node) = map.get("$ref")
        && let Some(text) = node.as_str()
    {
        super::references::target(checker, text, node);
    }
    parameter::queries(checker, map);
}

/// OpenAPI 3.0.3, Link Object: one way to say where it leads.
pub(super) fn link(checker: &mut Checker<'_>, node: &Node, map: &Map) {
    match (map.get("operationId"), map.get_key_value("operationRef")) {
        (None, None) => {
            let message = "a link needs an `operationId` or an `operationRef`".to_owned();
            checker.error(&codes::MISSING_KEYWORD, node.span, message);
        }
        (Some(_), Some((key, _))) => {
            let message = "a link has an `operationId` or an `operationRef`, not both".to_owned();
            checker.error(&codes::INVALID_VALUE, key.span, message);
        }
        _ => {}
    }
}

/// Overlay Specification 1.0, `overlay`.
pub(super) fn overlay(checker: &mut Checker<'_>, _: &Node, map: &Map) {
    let Some(node) = map.get("overlay") else {
        return;
    };
    let Some(version) = node.as_str() else { return };
    let is_patch = |minor: &str| {
        let patch = version.strip_prefix(minor).unwrap_or_default();
        !patch.is_empty() && patch.bytes().all(|byte| byte.is_ascii_digit())
    };
    if is_patch("1.2.") {
        checker.not_yet(
            node.span,
            &format!("version `{version}` of the Overlay Specification"),
        );
    } else if !is_patch("1.0.") && !is_patch("1.1.") {
        let message = format!("there is no version `{version}` of the Overlay Specification");
        checker.push(
            Diagnostic::new(&codes::INVALID_OVERLAY, node.span, message)
                .help("say `overlay: 1.0.0` or `overlay: 1.1.0`"),
        );
    }
}

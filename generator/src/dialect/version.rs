//! Which version of OpenAPI a document is written in.

use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    source::{Node, Value},
};

const REMEDY: &str = "the generator reads OpenAPI 3.0, for instance `openapi: 3.0.3`";

/// Reports a document that is not OpenAPI 3.0; tells whether it is.
pub(super) fn check(cx: &mut Diagnostics, root: &Node) -> bool {
    let Some(map) = root.as_object() else {
        let message = format!("an OpenAPI document is an object, not {}", root.kind());
        cx.push(Diagnostic::new(&codes::WRONG_KIND, root.span, message));
        return false;
    };
    let diagnostic = match (map.get("openapi"), map.get("swagger")) {
        (Some(version), None) => openapi(cx, version),
        (None, Some(version)) => swagger(cx, version),
        (Some(_), Some(swagger)) => {
            let message = "the document has both an `openapi` and a `swagger` version";
            Some(
                Diagnostic::new(&codes::UNKNOWN_VERSION, swagger.span, message)
                    .help("keep the one that it follows"),
            )
        }
        (None, None) => {
            let message = "the document has no top-level `openapi` version";
            Some(Diagnostic::new(&codes::UNKNOWN_VERSION, root.span, message).help(REMEDY))
        }
    };
    let is_right = diagnostic.is_none();
    diagnostic.into_iter().for_each(|wrong| cx.push(wrong));
    is_right
}

fn openapi(cx: &Diagnostics, version: &Node) -> Option<Diagnostic> {
    let text = text_of(cx, version);
    let is_patch =
        |patch: &str| !patch.is_empty() && patch.bytes().all(|byte| byte.is_ascii_digit());
    let minor = match text.rsplit_once('.') {
        Some((minor, patch)) if is_patch(patch) => minor,
        _ => "",
    };
    let is_string = matches!(version.value, Value::String(_));
    match minor {
        "3.0" if is_string => None,
        "3.1" | "3.2" if is_string => {
            let message = format!("OpenAPI {minor} is not supported yet");
            Some(Diagnostic::new(&codes::NOT_SUPPORTED_YET, version.span, message).help(REMEDY))
        }
        _ => {
            let message = match &version.value {
                Value::String(_) | Value::Number(_) => {
                    format!("there is no version `{text}` of OpenAPI")
                }
                _ => format!("the version of OpenAPI is a string, not {}", version.kind()),
            };
            Some(Diagnostic::new(&codes::UNKNOWN_VERSION, version.span, message).help(REMEDY))
        }
    }
}

fn swagger(cx: &Diagnostics, version: &Node) -> Option<Diagnostic> {
    let text = text_of(cx, version);
    let (code, message) = match text.as_str() {
        "2.0" => (
            &codes::NOT_SUPPORTED_YET,
            "Swagger 2.0 is not supported yet".to_owned(),
        ),
        _ => (
            &codes::UNKNOWN_VERSION,
            format!("there is no version `{text}` of Swagger"),
        ),
    };
    Some(Diagnostic::new(code, version.span, message).help(REMEDY))
}

/// The version as written: a number would have lost its last zero (`3.10`).
fn text_of(cx: &Diagnostics, version: &Node) -> String {
    match &version.value {
        Value::String(text) => text.clone(),
        _ => cx.sources.snippet(version.span).to_owned(),
    }
}

//! Which version of OpenAPI a document is written in.

use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    source::{Node, Value},
};

/// The versions that the generator reads, the older ones first. Patch versions differ in wording only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Version {
    /// Swagger 2.0
    V20,
    /// OpenAPI 3.0
    V30,
    /// OpenAPI 3.1
    V31,
    /// OpenAPI 3.2
    V32,
}

impl Version {
    /// What it is called.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::V20 => "Swagger 2.0",
            Self::V30 => "OpenAPI 3.0",
            Self::V31 => "OpenAPI 3.1",
            Self::V32 => "OpenAPI 3.2",
        }
    }

    /// The first of its patch versions, as `openapi` says it.
    const fn full(self) -> Option<&'static str> {
        match self {
            Self::V20 => None,
            Self::V30 => Some("3.0.0"),
            Self::V31 => Some("3.1.0"),
            Self::V32 => Some("3.2.0"),
        }
    }
}

const REMEDY: &str = "the generator reads OpenAPI 3.0, 3.1 and 3.2, for instance `openapi: 3.0.3`, and `swagger: '2.0'`";

/// The version of a document; `None`, reported, where there is none that the generator reads. One that is clear, but
/// incomplete, is completed.
pub(super) fn of(cx: &mut Diagnostics, root: &mut Node) -> Option<Version> {
    let Some(map) = root.as_object() else {
        let message = format!("an OpenAPI document is an object, not {}", root.kind());
        cx.push(Diagnostic::new(&codes::WRONG_KIND, root.span, message));
        return None;
    };
    let found = match (map.get("openapi"), map.get("swagger")) {
        (Some(version), None) => openapi(cx, version),
        (None, Some(version)) => swagger(cx, version),
        (Some(_), Some(swagger)) => {
            let message = "the document has both an `openapi` and a `swagger` version";
            let wrong = Diagnostic::new(&codes::UNKNOWN_VERSION, swagger.span, message);
            Err(Box::new(wrong.help("keep the one that it follows")))
        }
        (None, None) => {
            let message = "the document has no top-level `openapi` version";
            let wrong = Diagnostic::new(&codes::UNKNOWN_VERSION, root.span, message);
            Err(Box::new(wrong.help(REMEDY)))
        }
    };
    let version = found.map_err(|wrong| cx.push(*wrong)).ok()?;
    if let (Some(full), Some(node)) = (version.full(), openapi_of(root))
        && matches!(node.value, Value::Number(_))
    {
        node.value = Value::String(full.to_owned());
    }
    Some(version)
}

fn openapi_of(root: &mut Node) -> Option<&mut Node> {
    root.as_object_mut()?.get_mut("openapi")
}

fn openapi(cx: &mut Diagnostics, version: &Node) -> Result<Version, Box<Diagnostic>> {
    let text = text_of(cx, version);
    let is_patch =
        |patch: &str| !patch.is_empty() && patch.bytes().all(|byte| byte.is_ascii_digit());
    let is_string = matches!(version.value, Value::String(_));
    let minor = match text.rsplit_once('.') {
        Some((minor, patch)) if is_patch(patch) && minor.contains('.') && is_string => minor,
        _ => text.as_str(),
    };
    let found = match minor {
        "3.0" => Some(Version::V30),
        "3.1" => Some(Version::V31),
        "3.2" => Some(Version::V32),
        _ => None,
    };
    match found {
        Some(found) => {
            if minor == text {
                let message = format!("the version `{text}` of OpenAPI lacks its last number");
                let wrong = Diagnostic::new(&codes::INCOMPLETE_VERSION, version.span, message);
                cx.push(wrong.help(format!("say `openapi: {text}.0`")));
            }
            Ok(found)
        }
        None => {
            let message = match &version.value {
                Value::String(_) | Value::Number(_) => {
                    format!("there is no version `{text}` of OpenAPI")
                }
                _ => format!("the version of OpenAPI is a string, not {}", version.kind()),
            };
            let wrong = Diagnostic::new(&codes::UNKNOWN_VERSION, version.span, message);
            Err(Box::new(wrong.help(REMEDY)))
        }
    }
}

/// `swagger: 2.0` without quotes is a number, but what is meant is beyond doubt.
fn swagger(cx: &Diagnostics, version: &Node) -> Result<Version, Box<Diagnostic>> {
    let text = text_of(cx, version);
    match text.as_str() {
        "2.0" => Ok(Version::V20),
        _ => {
            let message = format!("there is no version `{text}` of Swagger");
            let wrong = Diagnostic::new(&codes::UNKNOWN_VERSION, version.span, message);
            Err(Box::new(wrong.help(REMEDY)))
        }
    }
}

/// The version as written: a number would have lost its last zero (`3.10`).
fn text_of(cx: &Diagnostics, version: &Node) -> String {
    match &version.value {
        Value::String(text) => text.clone(),
        _ => cx.sources.snippet(version.span).to_owned(),
    }
}

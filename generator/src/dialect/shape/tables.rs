//! The objects of Swagger 2.0, OpenAPI 3.0.4, 3.1.1 and 3.2.0, and of Overlay 1.0: a table each for all versions.

mod document;
mod json_schema;
mod operation;
mod overlay;
mod schema;
mod security;

use super::{Checker, Keys, Keyword, Kind, Members, Object, names, rules};
use crate::{
    dialect::version::Version,
    source::{Map, Node},
};
use Version::{V20, V30, V31, V32};

/// The table of a version for what the table of all others is about.
pub(super) fn of(object: &'static Object, version: Version) -> &'static Object {
    match version {
        V31 | V32 if std::ptr::eq(object, &schema::SCHEMA) => &json_schema::JSON_SCHEMA,
        V20 | V30 | V31 | V32 => object,
    }
}

/// Whether an object is a schema of JSON Schema 2020-12.
pub(super) fn is_json_schema(object: &Object) -> bool {
    std::ptr::eq(object, &json_schema::JSON_SCHEMA)
}

pub(super) use overlay::{OVERLAY, OVERLAY_1_1};
pub(super) use schema::SCHEMA;

/// A whole document.
pub(super) fn document(version: Version) -> &'static Object {
    match version {
        V20 => &document::SWAGGER,
        V30 | V31 | V32 => &document::OPENAPI,
    }
}

impl Keyword {
    /// From this version on.
    const fn since(mut self, version: Version) -> Self {
        self.from = version;
        self
    }

    /// Up to this version.
    const fn until(mut self, version: Version) -> Self {
        self.to = version;
        self
    }

    /// Older documents say it too, and mean the same.
    const fn early(mut self) -> Self {
        self.early = true;
        self
    }
}

/// A keyword that may be there.
const fn key(name: &'static str, kind: Kind) -> Keyword {
    Keyword {
        name,
        kind,
        required: false,
        from: V20,
        to: V32,
        early: false,
    }
}

/// The same, where the specification requires it.
const fn required(name: &'static str, kind: Kind) -> Keyword {
    Keyword {
        required: true,
        ..key(name, kind)
    }
}

fn no_rule(_: &mut Checker<'_>, _: &Node, _: &Map) {}

/// A map with any text for keys.
static ANY_NAME: Keys = Keys {
    check: names::any,
    extensible: false,
    members: Members::Stay,
    noun: "an object",
};
static COMPONENT_NAME: Keys = Keys {
    check: names::component,
    extensible: false,
    members: Members::Go,
    noun: "an object of components",
};
/// What Swagger 2.0 keeps to be referred to: it says nothing about the names.
static ITEM_NAME: Keys = Keys {
    check: names::any,
    extensible: false,
    members: Members::Go,
    noun: "an object of definitions",
};
static SCOPE_NAME: Keys = Keys {
    check: names::any,
    extensible: true,
    members: Members::Stay,
    noun: "an object of scopes",
};
static METHOD: Keys = Keys {
    check: names::method,
    extensible: false,
    members: Members::Stay,
    noun: "an object of operations",
};
static WEBHOOK_NAME: Keys = Keys {
    check: names::any,
    extensible: true,
    members: Members::Go,
    noun: "an object of webhooks",
};
static MEDIA_TYPE_NAME: Keys = Keys {
    check: names::media_type,
    extensible: false,
    members: Members::GoButOne,
    noun: "an object of media types",
};
static HEADER_NAME: Keys = Keys {
    check: names::header,
    extensible: false,
    members: Members::GoAsParts,
    noun: "an object of headers",
};
static STATUS: Keys = Keys {
    check: names::status,
    extensible: true,
    members: Members::GoButOne,
    noun: "a Responses Object",
};
static PATH: Keys = Keys {
    check: names::path,
    extensible: true,
    members: Members::Go,
    noun: "a Paths Object",
};
static EXPRESSION: Keys = Keys {
    check: names::expression,
    extensible: true,
    members: Members::Stay,
    noun: "a Callback Object",
};
static SCHEME_NAME: Keys = Keys {
    check: names::any,
    extensible: false,
    members: Members::Stay,
    noun: "a Security Requirement Object",
};

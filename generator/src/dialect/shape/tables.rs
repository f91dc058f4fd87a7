//! The objects of OpenAPI 3.0.4 and of Overlay 1.0, a table each.

mod document;
mod operation;
mod overlay;
mod schema;
mod security;

use super::{Checker, Keys, Keyword, Kind, Object, State, names, rules};
use crate::source::{Map, Node, Value};

pub(super) use document::OPENAPI;
pub(super) use overlay::OVERLAY;
pub(super) use schema::SCHEMA;

/// A keyword that the generator handles, or that says nothing code could follow.
const fn key(name: &'static str, kind: Kind) -> Keyword {
    Keyword {
        name,
        kind,
        required: false,
        state: State::Handled,
    }
}

/// The same, where the specification requires it.
const fn required(name: &'static str, kind: Kind) -> Keyword {
    Keyword {
        name,
        kind,
        required: true,
        state: State::Handled,
    }
}

/// A keyword that is refused wherever it appears.
const fn not_yet(name: &'static str, kind: Kind) -> Keyword {
    Keyword {
        name,
        kind,
        required: false,
        state: State::NotYet(|_| true),
    }
}

/// A keyword that is refused unless it is `false`, `{}` or `[]`, which ask for nothing.
const fn not_yet_if_any(name: &'static str, kind: Kind) -> Keyword {
    Keyword {
        name,
        kind,
        required: false,
        state: State::NotYet(asks_for_something),
    }
}

fn asks_for_something(node: &Node) -> bool {
    match &node.value {
        Value::Bool(flag) => *flag,
        Value::Array(items) => !items.is_empty(),
        Value::Object(map) => !map.is_empty(),
        _ => true,
    }
}

fn no_rule(_: &mut Checker<'_>, _: &Node, _: &Map) {}

/// A map with any text for keys.
static ANY_NAME: Keys = Keys {
    check: names::any,
    extensible: false,
    members_may_go: false,
    noun: "an object",
};
static COMPONENT_NAME: Keys = Keys {
    check: names::component,
    extensible: false,
    members_may_go: true,
    noun: "an object of components",
};
static MEDIA_TYPE_NAME: Keys = Keys {
    check: names::media_type,
    extensible: false,
    members_may_go: false,
    noun: "an object of media types",
};
static HEADER_NAME: Keys = Keys {
    check: names::header,
    extensible: false,
    members_may_go: false,
    noun: "an object of headers",
};
static STATUS: Keys = Keys {
    check: names::status,
    extensible: true,
    members_may_go: false,
    noun: "a Responses Object",
};
static PATH: Keys = Keys {
    check: names::path,
    extensible: true,
    members_may_go: true,
    noun: "a Paths Object",
};
static EXPRESSION: Keys = Keys {
    check: names::any,
    extensible: true,
    members_may_go: false,
    noun: "a Callback Object",
};
static SCHEME_NAME: Keys = Keys {
    check: names::any,
    extensible: false,
    members_may_go: false,
    noun: "a Security Requirement Object",
};

//! Overlay Specification 1.0 and 1.1: the overlay itself and its actions.

use super::{Keyword, Kind, Object, key, no_rule, required, rules};

/// Overlay 1.0.
pub(in super::super) static OVERLAY: Object = Object {
    name: "Overlay Object",
    extensible: true,
    keywords: &[
        OVERLAY_KEY,
        required("info", Kind::Object(&INFO)),
        EXTENDS,
        required("actions", Kind::Some(&Kind::Object(&ACTION))),
    ],
    elsewhere: NEWER,
    rule: rules::overlay,
};

/// Overlay 1.1.
pub(in super::super) static OVERLAY_1_1: Object = Object {
    name: "Overlay Object",
    extensible: true,
    keywords: &[
        OVERLAY_KEY,
        required("info", Kind::Object(&INFO_1_1)),
        EXTENDS,
        required("actions", Kind::Some(&Kind::Object(&ACTION_1_1))),
    ],
    elsewhere: NEWER,
    rule: rules::overlay,
};

const OVERLAY_KEY: Keyword = required("overlay", Kind::Text);
const EXTENDS: Keyword = key("extends", Kind::Text);
const NEWER: &[(&str, &[&str])] = &[("Overlay 1.2", &["$self", "components"])];

static INFO: Object = Object {
    name: "Info Object",
    extensible: true,
    keywords: &[TITLE, VERSION],
    elsewhere: &[("Overlay 1.1", &["description"])],
    rule: no_rule,
};

static INFO_1_1: Object = Object {
    name: "Info Object",
    extensible: true,
    keywords: &[TITLE, VERSION, DESCRIPTION],
    elsewhere: &[],
    rule: no_rule,
};

const TITLE: Keyword = required("title", Kind::Text);
const VERSION: Keyword = required("version", Kind::Text);
const DESCRIPTION: Keyword = key("description", Kind::Text);

static ACTION: Object = Object {
    name: "Action Object",
    extensible: true,
    keywords: &[TARGET, DESCRIPTION, UPDATE, REMOVE],
    elsewhere: &[("Overlay 1.1", &["copy"])],
    rule: no_rule,
};

static ACTION_1_1: Object = Object {
    name: "Action Object",
    extensible: true,
    keywords: &[TARGET, DESCRIPTION, UPDATE, key("copy", Kind::Text), REMOVE],
    elsewhere: &[("Overlay 1.2", &["$ref"])],
    rule: no_rule,
};

const TARGET: Keyword = required("target", Kind::Text);
const UPDATE: Keyword = key("update", Kind::Data);
const REMOVE: Keyword = key("remove", Kind::Flag);

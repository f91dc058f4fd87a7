//! Overlay Specification 1.0: the overlay itself and its actions.

use super::{Kind, Object, key, no_rule, required, rules};

pub(in super::super) static OVERLAY: Object = Object {
    name: "Overlay Object",
    extensible: true,
    keywords: &[
        required("overlay", Kind::Text),
        required("info", Kind::Object(&INFO)),
        key("extends", Kind::Text),
        required("actions", Kind::Some(&Kind::Object(&ACTION))),
    ],
    elsewhere: &[("Overlay 1.2", &["$self", "components"])],
    rule: rules::overlay,
};

static INFO: Object = Object {
    name: "Info Object",
    extensible: true,
    keywords: &[
        required("title", Kind::Text),
        required("version", Kind::Text),
    ],
    elsewhere: &[("Overlay 1.1", &["description"])],
    rule: no_rule,
};

static ACTION: Object = Object {
    name: "Action Object",
    extensible: true,
    keywords: &[
        required("target", Kind::Text),
        key("description", Kind::Text),
        key("update", Kind::Data),
        key("remove", Kind::Flag),
    ],
    elsewhere: &[("Overlay 1.1", &["copy"])],
    rule: no_rule,
};

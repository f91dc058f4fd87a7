//! The document as a whole.

use super::{Checker, responses::set, schema};
use crate::{
    diagnostics::{Diagnostic, codes},
    dialect::version::Version,
    source::{Map, Node, Value},
};
use std::collections::HashMap;

/// OpenAPI 3.1.1, OpenAPI Object: `paths` may be missing; later stages read an empty one.
pub(in super::super) fn document(checker: &mut Checker<'_>, node: &Node, map: &Map) {
    if checker.version >= Version::V31 && map.get("paths").is_none() {
        let others = ["components", "webhooks"];
        if others.iter().all(|key| map.get(key).is_none()) {
            let message = "an OpenAPI Object needs `paths`, `webhooks` or `components`".to_owned();
            checker.error(&codes::MISSING_KEYWORD, node.span, message);
        }
        set(checker, node, "paths", Value::Object(Map::default()));
    }
    schema::dialect(checker, map.get("jsonSchemaDialect"));
    if checker.version >= Version::V32 {
        tags(checker, map);
    }
}

/// OpenAPI 3.2.0, Tag Object, `parent`: a tag that exists, and no circle.
fn tags(checker: &mut Checker<'_>, map: &Map) {
    let tags = map.get("tags").and_then(Node::as_array).unwrap_or_default();
    let text = |tag: &Node, key: &str| tag.get(key).and_then(Node::as_str).map(str::to_owned);
    let parents: HashMap<String, Option<String>> = tags
        .iter()
        .filter_map(|tag| Some((text(tag, "name")?, text(tag, "parent"))))
        .collect();
    for tag in tags {
        let (Some(name), Some(parent)) = (text(tag, "name"), tag.get("parent")) else {
            continue;
        };
        let Some(first) = parent.as_str() else {
            continue;
        };
        let mut at = Some(first.to_owned());
        let mut steps = 0;
        while let Some(above) = at.take() {
            steps += 1;
            let message = match parents.get(&above) {
                None if steps == 1 => format!("there is no tag `{above}`"),
                _ if above == name => format!("the tag `{name}` is above itself"),
                Some(next) if steps <= tags.len() => {
                    at = next.clone();
                    continue;
                }
                _ => break,
            };
            checker.error(&codes::INVALID_VALUE, parent.span, message);
        }
    }
}

/// OpenAPI 3.1.1, License Object: "The `identifier` field is mutually exclusive of the `url` field."
pub(in super::super) fn license(checker: &mut Checker<'_>, _: &Node, map: &Map) {
    if let (Some((key, _)), Some((other, _))) =
        (map.get_key_value("identifier"), map.get_key_value("url"))
    {
        let message = "a license has an `identifier` or a `url`, not both";
        checker.push(
            Diagnostic::new(&codes::INVALID_VALUE, key.span, message)
                .related(other.span, "the other one"),
        );
    }
}

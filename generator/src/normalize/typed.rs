//! Which keywords of JSON Schema 2020-12 the type of a value says, so that no assertion has to.

use super::{assertions, merge::Merged, schemas::Schemas};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    pattern,
    resolve::{Additional, Schema, SchemaId, SchemaUse},
    vocabulary::JsonTypes,
};

/// A keyword of a schema.
pub(super) type Keyword = (SchemaId, &'static str);

/// Adds to a conjunction what keywords say as a type; gives those of which nothing is left to check.
///
/// - `patternProperties` is a map where its values are of one schema and no other members are allowed, and where it is
///   all that an object says (members whose names match nothing are then read as the others, which is noted).
/// - `prefixItems` is an array of one schema where all positions have the same and there are no others; any other tuple
///   is an array of values, each checked by its position.
/// - `unevaluatedProperties` is `additionalProperties` where it is known which properties are evaluated.
pub(super) fn keywords<'a>(
    cx: &mut Diagnostics,
    schemas: &Schemas<'a>,
    own: &[SchemaId],
    merged: &mut Merged<'a>,
) -> Vec<Keyword> {
    let types = merged.json_types().without(JsonTypes::NULL);
    let list = &schemas.resolved().schemas;
    let mut said = Vec::new();
    if types == JsonTypes::OBJECT {
        patterns(cx, schemas, merged, &mut said);
        for id in own {
            unevaluated(list, *id, merged, &mut said);
        }
    }
    if types == JsonTypes::ARRAY {
        prefix(list, merged, &mut said);
    }
    said
}

fn patterns<'a>(
    cx: &mut Diagnostics,
    schemas: &Schemas<'a>,
    merged: &mut Merged<'a>,
    to: &mut Vec<Keyword>,
) {
    let resolved = schemas.resolved();
    let [id] = merged.patterned[..] else { return };
    let said = &resolved.schemas[id.0].assertions;
    let patterns = &said.further().patterns;
    let Some((_, first)) = patterns.first() else {
        return;
    };
    if patterns.iter().any(|(_, used)| used.schema != first.schema) {
        return;
    }
    let matches = |name: &str| patterns.iter().any(|(ecma, _)| is_match(ecma, name));
    let is_alone = merged.properties.is_empty()
        && merged.required.is_empty()
        && merged.additional.is_empty()
        && !merged.open;
    let is_all = patterns
        .iter()
        .any(|(ecma, _)| ALL.contains(&ecma.as_str()));
    match &said.additional {
        Some(Additional::Allowed(false)) => {}
        _ if is_all => to.push((id, "additionalProperties")),
        None if is_alone => {
            let at = resolved.schemas[id.0].pointer.join("patternProperties");
            cx.push(
                Diagnostic::new(
                    &codes::WIDENED_PATTERN,
                    resolved.places.key(&at),
                    "members whose names match no pattern are read as those that do",
                )
                .help("say `additionalProperties: false` if there are none"),
            );
        }
        _ => return,
    }
    merged.additional.push(first);
    // The type of the map says it; of a property that matches, nothing does.
    if !merged.properties.iter().any(|(name, _)| matches(name)) {
        to.push((id, "patternProperties"));
    }
}

/// Patterns that every name matches.
const ALL: [&str; 5] = ["", "^", ".*", "^.*", "^.*$"];

fn is_match(ecma: &str, name: &str) -> bool {
    let regex = pattern::translate(ecma).ok();
    let is_match = regex.and_then(|regex| pattern::is_match(&regex, name));
    is_match.unwrap_or(true)
}

fn unevaluated<'a>(
    schemas: &'a [Schema],
    id: SchemaId,
    merged: &mut Merged<'a>,
    to: &mut Vec<Keyword>,
) {
    let Some(used) = &schemas[id.0].assertions.further().unevaluated_properties else {
        return;
    };
    let Some(evaluated) = assertions::evaluated(schemas, id) else {
        return;
    };
    let known = evaluated.every_name();
    let is_known = evaluated.is_of_names()
        && merged
            .properties
            .iter()
            .all(|(name, _)| known.contains(name))
        && merged.required.iter().all(|name| known.contains(name))
        && merged.additional.is_empty()
        && merged.patterned.is_empty();
    if is_known {
        match assertions::is_nothing(schemas, used.schema) {
            true => merged.closed = Some(id),
            false => merged.additional.push(used),
        }
        to.push((id, "unevaluatedProperties"));
    }
}

fn prefix<'a>(schemas: &'a [Schema], merged: &mut Merged<'a>, to: &mut Vec<Keyword>) {
    let [id] = merged.prefixed[..] else { return };
    let said = &schemas[id.0].assertions;
    let prefix = &said.further().prefix;
    let count = prefix.len() as u64;
    let is_closed = said
        .items
        .as_ref()
        .is_some_and(|items| assertions::is_nothing(schemas, items.schema));
    let is_short = merged
        .constraints
        .max_items
        .is_some_and(|most| most <= count);
    let same = |left: &SchemaUse, right: &SchemaUse| {
        let [left, right] = [left, right].map(|used| &schemas[used.schema.0]);
        left.assertions == right.assertions
            && left.annotations.nullable == right.annotations.nullable
    };
    let Some(first) = prefix.first() else { return };
    if !(is_closed || is_short) || !prefix.iter().all(|used| same(first, used)) {
        return;
    }
    merged.items.push(first);
    let most = merged.constraints.max_items.unwrap_or(count);
    merged.constraints.max_items = Some(most.min(count));
    to.push((id, "prefixItems"));
}

//! How much Rust comes of the operations of an API and of its descriptions, whatever else they say.

use crate::{
    diagnostics::{Aborted, Diagnostics, Whole},
    source::{Node, Span, Value, exceeded},
    vocabulary, volume,
};

/// Refuses a document whose operations alone, or whose descriptions, are more than the limit on the lines of an API: until
/// what they say is counted, they would be copied from stage to stage, and take memory.
///
/// # Errors
/// When they are: at each operation from the one on that passes it, at the first such description.
pub(super) fn check(cx: &mut Diagnostics, tree: &Node) -> Result<(), Aborted> {
    let limit = cx.limits.lines;
    let (mut lines, mut result) = (0_usize, Ok(()));
    let sections = ["paths", "webhooks"].into_iter();
    let sections = sections.filter_map(|section| tree.get(section)?.as_object());
    let items = sections.flatten().filter_map(|(_, item)| item.as_object());
    for (key, _) in items.flatten() {
        if !vocabulary::METHODS.contains(&key.name.as_str()) {
            continue;
        }
        lines = lines.saturating_add(volume::OPERATION);
        if cx.bound_lines(lines, || key.span).is_none() {
            result = Err(Aborted);
        }
    }
    let mut left = limit;
    if let Some(place) = description(tree, &mut left) {
        let message = format!("the descriptions up to here weigh more than {limit} lines of Rust");
        cx.exceed(Whole::of("lines"), exceeded(place, message, "lines", limit));
        result = Err(Aborted);
    }
    result
}

/// The first description for which no line is left; the limits on nesting bound the depth.
fn description(node: &Node, left: &mut usize) -> Option<Span> {
    match &node.value {
        Value::Array(items) => items.iter().find_map(|item| description(item, left)),
        Value::Object(map) => map.iter().find_map(|(key, node)| {
            if let ("description", Some(text)) = (key.name.as_str(), node.as_str()) {
                match left.checked_sub(text.len() / volume::LINE) {
                    Some(rest) => *left = rest,
                    None => return Some(node.span),
                }
            }
            description(node, left)
        }),
        _ => None,
    }
}

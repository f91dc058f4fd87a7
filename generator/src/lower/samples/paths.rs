//! Whether the values of a path are found again in it.

use crate::spec::{Location, Operation, Style};
use serde_json::Value;

/// Whether a server reads, of a segment that several parameters share, the values that were written into it: each takes as
/// little as it can, up to the text behind it. Only scalars in the style `simple` are looked at, which are what segments
/// are shared by.
pub(super) fn are_told_apart(operation: &Operation, values: &[Value]) -> bool {
    let value = |name: &str| {
        let mut parameters = operation.parameters.iter().zip(values);
        let of_path = parameters.find(|(it, _)| it.location == Location::Path && it.name == name);
        of_path.filter(|(it, _)| it.style == Style::Simple)
    };
    operation.path.split('/').all(|segment| {
        let parameters: Vec<_> = segment.split('{').skip(1).collect();
        let mut followed = parameters.iter().rev().skip(1);
        followed.all(|parameter| {
            let (name, behind) = parameter.split_once('}').unwrap_or((parameter, ""));
            let text = value(name).and_then(|(_, value)| text(value));
            text.is_none_or(|text| ends_there(&text, behind))
        })
    })
}

/// Whether a value ends where the text behind it is first found, beyond its first character.
fn ends_there(value: &str, behind: &str) -> bool {
    let text = format!("{value}{behind}");
    let from = value.chars().next().map_or(0, char::len_utf8);
    text[from..].find(behind) == Some(value.len() - from)
}

/// What is written for a scalar beside other text: nothing but letters and digits stays as it is.
fn text(value: &Value) -> Option<String> {
    let plain = match value {
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => return None,
    };
    let is_kept = |character: char| character.is_ascii_alphanumeric();
    Some(plain.replace(|character| !is_kept(character), "%"))
}

//! Two documents to what is not the same in them.

use std::fmt;

use generator::pointer::Pointer;
use serde_json::Value;

/// How much of a value is shown.
const SHOWN: usize = 100;

/// A place at which two documents differ, and no place above it does.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Difference {
    /// Where.
    pub(super) at: Pointer,
    /// What the one has there.
    ours: Option<Value>,
    /// What the other has there.
    theirs: Option<Value>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (ours, theirs) = (shown(self.ours.as_ref()), shown(self.theirs.as_ref()));
        write!(f, "{}: ours {ours}, theirs {theirs}", self.at)
    }
}

fn shown(value: Option<&Value>) -> String {
    let Some(value) = value else {
        return "nothing".to_owned();
    };
    let text = value.to_string();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// All differences, by their places. The order of an object's members is none; that of a list's items is.
pub(super) fn between(ours: &Value, theirs: &Value) -> Vec<Difference> {
    let mut differences = Vec::new();
    find(&Pointer::root(), ours, theirs, &mut differences);
    differences
}

fn find(at: &Pointer, ours: &Value, theirs: &Value, differences: &mut Vec<Difference>) {
    let difference = |at, ours: Option<&Value>, theirs: Option<&Value>| Difference {
        at,
        ours: ours.cloned(),
        theirs: theirs.cloned(),
    };
    match (ours, theirs) {
        (Value::Object(left), Value::Object(right)) => {
            for (key, value) in left {
                let at = at.join(key);
                match right.get(key) {
                    Some(other) => find(&at, value, other, differences),
                    None => differences.push(difference(at, Some(value), None)),
                }
            }
            for (key, value) in right.iter().filter(|(key, _)| !left.contains_key(*key)) {
                differences.push(difference(at.join(key), None, Some(value)));
            }
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            for (index, (value, other)) in left.iter().zip(right).enumerate() {
                find(&at.join(index), value, other, differences);
            }
        }
        _ if ours == theirs => {}
        _ => differences.push(difference(at.clone(), Some(ours), Some(theirs))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn differences_are_where_they_begin() {
        let ours = json!({"a": {"/": [1, 2], "b": 1}, "c": [1], "only": {"x": 1}, "same": [{}]});
        let theirs = json!({"same": [{}], "a": {"/": [1, 3]}, "c": [1, 1], "more": null});
        let found = between(&ours, &theirs);
        let found: Vec<_> = found.iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "#/a/~1/1: ours 2, theirs 3",
                "#/a/b: ours 1, theirs nothing",
                "#/c: ours [1], theirs [1,1]",
                r##"#/only: ours {"x":1}, theirs nothing"##,
                "#/more: ours nothing, theirs null",
            ]
        );
        assert_eq!(between(&ours, &ours), []);
    }
}

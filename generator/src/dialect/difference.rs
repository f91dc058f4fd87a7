//! The first difference between two values that should be equal.

use crate::{
    pointer::Pointer,
    source::{Node, Span, Value},
};

/// Where two values differ, and what stands there.
#[derive(Debug)]
pub(super) struct Difference {
    /// From the compared values to the place.
    pub(super) pointer: Pointer,
    pub(super) left: Side,
    pub(super) right: Side,
}

/// One side of a difference.
#[derive(Debug)]
pub(super) struct Side {
    pub(super) span: Span,
    /// The value, shortly; or that there is none.
    pub(super) text: String,
}

/// The first difference in the order of `left`; what only `right` has comes last. Nothing when they are equal.
pub(super) fn first(left: &Node, right: &Node) -> Option<Difference> {
    find(left, right, &Pointer::root())
}

fn find(left: &Node, right: &Node, pointer: &Pointer) -> Option<Difference> {
    let side = |node: &Node| Side {
        span: node.span,
        text: brief(node),
    };
    let nothing = |span: Span| Side {
        span,
        text: "nothing".to_owned(),
    };
    match (&left.value, &right.value) {
        (Value::Object(left_map), Value::Object(right_map)) => {
            let in_left = left_map
                .iter()
                .find_map(|(key, node)| match right_map.get(&key.name) {
                    Some(other) => find(node, other, &pointer.join(&key.name)),
                    None => Some(Difference {
                        pointer: pointer.join(&key.name),
                        left: Side {
                            span: key.span,
                            ..side(node)
                        },
                        right: nothing(right.span),
                    }),
                });
            in_left.or_else(|| {
                let (key, node) = right_map
                    .iter()
                    .find(|(key, _)| left_map.get(&key.name).is_none())?;
                Some(Difference {
                    pointer: pointer.join(&key.name),
                    left: nothing(left.span),
                    right: Side {
                        span: key.span,
                        ..side(node)
                    },
                })
            })
        }
        (Value::Array(left_items), Value::Array(right_items)) => {
            let pairs = left_items.iter().zip(right_items).enumerate();
            let in_both = pairs
                .into_iter()
                .find_map(|(index, (a, b))| find(a, b, &pointer.join(index)));
            let at = left_items.len().min(right_items.len());
            in_both.or_else(|| match (left_items.get(at), right_items.get(at)) {
                (Some(node), _) => Some(Difference {
                    pointer: pointer.join(at),
                    left: side(node),
                    right: nothing(right.span),
                }),
                (_, Some(node)) => Some(Difference {
                    pointer: pointer.join(at),
                    left: nothing(left.span),
                    right: side(node),
                }),
                _ => None,
            })
        }
        (a, b) if a == b => None,
        _ => Some(Difference {
            pointer: pointer.clone(),
            left: side(left),
            right: side(right),
        }),
    }
}

/// A value in a few words.
pub(super) fn brief(node: &Node) -> String {
    const LONG: usize = 40;
    match &node.value {
        Value::Null => "`null`".to_owned(),
        Value::Bool(flag) => format!("`{flag}`"),
        Value::Number(number) => format!("`{number}`"),
        Value::String(text) if text.chars().count() > LONG => {
            format!(
                "`{}…`",
                text.chars().take(LONG).collect::<String>().trim_end()
            )
        }
        Value::String(text) => format!("`{text}`"),
        Value::Array(items) => format!("an array of {}", items.len()),
        Value::Object(map) => match map.iter().next() {
            Some((key, _)) => format!("an object with `{}`", key.name),
            None => "an empty object".to_owned(),
        },
    }
}

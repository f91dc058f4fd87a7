//! Whether two shapes are told apart by a value.

use crate::{
    spec::{Shape, Test},
    vocabulary::JsonTypes,
};

/// How two branches are told apart.
pub(super) enum Apart {
    /// No value is of both.
    Always,
    /// A value may be of both, but what it has says which one it means.
    ByNames,
    /// Not at all.
    Never,
}

/// How the branches of two shapes are told apart.
pub(super) fn told_apart(left: &Shape, right: &Shape) -> Apart {
    let shared = left.types.and(right.types);
    if shared.is_empty() {
        return Apart::Always;
    }
    let mut may_contradict = false;
    for test in &left.tests {
        for other in right.tests.iter().filter(|other| other.path == test.path) {
            match contradict(test, other) {
                true if !(test.optional && other.optional) => return Apart::Always,
                contradict => may_contradict |= contradict,
            }
        }
    }
    if may_contradict {
        return Apart::ByNames;
    }
    let root_values = |shape: &Shape| shape.tests.iter().any(|test| test.path.is_empty());
    if shared.and(JsonTypes::OBJECT).is_empty() {
        // A list of values is more special than the type of all of them; so is the narrower set of types.
        return match root_values(left) != root_values(right) || left.types != right.types {
            true => Apart::ByNames,
            false => Apart::Never,
        };
    }
    let knows = |shape: &Shape, name: &String| shape.known.contains(name);
    let asks_for_more =
        |left: &Shape, right: &Shape| left.required.iter().any(|name| !knows(right, name));
    let closed_apart =
        (right.closed && asks_for_more(left, right)) || (left.closed && asks_for_more(right, left));
    if closed_apart {
        return Apart::Always;
    }
    let shares = left.known.iter().any(|name| knows(right, name));
    let disjoint = !shares && left.known.len() + right.known.len() > 0;
    let special =
        left.tests.len() != right.tests.len() && (left.tests.is_empty() || right.tests.is_empty());
    let differ = left.known.iter().any(|name| !knows(right, name))
        || right.known.iter().any(|name| !knows(left, name));
    match asks_for_more(left, right)
        || asks_for_more(right, left)
        || disjoint
        || special
        || differ
        || left.types != right.types
    {
        true => Apart::ByNames,
        false => Apart::Never,
    }
}

fn contradict(left: &Test, right: &Test) -> bool {
    if left.types.and(right.types).is_empty() {
        return true;
    }
    !left.values.is_empty()
        && !right.values.is_empty()
        && !left.values.iter().any(|value| {
            right
                .values
                .iter()
                .any(|other| super::super::merge::equal(value, other))
        })
}

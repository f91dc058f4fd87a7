//! How a value says which branch of a union it is of: by the discriminator, else by what distinguishes the branches.
//!
//! The choice looks at the value alone and commits to one branch. The ladder: a declared discriminator; a constant
//! that all branches have under one name; then, branch by branch, the JSON type, required properties, constants, types
//! of properties, and the names that are known.

use super::unions::Discriminated;
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    resolve::Resolved,
    spec::{Additional, Property, Schema, SchemaId, SchemaKind, Selection, Shape, Test, Union},
    vocabulary::JsonTypes,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Above this many branches, pairs are not compared: that would grow by squares.
const MOST_COMPARED: usize = 100;

/// Decides for every union how its branches are told apart, and reports those that cannot be.
pub(super) fn infer(
    cx: &mut Diagnostics,
    resolved: &Resolved,
    schemas: &mut [Schema],
    discriminated: &[Option<Discriminated>],
) {
    lift_null(schemas);
    for id in 0..schemas.len() {
        let SchemaKind::Union(union) = &schemas[id].kind else {
            continue;
        };
        let selection = discriminated[id]
            .as_ref()
            .and_then(|found| by_discriminator(cx, resolved, schemas, union, found))
            .or_else(|| by_constant(schemas, union))
            .unwrap_or_else(|| by_shape(cx, resolved, schemas, SchemaId(id), union));
        if let SchemaKind::Union(union) = &mut schemas[id].kind {
            union.selection = selection;
        }
    }
}

/// A branch that may be null makes the union nullable: `null` is then no matter of the branches.
fn lift_null(schemas: &mut [Schema]) {
    loop {
        let lifted: Vec<usize> = (0..schemas.len())
            .filter(|id| match &schemas[*id].kind {
                SchemaKind::Union(union) => {
                    !schemas[*id].nullable
                        && union
                            .branches
                            .iter()
                            .any(|branch| is_nullable(schemas, branch.schema))
                }
                _ => false,
            })
            .collect();
        if lifted.is_empty() {
            return;
        }
        for id in lifted {
            schemas[id].nullable = true;
        }
    }
}

/// The declared property, when every branch is an object.
fn by_discriminator(
    cx: &mut Diagnostics,
    resolved: &Resolved,
    schemas: &[Schema],
    union: &Union,
    found: &Discriminated,
) -> Option<Selection> {
    let schema = &resolved.schemas[found.owner.0];
    let discriminator = schema.annotations.discriminator.as_ref()?;
    let place = || {
        let at = schema.pointer.join("discriminator").join("propertyName");
        resolved.places.value(&at)
    };
    let property = &discriminator.property;
    let mut tags: Vec<(String, usize)> = Vec::new();
    let mut taken = BTreeMap::new();
    for (index, branch) in union.branches.iter().enumerate() {
        let (mapped, name) = found.tags.get(index)?;
        // `mapping` says it, else the constants of the branch, else its name.
        let wanted: Vec<String> = match mapped.is_empty() {
            false => mapped.clone(),
            true => match constants(schemas, branch.schema, property, 0) {
                Some(constants) => constants,
                None => name.iter().cloned().collect(),
            },
        };
        if wanted.is_empty() {
            cx.push(
                Diagnostic::new(
                    &codes::DISCRIMINATOR,
                    place(),
                    format!("no value of `{property}` leads to the branch `{}`: the branches are told apart by what they look like", branch.name),
                )
                .related(resolved.places.value(&schemas[branch.schema.0].pointer), "the branch")
                .help("give the branch a name under `components.schemas`, or the property an `enum` of one value in it"),
            );
            return None;
        }
        if !is_object(schemas, branch.schema) {
            cx.push(
                Diagnostic::new(
                    &codes::DISCRIMINATOR,
                    place(),
                    format!(
                        "the branch `{}` is no object, so that it cannot have `{property}`",
                        branch.name
                    ),
                )
                .related(
                    resolved.places.value(&schemas[branch.schema.0].pointer),
                    "the branch",
                ),
            );
            return None;
        }
        for tag in wanted {
            if taken.insert(tag.clone(), index).is_none() {
                tags.push((tag, index));
            }
        }
    }
    Some(Selection::Tag {
        property: property.clone(),
        tags,
    })
}

/// A property that every branch requires, with strings of which no two branches share one.
fn by_constant(schemas: &[Schema], union: &Union) -> Option<Selection> {
    let first = union.branches.first()?;
    let SchemaKind::Object(object) = kind_of(schemas, first.schema) else {
        return None;
    };
    object
        .properties
        .iter()
        .filter(|property| property.required)
        .find_map(|property| {
            let mut tags = Vec::new();
            let mut seen = BTreeSet::new();
            for (index, branch) in union.branches.iter().enumerate() {
                for value in constants(schemas, branch.schema, &property.name, 0)? {
                    if !seen.insert(value.clone()) {
                        return None;
                    }
                    tags.push((value, index));
                }
            }
            Some(Selection::Tag {
                property: property.name.clone(),
                tags,
            })
        })
}

/// The strings that a required property of a branch may have, when it lists them.
fn constants(schemas: &[Schema], id: SchemaId, name: &str, depth: usize) -> Option<Vec<String>> {
    match kind_of(schemas, id) {
        SchemaKind::Object(object) => {
            let property = object
                .properties
                .iter()
                .find(|property| property.name == name && property.required)?;
            let SchemaKind::Enum(values) = kind_of(schemas, property.schema) else {
                return None;
            };
            values
                .iter()
                .map(|value| value.value.as_str().map(str::to_owned))
                .collect()
        }
        SchemaKind::Union(union) if depth < 4 => {
            let mut all = Vec::new();
            for branch in &union.branches {
                all.extend(constants(schemas, branch.schema, name, depth + 1)?);
            }
            Some(all)
        }
        _ => None,
    }
}

fn by_shape(
    cx: &mut Diagnostics,
    resolved: &Resolved,
    schemas: &[Schema],
    id: SchemaId,
    union: &Union,
) -> Selection {
    let mut shapes: Vec<Shape> = union
        .branches
        .iter()
        .map(|branch| {
            let mut shape = shape(schemas, branch.schema, &mut Vec::new());
            // `null` has been lifted out of the branches, but for those that take any value.
            let takes_any = matches!(kind_of(schemas, branch.schema), SchemaKind::Any);
            if is_nullable(schemas, branch.schema) && !takes_any {
                shape.types = shape.types.without(JsonTypes::NULL);
            }
            shape
        })
        .collect();
    let mut known_helps = shapes.len() > MOST_COMPARED;
    if shapes.len() <= MOST_COMPARED {
        let mut typed: BTreeSet<usize> = BTreeSet::new();
        for left in 0..shapes.len() {
            for right in left + 1..shapes.len() {
                let pair = [left, right].map(|index| union.branches[index].schema);
                match told_apart(&shapes[left], &shapes[right]) {
                    Apart::Always => {}
                    // A value that only the wider branch allows would go to the narrower one and be refused there.
                    Apart::ByNames
                        if narrows(schemas, pair, &shapes[left], &shapes[right])
                            || pair.iter().any(|id| takes_all(schemas, *id)) =>
                    {
                        ambiguous(cx, resolved, schemas, id, union, (left, right));
                        known_helps = true;
                    }
                    Apart::ByNames => known_helps = true,
                    Apart::Never => {
                        let by_types = [left, right].map(|index| {
                            let branch = union.branches[index].schema;
                            with_types(schemas, branch, &shapes[index], |_| true)
                        });
                        match told_apart(&by_types[0], &by_types[1]) {
                            Apart::Never => {
                                ambiguous(cx, resolved, schemas, id, union, (left, right))
                            }
                            Apart::Always | Apart::ByNames => typed.extend([left, right]),
                        }
                        known_helps = true;
                    }
                }
            }
        }
        for index in typed {
            let branch = union.branches[index].schema;
            shapes[index] = with_types(schemas, branch, &shapes[index], |_| true);
        }
    }
    for (shape, branch) in shapes.iter_mut().zip(&union.branches) {
        match known_helps {
            true => {
                *shape = with_types(schemas, branch.schema, shape, |property| property.required)
            }
            false if !shape.closed => shape.known.clear(),
            false => {}
        }
    }
    Selection::Shape(shapes)
}

/// How two branches are told apart.
enum Apart {
    /// No value is of both.
    Always,
    /// A value may be of both, but what it has says which one it means.
    ByNames,
    /// Not at all.
    Never,
}

fn told_apart(left: &Shape, right: &Shape) -> Apart {
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

/// Whether two branches share scalars or arrays, and one of them has constraints: only their values tell them apart.
fn narrows(schemas: &[Schema], pair: [SchemaId; 2], left: &Shape, right: &Shape) -> bool {
    let shared = left
        .types
        .and(right.types)
        .without(JsonTypes::OBJECT.or(JsonTypes::NULL));
    let listed = |id: SchemaId| matches!(kind_of(schemas, id), SchemaKind::Enum(_));
    let constrained = |id: &SchemaId| {
        let mut at = *id;
        loop {
            match schemas[at.0].kind {
                _ if !schemas[at.0].constraints.is_empty() => return true,
                SchemaKind::Alias(target) => at = target,
                _ => return false,
            }
        }
    };
    !shared.is_empty() && !pair.iter().any(|id| listed(*id)) && pair.iter().any(constrained)
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
                .any(|other| super::merge::equal(value, other))
        })
}

fn ambiguous(
    cx: &mut Diagnostics,
    resolved: &Resolved,
    schemas: &[Schema],
    id: SchemaId,
    union: &Union,
    (left, right): (usize, usize),
) {
    let place = |id: SchemaId| resolved.places.value(&schemas[id.0].pointer);
    let (left, right) = (&union.branches[left], &union.branches[right]);
    let message = format!(
        "nothing in a value tells the branches `{}` and `{}` apart: it is read as the first",
        left.name, right.name
    );
    cx.push(
        Diagnostic::new(&codes::AMBIGUOUS_UNION, place(id), message)
            .related(place(left.schema), "they ask for the same properties, and so does")
            .related(place(right.schema), "this one")
            .help("a `discriminator`, a constant (`enum` of one value) or a required property of one of them would do"),
    );
}

/// What the values of a schema look like.
fn shape(schemas: &[Schema], id: SchemaId, open: &mut Vec<SchemaId>) -> Shape {
    let null = match is_nullable(schemas, id) {
        true => JsonTypes::NULL,
        false => JsonTypes::default(),
    };
    let of = |types: JsonTypes| Shape {
        types: types.or(null),
        ..Shape::default()
    };
    if open.contains(&id) || open.len() > 16 {
        return of(JsonTypes::ALL);
    }
    match kind_of(schemas, id) {
        SchemaKind::Any | SchemaKind::Alias(_) => of(JsonTypes::ALL),
        SchemaKind::Boolean => of(JsonTypes::BOOLEAN),
        SchemaKind::Integer(_) => of(JsonTypes::INTEGER),
        SchemaKind::Number(_) => of(JsonTypes::NUMBER),
        SchemaKind::String(_) => of(JsonTypes::STRING),
        SchemaKind::Map(_) => of(JsonTypes::OBJECT),
        SchemaKind::Enum(values) => {
            let values: Vec<Value> = values.iter().map(|value| value.value.clone()).collect();
            let types = values.iter().map(JsonTypes::of);
            let types = types.fold(JsonTypes::default(), JsonTypes::or);
            let mut shape = of(types);
            shape.tests.push(Test {
                path: Vec::new(),
                types: types.or(null),
                values,
                optional: false,
            });
            shape
        }
        SchemaKind::Array(items) => {
            open.push(id);
            let inner = self::shape(schemas, *items, open);
            open.pop();
            let mut shape = of(JsonTypes::ARRAY);
            if inner.types != JsonTypes::ALL {
                shape.tests.push(Test {
                    path: vec!["*".to_owned()],
                    types: inner.types,
                    values: Vec::new(),
                    optional: true,
                });
            }
            let inner = inner.tests.into_iter().filter(|test| test.path.len() < 3);
            shape.tests.extend(inner.map(|test| Test {
                path: std::iter::once("*".to_owned()).chain(test.path).collect(),
                optional: true,
                ..test
            }));
            shape
        }
        SchemaKind::Object(object) => {
            let mut shape = of(JsonTypes::OBJECT);
            shape.closed = object.additional == Additional::Refused;
            open.push(id);
            for property in &object.properties {
                shape.known.push(property.name.clone());
                if property.required {
                    shape.required.push(property.name.clone());
                }
                let inner = self::constants_below(schemas, property.schema, open);
                shape.tests.extend(inner.into_iter().map(|test| {
                    Test {
                        path: std::iter::once(property.name.clone())
                            .chain(test.path)
                            .collect(),
                        optional: test.optional || !property.required,
                        ..test
                    }
                }));
            }
            open.pop();
            shape
        }
        SchemaKind::Union(union) => {
            open.push(id);
            let mut shapes = union
                .branches
                .iter()
                .map(|branch| self::shape(schemas, branch.schema, open));
            let mut all = shapes.next().unwrap_or_default();
            for other in shapes {
                all.types = all.types.or(other.types);
                all.required.retain(|name| other.required.contains(name));
                for name in other.known {
                    if !all.known.contains(&name) {
                        all.known.push(name);
                    }
                }
                all.closed &= other.closed;
                all.tests.clear();
            }
            open.pop();
            all.types = all.types.or(null);
            all
        }
    }
}

/// The constants inside a property.
fn constants_below(schemas: &[Schema], id: SchemaId, open: &mut Vec<SchemaId>) -> Vec<Test> {
    let nested = match kind_of(schemas, id) {
        SchemaKind::Enum(values) => values.len() <= 64,
        SchemaKind::Object(_) => open.len() < 3,
        _ => false,
    };
    match nested {
        true => shape(schemas, id, open).tests,
        false => Vec::new(),
    }
}

/// Whether a branch takes whatever its types say.
fn takes_all(schemas: &[Schema], id: SchemaId) -> bool {
    match kind_of(schemas, id) {
        SchemaKind::Any => true,
        SchemaKind::Map(values) => matches!(kind_of(schemas, *values), SchemaKind::Any),
        _ => false,
    }
}

/// The shape, with the types of some properties.
fn with_types(
    schemas: &[Schema],
    id: SchemaId,
    shape: &Shape,
    which: impl Fn(&Property) -> bool,
) -> Shape {
    let mut shape = shape.clone();
    if let SchemaKind::Object(object) = kind_of(schemas, id) {
        for property in object.properties.iter().filter(|property| which(property)) {
            let types = self::shape(schemas, property.schema, &mut vec![id]).types;
            let path = vec![property.name.clone()];
            if types != JsonTypes::ALL && !shape.tests.iter().any(|test| test.path == path) {
                shape.tests.push(Test {
                    path,
                    types,
                    values: Vec::new(),
                    optional: !property.required,
                });
            }
        }
    }
    shape
}

fn is_object(schemas: &[Schema], id: SchemaId) -> bool {
    let types = shape(schemas, id, &mut Vec::new()).types;
    !types.and(JsonTypes::OBJECT).is_empty()
}

fn is_nullable(schemas: &[Schema], id: SchemaId) -> bool {
    let mut at = id;
    for _ in 0..schemas.len() {
        if schemas[at.0].nullable {
            return true;
        }
        match schemas[at.0].kind {
            SchemaKind::Alias(target) => at = target,
            _ => return false,
        }
    }
    false
}

/// What a schema is, other names aside.
pub(super) fn kind_of(schemas: &[Schema], id: SchemaId) -> &SchemaKind {
    let mut at = id;
    for _ in 0..schemas.len() {
        match &schemas[at.0].kind {
            SchemaKind::Alias(target) => at = *target,
            _ => break,
        }
    }
    &schemas[at.0].kind
}

//! Branches without a tag, told apart by what their values look like.

use super::{
    apart::{Apart, told_apart},
    is_nullable, kind_of,
    shapes::{Shapes, shape, with_types},
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    resolve::Resolved,
    spec::{Schema, SchemaId, SchemaKind, Selection, Shape, Union},
    suggest,
    vocabulary::JsonTypes,
};
use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet},
};

/// Above this many branches, pairs are not compared: that would grow by squares.
const MOST_COMPARED: usize = 100;

/// The shapes of all branches; those that cannot be told apart are reported.
pub(super) fn by_shape(
    cx: &mut Diagnostics,
    resolved: &Resolved,
    (schemas, looks): (&[Schema], &mut Shapes),
    id: SchemaId,
    union: &Union,
) -> Selection {
    let mut shapes: Vec<Shape> = union
        .branches
        .iter()
        .map(|branch| {
            let mut shape = looks.of(schemas, branch.schema).clone();
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
        let mut alike: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let with_all_types: Vec<OnceCell<Shape>> = vec![OnceCell::new(); shapes.len()];
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
                        alike.entry(right).or_default().push(left);
                        known_helps = true;
                    }
                    Apart::ByNames => known_helps = true,
                    Apart::Never => {
                        let [left_by_types, right_by_types] = [left, right].map(|index| {
                            let branch = union.branches[index].schema;
                            with_all_types[index].get_or_init(|| {
                                with_types(schemas, branch, &shapes[index], |_| true)
                            })
                        });
                        match told_apart(left_by_types, right_by_types) {
                            Apart::Never => alike.entry(right).or_default().push(left),
                            Apart::Always | Apart::ByNames => typed.extend([left, right]),
                        }
                        known_helps = true;
                    }
                }
            }
        }
        for (right, before) in alike {
            ambiguous(cx, resolved, schemas, id, union, (&before, right));
        }
        for (index, by_types) in with_all_types.into_iter().enumerate() {
            if let Some(by_types) = by_types.into_inner().filter(|_| typed.contains(&index)) {
                shapes[index] = by_types;
            }
        }
    }
    let contested = match known_helps && shapes.len() <= MOST_COMPARED {
        true => contested(schemas, union),
        false => BTreeSet::new(),
    };
    for (shape, branch) in shapes.iter_mut().zip(&union.branches) {
        match known_helps {
            true => {
                *shape = with_types(schemas, branch.schema, shape, |property| {
                    property.required || contested.contains(property.name.as_str())
                })
            }
            false if !shape.closed => shape.known.clear(),
            false => {}
        }
    }
    Selection::Shape(shapes)
}

/// The properties that two branches have with no type in common: there the value says which of them it is not.
fn contested<'s>(schemas: &'s [Schema], union: &Union) -> BTreeSet<&'s str> {
    let mut types: BTreeMap<&str, Vec<JsonTypes>> = BTreeMap::new();
    for branch in &union.branches {
        if let SchemaKind::Object(object) = kind_of(schemas, branch.schema) {
            for property in &object.properties {
                let shape = shape(schemas, property.schema, Some(branch.schema));
                let own = shape.types.without(JsonTypes::NULL);
                types.entry(&property.name).or_default().push(own);
            }
        }
    }
    let differ = |types: &[JsonTypes]| {
        let mut pairs = types.iter().enumerate();
        pairs.any(|(at, one)| types[..at].iter().any(|other| one.and(*other).is_empty()))
    };
    types.retain(|_, types| differ(types));
    types.into_keys().collect()
}

/// Says of a branch, once, that it is not told from others before it: all pairs of alike branches would be a square of
/// them.
fn ambiguous(
    cx: &mut Diagnostics,
    resolved: &Resolved,
    schemas: &[Schema],
    id: SchemaId,
    union: &Union,
    (before, right): (&[usize], usize),
) {
    let place = |id: SchemaId| resolved.places.value(&schemas[id.0].pointer);
    let Some((left, more)) = before.split_first() else {
        return;
    };
    let (left, right) = (&union.branches[*left], &union.branches[right]);
    let message = format!(
        "nothing in a value tells the branches `{}` and `{}` apart: it is read as the first",
        left.name, right.name
    );
    let mut diagnostic = Diagnostic::new(&codes::AMBIGUOUS_UNION, place(id), message)
        .related(place(left.schema), "they ask for the same properties, and so does")
        .related(place(right.schema), "this one")
        .help("a `discriminator`, a constant (`enum` of one value) or a required property of one of them would do");
    if !more.is_empty() {
        let names: Vec<&str> = more
            .iter()
            .map(|index| union.branches[*index].name.as_str())
            .collect();
        let others = match names.as_slice() {
            [first, second, _, ..] => {
                format!("`{first}`, `{second}` and {} more", names.len() - 2)
            }
            names => suggest::list(names),
        };
        let name = &right.name;
        diagnostic = diagnostic.note(format!("`{name}` is not told from {others} either"));
    }
    cx.push(diagnostic);
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

/// Whether a branch takes whatever its types say.
fn takes_all(schemas: &[Schema], id: SchemaId) -> bool {
    match kind_of(schemas, id) {
        SchemaKind::Any => true,
        SchemaKind::Map(values) => matches!(kind_of(schemas, *values), SchemaKind::Any),
        _ => false,
    }
}

//! Branches that a declared discriminator tells apart.

use super::{constants, kind_of, shapes::Shapes};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    normalize::{
        conjunction::parents,
        unions::{Discriminated, Tagged},
    },
    resolve::Resolved,
    source::Span,
    spec::{Schema, SchemaKind, Selection, Union},
};
use std::collections::{BTreeMap, BTreeSet};

/// Reports discriminators with a `mapping` to schemas among which there is nothing to choose: none of them is a branch of
/// the schema, or composed of it.
pub(super) fn report_idle(cx: &mut Diagnostics, resolved: &Resolved, schemas: &[Schema]) {
    for (index, schema) in resolved.schemas.iter().enumerate() {
        let Some(discriminator) = &schema.annotations.discriminator else {
            continue;
        };
        let assertions = &schema.assertions;
        let has_branches = !assertions.one_of.is_empty() || !assertions.any_of.is_empty();
        let mut mapped = discriminator.mapping.iter();
        let leads_on = mapped.any(|(_, target)| target.0 != index);
        if has_branches || !leads_on || matches!(schemas[index].kind, SchemaKind::Union(_)) {
            continue;
        }
        let at = schema.pointer.join("discriminator").join("mapping");
        let message = format!(
            "`{}` leads nowhere: no schema of the `mapping` is a branch of this one, or composed of it",
            discriminator.property
        );
        cx.push(
            Diagnostic::new(&codes::DISCRIMINATOR, resolved.places.key(&at), message)
                .help("list the schemas under `oneOf` beside it, or let them name this one in their `allOf`"),
        );
    }
}

/// The declared property, when every branch is an object and some value of the property leads to it.
pub(super) fn by_discriminator(
    cx: &mut Diagnostics,
    resolved: &Resolved,
    (schemas, looks): (&[Schema], &mut Shapes),
    union: &Union,
    found: &Discriminated,
) -> Option<Selection> {
    let schema = &resolved.schemas[found.owner.0];
    let discriminator = schema.annotations.discriminator.as_ref()?;
    let at = schema.pointer.join("discriminator").join("propertyName");
    let place = resolved.places.value(&at);
    let property = &discriminator.property;
    if discriminator.other.is_some() && found.other.is_none() {
        let at = schema.pointer.join("discriminator").join("defaultMapping");
        let message =
            "`defaultMapping` names none of the branches: there is no branch for other values";
        cx.push(
            Diagnostic::new(&codes::DISCRIMINATOR, resolved.places.value(&at), message)
                .help("list the schema among the branches"),
        );
    }
    let wanted = wanted(schemas, union, found, property);
    for (branch, wanted) in union.branches.iter().zip(&wanted) {
        let (problem, help) = if wanted.is_empty() {
            let problem = format!(
                "no value of `{property}` leads to the branch `{}`: the branches are told apart by what they look like",
                branch.name
            );
            let help = "give the branch a name under `components.schemas`, or the property an `enum` of one value in it";
            (problem, Some(help))
        } else if !looks.may_be_object(schemas, branch.schema) {
            let problem = format!(
                "the branch `{}` is no object, so that it cannot have `{property}`",
                branch.name
            );
            (problem, None)
        } else {
            continue;
        };
        let other = resolved.places.value(&schemas[branch.schema.0].pointer);
        let diagnostic = Diagnostic::new(&codes::DISCRIMINATOR, place, problem);
        let diagnostic = diagnostic.related(other, "the branch");
        cx.push(match help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        });
        return None;
    }
    let mut tags: Vec<(String, usize)> = Vec::new();
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for (index, wanted) in wanted.into_iter().enumerate() {
        for tag in wanted {
            match taken.get(&tag) {
                None => {
                    taken.insert(tag.clone(), tags.len());
                    tags.push((tag, index));
                }
                Some(at) => {
                    let both = (tags[*at].1, index);
                    tags[*at].1 = claimed_twice(cx, resolved, union, found, (place, &tag), both);
                }
            }
        }
    }
    misspelt(cx, schemas, union, property, place);
    Some(Selection::Tag {
        property: property.clone(),
        tags,
        other: found.other,
    })
}

/// Warns of a property that no branch has, when they have one that is nearly called so. (That none has it is common: some
/// tools take it for declared.)
fn misspelt(cx: &mut Diagnostics, schemas: &[Schema], union: &Union, property: &str, place: Span) {
    let mut known: Vec<&str> = Vec::new();
    for branch in &union.branches {
        match kind_of(schemas, branch.schema) {
            SchemaKind::Object(object) => {
                known.extend(object.properties.iter().map(|one| one.name.as_str()));
            }
            // What else there is cannot be seen from here.
            _ => return,
        }
    }
    if known.contains(&property) {
        return;
    }
    if let Some(near) = cx.nearest(property, known) {
        let message = format!("no branch has the property `{property}`");
        cx.push(
            Diagnostic::new(&codes::DISCRIMINATOR, place, message)
                .help(format!("there is `{near}`")),
        );
    }
}

/// By branch, the values that lead to it: `mapping` says them, else the constants of the branch, else its name.
fn wanted(
    schemas: &[Schema],
    union: &Union,
    found: &Discriminated,
    property: &str,
) -> Vec<Vec<String>> {
    let branches = union.branches.iter().zip(&found.branches);
    let mut wanted: Vec<Vec<String>> = branches
        .map(|(branch, tagged)| match tagged.mapped.is_empty() {
            false => tagged.mapped.clone(),
            true => match constants(schemas, branch.schema, property, 0) {
                Some(constants) => constants,
                None => tagged.name.iter().cloned().collect(),
            },
        })
        .collect();
    // A list that all branches inherit from their base says of none of them which values are its own.
    let mut claims: BTreeMap<&str, usize> = BTreeMap::new();
    for tag in wanted.iter().flatten() {
        *claims.entry(tag).or_default() += 1;
    }
    let shared: Vec<bool> = wanted
        .iter()
        .map(|tags| tags.len() > 1 && tags.iter().any(|tag| claims[tag.as_str()] > 1))
        .collect();
    let mapped = found.branches.iter().flat_map(|tagged| &tagged.mapped);
    let mapped: BTreeSet<&String> = mapped.collect();
    for (index, tagged) in found.branches.iter().enumerate() {
        if !shared[index] || !tagged.mapped.is_empty() || tagged.schema == found.owner {
            continue;
        }
        let left = wanted[index].iter().filter(|tag| !mapped.contains(tag));
        let left: Vec<String> = left.cloned().collect();
        let own = tagged.name.as_ref().filter(|name| left.contains(name));
        match own {
            Some(name) => wanted[index] = vec![name.clone()],
            None if !left.is_empty() => wanted[index] = left,
            None => {}
        }
    }
    wanted
}

/// Of two branches with one tag: a base gives way to its child, what has the tag otherwise to what `mapping` leads to, and
/// a child to what it is composed of, since every value with the tag is one of that. It is reported unless the base itself is one of them.
fn claimed_twice(
    cx: &mut Diagnostics,
    resolved: &Resolved,
    union: &Union,
    found: &Discriminated,
    (place, tag): (Span, &str),
    (first, second): (usize, usize),
) -> usize {
    let schema = |index: usize| {
        found
            .branches
            .get(index)
            .map(|Tagged { schema, .. }| *schema)
    };
    let (Some(one), Some(other)) = (schema(first), schema(second)) else {
        return first;
    };
    if one == other || other == found.owner {
        return first;
    }
    if one == found.owner {
        return second;
    }
    let is_mapped = |index: usize| found.branches[index].mapped.iter().any(|it| it == tag);
    let taken = match (is_mapped(first), is_mapped(second)) {
        (true, false) => first,
        (false, true) => second,
        _ if parents(&resolved.schemas, one).contains(&other) => second,
        _ => first,
    };
    let name = |index: usize| &union.branches[index].name;
    let at = |id: crate::resolve::SchemaId| resolved.places.value(&resolved.schemas[id.0].pointer);
    cx.push(
        Diagnostic::new(
            &codes::DISCRIMINATOR,
            place,
            format!(
                "the value `{tag}` leads to the branches `{}` and `{}`: it is read as `{}`",
                name(first),
                name(second),
                name(taken)
            ),
        )
        .related(at(one), "one branch")
        .related(at(other), "the other")
        .help("say in `mapping` which of them it means, or give the wider one a discriminator of its own"),
    );
    taken
}

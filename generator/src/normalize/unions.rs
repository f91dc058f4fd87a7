//! Conjunctions with choices: `oneOf`, `anyOf`, and bases with a discriminator.

mod branch_names;
mod branches;
mod discriminated;

pub(super) use branches::branches;
pub(super) use discriminated::{Discriminated, Tagged};

use self::{
    branch_names::{branch_name, unnamed},
    branches::{others, refused},
    discriminated::discriminated,
};
use super::{
    assertions,
    conjunction::{Choice, ChoiceKind, Flat, Part},
    kinds::{self, Extra, Kind},
    merge::merged,
    schemas::Schemas,
    void,
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    resolve::{Assertions, Schema, SchemaId, SchemaUse},
    spec::{self, SchemaKind, Selection, Union, UnionBranch},
    vocabulary::{Assertion, Constraints, JsonTypes},
};
use serde_json::Value;

/// How many branches the choices of one schema may multiply to.
const MOST_COMBINATIONS: usize = 64;

/// A branch before it is one of the union's.
#[derive(Clone)]
struct Branch {
    name: Option<String>,
    schema: SchemaId,
    /// The schema that it is in the document; a base stands for itself alone.
    whole: bool,
}

/// Whether a schema with a choice says `nullable`, and no other of the conjunction says a type or values without `null`.
fn is_nullable(schemas: &Schemas<'_>, flat: &Flat) -> bool {
    let all = &schemas.resolved().schemas;
    let has_choice = |id: &SchemaId| flat.choices.iter().any(|choice| choice.schema == *id);
    let mut choices = flat.choices.iter();
    let mut others = flat.own.iter().filter(|id| !has_choice(id));
    choices.any(|choice| all[choice.schema.0].annotations.nullable)
        && others.all(|id| kinds::allows_null(&all[id.0]) != Some(false))
}

/// The kind of a conjunction with at least one choice.
pub(super) fn with_choices(
    cx: &mut Diagnostics,
    schemas: &mut Schemas<'_>,
    id: spec::SchemaId,
    flat: &Flat,
) -> Kind {
    let mut own: Vec<SchemaId> = flat.own.clone();
    let mut nullable = false;
    let mut extra = Extra::default();
    let mut choices: Vec<(Choice, Vec<Branch>)> = Vec::new();
    let mut settled: Vec<Part> = Vec::new();
    for choice in &flat.choices {
        let uses = others(cx, schemas, *choice);
        if uses.is_empty() {
            return refused(cx, schemas, *choice);
        }
        if let Some((types, assertion)) = only_assertions(cx, schemas, *choice, &uses) {
            extra.types = extra.types.or(types);
            extra.assertions.extend(assertion);
            continue;
        }
        let mut branches: Vec<Branch> = Vec::new();
        for used in &uses {
            if schemas.is_null(used.schema) {
                nullable = true;
                continue;
            }
            if !branches.iter().any(|branch| branch.schema == used.schema) {
                branches.push(Branch {
                    name: branch_name(schemas, used.schema),
                    schema: used.schema,
                    whole: true,
                });
            }
        }
        if choice.kind == ChoiceKind::Children {
            // The base itself, for values that are of none of its children.
            branches.push(Branch {
                name: Some("base".to_owned()),
                schema: choice.schema,
                whole: false,
            });
        }
        match branches.as_slice() {
            // Nothing but null.
            [] => extra.assertions.push(Assertion::OneOf(vec![Value::Null])),
            [only] => settled.push(Part::Whole(only.schema)),
            _ => choices.push((*choice, branches)),
        }
    }
    nullable |= is_nullable(schemas, flat);
    if choices.is_empty() {
        return without_union(cx, schemas, id, own, settled, extra, nullable);
    }
    let combinations = choices.iter().map(|(_, branches)| branches.len());
    let combinations = combinations.fold(1_usize, usize::saturating_mul);
    if choices.len() > 1 && combinations > MOST_COMBINATIONS {
        let resolved = schemas.resolved();
        let place = |choice: Choice| {
            resolved
                .places
                .value(&resolved.schemas[choice.schema.0].pointer)
        };
        cx.push(
            Diagnostic::new(
                &codes::TOO_MANY_COMBINATIONS,
                place(choices[0].0),
                format!(
                    "its choices multiply to {combinations} combinations; it is read as any value"
                ),
            )
            .related(place(choices[1].0), "another choice of the same values"),
        );
        return Kind::plain(SchemaKind::Any);
    }
    let base_only_says_object = own.iter().all(|id| schemas.only_says_types(*id));
    if settled.is_empty() && base_only_says_object && choices.len() == 1 {
        // What the base says, each branch says too: they are the document's own schemas.
        let types = merged(&schemas.resolved().schemas, &own).types;
        let (_, branches) = &choices[0];
        let said = branches
            .iter()
            .all(|branch| types.is_none_or(|types| types.has(schemas.types_of(branch.schema))));
        if said {
            own.clear();
        }
    }
    let base: Vec<Part> = own.iter().map(|id| Part::Own(*id)).chain(settled).collect();
    let mut products: Vec<(Vec<Part>, Vec<String>)> = vec![(base, Vec::new())];
    for (_, branches) in &choices {
        let mut next = Vec::new();
        for (parts, names) in &products {
            for branch in branches {
                let mut parts = parts.clone();
                // A part of the base that the branch repeats would only make a copy of the branch.
                parts.retain(|part| match part {
                    Part::Own(base) => !(branch.whole && schemas.implies(branch.schema, *base)),
                    Part::Whole(_) => true,
                });
                parts.push(match branch.whole {
                    true => Part::Whole(branch.schema),
                    false => Part::Own(branch.schema),
                });
                let mut names = names.clone();
                let name = branch.name.clone();
                names.push(name.unwrap_or_else(|| unnamed(schemas, branch.schema)));
                next.push((parts, names));
            }
        }
        products = next;
    }
    let possible: Vec<bool> = products
        .iter()
        .map(|(parts, _)| !void::is_void(schemas, parts))
        .collect();
    // Where nothing is left, every branch says why.
    if possible.contains(&true) {
        retain(&mut products, &possible);
        if let [(_, branches)] = choices.as_mut_slice() {
            retain(branches, &possible);
        }
    }
    if let [(parts, _)] = products.as_slice() {
        return settled_on(cx, schemas, id, parts, extra, nullable);
    }
    let branches: Vec<UnionBranch> = products
        .iter()
        .map(|(parts, names)| UnionBranch {
            name: names.join(" "),
            schema: schemas.conjunction(parts),
        })
        .collect();
    let discriminator = match choices.as_slice() {
        [(choice, branches)] => discriminated(schemas, *choice, branches),
        _ => None,
    };
    let constraints = Constraints {
        assertions: extra.assertions,
        ..Constraints::default()
    };
    Kind {
        kind: SchemaKind::Union(Union {
            branches,
            selection: Selection::Shape(Vec::new()),
        }),
        constraints,
        nullable,
        discriminator,
    }
}

/// What is left when every choice has one branch at most.
fn without_union(
    cx: &mut Diagnostics,
    schemas: &mut Schemas<'_>,
    id: spec::SchemaId,
    own: Vec<SchemaId>,
    settled: Vec<Part>,
    extra: Extra,
    nullable: bool,
) -> Kind {
    if settled.is_empty() {
        let mut kind = kinds::without_choices(cx, schemas, &own, extra);
        kind.nullable |= nullable;
        return kind;
    }
    let parts: Vec<Part> = own.into_iter().map(Part::Own).chain(settled).collect();
    settled_on(cx, schemas, id, &parts, extra, nullable)
}

/// The kind of a schema whose choices leave one conjunction: that itself, or another name where it is said elsewhere.
fn settled_on(
    cx: &mut Diagnostics,
    schemas: &mut Schemas<'_>,
    id: spec::SchemaId,
    parts: &[Part],
    extra: Extra,
    nullable: bool,
) -> Kind {
    let mut found = match schemas.adopt(id, parts) {
        Ok(flat) if flat.choices.is_empty() => {
            kinds::without_choices(cx, schemas, &flat.own, Extra::default())
        }
        Ok(flat) => with_choices(cx, schemas, id, &flat),
        // A choice of nothing but itself.
        Err(target) if target == id => Kind::plain(SchemaKind::Any),
        Err(target) => Kind::plain(SchemaKind::Alias(target)),
    };
    found.constraints.assertions.extend(extra.assertions);
    found.nullable |= nullable;
    found
}

/// Keeps those of a list that are marked.
fn retain<T>(list: &mut Vec<T>, marks: &[bool]) {
    let mut marks = marks.iter();
    list.retain(|_| marks.next() == Some(&true));
}

/// The choice as an assertion, when no branch says what a type could (`anyOf: [{required: [a]}, {required: [b]}]`), or
/// all of them are of one scalar type and differ in constraints only; then with that type.
fn only_assertions(
    cx: &mut Diagnostics,
    schemas: &Schemas<'_>,
    choice: Choice,
    uses: &[SchemaUse],
) -> Option<(Option<JsonTypes>, Option<Assertion>)> {
    let list = &schemas.resolved().schemas;
    let only = choice.kind != ChoiceKind::Children && assertions::only_assert(list, uses);
    let types = match only {
        true => None,
        false => Some(shared_scalar(schemas, choice, uses)?),
    };
    let read: Option<Vec<_>> = uses.iter().map(|used| assertions::of(list, used)).collect();
    let Some(branches) = read else {
        kinds::unchecked(cx, schemas, &list[choice.schema.0].pointer, "oneOf");
        return Some((types, None));
    };
    let assertion = match choice.kind {
        ChoiceKind::OneOf => Assertion::One(branches),
        _ => Assertion::Any(branches),
    };
    Some((types, Some(assertion)))
}

/// The one scalar type of branches that differ in nothing but constraints.
fn shared_scalar(schemas: &Schemas<'_>, choice: Choice, uses: &[SchemaUse]) -> Option<JsonTypes> {
    let list = &schemas.resolved().schemas;
    let first = uses.first()?;
    let types = schemas.types_of(first.schema);
    let scalars = [
        JsonTypes::STRING,
        JsonTypes::INTEGER,
        JsonTypes::NUMBER,
        JsonTypes::BOOLEAN,
    ];
    let plain = |used: &SchemaUse| {
        let Schema {
            component,
            assertions,
            annotations,
            ..
        } = &list[used.schema.0];
        let constrains = Assertions {
            types: assertions.types,
            format: assertions.format.clone(),
            constraints: assertions.constraints.clone(),
            ..Assertions::default()
        };
        *assertions == constrains
            && component.is_none()
            && annotations.title.is_none()
            && !annotations.nullable
            && schemas.types_of(used.schema) == types
    };
    let same = scalars.contains(&types) && uses.len() > 1 && uses.iter().all(plain);
    (choice.kind != ChoiceKind::Children && same).then_some(types)
}

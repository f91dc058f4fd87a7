//! What a conjunction says, to what its values are.

mod enumeration;
mod object;

use super::{
    assertions,
    merge::{Merged, merged},
    numbers, patterns,
    schemas::Schemas,
    typed, unions,
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    resolve::{Schema, SchemaId},
    spec::{NumberFormat, SchemaKind},
    suggest,
    vocabulary::{Assertion, Constraints, JsonTypes},
};
use enumeration::enumeration;
use object::object;
use serde_json::Value;

/// What the values of a schema are, and whether `null` is one of them.
#[derive(Clone, Debug)]
pub(super) struct Kind {
    pub(super) kind: SchemaKind,
    pub(super) constraints: Constraints,
    pub(super) nullable: bool,
    /// How the branches of a union are told apart, as far as the document says.
    pub(super) discriminator: Option<unions::Discriminated>,
}

impl Kind {
    pub(super) fn plain(kind: SchemaKind) -> Self {
        Self {
            kind,
            constraints: Constraints::default(),
            nullable: false,
            discriminator: None,
        }
    }
}

/// What choices leave to a conjunction when they are no union.
#[derive(Default)]
pub(super) struct Extra {
    /// The type that all branches share.
    pub(super) types: Option<JsonTypes>,
    /// What the branches ask for.
    pub(super) assertions: Vec<Assertion>,
}

/// The kind of a conjunction without choices.
pub(super) fn without_choices(
    cx: &mut Diagnostics,
    schemas: &mut Schemas<'_>,
    own: &[SchemaId],
    extra: Extra,
) -> Kind {
    let resolved = schemas.resolved();
    let mut merged = merged(&resolved.schemas, own);
    merged.types = merged.types.or(extra.types);
    let said_by_type = typed::keywords(cx, schemas, own, &mut merged);
    if let Some((first, second, about)) = merged.conflict {
        conflict(cx, schemas, first, second, about);
        return Kind::plain(SchemaKind::Any);
    }
    if let (Some(crossed), true) = (merged.crossed, own.len() > 1) {
        let pointer = &resolved.schemas[crossed.0].pointer;
        cx.push(
            Diagnostic::new(
                &codes::CLOSED_ALL_OF,
                resolved.places.value(&pointer.join("additionalProperties")),
                "`additionalProperties` is not applied to the properties of the other schemas in `allOf`",
            )
            .note("taken literally, it would exclude what the composition is there to add"),
        );
    }
    if merged.is_inferred()
        && !own.iter().all(|id| schemas.only_asserts(*id))
        && merged
            .json_types()
            .and(JsonTypes::OBJECT.or(JsonTypes::ARRAY))
            .is_empty()
    {
        let pointer = own.first().map(|id| &resolved.schemas[id.0].pointer);
        if let Some(pointer) = pointer {
            cx.push(Diagnostic::new(
                &codes::INFERRED_TYPE,
                resolved.places.value(pointer),
                format!(
                    "there is no `type`: its keywords are those of {}",
                    merged.json_types().noun()
                ),
            ));
        }
    }
    let mut constraints = merged.constraints.clone();
    constraints.assertions.extend(extra.assertions);
    for used in &merged.not {
        match assertions::of(&resolved.schemas, used) {
            Some(inner) => constraints.assertions.push(Assertion::Not(inner)),
            None => unchecked(cx, schemas, &used.pointer, "not"),
        }
    }
    for id in own {
        for (keyword, found) in assertions::further(&resolved.schemas, *id) {
            match found {
                _ if said_by_type.contains(&(*id, keyword)) => {}
                Some(found) => constraints.assertions.extend(found),
                None => {
                    let pointer = resolved.schemas[id.0].pointer.join(keyword);
                    unchecked(cx, schemas, &pointer, keyword);
                }
            }
        }
    }
    patterns::translate(&mut constraints);
    let types = merged.json_types();
    let values = merged.values.as_ref();
    let verdicts: Vec<bool> = own
        .iter()
        .filter_map(|id| allows_null(&resolved.schemas[id.0]))
        .collect();
    let nullable = !verdicts.is_empty() && verdicts.iter().all(|allows| *allows);
    let types = types.without(JsonTypes::NULL);
    let kind = match values {
        Some((values, named)) => enumeration(schemas, values, *named, &mut constraints),
        None => None,
    };
    let kind = match kind {
        Some(kind) => kind,
        None => by_type(cx, schemas, own, &merged, types, &mut constraints),
    };
    Kind {
        kind,
        constraints: kept(constraints, types, values.is_some()),
        nullable,
        discriminator: None,
    }
}

/// Whether a schema allows `null`, if it speaks of it: `nullable` admits it whatever stands beside, a type or an `enum`
/// where both do.
pub(super) fn allows_null(schema: &Schema) -> Option<bool> {
    let types = schema.assertions.types;
    let values = schema.assertions.values.as_ref();
    match schema.annotations.nullable {
        true => Some(true),
        false if types.is_none() && values.is_none() => None,
        false => Some(
            types.is_none_or(|types| types.has(JsonTypes::NULL))
                && values.is_none_or(|values| values.iter().any(Value::is_null)),
        ),
    }
}

fn by_type(
    cx: &mut Diagnostics,
    schemas: &mut Schemas<'_>,
    own: &[SchemaId],
    merged: &Merged<'_>,
    types: JsonTypes,
    constraints: &mut Constraints,
) -> SchemaKind {
    match types {
        JsonTypes::BOOLEAN => SchemaKind::Boolean,
        JsonTypes::INTEGER => {
            let format = known_format(cx, schemas, own, merged.format, "int64");
            SchemaKind::Integer(numbers::integer(format, constraints))
        }
        JsonTypes::NUMBER | JsonTypes::FRACTION => {
            let format = known_format(cx, schemas, own, merged.format, "double");
            match format {
                Some("float") => SchemaKind::Number(NumberFormat::Float),
                Some(format) if numbers::integer_bits(format).is_some() => {
                    SchemaKind::Integer(numbers::integer(Some(format), constraints))
                }
                _ => SchemaKind::Number(NumberFormat::Double),
            }
        }
        JsonTypes::STRING => SchemaKind::String(merged.format.map(str::to_owned)),
        JsonTypes::ARRAY => SchemaKind::Array(schemas.conjunction_of(&merged.items)),
        JsonTypes::OBJECT => object(cx, schemas, merged, constraints),
        _ => {
            // An `enum` says it all.
            let said = merged.types.unwrap_or(types);
            let is_all = said.without(JsonTypes::NULL) == JsonTypes::ALL.without(JsonTypes::NULL);
            if merged.values.is_none() && (!is_all || merged.types.is_some()) {
                constraints.assertions.push(Assertion::Types(said));
            }
            // Keywords about objects and arrays, of which it need not be one.
            let list = &schemas.resolved().schemas;
            for id in own.iter().filter(|_| merged.values.is_none()) {
                match assertions::structure(list, *id) {
                    Some(found) => constraints.assertions.extend(found),
                    None => unchecked(cx, schemas, &list[id.0].pointer, "properties"),
                }
            }
            SchemaKind::Any
        }
    }
}

/// Constraints that speak of the type; an `enum` has been narrowed to what satisfies the others only by its author.
fn kept(mut constraints: Constraints, types: JsonTypes, listed: bool) -> Constraints {
    let all = types == JsonTypes::ALL.without(JsonTypes::NULL);
    let speaks_of = |other: JsonTypes| !all && !types.and(other).is_empty() && !listed;
    if all {
        // No type of ours can check them: they are checked on the JSON value.
        let rest = std::mem::take(&mut constraints.assertions);
        let mut assertions = Vec::new();
        if !constraints.is_empty() {
            assertions.push(Assertion::Constraints(Box::new(constraints)));
        }
        assertions.extend(rest);
        return Constraints {
            assertions,
            ..Constraints::default()
        };
    }
    if !speaks_of(JsonTypes::NUMBER) {
        constraints.minimum = None;
        constraints.maximum = None;
        constraints.multiple_of.clear();
    }
    if !speaks_of(JsonTypes::STRING) {
        constraints.min_length = None;
        constraints.max_length = None;
        constraints.patterns.clear();
    }
    if !speaks_of(JsonTypes::ARRAY) {
        constraints.min_items = None;
        constraints.max_items = None;
        constraints.unique_items = false;
    }
    if !speaks_of(JsonTypes::OBJECT) {
        constraints.min_properties = None;
        constraints.max_properties = None;
    }
    constraints
}

/// The format of a number, if it is one; what is not is said.
fn known_format<'f>(
    cx: &mut Diagnostics,
    schemas: &Schemas<'_>,
    own: &[SchemaId],
    format: Option<&'f str>,
    instead: &str,
) -> Option<&'f str> {
    let format = format?;
    if numbers::integer_bits(format).is_some() || ["float", "double"].contains(&format) {
        return Some(format);
    }
    let resolved = schemas.resolved();
    let says = |id: &&SchemaId| resolved.schemas[id.0].assertions.format.as_deref() == Some(format);
    if let Some(id) = own.iter().find(says) {
        let pointer = resolved.schemas[id.0].pointer.join("format");
        let message = format!("the format `{format}` is unknown here and read as `{instead}`");
        let help = match suggest::nearest(format, numbers::FORMATS) {
            Some(near) => format!("a format with a similar name exists: `{near}`"),
            None => format!(
                "the formats of numbers are {}",
                suggest::list(&numbers::FORMATS)
            ),
        };
        cx.push(
            Diagnostic::new(
                &codes::UNKNOWN_FORMAT,
                resolved.places.value(&pointer),
                message,
            )
            .help(help),
        );
    }
    None
}

/// Says that two schemas of one conjunction contradict each other.
pub(super) fn conflict(
    cx: &mut Diagnostics,
    schemas: &Schemas<'_>,
    first: SchemaId,
    second: SchemaId,
    about: &str,
) {
    let resolved = schemas.resolved();
    let place = |id: SchemaId| {
        let pointer = &resolved.schemas[id.0].pointer;
        resolved.places.value(&pointer.join(about))
    };
    cx.push(
        Diagnostic::new(
            &codes::ALL_OF_CONFLICT,
            place(second),
            format!(
                "no value satisfies both: this `{about}` and that of another schema in `allOf`"
            ),
        )
        .related(place(first), "the other one")
        .help("let one of them allow what the other one asks for, or take one out by an overlay"),
    );
}

/// Says that a keyword is documented, but not checked.
pub(super) fn unchecked(
    cx: &mut Diagnostics,
    schemas: &Schemas<'_>,
    pointer: &crate::pointer::Pointer,
    keyword: &str,
) {
    cx.push(
        Diagnostic::new(
            &codes::UNCHECKED_KEYWORD,
            schemas.resolved().places.value(pointer),
            format!("`{keyword}` is not checked here: the schema contains itself, is too large, or has a pattern that cannot be checked"),
        ),
    );
}

//! Which messages a schema is part of, and one schema each for requests and for responses where `readOnly` and
//! `writeOnly` make them differ (OpenAPI 3.0.3, Schema Object, Fixed Fields).
//!
//! AFTER THIS POINT: what requests reach has no property of responses alone, and the other way round. A schema that no
//! operation reaches keeps all its properties, and so does the property that says which branch of a union a value is.

mod sides;
mod tables;
mod values;

use super::conforms;
use crate::spec::{
    self, Additional, Api, Direction, Example, Object, Schema, SchemaId, SchemaKind, SchemaName,
};
use sides::{Side, Sides};

/// Splits the schemas that differ by direction, and fills in [`Api::directions`].
pub(super) fn split(mut api: Api) -> Api {
    let flagged = |schema: &Schema| schema.read_only || schema.write_only;
    if api.schemas.iter().any(flagged) {
        divide(&mut api);
    }
    api.directions = directions(&api);
    api
}

fn directions(api: &Api) -> Vec<Direction> {
    let bodies = api
        .operations
        .iter()
        .filter(|operation| operation.method == "PATCH");
    let bodies = bodies.flat_map(spec::Operation::body_schemas);
    let patch = sides::reached(&api.schemas, bodies, |_, _| true);
    let request = sides::reached(&api.schemas, sides::roots(api, Side::Request), |_, _| true);
    let response = sides::reached(&api.schemas, sides::roots(api, Side::Response), |_, _| true);
    (0..api.schemas.len())
        .map(|id| Direction {
            request: request[id],
            response: response[id],
            patch: patch[id],
        })
        .collect()
}

/// Which schema stands for another one in requests, if it is not the same.
type Variants = Vec<Option<SchemaId>>;

fn divide(api: &mut Api) {
    let sides = Sides::of(api);
    let old = std::mem::take(&mut api.schemas);
    let mut next = old.len();
    let variants: Variants = (0..old.len())
        .map(|id| {
            sides.is_split(id).then(|| {
                next += 1;
                SchemaId(next - 1)
            })
        })
        .collect();
    // Behind the variants stands the schema of any value, if one is asked for.
    let any = SchemaId(next);
    let cut = |id: usize, side: Side| cut(&old, &sides, &variants, any, SchemaId(id), side);
    let mut new: Vec<Schema> = (0..old.len())
        .map(|id| match sides.in_place(id) {
            Some(side) => cut(id, side),
            None => old[id].clone(),
        })
        .collect();
    let split = (0..old.len()).filter(|id| sides.is_split(*id));
    new.extend(split.map(|id| {
        let schema = cut(id, Side::Request);
        let chosen = schema.chosen_name.as_deref();
        let twins = schema.twins.iter();
        let twins = twins.map(|(place, name)| (place.clone(), request_name(chosen, name)));
        Schema {
            twins: twins.collect(),
            name: request_name(chosen, &schema.name),
            chosen_name: None,
            ..schema
        }
    }));
    if new.iter().any(|schema| schema.kind.parts().contains(&any)) {
        new.push(Schema::of(SchemaKind::Any));
    }
    // As the document has them, its flags do not excuse what is missing any longer.
    let strict: Vec<Schema> = new
        .iter()
        .map(|schema| Schema {
            read_only: false,
            write_only: false,
            ..schema.clone()
        })
        .collect();
    for (id, schema) in new.iter_mut().enumerate() {
        let fits =
            |value: &serde_json::Value| conforms::problem(&strict, SchemaId(id), value).is_none();
        schema.default = schema.default.take().filter(fits);
    }
    let examples = std::mem::take(&mut api.examples);
    api.examples = examples
        .into_iter()
        .filter_map(|example| retargeted(&old, &strict, &sides, &variants, example))
        .collect();
    api.schemas = new;
    for operation in &mut api.operations {
        let request = |id: SchemaId| variants[id.0].unwrap_or(id);
        operation.map_schemas(&request, &|id| id);
    }
    let webhooks = api.webhooks.iter_mut();
    for operation in webhooks.flat_map(|webhook| &mut webhook.operations) {
        let request = |id: SchemaId| variants[id.0].unwrap_or(id);
        operation.map_schemas(&|id| id, &request);
    }
}

/// A schema without what the other side has alone.
fn cut(
    old: &[Schema],
    sides: &Sides,
    variants: &Variants,
    any: SchemaId,
    id: SchemaId,
    side: Side,
) -> Schema {
    let mut schema = old[id.0].clone();
    let default = schema.default.take();
    schema.default = default.map(|value| values::without(old, sides, side, id, value));
    tables::cut(old, sides, side, id, &mut schema);
    if let SchemaKind::Object(object) = &mut schema.kind {
        let mut lacking = sides.lacking(id).iter();
        object
            .properties
            .retain(|_| lacking.next().is_none_or(|lacking| *lacking != Some(side)));
        schema.kind = simplified(std::mem::replace(&mut schema.kind, SchemaKind::Any), any);
    }
    if side == Side::Request {
        schema
            .kind
            .map_parts(&mut |part| variants.get(part.0).copied().flatten().unwrap_or(part));
    }
    schema
}

/// An object of which no property is left is what it would be without `properties`.
fn simplified(kind: SchemaKind, any: SchemaId) -> SchemaKind {
    match kind {
        SchemaKind::Object(Object {
            properties,
            additional,
        }) if properties.is_empty() => match additional {
            Additional::Ignored => SchemaKind::Map(any),
            Additional::Kept(values) => SchemaKind::Map(values),
            Additional::Refused => SchemaKind::Object(Object {
                properties,
                additional,
            }),
        },
        kind => kind,
    }
}

fn request_name(chosen: Option<&str>, name: &SchemaName) -> SchemaName {
    if let Some(chosen) = chosen {
        return SchemaName::Component(format!("{chosen}Request"));
    }
    match name.clone() {
        SchemaName::Component(name) => SchemaName::Component(format!("{name}Request")),
        SchemaName::Inline { mut path, short } => {
            match (short, path.pop()) {
                (true, Some(last)) => path.push(format!("{last} request")),
                (_, last) => path.extend(last.into_iter().chain(["request".to_owned()])),
            }
            SchemaName::Inline { path, short }
        }
    }
}

/// The example with the variant that it fits: what stands in a request with the request's first. One that has
/// properties of both sides illustrates neither.
fn retargeted(
    old: &[Schema],
    strict: &[Schema],
    sides: &Sides,
    variants: &Variants,
    example: Example,
) -> Option<Example> {
    let id = example.schema;
    let stands_in_request = example
        .pointer
        .keys()
        .any(|key| ["requestBody", "requestBodies", "parameters"].contains(&key.as_str()));
    let candidates: Vec<(Option<Side>, SchemaId)> = match (sides.in_place(id.0), variants[id.0]) {
        (side, None) => vec![(side, id)],
        (_, Some(variant)) => {
            let mut both = vec![(Some(Side::Response), id), (Some(Side::Request), variant)];
            if stands_in_request {
                both.reverse();
            }
            both
        }
    };
    let fits = |(side, target): &(Option<Side>, SchemaId)| {
        let whole = side.is_none_or(|side| {
            values::without(old, sides, side, id, example.value.clone()) == example.value
        });
        whole && conforms::problem(strict, *target, &example.value).is_none()
    };
    let (_, schema) = candidates.into_iter().find(fits)?;
    Some(Example { schema, ..example })
}

#[cfg(test)]
mod tests;

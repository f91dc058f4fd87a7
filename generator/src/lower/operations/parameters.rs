//! Parameters to fields of the input struct.

use super::{Context, docs::deprecated, names::or_chosen, spread};
use crate::{
    ir,
    lower::{
        docs::{self, DocsBuilder},
        literals,
        types::Types,
    },
    naming::{self, Scope},
    spec::{Api, Location, Operation, Parameter, SchemaId, SchemaKind},
};

/// The fields of the parameters, and the identifier of the body's.
pub(super) fn fields(
    cx: Context<'_>,
    operation: &Operation,
) -> (Vec<ir::Parameter>, Option<String>) {
    let wanted: Vec<_> = operation
        .parameters
        .iter()
        .map(|parameter| {
            let key = format!("{:?} {}", parameter.location, parameter.name);
            (wanted(operation, parameter), key)
        })
        .collect();
    let mut scope = Scope::default();
    let chosen: Vec<_> = operation
        .parameters
        .iter()
        .map(|parameter| parameter.chosen_name.as_ref())
        .collect();
    let fields = or_chosen(&mut scope, &chosen, &wanted);
    // Named last, so that a parameter called `body` keeps its name.
    let body = operation.request_body.as_ref().map(|_| {
        scope
            .assign(&[("body".to_owned(), "body".to_owned())])
            .concat()
    });
    let beside = spread::beside(cx.api, operation);
    let parameters = operation.parameters.iter().zip(fields).zip(beside);
    let parameters =
        parameters.map(|((parameter, ident), beside)| one(cx, parameter, ident, beside));
    (parameters.collect(), body)
}

/// Of one name in several locations, the path's has it, then the query's, then the header's; the others say where they
/// are.
fn wanted(operation: &Operation, parameter: &Parameter) -> String {
    let ident = naming::snake_name(&parameter.name);
    let mut others = operation.parameters.iter();
    let is_taken = others.any(|other| {
        other.location < parameter.location && naming::snake_name(&other.name) == ident
    });
    match is_taken {
        true => naming::snake_name(&format!(
            "{} {}",
            parameter.name,
            location(parameter.location)
        )),
        false => ident,
    }
}

fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

fn one(
    cx: Context<'_>,
    parameter: &Parameter,
    ident: String,
    beside: Vec<String>,
) -> ir::Parameter {
    let types = cx.types;
    let docs = DocsBuilder::default().text(parameter.description.as_deref());
    let ty = types.reference(parameter.schema);
    ir::Parameter {
        name: ir::Name {
            wire: parameter.name.clone(),
            ident,
        },
        docs: deprecated(
            with_default(types, docs, parameter.schema),
            parameter.deprecated,
        ),
        location: parameter.location,
        required: parameter.required,
        default: default(types, parameter),
        check: types.check(parameter.schema),
        style: parameter.style,
        explode: parameter.explode,
        allow_reserved: parameter.allow_reserved,
        // No text is a text as well.
        allow_empty_value: parameter.allow_empty_value && ty != ir::TypeRef::String,
        whole: parameter.whole,
        ty,
        beside,
    }
}

/// Longer defaults are not shown in docs.
const LONGEST_DEFAULT: usize = 80;

/// Adds the `default` of a schema.
pub(super) fn with_default(types: &Types<'_>, docs: DocsBuilder, schema: SchemaId) -> DocsBuilder {
    let shown = types.default_value(schema).map(ToString::to_string);
    match shown.filter(|shown| shown.len() <= LONGEST_DEFAULT) {
        Some(shown) => docs.line(format!("Default: {}", docs::code(&shown))),
        None => docs,
    }
}

/// A required parameter is always there, whatever its schema says.
fn default(types: &Types<'_>, parameter: &Parameter) -> Option<ir::Literal> {
    if parameter.required {
        return None;
    }
    let value = types.default_value(parameter.schema)?;
    literals::literal(types, parameter.schema, value)
}

/// What a schema is another name for.
pub(super) fn resolved(api: &Api, id: SchemaId) -> SchemaId {
    let mut at = id;
    // Names that lead back to themselves end nowhere.
    for _ in 0..api.schemas.len() {
        match api.schema(at).kind {
            SchemaKind::Alias(target) if api.schema(at).replacement.is_none() => at = target,
            _ => return at,
        }
    }
    at
}

//! Multipart bodies with files, or with headers of their parts, to structs of their own (OpenAPI 3.0.3, Special
//! Considerations for multipart Content).

use super::{
    contents::is_scalar,
    docs::deprecated,
    outputs,
    parameters::{resolved, with_default},
};
use crate::{
    ir::{self, PartKind},
    lower::{docs::DocsBuilder, types::Types},
    naming::{self, Scope},
    spec::{
        Additional, Api, Content, ContentKind, Encoding, Object, Operation, Property, SchemaId,
        SchemaKind, SchemaName,
    },
};
use std::collections::BTreeMap;

/// The object whose properties are the parts, where a JSON value cannot stand for them: one of them is a file, or has
/// headers.
pub(in crate::lower) fn object<'a>(api: &'a Api, content: &Content) -> Option<&'a Object> {
    if content.kind != ContentKind::Multipart {
        return None;
    }
    let SchemaKind::Object(object) = &api.schema(resolved(api, content.schema?)).kind else {
        return None;
    };
    let encodings = encodings(content);
    let mut properties = object.properties.iter();
    let found = properties.any(|property| {
        let encoding = encodings.get(property.name.as_str()).copied();
        is_file(api, property.schema, encoding)
            || encoding.is_some_and(|encoding| !encoding.headers.is_empty())
    });
    found.then_some(object)
}

/// Inline objects that nothing but such bodies are made of: no type of `models` stands for them. By [`SchemaId`].
pub(in crate::lower) fn only_parts(api: &Api) -> Vec<bool> {
    let (mut parts, mut values) = (
        vec![false; api.schemas.len()],
        vec![false; api.schemas.len()],
    );
    for schema in &api.schemas {
        for part in schema.kind.parts() {
            values[part.0] = true;
        }
    }
    let sent = super::sent(api);
    let requests = sent.iter().flat_map(|kind| &kind.requests);
    let requests = requests.map(|(_, operation)| *operation);
    for operation in api.operations.iter().chain(requests) {
        for schema in used_as_values(api, operation) {
            values[schema.0] = true;
        }
        let body = operation.request_body.iter();
        for content in body.flat_map(|body| &body.content) {
            if let (Some(schema), true) = (content.schema, object(api, content).is_some()) {
                parts[schema.0] = true;
            }
        }
    }
    let inline = api
        .schemas
        .iter()
        .map(|schema| matches!(schema.name, SchemaName::Inline { .. }));
    inline
        .zip(parts.iter().zip(&values))
        .map(|(inline, (parts, values))| inline && *parts && !*values)
        .collect()
}

/// The schemas that types of `models` stand for wherever the operation names them.
fn used_as_values(api: &Api, operation: &Operation) -> Vec<SchemaId> {
    let mut schemas: Vec<SchemaId> = operation.parameters.iter().map(|it| it.schema).collect();
    let body = operation.request_body.iter().flat_map(|it| &it.content);
    for content in body {
        if object(api, content).is_none() {
            schemas.extend(content.schema);
        }
        let headers = content.encoding.iter().flat_map(|it| &it.headers);
        schemas.extend(headers.map(|header| header.schema));
    }
    for response in &operation.responses {
        schemas.extend(response.headers.iter().map(|header| header.schema));
        schemas.extend(response.content.iter().filter_map(|it| it.schema));
    }
    schemas
}

/// The struct of such a body: of which schema, and the object that it is.
pub(super) fn of(
    types: &Types<'_>,
    content: &Content,
    (id, object): (SchemaId, &Object),
    input: &str,
) -> ir::Parts {
    let schema = types.api.schema(id);
    let idents = types.fields(resolved(types.api, id));
    let wanted: Vec<_> = idents
        .iter()
        .map(|ident| {
            let name = naming::type_name(&format!("{input} {ident} Part"));
            (name, ident.clone())
        })
        .collect();
    let structs = Scope::default().assign(&wanted);
    let encodings = encodings(content);
    let parts = object.properties.iter().zip(idents).zip(structs);
    ir::Parts {
        ident: naming::type_name(&format!("{input} Parts")),
        docs: DocsBuilder::default()
            .text(schema.description.as_deref().or(schema.title.as_deref()))
            .finish(),
        parts: parts
            .map(|((property, ident), name)| {
                one(
                    types,
                    property,
                    encodings.get(property.name.as_str()).copied(),
                    ident.clone(),
                    name,
                )
            })
            .collect(),
        closed: matches!(object.additional, Additional::Refused),
        boxed: false,
    }
}

fn one(
    types: &Types<'_>,
    property: &Property,
    encoding: Option<&Encoding>,
    ident: String,
    ident_of_struct: String,
) -> ir::Part {
    let schema = types.api.schema(property.schema);
    let headers = encoding.map_or_else(Vec::new, |it| outputs::headers(types, &it.headers));
    let said = property.description.as_deref();
    let docs = DocsBuilder::default().text(said.or(schema.description.as_deref()));
    let kind = kind(types, property.schema, encoding);
    ir::Part {
        name: ir::Name {
            wire: property.name.clone(),
            ident,
        },
        docs: deprecated(
            with_default(types, docs, property.schema),
            schema.deprecated,
        ),
        required: property.required,
        repeated: item(types.api, property.schema).is_some(),
        content_types: content_types(encoding),
        ident_of_struct: (!headers.is_empty()).then_some(ident_of_struct),
        headers,
        check: match kind {
            PartKind::File => ir::Check::default(),
            PartKind::Text(_) | PartKind::Json(_) => types.check(property.schema),
        },
        kind,
    }
}

/// Each item of an array is a part, of the kind that it would be alone.
fn kind(types: &Types<'_>, schema: SchemaId, encoding: Option<&Encoding>) -> PartKind {
    let api = types.api;
    if is_file(api, schema, encoding) {
        return PartKind::File;
    }
    let is_json = content_types(encoding)
        .first()
        .is_some_and(|it| is_json(it));
    match item(api, schema).unwrap_or(schema) {
        of if is_scalar(api, of) && !is_json => PartKind::Text(types.reference(of)),
        of if of == schema => PartKind::Json(types.reference(of)),
        of => PartKind::Json(types.reference_or_null(of)),
    }
}

/// What is no text and no JSON is a file: bytes, whatever they are called.
fn is_file(api: &Api, schema: SchemaId, encoding: Option<&Encoding>) -> bool {
    let of = item(api, schema).unwrap_or(schema);
    let schema = api.schema(resolved(api, of));
    let is_binary = matches!(&schema.kind, SchemaKind::String(Some(format)) if format == "binary");
    let named = content_types(encoding);
    let is_other = |name: &String| !is_json(name) && !name.starts_with("text/");
    let is_other = named.iter().any(is_other) || encoding.is_some_and(|it| it.other_charset);
    schema.replacement.is_none() && (is_binary || is_other)
}

fn is_json(name: &str) -> bool {
    name == "application/json" || name.ends_with("+json")
}

/// `contentType`: a list (OpenAPI 3.0.3, Encoding Object).
fn content_types(encoding: Option<&Encoding>) -> Vec<String> {
    let list = encoding.and_then(|encoding| encoding.content_type.as_deref());
    let names = list.unwrap_or_default().split(',');
    // A charset is said where it is another than readers expect.
    let names = names.map(
        |name| match encoding.is_some_and(|encoding| encoding.other_charset) {
            true => name.trim(),
            false => name.split(';').next().unwrap_or_default().trim(),
        },
    );
    let names = names.filter(|name| !name.is_empty());
    names.map(str::to_ascii_lowercase).collect()
}

/// By property.
fn encodings(content: &Content) -> BTreeMap<&str, &Encoding> {
    let encodings = content.encoding.iter();
    encodings.map(|one| (one.property.as_str(), one)).collect()
}

/// The items of an array.
pub(in crate::lower) fn item(api: &Api, schema: SchemaId) -> Option<SchemaId> {
    match api.schema(resolved(api, schema)).kind {
        SchemaKind::Array(items) if api.schema(schema).replacement.is_none() => Some(items),
        _ => None,
    }
}

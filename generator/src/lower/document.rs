//! The document that the generated code implements: resolved, merged, normalised, with the names of the code.

use super::{operations::Names, samples::Samples, types::Types};
use crate::ir;
use crate::spec::{
    self, IntegerFormat, Location, NumberFormat, SchemaId, SchemaKind, SecuritySchemeKind,
};
use serde_json::{Map, Value, json};

/// OpenAPI 3.0.3; generating from it gives the same code.
pub(super) fn write(
    api: &spec::Api,
    names: &Names,
    types: &Types<'_>,
    samples: &Samples<'_>,
    servers: &[ir::Server],
) -> Value {
    let writer = Writer {
        api,
        types,
        samples,
    };
    let mut document = Map::new();
    document.insert("openapi".to_owned(), json!("3.0.3"));
    document.insert(
        "info".to_owned(),
        object([
            ("title", Some(json!(api.title))),
            (
                "description",
                api.description.as_ref().map(|text| json!(text)),
            ),
            ("version", Some(json!(api.version))),
        ]),
    );
    // A server that the user named has its name for a description: names are made from that.
    let servers = api.servers.iter().zip(servers).map(|(server, named)| {
        let description = match &server.chosen_name {
            Some(_) => Some(&named.ident),
            None => server.description.as_ref(),
        };
        object([
            ("url", Some(json!(server.url))),
            ("description", description.map(|text| json!(text))),
        ])
    });
    document.insert("servers".to_owned(), servers.collect());
    let mut paths = Map::new();
    for (operation, name) in api.operations.iter().zip(names.idents()) {
        let item = paths
            .entry(operation.path.as_str())
            .or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(item) = item {
            item.insert(
                operation.method.to_ascii_lowercase(),
                writer.operation(operation, name),
            );
        }
    }
    document.insert("paths".to_owned(), Value::Object(paths));
    let schemas: Map<String, Value> = types
        .named()
        .map(|(id, name)| (name.to_owned(), writer.definition(id)))
        .collect();
    let schemes: Map<String, Value> = api
        .security_schemes
        .iter()
        .map(|scheme| (scheme.name.clone(), security_scheme(scheme)))
        .collect();
    let filled = |map: Map<String, Value>| (!map.is_empty()).then_some(Value::Object(map));
    let components = object([
        ("schemas", filled(schemas)),
        ("securitySchemes", filled(schemes)),
    ]);
    if components
        .as_object()
        .is_some_and(|components| !components.is_empty())
    {
        document.insert("components".to_owned(), components);
    }
    Value::Object(document)
}

struct Writer<'a> {
    api: &'a spec::Api,
    types: &'a Types<'a>,
    samples: &'a Samples<'a>,
}

impl Writer<'_> {
    fn operation(&self, operation: &spec::Operation, name: &str) -> Value {
        let parameters: Vec<Value> = operation
            .parameters
            .iter()
            .map(|parameter| self.parameter(parameter))
            .collect();
        let mut responses = Map::new();
        for response in [&operation.success].into_iter().chain(&operation.failures) {
            let content = response
                .schema
                .map(|schema| json!({ "application/json": { "schema": self.schema(schema) } }));
            let value = object([
                ("description", Some(json!(response.description))),
                ("content", content),
            ]);
            responses.insert(response.status.to_string(), value);
        }
        let security = operation.security.map(|id| {
            let scheme = &self.api.security_schemes[id.0].name;
            json!([{ scheme.as_str(): [] }])
        });
        object([
            (
                "tags",
                (!operation.tags.is_empty()).then(|| json!(operation.tags)),
            ),
            (
                "summary",
                operation.summary.as_ref().map(|text| json!(text)),
            ),
            (
                "description",
                operation.description.as_ref().map(|text| json!(text)),
            ),
            ("operationId", Some(json!(name))),
            ("deprecated", operation.deprecated.then(|| json!(true))),
            (
                "parameters",
                (!parameters.is_empty()).then_some(Value::Array(parameters)),
            ),
            (
                "requestBody",
                operation
                    .request_body
                    .as_ref()
                    .map(|body| self.request_body(body)),
            ),
            ("responses", Some(Value::Object(responses))),
            ("security", security),
        ])
    }

    fn parameter(&self, parameter: &spec::Parameter) -> Value {
        let location = match parameter.location {
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
        };
        object([
            ("name", Some(json!(parameter.name))),
            ("in", Some(json!(location))),
            (
                "description",
                parameter.description.as_ref().map(|text| json!(text)),
            ),
            ("required", parameter.required.then(|| json!(true))),
            ("deprecated", parameter.deprecated.then(|| json!(true))),
            ("schema", Some(self.schema(parameter.schema))),
        ])
    }

    fn request_body(&self, body: &spec::RequestBody) -> Value {
        let content: Map<String, Value> = body
            .media_types
            .iter()
            .map(|media_type| {
                (
                    media_type.name().to_owned(),
                    json!({ "schema": self.schema(body.schema) }),
                )
            })
            .collect();
        object([
            (
                "description",
                body.description.as_ref().map(|text| json!(text)),
            ),
            ("required", body.required.then(|| json!(true))),
            ("content", Some(Value::Object(content))),
        ])
    }

    /// A use of a schema: a reference where it has a name.
    fn schema(&self, id: SchemaId) -> Value {
        match self.types.name_of(id) {
            Some(name) => json!({ "$ref": format!("#/components/schemas/{name}") }),
            None => self.definition(id),
        }
    }

    fn definition(&self, id: SchemaId) -> Value {
        let schema = self.api.schema(id);
        let (name, format) = match &schema.kind {
            SchemaKind::Object(_) => ("object", None),
            SchemaKind::Array(_) => ("array", None),
            SchemaKind::String | SchemaKind::StringEnum(_) => ("string", None),
            SchemaKind::Integer(IntegerFormat::Int32) => ("integer", Some("int32")),
            SchemaKind::Integer(IntegerFormat::Int64) => ("integer", Some("int64")),
            SchemaKind::Number(NumberFormat::Float) => ("number", Some("float")),
            SchemaKind::Number(NumberFormat::Double) => ("number", Some("double")),
            SchemaKind::Boolean => ("boolean", None),
        };
        let example = self.samples.example(id).cloned();
        let mut value = vec![
            ("type", Some(json!(name))),
            ("format", format.map(|format| json!(format))),
            ("title", schema.title.as_ref().map(|text| json!(text))),
            (
                "description",
                schema.description.as_ref().map(|text| json!(text)),
            ),
            ("nullable", schema.nullable.then(|| json!(true))),
            ("deprecated", schema.deprecated.then(|| json!(true))),
        ];
        match &schema.kind {
            SchemaKind::Object(properties) => {
                let required: Vec<&str> = properties
                    .iter()
                    .filter(|property| property.required)
                    .map(|property| property.name.as_str())
                    .collect();
                value.push(("required", (!required.is_empty()).then(|| json!(required))));
                let members: Map<String, Value> = properties
                    .iter()
                    .map(|property| (property.name.clone(), self.property(property)))
                    .collect();
                value.push(("properties", Some(Value::Object(members))));
            }
            SchemaKind::Array(items) => value.push(("items", Some(self.schema(*items)))),
            SchemaKind::StringEnum(values) => value.push(("enum", Some(json!(values)))),
            _ => {}
        }
        value.push(("example", example));
        object(value)
    }

    /// A description beside a reference is the property's own.
    fn property(&self, property: &spec::Property) -> Value {
        let mut value = self.schema(property.schema);
        if let (Value::Object(members), Some(description)) = (&mut value, &property.description) {
            members.insert("description".to_owned(), json!(description));
        }
        value
    }
}

fn security_scheme(scheme: &spec::SecurityScheme) -> Value {
    let description = (
        "description",
        scheme.description.as_ref().map(|text| json!(text)),
    );
    match scheme.kind {
        SecuritySchemeKind::Bearer => object([
            ("type", Some(json!("http"))),
            ("scheme", Some(json!("bearer"))),
            description,
        ]),
        SecuritySchemeKind::Basic => object([
            ("type", Some(json!("http"))),
            ("scheme", Some(json!("basic"))),
            description,
        ]),
        SecuritySchemeKind::Authorization { .. } => object([
            ("type", Some(json!("apiKey"))),
            ("in", Some(json!("header"))),
            ("name", Some(json!("Authorization"))),
            description,
        ]),
    }
}

/// The members that are there.
fn object<'k>(members: impl IntoIterator<Item = (&'k str, Option<Value>)>) -> Value {
    members
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), value?)))
        .collect::<Map<_, _>>()
        .into()
}

//! Operations to Operation Objects (OpenAPI 3.0.3).

use super::{
    callbacks::{self, Ids},
    contents,
    json::{Json, Object},
    schemas::Schemas,
    servers,
};
use crate::{
    spec::{
        Header, Link, LinkTarget, LinkValue, Location, Operation, PaginationStyle, Parameter,
        RequestBody, Requirement, Response, SchemaId, Status, Style,
    },
    vocabulary,
};
use serde_json::{Value, json};

/// `paths`
pub(super) fn paths(schemas: Schemas<'_>, ids: &Ids<'_>) -> Object {
    let mut paths = Object::default();
    for (operation, name) in schemas.api.operations.iter().zip(&ids.operations) {
        let method = operation.method.to_ascii_lowercase();
        let written = self::operation(schemas, ids, operation, Some(name));
        match vocabulary::METHODS.contains(&method.as_str()) {
            true => paths.insert_inside(&operation.path, method, written),
            false => additional(&mut paths, operation, written),
        }
    }
    paths
}

/// Puts an operation of another method beside those.
fn additional(paths: &mut Object, operation: &Operation, written: Object) {
    let key = "additionalOperations";
    let mut others = match paths.get_mut(&operation.path) {
        Some(Json::Object(item)) => match item.remove(key) {
            Some(Json::Object(others)) => others,
            _ => Object::default(),
        },
        _ => Object::default(),
    };
    others.insert(operation.method.as_str(), written);
    paths.insert_inside(&operation.path, key, others);
}

/// An Operation Object.
pub(super) fn operation(
    schemas: Schemas<'_>,
    ids: &Ids<'_>,
    operation: &Operation,
    name: Option<&str>,
) -> Object {
    let parameters: Vec<Json> = operation
        .parameters
        .iter()
        .map(|parameter| self::parameter(schemas, parameter).into())
        .collect();
    let mut responses = Object::default();
    for response in &operation.responses {
        let written = self::response(schemas, ids, operation, response);
        responses.insert(status(response.status), written);
    }
    let body = operation.request_body.as_ref();
    let external = operation.external_docs.as_ref().map(|docs| {
        Object::default()
            .with("url", &docs.url)
            .with_some("description", docs.description.as_ref())
    });
    Object::default()
        .with_some(
            "tags",
            (!operation.tags.is_empty()).then(|| json!(operation.tags)),
        )
        .with_some("summary", operation.summary.as_ref())
        .with_some("description", operation.description.as_ref())
        .with_some("externalDocs", external)
        .with_some("operationId", name)
        .with_flag("deprecated", operation.deprecated)
        .with_some("parameters", (!parameters.is_empty()).then_some(parameters))
        .with_some("requestBody", body.map(|body| request_body(schemas, body)))
        .with("responses", responses)
        .with_filled("callbacks", callbacks::all(schemas, ids, operation))
        .with_some("security", security(schemas, &operation.security))
        .with_some("servers", servers::own(&operation.servers))
        .with_some("x-pagination", pagination(operation))
}

fn security(schemas: Schemas<'_>, alternatives: &[Vec<Requirement>]) -> Option<Vec<Json>> {
    let written = alternatives.iter().map(|alternative| {
        let mut written = Object::default();
        for requirement in alternative {
            let scheme = &schemas.api.security_schemes[requirement.scheme.0].name;
            written.insert(scheme.as_str(), json!(requirement.scopes));
        }
        Json::from(written)
    });
    (!alternatives.is_empty()).then(|| written.collect())
}

fn parameter(schemas: Schemas<'_>, parameter: &Parameter) -> Object {
    let written = Object::default()
        .with("name", &parameter.name)
        .with(
            "in",
            match parameter.whole {
                true => "querystring",
                false => location(parameter.location),
            },
        )
        .with_some("description", parameter.description.as_ref())
        .with_flag("required", parameter.required)
        .with_flag("deprecated", parameter.deprecated)
        .with_flag("allowEmptyValue", parameter.allow_empty_value);
    let default = parameter.location.default_style();
    let written = styled(schemas, written, parameter, default);
    match parameter.style {
        Style::Json | Style::Text => written,
        _ => written.with_flag("allowReserved", parameter.allow_reserved),
    }
}

/// The extension that says how pages follow each other, as it was read.
fn pagination(operation: &Operation) -> Option<Object> {
    let pagination = operation.pagination.as_ref()?;
    let name = |index: usize| operation.parameters.get(index).map(|it| &it.name);
    let (style, parameter, next) = match &pagination.style {
        PaginationStyle::Page { parameter, .. } => ("page", Some(*parameter), None),
        PaginationStyle::Offset { parameter } => ("offset", Some(*parameter), None),
        PaginationStyle::Cursor { parameter, next } => ("cursor", Some(*parameter), Some(next)),
        PaginationStyle::Link { next } => ("link", None, next.as_ref()),
    };
    let first = match pagination.style {
        PaginationStyle::Page { first, .. } => Some(json!(first)),
        _ => None,
    };
    Some(
        Object::default()
            .with("style", style)
            .with_some("parameter", parameter.and_then(name))
            .with_some("size", pagination.size.and_then(name))
            .with("items", &pagination.items)
            .with_some("next", next)
            .with_some("first", first),
    )
}

/// What a parameter or a header carries, and how it is written.
trait Carries {
    fn carries(&self) -> (SchemaId, Style, bool);
}

impl Carries for Parameter {
    fn carries(&self) -> (SchemaId, Style, bool) {
        (self.schema, self.style, self.explode)
    }
}

impl Carries for Header {
    fn carries(&self) -> (SchemaId, Style, bool) {
        (self.schema, self.style, self.explode)
    }
}

fn styled(schemas: Schemas<'_>, written: Object, carrier: &impl Carries, default: Style) -> Object {
    let (schema, style, explode) = carrier.carries();
    let used = schemas.used(schema);
    let content = |media: &str| {
        let media_type = Object::default().with("schema", used.clone());
        Object::default().with(media, media_type)
    };
    match style {
        Style::Json => written.with("content", content("application/json")),
        Style::Text => written.with("content", content("text/plain")),
        _ => written
            .with_some("style", (style != default).then(|| self::style(style)))
            .with_some(
                "explode",
                (explode != explodes(style)).then_some(Value::Bool(explode)),
            )
            .with("schema", used),
    }
}

/// Whether a style is exploded where the document does not say (OpenAPI 3.0.3, Parameter Object, `explode`).
fn explodes(style: Style) -> bool {
    matches!(style, Style::Form | Style::DeepObject | Style::Cookie)
}

pub(super) fn style(style: Style) -> &'static str {
    match style {
        Style::Simple => "simple",
        Style::Label => "label",
        Style::Matrix => "matrix",
        Style::Form => "form",
        Style::SpaceDelimited => "spaceDelimited",
        Style::PipeDelimited => "pipeDelimited",
        Style::DeepObject => "deepObject",
        Style::Cookie => "cookie",
        // These are said by `content`.
        Style::Json | Style::Text => "simple",
    }
}

pub(super) fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

/// `headers` of a response or of a part.
pub(super) fn headers(schemas: Schemas<'_>, headers: &[Header]) -> Object {
    let mut written = Object::default();
    for header in headers {
        let own = Object::default()
            .with_some("description", header.description.as_ref())
            .with_flag("required", header.required)
            .with_flag("deprecated", header.deprecated);
        let own = styled(schemas, own, header, Style::Simple);
        written.insert(header.name.as_str(), own);
    }
    written
}

fn request_body(schemas: Schemas<'_>, body: &RequestBody) -> Object {
    Object::default()
        .with_some("description", body.description.as_ref())
        .with_flag("required", body.required)
        .with("content", contents::all(schemas, &body.content))
}

fn response(
    schemas: Schemas<'_>,
    ids: &Ids<'_>,
    operation: &Operation,
    response: &Response,
) -> Object {
    let mut links = Object::default();
    for link in &response.links {
        if let Some(written) = self::link(schemas, ids, operation, response, link) {
            links.insert(link.name.as_str(), written);
        }
    }
    Object::default()
        .with("description", &response.description)
        .with_filled("headers", headers(schemas, &response.headers))
        .with_filled("content", contents::all(schemas, &response.content))
        .with_filled("links", links)
}

fn status(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(hundred) => format!("{hundred}XX"),
        Status::Default => "default".to_owned(),
    }
}

/// A link to an operation of the document; the others are docs of the code, which implements nothing of them.
fn link(
    schemas: Schemas<'_>,
    ids: &Ids<'_>,
    own: &Operation,
    response: &Response,
    link: &Link,
) -> Option<Object> {
    let LinkTarget::Operation {
        operation,
        parameters,
        request_body,
    } = &link.target
    else {
        return None;
    };
    let target = schemas.api.operations.get(operation.0)?;
    let mut values = Object::default();
    for (index, given) in parameters {
        let parameter = target.parameters.get(*index)?;
        let key = format!("{}.{}", location(parameter.location), parameter.name);
        values.insert(key, value(own, response, given)?);
    }
    let body = match request_body {
        Some(given) => Some(value(own, response, given)?),
        None => None,
    };
    let id = ids.operations.get(operation.0)?;
    Some(
        Object::default()
            .with("operationId", *id)
            .with_filled("parameters", values)
            .with_some("requestBody", body)
            .with_some("description", link.description.as_ref()),
    )
}

/// A constant, or a runtime expression (OpenAPI 3.0.3, Link Object).
fn value(own: &Operation, response: &Response, value: &LinkValue) -> Option<Json> {
    let expression = match value {
        LinkValue::Constant(value) => return Some(value.into()),
        LinkValue::Parameter(index) => {
            let parameter = own.parameters.get(*index)?;
            let place = location(parameter.location);
            format!("$request.{place}.{}", parameter.name)
        }
        LinkValue::RequestBody(pointer) if pointer.is_empty() => "$request.body".to_owned(),
        LinkValue::RequestBody(pointer) => format!("$request.body#{pointer}"),
        LinkValue::ResponseBody(pointer) if pointer.is_empty() => "$response.body".to_owned(),
        LinkValue::ResponseBody(pointer) => format!("$response.body#{pointer}"),
        LinkValue::ResponseHeader(index) => {
            let header = response.headers.get(*index)?;
            format!("$response.header.{}", header.name)
        }
    };
    Some(Json::from(&expression))
}

//! Parameters' styles, security, servers, callbacks, webhooks and links.

use super::{again, module, of_document, of_file, operation, round_trip};
use crate::ir::{LinkValue, Literal, ServerVariableType, Step, Style};

#[test]
fn styles_and_defaults() {
    let module = round_trip(
        "
paths:
  /a/{id}:
    get:
      operationId: a
      parameters:
        - {name: id, in: path, required: true, style: matrix, explode: true, schema: {type: array, items: {type: string}}}
        - {name: tags, in: query, style: pipeDelimited, explode: false, allowReserved: true, schema: {type: array, items: {type: string}}}
        - {name: limit, in: query, schema: {type: integer, default: 20}}
        - {name: json, in: query, content: {application/json: {schema: {type: array, items: {type: array, items: {type: string}}}}}}
        - {name: deep, in: query, style: deepObject, explode: true, schema: {type: object, properties: {a: {type: string}}}}
        - {name: flat, in: query, schema: {type: object, properties: {x: {type: string}, y: {type: string}}}}
        - {name: rest, in: query, schema: {type: object, additionalProperties: {type: string}}}
      security: [{key: []}]
      responses: {'204': {description: Done.}}
components:
  securitySchemes:
    key: {type: apiKey, in: query, name: secret}
",
    );
    let operation = operation(&module, "a");
    let find = |name: &str| {
        let mut parameters = operation.parameters.iter();
        parameters
            .find(|it| it.name.wire == name)
            .expect("a parameter")
    };
    assert_eq!(
        (find("id").style, find("id").explode),
        (Style::Matrix, true)
    );
    assert_eq!(
        (find("tags").style, find("tags").explode),
        (Style::PipeDelimited, false)
    );
    assert!(find("tags").allow_reserved);
    assert_eq!(
        find("limit").default,
        Some(Literal::Integer("20".to_owned()))
    );
    assert_eq!(find("json").style, Style::Json);
    assert_eq!(find("deep").style, Style::DeepObject);
    assert_eq!(
        find("rest").beside,
        ["deep", "json", "limit", "secret", "tags", "x", "y"]
    );
    assert!(find("flat").beside.is_empty());
    assert!(operation.samples.is_some());
}

#[test]
fn requirements_are_constants_once() {
    let module = round_trip(
        "
security: [{key: []}]
paths:
  /a: {get: {operationId: a, responses: {'204': {description: A.}}}}
  /b: {get: {operationId: b, security: [{key: [], login: [read]}, {}], responses: {'204': {description: A.}}}}
  /c: {get: {operationId: c, security: [], responses: {'204': {description: A.}}}}
  /d: {get: {operationId: both, responses: {'204': {description: A.}}}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    login:
      type: oauth2
      flows: {clientCredentials: {tokenUrl: 'https://a.example/token', scopes: {read: Reads.}}}
    unused: {type: http, scheme: basic}
",
    );
    let schemes: Vec<_> = module
        .schemes
        .iter()
        .map(|it| it.constant.as_str())
        .collect();
    assert_eq!(schemes, ["KEY", "LOGIN"]);
    let scopes: Vec<_> = module
        .schemes
        .iter()
        .map(|it| it.kind.has_scopes())
        .collect();
    assert_eq!(scopes, [false, true]);
    let constants: Vec<_> = module
        .securities
        .iter()
        .map(|it| it.constant.as_str())
        .collect();
    assert_eq!(constants, ["SECURITY", "SECURITY_2"]);
    assert_eq!(
        module.securities[1].alternatives,
        operation(&module, "b").security
    );
    assert!(module.securities[1].alternatives[1].is_empty());
    assert!(operation(&module, "c").security.is_empty());
    // `both` is what tells who two credentials together are.
    assert!(module.operations.iter().all(|it| it.ident != "both"));
}

#[test]
fn servers_have_variables_and_origins() {
    let module = round_trip(
        "
servers:
  - url: https://{region}.a.example/{base path}
    description: By region
    variables:
      region: {enum: [eu, us-east-1], default: eu}
      base path: {default: v1}
  - {url: /api/v3}
paths:
  /a:
    get:
      operationId: a
      servers: [{url: 'https://{host}/x', variables: {host: {default: upload.a.example}}}]
      responses: {'204': {description: A.}}
",
    );
    let idents: Vec<_> = module.servers.iter().map(|it| it.ident.as_str()).collect();
    assert_eq!(idents, ["ByRegion", "ApiV3"]);
    let relative: Vec<_> = module.servers.iter().map(|it| it.is_relative).collect();
    assert_eq!(relative, [false, true]);
    let server = &module.servers[0];
    assert_eq!(server.ident_of_struct.as_deref(), Some("ByRegionServer"));
    let ServerVariableType::Enum { ident, values } = &server.variables[0].ty else {
        panic!("{server:?}");
    };
    assert_eq!(ident, "ByRegionServerRegion");
    let values: Vec<_> = values.iter().map(|it| it.ident.as_str()).collect();
    assert_eq!(values, ["Eu", "UsEast1"]);
    assert_eq!(server.variables[1].name.ident, "base_path");
    assert_eq!(
        operation(&module, "a").server.as_deref(),
        Some("https://upload.a.example/x")
    );
}

const CALLBACKS: &str = "
paths:
  /a:
    post:
      operationId: a
      callbacks:
        onEvent: {$ref: '#/components/callbacks/event'}
        onEnd: {'{$request.query.url}': {post: {operationId: a, responses: {'204': {description: A.}}}}}
      responses: {'204': {description: A.}}
  /b:
    post:
      operationId: b
      callbacks:
        onEvent: {$ref: '#/components/callbacks/event'}
      responses: {'204': {description: A.}}
components:
  callbacks:
    event:
      '{$request.query.url}':
        post:
          requestBody:
            content:
              application/json: {schema: {type: object, properties: {id: {type: string}}}}
          responses: {'204': {description: A.}}
";

#[test]
fn callbacks_are_there_once() {
    let text = CALLBACKS.replace("operationId: a, ", "operationId: ended, ");
    let module = round_trip(&text);
    let callbacks = module.callbacks.first().expect("callbacks");
    let found: Vec<_> = callbacks
        .operations
        .iter()
        .map(|it| (it.ident.as_str(), it.path.as_str()))
        .collect();
    assert_eq!(found, [("on_event", "/onEvent"), ("ended", "/onEnd")]);
    assert!(callbacks.operations.iter().all(|it| it.samples.is_some()));
}

#[test]
fn webhooks_are_a_module_of_their_own() {
    // Two of them share a path item, and one is called as a keyword is that has a schema.
    let module = again(of_document(
        "
openapi: 3.1.0
info: {title: Webhooks, version: '1'}
paths:
  /a:
    post:
      operationId: a
      callbacks:
        onEnd: {'{$request.query.url}': {post: {operationId: ended, responses: {'204': {description: A.}}}}}
      responses: {'204': {description: A.}}
webhooks:
  a: {post: {responses: {'204': {description: A.}}}}
  ended: {$ref: '#/components/pathItems/Told'}
  schema: {$ref: '#/components/pathItems/Told'}
  nothing: {}
components:
  pathItems:
    Told:
      put:
        requestBody: {content: {application/json: {schema: {type: object, properties: {id: {type: [string, 'null'], minLength: 1}}}}}}
        responses: {'204': {description: A.}}
",
    ));
    let idents: Vec<_> = module
        .callbacks
        .iter()
        .map(|it| (it.ident.as_str(), it.noun))
        .collect();
    assert_eq!(idents, [("callbacks", "callback"), ("webhooks", "webhook")]);
    let webhooks = &module.callbacks[1].operations;
    let found: Vec<_> = webhooks
        .iter()
        .map(|it| (it.ident.as_str(), it.path.as_str()))
        .collect();
    assert_eq!(
        found,
        [("a_2", "/a"), ("ended_2", "/ended"), ("schema", "/schema")]
    );
    assert!(webhooks.iter().all(|it| it.samples.is_some()));
    let document: serde_json::Value = serde_json::from_str(&module.document).expect("a document");
    assert_eq!(document["openapi"], "3.1.0");
    let written = document["webhooks"].as_object().expect("webhooks");
    assert_eq!(written.keys().collect::<Vec<_>>(), ["a", "ended", "schema"]);
}

#[test]
fn a_module_is_not_called_as_its_api() {
    let module = of_file(
        "webhooks.yaml",
        "
openapi: 3.1.0
info: {title: Webhooks, version: '1'}
webhooks:
  a: {post: {responses: {'204': {description: A.}}}}
",
    );
    assert_eq!(module.ident, "webhooks");
    assert_eq!(module.callbacks[0].ident, "requests");
}

#[test]
fn links_are_functions_where_all_is_known() {
    let module = round_trip(
        "
paths:
  /things:
    post:
      operationId: create
      parameters: [{name: tenant, in: query, schema: {type: string}}]
      responses:
        '201':
          description: A.
          headers: {ETag: {schema: {type: string}}}
          content: {application/json: {schema: {type: object, properties: {id: {type: string}}}}}
          links:
            Read:
              operationId: read
              parameters: {id: '$response.body#/id', tenant: $request.query.tenant, If-Match: $response.header.ETag, limit: 3}
            Elsewhere: {operationRef: 'https://a.example/other#/x'}
  /things/{id}:
    get:
      operationId: read
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: tenant, in: query, schema: {type: string}}
        - {name: If-Match, in: header, schema: {type: string}}
        - {name: limit, in: query, schema: {type: integer}}
        - {name: other, in: query, schema: {type: integer}}
      responses: {'204': {description: A.}}
",
    );
    let create = operation(&module, "create");
    assert_eq!(create.links.len(), 1);
    let link = &create.links[0];
    assert_eq!(
        (link.ident.as_str(), link.target.as_str()),
        ("read", "Read")
    );
    let values: Vec<_> = link
        .values
        .iter()
        .map(|(field, required, value)| {
            let value = match value {
                LinkValue::Constant(Literal::Integer(digits)) => digits.clone(),
                LinkValue::Input(field) => format!("input {field}"),
                LinkValue::Output(pointer) => format!("output {pointer}"),
                LinkValue::Header(field) => format!("header {field}"),
                other => format!("{other:?}"),
            };
            format!("{field} {required} {value}")
        })
        .collect();
    let header = crate::naming::snake_name("ETag");
    assert_eq!(
        values,
        [
            "id true output /id".to_owned(),
            "tenant false input tenant".to_owned(),
            format!("if_match false header {header}"),
            "limit false 3".to_owned(),
        ]
    );
    let docs = create.docs.0.join("\n");
    assert!(docs.contains("Elsewhere"), "{docs}");
}

#[test]
fn brief_docs_are_a_line() {
    let module = module(
        "paths: {/a: {get: {operationId: a, summary: Gets., description: More., responses: {'204': {description: A.}}}}}",
    );
    assert_eq!(operation(&module, "a").brief.0, ["`GET /a`: Gets."]);
}

#[test]
fn pages_name_the_fields_of_the_input() {
    let module = round_trip(
        "
paths:
  /a:
    get:
      operationId: a
      x-pagination: {style: cursor, parameter: after, size: pageSize, items: /data, next: /next}
      parameters:
        - {name: after, in: query, schema: {type: string}}
        - {name: pageSize, in: query, schema: {type: integer}}
      responses:
        '200':
          description: A.
          content:
            application/json:
              schema:
                type: object
                properties: {data: {type: array, items: {type: string}}, next: {type: string}}
",
    );
    let pagination = operation(&module, "a").pagination.as_ref().expect("pages");
    let next = Step::Cursor {
        field: "after".to_owned(),
        next: "/next".to_owned(),
    };
    assert_eq!(pagination.step, next);
    assert_eq!(pagination.items, "/data");
    assert_eq!(pagination.size.as_deref(), Some("page_size"));
}

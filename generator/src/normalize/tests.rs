//! What documents of OpenAPI become, said by the part of the spec that shows it.

use crate::{
    diagnostics::Diagnostics,
    source::{self, MemoryLoader, Sources},
    spec::{
        Api, ContentKind, LinkTarget, LinkValue, Operation, Pagination, PaginationStyle,
        SchemaKind, Status, Style,
    },
};
use serde_json::json;

/// A document with these paths and components, and the codes of what is said about it.
fn api(paths: &str, components: &str) -> (Api, Vec<&'static str>) {
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\nsecurity: [{{token: []}}]\n\
         servers: [{{url: 'https://a.example'}}]\npaths:\n{paths}\n\
         components:\n  securitySchemes:\n    unused: {{type: http, scheme: basic}}\n    \
         token: {{type: http, scheme: Bearer}}\n    \
         key: {{type: apiKey, in: cookie, name: sid}}\n{components}"
    );
    let loader = MemoryLoader::new().file("api.yaml", text);
    let mut cx = Diagnostics::new(Sources::default(), false);
    let apis = source::run(&mut cx, &loader, &[]).expect("sources");
    let source = apis.into_iter().next().expect("an API");
    let united = crate::dialect::unite(&mut cx, source).expect("a document");
    let dialect = crate::dialect::check(&mut cx, united);
    let dialect = dialect.unwrap_or_else(|_| panic!("{}", cx.short()));
    let document = crate::document::run(&mut cx, dialect).expect("a document");
    let resolved = crate::resolve::run(&mut cx, document).expect("references");
    let result = super::run(&mut cx, resolved);
    let (api, _) = result.unwrap_or_else(|_| panic!("{}", cx.short()));
    (api, cx.iter().map(|one| one.code.name).collect())
}

/// The one operation of a path item.
fn operation(item: &str) -> (Api, Operation, Vec<&'static str>) {
    let (api, codes) = api(&format!("  /a: {item}"), "");
    let operation = api.operations[0].clone();
    (api, operation, codes)
}

/// Whom the operations' requirements name.
fn security(api: &Api, operation: &Operation) -> Vec<Vec<String>> {
    let name = |id: usize| api.security_schemes[id].name.clone();
    let alternatives = operation.security.iter();
    alternatives
        .map(|all| all.iter().map(|one| name(one.scheme.0)).collect())
        .collect()
}

#[test]
fn styles_are_those_that_make_a_difference() {
    let (_, operation, codes) = operation(
        "{get: {parameters: [
          {in: query, name: a, style: spaceDelimited, explode: true, schema: {type: array, items: {type: string}}},
          {in: query, name: b, style: pipeDelimited, schema: {type: array, items: {type: string}}},
          {in: query, name: c, explode: false, schema: {type: integer}},
          {in: header, name: d, explode: true, schema: {type: array, items: {type: string}}},
          {in: header, name: e, explode: true, schema: {type: object, properties: {x: {type: string}}}},
          {in: query, name: f, style: deepObject, schema: {type: object}},
          {in: query, name: g, content: {application/json: {}}},
          {in: cookie, name: h, content: {text/plain: {schema: {type: integer}}}},
          {in: query, name: i, style: deepObject, schema: {type: object, properties: {x: {type: array, items: {type: object}}}}},
          {in: query, name: j, style: deepObject, schema: {type: array, items: {type: string}}},
          {in: query, name: k, explode: false, schema: {type: array, items: {type: object}}}
        ], responses: {default: {description: ok}}}}",
    );
    let found: Vec<_> = operation
        .parameters
        .iter()
        .map(|parameter| (parameter.name.as_str(), parameter.style, parameter.explode))
        .collect();
    let expected = [
        ("a", Style::Form, true),
        ("b", Style::PipeDelimited, false),
        ("c", Style::Form, true),
        ("d", Style::Simple, false),
        ("e", Style::Simple, true),
        ("f", Style::DeepObject, true),
        ("g", Style::Json, false),
        ("h", Style::Text, false),
        ("i", Style::DeepObject, true),
        ("j", Style::DeepObject, true),
        ("k", Style::Form, true),
    ];
    assert_eq!(found, expected);
    assert_eq!(
        codes,
        ["undefined-style", "undefined-style", "unstyled-value"]
    );
}

#[test]
fn json_comes_first_and_streams_carry_items() {
    let (api, operation, _) = operation(
        "{post: {requestBody: {content: {
          text/csv: {}, application/x-ndjson: {schema: {type: array, items: {type: integer}}},
          application/vnd.a+json: {schema: {type: boolean}}, image/*: {}}},
          responses: {'200': {description: ok, content: {application/json: {}}}}}}",
    );
    let body = operation.request_body.expect("a body");
    let found: Vec<_> = body
        .content
        .iter()
        .map(|one| (one.media_type.as_str(), one.kind))
        .collect();
    let expected = [
        ("application/vnd.a+json", ContentKind::Json),
        ("text/csv", ContentKind::Text),
        ("application/x-ndjson", ContentKind::JsonLines),
        ("image/*", ContentKind::Bytes),
    ];
    assert_eq!(found, expected);
    let items = body.content[2].schema.expect("items");
    assert!(matches!(api.schema(items).kind, SchemaKind::Integer(_)));
    assert_eq!(operation.responses[0].content[0].schema, None);
}

#[test]
fn a_body_without_media_types_is_bytes() {
    let (_, operation, _) =
        operation("{post: {requestBody: {content: {}}, responses: {default: {description: ok}}}}");
    let content = &operation.request_body.expect("a body").content;
    assert_eq!(content[0].media_type, "*/*");
    assert_eq!(content[0].kind, ContentKind::Bytes);
}

#[test]
fn statuses_are_in_their_order() {
    let (_, operation, _) = operation(
        "{get: {responses: {default: {description: d}, 4XX: {description: c},
          '404': {description: b}, '201': {description: a}}}}",
    );
    let found: Vec<_> = operation.responses.iter().map(|one| one.status).collect();
    let expected = [
        Status::Code(201),
        Status::Code(404),
        Status::Range(4),
        Status::Default,
    ];
    assert_eq!(found, expected);
}

#[test]
fn security_is_inherited_or_said() {
    let (api, _) = api(
        "  /a: {get: {responses: {default: {description: a}}}}
  /b: {get: {security: [], responses: {default: {description: a}}}}
  /c: {get: {security: [{}], responses: {default: {description: a}}}}
  /d: {get: {security: [{key: [], token: []}, {}, {}], responses: {default: {description: a}}}}
  /e: {get: {security: [], parameters: [{in: header, name: authorization, schema: {type: string}}],
             responses: {default: {description: a}}}}
  /f: {get: {security: [{key: []}], parameters: [{in: cookie, name: sid, schema: {type: string}},
             {in: query, name: sid, schema: {type: string}}], responses: {default: {description: a}}}}",
        "",
    );
    let names: Vec<_> = api.security_schemes.iter().map(|one| &one.name).collect();
    assert_eq!(names, ["token", "key", "Authorization"]);
    let found: Vec<_> = api
        .operations
        .iter()
        .map(|one| security(&api, one))
        .collect();
    let expected = json!([
        [["token"]],
        [],
        [],
        [["key", "token"], []],
        [["Authorization"], []],
        [["key"]],
    ]);
    assert_eq!(json!(found), expected);
    assert_eq!(api.operations[4].parameters.len(), 0);
    assert_eq!(api.operations[5].parameters.len(), 1);
}

#[test]
fn callbacks_stand_for_themselves() {
    let (api, operation, _) = operation(
        "{post: {operationId: subscribe, callbacks: {event: {
          '{$request.body#/url}': {
            post: {requestBody: {content: {application/json: {schema: {type: object, properties: {
                id: {type: string, readOnly: true}, secret: {type: string, writeOnly: true}}}}}},
              responses: {'200': {description: ok}}},
            put: {operationId: renamed, responses: {'200': {description: ok}}}}}},
          responses: {default: {description: ok}}}}",
    );
    let names: Vec<_> = operation.callbacks[0]
        .operations
        .iter()
        .map(|one| (one.name.as_str(), one.path.as_str(), one.security.len()))
        .collect();
    assert_eq!(names, [("renamed", "event", 0), ("post event", "event", 0)]);
    // What the API sends is as its responses are.
    let schema = operation.callbacks[0].operations[1].body_schemas().next();
    let SchemaKind::Object(object) = &api.schema(schema.expect("a schema")).kind else {
        panic!("an object");
    };
    let names: Vec<_> = object.properties.iter().map(|one| &one.name).collect();
    assert_eq!(names, ["id"]);
}

#[test]
fn servers_of_their_own() {
    let (api, codes) = api(
        "  /a: {servers: [{url: 'https://a.example'}], get: {responses: {default: {description: a}}}}
  /b: {servers: [{url: /up}], get: {responses: {default: {description: a}}}}
  /c: {servers: [{url: /up}], get: {servers: [{url: 'https://{y}.{x}', variables: {x: {default: a}, y: {default: b}}}],
       responses: {default: {description: a}}}}",
        "",
    );
    let found: Vec<Vec<_>> = api
        .operations
        .iter()
        .map(|one| {
            one.servers
                .iter()
                .map(|server| server.url.as_str())
                .collect()
        })
        .collect();
    assert_eq!(json!(found), json!([[], ["/up"], ["https://{y}.{x}"]]));
    let variables = &api.operations[2].servers[0].variables;
    let names: Vec<_> = variables.iter().map(|one| &one.name).collect();
    assert_eq!(names, ["y", "x"]);
    assert_eq!(codes, [""; 0]);
}

#[test]
fn links_hand_on_what_is_known() {
    let (api, codes) = api(
        "  /a/{id}: {get: {operationId: a, parameters: [{in: path, name: id, required: true, schema: {type: string}}],
      responses: {'200': {description: ok, headers: {ETag: {schema: {type: string}}},
      content: {application/json: {schema: {type: object, properties: {next: {type: array, items: {type: string}}}}}},
      links: {next: {operationId: b, parameters: {id: $response.body#/next/0, query.tag: $response.header.etag, n: $statusCode, m: $method},
                     requestBody: $request.path.id}}}}}}
  /b/{id}: {put: {operationId: b, parameters: [
      {in: query, name: tag, schema: {type: string}}, {in: query, name: n, schema: {type: integer}},
      {in: query, name: m, schema: {type: string}},
      {in: path, name: id, required: true, schema: {type: string}}],
      requestBody: {required: true, content: {application/json: {schema: {type: string}}}},
      responses: {default: {description: ok}}}}",
        "",
    );
    let link = &api.operations[0].responses[0].links[0];
    let LinkTarget::Operation {
        operation,
        parameters,
        request_body,
    } = &link.target
    else {
        panic!("{link:?}");
    };
    assert_eq!(operation.0, 1);
    assert_eq!(
        format!("{parameters:?}"),
        format!(
            "{:?}",
            [
                (0, LinkValue::ResponseBody("/next/0".to_owned())),
                (1, LinkValue::ResponseHeader(0)),
                (2, LinkValue::Constant(json!(200))),
                (3, LinkValue::Constant(json!("GET"))),
            ]
        )
    );
    assert!(matches!(request_body, Some(LinkValue::Parameter(0))));
    assert_eq!(codes, [""; 0]);
}

#[test]
fn pages() {
    let page = |pagination: &str| {
        let (_, operation, codes) = operation(&format!(
            "{{get: {{x-pagination: {pagination}, parameters: [
              {{in: query, name: page, schema: {{type: integer, default: 0}}}},
              {{in: query, name: size, schema: {{type: integer}}}},
              {{in: query, name: after, schema: {{type: string}}}}],
              responses: {{'200': {{description: ok, content: {{application/json: {{schema: {{type: object,
                properties: {{data: {{type: array, items: {{type: string}}}}, next: {{type: string}}}}}}}}}}}}}}}}}}"
        ));
        assert_eq!(codes, [""; 0]);
        operation.pagination.expect("pages")
    };
    let expected = |style: PaginationStyle, size: Option<usize>| Pagination {
        style,
        items: "/data".to_owned(),
        size,
    };
    let next = || "/next".to_owned();
    let (parameter, first) = (0, 0);
    assert_eq!(
        page("{style: page, parameter: page, size: size, items: /data}"),
        expected(PaginationStyle::Page { parameter, first }, Some(1)),
    );
    assert_eq!(
        page("{style: offset, parameter: page, items: /data}"),
        expected(PaginationStyle::Offset { parameter }, None),
    );
    let (parameter, next_page) = (2, next());
    assert_eq!(
        page("{style: cursor, parameter: after, items: /data, next: /next}"),
        expected(
            PaginationStyle::Cursor {
                parameter,
                next: next_page
            },
            None
        ),
    );
    assert_eq!(
        page("{style: link, items: /data}"),
        expected(PaginationStyle::Link { next: None }, None),
    );
    assert_eq!(
        page("{style: link, items: /data, next: /next}"),
        expected(PaginationStyle::Link { next: Some(next()) }, None),
    );
}

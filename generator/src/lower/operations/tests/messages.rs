//! What bodies and responses are.

use super::{operation, round_trip, shown};
use crate::ir::{Output, PartKind, Payload, Sample};

#[test]
fn forms_of_a_body() {
    let module = round_trip(
        "
paths:
  /a:
    post:
      operationId: a
      requestBody:
        content:
          text/csv: {schema: {type: string}}
          application/json: {schema: {$ref: '#/components/schemas/Thing'}}
          application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Thing'}}
          application/merge-patch+json: {schema: {$ref: '#/components/schemas/Thing'}}
          application/vnd.a.v2+json: {schema: {type: integer}}
          text/plain: {schema: {type: integer}}
          application/octet-stream: {schema: {type: string, format: binary}}
          image/png: {}
          image/*: {}
          application/x-ndjson: {schema: {$ref: '#/components/schemas/Thing'}}
      responses: {'204': {description: Done.}}
  /b:
    post:
      operationId: b
      requestBody:
        content:
          application/json: {schema: {$ref: '#/components/schemas/Thing'}}
          multipart/form-data: {schema: {$ref: '#/components/schemas/Thing'}}
      responses: {'204': {description: Done.}}
components:
  schemas:
    Thing: {type: object, properties: {name: {type: string}}}
",
    );
    let body = operation(&module, "a").body.as_ref().expect("a body");
    assert_eq!(
        shown(&module, &body.contents),
        "ABody { Json(Thing: application/json application/merge-patch+json application/x-www-form-urlencoded), \
         VndAV2Json(Integer(64, true): application/vnd.a.v2+json), Csv(text String: text/csv), \
         Text(text Integer(64, true): text/plain), Octets(bytes: application/octet-stream), Png(bytes: image/png), \
         Image(bytes: image/*), Ndjson(items Thing: application/x-ndjson) }"
    );
    let body = operation(&module, "b").body.as_ref().expect("a body");
    assert_eq!(
        shown(&module, &body.contents),
        "Thing: application/json multipart/form-data"
    );
}

/// Frameworks write `application/*+json` beside `application/json`, or alone.
#[test]
fn ranges_of_json_are_json() {
    let module = round_trip(
        "
paths:
  /a:
    post:
      operationId: a
      requestBody:
        content:
          application/*+json: {schema: {type: array, items: {type: integer}}}
          application/json: {schema: {type: array, items: {type: integer}}}
      responses:
        '200': {description: Done., content: {application/*+json: {schema: {type: integer}}}}
        '201': {description: Done., content: {application/*+json: {schema: {type: integer}}, text/json: {schema: {type: integer}}}}
  /b:
    post:
      operationId: b
      requestBody:
        content:
          application/*+json: {schema: {type: integer}}
          application/*+xml: {schema: {type: integer}}
      responses: {'204': {description: Done.}}
",
    );
    let a = operation(&module, "a");
    let body = a.body.as_ref().expect("a body");
    assert_eq!(
        shown(&module, &body.contents),
        "Vec(Integer(64, true)): application/json application/*+json"
    );
    let contents = a.output.responses().iter();
    let contents = contents.map(|response| shown(&module, &response.contents));
    assert_eq!(
        contents.collect::<Vec<_>>(),
        [
            "Integer(64, true): application/json",
            "Integer(64, true): text/json"
        ]
    );
    let body = operation(&module, "b").body.as_ref().expect("a body");
    assert_eq!(
        shown(&module, &body.contents),
        "BBody { Json(Integer(64, true): application/json application/*+json), Xml(bytes: application/*+xml) }"
    );
}

#[test]
fn parts_are_a_struct_of_their_own() {
    let module = round_trip(
        "
paths:
  /a:
    post:
      operationId: upload
      requestBody:
        required: true
        content:
          application/json: {schema: {type: object, required: [name], properties: {name: {type: string}}}}
          multipart/form-data:
            schema:
              type: object
              required: [file, name]
              additionalProperties: false
              properties:
                file: {type: string, format: binary}
                more: {type: array, items: {type: string, format: binary}}
                name: {type: string, maxLength: 3}
                tags: {type: array, items: {type: integer}}
                meta: {type: object, properties: {a: {type: string}}}
                icon: {type: string}
                type: {type: string}
            encoding:
              icon: {contentType: 'image/png, image/jpeg'}
              name: {headers: {X-Kind: {schema: {type: string}}}}
      responses: {'204': {description: Done.}}
",
    );
    let operation = operation(&module, "upload");
    let body = operation.body.as_ref().expect("a body");
    assert_eq!(
        shown(&module, &body.contents),
        "UploadBody { Json(Upload: application/json), Multipart(UploadParts: multipart/form-data) }"
            .replace("Json(Upload:", &format!("Json({}:", module.types[0].ident))
    );
    let parts = body.contents.forms().find_map(|form| match &form.payload {
        Payload::Parts(parts) => Some(parts),
        _ => None,
    });
    let parts = parts.expect("parts");
    assert!(parts.closed);
    let kinds: Vec<String> = parts
        .parts
        .iter()
        .map(|part| {
            let kind = match &part.kind {
                PartKind::Text(_) => "text",
                PartKind::Json(_) => "json",
                PartKind::File => "file",
            };
            let marks = [(part.required, "!"), (part.repeated, "*")];
            let marks: String = marks.iter().filter(|it| it.0).map(|it| it.1).collect();
            format!("{} {kind}{marks}", part.name.ident)
        })
        .collect();
    let expected = [
        "file file!",
        "more file*",
        "name text!",
        "tags text*",
        "meta json",
        "icon file",
        "type_ text",
    ];
    assert_eq!(kinds, expected);
    assert_eq!(parts.parts[5].content_types, ["image/png", "image/jpeg"]);
    assert_eq!(
        parts.parts[2].ident_of_struct.as_deref(),
        Some("UploadNamePart")
    );
    assert!(!parts.parts[2].check.is_empty());
    // The object of the parts is no type of its own; what JSON carries is.
    let types: Vec<_> = module.types.iter().map(|it| it.ident.as_str()).collect();
    assert_eq!(types.len(), 2, "{types:?}");
    let samples = operation.samples.as_ref().expect("samples");
    let Some(Sample::Parts(parts)) = samples.body.last() else {
        panic!("{samples:?}");
    };
    let values: Vec<_> = parts.iter().map(|part| !part.values.is_empty()).collect();
    assert_eq!(values, [false, false, true, true, true, false, true]);
}

#[test]
fn outputs() {
    let module = round_trip(
        "
paths:
  /one:
    get:
      operationId: one
      responses:
        '200': {description: A., content: {application/json: {schema: {type: string}}}}
        '404': {description: B., content: {application/problem+json: {schema: {type: integer}}}}
  /several:
    get:
      operationId: several
      responses:
        '200':
          description: A.
          headers: {ETag: {required: true, schema: {type: string}}, Body: {schema: {type: integer}}}
          content:
            application/json: {schema: {type: string}}
            text/csv: {}
            text/event-stream: {schema: {type: integer}}
        '204': {description: B., headers: {ETag: {schema: {type: string}}}}
        '202': {description: C.}
  /redirect:
    get:
      operationId: redirect
      responses: {'302': {description: A.}, default: {description: B.}}
  /default:
    get:
      operationId: default
      responses: {default: {description: A., headers: {ETag: {schema: {type: string}}}}}
  /head:
    head:
      operationId: head
      responses: {'200': {description: A., content: {application/json: {schema: {type: string}}}}}
  /failures:
    get:
      operationId: failures
      responses: {'400': {description: A.}}
",
    );
    let output = |ident: &str| {
        let operation = operation(&module, ident);
        let shown = |response: &crate::ir::Response| {
            let contents = shown(&module, &response.contents);
            let headers: Vec<_> = response
                .headers
                .iter()
                .map(|it| it.name.ident.as_str())
                .collect();
            match &response.ident_of_struct {
                Some(ident) => format!("{ident} [{}] {contents}", headers.join(" ")),
                None => contents,
            }
        };
        match &operation.output {
            Output::One(response) => shown(response),
            Output::Several { ident, responses } => {
                let variants = responses
                    .iter()
                    .map(|it| format!("{}: {}", it.ident, shown(it)));
                format!("{ident}: {}", variants.collect::<Vec<_>>().join("; "))
            }
        }
    };
    assert_eq!(output("one"), "String: application/json");
    assert_eq!(
        operation(&module, "one").accept,
        ["application/json", "application/problem+json"]
    );
    assert_eq!(
        output("several"),
        "SeveralOutput: Ok: SeveralOk [e_tag body_2] SeveralOkBody { Json(String: application/json), \
         Csv(text String: text/csv), Events(events Integer(64, true): text/event-stream) }; \
         Accepted: Untyped; NoContent: SeveralNoContent [e_tag] ()"
            .replace("e_tag", &crate::naming::snake_name("ETag"))
    );
    assert!(operation(&module, "several").streams && !operation(&module, "one").streams);
    assert_eq!(output("redirect"), "Untyped");
    let header = crate::naming::snake_name("ETag");
    assert_eq!(
        output("default"),
        format!("DefaultOutput: Default: DefaultDefault [{header}] Untyped")
    );
    let failures = &operation(&module, "default").failures;
    assert_eq!(
        failures[0].ident_of_struct.as_deref(),
        Some("DefaultDefault")
    );
    assert_eq!(output("head"), "()");
    assert_eq!(output("failures"), "Untyped");
    for operation in &module.operations {
        assert!(operation.samples.is_some(), "{}", operation.ident);
    }
}

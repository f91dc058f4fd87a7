//! What is called what.

use super::{module, operation, round_trip};

#[test]
fn a_name_in_several_locations_says_where_it_is() {
    let module = round_trip(
        "
paths:
  /things/{id}:
    get:
      operationId: getThing
      parameters:
        - {name: id, in: cookie, schema: {type: string}}
        - {name: ID, in: header, schema: {type: string}}
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: id, in: query, schema: {type: string}}
        - {name: body, in: query, schema: {type: string}}
      requestBody: {content: {application/json: {schema: {type: string}}}}
      responses: {'204': {description: Done.}}
",
    );
    let operation = operation(&module, "get_thing");
    let mut fields: Vec<_> = operation
        .parameters
        .iter()
        .map(|it| (it.location, it.name.ident.as_str()))
        .collect();
    fields.sort();
    let idents: Vec<_> = fields.iter().map(|(_, ident)| *ident).collect();
    assert_eq!(idents, ["id", "body", "id_query", "id_header", "id_cookie"]);
    let body = operation.body.as_ref().map(|body| body.ident.as_str());
    assert_eq!(body, Some("body_2"));
}

#[test]
fn types_of_operations_are_told_apart() {
    let several = "
        '200': {description: A., content: {application/json: {schema: {type: string}}}}
        '201': {description: B., headers: {ETag: {schema: {type: string}}}}
        '400': {description: C.}";
    let module = module(&format!(
        "
paths:
  /a:
    get:
      operationId: a
      responses: {several}
  /b:
    get:
      operationId: a_error
      responses: {several}
  /c:
    get:
      operationId: a_output
      responses: {several}
  /d:
    get:
      operationId: a_created
      responses: {several}
"
    ));
    let mut idents = Vec::new();
    for operation in &module.operations {
        idents.extend([operation.input.clone(), operation.error.clone()]);
        if let crate::ir::Output::Several { ident, .. } = &operation.output {
            idents.push(ident.clone());
        }
        idents.extend(
            operation
                .responses()
                .filter_map(|it| it.ident_of_struct.clone()),
        );
    }
    let distinct: std::collections::BTreeSet<_> = idents.iter().collect();
    assert_eq!(distinct.len(), 16, "{idents:?}");
    for input in ["A", "AError", "AOutput", "ACreated"] {
        assert!(
            module.operations.iter().any(|it| it.input == input),
            "{idents:?}"
        );
    }
}

#[test]
fn statuses_are_called_by_their_reasons() {
    let module = round_trip(
        "
paths:
  /a:
    get:
      operationId: a
      responses:
        '200': {description: A.}
        '299': {description: B.}
        2XX: {description: C.}
        '304': {description: D.}
        3XX: {description: E.}
        '404': {description: F.}
        4XX: {description: G.}
        5XX: {description: H.}
        default: {description: I.}
",
    );
    let operation = operation(&module, "a");
    let names = |responses: &[crate::ir::Response]| {
        responses
            .iter()
            .map(|it| it.ident.clone())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(names(operation.output.responses()), "Ok Status299 Success");
    assert_eq!(
        names(&operation.failures),
        "NotModified NotFound Redirection ClientError ServerError Default"
    );
}

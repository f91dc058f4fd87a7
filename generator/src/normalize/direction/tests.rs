//! What is split, what is left, and what follows.

use super::*;
use crate::{
    pointer::Pointer,
    spec::{
        Content, ContentKind, Location, Operation, Parameter, Property, RequestBody, Response,
        Selection, Shape, Status, Style, Test, Union, UnionBranch,
    },
    vocabulary::{Assertion, JsonTypes},
};
use serde_json::{Value, json};

const TEXT: SchemaId = SchemaId(0);
const READ_ONLY: SchemaId = SchemaId(1);
const WRITE_ONLY: SchemaId = SchemaId(2);

/// An API whose first schemas are a text, one of responses alone and one of requests alone; then those given.
fn api(kinds: Vec<(&str, SchemaKind)>) -> Api {
    let schema = |name: &str, kind: SchemaKind| Schema {
        name: SchemaName::Component(name.to_owned()),
        ..Schema::of(kind)
    };
    let mut schemas = vec![
        schema("Text", SchemaKind::String(None)),
        Schema {
            read_only: true,
            ..schema("ReadOnly", SchemaKind::Alias(TEXT))
        },
        Schema {
            write_only: true,
            ..schema("WriteOnly", SchemaKind::String(None))
        },
    ];
    schemas.extend(kinds.into_iter().map(|(name, kind)| schema(name, kind)));
    Api {
        name: "api".to_owned(),
        title: String::new(),
        version: String::new(),
        description: None,
        servers: Vec::new(),
        security_schemes: Vec::new(),
        schemas,
        operations: Vec::new(),
        webhooks: Vec::new(),
        examples: Vec::new(),
        directions: Vec::new(),
    }
}

fn object(properties: &[(&str, usize)]) -> SchemaKind {
    SchemaKind::Object(Object {
        properties: properties
            .iter()
            .map(|(name, schema)| Property {
                name: (*name).to_owned(),
                required: true,
                description: None,
                schema: SchemaId(*schema),
                chosen_name: None,
            })
            .collect(),
        additional: Additional::Ignored,
    })
}

fn operation(method: &str, request: Option<usize>, response: Option<usize>) -> Operation {
    Operation {
        method: method.to_owned(),
        path: "/".to_owned(),
        name: String::new(),
        chosen_name: None,
        summary: None,
        description: None,
        external_docs: None,
        deprecated: false,
        tags: Vec::new(),
        parameters: Vec::new(),
        request_body: request.map(|schema| RequestBody {
            required: true,
            description: None,
            content: vec![content(schema)],
        }),
        responses: vec![Response {
            status: Status::Code(200),
            description: String::new(),
            headers: Vec::new(),
            content: response.map(content).into_iter().collect(),
            links: Vec::new(),
            pointer: Pointer::root(),
        }],
        security: Vec::new(),
        servers: Vec::new(),
        callbacks: Vec::new(),
        pagination: None,
        pointer: Pointer::root(),
    }
}

fn content(schema: usize) -> Content {
    Content {
        media_type: "application/json".to_owned(),
        charset: None,
        kind: ContentKind::Json,
        schema: Some(SchemaId(schema)),
        encoding: Vec::new(),
        pointer: Pointer::root(),
    }
}

fn names(api: &Api, id: SchemaId) -> Vec<&str> {
    match &api.schema(id).kind {
        SchemaKind::Object(object) => object
            .properties
            .iter()
            .map(|property| property.name.as_str())
            .collect(),
        kind => panic!("no object: {kind:?}"),
    }
}

fn body(api: &Api) -> SchemaId {
    let mut schemas = api.operations[0].body_schemas();
    schemas.next().expect("a body")
}

const PET: &[(&str, usize)] = &[("id", 1), ("name", 0), ("password", 2)];

#[test]
fn a_schema_of_both_sides_becomes_two() {
    let mut api = api(vec![
        ("Pet", object(PET)),
        ("List", SchemaKind::Array(SchemaId(3))),
        ("Same", object(&[("name", 0)])),
    ]);
    api.operations = vec![
        operation("PATCH", Some(4), Some(4)),
        operation("POST", Some(5), Some(5)),
    ];
    let api = split(api);
    let list = body(&api);
    assert_eq!(
        api.schema(list).name,
        SchemaName::Component("ListRequest".to_owned())
    );
    let SchemaKind::Array(pet) = api.schema(list).kind else {
        panic!("no list");
    };
    assert_eq!(
        api.schema(pet).name,
        SchemaName::Component("PetRequest".to_owned())
    );
    assert_eq!(names(&api, pet), ["name", "password"]);
    assert_eq!(names(&api, SchemaId(3)), ["id", "name"]);
    assert_eq!(api.operations[0].response_schemas(), [SchemaId(4)]);
    assert_eq!(api.schemas.len(), 8);
    let direction = |id: SchemaId| {
        let found = api.directions[id.0];
        (found.request, found.response, found.patch)
    };
    assert_eq!(direction(pet), (true, false, true));
    assert_eq!(direction(SchemaId(3)), (false, true, false));
    assert_eq!(direction(SchemaId(5)), (true, true, false));
    assert_eq!(direction(READ_ONLY), (false, true, false));
    assert_eq!(direction(WRITE_ONLY), (true, false, true));
}

#[test]
fn a_schema_of_one_side_is_changed_in_place_and_one_of_none_is_not() {
    for (request, response, expected) in [
        (Some(3), None, vec!["name", "password"]),
        (None, Some(3), vec!["id", "name"]),
        (None, None, vec!["id", "name", "password"]),
    ] {
        let mut api = api(vec![("Pet", object(PET))]);
        api.operations = vec![operation("POST", request, response)];
        let api = split(api);
        assert_eq!(names(&api, SchemaId(3)), expected);
        assert_eq!(api.schemas.len(), 4);
    }
}

#[test]
fn what_only_a_lacking_property_leads_to_is_not_reached() {
    let mut api = api(vec![
        ("Pet", object(&[("owner", 4), ("name", 0)])),
        ("Owner", object(PET)),
    ]);
    api.schemas[4].read_only = true;
    api.operations = vec![operation("POST", Some(3), Some(3))];
    let api = split(api);
    assert_eq!(names(&api, body(&api)), ["name"]);
    assert_eq!(names(&api, SchemaId(4)), ["id", "name"]);
    assert!(!api.directions[4].request);
}

#[test]
fn circles_are_split_as_a_whole() {
    let mut api = api(vec![
        ("Node", object(&[("id", 1), ("next", 4)])),
        ("Next", SchemaKind::Alias(SchemaId(3))),
    ]);
    api.operations = vec![operation("POST", Some(3), Some(3))];
    let api = split(api);
    let node = body(&api);
    let next = api.schema(node).kind.parts()[0];
    assert_ne!(next, SchemaId(4));
    assert_eq!(api.schema(next).kind, SchemaKind::Alias(node));
    assert_eq!(names(&api, SchemaId(3)), ["id", "next"]);
}

#[test]
fn an_object_without_properties_left_is_a_map() {
    let mut api = api(vec![("Ids", object(&[("id", 1)]))]);
    api.operations = vec![operation("POST", Some(3), Some(3))];
    let api = split(api);
    let SchemaKind::Map(values) = api.schema(body(&api)).kind else {
        panic!("no map");
    };
    assert_eq!(api.schema(values).kind, SchemaKind::Any);
}

fn union(branches: &[usize], selection: Selection) -> SchemaKind {
    SchemaKind::Union(Union {
        branches: branches
            .iter()
            .map(|schema| UnionBranch {
                name: schema.to_string(),
                schema: SchemaId(*schema),
            })
            .collect(),
        selection,
    })
}

#[test]
fn the_property_that_tells_branches_apart_stays() {
    let tags = vec![("cat".to_owned(), 0), ("dog".to_owned(), 1)];
    let property = "kind".to_owned();
    let mut api = api(vec![
        ("Cat", object(&[("kind", 1), ("id", 1)])),
        ("Dog", object(&[("kind", 1), ("name", 0)])),
        (
            "Pet",
            union(
                &[3, 4],
                Selection::Tag {
                    property,
                    tags,
                    other: None,
                },
            ),
        ),
    ]);
    api.operations = vec![operation("POST", Some(5), Some(5))];
    let api = split(api);
    let branches = api.schema(body(&api)).kind.parts();
    assert_eq!(names(&api, branches[0]), ["kind"]);
    // Nothing else differs in this one.
    assert_eq!(branches[1], SchemaId(4));
}

#[test]
fn tables_and_assertions_follow() {
    let test = |path: &[&str]| Test {
        path: path.iter().map(|key| (*key).to_owned()).collect(),
        types: JsonTypes::STRING,
        values: Vec::new(),
        optional: false,
    };
    let list = |names: &[&str]| {
        names
            .iter()
            .map(|name| (*name).to_owned())
            .collect::<Vec<_>>()
    };
    let shape = Shape {
        types: JsonTypes::OBJECT,
        required: list(&["id", "name"]),
        known: list(&["id", "name", "inner"]),
        closed: false,
        tests: vec![
            test(&["id"]),
            test(&["inner", "id"]),
            test(&["inner", "name"]),
        ],
    };
    let mut api = api(vec![
        ("Inner", object(&[("id", 1), ("name", 0)])),
        ("Cat", object(&[("id", 1), ("name", 0), ("inner", 3)])),
        (
            "Pet",
            union(&[4, 0], Selection::Shape(vec![shape, Shape::default()])),
        ),
    ]);
    let required = |name: &str| Assertion::Required(list(&[name]));
    api.schemas[4].constraints.assertions = vec![
        required("id"),
        Assertion::Property("inner".to_owned(), vec![required("id"), required("name")]),
        Assertion::Any(vec![vec![required("id")], vec![required("name")]]),
        Assertion::Not(vec![required("password")]),
    ];
    api.operations = vec![operation("POST", Some(5), Some(5))];
    let api = split(api);
    let SchemaKind::Union(pet) = &api.schema(body(&api)).kind else {
        panic!("no union");
    };
    let Selection::Shape(shapes) = &pet.selection else {
        panic!("no shapes");
    };
    assert_eq!(shapes[0].required, ["name"]);
    assert_eq!(shapes[0].known, ["name", "inner"]);
    assert_eq!(shapes[0].tests, [test(&["inner", "name"])]);
    assert_eq!(
        api.schema(pet.branches[0].schema).constraints.assertions,
        [
            Assertion::Property("inner".to_owned(), vec![required("name")]),
            Assertion::Not(vec![required("password")]),
        ]
    );
    assert_eq!(api.schemas[4].constraints.assertions.len(), 4);
}

fn with_examples(examples: &[(&str, Value)]) -> Vec<(usize, Value)> {
    let mut api = api(vec![("Pet", object(PET))]);
    api.operations = vec![operation("POST", Some(3), Some(3))];
    api.examples = examples
        .iter()
        .map(|(pointer, value)| Example {
            schema: SchemaId(3),
            value: value.clone(),
            pointer: Pointer::from_text(*pointer),
        })
        .collect();
    let found = split(api).examples.into_iter();
    found
        .map(|example| (example.schema.0, example.value))
        .collect()
}

#[test]
fn examples_go_to_the_side_that_they_fit() {
    let request = json!({"name": "a", "password": "b"});
    let response = json!({"id": "a", "name": "b"});
    let neither = json!({"id": "a", "name": "b", "password": "c"});
    let found = with_examples(&[
        ("/components/schemas/Pet/example", request.clone()),
        (
            "/paths/~1/post/requestBody/content/json/example",
            response.clone(),
        ),
        ("/components/schemas/Pet/example", neither),
    ]);
    assert_eq!(found, [(4, request), (3, response)]);
}

#[test]
fn defaults_lose_what_their_side_lacks() {
    let mut api = api(vec![
        ("Pet", object(PET)),
        ("Owner", object(&[("pet", 5)])),
        ("Its", SchemaKind::Alias(SchemaId(3))),
    ]);
    api.schemas[5].default = Some(json!({"id": "a", "name": "b", "password": "c"}));
    api.operations = vec![operation("POST", Some(4), Some(4))];
    let api = split(api);
    assert_eq!(
        api.schemas[5].default,
        Some(json!({"id": "a", "name": "b"}))
    );
    let its = api.schema(body(&api)).kind.parts()[0];
    assert_eq!(
        api.schema(its).default,
        Some(json!({"name": "b", "password": "c"}))
    );
}

#[test]
fn long_chains_of_other_names_do_no_harm() {
    let mut kinds = vec![("Pet", object(PET))];
    kinds.extend((0..20_000).map(|index| ("Name", SchemaKind::Alias(SchemaId(3 + index)))));
    kinds.push(("Owner", object(&[("pet", 20_003)])));
    let mut api = api(kinds);
    api.operations = vec![operation("POST", Some(20_004), Some(20_004))];
    assert_eq!(split(api).schemas.len(), 2 * 20_005 - 3);
}

#[test]
fn parameters_are_of_requests() {
    let mut api = api(vec![("Unused", SchemaKind::Boolean)]);
    let mut operation = operation("GET", None, None);
    operation.parameters = vec![Parameter {
        name: "page".to_owned(),
        location: Location::Query,
        required: false,
        description: None,
        deprecated: false,
        schema: TEXT,
        style: Style::Form,
        explode: true,
        allow_reserved: false,
        allow_empty_value: false,
        whole: false,
        chosen_name: None,
        pointer: Pointer::root(),
    }];
    api.operations = vec![operation];
    let found = split(api).directions;
    assert!(found[0].request && !found[0].response && !found[0].patch);
    assert_eq!(found[3], Direction::default());
}

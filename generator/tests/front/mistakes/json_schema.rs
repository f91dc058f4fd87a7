//! Mistakes in schemas of OpenAPI 3.1.

use super::{check_schema, check_schema_of};
use expect_test::{Expect, expect};

fn check(schema: &str, expected: Expect) {
    check_schema_of("3.1.0", schema, expected);
}

#[test]
fn types() {
    check(
        "{type: strng}",
        expect![[r#"
        34: error[invalid-value]: `strng` is none of `array`, `boolean`, `integer`, `null`, `number`, `object` and `string`
            help: a similar word exists: `string`
    "#]],
    );
    check(
        "{type: [string, strng]}",
        expect![[r#"
        43: error[invalid-value]: `strng` is none of `array`, `boolean`, `integer`, `null`, `number`, `object` and `string`
            help: a similar word exists: `string`
    "#]],
    );
    check(
        "{type: [string, string]}",
        expect![[r#"
        43: error[invalid-value]: the string `string` is listed twice
            help: name it once
    "#]],
    );
    check(
        "{type: [string, null]}",
        expect![[r#"
        43: error[wrong-kind]: expected a string, found null
            help: quote it: `'null'`
    "#]],
    );
    check(
        "{type: []}",
        expect![[r#"
            34: error[wrong-kind]: `type` in a Schema Object: expected a string or an array of strings, found an empty array
                help: list at least one, or remove the key
        "#]],
    );
    check(
        "{type: 1}",
        expect![[r#"
        34: error[wrong-kind]: `type` in a Schema Object: expected a string or an array of strings, found `1`
    "#]],
    );
    check(
        "{type: string, nullable: true}",
        expect![[r#"
        42: warning[newer-keyword]: `nullable` is of OpenAPI 3.0, and read so
            help: say `type: [string, 'null']`
    "#]],
    );
    check(
        "{nullable: true, $ref: '#/components/schemas/A'}",
        expect![[r#"
            28: warning[newer-keyword]: `nullable` is of OpenAPI 3.0, and read so
                help: say `type: 'null'` in one of the schemas of an `anyOf`
        "#]],
    );
    check(
        "{type: [integer, 'null'], enum: [1, null, a]}",
        expect![[r#"
            69: warning[impossible-value]: the string `a` is in the `enum`, but is no value of the type `integer`, and is ignored
                help: remove it, or correct the `type`
        "#]],
    );
}

#[test]
fn constants_and_bounds() {
    check(
        "{type: string, const: 1}",
        expect![[r#"
        49: error[invalid-value]: `1` is the `const`, but is no value of the type `string`
            help: quote it
    "#]],
    );
    check(
        "{enum: [a], const: b}",
        expect![[r#"
        46: error[impossible-schema]: the string `b` is the `const`, but not in the `enum`
            help: keep one of the two keywords
    "#]],
    );
    check(
        "{exclusiveMinimum: '1'}",
        expect![[r#"
            46: error[wrong-kind]: `exclusiveMinimum` in a Schema Object: expected a number, found the string `1`
        "#]],
    );
    check(
        "{minimum: 1, exclusiveMinimum: true}",
        expect![[r#"
        40: warning[newer-keyword]: `exclusiveMinimum` as a boolean is of OpenAPI 3.0, and read so
            help: say `exclusiveMinimum: …` with the number itself, without `minimum`
    "#]],
    );
    check(
        "{exclusiveMinimum: 3, exclusiveMaximum: 3}",
        expect![[r#"
        49: error[impossible-schema]: no number is at least 3 (exclusive) and at most 3 (exclusive)
            help: correct one of them; if nothing is allowed on purpose, say `not: {}`
    "#]],
    );
    check(
        "{examples: {a: 1}}",
        expect![[r#"
        38: warning[invalid-example]: `examples` of a schema is a list, not an object
            help: list the values themselves, without names
    "#]],
    );
}

#[test]
fn conditions() {
    check(
        "{then: {type: string}, else: 1}",
        expect![[r#"
            28: warning[inapplicable-keyword]: `then` says nothing without `if`, and is ignored
                help: say `if`, or remove it
            50: warning[inapplicable-keyword]: `else` says nothing without `if`, and is ignored
                help: say `if`, or remove it
            56: error[wrong-kind]: `else` in a Schema Object: expected a Schema Object or a boolean, found `1`
        "#]],
    );
    check(
        "{if: [], then: {}}",
        expect![[r#"
            32: error[wrong-kind]: `if` in a Schema Object: expected a Schema Object or a boolean, found an empty array
        "#]],
    );
    check(
        "{minContains: 1}",
        expect![[r#"
        28: warning[inapplicable-keyword]: `minContains` says nothing without `contains`, and is ignored
            help: say `contains`, or remove it
    "#]],
    );
    check(
        "{contains: {}, minContains: -1}",
        expect![[r#"
        55: error[wrong-kind]: `minContains` in a Schema Object: expected an integer of 0 or more, found `-1`
            help: say how many: 0, 1, 2, …
    "#]],
    );
    check(
        "{dependentRequired: [a]}",
        expect![[r#"
        47: error[wrong-kind]: `dependentRequired` in a Schema Object: expected an object, found an array
    "#]],
    );
    check(
        "{dependentRequired: {a: b}}",
        expect![[r#"
        51: error[wrong-kind]: expected an array, found the string `b`
            help: write a list, even of one element
    "#]],
    );
    check(
        "{dependentSchemas: {a: 1}}",
        expect![[r#"
        50: error[wrong-kind]: expected a Schema Object or a boolean, found `1`
    "#]],
    );
    check(
        "{propertyNames: 1}",
        expect![[r#"
            43: error[wrong-kind]: `propertyNames` in a Schema Object: expected a Schema Object or a boolean, found `1`
        "#]],
    );
}

#[test]
fn arrays_and_objects() {
    check(
        "{prefixItems: {type: string}}",
        expect![[r#"
        41: error[wrong-kind]: `prefixItems` in a Schema Object: expected an array of at least one element, found an object
    "#]],
    );
    check(
        "{prefixItems: []}",
        expect![[r#"
        41: error[wrong-kind]: `prefixItems` in a Schema Object: expected an array of at least one element, found an empty array
            help: list at least one, or remove the key
    "#]],
    );
    check(
        "{items: [{type: string}]}",
        expect![[r#"
            35: error[wrong-kind]: `items` in a Schema Object: expected a Schema Object or a boolean, found an array
                help: say `prefixItems` for a schema for each position
        "#]],
    );
    check(
        "{additionalItems: false}",
        expect![[r#"
        28: warning[ignored-keyword]: `additionalItems` is no keyword of JSON Schema 2020-12, and is ignored
            note: `additionalItems` is of an earlier version of JSON Schema
            help: say `items` beside `prefixItems`
    "#]],
    );
    check(
        "{patternProperties: {'[': {}}}",
        expect![[r#"
        48: error[invalid-pattern]: the pattern is not a regular expression: the `[` is not closed
            note: at character 1 of the pattern
            help: write a regular expression of ECMA-262 (JavaScript)
    "#]],
    );
    check(
        "{patternProperties: {'(?=a)': {}}}",
        expect![[r#"
        48: warning[unchecked-pattern]: the `regex` crate has no look-ahead
            note: at character 1 of the pattern
            note: values are not checked against it; the documentation shows it
            help: write the pattern without it, if values should be checked
    "#]],
    );
    check(
        "{unevaluatedProperties: 1, unevaluatedItems: a}",
        expect![[r#"
            51: error[wrong-kind]: `unevaluatedProperties` in a Schema Object: expected a Schema Object or a boolean, found `1`
            72: error[wrong-kind]: `unevaluatedItems` in a Schema Object: expected a Schema Object or a boolean, found the string `a`
        "#]],
    );
    check(
        "{properties: {a: 1}}",
        expect![[r#"
        44: error[wrong-kind]: expected a Schema Object or a boolean, found `1`
    "#]],
    );
    check(
        "{type: string, prefixItems: [{}], patternProperties: {a: {}}}",
        expect![[r#"
            42: warning[inapplicable-keyword]: `prefixItems` says nothing about values of the type `string`, and is ignored
                help: remove it, or say `type: array` if that is meant
            61: warning[inapplicable-keyword]: `patternProperties` says nothing about values of the type `string`, and is ignored
                help: remove it, or say `type: object` if that is meant
        "#]],
    );
}

#[test]
fn identifiers() {
    check(
        "{$id: '#a'}",
        expect![[r#"
        33: error[invalid-name]: `#a` is no URI without a fragment
            help: a name within the schema is an `$anchor`
    "#]],
    );
    check(
        "{$id: 'a b'}",
        expect![[r#"
        33: error[invalid-name]: `a b` is no URI without a fragment
            help: a name within the schema is an `$anchor`
    "#]],
    );
    check(
        "{$anchor: '1'}",
        expect![[r#"
        37: error[invalid-name]: `1` cannot be the name of an anchor
            help: begin it with a letter or `_`, and go on with letters, digits, `-`, `_` and `.`
    "#]],
    );
    check(
        "{$anchor: a, properties: {b: {$anchor: a}}}",
        expect![[r#"
        66: error[duplicate-id]: there are two schemas with the anchor `a`
            help: name them differently, or give their schemas an `$id` each
    "#]],
    );
    check(
        "{$id: a, properties: {b: {$id: b}, c: {$id: b}}}",
        expect![[r#"
            71: error[duplicate-id]: there are two schemas with the identifier `b`
                help: give each an `$id` of its own, other than that of the document
        "#]],
    );
    check(
        "{$ref: '#nowhere'}",
        expect![[r#"
            34: error[unresolved-reference]: there is no anchor `nowhere` for the reference `#nowhere`
                help: give a schema that `$anchor`, or refer by `#/`, for instance `#/components/schemas/Pet`
        "#]],
    );
    check(
        "{$dynamicRef: '#nowhere'}",
        expect![[r#"
        41: error[unresolved-reference]: the reference `#nowhere` names nothing in the document
            help: give a schema that `$dynamicAnchor`, in this resource or in the one that is named
    "#]],
    );
    check(
        "{$ref: 1}",
        expect![[r#"
            34: error[wrong-kind]: `$ref` in a Schema Object: expected a string, found `1`
                help: quote it: `'1'`
        "#]],
    );
    check(
        "{$defs: {a: 1}}",
        expect![[r#"
        39: error[wrong-kind]: expected a Schema Object or a boolean, found `1`
    "#]],
    );
    check(
        "{$schema: 'http://json-schema.org/draft-07/schema#'}",
        expect![[r#"
            37: warning[foreign-dialect]: `http://json-schema.org/draft-07/schema#` is another dialect; the schema is read as JSON Schema 2020-12
                help: remove it if the schema has no keyword that the dialects read differently
        "#]],
    );
}

#[test]
fn content_and_others() {
    check(
        "{contentSchema: {}}",
        expect![[r#"
        28: warning[inapplicable-keyword]: `contentSchema` says nothing without `contentMediaType`, and is ignored
            help: say `contentMediaType`, or remove it
    "#]],
    );
    check(
        "{contentEncoding: 1, contentMediaType: []}",
        expect![[r#"
            28: note[undecoded-content]: `1` is not decoded: the value is the string as it is sent
            45: warning[misquoted-value]: `contentEncoding` in a Schema Object: expected a string, found `1`, which is read as the string `1`
                help: quote it: `'1'`
            66: error[wrong-kind]: `contentMediaType` in a Schema Object: expected a string, found an empty array
        "#]],
    );
    check(
        "{typo: 1, patern: a}",
        expect![[r#"
        28: warning[ignored-keyword]: `typo` is no keyword of JSON Schema 2020-12, and is ignored
            help: a key with a similar name exists: `type`
        37: warning[ignored-keyword]: `patern` is no keyword of JSON Schema 2020-12, and is ignored
            help: a key with a similar name exists: `pattern`
    "#]],
    );
    check(
        "{dependencies: {}}",
        expect![[r#"
        28: warning[ignored-keyword]: `dependencies` is no keyword of JSON Schema 2020-12, and is ignored
            note: `dependencies` is of an earlier version of JSON Schema
            help: say `dependentRequired` or `dependentSchemas`
    "#]],
    );
    check("{x-note: 1}", expect![""]);
}

/// A document of OpenAPI 3.0 is refused what only 3.1 has.
#[test]
fn of_the_other_version() {
    check_schema(
        "{contains: {}, if: {}, $anchor: a}",
        expect![[r#"
            28: warning[newer-keyword]: `contains` is of OpenAPI 3.1, and read so
            42: warning[newer-keyword]: `if` is of OpenAPI 3.1, and read so
            50: error[unknown-keyword]: a Schema Object has no key `$anchor`
                note: `$anchor` is of OpenAPI 3.1
                help: give the document that version, or remove the key by an overlay
        "#]],
    );
    check_schema(
        "{type: object, properties: {a: true}}",
        expect![[r#"
        58: error[wrong-kind]: expected a Schema Object, found `true`
    "#]],
    );
}

#[test]
fn references_by_identifiers_into_nothing() {
    let schemas = "
  H: {$id: 'https://a.example/h', type: string}
  A: {$ref: 'https://a.example/h#/properties/x'}
  B: {$ref: 'https://a.example/h#none'}
  C: {$id: 'https://a.example/c', properties: {a: {$ref: 'h#none'}, b: {$ref: g}, c: {$ref: h}, d: {$ref: 'https://b.example/h'}}}
  D: {$id: ''}
";
    let document = format!(
        "openapi: 3.1.0\ninfo: {{title: Pets, version: '1'}}\ncomponents:\n schemas:{schemas}"
    );
    crate::check(
        &[("pets.yaml", &document)],
        expect![[r#"
        error[unresolved-reference]: the reference `https://a.example/h#/properties/x` names nothing in the schema `https://a.example/h`
         --> specs/pets.yaml:6:13
          |
        6 |   A: {$ref: 'https://a.example/h#/properties/x'}
          |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
        note: the schema
         --> specs/pets.yaml:5:12
          |
        5 |   H: {$id: 'https://a.example/h', type: string}
          |            ---------------------
        help: correct it, or give a schema in there that `$anchor`

        error[unresolved-reference]: the reference `https://a.example/h#none` names nothing in the schema `https://a.example/h`
         --> specs/pets.yaml:7:13
          |
        7 |   B: {$ref: 'https://a.example/h#none'}
          |             ^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
        note: the schema
         --> specs/pets.yaml:5:12
          |
        5 |   H: {$id: 'https://a.example/h', type: string}
          |            ---------------------
        help: correct it, or give a schema in there that `$anchor`

        error[unresolved-reference]: the reference `h#none` names nothing in the schema `https://a.example/h`
         --> specs/pets.yaml:8:58
          |
        8 |   C: {$id: 'https://a.example/c', properties: {a: {$ref: 'h#none'}, b: {$ref: g}, c: {$ref: h}, d: {$ref: 'https://b.example/h'}}}
          |                                                          ^^^^^^^^
          |
        note: the schema
         --> specs/pets.yaml:5:12
          |
        5 |   H: {$id: 'https://a.example/h', type: string}
          |            ---------------------
        help: correct it, or give a schema in there that `$anchor`

        error[unresolved-reference]: `g` is `https://a.example/g` here, and no schema has that `$id`
         --> specs/pets.yaml:8:79
          |
        8 |   C: {$id: 'https://a.example/c', properties: {a: {$ref: 'h#none'}, b: {$ref: g}, c: {$ref: h}, d: {$ref: 'https://b.example/h'}}}
          |                                                                               ^
          |
          = help: correct it, or refer by place, for instance `#/components/schemas/Pet`

        error[invalid-reference]: `https://b.example/h` is a URL: the generator never follows one
         --> specs/pets.yaml:8:107
          |
        8 |   C: {$id: 'https://a.example/c', properties: {a: {$ref: 'h#none'}, b: {$ref: g}, c: {$ref: h}, d: {$ref: 'https://b.example/h'}}}
          |                                                                                                           ^^^^^^^^^^^^^^^^^^^^^
          |
          = help: save what it names as a file in the folder of the API and refer to that, by an overlay if the document is not yours

        error[duplicate-id]: there are two schemas with the identifier ``
         --> specs/pets.yaml:9:12
          |
        9 |   D: {$id: ''}
          |            ^^
          |
        note: the other one
         --> specs/pets.yaml:1:1
          |
        1 | openapi: 3.1.0
          | --------------
        help: give each an `$id` of its own, other than that of the document

    "#]],
    );
}

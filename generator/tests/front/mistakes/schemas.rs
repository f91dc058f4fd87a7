//! Mistakes in schemas and references.

use super::{check_all_with_help, check_operation, check_schema};
use expect_test::{Expect, expect};
use generator::{
    diagnostics::Diagnostics,
    dialect,
    pointer::Pointer,
    source::{self, MemoryLoader, Node},
};

#[test]
fn schema_keywords() {
    check_schema(
        "{type: strng}",
        expect![[r#"
            34: error[invalid-value]: `strng` is none of `array`, `boolean`, `integer`, `number`, `object` and `string`
                help: a similar word exists: `string`
        "#]],
    );
    check_schema(
        "{type: [string, 'null']}",
        expect![[r#"
            28: warning[newer-keyword]: a list of types is of OpenAPI 3.1, and read so
                help: say `type: string` and `nullable: true`
        "#]],
    );
    check_schema(
        "{type: string, required: true}",
        expect![[r#"
            52: error[wrong-kind]: `required` in a Schema Object: expected an array, found `true`
                help: list the names of required properties in the object that has them: `required: [name]`
        "#]],
    );
    check_schema(
        "{type: object, required: [a, b, a]}",
        expect![[r#"
            59: error[invalid-value]: `a` is required twice
                help: name it once
        "#]],
    );
    check_schema(
        "{type: array}",
        expect![[r#"
            27: warning[missing-items]: a schema of the type `array` does not say what its items are
                help: say `items: {}` if they can be anything
        "#]],
    );
    check_schema("{type: string, items: {}}", expect![""]);
    check_schema(
        "{nullable: 'true', deprecated: yes}",
        expect![[r#"
            38: warning[misquoted-value]: `nullable` in a Schema Object: expected a boolean, found the string `true`, which is read as `true`
                help: remove the quotes
            58: error[wrong-kind]: `deprecated` in a Schema Object: expected a boolean, found the string `yes`
                help: YAML 1.2 knows `true` and `false` only
        "#]],
    );
    check_schema(
        "{type: string, const: a, examples: [a], $defs: {}}",
        expect![[r#"
            42: warning[newer-keyword]: `const` is of OpenAPI 3.1, and read so
            52: warning[newer-keyword]: `examples` is of OpenAPI 3.1, and read so
            67: warning[newer-keyword]: `$defs` is of OpenAPI 3.1, and read so
        "#]],
    );
    check_schema(
        "{proprties: {}, Type: string, foo: 1}",
        expect![[r#"
            28: error[unknown-keyword]: a Schema Object has no key `proprties`
                help: a key with a similar name exists: `properties`
            43: error[unknown-keyword]: a Schema Object has no key `Type`
                help: a key with a similar name exists: `type`
            57: error[unknown-keyword]: a Schema Object has no key `foo`
                help: remove it by an overlay, or begin its name with `x-`
        "#]],
    );
    check_schema(
        "{properties: []}",
        expect![[r#"
            40: error[wrong-kind]: `properties` in a Schema Object: expected an object, found an empty array
                help: write each property as a key: `properties: {name: {type: string}}`
        "#]],
    );
    check_schema(
        "[]",
        expect![[r#"
        27: error[wrong-kind]: expected a Schema Object, found an empty array
    "#]],
    );
}

#[test]
fn schema_constraints() {
    check_schema(
        "{type: string, minLength: -1, maxLength: 18446744073709551616}",
        expect![[r#"
            53: error[wrong-kind]: `minLength` in a Schema Object: expected an integer of 0 or more, found `-1`
                help: say how many: 0, 1, 2, …
            68: error[wrong-kind]: `maxLength` in a Schema Object: expected an integer of 0 or more, found `18446744073709551616`
                help: nothing is that long: remove the key
        "#]],
    );
    check_schema(
        "{type: string, minLength: 1, pattern: a, maxLength: 2.0}",
        expect![""],
    );
    check_schema(
        "{type: number, multipleOf: 0, minimum: '1'}",
        expect![[r#"
            54: error[wrong-kind]: `multipleOf` in a Schema Object: expected a number above 0, found `0`
                help: give the step between the values, or remove the key if there is none
            66: warning[misquoted-value]: `minimum` in a Schema Object: expected a number, found the string `1`, which is read as `1`
                help: remove the quotes
        "#]],
    );
    check_schema(
        "{type: integer, exclusiveMinimum: 3}",
        expect![[r#"
            43: warning[newer-keyword]: `exclusiveMinimum` as a number is of OpenAPI 3.1, and read so
                help: say `minimum: 3` and `exclusiveMinimum: true`
        "#]],
    );
    check_schema(
        "{type: integer, exclusiveMinimum: false, uniqueItems: false, readOnly: false}",
        expect![[""]],
    );
    check_schema(
        "{type: integer, exclusiveMinimum: true, readOnly: true, default: 1, xml: {}}",
        expect![[r#"
            43: warning[inapplicable-keyword]: `exclusiveMinimum` says nothing without `minimum`, and is ignored
                help: say `minimum`, or remove it
        "#]],
    );
}

#[test]
fn schema_compositions() {
    check_schema(
        "{allOf: [], oneOf: [{}], not: {tpe: string}}",
        expect![[r#"
            35: error[wrong-kind]: `allOf` in a Schema Object: expected an array of at least one element, found an empty array
                help: list at least one, or remove the key
            58: error[unknown-keyword]: a Schema Object has no key `tpe`
                help: a key with a similar name exists: `type`
        "#]],
    );
    check_schema(
        "{discriminator: {mapping: {a: b}}}",
        expect![[r#"
            43: error[missing-keyword]: a Discriminator Object needs the key `propertyName`
                help: name the property that says which schema a value is of: `propertyName: kind`
        "#]],
    );
    check_schema("{additionalProperties: true}", expect![[""]]);
    check_schema("{additionalProperties: false}", expect![""]);
    check_schema(
        "{additionalProperties: {typ: string}}",
        expect![[r#"
            51: error[unknown-keyword]: a Schema Object has no key `typ`
                help: a key with a similar name exists: `type`
        "#]],
    );
}

#[test]
fn enumerations() {
    check_schema(
        "{type: string, enum: [a, 'no', on, 2024-07-30]}",
        expect![[""]],
    );
    check_schema(
        "{type: string, enum: []}",
        expect![[r#"
            48: error[wrong-kind]: `enum` in a Schema Object: expected an array of at least one element, found an empty array
                help: list at least one, or remove the key
        "#]],
    );
    check_schema(
        "{type: string, enum: [1, true, null]}",
        expect![[r#"
            49: error[invalid-value]: `1` is in the `enum`, but is no value of the type `string`
                help: quote it
            52: error[invalid-value]: `true` is in the `enum`, but is no value of the type `string`
                help: quote it
            58: warning[impossible-value]: null is in the `enum`, but is no value of the type `string`, and is ignored
                help: say `nullable: true` if it is meant
        "#]],
    );
    check_schema("{type: integer, enum: [1]}", expect![""]);
    check_schema("{enum: [a]}", expect![""]);
}

#[test]
fn data_is_not_looked_at() {
    check_schema(
        "{example: {$ref: 12, x-rust-name: a, type: strng}}",
        expect![[""]],
    );
    check_schema("{x-note: {$ref: 12, x-rust-name: a}}", expect![[""]]);
}

#[test]
fn references() {
    check_schema(
        "{$ref: 12}",
        expect![[r#"
        34: error[wrong-kind]: `$ref`: expected a string, found an integer
    "#]],
    );
    check_schema(
        "{$ref: ''}",
        expect![[r#"
            34: error[invalid-reference]: the reference is empty
                help: `#` refers to the document itself
        "#]],
    );
    check_schema(
        "{$ref: '#foo'}",
        expect![[r#"
            34: error[invalid-reference]: `#foo` is not a JSON Pointer
                help: begin it with `#/`, for instance `#/components/schemas/Pet`
        "#]],
    );
    check_schema(
        "{$ref: 'https://evil.example/a.yaml'}",
        expect![[r#"
            34: error[invalid-reference]: `https://evil.example/a.yaml` is a URL: the generator never follows one
                help: save what it names as a file in the folder of the API and refer to that, by an overlay if the document is not yours
        "#]],
    );
    check_schema(
        "{$ref: '//evil.example/a.yaml'}",
        expect![[r#"
            34: error[invalid-reference]: `//evil.example/a.yaml` is a URL: the generator never follows one
                help: save what it names as a file in the folder of the API and refer to that, by an overlay if the document is not yours
        "#]],
    );
    check_schema(
        "{$ref: 'file:///etc/passwd'}",
        expect![[r#"
            34: error[invalid-reference]: `file:///etc/passwd` is the URL of a file, which may be anywhere
                help: copy the file into the folder, and refer to it by a relative path
        "#]],
    );
    check_schema(
        "{$ref: '/etc/passwd'}",
        expect![[r#"
            34: error[invalid-reference]: `/etc/passwd` leads out of the folder of the API
                help: copy the file into the folder, and refer to it by a relative path
        "#]],
    );
    check_schema(
        "{$ref: '../../a.yaml#/b'}",
        expect![[r#"
            34: error[invalid-reference]: `../../a.yaml#/b` leads out of the folder of the API
                help: copy the file into the folder, and refer to it by a relative path
        "#]],
    );
    check_schema(
        "{$ref: 'C:\\a'}",
        expect![[r#"
            34: error[invalid-reference]: `C:\a` names a drive, and leads out of the folder of the API
                help: copy the file into the folder, and refer to it by a relative path
        "#]],
    );
    check_schema(
        "{$ref: '#/components/schemas/A', description: d, nullable: true, x-rust-name: B}",
        expect![[r#"
            92: warning[untrusted-extension]: `x-rust-name` is not honoured in a document
                help: say it in an overlay (`*.overlay.yaml`): extensions that name code are the user's to give
        "#]],
    );
    check_operation(
        "/a",
        "{$ref: '#/x', responses: {default: {description: d}}}",
        expect![[r#"
        22: error[unknown-keyword]: an Operation Object has no key `$ref`
    "#]],
    );
}

#[test]
fn types() {
    check_schema(
        "{type: Integer}",
        expect![[r#"
        34: error[invalid-value]: `Integer` is none of `array`, `boolean`, `integer`, `number`, `object` and `string`
            help: a similar word exists: `integer`
    "#]],
    );
    check_schema(
        "{type: int}",
        expect![[r#"
        34: error[invalid-value]: `int` is none of `array`, `boolean`, `integer`, `number`, `object` and `string`
            help: say `type: integer`
    "#]],
    );
    check_schema(
        "{type: datetime}",
        expect![[r#"
        34: error[invalid-value]: `datetime` is none of `array`, `boolean`, `integer`, `number`, `object` and `string`
            help: say `type: string` and `format: date-time`
    "#]],
    );
    check_schema(
        "{type: file}",
        expect![[r#"
        34: error[invalid-value]: `file` is none of `array`, `boolean`, `integer`, `number`, `object` and `string`
            help: say `type: string` and `format: binary`
    "#]],
    );
    check_schema(
        r#"{type: "null"}"#,
        expect![[r#"
            28: warning[newer-keyword]: the type `null` is of OpenAPI 3.1, and read so
                help: say `nullable: true` beside the type of the other values
        "#]],
    );
    check_schema(
        "{type: any}",
        expect![[r#"
        34: error[invalid-value]: `any` is none of `array`, `boolean`, `integer`, `number`, `object` and `string`
            help: leave `type` out: without it, everything is a value
    "#]],
    );
    check_schema(
        "{type: null}",
        expect![[r#"
            34: error[wrong-kind]: `type` in a Schema Object: expected a string or an array of strings, found null
                help: give it a value, or remove the key
        "#]],
    );
    check_schema(
        r#"{type: ""}"#,
        expect![[r#"
        34: error[invalid-value]: `` is none of `array`, `boolean`, `integer`, `number`, `object` and `string`
    "#]],
    );
}

#[test]
fn wrong_kinds_of_constraints() {
    check_schema(
        "{type: string, minLength: 1.5}",
        expect![[r#"
        53: error[wrong-kind]: `minLength` in a Schema Object: expected an integer of 0 or more, found `1.5`
            help: say how many: 0, 1, 2, …
    "#]],
    );
    check_schema(
        r#"{type: array, items: {}, maxItems: "3"}"#,
        expect![[r#"
            62: warning[misquoted-value]: `maxItems` in a Schema Object: expected an integer of 0 or more, found the string `3`, which is read as `3`
                help: remove the quotes
        "#]],
    );
    check_schema(
        "{type: number, minimum: .nan}",
        expect![[r#"
        51: error[invalid-number]: `.nan` is not a number that JSON can hold
            help: write a finite number, or quote it if it is a string
    "#]],
    );
    check_schema(
        "{type: number, maximum: 1e400}",
        expect![[r#"
        51: error[invalid-number]: `1e400` is not a number that JSON can hold
            help: write a finite number, or quote it if it is a string
    "#]],
    );
    check_schema(
        "{type: number, multipleOf: -1}",
        expect![[r#"
        54: error[wrong-kind]: `multipleOf` in a Schema Object: expected a number above 0, found `-1`
            help: give the step between the values, or remove the key if there is none
    "#]],
    );
    check_schema(
        "{discriminator: petType}",
        expect![[r#"
        43: error[wrong-kind]: `discriminator` in a Schema Object: expected a Discriminator Object, found the string `petType`
            help: a discriminator as a string is Swagger 2.0; OpenAPI 3.0 says `discriminator: {propertyName: …}`
    "#]],
    );
    check_schema(
        "{type: array, items: [{type: string}]}",
        expect![[r#"
        48: error[wrong-kind]: `items` in a Schema Object: expected a Schema Object, found an array
            help: a schema for each position is JSON Schema; OpenAPI has one schema for all items
    "#]],
    );
    check_schema(
        "{properties: [name]}",
        expect![[r#"
        40: error[wrong-kind]: `properties` in a Schema Object: expected an object, found an array
            help: write each property as a key: `properties: {name: {type: string}}`
    "#]],
    );
    check_schema(
        "{enum: a}",
        expect![[r#"
        34: error[wrong-kind]: `enum` in a Schema Object: expected an array of at least one element, found the string `a`
            help: write a list, even of one element
    "#]],
    );
    check_schema(
        "{additionalProperties: string}",
        expect![[r#"
        50: error[wrong-kind]: `additionalProperties` in a Schema Object: expected a boolean or a Schema Object, found the string `string`
    "#]],
    );
}

#[test]
fn counts_may_be_written_as_floats() {
    check_schema(
        "{type: string, minLength: 2.0, maxLength: 1}",
        expect![[r#"
            58: error[impossible-schema]: no number of characters is at least 2.0 and at most 1
                help: correct one of them; if nothing is allowed on purpose, say `not: {}`
        "#]],
    );
}

#[test]
fn bounds_of_3_1() {
    check_schema(
        "{type: integer, exclusiveMinimum: 3}",
        expect![[r#"
        43: warning[newer-keyword]: `exclusiveMinimum` as a number is of OpenAPI 3.1, and read so
            help: say `minimum: 3` and `exclusiveMinimum: true`
    "#]],
    );
    check_schema(
        "{type: integer, minimum: 5, exclusiveMinimum: 3, maximum: 4}",
        expect![[r#"
            55: warning[newer-keyword]: `exclusiveMinimum` as a number is of OpenAPI 3.1, and read so
                help: say `minimum: 3` and `exclusiveMinimum: true`
            76: error[impossible-schema]: no integer is at least 5 and at most 4
                help: correct one of them; if nothing is allowed on purpose, say `not: {}`
        "#]],
    );
    check_schema(
        "{type: integer, exclusiveMaximum: 3, minimum: 3}",
        expect![[r#"
            43: error[impossible-schema]: no integer is at least 3 and at most 3 (exclusive)
                help: correct one of them; if nothing is allowed on purpose, say `not: {}`
            43: warning[newer-keyword]: `exclusiveMaximum` as a number is of OpenAPI 3.1, and read so
                help: say `maximum: 3` and `exclusiveMaximum: true`
        "#]],
    );
}

#[test]
fn contradictions() {
    check_schema(
        "{type: integer, minimum: 2, maximum: 1}",
        expect![[r#"
        55: error[impossible-schema]: no integer is at least 2 and at most 1
            help: correct one of them; if nothing is allowed on purpose, say `not: {}`
    "#]],
    );
    check_schema(
        "{type: number, minimum: 1, maximum: 1, exclusiveMaximum: true}",
        expect![[r#"
            54: error[impossible-schema]: no number is at least 1 and at most 1 (exclusive)
                help: correct one of them; if nothing is allowed on purpose, say `not: {}`
        "#]],
    );
    check_schema("{type: number, minimum: 1, maximum: 1}", expect![[""]]);
    check_schema(
        "{type: integer, minimum: 1.2, maximum: 1.8}",
        expect![[r#"
        57: error[impossible-schema]: no integer is at least 1.2 and at most 1.8
            help: correct one of them; if nothing is allowed on purpose, say `not: {}`
    "#]],
    );
    check_schema(
        "{type: integer, minimum: 1, exclusiveMinimum: true, maximum: 2, exclusiveMaximum: true}",
        expect![[r#"
            79: error[impossible-schema]: no integer is at least 1 (exclusive) and at most 2 (exclusive)
                help: correct one of them; if nothing is allowed on purpose, say `not: {}`
        "#]],
    );
    check_schema(
        "{minimum: 18446744073709551617, maximum: 18446744073709551616}",
        expect![[r#"
            59: error[impossible-schema]: no number is at least 18446744073709551617 and at most 18446744073709551616
                help: correct one of them; if nothing is allowed on purpose, say `not: {}`
        "#]],
    );
    check_schema(
        "{type: string, minLength: 2, maxLength: 1}",
        expect![[r#"
        56: error[impossible-schema]: no number of characters is at least 2 and at most 1
            help: correct one of them; if nothing is allowed on purpose, say `not: {}`
    "#]],
    );
    check_schema(
        "{type: array, items: {}, minItems: 2, maxItems: 1}",
        expect![[r#"
            65: error[impossible-schema]: no number of items is at least 2 and at most 1
                help: correct one of them; if nothing is allowed on purpose, say `not: {}`
        "#]],
    );
    check_schema(
        "{type: object, minProperties: 2, maxProperties: 1}",
        expect![[r#"
            60: error[impossible-schema]: no number of properties is at least 2 and at most 1
                help: correct one of them; if nothing is allowed on purpose, say `not: {}`
        "#]],
    );
    check_schema(
        "{minLength: 2, maxLength: 1}",
        expect![[r#"
        42: error[impossible-schema]: no number of characters is at least 2 and at most 1
            help: correct one of them; if nothing is allowed on purpose, say `not: {}`
    "#]],
    );
    check_schema(
        "{readOnly: true, writeOnly: true}",
        expect![[r#"
        44: error[invalid-value]: a schema cannot be both `readOnly` and `writeOnly`
            help: keep one of them, or none if requests and responses have it
    "#]],
    );
}

#[test]
fn keywords_of_other_types() {
    check_schema(
        r#"{type: integer, minLength: 1, pattern: "("}"#,
        expect![[r#"
            43: warning[inapplicable-keyword]: `minLength` says nothing about values of the type `integer`, and is ignored
                help: remove it, or say `type: string` if that is meant
            57: warning[inapplicable-keyword]: `pattern` says nothing about values of the type `integer`, and is ignored
                help: remove it, or say `type: string` if that is meant
        "#]],
    );
    check_schema(
        "{type: string, minimum: 2, maximum: 1, multipleOf: 2, properties: {a: {tpe: x}}}",
        expect![[r#"
            42: warning[inapplicable-keyword]: `minimum` says nothing about values of the type `string`, and is ignored
                help: remove it, or say `type: integer` or `type: number` if that is meant
            54: warning[inapplicable-keyword]: `maximum` says nothing about values of the type `string`, and is ignored
                help: remove it, or say `type: integer` or `type: number` if that is meant
            66: warning[inapplicable-keyword]: `multipleOf` says nothing about values of the type `string`, and is ignored
                help: remove it, or say `type: integer` or `type: number` if that is meant
            81: warning[inapplicable-keyword]: `properties` says nothing about values of the type `string`, and is ignored
                help: remove it, or say `type: object` if that is meant
            98: error[unknown-keyword]: a Schema Object has no key `tpe`
                help: a key with a similar name exists: `type`
        "#]],
    );
    check_schema(
        "{type: object, items: {}, uniqueItems: true, maxItems: 3}",
        expect![[r#"
            72: warning[inapplicable-keyword]: `maxItems` says nothing about values of the type `object`, and is ignored
                help: remove it, or say `type: array` if that is meant
        "#]],
    );
    check_schema(
        "{type: boolean, exclusiveMinimum: true, required: [a], additionalProperties: {type: string}}",
        expect![[r#"
            67: warning[inapplicable-keyword]: `required` says nothing about values of the type `boolean`, and is ignored
                help: remove it, or say `type: object` if that is meant
            82: warning[inapplicable-keyword]: `additionalProperties` says nothing about values of the type `boolean`, and is ignored
                help: remove it, or say `type: object` if that is meant
        "#]],
    );
    check_schema(
        "{type: integer, required: [], properties: {}, additionalProperties: false}",
        expect![[""]],
    );
    check_schema(
        "{exclusiveMaximum: true}",
        expect![[r#"
        28: warning[inapplicable-keyword]: `exclusiveMaximum` says nothing without `maximum`, and is ignored
            help: say `maximum`, or remove it
    "#]],
    );
    check_schema(
        "{type: array}",
        expect![[r#"
        27: warning[missing-items]: a schema of the type `array` does not say what its items are
            help: say `items: {}` if they can be anything
    "#]],
    );
}

#[test]
fn values_of_enumerations() {
    check_schema(
        "{type: integer, enum: [1, 2.0, 18446744073709551616]}",
        expect![[""]],
    );
    check_schema(
        r#"{type: integer, enum: ["1", 1.5, a]}"#,
        expect![[r#"
        50: error[invalid-value]: the string `1` is in the `enum`, but is no value of the type `integer`
            help: remove the quotes
        55: error[invalid-value]: `1.5` is in the `enum`, but is no value of the type `integer`
            help: remove it, or correct the `type`
        60: error[invalid-value]: the string `a` is in the `enum`, but is no value of the type `integer`
            help: remove it, or correct the `type`
    "#]],
    );
    check_schema(
        r#"{type: number, enum: [1, 1.5, "1.5"]}"#,
        expect![[r#"
            57: warning[impossible-value]: the string `1.5` is in the `enum`, but is no value of the type `number`, and is ignored
                help: remove the quotes
        "#]],
    );
    check_schema(
        r#"{type: boolean, enum: [true, "false"]}"#,
        expect![[r#"
            56: warning[impossible-value]: the string `false` is in the `enum`, but is no value of the type `boolean`, and is ignored
                help: remove the quotes
        "#]],
    );
    check_schema(
        "{type: array, items: {type: string}, enum: [a, [b]]}",
        expect![[r#"
            71: warning[impossible-value]: the string `a` is in the `enum`, but is no value of the type `array`, and is ignored
                help: if the items are meant, move the `enum` into `items`
        "#]],
    );
    check_schema(
        "{type: object, enum: [{a: 1}, 1]}",
        expect![[r#"
            57: warning[impossible-value]: `1` is in the `enum`, but is no value of the type `object`, and is ignored
                help: remove it, or correct the `type`
        "#]],
    );
    check_schema(
        "{type: string, enum: [a, null]}",
        expect![[r#"
            52: warning[impossible-value]: null is in the `enum`, but is no value of the type `string`, and is ignored
                help: say `nullable: true` if it is meant
        "#]],
    );
    check_schema(
        "{type: string, nullable: true, enum: [a, null]}",
        expect![[""]],
    );
    check_schema("{enum: [a, 1, null, true, {a: []}]}", expect![[""]]);
}

#[test]
fn repeated_values() {
    check_schema(
        "{type: string, enum: [a, b, a]}",
        expect![[r#"
        55: warning[duplicate-enum-value]: the string `a` is in the `enum` twice
            help: remove one of them
    "#]],
    );
    check_schema(
        r#"{enum: [1, 1.0, 1e0, "1", {a: 1, b: 2}, {b: 2.0, a: 1}, [1], [1]]}"#,
        expect![[r#"
            38: warning[duplicate-enum-value]: `1.0` is in the `enum` twice
                help: remove one of them
            43: warning[duplicate-enum-value]: `1.0` is in the `enum` twice
                help: remove one of them
            67: warning[duplicate-enum-value]: an object is in the `enum` twice
                help: remove one of them
            88: warning[duplicate-enum-value]: an array is in the `enum` twice
                help: remove one of them
        "#]],
    );
}

#[test]
fn names_of_values() {
    check_schema(
        "{enum: [a, b], x-enum-varnames: [A, B]}",
        expect![[r#"
        42: warning[untrusted-extension]: `x-enum-varnames` is not honoured in a document
            help: say it in an overlay (`*.overlay.yaml`): extensions that name code are the user's to give
    "#]],
    );
    check_schema(
        "{enum: [a, b], x-enum-varnames: [A], x-enum-descriptions: {a: A}}",
        expect![[r#"
            64: warning[ignored-extension]: `x-enum-descriptions`: expected a list of strings, found an object
                help: say it in an overlay, as a list of one string for each value
        "#]],
    );
    check_schema("{enum: [a, b], x-enum-descriptions: [A, B]}", expect![[""]]);
    check_schema(
        "{x-enum-varnames: [A], x-enum-descriptions: [A]}",
        expect![[""]],
    );
}

#[test]
fn discriminators() {
    check_schema(
        "{oneOf: [{}], discriminator: {}}",
        expect![[r#"
            56: error[missing-keyword]: a Discriminator Object needs the key `propertyName`
                help: name the property that says which schema a value is of: `propertyName: kind`
        "#]],
    );
    check_schema(
        "{oneOf: [{}], discriminator: {propertyName: 1, mapping: {a: 1}}}",
        expect![[r#"
            71: warning[misquoted-value]: `propertyName` in a Discriminator Object: expected a string, found `1`, which is read as the string `1`
                help: quote it: `'1'`
            87: error[wrong-kind]: expected a string, found `1`
                help: quote it: `'1'`
        "#]],
    );
    check_schema(
        "{oneOf: [{}], discriminator: {propertyName: kind, mapping: [a]}}",
        expect![[r#"
            86: error[wrong-kind]: `mapping` in a Discriminator Object: expected an object, found an array
        "#]],
    );
    check_schema(
        "{oneOf: [{}], discriminator: {propertyName: kind, maping: {}}}",
        expect![[r#"
            77: error[unknown-keyword]: a Discriminator Object has no key `maping`
                help: a key with a similar name exists: `mapping`
        "#]],
    );
}

#[test]
fn patterns() {
    check_schema(
        r#"{type: string, pattern: "^[a-z"}"#,
        expect![[r#"
        51: error[invalid-pattern]: the pattern is not a regular expression: the `[` is not closed
            note: at character 2 of the pattern
            help: write a regular expression of ECMA-262 (JavaScript)
    "#]],
    );
    check_schema(
        "{type: string, pattern: 'é(('}",
        expect![[r#"
        51: error[invalid-pattern]: the pattern is not a regular expression: the `(` is not closed
            note: at character 3 of the pattern
            help: write a regular expression of ECMA-262 (JavaScript)
    "#]],
    );
    check_schema(
        r#"{pattern: "a**"}"#,
        expect![[r#"
        37: error[invalid-pattern]: the pattern is not a regular expression: there is nothing to repeat
            note: at character 3 of the pattern
            help: write a regular expression of ECMA-262 (JavaScript)
    "#]],
    );
    check_schema(
        r#"{pattern: "/^a(/"}"#,
        expect![[r#"
        37: error[invalid-pattern]: the pattern is not a regular expression: the `(` is not closed
            note: at character 4 of the pattern
            help: leave out the `/` at both ends
    "#]],
    );
    check_schema(
        r#"{pattern: "^(?=a)"}"#,
        expect![[r#"
        37: warning[unchecked-pattern]: the `regex` crate has no look-ahead
            note: at character 2 of the pattern
            note: values are not checked against it; the documentation shows it
            help: write the pattern without it, if values should be checked
    "#]],
    );
    check_schema(
        r#"{pattern: '(a)\1'}"#,
        expect![[r#"
        37: warning[unchecked-pattern]: the `regex` crate has no back-reference
            note: at character 4 of the pattern
            note: values are not checked against it; the documentation shows it
            help: write the pattern without it, if values should be checked
    "#]],
    );
    check_schema(
        r#"{pattern: '\Aa'}"#,
        expect![[r#"
        37: warning[unchecked-pattern]: the `regex` crate has no escape `\A` (and ECMA-262 neither)
            note: at character 1 of the pattern
            note: values are not checked against it; the documentation shows it
            help: write the pattern without it, if values should be checked
    "#]],
    );
    check_schema(
        r#"{pattern: "[a-z]{4294967296}"}"#,
        expect![[r#"
        37: warning[unchecked-pattern]: the pattern is larger than the `regex` crate takes
            note: values are not checked against it; the documentation shows it
            help: say lengths by `minLength` and `maxLength` instead
    "#]],
    );
    check_schema(
        "{pattern: 1}",
        expect![[r#"
            37: warning[misquoted-value]: `pattern` in a Schema Object: expected a string, found `1`, which is read as the string `1`
                help: quote it: `'1'`
        "#]],
    );
}

#[test]
fn keywords_of_other_versions() {
    check_schema(
        "{const: a}",
        expect![[r#"
            28: warning[newer-keyword]: `const` is of OpenAPI 3.1, and read so
        "#]],
    );
    check_schema(
        "{examples: [a]}",
        expect![[r#"
            28: warning[newer-keyword]: `examples` is of OpenAPI 3.1, and read so
        "#]],
    );
    check_schema(
        "{$defs: {}}",
        expect![[r#"
            28: warning[newer-keyword]: `$defs` is of OpenAPI 3.1, and read so
        "#]],
    );
    check_schema(
        "{prefixItems: []}",
        expect![[r#"
            28: warning[newer-keyword]: `prefixItems` is of OpenAPI 3.1, and read so
            41: error[wrong-kind]: `prefixItems` in a Schema Object: expected an array of at least one element, found an empty array
                help: list at least one, or remove the key
        "#]],
    );
    check_schema(
        "{patternProperties: {}}",
        expect![[r#"
            28: warning[newer-keyword]: `patternProperties` is of OpenAPI 3.1, and read so
        "#]],
    );
    check_schema(
        "{contentEncoding: base64}",
        expect![[r#"
            28: warning[newer-keyword]: `contentEncoding` is of OpenAPI 3.1, and read so
        "#]],
    );
    check_schema(
        "{if: {}}",
        expect![[r#"
            28: warning[newer-keyword]: `if` is of OpenAPI 3.1, and read so
        "#]],
    );
    check_schema(
        "{definitions: {}}",
        expect![[r#"
        28: error[unknown-keyword]: a Schema Object has no key `definitions`
            note: `definitions` is of JSON Schema
            help: move the schemas to `components.schemas`
    "#]],
    );
}

#[test]
fn several_at_once() {
    check_schema(
        "{type: object, properties: {a: {type: strng}, b: {minLength: -1}, c: {enum: []}}, additionalProperties: {typ: string}, allOf: [{oneOf: []}], not: {multipleOf: 0}}",
        expect![[r#"
            65: error[invalid-value]: `strng` is none of `array`, `boolean`, `integer`, `number`, `object` and `string`
                help: a similar word exists: `string`
            88: error[wrong-kind]: `minLength` in a Schema Object: expected an integer of 0 or more, found `-1`
                help: say how many: 0, 1, 2, …
            103: error[wrong-kind]: `enum` in a Schema Object: expected an array of at least one element, found an empty array
                help: list at least one, or remove the key
            132: error[unknown-keyword]: a Schema Object has no key `typ`
                help: a key with a similar name exists: `type`
            162: error[wrong-kind]: `oneOf` in a Schema Object: expected an array of at least one element, found an empty array
                help: list at least one, or remove the key
            186: error[wrong-kind]: `multipleOf` in a Schema Object: expected a number above 0, found `0`
                help: give the step between the values, or remove the key if there is none
        "#]],
    );
}

#[test]
fn siblings_of_references() {
    check_schema(
        "{properties: {a: {$ref: '#/components/schemas/A', title: t, description: d, default: 1, example: 1, deprecated: true, readOnly: true, writeOnly: false, nullable: true, xml: {name: a}, externalDocs: {url: u}, x-a: 1}}}",
        expect![[""]],
    );
    check_schema(
        "{properties: {a: {$ref: '#/components/schemas/A', description: 1, nullable: 'true', type: string, minLength: 1}}}",
        expect![[r#"
            90: error[wrong-kind]: `description` in a Schema Object: expected a string, found `1`
                help: quote it: `'1'`
            103: error[wrong-kind]: `nullable` in a Schema Object: expected a boolean, found the string `true`
                help: remove the quotes
            111: warning[ref-siblings-ignored]: `type` beside a `$ref` is ignored
                help: say it in what the `$ref` refers to, or write that out here
            125: warning[ref-siblings-ignored]: `minLength` beside a `$ref` is ignored
                help: say it in what the `$ref` refers to, or write that out here
        "#]],
    );
}

/// The schema `A` as later stages see it, after the user's overlay of it.
fn read_schema(schema: &str, overlay: &str) -> (serde_json::Value, String) {
    let text = crate::document(&format!(
        "paths: {{}}\ncomponents: {{schemas: {{A: {schema}}}}}\n"
    ));
    let overlay = format!(
        "overlay: 1.0.0\ninfo: {{title: Names, version: '1'}}\nactions:\n  - target: $.components.schemas.A\n    update: {overlay}\n"
    );
    let files = [
        ("pets.yaml", text.as_str()),
        ("pets.overlay.yaml", &overlay),
    ];
    let loader = files
        .iter()
        .fold(MemoryLoader::new(), |loader, (path, text)| {
            loader.file(*path, *text)
        });
    let mut cx = Diagnostics::default();
    let api = source::run(&mut cx, &loader, &[]).expect("APIs").remove(0);
    let pointer = Pointer::from_text("/components/schemas/A");
    let schema = dialect::run(&mut cx, api)
        .ok()
        .and_then(|dialect| dialect.tree.at(&pointer).map(Node::to_json));
    (schema.unwrap_or_default(), cx.short())
}

#[test]
fn what_is_meant_is_written_in_one_way() {
    let read = |schema: &str| read_schema(schema, "{}").0;
    let expected = serde_json::json!({"minLength": 2, "enum": ["a", "b"]});
    assert_eq!(read("{minLength: 2.0, enum: [a, b, a]}"), expected);
    let expected = serde_json::json!({"minimum": 3, "exclusiveMinimum": true});
    assert_eq!(read("{exclusiveMinimum: 3}"), expected);
    assert_eq!(read("{exclusiveMinimum: 3, minimum: 3}"), expected);
    assert_eq!(read("{exclusiveMinimum: 3, minimum: 2}"), expected);
    let expected = serde_json::json!({"minimum": 4, "exclusiveMinimum": false});
    assert_eq!(read("{exclusiveMinimum: 3, minimum: 4}"), expected);
    let expected = serde_json::json!({"type": "object", "properties": {}});
    assert_eq!(read("{type: object, properties: }"), expected);
}

#[test]
fn names_of_values_are_the_users() {
    let (schema, said) = read_schema("{enum: [a, b]}", "{x-enum-varnames: [A, B]}");
    assert_eq!(schema["x-enum-varnames"], serde_json::json!(["A", "B"]));
    assert_eq!(said, "");
    let (schema, _) = read_schema("{enum: [a, b, a]}", "{x-enum-varnames: [A, B, C]}");
    assert_eq!(schema["x-enum-varnames"], serde_json::json!(["A", "B"]));
    let (schema, _) = read_schema("{enum: [a, b, a], x-enum-varnames: [A, B, C]}", "{}");
    assert_eq!(schema.get("x-enum-varnames"), None);
    let (_, said) = read_schema(
        "{enum: [a, b]}",
        "{x-enum-varnames: [A], x-enum-descriptions: A}",
    );
    expect![[r#"
        specs/pets.overlay.yaml:5:31: error[invalid-value]: `x-enum-varnames` is a list of 1, but the `enum` one of 2
        specs/pets.overlay.yaml:5:57: error[invalid-value]: `x-enum-descriptions`: expected a list of strings, found the string `A`
    "#]].assert_eq(&said);
    let (_, said) = read_schema("{type: string}", "{x-enum-varnames: [A]}");
    expect![[r#"
        specs/pets.overlay.yaml:5:31: error[invalid-value]: `x-enum-varnames` says nothing without an `enum`
    "#]].assert_eq(&said);
}

#[test]
fn replacements_and_derives() {
    let good =
        "{x-rust-type: 'crate::replacements::Money<i64>', x-rust-derive: [PartialOrd, a::B]}";
    let (schema, said) = read_schema("{}", good);
    assert_eq!(schema["x-rust-type"], "crate::replacements::Money<i64>");
    assert_eq!(said, "");
    let (_, said) = read_schema("{}", "{x-rust-type: 'a; b', x-rust-derive: Copy}");
    expect![[r#"
        specs/pets.overlay.yaml:5:27: error[invalid-value]: `x-rust-type`: expected a type, found the string `a; b`
        specs/pets.overlay.yaml:5:50: error[invalid-value]: `x-rust-derive`: expected a list of traits, found the string `Copy`
    "#]].assert_eq(&said);
    let (_, said) = read_schema("{}", "{x-rust-type: [], x-rust-derive: [Copy, 1, 'a b']}");
    expect![[r#"
        specs/pets.overlay.yaml:5:27: error[invalid-value]: `x-rust-type`: expected a type, found an empty array
        specs/pets.overlay.yaml:5:53: error[invalid-value]: `x-rust-derive`: expected a trait, found `1`
        specs/pets.overlay.yaml:5:56: error[invalid-value]: `x-rust-derive`: expected a trait, found the string `a b`
    "#]].assert_eq(&said);
    let (schema, said) = read_schema("{x-rust-type: a, x-rust-derive: 1}", "{}");
    assert_eq!(schema, serde_json::json!({}));
    expect![[r#"
        specs/pets.yaml:4:28: warning[untrusted-extension]: `x-rust-type` is not honoured in a document
        specs/pets.yaml:4:44: warning[untrusted-extension]: `x-rust-derive` is not honoured in a document
    "#]].assert_eq(&said);
}

#[test]
fn required_names_that_are_slips() {
    let check = |schemas: &str, expected: Expect| {
        check_all_with_help(
            &format!("paths: {{}}\ncomponents: {{schemas: {{{schemas}}}}}\n"),
            expected,
        );
    };
    check(
        "A: {type: object, required: [age, nme], properties: {age: {}, name: {}}}",
        expect![[r#"
            4:58: warning[undeclared-required]: `nme` is required, but no property is called so: it may have any value
                help: a property with a similar name exists: `name`
        "#]],
    );
    // Wherever the name and the property are said.
    check(
        "A: {type: object, properties: {petId: {type: string}}}, B: {allOf: [{$ref: '#/components/schemas/A'}, {required: [petID]}]}",
        expect![[r#"
            4:138: warning[undeclared-required]: `petID` is required, but no property is called so: it may have any value
                help: a property with a similar name exists: `petId`
        "#]],
    );
    // Said once, with what excludes the name.
    check(
        "A: {type: object, required: [nme], properties: {name: {}}, additionalProperties: false}",
        expect![[r#"
            4:105: warning[excluded-required]: `nme` is required, but `additionalProperties` excludes it: it may have any value
                help: a property with a similar name exists: `name`
        "#]],
    );
    // A name that is not near, one that is near what is required, and one that says nothing by its length.
    check(
        "A: {type: object, required: [name, tags, tag, id], properties: {age: {}, tags: {}, is: {}}}",
        expect![[r#""#]],
    );
}

/// One thing to say for each branch, not for each pair of them.
#[test]
fn branches_that_are_all_alike() {
    let said = |count: usize| {
        let branches: Vec<_> = (0..count)
            .map(|branch| format!("{{title: B{branch}, type: object, properties: {{a: {{}}}}}}"))
            .collect();
        let text = crate::document(&format!(
            "paths: {{}}\ncomponents: {{schemas: {{A: {{oneOf: [{}]}}}}}}\n",
            branches.join(", ")
        ));
        let loader = MemoryLoader::new().file("pets.yaml", text);
        let output = generator::generate(&generator::output::Options::default(), &loader);
        let said: Vec<_> = output.diagnostics.iter().cloned().collect();
        said
    };
    assert_eq!(said(40).len(), 39);
    let lines: String = said(5)
        .into_iter()
        .flat_map(|one| [vec![one.message], one.notes].concat())
        .map(|line| format!("{line}\n"))
        .collect();
    expect![[r#"
        nothing in a value tells the branches `B0` and `B1` apart: it is read as the first
        nothing in a value tells the branches `B0` and `B2` apart: it is read as the first
        `B2` is not told from `B1` either
        nothing in a value tells the branches `B0` and `B3` apart: it is read as the first
        `B3` is not told from `B1` and `B2` either
        nothing in a value tells the branches `B0` and `B4` apart: it is read as the first
        `B4` is not told from `B1`, `B2` and 1 more either
    "#]]
    .assert_eq(&lines);
}

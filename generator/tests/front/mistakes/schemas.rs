//! Mistakes in schemas and references.

use super::{check_operation, check_schema};
use expect_test::expect;

#[test]
fn schema_keywords() {
    check_schema(
        "{type: strng}",
        expect![[r#"
        34: error[invalid-value]: `strng` is none of `array`, `boolean`, `integer`, `number`, `object` and `string`
    "#]],
    );
    check_schema(
        "{type: [string, 'null']}",
        expect![[r#"
        34: error[wrong-kind]: `type` in a Schema Object: expected a string, found an array
    "#]],
    );
    check_schema(
        "{type: string, required: true}",
        expect![[r#"
        52: error[wrong-kind]: `required` in a Schema Object: expected an array, found `true`
    "#]],
    );
    check_schema(
        "{type: object, required: [a, b, a]}",
        expect![[r#"
        59: error[invalid-value]: `a` is required twice
    "#]],
    );
    check_schema(
        "{type: array}",
        expect![[r#"
        27: error[missing-keyword]: a Schema Object of the type `array` needs the key `items`
    "#]],
    );
    check_schema(
        "{type: string, items: {}}",
        expect![[r#"
        42: error[not-supported-yet]: `items` in a schema of the type `string` is not supported yet
    "#]],
    );
    check_schema(
        "{nullable: 'true', deprecated: yes}",
        expect![[r#"
        38: error[wrong-kind]: `nullable` in a Schema Object: expected a boolean, found the string `true`
        58: error[wrong-kind]: `deprecated` in a Schema Object: expected a boolean, found the string `yes`
    "#]],
    );
    check_schema(
        "{type: string, const: a, examples: [a], $defs: {}}",
        expect![[r#"
        42: error[unknown-keyword]: a Schema Object has no key `const`
        52: error[unknown-keyword]: a Schema Object has no key `examples`
        67: error[unknown-keyword]: a Schema Object has no key `$defs`
    "#]],
    );
    check_schema(
        "{proprties: {}, Type: string, foo: 1}",
        expect![[r#"
        28: error[unknown-keyword]: a Schema Object has no key `proprties`
        43: error[unknown-keyword]: a Schema Object has no key `Type`
        57: error[unknown-keyword]: a Schema Object has no key `foo`
    "#]],
    );
    check_schema(
        "{properties: []}",
        expect![[r#"
        40: error[wrong-kind]: `properties` in a Schema Object: expected an object, found an empty array
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
        68: error[wrong-kind]: `maxLength` in a Schema Object: expected an integer of 0 or more, found `18446744073709551616`
    "#]],
    );
    check_schema(
        "{type: string, minLength: 1, pattern: a, maxLength: 2.0}",
        expect![[r#"
        42: error[not-supported-yet]: `minLength` in a Schema Object is not supported yet
        56: error[not-supported-yet]: `pattern` in a Schema Object is not supported yet
        79: error[wrong-kind]: `maxLength` in a Schema Object: expected an integer of 0 or more, found `2.0`
    "#]],
    );
    check_schema(
        "{type: number, multipleOf: 0, minimum: '1'}",
        expect![[r#"
        54: error[wrong-kind]: `multipleOf` in a Schema Object: expected a number above 0, found `0`
        66: error[wrong-kind]: `minimum` in a Schema Object: expected a number, found the string `1`
    "#]],
    );
    check_schema(
        "{type: integer, exclusiveMinimum: 3}",
        expect![[r#"
        61: error[wrong-kind]: `exclusiveMinimum` in a Schema Object: expected a boolean, found `3`
    "#]],
    );
    check_schema(
        "{type: integer, exclusiveMinimum: false, uniqueItems: false, readOnly: false}",
        expect![[""]],
    );
    check_schema(
        "{type: integer, exclusiveMinimum: true, readOnly: true, default: 1, xml: {}}",
        expect![[r#"
        43: error[not-supported-yet]: `exclusiveMinimum` in a Schema Object is not supported yet
        67: error[not-supported-yet]: `readOnly` in a Schema Object is not supported yet
        83: error[not-supported-yet]: `default` in a Schema Object is not supported yet
        95: error[not-supported-yet]: `xml` in a Schema Object is not supported yet
    "#]],
    );
}

#[test]
fn schema_compositions() {
    check_schema(
        "{allOf: [], oneOf: [{}], not: {tpe: string}}",
        expect![[r#"
        35: error[wrong-kind]: `allOf` in a Schema Object: expected an array of at least one element, found an empty array
        39: error[not-supported-yet]: `oneOf` in a Schema Object is not supported yet
        52: error[not-supported-yet]: `not` in a Schema Object is not supported yet
        58: error[unknown-keyword]: a Schema Object has no key `tpe`
    "#]],
    );
    check_schema(
        "{discriminator: {mapping: {a: b}}}",
        expect![[r#"
        28: error[not-supported-yet]: `discriminator` in a Schema Object is not supported yet
        43: error[missing-keyword]: a Discriminator Object needs the key `propertyName`
    "#]],
    );
    check_schema("{additionalProperties: true}", expect![[""]]);
    check_schema(
        "{additionalProperties: false}",
        expect![[r#"
        28: error[not-supported-yet]: `additionalProperties` in a Schema Object is not supported yet
    "#]],
    );
    check_schema(
        "{additionalProperties: {typ: string}}",
        expect![[r#"
        28: error[not-supported-yet]: `additionalProperties` in a Schema Object is not supported yet
        51: error[unknown-keyword]: a Schema Object has no key `typ`
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
    "#]],
    );
    check_schema(
        "{type: string, enum: [1, true, null]}",
        expect![[r#"
        49: error[invalid-value]: `1` is not a string, so it is no value of this schema
        52: error[invalid-value]: a boolean is not a string, so it is no value of this schema
        58: error[not-supported-yet]: `null` in an `enum` is not supported yet
    "#]],
    );
    check_schema(
        "{type: integer, enum: [1]}",
        expect![[r#"
        43: error[not-supported-yet]: `enum` in a schema of the type `integer` is not supported yet
    "#]],
    );
    check_schema(
        "{enum: [a]}",
        expect![[r#"
        28: error[not-supported-yet]: `enum` in a schema without a `type` is not supported yet
    "#]],
    );
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
    "#]],
    );
    check_schema(
        "{$ref: '#foo'}",
        expect![[r#"
        34: error[invalid-reference]: `#foo` is not a JSON Pointer
    "#]],
    );
    check_schema(
        "{$ref: 'https://evil.example/a.yaml'}",
        expect![[r#"
        34: error[invalid-reference]: `https://evil.example/a.yaml` is a URL: the generator never follows one
    "#]],
    );
    check_schema(
        "{$ref: '//evil.example/a.yaml'}",
        expect![[r#"
        34: error[invalid-reference]: `//evil.example/a.yaml` is a URL: the generator never follows one
    "#]],
    );
    check_schema(
        "{$ref: 'file:///etc/passwd'}",
        expect![[r#"
        34: error[invalid-reference]: `file:///etc/passwd` is a URL: the generator never follows one
    "#]],
    );
    check_schema(
        "{$ref: '/etc/passwd'}",
        expect![[r#"
        34: error[invalid-reference]: `/etc/passwd` leads out of the folder of the API
    "#]],
    );
    check_schema(
        "{$ref: '../../a.yaml#/b'}",
        expect![[r#"
        34: error[not-supported-yet]: a reference to another file (`../../a.yaml#/b`) is not supported yet
    "#]],
    );
    check_schema(
        "{$ref: 'C:\\a'}",
        expect![[r#"
        34: error[invalid-reference]: `C:\a` is a URL: the generator never follows one
    "#]],
    );
    check_schema(
        "{$ref: '#/components/schemas/A', description: d, nullable: true, x-rust-name: B}",
        expect![[r#"
        76: warning[ref-siblings-ignored]: `nullable` beside a `$ref` is ignored
        92: warning[untrusted-extension]: `x-rust-name` is not honoured in a document
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

//! Mistakes in media types and encodings.

use super::{check_all, check_all_with_help};
use expect_test::{Expect, expect};

#[test]
fn media_types() {
    for (name, is_fine) in [
        ("application/json", true),
        ("application/vnd.a+json; charset=utf-8", true),
        ("image/*", true),
        ("*/*", true),
        ("text/plain; a=\"b c\"", true),
        ("*/json", false),
        ("*", false),
        ("json", false),
        ("a*/b", false),
        ("a/b/c", false),
        ("a/b; c", false),
        ("a/ b", false),
        ("", false),
    ] {
        let rest = format!(
            "paths: {{/a: {{get: {{responses: {{'200': {{description: d, content: {{'{name}': {{}}}}}}}}}}}}}}\n"
        );
        let (_, cx) = crate::read(&[("pets.yaml", &crate::document(&rest))]);
        assert_eq!(cx.errors() == 0, is_fine, "{name}: {}", cx.short());
    }
}

#[test]
fn encodings() {
    let check = |media_type: &str, encoding: &str, expected: Expect| {
        let rest = format!(
            "paths: {{/a: {{post: {{requestBody: {{content: {{{media_type}:\n\
             {{schema: {{allOf: [{{type: object, properties: {{name: {{type: string}}}}}}]}},\n\
             encoding: {{{encoding}}}}}}}}}, responses: {{'204': {{description: d}}}}}}}}}}\n"
        );
        check_all(&rest, expected);
    };
    check(
        "multipart/form-data",
        "name: {contentType: 'image/*, text/plain'}",
        expect![""],
    );
    check(
        "multipart/form-data",
        "nam: {contentType: text/plain}",
        expect![[r#"
            5:12: warning[inapplicable-encoding]: `encoding` is for a property `nam` that the schema does not have
        "#]],
    );
    check(
        "multipart/form-data",
        "name: {contentType: 'text/plain, png'}",
        expect![[r#"
            5:32: error[invalid-name]: `png` is not a media type
        "#]],
    );
    check(
        "multipart/form-data",
        "name: {headers: {'X A': {schema: {}}}}",
        expect![[r#"
            5:29: error[invalid-name]: `X A` cannot be the name of a header
        "#]],
    );
    check(
        "application/x-www-form-urlencoded",
        "name: {style: simple}",
        expect![[r#"
            5:26: error[invalid-value]: `simple` is none of `form`, `spaceDelimited`, `pipeDelimited` and `deepObject`
        "#]],
    );
    check(
        "application/json",
        "name: {style: form}",
        expect![[r#"
        5:1: warning[inapplicable-encoding]: `encoding` says nothing about `application/json`
    "#]],
    );
}

/// Checks the encodings of a form's properties, in line 5.
fn check_form(media_type: &str, encoding: &str, expected: Expect) {
    let rest = format!(
        "paths: {{/a: {{post: {{requestBody: {{content: {{{media_type}:\n\
         {{schema: {{type: object, properties: {{id: {{type: integer}}, list: {{type: array, items: {{type: string}}}}, lists: {{type: array, items: {{$ref: '#/components/schemas/Any'}}}}, one: {{type: object, properties: {{id: {{type: string}}}}}}, map: {{type: object, additionalProperties: {{type: string}}}}, other: {{type: object, additionalProperties: {{type: string}}}}}}}},\n\
         encoding: {{{encoding}}}}}}}}}, responses: {{'204': {{description: d}}}}}}}}}}\n\
         components: {{schemas: {{Any: {{type: array, items: {{type: string}}}}}}}}\n"
    );
    check_all(&rest, expected);
}

#[test]
fn styles_in_forms() {
    let check = |encoding: &str, expected: Expect| {
        check_form("application/x-www-form-urlencoded", encoding, expected);
    };
    for fine in [
        "id: {style: form}",
        "list: {style: pipeDelimited}",
        "list: {explode: false}",
        "one: {style: deepObject}",
        "map: {explode: true}",
        "one: {explode: false}",
        "list: {allowReserved: true}",
    ] {
        check(fine, expect![""]);
    }
    check(
        "id: {style: pipeDelimited}",
        expect![[r#"
        5:24: warning[inapplicable-keyword]: `id` is a single value, which has no style
    "#]],
    );
    check(
        "id: {style: deepObject}",
        expect![[r#"
        5:24: warning[inapplicable-keyword]: `id` is a single value, which has no style
    "#]],
    );
    check(
        "list: {style: deepObject}",
        expect![[r#"
        5:26: warning[undefined-style]: `deepObject` is not defined for arrays: the items of `list` are written as `list[]=…` each
    "#]],
    );
    check(
        "lists: {style: deepObject}",
        expect![[r#"
        5:27: warning[undefined-style]: `deepObject` is not defined for arrays: the items of `lists` are written as `lists[0]…` each
    "#]],
    );
    check(
        "lists: {explode: true}",
        expect![[r#"
        5:29: warning[unstyled-value]: no style can write the values of `lists`: lists in lists; they are written as where there is no style
    "#]],
    );
    check(
        "one: {explode: true}",
        expect![[r#"
        5:27: warning[unstyled-value]: no style can write the values of `one`: its members cannot be told from the property `id`; they are written as where there is no style
    "#]],
    );
    check(
        "map: {explode: true}, other: {style: form}",
        expect![[r#"
        5:49: warning[unstyled-value]: no style can write the values of `other`: its members cannot be told from those of `map`; they are written as where there is no style
    "#]],
    );
}

#[test]
fn styles_of_parts() {
    check_form(
        "multipart/form-data",
        "list: {style: form, explode: false}, id: {allowReserved: true}",
        expect![[r#"
            5:26: warning[unapplied-encoding]: `list` is a part of `multipart/form-data`, which its media type says: `style` is not applied
            5:41: warning[unapplied-encoding]: `list` is a part of `multipart/form-data`, which its media type says: `explode` is not applied
            5:69: warning[unapplied-encoding]: `id` is a part of `multipart/form-data`, which its media type says: `allowReserved` is not applied
        "#]],
    );
}

#[test]
fn media_types_that_are_slips() {
    let check = |content: &str, expected: Expect| {
        check_all_with_help(
            &format!(
                "paths: {{/a: {{get: {{responses: {{'200': {{description: d, content: {{\n{content}}}}}}}}}}}}}\n"
            ),
            expected,
        );
    };
    check(
        "application/jsn: {schema: {type: object, properties: {a: {}}}}",
        expect![[r#"
            4:1: warning[untyped-media-type]: bodies of `application/jsn` are bytes: the generator does not read this media type
                help: a media type with a similar name exists: `application/json`
        "#]],
    );
    check(
        "text/event-steam: {schema: {type: object, properties: {a: {}}}}",
        expect![[r#"
            4:1: warning[untyped-media-type]: bodies of `text/event-steam` are text: a text is a single value
                help: a media type with a similar name exists: `text/event-stream`
        "#]],
    );
    // No type is called so, whatever is behind it.
    check(
        "aplication/json: {}, aplication/pdf: {schema: {type: string, format: binary}}",
        expect![[r#"
            4:1: warning[untyped-media-type]: bodies of `aplication/json` are bytes: the generator does not read this media type
                help: a media type with a similar name exists: `application/json`
            4:22: warning[untyped-media-type]: bodies of `aplication/pdf` are bytes: the generator does not read this media type
                help: a media type with a similar name exists: `application/pdf`
        "#]],
    );
    check(
        "application/jsn: {}, application/pdf: {schema: {type: string, format: binary}}, x-app/jsn: {}",
        expect![[r#""#]],
    );
}

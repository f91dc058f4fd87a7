//! Mistakes in media types and encodings.

use super::check_all;
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

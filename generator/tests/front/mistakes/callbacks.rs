//! Mistakes in callbacks, links and references to path items.

use super::check_all;
use expect_test::{Expect, expect};

const OPERATION: &str = "responses: {'204': {description: d}}";

#[test]
fn expressions() {
    let check = |expression: &str, expected: Expect| {
        check_all(
            &format!(
                "paths: {{/a: {{post: {{{OPERATION}, callbacks: {{c:\n{{'{expression}': {{post: {{{OPERATION}}}}}}}}}}}}}}}\n"
            ),
            expected,
        );
    };
    check("{$request.body#/url}", expect![""]);
    check("https://a.example?u={$request.query.u}", expect![""]);
    check("$request.header.X-Url", expect![""]);
    check("https://a.example/fixed", expect![""]);
    check(
        "{$request.cookie.u}",
        expect![[r#"
        4:2: error[invalid-expression]: `{$request.cookie.u}` is not a URL with runtime expressions
    "#]],
    );
    check(
        "{$request.body#url}",
        expect![[r#"
        4:2: error[invalid-expression]: `{$request.body#url}` is not a URL with runtime expressions
    "#]],
    );
    check(
        "{url}",
        expect![[r#"
        4:2: error[invalid-expression]: `{url}` is not a URL with runtime expressions
    "#]],
    );
    check(
        "{$url",
        expect![[r#"
        4:2: error[invalid-expression]: `{$url` is not a URL with runtime expressions
    "#]],
    );
    check(
        "onEvent",
        expect![[r#"
        4:2: error[invalid-expression]: `onEvent` is not a URL with runtime expressions
    "#]],
    );
}

#[test]
fn callbacks_by_reference() {
    let check = |callback: &str, expected: Expect| {
        check_all(
            &format!(
                "paths: {{/a: {{post: {{{OPERATION}, callbacks: {{c: {{$ref: '#/components/callbacks/c'}}}}}}}}}}\ncomponents: {{callbacks: {{c: {callback}}}}}\n"
            ),
            expected,
        );
    };
    check(
        &format!("{{x-note: a, '{{$url}}': {{post: {{{OPERATION}}}}}}}"),
        expect![""],
    );
    check(
        "{$ref: '#/components/callbacks/d'}",
        expect![[r#"
        4:36: error[unresolved-reference]: the reference `#/components/callbacks/d` names nothing in the document
    "#]],
    );
    check(
        "{$ref: '#/components/callbacks/c'}",
        expect![[r#"
        3:81: error[cyclic-reference]: the reference `#/components/callbacks/c` leads back to itself and never to a value
    "#]],
    );
    check(
        "{'{$url}': {$ref: '#/paths/~1b'}}",
        expect![[r#"
        4:47: error[unresolved-reference]: the reference `#/paths/~1b` names nothing in the document
    "#]],
    );
    check(
        "{'{$url}': {$ref: '#/paths/~1a'}}",
        expect![[r#"
        3:71: error[cyclic-reference]: the callback leads back to itself
    "#]],
    );
    check(
        &format!(
            "{{'{{$url}}': {{post: {{{OPERATION}, callbacks: {{again: {{$ref: '#/components/callbacks/c'}}}}}}}}}}"
        ),
        expect![[r#"
            4:98: error[cyclic-reference]: the callback leads back to itself
        "#]],
    );
}

#[test]
fn callbacks_that_multiply() {
    let mut components = String::new();
    for index in 0..12 {
        let next = format!("{{$ref: '#/components/callbacks/c{}'}}", index + 1);
        let inner = format!("callbacks: {{a: {next}, b: {next}, c: {next}}}");
        components +=
            &format!("    c{index}: {{'{{$url}}': {{post: {{{OPERATION}, {inner}}}}}}}\n");
    }
    components += &format!("    c12: {{'{{$url}}': {{post: {{{OPERATION}}}}}}}\n");
    let text = crate::document(&format!(
        "paths: {{/a: {{post: {{{OPERATION}, callbacks: {{c: {{$ref: '#/components/callbacks/c0'}}}}}}}}}}\ncomponents:\n  callbacks:\n{components}"
    ));
    let loader = generator::source::MemoryLoader::new().file("pets.yaml", text);
    let output = generator::generate(&generator::output::Options::default(), &loader);
    assert!(output.diagnostics.short().contains("error[limit-exceeded]"));
}

#[test]
fn path_items_by_reference() {
    let check = |item: &str, expected: Expect| {
        check_all(
            &format!(
                "paths:\n  /a: {item}\n  /b: {{summary: b, get: {{operationId: b, {OPERATION}}}}}\n"
            ),
            expected,
        );
    };
    check("{$ref: '#/paths/~1b'}", expect![""]);
    check(
        &format!("{{$ref: '#/paths/~1b', summary: a, post: {{{OPERATION}}}}}"),
        expect![""],
    );
    check(
        &format!("{{$ref: '#/paths/~1b', get: {{{OPERATION}}}}}"),
        expect![[r#"
            4:29: error[path-item-conflict]: two path items of one path say `get`
        "#]],
    );
    check(
        "{$ref: '#/paths/~1c'}",
        expect![[r#"
        4:14: error[unresolved-reference]: the reference `#/paths/~1c` names nothing in the document
    "#]],
    );
    check(
        "{$ref: '#/paths/~1a'}",
        expect![[r#"
        4:14: error[cyclic-reference]: the reference `#/paths/~1a` leads back to itself and never to a value
    "#]],
    );
    check(
        "{$ref: '#/paths/~1b/get'}",
        expect![[r#"
        4:14: error[wrong-reference]: the reference `#/paths/~1b/get` does not name a path item
    "#]],
    );
    check(
        "{$ref: 'https://a.example/x.yaml#/a'}",
        expect![[r#"
        4:14: error[invalid-reference]: `https://a.example/x.yaml#/a` is a URL: the generator never follows one
    "#]],
    );
    check(
        "{$ref: 1}",
        expect![[r#"
            4:14: error[wrong-kind]: `$ref` in a Path Item Object: expected a string, found `1`
        "#]],
    );
}

#[test]
fn links() {
    let check = |link: &str, expected: Expect| {
        check_all(
            &format!(
                "paths:\n  /a: {{get: {{operationId: getA, responses: {{'204': {{description: d, links: {{l:\n    {link}}}}}}}}}}}\n"
            ),
            expected,
        );
    };
    check(
        "{operationId: getA, parameters: {path.id: $response.body#/id, a: 1, b: 'x{$url}'}, requestBody: {a: 1}}",
        expect![[r#"
            5:47: note[unresolved-link]: the link `l` is documented only: `getA` has no parameter `id`
        "#]],
    );
    // With the name that may be meant.
    crate::mistakes::check_all_with_help(
        "paths:
  /a/{userId}:
    parameters: [{name: userId, in: path, required: true, schema: {type: string}}]
    get:
      operationId: getA
      responses: {'204': {description: d, links: {l: {operationId: getA, parameters: {useId: a}}}}}
",
        expect![[r#"
            8:94: note[unresolved-link]: the link `l` is documented only: `getA` has no parameter `useId`
                help: there is `userId`
        "#]],
    );
    check("{operationRef: '#/paths/~1a/get'}", expect![""]);
    check(
        "{operationRef: 'https://a.example/x.yaml#/paths/~1a/get'}",
        expect![""],
    );
    check(
        "{operationId: getB}",
        expect![[r#"
        5:19: warning[unknown-operation]: the link leads to no operation of the document: `getB`
    "#]],
    );
    check(
        "{operationRef: '#/paths/~1a/post'}",
        expect![[r#"
        5:20: warning[unknown-operation]: the link leads to no operation of the document: `#/paths/~1a/post`
    "#]],
    );
    check(
        "{operationRef: '#/components'}",
        expect![[r#"
        5:20: warning[unknown-operation]: the link leads to no operation of the document: `#/components`
    "#]],
    );
    check(
        "{operationId: getA, operationRef: '#/paths/~1a/get'}",
        expect![[r#"
            5:25: error[invalid-value]: a link has an `operationId` or an `operationRef`, not both
        "#]],
    );
    check(
        "{description: nowhere}",
        expect![[r#"
        5:5: error[missing-keyword]: a link needs an `operationId` or an `operationRef`
    "#]],
    );
    check(
        "{operationId: getA, parameters: {id: $response.cookie.id}}",
        expect![[r#"
            5:42: error[invalid-expression]: `$response.cookie.id` is not a runtime expression
        "#]],
    );
    check(
        "{operationId: getA, parameters: {id: 'a{$nothing}'}}",
        expect![[r#"
            5:42: error[invalid-expression]: `a{$nothing}` is not a runtime expression
        "#]],
    );
    check(
        "{$ref: '#/components/links/l'}",
        expect![[r#"
        5:12: error[unresolved-reference]: the reference `#/components/links/l` names nothing in the document
    "#]],
    );
}

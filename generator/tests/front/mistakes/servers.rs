//! Mistakes in servers with variables.

use super::check_all;
use expect_test::{Expect, expect};

fn check(server: &str, expected: Expect) {
    check_all(&format!("servers: [{{{server}}}]\npaths: {{}}\n"), expected);
}

#[test]
fn variables() {
    check(
        "url: 'https://{a}.example', variables: {a: {default: eu, enum: [eu, us]}}",
        expect![""],
    );
    check(
        "url: '{a}/b', variables: {a: {default: 'https://a.example'}}",
        expect![""],
    );
    check(
        "url: 'https://a.example/{a}', variables: {a: {default: ''}}",
        expect![""],
    );
    check(
        "url: 'https://{a}.example'",
        expect![[r#"
        3:17: error[invalid-value]: the URL of a server has a variable `a` that `variables` does not define
    "#]],
    );
    check(
        "url: 'https://{a}.example', variables: {b: {default: eu}}",
        expect![[r#"
            3:17: error[invalid-value]: the URL of a server has a variable `a` that `variables` does not define
            3:52: warning[unused-server-variable]: the URL has no variable `b`
        "#]],
    );
    check(
        "url: 'https://a.example', variables: {a: {default: eu}}",
        expect![[r#"
            3:50: warning[unused-server-variable]: the URL has no variable `a`
        "#]],
    );
    check(
        "url: 'https://{a}.example', variables: {a: {default: eu, enum: [us]}}",
        expect![[r#"
            3:65: error[invalid-value]: the default `eu` is none of the values of `enum`
        "#]],
    );
    check(
        "url: 'https://{a}.example/{a}', variables: {a: {default: eu}}",
        expect![[r#"
            3:17: error[invalid-value]: the URL of a server has the variable `a` twice
        "#]],
    );
    check(
        "url: 'https://{a.example', variables: {a: {default: eu}}",
        expect![[r#"
            3:17: error[invalid-value]: the URL of a server has a brace without its other one
        "#]],
    );
    check(
        "url: 'https://{a}.example', variables: {a: {enum: [us]}}",
        expect![[r#"
            3:55: error[missing-keyword]: a Server Variable Object needs the key `default`
        "#]],
    );
}

#[test]
fn what_variables_can_smuggle_in() {
    check(
        "url: '{a}://b.example', variables: {a: {default: javascript}}",
        expect![[r#"
            3:17: error[invalid-value]: the URL of a server, its variables at their defaults, is not of the scheme `http` or `https`
        "#]],
    );
    check(
        "url: '{a}://b.example', variables: {a: {default: https, enum: [https, file]}}",
        expect![[r#"
            3:82: error[invalid-value]: with this value, the URL of the server is not of the scheme `http` or `https`
        "#]],
    );
    check(
        "url: 'https://{a}@b.example', variables: {a: {default: user}}",
        expect![[r#"
            3:17: error[invalid-value]: the URL of a server, its variables at their defaults, holds a user or a password: credentials are given at run time
        "#]],
    );
    check(
        "url: 'https://{a}', variables: {a: {default: 'u:p@b.example'}}",
        expect![[r#"
            3:17: error[invalid-value]: the URL of a server, its variables at their defaults, holds a user or a password: credentials are given at run time
        "#]],
    );
    check(
        "url: 'https://{a}', variables: {a: {default: ''}}",
        expect![[r#"
            3:17: error[invalid-value]: the URL of a server, its variables at their defaults, names no host
        "#]],
    );
    check(
        "url: 'https://{a}', variables: {a: {default: '{b}'}, b: {default: c}}",
        expect![[r#"
            3:17: error[invalid-value]: the URL of a server, its variables at their defaults, holds characters that no URL has
            3:65: warning[unused-server-variable]: the URL has no variable `b`
        "#]],
    );
}

#[test]
fn servers_of_paths_and_operations() {
    check_all(
        "paths: {/a: {servers: [{url: 'ftp://a.example'}],\nget: {servers: [{url: 'https://u@a.example'}], responses: {'204': {description: d}}}}}\n",
        expect![[r#"
            3:30: error[invalid-value]: the URL of a server is not of the scheme `http` or `https`
            4:23: error[invalid-value]: the URL of a server holds a user or a password: credentials are given at run time
        "#]],
    );
}

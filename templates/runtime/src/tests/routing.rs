//! Path templates: hostile ones, beside each other, behind a router.

use crate::runtime::percent;
use crate::runtime::server::{
    Answer, Context, Decoder, Failure, Operation, Public, Router, Routes, Serve,
};
use crate::runtime::template::{self, Capture, Literally};
use axum::body::Body;
use http::{Request, StatusCode};
use std::sync::Arc;
use tower_service::Service;

/// What a template captures of a path.
fn captures(template: &str, path: &str) -> Option<Vec<String>> {
    let (template, _) = template::parse(template);
    let show = |capture| match capture {
        Capture::Part(part) => match percent::decode(&path[part]) {
            Ok(text) => text.into_owned(),
            Err(why) => format!("!{why}"),
        },
        Capture::Decoded(text) => text,
    };
    let captures = [Literally::Yes, Literally::No]
        .into_iter()
        .find_map(|literally| template.captures(path, literally));
    Some(captures?.into_iter().map(show).collect())
}

#[test]
fn templates_match_what_they_say() {
    let rows: &[(&str, &str, Option<&[&str]>)] = &[
        ("/", "/", Some(&[])),
        ("/", "//", None),
        ("/a/{x}", "/a/b", Some(&["b"])),
        ("/a/{x}", "/a/", None),
        ("/a/{x}", "/a", None),
        ("/a/{x}", "/a/b/", None),
        ("/a/{x}/", "/a/b/", Some(&["b"])),
        ("/a/{x}/c", "/a//c", None),
        ("/a/{x}", "/a/b%2Fc%20%C3%BC", Some(&["b/c ü"])),
        ("/a/{x}", "/a/{x}", Some(&["{x}"])),
        (
            "/a/{x}",
            "/a/%ff",
            Some(&["!is not UTF-8 after percent-decoding"]),
        ),
        (
            "/a/{x}",
            "/a/%f",
            Some(&["!has a % that no two hexadecimal digits follow"]),
        ),
        ("/a b/ü", "/a%20b/%C3%BC", Some(&[])),
        ("/a", "/%61", Some(&[])),
        ("/{id}:cancel", "/7:cancel", Some(&["7"])),
        ("/{id}:cancel", "/:cancel", None),
        ("/{id}:cancel", "/7", None),
        ("/{id}:cancel", "/7:cancel:cancel", Some(&["7:cancel"])),
        ("/{id}:cancel", "/7%3Acancel", Some(&["7"])),
        ("/{id}:cancel", "/%3Acancel:cancel", Some(&[":cancel"])),
        (
            "/{id}:cancel",
            "/%ff:cancel",
            Some(&["!is not UTF-8 after percent-decoding"]),
        ),
        ("/{a}.{b}", "/x.tar.gz", Some(&["x", "tar.gz"])),
        ("/{a}.{b}", "/x%2Etar.gz", Some(&["x.tar", "gz"])),
        ("/{a}.{b}", "/x%2Egz", Some(&["x", "gz"])),
        ("/{a}.{b}", "/.x", None),
        ("/{a}.{b}", "/x.", None),
        ("/{a}.{b}", "/..x", Some(&[".", "x"])),
        ("/v{a}-{b}-x", "/v1-2-x", Some(&["1", "2"])),
        ("/v{a}-{b}-x", "/v1-x", None),
        ("/{a}{b}", "/ü1", Some(&["ü", "1"])),
        ("/{a}{b}", "/1", None),
        ("/:b", "/:b", Some(&[])),
        ("/*", "/*", Some(&[])),
        ("/*b", "/x", None),
        ("/{id", "/{id", Some(&[])),
        ("/id}", "/id}", Some(&[])),
        ("/{}", "/x", Some(&["x"])),
        ("/{*rest}", "/x", Some(&["x"])),
        ("/{*rest}", "/x/y", None),
        ("//a", "//a", Some(&[])),
        ("a", "/a", Some(&[])),
        ("", "/", Some(&[])),
    ];
    for (template, path, expected) in rows {
        let expected = expected.map(|texts| texts.iter().map(ToString::to_string).collect());
        assert_eq!(captures(template, path), expected, "{template} {path}");
    }
}

/// Serves every operation below, by its name and what its path captured.
struct Echo;

/// Writes operations as the generator would: their captures, in order, are their input.
macro_rules! operations {
    ($($name:ident $method:literal $path:literal [$($parameter:literal)*];)*) => {
        $(
            struct $name(Vec<String>);

            impl crate::runtime::Operation for $name {
                const ID: &'static str = stringify!($name);
                const METHOD: &'static str = $method;
                const PATH: &'static str = $path;
                type Output = String;
                type Error = std::convert::Infallible;
            }

            impl Operation for $name {
                type Access = Public;

                fn decode(_from: &mut Decoder<'_>) -> Self {
                    Self(vec![$(_from.path($parameter)),*])
                }

                fn answer(outcome: Result<String, Self::Error>, to: &mut Answer) {
                    let Ok(text) = outcome;
                    to.json(200, &text);
                }
            }

            impl Serve<$name> for Echo {
                type Principal = ();

                async fn serve(
                    &self,
                    _: Context<()>,
                    input: $name,
                ) -> Result<String, Failure<std::convert::Infallible>> {
                    Ok(format!("{}({})", stringify!($name), input.0.join(" ")))
                }
            }
        )*

        fn router() -> Router {
            Routes::new(Arc::new(Echo))$(.on::<$name>())*.finish()
        }
    };
}

operations! {
    List "GET" "/things" [];
    Get "GET" "/things/{id}" ["id"];
    HeadOnly "HEAD" "/things/{id}/head" ["id"];
    Put "PUT" "/things/{key}" ["key"];
    Mine "GET" "/things/mine" [];
    Cancel "POST" "/things/{id}:cancel" ["id"];
    CancelGet "GET" "/things/{id}:cancel" ["id"];
    File "GET" "/things/{name}.{extension}" ["name" "extension"];
    Spaced "GET" "/things/a b" [];
    Colon "GET" "/:b" [];
    Star "GET" "/*" [];
    StarNamed "GET" "/*b" [];
    Root "GET" "/" [];
    Empty "POST" "" [];
    Slash "GET" "/things/" [];
    Doubled "GET" "/x//y" [];
    Deep "GET" "/things/{id}/parts/{part}" ["id" "part"];
    DeepOther "GET" "/things/{other}/parts/{id}/x" ["other" "id"];
    DeepMine "GET" "/things/mine/parts/first" [];
    Again "GET" "/things/{again}" ["again"];
    Same "GET" "/same/{id}/{id}" ["id"];
    Unclosed "GET" "/{unclosed" [];
    Rest "GET" "/rest/{*all}" ["*all"];
    Wild "GET" "/wild/{a}{b}" ["a" "b"];
    Strange "GET" "/strange/{a b}/{ü}" ["a b" "ü"];
    Lower "get" "/lower" [];
    NoMethod "N O" "/nomethod" [];
}

async fn ask(
    mut router: Router,
    method: &str,
    path: &str,
) -> (StatusCode, String, http::HeaderMap) {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .body(Body::empty())
        .unwrap();
    let (head, body) = router.call(request).await.unwrap().into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    (
        head.status,
        String::from_utf8(body.to_vec()).unwrap(),
        head.headers,
    )
}

#[tokio::test]
async fn each_request_finds_its_operation() {
    let rows = [
        ("GET", "/things", "List()"),
        ("GET", "/things/7", "Get(7)"),
        ("GET", "/things/a%2Fb", "Get(a/b)"),
        ("PUT", "/things/7", "Put(7)"),
        ("GET", "/things/mine", "Mine()"),
        ("POST", "/things/7:cancel", "Cancel(7)"),
        ("GET", "/things/7:cancel", "CancelGet(7)"),
        ("GET", "/things/mine:cancel", "CancelGet(mine)"),
        ("GET", "/things/x.tar.gz", "File(x tar.gz)"),
        ("GET", "/things/a%20b", "Spaced()"),
        ("GET", "/:b", "Colon()"),
        ("GET", "/*", "Star()"),
        ("GET", "/*b", "StarNamed()"),
        ("GET", "/", "Root()"),
        ("POST", "/", "Empty()"),
        ("GET", "/things/", "Slash()"),
        ("GET", "/x//y", "Doubled()"),
        ("GET", "/things/1/parts/2", "Deep(1 2)"),
        ("GET", "/things/mine/parts/2", "Deep(mine 2)"),
        ("GET", "/things/mine/parts/first", "DeepMine()"),
        ("GET", "/things/mine/parts/first/x", "DeepOther(mine first)"),
        ("GET", "/same/1/2", "Same(1)"),
        ("GET", "/%7Bunclosed", "Unclosed()"),
        ("GET", "/rest/all", "Rest(all)"),
        ("GET", "/wild/12", "Wild(1 2)"),
        ("GET", "/strange/1/2", "Strange(1 2)"),
    ];
    let mounted = Router::new().nest("/a/{tenant}", router()).merge(router());
    for (method, path, expected) in rows {
        let (status, text, _) = ask(mounted.clone(), method, path).await;
        assert_eq!(
            (status.as_u16(), text),
            (200, format!("{expected:?}")),
            "{method} {path}"
        );
        // axum itself takes `/a/t/` for no path below `/a/t`.
        if path != "/" {
            let (status, text, _) = ask(mounted.clone(), method, &format!("/a/t{path}")).await;
            assert_eq!(
                (status.as_u16(), text),
                (200, format!("{expected:?}")),
                "/a/t{path}"
            );
        }
    }
    for path in [
        "/nothing",
        "/things//parts/1",
        "/things/1/parts/",
        "/things/1/parts",
        "/rest/a/b",
    ] {
        assert_eq!(
            ask(router(), "GET", path).await.0,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

#[tokio::test]
async fn methods_that_are_not_served_are_told_those_that_are() {
    let rows = [
        ("POST", "/things", "GET, HEAD"),
        ("DELETE", "/things/7", "GET, HEAD, PUT"),
        ("PUT", "/things/mine", "GET, HEAD"),
        ("GET", "/things/7/head", "HEAD"),
        ("OPTIONS", "/things/7:cancel", "GET, HEAD, POST"),
    ];
    for (method, path, allowed) in rows {
        let (status, text, headers) = ask(router(), method, path).await;
        assert_eq!(
            (status.as_u16(), &headers["allow"]),
            (405, &allowed.parse().unwrap()),
            "{path}"
        );
        assert!(text.contains("\"Method Not Allowed\""), "{text}");
    }
}

#[tokio::test]
async fn head_is_what_get_says_of_itself() {
    let (status, text, headers) = ask(router(), "HEAD", "/things/7").await;
    assert_eq!((status.as_u16(), &*text), (200, ""));
    assert_eq!(
        headers["content-length"],
        "\"Get(7)\"".len().to_string().as_str()
    );
    assert_eq!(headers["content-type"], "application/json");
    let (status, text, _) = ask(router(), "HEAD", "/things/7/head").await;
    assert_eq!((status.as_u16(), &*text), (200, ""));
    assert_eq!(
        ask(router(), "HEAD", "/nothing").await.0,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn an_application_adds_methods_of_its_own() {
    let own = router().route("/things/{id}", axum::routing::delete(async || "gone"));
    assert_eq!(ask(own.clone(), "DELETE", "/things/7").await.1, "gone");
    assert_eq!(ask(own, "PUT", "/things/7").await.1, "\"Put(7)\"");
}

/// No set of templates stops a server from starting.
#[test]
fn routers_of_any_templates_start() {
    let parts = [
        "", "a", "{x}", "{y}", ":a", "*", "*a", "{x}:a", "{x}.{y}", "{", "}", "{{a}}", "{*x}",
        "%zz", "?", "#", " ", "ü", "..", ".", "\u{0}",
    ];
    for a in parts {
        for b in parts {
            let all = [
                format!("/{a}/{b}"),
                format!("{a}/{b}"),
                format!("/{b}"),
                format!("/{a}{b}"),
            ];
            for one in &all {
                let (template, names) = template::parse(one);
                let route = template.shape(|index| format!("p{index}"));
                let _: Router = Router::new().route(&route, axum::routing::get(async || ""));
                assert_eq!(names.len(), one.matches('{').count().min(names.len()));
            }
        }
    }
}

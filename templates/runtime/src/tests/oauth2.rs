//! Tokens that are fetched, kept, renewed and refused.

use super::operations::{Ask, Open};
use super::transports::{Script, answer};
use crate::runtime::client::{Core, Credential, Error, OAuth2, Request, Response, TokenError};
use std::sync::{Arc, Mutex};

const TOKENS: &str = "https://login.example.org/token?tenant=1";

fn core(script: &Script, oauth2: OAuth2) -> Core {
    let credentials = [("token", Some(Credential::oauth2(oauth2)))];
    Core::with_transport(script.clone(), "https://api.example.org", &credentials).unwrap()
}

fn client() -> OAuth2 {
    OAuth2::client_credentials(TOKENS, "me:1", "s3cr3t %").scopes(["a", "b"])
}

fn token(text: &str, more: &str) -> Response {
    let body = format!("{{\"access_token\":\"{text}\",\"token_type\":\"bearer\"{more}}}");
    answer(200, &[("content-type", "application/json")], &body)
}

fn good() -> Response {
    answer(200, &[], "{}")
}

fn body(request: &Request) -> &str {
    std::str::from_utf8(request.body.as_bytes().unwrap()).unwrap()
}

/// To whom requests went, and with which `Authorization`.
fn sent(script: &Script) -> Vec<String> {
    let line = |request: Request| {
        let host = request.url.host_str().unwrap_or_default();
        let header = request.headers["authorization"].to_str().unwrap();
        format!("{host} {header}")
    };
    script.asked().into_iter().map(line).collect()
}

const BASIC: &str = "login.example.org Basic bWUlM0ExOnMzY3IzdCUyMCUyNQ==";

#[tokio::test]
async fn a_token_is_fetched_once_and_kept() {
    let script = Script::new([token("t1", ",\"expires_in\":3600"), good(), good()]);
    let core = core(&script, client());
    core.send(&Ask::new("x")).await.unwrap();
    let asked = script.asked();
    assert_eq!(asked[0].url.as_str(), TOKENS);
    assert_eq!(asked[0].method, "POST");
    assert_eq!(body(&asked[0]), "grant_type=client_credentials&scope=a%20b");
    assert!(asked[0].headers["authorization"].is_sensitive());
    assert_eq!(asked[1].headers["authorization"], "Bearer t1");
    assert!(asked[1].headers["authorization"].is_sensitive());
    core.send(&Ask::new("x")).await.unwrap();
    assert_eq!(sent(&script), ["api.example.org Bearer t1"]);
}

#[tokio::test]
async fn operations_without_security_get_none() {
    let script = Script::new([answer(200, &[], "1")]);
    core(&script, client()).send(&Open).await.unwrap();
    assert!(!script.asked()[0].headers.contains_key("authorization"));
}

#[tokio::test]
async fn one_fetch_serves_all_that_wait() {
    let script = Script::new([token("t1", ""), good(), good(), good()]);
    let core = core(&script, client());
    let input = Ask::new("x");
    let (one, two, three) = tokio::join!(core.send(&input), core.send(&input), core.send(&input));
    assert!(one.is_ok() && two.is_ok() && three.is_ok());
    let api = "api.example.org Bearer t1";
    assert_eq!(sent(&script), [BASIC, api, api, api]);
}

#[tokio::test]
async fn an_expired_token_is_replaced() {
    let script = Script::new([
        token("t1", ",\"expires_in\":0"),
        good(),
        token("t2", ",\"expires_in\":\"3600\""),
        good(),
        good(),
    ]);
    let core = core(&script, client());
    for _ in 0..3 {
        core.send(&Ask::new("x")).await.unwrap();
    }
    let (one, two) = ("api.example.org Bearer t1", "api.example.org Bearer t2");
    assert_eq!(sent(&script), [BASIC, one, BASIC, two, two]);
}

#[tokio::test]
async fn a_refused_token_is_replaced_once() {
    let refused = || answer(401, &[], "");
    let script = Script::new([token("t1", ""), refused(), token("t2", ""), good()]);
    let client_1 = core(&script, client());
    client_1.send(&Ask::new("x")).await.unwrap();
    let (one, two) = ("api.example.org Bearer t1", "api.example.org Bearer t2");
    assert_eq!(sent(&script), [BASIC, one, BASIC, two]);

    let script = Script::new([token("t1", ""), refused(), token("t2", ""), refused()]);
    let error = core(&script, client())
        .send(&Ask::new("x"))
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 401);
    assert_eq!(sent(&script), [BASIC, one, BASIC, two]);
}

#[tokio::test]
async fn a_refresh_token_is_used_and_rotated() {
    let rotated = Arc::new(Mutex::new(Vec::new()));
    let keep = Arc::clone(&rotated);
    let oauth2 = client()
        .refresh("r&1")
        .in_body()
        .parameter("audience", "é")
        .on_rotation(move |token| {
            use secrecy::ExposeSecret;
            keep.lock().unwrap().push(token.expose_secret().to_owned());
        });
    let script = Script::new([
        token("t1", ",\"expires_in\":0,\"refresh_token\":\"r2\""),
        good(),
        token("t2", ""),
        good(),
    ]);
    let core = core(&script, oauth2);
    core.send(&Ask::new("x")).await.unwrap();
    core.send(&Ask::new("x")).await.unwrap();
    let asked = script.asked();
    assert_eq!(
        body(&asked[0]),
        "grant_type=refresh_token&refresh_token=r%261&scope=a%20b&client_id=me%3A1&client_secret=s3cr3t%20%25&audience=%C3%A9"
    );
    assert!(!asked[0].headers.contains_key("authorization"));
    assert!(body(&asked[2]).contains("refresh_token=r2&"));
    assert_eq!(*rotated.lock().unwrap(), ["r2"]);

    let script = Script::new([token("t1", ""), good()]);
    let public = OAuth2::public(TOKENS, "me", "r1");
    super::oauth2::core(&script, public)
        .send(&Ask::new("x"))
        .await
        .unwrap();
    assert_eq!(
        body(&script.asked()[0]),
        "grant_type=refresh_token&refresh_token=r1&client_id=me"
    );
}

#[tokio::test]
async fn failures_say_what_failed_and_no_secret() {
    let refused = |body: &str| answer(400, &[], body);
    let rows = [
        (
            refused("{\"error\":\"invalid_client\"}"),
            "answered 400 (invalid_client)",
        ),
        (
            refused("{\"error\":\"s3cr3t\"}"),
            "the authorization server answered 400",
        ),
        (refused("s3cr3t"), "the authorization server answered 400"),
        (
            answer(302, &[("location", "http://s3cr3t")], ""),
            "answered 302",
        ),
        (answer(200, &[], "s3cr3t"), "the answer is no JSON object"),
        (
            answer(200, &[], "{\"access_token\":\"\"}"),
            "the answer has no access_token",
        ),
        (
            answer(
                200,
                &[],
                "{\"access_token\":\"s3cr3t\",\"token_type\":\"mac\"}",
            ),
            "the token is no bearer token",
        ),
    ];
    for (response, text) in rows {
        let script = Script::new([response]);
        let error = core(&script, client())
            .send(&Ask::new("x"))
            .await
            .unwrap_err();
        assert!(matches!(error, Error::Token(_)), "{error}");
        assert!(error.to_string().ends_with(text), "{error}");
        assert!(
            !format!("{error:?} {error}").contains("s3cr3t"),
            "{error:?}"
        );
        assert_eq!(script.asked().len(), 1);
    }
    let error = core(&Script::default(), client())
        .send(&Ask::new("x"))
        .await
        .unwrap_err();
    assert!(
        matches!(error, Error::Token(TokenError::Transport(_))),
        "{error}"
    );
    let script = Script::new([token("a\\nb", "")]);
    let error = core(&script, client())
        .send(&Ask::new("x"))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Encode(_)), "{error}");
    for url in [
        "",
        "ftp://a",
        "http://u:s3cr3t@a",
        "http://a#s3cr3t",
        "/token",
    ] {
        let oauth2 = OAuth2::client_credentials(url, "me", "s3cr3t");
        assert!(!format!("{oauth2:?}").contains("s3cr3t"));
        let script = Script::default();
        let error = core(&script, oauth2)
            .send(&Ask::new("x"))
            .await
            .unwrap_err();
        assert!(
            matches!(error, Error::Token(TokenError::Malformed(_))),
            "{error}"
        );
        assert!(
            !format!("{error:?} {error}").contains("s3cr3t"),
            "{error:?}"
        );
        assert!(script.asked().is_empty());
    }
}

//! Callers that are not let in, by what they send.

use super::security::{Both, Guard, router};
use crate::runtime;
use crate::runtime::server::{self, Denied, Head};
use axum::body::Body;
use http::{Request, Response, StatusCode};
use tower_service::Service;

/// The answer to a request with these headers.
async fn raw(uri: &str, headers: &[(&str, &str)]) -> Response<Body> {
    let mut request = Request::post(uri).header("content-type", "text/plain");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    router(Guard)
        .call(request.body(Body::from("no JSON")).unwrap())
        .await
        .unwrap()
}

#[tokio::test]
async fn callers_are_refused_before_their_body_is_looked_at() {
    type Row<'a> = (&'a str, &'a [(&'a str, &'a str)], u16);
    let rows: &[Row<'_>] = &[
        ("/Header", &[], 401),
        ("/Header", &[("x-key", "bad")], 401),
        ("/Header", &[("x-key", "small")], 403),
        ("/Header", &[("x-key", "lost")], 500),
        ("/Header", &[("x-key", "good")], 415),
        ("/Header", &[("x-key", "good"), ("x-key", "good")], 401),
        ("/Header", &[("x-key", "")], 401),
        ("/Query?k%20y=good", &[], 415),
        ("/Query?k+y=good&%ff=1", &[], 415),
        ("/Query?k+y=good&k%20y=good", &[], 401),
        ("/Query?k+y=%ff", &[], 401),
        ("/Query?k+y", &[], 401),
        ("/Cookie", &[("cookie", "a=b; session=good")], 415),
        (
            "/Cookie",
            &[("cookie", "a=b"), ("cookie", "session=good;")],
            415,
        ),
        ("/Cookie", &[("cookie", "session=good; session=good")], 401),
        (
            "/Cookie",
            &[("cookie", "session=good"), ("cookie", "session=bad")],
            401,
        ),
        ("/Cookie", &[("cookie", "Session=good")], 401),
        ("/Cookie", &[("cookie", "session")], 401),
        ("/Basic", &[("authorization", "basic Z29vZDo=")], 415),
        ("/Basic", &[("authorization", "Basic Z29vZA==")], 401),
        ("/Basic", &[("authorization", "Basic ?")], 401),
        ("/Basic", &[("authorization", "Bearer good")], 401),
        ("/Bearer", &[("authorization", "BEARER  good")], 415),
        (
            "/Bearer",
            &[
                ("authorization", "Bearer good"),
                ("authorization", "Bearer good"),
            ],
            401,
        ),
        ("/Bearer", &[("authorization", "good")], 401),
        ("/Bearer", &[("authorization", "Bearer ")], 401),
        ("/Digest", &[("authorization", "Digest good")], 415),
        ("/Digest", &[("authorization", "Bearer good")], 401),
        ("/Whole", &[("authorization", "good")], 415),
        ("/Both?k+y=good", &[], 401),
        ("/Both?k+y=good", &[("x-key", "good")], 415),
        ("/Both?k+y=small", &[("x-key", "good")], 403),
        ("/Both?k+y=bad", &[("x-key", "good")], 401),
        // What one alternative lacks, another may have.
        (
            "/Either",
            &[("x-key", "good"), ("authorization", "Bearer good")],
            415,
        ),
        (
            "/Either",
            &[
                ("x-key", "small"),
                ("cookie", "session=good"),
                ("authorization", "Bearer good"),
            ],
            415,
        ),
        (
            "/Either",
            &[
                ("x-key", "small"),
                ("cookie", "session=good"),
                ("authorization", "Bearer bad"),
            ],
            403,
        ),
        (
            "/Either",
            &[
                ("x-key", "small"),
                ("cookie", "session=good"),
                ("authorization", "Bearer lost"),
            ],
            500,
        ),
        ("/Maybe", &[], 415),
        ("/Maybe", &[("authorization", "Bearer bad")], 401),
        ("/Maybe", &[("authorization", "Basic Z29vZDo=")], 401),
        ("/Maybe", &[("authorization", "Bearer small")], 403),
        (
            "/Maybe",
            &[("authorization", "Bearer bad"), ("x-key", "good")],
            415,
        ),
        ("/MaybeMutual", &[], 415),
        ("/Mutual", &[], 401),
        ("/Open", &[("authorization", "nonsense")], 415),
    ];
    for (uri, headers, status) in rows {
        let response = raw(uri, headers).await;
        assert_eq!(response.status().as_u16(), *status, "{uri} {headers:?}");
        let asked = response.headers().contains_key("www-authenticate");
        assert_eq!(asked, *status == 401, "{uri} {headers:?}");
    }
}

#[tokio::test]
async fn a_certificate_is_in_the_extensions() {
    for (uri, who) in [("/Mutual", "\"mutual:\""), ("/MaybeMutual", "\"mutual:\"")] {
        let mut request = Request::post(uri).body(Body::empty()).unwrap();
        request.extensions_mut().insert("a certificate");
        let response = router(Guard).call(request).await.unwrap();
        let body = axum::body::to_bytes(response.into_body(), 100)
            .await
            .unwrap();
        assert_eq!(body, who);
    }
}

#[tokio::test]
async fn each_scheme_is_asked_for_once() {
    let rows: &[(&str, &[&str])] = &[
        ("/Header", &["ApiKey realm=\"api\", header=\"X-Key\""]),
        ("/Query", &["ApiKey realm=\"api\", query=\"k y\""]),
        (
            "/Cookie",
            &["Cookie realm=\"api\", cookie-name=\"session\""],
        ),
        ("/Digest", &["Digest realm=\"api\""]),
        ("/Whole", &["Token realm=\"api\""]),
        ("/Scoped", &["Bearer realm=\"api\""]),
        ("/Mutual", &["ClientCertificate realm=\"api\""]),
        (
            "/Either",
            &[
                "ApiKey realm=\"api\", header=\"X-Key\"",
                "Cookie realm=\"api\", cookie-name=\"session\"",
                "Basic realm=\"api\"",
                "Bearer realm=\"api\"",
            ],
        ),
    ];
    for (uri, expected) in rows {
        let response = raw(uri, &[]).await;
        let asked: Vec<_> = response
            .headers()
            .get_all("www-authenticate")
            .iter()
            .collect();
        assert_eq!(asked, *expected, "{uri}");
    }
}

/// As long as nobody says who two credentials together are, they are nobody.
#[tokio::test]
async fn two_credentials_need_somebody_to_join_them() {
    struct Apart;
    impl server::Authenticate<u8> for Apart {
        type Principal = ();

        async fn check(
            &self,
            _: &'static str,
            _: &str,
            _: &'static [&'static str],
            _: &Head,
        ) -> Result<(), Denied> {
            Ok(())
        }
    }
    let request = Request::get("/?k+y=good")
        .header("x-key", "good")
        .body(())
        .unwrap();
    let (head, ()) = request.into_parts();
    let security = <Both as runtime::Operation>::SECURITY;
    let admitted =
        <server::Required<u8> as server::Access<Apart>>::admit(&Apart, security, &head).await;
    assert_eq!(
        admitted.unwrap_err().status(),
        StatusCode::INTERNAL_SERVER_ERROR
    );
}

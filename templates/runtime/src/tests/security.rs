//! Credentials from a client to a server, by every scheme and in every combination.

use crate::runtime::client::{self, CallOptions, Core, Credential, EncodeError, Error};
use crate::runtime::in_process::InProcess;
use crate::runtime::server::{self, Context, Denied, Failure, Head, Router};
use crate::runtime::{self, In, Requirement, Scheme, Security};
use std::convert::Infallible;
use std::sync::Arc;

static HEADER: Scheme = Scheme::api_key("header", In::Header, "X-Key");
static QUERY: Scheme = Scheme::api_key("query", In::Query, "k y");
static COOKIE: Scheme = Scheme::api_key("cookie", In::Cookie, "session");
static BASIC: Scheme = Scheme::basic("basic");
static BEARER: Scheme = Scheme::bearer("bearer");
static DIGEST: Scheme = Scheme::http("digest", "Digest");
static WHOLE: Scheme = Scheme::authorization("whole", "Token");
static OAUTH: Scheme = Scheme::oauth2("oauth");
static MUTUAL: Scheme = Scheme::mutual_tls("mutual");

const fn needs(scheme: &'static Scheme) -> Requirement {
    Requirement::new(scheme, &[])
}

/// Who is calling, as the schemes say it.
pub(super) trait Api: Send + Sync + 'static {
    type Principal: Send + Sync + 'static;

    fn check(
        &self,
        scheme: &'static str,
        credential: &str,
        scopes: &'static [&'static str],
        head: &Head,
    ) -> impl Future<Output = Result<Self::Principal, Denied>> + Send;

    fn both(&self, one: Self::Principal, other: Self::Principal)
    -> Result<Self::Principal, Denied>;

    fn who(&self, principal: Option<Self::Principal>) -> Result<String, Failure<Infallible>>;
}

/// Stands for the schemes of the document.
pub(super) enum Schemes {}

impl<A: Api> server::Authenticate<Schemes> for A {
    type Principal = A::Principal;

    async fn check(
        &self,
        scheme: &'static str,
        credential: &str,
        scopes: &'static [&'static str],
        head: &Head,
    ) -> Result<A::Principal, Denied> {
        Api::check(self, scheme, credential, scopes, head).await
    }

    fn both(&self, one: A::Principal, other: A::Principal) -> Result<A::Principal, Denied> {
        Api::both(self, one, other)
    }
}

/// Writes operations as the generator would: each says who called it.
macro_rules! operations {
    ($($name:ident $access:ident $principal:ty, $some:expr, $security:expr;)*) => {
        $(
            #[derive(Debug)]
            pub(super) struct $name;

            impl runtime::Operation for $name {
                const ID: &'static str = stringify!($name);
                const METHOD: &'static str = "POST";
                const PATH: &'static str = concat!("/", stringify!($name));
                const SECURITY: Security = $security;
                type Output = String;
                type Error = Infallible;
            }

            impl client::Operation for $name {
                fn encode(&self, to: &mut client::Encoder<'_>) {
                    to.query("a", &1);
                }

                fn decode(from: &mut client::Reply) -> Option<Result<String, Infallible>> {
                    (from.status() == 200).then(|| Ok(from.json()))
                }
            }

            impl server::Operation for $name {
                type Access = $access;
                const BODY: server::Body = server::Body::Optional(&[runtime::JSON]);

                fn decode(_: &mut server::Decoder<'_>) -> Self {
                    Self
                }

                fn answer(outcome: Result<String, Infallible>, to: &mut server::Answer) {
                    let Ok(text) = outcome;
                    to.json(200, &text);
                }
            }

            impl<A: Api> server::Serve<$name> for A {
                type Principal = $principal;

                async fn serve(
                    &self,
                    cx: Context<$principal>,
                    _: $name,
                ) -> Result<String, Failure<Infallible>> {
                    let some: fn($principal) -> Option<A::Principal> = $some;
                    self.who(some(cx.principal))
                }
            }
        )*

        pub(super) fn router(api: impl Api) -> Router {
            server::Routes::new(Arc::new(api))$(.on::<$name>())*.finish()
        }
    };
}

pub(super) type Required = server::Required<Schemes>;
pub(super) type Optional = server::Optional<Schemes>;
pub(super) type Public = server::Public;

operations! {
    Open Public (), |()| None, &[];
    Header Required A::Principal, Some, &[&[needs(&HEADER)]];
    Query Required A::Principal, Some, &[&[needs(&QUERY)]];
    Cookie Required A::Principal, Some, &[&[needs(&COOKIE)]];
    Basic Required A::Principal, Some, &[&[needs(&BASIC)]];
    Bearer Required A::Principal, Some, &[&[needs(&BEARER)]];
    Digest Required A::Principal, Some, &[&[needs(&DIGEST)]];
    Whole Required A::Principal, Some, &[&[needs(&WHOLE)]];
    Scoped Required A::Principal, Some, &[&[Requirement::new(&OAUTH, &["read", "write"])]];
    Mutual Required A::Principal, Some, &[&[needs(&MUTUAL)]];
    Both Required A::Principal, Some, &[&[needs(&HEADER), needs(&QUERY)]];
    Either Required A::Principal, Some, &[&[needs(&HEADER), needs(&COOKIE)], &[needs(&BASIC)], &[needs(&BEARER)]];
    Maybe Optional Option<A::Principal>, |who| who, &[&[], &[needs(&BEARER)], &[needs(&HEADER)]];
    MaybeMutual Optional Option<A::Principal>, |who| who, &[&[needs(&MUTUAL)], &[]];
}

/// Knows everybody whose credential says "good", and that "small" ones may not.
pub(super) struct Guard;

impl Api for Guard {
    type Principal = String;

    async fn check(
        &self,
        scheme: &'static str,
        credential: &str,
        scopes: &'static [&'static str],
        head: &Head,
    ) -> Result<String, Denied> {
        assert!(!format!("{:?}", head.headers).contains("good"));
        let certificate = head.extensions.get::<&str>().copied();
        match (credential, certificate) {
            ("", None) => Err(Denied::Unauthorized),
            (text, _) if text.contains("small") => Err(Denied::Forbidden),
            (text, _) if text.contains("lost") => Err(std::io::Error::other("disk"))?,
            (text, _) if text.contains("good") || text.is_empty() => {
                Ok(format!("{scheme}:{credential}{}", scopes.concat()))
            }
            _ => Err(Denied::Unauthorized),
        }
    }

    fn both(&self, one: String, other: String) -> Result<String, Denied> {
        Ok(format!("{one}&{other}"))
    }

    fn who(&self, principal: Option<String>) -> Result<String, Failure<Infallible>> {
        Ok(principal.unwrap_or_else(|| "nobody".to_owned()))
    }
}

fn core(credentials: &[(&'static str, Option<Credential>)]) -> Core {
    Core::with_transport(InProcess(router(Guard)), "http://a", credentials).unwrap()
}

async fn ask<O>(input: O, credentials: &[(&'static str, Credential)]) -> Result<String, String>
where
    O: client::Operation<Output = String, Error = Infallible>,
{
    let some = |(name, credential): &(_, Credential)| (*name, Some(credential.clone()));
    let credentials: Vec<_> = credentials.iter().map(some).collect();
    let said = core(&credentials).send(&input).await;
    said.map_err(|error| match error.status() {
        Some(status) => status.as_u16().to_string(),
        None => error.to_string(),
    })
}

#[tokio::test]
async fn each_scheme_has_its_place() {
    let key = Credential::key;
    let good = |text: &str| Ok(text.to_owned());
    assert_eq!(
        ask(Header, &[("header", key("good"))]).await,
        good("header:good")
    );
    assert_eq!(
        ask(Header, &[("header", Credential::raw("good"))]).await,
        good("header:good")
    );
    let hostile = "good&a=2#%é +";
    assert_eq!(
        ask(Query, &[("query", key(hostile))]).await,
        good(&format!("query:{hostile}"))
    );
    assert_eq!(
        ask(Cookie, &[("cookie", key("good=/+%"))]).await,
        good("cookie:good=/+%")
    );
    assert_eq!(
        ask(Basic, &[("basic", Credential::basic("é", "good:"))]).await,
        good("basic:é:good:")
    );
    assert_eq!(
        ask(Bearer, &[("bearer", Credential::bearer("good"))]).await,
        good("bearer:good")
    );
    assert_eq!(
        ask(Bearer, &[("bearer", key("good"))]).await,
        good("bearer:good")
    );
    assert_eq!(
        ask(Digest, &[("digest", key("digest good"))]).await,
        good("digest:digest good")
    );
    assert_eq!(
        ask(Whole, &[("whole", key("good"))]).await,
        good("whole:good")
    );
    assert_eq!(
        ask(Scoped, &[("oauth", Credential::bearer("good"))]).await,
        good("oauth:goodreadwrite")
    );
    assert_eq!(
        ask(Mutual, &[("mutual", Credential::none())]).await,
        Err("401".to_owned())
    );
    assert_eq!(ask(Open, &[]).await, good("nobody"));
}

#[tokio::test]
async fn the_first_alternative_that_is_there_is_sent() {
    let good = |name| (name, Credential::key("good"));
    let basic = ("basic", Credential::basic("good", ""));
    let ok = |text: &str| Ok(text.to_owned());
    assert_eq!(
        ask(Both, &[good("query"), good("header")]).await,
        ok("header:good&query:good")
    );
    let all = [
        good("bearer"),
        basic.clone(),
        good("cookie"),
        good("header"),
    ];
    assert_eq!(ask(Either, &all).await, ok("header:good&cookie:good"));
    assert_eq!(ask(Either, &all[..3]).await, ok("basic:good:"));
    assert_eq!(ask(Either, &all[..1]).await, ok("bearer:good"));
    assert_eq!(
        ask(Either, &[good("cookie"), good("query")]).await,
        Err("nothing was sent: security: the client has no credential for header and cookie, or basic, or bearer".to_owned())
    );
    assert_eq!(ask(Maybe, &[]).await, ok("nobody"));
    assert_eq!(ask(Maybe, &[good("header")]).await, ok("header:good"));
    assert_eq!(
        ask(Maybe, &[good("header"), good("bearer")]).await,
        ok("bearer:good")
    );
    assert_eq!(
        ask(Maybe, &[("bearer", Credential::key("bad"))]).await,
        Err("401".to_owned())
    );
    assert_eq!(
        ask(MaybeMutual, &[("mutual", Credential::none())]).await,
        ok("nobody")
    );
}

fn encode(
    input: &impl client::Operation,
    scheme: &'static str,
    credential: Credential,
) -> Result<client::Request, EncodeError> {
    core(&[(scheme, Some(credential))]).encode(input, &CallOptions::default())
}

#[test]
fn what_a_place_cannot_hold_is_refused_and_not_shown() {
    let rows = [
        (
            encode(&Header, "header", Credential::key("hunter2\n")),
            "header.X-Key",
        ),
        (
            encode(&Cookie, "cookie", Credential::key("hunter2;a=b")),
            "cookie.session",
        ),
        (
            encode(&Cookie, "cookie", Credential::key("hunter2 ")),
            "cookie.session",
        ),
        (
            encode(&Query, "query", Credential::bearer("hunter2")),
            "query.k y",
        ),
        (encode(&Query, "query", Credential::key("")), "query.k y"),
        (
            encode(&Basic, "basic", Credential::key("hunter2")),
            "header.Authorization",
        ),
        (
            encode(&Header, "other", Credential::key("hunter2")),
            "security",
        ),
    ];
    for (request, location) in rows {
        let error = request.unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
        assert_eq!(error.violations[0].location, location);
    }
}

#[test]
fn requests_do_not_show_their_credentials() {
    let request = encode(&Query, "query", Credential::key("hunter2 &")).unwrap();
    assert_eq!(request.url.query(), Some("a=1&k%20y=hunter2%20%26"));
    assert!(!format!("{request:?}").contains("hunter2"));
    let request = encode(&Cookie, "cookie", Credential::key("hunter2")).unwrap();
    assert_eq!(request.headers["cookie"], "session=hunter2");
    assert!(!format!("{request:?}").contains("hunter2"));
    let request = encode(&Header, "header", Credential::key("hunter2")).unwrap();
    assert!(!format!("{request:?}").contains("hunter2"));
    let own = CallOptions {
        headers: [("x-key".parse().unwrap(), "mine".parse().unwrap())]
            .into_iter()
            .collect(),
        ..CallOptions::default()
    };
    let core = core(&[("header", Some(Credential::key("hunter2")))]);
    assert_eq!(core.encode(&Header, &own).unwrap().headers["x-key"], "mine");
}

/// A redirect to somewhere else is an answer, so no credential follows it; only who is called at a URL gets them there.
#[tokio::test]
async fn operations_at_other_urls() {
    let core = core(&[("query", Some(Credential::key("good")))]);
    let said = core
        .call_at("http://b/Query?b=%20", &Query, &CallOptions::default())
        .await;
    assert_eq!(said.unwrap(), "query:good");
    for url in [
        "",
        "/Query",
        "file:///Query",
        "http://u:p@b/Query",
        "javascript:1",
    ] {
        let error = core
            .call_at(url, &Query, &CallOptions::default())
            .await
            .unwrap_err();
        assert!(matches!(error, Error::Encode(_)), "{url}");
    }
}

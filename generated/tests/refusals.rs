//! What the servers refuse, in which order, and what they say about it: one row per request.

use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use generated::runtime::server::{self, Context, Denied, Failure, Head, Router};
use generated::runtime::{Problem, Untyped};
use generated::{lighton, sequence};
use http::{Request, StatusCode};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tower_service::Service;

/// Refuses nothing but credentials, and counts what reaches it.
#[derive(Default)]
struct Anything(AtomicUsize);

impl Anything {
    fn reached(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }

    fn organization(&self) -> sequence::models::CustomerOrganization {
        self.reached();
        let owner = sequence::models::CustomerIdWithName {
            id: "owner".to_owned(),
            name: "Owner".to_owned(),
        };
        sequence::models::CustomerOrganization {
            id: "organization".to_owned(),
            owner,
            members: Vec::new(),
        }
    }
}

impl sequence::Api for Anything {
    type Principal = ();

    async fn authorization(&self, authorization: &str, _: &Head) -> Result<(), Denied> {
        match authorization {
            "Basic good" => Ok(()),
            "Basic elsewhere" => Err(Denied::Forbidden),
            "Basic broken" => Ok("database".parse::<u8>().map(|_| ())?),
            _ => Err(Denied::Unauthorized),
        }
    }

    async fn create_customer_organization(
        &self,
        _: Context<()>,
        input: sequence::operations::CreateCustomerOrganization,
    ) -> Result<
        sequence::models::CustomerOrganization,
        Failure<sequence::operations::CreateCustomerOrganizationError>,
    > {
        type Error = sequence::operations::CreateCustomerOrganizationError;
        match &*input.body.owner_id {
            "error" => Ok("secret of the server"
                .parse::<u8>()
                .map(|_| self.organization())?),
            "problem" => Err(Problem::new(503).detail("Later.").into()),
            "documented" => Err(Error::BadRequest(Untyped::text("no such owner")))?,
            "unauthorized" => Err(Error::Unauthorized(Untyped::empty()))?,
            _ => Ok(self.organization()),
        }
    }

    async fn replace_customer_organization_members(
        &self,
        _: Context<()>,
        _: sequence::operations::ReplaceCustomerOrganizationMembers,
    ) -> Result<
        sequence::models::CustomerOrganization,
        Failure<sequence::operations::ReplaceCustomerOrganizationMembersError>,
    > {
        Ok(self.organization())
    }

    async fn add_customer_organization_members(
        &self,
        _: Context<()>,
        _: sequence::operations::AddCustomerOrganizationMembers,
    ) -> Result<
        sequence::models::CustomerOrganization,
        Failure<sequence::operations::AddCustomerOrganizationMembersError>,
    > {
        Ok(self.organization())
    }
}

impl lighton::Api for Anything {
    type Principal = ();

    async fn bearer_auth(&self, token: &str, _: &Head) -> Result<(), Denied> {
        match token {
            "good" => Ok(()),
            "elsewhere" => Err(Denied::Forbidden),
            _ => Err(Denied::Unauthorized),
        }
    }

    async fn replace_workspace_members(
        &self,
        _: Context<()>,
        input: lighton::operations::ReplaceWorkspaceMembers,
    ) -> Result<
        lighton::models::WorkspaceMembers,
        Failure<lighton::operations::ReplaceWorkspaceMembersError>,
    > {
        self.reached();
        let body = input.body.unwrap_or_default();
        Ok(lighton::models::WorkspaceMembers {
            users: body.users.unwrap_or_default(),
            groups: body.groups.unwrap_or_default(),
        })
    }
}

/// A request, and what comes of it.
#[derive(Clone, Copy)]
struct Row {
    request: &'static str,
    headers: &'static [&'static str],
    body: &'static str,
    status: u16,
    /// Headers that the response must have.
    says: &'static [&'static str],
    /// Locations of `errors`, all of them.
    errors: &'static [&'static str],
}

const CREATE: &str = "POST /customer-organizations";
const REPLACE: &str = "PUT /customer-organizations/o/members";
const WORKSPACE: &str = "PUT /api/v3/workspaces/1/members";
const BASIC: &str = "authorization: Basic good";
const BEARER: &str = "authorization: Bearer good";
const JSON: &str = "content-type: application/json";
const FORM: &str = "content-type: application/x-www-form-urlencoded";
const MULTIPART: &str = "content-type: multipart/form-data; boundary=b";
const MEMBERS: &str = r#"{"customerIds":["c"]}"#;

const fn row(
    request: &'static str,
    headers: &'static [&'static str],
    body: &'static str,
    status: u16,
    says: &'static [&'static str],
    errors: &'static [&'static str],
) -> Row {
    Row {
        request,
        headers,
        body,
        status,
        says,
        errors,
    }
}

const BASIC_CHALLENGE: &[&str] = &["www-authenticate: Basic realm=\"api\""];
const BEARER_CHALLENGE: &[&str] = &["www-authenticate: Bearer realm=\"api\""];
const ACCEPT_JSON: &[&str] = &["accept: application/json"];
const ACCEPT_ALL: &[&str] =
    &["accept: application/json, application/x-www-form-urlencoded, multipart/form-data"];

#[rustfmt::skip]
const ROWS: &[Row] = &[
    // No path, no method.
    row("PUT /customer-organizations//members", &[BASIC, JSON], MEMBERS, 404, &[], &[]),
    row("PUT /api/v3/workspaces//members", &[], "", 404, &[], &[]),
    row("PATCH /customer-organizations/o/members", &[], "{", 405, &["allow: POST, PUT"], &[]),
    row("GET /customer-organizations", &[], "", 405, &["allow: POST"], &[]),
    row("OPTIONS /api/v3/workspaces/1/members", &[], "", 405, &["allow: PUT"], &[]),
    row("QUERY /api/v3/workspaces/1/members", &[BEARER], "", 405, &["allow: PUT"], &[]),
    // No credential, or none that holds, whatever the body is.
    row(REPLACE, &[JSON], MEMBERS, 401, BASIC_CHALLENGE, &[]),
    row(REPLACE, &[JSON], "{", 401, BASIC_CHALLENGE, &[]),
    row(REPLACE, &["content-type: text/plain"], "{", 401, BASIC_CHALLENGE, &[]),
    row(REPLACE, &["authorization: Basic bad", JSON], "{", 401, BASIC_CHALLENGE, &[]),
    row(REPLACE, &["authorization: ", JSON], MEMBERS, 401, BASIC_CHALLENGE, &[]),
    row(REPLACE, &[BASIC, BASIC, JSON], MEMBERS, 401, BASIC_CHALLENGE, &[]),
    row(REPLACE, &["authorization: Basic elsewhere", JSON], "{", 403, &[], &[]),
    row(REPLACE, &["authorization: Basic broken", JSON], "{", 500, &[], &[]),
    row(WORKSPACE, &["authorization: Basic good", JSON], "{}", 401, BEARER_CHALLENGE, &[]),
    row(WORKSPACE, &["authorization: Bearer", JSON], "{}", 401, BEARER_CHALLENGE, &[]),
    row(WORKSPACE, &["authorization: Bearer  ", JSON], "{}", 401, BEARER_CHALLENGE, &[]),
    row(WORKSPACE, &["authorization: Bearer elsewhere", JSON], "{", 403, &[], &[]),
    row("PUT /api/v3/workspaces/x/members", &[], "{", 401, BEARER_CHALLENGE, &[]),
    // Media types.
    row(REPLACE, &[BASIC, "content-type: text/plain"], MEMBERS, 415, ACCEPT_JSON, &[]),
    row(REPLACE, &[BASIC, "content-type: application/jsonx"], MEMBERS, 415, ACCEPT_JSON, &[]),
    row(REPLACE, &[BASIC, "content-type: application/problem+json"], MEMBERS, 415, ACCEPT_JSON, &[]),
    row(REPLACE, &[BASIC, "content-type: "], MEMBERS, 415, ACCEPT_JSON, &[]),
    row(REPLACE, &[BASIC, "content-type: application/json; charset=latin1"], MEMBERS, 415, ACCEPT_JSON, &[]),
    row(REPLACE, &[BASIC, JSON, JSON], MEMBERS, 415, ACCEPT_JSON, &[]),
    row(REPLACE, &[BASIC, FORM], "customerIds=c", 415, ACCEPT_JSON, &[]),
    row(REPLACE, &[BASIC], MEMBERS, 415, ACCEPT_JSON, &[]),
    row(WORKSPACE, &[BEARER, "content-type: text/csv"], "x", 415, ACCEPT_ALL, &[]),
    row(WORKSPACE, &[BEARER], "{}", 415, ACCEPT_ALL, &[]),
    row(REPLACE, &[BASIC, JSON, "content-encoding: gzip"], MEMBERS, 415, &["accept-encoding: identity"], &[]),
    // Size; `BIG` stands for 2 MiB and a byte more than that, `9999999` for a length that is only announced.
    row(REPLACE, &[BASIC, JSON], "BIG", 413, &[], &[]),
    row(REPLACE, &[BASIC, JSON, "content-length: 9999999"], "{}", 413, &[], &[]),
    row(REPLACE, &[BASIC, "content-type: text/plain"], "BIG", 415, ACCEPT_JSON, &[]),
    // JSON.
    row(REPLACE, &[BASIC], "", 400, &[], &["body"]),
    row(REPLACE, &[BASIC, JSON], "", 400, &[], &["body"]),
    row(REPLACE, &[BASIC, JSON], "{", 400, &[], &["body"]),
    row(REPLACE, &[BASIC, JSON], "\u{feff}{\"customerIds\":[]}", 400, &[], &["body"]),
    row(REPLACE, &[BASIC, JSON], "{\"customerIds\":[]} x", 400, &[], &["body"]),
    row(REPLACE, &[BASIC, JSON], "{\"customerIds\":[]}{}", 400, &[], &["body"]),
    row(REPLACE, &[BASIC, JSON], "{\"customerIds\":[NaN]}", 400, &[], &["body"]),
    row(REPLACE, &[BASIC, JSON], "DEEP", 400, &[], &["body"]),
    row(REPLACE, &[BASIC, JSON], "null", 400, &[], &["body"]),
    row(REPLACE, &[BASIC, JSON], "[]", 400, &[], &["body"]),
    row(REPLACE, &[BASIC, JSON], "[[\"c\"]]", 400, &[], &["body"]),
    row(REPLACE, &[BASIC, JSON], "{}", 400, &[], &["body/customerIds"]),
    row(REPLACE, &[BASIC, JSON], "{\"customerIds\":null}", 400, &[], &["body/customerIds"]),
    row(REPLACE, &[BASIC, JSON], "{\"customerIds\":\"c\"}", 400, &[], &["body/customerIds"]),
    row(REPLACE, &[BASIC, JSON], "{\"customerIds\":[1]}", 400, &[], &["body/customerIds/0"]),
    row(REPLACE, &[BASIC, JSON], "{\"customerIds\":[],\"customerIds\":[]}", 400, &[], &["body/customerIds"]),
    row(REPLACE, &[BASIC, JSON], "{\"customerIds\":[],\"\\u0063ustomerIds\":[]}", 400, &[], &["body/customerIds"]),
    row(CREATE, &[BASIC, JSON], "{}", 400, &[], &["body/ownerId", "body/memberIds"]),
    row(WORKSPACE, &[BEARER, JSON], "{\"users\":null}", 400, &[], &["body/users"]),
    row(WORKSPACE, &[BEARER, JSON], "{\"users\":[[1,\"a\",\"b\"]]}", 400, &[], &["body/users/0"]),
    // `1e400` is no number of JSON's readers, so that nothing else of this body can be said.
    row(WORKSPACE, &[BEARER, JSON], "{\"users\":[{\"id\":1.5,\"email\":null},{\"id\":1e400}],\"groups\":{}}", 400, &[], &["body"]),
    row(WORKSPACE, &[BEARER, JSON], "{\"users\":[{\"id\":1.5,\"email\":null},{\"id\":9223372036854775808,\"email\":\"\",\"role\":\"\"}],\"groups\":{}}", 400, &[], &["body/users/0/id", "body/users/0/email", "body/users/0/role", "body/users/1/id", "body/groups"]),
    // Parameters.
    row("PUT /customer-organizations/%ff/members", &[BASIC, JSON], MEMBERS, 400, &[], &["path.id"]),
    row("PUT /customer-organizations/%zz/members", &[BASIC, JSON], MEMBERS, 400, &[], &["path.id"]),
    row("PUT /api/v3/workspaces/x/members", &[BEARER], "", 400, &[], &["path.id"]),
    row("PUT /api/v3/workspaces/1.5/members", &[BEARER], "", 400, &[], &["path.id"]),
    row("PUT /api/v3/workspaces/+1/members", &[BEARER], "", 400, &[], &["path.id"]),
    row("PUT /api/v3/workspaces/01/members", &[BEARER], "", 400, &[], &["path.id"]),
    row("PUT /api/v3/workspaces/%201/members", &[BEARER], "", 400, &[], &["path.id"]),
    row("PUT /api/v3/workspaces/99999999999999999999/members", &[BEARER], "", 400, &[], &["path.id"]),
    row(REPLACE, &[BASIC, JSON, "sequence-version: 2025-01-01"], MEMBERS, 400, &[], &["header.Sequence-Version"]),
    row(REPLACE, &[BASIC, JSON, "sequence-version: "], MEMBERS, 400, &[], &["header.Sequence-Version"]),
    row(REPLACE, &[BASIC, JSON, "sequence-version: 2024-07-30", "sequence-version: 2024-07-30"], MEMBERS, 400, &[], &["header.Sequence-Version"]),
    row("PUT /customer-organizations/%ff/members", &[BASIC, JSON, "sequence-version: 1"], "{\"customerIds\":[\"c\",2,{}]}", 400, &[], &["path.id", "header.Sequence-Version", "body/customerIds/1", "body/customerIds/2"]),
    // Forms.
    row(WORKSPACE, &[BEARER, FORM], "users[0]id=1", 400, &[], &["body/users[0]id"]),
    row(WORKSPACE, &[BEARER, FORM], "users%5Bid%5D=1&groups.id=1", 400, &[], &["body/groups.id", "body/users[id]"]),
    row(WORKSPACE, &[BEARER, FORM], "users=1", 400, &[], &["body/users/0"]),
    row(WORKSPACE, &[BEARER, FORM], "users={}&users={\"id\":1,\"email\":\"\",\"role\":1}", 400, &[], &["body/users/0/id", "body/users/0/email", "body/users/0/role", "body/users/1/role"]),
    row(WORKSPACE, &[BEARER, FORM], "users=%ff", 400, &[], &["body"]),
    row(WORKSPACE, &[BEARER, FORM], "users=%f", 400, &[], &["body"]),
    row(WORKSPACE, &[BEARER, "content-type: multipart/form-data"], "x", 400, &[], &["body"]),
    row(WORKSPACE, &[BEARER, MULTIPART], "x", 400, &[], &["body"]),
    row(WORKSPACE, &[BEARER, MULTIPART], "--b\r\nContent-Disposition: form-data; name=\"users\"\r\n\r\n", 400, &[], &["body"]),
    row(WORKSPACE, &[BEARER, MULTIPART], "--b\r\nContent-Disposition: form-data; name=\"users\"\r\n\r\n{\r\n--b--\r\n", 400, &[], &["body/users/0"]),
    row(WORKSPACE, &[BEARER, MULTIPART], "--b\r\nContent-Disposition: form-data; name=\"users[0]\"\r\n\r\n{}\r\n--b--\r\n", 400, &[], &["body/users[0]"]),
    row(WORKSPACE, &[BEARER, MULTIPART], "--b\r\nContent-Disposition: form-data; name=\"users\"\r\nContent-Type: image/png\r\n\r\n{}\r\n--b--\r\n", 400, &[], &["body"]),
    // What the API itself fails with.
    row(CREATE, &[BASIC, JSON], "{\"ownerId\":\"error\",\"memberIds\":[]}", 500, &[], &[]),
    row(CREATE, &[BASIC, JSON], "{\"ownerId\":\"problem\",\"memberIds\":[]}", 503, &[], &[]),
];

fn app(api: &Arc<Anything>) -> Router {
    sequence::router(Arc::clone(api)).merge(lighton::router(Arc::clone(api)))
}

async fn send(mut app: Router, row: &Row) -> (http::response::Parts, Vec<u8>) {
    let (method, path) = row.request.split_once(' ').unwrap();
    let mut request = Request::builder().method(method).uri(path);
    for header in row.headers {
        let (name, value) = header
            .split_once(": ")
            .unwrap_or((header.trim_end_matches(':'), ""));
        request = request.header(name, value);
    }
    let body = match row.body {
        "BIG" => format!("{{\"customerIds\":[\"{}\"]}}", "x".repeat(2 << 20)),
        "DEEP" => format!(
            "{{\"customerIds\":{}{}}}",
            "[".repeat(200_000),
            "]".repeat(200_000)
        ),
        body => body.to_owned(),
    };
    let response = app
        .call(request.body(Body::from(body)).unwrap())
        .await
        .unwrap();
    let (head, body) = response.into_parts();
    (
        head,
        axum::body::to_bytes(body, usize::MAX)
            .await
            .unwrap()
            .to_vec(),
    )
}

#[tokio::test]
async fn refusals() {
    assert!(ROWS.len() >= 27);
    for row in ROWS {
        let api = Arc::new(Anything::default());
        let (head, body) = send(app(&api), row).await;
        let label = format!("{} {:?} {}", row.request, row.headers, row.body);
        let text = String::from_utf8(body).unwrap();
        assert_eq!(head.status.as_u16(), row.status, "{label}\n{text}");
        assert_eq!(api.0.load(Ordering::SeqCst), 0, "{label}");
        assert_eq!(
            head.headers["content-type"], "application/problem+json",
            "{label}"
        );
        for header in row.says {
            let (name, value) = header.split_once(": ").unwrap();
            assert_eq!(head.headers[name], value, "{label}");
        }
        let problem: Problem = serde_json::from_str(&text).unwrap();
        assert_eq!(problem.status, Some(row.status), "{label}");
        let title = StatusCode::from_u16(row.status).unwrap().canonical_reason();
        assert_eq!(problem.title.as_deref(), title, "{label}");
        let errors = problem.errors.unwrap_or_default();
        let locations: Vec<&str> = errors.iter().map(|error| &*error.location).collect();
        assert_eq!(locations, row.errors, "{label}\n{text}");
        assert!(
            !text.contains("secret") && !text.contains("invalid digit"),
            "{label}\n{text}"
        );
    }
}

/// What must not be refused: the table above could be passed by a server that refuses everything.
#[rustfmt::skip]
const ACCEPTED: &[Row] = &[
    row(CREATE, &[BASIC, JSON], "{\"ownerId\":\"\",\"memberIds\":[],\"new\":null}", 201, &[], &[]),
    row(REPLACE, &[BASIC, JSON], MEMBERS, 200, &[], &[]),
    row(REPLACE, &[BASIC, "content-type: Application/JSON;charset=UTF-8"], " {\"customerIds\":[]} ", 200, &[], &[]),
    row(REPLACE, &[BASIC, JSON, "content-encoding: identity"], MEMBERS, 200, &[], &[]),
    row(REPLACE, &[BASIC, JSON, "sequence-version: 2024-07-30"], MEMBERS, 200, &[], &[]),
    row("PUT /customer-organizations/a%2Fb/members?x=%ff", &[BASIC, JSON], MEMBERS, 200, &[], &[]),
    row("POST /customer-organizations/%20/members", &[BASIC, JSON], MEMBERS, 200, &[], &[]),
    row(WORKSPACE, &[BEARER], "", 200, &[], &[]),
    row(WORKSPACE, &[BEARER, JSON], "", 200, &[], &[]),
    row(WORKSPACE, &["authorization: bEARER good", JSON], "{}", 200, &[], &[]),
    row(WORKSPACE, &[BEARER, JSON], "{\"users\":[{\"id\":1.0,\"email\":\"\",\"role\":\"\"}]}", 200, &[], &[]),
    row(WORKSPACE, &[BEARER, FORM], "", 200, &[], &[]),
    row(WORKSPACE, &[BEARER, FORM], "users=[]&later=1", 200, &[], &[]),
    row(WORKSPACE, &[BEARER, FORM], "users=%5B%7B%22id%22%3A1%2C%22email%22%3A%22%22%2C%22role%22%3A%22%22%7D%5D", 200, &[], &[]),
    row(WORKSPACE, &[BEARER, MULTIPART], "--b\r\nContent-Disposition: form-data; name=\"users\"\r\nContent-Type: application/json\r\n\r\n{\"id\":1,\"email\":\"\",\"role\":\"\"}\r\n--b--\r\n", 200, &[], &[]),
];

#[tokio::test]
async fn accepted() {
    for row in ACCEPTED {
        let api = Arc::new(Anything::default());
        let (head, body) = send(app(&api), row).await;
        let label = format!("{} {:?} {}", row.request, row.headers, row.body);
        assert_eq!(
            head.status.as_u16(),
            row.status,
            "{label}\n{}",
            String::from_utf8_lossy(&body)
        );
        assert_eq!(api.0.load(Ordering::SeqCst), 1, "{label}");
        assert_eq!(head.headers["content-type"], "application/json", "{label}");
    }
}

#[tokio::test]
async fn documented_errors_are_answered_as_they_are_made() {
    let api = Arc::new(Anything::default());
    let row = row(
        CREATE,
        &[BASIC, JSON],
        "{\"ownerId\":\"documented\",\"memberIds\":[]}",
        400,
        &[],
        &[],
    );
    let (head, body) = send(app(&api), &row).await;
    assert_eq!(head.status, 400);
    assert_eq!(head.headers["content-type"], "text/plain; charset=utf-8");
    assert_eq!(body, b"no such owner");
    let unauthorized = Row {
        body: "{\"ownerId\":\"unauthorized\",\"memberIds\":[]}",
        ..row
    };
    let (head, body) = send(app(&api), &unauthorized).await;
    assert_eq!(head.status, 401);
    assert_eq!(head.headers["www-authenticate"], "Basic realm=\"api\"");
    assert_eq!(
        (body.len(), head.headers.contains_key("content-type")),
        (0, false)
    );
}

#[tokio::test]
async fn the_application_decides_how_large_a_body_may_be() {
    let api = Arc::new(Anything::default());
    let big = row(REPLACE, &[BASIC, JSON], "BIG", 413, &[], &[]);
    let larger = app(&api).layer(DefaultBodyLimit::max(3 << 20));
    assert_eq!(send(larger, &big).await.0.status, 200);
    let any = app(&api).layer(DefaultBodyLimit::disable());
    assert_eq!(send(any, &big).await.0.status, 200);
    let small = row(REPLACE, &[BASIC, JSON], MEMBERS, 413, &[], &[]);
    let smaller = app(&api).layer(DefaultBodyLimit::max(10));
    assert_eq!(send(smaller, &small).await.0.status, 413);
}

#[tokio::test]
async fn routers_merge_and_nest() {
    let api = Arc::new(Anything::default());
    let own = axum::routing::get(async || "own");
    let nested = Router::new()
        .nest("/a/{b}", sequence::router(Arc::clone(&api)))
        .merge(lighton::router(Arc::clone(&api)))
        .route("/customer-organizations", own.clone())
        .route("/a/{b}/own", own)
        .fallback(async || (StatusCode::IM_A_TEAPOT, "nothing"));
    let path = "PUT /a/b/customer-organizations/o/members";
    let put = row(path, &[BASIC, JSON], MEMBERS, 200, &[], &[]);
    assert_eq!(send(nested.clone(), &put).await.0.status, 200);
    let own = row("GET /customer-organizations", &[], "", 200, &[], &[]);
    assert_eq!(send(nested.clone(), &own).await.1, b"own");
    let nothing = row("GET /nothing", &[], "", 418, &[], &[]);
    assert_eq!(send(nested, &nothing).await.0.status, 418);
}

/// Numbers that are the same in every run: xorshift64*.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).unwrap() % bound
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    fn text(&mut self, all: &[&str], most: usize) -> String {
        let length = self.below(most + 1);
        (0..length).map(|_| self.one_of(all)).collect()
    }

    /// Bytes of a body: those of a row, of pieces, or both, some of them changed.
    fn body(&mut self) -> Vec<u8> {
        let mut body = match self.below(4) {
            0 => self.text(BODY, 12).into_bytes(),
            1 => (self.one_of(ROWS).body.to_owned() + &self.text(BODY, 3)).into_bytes(),
            2 => self.one_of(&[CREATED, MEMBERS]).as_bytes().to_vec(),
            _ => self.one_of(ROWS).body.as_bytes().to_vec(),
        };
        for _ in 0..self.below(4) {
            let at = self.below(body.len() + 1);
            match (self.below(3), body.get_mut(at)) {
                (0, Some(byte)) => *byte = u8::try_from(self.below(256)).unwrap(),
                (1, Some(_)) => drop(body.remove(at)),
                _ => body.insert(at, *BYTES.get(self.below(BYTES.len())).unwrap()),
            }
        }
        body
    }
}

const CREATED: &str = "{\"ownerId\":\"o\",\"memberIds\":[]}";

const BODY: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"customerIds\"",
    "\"users\"",
    "\"id\"",
    "\"\"",
    "null",
    "1",
    "-1e9",
    "1e400",
    "true",
    "\\u0000",
    "\"\\ud800\"",
    "users",
    "=",
    "&",
    "%",
    "%5B",
    "[0]",
    "--b",
    "--b--",
    "\r\n",
    "\r\n\r\n",
    "ü",
    "\0",
    "Content-Disposition: form-data; name=\"users\"",
    "Content-Type: application/json",
];

const BYTES: &[u8] = b"{}[]\",:\\%&=-\r\n\0\xff\xc3a1 ";

const SEGMENTS: &[&str] = &[
    "customer-organizations",
    "members",
    "api",
    "v3",
    "workspaces",
    "o",
    "1",
    "-1",
    "%ff",
    "%2F",
    "%",
    "..",
    ".",
    "",
];

const HEADERS: &[&str] = &[
    BASIC,
    BEARER,
    JSON,
    FORM,
    MULTIPART,
    "content-type: multipart/form-data",
    "content-type: multipart/form-data; boundary=\"",
    "content-type: application/json; charset=\"utf-8\"",
    "content-type: ;",
    "content-length: 3",
    "content-length: x",
    "authorization: Basic",
    "authorization: Bearer \u{ff}",
    "accept: */*;q=x",
    "accept: text/html",
    "accept: ,;,",
    "sequence-version: 2024-07-30",
    "sequence-version: \u{ff}",
    "content-encoding: gzip",
    "cookie: a=b; =; c",
    "transfer-encoding: chunked",
    "expect: 100-continue",
    "host: \u{ff}",
];

/// No request gets more than a refusal, whatever it is made of; some are what the document describes, and arrive.
#[tokio::test]
async fn random_requests_are_answered_or_refused() {
    let mut numbers = Numbers(17);
    let api = Arc::new(Anything::default());
    let mut app = app(&api);
    let mut answers = std::collections::BTreeMap::new();
    for _ in 0..100_000 {
        let row = numbers.one_of(ROWS).request;
        let (method, path) = row.split_once(' ').unwrap();
        let path = match numbers.below(4) {
            0 => (0..=numbers.below(5))
                .map(|_| format!("/{}", numbers.one_of(SEGMENTS)))
                .collect(),
            _ => path.to_owned(),
        };
        let method = match numbers.below(8) {
            0 => numbers.one_of(&[
                "GET", "POST", "PUT", "HEAD", "OPTIONS", "TRACE", "CONNECT", "X",
            ]),
            _ => method,
        };
        let query = ["", "?", "?a=%ff&id=1"][numbers.below(3)];
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{path}{query}"));
        let mut given = vec![
            numbers.one_of(&[BASIC, BEARER]),
            numbers.one_of(&[JSON, JSON, FORM, MULTIPART]),
        ];
        for _ in 0..numbers.below(3) {
            given.push(numbers.one_of(HEADERS));
        }
        if numbers.below(4) == 0 {
            given.swap_remove(0);
        }
        for header in given {
            let (name, value) = header.split_once(": ").unwrap();
            let value: Vec<u8> = value
                .chars()
                .map(|c| u8::try_from(u32::from(c)).unwrap())
                .collect();
            request = request.header(name, value);
        }
        // What is no URL does not reach a router.
        let Ok(request) = request.body(Body::from(numbers.body())) else {
            continue;
        };
        let response = app.call(request).await.unwrap();
        let status = response.status().as_u16();
        // What the API itself fails with.
        let is_made = status == 503 || response.extensions().get::<server::Cause>().is_some();
        assert!(status < 500 || is_made, "{method} {path}: {status}");
        *answers.entry(status).or_insert(0) += 1;
    }
    for status in [200, 201, 400, 401, 404, 405, 415] {
        assert!(answers.contains_key(&status), "{answers:?}");
    }
    assert!(answers.values().sum::<usize>() > 90_000, "{answers:?}");
    assert!(api.0.load(Ordering::SeqCst) > 1_000, "{answers:?}");
}
